"""Titles of office, where they stand and how they are held: now, once, by appointment."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

import ahocorasick_rs

from extract.folding import Text, fold
from extract.language import patterns
from extract.reading.tokens import Tokens, first_word
from extract.records import Status
from extract.spans import Span
from extract.tables.titles import Title, people, titles

Found = tuple[Span, Title]


def find_titles(text: Text, within: Span) -> list[Found]:
    """All titles inside `within`, in order, the longest at each place; linear in the length of the text."""
    automaton, names = _automaton()
    folded = text.folded[within.start : within.end]
    whole = []
    for number, start, end in automaton.find_matches_as_indexes(folded, overlapping=True):
        before = folded[start - 1] if start else " "
        after = folded[end] if end < len(folded) else " "
        if not (before.isalnum() or after.isalnum() or before in "_'"):
            whole.append((start, -end, number))
    found, read_to = [], 0
    for start, end, number in sorted(whole):
        title = names[number]
        span = Span(within.start + start, within.start - end)
        if start < read_to or (title is not None and _is_no_abbreviation(text, span)):
            continue
        read_to = -end
        if title is not None:
            found.append((span, title))
    return found


def _is_no_abbreviation(text: Text, span: Span) -> bool:
    """An abbreviation is one in capitals only: "PGĐ", but never "ct"."""
    printed = text.printed(span)
    return len(printed) <= 5 and " " not in printed and not printed.isupper()


def inside(found: Sequence[Found], within: Span) -> Sequence[Found]:
    """Of titles in order, those inside `within`."""
    return found[bisect_left(found, within.start, key=_start) : bisect_left(found, within.end, key=_start)]


def _start(found: Found) -> int:
    return found[0].start


def status_before(tokens: Tokens, at: int) -> tuple[Status, int, bool]:
    """How the title at the token `at` is held, by the words right before it; where these begin; whether it goes on."""
    floor = max(0, at - 16)
    if _first_words().isdisjoint(tokens.folds[floor:at]):
        return "current", tokens.starts[at], False
    start = tokens.starts[floor]
    before = tokens.text.folded[start : tokens.starts[at]]
    if _not_acting().search(before):
        return "current", tokens.starts[at], False
    kept = _kept().search(before)
    if kept:
        return "current", start + kept.start("word"), True
    for status, pattern in _statuses():
        match = pattern.search(before)
        if match:
            return status, start + match.start("word"), False
    return "current", tokens.starts[at], False


# --- patterns ----------------------------------------------------------------------------------------------------


def any_of(words: Sequence[str]) -> str:
    """A pattern for any of the phrases, the longest first."""
    return patterns.any_of(map(fold, words))


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[Title | None]]:
    known: dict[str, Title | None] = {**titles(), **{fold(phrase): None for phrase in people().no_titles}}
    names = sorted(known)
    automaton = ahocorasick_rs.AhoCorasick(names)
    return automaton, [known[name] for name in names]


@cache
def _first_words() -> frozenset[str]:
    """The words that all phrases begin with that tell how a title is held."""
    told = people()
    held = (told.not_acting, told.kept, told.former, told.acting, told.leaving, told.nominated, told.appointed)
    return frozenset(first_word(phrase) for phrases in held for phrase in phrases)


@cache
def _not_acting() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=\W)){any_of(people().not_acting)}\s+$")


@cache
def _kept() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=\W))(?P<word>{any_of(people().kept)})\s*{_modifiers()}$")


def _modifiers() -> str:
    return rf"(?:{any_of(people().modifiers)}\s*[:,]?\s*)*"


@cache
def _statuses() -> tuple[tuple[Status, re.Pattern[str]], ...]:
    near: list[tuple[Status, Sequence[str]]] = [
        ("former", people().former), ("acting", people().acting), ("leaving", people().leaving),
        ("nominated", people().nominated), ("appointed", people().appointed),
    ]  # fmt: skip
    return tuple(
        (status, re.compile(rf"(?:^|(?<=\W))(?P<word>{any_of(words)})\s*:?\s*{_modifiers()}$"))
        for status, words in near
    )
