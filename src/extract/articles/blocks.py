"""The paragraphs and tables below an element of a page, in order, each once, without what is not the article's own.

Left out: what is never text, what its class or id names as something else (`data/articles.toml`), what is hidden,
captions (known by their place below an image), and links to other pages that are a paragraph by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from extract.articles.grid import rendered
from extract.articles.places import select, squeezed
from extract.articles.rules import author_in
from extract.tables.articles import surroundings

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

NEVER_TEXT = {
    "script", "style", "noscript", "template", "iframe", "select", "button", "svg", "object", "title", "nav", "footer",
    "aside", "figcaption", "form", "textarea", "input", "video", "audio", "canvas", "math", "head",
    "time",
}  # fmt: skip
INLINE = {
    "a", "abbr", "b", "bdi", "big", "cite", "code", "data", "dfn", "em", "font", "i", "img", "ins", "kbd", "label",
    "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr", "o:p", "st1:place",
}  # fmt: skip
_SET = re.compile(r"align:\s*(center|right|left|justify)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDING = {"hidden", "hide", "d-none", "visually-hidden", "sr-only", "screen-reader-text"}
# A line that a break ended in the middle of a sentence goes on in the next.
_OPEN_END = re.compile(r"[\w,]")
_CAPTION, _SLANTED, _POINTER, _BYLINE = 300, 160, 20, 100
# Of a table: columns and rows that one cell may span, cells of all rows, characters of a cell that is no layout's.
_MOST_SPAN, _MOST_CELLS, _LONGEST_CELL = 60, 20_000, 300
_FEWEST = 2
_LOOKS = 50


class Body(NamedTuple):
    """Paragraphs, in order; the rows of a table are one, a line each. Who signed them, where one did at the right."""

    paragraphs: list[str]
    author: str | None


def read_body(root: LexborNode, length: int | None = None) -> Body:
    """What stands below `root`; `length` is that of its text, where it is known."""
    reader = _Reader(len(root.text()) if length is None else length)
    reader.read(root)
    return Body(reader.found, reader.author)


class _Reader:
    """Walks over the elements below one and collects their text, paragraph by paragraph."""

    def __init__(self, length: int) -> None:
        self.found: list[str] = []
        self.half = length / 2
        # Characters that may still be looked at to see how long foreign elements are: nested ones would take for ever.
        self.budget = _LOOKS * length
        self.pieces: list[str] = []
        self.slanted = self.linked = 0
        self.slant = self.link = 0
        self.image = self.shown = False
        self.author: str | None = None
        # How the open blocks are set, the innermost last.
        self.set: list[str] = []

    def read(self, root: LexborNode) -> None:
        path: list[tuple[LexborNode, str]] = []
        node = root.child
        while node is not None or path:
            if node is None:
                left, tag = path.pop()
                self.leave(tag)
                node = left.next
                continue
            tag = node.tag or ""
            if tag == "-text":
                self.text(node.text_content or "")
            elif self.enter(node, tag):
                path.append((node, tag))
                node = node.child
                continue
            node = node.next
        self.flush()

    def enter(self, node: LexborNode, tag: str) -> bool:
        """True where the walk goes on inside of the element."""
        if tag.startswith(("-", "!")) or tag in NEVER_TEXT:
            return False
        attributes = node.attributes
        if attributes and self.is_foreign(node, attributes):
            return False
        if tag == "img":
            self.image = True
            return False
        if tag == "br":
            self.pieces.append("\n")
            return False
        if tag == "table" and (rows := _rows(node)):
            self.flush()
            self.found.append("\n".join(rendered(rows)))
            self.shown = False
            return False
        if tag == "a":
            self.link += 1
        elif tag in {"em", "i"}:
            self.slant += 1
        elif tag not in INLINE:
            self.flush()
            self.set.append("center" if tag == "center" else _setting(attributes) if attributes else "")
        return True

    def leave(self, tag: str) -> None:
        if tag == "a":
            self.link -= 1
        elif tag in {"em", "i"}:
            self.slant -= 1
        elif tag not in INLINE:
            self.flush()
            self.set.pop()

    def is_foreign(self, node: LexborNode, attributes: dict[str, str | None]) -> bool:
        """True for what is named as no part of the article, or hidden, unless it holds half of the text."""
        named = attributes.get("class") or ""
        hidden = "hidden" in attributes or _HIDDEN.search(attributes.get("style") or "")
        if not hidden:
            ids = attributes.get("id") or ""
            if not named and not ids:
                return False
            names = f"{named} {ids}".lower()
            if not foreign_names().search(names) and _HIDING.isdisjoint(named.split()):
                return _byline_names().search(names) is not None and self.length(node) <= _BYLINE
        return self.length(node) <= self.half

    def length(self, node: LexborNode) -> float:
        """Characters of a node's text; without end where too many were counted already."""
        if self.budget < 0:
            return float("inf")
        length = len(node.text())
        self.budget -= length
        return length

    def text(self, text: str) -> None:
        if not self.pieces and text.isspace():
            return
        self.pieces.append(text.replace("\n", " ") if "\n" in text else text)
        if self.slant or self.link:
            length = len("".join(text.split()))
            self.slanted += length if self.slant else 0
            self.linked += length if self.link else 0

    def flush(self) -> None:
        """Ends a paragraph."""
        if not self.pieces:
            self.shown = self.shown or self.image
            self.image = False
            return
        lines = _lines("".join(self.pieces))
        whole = lines[0] if len(lines) == 1 else " ".join(lines)
        if whole and not self.is_caption(whole) and not self.is_pointer(whole) and not self.is_signature(whole):
            self.found += lines
        # An image's own paragraph may hold nothing else: the caption is then in the next one.
        self.shown = (self.shown or self.image) and not whole
        self.pieces.clear()
        self.slanted = self.linked = 0
        self.image = False

    def is_caption(self, text: str) -> bool:
        """True below an image, or in its paragraph, for what is set as captions are: centered, or slanted and short."""
        if not (self.shown or self.image) or len(text) > _CAPTION:
            return False
        if self.set and self.set[-1] == "center":
            return True
        if not self.slanted or len(text) > _SLANTED or any(map(str.isdigit, text)):
            return False
        return self.slanted == len("".join(text.split()))

    def is_signature(self, text: str) -> bool:
        """True for names of people that stand alone at the right: who wrote what stands above."""
        if not self.set or self.set[-1] != "right" or len(text) > _BYLINE or not self.found:
            return False
        signed = author_in(text)
        self.author = signed or self.author
        return signed is not None

    def is_pointer(self, text: str) -> bool:
        """True for a paragraph that is nothing but links, as headlines of other articles are."""
        if not self.linked or len(text) < _POINTER or text[-1] in ".:;":
            return False
        return self.linked >= len("".join(text.split()))


@cache
def foreign_names() -> re.Pattern[str]:
    """Of a class or an id: what is no part of the article."""
    return re.compile("|".join(map(re.escape, surroundings().markup.left_out)))


@cache
def _byline_names() -> re.Pattern[str]:
    """Of a class or an id: who wrote the article, and when."""
    markup = surroundings().markup
    return re.compile("|".join(map(re.escape, (*markup.author, *markup.published))))


def _setting(attributes: dict[str, str | None]) -> str:
    """How a block is set, by its style or its own attribute; empty where neither tells."""
    told = _SET.findall(f"{attributes.get('style') or ''} align:{attributes.get('align') or ''}")
    return str(told[-1]).lower() if told else ""


def _lines(text: str) -> list[str]:
    """The lines of a paragraph that breaks part; one that breaks in the middle of a sentence is one."""
    if "\n" not in text:
        line = squeezed(text)
        return [line] if line else []
    found: list[str] = []
    apart = True
    for raw in text.split("\n"):
        line = squeezed(raw)
        if not line:
            apart = True
        elif not apart and _OPEN_END.match(found[-1][-1]) and line[0].islower():
            found[-1] += f" {line}"
        else:
            found.append(line)
            apart = False
    return found


def _rows(table: LexborNode) -> list[list[str]] | None:
    """The cells of a table, row by row, each row as long as the widest; null for a table that only sets text apart.

    A cell that spans several stands in the first of them, the others are empty.
    """
    if any(inner.mem_id != table.mem_id for inner in select("table", table)):
        return None
    rows: list[list[str]] = []
    taken: dict[tuple[int, int], None] = {}
    cells = 0
    for at, row in enumerate(_children(table, {"tr"}, {"tbody", "thead", "tfoot"})):
        line: list[str] = []
        for cell in _children(row, {"td", "th"}, set()):
            while (at, len(line)) in taken:
                line.append("")
            text = squeezed(" ".join(_inner(cell)))
            wide, high = _number(cell, "colspan"), _number(cell, "rowspan")
            cells += wide * high
            if len(text) > _LONGEST_CELL or cells > _MOST_CELLS:
                return None
            for below in range(1, high):
                taken.update(((at + below, len(line) + right), None) for right in range(wide))
            line += [text, *[""] * (wide - 1)]
        while (at, len(line)) in taken:
            line.append("")
        rows.append(line)
    return _squared(rows)


def _squared(rows: list[list[str]]) -> list[list[str]] | None:
    """The rows, as long as the widest, without empty rows and columns; null for fewer than two of either."""
    width = max(map(len, rows), default=0)
    square = [[*row, *[""] * (width - len(row))] for row in rows if any(row)]
    filled = [at for at in range(width) if any(row[at] for row in square)]
    if len(square) < _FEWEST or len(filled) < _FEWEST:
        return None
    return [[row[at] for at in filled] for row in square]


def _inner(cell: LexborNode) -> list[str]:
    reader = _Reader(0)
    reader.read(cell)
    return reader.found


def _children(node: LexborNode, wanted: set[str], through: set[str]) -> Iterator[LexborNode]:
    for child in node.iter():
        if child.tag in wanted:
            yield child
        elif child.tag in through:
            yield from _children(child, wanted, set())


def _number(cell: LexborNode, name: str) -> int:
    """A cell's colspan or rowspan; at most `_MOST_SPAN`."""
    told = (cell.attributes.get(name) or "").strip()
    return min(max(int(told), 1), _MOST_SPAN) if told.isascii() and told.isdigit() and len(told) < 10 else 1
