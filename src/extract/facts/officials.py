"""From the people of sentences to officials: one record for each person of the article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property, lru_cache, partial
from itertools import pairwise

from extract.facts.confidence import confidence
from extract.facts.elections import note_elected
from extract.facts.known import Known, merge_spellings, newcomer
from extract.facts.lands import of_envoys, of_lands
from extract.facts.levels import is_ours
from extract.facts.localities import Localities
from extract.facts.long_ago import note_long_ago
from extract.facts.mentioned import goes_on, honorific_of, note_mentions, other_gender
from extract.facts.posts import complete, is_address, is_think_tank, may_share, of_state_bank, posts, public
from extract.facts.quoted import note_called_behind_quotes
from extract.facts.roles import Appearance, Cues, is_dead, may_lead, role_of
from extract.facts.rosters import with_rosters
from extract.facts.successions import successions
from extract.folding import Text, fold
from extract.language.lists import PhraseList
from extract.language.phrases import places_of
from extract.language.sentences import parted
from extract.reading import names
from extract.reading.cues.institutions import bare_councils, whole_heads
from extract.reading.cues.persons import honorific_before, who_they_are
from extract.reading.cues.tenures import date, until
from extract.reading.people import (
    MOVES,
    Held,
    Person,
    Reading,
    Replaced,
    body_called,
    body_told_before,
    find_people,
    find_replaced,
    honorific,
    is_beside,
    of_one_body,
    private_told,
    school_office,
)
from extract.reading.titles import Found, any_of, begun, find_addresses, find_titles
from extract.records import Article, Evidence, Official, Position, Status, quickly
from extract.spans import Span
from extract.tables.bodies import bodies
from extract.tables.provinces import is_city
from extract.tables.titles import Title, people

_Evidence = quickly(Evidence)


def read_officials(text: Text, article: Article) -> tuple[Official, ...]:
    """The officials of one article, in order of their first mention; a pure function of text and data."""
    text = with_rosters(text)
    found = find_titles(text, text.whole)
    if not found:
        return ()
    reader = _Reader(text, article, found)
    if not reader.read():
        return ()
    return reader.officials()


# How far back a pronoun, or a line of a career, may mean somebody, in characters.
_AGO = 600
# What may stand before a foreign surname.
_FIRST_NAMES = re.compile(r"(?<![\w.])(?:[A-Z][a-z'’-]+ ){1,2}\Z")
_WORD = re.compile(r"[^\S\n][^\W\d_][\w'’-]*")
# How far behind its years the first office of such a line begins.
_STEP = 60
# How far before the name of a school a list may begin that tells that it is private.
_SCHOOLS = 110

_private = PhraseList(lambda: [fold(word) for word in people().called_private])

# What somebody holds, and the words that tell it.
_Posts = tuple[tuple[Position, ...], tuple[Evidence, ...]]


class _Reader:
    """One article while its people are put together."""

    def __init__(self, text: Text, article: Article, found: Sequence[Found]) -> None:
        self.text, self.article, self.found = text, article, found
        self.sentence_at = parted(text).sentence_at
        self.known: dict[str, Known] = {}
        self.loose: list[Held] = []
        self.abroad: list[Held] = []
        self.replaced: list[Replaced] = []
        self.localities = Localities(text)
        self.private_schools = bool(_private.find(text))

    def read(self) -> bool:
        """Reads every sentence with a title, then once more those that mention somebody by a part of his name."""
        told: list[Span] = []
        for title, _ in self.found:
            if not told or title.start >= told[-1].end:
                told.append(self._with_list(self.sentence_at(title.start)))
        readings = {sentence: self._people_of(sentence, self.found) for sentence in told}
        self._gather(person for reading in readings.values() for person in reading.people)
        if not self.known and not any(reading.loose for reading in readings.values()):
            return False
        self.replaced = list(find_replaced(self.text))
        merge_spellings(self.known)
        note_mentions(self.text, self.known)
        again = False
        parts = self._parts()
        events = self._named() if any(reading.loose and not reading.people for reading in readings.values()) else []
        for span, reading in readings.items():
            short = _within(parts, span)
            if reading.loose and not reading.people and not short:
                short = self._pronoun_in(span, reading.loose, events)
                short = short or newcomer(self.text, reading.loose, self.known.values())
                for at, name in short.items():
                    insort(events, (at.start, name))
            if short and (reading.loose or len(reading.people) < len(short)):
                # "Tân giám đốc từng là …": his title is what he is called by.
                titles = [one for one in self.found if not any(name.start == one[0].start for name in short)]
                readings[span] = self._people_of(span, titles, short)
                again = True
        if again:
            self.known.clear()
            self._gather(person for reading in readings.values() for person in reading.people)
            merge_spellings(self.known)
            note_mentions(self.text, self.known)
        self._careers(readings, events)
        loose = [held for reading in readings.values() for held in reading.loose]
        note_elected(self.text, self.known.values(), loose, self.sentence_at)
        note_long_ago(self.text, self.article, self.known.values())
        self._succeed()
        self.loose = [held for reading in readings.values() for held in reading.loose]
        return bool(self.known)

    def _people_of(self, sentence: Span, found: Sequence[Found], known: Mapping[Span, str] | None = None) -> Reading:
        """The people of a sentence; the offices that it gives and takes in the province whose body decides there."""
        reading = find_people(self.text, sentence, found, known)
        offices = [*(held for person in reading.people for held in person.held), *reading.loose]
        if any(held.status in MOVES for held in offices):
            first = min(held.span.start for held in offices)
            for held in offices:
                if held.organization and not held.foreign:
                    held.organization = self.localities.of_council(
                        held.organization, sentence, first, far=self.article.province is None
                    )
        return reading

    def _with_list(self, sentence: Span) -> Span:
        """ "UBND tỉnh có 4 phó chủ tịch. Đó là các ông A, B": with the sentence that names them."""
        if who_they_are().match(self.text.folded, sentence.end - 1) is None:
            return sentence
        return Span(sentence.start, self.sentence_at(sentence.end + 1).end)

    def _gather(self, everyone: Iterable[Person]) -> None:
        bare = []
        for person in everyone:
            for held in person.held:
                self._call_whole(held, person.name)
                held.private = held.private or self._is_called_private(held)
            if person.far:
                for held in person.held:
                    held.private = held.private or is_think_tank(held)
                    held.foreign = held.foreign or not is_ours(held.organization)
            if any(public(held) for held in person.held):
                for held in person.held:
                    if held.organization is None and not any(
                        other.organization and other.status == held.status and may_share(held, other)
                        for other in person.held
                    ):
                        # "TAND tỉnh mở phiên tòa. Chủ tọa là thẩm phán A, Phó Chánh án."
                        self._complete(person, held)
                key = fold(person.name)
                self.known.setdefault(key, Known(key)).told.append(person)
            else:
                bare.append(person)
        self._name_whole()
        everybody = (person for known in self.known.values() for person in known.told) if bare else ()
        # The last one first; of those told at one place the first told.
        self.abroad = sorted((held for person in everybody for held in person.held if held.foreign), key=_from_the_end)
        for person in bare:
            key = fold(person.name)
            if key in self.known and any(of_state_bank(held) for held in person.held):
                self.known[key].told.append(person)
            elif not any(f" {other}".endswith(f" {key}") for other in self.known) and self._is_completed(person):
                self.known[key] = Known(key, [person])

    def _name_whole(self) -> None:
        """ "Tổng thống đắc cử Trump": who holds an office by his surname alone, by the one whole name that he is
        addressed with elsewhere.
        """
        for key in [key for key in self.known if " " not in key and key.isascii() and key.isalpha()]:
            known = self.known[key]
            person = known.fullest
            whole: dict[str, Span] = {}
            for span in _with_first_names(person.name, self.text.raw):
                if honorific(self.text, span.start, 0):
                    whole.setdefault(self.text.printed(span), span)
            if len(whole) != 1:
                continue
            (name, span), *_ = whole.items()
            other = self.known.setdefault(fold(name), Known(fold(name)))
            other.told += [replace(person, name=name, span=span, held=[]), *known.told]
            del self.known[key]

    def _call_whole(self, held: Held, name: str) -> None:
        """ "ông A, giám đốc trung tâm": of the centre that the article named before; "Chủ tịch Quốc hội Trần Văn A" is
        of no foreign one.
        """
        head = fold(held.organization or "")
        if head in whole_heads() and held.organization_span and not held.private:
            body = body_called(self.text, held.start, _called().get(head, head))
            if body is not None and (not body.foreign or name.isascii()):
                held.organization, held.private, held.foreign = body.name, body.private, body.foreign
        elif held.organization and held.organization_span and (inner := _inner_head(held.organization)):
            # "trưởng phòng nghiệp vụ dược của ‹sở›"
            body = body_called(self.text, held.start, fold(inner))
            if body is not None and not body.private and not body.foreign:
                held.organization = held.organization[: -len(inner)] + body.name

    def _is_called_private(self, held: Held) -> bool:
        """ "các trường ngoài công lập như Trường ĐH A", "Đại học A là trường tư thục": the article says so."""
        school = _school_name().search(fold(held.organization or "")) if self.private_schools else None
        return school is not None and _is_private_school(self.text, school["name"])

    def _is_completed(self, person: Person) -> bool:
        """ "UBND xã Tân Hợp họp. Chủ tịch A báo cáo": of the body told before, where nothing tells more."""
        held = person.held[0] if len(person.held) == 1 else None
        return held is not None and self._complete(person, held)

    def _complete(self, person: Person, held: Held) -> bool:
        """Gives an office that tells no body the one told before it; true where it is a public one then."""
        if held.private or held.title.alone != "no":
            return False
        if person.far and (other := self._peer_abroad(held)):
            held.organization, held.organization_span = other.organization, other.organization_span
            return True
        body = body_told_before(self.text, self.sentence_at(person.span.start), held.title)
        if body is None and school_office(held.title):
            return self._is_of_school(held)
        if body is None or body.private or (body.foreign and not person.far):
            return person.far and held.title.canonical in people().public_abroad
        held.organization, held.organization_span = body.name, body.span
        return True

    def _peer_abroad(self, held: Held) -> Held | None:
        """ "Chủ tịch Ngân hàng Trung ương A nói. Phó chủ tịch B im": the office of the same body told before."""
        last = bisect_right(self.abroad, -held.start, key=_from_the_end)
        first = bisect_left(self.abroad, _AGO - held.start, last, key=_from_the_end)
        before = (one for one in self.abroad[last:first] if one.organization)
        return next((one for one in before if of_one_body(one.title, held.title)), None)

    def _is_of_school(self, held: Held) -> bool:
        """ "thầy hiệu trưởng A": of the school that the article named last before; of none that it names where there is
        no such one.
        """
        head, kinds = _schools()
        before = held.start
        while (body := body_called(self.text, before, head)) is not None and not kinds.search(fold(body.name)):
            before = body.span.start  # "Trường Sa", "đường Trường Chinh"
        if body is None:
            held.title = replace(held.title, alone="yes")
            return not private_told(self.text, Span(max(0, held.start - _AGO), self.sentence_at(held.start).end))
        held.organization, held.organization_span = body.name, body.span
        return not body.private

    # --- mentions --------------------------------------------------------------------------------------------

    def _parts(self) -> list[tuple[Span, str]]:
        """The mentions that are a part of a name, in order, with the whole names."""
        parts = []
        for known in self.known.values():
            name = known.fullest.name
            length = len(name.split())
            parts += [(span, name) for span in known.mentions if len(self.text.printed(span).split()) < length]
        return sorted(parts)

    def _named(self) -> list[tuple[int, str]]:
        """Where people are named, in order, with their whole names: officials, and whoever is addressed by his name."""
        # "Đại tá A thay đại tá B. Ông …": B is not who is meant.
        replaced = {one.name.start for one in self.replaced if not (one.heir or one.left)}
        whole = [(known.fullest.name, known.mentions) for known in self.known.values()]
        events = [(span.start, name) for name, spans in whole for span in spans if span.start not in replaced]
        taken = {start for start, _ in events} | replaced
        for address in find_addresses(self.text, by_title=False):
            end = names.printed_end(self.text.raw, address.end)
            if end > address.end and address.end not in taken:
                events.append((address.end, " ".join(self.text.raw[address.end : end].split())))
        return sorted(events)

    def _careers(self, readings: Mapping[Span, Reading], events: Sequence[tuple[int, str]]) -> None:
        """Steps of a career, on lines of their own ("Từ 1/2006 - 6/2010: Chủ tịch UBND huyện …") or in sentences that
        name nobody ("Năm 2010 được bổ nhiệm Giám đốc …"), are of whoever was named last before.
        """
        last = 0
        told = sorted(readings.items(), key=lambda line: line[0])
        for before, (span, reading) in zip([None, *told], told, strict=False):
            if not reading.loose or reading.people:
                continue
            if before and (going_on := self._goes_on(before, span, reading)):
                going_on.told.append(replace(going_on.fullest, held=reading.loose, rule="people.office"))
                reading.people, reading.loose = [going_on.told[-1]], []
                continue
            step = _step().match(self.text.folded, span.start, span.end)
            at = bisect_left(events, (span.start, "")) - 1
            if step is None or at < 0 or span.start - max(last, events[at][0]) > _AGO:
                continue
            first = reading.loose[0]
            listed = step.group("ranged") is not None and self.text.raw[span.start - 1] == "\n"
            if not (first.start - step.end() <= _STEP if listed else first.dated):
                continue
            known = self._whose(events[at], span.start)
            she = _pronoun().search(self.text.folded, step.end(), first.end)
            if known is None or (she is not None and not self._is_called(known, she.group("word"))):
                continue
            last = span.end
            whole = step.group("ranged") and not first.dated
            for held in reading.loose if whole else ():
                held.status = "current" if step.group("lasting") else "former"
            fullest = known.fullest
            known.told.append(replace(fullest, held=reading.loose, rule="people.office"))
            reading.loose = []

    def _goes_on(self, before: tuple[Span, Reading], span: Span, reading: Reading) -> Known | None:
        """ "Ông từng là Bí thư Huyện ủy A. Giám đốc Sở B, Chủ tịch UBND tỉnh.": a sentence of nothing but offices is of
        whoever the one right before it tells a career of.
        """
        folded, end, others = self.text.folded, span.start, before[1].people
        if len(others) != 1 or folded[before[0].end : end].strip():
            return None
        if not any(held.status == "former" for held in others[0].held):
            return None
        gaps = [(end, reading.loose[0].span.start)]
        gaps += [(held.end, later.span.start) for held, later in pairwise(reading.loose)]
        between = [_between_steps().fullmatch(folded, *gap) for gap in [*gaps, (reading.loose[-1].end, span.end)]]
        if not all(between):
            return None
        for held, gap in zip(reading.loose, between, strict=False):
            held.status = "current" if gap and gap["now"] else "former"
        return self.known.get(fold(others[0].name))

    def _whose(self, event: tuple[int, str], start: int) -> Known | None:
        """The person named by an event; one who is no official yet where his life is told up to an offset."""
        at, name = event
        known = self.known.get(fold(name))
        if known is None and _life().search(self.text.folded, max(0, at - 80), start):
            span = Span(at, names.printed_end(self.text.raw, at))
            if span.end > at:
                whole = Person(name, span, "people.office", [], honorific(self.text, at, 0))
                known = self.known[fold(name)] = Known(fold(name), [whole], [span])
        return known

    def _pronoun_in(self, sentence: Span, loose: Sequence[Held], events: Sequence[tuple[int, str]]) -> dict[Span, str]:
        """ "Trước đó, ông từng giữ chức …": "ông" is whoever was named last before."""
        at = bisect_left(events, (sentence.start, "")) - 1
        if at < 0 or events[at][0] < sentence.start - _AGO:
            return {}
        pronoun = _pronoun().search(self.text.folded, sentence.start, sentence.end)
        if pronoun is None:
            return self._part_of(events[at][1], sentence)
        word = Span(*pronoun.span("word"))
        named = _courtesy().finditer(self.text.folded, sentence.start, word.start)
        if any(self.text.raw[match.end()].isupper() for match in named):
            return {}  # "Theo ông Nam, khi ông làm Chủ tịch, …"
        if all(held.status == "current" and not held.kept for held in loose) and not self._is_of(word, loose):
            return {}
        name = self._holder_of(loose[0]) or events[at][1]
        known = self.known.get(fold(name))
        return {word: name} if known is None or self._is_called(known, pronoun.group("word")) else {}

    def _holder_of(self, held: Held) -> str | None:
        """ "Ông A thắng cử. …, việc đề cử ông làm bộ trưởng": of whoever alone is told to take it elsewhere."""
        if held.status not in MOVES:
            return None
        names = self._holders.get(_post(held), set())
        return next(iter(names)) if len(names) == 1 else None

    @cached_property
    def _holders(self) -> dict[tuple[Title, str, Status], set[str]]:
        """The names of all who are told to have an office, or to take it, at the first reading."""
        holders: dict[tuple[Title, str, Status], set[str]] = defaultdict(set)
        for known in self.known.values():
            for held in (held for person in known.told for held in person.held):
                holders[_post(held)].add(known.fullest.name)
        return holders

    def _is_called(self, known: Known, pronoun: str) -> bool:
        """False where she would be he: told so at any mention."""
        word = honorific_of(self.text, known)
        return word is None or not other_gender(word, pronoun)

    def _part_of(self, name: str, sentence: Span) -> dict[Span, str]:
        """ "ông Ngọc" behind "Ông Nguyễn Thanh Ngọc", who was nobody's official yet."""
        last = fold(name).split()[-1]
        for match in _courtesy().finditer(self.text.folded, sentence.start, sentence.end):
            end = match.end() + len(last)
            if self.text.folded.startswith(last, match.end()) and end <= sentence.end and not goes_on(self.text, end):
                return {Span(match.end(), end): name}
        return {}

    def _is_of(self, pronoun: Span, loose: Sequence[Held]) -> bool:
        """ "Ông là Giám đốc Sở Y tế", "Trước khi làm Chủ tịch, bà là Bí thư Huyện ủy": an office right behind."""
        after = next((held for held in loose if held.start >= pronoun.end), None)
        return after is not None and _is().fullmatch(self.text.folded, pronoun.end, after.start) is not None

    def _succeed(self) -> None:
        """Those whom others follow in their offices, and who follows them."""
        if not self.replaced:
            return
        found = list(successions(self.text, self.replaced, self.known.values(), self.sentence_at))
        for person in found:
            key = fold(person.name)
            self.known.setdefault(key, Known(key)).told.append(person)
        if found:
            merge_spellings(self.known)
            note_mentions(self.text, self.known)

    # --- records ---------------------------------------------------------------------------------------------

    def officials(self) -> tuple[Official, ...]:
        """The records, in order of the first mention of each."""
        holds: dict[str, _Posts] = {}
        note_called_behind_quotes(self.text, self.loose, self.known.values(), self.sentence_at)
        of_lands(self.known.values(), self.loose)
        of_envoys(self.text, self.known.values(), self.loose)
        self._of_ministry()
        for key, known in self.known.items():
            positions, evidence = posts(known.told, self.article.province)
            start = known.fullest.span.start
            placed = [self._in_locality(self._seated(position), start, evidence) for position in positions]
            holds[key] = (self._without_address(placed), evidence)
        self._of_commune(holds)
        self._over(holds)
        self._titles_alone({key: positions for key, (positions, _) in holds.items()})
        shown = {key: self._appearances(known) for key, known in self.known.items()}
        everyone = _apart([appearance for all_ in shown.values() for appearance in all_])
        officials: list[Official] = []
        told = Cues(self.text)
        for key, known in sorted(self.known.items(), key=lambda item: item[1].mentions[0]):
            positions, evidence = holds[key]
            if not positions:
                continue
            once = {held.title.canonical for person in known.told for held in person.held if held.long_ago}
            over = {at for at, one in enumerate(positions) if one.status in MOVES or one.title in once}
            if over and is_dead(self.text, shown[key]):
                # "Lễ tang Trung tướng A. Năm 1973, ông được điều về làm Tham mưu phó …"
                positions = tuple(
                    replace(one, status="former") if at in over else one for at, one in enumerate(positions)
                )
            role, cue = role_of(self.text, shown[key], everyone, told, partial(self._is_called, known))
            fullest = known.fullest
            names = [fullest.span, *(span for span in known.mentions if span != fullest.span)]
            every = [_Evidence(start=span.start, end=span.end, what="name") for span in names]
            every += [_Evidence(start=held.span.start, end=held.end, what="mention") for held in known.named_by_title]
            if cue:
                every.append(_Evidence(start=cue.start, end=cue.end, what="role"))
            officials.append(
                Official(
                    article_id=self.article.article_id,
                    official_id=f"{self.article.article_id}-p{len(officials) + 1}",
                    name=fullest.name,
                    honorific=honorific_of(self.text, known),
                    positions=positions,
                    role=role,
                    rule=fullest.rule,
                    confidence=confidence(fullest.rule),
                    evidence=(*every, *evidence),
                )
            )
        return tuple(officials)

    def _without_address(self, positions: Sequence[Position]) -> tuple[Position, ...]:
        """ "Đại biểu A, Trưởng thôn B": a guest where no Assembly or council sits, told by his other office."""
        if any(position.title.startswith(f"{people().deputy_of_all} ") for position in positions):
            # "Các đại biểu Quốc hội tỉnh gồm: A … Đại biểu A nói"
            return tuple(p for p in positions if p.organization or p.title != people().deputy_of_all)
        others = [position for position in positions if position.organization or not is_address(position.title)]
        if not others or len(others) == len(positions):
            return tuple(positions)
        return tuple(positions if any(fold(word) in self.text.folded for word in people().sittings) else others)

    def _of_ministry(self) -> None:
        """ "Thứ trưởng A": of the one ministry that the article names; abroad, of the one named last before."""
        bare = []
        for known in self.known.values():
            # Who is told with it elsewhere is told so.
            whole = {held.title for person in known.told for held in person.held if held.organization}
            for one, held in ((person, held) for person in known.told for held in person.held):
                if held.title in whole or held.title.alone != "yes" or held.title.fused not in people().whole:
                    continue
                body = body_called(self.text, held.start, fold(held.title.fused)) if one.far else None
                if body is not None and body.foreign:
                    held.organization, held.organization_span, held.foreign = body.name, body.span, True
                else:
                    bare.append(held)
        named = self._ministries_in(self.text.whole) if bare else set()
        if len(named) > 1:
            # "Bộ Nội vụ có thêm hai Thứ trưởng": the one that the headline is about.
            named = self._ministries_in(Span(0, max(0, self.text.raw.find("\n"))))
        if len(named) == 1:
            for held in bare:
                held.organization = next(iter(named))

    def _ministries_in(self, within: Span) -> set[str]:
        return {bodies()[match.group()].name for match in _ministries().finditer(self.text.folded, *within)}

    def _seated(self, position: Position) -> Position:
        """A deputy of the Assembly, where the article is not of a people's council alone."""
        if position.organization is not None or position.level is not None or not is_address(position.title):
            return position
        folded = self.text.folded
        council = any(fold(name) in folded for name in people().councils)
        return replace(position, level="province" if council and fold(people().assembly) not in folded else "central")

    def _in_locality(self, position: Position, start: int, evidence: Sequence[Evidence]) -> Position:
        """ "Chủ tịch UBND huyện": of the district that the article names; in a city's article also of the province."""
        if position.organization is None:
            return position
        of_city = self.localities.of_side(position.organization, start) if position.level != "province" else None
        if of_city and of_city != position.organization:
            # "Đoàn công tác thành phố Hà Nội do ông A - Phó Bí thư Thành ủy"
            return replace(position, organization=of_city, level="province")
        if position.level not in ("province", "district", "commune"):
            return position
        complete = self.localities.complete
        if position.level == "province":
            if self.article.province is not None and not is_city(self.article.province):
                return position
            complete = self.localities.of_province if self.article.province else self.localities.of_side
        # Where the body is printed, far behind whom it tells of or not.
        told, printed = fold(position.organization), [one for one in evidence if one.what == "organization"]
        # "HĐND huyện A" begins like "HĐND huyện".
        printed.sort(key=lambda one: self.text.folded[one.start : one.end] != told)
        at = next((one.start for one in printed if self.text.folded.startswith(told, one.start)), start)
        return replace(position, organization=complete(position.organization, at))

    def _of_commune(self, holds: dict[str, _Posts]) -> None:
        """ "Phó Bí thư Đảng ủy": of the commune told last before, where another one's office tells such a committee;
        likewise "Chủ tịch UBND" right below it.
        """
        committee = people().local_committee
        everything = [p for positions, _ in holds.values() for p in positions]
        if not any(p.level == "commune" and (p.organization or "").startswith(f"{committee} ") for p in everything):
            return
        for key, (positions, evidence) in holds.items():
            bare = [p.organization for p in positions if p.organization and fold(p.organization) in _of_communes()]
            if not bare or any(p.level not in (None, "commune") for p in positions):
                continue
            start = self.known[key].fullest.span.start
            place = self.localities.commune(start, far=all(body == committee for body in bare))
            if place:
                told = (
                    replace(p, organization=f"{p.organization} {place}", level="commune")
                    if p.organization in bare
                    else p
                    for p in positions
                )
                holds[key] = tuple(told), evidence

    def _over(self, holds: dict[str, _Posts]) -> None:
        """ "Cựu thứ trưởng Bộ A hầu tòa": a headline without a name tells of whoever alone has the office; of nobody
        where any such office is told to be over.
        """
        headline = self.text.raw.find("\n")
        told = [held for held in self.loose if held.status == "former" and not held.private and held.start <= headline]
        if not told:
            return
        over: set[str] = set()
        holders: dict[str, list[tuple[str, int, frozenset[str]]]] = defaultdict(list)
        for key, (positions, _) in holds.items():
            for at, one in enumerate(positions):
                holders[one.title].append((key, at, frozenset(fold(one.organization or "").split())))
                if one.status == "former":
                    over.add(one.title)
        # "Bắt nguyên chủ tịch và phó chủ tịch xã": where the text tells whose office is over, the word is of the first.
        told = [held for held in told if not (held.passed_on and over)]
        for held in told:
            title, body = held.title.canonical, frozenset(fold(self._completed(held)).split())
            printed = frozenset(fold(held.organization or "").split())
            # A headline is shorter: "cựu phó giám đốc Sở Y tế", "cựu vụ phó Bộ Y tế".
            found = [(k, at) for k, at, whole in holders[title] if body == whole or (printed and printed <= whole)]
            if len(found) == 1 and title not in over:
                key, at = found[0]
                positions, evidence = holds[key]
                holds[key] = (
                    (*positions[:at], replace(positions[at], status="former"), *positions[at + 1 :]),
                    evidence,
                )
                over.add(title)

    def _completed(self, held: Held) -> str:
        told = complete(held.organization, self.article.province) if held.organization else ""
        return self.localities.complete(told, held.start)

    def _titles_alone(self, holds: Mapping[str, tuple[Position, ...]]) -> None:
        """ "Bí thư Tỉnh ủy nhấn mạnh …", "Bộ trưởng nêu rõ", "Thứ trưởng Bộ Quốc phòng Boiev nói": a title without a
        name, or with a part of it, means whoever alone is told to hold it.
        """
        holders: dict[tuple[str, str], set[str]] = defaultdict(set)
        by_title: dict[tuple[str, bool], set[str]] = defaultdict(set)
        by_name: dict[tuple[str, bool, str], set[str]] = defaultdict(set)
        for key, positions in holds.items():
            for position in positions:
                title, was = fold(position.title), position.status == "former"
                by_title[title, was].add(key)
                by_name[title, was, key.rpartition(" ")[2]].add(key)
                if position.status in ("current", "acting"):
                    holders[title, fold(position.organization or "")].add(key)
        bare: list[tuple[Held, str]] = []
        # Titles that are told of a body whose holder nobody is told to be: alone they may mean that one.
        others: set[str] = set()
        for held in self.loose:
            if held.private or held.status not in ("current", "former"):
                continue
            title, was = fold(held.title.canonical), held.status == "former"
            if name := self._part_behind(held):
                part = name.of(self.text.folded)
                alike = by_name.get((title, was, part.rpartition(" ")[2]), ())
                known = self._only({key for key in alike if f" {key}".endswith(f" {part}")}, held)
                if known and known.mentions[bisect_right(known.mentions, name) - 1] != name:
                    insort(known.mentions, name)
                continue
            keys = holders.get((title, fold(self._completed(held))), set()) if not was else set()
            if known := self._only(keys, held):
                known.named_by_title.append(held)
            elif held.organization and not keys:
                others.add(title)
            elif not keys and self._leads(held):
                bare.append((held, title))
        for held, title in bare:
            known = self._only(by_title.get((title, held.status == "former"), set()), held)
            if known and title not in others:
                known.named_by_title.append(held)

    def _only(self, keys: set[str], held: Held) -> Known | None:
        """The one of these who may be meant, where he was named before."""
        known = self.known[next(iter(keys))] if len(keys) == 1 else None
        return known if known and known.mentions[0].start < held.span.start else None

    def _part_behind(self, held: Held) -> Span | None:
        """The words of a name right behind an office."""
        end = held.end
        while (word := _WORD.match(self.text.raw, end)) and word[0][1].isupper():
            end = word.end()
        return Span(held.end + 1, end) if end > held.end else None

    def _leads(self, held: Held) -> bool:
        start = held.start
        return not is_address(held.title.canonical) and may_lead(self.text.folded, self.sentence_at(start), start)

    def _appearances(self, known: Known) -> list[Appearance]:
        around: dict[Span, Span] = {}
        for person in known.told:
            start = min([person.span.start, *(h.start for h in person.held if h.end <= person.span.start)])
            behind = [h.end for h in person.held if is_beside(h, person.span)]
            bodies_behind = [
                span.end for h in person.held if (span := h.organization_span) and _is_right_behind(span, person)
            ]
            end = max([person.span.end, *behind, *bodies_behind])
            around[person.span] = Span(start, end)
        found = []
        for span in known.mentions:
            whole = around.get(span, span)
            found.append(Appearance(known.key, span, self._addressed(whole), self.sentence_at(span.start)))
        for held in known.named_by_title:
            span = Span(held.start, held.end)
            sentence = self.sentence_at(span.start)
            found.append(Appearance(known.key, span, self._addressed(span), sentence, named=False))
        return sorted(found, key=lambda appearance: appearance.span)

    def _addressed(self, whole: Span) -> Span:
        """The span with the office and the address before it ("Thủ tướng", "đồng chí", "PGS.TS")."""
        number = bisect_left(self.found, whole.start, key=lambda one: one[0].start) - 1
        if number >= 0 and self.found[number][0].end == whole.start - 1:
            whole = Span(self.found[number][0].start, whole.end)
        start = max(0, whole.start - 40)
        match = honorific_before().search(self.text.folded, start, whole.start)
        return Span(start + match.start(), whole.end) if match else whole


def _apart(appearances: Sequence[Appearance]) -> list[Span]:
    """The spans of people with what is told of each, in order; of a list that has one office ("các Phó Chủ tịch UBND
    tỉnh: A, B") only the first one's begins with it.
    """
    starts = sorted(one.span.start for one in appearances)
    before = ((one, bisect_left(starts, one.span.start)) for one in appearances)
    return sorted(
        {
            Span(one.span.start, one.whole.end) if at and starts[at - 1] >= one.whole.start else one.whole
            for one, at in before
        }
    )


def _with_first_names(surname: str, raw: str) -> Iterator[Span]:
    """Where a surname of elsewhere stands behind one or two first names."""
    for space in places_of(f" {surname}", raw):
        end = space + 1 + len(surname)
        if raw[end : end + 1].isalnum() or raw.startswith("_", end):
            continue
        # Of two names before it the first begins behind the last space but one.
        floor = raw.rfind(" ", 0, max(0, raw.rfind(" ", 0, space))) + 1
        first = _FIRST_NAMES.search(raw, floor, space + 1)
        if first:
            yield Span(first.start(), end)


def _post(held: Held) -> tuple[Title, str, Status]:
    return held.title, fold(held.organization or ""), held.status


def _from_the_end(held: Held) -> int:
    return -held.start


def _is_right_behind(body: Span, person: Person) -> bool:
    """ "người phát ngôn A của Bộ Quốc phòng Mỹ"."""
    return 0 < body.start - person.span.end <= len(people().of_whom) + 2


def _within(parts: Sequence[tuple[Span, str]], sentence: Span) -> dict[Span, str]:
    """Of mentions in order, those inside a sentence."""
    return dict(parts[bisect_left(parts, (sentence, "")) : bisect_left(parts, (Span(sentence.end, sentence.end), ""))])


@cache
def _between_steps() -> re.Pattern[str]:
    """What stands between offices in a sentence of nothing else: marks, "và", for how long they were held."""
    span = rf"{date()}(?:\s*-\s*{date()})?"
    terms = rf"{any_of(people().terms)}(?:\s*,?\s*(?:[ivx]+|{span})(?!\w))+"
    now = rf"(?P<now>{any_of(people().held_now)})(?:\s+{people().copula})?(?!\w)"
    return re.compile(rf"(?:[\s,;.:-]|{any_of(people().both)}(?!\w)|{now}|{terms})*")


@cache
def _of_communes() -> frozenset[str]:
    """Bodies that each commune has, told without it."""
    return bare_councils() | {fold(people().local_committee)}


@cache
def _called() -> dict[str, str]:
    return {fold(word): fold(head) for word, head in people().called_otherwise}


def _inner_head(organization: str) -> str | None:
    """The head in small letters that the name of a unit ends with, of a body that was told before: behind "của", or one
    that no other words end with.
    """
    told = _ends_with_head().search(organization)
    return told["head"] if told else None


@cache
def _ends_with_head() -> re.Pattern[str]:
    sure, heads = any_of(people().inner_heads), any_of(sorted(whole_heads()))
    # Behind the space, to which `re` then skips.
    other = "".join(rf"(?<!\s{word}\s)" for word in people().not_inner_heads)
    return re.compile(rf"\s{other}(?:{people().of_whom}\s(?={heads}$)|(?={sure}$))(?P<head>.+)$")


@cache
def _schools() -> tuple[str, re.Pattern[str]]:
    """The first word of a school's name, and what tells which kind of school it is."""
    return fold(people().school), re.compile(rf"{begun(people().school_kinds)}(?!\w)")


@cache
def _school_name() -> re.Pattern[str]:
    """The own name of a school behind its kind ("Trường Đại học ‹Duy Tân›")."""
    return re.compile(rf"{begun(people().named_kinds)}\s(?P<name>[^,()-]+)$")


# Each head of a school asks, and its name may stand anywhere in the text.
@lru_cache(maxsize=64)
def _is_private_school(text: Text, name: str) -> bool:
    """True where an article calls the school of a folded name private."""
    folded = text.folded
    for at in places_of(name, folded):
        end = at + len(name)
        listed = not folded[end : end + 1].isalnum() and _private_listed().search(folded, max(0, at - _SCHOOLS), at)
        if listed or (not folded[at - 1 : at].isalnum() and _is_a_private_one().match(folded, end)):
            return True
    return False


@cache
def _private_listed() -> re.Pattern[str]:
    """Before the name of a school: "các trường ‹ngoài công lập như Trường ĐH› A"."""
    # Not "công lập và ngoài công lập như A".
    joined = "".join(rf"(?<!{word} )" for word in people().both)
    such_as = any_of([*people().such_as, *people().both])
    return re.compile(rf"(?<!\w){joined}{any_of(people().called_private)}\s{such_as}\s[^.;\n]{{0,80}}\Z")


@cache
def _is_a_private_one() -> re.Pattern[str]:
    """Behind it: "Đại học A ‹là trường tư thục›"."""
    return re.compile(rf"\s{people().copula}\s[^.;,\n]{{1,60}}?{any_of(people().called_private)}(?!\w)")


@cache
def _ministries() -> re.Pattern[str]:
    heads = tuple(f"{fold(head)} " for head in people().whole)
    names = [name for name, body in bodies().items() if body.level == "central" and name.startswith(heads)]
    return re.compile(rf"{begun(names)}(?!\w)")


@cache
def _courtesy() -> re.Pattern[str]:
    return re.compile(rf"{begun(people().kept_honorifics)}\s+")


@cache
def _step() -> re.Pattern[str]:
    """The time at the head of a step of a career."""
    year = date(apart=False)
    steps = rf"(?:{any_of(people().steps)}\s+)*"
    lasting = rf"(?P<lasting>{any_of(people().lasting)}(?!\w))"
    opened = rf"(?:{any_of(people().biography)}\s*:)?"
    return re.compile(
        rf"[\s+*•-]*{opened}\s*{steps}{year}\s*(?P<ranged>{until()}\s*(?:{lasting}|{steps}{year})\s*[:,-]?)?"
    )


@cache
def _life() -> re.Pattern[str]:
    return re.compile(rf"{begun(people().biography)}(?!\w)")


@cache
def _is() -> re.Pattern[str]:
    return re.compile(
        rf"\s+(?:\w+\s+){{0,2}}?{any_of([*people().being, *people().too])}\s+(?:{any_of(people().modifiers)}\s+)*"
    )


# A pronoun stands right behind white space, a quotation mark or nothing.
_BESIDE = r"[^\s\"]"


@cache
def _pronoun() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<word>{begun(people().pronouns, apart_from=_BESIDE)})\s(?=\d|{any_of(people().after_pronoun)}(?!\w))"
    )
