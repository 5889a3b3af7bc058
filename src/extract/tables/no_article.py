"""What pages that are no article are known by (`data/no_article.toml`)."""

from __future__ import annotations

from functools import cache

from pydantic.dataclasses import dataclass

from extract.tables.base import STRICT, load_toml


@dataclass(frozen=True, config=STRICT)
class Rule:
    """One kind of page, by what its headline begins with and the words in its short text."""

    id: str
    reason: str
    title: tuple[str, ...]
    words: tuple[str, ...]
    fewest: int
    longest: int
    examples: tuple[str, ...]
    refuses: tuple[str, ...]


@dataclass(frozen=True, config=STRICT)
class Gambling:
    """Advertised gambling: its terms, its lures, and the words of articles about the police's work."""

    reason: str
    every: int
    fewest: int
    fewest_lures: int
    signs: tuple[str, ...]
    terms: tuple[str, ...]
    lures: tuple[str, ...]
    police: tuple[str, ...]
    examples: tuple[str, ...]
    refuses: tuple[str, ...]


@dataclass(frozen=True, config=STRICT)
class Lists:
    """Pages of headlines, with teasers (sentences that end in dots) or without."""

    reason: str
    fewest: int
    sentences: int
    running: int
    teasers: int
    examples: tuple[str, ...]
    refuses: tuple[str, ...]


@dataclass(frozen=True, config=STRICT)
class NoArticle:
    """The file `no_article.toml`."""

    rule: tuple[Rule, ...]
    gambling: Gambling
    list: Lists


@cache
def no_article() -> NoArticle:
    """The table, loaded once."""
    return load_toml("no_article.toml", NoArticle)
