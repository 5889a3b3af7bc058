"""Rankings that are nothing but names, each behind its rank ("41 Khánh Hòa"), below a head or a title that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, takewhile

from extract.articles.cells import FEWEST, Grid, Row, any_head, any_word, heads
from extract.folding import STOPS, fold
from extract.spans import Span
from extract.tables.grids import grids

_ITEM = re.compile(r"(?P<rank>\d{1,3})[.)]?[^\S\n\t]+(?P<name>[^\W\d_][^\d\n|;:!?]{1,60})")
# Two such lines below one another, with no more than an empty one between them.
_ITEMS = re.compile(rf"\n[^\S\n]*{_ITEM.pattern}\s*\n\s*\d{{1,3}}[.)]?[^\S\n\t]+[^\W\d_]")
# A title and a line of a head are no longer, in characters; a head has so many lines.
_LONGEST, _MOST_LINES = 200, 20


def ranked(text: str) -> Iterator[Grid]:
    """The rankings of the text: rows of a rank and a name."""
    if not _ITEMS.search(text):
        return
    lines = [Span(*line.span()) for line in re.finditer(r"[^\s][^\n]*", text)]
    at = 0
    while at < len(lines):
        rows = list(_rows(text, lines, at))
        if len(rows) > FEWEST and (head := _head(text, lines[max(0, at - _MOST_LINES) : at])) is not None:
            yield Grid((*head, *rows))
        at += max(1, len(rows))


def _rows(text: str, lines: Sequence[Span], first: int) -> Iterator[Row]:
    """The rows from the first of the lines on, as far as their ranks go on; several may share one."""
    shared = last = 0
    for line in islice(lines, first, None):
        item = _ITEM.fullmatch(text, line.start, line.start + len(line.of(text).rstrip()))
        rank = int(item["rank"]) if item else 0
        if item is None or (last and rank not in {last, last + 1, last + shared}):
            return
        shared, last = (shared + 1 if rank == last else 1), rank
        yield Span(*item.span("rank")), Span(*item.span("name"))


def _head(text: str, above: Sequence[Span]) -> tuple[Row, ...] | None:
    """The head that the lines above tell; none of its own where the last line is a title; null where none says that
    these are ranks.
    """
    if not above:
        return None
    title = above[-1].of(text).rstrip()
    if len(title) <= _LONGEST and not title.endswith(STOPS) and _ranking().match(fold(title)):
        return ()
    # A head that has lost which cell is which: its first column is the rank.
    known = list(takewhile(lambda line: _is_known(line.of(text)), reversed(above)))[::-1]
    first = next((line for line in known[:-1] if _rank().match(fold(line.of(text)))), None)
    if first is None:
        return None
    told = _rank().match(fold(text[first.start : above[-1].end]))
    rank = Span(first.start, first.start + (told.end() if told else 0))
    return ((rank, Span(rank.end, rank.end)),)


def _is_known(line: str) -> bool:
    """True for a line of nothing but words that heads have."""
    return len(line) <= _LONGEST and not any(map(str.isalpha, _words().sub("", fold(line))))


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"{any_head().pattern}|\b{any_word(grids().words['filler'])}\b")


@cache
def _rank() -> re.Pattern[str]:
    """ "Xếp hạng", "Xếp hạng DTI"."""
    return re.compile(rf"{any_word(grids().words['rank'])}\b(?:\s+{heads().indices.pattern})?")


@cache
def _ranking() -> re.Pattern[str]:
    """ "Bảng xếp hạng …", "1. Kết quả xếp hạng …"."""
    titles, ranks = any_word(grids().rankings), any_word(grids().words["rank"])
    return re.compile(rf"(?:\w{{1,3}}[.)]\s+)?(?:{titles}\s+)*{ranks}\b")
