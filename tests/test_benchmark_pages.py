"""The comparison measures what it says, and says what is not installed."""

import sys

import pytest

from benchmarks import pages
from benchmarks.pages import LIMIT, Cut, measured, ours, text_only
from benchmarks.saved import saved, token_f1

FEW = saved()[:3]


def test_benchmark_ours_is_whole() -> None:
    row = measured("extract", ours, FEW)
    assert (row.mean, row.least, row.titles, row.dates) == (1.0, 1.0, len(FEW), len(FEW))


def test_benchmark_counts_what_a_tool_gets_wrong() -> None:
    row = measured("nothing", lambda page, _: Cut("", "x", "2001-01-01"), FEW)
    assert row.mean < 0.5
    assert (row.titles, row.dates) == (0, 0)


def test_benchmark_tool_that_fails_has_nothing() -> None:
    def fails(page: object, html: str) -> Cut:
        raise ValueError(html)

    assert measured("fails", fails, FEW).titles == 0


def test_benchmark_tool_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "readability", None)
    monkeypatch.setattr(pages, "TOOLS", {"readability-lxml": pages.readability})
    assert "not installed" in list(pages.table(FEW))[-1]


def test_benchmark_unknown_site_is_read_too() -> None:
    assert measured("unknown", pages.ours_unknown, saved()).mean > 0.9


def test_benchmark_time_is_in_seconds() -> None:
    assert 0 < text_only(FEW) < 100 * LIMIT


@pytest.mark.parametrize(("text", "wanted", "f1"), [("a b", "a b", 1), ("a a", "a", 2 / 3), ("", "a", 0), ("", "", 0)])
def test_benchmark_token_f1(text: str, wanted: str, f1: float) -> None:
    assert token_f1(text, wanted) == pytest.approx(f1)
