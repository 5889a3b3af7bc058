"""What is named: indices, components, places, bodies, and the words that open or close a topic.

One automaton finds every term of the data files in one pass over the folded text; a mention has article offsets.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.folding import Text, fold
from extract.language.lists import PhraseList
from extract.language.numbers import number_words
from extract.language.patterns import Before, any_of, last_word
from extract.reading.model import Mention
from extract.reading.names import inside_printed, person_behind
from extract.records import Subject, replace
from extract.spans import Span, Spans
from extract.tables.bodies import bodies
from extract.tables.indices import indices, spellings
from extract.tables.provinces import (
    Province,
    district_homes,
    district_kinds,
    district_names,
    districts,
    province_names,
    provinces,
    regions,
)
from extract.tables.titles import titles
from extract.tables.topics import topics
from extract.tables.units import Unit, units
from extract.tables.words import synonyms


@dataclass(slots=True, unsafe_hash=True)
class IndexName:
    """An index named; `short` by its abbreviation, `loose` by words that name it only beside its figures."""

    id: str
    short: bool
    loose: bool = False


@dataclass(slots=True, unsafe_hash=True)
class ComponentName:
    """A component named: (index id, canonical name) of every index that has one so called.

    `marked` where the words around say that a component is meant ("chỉ số X", "X:", an item of a list), `named`
    where the noun before it says so by itself ("chỉ số X").
    """

    owners: tuple[tuple[str, str], ...]
    marked: bool
    named: bool


@dataclass(slots=True, unsafe_hash=True)
class PlaceName:
    """A place or body named; `aside` tells why it may own no figure (the kinds stand in `_aside`).

    `town`: of a city under the centre, the name of the town that it was in its province, or is taken for.
    """

    subject: Subject
    aside: str | None = None
    town: str | None = None


Named = IndexName | ComponentName | PlaceName | str

_GLOSS = re.compile(r"[\s\"']*\(\s*[\"']?")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9-]{1,9}(?![\w-])")
# Behind a unit's name of one syllable a person's has two more; so many spaces at least.
_PERSON_LEAST = 2
# Kinds of terms that are what they are, whatever stands around them.
_PLAIN = frozenset({"foreign", "country"})
# Marks before an item of a list.
_ITEM_MARKS = (":", ";", ",", "•", "(", "+", "-")
_QUOTES = "\"'“”"
# So many components tell their index.
_SEVERAL = 2
_HYPHEN = re.compile(r"\s*-\s*")
_BEFORE = 40
# The same for a class of bodies, with its year.
_BEFORE_CLASS = 64


def index_named(text: Text) -> bool:
    """True where an index is named anywhere, be it by a component alone: the cheap scan that decides whether figures
    are read at all.
    """
    _, meanings = _vocabulary()
    parts: list[tuple[object, Span]] = []
    for number, span in _matches(text):
        for kind, value in meanings[number]:
            if kind in {"index", "loose"} or (kind == "abbreviation" and not text.printed(span).islower()):
                return True
            if kind == "component":
                parts.append((value, span))
    return any(_named(text, span) or _rated().match(text.folded, span.end) for _, span in parts)


def told_by_parts(text: Text, found: Iterable[Mention[Named]]) -> list[str]:
    """The index that its components tell: two of them or more, each with a rank or points behind it.

    Percentages alone need one component more: anything has them. A list of at most one id: of several indices with
    components so called, the one with the most, the first of these.
    """
    told: dict[str, set[str]] = defaultdict(set)
    pointed: set[str] = set()
    for mention in found:
        if isinstance(mention.value, ComponentName) and mention.value.marked:
            behind = _rated().match(text.folded, mention.span.end)
            for index, name in mention.value.owners if behind else ():
                if behind and (indices()[index].percent or not behind["percent"]):
                    told[index].add(name)
                    pointed |= set() if behind["percent"] else {index}
    first = {index: -number for number, index in enumerate(indices())}
    best = max(told, key=lambda index: (len(told[index]), first[index]), default=None)
    return [best] if best and len(told[best]) >= _SEVERAL + (best not in pointed) else []


def find_mentions(text: Text, home: str | None = None) -> list[Mention[Named]]:
    """All mentions in the text, in order; `home` (ISO code) lets its districts be read without "huyện"."""
    # Nothing else that is named is read by the home, which is first asked for without one.
    return list(_mentions(text, home if _names_districts(text) else None))


@lru_cache(maxsize=2)
def _mentions(text: Text, home: str | None) -> tuple[Mention[Named], ...]:
    """Remembered for the last text: which province is its home is told by its mentions, too."""
    found = _joined(text, _terms(text, home))
    found = _of_bodies(text, _glossed(text, found))
    found += _unknown_indices(text, found)
    # "11 tỉnh, thành phố Đồng bằng sông Hồng" names no city.
    taken = Spans(
        m.span for m in found if not isinstance(m.value, PlaceName) or m.value.subject.type in {"agency", "region"}
    )
    cities = Spans(m.span for m in found if isinstance(m.value, PlaceName) and m.value.subject.type == "province")
    units = [
        replace(unit, value=replace(unit.value, aside=_unit_aside(text, unit.span)))
        for unit in _units(text)
        if not taken.overlap(unit.span)
        # "TP Hà Nội" is the province; "huyện Hòa Bình" is none.
        and not (_is_city(unit) and cities.overlap(unit.span))
    ]
    if units:
        named = Spans(unit.span for unit in units)
        found = [m for m in found if m.kind != "place" or not named.overlap(m.span)]
        units = [*units, *_named_again(text, units, Spans(m.span for m in (*found, *units)))]
    return tuple(sorted([*found, *units], key=lambda mention: mention.span))


def _named_again(text: Text, units: list[Mention[Named]], taken: Spans) -> list[Mention[Named]]:
    """ "huyện Đạ Tẻh … Đạ Tẻh đạt 80 điểm": a unit of several syllables, named again without its noun."""
    subjects: dict[str, Subject] = {}
    for unit in units:
        assert isinstance(unit.value, PlaceName)
        name = unit.value.subject.name or ""
        bare = name[next((at for at, character in enumerate(name) if character.isupper()), 0) :]
        if " " in bare and fold(bare) not in province_names():
            subjects.setdefault(bare, unit.value.subject)
    found: list[Mention[Named]] = []
    for bare, subject in subjects.items():
        first, _, rest = bare.partition(" ")
        if text.raw.count(first) == 1 or text.raw.count(rest.rpartition(" ")[2]) == 1:
            continue  # with its noun alone, as most are
        # A no-break space is as good as another.
        printed = re.compile(r"[^\S\n]+".join(map(re.escape, bare.split())))
        for match in printed.finditer(text.raw):
            span = Span(*match.span())
            if not taken.overlap(span) and not _goes_on(text.raw, span) and not inside_printed(text.raw, span.start):
                found.append(Mention("place", PlaceName(subject, _aside(text, span)), span))
    return found


def _goes_on(raw: str, span: Span) -> bool:
    """True where the span is part of a word, or of a longer name."""
    before, behind = raw[max(0, span.start - 1) : span.start], raw[span.end : span.end + 2]
    return before.isalnum() or behind[:1].isalnum() or (behind[:1] == " " and behind[1:].isupper())


def find_provinces(text: Text) -> list[tuple[PlaceName, Span]]:
    """The provinces that `find_mentions` finds, in order; other names are read only where they may be one of theirs."""
    _, meanings = _vocabulary()
    found: list[Mention[Named]] = []
    for number, span in _matches(text):
        for kind, value in meanings[number]:
            if kind == "body":
                # A body is known by its name alone; how it is told is not asked.
                found.append(Mention("place", PlaceName(Subject(type="agency", name=str(value))), span))
            elif kind == "province" and (mention := _mention(text, span, kind, value)):
                found.append(mention)
    provinces = _only_provinces(_of_bodies(text, found))
    named = Spans(span for _, span in provinces)
    if any(named.overlap(unit.span) and not _is_city(unit) for unit in _units(text)):
        return _only_provinces(find_mentions(text))  # "huyện Hòa Bình"
    return provinces


def _only_provinces(found: Iterable[Mention[Named]]) -> list[tuple[PlaceName, Span]]:
    named = ((mention.value, mention.span) for mention in found)
    return [(place, span) for place, span in named if isinstance(place, PlaceName) and place.subject.type == "province"]


def first_province(text: Text) -> Span | None:
    """Where a province may be named first; null where none is."""
    provincial = _provincial()
    return next((span for number, span in _matches(text) if number in provincial), None)


@cache
def _provincial() -> frozenset[int]:
    """The terms that may be a province."""
    _, meanings = _vocabulary()
    return frozenset(number for number, told in enumerate(meanings) if any(kind == "province" for kind, _ in told))


def names_districts(text: Text) -> bool:
    """True where a district or a commune is named, or may be without its noun."""
    return bool(_units(text)) or _names_districts(text)


def bare_districts(text: Text) -> frozenset[str]:
    """The folded names of districts that are printed with a capital, with or without "huyện"."""
    spans = [term for term in _terms_anywhere(text) if isinstance(term, Span) and text.raw[term.start].isupper()]
    return frozenset(text.folded[slice(*span)] for span in spans)


def _joined(text: Text, found: list[Mention[Named]]) -> list[Mention[Named]]:
    """ "A và B lần lượt đứng thứ 35, 29": what is joined to a component with a value behind it is one, too."""
    parts = [at for at, mention in enumerate(found) if isinstance(mention.value, ComponentName)]
    told = False
    for at, behind in reversed(list(itertools.pairwise(parts))):
        first, second = found[at], found[behind]
        assert isinstance(first.value, ComponentName)
        if not _joining().fullmatch(text.folded, first.span.end, second.span.start):
            told = False
            continue
        told = told or _values_after().match(text.folded, second.span.end) is not None
        if told and not first.value.marked:
            found[at] = replace(first, value=replace(first.value, marked=True))
    return found


def _of_bodies(text: Text, found: list[Mention[Named]]) -> list[Mention[Named]]:
    """ "Sở Tài chính Hà Nội": the place right behind a body is part of its name, and owns nothing."""
    kept: list[Mention[Named]] = []
    for mention in found:
        last = kept[-1] if kept else None
        if (
            last is not None
            and isinstance(mention.value, PlaceName)
            and isinstance(last.value, PlaceName)
            and last.value.subject.type == "agency"
            and mention.value.subject.type in {"province", "district"}
            and not text.folded[last.span.end : mention.span.start].strip()
        ):
            kept.append(replace(mention, value=replace(mention.value, aside="body")))
        else:
            kept.append(mention)
    return kept


def _glossed(text: Text, found: list[Mention[Named]]) -> list[Mention[Named]]:
    """ "chỉ số ứng dụng CNTT (ICT Index)": what the article itself calls an index is one, here and further on."""
    called: dict[str, str] = {}
    for part, name in itertools.pairwise(found):
        long = isinstance(part.value, ComponentName) or (isinstance(part.value, IndexName) and not part.value.short)
        if not isinstance(name.value, IndexName) or not name.value.short or not long:
            continue
        if _GLOSS.fullmatch(text.folded, part.span.end, name.span.start):
            called[text.folded[part.span.start : part.span.end]] = name.value.id
    if not called:
        return found
    return [
        Mention("index", IndexName(index, short=False), mention.span)
        if isinstance(mention.value, ComponentName | IndexName)
        and (index := called.get(text.folded[slice(*mention.span)]))
        else mention
        for mention in found
    ]


def _unknown_indices(text: Text, found: list[Mention[Named]]) -> list[Mention[Named]]:
    """ "chỉ số CMI": an index in capitals that the data do not know is none of ours."""
    unknown: list[Mention[Named]] = []
    known = Spans(mention.span for mention in found)
    for match in _index_noun().finditer(text.folded):
        name = _CAPITALS.match(text.raw, match.end())
        if name is None or text.raw[match.start() : match.end()].isupper() or name.group().lower() in topics().no_index:
            continue
        if match.start() and _is_word(text.folded[match.start() - 1]):
            continue
        span = Span(*name.span())
        if not known.overlap(span):
            unknown.append(Mention("foreign", name.group(), span))
    return unknown


@cache
def _index_noun() -> re.Pattern[str]:
    # A word boundary before it would keep `re` from skipping to the first letters.
    two = (noun for noun in topics().index_nouns if len(noun.split()) == 2)
    return re.compile(any_of(two, space=r"\s+") + r"\s+")


def _terms(text: Text, home: str | None = None) -> list[Mention[Named]]:
    found: list[Mention[Named]] = []
    for term in _terms_anywhere(text):
        mention = term if isinstance(term, Mention) else _district(text, term, home)
        if mention:
            found.append(mention)
    return found


@lru_cache(maxsize=4)
def _terms_anywhere(text: Text) -> tuple[Mention[Named] | Span, ...]:
    """The terms of the last few texts; of a district, that only one home reads, its span."""
    _, meanings = _vocabulary()
    found: list[Mention[Named] | Span] = []
    for number, span in _matches(text):
        for kind, value in meanings[number]:
            term = span if kind == "district" else _mention(text, span, kind, value)
            if term:
                found.append(term)
    return tuple(found)


@lru_cache(maxsize=4)
def _names_districts(text: Text) -> bool:
    """True where districts may be named without "huyện"."""
    return any(isinstance(term, Span) for term in _terms_anywhere(text))


@lru_cache(maxsize=4)
def _matches(text: Text) -> tuple[tuple[int, Span], ...]:
    """The terms in a text that are whole words, by number; the last few texts are remembered."""
    padded = f" {text.folded} "
    found, read_to = [], 0
    for number, start, end in _listed.find(text):
        if start < read_to:
            continue
        read_to = end
        # `padded` is one ahead: the characters before and behind the match.
        if not (_is_word(padded[start]) or _is_word(padded[end + 1])):
            found.append((number, Span(start, end)))
    return tuple(found)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _mention(text: Text, span: Span, kind: str, value: object) -> Mention[Named] | None:
    if kind == "province":
        assert isinstance(value, Province)
        return None if text.printed(span).islower() else _province(text, span, value)
    if kind in _PLAIN:
        return Mention(kind, str(value), span)
    if kind == "abbreviation":
        short = not text.printed(span).islower()
        return Mention("index", IndexName(str(value), short=True), span) if short else None
    if kind == "loose":
        return Mention("loose", IndexName(str(value), short=False, loose=True), span)
    if kind == "item":
        before = text.folded[max(0, span.start - _BEFORE) : span.start]
        told = _item().search(before) and _rated().match(text.folded, span.end)
        return Mention("loose", IndexName(str(value), short=False, loose=True), span) if told else None
    if kind == "index":
        return Mention("index", IndexName(str(value), short=False), span)
    if kind == "component":
        assert isinstance(value, tuple)
        return Mention("component", ComponentName(value, _marked(text, span), _named(text, span)), span)
    if kind == "short":
        assert isinstance(value, tuple)
        start = max(0, span.start - _BEFORE)
        before = text.folded[start : span.start]
        told = _noun_before().search(text.folded, start, span.start) or (
            _rated().match(text.folded, span.end) and _item().search(before)
        )
        # "Về pháp lý, tỉnh đạt …"
        told = told or (_about().search(before) if text.folded.startswith(",", span.end) else None)
        return Mention("component", ComponentName(value, marked=True, named=_named(text, span)), span) if told else None
    if kind == "region":
        aside = "venue" if _scoping().search(text.folded[max(0, span.start - _BEFORE) : span.start]) else None
        return Mention("place", PlaceName(Subject(type="region", name=str(value)), aside), span)
    assert kind == "body"
    aside = _aside(text, span) or ("source" if _tells(text, span) else None)
    return Mention("place", PlaceName(Subject(type="agency", name=str(value)), aside), span)


def _district(text: Text, span: Span, home: str | None) -> Mention[Named] | None:
    """A district named without "huyện", of the home province."""
    kinds = district_kinds().get((home or "", text.folded[span.start : span.end]))
    if kinds is None or not text.raw[span.start].isupper() or inside_printed(text.raw, span.start):
        return None
    printed = " ".join(text.printed(span).split())
    # A town and the district around it may share the name.
    subject = Subject(type="district", name=f"{kinds[0].lower()} {printed}" if len(kinds) == 1 else printed)
    return Mention("place", PlaceName(subject, _aside(text, span)), span)


def _province(text: Text, span: Span, province: Province) -> Mention[Named] | None:
    prefix = _province_head().search(text.folded, span.start - 12, span.start)
    if prefix is None and inside_printed(text.raw, span.start):
        return None
    whole = Span(span.start - len(prefix.group()), span.end) if prefix else span
    city = prefix is not None and prefix.group().startswith(units().city_heads)
    # "TP Vũng Tàu" lies in Bà Rịa - Vũng Tàu; the city of Huế was to be the province.
    named = text.folded[span.start : span.end]
    if (
        city
        and province.kind == "province"
        and (units().city, named) in district_homes()
        and named not in _central_cities()
    ):
        subject = Subject(type="district", name=f"{units().city} {' '.join(text.printed(span).split())}")
        return Mention("place", PlaceName(subject, _aside(text, whole)), whole)
    subject = _subject(province.iso, province.name)
    held = _class_of().search(text.folded, whole.start - _BEFORE_CLASS, whole.start)
    aside = "class" if held and (held["link"] or prefix) else _aside(text, whole)
    return Mention("place", PlaceName(subject, aside, _town(text, whole)), whole)


@cache
def _subject(iso: str, name: str) -> Subject:
    return Subject(type="province", id=iso, name=name)


def _town(text: Text, span: Span) -> str | None:
    """ "TP Huế": the town of a province that the name was of before a city under the centre had it."""
    folded = text.folded[slice(*span)]
    head = _city_head().match(folded)
    if head is None or (units().city, folded[head.end() :]) not in district_homes():
        return None
    return f"{units().city} {' '.join(text.raw[span.start + head.end() : span.end].split())}"


@lru_cache(maxsize=4)
def _units(text: Text) -> tuple[Mention[Named], ...]:
    """Districts and communes with their nouns; why they may own no figure is not asked yet."""
    found: list[Mention[Named]] = []
    read_to = 0
    # The pattern is tried only where one of its first words stands.
    for _, start, _ in _heads.find(text):
        match = _unit().match(text.raw, start) if start >= read_to else None
        if match is None:
            continue
        read_to = match.end()
        name = match["name"]
        unit = _kinds_of_heads()[" ".join(fold(match["head"]).split())]
        if name.isdigit() and (not unit.numbered or _value_behind().match(text.folded, match.end())):
            continue  # "khối huyện 87 điểm"
        span = Span(*match.span())
        first, dash, _ = name.partition(" - ")
        if dash and fold(name) not in district_names():
            span, name = Span(span.start, match.start("name") + len(first)), first
        own = _without_person(name)
        if own != name:
            span, name = Span(span.start, match.start("name") + len(own)), own
        subject = Subject(type=unit.level, name=f"{unit.kind} {' '.join(name.split())}")
        found.append(Mention("place", PlaceName(subject), span))
    return tuple(found)


def _unit_aside(text: Text, span: Span) -> str | None:
    aside = _aside(text, span)
    # "UBND huyện X" is rated as the district is.
    return None if aside == "body" else aside


def _without_person(name: str) -> str:
    """ "(UBND huyện) Văn Yên Hà Đức Anh": the place's name without the person's behind it."""
    if fold(name) in district_names() or name.count(" ") < _PERSON_LEAST:
        return name
    words = list(re.finditer(r"\S+", name))
    printed = [word.group() for word in words]
    for at in range(len(words) - 2, 0, -1):
        known = fold(" ".join(printed[:at])) in district_names()
        # "phường Trần Hưng Đạo": one syllable alone is the first of a longer name, where nobody knows better.
        if (known or at > 1) and person_behind(printed, at, sure=not known):
            return name[: words[at - 1].end()]
    return name


@cache
def _unit() -> re.Pattern[str]:
    """A unit as it is printed: its kind, or the party's committee there ("Huyện ủy Krông Nô"), and its name."""
    gap, capitals = r"[^\S\n]", (chr(code) for code in range(0x41, 0x1EFA) if chr(code).isupper())
    head, word = (
        any_of((head for unit in units().unit for head in unit.heads), r"\s"),
        rf"[{''.join(capitals)}][\w'’-]*",
    )
    return re.compile(
        rf"\b(?P<head>(?i:{head})){gap}+"
        rf"(?P<name>{word}(?:{gap}{word}){{0,3}}(?:\s-(?:\s{word}){{1,2}})?|\d{{1,2}}\b)"
    )


@cache
def _kinds_of_heads() -> dict[str, Unit]:
    """By what stands before the name of a unit, folded."""
    return {fold(head): unit for unit in units().unit for head in unit.heads}


@cache
def _province_head() -> Before:
    heads = (*units().province_heads, *units().city_heads)
    return Before(rf"\b{any_of(heads)}\s*$", heads, marks=".")


@cache
def _city_head() -> re.Pattern[str]:
    return re.compile(rf"{any_of(units().city_heads)}\s*")


@cache
def _value_behind() -> re.Pattern[str]:
    """Behind a number that names no unit."""
    return re.compile(rf"[.,]\d|\s*(?:%|{any_of(synonyms('điểm'))})")


@cache
def _central_cities() -> frozenset[str]:
    return frozenset(fold(row.name) for row in provinces() if row.kind == "city")


def _is_city(unit: Mention[Named]) -> bool:
    return isinstance(unit.value, PlaceName) and (unit.value.subject.name or "").startswith(units().city)


def _aside(text: Text, span: Span) -> str | None:
    start = max(0, span.start - _BEFORE)
    # The word before most places tells nothing.
    for kind, pattern in _asides().get(last_word(text.folded[start : span.start]), ()):
        if not pattern.search(text.folded, start, span.start):
            continue
        if kind == "source" and _ranked_after().match(text.folded, span.end):
            continue  # "khối sở do Sở Tài chính dẫn đầu"
        if kind == "overtaken":
            if _overtaking().match(text.folded, span.end):
                return "comparison"  # "bị A qua mặt"
        elif not _otherwise(span, kind, text.folded[start : span.start]):
            return kind
    if _dateline().match(text.folded, span.end):
        return "dateline"
    if not _announces().match(text.folded, span.end):
        return None
    # "đối với A, thực hiện PCI đạt …"
    return None if _spoken_of().search(text.folded, start, span.start) else "source"


def _otherwise(span: Span, kind: str, before: str) -> bool:
    """What only looks like a body ("yêu cầu A"), a source ("tiếp theo là A"), a venue ("thuộc về A") or a comparison
    ("Với A, …").
    """
    if kind == "body":
        return _no_body().search(before) is not None
    if kind == "source":
        return _next_item().search(before) is not None
    if kind == "venue":
        return _owned_by().search(before) is not None or _next_at_end().search(before) is not None
    head = before if span.start > _BEFORE else f".{before}"
    return kind == "comparison" and _headed().search(head) is not None


def _tells(text: Text, span: Span) -> bool:
    """ "Theo đại diện Sở Nội vụ", "theo báo cáo của Sở Nội vụ", "Quyết định số 1/QĐ của Bộ Nội vụ": who tells it."""
    before = text.folded[max(0, span.start - _BEFORE) : span.start]
    if _told_by().search(before) is not None:
        return not _next_item().search(before)
    return _document().search(text.folded, max(0, span.start - 2 * _BEFORE), span.start) is not None


def _marked(text: Text, span: Span) -> bool:
    start = max(0, span.start - _BEFORE)
    before, after = text.folded[start : span.start], text.folded[span.end : span.end + 24]
    # A space may stand inside of the quotation marks, too.
    opening, closing = before.rstrip()[-1:], after.lstrip()[:1]
    quoted = bool(opening and closing) and opening in _QUOTES and closing in _QUOTES
    # What is quickest first.
    return bool(
        quoted
        or not before
        or before.endswith("\n")
        or before.rstrip().endswith(_ITEM_MARKS)
        or _value_after().match(after)
        or _part_before().search(text.folded, start, span.start)
        or _owner_and_value().match(text.folded, span.end)
    )


def _named(text: Text, span: Span) -> bool:
    return bool(_index_noun_before().search(text.folded, span.start - _BEFORE, span.start))


@cache
def _index_noun_before() -> Before:
    nouns, links = topics().index_nouns, topics().part_links
    pattern = rf"(?<!\w){any_of(nouns)}\s*(?:\d+\s*)?(?:{any_of(links)}\s*)?[\"'(]*\s*$"
    return Before(pattern, (*nouns, *links), marks="\"'(", numbers=True)


@cache
def _asides() -> dict[str, list[tuple[str, Before]]]:
    """By the last word before a place: what it may stand behind, in the order that counts."""
    words = topics()

    def before(phrases: Collection[str], *more: str) -> Before:
        """One of the phrases, and one of `more` behind it or none."""
        behind = rf"(?:\s+{any_of(more)})?" if more else ""
        return Before(rf"(?<!\w){any_of(phrases)}{behind}\s*$", [*phrases, *more])

    patterns = {
        "body": before((*words.body_heads, *_posts()), *words.body_links),
        "comparison": before(words.comparison, *words.comparison_links),
        "source": before(words.sources),
        "venue": before(words.venue),
        "overtaken": before(words.overtaken_by),
    }
    asides: dict[str, list[tuple[str, Before]]] = defaultdict(list)
    for kind, pattern in patterns.items():
        for word in pattern.words:
            asides[word].append((kind, pattern))
    return dict(asides)


@cache
def _ranked_after() -> re.Pattern[str]:
    """Behind a body: its rank."""
    ranks = any_of(word for name in ("đầu", "nhì", "đứng", "giữ") for word in synonyms(name))
    return re.compile(rf"\s+(?:[^\W\d]+\s+)?{ranks}(?!\w)")


@cache
def _class_of() -> Before:
    """Up to a province: a class of what lies in it ("trong 8 đơn vị cấp huyện của ‹Bắc Ninh›")."""
    words = topics()
    parts = (*words.district_level, *words.commune_level, *words.agency_level, *words.city_nouns, *words.crowd_parts)
    nouns, links = any_of(parts), any_of(words.class_links)
    several, years = any_of((*words.classes, *words.plurals)), any_of(words.years)
    return Before(
        rf"\b(?:{several}|\d+)\s+{nouns}(?:,?\s+(?:{any_of(words.joiners)}\s+)?{nouns})*\s+"
        rf"(?:{years}\s+(?:19|20)\d{{2}}\s+)?(?P<link>{links}\s+)?$",
        (*parts, *words.class_links),
        numbers=True,
    )


@cache
def _told_by() -> re.Pattern[str]:
    words = topics()
    return re.compile(
        rf"(?<!\w)(?:{any_of(words.told_by)}(?:\s+[^\W\d]+){{1,6}}"
        rf"|{any_of(words.told_in)}(?:\s+(?:[^\W\d]+|(?:19|20)\d{{2}})){{0,6}}?\s+{words.of})\s*$"
    )


@cache
def _document() -> re.Pattern[str]:
    """The number of a document, its date, and whose it is."""
    words = topics()
    return re.compile(rf"\b{words.number}:?\s*\d[\d.]*/[\w./-]+(?:,?\s+[\w/.-]+){{0,8}}\s+{words.of}\s*$")


@cache
def _next_item() -> re.Pattern[str]:
    """Of the words before a body, those that begin the next item of a list."""
    return re.compile(rf"(?<!\w){any_of(topics().next_item)}(?:\s+[^\W\d]+){{0,6}}\s*$")


@cache
def _no_body() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(topics().not_body_heads)}\s*$")


@cache
def _next_at_end() -> re.Pattern[str]:
    """Right before a place: the next item of a list begins ("tiếp đến A")."""
    return re.compile(rf"(?<!\w){any_of(topics().next_item)}\s*$")


@cache
def _owned_by() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(topics().owner_after)}\s*$")


@cache
def _headed() -> re.Pattern[str]:
    """Before a place: the sentence begins with it, or says that it is about it."""
    words = topics()
    return re.compile(
        rf"(?:[.!?;:\n]\s*[\"'(-]?\s*{any_of(words.heads)}|(?<!\w){any_of(words.about)})"
        rf"(?:\s+{any_of((*words.province_nouns, *words.city_nouns))})?\s*$"
    )


@cache
def _spoken_of() -> re.Pattern[str]:
    """Before a place: the sentence says that it is about it."""
    return re.compile(rf"(?<!\w){any_of(topics().about)}\s+$")


def _posts() -> set[str]:
    """Titles before a body, whole and without the word that they share with it ("Phó Chánh" of a "Văn phòng")."""
    names = {name: title.fused for name, title in titles().items()}
    return {name.removesuffix(fold(fused)).strip() if fused else name for name, fused in names.items()} - {""}


@cache
def _scoping() -> re.Pattern[str]:
    """ "trong khu vực ‹R›", "thứ 3/5 tỉnh ‹R›": among whom a rank holds, whose figures come next to no region."""
    words = topics()
    fillers = any_of((*words.regional, *words.scope_fillers, *words.crowds))
    return re.compile(rf"(?:(?<!\w){any_of(words.scopes)}\s+(?:\d+\s+)?(?:{fillers}\s+)*|\d\s+(?:{fillers}\s+)+)$")


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(rf"\s*\(\s*{any_of(topics().datelines)}\b")


@cache
def _overtaking() -> re.Pattern[str]:
    return re.compile(rf"\s+{any_of(topics().overtaking)}\b")


@cache
def _announces() -> re.Pattern[str]:
    return re.compile(rf"[\s,)]*(?:{any_of(topics().announcers)}\b)")


@cache
def _noun_before() -> Before:
    """Before a common word: a noun that makes it the name of a component."""
    nouns = [noun for noun in topics().part_nouns if noun not in topics().part_links]
    links = topics().part_links
    pattern = rf"(?<!\w){any_of(nouns)}\s*(?:{any_of(links)}\s*)?[\"'(]*\s*$"
    return Before(pattern, (*nouns, *links), marks="\"'(")


@cache
def _about() -> re.Pattern[str]:
    """Before a common word: the sentence is about it."""
    return re.compile(rf"(?:^|[.;:\n])[\s\"'-]*{any_of(topics().about_part)}\s+$")


@cache
def _item() -> re.Pattern[str]:
    """Before an item of a list."""
    words = topics()
    next_is = rf"{any_of((*words.next_item, *words.superlatives))}\s+{any_of(words.owner_is)}"
    return re.compile(rf"[;,•+-]\s*[\"']*$|(?<!\w)(?:{any_of(words.joiners)}|{next_is})\s+[\"']*$")


@cache
def _part_before() -> Before:
    """Before a component: a noun for it, or what begins an item of a list, or a sentence."""
    words = topics()
    nouns, links = words.part_nouns, words.part_links
    openers = words.list_openers + words.joiners + words.singled
    return Before(
        rf"(?:{any_of(nouns)}\s*(?:\d+\s*)?(?:{any_of(links)}\s*)?[\"'(]*\s*"
        rf"|[{re.escape(''.join(_ITEM_MARKS))}]\s*[\"']*|[.!?]\s+[\"']*|(?<!\w){any_of(openers)}\s+[\"']*)$",
        ("", *nouns, *links, *openers),
        marks="\"'",
        numbers=True,
    )


@cache
def _joining() -> re.Pattern[str]:
    """Between two components that are told together."""
    return re.compile(rf"[\s\"',]*(?:(?<!\w){any_of(topics().joiners)}\b)?[\s\"']*")


@cache
def _owner_and_value() -> re.Pattern[str]:
    """Behind a component: whose it is, and its value ("tiếp cận đất đai của tỉnh A năm 2023 đạt 7,6 điểm")."""
    words = topics()
    year = rf"(?:\s+(?:{any_of(words.years)}\s+)?(?:19|20)\d{{2}})?"
    verbs = any_of(words.value_verbs)
    return re.compile(
        rf"\s+{words.of}(?:\s+[^\W\d_]+){{1,6}}?{year}(?:\s+{verbs}){{1,2}}\s+(?:\d|{any_of(synonyms('hạng'))}\b)"
    )


@cache
def _values_after() -> re.Pattern[str]:
    """Behind several components: their values follow."""
    words = topics()
    many = any_of((*words.respectively, *words.both))
    return re.compile(rf"[\"']*\s*(?:[(:]|\d|(?:{many}\s+)*{any_of(words.value_verbs)}\b)")


@cache
def _rated() -> re.Pattern[str]:
    """Behind a component: a rank, points or a percentage of its own, with at most two verbs between."""
    ranks, standing, firsts = any_of(synonyms("hạng")), any_of(synonyms("xếp")), any_of(synonyms("đầu"))
    verbs = any_of((*topics().value_verbs, *topics().value_leads))
    ranked = rf"(?:{standing}\s+)?(?:{firsts}\b|{ranks}\s+(?:\d|{number_words()}\b))"
    unit = rf"(?:\s*(?:{any_of(synonyms('điểm'))}|/\s*\d)|(?P<percent>\s*%)|(?<=[.,]\d\d)\b)"
    points = rf"\d+(?:[.,]\d+)?{unit}"
    return re.compile(rf"[\s\"':()-]*(?:{verbs}[\s:]+){{0,2}}(?:{ranked}|{points})")


@cache
def _value_after() -> re.Pattern[str]:
    words = topics()
    leads = rf"{any_of(words.value_leads)}\s+(?:{any_of(synonyms('hạng'))}\s+)?\d"
    return re.compile(rf"[\"']*\s*(?:[(:]|\d|{any_of(words.value_verbs)}\b|{leads})")


def _joined_otherwise(name: str) -> set[str]:
    """A component's name as papers join its parts: "tiến độ, kết quả" is "tiến độ và kết quả" and "tiến độ kết quả"."""
    joiner = f" {topics().conjunction} "
    *first, last = name.replace(joiner, ", ").split(", ")
    return {
        name,
        " ".join([*first, last]),
        ", ".join([*first, last]),
        joiner.join([", ".join(first), last] if first else [last]),
    }


@cache
def _vocabulary() -> tuple[list[str], list[list[tuple[str, object]]]]:
    """All terms, folded, and what each may be."""
    terms: dict[str, list[tuple[str, object]]] = defaultdict(list)

    def add(name: str, kind: str, value: object) -> None:
        # A hyphen is printed with and without spaces.
        for spelling in {fold(name), _HYPHEN.sub("-", fold(name)), _HYPHEN.sub(" - ", fold(name))}:
            if (kind, value) not in terms[spelling]:
                terms[spelling].append((kind, value))

    owners: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    short: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for index in indices().values():
        for name in index.abbreviations:
            add(name, "abbreviation", index.id)
        for name in (index.name, *index.aliases):
            add(name, "index", index.id)
        for name in index.loose:
            add(name, "loose", index.id)
        for name in index.short:
            add(name, "item", index.id)
        for component in index.component:
            for name in (component.name, *component.aliases):
                for spelling in _joined_otherwise(fold(name)):
                    owners[spelling][index.id, component.name] = None
            for name in component.short:
                short[fold(name)][index.id, component.name] = None
    for kind, named in (("component", owners), ("short", short)):
        for name, having in named.items():
            if not any(known in {"index", "abbreviation", "component"} for known, _ in terms.get(name, ())):
                add(name, kind, tuple(having))
    for name, province in province_names().items():
        add(name, "province", province)
        # "BắcNinh": the space lost in print.
        if not name.isascii():
            add(name.replace(" ", ""), "province", province)
    for region in regions():
        for name in (region.name, *region.aliases):
            add(name, "region", region.name)
    for name, body in bodies().items():
        add(name, "body", body.name)
    for district in districts():
        if fold(district.name) not in province_names() and " " in district.name:
            for spelling in district.spellings:
                add(spelling, "district", None)
    words = topics()
    for kind in ("foreign", "country"):
        for word in (told for name in getattr(words, kind) for told in spellings(name)):
            add(word, kind, word)
    names = sorted(terms)
    return names, [terms[name] for name in names]


_listed = PhraseList(lambda: _vocabulary()[0])
# The first words of whatever names a unit.
_heads = PhraseList(lambda: sorted({head.split()[0] for head in _kinds_of_heads()}))
