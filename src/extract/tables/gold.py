"""What counts as the same when a run is scored (`data/gold.toml`)."""

from __future__ import annotations

from functools import cache

from pydantic.dataclasses import dataclass

from extract.tables.base import STRICT, load_toml


@dataclass(frozen=True, config=STRICT)
class Kinds:
    """Words before a name that say what kind of thing it is."""

    subject: tuple[str, ...]
    component: tuple[str, ...]
    component_rest: tuple[str, ...]


@dataclass(frozen=True, config=STRICT)
class LeftOut:
    """Words that make no difference."""

    position: tuple[str, ...]


@dataclass(frozen=True, config=STRICT)
class Same:
    """The file `gold.toml`."""

    abbreviations: dict[str, str]
    subjects: dict[str, str]
    kinds: Kinds
    left_out: LeftOut


@cache
def same() -> Same:
    """The table, loaded once."""
    return load_toml("gold.toml", Same)
