"""Lines that were cut at a width, as in what is copied from a PDF: the line ends inside sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from extract.folding import STOPS, Text, fold, keep
from extract.language.patterns import any_of
from extract.tables.titles import people

# A line that was cut is no heading and no item of a list, and no paragraph of the usual length.
_WIDTHS = range(40, 141)
# So many line ends inside sentences, and of all so great a part, are the text's manner.
_OFTEN, _PART = 3, 4
# A line is full that has this part of the longest one's letters, with the next word: letters are not of one width.
_FULL = 0.85
# Behind these an item may begin in small letters.
_PARTS = (":", ";")
# Words of respect end in so many letters.
_RESPECT = 40
_ITEM = re.compile(r"\s*(?:(?P<dash>[-+*•–—]\s*)|(?:\d{1,2}|[^\W\d_])[.)]\s)")
# "2 Sở Nội vụ 92,5": a row of a table.
_COUNTED = re.compile(r"\s*\d{1,3}\s+(?=[^\W\d_])")


def unwrapped(text: Text) -> Text:
    """The text with spaces for the line ends inside sentences, so that all offsets stay; itself where it has none."""
    lines = text.raw.split("\n")
    cut = [(line, following) for line, following in pairwise(lines) if _is_cut(line, following)]
    # Items of a list begin alike: "huyện P …", "huyện Q …".
    alike = sum(line.split(maxsplit=1)[0] == following.split(maxsplit=1)[0] for line, following in cut)
    if len(cut) < _OFTEN or len(cut) * _PART < len(lines) or alike * _PART > len(cut):
        return text
    full = _FULL * max(len(line) for line, _ in cut)
    spaces: dict[int, str] = {}
    end = -1
    for line, following in pairwise(lines):
        end += len(line) + 1
        if _goes_on(line, following, full):
            spaces[end] = " "
    return rewritten(text, spaces)


def rewritten(text: Text, characters: Mapping[int, str]) -> Text:
    """The text with these characters, by their places, for its own, so that all offsets stay."""
    raw, folded = list(text.raw), list(text.folded)
    for at, character in characters.items():
        raw[at] = folded[at] = character
    return Text(keep("".join(raw), "".join(folded)))


def _is_cut(line: str, following: str) -> bool:
    """True where the second line surely goes on with the first."""
    return len(line) in _WIDTHS and _is_begun(line, following) and _goes_on(line, following, len(line))


def _is_begun(line: str, following: str) -> bool:
    """True where the second line begins in small letters, or with a number behind a word in such ("xếp thứ ⏎ 36")."""
    first = following.lstrip()[:1]
    return first.islower() or (first.isdigit() and line.rstrip()[-1:].islower())


def _goes_on(line: str, following: str, full: float) -> bool:
    """True where, in a text whose lines are cut, the sentence of one goes on in the next: in small letters, or because
    its first word had no room.
    """
    words, item = following.split(maxsplit=1), _ITEM.match(following)
    if not words or not line.strip() or line.rstrip().endswith(STOPS):
        return False
    if item and not (item["dash"] and following[item.end() :][:1].islower()):
        return False
    if (counted := _COUNTED.match(following)) and following[counted.end()].isupper():
        return False
    begun = _is_begun(line, following) and not line.rstrip().endswith(_PARTS)
    return (begun or len(line) + 1 + len(words[0]) > full) and not (_is_of_one(following) and _is_of_one(line))


def _is_of_one(line: str) -> bool:
    """True where the line begins with somebody, as the items of a list do: "bà Hà Thị Nga, Phó Bí thư …"."""
    respect = _respect().match(fold(line[:_RESPECT]))
    return respect is not None and line[respect.end() :][:1].isupper()


@cache
def _respect() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{any_of(people().honorifics)}\.?\s+)+")
