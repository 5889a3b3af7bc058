"""Abbreviations after which a full stop ends no sentence."""

from __future__ import annotations

from functools import cache

from pydantic.dataclasses import dataclass

from extract.tables.base import STRICT, load_toml


@dataclass(frozen=True, config=STRICT)
class Example:
    """A text and the sentences that it has."""

    text: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, config=STRICT)
class Sentences:
    """The file `sentences.toml`."""

    abbreviations: tuple[str, ...]
    last: tuple[str, ...]
    openers: tuple[str, ...]
    example: tuple[Example, ...]


@cache
def sentence_table() -> Sentences:
    """The table, loaded once."""
    return load_toml("sentences.toml", Sentences)
