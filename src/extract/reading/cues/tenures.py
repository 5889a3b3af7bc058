"""When an office was held: years, careers, and who was there before or after."""

from __future__ import annotations

import re
from functools import cache

from extract.folding import fold
from extract.language.numbers import number_words
from extract.language.patterns import Before
from extract.reading.cues.persons import before_somebody, courtesies
from extract.reading.titles import any_of, begun, right_before
from extract.reading.tokens import Lexicon
from extract.tables.periods import periods
from extract.tables.titles import people


@cache
def ever() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(people().ever)}\s[^.;]*$")


@cache
def once_was() -> re.Pattern[str]:
    """From the head of a sentence to an office: who "từng làm" something else, in a list that goes on; nobody else."""
    who = rf"[\s\"]*(?:[^,;.:]{{0,60}}\s)?{any_of(people().ever)}\s+{any_of([*people().being, *people().fillers])}"
    other = rf"(?!{any_of([*people().kept_honorifics, *people().now, people().of_whom])}(?!\w))"
    return re.compile(rf"{who}(?:\s+{other}[^\s.:()]+)+[,;]\s*(?:{any_of(people().then)}\s+)?")


@cache
def ahead_of() -> Before:
    return right_before(people().ahead_of)


@cache
def then_another() -> re.Pattern[str]:
    """Behind an office that another one followed: "ông A là Giám đốc Sở B trước khi được bầu …"."""
    return re.compile(rf"\s*(?:\([^)]*\)\s*)?,?\s*{any_of(people().ahead_of)}(?!\w)")


@cache
def date(*, apart: bool = True) -> str:
    """The pattern of a year with the day and the month before it; `apart`: or with the month in a word of its own
    ("tháng 6 năm 2009").
    """
    told = periods()
    words = any_of([*told.day, *told.month, *told.year])
    month = rf"(?:\d{{1,2}}\s+{any_of(told.year)}\s+)?" if apart else ""
    return rf"(?:{words}\s+)*(?:\d{{1,2}}[/.-]){{0,2}}{month}(?:19|20)\d\d(?!\d)"


def until() -> str:
    """The pattern of what stands between the ends of a span of years."""
    return rf"(?:{any_of(periods().to)}|-)"


def _whole() -> str:
    """The pattern of what may stand before the last year of a span: "(từ năm 2010 đến) hết (năm 2015)"."""
    return rf"(?:{people().whole_year}\s+)?"


def _from_until() -> str:
    """The pattern of a span of years: "từ năm 2010 đến hết năm 2015"."""
    return rf"{people().from_when}\s+{date()}\s*{until()}\s*{_whole()}{date()}"


@cache
def span_of_years() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_from_until()}[^.;]*$")


@cache
def before_reform() -> re.Pattern[str]:
    """At the head of a sentence, a time before provinces or bodies became others: all offices told of it are over."""
    before = any_of([*people().before_event, *people().before_when])
    return re.compile(rf"[\s\"]*{before}\s(?:[^,.;:]{{1,60}}\s)?{any_of(people().reforms)}(?!\w)[^,.;:]{{0,60}},")


@cache
def was_until() -> re.Pattern[str]:
    """Behind an office, in brackets or without: from when until when it was held."""
    span = _from_until()
    return re.compile(rf"\s*(?:\({span}\)|{span})")


@cache
def no_more() -> re.Pattern[str]:
    """Behind an office, in brackets or without: its body is no more ("Chủ tịch UBND huyện A ‹cũ›")."""
    long_before = rf"{any_of(people().no_more_marked)}\s*(?=[,.;:)-]|$)"
    told = rf"(?:{any_of(people().no_more)}(?!\w| kỹ)|{long_before})"
    return re.compile(rf"\s*(?:\({told}\)|{told})")


@cache
def in_time_of() -> re.Pattern[str]:
    """At the head of a sentence, before the office in whose time something is told ("Dưới thời của Tổng thống, …")."""
    return re.compile(rf"[\s\"]*{any_of(people().in_time)}\s[^.,;:]{{0,60}}?{people().of_whom}\s+")


@cache
def any_year() -> re.Pattern[str]:
    # What must not stand before it comes behind, so that `re` skips to the first digit.
    return re.compile(r"(?:19|20)\d\d(?<!\d{5})(?!\d)")


@cache
def dated_step() -> re.Pattern[str]:
    """Right before an office: when it was held ("Năm 1999, ông làm", "- 2004 - 2009:", "từ 2015 đến nay là")."""
    steps = rf"(?:{any_of(people().steps)}\s+)*"
    verbs = any_of([*people().being, *people().fillers, *people().modifiers, *people().once])
    whom = rf"(?:{any_of(people().pronouns)}\s(?:\w+\s){{0,4}}?)?"
    return re.compile(
        rf"(?:^|(?<=[.;,:(+*\n]))[\s+*•-]*{steps}"
        rf"(?:(?P<year>(?:{any_of(periods().year)}\s+)?(?:19|20)\d\d(?!\d))|{date()})\s*"
        rf"(?:{until()}\s*(?:(?P<lasting>{any_of(people().lasting)}(?!\w))|{steps}{_whole()}(?P<until>{date()})))?"
        rf"\s*[,:)-]?\s*{whom}(?:{verbs}(?!\w)\s*)*$"
    )


@cache
def tells_office() -> re.Pattern[str]:
    """Right before an office: a verb that tells what somebody is, or a colon."""
    return re.compile(rf"(?:(?<!\w){any_of(people().being)}\s+(?:{any_of(people().modifiers)}\s+)*|:\s*)$")


@cache
def back_then() -> re.Pattern[str]:
    # "Dưới thời chính quyền Trump 1.0,", "Khóa trước,"
    then = rf"(?P<told>{any_of(people().under)}(?:\s(?:[^.,;:]|\.\d){{2,60}})?,)"
    then += rf"|(?:{any_of(people().earlier)}(?!\w)\s*,?)"
    then += rf"|{any_of(people().before_when)}\s+{date()}\s*,?"
    return re.compile(rf"[\s\"]*(?:{then})\s*")


@cache
def at_the_time() -> re.Pattern[str]:
    """In the sentence before: what somebody was, and that it was then."""
    then = rf"(?:{any_of(people().at_the_time)},?|{any_of(people().under)}(?:\s[^.,;:]{{2,60}})?,)"
    return re.compile(rf"(?<!\w){then}\s(?:\w+\s){{0,7}}?{any_of(people().being)}(?!\w)")


@cache
def as_well() -> re.Pattern[str]:
    """At the head of a sentence, before an office: whoever was told before is it besides ("Đồng thời bà A còn là")."""
    besides = rf"(?P<besides>{any_of(people().besides_this)}\s*,?\s+)?"
    verb = rf"(?:(?P<too>{any_of(people().as_well)})\s+)?(?:{any_of([*people().being, *people().too])}\s+)+"
    who = rf"{any_of(people().pronouns)}(?P<name>(?:\s\w+){{0,4}}?)"
    return re.compile(rf"[\s\"]*{besides}{who}\s+{verb}(?:{any_of(people().modifiers)}\s+)*")


@cache
def then_is() -> re.Pattern[str]:
    """Between "lúc đó" and an office: somebody, and that he is it."""
    return re.compile(rf"(?:\w+\s){{1,6}}?{any_of(people().being)}\s+(?:{any_of(people().modifiers)}\s+)*")


@cache
def now() -> re.Pattern[str]:
    return re.compile(rf"{begun(people().now)}(?!\w)")


@cache
def instead() -> re.Pattern[str]:
    """Between two offices of one person, where the second has taken the place of the first."""
    return re.compile(rf"(?<!\w){any_of(people().now_instead)}(?!\w)")


@cache
def rises() -> re.Pattern[str]:
    """Between two offices, where the second was reached from the first."""
    return re.compile(
        rf"\s*,?\s*(?:{any_of(people().just)}\s+)*{any_of(people().rises)}\s+(?:{any_of(people().modifiers)}\s+)*"
    )


@cache
def risen_from() -> Before:
    """Before the first of two such offices."""
    where = rf"(?:{any_of(people().fillers)}\s+)*"
    words = [people().from_when, *people().fillers, *people().modifiers]
    return Before(rf"(?<!\w){people().from_when}\s+{where}(?:{any_of(people().modifiers)}\s+)*$", words)


@cache
def began() -> re.Pattern[str]:
    """Before the steps of a whole life, from its beginning."""
    return re.compile(rf"(?<!\w){any_of(people().began)}(?!\w)")


@cache
def holds() -> re.Pattern[str]:
    return re.compile(rf"{any_of(people().holds)}(?!\w)")


@cache
def since() -> re.Pattern[str]:
    words = any_of([*periods().month, *periods().year])
    month = rf"(?:{any_of(people().steps)}\s+)*(?:{words}\s|(?:\d{{1,2}}[/.-])?(?:19|20)\d\d(?!\d))"
    return re.compile(rf"[^.;,()]{{0,30}}?\s\(?{people().from_when}\s+{month}")


@cache
def earlier() -> re.Pattern[str]:
    return re.compile(rf"[\s\"+*-]*(?:{any_of(people().earlier)}(?!\w)|(?P<dated>{_then()}))")


@cache
def dated_behind() -> re.Pattern[str]:
    """Behind an office: when it was taken, told by no day ("trở thành Chủ tịch ‹vào giữa năm 2023›", "… ‹tháng 12 năm
    ngoái›").
    """
    told = periods()
    opens = any_of([*people().recently, *people().steps, people().from_when])
    month = rf"(?:{any_of(told.month)}\s+\d{{1,2}}\D{{1,6}}?)?"
    year = rf"(?:(?:{any_of(told.year)}\s)?(?:19|20)\d\d|{any_of(people().recent)}(?!\w))|{years_ago()}"
    return re.compile(rf"\s+(?=(?:{opens}\s)|{month}{year}){_then()}")


def _then() -> str:
    """The pattern of a time before the reported event: a year, or a month and no day of it ("hồi tháng 6")."""
    told, recent = periods(), any_of(people().recent)
    month = rf"{any_of(told.month)}\s+\d{{1,2}}(?![\d/-]|\.\d)(?:\s+{recent}(?!\w))?"
    opens = any_of([*people().steps, *people().recently])
    return rf"(?:{opens}\s+)*(?:{date()}|{month}|{recent}(?!\w)|{years_ago()})"


def years_ago() -> str:
    """The pattern of how many years ago something was: "cách đây ba năm", "hai năm trước"."""
    count = rf"(?:\d{{1,2}}|{number_words()})\s+{any_of(periods().year)}"
    return rf"(?:{any_of(people().ago)}\s+(?:\w+\s+)?{count}(?!\w)|{count}\s+{any_of(people().before_now)}(?!\w))"


@cache
def afterwards_told() -> tuple[str, ...]:
    return tuple(fold(word) for word in people().afterwards_told)


@cache
def afterwards() -> tuple[str, ...]:
    return tuple(fold(word) for word in people().afterwards)


@cache
def held_then() -> re.Pattern[str]:
    """Behind an office: it was held then ("Giám đốc Sở A ‹thời điểm› cấp phép")."""
    return re.compile(rf"\s+{any_of(people().held_then)}(?!\w)(?!\s+{any_of(people().held_now)}(?!\w))")


@cache
def then_before() -> Before:
    """Right before a verb that tells what somebody is: he was it then."""
    return right_before(people().held_then)


@cache
def when() -> Before:
    """Before somebody who still held his office then."""
    return before_somebody(people().when)


@cache
def follows_in() -> Before:
    """Before somebody, and then his office and who had it before him, or has it next."""
    told = people()
    whom = rf"(?:\s+{told.of_whom})?\s+{courtesies()}"
    words = [*told.predecessor, *told.heirs, told.of_whom, *told.honorifics]
    return Before(rf"(?<!\w)(?:(?P<once>{any_of(told.predecessor)})|{any_of(told.heirs)}){whom}$", words, marks=".'")


@cache
def when_he_took() -> Before:
    """Before the office that somebody took, who is told behind it: "Từ khi nhậm chức"."""
    verbs = [*people().enters, *people().holds, *people().appointed]
    pattern = rf"(?<!\w){any_of(people().while_he)}\s+(?:{any_of(people().just)}\s+)*(?:{any_of(verbs)}\s+)+$"
    return Before(pattern, verbs)


@cache
def dated_and_who() -> re.Pattern[str]:
    """Between the office that somebody took and him: when it was, and a word of respect."""
    told, steps = periods(), any_of([*people().steps, people().from_when])
    units = any_of([*told.day, *told.month, *told.year])
    when = rf"(?:\s+(?:{steps}\s+)*{units}\s[^,;.()]{{1,24}}?)?"
    return re.compile(rf"{when}\s*,\s*(?:{any_of(people().kept_honorifics)}\s+)+")


@cache
def in_his_time() -> Before:
    """Before somebody whose time in his office is told, and is over."""
    return before_somebody(people().in_his_time, people().no_time_behind)


@cache
def since_he() -> Before:
    """Before somebody whose time in his office is told, and lasts."""
    return before_somebody(people().since_he)


@cache
def while_he() -> Before:
    """Before a verb that tells what somebody was then."""
    told = people()
    pattern = rf"(?:(?<!\w){any_of(told.not_while)}\s+|(?P<then>))(?<!\w){any_of(told.while_he)}\s+$"
    return Before(pattern, told.while_he)


@cache
def still() -> re.Pattern[str]:
    """Between somebody and the office that he still held then."""
    return re.compile(rf"\s+{any_of(people().still)}\s+(?:{any_of(people().modifiers)}\s+)*")


@cache
def sitting() -> Lexicon:
    return Lexicon([*people().sitting, *people().acting_behind])


@cache
def in_a_row() -> Lexicon:
    """Which one of all that hold an office, one after the other, somebody is."""
    return Lexicon(people().in_a_row)


@cache
def before_this() -> re.Pattern[str]:
    return re.compile(rf"{any_of(people().before_this)}(?!\w)")


@cache
def before_event() -> re.Pattern[str]:
    """Between somebody and what he was before something happened: ", quê Nghệ An, trước khi sáp nhập là"."""
    life = rf"(?:,?\s*{any_of(people().life)}[^();.]{{0,80}}?)?"
    return re.compile(
        rf"\s*{life},?\s*{any_of(people().before_event)}\s[^,;.:()]{{2,60}}?,?\s{people().copula}\s+"
        rf"(?:{any_of(people().modifiers)}\s+)*"
    )


@cache
def told_on() -> re.Pattern[str]:
    """Between an office and another one of the same person: "; trước đó, ông là", ". Ông cũng là"."""
    return re.compile(
        rf"\s*[;.,]\s*(?:(?:(?P<before>{any_of(people().before_this)})|{any_of(people().now)})\s*,?\s*)?"
        rf"{any_of(people().pronouns)}\s+(?:\w+\s+)?"
        rf"{any_of(people().being)}\s+(?:{any_of(people().modifiers)}\s+)*"
    )


@cache
def told_of_him() -> re.Pattern[str]:
    """The same, where no office was told before."""
    return re.compile(rf"{told_on().pattern}$")


@cache
def career() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of([*people().career, *people().began])}(?!\w)")


@cache
def for_some_time() -> re.Pattern[str]:
    """Between an office and whom somebody followed in it: since when he has it."""
    return re.compile(rf"(?P<since>\s+{people().from_when}\s[^,;.:]{{4,24}})?,?\s*")
