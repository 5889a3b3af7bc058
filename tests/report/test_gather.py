"""What a report counts."""

from pathlib import Path
from typing import Any

import pytest

from extract import open_run
from extract.report.gather import (
    by_index_and_year,
    by_province_and_index,
    gather,
    origin,
    place_of,
    province_name,
    reasons,
    sources,
    year_of,
)
from tests.report.runs import article, figure, written


@pytest.mark.parametrize(
    ("period", "year"),
    [("2019", "2019"), ("2023-Q1", "2023"), ("2016/2020", "2016"), (None, None), ("", None)],
)
def test_gather_year_of_a_period(period: str | None, year: str | None) -> None:
    assert year_of({"period": period}) == year


@pytest.mark.parametrize(
    ("source", "site", "told"),
    [
        ("a.txt", None, ""),
        ("bao/2019/a.txt", None, "bao/2019"),
        ("https://baolaichau.vn/a.html", None, "baolaichau.vn"),
        ("http://[", None, "http:"),
        ("x.warc.gz", "baolaichau.vn", "baolaichau.vn"),
    ],
)
def test_gather_origin_of_a_page(source: str, site: str | None, told: str) -> None:
    assert origin(source, site) == told


def test_gather_provinces_sort_by_region_and_name() -> None:
    names = ["Cà Mau", "Đồng Nai", "Lai Châu", "Hà Nội", "Đắk Lắk", "Nowhere", "Hà Nam", "Cao Bằng"]
    assert sorted(names, key=place_of) == [
        "Hà Nam", "Hà Nội", "Cao Bằng", "Lai Châu", "Đắk Lắk", "Đồng Nai", "Cà Mau", "Nowhere",
    ]  # fmt: skip
    assert province_name("VN-01") == "Lai Châu"
    assert province_name("XX-99") == "XX-99"


def test_gather_counts_are_those_of_the_rows(tmp_path: Path) -> None:
    tables: dict[str, list[dict[str, Any]]] = {
        "articles": [
            article("a", "PCI 63", site="bao.vn"),
            article("a", "PCI 63", source="print/a.txt", duplicate_of="a"),
            article("b", "PCI 62"),
            article("c", "nothing"),
        ],
        "observations": [
            figure("a", 1, 63, [(4, 6, "figure")]),
            figure("a", 2, 62, [(4, 6, "figure")], period=None),
            figure("b", 1, 62, [(4, 6, "figure")]),
            figure("b", 2, 5, [(4, 6, "figure")], index=None, subject={"type": "district", "id": None, "name": "X"}),
        ],
        "failures": [
            {"source": "print/x.txt", "stage": "article", "reason": "page of 12 MB: too large"},
            {"source": "print/y.txt", "stage": "article", "reason": "page of 15 MB: too large"},
            {"source": "z.txt", "stage": "source", "reason": "empty"},
        ],
    }
    facts = gather(open_run(written(tmp_path / "run", tables)))
    told = {source.name: source for source in sources(facts)}
    assert [*told] == ["", "print", "bao.vn"], "the most articles first, then the most failures"
    assert (told["bao.vn"].articles, told["bao.vn"].with_facts, told["bao.vn"].observations) == (1, 1, 2)
    assert (told["print"].articles, told["print"].with_facts, told["print"].failures) == (1, 0, 2)
    assert [(reason, len(rows)) for _, reason, rows in reasons(facts.failures)] == [
        ("page of 12 MB: too large", 2),
        ("empty", 1),
    ]
    years = by_index_and_year(facts)
    assert (years.rows, years.columns) == (["PCI", ""], ["2019", ""])
    assert (years.cells["PCI"]["2019"], years.cells["PCI"][""], years.total("PCI")) == (2, 1, 3)
    assert (years.shade("PCI", "2019"), years.shade("PCI", "2020")) == (6, 0)
    places = by_province_and_index(facts)
    assert (places.rows, places.columns, places.total("Lai Châu")) == (["Lai Châu"], ["PCI"], 3)
    assert facts.years == ["2019"]
    assert [sorted(found.ids) for found in facts.conflicts] == [["a-o1", "b-o1"]]


def test_gather_an_empty_run_counts_nothing(tmp_path: Path) -> None:
    facts = gather(open_run(written(tmp_path / "run", {})))
    assert (sources(facts), reasons(facts.failures), facts.years, facts.conflicts) == ([], [], [], [])
    assert by_index_and_year(facts).most == 1
