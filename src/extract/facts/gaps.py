"""What may stand between a figure and its owner, or tell of what kind a clause is: patterns made of the word lists.

Every pattern is compiled once, from `data/topics.toml` and `data/words.toml`; none has a word of its own.
"""

from __future__ import annotations

import re
from functools import cache

from extract.folding import fold
from extract.language.numbers import NUMERAL, number_words
from extract.language.patterns import any_of
from extract.language.phrases import Phrases
from extract.tables.hedges import hedges
from extract.tables.indices import indices
from extract.tables.periods import periods
from extract.tables.provinces import regions
from extract.tables.topics import topics
from extract.tables.words import synonyms


@cache
def breaks() -> Phrases:
    # "chỉ còn 17 điểm" goes on.
    only = "".join(rf"(?<!\b{word} )" for word in topics().no_break_after)
    return Phrases((";", *topics().clause_breaks), rf";|\b{only}{any_of(topics().clause_breaks)}\b")


@cache
def plan_ends() -> re.Pattern[str]:
    """Between a plan and a figure: the figure is no part of it."""
    return re.compile(rf"\b{any_of((*topics().plan_ends, *topics().plan_done))}\b")


@cache
def supposition_ends() -> re.Pattern[str]:
    """Between a supposition and a figure: the figure is none."""
    return re.compile(rf";|\b{any_of(topics().plan_ends)}\b")


@cache
def so_far() -> re.Pattern[str]:
    """Before a figure: it was reached already."""
    return re.compile(rf"\b{any_of(hedges().so_far)}\b")


@cache
def reached_beside() -> re.Pattern[str]:
    """Behind a figure: a bracket that tells what was reached so far ("88% (thực hiện 87,03%)")."""
    return re.compile(rf"\s*\(\s*{any_of(hedges().reached_beside)}\b")


@cache
def joined_behind() -> re.Pattern[str]:
    words = topics()
    inner = any_of((*words.index_after, *words.national, *words.part_nouns, *words.both, *words.index_fillers))
    return re.compile(rf"(?:[\s:\"'(-]|\b\d+\b|,(?=\s*{any_of(words.crowd_parts)}\b)|{inner}\b)*")


@cache
def strong_behind() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of((*topics().index_after, *topics().ranking))}\b|:")


@cache
def begins_item() -> re.Pattern[str]:
    """Before words that name an index loosely: the head of a clause."""
    words = topics()
    links = any_of((*words.joiners, *words.clause_breaks, *words.about_part, *words.generic, *words.tables))
    return re.compile(rf"(?:^|[;,:.])[\s\"']*(?:{links}\s+)*$")


@cache
def rated_loosely() -> re.Pattern[str]:
    """Behind such words: whom they ask, at most, and a value."""
    words = topics()
    people = any_of(words.people)
    asked = rf"(?:\s+{words.part_of[0]}\s+{people}(?:[\s,]|{people}\b|{any_of(words.joiners)}\b)*)?"
    ranks = rf"\s+(?:{any_of(synonyms('đứng'))}\s+)?{any_of(synonyms('hạng'))}\s+\d"
    return re.compile(rf"{asked}(?:{value_next().pattern}|{ranks})")


@cache
def of_aside() -> re.Pattern[str]:
    """Between a component and its index that stands between commas: "chỉ số X, ở PCI 2020, được 6,9 điểm"."""
    tables = any_of((*topics().ranking, *topics().tables))
    return re.compile(rf"[\"')]*,\s+{any_of(topics().part_of)}(?:\s+{tables})*\s+")


@cache
def aside_ends() -> re.Pattern[str]:
    """Behind an index between commas, with its year."""
    return re.compile(rf"(?:\s+(?:{any_of(topics().years)}\s+)?(?:19|20)\d{{2}})?,")


@cache
def strong_last() -> re.Pattern[str]:
    """Before an index: it is what the figure further before is of ("…, lọt top 10 cả nước về chỉ số")."""
    words = topics()
    return re.compile(
        rf"\b{any_of(words.index_after)}\s+(?:{any_of((*words.part_nouns, *words.ranking, *words.tables))}\s+)*[\"'(]*$"
    )


@cache
def list_head() -> re.Pattern[str]:
    """Between the opener of a list and its first component."""
    words = topics()
    inner = any_of((*words.list_openers, *words.part_nouns, *words.plurals))
    return re.compile(rf"[\s\"'(:+-]*(?:(?:{inner}|\d+)\b[\s\"'(:.)-]*)*")


@cache
def of() -> re.Pattern[str]:
    of, tables = any_of(topics().part_of), any_of((*topics().ranking, *topics().tables))
    # "X là điểm sáng nhất của tỉnh trong PCI"
    words = rf"(?:{of}\s+[^,;.\d]{{2,30}}?\s+)?(?:{any_of(topics().owner_is)}\s+[^,;.\d]{{2,60}}?\s+)?"
    # "chỉ số tính minh bạch PCI 2023"
    return re.compile(rf"[\s\"')]*(?:{words}{of}\b(?:\s+{tables}\b)?[\s\"'(]*)?")


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
def of_two() -> Phrases:
    """One of two indices: "cái trước tăng 4 bậc, cái sau giảm 2 bậc"."""
    words = topics()
    return Phrases(
        (*words.former, *words.latter), rf"\b(?:(?P<former>{any_of(words.former)})|{any_of(words.latter)})\b"
    )


@cache
def joiner() -> re.Pattern[str]:
    words = topics()
    return re.compile(
        rf"[\s,()\"'/&+-]*(?:{any_of(words.joiners)}\b[\s\"'(]*)?(?:{any_of(words.joiner_nouns)}\b\.?[\s\"'(]*)*"
    )


@cache
def satisfied_gap() -> re.Pattern[str]:
    """Between a percentage and what it says of people: nothing, or those people ("người dân, tổ chức")."""
    people, joiners = any_of(topics().people), any_of(topics().joiners)
    return re.compile(rf"\s*(?:{people}\b(?:[\s,]|{people}\b|{joiners}\b)*)?")


@cache
def people_first() -> re.Pattern[str]:
    """Behind a percentage: it is a share of people."""
    return re.compile(rf"\s*{any_of(topics().people)}\b")


@cache
def dateline() -> re.Pattern[str]:
    """A bracket that tells who sent the news, and when."""
    return re.compile(rf"\(\s*{any_of(topics().datelines)}\b")


@cache
def distance() -> re.Pattern[str]:
    """Before a figure: it is how far two are apart."""
    return re.compile(rf"\b{any_of(topics().distances)}\b[^;:]*$")


@cache
def against_goal() -> re.Pattern[str]:
    """Before a change: it is how far a goal is away, or the mean ("So với kế hoạch đề ra, PCI hụt 0,8 điểm")."""
    return re.compile(rf"\b{any_of(synonyms('so'))}\s+{any_of(synonyms('chỉ tiêu'))}\b[^;:]*$")


@cache
def goal_bracket() -> re.Pattern[str]:
    """Before a bracket: what was aimed at, which the bracket tells ("so với mục tiêu đề ra (70 điểm)")."""
    table = hedges()
    year = rf"(?:\s+{any_of(topics().years)}\s+\d{{4}})?"
    return re.compile(rf"\b(?P<goal>{any_of(table.goals)}){year}(?:\s+{any_of(table.set_out)})?{year}\s*$")


@cache
def place_noun() -> re.Pattern[str]:
    """Right before "dẫn đầu": a noun for any place of that kind."""
    nouns = _all_place_nouns()
    return re.compile(rf"(?:^|\W)(?:{any_of(topics().with_place)}\s+)(?:{any_of(nouns)})\s+$")


@cache
def none_of() -> re.Pattern[str]:
    """Before a bound: it is told of none ("không chỉ số nào dưới 6 điểm")."""
    return re.compile(rf"\b{any_of(topics().none_of)}\b[^,;:]*$")


@cache
def fronted() -> re.Pattern[str]:
    """Before a figure: the clause begins with figures, and tells behind a comma whose they are."""
    return re.compile(rf"(?:^|[,:])[\s\"']*{any_of(topics().fronts)}\b[^;:]*$")


@cache
def fronted_year() -> re.Pattern[str]:
    """Between such figures and their year, without the names told there ("Với 73,4 điểm, thứ 1, năm 2019 P …")."""
    words = topics()
    fillers = any_of((*words.joiners, *words.outcome, *words.period_fillers, *words.part_nouns))
    return re.compile(rf"(?:[\s,\"'()]|\b{fillers}\b)*")


@cache
def comma_last() -> re.Pattern[str]:
    """Before a place: a comma, and at most the noun for it."""
    nouns = _all_place_nouns()
    return re.compile(rf",\s*(?:{any_of(nouns)}\s+)?[\"']?$")


@cache
def region_head() -> re.Pattern[str]:
    """Before a region: it stands at the head of a clause, with at most the noun for it."""
    return re.compile(rf"(?:^|[.;:,(\n-])[\s\"']*(?:{any_of(topics().owner_nouns)}\s+)?$")


@cache
def kinds_before() -> re.Pattern[str]:
    """Before the noun of a place: another one and a comma, so that both list kinds ("10 huyện, thành phố")."""
    nouns = _all_place_nouns()
    return re.compile(rf"\b{any_of(nouns)}\s*[,/]\s*$")


@cache
def beside() -> re.Pattern[str]:
    """Before an index at the head of a clause: it is only mentioned beside another."""
    words = topics()
    first = rf"(?:^|[;:,])[\s\"']*{any_of(words.beside)}|^[\s\"']*{any_of(words.contrasts)}"
    return re.compile(rf"(?:{first})\s+[^,;.\d]{{0,30}}$")


@cache
def framed() -> re.Pattern[str]:
    """Before an index at the head of a sentence: it tells where, or on what occasion, another is spoken of."""
    return re.compile(rf"^[\s\"']*{any_of(topics().frames)}\s+[^,;]{{0,40}}$")


@cache
def rest() -> re.Pattern[str]:
    """Behind a count of indices: the others, of whatever ("hai chỉ số còn lại")."""
    return re.compile(rf"\s+{any_of(topics().rest)}\b")


@cache
def other_indices() -> re.Pattern[str]:
    """A count of what may be indices as well as parts of one."""
    return re.compile(any_of(topics().rest_nouns))


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
    return re.compile(rf"\s+{any_of((topics().province_nouns[0], *topics().city_nouns))}(?!\w)")


@cache
def overtaken() -> re.Pattern[str]:
    """Before a place: it is of those that another overtook ("vượt qua các tỉnh như A, B để đứng đầu")."""
    words = topics()
    return re.compile(
        rf"\b{any_of(words.overtakes)}\s+{any_of(words.plurals)}\s+(?:(?:{any_of(words.crowds)}|[^,;:.()\d])*?"
        rf"\b{any_of((*words.list_openers, *words.crowds))}\s*)?$"
    )


@cache
def own_region() -> re.Pattern[str]:
    """Behind a rank: it holds in "khu vực", that nobody names."""
    words = topics()
    nouns, fillers = any_of(words.region_nouns), any_of((*words.regional, *words.scope_fillers))
    behind = any_of((*words.joiners, *words.index_after, *words.years))
    return re.compile(rf"(?:[\s(,/]|\b\d+\b|\b{fillers}\b)*?\b(?P<region>{nouns})\s*(?:$|[^\w\s]|{behind}\b)")


@cache
def superlative() -> re.Pattern[str]:
    """Up to a number: it is the largest or the smallest of all ("nơi giảm nhiều nhất là 2,94%")."""
    words = topics()
    return re.compile(rf"\b{any_of(words.superlatives)}(?:\s+{any_of(words.value_verbs)})*\s*$")


@cache
def within() -> re.Pattern[str]:
    """Before a region: it stands at the head of a clause, and the ranks behind hold in it."""
    words = topics()
    inner = any_of((*words.regional, *words.scope_fillers, *words.region_nouns))
    return re.compile(rf"(?:^|[.;:,(])[\s\"']*{any_of(words.within)}\s+(?:(?:{inner}|\d+),?\s+)*$")


@cache
def within_own() -> re.Pattern[str]:
    """ "Trong khu vực, …", without a name."""
    words = topics()
    inner = any_of((*words.regional, *words.scope_fillers))
    nouns = any_of(words.region_nouns)
    return re.compile(rf"(?:^|[.;:,(])[\s\"']*{any_of(words.within)}\s+(?:{inner}\s+)*?(?P<region>{nouns})\s*,")


@cache
def nationwide() -> re.Pattern[str]:
    """Behind a rank: it holds in the whole country."""
    words = topics()
    inner = any_of((*words.scope_fillers, *words.regional))
    return re.compile(rf"(?:[\s(,/]|\b\d+\b|\b{inner}\b)*\b{any_of(words.national)}\b")


@cache
def class_mean() -> re.Pattern[str]:
    """Before a value: it is the mean of a class of bodies, of none of them ("trung bình của các bộ là 84%")."""
    words = topics()
    several = rf"(?:{any_of((*words.plurals, *words.classes))}|\d{{1,3}})"
    kinds = any_of((*words.body_nouns, *words.district_nouns, *words.commune_nouns))
    average, year = any_of((*words.averages, *words.medians)), r"(?:19|20)\d{2}"
    tail, fillers, verbs = rf"(?:[^,;:()\d]|\b{year})*", any_of(words.scope_fillers), any_of(words.value_verbs)
    return re.compile(
        rf"\b{any_of(words.means)}\b[^,;:()\d]{{0,60}}\b{several}\s+{kinds}\b[^,;:()\d]*$"
        rf"|\b{average}\s+(?:{fillers}\s+)*{any_of(words.classes)}\b{tail}(?:,\s*{any_of(words.from_words)}\s*)?$"
        rf"|\b{several}\s+(?:{kinds},?\s*)+{tail}\b{average}\s+(?:{any_of(words.years)}\s+{year}\s+)?(?:{verbs}\s+)*$"
        # "khối sở bình quân 90,2 điểm, khối huyện 89,1 điểm"
        rf"|\b{average}\b[^;:]*\b{any_of(words.whole_classes)}\s+{kinds}(?:,?\s+{kinds})*\s+(?:{verbs}\s+)*$"
    )


@cache
def gap_to_unnamed() -> re.Pattern[str]:
    """Before a figure: how far it is to another, whoever that is ("hơn đơn vị xếp thứ hai là huyện P 0,9 điểm")."""
    words = topics()
    nouns = any_of(_all_place_nouns())
    place = any_of((*synonyms("đứng"), *synonyms("đầu"), *synonyms("cuối"), *words.extremes, *words.comparison))
    own = any_of(word for word in synonyms("đạt") if word not in words.owner_is)
    return re.compile(
        rf"\b{any_of(synonyms('hơn'))}\s+(?:{any_of(words.against)}\s+)?{nouns}\s+{place}\b(?:(?!\b{own}\b)[^;,:])*$"
    )


@cache
def asked() -> re.Pattern[str]:
    """Before "dẫn đầu": who does so is asked, or nobody does ("huyện nào đang dẫn đầu?")."""
    return re.compile(rf"\b{any_of((*topics().none_of, *topics().asked))}\b[^,;:]*$")


@cache
def planned_years() -> re.Pattern[str]:
    """At the head of a sentence: the year that its figures are set for ("Đến năm 2025: …", "Năm 2024: …")."""
    until = rf"(?P<until>{any_of(synonyms('đến'))}\s+(?:{any_of(topics().year_ends)}\s+)?)?"
    return re.compile(rf"[\s+*-]*(?P<head>{until}{any_of(topics().years)}\s+(?:19|20)\d{{2}})\s*:")


@cache
def tier_defined() -> re.Pattern[str]:
    """Before a bound: a tier, which the bound defines ("Nhóm tốt, từ 80% đến dưới 90%")."""
    tier = rf"\b{any_of((*synonyms('xếp nhóm'), *topics().crowds))}\s+{any_of(synonyms('bậc nhóm'))}"
    values = rf"(?:[^;.\w]|\d|\b{any_of((*topics().from_words, *synonyms('đến')))}\b|\b{any_of(hedges().max)}\b)*"
    # "nhóm A đạt kết quả chỉ số từ 90% trở lên": the tier itself heads the clause.
    head = rf"(?:^|[,;:(+-]|\b{any_of((*topics().joiners, *topics().construction))}\b)\s*{tier}"
    told = rf"{head}\s+(?:{any_of((*topics().value_verbs, *topics().value_heads, *topics().generic))}\b\s*)*"
    return re.compile(rf"(?:{tier}\s*[,:(]|{told}){values}$")


@cache
def of_these() -> re.Pattern[str]:
    """So many bodies, among whom the ranks behind hold ("Trong 17 bộ, ngành, …", "ở nhóm 8 bộ", "xét 13 tỉnh vùng P").

    None that are chosen by what they came to ("trong 10 tỉnh dẫn đầu").
    """
    words = topics()
    chosen = any_of((*synonyms("tốt nhất"), *synonyms("tăng"), *synonyms("giảm"), *synonyms("cuối"), *words.chosen))
    return re.compile(
        rf"(?:^|[\s,;(]){any_of(words.among)}\s+(?P<all>\d{{1,3}}|{number_words()})\s+{any_of(synonyms('tỉnh'))}\b"
        rf"(?!\s+(?:{chosen}\b|[^,;.]{{0,30}}\b{any_of(synonyms('tốt nhất'))}\b))"
    )


@cache
def scale_before() -> re.Pattern[str]:
    """Before a score, at the head of its clause: the most that can be had ("Trên thang điểm 100, tỉnh đạt …")."""
    return re.compile(
        rf"(?:^|[;:.])\s*{any_of(topics().on_scale)}\s+(?P<top>{NUMERAL})(?:\s+{any_of(synonyms('điểm'))})?\s*,[^;:]*$"
    )


@cache
def next_clause() -> re.Pattern[str]:
    """Behind several bodies: a comma that parts no two nouns of their names ("14 bộ, cơ quan ngang bộ")."""
    return re.compile(rf",(?!\s*{any_of(topics().crowd_parts)}\b)|[;:]")


@cache
def one_of() -> re.Pattern[str]:
    """Before so many bodies: they are those among whom one is ("một trong 3 tỉnh", "trong 63 tỉnh")."""
    return re.compile(rf"\b{any_of((*topics().among, *synonyms('trong tổng')))}\s+$")


@cache
def headed() -> re.Pattern[str]:
    """Between a rank that heads a line and whose it is."""
    return re.compile(rf"\s*(?:{any_of(topics().years)}\s+)?(?:(?:19|20)\d{{2}}\s*)?:[\s\"']*")


@cache
def each_year() -> re.Pattern[str]:
    """Before a change: it is the mean of several years ("Trung bình mỗi năm giai đoạn 2018-2022, PCI tăng 1 điểm")."""
    means = any_of(word for word in synonyms("mỗi năm") if " năm" in word and word.count(" ") > 1)
    return re.compile(rf"^\s*{any_of(synonyms('mỗi năm'))}\b|\b{means}\b")


@cache
def only_name() -> re.Pattern[str]:
    """What may stand in a bracket beside a name alone: the noun for it, and signs."""
    words = topics()
    return re.compile(rf"(?:[\s\"'():\[\]]|\b{any_of((*words.part_nouns, *words.joiner_nouns))}\b)*")


@cache
def unnamed() -> re.Pattern[str]:
    """Before a value: it is that of the first or the last, whoever that is ("điểm số của đơn vị dẫn đầu")."""
    nouns = any_of(_all_place_nouns())
    extremes = any_of((*synonyms("đầu"), *synonyms("cuối"), *topics().extremes))
    return re.compile(rf"\b{any_of(topics().with_place)}\s+{nouns}\s+{extremes}\b[^,;]*$")


@cache
def from_told() -> Phrases:
    return Phrases(topics().from_words)


@cache
def from_before() -> re.Pattern[str]:
    """Before a level: it is where a movement began."""
    return re.compile(rf"\b{any_of(topics().from_words)}\s+$")


@cache
def these_indices() -> re.Pattern[str]:
    """ "các chỉ số này lần lượt": several indices taken up again, for a list of figures."""
    words = topics()
    counted = rf"(?:{any_of(words.plurals)}|\d+)\s+{any_of(synonyms('phần'))}(?:\s+{any_of(words.these)})?"
    return re.compile(rf"\b{counted}\b[^;.]{{0,40}}?\b{any_of(words.respectively)}\b")


@cache
def these_years() -> re.Pattern[str]:
    """ "bốn năm ấy", "các năm này": several years taken up again."""
    words = topics()
    several = rf"(?:{any_of(words.plurals)}|{number_words()}|\d)"
    return re.compile(rf"\b{several}\s+{any_of(words.years)}\s+{any_of(words.these)}\b")


@cache
def all_years() -> re.Pattern[str]:
    """ "cả hai năm": all of the years told before."""
    words = topics()
    return re.compile(rf"\b{any_of(words.all_of)}\s+(?P<count>{number_words()}|\d)\s+{any_of(words.years)}\b")


@cache
def then_joining() -> re.Pattern[str]:
    """Between the members of a list of several years."""
    words = topics()
    return re.compile(rf"(?:[\s,;]|\b{any_of(words.joiners)}\b|\b(?P<then>{any_of(words.then)})\b)*")


@cache
def tells_back() -> re.Pattern[str]:
    """At the head of a sentence: it tells what the figures before it are."""
    return re.compile(rf"[\s\"'(-]*{any_of(topics().tells_back)}\b")


@cache
def fared() -> re.Pattern[str]:
    """In what is counted: a movement."""
    return re.compile(rf"\b{any_of((*synonyms('tăng'), *synonyms('giảm'), *topics().fared))}\b")


@cache
def fares() -> re.Pattern[str]:
    """Behind a count: a movement ("5/10 chỉ số điểm và hạng cùng tăng")."""
    return re.compile(rf"[^,;.:(\d]{{0,40}}?{fared().pattern}")


@cache
def year_head() -> re.Pattern[str]:
    """Before a year: it stands at the head of its sentence, at most behind who speaks, or where."""
    return re.compile(rf"^(?:[^:;\d]{{0,60}}[:,])?[\s\"'(*+-]*(?:{any_of(topics().year_heads)}\s+)*$")


@cache
def year_alone() -> re.Pattern[str]:
    """Behind such a year: the sentence ends, or only asks about it."""
    return re.compile(r"[\s:.)\"']*|[^\d;:]{0,30}\?[\s\"']*")


@cache
def year_of_topic() -> re.Pattern[str]:
    """Between such a year and an index: it is told of the index, or of rating it ("Năm 2023 tỉnh chấm điểm CCHC")."""
    words = topics()
    nouns = any_of((*words.generic, *words.part_nouns))
    return re.compile(rf"(?:[\s,\"':(-]|\b{nouns}\b)*|[^;:.]*\b{any_of(words.rating)}\b[^;:.,\d]{{0,20}}")


@cache
def no_report() -> Phrases:
    """A year that stands beside these is a plan's, or the one of publication."""
    return Phrases((*periods().plans, *periods().published))


@cache
def result_so_far() -> re.Pattern[str]:
    """Between a goal and what came of it so far, in a bracket or behind a comma."""
    words = topics()
    value = rf"(?:{any_of(words.value_verbs)}|{any_of(synonyms('mức'))}|{any_of(synonyms('hạng'))})"
    return re.compile(rf"\s*[(,]\s*{any_of(words.so_far)}(?:\s+{value}\b|\s*:)*\s*")


@cache
def moves_to() -> re.Pattern[str]:
    """Right before a level: a movement leads from it or to it."""
    words = topics()
    return re.compile(
        rf"\b{any_of((*synonyms('tăng'), *synonyms('giảm'), *words.leads_on, *words.from_words, *words.up_to))}\s+$"
    )


@cache
def leads_on() -> re.Pattern[str]:
    """Between the level that a movement began at and the one it led to."""
    return re.compile(rf"\b{any_of((*synonyms('tăng'), *synonyms('giảm'), *topics().leads_on))}\b")


@cache
def moves_on() -> re.Pattern[str]:
    """Right behind the year of such a level: the movement from it."""
    return re.compile(rf"\s*{leads_on().pattern}")


@cache
def from_group() -> re.Pattern[str]:
    """Before the bracket of a level: what a movement began at, in words ("từ nhóm giữa (hạng 32)")."""
    return re.compile(rf"\b{any_of(topics().from_words)}\s+[^,;:.()\d]{{2,25}}$")


@cache
def long_run() -> re.Pattern[str]:
    """Before a movement: it is one of several years, or nobody knows of how many."""
    words = topics()
    return re.compile(
        rf"\b{any_of(words.long_run)}\b|\b(?:{number_words()}|\d+)\s+{any_of(words.years)}\s+{any_of(words.recent)}\b"
    )


@cache
def taking_up() -> Phrases:
    """What `these_places` and `these_indices` cannot do without."""
    return Phrases((*topics().these, *topics().respectively, *topics().shared))


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
def legend() -> re.Pattern[str]:
    """ "(số trong ngoặc là của năm 2020)": up to the year."""
    return re.compile(rf"\b{any_of(topics().in_brackets)}\b[^;.()]*$")


@cache
def charge_before() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(topics().charge_before)}\s*$")


@cache
def charge_after() -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of(topics().charge_after)}\b")


@cache
def construction() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(topics().construction)}\b")


@cache
def shared() -> re.Pattern[str]:
    """Between several owners, with their brackets, and a figure: each of them has it ("A (hạng 3) và B đều tăng")."""
    words = topics()
    return re.compile(rf"[^;:.]*?\b{any_of(words.shared)}\b(?!\s+{any_of(words.not_shared)}\b)[^,;:.()]*$")


@cache
def respectively() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(topics().respectively)}\b")


@cache
def joining() -> re.Pattern[str]:
    """Between the members of a list: "và", commas and the like."""
    return re.compile(rf"(?:[\s,;/]|\b{any_of((*topics().joiners, *topics().value_units))}\b)*")


@cache
def recent() -> re.Pattern[str]:
    words = topics()
    years = any_of(words.years)
    # "lần đầu tiên sau 12 năm" is now.
    first = "".join(rf"(?<!{word} )" for word in words.first_time)
    ago = rf"\b{any_of(words.long_ago)}\b"
    return re.compile(
        rf"{ago}|\b{years}\s+{any_of(words.recent)}\b|\b{first}{any_of(words.after_run)}\s+\d+\s+{years}\b"
    )


@cache
def run_told() -> Phrases:
    """What may be such a run, wherever it stands."""
    words = topics()
    years, after = any_of(words.years), any_of(words.after_run)
    pattern = rf"\b{years}\s+{any_of(words.recent)}\b|\b{after}\s+\d+\s+{years}\b"
    return Phrases((*words.years, *words.after_run), pattern)


@cache
def satisfied(index: str) -> re.Pattern[str]:
    """Behind a percentage: the people that the index itself counts ("83% người dân … hài lòng")."""
    words = indices()[index].counts
    # A comma parts only those people.
    people = rf"(?:\s+{any_of(topics().people)},(?=\s+{any_of(topics().people)}\b))*"
    whole = "".join(rf"(?<!\b{degree} )" for degree in topics().degrees)
    counted = any_of(fold(word) for word in words)
    return re.compile(rf"{people}[^,;.\d]{{0,60}}?\b{whole}{counted}\b" if words else r"(?!)")


@cache
def share_heads() -> re.Pattern[str]:
    """Before a percentage: it is a share of something."""
    words = topics()
    value = rf"{any_of(words.rates)}(?:\s+{any_of(words.value_verbs)})*\s*$"
    return re.compile(rf"\b(?!{value}){any_of(words.share_heads)}\b(?!\s+{any_of(words.rating)}\b)")


@cache
def compared() -> re.Pattern[str]:
    """Before an index: it is what something is compared with ("so với PCI 2018")."""
    return re.compile(rf"\b{any_of(topics().against)}\s*(?:{any_of(topics().index_nouns)}\s*)?$")


@cache
def scaled() -> re.Pattern[str]:
    """Before a figure: it is the most that can be had ("thang điểm … là 1.000 điểm")."""
    return re.compile(any_of(synonyms("thang")))


@cache
def shared_out() -> re.Pattern[str]:
    """Before a figure: it is a part of the points that can be had ("thang điểm 100, trong đó … là 68 điểm")."""
    return re.compile(rf"\b{any_of(synonyms('thang'))}\b.*\b{any_of(topics().shares_out)}\b", re.DOTALL)


@cache
def built_of() -> re.Pattern[str]:
    """Before a whole number: how the points of an index are shared out ("gồm 3 trụ cột: chính quyền số (400 điểm)")."""
    parts = rf"(?:\d+|{number_words()})\s+(?:{any_of(topics().parts_of)}\s+)?{any_of(synonyms('phần'))}"
    value = any_of((*synonyms("đứng"), *(word for word in synonyms("đạt") if word not in topics().value_added)))
    return re.compile(rf"\b{any_of(topics().construction)}\s+{parts}\b(?:(?!\b{value}\b)[^;.])*$")


@cache
def tier_before() -> re.Pattern[str]:
    """Before a bracket: a tier, which the bracket defines ("nhóm tốt (từ 90% trở lên)")."""
    named = any_of((*synonyms("xếp nhóm"), *topics().crowds))
    return re.compile(rf"\b{named}\s+{any_of(synonyms('bậc nhóm'))}\s*$")


@cache
def within_it() -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of(topics().within_it)}\b")


@cache
def both() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of([word for word in topics().both if ' ' in word])}\b")


@cache
def value_next() -> re.Pattern[str]:
    return re.compile(rf"[\"')]*\s*(?:\(|:\s*)?(?:{any_of(topics().value_verbs)}\s+){{0,2}}\(?\d")


@cache
def value_gap() -> re.Pattern[str]:
    """Between an owner and its value: a bracket, a colon, a verb."""
    return re.compile(rf"[\s\"':(]*(?:\b{any_of(topics().value_verbs)}\b[\s:(]*){{0,2}}")


@cache
def apposed_gap() -> re.Pattern[str]:
    """Between a place and its value: a comma, or what the place is ("A, tỉnh từng ở cuối bảng, nay có 84,66%")."""
    words = topics()
    kinds = any_of((*_all_place_nouns(), *words.where))
    verbs = any_of((*words.value_verbs, *words.now))
    return re.compile(rf",\s+(?:{kinds}\s+[^,;:.]{{2,80}},\s+(?:{verbs}\s+){{1,3}})?")


@cache
def about_behind() -> re.Pattern[str]:
    """Behind a figure: what it is told about."""
    return re.compile(rf"\s+{any_of(topics().about_part)}\s+(?P<part>[^;:.()\d]{{12,160}})")


@cache
def rank_about() -> re.Pattern[str]:
    """Behind a rank: what it is told of ("thứ 5 cả nước về thu hút FDI"), not of the index by a word for it."""
    words = topics()
    scope = any_of(
        (*words.national, *words.local, *words.regional, *words.scope_fillers, *words.crowds, *words.country)
    )
    own = _own_theme()
    about = words.about_part[0]
    # "thuộc về P"
    linked = "".join(rf"(?<!\b{link[: -len(about)]})" for link in words.owner_after if link.endswith(f" {about}"))
    return re.compile(
        rf"(?:[\s(,/)]|\b\d+\b|\b{scope}\b)*{linked}\b{about}\s+(?!{own}(?!\w))(?P<what>[^\W\d_][^,;.:]*)"
    )


@cache
def ranking_table() -> re.Pattern[str]:
    """In the words of a rank: it is one in the table of the whole index."""
    return re.compile(rf"\b{any_of(topics().ranking)}\b")


@cache
def rank_gap() -> re.Pattern[str]:
    """Between a value and its rank, in any order: "85,12%, đứng thứ 29", "vươn lên thứ 23, đạt 88,95%"."""
    return re.compile(rf"[\s\"':(,;-]*(?:\b{any_of(topics().value_verbs)}\b[\s:(,]*){{0,2}}")


@cache
def value_head() -> re.Pattern[str]:
    """Before a value at the head of a sentence, without its years: nothing but that it is one ("Con số của … là")."""
    words = topics()
    nouns = [noun for noun in words.level_nouns if noun not in words.rates]
    inner = any_of((*nouns, *words.value_verbs, *words.before_alone[:1], *words.owner_nouns))
    return re.compile(rf"[\s\"',:-]*(?:\b{inner}\b[\s,:]*)*")


def _own_theme() -> str:
    """Behind "về": words for an index and its parts, its results, and those that it rates; or a movement."""
    words = topics()
    nouns = (*words.generic, *words.level_nouns, *words.reports, *words.whole, *words.part_nouns, *words.tables)
    rated = (*words.classes, *words.region_nouns, *words.years, *words.own_matters, *_all_place_nouns())
    moved = (*synonyms("hạng"), *synonyms("phần"), *synonyms("đầu"), *words.back_home)
    return any_of((*nouns, *rated, *moved))


@cache
def about_told() -> Phrases:
    return Phrases(topics().about_part)


@cache
def about_other() -> re.Pattern[str]:
    """In the words before a percentage or a rank, without indices and components: the clause is about something else.

    "Về số hóa hồ sơ, tỉnh đạt 98,5%", "Về điểm số, …" is not.
    """
    words, own = topics(), _own_theme()
    return re.compile(rf"(?:^|[.,;:])[\s\"'-]*{any_of(words.about_part)}\s+(?!{own}\b)[^\W\d_][^;:,]*,[^;:,]*$")


@cache
def value_noun() -> re.Pattern[str]:
    """Right before a number: it is points ("điểm 62,33", "Tổng điểm đạt 65,5")."""
    words = topics()
    nouns = [noun for noun in (*words.generic, *words.level_nouns) if noun.rpartition(" ")[2] in synonyms("điểm")]
    return re.compile(rf"\b{any_of((*synonyms('điểm'), *nouns))}(?:\s+{any_of(words.value_verbs)}){{0,2}}\s+$")


@cache
def value_told() -> re.Pattern[str]:
    """Behind a number at the head of a sentence: it is a value ("83,2% là con số …", "80,1% đưa tỉnh …")."""
    words = topics()
    nouns = any_of([noun for noun in words.level_nouns if noun not in words.rates])
    return re.compile(rf"\s+(?:{any_of(words.owner_is)}\s+{nouns}|{any_of(words.value_moves)})\b")


@cache
def theme_before() -> re.Pattern[str]:
    """Before words that name an index loosely: the sentence begins with them."""
    words = topics()
    return re.compile(
        rf"^[\s\"'-]*(?:{any_of(words.joiners)}\s+)?{any_of(words.themes)}\s+(?:{any_of(words.theme_nouns)}\s+)*$"
    )


@cache
def theme_after() -> re.Pattern[str]:
    """Behind such words: they end there."""
    return re.compile(rf"[^,;:.\d]{{0,30}}?(?:[,:]|\b{any_of(topics().theme_ends)}\b)")


@cache
def clause_end() -> re.Pattern[str]:
    return re.compile(r"[\s\"')]*(?:$|[.,;:!?(])")


@cache
def item_goes_on() -> re.Pattern[str]:
    """At the head of a list's item: it goes on about the item before, or is told for a year, or of the place itself."""
    words = topics()
    moved = (*synonyms("tăng"), *synonyms("giảm"), *synonyms("xếp"), *synonyms("hạng"))
    nouns = _all_place_nouns()
    openers = (
        *words.value_verbs,
        *moved,
        *words.joiners,
        *words.clause_breaks,
        *words.generic,
        *nouns,
        *words.years,
        *words.against,
    )
    return re.compile(rf"(?:$|[^\w\s]|\d|{any_of(openers)}\b)")


@cache
def printed_part() -> re.Pattern[str]:
    """An item of a list up to its value: the words of its name, without noun, verb and quotes."""
    words = topics()
    nouns, verbs = any_of(words.part_nouns), any_of((*words.value_verbs, *synonyms("tăng"), *synonyms("giảm")))
    name = r"(?P<part>[^\W\d_]+(?:,?\s+(?:[^\W\d_]+|-)){1,13}?)"
    head = rf"[\s\"'-]*(?:{any_of(words.joiners)}\s+)?(?:{nouns}\s+)?[\"']?"
    return re.compile(rf"{head}{name}[\"']?(?:\s+{verbs})*[\s:(]*$")


@cache
def item_joined() -> re.Pattern[str]:
    """Between a figure and a region: the next item of a list, with at most a word for a mean."""
    words = topics()
    inner = any_of((*words.joiners, *words.clause_breaks, *words.owner_nouns, *words.means, *words.part_of[:1]))
    return re.compile(rf"\s*[,;)]?\s*(?:{inner}\s+)*")


@cache
def clause_head() -> re.Pattern[str]:
    return re.compile(r"(?:^|[.;:-])[\s\"']*$")


@cache
def about_part() -> re.Pattern[str]:
    """At the head of a list's item: a component follows ("…, về công chức đạt 84,5%")."""
    return re.compile(rf"{any_of(topics().about_part)}\s+")


@cache
def enumerated() -> re.Pattern[str]:
    """Behind an ordinal at the head of a clause: the points of a speech are counted."""
    return re.compile(rf"\s*(?:[,:]|{topics().list_openers[3]}\b)")


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
def plural_parts() -> re.Pattern[str]:
    return re.compile(rf"(?:\b{any_of(topics().plurals)}\b|\b\d+(?:/\d+)?)\s+{any_of(synonyms('phần'))}\b[^;.]*$")


@cache
def plural_bodies() -> re.Pattern[str]:
    """Several bodies at once: "những bộ", "14 tỉnh"."""
    # "năm 2025 chỉ số …": a year counts nothing.
    several = rf"(?:\b{any_of(topics().plurals)}\b|\b\d{{1,3}}(?:/\d+)?|\b{number_words()})"
    return re.compile(rf"{several}\s+(?:{any_of(topics().crowds)}|{any_of(synonyms('phần'))})\b")


@cache
def counted_owners() -> re.Pattern[str]:
    """Up to a value: so many bodies or things have it, none is named ("có 2 dịch vụ đạt ‹98%›")."""
    words = topics()
    not_of = "".join(rf"(?<!{noun} )" for noun in words.numbered_nouns)
    # "năm" alone is the year more often than five.
    number = rf"(?<!/)\b(?!năm\b){not_of}(?:\d{{1,2}}|{number_words()})"
    kinds = any_of((*words.crowds, *words.district_nouns, *words.commune_nouns, *words.rated_things))
    return re.compile(rf"{number}\s+{kinds}(?:\s+{any_of(words.value_verbs)})+\s*$")


@cache
def aside() -> re.Pattern[str]:
    """At the head of a sentence: it looks back at earlier years."""
    return re.compile(rf"[\s\"'(]*{any_of(topics().asides)}\b")


@cache
def once() -> re.Pattern[str]:
    """Before a figure: it was so once, nobody says when."""
    return re.compile(rf"\b{any_of(topics().once)}\b[^,;]{{0,24}}$")


@cache
def abroad() -> re.Pattern[str]:
    """Behind a rank: it is one among countries or cities of the world."""
    return re.compile(rf"[^;.]{{0,60}}?\b{any_of(topics().abroad)}\b")


@cache
def list_opener() -> re.Pattern[str]:
    return re.compile(rf"(?:\b{any_of(topics().list_openers)}\b\s*:?|:)\s*")


@cache
def continues() -> re.Pattern[str]:
    return re.compile(rf"{any_of(topics().continues)}\b")


@cache
def owner_behind() -> re.Pattern[str]:
    return _up_to(topics().owner_after)


@cache
def owner_is() -> re.Pattern[str]:
    """Between a place that a list is of and the one that is named in it: "của tỉnh P là Q"."""
    return _up_to(topics().owner_is)


def _up_to(links: tuple[str, ...]) -> re.Pattern[str]:
    """Between a figure, or a place, and the owner that one of the links tells."""
    words = topics()
    filler = any_of((*words.national, *words.local, *words.owner_fillers, *words.respectively))
    # "38,97 điểm, mức thấp nhất, thuộc về P"
    extreme = any_of((*words.extremes, *words.superlatives))
    apposed = (
        rf"(?:,?\s*(?:{any_of(words.owner_is)}\s+)?{any_of(words.level_nouns)}\s+{extreme}[^,;:.()\d]{{0,25}}?,?)?"
    )
    return re.compile(
        rf"{apposed}(?:[\s\"'()]|\b\d{{4}}\b|\b{filler}\b)*\b{any_of(links)}\b"
        rf"\s*:?\s*(?:{any_of(words.owner_nouns)}\s*)?"
    )


@cache
def cities() -> re.Pattern[str]:
    """The cities under the centre as a class of their own, of all provinces and cities never."""
    words = topics()
    return re.compile(
        rf"(?:\b[4-6]|\b{any_of((*words.plurals, *words.classes))})\s+(?P<cities>{any_of(words.central_cities)})\b"
    )


@cache
def mean_of_country() -> Phrases:
    words = topics()
    mean, country = any_of(words.means), any_of(words.country)
    return Phrases(
        (*words.means, *words.country, *words.value_heads, *words.medians),
        rf"\b{mean}\b[^,;.()]{{0,40}}?\b{country}\b|\b{country}\b[^;.()\d]{{0,30}}?\b{mean}\b"
        rf"|\b{any_of(words.value_heads)}\b(?:[^,;.()\d]|\b(?:19|20)\d{{2}}\b){{0,60}}\b{any_of(words.of_country)}\b"
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


def _all_place_nouns() -> list[str]:
    return [noun for told in _place_nouns().values() for noun in told]


@cache
def anaphor() -> Phrases:
    """A place taken up again: its noun alone, or with "này". Groups are the kinds of place."""
    words = topics()
    kinds = "|".join(rf"(?P<{kind}>{any_of(told)})" for kind, told in _place_nouns().items())
    return Phrases(
        (*_all_place_nouns(), *words.we),
        rf"\b(?P<we>{any_of(words.we)})\b|\b(?:{kinds})\b(?:(?:\s+[^\W\d_]+){{1,3}}?\s+(?P<this_>{words.these[0]})\b|\s+(?:(?P<this>{any_of(words.these)})|(?P<ours>{any_of(words.ours)}))\b"
        rf"|(?!(?:\s*[,/])?\s*{any_of(words.never_goes_on)}\b))",
    )


@cache
def before_alone() -> re.Pattern[str]:
    """Before the noun of a place that takes one up by itself: the head of a clause, a year, a few small words."""
    return re.compile(rf"(?:^|[,;:.(\"'-]|\b\d{{4}}|\b{any_of(topics().before_alone)})\s*$")


@cache
def in_province() -> re.Pattern[str]:
    """Behind a rank: it holds in the province ("dẫn đầu toàn tỉnh")."""
    return re.compile(rf"\s*{any_of(topics().local)}")


@cache
def owned_before() -> re.Pattern[str]:
    return re.compile(rf"\b{topics().before_alone[0]}\s+$")


@cache
def whole_country() -> re.Pattern[str]:
    """At the head of a sentence: what it says is told of the country."""
    return re.compile(rf"\s*{any_of(topics().whole_country)}\b")


@cache
def country_told() -> Phrases:
    """Words that say at the head of a sentence that it is about the country, wherever they stand."""
    return Phrases(topics().whole_country)


@cache
def counted() -> re.Pattern[str]:
    """Before the noun of a place with "này": it is one of several."""
    return re.compile(rf"\b(?:{any_of(topics().plurals)}|\d{{1,3}})\s+$")


@cache
def period_gap() -> re.Pattern[str]:
    words = topics()
    return re.compile(rf"(?:[\s(\"-]|\b{any_of((*words.national, *words.period_fillers))}\b)*")


@cache
def value_follows() -> re.Pattern[str]:
    return re.compile(rf"\s*(?::|{any_of(topics().value_verbs)}\b)")


@cache
def years_joined() -> re.Pattern[str]:
    """Between two years that share a figure."""
    return re.compile(rf"\s*(?:,|\b{any_of(topics().joiners)}\b)\s*")


@cache
def compared_level() -> re.Pattern[str]:
    """Between a level and the one it is compared with ("72,81 so với 72,1")."""
    return re.compile(rf"[\s(]*\b{any_of(topics().against)}\s+(?:{any_of((*synonyms('mức'), *synonyms('hạng')))}\s+)?")


@cache
def against_level() -> re.Pattern[str]:
    """Before a level: it is what another is compared with ("so với mức 63,5 điểm của năm 2021")."""
    words = topics()
    noun = any_of((*synonyms("mức"), *synonyms("hạng"), *words.level_nouns))
    return re.compile(rf"\b{any_of((*words.against, *words.beyond))}\s+(?:{noun}\s+)*$")


@cache
def own_value_follows() -> re.Pattern[str]:
    """Behind a year: a value that the year is told for, not one that is added to the value before."""
    value = rf"(?!{any_of(topics().value_added)}\b){any_of(topics().value_verbs)}\b"
    # A colon that no value stands behind ends the list before ("…, thứ 27 năm 2022: một bước dài").
    return re.compile(rf"\s*(?::\s*(?:{value}|{any_of(synonyms('hạng'))}\b|[+-]?\d)|{value})")


@cache
def is_gap() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[:(]|{any_of(topics().baseline_values)})\s*")


@cache
def after_percent() -> re.Pattern[str]:
    """What may follow a percentage that is an index's value."""
    return re.compile(rf"\s*(?:$|[^\w\s]|{any_of(topics().percent_followers)}\b)")


@cache
def scope_gap() -> re.Pattern[str]:
    """What may stand between a rank and the region it holds in."""
    words = topics()
    return re.compile(rf"(?:[\s(,/]|\b\d+\b|\b{any_of((*words.regional, *words.scope_fillers, *words.crowds))}\b)*")


@cache
def year_gap() -> re.Pattern[str]:
    """What may stand between an index and the year it measures."""
    words = topics()
    return re.compile(
        rf"[\s)\"':,(-]*(?:(?:{any_of(words.year_fillers)}|{any_of(words.year_owners)} [^,;.]{{2,40}}?)[\s)\"'-]*)?"
    )


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
def listing() -> Phrases:
    """Before a list of districts or communes without their noun ("các xã vùng cao thì"). Groups are the kinds."""
    words = topics()
    kinds = {"district": words.district_nouns, "commune": words.commune_nouns}
    told = "|".join(rf"(?P<{kind}>{any_of(nouns)})" for kind, nouns in kinds.items())
    several, opened = any_of(words.plurals), any_of((*words.list_openers, *words.outcome))
    return Phrases(
        words.plurals,
        rf"\b{several}\s+(?:{told})(?!\s*[,/]|\w)[^,;:.()\d]{{0,40}}?(?::|\b{opened}\b)"
        rf"|\b{several}\s+(?:{told.replace('P<', 'P<_')}),\s+{any_of(words.list_openers)}\b",
    )


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
def averages() -> Phrases:
    return Phrases(topics().averages)


@cache
def item_heads() -> re.Pattern[str]:
    """Before an item of a list: a mark, a word that joins it, or one for the next."""
    words = topics()
    openers = (*words.joiners, *words.owner_after, *words.next_item, *words.clause_breaks, *words.outcome)
    return re.compile(rf"(?:[:;,.(\n-]|\b{any_of(openers)}\b)[\s\"']*")


@cache
def item_gap() -> re.Pattern[str]:
    """Between an item of a list and its figure: at most a verb."""
    words = topics()
    told = (*words.value_verbs, *words.rated_words, *words.superlatives, *words.extremes)
    verbs = any_of((*told, *(word for name in ("xếp", "đứng", "đạt", "cuối") for word in synonyms(name))))
    return re.compile(rf"[\s\"':(,]*(?:{verbs}\b[\s:(,]*){{0,3}}")


@cache
def one_place() -> re.Pattern[str]:
    """Before a bracket: one place, whose name the bracket tells."""
    nouns = any_of(_all_place_nouns())
    return re.compile(rf"\b(?:0?1|{any_of(topics().one)})\s+{nouns}\s+$")


@cache
def outcome() -> re.Pattern[str]:
    """Between what two are told of, one beside the other ("Nếu như A xếp thứ 2 thì B xếp thứ 5")."""
    return re.compile(rf"\b{any_of(topics().outcome)}\b")


@cache
def mean_of_region() -> Phrases:
    """ "mức trung bình của vùng": of the province's own region, where nobody names one ("trung bình 5 tỉnh P")."""
    words = topics()
    # "bình quân của 4 tỉnh vùng", "trung bình 14 tỉnh ‹R›"
    several = rf"(?:\d+\s+{any_of(words.crowds)}\s+)?"
    region = rf"(?:{any_of(words.scope_fillers)}\s+)*{several}(?:{any_of(words.scope_fillers)}\s+)*"
    means, nouns = (*words.averages, *words.medians), any_of(words.region_nouns)
    names = any_of(fold(name) for row in regions() for name in (row.name, *row.aliases))
    return Phrases(means, rf"\b{any_of(means)}\s+{region}(?P<region>(?:{nouns}\s+)?{names}|{nouns})\b")
