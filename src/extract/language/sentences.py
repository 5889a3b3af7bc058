"""Paragraphs and sentences as spans of the stored text; a line break always ends both."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain, takewhile

from extract.folding import Text, fold
from extract.language.patterns import any_of
from extract.language.phrases import places_of
from extract.spans import Span
from extract.tables.sentences import sentence_table

# A stop, what closes with it, and a capital, digit or opening mark behind; "điểm.Năm" lacks the space in sloppy pages.
_STOP = re.compile(
    r"[.!?…](?:[.!?…]*[\"')\]]*(?=\s++[\"'(\[\-•*]*+\s*+(?P<next>[^\W_])|\s*+$)|(?<=[.!?])(?=(?P<glued>[^\W\d_])))"
)
# What it begins with: each is looked for by itself, which takes a fraction of a search for any of them.
_MARKS = ".!?…"
# No abbreviation is longer; without a bound, a page of "a.a.a." takes quadratic time.
_LONGEST = 40
# What has no stop for so many characters is no sentence, but a list or a lost table: it is cut, for what is looked for
# in a sentence for each of its figures takes quadratic time. The longest of 24,000 real ones has 1,010.
_MOST = 2_000


def paragraphs(text: Text) -> list[Span]:
    """The lines with something in them, without the white space around."""
    return list(_lines(text.raw, text.whole))


def _lines(raw: str, within: Span) -> Iterator[Span]:
    start, last = within
    while start < last:
        end = raw.find("\n", start, last)
        end = last if end < 0 else end
        if not raw[start:end].isspace() and start < end:
            yield _stripped(raw, start, end)
        start = end + 1


class Split:
    """The paragraphs of a text; the sentences of each when they are first asked for."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.paragraphs = paragraphs(text)
        self._starts = [paragraph.start for paragraph in self.paragraphs]
        self._sentences: dict[int, tuple[Span, ...]] = {}

    def sentences(self, number: int) -> tuple[Span, ...]:
        """The sentences of a paragraph, by its number, in order."""
        if number not in self._sentences:
            self._sentences[number] = tuple(sentences(self.text, self.paragraphs[number]))
        return self._sentences[number]

    def around(self, span: Span) -> list[Span]:
        """The sentences that a span overlaps, in order; it may go over the end of a paragraph."""
        found: list[Span] = []
        for number in range(max(0, bisect_right(self._starts, span.start) - 1), len(self.paragraphs)):
            if self.paragraphs[number].start >= span.end:
                break
            own = self.sentences(number)
            first = max(0, bisect_right(own, (span.start, _FAR)) - 1)
            found += takewhile(lambda sentence: sentence.start < span.end, own[first:])
        return [sentence for sentence in found if sentence.overlaps(span)]

    def sentence_at(self, offset: int) -> Span:
        """The last sentence that begins at an offset or before it; the first where none does."""
        own = self.sentences(max(0, bisect_right(self._starts, offset) - 1))
        return own[max(0, bisect_right(own, (offset, _FAR)) - 1)]


# Behind any end.
_FAR = sys.maxsize


@lru_cache(maxsize=1)
def parted(text: Text) -> Split:
    """The last text with its paragraphs, and those of its sentences that were asked for."""
    return Split(text)


def split(text: Text) -> tuple[tuple[Span, tuple[Span, ...]], ...]:
    """Each paragraph with its sentences, in order."""
    parts = parted(text)
    return tuple((paragraph, parts.sentences(number)) for number, paragraph in enumerate(parts.paragraphs))


def sentences(text: Text, within: Span) -> list[Span]:
    """The sentences inside `within`, in order, without the white space around them."""
    found: list[Span] = []
    for line in _lines(text.raw, within):
        start = read_to = line.start
        for at in sorted(chain.from_iterable(places_of(mark, text.folded, line) for mark in _MARKS)):
            if at < read_to:
                continue
            stop = _STOP.match(text.folded, at, line.end)
            if stop is None:
                # Of a run of marks only the last may be one still ("....x").
                read_to = _run_end(text.folded, at) - 1
                continue
            read_to = stop.end()
            # At the line's end it ends anyhow.
            if stop.lastgroup and _ends(text, stop, stop.start(stop.lastgroup), start):
                found.append(_stripped(text.raw, start, read_to))
                start = read_to
        if start < line.end:
            found.append(_stripped(text.raw, start, line.end))
    if all(sentence.end - sentence.start <= _MOST for sentence in found):
        return found
    return [piece for sentence in found for piece in _cut(text, *sentence)]


def _run_end(folded: str, at: int) -> int:
    """The end of the marks that follow one another from an offset on."""
    while folded[at : at + 1] and folded[at] in _MARKS:
        at += 1
    return at


def _cut(text: Text, start: int, end: int) -> Iterator[Span]:
    """A sentence, in pieces behind semicolons, else commas or spaces, where it is too long; never inside of "60,1"."""
    while end - start > _MOST:
        last = start + _MOST
        # Where all white space is a space.
        found = (text.folded.rfind(mark, start, last) for mark in ("; ", ", ", " "))
        cut = next((at + 1 for at in found if at > start), last)
        yield from _lines(text.raw, Span(start, cut))
        start = cut
    yield from _lines(text.raw, Span(start, end))


def _ends(text: Text, mark: re.Match[str], behind: int, start: int) -> bool:
    """True where a mark ends the sentence that begins at `start`; the next letter or digit stands at `behind`."""
    raw, folded = text.raw, text.folded
    stop, after = mark.span()
    follows = raw[behind]
    if folded[stop] != ".":
        return follows.isupper() or follows.isdigit()
    if follows.islower():
        return False
    word = folded[stop - _LONGEST if stop - start > _LONGEST else start : stop]
    word = word[word.rfind(" ") + 1 :]
    if "(" in word:
        word = word[word.rfind("(") + 1 :]
    if raw[stop - len(word)].isupper():
        if word in _abbreviations():
            return word in _last() and _opener().match(folded, after) is not None and follows.isupper()
        if len(word) == 1 or (len(word) == 3 and word[1] == "."):  # an initial, or two
            return False
    if behind == stop + 1:
        # "điểm.Năm", but not "TP.HCM", "baolaichau.vn" or "P.C.I".
        return follows.isupper() and len(word) > 1 and raw[stop - 1].islower()
    return True


def _stripped(raw: str, start: int, end: int) -> Span:
    while raw[start].isspace():
        start += 1
    while raw[end - 1].isspace():
        end -= 1
    return Span(start, end)


@cache
def _last() -> frozenset[str]:
    return frozenset(sentence_table().last)


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(rf"\s+{any_of([fold(word) for word in sentence_table().openers])}(?!\w)")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(sentence_table().abbreviations)
