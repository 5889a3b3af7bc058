"""Spaces that print does not have, closed up: "( 65,2 điểm )", "58 , năm 2019", "53 / 63", "79,51 %", two for one.

Texts that were cut into words and joined again stand in archives so, pages bring them so, and people type so. Rules are
written for print: such a text is read as print has it, and what is found is told with the offsets of the text as given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extract.folding import Text, keep
from extract.language.lists import PhraseList
from extract.language.patterns import any_of
from extract.spans import Span
from extract.tables.topics import topics
from extract.tables.words import synonyms

_BLANK = "[ \u00a0]"
# No space stands there. A figure right behind a comma may be its decimals; strokes between words part them.
_SPACED = re.compile(
    rf"""(?<=\S){_BLANK}+(?:[)\]]|(?<=\d.)%|[,;:.!?](?=[\s"'”’)\]]|$))|[(\[]{_BLANK}+"""
    rf"|(?<=\d){_BLANK}*/{_BLANK}*(?=\d)"
)


@dataclass(frozen=True, slots=True)
class ClosedUp:
    """A text as print has it; `cuts` are where characters of the text as given are left out, one for each."""

    text: Text
    cuts: Sequence[int]

    def given(self, span: Span) -> Span:
        """The span in the text as given that became `span` of `text`; not an empty one."""
        last = span.end - 1
        return Span(span.start + bisect_right(self.cuts, span.start), last + bisect_right(self.cuts, last) + 1)


# What print has nowhere: looked for with all other lists, which costs nothing where there is none of it.
_MARKS = PhraseList(lambda: [*(f" {mark}" for mark in ",;:.!?)]%/"), *(f"{mark} " for mark in "([/")])
_WIDE = PhraseList(lambda: ["  "])
_POINTS = PhraseList(lambda: synonyms("điểm"))
# Behind these no rule looks on, and many texts have two spaces there.
_STOPS = frozenset(".!?…:;)\"'")
# Two spaces between words so often are the text's manner; once or twice they are slips, which hardly ever meet a rule.
_OFTEN = 3


def closed_up(text: Text) -> ClosedUp | None:
    """The text without the spaces that print does not have; null where marks stand as in print, and words mostly do."""
    marks, wide = _MARKS.find(text), _WIDE.find(text)
    raw, folded = text.raw, text.folded
    left_out = {*(_beside_marks(raw) if marks else ()), *(_within_decimals(folded) if _POINTS.find(text) else ())}
    # Tabs part cells.
    doubled = [start for _, start, end in wide if "\t" not in raw[start:end]]
    between = [start for start in doubled if start and folded[start - 1] not in _STOPS and not raw[start - 1].isspace()]
    if not left_out and len(between) < _OFTEN:
        return None
    left_out.update(doubled)
    places = sorted(left_out)
    starts, ends = [0, *(place + 1 for place in places)], [*places, len(raw)]
    closed, told = ("".join(map(each.__getitem__, map(slice, starts, ends))) for each in (raw, folded))
    return ClosedUp(Text(keep(closed, told)), [place - number for number, place in enumerate(places)])


def _beside_marks(raw: str) -> Iterator[int]:
    for spaced in _SPACED.finditer(raw):
        yield from (at for at in range(*spaced.span()) if raw[at].isspace())


def _within_decimals(folded: str) -> Iterator[int]:
    """ "đạt 66, 65 điểm", "tăng 1, 3783 điểm": the space in one number. So many as two digits tell may be the next of a
    list, but behind a verb for a value.
    """
    for comma in _comma().finditer(folded):
        before = folded[max(0, comma.start() - _NEAR) : comma.start()]
        several = any(word in before for word in topics().respectively)
        if _WHOLE.search(before) if comma["long"] else not several and _valued().search(before):
            yield comma.end() - 1


# A number of one or two digits.
_WHOLE = re.compile(r"(?<![\w.,/])\d{1,2} ?$")
# What tells of a number stands at most so far before its end.
_NEAR = 30


@cache
def _comma() -> re.Pattern[str]:
    return re.compile(rf", (?=(?:(?P<long>\d{{3,4}})|\d\d)\s{any_of(synonyms('điểm'))}(?!\w))")


@cache
def _valued() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(synonyms('đạt'))}\s{_WHOLE.pattern}")
