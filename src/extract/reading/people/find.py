"""The people whom one sentence gives a title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.folding import Text
from extract.reading.people.abroad import of_country_behind, of_seat, of_side
from extract.reading.people.binding import holders_of, leave
from extract.reading.people.bodies import of_body_before, of_body_behind, of_council_beside
from extract.reading.people.careers import end_career, goes_on, only_told
from extract.reading.people.chains import chains_of, parts_of
from extract.reading.people.held import Held, Person, Reading
from extract.reading.people.lists import elect_again, elect_together, give_again, opener_of, share, take_together
from extract.reading.people.named import read_names
from extract.reading.people.offices import is_office, read_offices
from extract.reading.people.sentence import Sentence
from extract.reading.titles import Found, find_titles, inside
from extract.spans import Span


def titled(text: Text) -> bool:
    """True where a title stands anywhere: the cheap scan that decides whether people are read at all."""
    return bool(find_titles(text, text.whole))


def find_people(
    text: Text, within: Span, found: Sequence[Found] | None = None, known: Mapping[Span, str] | None = None
) -> Reading:
    """The people whom one sentence gives a title, in order of their names.

    `found` are the titles of the article where they are known already. `known`: short mentions in this sentence ("ông
    An") with the full names of whom they mean.
    """
    here = inside(found, within) if found is not None else find_titles(text, within)
    if not here:
        return Reading([], [])
    return _read(Sentence(text, within, here, known or {}), here)


def _read(sentence: Sentence, found: Sequence[Found]) -> Reading:
    """Binds every chain of titles to its people."""
    beside = zip([None, *found], found, [*found[1:], None], strict=False)
    offices = [one for before, one, after in beside if is_office(sentence, one, before, after)]
    sentence.held = read_offices(sentence, offices)
    of_country_behind(sentence, sentence.held)
    of_side(sentence, sentence.held)
    for number, title in enumerate(sentence.held):
        of_body_before(sentence, number, title)
    for number, title in enumerate(sentence.held):
        of_council_beside(sentence, number, title)
    sentence.take_names(read_names(sentence))
    loose: list[Held] = []
    before: tuple[list[Held], list[Person]] | None = None
    given: list[tuple[list[Held], list[Person]]] = []
    chains = list(chains_of(sentence))
    for chain in (part for whole in chains for part in parts_of(sentence, whole)):
        bound = holders_of(sentence, chain)
        last = before if before and before[1] and not bound else None
        if last and not opener_of(sentence, chain) and goes_on(sentence, last[0], chain):
            # "A, Bí thư Tỉnh ủy; Chủ tịch HĐND tỉnh": no name follows, so it is told of the same person.
            bound = [replace(person, held=list(chain)) for person in last[1][:1]]
            end_career(last[0][-1], chain)
        elif not bound and before is None and (only := only_told(sentence, chain)):
            bound = [sentence.person(only, chain, "people.office")]
        for person in bound:
            told = sentence.people.setdefault(person.span.start, person)
            if told is not person:
                told.held.extend(title for title in person.held if title not in told.held)
        if not bound:
            loose.extend(chain)
        given.append((chain, bound))
        before = (chain, bound)
    elect_together(sentence, given)
    for chain, bound in given:
        elect_again(sentence, chain, bound)
        take_together(sentence, chain, bound)
    for chain in chains:
        share(sentence, chain)
    give_again(sentence)
    for person in sentence.people.values():
        of_body_behind(sentence, person)
        of_seat(sentence, person)
        leave(sentence, person)
    return Reading([sentence.people[start] for start in sorted(sentence.people)], loose)
