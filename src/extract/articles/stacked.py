"""Tables that print has with one cell a line: a head of words, and rows that have their figures at the same places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.articles.cells import FEWEST, Grid, Row, columns_told, counters, is_figure, is_headed, nested
from extract.folding import fold
from extract.spans import Span

# A cell is no longer, in characters; no table has more columns; so many cells of words may begin a row.
_LONGEST, _MOST_COLUMNS, _MOST_WORDS = 60, 14, 2
# A name and a heading go on over so many lines; so many cells of a broken row are left out.
_MOST_LINES, _MOST_BROKEN = 3, 14
# Two lines that are nothing but a figure, with no more than a row between them.
_LONE = re.compile(r"\n[+-]?\d[\d.,/%]*\n(?:[^\n]{1,60}\n){1,8}?[+-]?\d[\d.,/%]*(?:\n|\s\(|$)")


def stacked(text: str) -> Iterator[Grid]:
    """The tables with one cell a line."""
    if not _LONE.search(text):
        return
    cells: list[Span] = []
    start = 0
    for line in (*text.split("\n"), "." * (_LONGEST + 1)):
        bare = line.strip()
        if bare and len(bare) <= _LONGEST:
            first = start + line.index(bare)
            cells.append(Span(first, first + len(bare)))
        elif bare:
            yield from _Lines(text, cells).grids()
            cells = []
        start += len(line) + 1


class _Lines:
    """A run of short lines, each of which may be a cell."""

    def __init__(self, text: str, cells: Sequence[Span]) -> None:
        self.text, self.cells = text, cells
        self.figures = [is_figure(cell, text) for cell in cells]
        self.counts = [fold(cell.of(text)) in counters() for cell in cells]

    def grids(self) -> Iterator[Grid]:
        free = at = 0
        while at < len(self.cells):
            found = self.table(free, at) if self.figures[at] else None
            if found:
                grid, free = found
                yield grid
            at = free if found else at + 1

    def table(self, free: int, at: int) -> tuple[Grid, int] | None:
        """The longest table whose first figure is this cell, with the number of the cell behind it; its head stands
        from cell `free` on.
        """
        best: tuple[Grid, int] | None = None
        for begin in range(at, max(free, at - _MOST_WORDS - 1), -1):
            if begin < at and self.figures[begin]:
                break
            for shape in self.shapes(begin):
                head = self.head(free, begin, shape)
                if not head:
                    continue
                rows, end = self.rows(begin, shape)
                # A figure left over: the rows are wider, or what was taken for the head's last cell is the first name.
                left_over = not (shape[0] and shape[-1]) and end < len(self.cells) and self.figures[end]
                if len(rows) >= FEWEST and not left_over and end > (best[1] if best else 0):
                    best = Grid((*head, *rows)), end
        return best

    def shapes(self, begin: int) -> Iterator[list[bool]]:
        """The shapes that a row may have that begins here, true for a figure; its name may have several lines."""
        for wide in range(FEWEST, min(_MOST_COLUMNS, len(self.figures) - begin) + 1):
            shape = self.figures[begin : begin + wide]
            if len(set(shape)) < FEWEST:
                continue
            yield shape
            bare = [figure for at, figure in enumerate(shape) if figure or at < 1 or shape[at - 1]]
            if len(bare) < wide and shape[-1]:
                yield bare

    def rows(self, begin: int, shape: Sequence[bool]) -> tuple[list[Row], int]:
        """The rows of this shape from the cell on, and the cell behind them. A heading between two rows is a row of
        one cell; a row that is broken is left out where the next ones go on counting.
        """
        rows: list[Row] = []
        end = begin
        while True:
            if row := self.row(end, shape):
                rows.append(row[0])
                end = row[1]
            elif (rest := self.resumed(end, shape, rows)) is not None:
                if rest == end + 1 and not self.figures[end]:
                    heading = self.cells[end]
                    rows.append((heading, *[Span(heading.end, heading.end)] * (len(shape) - 1)))
                end = rest
            else:
                return rows, end

    def row(self, at: int, shape: Sequence[bool]) -> tuple[Row, int] | None:
        """The row that begins with this cell, and the cell behind it; null where it has another shape."""
        row: list[Span] = []
        for place, figure in enumerate(shape):
            if at >= len(self.cells) or self.figures[at] != figure:
                return None
            end = at + 1
            if not figure and place + 1 < len(shape) and shape[place + 1]:
                while end < min(len(self.cells), at + _MOST_LINES) and self.goes_on(end, counted=place == 1):
                    end += 1
            row.append(Span(self.cells[at].start, self.cells[end - 1].end))
            at = end
        return tuple(row), at

    def goes_on(self, at: int, *, counted: bool) -> bool:
        """True where the line is a part of the name above it: between a row's number and its figures all are."""
        return not self.figures[at] and (counted or self.cells[at].of(self.text)[0].islower())

    def resumed(self, at: int, shape: Sequence[bool], rows: Sequence[Row]) -> int | None:
        """Where the rows go on behind what is none of this shape, as their numbers tell; null where they do not."""
        if not (rows and shape[0] and (last := self.number(rows[-1][0]))):
            return None
        for rest in range(at + 1, min(at + _MOST_BROKEN, len(self.cells))):
            if self.figures[rest] and (number := self.number(self.cells[rest])) and self.row(rest, shape):
                heading = rest == at + 1 and not self.figures[at]
                return rest if number in {last + 1, last + 2} or (number == 1 and heading) else None
        return None

    def number(self, cell: Span) -> int | None:
        told = cell.of(self.text).rstrip(".")
        return int(told) if told.isdecimal() else None

    def head(self, free: int, begin: int, shape: Sequence[bool]) -> tuple[Row, ...] | None:
        """The head above the row that begins with this cell; null where none tells what its figures are.

        Where it has more lines than columns, one heading goes on over the surplus: the one with which most tell.
        """
        wide = len(shape)
        first = begin - wide
        if first < free or any(self.figures[first:begin]) or (found := self.row(begin, shape)) is None:
            return None
        row, _ = found
        head = tuple(self.cells[first:begin])
        if two := nested(self.cells[free:begin], wide, self.text):
            return two
        if shape[0] and not any(self.counts[first:begin]):
            for above in range(first - 1, max(free, first - _MOST_LINES) - 1, -1):
                if self.figures[above]:
                    break
                if self.counts[above]:
                    heads = [self.wrapped(self.cells[above:begin], wide, at) for at in range(1, wide)]
                    head = max(heads, key=lambda one: columns_told(one, shape, self.text))
                    break
        return (head,) if not any(self.counts[begin - wide + 1 : begin]) and is_headed((head, row), self.text) else None

    @staticmethod
    def wrapped(lines: Sequence[Span], wide: int, at: int) -> Row:
        """The head in whose column number `at` all lines stand that are more than it has columns."""
        surplus = len(lines) - wide
        return (*lines[:at], Span(lines[at].start, lines[at + surplus].end), *lines[at + surplus + 1 :])
