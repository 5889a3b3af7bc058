"""The words around names and titles, as patterns; the words themselves are in `data/people.toml`."""

from __future__ import annotations

import re
from functools import cache

from extract.folding import fold
from extract.language.patterns import Before
from extract.reading.titles import any_of
from extract.reading.tokens import Headed, Lexicon
from extract.tables.periods import periods
from extract.tables.titles import people, titles


@cache
def spelled_suffixes() -> dict[str, str]:
    return {fold(word): word for word in people().suffixes}


@cache
def peers() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fold(title) for title in peers) for peers in people().peers)


@cache
def suffixes() -> Lexicon:
    return Lexicon(people().suffixes)


@cache
def foreign_courtesy() -> Lexicon:
    return Lexicon(people().foreign_courtesy)


@cache
def countries() -> Lexicon:
    return Headed(people().polities, people().nations)


@cache
def of_offices() -> frozenset[str]:
    """Titles of offices that are told of another one."""
    return frozenset(people().of_offices) | of_office_only()


@cache
def of_office_only() -> frozenset[str]:
    """Titles that are no office where no other one is told."""
    return frozenset(people().of_office_only)


@cache
def sole() -> frozenset[str]:
    """Titles of offices that nobody holds beside another one of them."""
    return frozenset(people().sole)


@cache
def far_places() -> Lexicon:
    """Countries, and places of elsewhere."""
    return Lexicon([*people().nations, *people().abroad])


@cache
def about() -> frozenset[str]:
    return frozenset(fold(word) for word in people().fields)


@cache
def parties() -> Lexicon:
    return Lexicon(people().parties)


@cache
def of_party() -> dict[str, str]:
    """Offices of the party's centre, and what each is called where the party is told."""
    return dict(people().of_party)


@cache
def in_charge() -> Lexicon:
    """Behind a foreign office, before what it is for."""
    return Lexicon(people().in_charge)


@cache
def again() -> re.Pattern[str]:
    return re.compile(rf"(?:,|(?<!\w){any_of(people().both)})\s*{any_of(people().modifiers)}\s*$")


@cache
def proposed() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(people().proposed)}(?!\w)")


@cache
def ever() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(people().ever)}\s[^.;]*$")


@cache
def ahead_of() -> Before:
    return Before(rf"(?<!\w){any_of(people().ahead_of)}\s+$", people().ahead_of)


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
def was_until() -> re.Pattern[str]:
    """Behind an office, in brackets or without: from when until when it was held."""
    span = _from_until()
    return re.compile(rf"\s*(?:\({span}\)|{span})")


@cache
def and_who() -> re.Pattern[str]:
    """Behind an office, a comma and the courtesy of somebody."""
    return re.compile(rf"\s*,\s*{any_of(people().kept_honorifics)}\s")


@cache
def chooses() -> Before:
    """Right before somebody whom an office is given to, or may be."""
    verbs = [*people().proposed, *people().moved]
    return Before(rf"(?<!\w){any_of(verbs)}\s+$", verbs)


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
def gives() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\w){any_of(people().being)}\s+(?:{any_of(people().modifiers)}\s+)*|:\s*)$")


@cache
def back_then() -> re.Pattern[str]:
    then = rf"{any_of(people().under)}\s[^.,;:]{{2,60}},|(?:{any_of(people().earlier)}(?!\w)\s*,?)"
    then += rf"|{any_of(people().before_when)}\s+{date()}\s*,?"
    return re.compile(rf"[\s\"]*(?:{then})\s*")


@cache
def then_is() -> re.Pattern[str]:
    """Between "lúc đó" and an office: somebody, and that he is it."""
    return re.compile(rf"(?:\w+\s){{1,6}}?{any_of(people().being)}\s+(?:{any_of(people().modifiers)}\s+)*")


@cache
def now() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(people().now)}(?!\w)")


def _place_told() -> str:
    """Behind a body, what its place is part of: "UBND huyện A‹, tỉnh B›"."""
    return rf"(?:,\s*{any_of(people().kinds)}\s+[^,;():-]{{1,24}}?)?"


@cache
def next_step() -> re.Pattern[str]:
    """Between two offices of a career; the place of the first may be told whole ("huyện A, tỉnh B cũ")."""
    return re.compile(
        rf"{_place_told()}{_terms()}\s*;\s*(?:{any_of([*people().once, *people().now, *people().being])}\s+)*"
    )


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
def takes() -> frozenset[str]:
    """The first words of what gives an office: "giữ quyền Chủ tịch"."""
    return frozenset(fold(phrase).split()[0] for phrase in people().appointed)


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
    dated = rf"(?:{any_of(people().steps)}\s+)*{date()}"
    return re.compile(rf"[\s\"+*-]*(?:{any_of(people().earlier)}(?!\w)|{dated})")


@cache
def handing() -> Before:
    verbs = any_of([*people().appointed, *people().moved])
    return Before(
        rf"(?<!\w){any_of(people().handing)}\s[^,.;]*?{verbs}[^,.;]{{0,40}}\s{any_of(people().for_whom)}\s+$",
        people().for_whom,
    )


@cache
def hands_out() -> re.Pattern[str]:
    """ "A công bố quyết định bổ nhiệm …": the office is another's; not in "A được trao quyết định …"."""
    received = "".join(f"(?<!{word} )" for word in people().received)
    return re.compile(rf"(?<!\w){received}{any_of(people().handing)}(?!\w)")


@cache
def proposes() -> re.Pattern[str]:
    """ "A trình bày tờ trình miễn nhiệm …"; not in "A được HĐND thông báo bầu …"."""
    passive = any_of(people().passive)
    return re.compile(rf"(?!.*(?<!\w){passive}(?!\w)).*?(?<!\w){any_of(people().proposes)}(?!\w)", re.DOTALL)


@cache
def candidates() -> tuple[str, ...]:
    """What somebody is called who would hold an office: no verb that gives it to whoever is told before."""
    return tuple(fold(word) for word in people().candidates)


@cache
def seat_of() -> re.Pattern[str]:
    """Before an office: what whoever is told before has of it ("rút khỏi vị trí ứng viên Bộ trưởng")."""
    return re.compile(rf"(?<!\w){any_of(people().fillers)}\s*$")


@cache
def given_to() -> re.Pattern[str]:
    """Behind an office and how long it is held: of whom it is told, though no name follows."""
    return re.compile(rf"(?:{any_of(people().terms)}[^.;()]{{0,40}}?,?\s*)?{people().regarding}(?!\w)")


@cache
def next_handed() -> re.Pattern[str]:
    return re.compile(rf"(?:\s+\w+){{2,5}}\s*(?:,|{any_of(people().both)})\s*")


@cache
def listed_titles() -> re.Pattern[str]:
    terms = rf"(?:\s*{any_of(people().terms)}[^,;()]{{0,24}}?{_more_terms()})?"
    return re.compile(
        rf"{terms}\s*(?:\([^)]{{0,80}}\)\s*)?(?:,|,?\s*{any_of([*people().both, *people().then])})"
        rf"\s*(?:{any_of(people().modifiers)}\s*)*"
    )


@cache
def afterwards() -> tuple[str, ...]:
    return tuple(fold(word) for word in people().afterwards)


@cache
def polite() -> frozenset[str]:
    return frozenset(fold(word) for word in people().kept_honorifics)


@cache
def degrees() -> frozenset[str]:
    """Degrees as they are shortened before a name ("GS", "ThS")."""
    return frozenset(fold(word) for word in people().honorifics if len(word) < 5 and word.isascii() and word.isalpha())


@cache
def honorifics() -> Lexicon:
    return Lexicon(people().honorifics)


@cache
def kept() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<word>{any_of(people().kept_honorifics)})(?!\w)")


@cache
def comrades() -> frozenset[str]:
    return frozenset(fold(word) for word in people().comrade_short)


def comrade() -> str:
    return people().comrade


@cache
def never() -> frozenset[str]:
    return frozenset(fold(word) for word in people().never_names)


@cache
def never_before() -> Before:
    return Before(rf"(?<!\w){any_of(people().never_before)}\s+$", people().never_before)


@cache
def ever_before() -> Before:
    return Before(rf"(?<!\w){any_of(people().ever_before)}\s+$", people().ever_before)


@cache
def honorific_before() -> Before:
    one = any_of(people().honorifics)
    never = "".join(rf"(?<!\b{fold(word)} )" for word in people().no_rank_behind)
    pattern = rf"(?<!\w){never}{one}\.?(?:[\s,.-]{{0,3}}{one}\.?)*[\s:]{{0,3}}$"
    return Before(pattern, people().honorifics, marks=".:'")


def _terms() -> str:
    """Behind an office of a chain, for how long it is held, told once or twice."""
    once = rf"(?:\s*{any_of(people().terms)}[^,;()]{{0,24}}{_more_terms()})?"
    return rf"{once}(?:,{once})?"


def _more_terms() -> str:
    """ "(các nhiệm kỳ 2015 - 2020), 2020 - 2025", "(các khóa XV), XVI"."""
    years = r"(?:19|20)\d\d\s*-\s*(?:19|20)\d\d"
    return rf"(?:,\s*(?:\d{{1,2}}(?!\d)|{years}|[ivx]+(?!\w)))*(?:\s*{any_of(people().both)}\s+{years})?"


@cache
def chain() -> re.Pattern[str]:
    joint = any_of([*(word for word in people().chain if word != ";"), *people().then])
    modifiers = rf"(?:{any_of([*people().modifiers, *people().once])}\s*)*"
    whom = rf"{any_of(people().for_whom)}\s*(?:{any_of(people().honorifics)}\s*)*"
    more = any_of([*people().chain, *people().then])
    return re.compile(
        rf"{_terms()}\s*(?:\([^)]{{0,80}}\)\s*)?(?:{whom}|{joint}\s*(?:{more}\s*)*{modifiers}"
        rf"|\)?\s*[-,]?\s*\(\s*{modifiers}|{any_of(people().to_come)}\s+{people().copula}\s+{modifiers})"
    )


@cache
def holds_too() -> re.Pattern[str]:
    """Between two offices of one person in one body ("Phó Tư lệnh kiêm Tham mưu trưởng Quân khu 2")."""
    return re.compile(rf",?\s*{any_of(people().too)}\s+")


def _how_held() -> str:
    """Right before an office that is told of a name before it: how it is held."""
    words = any_of([*people().former, *people().acting, *people().modifiers, *people().once])
    return rf"(?:{words}\s*)*"


@cache
def link() -> re.Pattern[str]:
    # "(47 tuổi, kỹ sư xây dựng)", and ", quê huyện Tư Nghĩa, tỉnh Quảng Ngãi, là": of whom the office is not told yet.
    copula, links = people().copula, any_of([*people().links, *people().still])
    life = rf"{any_of(people().life)}[^()]{{0,120}}?(?:,|;?\s{copula})\s*{_how_held()}"
    age = rf"(?:{any_of(people().born)}\.?\s+)?\d{{2,4}}(?:\s+{people().years_old})?"
    return re.compile(
        rf"\s*(?:,?\s*\(?{age}\)?\s*|\([^();]{{1,160}}\)\s*)?"
        rf"(?:,\s*{any_of(people().awards)}\s*)*(?:,\s*)?"
        rf"(?:{links}\s*(?:{any_of(people().alike)}\s+)?{_how_held()}(?:{life})?|{copula}\s[^,;.]{{1,60}},\s*)"
    )


@cache
def apposed() -> re.Pattern[str]:
    """Between a name and an office: what he is besides, between commas or behind a dash."""
    return re.compile(
        rf"\s*(?:\([^()]{{1,60}}\)\s*)?[,-]\s*{any_of(people().beside_office)}(?!\w)[^,;:()]{{0,80}},\s*{_how_held()}"
    )


@cache
def title_name() -> re.Pattern[str]:
    polite = rf"{any_of(people().honorifics)}\.?[\s,:-]{{0,3}}"
    terms = rf"(?:,?\s*{any_of(people().terms)}\s+[\w-]{{1,9}}(?:\s*-\s*\d{{4}})?{_more_terms()},?)*"
    later = rf"{any_of(people().to_come)}(?:\s+{people().copula})?"
    words = [*people().all_times, *people().after_title, *people().goes_to, *people().sitting, *people().at_that_time]
    after = rf"(?:{any_of(words)}|{later})"
    given = rf"(?:{people().copula}|:|-|{any_of(people().for_whom)})\s*"
    return re.compile(
        rf"{terms}\s*(?:\([^)]{{0,80}}\))?\s*(?:{given})?(?:{people().the_several}\s+)?(?:{after}\s+)?(?:{polite})*"
        # "Chủ tịch UBND tỉnh, ông A"
        rf"|\s*(?:\([^)]{{0,80}}\))?\s*(?:{any_of(people().at_that_time)}\s*)?,\s*(?:{polite})+"
        # "(Chủ tịch UBND tỉnh) A"
        rf"|\)\s+(?:{polite})*"
    )


@cache
def at_that_time() -> re.Pattern[str]:
    """ "Giám đốc Sở A ‹lúc bấy giờ là› ông B": he holds it no more."""
    return re.compile(rf"(?<!\w){any_of(people().at_that_time)}(?!\w)")


@cache
def goes_to() -> re.Pattern[str]:
    """Between an office and who takes it: "được giao cho"."""
    return re.compile(rf"\s+{any_of(people().goes_to)}(?!\w)")


@cache
def by_whom() -> re.Pattern[str]:
    """Between an office and who fills it ("Chức Chánh Văn phòng ‹do ông› A đảm nhiệm")."""
    return re.compile(rf"\s+{people().doer}\s+(?:{any_of(people().honorifics)}\.?\s*)*")


@cache
def filled() -> re.Pattern[str]:
    """Behind him, with his own office between commas."""
    own = r"(?:\s*\([^()]{1,80}\))?(?:\s*[,-][^;.]{1,120}?[,-])?"
    now = any_of(people().for_now)
    return re.compile(
        rf"{own}\s*(?:(?P<now>{now})\s+)*(?:(?P<too>{any_of(people().too)})|{any_of(people().filled)})\s*(?:[.,;]|$)"
    )


@cache
def held_then() -> re.Pattern[str]:
    """Behind an office: it was held then ("Giám đốc Sở A ‹thời điểm› cấp phép")."""
    return re.compile(rf"\s+{any_of(people().held_then)}(?!\w)(?!\s+{any_of(people().held_now)}(?!\w))")


@cache
def then_before() -> Before:
    """Right before a verb that tells what somebody is: he was it then."""
    return Before(rf"(?<!\w){any_of(people().held_then)}\s+$", people().held_then)


@cache
def when() -> Before:
    """Before somebody who still held his office then."""
    pattern = rf"(?<!\w){any_of(people().when)}\s+(?:{any_of(people().honorifics)}\.?\s*)*$"
    return Before(pattern, [*people().when, *people().honorifics], marks=".'")


@cache
def while_he() -> Before:
    """Before a verb that tells what somebody was then."""
    told = people()
    pattern = rf"(?:(?<!\w){any_of(told.not_while)}\s+|(?P<then>))(?<!\w){any_of(told.while_he)}\s+$"
    return Before(pattern, told.while_he)


@cache
def still() -> re.Pattern[str]:
    """Between him and his office."""
    return re.compile(rf"\s+{any_of(people().still)}\s+(?:{any_of(people().modifiers)}\s+)*")


@cache
def to_come() -> re.Pattern[str]:
    """ "Ngoại trưởng ‹sắp tới là› ông A": he does not hold it yet."""
    return re.compile(rf"\s+{any_of(people().to_come)}(?!\w)")


@cache
def sitting() -> Lexicon:
    return Lexicon(people().sitting)


@cache
def of_whom() -> re.Pattern[str]:
    """Between an office that is given or taken and whose it is: "miễn nhiệm chức Phó Chủ tịch ‹của ông› A", "Thôi làm
    đại biểu HĐND ‹còn có ông› A".
    """
    terms = rf"(?:\s*{any_of(people().terms)}[^,;()]{{0,24}}?)?"
    whose = any_of([people().of_whom, *people().there_are])
    return re.compile(rf"{terms}\s*{whose}\s+(?:{any_of(people().honorifics)}\.?\s*)+")


@cache
def done_to() -> re.Pattern[str]:
    """Between a name and the verb that gives him an office: nothing, or "được", "- người được ông A"."""
    passive = rf"(?:{any_of(people().just)}\s+)*{any_of(people().passive)}\s(?:[^.,;:()]{{0,40}}\s)?"
    return re.compile(rf"\s+(?:{passive})?|\s*[,-]\s*{people().who}\s+{passive}")


@cache
def closes() -> re.Pattern[str]:
    """Behind an office that is told of a name before it: the end, or a mark; its letters may stand before."""
    return re.compile(r"\s*(?:\([^()]{1,20}\)\s*)?(?:[,;.)-]|$)")


@cache
def who_held() -> re.Pattern[str]:
    """Between a name and the words that tell how he holds or held an office: ", người", ", người đang"."""
    return re.compile(rf"\s*(?:\([^()]{{1,60}}\)\s*)?[,-]\s*{people().who}\s+(?:{any_of(people().just)}\s+)*")


@cache
def who_takes() -> re.Pattern[str]:
    """Between a name and the verb that tells which office he took: ", 78 tuổi, người vừa"."""
    age = rf"(?:\s*,\s*\d{{2}}\s+{people().years_old})?"
    return re.compile(rf"{age}\s*[,-]\s*{people().who}\s+(?:{any_of(people().just)}\s+)*")


@cache
def opens_list() -> re.Pattern[str]:
    terms = rf"(?:\s*{any_of(people().terms)}[^,;:.()]{{0,40}}?)?\s*(?:\([^)]*\))?\s*,?"
    # "có 3 Phó Giám đốc ‹nghỉ hưu trước tuổi› gồm", "hai Phó Chủ tịch ‹đã trúng cử› gồm".
    leaves, takes = any_of(people().goes), any_of(people().chosen)
    done = rf"(?:(?P<leaves>{leaves})|(?P<takes>{takes})|{any_of(people().of_them)})(?!\w)[^,;:.()]{{0,40}}?"
    done = rf"(?:\s*(?:{any_of(people().just)}\s+)*{done}\s*,?)?"
    whom = rf"(?:\s+{any_of(people().plural)}\s+(?:{any_of(people().honorifics)}\s*:?\s*)+)?"
    opens = rf"(?::|{any_of(people().comprises)}|{people().copula}(?!\w))"
    return re.compile(rf"{terms}{done}\s*{opens}{whom}")


@cache
def ends_list() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of([*people().plural, *people().together])}(?!\w)")


@cache
def all_times() -> re.Pattern[str]:
    return re.compile(any_of(people().all_times))


@cache
def plural_before() -> Before:
    told = people()
    several = rf"(?:{any_of(told.plural)}|\d{{1,2}})\s+(?:{any_of(told.modifiers)}\s+)*"
    pattern = rf"(?<!\w){several}(?:{any_of(told.honorifics)}\s*:?\s*)?$"
    return Before(pattern, [*told.plural, *told.modifiers, *told.honorifics], marks=":'", numbers=True)


@cache
def several_before() -> Before:
    words = [*people().plural, *people().each]
    return Before(rf"(?<!\w){any_of(words)}\s+$", words)


@cache
def plural_addressed() -> Before:
    pattern = rf"(?<!\w){any_of(people().plural)}\s+(?:{any_of(people().honorifics)}\s*:?\s*)+$"
    return Before(pattern, people().honorifics, marks=":'")


@cache
def listed() -> re.Pattern[str]:
    joint = rf"(?:,\s*{people().conjunction}|[,;:]|{people().conjunction}|{people().beside})"
    return re.compile(rf"\s*(?:\([^)]{{0,60}}\)\s*)?{joint}?\s*(?:{any_of(people().honorifics)}\.?\s*)*")


@cache
def alike() -> re.Pattern[str]:
    """Between several people and an office that each of them holds."""
    return re.compile(rf"(?<!\w){any_of(people().alike)}(?!\w)")


@cache
def part_of_list() -> re.Pattern[str]:
    return re.compile(rf"[;:]\s*(?:{any_of(people().honorifics)}\.?\s*)*$")


@cache
def meets() -> Before:
    """Before somebody whom the one told behind the comma meets."""
    return Before(rf"(?<!\w){any_of(people().meets)}\s+$", people().meets)


@cache
def kin() -> Before:
    """ "vợ Chủ tịch nước", "thư ký của Bí thư"."""
    of = f"(?:{people().of_whom}\\s+)?"
    return Before(rf"(?<!\w){any_of(people().kin)}\s+{of}$", [*people().kin, people().of_whom])


@cache
def pretends() -> Before:
    """Before an office that somebody only claims, or plays."""
    words = any_of([*people().modifiers, *people().fillers])
    phrases = [*people().pretends, *people().modifiers, *people().fillers]
    return Before(rf"(?<!\w){any_of(people().pretends)}\s+(?:{words}\s+)*$", phrases)


@cache
def short_heads() -> frozenset[str]:
    return frozenset(fold(head) for head in people().organizations if " " not in head)


@cache
def whole_heads() -> frozenset[str]:
    """Heads by which a body is called that was named before ("Học viện", "trung tâm"), no place and no committee."""
    told = people()
    places = [*told.kinds, *told.hamlets, *told.committees, *told.party_bodies]
    return frozenset(map(fold, (*told.leading, *told.called))) - frozenset(map(fold, places))


@cache
def boards() -> frozenset[str]:
    """Boards of a party committee, told without their place."""
    return frozenset(fold(board) for board in people().boards)


@cache
def addresses() -> frozenset[str]:
    return frozenset({titles()[fold(name)].canonical for name in people().address})


@cache
def seat() -> re.Pattern[str]:
    return re.compile(r"\s*\((?P<told>[^()]{2,60})\)")


@cache
def provincial() -> tuple[str, ...]:
    """How the names of a province's bodies end where its own is left out."""
    return tuple(f" {fold(word)}" for word in people().provincial)


@cache
def of_city() -> tuple[str, ...]:
    """How those of a city under the centre do, beside its kind."""
    return tuple(f" {fold(word)}" for word in people().of_city)


@cache
def of_provinces() -> tuple[str, ...]:
    """How the names of bodies end whose province is told elsewhere."""
    return provincial() + of_city()


@cache
def in_turn() -> re.Pattern[str]:
    """Before the offices of several people, each of whom has one of them."""
    return re.compile(rf"(?<!\w){any_of(people().in_turn)}(?!\w)")


@cache
def gives_office() -> re.Pattern[str]:
    """A verb that gives an office."""
    return re.compile(rf"(?<!\w){any_of([*people().giving, *people().appointed])}(?!\w)")


@cache
def who_is() -> re.Pattern[str]:
    """Between an office and those who were elected to it."""
    polite = rf"(?:{any_of(people().plural)}\s+)?(?:{any_of(people().honorifics)}\.?[\s:]*)*"
    return re.compile(rf"\s+{people().copula}\s+{polite}")


@cache
def next_part() -> re.Pattern[str]:
    """Before an office that another part of the same telling begins with."""
    words = [*people().plural, *people().modifiers, people().conjunction]
    return re.compile(rf"[;,]\s*(?:{any_of(words)}\s+)*$")


@cache
def dies() -> re.Pattern[str]:
    """Behind somebody with his offices."""
    just = rf"(?:{any_of(people().just)}\s+)*"
    return re.compile(rf"\s*(?:\([^()]{{1,60}}\)\s*)?[,-]?\s*{just}{any_of(people().dies)}(?!\w)")


@cache
def funeral() -> Before:
    """Before somebody, with his honours."""
    words = [*people().honorifics, *people().awards, people().of_whom]
    told = rf"(?:{any_of(words)}[\s,.]*)*"
    return Before(rf"(?<!\w){any_of(people().funeral)}\s+{told}$", [*words, *people().funeral], marks=",.")


@cache
def both_words() -> frozenset[str]:
    """What joins two parts of one name, or two of a list: "và"."""
    return frozenset(fold(word) for word in people().both)


@cache
def joints() -> frozenset[str]:
    """What joins two of a list."""
    return both_words().union(map(fold, people().together))


@cache
def two() -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of(people().both)}\s+(?:{any_of(people().honorifics)}\.?\s*)+")


@cache
def several() -> tuple[str, ...]:
    return tuple(fold(word) for word in people().several)


@cache
def same_office_words() -> tuple[str, ...]:
    """What `same_office` cannot be told without."""
    told = people()
    last = {fold(phrase).split()[-1] for phrase in (*told.same_office, *told.given_instead)}
    return tuple(f" {word}" for word in sorted(last))


@cache
def same_office() -> re.Pattern[str]:
    given = any_of(people().given_instead)
    return re.compile(
        rf"(?<!\w)(?:{any_of(people().fillers)}\s+{any_of(people().same_office)}(?!\w)"
        rf"|(?P<instead>{given})\s*(?:[.,;)]|\Z))"
    )


@cache
def seats() -> tuple[str, ...]:
    return tuple(fold(word) for word in people().seats)


@cache
def leaving() -> re.Pattern[str]:
    told = rf"(?:{any_of(people().just)}\s+)*{any_of(people().goes)}(?!\w)"
    return re.compile(rf"[^\S\n]*(?:\([^()]{{0,60}}\)\s*)?[,-]?\s*{told}")


@cache
def sent() -> re.Pattern[str]:
    """ "điều động ông A, Giám đốc Sở B, về …": sent by a verb before him."""
    return re.compile(rf"(?<!\w){any_of(people().moved)}\s+(?:{any_of(people().honorifics)}\.?\s*)*$")


@cache
def sent_to() -> re.Pattern[str]:
    return re.compile(rf"\s*,?\s*(?:{any_of(people().just)}\s+)*{any_of(people().sent_to)}(?!\w)")


@cache
def demanded() -> re.Pattern[str]:
    """ "kêu gọi Tổng thống A từ chức"."""
    return re.compile(rf"(?<!\w){any_of(people().demands)}(?!\w)[^.;:,]{{0,60}}$")


@cache
def follows() -> Before:
    one = any_of(people().honorifics)
    pattern = rf"(?<!\w){any_of(people().instead)}\s[^.;]{{2,60}}\s{people().copula}\s+(?:{one}\.?\s*)*$"
    return Before(pattern, [people().copula, *people().honorifics], marks=".'")


@cache
def to_whom() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of([*people().for_whom, *people().there_are])}(?!\w)")


@cache
def leads() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What an office is, and how the bodies begin that it leads."""
    return tuple((fold(title), tuple(f"{fold(head)} " for head in heads)) for title, *heads in people().leads)


@cache
def courts() -> tuple[str, ...]:
    """How the names of courts and procuracies begin."""
    return tuple(fold(head) for head in people().courts)


@cache
def committees() -> frozenset[str]:
    return frozenset(fold(word) for word in people().committees_alone)


@cache
def on_behalf() -> Before:
    return Before(rf"(?<!\w){any_of(people().on_behalf)}\s+$", people().on_behalf)


@cache
def abroad_by_name() -> tuple[Lexicon, dict[str, str]]:
    """Names that tell whose an office of no body is, and the country of each."""
    told = people().abroad_by_name
    return Lexicon(name for name, _ in told), {fold(name): country for name, country in told}


@cache
def moved() -> tuple[str, ...]:
    """The verbs that give somebody else an office."""
    return tuple(fold(word) for word in people().moved)


@cache
def choosing() -> frozenset[str]:
    """What whoever gives an office may do first: "người được Tổng thống A ‹chọn› làm Bộ trưởng"."""
    return frozenset(fold(word) for word in people().proposed)


@cache
def given_by() -> Before:
    """Before whoever gives an office to the one told before: "được", "do"."""
    words = [*people().given_by, *people().honorifics]
    return Before(rf"(?<!\w){any_of(people().given_by)}\s+(?:{any_of(people().honorifics)}\.?\s*)*$", words, marks=".'")


@cache
def eras() -> frozenset[str]:
    return frozenset(fold(word) for word in people().eras)


@cache
def terms_of() -> tuple[str, ...]:
    """Before an office that is nobody's unless a name follows."""
    return tuple(fold(word) for word in people().terms_of)


@cache
def place_kinds() -> frozenset[str]:
    """The last words of kinds of places."""
    return frozenset(fold(kind).split()[-1] for kind in people().kinds)


@cache
def these() -> frozenset[str]:
    return frozenset(fold(word) for word in people().these)


@cache
def instead() -> Before:
    pattern = rf"(?<!\w){any_of(people().instead)}\s+(?:{any_of(people().honorifics)}\.?\s*)*$"
    return Before(pattern, [*people().instead, *people().honorifics], marks=".'")


@cache
def sends() -> re.Pattern[str]:
    """A verb that gives work to whoever holds the office behind it."""
    return re.compile(
        rf"(?:{any_of(people().passive)}\s+)?{any_of(people().sends)}\s+(?!{any_of(people().fillers)}(?!\w))"
    )


@cache
def over_to() -> tuple[str, ...]:
    return tuple(fold(word) for word in people().handed_over)


@cache
def beside_another() -> re.Pattern[str]:
    joint = any_of([*people().both, *people().together])
    polite = rf"(?:{any_of(people().plural)}\s+)?(?:{any_of(people().honorifics)}\.?\s*)*"
    return re.compile(rf"\s*\)?\s*(?:\([^)]{{0,60}}\)\s*)?(?:[,;]?\s*{joint}|[,;])\s*{polite}")


@cache
def both() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:\([^()]*\))?\s*[,-]?\s*{any_of(people().both)}\s*")


@cache
def joined() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of([*people().both, *people().together])})(?!\w)")


@cache
def taking() -> re.Pattern[str]:
    """Right before somebody who takes or leaves an office: the verb, or what addresses several."""
    verbs = any_of([*people().appointed, *people().leaving, *people().nominated, *people().moved])
    polite = rf"(?:{any_of(people().honorifics)}\.?\s*[:,]?\s*)*"
    return re.compile(
        rf"(?<!\w)(?:{verbs}\s+(?:{any_of(people().for_whom)}\s+)?|{any_of(people().plural)}\s+){polite}$"
    )


@cache
def being() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:\w+\s+)?{any_of(people().being)}\s*")


@cache
def before_this() -> re.Pattern[str]:
    return re.compile(rf"{any_of(people().before_this)}(?!\w)")


@cache
def told_on() -> re.Pattern[str]:
    """Between an office and another one of the same person: "; trước đó, ông là", ". Ông cũng là"."""
    return re.compile(
        rf"\s*[;.,]\s*(?:(?P<before>{any_of(people().before_this)})\s*,?\s*)?{any_of(people().pronouns)}\s+(?:\w+\s+)?"
        rf"{any_of(people().being)}\s+(?:{any_of(people().modifiers)}\s+)*"
    )


@cache
def career() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of([*people().career, *people().began])}(?!\w)")


@cache
def takes_office() -> re.Pattern[str]:
    """Before "thay ông B": somebody takes something, and no verb stands alone ("được bổ nhiệm thay ông B làm …")."""
    verbs = any_of([*people().appointed, *people().moved])
    return re.compile(rf"(?<!\w){verbs}(?:,?\s+{verbs})*\s+(?!{verbs}(?!\w))\w")


@cache
def no_clause() -> re.Pattern[str]:
    """Between an office and whom somebody follows in it: for how long, from when, a comma, but nobody else."""
    return re.compile(rf"(?:(?!(?<!\w){any_of(people().honorifics)}\s)[^.;:])*")


@cache
def for_some_time() -> re.Pattern[str]:
    """Between an office and whom somebody followed in it: since when he has it."""
    return re.compile(rf"(?P<since>\s+{people().from_when}\s[^,;.:]{{4,24}})?,?\s*")


@cache
def called_by() -> frozenset[str]:
    """What somebody is called by who was named before ("người tiền nhiệm của ‹ông›")."""
    return frozenset(fold(word) for word in people().pronouns)
