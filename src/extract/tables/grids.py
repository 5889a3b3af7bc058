"""The words of rank tables (`data/grids.toml`), and the tables that show how they are read."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Literal

from pydantic.dataclasses import dataclass

from extract.folding import fold
from extract.records import Metric
from extract.tables.base import STRICT, load_toml
from extract.tables.topics import topics

Told = Literal[
    "score", "value", "rank", "region", "change", "up", "down", "max", "target", "ordinal", "total", "mean", "filler"
]


@dataclass(frozen=True, config=STRICT)
class Fact:
    """One record of an example: the fields that a table tells."""

    index: str
    subject: str
    metric: Metric
    value: float
    period: str | None = None
    component: str | None = None
    baseline: str | None = None
    out_of: float | None = None
    unit: str | None = None
    modality: str | None = None


@dataclass(frozen=True, config=STRICT)
class Example:
    """A text with a table in it, and every record that is read from the table; none is a refusal."""

    id: str
    text: str
    facts: tuple[Fact, ...] = ()
    province: str | None = None


@dataclass(frozen=True, config=STRICT)
class Grids:
    """`words`: what the words of a head or of a row's label say; the rest, what may stand beside a number in a cell."""

    rank_nouns: tuple[str, ...]
    shares: tuple[str, ...]
    percents: tuple[str, ...]
    years: tuple[str, ...]
    since: tuple[str, ...]
    rankings: tuple[str, ...]
    compares: tuple[str, ...]
    of: tuple[str, ...]
    reports: tuple[str, ...]
    beside: tuple[str, ...]
    persons: tuple[str, ...]
    offices: tuple[str, ...]
    checked: tuple[str, ...]
    claimed: tuple[str, ...]
    others: tuple[str, ...]
    other_heads: tuple[str, ...]
    rank_units: tuple[str, ...]
    points: tuple[str, ...]
    words: dict[Told, tuple[str, ...]]
    table: tuple[Example, ...]


@cache
def grids() -> Grids:
    """The table, loaded once, its words folded and longest first; the nouns for parts of an index say nothing more."""
    raw = load_toml("grids.toml", Grids)
    told_by = {**raw.words, "filler": (*raw.words["filler"], *topics().part_nouns)}
    words = {
        told: tuple(sorted({*map(fold, names)}, key=lambda name: (-len(name), name))) for told, names in told_by.items()
    }
    persons, offices = tuple(map(fold, raw.persons)), tuple(map(fold, raw.offices))
    return replace(raw, words=words, persons=persons, offices=offices)
