"""Every phrasing's examples and refusals, with all phrasings on; and what holds for any text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.folding import Text
from extract.reading.figures import find_figures
from extract.reading.model import Figure
from extract.tables.phrasings import Example, phrasings

TOLD = [pytest.param(p.id, e, id=f"{p.id}: {e.text[:40]}") for p in phrasings() for e in p.examples]
REFUSED = [pytest.param(p.id, text, id=f"{p.id}: {text[:40]}") for p in phrasings() for text in p.refuses]


def read(text: str) -> list[Figure]:
    whole = Text(text)
    return find_figures(whole, whole.whole)


@pytest.mark.parametrize(("phrasing", "example"), TOLD)
def test_figures_example_is_read(phrasing: str, example: Example) -> None:
    figures = read(example.text)
    assert [(f.metric,) if f.value is None else (f.metric, f.value) for f in figures] == list(example.figures), phrasing


@pytest.mark.parametrize(("phrasing", "text"), REFUSED)
def test_figures_refusal_is_refused(phrasing: str, text: str) -> None:
    assert read(text) == [], phrasing


def test_figures_every_phrasing_of_a_figure_has_an_example() -> None:
    assert [p.id for p in phrasings() if p.metric != "none" and not p.examples] == []


def test_figures_every_phrasing_of_nothing_has_a_refusal() -> None:
    assert [p.id for p in phrasings() if p.metric == "none" and not p.refuses] == []


def test_figures_ids_are_unique() -> None:
    ids = [p.id for p in phrasings()]
    assert len(ids) == len(set(ids))


@given(st.text(alphabet="xếphạngđiểmtừlên 0123456789/.,%()-", max_size=60))
def test_figures_spans_read_back_in_any_text(text: str) -> None:
    for figure in read(text):
        assert 0 <= figure.span.start <= figure.span.end <= len(text)
        assert text[figure.number.start : figure.number.end] == text[figure.number.start : figure.number.end].strip()
        assert re.search(r"\w", text[figure.number.start : figure.number.end])


@given(st.integers(1, 63), st.integers(100, 9999), st.integers(1, 40))
def test_figures_swapped_numbers_give_swapped_values(rank: int, score: int, change: int) -> None:
    points = f"{score // 100},{score % 100:02d}"
    figures = read(f"Tỉnh đạt {points} điểm, xếp hạng {rank}/63 tỉnh, thành phố (tăng {change} bậc).")
    assert [(f.metric, f.value) for f in figures] == [
        ("score", score / 100),
        ("rank", rank),
        ("rank_change", change),
    ]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("đạt trên 65 điểm", "min"), ("đạt dưới 60 điểm", "max"), ("khoảng 65 điểm", "approx"),
        ("đạt 65 điểm trở lên", "min"), ("đạt 65 điểm", "exact"), ("xếp thứ 20 trở lên", "max"), ("xếp hạng không dưới 20", "max"), ("giữ không thấp hơn 66 điểm", "min"),
        ("xếp thứ 40 trở xuống", "min"), ("giữ thứ hạng từ 15 trở lên", "max"),
    ],
)  # fmt: skip
def test_figures_bounds_are_read(text: str, bound: str) -> None:
    assert [f.bound for f in read(text)] == [bound]


def test_figures_both_ends_give_the_change_between() -> None:
    first, last, change = read("tụt từ hạng 4 xuống hạng 6/63")
    assert (first.end, last.end, change.end) == ("from", "to", "change")
    assert (change.value, change.direction, last.out_of) == (-2, "down", 63)


def test_figures_scale_is_the_maximum() -> None:
    (figure,) = read("với 89,45 (thang điểm đánh giá là 100)")
    assert (figure.value, figure.out_of) == (89.45, 100)


def test_figures_maximum_of_a_score_is_round() -> None:
    """ "(năm 2020 / năm 2023): 4,70 / 4,56": two years, and no maximum."""
    assert [f.out_of for f in read("Quản trị điện tử: 4,70 / 4,56")] == [None]
    assert [f.out_of for f in read("Quản trị điện tử: 4,70 / 13,5")] == [13.5]


def test_figures_no_movement_has_no_sign() -> None:
    text = Text("giảm 0 bậc so với năm 2022")
    (figure,) = find_figures(text, text.whole)
    assert str(figure.value) == "0.0"
