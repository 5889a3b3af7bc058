"""Who held an office before, and who has it next: "thay ông A nghỉ hưu", "kế nhiệm bà B", "người tiền nhiệm của ông C
là ông D", "người kế nhiệm là bà E", "miễn nhiệm chức vụ này đối với ông F".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.folding import WHITE, Text
from extract.language.lists import PhraseList
from extract.reading import names
from extract.reading.titles import any_of
from extract.reading.tokens import TITLE, tokenize
from extract.spans import Span
from extract.tables.titles import people

# How far behind the words that tell of somebody his name may reach.
_NAME = 80


@dataclass(frozen=True, slots=True)
class Replaced:
    """Somebody whose office another one has now; or, as `heir`, who has the one of another."""

    name: Span
    # The words that tell it.
    cue: Span
    # Whose predecessor or heir he is, where that is told.
    of: Span | None
    # He is told as a predecessor, who may have left long ago.
    once: bool
    heir: bool
    # He leaves the office that was told last to be another's ("miễn nhiệm chức vụ này đối với ông A").
    left: bool
    # The office goes over from hand to hand: it is the one that the other one has.
    surely: bool


def find_replaced(text: Text) -> Iterator[Replaced]:
    """All of whom a text tells so, in order."""
    read_to = 0
    for _, start, _ in _cues.find(text):
        if start < read_to or text.folded[start - 1 : start].isalnum():
            continue
        match = _replaces().match(text.folded, start)
        name = _name_at(text, match) if match else None
        if match is None or name is None:
            continue
        read_to = name.end
        of = next((Span(*match.span(group)) for group in ("of", "whom") if match[group]), None)
        surely = match["instead"] is None or match["instead"].split()[0] in _surely()
        once, heir, left = (match[group] is not None for group in ("once", "heir", "left"))
        yield Replaced(name, Span(*match.span("cue")), of, once, heir, left, surely)


def _name_at(text: Text, match: re.Match[str]) -> Span | None:
    """The name right behind a match; a name that no list knows where a courtesy stands before it."""
    end = min(match.end() + _NAME, len(text.raw))
    line = text.raw.find("\n", match.end(), end)
    within = Span(match.end(), line if line >= 0 else end)
    tokens = tokenize(text, within)
    if len(tokens) == 0 or tokens.shape(0) is not TITLE or tokens.starts[0] != within.start:
        return None
    end = names.run_end(tokens, 0)
    known = end > 1 and (names.name_at(tokens, 0, end) or match["polite"] or match["instead"] is None)
    return Span(tokens.starts[0], tokens.end(end - 1)) if known and names.is_short(tokens, 0, end) else None


def _words() -> list[str]:
    told = people()
    words = [*told.instead, *told.takes_from, *_predecessors(), *told.heirs, *_leaves()]
    return [word + white for word in words for white in WHITE]


_cues = PhraseList(_words)


@cache
def _predecessors() -> tuple[str, ...]:
    """What tells of who held an office before: "người tiền nhiệm", "chức này trước đó do", "Trước đó, chức này do"."""
    told, by = people(), people().doer
    then = [(office, time) for office in told.same_office for time in told.earlier]
    orders = (
        phrase for office, time in then for phrase in (f"{office} {time}", f"{time} {office}", f"{time}, {office}")
    )
    return (*told.predecessor, *(f"{phrase} {by}" for phrase in orders))


@cache
def _leaves() -> tuple[str, ...]:
    """What tells that somebody leaves the office told before: "miễn nhiệm chức vụ này đối với"."""
    told = people()
    return tuple(f"{verb} {office} {told.regarding}" for verb in told.leaving for office in told.same_office)


@cache
def _surely() -> frozenset[str]:
    return frozenset(word.split()[0] for word in people().succeeds)


@cache
def _replaces() -> re.Pattern[str]:
    told = people()
    one = any_of(told.honorifics)
    polite = rf"(?P<polite>(?:{any_of(told.plural)}\s+)?(?:{one}\.?[\s,]+)+)?"
    whom = rf"(?:{one}\.?\s+)*(?!{told.copula}\s)\w+(?:\s\w+){{0,3}}?"
    is_ = rf"(?:{any_of(told.to_be)}|,|:|{told.copula})"
    # "Thay ông A ‹là ông› B"
    there = rf"(?:\s+{any_of(told.there)}\s+{any_of(told.same_office)})?"
    follows = rf"{any_of(told.instead)}(?=\s+{whom}{there}\s+{told.copula}\s+{one})"
    return re.compile(
        rf"(?P<cue>(?P<heir>{any_of(told.heirs)}|{follows})(?:\s+(?:{told.of_whom}\s+)?(?P<whom>{whom}){there})?\s*{is_}"
        rf"|(?P<instead>{any_of(told.instead)})|(?P<left>{any_of(_leaves())})|{any_of(told.takes_from)}"
        rf"|(?P<once>{any_of(_predecessors())})(?:\s+{told.of_whom}\s+(?P<of>{whom}))?\s*{is_}?)\s+{polite}"
    )
