"""An HTML page → the raw text of its article, and what the page says of itself.

The body is where the site's layout has it (`data/sites/`, `data/cms/`), else where the most running text is, else where
trafilatura finds it. Pages that no newspaper makes (see `shape`) are read plainly: every paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import chain
from typing import TYPE_CHECKING

import ahocorasick_rs

from extract.articles.blocks import INLINE, NEVER_TEXT, Body, read_body, squeezed
from extract.articles.density import densest
from extract.articles.metadata import Metadata, dated, read_metadata
from extract.articles.rules import author_in
from extract.articles.shape import MOST, TAME, is_calm, shape_of
from extract.sources import MAX_BYTES, Page
from extract.tables.articles import surroundings
from extract.tables.sites import Layout, all_layouts, layouts, needle

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from selectolax.lexbor import LexborNode

_LEAD = (20, 1_500)
# A body has at least so many characters: where a layout's place holds less, the page is read otherwise.
_BODY, _SPARSE = 150, 200
# Two paragraphs of so many characters that are the same are one that was told twice.
_TWICE = 60
# Where author and date stand is no longer, in characters.
_PLACE = 480
_NAMING = ("class", "id", "itemprop")
_HEAD = 'title, meta, link[rel="canonical"], script[type="application/ld+json"]'


class HtmlError(ValueError):
    """A page that no article can be read from; the message says why."""


@dataclass(frozen=True, slots=True)
class HtmlArticle:
    """The paragraphs of a page's article with blank lines between them, headline and lead first.

    The rows of a table are one paragraph, a line each (see `grid`).
    """

    text: str
    metadata: Metadata


def read_html(page: Page, html: str) -> HtmlArticle:
    """The article in a decoded page; HtmlError where there is none."""
    if len(html) > MAX_BYTES:
        raise HtmlError(f"the page is larger than {MAX_BYTES // 1_000_000} MB: save its article as .txt")
    html = html.replace("\x00", "")
    tame = is_calm(html)
    if not tame:
        shape = shape_of(html)
        if not shape.within(MOST):
            raise HtmlError(f"the page has more than {MOST[0]:,} tags, levels or attributes: save its article as .txt")
        tame = shape.within(TAME)
    metadata = Metadata(url=page.url)
    paragraphs: list[str] = []
    if tame:
        metadata, paragraphs = _read(page, html)
    if not paragraphs:
        paragraphs = _plain(html)
    if not paragraphs:
        raise HtmlError("no article was found in the page: save its text as .txt")
    if metadata.title:
        paragraphs = [metadata.title, *_without(metadata.title, paragraphs)]
    return HtmlArticle("\n\n".join(paragraphs), metadata)


def _read(page: Page, html: str) -> tuple[Metadata, list[str]]:
    tree = _Tree(html)
    crumbs = ", [class*=breadcrumb], [id*=breadcrumb]" if tree.has("breadcrumb") else ""
    found = read_metadata(tree.digest(f"h1, time{crumbs}"), page.url, page.fetched)
    laid = _laid_out(tree, found.site)
    # Before anything is cut out of the tree.
    lead = _lead(tree, laid.layout if laid else None)
    found = _told(tree, laid.layout if laid else None, found, page)
    body = laid.read() if laid else None
    if body is None or sum(map(len, body.paragraphs)) < _BODY:
        body = _dense(tree)
    paragraphs = body.paragraphs
    if sum(map(len, paragraphs)) < _SPARSE:
        # The tree was cut: trafilatura reads the page as it came.
        paragraphs = max(paragraphs, _elsewhere(html), key=lambda lines: sum(map(len, lines)))
    found = replace(found, author=found.author or body.author)
    return found, _once(_with_lead(lead, paragraphs))


class _Tree:
    """A page's tree, that is only searched for what the page's characters can have."""

    def __init__(self, html: str) -> None:
        from selectolax.lexbor import LexborHTMLParser

        self.html = html
        self.parsed = LexborHTMLParser(html)
        self.asked: dict[str, bool] = {}

    @cached_property
    def layouts(self) -> frozenset[str]:
        """Of `_shortest_needles`, those in the page: one scan instead of one for each layout."""
        automaton, shortest = _shortest_needles()
        return frozenset(shortest[at] for at, *_ in automaton.find_matches_as_indexes(self.html))

    def has(self, word: str) -> bool:
        """True where the page has these characters."""
        if word not in self.asked:
            self.asked[word] = word in self.html
        return self.asked[word]

    def all(self, selector: str) -> list[LexborNode]:
        """The elements for a selector of a layout."""
        return self.parsed.css(selector) if self.has(needle(selector)) else []

    def body(self, layout: Layout) -> LexborNode | None:
        """The body by the first selector of a layout that has one on the page; the longest, where it has several."""
        for selector in layout.body:
            if any(name in needle(selector) for name in self.layouts):
                node = max(self.all(selector), key=lambda node: len(node.text()), default=None)
                if node is not None and len(node.text()) >= _BODY:
                    return node
        return None

    def named(self, words: tuple[str, ...], attributes: tuple[str, ...]) -> list[LexborNode]:
        """The elements that have one of the words, in any case, in one of these attributes."""
        known = [word for word in words if word in self.lower]
        selector = ", ".join(f'[{name}*="{word}" i]' for word in known for name in attributes)
        return self.parsed.css(selector) if selector else []

    @cached_property
    def lower(self) -> str:
        return self.html.lower()

    def texts(self, selectors: tuple[str, ...]) -> Iterator[str]:
        """What the elements for these selectors say."""
        return filter(None, (_said(node) for selector in selectors for node in self.all(selector)))

    def digest(self, places: str) -> HtmlElement:
        """The page's head and these places of it, as `read_metadata` takes them."""
        from lxml.html import document_fromstring

        head = "".join(node.html or "" for node in self.parsed.css(_HEAD))
        told = (node for node in self.parsed.css(places) if len(node.text()) < _PLACE and not _is_elsewhere(node))
        body = "".join(node.html or "" for node in told)
        return document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")


@cache
def _shortest_needles() -> tuple[ahocorasick_rs.AhoCorasick, list[str]]:
    """The needles of all bodies, without those that have another one in them."""
    needles = {needle(selector) for layout in all_layouts() for selector in layout.body}
    found = sorted(name for name in needles if not any(other in name for other in needles if other != name))
    return ahocorasick_rs.AhoCorasick(found), found


def _said(node: LexborNode) -> str:
    return squeezed(node.text(separator=" ") if node.css_first("br") else node.text())


# --- the body ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Laid:
    """A layout and where its body is."""

    layout: Layout
    node: LexborNode

    def read(self) -> Body:
        """The body, without what the layout takes out of it."""
        length = len(self.node.text())
        for selector in self.layout.cut:
            for node in self.node.css(selector):
                if len(node.text()) * 2 <= length:
                    node.decompose()
        return read_body(self.node)


def _laid_out(tree: _Tree, host: str | None) -> _Laid | None:
    """The first layout that has its body on the page, and its headline; else the first that has its body there."""
    second = None
    for layout in layouts(host):
        if (node := tree.body(layout)) is not None:
            laid = _Laid(layout, node)
            if not layout.title or next(tree.texts(layout.title), None):
                return laid
            second = second or laid
    return second


def _dense(tree: _Tree) -> Body:
    node = densest(tree.parsed)
    return Body([], None) if node is None else read_body(node)


def _elsewhere(html: str) -> list[str]:
    """What trafilatura takes for the body."""
    import trafilatura

    if (tree := _tree(html)) is None:
        return []
    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=False, with_metadata=False)
    text: str = getattr(found, "text", None) or ""
    return [line for line in map(squeezed, text.split("\n")) if line]


def _once(paragraphs: list[str]) -> list[str]:
    """The paragraphs, a long one only where it first stands."""
    seen: set[str] = set()
    kept = []
    for paragraph in paragraphs:
        if len(paragraph) < _TWICE or paragraph not in seen:
            kept.append(paragraph)
        seen.add(paragraph)
    return kept


# --- what stands around the body ---------------------------------------------------------------------------------


def _told(tree: _Tree, layout: Layout | None, found: Metadata, page: Page) -> Metadata:
    """The metadata, with what is printed where the layout, or else a class, has headline, author and date."""
    if layout:
        title = next(tree.texts(layout.title), None)
        author = next(filter(None, map(author_in, tree.texts(layout.author))), None)
        found = replace(found, title=title or found.title, author=found.author or author)
        found = dated(found, (("layout", text) for text in tree.texts(layout.date)), page.fetched)
    markup = surroundings().markup
    if found.author is None:
        places = map(_said, tree.named(markup.author, _NAMING))
        found = replace(
            found, author=next(filter(None, (author_in(text) for text in places if len(text) < _PLACE)), None)
        )
    if found.published_from in (None, "url", "updated"):
        found = dated(found, (("byline", text) for text in _datelines(tree, markup.published)), page.fetched)
    return found


def _datelines(tree: _Tree, words: tuple[str, ...]) -> list[str]:
    """What stands in elements that have one of the words: behind the headline first, nothing of other articles."""
    lower = tree.html.lower()
    named = [f'[{name}*="{word}" i]' for word in words if word in lower for name in _NAMING]
    texts: dict[bool, list[str]] = {True: [], False: []}
    behind = False
    for node in tree.parsed.css(", ".join(["h1", *named])):
        behind = behind or node.tag == "h1"
        if node.tag != "h1" and len(said := _said(node)) < _PLACE and not _is_elsewhere(node):
            told = (node.attributes.get(name) for name in ("content", "datetime", "title"))
            texts[behind] += [text for text in (*told, said) if text and any(map(str.isdigit, text))]
    return [*texts[True], *texts[False]]


def _is_elsewhere(node: LexborNode | None) -> bool:
    """True for what stands in a box of other articles, among comments, or at the foot of the page.

    What is called so and holds the headline is none of these: some sites have all of it in "sidebar-1".
    """
    words = surroundings().markup.elsewhere
    while node is not None and node.tag not in ("body", "html"):
        named = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}".lower()
        if node.tag in ("footer", "aside", "nav") or any(word in named for word in words):
            return node.css_first("h1") is None
        node = node.parent
    return False


def _lead(tree: _Tree, layout: Layout | None) -> str | None:
    """The lead, where the page marks one."""
    known = [node for selector in layout.lead for node in tree.all(selector)] if layout else []
    for node in chain(known, tree.named(surroundings().markup.lead, ("class", "id"))):
        text = " ".join(read_body(node).paragraphs) or _said(node)
        if _LEAD[0] <= len(text) <= _LEAD[1]:
            return text
    return None


def _with_lead(lead: str | None, body: list[str]) -> list[str]:
    if not body or lead is None:
        return body
    start = lead[:40]
    return body if any(start in paragraph for paragraph in body) else [lead, *body]


def _without(title: str, paragraphs: list[str]) -> list[str]:
    return [line for at, line in enumerate(paragraphs) if at > 2 or line.lstrip("# ") != title]


# --- pages that are read otherwise -------------------------------------------------------------------------------


def _tree(html: str) -> HtmlElement | None:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _plain(html: str) -> list[str]:
    """Every paragraph of the page; no tree is built, so that no page is too deep or too wide."""
    from lxml import etree

    parser = etree.HTMLParser(target=_Paragraphs(), encoding="utf-8", no_network=True)
    try:
        parser.feed(html.encode("utf-8", "replace"))
        paragraphs: list[str] = parser.close()
    except etree.LxmlError:
        return []
    return paragraphs


class _Paragraphs:
    """A parser's target: collects the text between block tags, without what is never text."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.pieces: list[str] = []
        self.inside = 0

    def start(self, tag: str, _: object) -> None:
        self.inside += tag in NEVER_TEXT
        if tag not in INLINE:
            self.flush()

    def end(self, tag: str) -> None:
        self.inside -= tag in NEVER_TEXT
        if tag not in INLINE:
            self.flush()

    def data(self, text: str) -> None:
        if not self.inside:
            self.pieces.append(text)

    def comment(self, _: str) -> None:
        """Not text either."""

    def flush(self) -> None:
        if text := squeezed("".join(self.pieces)):
            self.found.append(text)
        self.pieces.clear()

    def close(self) -> list[str]:
        self.flush()
        return self.found
