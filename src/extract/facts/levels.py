"""Which level of the state an office is of: what its body's name tells, else the title's usual one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from extract.folding import fold
from extract.language.patterns import any_of
from extract.reading.people import Held
from extract.records import Level
from extract.tables.bodies import bodies
from extract.tables.levels import LevelWords, levels
from extract.tables.provinces import district_homes, is_city, province_names
from extract.tables.titles import people
from extract.tables.units import units


def level(held: Held, organization: str | None, home: str | None) -> Level | None:
    """The level that the organization tells, else the title's usual one; none for a foreign office."""
    if held.foreign or held.title.level == "foreign":
        return None
    told = level_of(fold(organization), home) if organization else None
    return told or held.title.level


def names_province(folded: str) -> bool:
    """True where the name of a province that stands in no other word is told."""
    return any(name in folded for name in _long_provinces())


@lru_cache(maxsize=1024)
def is_ours(organization: str | None) -> bool:
    """True where the organization tells that it is one of Vietnam."""
    folded = fold(organization or "")
    return _country() in folded or names_province(folded)


@cache
def _country() -> str:
    return fold(people().own_country)


@lru_cache(maxsize=4096)
def level_of(folded: str, home: str | None) -> Level | None:
    """The level that an organization's name tells."""
    body = bodies().get(folded)
    if body is not None and body.level == "central":
        return body.level
    delegation = fold(levels().delegation)
    if delegation in folded and folded.removeprefix(f"{delegation} ").startswith(_deputies()):
        return "province"
    for told, pattern in _told_first():
        if pattern.search(folded):
            return told
    found = _by_place(folded, home)
    if found == "province" and (instead := next((t for t, p in _not_by_place() if p.search(folded)), None)):
        return instead
    return found


def _by_place(folded: str, home: str | None) -> Level | None:
    """The level that its kind of place tells, or a word, or the name of a province."""
    if fold(levels().city_committee) in folded or _city().search(folded):
        told = _of_city(folded, home)
        if told:
            return told
    for told, pattern in _told_by_words():
        if pattern.search(folded):
            return told
    return "province" if names_province(folded) else None


def _of_city(folded: str, home: str | None) -> Level | None:
    """A city under the centre is a province; any other city, and one told without a name, is its province's."""
    if _below_city().search(folded):
        return None
    city, short = fold(units().city), fold(units().city_short)
    folded = folded.replace(f"{short}.", f"{short} ").replace("  ", " ")  # "TP.Đà Lạt"
    for kind, name in district_homes():
        if kind == city and folded.endswith(" " + name):
            row = province_names().get(name)
            return "province" if row is not None and row.kind == "city" else "district"
    if any(row.kind == "city" and name in folded for name, row in province_names().items() if len(name) > 2):
        return "province"
    if folded.endswith((city, short, fold(levels().city_committee))):
        return "province" if is_city(home) else "district"
    return None


def level_pattern(told: LevelWords) -> re.Pattern[str]:
    """What in a folded name tells a level."""
    never = [*map(fold, told.never)]
    begins = [rf"{word}\b" for word in _words(told.begins, never)]
    begins += [rf"{word}(?= \S)" for word in _words(told.begins_named, never)]
    anywhere = [rf"{word}\b" for word in _words((*told.words, *told.always), never)]
    anywhere += [rf"{word}(?= \S)" for word in _words(told.named, never)]
    return re.compile(
        "|".join(
            [
                *(rf"{_HEAD}{begin}" for begin in begins),
                *(rf"\b{word}" for word in anywhere),
                *(rf"\b{end}{_TAIL}" for end in _words(told.ends, never)),
                *(rf"^{fold(name)}$" for name in told.alone),
            ]
        )
    )


# Where the name of a body begins, or of one that another one is part of; and where it ends.
_HEAD, _TAIL = r"(?:^|(?<=, )|(?<=\()|(?<=- ))", r"(?=$|[,)]| \()"


def _words(words: Iterable[str], never: Iterable[str]) -> Iterator[str]:
    """Each word, but not where it is part of one of the phrases."""
    for word in map(fold, words):
        around = [f" {phrase} ".partition(f" {word} ") for phrase in never if f" {word} " in f" {phrase} "]
        before = "".join(f"(?<!{head.lstrip()} )" for head, _, _ in around if head)
        behind = "".join(f"(?! {tail.rstrip()})" for _, _, tail in around if tail)
        yield before + re.escape(word) + behind.replace("…", r"\w+")


@cache
def _told_by_words() -> tuple[tuple[Level, re.Pattern[str]], ...]:
    return tuple((told.level, level_pattern(told)) for told in levels().level)


@cache
def _told_first() -> tuple[tuple[Level, re.Pattern[str]], ...]:
    """What tells a level whatever place the name tells."""
    return tuple((told.level, _pattern(told.always, told.never)) for told in levels().level if told.always)


@cache
def _not_by_place() -> tuple[tuple[Level, re.Pattern[str]], ...]:
    """What tells that a body is not of the province or the city that its name tells."""
    return tuple((told.level, _pattern(told.not_by_place, told.never)) for told in levels().level if told.not_by_place)


def _pattern(words: Iterable[str], never: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{word}\b" for word in _words(words, [*map(fold, never)])))


@cache
def _below_city() -> re.Pattern[str]:
    return _pattern(levels().below_city, levels().never_below_city)


@cache
def _deputies() -> tuple[str, ...]:
    return tuple(map(fold, levels().deputies))


@cache
def _city() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(map(fold, (units().city, units().city_short)))}\b")


@cache
def _long_provinces() -> tuple[str, ...]:
    """The names of provinces that stand in no other word."""
    return tuple(name for name in province_names() if len(name) > 3)
