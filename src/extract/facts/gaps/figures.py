"""What makes a printed number no figure of an index, or a goal."""

from __future__ import annotations

import re
from functools import cache

from extract.facts.gaps.clauses import all_place_nouns, fared
from extract.folding import fold
from extract.language.numbers import NUMERAL, number_words
from extract.language.patterns import any_of, begun
from extract.language.phrases import Clue
from extract.reading import telling
from extract.tables.hedges import hedges
from extract.tables.indices import indices
from extract.tables.topics import topics
from extract.tables.words import synonyms


@cache
def plan_ends() -> re.Pattern[str]:
    """Between a plan and a figure: the figure is no part of it."""
    words = topics()
    return re.compile(rf"{begun((*words.plan_ends, *words.plan_done), words.plan_goes_on)}\b")


@cache
def supposition_ends() -> re.Pattern[str]:
    """Between a supposition and a figure: the figure is none."""
    return re.compile(rf";|\b{any_of(topics().plan_ends)}\b")


@cache
def so_far() -> re.Pattern[str]:
    """Before a figure: it was reached already."""
    return re.compile(rf"\b{any_of(hedges().so_far)}\b")


@cache
def due() -> Clue:
    """In a plan: what is to be reached ("Chỉ tiêu đạt được đến cuối năm", "Yêu cầu:", "Kế hoạch ghi rõ:")."""
    words, table = topics(), hedges()
    year = any_of(words.years)
    until = rf"{any_of(synonyms('đến'))}\s+(?:{any_of(words.year_ends)}\s+)?{year}"
    until = rf"{until}|{any_of(words.through)}\s+{year}(?=\s+\d)"
    reach = rf"(?:[^\W\d]+\s+){{0,4}}?{any_of(table.to_reach)}\s+(?:{until})\b(?:\s+(?P<year>(?:19|20)\d{{2}}))?"
    return Clue(rf"\b(?P<goal>{any_of(table.goals)})(?:\s+{reach}|(?:\s+[^\W\d]+){{0,4}}\s*:)", table.goals)


@cache
def states_year() -> re.Pattern[str]:
    """The words for a plan, up to a year: what it says of that, be it what was so before ("Kế hoạch nêu rõ: năm")."""
    return re.compile(rf"\b{any_of(hedges().states)}[\s:,]+{any_of(topics().years)}$")


@cache
def says_of() -> re.Pattern[str]:
    """Behind a plan: what it says follows ("ban hành kế hoạch năm 2026‹, theo đó› …")."""
    return re.compile(rf"[,;:]\s*{any_of(hedges().goal_goes_on)}\b")


@cache
def comes_to() -> re.Pattern[str]:
    """At the head of a bracket behind a movement that is aimed at: what it is to come to ("(‹đạt› từ 71 điểm)")."""
    told = any_of((*synonyms("đạt"), *synonyms("mức"), *synonyms("đứng"), topics().stands_at))
    return re.compile(rf"\s*{told}\b")


@cache
def reached_beside() -> re.Pattern[str]:
    """Behind a figure: a bracket that tells what was reached so far ("88% (thực hiện 87,03%)")."""
    return re.compile(rf"\s*\(\s*{any_of(hedges().reached_beside)}\b")


@cache
def dateline() -> re.Pattern[str]:
    """A bracket that tells who sent the news, and when."""
    return re.compile(rf"\(\s*{any_of(topics().datelines)}\b")


@cache
def distance() -> Clue:
    """Before a figure: it is how far two are apart; not where the clause of who is compared goes on ("kém lần lượt 2
    bậc và 5 bậc ‹so với› P và Q‹, đạt› 66,6 điểm").
    """
    words = topics()
    goes_on = rf"[^;:]*\b{any_of(words.against)}\b[^;:]*,\s*{any_of(words.came_to)}\s+$"
    return Clue(rf"\b{any_of(words.distances)}\b(?!{goes_on})[^;:]*$", words.distances)


@cache
def most_lost() -> Clue:
    """Before a value: it is what was lost ("Mất nhiều nhất là cải cách thể chế, 7,14/16 điểm")."""
    words = topics()
    told = rf"\b{any_of(words.most_lost)}\b(?:\s*:|\s+{any_of(words.owner_is)}\b)?"
    # "…, kế đến là B"
    more = rf"\b{any_of(words.next_item)}(?:\s+{any_of((*words.owner_is, *words.list_verbs))})?\b"
    return Clue(rf"{told}(?:{more}|(?!\b{any_of(words.value_verbs)}\b)[^;:])*$", words.most_lost)


@cache
def moved_list(*, tiny: bool = False) -> Clue:
    """Before a value: the head of a list, and how what it names moved ("Bốn chỉ số đi xuống là A (0,7 điểm), B (",
    "tăng mạnh nhất là A ("), right behind the first name, too ("A giảm sâu nhất ("); or how far something moved ("chỉ
    tăng nhẹ (", "nâng điểm PCI lên ", "nâng PCI năm 2024 lên ít nhất ", "nâng PCI tối thiểu ").

    Of the groups `up`, `down` and `lost` one is told, `by` for what was led up to, `apart` for "A tăng nhiều nhất, ".
    `tiny`: what follows is no level, whatever verb stands there ("tăng cao nhất là A với ").
    """
    words = topics()
    up = (*synonyms("tăng"), *synonyms("tăng điểm"), *words.risen)
    down = (*synonyms("giảm"), *synonyms("giảm điểm"), *words.fallen)
    told = rf"\b(?:(?P<lost>{any_of(words.lost)})|(?P<up>{any_of(up)})|(?P<down>{any_of(down)}))\b"
    # "về PAPI" ranks nothing.
    ranked = [word for word in synonyms("xếp") if word not in words.about_part]
    never = any_of((*up, *down, *words.lost, *ranked, *(() if tiny else synonyms("đạt"))))
    opener = rf"(?:\b{any_of((*words.list_openers, *words.list_verbs))}\b\s*:?|:)"
    # "tăng mạnh nhất so với năm 2020 là"
    than = any_of(synonyms("so"))
    inner = "[^:()]" if tiny else "[^;:()]"
    head = rf"(?:(?:\b{than}\b|(?!\b{never}\b){inner})*?{opener}|\s+{any_of(words.superlatives)}\b(?=[^;:()\d]*\())"
    item = rf"\b{any_of((*words.next_item, *words.owner_is))}\b|(?!\b{never}\b){inner}|\([^()]*\)"
    # "A giảm sâu nhất, tới 0,9 điểm"
    how = any_of((*synonyms("mức"), *words.superlatives))
    apart = rf"(?P<apart>(?:\s+{how}\b)+\s*[,-](?:\s+{how}\b)*)\s+$"
    word = rf"(?:\s+(?!{never}\b)[^\W\d]+)"
    far = rf"{word}{{0,3}}?\s+{any_of(words.how_far)}\s*\(\s*$"
    named = rf"(?:\s+(?!{any_of((*up, *down))}\b)(?:[^\W\d]+|(?:19|20)\d{{2}}\b)){{0,6}}?"
    least = any_of(hedges().least)
    by = rf"(?:(?P<by>{named}\s+{any_of(synonyms('đến hạng'))}(?:\s+{least})?)|{named}\s+{least})\s+$"
    return Clue(rf"{told}(?:{apart}|{far}|{by}|{head}(?:{item})*\(?\s*$)", (*up, *down, *words.lost))


@cache
def kept_or_mended() -> Clue:
    """Before a count of parts, or how they fared: a plan keeps it so, or mends it, so that it was so before ("khắc phục
    ‹4 chỉ số› giảm điểm", "giữ đà những chỉ số ‹tăng điểm›").
    """
    words = topics()
    parts = rf"(?:{any_of(words.plurals)}|\d+|{number_words()})\s+{any_of(synonyms('phần'))}"
    told = rf"\b(?:(?P<keeps>{any_of(words.keeps)})|{any_of(words.mends)})\b(?:(?!{parts}\b)[^,;:.])*"
    return Clue(rf"{told}(?:{parts}\b[^,;:.\d]*)?$", (*words.keeps, *words.mends))


@cache
def fell() -> re.Pattern[str]:
    """In what is counted: it came down."""
    return re.compile(rf"\b{any_of((*synonyms('giảm'), *synonyms('giảm điểm'), *topics().fallen))}\b")


@cache
def first_is_part() -> re.Pattern[str]:
    """Between "đứng đầu" and a part that is told to be it."""
    words = topics()
    return re.compile(rf"\s+{any_of(words.owner_is)}\s+(?:{any_of((*words.index_nouns, *words.part_nouns))}\s+)?[\"']*")


@cache
def rose() -> re.Pattern[str]:
    """In what is counted: it went up."""
    return re.compile(rf"\b{any_of((*synonyms('tăng'), *synonyms('tăng điểm'), *topics().risen))}\b")


@cache
def leads_in() -> re.Pattern[str]:
    """Between a rank and a count of parts: it is held in those only ("đứng đầu vùng Tây Nguyên ‹ở› 2 nội dung", "dẫn
    đầu hai chỉ số").
    """
    return re.compile(rf"(?:[^,;:.()\d]*\b{any_of(topics().leads_in)})?\s+")


@cache
def up_to() -> re.Pattern[str]:
    """In a movement, right before its number: what it led to ("tăng ‹lên› 3,1 điểm")."""
    return re.compile(rf"\b{any_of((*synonyms('đến hạng'), *topics().up_to))}\s+$")


@cache
def led_by() -> Clue:
    """Before a first place: it is that of the head of a delegation ("do ông A, Phó Chủ tịch UBND tỉnh, dẫn đầu")."""
    words = topics()
    pattern = rf"\b{any_of(words.led_by)}\s+{any_of(words.leaders)}\b[^,;:.()\d]*(?:,[^;:.()\d]*,)?\s*$"
    return Clue(pattern, words.led_by)


@cache
def against_goal() -> Clue:
    """Before a change: it is how far a goal is away, or the mean ("So với kế hoạch đề ra, PCI hụt 0,8 điểm")."""
    goal = synonyms("chỉ tiêu")
    return Clue(rf"\b{any_of(synonyms('so'))}\s+{any_of(goal)}\b[^;:]*$", goal)


@cache
def goal_bracket() -> Clue:
    """Before a bracket: what was aimed at, which the bracket tells ("so với mục tiêu nghị quyết (70 điểm)")."""
    table = hedges()
    year = rf"(?:\s+{any_of(topics().years)}\s+\d{{4}})?"
    told = rf"(?:\s+(?:{topics().of}\s+)?{any_of((*table.set_out, *table.documents))})?"
    return Clue(rf"\b(?P<goal>{any_of(table.goals)}){year}{told}{year}\s*$", table.goals)


@cache
def planned_beside() -> re.Pattern[str]:
    """A bracket up to a figure: what was planned, beside what it came to ("đạt 62,1 điểm (kế hoạch 65 điểm)")."""
    value = any_of((*topics().value_verbs, *synonyms("hạng"), *synonyms("đứng")))
    return re.compile(rf"\(\s*(?P<goal>{any_of((*hedges().goals, *hedges().documents))})(?:\s*:|\s+{value})*\s*")


@cache
def place_noun() -> re.Pattern[str]:
    """Right before "dẫn đầu": a noun for any place of that kind."""
    nouns = all_place_nouns()
    return re.compile(rf"(?:^|\W)(?:{any_of(topics().with_place)}\s+)(?:{any_of(nouns)})\s+$")


@cache
def noun_heads() -> re.Pattern[str]:
    """Right before "dẫn đầu", or a movement: such a noun, at the head of a clause."""
    return re.compile(rf"{_noun_heads()}$")


@cache
def most() -> re.Pattern[str]:
    """In the words of a change: no other is larger, or smaller."""
    return re.compile(rf"\b{any_of(topics().superlatives)}\b")


def _noun_heads() -> str:
    words = topics()
    links, nouns = any_of((*words.clause_breaks, words.conjunction)), any_of((*all_place_nouns(), *words.somewhere))
    return rf"(?:^|[:;,(]|\b{links}\b)[\s\"']*{nouns}\s+"


@cache
def valued_itself() -> re.Pattern[str]:
    """Right behind "tỉnh dẫn đầu": the value that whoever leads has."""
    words = topics()
    return re.compile(rf"\s+(?:{any_of(words.valued_itself)}\b|(?:{any_of(words.baseline_values)}\s+)?\d)")


@cache
def none_of() -> re.Pattern[str]:
    """Before a bound: it is told of none ("không chỉ số nào dưới 6 điểm")."""
    return re.compile(rf"\b{any_of(topics().none_of)}\b[^,;:]*$")


@cache
def denied() -> Clue:
    """Before a level: nobody reached it ("chưa khi nào lên được hạng 50", "không lọt vào hạng 40")."""
    words = topics()
    verbs = rf"(?:\s+{any_of(words.denied_verbs)})*"
    pattern = rf"\b(?:{any_of(words.never)}\b[^,;:.()]*|{any_of(words.denied)}{verbs}\s*)$"
    return Clue(pattern, (*words.never, *words.denied))


@cache
def of_each() -> Clue:
    """Before a count: each part of the index has so many ("mỗi trụ cột gồm ‹7 chỉ số›")."""
    each = topics().each
    return Clue(rf"\b{any_of(each)}\s+{any_of(synonyms('phần'))}\b[^,;:.()]*$", each)


@cache
def of_none() -> Clue:
    """Before a level: whoever has it, or nobody ("không có chỉ số nào xếp sau ‹hạng 40›")."""
    words = topics()
    nouns = (*synonyms("phần"), *words.crowds, *words.district_nouns, *words.commune_nouns)
    return Clue(rf"\b{any_of(nouns)}\s+{any_of(words.asked)}\b[^,;:()?]*$", words.asked)


@cache
def asked() -> re.Pattern[str]:
    """Before "dẫn đầu": who does so is asked, or nobody does ("huyện nào đang dẫn đầu?")."""
    return re.compile(rf"\b{any_of((*topics().none_of, *topics().asked))}\b[^,;:]*$")


@cache
def rest() -> re.Pattern[str]:
    """Behind a count of indices: the others, of whatever ("hai chỉ số còn lại")."""
    return re.compile(rf"\s+{any_of(topics().rest)}\b")


@cache
def other_indices() -> re.Pattern[str]:
    """A count of what may be indices as well as parts of one."""
    return re.compile(any_of(topics().rest_nouns))


@cache
def superlative() -> re.Pattern[str]:
    """Up to a number: it is the largest or the smallest of all ("nơi giảm nhiều nhất là 2,94%")."""
    words = topics()
    return re.compile(rf"\b{any_of(words.superlatives)}(?:\s+{any_of(words.value_verbs)})*\s*$")


@cache
def raised() -> re.Pattern[str]:
    """Right before what is small for a value: it is how far something is to rise ("tăng từ ‹1 điểm trở lên›")."""
    return re.compile(rf"\b{any_of(synonyms('tăng điểm'))}\s+(?:{any_of(topics().from_words)}\s+)?$")


@cache
def superlative_of() -> Clue:
    """Up to a component: its value is the most or the least of all ("Mức điểm cao nhất của chỉ số ‹A›")."""
    words = topics()
    value = any_of((*words.level_nouns, *words.generic))
    of = rf"\s+{words.of}\s+(?:{any_of(words.part_nouns)}\s+)*[\"']?$"
    most = any_of(words.superlatives)
    return Clue(rf"\b{value}\s+{most}(?:\s+{any_of(words.national)})?{of}", words.superlatives)


@cache
def class_mean() -> Clue:
    """Before a value: it is the mean of a class of bodies, of none of them ("trung bình của các bộ là 84%")."""
    words = topics()
    several = rf"(?:{any_of((*words.plurals, *words.classes, *words.whole_classes))}|\d{{1,3}})"
    kinds = any_of((*words.body_nouns, *words.district_nouns, *words.commune_nouns, *synonyms("phần")))
    places = any_of((*words.body_nouns, *all_place_nouns()))
    average, year = any_of((*words.averages, *words.medians)), r"(?:19|20)\d{2}"
    all_of_them = any_of((*words.whole_classes, *words.plurals))
    tail, fillers, verbs = rf"(?:[^,;:()\d]|\b{year})*", any_of(words.scope_fillers), any_of(words.value_verbs)
    return Clue(
        rf"\b{any_of(words.means)}\b[^,;:()\d]{{0,60}}\b{several}\s+{kinds}\b(?:,\s*{places}\b)*[^,;:()\d]*$"
        rf"|\b{average}\s+(?:{fillers}\s+)*{any_of(words.classes)}\b{tail}(?:,\s*{any_of(words.from_words)}\s*)?$"
        rf"|\b{several}\s+(?:{kinds},?\s*)+(?::\s*)?{tail}\b{average}\s+(?:{any_of(words.years)}\s+{year}\s+)?(?:{verbs},?\s+)*$"
        # "khối 13 địa phương, điểm trung bình đạt 89,4 điểm"
        rf"|\b{any_of(words.whole_classes)}\s+(?:\d{{1,3}}|{number_words()})\s+[^;:()\d]*\b{average}\s+(?:{verbs},?\s+)*$"
        # "khối sở bình quân 90,2 điểm, khối huyện 89,1 điểm", "trung bình các tỉnh đạt 84,7%, các bộ 84,1%"
        rf"|\b{average}\b[^;:]*\b{all_of_them}\s+{kinds}(?:,?\s+{kinds})*\s+(?:{verbs}\s+)*$",
        (*words.means, *words.averages, *words.medians),
    )


@cache
def of_plural() -> Clue:
    """From an index or another figure to a value: several have it, none is named (" ‹của các sở đạt› 85,7%", "‹; các
    sở, ngành của tỉnh đạt› 88%"). In the group `crowd` they may be provinces.
    """
    words = topics()
    several = any_of((*words.plurals, *words.whole_classes))
    within = (*words.body_nouns, *words.district_nouns, *words.commune_nouns, *words.units_within)
    more = rf"(?:(?:,\s*|\s+{words.conjunction}\s+){any_of((*words.crowd_parts, *within, *words.city_nouns))}\b)*"
    kinds = rf"(?:(?!{any_of(words.administration)}\b){any_of(within)}\b{more}|(?P<crowd>{any_of(words.crowds)}\b))"
    rows = any_of(words.rows_within)
    links = rf"(?:\s+{any_of((words.of, *words.plural_links))}|\s*[,;:](?:\s+{words.of})?)"
    return Clue(
        rf"{links}\s+(?:{several}\s+{kinds}|{rows}\b)[^,;:()\d]*?(?:\b{any_of(words.value_verbs)},?\s*)+",
        (*words.plurals, *words.whole_classes, *words.rows_within),
    )


@cache
def of_class_head() -> Clue:
    """From the head of a clause to a value: the same, with only the index between ("‹Với các quận, huyện, kết quả khảo
    sát› … ‹đạt› 88,5%"); behind a figure in the group `next` what parts the two ("‹, các xã› 87,1%").
    """
    words = topics()
    several = any_of((*words.plurals, *words.whole_classes))
    within = any_of((*words.body_nouns, *words.district_nouns, *words.commune_nouns))
    others = any_of((*words.crowd_parts, *words.commune_nouns, *words.city_nouns))
    more = rf"(?:(?:,\s*|\s+{words.conjunction}\s+){others}\b)*"
    links = any_of((*words.class_heads, *words.about, *words.plural_links))
    acts = (*words.reports, *words.rating_acts, *words.people, words.of)
    told = any_of((*words.generic, *acts, *words.level_nouns, *words.value_verbs, *words.means))
    owner = rf"(?:\s+(?:{words.of}\s+)?(?:{any_of((words.province_noun, *words.city_nouns))}))?"
    return Clue(
        rf"(?P<next>\s*[,;:]|\s*{words.conjunction}\b)?[\s\"'(-]*(?:{any_of(words.clause_breaks)}\s+)?(?:{links}\s+)?"
        rf"(?:{several}\s+{within}\b{more}|{any_of(words.rows_within)}\b){owner}(?:[\s,:]|\b{told}\b)*",
        (*words.plurals, *words.whole_classes, *words.rows_within),
    )


@cache
def called_last() -> re.Pattern[str]:
    """Before "64/64": it is the last place ("cuối bảng ‹64/64›", "đứng cuối (‹63/63›)")."""
    return re.compile(rf"\b{any_of(synonyms('cuối'))}\s*[(,]?\s*$")


@cache
def mean_heads() -> re.Pattern[str]:
    """At the head of a clause: a mean, with at most a noun for a value before it."""
    words = topics()
    nouns = any_of((*words.level_nouns, *words.generic))
    return re.compile(rf"[\s\"'(;-]*(?:{nouns}\s+)?{any_of((*words.averages, *words.medians))}\b")


@cache
def apart() -> re.Pattern[str]:
    """Between a place compared with and how far it is: nothing, or what the place is (", tỉnh đứng thứ ba, tới")."""
    kinds, up_to = any_of((*all_place_nouns(), *topics().somewhere)), any_of(synonyms("mức"))
    each = any_of(topics().respectively)
    return re.compile(
        rf"\s*(?:[,-]\s*{kinds}\s[^,;:.]{{2,60}}[\s,-]\s*)?(?:{each}(?:\s+{topics().being})?\s+)?(?:{up_to}\s+)*"
    )


@cache
def next_apart() -> re.Pattern[str]:
    """Between a place compared with and the next one: how far the first is ("kém P ‹0,2 điểm và› Q 0,4 điểm")."""
    words = topics()
    unit = rf"(?:%|{any_of((*synonyms('điểm'), *synonyms('phần trăm')))})"
    return re.compile(
        rf"{apart().pattern}{NUMERAL}\s*{unit}\s*(?:,|,?\s*{any_of(words.joiners)}\b)\s*(?:{any_of(words.joiner_nouns)}\s+)?"
    )


@cache
def gap_to_unnamed() -> Clue:
    """Before a figure: how far it is to another, whoever that is ("hơn đơn vị xếp thứ hai là huyện P 0,9 điểm")."""
    words = topics()
    place = any_of((*synonyms("đứng"), *synonyms("đầu"), *synonyms("cuối"), *words.extremes, *words.comparison))
    own = any_of(word for word in synonyms("đạt") if word not in words.owner_is)
    return Clue(rf"{_than_some()}{place}\b(?:(?!\b{own}\b)[^;,:])*$", synonyms("hơn"))


@cache
def unnamed_rank() -> Clue:
    """Before a rank: it is that of another, whoever it is ("hơn tỉnh đứng ‹thứ hai› 0,4 điểm")."""
    return Clue(rf"{_than_some()}(?:{any_of(synonyms('đứng'))}\s+)?$", synonyms("hơn"))


def _than_some() -> str:
    """More or less than a place that nobody names ("hơn so với tỉnh ")."""
    nouns = any_of((*all_place_nouns(), *topics().somewhere))
    return rf"\b{any_of(synonyms('hơn'))}\s+(?:{any_of(topics().against)}\s+)?{nouns}\s+"


@cache
def tier_defined() -> re.Pattern[str]:
    """Before a bound: a tier, which the bound defines ("Nhóm tốt, từ 80% đến dưới 90%")."""
    tier = _tier()
    values = rf"(?:[^;.\w]|\d|\b{any_of((*topics().from_words, *synonyms('đến')))}\b|\b{any_of(hedges().max)}\b)*"
    # "nhóm A đạt kết quả chỉ số từ 90% trở lên": the tier itself heads the clause.
    head = rf"(?:^|[,;:(+-]|\b{any_of((*topics().joiners, *topics().construction))}\b)\s*{tier}"
    told = rf"\s*(?:{any_of((*topics().value_verbs, *topics().value_heads, *topics().generic))}\b\s*)*"
    return re.compile(rf"(?:{tier}\s*[,:(]|{head}\s){told}{values}$")


@cache
def other_end() -> re.Pattern[str]:
    """Behind the first of two numbers: the range that they tell ("từ 85% ‹đến› 90%")."""
    return re.compile(
        rf"\s*(?:-|{any_of((*synonyms('đến'), *topics().leads_on, *synonyms('tăng'), *synonyms('giảm')))}\b)"
    )


@cache
def least() -> re.Pattern[str]:
    """In the words of a change: it is the least that is asked for."""
    return re.compile(rf"\b{any_of((*hedges().least, *hedges().min_behind))}\b")


@cache
def demand() -> re.Pattern[str]:
    """Before a change: somebody is told to do something."""
    return re.compile(rf"\b{any_of(hedges().demand)}\b")


@cache
def group_head() -> re.Pattern[str]:
    """Before "nhóm 13 địa phương," at the head of a clause: those among whom the ranks behind hold, no top of any."""
    return re.compile(rf"^[\s\"'*+-]*{any_of(topics().class_heads)}\s+$")


@cache
def of_growth() -> re.Pattern[str]:
    """Between a movement and a rank: it is the movement that ranks ("tăng 12,27%, cao ‹thứ hai› cả nước")."""
    return re.compile(rf"\s*,?\s*{any_of(topics().degrees_ranked)}\s+")


@cache
def growth_ranked() -> Clue:
    """Up to a rank: how fast or how far something moved ("có mức tăng điểm PCI 2021 cao ")."""
    words = topics()
    return Clue(rf"\b{any_of(words.paces)}\b[^,;:.()]{{0,40}}\b{any_of(words.degrees_ranked)}\s+$", words.paces)


@cache
def of_these() -> re.Pattern[str]:
    """So many bodies, among whom the ranks behind hold ("Trong 17 bộ, ngành, …", "ở nhóm 8 bộ", "xét 13 tỉnh vùng P",
    "khối các sở, ban, ngành (20 đơn vị): …").

    None that are chosen by what they came to ("trong 10 tỉnh dẫn đầu").
    """
    words, count, bodies = topics(), rf"\d{{1,3}}|{number_words()}", any_of(synonyms("tỉnh"))
    chosen = any_of((*synonyms("tốt nhất"), *synonyms("tăng"), *synonyms("giảm"), *synonyms("cuối"), *words.chosen))
    return re.compile(
        rf"(?:^|[\s,;(])(?:{any_of(words.among)}\s+(?P<all>{count})\s+{bodies}\b"
        rf"(?!\s+(?:{chosen}\b|[^,;.]{{0,30}}\b{any_of(synonyms('tốt nhất'))}\b))"
        rf"|{any_of(words.whole_classes)}\s+[^\d;.()]{{2,40}}\(\s*(?P<all_>{count})\s+{bodies}\b[^()\d]*\))"
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
def share_of_units() -> Clue:
    """Before a value: so many in a hundred of what lies in a province have it ("100% xã, phường đạt trên 85%")."""
    words = topics()
    units = (*words.crowds, *words.district_nouns, *words.commune_nouns, *words.body_nouns)
    return Clue(rf"\d\s*%\s+(?:{any_of(words.plurals)}\s+)?{any_of(units)}\b", units)


@cache
def units_within() -> re.Pattern[str]:
    """So many of what lies in a province ("129/130 ‹xã›")."""
    words = topics()
    return re.compile(rf"\d\s+{any_of((*words.district_nouns, *words.commune_nouns, *words.body_nouns))}\b")


@cache
def each_year() -> Clue:
    """Before a change: it is the mean of several years ("Trung bình mỗi năm giai đoạn 2018-2022, PCI tăng 1 điểm")."""
    means = any_of(synonyms("bình quân năm"))
    return Clue(rf"^\s*{any_of(synonyms('mỗi năm'))}\b|\b{means}\b", synonyms("mỗi năm"))


@cache
def unnamed() -> Clue:
    """Before a value: it is that of the first or the last, whoever that is ("điểm số của đơn vị dẫn đầu")."""
    nouns = any_of(all_place_nouns())
    words = (*synonyms("đầu"), *synonyms("cuối"), *topics().extremes)
    extremes = any_of(words)
    # "SIPAS: tỉnh dẫn đầu đạt 90,6%, tỉnh thấp nhất 79,8%"
    verbs = any_of((*topics().valued_itself, *topics().baseline_values))
    heads = rf"{_noun_heads()}{extremes}(?:\s+{verbs}\b[^,;]*)?\s*$"
    return Clue(rf"\b{any_of(topics().with_place)}\s+{nouns}\s+{extremes}\b[^,;]*$|{heads}", words)


@cache
def in_sum() -> re.Pattern[str]:
    """Between the number of an index's parts and a value: what they make together ("6 tiêu chí‹, tổng› 500 điểm")."""
    return re.compile(rf"[\s,(]*{any_of(topics().sums)}\s+")


@cache
def unnamed_head() -> Clue:
    """Before a value or a rank: whoever has most or least has it ("đơn vị có điểm thấp nhất ở vị trí thứ 18")."""
    words = topics()
    nouns, values = any_of(words.whoever), any_of((*words.level_nouns, *words.generic))
    head = rf"(?:^|[:;,(]|\b{any_of((*words.clause_breaks, words.conjunction))}\b)[\s\"']*{nouns}"
    return Clue(rf"{head}\s+có\s+(?:{values}\s+)+{any_of(words.extremes)}\b[^,;:()]*$", words.extremes)


@cache
def fares() -> re.Pattern[str]:
    """Behind a count: a movement, or none ("5/10 chỉ số điểm và hạng cùng tăng", "1 chỉ số giữ nguyên")."""
    return re.compile(rf"[^,;.:(\d]{{0,40}}?(?:{fared().pattern}|\b{any_of(synonyms('đổi'))}\b)")


@cache
def of_crowd() -> re.Pattern[str]:
    """Behind a count: what many did with the parts ("3 nhóm chỉ số mà các sở làm tốt"), or which ones they are ("đầu
    tiên").
    """
    words = topics()
    many = rf"(?:{words.relative}\s+)?{any_of(words.many)}\s+{any_of((*words.crowds, *words.crowd_parts))}"
    return re.compile(rf"\s+(?:{many}|{any_of(words.ordered)})\b")


@cache
def one_itself() -> re.Pattern[str]:
    """Before a count of one: the part that was named is it ("A là 1 trong 2 chỉ số tăng điểm")."""
    return re.compile(rf"\b{any_of(topics().owner_is)}\s+$")


@cache
def satisfied(index: str) -> re.Pattern[str]:
    """Behind a percentage: the people that the index itself counts ("83% người dân … hài lòng")."""
    words = indices()[index].counts
    # A comma parts only those people.
    people = rf"(?:\s+{any_of(topics().people)},(?=\s+{any_of(topics().people)}\b))*"
    whole = "".join(rf"(?<!\b{degree} )" for degree in topics().degrees)
    counted = any_of(fold(word) for word in words)
    # "85% người dân hài lòng về nơi ngồi chờ" is one of its questions.
    aspect = telling.aspect(index)
    asked = rf"(?!{aspect.pattern})" if aspect else ""
    return re.compile(rf"{people}[^,;.\d]{{0,60}}?\b{whole}{counted}\b{asked}" if words else r"(?!)")


@cache
def some_satisfied(index: str) -> re.Pattern[str]:
    """Before a percentage: only some of those people, or the others ("tỷ lệ ‹không hài lòng còn› 2,1%")."""
    words = indices()[index].counts
    counted = any_of(fold(word) for word in words)
    return re.compile(rf"\b{any_of(topics().degrees)}\s+{counted}\b[^,;\d]*$" if words else r"(?!)")


@cache
def own_share(index: str) -> re.Pattern[str]:
    """Before a percentage: the share that the index itself is ("nâng tỉ lệ hài lòng lên 85%", "tỷ lệ hài lòng đạt
    90,35%, ‹tăng 0,9%›").
    """
    words = indices()[index].counts
    counted = any_of(fold(word) for word in words)
    behind = r"(?:[^,;]|(?<=\d),(?=\d))*(?:,\s*)?$"
    return re.compile(rf"\b{any_of(topics().share_heads)}\s+{counted}\b{behind}" if words else r"(?!)")


@cache
def share_heads() -> re.Pattern[str]:
    """Before a percentage: it is a share of something."""
    words = topics()
    value = rf"{any_of(words.rates)}(?:\s+{any_of(words.value_verbs)})*\s*$"
    # "đã tăng trưởng với giá trị trung bình đạt 87%": of an index.
    mean = rf"(?!.*\b{any_of(words.index_means)}\b)"
    return re.compile(rf"\b(?!{value}){any_of(words.share_heads)}\b(?!\s+{any_of(words.rating)}\b){mean}")


@cache
def matter() -> re.Pattern[str]:
    """Up to a percentage: an item of a list of nothing but words of which none tells that it is a value."""
    return re.compile(rf"(?:^|[,;])\s*(?P<words>{_matter()})$")


@cache
def matter_ranked() -> re.Pattern[str]:
    """Up to a number: the same, and that it is a rank or a value ("Quy mô kinh tế đứng thứ "); "… tỉnh, thành ‹và› đứng
    thứ" goes on.
    """
    levels = (word for name in ("đứng", "đạt", "thứ hạng", "hạng") for word in synonyms(name))
    told = any_of((*topics().value_verbs, topics().stands_at, *levels))
    joined = "".join(rf"(?<!\b{word}\s)" for word in topics().joiners)
    return re.compile(rf"\s*{_matter()}{joined}(?:{told}\s+)+")


def _matter() -> str:
    words = topics()
    value = (*words.value_verbs, *words.value_leads, *words.generic, *words.level_nouns, *words.rates, *words.averages)
    return rf"(?:(?!{any_of(value)}\b)[^\W\d_]+\s+){{2,8}}"


@cache
def scaled() -> re.Pattern[str]:
    """Before a figure: it is the most that can be had ("thang điểm … là 1.000 điểm")."""
    return re.compile(any_of(synonyms("thang")))


@cache
def moved_themselves() -> re.Pattern[str]:
    """Behind a small whole number of points: so many parts moved ("có 6 điểm ‹tăng›, 4 điểm ‹thành phần giảm›")."""
    moved = any_of((*synonyms("tăng"), *synonyms("giảm"), *topics().risen, *topics().fallen))
    return re.compile(rf"(?:\s+{any_of(synonyms('phần'))})?\s+{moved}\b")


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
    return re.compile(rf"{_tier()}\s*$")


def _tier() -> str:
    return rf"\b{any_of((*synonyms('xếp nhóm'), *topics().crowds))}\s+{any_of(synonyms('bậc nhóm'))}"


@cache
def within_it() -> re.Pattern[str]:
    """At the head of a sentence: it tells what the one before is made of ("Trong đó, …")."""
    return re.compile(rf"\s*{any_of(topics().within_it)}\b")


@cache
def enumerated() -> re.Pattern[str]:
    """Behind an ordinal at the head of a clause: the points of a speech are counted."""
    return re.compile(rf"\s*(?:[,:]|{topics().being}\b)")


@cache
def plural_bodies() -> re.Pattern[str]:
    """Several bodies at once: "những bộ", "14 tỉnh"; or parts of an index."""
    # "năm 2025 chỉ số …": a year counts nothing.
    several = rf"(?:\b{any_of(topics().plurals)}\b|\b(?P<number>\d{{1,3}})(?:/\d+)?|\b{number_words()})"
    words = topics()
    crowds = any_of((*words.crowds, *words.district_nouns, *words.commune_nouns))
    return re.compile(rf"{several}\s+(?:{crowds}|(?P<parts>{any_of(synonyms('phần'))}))\b")


@cache
def counted_owners() -> Clue:
    """Up to a value: so many bodies or things have it, none is named ("có 2 dịch vụ đạt ‹98%›")."""
    words = topics()
    not_of = "".join(rf"(?<!{noun} )" for noun in words.numbered_nouns)
    # "năm" alone is the year more often than five.
    number = rf"(?<!/)\b(?!{any_of(words.years)}\b){not_of}(?:\d{{1,2}}|{number_words()})"
    kinds = (*words.crowds, *words.district_nouns, *words.commune_nouns, *words.rated_things)
    return Clue(rf"{number}\s+{any_of(kinds)}(?:\s+{any_of(words.value_verbs)})+\s*$", kinds)


@cache
def once() -> Clue:
    """Before a figure: it was so once, nobody says when."""
    return Clue(rf"\b{any_of(topics().once)}\b[^,;]{{0,24}}$", topics().once)


@cache
def running() -> re.Pattern[str]:
    """Behind such a word: it was so in several years on end ("từng ba năm liền là …")."""
    return re.compile(rf"\b{any_of(synonyms('liên tiếp'))}\b")


@cache
def abroad() -> re.Pattern[str]:
    """Behind a rank: it is one among countries or cities of the world."""
    return re.compile(rf"[^;.]{{0,60}}?\b{any_of(topics().abroad)}\b")


@cache
def after_percent() -> re.Pattern[str]:
    """What may follow a percentage that is an index's value."""
    return re.compile(rf"\s*(?:$|[^\w\s]|{any_of(topics().percent_followers)}\b)")


@cache
def outcome() -> re.Pattern[str]:
    """Between what two are told of, one beside the other ("Nếu như A xếp thứ 2 thì B xếp thứ 5")."""
    return re.compile(rf"\b{any_of(topics().outcome)}\b")


@cache
def it_is() -> re.Pattern[str]:
    """Right before: what it is ("đây ‹là› năm tỉnh có điểm cao nhất")."""
    return re.compile(rf"(?<!\w){any_of(topics().owner_is)}\s+$")
