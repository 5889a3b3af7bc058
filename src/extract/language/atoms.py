"""The atoms of a text: runs of letters, runs of digits, and signs.

Rules are looked up by the atoms that they begin with before their patterns are tried.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, chain, compress, count
from operator import itemgetter
from sys import intern
from threading import Lock

from extract.folding import Text
from extract.spans import Span

NUMBER = "#"
# For an atom that can be anything; no atom but the one behind the last is empty.
ANY = ""
_ATOM = re.compile(r"([^\W\d_]+|\d+|\S)")
_LAST_SPACE = re.compile(" (?=[^ ])")
# Of what is told of a word.
_TOLD, _WIDTHS = itemgetter(0), itemgetter(1)
# So many words are remembered.
_MOST_WORDS = 20_000


@dataclass(frozen=True, eq=False, slots=True)
class Openings:
    """What to look for: by the first atom the second ones, of which `ANY` is any. Two of them are never equal."""

    seconds: Mapping[str, Set[str]]


@dataclass(frozen=True, eq=False)
class Atoms:
    """Parallel lists: atom `i` is `atoms[i]`, at `begins[i]` of the folded text; one empty atom stands behind the last.

    Letters are folded, digits are `#`, whichever they are.
    """

    folded: str
    atoms: list[str]
    begins: list[int]
    # By what was looked for: where it begins, and the numbers of those atoms.
    _found: dict[Openings, tuple[list[int], list[int]]] = field(default_factory=dict, init=False, repr=False)

    def find(self, openings: Openings, within: Span) -> list[int]:
        """The numbers of the atoms that begin inside the span, as one of the openings does; in order."""
        begins, numbers = self._found.get(openings) or self._search(openings)
        first = bisect_left(begins, within[0])
        return numbers[first : bisect_left(begins, within[1], first)]

    def offsets(self, openings: Openings) -> list[int]:
        """Where in the whole text atoms begin as one of the openings does; in order."""
        return (self._found.get(openings) or self._search(openings))[0]

    def is_long(self, number: int, digits: int) -> bool:
        """True for an atom, a number, of so many digits or more."""
        begin = self.begins[number]
        return self.begins[number + 1] >= begin + digits and self.folded[begin : begin + digits].isdecimal()

    def _search(self, openings: Openings) -> tuple[list[int], list[int]]:
        """Looks for all openings that are known at once: a text that is asked for one is asked for most of them."""
        atoms, begins = self.atoms, self.begins
        # The places of openings are counted: no other thread may add some meanwhile.
        with _known.lock:
            if openings not in _known.all:
                _known.add(openings)
            found: list[list[int]] = [[] for _ in _known.all]
            firsts = [*map(_known.by_first.get, atoms)]
            # Most atoms begin nothing: only the others come into the loop.
            for number, told, second in compress(zip(count(), firsts, atoms[1:]), firsts):
                seconds, others = told  # type: ignore[misc]
                for place in seconds.get(second, others):
                    found[place].append(number)
            for each, numbers in zip(_known.all, found, strict=True):
                self._found[each] = [begins[number] for number in numbers], numbers
        return self._found[openings]


class _Known:
    """All openings that were ever looked for, and their places in that order: by the first atom those of each second
    one, and those of any other.
    """

    def __init__(self) -> None:
        self.lock = Lock()
        self.all: dict[Openings, None] = {}
        self.by_first: dict[str, tuple[dict[str, tuple[int, ...]], tuple[int, ...]]] = {}

    def add(self, openings: Openings) -> None:
        place = len(self.all)
        self.all[openings] = None
        for first, seconds in openings.seconds.items():
            told, others = self.by_first.get(first, ({}, ()))
            for second in {*told, *seconds} - {ANY} if ANY in seconds else seconds:
                told[second] = (*told.get(second, others), place)
            self.by_first[first] = told, (*others, place) if ANY in seconds else others


_known = _Known()


def openings_of(phrases: Iterable[str]) -> Openings:
    """What phrases begin with, which are folded."""
    seconds: dict[str, set[str]] = defaultdict(set)
    for first, second, *_ in ((*atoms_of(phrase), ANY) for phrase in phrases):
        seconds[first].add(second)
    return Openings(seconds)


def atoms_of(folded: str) -> list[str]:
    """The atoms of a short folded text; of equal ones the same object, which is found quickly where it is a key."""
    return [NUMBER if atom.isdecimal() else intern(atom) for atom in _ATOM.findall(folded)]


@lru_cache(maxsize=2)
def find_atoms(text: Text) -> Atoms:
    """The atoms of a text; those of the last two texts are remembered."""
    folded = text.folded
    # Of several spaces all but the last go with the word before them.
    words = _LAST_SPACE.split(folded) if "  " in folded else folded.split(" ")
    told = [*map(_words.__getitem__, words)]
    begins = [*accumulate(chain.from_iterable(map(_WIDTHS, told)), initial=0)]
    if begins[-1] == len(folded) + 1:
        begins[-1] -= 1
        return Atoms(folded, [*chain.from_iterable(map(_TOLD, told)), ""], begins)
    # Other white space beside white space. In turn: what stands between atoms, and an atom.
    pieces = _ATOM.split(folded)
    atoms = [NUMBER if atom.isdecimal() else atom for atom in pieces[1::2]]
    return Atoms(folded, [*atoms, ""], [*accumulate(map(len, pieces))][::2])


class _Words(dict[str, tuple[tuple[str, ...], tuple[int, ...]]]):
    """What stands between two spaces → its atoms, and how far from the begin of each the next one begins.

    Texts have the same words again and again. Where white space comes first there is nothing, which nobody takes for
    the word's length.
    """

    def __missing__(self, word: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
        if len(self) > _MOST_WORDS:
            self.clear()
        begins = [match.start() for match in _ATOM.finditer(word)]
        if begins and begins[0] == 0:
            ends = [*begins[1:], len(word) + 1]
            self[word] = tuple(atoms_of(word)), tuple(end - begin for begin, end in zip(begins, ends, strict=True))
        else:
            self[word] = (), ()
        return self[word]


_words = _Words()
