"""Tables that print has as cards: below each name the same labels, each with its figure ("Điểm: 73,02", "Hạng: 1")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.articles.cells import FEWEST, Grid, Row, heads, is_figure
from extract.folding import fold
from extract.spans import Span

_NAME = re.compile(r"[^\S\n]*(?:\d{1,3}[.)]?\s+|[-+•*]\s+)?(?P<name>[^\W\d_][^\d\n:|;.!?]{1,60}(?<!\s)):?[^\S\n]*")
_LABELLED = re.compile(
    r"[^\S\n]*(?:[-+•*]\s*)?(?P<label>[^\W\d_][^\d\n:|;]{1,30}(?<!\s))\s*:\s*(?P<figure>\d[^\n:|;]{0,15}?)[.;,]?[^\S\n]*"
)
# Two labelled figures below one another.
_TWO = re.compile(r"\n[^\d\n:|;]{2,36}:\s*\d[^\n:|;]{0,15}\n")

# A name, and the labels with their figures.
_Card = tuple[Span, list[tuple[Span, Span]]]


def cards(text: str) -> Iterator[Grid]:
    """The tables of cards: a head of the first one's labels, a row for each."""
    if not _TWO.search(text):
        return
    alike: list[_Card] = []
    for card in _cards(text):
        if alike and _labels(text, card) != _labels(text, alike[0]):
            yield from _grid(alike)
            alike = []
        alike.append(card)
    yield from _grid(alike)


def _cards(text: str) -> Iterator[_Card]:
    name: Span | None = None
    told: list[tuple[Span, Span]] = []
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        labelled = _LABELLED.fullmatch(text, *line.span())
        if labelled and name and _is_told(text, labelled):
            told.append((Span(*labelled.span("label")), Span(*labelled.span("figure"))))
            continue
        if name and told:
            yield name, told
        named = _NAME.fullmatch(text, *line.span())
        name, told = (Span(*named.span("name")) if named else None), []
    if name and told:
        yield name, told


def _is_told(text: str, line: re.Match[str]) -> bool:
    label, every = fold(line["label"]), heads()
    known = any(told.fullmatch(label) for told in (every.levels, every.indices, every.parts))
    return known and is_figure(Span(*line.span("figure")), text)


def _labels(text: str, card: _Card) -> list[str]:
    return [fold(label.of(text)) for label, _ in card[1]]


def _grid(alike: Sequence[_Card]) -> Iterator[Grid]:
    if len(alike) < FEWEST:
        return
    first, labels = alike[0]
    head: Row = (Span(first.start, first.start), *(label for label, _ in labels))
    yield Grid((head, *((name, *(figure for _, figure in told)) for name, told in alike)))
