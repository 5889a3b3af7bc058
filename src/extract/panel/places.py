"""Places through time: which province a figure is of, as the provinces were in its period.

64 provinces until 2008-07-31 (Hà Tây went into Hà Nội), 63 until 2025-06-30, 34 since; the facts and dates are those of
`data/provinces.csv`. ISO codes go on through a merger, so that a code alone does not say which province is meant: a
`Unit` is a code and the set of provinces that it is one of.
"""

from __future__ import annotations

import calendar
import re
from functools import cache
from typing import Literal, NamedTuple

from extract.folding import fold
from extract.tables.panel import panel_words
from extract.tables.provinces import provinces, provinces_on

Units = Literal["64", "63", "34"]

# The first day of each set after the first.
JOINED = "2008-08-01"
MERGED = "2025-07-01"
# How far behind a name a word still belongs to it.
_BEHIND = 24


class Unit(NamedTuple):
    """A province in one of the three sets that there were."""

    iso: str
    units: Units


def unit_of(
    iso: str, period: str | None, *, published: str | None = None, out_of: float | None = None, former: bool = False
) -> Unit:
    """The province that a code means for a figure of `period`, printed on `published`, ranked among `out_of`.

    The period decides: a figure of 2019 is of the 63 whenever it is printed. A period that reaches over the mergers, or
    none, goes by the day of printing, unless the text says that the former province is meant (`former`). A rank among
    34 is of the 34. A code that its set does not have any more is of the set before.
    """
    merged = len(provinces_on(MERGED))
    if out_of == merged:
        units: Units = "34"
    elif period and first_day(period) < JOINED:
        units = "64"
    elif (period and last_day(period) < MERGED) or former:
        units = "63"
    elif period and first_day(period) >= MERGED:
        units = "34"
    else:
        # 2025 is both; without a period, a name means what it means on the day of printing.
        units = "34" if (published or "") >= MERGED else "64" if published and published < JOINED else "63"
    if units == "34" and iso not in provinces_on(MERGED):
        units = "63"
    if units == "63" and iso not in provinces_on(JOINED):
        units = "64"
    return Unit(iso, units)


def named(unit: Unit, period: str | None = None) -> str:
    """The name of the province in its set and period (Thừa Thiên Huế until 2024, Huế since)."""
    day = {"64": "2008-01-01", "63": "2024-12-31", "34": "2026-01-01"}[unit.units]
    if period and unit.units == "63" and last_day(period) >= "2025-01-01":
        day = "2025-06-30"
    row = provinces_on(day).get(unit.iso)
    return row.name if row else unit.iso


def successor(iso: str) -> str:
    """The code of the one of the 34 that a province became or went into."""
    row = next((row for row in provinces() if row.iso == iso and row.merged_into), None)
    if row is None or row.merged_into is None:
        return iso
    return successor(row.merged_into) if row.merged_into != iso else iso


def predecessors(iso: str) -> tuple[str, ...]:
    """The codes of the 63 that are in one of the 34, its own first."""
    return tuple(
        sorted(
            (row.iso for row in provinces() if row.set == "63" and successor(row.iso) == iso),
            key=lambda old: (old != iso, old),
        )
    )


def is_former(sentence: str, end: int) -> bool:
    """True where the words behind a name that ends at `end`, or in its sentence, mean the province before a merger."""
    folded = fold(sentence)
    behind = folded[end : end + _BEHIND]
    return _behind().match(behind) is not None or any(fold(words) in folded for words in panel_words().former_anywhere)


def first_day(period: str | None) -> str:
    """The first day of a period of the contract ("2023-Q1", "2016/2020"); "" where there is none."""
    begin, _ = _days(period)
    return begin


def last_day(period: str | None) -> str:
    """The last day of a period of the contract; "" where there is none."""
    _, end = _days(period)
    return end


@cache
def _days(period: str | None) -> tuple[str, str]:
    match = re.match(r"(\d{4})(?:-(?:(Q)([1-4])|(H)([12])|(M)(\d\d)|(\d\d)))?(?:/(.+))?$", period or "")
    if match is None:
        return "", ""
    year, q, quarter, h, half, m, months, month, end = match.groups()
    first, last = 1, 12
    if q:
        first, last = 3 * int(quarter) - 2, 3 * int(quarter)
    elif h:
        first, last = 6 * int(half) - 5, 6 * int(half)
    elif m:
        last = int(months)
    elif month:
        first = last = int(month)
    last = min(max(last, 1), 12)
    begun = f"{year}-{first:02}-01"
    if end:
        return begun, _days(end)[1] or f"{year}-12-31"
    return begun, f"{year}-{last:02}-{calendar.monthrange(int(year) or 1, last)[1]}"


@cache
def _behind() -> re.Pattern[str]:
    words = "|".join(re.escape(fold(word)) for word in sorted(panel_words().former_behind, key=len, reverse=True))
    return re.compile(rf"\s*(?:{words})(?!\w)")
