"""What stands between a name and an office, or between an office and the next one."""

from __future__ import annotations

import re
from functools import cache

from extract.folding import fold
from extract.language.patterns import Before
from extract.reading.cues.persons import courtesies
from extract.reading.titles import any_of
from extract.tables.titles import people


@cache
def again() -> Before:
    """Right before the next of several offices that a verb gives or takes ("miễn nhiệm chức vụ A ‹và chức vụ› B")."""
    modifiers = people().modifiers
    return Before(rf"(?:,|(?<!\w){any_of(people().both)})\s*{any_of(modifiers)}\s*$", modifiers)


@cache
def and_who() -> re.Pattern[str]:
    """Behind an office, a comma and the courtesy of somebody."""
    return re.compile(rf"\s*,\s*{any_of(people().kept_honorifics)}\s")


def _place_told() -> str:
    """Behind a body, what its place is part of: "UBND huyện A‹, tỉnh B›"."""
    return rf"(?:,\s*{any_of(people().kinds)}\s+[^,;():-]{{1,24}}?)?"


@cache
def next_step() -> re.Pattern[str]:
    """Between two offices of a career; the place of the first may be told whole ("huyện A, tỉnh B cũ"), and what it is
    part of in brackets.
    """
    return re.compile(
        rf"{_place_told()}{_terms()}\s*(?:\([^()]{{0,80}}\)\s*)?;\s*{_rank()}"
        rf"(?:{any_of([*people().once, *people().now, *people().being])}\s+)*"
    )


@cache
def listed_titles() -> re.Pattern[str]:
    terms = rf"(?:\s*{any_of(people().terms)}[^,;()]{{0,24}}?{_more_terms()})?"
    return re.compile(
        rf"{terms}\s*(?:\([^)]{{0,80}}\)\s*)?(?:,|,?\s*{any_of([*people().both, *people().then])})"
        rf"\s*{_rank()}(?:{any_of(people().modifiers)}\s*)*"
    )


def _rank() -> str:
    """ "Ủy viên Ban Thường vụ Tỉnh ủy, ‹Đại tá,› Chỉ huy trưởng Bộ CHQS tỉnh": between two offices of one person."""
    return rf"(?:{any_of(people().honorifics)},\s*)?"


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
        rf"{_terms()}\s*(?:\([^)]{{0,80}}\)\s*)?(?:{whom}|{joint}\s*(?:{more}\s*)*{_rank()}{modifiers}"
        rf"|\)?\s*[-,]?\s*\(\s*{modifiers}|{any_of(people().to_come)}\s+{people().copula}\s+{modifiers})"
    )


@cache
def committee_listed() -> re.Pattern[str]:
    """Behind "Thường vụ" in a list of offices, up to the next one: "… Tỉnh ủy, Đại tá,"."""
    return re.compile(rf"\s+{any_of(people().party_bodies)}[^,;.:()]{{0,20}}[,;]\s*{_rank()}")


@cache
def holds_too() -> re.Pattern[str]:
    """Between two offices of one person in one body ("Phó Tư lệnh kiêm Tham mưu trưởng Quân khu 2")."""
    return re.compile(rf",?\s*{any_of(people().too)}\s+")


@cache
def as_well() -> re.Pattern[str]:
    """Between two offices of one person, of which the second is told besides: ", đồng thời là"."""
    return re.compile(rf",?\s*{any_of(people().as_well)}\s+(?:{any_of([*people().being, *people().too])}\s+)?")


def _how_held() -> str:
    """Right before an office that is told of a name before it: how it is held."""
    # Behind "từng được" stands who did something for him.
    former = [phrase for phrase in people().former if not phrase.endswith(people().passive)]
    words = any_of([*former, *people().acting, *people().modifiers, *people().once])
    return rf"(?:{words}\s*)*"


@cache
def link() -> re.Pattern[str]:
    # "(47 tuổi, kỹ sư xây dựng)", and ", quê huyện Tư Nghĩa, tỉnh Quảng Ngãi, là": of whom the office is not told yet.
    copula, links = people().copula, any_of([*people().links, *people().still])
    life = rf"{any_of(people().life)}[^()]{{0,120}}?(?:,|;?\s{copula})\s*{_how_held()}"
    age = rf"(?:{any_of(people().born)}\.?\s+)?\d{{2,4}}(?:\s+{people().years_old})?"
    return re.compile(
        # "Ferdinand Marcos Jr., bộ trưởng"
        rf"(?:\.(?=,))?\s*(?:,?\s*\(?{age}\)?\s*|\([^();]{{1,160}}\)\s*)?"
        rf"(?:,\s*{any_of(people().awards)}\s*)*(?:,\s*)?"
        rf"(?:{links}\s*(?:{any_of(people().alike)}\s+)?{_how_held()}(?:{life})?|{copula}\s[^,;.]{{1,60}},\s*)"
    )


@cache
def in_bracket() -> re.Pattern[str]:
    """Between a name and an office in the bracket behind it: what else is told there ("(cán bộ hưu trí; nguyên")."""
    return re.compile(rf"\s*\([^()]{{1,160}}?[,;]\s*{_how_held()}")


@cache
def apposed() -> re.Pattern[str]:
    """Between a name and an office: what he is besides, between commas or behind a dash, or "và là" behind it."""
    return re.compile(
        rf"\s*(?:\([^()]{{1,60}}\)\s*)?[,(-]\s*{any_of(people().beside_office)}(?!\w)[^,;:()]{{0,80}}?"
        rf"(?:,\s*|\s(?:{any_of(people().both)}\s+)?{any_of(_besides())}\s+){_how_held()}"
    )


@cache
def _besides() -> tuple[str, ...]:
    """Those of what links an office to a name that are told beside what he is: "và ‹là›", "đồng thời là"."""
    return tuple(word for word in people().links if len(word) > 1 and word != people().newcomer)


@cache
def title_name() -> re.Pattern[str]:
    polite = rf"{any_of(people().honorifics)}\.?[\s,:-]{{0,3}}"
    terms = rf"(?:,?\s*{any_of(people().terms)}\s+[\w-]{{1,9}}(?:\s*-\s*\d{{4}})?{_more_terms()},?)*"
    later = rf"{any_of(people().to_come)}(?:\s+{people().copula})?"
    words = [*people().all_times, *people().after_title, *people().goes_to, *people().sitting, *people().at_that_time]
    after = rf"(?:{any_of(words)}|{later})"
    whom = any_of(people().for_whom)
    counted = rf"\s+\d{{1,2}}\s+(?:\w+,?\s+){{1,3}}?{any_of(people().comprises)}[\s:]"  # "đối với 4 người, gồm:"
    given = rf"(?:{people().copula}|:|-|{whom}(?:\s+{whom}|{counted})?)\s*"  # printed twice: "đối với đối với"
    then = any_of([*people().at_that_time, *people().sitting])
    return re.compile(
        rf"{terms}\s*(?:\([^)]{{0,80}}\))?\s*(?:{given})?(?:{people().the_several}\s+)?(?:{after}\s+)?(?:{polite})*"
        # "Chủ tịch UBND tỉnh, ông A", "Bộ trưởng Quốc phòng nước này, ông A", "Chủ tịch UBND tỉnh (ông A)"
        rf"|\s*(?:\([^)]{{0,80}}\))?\s*(?:{then}\s*)?[,(]\s*(?:{polite})+"
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
    return re.compile(rf"\s+{people().doer}\s+{courtesies()}")


@cache
def filled() -> re.Pattern[str]:
    """Behind him, with his own office between commas."""
    own = r"(?:\s*\([^()]{1,80}\))?(?:\s*[,-][^;.]{1,120}?[,-])?"
    now = any_of(people().for_now)
    return re.compile(
        rf"{own}\s*(?:(?P<now>{now})\s+)*(?:(?P<too>{any_of(people().too)})|{any_of(people().filled)})\s*(?:[.,;]|$)"
    )


@cache
def to_come() -> re.Pattern[str]:
    """ "Ngoại trưởng ‹sắp tới là› ông A": he does not hold it yet."""
    return re.compile(rf"\s+{any_of(people().to_come)}(?!\w)")


@cache
def of_whom() -> re.Pattern[str]:
    """Between an office that is given or taken and whose it is: "miễn nhiệm chức Phó Chủ tịch ‹của ông› A", "Thôi làm
    đại biểu HĐND ‹còn có ông› A".
    """
    terms = rf"(?:\s*{any_of(people().terms)}[^,;()]{{0,24}}?)?"
    whose = any_of([people().of_whom, *people().there_are])
    return re.compile(rf"{terms}\s*{whose}\s+(?:{any_of(people().honorifics)}\.?\s*)+")


@cache
def closes() -> re.Pattern[str]:
    """Behind an office that is told of a name before it: the end, or a mark; its letters may stand before."""
    return re.compile(r"\s*(?:\([^()]{1,20}\)\s*)?(?:[,;.)-]|$)")


@cache
def who_held() -> re.Pattern[str]:
    """Between a name and the words that tell how he holds or held an office: ", người", ", người đang"."""
    return re.compile(rf"\s*(?:\([^()]{{1,60}}\)\s*)?[,-]\s*{people().who}\s+(?:{any_of(people().just)}\s+)*")


@cache
def both_words() -> frozenset[str]:
    """What joins two parts of one name, or two of a list: "và"."""
    return frozenset(fold(word) for word in people().both)


@cache
def joints() -> frozenset[str]:
    """What joins two of a list."""
    return both_words().union(map(fold, people().together))


@cache
def both() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:\([^()]*\))?\s*[,-]?\s*{any_of(people().both)}\s*")


@cache
def ends_both() -> re.Pattern[str]:
    """ "và" at the end of what stands between two offices."""
    return re.compile(rf"\s{any_of(people().both)}\s+$")


@cache
def being() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:\w+\s+)?{any_of(people().being)}\s*")
