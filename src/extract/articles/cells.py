"""What the tables of a text have in common, however their cells are parted: the grid, its figures, its head."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from extract.articles.rules import alternatives
from extract.folding import fold
from extract.spans import Span
from extract.tables.grids import grids
from extract.tables.indices import indices

Row = tuple[Span, ...]

FEWEST = 2
YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d{2}(?![\d.,])")
# "51/63", "88,1%", "+0,5", "01 (0,727)", "26,01*".
_NUMBER = r"[+-]?\s?\d+(?:[.,]\d+)*"
_NUMERAL = re.compile(rf"{_NUMBER}(?:\s?/\s?\d+)?\s?%?\s?\*{{0,3}}(?:\s?\({_NUMBER}\s?%?\))?\s?\*{{0,3}}")
# A number with words beside it.
_WORDED = re.compile(r"[^\W\d_]\s+[\d]|\d\s*[^\W\d_]+$")
# A cell that says that it tells nothing.
NOTHING = r"(?:N/A|n/a|[-–—])"
_NOTHING = re.compile(NOTHING)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a text: the span of each cell, row by row; all rows have the same length, empty cells empty spans."""

    rows: tuple[Row, ...]

    @property
    def span(self) -> Span:
        """From the first character of the first row to behind the last one."""
        return Span(self.rows[0][0].start, self.rows[-1][-1].end)


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a text, and where rows stand of which no head tells what they are."""

    grids: tuple[Grid, ...]
    rows: tuple[Span, ...]


def emptied(cell: Span, text: str) -> Span:
    """The cell, empty where it says no more than that nothing is told: "N/A", "–"."""
    return Span(cell.start, cell.start) if _NOTHING.fullmatch(text, cell.start, cell.end) else cell


def is_figure(cell: Span, text: str) -> bool:
    printed = cell.of(text)
    worded = _WORDED.search(printed) and _worded_figure().fullmatch(fold(printed))
    return bool(worded or _NUMERAL.fullmatch(printed)) and not YEAR.search(printed)


@cache
def _worded_figure() -> re.Pattern[str]:
    """ "Giảm 0,15", "71,25 điểm", "hạng 5": a figure with the words that may stand beside it in a cell."""
    known = grids()
    before = any_word((*known.words["up"], *known.words["down"], *known.rank_nouns))
    return re.compile(rf"(?:{before}\s+)?{_NUMERAL.pattern}(?:\s*{any_word((*known.points, *known.rank_units))})?")


def any_word(words: Iterable[str]) -> str:
    """A pattern of any of the words; any white space stands for a space in them."""
    return "(?:" + alternatives(words, space=r"\s+") + ")"


def heading_row(heading: Span, wide: int) -> Row:
    """A heading between rows: a row of one cell and of empty ones."""
    return (heading, *[Span(heading.end, heading.end)] * (wide - 1))


def columns_told(head: Row, shape: Sequence[bool], text: str) -> int:
    """Over how many columns of figures the head tells scores, ranks, changes, a year or an index; `shape` is true where
    a row has a figure.
    """
    columns = [cell.of(text) for cell, figures in zip(head, shape, strict=True) if figures]
    return sum(bool(any_head().search(fold(cell))) for cell in columns)


@dataclass(frozen=True, slots=True)
class Heads:
    """What may head a column of figures, in the order in which it is looked for."""

    # Scores, ranks, years, how far they went; the same where "Hạng so với năm 2021", "Tăng/giảm hạng" are one column.
    levels: re.Pattern[str]
    compared: re.Pattern[str]
    # Indices; these and components.
    indices: re.Pattern[str]
    parts: re.Pattern[str]
    years: re.Pattern[str]


@cache
def heads() -> Heads:
    words, known, all_indices = grids().words, grids(), indices().values()
    told = any_word({*words["score"], *words["rank"], *words["max"]})
    changed = any_word(words["change"])
    names = any_word(fold(name) for index in all_indices for name in index.abbreviations)
    parts = any_word([*(fold(part.name) for index in all_indices for part in index.component), *words["total"]])
    year = rf"(?:{any_word(known.years)}\s)?{YEAR.pattern}"
    since = rf"{any_word(known.since)}\s{year}"
    share = rf"{any_word(known.percents)}(?:\s\w+)?\s?\(%\)"
    index = rf"{names}\b(?:\s\({names}\))?"
    one = rf"\b(?:{changed}|{told}|{any_word(known.beside)})\b(?:\s{year})?|\b{year}"
    return Heads(
        levels=re.compile(rf"\b{share}|\b(?:{changed}\s(?:{told}\s)?)?{since}|{one}"),
        compared=re.compile(
            rf"\b{share}|\b(?:{told}\s)?(?:{changed}\s)?(?:{told}\s)?{since}|\b{changed}\s{told}\b|{one}"
        ),
        indices=re.compile(rf"\b{index}(?:\s{year})?"),
        parts=re.compile(rf"\b{told}\b(?:\s{index})?|\b{parts}\b|\b{index}"),
        years=re.compile(rf"\b{year}"),
    )


def is_level(told: str) -> bool:
    """True for words that say nothing but that figures are scores, ranks or changes."""
    return heads().levels.fullmatch(fold(told)) is not None


@cache
def any_head() -> re.Pattern[str]:
    """What may head a column of figures, whatever it is."""
    every = heads()
    return re.compile("|".join(one.pattern for one in (every.levels, every.indices, every.parts)))


def is_headed(rows: Sequence[Row], text: str) -> bool:
    """True for a head of words above columns of figures and columns of none, where one above figures tells what
    they are (see `columns_told`), or where the others have people and their offices.
    """
    head, *body = rows
    shapes = {tuple(is_figure(cell, text) for cell in row) for row in body}
    if len(shapes) > 1 or len(set(shape := next(iter(shapes)))) < 2 or any(is_figure(cell, text) for cell in head):
        return False
    return columns_told(head, shape, text) > 0 or roster_columns(head, text) is not None


def roster_columns(head: Row, text: str) -> tuple[int, int] | None:
    """Which columns of a table of people have their names and their offices; null where its head tells no such."""
    told = [fold(cell.of(text)) for cell in head]
    names = [at for at, cell in enumerate(told) if cell in grids().persons]
    offices = [at for at, cell in enumerate(told) if cell.startswith(grids().offices)]
    return (names[0], offices[0]) if names and offices else None


def nested(cells: Sequence[Span], wide: int, text: str) -> tuple[Row, Row] | None:
    """The two rows of a head at the end of these cells: "STT, Đơn vị, 2021, 2022, Điểm, Hạng, Điểm, Hạng"; null where
    it has one. The second one tells the same for each heading of the first.
    """
    told = [fold(cell.of(text)) for cell in cells[-wide:]]
    # The smallest unit that is repeated: "Điểm, Hạng", not twice that.
    for each in range(FEWEST, (wide - 1) // FEWEST + 1):
        for groups in range((wide - 1) // each, FEWEST - 1, -1):
            plain, below = wide - groups * each, cells[len(cells) - groups * each :]
            above = cells[: len(cells) - len(below)][-plain - groups :]
            if len(above) < plain + groups or told[plain:] != told[-each:] * groups:
                continue
            headings = above[plain:]
            names = {fold(cell.of(text)) for cell in headings}
            if len(names) < groups or names & set(told[plain:]) or any(is_figure(cell, text) for cell in above):
                continue
            return two_rows(above[:plain], headings, below)
    return None


def two_rows(plain: Sequence[Span], headings: Sequence[Span], below: Sequence[Span]) -> tuple[Row, Row]:
    """A head whose second row stands below the headings, as many cells for each; `plain` are the columns beside."""
    each = len(below) // len(headings)
    first = [Span(cell.end, cell.end) if at else cell for cell in headings for at in range(each)]
    return (*plain, *first), (*(Span(cell.end, cell.end) for cell in plain), *below)
