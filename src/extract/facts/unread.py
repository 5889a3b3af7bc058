"""Tables of an article from which nothing was read: rows of `failures`, so that no figure is lost in silence.

Only tables of indices are meant: an index or a component is named within, right above, or in the headline. Short lines
with figures below one another count as a table, as do rows one behind the other, however their cells are parted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extract.articles.cells import Grid
from extract.facts.tables import index_told, lines_beside
from extract.folding import Text
from extract.reading.mentions import Named
from extract.reading.model import Mention
from extract.records import Article, Failure, Observation
from extract.spans import Span, Spans

# Lines with decimals that are no longer, in characters; so many make a table; so many others may stand between two.
_SHORT, _FEWEST, _BETWEEN = 120, 3, 3
_LINE = re.compile(r"[^\n]*\S[^\n]*")
# A number with decimals, no thousands, no date and no telephone.
_DECIMAL = re.compile(r"\d,\d|(?<![\d.])\d+\.(?:\d{1,2}|\d{4})(?!\d|\.\d)|(?<![\d.])0\.\d+(?!\d|\.\d)")


def unread_tables(
    text: Text,
    tables: Sequence[Grid],
    rows: Sequence[Span],
    mentions: Sequence[Mention[Named]],
    observations: Iterable[Observation],
) -> tuple[tuple[str, Span], ...]:
    """(index, span) of each table of figures of an index that gave no record.

    `tables` are those that were found, `rows` what looks like some without a head that tells what they are.
    """
    spans = [*(grid.span for grid in tables), *rows]
    known = Spans(spans)
    spans += [span for span in _alike(text.raw) if not known.overlap(span)]
    if not spans:
        return ()
    lines = lines_beside(text, spans)
    read = Spans(Span(item.start, item.end) for o in observations for item in o.evidence if item.what == "figure")
    scores = (span for span in spans if len(_DECIMAL.findall(span.of(text.raw))) >= _FEWEST and not read.overlap(span))
    told = ((index_told(text, span, lines, mentions), span) for span in sorted(scores))
    return tuple((index, span) for index, span in told if index)


def unread(article: Article, index: str, table: Span) -> Failure:
    """The failure of a table of the article's text from which nothing was read."""
    # Without its place, so that those of a run are counted together.
    reason = f"a table of {index} was not read, as nothing tells what its columns are"
    return Failure(
        source=article.source, stage="table", reason=reason, article_id=article.article_id, offset=table.start
    )


def _alike(raw: str) -> Iterator[Span]:
    """Runs of short lines of which many have decimals."""
    if sum(len(line) <= _SHORT and _DECIMAL.search(line) is not None for line in raw.split("\n")) < _FEWEST:
        return
    telling = 0
    start = end = between = 0
    for line in (*_LINE.finditer(raw), None):
        short = line is not None and line.end() - line.start() <= _SHORT
        tells = short and line is not None and _DECIMAL.search(raw, *line.span()) is not None
        if line is not None and tells:
            start, telling, between, end = (start if telling else line.start()), telling + 1, 0, line.end()
        elif telling and (not short or between == _BETWEEN):
            if telling >= _FEWEST:
                yield Span(start, end)
            telling = between = 0
        else:
            between += 1
