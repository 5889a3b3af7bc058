"""Patterns of word lists."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A list as a tree of its words; null where a member ends.
_Tree = dict[str | None, "_Tree"]


def any_of(members: Iterable[str], space: str = " ") -> str:
    """A pattern of any of the members, the longest that fits first; `space` is what stands for a space in them.

    What several begin with is looked at once: `any_of(["xếp", "xếp hạng", "xếp thứ"])` is
    `(?:xếp(?: (?:hạng|thứ)|))`.
    """
    tree: _Tree = {}
    for member in members:
        node = tree
        for word in member.split(" "):
            node = node.setdefault(word, {})
        node[None] = {}
    return _branches(tree, space)


def _branches(tree: _Tree, space: str) -> str:
    words = sorted((word for word in tree if word is not None), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(_branch(word, tree[word], space) for word in words) + ")"


def _branch(word: str, rest: _Tree, space: str) -> str:
    head = re.escape(word)
    if rest.keys() == {None}:
        return head
    behind = space + _branches(rest, space)
    # An empty branch is faster than "?" behind a group.
    return f"{head}(?:{behind}|)" if None in rest else head + behind
