"""Names that only their place in a list tells: "Ở khối sở, Tài chính 95,2 điểm; Nội vụ 94,8 điểm".

Where figures are told of departments, a department needs no "Sở"; where they are told of districts or communes, what
stands before a figure with all its syllables capitalised is one, whoever knows it. Where bodies are rated, one that
nobody knows is told by its head ("Trung tâm Xúc tiến đầu tư tỉnh đạt 85 điểm").
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extract.facts import gaps
from extract.facts.context import LOCAL, Force, Sentence
from extract.folding import fold
from extract.reading.mentions import IndexName, Named, PlaceName
from extract.reading.model import Mention
from extract.reading.names import person_behind
from extract.records import Subject
from extract.spans import Span, Spans
from extract.tables.bodies import bodies
from extract.tables.indices import indices
from extract.tables.topics import topics

_WORD = re.compile(r"[^\W\d_][\w'’]*")
# A word of a body's name, with the dash before it.
_NAME = re.compile(r"\s+(?:-\s+)?(?P<word>[^\W\d_][\w'’&-]*)")
# What it is called for short, in brackets behind its name or before its place ("Bảo hiểm xã hội‹ (BHXH)› tỉnh").
_SHORT = re.compile(r"\s*\([A-ZĐ][A-ZĐ&.\s-]{0,12}\)")
# Behind the last of a list.
_STOP = re.compile(r"\s*(?:[.;,)]|$)", re.MULTILINE)
# A body's name has at most so many words.
_WORDS = 10
# A district's name has so many syllables.
_SYLLABLES = (2, 4)


def with_listed(sentence: Sentence, force: Force) -> Sentence:
    """The sentence with the bodies, districts or communes that it lists without their nouns, or that nobody knows."""
    if not sentence.figures:
        return sentence
    rated = _rated(sentence, force)
    levels = [level for level in _levels(sentence, force) if level[1] in LOCAL]
    heads = "agency" in rated and gaps.owners.body_heads().find(sentence.text, sentence.span)
    if not heads and not levels:
        return sentence
    mentions = _communes(sentence, levels)
    taken = Spans(m.span for m in mentions)
    ends = [m.end() for m in gaps.owners.item_heads().find(sentence.text, sentence.span)]
    owners = gaps.owners.owners_listed().find(sentence.text, sentence.span)
    # Behind "lần lượt là các sở" names need no value of their own.
    owned = owners[-1].end() if owners else sentence.span.end
    found: list[Mention[Named]] = []
    for at in reversed([sentence.span.start, *ends]):
        named = _unknown_body(sentence, at, [*mentions, *found]) if heads else None
        kind = "agency"
        if named is None and (level := _level_at(levels, at)):
            _, kind, noun = level
            named = _body(sentence, at, noun) if kind == "agency" else _unit(sentence, at, kind, noun)
        if named and kind == "agency" and (inside := _inside(sentence, named[0], mentions)):
            mentions = [m for m in mentions if m not in inside]
            taken = Spans(m.span for m in mentions)
        ended = named and (
            (at >= owned and _STOP.match(sentence.text.raw, named[0].end))
            or _ends(sentence, named[0].end, kind, [*mentions, *found])
        )
        if named and ended and not taken.overlap(named[0]):
            # "Văn hóa, Thể thao và Du lịch" is one, none of which is "Du lịch".
            found = [m for m in found if not named[0].contains(m.span)]
            found.append(Mention("place", PlaceName(named[1]), named[0]))
    if not found and mentions == sentence.mentions:
        return sentence
    return sentence.naming(sorted([*mentions, *found], key=lambda m: m.span))


def _inside(sentence: Sentence, body: Span, mentions: list[Mention[Named]]) -> list[Mention[Named]]:
    """What is named in the name of an unknown body, and is nothing then; empty where it is a known one with its place.

    "Chi cục Thuế khu vực V", "Ban Quản lý Khu kinh tế Nghi Sơn và các khu công nghiệp", "Đài Phát thanh Hà Nam"; not
    "Sở Y tế Hà Nội".
    """
    inside = [m for m in mentions if body.contains(m.span) and m.span != body]
    if any(isinstance(m.value, PlaceName) and m.span.start == body.start for m in inside):
        # "Sở Y tế Tuyên Quang hai năm liền": words behind a body and its place are no part of the name.
        place = next((m.span.end for m in inside if _is_province(m)), body.end)
        if sentence.text.raw[place : body.end].strip()[:1].islower():
            return []
    first = next((m.span.end for m in inside if m.span.start == body.start), None)
    longer = first is None or sentence.text.raw[first : body.end].lstrip()[:1].isupper()
    # "Ủy ban MTTQ theo dõi PAPI (39,2 điểm)" is no name, "Ủy ban nhân dân huyện Kon Rẫy" is rated as the district.
    of_province = first is None and all(_is_body(m) or _is_province(m) for m in inside)
    whole = longer and all(_is_body(m) or (isinstance(m.value, PlaceName) and m.span.end < body.end) for m in inside)
    return inside if of_province or whole else []


def _is_province(mention: Mention[Named]) -> bool:
    return isinstance(mention.value, PlaceName) and mention.value.subject.type == "province"


def _is_body(mention: Mention[Named]) -> bool:
    return isinstance(mention.value, PlaceName) and mention.value.subject.type == "agency"


def _ends(sentence: Sentence, end: int, kind: str, mentions: list[Mention[Named]]) -> bool:
    """True where a name of that kind ends: behind it stands its value, or another one joined to it."""
    return _valued(sentence, end) or any(
        m.span.start >= end
        and isinstance(m.value, PlaceName)
        and m.value.subject.type == kind
        and gaps.clauses.joiner().fullmatch(sentence.text.folded, end, m.span.start)
        for m in mentions
    )


def _rated(sentence: Sentence, force: Force) -> tuple[str, ...]:
    """The kinds of subjects of the indices that the sentence names, or of the one in force."""
    named = {m.value.id for m in sentence.indices if isinstance(m.value, IndexName)}
    told = named or ({force.index} if force.index else set())
    return tuple(kind for index in told for kind in indices()[index].subjects)


def _levels(sentence: Sentence, force: Force) -> list[tuple[int, str, str]]:
    """From where on the sentence tells of which levels, with the nouns for them; empty where of provinces."""
    # "các xã vùng cao thì Đăk Plô 58,9 điểm"
    units = sentence.tells(gaps.owners.listed_units())
    listing = [
        (m.end(), m.lastgroup.lstrip("_"), m[m.lastgroup])
        for m in (gaps.owners.listing().find(sentence.text, sentence.span) if units else [])
        if m.lastgroup
    ]
    told = [(level.span.end, *level[1:]) for level in sentence.levels]
    # "các Bộ Tài chính, Tư pháp và Nội vụ"
    for body in filter(_is_body, sentence.places):
        noun = gaps.owners.body_noun().match(sentence.text.folded, *body.span)
        if noun and gaps.clauses.counted().search(sentence.right_before(body.span.start)):
            listing.append((body.span.end, "agency", noun.group()))
    if listing or told:
        return sorted([*told[-1:], *listing])
    named = [m.value.id for m in sentence.indices if isinstance(m.value, IndexName)]
    index = named[-1] if named else force.index
    if index is None:
        return []
    if force.level and force.level[0] == index and not named:
        return [(sentence.span.start, *force.level[1][1:])]
    rated = indices()[index].subjects
    return [(sentence.span.start, "district", "")] if "province" not in rated and "district" in rated else []


def _level_at(levels: list[tuple[int, str, str]], offset: int) -> tuple[int, str, str] | None:
    """Of the levels told, the one that holds there."""
    for level in reversed(levels):
        if level[0] <= offset:
            return level
    return None


def _communes(sentence: Sentence, levels: list[tuple[int, str, str]]) -> list[Mention[Named]]:
    """The mentions, where those of communes are rated: who bears a district's name without its noun is one."""
    found: list[Mention[Named]] = []
    for mention in sentence.mentions:
        value = mention.value
        level = _level_at(levels, mention.span.start)
        if (
            level
            and level[1] == "commune"
            and isinstance(value, PlaceName)
            and value.subject.type == "district"
            and not gaps.owners.unit_noun().match(sentence.text.folded, mention.span.start)
            and _valued(sentence, mention.span.end)
        ):
            name = " ".join([level[2], *sentence.text.printed(mention.span).split()]).strip()
            commune = replace(value, subject=Subject(type="commune", name=name))
            found.append(replace(mention, value=commune))
        else:
            found.append(mention)
    return found


def _unknown_body(sentence: Sentence, at: int, mentions: list[Mention[Named]]) -> tuple[Span, Subject] | None:
    """A body by its head, and the words up to its value ("Chi cục Kiểm lâm đứng thứ hai")."""
    head = gaps.owners.body_heads().pattern.match(sentence.text.folded, at, sentence.span.end)
    if head is None or not sentence.text.raw[at].isupper() or _valued(sentence, head.end()):
        return None
    raw, end = sentence.text.raw, head.end()
    name = raw[at:end]
    for number in range(_WORDS + 1):
        short = _SHORT.match(raw, end, sentence.span.end)
        end = short.end() if short else end
        if (number or short) and _ends(sentence, end, "agency", mentions):
            return Span(at, end), Subject(type="agency", name=" ".join(name.split()))
        word = _NAME.match(raw, end, sentence.span.end)
        # "Ban đầu đạt 60 điểm", "Phòng khi": behind a short head a name begins with a capital.
        if word is None or (number == 0 and not head["long"] and not word["word"][0].isupper()):
            return None
        # "Cục Hải quan Quảng Ninh là đơn vị dẫn đầu": a verb is no part of a name.
        if word["word"].islower() and fold(word["word"]) in topics().value_verbs:
            return None
        name, end = name + word.group(), word.end()
    return None


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


def _unit(sentence: Sentence, at: int, kind: str, noun: str) -> tuple[Span, Subject] | None:
    """A district or commune whose syllables are all capitalised; of a class that a list tells, with its noun."""
    words: list[str] = []
    end = at
    for word in _WORD.finditer(sentence.text.raw, at, sentence.span.end):
        between = sentence.text.raw[end : word.start()]
        if not word.group()[0].isupper() or (between.strip() or "\n" in between or bool(words) != bool(between)):
            break
        words.append(word.group())
        end = word.end()
    capitals = any(word.isupper() and len(word) > 1 for word in words)
    person = any(person_behind(words, first, sure=True) for first in range(len(words)))
    if not _SYLLABLES[0] <= len(words) <= _SYLLABLES[1] or capitals or person:
        return None
    name = " ".join(words)
    if kind == "commune":
        return Span(at, end), Subject(type="commune", name=f"{noun} {name}" if noun else name)
    return Span(at, end), Subject(type="district", name=name)


def _valued(sentence: Sentence, end: int) -> bool:
    """True where a figure, or the verb of one, follows."""
    return any(
        gaps.clauses.item_gap().fullmatch(sentence.between(end, figure.span.start))
        for figure in sentence.figures
        if figure.span.start >= end
    )
