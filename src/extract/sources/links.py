"""What a crawl takes from a page's mark-up: links, feeds, its own canonical address, what it asks of robots."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urljoin

from extract.sources import Page
from extract.sources.addresses import canonical

MAX_LINKS = 5_000
_FEEDS = {"application/rss+xml", "application/atom+xml", "application/rdf+xml"}


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses on a page, canonical, each once: (address, words of the link) and feeds."""

    pages: tuple[tuple[str, str], ...] = ()
    feeds: tuple[str, ...] = ()
    canonical: str | None = None


def links_of(page: Page) -> Links:
    """The links of an HTML page, the first 5,000, none where it asks robots not to follow them."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(page.content)
    base = page.url or page.source
    declared = tree.css_first("base[href]")
    if declared is not None:
        with suppress(ValueError):
            base = urljoin(base, declared.attributes.get("href") or "")
    feeds: dict[str, None] = {}
    own = None
    follow = True
    for node in tree.css("link[rel][href], meta[name][content]"):
        told = node.attributes
        rel = (told.get("rel") or "").lower().split()
        if "canonical" in rel and own is None:
            own = canonical(told.get("href") or "", base)
        elif "alternate" in rel and (told.get("type") or "").lower() in _FEEDS:
            if url := canonical(told.get("href") or "", base):
                feeds[url] = None
        elif (told.get("name") or "").lower() == "robots":
            follow = follow and not {"nofollow", "none"} & set(
                (told.get("content") or "").lower().replace(",", " ").split()
            )
    pages: dict[str, str] = {}
    if follow:
        for node in tree.css("a[href]"):
            told = node.attributes
            url = canonical(told.get("href") or "", base)
            if url is not None and "nofollow" not in (told.get("rel") or "").lower():
                words = " ".join(node.text(deep=True).split()) or (told.get("title") or "")
                # The picture's link comes first, the headline's behind it: the longer words are the headline.
                pages[url] = max(pages.get(url, ""), words[:300], key=len)
                if len(pages) >= MAX_LINKS:
                    break
    return Links(tuple(pages.items()), tuple(feeds), own)
