"""How a name is told: as an owner of figures, a source, a venue or a comparison; as a component, or in common words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from functools import cache

from extract.folding import Text, fold
from extract.language.numbers import number_words
from extract.language.patterns import Before, any_of, begun, last_word
from extract.spans import Span
from extract.tables.indices import indices
from extract.tables.provinces import regions
from extract.tables.titles import titles
from extract.tables.topics import topics
from extract.tables.words import synonyms

# How far before a name is looked for what tells of it, in characters.
BEFORE = 40
# A name may begin with the unit of the number before it: it is looked for in so many of its first characters, too.
_HEAD = 5
# Marks before an item of a list.
_ITEM_MARKS = (":", ";", ",", "•", "(", "+", "-")
_QUOTES = "\"'“”"


def aside(text: Text, span: Span) -> str | None:
    """Why a place or a body may own no figure, by what stands before and behind it; null where nothing tells."""
    start = _line_before(text, span)
    # The word before most places tells nothing.
    for kind, pattern in _asides().get(last_word(text.folded[start : span.start]), ()):
        if not pattern.search(text.folded, start, span.start):
            continue
        if kind == "source" and _ranked_after().match(text.folded, span.end):
            continue  # "khối sở do Sở Tài chính dẫn đầu"
        if kind == "overtaken":
            if _overtaking().match(text.folded, span.end):
                return "comparison"  # "bị A qua mặt"
        elif not _otherwise(text, Span(start, span.start), kind):
            return kind
    if _dateline().match(text.folded, span.end):
        return "dateline"
    if not _announces().match(text.folded, span.end):
        return None
    # "đối với A, thực hiện PCI đạt …"
    return None if _spoken_of().search(text.folded, start, span.start) else "source"


def ends_word(text: Text, span: Span) -> bool:
    """ "cơ ‹sở y tế›", "nhiệm ‹vụ CCHC›": what looks like a body begins with the last syllable of another word."""
    if text.raw[span.start].isupper():
        return False
    head = span.of(text.folded).split(maxsplit=1)[0]
    before = text.folded[max(0, span.start - BEFORE) : span.start].split()[-1:]
    return " ".join([*before, head]) in topics().not_bodies


def _line_before(text: Text, span: Span) -> int:
    """From where on the words before a name may tell of it: a line break ends its sentence."""
    start = max(0, span.start - BEFORE)
    return max(start, text.raw.rfind("\n", start, span.start) + 1)


def _otherwise(text: Text, told: Span, kind: str) -> bool:
    """By the words told before it: what only looks like a body ("yêu cầu A"), a source ("tiếp theo là A"), a venue
    ("thuộc về A") or a comparison ("Với A, …").
    """
    before = told.of(text.folded)
    if kind == "body":
        return _no_body().search(before, 0, len(before)) is not None
    if kind == "source":
        return _next_item().search(before) is not None
    if kind == "venue":
        return _owned_by().search(before) is not None or _next_at_end().search(before) is not None
    head = before if len(before) == BEFORE else f".{before}"
    return kind == "comparison" and _headed().search(head) is not None


def tells(text: Text, span: Span) -> bool:
    """ "Theo đại diện Sở Nội vụ", "theo báo cáo của Sở Nội vụ", "Quyết định số 1/QĐ của Bộ Nội vụ": who tells it."""
    before = text.folded[_line_before(text, span) : span.start]
    if _told_by().search(before) is not None:
        return not _next_item().search(before)
    return _document().search(text.folded, max(0, span.start - 2 * BEFORE), span.start) is not None


def marked(text: Text, span: Span) -> bool:
    """True where the words around a component's name say that a component is meant."""
    start = max(0, span.start - BEFORE)
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
        or _value_before().search(before + text.folded[span.start : span.start + _HEAD])
        or _part_before().search(text.folded, start, span.start)
        or _owner_and_value().match(text.folded, span.end)
    )


def named(text: Text, span: Span) -> bool:
    """True where the noun before a component's name says so by itself."""
    return bool(_index_noun_before().search(text.folded, span.start - BEFORE, span.start))


@cache
def _index_noun_before() -> Before:
    nouns, links = topics().index_nouns, topics().part_links
    pattern = rf"{begun(nouns)}\s*(?:\d+\s*)?(?:{any_of(links)}\s*)?[\"'(]*\s*$"
    return Before(pattern, (*nouns, *links), marks="\"'(", numbers=True)


@cache
def _asides() -> dict[str, list[tuple[str, Before]]]:
    """By the last word before a place: what it may stand behind, in the order that counts."""
    words = topics()

    def before(phrases: Collection[str], *more: str) -> Before:
        """One of the phrases, and one of `more` behind it or none."""
        behind = rf"(?:\s+{any_of(more)})?" if more else ""
        return Before(rf"{begun(phrases)}{behind}\s*$", [*phrases, *more], only=True)

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
def class_of() -> Before:
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
    return re.compile(rf"{begun(topics().next_item)}(?:\s+[^\W\d]+){{0,6}}\s*$")


@cache
def _no_body() -> Before:
    return Before(rf"{begun(topics().not_body_heads)}\s*$", topics().not_body_heads)


@cache
def _next_at_end() -> re.Pattern[str]:
    """Right before a place: the next item of a list begins ("tiếp đến A")."""
    return re.compile(rf"{begun(topics().next_item)}\s*$")


@cache
def _owned_by() -> re.Pattern[str]:
    return re.compile(rf"{begun(topics().owner_after)}\s*$")


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
    return re.compile(rf"{begun(topics().about)}\s+$")


def _posts() -> set[str]:
    """Titles before a body, whole and without the word that they share with it ("Phó Chánh" of a "Văn phòng")."""
    names = {name: title.fused for name, title in titles().items()}
    return {name.removesuffix(fold(fused)).strip() if fused else name for name, fused in names.items()} - {""}


def scopes(text: Text, region: Span) -> bool:
    """True for a region that a rank holds in, by the words before it."""
    return _scoping().search(text.folded[_line_before(text, region) : region.start]) is not None


@cache
def _scoping() -> re.Pattern[str]:
    """ "trong khu vực ‹R›", "thứ 3/5 tỉnh ‹R›": among whom a rank holds, whose figures come next to no region."""
    words = topics()
    fillers = any_of((*words.regional, *words.scope_fillers, *words.crowds))
    # "PCI 2022 của vùng ‹R›": a year counts nobody.
    number = r"(?<!\b19\d)(?<!\b20\d)\d"
    return re.compile(
        rf"(?:(?<!\w){any_of(words.scopes)}\s+(?:\d+\s+)?(?:{fillers}\s+)*|{number}\s+(?:{fillers}\s+)+)$"
    )


@cache
def of_region() -> re.Pattern[str]:
    """Behind "các tỉnh": the region whose they are, and not the country's ("các tỉnh vùng ‹Tây Nguyên›")."""
    names = any_of(fold(name) for row in regions() for name in (row.name, *row.aliases))
    return re.compile(rf"\s+(?:{any_of((*topics().scope_fillers, *topics().region_nouns))}\s+)*{names}(?!\w)")


@cache
def _dateline() -> re.Pattern[str]:
    return re.compile(rf"\s*\(\s*{any_of(topics().datelines)}\b")


@cache
def _overtaking() -> re.Pattern[str]:
    return re.compile(rf"\s+{any_of(topics().overtaking)}\b")


@cache
def _announces() -> re.Pattern[str]:
    return re.compile(rf"(?:[^\S\n]|[,)])*(?:{any_of(topics().announcers)}\b)")


@cache
def noun_before() -> Before:
    """Before a common word: a noun that makes it the name of a component."""
    nouns = [noun for noun in topics().part_nouns if noun not in topics().part_links]
    links = topics().part_links
    pattern = rf"{begun(nouns)}\s*(?:{any_of(links)}\s*)?[\"'(]*\s*$"
    return Before(pattern, (*nouns, *links), marks="\"'(")


@cache
def about() -> re.Pattern[str]:
    """Before a common word: the sentence is about it."""
    return re.compile(rf"(?:^|[.;:\n])[\s\"'-]*{any_of(topics().about_part)}\s+$")


@cache
def ranked_about() -> Before:
    """Before a common word: a rank is told of it ("xếp thứ 9 cả nước về ‹bộ máy›")."""
    words = topics()
    national = rf"(?:\s+{any_of(words.national)})?"
    return Before(rf"\b{any_of(synonyms('hạng'))}\s+\d+(?:/\d+)?{national}\s+{words.about_it}\s+$", (words.about_it,))


@cache
def ends() -> re.Pattern[str]:
    """Behind a common word: the name ends there."""
    return re.compile(rf"[\s\"')]*(?:[,;.]|$|\b{any_of(topics().joiners)}\b)")


@cache
def item() -> re.Pattern[str]:
    """Before an item of a list ("; ‹công chức›", "; về ‹công chức›")."""
    words = topics()
    next_is = rf"{any_of((*words.next_item, *words.superlatives))}\s+{any_of(words.owner_is)}"
    return re.compile(
        rf"[;,•+-]\s*(?:{words.about_it}\s+)?[\"']*$|(?<!\w)(?:{any_of(words.joiners)}|{next_is})\s+[\"']*$"
    )


@cache
def aspect(index: str) -> re.Pattern[str] | None:
    """Behind words that name an index loosely: one of its questions is meant ("mức độ hài lòng về việc lấy ý kiến")."""
    kind = indices()[index]
    if not kind.aspects:
        return None
    whose = rf"(?:\s+{topics().of}\s[^\d;:.()]{{2,60}}?)?"
    return re.compile(rf"{whose}\s+{any_of(kind.aspects)}\s+(?!{any_of(kind.whole)}(?!\w))(?=\w)")


def question(text: Text, start: int, index: str) -> Span | None:
    """What is asked, which begins there, where its own value follows; null for a component of the index."""
    line = text.raw.find("\n", start)
    told = _question().match(text.folded, start, line if line >= 0 else len(text.folded))
    if told is None or _component_asked(index).fullmatch(told["asked"]):
        return None
    return Span(*told.span("asked"))


def names(text: Text, start: int) -> bool:
    """True where what is asked is somebody: a name begins there, or the noun before one ("đối với ‹Sở› Y tế")."""
    return text.raw[start].isupper() or _name_heads().match(text.folded, start) is not None


@cache
def _name_heads() -> re.Pattern[str]:
    words = topics()
    heads = (*words.body_heads, *words.body_nouns, *words.district_nouns, *words.commune_nouns)
    return re.compile(rf"{any_of((*heads, *words.province_nouns, *words.city_nouns, *words.plurals))}\b")


def several(text: Text, start: int) -> bool:
    """ "mức độ hài lòng đối với ‹các sở› đạt 90%": several bodies are rated, no question."""
    return _several().match(text.folded, start) is not None


@cache
def _several() -> re.Pattern[str]:
    words = topics()
    kinds = any_of((*words.body_nouns, *words.district_nouns, *words.commune_nouns))
    return re.compile(rf"{any_of(words.plurals)}\s+{kinds}\b")


@cache
def _question() -> re.Pattern[str]:
    words = topics()
    most = rf"(?:\s+{any_of(words.years)}\s+(?:19|20)\d{{2}})?(?:,?\s+{any_of(words.superlatives)}\b,?)?"
    return re.compile(rf"(?P<asked>[^\W\d_][^\d;:.()\"]{{2,200}}?)\b(?={most}{rated().pattern})")


@cache
def _component_asked(index: str) -> re.Pattern[str]:
    """What is asked of all of a component, or of several: their names, and whose ("kết quả dịch vụ của cơ quan")."""
    words = topics()
    names = {fold(name) for part in indices()[index].component for name in (part.name, *part.aliases, *part.short)}
    part, joined = rf"(?:{any_of(words.part_nouns)}\s+)*[\"']?{any_of(names)}[\"']?", any_of(words.joiners)
    ends = any_of((words.of, *words.years, *words.at_large, *words.respectively, *words.both))
    return re.compile(rf"{part}(?:(?:,|\s+{joined})\s+{part})*(?:,?\s+(?:{ends}\b.*)?)?")


@cache
def _part_before() -> Before:
    """Before a component: a noun for it, or what begins an item of a list, or a sentence."""
    words = topics()
    nouns, links = words.part_nouns, words.part_links
    openers = words.list_openers + words.joiners + words.singled
    # "Kết quả đánh giá ‹X›", where "‹X›" would be one
    results = rf"(?:{any_of(words.reports)}\s+)*"
    return Before(
        rf"(?:{any_of(nouns)}\s*(?:\d+\s*)?(?:{any_of(links)}\s*)?[\"'(]*\s*"
        rf"|(?<!\w){words.about_it}(?:\s+{any_of(words.efforts)})+\s+[\"']*"
        rf"|(?:(?:^|[\n{re.escape(''.join(_ITEM_MARKS))}])\s*|[.!?]\s+|(?<!\w){any_of(openers)}\s+){results}[\"']*)$",
        ("", *nouns, *links, *openers, *words.efforts, *words.reports),
        marks="\"'",
        numbers=True,
    )


@cache
def joining() -> re.Pattern[str]:
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
def values_after() -> re.Pattern[str]:
    """Behind several components: their values follow."""
    words = topics()
    many = any_of((*words.respectively, *words.both))
    return re.compile(rf"[\"']*\s*(?:[(:]|\d|(?:{many}\s+)*{any_of(words.value_verbs)}\b)")


@cache
def rated() -> re.Pattern[str]:
    """Behind a component: a rank, points or a percentage of its own, with at most two verbs between."""
    ranks, standing, firsts = any_of(synonyms("hạng")), any_of(synonyms("xếp")), any_of(synonyms("đầu"))
    verbs = any_of((*topics().value_verbs, *topics().value_leads))
    ranked = rf"(?:{standing}\s+)?(?:{firsts}\b|{ranks}\s+(?:\d|{number_words()}\b))"
    unit = rf"(?:\s*(?:{any_of(synonyms('điểm'))}|/\s*\d)|(?P<percent>\s*%)|(?<=[.,]\d\d)\b)"
    points = rf"\d+(?:[.,]\d+)?{unit}"
    return re.compile(rf"[\s\"':()-]*(?:{verbs}[\s:]+){{0,2}}(?:{ranked}|{points})")


@cache
def _value_before() -> re.Pattern[str]:
    """Up to the head of a component's name: points or a rank right before it ("26,54 điểm ‹điều tra xã hội học›", "62,3
    ‹điểm thẩm định›", "thứ 20 ‹tính năng động›").
    """
    points, ranks = any_of(synonyms("điểm")), any_of(synonyms("hạng"))
    return re.compile(rf"(?:\d\s+{points}|(?<!\w){ranks}\s+\d+(?:/\d+)?)\s+(?:\S.{{0,{_HEAD - 1}}})?$")


@cache
def _value_after() -> re.Pattern[str]:
    words = topics()
    leads = rf"{any_of(words.value_leads)}\s+(?:{any_of(synonyms('hạng'))}\s+)?\d"
    return re.compile(rf"[\"']*\s*(?:[(:]|\d|{any_of(words.value_verbs)}\b|{leads})")
