"""`extract sql`: questions to a run."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import count
from math import isfinite
from typing import Annotated, Any

import typer

from extract.cli.common import out, rendered, say, stop

_TOGETHER, _WIDEST, _MOST = 1_000, 60, 100


class Shape(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"


def sql(
    folder: Annotated[str, typer.Argument(metavar="RUN_DIR", help="The folder of a run.")],
    query: Annotated[str, typer.Argument(metavar="QUERY", help="A question in SQL, as DuckDB takes it.")],
    form: Annotated[Shape, typer.Option("--format", "-f", help="How the answer is printed.")] = Shape.table,
) -> None:
    """Ask a run in SQL.

    Tables: articles, officials, observations, failures; `facts` has each figure with its article and printed words;
    further Parquet files of the folder are tables by their names. The run is only read, and nothing else can be.
    A table shows 100 rows; csv and jsonl give all.
    """
    import duckdb

    from extract.batch.runs import OpenError, asked, open_run

    try:
        with open_run(folder).connect() as connection:
            answer = asked(connection, query)
            names = [column[0] for column in answer.description or ()]
            _PRINTERS[form](names, _rows(answer))
    except OpenError as error:
        stop(str(error))
    except duckdb.Error as error:
        # Its carets point at nothing in one line.
        stop(f"DuckDB: {' '.join(str(error).replace('^', ' ').split())}")


def _rows(answer: Any) -> Iterator[Sequence[Any]]:
    while rows := answer.fetchmany(_TOGETHER):
        yield from rows


def _table(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from rich.table import Table
    from rich.text import Text

    from extract.show import records, visible

    kept: list[list[str]] = []
    found = 0
    for row in rows:
        found += 1
        if found <= _MOST:
            kept.append([_cut(visible(_told(value))) for value in row])

    def told(width: int) -> Iterator[Table]:
        if sum(len(name) + 3 for name in names) >= width:
            # Of its headings a letter or two would be left.
            yield records(None, names, kept)
            return
        table = Table(*names)
        for cells in kept:
            table.add_row(*map(Text, cells))
        yield table

    out(rendered(told, 240))
    if found > _MOST:
        say(f"{found - _MOST} rows more: --format csv or jsonl gives all")


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _told(value: Any) -> str:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict | list) else str(value)


def _csv(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from extract.sinks import as_cell

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([as_cell(_told(value)) for value in row] for row in rows)


def _jsonl(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    keys: list[str] = []
    for name in names:
        # Columns of one name are told apart as DuckDB's frames do.
        found = (f"{name}_{number}" if number else name for number in count())
        keys.append(next(key for key in found if key not in keys))
    for row in rows:
        out(json.dumps(dict(zip(keys, map(_jsonable, row), strict=True)), ensure_ascii=False, default=str))


def _jsonable(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [*map(_jsonable, value)]
    if isinstance(value, dict):
        return {key: _jsonable(told) for key, told in value.items()}
    if isinstance(value, Decimal):
        value = float(value)
    # JSON has no NaN and nothing infinite.
    return None if isinstance(value, float) and not isfinite(value) else value


_PRINTERS = {Shape.table: _table, Shape.csv: _csv, Shape.jsonl: _jsonl}
