"""Tables in a text: one line a row, cells parted by a bar or a tab, the same number of cells in each.

An HTML table is written into the article's text in this form (`rendered`), papers paste theirs so; the cells are read
back from the text alone, so that a stored article has its tables too, with offsets into its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.spans import Span

_BAR = re.compile(r"\|")
_TAB = re.compile(r"\t+")
_FEWEST, _MOST_COLUMNS = 2, 60
# Between the bars of "|---|:--:|", which parts a head from its rows where people write tables as plain text.
_RULE = re.compile(r"[\s|:+=_–—-]*")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a text: the span of each cell, row by row; all rows have the same length, empty cells empty spans."""

    rows: tuple[tuple[Span, ...], ...]

    @property
    def span(self) -> Span:
        """From the first character of the first row to behind the last one."""
        return Span(self.rows[0][0].start, self.rows[-1][-1].end)


def rendered(rows: Iterable[Sequence[str]]) -> list[str]:
    """One line for each row: its cells parted by " | "; a bar inside of a cell becomes a stroke."""
    return [" ".join(" | ".join(cell.replace("|", "/") for cell in row).split()) for row in rows]


def find_grids(text: str) -> tuple[Grid, ...]:
    """All tables of the text, in order: at least two rows below one another with the same number of cells."""
    if "|" not in text and "\t" not in text:
        return ()
    return tuple(grid for _, grid in _runs(text.split("\n")))


def row_lines(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that are rows of a table."""
    if not any("|" in line or "\t" in line for line in lines):
        return frozenset()
    return frozenset(number for numbers, _ in _runs(lines) for number in numbers)


def _runs(lines: Sequence[str]) -> Iterator[tuple[range, Grid]]:
    """The tables in these lines, which one line end parts, with the numbers of their lines."""
    rows: list[tuple[Span, ...]] = []
    begun = start = 0
    for number, line in enumerate((*lines, "")):
        cells = _cells(line, start)
        start += len(line) + 1
        if rows and (cells is None or len(cells) != len(rows[0])):
            if (grid := _grid(rows)) is not None:
                yield range(begun, number), grid
            rows = []
        if cells is not None and not (rows and _RULE.fullmatch(line)):
            begun = begun if rows else number
            rows.append(cells)


def _cells(line: str, start: int) -> tuple[Span, ...] | None:
    parts = _BAR if "|" in line else _TAB
    bars = list(parts.finditer(line))
    if not bars or len(bars) > _MOST_COLUMNS:
        return None
    edges = [0, *(edge for bar in bars for edge in bar.span()), len(line)]
    spans = []
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        cell = line[left:right]
        first = left + len(cell) - len(cell.lstrip())
        spans.append(Span(start + first, start + max(first, left + len(cell.rstrip()))))
    return tuple(spans)


def _grid(rows: list[tuple[Span, ...]]) -> Grid | None:
    """The table of these rows, without the columns that are empty from top to bottom ("| a | b |")."""
    filled = [at for at in range(len(rows[0])) if any(row[at].end > row[at].start for row in rows)]
    if len(rows) < _FEWEST or len(filled) < _FEWEST:
        return None
    return Grid(tuple(tuple(row[at] for at in filled) for row in rows))
