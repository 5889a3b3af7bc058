"""The template language of the phrasings, compiled to one matcher that is indexed by first word.

    ‹xếp›      a class of synonyms (`data/words.toml`)
    {value}    a numeral; {rank} and {out_of} whole numbers up to three digits; {max} a score's
               maximum, {most} one that is round; {n} those and number words;
               {big} a numeral that is no movement of a score, 20 and more;
               {top} the size of a leading group, five and more (of groups by rank there are four);
               {decimal} a numeral with decimals; {from} and {to} the two ends of a movement;
               {when} a year or "năm trước", with or without brackets
    [ … ]      may be left out
    ⊣          the end of the sentence
    …          up to six words without a numeral or a stop
Spaces stand for any white space, and for none beside a numeral or a sign.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, reduce
from operator import or_
from typing import NamedTuple

from extract.folding import Text, fold
from extract.language.atoms import ANY, NUMBER, Openings, atoms_of, find_atoms
from extract.language.numbers import DECIMAL, INTEGER, NUMERAL, number_names, number_words
from extract.language.patterns import any_of
from extract.spans import Span
from extract.tables.periods import periods
from extract.tables.phrasings import Phrasing, phrasings
from extract.tables.words import synonyms

_TOKEN = re.compile(
    r"‹(?P<cls>[^›]+)›|\{(?P<slot>\w+)\}|(?P<open>\[)|(?P<close>\])|(?P<gap>…)|(?P<space>\s+)|(?P<word>[\w%]+)|(?P<sign>.)"
)
_BEHIND_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*\s*([^\W\d_]+|\d|\S)")
# Slots whose numeral need not end where the printed one ends ("2018" of "2018,5").
_OPEN_ENDED = re.compile(r"\{(?:year|any|top)")
_END = "⊣"


@dataclass(frozen=True)
class Matcher:
    """One template of a phrasing; its patterns are compiled when they are first asked for.

    `needs` are bits for what it cannot match without: see `lacking`.
    """

    phrasing: Phrasing
    template: str
    needs: int = 0

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What the template matches."""
        return re.compile(compile_template(self.template, ranks=self.phrasing.unit == "hạng") + r"(?!\w)")

    @cached_property
    def around(self) -> _Around:
        """What must stand around it, and what must not."""
        return _around(self.phrasing)


class _Around(NamedTuple):
    """What must stand before and behind a phrasing, and what must not."""

    follows: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    after: re.Pattern[str] | None
    never_after: re.Pattern[str] | None
    compares: bool

    def allows(self, folded: str, begin: int, end: int, within: Span) -> bool:
        """True where the phrasing may stand from `begin` to `end`, looking no further than `within`."""
        if self.follows and not self.follows.match(folded, end, within.end):
            return False
        if self.unless and self.unless.match(folded, end, within.end):
            return False
        if self.compares and not _compared(folded, begin, end, within):
            return False
        before = folded[max(within.start, begin - 60) : begin]
        if self.after and not self.after.search(before):
            return False
        return not (self.never_after and self.never_after.search(before))


def compile_template(template: str, *, ranks: bool = False) -> str:
    """The regular expression of a template, without the boundaries around; `ranks`: its two ends are whole numbers."""
    bare_ends = not ranks and "‹điểm›" not in template and "‹phần trăm›" not in template
    out: list[str] = []
    slots: dict[str, int] = defaultdict(int)
    for token in _TOKEN.finditer(template):
        kind = token.lastgroup
        text = token.group(kind or 0)
        if kind == "cls":
            out.append(any_of(synonyms(text), r"\s+") + r"(?!\w)")
        elif kind == "slot":
            slots[text] += 1
            name = text if slots[text] == 1 else f"{text}_{slots[text]}"
            out.append(f"(?P<{name}>{_slot(text, ranks=ranks, decimals=bare_ends)})")
        elif kind == "open":
            out.append("(?:")
        elif kind == "close":
            out.append("|)")
        elif kind == "gap":
            out.append(rf"(?:(?!{_stops()}(?!\w))[^\s\d.;:,()]+\s+){{0,6}}?")
        elif kind == "space":
            out.append(r"\s*")
        elif text == _END:
            out.append("$")
        elif text == "/":
            # "72,31 / 100 điểm"
            out.append(r"/\s*")
        else:
            out.append(re.escape(fold(text)) + (r"(?!\w)" if kind == "word" and text != "%" else ""))
    return "".join(out)


@cache
def _stops() -> str:
    """Words that "…" does not step over."""
    return any_of(synonyms("ngắt"), r"\s+")


def _slot(name: str, *, ranks: bool = False, decimals: bool = False) -> str:
    base = name.rstrip("0123456789_")
    if base == "year":
        return r"(?:19|20)\d{2}(?!\d)"
    if base == "when":
        return _when()
    if base == "any":
        return r"\d+(?:[.,]\d+)*"
    if base in {"rank", "out_of"}:
        return INTEGER
    if base in {"n", "place"}:
        return rf"(?:{INTEGER}|{number_words()})"
    if base in {"from", "to"}:
        return _rank_end() if ranks else DECIMAL if decimals else rf"(?:{NUMERAL})"
    if base == "top":
        return r"(?:[5-9]|[1-9]\d)(?!\d)"
    if base == "big":
        return r"(?:[2-9]\d|\d{3})(?:[.,]\d{1,2})?(?!\d|[.,]\d)"
    if base == "decimal":
        return DECIMAL
    if base == "most":
        # What can be had is a round number or a half ("13,5"); "4,70 / 4,56" are two years.
        return r"\d{1,4}(?:[.,](?:50?|0{1,2}|25|75))?(?![\d]|[.,]\d)"
    return rf"(?:{NUMERAL})" if base in {"value", "max"} else INTEGER


@cache
def _rank_end() -> str:
    """One end of a rank's movement; in words only behind a word for ranks, and no year ("từ hạng năm 2018 …")."""
    nouns = "|".join(rf"(?<=\b{fold(word)} )" for word in sorted(synonyms("bậc thứ")))
    return rf"(?:{INTEGER}|(?:{nouns}){number_words()}(?!\s+(?:19|20)\d{{2}}))"


@cache
def _when() -> str:
    """A period told between the ends of a movement: "(năm 2012)", "của năm trước đó"."""
    year, previous = (any_of(map(fold, told), r"\s+") for told in (periods().year, periods().previous))
    link = any_of(synonyms("vào"), r"\s+")
    return rf"\(?(?:{link}\s+)?(?:(?:{year}\s+)?(?:19|20)\d{{2}}|{previous}(?!\w))\)?"


@cache
def _around(phrasing: Phrasing) -> _Around:
    return _Around(
        _one_of(phrasing.follows),
        _one_of(phrasing.unless),
        _one_of(phrasing.after, before=True),
        _one_of(phrasing.never_after, before=True),
        phrasing.compares,
    )


def _compared(folded: str, begin: int, end: int, within: Span) -> bool:
    """True for "hơn 2 bậc" with the period compared with: behind it, or before it where nothing else is compared."""
    behind, before, other, later = _comparisons()
    if behind.match(folded, end, within.end):
        return True
    if other.match(folded, end, within.end):
        return False
    return before.search(folded, within.start, begin) is not None or later.match(folded, end, within.end) is not None


@cache
def _comparisons() -> tuple[re.Pattern[str], ...]:
    against, level = any_of(synonyms("so")), any_of((*synonyms("số trước"), *synonyms("tên số")))
    year, previous = (any_of(map(fold, told), r"\s+") for told in (periods().year, periods().previous))
    measured = rf"(?:{level}|\d+(?:[.,]\d+)?\s*(?:%|{any_of(synonyms('điểm'))})?)"
    when = rf"(?:{measured}\s+)*(?:(?:{year}\s+)?(?:19|20)\d{{2}}|{previous})(?!\w)"
    moved = any_of((*synonyms("hơn trước"), *synonyms("kém trước")))
    others = any_of((*synonyms("so"), *synonyms("so kè")))
    return (
        re.compile(rf"\s*(?:{against}\s+)?{when}"),
        re.compile(rf"(?<!\w)(?:{against}|{moved})\s+{when}(?:(?!(?<!\w){others}(?!\w))[^;])*$"),
        re.compile(rf"\s*{against}(?!\w)"),
        re.compile(rf"(?:(?!(?<!\w){others}(?!\w))[^;.]){{1,80}}?(?<!\w){against}\s+{when}"),
    )


@cache
def matchers() -> tuple[Matcher, ...]:
    """One for each template of all phrasings, in the order of the data."""
    bits = _bits()
    return tuple(
        Matcher(phrasing, template, sum(bits[one_of] for one_of in _needs(template)))
        for phrasing in phrasings()
        for template in phrasing.say
    )


@cache
def _needs(template: str) -> frozenset[frozenset[str]]:
    """What a template needs behind its first word: sets of atoms of which one must be there."""
    depth, needs = 0, set()
    for token in _TOKEN.finditer(template):
        kind, text = token.lastgroup, token.group()
        depth += (kind == "open") - (kind == "close")
        # What it begins with is known to be there.
        if not depth and token.start() and kind in {"cls", "word", "sign"} and text != _END:
            needs.add(frozenset(atom for atom, *_ in _alternatives(kind, text, 1)))
    return frozenset(needs)


@cache
def _bits() -> dict[frozenset[str], int]:
    """A bit for each set of atoms of which a template needs one."""
    needs = {one_of for phrasing in phrasings() for template in phrasing.say for one_of in _needs(template)}
    return {one_of: 1 << number for number, one_of in enumerate(needs)}


@cache
def _bits_met() -> dict[str, int]:
    """By atom: the bits of all sets that it is in."""
    met: dict[str, int] = defaultdict(int)
    for one_of, bit in _bits().items():
        for atom in one_of:
            met[atom] |= bit
    return met


def lacking(text: Text, within: Span) -> int:
    """The bits of what no atom inside the span meets: a matcher that needs one of them need not be tried there."""
    table, met = find_atoms(text), _bits_met()
    here = table.atoms[bisect_left(table.begins, within.start) : bisect_left(table.begins, within.end)]
    return ~reduce(or_, map(met.__getitem__, met.keys() & here), 0)


def starts(text: Text, within: Span) -> list[int]:
    """The numbers of the atoms that a phrasing could begin with."""
    return find_atoms(text).find(_openings(), within)


def candidates(text: Text, number: int, end: int) -> tuple[Matcher, ...]:
    """The matchers to try at an atom, looking no further than `end`: those that begin with it and the next two."""
    table = find_atoms(text)
    atoms, begins = table.atoms, table.begins
    first, second = atoms[number], atoms[number + 1]
    found = by_opening()[first]
    if first == NUMBER:
        return found.get(_behind_numeral(text.folded, begins[number], end), found[ANY])
    if not second or second not in found:
        return found[ANY]
    numeral = second == NUMBER
    third = _behind_numeral(text.folded, begins[number + 1], end) if numeral else atoms[number + 2]
    going_on = _by_third(first, second)
    return going_on.get(third, going_on[ANY])


def _behind_numeral(folded: str, start: int, end: int) -> str:
    """The atom behind the numeral at `start`; `ANY` where none stands before `end`."""
    behind = _BEHIND_NUMERAL.match(folded, start, end)
    atom = behind.group(1) if behind else ANY
    return NUMBER if atom.isdecimal() else atom


@cache
def by_opening() -> dict[str, dict[str, tuple[Matcher, ...]]]:
    """By the first atom of a match and then the second: the matchers that can begin so; under `ANY` those that can
    go on with anything.
    """
    index: dict[str, dict[str, dict[int, Matcher]]] = defaultdict(lambda: defaultdict(dict))
    for at, matcher in enumerate(matchers()):
        for first, second in openings(matcher.template):
            index[first][second][at] = matcher
    return {
        first: {
            second: tuple(matcher for _, matcher in sorted({**told, **found[ANY]}.items()))
            for second, told in [*found.items()]
        }
        | {ANY: tuple(found[ANY].values())}
        for first, found in index.items()
    }


@cache
def _openings() -> Openings:
    """Behind a numeral anything can stand: what it is, its last digits tell."""
    seconds = {first: {second for second, told in found.items() if told} for first, found in by_opening().items()}
    return Openings({**seconds, NUMBER: {ANY}})


@cache
def _by_third(first: str, second: str) -> dict[str, tuple[Matcher, ...]]:
    """Of the matchers that can begin with two atoms: by the third those that can go on so, under `ANY` with anything.

    Only told for openings that a text has: all of them would take a second.
    """
    told = [(matcher, _thirds(matcher.template, first, second)) for matcher in by_opening()[first][second]]
    return {
        third: tuple(matcher for matcher, thirds in told if third in thirds or ANY in thirds)
        for third in {ANY}.union(*(thirds for _, thirds in told))
    }


def _thirds(template: str, first: str, second: str) -> set[str]:
    """The atoms that can be third in what a template matches behind the first two; `ANY` where that can be anything."""
    if second == NUMBER and _OPEN_ENDED.search(template):
        return {ANY}
    thirds: set[str] = set()
    ended = _walk(_TOKEN.finditer(template), {0}, (first, second), thirds)
    return thirds | {ANY} if ended else thirds


def _walk(tokens: Iterator[re.Match[str]], begun: set[int], told: tuple[str, ...], thirds: set[str]) -> set[int]:
    """How many atoms can have been matched at the bracket that closes around the tokens, of those told.

    `begun` are those matched before; what can stand behind all that are told is added to `thirds`.
    """
    for token in tokens:
        kind, text = token.lastgroup, token.group()
        if kind == "close":
            break
        if kind == "space":
            continue
        if kind == "open":
            begun = begun | _walk(tokens, begun, told, thirds)
            continue
        ways = _ways(kind, text)
        matched: set[int] = set()
        for count in begun:
            if count == len(told):
                thirds.update(ways)
                continue
            for way in (*ways.get(told[count], ()), *ways.get(ANY, ())):
                rest = told[count:]
                for atom in way:
                    if not rest or atom == ANY:
                        thirds.add(atom)
                        break
                    if atom != rest[0]:
                        break
                    rest = rest[1:]
                else:
                    matched.add(len(told) - len(rest))
        begun = matched
    return begun


@cache
def _ways(kind: str | None, text: str) -> dict[str, list[tuple[str, ...]]]:
    """The first three atoms of what one token can stand for, by the first of them."""
    ways: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for atoms in _alternatives(kind, text, 3):
        ways[atoms[0]].append(atoms)
    return ways


def openings(template: str) -> set[tuple[str, str]]:
    """The first two atoms of what a template matches: words, signs, `#` for a numeral, `ANY` where it can be anything.

    `openings("‹hạng› [thứ ]{rank}")` has ("hạng", "#"), ("hạng", "thứ"), ("vị", "trí").
    """
    return {(first, second) for first, second, *_ in ((*o, ANY, ANY) for o in _sequence(_TOKEN.finditer(template)))}


def _sequence(tokens: Iterator[re.Match[str]]) -> set[tuple[str, ...]]:
    """The first atoms, at most two, of the tokens up to the bracket that closes around them."""
    begun: set[tuple[str, ...]] = {()}
    for token in tokens:
        kind, text = token.lastgroup, token.group()
        if kind == "close":
            break
        if kind == "space":
            continue
        inner = _sequence(tokens) | {()} if kind == "open" else None
        grown: set[tuple[str, ...]] = set()
        for head in begun:
            room = 2 - len(head)
            if not room:
                grown.add(head)
                continue
            grown |= {head + atoms[:room] for atoms in (_alternatives(kind, text, room) if inner is None else inner)}
        begun = grown
    return begun


@cache
def _alternatives(kind: str | None, text: str, most: int) -> set[tuple[str, ...]]:
    """The first atoms of what one token can stand for, at most so many."""
    if most == 0:
        return {()}
    slot = text.strip("{}0123456789_") if kind == "slot" else None
    if kind == "gap" or text == _END:
        return {(ANY, ANY)[:most]}
    if slot == "when":
        told = map(fold, (*periods().year, *periods().previous, *synonyms("vào"), "("))
        return {(first, *[ANY] * (most - 1)) for first in (NUMBER, *(atoms_of(word)[0] for word in told))}
    if slot:
        words = number_names() if slot in {"n", "place", "from", "to"} else ()
        return {(NUMBER,), *(tuple(atoms_of(word)[:most]) for word in words)}
    return {tuple(atoms_of(word)[:most]) for word in (synonyms(text.strip("‹›")) if kind == "cls" else (fold(text),))}


def _one_of(templates: tuple[str, ...], *, before: bool = False) -> re.Pattern[str] | None:
    if not templates:
        return None
    body = "|".join(compile_template(template) for template in templates)
    body = re.sub(r"\(\?P<\w+>", "(?:", body)
    return re.compile(rf"(?:^|(?<=\W))(?:{body})\s*$" if before else rf"\s*(?:{body})(?!\w)")
