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
from extract.sources.files import JSON, PACKED, TABLES, base_name, find_files, read_page, read_stdin
from extract.sources.files import SUFFIXES as PAGES
from extract.sources.stores import is_folder, printable, size_of

if TYPE_CHECKING:
    import sqlite3

    from extract.sources.crawl import Crawl
    from extract.sources.rows import Columns, Row

STDIN = "-"
ARCHIVES = (".warc", ".warc.gz")
LISTS = (".rss", ".atom", ".xml", ".xml.gz")  # read where they are named; a folder of a site is full of others
SUFFIXES = (*PAGES, *TABLES, *ARCHIVES, *PACKED)
_UNPACK = "packed in a way that is not read: unpack it (unzip, xz -d, tar -xf) and name the folder that holds it"


@dataclass(frozen=True, slots=True)
class Options:
    """How inputs are read.

    `columns` names the columns of tables; null where each is found by its usual names. `stdin_rows` tells that standard
    input is JSONL (true) or a page (false); null: seen by how it begins. `archive` is a folder (of the run) where pages
    from the web are kept as WARC, with robots.txt obeyed and each host asked once a second; feeds and sitemaps are then
    opened. Without it an address is one page, fetched when it is loaded. `again` asks once more for what failed.
    `contact` is told to servers, `rate` is in requests a second and host, `allow_private` is for tests.
    """

    columns: Columns | None = None
    stdin_rows: bool | None = None
    archive: Path | None = None
    again: bool = False
    contact: str | None = None
    rate: float = 1.0
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Input:
    """One page that can be had: `load` reads it, in any process, and raises SourceError where it cannot.

    `source` is what the records will call it. `path` is the file or archive it is in; `offset` is where it begins
    there: a byte in an archive (and `length` bytes long), the number of a row in a table. `size` is how many bytes are
    to be read, where that is known beforehand. `page` is the page itself where it is cheap (a row), `record` that of an
    archive where it was unpacked to be found. `address` is where it came from on the web, which names it wherever it is
    kept.
    """

    source: str
    path: str | Path | None = None
    error: str | None = None
    offset: int | None = None
    length: int = 0
    size: int | None = None
    address: str | None = None
    page: Page | None = field(default=None, repr=False)
    record: bytes = field(default=b"", repr=False)

    @property
    def key(self) -> str:
        """The same for the same input in each run of the same command, and no other input's."""
        if self.address is not None:
            return self.address
        where = printable(str(self.path)) if self.path is not None else self.source
        return where if self.offset is None else f"{where}@{self.offset}"

    def load(self) -> Page:
        """The page itself."""
        if self.error is not None:
            raise SourceError(self.error)
        if self.page is not None:
            return self.page
        if self.path is not None and self.offset is not None:
            from extract.sources.warc import parse_record, read_record

            if self.record:
                return parse_record(self.record, self.offset, self.source)
            return read_record(self.path, self.offset, self.length, self.source)
        if self.path is not None:
            return read_page(self.path, self.source)
        if self.source == STDIN:
            return read_stdin()
        from extract.sources.feeds import is_feed
        from extract.sources.sitemaps import is_sitemap
        from extract.sources.web import fetch

        page = fetch(self.source)
        if is_feed(page.content) or is_sitemap(page.content):
            raise SourceError("a feed or a sitemap, no article: `extract run` reads the articles that it lists")
        return page


def inputs_of(given: Iterable[str | Path], options: Options | None = None) -> Iterator[Input]:
    """Every page behind the names given, in order; one that is not there is an input that cannot be loaded."""
    options = options or Options()
    web = _Web(options)
    try:
        for name in given:
            if name == STDIN:
                yield from _stdin(options)
            elif isinstance(name, str) and is_url(name) and not is_remote(name):
                yield from web.behind(name)
            else:
                yield from _behind(name, options, web)
    finally:
        web.close()


def _called(one: Input, given: str) -> str:
    """What an input of a folder, a table or an archive is asked for by."""
    if Path(given).is_dir():
        return str(Path(given) / one.source)
    name = base_name(given)
    inside = one.source if one.source.startswith(f"{name}#") else f"{name}#{one.source}"
    return given.removesuffix(name) + inside


def only_input(name: str | Path) -> Input:
    """The one input of that name, or the one that is called so in an archive or a table: `a.jsonl#/id`.

    SourceError where there are several (or none), with what to do.
    """
    text = str(name)
    whole, sign, _ = text.partition("#")
    within = sign and isinstance(name, str) and not is_url(name) and not _exists(text) and _exists(whole)
    wanted = base_name(whole) + text[len(whole) :] if within else None
    first = None
    for one in inputs_of([whole if within else name]):
        if wanted is not None:
            if one.source == wanted or f"{base_name(whole)}#{one.source}" == wanted:
                return one
        elif first is None:
            first = one
        else:
            names = ", ".join(_called(each, whole) for each in (first, one))
            raise SourceError(f"holds several articles: name one ({names} …) or use `extract run`")
    if wanted is not None:
        raise SourceError(f"{whole} holds no article of that name")
    if first is None:
        raise SourceError("holds no article")
    return first


def _behind(name: str | Path, options: Options, web: _Web) -> Iterator[Input]:
    try:
        for file, source in _files(name, options):
            if str(file).lower().endswith(LISTS) and not is_folder(name):
                for url in _listed(file):
                    yield from web.behind(url)
            else:
                yield from _in_file(file, source, options)
    except SourceError as error:
        yield Input(printable(str(name)), error=str(error))


def _files(name: str | Path, options: Options) -> Iterator[tuple[str | Path, str]]:
    """What is read of a name. Of a folder's .json those with articles: others tell of pages, or are settings."""
    files = find_files(name, SUFFIXES)
    if not is_folder(name):
        yield from files
        return
    from extract.sources.rows import holds_articles

    none = True
    for file, source in files:
        if not source.lower().endswith(JSON) or holds_articles(file, options.columns):
            none = False
            yield file, source
    if none:
        raise SourceError("no column of texts in any .json file of this folder: name it with --text-column")


def _listed(file: str | Path) -> list[str]:
    """The addresses in a feed or a sitemap that was saved as a file."""
    from extract.sources.feeds import is_feed, read_feed
    from extract.sources.sitemaps import read_sitemap

    page = read_page(file)
    if is_feed(page.content):
        return [entry.url for entry in read_feed(page)]
    told = read_sitemap(page)
    return [entry.url for entry in (*told.pages, *told.sitemaps)]


class _Web:
    """Addresses → inputs; the crawl that fetches them into the archive begins with the first."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.crawl: Crawl | None = None

    def close(self) -> None:
        if self.crawl is not None:
            self.crawl.close()

    def behind(self, url: str) -> Iterator[Input]:
        """The page behind an address, or those that the feed or sitemap there lists."""
        if self.options.archive is None or not url.lower().startswith(("http://", "https://")):
            yield Input(url)
            return
        import sqlite3

        if url.lower().partition("?")[0].endswith((*ARCHIVES, *TABLES)):
            yield Input(url, error="archives and tables are not read from the web: fetch it to a disk first")
            return
        try:
            crawl = self._begun(self.options.archive)
            row = crawl.one(url)
            entries = crawl.entries(row)
            if entries is None:
                yield self._kept(url, row)
                return
            for entry in entries:
                try:
                    yield self._kept(entry.url, crawl.one(entry.url))
                except SourceError as error:
                    yield Input(entry.url, error=str(error))
        except SourceError as error:
            yield Input(url, error=str(error))
        except sqlite3.Error as error:
            # No fault of this address: the run stops, and goes on when there is room again.
            raise OSError(f"{self.options.archive}: {error}") from error

    def _kept(self, url: str, row: sqlite3.Row) -> Input:
        assert self.options.archive is not None
        path = self.options.archive / row["warc"]
        return Input(url, path, offset=row["offset"], length=row["length"], address=url)

    def _begun(self, folder: Path) -> Crawl:
        if self.crawl is None:
            from extract.sources.crawl import Crawl, Settings

            options = self.options
            settings = Settings(rate=options.rate, contact=options.contact, allow_private=options.allow_private)
            self.crawl = Crawl(folder, settings, follow=False)
            if options.again:
                self.crawl.again()
        return self.crawl


def _in_file(file: str | Path, source: str, options: Options) -> Iterator[Input]:
    """The inputs in one file; where it breaks, what was read of it, then the reason."""
    lower = str(file).lower()
    try:
        if lower.endswith(ARCHIVES):
            yield from _records(file, source)
        elif lower.endswith(TABLES):
            from extract.sources.rows import read_rows

            yield from _rows(read_rows(file, options.columns, source), file, source)
        elif lower.endswith(PACKED):
            yield Input(source, file, error=_UNPACK)
        else:
            yield Input(source, file, size=size_of(file))
    except SourceError as error:
        yield Input(source, file, error=str(error))


def _records(file: str | Path, source: str) -> Iterator[Input]:
    from extract.sources.warc import scan

    if size_of(file) == 0:
        raise SourceError("the archive is empty")
    for record in scan(file):
        # A record that is broken is named by its place, as its own address cannot be trusted.
        named = record.url if record.error is None else f"{source}@{record.offset}"
        yield Input(named, file, record.error, record.offset, record.length, record.length, record=record.data)


def _rows(rows: Iterable[Row], file: str | Path, source: str) -> Iterator[Input]:
    for row in rows:
        page = row.page
        named = page.source if page is not None else f"{source}#{row.number}"
        size = len(page.content) if page is not None else None
        yield Input(named, file, row.error, row.number, size=size, page=page)


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


def count_of(given: Iterable[str | Path], options: Options | None = None) -> int | None:
    """How many inputs there are, where that is told much faster than they are read: pages, JSONL and Parquet of this
    machine. Null where anything else is among them: standard input, an address, a WARC, a CSV, JSON, a store.
    """
    total = 0
    for name in given:
        if name == STDIN or (isinstance(name, str) and is_url(name)):
            return None
        try:
            for file, _ in _files(name, options or Options()):
                lower = str(file).lower()
                if lower.endswith((*ARCHIVES, *LISTS)) or {".csv", ".tsv", ".json"} & {*Path(lower).suffixes}:
                    return None
                total += _rows_in(file) if lower.endswith(TABLES) else 1
        except SourceError:
            total += 1
    return total


def _rows_in(file: str | Path) -> int:
    from extract.sources.rows import count_lines

    if str(file).lower().endswith(".parquet"):
        import pyarrow.parquet as pq

        return int(pq.read_metadata(file).num_rows)
    return count_lines(file)


def all_missing(given: Sequence[str]) -> bool:
    """True where none of the names given is there at all: a wrong call."""
    return not any(name == STDIN or is_url(name) or _exists(name) for name in given)


def _exists(name: str) -> bool:
    try:
        return bool(name) and Path(name).exists()
    except PermissionError:  # reading it says so
        return True
    except (OSError, ValueError):  # too long, or no name at all
        return False
