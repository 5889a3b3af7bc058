"""What a command was given, any mixture → one loadable page after the other.

An input is recognized by its scheme or suffix: files and folders of them, tables with an article a row, WARC archives,
addresses of pages, feeds and sitemaps, stores that fsspec opens, standard input. Nothing is held but the input at hand.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from extract.sources import MAX_BYTES, Page, SourceError, is_remote, is_url, size_error
from extract.sources.files import SUFFIXES as PAGES
from extract.sources.files import find_files, read_page, read_stdin
from extract.sources.stores import printable, size_of

if TYPE_CHECKING:
    from extract.sources.rows import Columns, Row

STDIN = "-"
ARCHIVES = (".warc", ".warc.gz")
TABLES = (
    ".jsonl", ".jsonl.gz", ".jsonl.zst", ".ndjson", ".ndjson.gz", ".ndjson.zst",
    ".csv", ".csv.gz", ".csv.zst", ".parquet",
)  # fmt: skip
SUFFIXES = (*PAGES, *TABLES, *ARCHIVES)


@dataclass(frozen=True, slots=True)
class Options:
    """How inputs are read.

    `columns` names the columns of tables; null where each is found by its usual names. `stdin_rows` tells that standard
    input is JSONL (true) or a page (false); null: seen by how it begins.
    """

    columns: Columns | None = None
    stdin_rows: bool | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """One page that can be had: `load` reads it, in any process, and raises SourceError where it cannot.

    `source` is what the records will call it. `path` is the file or archive it is in; `offset` is where it begins
    there: a byte in an archive, the number of a row in a table. `size` is how many bytes are to be read, where that is
    known beforehand. `page` is the page itself where it is cheap (a row).
    """

    source: str
    path: str | Path | None = None
    error: str | None = None
    offset: int | None = None
    size: int | None = None
    page: Page | None = field(default=None, repr=False)

    @property
    def key(self) -> str:
        """The same for the same input in each run of the same command, and no other input's."""
        where = printable(str(self.path)) if self.path is not None else self.source
        return where if self.offset is None else f"{where}@{self.offset}"

    def load(self) -> Page:
        """The page itself."""
        if self.error is not None:
            raise SourceError(self.error)
        if self.page is not None:
            return self.page
        if self.path is not None and self.offset is not None:
            from extract.sources.warc import read_record

            return read_record(self.path, self.offset, self.size or 0, self.source)
        if self.path is not None:
            return read_page(self.path, self.source)
        if self.source == STDIN:
            return read_stdin()
        from extract.sources.web import fetch

        return fetch(self.source)


def inputs_of(given: Iterable[str | Path], options: Options | None = None) -> Iterator[Input]:
    """Every page behind the names given, in order; one that is not there is an input that cannot be loaded."""
    options = options or Options()
    for name in given:
        if name == STDIN:
            yield from _stdin(options)
        elif isinstance(name, str) and is_url(name) and not is_remote(name):
            yield Input(name)
        else:
            try:
                files = find_files(name, SUFFIXES)
                for file, source in files:
                    yield from _in_file(file, source, options)
            except SourceError as error:
                yield Input(printable(str(name)), error=str(error))


def _in_file(file: str | Path, source: str, options: Options) -> Iterator[Input]:
    """The inputs in one file; where it breaks, what was read of it, then the reason."""
    lower = str(file).lower()
    try:
        if lower.endswith(ARCHIVES):
            yield from _records(file, source)
        elif lower.endswith(TABLES):
            from extract.sources.rows import read_rows

            yield from _rows(read_rows(file, options.columns, source), file, source)
        else:
            yield Input(source, file, size=size_of(file))
    except SourceError as error:
        yield Input(source, file, error=str(error))


def _records(file: str | Path, source: str) -> Iterator[Input]:
    from extract.sources.warc import scan

    for record in scan(file):
        # A record that is broken is named by its place, as its own address cannot be trusted.
        named = record.url if record.error is None else f"{source}@{record.offset}"
        yield Input(named, file, record.error, record.offset, record.length)


def _rows(rows: Iterable[Row], file: str | Path, source: str) -> Iterator[Input]:
    for row in rows:
        page = row.page
        named = page.source if page is not None else f"{source}#{row.number}"
        yield Input(named, file, row.error, row.number, len(page.content) if page is not None else None, page)


def _stdin(options: Options) -> Iterator[Input]:
    """One page, or an article a line; read here, for no worker shares this stream."""
    from extract.sources.rows import MAX_LINE, json_object, jsonl, rows_of

    stream = sys.stdin.buffer
    first = b""
    if options.stdin_rows is not False:
        first = stream.readline(MAX_LINE + 1)
        if options.stdin_rows or isinstance(json_object(first), dict):
            rows: Iterator[Row] = rows_of(jsonl(_Rejoined(first, stream)), options.columns, STDIN)
            try:
                yield from _rows(rows, STDIN, STDIN)
            except SourceError as error:
                yield Input(STDIN, error=str(error))
            return
    content = first + stream.read(max(0, MAX_BYTES + 1 - len(first)))
    if len(content) > MAX_BYTES:
        yield Input(STDIN, error=str(size_error(len(content))))
    else:
        yield Input(STDIN, size=len(content), page=Page(source=STDIN, content=content))


class _Rejoined:
    """A stream with its first line put back."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self.first, self.rest = first, rest

    def readline(self, limit: int = -1) -> bytes:
        line, self.first = self.first, b""
        return line or self.rest.readline(limit)


def all_missing(given: Sequence[str]) -> bool:
    """True where none of the names given is there at all: a wrong call."""
    return not any(name == STDIN or is_url(name) or _exists(name) for name in given)


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # too long, or no name at all
        return False
