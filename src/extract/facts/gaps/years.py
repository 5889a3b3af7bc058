"""Between a figure and its year, what it is compared with, and whether a year at a head is told of what follows."""

from __future__ import annotations

import re
from functools import cache

from extract.facts.gaps.clauses import after_years
from extract.language.numbers import number_words
from extract.language.patterns import any_of, begun
from extract.language.phrases import Clue, Phrases
from extract.tables.hedges import hedges
from extract.tables.periods import periods
from extract.tables.topics import topics
from extract.tables.words import synonyms


@cache
def fronted_year() -> re.Pattern[str]:
    """Between figures that a sentence begins with and their year, without the names told there ("Với 73,4 điểm, thứ 1,
    năm 2019 P …").
    """
    words = topics()
    fillers = any_of((*words.joiners, *words.outcome, *words.period_fillers, *words.part_nouns))
    return re.compile(rf"(?:[\s,\"'()]|\b{fillers}\b)*")


@cache
def these_years() -> re.Pattern[str]:
    """ "bốn năm ấy", "các năm này", "giai đoạn này", "cùng ba năm": several years taken up again."""
    words = topics()
    several = rf"(?:(?:{any_of(words.plurals)}|{number_words()}|\d)\s+{any_of(words.years)}|{any_of(words.stretches)})"
    return re.compile(rf"\b(?:{several}\s+{any_of(words.these)}|{words.together}\s+{several})\b")


@cache
def as_of_now() -> re.Pattern[str]:
    """Between a plan and a figure: it is told of today ("…, hiện xếp thứ 15")."""
    return re.compile(rf"\b{any_of(topics().now)}\b")


@cache
def all_years() -> re.Pattern[str]:
    """ "cả hai năm": all of the years told before."""
    words = topics()
    return re.compile(rf"\b{any_of(words.all_of)}\s+(?P<count>{number_words()}|\d)\s+{any_of(words.years)}\b")


@cache
def then_joining() -> re.Pattern[str]:
    """Between the members of a list of several years."""
    words = topics()
    return re.compile(rf"(?:[\s,;-]|\b{any_of(words.joiners)}\b|\b(?P<then>{any_of(words.then)})\b)*")


@cache
def goal_until() -> re.Pattern[str]:
    """Before a year: it is that of a goal, whatever came of it ("kết quả này vượt mục tiêu đến năm ‹2025›")."""
    return re.compile(
        rf"\b{any_of(hedges().goals)}\b[^;.:]*\b{any_of(synonyms('đến'))}\s+(?:{any_of(topics().year_ends)}\s+)?$"
    )


@cache
def result_so_far() -> re.Pattern[str]:
    """Between a goal and what came of it so far, in a bracket or behind a comma."""
    words = topics()
    value = rf"(?:{any_of(words.value_verbs)}|{any_of(synonyms('mức'))}|{any_of(synonyms('hạng'))})"
    return re.compile(rf"\s*[(,]\s*{any_of(words.so_far)}(?:\s+{value}\b|\s*:)*\s*")


@cache
def so_often() -> re.Pattern[str]:
    """Before a bracket: how often something was so, or in how many years ("hai lần ‹(2018 và 2020)› dẫn đầu")."""
    words = topics()
    times = any_of((*words.years, *words.occasions))
    return re.compile(rf"\b(?:\d+|{number_words()})\s+{times}\b[^,;:.()\d]{{0,20}}$")


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
    """Right behind the year of the level that a movement began at: the movement."""
    return re.compile(rf"\s*{leads_on().pattern}")


@cache
def held() -> re.Pattern[str]:
    """Before a rank of an earlier year: it was kept since, or lost ("không giữ được ‹vị trí thứ 2 của năm 2021›")."""
    words = topics()
    kept = any_of((*synonyms("giữ"), *words.holds_on))
    lost = rf"{any_of(words.not_kept)}\s+(?:{any_of(words.value_verbs)}\s+)*{kept}|{any_of(words.given_up)}"
    return re.compile(rf"\b(?:{lost}|(?P<kept>{kept}))\b[^,;:.()\d]{{0,40}}$")


@cache
def moved_on_to() -> re.Pattern[str]:
    """From the year of a level on: a movement to the next one ("…, tụt xuống hạng 30")."""
    words = topics()
    between = any_of((*words.then, *words.year_heads, *words.joiners, *words.moved_now))
    moved = any_of((*synonyms("tăng"), *synonyms("giảm")))
    return re.compile(rf"\s*,\s*(?:{between}\s+)*{moved}\b(?:[^\W\d]|\s)*$")


@cache
def moves_then() -> re.Pattern[str]:
    """From the year of a level that was so once to the movement from it, without the names between."""
    words = topics()
    between = any_of((*words.then, *words.year_heads, *words.joiners, *words.moved_now))
    return re.compile(rf"\s*,?\s*(?:{between}\b\s*)*")


@cache
def from_group() -> re.Pattern[str]:
    """Before the bracket of a level: what a movement began at, in words ("từ nhóm giữa (hạng 32)")."""
    return re.compile(rf"\b{any_of(topics().from_words)}\s+[^,;:.()\d]{{2,25}}$")


@cache
def long_run() -> Clue:
    """Before a movement: it is one of several years, or nobody knows of how many."""
    words = topics()
    return Clue(
        rf"\b{any_of(words.long_run)}\b|\b(?:{number_words()}|\d+)\s+{any_of(words.years)}\s+{any_of(words.recent)}\b"
        # "Sau 5 năm, PAPI tăng …"
        rf"|\b{after_years()}\b",
        (*words.long_run, *words.recent, *words.after_run),
    )


@cache
def recent() -> re.Pattern[str]:
    """A run of years that ends now, or some time ago that nobody dates ("trong 3 năm gần đây")."""
    words = topics()
    years = any_of(words.years)
    # "lần đầu tiên sau 12 năm" is now.
    first = "".join(rf"(?<!{word} )" for word in words.first_time)
    ago = rf"\b{any_of(words.long_ago)}\b"
    return re.compile(rf"{ago}|\b{years}\s+{any_of(words.recent)}\b|(?P<after>\b{first}{after_years()}\b)")


@cache
def before_merger() -> Clue:
    """ "Trước sáp nhập, P đứng thứ 22": some year before the one in force."""
    told = topics().before_merger
    return Clue(rf"\b{any_of(told)}\b", told)


@cache
def run_over() -> re.Pattern[str]:
    """Behind a run of years: what is told of the year that ended it ("vào tốp 10 sau 3 năm‹ với ›69,1 điểm")."""
    return re.compile(rf"[^,;:.()\d]{{0,25}}(?:,.*|\b{any_of(topics().run_over)}\s*)")


@cache
def compared() -> re.Pattern[str]:
    """Before an index: it is what something is compared with ("so với PCI 2018")."""
    return re.compile(rf"\b{any_of(topics().against)}\s*(?:{any_of(topics().index_nouns)}\s*)?$")


@cache
def period_gap() -> re.Pattern[str]:
    words = topics()
    return re.compile(rf"(?:[\s(\"-]|\b{any_of((*words.national, *words.period_fillers))}\b)*")


@cache
def of_several_years() -> re.Pattern[str]:
    """Between a level and the years that it is of ("dẫn đầu ‹trong hai năm liên tiếp› 2022, 2023")."""
    words = topics()
    several = rf"(?:{any_of((*words.all_of, *words.plurals))}\s+)?(?:{any_of(words.plurals)}|{number_words()}|\d)"
    fillers = any_of((*words.national, *words.period_fillers, *words.through))
    years = rf"(?:\s+{any_of(words.years)})?(?:\s+{any_of(words.in_a_row)})?"
    return re.compile(rf"(?:[\s(]|\b{fillers}\b)*?\b(?:{several}|{any_of(words.all_of)}){years}[\s:]*")


@cache
def years_joined() -> re.Pattern[str]:
    """Between two years that share a figure."""
    return re.compile(rf"\s*(?:,|\b{any_of(topics().joiners)}\b)\s*")


@cache
def compared_level() -> re.Pattern[str]:
    """Between a level and the one it is compared with ("72,81 so với 72,1")."""
    return re.compile(rf"[\s(]*\b{any_of(topics().against)}\s+(?:{any_of((*synonyms('mức'), *synonyms('hạng')))}\s+)?")


@cache
def against_level() -> Clue:
    """Before a level: it is what another is compared with ("so với mức 63,5 điểm của năm 2021")."""
    words = topics()
    noun = any_of((*synonyms("mức"), *synonyms("hạng"), *words.level_nouns))
    against = (*words.against, *words.beyond)
    return Clue(rf"{begun(against)}\s+(?:{noun}\s+)*$", against)


@cache
def own_value_follows() -> re.Pattern[str]:
    """Behind a year: a value that the year is told for, not one that is added to the value before."""
    value = rf"(?!{any_of(topics().value_added)}\b){any_of(topics().value_verbs)}\b"
    # A colon that no value stands behind ends the list before ("…, thứ 27 năm 2022: một bước dài").
    return re.compile(rf"\s*(?::\s*(?:{value}|{any_of(synonyms('hạng'))}\b|[+-]?\d)|{value})")


@cache
def through_years() -> re.Pattern[str]:
    """Behind a list: the years that it goes through ("… ‹qua ba năm› 2020-2022")."""
    words = topics()
    count = rf"(?P<count>{number_words()}|\d)"
    return re.compile(
        rf"\s*\(?\s*{any_of(words.through)}\s+(?:(?:{count}|{any_of(words.plurals)})\s+)?(?:{any_of(words.years)}\b|{any_of(periods().range)}\s)"
    )


@cache
def from_year() -> re.Pattern[str]:
    """Between a movement and the year it begins in ("tụt 13 bậc ‹kể từ› năm 2015, khi còn đứng thứ 17")."""
    return re.compile(rf"\s+{any_of(periods().since)}\s+")


@cache
def is_gap() -> re.Pattern[str]:
    when = rf",\s*{any_of(periods().since_when)}\b[^,;:.()\d]{{0,40}}"
    # "giữ nguyên so với năm 2019, cũng là 56/63"
    value = rf"(?:,?\s*{any_of(topics().likewise)}\s+)?{any_of(topics().baseline_values)}"
    return re.compile(rf"\s*(?:[:(]|{value}|{when})\s*")


@cache
def owners_then() -> re.Pattern[str]:
    """Behind a baseline: whose figures of that year follow, between dashes or in brackets."""
    return re.compile(rf"\s+{topics().of}\s[^,;:.()\d]{{2,60}}?(?P<mark> - |\()")


@cache
def came_to() -> re.Pattern[str]:
    """Between a baseline and what was reached since, where no comma parts them."""
    return re.compile(rf"\s*{any_of(topics().came_to)}\s*")


@cache
def stands_now() -> re.Pattern[str]:
    """At the head of a bracket behind a baseline: a verb ("so với năm 2020 (‹đứng› 50/63)")."""
    return re.compile(rf"\s*(?:{any_of((*synonyms('đứng'), *synonyms('xếp')))}|{topics().stands_at})\b")


@cache
def dashed() -> re.Pattern[str]:
    """Between a baseline and a level behind a dash ("so với năm 2021 ‹- đứng› thứ 42")."""
    return re.compile(rf"\s*-(?:{stands_now().pattern})?\s*")


@cache
def moved_only() -> re.Pattern[str]:
    """Right before a baseline: a movement whose size is not told ("tăng nhẹ ‹so với năm 2020›")."""
    return re.compile(rf"\b{any_of((*synonyms('tăng'), *synonyms('giảm')))}(?:\s+[^\W\d]+)?\s*$")


@cache
def seen_in() -> re.Pattern[str]:
    """Between a movement and the index that it was seen in ("…, trong bảng PCI 2014")."""
    words = topics()
    nouns = any_of((*words.index_nouns, *words.generic, *words.reports, *words.seen_nouns))
    return re.compile(rf"\s*,?\s*{any_of(words.seen_in)}\s+(?:{nouns}\s+)*")


@cache
def reported_in() -> re.Pattern[str]:
    """Between a level and the index whose report tells it ("xếp thứ 3 ‹trong bảng xếp hạng của báo cáo› EBI 2018")."""
    return re.compile(rf"[^,;:.()\d]*\b{any_of(topics().seen_in)}\s[^,;:.()\d]*")


@cache
def year_gap() -> re.Pattern[str]:
    """What may stand between an index and the year it measures."""
    words = topics()
    return re.compile(
        rf"[\s)\"':,(-]*(?:(?:{any_of(words.year_fillers)}|{any_of(words.year_owners)} [^,;.]{{2,40}}?)[\s)\"'-]*)?"
    )


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
def will() -> Phrases:
    return Phrases(topics().will)


@cache
def will_before() -> re.Pattern[str]:
    """Before a year: what is to be done in it, not about its results ("cần phân tích kết quả năm 2022")."""
    words = topics()
    return re.compile(rf"\b{any_of(words.will)}\b(?:(?!\b{any_of(words.reports)}\b)[^;:.()\d])*$")


@cache
def will_behind() -> re.Pattern[str]:
    """Likewise, behind a year at the head of its sentence."""
    return re.compile(rf"\s*,?[^,;:.()\d]{{0,40}}?\b{any_of(topics().will)}\b")


@cache
def results_told() -> Phrases:
    """Results are told, or published."""
    return Phrases((*topics().reports, *periods().published))


@cache
def aside() -> re.Pattern[str]:
    """At the head of a sentence: it looks back at earlier years."""
    return re.compile(rf"[\s\"'(]*{any_of(topics().asides)}\b")
