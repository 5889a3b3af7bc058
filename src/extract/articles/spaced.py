"""Tables whose cells only spaces part: a head that tells what so many columns of figures are, above rows that have
them, each on its line or one behind the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from extract.articles.cells import FEWEST, NOTHING, Grid, Row, any_word, emptied, two_rows
from extract.folding import fold
from extract.spans import Span
from extract.tables.grids import grids
from extract.tables.indices import indices

# A row: a name, so many figures, and words behind them ("3 Hải Phòng 70,76 3 Tốt").
_COUNTER, _YEAR = r"(?:\d{1,3}[.)]?[^\S\n]*)?", r"(?:19|20)\d{2}(?!\d)"
_NAME = rf"(?:[^\W\d_][^\d\n|;:]{{1,60}}?|{_YEAR})"
_FIGURE, _TAIL = rf"(?:\d[\d.,/%]*|{NOTHING})", r"[^\W\d_][^\d\n|;:]{0,30}"
_FIGURES = rf"{_FIGURE}(?:[^\S\n]+{_FIGURE}){{0,30}}"
_ROW = re.compile(rf"{_COUNTER}(?P<name>{_NAME})[^\S\n]+(?P<figures>{_FIGURES})(?:[^\S\n]+(?P<words>{_TAIL}))?")
# The last row in a line, behind which anything may stand.
_LAST = re.compile(rf"(?P<name>{_NAME})[^\S\n]+(?P<figures>(?=\d){_FIGURES})(?!\S)(?P<words>)")
_LINE = re.compile(
    rf"\n[^\S\n]*{_COUNTER}{_NAME}[^\S\n]+\d[\d.,/%]*(?:[^\S\n]+{_FIGURE}){{0,30}}(?:[^\S\n]+{_TAIL})?\n"
)
# A heading between rows, a head before rows in the same line, are no longer, in characters.
_LONGEST_HEADING, _LONGEST_HEAD = 100, 200
# What a row begins with where they stand one behind the other: its number, or the year that it is of.
_KEY = re.compile(rf"(?<!\S)(?:[1-9]\d{{0,2}}|{_YEAR})(?=[^\S\n])")
_COUNTERS = (" 1 ", " 2 ", " 3 ")
# So many numbers may stand between the beginnings of two rows.
_MOST_FIGURES = 30
_TOKEN = re.compile(r"\S+")
_YEARS = re.compile(rf"\b(?:năm\s)?{_YEAR}")


def spaced(text: str) -> Iterator[Grid]:
    """The tables whose cells only spaces part."""
    if _LINE.search(text):
        yield from _by_lines(text)
    for rows, title, worded in _run_on(text):
        if head := _heads(text, title, len(rows[0]) - 1, worded=worded):
            yield Grid((*head, *rows))


def run_on_spans(text: str) -> list[Span]:
    """Where rows stand one behind the other in a line, whether a head tells what they are or not."""
    return [Span(rows[0][0].start, rows[-1][-1].end) for rows, _, _ in _run_on(text)]


def _by_lines(text: str) -> Iterator[Grid]:
    told = list(_bare(text.split("\n")))
    at = 0
    while at < len(told):
        cells = _row(text, told[at])
        if not cells:
            at += 1
            continue
        # Behind the figures: words of a last column.
        worded = cells[-1].end < told[at].end
        for above in (at, at - 1):
            # Between the head and the first row: a heading of some rows.
            head = _heads(text, told[max(0, above - 2) : max(0, above)], len(cells) - 1, worded=worded)
            if head:
                break
        rows = list(_rows(text, told[above:], len(cells))) if head else []
        if len(rows) > FEWEST:
            yield Grid((*head, *rows))
        at += max(1, len(rows) - (at - above))


def _bare(lines: Iterable[str]) -> Iterator[Span]:
    start = 0
    for line in lines:
        if bare := line.strip():
            first = start + line.index(bare)
            yield Span(first, first + len(bare))
        start += len(line) + 1


def _rows(text: str, lines: Sequence[Span], wide: int) -> Iterator[Row]:
    """The rows at the beginning of these lines; a heading between two of them is a row of one cell. One that lacks a
    figure does not tell which, and is one of empty cells.
    """
    for at, line in enumerate(lines):
        cells = _row(text, line)
        if not cells:
            following = _row(text, lines[at + 1]) if at + 1 < len(lines) else ()
            if len(following) != wide or line.end - line.start > _LONGEST_HEADING:
                return
        empty = Span(line.end, line.end)
        yield cells if len(cells) == wide else (empty if cells else line, *[empty] * (wide - 1))


def _row(text: str, line: Span) -> Row:
    """The name in the line and the figures behind it; nothing where it is no row."""
    row = _ROW.fullmatch(text, line.start, line.end)
    return _cells(text, row) if row else ()


def _cells(text: str, row: re.Match[str]) -> Row:
    figures = (Span(*m.span()) for m in _TOKEN.finditer(text, *row.span("figures")))
    return (Span(*row.span("name")), *(emptied(cell, text) for cell in figures))


def _run_on(text: str) -> Iterator[tuple[list[Row], list[Span], bool]]:
    """Rows in one line, of which each begins with its number or its year ("TT Tỉnh Điểm Hạng 1 P 72,95 1 2 Q 72,80 2"),
    where their head may stand, and whether words stand behind their figures.
    """
    counted = all(counter in text for counter in _COUNTERS)
    if not counted and not any(part[2:3] == " " and part[3:4].isdigit() for part in text.split(" 20")[1:]):
        return
    above: list[Span] = []
    for line in _bare(text.split("\n")):
        end = line.start
        keys = list(_KEY.finditer(text, line.start, line.end))
        for at, key in enumerate(keys):
            if key.start() < end or not (key.group() == "1" or _YEARS.fullmatch(key.group())):
                continue
            rows, worded = _chain(text, line, keys[at:])
            if len(rows) > FEWEST:
                end = rows[-1][-1].end
                before = Span(line.start, key.start())
                yield rows, [_behind_title(text, before)] if before.of(text).strip() else above[-1:], worded
        above.append(line)


def _chain(text: str, line: Span, keys: Sequence[re.Match[str]]) -> tuple[list[Row], bool]:
    """The rows from the first of these keys on, as far as they go on counting and have as many figures each, and
    whether words stand behind their figures.
    """
    rows: list[Row] = []
    at, worded = 0, False
    while True:
        following = [
            n
            for n in range(at + 1, min(at + _MOST_FIGURES, len(keys)))
            if int(keys[n].group()) == int(keys[at].group()) + 1
        ]
        for n in (*following, None):
            end = line.end if n is None else keys[n].start()
            row = _keyed(text, keys[at], end, whole=n is not None)
            cells = _cells(text, row) if row else ()
            if row and len(cells) == len(rows[0] if rows else cells):
                rows.append(cells)
                worded = worded or bool(row["words"])
                break
        else:
            return rows, worded
        if n is None:
            return rows, worded
        at = n


def _keyed(text: str, key: re.Match[str], end: int, *, whole: bool) -> re.Match[str] | None:
    """The row that begins with the key; `whole` where nothing but it stands before `end`."""
    begin = key.start() if len(key.group()) == 4 else key.end()
    begin += len(text[begin:end]) - len(text[begin:end].lstrip())
    end = begin + len(text[begin:end].rstrip())
    return _ROW.fullmatch(text, begin, end) if whole else _LAST.match(text, begin, end)


# --- heads ---------------------------------------------------------------------------------------------------------


def _heads(text: str, above: Sequence[Span], figures: int, *, worded: bool) -> tuple[Row, ...]:
    """The head that the lines above tell for so many columns of figures: the last line, the two last ones together, or
    headings above what stands below each ("2021 2022" above "Điểm Hạng Điểm Hạng"); nothing where they tell none.
    """
    if not above:
        return ()
    *before, last = above
    if before and (both := _two_heads(text, before[-1], last, figures)):
        return both
    if head := _head(text, last, figures, _columns(), worded=worded):
        return (head,)
    # A head that goes on in a second line: not of names, which the text above has, too.
    if not before or not _told(text, last, _columns()[0]):
        return ()
    wrapped = _head(text, Span(before[-1].start, last.end), figures, _columns()[:2], worded=worded)
    return (wrapped,) if wrapped else ()


def _head(text: str, line: Span, figures: int, told: Sequence[re.Pattern[str]], *, worded: bool) -> Row | None:
    """The head's cells where it tells as many columns of what is `told` as there are figures; a last one of words
    ("Nhóm xếp hạng") is none of them.
    """
    for pattern in told:
        at = _told(text, line, pattern)
        at = at[:-1] if worded and len(at) == figures + 1 else at
        if len(at) == figures:
            ends = [*(cell.start for cell in at[1:]), at[-1].end]
            return (_name(text, line, at[0]), *(Span(cell.start, end) for cell, end in zip(at, ends, strict=True)))
    return None


def _two_heads(text: str, upper: Span, lower: Span, figures: int) -> tuple[Row, Row] | None:
    levels, _, names, _ = _columns()
    below = _told(text, lower, levels)
    above = _told(text, upper, _YEARS) or _told(text, upper, names)
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
    told = line.of(text)[-_LONGEST_HEAD:]
    counters = [m.start() for m in _counter().finditer(fold(told))]
    begin = counters[-1] if counters else max(map(told.rfind, ":.;\n")) + 1
    return Span(line.end - len(told) + begin, line.end)


@cache
def _counter() -> re.Pattern[str]:
    return re.compile(rf"\b{any_word(map(fold, grids().words['ordinal']))}\s+")


@cache
def _columns() -> tuple[re.Pattern[str], ...]:
    """What may head a column, in the order in which it is looked for: scores, ranks and years; changes, too; indices;
    these and components.
    """
    words, all_indices = grids().words, indices().values()
    levels = any_word(fold(word) for kind in ("score", "rank", "max") for word in words[kind])
    changes = any_word(fold(word) for kind in ("change", "score", "rank", "max") for word in words[kind])
    names = [fold(name) for index in all_indices for name in index.abbreviations]
    parts = [fold(name) for index in all_indices for part in index.component for name in (part.name, *part.aliases)]
    return (
        re.compile(rf"\b{levels}\b(?:\s{_YEAR})?|\b{_YEAR}"),
        re.compile(rf"\b{changes}\b(?:\s{_YEAR})?|\b{_YEAR}"),
        re.compile(rf"\b{any_word(names)}\b(?:\s{_YEAR})?"),
        re.compile(rf"\b{any_word([*names, *parts])}\b"),
    )
