"""What gives an office, takes it or leaves it: the verbs, and who stands around them."""

from __future__ import annotations

import re
from functools import cache

from extract.folding import fold
from extract.language.patterns import Before
from extract.reading.cues.persons import before_somebody, courtesies
from extract.reading.titles import any_of, begun
from extract.tables.titles import people


@cache
def proposed() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(people().proposed)}(?!\w)")


@cache
def only_after() -> re.Pattern[str]:
    """Between a proposal and an office that has been given by then."""
    return re.compile(rf"{begun(people().only_after)}(?!\w)")


@cache
def taken_as() -> re.Pattern[str]:
    """Behind somebody whom an office is given to: what he is to be, whatever he is called before."""
    return re.compile(rf"\s+{any_of(people().taken_as)}(?!\w)")


@cache
def chooses() -> Before:
    """Right before somebody whom an office is given to, or may be."""
    return before_somebody([*people().proposed, *people().moved])


@cache
def untrue() -> Before:
    """Before an office that somebody would take, or does not ("nếu đắc cử", "từ chối làm")."""
    told = people()
    verbs = [*told.appointed, *told.giving]
    between = [*verbs, *told.fillers, *told.modifiers]
    gives = rf"{any_of(verbs)}\s+(?:{any_of(between)}\s+)*$"
    supposed, denied = rf"{begun(told.supposed)}\s(?:[^,.;:]{{1,40}}\s)?", rf"{begun(told.denied)}\s+"
    return Before(rf"(?:{supposed}|{denied}){gives}", between)


@cache
def given_again() -> re.Pattern[str]:
    """Right before an office, told by its kind, that is given once more to who holds it ("‹tiếp tục được bầu› giữ chức
    danh trên").
    """
    filler = any_of([*people().again, *people().giving, *people().fillers])
    return re.compile(rf"(?<!\w){any_of(people().again)}\s+(?:{filler}\s+)*$")


@cache
def takes() -> frozenset[str]:
    """The first words of what gives an office: "giữ quyền Chủ tịch"."""
    return frozenset(fold(phrase).split()[0] for phrase in people().appointed)


@cache
def handing() -> Before:
    verbs = any_of([*people().appointed, *people().moved])
    return Before(
        rf"(?<!\w){any_of(people().handing)}\s[^,.;]*?{verbs}[^,.;]{{0,40}}\s{any_of(people().for_whom)}\s+$",
        people().for_whom,
    )


@cache
def hands_out() -> re.Pattern[str]:
    """ "A công bố quyết định bổ nhiệm …", "… cho đến khi bổ nhiệm …": another's; not in "A được trao quyết định …"."""
    received = "".join(f"(?<!{word} )" for word in people().received)
    return re.compile(rf"(?<!\w)(?:{received}{any_of(people().handing)}|{any_of(people().until_then)})(?!\w)")


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
def besides_deed() -> re.Pattern[str]:
    """At the head of a sentence, before what is done to somebody beside what the sentence tells."""
    return re.compile(rf"[\s\"]*{any_of(people().besides_deed)}\s")


@cache
def given_to() -> re.Pattern[str]:
    """Behind an office and how long it is held: of whom it is told, though no name follows."""
    return re.compile(rf"(?:{any_of(people().terms)}[^.;()]{{0,40}}?,?\s*)?{people().regarding}(?!\w)")


@cache
def next_handed() -> re.Pattern[str]:
    return re.compile(rf"(?:\s+\w+){{2,5}}\s*(?:,|{any_of(people().both)})\s*")


@cache
def done_to() -> re.Pattern[str]:
    """Between a name and the verb that gives him an office: nothing, or "được", "- người được ông A"."""
    passive = rf"(?:{any_of(people().just)}\s+)*{any_of(people().passive)}\s(?:[^.,;:()]{{0,40}}\s)?"
    return re.compile(rf"\s+(?:{passive})?|\s*[,-]\s*{people().who}\s+{passive}")


@cache
def who_takes() -> re.Pattern[str]:
    """Between a name and the verb that tells which office he took: ", 78 tuổi, người vừa"."""
    age = rf"(?:\s*,\s*\d{{2}}\s+{people().years_old})?"
    return re.compile(rf"{age}\s*[,-]\s*{people().who}\s+(?:{any_of(people().just)}\s+)*")


@cache
def gives_office() -> re.Pattern[str]:
    """A verb that gives an office."""
    return re.compile(rf"(?<!\w){any_of([*people().giving, *people().appointed])}(?!\w)")


@cache
def leaving() -> re.Pattern[str]:
    told = rf"(?:{any_of(people().just)}\s+)*{any_of(people().goes)}(?!\w)"
    terms = rf"(?:\s*{any_of(people().terms)}\s[^,;:.()]{{0,24}}?)?"
    # "…, do chuyển công tác khác", "…, để nghỉ hưu"
    why = rf"(?P<why>{any_of(people().for_reasons)}\s+)?"
    return re.compile(rf"(?:{terms}[^\S\n]*(?:\([^()]{{0,60}}\)\s*)?[,-]?|\))\s*{why}{told}")


@cache
def sent() -> re.Pattern[str]:
    """ "điều động ông A, Giám đốc Sở B, về …": sent by a verb before him."""
    return re.compile(rf"(?<!\w){any_of(people().moved)}\s+{courtesies()}$")


@cache
def sent_to() -> re.Pattern[str]:
    return re.compile(rf"\s*,?\s*(?:{any_of(people().just)}\s+)*{any_of(people().sent_to)}(?!\w)")


@cache
def retires() -> Before:
    """ "công bố quyết định nghỉ hưu trước tuổi đối với ông A, Giám đốc Sở B"."""
    whom = [*people().for_whom, people().of_whom]
    pattern = rf"(?<!\w){any_of(people().retirement)}(?!\w)[^.;:,]{{0,40}}\s{any_of(whom)}\s+{courtesies()}$"
    return Before(pattern, [*whom, *people().honorifics], marks=".'")


@cache
def demanded() -> re.Pattern[str]:
    """ "kêu gọi Tổng thống A từ chức"."""
    return re.compile(rf"{begun(people().demands, people().granted)}(?!\w)[^.;:,]{{0,60}}$")


@cache
def follows() -> Before:
    pattern = rf"{begun(people().instead)}\s[^.;]{{2,60}}\s{people().copula}\s+{courtesies()}$"
    return Before(pattern, [people().copula, *people().honorifics], marks=".'")


@cache
def to_whom() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of([*people().for_whom, *people().there_are])}(?!\w)")


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
    return before_somebody(people().given_by)


@cache
def instead() -> Before:
    return before_somebody(people().instead)


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
def taking() -> re.Pattern[str]:
    """Right before somebody who takes or leaves an office: the verb, or what addresses several."""
    verbs = any_of([*people().appointed, *people().leaving, *people().nominated, *people().moved])
    polite = rf"(?:{any_of(people().honorifics)}\.?\s*[:,]?\s*)*"
    return re.compile(
        rf"(?<!\w)(?:{verbs}\s+(?:{any_of(people().for_whom)}\s+)?|{any_of(people().plural)}\s+){polite}$"
    )


@cache
def elects() -> Before:
    """Right before somebody whom an active verb gives an office ("‹bầu đồng chí› A tiếp tục giữ chức")."""
    return before_somebody(people().appointed)


@cache
def takes_office() -> re.Pattern[str]:
    """Before "thay ông B": somebody takes something, and no verb stands alone ("được bổ nhiệm thay ông B làm …")."""
    verbs = any_of([*people().appointed, *people().moved])
    return re.compile(rf"(?<!\w){verbs}(?:,?\s+{verbs})*\s+(?!{verbs}(?!\w))\w")


@cache
def enters() -> re.Pattern[str]:
    """Between whoever holds an office and whom he follows in it: that he took it, and when."""
    when = r"(?:\s[^,;:()]{1,30})?"
    return re.compile(rf"\s?[,(-]\s?(?:{any_of(people().enters)}{when}|{any_of(people().enters_as)})\s")


@cache
def still_told() -> re.Pattern[str]:
    """Between somebody's name and whom he follows in an office: nobody else, in this sentence or in the next one."""
    polite = rf"(?<!\w){any_of(people().honorifics)}\s"
    rest = rf"(?:(?!{polite})[^.;:\n])*"
    return re.compile(rf"{rest}(?:\.\s+{any_of(people().pronouns)}\s{rest})?")


@cache
def no_clause() -> re.Pattern[str]:
    """Between an office and whom somebody follows in it: for how long, from when, a comma, but nobody else."""
    return re.compile(rf"(?:(?!(?<!\w){any_of(people().honorifics)}\s)[^.;:])*")
