"""What papers printed against official values: match, rounded, mismatch, not covered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from extract.batch.runs import Row, Run
from extract.facts.checks import decimals
from extract.panel.files import Columns
from extract.panel.official import Cell, Official, Value, packaged
from extract.panel.tellings import Telling, tellings

Verdict = Literal["match", "rounded", "mismatch", "not_covered"]

COLUMNS: Columns = {
    "article_id": "text",
    "observation_id": "text",
    "index": "text",
    "component": "text",
    "province": "text",
    "period": "text",
    "metric": "text",
    "value": "number",
    "out_of": "number",
    "derived": "yes",
    "verified": "text",
    "official_value": "number",
    "official_out_of": "number",
    "quality": "text",
    "official_source": "text",
    "note": "text",
    "url": "text",
    "start": "whole",
    "end": "whole",
    "sentence": "text",
}

_LEVELS = {"score_change": "score", "rank_change": "rank"}
# PAPI: what was printed of these years was weighted; its parts are rounded before they are added.
_WEIGHTED_UNTIL = "2015"
_PARTS_ROUNDED = 0.0105
# "khoảng 60 điểm": so far away a value is still about right.
_ABOUT = 0.02


@dataclass(frozen=True, slots=True)
class Verified:
    """One figure held against the official value."""

    telling: Telling
    verified: Verdict
    official: Value | None = None
    official_value: float | None = None
    note: str | None = None

    def row(self) -> Row:
        """The row of the table, see `COLUMNS`."""
        told, official = self.telling, self.official
        row = {name: told.row.get(name) for name in COLUMNS}
        return row | {
            "component": told.row["component"],
            "province": told.unit.iso,
            "verified": self.verified,
            "official_value": self.official_value,
            "official_out_of": official.out_of if official else None,
            "quality": official.quality if official else None,
            "official_source": official.source if official else None,
            "note": self.note,
            "url": told.source.url,
            "start": told.evidence["start"],
            "end": told.evidence["end"],
            "sentence": told.printed,
        }


def official_values(*tables: Iterable[Value], own: bool = True) -> Official:
    """The package's values (where `own`) and those of more tables, of which the last that tells a value holds."""
    return Official.of(*((packaged(),) if own else ()), *tables)


def verified(run: Run, official: Official | None = None) -> Iterator[Verified]:
    """Each figure of a province held against the official value of its province, index, component and period."""
    official = official_values() if official is None else official
    for telling in tellings(run):
        yield check(telling, official)


def check(telling: Telling, official: Official) -> Verified:
    """One figure held against the official value; not covered: targets, directions, regional ranks, other metrics."""
    row = telling.row
    metric, value = row["metric"], row["value"]
    if value is None or row["modality"] != "reported" or row["scope"] not in {None, "national"} or not row["period"]:
        return Verified(telling, "not_covered")
    if metric in _LEVELS:
        return _change(telling, official)
    known = official.get(_cell(telling, metric, row["period"]))
    if known is None:
        return Verified(telling, "not_covered")
    worth = verdict(value, telling.places, known.value, row["bound"], known.quality)
    notes = [known.note, _trap(telling, known) if worth == "mismatch" else None]
    if metric == "rank" and row["out_of"] and known.out_of and row["out_of"] != known.out_of:
        notes.append(f"printed of {row['out_of']:g}, officially of {known.out_of:g}")
    return Verified(telling, worth, known, known.value, "; ".join(filter(None, notes)) or None)


def counted(found: Iterable[Verified]) -> dict[str, Counter[str]]:
    """How many figures of each index got which verdict."""
    counts: dict[str, Counter[str]] = {}
    for one in found:
        counts.setdefault(one.telling.row["index"], Counter())[one.verified] += 1
    return dict(sorted(counts.items()))


def _cell(telling: Telling, metric: str, period: str) -> Cell:
    return Cell(telling.row["index"], period, telling.unit, telling.component, metric)


def _change(telling: Telling, official: Official) -> Verified:
    """A change against the difference of both official levels."""
    row = telling.row
    if not row["baseline"]:
        return Verified(telling, "not_covered")
    level = _LEVELS[row["metric"]]
    now = official.get(_cell(telling, level, row["period"]))
    before = official.get(_cell(telling, level, row["baseline"]))
    if now is None or before is None:
        return Verified(telling, "not_covered")
    moved = before.value - now.value if level == "rank" else round(now.value - before.value, 6)
    # The difference of two values that are rounded each can be off by one in the last place.
    near = level == "score" and abs(moved - row["value"]) <= 10.0**-telling.places + 1e-9
    worth = verdict(row["value"], telling.places, moved, row["bound"], now.quality)
    if worth == "mismatch" and near:
        worth = "rounded"
    note = f"officially {before.value:g} in {row['baseline']}, {now.value:g} in {row['period']}"
    trap = _trap(telling, now) if worth == "mismatch" else None
    return Verified(telling, worth, now, moved, "; ".join(filter(None, (note, trap))))


def rounded(printed: float, places: int, value: float) -> bool:
    """True where a value, rounded to so many places, is what is printed."""
    return abs(printed - value) <= 0.5 * 10.0**-places + 1e-9


def verdict(printed: float, places: int, official: float, bound: str, quality: str) -> Verdict:
    """What a printed value, with so many decimals, is worth against the official one."""
    if printed == official:
        return "match"
    if bound in {"min", "max"}:
        return "match" if (official >= printed) == (bound == "min") else "mismatch"
    # "70,7" for 70.69; a file's value with more places than are printed.
    if places < decimals(official) and rounded(printed, places, official):
        return "rounded"
    if quality == "dataset_of_official" and printed % 1 and abs(printed - official) <= _PARTS_ROUNDED:
        return "rounded"
    if bound == "approx" and abs(printed - official) <= _ABOUT * abs(official):
        return "rounded"
    return "mismatch"


def _trap(telling: Telling, known: Value) -> str | None:
    """Why a mismatch may be none."""
    if known.index == "PAPI" and known.metric == "score" and known.period <= _WEIGHTED_UNTIL:
        return "papers printed PAPI's weighted score of that year's report, the official table holds the unweighted sum"
    if known.quality == "computed":
        return "PAPI prints no ranks: this one is counted from the scores, papers count for themselves"
    if telling.row["problems"]:
        return "the article's own figures do not go together"
    return None
