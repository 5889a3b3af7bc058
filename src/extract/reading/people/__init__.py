"""Which name which title belongs to, one sentence at a time.

Titles are found by one automaton (`titles`), the organization behind each by a walk over words (`organizations`), and
names as runs of capitals (`names`). Titles told one after another make a chain; a chain belongs to the name linked to
it before ("A, Chủ tịch UBND tỉnh"), to the one behind ("Chủ tịch UBND tỉnh A"), or to the one that a verb gives it. The
words that link, divide and give are patterns (`cues`).
"""

from extract.reading.people.bodies import body_called, body_told_before, private_told
from extract.reading.people.find import find_people, titled
from extract.reading.people.held import (
    MOVES,
    Held,
    Person,
    Reading,
    bare_title,
    committee_office,
    court_office,
    is_beside,
    of_one_body,
    party_office,
    school_office,
)
from extract.reading.people.replaced import Replaced, find_replaced
from extract.reading.people.sentence import honorific

__all__ = [
    "MOVES",
    "Held",
    "Person",
    "Reading",
    "Replaced",
    "bare_title",
    "body_called",
    "body_told_before",
    "committee_office",
    "court_office",
    "find_people",
    "find_replaced",
    "honorific",
    "is_beside",
    "of_one_body",
    "party_office",
    "private_told",
    "school_office",
    "titled",
]
