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
from extract.sinks import KINDS

if TYPE_CHECKING:
    import pandas as pd

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

    def _frame(self, table: str) -> pd.DataFrame:
        from extract.show import frame

        return frame(self.rows(table), table)


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

    with duckdb.connect(str(_there(folder / "run.duckdb")), read_only=True) as connection:
        for batch in connection.sql(f"SELECT * FROM {table}").to_arrow_reader():  # noqa: S608  # a name of KINDS
            yield from batch.to_pylist()


_READERS = {"jsonl": _jsonl, "jsonl.gz": _gzip, "jsonl.zst": _zstd, "parquet": _parquet, "csv": _csv, "duckdb": _duckdb}


def _there(path: Path) -> Path:
    if not path.exists():
        raise OpenError(f"{path} is not there: the run is not whole")
    return path
