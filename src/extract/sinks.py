"""One writer for each output format, looked up in a table; what it writes is whole or not there."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.records import Article, Failure, Observation, Official

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


def as_row(record: Record) -> dict[str, Any]:
    """The record as nested plain values, in the order of the contract; whole numbers without a fraction."""
    return {name: _plain(value) for name, value in asdict(record).items()}


def _plain(value: object) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Mapping):
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
    """Flat: the subject in three columns, lists as JSON, formulas neutralised by an apostrophe; UTF-8 with a BOM."""
    for name, records in tables.items():
        columns = list(_flat(_blank(KINDS[name])))
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: _cell(value) for key, value in _flat(as_row(record)).items()} for record in records)
        write_whole(folder / f"{name}.csv", out.getvalue().encode("utf-8-sig"))


def write_parquet(tables: Tables, folder: Path) -> None:
    """Nested columns with a fixed schema, the same for an empty table."""
    import pyarrow.parquet as pq

    for name, table in arrow_tables(tables).items():
        out = io.BytesIO()
        pq.write_table(table, out, compression="zstd")
        write_whole(folder / f"{name}.parquet", out.getvalue())


def write_duckdb(tables: Tables, folder: Path) -> None:
    """One file, `run.duckdb`, with the four tables."""
    import duckdb

    path, temporary = folder / "run.duckdb", folder / ".run.duckdb.part"
    temporary.unlink(missing_ok=True)
    with duckdb.connect(str(temporary)) as connection:
        for name, table in arrow_tables(tables).items():
            connection.register("incoming", table)
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")  # noqa: S608  # a name of KINDS
            connection.unregister("incoming")
    temporary.replace(path)


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
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def arrow_tables(tables: Tables) -> dict[str, pa.Table]:
    """The records as Arrow tables with the schemas of `arrow_schema`."""
    import pyarrow as pa

    return {
        name: pa.Table.from_pylist([asdict(record) for record in records], schema=arrow_schema(name))
        for name, records in tables.items()
    }


def arrow_schema(name: str) -> pa.Schema:
    """The Arrow schema of a table of the contract."""
    import pyarrow as pa

    text, number = pa.string(), pa.float64()
    evidence = pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64()), ("what", text)]))
    positions = pa.list_(pa.struct([(n, text) for n in ("title", "organization", "level", "status")]))
    subject = pa.struct([("type", text), ("id", text), ("name", text)])
    special = {
        "evidence": evidence,
        "positions": positions,
        "subject": subject,
        "derived_from": pa.list_(text),
        "derived": pa.bool_(),
        **dict.fromkeys(("value", "out_of", "confidence"), number),
    }
    return pa.schema([(field.name, special.get(field.name, text)) for field in fields(KINDS[name])])


def _blank(kind: type[Record]) -> dict[str, Any]:
    assert is_dataclass(kind)
    return {
        field.name: {"type": None, "id": None, "name": None} if field.name == "subject" else None
        for field in fields(kind)
    }


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in row.items():
        if name == "subject":
            inner = value or {}
            flat.update({f"subject_{key}": inner.get(key) for key in ("type", "id", "name")})
        else:
            flat[name] = json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
    return flat


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
