"""Tables in a text: one line a row, cells parted by a bar or a tab, the same number of cells in each.

An HTML table is written into the article's text in this form (`rendered`), papers paste theirs so; the cells are read
back from the text alone, so that a stored article has its tables too, with offsets into its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extract.articles.rules import alternatives
from extract.folding import fold
from extract.spans import Span
from extract.tables.grids import grids
from extract.tables.indices import indices

_BAR = re.compile(r"\|")
_TAB = re.compile(r"\t+")
_SEMICOLON = re.compile(r";")
_FEWEST, _MOST_COLUMNS = 2, 60
# A cell on a line of its own, or between semicolons, is no longer, in characters; no such table has more columns.
_LONGEST, _MOST_STACKED = 60, 8
_NUMERAL = re.compile(r"[+-]?\s?\d+(?:[.,]\d+)*(?:\s?/\s?\d+)?\s?%?")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d{2}(?![\d.,])")
# A number with words beside it.
_WORDED = re.compile(r"[^\W\d_]\s+[\d]|\d\s*[^\W\d_]+$")
# Two cells of figures side by side, and lines that are nothing but one.
_LISTED = re.compile(r";\s*[+-]?\d[\d.,/%]*\s*(?:\n|;)")
_LONE = re.compile(r"\n[+-]?\d[\d.,/%]*\n(?:[^\n]{1,60}\n){1,8}?[+-]?\d[\d.,/%]*(?:\n|$)")
# A row whose cells only spaces part: a name, so many figures, and words behind them ("3 Hải Phòng 70,76 3 Tốt").
_COUNTER, _NAME, _FIGURE = r"(?:\d{1,3}[.)]?[^\S\n]+)?", r"[^\W\d_][^\d\n|;:]{1,60}?", r"\d[\d.,/%]*"
_FIGURES, _TAIL = rf"{_FIGURE}(?:[^\S\n]+{_FIGURE}){{1,5}}", r"[^\W\d_][^\d\n|;:]{0,30}"
_SPACED_ROW = re.compile(rf"{_COUNTER}(?P<name>{_NAME})[^\S\n]+(?P<figures>{_FIGURES})(?:[^\S\n]+(?P<words>{_TAIL}))?")
_SPACED = re.compile(rf"\n[^\S\n]*{_COUNTER}{_NAME}[^\S\n]+{_FIGURES}(?:[^\S\n]+{_TAIL})?\n")
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
    """All tables of the text, in order: at least two rows below one another with the same number of cells.

    Also those whose cells semicolons part, and those pasted with one cell a line, where a head of words stands above
    columns of figures.
    """
    lines: list[str] | None = None
    found: list[Grid] = []
    if "|" in text or "\t" in text:
        lines = text.split("\n")
        found += [grid for _, grid in _runs(lines, _cells)]
    if text.count(";") > _FEWEST and _LISTED.search(text):
        lines = lines or text.split("\n")
        found += [grid for _, grid in _runs(lines, _listed_cells) if _headed(grid.rows, text)]
    if _LONE.search(text):
        found += _stacked(text, lines or text.split("\n"))
    if _SPACED.search(text):
        found += _spaced(text)
    found.sort(key=lambda grid: grid.span)
    return tuple(grid for at, grid in enumerate(found) if at == 0 or grid.span.start >= found[at - 1].span.end)


def row_lines(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that are rows of a table."""
    whole = "\n".join(lines)
    if "|" not in whole and "\t" not in whole:
        return frozenset()
    return frozenset(number for numbers, _ in _runs(lines, _cells) for number in numbers)


def _runs(lines: Sequence[str], parted: Callable[[str, int], tuple[Span, ...] | None]) -> Iterator[tuple[range, Grid]]:
    """The tables in these lines, which one line end parts, with the numbers of their lines."""
    rows: list[tuple[Span, ...]] = []
    begun = start = 0
    for number, line in enumerate((*lines, "")):
        cells = parted(line, start)
        start += len(line) + 1
        if rows and (cells is None or len(cells) != len(rows[0])):
            if (grid := _grid(rows)) is not None:
                yield range(begun, number), grid
            rows = []
        if cells is not None and not (rows and _RULE.fullmatch(line)):
            begun = begun if rows else number
            rows.append(cells)


def _cells(line: str, start: int) -> tuple[Span, ...] | None:
    return _parted(line, start, _BAR if "|" in line else _TAB)


def _listed_cells(line: str, start: int) -> tuple[Span, ...] | None:
    """ "1; Gia nhập thị trường; 7,43; 19"; no row of long cells, which are clauses."""
    cells = _parted(line, start, _SEMICOLON) if line.count(";") >= _FEWEST else None
    return cells if cells and max(cell.end - cell.start for cell in cells) <= _LONGEST else None


def _stacked(text: str, lines: Sequence[str]) -> Iterator[Grid]:
    """Tables with one cell a line: a head of so many lines, and rows of as many with figures at the same places."""
    cells: list[Span] = []
    start = 0
    for line in (*lines, "." * (_LONGEST + 1)):
        bare = line.strip()
        if bare and len(bare) <= _LONGEST:
            first = start + line.index(bare)
            cells.append(Span(first, first + len(bare)))
        elif bare:
            yield from _stacks(text, cells)
            cells = []
        start += len(line) + 1


def _stacks(text: str, cells: Sequence[Span]) -> Iterator[Grid]:
    """The tables in a run of short lines."""
    figures = [_is_figure(cell, text) for cell in cells]
    at = 0
    while at + 3 * _FEWEST <= len(cells):
        best = at
        for wide in range(_FEWEST, _MOST_STACKED + 1):
            shape = figures[at + wide : at + 2 * wide]
            end = at + 2 * wide
            if any(figures[at : at + wide]) or len(shape) < wide or len(set(shape)) < 2:
                continue
            while figures[end : end + wide] == shape:
                end += wide
            rows = tuple(tuple(cells[n : n + wide]) for n in range(at, end, wide))
            # A figure left over: what was taken for the head's last cell is the first row's name.
            left_over = not shape[-1] and end < len(cells) and figures[end]
            counted = any(fold(cell.of(text)) in _counters() for cell in rows[0][1:])
            if len(rows) > _FEWEST and end > best and not (left_over or counted) and _headed(rows, text):
                best, grid = end, Grid((*(_nested(cells[: at + wide], wide, text) or rows[:1]), *rows[1:]))
        if best > at:
            yield grid
        at = max(best, at + 1)


@cache
def _counters() -> frozenset[str]:
    """What heads the first column of a table: what stands before it, on a line of its own, is none of its cells."""
    return frozenset(fold(word) for word in grids().words["ordinal"])


def _spaced(text: str) -> Iterator[Grid]:
    """Tables whose cells only spaces part: a head that tells what so many columns of figures are, and such rows."""
    rows: list[tuple[Span, ...]] = []
    head: tuple[Span, ...] | None = None
    above, start = Span(0, 0), 0
    for line in (*text.split("\n"), ""):
        row = _SPACED_ROW.fullmatch(line.strip())
        first = start + len(line) - len(line.lstrip())
        cells = _spaced_cells(row, first) if row else ()
        if cells and not rows:
            head = _spaced_head(text, above, len(cells) - 1, words=bool(row and row["words"]))
        if cells and head and len(cells) == len(head):
            rows.append(cells)
        elif rows:
            if head and len(rows) > _FEWEST:
                yield Grid((head, *rows))
            rows, head = [], None
        if line.strip() and not cells:
            above = Span(first, first + len(line.strip()))
        start += len(line) + 1


def _spaced_cells(row: re.Match[str], first: int) -> tuple[Span, ...]:
    begin = first + row.start("figures")
    figures = [Span(begin + m.start(), begin + m.end()) for m in re.finditer(r"\S+", row["figures"])]
    return (Span(first + row.start("name"), first + row.end("name")), *figures)


def _spaced_head(text: str, line: Span, figures: int, *, words: bool) -> tuple[Span, ...] | None:
    """The head's cells where it tells as many columns of scores, ranks and years as there are figures; a last one of
    words ("Nhóm xếp hạng") is none of them, nor is the counter's ("STT") part of the first.
    """
    folded = fold(line.of(text))
    if len(folded) != line.end - line.start:
        return None
    known, year = grids().words, r"(?:năm\s)?(?:19|20)\d{2}(?!\d)"
    told = rf"\b{_any_of(fold(word) for kind in ('score', 'rank') for word in known[kind])}\b(?:\s{year})?|\b{year}"
    at = [Span(line.start + m.start(), line.start + m.end()) for m in re.finditer(told, folded)]
    at = at[:-1] if words and len(at) == figures + 1 else at
    if len(at) != figures:
        return None
    counter = re.match(rf"{_any_of(map(fold, known['ordinal']))}\s+", folded)
    name = Span(line.start + (counter.end() if counter else 0), at[0].start)
    ends = [*(cell.start for cell in at[1:]), at[-1].end]
    return (name, *(Span(cell.start, end) for cell, end in zip(at, ends, strict=True)))


def _nested(cells: Sequence[Span], wide: int, text: str) -> tuple[tuple[Span, ...], ...] | None:
    """The two rows of a head at the end of these cells: "STT, Đơn vị, 2021, 2022, Điểm, Hạng, Điểm, Hạng"; null where
    it has one. The second one tells the same for each heading of the first.
    """
    told = [fold(cell.of(text)) for cell in cells[-wide:]]
    for groups in range(_FEWEST, wide):
        for each in range(_FEWEST, (wide - 1) // groups + 1):
            plain, below = wide - groups * each, cells[len(cells) - groups * each :]
            above = cells[: len(cells) - len(below)][-plain - groups :]
            if len(above) < plain + groups or told[plain:] != told[-each:] * groups:
                continue
            headings = above[plain:]
            if len({fold(cell.of(text)) for cell in headings}) < groups or any(_is_figure(c, text) for c in above):
                continue
            first = [Span(cell.end, cell.end) if at else cell for cell in headings for at in range(each)]
            return (*above[:plain], *first), (*(Span(cell.end, cell.end) for cell in above[:plain]), *below)
    return None


def _headed(rows: Sequence[tuple[Span, ...]], text: str) -> bool:
    """True for a head of words above columns of figures and columns of none, where one above figures tells scores,
    ranks, changes, a year or an index.
    """
    head, *body = rows
    told = {fold(word) for kind in ("score", "rank", "change") for word in grids().words[kind]}
    told |= {fold(word) for index in indices().values() for word in index.abbreviations}
    shapes = {tuple(_is_figure(cell, text) for cell in row) for row in body}
    if len(shapes) > 1 or len(set(shape := next(iter(shapes)))) < 2 or any(_is_figure(cell, text) for cell in head):
        return False
    columns = [cell.of(text) for cell, figures in zip(head, shape, strict=True) if figures]
    return any(_YEAR.search(cell) or re.search(rf"\b{_any_of(told)}\b", fold(cell)) for cell in columns)


def _is_figure(cell: Span, text: str) -> bool:
    printed = cell.of(text)
    worded = _WORDED.search(printed) and _worded_figure().fullmatch(fold(printed))
    return bool(worded or _NUMERAL.fullmatch(printed)) and not _YEAR.search(printed)


@cache
def _worded_figure() -> re.Pattern[str]:
    """ "Giảm 0,15", "71,25 điểm", "hạng 5": a figure with the words that may stand beside it in a cell."""
    known = grids()
    before = _any_of((*known.words["up"], *known.words["down"], *known.rank_nouns))
    return re.compile(rf"(?:{before}\s+)?{_NUMERAL.pattern}(?:\s*{_any_of((*known.points, *known.rank_units))})?")


def _any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words; any white space stands for a space in them."""
    return "(?:" + alternatives(words, space=r"\s+") + ")"


def _parted(line: str, start: int, parts: re.Pattern[str]) -> tuple[Span, ...] | None:
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
