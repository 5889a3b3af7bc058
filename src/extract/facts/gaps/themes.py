"""Between a figure and the index or component that it is told of."""

from __future__ import annotations

import re
from functools import cache

from extract.facts.gaps.clauses import all_place_nouns
from extract.language.numbers import number_words
from extract.language.patterns import any_of
from extract.language.phrases import Clue, Phrases
from extract.tables.topics import topics
from extract.tables.words import synonyms


@cache
def strong_behind() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of((*topics().index_after, *topics().ranking))}\b|:")


@cache
def part_noun() -> re.Pattern[str]:
    """Between a value and a component: only the noun for one."""
    return re.compile(rf"\s+{any_of(topics().part_nouns)}\s+[\"']?")


@cache
def moving() -> re.Pattern[str]:
    """Before words that name an index loosely: it moves ("tụt hạng ‹năng lực cạnh tranh›")."""
    ranks = synonyms("bậc")
    moves = [word for name in ("tăng", "giảm") for word in synonyms(name) if word.rpartition(" ")[2] in ranks]
    return re.compile(rf"\b{any_of(moves)}\s+(?:{topics().about_it}\s+)?$")


@cache
def announced(*, near: bool = False) -> re.Pattern[str]:
    """Before indices: they are of what was announced ("Theo khảo sát ‹PCI và PGI›"), no item of the sentence; `near`:
    right behind the word for a report of them, whatever follows.
    """
    words = topics()
    between = any_of((*words.announcing, *words.reports, *words.generic, *words.years))
    gap = rf"(?:[\s\"'(]|\b\d+\b|\b{between}\b)*" if near else r"\b[^,;:]*"
    return re.compile(rf"\b{any_of(words.announced if near else words.announcing)}{gap}$")


@cache
def begins_item() -> re.Pattern[str]:
    """Before words that name an index loosely: the head of a clause."""
    words = topics()
    links = any_of((*words.joiners, *words.clause_breaks, *words.about_part, *words.generic, *words.tables))
    return re.compile(rf"(?:^|[;,:.])[\s\"']*(?:{links}\s+)*$")


@cache
def rated_loosely() -> re.Pattern[str]:
    """Behind such words: whom they ask or whose it is, at most, and a value ("chuyển đổi số ‹cấp tỉnh xếp thứ 1›5")."""
    words = topics()
    people = any_of(words.people)
    asked = rf"(?:\s+{words.of}\s+{people}(?:[\s,]|{people}\b|{any_of(words.joiners)}\b)*)?"
    stands = any_of((*synonyms("đứng"), *synonyms("giữ"), words.stands_at))
    ranks = rf"\s+(?:{stands}\s+)?{any_of(synonyms('hạng'))}\s+\d"
    return re.compile(rf"{asked}(?:\s+{any_of(words.of_province)})?(?:{value_next().pattern}|{ranks})")


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
def told_about() -> re.Pattern[str]:
    """Between a rank and the words for an index: it is told of that ("thứ 10 cả nước ‹về› chuyển đổi số")."""
    words = topics()
    scope = any_of((*words.national, *words.regional, *words.scope_fillers))
    return re.compile(rf"(?:[\s(,]|\b\d+\b|\b{scope}\b)*(?:\b{words.about_it}\s+)?(?:{any_of(words.part_nouns)}\s+)?")


@cache
def has() -> re.Pattern[str]:
    """Between a component and the name of its index for its own value ("công chức ‹có› chỉ số hài lòng 82%")."""
    words = topics()
    return re.compile(rf"[\s\"']*{any_of(words.valued_itself)}\s+(?:{any_of(words.index_nouns)}\s+)?[\"']?")


@cache
def of() -> re.Pattern[str]:
    of, tables = any_of(topics().part_of), any_of((*topics().ranking, *topics().tables))
    # "X là điểm sáng nhất của tỉnh trong PCI"
    words = rf"(?:{of}\s+[^,;.\d]{{2,30}}?\s+)?(?:{any_of(topics().owner_is)}\s+[^,;.\d]{{2,60}}?\s+)?"
    # "chỉ số tính minh bạch PCI 2023"
    return re.compile(rf"[\s\"')]*(?:{words}{of}\b(?:\s+{tables}\b)?[\s\"'(]*)?")


@cache
def of_two() -> Phrases:
    """One of two indices: "cái trước tăng 4 bậc, cái sau giảm 2 bậc"."""
    words = topics()
    return Phrases(
        (*words.former, *words.latter), rf"\b(?:(?P<former>{any_of(words.former)})|{any_of(words.latter)})\b"
    )


@cache
def satisfied_gap() -> re.Pattern[str]:
    """Between a percentage and what it says of people: nothing, or those people ("người dân, tổ chức")."""
    people, joiners = any_of(topics().people), any_of(topics().joiners)
    return re.compile(rf"\s*(?:{people}\b(?:[\s,]|{people}\b|{joiners}\b)*)?")


@cache
def beside() -> Clue:
    """Before an index: it is only mentioned beside another."""
    words = topics()
    # "…, cùng năm PAR INDEX đạt 87%": another one, at the same time.
    same = any_of(word for word in words.not_shared if word not in words.index_nouns)
    first = rf"(?:^|[;:,])[\s\"']*{any_of(words.beside)}(?!\s+{same}\b)|^[\s\"']*{any_of(words.contrasts)}"
    along = rf"\b{any_of(words.goes_with)}\s+(?:{any_of(words.index_nouns)}\s+)?[\"'(]*$"
    return Clue(rf"(?:{first})\s+[^,;.\d]{{0,30}}$|{along}", (*words.beside, *words.goes_with, *words.contrasts))


@cache
def framed() -> re.Pattern[str]:
    """Before an index at the head of a sentence: it tells where, or on what occasion, another is spoken of."""
    return re.compile(rf"^[\s\"']*{any_of(topics().frames)}\s+[^,;]{{0,40}}$")


@cache
def these_indices() -> re.Pattern[str]:
    """ "các chỉ số này lần lượt": several indices taken up again, for a list of figures."""
    words = topics()
    others = rf"(?P<others>{any_of(words.others)})"
    counted = rf"(?:{any_of(words.plurals)}|\d+)\s+{any_of(synonyms('phần'))}"
    in_turn = rf"[^;.]{{0,40}}?\b(?P<in_turn>{any_of(words.respectively)})\b"
    # "các chỉ số này đang xếp thứ 8, 26 và 32"
    return re.compile(
        rf"\b{counted}(?:(?:\s+(?:{others}|{any_of(words.these)}))?\b{in_turn}|\s+{any_of(words.these)}\b)"
    )


@cache
def all_parts() -> re.Pattern[str]:
    """ "cả 3 tiêu chí": of how many parts or indices something is told."""
    words = topics()
    return re.compile(rf"\b{any_of(words.all_of)}\s+(?P<count>\d+|{number_words()})\s+{any_of(synonyms('phần'))}\b")


@cache
def these_numbers() -> re.Pattern[str]:
    """ "hai con số này": the figures of several indices, taken up again."""
    words = topics()
    nouns = [noun for noun in words.these_values if noun in synonyms("thứ hạng")]
    values = rf"(?:(?P<ranks>{any_of(nouns)})|{any_of(words.these_values)})"
    return re.compile(rf"\b(?:{any_of(words.plurals)}|\d)\s+{values}\s+{any_of(words.these)}\b")


@cache
def charge_before() -> re.Pattern[str]:
    """Between a component and the body in charge of it, which may stand in a bracket."""
    return re.compile(rf"(?:\b{any_of(topics().charge_before)}|\()\s*$")


@cache
def charge_after() -> re.Pattern[str]:
    """Behind that body: what it does about the component."""
    return re.compile(rf"\s*{any_of(topics().charge_after)}\b")


@cache
def both() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of([word for word in topics().both if ' ' in word])}\b")


@cache
def value_next() -> re.Pattern[str]:
    """Behind a name: its own value ("… đạt 7,6 điểm", "… cao nhất với 85,2%")."""
    leads = any_of((*topics().value_verbs, *topics().superlatives))
    return re.compile(rf"[\"')]*\s*(?:\(|:\s*)?(?:{leads}\s+){{0,2}}\(?\d")


@cache
def led_part() -> re.Pattern[str]:
    """Between a rank in words and the component that it is told of ("dẫn đầu ‹cả nước ở trụ cột› X với 0,8 điểm")."""
    words = topics()
    return re.compile(rf"\s+(?:{any_of((*words.national, *words.index_after))}\s+)*{any_of(words.part_nouns)}\s+[\"']?")


@cache
def apposed_gap() -> re.Pattern[str]:
    """Between a place and its value: a comma, or what the place is ("A, tỉnh từng ở cuối bảng, nay có 84,66%")."""
    words = topics()
    kinds = any_of((*all_place_nouns(), *words.where))
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
    # "về tốc độ cải thiện điểm số PCI"
    pace = any_of(words.paces)
    about = words.about_it
    # "thuộc về P"
    linked = "".join(rf"(?<!\b{link[: -len(about)]})" for link in words.owner_after if link.endswith(f" {about}"))
    return re.compile(
        rf"(?:[\s(,/)]|\b\d+\b|\b{scope}\b)*{linked}\b{about}\s+(?:(?P<pace>{pace}\b)|(?!{own}(?!\w))(?=[^\W\d_]))"
        r"(?P<what>[^,;.:]*)"
    )


@cache
def ranking_table() -> re.Pattern[str]:
    """In the words of a rank: it is one in the table of the whole index."""
    return re.compile(rf"\b{any_of(topics().ranking)}\b")


@cache
def rank_gap() -> re.Pattern[str]:
    """Between a value and its rank, in any order: "85,12%, đứng thứ 29", "vươn lên thứ 23, đạt 88,95%"."""
    return re.compile(rf"[\s\"':(,;-]*(?:\b{any_of((*topics().value_verbs, topics().stands_at))}\b[\s:(,]*){{0,2}}")


@cache
def value_head() -> re.Pattern[str]:
    """Before a value at the head of a sentence, without its years: nothing but that it is one ("Con số của … là")."""
    words = topics()
    inner = any_of((*_value_nouns(), *words.value_verbs, words.of, *words.owner_nouns))
    return re.compile(rf"[\s\"',:-]*(?:\b{inner}\b[\s,:]*)*")


def _value_nouns() -> list[str]:
    """Nouns for a value, but those of a share."""
    return [noun for noun in topics().level_nouns if noun not in topics().rates]


def _own_theme() -> str:
    """Behind "về": words for an index and its parts, its results, and those that it rates; or a movement."""
    words = topics()
    nouns = (*words.generic, *words.level_nouns, *words.reports, *words.whole, *words.part_nouns, *words.tables)
    rated = (*words.classes, *words.region_nouns, *words.years, *words.own_matters, *all_place_nouns())
    moved = (*synonyms("hạng"), *synonyms("phần"), *synonyms("đầu"), *words.back_home)
    return any_of((*nouns, *rated, *moved))


@cache
def about_other() -> re.Pattern[str]:
    """In the words before a percentage or a rank, without indices and components: the clause is about something else.

    "Về số hóa hồ sơ, tỉnh đạt 98,5%", "Về điểm số, …" is not.
    """
    words, own = topics(), _own_theme()
    return re.compile(rf"(?:^|[.,;:])[\s\"'-]*{any_of(words.about_part)}\s+(?!{own}\b)[^\W\d_][^;:,]*,[^;:,]*$")


@cache
def item_of_other() -> re.Pattern[str]:
    """An item of a list up to a colon: its label names no index, part or place ("+ Niềm tin của người dân:")."""
    return re.compile(rf"\s*[•*+-]\s*(?:(?!\b{_own_theme()}\b)[^:;.()\d]){{4,160}}:")


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
    return re.compile(rf"\s+(?:{any_of(words.owner_is)}\s+{any_of(_value_nouns())}|{any_of(words.value_moves)})\b")


@cache
def theme_before() -> re.Pattern[str]:
    """Before words that name an index loosely: the sentence begins with them."""
    words = topics()
    return re.compile(
        rf"^[\s\"'-]*(?:{any_of(words.joiners)}\s+)?{any_of(words.themes)}\s+(?:{any_of(words.theme_nouns)}\s+)*$"
    )


@cache
def results_of(*, asked: bool) -> re.Pattern[str]:
    """Likewise: results of rating it are told; with `asked`, as people are, any results ("Kết quả ‹sự hài lòng›")."""
    words = topics()
    rating = any_of((*words.ranking, *words.rating, *words.rating_acts, *words.tables))
    acts = rf"(?:{rating}(?:,|\s+{any_of(words.joiners)})?\s+){'*' if asked else '+'}"
    work = rf"(?:{any_of(words.rated_work)}\s+)*"
    return re.compile(rf"^[^,;:.\d]{{0,20}}?\b{any_of(words.reports)}\s+{acts}(?:{words.of}\s+)?{work}$")


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
    nouns = all_place_nouns()
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
    # "cải cách thể chế: 8,16/10 điểm; tỷ lệ 81,6%"; "công chức 87,2%; kết quả 88,3%" are two aspects of one survey.
    levels = [noun for noun in words.level_nouns if noun not in words.reports]
    again = rf"{any_of((*levels, *words.respectively))}(?:\s+{any_of(words.value_verbs)})*\s*$"
    return re.compile(rf"(?:$|[^\w\s]|\d|{any_of(openers)}\b|{again})")


@cache
def numbered_part() -> Clue:
    """Up to a figure: a part of an index by its number ("‹chỉ số thành phần 1 đạt› 7,06 điểm")."""
    words = topics()
    nouns = [noun for noun in words.index_nouns if noun not in words.generic]
    verbs = rf"(?:\s*[:(-])?\s*(?:\b{any_of(words.value_verbs)}\s+)*"
    return Clue(rf"\b(?P<part>{any_of(nouns)}\s+(?:(?:số|thứ)\s+)?(?P<number>\d{{1,2}}))(?!\d){verbs}$", nouns)


@cache
def printed_part() -> re.Pattern[str]:
    """An item of a list up to its value: the words of its name, without noun, verb and quotes, or a remark on it
    ("Doanh nghiệp ‹vẫn là trụ cột yếu, rớt› xuống hạng 40").
    """
    words = topics()
    nouns, verbs = (
        any_of(words.part_nouns),
        any_of((*words.value_verbs, words.stands_at, *synonyms("tăng"), *synonyms("giảm"))),
    )
    name = r"(?P<part>[^\W\d_]+(?:,?\s+(?:[^\W\d_]+|-)){1,13}?)"
    remark = rf"(?:\s+{any_of(words.value_verbs)}|\s+{any_of(words.still)})*\s+{words.being}\s[^;:()\d]*"
    head = rf"[\s\"'-]*(?:{any_of(words.joiners)}\s+)?(?:{nouns}\s+)?[\"']?"
    return re.compile(rf"{head}{name}[\"']?(?:{remark})?(?:\s+{verbs})*[\s:(]*$")


@cache
def about_part() -> re.Pattern[str]:
    """At the head of a list's item: a component follows ("…, về công chức đạt 84,5%")."""
    return re.compile(rf"{any_of(topics().about_part)}\s+")


@cache
def plural_parts() -> re.Pattern[str]:
    return re.compile(rf"(?:\b{any_of(topics().plurals)}\b|\b\d+(?:/\d+)?)\s+{any_of(synonyms('phần'))}\b[^;.]*$")


@cache
def some_parts() -> Clue:
    """Before a rank, without names and years: some parts have it ("không ít chỉ số thành phần của ‹PCI› đã")."""
    words = topics()
    goes_on = any_of((words.of, *all_place_nouns(), *words.value_verbs, *synonyms("đến hạng")))
    return Clue(rf"\b{any_of(words.some)}\s+{any_of(synonyms('phần'))}(?:\s+{goes_on})*\s*$", words.some)


@cache
def list_opener() -> re.Pattern[str]:
    """What opens a list of components; or the bracket right before its first one, up to which this is asked."""
    return re.compile(rf"(?:\b{any_of(topics().list_openers)}\b\s*:?|:)\s*|\((?=[\s\"']*$)")


@cache
def effort() -> re.Pattern[str]:
    """Between a rank and a component: what is done about it ("thứ 3 ‹về nỗ lực cắt giảm› chi phí thời gian")."""
    words = topics()
    scope = any_of((*words.national, *words.regional, *words.scope_fillers, *words.crowds))
    return re.compile(rf"(?:[\s,]|\b\d+\b|\b{scope}\b)*\b{words.about_it}(?:\s+{any_of(words.efforts)})+\s+[\"']?")


@cache
def titled() -> Clue:
    """Before an index: it is a part of somebody's title ("Giám đốc Dự án ‹PGI›")."""
    words = topics()
    until = r"[^,;:.\d]{0,60}?"
    return Clue(
        rf"\b{any_of(words.project_heads)}\b{until}\b{any_of(words.projects)}\b{until}[\s(\"']*$", words.projects
    )


@cache
def worked_out() -> Clue:
    """From the beginning of a sentence through a part of an index: the whole is worked out of its points ("Qua điểm tự
    chấm và điểm thẩm định, sở A xếp thứ nhất về PAR INDEX", "Tỉnh có 18 sở, qua …").
    """
    until = r"[^;:.\d]*"
    return Clue(
        rf"(?:.*,)?\W*{any_of(topics().worked_out)}\b{until}\b{any_of(synonyms('điểm'))}\b{until}$", topics().worked_out
    )


@cache
def made_of() -> re.Pattern[str]:
    """Between a rank and a count of parts: what the index consists of follows."""
    return re.compile(rf"\b{any_of((*topics().made_with, *topics().build_has))}\s+$")


@cache
def new_clause() -> re.Pattern[str]:
    """Behind several components, before whoever begins another clause: their value, and what joins the two."""
    words = topics()
    joined = rf"(?:,|\b{any_of((*words.joiners, *words.clause_breaks))}\b)"
    return re.compile(rf"\d.*?{joined}(?:\s+{any_of(words.value_moves)}\b)?[\s\"']*$")


@cache
def next_owner() -> re.Pattern[str]:
    """At the head of a sentence: the next owner of what was told follows ("Tiếp theo là B", "Đứng thứ hai là B")."""
    words = topics()
    ranks, standing = any_of(synonyms("hạng")), any_of(synonyms("xếp"))
    ranked = rf"(?:{standing}\s+)?(?:{ranks}\s+(?:\d+|{number_words()})|{any_of(words.superlatives)})"
    # "Ba vị trí tiếp theo"
    several = rf"(?:{any_of(words.plurals)}|\d+|{number_words()})\s+"
    places = rf"(?:{several})?(?:{any_of(words.places_of_rank)})\s+"
    # "Hai tỉnh, thành khác trong tốp 5 là C và D"
    kinds = any_of(all_place_nouns())
    others = rf"{several}{kinds}(?:,?\s+[^\W\d]+){{0,3}}?\s+{any_of(words.others)}"
    return re.compile(
        rf"[\s\"'-]*(?:(?:(?:{places})?{any_of(words.next_item)}|{others})\b|(?P<ranked>{ranked})\s+(?:[^,;:.\d]{{0,20}}?\s)??{any_of(words.owner_is)}\b)"
    )


@cache
def continues() -> re.Pattern[str]:
    return re.compile(rf"{any_of(topics().continues)}\b")
