"""Patterns of word lists."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.folding import WHITE, fold

# A list as a tree of its words; null where a member ends.
_Tree = dict[str | None, "_Tree"]


def any_of(members: Iterable[str], space: str = " ") -> str:
    """A pattern of any of the members, the longest that fits first; `space` is what stands for a space in them.

    What several begin with is looked at once: `any_of(["xếp", "xếp hạng", "xếp thứ"])` is
    `(?:xếp(?: (?:hạng|thứ)|))`.
    """
    return _branches(_tree_of(members), space)


def begun(members: Iterable[str], never: Iterable[str] = (), *, apart_from: str = r"\w") -> str:
    r"""As `(?<!\w)` and `any_of`, in a third of the time where it is what a pattern begins with that is searched for.

    What stands before a member is looked at behind its first letter: `re` skips to one of several letters at once, if
    nothing comes before them. `never`: words that stand before none; `apart_from`: characters that do.
    """
    return _branches(_tree_of(members), " ", rf"(?<!{apart_from}.)" + "".join(rf"(?<!\b{word} .)" for word in never))


def _tree_of(members: Iterable[str]) -> _Tree:
    tree: _Tree = {}
    for member in members:
        node = tree
        for word in member.split(" "):
            node = node.setdefault(word, {})
        node[None] = {}
    return tree


def _branches(tree: _Tree, space: str, before: str = "") -> str:
    words = sorted((word for word in tree if word is not None), key=lambda word: (-len(word), word))
    alike: dict[str, list[str]] = {}
    for word in words:
        alike.setdefault(word[:1], []).append(word)
    return "(?:" + "|".join(_alike(first, members, tree, space, before) for first, members in alike.items()) + ")"


def _alike(first: str, words: list[str], tree: _Tree, space: str, before: str) -> str:
    """Words with one first letter: `re` tries branches one after another, and so looks at that once for all, and at
    what stands `before` it.
    """
    if len(words) == 1 and not before:
        return _branch(words[0], tree[words[0]], space)
    letter = re.escape(first)
    branches = "|".join(_branch(word, tree[word], space).removeprefix(letter) for word in words)
    return f"{letter}{before}(?:{branches})"


def _branch(word: str, rest: _Tree, space: str) -> str:
    head = re.escape(word)
    if rest.keys() == {None}:
        return head
    behind = space + _branches(rest, space)
    # An empty branch is faster than "?" behind a group.
    return f"{head}(?:{behind}|)" if None in rest else head + behind


_LAST_LETTERS = re.compile(r"[^\W_]+\Z")


class Before:
    """A pattern of what stands right before a place: tried only where the last word there is one that it can end with.

    `phrases` are all that it can end with, beside a number where `numbers`; `marks`, beside white space, what may stand
    between them and the place. An empty one stands for a mark that is none of these, or nothing. `only`: beside numbers
    and marks it has no words but theirs, so that none is looked for before another word.
    """

    def __init__(
        self, pattern: str, phrases: Iterable[str], *, marks: str = "", numbers: bool = False, only: bool = False
    ) -> None:
        told = list(map(fold, phrases))
        self._pattern = re.compile(pattern)
        self._skipped, self._numbers = WHITE + marks, numbers
        self.words = frozenset(last_word(phrase, self._skipped) for phrase in told)
        self._only, self._inside = only, frozenset(word for phrase in told for word in phrase.split())

    def search(self, folded: str, start: int, end: int) -> re.Match[str] | None:
        """The match in `folded[start:end]`, by offsets of that."""
        before = folded[start if start > 0 else 0 : end]
        word = last_word(before, self._skipped)
        if word in self.words or (self._numbers and word[-1:].isdigit()):
            return self._pattern.search(before, self._floor(before))
        return None

    def _floor(self, before: str) -> int:
        """No match begins before this offset."""
        at = len(before) if self._only else 0
        while at > 0:
            space = before.rfind(" ", 0, at)
            word = before[space + 1 : at]
            if word.isalnum() and word not in self._inside and not word.isdigit():
                return at
            at = space
        return 0


def last_word(before: str, skipped: str = WHITE) -> str:
    """The last letters and digits of what stands before a place, but for the characters to be skipped behind them."""
    told = before.rstrip(skipped)
    word = told[told.rfind(" ") + 1 :]
    if word.isalnum():
        return word
    # It is a mark, or one stands in it.
    letters = _LAST_LETTERS.search(word) if word[-1:].isalnum() else None
    return letters[0] if letters else ""
