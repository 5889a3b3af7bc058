"""Whose a bare office abroad is: the land that the article tells with the same office elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from extract.facts.known import Known
from extract.folding import fold
from extract.reading.cues import institutions
from extract.reading.people import Held, Person
from extract.tables.titles import people


def of_lands(everybody: Collection[Known], loose: Iterable[Held]) -> None:
    """ "Ngoại trưởng Trung Quốc gọi điện. Ngoại trưởng Vương Nghị …": gives him the land where the article tells the
    office of no other one that nobody else holds, and no other person bears it bare.
    """
    bare = _bare(everybody)
    if not bare:
        return
    lands: dict[str, dict[str, str]] = defaultdict(dict)
    for held in loose:
        if held.organization and held.foreign:
            lands[held.title.canonical].setdefault(fold(held.organization), held.organization)
    for held in (held for known in everybody for person in known.told for held in person.held):
        if held.title.canonical in bare and held.organization and held.foreign:
            lands[held.title.canonical].pop(fold(held.organization), None)
    for title, holders in bare.items():
        if len(lands[title]) == len(holders) == 1:
            (land,), (offices,) = lands[title].values(), holders.values()
            for held in offices:
                held.organization, held.foreign = land, True


def _bare(everybody: Iterable[Known]) -> dict[str, dict[str, list[Held]]]:
    """The offices that are told without a land: by the office, and by who holds it."""
    bare: dict[str, dict[str, list[Held]]] = defaultdict(dict)
    for known in everybody:
        placed = {held.title.canonical for person in known.told for held in person.held if held.organization}
        for person in known.told:
            for held in person.held:
                if not held.organization and held.title.canonical not in placed and _is_of_state(held, person):
                    bare[held.title.canonical].setdefault(known.key, []).append(held)
    return bare


def _is_of_state(held: Held, person: Person) -> bool:
    """True for an office that each state has one of, held by somebody of elsewhere."""
    title, told = held.title, people()
    one = title.canonical in institutions.sole() or title.canonical in told.one_of_state or title.fused in told.whole
    return one and (title.level == "foreign" or person.far)
