"""Tables of which nothing parts the cells ("Quảng Ninh73,021" below "Tỉnh/TPĐiểmHạng"): a name, a score and a rank,
read where the ranks of all rows go on counting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from extract.articles.cells import FEWEST, Grid, Row, any_word
from extract.folding import fold
from extract.spans import Span
from extract.tables.grids import grids

_ROW = re.compile(r"\d{0,3}(?P<name>[^\W\d_][^\d\n|;:]{1,60})(?P<whole>\d{1,3}[.,])(?P<rest>\d{2,7})[^\S\n]*")
_TWO = re.compile(rf"\n{_ROW.pattern}\n\d{{0,3}}[^\W\d_][^\d\n|;:]{{1,60}}\d{{1,3}}[.,]\d{{2,7}}\s")
# So many decimals a score may have.
_DECIMALS = (2, 1, 4, 3)


def glued(text: str) -> Iterator[Grid]:
    """The tables of which nothing parts the cells."""
    if not _TWO.search(text):
        return
    rows: list[re.Match[str]] = []
    head = previous = Span(0, 0)
    for line in (*re.finditer(r"[^\n]+", text), None):
        row = _ROW.fullmatch(text, *line.span()) if line else None
        if row and row["name"][-1].isalpha():
            head = head if rows else previous
            rows.append(row)
        elif rows:
            if len(rows) > FEWEST and (heading := _heading(text, head)):
                yield from (Grid((heading, *parted)) for parted in _parted(rows))
            rows = []
        previous = Span(*line.span()) if line else previous


def _parted(rows: Sequence[re.Match[str]]) -> Iterator[list[Row]]:
    """The cells of the rows with so many decimals that what is left are ranks that go on; nothing where none does."""
    for decimals in _DECIMALS:
        ranks = [row["rest"][decimals:] for row in rows]
        if not all(rank and rank[0] != "0" for rank in ranks):
            continue
        if all(int(after) - int(before) == 1 for before, after in pairwise(ranks)):
            ends = [row.start("rest") + decimals for row in rows]
            yield [
                (Span(*row.span("name")), Span(row.start("whole"), end), Span(end, row.end("rest")))
                for row, end in zip(rows, ends, strict=True)
            ]
            return


def _heading(text: str, line: Span) -> Row | None:
    """The head's cells, that of the names empty, as nothing parts its words; null where it tells anything else."""
    found = _heads().fullmatch(fold(line.of(text)).rstrip())
    if found is None:
        return None
    cells = (found.span(name) for name in ("score", "rank"))
    return (Span(line.start, line.start), *(Span(line.start + start, line.start + end) for start, end in cells))


@cache
def _heads() -> re.Pattern[str]:
    words = grids().words
    score, rank = any_word(words["score"]), any_word(words["rank"])
    return re.compile(rf"[^\d]{{2,40}}?\s*(?P<score>{score}[^\d]{{0,12}}?)\s*(?P<rank>{rank})")
