"""Tables of plain rows as files: Parquet, CSV or JSONL by the ending, with the columns in a fixed order."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from extract.sinks import write_whole

Row = dict[str, Any]
FORMATS = (".parquet", ".csv", ".jsonl")
# What tells a table from another: so many columns at its head; a panel, long or wide, has these.
_HEAD = 5
_PANEL = {"province_name", "units", "period"}
_LONGEST = 1_000_000

# Column → type: "text", "number", "whole", "yes" (true or false) or "texts" (a list).
Columns = dict[str, str]


class OutputError(ValueError):
    """A file that cannot be written so; the message says what to do."""


def write_tables(tables: Iterable[tuple[Iterable[Row], Columns, Path]], notes: dict[str, str] | None = None) -> None:
    """Writes each table to its path, whole or not at all; `notes` go into Parquet's metadata.

    Raises OutputError, before anything is written, where a file of another kind stands at one of the paths.
    """
    tables = list(tables)
    for _, columns, path in tables:
        ensure_own(path, columns)
    for rows, columns, path in tables:
        _write_table(rows, columns, path, notes or {})


def ensure_own(path: Path, columns: Iterable[str]) -> None:
    """Raises OutputError where something else than an earlier table of these columns, or nothing, is in the file."""
    ours = tuple(columns)
    try:
        there = _names_in(path) if path.exists() else ()
    except (ValueError, csv.Error):
        there = ("?",)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}: choose another place") from error
    if there and there[:_HEAD] != ours[:_HEAD] and not ({*there} & {*ours} >= _PANEL):
        raise OutputError(f"{path} is there already and something else: nothing is overwritten; name another file")


def _names_in(path: Path) -> tuple[str, ...]:
    """The columns of a table that stands in a file, whatever its ending; none in an empty one."""
    with path.open("rb") as file:
        first = file.readline(_LONGEST)
    if first.startswith(b"PAR1"):
        import pyarrow.parquet as pq

        return tuple(pq.read_schema(path).names)
    if first.startswith(b"{"):
        return tuple(json.loads(first))
    return tuple(next(csv.reader([first.decode("utf-8-sig")]), ()))


def _write_table(rows: Iterable[Row], columns: Columns, path: Path, notes: dict[str, str]) -> None:
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise OutputError(f"{path}: cannot tell the format: end the name with {', '.join(FORMATS)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, writer(list(rows), columns, notes))
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}: choose another place") from error


def frame(rows: Sequence[Row], columns: Columns) -> Any:
    """The rows as a pandas frame with typed columns, the same for no rows."""
    return _table(rows, columns, {}).to_pandas()


def suffix_of(form: str) -> str:
    """The ending of tables that stand beside a run of this format (a database is left alone)."""
    return next((f".{name}" for name in ("jsonl", "csv") if form.startswith(name)), ".parquet")


def _table(rows: Sequence[Row], columns: Columns, notes: dict[str, str]) -> Any:
    import pyarrow as pa

    kinds = {"text": pa.string(), "number": pa.float64(), "whole": pa.int64(), "yes": pa.bool_()}
    kinds["texts"] = pa.list_(pa.string())
    schema = pa.schema([(name, kinds[kind]) for name, kind in columns.items()], metadata=notes or None)
    return pa.Table.from_pylist([{name: row.get(name) for name in columns} for row in rows], schema=schema)


def _parquet(rows: Sequence[Row], columns: Columns, notes: dict[str, str]) -> bytes:
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(_table(rows, columns, notes), out, compression="zstd")
    return out.getvalue()


def _csv(rows: Sequence[Row], columns: Columns, _: dict[str, str]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_safe(_flat(row.get(name))) for name in columns] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _safe(value: Any) -> Any:
    """What a spreadsheet would take for a formula is made text, as in the tables of a run."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _flat(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | tuple) else _short(value)


def _jsonl(rows: Sequence[Row], columns: Columns, _: dict[str, str]) -> bytes:
    lines = ({name: _short(row.get(name)) for name in columns} for row in rows)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _short(value: Any) -> Any:
    """Whole numbers without a fraction, as in the tables of a run."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


_WRITERS = {".parquet": _parquet, ".csv": _csv, ".jsonl": _jsonl}
