"""Official values: the table that comes with the package, and tables of the user's own in the same columns.

The package's own table (`data/official/values.parquet`) was made from the tables of `domain/official_tables/` by
`python -m extract.panel.official CSV… OUTPUT.parquet`; what they hold, where each value is from and how they were
checked stands in `data/official/README.md`. `quality` says how good a value is: `official_file` (the publisher's own
workbook), `dataset_of_official` (a research copy), `official_site`, `province_portal`, `paper`, `news`, `derived`
(follows from printed ones) or `computed` (ranks and groups of PAPI, which its publisher does not print).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from functools import cache
from importlib import resources
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple

from extract.folding import fold
from extract.panel.places import Unit, unit_of
from extract.tables.indices import indices
from extract.tables.provinces import province_names, provinces

METRICS = ("score", "rank", "group")
# The long form needs these, the wide one (a column for each score and component) the second line.
LONG = ("index", "period", "province", "metric", "value")
WIDE = ("index", "year", "iso")
# Columns of wide tables that are no component of an index.
_TOLD = frozenset(
    {*WIDE, "period", "province", "score", "rank", "rank_computed", "group_computed", "out_of", "tier", "status",
     "quality", "source_url", "source", "note"}
)  # fmt: skip
# Parts of PAR INDEX 2020 under the names of their columns.
_PARTS = {"appraised": "appraisal", "survey_part": "survey", "sipas_part": "sipas", "socioeconomic_part": "impact"}


class ValuesError(ValueError):
    """A user's table does not hold what it must; the message names file, row and column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One official value. `component` is the key of `data/indices.toml`, null for the whole index."""

    index: str
    period: str
    province: str
    component: str | None
    metric: str
    value: float
    out_of: float | None = None
    quality: str = "user"
    source: str | None = None
    note: str | None = None


class Cell(NamedTuple):
    """What a value is of."""

    index_id: str
    period: str
    unit: Unit
    component: str | None
    metric: str


@dataclass(frozen=True)
class Official:
    """Official values by what they are of; where two tables tell the same, the later one holds."""

    values: dict[Cell, Value] = field(default_factory=dict)

    @classmethod
    def of(cls, *tables: Iterable[Value]) -> Official:
        """One lookup over several tables."""
        found: dict[Cell, Value] = {}
        for table in tables:
            found.update({cell_of(value): value for value in table})
        return cls(found)

    def get(self, cell: Cell) -> Value | None:
        """The value, or null where no table covers it."""
        return self.values.get(cell)


def cell_of(value: Value) -> Cell:
    """What an official value is of; ranks among 34, and what stands beside them, are of the merged provinces."""
    unit = unit_of(value.province, value.period, out_of=value.out_of)
    return Cell(value.index, value.period, unit, value.component, value.metric)


def component_key(index: str, name: str | None) -> str | None:
    """The key of a component under any of its names, or the key itself; the folded name where it is not known."""
    if not name:
        return None
    return _keys(index).get(fold(name), fold(name))


def component_name(index: str, key: str | None) -> str | None:
    """The first official name of a component, the same in every year."""
    if key is None or index not in indices():
        return key
    return next((part.name for part in indices()[index].component if part.key == key), key)


@cache
def _keys(index: str) -> dict[str, str]:
    if index not in indices():
        return {}
    parts = indices()[index].component
    named = {fold(name): part.key for part in parts for name in (*part.aliases, part.name)}
    return {**{fold(part.key): part.key for part in parts}, **named}


@cache
def packaged() -> tuple[Value, ...]:
    """The official values that come with the package."""
    content = (resources.files("extract") / "data" / "official" / "values.parquet").read_bytes()
    return tuple(_from_parquet(content))


def _from_parquet(content: bytes) -> Iterator[Value]:
    import pyarrow.parquet as pq

    for batch in pq.ParquetFile(io.BytesIO(content)).iter_batches():
        for row in batch.to_pylist():
            yield Value(**row)


# --- tables of the user's own ----------------------------------------------------------------------------------------


def read_table(path: Path) -> list[Value]:
    """The values of a CSV (UTF-8, lines that start with # are comments), in the long or the wide form.

    Long: index, period, province (ISO 3166-2 code or name), metric (score, rank, group), value, and where they are
    known component, out_of, quality, source, note. Wide: index, year, iso, and score, rank, out_of, and a column for
    each component of the index, named by its key. Raises ValuesError at the first row that is not right.
    """
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ValuesError(f"{path}: {error.strerror or error}: name a CSV file") from error
    except UnicodeDecodeError as error:
        raise ValuesError(f"{path} is not UTF-8: save it as CSV UTF-8") from error
    lines = [(number, line) for number, line in enumerate(content.splitlines(), 1) if line and not line.startswith("#")]
    if not lines:
        raise ValuesError(f"{path} is empty: the columns {', '.join(LONG)} are needed")
    (_, head), *rest = lines
    columns = [name.strip() for name in next(csv.reader([head]))]
    long = "metric" in columns or "value" in columns
    missing = [name for name in (LONG if long else WIDE) if name not in columns]
    if not long and not {"score", "rank", "rank_computed"} & {*columns}:
        missing.append("score or rank")
    if missing:
        raise ValuesError(f"{path}: row 1: the column {missing[0]} is missing (it has {', '.join(columns)})")
    found: list[Value] = []
    seen: dict[Cell, tuple[int, float]] = {}
    for number, line in rest:
        cells = next(csv.reader([line]))
        if len(cells) > len(columns):
            raise ValuesError(f"{path}: row {number}: {len(cells)} cells under {len(columns)} columns")
        row = _Row(path, number, dict(zip(columns, (cell.strip() for cell in cells), strict=False)))
        for value in row.long() if long else row.wide():
            cell = cell_of(value)
            first, known = seen.setdefault(cell, (number, value.value))
            if known != value.value:
                raise row.fault("value", f"{value.value:g} is told as {known:g} in row {first}")
            found.append(value)
    return found


@dataclass(frozen=True)
class _Row:
    """One row of a table, read strictly."""

    path: Path
    number: int
    cells: dict[str, str]

    def fault(self, column: str, reason: str) -> ValuesError:
        return ValuesError(f"{self.path}: row {self.number}, column {column}: {reason}")

    def long(self) -> Iterator[Value]:
        metric = self.cells["metric"]
        if metric not in METRICS:
            raise self.fault("metric", f"{metric!r} is none of {', '.join(METRICS)}")
        component = component_key(self._index(), self.cells.get("component"))
        if component is not None and component not in _keys(self._index()).values():
            raise self.fault("component", f"{self.cells['component']!r} is no component of {self._index()}")
        number = self._number("value")
        if number is None:
            raise self.fault("value", "is empty")
        yield self._value(metric, "value", number, component)

    def wide(self) -> Iterator[Value]:
        keys = _keys(self._index())
        for column, text in self.cells.items():
            component = _PARTS.get(column, keys.get(fold(column)))
            if column not in _TOLD and component is None and text:
                raise self.fault(column, f"is no component of {self._index()}")
            metric = {"score": "score", "rank": "rank", "rank_computed": "rank", "group_computed": "group"}.get(column)
            if metric is None and column in _TOLD:
                continue
            number = self._number(column)
            if number is not None:
                yield self._value(metric or "score", column, number, None if metric else component)

    def _value(self, metric: str, column: str, number: float, component: str | None) -> Value:
        index, out_of = self._index(), self._number("out_of")
        if out_of is not None and (out_of < 1 or out_of % 1):
            raise self.fault("out_of", f"{out_of:g} is no number of provinces")
        if metric == "rank":
            most = out_of or len({row.iso for row in provinces()})
            if number % 1 or not 1 <= number <= most:
                raise self.fault(column, f"rank {number:g} is not within 1 to {most:g}")
        if metric == "score":
            kind = indices()[index]
            limits = kind.component_range if component else kind.range
            if limits and not limits[0] <= number <= limits[1]:
                raise self.fault(column, f"{number:g} is not within {limits[0]:g} to {limits[1]:g}")
        quality = self.cells.get("quality") or "user"
        return Value(
            index=index,
            period=self._period(),
            province=self._province(),
            component=component,
            metric=metric,
            value=number,
            out_of=out_of,
            quality="computed" if column.endswith("_computed") else quality,
            source=self.cells.get("source") or self.cells.get("source_url") or None,
            note=self.cells.get("note") or None,
        )

    def _index(self) -> str:
        index = self.cells.get("index", "")
        if index not in indices():
            raise self.fault("index", f"{index!r} is none of {', '.join(indices())}")
        return index

    def _period(self) -> str:
        column = "period" if "period" in self.cells else "year"
        period = self.cells.get(column, "")
        if not period[:4].isdigit() or not 1990 <= int(period[:4]) <= 2100:
            raise self.fault(column, f"{period!r} is no period: a year (2019), or 2023-Q1, 2020-05")
        return period

    def _province(self) -> str:
        column = "iso" if "iso" in self.cells else "province"
        told = self.cells.get(column, "")
        if any(row.iso == told for row in provinces()):
            return told
        row = province_names().get(fold(told))
        if row is None:
            raise self.fault(column, f"{told!r} is no province: its name, or its code (VN-01)")
        return row.iso

    def _number(self, column: str) -> float | None:
        text = self.cells.get(column) or ""
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            raise self.fault(column, f"{text!r} is no number (59.95, with a point)") from None
        if not isfinite(number):
            raise self.fault(column, f"{text!r} is no number")
        return number


def write_values(values: Iterable[Value], path: Path) -> None:
    """The values as the package's Parquet, in a fixed order."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    text, number = pa.string(), pa.float64()
    names = [column.name for column in fields(Value)]
    schema = pa.schema([(name, number if name in {"value", "out_of"} else text) for name in names])
    rows: list[dict[str, Any]] = [{name: getattr(value, name) for name in names} for value in values]
    rows.sort(key=lambda row: [str(row[name] or "") for name in ("index", "period", "province", "component", "metric")])
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path, compression="zstd", compression_level=19)


if __name__ == "__main__":
    import sys

    *tables, output = map(Path, sys.argv[1:])
    write_values((value for table in tables for value in read_table(table)), output)
