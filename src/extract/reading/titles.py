"""Titles of office, where they stand and how they are held: now, once, by appointment."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extract.folding import WHITE, Text, fold
from extract.language import patterns
from extract.language.lists import PhraseList, Place
from extract.language.patterns import Before
from extract.reading.names import is_particle
from extract.reading.tokens import LOWER, TITLE, Tokens, words
from extract.records import Status
from extract.spans import Span
from extract.tables.provinces import district_names, province_names
from extract.tables.titles import Title, people, spelled_titles, titles

Found = tuple[Span, Title]


def find_titles(text: Text, within: Span) -> list[Found]:
    """All titles inside `within`, in order, the longest at each place; linear in the length of the text."""
    known, folded = _known(), text.folded
    found, read_to = [], within.start
    places = _listed.find(text)
    for at, (number, start, end) in enumerate(places):
        if start < read_to or end > within.end:
            continue
        before = folded[start - 1] if start > within.start else " "
        after = folded[end] if end < within.end else " "
        if before.isalnum() or before in "_'" or (after.isalnum() and not _glued(text.raw, end)):
            continue
        title = known.titles[number]
        span = Span(start, start + known.own.get(number, end - start))
        if title is not None and _is_no_abbreviation(text, Span(start, end)):
            continue
        if title is None and any(_is_rather(text, span, place) for place in places[at + 1 : at + 4]):
            continue
        if number >= known.slips and text.printed(span).split()[-1][0].isupper():
            continue  # "Trương Ban" is rather a man than a slip of "Trưởng ban"
        read_to = span.end
        if title is not None:
            found.append((span, title))
    return found


def find_addresses(text: Text, *, by_title: bool) -> list[Span]:
    """The words before a capital that address somebody, with the white space behind them ("ông An", "bà Diệu Thúy").

    `by_title`: also short titles ("Chủ tịch An").
    """
    folded = text.folded
    hits = [(start, -end) for _, start, end in _courtesies.find(text)]
    if by_title:
        hits = sorted([*hits, *((start, -end) for _, start, end in _short_titles.find(text))])
    found, read_to = [], 0
    for start, end in hits:
        if start < read_to or (start and (folded[start - 1].isalnum() or folded[start - 1] == "_")):
            continue
        read_to = -end
        while folded[read_to : read_to + 1].isspace():
            read_to += 1
        if text.raw[read_to : read_to + 1].isupper() or _is_particle(text, read_to):
            found.append(Span(start, read_to))
    return found


def _is_particle(text: Text, at: int) -> bool:
    """ "bà ‹de› Lara": a small word of a surname, before its capital."""
    end = text.folded.find(" ", at, at + 5)
    return end > at and text.raw[end + 1 : end + 2].isupper() and is_particle(text.folded[at:end])


def _is_rather(text: Text, phrase: Span, place: Place) -> bool:
    """ "giữ chức Vụ trưởng", "bổ nhiệm vụ trưởng Vụ A": an office whose first word ends a phrase that is none."""
    number, start, end = place
    title = _known().titles[number]
    if title is None or title.fused is None or not phrase.start < start < phrase.end < end:
        return False
    if text.raw[start].isupper() and text.raw[phrase.start].islower():
        return True
    return text.folded.startswith(f"{fold(title.fused)} ", end + 1)


def _is_no_abbreviation(text: Text, span: Span) -> bool:
    """An abbreviation is one in capitals, nearly all: "PGĐ", "ThUV", but never "ct"."""
    printed = text.printed(span)
    return len(printed) <= 5 and " " not in printed and 2 * sum(map(str.isupper, printed)) <= len(printed)


def inside(found: Sequence[Found], within: Span) -> Sequence[Found]:
    """Of titles in order, those inside `within`."""
    return found[bisect_left(found, ((within.start,),)) : bisect_left(found, ((within.end,),))]


def status_before(tokens: Tokens, at: int) -> tuple[Status, int, bool]:
    """How the title at the token `at` is held, by the words right before it; where these begin; whether it goes on."""
    begins, folds, start = _begins(), tokens.folds, tokens.starts[at]
    last = tokens.fold(at - 1)
    if last in people().passive:
        return "current", start, False  # "từng được ‹Chủ tịch UBND tỉnh› khen"
    last = tokens.fold(at - 2) if last == "," else last
    if last not in _ends() and not last.isdigit():
        return "current", start, False
    # Where a phrase of each kind may begin, in order.
    places: dict[_Kind, list[int]] = {}
    for word in range(max(0, at - 16), at):
        if tokens.shape(word - 1) is tokens.shape(word) is TITLE and tokens.shape(word + 1) is LOWER:
            continue  # "Giám đốc Công an tỉnh Thái ‹Nguyên› giữ chức": the end of a name
        for kind in begins.get(folds[word], ()):
            places.setdefault(kind, []).append(tokens.starts[word])
    for kind, pattern in _kinds().items() if places else ():
        for begin in places.get(kind, ()):
            if pattern.match(tokens.text.folded, begin, start):
                if kind == "not_acting":
                    return "current", start, False
                if kind == "not_kept":
                    return "leaving", begin, False
                if kind == "again":
                    return "appointed", begin, True
                return ("current", begin, True) if kind == "kept" else (kind, begin, False)
    return "current", start, False


# --- patterns ----------------------------------------------------------------------------------------------------


def any_of(phrases: Sequence[str]) -> str:
    """A pattern for any of the phrases, the longest first."""
    return patterns.any_of(map(fold, phrases))


def begun(phrases: Sequence[str], never: Sequence[str] = (), *, apart_from: str = r"\w") -> str:
    """The same where no letter stands before them, or none of other characters, nor one of the words of `never`."""
    return patterns.begun(map(fold, phrases), map(fold, never), apart_from=apart_from)


def right_before(phrases: Sequence[str]) -> Before:
    """One of the phrases, and white space, right before a place."""
    return Before(rf"{begun(phrases)}\s+$", phrases)


@dataclass(frozen=True, slots=True)
class _Known:
    """The titles by number, as they are looked for; from `slips` on such as may be names; `own`: how long those are
    that are looked for with a land or a body behind them.
    """

    phrases: list[str]
    titles: list[Title | None]
    slips: int
    own: dict[int, int]


@cache
def _known() -> _Known:
    known: dict[str, Title | None] = {**titles(), **{fold(phrase): None for phrase in people().no_titles}}
    parties = [fold(head) for head in people().party_heads]
    behind = {fold(name): [*_abroad(), *parties] for name in people().of_lands}
    behind |= {fold(name): parties for name in people().of_parties}
    behind[fold(people().leader)] += map(fold, people().led_abroad)
    behind[fold(people().commander)] = [*map(fold, people().commanded)]
    of_lands = {name: known.pop(name) for name in behind}
    lands = {f"{name} {land}": name for name, told in behind.items() for land in told}
    # "lãnh đạo Mỹ Tho", "lãnh đạo Lào Cai"
    known |= {f"{name} {place}": None for name in of_lands for place in _places_like_lands()}
    known |= {phrase: of_lands[name] for phrase, name in lands.items()}
    names = sorted(known)
    sure: dict[str, Title] = {}
    unsure: dict[str, Title] = {}
    for name, title in spelled_titles().items():
        if name in of_lands:
            continue
        for slip in _misplaced(name):
            sure.setdefault(slip, title)
        for slip in _toneless(name):
            if slip not in people().no_slips:
                unsure.setdefault(slip, title)
    more = [slip for slip in sorted(sure) if slip not in known]
    last = [slip for slip in sorted(unsure) if slip not in known and slip not in sure]
    whole = [known[name] for name in names] + [sure[slip] for slip in more] + [unsure[slip] for slip in last]
    own = {at: len(lands[name]) for at, name in enumerate(names) if name in lands}
    # "Trưởng BCĐ": the letters are those of the body that he leads.
    own |= {at: name.rfind(" ") for at, name in enumerate(names) if known[name] and name.endswith(_boards())}
    return _Known([*names, *more, *last], whole, slips=len(names) + len(more), own=own)


def _boards() -> tuple[str, ...]:
    return tuple(f" {fold(short)}" for short, whole in people().spelled_short if whole.startswith("Ban "))


def _abroad() -> list[str]:
    return [fold(land) for land in people().nations if land != people().own_country]


def _places_like_lands() -> Iterator[str]:
    """Provinces and districts whose names go on behind that of a land."""
    lands = tuple(f"{land} " for land in _abroad())
    yield from (name for name in province_names() if name.startswith(lands))
    yield from (name for name in district_names() if name.startswith(lands))


def _spaced(words: Sequence[str]) -> list[str]:
    """Words with each white space that may stand behind them."""
    return [fold(word) + white for word in words for white in WHITE]


_listed = PhraseList(lambda: _known().phrases)
_courtesies = PhraseList(lambda: _spaced(people().kept_honorifics))
_short_titles = PhraseList(lambda: _spaced(people().short_titles))


# --- slips -------------------------------------------------------------------------------------------------------

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = "aăâeêioôơuưy"


def _misplaced(title: str) -> Iterator[str]:
    """A title with one slip that no word of the language looks like: a space too many or too few, a tone elsewhere."""
    words = title.split(" ")
    for at in range(1, len(words)):
        for space in ("  ", ""):
            yield " ".join(words[:at]) + space + " ".join(words[at:])
    for at, word in enumerate(words):
        bare, tone = _without_tone(word)
        for vowel, letter in enumerate(bare):
            if len(words) > 1 and tone and letter in _VOWELS:
                moved = unicodedata.normalize("NFC", bare[: vowel + 1] + tone + bare[vowel + 1 :])
                yield fold(" ".join([*words[:at], moved, *words[at + 1 :]]))


def _toneless(title: str) -> Iterator[str]:
    """A title without the tone of one of its words ("Chủ tich"): sometimes words of the language, or a name."""
    words = title.split(" ")
    for at, word in enumerate(words):
        bare, tone = _without_tone(word)
        if len(words) > 1 and tone:
            yield fold(" ".join([*words[:at], bare, *words[at + 1 :]]))


def _without_tone(word: str) -> tuple[str, str]:
    letters = unicodedata.normalize("NFD", word)
    tone = "".join(letter for letter in letters if letter in _TONES)
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES)), tone


def _glued(raw: str, end: int) -> bool:
    """ "Bí thưTỉnh ủy": a space too few behind a title."""
    return raw[end].isupper() and raw[end - 1].islower()


_Kind = Status | Literal["not_acting", "not_kept", "again", "kept"]


@cache
def _phrases() -> dict[_Kind, Sequence[str]]:
    """The phrases right before a title that tell how it is held; those of the first kind that fits count."""
    told = people()
    return {
        "not_acting": told.not_acting, "not_kept": told.not_kept, "again": told.again, "kept": told.kept,
        "former": told.former, "acting": told.acting, "leaving": told.leaving, "nominated": told.nominated,
        "appointed": told.appointed,
    }  # fmt: skip


@cache
def _begins() -> dict[str, frozenset[_Kind]]:
    """Word → the kinds of which a phrase begins with it."""
    begins: dict[str, set[_Kind]] = {}
    for kind, phrases in _phrases().items():
        for phrase in phrases:
            begins.setdefault(words(phrase)[0], set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in begins.items()}


@cache
def _ends() -> frozenset[str]:
    """Beside a number, all that may stand right before a title, or before the comma there, where a pattern fits."""
    told = people()
    known = [phrase for phrases in _phrases().values() for phrase in phrases]
    return frozenset(
        words(phrase)[-1] for phrase in (*known, *_between(), *told.giving, *told.such_as, *told.then, ":")
    )


def _between() -> list[str]:
    """What may stand between the words that tell how an office is held and the office."""
    return [*people().modifiers, *people().plural, *people().fillers]


def _modifiers(*more: str) -> str:
    """A pattern of all that may stand there, or what else a kind has there."""
    return rf"(?:{any_of([*_between(), *more])}(?!\w)\s*[:,]?\s*|\d{{1,2}}\s+)*"


@cache
def _kinds() -> dict[_Kind, re.Pattern[str]]:
    """The pattern of each kind, from the phrase to the title."""
    # "từng trải qua các chức vụ tại TP Móng Cái:", "đã giữ nhiều vị trí quan trọng của tỉnh, như"
    told = people()
    such_as = rf"[^:;.]{{1,60}}?(?<!\w){any_of(told.such_as)}(?!\w)[\s:]*"
    # "từng là phi công rồi Tư lệnh Không quân"
    after = rf"[^,;:.]{{1,40}}?\s{any_of(told.then)}\s+{_modifiers()}"
    there = {"former": rf"(?:{any_of(told.there)}\s[^:;.]{{1,60}}:\s*|{such_as}|{after})?"}
    # "từng được bầu làm", "giới thiệu để bầu giữ chức": the first verb tells.
    verbs = {"former": people().giving, "nominated": people().giving}
    patterns = {
        kind: re.compile(rf"{any_of(phrases)}(?!\w)[\s:]*{_modifiers(*verbs.get(kind, ()))}{there.get(kind, '')}$")
        for kind, phrases in _phrases().items()
    }
    return {**patterns, "not_acting": re.compile(rf"{any_of(people().not_acting)}\s+$")}
