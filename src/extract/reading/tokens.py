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

# "K' Brít" is one syllable. What most tokens are comes first: it is tried at each place.
_TOKEN = re.compile(r"\w+(?:(?<=(?<!\w)[hky])' \w+|(?:'\w+)*)|[^\w\s]")


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
    spans = [match.span() for match in _TOKEN.finditer(text.folded, within.start, within.end)]
    for cut in cuts:
        at = bisect_left(spans, (cut, 0)) - 1
        spans[at : at + 1] = [(spans[at][0], cut), (cut, spans[at][1])]
    folded, raw = text.folded, text.raw
    return Tokens(
        text,
        within,
        [start for start, _ in spans],
        [end for _, end in spans],
        [folded[start:end] for start, end in spans],
        [_shape(raw[start:end]) for start, end in spans],
    )


@lru_cache(maxsize=8192)
def _shape(printed: str) -> Shape:
    first = printed[0]
    if first.isupper():
        return CAPITALS if len(printed) > 1 and printed.isupper() else TITLE
    if first.isdigit():
        return NUMBER
    return LOWER if first.isalpha() else MARK


def first_word(phrase: str) -> str:
    """The first token of a phrase, folded."""
    found = _TOKEN.search(fold(phrase))
    return found.group() if found else ""


class Lexicons:
    """Several lists of phrases by name, looked up at once."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._phrases: dict[tuple[str, ...], list[str]] = {}
        lengths: dict[str, set[int]] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                tokens = tuple(_TOKEN.findall(fold(phrase)))
                self._phrases.setdefault(tokens, []).append(name)
                lengths.setdefault(tokens[0], set()).add(len(tokens))
        self._lengths = {first: tuple(sorted(known, reverse=True)) for first, known in lengths.items()}

    def at(self, tokens: Tokens, index: int) -> Mapping[str, int]:
        """Of each list that has a phrase beginning at `index`, the token behind the longest."""
        folds = tokens.folds
        lengths = self._lengths.get(folds[index]) if index < len(folds) else None
        if lengths is None:
            return _NOTHING
        ends: dict[str, int] = {}
        for length in lengths:
            if index + length <= len(folds):
                for name in self._phrases.get(tuple(folds[index : index + length]), ()):
                    ends.setdefault(name, index + length)
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
