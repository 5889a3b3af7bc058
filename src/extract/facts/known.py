"""The people of one article as they are gathered: when a part of a name, or another spelling, is the same man's."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from extract.folding import Text, fold
from extract.reading import names
from extract.reading.people import Held, Person
from extract.spans import Span
from extract.tables.titles import people


@dataclass(slots=True)
class Known:
    """One person of the article: all that sentences tell of him, and where he is mentioned."""

    key: str
    told: list[Person] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    named_by_title: list[Held] = field(default_factory=list)

    @property
    def is_called_first(self) -> bool:
        """True for whoever abroad may be called by the first word of his name ("ông Lee" of "Lee Jae-myung", "bà
        Paetongtarn" of "Paetongtarn Shinawatra", "ông Tập" of "Tập Cận Bình").
        """
        words = self.key.split()
        foreign = any(held.foreign for person in self.told for held in person.held)
        first = names.is_surname(words[0]) or names.is_outlandish(words[:1]) or any("-" in word for word in words)
        return foreign and len(words) in (2, 3) and (first or not names.is_outlandish(words))

    @property
    def fullest(self) -> Person:
        """The telling with the most titles, the first of these; of two spellings the longer."""
        if len(self.told) == 1:
            return self.told[0]
        return max(self.told, key=lambda person: (len(person.name.split()), len(person.held), -person.span.start))


# So many letters has a first name at least that may be spelled with another one.
_SLIP = 5


def newcomer(text: Text, loose: Sequence[Held], everyone: Iterable[Known]) -> dict[Span, str]:
    """ "Tân giám đốc từng là …": who alone is told to have taken the office that he is called by."""
    for held in loose:
        if not text.folded.endswith(f"{people().newcomer} ", 0, held.span.start):
            continue
        told = ((one, taken) for one in everyone for person in one.told for taken in person.held)
        takers = {
            one.fullest.name
            for one, taken in told
            if taken.status == "appointed" and taken.title.canonical == held.title.canonical
        }
        if len(takers) == 1:
            return {Span(held.span.start, held.end): takers.pop()}
    return {}


def merge_spellings(known: dict[str, Known]) -> None:
    """Two spellings of one man, and a part of his name beside the whole, become one."""
    words = [word for key in known for word in key.split()]
    if len(known) < 2 or len(set(words)) == len(words):
        return  # no two of them have a word in common
    longest = max(len(key.split()) for key in known)
    wholes: dict[_Look, list[str]] = defaultdict(list)
    for key in known:
        for look in _looks_of(key):
            wholes[look].append(key)
    for key in sorted(known, key=lambda key: (len(key.split()), key)):
        part = known[key]
        others = {other for look in _looked_for(part, longest) for other in wholes.get(look, ()) if other in known}
        ranked = sorted((rank, other) for other in others - {key} if (rank := _rank(key, other)) is not None)
        whole = next((known[other] for _, other in ranked if _same_man(part, known[other])), None)
        if whole is not None:
            whole.told.extend(part.told)
            del known[key]


# What a name is looked for by: words in a row; the first word, another one and how many there are; with none, a slip.
_Look = str | tuple[str, str, int]


def _looks_of(key: str) -> Iterator[_Look]:
    """All that a part of a name, or another spelling of it, may look for."""
    words = without_generation(key.split())
    for at in range(1, len(words)):
        yield " ".join(words[:at])
        yield " ".join(words[at:])
        yield words[0], words[at], len(words)
    yield _bare(" ".join(words))
    yield from _slips_of(words)


def _slips_of(words: Sequence[str]) -> Iterator[_Look]:
    """The first name without each letter inside it, and whole, with the words behind it: two of which one letter is
    another one have one of these in common.
    """
    first, rest = words[0], " ".join(words[1:])
    if rest and len(first) >= _SLIP and first.isascii():
        yield first, rest, 0
        for at in range(1, len(first) - 1):
            yield first[:at] + first[at + 1 :], rest, 0


def _looked_for(part: Known, longest: int) -> Iterator[_Look]:
    """By what the names are found among which all are that `_same_man` may take for the whole of a part."""
    words = without_generation(part.key.split())
    yield " ".join(words)
    yield _bare(" ".join(words))
    if len(words) > 1 and part.fullest.abroad:
        yield from _slips_of(words)
        yield from ((words[0], words[-1], count) for count in range(len(words) + 1, longest + 1))


def _rank(key: str, other: str) -> int | None:
    """Names that end alike come first, then those that begin alike, then other spellings; none else is compared."""
    pairs = zip(_traits(key), _traits(other), strict=True)
    return next((rank for rank, (one, two) in enumerate(pairs) if one == two), None)


def _traits(key: str) -> tuple[str, str, str]:
    """What two spellings of a name, or a part and the whole of it, have in common: one of these."""
    words = without_generation(key.split())
    # Of names of elsewhere the first word may be the surname: "Yoon" of "Yoon Suk Yeol".
    return words[-1], words[0] if key.isascii() else " ".join(words[:2]), _bare(key)


def _same_man(part: Known, whole: Known) -> bool:
    """True for a part of a name, or another spelling of it, with the same title."""
    a, b = part.key.split(), whole.key.split()
    if a[-1] in _generations() and b[-1] in _generations() and a[-1] != b[-1]:
        return False
    a, b = without_generation(a), without_generation(b)
    if a == b:
        return _is_one_of_family(part, whole)
    if len(a) < len(b):
        alike = b[-len(a) :] == a or b[: len(a)] == a
    else:
        different = [at for at in range(len(a)) if a[at] != b[at]] if len(a) == len(b) else []
        one = len(different) == 1 and len(part.told) <= len(whole.told)
        if one and different == [0] and _is_slip(a[0], b[0]) and _offices(part) & _offices(whole):
            return True  # "Volodymir Zelensky" beside "Volodymyr Zelensky"
        alike = one and len(a) > 2 and _bare(a[different[0]]) == _bare(b[different[0]])
    if alike and (len(a) == 1 or (len(a) < len(b) and names.is_particle(a[0]))):
        return True  # "Whitaker" beside "Matthew Whitaker", "van der Laan" beside "Pieter van der Laan"
    # "Luis Abinader" beside "Luis Rodolfo Abinader Corona"
    rest = iter(b[1:])
    alike = alike or (1 < len(a) < len(b) and a[0] == b[0] and part.fullest.abroad and all(w in rest for w in a[1:]))
    # "Tổng thống Trump" beside "Tổng thống đắc cử Donald Trump": the shorter title may stand for the longer one.
    return alike and any(a.startswith(b) or b.startswith(a) for a in _titles(part) for b in _titles(whole))


def without_generation(words: list[str]) -> list[str]:
    """ "Ferdinand Marcos" of "Ferdinand Marcos Jr."."""
    return words[:-1] if len(words) > 1 and words[-1] in _generations() else words


@cache
def _generations() -> frozenset[str]:
    return frozenset(fold(word) for word in people().generations)


def _is_one_of_family(part: Known, whole: Known) -> bool:
    """False where one of two men of a name only once held what the other one holds: a father."""
    once = [all(held.status == "former" for person in known.told for held in person.held) for known in (part, whole)]
    return once[0] == once[1]


@lru_cache(maxsize=4096)
def _bare(word: str) -> str:
    """The word without marks, for two spellings of one name ("Trương Hòa" and "Trương Hoà", "Thuý" and "Thúy")."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _is_slip(a: str, b: str) -> bool:
    """True where a letter inside one first name of elsewhere is another one than in the other, or left out."""
    if len(a) > len(b):
        a, b = b, a
    if len(a) < _SLIP or len(b) - len(a) > 1 or not (a.isascii() and b.isascii()):
        return False
    at = next((at for at in range(len(a)) if a[at] != b[at]), len(a))
    return 0 < at < len(a) - 1 and a[at + (len(a) == len(b)) :] == b[at + 1 :]


def _offices(known: Known) -> set[tuple[str, str]]:
    """The offices abroad that somebody is told to have, each with its body."""
    held = (held for person in known.told for held in person.held)
    return {(one.title.canonical, fold(one.organization)) for one in held if one.foreign and one.organization}


def _titles(known: Known) -> set[str]:
    return {fold(held.title.canonical) for person in known.told for held in person.held}
