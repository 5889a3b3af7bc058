"""Phrases to look for in a text: by the atoms that they begin with, before their pattern is tried."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from extract.folding import Text
from extract.language.atoms import atoms_of, find_atoms, openings_of
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


class Choices:
    """A pattern of alternatives, each told with the phrases that it begins with; of several that fit, the first.

    At a place only those are tried that the atom there can begin: each set of them is a pattern of its own, compiled
    when a text first asks for it. `frame` is what stands around them, `{}` in their place.
    """

    def __init__(self, choices: Iterable[tuple[Iterable[str], str]], frame: str = "(?:{})") -> None:
        told = [(tuple(phrases), pattern) for phrases, pattern in choices]
        self.openings = openings_of(phrase for phrases, _ in told for phrase in phrases)
        self._frame, self._alternatives = frame, [pattern for _, pattern in told]
        firsts = [{atoms_of(phrase)[0] for phrase in phrases} for phrases, _ in told]
        self._places = {
            atom: tuple(place for place, atoms in enumerate(firsts) if atom in atoms) for atom in set().union(*firsts)
        }
        self._patterns: dict[tuple[int, ...], re.Pattern[str]] = {}
        # As for `Phrases`, with the pattern of each place.
        self._last: tuple[Text | None, list[int], list[re.Pattern[str]]] = None, [], []

    def pattern(self, atom: str) -> re.Pattern[str]:
        """Of all alternatives, those that an atom can begin."""
        places = self._places[atom]
        if places not in self._patterns:
            told = "|".join(self._alternatives[place] for place in places)
            self._patterns[places] = re.compile(self._frame.replace("{}", told))
        return self._patterns[places]

    def find(self, text: Text, within: Span) -> list[re.Match[str]]:
        """The matches inside `within`, in order."""
        last, begins, patterns = self._last
        if text is not last:
            table = find_atoms(text)
            begins = table.offsets(self.openings)
            patterns = [self.pattern(table.atoms[number]) for number in table.find(self.openings, text.whole)]
            self._last = text, begins, patterns
        read_to, end = within
        found: list[re.Match[str]] = []
        first = bisect_left(begins, read_to)
        if first == len(begins) or begins[first] >= end:
            return found
        behind = bisect_left(begins, end, first)
        for begin, pattern in zip(begins[first:behind], patterns[first:behind], strict=True):
            if begin >= read_to and (match := pattern.match(text.folded, begin, end)):
                read_to = match.end()
                found.append(match)
        return found


def places_of(phrase: str, text: str, within: Span | None = None) -> Iterator[int]:
    """Where a phrase begins in a text, or in a span of it, be it inside of a word; in order."""
    start, end = within or (0, len(text))
    at = text.find(phrase, start, end)
    while at >= 0:
        yield at
        at = text.find(phrase, at + 1, end)


class Clue:
    """A pattern that needs one of some phrases: where a sentence has none, no part of it is worth looking through."""

    def __init__(self, pattern: str, needs: Iterable[str]) -> None:
        self.pattern = re.compile(pattern)
        self.needs = Phrases(needs)
