"""One article by its name: a file, an address, or one article of an archive."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from extract.batch.inputs import only_input
from extract.pipeline import Extraction, extract_page, failed
from extract.records import Failure
from extract.sources import SourceError, is_url

_LONGEST = 1_000  # characters of a file's name


def read(source: str | PathLike[str]) -> Extraction:
    """The records of a file (.txt, .html), of the page behind an http(s) URL, or of one article of an archive.

    An archive or a table (WARC, JSONL, Parquet, CSV) that holds one article is read as that; of one that holds more, an
    article is named by its source: `read("a.jsonl.gz#/tt-01")`, `read("a.warc.gz#https://…")`. What cannot be read (no
    such file, several articles, not text, no Vietnamese, an address that is refused …) raises nothing: it is a row in
    `failures`, and `article.text` is empty.
    """
    try:
        page = only_input(source if isinstance(source, str) else Path(source)).load()
    except SourceError as error:
        named, reason = str(source), str(error)
        if "\n" in named or (len(named) > _LONGEST and not is_url(named)):
            named, reason = f"{' '.join(named[:60].split())} …", "a text, no name of a file: extract.extract reads it"
        return failed(Failure(source=named, stage="source", reason=reason))
    return extract_page(page)
