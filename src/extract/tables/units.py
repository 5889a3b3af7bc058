"""The units of the state below the nation (`data/units.toml`)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal

from pydantic.dataclasses import dataclass

from extract.tables.base import STRICT, load_toml


@dataclass(frozen=True, config=STRICT)
class Unit:
    """One kind of unit; what each field is for stands in the file."""

    kind: str
    level: Literal["district", "commune"]
    short: tuple[str, ...] = ()
    committees: tuple[str, ...] = ()
    numbered: bool = False

    @property
    def heads(self) -> tuple[str, ...]:
        """All that stands before the name of one."""
        return (self.kind, *self.short, *self.committees)


@dataclass(frozen=True, config=STRICT)
class Units:
    """The file `units.toml`."""

    province_heads: tuple[str, ...]
    city_heads: tuple[str, ...]
    province: str
    city: str
    city_short: str
    traits: tuple[str, ...]
    unit: tuple[Unit, ...]

    def with_traits(self, kinds: Iterable[str]) -> tuple[str, ...]:
        """These kinds of units, alone and with each trait: "huyện", "huyện đảo"."""
        return tuple(told for kind in kinds for told in (kind, *(f"{kind} {trait}" for trait in self.traits)))


@cache
def units() -> Units:
    """The table, loaded once."""
    return load_toml("units.toml", Units)
