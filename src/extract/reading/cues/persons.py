"""What people are called, alone and several together: words of respect, what stands around names, and lists of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.folding import fold
from extract.language.patterns import Before
from extract.reading.titles import any_of, begun, right_before
from extract.reading.tokens import Lexicon
from extract.tables.roles import roles
from extract.tables.titles import people, titles


@cache
def foreign_courtesy() -> Lexicon:
    return Lexicon(people().foreign_courtesy)


@cache
def degrees() -> frozenset[str]:
    """Degrees as they are shortened before a name ("GS", "ThS")."""
    return frozenset(fold(word) for word in people().honorifics if len(word) < 5 and word.isascii() and word.isalpha())


@cache
def honorifics() -> Lexicon:
    return Lexicon(people().honorifics)


@cache
def verbs() -> Lexicon:
    """What somebody does who speaks or is somewhere."""
    return Lexicon([*roles().speak, *roles().attend, *roles().chair])


@cache
def courtesies() -> str:
    """The pattern of the words of respect before somebody, several or none."""
    return rf"(?:{any_of(people().honorifics)}\.?\s*)*"


@cache
def courtesy_alone() -> re.Pattern[str]:
    """ "Ông", "Các đồng chí": nothing but how somebody is addressed."""
    return re.compile(rf"(?:{any_of(people().plural)}\s+)?(?:{any_of(people().honorifics)}\.?\s*:?\s*)+")


def before_somebody(phrases: Sequence[str], never: Sequence[str] = ()) -> Before:
    """One of the phrases, with none of the words of `never` before it, before somebody with his words of respect."""
    words = [*phrases, *people().honorifics]
    return Before(rf"{begun(phrases, never)}\s+{courtesies()}$", words, marks=".'")


@cache
def kept() -> re.Pattern[str]:
    return re.compile(rf"(?P<word>{begun(people().kept_honorifics)})(?!\w)")


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
    return right_before(people().never_before)


@cache
def ever_before() -> Before:
    return right_before(people().ever_before)


@cache
def honorific_before() -> Before:
    first, one = begun(people().honorifics, people().no_rank_behind), any_of(people().honorifics)
    pattern = rf"{first}\.?(?:[\s,.-]{{0,3}}{one}\.?)*[\s:]{{0,3}}$"
    return Before(pattern, people().honorifics, marks=".:'", only=True)


@cache
def opens_list() -> re.Pattern[str]:
    terms = rf"(?:\s*{any_of(people().terms)}[^,;:.()]{{0,40}}?)?\s*(?:\([^)]*\))?\s*,?"
    # "có 3 Phó Giám đốc ‹nghỉ hưu trước tuổi› gồm", "hai Phó Chủ tịch ‹đã trúng cử› gồm".
    leaves, takes = any_of(people().goes), any_of(people().chosen)
    done = rf"(?:(?P<leaves>{leaves})|(?P<takes>{takes})|{any_of(people().of_them)})(?!\w)[^,;:.()]{{0,40}}?"
    done = rf"(?:\s*(?:{any_of(people().just)}\s+)*{done}\s*,?)?"
    whom = rf"(?:\s+{any_of(people().plural)}\s+(?:{any_of(people().honorifics)}\s*[,:]?\s*)+)?"
    opens = (
        rf"(?::|{any_of([*people().comprises, *people().which_are])}|{people().copula}(?!\w)|{who_they_are().pattern})"
    )
    return re.compile(rf"{terms}{done}\s*{opens}{whom}")


@cache
def who_they_are() -> re.Pattern[str]:
    """The end of a sentence that told of several, before the one that names them."""
    besides = rf"(?:{people().besides}\s[^,.;:]{{1,40}},\s*)?"
    return re.compile(rf"\.\s+{besides}{any_of(people().which_are)}(?!\w)")


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
    return Before(pattern, [*told.plural, *told.modifiers, *told.honorifics], marks=":'", numbers=True, only=True)


@cache
def several_before() -> Before:
    return right_before([*people().plural, *people().each])


@cache
def plural_addressed() -> Before:
    pattern = rf"{begun(people().plural)}\s+(?:{any_of(people().honorifics)}\s*:?\s*)+$"
    return Before(pattern, people().honorifics, marks=":'")


@cache
def listed() -> re.Pattern[str]:
    joint = rf"(?:,\s*{people().conjunction}|[,;:]|{people().conjunction}|{people().beside})"
    return re.compile(rf"\s*(?:\([^)]{{0,60}}\)\s*)?{joint}?\s*{courtesies()}")


@cache
def alike() -> re.Pattern[str]:
    """Between several people and an office that each of them holds."""
    return re.compile(rf"(?<!\w){any_of(people().alike)}(?!\w)")


@cache
def part_of_list() -> re.Pattern[str]:
    return re.compile(rf"[;:]\s*{courtesies()}$")


@cache
def meets() -> Before:
    """Before somebody whom the one told behind the comma meets."""
    return right_before(people().meets)


@cache
def kin() -> Before:
    """ "vợ Chủ tịch nước", "thư ký của Bí thư"."""
    of = f"(?:{people().of_whom}\\s+)?"
    return Before(rf"(?<!\w){any_of(people().kin)}\s+{of}$", [*people().kin, people().of_whom])


@cache
def addresses() -> frozenset[str]:
    return frozenset({titles()[fold(name)].canonical for name in people().address})


@cache
def in_turn() -> re.Pattern[str]:
    """Before the offices of several people, each of whom has one of them."""
    return re.compile(rf"(?<!\w){any_of(people().in_turn)}(?!\w)")


@cache
def who_is() -> re.Pattern[str]:
    """Between an office and those who were elected to it."""
    polite = rf"(?:{any_of(people().plural)}\s+)?(?:{any_of(people().honorifics)}\.?[\s:,]*)*"
    return re.compile(rf"\s+{people().copula}\s+{polite}")


@cache
def next_part() -> re.Pattern[str]:
    """Before an office that another part of the same telling begins with."""
    words = [*people().plural, *people().modifiers, people().conjunction]
    several = rf"(?:\d{{1,2}}|{any_of(people().plural)})"
    return re.compile(rf"(?:[;,]\s*(?:(?:\d{{1,2}}|{any_of(words)})\s+)*|\s+{people().conjunction}\s+{several}\s+)$")


@cache
def dies() -> re.Pattern[str]:
    """Behind somebody with his offices."""
    just = rf"(?:{any_of(people().just)}\s+)*"
    given_up = rf"(?!\s+{any_of(people().given_up)}(?!\w))"
    return re.compile(rf"\s*(?:\([^()]{{1,60}}\)\s*)?[,-]?\s*{just}{any_of(people().dies)}(?!\w){given_up}")


@cache
def funeral() -> Before:
    """Before somebody, with his honours."""
    words = [*people().honorifics, *people().awards, people().of_whom]
    told = rf"(?:{any_of(words)}[\s,.]*)*"
    return Before(rf"(?<!\w){any_of(people().funeral)}\s+{told}$", [*words, *people().funeral], marks=",.")


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
def beside_another() -> re.Pattern[str]:
    joint = any_of([*people().both, *people().together])
    polite = rf"(?:{any_of(people().plural)}\s+)?{courtesies()}"
    terms = rf"(?:,?\s*{any_of(people().terms)}[^,;()]{{0,24}}?)?"
    return re.compile(rf"{terms}\s*\)?\s*(?:\([^)]{{0,60}}\)\s*)?(?:[,;]?\s*{joint}|[,;])\s*{polite}")


@cache
def joined() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of([*people().both, *people().together])})(?!\w)")


@cache
def called_by() -> frozenset[str]:
    """What somebody is called by who was named before ("người tiền nhiệm của ‹ông›")."""
    return frozenset(fold(word) for word in people().pronouns)
