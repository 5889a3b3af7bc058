"""Between a figure and the place or body that it is told of, and among whom it ranks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extract.facts.gaps.clauses import alike, all_place_nouns, to_owner
from extract.folding import fold
from extract.language.numbers import number_words
from extract.language.patterns import any_of
from extract.language.phrases import Clue, Phrases
from extract.tables.indices import indices
from extract.tables.provinces import regions
from extract.tables.titles import people
from extract.tables.topics import topics
from extract.tables.words import synonyms


@cache
def people_first() -> re.Pattern[str]:
    """Behind a percentage: it is a share of people."""
    return re.compile(rf"\s*{any_of(topics().people)}\b")


@cache
def comma_last() -> re.Pattern[str]:
    """Before a place: a comma, and at most the noun for it."""
    nouns = all_place_nouns()
    return re.compile(rf",\s*(?:{any_of(nouns)}\s+)?[\"']?$")


@cache
def region_head() -> re.Pattern[str]:
    """Before a region: it stands at the head of a clause, with at most the noun for it (", còn vùng …")."""
    words = topics()
    breaks, nouns = any_of(words.clause_breaks), any_of(words.owner_nouns)
    return re.compile(rf"(?:^|[.;:,(\n-])[\s\"']*(?:{breaks}\s+)?(?:{nouns}\s+)?$")


@cache
def acting() -> re.Pattern[str]:
    """Behind a body, with the place it is of: it does something, that is not to be rated."""
    words = topics()
    moved = ("tăng", "giảm", "xếp", "đứng", "hạng", "đầu", "nhì", "cuối", "giữ", "tốp")
    rated = any_of(
        (*words.rated_words, *words.value_verbs, *words.joiners, *(w for name in moved for w in synonyms(name)))
    )
    return re.compile(rf"\s+(?!{rated}\b)[^\W\d]")


@cache
def own_noun() -> re.Pattern[str]:
    """Right behind a body: the noun of the place that it is of, without the name."""
    return re.compile(rf"\s+{any_of((topics().province_noun, *topics().city_nouns))}(?!\w)")


@cache
def own_region() -> Clue:
    """Behind a rank: it holds in "khu vực", that nobody names."""
    words = topics()
    nouns, fillers = any_of(words.region_nouns), any_of((*words.regional, *words.scope_fillers))
    behind = any_of((*words.joiners, *words.index_after, *words.years, *words.against))
    pattern = rf"(?:[\s(,/]|\b\d+\b|\b{fillers}\b)*?\b(?P<region>{nouns})\s*(?:$|[^\w\s]|{behind}\b)"
    return Clue(pattern, words.region_nouns)


@cache
def region_last() -> re.Pattern[str]:
    """In the words of a rank: "khu vực", which they end with ("7/14 ‹vùng›")."""
    return re.compile(rf"\b{any_of(topics().region_nouns)}$")


@cache
def within() -> re.Pattern[str]:
    """Before a region: it stands at the head of a clause, and the ranks behind hold in it."""
    return _region_led_by(topics().within)


@cache
def located() -> re.Pattern[str]:
    """Likewise with words that tell only where it is."""
    return _region_led_by(topics().scopes)


@cache
def moved_in() -> re.Pattern[str]:
    """Before a count of parts: they are those in which something moved ("tăng mạnh ‹ở› 4 chỉ số")."""
    moved = any_of((*synonyms("tăng"), *synonyms("giảm"), *synonyms("tăng điểm"), *synonyms("giảm điểm")))
    return re.compile(rf"\b{moved}\b[^,;:.()\d]{{0,20}}?\b{any_of(topics().leads_in)}\s+$")


@cache
def has_places() -> re.Pattern[str]:
    """Behind a region: so many provinces lie in it ("Tây Nguyên ‹có 5 tỉnh›")."""
    words = topics()
    return re.compile(rf"\s+{any_of(words.has_places)}\s+(?:\d+|{number_words()})\s+{any_of(synonyms('tỉnh'))}\b")


def _region_led_by(heads: Iterable[str]) -> re.Pattern[str]:
    words = topics()
    # "Trong nhóm các tỉnh Tây Bắc"
    inner = any_of((*words.regional, *words.scope_fillers, *words.region_nouns, *words.whole_classes))
    return re.compile(rf"(?:^|[.;:,(])[\s\"']*{any_of(heads)}\s+(?:(?:{inner}|\d+),?\s+)*$")


@cache
def within_own() -> Clue:
    """ "Trong khu vực, …", without a name."""
    words = topics()
    inner = any_of((*words.regional, *words.scope_fillers))
    nouns = any_of(words.region_nouns)
    return Clue(
        rf"(?:^|[.;:,(])[\s\"']*{any_of(words.within)}\s+(?:{inner}\s+)*?(?P<region>{nouns})\s*,", words.region_nouns
    )


@cache
def nationwide() -> re.Pattern[str]:
    """Behind a rank: it holds in the whole country."""
    words = topics()
    inner = any_of((*words.scope_fillers, *words.regional))
    return re.compile(rf"(?:[\s(,/]|\b\d+\b|\b{inner}\b)*\b{any_of(words.national)}\b")


@cache
def headed() -> re.Pattern[str]:
    """Between a rank that heads a line and whose it is."""
    return re.compile(rf"\s*(?:{any_of(topics().years)}\s+)?(?:(?:19|20)\d{{2}}\s*)?(?::|-\s)[\s\"']*")


@cache
def block_is() -> Phrases:
    """Up to the first of a block of bodies that are ranked among themselves ("khối sở, ban, ngành ‹là›")."""
    words = topics()
    return Phrases(words.classes, rf"\b{any_of(words.classes)}\s[^;:()\d]{{1,60}}?\s{any_of(words.owner_is)}\s+")


@cache
def these_places() -> re.Pattern[str]:
    """ "hai địa phương này", "các tỉnh trên": several places taken up again."""
    words = topics()
    nouns = any_of(
        (*words.province_nouns, *words.city_nouns, *words.district_nouns, *words.body_nouns, *words.these_values)
    )
    shared = any_of((*words.respectively, *words.shared))
    return re.compile(
        rf"\b(?:(?P<count>{any_of(words.plurals)}|\d+)\s+{nouns}(?:\s+[^\W\d_]+){{0,4}}?\s+"
        rf"(?:{any_of(words.these)}\b|(?={shared}\b))"
        rf"|{any_of(words.all_of)}\s+(?P<all>{any_of(words.plurals)}|\d+)(?:\s+{nouns})?\s+(?={shared}\b))"
    )


@cache
def construction() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(topics().construction)}\b")


@cache
def built() -> Clue:
    """Before a count: what an index is measured by, or a group of its parts has ("nhóm nền tảng gồm 6 chỉ số")."""
    words = topics()
    moved = any_of((*synonyms("đổi"), *words.extremes))
    calm = rf"(?:(?!\b{moved}\b)[^;:.()])"
    by = rf"{any_of(words.build_verbs)}\s+{any_of(words.build_by)}"
    group = rf"{any_of(words.build_heads)}\b(?:(?!\d){calm}){{0,60}}?\b{any_of(words.build_has)}"
    return Clue(rf"\b(?:{by}|{group})\b{calm}*$", (*words.build_verbs, *words.build_heads))


@cache
def grouped() -> re.Pattern[str]:
    """Behind a count: into what all the parts of an index fall."""
    words = topics()
    return re.compile(rf"\s+(?:{words.build_passive}\s+)?{any_of(words.build_verbs)}(?!\w)")


@cache
def grouped_into() -> re.Pattern[str]:
    """Behind a count of which nothing else is said ("6 chỉ số đánh giá chính ‹được phân thành› hai nhóm")."""
    words = topics()
    said = rf"(?:{any_of((*words.build_kinds, *words.these))}\s+)*"
    return re.compile(
        rf"\s+{said}{words.build_passive}\s+{any_of(words.build_verbs)}\s+{any_of(words.build_into)}(?!\w)"
    )


@cache
def index_has() -> re.Pattern[str]:
    """Between the name of an index and a count, or the first of several: it has so many parts."""
    year = rf"(?:{any_of(topics().years)}\s+)?(?:19|20)\d{{2}}\s+"
    return re.compile(rf"[\s\"')]+(?:{year})?{any_of(topics().build_has)}\s+(?:[^;:.()]*[,\s])?")


@cache
def shared() -> re.Pattern[str]:
    """Between several owners, with their brackets, and a figure: each of them has it ("A (hạng 3) và B đều tăng")."""
    return re.compile(rf"[^;:.]*?{shared_at_end().pattern}")


@cache
def shared_at_end() -> re.Pattern[str]:
    """Up to a figure: several owners told before have it, each of them. `shared`, searched for, would try at each
    character all behind it.
    """
    return re.compile(rf"(?:{alike().pattern}[^,;:.()]*|\b{topics().tied}\s*)$")


@cache
def apposed() -> re.Pattern[str]:
    """Between a place and its rank: a dash or a comma, and the noun that takes the place up ("Q - địa phương dẫn
    đầu -").
    """
    nouns, verbs = any_of(all_place_nouns()), rf"(?:{any_of(topics().value_verbs)}\s+)*"
    # "tỉnh cuối bảng, ‹hạng 63›"
    worded = any_of((*synonyms("đầu"), *synonyms("cuối"), *synonyms("áp chót")))
    return re.compile(rf"\s*(?:-|(?P<comma>,))\s*{nouns}\s+{verbs}(?:{worded}\s*,?\s+{verbs})?")


@cache
def apposed_words() -> re.Pattern[str]:
    """Between a place and its bracket: what is said of the place ("Q - tỉnh xếp cuối (81,32%)", "Q, quán quân năm nay
    (70,9 điểm)").
    """
    worded = (*synonyms("đầu"), *synonyms("cuối"), *synonyms("áp chót"))
    return re.compile(rf"\s*[-,]\s*{any_of((*all_place_nouns(), *worded))}\b[^,;:()]*")


@cache
def item_joined() -> re.Pattern[str]:
    """Between a figure and a region: the next item of a list, with at most a word for a mean."""
    words = topics()
    inner = any_of((*words.joiners, *words.clause_breaks, *words.owner_nouns, *words.means, words.of))
    return re.compile(rf"\s*[,;)]?\s*(?:{inner}\s+)*")


@cache
def item_begins() -> re.Pattern[str]:
    """Likewise at the end of longer words between them."""
    return re.compile(rf"[,;](?!\d){item_joined().pattern}$")


@cache
def owner_is() -> re.Pattern[str]:
    """Between a place that a list is of and the one that is named in it: "của tỉnh P là Q"."""
    return to_owner(topics().owner_is)


@cache
def cities() -> Clue:
    """The cities under the centre as a class of their own, of all provinces and cities never."""
    words = topics()
    several = any_of((*words.plurals, *words.classes))
    return Clue(rf"(?:\b[4-6]|\b{several})\s+(?P<cities>{any_of(words.central_cities)})\b", words.central_cities)


@cache
def group_of() -> Clue:
    """A group of so many provinces, with the words for which ("nhóm 15 tỉnh trung bình cao"), and where it stands at
    the head of a clause; none of the best.
    """
    words = topics()
    best = any_of(synonyms("tốt nhất"))
    provinces = any_of(synonyms("tỉnh"))
    which = rf"(?!\s+(?:[^\W\d_]+\s+){{0,5}}?{best}\b)(?:\s+(?!{any_of(words.group_ends)}\b)[^\W\d_]+){{0,8}}"
    count = rf"\d{{1,2}}|{number_words()}"
    head = rf"(?:^|[\s,;(]){any_of(words.class_heads)}\s+"
    named = rf"{words.group_noun}\s+(?P<count>{count})\s+(?:{any_of(words.plurals)}\s+)?{provinces}{which}"
    # "16 tỉnh thuộc nhóm trung bình cao"
    within = rf"(?P<count_>{count})\s+{provinces}\s+{any_of(words.lies_in)}\s+{words.group_noun}{which}"
    return Clue(rf"(?P<head>{head})?(?P<group>{named}|{within})", (words.group_noun,))


@cache
def in_group() -> re.Pattern[str]:
    """Between a rank and the group that it holds in."""
    return re.compile(rf"[\s,]*{any_of(synonyms('trong tổng'))}\s+")


@cache
def whole_country() -> re.Pattern[str]:
    """At the head of a sentence: what it says is told of the country."""
    return re.compile(rf"\s*{any_of(topics().whole_country)}\b")


@cache
def listed_units() -> Phrases:
    """What `listing` cannot do without."""
    return Phrases((*topics().district_nouns, *topics().commune_nouns, *topics().body_nouns))


@cache
def listing() -> Phrases:
    """Before a list of districts, communes or bodies without their noun ("các xã vùng cao thì", "các sở:"). Groups are
    the kinds.
    """
    words = topics()
    kinds = {"district": words.district_nouns, "commune": words.commune_nouns, "agency": words.body_nouns}
    told = "|".join(rf"(?P<{kind}>{any_of(nouns)})" for kind, nouns in kinds.items())
    several, opened = any_of(words.plurals), any_of((*words.list_openers, *words.outcome))
    return Phrases(
        words.plurals,
        rf"\b{several}\s+(?:{told})(?!\s*[,/]|\w)[^,;:.()\d]{{0,40}}?(?::|\b{opened}\b)"
        rf"|\b{several}\s+(?:{told.replace('P<', 'P<_')}),\s+{any_of(words.list_openers)}\b",
    )


@cache
def owners_listed() -> Phrases:
    """Before a list of those whose figures are told before it ("lần lượt là các sở", "thuộc về các huyện:")."""
    words = topics()
    nouns = any_of((*words.district_nouns, *words.commune_nouns, *words.body_nouns))
    return Phrases(words.owner_after, rf"\b{any_of(words.owner_after)}\s+{any_of(words.plurals)}\s+{nouns}(?!\w)\s*:?")


@cache
def unit_noun() -> re.Pattern[str]:
    """At the head of a name: the noun of a district."""
    return re.compile(rf"{any_of((*topics().district_nouns, *topics().city_nouns))}\b")


@cache
def body_noun() -> re.Pattern[str]:
    """At the head of a body's name: the noun that several share ("các Bộ Tài chính, Tư pháp")."""
    return re.compile(rf"{any_of(topics().body_nouns)}(?!\w)")


@cache
def body_heads() -> Phrases:
    """The first words of a body's name; `long` where they are no word of another meaning."""
    words = topics()
    heads = rf"\b(?:(?P<long>{any_of(words.long_heads)})|{any_of(words.short_heads)})(?!\w)"
    return Phrases((*words.long_heads, *words.short_heads), heads)


@cache
def item_heads() -> Phrases:
    """Before an item of a list: a mark, a word that joins it, or one for the next."""
    words = topics()
    openers = (*words.joiners, *words.owner_after, *words.next_item, *words.clause_breaks, *words.outcome)
    return Phrases((*":;,.(-", *openers), rf"(?:[:;,.(-]|\b{any_of(openers)}\b)[\s\"']*")


@cache
def nation_told() -> Phrases:
    return Phrases(topics().national)


@cache
def of_country(*, mean: bool) -> re.Pattern[str]:
    """Right behind an index, or a value that is a mean: that it is the country's ("DTI ‹quốc gia›")."""
    words = topics()
    return re.compile(rf"\s+(?P<of>{words.of}\s+)?(?P<country>{any_of(words.country if mean else words.national)})\b")


@cache
def mean_of_region() -> Phrases:
    """ "mức trung bình của vùng": of the province's own region, where nobody names one ("trung bình 5 tỉnh P")."""
    words = topics()
    # "bình quân của 4 tỉnh vùng", "trung bình 14 tỉnh ‹R›", "trung bình các tỉnh ‹R›"
    several = rf"(?:(?:\d+|{any_of(words.plurals)})\s+{any_of(words.crowds)}\s+)?"
    fillers = any_of((*words.scope_fillers, *words.entire))
    region = rf"(?:{fillers}\s+)*{several}(?:{fillers}\s+)*"
    means, nouns = any_of((*words.averages, *words.medians)), any_of(words.region_nouns)
    names = [fold(name) for row in regions() for name in (row.name, *row.aliases)]
    wholes = [f"{entire} {noun}" for entire in words.entire for noun in words.region_nouns]
    # "các tỉnh ‹R› trung bình", "vùng ‹R› có trung vị"
    classes = [told for told in words.country if told.split()[0] in words.plurals]
    links = any_of((*words.scope_fillers, *words.region_nouns))
    inside = rf"(?:{any_of(classes)}|{nouns})\s+(?:{links}\s+)*{any_of(names)}"
    whole = rf"\b(?P<whole>{any_of(wholes)}(?:\s+{any_of(names)})?|{inside})\b[^;,.:()\d]{{0,30}}?\b{means}\b"
    named = rf"(?P<region>(?:{nouns}\s+)?{any_of(names)}|{nouns})\b"
    regional = [f"{noun} {name}" for noun in words.region_nouns for name in names]
    begins = (*words.averages, *words.medians, *wholes, *classes, *regional)
    # "trung vị PCI của vùng"
    index = any_of({fold(name) for kind in indices().values() for name in kind.abbreviations})
    return Phrases(begins, rf"\b{means}\s+(?:{index}\s+)?{region}{named}|{whole}")


@cache
def other_country() -> Clue:
    """Before a rank of countries: another one is named."""
    names = [name for name in map(fold, people().countries) if name not in map(fold, topics().own_country)]
    return Clue(rf"(?<!\w){any_of(names)}(?!\w)", names)


@cache
def own_country() -> Clue:
    names = [*map(fold, topics().own_country)]
    return Clue(rf"(?<!\w){any_of(names)}(?!\w)", names)
