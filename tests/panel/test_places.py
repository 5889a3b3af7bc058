import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.panel.places import Unit, first_day, is_former, last_day, named, predecessors, successor, unit_of
from extract.tables.provinces import provinces_on


@pytest.mark.parametrize(
    ("iso", "period", "fields", "units"),
    [
        ("VN-07", "2019", {}, "63"),
        ("VN-07", "2019", {"published": "2025-09-01"}, "63"),  # the period, not the day of printing
        ("VN-15", "2007", {}, "64"),
        ("VN-HN", "2008", {}, "64"),
        ("VN-HN", "2008-Q4", {}, "63"),
        ("VN-07", "2025", {"published": "2025-05-01"}, "63"),
        ("VN-07", "2025", {"published": "2025-09-01"}, "34"),
        ("VN-07", "2025", {"published": "2025-09-01", "former": True}, "63"),
        ("VN-07", "2025-H1", {"published": "2025-09-01"}, "63"),
        ("VN-07", "2025-Q4", {}, "34"),
        ("VN-07", "2026", {}, "34"),
        ("VN-07", None, {"published": "2025-07-01"}, "34"),
        ("VN-07", None, {"published": "2025-07-01", "former": True}, "63"),
        ("VN-07", None, {"published": "2007-05-01"}, "64"),
        ("VN-07", None, {}, "63"),
        ("VN-07", "2024", {"out_of": 34}, "34"),  # DTI 2024 was published for the 34
        ("VN-03", "2026", {}, "63"),  # Hà Giang is none of the 34
        ("VN-15", "2019", {}, "64"),
        ("VN-07", "2023/2025", {"published": "2025-08-01"}, "34"),
    ],
)
def test_places_link_a_figure_to_the_province_of_its_period(
    iso: str, period: str, fields: dict[str, object], units: str
) -> None:
    assert unit_of(iso, period, **fields) == Unit(iso, units)  # type: ignore[arg-type]


def test_places_know_what_went_into_what() -> None:
    assert (successor("VN-03"), successor("VN-07"), successor("VN-15"), successor("VN-57")) == (
        "VN-07",
        "VN-07",
        "VN-HN",
        "VN-SG",
    )
    assert predecessors("VN-07") == ("VN-07", "VN-03")
    assert sorted(old for iso in provinces_on("2026-01-01") for old in predecessors(iso)) == sorted(
        provinces_on("2024-01-01")
    )


def test_places_have_the_name_of_their_time() -> None:
    assert named(Unit("VN-26", "63"), "2019") == "Thừa Thiên Huế"
    assert named(Unit("VN-26", "63"), "2025-H1") == named(Unit("VN-26", "34")) == "Huế"
    assert named(Unit("VN-15", "64")) == "Hà Tây"


@pytest.mark.parametrize(
    ("sentence", "former"),
    [
        ("Hà Giang cũ xếp thứ 40", True), ("Hà Giang (cũ) xếp thứ 40", True), ("Hà Giang trước đây xếp thứ 40", True),
        ("Hà Giang xếp thứ 40 trước khi sáp nhập", True), ("Hà Giang xếp thứ 40", False), ("Hà Giang cũng xếp thứ 40", False),
    ],
)  # fmt: skip
def test_places_hear_that_the_former_province_is_meant(sentence: str, former: bool) -> None:
    assert is_former(sentence, len("Hà Giang")) is former


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2019", ("2019-01-01", "2019-12-31")), ("2023-Q1", ("2023-01-01", "2023-03-31")), ("2024-H2", ("2024-07-01", "2024-12-31")),
        ("2023-M09", ("2023-01-01", "2023-09-30")), ("2020-02", ("2020-02-01", "2020-02-29")), ("2016/2020", ("2016-01-01", "2020-12-31")),
        (None, ("", "")), ("x", ("", "")),
    ],
)  # fmt: skip
def test_places_know_the_days_of_a_period(period: str | None, days: tuple[str, str]) -> None:
    assert (first_day(period), last_day(period)) == days


@given(
    st.sampled_from([*provinces_on("2000-01-01")]),
    st.integers(2005, 2030).map(str),
    st.sampled_from(["2006-01-01", "2024-01-01", "2026-01-01"]),
)
def test_places_give_a_province_that_there_was(iso: str, period: str, published: str) -> None:
    unit = unit_of(iso, period, published=published)
    day = {"64": "2008-01-01", "63": "2024-01-01", "34": "2026-01-01"}[unit.units]
    assert unit.iso in provinces_on(day)
    assert successor(unit.iso) in provinces_on("2026-01-01")
