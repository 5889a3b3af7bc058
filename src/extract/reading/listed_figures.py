"""Rows and lists of figures: several in order, by year or in brackets, that one word for them all tells to be any."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from extract.folding import Text, fold
from extract.language.numbers import DECIMAL, number_words, parse_number
from extract.language.patterns import any_of, begun, last_word
from extract.language.phrases import Phrases
from extract.reading.model import Figure
from extract.records import Metric
from extract.spans import Span
from extract.tables.indices import indices
from extract.tables.periods import periods
from extract.tables.topics import topics
from extract.tables.words import synonyms

# "lần lượt" stands at most so far before the ranks that it orders, in characters.
_LIST_REACH = 80
_IN_LIST = re.compile(r"(?P<value>\d+(?:[.,]\d+)?)(?:/(?P<out_of>\d{2}))?")
_DECIMAL = re.compile(DECIMAL)
_YEAR = re.compile(r"(?:19|20)\d{2}")
# Without what must stand before it, which `re` would try at every letter, it is quickly seen to be missing.
_BARE_NUMBER = r"\(\s*\d{1,2}\s*\)|:\s*\d{1,2}(?=\s*(?:[;)]|[,.](?!\d)|$))"
_MAYBE_BARE, _BARE = re.compile(_BARE_NUMBER), re.compile(rf"(?<=\w)[\s\"']*(?:{_BARE_NUMBER})")
# A number alone in its bracket; and among so many decimals a whole one is a score as they are.
_ALONE = re.compile(r"\((?<=\w\s\()\d{1,3}(?:[.,]\d+)?\)")
_DECIMALS = 2
# The longest word for a movement is no longer, in characters.
_LONGEST = 16
_SCORE_AND_NUMBER = re.compile(rf"{DECIMAL}(?:\s*%|\s+điểm)?\s+\((?P<rank>\d{{1,2}})\)")
# A rank among the few of a region, and a bracket behind it.
_FEW_RANKED = re.compile(r"\d/(?P<out_of>1?\d)\b[^();\d]*\([^();\d]*$")
# Ranks in brackets stand at most so far behind one another, and behind the words that say what they are.
_NEXT_BRACKET, _TOLD_BEFORE = 60, 160


def told_in_lists(text: Text, within: Span) -> dict[int, Figure]:
    """By where they begin: figures that only a list of them tells to be any."""
    folded, (start, end) = text.folded, within
    read: list[Figure] = []
    again: list[re.Match[str]] = []
    if rows := _rows_told().find(text, within):
        again = [told for told in rows if told["again"]]
        if len(again) < len(rows):
            read += (*_listed_scores(text, within), *_moved_lists(text, within), *_listed_ranks(text, within))
    # Counting what they begin with is much cheaper than their patterns.
    if folded.count("(", start, end) + folded.count(":", start, end) > 1:
        read += (*_bracketed_ranks(text, within), *_bracketed_scores(text, within), *_ranks_of_scores(text, within))
    if folded.count("19", start, end) + folded.count("20", start, end) > 1:
        read += (*_ranks_by_year(text, within), *_yearly_levels(text, within))
    read += _ranks_again(text, again, within)
    return {figure.span.start: figure for figure in read}


def ranks_in_row(text: Text, first: Figure, within: Span) -> list[Figure]:
    """ "lần lượt xếp thứ 2, 3 và 5", "các năm 2020, 2021 xếp thứ 5 và 7": ranks told without a word for them.

    Without such words too, where nothing follows that they could count: "P và Q xếp thứ 31 và 37." How many are ranked
    may be told behind the last, for all; and each may have its own name before it ("P thứ 5, Bắc Ninh 39 và PAPI 24").
    `first` itself is the first of them, and often the only one.
    """
    if first.metric != "rank" or first.label not in {None, "worded"} or first.bound != "exact":
        return [first]
    if first.label is None and (named := [*_named_ranks(text, first, within)]):
        return [first, *named]
    end, more = first.span.end, []
    while match := _next_rank().match(text.folded, end, within.end):
        span = Span(*match.span("rank"))
        if (match["out_of"] is None) != (first.out_of is None):
            break
        total = float(match["out_of"]) if match["out_of"] else None
        value = parse_number(match["rank"])
        more.append(replace(first, value=value, span=span, number=span, out_of=total, label=None))
        end = match.end()
    # "xếp nhất và nhì", "lần lượt về nhì và ba"
    counted = first.label is None or (bool(more) and more[0].value == (first.value or 0) + 1)
    if not more or not counted:
        return [first]
    of_all = None if first.out_of else of_all_ranked().match(text.folded, end, within.end)
    before = Span(max(within.start, first.span.start - _LIST_REACH), first.span.start)
    years = _listed_years().search(text.folded, *before)
    # "xếp các hạng 50, 55 và 58 về PCI"
    respectively = bool(_respectively().find(text, before)) or _several().search(text.folded, *before) is not None
    if years and not respectively:
        respectively = len(_YEAR.findall(years[0])) == len(more) + 1
    if not respectively and (years or not (of_all or _ends_list().match(text.folded, end, within.end))):
        return [first]
    total = parse_number(of_all["all"]) if of_all else None
    return [replace(f, out_of=f.out_of or total) for f in (first, *more)]


def _named_ranks(text: Text, first: Figure, within: Span) -> Iterator[Figure]:
    """ "P thứ 5, ‹Bắc Ninh 39› và ‹PAPI 24›": the items behind a rank that are a name and a bare number."""
    end = first.span.end
    while match := _named_rank().match(text.folded, end, within.end):
        name = match["name"]
        if not text.raw[match.start("name")].isupper() and not _is_part(name):
            return  # "chi phí thời gian 44" is a part's
        if last_word(name) in _before_numbers():
            return  # "Hưng Yên ‹thứ› 14" tells itself what it is
        span, end = Span(*match.span("rank")), match.end()
        # Whether it is a name ("Bắc Ninh"), or a noun that counts ("Nghị quyết 02"), the names of the sentence tell.
        yield replace(first, value=parse_number(match["rank"]), span=span, number=span, out_of=None, label="of_name")


def _is_part(name: str) -> bool:
    """True for a component, or one behind the noun for it ("chỉ số tính minh bạch")."""
    bare = " ".join(name.split())
    return bare in _parts() or any(bare.removeprefix(f"{noun} ") in _parts() for noun in topics().index_nouns)


@cache
def _parts() -> frozenset[str]:
    parts = [part for index in indices().values() for part in index.component]
    return frozenset(fold(name) for part in parts for name in (part.name, *part.aliases, *part.short))


@cache
def _before_numbers() -> frozenset[str]:
    """The last words of what makes a number behind it a rank, a level or a movement."""
    told = ("hạng", "thứ", "đứng", "xếp", "đạt", "tăng", "giảm", "giữ", "đến hạng", "tốp", "nhóm")
    return frozenset(last_word(fold(phrase)) for name in told for phrase in synonyms(name))


@cache
def _named_rank() -> re.Pattern[str]:
    joiners = any_of(topics().joiners)
    word = r"[^\W\d_][\w.]*"
    name = rf"(?P<name>{word}(?:(?:\s+|\s?-\s?){word}){{0,9}})"
    ends = rf"(?=\s*(?:[,;](?!\d)|\.(?!\d)|[()]|$)|\s+{joiners}\s)"
    return re.compile(rf"(?:\s*[,;]\s*|\s*,?\s+{joiners}\s+){name}\s+(?P<rank>\d{{1,2}}){ends}")


@cache
def _several() -> re.Pattern[str]:
    """Right before a rank: it is the first of several ("các ‹vị trí 4›, 5, 6")."""
    return re.compile(rf"\b{any_of(topics().plurals)}\s+$")


def _moved_lists(text: Text, within: Span) -> Iterator[Figure]:
    """ "giảm lần lượt 0,21; 0,34 và 0,05 điểm", "lần lượt tăng 4, 2 và 3 bậc": one movement for a list of figures."""
    for match in _moved_list().finditer(text.folded, within.start, within.end):
        up = match["up"] or match["up_"]
        unit = match["unit"]
        metric: Metric = "rate_change" if unit == "%" else "score_change" if unit in synonyms("điểm") else "rank_change"
        for number in _IN_LIST.finditer(text.folded, *match.span("numbers")):
            span = Span(*number.span())
            yield Figure(
                metric=metric,
                value=parse_number(number["value"]) * (1 if up else -1),
                unit={"rate_change": "%", "score_change": "điểm"}.get(metric, "hạng"),
                span=span,
                number=span,
                rule="change.list",
                direction="up" if up else "down",
            )


def _listed_scores(text: Text, within: Span) -> Iterator[Figure]:
    """ "lần lượt đạt 26; 25,45 và 25 điểm": whole numbers of a list, whose unit stands behind the last."""
    for match in _score_list().finditer(text.folded, within.start, within.end):
        metric: Metric = "rate" if match["unit"] == "%" else "score"
        numbers = [*_IN_LIST.finditer(text.folded, *match.span("numbers"))]
        for number in numbers[:-1]:
            span = Span(*number.span())
            yield Figure(metric, parse_number(number["value"]), match["unit"], span, span, "score.listed")


def _listed_ranks(text: Text, within: Span) -> Iterator[Figure]:
    """ "thứ hạng về A, B và C lần lượt là 22, 9 và 13": bare numbers in order, that words before say to be ranks."""
    for row in _rank_list().finditer(text.folded, *within):
        # "A, B và C xếp lần lượt 20, 25 và 31"
        if row["stands"] or _called_ranks(text, row.start(), within):
            for number in _IN_LIST.finditer(text.folded, *row.span("numbers")):
                yield _bare_rank(number, "rank.listed")


def _ranks_again(text: Text, again: list[re.Match[str]], within: Span) -> Iterator[Figure]:
    """ "Năm 2023, hai con số này là 41 và 26": bare numbers of what was told before, be it ranks or not."""
    for told in again:
        if row := _again_list().match(text.folded, told.end(), within.end):
            for number in _IN_LIST.finditer(text.folded, *row.span("numbers")):
                yield _bare_rank(number, "rank.again", label="taken_up")


def _bracketed_ranks(text: Text, within: Span) -> Iterator[Figure]:
    """ "có thứ hạng cao gồm A (5), B (13)", "xếp hạng: A: 5; B: 13": bare numbers that words before say to be ranks."""
    folded = text.folded
    if len(_MAYBE_BARE.findall(folded, *within)) < 2:
        return
    run: list[re.Match[str]] = []
    runs = [run]
    for match in _BARE.finditer(folded, *within):
        if run and match.start() - run[-1].end() > _NEXT_BRACKET:
            run = []
            runs.append(run)
        run.append(match)
    for run in runs:
        numbers = [number for match in run if (number := _IN_LIST.search(folded, *match.span()))]
        called = len(run) > 1 and _called_ranks(text, run[0].start(), within) and not _of_region(text, numbers, within)
        for row in [numbers] if called else _in_turn(numbers):
            if called or _places_told(text, row, within):
                yield from (_bare_rank(number, "rank.bracketed", label="of_name") for number in row)


def _bracketed_scores(text: Text, within: Span) -> Iterator[Figure]:
    """ "P (78,6), Q (75,8), ‹R (43)› và S (42,2)": the whole number among decimals is what they are."""
    run: list[re.Match[str]] = []
    for match in (*_ALONE.finditer(text.folded, *within), None):
        if match and (not run or match.start() - run[-1].end() <= _NEXT_BRACKET):
            run.append(match)
            continue
        numbers = [number for bracket in run if (number := _IN_LIST.search(text.folded, *bracket.span()))]
        decimals = [parse_number(number["value"]) for number in numbers if not number["value"].isdigit()]
        if len(decimals) >= _DECIMALS:
            for number in numbers:
                value, span = parse_number(number["value"]), Span(*number.span())
                if number["value"].isdigit() and min(decimals) / 2 < value < max(decimals) * 2:
                    yield Figure("score", value, "điểm", span, span, "score.listed")
        run = [match] if match else []


def _ranks_of_scores(text: Text, within: Span) -> Iterator[Figure]:
    """ "P 84,04 điểm (hạng 41), Q 86,08 ‹(21)›": behind a score, as the first of the list or its head tells it ("điểm
    và thứ hạng").
    """
    if _SCORE_AND_NUMBER.search(text.folded, *within) is None:
        return
    told = _score_and_rank().search(text.folded, *within)
    for match in _SCORE_AND_NUMBER.finditer(text.folded, told.end(), within.end) if told else ():
        moved = _moved_by().search(text.folded, max(within.start, match.start() - _LONGEST), match.start())
        if not moved and (number := _IN_LIST.match(text.folded, match.start("rank"))):
            yield _bare_rank(number, "rank.bracketed")


@cache
def _moved_by() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of((*synonyms('tăng'), *synonyms('giảm')))}\s+$")


@cache
def _score_and_rank() -> re.Pattern[str]:
    ranks, points = any_of((*synonyms("hạng"), *synonyms("thứ"), *synonyms("đứng"))), any_of(synonyms("điểm"))
    head = rf"(?<!\w){points}\s+{any_of(topics().joiners)}\s+{any_of(synonyms('thứ hạng'))}(?!\w)"
    return re.compile(rf"{DECIMAL}(?:\s*%|\s+{points})?\s+\((?:{ranks}\s+)+\d{{1,2}}\)|{head}")


def _of_region(text: Text, numbers: list[re.Match[str]], within: Span) -> bool:
    """ "thứ 1/5 so với các tỉnh vùng P (Q: 1; R: 2; S: 3)": the ranks in the region itself, each told by its place."""
    start = numbers[0].start()
    opened = _FEW_RANKED.search(text.folded, max(within.start, start - _TOLD_BEFORE), start)
    values = [int(number["value"]) for number in numbers]
    return opened is not None and max(values) <= int(opened["out_of"])


def _in_turn(numbers: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """The rows of two and more whole numbers that follow one another: 1, 2, 3 and 62, 63."""
    rows: list[list[re.Match[str]]] = []
    for number in numbers:
        if rows and int(number["value"]) == int(rows[-1][-1]["value"]) + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    return [row for row in rows if len(row) > 1]


def _places_told(text: Text, row: list[re.Match[str]], within: Span) -> bool:
    """ "đứng đầu gồm A (1), B (2); kế đến C (3), D (4); cuối bảng là E (62), F (63)": told by the words before."""
    start = row[0].start()
    told = text.folded[max(within.start, start - _TOLD_BEFORE) : start]
    if int(row[0]["value"]) == 1:
        return _first_told().search(told) is not None
    return bool(_last_told().search(told) or _next_told().search(told))


def _yearly_levels(text: Text, within: Span) -> Iterator[Figure]:
    """ "thứ hạng qua các năm: 47 (2015), 44 (2016)", "xếp thứ 47 năm 2015, 44 năm 2016": each rank with its year; also
    "62,73 điểm năm 2014, 67,16 năm 2019", whose first tells the unit.
    """
    if len(_level_and_year().findall(text.folded, *within)) < 2:
        return
    for row in _rank_years().finditer(text.folded, *within):
        if row["rank"] or _called_ranks(text, row.start(), within, moved=True):
            # In turn: a rank, and its year.
            ranks = [*_IN_LIST.finditer(text.folded, *row.span())][::2]
            # The first is read by its own phrase where it has one.
            for number in ranks[1:] if row["rank"] else ranks:
                yield _bare_rank(number, "rank.yearly")
    for row in _score_years().finditer(text.folded, *within):
        metric: Metric = "rate" if row["unit"] == "%" else "score"
        for number in _DECIMAL.finditer(text.folded, *row.span("more")):
            span = Span(*number.span())
            yield Figure(metric, parse_number(number[0]), row["unit"], span, span, "score.yearly")


def _ranks_by_year(text: Text, within: Span) -> Iterator[Figure]:
    """ "năm 2012 xếp thứ 46, năm 2013 vọt lên 28, năm 2014: 30": bare levels behind their years, behind a rank."""
    folded, last = text.folded, within.start
    for item in _year_ranks().finditer(folded, *within):
        before = Span(max(last, item.start() - _TOLD_BEFORE), item.start())
        # Right behind another of the row, or a rank.
        in_row = before.start == last and _rank_before().fullmatch(folded, *before)
        if not in_row and (not _rank_just_told().search(folded, *before) or _left_then().search(folded, *before)):
            continue
        if number := _IN_LIST.match(folded, item.start("number")):
            last = number.start()
            yield _bare_rank(number, "rank.yearly")


def _called_ranks(text: Text, start: int, within: Span, *, moved: bool = False) -> bool:
    """True where the words before bare numbers that start there say that they are ranks."""
    told = text.folded[max(within.start, start - _TOLD_BEFORE) : start]
    return _ranks_told(moved).search(told) is not None


def _bare_rank(number: re.Match[str], rule: str, label: str | None = None) -> Figure:
    """A number of a list (`_IN_LIST`) as a rank."""
    span, total = Span(*number.span()), number["out_of"]
    out_of = float(total) if total else None
    return Figure("rank", float(number["value"]), "hạng", span, span, rule, out_of, label=label)


@cache
def _respectively() -> Phrases:
    return Phrases(topics().respectively)


def _numbers(number: str, head: str = "") -> str:
    """A row of numbers joined by commas, semicolons or "và"; `head` stands before each but the first."""
    return rf"(?P<numbers>{number}(?:(?:\s*[;,]\s+|\s+{any_of(topics().joiners)}\s+){head}{number})+)"


@cache
def _rank_list() -> re.Pattern[str]:
    units = any_of((*synonyms("phần"), *synonyms("điểm"), *synonyms("bậc")))
    other = rf"[\w/%]|[.,]\d|\s*%|\s+(?:{units}(?!\w)|{_YEAR.pattern})"
    verbs = any_of((*topics().baseline_values, *synonyms("xếp")))
    return re.compile(
        rf"(?<!\w)(?:(?P<stands>{any_of(synonyms('đứng'))})\s+)?{any_of(topics().respectively)}(?:\s+{verbs})?\s*:?\s+"
        + _numbers(r"\d{1,2}(?:/\d{2})?", rf"(?:{any_of(synonyms('hạng'))}\s+)?")
        + rf"(?!{other})"
    )


@cache
def _rows_told() -> Phrases:
    """What `_respectively` finds, and in the group `again` several figures that are taken up: "hai con số này"."""
    words = topics()
    several = [f"{count} {noun}" for count in words.plurals for noun in words.these_values]
    again = rf"(?P<again>{any_of(several)}\s+{any_of(words.these)})"
    return Phrases((*words.respectively, *several), rf"\b(?:{any_of(words.respectively)}|{again})\b")


@cache
def _again_list() -> re.Pattern[str]:
    """Behind them: their year, a verb and the numbers."""
    words, years = topics(), periods()
    when = (
        rf"(?:\s+(?:{any_of((*words.period_fillers, *words.part_of))}\s+)?(?:{any_of(years.year)}\s+)?{_YEAR.pattern})?"
    )
    verbs = any_of((*words.respectively, *words.baseline_values, *words.value_verbs, *synonyms("đến hạng")))
    units = any_of((*synonyms("phần"), *synonyms("điểm"), *synonyms("bậc")))
    other = rf"[\w/%]|[.,]\d|\s*%|\s+(?:{units}(?!\w)|{_YEAR.pattern})"
    return re.compile(rf"{when}(?:\s+{verbs}){{1,3}}\s*:?\s+" + _numbers(r"\d{1,2}(?:/\d{2})?") + rf"(?!{other})")


@cache
def _score_list() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w){any_of(topics().respectively)}(?:\s+{any_of(synonyms('đạt'))}){{0,2}}\s*:?\s+"
        + _numbers(r"\d{1,4}(?:[.,]\d+)?(?!/)")
        + rf"\s*(?P<unit>%|{any_of(synonyms('điểm'))})(?![\w%])"
    )


@cache
def _moved_list() -> re.Pattern[str]:
    up, down = any_of(synonyms("tăng")), any_of(synonyms("giảm"))
    respectively = any_of(topics().respectively)
    unit = rf"(?P<unit>%|{any_of(synonyms('điểm'))}|{any_of(synonyms('bậc'))})"
    return re.compile(
        rf"(?<!\w)(?:{respectively}\s+(?:(?P<up>{up})|{down})|(?:(?P<up_>{up})|{down})\s+{respectively})"
        rf"(?:\s+{any_of(synonyms('nối'))}){{0,2}}\s+" + _numbers(r"\d+(?:[.,]\d+)?") + rf"\s*{unit}(?!\w)"
    )


@cache
def _listed_years() -> re.Pattern[str]:
    """Before a rank: several years ("các năm 2020, 2021 và 2022")."""
    year = rf"(?:{any_of(periods().year)}\s+)?{_YEAR.pattern}"
    return re.compile(rf"(?<!\w){year}(?:(?:\s*,\s*|\s+{any_of(topics().joiners)}\s+){year})+(?!\w)[^;.:\d]*$")


@cache
def _next_rank() -> re.Pattern[str]:
    joiners = any_of(topics().joiners)
    rank = rf"(?P<rank>\d{{1,2}}|{number_words()})"
    other = rf"[\w/%]|[.,]\d|\s+(?:{any_of(synonyms('phần'))}(?!\w)|{_YEAR.pattern})"
    return re.compile(
        rf"(?:\s*\([^()\d]{{1,40}}\))?(?:\s*,\s*|\s+{joiners}\s+){rank}(?:/(?P<out_of>\d{{1,2}}))?(?!{other})"
    )


@cache
def of_all_ranked() -> re.Pattern[str]:
    """Behind a rank: how many are ranked ("trên 63 tỉnh")."""
    return re.compile(rf"\s+{any_of(synonyms('trong tổng'))}\s+(?P<all>\d{{1,3}})\s+{any_of(synonyms('tỉnh'))}(?!\w)")


def _in_year() -> str:
    """Behind a rank: its year."""
    year = any_of(periods().year)
    return rf"\(\s*(?:{year}\s+)?{_YEAR.pattern}\s*\)|(?:{any_of(synonyms('vào'))}\s+)?{year}\s+{_YEAR.pattern}(?!\w)"


@cache
def _level_and_year() -> re.Pattern[str]:
    """One of such levels, from its last digit on, which `re` skips to: quickly seen to be missing."""
    return re.compile(rf"\d\s*(?:{_level_unit()}\s*)?(?:{_in_year()})")


def _level_unit() -> str:
    return rf"(?:%|{any_of(synonyms('điểm'))}(?!\w))"


@cache
def _score_years() -> re.Pattern[str]:
    """A score with its unit and year, and behind it more of them without the unit."""
    joiners = any_of((*topics().joiners, *topics().then))
    more = rf"(?:\s*[,;]\s*|\s*,?\s+{joiners}\s+){DECIMAL}\s*(?:{_in_year()})"
    return re.compile(rf"\d\s*(?P<unit>{_level_unit()})\s*(?:{_in_year()})(?P<more>(?:{more})+)")


@cache
def _rank_years() -> re.Pattern[str]:
    """Two and more bare ranks in a row, each with its year ("44 (2016), 42/63 vào năm 2017").

    The first may have its words ("hạng 47 (2015), 44 (2016)").
    """
    joiners = any_of((*topics().joiners, *topics().then))
    one = rf"(?<![\w.,/])\d{{1,2}}(?:/\d{{2}})?\s*(?:{_in_year()})"
    return re.compile(
        rf"(?:(?P<rank>(?<!\w){any_of(synonyms('hạng'))})\s+)?{one}(?:(?:\s*[,;]\s*|\s*,?\s+{joiners}\s+){one})+"
    )


@cache
def _year_ranks() -> re.Pattern[str]:
    """A bare level behind its year ("năm 2013 vọt lên 28", "năm 2014: 30")."""
    moved = any_of((*synonyms("tăng"), *synonyms("giảm"), *synonyms("giữ"), *topics().value_verbs))
    to = any_of((*synonyms("đến hạng"), *synonyms("giữ")))
    return re.compile(
        rf"{begun(periods().year)}\s+{_YEAR.pattern}\s*(?::|\s(?:{moved}\s+){{0,2}}{to})\s+"
        r"(?P<number>\d{1,2}(?:/\d{2})?)(?=\s*(?:[;,.)](?!\d)|\(|$)"
        rf"|\s+{any_of((*topics().joiners, *topics().then))}\s)"
    )


@cache
def _rank_before() -> re.Pattern[str]:
    """From a rank up to such a year right behind it; its bracket may stand between."""
    rank = rf"(?:{any_of(synonyms('thứ'))}\s+)?\d{{1,2}}(?:/\d{{1,2}})?"
    return re.compile(rf"{rank}(?:\s*\([^()]*\))?{_before_year()}")


@cache
def _rank_just_told() -> re.Pattern[str]:
    """Up to such a year: a rank right before it that its words say to be one, or a word for ranks."""
    noun = rf"{any_of(synonyms('thứ hạng'))}(?!\w)[^\d;.,()]*{_before_year()}"
    told = rf"{any_of((*synonyms('hạng'), *synonyms('đứng')))}\s+{_rank_before().pattern}"
    return re.compile(rf"(?<!\w)(?:{told}|{noun})$")


@cache
def _left_then() -> re.Pattern[str]:
    """Up to such a year: a rank right before it that a movement leaves ("từ vị trí 43 ‹năm 2020 lên 27›")."""
    ranks = any_of((*synonyms("hạng"), *synonyms("đứng")))
    return re.compile(rf"(?<!\w){any_of(topics().from_words)}\s+(?:{ranks}\s+)*\d{{1,2}}(?:/\d{{1,2}})?\s+$")


def _before_year() -> str:
    return rf"\s*[:,;]?\s*(?:{any_of((*topics().joiners, *topics().then))}\s+)?"


@cache
def _ends_list() -> re.Pattern[str]:
    """Behind the last of several ranks: nothing that it could count."""
    words = topics()
    # "xếp thứ 5, 6 và 7 về PCI", "giữ vị trí 5, 6, 7 trong bảng xếp hạng"
    ranking = rf"{any_of(words.scopes)}\s+{any_of(words.tables)}"
    told = any_of((*words.national, *words.owner_after, *words.about_part, *synonyms("miền")))
    # "giữ vị trí thứ 5, 6, 7 với 0,79 điểm"
    behind = rf"(?:{told}|{ranking}|{any_of(words.heads)})"
    # "xếp thứ 22, 27 và 23 trong ba năm 2018-2020"
    count = rf"(?:{any_of(words.plurals)}|{number_words()}|\d)"
    years = rf"{any_of(words.through)}\s+{count}\s+{any_of(words.years)}(?!\w)"
    return re.compile(rf"\s*(?:$|[;.)]|,(?!\s*\d)|{behind}(?!\w)|{years})")


@cache
def _first_told() -> re.Pattern[str]:
    """Up to a list of names with 1, 2, 3 behind them: those that follow are the first."""
    return re.compile(
        rf"(?<!\w){any_of((*synonyms('đầu'), *synonyms('tốt nhất'), *synonyms('tốp')))}(?!\w){_named_then()}"
    )


@cache
def _last_told() -> re.Pattern[str]:
    """Likewise, the last."""
    return re.compile(rf"(?<!\w){any_of((*synonyms('cuối'), *synonyms('áp chót')))}(?!\w){_named_then()}")


@cache
def _next_told() -> re.Pattern[str]:
    """Likewise, those behind the first."""
    return re.compile(rf"(?<!\w){any_of(topics().next_item)}(?!\w){_named_then()}")


def _named_then() -> str:
    """Behind a word for places, up to the first number of such a list: nothing that moves or counts anything."""
    other = any_of((*synonyms("tăng"), *synonyms("giảm"), *synonyms("đếm")))
    return rf"(?:(?!(?<!\w){other}(?!\w))[^(;\n])*\(?\s*$"


@cache
def _ranks_told(moved: bool = False) -> re.Pattern[str]:
    """Up to a list of bare numbers: a word for ranks, and behind it none that says another thing of the numbers.

    What moved is another thing too, unless the years beside the numbers say that they are levels (`moved`).
    """
    moves = () if moved else (*synonyms("tăng"), *synonyms("giảm"))
    other = any_of((*moves, *synonyms("điểm"), *synonyms("đếm")))
    rank = rf"(?:{any_of(synonyms('thứ'))}\s+)?\d{{1,2}}(?:/\d{{1,2}})?"
    noun = rf"{any_of(synonyms('thứ hạng'))}(?!\w)(?:\s+{rank}\s*[;,])?"
    # "xếp 47/63, các năm 2016, 2017 lần lượt là …"
    told = rf"{any_of(synonyms('đứng'))}\s+{rank}(?![\w%])"
    # "rơi xuống thứ 53; hai năm 2014 và 2015 lần lượt là 51 và 56"
    years = rf";(?=\s*(?:[^\W\d]+\s+)?{any_of(periods().year)}\s+{_YEAR.pattern})"
    # "thứ 1/5 so với các tỉnh vùng P (A: 31; B: 45)", up to the first number
    opened = r"\((?=[^();:\d]*$)"
    # "xếp thứ 17 (năm 2017) rồi rơi xuống 27 (2019), 24 (2020)"; not "từ hạng 50 (2020) lên 41 (2021)", a movement
    dated = rf"\(\s*(?:{any_of(periods().year)}\s+)?{_YEAR.pattern}\s*\)" if moved else "(?!)"
    left = "".join(rf"(?<!\b{word} )" for word in topics().from_words) if moved else ""
    return re.compile(
        rf"{left}(?<!\w)(?:{noun}|{told})(?:(?!(?<!\w)(?:{other})(?!\w))[^(;\n]|{years}|{opened}|{dated})*$"
    )
