"""Folding: one spelling to match on, with the offsets of the stored text.

The folded copy has exactly as many code points as the text, so that a span found in it is a span of the text:
lower case, the new tone placement ("hòa" and "hoà" both "hoà"), one kind of space, hyphen, quote and đ.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from extract.spans import Span

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
# All white space that a folded text has.
WHITE = " \n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"
# What a sentence ends with.
STOPS = (".", "!", "?", "…")
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"
_APOSTROPHES = "\u2018\u2019\u201a\u201b\u2032\u02bc`\u00b4"
# The one letter whose lower case is two code points.
_DOTTED = "\u0130"
_CHARACTERS = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys(_QUOTES, '"'),
    **dict.fromkeys(_APOSTROPHES, "'"),
    # Look-alikes of đ (lower case here, as all letters) that old fonts and keyboards leave behind.
    **dict.fromkeys("\u00f0\u0256", "đ"),
    # Half of a pair, alone: no encoding has it.
    **dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd"),
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
}
# Strings no longer than this are remembered, in characters.
_SHORT = 64
# So many longer ones: a text and its headline.
_FEW = 3
# What lower case alone does not fold, all found in one scan: a set of letters comes first, because `re` skips to one
# of them without trying the rest. An apostrophe that counts as a letter (U+02BC) ends a word too.
_SINGLE = "".join(map(re.escape, sorted(_CHARACTERS)))
_OLD = re.compile(
    rf"[{_SINGLE}òóỏõọùúủũụ](?:(?=[aey])(?:(?<=[òóỏõọ])[ae]|(?<=[ùúủũụ])(?<!q.)y)(?![^\W\u02bc])|(?<=[{_SINGLE}]))"
)
_NEW = {
    **_CHARACTERS,
    **dict(
        zip(
            [first + second for second in "ae" for first in "òóỏõọ"] + [first + "y" for first in "ùúủũụ"],
            ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
            strict=True,
        )
    ),
}


def fold(text: str) -> str:
    """The text in the one spelling that the data files are matched in; `len(fold(text)) == len(text)`."""
    return _fold_words(text) if len(text) <= _SHORT else _lately.fold(text)


def _fold(text: str) -> str:
    if _DOTTED in text:
        text = text.replace(_DOTTED, "i")
    return _OLD.sub(_folded, text.lower())


def _folded(match: re.Match[str]) -> str:
    return _NEW[match[0]]


# The same names and words are folded again and again.
_fold_words = lru_cache(maxsize=8192)(_fold)


class _Lately:
    """The last long strings, folded: a text where its own paragraphs are told, and again where it is read."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def fold(self, text: str) -> str:
        folded = self._known.get(text)
        if folded is None:
            folded = _fold(text)
            self.keep(text, folded)
        return folded

    def keep(self, text: str, folded: str) -> None:
        if len(self._known) >= _FEW:
            # A new one: another thread may be looking into the old.
            self._known = {}
        self._known[text] = folded


_lately = _Lately()


def keep(text: str, folded: str) -> str:
    """The text itself, which need not be folded where it is read: it is known as `folded`."""
    _lately.keep(text, folded)
    return text


def keep_lines(lines: Sequence[str], folded: Sequence[str]) -> str:
    """The lines as one text, which need not be folded again where it is read: each of them is."""
    return keep("\n".join(lines), "\n".join(folded))


# Compared and hashed as the object that it is: what is found in a text is remembered by it.
@dataclass(frozen=True, eq=False)
class Text:
    """A stored text with its folded copy: found in the one, read from the other."""

    raw: str
    folded: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded", fold(self.raw))

    @property
    def whole(self) -> Span:
        return Span(0, len(self.raw))

    def printed(self, span: Span) -> str:
        """The characters as the article has them."""
        return self.raw[span.start : span.end]
