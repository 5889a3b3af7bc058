import pytest
from pydantic.dataclasses import dataclass

from extract.tables import base
from extract.tables.base import STRICT, TableError, load_csv, load_toml, split_cell


@dataclass(frozen=True, config=STRICT)
class Row:
    name: str
    count: int = 0


def test_base_csv_reads_rows_and_leaves_out_comments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "data_text", lambda name: "# a comment\nname,count\na,2\nb,\n")
    assert load_csv("x.csv", Row) == (Row("a", 2), Row("b"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name,count\na,many\n", "data/x.csv: 0.count"),
        ("name,other\na,1\n", "data/x.csv: 0.other"),
        ("count\n1\n", "data/x.csv: 0.name"),
    ],
)
def test_base_mistake_names_file_and_key(monkeypatch: pytest.MonkeyPatch, text: str, told: str) -> None:
    monkeypatch.setattr(base, "data_text", lambda name: text)
    with pytest.raises(TableError, match=told):
        load_csv("x.csv", Row)


def test_base_toml_that_does_not_parse_names_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "data_text", lambda name: "name = ")
    with pytest.raises(TableError, match=r"data/x\.toml"):
        load_toml("x.toml", Row)


def test_base_cell_is_split() -> None:
    assert split_cell("a| b |") == ("a", "b")
    assert split_cell(3) == 3


def test_base_every_data_file_loads() -> None:
    from extract.tables import (
        articles,
        bodies,
        hedges,
        indices,
        periods,
        phrasings,
        provinces,
        sentences,
        services,
        titles,
        topics,
        words,
    )

    assert indices.indices()
    assert provinces.province("VN-01").name == "Lai Châu"
    assert provinces.province("VN-15").name == "Hà Tây"
    with pytest.raises(KeyError):
        provinces.province("VN-99")
    for table in (
        articles.surroundings, bodies.bodies, hedges.hedges, periods.periods, phrasings.phrasings, sentences.sentence_table,
        services.services, titles.titles, titles.people, topics.topics, words.words,
    ):  # fmt: skip
        assert table()
