"""What somebody does in the reported event: who chairs, who speaks, who is there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import ahocorasick_rs

from extract.folding import Text, fold
from extract.language.lists import PhraseList
from extract.language.patterns import Before, last_word
from extract.language.phrases import places_of
from extract.reading.cues.institutions import presider
from extract.reading.cues.persons import courtesies, dies, funeral
from extract.reading.titles import any_of, right_before
from extract.records import Role
from extract.spans import Span
from extract.tables.roles import roles
from extract.tables.titles import people

ROLES: tuple[Role, ...] = ("chair", "speaker", "attendee")
# Letters between somebody and his verb, besides other people and their titles; and words.
_NEAR = 60
_WORDS = 7
# People of one list, at most, behind whom the verb may stand.
_LIST = 30
# Letters of what is told of somebody between him and the comma before his verb.
_TOLD = 160
# Letters before a word in which another one makes a noun of it.
_NOUN = 16
# How far back a quotation that goes on may begin.
_QUOTED = 600
# How far before a dead man and his honours his funeral is told.
_FUNERAL = 60
_charges = PhraseList(lambda: [fold(word) for word in roles().charges])


@dataclass(frozen=True, slots=True)
class Appearance:
    """One mention of a person: the words of his name, and those with the titles and the address around it."""

    name: str
    span: Span
    whole: Span
    sentence: Span
    # By a part of his name at least, not by his title alone.
    named: bool = True


# Kinds of words that tell a role.
Cue = Literal["chair", "lead", "speak", "say", "attend", "present", "welcome"]


class Cues:
    """Where the words stand that tell a role: all phrases of a sentence are looked for at once, and once."""

    def __init__(self, text: Text) -> None:
        self.folded, self.raw = text.folded, text.raw
        self.charged = bool(_charges.find(text))
        self._places: dict[Span, dict[Cue, list[int]]] = {}
        self._openers: dict[tuple[Span, Cue], list[tuple[int, Span]]] = {}

    def places(self, sentence: Span) -> dict[Cue, list[int]]:
        """The offsets in a sentence at which a phrase of each kind may begin, in order."""
        places = self._places.get(sentence)
        if places is None:
            automaton, cues = _phrases()
            found: dict[Cue, set[int]] = defaultdict(set)
            for phrase in {*automaton.find_matches_as_strings(sentence.of(self.folded), overlapping=True)}:
                starts = list(places_of(phrase, self.folded, sentence))
                for cue in cues[phrase]:
                    found[cue].update(starts)
            places = self._places[sentence] = {kind: sorted(starts) for kind, starts in found.items()}
        return places

    def first(self, cue: Cue, sentence: Span, start: int, end: int) -> re.Match[str] | None:
        """The first phrase of this kind between two offsets of a sentence."""
        places, pattern = self.places(sentence).get(cue, []), _verbs()[cue]
        for at in range(bisect_left(places, start), bisect_left(places, end)):
            match = pattern.match(self.folded, places[at], end)
            if match and cue == "speak" and self.charged and _done().search(self.folded, start, places[at]):
                continue  # "ông A đã báo cáo việc này": what a charge tells of him
            if match and not self._is_noun(places[at]):
                return match
        return None

    def _is_noun(self, at: int) -> bool:
        """ "buổi ‹làm việc›", not "tỉnh Cao Bằng ‹phát biểu›", "bà Liên ‹nêu›": the end of a name is no such word."""
        start = max(0, at - _NOUN)
        noun = _nouns().search(self.folded, start, at)
        return noun is not None and not self.raw[start + noun.start()].isupper()

    def opener(self, cue: Cue, sentence: Span, before: int) -> tuple[int, Span] | None:
        """The last words that open a list of people in a sentence, all before an offset, with where they end."""
        key = (sentence, cue)
        if key not in self._openers:
            self._openers[key] = list(self._lists(cue, sentence))
        openers = self._openers[key]
        at = bisect_right(openers, before, key=lambda opener: opener[0]) - 1
        return openers[at] if at >= 0 else None

    def _lists(self, cue: Cue, sentence: Span) -> Iterator[tuple[int, Span]]:
        pattern, read_to = _lists()[cue], sentence.start
        for place in self.places(sentence).get(cue, ()):
            match = pattern.match(self.folded, place, sentence.end) if place >= read_to else None
            if match:
                read_to = match.end()
                yield read_to, Span(*match.span("cue"))


def role_of(
    text: Text,
    appearances: Sequence[Appearance],
    everyone: Sequence[Span],
    cues: Cues,
    is_called: Callable[[str], bool],
) -> tuple[Role | None, Span | None]:
    """The strongest role that any appearance has in its sentence, and the words that tell it.

    `everyone` are the spans of all people and their titles, in order; `cues` are the article's; `is_called` is false of
    a pronoun that is not the person's.
    """
    best: tuple[int, Role, Span] | None = None
    clauses = [_Clause(text, appearance, everyone, cues) for appearance in appearances]
    accused = any(clause.is_accused() for clause in clauses)
    for clause in clauses:
        for rank, role in enumerate(ROLES):
            if best is not None and best[0] <= rank:
                break
            cue = clause.cue(role, accused)
            if cue:
                best = (rank, role, cue)
    if best is not None and best[1] == "attendee":
        for clause in clauses:
            said = clause.goes_on()
            there = clause.cue("attendee", accused) if said and is_called(said["word"]) else None
            if said and there and (said["opening"] or there.of(text.folded) not in roles().attend_to):
                return "speaker", Span(*said.span("cue"))
    return (best[1], best[2]) if best else (None, None)


def may_lead(folded: str, sentence: Span, start: int) -> bool:
    """True where a title alone may be who a clause is about: "‹Bộ trưởng› nêu rõ", but not "an ninh ‹tổng thống›"."""
    before = folded[sentence.start : start].rstrip()
    return not before or not before[-1].isalpha() or last_word(before) in _before_title()


class _Clause:
    """The words around one appearance."""

    def __init__(self, text: Text, appearance: Appearance, everyone: Sequence[Span], cues: Cues) -> None:
        self.cues = cues
        self.raw = text.raw
        self.folded, self.sentence, self.whole = text.folded, appearance.sentence, appearance.whole
        self.name, self.named = appearance.span, appearance.named
        self.everyone = everyone
        self.places = cues.places(self.sentence)
        self.start = max(self.sentence.start, self.whole.start - 80)
        self.word_before = last_word(self.folded[self.start : self.whole.start])
        self.quoted = self._is_quoted()

    def cue(self, role: Role, accused: bool) -> Span | None:
        """The words that give this role, behind the appearance or before it; to the accused, only what they say."""
        if not self.named and not may_lead(self.folded, self.sentence, self.whole.start):
            return None
        if accused or self.quoted:
            # Of the accused a verb of nothing else: "ông A đã yêu cầu phòng B …" is a part of the charge.
            verb: Cue = "say" if accused else "speak"
            return self._verb(verb) if role == "speaker" and (self.named or not self.quoted) else None
        if role == "chair":
            told = self._before(_chair_before()) or self._presides() or self._listed("chair")
            return told or self._verb("chair") or self._opened("chair") or self._leads()
        if role == "speaker":
            before = self.folded[self.sentence.start : self.whole.start] if self.cues.charged else ""
            charged = any(word in before for word in _charges.phrases())
            told = self._before(_theo()) or self._before(_speech_of()) or self._before(_interviewed())
            return told or self._verb("say" if charged else "speak") or self._opened("speak") or self._quoted()
        if self._is_earlier():
            return None
        told = self._verb("attend") or self._listed("present") or self._welcomes() or self._opened("attend")
        return told or self._in_lines()

    def _in_lines(self) -> Span | None:
        """ "Với sự tham gia của: - Bà A … - Ông B …": in a list of lines that words for who is there open."""
        if not self.folded[self.sentence.start : self.whole.start].startswith("-"):
            return None
        floor = self.folded.rfind(":", max(0, self.sentence.start - _LINES), self.sentence.start)
        if floor < 0:
            return None
        lines = self.folded[floor + 1 : self.sentence.start].split("\n")
        if any(line.strip() and not line.lstrip().startswith("-") for line in lines):
            return None
        start = max(self.folded.rfind(mark, 0, floor) for mark in ".\n") + 1
        told = [match.span("cue") for match in _lists()["present"].finditer(self.folded, start, floor + 1)]
        return Span(*told[-1]) if told else None

    def _welcomes(self) -> Span | None:
        """ "Đón khách ở sân bay có Bộ trưởng A, đại sứ B": where people follow at once."""
        opener = self.cues.opener("welcome", self.sentence, self.name.start) if "welcome" in self.places else None
        if opener is None:
            return None
        end, cue = opener
        number = bisect_left(self.everyone, Span(end, -1))
        # Nobody begins behind it in "thôi làm đại biểu còn ‹có› ông A": his office stands before.
        if number == len(self.everyone):
            return None
        first = self.everyone[number].start
        return cue if first - end <= _NEAR // 3 and "," not in self.folded[end:first] else None

    def _is_earlier(self) -> bool:
        """Told with a month or a year, and no day: of another event than the reported one."""
        start, end = max(self.sentence.start, self.whole.start - _TOLD), min(self.sentence.end, self.whole.end + _TOLD)
        # Around most there is no month at all.
        dated = _month().search(self.folded, start, end) is not None
        return dated and _earlier().search(self.folded, start, end) is not None

    def _is_quoted(self) -> bool:
        """Inside of quotation marks, where another one tells of him."""
        start, folded = self.whole.start, self.folded
        quote = folded.rfind('"', max(0, start - _QUOTED, folded.rfind("\n", 0, start)), start)
        return quote >= 0 and folded[quote + 1].isalnum() and not folded[quote - 1 : quote].strip(" (\n")

    def is_accused(self) -> bool:
        """ "bị can A", "ông A bị truy tố"."""
        folded, whole = self.folded, self.whole
        return bool(
            self._right_before(_accused_before())
            or (whole.start < self.name.start and _accused_before().search(folded, whole.start, self.name.start))
            or _accused().match(folded, whole.end, self.sentence.end)
        )

    def _right_before(self, pattern: Before) -> re.Match[str] | None:
        if self.word_before not in pattern.words:
            return None
        return pattern.search(self.folded, self.start, self.whole.start)

    def _before(self, pattern: Before) -> Span | None:
        match = self._right_before(pattern)
        return Span(self.start + match.start(), self.start + match.end("cue")) if match else None

    def _presides(self) -> Span | None:
        """ "‹Chủ tọa› A": told by what he is called."""
        word, start = presider(), self.whole.start
        return Span(start, start + len(word)) if self.folded.startswith(word, start) else None

    def _leads(self) -> Span | None:
        """ "Đoàn do ông A ‹dẫn đầu›"."""
        return self._verb("lead") if self.word_before == people().doer else None

    def _listed(self, cue: Cue) -> Span | None:
        """Words that open a list of people: the person is in it; in none of chairmen behind words for who is there."""
        opener = self.cues.opener(cue, self.sentence, self.name.start) if cue in self.places else None
        if opener and cue == "chair" and "present" in self.places:
            there = self.cues.opener("present", self.sentence, self.name.start)
            if there and there[0] > opener[0]:
                return None
        if opener and cue == "chair" and _next_who().search(self.folded, opener[0], self.whole.start):
            return None
        return opener[1] if opener else None

    def _verb(self, cue: Cue) -> Span | None:
        """A verb behind the person, or behind a list of people of whom he is one."""
        places = self.places.get(cue)
        if not places or places[-1] < self.whole.end or self._is_object():
            return None
        closed = self._closed()
        return (
            self._verb_behind(cue, self.whole.end)
            or (self._verb_behind(cue, closed) if closed else None)
            or self._verb_set_off("say" if cue == "speak" else cue)
        )

    def _is_object(self) -> bool:
        """ "về ông A", "con gái cựu tổng thống B": another one does it."""
        start = max(self.sentence.start, self.whole.start - 24)
        return any(told.search(self.folded, start, self.whole.start) for told in (_objects(), _denied()))

    def _verb_behind(self, cue: Cue, at: int) -> Span | None:
        letters, words = 0, 0
        number = bisect_right(self.everyone, Span(at, -1))
        for _ in range(_LIST):
            at = self._past_asides(cue, at)
            if at >= self.sentence.end:
                return None
            while number < len(self.everyone) and self.everyone[number].start < at:
                number += 1
            stop = min(
                self.sentence.end, self.everyone[number].start if number < len(self.everyone) else self.sentence.end
            )
            far = cue == "attend" and _with_others().match(self.folded, at)
            far = far or (cue in ("speak", "say") and _on_behalf().match(self.folded, at))
            reach = at + _NEAR * (4 if far else 2)
            stop = min(stop, reach)
            match = self.cues.first(cue, self.sentence, at, stop)
            gap = self.folded[at : match.start() if match else stop]
            letters, words = letters + len(gap), words + len(gap.split())
            if match:
                near = far or (letters <= _NEAR and words <= _WORDS)
                barred = (_barred() if far else _blocked()).search(gap) and gap.strip() not in roles().adverbs
                if not near or self.raw[match.start()].isupper() or barred:
                    return None
                spoken = cue in ("chair", "attend") and _verbs()["speak"].search(gap)
                return None if spoken else Span(*match.span())
            if stop in (self.sentence.end, reach) or not _joins().fullmatch(gap):
                return None
            at = self.everyone[number].end
            letters = words = 0
        return None

    def _past_asides(self, cue: Cue, at: int) -> int:
        """Behind "(TP.HCM)" and "- một đồng minh của ông B -", and both."""
        for _ in range(2):
            aside = _aside().match(self.folded, at, self.sentence.end)
            if aside and not (
                (aside["dashed"] or cue == "chair") and self.cues.first(cue, self.sentence, at, aside.end())
            ):
                at = aside.end()
        return at

    def _closed(self) -> int | None:
        """Behind the dash or bracket that closes what is told of him ("Ông A - Giám đốc Sở B, C và D ‹-› nói")."""
        told = self.folded[self.name.end : self.whole.end]
        opened = "-" if told.count(" - ") % 2 else "(" if told.count("(") > told.count(")") else ""
        match = _CLOSERS[opened].match(self.folded, self.whole.end, self.sentence.end) if opened else None
        return match.end() if match else None

    def _verb_set_off(self, cue: Cue) -> Span | None:
        """ "Ông A từ bang B, quê của ông C, ‹bình luận›", "ông A ủng hộ lệnh cấm và ‹kêu gọi› …": right behind the
        comma that closes what is told of him, or the word that joins what he does.
        """
        before = self.folded[self.sentence.start : self.whole.start].rstrip()
        if before and before[-1] not in _MARKS:
            return None
        at, places = self.whole.end, self.places.get(cue, [])
        for place in places[bisect_left(places, at) : bisect_left(places, at + _TOLD)]:
            beside = _beside().search(self.folded, at, place)
            joined = beside and (beside["comma"] or cue != "attend")
            if beside and joined and not _clauses().search(self.folded, at, beside.start()):
                match = _verbs()[cue].match(self.folded, place, self.sentence.end)
                if match:
                    return Span(*match.span())
        return None

    def _opened(self, cue: Cue) -> Span | None:
        """ "Phát biểu tại hội nghị, đồng chí A …", "Chủ trì phiên họp, Thủ tướng B …": the sentence begins with what he
        does.
        """
        if cue != "speak" and not self._begins(cue):
            return None
        match = _opening()[cue].match(self.folded, self.sentence.start, self.whole.start)
        return Span(*match.span("cue")) if match and match.end() == self.whole.start else None

    def _begins(self, cue: Cue) -> bool:
        """True where a verb of this kind stands before him, near the head of the sentence."""
        places = self.places.get(cue, [])
        return bool(places) and places[0] < min(self.whole.start, self.sentence.start + _NEAR)

    def _quoted(self) -> Span | None:
        """ "Ông A, Giám đốc Sở B: Năm qua …": the head of a line, as in interviews; what he says in quotation marks."""
        colon = self._colon()
        if self.folded[colon : colon + 1] == ":" and self._at_head():
            return Span(colon, colon + 1)
        marked = self.folded.find(":", self.whole.end, self.sentence.end) >= 0
        quoted = _QUOTES.match(self.folded, self.whole.end, self.sentence.end) if marked else None
        if quoted is None or self._is_object() or (quoted["how"] and self._is_no_speech(quoted)):
            return None
        return Span(*quoted.span("cue"))

    def _is_no_speech(self, quoted: re.Match[str]) -> bool:
        """True but for "ông A‹, phấn khởi›: "Năm nay …"": words that nothing forbids, and a sentence behind them."""
        return not self.raw[quoted.end()].isupper() or _blocked().search(quoted["how"]) is not None

    def goes_on(self) -> re.Match[str] | None:
        """ "Ông A dự lễ. ‹Ông cho rằng› …": what he says in the next sentence, where nobody else is told in his."""
        told = _says_next().match(self.folded, self.sentence.end) if self.named else None
        if told is None or _somebody().search(told["opening"] or ""):
            return None
        at = bisect_left(self.everyone, Span(self.sentence.start, -1))
        alone = sum(one.start < self.sentence.end for one in self.everyone[at : at + 2]) == 1
        spoken_to = _somebody().findall(self.folded, self.sentence.start, self.sentence.end)
        return told if alone and len(spoken_to) < 2 else None

    def _colon(self) -> int:
        """Where a colon may stand behind him: behind the bracket too that closes what is told of him, or tells his
        seat ("Đại biểu A ‹(Hà Nội)›", "ông B (giám đốc Bệnh viện C‹, Lạng Sơn)›").
        """
        bracket = _BRACKETS.match(self.folded, self.whole.end, self.sentence.end)
        return bracket.end() if bracket else self.whole.end

    def _at_head(self) -> bool:
        """True at the head of a line whose person says what follows a colon: words, and no count of votes; of a
        sentence likewise, if that begins with a capital.
        """
        start, at = self.whole.start, self._colon()
        line = self.folded.rfind("\n", 0, start) + 1
        if not self.folded[line:start].strip(" -+*•"):
            return _SAYS.match(self.folded, at) is not None
        said = _SAYS.match(self.folded, at) if not self.folded[self.sentence.start : start].strip(' -"') else None
        return said is not None and self.raw[said.end() - 1].isupper()


# How far back the words may stand that open a list of lines.
_LINES = 600
_SAYS = re.compile(r":[^\S\n]+[^\W\d]")
_QUOTES = re.compile(r"[\s)]*(?P<how>(?:,?\s[^\W\d]+){1,4})?(?P<cue>:)\s*[\"']")
_CLOSERS = {"-": re.compile(r"(?:(?! - )[^;:\n]){0,100} -(?= )"), "(": re.compile(r"[^();:\n]{0,80}\)")}
_BRACKETS = re.compile(r"\s*\([^()\n:]{1,80}\)|[^()\n:]{0,60}\)")
# Behind one of these somebody is who a clause is about.
_MARKS = ',.:;"-'


def _pattern(words: Sequence[str]) -> str:
    return rf"(?<!\w)(?P<cue>{any_of(words)})(?!\w)"


@cache
def _phrases() -> tuple[ahocorasick_rs.AhoCorasick, dict[str, list[Cue]]]:
    """All phrases that tell a role, and the kinds of each."""
    told = roles()
    phrases: list[tuple[Cue, Sequence[str]]] = [
        ("chair", told.chair), ("lead", told.lead), ("attend", told.attend), ("present", told.present),
        ("welcome", [*told.attend, *told.welcome]),
        ("speak", [*told.speak, told.calls]), ("say", [*told.say, told.calls]),
    ]  # fmt: skip
    cues: dict[str, list[Cue]] = defaultdict(list)
    for cue, words in phrases:
        for word in words:
            cues[fold(word)].append(cue)
    return ahocorasick_rs.AhoCorasick(list(cues)), dict(cues)


@cache
def _verbs() -> dict[Cue, re.Pattern[str]]:
    told = roles()
    other = any_of(told.not_calls)
    calls = rf"|(?<!\w)(?P<calls>{told.calls})\s(?!{other}(?!\w))[^.;:]{{1,120}}?\s{told.called_so}(?!\w)"
    other_words = any_of(told.not_say)
    # "đến dự và chúc mừng", "tặng hoa chúc mừng"
    said = rf"(?:{''.join(f'(?<!{fold(words)} )' for words in told.there)}|(?!{any_of(told.beside_there)}(?!\w)))"
    event = rf"(?!,?\s+(?:\w+\s+)?{any_of(told.not_chair)}(?!\w))"
    return {
        "chair": re.compile(_pattern(told.chair) + event),
        "lead": re.compile(_pattern(told.lead)),
        "speak": re.compile(rf"(?!{other_words}(?!\w)){said}{_pattern(told.speak)}{calls}"),
        "say": re.compile(rf"(?!{other_words}(?!\w)){_pattern(told.say)}{calls}"),
        "attend": re.compile(rf"(?!{any_of(told.not_attend)}){_pattern(told.attend)}"),
    }


@cache
def _says_next() -> re.Pattern[str]:
    """Behind a sentence: somebody told by a pronoun says something ("Tại đây, ‹đồng chí yêu cầu› …")."""
    word = rf"(?P<word>{any_of(people().pronouns)})\s+(?:{any_of(roles().adverbs)}\s+){{0,2}}"
    opening = r"(?P<opening>[^.,;:\"\n]{1,60},\s+)?"
    return re.compile(rf"\s*{opening}{word}(?!{any_of(roles().not_say)}(?!\w)){_pattern(roles().speak)}")


@cache
def _somebody() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(people().pronouns)}\s")


@cache
def _lists() -> dict[Cue, re.Pattern[str]]:
    told = roles()
    tells = any_of(told.tells_who)
    return {
        "chair": re.compile(rf"(?:^|(?<=[,;.] )|(?<=\n)){_pattern(told.chair)}[^.;:]{{0,60}}(?:\s{tells}(?!\w)|:)"),
        "welcome": re.compile(
            rf"(?:^|(?<=[,;.)] )|(?<=\n))(?!{any_of(told.not_attend)}){_pattern([*told.attend, *told.welcome])}"
            rf"[^.;:\"]{{0,90}}?(?<!\w){any_of(told.brings)}(?!\w)"
        ),
        "present": re.compile(
            rf"(?!{any_of(told.not_attend)}){_pattern(told.present)}"
            rf"(?:(?<=\s{people().of_whom})|[^.;]{{0,90}}?(?:(?<!\w){tells}(?!\w)|:))"
        ),
    }


@cache
def _next_who() -> re.Pattern[str]:
    """Behind a list: another part that tells who else there is ("Chủ tọa là A‹; đại diện VKSND có› B")."""
    return re.compile(rf";[^;:.]*\s{any_of(roles().tells_who)}\s")


@cache
def _objects() -> Before:
    return right_before([*roles().objects, *roles().close_to, *people().kin])


@cache
def _before_title() -> frozenset[str]:
    return frozenset(map(fold, roles().before_title))


@cache
def _nouns() -> Before:
    return right_before(roles().nouns)


@cache
def _denied() -> Before:
    return right_before(roles().denied)


@cache
def _accused_before() -> Before:
    return right_before(roles().accused_before)


@cache
def _accused() -> re.Pattern[str]:
    # "ông A (51 tuổi) cũng vừa bị bắt", but not "ông A thông báo 5 người bị bắt"
    aside = r"[\s),]+(?:\([^()]{1,120}\)[\s,]*)?"
    return re.compile(rf"{aside}(?:{any_of(roles().adverbs)}\s+){{0,2}}{any_of(roles().accused)}(?!\w)")


@cache
def _done() -> Before:
    return right_before([roles().done])


@cache
def _month() -> re.Pattern[str]:
    return re.compile(rf"{any_of(roles().months)}\s\d")


@cache
def _earlier() -> re.Pattern[str]:
    # "cây cầu khởi công từ năm 2019": when a thing began.
    thing = "".join(rf"(?<!{fold(verb)} )" for verb in roles().begins)
    return re.compile(rf"(?<!\w){thing}{any_of(roles().earlier)}\s+{_month().pattern}")


@cache
def _chair_before() -> Before:
    return Before(rf"{_pattern(roles().chaired_by)}\s*$", roles().chaired_by)


@cache
def _theo() -> Before:
    # "Theo ông A, …", "nhưng theo ông A"; "đi theo ông A" is another thing.
    opens = rf"(?:^|[^\w\s]\s*|\n|(?<!\w){any_of(roles().before_title)}\s+|(?!{roles().follows}))"
    other = "".join(rf"(?<!{word} )" for word in map(fold, roles().not_according))
    return Before(rf"{opens}{other}{_pattern(roles().according)}\s*$", roles().according)


@cache
def _speech_of() -> Before:
    of = people().of_whom
    return Before(rf"{_pattern(roles().speech)}[^,.]{{0,40}}\s{of}\s*$", [of])


@cache
def _interviewed() -> Before:
    """ "phóng viên Báo P đã phỏng vấn bà A": whom the press asks answers it."""
    told = roles()
    pattern = rf"(?<!\w){any_of(told.press)}(?!\w)[^.;:]{{0,60}}?{_pattern(told.interviews)}\s*$"
    return Before(pattern, told.interviews)


@cache
def _opening() -> dict[Cue, re.Pattern[str]]:
    # Where one speaks another one may be told, who presides there.
    near, far = r"[^.,;:]{0,60}", r"[^.]{0,160}?"
    told: list[tuple[Cue, str]] = [
        ("chair", _verbs()["chair"].pattern + near), ("attend", _verbs()["attend"].pattern + near),
        ("speak", _pattern(roles().opening) + far),
    ]  # fmt: skip
    return {cue: re.compile(rf"(?:[^.,]{{0,40}},\s*)?{words},\s*{courtesies()}") for cue, words in told}


@cache
def _barred() -> re.Pattern[str]:
    """Between somebody with others beside him, as "‹người› dân", and a verb that is not theirs."""
    words = [word for word in roles().blocks if word != people().who]
    return re.compile(rf"(?<!\w)(?:{any_of(words)})(?!\w)|[;:.\"]")


@cache
def _blocked() -> re.Pattern[str]:
    """Likewise where he is alone: another one may do it, too."""
    return re.compile(rf"(?<!\w)(?:{any_of([*roles().blocks, *roles().sources])})(?!\w)|[;:.\"]")


@cache
def _clauses() -> re.Pattern[str]:
    """What tells that the words behind somebody are no apposition."""
    barred = [word for word in roles().blocks if word not in roles().inside]
    return re.compile(rf"(?<!\w)(?:{any_of(barred)})(?!\w)|[;:]")


@cache
def _beside() -> re.Pattern[str]:
    """The end of what is told of somebody, with the adverbs before his verb."""
    return re.compile(
        rf"(?:(?P<comma>,)|\s{any_of(people().both)}(?=\s))(?:\s+(?:{any_of(roles().adverbs)}(?!\w)|[\d/.-]+))*\s*\Z"
    )


@cache
def _with_others() -> re.Pattern[str]:
    """ "ông A ‹cùng› các thành viên trong …", "ông A, ‹chị› B - giám đốc C - …", "ông A‹, các› sở, ngành …"."""
    words = [*people().both, *people().together, *people().kept_honorifics]
    return re.compile(rf"[\s,;-]+{any_of(words)}\s|,\s{any_of(roles().others)}\s")


@cache
def _on_behalf() -> re.Pattern[str]:
    """ "ông A ‹thay mặt› Đoàn đại biểu Quốc hội tỉnh báo cáo": for whom he speaks stands between."""
    return re.compile(rf"[\s,]+{any_of(roles().on_behalf)}\s")


@cache
def _aside() -> re.Pattern[str]:
    """What stands between somebody and his verb, in marks of its own, and is nobody beside him ("- và ông B -")."""
    others = any_of([*people().both, *people().together])
    dashed = rf"(?P<dashed>\s- (?!{others}\s)(?:(?! - )[^;:\n]){{1,120}} -(?=[ ,]))"
    return re.compile(rf"\s*\([^()\n]{{1,80}}\)|{dashed}")


@cache
def _joins() -> re.Pattern[str]:
    words = any_of([*people().both, *people().together])
    several = rf"(?:{any_of(people().plural)}\s+)?"
    return re.compile(rf"(?:[\s,();-]|\([^)]{{0,40}}\))*(?:{words}\s*)?{several}{courtesies()}")


def is_dead(text: Text, shown: Iterable[Appearance]) -> bool:
    """ "lễ tang Trung tướng A", "ông B, nguyên Bí thư Tỉnh ủy, vừa từ trần"."""
    return any(
        dies().match(text.folded, one.whole.end)
        or funeral().search(text.folded, one.whole.start - _FUNERAL, one.span.start)
        for one in shown
    )
