"""The atoms of a text: runs of letters, runs of digits, and signs.

Rules are looked up by the atoms that they begin with before their patterns are tried.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate

from extract.folding import Text
from extract.spans import Span

NUMBER = "#"
# For an atom that can be anything; no atom but the one behind the last is empty.
ANY = ""
_ATOM = re.compile(r"([^\W\d_]+|\d+|\S)")


@dataclass(frozen=True, eq=False, slots=True)
class Openings:
    """What to look for: by the first atom the second ones, of which `ANY` is any. Two of them are never equal."""

    seconds: Mapping[str, Set[str]]


@dataclass(frozen=True, eq=False)
class Atoms:
    """Parallel lists: atom `i` is `atoms[i]`, at `begins[i]` of the text; one empty atom stands behind the last.

    Letters are folded, digits are `#`, whichever they are.
    """

    atoms: list[str]
    begins: list[int]
    # What was looked for before: where it begins, and the numbers of those atoms.
    _found: dict[Openings, tuple[list[int], list[int]]] = field(default_factory=dict, init=False, repr=False)

    def find(self, openings: Openings, within: Span) -> list[int]:
        """The numbers of the atoms that begin inside the span, as one of the openings does; in order.

        The whole text is searched once: its sentences are asked for the same again and again.
        """
        begins, numbers = self._found.get(openings) or self._search(openings)
        first = bisect_left(begins, within.start)
        return numbers[first : bisect_left(begins, within.end, first)]

    def _search(self, openings: Openings) -> tuple[list[int], list[int]]:
        atoms = self.atoms
        numbers: list[int] = []
        for atom in self._numbers.keys() & openings.seconds.keys():
            own, seconds = self._numbers[atom], openings.seconds[atom]
            numbers += own if ANY in seconds else [number for number in own if atoms[number + 1] in seconds]
        numbers.sort()
        self._found[openings] = [self.begins[number] for number in numbers], numbers
        return self._found[openings]

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        """By atom: where it stands in the lists."""
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, atom in enumerate(self.atoms[:-1]):
            numbers[atom].append(number)
        return numbers


def openings_of(phrases: Iterable[str]) -> Openings:
    """What phrases begin with, which are folded."""
    seconds: dict[str, set[str]] = defaultdict(set)
    for first, second, *_ in ((*atoms_of(phrase), ANY) for phrase in phrases):
        seconds[first].add(second)
    return Openings(seconds)


def atoms_of(folded: str) -> list[str]:
    """The atoms of a short folded text."""
    return [NUMBER if atom.isdecimal() else atom for atom in _ATOM.findall(folded)]


@lru_cache(maxsize=2)
def find_atoms(text: Text) -> Atoms:
    """The atoms of a text; those of the last two texts are remembered."""
    # In turn: what stands between atoms, and an atom.
    pieces = _ATOM.split(text.folded)
    atoms = [NUMBER if atom.isdecimal() else atom for atom in pieces[1::2]]
    return Atoms([*atoms, ""], [*accumulate(map(len, pieces))][::2])
