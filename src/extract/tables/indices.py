"""The governance indices with their components, from `data/indices.toml`."""

from __future__ import annotations

from functools import cache

from pydantic.dataclasses import dataclass

from extract.records import SubjectType
from extract.tables.base import STRICT, load_toml


@dataclass(frozen=True, config=STRICT)
class Component:
    """One official name of a component; `key` ties the names it had over the years together."""

    key: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, config=STRICT)
class Index:
    """An index: how it is named in print, what its values look like, whom it rates.

    `score_max` and `component_max` are the largest values that are read as its own; `range` and `component_range` are
    where the published values of provinces lie (lowest, highest), `parts` the first year → how many components its
    score is the sum of since then: what is printed is checked against these.
    """

    id: str
    name: str
    abbreviations: tuple[str, ...]
    aliases: tuple[str, ...]
    percent: bool
    subjects: tuple[SubjectType, ...]
    score_max: float | None = None
    component_max: float | None = None
    range: tuple[float, float] | None = None
    component_range: tuple[float, float] | None = None
    parts: dict[str, int] | None = None
    implied: bool = False
    counts: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    component: tuple[Component, ...] = ()


@dataclass(frozen=True, config=STRICT)
class _File:
    index: tuple[Index, ...]


@cache
def indices() -> dict[str, Index]:
    """All indices by id."""
    return {index.id: index for index in load_toml("indices.toml", _File).index}
