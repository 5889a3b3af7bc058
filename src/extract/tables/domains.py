"""Whose site a host is: the home province of its articles (`data/domains.toml`, `data/provinces.csv`)."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from pydantic.dataclasses import dataclass

from extract.tables.base import STRICT, load_toml
from extract.tables.provinces import provinces, provinces_by_domain


@dataclass(frozen=True, config=STRICT)
class Example:
    """A host, and the ISO code of the province that it is of; null for none."""

    host: str
    iso: str | None = None


@dataclass(frozen=True, config=STRICT)
class Domains:
    """The file `domains.toml`."""

    before: tuple[str, ...]
    behind: tuple[str, ...]
    names: dict[str, tuple[str, ...]]
    domains: dict[str, tuple[str, ...]]
    example: tuple[Example, ...]


@cache
def domains() -> Domains:
    """The table, loaded once."""
    return load_toml("domains.toml", Domains)


@lru_cache(maxsize=10_000)
def home_of_host(host: str) -> str | None:
    """ISO code of the province whose site a host is, by the units of 2008 to 2025; null for a site of no province."""
    labels = host.lower().rstrip(".").split(".")
    for at in range(len(labels)):
        if iso := _listed().get(".".join(labels[at:])):
            return iso
    if labels[-1] != "vn":
        return None
    return next((iso for label in labels[-2::-1] if (iso := _labels().get(label.replace("-", "")))), None)


def home_on(iso: str, day: str | None) -> str:
    """The province that a province's site was of on a day in ISO 8601: after a merger, the merged one."""
    row = next((row for row in provinces() if row.set == "63" and row.iso == iso), None)
    merged = row is not None and row.valid_to is not None and day is not None and day[:10] > row.valid_to
    return row.merged_into if row and merged and row.merged_into else iso


@cache
def _listed() -> dict[str, str]:
    own = {domain: iso for iso, listed in domains().domains.items() for domain in listed}
    return {**own, **provinces_by_domain()}


@cache
def _labels() -> dict[str, str]:
    """Every label that is a province's → its ISO code; those of the 63 before those of the 34."""
    table = domains()
    slugs: dict[str, str] = {}
    for wanted in ("63", "34"):
        for row in provinces():
            if row.set == wanted:
                slugs.setdefault(_slug(row.name), row.iso)
    for iso, names in table.names.items():
        slugs |= dict.fromkeys(names, iso)
    around = [(before, behind) for before in ("", *table.before) for behind in ("", *table.behind)]
    return {f"{before}{slug}{behind}": iso for before, behind in around for slug, iso in slugs.items()}


def _slug(name: str) -> str:
    parts = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(part for part in parts if part.isascii() and part.isalnum())
