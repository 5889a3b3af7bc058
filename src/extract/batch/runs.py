"""A run that was written, opened again: its tables as rows or frames, whatever format they are in."""

from __future__ import annotations

import csv
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.batch.places import Bucket, Folder, Place, place_of
from extract.batch.run import MANIFEST
from extract.sinks import DATABASE, FACTS, KINDS, arrow_schema, arrow_table, line_of
from extract.sources import SourceError
from extract.sources.rows import unpacked

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

# The longest line of JSON that is read, in bytes: a text of 10 MB may take six times as much.
_LONGEST = 100_000_000
Row = dict[str, Any]


class OpenError(ValueError):
    """A folder that holds no whole run; the message says what is missing."""


@dataclass(frozen=True, repr=False)
class Run:
    """The tables of one run, read when they are asked for: as rows (dicts of the contract) or pandas frames.

    Of a run in a store, what is asked for is copied to a folder of this machine, which is gone when this object is.
    """

    place: Place
    manifest: Row

    def __repr__(self) -> str:
        counts = self.manifest.get("counts", {})
        return f"<Run of {self.place}: {', '.join(f'{count} {name}' for name, count in counts.items())}>"

    @property
    def folder(self) -> Path:
        """The folder of the run; OpenError where it is in a store."""
        if isinstance(self.place, Folder):
            return self.place.path
        raise OpenError(f"{self.place} is in a store: copy it to a disk first, or name an --output")

    @property
    def name(self) -> str:
        """What the folder is called."""
        path = self.place.path.resolve() if isinstance(self.place, Folder) else Path(str(self.place))
        return path.name

    def file(self, name: str) -> Path:
        """A file of the run, or a copy of it on this machine; OpenError where it is not there."""
        try:
            path = self.place.local(name)
            if not path.exists():
                raise FileNotFoundError
        except FileNotFoundError as error:
            raise OpenError(f"{self.place}: {name} is not there: the run is not whole") from error
        except OSError as error:
            raise OpenError(f"{self.place}: {name} cannot be read: {error.strerror or error}") from error
        return path

    def table(self, table: str) -> Path:
        """The file that a table is in."""
        form = self.manifest["options"]["format"]
        return self.file(DATABASE if form == "duckdb" else f"{table}.{form}")

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table, in the order of the run, nested fields nested; OpenError where it is not there or is
        broken.
        """
        if table not in KINDS:
            raise OpenError(f"no table {table!r}: one of {', '.join(KINDS)}")
        path = self.table(table)
        return _unbroken(_READERS[self.manifest["options"]["format"]](path, table), path)

    def articles(self) -> pd.DataFrame:
        """One row an article."""
        return self._frame("articles")

    def officials(self) -> pd.DataFrame:
        """One row a person and article."""
        return self._frame("officials")

    def observations(self) -> pd.DataFrame:
        """One row a figure."""
        return self._frame("observations")

    def failures(self) -> pd.DataFrame:
        """One row an input that could not be read."""
        return self._frame("failures")

    def sql(self, query: str) -> pd.DataFrame:
        """What a question in SQL gives; see `connect`. Raises duckdb.Error where it is none, or would write."""
        with self.connect() as connection:
            return asked(connection, query).df()

    def connect(self) -> duckdb.DuckDBPyConnection:
        """DuckDB with the tables of the run as views, and `facts`: each figure with its article and its printed words.

        Further Parquet files of the folder (a panel) are views by their names. The run is not written, and no other
        file and no address can be read.
        """
        import duckdb

        connection = duckdb.connect(config={"python_enable_replacements": False})
        form = self.manifest["options"]["format"]
        if form == "duckdb":
            stored = _quoted(str(self.table("articles")))
            connection.execute(f"ATTACH {stored} AS run (READ_ONLY)")
            views = {name: f"SELECT * FROM run.{name}" for name in KINDS}  # noqa: S608  # a name of KINDS
        else:
            views = {name: self._view(connection, form, name) for name in KINDS}
        further = [self.file(name) for name in self.place.names() if name.endswith(".parquet")]
        for path in further:
            if path.stem.isidentifier():
                views.setdefault(path.stem, f"SELECT * FROM read_parquet({_quoted(str(path))})")  # noqa: S608
        for name, query in views.items():
            if query:
                connection.execute(f"CREATE VIEW {name} AS {query}")
        connection.execute(FACTS)
        if isinstance(self.place, Bucket):
            # The copies that its views read must last as long as the connection may.
            _ASKED.append(self.place)
        used = {self.table(name) for name in KINDS} | set(further)
        files = ", ".join(_quoted(str(path)) for path in sorted(used))
        connection.execute(f"SET allowed_paths = [{files}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        return connection

    def _view(self, connection: duckdb.DuckDBPyConnection, form: str, table: str) -> str:
        """The question that a table is; empty where the connection has it by its name already."""
        path = self.table(table)
        match form:
            case "parquet":
                return f"SELECT * FROM read_parquet({_quoted(str(path))})"  # noqa: S608
            case "csv":
                # Flat cells, with formulas made text: read as they are read everywhere else.
                connection.register(table, arrow_table(table, [line_of(row) for row in self.rows(table)]))
                return ""
        types = connection.register("types", arrow_schema(table).empty_table()).execute("DESCRIBE types").fetchall()
        columns = ", ".join(f"{_quoted(name)}: {_quoted(kind)}" for name, kind, *_ in types)
        connection.unregister("types")
        options = f"format = 'newline_delimited', columns = {{{columns}}}, maximum_object_size = {_LONGEST}"
        return f"SELECT * FROM read_json({_quoted(str(path))}, {options})"  # noqa: S608

    def _frame(self, table: str) -> pd.DataFrame:
        from extract.show import frame

        return frame(self.rows(table), table)


def asked(connection: duckdb.DuckDBPyConnection, query: str) -> duckdb.DuckDBPyConnection:
    """The connection with the answer to one question; raises duckdb.Error for what only asks to be done."""
    import duckdb

    statements = duckdb.extract_statements(query)
    if len(statements) != 1 or statements[0].type not in {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}:
        raise duckdb.InvalidInputException("one question is asked for: a single SELECT")
    return connection.execute(statements[0])


def open_run(folder: str | Path) -> Run:
    """The run in a folder, here or in a store; OpenError where there is none or its run.json cannot be read."""
    try:
        place = place_of(folder)
        manifest = json.loads(place.read(MANIFEST))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise OpenError(f"{folder} holds no run ({MANIFEST}): name the output folder of `extract run`") from error
    except (OSError, ValueError) as error:
        raise OpenError(f"{MANIFEST} of {folder} cannot be read: {error}") from error
    except SourceError as error:
        raise OpenError(f"{folder}: {error}") from error
    return Run(place, manifest)


def _unbroken(rows: Iterator[Row], path: Path) -> Iterator[Row]:
    """The rows; OpenError instead of what a file of another making, or a damaged one, raises on the way."""
    from duckdb import Error as DuckDBError

    try:
        yield from rows
    except (ValueError, OSError, EOFError, zlib.error, csv.Error, DuckDBError) as error:
        why = " ".join(str(error).split())
        raise OpenError(f"{path} is broken: take it from a copy, or run again into a new folder ({why})") from error


def _jsonl(path: Path, table: str) -> Iterator[Row]:  # noqa: ARG001
    with path.open("rb") as lines:
        yield from map(json.loads, lines)


def _packed(path: Path, table: str) -> Iterator[Row]:  # noqa: ARG001
    with path.open("rb") as file:
        yield from map(json.loads, unpacked(file, path.name))


def _parquet(path: Path, table: str) -> Iterator[Row]:  # noqa: ARG001
    import pyarrow.parquet as pq

    for batch in pq.ParquetFile(path).iter_batches():
        yield from batch.to_pylist()


def _csv(path: Path, table: str) -> Iterator[Row]:
    from extract.sinks import from_cells

    with path.open(encoding="utf-8-sig", newline="") as lines:
        for cells in csv.DictReader(lines):
            yield from_cells(cells, table)


def _duckdb(path: Path, table: str) -> Iterator[Row]:
    import duckdb

    with duckdb.connect(str(path), read_only=True) as connection:
        for batch in connection.sql(f"SELECT * FROM {table}").to_arrow_reader():  # noqa: S608  # a name of KINDS
            yield from batch.to_pylist()


_READERS: dict[str, Callable[[Path, str], Iterator[Row]]] = {
    "jsonl": _jsonl, "jsonl.gz": _packed, "jsonl.zst": _packed, "parquet": _parquet, "csv": _csv, "duckdb": _duckdb,
}  # fmt: skip
# Runs of stores that were asked in SQL: a connection may outlive the object that made it.
_ASKED: list[Bucket] = []


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
