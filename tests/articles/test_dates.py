"""Every example of the table is read, no refusal is; which date counts does not depend on the order in which they came."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.articles.dates import Candidate, best, candidates, in_address, iso, printed, without_dates
from extract.tables.dates import Address, Example, dates


@pytest.mark.parametrize("example", dates().example, ids=lambda example: example.printed)
def test_dates_example_is_read(example: Example) -> None:
    assert iso(example.printed) == example.read_as
    assert iso(f"  {example.printed.upper()}  ") == example.read_as


@pytest.mark.parametrize("line", dates().refuses)
def test_dates_refusal_is_none(line: str) -> None:
    assert iso(line) is None


@pytest.mark.parametrize("row", dates().url, ids=lambda row: row.address)
def test_dates_in_an_address(row: Address) -> None:
    assert in_address(row.address) == row.read_as


def test_dates_in_an_address_that_is_none() -> None:
    assert in_address("http://[broken/2024/05/06/") is None


@given(st.dates(date(1997, 1, 1), date(2099, 12, 31)), st.sampled_from("/-."), st.booleans())
def test_dates_day_stands_before_the_month_always(day: date, mark: str, zeros: bool) -> None:
    told = mark.join(
        [f"{day:%d}", f"{day:%m}", f"{day:%Y}"] if zeros else [str(day.day), str(day.month), str(day.year)]
    )
    assert printed(f"Thứ Hai, {told} 08:30") == f"{day.isoformat()}T08:30:00+07:00"
    assert printed(f"ngày {day.day} tháng {day.month} năm {day.year}") == day.isoformat()


@given(st.text(st.sampled_from("0123456789/-.: hgTgmtZ+ngàythánăm"), max_size=60))
def test_dates_any_line_gives_a_day_that_exists_or_none(line: str) -> None:
    found = iso(line)
    assert found is None or date.fromisoformat(found[:10]).year >= 1997


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Thứ tư, 26.02.2020 - 22:45:20 (GMT+7)", "thứ tư, - ( )"),
        ("Minh Anh - 8h30 ngày 6 tháng 5 năm 2024", "minh anh - ngày"),
        ("51/63", "51/63"),
    ],
)
def test_dates_what_is_left_of_a_line(line: str, rest: str) -> None:
    assert without_dates(line) == rest


TOLD = [
    ("updated", "2024-05-09T10:00:00+07:00"),
    ("url", "https://a.vn/2024/05/07/x.html"),
    ("byline", "Thứ Hai, 06/05/2024 08:30"),
    ("meta", "2024-05-06"),
    ("json-ld", "2031-01-01"),
    ("layout", "Giấy phép số 12 cấp ngày 05/02/2019"),
]


def test_dates_candidates_are_ranked_with_the_refused_ones_last() -> None:
    ranked = candidates(TOLD, fetched="2025-01-01T00:00:00+00:00")  # type: ignore[arg-type]
    assert [(c.where, c.published, c.refused) for c in ranked] == [
        ("meta", "2024-05-06", None),
        ("byline", "2024-05-06T08:30:00+07:00", None),
        ("url", "2024-05-07", None),
        ("updated", "2024-05-09T10:00:00+07:00", None),
        ("layout", None, "no date of publication"),
        ("json-ld", "2031-01-01", "after the page was fetched"),
    ]
    # The byline tells the hour of the same day.
    assert best(ranked) == Candidate("byline", "Thứ Hai, 06/05/2024 08:30", "2024-05-06T08:30:00+07:00")


def test_dates_of_one_kind_the_first_counts_whatever_came_before() -> None:
    for seed in range(5):
        mixed = random.Random(seed).sample(TOLD, len(TOLD))
        assert best(candidates(mixed, fetched="2025-01-01")) == best(candidates(TOLD, fetched="2025-01-01"))  # type: ignore[arg-type]
    assert best(candidates([("time", "2024-05-06"), ("time", "2024-05-01")])) == Candidate(
        "time", "2024-05-06", "2024-05-06"
    )
    assert best(candidates([])) is None


@pytest.mark.parametrize(
    ("told", "fetched", "counts"),
    [
        # It is already tomorrow in Vietnam when the archive's clock says today.
        ("2024-05-07T01:00:00+07:00", "2024-05-06T18:30:00+00:00", True),
        ("2024-05-07T01:00:00+07:00", "2024-05-06T17:30:00+00:00", False),
        ("2024-05-06T23:00:00+07:00", "2024-05-06T01:00:00+00:00", True),
        ("08/05/2024", "2024-05-06", False),
    ],
)
def test_dates_none_is_after_the_fetch(told: str, fetched: str, counts: bool) -> None:
    assert (best(candidates([("json-ld", told)], fetched)) is not None) is counts


def test_dates_sentence_is_no_dateline() -> None:
    sentence = (
        "Ngày 5/3/2020, UBND tỉnh tổ chức hội nghị công bố chỉ số cải cách hành chính của các sở, ban, ngành và huyện; "
    )
    (refused,) = candidates([("byline", sentence + "nhiều ý kiến đã được nêu ra tại hội nghị.")])
    assert refused.refused == "a sentence"
