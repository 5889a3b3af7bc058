"""Where on a page something stands, and what is printed there."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from extract.tables.articles import surroundings

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode


# Each tree makes an engine of its own for its first query, which costs as much as a query; a thread needs only one.
_engines = threading.local()


def select(selector: str, node: LexborNode | None) -> list[LexborNode]:
    """The element itself, if it is one for a CSS selector, and all below it that are, in order."""
    found: list[LexborNode] = _engine().find(selector, node) if node is not None else []
    return found


def select_first(selector: str, node: LexborNode | None) -> LexborNode | None:
    """The first of `select`."""
    found: Sequence[LexborNode] = _engine().find_first(selector, node) if node is not None else ()
    return found[0] if found else None


def _engine() -> Any:
    engine = getattr(_engines, "one", None)
    if engine is None:
        from selectolax import lexbor

        make: Any = lexbor.LexborCSSSelector  # its types say less than it has
        engine = _engines.one = make()
    return engine


def said(node: LexborNode) -> str:
    """The text of an element in one line; a break in it parts words."""
    return squeezed(node.text(separator=" ") if select_first("br", node) else node.text())


def squeezed(text: str) -> str:
    """One space for each run of white space, none around."""
    return " ".join(text.split())


class Elsewhere:
    """Which elements of one page stand in a box of other articles, among comments, or at the foot of the page.

    What is called so and holds the headline is none of these: some sites have all of it in "sidebar-1". An answer holds
    for all elements on the way up, so that deep pages cost no more than others; nothing may be cut out in between.
    """

    def __init__(self) -> None:
        self._known: dict[int, bool] = {}

    def has(self, node: LexborNode) -> bool:
        """True for an element that stands elsewhere than the article."""
        answer = False
        path: list[int] = []
        around: LexborNode | None = node
        while around is not None and (tag := around.tag) not in ("body", "html"):
            key = around.mem_id
            if key in self._known:
                answer = self._known[key]
                break
            path.append(key)
            attributes = around.attributes
            named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower() if attributes else ""
            if tag in ("footer", "aside", "nav") or (named and _foreign_boxes().search(named)):
                answer = select_first("h1", around) is None
                break
            around = around.parent
        self._known.update(dict.fromkeys(path, answer))
        return answer


@cache
def _foreign_boxes() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, surroundings().markup.elsewhere)))
