"""The words and marks of one sentence, and lists of phrases to look up in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import accumulate, repeat
from operator import add, itemgetter

from extract.folding import Text, fold
from extract.records import quickly
from extract.spans import Span
from extract.tables.titles import people

# "K'Mák" and "K' Brít" are one syllable. What most tokens are comes first: it is tried at each place.
_TOKEN = re.compile(r"\w++(?:'(?:\w+(?:'\w+)*|(?<=(?<!\w)[hky]') \w+))?|[^\w\s]")


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
    """Parallel lists: token `i` is `folds[i]`, printed from `starts[i]` on in the article's text."""

    text: Text
    within: Span
    starts: list[int]
    folds: list[str]
    shapes: list[Shape]
    # The tokens that begin with a capital, in order.
    titled: list[int]

    def __len__(self) -> int:
        return len(self.folds)

    def at(self, offset: int) -> int:
        """The first token that starts at `offset` or behind it."""
        return bisect_left(self.starts, offset)

    def end(self, index: int) -> int:
        """The offset behind the token."""
        return self.starts[index] + len(self.folds[index])

    def raw(self, index: int) -> str:
        """The token as the article prints it."""
        return self.text.raw[self.starts[index] : self.end(index)]

    def fold(self, index: int) -> str:
        """The folded token; empty outside the sentence."""
        return self.folds[index] if 0 <= index < len(self.folds) else ""

    def shape(self, index: int) -> Shape:
        """The token's shape; a mark outside the sentence."""
        return self.shapes[index] if 0 <= index < len(self.shapes) else MARK

    def glued(self, index: int) -> bool:
        """True where no space stands between this token and the one before it."""
        return 0 < index < len(self.starts) and self.starts[index] == self.end(index - 1)


_Tokens = quickly(Tokens)


def tokenize_ahead(text: Text, start: int, most: int) -> Tokens:
    """The tokens from an offset on, of its paragraph and of so many characters at most: no name goes on in the next."""
    end = min(start + most, len(text.raw))
    line = text.raw.find("\n", start, end)
    return tokenize(text, Span(start, line if line >= 0 else end))


def tokenize(text: Text, within: Span, cuts: Collection[int] = ()) -> Tokens:
    """The tokens inside `within`, in order; `cuts` are offsets inside a word where another one begins."""
    folded, raw = text.folded, text.raw
    whole = within.of(folded)
    words = whole.split(" ") if "' " not in whole else [whole]
    # Where each word begins: behind all letters before it, and as many spaces.
    begins = list(accumulate(map(add, map(len, words), repeat(1)), initial=within.start))
    starts: list[int] = []
    folds: list[str] = []
    done = 0
    # Most words have no mark beside them, and are a token as they stand.
    for number in [number for number, word in enumerate(words) if not word.isalnum()]:
        starts += begins[done:number]
        folds += words[done:number]
        done = number + 1
        begin, word = begins[number], words[number]
        if word[-1:] in _CLOSING and word[:-1].isalnum():
            starts += begin, begin + len(word) - 1
            folds += word[:-1], word[-1]
            continue
        for token in _TOKEN.finditer(folded, begin, begin + len(word)):
            starts.append(token.start())
            folds.append(token[0])
    starts += begins[done:-1]
    folds += words[done:]
    for cut in cuts:
        at = bisect_left(starts, cut) - 1
        start, end = starts[at], starts[at] + len(folds[at])
        starts[at : at + 1] = start, cut
        folds[at : at + 1] = folded[start:cut], folded[cut:end]
    # All at once takes a third of the time that each by itself does.
    firsts = itemgetter(*starts)(raw) if starts else ""
    shapes = list(map(_BEGUN.__getitem__, firsts))
    titled = [at for at, shape in enumerate(shapes) if shape is TITLE]
    for at in titled:
        start, end = starts[at], starts[at] + len(folds[at])
        # Of most the second letter tells.
        if end - start > 1 and raw[start : start + 2].isupper() and raw[start:end].isupper():
            behind = raw[end : end + 3]
            # "JD Vance", but "JD VANCE" and "JD.com"
            shapes[at] = TITLE if folds[at] in _initials() and behind[:1] == " " and behind.istitle() else CAPITALS
    return _Tokens(text, within, starts, folds, shapes, titled)


@cache
def _initials() -> frozenset[str]:
    return frozenset(fold(word) for word in people().initials)


class _Begun(dict[str, Shape]):
    """The shape by a token's first character; behind a capital the others tell, too."""

    def __missing__(self, first: str) -> Shape:
        self[first] = TITLE if first.isupper() else NUMBER if first.isdigit() else LOWER if first.isalpha() else MARK
        return self[first]


_BEGUN = _Begun()
# Marks that stand behind a word by themselves.
_CLOSING = ',.;:)"'


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
                for token in words(phrase):
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
            tokens = tuple(words(phrase))
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
        return tuple(words(phrase)) in self._phrases


# So many heads stand before a phrase at most ("nước Cộng hòa …").
_HEADS = 3


class Headed(Lexicon):
    """Phrases that some of others may stand before ("‹nước Cộng hòa› Singapore")."""

    def __init__(self, heads: Iterable[str], phrases: Iterable[str]) -> None:
        super().__init__(phrases)
        self._heads = Lexicon(heads)

    def end(self, tokens: Tokens, index: int) -> int:
        longest, at = super().end(tokens, index), index
        for _ in range(_HEADS):
            head = self._heads.end(tokens, at)
            if head == at:
                break
            at = head
            end = super().end(tokens, at)
            longest = max(longest, end) if end > at else longest
        return longest
