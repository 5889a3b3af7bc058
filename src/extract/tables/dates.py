"""How dates of publication are told (`data/dates.toml`)."""

from __future__ import annotations

from functools import cache

from pydantic.dataclasses import dataclass

from extract.tables.base import STRICT, load_toml


@dataclass(frozen=True, config=STRICT)
class Example:
    """A line and the date in it, in ISO 8601."""

    printed: str
    read_as: str


@dataclass(frozen=True, config=STRICT)
class Address:
    """An address and the date in it; null where it has none."""

    address: str
    read_as: str | None = None


@dataclass(frozen=True, config=STRICT)
class Dates:
    """The file `dates.toml`."""

    order: tuple[str, ...]
    earliest: int
    meta: tuple[str, ...]
    meta_updated: tuple[str, ...]
    months: tuple[str, ...]
    month_names: dict[str, int]
    english_months: tuple[str, ...]
    afternoon: tuple[str, ...]
    morning: tuple[str, ...]
    other_days: tuple[str, ...]
    refuses: tuple[str, ...]
    example: tuple[Example, ...]
    url: tuple[Address, ...]


@cache
def dates() -> Dates:
    """The table, loaded once."""
    return load_toml("dates.toml", Dates)
