"""An HTML page → the raw text of its article, and what the page says of itself.

The body is where the site's layout has it (`data/sites/`, `data/cms/`), else where the most running text is, else where
trafilatura finds it. Pages that no newspaper makes (see `shape`) are read plainly: every paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

import ahocorasick_rs

from extract.articles.blocks import INLINE, NEVER_TEXT, Body, read_body
from extract.articles.density import densest
from extract.articles.metadata import NAMES, PLACE, Metadata, dated, read_metadata
from extract.articles.places import Elsewhere, said, select, select_first, squeezed
from extract.articles.rules import author_in
from extract.articles.shape import MOST, TAME, in_tags, look, shape_of
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
_NAMING = ("class", "id", "itemprop")
# Names so short ("h1", "span") are in every page: they stand for none.
_SHORT = 6


class HtmlError(ValueError):
    """A page that no article can be read from; the message says why."""


@dataclass(frozen=True, slots=True)
class HtmlArticle:
    """The paragraphs of a page's article with blank lines between them, headline and lead first.

    The rows of a table are one paragraph, a line each (see `grid`).
    """

    text: str
    metadata: Metadata


def read_html(page: Page, html: bytes) -> HtmlArticle:
    """The article in a page, decoded and in UTF-8; HtmlError where there is none."""
    if len(html) > MAX_BYTES:
        raise HtmlError(f"the page is larger than {MAX_BYTES // 1_000_000} MB: save its article as .txt")
    html = html.replace(b"\x00", b"")
    tame, quoted = look(html)
    if not tame:
        shape = shape_of(html)
        if not shape.within(MOST):
            raise HtmlError(f"the page has more than {MOST[0]:,} tags, levels or attributes: save its article as .txt")
        tame = shape.within(TAME)
    metadata = Metadata(url=page.url)
    paragraphs: list[str] = []
    if tame:
        metadata, paragraphs = _read(page, html, quoted)
    if not paragraphs:
        paragraphs = _plain(html)
    if not paragraphs:
        raise HtmlError("no article was found in the page: save its text as .txt")
    if metadata.title:
        paragraphs = [metadata.title, *_without(metadata.title, paragraphs)]
    return HtmlArticle("\n\n".join(paragraphs), metadata)


def _read(page: Page, html: bytes, quoted: bool) -> tuple[Metadata, list[str]]:
    tree = _Tree(html, quoted)
    found = read_metadata(tree.parsed, tree.elsewhere, names=tree.names, url=page.url, fetched=page.fetched)
    laid = _laid_out(tree, found.site)
    # Before anything is cut out of the tree.
    lead = _lead(tree, laid.layout if laid else None)
    found = _told(tree, laid, found, page)
    body = laid.read() if laid else None
    if body is None or sum(map(len, body.paragraphs)) < _BODY:
        body = _dense(tree)
    paragraphs = body.paragraphs
    if sum(map(len, paragraphs)) < _SPARSE:
        # The tree was cut: trafilatura reads the page as it came.
        paragraphs = max(paragraphs, _elsewhere(html), key=lambda lines: sum(map(len, lines)))
    if body.author and not found.author:
        found = replace(found, author=body.author)
    return found, _once(_with_lead(lead, paragraphs))


class _Tree:
    """A page's tree, that is only searched for names that the page has."""

    def __init__(self, html: bytes, quoted: bool) -> None:
        from selectolax.lexbor import LexborHTMLParser

        self.parsed = LexborHTMLParser(html)
        self.names = _names_in([html] if quoted else in_tags(html))
        self.elsewhere = Elsewhere()

    def body(self, layout: Layout) -> tuple[LexborNode, int] | None:
        """The body by the first selector of a layout that has one on the page; the longest, where it has several.

        And how long its text is.
        """
        for selector in layout.body:
            nodes = self.all(selector)
            lengths = [len(node.text()) for node in nodes]
            longest = max(lengths, default=0)
            if longest >= _BODY:
                return nodes[lengths.index(longest)], longest
        return None

    def all(self, selector: str) -> list[LexborNode]:
        """The elements for a selector of a layout."""
        return select(selector, self.parsed.root) if _name(selector) in self.names else []

    def first(self, selectors: tuple[str, ...]) -> str | None:
        """The first of `texts`."""
        for selector in selectors:
            if _name(selector) in self.names and (node := select_first(selector, self.parsed.root)) is not None:
                return said(node) or next(self.texts(selectors), None)
        return None

    def named(self, words: tuple[str, ...], attributes: tuple[str, ...], *tags: str) -> list[LexborNode]:
        """The elements that have one of the words, in any case, in one of these attributes, and those of the tags."""
        known = [f'[{name}*="{word}" i]' for word in words if word in self.names for name in attributes]
        return select(", ".join([*tags, *known]), self.parsed.root) if known else []

    def texts(self, selectors: tuple[str, ...]) -> Iterator[str]:
        """What the elements for these selectors say."""
        return filter(None, (said(node) for selector in selectors for node in self.all(selector)))


def _names_in(parts: Iterable[bytes]) -> frozenset[str]:
    """Of the names that elements are searched by, those that a page has in these parts, in any case; and that of short
    ones.

    One scan for all of them takes the time of ten searches for one.
    """
    automaton, names = _names()
    found = {at for part in parts for at, _, _ in automaton.find_matches_as_indexes(part.lower(), overlapping=True)}
    return frozenset(["", *(names[at] for at in found)])


@cache
def _name(selector: str) -> str:
    """The name without which no page has an element for a layout's selector; empty where that is too short to tell."""
    name = needle(selector)
    return name if len(name) >= _SHORT else ""


@lru_cache(maxsize=1_000)
def _layouts(host: str | None) -> tuple[tuple[Layout, frozenset[str]], ...]:
    """The layouts that a site may have, the likeliest first, each with the names of which a page must have one."""
    return tuple((layout, frozenset(map(_name, layout.body))) for layout in layouts(host))


@cache
def _names() -> tuple[ahocorasick_rs.BytesAhoCorasick, list[str]]:
    markup = surroundings().markup
    layout_names = (_name(selector) for layout in all_layouts() for selector in layout.selectors)
    words = (*markup.lead, *markup.author, *markup.published, *NAMES)
    names = sorted({*filter(None, layout_names), *words})
    # A state for each byte takes some memory, and half the time.
    table = ahocorasick_rs.Implementation.DFA
    return ahocorasick_rs.BytesAhoCorasick([name.lower().encode() for name in names], implementation=table), names


# --- the body ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Laid:
    """A layout, where its body is and how long, and the headline where it has one; null where it has none there."""

    layout: Layout
    node: LexborNode
    length: int
    title: str | None

    def read(self) -> Body:
        """The body, without what the layout takes out of it."""
        whole = True
        for selector in self.layout.cut:
            for node in select(selector, self.node):
                if len(node.text()) * 2 <= self.length:
                    node.decompose()
                    whole = False
        return read_body(self.node, self.length if whole else None)


def _laid_out(tree: _Tree, host: str | None) -> _Laid | None:
    """The first layout that has its body on the page, and its headline; else the first that has its body there."""
    second = None
    for layout, names in _layouts(host):
        if not names.isdisjoint(tree.names) and (body := tree.body(layout)) is not None:
            laid = _Laid(layout, *body, tree.first(layout.title))
            if not layout.title or laid.title:
                return laid
            second = second or laid
    return second


def _dense(tree: _Tree) -> Body:
    node = densest(tree.parsed)
    return Body([], None) if node is None else read_body(node)


def _elsewhere(html: bytes) -> list[str]:
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


def _told(tree: _Tree, laid: _Laid | None, found: Metadata, page: Page) -> Metadata:
    """The metadata, with what is printed where the layout, or else a class, has headline, author and date."""
    if laid:
        author = found.author or next(filter(None, map(author_in, tree.texts(laid.layout.author))), None)
        title = laid.title or found.title
        if (title, author) != (found.title, found.author):
            found = replace(found, title=title, author=author)
        found = dated(found, (("layout", text) for text in tree.texts(laid.layout.date)), page.fetched)
    markup = surroundings().markup
    if found.author is None:
        places = map(said, tree.named(markup.author, _NAMING))
        author = next(filter(None, (author_in(text) for text in places if len(text) < PLACE)), None)
        found = replace(found, author=author) if author else found
    if found.published_from in (None, "url", "updated"):
        found = dated(found, (("byline", text) for text in _datelines(tree, markup.published)), page.fetched)
    return found


def _datelines(tree: _Tree, words: tuple[str, ...]) -> list[str]:
    """What stands in elements that have one of the words: behind the headline first, nothing of other articles."""
    texts: dict[bool, list[str]] = {True: [], False: []}
    behind = False
    for node in tree.named(words, _NAMING, "h1"):
        behind = behind or node.tag == "h1"
        if node.tag != "h1" and len(text := said(node)) < PLACE and not tree.elsewhere.has(node):
            told = (node.attributes.get(name) for name in ("content", "datetime", "title"))
            texts[behind] += [told for told in (*told, text) if told and any(map(str.isdigit, told))]
    return [*texts[True], *texts[False]]


def _lead(tree: _Tree, layout: Layout | None) -> str | None:
    """The lead, where the page marks one."""
    known = [node for selector in layout.lead for node in tree.all(selector)] if layout else []
    for node in chain(known, tree.named(surroundings().markup.lead, ("class", "id"))):
        text = " ".join(read_body(node).paragraphs) or said(node)
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


def _tree(html: bytes) -> HtmlElement | None:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return document_fromstring(html, parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _plain(html: bytes) -> list[str]:
    """Every paragraph of the page; no tree is built, so that no page is too deep or too wide."""
    from lxml import etree

    parser = etree.HTMLParser(target=_Paragraphs(), encoding="utf-8", no_network=True)
    try:
        parser.feed(html)
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
