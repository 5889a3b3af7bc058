"""Provinces through time, districts and regions, and the names that they go by.

Sources of the facts: see the heads of `data/provinces.csv`, `data/districts.csv` and `data/regions.csv`.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Annotated, Literal

from pydantic import BeforeValidator
from pydantic.dataclasses import dataclass

from extract.folding import fold
from extract.tables.base import STRICT, load_csv, split_cell

Names = Annotated[tuple[str, ...], BeforeValidator(split_cell)]


@dataclass(frozen=True, config=STRICT)
class Province:
    """A province or city under the centre, as it was in the years of its `set`."""

    set: Literal["old", "63", "34"]
    iso: str
    name: str
    kind: Literal["province", "city"]
    region: str
    valid_from: str
    region_pci: str | None = None
    valid_to: str | None = None
    merged_into: str | None = None
    merged_from: Names = ()
    aliases: Names = ()
    ambiguous: Names = ()
    domains: Names = ()


@dataclass(frozen=True, config=STRICT)
class District:
    """A unit of district level, until 2025-06-30; a `former` one was merged, or rose to another kind, before that."""

    iso: str
    kind: Literal["Huyện", "Quận", "Thị xã", "Thành phố"]
    name: str
    former: Literal["yes"] | None = None
    aliases: Names | None = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """The name, folded, with its other spellings."""
        return tuple(dict.fromkeys(fold(name) for name in (self.name, *(self.aliases or ()))))


@dataclass(frozen=True, config=STRICT)
class Region:
    """A region, with the other names it has in print."""

    name: str
    aliases: Names = ()


@dataclass(frozen=True, config=STRICT)
class Tile:
    """Where a province stands in a map of equal tiles, counted from the north-west."""

    set: Literal["63", "34"]
    iso: str
    column: int
    row: int


@cache
def tiles() -> dict[tuple[str, str], Tile]:
    """(set, ISO code) → the tile of `tiles.csv`."""
    return {(tile.set, tile.iso): tile for tile in load_csv("tiles.csv", Tile)}


@cache
def provinces() -> tuple[Province, ...]:
    """All rows of `provinces.csv`."""
    return load_csv("provinces.csv", Province)


@cache
def districts() -> tuple[District, ...]:
    """All rows of `districts.csv`."""
    return load_csv("districts.csv", District)


@cache
def regions() -> tuple[Region, ...]:
    """All rows of `regions.csv`."""
    return load_csv("regions.csv", Region)


@cache
def province_names() -> dict[str, Province]:
    """Folded name or alias → the province; of several sets the 63, in which most print stands."""
    names: dict[str, Province] = {}
    for wanted in ("63", "34", "old"):
        for province in provinces():
            if province.set == wanted:
                for name in (province.name, *province.aliases, *province.ambiguous):
                    names.setdefault(fold(name), province)
    return names


@cache
def province(iso: str) -> Province:
    """The province with this ISO code, of the 63 where there is one; raises KeyError."""
    for wanted in ("63", "34", "old"):
        for row in provinces():
            if row.set == wanted and row.iso == iso:
                return row
    raise KeyError(iso)


def is_city(iso: str | None) -> bool:
    """True for a city under the centre."""
    return iso is not None and province(iso).kind == "city"


@cache
def provinces_on(day: str) -> dict[str, Province]:
    """ISO code → the province as it was on a day ("2019-01-01"): 64 of them, then 63, then 34.

    Of two rows that overlap (Huế became a city under the centre before the 34 came) the later one holds. What the
    table has from 2008-08-01 on was there before as well.
    """
    order = ("34", "63", "old") if day >= "2025-07-01" else ("63", "34", "old")
    found: dict[str, Province] = {}
    for row in sorted(provinces(), key=lambda row: (order.index(row.set), row.valid_from)):
        begun = row.valid_from <= day or (row.set == "63" and day < row.valid_from)
        if begun and (row.valid_to is None or day <= row.valid_to):
            known = found.get(row.iso)
            if known is None or known.valid_from < row.valid_from:
                found[row.iso] = row
    return found


@cache
def provinces_by_domain() -> dict[str, str]:
    """Domain of a newspaper or portal → ISO code."""
    return {domain: row.iso for row in reversed(provinces()) for domain in row.domains}


@cache
def district_homes() -> dict[tuple[str, str], tuple[str, ...]]:
    """(Folded kind, folded name) of a district → the ISO codes of the provinces that have one so named."""
    homes: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in districts():
        for name in row.spellings:
            homes[fold(row.kind), name].append(row.iso)
    return {key: tuple(isos) for key, isos in homes.items()}


@cache
def district_names() -> frozenset[str]:
    """The folded names of all districts."""
    return frozenset(name for _, name in district_homes())


@cache
def district_kinds() -> dict[tuple[str, str], tuple[str, ...]]:
    """(ISO code, folded name) → the kinds of the districts so named there, those that were the last to be.

    Several where a town and the district around it share the name ("Cao Lãnh").
    """
    kinds: dict[tuple[str, str], tuple[str, ...]] = {}
    for wanted in (None, "yes"):
        for row in districts():
            for name in row.spellings if row.former == wanted else ():
                if wanted is None or (row.iso, name) not in kinds:
                    kinds[row.iso, name] = (*kinds.get((row.iso, name), ()), row.kind)
    return kinds
