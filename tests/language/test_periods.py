import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.folding import Text
from extract.language.periods import PeriodMention, find_periods
from extract.tables.periods import Example, periods


def found(text: str) -> list[PeriodMention]:
    whole = Text(text)
    return find_periods(whole, whole.whole)


@pytest.mark.parametrize("example", periods().example, ids=lambda example: example.text[:30])
def test_periods_example_is_read(example: Example) -> None:
    told = [(p.kind, p.value or ("" if p.relative is None else str(p.relative))) for p in found(example.text)]
    assert told == list(example.periods)


@given(st.integers(1990, 2035))
def test_periods_any_year_is_read(year: int) -> None:
    (period,) = found(f"PCI năm {year} của tỉnh")
    assert (period.kind, period.value, period.bare) == ("period", str(year), False)


@pytest.mark.parametrize("text", ["Ngày 5/5/2020", "sáng 11-7", "chiều ngày 2-11-2018", "ngày 5 tháng 5 năm 2020"])
def test_periods_dates_have_no_value(text: str) -> None:
    assert {p.kind for p in found(text)} == {"date"}


def test_periods_words_may_stand_in_a_baseline() -> None:
    (period,) = found("so với điểm PCI của tỉnh năm 2018")
    assert (period.kind, period.value) == ("baseline", "2018")


@pytest.mark.parametrize("text", ["Nghị quyết 02 có 1.944 tỷ đồng", "điện thoại 0912019888", "quốc lộ 1A"])
def test_periods_other_numbers_are_refused(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "PCI được công bố lần đầu tiên vào năm 2005",
        "EBI ra đời vào năm 2012",
        "bộ chỉ số do các nhà khoa học khởi xướng năm 2009",
    ],
)
def test_periods_since_when_an_index_is_made_is_no_period(text: str) -> None:
    assert [p.value for p in found(text)] == [None]


def test_periods_first_time_of_a_result_is_one() -> None:
    text = "lần đầu tiên vào năm 2021, tỉnh lọt tốp 20"
    assert [p.value for p in found(text)] == ["2021"]
