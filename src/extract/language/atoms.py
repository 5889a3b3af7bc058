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

_ATOM = re.compile(r"([^\W\d_]+|\d+|\S)")


@dataclass(frozen=True, slots=True, eq=False)
class Atoms:
    """Parallel lists: atom `i` is `atoms[i]`, folded, at `begins[i]`; one empty atom stands behind the last."""

    atoms: list[str]
    begins: list[int]

    def within(self, span: Span) -> range:
        """The numbers of the atoms that begin inside the span."""
        return range(bisect_left(self.begins, span.start), bisect_left(self.begins, span.end))

    def glued(self, number: int) -> bool:
        """True where the atom stands right behind another one of the same word ("g20")."""
        if number == 0 or not _in_word(self.atoms[number]):
            return False
        before = self.atoms[number - 1]
        return self.begins[number - 1] + len(before) == self.begins[number] and _in_word(before)


def _in_word(atom: str) -> bool:
    return atom.isalnum() or atom == "_"


def atoms_of(folded: str) -> list[str]:
    """The atoms of a short folded text."""
    return _ATOM.findall(folded)


@lru_cache(maxsize=2)
def find_atoms(text: Text) -> Atoms:
    """The atoms of a text; those of the last two texts are remembered."""
    # In turn: what stands between atoms, and an atom.
    pieces = _ATOM.split(text.folded)
    return Atoms([*pieces[1::2], ""], [*accumulate(map(len, pieces))][::2])
