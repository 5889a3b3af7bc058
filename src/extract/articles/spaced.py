"""Tables whose cells only spaces part: a head that tells what so many columns of figures are, above rows that have
them, each on its line or one behind the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

from extract.articles.cells import (
    FEWEST,
    NOTHING,
    Grid,
    Row,
    any_head,
    any_word,
    emptied,
    heading_row,
    heads,
    is_level,
    two_rows,
)
from extract.folding import STOPS, fold
from extract.spans import Span
from extract.tables.grids import grids

# A row: a name, so many figures, and words behind them ("3 Hải Phòng 70,76 3 Tốt").
_COUNTER, _YEAR = r"(?:(?P<counter>\d{1,3})[.)]?[^\S\n\t]*)?", r"(?:19|20)\d{2}(?!\d)"
_NAME = rf"(?:[^\W\d_][^\d\n|;:]{{1,60}}?|{_YEAR})"
_FIGURE, _TAIL = (
    rf"(?:(?:[+-]|[↑↓▲▼△▽]\s?)?\d[\d.,/%]*\*{{0,3}}(?:\s?\([+-]?\d[\d.,]*\))?|{NOTHING})",
    r"[^\W\d_][^\d\n|;:]{0,30}",
)
_FIGURES = rf"{_FIGURE}(?:[^\S\n\t]+{_FIGURE}){{0,30}}"
# Between a name and its figures: spaces, also behind a colon, or nothing before decimals ("Hà Nam64,12 30").
_PARTED = r"(?:(?P<colon>:)?[^\S\n\t]+|(?<=[^\W\d_])(?=\d{1,3}[.,]\d))"
_ROW = re.compile(rf"{_COUNTER}(?P<name>{_NAME}){_PARTED}(?P<figures>{_FIGURES})(?:[^\S\n\t]+(?P<words>{_TAIL}))?")
# "2 Sở Văn hóa, Thể thao và", before the line that the name ends in.
_BEGUN = re.compile(r"(?P<counter>\d{1,3})[.)]?[^\S\n\t]+(?P<name>[^\W\d_][^\d\n|;:]+)")
# The last row in a line, behind which anything may stand.
_LAST = re.compile(rf"{_COUNTER}(?P<name>{_NAME})[^\S\n\t]+(?P<figures>(?=\d){_FIGURES})(?!\S)(?P<words>)")
_LINE = re.compile(
    rf"\n[^\S\n\t]*{_COUNTER}{_NAME}{_PARTED}\d[\d.,/%]*(?:[^\S\n\t]+{_FIGURE}){{0,30}}(?:[^\S\n\t]+{_TAIL})?\n"
)
# A heading between rows, a head before rows in the same line, and a row in it are no longer, in characters.
_LONGEST_HEADING, _LONGEST_HEAD, _LONGEST_ROW = 100, 400, 400
# What a row begins with where they stand one behind the other: its number, or the year that it is of.
_KEY = re.compile(rf"(?<!\S)(?:[1-9]\d{{0,2}}|{_YEAR})(?=[^\S\n\t])")
_COUNTERS = (" 1 ", " 2 ", " 3 ")
# So many numbers may stand between the beginnings of two rows, so many lines above them may be their head; so many
# columns may be headed by nothing but names.
_MOST_FIGURES, _MOST_LINES, _FEWEST_NAMES = 30, 24, 3
_DIGIT = re.compile(r"\d")
_CELL, _ONLY_YEAR = re.compile(_FIGURE), re.compile(_YEAR)
# A line, and the row that it is, if it is one.
_Line = tuple[Span, re.Match[str] | None]


def spaced(text: str) -> tuple[list[Grid], list[Span]]:
    """The tables whose cells only spaces part; and where rows of several figures each stand below one another, or
    behind one another in a line, whether a head tells what they are or not: no sentences.
    """
    found: list[Grid] = []
    rows: list[Span] = []
    if _LINE.search(text):
        lines = [(line, _row(text, line)) for line in _bare(text.split("\n"))]
        found += _by_lines(text, lines)
        rows += _below_one_another(lines)
    for chain, title in _run_on(text):
        rows.append(Span(chain[0].start(), chain[-1].end()))
        if title and (head := _heads(text, title, chain[0])):
            found.append(Grid((*head, *(_cells(text, row, len(head[0])) for row in chain))))
    return found, rows


def _below_one_another(lines: Iterable[_Line]) -> Iterator[Span]:
    for several, run in groupby(lines, key=lambda line: line[1] is not None and _figures(line[1]) >= FEWEST):
        spans = [span for span, _ in run]
        if several and len(spans) > FEWEST:
            yield Span(spans[0].start, spans[-1].end)


def _by_lines(text: str, lines: Sequence[_Line]) -> Iterator[Grid]:
    at = 0
    while at < len(lines):
        row = lines[at][1]
        at += 1
        if row is None:
            continue
        # Between the head and the first row a heading may stand.
        for first in (at - 1, at - 2):
            above = [line for line, _ in lines[max(0, first - _MOST_LINES) : max(0, first)]]
            if above and _may_head(text, above[-1]) and (head := _heads(text, above, row)):
                rows = list(_rows(text, lines, first, len(head[0])))
                # Two rows are a table where they have many columns, or say what they have ("Điểm", "Hạng").
                many = len(head[0]) > _FEWEST_NAMES or all(is_level(row[0].of(text)) for row in rows)
                if len(rows) > FEWEST or (len(rows) == FEWEST and many):
                    yield Grid((*head, *rows))
                    at = first + len(rows)
                break


def _bare(lines: Iterable[str]) -> Iterator[Span]:
    start = 0
    for line in lines:
        if bare := line.strip():
            first = start + line.index(bare)
            yield Span(first, first + len(bare))
        start += len(line) + 1


def _row(text: str, line: Span) -> re.Match[str] | None:
    """The row that the line is; null where it is none, or a head of years ("Nội dung 2023 2024 Tăng/giảm"), or an item
    of a list ("Hà Nam: 64,12"), or may have two figures in one ("Hà Nam64,121").
    """
    row = _ROW.fullmatch(text, line.start, line.end)
    if row is None or (_figures(row) < FEWEST and (row["colon"] or row.start("figures") == row.end("name"))):
        return None
    return None if all(map(_ONLY_YEAR.fullmatch, _CELL.findall(row["figures"]))) else row


def _rows(text: str, lines: Sequence[_Line], first: int, wide: int) -> Iterator[Row]:
    """The rows from the first of the lines on; a heading between two of them is a row of one cell, but where its number
    says that the name of the next row begins there.
    """
    last = 0
    begun: Span | None = None
    for at in range(first, len(lines)):
        line, row = lines[at]
        following = lines[at + 1][1] if at + 1 < len(lines) else None
        if row:
            # One that lacks a figure does not tell which, and is one of empty cells.
            cells = _cells(text, row, wide) or heading_row(Span(line.end, line.end), wide)
            yield (Span(begun.start, cells[0].end), *cells[1:]) if begun else cells
            last, begun = int(row["counter"] or last), None
        elif following and _cells(text, following, wide) and line.end - line.start <= _LONGEST_HEADING:
            opened = None if following["counter"] else _BEGUN.fullmatch(text, line.start, line.end)
            if opened and int(opened["counter"]) == last + 1:
                last, begun = last + 1, Span(*opened.span("name"))
            else:
                yield heading_row(line, wide)
        else:
            return


def _cells(text: str, row: re.Match[str], wide: int) -> Row:
    """The cells of a row, if they are so many: its name and figures, or its number as a figure before them."""
    figures = [emptied(Span(*m.span()), text) for m in _CELL.finditer(text, *row.span("figures"))]
    cells = (Span(*row.span("name")), *figures)
    if len(cells) + 1 == wide and row["counter"]:
        cells = (Span(*row.span("counter")), *cells)
    return cells if len(cells) == wide else ()


def _run_on(text: str) -> Iterator[tuple[list[re.Match[str]], list[Span]]]:
    """Rows in one line, of which each begins with its number or its year ("TT Tỉnh Điểm Hạng 1 P 72,95 1 2 Q 72,80 2"),
    and where their head may stand.
    """
    told = text.replace("\xa0", " ")
    counted = all(counter in told for counter in _COUNTERS)
    if not counted and not any(part[2:3] == " " and part[3:4].isdigit() for part in told.split(" 20")[1:]):
        return
    above: list[Span] = []
    for line in _bare(text.split("\n")):
        end = line.start
        keys = list(_KEY.finditer(text, line.start, line.end))
        for at, key in enumerate(keys):
            if key.start() < end or not (key.group() == "1" or _ONLY_YEAR.fullmatch(key.group())):
                continue
            rows = _chain(text, line, keys, at)
            if len(rows) > FEWEST:
                before = Span(max(line.start, end, key.start() - _LONGEST_HEAD), key.start())
                yield rows, [_behind_title(text, before)] if before.of(text).strip() else above
                end = rows[-1].end()
        above = [line]


def _chain(text: str, line: Span, keys: Sequence[re.Match[str]], at: int) -> list[re.Match[str]]:
    """The rows from one of these keys on, as far as they go on counting and have as many figures each."""
    rows: list[re.Match[str]] = []
    while True:
        following = [
            n
            for n in range(at + 1, min(at + _MOST_FIGURES, len(keys)))
            if int(keys[n].group()) == int(keys[at].group()) + 1
        ]
        for n in (*following, None):
            row = _keyed(text, keys[at], line.end if n is None else keys[n].start(), whole=n is not None)
            if row and (not rows or _figures(row) == _figures(rows[0])):
                rows.append(row)
                break
        else:
            return rows
        if n is None:
            return rows
        at = n


def _figures(row: re.Match[str]) -> int:
    return len(_CELL.findall(row["figures"]))


def _keyed(text: str, key: re.Match[str], end: int, *, whole: bool) -> re.Match[str] | None:
    """The row that begins with the key; `whole` where nothing but it stands before `end`."""
    end = min(end, key.start() + _LONGEST_ROW)
    while text[end - 1].isspace():
        end -= 1
    return _ROW.fullmatch(text, key.start(), end) if whole else _LAST.match(text, key.start(), end)


# --- heads ---------------------------------------------------------------------------------------------------------


def _may_head(text: str, line: Span) -> bool:
    """True for a line that says what a column may be of, and is no sentence."""
    short = line.end - line.start <= _LONGEST_HEAD and text[line.end - 1] not in STOPS
    return short and bool(_told(text, line, any_head()))


def _heads(text: str, above: Sequence[Span], row: re.Match[str]) -> tuple[Row, ...]:
    """The head that the lines above a row tell for its figures: the last line, the two last ones together, headings
    above what stands below each ("2021 2022" above "Điểm Hạng Điểm Hạng"), or names each in a line; else nothing.
    """
    *before, last = above
    figures, worded = _figures(row), bool(row["words"])
    if before and (both := _two_heads(text, before[-1], last, figures)):
        return both
    every = heads()
    told = (every.levels, every.compared)
    if row["counter"] and (head := _ranked_head(text, last, figures, told, worded=worded)):
        return (head,)
    if head := _head(text, last, figures, (*told, every.indices, every.parts), worded=worded):
        return (head,)
    # A head that goes on in a second line, or over many where it names components.
    if before and _told(text, last, every.levels):
        head = _head(text, Span(before[-1].start, last.end), figures, told, worded=worded)
    for at in range(len(before) - 1, -1, -1):
        if head or figures < _FEWEST_NAMES or _DIGIT.search(text, before[at].start, last.end):
            break
        head = _head(text, Span(before[at].start, last.end), figures, (every.parts,), worded=worded)
    return (head,) if head else ()


def _head(text: str, line: Span, figures: int, told: Sequence[re.Pattern[str]], *, worded: bool) -> Row | None:
    """The head's cells where it tells as many columns of what is `told` as there are figures; a last one of words
    ("Nhóm xếp hạng") is none of them.
    """
    for pattern in told:
        at = _told(text, line, pattern)
        at = at[:-1] if worded and len(at) == figures + 1 else at
        if len(at) == figures:
            cells = (_name(text, line, at[0]), *_up_to_next(text, at))
            # "Hạng Địa phương …": nothing before the ranks, and behind them what heads the names: the rows' numbers.
            numbers = at[0].start == line.start and cells[1] != at[0] and is_level(at[0].of(text))
            return None if numbers else cells
    return None


def _ranked_head(text: str, line: Span, figures: int, told: Sequence[re.Pattern[str]], *, worded: bool) -> Row | None:
    """The cells of a head whose rows begin with their rank: "Hạng 2023 Đơn vị Điểm Hạng 2022"."""
    for pattern in told:
        at = _told(text, line, pattern)
        at = at[:-1] if worded and len(at) == figures + 2 else at
        if len(at) == figures + 1 and at[0].start == line.start and at[0].end + 1 < at[1].start:
            return (at[0], Span(at[0].end + 1, at[1].start - 1), *_up_to_next(text, at[1:]))
    return None


def _up_to_next(text: str, at: Sequence[Span]) -> Iterator[Span]:
    """The cells of columns that begin with what is told: each up to where the next one begins."""
    for cell, end in zip(at, (*(following.start for following in at[1:]), at[-1].end), strict=True):
        yield Span(cell.start, cell.start + len(text[cell.start : end].rstrip()))


def _two_heads(text: str, upper: Span, lower: Span, figures: int) -> tuple[Row, Row] | None:
    below = _told(text, lower, heads().levels)
    above = _told(text, upper, heads().years) or _told(text, upper, heads().indices)
    if len(below) != figures or len(above) < FEWEST or len(below) % len(above):
        return None
    each, told = len(below) // len(above), [fold(cell.of(text)) for cell in below]
    if each < FEWEST or told != told[:each] * len(above) or below[0].start != lower.start:
        return None
    return two_rows([_name(text, upper, above[0])], above, below)


def _told(text: str, line: Span, pattern: re.Pattern[str]) -> list[Span]:
    folded = fold(line.of(text))
    if len(folded) != line.end - line.start:
        return []
    return [Span(line.start + m.start(), line.start + m.end()) for m in pattern.finditer(folded)]


def _name(text: str, line: Span, first: Span) -> Span:
    """The head's cell above the names: what stands before its first column, but for the counter's heading."""
    name = Span(line.start, first.start)
    counter = _counter().match(fold(name.of(text)))
    return Span(name.start + counter.end(), name.end) if counter else name


def _behind_title(text: str, line: Span) -> Span:
    """The head before the first row of its line: from the counter's heading on, or behind what ends a title."""
    told = line.of(text)
    counters = [m.start() for m in _counter().finditer(fold(told))]
    begin = counters[-1] if counters else max(map(told.rfind, ":.;\n")) + 1
    return Span(line.start + begin, line.end)


@cache
def _counter() -> re.Pattern[str]:
    return re.compile(rf"\b{any_word(grids().words['ordinal'])}\s+")
