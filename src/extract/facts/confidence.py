"""Confidence: the measured precision of the rules that read a record (`data/confidence.csv`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from pydantic.dataclasses import dataclass

from extract.tables.base import STRICT, load_csv

# A rule with few cases is drawn toward the precision of all rules together, as if so many cases more had that.
_PRIOR = 5


@dataclass(frozen=True, config=STRICT)
class Measured:
    """How often a rule was right and wrong on the gold articles."""

    rule: str
    right: int
    wrong: int


@lru_cache(maxsize=4096)
def confidence(rule: str) -> float:
    """The precision of the weakest of the rules named in `rule`, 0 to 1, to three places."""
    return estimate(rule, _table())


def estimate(rule: str, counts: Mapping[str, tuple[int, int]]) -> float:
    """The same by a table of (right, wrong), "*" being all rules together."""
    right, wrong = counts["*"]
    overall = right / (right + wrong)
    told = (counts.get(part, (0, 0)) for part in rule.split())
    return round(min((r + _PRIOR * overall) / (r + w + _PRIOR) for r, w in told), 3)


@cache
def _table() -> dict[str, tuple[int, int]]:
    return {row.rule: (row.right, row.wrong) for row in load_csv("confidence.csv", Measured)}
