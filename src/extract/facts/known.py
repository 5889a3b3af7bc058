"""The people of one article as they are gathered: when a part of a name, or another spelling, is the same man's."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache

from extract.folding import fold
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
    def is_surname_first(self) -> bool:
        """True for whoever abroad is called by the first word of his name ("ông Lee" of "Lee Jae-myung")."""
        words = self.key.split()
        held = [held for person in self.told for held in person.held]
        alike = names.is_surname(words[0]) or any("-" in word for word in words)
        return len(words) in (2, 3) and alike and any(held.foreign for held in held)

    @property
    def fullest(self) -> Person:
        """The telling with the most titles, the first of these; of two spellings the longer."""
        return max(self.told, key=lambda person: (len(person.name.split()), len(person.held), -person.span.start))


def merge_spellings(known: dict[str, Known]) -> None:
    """Two spellings of one man, and a part of his name beside the whole, become one."""
    if len(known) < 2:
        return
    alike: dict[str, list[str]] = defaultdict(list)
    for key in sorted(known):
        for trait in _traits(key):
            alike[trait].append(key)
    for key in sorted(known, key=lambda key: (len(key.split()), key)):
        part = known[key]
        others = (other for trait in _traits(key) for other in alike[trait] if other != key and other in known)
        whole = next((known[other] for other in others if _same_man(part, known[other])), None)
        if whole is not None:
            whole.told.extend(part.told)
            del known[key]


def _traits(key: str) -> tuple[str, str, str]:
    """What two spellings of a name, or a part and the whole of it, have in common: one of these."""
    words = without_generation(key.split())
    # Of names of elsewhere the first word may be the surname: "Yoon" of "Yoon Suk Yeol".
    return f"…{words[-1]}", f"{words[0] if key.isascii() else ' '.join(words[:2])}…", _bare(key)


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
        alike = len(a) > 2 and len(different) == 1 and _bare(a[different[0]]) == _bare(b[different[0]])
        alike = alike and len(part.told) <= len(whole.told)
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


def _titles(known: Known) -> set[str]:
    return {fold(held.title.canonical) for person in known.told for held in person.held}
