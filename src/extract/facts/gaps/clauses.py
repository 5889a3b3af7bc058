"""What several questions ask of a clause: its places, its levels, what a gap joins or parts."""

from __future__ import annotations

import re
from functools import cache

from extract.language.numbers import number_words
from extract.language.patterns import Before, any_of
from extract.language.phrases import Clue, Phrases
from extract.tables.topics import topics
from extract.tables.words import synonyms


@cache
def breaks() -> Phrases:
    # "chỉ còn 17 điểm" goes on.
    only = "".join(rf"(?<!\b{word} )" for word in topics().no_break_after)
    rest = rf"(?!{any_of(topics().no_breaks)}\b)"
    return Phrases((";", *topics().clause_breaks), rf";|\b{only}{rest}{any_of(topics().clause_breaks)}\b")


@cache
def joined_behind() -> re.Pattern[str]:
    words = topics()
    fillers = (*words.both, *words.index_fillers, *words.region_nouns)
    inner = any_of((*words.index_after, *words.national, *words.part_nouns, *fillers))
    return re.compile(rf"(?:[\s:\"'(-]|\b\d+\b|,(?=\s*{any_of(words.crowd_parts)}\b)|{inner}\b)*")


@cache
def whole() -> Phrases:
    """Behind a component: the whole index is told again ("…, xếp hạng chung 12/63"), not the whole of the component."""
    words = topics()
    taken_up = rf"(?:[^\W\d_]+\s+)?{any_of(words.part_anaphors)}\s+{any_of(words.these)}"
    return Phrases(words.whole, rf"\b{any_of(words.whole)}\b(?!\s+{taken_up}\b)")


@cache
def this_part() -> Phrases:
    """A component, or the index, taken up again: "lĩnh vực này", "chỉ số này"."""
    words = topics()
    return Phrases(words.part_anaphors, rf"\b(?P<noun>{any_of(words.part_anaphors)})\s+{any_of(words.these)}\b")


@cache
def joiner() -> re.Pattern[str]:
    words = topics()
    return re.compile(rf"[\s,()\"'/&+-]*(?:{any_of(words.joiners)}\b[\s\"'(]*)?{_joiner_nouns()}")


def _joiner_nouns() -> str:
    return rf"(?:{any_of(topics().joiner_nouns)}\b\.?[\s\"'(]*)*"


@cache
def next_in_list() -> re.Pattern[str]:
    """Between two items of a list: what joins them, and words for the next one ("), tiếp đến là")."""
    words = topics()
    next_is = rf"{any_of(words.next_item)}\b(?:\s+{any_of(words.owner_is)}\b)?[\s\"'(]*"
    return re.compile(rf"{joiner().pattern}(?:{next_is}{_joiner_nouns()})?")


@cache
def fronted() -> re.Pattern[str]:
    """Before a figure: the clause begins with figures, and tells behind a comma whose they are."""
    return re.compile(rf"(?:^|[,:])[\s\"']*{any_of(topics().fronts)}\b[^;:]*$")


@cache
def fronted_value() -> re.Pattern[str]:
    """Before a value: the clause begins with it alone, and it is no sum ("‹Với số điểm› 7,5, P dẫn đầu")."""
    words = topics()
    return re.compile(rf"(?:^|[,:])[\s\"']*{any_of(words.fronts)}(?!\s+{any_of(words.sums)})[^,;:\d]*$")


@cache
def kinds_before() -> re.Pattern[str]:
    """Before the noun of a place: another one and a comma, so that both list kinds ("10 huyện, thành phố")."""
    nouns = all_place_nouns()
    return re.compile(rf"\b{any_of(nouns)}\s*[,/]\s*$")


@cache
def overtaken() -> Clue:
    """Before a place: it is of those that another overtook ("vượt qua các tỉnh như A, B để đứng đầu")."""
    words = topics()
    return Clue(
        rf"\b{any_of(words.overtakes)}\s+{any_of(words.plurals)}\s+(?:(?:{any_of(words.crowds)}|[^,;:.()\d])*?"
        rf"\b{any_of((*words.list_openers, *words.crowds))}\s*)?$",
        words.overtakes,
    )


@cache
def planned_years() -> re.Pattern[str]:
    """At the head of a sentence: the year that its figures are set for ("Đến năm 2025: …", "Năm 2024: …")."""
    until = rf"(?P<until>{any_of(synonyms('đến'))}\s+(?:{any_of(topics().year_ends)}\s+)?)?"
    return re.compile(rf"[\s+*-]*(?P<head>{until}{any_of(topics().years)}\s+(?:19|20)\d{{2}})\s*:")


@cache
def only_name() -> re.Pattern[str]:
    """What may stand in a bracket beside a name alone: the noun for it, and signs."""
    words = topics()
    return re.compile(rf"(?:[\s\"'():\[\]]|\b{any_of((*words.part_nouns, *words.joiner_nouns))}\b)*")


@cache
def from_told() -> Phrases:
    return Phrases(topics().from_words)


@cache
def from_before() -> re.Pattern[str]:
    """Before a level: it is where a movement began."""
    return re.compile(rf"\b{any_of(topics().from_words)}\s+$")


@cache
def tells_back() -> Phrases:
    """At the head of a sentence: it tells what the figures before it are."""
    return Phrases(topics().tells_back)


@cache
def fared() -> re.Pattern[str]:
    """In what is counted: a movement."""
    return re.compile(rf"\b{any_of((*synonyms('tăng'), *synonyms('giảm'), *topics().fared))}\b")


@cache
def alike(*, indices: bool = False) -> re.Pattern[str]:
    """Between several and a figure: it is that of each ("P và Q ‹cùng› đạt", "hai năm tiếp theo ‹đều› thứ 63"); of
    several `indices` before a noun for them, too ("‹cả hai› chỉ số của P tăng").
    """
    words = topics()
    no = [word for word in words.not_shared if not (indices and word in words.index_nouns)]
    return re.compile(rf"\b{any_of(words.shared)}\b(?!\s+{any_of(no)}\b)")


@cache
def taking_up() -> Phrases:
    """What `this_part`, `these_places` and `these_indices` cannot do without."""
    return Phrases((*topics().these, *topics().respectively, *topics().shared, topics().tied))


@cache
def legend() -> re.Pattern[str]:
    """ "(số trong ngoặc là của năm 2020)": up to the year."""
    return re.compile(rf"\b{any_of(topics().in_brackets)}\b[^;.()]*$")


@cache
def respectively() -> Phrases:
    return Phrases(topics().respectively)


@cache
def joining() -> re.Pattern[str]:
    """Between the members of a list: "và", commas and the like."""
    return re.compile(rf"(?:[\s,;/-]|\b{any_of((*topics().joiners, *topics().value_units))}\b)*")


@cache
def in_turn() -> re.Pattern[str]:
    """Between the last of several owners with their values and ranks that are told for all of them."""
    words = topics()
    told = any_of((*words.respectively, *words.joiners, *words.from_words, *words.plurals, *synonyms("xếp")))
    return re.compile(rf"(?:[\s,)]|\b{told}\b)*")


@cache
def run_told() -> Phrases:
    """What may tell of a run of years, or of a time before a merger, wherever it stands."""
    words = topics()
    ago = (*words.long_ago, *words.before_merger)
    recent = rf"{any_of(words.years)}\s+{any_of(words.recent)}"
    return Phrases((*words.years, *words.after_run, *ago), rf"\b(?:{recent}|{after_years()}|{any_of(ago)})\b")


def after_years() -> str:
    """ "sau 4 năm", "sau nhiều năm"; not "sau một năm", which tells the year."""
    words = topics()
    number = rf"(?:\d+|(?!1\b|một\b){number_words()}|{any_of(words.some_years)})"
    return rf"{any_of(words.after_run)}\s+{number}\s+{any_of(words.years)}"


@cache
def value_gap() -> re.Pattern[str]:
    """Between an owner and its value: a bracket, a colon, a dash, a verb."""
    return re.compile(rf"[\s\"':(-]*(?:\b{any_of(topics().value_verbs)}\b[\s:(]*){{0,2}}")


@cache
def about_told() -> Phrases:
    return Phrases(topics().about_part)


@cache
def clause_head() -> re.Pattern[str]:
    return re.compile(r"(?:^|[.;:-])[\s\"']*$")


@cache
def generic() -> Phrases:
    return Phrases(topics().generic)


@cache
def reporting() -> Phrases:
    """A sentence about results, whether it names an index or not."""
    return Phrases((*topics().generic, *topics().reports))


@cache
def report_of() -> re.Pattern[str]:
    """Before a year: results of it are told."""
    return re.compile(rf"\b{any_of((*topics().generic, *topics().reports))}\b[^;.:\d]{{0,60}}$")


@cache
def owner_behind() -> re.Pattern[str]:
    return to_owner(topics().owner_after)


def to_owner(links: tuple[str, ...]) -> re.Pattern[str]:
    """Between a figure, or a place, and the owner that one of the links tells."""
    words = topics()
    filler = any_of((*words.national, *words.local, *words.owner_fillers, *words.respectively))
    kinds = any_of((*words.district_nouns, *words.commune_nouns, *words.body_nouns))
    # "38,97 điểm, mức thấp nhất, thuộc về P"
    extreme = any_of((*words.extremes, *words.superlatives))
    apposed = (
        rf"(?:,?\s*(?:{any_of(words.owner_is)}\s+)?{any_of(words.level_nouns)}\s+{extreme}[^,;:.()\d]{{0,25}}?,?)?"
    )
    return re.compile(
        rf"{apposed}(?:[\s\"'()]|\b\d{{4}}\b|\b{filler}\b)*\b{any_of(links)}\b"
        # "thuộc về các sở: P và Q", "là UBND các huyện: P, Q"
        rf"\s*:?\s*(?:{any_of(words.unit_bodies)}\s+)?(?:(?:{any_of(words.owner_nouns)}|{any_of(words.plurals)}(?:\s+{kinds})?)(?!\w)\s*:?\s*)?"
    )


@cache
def mean_of_country(*, valued: bool) -> Phrases:
    """A mean of the country; with `valued` also its value ("chỉ số … của cả nước"), where `country_told` is found."""
    words = topics()
    mean, country = any_of(words.means), any_of(words.country)
    value = (
        rf"|\b{any_of(words.value_heads)}\b(?:[^,;.()\d]|\b(?:19|20)\d{{2}}\b){{0,100}}\b{any_of(words.of_country)}\b"
    )
    return Phrases(
        (*words.means, *words.country, *words.medians, *(words.value_heads if valued else ())),
        rf"\b{mean}\b[^,;.()]{{0,40}}?\b{country}\b|\b{country}\b[^;.()\d]{{0,60}}?\b{mean}\b"
        rf"{value if valued else ''}"
        rf"|\b{any_of(words.medians)}\b|\b{any_of(words.averages)}\s+{any_of(words.these)}\b",
    )


def _place_nouns() -> dict[str, tuple[str, ...]]:
    words = topics()
    return {
        "province": words.province_nouns,
        "city": words.city_nouns,
        "district": words.district_nouns,
        "commune": words.commune_nouns,
        "agency": words.body_nouns,
    }


def all_place_nouns() -> list[str]:
    return [noun for told in _place_nouns().values() for noun in told]


@cache
def anaphor() -> Phrases:
    """A place taken up again: its noun alone, or with "này". Groups are the kinds of place."""
    words = topics()
    kinds = "|".join(rf"(?P<{kind}>{any_of(told)})" for kind, told in _place_nouns().items())
    return Phrases(
        (*all_place_nouns(), *words.we),
        rf"\b(?P<we>{any_of(words.we)})\b|\b(?:{kinds})\b(?:(?:\s+[^\W\d_]+){{1,3}}?\s+(?P<this_>{words.this})\b|\s+(?:(?P<this>{any_of(words.these)})|(?P<ours>{any_of(words.ours)}))\b"
        rf"|(?!(?:\s*[,/])?\s*{any_of(words.never_goes_on)}\b))",
    )


@cache
def before_alone() -> Before:
    """Before the noun of a place that takes one up by itself: the head of a clause, a year, a few small words."""
    words = topics().before_alone
    return Before(rf"(?:^|[,;:.(\"'-]|\b\d{{4}}|\b{any_of(words)})\s*$", ("", *words), numbers=True)


@cache
def class_before() -> re.Pattern[str]:
    """Before the noun of a place: a class of bodies in it is told ("đứng đầu bảng DTI cấp huyện của tỉnh")."""
    words = topics()
    return re.compile(rf"\b{any_of(words.levels_within)}\s+{any_of(words.scope_fillers)}\s+$")


@cache
def in_province() -> re.Pattern[str]:
    """Behind a rank: it holds in the province ("dẫn đầu toàn tỉnh")."""
    return re.compile(rf"\s*{any_of(topics().local)}")


@cache
def owned_before() -> re.Pattern[str]:
    return re.compile(rf"\b{topics().of}\s+$")


@cache
def country_told() -> Phrases:
    """Words that say at the head of a sentence that it is about the country, wherever they stand."""
    return Phrases((*topics().whole_country, *topics().of_country))


@cache
def counted() -> re.Pattern[str]:
    """Before the noun of a place with "này": it is one of several."""
    return re.compile(rf"\b(?:{any_of(topics().plurals)}|\d{{1,3}})\s+$")


@cache
def value_follows() -> re.Pattern[str]:
    return re.compile(rf"\s*(?::|{any_of(topics().value_verbs)}\b)")


@cache
def scope_gap() -> re.Pattern[str]:
    """What may stand between a rank and the region it holds in."""
    words = topics()
    return re.compile(rf"(?:[\s(,/]|\b\d+\b|\b{any_of((*words.regional, *words.scope_fillers, *words.crowds))}\b)*")


@cache
def about_index() -> re.Pattern[str]:
    """Behind a rank, before an index: "dẫn đầu ‹về chỉ số› ICT Index"."""
    return re.compile(rf"\s*{any_of(topics().index_after)}\s+(?:{any_of(topics().tables)}\s+)?")


def _level_nouns() -> dict[str, tuple[str, ...]]:
    """The nouns of bodies by their level, as the types of subjects are."""
    words = topics()
    return {
        "province": words.province_level,
        "district": words.district_level,
        "commune": words.commune_level,
        "agency": words.agency_level,
    }


@cache
def levels() -> Phrases:
    """A class of bodies of one level ("khối huyện", "cấp sở"). Groups are the levels."""
    told = "|".join(rf"(?P<{kind}>{any_of(nouns)})" for kind, nouns in _level_nouns().items())
    return Phrases(topics().classes, rf"\b{any_of(topics().classes)}\s+(?:{told})(?!\w)")


@cache
def other_level(kind: str) -> re.Pattern[str]:
    """Behind a level: another one beside it, so that it is neither ("cấp bộ, tỉnh", "cấp huyện và cấp xã")."""
    words = topics()
    others = [noun for other, nouns in _level_nouns().items() if other != kind for noun in nouns]
    own = any_of(_level_nouns()[kind])
    link = rf"(?:,|/|\s+{any_of(words.joiners)})\s+(?:{any_of(words.classes)}\s+)?"
    return re.compile(rf"(?:{link}{own}(?!\w))*{link}{any_of(others)}(?!\w)")


@cache
def level_link() -> re.Pattern[str]:
    """Between an index and the level that it is taken at."""
    words = topics()
    year = rf"(?:{any_of(words.years)}\s+)?(?:19|20)\d{{2}}"
    return re.compile(rf"[\s\"'()]*(?:{year}\s+)?(?:{any_of(words.class_links)}\s+)?(?:{any_of(words.plurals)}\s+)?")


@cache
def level_head() -> re.Pattern[str]:
    """Before a level: it stands at the head of a clause."""
    return re.compile(rf"(?:^|[.:;,(\n-])[\s\"']*(?:{any_of(topics().class_heads)}\s+)?$")


@cache
def mean_right_before() -> re.Pattern[str]:
    """Right before a value: it is a mean ("điểm trung bình ‹66,66› của cả nước")."""
    words = topics()
    return re.compile(rf"\b{any_of(words.means)}(?:\s*:)?\s+(?:{any_of(words.value_verbs)}\s+)*$")


@cache
def beyond_mean() -> Clue:
    """Before a value in brackets: the mean that something is compared with ("thấp hơn mức trung bình (‹65,2›")."""
    words = topics()
    mean = any_of(words.means)
    return Clue(rf"\b{any_of(words.beyond)}\s+(?:{any_of(words.level_nouns)}\s+)?{mean}\s*\(\s*$", words.means)


@cache
def times() -> re.Pattern[str]:
    """A year, or the number of years ("trong 5 năm")."""
    return re.compile(rf"\b(?:(?:19|20)\d{{2}}|\d{{1,2}}(?=\s+{any_of(topics().years)}))\b")


@cache
def against_mean() -> Before:
    """Right before a mean: something is compared with it."""
    words = (*topics().beyond, *topics().against, *topics().beside_mean)
    return Before(rf"(?<!\w){any_of(words)}\s+(?:{any_of(topics().level_nouns)}\s+)?$", (*words, *topics().level_nouns))


@cache
def mean_of_index(*, named: bool) -> re.Pattern[str]:
    """Up to a value: it is the mean of an index, with its name left out ("điểm trung bình của chỉ số là"); where it was
    `named`, also "điểm trung bình [PCI] là", "[PCI] có điểm trung bình".
    """
    words = topics()
    index, average = any_of((*words.generic, *words.tables)), any_of((*words.averages, *words.medians))
    value = any_of((*words.level_nouns, *words.generic))
    gap, verbs = rf"(?:\s*{any_of(words.these)})?\s*", rf"(?:{any_of(words.value_verbs)}\s+)*"
    noun = rf"(?:{verbs}{value}|{index})" if named else index
    return re.compile(
        rf"[\s,]*(?:(?:{value}\s+)?{average}\s+{words.of}(?:\s+{index})?|(?:{noun}\s+)?{average}){gap}{verbs}"
    )


@cache
def averages() -> Phrases:
    return Phrases(topics().averages)


@cache
def item_gap() -> re.Pattern[str]:
    """Between an item of a list and its figure: at most a verb."""
    words = topics()
    told = (*words.value_verbs, *words.rated_words, *words.superlatives, *words.extremes)
    verbs = any_of((*told, *(word for name in ("xếp", "đứng", "đạt", "cuối") for word in synonyms(name))))
    return re.compile(rf"[\s\"':(,]*(?:{verbs}\b[\s:(,]*){{0,3}}")


@cache
def own_item() -> re.Pattern[str]:
    """Behind a figure: words that begin another item."""
    return re.compile(rf"\s*(?:[,;(]|{any_of(topics().joiners)}\b)[\s\"'-]*[^\W\d_]")


@cache
def next_places() -> Phrases:
    """The places behind a rank that was told ("ba ‹vị trí tiếp theo› lần lượt thuộc về")."""
    words = topics()
    told = [f"{noun} {word}" for noun in words.places_of_rank for word in words.next_places]
    return Phrases(told, rf"\b{any_of(words.places_of_rank)}\s+(?P<next>{any_of(words.next_places)})\b")


@cache
def how_many() -> re.Pattern[str]:
    """Right before such places: how many they are."""
    return re.compile(rf"\b(?P<count>\d{{1,2}}|{number_words()})\s+$")


@cache
def one_place() -> re.Pattern[str]:
    """Before a bracket: one place, whose name the bracket tells."""
    nouns = any_of(all_place_nouns())
    return re.compile(rf"\b(?:0?1|{any_of(topics().one)})\s+{nouns}\s+$")
