"""One sink for each output format, looked up in a table: records stream in as lines of JSON, files come out.

A line of JSON is how a record travels: workers encode it once, and for JSONL it is only copied from then on.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache, partial
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from extract.records import Article, Failure, Observation, Official, Subject

if TYPE_CHECKING:
    import pyarrow as pa

Record = Article | Official | Observation | Failure
Tables = Mapping[str, Sequence[Record]]

KINDS: dict[str, type[Record]] = {
    "articles": Article,
    "officials": Official,
    "observations": Observation,
    "failures": Failure,
}
DATABASE = "run.duckdb"
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SUBJECT = [field.name for field in fields(Subject)]
# A row group ends with the line that reaches either: enough rows for DuckDB, little enough for memory.
_GROUP_BYTES, _GROUP_ROWS = 16_000_000, 122_880
# Lines become Arrow so many bytes at a time.
_PIECE_BYTES = 1_000_000
# As `json.dumps` makes it anew for each call; no row holds itself.
JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False)
# Control characters that JSON escapes, but for the end of a line.
_CONTROLS = bytes(code for code in range(0x20) if code != ord("\n"))
_AS_IT_IS = frozenset({str, int, bool, type(None)})
# Columns whose values hardly come twice; the others are dictionary-encoded.
_SINGULAR = {"text", "article_id", "official_id", "observation_id", "title", "url", "source", "hash", "start", "end"}


# --- records as rows and lines -------------------------------------------------------------------------------


def as_row(record: Record) -> dict[str, Any]:
    """The record as nested plain values, in the order of the contract; whole numbers without a fraction."""
    row: dict[str, Any] = _plain(record)
    return row


def as_line(record: Record) -> bytes:
    """The record as one line of JSON in UTF-8, its line end included."""
    return line_of(_plain(record))


def line_of(row: Mapping[str, Any]) -> bytes:
    """A row of the contract as one line of JSON; half characters, which UTF-8 has no bytes for, become a "?"."""
    if "text" not in row:
        return (JSON.encode(row) + "\n").encode("utf-8", "replace")
    # What is long is put in behind. No other place reads so: within a string a quotation mark has a stroke before it.
    line = JSON.encode({**row, "text": ""}).encode("utf-8", "replace")
    return line.replace(b'"text": ""', b'"text": ' + _quoted(row["text"]), 1) + b"\n"


def _quoted(text: str) -> bytes:
    """As JSON has a long text, in a quarter of its time."""
    coded = text.encode("utf-8", "replace")
    if len(coded.translate(None, _CONTROLS)) < len(coded):
        return JSON.encode(text).encode("utf-8", "replace")
    return b'"%s"' % coded.replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")


def _plain(value: Any) -> Any:
    kind: Any = type(value)
    if kind in _AS_IT_IS:
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if (told := _fields(kind)) is None:
        return value
    names, values = told
    pairs = zip(names, values(value), strict=True)
    # Most are as they are: a call for each takes twice as long.
    return {name: inner if type(inner) in _AS_IT_IS else _plain(inner) for name, inner in pairs}


@cache
def _fields(kind: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]] | None:
    """The names of a record's fields, of which it has several, and what gives their values; null for what is none."""
    if not is_dataclass(kind):
        return None
    names = tuple(field.name for field in fields(kind))
    return names, attrgetter(*names)


# --- sinks ---------------------------------------------------------------------------------------------------


class Sink(Protocol):
    """Takes the lines of each table in the order of the run. Its files are whole when it is closed, not before."""

    def write(self, table: str, lines: Sequence[bytes]) -> None:
        """Adds records: lines of `as_line`."""

    def close(self) -> None:
        """Ends the files and syncs them."""

    def drop(self) -> None:
        """Lets go of the files, which are of no use; raises nothing."""


class _Files:
    """A file for each table."""

    files: dict[str, io.RawIOBase | io.BufferedIOBase]

    def close(self) -> None:
        for file in self.files.values():
            file.close()

    def drop(self) -> None:
        for file in self.files.values():
            with suppress(OSError):
                file.close()


class _Lines(_Files):
    """JSONL: nested fields stay nested. One file a table, compressed as the suffix says."""

    def __init__(self, folder: Path, suffix: str) -> None:
        self.files = {name: _opened(folder / f"{name}.{suffix}") for name in KINDS}

    def write(self, table: str, lines: Sequence[bytes]) -> None:
        self.files[table].write(b"".join(lines))


class _Cells(_Files):
    """CSV, flat: the subject in three columns, lists as JSON, formulas made text by an apostrophe; UTF-8 with a BOM."""

    def __init__(self, folder: Path) -> None:
        self.files = {name: _opened(folder / f"{name}.csv") for name in KINDS}
        for name, kind in KINDS.items():
            self._write(name, [_columns(kind)], "utf-8-sig")

    def write(self, table: str, lines: Sequence[bytes]) -> None:
        self._write(table, (map(as_cell, _flat(json.loads(line))) for line in lines))

    def _write(self, table: str, rows: Iterable[Iterable[Any]], encoding: str = "utf-8") -> None:
        out = io.StringIO(newline="")
        csv.writer(out).writerows(rows)  # with CRLF, as RFC 4180 wants it: then a lone CR is quoted too
        self.files[table].write(out.getvalue().encode(encoding))


class _Groups:
    """Lines gathered into groups of a size that depends on nothing but the lines, each handed on as an Arrow table."""

    def __init__(self) -> None:
        self.groups = {name: _Group(name) for name in KINDS}

    def write(self, table: str, lines: Sequence[bytes]) -> None:
        group = self.groups[table]
        for line in lines:
            group.add(line)
            if group.bytes >= _GROUP_BYTES or group.rows >= _GROUP_ROWS:
                self.flush(table)

    def flush(self, table: str) -> None:
        group, self.groups[table] = self.groups[table], _Group(table)
        if group.rows:
            self.take(table, group.table())

    def take(self, table: str, group: pa.Table) -> None:
        raise NotImplementedError


class _Group:
    """Lines of one table, made Arrow piece by piece as they come, so that little is left to do at the end."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.waiting: list[bytes] = []
        self.made: list[pa.Table] = []
        self.rows = self.bytes = self.made_bytes = 0

    def add(self, line: bytes) -> None:
        self.waiting.append(line)
        self.rows += 1
        self.bytes += len(line)
        if self.bytes - self.made_bytes >= _PIECE_BYTES:
            self._make()

    def table(self) -> pa.Table:
        from pyarrow import concat_tables

        self._make()
        return concat_tables(self.made)

    def _make(self) -> None:
        self.made.append(arrow_table(self.name, self.waiting))
        self.waiting.clear()
        self.made_bytes = self.bytes


class _Parquet(_Files, _Groups):
    """Nested columns with a fixed schema, the same for an empty table."""

    def __init__(self, folder: Path) -> None:
        import pyarrow.parquet as pq

        super().__init__()
        self.files = {name: _opened(folder / f"{name}.parquet") for name in KINDS}
        self.writers = {
            name: pq.ParquetWriter(
                file, schema := arrow_schema(name), compression="zstd", use_dictionary=_repeating(schema)
            )
            for name, file in self.files.items()
        }

    def take(self, table: str, group: pa.Table) -> None:
        self.writers[table].write_table(group, row_group_size=_GROUP_ROWS)

    def close(self) -> None:
        for name, writer in self.writers.items():
            self.flush(name)
            writer.close()
        super().close()

    def drop(self) -> None:
        for writer in self.writers.values():
            with suppress(OSError, ValueError):
                writer.close()
        super().drop()


class _Duckdb(_Groups):
    """One file, `run.duckdb`, with the four tables, nested as in Parquet, and the view `facts` that joins them."""

    def __init__(self, folder: Path) -> None:
        import duckdb

        super().__init__()
        self.path = folder / DATABASE
        with _duckdb_errors():
            self.connection = duckdb.connect(str(self.path))
            for name in KINDS:
                # An empty Arrow table tells DuckDB the columns.
                self.connection.register("incoming", arrow_schema(name).empty_table())
                self.connection.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")  # noqa: S608  # a name of KINDS
            self.connection.execute(FACTS)

    def take(self, table: str, group: pa.Table) -> None:
        with _duckdb_errors():
            self.connection.register("incoming", group)
            self.connection.execute(f"INSERT INTO {table} SELECT * FROM incoming")  # noqa: S608  # a name of KINDS
            self.connection.unregister("incoming")

    def close(self) -> None:
        for name in KINDS:
            self.flush(name)
        with _duckdb_errors():
            self.connection.close()
        _sync(self.path)

    def drop(self) -> None:
        self.connection.close()


class _duckdb_errors:  # noqa: N801  # a context, used as a function
    """DuckDB's own error of input and output as the OSError that it stands for."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        import duckdb

        if isinstance(error, duckdb.IOException):
            raise OSError(str(error).partition("\n")[0]) from error


# How facts are asked for: each figure with the article that tells it.
FACTS = """
CREATE VIEW facts AS
SELECT o.*, a.title, a.url, a.site, a.published, a.source, a.duplicate_of,
       substring(a.text, CAST(o.evidence[1].start AS BIGINT) + 1,
                 CAST(o.evidence[1]."end" - o.evidence[1].start AS BIGINT)) AS printed
FROM observations o JOIN (SELECT * FROM articles WHERE duplicate_of IS DISTINCT FROM article_id) a
  ON o.article_id = a.article_id
"""

SINKS: dict[str, Callable[[Path], Sink]] = {
    "jsonl": partial(_Lines, suffix="jsonl"),
    "jsonl.gz": partial(_Lines, suffix="jsonl.gz"),
    "jsonl.zst": partial(_Lines, suffix="jsonl.zst"),
    "parquet": _Parquet,
    "csv": _Cells,
    "duckdb": _Duckdb,
}


def write_tables(tables: Tables, folder: Path, form: str) -> None:
    """All tables at once, whole or not there; for many records open a sink."""
    part = folder / f".part-{form}"
    part.mkdir()
    try:
        sink = SINKS[form](part)
        for name, records in tables.items():
            sink.write(name, [as_line(record) for record in records])
        sink.close()
        for path in sorted(part.iterdir()):
            path.replace(folder / path.name)
    finally:
        for path in part.iterdir():
            path.unlink()
        part.rmdir()


def write_whole(path: Path, content: bytes) -> None:
    """Writes under a temporary name, syncs, renames: the file is whole or not there."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        temporary.write_bytes(content)
        _sync(temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _opened(path: Path) -> io.RawIOBase | io.BufferedIOBase:
    """A file that is synced when it is closed, compressed as its suffix says; the same content gives the same bytes."""
    file = _Synced(path)
    match path.suffix:
        case ".gz":
            return _Nested(gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0), file)
        case ".zst":
            from zstandard import ZstdCompressor

            return _Nested(ZstdCompressor(level=3).stream_writer(file, closefd=False), file)
    return file


class _Synced(io.FileIO):
    """A file without a buffer (what is written comes in large pieces) that reaches the disk when it is closed."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "w")

    def write(self, content: Any) -> int:
        # A raw file may take a part only, as it does when a disk is full: the rest then raises.
        left = memoryview(content).cast("B")
        size = left.nbytes
        while left.nbytes:
            left = left[super().write(left) or 0 :]
        return size

    def close(self) -> None:
        if not self.closed:
            os.fsync(self.fileno())
        super().close()


class _Nested(io.BufferedIOBase):
    """A compressor over a file: closing it closes both."""

    def __init__(self, outer: Any, inner: io.RawIOBase) -> None:
        self.outer, self.inner = outer, inner

    def write(self, content: Any) -> int:
        self.outer.write(content)
        return len(content)

    def close(self) -> None:
        if not self.closed:
            self.outer.close()
            self.inner.close()
        super().close()


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


# --- Arrow ---------------------------------------------------------------------------------------------------


def arrow_table(name: str, lines: Sequence[bytes]) -> pa.Table:
    """Lines of one table as an Arrow table with the schema of `arrow_schema`."""
    from pyarrow import BufferReader
    from pyarrow.json import ParseOptions, ReadOptions, read_json

    schema = arrow_schema(name)
    content = b"".join(lines)
    if not content:
        return schema.empty_table()
    # One block: a line must not be cut, and threads would only change who waits.
    options = ReadOptions(use_threads=False, block_size=len(content) + 1)
    parse = ParseOptions(explicit_schema=schema, unexpected_field_behavior="error")
    return read_json(BufferReader(content), options, parse).select(schema.names).cast(schema)


def arrow_schema(name: str) -> pa.Schema:
    """The Arrow schema of a table of the contract: structs for nested fields, `double` for numbers, else text."""
    import pyarrow as pa

    text, number, whole = pa.string(), pa.float64(), pa.int64()
    special = {
        "evidence": pa.list_(pa.struct([("start", whole), ("end", whole), ("what", text)])),
        "positions": pa.list_(pa.struct([(part, text) for part in ("title", "organization", "level", "status")])),
        "subject": pa.struct([(part, text) for part in _SUBJECT]),
        **dict.fromkeys(("derived_from", "problems"), pa.list_(text)),
        "derived": pa.bool_(),
        **dict.fromkeys(("value", "out_of", "confidence"), number),
        **dict.fromkeys(("offset", "tries"), whole),
    }
    return pa.schema([(field.name, special.get(field.name, text)) for field in fields(KINDS[name])])


def _repeating(schema: pa.Schema) -> list[str]:
    """The paths of the columns that are worth a dictionary."""
    import pyarrow as pa

    def paths(field: pa.Field, under: str) -> Iterator[str]:
        path = f"{under}{field.name}"
        if pa.types.is_list(field.type):
            inner = field.type.value_field
            yield from paths(inner.with_name("element"), f"{path}.list.")
        elif pa.types.is_struct(field.type):
            for part in field.type:
                yield from paths(part, f"{path}.")
        elif pa.types.is_string(field.type) and field.name not in _SINGULAR:
            yield path

    return [path for field in schema for path in paths(field, "")]


# --- CSV -----------------------------------------------------------------------------------------------------


def _columns(kind: type[Record]) -> Iterator[str]:
    for field in fields(kind):
        yield from [f"subject_{part}" for part in _SUBJECT] if field.name == "subject" else [field.name]


def _flat(row: Mapping[str, Any]) -> Iterable[Any]:
    for name, value in row.items():
        if name == "subject":
            yield from ((value or {}).get(part) for part in _SUBJECT)
        else:
            yield json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def as_cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def from_cells(cells: Mapping[str, str], table: str) -> dict[str, Any]:
    """A row of a CSV that a sink wrote, as `as_row` gave it: empty cells are null, the subject is nested again."""
    row: dict[str, Any] = {}
    types = {field.name: field.type for field in arrow_schema(table)}
    for name, kind in types.items():
        if name == "subject":
            parts = {part: _read(cells.get(f"subject_{part}", "")) for part in _SUBJECT}
            row[name] = parts if any(parts.values()) else None
        else:
            row[name] = _typed(_read(cells.get(name, "")), str(kind))
    return row


def _read(cell: str) -> str | None:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell or None


def _typed(cell: str | None, kind: str) -> Any:
    if kind.startswith("list"):
        return json.loads(cell) if cell else []
    if cell is None:
        return None
    if kind == "bool":
        return cell == "True"
    return _plain(float(cell)) if kind in {"double", "int64"} else cell
