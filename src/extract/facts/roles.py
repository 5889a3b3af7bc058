"""What somebody does in the reported event: who chairs, who speaks, who is there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import ahocorasick_rs

from extract.folding import Text, fold
from extract.language.patterns import Before, last_word
from extract.language.phrases import places_of
from extract.reading.cues.institutions import presider
from extract.reading.cues.persons import courtesies, dies, funeral
from extract.reading.titles import any_of
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
# How far before a dead man and his honours his funeral is told.
_FUNERAL = 60


@dataclass(frozen=True, slots=True)
class Appearance:
    """One mention of a person: the words of his name, and those with the titles and the address around it."""

    name: str
    span: Span
    whole: Span
    sentence: Span


# Kinds of words that tell a role.
Cue = Literal["chair", "speak", "attend", "present"]


class Cues:
    """Where the words stand that tell a role: all phrases of a sentence are looked for at once, and once."""

    def __init__(self, text: Text) -> None:
        self.folded = text.folded
        self._places: dict[Span, dict[Cue, list[int]]] = {}
        self._openers: dict[tuple[Span, Cue], list[Span]] = {}

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
            if match:
                return match
        return None

    def opener(self, cue: Cue, sentence: Span, before: int) -> Span | None:
        """The last words that open a list of people in a sentence, beginning no later than at an offset."""
        key = (sentence, cue)
        if key not in self._openers:
            self._openers[key] = list(self._lists(cue, sentence))
        openers = self._openers[key]
        at = bisect_right(openers, before, key=lambda span: span.start) - 1
        return openers[at] if at >= 0 else None

    def _lists(self, cue: Cue, sentence: Span) -> Iterator[Span]:
        pattern, read_to = _lists()[cue], sentence.start
        for place in self.places(sentence).get(cue, ()):
            match = pattern.match(self.folded, place, sentence.end) if place >= read_to else None
            if match:
                read_to = match.end()
                yield Span(*match.span("cue"))


def role_of(
    text: Text, appearances: Sequence[Appearance], everyone: Sequence[Span], cues: Cues
) -> tuple[Role | None, Span | None]:
    """The strongest role that any appearance has in its sentence, and the words that tell it.

    `everyone` are the spans of all people and their titles, in order; `cues` are the article's.
    """
    best: tuple[int, Role, Span] | None = None
    for appearance in appearances:
        clause = _Clause(text, appearance, everyone, cues)
        for rank, role in enumerate(ROLES):
            if best is not None and best[0] <= rank:
                break
            cue = clause.cue(role)
            if cue:
                best = (rank, role, cue)
    return (best[1], best[2]) if best else (None, None)


class _Clause:
    """The words around one appearance."""

    def __init__(self, text: Text, appearance: Appearance, everyone: Sequence[Span], cues: Cues) -> None:
        self.cues = cues
        self.raw = text.raw
        self.folded, self.sentence, self.whole = text.folded, appearance.sentence, appearance.whole
        self.everyone = everyone
        self.places = cues.places(self.sentence)
        self.start = max(self.sentence.start, self.whole.start - 80)
        self.word_before = last_word(self.folded[self.start : self.whole.start])

    def cue(self, role: Role) -> Span | None:
        """The words that give this role, behind the appearance or before it."""
        if role == "chair":
            return self._before(_chair_before()) or self._presides() or self._listed("chair") or self._verb("chair")
        if role == "speaker":
            return self._before(_theo()) or self._before(_speech_of()) or self._verb("speak") or self._opened()
        return self._verb("attend") or self._listed("present")

    def _before(self, pattern: Before) -> Span | None:
        if self.word_before not in pattern.words:
            return None
        match = pattern.search(self.folded, self.start, self.whole.start)
        return Span(self.start + match.start(), self.start + match.end("cue")) if match else None

    def _presides(self) -> Span | None:
        """ "‹Chủ tọa› A": told by what he is called."""
        word, start = presider(), self.whole.start
        return Span(start, start + len(word)) if self.folded.startswith(word, start) else None

    def _listed(self, cue: Cue) -> Span | None:
        """Words that open a list of people: the person is in it."""
        return self.cues.opener(cue, self.sentence, self.whole.start) if cue in self.places else None

    def _verb(self, cue: Cue) -> Span | None:
        """A verb behind the person, or behind a list of people of whom he is one."""
        places = self.places.get(cue)
        if not places or places[-1] < self.whole.end:
            return None
        if _objects().search(self.folded, max(self.sentence.start, self.whole.start - 12), self.whole.start):
            return None
        at, letters, words = self.whole.end, 0, 0
        number = bisect_right(self.everyone, Span(at, -1))
        for _ in range(_LIST):
            if at >= self.sentence.end:
                return None
            while number < len(self.everyone) and self.everyone[number].start < at:
                number += 1
            stop = min(
                self.sentence.end, self.everyone[number].start if number < len(self.everyone) else self.sentence.end
            )
            stop = min(stop, at + _NEAR * 2)
            match = self.cues.first(cue, self.sentence, at, stop)
            gap = self.folded[at : match.start() if match else stop]
            letters, words = letters + len(gap), words + len(gap.split())
            if match:
                near = letters <= _NEAR and words <= _WORDS and not self.raw[match.start("cue")].isupper()
                other = near and (_blocked().search(gap) or (cue != "speak" and _verbs()["speak"].search(gap)))
                return Span(*match.span("cue")) if near and not other else None
            if stop == self.sentence.end or stop - at == _NEAR * 2 or not _joins().fullmatch(gap):
                return None
            at = self.everyone[number].end
            letters = words = 0
        return None

    def _opened(self) -> Span | None:
        """ "Phát biểu tại hội nghị, đồng chí A …": the sentence begins with what he does."""
        match = _opening().match(self.folded, self.sentence.start, self.whole.start)
        if match and match.end() == self.whole.start:
            return Span(*match.span("cue"))
        # "Ông A, Giám đốc Sở B: Năm qua …": the head of a line, as in interviews.
        if self.folded[self.whole.end : self.whole.end + 1] == ":" and self._at_head():
            return Span(self.whole.end, self.whole.end + 1)
        quoted = _quotes().match(self.folded, self.whole.end, self.sentence.end)
        return Span(*quoted.span("cue")) if quoted else None

    def _at_head(self) -> bool:
        """True at the head of a line whose person says what follows a colon: words, and no count of votes."""
        start = self.whole.start
        line = self.folded.rfind("\n", 0, start) + 1
        return not self.folded[line:start].strip(" -+*•") and bool(_SAYS.match(self.folded, self.whole.end))


_SAYS = re.compile(r":[^\S\n]+[^\W\d]")


def _pattern(words: Sequence[str]) -> str:
    return rf"(?<!\w)(?P<cue>{any_of(words)})(?!\w)"


@cache
def _phrases() -> tuple[ahocorasick_rs.AhoCorasick, dict[str, list[Cue]]]:
    """All phrases that tell a role, and the kinds of each."""
    told = roles()
    phrases: list[tuple[Cue, Sequence[str]]] = [
        ("chair", told.chair), ("speak", told.speak), ("attend", told.attend), ("present", told.present),
    ]  # fmt: skip
    cues: dict[str, list[Cue]] = defaultdict(list)
    for cue, words in phrases:
        for word in words:
            cues[fold(word)].append(cue)
    return ahocorasick_rs.AhoCorasick(list(cues)), dict(cues)


@cache
def _verbs() -> dict[Cue, re.Pattern[str]]:
    told = roles()
    return {
        "chair": re.compile(_pattern(told.chair)),
        "speak": re.compile(_pattern(told.speak)),
        "attend": re.compile(rf"(?!{any_of(told.not_attend)}){_pattern(told.attend)}"),
    }


@cache
def _lists() -> dict[Cue, re.Pattern[str]]:
    told = roles()
    tells = any_of(told.tells_who)
    return {
        "chair": re.compile(rf"(?:^|(?<=[,;.] )|(?<=\n)){_pattern(told.chair)}[^.;:]{{0,60}}(?:\s{tells}(?!\w)|:)"),
        "present": re.compile(
            rf"(?!{any_of(told.not_attend)}){_pattern(told.present)}"
            rf"(?:(?<=\s{people().of_whom})|[^.;]{{0,90}}?(?:(?<!\w){tells}(?!\w)|:))"
        ),
    }


@cache
def _objects() -> Before:
    return Before(rf"(?<!\w){any_of(roles().objects)}\s+$", roles().objects)


@cache
def _chair_before() -> Before:
    return Before(rf"{_pattern(roles().chaired_by)}\s*$", roles().chaired_by)


@cache
def _theo() -> Before:
    return Before(rf"{_pattern(roles().according)}\s*$", roles().according)


@cache
def _speech_of() -> Before:
    of = people().of_whom
    return Before(rf"{_pattern(roles().speech)}[^,.]{{0,40}}\s{of}\s*$", [of])


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"(?:[^.,]{{0,40}},\s*)?{_pattern(roles().opening)}[^.]{{0,160}}?,\s*{courtesies()}")


@cache
def _quotes() -> re.Pattern[str]:
    return re.compile(r"[\s)]*(?P<cue>:)\s*[\"']")


@cache
def _blocked() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(roles().blocks)})(?!\w)|[;:.]")


@cache
def _joins() -> re.Pattern[str]:
    words = any_of([*people().both, *people().together])
    return re.compile(rf"(?:[\s,();-]|\([^)]{{0,40}}\))*(?:{words}\s*)?{courtesies()}")


def is_dead(text: Text, shown: Iterable[Appearance]) -> bool:
    """ "lễ tang Trung tướng A", "ông B, nguyên Bí thư Tỉnh ủy, vừa từ trần"."""
    return any(
        dies().match(text.folded, one.whole.end)
        or funeral().search(text.folded, one.whole.start - _FUNERAL, one.span.start)
        for one in shown
    )
