"""What is known of organizations before a walk: lists of words, looked up at once, and bodies by their whole names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

from extract.folding import fold
from extract.reading.cues import institutions
from extract.reading.tokens import Lexicons, Tokens
from extract.tables.bodies import bodies
from extract.tables.provinces import district_names, province_names, regions
from extract.tables.roles import roles
from extract.tables.titles import people
from extract.tables.units import units

_ROMAN = re.compile("[ivxl]+")
# So many words tell what a ministry is for, at most.
FIELD = 9
# Of the bodies by how high they stand, so many kinds are units that others have inside.
_UNITS = 2

List = Literal[
    "abroad", "abroad_of_two", "areas", "belongs", "bodies", "both", "branches", "communes", "countries", "ends",
    "federal", "fields", "hamlets", "heads", "home", "houses", "kinds", "leading", "not_stops", "numbered", "of",
    "ends_party", "offices", "party_word", "parts", "places", "polities", "private", "private_alone", "private_named",
    "proper", "provinces",
    "provincial", "public_anyway", "seated", "several", "standing", "state_banks", "states", "stops", "there",
    "too", "tasked", "tasks", "units", "urban", "whole", "wholes",
]  # fmt: skip


class Known(dict[int, Mapping[str, int]]):
    """By a token, the lists that have a phrase beginning there, each with the end of the longest."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens

    def __missing__(self, at: int) -> Mapping[str, int]:
        ends = self[at] = self._listed(at)
        if "polities" in ends and (end := institutions.countries().end(self.tokens, at)) > at:
            ends = self[at] = {**ends, "countries": end}
        if "home" in ends and (end := self._behind_dash(ends["home"], abroad=True)):
            ends = self[at] = {**ends, "two": end, "parts": max(end, ends.get("parts", at))}
        elif "countries" in ends and (end := self._behind_dash(ends["countries"], abroad=False)):
            ends = self[at] = {**ends, "countries": end}  # "Ủy ban hợp tác Lào - Việt Nam" is theirs
        return ends

    def _listed(self, at: int) -> Mapping[str, int]:
        return lexicons().at(self.tokens, at)

    def _behind_dash(self, at: int, *, abroad: bool) -> int:
        """ "Việt Nam ‹- Lào›": the end of another country whose body it is as well, or of ours; or nothing."""
        if self.tokens.fold(at) != "-":
            return 0
        first = at + 1
        ends = self._listed(first)
        if not abroad:
            return ends.get("home", 0)
        end = max(institutions.countries().end(self.tokens, first), ends.get("abroad_of_two", first))
        return end if end > first else 0


def whole_end(tokens: Tokens, at: int, head: str | None) -> int:
    """The end of what makes a head the whole name of a body ("(Bộ) Quốc phòng"); the token where nothing does."""
    shared = fold(head or "")
    if shared in wholes():
        for end in range(min(len(tokens), at + FIELD), at, -1):
            told = " ".join(tokens.folds[at:end]).replace(" ,", ",")  # "Văn hóa, Thể thao và Du lịch"
            if f"{shared} {told}" in bodies():
                return end
    return at


def behind_term(tokens: Tokens, at: int) -> int:
    """ "Đoàn ĐBQH ‹khóa XV› tỉnh Hà Giang", "đại biểu Quốc hội ‹khóa XV đơn vị› tỉnh Sơn La": the token behind the term
    of a body whose place follows; the token where none does.
    """
    if tokens.fold(at) != _term() or not (_ROMAN.fullmatch(tokens.fold(at + 1)) or tokens.fold(at + 1).isdigit()):
        return at
    after = at + 2
    if " ".join(tokens.folds[after : after + 2]) == people().constituency:
        after += 2
    return after if lexicons().at(tokens, after).keys() & {"kinds", "provinces"} else at


@cache
def _term() -> str:
    return fold(people().term)


def body_of(words: str, head: str | None) -> str | None:
    """ "Ngoại giao", "Bộ Ngoại giao": the body that folded words tell, with the head that a title shares or without."""
    shared = fold(head or "")
    if shared not in wholes():
        return None
    body = bodies().get(words if words.startswith(f"{shared} ") else f"{shared} {words}")
    return body.name if body else None


@cache
def lexicons() -> Lexicons:
    told, acts = people(), roles()
    districts = [*district_names(), *told.former_districts, *told.former_provinces]
    wide = [name for region in regions() for name in (region.name, *region.aliases)]
    lists: dict[str, Iterable[str]] = {
        "heads": told.organizations,
        # Heads that begin an organization wherever they stand, unlike "Ban" or "Hội" inside one.
        "leading": told.leading,
        "bodies": [name for name in bodies() if len(name) > 3],
        "parts": told.phrases,
        "kinds": [*units().with_traits(told.kinds), *told.committees],
        "hamlets": told.hamlets,
        "places": [*province_names(), *wide, *(name for name in districts if " " in name)],
        "provinces": province_names(),
        "countries": told.nations,
        "polities": told.polities,
        "home": told.home_of_two,
        "abroad_of_two": told.abroad_of_two,
        "too": told.too,
        "party_word": told.party_word,
        "ends_party": told.ends_party,
        "private": told.private,
        "private_alone": told.private_alone,
        "private_named": told.private_named,
        "public_anyway": told.public_anyway,
        "of": told.of,
        "stops": [
            *told.stops, *acts.speak, *acts.chair, *acts.attend, *told.appointed, *told.leaving, *told.nominated,
            *told.former,
        ],
        "not_stops": [*acts.not_attend, *told.not_stops],
        "areas": told.areas,
        "several": told.plural,
        "standing": told.standing,
        "communes": units().with_traits(told.communes),
        "federal": told.federal,
        "houses": told.houses,
        "numbered": told.numbered,
        "provincial": told.provincial,
        "abroad": told.abroad,
        "proper": told.proper,
        "urban": told.urban,
        "offices": told.offices,
        "states": told.states,
        "state_banks": told.state_banks,
        "whole": told.whole,
        "ends": told.ends,
        "belongs": told.belongs,
        "branches": told.branches,
        "seated": told.seated,
        "there": told.there,
        "fields": told.fields,
        "both": told.both,
        "tasked": told.tasked,
        "tasks": told.tasks,
        "units": [head for heads in told.parts[:_UNITS] for head in heads],
        "wholes": [head for heads in told.parts[_UNITS:] for head in heads],
    }  # fmt: skip
    return Lexicons(lists)


@cache
def short_districts() -> frozenset[str]:
    return frozenset(name for name in district_names() if " " not in name)


@cache
def last_words() -> frozenset[str]:
    return frozenset(fold(phrase).split()[-1] for phrase in people().ends)


@cache
def wholes() -> frozenset[str]:
    return frozenset(fold(word) for word in people().whole)


@cache
def maybe_of_places() -> frozenset[str]:
    return frozenset(people().maybe_of_places)


@cache
def of_places() -> frozenset[str]:
    return frozenset(people().of_places)


@cache
def general_heads() -> frozenset[str]:
    return frozenset(fold(word) for word in people().general)


@cache
def shortened(head: str) -> tuple[str, ...]:
    """The bodies in letters that a folded head is part of: "BCĐ" has its "Ban"."""
    return tuple(fold(short) for short, whole in people().spelled_short if fold(whole).startswith(f"{head} "))


@cache
def loose() -> frozenset[str]:
    """Words that belong to no organization where no phrase says so."""
    return frozenset(fold(word) for word in people().loose)


@cache
def counted() -> frozenset[str]:
    """Behind a number that counts something, and is no part of a name."""
    return frozenset(fold(word) for word in people().counted)


@cache
def never_fields() -> frozenset[str]:
    """Words that are no field of a body, besides who may be told beside whoever leads it."""
    return loose() | {fold(word) for word in people().companions}


@cache
def modal() -> frozenset[str]:
    return frozenset(fold(word) for word in people().modal)
