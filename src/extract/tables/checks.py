"""The words of the arithmetic (`data/checks.toml`)."""

from __future__ import annotations

from functools import cache

from pydantic.dataclasses import dataclass

from extract.tables.base import STRICT, load_toml


@dataclass(frozen=True, config=STRICT)
class Nth:
    """The words around the number of "năm thứ 7 liên tiếp"."""

    before: str
    after: tuple[str, ...]


@dataclass(frozen=True, config=STRICT)
class Whole:
    """Shares that add up: an indicator that ends with one of `parts`, one that ends with one of `rest`."""

    parts: tuple[str, ...]
    rest: tuple[str, ...]


@dataclass(frozen=True, config=STRICT)
class RunExample:
    """A sentence and the years of the run that it tells; 0 where it tells none."""

    text: str
    years: int


@dataclass(frozen=True, config=STRICT)
class Checks:
    """The file `checks.toml`."""

    runs: tuple[str, ...]
    nth: Nth
    whole: tuple[Whole, ...]
    example: tuple[RunExample, ...]


@cache
def checks() -> Checks:
    """The table, loaded once."""
    return load_toml("checks.toml", Checks)
