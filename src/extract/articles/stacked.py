"""Tables that print has with one cell a line: a head of words, and rows that have their figures at the same places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.articles.cells import (
    FEWEST,
    YEAR,
    Grid,
    Row,
    columns_told,
    emptied,
    heading_row,
    is_figure,
    is_headed,
    nested,
    roster_columns,
)
from extract.folding import fold
from extract.spans import Span
from extract.tables.grids import grids

# A cell is no longer, in characters; no table has more columns; so many cells of words may begin a row.
_LONGEST, _MOST_COLUMNS, _MOST_WORDS = 60, 14, 2
# A name and a heading go on over so many lines; so many cells of a broken row are left out.
_MOST_LINES, _MOST_BROKEN = 3, 14
# What may stand around a cell in its line.
_AROUND = "| \t\xa0"
# Two lines that are nothing but a figure, and perhaps another one in brackets, with no more than a row between them.
_FIGURE = r"[+-]?\d[\d.,/%*]*(?:\s?\([+-]?\d[\d.,/%]*\))?[ \xa0|*]*"
_LONE = re.compile(rf"\n{_FIGURE}\n(?:[^\n]{{1,60}}\n){{1,8}}?{_FIGURE}(?:\n|$)")


def stacked(text: str) -> Iterator[Grid]:
    """The tables with one cell a line."""
    if not _LONE.search(text):
        return
    cells: list[Span] = []
    start = 0
    for line in (*text.split("\n"), "." * (_LONGEST + 1)):
        bare = line.strip(_AROUND)
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
        # Null for a cell that says that it tells nothing: there a figure may stand, or words.
        self.figures = [is_figure(cell, text) or (None if emptied(cell, text) != cell else False) for cell in cells]

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
            room = self.room(free, begin)
            if room < FEWEST or self.continues(begin):
                continue
            for shape in self.shapes(begin, room):
                if not self.repeats(begin, shape) or not (head := self.head(free, begin, shape)):
                    continue
                rows, end = self.rows(begin, shape, people=roster_columns(head[-1], self.text) is not None)
                # A figure left over: the rows are wider, or what was taken for the head's last cell is the first name.
                left_over = not (shape[0] and shape[-1]) and end < len(self.cells) and self.figures[end]
                if len(rows) < FEWEST or left_over or (shape[0] and not self.counts_on(rows)):
                    continue
                if end > (best[1] if best else 0):
                    best = Grid((*head, *rows)), end
        return best

    def room(self, free: int, begin: int) -> int:
        """How many cells right above this one have no figure: no more than a head of the widest table needs."""
        for at in range(begin - 1, max(free, begin - _MOST_COLUMNS) - 1, -1):
            if self.figures[at]:
                return begin - 1 - at
        return min(begin - free, _MOST_COLUMNS)

    def shapes(self, begin: int, room: int) -> Iterator[list[bool]]:
        """The shapes that a row may have that begins here, true for a figure, no wider than the head has room; its
        name may have several lines.
        """
        shape: list[bool] = []
        bare: list[bool] = []
        for figure in self.figures[begin : begin + _MOST_COLUMNS]:
            if figure is not False or not shape or shape[-1]:
                bare.append(figure is not False)
            shape.append(figure is not False)
            if len(bare) > room:
                return
            if all(shape) or not any(shape) or len(shape) < FEWEST:
                continue
            if len(shape) <= room:
                yield [*shape]
            if len(bare) < len(shape) and figure is not False:
                yield [*bare]

    def rows(self, begin: int, shape: Sequence[bool], *, people: bool) -> tuple[list[Row], int]:
        """The rows of this shape from the cell on, and the cell behind them. A heading between two rows is a row of
        one cell, but in a list of people an office that goes on, if the next one has the next number; a row that is
        broken is left out where the next ones go on counting.
        """
        rows: list[Row] = []
        end = begin
        while True:
            if row := self.row(end, shape):
                rows.append(row[0])
                end = row[1]
            elif people and rows and end < len(self.cells) and self.office_goes_on(end, shape, rows):
                rows[-1] = (*rows[-1][:-1], Span(rows[-1][-1].start, self.cells[end].end))
                end += 1
            elif (rest := self.resumed(end, shape, rows)) is not None:
                if rest == end + 1 and not self.figures[end]:
                    rows.append(heading_row(self.cells[end], len(shape)))
                end = rest
            else:
                return rows, end

    def office_goes_on(self, at: int, shape: Sequence[bool], rows: Sequence[Row]) -> bool:
        """True for words behind a last cell of words, in small letters or before the row with the next number."""
        if shape[-1] or self.figures[at] is not False:
            return False
        last = self.number(rows[-1][0]) if shape[0] else None
        counts_on = last is not None and any(
            self.figures[rest] and self.number(self.cells[rest]) == last + 1
            for rest in range(at + 1, min(at + _MOST_LINES, len(self.cells)))
        )
        return counts_on or self.continues(at)

    def row(self, at: int, shape: Sequence[bool]) -> tuple[Row, int] | None:
        """The row that begins with this cell, and the cell behind it; null where it has another shape."""
        row: list[Span] = []
        for place, figure in enumerate(shape):
            if at >= len(self.cells) or self.figures[at] not in (figure, None):
                return None
            end = at + 1
            if not figure and place + 1 < len(shape) and shape[place + 1]:
                while end < min(len(self.cells), at + _MOST_LINES) and self.goes_on(end, counted=place == 1):
                    end += 1
            row.append(emptied(Span(self.cells[at].start, self.cells[end - 1].end), self.text))
            at = end
        return tuple(row), at

    def repeats(self, begin: int, shape: Sequence[bool]) -> bool:
        """True where a second row of this shape follows: cheaper than to look for a head."""
        if (first := self.row(begin, shape)) is None:
            return False
        row, end = first
        return self.row(end, shape) is not None or self.resumed(end, shape, [row]) is not None

    def counts_on(self, rows: Sequence[Row]) -> bool:
        """True where the rows begin with numbers that go up."""
        numbers = [self.number(row[0]) for row in rows if row[-1].end > row[-1].start]
        return None not in numbers[:FEWEST] and numbers[:FEWEST] == sorted(numbers[:FEWEST], key=lambda n: n or 0)

    def goes_on(self, at: int, *, counted: bool) -> bool:
        """True where the line is a part of the name above it: between a row's number and its figures all are."""
        return not self.figures[at] and (counted or self.continues(at))

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

        Where it has more headings than columns, one goes on over the surplus: the one with which most tell.
        """
        wide = len(shape)
        if (found := self.row(begin, shape)) is None:
            return None
        headings = self.headings(free, begin, 2 * wide)
        if two := nested(headings, wide, self.text):
            return two
        head = tuple(headings[-wide:])
        counters = grids().words["ordinal"]
        counted = [at for at, cell in enumerate(headings) if fold(cell.of(self.text)) in counters]
        if counted and shape[0] and wide < len(headings) - counted[-1] <= wide + _MOST_LINES:
            lines = headings[counted[-1] :]
            head = max(self.wrapped(lines, wide), key=lambda one: columns_told(one, shape, self.text))
        elif counted and counted[-1] > len(headings) - wide:
            return None
        return (head,) if len(head) == wide and is_headed((head, found[0]), self.text) else None

    def headings(self, free: int, begin: int, most: int) -> list[Span]:
        """The cells of words above the cell, at most so many: what begins in small letters or a bracket goes on."""
        found: list[Span] = []
        end = begin
        for at in range(begin - 1, max(free, begin - _MOST_LINES * most) - 1, -1):
            if self.figures[at] or len(found) == most:
                break
            if not self.continues(at):
                found.append(Span(self.cells[at].start, self.cells[end - 1].end))
                end = at
        return found[::-1]

    def continues(self, at: int) -> bool:
        """True for what goes on with the line above: words in small letters, in brackets, the one year below "Năm"."""
        told = self.cells[at].of(self.text)
        return told[0] == "(" or told[0].islower() or (self.is_year(at) and self.is_year_of_its_own(at))

    def is_year(self, at: int) -> bool:
        return at < len(self.cells) and YEAR.fullmatch(self.cells[at].of(self.text)) is not None

    def is_year_of_its_own(self, at: int) -> bool:
        above = at > 0 and fold(self.cells[at - 1].of(self.text)) in grids().years
        return above and not self.is_year(at + 1)

    @staticmethod
    def wrapped(lines: Sequence[Span], wide: int) -> Iterator[Row]:
        """The heads in which one column has all lines that are more than there are columns."""
        surplus = len(lines) - wide
        for at in range(1, wide):
            yield (*lines[:at], Span(lines[at].start, lines[at + surplus].end), *lines[at + surplus + 1 :])
