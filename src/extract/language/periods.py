"""Periods as they are told: years, parts of years, ranges, and years told relative to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extract.folding import Text
from extract.language.atoms import NUMBER, atoms_of, find_atoms
from extract.language.numbers import number_words, parse_number
from extract.language.patterns import any_of
from extract.language.phrases import Choices, Phrases
from extract.records import replace
from extract.spans import Span
from extract.tables.periods import periods
from extract.tables.words import words

# The part before the one measured.
BEFORE = "before"
# No number word is longer, in characters.
_LONGEST_COUNT = 16
# Between the parts of a date.
_DATE_MARKS = frozenset("/.-")
# What a year begins with.
_CENTURIES = ("19", "20")

_MONTH = re.compile(r"\d{4}-\d{2}")
# A plan's noun stands at most so far before its year, in characters.
_PLAN_REACH = 110
# What tells since when an index is made at most so far before the year.
_BEGUN_REACH = 40
# What compares with so many years, right before them, is no longer.
_AGAINST_REACH = 40

Kind = Literal["period", "plan", "baseline", "until", "date"]


@dataclass(slots=True, unsafe_hash=True)
class PeriodMention:
    """A period in the text.

    `value` has the contract's form ("2019", "2023-Q1", "2016/2020"), or is null where only `relative` is told (years
    from the one measured, -1 for "năm trước") or where no one year is ("kể từ năm 2009 đến nay": kind "until"; "so với
    đầu nhiệm kỳ"). A year behind "kế hoạch" and the like has the kind "plan".
    `bare` marks a year without the word for it ("PCI 2019", "(2018)"), `after` a year that passed ("sau một năm"),
    `that` one that was told just before ("năm đó").
    `part` is told of a year without the year ("09" for "tháng 9", "M10" for "10 tháng"; `BEFORE` for "tháng trước").
    """

    kind: Kind
    value: str | None
    relative: int | None
    span: Span
    bare: bool = False
    after: bool = False
    that: bool = False
    part: str | None = None

    @property
    def month(self) -> bool:
        """True for one month."""
        return self.kind == "period" and self.value is not None and _MONTH.fullmatch(self.value) is not None


def may_tell_year(folded: str) -> bool:
    """False where no year is printed, which most sentences are seen by at once."""
    return any(century in folded for century in _CENTURIES)


def find_periods(text: Text, within: Span) -> list[PeriodMention]:
    """The periods inside `within`, in order; dates are told apart and have no value."""
    found: list[PeriodMention] = []
    read_to = within.start
    for start, atom in _starts(text, within):
        if start < read_to:
            continue
        match = _choices().pattern(atom).match(text.folded, start, within.end)
        if match:
            read_to = match.end()
            told = _told(match)
            if "now" in told:
                found.extend(_against(match))
                continue
            mention = _of_last(_mention(text, match, told, within), found)
            if mention and found and mention.kind == "period" and _shares_baseline(text, found[-1], mention):
                mention = replace(mention, kind="baseline")
            if mention and "like" in told and _likens(text, match, within):
                mention = replace(mention, kind="period")
            if mention and (
                _reaches_back(text, mention, within)
                or (mention.kind == "period" and (_begins(text, mention) or _publishes(text, found, mention)))
            ):
                mention = replace(mention, kind="date", value=None, relative=None)
            if mention:
                read_to = max(read_to, mention.span.end)
                found.append(mention)
    return found


def _starts(text: Text, within: Span) -> Iterator[tuple[int, str]]:
    """Where the pattern is tried, with the atom there: at its first words, and at numbers that can be a year or begin a
    date.
    """
    table, folded = find_atoms(text), text.folded
    atoms, months = table.atoms, _months()
    for number in table.find(_choices().openings, within):
        begin, atom = table.begins[number], atoms[number]
        if atom == NUMBER and not (folded.startswith(_CENTURIES, begin) and folded[begin : begin + 4].isdigit()):
            if atoms[number + 1] in _DATE_MARKS:
                # "5/6/2024" goes on with a number, a mark and a number, "51/63" and "7.5" do not.
                if atoms[number + 2] != NUMBER or atoms[number + 3] not in _DATE_MARKS:
                    continue
            elif atoms[number + 1] not in months:
                continue
        yield begin, atom


def _of_last(mention: PeriodMention | None, found: list[PeriodMention]) -> PeriodMention | None:
    """ "quý I/2023 là 72 điểm, quý II là 75 điểm": a part of the year that a part was told of."""
    if mention is None or mention.part is None or mention.part == BEFORE:
        return mention
    last = next((p.value for p in reversed(found) if p.value), None)
    return replace(mention, value=f"{last[:4]}-{mention.part}") if last and "-" in last else mention


def _shares_baseline(text: Text, last: PeriodMention, year: PeriodMention) -> bool:
    """ "so với năm 2020 và 2019", "so với năm 2020 và năm 2019", "… các năm 2019, 2020": both are compared with."""
    if last.kind != "baseline" or not last.value or not year.value:
        return False
    between = (_comma() if year.bare and last.value < year.value else _and()).fullmatch
    return between(text.folded, last.span.end, year.span.start) is not None and (
        _clause_ends().match(text.folded, year.span.end) is not None
    )


def _likens(text: Text, match: re.Match[str], within: Span) -> bool:
    """ "chưa bao giờ nhiều tỉnh dẫn đầu như năm 2023": no level stands before that could be as it was then."""
    return match["like"].split()[0] == periods().like and not (
        _level().search(text.folded, within.start, match.start())
    )


def _begins(text: Text, year: PeriodMention) -> bool:
    """ "PCI được công bố lần đầu tiên vào năm 2005": since when the index is made."""
    return _begun().search(text.folded, max(0, year.span.start - _BEGUN_REACH), year.span.start) is not None


def _reaches_back(text: Text, year: PeriodMention, within: Span) -> bool:
    """ "cao nhất kể từ năm 2011 (+0,5 điểm)", "lần đầu tiên kể từ năm 2016": how far back nothing was like it.

    Not "cao nhất kể từ năm 2016 (hạng 25)", where the level of that year ends the sentence.
    """
    start, end = max(0, year.span.start - _BEGUN_REACH), year.span.start
    if year.kind == "period":
        # Hardly any year stands behind such a word, which is seen at once.
        since = text.folded.endswith(_since_words(), start, end)
        unseen = since and _unseen_since().search(text.folded, start, end) is not None
        return unseen and not _level_then().fullmatch(text.folded, year.span.end, within.end)
    return year.kind == "until" and _unseen().search(text.folded, start, end) is not None


def _publishes(text: Text, found: list[PeriodMention], year: PeriodMention) -> bool:
    """ "DTI 2022 được công bố năm 2023", "DTI 2022 mà Bộ công bố năm ngoái": the year measured was told, this one is
    when it was published.
    """
    if not found:
        return False
    last = found[-1]
    if last.kind != "period" or not last.value or not (year.value or year.relative in {-1, 0}):
        return False
    if year.value and last.value[:4] >= year.value[:4]:
        return False
    return _published().fullmatch(text.folded, last.span.end, year.span.start) is not None


def _against(match: re.Match[str]) -> list[PeriodMention]:
    """ "năm 2014/2013": a year against the one before; two that stand the other way are no period of a figure."""
    if match["now"] <= match["then"]:
        return []
    return [
        PeriodMention("period", match["now"], None, Span(match.start(), match.end("now"))),
        PeriodMention("baseline", match["then"], None, Span(*match.span("then"))),
    ]


def _told(match: re.Match[str]) -> dict[str, str]:
    """What the groups of the pattern tell: one name can be given once, so that "half_year" is the year of a half."""
    return {
        "year" if name.endswith("_year") else name.rstrip("_"): value
        for name, value in zip(match.re.groupindex, match.groups(), strict=True)
        if value
    }


def _mention(text: Text, match: re.Match[str], told: dict[str, str], within: Span) -> PeriodMention | None:
    span = Span(*match.span())
    if "date" in told:
        return PeriodMention("date", None, None, span)
    if "as_of" in told:
        # What is measured by the month; beside anything else it is a date.
        return PeriodMention("period", f"{told['year']}-{_part(told)}", None, span)
    if "never" in told:
        return None
    if "until" in told:
        return PeriodMention("until", None, None, span)
    if "open" in told:
        return PeriodMention("baseline", None, None, span)
    kind: Kind = "baseline" if "baseline" in told or "like" in told else "period"
    part = _part(told)
    if part and "year" not in told:
        return PeriodMention(kind, None, None, span, part=part)
    if "one_year_on" in told:
        return PeriodMention("baseline", None, -1, span, after=True)
    if relative := told.keys() & {"previous", "next", "same", "that"}:
        word = relative.pop()
        return _relative(text, kind, word, match.start(word), span, within)
    if "nowadays" in told:
        return PeriodMention(kind, None, 0, span)
    if "ago" in told or "later" in told:
        years = int(parse_number(told["count"]))
        return _dated(text, PeriodMention(kind, None, -years if "ago" in told else years, span), within)
    if kind == "period":
        plans = _plan().find(text, Span(max(within.start, span.start - _PLAN_REACH), span.start))
        planned = (plans and not plans[0]["done"]) or _and_on().match(text.folded, span.end, within.end)
        kind = "plan" if planned else kind
    if kind == "period" and "first" not in told and _leaves(text, span, within):
        kind = "baseline"
    if "first" in told:
        return PeriodMention(kind, f"{told['first']}/{told['last']}", None, span)
    value = f"{told['year']}-{part}" if part else told["year"]
    return PeriodMention(kind, value, None, span, bare="word" not in told)


def _part(told: dict[str, str]) -> str | None:
    """What is told of a year, be it without the year."""
    if "quarter" in told:
        return f"Q{words().roman.get(told['quarter']) or told['quarter']}"
    if "months" in told:
        return f"M{int(told['months']):02d}"
    if "month" in told:
        return f"{int(told['month']):02d}"
    parts = {"half": "H1", "half_end": "H2", "part_before": BEFORE}
    return next((part for name, part in parts.items() if name in told), None)


def _relative(text: Text, kind: Kind, told: str, start: int, span: Span, within: Span) -> PeriodMention | None:
    """ "năm nay", "hai năm sau", "3 năm trước": the number stands before the words; null for "những năm tới"."""
    if _several().search(text.folded, max(within.start, start - _LONGEST_COUNT), start):
        return None
    counted = _counted().search(text.folded, max(within.start, span.start - _LONGEST_COUNT), span.start)
    if told in {"same", "that"}:
        # "5 năm qua"
        return None if counted else PeriodMention(kind, None, 0, span, that=told == "that")
    # "so với hai năm trước", not "so với thứ ba năm trước"
    within_it = kind == "baseline" and _counted().search(text.folded, span.start, start)
    if within_it and _against_these().search(text.folded, span.start, within_it.start()):
        counted = within_it
    years = int(parse_number(counted.group("count"))) if counted else 1
    whole = Span(min(counted.start(), span.start), span.end) if counted else span
    if told == "previous" and kind == "period":
        # "so với 5 năm trước"
        reach = max(within.start, whole.start - _AGAINST_REACH)
        against = counted and _against_these().search(text.folded, reach, whole.start)
        kind = "baseline" if against or _leaves(text, whole, within) else kind
    return _dated(text, PeriodMention(kind, None, -years if told == "previous" else years, whole), within)


def _dated(text: Text, mention: PeriodMention, within: Span) -> PeriodMention:
    """ "lần xếp hạng trước đó (năm 2020)": with the year that its bracket gives it."""
    bracket = _year_in_bracket().match(text.folded, mention.span.end, within.end)
    if bracket is None:
        return mention
    return replace(mention, value=bracket["year"], span=Span(mention.span.start, bracket.end("year")))


def _leaves(text: Text, span: Span, within: Span) -> bool:
    """ "từ chỗ đứng giữa bảng một năm trước, tỉnh nhảy 12 bậc": what the movement of the next clause leads from."""
    if not _moves_on().match(text.folded, span.end, within.end):
        return False
    return bool(_left_behind().find(text, Span(max(within.start, span.start - _PLAN_REACH), span.start)))


@cache
def _and() -> re.Pattern[str]:
    return re.compile(rf"\s+{any_of(periods().years_joined)}\s+")


@cache
def _comma() -> re.Pattern[str]:
    return re.compile(rf"\s*,\s*|{_and().pattern}")


@cache
def _published() -> re.Pattern[str]:
    p = periods()
    # No figure and no clause between the two years: what is told there is of the first.
    return re.compile(rf"[^\d;.]*\b{any_of(p.published)}\s+(?:{any_of(p.published_in)}\s+)*")


@cache
def _level() -> re.Pattern[str]:
    return re.compile(rf"\d|\b(?:{any_of(periods().numbers)}|{any_of(words().classes['giữ'])})\b")


@cache
def _begun() -> re.Pattern[str]:
    p = periods()
    return re.compile(rf"\b{any_of(p.begun)}\s+(?:{any_of(p.published_in)}\s+)*$")


@cache
def _unseen() -> re.Pattern[str]:
    """Before "từ năm 2015 trở lại đây": that nothing was like it."""
    return re.compile(rf"\b{any_of(periods().unseen)}\s+(?:[^\W\d]+\s+){{0,3}}?$")


@cache
def _unseen_since() -> re.Pattern[str]:
    """Likewise, before a year, up to the word that begins with it."""
    return re.compile(rf"{_unseen().pattern.removesuffix('$')}{any_of(word.strip() for word in _since_words())}\s+$")


@cache
def _level_then() -> re.Pattern[str]:
    """Behind a year up to the end of the sentence: a bracket with a level, and no other number."""
    ranks = any_of(words().classes["hạng"])
    return re.compile(rf"\s*\(\s*(?:{ranks}\s+)?(?:\d+(?:[.,]\d+)?[^()\d]*|\d+/\d+[^()\d]*)\)[^\d]*")


@cache
def _since_words() -> tuple[str, ...]:
    """What stands before a year since when something lasts, without the word for years, and with the space behind."""
    p = periods()
    return tuple({f"{word.removesuffix(f' {year}')} " for word in p.since for year in p.year})


@cache
def _clause_ends() -> re.Pattern[str]:
    return re.compile(r"\s*(?:[,;.)]|$)")


@cache
def _counted() -> re.Pattern[str]:
    """So many years, right before their word; no place ("từ thứ 6 năm ngoái lên thứ 2")."""
    places = "".join(rf"(?<!\b{word} )" for word in periods().places)
    return re.compile(rf"(?<![\w.,/]){places}(?P<count>\d|{number_words()})\s+\Z")


@cache
def _several() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(periods().several)}\s+(?:{number_words()}\s+)?\Z")


@cache
def _against_these() -> re.Pattern[str]:
    """Right before so many years: they are compared with."""
    return re.compile(rf"\b{any_of(periods().baseline)}\s+$")


@cache
def _year_in_bracket() -> re.Pattern[str]:
    return re.compile(rf"\s*\(\s*(?:{any_of(periods().year)}\s+)?(?P<year>(?:19|20)\d{{2}})\s*\)")


@cache
def _moves_on() -> re.Pattern[str]:
    moved = any_of((*words().classes["tăng"], *words().classes["giảm"]))
    more = rf"(?:\s*(?:,|{any_of(periods().years_joined)})\s*(?:{any_of(periods().year)}\s+)?(?:19|20)\d{{2}}\b)*"
    return re.compile(rf"{more}(?:\s*,|\s+{moved}\b)")


@cache
def _left_behind() -> Phrases:
    p = periods()
    # "từ vị trí thứ mười năm 2022": that level has the year; "từ nhóm khá trong hai năm 2019, 2020" tells none.
    words = rf"(?:(?!(?<!\b{p.within} )\b{any_of(p.numbers)}\b)[^,;.:()\d])*"
    left = rf"{any_of(p.left_behind)}\b{words}|{any_of(p.left_of)}\b{words}\b{any_of(p.left_years)}\s+"
    return Phrases((*p.left_behind, *p.left_of), rf"\b(?:{left})$")


@cache
def _plan() -> Phrases:
    """Before a year: a plan's noun, and before that what makes it the report of a plan."""
    p = periods()
    done = rf"(?:\b(?P<done>{any_of(p.plans_done)})\b[^;.:\d]{{0,40}}?)?"
    # "Kế hoạch số 148/KH-UBND ngày 5/6/2024 về …"
    number = rf"(?:\s+{any_of(p.numbered)}\s+\d[\w/-]*)?(?:\s+{any_of(p.day)}\s+\d[\d/.-]*)?"
    body = "".join(rf"(?<!\b{word} )" for word in p.plan_bodies)
    plan = rf"{body}\b{any_of(p.plans)}\b(?!\s+{any_of(p.plan_names)}\b)"
    return Phrases((*p.plans, *p.plans_done), rf"{done}{plan}{number}(?:[^,;.:()\d]|\([^()\d]{{1,12}}\))*$")


@cache
def _and_on() -> re.Pattern[str]:
    """Behind a year: those to come as well ("cải thiện PCI năm 2023 ‹và những năm tiếp theo›")."""
    p = periods()
    return re.compile(rf"\s+{any_of(p.years_joined)}\s+{any_of(p.years_on)}\b(?!\s+{p.years_over}\b)")


@cache
def _months() -> frozenset[str]:
    """What stands behind a number of months."""
    return frozenset(atoms_of(name)[0] for name in periods().months)


@cache
def _choices() -> Choices:
    """All forms of periods; of several that begin alike, the first that fits."""
    p = periods()
    year = r"(?:19|20)\d{2}(?![\d.,]\d|\d|/\d)"
    day = r"\d{1,2}\s*[/.-]\s*\d{1,2}"
    named = rf"{any_of(p.year)}\s+"
    date = (
        rf"(?P<date>\b{any_of(p.dates)}\s+(?:{any_of(p.dates)}\s+)*{day}(?:\s*[/.-]\s*\d{{4}})?(?!\d)|(?<![\d/]){day}\s*[/.-]\s*\d{{4}}(?!\d)"
        rf"|\b{any_of(p.dates)}\s+\d{{1,2}}\s+{any_of(p.month)}\s+\d{{1,2}}(?:\s+{any_of(p.year)}\s+\d{{4}})?)"
    )
    as_of = (
        rf"(?P<as_of>\b{any_of(p.as_of)}\s+(?:{any_of(p.day)}\s+)?\d{{1,2}}"
        rf"(?:\s*[/.-]\s*(?P<month__>\d{{1,2}})\s*[/.-]\s*(?P<as_of_year>{year})"
        rf"|\s+{any_of(p.month)}\s+(?P<month___>\d{{1,2}})\s+{any_of(p.year)}\s+(?P<as_of_named_year>{year})))"
    )
    never = (
        rf"(?P<never>\b{any_of(p.never_after)}\s+(?:{any_of(p.year)}\s+)?(?:{any_of(p.numbered)}\s+)?"
        rf"(?:\d+(?:[-/][\w-]+)*\s+)?(?:19|20)\d{{2}}(?:\s*-\s*(?:19|20)?\d{{2,4}})?)"
    )
    moved = any_of((*words().classes["tăng"], *words().classes["giảm"]))
    opened = (
        rf"(?P<never_>\b{any_of(p.since)}\s+(?:{any_of(p.year)}\s+)?(?:19|20)\d{{2}}"
        rf"(?!\d|[.,/]\d|\s*(?:-\s*\d|\(|{any_of(p.to)}\b|{moved}\b|{any_of(p.since_with)}\s+\d|,?\s+{any_of(p.since_when)}\b)))"
    )
    # "dẫn đầu từ 2020 nay đứng thứ 4": up to what is so now.
    until = (
        rf"(?P<until>\b{any_of(p.since)}\s+(?:19|20)\d{{2}}"
        rf"(?:\s+{any_of(p.until_now)}\b|(?=,?\s+{any_of(p.now)}\s+(?:{any_of(p.now_goes_on)}|{moved})\b)))"
    )
    span_of_years = (
        rf"(?:\b{any_of((*p.range, *p.year))}\s*\(?\s*)?"
        rf"(?:(?<![\d/.,-])(?P<first>(?:19|20)\d{{2}})\s*-\s*(?P<last>(?:19|20)\d{{2}})(?!\d)"
        rf"|(?P<first_>(?:19|20)\d{{2}})\s+{any_of(p.to)}\s+(?:{any_of(p.year)}\s+)?(?P<last_>(?:19|20)\d{{2}})(?!\d))"
    )
    part = (
        rf"(?:(?P<half>\b{any_of(p.half)})\s+(?P<half_year>{year})|(?P<half_end>\b{any_of(p.half_end)})\s+(?P<half_end_year>{year})"
        rf"|\b{any_of(p.quarter)}\s+(?P<quarter>iv|iii|ii|i|[1-4])\s*(?:[/-]|\s{named}|{named})\s*(?P<quarter_year>{year})"
        rf"|(?<![\d/])(?P<months>\d{{1,2}})\s+{any_of(p.months)}\s+(?P<months_year>{year})"
        rf"|\b{any_of(p.month)}\s+(?P<month>\d{{1,2}})\s*(?:[/-]\s*|\s+{named})(?P<month_year>{year}))"
    )
    part_only = (
        rf"(?:\b(?:{any_of(p.quarter)}\s+(?P<quarter_>iv|iii|ii|i|[1-4])|(?P<half_>{any_of(p.half)})|(?P<half_end_>{any_of(p.half_end)})"
        rf"|{any_of(p.month)}\s+(?P<month_>\d{{1,2}}))\b(?!\s*(?:[/-]|{any_of(p.year)}\b|\d))"
        rf"|(?<![\d/])(?P<months_>\d{{1,2}})\s+(?:{p.months_of_year}|{any_of(p.month)}(?=\s+{any_of(p.now_goes_on)}\b))\b(?!\s*\d)"
        rf"|\b(?P<part_before>{any_of(p.part_before)})\b)"
    )
    plain = rf"(?P<word>\b{any_of(p.year)}\s+)?(?<![\d/.,-])(?P<year>{year})"
    relative = (
        rf"\b(?:(?P<previous>{any_of(p.previous)})|(?P<next>{any_of(p.next)}(?!\s+{any_of(p.never_next)}\b))"
        rf"|(?P<same>{any_of(p.same)})|(?P<that>{any_of(p.that)}))\b"
    )
    # "so với điểm PCI của tỉnh năm 2018": a few words may stand between; "bằng năm 2021": none.
    never_near = "".join(rf"(?<!\b{word} )" for word in p.never_near)
    word = rf"(?!{any_of((*p.baseline, *p.not_compared))}\b)[^\W\d]+"
    baseline = (
        rf"(?:(?P<baseline>\b{any_of(p.baseline)}\s+(?:{word}\s+){{0,6}}?)"
        rf"|(?P<like>{never_near}\b{any_of(p.baseline_near)}\s+)"
        # "giữ nguyên thứ hạng của năm 2020": without a level between.
        rf"|(?P<baseline_>{never_near}\b(?:{any_of(p.kept)}\s+{any_of(p.kept_levels)}(?:\s+{p.of})?"
        rf"|{any_of(p.kept_of)}\s+{any_of(p.kept_levels)}\s+{p.of})\s+))?"
    )
    count = rf"{number_words()}|\d"
    far = (
        rf"(?:(?P<baseline__>\b{any_of(p.baseline)})\s+(?:{word}\s+){{0,3}}?)?"
        rf"\b(?:(?P<ago>{any_of(p.ago)})\s+(?P<count>{count})|(?P<later>{any_of(p.later)})\s+(?P<count_>{count}))"
        rf"\s+{any_of(p.year)}\b"
    )
    never_now = "".join(rf"(?<!\b{word} )" for word in p.never_now)
    nowadays = rf"(?P<nowadays>{never_now}\b{any_of(p.now)}\b(?=\s+(?:{any_of(p.now_goes_on)}|{moved})\b))"
    against = rf"\b{any_of(p.year)}\s+(?P<now>(?:19|20)\d{{2}})\s*/\s*(?P<then>(?:19|20)\d{{2}})(?![\d/])"
    one_year_on = rf"(?P<one_year_on>\b{any_of(p.one_year_on)}\b)"
    open_ended = rf"(?P<open>\b{any_of(p.baseline_open)}\b)(?!\s+{any_of(p.year)}\b)"
    # What a baseline begins with, and the forms that can be one, or stand alone.
    led = (*p.baseline, *p.baseline_near, *p.kept, *p.kept_of)
    heads = {atoms_of(phrase)[0] for phrase in led}
    forms = (
        ((*p.range, *p.year, NUMBER), span_of_years),
        ((*p.half, *p.half_end, *p.quarter, *p.month, NUMBER), part),
        ((*p.year, NUMBER), plain),
        ((*p.previous, *p.next, *p.same, *p.that), relative),
        ((*p.quarter, *p.half, *p.half_end, *p.month, *p.part_before, NUMBER), part_only),
    )
    return Choices(
        (
            (p.as_of, as_of),
            ((*p.dates, NUMBER), date),
            (p.never_after, never),
            (p.since, until),
            (p.since, opened),
            (p.one_year_on, one_year_on),
            ((*p.baseline, *p.ago, *p.later), far),
            (p.year, against),
            (led, f"{baseline}(?:{'|'.join(form for _, form in forms)})"),
            *(([phrase for phrase in told if atoms_of(phrase)[0] not in heads], form) for told, form in forms),
            (p.now, nowadays),
            (p.baseline_open, open_ended),
        )
    )
