"""Where sites and content management systems keep an article's parts (`data/sites/`, `data/cms/`)."""

from __future__ import annotations

import datetime
import re
from dataclasses import field
from functools import cache

from pydantic.dataclasses import dataclass

from extract.tables.base import STRICT, TableError, data_names, load_toml

# What a selector's page must have in its characters: the longest name in it ("div.article__body p" → "article__body").
_NAME = re.compile(r"[.#]((?:\\.|[\w-])+)|[*^$~|]?=\s*[\"']?([\w:/.-]+)|\b([a-z][\w-]*)")


@dataclass(frozen=True, config=STRICT)
class Layout:
    """One layout of pages: CSS selectors, tried in order, of each part; `cut` is taken out of the body.

    `since` is the first day on which the site is known to have had it, for readers of the file: pages choose their
    layout by their mark-up.
    """

    body: tuple[str, ...]
    title: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    since: datetime.date | None = None

    @property
    def selectors(self) -> tuple[str, ...]:
        """All that find a part in a page."""
        return (*self.body, *self.title, *self.lead, *self.date, *self.author)


@dataclass(frozen=True, config=STRICT)
class Cms:
    """A content management system: its layouts, newest first. `checked` says against what the selectors were held.

    One that is not `specific` goes by names that others have too: it is tried last.
    """

    name: str
    checked: str
    layout: tuple[Layout, ...]
    specific: bool = True


@dataclass(frozen=True, config=STRICT)
class Site:
    """A site: its domains, its own layouts, then the systems (names of files in `data/cms/`) that it runs or ran."""

    name: str
    domains: tuple[str, ...]
    checked: str
    cms: tuple[str, ...] = ()
    layout: tuple[Layout, ...] = field(default=())


@cache
def systems() -> dict[str, Cms]:
    """Name of the file → content management system, the specific ones first."""
    found = {_stem(name): load_toml(name, Cms) for name in data_names("cms", ".toml")}
    return dict(sorted(found.items(), key=lambda item: not item[1].specific))


@cache
def sites() -> tuple[Site, ...]:
    """All sites, by name of the file."""
    found = tuple(load_toml(name, Site) for name in data_names("sites", ".toml"))
    for site in found:
        for name in site.cms:
            if name not in systems():
                raise TableError(f"data/sites/{site.domains[0]}.toml: cms: there is no data/cms/{name}.toml")
    return found


def layouts(host: str | None) -> tuple[Layout, ...]:
    """The layouts that pages of this host may have, the likeliest first: its own, its systems', then all systems'."""
    site = _site(host) if host else None
    names = [*site.cms, *systems()] if site else list(systems())
    own = site.layout if site else ()
    return (*own, *(layout for name in dict.fromkeys(names) for layout in systems()[name].layout))


@cache
def all_layouts() -> tuple[Layout, ...]:
    """Every layout there is."""
    own = (layout for site in sites() for layout in site.layout)
    return (*own, *(layout for system in systems().values() for layout in system.layout))


@cache
def needle(selector: str) -> str:
    """Characters without which no page has an element for the selector."""
    plain = re.sub(r":[\w-]+(?:\([^)]*\))?", "", selector)
    names = [next(filter(None, match.groups())) for match in _NAME.finditer(plain)]
    return max((name.replace("\\", "") for name in names), key=len, default="")


def _site(host: str) -> Site | None:
    """The site of a host: "m.baoa.vn" and "www.baoa.vn" are baoa.vn's, unless they have a file of their own."""
    table = _domains()
    parts = host.lower().split(".")
    return next((table[name] for at in range(len(parts)) if (name := ".".join(parts[at:])) in table), None)


@cache
def _domains() -> dict[str, Site]:
    table: dict[str, Site] = {}
    for site in sites():
        for domain in site.domains:
            if domain in table:
                raise TableError(f"data/sites/: {domain} is in two files")
            table[domain] = site
    return table


def _stem(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".toml")
