"""Which name which title belongs to, one sentence at a time.

Titles are found by one automaton (`titles`), the organization behind each by a walk over words (`organizations`), and
names as runs of capitals (`names`). Titles told one after another make a chain; a chain belongs to the name linked to
it before ("A, Chủ tịch UBND tỉnh"), to the one behind ("Chủ tịch UBND tỉnh A"), or to the one that a verb gives it. The
words that link, divide and give are patterns (`cues`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from extract.folding import Text, fold
from extract.reading import cues, names
from extract.reading.organizations import Organization, body_before, is_headed, read_organization, tells_private
from extract.reading.titles import Found, find_titles, inside, status_before
from extract.reading.tokens import CAPITALS, LOWER, MARK, TITLE, Tokens, tokenize
from extract.records import Status
from extract.spans import Span
from extract.tables.titles import Title, people

_MOVES: tuple[Status, ...] = ("leaving", "nominated", "appointed")
# How far a proposal reaches to the office that is proposed.
_PROPOSED = 120
# So many words tell what a foreign office is for, at most.
_FIELD = 20
# How far behind a name the office stands that is told once more.
_NEAR = 40
# How far back a body is told that is then called by its head alone, in tokens.
_FAR = 60
# How far before its sentence the body of a bare office may be told, in characters.
_BEFORE = 240
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

    @property
    def abroad(self) -> bool:
        """True where his name is none of Vietnam's."""
        return names.is_outlandish(fold(self.name).split())


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


def body_told_before(text: Text, sentence: Span, title: Title) -> Organization | None:
    """ "Huyện ủy Mường La họp. Bí thư A phát biểu": the body told last before a sentence that an office without one may
    lead; none where a company or a club is told, before or in the sentence.
    """
    heads = _heads(title)
    tokens = tokenize(text, Span(max(0, sentence.start - _BEFORE), sentence.end))
    public = title.fused in people().standing
    if not heads or (not public and tells_private(tokens)):
        return None
    body = body_before(tokens, 0, tokens.at(sentence.start), heads)
    at = tokens.at(body.span.start) - 1 if body else -1
    if at > 0 and tokens.fold(at) in ",(" and school_office(title):
        # "Trường Đại học Khoa học tự nhiên (Đại học Quốc gia TP.HCM) khai giảng. Hiệu trưởng A …"
        school = body_before(tokens, 0, at, heads)
        body = school if school and tokens.at(school.span.end) == at else body
    return body


def private_told(text: Text, within: Span) -> bool:
    """True where a company or a club is told inside `within`."""
    return tells_private(tokenize(text, within))


def body_called(text: Text, before: int, head: str) -> Organization | None:
    """ "giám đốc trung tâm": the body told last before an offset whose name begins with this folded head."""
    at = before
    while (at := text.folded.rfind(f"{head} ", 0, at)) >= 0:
        if text.raw[at].isupper() and not text.raw[at - 1 : at].isalnum():
            tokens = tokenize(text, Span(at, min(before, at + _PROPOSED)))
            body = body_before(tokens, 0, 1 + head.count(" "), (f"{head} ",), whole=True)
            if body is not None:
                return body
    return None


def honorific(text: Text, start: int, floor: int) -> str | None:
    """The courtesy title right before a name, in the data's spelling; ranks and degrees are none."""
    match = cues.honorific_before().search(text.folded, max(floor, start - 60), start)
    if match is None:
        return None
    kept = cues.kept().search(match.group())
    if kept is None:
        return None
    first = kept.group("word")
    return cues.comrade() if first in cues.comrades() else first


# Each office with the same letters behind it asks again, and they may stand anywhere in the text.
@lru_cache(maxsize=64)
def _body_of_letters(text: Text, letters: str) -> Organization | None:
    """The body that an article calls by its letters: "Ngân hàng Phát triển Brazil (BDB)", and of Vietnam "Trung tâm Khí
    tượng Việt Nam VKTV"; none where a company is called so as well.
    """
    bracket = text.raw.find(f"({letters})")
    if bracket > 0:
        return _body_shortened(_tokens_up_to(text, bracket))
    body: Organization | None = None
    at = -1
    while (at := text.raw.find(f" {letters}", at + 1)) > 0:
        end = at + 1 + len(letters)
        if not text.raw[end : end + 1].isalnum():
            tokens = _tokens_up_to(text, at)
            told = _body_shortened(tokens) or _body_in_words(tokens)
            if told is not None and told.private:
                return None
            body = body or told
    return body


def _tokens_up_to(text: Text, end: int) -> Tokens:
    return tokenize(text, Span(max(0, end - _PROPOSED), end))


def _body_shortened(tokens: Tokens) -> Organization | None:
    """ "Ngân hàng Phát triển Brazil (BDB)": the body that ends with the last token."""
    body = body_before(tokens, 0, len(tokens), any_head=True)
    return body if body is not None and body.span.end == tokens.ends[-1] else None


def _body_in_words(tokens: Tokens) -> Organization | None:
    """The nation's body up to the last token, in words that no list knows: "Trung tâm ứng cứu khẩn cấp Việt Nam"."""
    last = len(tokens)
    at = next((at for at in range(last - 1, 0, -1) if cues.countries().end(tokens, at) == last), 0) - 1
    while at > 0 and tokens.shape(at) is LOWER:
        at -= 1
    if at < 0 or not is_headed(tokens, at, any_head=True):
        return None
    span = Span(tokens.starts[at], tokens.within.end)
    return Organization(span, tokens.text.printed(span))


class _Sentence:
    """One sentence while it is read."""

    def __init__(self, text: Text, within: Span, found: Sequence[Found], known: Mapping[Span, str]) -> None:
        self.text, self.within, self.known = text, within, known
        # "Bí thưTỉnh ủy": a title ends inside a word.
        ends = [span.end for span, _ in found]
        cuts = [end for end in ends if end < within.end and text.raw[end].isalnum()]
        self.tokens = tokenize(text, within, cuts)
        # Up to the last title; most sentences have none.
        self.has_year = cues.any_year().search(text.folded, within.start, ends[-1]) is not None
        found = [one for at, one in enumerate(found) if self._is_office(one, found[at - 1] if at else None)]
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
            self._of_body_behind(person)
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
            counterpart = plain.canonical == people().counterpart
            if counterpart and not (held and held[-1].title.canonical not in people().own_style):
                continue
            at = tokens.at(span.start)
            status, start, kept = status_before(tokens, at)
            moved = status in _MOVES
            if status == "acting":
                kept = self._is_given(tokens.at(start))
            if (
                status == "current"
                and not kept
                and held
                and cues.again().search(text[max(held[-1].end, start - 24) : start])
            ):
                # "miễn nhiệm chức vụ A và chức vụ B"
                status = next((one.status for one in reversed(held[-3:]) if one.status in _MOVES), status)
            handed = self._handed(held, start)
            if status == "current" and not kept and handed:
                status = "appointed"
            floor = max(self.within.start, start - _PROPOSED)
            if status in ("appointed", "former", "current") and cues.ahead_of().search(text, floor, start):
                status = "current"  # "trước khi làm Chủ tịch, ông là …": what came after
            elif (status == "appointed" and cues.ever().search(text[floor:start])) or (
                status in ("appointed", "current") and self._over(start)
            ):
                status = "former"
            if status == "appointed" and cues.proposed().search(text[floor:start]):
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
            behind = cues.sitting().end(tokens, behind)
            if tokens.fold(behind) == "." and tokens.glued(behind) and tokens.glued(behind + 1):
                behind += 1  # "PCT.UBND tỉnh"
            one = Held(
                title,
                span,
                max(start, read_to),
                tokens.ends[behind - 1],
                status=status,
                kept=kept,
                handed=handed,
                moved=moved,
                earlier=(status == "appointed" and self._earlier(start))
                or (status in ("current", "appointed") and not kept and step is not None),
                dated=step is not None,
                yearly=step is not None and step.group("year") is not None,
            )
            self._read_body(one, behind, starts, held)
            if counterpart and not self._as_counterpart(one, held[-1]):
                continue
            if _is_foreign(one) and self._goes_to_office(one, held):
                read_to = held[-1].end
                continue
            held.append(one)
            read_to = one.end
        return held

    def _is_given(self, at: int) -> bool:
        """ "được giao giữ chức quyền Chủ tịch": given, and acting."""
        return status_before(self.tokens, at)[0] in _MOVES or self.tokens.fold(at - 1) in cues.takes()

    def _as_counterpart(self, one: Held, other: Held) -> bool:
        """ "Bộ trưởng Quốc phòng Mỹ A và người đồng cấp Trung Quốc B": `one` is the same office, of the country told;
        false where none is.
        """
        if one.organization is None or not one.foreign:
            return False
        one.title, body = other.title, other.organization_span
        if other.organization is not None and body is not None:
            tokens, end = self.tokens, self.tokens.at(body.end)
            known = (at for at in range(self.tokens.at(body.start), end) if cues.countries().end(tokens, at) == end)
            country = self.text.raw[tokens.starts[next(known, end - 1)] : body.end] if other.foreign else ""
            one.organization = f"{other.organization.removesuffix(country).strip()} {one.organization}".strip()
        return True

    def _read_body(self, one: Held, behind: int, starts: frozenset[int], held: Sequence[Held]) -> None:
        """The organization behind an office, and what the words behind it tell of how it is held."""
        tokens, title = self.tokens, one.title
        organization = read_organization(tokens, behind, title, starts, self._named_before(tokens.at(one.start)))
        if organization is not None:
            organization = _same_again(tokens, organization, held)
            _give(one, organization)
            self._of_parent(one, organization, starts)
        elif title.alone == "no":
            self._of_country(one, behind)
            self._of_short(one, behind)
        if one.status == "appointed" and self._since(one):
            one.status = "current"
        bracket = self.text.folded.startswith("(", one.end + 1) and one.status in ("current", "appointed")
        if bracket and cues.was_until().match(self.text.folded, one.end):
            one.status, one.kept = "former", False

    def _goes_to_office(self, one: Held, held: Sequence[Held]) -> bool:
        """ "Đặc phái viên của Tổng thống Mỹ về Trung Đông A": true where `one` is but whose office the one before is,
        which takes it in as its organization; else `one` takes in what it is for.
        """
        gap = self.text.folded[held[-1].end : one.start] if held else ""
        before = held[-1] if gap.strip() == people().of_whom else one
        end = self._field_end(before.title, one.end)
        if before is one or before.organization is not None:
            one.end = end
            return False
        # "Người phát ngôn của Tổng thống Nga, ông A"
        if end == one.end and not cues.and_who().match(self.text.folded, end):
            return False
        told = " ".join(self.text.raw[one.span.start : one.end].split())
        _give(before, Organization(Span(one.span.start, one.end), told, foreign=True))
        before.end = end
        return True

    def _of_parent(self, held: Held, organization: Organization, starts: frozenset[int]) -> None:
        """ "Phó Đội trưởng Đội A, Phòng B Công an tỉnh", "trưởng khoa Sản, Bệnh viện Vinmec": what it is part of."""
        parent = self._parent(organization.span.end, held.title, starts)
        held.end = parent.span.end if parent else organization.span.end
        if parent and parent.private:
            held.private = True
        elif parent and (held.title.fused in people().units or parent.foreign):
            held.organization_span, held.foreign = Span(organization.span.start, held.end), parent.foreign
            told = " ".join(self.text.raw[organization.span.end : held.end].split())
            held.organization = f"{held.organization}{' ' * told.startswith('(')}{told}"

    def _of_country(self, held: Held, behind: int) -> None:
        """ "Chủ tịch Tập Cận Bình": the name behind the office tells whose it is."""
        known, countries = cues.abroad_by_name()
        end = known.end(self.tokens, behind)
        if end > behind:
            name = self.text.folded[self.tokens.starts[behind] : self.tokens.ends[end - 1]]
            held.organization, held.foreign = countries[name], True

    def _of_short(self, held: Held, behind: int) -> None:
        """ "Chủ tịch BNDES Aloizio Mercadante": the letters behind the office stand for a body told elsewhere."""
        tokens, text = self.tokens, self.text
        if tokens.shape(behind) is not CAPITALS or behind >= len(tokens):
            return
        body = _body_of_letters(text, tokens.raw(behind))
        if body is not None and not body.private:
            span = Span(tokens.starts[behind], tokens.ends[behind])
            _give(held, replace(body, name=tokens.raw(behind), span=span))
            held.end = span.end

    def _field_end(self, title: Title, end: int) -> int:
        """ "Trợ lý Ngoại trưởng Mỹ ‹phụ trách Đông Á› Daniel Kritenbrink": the end of what a foreign office is for,
        where a name of elsewhere follows; else the office's own.
        """
        tokens = self.tokens
        at = tokens.at(end)
        first = cues.in_charge().end(tokens, at)
        if first == at and title.canonical in people().of_topics and tokens.fold(at) in cues.about():
            first = at + 1
        word = first
        while at < first and word < min(first + _FIELD, len(tokens)):
            shape = tokens.shape(word)
            country = cues.countries().end(tokens, word)
            if shape is MARK and tokens.fold(word) not in ",-":
                break
            if shape is MARK and self._addressed(word + 2):
                return tokens.ends[word - 1]
            if shape is TITLE and first < word == country and tokens.folds[word].isascii():
                run = names.run_end(tokens, word)
                if run - word > 1 and names.from_abroad(tokens, word, run):
                    return tokens.ends[word - 1] if not self._addressed(word) else end
            word = country if country > word and shape in (TITLE, CAPITALS) else word + 1
        return end

    def _since(self, held: Held) -> bool:
        """ "người giữ chức Chủ tịch UBND tỉnh từ năm 2020": held since then."""
        folded = self.text.folded
        return bool(cues.holds().match(folded, held.start)) and bool(
            cues.since().match(folded, held.end, self.within.end)
        )

    def _over(self, start: int) -> bool:
        """ "Từ năm 2010 đến năm 2015, ông là …": a time that is told with its end."""
        clause = self.text.folded[max(self.within.start, start - _PROPOSED) : start]
        return people().from_when in clause and cues.span_of_years().search(clause) is not None

    def _earlier(self, start: int) -> bool:
        opener = cues.earlier().match(self.text.folded, self.within.start, start)
        return opener is not None and ";" not in self.text.folded[opener.end() : start]

    def _step(self, start: int, *, verbal: bool) -> re.Match[str] | None:
        """The time right before an office of a career; `verbal`: a verb gives the office, else one stands before it."""
        text, floor = self.text.folded, max(self.within.start, start - _PROPOSED)
        if not (self.has_year and cues.any_year().search(text, floor, start)):
            return None
        before = text[floor:start]
        return cues.dated_step().search(before) if verbal or cues.gives().search(before) else None

    def _then(self, start: int) -> bool:
        """ "Thời điểm đó, ông là Giám đốc …"."""
        opener = cues.back_then().match(self.text.folded, self.within.start, start)
        return opener is not None and cues.then_is().fullmatch(self.text.folded, opener.end(), start) is not None

    def _parent(self, end: int, title: Title, starts: frozenset[int]) -> Organization | None:
        """ "Vụ trưởng Vụ Địa phương III, Ủy ban Dân tộc Lê Văn An": the body that this one is part of."""
        tokens = self.tokens
        at = tokens.at(end)
        unit = title.fused in people().units
        if tokens.fold(at) not in (",", "(") or at + 1 in starts or not is_headed(tokens, at + 1, or_private=unit):
            return None
        parent = read_organization(tokens, at + 1, title, starts, "")
        placed = any(names.is_place(tokens, start, at) for start in range(max(0, at - 3), at))
        if parent is None or (parent.private and (not unit or placed)):
            return None
        behind = tokens.at(parent.span.end)
        if tokens.fold(at) == "(":
            # "Phó Trưởng phòng Tham mưu (Công an tỉnh)"
            closed = unit and tokens.fold(behind) == ")"
            return replace(parent, span=Span(parent.span.start, tokens.ends[behind])) if closed else None
        # "Phó Đội trưởng Đội A, Phòng B Công an tỉnh, cho biết": a unit of it.
        told = unit and (behind == len(tokens) or tokens.fold(behind) in ",;.)(-")
        run = names.run_end(tokens, behind)
        named = names.name_at(tokens, behind, run) or (parent.foreign and run > behind)
        return parent if told or (named and not parent.private) else None

    def _handed(self, held: Sequence[Held], start: int) -> bool:
        """ "trao quyết định bổ nhiệm cho Bộ trưởng A và Bộ trưởng B": both have just been appointed."""
        if cues.handing().search(self.text.folded, max(self.within.start, start - 80), start):
            return True
        return (
            bool(held)
            and held[-1].handed
            and cues.next_handed().fullmatch(self.text.folded, held[-1].end, start) is not None
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
        if title.organization is not None:
            return
        if title.title.alone == "yes":
            self._of_body_beside(title)
            return
        if self._is_lettered(title):
            return
        after = self.held[number + 1] if number + 1 < len(self.held) else None
        if after and after.organization and cues.holds_too().fullmatch(self.text.folded, title.end, after.start):
            return  # "Phó Tư lệnh kiêm Tham mưu trưởng Quân khu 2": of the next one's
        if after and after.organization and self._is_of_next(title, after):
            return
        start = self.held[number - 1].end if number else self.within.start
        for other in reversed(self.held[max(0, number - 8) : number]):
            # "Chỉ huy trưởng Bộ CHQS tỉnh cùng hai Phó Chỉ huy trưởng": the deputies are of the same body.
            if other.organization and not other.private and _of_one_body(title.title, other.title):
                if self._is_another_told(other, title):
                    break  # "Sở A (Giám đốc: ông B), Sở C (Phó Giám đốc: ông D)"
                title.organization, title.organization_span = other.organization, other.organization_span
                return
        tokens = self.tokens
        # "công tác tại Ban Tổ chức Tỉnh ủy và giữ chức Phó Trưởng ban": what it leads begins like it.
        heads, at = _heads(title.title), tokens.at(title.start)
        body = body_before(tokens, max(tokens.at(start), at - 40), at, heads if title.title.fused else ("",))
        if body is not None and self._apart(body.span.end, title.start):
            _give(title, body)
            return
        if after is None or cues.chain().fullmatch(self.text.folded, title.end, after.start):
            return  # "Phó Bí thư, Chủ tịch UBND huyện": of the next one's place
        # "A được bầu giữ chức Bí thư, B giữ chức Phó Bí thư Huyện ủy"
        for other in self.held[number + 1 : number + 4]:
            led = f"{fold(other.organization or '')} ".startswith(heads)
            if led and not other.private and _of_one_body(title.title, other.title):
                title.organization, title.organization_span = other.organization, other.organization_span
                return

    def _is_lettered(self, title: Held) -> bool:
        """ "Giám đốc Sở A và giám đốc ‹HMC› B": letters that no body of the article has are a company's."""
        tokens, at = self.tokens, self.tokens.at(title.end)
        letters = tokens.shape(at) is CAPITALS and tokens.shape(at + 1) is not CAPITALS
        return letters and tokens.shape(at - 1) is not CAPITALS and cues.honorifics().end(tokens, at) == at

    def _is_of_next(self, title: Held, after: Held) -> bool:
        """ "Phó Bí thư, Chủ tịch UBND huyện Kim Sơn": an office of the party beside one that tells the place."""
        if not committee_office(title.title) or fold(after.organization or "") in cues.boards():
            return False
        return cues.chain().fullmatch(self.text.folded, title.end, after.start) is not None

    def _is_another_told(self, other: Held, title: Held) -> bool:
        """True where another body of the same kind is told between two offices."""
        tokens, head = self.tokens, fold(other.organization or "").partition(" ")[0]
        body = body_before(tokens, tokens.at(other.end), tokens.at(title.start), (f"{head} ",))
        return body is not None and self._apart(body.span.end, title.start)

    def _of_body_beside(self, title: Held) -> None:
        """ "đại diện Bộ Y tế - Thứ trưởng A", "buổi làm việc với Bộ Y tế, Thứ trưởng A": the body told right before."""
        tokens, head = self.tokens, fold(title.title.fused or "")
        at = tokens.at(title.start) - 1
        if head and tokens.fold(at) in names.LEFT_OUT_BEHIND:
            body = body_before(tokens, max(0, at - _FAR), at, (f"{head} ",))
            if body and not body.private and tokens.at(body.span.end) == at:
                _give(title, body)

    def _apart(self, start: int, end: int) -> bool:
        """True where no clause ends between a body and the title that is told of it."""
        return end - start < 120 and ";" not in self.text.folded[start:end]

    def _is_office(self, one: Found, before: Found | None) -> bool:
        """False for what only looks like somebody's office: "Thường vụ Tỉnh ủy họp" is the committee, "các đời tổng
        thống" are many, and "Thường vụ Tỉnh ủy (TVTU)" tells one office twice.
        """
        span, title = one
        folded, at = self.text.folded, self.tokens.at(span.start)
        if span.of(folded) in cues.committees() and not self._named_before(at):
            return False
        twice = before and before[1].canonical == title.canonical and span.start - before[0].end < _NEAR
        if twice and title.organization and folded[span.start - 1] == "(" and folded.startswith(")", span.end):
            return False
        if self.tokens.fold(at - 1) in cues.eras():
            return False
        if cues.pretends().search(folded, max(self.within.start, span.start - 32), span.start):
            return False
        if folded.endswith(cues.terms_of(), self.within.start, span.start - 1):
            end = cues.countries().end(self.tokens, self.tokens.at(span.end))
            if self.tokens.shape(end) not in (TITLE, CAPITALS):
                return False  # "nhiệm kỳ tổng thống 4 năm"
        # "Trần Quốc Vương": each syllable with a capital, behind a surname.
        end = self.tokens.at(span.end)
        named = end - at == 2 and all(shape is TITLE for shape in self.tokens.shapes[at - 1 : end]) if at else False
        return not (named and names.surname(self.tokens, at - 1))

    # --- names -----------------------------------------------------------------------------------------------

    def _read_names(self) -> list[Span]:
        """Runs of capitals that can be a person's name, none of them inside a title or its organization."""
        tokens, found = self.tokens, []
        taken = [(tokens.at(title.span.start), tokens.at(title.end), title) for title in self.held]
        short = {tokens.at(span.start): tokens.at(span.end) for span in self.known}
        number = read_to = 0
        for begin in sorted({*tokens.titled, *short}) if short else tokens.titled:
            if begin < read_to:
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
            if end == at + 1 and not names.is_foreign(tokens, at) and not names.one_syllable(tokens.folds[at]):
                continue  # the first word of a sentence
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
            at = max(at + 1, min(end, cues.foreign_courtesy().end(tokens, at)))
        if at >= end or (names.is_place(tokens, at, end) and not self._addressed(at)):
            return None
        country = cues.countries().end(tokens, at)
        if country > at and not (country < end and names.surname(tokens, at) and self._addressed(at)):
            return None
        if tokens.fold(at) in cues.short_heads() and names.is_place(tokens, at + 1, end):
            return None  # "(Đoàn Bắc Ninh)"
        count = end - at
        if count <= names.LONGEST and (
            (count > 1 and names.surname(tokens, at))
            or names.name_at(tokens, at, end)
            or (count > 1 and self._addressed(at))
            or (ahead is not None and self._is_office_holder(at, end, ahead))
            or (
                (
                    (count > 1 and behind is not None and _takes_any_name(behind) and self._right_behind(behind, at))
                    or self._foreign(at, end, behind, ahead)
                )
                and not any(cues.countries().end(tokens, i) == end for i in range(at, end))  # "Lính Triều Tiên"
            )
        ):
            capitals = tokens.shape(at) is CAPITALS
            if capitals and not (count > 1 and (names.strong_surname(tokens, at) or self._addressed(at))):
                return None
            return None if self._is_of_a_thing(at) else self._span(at, end)
        return None

    def _is_office_holder(self, at: int, end: int, ahead: Held) -> bool:
        """ "Đầu Thanh Tùng - phó chủ tịch UBND tỉnh": a surname that no list knows, beside an office of a body."""
        marked = end < len(self.tokens) and self.tokens.fold(end) in "-("
        alike = marked and 3 <= end - at <= 4 and names.middle(self.tokens, at + 1) and ahead.organization is not None
        return alike and cues.link().fullmatch(self.text.folded, self.tokens.ends[end - 1], ahead.start) is not None

    def _right_behind(self, title: Held, at: int) -> bool:
        return cues.title_name().fullmatch(self.text.folded, title.end, self.tokens.starts[at]) is not None

    def _is_no_name(self, at: int, end: int) -> bool:
        """True for a first word of a run that begins a sentence or addresses a person, but is no syllable of a name."""
        tokens = self.tokens
        word, more = tokens.fold(at), end - at
        if cues.foreign_courtesy().end(tokens, at) > at:
            return True
        if word in cues.polite() and more > 1:
            return more > 2 or not names.surname(tokens, at)
        if word in cues.never() and not (more > 2 and names.surname(tokens, at)):
            return True
        first = at == 0 or tokens.shape(at - 1) is MARK
        return first and more > 2 and not names.surname(tokens, at) and names.strong_surname(tokens, at + 1)

    def _is_of_a_thing(self, at: int) -> bool:
        """True behind "đường", "trường" …: the name of a street or a school."""
        start = self.tokens.starts[at]
        folded, floor = self.text.folded, max(self.within.start, start - 16)
        return cues.never_before().search(folded, floor, start) is not None and (
            cues.ever_before().search(folded, floor, start) is None
        )

    def _addressed(self, at: int) -> bool:
        start = self.tokens.starts[at]
        return cues.honorific_before().search(self.text.folded, max(self.within.start, start - 24), start) is not None

    def _foreign(self, at: int, end: int, behind: Held | None, ahead: Held | None) -> bool:
        """True right behind, or right before, a foreign office."""
        folded, tokens = self.text.folded, self.tokens
        one = end - at == 1
        if one and not names.is_foreign(tokens, at):
            return False
        if behind is not None and (_is_foreign(behind) or self._is_governor(behind, at, end)):
            gap = folded[behind.end : tokens.starts[at]]
            if not one and self._is_beside(behind, at, end):
                return True
            # "Bộ trưởng Quốc phòng Mỹ: Lính Triều Tiên …"
            if cues.title_name().fullmatch(gap) and (":" not in gap or self._addressed(at)):
                return True
        # "người phát ngôn Farah Dakhlallah của NATO"
        bodied = behind is not None and behind.organization is None and tokens.fold(end) == people().of_whom
        if behind is not None and bodied and not one and names.from_abroad(tokens, at, end):
            return behind.title.alone == "no" and folded[behind.end : tokens.starts[at]].isspace()
        if ahead is None:
            return False
        start, stop = tokens.starts[at], tokens.ends[end - 1]
        given = ahead.status in _MOVES
        # "chọn John Ratcliffe - cựu giám đốc CIA - làm …"
        chosen = cues.chooses().search(folded, self.within.start, start)
        if (given or chosen) and not one and names.from_abroad(tokens, at, end):
            if given and self._is_given_to(end, ahead):
                return True
            if chosen:
                return cues.link().fullmatch(folded, stop, ahead.start) is not None
        if not _is_foreign(ahead):
            return False
        # "Ông Trump, 78 tuổi, người vừa trở thành Tổng thống"
        if given and self._addressed(at) and cues.who_takes().fullmatch(folded, stop, ahead.start):
            return True
        # "Trên Đài Fox News, nhà lãnh đạo Ukraine nói …"
        if (one or ahead.title.canonical in people().described) and not self._addressed(at):
            return False
        return cues.link().fullmatch(folded, stop, ahead.start) is not None

    def _is_governor(self, title: Held, at: int, end: int) -> bool:
        """ "Thống đốc Newsom": a state's or a region's, by the name."""
        bare = title.organization is None and title.title.canonical in people().governors
        return bare and names.from_abroad(self.tokens, at, end)

    def _is_given_to(self, end: int, ahead: Held) -> bool:
        """ "chọn luật sư Pam Bondi làm bộ trưởng", "Pam Bondi được chọn làm": right before the verb, or done to her."""
        return cues.done_to().fullmatch(self.text.folded, self.tokens.ends[end - 1], ahead.start) is not None

    def _is_beside(self, title: Held, at: int, end: int) -> bool:
        """ "Thủ tướng Thái Lan, Paetongtarn Shinawatra, …": a name of elsewhere between commas behind its office."""
        if names.name_at(self.tokens, at, end):
            return False
        alone = title.end == self.tokens.ends[at - 2] if at > 1 else False
        return alone and self.tokens.fold(at - 1) == "," and self.tokens.fold(end) == ","

    def _span(self, at: int, end: int) -> Span:
        return Span(self.tokens.starts[at], self.tokens.ends[end - 1])

    # --- who holds what --------------------------------------------------------------------------------------

    def _chains(self) -> Iterator[list[Held]]:
        """Titles told one after another of the same person ("Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh")."""
        chain: list[Held] = []
        for title in self.held:
            if chain and title.start - chain[-1].end < _NEAR and self._is_kin(title.span.start):
                chain[-1].end = title.end  # "Phó Chánh Văn phòng, kiêm Thư ký Chủ tịch UBND tỉnh": another's office
                continue
            apart = chain and (
                (len(chain) == 1 and self._is_on_behalf(chain[0]))
                or (title.status in _MOVES and chain[-1].status not in _MOVES and self._is_givers(chain[0], title))
                or (chain[-1].title.canonical in people().sole and title.title.canonical in people().sole)
                or not (
                    cues.chain().fullmatch(self.text.folded, chain[-1].end, title.start)
                    or (
                        cues.next_step().fullmatch(self.text.folded, chain[-1].end, title.start)
                        and self._is_career(chain)
                    )
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

    def _is_givers(self, own: Held, given: Held) -> bool:
        """ "ông A được bà B, Chủ tịch UBND tỉnh, bổ nhiệm làm …": B's own office ends before the verb."""
        at = bisect_right(self.ends, own.start) - 1
        if at < 0 or not self.text.folded.startswith(cues.moved(), given.start):
            return False
        start = self.starts[at]
        giver = cues.given_by().search(self.text.folded, max(self.within.start, start - 24), start)
        linked = cues.link().fullmatch(self.text.folded, self.ends[at], own.start) is not None
        return linked and giver is not None and not giver.group().startswith(people().doer)

    def _is_on_behalf(self, title: Held) -> bool:
        return cues.on_behalf().search(self.text.folded, self.within.start, title.start) is not None

    def _goes_with(self, chain: Sequence[Held], title: Held) -> bool:
        """ "giữ chức Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh": one verb gives both, or both were held once."""
        last = chain[-1]
        gap = self.text.folded[last.end : title.start]
        if last.status == "former" and cues.now().search(gap):
            return False
        if last.status == "former" and self._is_career(chain):
            return True
        if last.status not in (*_MOVES, "former") or not cues.listed_titles().fullmatch(gap):
            return False
        organization = fold(title.organization or "")
        return not (last.status == "former" and organization.startswith(cues.afterwards()))

    def _is_listed(self, chain: Sequence[Held], title: Held) -> bool:
        return cues.listed_titles().fullmatch(self.text.folded, chain[-1].end, title.start) is not None

    def _is_career(self, chain: Sequence[Held]) -> bool:
        """ "từng giữ các chức vụ: A; B rồi C": all that is told behind was held once."""
        opener = next((held for held in chain if not held.passed_on), chain[0])
        before = self.text.folded[max(self.within.start, opener.start - _PROPOSED) : opener.span.start]
        return opener.status == "former" and cues.career().search(before) is not None

    def _parted(self, chain: list[Held]) -> Iterator[list[Held]]:
        """ "A, Giám đốc Sở B và Giám đốc Sở C D": the title behind "và" is of the name that follows it."""
        if len(chain) > 1:
            folded, last = self.text.folded, chain[-1]
            before = bisect_right(self.ends, chain[0].start) - 1
            after = bisect_left(self.starts, last.end)
            if (
                0 <= before < after < len(self.starts)
                and (self.starts[before] not in self.people or self._comma_and(chain))
                and cues.title_name().fullmatch(folded, last.end, self.starts[after])
                and "," not in folded[last.end : self.starts[after]]
                and cues.link().fullmatch(folded, self.ends[before], chain[0].start)
                and (
                    cues.both().fullmatch(folded, chain[-2].end, last.start)
                    or (folded[chain[-2].end : last.start].strip() == "," and self._is_own(before, chain[-2]))
                )
            ):
                yield chain[:-1]
                chain = chain[-1:]
        yield chain

    def _is_own(self, before: int, title: Held) -> bool:
        """ "báo cáo của ông A, Giám đốc Sở B, Chủ tịch UBND tỉnh C kết luận": A's, who has no office yet; a seat or an
        office of the party is held beside another one.
        """
        name = self.names[before]
        told = name in self.known or name.start in self.people
        seat = bare_title(title.title).startswith(cues.seats())
        return not told and title.title.alone == "no" and not seat and not party_office(title.title)

    def _comma_and(self, chain: Sequence[Held]) -> bool:
        """ "đại biểu A, Phó Chủ nhiệm Ủy ban B, và đại biểu C": a comma before "và" ends what is told of A; so does the
        second dash of "A - Chủ tịch xã B - và trưởng thôn C".
        """
        gap = self.text.folded[chain[-2].end : chain[-1].start]
        return gap.lstrip().startswith(",") or "-" in gap

    def _bound(self, chain: list[Held]) -> list[Person]:
        folded = self.text.folded
        first, last = chain[0], chain[-1]
        behind = bisect_right(self.ends, first.start) - 1
        ahead = bisect_left(self.starts, last.end)
        while behind > 0 and first.status in _MOVES and self._is_replaced(behind, first):
            behind -= 1
        if behind >= 0 and first.status in _MOVES and self._is_giver(behind, first):
            behind -= 1
        before = self.names[behind] if behind >= 0 else None
        after = self.names[ahead] if ahead < len(self.names) else None
        if after is not None and not (
            (cues.title_name().fullmatch(folded, last.end, after.start) and self._is_whole(first, last))
            or (_is_foreign(last) and self._is_between_commas(last, after))
            or (first.status in _MOVES and cues.of_whom().fullmatch(folded, last.end, after.start))
            or (after in self.known and folded[last.end : after.start].strip() == ",")
        ):
            after = None
        apart = after is not None and "," in folded[last.end : after.start]
        told_of = apart or (after is not None and cues.being().match(folded, last.end, after.start) is not None)
        other_s = apart and (self._is_on_behalf(first) or self._is_of_a_time(first))
        if other_s or (told_of and self._is_kin(first.start)):
            after = None
        if before and after and "," in folded[last.end : after.start] and first.status in _MOVES:
            # "ông A được bầu giữ chức Bí thư, bà B - Chủ tịch": the one behind the comma has his own.
            after = None if self._given(before, first, only=behind == 0) else after
        linked = before is not None and (
            cues.link().fullmatch(folded, before.end, first.start) is not None or self._is_apposed(before, chain)
        )
        if after is not None and folded.startswith(")", last.end):
            linked = False  # "ông A, (Chủ tịch Hạ viện) B"
        if before and (apart or after is None) and folded[before.end : first.start].isspace():
            # "ông A Chủ tịch UBND tỉnh, ông B Phó Chủ tịch": the mark is left out.
            linked, after = True, None
        if before and linked and cues.then_another().match(folded, last.end, self.within.end):
            _become(chain, "former")
        if before and before.start in self.people and self._is_another_s(self.people[before.start], chain):
            linked = False
        if before and after and self._handed_over(first, last, after):
            taken = [replace(held, status="appointed") for held in chain]
            return [self._person(before, chain, "people.office"), self._person(after, taken, "people.office")]
        if linked and before and not (after and self._divided(before, first, last, after)):
            self._once(before, first, chain)
            return [self._person(name, chain, "people.name_title") for name in self._group_before(behind, title=first)]
        if after is not None:
            if cues.at_that_time().search(folded, last.end, after.start):
                _become(chain, "former")
            for held in chain:
                if held.status == "current" and cues.to_come().match(folded, held.end, after.start):
                    held.status = "nominated"
            if first.status == "appointed" and cues.sends().match(folded, first.start) and self._is_told(last, after):
                first.status = "current"
            group = self._group(ahead, chain)
            if len(group) == 1:
                # "các Phó Chủ tịch UBND tỉnh, Giám đốc Sở Y tế A": the first is not A's.
                own = next((at for at, held in enumerate(chain) if not self._is_of_others(held)), 0)
                return [self._person(after, chain[own:], "people.title_name")]
            return [self._person(name, chain, "people.group") for name in group]
        if len(chain) == 1 and first.organization is None and first.title.alone == "no" and not first.dated:
            return []
        if cues.given_to().match(folded[last.end : self.within.end].lstrip(" ,")):
            return []  # "A báo cáo việc cho thôi làm đại biểu HĐND đối với hai người"
        if before is not None and not self._opener(chain) and self._given(before, first, only=behind == 0):
            group = self._group_before(behind, given=first.status in _MOVES)
            return [self._person(name, chain, "people.office") for name in group]
        return []

    def _is_whole(self, first: Held, last: Held) -> bool:
        """True where what closes behind a title opened right before it, behind no name: "(Chủ tịch Hạ viện) A"."""
        if not self.text.folded.startswith(")", last.end):
            return True
        at = self.tokens.at(first.start) - 1
        return self.tokens.fold(at) == "(" and (at < 2 or self.tokens.shape(at - 1) not in (TITLE, CAPITALS))

    def _is_apposed(self, name: Span, chain: Sequence[Held]) -> bool:
        """ "ông A, chuyên gia kinh tế, nguyên Viện trưởng Viện B, cho rằng": what he is besides, then his office, which
        ends at a mark or was held once.
        """
        first, folded = chain[0], self.text.folded
        if first.status != "former" and folded[chain[-1].end : chain[-1].end + 2].strip()[:1] not in ("", *",;.-)"):
            return False
        return cues.apposed().fullmatch(folded, name.end, first.start) is not None

    def _is_of_others(self, held: Held) -> bool:
        """ "các Phó Chủ tịch, …", "Trước ý kiến của đại biểu, Chủ tịch HĐND A nói"."""
        if held.organization is None and held.title.canonical in cues.addresses():
            return True
        folded, start = self.text.folded, held.span.start
        return cues.several_before().search(folded, max(self.within.start, start - 12), start) is not None

    def _is_between_commas(self, held: Held, name: Span) -> bool:
        return self._is_beside(held, self.tokens.at(name.start), self.tokens.at(name.end))

    def _is_told(self, last: Held, name: Span) -> bool:
        """ "phân công Phó Chủ tịch UBND tỉnh A theo dõi …": nothing but a space between the office and its holder."""
        return self.text.folded[last.end : name.start].isspace()

    def _is_giver(self, at: int, first: Held) -> bool:
        """ "ông A được Chủ tịch UBND tỉnh B bổ nhiệm làm Giám đốc": whoever gives the office does not hold it."""
        extent = self._extent(self.names[at])
        verb = self.text.folded[extent.end : first.start].strip(" ,-")
        if verb and verb not in cues.choosing():
            return False
        return (
            cues.given_by().search(self.text.folded, max(self.within.start, extent.start - 24), extent.start)
            is not None
        )

    def _is_replaced(self, at: int, first: Held) -> bool:
        """ "ông A thay ông B làm Chủ tịch": the office is not B's, but it is in "thay ông B được phân công làm …"."""
        start = self.starts[at]
        if self.text.folded[self.ends[at] : first.start].strip():
            return False
        return cues.instead().search(self.text.folded, max(self.within.start, start - 40), start) is not None

    def _handed_over(self, first: Held, last: Held, after: Span) -> bool:
        """ "A bàn giao nhiệm vụ Tư lệnh cho B": what A leaves, B takes."""
        folded = self.text.folded
        return (
            first.status == "leaving"
            and folded.startswith(cues.over_to(), first.start)
            and cues.to_whom().match(folded[last.end : after.start].strip()) is not None
        )

    def _is_kin(self, start: int) -> bool:
        """ "Phu nhân Chủ tịch nước, bà A": the office is another's."""
        return cues.kin().search(self.text.folded, max(self.within.start, start - 24), start) is not None

    def _is_of_a_time(self, first: Held) -> bool:
        """ "Trong nhiệm kỳ của Tổng thống, ông A vẫn là …": whose time it is, and who does something then."""
        return cues.in_time_of().fullmatch(self.text.folded, self.within.start, first.start) is not None

    def _is_another_s(self, person: Person, chain: Sequence[Held]) -> bool:
        """ "Quốc vương A, Chủ tịch nước chúc …": two offices that nobody holds at once.

        "Tại cuộc gặp với Bộ trưởng A, Thủ tướng cảm ơn": A's own office is told before him; who acts is another.
        """
        sole, first, end = people().sole, chain[0], chain[-1].end
        if first.title.canonical in sole and any(held.title.canonical in sole for held in person.held):
            return True
        folded, start = self.text.folded, min((held.start for held in person.held), default=person.span.start)
        acts = folded[end : end + 2].lstrip()[:1].isalpha() and folded[person.span.end : first.start].strip() == ","
        met = start < person.span.start and cues.meets().search(folded, max(self.within.start, start - 24), start)
        return acts and bool(met)

    def _once(self, name: Span, first: Held, chain: Sequence[Held]) -> None:
        """ "Trước khi làm Chủ tịch, ông A là Giám đốc …": what he was before."""
        folded = self.text.folded
        if cues.being().fullmatch(folded, name.end, first.start) and cues.before_this().match(
            folded, self.within.start
        ):
            _become(chain, "former")

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
        several = any(
            cues.plural_before().search(folded, max(self.within.start, start - 30), start)
            for start in {first.span.start, first.start}
        )
        several = several or cues.all_times().search(folded[last.end : group[0].start]) is not None
        # "Đại biểu A (Bắc Ninh), B (Bắc Giang) và C (Hà Nam)": each with his seat.
        seated = first.title.canonical in cues.addresses() and cues.seat().match(folded, group[0].end) is not None
        headed = _is_of_several(last) and folded[last.end : group[0].start].lstrip().startswith(":")
        if several or seated or headed:
            for name in self.names[at + 1 :]:
                if not cues.listed().fullmatch(folded, group[-1].end, name.start):
                    break
                if not several and not headed and not cues.seat().match(folded, name.end):
                    break
                group.append(name)
        # "Phó Bí thư: A, B; …", but not "Phó Chủ tịch: A, ông B - Giám đốc …"
        whole = several or seated or folded[group[-1].end : group[-1].end + 1] in ("", ";", ".", "\n")
        return group if whole else group[:1]

    def _group_before(self, at: int, *, title: Held | None = None, given: bool = False) -> list[Span]:
        """Names told together before their title ("các đồng chí A, B, Phó Chủ tịch UBND tỉnh")."""
        folded = self.text.folded
        group = [self.names[at]]
        for name in reversed(self.names[max(0, at - 12) : at]):
            if name.start in self.people or not cues.listed().fullmatch(folded, name.end, group[0].start):
                break
            group.insert(0, name)
        start = group[0].start
        if len(group) > 1 and cues.plural_addressed().search(folded, max(self.within.start, start - 40), start):
            return group
        # "…; A, B (Phó Chủ tịch UBND tỉnh); …": in a list of people each part has its office.
        apart = ";" in folded[start : group[-1].start]
        if (
            len(group) > 1
            and not apart
            and title is not None
            and _is_of_several(title)
            and cues.part_of_list().search(folded, max(self.within.start, start - 40), start)
        ):
            return group
        # "đồng chí A và đồng chí B được bầu giữ chức": a verb gives it to both.
        if given and len(group) > 1 and cues.two().fullmatch(folded, group[-2].end, group[-1].start):
            return group[-2:]
        return group[-1:]

    def _given(self, before: Span, first: Held, *, only: bool) -> bool:
        """True where a verb gives the office to the person before it ("A được bổ nhiệm giữ chức …")."""
        given = first.status in _MOVES or first.moved
        if not (given or first.kept or first.dated or first.status == "former"):
            return False
        known = self.people.get(before.start)
        start = max(
            [before.end, *(held.end for held in known.held if held.end <= first.start)] if known else [before.end]
        )
        gap = self.text.folded[start : first.start]
        if len(gap) > _REACH or cues.hands_out().search(gap):
            return False
        if cues.proposes().match(gap) or (
            self.text.folded.startswith(cues.candidates(), first.start) and not cues.seat_of().search(gap)
        ):
            return False
        if given:
            last = self.tokens.at(first.start) - 1
            giver = bisect_right(self.ends, first.start) - 1
            chosen = self.names[giver] == before or not self._is_giver(giver, first)
            foreign = self.tokens.starts[last] >= start and all(
                names.is_foreign(self.tokens, i) for i in (last - 1, last)
            )
            if foreign and chosen:
                return False  # "Ông A chọn tỉ phú Scott Bessent làm bộ trưởng"
            return ";" not in gap or known is not None or only
        if ";" in gap and not (only or (first.dated and known is not None)):
            return False
        if first.kept or first.dated:
            return True
        return (
            first.status == "former"
            and cues.career().search(self.text.folded[before.end : first.span.start]) is not None
        )

    def _goes_on(self, before: Sequence[Held], chain: Sequence[Held]) -> bool:
        gap = self.text.folded[before[-1].end : chain[0].start]
        if (told := cues.told_on().fullmatch(gap)) and told.group("before"):
            # "A được bầu làm Chủ tịch; trước đó ông là Giám đốc …"
            _become(chain, "former", of=("current", "appointed"))
        return told is not None or gap.strip() in (";", ".")

    def _career(self, last: Held, chain: Sequence[Held]) -> None:
        """ "từng giữ các vị trí: Giám đốc Sở Y tế; Phó Chủ tịch UBND tỉnh": each of the list is over."""
        if last.status == "former":
            _become([held for held in chain if not held.kept], "former")

    def _shared(self, chain: list[Held]) -> None:
        """ "các đồng chí Ủy viên Ban Thường vụ Tỉnh ủy: A, Giám đốc …; B, …": each has the title told for all, and his
        own.
        """
        folded = self.text.folded
        opener = self._opener(chain)
        if not opener:
            return
        told_to = opener.end()
        for held in chain if chain[-1].status == "current" else ():
            held.status = "leaving" if opener["leaves"] else "appointed" if opener["takes"] else held.status
        for at in range(bisect_left(self.starts, opener.end()), len(self.names)):
            name = self.names[at]
            if cues.ends_list().search(folded[told_to : name.start]):
                return
            person = self.people.get(name.start)
            moved = chain[0].status in _MOVES
            own = [held for held in person.held if held not in chain] if person else []
            if any(held.status in _MOVES and (moved or held.end <= name.start) for held in own):
                return  # "miễn nhiệm 2 Phó Chủ tịch, gồm: A, B; miễn nhiệm Ủy viên đối với C"
            gap = folded[told_to : self._extent(name).start]
            if not (cues.listed().fullmatch(gap) or cues.beside_another().fullmatch(gap)):
                return
            if person is None:
                person = self.people[name.start] = self._person(name, [], "people.group")
            # "5 tân bí thư xã: A - Bí thư Đảng ủy xã B": what each has of his own tells more.
            mine = {held.title.canonical for held in own}
            shared = [h for h in chain if h.status != "current" or h.title.canonical not in mine]
            if any(held in person.held for held in chain):
                shared = [held for held in shared if held in person.held]
            person.held[:] = [*shared, *own]
            told_to = max([name.end, *(held.end for held in person.held)])

    def _opener(self, chain: Sequence[Held]) -> re.Match[str] | None:
        """The words behind titles of several people that open a list of them ("bầu 2 Phó Chủ tịch UBND tỉnh, gồm")."""
        folded, start = self.text.folded, chain[0].span.start
        several = cues.plural_before().search(folded, max(self.within.start, start - 40), start)
        opener = cues.opens_list().match(folded, chain[-1].end, self.within.end) if several else None
        # "Các đại biểu bầu 2 Phó Chủ tịch, gồm …": a list of the latter.
        between = any(chain[-1].end <= held.start and opener and held.end <= opener.end() for held in self.held)
        return None if between else opener

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
            others = self._told_behind(name) if given and cues.to_whom().search(self._gap(given[-1], name)) else []
        for other in others if given else []:
            person = self.people.setdefault(other.start, self._person(other, [], "people.group"))
            person.held.extend(held for held in given if held not in person.held)

    def _give_again(self) -> None:
        """ "miễn nhiệm Phó Chủ tịch UBND tỉnh đối với ông A; bầu ông B giữ chức danh này": the office told last."""
        if cues.this() not in self.within.of(self.text.folded):
            return
        for again in cues.same_office().finditer(self.text.folded, self.within.start, self.within.end):
            last = next((held for held in reversed(self.held) if held.end <= again.start()), None)
            at = bisect_right(self.ends, again.start()) - 1
            if last is None or at < 0 or self.starts[at] < last.end or again.start() - self.ends[at] > _NEAR:
                continue
            person = self.people.setdefault(self.starts[at], self._person(self.names[at], [], "people.office"))
            person.held.append(replace(last, start=again.start(), end=again.end(), status="appointed", kept=False))

    def _of_body_behind(self, person: Person) -> None:
        """ "người phát ngôn A của Bộ Quốc phòng B": the body of a bare office, told behind its holder."""
        bare = [held for held in person.held if held.organization is None]
        at = self.tokens.at(person.span.end)
        if not bare or bare[-1].end > person.span.start or self.tokens.fold(at) != people().of_whom:
            return
        title = bare[-1].title
        body = read_organization(self.tokens, at, title, frozenset(), "")
        if body is None or body.private:
            return
        # "Thẩm phán A của Tòa án bang B", but not "Thượng nghị sĩ A của Đảng B".
        court = title.canonical.startswith(people().of_courts) and body.name.startswith(people().courts)
        if title.alone == "no" or court:
            _give(bare[-1], body)

    def _leaves(self, person: Person) -> None:
        """ "ông A, Bí thư Huyện ủy, được chuyển về công tác tại UBND tỉnh", "thay bà B là ông A, Giám đốc Sở C"."""
        left = [held for held in person.held if held.status == "current" and _is_left(held)]
        if not left:
            return
        folded, name = self.text.folded, person.span
        end = max(name.end, *(held.end for held in person.held))
        start = min(name.start, *(held.start for held in person.held))
        floor = max(self.within.start, start - _PROPOSED)
        goes = cues.leaving().match(folded, end, self.within.end) and not cues.demanded().search(folded[floor:start])
        sent = cues.sent_to().match(folded, end, self.within.end) and cues.sent().search(folded[floor:start])
        if goes or sent or cues.follows().search(folded, floor, start):
            _become(left, "leaving")

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
            if extent.end > start or not cues.beside_another().fullmatch(folded, extent.end, start):
                break
            last = last or folded[extent.end : start]
            group.append(other)
            start = extent.start
        opened = cues.taking().search(folded[max(floor, start - 60) : start])
        return group if group and (opened or cues.joined().search(last)) else []

    def _told_behind(self, name: Span) -> list[Span]:
        """Those told together with the name behind "đối với"."""
        group, end = [], self._extent(name).end
        for other in self.names[bisect_right(self.starts, name.start) :]:
            if not cues.beside_another().fullmatch(self.text.folded, end, other.start):
                break
            group.append(other)
            end = self._extent(other).end
        return group

    def _person(self, name: Span, chain: Sequence[Held], rule: str) -> Person:
        told = self.known.get(name) or " ".join(self.text.printed(name).split())
        return Person(told, name, rule, list(chain), honorific(self.text, name.start, self.within.start))


def _heads(title: Title) -> tuple[str, ...]:
    """How the names of the bodies begin that an office leads; nothing where it may be any body."""
    name = bare_title(title)
    shared = (f"{fold(title.fused).partition(' ')[0]} ",) if title.fused else ()
    return shared + next((heads for office, heads in cues.leads() if name.endswith(office)), ())


def _give(held: Held, organization: Organization) -> None:
    held.organization, held.organization_span = organization.name, organization.span
    held.private, held.foreign = organization.private, organization.foreign


def _become(chain: Sequence[Held], status: Status, of: Sequence[Status] = ("current",)) -> None:
    """How the offices of a chain are held by what is told around it, where no word of their own tells."""
    for held in chain:
        if held.status in of:
            held.status = status


def _is_left(held: Held) -> bool:
    """True for an office that whoever goes elsewhere leaves: no seat in a committee."""
    return not held.kept and not fold(held.title.canonical).startswith(cues.seats())


def _is_of_several(held: Held) -> bool:
    """True for an office that several people hold at once."""
    return fold(held.title.canonical).startswith(cues.several())


def _beside(held: Held, name: Span) -> bool:
    """True for a title behind the name that is told with it, and that no verb gives."""
    return held.start >= name.end and held.status not in _MOVES


def _same_again(tokens: Tokens, organization: Organization, held: Sequence[Held]) -> Organization:
    """ "Phó Giám đốc Sở Y tế, sau đó là Giám đốc Sở này", "Sở Y tế bổ nhiệm ông A làm Phó Giám đốc Sở": the one named
    before.
    """
    at, head = tokens.at(organization.span.start), fold(organization.name)
    alone = (" " not in head or head in cues.whole_heads()) and tokens.shape(at) is TITLE
    this = tokens.fold(tokens.at(organization.span.end)) in cues.these()
    if not alone and not this:
        return organization
    # "Chủ tịch Quốc hội Campuchia A đón Chủ tịch Quốc hội B": what is told without a country is ours.
    ours = (one for one in reversed(held) if this or not one.foreign)
    before = next((one.organization for one in ours if fold(one.organization or "").startswith(f"{head} ")), None)
    if before is None and alone:
        body = body_before(tokens, max(0, at - _FAR), at, (f"{head} ",))
        before = body.name if body and (this or not body.foreign) else None
    return replace(organization, name=before) if before else organization


def _suffixed(tokens: Tokens, title: Title, at: int) -> tuple[Title, int]:
    """ "Phó Viện trưởng Thường trực": a word behind the title that belongs to it."""
    end = cues.suffixes().end(tokens, at)
    if end == at:
        return title, at
    word = cues.spelled_suffixes()[" ".join(tokens.folds[at:end])]
    if title.fused and word in people().fused_suffixes:
        return title, at
    return replace(title, canonical=f"{title.canonical} {word}"), end


def _of_one_body(one: Title, other: Title) -> bool:
    """A head and his deputy, or two heads of one body: "Chính ủy" beside "Chỉ huy trưởng"."""
    a, b = bare_title(one), bare_title(other)
    if one.fused and one.fused == other.fused:
        return True  # "Tổ phó" beside "Tổ trưởng"
    return a.endswith(b) or b.endswith(a) or any(a.endswith(peers) and b.endswith(peers) for peers in cues.peers())


def committee_office(title: Title) -> bool:
    """True for an office of the party and for a seat in a committee of it."""
    return party_office(title) or title.canonical in people().of_committee


def party_office(title: Title) -> bool:
    """True for a secretary of the party and his deputies."""
    return bare_title(title).endswith(fold(people().party))


def school_office(title: Title) -> bool:
    """True for who leads a school and his deputies."""
    return bare_title(title).endswith(fold(people().principal))


def bare_title(title: Title) -> str:
    """The title without what it may end in ("Phó Bí thư Thường trực")."""
    return _bare(title.canonical)


@lru_cache(maxsize=1024)
def _bare(title: str) -> str:
    folded = fold(title)
    ending = next((word for word in cues.spelled_suffixes() if folded.endswith(f" {word}")), "")
    return folded.removesuffix(ending).rstrip()


def _is_foreign(held: Held) -> bool:
    return held.foreign or held.title.level == "foreign"


def _takes_any_name(held: Held) -> bool:
    """True behind a title that a name must follow, so that its first syllable need be no known surname."""
    return held.title.alone == "yes" or held.organization is not None
