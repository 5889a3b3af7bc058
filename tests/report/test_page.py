"""The page itself: whole, safe, the same every time; what a reader without JavaScript sees."""

import base64
import hashlib
import re
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from typer.testing import CliRunner

from extract import open_run
from extract.cli import app
from extract.report import build
from extract.report.page import MOST_CONFLICTS, MOST_REASONS, MOST_SOURCES, languages
from tests.report.runs import CORPUS, HOSTILE, article, figure, real, written

LABELS = tomllib.loads((resources.files("extract.report") / "labels.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def ranks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return real(tmp_path_factory.mktemp("page") / "ranks", CORPUS / "gold" / "ranks", CORPUS / "seed")


@pytest.fixture(scope="module")
def page(ranks: Path) -> str:
    return build(open_run(ranks))


def parsed(page: str) -> BeautifulSoup:
    return BeautifulSoup(page, "lxml")


def test_page_loads_nothing_and_says_so(page: str) -> None:
    soup = parsed(page)
    assert page.startswith("<!doctype html>")
    assert not soup.select("link, img, iframe, script[src], object, embed, form")
    assert "url(" not in str(soup.style)
    assert "@import" not in page
    policy = str(soup.select_one("meta[http-equiv=Content-Security-Policy]")["content"])  # type: ignore[index]
    assert policy.startswith("default-src 'none'")
    for element in (soup.style, soup.select("script")[-1]):
        digest = base64.b64encode(hashlib.sha256(element.string.encode()).digest()).decode()  # type: ignore[union-attr]
        assert f"'sha256-{digest}'" in policy
    # The policy forbids them, and a page that needs them would look broken.
    assert not re.search(r"<[^>]+\s(style|on\w+)=", page[: page.index('<script type="application/json"')])


def test_page_declares_its_charset_at_once(page: str) -> None:
    assert '<meta charset="utf-8">' in page[:1024]
    assert '<html lang="en">' in page[:100]


def test_page_is_the_same_every_time(ranks: Path, page: str) -> None:
    assert build(open_run(ranks)) == page


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_page_is_the_same_from_every_format(form: str, tmp_path: Path) -> None:
    pages = {build(open_run(real(tmp_path / each / "run", form=each))) for each in ("jsonl", form)}
    assert len(pages) == 1


def test_page_tells_the_run_without_javascript(page: str) -> None:
    soup = parsed(page)
    text = soup.get_text(" ", strip=True)
    assert [link["href"] for link in soup.select("nav a")] == ["#read", "#coverage", "#trends", "#conflicts", "#facts"]
    assert all(soup.select(str(link["href"])) for link in soup.select("nav a"))
    assert "Lai Châu" in text
    assert "PAR INDEX" in text
    assert soup.select("#trends .multiples svg circle.dot")
    assert soup.select("noscript")
    rows = soup.select("#read tbody tr")
    assert (
        sum(int(row.select("td")[0].get_text()) for row in rows)
        == len(list((CORPUS / "gold" / "ranks").glob("*.txt"))) + 1
    )


def test_page_points_of_the_trends_lead_to_records(page: str) -> None:
    ids = set(re.findall(r'"([0-9a-f]{16}-[op]\d+)"', page))
    links = {str(link["href"]) for link in parsed(page).select("#trends .multiples a, #conflicts a")}
    assert links
    assert {link.removeprefix("#") for link in links} <= ids


def test_page_holds_figures_against_official_tables(tmp_path: Path) -> None:
    soup = parsed(build(open_run(real(tmp_path / "run"))))
    (row,) = [row for row in soup.select("#conflicts tbody tr") if row.th and row.th.string == "PCI"]
    match, rounded, mismatch, _ = (int(cell.get_text()) for cell in row.select("td"))
    # The seed article's PCI score and rank of 2019, and those of 2018 that follow from them, are the published ones.
    assert (match >= 4, rounded, mismatch) == (True, 0, 0)


def test_page_is_told_in_vietnamese(ranks: Path) -> None:
    page = build(open_run(ranks), "vi", "Chỉ số <2019>")
    soup = parsed(page)
    assert soup.html["lang"] == "vi"  # type: ignore[index]
    assert soup.h1.string == "Chỉ số <2019>"  # type: ignore[union-attr]
    assert "Phạm vi" in soup.get_text()
    with pytest.raises(ValueError, match="no language 'fr': one of en, vi"):
        build(open_run(ranks), "fr")


def test_page_every_language_has_every_label() -> None:
    assert languages() == ("en", "vi")
    keys = {lang: [*told, *told["js"], *told["stages"], *told["verdicts"]] for lang, told in LABELS.items()}
    assert keys["vi"] == keys["en"]
    for key, text in LABELS["en"].items():
        if isinstance(text, str):
            assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", LABELS["vi"][key])), key


def test_page_hostile_text_stays_text(tmp_path: Path) -> None:
    (tmp_path / "x<img src=x onerror=1>.txt").write_text(HOSTILE, encoding="utf-8")
    (tmp_path / "empty<script>.txt").write_text("", encoding="utf-8")
    page = build(open_run(real(tmp_path / "run", *sorted(tmp_path.glob("*.txt")))), title="<script>alert(1)</script>")
    soup = parsed(page)
    assert len(soup.select("script")) == 2
    assert not soup.select("img, svg[onload], b")
    assert "<script>alert(1)</script>" in soup.get_text()
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)
    assert "{{7*7}}" in page, "no template reads what articles say"


def many(count: int) -> dict[str, list[dict[str, Any]]]:
    articles, observations, failures = [], [], []
    for n in range(count):
        for which, value in ((f"a{n}", 1), (f"b{n}", 2)):
            articles.append(
                article(which, "PCI 63", source=f"folder{n}/{which}.txt", published=f"2020-01-0{value}T08:00")
            )
            observations.append(
                figure(which, 1, value, [(4, 6, "figure")], component=f"C{n}", metric="rank_change", baseline="2018")
            )
        failures.append({"source": f"{n}.txt", "stage": "article", "reason": "too " + "x" * n})
    failures += [{"source": f"z{n}.txt", "stage": "source", "reason": "empty"} for n in range(9)]
    return {"articles": articles, "observations": observations, "failures": failures}


def test_page_says_how_much_it_does_not_list(tmp_path: Path) -> None:
    count = MOST_CONFLICTS + 5
    page = build(open_run(written(tmp_path / "run", many(count))))
    soup = parsed(page)
    text = soup.get_text(" ", strip=True)
    assert f"{count - MOST_SOURCES + 1} further sources" in text
    assert f"and {count + 1 - MOST_REASONS} more" in text
    assert "and 4 more" in text, "of the empty files"
    assert len(soup.select(".conflicts > li")) == MOST_CONFLICTS
    assert "5 more are in the list of facts" in text
    values = [" ".join(value.stripped_strings) for value in soup.select(".conflicts .value")]
    assert values == ["+1 hạng", "+2 hạng"] * MOST_CONFLICTS
    assert "folder0/a0.txt, 2020-01-01" in text


def test_page_of_an_empty_run_says_that_it_is_empty(tmp_path: Path) -> None:
    text = parsed(build(open_run(written(tmp_path / "run", {})))).get_text(" ", strip=True)
    for told in ("no such figures", "No province has", "No two articles", "Nothing failed"):
        assert told in text


# --- the command ---------------------------------------------------------------------------------------------------


def test_report_writes_one_file_and_replaces_its_own(ranks: Path, page: str, tmp_path: Path) -> None:
    target = tmp_path / "deep" / "report.html"
    for _ in range(2):
        result = CliRunner().invoke(app, ["report", str(ranks), "--output", str(target)])
        assert result.exit_code == 0, result.output
        assert target.read_text(encoding="utf-8") == page
    assert "open it in a browser" in result.stderr
    assert [path.name for path in target.parent.iterdir()] == ["report.html"]
    result = CliRunner().invoke(
        app, ["report", str(ranks), "-o", str(target.parent), "--lang", "vi", "--title", "Báo cáo"]
    )
    assert result.exit_code == 0
    assert "<title>Báo cáo</title>" in target.read_text(encoding="utf-8")


def test_report_has_a_name_where_none_is_told(
    ranks: Path, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The option's parser met its own default, a path, and raised.
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["report", str(ranks)])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == page


def test_report_refuses_what_it_cannot_do(ranks: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.html"
    mine.write_text("<!doctype html>my own page", encoding="utf-8")
    (tmp_path / "file").touch()
    for given, told in {
        (str(ranks), str(mine)): "nothing is overwritten",
        (str(tmp_path), str(tmp_path / "r.html")): "holds no run",
        (str(ranks), str(tmp_path / "file" / "r.html")): "cannot write",
    }.items():
        result = CliRunner().invoke(app, ["report", given[0], "-o", given[1]])
        assert result.exit_code == 2
        assert told in result.stderr
        assert "Traceback" not in result.output
    assert mine.read_text(encoding="utf-8").endswith("my own page")
