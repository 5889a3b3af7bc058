"""From a file, a page or a text to records, whatever it is written in."""

import subprocess
import sys
import unicodedata
from collections.abc import Callable
from itertools import islice, product
from pathlib import Path

import pytest

from extract.batch.single import read
from extract.pipeline import extract
from extract.records import Article
from tests.clock import at_most

SEED = Path(__file__).parent.parent / "corpus" / "seed" / "lai-chau-par-index-pci-2019.txt"
TEXT = "Năm 2020, chỉ số PCI của tỉnh Sơn La xếp thứ 40. Chủ tịch UBND tỉnh Lò Văn An cho biết như vậy."


def test_pipeline_extract_takes_a_text_or_an_article() -> None:
    by_text = extract(TEXT)
    by_article = extract(Article(article_id=by_text.article.article_id, source="", text=TEXT))
    assert by_text.observations == by_article.observations
    assert by_text.officials == by_article.officials
    assert by_text.article.province == "VN-05"


@pytest.mark.parametrize("text", ["", "  \n "])
def test_pipeline_empty_text_is_a_failure_not_an_error(text: str) -> None:
    assert [f.reason for f in extract(text).failures] == ["the text is empty"]


def test_pipeline_read_takes_a_path(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    for given in (path, str(path)):
        assert [o.value for o in read(given).observations] == [40]


@pytest.mark.parametrize(
    ("source", "why"),
    [("gone.txt", "no such"), ("http://127.0.0.1:1/x", "private"), ("ftp://a.vn", "only http"), ("tests", "folder")],
)
def test_pipeline_what_cannot_be_read_is_a_failure(source: str, why: str) -> None:
    (failure,) = read(source).failures
    assert why in failure.reason
    assert failure.stage == "source"


def test_pipeline_file_without_vietnamese_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hello world, this is English text.")
    (failure,) = read(tmp_path / "a.txt").failures
    assert (failure.stage, "Vietnamese" in failure.reason) == ("article", True)


def test_pipeline_result_goes_to_pandas_spacy_and_html() -> None:
    result = extract(TEXT)
    assert result.to_pandas()["observations"].loc[0, "value"] == 40
    assert result.to_doc().text == TEXT
    assert "Sơn La" in result._repr_html_()


def as_page(text: str) -> str:
    """The seed as a newspaper's page: the caption below a picture, the other headlines as links in the body's box."""
    lines = [line for line in text.split("\n") if line.strip()]
    shown = "<figure><img src='a.jpg'><figcaption>Quang cảnh buổi tọa đàm.</figcaption></figure>"
    body = "".join(shown if line == "Quang cảnh buổi tọa đàm." else f"<p>{line}</p>" for line in lines[:-8])
    links = "".join(f"<li><a href='/{i}'>{line}</a></li>" for i, line in enumerate(lines[-8:]))
    return (
        f"<!doctype html><html><head><meta charset='utf-8'></head><body><div class='detail'>{body}"
        f"<div class='box-tin-khac'><ul>{links}</ul></div></div></body></html>"
    )


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a.txt", lambda text: text.replace("\n", "\r\n").encode("utf-8-sig")),
        ("a.txt", lambda text: text.encode("utf-16")),
        ("a.txt", lambda text: unicodedata.normalize("NFD", text).encode()),
        ("a.html", lambda text: as_page(text).encode()),
        ("a.htm", lambda text: unicodedata.normalize("NFD", as_page(text)).encode()),
        ("a", lambda text: as_page(text).replace("utf-8", "utf-16").encode("utf-16")),
    ],
    ids=["crlf", "utf-16", "nfd", "page", "nfd page", "utf-16 page"],
)
def test_pipeline_seed_reads_the_same_from_every_kind_of_file(
    name: str, written: Callable[[str], bytes], tmp_path: Path
) -> None:
    wanted = read(SEED)
    path = tmp_path / name
    path.write_bytes(written(SEED.read_text(encoding="utf-8")))
    found = read(path)
    assert found.article.text == wanted.article.text
    assert found.article.article_id == wanted.article.article_id
    assert found.observations == wanted.observations
    assert found.officials == wanted.officials


def test_pipeline_title_of_a_page_is_the_articles_first_line(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(as_page(SEED.read_text(encoding="utf-8")).replace("<p>", "<h1>Tọa đàm PAR INDEX</h1><p>", 1))
    found = read(path)
    assert found.article.title == "Tọa đàm PAR INDEX"
    assert found.article.text.split("\n")[1:] == read(SEED).article.text.split("\n")


def test_pipeline_province_that_is_known_is_kept() -> None:
    article = Article(article_id="a", source="a", text=TEXT, province="VN-01")
    assert extract(article).article.province == "VN-01"


def test_pipeline_extraction_is_told_in_a_line() -> None:
    assert repr(read("no-such-file.txt")) == "<Extraction of no-such-file.txt: no such file or folder>"
    assert repr(extract("Trời hôm nay đẹp.")) == "<Extraction of a text: nothing>"


_THREADED = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from extract.pipeline import extract

texts = [path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).glob("*/*.txt"))[::7]]
sys.setswitchinterval(1e-6)
with ThreadPoolExecutor(8) as pool:
    threaded = [*pool.map(extract, texts)]
assert len(texts) > 100
assert threaded == [*map(extract, texts)]
"""


def test_pipeline_threads_read_as_one_does() -> None:
    """In a process of its own: what is looked for is known only after the first texts."""
    gold = SEED.parents[1] / "gold"
    done = subprocess.run(
        [sys.executable, "-c", _THREADED, str(gold)], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr


def test_pipeline_bytes_are_no_text() -> None:
    with pytest.raises(TypeError, match="a text or an Article is read, not bytes"):
        extract(b"PCI")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["corpus/seed/a.txt", " page.HTML\n", "https://baolaichau.vn/tin"])
def test_pipeline_name_is_no_text(name: str) -> None:
    found = extract(name)
    assert [failure.reason for failure in found.failures] == [
        "the name of a file or an address, no text: extract.read reads it"
    ]
    assert not extract(f"Trang https://baolaichau.vn cho biết: xem tệp a.txt trong {name.strip()} nhé.").failures
    assert not extract("Chỉ số PCI của tỉnh Sơn La xếp thứ 40. Nguồn: https://baolaichau.vn/tin.html").failures


def test_pipeline_text_is_no_name() -> None:
    line = "Năm 2020, chỉ số PCI của tỉnh Sơn La xếp thứ 40, tăng 3 bậc so với năm 2019."
    assert read(f"ftp://a.vn/{'a' * 2_000}").failures[0].reason.startswith("only http")
    (failure,) = read(f"{line}\n" * 300).failures
    assert (failure.source, failure.reason) == (f"{line[:59]} …", "a text, no name of a file: extract.extract reads it")


def test_pipeline_page_of_html_is_read_as_one() -> None:
    line = "Năm 2020, chỉ số PCI của tỉnh Sơn La xếp thứ 40, tăng 3 bậc so với năm 2019."
    page = f"<!DOCTYPE html><html><body><article><p>{line}</p></article></body></html>"
    assert extract(page).article.text == line


@pytest.mark.parametrize(
    "item",
    [
        "huyện Kim Bảng xếp thứ 2/6 về PCI của tỉnh Hà Nam với 60 điểm, ",
        "Hà Nam thứ 5, Bắc Ninh 39, ",
        "PCI năm 2020 của tỉnh Lai Châu đạt 60,1 điểm; ",
        "ông Lê Văn An, Chủ tịch UBND tỉnh Hà Nam, cùng bà Trần Thị Bê, Giám đốc Sở Y tế, dự, ",
    ],
)
def test_pipeline_a_line_without_an_end_takes_linear_time(item: str) -> None:
    extract(item)
    with at_most(1000):  # for the first one, before: tens of thousands
        found = extract("PCI 2020: " + item * (20_000 // len(item)))
    assert found.observations or found.officials


@pytest.mark.parametrize(
    ("head", "item", "length"),
    [
        ("Chỉ số PCI năm 2020 ", "xếp thứ ", 60_000),
        ("Chỉ số PCI năm 2020 của tỉnh Hà Nam: ", "từ hạng 5 lên 6, ", 20_000),
        ("Năm 2020, PCI Hà Nam thứ 5 rồi ", "thứ 5, ", 30_000),
        ("", "Điểm PCI năm 2022\nTỉnh | Điểm\nHà Nam | 65,1\nTrung bình các tỉnh | 66,0\n", 60_000),
        ("", "Cảnh sát trưởng Tulsa Michael Gunderson nói. ", 200_000),
    ],
)
def test_pipeline_what_is_told_again_and_again_takes_linear_time(head: str, item: str, length: int) -> None:
    extract(head + item)
    with at_most(800):  # quadratic, two thousands and more
        found = extract(head + item * (length // len(item)))
    assert found.observations or found.officials or item == "xếp thứ "


def test_pipeline_foreign_offices_of_many_take_linear_time() -> None:
    names = ("".join(letters).title() for letters in product("bcdfghklmnprstvz", "aeiou", "bdglmnrst", "ao"))
    told = "".join(f"Người phát ngôn của Tổng thống Nga {name}vin {name}ski nói. " for name in islice(names, 800))
    with at_most(500):  # quadratic, thousands
        assert len(extract(told).officials) == 800


def test_pipeline_figures_that_contradict_one_another_take_linear_time() -> None:
    pairs = ((f"{at / 100:.2f}", f"{at / 90:.2f}") for at in range(5_000, 5_300))
    told = "".join(f"Từ {then} điểm năm 2017, PCI đã tăng lên {now} điểm năm 2018; " for then, now in pairs)
    with at_most(500):  # each with each, for a third of them thousands
        found = extract(f"Chỉ số PCI của tỉnh Hà Nam. {told.replace('.', ',')}")
    assert len(found.observations) > 600
