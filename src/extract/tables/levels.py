"""What in the name of a body tells its level (`data/levels.toml`)."""

from __future__ import annotations

from functools import cache

from pydantic.dataclasses import dataclass

from extract.records import Level
from extract.tables.base import STRICT, load_toml


@dataclass(frozen=True, config=STRICT)
class LevelWords:
    """The words of one level; what each list is for stands in the file."""

    level: Level
    examples: tuple[str, ...]
    refuses: tuple[str, ...]
    words: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    begins_named: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    not_by_place: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True, config=STRICT)
class Levels:
    """The file `levels.toml`; `level` in the order in which the levels are asked for."""

    delegation: str
    deputies: tuple[str, ...]
    city_committee: str
    below_city: tuple[str, ...]
    never_below_city: tuple[str, ...]
    level: tuple[LevelWords, ...]


@cache
def levels() -> Levels:
    """The table, loaded once."""
    return load_toml("levels.toml", Levels)
