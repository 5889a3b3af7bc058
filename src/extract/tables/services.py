"""How offices serve people: the outcomes that rates are told of (`data/services.toml`)."""

from __future__ import annotations

from functools import cache

from pydantic.dataclasses import dataclass

from extract.tables.base import STRICT, load_toml


@dataclass(frozen=True, config=STRICT)
class Example:
    """A text with the (indicator, percent) pairs that are read from it."""

    text: str
    rates: tuple[tuple[str, float], ...]


@dataclass(frozen=True, config=STRICT)
class Services:
    """The file `services.toml`."""

    objects: tuple[str, ...]
    file_outcomes: tuple[str, ...]
    people_outcomes: tuple[str, ...]
    example: tuple[Example, ...]


@cache
def services() -> Services:
    """The table, loaded once."""
    return load_toml("services.toml", Services)
