"""Tables with an article a row: JSONL (.gz, .zst), CSV (.gz, .zst) and Parquet, streamed; which column is what.

A .json file (.gz, .zst) is one object, a list of them, or lines of them under the wrong name.

Columns are found by their usual names where none is told. A row that cannot be used is told with its number.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, cast

from extract.sources import MAX_BYTES, Page, SourceError, begins_a_page, size_error
from extract.sources.files import base_name
from extract.sources.stores import open_file, reasons

if TYPE_CHECKING:
    import pyarrow as pa

# A page's text with each letter written as \uXXXX.
MAX_LINE = 6 * MAX_BYTES
_HALVES = re.compile("[\ud800-\udfff]")
_MOST_EMPTY = 1_000_000  # in a row: a megabyte may unpack to a billion
_BATCH = 64  # rows of a Parquet file held at a time

# In order: the first that a table has is taken. Letter case does not count.
_USUAL = {
    "text": ("text", "content", "body", "article", "maintext", "main_text", "plain_text", "raw_text", "html",
             "raw_html", "content_html"),
    "id": ("id", "_id", "article_id", "doc_id", "document_id", "uid", "uuid"),
    "url": ("url", "link", "source_url", "canonical_url", "permalink", "uri"),
    "title": ("title", "headline"),
    "published": ("published", "published_at", "date_published", "publish_date", "date_publish", "pub_date",
                  "published_time", "datetime", "date"),
    "author": ("author", "authors", "byline"),
}  # fmt: skip
# What HTML begins with that is no whole page.
_PARTS = ("<body", "<div", "<p>", "<p ", "<article", "<section")


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns that hold the text (or HTML) and what is known of it; null: one of the usual names."""

    text: str | None = None
    id: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number from 1 (a line's in JSONL), its page, or the reason why there is none."""

    number: int
    page: Page | None = None
    error: str | None = None


def read_rows(name: str | Path, columns: Columns | None = None, source: str | None = None) -> Iterator[Row]:
    """The rows of a table, in order; SourceError where it cannot be opened or has no column of texts."""
    source = source or base_name(name)
    kind = str(name).lower().removesuffix(".gz").removesuffix(".zst").rpartition(".")[2]
    with open_file(name) as file, reasons():
        match kind:
            case "parquet":
                yield from _pages(_parquet(file, columns or Columns()), columns, source)
            case "csv" | "tsv":
                yield from _pages(_csv(unpacked(file, str(name))), columns, source)
            case "json":
                yield from _pages(_json(unpacked(file, str(name))), columns, source)
            case _:
                yield from _pages(jsonl(unpacked(file, str(name))), columns, source)


Found = tuple[int, Mapping[str, Any] | str]


class Lines(Protocol):
    """What gives line by line, as files do."""

    def readline(self, limit: int = -1, /) -> bytes:
        """The next line, or its first `limit` bytes."""


def jsonl(lines: Lines) -> Iterator[Found]:
    """(Number, object) of each line, or (number, why it is none); empty lines are passed over."""
    number = 0
    for number, line in enumerate(_lines(lines), 1):
        if isinstance(line, str):
            yield number, line
        elif line.strip():
            yield number, json_object(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line)


def holds_articles(name: str | Path, columns: Columns | None = None) -> bool:
    """False for a .json file of objects without a column of texts: no article's, but told of one, or settings."""
    with open_file(name) as file, reasons():
        for _, row in _json(unpacked(file, str(name))):
            if isinstance(row, str):
                return True  # to be told
            with suppress(SourceError):
                if isinstance(row[_chosen(list(row), columns or Columns())["text"]], str):
                    return True
    return False


def count_lines(name: str | Path) -> int:
    """How many lines a file has, unpacked; SourceError where it cannot be read to its end."""
    count, end = 0, b"\n"
    try:
        with open_file(name) as file, reasons():
            stream = unpacked(file, str(name))
            while piece := stream.read(1 << 20):
                count, end = count + piece.count(b"\n"), piece[-1:]
    except (EOFError, zlib.error) as error:
        raise SourceError(f"{_BROKEN} ({error})") from error
    return count + (end != b"\n")


def json_object(line: bytes) -> Mapping[str, Any] | str:
    """The object in a line of JSON, or why there is none."""
    try:
        told = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return "the line is not UTF-8: write the file anew in UTF-8"
    except (ValueError, RecursionError) as error:
        return f"the line is no JSON ({' '.join(str(error).split())}): put one object on each line"
    return told if isinstance(told, dict) else "the line is no JSON object: put one object on each line"


def rows_of(found: Iterable[Found], columns: Columns | None, source: str) -> Iterator[Row]:
    """The rows of objects that come from elsewhere, standard input for one."""
    return _pages(found, columns, source)


# --- tables → objects --------------------------------------------------------------------------------------------


def _lines(file: Lines) -> Iterator[bytes | str]:
    """The lines of a file; the reason instead of a line that is too long, and at the end of a file that breaks off."""
    empty = 0
    while True:
        try:
            line = file.readline(MAX_LINE + 1)
            if not line:
                return
            if len(line) <= MAX_LINE:
                empty = empty + 1 if line.isspace() else 0
                if empty > _MOST_EMPTY:
                    yield f"more than {_MOST_EMPTY:,} empty lines: what stands behind them is not read"
                    return
                yield line
                continue
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_LINE)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield f"{_BROKEN} ({error})"
            return
        except ValueError as error:  # zstandard's, named so by unpacked
            yield f"{_BROKEN} ({error})"
            return
        yield f"the line is longer than {MAX_LINE // 1_000_000} MB: split it"


_NOT_UTF8 = "not UTF-8: write the file anew in UTF-8 (Excel: CSV UTF-8)"
# How Excel is told.
_SEPARATOR = re.compile(r'"?sep=([,;\t|])"?\r?\n?', re.IGNORECASE)
_BROKEN = "the file breaks off or is broken here: the lines before were read; fetch it again"


def unpacked(file: BinaryIO, name: str) -> BinaryIO:
    """The stream behind a file's suffix; reading it raises EOFError, OSError, zlib.error or ValueError at a break."""
    if name.lower().endswith(".gz"):
        return cast(BinaryIO, io.BufferedReader(cast(Any, _Gzip(fileobj=file)), 1 << 16))
    if name.lower().endswith(".zst"):
        return cast(BinaryIO, io.BufferedReader(cast(Any, _Zstd(file)), 1 << 16))
    return file


class _Gzip(gzip.GzipFile):
    """A gzip stream that gives all that stands before a break, which its own loses as it waits for more."""

    def readinto(self, buffer: Any) -> int:
        found = self.read1(len(buffer))
        buffer[: len(found)] = found
        return len(found)


class _Zstd(io.RawIOBase):
    """A zstd stream (of one frame or several) that says so where it breaks off, as zstandard's own does not."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.unpacker: Any = None
        self.packed = self.unpacked = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self.unpacked:
            # Little at a time: a frame may hold ten thousand times its bytes.
            self.packed = self.packed or self.file.read(1_024)
            if not self.packed:
                if self.unpacker is not None:
                    raise ValueError("it ends within a frame")
                return 0
            self.unpacked = self._more()
        count = min(len(buffer), len(self.unpacked))
        buffer[:count] = self.unpacked[:count]
        self.unpacked = self.unpacked[count:]
        return count

    def _more(self) -> bytes:
        import zstandard

        self.unpacker = self.unpacker or zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj()
        try:
            found: bytes = self.unpacker.decompress(self.packed)
        except zstandard.ZstdError as error:
            raise ValueError(str(error)) from error
        self.packed = self.unpacker.unused_data if self.unpacker.eof else b""
        self.unpacker = None if self.unpacker.eof else self.unpacker
        return found


def _json(file: BinaryIO) -> Iterator[Found]:
    try:
        content = file.read(MAX_LINE + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile, ValueError) as error:  # ValueError: zstandard's
        yield 1, f"the file breaks off or is broken: fetch it again ({error})"
        return
    if len(content) > MAX_LINE:
        yield 1, f"JSON of more than {MAX_LINE // 1_000_000} MB: put one object on each line, and call the file .jsonl"
        return
    try:
        told = json.loads(content.removeprefix(codecs.BOM_UTF8))
    except (ValueError, RecursionError):
        yield from jsonl(io.BytesIO(content))
        return
    for number, row in enumerate(told if isinstance(told, list) else [told], 1):
        yield number, row if isinstance(row, dict) else "no JSON object: an article is an object, or one of a list"


def _csv(lines: Lines) -> Iterator[Found]:
    """Rows below a line of names; a field may hold line ends. Comma, semicolon or tab, by the line of names."""
    csv.field_size_limit(MAX_LINE)
    broken: list[str] = []

    def text() -> Iterator[str]:
        for line in _lines(lines):
            if isinstance(line, str):
                broken.append(line)
                break
            # What is not UTF-8 is kept apart, for its row to say so.
            yield line.decode("utf-8-sig" if not begun else "utf-8", "surrogateescape")
            begun.append(True)
        ended.append(True)

    begun: list[bool] = []
    ended: list[bool] = []
    pieces = text()
    first = next(pieces, "")
    number = 1
    if told := _SEPARATOR.fullmatch(first):
        first = next(pieces, "")
        number = 2
    split = told[1] if told else max(",;\t", key=first.count)
    reader = csv.reader(_chained(first, pieces), delimiter=split)
    try:
        names = next(reader, None)
    except csv.Error as error:
        raise SourceError(f"no CSV: its first line is no row of names ({error})") from error
    if _HALVES.search("".join(names or ())):
        raise SourceError(_NOT_UTF8)
    while names is not None:
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield number, f"the row is no CSV ({error})"
            continue
        if cells is None:
            break
        if not cells:
            continue
        if ended:
            # Asked for more in the middle of a row; all rows behind a stray quote may be in this one.
            yield number, "the file ends within quotes that open here: it is cut off, or a quote is not doubled"
            continue
        if _HALVES.search("".join(cells)):
            yield number, _NOT_UTF8
            continue
        if len(cells) != len(names):
            yield number, f"the row has {len(cells)} cells, not {len(names)}: quote what holds a {split!r}"
            continue
        yield number, dict(zip(names, cells, strict=True))
    if broken:
        yield number, broken[0]


def _chained(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _parquet(file: BinaryIO, columns: Columns) -> Iterator[Found]:
    """Rows of the columns that are of use; the others are never read. A group of rows that is broken costs itself."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    def reason(error: Exception) -> str:
        return " ".join(str(error).split())[:200]

    broken = (pa.ArrowException, OSError)
    try:
        table = pq.ParquetFile(file)
        used = _chosen(table.schema_arrow.names, columns)
        sizes = [table.metadata.row_group(group).num_rows for group in range(table.num_row_groups)]
    except broken as error:
        raise SourceError(f"no Parquet file that can be read, or it is broken: {reason(error)}") from error
    names, end = sorted(set(used.values())), 0
    for group, size in enumerate(sizes):
        number, end = end, end + size
        try:
            for batch in table.iter_batches(batch_size=_BATCH, row_groups=[group], columns=names):
                for row in _dicts(batch):
                    number += 1
                    yield number, row
        except broken as error:
            yield number + 1, f"broken from this row to row {end}, fetch the file again: {reason(error)}"


def _dicts(batch: pa.RecordBatch) -> list[dict[str, Any]]:
    """The rows of a batch; what Python has no value for (a date beyond its calendar) is null."""
    try:
        return cast(list[dict[str, Any]], batch.to_pylist())
    except (OverflowError, ValueError):
        cells = ([_value(cell) for cell in column] for column in batch.columns)
        return [dict(zip(batch.schema.names, row, strict=True)) for row in zip(*cells, strict=True)]


def _value(cell: pa.Scalar) -> Any:
    try:
        return cell.as_py()
    except UnicodeDecodeError:
        return cell.as_buffer().to_pybytes().decode("utf-8", "replace")
    except (OverflowError, ValueError):
        return None


# --- objects → pages ---------------------------------------------------------------------------------------------


def _chosen(names: Sequence[str], columns: Columns) -> dict[str, str]:
    """Which column is what; SourceError where one that was told is missing, or there is none of texts."""
    found: dict[str, str] = {}
    lower = {name.lower(): name for name in reversed(names)}
    for what, usual in _USUAL.items():
        told = getattr(columns, what)
        if told is not None and told not in names:
            raise SourceError(f"no column {told!r}: it has {_listed(names)}")
        column = told or next((lower[name] for name in usual if name in lower), None)
        if column is not None:
            found[what] = column
    if "text" not in found:
        raise SourceError(f"no column of texts among {_listed(names)}: name it with --text-column")
    return found


def _listed(names: Iterable[str]) -> str:
    shown = ", ".join(map(str, names)) or "none"
    return shown if len(shown) <= 200 else shown[:200] + " …"


def _pages(found: Iterable[Found], columns: Columns | None, source: str) -> Iterator[Row]:
    columns = columns or Columns()
    any_row = False
    names: list[str] | None = None
    used: dict[str, str] = {}
    for number, row in found:
        any_row = True
        if isinstance(row, str):
            yield Row(number, error=row)
            continue
        try:
            if names != (own := list(row)):
                # In most tables all rows have the columns of the first.
                used, names = _chosen(own, columns), own
            yield Row(number, _page(number, row, used, source))
        except SourceError as error:
            yield Row(number, error=str(error))
    if not any_row:
        raise SourceError("the table is empty")


def _page(number: int, row: Mapping[str, Any], used: Mapping[str, str], source: str) -> Page:
    """The page of a row; `used` tells which column is what."""
    text = row[used["text"]]
    if text is None or text == "":
        raise SourceError(f"its column {used['text']!r} is empty")
    if not isinstance(text, str | bytes):
        raise SourceError(f"its column {used['text']!r} holds no text but {type(text).__name__}")
    told = {what: value for what, name in used.items() if what != "text" and (value := _text(row[name])) is not None}
    name = told.pop("id", None)
    url = told.pop("url", None)
    html = isinstance(text, bytes) or "html" in used["text"].lower() or begins_a_page(text, _PARTS)
    if not html and isinstance(text, str) and not text.lstrip().startswith(title := told.get("title", "")):
        # The headline is the article's own: with its facts, it belongs to the text.
        text = f"{title}\n\n{text}"
    content = text if isinstance(text, bytes) else _encoded(text)
    if len(content) > MAX_BYTES:
        raise size_error(len(content))
    kind = "text/html" if html else "text/plain"
    return Page(
        # The id as the last part of a path: its stem names the article.
        source=f"{source}#/{name}" if name else f"{source}#{number}",
        content=content,
        headers={"content-type": kind if isinstance(text, bytes) else f"{kind}; charset=utf-8"},
        url=url if url and url.lower().startswith(("http://", "https://")) else None,
        offset=number,
        told=told,
    )


def _encoded(text: str) -> bytes:
    """In UTF-8, which has no bytes for half characters."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _HALVES.sub("\ufffd", text).encode()


def _text(value: Any) -> str | None:
    match value:
        case None | "":
            return None
        case str():
            return _HALVES.sub("\ufffd", value).strip() or None
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case bool():
            return None
        case int() | float():
            return str(value)
        case list() | tuple():
            return ", ".join(filter(None, map(_text, value))) or None
        case _:
            return None
