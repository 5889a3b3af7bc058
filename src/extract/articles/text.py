"""From a raw text to an article: one spelling of it, and nothing in it that is not its own."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from extract.articles.surroundings import is_headline, own_paragraphs
from extract.folding import keep_lines
from extract.records import Article, quickly

# A page of print, a vertical tab, Unicode's own line ends: each ends a line.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Control characters, half characters, and those without a width that pages hide inside words.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_HALVES = re.compile("[\ud800-\udfff]")
_Article = quickly(Article)


def normalized(raw: str) -> str:
    """NFC, LF line ends, nothing unseen, no white space around: the spelling that offsets count in."""
    # Whatever the three patterns look for cannot be printed: most texts have none of it, but for two kinds of space
    # (a space in their place is put there in a tenth of the time that they take to be left out).
    if not raw.replace("\n", " ").replace("\u00a0", " ").isprintable():
        raw = _HALVES.sub("\ufffd", _UNSEEN.sub("", _LINE_ENDS.sub("\n", raw)))
    return unicodedata.normalize("NFC", raw).strip()


def article_id(text: str) -> str:
    """The id of a stored text: the same text has the same id, on any machine, in any run."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def article_from_text(raw: str, source: str, told: Mapping[str, str | None] = MappingProxyType({})) -> Article:
    """The article in a raw text: its own paragraphs, a line each; the title where one stands apart above them.

    `told` are fields that are known otherwise, and win over what the text tells.
    """
    lines = normalized(raw).split("\n")
    own = own_paragraphs(lines)
    text = keep_lines([line for _, line in own.paragraphs], own.folded)
    title = None
    if own.paragraphs:
        number, first = own.paragraphs[0]
        apart = number + 1 < len(lines) and not lines[number + 1].strip()
        title = first if apart and is_headline(first) else None
    fields = {
        "title": title,
        "author": own.author,
        "published": own.published,
        "published_from": "byline" if own.published else None,
        **{name: value for name, value in told.items() if value},
    }
    return _Article(article_id=article_id(text), source=source, text=text, **fields)
