"""The governance indices with their components, from `data/indices.toml`."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from pydantic.dataclasses import dataclass

from extract.records import SubjectType
from extract.tables.base import STRICT, load_toml

# "(tỷ lệ|mức độ|)": several words of which one stands there, or none.
_CHOICE = re.compile(r"\(([^()|]*(?:\|[^()|]*)+)\)")


@dataclass(frozen=True, config=STRICT)
class Component:
    """One official name of a component; `key` ties the names it had over the years together.

    `short` are names that are common words as well: read only right behind a noun for parts ("yếu tố công chức").
    `measured_by` is the index that stands in brackets behind it and tells how it is measured.
    """

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    measured_by: str | None = None


@dataclass(frozen=True, config=STRICT)
class Index:
    """An index: how it is named in print, what its values look like, whom it rates.

    `score_max` and `component_max` are the largest values that are read as its own; `range` and `component_range` are
    where the published values of provinces lie (lowest, highest), `parts` the first year → how many components its
    score is the sum of since then: what is printed is checked against these. `sizes` are how many parts of another
    kind, or once, it is told to have. Behind a loose name and one of `aspects` a single question of it is meant, but
    for `whole`, which are all of it. `announced_with` is the index whose report it is a part of.
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
    sizes: tuple[int, ...] = ()
    announced_with: str | None = None
    implied: bool = False
    monthly: bool = False
    counts: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    component: tuple[Component, ...] = ()


@dataclass(frozen=True, config=STRICT)
class _File:
    index: tuple[Index, ...]


@cache
def indices() -> dict[str, Index]:
    """All indices by id, their aliases written out."""
    return {index.id: _written_out(index) for index in load_toml("indices.toml", _File).index}


def spellings(name: str) -> tuple[str, ...]:
    """A name with each of its choices: "(sự|) hài lòng" is "sự hài lòng" and "hài lòng"."""
    choice = _CHOICE.search(name)
    if choice is None:
        return (" ".join(name.split()).replace(" ,", ","),)
    first, rest = name[: choice.start()], name[choice.end() :]
    return tuple(told for word in choice[1].split("|") for told in spellings(first + word + rest))


def _written_out(index: Index) -> Index:
    parts = tuple(replace(part, aliases=_all(part.aliases), short=_all(part.short)) for part in index.component)
    return replace(
        index, aliases=_all(index.aliases), loose=_all(index.loose), short=_all(index.short), component=parts
    )


def _all(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(told for name in names for told in spellings(name)))
