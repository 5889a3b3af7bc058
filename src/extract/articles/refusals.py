"""Pages that are no article: hijacked ones, errors, log-ins, searches, lists, films without a text.

The words are in `data/no_article.toml`. Each rule is held to articles that speak of the same things.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import filterfalse, islice

import ahocorasick_rs

from extract.articles.rules import alternatives, prints_a_figure
from extract.folding import fold
from extract.tables.no_article import Rule, no_article

_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.!?][\"'”’»)\]]*$")
_DOTS = re.compile(r"(?:\.\.\.|…)[\"'”’»)\]]*$")
# A hijacked page says what it is on every screen of it; the first characters tell.
_ENOUGH = 20_000
# A stop and the brackets and quotes behind it are no longer, in characters.
_END = 6
# Without so many different signs a text is not looked at: most cost no more than that.
_SIGNS = 2


def is_hijacked(text: str) -> str | None:
    """The reason, where a text advertises gambling, with its marks or without; null where it does not."""
    table = no_article().gambling
    # Folded, as it will be read: that is remembered, and has all signs that its small letters have.
    signs = _signs().find_matches_as_strings(fold(text)[:_ENOUGH], overlapping=True)
    if len(set(signs)) < _SIGNS:
        return None
    said = _unmarked(text[:_ENOUGH])
    terms = _terms().findall(said)
    if len(set(terms)) < table.fewest or len(terms) * table.every < len(_WORD.findall(said)):
        return None
    if len(set(_lures().findall(said))) < table.fewest_lures or len(_police().findall(said)) * 4 > len(terms):
        return None
    return table.reason


def is_no_article(text: str) -> str | None:
    """The reason, where the text of a page, headline first, is that of another kind of page; null for an article."""
    lines = [line for line in text.split("\n") if line.strip()]
    if lines and len(text) <= _longest():
        # A headline that says it is enough where nothing stands below.
        headline = fold(lines[0])
        for rule in no_article().rule:
            title, words = _patterns(rule.id)
            if len(text) > rule.longest or not title.match(headline):
                continue
            said = set(words.findall(fold("\n".join(lines[1:] or lines))))
            if len(said) >= rule.fewest and not _tells(lines, rule):
                return rule.reason
    return no_article().list.reason if _is_list(lines) else None


def _tells(lines: list[str], rule: Rule) -> bool:
    """True where a sentence below the headline has a figure and none of the rule's words: it is about something."""
    _, words = _patterns(rule.id)
    return any(
        prints_a_figure(line) and not words.search(fold(line)) and _STOP.search(line[-_END:]) for line in lines[1:]
    )


def _is_list(lines: list[str]) -> bool:
    table = no_article().list
    if len(lines) <= table.fewest:
        return False
    running = (line for line in lines if len(line) >= table.running and not _DOTS.search(line[-_END:]))
    if sum(1 for _ in islice(running, table.sentences)) >= table.sentences:
        return False
    dotted = [line for line in lines if _DOTS.search(line[-_END:])]
    others = [line for line in lines if not _DOTS.search(line[-_END:])]
    titles = [line for line in others if line[-1] in "?!" or not _STOP.search(line[-_END:])]
    if (len(titles) + len(dotted)) * 5 < len(lines) * 4:
        return False
    # A list of figures, or a table, is an article's own; the years over its columns are no titles.
    plain = sum(not (prints_a_figure(line) or line.strip().isdecimal()) for line in titles)
    return len(dotted) >= table.teasers or (plain >= table.fewest and plain * 2 >= len(lines))


def _unmarked(text: str) -> str:
    """Small letters without any mark, one space between words."""
    parts = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(filterfalse(unicodedata.combining, parts)).split())


@cache
def _patterns(rule_id: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    rule = next(rule for rule in no_article().rule if rule.id == rule_id)
    title, words = alternatives(map(fold, rule.title)), alternatives(map(fold, rule.words)) or r"(?!)"
    return re.compile(rf"\W*(?:{title})(?!\w)"), re.compile(rf"(?<!\w)(?:{words})(?!\w)")


@cache
def _longest() -> int:
    return max(rule.longest for rule in no_article().rule)


@cache
def _signs() -> ahocorasick_rs.AhoCorasick:
    signs = sorted(map(fold, no_article().gambling.signs))
    return ahocorasick_rs.AhoCorasick(signs, implementation=ahocorasick_rs.Implementation.DFA)


@cache
def _terms() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(map(_unmarked, no_article().gambling.terms))})(?!\w)")


@cache
def _lures() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(map(_unmarked, no_article().gambling.lures))})(?!\w)")


@cache
def _police() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(map(_unmarked, no_article().gambling.police))})(?!\w)")
