"""What stands around an article and is no part of it (`data/articles.toml`)."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from pydantic.dataclasses import dataclass

from extract.folding import fold
from extract.tables.base import STRICT, load_toml


@dataclass(frozen=True, config=STRICT)
class Example:
    """A raw text and the paragraphs that are kept of it."""

    text: str
    kept: tuple[str, ...]


@dataclass(frozen=True, config=STRICT)
class Surroundings:
    """The file `articles.toml`."""

    caption_openers: tuple[str, ...]
    caption_credits: tuple[str, ...]
    caption_length: int
    related: tuple[str, ...]
    pointers: tuple[str, ...]
    bylines: tuple[str, ...]
    headlines: int
    example: tuple[Example, ...]


@cache
def surroundings() -> Surroundings:
    """The table, loaded once, every word folded."""
    raw = load_toml("articles.toml", Surroundings)
    names = ("caption_openers", "caption_credits", "related", "pointers", "bylines")
    return replace(raw, **{name: tuple(fold(word) for word in getattr(raw, name)) for name in names})
