"""Who is told to have an office that was told before: "bầu chức danh Chủ tịch UBND tỉnh. Kết quả, bà A trúng cử"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from operator import attrgetter

from extract.facts.known import Known
from extract.facts.posts import public
from extract.folding import Text, fold
from extract.language.phrases import places_of
from extract.reading.cues import changes, persons, tenures
from extract.reading.people import MOVES, Held
from extract.reading.titles import any_of, begun
from extract.records import Status
from extract.spans import Span
from extract.tables.titles import people

# How far behind the office it is told, in characters; and how far the sentence before reaches that tells the office.
_BEHIND = 500
_BEFORE = 250
# So long are the words that tell it, with who is told.
_PHRASE = 60


def note_elected(
    text: Text, everyone: Iterable[Known], loose: Sequence[Held], sentence_at: Callable[[int], Span]
) -> None:
    """An office that somebody is proposed for is his where he is told to be elected, each one's where all are ("Hai ông
    đã trúng cử chức danh Phó Chủ tịch"); so is the one that the sentence before tells of nobody, or of who leaves it.
    """
    everyone = list(everyone)
    told_of = (held for known in everyone for held in _held_by(known))
    if not any(held.status in MOVES for held in (*told_of, *loose)):
        return
    won = _told(text.folded, people().elected_then, _elected())
    to_it = [match.start() for match in won if _to_it().match(text.folded, match.end())]
    _give_told_before(text, everyone, loose, sentence_at, to_it)
    proposed = [(h, k) for k in everyone for person in k.told for h in person.held if h.status == "nominated"]
    told = [(match.start(), match["all"] is not None) for match in won] if proposed else []
    named = sorted(span for known in everyone for span in known.mentions) if told else []
    for held, known in proposed:
        first = bisect_left(told, (held.end, False))
        ends = {span.end for span in known.mentions if held.end < span.end}
        near = (one for one in told[first:] if one[0] - held.end < _BEHIND)
        if any(together or not ends.isdisjoint(_joined(text.folded, named, at)) for at, together in near):
            held.status = "appointed"


def _joined(folded: str, named: Sequence[Span], at: int) -> Iterator[int]:
    """Where the names end of whom a verb at an offset tells: the one right before it, and those joined to that one."""
    start = None
    for span in reversed(named[: bisect_left(named, (at, at))]):
        if span.end == at if start is None else persons.listed().fullmatch(folded, span.end, start):
            yield span.end
            start = span.start
        elif start is not None or span.end < at:
            return


def _give_told_before(
    text: Text, everyone: Sequence[Known], loose: Sequence[Held], sentence_at: Callable[[int], Span], won: Sequence[int]
) -> None:
    """ "Miễn nhiệm chức vụ Chủ tịch UBND tỉnh đối với ông A. Ông B được bầu vào chức danh này."."""
    folded = text.folded
    again = [match.start() for match in _told(folded, people().same_office, persons.same_office())]
    if not (again or won):
        return
    everybodys = (held for known in everyone for held in _held_by(known))
    offices = sorted((h for h in (*everybodys, *loose) if h.status in MOVES and public(h)), key=attrgetter("start"))
    starts = [held.start for held in offices]
    named = sorted((span, number) for number, known in enumerate(everyone) for span in known.mentions)
    for at in sorted({*again, *won}):
        sentence = sentence_at(at)
        last = bisect_left(starts, sentence.start) - 1
        own = last + 1 < len(starts) and starts[last + 1] < sentence.end
        if last < 0 or own or sentence.start - offices[last].end > _BEFORE:
            continue
        here = named[bisect_left(named, (sentence, -1)) : bisect_right(named, (Span(at, at), 0))]
        if len({number for _, number in here}) != 1:
            continue
        span, number = here[-1]
        status = _given(folded, span.end, at, won=at in won)
        if (
            status is None
            or everyone[number].fullest.far
            or any(office is offices[last] for office in _held_by(everyone[number]))
        ):
            continue
        given = replace(offices[last], start=at, end=at + 1, status=status, kept=False, passed_on=False)
        told = next((person for person in everyone[number].told if person.span == here[0][0]), None)
        if told is not None:
            told.held.append(given)
        else:
            everyone[number].told.append(replace(everyone[number].fullest, held=[given], rule="people.office"))


def _held_by(known: Known) -> Iterator[Held]:
    return (held for person in known.told for held in person.held)


def _given(folded: str, start: int, end: int, *, won: bool) -> Status | None:
    """How whoever is named before an offset has the office that is told before: elected to it, or proposed."""
    gap = f"{folded[start:end]} "
    if tenures.ever().search(gap) or _left().search(gap) or tenures.since().search(folded, end, end + 60):
        return None
    if changes.proposed().search(gap):
        return "nominated"
    return "appointed" if won or _chosen().search(gap) else None


def _told(folded: str, phrases: Iterable[str], pattern: re.Pattern[str]) -> list[re.Match[str]]:
    """The matches of a pattern that end with one of some phrases, in order."""
    ends = {at + len(phrase) for phrase in map(fold, phrases) for at in places_of(phrase, folded)}
    found = {
        match.start(): match
        for end in sorted(ends)
        for match in pattern.finditer(folded, max(0, end - _PHRASE), end)
        if match.end() == end and not folded[end : end + 1].isalnum()
    }
    return [found[start] for start in sorted(found)]


@cache
def _left() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(people().leaving)}(?!\w)")


@cache
def _chosen() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(people().chosen)}(?!\w)")


@cache
def _elected() -> re.Pattern[str]:
    """From the end of a name, or with what calls all who are proposed, to the verb."""
    them = rf"{begun(people().plural)}\s+(?:{any_of(people().honorifics)}[\s,]*)+|{begun(people().all_of_them)}\s"
    verbs = rf"(?:{any_of(people().just)}\s+)*{any_of(people().elected_then)}"
    return re.compile(rf"(?:(?P<all>{them})|\s){verbs}")


@cache
def _to_it() -> re.Pattern[str]:
    """Behind the verb: to no other office ("trúng cử đại biểu HĐND tỉnh")."""
    return re.compile(rf"\s*(?:[^\w\s]|\d|\Z)|\s{any_of(people().elected_how)}\s")
