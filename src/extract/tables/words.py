"""Synonyms and number words of the templates (`data/words.toml`)."""

from __future__ import annotations

from functools import cache

from pydantic.dataclasses import dataclass

from extract.folding import fold
from extract.tables.base import STRICT, load_toml


@dataclass(frozen=True, config=STRICT)
class Words:
    """`classes`: synonyms by the name that templates use; the rest is number words and period words."""

    digits: dict[str, int]
    last_digits: dict[str, int]
    ordinals: dict[str, int]
    ten: str
    tens: str
    roman: dict[str, int]
    classes: dict[str, tuple[str, ...]]


@cache
def words() -> Words:
    """The table, loaded once."""
    return load_toml("words.toml", Words)


@cache
def synonyms(name: str) -> tuple[str, ...]:
    """The folded members of a class, longest first; KeyError where there is none so called."""
    members = {fold(word) for word in words().classes[name]}
    return tuple(sorted(members, key=lambda word: (-len(word), word)))
