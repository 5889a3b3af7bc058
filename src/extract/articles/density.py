"""Where an article's body is on a page that no layout is known of: the element that holds the most running text.

Every piece of text that is long enough for a sentence counts for the block that it stands in, and half for the blocks
around that one; links and menus count for nothing, what is named as something else for a fraction ("sidebar-1" is the
main column of a large paper).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.articles.blocks import INLINE, NEVER_TEXT, foreign_names

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_SENTENCE = 25
_PASSED = NEVER_TEXT - {"form"} | {"a"}
_BLOCKS = {"p", "h2", "h3", "h4", "li", "blockquote", "font", "center"}
# An element around the best one is taken where it has so much more of the text: an article in several parts.
_WIDER = 1.25
_LEVELS = 4
_FOREIGN = 0.25


def densest(tree: LexborHTMLParser) -> LexborNode | None:
    """The element with the article's body; null on a page without running text."""
    if tree.body is None:
        return None
    own = _own_text(tree.body)
    worth: dict[int, float] = {}
    nodes: dict[int, LexborNode] = {}
    whole: dict[int, float] = {}
    for block, length in own:
        share = 1.0
        around: LexborNode | None = block.parent if block.tag in _BLOCKS else block
        for level in range(_LEVELS):
            if around is None or around.tag == "html":
                break
            key = around.mem_id
            nodes[key] = around
            worth[key] = worth.get(key, 0.0) + share * length
            whole[key] = whole.get(key, 0.0) + length
            share = 0.5 if level == 0 else share / 2
            around = around.parent
    if not worth:
        return None
    best = max(worth, key=lambda key: worth[key])
    return _widened(nodes[best], whole)


def _widened(node: LexborNode, whole: dict[int, float]) -> LexborNode:
    around = node.parent
    for _ in range(_LEVELS):
        if around is None or around.tag in {"html", "body"}:
            break
        if whole.get(around.mem_id, 0) >= _WIDER * whole.get(node.mem_id, 1):
            return around
        around = around.parent
    return node


def _own_text(body: LexborNode) -> list[tuple[LexborNode, float]]:
    """(block, worth) of each piece of running text that stands in no link: its characters, less in foreign elements."""
    found: list[tuple[LexborNode, float]] = []
    path: list[tuple[LexborNode, float]] = []
    # Menus name hundreds of elements alike.
    foreign: dict[tuple[str | None, str | None], bool] = {}
    share = 1.0
    node = body.child
    while node is not None or path:
        if node is None:
            left, share = path.pop()
            node = left.next
            continue
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            if len(text) >= _SENTENCE and len(text := text.strip()) >= _SENTENCE and " " in text:
                found.append((_block(node, body), share * len(text)))
        elif tag not in _PASSED and not tag.startswith(("-", "!")):
            path.append((node, share))
            if attributes := node.attributes:
                named = attributes.get("class"), attributes.get("id")
                if named not in foreign:
                    foreign[named] = foreign_names().search(" ".join(filter(None, named)).lower()) is not None
                share *= _FOREIGN if foreign[named] else 1
            node = node.child
            continue
        node = node.next
    return found


def _block(text: LexborNode, body: LexborNode) -> LexborNode:
    around = text.parent
    while around is not None and around.tag in INLINE and around.tag != "font":
        around = around.parent
    return around or body
