"""What a page says of itself: address, site, headline, author, section and when it was published.

Each from the first that tells it: JSON-LD, `<meta>`, then what is printed near the headline.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from extract.articles.dates import Candidate, Where, best, candidates, iso
from extract.articles.rules import author_in
from extract.folding import fold
from extract.tables.articles import surroundings
from extract.tables.dates import dates

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Metadata", "dated", "iso", "read_metadata", "site_of"]

_ARTICLE = re.compile(r"Article|BlogPosting|Report")
_PAGE = re.compile(r"WebPage")
_TOLD = re.compile(r'"(headline|datePublished|dateModified|articleSection)"\s*:\s*"((?:[^"\\]|\\.){1,300})"')
_BEHIND = re.compile(r"\s+[-|–—•»]\s+(?=[^-|–—•»]{2,80}\Z)")
_LONGEST_SCRIPT, _LONGEST_PRINTED, _LONGEST_SECTION = 1_000_000, 120, 60


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was found; null where the page does not tell. `dates` are all candidates for `published`, ranked."""

    url: str | None = None
    site: str | None = None
    title: str | None = None
    author: str | None = None
    section: str | None = None
    published: str | None = None
    published_from: str | None = None
    dates: tuple[Candidate, ...] = ()


def read_metadata(tree: HtmlElement, url: str | None = None, fetched: str | None = None) -> Metadata:
    """The metadata of a page at `url`, fetched at `fetched` (ISO 8601): no later date is taken for its publication."""
    articles = list(_json_ld(tree))
    meta = _meta(tree)
    address = url or _address(tree, meta)
    title = _title(tree, articles, meta)
    found = Metadata(
        url=address,
        site=site_of(address),
        title=title,
        author=_author(tree, articles, meta),
        section=_section(tree, articles, meta, title),
    )
    return dated(found, _dates(tree, articles, meta, address), fetched)


def dated(found: Metadata, told: Iterable[tuple[Where, str]], fetched: str | None = None) -> Metadata:
    """The metadata with further dates, as (where, text); the best of all is the date of publication."""
    ranked = candidates([*((c.where, c.told) for c in found.dates), *told], fetched)
    chosen = best(ranked)
    return replace(
        found,
        dates=ranked,
        published=chosen.published if chosen else None,
        published_from=chosen.where if chosen else None,
    )


def site_of(url: str | None) -> str | None:
    """The host of an address, without www; null where there is none."""
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _dates(
    tree: HtmlElement, articles: Sequence[dict[str, Any]], meta: dict[str, str], address: str | None
) -> Iterator[tuple[Where, str]]:
    for where, key in (("json-ld", "datePublished"), ("updated", "dateModified")):
        yield from ((where, str(article[key])) for article in articles if article.get(key))  # type: ignore[misc]
    yield from (("meta", meta[name]) for name in dates().meta if name in meta)
    yield from (("updated", meta[name]) for name in dates().meta_updated if name in meta)
    # A headline has its time behind it; what stands before is a menu's or a teaser's.
    times: dict[bool, list[str]] = {True: [], False: []}
    behind = False
    for element in tree.iter("h1", "time"):
        behind = behind or element.tag == "h1"
        if element.tag == "time":
            times[behind].append(element.get("datetime") or _squeezed("".join(_some_text(element))))
    yield from (("time", told) for told in (*times[True], *times[False]) if told)
    yield from (("byline", told) for told in _printed(tree, surroundings().markup.published))
    if address:
        yield "url", address


def _title(tree: HtmlElement, articles: Sequence[dict[str, Any]], meta: dict[str, str]) -> str | None:
    """The headline: as printed, if the page tells it of itself too, or tells nothing; else what it tells, cut short."""
    printed = [text for text in (_squeezed(element.text_content()) for element in tree.iter("h1")) if text]
    told = [_squeezed(text) for text in (*(str(a.get("headline", "")) for a in articles), meta.get("og:title", ""))]
    told += [_squeezed(element.text_content()) for element in tree.iter("title")]
    told = [text for text in told if text]
    site = _squeezed(meta.get("og:site_name", ""))
    known = [fold(text) for text in told]
    for text in printed:
        begins = any(title.startswith(fold(text)) for title in known)
        inside = any(fold(text) in title for title in known) and not _names_a_site(text)
        if (begins or inside) and fold(text) != fold(site):
            return text
    if len(printed) == 1 and fold(printed[0]) != fold(site) and not _names_a_site(printed[0]):
        return printed[0]
    return next((text for text in (_without_site(text, site, told) for text in told) if text), None)


def _without_site(title: str, site: str, others: Sequence[str]) -> str:
    """A title without the name of the site behind it: the page's own word, what no other title has, or such a name."""
    match = _BEHIND.search(title)
    if match is None:
        return title
    head, tail = title[: match.start()], title[match.end() :]
    return head if fold(tail) == fold(site) or head in others or _names_a_site(tail) else title


def _names_a_site(text: str) -> bool:
    """True for "Báo Lai Châu", "baolaichau.vn"; not for "Báo cáo …": a name goes on in capitals, or ends."""
    match = _sites().match(fold(text))
    rest = text[match.end() :].lstrip() if match else ""
    return match is not None and (not rest or not rest[0].islower())


@cache
def _sites() -> re.Pattern[str]:
    words = "|".join(
        re.escape(word) for word in sorted(surroundings().markup.site, key=lambda word: (-len(word), word))
    )
    return re.compile(rf"(?:{words})(?!\w)|[\w.-]+\.vn\Z")


def _section(
    tree: HtmlElement, articles: Sequence[dict[str, Any]], meta: dict[str, str], title: str | None
) -> str | None:
    """The part of the paper: as the page tells it, else the last of its breadcrumbs that is not the article itself."""
    told = [name for article in articles for name in _list(article.get("articleSection") or [])]
    told += [str(article["articleSection"]) for article in articles if isinstance(article.get("articleSection"), str)]
    told += [meta.get("article:section", ""), *list(_crumbs(tree))[::-1]]
    for name in told:
        text = _squeezed(str(name)).strip("/»›> ")
        home = fold(text) in surroundings().markup.home
        if text and not home and len(text) <= _LONGEST_SECTION and not (title and fold(text) in fold(title)):
            return text
    return None


def _crumbs(tree: HtmlElement) -> Iterator[str]:
    for item in _told_items(tree):
        if item.get("@type") == "BreadcrumbList":
            for crumb in _list(item.get("itemListElement")):
                inner = crumb.get("item") if isinstance(crumb, dict) else None
                name = (crumb.get("name") if isinstance(crumb, dict) else None) or (
                    inner.get("name") if isinstance(inner, dict) else None
                )
                if isinstance(name, str):
                    yield name
    for link in tree.xpath("//*[contains(@class, 'breadcrumb') or contains(@id, 'breadcrumb')]//a"):
        yield "".join(_some_text(link))


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
    """The articles that the page declares, before the page itself."""
    items = [item for item in _told_items(tree) if isinstance(item, dict)]
    for kind in (_ARTICLE, _PAGE):
        yield from (item for item in items if kind.search(str(item.get("@type", ""))))


def _told_items(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        text = script.text or ""
        if len(text) > _LONGEST_SCRIPT:
            continue
        try:
            told = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            # A comma too many or a quote inside: what matters is read none the less.
            found = dict(reversed(_TOLD.findall(text)))
            if found:
                yield {"@type": "Article", **found}
            continue
        items = told if isinstance(told, list) else [told]
        graph = [part for item in items if isinstance(item, dict) for part in _list(item.get("@graph"))]
        yield from (item for item in (*items, *graph) if isinstance(item, dict))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _squeezed(text: str) -> str:
    return " ".join(text.split())
