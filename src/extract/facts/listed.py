"""Names that only their place in a list tells: "Ở khối sở, Tài chính 95,2 điểm; Nội vụ 94,8 điểm".

Where figures are told of departments, a department needs no "Sở"; where they are told of districts, what stands
before a figure with all its syllables capitalised is one, whoever knows it.
"""

from __future__ import annotations

import re
from functools import cache

from extract.facts import gaps
from extract.facts.context import Force, Sentence
from extract.reading.mentions import IndexName, Named, PlaceName
from extract.reading.model import Mention
from extract.reading.names import person_behind
from extract.records import Subject
from extract.spans import Span, Spans
from extract.tables.bodies import bodies
from extract.tables.indices import indices

_WORD = re.compile(r"[^\W\d_][\w'’]*")
# A district's name has so many syllables.
_SYLLABLES = (2, 4)


def with_listed(sentence: Sentence, force: Force) -> Sentence:
    """The sentence with the departments, ministries or districts that it lists without their nouns."""
    if not sentence.figures:
        return sentence
    level = _level(sentence, force)
    if level is None or level[1] not in {"agency", "district"}:
        return sentence
    start, kind, noun = level
    taken = Spans(m.span for m in sentence.mentions)
    heads = [m.end() for m in gaps.item_heads().finditer(sentence.text.folded, start, sentence.span.end)]
    found: list[Mention[Named]] = []
    for at in [start, *heads] if start == sentence.span.start else heads:
        named = _body(sentence, at, noun) if kind == "agency" else _district(sentence, at)
        if named and not taken.overlap(named[0]) and _valued(sentence, named[0].end):
            found.append(Mention("place", PlaceName(named[1]), named[0]))
    if not found:
        return sentence
    return sentence.naming(sorted([*sentence.mentions, *found], key=lambda m: m.span))


def _level(sentence: Sentence, force: Force) -> tuple[int, str, str] | None:
    """From where on the sentence tells of which level, and the noun for it; null where of provinces."""
    if sentence.levels:
        return (sentence.levels[-1].span.end, *sentence.levels[-1][1:])
    named = [m.value.id for m in sentence.indices if isinstance(m.value, IndexName)]
    index = named[-1] if named else force.index
    if index is None:
        return None
    if force.level and force.level[0] == index and not named:
        return (sentence.span.start, *force.level[1][1:])
    rated = indices()[index].subjects
    return (sentence.span.start, "district", "") if "province" not in rated and "district" in rated else None


def _body(sentence: Sentence, at: int, noun: str) -> tuple[Span, Subject] | None:
    known = _bare_bodies(noun).match(sentence.text.folded, at, sentence.span.end) if noun else None
    if known is None or not sentence.text.raw[at].isupper():
        return None
    return Span(*known.span()), Subject(type="agency", name=bodies()[f"{noun} {known.group()}"].name)


@cache
def _bare_bodies(noun: str) -> re.Pattern[str]:
    """The names of the bodies so called, without the noun."""
    names = [name.removeprefix(f"{noun} ") for name in bodies() if name.startswith(f"{noun} ")]
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r"(?!\w)" if names else r"(?!)")


def _district(sentence: Sentence, at: int) -> tuple[Span, Subject] | None:
    words: list[str] = []
    end = at
    for word in _WORD.finditer(sentence.text.raw, at, sentence.span.end):
        if not word.group()[0].isupper() or sentence.text.raw[end : word.start()] not in ({""} if not words else {" "}):
            break
        words.append(word.group())
        end = word.end()
    capitals = any(word.isupper() and len(word) > 1 for word in words)
    person = any(person_behind(words, first, sure=True) for first in range(len(words)))
    if not _SYLLABLES[0] <= len(words) <= _SYLLABLES[1] or capitals or person:
        return None
    return Span(at, end), Subject(type="district", name=" ".join(words))


def _valued(sentence: Sentence, end: int) -> bool:
    """True where a figure, or the verb of one, follows."""
    return any(
        gaps.item_gap().fullmatch(sentence.between(end, figure.span.start))
        for figure in sentence.figures
        if figure.span.start >= end
    )
