"""The atoms of a text: runs of letters, runs of digits, and signs.

Rules are looked up by the atoms that they begin with before their patterns are tried.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from extract.folding import Text
from extract.spans import Span

NUMBER = "#"
_ATOM = re.compile(r"([^\W\d_]+|\d+|\S)")


@dataclass(frozen=True, slots=True, eq=False)
class Atoms:
    """Parallel lists: atom `i` is `atoms[i]`, at `begins[i]` of the text; one empty atom stands behind the last.

    Letters are folded, digits are `#`, whichever they are.
    """

    atoms: list[str]
    begins: list[int]

    def within(self, span: Span) -> range:
        """The numbers of the atoms that begin inside the span."""
        return range(bisect_left(self.begins, span.start), bisect_left(self.begins, span.end))


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
