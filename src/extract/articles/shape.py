"""How large a page's markup is, by one cheap pass over its bytes (UTF-8): parsers hang on some pages (lab notes).

trafilatura takes quadratic time over elements, lxml over the attributes of one tag; neither returns from C when asked.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

# Beyond these the article is read plainly, without trafilatura. Newspapers' pages have up to 5,000 tags, 60 deep.
TAME = (20_000, 200, 1_000, 100_000)
# Beyond these it is not read: many seconds, for what is no article.
MOST = (500_000, 500_000, 500_000, 1_000_000)

_OPEN = re.compile(rb"<(?:(!--)|(/?)([a-zA-Z][^\s/>]*))")
# Quotes count behind "=" only. No alternative can begin where another ends: linear on any text.
_ATTRIBUTES = re.compile(rb"(?:[^>=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|=)*+")
_ATTRIBUTE = re.compile(rb"[^\s=\"'/]+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'>]++)?)?")
_RAW = {name: re.compile(b"</" + name, re.IGNORECASE) for name in (b"script", b"style")}
# Without an end tag, or ended by the next one of their kind.
_FLAT = {
    b"br", b"hr", b"img", b"input", b"link", b"meta", b"area", b"base", b"col", b"embed", b"source", b"track", b"wbr",
    b"param", b"p", b"li", b"td", b"tr", b"th", b"option", b"dt", b"dd",
}  # fmt: skip


# Of a page that need not be counted: tags, attributes of one tag, and ">" in quotations (in attributes' values).
_MOST_TAGS, _MOST_ATTRIBUTES, _MOST_QUOTED = 8_000, 6_000, 20
_LONG = 2_000
_LONG_TAG = re.compile(rb"<[a-zA-Z][^>]{%d}" % _LONG)
_QUOTED_END = re.compile(rb"=\s*(?:\"[^\">]*+>|'[^'>]*+>)")
# Without all bytes but these a page is a twentieth as long, and has all that it had of ">" in a quotation.
_NO_MARKS = bytes(sorted({*range(256)} - {*b"<>='\""}))
_QUOTED_MARK = re.compile(rb"=(?:\"[^\">]*+>|'[^'>]*+>)")


class Look(NamedTuple):
    """What is seen of a page at once: is it `calm`, as newspapers make theirs; and may it have ">" in a quotation."""

    calm: bool
    quoted: bool


def look(html: bytes) -> Look:
    """A look at a page, which costs a tenth of `shape_of`. A calm one is safe for lexbor, however deep.

    It has at most 8,000 tags, none of more than 6,000 attributes: the attributes of a tag without a ">" in its first
    2,000 bytes are counted, and few have one in a quotation.
    """
    marks = html.translate(None, _NO_MARKS)
    quoted = _QUOTED_MARK.search(marks) is not None
    return Look(_is_calm(html, marks, quoted), quoted)


def _is_calm(html: bytes, marks: bytes, quoted: bool) -> bool:
    if marks.count(b"<") > _MOST_TAGS and html.count(b"<") - html.count(b"</") > _MOST_TAGS:
        return False
    for count, match in enumerate(_QUOTED_END.finditer(html) if quoted else (), 1):
        if count > _MOST_QUOTED:
            return False
        end = html.find(b">", match.end())
        if not 0 <= end < match.end() + _LONG and _is_wide(html, match.end(), end):
            return False
    behind = 0
    for start, end in _without(b">", html):
        tag = html.find(b"<", start, end)
        for match in _LONG_TAG.finditer(html, tag, end) if tag >= 0 else ():
            if match.start() >= behind:
                behind = _behind_attributes(html, match.start() + 1)
                if _is_wide(html, match.start() + 1, behind):
                    return False
    return True


def in_tags(html: bytes) -> Iterator[bytes]:
    """The parts of a page that have all of its tags, if it has no ">" in a quotation: scripts, styles and texts are
    left out where no "<" is in so many bytes.
    """
    at = 0
    for start, end in _without(b"<", html):
        # The tag that was open there ends here.
        last = html.find(b">", start, end)
        if last >= 0:
            yield html[at:last]
            at = end
    yield html[at:]


def _without(mark: bytes, html: bytes) -> Iterator[tuple[int, int]]:
    """Where `_LONG` bytes or more follow each other without the mark, up to the next one."""
    at = 0
    while at < len(html):
        # The last one of so many: what lies between those before it is shorter.
        last = html.rfind(mark, at, at + _LONG)
        if last < 0:
            end = html.find(mark, at + _LONG)
            end = len(html) if end < 0 else end
            yield at, end
            last = end
        at = last + 1


def _is_wide(html: bytes, start: int, end: int) -> bool:
    attributes = _ATTRIBUTE.finditer(html, start, end if end >= 0 else len(html))
    return sum(1 for _ in itertools.islice(attributes, _MOST_ATTRIBUTES + 1)) > _MOST_ATTRIBUTES


class Shape(NamedTuple):
    """How many tags a page opens, how deep they nest, the most attributes on one of them, and all attributes."""

    tags: int
    depth: int
    widest: int
    attributes: int

    def within(self, limits: tuple[int, int, int, int]) -> bool:
        """True where none of them is over its limit."""
        return all(found <= limit for found, limit in zip(self, limits, strict=True))


def shape_of(html: bytes) -> Shape:
    """The page's shape; the count ends where it goes over `MOST`."""
    tags = depth = deepest = widest = attributes = at = 0
    while (match := _OPEN.search(html, at)) is not None and tags <= MOST[0]:
        comment, closing, name = match.groups()
        at = match.end()
        if comment:
            # From "--" on: "<!-->" is a whole comment.
            end = html.find(b"-->", at - 2)
            at = end + 3 if end >= 0 else len(html)
            continue
        name = name.lower()
        start, at = at, _behind_attributes(html, at)
        if closing:
            depth -= name not in _FLAT and depth > 0
            continue
        tags += 1
        if at - start > 1:
            count = sum(1 for _ in _ATTRIBUTE.finditer(html, start, at))
            widest, attributes = max(widest, count), attributes + count
        if name in _RAW:
            closed = _RAW[name].search(html, at)
            at = closed.start() if closed else len(html)
            depth += 1
        elif name not in _FLAT and html[at - 1 : at] != b"/":
            depth += 1
            deepest = max(deepest, depth)
    return Shape(tags, deepest, widest, attributes)


def _behind_attributes(html: bytes, at: int) -> int:
    match = _ATTRIBUTES.match(html, at)
    return match.end() if match else at
