"""Offices by their own words, and whose they are: those of countries, places and bodies."""

from __future__ import annotations

import re
from functools import cache

from extract.folding import fold
from extract.language.patterns import Before
from extract.reading.titles import any_of, begun
from extract.reading.tokens import CAPITALS, TITLE, Headed, Lexicon, Tokens
from extract.spans import Span
from extract.tables.titles import people
from extract.tables.units import units


@cache
def spelled_suffixes() -> dict[str, str]:
    return {fold(word): word for word in people().suffixes}


@cache
def peers() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fold(title) for title in peers) for peers in people().peers)


@cache
def suffixes() -> Lexicon:
    return Lexicon(people().suffixes)


@cache
def countries() -> Lexicon:
    return Headed(people().polities, people().nations)


@cache
def palaces() -> Lexicon:
    return Lexicon(people().palaces)


@cache
def consorts() -> Lexicon:
    """Whom an aide may serve who holds no office."""
    return Lexicon(people().consorts)


@cache
def of_words() -> frozenset[str]:
    """The single words between an office, or somebody, and whose it is."""
    return frozenset(word for word in map(fold, people().of) if " " not in word)


@cache
def missions() -> Lexicon:
    """How the bodies begin that a land has in another one."""
    return Lexicon(people().missions)


@cache
def lands() -> Lexicon:
    """What stands before the name of a country and is no part of it."""
    return Lexicon(people().lands)


@cache
def of_offices() -> frozenset[str]:
    """Titles of offices that are told of another one."""
    return frozenset(people().of_offices) | of_office_only()


@cache
def of_office_only() -> frozenset[str]:
    """Titles that are no office where no other one is told."""
    return frozenset(people().of_office_only)


@cache
def sole() -> frozenset[str]:
    """Titles of offices that nobody holds beside another one of them."""
    return frozenset(people().sole)


@cache
def far_places() -> Lexicon:
    """Countries, and places of elsewhere."""
    return Lexicon([*people().nations, *people().abroad])


@cache
def about() -> frozenset[str]:
    return frozenset(fold(word) for word in people().fields)


@cache
def parties() -> Lexicon:
    return Lexicon(people().parties)


@cache
def of_a_party() -> Lexicon:
    """How a party begins behind an office that none has."""
    return Lexicon(people().of_a_party)


@cache
def states() -> Lexicon:
    return Lexicon(people().states)


@cache
def of_party() -> dict[str, str]:
    """Offices of the party's centre, and what each is called where the party is told."""
    return dict(people().of_party)


@cache
def in_charge() -> Lexicon:
    """Behind a foreign office, before what it is for."""
    return Lexicon(people().in_charge)


@cache
def pretends() -> Before:
    """Before an office that somebody only claims, or plays."""
    words = any_of([*people().modifiers, *people().fillers])
    phrases = [*people().pretends, *people().modifiers, *people().fillers]
    return Before(rf"(?<!\w){any_of(people().pretends)}\s+(?:{words}\s+)*$", phrases)


@cache
def short_heads() -> frozenset[str]:
    return frozenset(fold(head) for head in people().organizations if " " not in head)


@cache
def whole_heads() -> frozenset[str]:
    """Heads by which a body is called that was named before ("Học viện", "trung tâm"), no place and no committee."""
    told = people()
    places = [*told.kinds, *told.hamlets, *told.committees, *told.party_bodies]
    return frozenset(map(fold, (*told.leading, *told.called))) - frozenset(map(fold, places))


@cache
def boards() -> frozenset[str]:
    """Boards of a party committee, told without their place."""
    return frozenset(fold(board) for board in people().boards)


@cache
def seat() -> re.Pattern[str]:
    return re.compile(r"\s*\((?P<told>[^()]{2,60})\)")


@cache
def provincial() -> tuple[str, ...]:
    """How the names of a province's bodies end where its own is left out."""
    return tuple(f" {fold(word)}" for word in people().provincial)


@cache
def of_city() -> tuple[str, ...]:
    """How those of a city under the centre do, beside its kind."""
    return tuple(f" {fold(word)}" for word in people().of_city)


@cache
def of_provinces() -> tuple[str, ...]:
    """How the names of bodies end whose province is told elsewhere."""
    return provincial() + of_city()


@cache
def seats() -> tuple[str, ...]:
    return tuple(fold(word) for word in people().seats)


@cache
def leads() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What an office is, and how the bodies begin that it leads."""
    return tuple((fold(title), tuple(f"{fold(head)} " for head in heads)) for title, *heads in people().leads)


@cache
def courts() -> tuple[str, ...]:
    """How the names of courts and procuracies begin."""
    return tuple(fold(head) for head in people().courts)


def land_at(tokens: Tokens, at: int) -> Span | None:
    """The name of a land, printed with a capital, that begins at a token."""
    end = countries().end(tokens, at)
    told = end > at and tokens.shape(at) in (TITLE, CAPITALS)
    return Span(tokens.starts[at], tokens.end(end - 1)) if told else None


@cache
def sides() -> re.Pattern[str]:
    """Before the land whose people are told then: "Phía Mỹ có …"."""
    return re.compile(rf"{begun(people().sides_of)}\s+")


@cache
def presider() -> str:
    """Who presides over a trial, and over a meeting as well."""
    return fold(people().presides)


@cache
def trials() -> re.Pattern[str]:
    """What tells that whoever presides over something is a judge."""
    return re.compile(rf"{begun(people().trials)}(?!\w)")


@cache
def of_congress() -> re.Pattern[str]:
    """Behind a seat: the congress that it is one of, and no council."""
    council = any_of([*people().councils, people().assembly])
    return re.compile(rf"\s(?:(?!{council})[^,.;:()]){{0,50}}{people().congress}(?!\w)")


@cache
def committees() -> frozenset[str]:
    return frozenset(fold(word) for word in people().committees_alone)


@cache
def on_behalf() -> Before:
    """Before an office whose holder lets another one act, and before one that nobody has."""
    told = people()
    # "quyết định ‹số 12/QĐ-TTg ngày 5/6› của"
    of = f" {told.of_whom}"
    papers = [phrase.removesuffix(of) for phrase in told.on_behalf if phrase.endswith(of)]
    numbered = rf"{begun(papers)}\s+{told.numbered_paper}\s[^,;:]{{1,60}}?{of}"
    pattern = rf"(?:{begun([*told.on_behalf, *told.vacant])}|{numbered})\s+(?:{any_of(told.modifiers)}\s+)*$"
    return Before(pattern, [*told.on_behalf, *told.vacant, *told.modifiers])


@cache
def abroad_by_name() -> tuple[Lexicon, dict[str, str]]:
    """Names that tell whose an office of no body is, and the country of each."""
    told = people().abroad_by_name
    return Lexicon(name for name, _ in told), {fold(name): country for name, country in told}


@cache
def eras() -> frozenset[str]:
    return frozenset(fold(word) for word in people().eras)


@cache
def terms_of() -> tuple[str, ...]:
    """Before an office that is nobody's unless a name follows."""
    return tuple(fold(word) for word in people().terms_of)


@cache
def before_place() -> Before:
    """Right before the name of a place: its kind, or that somebody is there."""
    words = [*people().there, *units().with_traits(people().kinds), *people().states]
    return Before(rf"(?<!\w){any_of(words)}\s+$", words)


@cache
def place_kinds() -> frozenset[str]:
    """The last words of kinds of places."""
    return frozenset(fold(kind).split()[-1] for kind in people().kinds)


@cache
def bodies_of_places() -> frozenset[str]:
    """Bodies that each place has one of, told without it."""
    return frozenset(map(fold, (*people().state_bodies, people().local_committee)))


@cache
def bare_councils() -> frozenset[str]:
    """UBND and HĐND, however they are written."""
    told = {people().headed_body, *people().councils}
    return frozenset(fold(name) for names in people().spelled_short if names[1] in told for name in names)


def council_place(organization: str) -> str | None:
    """The place whose UBND or HĐND a body is, or its kind: "tỉnh A" of "UBND tỉnh A"."""
    told = _council_placed().match(fold(organization))
    return organization[told.start("place") :] if told else None


@cache
def _council_placed() -> re.Pattern[str]:
    return re.compile(rf"{any_of(sorted(bare_councils()))} (?P<place>{any_of([*party_committees()])}(?!\w).*)")


@cache
def within_committees() -> frozenset[str]:
    """What committees and councils elect from among them, told without their place ("Ban Thường vụ")."""
    return frozenset(map(fold, people().member_of))


@cache
def over_committees() -> frozenset[str]:
    """Who gives offices of the party's committees and is none of these."""
    return frozenset(map(fold, people().over_committees))


@cache
def party_body() -> re.Pattern[str]:
    """A committee of the party, in the name of a body."""
    return re.compile(rf"(?<!\w){any_of(people().party_bodies)}(?!\w)")


@cache
def has() -> Lexicon:
    """Between a place and who holds an office there."""
    return Lexicon(people().has)


def is_place(name: str) -> bool:
    """True for a place told with its kind: "huyện Mai Sơn", "xã đảo Thạnh An", "TP.HCM"; no "Huyện ủy Mai Sơn", "Tỉnh
    Đoàn", "xã hội".
    """
    kind, own = _kind_and_name(name)
    return bool(kind) and not own[:1].islower() and not fold(name).startswith(_like_places())


def committee_at(place: str) -> str:
    """The party's committee of a place told with its kind: "Đảng ủy phường Sài Gòn", "Thành ủy TP.HCM", "Huyện ủy"."""
    kind, name = _kind_and_name(place)
    return f"{party_committees()[kind]} {place if name.isupper() else name}".rstrip()


def _kind_and_name(place: str) -> tuple[str, str]:
    """The kind that a place is told with, empty where none is, and its name, without what the place is by nature."""
    told = _kind_told().match(fold(place))
    return (told["kind"], place[told.end() :].strip()) if told else ("", place)


@cache
def _kind_told() -> re.Pattern[str]:
    kinds = sorted(map(re.escape, party_committees()), key=len, reverse=True)
    return re.compile(rf"(?P<kind>{'|'.join(kinds)}){trait()}")


def trait() -> str:
    """What a unit is by nature, behind its kind, where it is told ("huyện‹ đảo› Phú Quý")."""
    return rf"(?:\s{any_of(units().traits)}(?!\w))?"


@cache
def _like_places() -> tuple[str, ...]:
    """Heads of bodies that begin like a kind of place."""
    heads = {fold(head) for head in people().organizations} - party_committees().keys()
    return tuple(head for head in heads if head.startswith(tuple(party_committees())))


@cache
def party_committees() -> dict[str, str]:
    """Kinds of places, folded, with the party's committee of each."""
    return {fold(kind): committee for kind, committee in people().committee_of}


@cache
def belongs() -> frozenset[str]:
    """The last words of what stands before a body that has another one inside."""
    return frozenset(fold(word).split()[-1] for word in people().belongs)


@cache
def these() -> frozenset[str]:
    return frozenset(fold(word) for word in people().these)
