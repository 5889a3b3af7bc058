"""Where articles contradict each other: two values for one cell (index, component, subject, period, metric)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

Row = Mapping[str, Any]
Cell = tuple[Any, ...]

_COMPARED = {"score", "rank", "score_change", "rank_change"}


@dataclass(frozen=True)
class Conflict:
    """Values told for one cell that cannot all be true, each with the records that tell it, most articles first."""

    cell: Cell
    claims: tuple[tuple[float, tuple[Row, ...]], ...]

    @property
    def within_one(self) -> bool:
        """True where one article tells all of it: as likely a misreading as a contradiction."""
        return len({row["article_id"] for _, rows in self.claims for row in rows}) == 1

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all records that disagree."""
        return tuple(row["observation_id"] for _, rows in self.claims for row in rows)


def cell(row: Row) -> Cell | None:
    """What an observation is a value of; None where it says too little, or too loosely, to be compared.

    Targets and bounds ("trên 60 điểm") are compared with nothing; a change belongs to its baseline; a rank among all
    and a rank within a region are two things. `("PCI", None, "VN-01", "2019", "rank", None, None)`
    """
    subject = row.get("subject") or {}
    whose = subject.get("id") or subject.get("name")
    comparable = (
        row["metric"] in _COMPARED
        and row.get("value") is not None
        and row.get("bound", "exact") == "exact"
        and row.get("modality", "reported") == "reported"
    )
    if not (comparable and row.get("index") and whose and row.get("period")):
        return None
    scope = None if row.get("scope") in {None, "national"} else row["scope"]
    what = row.get("component"), row.get("indicator")
    return (row["index"], *what, whose, row["period"], row["metric"], scope, row.get("baseline"))


def conflicts(rows: Iterable[Row]) -> list[Conflict]:
    """The cells whose printed values differ by more than rounding (88,1 for 88,12 is none).

    First those between articles, then those within one, each in the order of the rows.

    Derived figures take no part: they follow from printed ones, which do.
    """
    by_cell: dict[Cell, list[Row]] = defaultdict(list)
    for row in rows:
        key = None if row.get("derived") else cell(row)
        if key is not None:
            by_cell[key].append(row)
    found = (_conflict(key, told) for key, told in by_cell.items())
    return sorted((each for each in found if each), key=lambda each: each.within_one)


def agree(a: float, b: float) -> bool:
    """True where one value is the other, or the other rounded to fewer places (half up or half to even)."""
    one, two = Decimal(repr(float(a))).normalize(), Decimal(repr(float(b))).normalize()
    coarse, fine = sorted((one, two), key=lambda value: -int(value.as_tuple().exponent))
    if coarse == fine:
        return True
    places = int(coarse.as_tuple().exponent)
    # A whole number is no rounding of a score: "60" for 60,48 is another statement ("đạt 60 điểm").
    return places < 0 and abs(coarse - fine) <= Decimal(5).scaleb(places - 1)


def _conflict(key: Cell, told: Sequence[Row]) -> Conflict | None:
    by_value: dict[float, list[Row]] = defaultdict(list)
    for row in told:
        by_value[float(row["value"])].append(row)
    values = list(by_value)
    if all(agree(a, b) for i, a in enumerate(values) for b in values[:i]):
        return None
    claims = [(value, tuple(rows)) for value, rows in by_value.items()]
    # Python's sort is stable: among as many articles, the one first told stays first.
    claims.sort(key=lambda claim: -len({row["article_id"] for row in claim[1]}))
    return Conflict(key, tuple(claims))
