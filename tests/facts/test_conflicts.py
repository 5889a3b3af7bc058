"""Contradictions: two values of one cell that rounding does not explain."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.facts.conflicts import agree, cell, conflicts


def told(value: float, article: str = "a", **fields: Any) -> dict[str, Any]:
    """An observation of Lai Châu's PCI score of 2019, but for what is said."""
    row = {
        "article_id": article,
        "observation_id": f"{article}-{value}",
        "index": "PCI",
        "subject": {"type": "province", "id": "VN-01", "name": "Lai Châu"},
        "period": "2019",
        "metric": "score",
        "value": value,
        "unit": "điểm",
    }
    return row | fields


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (88.1, 88.12, True),
        (88.1, 88.15, True),
        (88.1, 88.151, False),
        (88.2, 88.12, False),
        (59.95, 59.95, True),
        (60, 60.48, False),
        (60, 59.95, False),
        (51, 52, False),
        (0.6123, 61.23, False),
        (10, 10.0, True),
        (100, 10, False),
        (-2.5, 2.5, False),
    ],
)
def test_conflicts_rounding_agrees_and_nothing_else(one: float, other: float, same: bool) -> None:
    assert agree(one, other) is same
    assert agree(other, one) is same


@given(st.decimals(min_value=1, max_value=99, places=3), st.integers(1, 2))
def test_conflicts_a_value_agrees_with_itself_rounded(value: Any, places: int) -> None:
    rounded = float(round(value, places))
    assert rounded == int(rounded) or agree(float(value), rounded)


@pytest.mark.parametrize(
    "fields",
    [
        {"bound": "min"},
        {"modality": "target"},
        {"period": None},
        {"index": None},
        {"subject": None},
        {"subject": {"type": "province", "id": None, "name": None}},
        {"value": None},
        {"metric": "count"},
    ],
)
def test_conflicts_what_says_too_little_is_compared_with_nothing(fields: dict[str, Any]) -> None:
    loose = told(70.1, "b") | fields
    assert cell(loose) is None
    assert conflicts([told(59.95), loose]) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"period": "2018"},
        {"component": "Gia nhập thị trường"},
        {"metric": "score_change"},
        {"baseline": "2018"},
        {"scope": "Tây Bắc"},
        {"subject": {"type": "province", "id": "VN-02", "name": "Lào Cai"}},
        {"derived": True},
    ],
)
def test_conflicts_other_cells_do_not_contradict(fields: dict[str, Any]) -> None:
    assert conflicts([told(59.95), told(70.1, "b", **fields)]) == []


def test_conflicts_the_claim_of_most_articles_stands_first() -> None:
    (found,) = conflicts([told(70.1, "a"), told(59.95, "b"), told(59.95, "c"), told(60.0, "b", scope="national")])
    assert [value for value, _ in found.claims] == [59.95, 70.1, 60.0]
    assert found.cell[:1] == ("PCI",)
    assert found.ids == ("b-59.95", "c-59.95", "a-70.1", "b-60.0")
    assert not found.within_one


def test_conflicts_within_one_article_stand_last() -> None:
    inner = [told(4.1, "a", period="2020"), told(5.2, "a", period="2020")]
    outer = [told(59.95, "a"), told(70.1, "b")]
    assert [found.within_one for found in conflicts([*inner, *outer])] == [False, True]
