"""What in the name of a body tells its level (`data/levels.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
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
    short: tuple[tuple[str, str], ...]
    level: tuple[LevelWords, ...]


@cache
def levels() -> Levels:
    """The table, loaded once, with the names as they are shortened."""
    told = load_toml("levels.toml", Levels)
    return replace(told, level=tuple(_shortened(words, told.short) for words in told.level))


def _shortened(told: LevelWords, short: tuple[tuple[str, str], ...]) -> LevelWords:
    """ "đại học Hồng Đức" is told as "ĐH Hồng Đức" as well."""

    def both(phrases: tuple[str, ...]) -> Iterator[str]:
        for phrase in phrases:
            yield phrase
            for head, letters in short:
                shortened = re.sub(rf"(?i)\b{head}\b", letters, phrase)
                if shortened != phrase:
                    yield shortened

    always, apart, never = (tuple(both(phrases)) for phrases in (told.always, told.not_by_place, told.never))
    return replace(told, words=tuple(both(told.words)), always=always, not_by_place=apart, never=never)
