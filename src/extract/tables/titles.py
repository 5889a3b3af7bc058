"""Titles of public office (`data/titles.csv`) and the words around people (`data/people.toml`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Annotated, Literal

from pydantic import BeforeValidator
from pydantic.dataclasses import dataclass

from extract.folding import fold
from extract.records import Level
from extract.tables.base import STRICT, load_csv, load_toml, split_cell


@dataclass(frozen=True, config=STRICT)
class Title:
    """One title; see the head of the file for its columns."""

    canonical: str
    alone: Literal["yes", "no", "private"]
    variants: Annotated[tuple[str, ...], BeforeValidator(split_cell)] = ()
    fused: str | None = None
    organization: str | None = None
    level: Level | Literal["foreign"] | None = None


@dataclass(frozen=True, config=STRICT)
class Example:
    """A text and the people in it: name, then each position as "title|organization"."""

    text: str
    people: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, config=STRICT)
class People:
    """The file `people.toml`; what each list is for stands there."""

    generations: tuple[str, ...]
    initials: tuple[str, ...]
    surnames: tuple[str, ...]
    one_syllable: tuple[str, ...]
    weak_surnames: tuple[str, ...]
    middle_names: tuple[str, ...]
    womans_name: str
    sure_middle_names: tuple[str, ...]
    particles: tuple[str, ...]
    single_letters: tuple[str, ...]
    inner_letter: str
    single_letter_places: tuple[str, ...]
    sides: tuple[str, ...]
    place_heads: tuple[str, ...]
    remembered: tuple[str, ...]
    short_communes: tuple[str, ...]
    never_names: tuple[str, ...]
    honorifics: tuple[str, ...]
    no_rank_behind: tuple[str, ...]
    foreign_courtesy: tuple[str, ...]
    kept_honorifics: tuple[str, ...]
    comrade: str
    comrade_short: tuple[str, ...]
    organizations: tuple[str, ...]
    leading: tuple[str, ...]
    proper: tuple[str, ...]
    offices: tuple[str, ...]
    inner_heads: tuple[str, ...]
    not_inner_heads: tuple[str, ...]
    called: tuple[str, ...]
    called_otherwise: tuple[tuple[str, str], ...]
    general: tuple[str, ...]
    unshared: tuple[str, ...]
    bare_units: tuple[str, ...]
    private: tuple[str, ...]
    called_private: tuple[str, ...]
    private_alone: tuple[str, ...]
    state_banks: tuple[str, ...]
    think_tanks: tuple[str, ...]
    led_by_chairmen: tuple[str, ...]
    of_states: tuple[str, ...]
    private_named: tuple[str, ...]
    public_anyway: tuple[str, ...]
    kinds: tuple[str, ...]
    numbered: tuple[str, ...]
    urban: tuple[str, ...]
    number: str
    committees: tuple[str, ...]
    provincial: tuple[str, ...]
    of_city: tuple[str, ...]
    department: str
    local_committee: str
    committees_inside: tuple[str, ...]
    province_committee: str
    district_committees: tuple[str, ...]
    before_district: tuple[str, ...]
    before_province: tuple[str, ...]
    place_behind: tuple[str, ...]
    no_place: tuple[str, ...]
    kind_twice: tuple[tuple[str, str], ...]
    same_heads: tuple[tuple[str, str], ...]
    spelled_short: tuple[tuple[str, str], ...]
    state_bodies: tuple[str, ...]
    committee_of: tuple[tuple[str, str], ...]
    has: tuple[str, ...]
    headed_body: str
    units: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    tasked: tuple[str, ...]
    tasks: tuple[str, ...]
    companions: tuple[str, ...]
    inner: tuple[str, ...]
    above: tuple[str, ...]
    given_instead: tuple[str, ...]
    same_office: tuple[str, ...]
    hamlets: tuple[str, ...]
    belongs: tuple[str, ...]
    seated: tuple[str, ...]
    branches: tuple[str, ...]
    member: str
    member_of: tuple[str, ...]
    these: tuple[str, ...]
    short_kinds: tuple[tuple[str, str], ...]
    instead: tuple[str, ...]
    enters: tuple[str, ...]
    enters_as: tuple[str, ...]
    succeeds: tuple[str, ...]
    takes_from: tuple[str, ...]
    predecessor: tuple[str, ...]
    heirs: tuple[str, ...]
    to_be: tuple[str, ...]
    there: tuple[str, ...]
    such_as: tuple[str, ...]
    comprises: tuple[str, ...]
    which_are: tuple[str, ...]
    besides: str
    fields: tuple[str, ...]
    both: tuple[str, ...]
    together: tuple[str, ...]
    conjunction: str
    beside: str
    of: tuple[str, ...]
    whole: tuple[str, ...]
    ends: tuple[str, ...]
    areas: tuple[str, ...]
    standing: tuple[str, ...]
    former_provinces: tuple[str, ...]
    former_districts: tuple[str, ...]
    communes: tuple[str, ...]
    small_kinds: tuple[str, ...]
    countries: tuple[str, ...]
    own_country: str
    polities: tuple[str, ...]
    lands: tuple[str, ...]
    home_of_two: tuple[str, ...]
    abroad_of_two: tuple[str, ...]
    world: tuple[str, ...]
    states: tuple[str, ...]
    federal: tuple[str, ...]
    abroad: tuple[str, ...]
    far_heads: tuple[str, ...]
    far_tails: tuple[str, ...]
    for_whom: tuple[str, ...]
    for_somebody: str
    regarding: str
    of_whom: str
    there_are: tuple[str, ...]
    awards: tuple[str, ...]
    again: tuple[str, ...]
    kept: tuple[str, ...]
    handing: tuple[str, ...]
    until_then: tuple[str, ...]
    received: tuple[str, ...]
    dies: tuple[str, ...]
    given_up: tuple[str, ...]
    funeral: tuple[str, ...]
    proposes: tuple[str, ...]
    passive: tuple[str, ...]
    in_charge: tuple[str, ...]
    of_fields: tuple[str, ...]
    of_topics: tuple[str, ...]
    described: tuple[str, ...]
    envoys: tuple[str, ...]
    missions: tuple[str, ...]
    party_word: tuple[str, ...]
    ends_party: tuple[str, ...]
    of_lands: tuple[str, ...]
    of_parties: tuple[str, ...]
    party_heads: tuple[str, ...]
    partyless: tuple[str, ...]
    of_a_party: tuple[str, ...]
    houses: tuple[str, ...]
    named_abroad: tuple[str, ...]
    leader: str
    led_abroad: tuple[str, ...]
    commander: str
    commanded: tuple[str, ...]
    counterpart: str
    own_style: tuple[str, ...]
    of_courts: tuple[str, ...]
    courts: tuple[str, ...]
    presides: str
    trials: tuple[str, ...]
    governors: tuple[str, ...]
    of_offices: tuple[str, ...]
    public_abroad: tuple[str, ...]
    of_office_only: tuple[str, ...]
    palaces: tuple[str, ...]
    consorts: tuple[str, ...]
    of_places: tuple[str, ...]
    maybe_of_places: tuple[str, ...]
    who: str
    moved: tuple[str, ...]
    proposed: tuple[str, ...]
    only_after: tuple[str, ...]
    taken_as: tuple[str, ...]
    afterwards_told: tuple[str, ...]
    afterwards: tuple[str, ...]
    never_before: tuple[str, ...]
    ever_before: tuple[str, ...]
    all_times: tuple[str, ...]
    at_that_time: tuple[str, ...]
    after_title: tuple[str, ...]
    goes_to: tuple[str, ...]
    filled: tuple[str, ...]
    for_now: tuple[str, ...]
    held_then: tuple[str, ...]
    held_now: tuple[str, ...]
    while_he: tuple[str, ...]
    not_while: tuple[str, ...]
    when: tuple[str, ...]
    in_his_time: tuple[str, ...]
    no_time_behind: tuple[str, ...]
    since_he: tuple[str, ...]
    still: tuple[str, ...]
    sitting: tuple[str, ...]
    in_a_row: tuple[str, ...]
    ordinal: str
    to_come: tuple[str, ...]
    phrases: tuple[str, ...]
    counted: tuple[str, ...]
    loose: tuple[str, ...]
    modal: tuple[str, ...]
    stops: tuple[str, ...]
    not_stops: tuple[str, ...]
    no_titles: tuple[str, ...]
    no_slips: tuple[str, ...]
    kin: tuple[str, ...]
    pretends: tuple[str, ...]
    congress: str
    supposed: tuple[str, ...]
    denied: tuple[str, ...]
    meets: tuple[str, ...]
    suffixes: tuple[str, ...]
    elect: str
    fused_suffixes: tuple[str, ...]
    ordinals: tuple[str, ...]
    plenipotentiary: str
    peers: tuple[tuple[str, ...], ...]
    sole: tuple[str, ...]
    one_of_state: tuple[str, ...]
    term: str
    constituency: str
    terms: tuple[str, ...]
    no_more: tuple[str, ...]
    no_more_marked: tuple[str, ...]
    ever: tuple[str, ...]
    career: tuple[str, ...]
    links: tuple[str, ...]
    life: tuple[str, ...]
    born: tuple[str, ...]
    years_old: str
    beside_office: tuple[str, ...]
    chain: tuple[str, ...]
    rises: tuple[str, ...]
    began: tuple[str, ...]
    too: tuple[str, ...]
    then: tuple[str, ...]
    former: tuple[str, ...]
    handed_over: tuple[str, ...]
    once: tuple[str, ...]
    acting: tuple[str, ...]
    acting_behind: tuple[str, ...]
    not_acting: tuple[str, ...]
    modifiers: tuple[str, ...]
    plural: tuple[str, ...]
    in_turn: tuple[str, ...]
    alike: tuple[str, ...]
    each: tuple[str, ...]
    the_several: str
    fillers: tuple[str, ...]
    giving: tuple[str, ...]
    appointed: tuple[str, ...]
    leaving: tuple[str, ...]
    not_kept: tuple[str, ...]
    nominated: tuple[str, ...]
    candidates: tuple[str, ...]
    demands: tuple[str, ...]
    granted: tuple[str, ...]
    sent_to: tuple[str, ...]
    holds: tuple[str, ...]
    sends: tuple[str, ...]
    goes: tuple[str, ...]
    retirement: tuple[str, ...]
    for_reasons: tuple[str, ...]
    just: tuple[str, ...]
    chosen: tuple[str, ...]
    elected_then: tuple[str, ...]
    elected_how: tuple[str, ...]
    all_of_them: tuple[str, ...]
    of_them: tuple[str, ...]
    on_behalf: tuple[str, ...]
    numbered_paper: str
    vacant: tuple[str, ...]
    given_by: tuple[str, ...]
    doer: str
    eras: tuple[str, ...]
    terms_of: tuple[str, ...]
    committees_alone: tuple[str, ...]
    before_this: tuple[str, ...]
    before_event: tuple[str, ...]
    reforms: tuple[str, ...]
    before_when: tuple[str, ...]
    being: tuple[str, ...]
    copula: str
    ahead_of: tuple[str, ...]
    earlier: tuple[str, ...]
    at_the_time: tuple[str, ...]
    besides_this: tuple[str, ...]
    as_well: tuple[str, ...]
    under: tuple[str, ...]
    besides_deed: tuple[str, ...]
    in_time: tuple[str, ...]
    steps: tuple[str, ...]
    recent: tuple[str, ...]
    recently: tuple[str, ...]
    last_year: tuple[str, ...]
    shall: str
    ago: tuple[str, ...]
    before_now: tuple[str, ...]
    from_when: str
    whole_year: str
    biography: tuple[str, ...]
    now: tuple[str, ...]
    now_instead: tuple[str, ...]
    lasting: tuple[str, ...]
    address: tuple[str, ...]
    assembly: str
    sittings: tuple[str, ...]
    councils: tuple[str, ...]
    council_heads: tuple[str, ...]
    with_committee: tuple[str, ...]
    several: tuple[str, ...]
    of_committee: tuple[str, ...]
    headships: tuple[str, ...]
    director: str
    elected: tuple[str, ...]
    deputy_of_all: str
    seats: tuple[str, ...]
    side_bodies: tuple[str, ...]
    side: str
    sides_of: tuple[str, ...]
    side_delegates: tuple[str, ...]
    deciding: tuple[str, ...]
    deciding_at: tuple[str, ...]
    sides_have: tuple[str, ...]
    leads: tuple[tuple[str, ...], ...]
    principal: str
    school: str
    school_kinds: tuple[str, ...]
    named_kinds: tuple[str, ...]
    officers: tuple[tuple[str, str], ...]
    of_centre: tuple[tuple[str, ...], ...]
    of_party: tuple[tuple[str, str], ...]
    parties: tuple[str, ...]
    centre: tuple[str, ...]
    deputy: str
    short_deputy: tuple[str, ...]
    boards: tuple[str, ...]
    abroad_by_name: tuple[tuple[str, str], ...]
    short_committees: tuple[tuple[str, ...], ...]
    party: str
    beside_party: tuple[str, ...]
    cell: str
    over_committees: tuple[str, ...]
    party_bodies: tuple[str, ...]
    genders: tuple[tuple[str, str], ...]
    pronouns: tuple[str, ...]
    after_pronoun: tuple[str, ...]
    newcomer: str
    short_titles: tuple[str, ...]
    example: tuple[Example, ...]

    @property
    def nations(self) -> tuple[str, ...]:
        """Whose a foreign office may be: a country's, a city's, a body's of the world."""
        return (*self.countries, *self.world)


@cache
def titles() -> dict[str, Title]:
    """Folded title or variant → title, with what is told by parts."""
    spelled = spelled_titles()
    return {**{fold(name): title for name, title in _composed(spelled)}, **spelled}


@cache
def spelled_titles() -> dict[str, Title]:
    """Folded title or variant → title, as the table has them."""
    names: dict[str, Title] = {}
    for title in load_csv("titles.csv", Title):
        for name in (title.canonical, *title.variants):
            names.setdefault(fold(name), title)
    return names


def _composed(names: Mapping[str, Title]) -> Iterator[tuple[str, Title]]:
    """What is told by parts: an officer and his committee, the centre's seats, "P." for a deputy."""
    told = people()
    for code, office in told.officers:
        for committee, *_ in told.short_committees:
            whole = replace(names[fold(office)], organization=committee, alone="yes")
            yield code + committee, whole
            if committee.isupper():  # "PBT Thu Hà" is a man
                yield f"{code} {committee}", whole
    for office, *heads in told.of_centre:
        for head in heads:
            yield from ((f"{head}{centre}", names[fold(office)]) for centre in told.centre)
    for name in names:
        if (deputy := names.get(f"{fold(told.deputy)} {name}")) is not None:
            yield from ((f"{short}{name}", deputy) for short in told.short_deputy)


@cache
def people() -> People:
    """The table, loaded once, as it is printed in the file."""
    return load_toml("people.toml", People)
