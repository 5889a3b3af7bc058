"""What stands around an article and is no part of it (`data/articles.toml`), and what pages are made of."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Literal

from pydantic.dataclasses import dataclass

from extract.tables.base import STRICT, fold_words, load_toml

RuleId = Literal[
    "caption.label", "caption.media", "caption.credit", "caption.source", "caption.scene", "caption.people",
    "byline.label", "byline.exact", "byline.name", "stamp", "furniture", "pointer", "related", "end",
]  # fmt: skip


@dataclass(frozen=True, config=STRICT)
class Rule:
    """One kind of paragraph that is not the article's own: the words it goes by, and at most how many characters."""

    id: RuleId
    words: tuple[str, ...]
    longest: int
    examples: tuple[str, ...]
    refuses: tuple[str, ...]


@dataclass(frozen=True, config=STRICT)
class Headlines:
    """A block of headlines of other articles: how many it has at least, and how long one is at most."""

    fewest: int
    longest: int


@dataclass(frozen=True, config=STRICT)
class Example:
    """A raw text and what is kept of it."""

    text: str
    kept: tuple[str, ...]
    title: str | None = None
    author: str | None = None
    published: str | None = None


@dataclass(frozen=True, config=STRICT)
class Markup:
    """Words in `class` or `id` of a page's elements: of what is left out, of the lead, of author and date, of others'.

    And words that the names of sites begin with, and that a breadcrumb without a section has.
    """

    left_out: tuple[str, ...]
    lead: tuple[str, ...]
    author: tuple[str, ...]
    published: tuple[str, ...]
    elsewhere: tuple[str, ...]
    site: tuple[str, ...]
    home: tuple[str, ...]


@dataclass(frozen=True, config=STRICT)
class Surroundings:
    """The file `articles.toml`."""

    rule: tuple[Rule, ...]
    headlines: Headlines
    text: tuple[Example, ...]
    markup: Markup

    def words(self, rule: RuleId) -> tuple[str, ...]:
        """The words of a rule, folded."""
        return next(row.words for row in self.rule if row.id == rule)


@cache
def surroundings() -> Surroundings:
    """The table, loaded once, every word folded."""
    raw = load_toml("articles.toml", Surroundings)
    markup = replace(raw.markup, site=fold_words(raw.markup.site), home=fold_words(raw.markup.home))
    rules = tuple(replace(rule, words=fold_words(rule.words)) for rule in raw.rule)
    return replace(raw, rule=rules, markup=markup)
