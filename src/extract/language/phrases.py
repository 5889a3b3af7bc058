"""Phrases to look for in a text: by the atoms that they begin with, before their pattern is tried."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extract.folding import Text
from extract.language.atoms import atoms_of, find_atoms
from extract.language.patterns import any_of
from extract.spans import Span


class Phrases:
    """A pattern that begins with one of the phrases; by default those as whole words, the longest that fits first."""

    def __init__(self, phrases: Iterable[str], pattern: str | None = None) -> None:
        told = tuple(phrases)
        self.pattern = re.compile(rf"\b{any_of(told)}\b" if pattern is None else pattern)
        self._firsts = frozenset(atoms_of(phrase)[0] for phrase in told)

    def find(self, text: Text, within: Span) -> Iterator[re.Match[str]]:
        """The matches inside `within`, in order."""
        table = find_atoms(text)
        atoms, firsts = table.atoms, self._firsts
        read_to = within.start
        for number in [number for number in table.within(within) if atoms[number] in firsts]:
            begin = table.begins[number]
            match = self.pattern.match(text.folded, begin, within.end) if begin >= read_to else None
            if match:
                read_to = match.end()
                yield match

    def told(self, text: Text, within: Span) -> bool:
        """True where one stands inside `within`."""
        return next(self.find(text, within), None) is not None
