"""What somebody does in the reported event: who chairs, who speaks, who is there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.folding import Text
from extract.reading.titles import any_of
from extract.records import Role
from extract.spans import Span
from extract.tables.titles import people

ROLES: tuple[Role, ...] = ("chair", "speaker", "attendee")
# Letters between somebody and his verb, besides other people and their titles; and words.
_NEAR = 60
_WORDS = 7
# People of one list, at most, behind whom the verb may stand.
_LIST = 30


@dataclass(frozen=True, slots=True)
class Appearance:
    """One mention of a person: the words of his name, and those with the titles and the address around it."""

    name: str
    span: Span
    whole: Span
    sentence: Span


class Openers:
    """Where lists of people are opened, looked up once for a sentence and a kind of list."""

    def __init__(self, text: Text) -> None:
        self.folded = text.folded
        self.known: dict[tuple[Span, re.Pattern[str]], list[Span]] = {}

    def last(self, pattern: re.Pattern[str], sentence: Span, before: int) -> Span | None:
        """The last opener of the sentence that begins before an offset."""
        key = (sentence, pattern)
        if key not in self.known:
            self.known[key] = [
                Span(match.start("cue"), match.end())
                for match in pattern.finditer(self.folded, sentence.start, sentence.end)
            ]
        at = bisect_right(self.known[key], before, key=lambda span: span.start) - 1
        return self.known[key][at] if at >= 0 else None


def role_of(
    text: Text, appearances: Sequence[Appearance], everyone: Sequence[Span], openers: Openers
) -> tuple[Role | None, Span | None]:
    """The strongest role that any appearance has in its sentence, and the words that tell it.

    `everyone` are the spans of all people and their titles, in order; `openers` are the article's.
    """
    best: tuple[int, Role, Span] | None = None
    for appearance in appearances:
        clause = _Clause(text, appearance, everyone, openers)
        for rank, role in enumerate(ROLES):
            if best is not None and best[0] <= rank:
                break
            cue = clause.cue(role)
            if cue:
                best = (rank, role, cue)
    return (best[1], best[2]) if best else (None, None)


class _Clause:
    """The words around one appearance."""

    def __init__(self, text: Text, appearance: Appearance, everyone: Sequence[Span], openers: Openers) -> None:
        self.openers = openers
        self.raw = text.raw
        self.folded, self.sentence, self.whole = text.folded, appearance.sentence, appearance.whole
        self.everyone = everyone

    def cue(self, role: Role) -> Span | None:
        """The words that give this role, behind the appearance or before it."""
        if role == "chair":
            return self._before(_chair_before()) or self._listed(_chair_list()) or self._verb(_chair())
        if role == "speaker":
            return self._before(_theo()) or self._before(_speech_of()) or self._verb(_speak()) or self._opened()
        return self._verb(_attend()) or self._listed(_attend_list())

    def _before(self, pattern: re.Pattern[str]) -> Span | None:
        start = max(self.sentence.start, self.whole.start - 80)
        match = pattern.search(self.folded[start : self.whole.start])
        return Span(start + match.start(), start + match.end("cue")) if match else None

    def _verb(self, pattern: re.Pattern[str]) -> Span | None:
        """A verb behind the person, or behind a list of people of whom he is one."""
        if _objects().search(self.folded[max(self.sentence.start, self.whole.start - 12) : self.whole.start]):
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
            match = pattern.search(self.folded, at, stop)
            gap = self.folded[at : match.start() if match else stop]
            letters, words = letters + len(gap), words + len(gap.split())
            if match:
                near = letters <= _NEAR and words <= _WORDS and not self.raw[match.start("cue")].isupper()
                other = _blocked().search(gap) or (pattern is not _speak() and _speak().search(gap))
                return Span(*match.span("cue")) if near and not other else None
            if stop == self.sentence.end or stop - at == _NEAR * 2 or not _joins().fullmatch(gap):
                return None
            at = self.everyone[number].end
            letters = words = 0
        return None

    def _listed(self, pattern: re.Pattern[str]) -> Span | None:
        """Words that open a list of people: the person is in it."""
        opener = self.openers.last(pattern, self.sentence, self.whole.start)
        if opener is None:
            return None
        match = pattern.match(self.folded, opener.start, self.sentence.end)
        return Span(*match.span("cue")) if match else opener

    def _opened(self) -> Span | None:
        """ "Phát biểu tại hội nghị, đồng chí A …": the sentence begins with what he does."""
        match = _opening().match(self.folded, self.sentence.start, self.whole.start)
        if match and match.end() == self.whole.start:
            return Span(*match.span("cue"))
        quoted = _quotes().match(self.folded, self.whole.end, self.sentence.end)
        return Span(*quoted.span("cue")) if quoted else None


def _pattern(words: Sequence[str]) -> str:
    return rf"(?<!\w)(?P<cue>{any_of(words)})(?!\w)"


@cache
def _objects() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(people().objects)}\s+$")


@cache
def _chair() -> re.Pattern[str]:
    return re.compile(_pattern(people().chair))


@cache
def _chair_before() -> re.Pattern[str]:
    return re.compile(rf"{_pattern(people().chaired_by)}\s*$")


@cache
def _chair_list() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[,;.] )|(?<=\n)){_pattern(people().chair)}[^.;:]{{0,60}}(?:\s(?:có|là|gồm)(?!\w)|:)")


@cache
def _theo() -> re.Pattern[str]:
    return re.compile(rf"{_pattern(people().according)}\s*$")


@cache
def _speech_of() -> re.Pattern[str]:
    return re.compile(rf"{_pattern(people().speech)}[^,.]{{0,40}}\scủa\s*$")


@cache
def _speak() -> re.Pattern[str]:
    return re.compile(_pattern(people().speak))


@cache
def _attend() -> re.Pattern[str]:
    return re.compile(rf"(?!{any_of(people().not_attend)}){_pattern(people().attend)}")


@cache
def _attend_list() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?!{any_of(people().not_attend)}){_pattern(people().present)}[^.;]{{0,90}}?(?:(?<!\w)(?:có|gồm|là)(?!\w)|:)"
    )


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[^.,]{{0,40}},\s*)?{_pattern(people().opening)}[^.]{{0,160}}?,\s*(?:{any_of(people().honorifics)}\.?\s*)*"
    )


@cache
def _quotes() -> re.Pattern[str]:
    return re.compile(r"[\s)]*(?P<cue>:)\s*[\"']")


@cache
def _blocked() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(people().blocks)})(?!\w)|[;:.]")


@cache
def _joins() -> re.Pattern[str]:
    words = any_of([*people().both, *people().together])
    return re.compile(rf"(?:[\s,();-]|\([^)]{{0,40}}\))*(?:{words}\s*)?(?:{any_of(people().honorifics)}\.?\s*)*")
