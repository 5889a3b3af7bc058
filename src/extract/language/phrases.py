"""Phrases to look for in a text: by the atoms that they begin with, before their pattern is tried."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from extract.folding import Text
from extract.language.atoms import find_atoms, openings_of
from extract.language.patterns import any_of
from extract.spans import Span


class Phrases:
    """A pattern that begins with one of the phrases; by default those as whole words, the longest that fits first."""

    def __init__(self, phrases: Iterable[str], pattern: str | None = None) -> None:
        told = tuple(phrases)
        self.pattern = re.compile(rf"\b{any_of(told)}\b" if pattern is None else pattern)
        self._openings = openings_of(told)
        # The last text, and where phrases can begin in it: a text is looked through sentence by sentence. Kept as one,
        # as threads may read several.
        self._last: tuple[Text | None, list[int]] = None, []

    def find(self, text: Text, within: Span) -> list[re.Match[str]]:
        """The matches inside `within`, in order."""
        last, begins = self._last
        if text is not last:
            begins = find_atoms(text).offsets(self._openings)
            self._last = text, begins
        read_to, end = within
        found: list[re.Match[str]] = []
        # In most sentences there is none; in many a text neither.
        if not begins or (first := bisect_left(begins, read_to)) == len(begins) or begins[first] >= end:
            return found
        for begin in begins[first : bisect_left(begins, end, first)]:
            if begin >= read_to and (match := self.pattern.match(text.folded, begin, end)):
                read_to = match.end()
                found.append(match)
        return found


class Clue:
    """A pattern that needs one of some phrases: where a sentence has none, no part of it is worth looking through."""

    def __init__(self, pattern: str, needs: Iterable[str]) -> None:
        self.pattern = re.compile(pattern)
        self.needs = Phrases(needs)
