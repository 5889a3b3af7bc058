"""Words that make what they govern a plan, a wish or a supposition."""

from __future__ import annotations

import re
from functools import cache

from extract.folding import Text
from extract.language.patterns import any_of
from extract.reading.model import Mention
from extract.spans import Span
from extract.tables.hedges import hedges


def find_hedges(text: Text, within: Span) -> list[Mention[str]]:
    """The hedges inside `within`, in order: kinds "target" and "supposition"; a reached goal is none."""
    return [
        Mention(match.lastgroup, match.group(), Span(*match.span()))
        for match in _pattern().finditer(text.folded, within.start, within.end)
        if match.lastgroup and match.lastgroup not in {"achieved", "contrast"}
    ]


@cache
def _pattern() -> re.Pattern[str]:
    table = hedges()
    kinds = {word: kind for kind in ("target", "supposition", "achieved", "contrast") for word in getattr(table, kind)}
    # The longest word first, so that "hoàn thành mục tiêu" is read before "mục tiêu".
    parts = [
        f"(?P<{kind}>{any_of([w for w, k in kinds.items() if k == kind])})"
        for kind in ("contrast", "achieved", "target", "supposition")
    ]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b")
