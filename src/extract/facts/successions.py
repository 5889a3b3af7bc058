"""Who held an office before the one who takes it: "được bổ nhiệm làm Giám đốc Sở Y tế, thay ông A nghỉ hưu"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from extract.facts.known import Known
from extract.facts.posts import public
from extract.folding import Text, fold
from extract.reading.cues import changes, institutions, persons, tenures
from extract.reading.people import Held, Person, Replaced, honorific
from extract.records import Status
from extract.spans import Span

# How far behind an office, and behind whoever takes it, the one before him may be told.
_BEHIND_OFFICE = 80
_BEHIND_NAME = 24
_ENTERED = 60
_TOLD_BEFORE = 160
# Where somebody is named, and by which key.
_Mention = tuple[Span, str]


def successions(
    text: Text, replaced: Iterable[Replaced], everyone: Iterable[Known], sentence_at: Callable[[int], Span]
) -> Iterator[Person]:
    """Those told to be replaced, each with the office that he left; and who is told to have somebody's office next."""
    known = {one.key: one for one in everyone}
    named = sorted((span, one.key) for one in known.values() for span in one.mentions)
    # The offices of each sentence, with the begin of the name of whoever holds them.
    offices: dict[Span, list[tuple[Held, int]]] = defaultdict(list)
    for someone in known.values():
        for person in someone.told:
            for held in person.held:
                offices[sentence_at(held.start)].append((held, person.span.start))
    for one in replaced:
        name = " ".join(text.printed(one.name).split())
        here = offices.get(sentence_at(one.cue.start), ())
        found = _office_before(text, one, here) or _office_of(text, one, known, named)
        if found is None:
            continue
        held, status = found
        own = known.get(fold(name))
        if own and _has_it(own, held, one):
            continue
        left = replace(
            held, start=one.name.end, end=one.name.end, status=status,
            kept=False, earlier=False, long_ago=False, dated=False, yearly=False, passed_on=False,
        )  # fmt: skip
        person = Person(name, one.name, "people.office", [left], honorific(text, one.name.start, one.cue.start))
        known[fold(name)] = Known(fold(name), [*(own.told if own else ()), person], [one.name])
        offices[sentence_at(left.start)].append((left, one.name.start))
        yield person


def _has_it(own: Known, office: Held, one: Replaced) -> bool:
    """True where he is told to have such an office, or once had; one that he takes elsewhere is another, unless he is
    the heir. When he left it may be told later ("người tiền nhiệm A", "miễn nhiệm chức vụ này đối với A").
    """
    alike = (held for person in own.told for held in person.held if held.title.canonical == office.title.canonical)
    other = ("appointed", "nominated", *(["former"] if one.left else []))
    return any(one.heir or held.status not in other for held in alike)


def _office_before(text: Text, one: Replaced, offices: Sequence[tuple[Held, int]]) -> tuple[Held, Status] | None:
    """The office told right before in the sentence, that somebody takes there, or has had for some time; `offices` are
    the sentence's.
    """
    if one.once or one.heir:
        return None
    before = (held for held, name in offices if held.end <= one.cue.start and name != one.name.start)
    last = max(before, key=lambda held: held.end, default=None)
    if last is None or not public(last):
        return None
    gap = text.folded[last.end : one.cue.start]
    if len(gap) > _BEHIND_OFFICE or not changes.no_clause().fullmatch(gap):
        return None
    if last.status in ("appointed", "nominated"):
        return last, "leaving"
    if last.long_ago:
        return last, "former"
    # "ông A, Giám đốc Sở B, thay ông C trao quà" tells of no office.
    some_time = tenures.for_some_time().fullmatch(gap) if last.status == "current" else None
    return (last, "former") if some_time and (one.surely or some_time["since"]) else None


def _office_of(
    text: Text, one: Replaced, known: Mapping[str, Known], named: Sequence[_Mention]
) -> tuple[Held, Status] | None:
    """The office of whoever is told to take it from him, or to leave it to him."""
    at = bisect_right(named, one.cue.start, key=_start) - 1
    last = named[at] if at >= 0 else None
    near = _taker(text, one, last, named)
    taker = known.get(near or _told_before(text, one, last))
    if taker is None:
        return None
    offices = [
        held
        for person in taker.told
        for held in person.held
        if public(held)
        and held.start < one.cue.start
        and not fold(held.title.canonical).startswith(institutions.seats())
    ]
    if one.heir:
        left = [held for held in offices if held.status == "leaving"]
        if not left and any(held.status == "appointed" for held in offices):
            # "A, Tư lệnh B, được bổ nhiệm làm Thứ trưởng"
            left = [held for held in offices if held.status == "current"]
        return (max(left, key=lambda held: held.start), "appointed") if left else None
    status: Status = "former" if one.once else "leaving"
    taken = [held for held in offices if held.status == "appointed" and not held.earlier]
    if taken:
        return max(taken, key=lambda held: held.start), status
    now = [held for held in offices if held.status == "current" and near]
    once = now and (one.surely or now[0].long_ago or _is_entered(text, one, last))
    return (now[0], "former") if once else None


def _taker(text: Text, one: Replaced, last: _Mention | None, named: Sequence[_Mention]) -> str:
    """Who is told to take the office, or to leave it: whose predecessor or heir he is, or who is named right before."""
    if one.of is not None:
        first = bisect_left(named, one.of.start, key=_start)
        if first < len(named) and named[first][0].end <= one.of.end:
            return named[first][1]
        return last[1] if last and one.of.of(text.folded) in persons.called_by() else ""
    if last is None:
        return ""
    gap = text.folded[last[0].end : one.cue.start]
    beside = (
        gap == ", " or _is_entered(text, one, last) or (len(gap) <= _BEHIND_NAME and gap.replace(" ", "a").isalpha())
    )
    return last[1] if one.once or one.heir or one.left or beside else ""


def _told_before(text: Text, one: Replaced, last: _Mention | None) -> str:
    """ "bầu bà A làm thủ tướng. ‹Bà được 237 phiếu›, kế nhiệm ông B": who is named last, where he is still told of."""
    if last is None or not one.surely or one.once or one.heir or one.left:
        return ""
    begin = last[0].end
    told = one.cue.start - begin <= _TOLD_BEFORE and changes.still_told().fullmatch(text.folded, begin, one.cue.start)
    return last[1] if told else ""


def _is_entered(text: Text, one: Replaced, last: _Mention | None) -> bool:
    """ "Bộ trưởng A, ‹nhậm chức ngày 1-9› thay ông B": whoever is named right before has taken an office over."""
    if last is None:
        return False
    begin = last[0].end
    near = 0 < one.cue.start - begin <= _ENTERED
    return near and changes.enters().fullmatch(text.folded, begin, one.cue.start) is not None


def _start(mention: _Mention) -> int:
    return mention[0].start
