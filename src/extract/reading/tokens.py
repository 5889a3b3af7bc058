"""The words and marks of one sentence, and lists of phrases to look up in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from extract.folding import Text, fold
from extract.spans import Span

# "K'Mák" and "K' Brít" are one syllable. What most tokens are comes first: it is tried at each place.
_TOKEN = re.compile(r"\w+(?:'(?:\w+(?:'\w+)*|(?<=(?<!\w)[hky]') \w+))?|[^\w\s]")


class Shape(IntEnum):
    """How a token is written."""

    MARK = 0
    NUMBER = 1
    LOWER = 2
    TITLE = 3
    CAPITALS = 4


# A member's own name is looked up in its class each time, which takes twenty times as long.
MARK, NUMBER, LOWER, TITLE, CAPITALS = Shape


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists: token `i` is `folds[i]`, printed at `starts[i]` to `ends[i]` of the article's text."""

    text: Text
    within: Span
    starts: list[int]
    ends: list[int]
    folds: list[str]
    shapes: list[Shape]

    def __len__(self) -> int:
        return len(self.folds)

    def at(self, offset: int) -> int:
        """The first token that starts at `offset` or behind it."""
        return bisect_left(self.starts, offset)

    def raw(self, index: int) -> str:
        """The token as the article prints it."""
        return self.text.raw[self.starts[index] : self.ends[index]]

    def fold(self, index: int) -> str:
        """The folded token; empty outside the sentence."""
        return self.folds[index] if 0 <= index < len(self.folds) else ""

    def shape(self, index: int) -> Shape:
        """The token's shape; a mark outside the sentence."""
        return self.shapes[index] if 0 <= index < len(self.shapes) else MARK

    def glued(self, index: int) -> bool:
        """True where no space stands between this token and the one before it."""
        return 0 < index < len(self.starts) and self.starts[index] == self.ends[index - 1]


def tokenize(text: Text, within: Span, cuts: Collection[int] = ()) -> Tokens:
    """The tokens inside `within`, in order; `cuts` are offsets inside a word where another one begins."""
    folded, raw = text.folded, text.raw
    starts: list[int] = []
    ends: list[int] = []
    folds: list[str] = []
    start, whole = within.start, within.of(folded)
    # Most words have no mark beside them, and are a token as they stand.
    for word in whole.split(" ") if "' " not in whole else [whole]:
        end = start + len(word)
        if word.isalnum():
            starts.append(start)
            ends.append(end)
            folds.append(word)
        else:
            for token in _TOKEN.finditer(folded, start, end):
                starts.append(token.start())
                ends.append(token.end())
                folds.append(token[0])
        start = end + 1
    for cut in cuts:
        at = bisect_left(starts, cut) - 1
        start, end = starts[at], ends[at]
        starts[at : at + 1], ends[at : at + 1] = (start, cut), (cut, end)
        folds[at : at + 1] = folded[start:cut], folded[cut:end]
    shapes = [
        shape if (shape := _BEGUN[raw[start]]) is not None else _shape(raw[start:end])
        for start, end in zip(starts, ends, strict=True)
    ]
    return Tokens(text, within, starts, ends, folds, shapes)


class _Begun(dict[str, Shape | None]):
    """The shape by a token's first character; null where the others tell, too."""

    def __missing__(self, first: str) -> Shape | None:
        self[first] = None if first.isupper() else _shape(first)
        return self[first]


_BEGUN = _Begun()


@lru_cache(maxsize=8192)
def _shape(printed: str) -> Shape:
    first = printed[0]
    if first.isupper():
        return CAPITALS if len(printed) > 1 and printed.isupper() else TITLE
    if first.isdigit():
        return NUMBER
    return LOWER if first.isalpha() else MARK


def words(phrase: str) -> list[str]:
    """The tokens of a phrase, folded."""
    return _TOKEN.findall(fold(phrase))


class _Branch:
    """A word of phrases: what follows it, and the lists of the phrases that end with it."""

    __slots__ = ("following", "lists")

    def __init__(self) -> None:
        self.following: dict[str, _Branch] = {}
        self.lists: list[str] = []


class Lexicons:
    """Several lists of phrases by name, looked up at once."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self.names = frozenset(lists)
        self._tree = _Branch()
        for name, phrases in lists.items():
            for phrase in phrases:
                branch = self._tree
                for token in _TOKEN.findall(fold(phrase)):
                    branch = branch.following.setdefault(token, _Branch())
                branch.lists.append(name)

    def at(self, tokens: Tokens, index: int) -> Mapping[str, int]:
        """Of each list that has a phrase beginning at `index`, the token behind the longest."""
        folds, count = tokens.folds, len(tokens.folds)
        branch = self._tree.following.get(folds[index]) if 0 <= index < count else None
        if branch is None:
            return _NOTHING
        ends: dict[str, int] = {}
        while branch is not None:
            index += 1
            for name in branch.lists:
                ends[name] = index
            branch = branch.following.get(folds[index]) if index < count else None
        return ends


_NOTHING: Mapping[str, int] = {}


class Lexicon:
    """Phrases, matched by their folded tokens; the longest wins."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases: set[tuple[str, ...]] = set()
        lengths: dict[str, set[int]] = {}
        for phrase in phrases:
            tokens = tuple(_TOKEN.findall(fold(phrase)))
            if tokens:
                self._phrases.add(tokens)
                lengths.setdefault(tokens[0], set()).add(len(tokens))
        self._lengths = {first: tuple(sorted(known, reverse=True)) for first, known in lengths.items()}

    def end(self, tokens: Tokens, index: int) -> int:
        """The token behind the longest phrase that begins at `index`; `index` itself where none does."""
        folds = tokens.folds
        if index < len(folds) and (lengths := self._lengths.get(folds[index])):
            for length in lengths:
                if length == 1:
                    return index + 1
                # Near the end a slice is shorter than asked for, and may be a shorter phrase.
                if index + length <= len(folds) and tuple(folds[index : index + length]) in self._phrases:
                    return index + length
        return index

    def __contains__(self, phrase: str) -> bool:
        return tuple(_TOKEN.findall(fold(phrase))) in self._phrases
