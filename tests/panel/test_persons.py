import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.cli import app
from extract.folding import Text
from extract.language.sentences import sentences
from extract.panel.cells import build
from extract.panel.ftm import entities, lines
from extract.panel.official import Official
from extract.panel.persons import Person, holders, offices, persons
from extract.records import Article
from extract.spans import Span
from tests.panel.archives import article, write_run

CHAIR = "Chủ tịch UBND tỉnh Lai Châu"


def said(name: str, post: str, day: str | None = None, lead: str = "", **fields: object) -> Article:
    return article(f"{lead}Ông {name}, {post} phát biểu tại hội nghị ngày hôm nay.", published=day, **fields)


def of(tmp_path: Path, *articles: Article) -> list[Person]:
    return persons(write_run(tmp_path, articles))


def groups(found: list[Person]) -> list[int]:
    return sorted(len(person.seen) for person in found)


def test_persons_are_one_where_name_place_office_and_time_agree(tmp_path: Path) -> None:
    (one,) = of(
        tmp_path,
        said("Trần Văn Bình", CHAIR, "2019-05-01"),
        said("Trần Văn Bình", "Phó Chủ tịch UBND tỉnh Lai Châu", "2017-05-01"),
    )
    assert one.why == ["office in UBND tỉnh Lai Châu: 2017-05-01, 2019-05-01"]
    assert (one.row()["first_seen"], one.row()["last_seen"], one.row()["provinces"]) == (
        "2017-05-01",
        "2019-05-01",
        ["VN-01"],
    )


def test_persons_a_line_is_split_into_sentences_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Two thousand people on one line took most of a minute: it was split anew for each of them.
    calls = []

    def counted(text: Text, within: Span) -> list[Span]:
        calls.append(within)
        return sentences(text, within)

    names = ("Trần Văn Bình", "Lê Thị Hoa", "Lò Văn An")
    told = " ".join(f"Ông {name}, {CHAIR} phát biểu tại hội nghị." for name in names)
    run = write_run(tmp_path, [article(told)])
    monkeypatch.setattr("extract.language.sentences.sentences", counted)
    assert (len(persons(run)), len(calls)) == (3, 1)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Trần Văn Bình", CHAIR, "2019-05-01"), ("Trần Văn Bình", "Chủ tịch UBND tỉnh Sơn La", "2019-06-01")),  # another place
        (("Trần Văn Bình", CHAIR, "2019-05-01"), ("Trần Văn Bình", "Giám đốc Sở Y tế tỉnh Lai Châu", "2019-06-01")),  # another office
        (("Trần Văn Bình", CHAIR, "2005-05-01"), ("Trần Văn Bình", CHAIR, "2019-06-01")),  # another time
        (("Trần Văn Bình", CHAIR, "2019-05-01"), ("Trần Văn Minh", CHAIR, "2019-05-01")),  # another name
        (("Trần Văn Bình", "Đại biểu Quốc hội", "2019-05-01"), ("Trần Văn Bình", "Đại biểu Quốc hội", "2019-06-01")),  # many are
    ],
)  # fmt: skip
def test_persons_of_one_name_stay_apart(
    tmp_path: Path, first: tuple[str, str, str], second: tuple[str, str, str]
) -> None:
    assert groups(of(tmp_path, said(*first), said(*second, lead="Tin mới. "))) == [1, 1]


def test_persons_are_tied_by_the_article_that_tells_both_offices(tmp_path: Path) -> None:
    before = said("Trần Văn Bình", "Giám đốc Sở Tài chính tỉnh Lai Châu", "2018-05-01")
    between = article(
        "Ông Trần Văn Bình, Giám đốc Sở Tài chính tỉnh Lai Châu được bầu giữ chức Phó Chủ tịch UBND tỉnh Lai Châu.",
        published="2019-05-01",
    )
    after = said("Trần Văn Bình", "Phó Chủ tịch UBND tỉnh Lai Châu", "2020-05-01")
    assert groups(of(tmp_path, before, after)) == [1, 1]
    assert groups(of(tmp_path / "b", before, between, after)) == [3]


def test_persons_write_a_body_as_they_like(tmp_path: Path) -> None:
    first = said("Trần Văn Bình", "Phó Chủ tịch UBND TP Hồ Chí Minh", "2018-05-01")
    second = said("Trần Văn Bình", "Phó Chủ tịch UBND thành phố Hồ Chí Minh", "2019-05-01")
    assert groups(of(tmp_path, first, second)) == [2]


def test_persons_have_a_timeline_of_offices(tmp_path: Path) -> None:
    found = of(
        tmp_path,
        said("Trần Văn Bình", "quyền Chủ tịch UBND tỉnh Lai Châu", "2018-01-01"),
        article("Ông Trần Văn Bình được bầu giữ chức Chủ tịch UBND tỉnh Lai Châu.", published="2018-06-01"),
        said("Trần Văn Bình", CHAIR, "2020-05-01", url="https://baolaichau.vn/a"),
        said("Trần Văn Bình", f"nguyên {CHAIR}", "2023-05-01"),
    )
    (row,) = offices(found)
    assert (row["title"], row["organization"], row["province"], row["acting"]) == (
        "Chủ tịch",
        "UBND tỉnh Lai Châu",
        "VN-01",
        True,
    )
    assert [row[name] for name in ("first_seen", "last_seen", "from", "former_since", "status")] == [
        "2018-01-01", "2020-05-01", "2018-06-01", "2023-05-01", "former",
    ]  # fmt: skip
    assert row["url"] == "https://baolaichau.vn/a"
    assert "Trần Văn Bình" in row["sentence"]


def index_and_chair(tmp_path: Path) -> list[Article]:
    pci = "PCI năm {} của tỉnh Lai Châu đạt {} điểm, xếp hạng {}/63 tỉnh, thành phố."
    return [
        article(pci.format(2018, "58,33", 50), published="2019-04-01"),
        article(pci.format(2019, "57,95", 63), published="2020-04-01"),
        article(pci.format(2020, "59,95", 60), published="2021-04-01"),
        said("Trần Văn Bình", CHAIR, "2019-02-01"),
        said("Trần Văn Bình", CHAIR, "2020-02-01", lead="Sáng nay. "),
        said("Lê Thị Hoa", "Phó Chủ tịch UBND tỉnh Lai Châu", "2019-02-01"),
    ]


def test_persons_head_a_province_when_its_index_moves(tmp_path: Path) -> None:
    run = write_run(tmp_path, index_and_chair(tmp_path))
    found = list(holders(offices(persons(run)), build(run, Official())))
    told = [(row["period"], row["moved"], row["name"], row["rank_before"], row["rank"]) for row in found]
    assert told == [("2019", "down", "Trần Văn Bình", 50, 63), ("2020", "up", "Trần Văn Bình", 63, 60)]


def test_persons_are_followthemoney_entities(tmp_path: Path) -> None:
    found = of(tmp_path, said("Trần Văn Bình", CHAIR, "2019-05-01", url="https://baolaichau.vn/a"))
    made = list(entities([p.row() for p in found], offices(found)))
    assert [entity["schema"] for entity in made] == ["Person", "Position", "Occupancy"]
    person, position, held = made
    assert person["properties"]["name"] == ["Trần Văn Bình"]
    assert position["properties"] == {"name": [CHAIR], "country": ["vn"], "subnationalArea": ["Lai Châu"]}
    assert (held["properties"]["holder"], held["properties"]["post"]) == ([person["id"]], [position["id"]])
    assert all(
        isinstance(v, list) and all(isinstance(x, str) for x in v) for e in made for v in e["properties"].values()
    )
    assert len(lines(made).splitlines()) == 3


def test_persons_satisfy_the_library_of_followthemoney(tmp_path: Path) -> None:
    followthemoney = pytest.importorskip("followthemoney", exc_type=ImportError)
    found = of(tmp_path, said("Trần Văn Bình", CHAIR, "2019-05-01"))
    for entity in entities([p.row() for p in found], offices(found)):
        proxy = followthemoney.model.get_proxy(entity, cleaned=False)
        assert {name: proxy.get(name) for name in entity["properties"]} == entity["properties"]


def test_persons_command_writes_tables_and_entities(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", index_and_chair(tmp_path))
    result = CliRunner().invoke(
        app, ["officials", str(run.folder), "--ftm", str(tmp_path / "x.jsonl"), "--no-packaged"]
    )
    assert result.exit_code == 0, result.output
    assert "down\tLai Châu PCI 2018-2019 (50 to 63)\tTrần Văn Bình, Chủ tịch, UBND tỉnh Lai Châu" in result.stdout
    rows = [json.loads(line) for line in (run.folder / "persons.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sorted((row["name"], row["articles"]) for row in rows) == [("Lê Thị Hoa", 1), ("Trần Văn Bình", 2)]
    assert len((tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()) == 6
    again = CliRunner().invoke(app, ["officials", str(run.folder), "-o", str(tmp_path / "b"), "-f", "parquet"])
    assert sorted(path.name for path in (tmp_path / "b").iterdir()) == [
        "holders.parquet",
        "offices.parquet",
        "persons.parquet",
    ]
    assert again.exit_code == 0


@pytest.mark.parametrize("options", [["-f", "xlsx"], ["--ftm", "/proc/x/y"], ["-o", "/proc/x"]])
def test_persons_command_refuses_what_it_cannot_do(tmp_path: Path, options: list[str]) -> None:
    write_run(tmp_path, [said("Trần Văn Bình", CHAIR, "2019-05-01")])
    result = CliRunner().invoke(app, ["officials", str(tmp_path), *options])
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
