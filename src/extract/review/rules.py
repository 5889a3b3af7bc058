"""How often each rule was right, by what reviewers decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any

from extract.review.session import Session

Row = dict[str, Any]

# The rules of an observation are named in this order: who read the figure, and who chose these fields.
_RULED: tuple[tuple[str, ...], ...] = (
    (
        "metric",
        "value",
        "direction",
        "unit",
        "out_of",
        "scope",
        "baseline",
        "modality",
        "bound",
        "responsible",
        "indicator",
    ),
    ("index", "component"),
    ("subject",),
    ("period",),
)
# 95 % of a normal distribution lie within as many standard deviations.
_Z = 1.959964


@dataclass(frozen=True)
class Measured:
    """One rule: how often it was right and wrong."""

    rule: str
    right: int
    wrong: int

    @property
    def precision(self) -> float:
        """The share of right ones."""
        return self.right / (self.right + self.wrong)

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval: where the precision lies with 95 % confidence, meaningful for few cases too."""
        n, p = self.right + self.wrong, self.precision
        middle = (p + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
        half = _Z * sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2)) / (1 + _Z**2 / n)
        # At 0 and 1 the interval ends at the precision itself, but for rounding.
        return min(p, max(0.0, middle - half)), max(p, min(1.0, middle + half))


def measured(session: Session) -> list[Measured]:
    """Each rule that a decided record was read by, the worst first.

    An accepted record speaks for all of its rules. A corrected one speaks against those whose fields were changed,
    and for the others. A rejected one speaks against the rule that read its figure or name, and not about the rest.
    """
    right: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for item in session.items():
        verdict = session.verdict(item)
        if item.added or item.kind == "article" or verdict is None:
            continue
        rules = str(item.row["rule"]).split()
        if verdict == "reject":
            wrong.update(rules[:1])
        elif verdict == "accept":
            right.update(rules)
        else:
            for rule, same in _compared(rules, item.row, session.record(item)):
                (right if same else wrong)[rule] += 1
    found = [Measured(rule, right[rule], wrong[rule]) for rule in {*right, *wrong}]
    return sorted(found, key=lambda each: (each.precision, -each.wrong, -each.right, each.rule))


def _compared(rules: list[str], read: Row, corrected: Row) -> Iterator[tuple[str, bool]]:
    """Each rule, and whether the fields that it chose were left as they were."""
    if "metric" not in read:
        yield from ((rule, False) for rule in rules[:1])
        return
    for rule, fields in zip(rules, _RULED, strict=False):
        yield (
            rule,
            all(_same(read.get(name), corrected.get(name)) for name in fields)
            and (fields is not _RULED[0] or read["evidence"][0] == corrected["evidence"][0]),
        )


def _same(a: Any, b: Any) -> bool:
    return bool(a == b) or (not a and not b and a != 0 and b != 0)


def as_table(rows: list[Measured]) -> Iterator[str]:
    """Lines for a terminal: rule, right, wrong, precision, its interval."""
    wide = max([len(row.rule) for row in rows], default=4)
    yield f"{'rule':{wide}s}  right  wrong  precision  95 % interval"
    for row in rows:
        low, high = row.interval
        yield f"{row.rule:{wide}s}  {row.right:5d}  {row.wrong:5d}  {row.precision:9.3f}  {low:.3f} to {high:.3f}"
