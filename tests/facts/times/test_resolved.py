"""Years told relative to others."""

import pytest

from extract.facts.times.resolved import shifted
from tests.facts.times.told import told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "Năm 2019 PAPI của Hưng Yên đạt 41,25 điểm. Hai năm sau, tỉnh đạt 45,37 điểm.",
            [("score", 41.25, "2019", None), ("score", 45.37, "2021", None)],
            id="years-later",
        ),
        pytest.param(
            "PCI năm 2024 của Sơn La tăng mạnh. PCI năm 2023 của tỉnh xếp thứ 50. Năm nay, tỉnh vươn lên thứ 40.",
            [("rank", 50, "2023", None), ("rank", 40, "2024", None)],
            id="this-year-is-the-article's",
        ),
        pytest.param(
            "DDCI quý I/2023 của Sở Y tế tỉnh Lạng Sơn đạt 72,3 điểm; quý II đạt 75,1 điểm.",
            [("score", 72.3, "2023-Q1", None), ("score", 75.1, "2023-Q2", None)],
            id="quarters-of-one-year",
        ),
    ],
)  # fmt: skip
def test_resolved_relative_periods_have_their_years(
    text: str, wanted: list[tuple[str, float, str, str | None]]
) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("period", "years", "later"),
    [("2019", 1, "2020"), ("2020-H1", -1, "2019-H1"), (None, 1, None), ("2019", None, None)],
)
def test_resolved_shifted_moves_the_year_only(period: str | None, years: int | None, later: str | None) -> None:
    assert shifted(period, years) == later
