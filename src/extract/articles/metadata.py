"""What a page says of itself: address, site, headline, author, section and when it was published.

Each from the first that tells it: JSON-LD, `<meta>`, then what is printed near the headline.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from extract.articles.dates import Candidate, Where, best, candidates, iso
from extract.articles.places import Elsewhere, select, squeezed
from extract.articles.rules import author_in
from extract.folding import fold
from extract.tables.articles import surroundings
from extract.tables.dates import dates

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["NAMES", "PLACE", "Metadata", "dated", "iso", "read_metadata", "site_of"]

_ARTICLE = re.compile(r"Article|BlogPosting|Report")
_PAGE = re.compile(r"WebPage")
_TOLD = re.compile(r'"(headline|datePublished|dateModified|articleSection)"\s*:\s*"((?:[^"\\]|\\.){1,300})"')
_BEHIND = re.compile(r"\s+[-|–—•»]\s+(?=[^-|–—•»]{2,80}\Z)")
_LONGEST_SCRIPT, _LONGEST_PRINTED, _LONGEST_SECTION = 1_000_000, 120, 60
# Where headline, author and date stand is no longer, in characters.
PLACE = 480
# Where it is told → what a page must have in its tags, in small letters, to have such an element.
_PLACES = {
    "title": "",
    "meta": "",
    'link[rel="canonical"]': "canonical",
    'script[type="application/ld+json"]': "json",
    "h1": "<h1",
    "time": "<time",
    "[class*=breadcrumb], [id*=breadcrumb]": "breadcrumb",
}
NAMES = frozenset(filter(None, _PLACES.values()))
_DECLARING = frozenset({"title", "meta", "link", "script"})


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


class _Head(NamedTuple):
    """The elements that metadata are read from, each kind in the order of the page.

    `declared` are title, meta, link and script; `printed` those of headlines, times and breadcrumbs with all inside of
    them; `named` those of both that have a name, with their names in small letters; `links` those of breadcrumbs,
    `items` the objects of its JSON-LD, `meta` the declared names in small letters → the first content of each. `alone`
    is false where a headline is a part of the breadcrumbs.
    """

    declared: list[LexborNode]
    printed: list[LexborNode]
    named: list[tuple[str, LexborNode]]
    links: list[LexborNode]
    items: list[dict[str, Any]]
    meta: dict[str, str]
    alone: bool


def read_metadata(
    tree: LexborHTMLParser,
    elsewhere: Elsewhere,
    *,
    names: frozenset[str] = NAMES,
    url: str | None = None,
    fetched: str | None = None,
) -> Metadata:
    """The metadata of a page at `url`, fetched at `fetched` (ISO 8601): no later date is taken for its publication.

    `names` are those of NAMES that the page has in its tags.
    """
    head = _head(tree, elsewhere, names & NAMES)
    articles = [item for kind in (_ARTICLE, _PAGE) for item in head.items if kind.search(str(item.get("@type", "")))]
    address = url or _address(head)
    title = _title(head, articles)
    return Metadata(
        url=address,
        site=site_of(address),
        title=title,
        author=_author(head, articles),
        section=_section(head, articles, title),
        **_published(_dates(head, articles, address), fetched),
    )


@cache
def _places(names: frozenset[str]) -> str:
    """The places that a page with these names may have, as a selector: each costs as much as all of its tags."""
    return ", ".join(place for place, name in _PLACES.items() if not name or name in names)


def _head(tree: LexborHTMLParser, elsewhere: Elsewhere, known: frozenset[str]) -> _Head:
    crumbs = "breadcrumb" in known
    declared: list[LexborNode] = []
    # By their address: nothing is taken twice, so that boxes in boxes cost no more than others.
    printed: dict[int, LexborNode] = {}
    crumbed: dict[int, LexborNode] = {}
    alone = True
    for node in select(_places(known), tree.root):
        if node.tag in _DECLARING:
            declared.append(node)
        elif node.mem_id in printed:
            alone = alone and node.tag != "h1"
        elif len(node.text()) < PLACE and not elsewhere.has(node):
            for inner in _elements(node):
                printed[inner.mem_id] = inner
                if crumbs and inner.mem_id not in crumbed and _is_box(inner):
                    crumbed |= {below.mem_id: below for below in _elements(inner) if below.mem_id != inner.mem_id}
    links = [inner for inner in crumbed.values() if inner.tag == "a"]
    own = [*printed.values()]
    named = [(names, element) for element in (*declared, *own) if (names := _names_of(element.attributes))]
    return _Head(declared, own, named, links, [*_told_items(declared)], _meta(declared), alone)


def _names_of(attributes: dict[str, str | None]) -> str:
    return " ".join(filter(None, map(attributes.get, ("class", "id", "itemprop")))).lower() if attributes else ""


def _elements(node: LexborNode) -> Iterator[LexborNode]:
    return (inner for inner in node.traverse() if not (inner.tag or "-").startswith("-"))


def _is_box(node: LexborNode) -> bool:
    return any("breadcrumb" in (node.attributes.get(name) or "") for name in ("class", "id"))


def dated(found: Metadata, told: Iterable[tuple[Where, str]], fetched: str | None = None) -> Metadata:
    """The metadata with further dates, as (where, text); the best of all is the date of publication."""
    more = [*told]
    if not more:
        return found
    return replace(found, **_published([*((c.where, c.told) for c in found.dates), *more], fetched))


def _published(told: Iterable[tuple[Where, str]], fetched: str | None) -> dict[str, Any]:
    """The fields of a page's metadata that dates tell, as (where, text)."""
    ranked = candidates(told, fetched)
    chosen = best(ranked)
    return {
        "published": chosen.published if chosen else None,
        "published_from": chosen.where if chosen else None,
        "dates": ranked,
    }


def site_of(url: str | None) -> str | None:
    """The host of an address, without www; null where there is none."""
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _dates(head: _Head, articles: Sequence[dict[str, Any]], address: str | None) -> Iterator[tuple[Where, str]]:
    for where, key in (("json-ld", "datePublished"), ("updated", "dateModified")):
        yield from ((where, str(article[key])) for article in articles if article.get(key))  # type: ignore[misc]
    yield from (("meta", head.meta[name]) for name in dates().meta if name in head.meta)
    yield from (("updated", head.meta[name]) for name in dates().meta_updated if name in head.meta)
    # A headline has its time behind it; what stands before is a menu's or a teaser's.
    times: dict[bool, list[str]] = {True: [], False: []}
    behind = False
    for element in head.printed:
        behind = behind or element.tag == "h1"
        if element.tag == "time":
            times[behind].append(element.attributes.get("datetime") or squeezed(element.text()))
    yield from (("time", told) for told in (*times[True], *times[False]) if told)
    yield from (("byline", told) for told in _printed(head, surroundings().markup.published))
    if address:
        yield "url", address


def _title(head: _Head, articles: Sequence[dict[str, Any]]) -> str | None:
    """The headline: as printed, if the page tells it of itself too, or tells nothing; else what it tells, cut short."""
    printed = [text for text in (squeezed(element.text()) for element in head.printed if element.tag == "h1") if text]
    told = [squeezed(text) for text in (*(str(a.get("headline", "")) for a in articles), head.meta.get("og:title", ""))]
    told += [squeezed(element.text()) for element in head.declared if element.tag == "title"]
    told = [text for text in told if text]
    site = squeezed(head.meta.get("og:site_name", ""))
    known = [fold(text) for text in told]
    for text in printed:
        begins = any(title.startswith(fold(text)) for title in known)
        inside = any(fold(text) in title for title in known) and not _names_a_site(text)
        if (begins or inside) and fold(text) != fold(site):
            return text
    if len(printed) == 1 and head.alone and fold(printed[0]) != fold(site) and not _names_a_site(printed[0]):
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


def _section(head: _Head, articles: Sequence[dict[str, Any]], title: str | None) -> str | None:
    """The part of the paper: as the page tells it, else the last of its breadcrumbs that is not the article itself."""
    told = [name for article in articles for name in _list(article.get("articleSection") or [])]
    told += [str(article["articleSection"]) for article in articles if isinstance(article.get("articleSection"), str)]
    told += [head.meta.get("article:section", ""), *list(_crumbs(head))[::-1]]
    for name in told:
        text = squeezed(str(name)).strip("/»›> ")
        home = fold(text) in surroundings().markup.home
        if text and not home and len(text) <= _LONGEST_SECTION and not (title and fold(text) in fold(title)):
            return text
    return None


def _crumbs(head: _Head) -> Iterator[str]:
    for item in head.items:
        if item.get("@type") == "BreadcrumbList":
            for crumb in _list(item.get("itemListElement")):
                inner = crumb.get("item") if isinstance(crumb, dict) else None
                name = (crumb.get("name") if isinstance(crumb, dict) else None) or (
                    inner.get("name") if isinstance(inner, dict) else None
                )
                if isinstance(name, str):
                    yield name
    yield from (link.text() for link in head.links)


def _author(head: _Head, articles: Sequence[dict[str, Any]]) -> str | None:
    for article in articles:
        people = article.get("author")
        for person in people if isinstance(people, list) else [people]:
            name = person.get("name") if isinstance(person, dict) else person
            if isinstance(name, str) and (found := author_in(name)):
                return found
    meta = (head.meta.get("author", ""), head.meta.get("article:author", ""))
    told = (*meta, *_printed(head, surroundings().markup.author))
    return next((found for found in map(author_in, told) if found), None)


def _address(head: _Head) -> str | None:
    told = [link.attributes.get("href") or "" for link in head.declared if link.tag == "link"]
    return next((url for url in (*told, head.meta.get("og:url", "")) if _is_address(url)), None)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _printed(head: _Head, words: tuple[str, ...]) -> Iterator[str]:
    """The short texts of the elements whose class or id has one of these words in it."""
    for names, element in head.named:
        if any(word in names for word in words) and 0 < len(printed := squeezed(element.text())) <= _LONGEST_PRINTED:
            yield printed


def _meta(declared: Sequence[LexborNode]) -> dict[str, str]:
    """Name, property or itemprop, in lower case → content; the first of each."""
    found: dict[str, str] = {}
    for element in declared:
        told = element.attributes if element.tag == "meta" else {}
        name = told.get("property") or told.get("name") or told.get("itemprop")
        if name and (content := told.get("content")):
            found.setdefault(name.lower(), content)
    return found


def _told_items(declared: Sequence[LexborNode]) -> Iterator[dict[str, Any]]:
    """The objects in the page's JSON-LD."""
    for script in declared:
        text = script.text() if script.tag == "script" else ""
        if not text or len(text) > _LONGEST_SCRIPT:
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
