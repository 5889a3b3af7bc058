"""Whose a bare office abroad is, and whose envoy somebody is: the land that the article tells elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from extract.facts.known import Known
from extract.folding import Text, fold
from extract.reading.cues import institutions
from extract.reading.people import Held, Person
from extract.reading.tokens import tokenize_ahead
from extract.tables.titles import people

# So far behind its kind the land of a mission is told, in characters.
_LAND = 60


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
        if len(lands[title]) == 1 and _one_after_another(holders.values()):
            (land,) = lands[title].values()
            for held in (held for offices in holders.values() for held in offices):
                held.organization, held.foreign = land, True


def _one_after_another(holders: Collection[list[Held]]) -> bool:
    """True where one alone has an office, and of the others each had it or acts for him."""
    now = [offices for offices in holders if all(held.status == "current" for held in offices)]
    return len(holders) == 1 or len(now) <= 1


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


def of_envoys(text: Text, everybody: Collection[Known], loose: Iterable[Held]) -> None:
    """ "Đại sứ A tại Việt Nam", "Đại sứ A": gives him the land that another telling of his office has, that his name
    tells to be Vietnam, or whose mission or envoy the article tells and that has no other one.
    """
    envoys = {known.key: _envoys(known) for known in everybody}
    lost: dict[str, list[tuple[Person, Held]]] = {}
    lands: dict[str, str] = {}
    for key, tellings in envoys.items():
        own = next((land for _, held in tellings if (land := _land(held))), None)
        for person, held in tellings:
            if not _land(held):
                told = own or (people().own_country if _is_ours_abroad(person, held) else None)
                if told:
                    _be_of(held, told)
                else:
                    lost.setdefault(key, []).append((person, held))
        if own:
            lands[fold(own)] = ""
    if len(lost) != 1:
        return
    ((key, offices),) = lost.items()
    for land in [*_missions(text), *(land for held in loose if _is_envoy(held) and (land := _land(held)))]:
        lands.setdefault(fold(land), land)
    left = [land for land in lands.values() if land and fold(land) != fold(people().own_country)]
    for person, held in offices if len(left) == 1 else ():
        if person.far or _is_here(held):
            _be_of(held, left[0])


def _is_envoy(held: Held) -> bool:
    return held.title.canonical in people().envoys


def _envoys(known: Known) -> list[tuple[Person, Held]]:
    return [(person, held) for person in known.told for held in person.held if _is_envoy(held)]


def _is_here(held: Held) -> bool:
    """True for an envoy in Vietnam."""
    return fold(people().own_country) in fold(held.organization or "")


def _is_ours_abroad(person: Person, held: Held) -> bool:
    """ "Đại sứ Vũ Hồ tại Hàn Quốc": by his name."""
    return not person.far and held.organization is not None and not _is_here(held)


def _land(held: Held) -> str | None:
    """The land that an envoy is of: "Pháp" of "Pháp tại Việt Nam", nothing of "tại Việt Nam"."""
    words = (held.organization or "").split()
    at = next((at for at, word in enumerate(words) if fold(word) in people().there), len(words))
    return " ".join(words[:at]) or None


def _be_of(held: Held, land: str) -> None:
    held.organization = f"{land} {held.organization}" if held.organization else land
    held.foreign = True


def _missions(text: Text) -> Iterable[str]:
    """The lands whose missions a text tells: "Đại sứ quán ‹Pháp›"."""
    for mission in map(fold, people().missions):
        at = -1
        while (at := text.folded.find(f"{mission} ", at + 1)) >= 0:
            begin = at + len(mission) + 1
            tokens = tokenize_ahead(text, begin, _LAND)
            if land := institutions.land_at(tokens, 0):
                yield land.of(text.raw)
