"""What is named: indices, components, places, bodies, and the words that open or close a topic.

One automaton finds every term of the data files in one pass over the folded text; a mention has article offsets.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from extract.folding import WHITE, Text, fold
from extract.language.lists import PhraseList
from extract.language.patterns import Before, any_of
from extract.reading import telling, terms
from extract.reading.model import Mention
from extract.reading.names import inside_printed, person_behind
from extract.records import Subject, replace
from extract.spans import Span, Spans
from extract.tables.indices import indices
from extract.tables.provinces import (
    Province,
    district_homes,
    district_kinds,
    district_names,
    province_names,
    provinces,
)
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
    """A place or body named; `aside` tells why it may own no figure (the kinds stand in `telling`).

    `town`: of a city under the centre, the name of the town that it was in its province, or is taken for.
    """

    subject: Subject
    aside: str | None = None
    town: str | None = None


Named = IndexName | ComponentName | PlaceName | str

# Any body, where only that it is one counts.
_BODY = PlaceName(Subject(type="agency"))
_GLOSS = re.compile(r"[\s\"']*\(\s*[\"']?")
_CLOSES = re.compile(r"[\"']?\s*\)")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9-]{1,9}(?![\w-])")
# What a body is called for short, in brackets between its name and its place.
_CALLED = re.compile(r"^\s*\([A-ZĐ][A-ZĐ&.\s-]{0,12}\)")
# Between a component and the index that measures it; and behind that, a percentage.
_BESIDE_PART = re.compile(r"\s?(?:(?P<opens>\()|/\s?)$")
_PERCENT_NEXT = re.compile(r"(?:[^\d;.]|(?:19|20)\d{2}){0,40}\d+(?:[.,]\d+)?\s?%")
# Behind a unit's name of one syllable a person's has two more; so many spaces at least.
_PERSON_LEAST = 2
# The words for a body stand at most so far before the unit it is of.
_BEFORE_UNIT = 24
# Kinds of terms that are what they are, whatever stands around them.
_PLAIN = frozenset({"foreign", "country"})
# So many components tell their index.
_SEVERAL = 2
# What may lie in a place.
_LIES_IN = {"district": ("commune",), "province": ("commune", "district")}
# A class of bodies, with its year, is so long at most before its province.
_BEFORE_CLASS = 64


def index_named(text: Text) -> bool:
    """True where an index is named anywhere, be it by a component alone: the cheap scan that decides whether figures
    are read at all.
    """
    meanings = _meanings("index", "loose", "abbreviation", "component")
    parts: list[tuple[object, Span]] = []
    for number, span in terms.matches(text):
        for kind, value in meanings.get(number, ()):
            if kind in {"index", "loose"} or (kind == "abbreviation" and not text.printed(span).islower()):
                return True
            if kind == "component":
                parts.append((value, span))
    return any(telling.named(text, span) or telling.rated().match(text.folded, span.end) for _, span in parts)


def told_by_parts(text: Text, found: Iterable[Mention[Named]]) -> list[str]:
    """The index that its components tell: two of them or more, each with a rank or points behind it.

    Percentages alone need one component more: anything has them. A list of at most one id: of several indices with
    components so called, the one with the most, the first of these.
    """
    told: dict[str, set[str]] = defaultdict(set)
    pointed: set[str] = set()
    for mention in found:
        if mention.kind == "component" and isinstance(mention.value, ComponentName) and mention.value.marked:
            behind = telling.rated().match(text.folded, mention.span.end)
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
    found = _joined(text, _unasked(_terms(text, home)))
    found = _of_bodies(text, _abbreviated(text, _glossed(text, found)))
    found += _unknown_indices(text, found)
    found = _unbracketed(text, found)
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
        and not _of_person(text, unit)
    ]
    if units:
        named = Spans(unit.span for unit in units)
        found = [m for m in found if m.kind != "place" or not named.overlap(m.span)]
        units = [*units, *_named_again(text, units, Spans(m.span for m in (*found, *units)))]
        found = _of_wider(text, sorted([*found, *units], key=lambda mention: mention.span))
    return tuple(sorted(found, key=lambda mention: mention.span))


def _of_wider(text: Text, found: list[Mention[Named]]) -> list[Mention[Named]]:
    """ "xã Nga An, huyện Nga Sơn 92,8 điểm": the place that a unit lies in is told with its name, and owns nothing."""
    told = [at for at, mention in enumerate(found) if isinstance(mention.value, PlaceName)]
    for at, behind in itertools.pairwise(told):
        first, second = found[at].value, found[behind].value
        assert isinstance(first, PlaceName)
        assert isinstance(second, PlaceName)
        if second.aside or first.subject.type not in _LIES_IN.get(second.subject.type, ()):
            continue
        if _lies_in().fullmatch(text.folded, found[at].span.end, found[behind].span.start):
            found[behind] = replace(found[behind], value=replace(second, aside="body"))
    return found


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
                found.append(Mention("place", PlaceName(subject, telling.aside(text, span)), span))
    return found


def _goes_on(raw: str, span: Span) -> bool:
    """True where the span is part of a word, or of a longer name."""
    before, behind = raw[max(0, span.start - 1) : span.start], raw[span.end : span.end + 2]
    return before.isalnum() or behind[:1].isalnum() or (behind[:1] == " " and behind[1:].isupper())


def find_provinces(text: Text) -> list[tuple[PlaceName, Span]]:
    """The provinces that `find_mentions` finds, in order; other names are read only where they may be one of theirs."""
    meanings = _meanings("body", "province")
    found: list[Mention[Named]] = []
    for number, span in terms.matches(text):
        for kind, value in meanings.get(number, ()):
            if kind == "body":
                # Which one, and how it is told, is not asked.
                found.append(Mention("place", _BODY, span))
            elif mention := _mention(text, span, kind, value):
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
    provincial = _meanings("province")
    return next((span for number, span in terms.matches(text) if number in provincial), None)


@cache
def _meanings(*kinds: str) -> dict[int, list[tuple[str, object]]]:
    """The terms that may be of one of the kinds, by number, and what each may be of them."""
    _, meanings = terms.vocabulary()
    told = ((number, [(kind, value) for kind, value in told if kind in kinds]) for number, told in enumerate(meanings))
    return {number: some for number, some in told if some}


def names_districts(text: Text) -> bool:
    """True where a district or a commune is named, or may be without its noun."""
    return _names_districts(text) or bool(_units(text))


def bare_districts(text: Text) -> frozenset[str]:
    """The folded names of districts that are printed with a capital, with or without "huyện"."""
    spans = (span for number, span in terms.matches(text) if number in _meanings("district"))
    return frozenset(text.folded[slice(*span)] for span in spans if text.raw[span.start].isupper())


def _joined(text: Text, found: list[Mention[Named]]) -> list[Mention[Named]]:
    """ "A và B lần lượt đứng thứ 35, 29": what is joined to a component with a value behind it is one, too."""
    parts = [at for at, mention in enumerate(found) if isinstance(mention.value, ComponentName)]
    told = False
    for at, behind in reversed(list(itertools.pairwise(parts))):
        first, second = found[at], found[behind]
        assert isinstance(first.value, ComponentName)
        if not telling.joining().fullmatch(text.folded, first.span.end, second.span.start):
            told = False
            continue
        told = told or telling.values_after().match(text.folded, second.span.end) is not None
        if told and not first.value.marked:
            found[at] = replace(first, value=replace(first.value, marked=True))
    return found


def _of_bodies(text: Text, found: list[Mention[Named]]) -> list[Mention[Named]]:
    """ "Sở Tài chính Hà Nội": the place right behind a body is part of its name, and owns nothing; so is that of its
    branch ("Ngân hàng Nhà nước, Chi nhánh Hà Nội").
    """
    kept: list[Mention[Named]] = []
    branched: Mention[Named] | None = None
    for mention in found:
        last = kept[-1] if kept else None
        if (
            last is not None
            and last is not branched
            and isinstance(last.value, PlaceName)
            and last.value.subject.type == "agency"
            and isinstance(mention.value, PlaceName)
            and mention.value.subject.type in {"province", "district"}
            and (branch := _branch().fullmatch(text.folded, last.span.end, mention.span.start))
        ):
            branched = _as_branch(text, last, last.value, Span(branch.start("branch"), mention.span.end))
            kept[-1] = branched
            continue
        if (
            last is not None
            and isinstance(mention.value, PlaceName)
            and isinstance(last.value, PlaceName)
            and last.value.subject.type == "agency"
            and mention.value.subject.type in {"province", "district"}
            and not (between := _CALLED.sub("", text.raw[last.span.end : mention.span.start])).strip()
            and "\n" not in between
        ):
            kept.append(replace(mention, value=replace(mention.value, aside="body")))
        else:
            kept.append(mention)
    return kept


def _as_branch(text: Text, body: Mention[Named], value: PlaceName, branch: Span) -> Mention[Named]:
    name = " ".join((text.printed(body.span) + " " + text.printed(branch)).split())
    subject = replace(value.subject, name=name)
    return replace(body, value=replace(value, subject=subject), span=Span(body.span.start, branch.end))


@cache
def _branch() -> re.Pattern[str]:
    """Between a body and the place of its branch."""
    return re.compile(rf"\s*[,-]?\s*(?P<branch>{any_of(topics().branches)}\s+(?:{any_of(units().province_heads)}\s+)?)")


def _glossed(text: Text, found: list[Mention[Named]]) -> list[Mention[Named]]:
    """ "chỉ số ứng dụng CNTT (ICT Index)": what the article itself calls an index is one, here and further on."""
    called: dict[str, str] = {}
    for part, name in itertools.pairwise(found):
        long = isinstance(part.value, ComponentName) or (isinstance(part.value, IndexName) and not part.value.short)
        if not isinstance(name.value, IndexName) or not name.value.short or not long or _measures(name, part):
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


def _abbreviated(text: Text, found: list[Mention[Named]]) -> list[Mention[Named]]:
    """ "Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)": one name, with its abbreviation."""
    kept = found[:1]
    for mention in found[1:]:
        last, value = kept[-1], mention.value
        if isinstance(value, IndexName) and value.short and isinstance(last.value, IndexName):
            behind = _CLOSES.match(text.folded, mention.span.end)
            named = last.value.id == value.id and not last.value.short
            if behind and named and _GLOSS.fullmatch(text.folded, last.span.end, mention.span.start):
                name = IndexName(value.id, short=False)
                kept[-1] = Mention("index", name, Span(last.span.start, behind.end()))
                continue
        kept.append(mention)
    return kept


def _unknown_indices(text: Text, found: list[Mention[Named]]) -> list[Mention[Named]]:
    """ "chỉ số CMI": an index in capitals that the data do not know is none of ours."""
    unknown: list[Mention[Named]] = []
    known = Spans(mention.span for mention in found)
    for match in _index_noun().finditer(text.folded):
        name = _CAPITALS.match(text.raw, match.end())
        if name is None or text.raw[match.start() : match.end()].isupper() or name.group().lower() in topics().no_index:
            continue
        if match.start() and terms.is_word(text.folded[match.start() - 1]):
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
    _, meanings = terms.vocabulary()
    found: list[Mention[Named] | Span] = []
    for number, span in terms.matches(text):
        for kind, value in meanings[number]:
            term = span if kind == "district" else _mention(text, span, kind, value)
            if term:
                found.append(term)
    return tuple(found)


def _names_districts(text: Text) -> bool:
    """True where districts may be named without "huyện"."""
    districts = _meanings("district")
    return any(number in districts for number, _ in terms.matches(text))


def _mention(text: Text, span: Span, kind: str, value: object) -> Mention[Named] | None:
    if kind == "province":
        assert isinstance(value, Province)
        return None if text.printed(span).islower() else _province(text, span, value)
    if kind == "country" and telling.of_region().match(text.folded, span.end):
        return None
    if kind in _PLAIN:
        return Mention(kind, str(value), span)
    if kind == "abbreviation":
        short = not text.printed(span).islower()
        return Mention("index", IndexName(str(value), short=True), span) if short else None
    if kind == "loose":
        aspect = telling.aspect(str(value))
        if aspect and (asked := aspect.match(text.folded, span.end)):
            return _asked(text, span, asked.end(), str(value))
        return Mention("loose", IndexName(str(value), short=False, loose=True), span)
    if kind == "item":
        before = text.folded[max(0, span.start - telling.BEFORE) : span.start]
        listed = telling.item().search(before) or not before or before.endswith("\n")
        aspect = telling.aspect(str(value)) if listed else None
        if aspect and (asked := aspect.match(text.folded, span.end)):
            return _asked(text, span, asked.end(), str(value))
        told = telling.item().search(before) and telling.rated().match(text.folded, span.end)
        return Mention("loose", IndexName(str(value), short=False, loose=True), span) if told else None
    if kind == "index":
        aspect = telling.aspect(str(value))
        if aspect and (asked := aspect.match(text.folded, span.end)) and not telling.names(text, asked.end()):
            question = _asked(text, span, asked.end(), str(value))
            if isinstance(question.value, ComponentName):
                return question
        return Mention("index", IndexName(str(value), short=False), span)
    if kind == "component":
        assert isinstance(value, tuple)
        return Mention("component", ComponentName(value, telling.marked(text, span), telling.named(text, span)), span)
    if kind == "short":
        assert isinstance(value, tuple)
        start = max(0, span.start - telling.BEFORE)
        before = text.folded[start : span.start]
        told = telling.noun_before().search(text.folded, start, span.start) or (
            telling.rated().match(text.folded, span.end) and telling.item().search(before)
        )
        # "Về pháp lý, tỉnh đạt …"
        told = told or (telling.about().search(before) if text.folded.startswith(",", span.end) else None)
        told = told or (
            telling.ranked_about().search(text.folded, start, span.start)
            and telling.ends().match(text.folded, span.end)
        )
        return (
            Mention("component", ComponentName(value, marked=True, named=telling.named(text, span)), span)
            if told
            else None
        )
    if kind == "region":
        aside = "venue" if telling.scopes(text, span) else None
        return Mention("place", PlaceName(Subject(type="region", name=str(value)), aside), span)
    assert kind == "body"
    if telling.ends_word(text, span):
        return None
    aside = telling.aside(text, span)
    # "Sở Tài nguyên và Môi trường (TN&MT)" is called so, and no paper's.
    if aside in {None, "dateline"}:
        aside = "source" if telling.tells(text, span) else None
    return Mention("place", PlaceName(Subject(type="agency", name=str(value)), aside), span)


def _asked(text: Text, span: Span, start: int, index: str) -> Mention[Named]:
    """ "mức độ hài lòng về ‹việc lấy ý kiến› đạt 79,7%": one of the questions of an index, with what is asked as it is
    printed; no topic of ours without its value, or where the index is not told.
    """
    asked = None if telling.several(text, start) else telling.question(text, start, index)
    if asked is None:
        return Mention("foreign", index, span)
    name = " ".join(text.printed(asked).split())
    return Mention("foreign", ComponentName(((index, name[:1].upper() + name[1:]),), marked=True, named=True), asked)


def _unbracketed(text: Text, found: list[Mention[Named]]) -> list[Mention[Named]]:
    """Without an index behind the component that it measures, in a bracket or behind a slash: "tác động đến người dân
    ‹(SIPAS)›"; not where a percentage tells that it is the index's own.
    """
    parts = {m.span.end: m for m in found if isinstance(m.value, ComponentName)}
    kept = []
    for mention in found:
        start, end = mention.span
        index = isinstance(mention.value, IndexName)
        if index and (beside := _BESIDE_PART.search(text.folded, max(0, start - 3), start)):
            part = parts.get(beside.start())
            closed = beside["opens"] is None or text.folded.startswith(")", end)
            if part and closed and _measures(mention, part) and not _PERCENT_NEXT.match(text.folded, end):
                continue
        kept.append(mention)
    return kept


def _measures(index: Mention[Named], part: Mention[Named]) -> bool:
    """True for an index that measures a component of another one."""
    assert isinstance(index.value, IndexName)
    owners = part.value.owners if isinstance(part.value, ComponentName) else ()
    return any(
        component.measured_by == index.value.id
        for owner, name in owners
        for component in indices()[owner].component
        if component.name == name
    )


def _unasked(found: list[Mention[Named]]) -> list[Mention[Named]]:
    """Without the topics whose names stand inside what is asked ("cơ hội tham gia ‹xây dựng chính sách›")."""
    questions = [m.span for m in found if m.kind == "foreign" and isinstance(m.value, ComponentName)]
    if not questions:
        return found
    asked = Spans(questions)
    topics = (IndexName, ComponentName)
    return [m for m in found if m.kind == "foreign" or not (isinstance(m.value, topics) and asked.overlap(m.span))]


def _district(text: Text, span: Span, home: str | None) -> Mention[Named] | None:
    """A district named without "huyện", of the home province."""
    kinds = district_kinds().get((home or "", text.folded[span.start : span.end]))
    if kinds is None or not text.raw[span.start].isupper() or inside_printed(text.raw, span.start):
        return None
    printed = " ".join(text.printed(span).split())
    # A town and the district around it may share the name.
    subject = Subject(type="district", name=f"{kinds[0].lower()} {printed}" if len(kinds) == 1 else printed)
    return Mention("place", PlaceName(subject, telling.aside(text, span)), span)


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
        return Mention("place", PlaceName(subject, telling.aside(text, whole)), whole)
    subject = _subject(province.iso, province.name)
    held = telling.class_of().search(text.folded, whole.start - _BEFORE_CLASS, whole.start)
    aside = "class" if held and (held["link"] or prefix) else telling.aside(text, whole)
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
    # The pattern is tried only where what it begins with stands, and once.
    for _, start, _ in _heads.find(text):
        match = _unit().match(text.raw, start) if start >= read_to else None
        read_to = max(read_to, match.end() if match else start + 1)
        if match is None:
            continue
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
    held = telling.class_of().search(text.folded, max(0, span.start - _BEFORE_CLASS), span.start)
    if held and held["link"]:
        return "class"  # "thứ nhất trong 12 xã, thị trấn của huyện Na Hang"
    aside = telling.aside(text, span)
    # "UBND huyện X" is rated as the district is.
    return None if aside == "body" else aside


def _of_person(text: Text, unit: Mention[Named]) -> bool:
    """ "Chủ tịch UBND huyện La Văn Nam": a person behind the noun for a district, whose name is that of none."""
    if not isinstance(unit.value, PlaceName) or unit.value.subject.type != "district":
        return False
    words = [word for word in unit.span.of(text.raw).split() if word[0].isupper()]
    known = any(fold(" ".join(words[:at])) in district_names() for at in range(1, len(words) + 1))
    if known or len(words) <= _PERSON_LEAST or not person_behind(words, 0, sure=False):
        return False
    start = max(0, unit.span.start - _BEFORE_UNIT)
    return text.folded[start : unit.span.start].rstrip().endswith(topics().body_heads)


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
    head, trait, word = (
        any_of((head for unit in units().unit for head in unit.heads), r"\s"),
        any_of(units().traits, r"\s"),
        rf"[{''.join(capitals)}][\w'’-]*",
    )
    # "các quận, huyện TP.HCM": those of a city.
    city = rf"(?!(?i:{any_of(units().city_heads)})\b)"
    return re.compile(
        rf"\b(?P<head>(?i:{head}))(?:{gap}+(?i:{trait}))?{gap}+"
        rf"(?P<name>{city}{word}(?:{gap}{word}){{0,3}}(?:\s-(?:\s{word}){{1,2}})?|\d{{1,2}}\b)"
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


@cache
def _lies_in() -> re.Pattern[str]:
    """Between a unit and the place that it lies in."""
    return re.compile(rf"[^\S\n]*(?:[,-]|\b{any_of(topics().lies_in)}\b)[^\S\n]*")


def _is_city(unit: Mention[Named]) -> bool:
    return isinstance(unit.value, PlaceName) and (unit.value.subject.name or "").startswith(units().city)


# What stands before the name of a unit, with each white space that may part it.
_heads = PhraseList(lambda: sorted({head.replace(" ", white) for head in _kinds_of_heads() for white in WHITE}))
