"""Which templates may match at a place of a text: seen from the atoms there, before any pattern is tried.

All templates are walked at once, atom by atom, until none can go on; those that came to their end on the way may match.
The states of that walk are made as texts first come to them: no more of them than what the templates can say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import product
from typing import TypeAlias

from extract.folding import Text, fold
from extract.language.atoms import ANY, NUMBER, Atoms, Openings, atoms_of, find_atoms
from extract.language.numbers import number_names
from extract.reading.templates import END, TOKEN, Matcher, matchers
from extract.spans import Span
from extract.tables.periods import periods
from extract.tables.words import synonyms

# A number of so many digits or more is no rank, and perhaps a year; it stands for itself here.
_LONG_DIGITS, _LONG = 4, "####"
# For all atoms that are not named; no atom is white space.
_OTHER = " "
# What "…" does not step over; behind the last atom of a text stands an empty one.
_NO_GAP = frozenset({NUMBER, _LONG, "", *".;:,()"})
# Slots of whole numbers that are not long, and those for which number words can stand.
_WHOLE, _WORDED = frozenset({"rank", "out_of", "n", "place", "top"}), frozenset({"n", "place", "from", "to"})

# A token of a template, or those between brackets, which may be left out.
_Part: TypeAlias = "re.Match[str] | list[_Part]"


class _Ways:
    """What a part of a template can stand for, as a tree of atoms; `ends` where nothing more need follow."""

    __slots__ = ("ends", "following")

    def __init__(self, ways: Iterable[Iterable[str]] = ()) -> None:
        self.ends = False
        self.following: dict[str, _Ways] = {}
        for way in ways:
            tree = self
            for atom in way:
                tree = tree.following.setdefault(atom, _Ways())
            tree.ends = True


# One atom of those that "…" steps over, whichever it is; one object, as it is known by being it.
_GAP = _Ways([()])


class _Place:
    """A place in a template: the parts that can come next, each with the place behind it.

    `ended` is the number of the matcher, where its template can end here.
    """

    __slots__ = ("ended", "parts")

    def __init__(self, parts: Iterable[tuple[_Ways, _Place]], ended: int | None = None) -> None:
        self.parts = [*parts]
        self.ended = ended


class _State:
    """Where all templates can be at once: in which parts, and how far in each.

    `ended` are the numbers of the matchers that can end here, `following` the next states by their atoms, as far as
    they were asked for; under `_OTHER` for all atoms that no part names. `gap` where that can be any of those.
    """

    __slots__ = ("_named", "_parts", "ended", "following", "gap")

    def __init__(self, parts: frozenset[tuple[_Ways, _Place]], ended: frozenset[int]) -> None:
        self._parts = parts
        self._named = frozenset(atom for ways in {ways for ways, _ in parts} for atom in ways.following)
        self.ended = ended
        self.following: dict[str, _State | None] = {}
        self.gap = any(ways is _GAP for ways, _ in parts)

    def follow(self, atom: str) -> _State | None:
        """The state behind an atom; null where no template goes on so."""
        if atom not in self._named:
            if not self.gap or atom in _NO_GAP:
                return None
            atom = _OTHER
        following = self.following
        if atom not in following:
            following[atom] = self._behind(atom)
        return following[atom]

    def named(self) -> frozenset[str]:
        """The atoms that can be next; `ANY` alone where that can be anything."""
        return frozenset({ANY}) if self.ended or self.gap else self._named

    def _behind(self, atom: str) -> _State | None:
        parts: set[tuple[_Ways, _Place]] = set()
        ended: set[int] = set()
        for ways, behind in self._parts:
            rest = ways.following.get(atom)
            if ways is _GAP and atom not in _NO_GAP:
                rest = ways
            if rest is None:
                continue
            if rest.following:
                parts.add((rest, behind))
            if rest.ends:
                parts.update(behind.parts)
                ended.update(() if behind.ended is None else (behind.ended,))
        return _state(frozenset(parts), frozenset(ended)) if parts or ended else None


@cache
def _state(parts: frozenset[tuple[_Ways, _Place]], ended: frozenset[int]) -> _State:
    return _State(parts, ended)


@cache
def _start() -> _State:
    """Before the first atom of all templates."""
    places = (_before(_nested(TOKEN.finditer(m.template)), _Place((), number)) for number, m in enumerate(matchers()))
    return _state(frozenset(part for place in places for part in place.parts), frozenset())


def starts(text: Text, within: Span) -> list[int]:
    """The numbers of the atoms that a phrasing could begin with."""
    return find_atoms(text).find(_openings(), within)


@cache
def _openings() -> Openings:
    start = _start()
    seconds = {first: state.named() for first in start.named() if (state := start.follow(first))}
    # Openings do not tell how long a number is.
    long = seconds.pop(_LONG) | seconds[NUMBER]
    return Openings({**seconds, NUMBER: frozenset({ANY}) if ANY in long else long})


def candidates(table: Atoms, number: int, end: int) -> Sequence[Matcher]:
    """The matchers to try at an atom of a text, in the order of the data; none looks at atom `end` or behind it."""
    atoms = table.atoms
    state: _State | None = _start()
    ended: frozenset[int] = frozenset()
    while state is not None:
        if state.ended:
            ended |= state.ended
        if number == end:
            break
        atom = atoms[number]
        if atom == NUMBER and table.is_long(number, _LONG_DIGITS):
            atom = _LONG
        state = state.following.get(atom) or state.follow(atom)
        number += 1
    return [matchers()[one] for one in sorted(ended)] if ended else ()


def _nested(tokens: Iterator[re.Match[str]]) -> list[_Part]:
    """The tokens up to the bracket that closes around them; what may be left out is a list of its own."""
    found: list[_Part] = []
    for token in tokens:
        if token.lastgroup == "close":
            break
        if token.lastgroup == "open":
            found.append(_nested(tokens))
        elif token.lastgroup != "space" and token.group() != END:
            found.append(token)
    return found


def _before(parts: list[_Part], behind: _Place) -> _Place:
    """The place before parts of a template, from the one behind them."""
    for part in reversed(parts):
        if isinstance(part, list):
            inner = _before(part, behind)
            behind = _Place([*inner.parts, *behind.parts], behind.ended)
        elif part.lastgroup == "gap":
            behind = _Place(behind.parts, behind.ended)
            behind.parts.append((_GAP, behind))
        else:
            behind = _Place([(_ways(part.lastgroup, part[part.lastgroup or 0]), behind)])
    return behind


@cache
def _ways(kind: str | None, text: str) -> _Ways:
    """What a class, a slot, a word or a sign can stand for."""
    if kind != "slot":
        return _Ways(map(atoms_of, synonyms(text) if kind == "cls" else [fold(text)]))
    name = text.rstrip("0123456789_")
    if name == "year":
        return _Ways([[_LONG]])
    if name == "when":
        return _Ways(_periods())
    words = map(atoms_of, number_names()) if name in _WORDED else ()
    ways = _Ways([[NUMBER], *words])
    if name not in _WHOLE:
        # "12.295,5"
        whole, mark = ways.following[NUMBER], _Ways()
        whole.ends = name != "decimal"
        whole.following = dict.fromkeys(".,", mark)
        ways.following[_LONG] = whole
        mark.following = dict.fromkeys((NUMBER, _LONG), whole)
        if name == "decimal":
            mark.following = dict.fromkeys((NUMBER, _LONG), _Ways([()]))
    return ways


def _periods() -> Iterator[list[str]]:
    """What {when} can stand for: "(năm 2012", "của năm trước đó"."""
    years, previous, links = (
        [atoms_of(fold(word)) for word in told] for told in (periods().year, periods().previous, synonyms("vào"))
    )
    named = [[_LONG], *([*year, _LONG] for year in years), *previous]
    for way in product(([], ["("]), ([], *links), named, ([], [")"])):
        yield [atom for part in way for atom in part]
