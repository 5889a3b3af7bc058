"""Sitemaps: lists of addresses, indices of lists, news sitemaps, plain or gzip'd, and plain text ones."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.sources import Page, SourceError
from extract.sources.addresses import canonical
from extract.sources.bodies import inflated, joined
from extract.sources.feeds import Entry, without_doctype

MAX_ENTRIES = 50_000  # the protocol's own limit for one file
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_DEEPEST = 20
# An ampersand that begins none of XML's own entities: half of all sitemaps forget to write it as one.
_AMPERSAND = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d+|#[xX][0-9a-fA-F]+);)")


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists: pages, and further sitemaps."""

    pages: tuple[Entry, ...] = ()
    sitemaps: tuple[Entry, ...] = ()


def is_sitemap(content: bytes) -> bool:
    """True where the content begins as a sitemap does (unpacked)."""
    return _SITEMAP.search(content[:2_000]) is not None


def read_sitemap(page: Page) -> Sitemap:
    """The entries of a sitemap, the first 50,000; of one with broken XML, those before the break.

    SourceError where it is none. No entity is expanded and nothing is loaded; gzip is taken off within limits.
    """
    content = page.content
    if content.startswith(b"\x1f\x8b"):
        content = joined(inflated([content], "gzip"))
    base = page.url or page.source
    content = without_doctype(content)
    if not is_sitemap(content):
        listed = _plain(content, base)
        if not listed:
            raise SourceError("no sitemap: neither its XML nor a list of addresses")
        return Sitemap(pages=listed)
    return _read(_AMPERSAND.sub(b"&amp;", content), base)


def _plain(content: bytes, base: str) -> tuple[Entry, ...]:
    """One address a line."""
    lines = content.decode("utf-8-sig", "replace").split("\n")[:MAX_ENTRIES]
    if not lines or not all(line.strip().startswith(("http://", "https://")) for line in lines if line.strip()):
        return ()
    return tuple(Entry(url) for line in lines if line.strip() and (url := canonical(line, base)))


def _read(content: bytes, base: str) -> Sitemap:
    from lxml import etree

    target = _Target(base)
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    broken = False
    try:
        for at in range(0, len(content), 65_536):
            parser.feed(content[at : at + 65_536])
            if target.full:
                break
        else:
            parser.close()
    except etree.LxmlError:
        broken = True  # what stands before the break was read
    if broken and not target.pages and not target.sitemaps:
        raise SourceError("the sitemap is broken: nothing in it can be read")
    return Sitemap(tuple(target.pages.values()), tuple(target.sitemaps.values()))


class _Target:
    """Collects the entries as the parser goes; no tree is built."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.pages: dict[str, Entry] = {}
        self.sitemaps: dict[str, Entry] = {}
        self.path: list[str] = []
        self.told: dict[str, str] = {}
        self.text: list[str] = []
        self.full = False

    def start(self, tag: str, _: object) -> None:
        self.path.append(tag.rpartition("}")[2].lower())
        self.text.clear()
        if len(self.path) > _DEEPEST:
            raise SourceError("the sitemap is nested too deep: none is")
        if self.path[-1] in ("url", "sitemap"):
            self.told.clear()

    def data(self, text: str) -> None:
        if sum(map(len, self.text)) < 4_000:
            self.text.append(text)

    def end(self, _: str) -> None:
        name = self.path.pop()
        within = self.path[-1] if self.path else ""
        # An image's or a video's own <loc> is none of the page's.
        if name in ("loc", "lastmod") and within in ("url", "sitemap"):
            self.told[name] = "".join(self.text).strip()
        elif name in ("publication_date", "title") and within == "news":
            self.told[name] = " ".join("".join(self.text).split())
        elif name in ("url", "sitemap"):
            self.add(self.pages if name == "url" else self.sitemaps)
        self.text.clear()

    def add(self, entries: dict[str, Entry]) -> None:
        self.full = len(self.pages) + len(self.sitemaps) >= MAX_ENTRIES
        url = canonical(self.told.get("loc", "").replace("&amp;", "&"), self.base)
        if url is not None and not self.full:
            dates = (_date(self.told.get(name, "")) for name in ("publication_date", "lastmod"))
            entries.setdefault(url, Entry(url, self.told.get("title") or None, *dates))
        self.told.clear()

    def close(self) -> None:
        """All was added as it came."""


def _date(told: str) -> str | None:
    found = _DATE.match(told)
    return found.group() if found else None
