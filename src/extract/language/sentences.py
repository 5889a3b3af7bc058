"""Paragraphs and sentences as spans of the stored text; a line break always ends both."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache

from extract.folding import Text, fold
from extract.language.patterns import any_of
from extract.spans import Span
from extract.tables.sentences import sentence_table

_LINE = re.compile(r"\S[^\n]*")
# A stop, what closes with it, and a capital, digit or opening mark behind; "điểm.Năm" lacks the space in sloppy pages.
# One set of marks begins both, so that `re` skips to one of them.
_STOP = re.compile(r"[.!?…](?:[.!?…]*[\"')\]]*(?=\s++[\"'(\[\-–•*]*+\s*+[^\W_]|\s*+$)|(?<=[.!?])(?=[^\W\d_]))")
_LETTER = re.compile(r"[^\W_]")
# No abbreviation is longer; without a bound, a page of "a.a.a." takes quadratic time.
_LONGEST = 40


def paragraphs(text: Text) -> list[Span]:
    """The lines with something in them, without the white space around."""
    return [_stripped(text.raw, *match.span()) for match in _LINE.finditer(text.raw)]


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

    def sentence_at(self, offset: int) -> Span:
        """The last sentence that begins at an offset or before it; the first where none does."""
        own = self.sentences(max(0, bisect_right(self._starts, offset) - 1))
        return own[max(0, bisect_right(own, offset, key=_start) - 1)]


def _start(span: Span) -> int:
    return span.start


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
    for line in _LINE.finditer(text.raw, within.start, within.end):
        start = line.start()
        for stop in _STOP.finditer(text.folded, line.start(), line.end()):
            if stop.start() >= start and _ends(text, stop.start(), stop.end(), start):
                found.append(_stripped(text.raw, start, stop.end()))
                start = stop.end()
        if text.raw[start : line.end()].strip():
            found.append(_stripped(text.raw, start, line.end()))
    return found


def _ends(text: Text, stop: int, after: int, start: int) -> bool:
    if text.folded[stop] != ".":
        return _next(text, after).isupper() or _next(text, after).isdigit() or after >= len(text.raw.rstrip())
    start = max(start, stop - _LONGEST)
    word_start = max(text.folded.rfind(" ", start, stop), text.folded.rfind("(", start, stop), start - 1) + 1
    word = text.folded[word_start:stop]
    if word in _abbreviations() and text.raw[word_start].isupper():
        return word in _last() and _opener().match(text.folded, after) is not None and _next(text, after).isupper()
    if len(word) == 1 and text.raw[word_start].isupper():  # an initial
        return False
    follows = _next(text, after)
    if after == stop + 1 and after < len(text.raw) and not text.raw[after].isspace():
        # "điểm.Năm", but not "TP.HCM", "baolaichau.vn" or "P.C.I".
        return follows.isupper() and len(word) > 1 and text.raw[stop - 1].islower()
    return not follows.islower()


def _next(text: Text, after: int) -> str:
    match = _LETTER.search(text.raw, after)
    return match.group() if match else ""


def _stripped(raw: str, start: int, end: int) -> Span:
    piece = raw[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))


@cache
def _last() -> frozenset[str]:
    return frozenset(sentence_table().last)


@cache
def _opener() -> re.Pattern[str]:
    return re.compile(rf"\s+{any_of([fold(word) for word in sentence_table().openers])}(?!\w)")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(sentence_table().abbreviations)
