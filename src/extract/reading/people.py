"""Which name which title belongs to, one sentence at a time.

Titles are found by one automaton (`titles`), the organization behind each by a walk over words (`organizations`), and
names as runs of capitals (`names`). Titles told one after another make a chain; a chain belongs to the name linked to
it before ("A, Chủ tịch UBND tỉnh"), to the one behind ("Chủ tịch UBND tỉnh A"), or to the one that a verb gives it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from extract.folding import Text, fold
from extract.language.patterns import Before
from extract.reading import names
from extract.reading.organizations import Organization, body_before, is_headed, read_organization
from extract.reading.titles import Found, any_of, find_titles, inside, status_before
from extract.reading.tokens import CAPITALS, MARK, TITLE, Lexicon, Tokens, tokenize
from extract.records import Status
from extract.spans import Span
from extract.tables.titles import Title, people, titles

_MOVES: tuple[Status, ...] = ("leaving", "nominated", "appointed")
# How far a proposal reaches to the office that is proposed.
_PROPOSED = 120
# How far behind a name the office stands that is told once more.
_NEAR = 40
# How far back a body is told that is then called by its head alone, in tokens.
_FAR = 60
# How far a verb reaches back to the person who takes or leaves an office.
_REACH = 300


@dataclass(slots=True)
class Held:
    """A title as it is held: with its organization as printed (null where none is), and how."""

    title: Title
    span: Span
    start: int
    end: int
    organization: str | None = None
    organization_span: Span | None = None
    status: Status = "current"
    kept: bool = False
    handed: bool = False
    moved: bool = False
    # Its status is the one of the title before it.
    passed_on: bool = False
    # It was taken before the reported event: "Trước đó, …", "Tháng 6/2015, …".
    earlier: bool = False
    # It is a step of a career, told with its time: "năm 2009 là Phó Giám đốc"; and with nothing but the year.
    dated: bool = False
    yearly: bool = False
    private: bool = False
    foreign: bool = False


@dataclass(slots=True)
class Person:
    """A name with the titles that one sentence gives it."""

    name: str
    span: Span
    rule: str
    held: list[Held] = field(default_factory=list)
    honorific: str | None = None


@dataclass(slots=True)
class Reading:
    """What one sentence tells of people: those it names with titles, and the titles that it gives to no name."""

    people: list[Person]
    loose: list[Held]


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
    return _Sentence(text, within, here, known or {}).read()


def honorific(text: Text, start: int, floor: int) -> str | None:
    """The courtesy title right before a name, in the data's spelling; ranks and degrees are none."""
    match = _honorific_before().search(text.folded, max(floor, start - 60), start)
    if match is None:
        return None
    kept = [(at.start(), at.group("word")) for at in _kept().finditer(match.group())]
    if not kept:
        return None
    first = min(kept)[1]
    return _comrade() if first in _comrades() else first


class _Sentence:
    """One sentence while it is read."""

    def __init__(self, text: Text, within: Span, found: Sequence[Found], known: Mapping[Span, str]) -> None:
        self.text, self.within, self.known = text, within, known
        # "Bí thưTỉnh ủy": a title ends inside a word.
        ends = (span.end for span, _ in found)
        cuts = [end for end in ends if end < within.end and text.raw[end].isalnum()]
        self.tokens = tokenize(text, within, cuts)
        self.held = self._read_held(found)
        for number, title in enumerate(self.held):
            self._of_body_before(number, title)
        self.names = self._read_names()
        self.starts = [name.start for name in self.names]
        self.ends = [name.end for name in self.names]
        self.people: dict[int, Person] = {}

    def read(self) -> Reading:
        """Binds every chain of titles to its people."""
        loose: list[Held] = []
        before: tuple[list[Held], list[Person]] | None = None
        given: list[tuple[list[Held], list[Person]]] = []
        chains = list(self._chains())
        for chain in (part for whole in chains for part in self._parted(whole)):
            bound = self._bound(chain)
            if not bound and before and before[1] and self._goes_on(before[0], chain):
                # "A, Bí thư Tỉnh ủy; Chủ tịch HĐND tỉnh": no name follows, so it is told of the same person.
                bound = [replace(person, held=list(chain)) for person in before[1][:1]]
                self._career(before[0][-1], chain)
            for person in bound:
                told = self.people.setdefault(person.span.start, person)
                if told is not person:
                    told.held.extend(title for title in person.held if title not in told.held)
            if not bound:
                loose.extend(chain)
            given.append((chain, bound))
            before = (chain, bound)
        for chain, bound in given:
            self._together(chain, bound)
        for chain in chains:
            self._shared(chain)
        self._give_again()
        for person in self.people.values():
            self._leaves(person)
        return Reading([self.people[start] for start in sorted(self.people)], loose)

    # --- titles ----------------------------------------------------------------------------------------------

    def _read_held(self, found: Sequence[Found]) -> list[Held]:
        tokens, read_to, text = self.tokens, self.within.start, self.text.folded
        starts = frozenset(tokens.at(span.start) for span, _ in found)
        held: list[Held] = []
        for span, plain in found:
            if span.start < read_to:
                continue
            at = tokens.at(span.start)
            status, start, kept = status_before(tokens, at)
            moved = status in _MOVES
            if status == "acting":
                # "được giao giữ chức quyền Chủ tịch": given, and acting.
                first = tokens.at(start)
                kept = status_before(tokens, first)[0] in _MOVES or tokens.fold(first - 1) in _takes()
            if (
                status == "current"
                and not kept
                and held
                and _again().search(text[max(held[-1].end, start - 24) : start])
            ):
                # "miễn nhiệm chức vụ A và chức vụ B"
                status = next((one.status for one in reversed(held[-3:]) if one.status in _MOVES), status)
            if status == "current" and not kept and self._handed(held, start):
                status = "appointed"
            floor = max(self.within.start, start - _PROPOSED)
            if status in ("appointed", "former", "current") and _ahead_of().search(text, floor, start):
                status = "current"  # "trước khi làm Chủ tịch, ông là …": what came after
            elif (status == "appointed" and _ever().search(text[floor:start])) or (
                status in ("appointed", "current") and self._over(start)
            ):
                status = "former"
            if status == "appointed" and _proposed().search(text[floor:start]):
                status = "nominated"
            step = self._step(start, verbal=start < span.start)
            if step and status in ("current", "appointed"):
                if step.group("until"):
                    status = "former"
                elif step.group("lasting"):
                    status, kept = "current", True
            elif status == "current" and not kept and self._then(start):
                status = "former"
            title, behind = _suffixed(tokens, plain, tokens.at(span.end))
            if tokens.fold(behind) == "." and tokens.glued(behind) and tokens.glued(behind + 1):
                behind += 1  # "PCT.UBND tỉnh"
            organization = read_organization(tokens, behind, title, starts, self._named_before(tokens.at(start)))
            one = Held(
                title,
                span,
                max(start, read_to),
                tokens.ends[behind - 1],
                status=status,
                kept=kept,
                handed=self._handed(held, start),
                moved=moved,
                earlier=(status == "appointed" and self._earlier(start))
                or (status in ("current", "appointed") and not kept and step is not None),
                dated=step is not None,
                yearly=step is not None and step.group("year") is not None,
            )
            if organization is not None:
                organization = _same_again(tokens, organization, held)
                _give(one, organization)
                one.end = self._parent_end(organization.span.end, title, starts)
                if one.end > organization.span.end and title.fused in people().units:
                    one.organization_span = whole = Span(organization.span.start, one.end)
                    parent = " ".join(whole.of(self.text.raw)[len(organization.span.of(self.text.raw)) :].split())
                    one.organization = f"{one.organization}{parent}"
            if one.status == "appointed" and self._since(one):
                one.status = "current"
            held.append(one)
            read_to = one.end
        return held

    def _since(self, held: Held) -> bool:
        """ "người giữ chức Chủ tịch UBND tỉnh từ năm 2020": held since then."""
        folded = self.text.folded
        return bool(_holds().match(folded, held.start)) and bool(_since().match(folded, held.end, self.within.end))

    def _over(self, start: int) -> bool:
        """ "Từ năm 2010 đến năm 2015, ông là …": a time that is told with its end."""
        clause = self.text.folded[max(self.within.start, start - _PROPOSED) : start]
        return _FROM in clause and _span_of_years().search(clause) is not None

    def _earlier(self, start: int) -> bool:
        opener = _earlier().match(self.text.folded, self.within.start, start)
        return opener is not None and ";" not in self.text.folded[opener.end() : start]

    def _step(self, start: int, *, verbal: bool) -> re.Match[str] | None:
        """The time right before an office of a career; `verbal`: a verb gives the office, else one stands before it."""
        text, floor = self.text.folded, max(self.within.start, start - _PROPOSED)
        if not _any_year().search(text, floor, start):
            return None
        before = text[floor:start]
        return _dated_step().search(before) if verbal or _gives().search(before) else None

    def _then(self, start: int) -> bool:
        """ "Thời điểm đó, ông là Giám đốc …"."""
        opener = _back_then().match(self.text.folded, self.within.start, start)
        return opener is not None and _then_is().fullmatch(self.text.folded, opener.end(), start) is not None

    def _parent_end(self, end: int, title: Title, starts: frozenset[int]) -> int:
        """ "Vụ trưởng Vụ Địa phương III, Ủy ban Dân tộc Lê Văn An": behind the body that this one is part of."""
        tokens = self.tokens
        at = tokens.at(end)
        if tokens.fold(at) != "," or at + 1 in starts or not is_headed(tokens, at + 1):
            return end
        parent = read_organization(tokens, at + 1, title, starts, "")
        if parent is None or parent.private:
            return end
        behind = tokens.at(parent.span.end)
        # "Phó Đội trưởng Đội A, Phòng B Công an tỉnh, cho biết": a unit of it.
        told = title.fused in people().units and (behind == len(tokens) or tokens.fold(behind) in ",;.)(-")
        named = names.name_at(tokens, behind, names.run_end(tokens, behind))
        return parent.span.end if told or named else end

    def _handed(self, held: Sequence[Held], start: int) -> bool:
        """ "trao quyết định bổ nhiệm cho Bộ trưởng A và Bộ trưởng B": both have just been appointed."""
        if _handing().search(self.text.folded, max(self.within.start, start - 80), start):
            return True
        return (
            bool(held)
            and held[-1].handed
            and _next_handed().fullmatch(self.text.folded, held[-1].end, start) is not None
        )

    def _named_before(self, at: int) -> str:
        """The mark that links the token `at` to a name right before it; empty where none does."""
        tokens = self.tokens
        mark = tokens.fold(at - 1)
        if mark not in names.LEFT_OUT_BEHIND:
            return ""
        at -= 1
        first = at
        while first > 0 and first > at - names.LONGEST and tokens.shape(first - 1) is TITLE:
            first -= 1
        return mark if any(names.name_at(tokens, begin, at) for begin in range(first, at)) else ""

    def _of_body_before(self, number: int, title: Held) -> None:
        """ "Kiểm điểm công tác của UBND tỉnh, Chủ tịch Lò Văn A": a bare title is of the body named last before it."""
        if title.organization is not None or title.title.alone == "yes":
            return
        start = self.held[number - 1].end if number else self.within.start
        for other in reversed(self.held[max(0, number - 8) : number]):
            # "Chỉ huy trưởng Bộ CHQS tỉnh cùng hai Phó Chỉ huy trưởng": the deputies are of the same body.
            if other.organization and not other.private and _of_one_body(title.title, other.title):
                title.organization, title.organization_span = other.organization, other.organization_span
                return
        tokens = self.tokens
        # "công tác tại Ban Tổ chức Tỉnh ủy và giữ chức Phó Trưởng ban": what it leads begins like it.
        head = fold(title.title.fused or "").partition(" ")[0]
        body = body_before(tokens, max(tokens.at(start), tokens.at(title.start) - 40), tokens.at(title.start), head)
        if body is not None and self._apart(body.span.end, title.start):
            title.organization, title.organization_span = body.name, body.span

    def _apart(self, start: int, end: int) -> bool:
        """True where no clause ends between a body and the title that is told of it."""
        return end - start < 120 and ";" not in self.text.folded[start:end]

    # --- names -----------------------------------------------------------------------------------------------

    def _read_names(self) -> list[Span]:
        """Runs of capitals that can be a person's name, none of them inside a title or its organization."""
        tokens, found = self.tokens, []
        taken = [(tokens.at(title.span.start), tokens.at(title.end), title) for title in self.held]
        short = {tokens.at(span.start): tokens.at(span.end) for span in self.known}
        number = read_to = 0
        for begin, shape in enumerate(tokens.shapes):
            # Most words are in small letters.
            if (shape is not TITLE and shape is not CAPITALS and begin not in short) or begin < read_to:
                continue
            at = begin
            while number < len(taken) and taken[number][1] <= at:
                number += 1
            if number < len(taken) and at >= taken[number][0]:
                read_to = taken[number][1]
                continue
            if at in short:
                found.append(self._span(at, short[at]))
                read_to = short[at]
                continue
            end = names.run_end(tokens, at)
            if end == at:
                continue
            if names.behind_kind(tokens, at) and not (number and taken[number - 1][1] == at):
                # "trú tại phường Hồng Hải": the place's name is nobody's.
                at += names.place_length(tokens, at, end)
                if at == end:
                    read_to = end
                    continue
            end = next((start for start in range(at + 1, end) if start in short), end)
            stop = min(end, taken[number][0]) if number < len(taken) else end
            while stop > at and tokens.shape(stop - 1) is MARK:
                stop -= 1  # "Trần Văn Bình-Bí thư Tỉnh ủy"
            behind = taken[number - 1][2] if number else None
            name = self._name(at, stop, behind, taken[number][2] if number < len(taken) else None)
            if name:
                found.append(name)
            read_to = max(stop, at + 1)
        return found

    def _name(self, at: int, end: int, behind: Held | None, ahead: Held | None) -> Span | None:
        tokens = self.tokens
        while at < end and self._is_no_name(at, end):
            at += 1
        if at >= end or (names.is_place(tokens, at, end) and not self._addressed(at)):
            return None
        if _countries().end(tokens, at) > at:
            return None
        if tokens.fold(at) in _short_heads() and names.is_place(tokens, at + 1, end):
            return None  # "(Đoàn Bắc Ninh)"
        if self._is_of_a_thing(at):
            return None
        count = end - at
        if count <= names.LONGEST and (
            (count > 1 and names.surname(tokens, at))
            or names.name_at(tokens, at, end)
            or (count > 1 and self._addressed(at))
            or (
                not any(_countries().end(tokens, i) == end for i in range(at, end))  # "Lính Triều Tiên"
                and (
                    (count > 1 and behind is not None and _takes_any_name(behind) and self._right_behind(behind, at))
                    or self._foreign(at, end, behind, ahead)
                )
            )
        ):
            capitals = tokens.shape(at) is CAPITALS
            if capitals and not (count > 1 and (names.strong_surname(tokens, at) or self._addressed(at))):
                return None
            return self._span(at, end)
        return None

    def _right_behind(self, title: Held, at: int) -> bool:
        return _title_name().fullmatch(self.text.folded, title.end, self.tokens.starts[at]) is not None

    def _is_no_name(self, at: int, end: int) -> bool:
        """True for a first word of a run that begins a sentence or addresses a person, but is no syllable of a name."""
        tokens = self.tokens
        word, more = tokens.fold(at), end - at
        if word in _polite() and more > 1:
            return more > 2 or not names.surname(tokens, at)
        if word in _never() and not (more > 2 and names.surname(tokens, at)):
            return True
        first = at == 0 or tokens.shape(at - 1) is MARK
        return first and more > 2 and not names.surname(tokens, at) and names.strong_surname(tokens, at + 1)

    def _is_of_a_thing(self, at: int) -> bool:
        """True behind "đường", "trường" …: the name of a street or a school."""
        start = self.tokens.starts[at]
        folded, floor = self.text.folded, max(self.within.start, start - 16)
        return _never_before().search(folded, floor, start) is not None and (
            _ever_before().search(folded, floor, start) is None
        )

    def _addressed(self, at: int) -> bool:
        start = self.tokens.starts[at]
        return _honorific_before().search(self.text.folded, max(self.within.start, start - 24), start) is not None

    def _foreign(self, at: int, end: int, behind: Held | None, ahead: Held | None) -> bool:
        """True right behind, or right before, a foreign office."""
        folded, tokens = self.text.folded, self.tokens
        one = end - at == 1
        if one and not names.is_foreign(tokens, at):
            return False
        if behind is not None and _is_foreign(behind):
            gap = folded[behind.end : tokens.starts[at]]
            # "Bộ trưởng Quốc phòng Mỹ: Lính Triều Tiên …"
            if _title_name().fullmatch(gap) and (":" not in gap or self._addressed(at)):
                return True
        if ahead is None or not _is_foreign(ahead) or (one and not self._addressed(at)):
            return False
        return _link().fullmatch(folded, tokens.ends[end - 1], ahead.start) is not None

    def _span(self, at: int, end: int) -> Span:
        return Span(self.tokens.starts[at], self.tokens.ends[end - 1])

    # --- who holds what --------------------------------------------------------------------------------------

    def _chains(self) -> Iterator[list[Held]]:
        """Titles told one after another of the same person ("Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh")."""
        chain: list[Held] = []
        for title in self.held:
            apart = chain and (
                (chain[-1].title.canonical in people().sole and title.title.canonical in people().sole)
                or not (
                    _chain().fullmatch(self.text.folded, chain[-1].end, title.start)
                    or (_next_step().fullmatch(self.text.folded, chain[-1].end, title.start) and self._is_career(chain))
                )
            )
            if apart:
                yield chain
                chain = []
            if chain and title.status == "current" and not title.kept and self._goes_with(chain, title):
                title.status, title.passed_on = chain[-1].status, True
            if chain and chain[-1].earlier and title.status == chain[-1].status and self._is_listed(chain, title):
                title.earlier, title.dated, title.yearly = True, chain[-1].dated, chain[-1].yearly
            chain.append(title)
        if chain:
            yield chain

    def _goes_with(self, chain: Sequence[Held], title: Held) -> bool:
        """ "giữ chức Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh": one verb gives both, or both were held once."""
        last = chain[-1]
        gap = self.text.folded[last.end : title.start]
        if last.status == "former" and self._is_career(chain):
            return not _now().search(gap)
        if last.status not in (*_MOVES, "former") or not _listed_titles().fullmatch(gap):
            return False
        organization = fold(title.organization or "")
        return not (last.status == "former" and organization.startswith(_afterwards()))

    def _is_listed(self, chain: Sequence[Held], title: Held) -> bool:
        return _listed_titles().fullmatch(self.text.folded, chain[-1].end, title.start) is not None

    def _is_career(self, chain: Sequence[Held]) -> bool:
        """ "từng giữ các chức vụ: A; B rồi C": all that is told behind was held once."""
        opener = next((held for held in chain if not held.passed_on), chain[0])
        before = self.text.folded[max(self.within.start, opener.start - _PROPOSED) : opener.span.start]
        return opener.status == "former" and _career().search(before) is not None

    def _parted(self, chain: list[Held]) -> Iterator[list[Held]]:
        """ "A, Giám đốc Sở B và Giám đốc Sở C D": the title behind "và" is of the name that follows it."""
        if len(chain) > 1:
            folded, last = self.text.folded, chain[-1]
            before = bisect_right(self.ends, chain[0].start) - 1
            after = bisect_left(self.starts, last.end)
            if (
                0 <= before < after < len(self.starts)
                and (self.starts[before] not in self.people or self._comma_and(chain))
                and _title_name().fullmatch(folded, last.end, self.starts[after])
                and "," not in folded[last.end : self.starts[after]]
                and _link().fullmatch(folded, self.ends[before], chain[0].start)
                and _and().fullmatch(folded, chain[-2].end, last.start)
            ):
                yield chain[:-1]
                chain = chain[-1:]
        yield chain

    def _comma_and(self, chain: Sequence[Held]) -> bool:
        """ "đại biểu A, Phó Chủ nhiệm Ủy ban B, và đại biểu C": a comma before "và" ends what is told of A."""
        return self.text.folded[chain[-2].end : chain[-1].start].lstrip().startswith(",")

    def _bound(self, chain: list[Held]) -> list[Person]:
        folded = self.text.folded
        first, last = chain[0], chain[-1]
        behind = bisect_right(self.ends, first.start) - 1
        ahead = bisect_left(self.starts, last.end)
        while behind > 0 and first.status in _MOVES and self._is_replaced(behind, first):
            behind -= 1
        before = self.names[behind] if behind >= 0 else None
        after = self.names[ahead] if ahead < len(self.names) else None
        if after is not None and not (
            _title_name().fullmatch(folded, last.end, after.start)
            or (after in self.known and folded[last.end : after.start].strip() == ",")
        ):
            after = None
        if after is not None and "," in folded[last.end : after.start] and self._is_kin(first.start):
            after = None
        if before and after and "," in folded[last.end : after.start] and first.status in _MOVES:
            # "ông A được bầu giữ chức Bí thư, bà B - Chủ tịch": the one behind the comma has his own.
            after = None if self._given(before, first, only=behind == 0) else after
        linked = before is not None and _link().fullmatch(folded, before.end, first.start) is not None
        if before and after is None and folded[before.end : first.start].isspace():
            linked = True  # "ông A Chủ tịch UBND tỉnh": the mark is left out
        if before and linked and _then_another().match(folded, last.end, self.within.end):
            for held in chain:
                held.status = "former" if held.status == "current" else held.status
        if before and before.start in self.people and self._is_another_s(self.people[before.start], first):
            linked = False
        if before and after and self._handed_over(first, last, after):
            taken = [replace(held, status="appointed") for held in chain]
            return [self._person(before, chain, "people.office"), self._person(after, taken, "people.office")]
        if linked and before and not (after and self._divided(before, first, last, after)):
            self._once(before, first, chain)
            return [self._person(name, chain, "people.name_title") for name in self._group_before(behind, title=first)]
        if after is not None:
            if first.status == "appointed" and _sends().match(folded, first.start) and self._is_told(last, after):
                first.status = "current"
            group = self._group(ahead, chain)
            rule = "people.group" if len(group) > 1 else "people.title_name"
            return [self._person(name, chain, rule) for name in group]
        if len(chain) == 1 and first.organization is None and first.title.alone == "no" and not first.dated:
            return []
        if before is not None and not self._opener(chain) and self._given(before, first, only=behind == 0):
            group = self._group_before(behind, given=first.status in _MOVES)
            return [self._person(name, chain, "people.office") for name in group]
        return []

    def _is_told(self, last: Held, name: Span) -> bool:
        """ "phân công Phó Chủ tịch UBND tỉnh A theo dõi …": nothing but a space between the office and its holder."""
        return self.text.folded[last.end : name.start].isspace()

    def _is_replaced(self, at: int, first: Held) -> bool:
        """ "ông A thay ông B làm Chủ tịch": the office is not B's, but it is in "thay ông B được phân công làm …"."""
        start = self.starts[at]
        if self.text.folded[self.ends[at] : first.start].strip():
            return False
        return _instead().search(self.text.folded, max(self.within.start, start - 40), start) is not None

    def _handed_over(self, first: Held, last: Held, after: Span) -> bool:
        """ "A bàn giao nhiệm vụ Tư lệnh cho B": what A leaves, B takes."""
        folded = self.text.folded
        return (
            first.status == "leaving"
            and folded.startswith(_over_to(), first.start)
            and _to_whom().match(folded[last.end : after.start].strip()) is not None
        )

    def _is_kin(self, start: int) -> bool:
        """ "Phu nhân Chủ tịch nước, bà A": the office is another's."""
        return _kin().search(self.text.folded, max(self.within.start, start - 24), start) is not None

    def _is_another_s(self, person: Person, first: Held) -> bool:
        """ "Quốc vương A, Chủ tịch nước chúc …": two offices that nobody holds at once."""
        sole = people().sole
        return first.title.canonical in sole and any(held.title.canonical in sole for held in person.held)

    def _once(self, name: Span, first: Held, chain: Sequence[Held]) -> None:
        """ "Trước khi làm Chủ tịch, ông A là Giám đốc …": what he was before."""
        folded = self.text.folded
        if _being().fullmatch(folded, name.end, first.start) and _before_this().match(folded, self.within.start):
            for held in chain:
                held.status = "former" if held.status == "current" else held.status

    def _divided(self, name: Span, first: Held, last: Held, after: Span) -> bool:
        """True where the comma between name and title parts two people ("A, Chủ tịch UBND tỉnh B")."""
        folded = self.text.folded
        if "," not in folded[name.end : first.start]:
            return False
        gap = folded[name.end : first.start]
        if "(" in gap and ")" not in gap:
            return False
        between = folded[last.end : after.start]
        if "," in between:
            # "ông A, Chủ tịch UBND tỉnh, ông B": the next one in a list.
            return False
        if name.start in self.people:
            return True
        # What follows the second name tells that the first one's titles were over.
        behind = folded[after.end : after.end + 2].strip()
        return not behind.startswith(("-", "("))

    def _group(self, at: int, chain: Sequence[Held]) -> list[Span]:
        """One title for many names ("các Phó Chủ tịch UBND tỉnh: A, B, C")."""
        folded, first, last = self.text.folded, chain[0], chain[-1]
        group = [self.names[at]]
        start = first.span.start
        several = _plural_before().search(folded, max(self.within.start, start - 30), start) is not None
        several = several or _all_times().search(folded[last.end : group[0].start]) is not None
        # "Đại biểu A (Bắc Ninh), B (Bắc Giang) và C (Hà Nam)": each with his seat.
        seated = first.title.canonical in _addresses() and _seat().match(folded, group[0].end) is not None
        if several or seated:
            for name in self.names[at + 1 :]:
                if not _listed().fullmatch(folded, group[-1].end, name.start):
                    break
                if not several and not _seat().match(folded, name.end):
                    break
                group.append(name)
        return group

    def _group_before(self, at: int, *, title: Held | None = None, given: bool = False) -> list[Span]:
        """Names told together before their title ("các đồng chí A, B, Phó Chủ tịch UBND tỉnh")."""
        folded = self.text.folded
        group = [self.names[at]]
        for name in reversed(self.names[max(0, at - 12) : at]):
            if name.start in self.people or not _listed().fullmatch(folded, name.end, group[0].start):
                break
            group.insert(0, name)
        start = group[0].start
        if len(group) > 1 and _plural_addressed().search(folded, max(self.within.start, start - 40), start):
            return group
        # "…; A, B (Phó Chủ tịch UBND tỉnh); …": in a list of people each part has its office.
        apart = ";" in folded[start : group[-1].start]
        if (
            len(group) > 1
            and not apart
            and title is not None
            and _is_of_several(title)
            and _part_of_list().search(folded, max(self.within.start, start - 40), start)
        ):
            return group
        # "đồng chí A và đồng chí B được bầu giữ chức": a verb gives it to both.
        if given and len(group) > 1 and _two().fullmatch(folded, group[-2].end, group[-1].start):
            return group[-2:]
        return group[-1:]

    def _given(self, before: Span, first: Held, *, only: bool) -> bool:
        """True where a verb gives the office to the person before it ("A được bổ nhiệm giữ chức …")."""
        known = self.people.get(before.start)
        start = max(
            [before.end, *(held.end for held in known.held if held.end <= first.start)] if known else [before.end]
        )
        gap = self.text.folded[start : first.start]
        if len(gap) > _REACH or _hands_out().search(gap):
            return False
        if first.status in _MOVES or first.moved:
            last = self.tokens.at(first.start) - 1
            if self.tokens.starts[last] >= start and all(names.is_foreign(self.tokens, i) for i in (last - 1, last)):
                return False  # "Ông A chọn tỉ phú Scott Bessent làm bộ trưởng"
            return ";" not in gap or known is not None or only
        if ";" in gap and not (only or (first.dated and known is not None)):
            return False
        if first.kept or first.dated:
            return True
        return (
            first.status == "former" and _career().search(self.text.folded[before.end : first.span.start]) is not None
        )

    def _goes_on(self, before: Sequence[Held], chain: Sequence[Held]) -> bool:
        gap = self.text.folded[before[-1].end : chain[0].start]
        return gap.strip() in (";", ".")

    def _career(self, last: Held, chain: Sequence[Held]) -> None:
        """ "từng giữ các vị trí: Giám đốc Sở Y tế; Phó Chủ tịch UBND tỉnh": each of the list is over."""
        for held in chain:
            if last.status == "former" and held.status == "current" and not held.kept:
                held.status = "former"

    def _shared(self, chain: list[Held]) -> None:
        """ "các đồng chí Ủy viên Ban Thường vụ Tỉnh ủy: A, Giám đốc …; B, …": each has the title told for all, and his
        own.
        """
        folded = self.text.folded
        opener = self._opener(chain)
        if not opener:
            return
        told_to = opener.end()
        for at in range(bisect_left(self.starts, opener.end()), len(self.names)):
            name = self.names[at]
            if _ends_list().search(folded[told_to : name.start]):
                return
            person = self.people.get(name.start)
            if person and any(held.end <= name.start and held.status in _MOVES for held in person.held):
                return  # "miễn nhiệm 2 Phó Chủ tịch, gồm: A, B; miễn nhiệm Ủy viên đối với C"
            if person is None:
                gap = folded[told_to : name.start]
                if not (_listed().fullmatch(gap) or _beside_another().fullmatch(gap)):
                    return
                person = self.people[name.start] = self._person(name, [], "people.group")
            if not any(held in person.held for held in chain):
                person.held[:0] = chain
            told_to = max([name.end, *(held.end for held in person.held)])

    def _opener(self, chain: Sequence[Held]) -> re.Match[str] | None:
        """The words behind titles of several people that open a list of them ("bầu 2 Phó Chủ tịch UBND tỉnh, gồm")."""
        folded, start = self.text.folded, chain[0].span.start
        several = _plural_before().search(folded, max(self.within.start, start - 40), start)
        return _opens_list().match(folded, chain[-1].end, self.within.end) if several else None

    def _together(self, chain: Sequence[Held], bound: Sequence[Person]) -> None:
        """ "bầu ông A, Giám đốc Sở B và bà C giữ chức Phó Chủ tịch": an office that several hold, given to all of whom
        one verb tells; likewise "miễn nhiệm chức vụ Ủy viên đối với ông A và bà B".
        """
        if not bound or chain[0].status not in _MOVES:
            return
        given = [held for held in chain if held.status in _MOVES and _is_of_several(held)]
        name = bound[-1].span
        if name.start < chain[0].start:
            others = self._told_before(name) if len(bound) == 1 else []
        else:
            given = [held for held in given if held.end <= name.start]
            others = self._told_behind(name) if given and _to_whom().search(self._gap(given[-1], name)) else []
        for other in others if given else []:
            person = self.people.setdefault(other.start, self._person(other, [], "people.group"))
            person.held.extend(held for held in given if held not in person.held)

    def _give_again(self) -> None:
        """ "miễn nhiệm Phó Chủ tịch UBND tỉnh đối với ông A; bầu ông B giữ chức danh này": the office told last."""
        if _THIS not in self.within.of(self.text.folded):
            return
        for again in _same_office().finditer(self.text.folded, self.within.start, self.within.end):
            last = next((held for held in reversed(self.held) if held.end <= again.start()), None)
            at = bisect_right(self.ends, again.start()) - 1
            if last is None or at < 0 or self.starts[at] < last.end or again.start() - self.ends[at] > _NEAR:
                continue
            person = self.people.setdefault(self.starts[at], self._person(self.names[at], [], "people.office"))
            person.held.append(replace(last, start=again.start(), end=again.end(), status="appointed", kept=False))

    def _leaves(self, person: Person) -> None:
        """ "ông A, Bí thư Huyện ủy, được chuyển về công tác tại UBND tỉnh", "thay bà B là ông A, Giám đốc Sở C"."""
        left = [held for held in person.held if held.status == "current" and _is_left(held)]
        if not left:
            return
        folded, name = self.text.folded, person.span
        end = max(name.end, *(held.end for held in person.held))
        start = min(name.start, *(held.start for held in person.held))
        before = folded[max(self.within.start, start - _PROPOSED) : start]
        goes = _leaving().match(folded, end, self.within.end) and not _demanded().search(before)
        sent = _sent_to().match(folded, end, self.within.end) and _sent().search(before)
        if goes or sent or _follows().search(before):
            for held in left:
                held.status = "leaving"

    def _gap(self, held: Held, name: Span) -> str:
        return self.text.folded[held.end : name.start]

    def _extent(self, name: Span) -> Span:
        """A name with the titles around it."""
        person = self.people.get(name.start)
        before = [held.start for held in person.held if held.end <= name.start] if person else []
        behind = [held.end for held in person.held if _beside(held, name)] if person else []
        return Span(min([name.start, *before]), max([name.end, *behind]))

    def _told_before(self, name: Span) -> list[Span]:
        """Those told together with the name before a verb: behind a verb, or joined by "và"."""
        folded, floor = self.text.folded, self.within.start
        at = bisect_left(self.starts, name.start)
        group, start, last = [], self._extent(name).start, ""
        for other in reversed(self.names[max(0, at - 12) : at]):
            extent = self._extent(other)
            if extent.end > start or not _beside_another().fullmatch(folded, extent.end, start):
                break
            last = last or folded[extent.end : start]
            group.append(other)
            start = extent.start
        opened = _taking().search(folded[max(floor, start - 60) : start])
        return group if group and (opened or _joined().search(last)) else []

    def _told_behind(self, name: Span) -> list[Span]:
        """Those told together with the name behind "đối với"."""
        group, end = [], self._extent(name).end
        for other in self.names[bisect_right(self.starts, name.start) :]:
            if not _beside_another().fullmatch(self.text.folded, end, other.start):
                break
            group.append(other)
            end = self._extent(other).end
        return group

    def _person(self, name: Span, chain: Sequence[Held], rule: str) -> Person:
        told = self.known.get(name) or " ".join(self.text.printed(name).split())
        return Person(told, name, rule, list(chain), honorific(self.text, name.start, self.within.start))


def _give(held: Held, organization: Organization) -> None:
    held.organization, held.organization_span = organization.name, organization.span
    held.private, held.foreign = organization.private, organization.foreign


def _is_left(held: Held) -> bool:
    """True for an office that whoever goes elsewhere leaves: no seat in a committee."""
    return not held.kept and not fold(held.title.canonical).startswith(_seats())


def _is_of_several(held: Held) -> bool:
    """True for an office that several people hold at once."""
    return fold(held.title.canonical).startswith(_several())


def _beside(held: Held, name: Span) -> bool:
    """True for a title behind the name that is told with it, and that no verb gives."""
    return held.start >= name.end and held.status not in _MOVES


def _same_again(tokens: Tokens, organization: Organization, held: Sequence[Held]) -> Organization:
    """ "Phó Giám đốc Sở Y tế, sau đó là Giám đốc Sở này", "Sở Y tế bổ nhiệm ông A làm Phó Giám đốc Sở": the one named
    before.
    """
    at, head = tokens.at(organization.span.start), fold(organization.name)
    alone = " " not in head and tokens.shape(at) is TITLE
    if not alone and tokens.fold(tokens.at(organization.span.end)) not in _these():
        return organization
    told = (one.organization for one in reversed(held) if fold(one.organization or "").startswith(f"{head} "))
    before = next(told, None)
    if before is None and alone:
        body = body_before(tokens, max(0, at - _FAR), at, head)
        before = body.name if body else None
    return replace(organization, name=before) if before else organization


def _suffixed(tokens: Tokens, title: Title, at: int) -> tuple[Title, int]:
    """ "Phó Viện trưởng Thường trực": a word behind the title that belongs to it."""
    end = _suffixes().end(tokens, at)
    if end == at:
        return title, at
    word = _spelled_suffixes()[" ".join(tokens.folds[at:end])]
    return replace(title, canonical=f"{title.canonical} {word}"), end


def _of_one_body(one: Title, other: Title) -> bool:
    """A head and his deputy, or two heads of one body: "Chính ủy" beside "Chỉ huy trưởng"."""
    a, b = _bare(one), _bare(other)
    return a.endswith(b) or b.endswith(a) or any(a.endswith(peers) and b.endswith(peers) for peers in _peers())


def _bare(title: Title) -> str:
    """The title without what it may end in ("Phó Bí thư Thường trực")."""
    folded = fold(title.canonical)
    ending = next((word for word in _spelled_suffixes() if folded.endswith(f" {word}")), "")
    return folded.removesuffix(ending).rstrip()


def _is_foreign(held: Held) -> bool:
    return held.foreign or held.title.canonical in people().foreign_titles


def _takes_any_name(held: Held) -> bool:
    """True behind a title that a name must follow, so that its first syllable need be no known surname."""
    return held.title.alone == "yes" or held.organization is not None


# --- patterns ----------------------------------------------------------------------------------------------------


@cache
def _spelled_suffixes() -> dict[str, str]:
    return {fold(word): word for word in people().suffixes}


@cache
def _peers() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fold(title) for title in peers) for peers in people().peers)


@cache
def _suffixes() -> Lexicon:
    return Lexicon(people().suffixes)


@cache
def _countries() -> Lexicon:
    return Lexicon(people().countries)


@cache
def _again() -> re.Pattern[str]:
    return re.compile(rf"(?:,|(?<!\w){any_of(people().both)})\s*{any_of(people().modifiers)}\s*$")


@cache
def _proposed() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(people().proposed)}(?!\w)")


@cache
def _ever() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(people().ever)}\s[^.;]*$")


@cache
def _ahead_of() -> Before:
    return Before(rf"(?<!\w){any_of(people().ahead_of)}\s+$", people().ahead_of)


@cache
def _then_another() -> re.Pattern[str]:
    """Behind an office that another one followed: "ông A là Giám đốc Sở B trước khi được bầu …"."""
    return re.compile(rf"\s*(?:\([^)]*\)\s*)?,?\s*{any_of(people().ahead_of)}(?!\w)")


# What a span of years begins with.
_FROM = "từ"
_YEAR = r"(?:ngày\s+|tháng\s+|năm\s+)*(?:\d{1,2}[/.-]){0,2}(?:\d{1,2}\s+năm\s+)?(?:19|20)\d\d(?!\d)"


@cache
def _span_of_years() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_FROM}\s+{_YEAR}\s*(?:đến|tới|-)\s*(?:hết\s+)?{_YEAR}[^.;]*$")


@cache
def _any_year() -> re.Pattern[str]:
    return re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@cache
def _dated_step() -> re.Pattern[str]:
    """Right before an office: when it was held ("Năm 1999, ông làm", "- 2004 - 2009:", "từ 2015 đến nay là")."""
    steps = rf"(?:{any_of(people().steps)}\s+)*"
    verbs = any_of([*people().being, *people().fillers, *people().modifiers, *people().once])
    whom = rf"(?:{any_of(people().pronouns)}\s(?:\w+\s){{0,4}}?)?"
    return re.compile(
        rf"(?:^|(?<=[.;,:(+*\n]))[\s+*•-]*{steps}"
        rf"(?:(?P<year>(?:năm\s+)?(?:19|20)\d\d(?!\d))|{_YEAR})\s*"
        rf"(?:(?:đến|tới|-)\s*(?:(?P<lasting>{any_of(people().lasting)}(?!\w))|{steps}(?:hết\s+)?(?P<until>{_YEAR})))?"
        rf"\s*[,:)-]?\s*{whom}(?:{verbs}(?!\w)\s*)*$"
    )


@cache
def _gives() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\w){any_of(people().being)}\s+(?:{any_of(people().modifiers)}\s+)*|:\s*)$")


@cache
def _back_then() -> re.Pattern[str]:
    return re.compile(rf"[\s\"]*{any_of(people().earlier)}(?!\w)\s*,?\s*")


@cache
def _then_is() -> re.Pattern[str]:
    """Between "lúc đó" and an office: somebody, and that he is it."""
    return re.compile(rf"(?:\w+\s){{1,6}}?{any_of(people().being)}\s+(?:{any_of(people().modifiers)}\s+)*")


@cache
def _now() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(people().now)}(?!\w)")


@cache
def _next_step() -> re.Pattern[str]:
    """Between two offices of a career."""
    return re.compile(rf"\s*;\s*(?:{any_of([*people().once, *people().now, *people().being])}\s+)*")


@cache
def _takes() -> frozenset[str]:
    """The first words of what gives an office: "giữ quyền Chủ tịch"."""
    return frozenset(fold(phrase).split()[0] for phrase in people().appointed)


@cache
def _holds() -> re.Pattern[str]:
    return re.compile(rf"{any_of(people().holds)}(?!\w)")


@cache
def _since() -> re.Pattern[str]:
    month = rf"(?:{any_of(people().steps)}\s+)*(?:(?:tháng|năm)\s|(?:\d{{1,2}}[/.-])?(?:19|20)\d\d(?!\d))"
    return re.compile(rf"[^.;,()]{{0,30}}?\s\(?từ\s+{month}")


@cache
def _earlier() -> re.Pattern[str]:
    dated = rf"(?:{any_of(people().steps)}\s+)*{_YEAR}"
    return re.compile(rf"[\s\"+*-]*(?:{any_of(people().earlier)}(?!\w)|{dated})")


@cache
def _handing() -> Before:
    verbs = any_of([*people().appointed, *people().moved])
    return Before(
        rf"(?<!\w){any_of(people().handing)}\s[^,.;]*?{verbs}[^,.;]{{0,40}}\s{any_of(people().for_whom)}\s+$",
        people().for_whom,
    )


@cache
def _hands_out() -> re.Pattern[str]:
    """ "A công bố quyết định bổ nhiệm …": the office is another's; not in "A được trao quyết định …"."""
    return re.compile(rf"(?<!\w)(?<!được )(?<!nhận ){any_of(people().handing)}(?!\w)")


@cache
def _next_handed() -> re.Pattern[str]:
    return re.compile(rf"(?:\s+\w+){{2,5}}\s*(?:,|{any_of(people().both)})\s*")


@cache
def _listed_titles() -> re.Pattern[str]:
    terms = rf"(?:\s*{any_of(people().terms)}[^,;()]{{0,24}}?{_more_terms()})?"
    return re.compile(
        rf"{terms}\s*(?:\([^)]{{0,80}}\)\s*)?(?:,|,?\s*{any_of([*people().both, *people().then])})"
        rf"\s*(?:{any_of(people().modifiers)}\s*)*"
    )


@cache
def _afterwards() -> tuple[str, ...]:
    return tuple(fold(word) for word in people().afterwards)


@cache
def _polite() -> frozenset[str]:
    return frozenset(fold(word) for word in people().kept_honorifics)


@cache
def _kept() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=\W))(?P<word>{any_of(people().kept_honorifics)})(?!\w)")


@cache
def _comrades() -> frozenset[str]:
    return frozenset(fold(word) for word in people().comrade)


def _comrade() -> str:
    return people().kept_honorifics[0]


@cache
def _never() -> frozenset[str]:
    return frozenset(fold(word) for word in people().never_names)


@cache
def _never_before() -> Before:
    return Before(rf"(?:^|(?<=\W)){any_of(people().never_before)}\s+$", people().never_before)


@cache
def _ever_before() -> Before:
    return Before(rf"(?:^|(?<=\W)){any_of(people().ever_before)}\s+$", people().ever_before)


@cache
def _honorific_before() -> Before:
    one = any_of(people().honorifics)
    pattern = rf"(?:^|(?<=\W)){one}\.?(?:[\s,.-]{{0,3}}{one}\.?)*[\s:]{{0,3}}$"
    return Before(pattern, people().honorifics, marks=".:'")


def _more_terms() -> str:
    """ "(các nhiệm kỳ 2015 - 2020), 2020 - 2025", "(các khóa XV), XVI"."""
    years = r"(?:19|20)\d\d\s*-\s*(?:19|20)\d\d"
    return rf"(?:,\s*(?:\d{{1,2}}(?!\d)|{years}|[ivx]+(?!\w)))*(?:\s*{any_of(people().both)}\s+{years})?"


@cache
def _chain() -> re.Pattern[str]:
    joint = any_of([*(word for word in people().chain if word != ";"), *people().then])
    modifiers = rf"(?:{any_of([*people().modifiers, *people().once])}\s*)*"
    terms = rf"(?:\s*{any_of(people().terms)}[^,;()]{{0,24}}{_more_terms()})?"
    whom = rf"{any_of(people().for_whom)}\s*(?:{any_of(people().honorifics)}\s*)*"
    more = any_of([*people().chain, *people().then])
    return re.compile(
        rf"{terms}\s*(?:\([^)]{{0,80}}\)\s*)?(?:{whom}|{joint}\s*(?:{more}\s*)*{modifiers}"
        rf"|\)?\s*[-,]?\s*\(\s*{modifiers})"
    )


@cache
def _link() -> re.Pattern[str]:
    words = any_of([*people().former, *people().acting, *people().modifiers, *people().once])
    # "(47 tuổi, kỹ sư xây dựng)", and ", quê huyện Tư Nghĩa, tỉnh Quảng Ngãi, là": of whom the office is not told yet.
    life = rf"{any_of(people().life)}[^;()]{{0,120}}?(?:,|\slà)\s*(?:{words}\s*)*"
    return re.compile(
        rf"\s*(?:,?\s*\(?(?:(?:sinh năm|sn)\.?\s+)?\d{{2,4}}(?:\s+tuổi)?\)?\s*|\([^();]{{1,160}}\)\s*)?"
        rf"(?:,\s*{any_of(people().awards)}\s*)*(?:,\s*)?"
        rf"(?:{any_of(people().links)}\s*(?:{words}\s*)*(?:{life})?|là\s[^,;.]{{1,60}},\s*)"
    )


@cache
def _title_name() -> re.Pattern[str]:
    polite = rf"{any_of(people().honorifics)}\.?[\s,:-]{{0,3}}"
    terms = rf"(?:,?\s*{any_of(people().terms)}\s+[\w-]{{1,9}}(?:\s*-\s*\d{{4}})?{_more_terms()},?)*"
    return re.compile(
        rf"{terms}\s*(?:\([^)]{{0,80}}\))?\s*(?:(?:là|:|-|{any_of(people().for_whom)})\s*)?(?:các\s+)?(?:{any_of(people().after_title)}\s+)?(?:{polite})*"
        # "Chủ tịch UBND tỉnh, ông A"
        rf"|\s*(?:\([^)]{{0,80}}\))?\s*,\s*(?:{polite})+"
    )


@cache
def _opens_list() -> re.Pattern[str]:
    terms = rf"(?:\s*{any_of(people().terms)}[^,;:.()]{{0,40}}?)?\s*(?:\([^)]*\))?\s*,?"
    return re.compile(rf"{terms}\s*(?::|(?:bao\s)?gồm|là(?!\w))")


@cache
def _ends_list() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(people().plural)}|cùng)(?!\w)")


@cache
def _all_times() -> re.Pattern[str]:
    return re.compile(any_of(people().after_title[:2]))


@cache
def _plural_before() -> Before:
    told = people()
    pattern = rf"(?<!\w)(?:{any_of(told.plural)}|\d{{1,2}})\s+(?:{any_of(told.honorifics)}\s*:?\s*)?$"
    return Before(pattern, [*told.plural, *told.honorifics], marks=":'", numbers=True)


@cache
def _plural_addressed() -> Before:
    pattern = rf"(?<!\w){any_of(people().plural)}\s+(?:{any_of(people().honorifics)}\s*:?\s*)+$"
    return Before(pattern, people().honorifics, marks=":'")


@cache
def _listed() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:\([^)]{{0,60}}\)\s*)?(?:,\s*và|,|;|:|và|cùng)?\s*(?:{any_of(people().honorifics)}\.?\s*)*"
    )


@cache
def _part_of_list() -> re.Pattern[str]:
    return re.compile(rf"[;:]\s*(?:{any_of(people().honorifics)}\.?\s*)*$")


@cache
def _kin() -> Before:
    return Before(rf"(?:^|(?<=\W)){any_of(people().kin)}\s+$", people().kin)


@cache
def _short_heads() -> frozenset[str]:
    return frozenset(fold(head) for head in people().organizations if " " not in head)


@cache
def _addresses() -> frozenset[str]:
    return frozenset({titles()[fold(name)].canonical for name in people().address})


@cache
def _seat() -> re.Pattern[str]:
    return re.compile(r"\s*\([^()]{2,60}\)")


@cache
def _two() -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of(people().both)}\s+(?:{any_of(people().honorifics)}\.?\s*)+")


@cache
def _several() -> tuple[str, ...]:
    return tuple(fold(word) for word in people().several)


_THIS = " này"


@cache
def _same_office() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(people().fillers)}\s+{any_of(people().same_office)}(?!\w)")


@cache
def _seats() -> tuple[str, ...]:
    return tuple(fold(word) for word in people().seats)


@cache
def _leaving() -> re.Pattern[str]:
    told = rf"(?:{any_of(people().just)}\s+)*{any_of(people().goes)}(?!\w)"
    return re.compile(rf"[^\S\n]*(?:\([^()]{{0,60}}\)\s*)?[,-]?\s*{told}")


@cache
def _sent() -> re.Pattern[str]:
    """ "điều động ông A, Giám đốc Sở B, về …": sent by a verb before him."""
    return re.compile(rf"(?<!\w){any_of(people().moved)}\s+(?:{any_of(people().honorifics)}\.?\s*)*$")


@cache
def _sent_to() -> re.Pattern[str]:
    return re.compile(rf"\s*,?\s*(?:{any_of(people().just)}\s+)*{any_of(people().sent_to)}(?!\w)")


@cache
def _demanded() -> re.Pattern[str]:
    """ "kêu gọi Tổng thống A từ chức"."""
    return re.compile(rf"(?<!\w){any_of(people().demands)}(?!\w)[^.;:,]{{0,60}}$")


@cache
def _follows() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w){any_of(people().instead)}\s[^.;]{{2,60}}\slà\s+(?:{any_of(people().honorifics)}\.?\s*)*$"
    )


@cache
def _to_whom() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(people().for_whom)}(?!\w)")


@cache
def _these() -> frozenset[str]:
    return frozenset(fold(word) for word in people().these)


@cache
def _instead() -> Before:
    pattern = rf"(?<!\w){any_of(people().instead)}\s+(?:{any_of(people().honorifics)}\.?\s*)*$"
    return Before(pattern, [*people().instead, *people().honorifics], marks=".'")


@cache
def _sends() -> re.Pattern[str]:
    """A verb that gives work to whoever holds the office behind it."""
    return re.compile(rf"(?:được\s+)?{any_of(people().sends)}\s+(?!{any_of(people().fillers)}(?!\w))")


@cache
def _over_to() -> tuple[str, ...]:
    return tuple(fold(word) for word in people().handed_over)


@cache
def _beside_another() -> re.Pattern[str]:
    joint = any_of([*people().both, *people().together])
    polite = rf"(?:{any_of(people().plural)}\s+)?(?:{any_of(people().honorifics)}\.?\s*)*"
    return re.compile(rf"\s*\)?\s*(?:\([^)]{{0,60}}\)\s*)?(?:[,;]?\s*{joint}|[,;])\s*{polite}")


@cache
def _and() -> re.Pattern[str]:
    return re.compile(rf",?\s*{any_of(people().both)}\s*")


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of([*people().both, *people().together])})(?!\w)")


@cache
def _taking() -> re.Pattern[str]:
    """Right before somebody who takes or leaves an office: the verb, or what addresses several."""
    verbs = any_of([*people().appointed, *people().leaving, *people().nominated, *people().moved])
    polite = rf"(?:{any_of(people().honorifics)}\.?\s*[:,]?\s*)*"
    return re.compile(
        rf"(?<!\w)(?:{verbs}\s+(?:{any_of(people().for_whom)}\s+)?|{any_of(people().plural)}\s+){polite}$"
    )


@cache
def _being() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:\w+\s+)?{any_of(people().being)}\s*")


@cache
def _before_this() -> re.Pattern[str]:
    return re.compile(rf"{any_of(people().before_this)}(?!\w)")


@cache
def _career() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(people().career)}(?!\w)")
