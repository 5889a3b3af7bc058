"""A run that was written, opened again: its tables as rows or frames, whatever format they are in."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.batch.run import MANIFEST
from extract.sinks import DATABASE, FACTS, KINDS, arrow_schema, arrow_table, line_of

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

# The longest line of JSON that is read, in bytes: a text of 10 MB may take six times as much.
_LONGEST = 100_000_000
Row = dict[str, Any]


class OpenError(ValueError):
    """A folder that holds no whole run; the message says what is missing."""


@dataclass(frozen=True)
class Run:
    """The tables of one run, read when they are asked for: as rows (dicts of the contract) or pandas frames."""

    folder: Path
    manifest: Row

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table, in the order of the run, nested fields nested; OpenError where it is not there."""
        if table not in KINDS:
            raise OpenError(f"no table {table!r}: one of {', '.join(KINDS)}")
        return _READERS[self.manifest["options"]["format"]](self.folder, table)

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
            stored = _quoted(str(_there(self.folder / DATABASE)))
            connection.execute(f"ATTACH {stored} AS run (READ_ONLY)")
            views = {name: f"SELECT * FROM run.{name}" for name in KINDS}  # noqa: S608  # a name of KINDS
        else:
            views = {name: self._view(connection, form, name) for name in KINDS}
        for path in sorted(self.folder.glob("*.parquet")):
            if path.stem.isidentifier():
                views.setdefault(path.stem, f"SELECT * FROM read_parquet({_quoted(str(path))})")  # noqa: S608
        for name, query in views.items():
            connection.execute(f"CREATE VIEW {name} AS {query}")
        connection.execute(FACTS)
        files = ", ".join(_quoted(str(path)) for path in sorted(self.folder.iterdir()) if path.is_file())
        connection.execute(f"SET allowed_paths = [{files}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        return connection

    def _view(self, connection: duckdb.DuckDBPyConnection, form: str, table: str) -> str:
        path = _there(self.folder / f"{table}.{form}")
        match form:
            case "parquet":
                return f"SELECT * FROM read_parquet({_quoted(str(path))})"  # noqa: S608
            case "csv":
                # Flat cells, with formulas made text: read as they are read everywhere else.
                connection.register(f"{table}_rows", arrow_table(table, [line_of(row) for row in self.rows(table)]))
                return f"SELECT * FROM {table}_rows"  # noqa: S608
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
    """The run in a folder; OpenError where there is none or its run.json cannot be read."""
    path = Path(folder)
    try:
        manifest = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
    except OSError as error:
        raise OpenError(f"{path} holds no run ({MANIFEST}): name the output folder of `extract run`") from error
    except ValueError as error:
        raise OpenError(f"{path / MANIFEST} cannot be read: {error}") from error
    return Run(path, manifest)


def _jsonl(folder: Path, table: str) -> Iterator[Row]:
    with _there(folder / f"{table}.jsonl").open("rb") as lines:
        yield from map(json.loads, lines)


def _gzip(folder: Path, table: str) -> Iterator[Row]:
    with gzip.open(_there(folder / f"{table}.jsonl.gz")) as lines:
        yield from map(json.loads, lines)


def _zstd(folder: Path, table: str) -> Iterator[Row]:
    from zstandard import ZstdDecompressor

    with _there(folder / f"{table}.jsonl.zst").open("rb") as file, ZstdDecompressor().stream_reader(file) as lines:
        yield from map(json.loads, io.BufferedReader(lines))


def _parquet(folder: Path, table: str) -> Iterator[Row]:
    import pyarrow.parquet as pq

    for batch in pq.ParquetFile(_there(folder / f"{table}.parquet")).iter_batches():
        yield from batch.to_pylist()


def _csv(folder: Path, table: str) -> Iterator[Row]:
    from extract.sinks import from_cells

    with _there(folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as lines:
        for cells in csv.DictReader(lines):
            yield from_cells(cells, table)


def _duckdb(folder: Path, table: str) -> Iterator[Row]:
    import duckdb

    with duckdb.connect(str(_there(folder / DATABASE)), read_only=True) as connection:
        for batch in connection.sql(f"SELECT * FROM {table}").to_arrow_reader():  # noqa: S608  # a name of KINDS
            yield from batch.to_pylist()


_READERS = {"jsonl": _jsonl, "jsonl.gz": _gzip, "jsonl.zst": _zstd, "parquet": _parquet, "csv": _csv, "duckdb": _duckdb}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _there(path: Path) -> Path:
    if not path.exists():
        raise OpenError(f"{path} is not there: the run is not whole")
    return path
