"""Tables in a text: one line a row, cells parted by a bar or a tab, the same number of cells in each.

An HTML table is written into the article's text in this form (`rendered`), papers paste theirs so; the cells are read
back from the text alone, so that a stored article has its tables too, with offsets into its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from extract.articles.cards import cards
from extract.articles.cells import (
    FEWEST,
    Grid,
    Row,
    Tables,
    any_head,
    emptied,
    heading_row,
    is_figure,
    is_headed,
    nested,
)
from extract.articles.glued import glued
from extract.articles.ranked import ranked
from extract.articles.spaced import spaced
from extract.articles.stacked import stacked
from extract.folding import fold
from extract.spans import Span, Spans

_BAR = re.compile(r"\|")
_TAB = re.compile(r"\t+")
_SEMICOLON = re.compile(r";")
_MOST_COLUMNS = 60
# A cell between semicolons, and what goes on in a line of its own, is no longer, in characters.
_LONGEST = 60
# Two cells of figures side by side.
_LISTED = re.compile(r";\s*[+-]?\d[\d.,/%]*\s*(?:\n|;)")
# Between the bars of "|---|:--:|", which parts a head from its rows where people write tables as plain text.
_RULE = re.compile(r"[\s|:+=_–—-]*")


def rendered(rows: Iterable[Sequence[str]]) -> list[str]:
    """One line for each row: its cells parted by " | "; a bar inside of a cell becomes a stroke."""
    return [" ".join(" | ".join(cell.replace("|", "/") for cell in row).split()) for row in rows]


# Figures and people are read one after the other.
@lru_cache(maxsize=1)
def find_tables(text: str) -> Tables:
    """All tables of the text, in order: at least two rows below one another with the same number of cells.

    Also those whose cells semicolons, lines or only spaces part, where a head of words stands above columns of figures.
    """
    found: list[Grid] = []
    if "|" in text or "\t" in text:
        found += [grid for _, grid in _runs(text, text.split("\n"), _cells)]
    if text.count(";") > FEWEST and _LISTED.search(text):
        found += [grid for _, grid in _runs(text, text.split("\n"), _listed_cells) if is_headed(grid.rows, text)]
    found += [*stacked(text), *ranked(text), *glued(text), *cards(text)]
    parted_by_spaces, rows = spaced(text)
    found += parted_by_spaces
    found.sort(key=lambda grid: grid.span)
    grids = tuple(grid for at, grid in enumerate(found) if at == 0 or grid.span.start >= found[at - 1].span.end)
    known = Spans(grid.span for grid in grids)
    parted = tuple(part for grid in grids for part in _side_by_side(grid, text))
    return Tables(parted, tuple(row for row in rows if not known.overlap(row)))


def _side_by_side(grid: Grid, text: str) -> Iterator[Grid]:
    """The tables that stand side by side in this one ("Hạng | Tỉnh | Hạng | Tỉnh"); itself where it is one."""
    head = [fold(cell.of(text)) for cell in grid.rows[0]]
    told = "" not in head and any(map(any_head().search, head))
    many = next((n for n in range(2, len(head) // 2 + 1) if told and head == head[: len(head) // n] * n), 1)
    wide = len(head) // many
    for first in range(0, len(head), wide):
        yield Grid(tuple(row[first : first + wide] for row in grid.rows))


def row_lines(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that are rows of a table."""
    whole = "\n".join(lines)
    if "|" not in whole and "\t" not in whole:
        return frozenset()
    return frozenset(number for numbers, _ in _runs(whole, lines, _cells) for number in numbers)


def _runs(text: str, lines: Sequence[str], parted: Callable[[str, int], Row | None]) -> Iterator[tuple[range, Grid]]:
    """The tables in these lines of the text, with the numbers of their lines."""
    rows: list[Row] = []
    # Lines of other lengths right above: of a head whose cells are fewer, as each stands above several.
    above: list[Row] = []
    begun = start = 0
    for number, line in enumerate((*lines, "")):
        cells = parted(line, start)
        printed = Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
        start += len(line) + 1
        if rows and cells is None and _goes_on(text, rows[-1][-1], line):
            rows[-1] = (*rows[-1][:-1], Span(rows[-1][-1].start, printed.end))
            continue
        if rows and (cells is None or len(cells) != len(rows[0])):
            following = parted(lines[number + 1], start) if number + 1 < len(lines) else None
            if _is_heading(text, printed, cells, len(rows[0]), following):
                rows.append(heading_row(printed, len(rows[0])))
                continue
            grid = _grid(text, above, rows)
            if grid is not None:
                yield range(begun, number), grid
            above = [*above[-1:], *rows] if grid is None and cells is not None else []
            rows = []
        if cells is not None and not (rows and _RULE.fullmatch(line)):
            begun = begun if rows else number
            rows.append(cells)


def _is_heading(text: str, line: Span, cells: Row | None, wide: int, following: Row | None) -> bool:
    """True for a short line of words before a row of figures, that has lost its empty cells."""
    if following is None or len(following) != wide or (cells and len(cells) > wide):
        return False
    bare = not any(is_figure(cell, text) for cell in cells or ())
    return bare and any(is_figure(cell, text) for cell in following) and 0 < line.end - line.start <= _LONGEST


def _goes_on(text: str, cell: Span, line: str) -> bool:
    """True for a short line in small letters behind a cell of words: the cell's second line."""
    told = line.strip()
    return told[:1].islower() and len(told) <= _LONGEST and cell.end > cell.start and not is_figure(cell, text)


def _cells(line: str, start: int) -> Row | None:
    return _parted(line, start, _BAR if "|" in line else _TAB)


def _listed_cells(line: str, start: int) -> Row | None:
    """ "1; Gia nhập thị trường; 7,43; 19"; no row of long cells, which are clauses."""
    cells = _parted(line, start, _SEMICOLON) if line.count(";") >= FEWEST else None
    return cells if cells and max(cell.end - cell.start for cell in cells) <= _LONGEST else None


def _parted(line: str, start: int, parts: re.Pattern[str]) -> Row | None:
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


def _grid(text: str, above: Sequence[Row], rows: Sequence[Row]) -> Grid | None:
    """The table of these rows, without the columns that are empty from top to bottom ("| a | b |")."""
    filled = [at for at in range(len(rows[0])) if any(row[at].end > row[at].start for row in rows)]
    if len(rows) < FEWEST or len(filled) < FEWEST:
        return None
    told = [tuple(emptied(row[at], text) for at in filled) for row in rows]
    for heads, body in ((told[:2], told[2:]), ([*above[-1:], *told[:1]], told[1:]), (above[-2:], told)):
        if body and (head := _spread(heads, len(filled), text)):
            return Grid((*head, *body))
    return Grid(tuple(told))


def _in_one(row: Row, told: Row) -> bool:
    """True where all cells that say something stand side by side."""
    first = row.index(told[0])
    return row[first : first + len(told)] == told


def _spread(heads: Sequence[Row], wide: int, text: str) -> tuple[Row, Row] | None:
    """The head of which these two lines have lost which cell spans which ("TT | Tỉnh | 2021 | 2022" above "Điểm | Hạng
    | Điểm | Hạng"); null where they are no such lines.
    """
    cells = [tuple(cell for cell in row if cell.end > cell.start) for row in heads]
    if len(heads) < 2 or any(
        not told or len(told) >= wide or not _in_one(row, told) for row, told in zip(heads, cells, strict=True)
    ):
        return None
    return nested([*cells[0], *cells[1]], wide, text)
