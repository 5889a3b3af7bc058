"""Confidence: the measured precision of the rules that read a record (`data/confidence.csv`)."""

from __future__ import annotations

from functools import cache

from pydantic.dataclasses import dataclass

from extract.tables.base import STRICT, load_csv


@dataclass(frozen=True, config=STRICT)
class Measured:
    """How often a rule was right and wrong on the gold articles."""

    rule: str
    right: int
    wrong: int


def confidence(rule: str) -> float:
    """The precision of the weakest of the rules named in `rule`, 0 to 1, to three places.

    With few cases the estimate is drawn toward the precision of all rules together (as if five cases more had that).
    """
    table = _table()
    return min(round(table.get(part, table["*"]), 3) for part in rule.split())


@cache
def _table() -> dict[str, float]:
    rows = {row.rule: row for row in load_csv("confidence.csv", Measured)}
    overall = rows["*"].right / (rows["*"].right + rows["*"].wrong)
    return {row.rule: (row.right + 5 * overall) / (row.right + row.wrong + 5) for row in rows.values()}
