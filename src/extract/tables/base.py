"""One strict loader for the files under `data/`: unknown keys, wrong types and missing cells are errors."""

from __future__ import annotations

import csv
import tomllib
from importlib import resources
from typing import Any, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from extract.folding import fold

T = TypeVar("T")

# Rows are `pydantic.dataclasses.dataclass(frozen=True, slots=True, config=STRICT)`.
STRICT = ConfigDict(extra="forbid")


class TableError(ValueError):
    """A data file does not say what its table needs; the message names the file and the key."""


def data_text(name: str) -> str:
    """The text of the data file `name`, a path below `data/`."""
    return (resources.files("extract") / "data" / name).read_text(encoding="utf-8")


def data_names(folder: str, ending: str) -> list[str]:
    """The names below `data/` of the files in `folder` with this ending, in order."""
    found = (resources.files("extract") / "data" / folder).iterdir()
    return sorted(f"{folder}/{entry.name}" for entry in found if entry.name.endswith(ending))


def load_toml(name: str, kind: type[T]) -> T:
    """The TOML file `name` as a value of `kind`; raises TableError where it does not fit."""
    try:
        raw = tomllib.loads(data_text(name))
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"data/{name}: {error}") from error
    return _validated(name, kind, raw)


def load_csv(name: str, row: type[T]) -> tuple[T, ...]:
    """The CSV file `name` as rows of type `row`.

    Lines that start with `#` are comments; an empty cell takes the field's default; a cell with `|` in a field
    of type `tuple[str, ...]` is split (the row type does that with a validator, see `split_cell`).
    """
    lines = [line for line in data_text(name).splitlines() if line and not line.startswith("#")]
    rows = [{key: cell for key, cell in row.items() if cell != ""} for row in csv.DictReader(lines)]
    return _validated(name, tuple[row, ...], rows)  # type: ignore[valid-type]


def split_cell(cell: object) -> object:
    """A cell with several values, separated by `|`, as a tuple; anything else unchanged."""
    return tuple(part.strip() for part in cell.split("|") if part.strip()) if isinstance(cell, str) else cell


def fold_words(words: str | tuple[str, ...]) -> Any:
    """A word, or each of several, folded."""
    return fold(words) if isinstance(words, str) else tuple(map(fold, words))


def _validated(name: str, kind: type[T], raw: object) -> T:
    try:
        return TypeAdapter(kind).validate_python(raw)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise TableError(f"data/{name}: {key}: {first['msg']}") from error
