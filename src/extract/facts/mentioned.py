"""Every mention of everybody: full names anywhere, short ones behind them, and how people are addressed there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import ahocorasick_rs

from extract.facts.known import Known, without_generation
from extract.folding import Text, fold
from extract.language.phrases import places_of
from extract.reading.people import honorific
from extract.reading.titles import any_of, begun, find_addresses
from extract.spans import Span
from extract.tables.titles import people

# So many phrases are looked for one by one; more take longer than an automaton of them.
_FEW = 16
_THREE_WORDS = re.compile(r"\w+(?: \w+){0,2}")


def note_mentions(text: Text, everybody: Mapping[str, Known]) -> None:
    """Every mention of everybody: full names anywhere, "ông Dũng" behind the first full one."""
    for known in everybody.values():
        known.mentions = sorted({person.span for person in known.told} | set(known.mentions))
    names = {fold(person.name): known for known in everybody.values() for person in known.told}
    for span, known in _full_names(text, names):
        known.mentions.append(span)
    taken = sorted({span for known in everybody.values() for span in known.mentions})
    for span, known in _short_names(text, everybody, taken):
        known.mentions.append(span)
    for known in everybody.values():
        known.mentions = sorted(set(known.mentions))


def _full_names(text: Text, names: Mapping[str, Known]) -> list[tuple[Span, Known]]:
    found = []
    folded, raw = text.folded, text.raw
    for start, end in _occurrences([name for name in names if " " in name], folded):
        before = folded[start - 1] if start else " "
        if before.isalnum() or (end < len(folded) and folded[end].isalnum()) or not raw[start].isupper():
            continue
        found.append((Span(start, end), names[folded[start:end]]))
    return found


def _short_names(text: Text, everybody: Mapping[str, Known], taken: Sequence[Span]) -> list[tuple[Span, Known]]:
    """ "ông Lềnh", "bà Diệu Thúy", and "Ông" alone at the head of a sentence: of those named before, the last."""
    last: dict[str, list[tuple[int, Known]]] = defaultdict(list)
    events = sorted({(span.start, known.key) for known in everybody.values() for span in known.mentions})
    called_first = {key for key, known in everybody.items() if known.is_called_first}
    for start, key in events:
        words = without_generation(key.split())
        if len(words) == 1:
            last[key].append((start, everybody[key]))
        for count in (1, 2, 3):
            if len(words) > count:
                last[" ".join(words[-count:])].append((start, everybody[key]))
        if key in called_first and words[0] != words[-1]:
            last[words[0]].append((start, everybody[key]))
    found = []
    folded = text.folded
    for address in find_addresses(text, by_title=True) if last else ():
        if _covered(taken, *address):
            continue
        told = _THREE_WORDS.match(folded, address.end)
        name = told.group() if told else ""
        while name:
            end = address.end + len(name)
            if name in last and not goes_on(text, end):
                known = _meant(text, last[name], address)
                if known is not None:
                    found.append((Span(address.end, end), known))
                break
            name = name.rpartition(" ")[0]
    return found


def _meant(text: Text, mentions: Sequence[tuple[int, Known]], address: Span) -> Known | None:
    """Whom a short name means: who was named last before, or of a family of elsewhere ("bà Duterte") the last who
    is told to be a man or a woman.
    """
    word = address.of(text.folded).strip()
    number = bisect_right(mentions, address.start, key=lambda mention: mention[0])
    if not number:
        return None
    last = mentions[number - 1][1]
    if mentions[0][1] is not last and last.fullest.abroad and honorific_of(text, last) is None:
        before = (mentions[at][1] for at in range(number - 1, -1, -1))
        last = next((known for known in before if _is_told_to_be(honorific_of(text, known), word)), last)
    return last if _agrees(last, word) else None


def honorific_of(text: Text, known: Known) -> str | None:
    """What somebody is called where he is told or mentioned ("ông", "đồng chí"), of himself or of a list with him."""
    for person in known.told:
        if person.honorific:
            return person.honorific
    for span in known.mentions:
        word = honorific(text, span.start, 0)
        if word:
            return word
    # "Các đồng chí: A - …; B - …", "khai trừ các ông: A, B": told once for the whole list.
    folded = text.folded
    for person in known.told:
        end = person.span.start
        # Behind the last line's end and the last stop.
        start = max(folded.rfind("\n", 0, end), folded.rfind(".", 0, end), end - 601) + 1
        openers = [match["word"] for match in _addressed_all().finditer(folded, start, end)]
        if openers:
            return next(word for word in people().kept_honorifics if fold(word) == openers[-1])
    return None


def _occurrences(phrases: Sequence[str], text: str) -> Iterator[tuple[int, int]]:
    """Where phrases stand in a text, the longest at each place, without overlap."""
    if len(phrases) > _FEW:
        automaton = ahocorasick_rs.AhoCorasick(phrases, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        yield from ((start, end) for _, start, end in automaton.find_matches_as_indexes(text))
        return
    places = [(at, -at - len(phrase)) for phrase in phrases for at in places_of(phrase, text)]
    read_to = 0
    for start, end in sorted(places):
        if start >= read_to:
            read_to = -end
            yield start, read_to


def _agrees(known: Known, address: str) -> bool:
    """False where a man would be a woman: "ông Hà" is not "bà Hà"."""
    told = next((person.honorific for person in known.told if person.honorific), None)
    return told is None or not other_gender(told, address)


def _is_told_to_be(honorific: str | None, word: str) -> bool:
    """True for "bà" beside "bà"; `word` is folded."""
    return honorific is not None and fold(honorific) == word in _gendered()


def other_gender(honorific: str, word: str) -> bool:
    """True for "ông" beside "bà"; `word` is folded."""
    return (fold(honorific), word) in _genders()


@cache
def _genders() -> frozenset[tuple[str, str]]:
    """What a man is called beside what a woman is, and the other way round, folded."""
    pairs = [(fold(a), fold(b)) for a, b in people().genders]
    return frozenset([*pairs, *((b, a) for a, b in pairs)])


@cache
def _gendered() -> frozenset[str]:
    return frozenset(word for word, _ in _genders())


def _covered(taken: Sequence[Span], start: int, end: int) -> bool:
    """True where a longer mention already holds one of these places."""
    number = bisect_right(taken, Span(end, end + 10**9)) - 1
    return number >= 0 and taken[number].end > start


def goes_on(text: Text, at: int) -> bool:
    """True where another syllable of a name, or the rest of the word, follows."""
    raw = text.raw
    if at < len(raw) and (raw[at].isalnum() or raw[at] == "_"):
        return True
    return raw[at : at + 1] == " " and raw[at + 1 : at + 2].isupper()


@cache
def _addressed_all() -> re.Pattern[str]:
    word = any_of(people().kept_honorifics)
    # Not "các ông, bà: A, B".
    return re.compile(rf"{begun(people().plural)}\s+(?P<word>{word})(?!\w)(?!,\s*{word}(?!\w))")
