"""One writer for each output format, looked up in a table; what it writes is whole or not there."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SUBJECT = [field.name for field in fields(Subject)]


def as_row(record: Record) -> dict[str, Any]:
    """The record as nested plain values, in the order of the contract; whole numbers without a fraction."""
    row: dict[str, Any] = _plain(asdict(record))
    return row


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value


def write_jsonl(tables: Tables, folder: Path) -> None:
    """One object a line; nested fields stay nested."""
    for name, records in tables.items():
        lines = "".join(json.dumps(as_row(record), ensure_ascii=False) + "\n" for record in records)
        write_whole(folder / f"{name}.jsonl", lines.encode())


def write_csv(tables: Tables, folder: Path) -> None:
    """Flat: the subject in three columns, lists as JSON, formulas made text by an apostrophe; UTF-8 with a BOM."""
    for name, records in tables.items():
        out = io.StringIO(newline="")
        writer = csv.writer(out)  # with CRLF, as RFC 4180 wants it: then a lone CR is quoted too
        writer.writerow(_columns(KINDS[name]))
        writer.writerows([_cell(value) for value in _flat(as_row(record))] for record in records)
        write_whole(folder / f"{name}.csv", out.getvalue().encode("utf-8-sig"))


def write_parquet(tables: Tables, folder: Path) -> None:
    """Nested columns with a fixed schema, the same for an empty table."""
    import pyarrow.parquet as pq

    for name, table in arrow_tables(tables).items():
        out = io.BytesIO()
        pq.write_table(table, out, compression="zstd")
        write_whole(folder / f"{name}.parquet", out.getvalue())


def write_duckdb(tables: Tables, folder: Path) -> None:
    """One file, `run.duckdb`, with the four tables, nested as in Parquet."""
    import duckdb

    path = folder / "run.duckdb"
    temporary = path.with_name(f".{path.name}.part")
    try:
        with duckdb.connect(str(temporary)) as connection:
            for name, table in arrow_tables(tables).items():
                connection.register("incoming", table)
                connection.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")  # noqa: S608  # a name of KINDS
                connection.unregister("incoming")
        _rename_whole(temporary, path)
    except duckdb.IOException as error:
        raise OSError(str(error).partition("\n")[0]) from error
    finally:
        temporary.unlink(missing_ok=True)


WRITERS: dict[str, Callable[[Tables, Path], None]] = {
    "jsonl": write_jsonl,
    "parquet": write_parquet,
    "csv": write_csv,
    "duckdb": write_duckdb,
}


def write_whole(path: Path, content: bytes) -> None:
    """Writes under a temporary name, syncs, renames: the file is whole or not there."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        temporary.write_bytes(content)
        _rename_whole(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _rename_whole(temporary: Path, path: Path) -> None:
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    temporary.replace(path)


def arrow_tables(tables: Tables) -> dict[str, pa.Table]:
    """The records as Arrow tables with the schemas of `arrow_schema`."""
    import pyarrow as pa

    return {
        name: pa.Table.from_pylist([asdict(record) for record in records], schema=arrow_schema(name))
        for name, records in tables.items()
    }


def arrow_schema(name: str) -> pa.Schema:
    """The Arrow schema of a table of the contract: structs for nested fields, `double` for numbers, else text."""
    import pyarrow as pa

    text, number = pa.string(), pa.float64()
    special = {
        "evidence": pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64()), ("what", text)])),
        "positions": pa.list_(pa.struct([(part, text) for part in ("title", "organization", "level", "status")])),
        "subject": pa.struct([(part, text) for part in _SUBJECT]),
        **dict.fromkeys(("derived_from", "problems"), pa.list_(text)),
        "derived": pa.bool_(),
        **dict.fromkeys(("value", "out_of", "confidence"), number),
    }
    return pa.schema([(field.name, special.get(field.name, text)) for field in fields(KINDS[name])])


def _columns(kind: type[Record]) -> Iterator[str]:
    for field in fields(kind):
        yield from [f"subject_{part}" for part in _SUBJECT] if field.name == "subject" else [field.name]


def _flat(row: Mapping[str, Any]) -> Iterable[Any]:
    for name, value in row.items():
        if name == "subject":
            yield from ((value or {}).get(part) for part in _SUBJECT)
        else:
            yield json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def from_cells(cells: Mapping[str, str], table: str) -> dict[str, Any]:
    """A row of a CSV that `write_csv` wrote, as `as_row` gave it: empty cells are null, the subject is nested again."""
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
    return _plain(float(cell)) if kind == "double" else cell
