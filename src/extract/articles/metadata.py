"""What a page says of itself: address, site, headline, author and when it was published.

Each from the first that tells it: JSON-LD, `<meta>`, `<time>`, then what is printed where author and date stand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from extract.articles.rules import author_in, stamp
from extract.tables.articles import surroundings

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d+)?\s?(Z|[+-]\d{2}:?\d{2})?)?")
_ARTICLE = re.compile(r"Article|BlogPosting|WebPage")
_PUBLISHED = ("article:published_time", "datepublished", "pubdate", "publishdate", "dc.date.issued", "dc.date", "date")
_LONGEST_SCRIPT, _LONGEST_PRINTED = 1_000_000, 120
# Where a printed time without an offset is: Vietnam has one zone and no summer time.
_ZONE = "+07:00"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was found; null where the page does not tell."""

    url: str | None = None
    site: str | None = None
    title: str | None = None
    author: str | None = None
    published: str | None = None
    published_from: str | None = None


def read_metadata(tree: HtmlElement, url: str | None = None, fetched: str | None = None) -> Metadata:
    """The metadata of a page at `url`, fetched at `fetched` (ISO 8601): no later date is taken for its publication."""
    articles = list(_json_ld(tree))
    meta = _meta(tree)
    address = url or _address(tree, meta)
    published, where = _published(tree, articles, meta, fetched)
    return Metadata(
        url=address,
        site=site_of(address),
        title=_title(tree, articles, meta),
        author=_author(tree, articles, meta),
        published=published,
        published_from=where,
    )


def site_of(url: str | None) -> str | None:
    """The host of an address, without www; null where there is none."""
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def iso(told: str) -> str | None:
    """A date, or a date and time, in ISO 8601; null where `told` is neither ISO 8601 nor a date as printed."""
    match = _ISO.search(told)
    if match is None:
        return stamp(told)
    day, minute, second, zone = match.groups()
    time = f"T{minute}{second or ':00'}{(zone or _ZONE).replace('Z', '+00:00')}" if minute else ""
    try:
        found = datetime.fromisoformat(day + time)
    except ValueError:
        return None
    return found.isoformat() if time else day


def _published(
    tree: HtmlElement, articles: list[dict[str, Any]], meta: dict[str, str], fetched: str | None
) -> tuple[str | None, str | None]:
    told: list[tuple[str, Callable[[], Iterator[str]]]] = [
        ("json-ld", lambda: (str(article.get("datePublished", "")) for article in articles)),
        ("meta", lambda: (meta.get(name, "") for name in _PUBLISHED)),
        ("time", lambda: (str(element.get("datetime")) for element in tree.xpath("//time[@datetime]"))),
        ("byline", lambda: _printed(tree, surroundings().markup.published)),
    ]
    for where, values in told:
        for value in values():
            found = iso(value)
            if found and (fetched is None or found[:10] <= fetched[:10]):
                return found, where
    return None, None


def _title(tree: HtmlElement, articles: list[dict[str, Any]], meta: dict[str, str]) -> str | None:
    printed = [_squeezed(element.text_content()) for element in tree.iter("h1")]
    told = [meta.get("og:title", ""), *(str(article.get("headline", "")) for article in articles)]
    if len(printed) == 1 and printed[0]:
        return printed[0]
    # Several: the one that the page also tells about itself.
    told += [_squeezed(element.text_content()) for element in tree.iter("title")]
    site = meta.get("og:site_name", "")
    behind = re.compile(rf"\s+[-|–•]\s+{re.escape(site)}\s*\Z" if site else r"\Z")
    return next((title for title in (_squeezed(behind.sub("", title)) for title in told) if title), None)


def _author(tree: HtmlElement, articles: list[dict[str, Any]], meta: dict[str, str]) -> str | None:
    for article in articles:
        people = article.get("author")
        for person in people if isinstance(people, list) else [people]:
            name = person.get("name") if isinstance(person, dict) else person
            if isinstance(name, str) and (found := author_in(name)):
                return found
    told = [meta.get("author", ""), meta.get("article:author", ""), *_printed(tree, surroundings().markup.author)]
    return next((found for found in map(author_in, told) if found), None)


def _address(tree: HtmlElement, meta: dict[str, str]) -> str | None:
    told = [*tree.xpath("//link[@rel='canonical']/@href"), meta.get("og:url", "")]
    return next((str(url) for url in told if _is_address(str(url))), None)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _printed(tree: HtmlElement, words: tuple[str, ...]) -> Iterator[str]:
    """The short texts of the elements whose class or id has one of these words in it."""
    for element in tree.iter():
        named = f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}".lower()
        if any(word in named for word in words):
            printed = _squeezed("".join(_some_text(element)))
            if 0 < len(printed) <= _LONGEST_PRINTED:
                yield printed


def _some_text(element: HtmlElement) -> Iterator[str]:
    """The element's text, no more than is needed to see that it is too long."""
    length = 0
    for piece in element.itertext():
        yield piece
        length += len(piece)
        if length > 4 * _LONGEST_PRINTED:
            return


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Name, property or itemprop, in lower case → content; the first of each."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        if name and element.get("content"):
            found.setdefault(name.lower(), element.get("content"))
    return found


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The articles that the page declares."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        text = script.text or ""
        if len(text) > _LONGEST_SCRIPT:
            continue
        try:
            told = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        items = told if isinstance(told, list) else [told]
        graph = [part for item in items if isinstance(item, dict) for part in _list(item.get("@graph"))]
        for item in (*items, *graph):
            if isinstance(item, dict) and _ARTICLE.search(str(item.get("@type", ""))):
                yield item


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _squeezed(text: str) -> str:
    return " ".join(text.split())
