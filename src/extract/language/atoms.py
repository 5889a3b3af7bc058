"""The atoms of a text: runs of letters, runs of digits, and signs.

Rules are looked up by the atoms that they begin with before their patterns are tried.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate

from extract.folding import Text
from extract.spans import Span

NUMBER = "#"
_ATOM = re.compile(r"([^\W\d_]+|\d+|\S)")


@dataclass(frozen=True, eq=False)
class Atoms:
    """Parallel lists: atom `i` is `atoms[i]`, at `begins[i]` of the text; one empty atom stands behind the last.

    Letters are folded, digits are `#`, whichever they are.
    """

    atoms: list[str]
    begins: list[int]
    # By the atoms asked for: where they begin, and their numbers.
    _found: dict[frozenset[str], tuple[list[int], list[int]]] = field(default_factory=dict, init=False, repr=False)

    def find(self, wanted: frozenset[str], within: Span) -> list[int]:
        """The numbers of the atoms that begin inside the span and are one of those wanted, in order.

        The whole text is searched once: its sentences are asked for the same again and again.
        """
        found = self._found.get(wanted)
        if found is None:
            numbers: list[int] = []
            for atom in self._numbers.keys() & wanted:
                numbers += self._numbers[atom]
            numbers.sort()
            found = self._found[wanted] = [self.begins[number] for number in numbers], numbers
        begins, numbers = found
        first = bisect_left(begins, within.start)
        return numbers[first : bisect_left(begins, within.end, first)]

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        """By atom: where it stands in the lists."""
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, atom in enumerate(self.atoms[:-1]):
            numbers[atom].append(number)
        return numbers


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
