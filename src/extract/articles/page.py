"""An HTML page → the raw text of its article, and what the page says of itself.

trafilatura finds the body, on a tree that captions, boxes of other articles, comments and footers were cut out of.
Pages that no newspaper makes (see `shape`), and those where it finds nothing, are read plainly: every paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.articles.metadata import Metadata, read_metadata
from extract.articles.shape import MOST, TAME, shape_of
from extract.sources import Page
from extract.tables.articles import surroundings

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NEVER_TEXT = {
    "script", "style", "noscript", "template", "iframe", "select", "button", "svg", "object", "title", "nav", "footer",
    "aside", "figcaption",
}  # fmt: skip
_INLINE = {
    "a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "img", "ins", "mark", "q", "s", "small", "span",
    "strike", "strong", "sub", "sup", "time", "u", "wbr",
}  # fmt: skip
_CUT = {*_NEVER_TEXT, "form"}
_WHOLE = {"html", "body", "main", "article"}
_PARAGRAPHS = ("p", "div", "td", "li", "h2", "h3", "h4")
_CENTERED = re.compile(r"align:\s*center", re.IGNORECASE)
_LEAD = (20, 1_500)
_CAPTION, _SLANTED = 300, 160


class HtmlError(ValueError):
    """A page that no article can be read from; the message says why."""


@dataclass(frozen=True, slots=True)
class HtmlArticle:
    """The paragraphs of a page's article with blank lines between them, headline and lead first."""

    text: str
    metadata: Metadata


def read_html(page: Page, html: str) -> HtmlArticle:
    """The article in a decoded page; HtmlError where there is none."""
    html = html.replace("\x00", "")
    shape = shape_of(html)
    if not shape.within(MOST):
        raise HtmlError(f"the page has more than {MOST[0]:,} tags, levels or attributes: save its article as .txt")
    metadata, paragraphs = Metadata(url=page.url), []
    if shape.within(TAME) and (tree := _tree(html)) is not None:
        metadata = read_metadata(tree, page.url, page.fetched)
        lead = _lead(tree)
        _cut(tree)
        paragraphs = _with_lead(lead, _body(tree))
    if not paragraphs:
        paragraphs = _plain(html)
    if not paragraphs:
        raise HtmlError("no article was found in the page: save its text as .txt")
    if metadata.title:
        paragraphs = [metadata.title, *_without(metadata.title, paragraphs)]
    return HtmlArticle("\n\n".join(paragraphs), metadata)


def _tree(html: str) -> HtmlElement | None:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _body(tree: HtmlElement) -> list[str]:
    import trafilatura

    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    text: str = getattr(found, "text", None) or ""
    return [line for line in map(_squeezed, text.split("\n")) if line]


def _cut(tree: HtmlElement) -> None:
    """Takes out what is named as something else than the article, unless it holds half of the page's text."""
    words = re.compile("|".join(map(re.escape, surroundings().markup.left_out)))
    half = len(tree.text_content()) / 2
    captions = set(_below_images(tree))
    for element in list(tree.iter()):
        if element.tag in _WHOLE or element.getparent() is None:
            continue
        named = f"{element.get('class', '')} {element.get('id', '')}".lower()
        out = element.tag in _CUT or element in captions or words.search(named)
        if out and _length(element, half) <= half:
            # Not .clear(): what stands behind the element is the article's.
            element.drop_tree()


def _below_images(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The short paragraphs that stand with an image or are the next thing below one, and are set as captions are."""
    shown = False
    for element in tree.iter("img", *_PARAGRAPHS):
        if element.tag == "img":
            shown = True
        elif not any(True for _ in element.iterdescendants(*_PARAGRAPHS)):
            image = any(True for _ in element.iterdescendants("img"))
            text = _squeezed(element.text_content()) if _length(element, _CAPTION) <= _CAPTION else None
            if text and (shown or image) and _is_set_apart(element, text):
                yield element
            # An image's own paragraph may hold nothing else: the caption is then in the next one.
            shown = (shown or image) and text == ""


def _is_set_apart(element: HtmlElement, text: str) -> bool:
    """True for centered paragraphs, and for short ones without a figure that are slanted as a whole."""
    if _CENTERED.search(f"{element.get('style', '')} align:{element.get('align', '')}"):
        return True
    slanted = _squeezed("".join(piece.text_content() for piece in element.iterchildren("em", "i")))
    return slanted == text and len(text) <= _SLANTED and not any(c.isdigit() for c in text)


def _length(element: HtmlElement, enough: float) -> int:
    length = 0
    for piece in element.itertext():
        length += len(piece)
        if length > enough:
            break
    return length


def _lead(tree: HtmlElement) -> str | None:
    """The lead, where the page marks one: some stand outside of the body, and trafilatura leaves them there."""
    words = surroundings().markup.lead
    for element in tree.iter():
        named = f"{element.get('class', '')} {element.get('id', '')}".lower()
        if any(word in named for word in words):
            text = _squeezed(element.text_content())
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
        self.inside += tag in _NEVER_TEXT
        if tag not in _INLINE:
            self.flush()

    def end(self, tag: str) -> None:
        self.inside -= tag in _NEVER_TEXT
        if tag not in _INLINE:
            self.flush()

    def data(self, text: str) -> None:
        if not self.inside:
            self.pieces.append(text)

    def comment(self, _: str) -> None:
        """Not text either."""

    def flush(self) -> None:
        if text := _squeezed("".join(self.pieces)):
            self.found.append(text)
        self.pieces.clear()

    def close(self) -> list[str]:
        self.flush()
        return self.found


def _squeezed(text: str) -> str:
    return " ".join(text.split())
