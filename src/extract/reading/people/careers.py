"""When an office was held: the steps of a career, told with their times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from extract.reading.cues import links, tenures
from extract.reading.people.held import Held, become
from extract.reading.people.sentence import NEAR, PROPOSED, Sentence
from extract.spans import Span
from extract.tables.titles import people

# How far apart two offices stand of which the second was reached from the first.
_RISE = 30
# How far before an office it is told that it is held now, in characters.
_NOW = 12


def held_since(sentence: Sentence, held: Held) -> bool:
    """ "người giữ chức Chủ tịch UBND tỉnh từ năm 2020": held since then."""
    folded = sentence.text.folded
    return bool(tenures.holds().match(folded, held.start)) and bool(
        tenures.since().match(folded, held.end, sentence.within.end)
    )


def is_over(sentence: Sentence, start: int) -> bool:
    """ "Từ năm 2010 đến năm 2015, ông là …": a time that is told with its end."""
    clause = sentence.text.folded[max(sentence.within.start, start - PROPOSED) : start]
    return people().from_when in clause and tenures.span_of_years().search(clause) is not None


def is_before_reform(sentence: Sentence, start: int) -> bool:
    """ "Trước khi hai tỉnh hợp nhất, ông A được bổ nhiệm giữ chức …", "…, ông A là Giám đốc Sở B": held until then."""
    folded = sentence.text.folded
    opener = tenures.before_reform().match(folded, sentence.within.start, start)
    if opener is None or ";" in folded[opener.end() : start]:
        return False
    # "…, ông A là Giám đốc Sở B, hiện là Giám đốc Sở C"
    return tenures.now().match(folded, folded.rfind(",", 0, start) + 2, start) is None


def is_earlier(sentence: Sentence, start: int) -> bool:
    opener = tenures.earlier().match(sentence.text.folded, sentence.within.start, start) or _back_then(
        sentence, start, told=True
    )
    return opener is not None and ";" not in sentence.text.folded[opener.end() : start]


def taken_when(sentence: Sentence, held: Held) -> Span | None:
    """ "‹Hồi tháng 6›, ông được bầu làm Chủ tịch", "trở thành Chủ tịch ‹vào năm 2023›"."""
    folded = sentence.text.folded
    if behind := tenures.dated_behind().match(folded, held.end):
        return Span(*behind.span())
    opener = tenures.earlier().match(folded, sentence.within.start, held.start)
    told = opener is not None and opener["dated"] is not None and ";" not in folded[opener.end() : held.start]
    return Span(*opener.span("dated")) if opener and told else None


def step_before(sentence: Sentence, start: int, *, verbal: bool) -> re.Match[str] | None:
    """The time right before an office of a career; `verbal`: a verb gives the office, else one stands before it."""
    text, floor = sentence.text.folded, max(sentence.within.start, start - PROPOSED)
    if not (sentence.may_have_year and tenures.any_year().search(text, floor, start)):
        return None
    before = text[floor:start]
    return tenures.dated_step().search(before) if verbal or tenures.tells_office().search(before) else None


def is_while(sentence: Sentence, start: int) -> bool:
    """ "Khi làm Chủ tịch UBND huyện, ông A đã ký …", "… có từ hồi ông giữ chức Chủ tịch": what he was then."""
    folded, floor = sentence.text.folded, max(sentence.within.start, start - NEAR)
    if not tenures.holds().match(folded, start):
        return False
    then, his_time = (told.search(folded, floor, start) for told in (tenures.while_he(), tenures.in_his_time()))
    told = [match for match in (then, his_time) if match and (match is his_time or match["then"] is not None)]
    # "Ông Lê Văn ‹Thời› giữ chức …": a name.
    starts = [floor + match.start() for match in told]
    return any(at == sentence.within.start or sentence.text.raw[at].islower() for at in starts)


def is_risen(sentence: Sentence, held: Sequence[Held], start: int) -> bool:
    """ "từ Trưởng phòng Kế hoạch lên Phó Giám đốc": the office at `start` was reached from the last one before it."""
    folded = sentence.text.folded
    if not held or start - held[-1].end > _RISE or tenures.rises().fullmatch(folded, held[-1].end, start) is None:
        return False
    return (
        tenures.risen_from().search(folded, max(sentence.within.start, held[-1].start - NEAR), held[-1].start)
        is not None
    )


def is_in_life(sentence: Sentence, held: Sequence[Held], start: int) -> bool:
    """ "Ông từng làm giáo viên, ‹Hiệu trưởng Trường A›": the first office behind what somebody was once besides."""
    if held and held[-1].end > sentence.within.start and not held[-1].private:
        return False
    told = tenures.once_was().match(sentence.text.folded, sentence.within.start, start)
    return told is not None and not sentence.named_before(sentence.tokens.at(start))


def is_back_then(sentence: Sentence, start: int, *, told: bool = False) -> bool:
    """ "Thời điểm đó, ông là Giám đốc …"; `told`: which time it was ("Thời điểm xảy ra vụ án, ông làm …")."""
    opener = _back_then(sentence, start, told=told)
    if opener is not None:
        return tenures.then_is().fullmatch(sentence.text.folded, opener.end(), start) is not None
    return not told and _is_still_then(sentence, start)


def _is_still_then(sentence: Sentence, start: int) -> bool:
    """ "Bà A khi đó là công chức xã. Đồng thời bà còn là Phó Chủ tịch …": the time told before goes on."""
    folded, first = sentence.text.folded, sentence.within.start
    also = tenures.as_well().fullmatch(folded, first, start)
    if also is None or not (also["besides"] or also["too"]):
        return False
    before = folded[folded.rfind("\n", 0, first) + 1 : first].rstrip(" .")
    before = before[before.rfind(". ") + 1 :]
    return also["name"].strip().rpartition(" ")[2] in before and tenures.at_the_time().search(before) is not None


def _back_then(sentence: Sentence, start: int, *, told: bool) -> re.Match[str] | None:
    opener = tenures.back_then().match(sentence.text.folded, sentence.within.start, start)
    return None if opener and told and not opener["told"] else opener


def is_career(sentence: Sentence, chain: Sequence[Held]) -> bool:
    """ "từng giữ các chức vụ: A; B rồi C": all that is told behind was held once."""
    opener = next((held for held in chain if not held.passed_on), chain[0])
    before = sentence.text.folded[max(sentence.within.start, opener.start - PROPOSED) : opener.span.start]
    return opener.status == "former" and tenures.career().search(before) is not None


def end_career(last: Held, chain: Sequence[Held]) -> None:
    """ "từng giữ các vị trí: Giám đốc Sở Y tế; Phó Chủ tịch UBND tỉnh": each of the list is over."""
    if last.status == "former":
        become([held for held in chain if not held.kept], "former")


def goes_on(sentence: Sentence, before: Sequence[Held], chain: Sequence[Held]) -> bool:
    gap = sentence.text.folded[before[-1].end : chain[0].start]
    if (told := tenures.told_on().fullmatch(gap)) and told.group("before"):
        # "A được bầu làm Chủ tịch; trước đó ông là Giám đốc …"
        become(chain, "former", of=("current", "appointed"))
    return told is not None or gap.strip() in (";", ".")


def only_told(sentence: Sentence, chain: Sequence[Held]) -> Span | None:
    """ "Ông A được giao phụ trách hội; ông đang là Giám đốc …": the only name before, which "ông" calls once more."""
    before = [name for name in sentence.names if name.end <= chain[0].start]
    if len(before) != 1:
        return None
    told = tenures.told_of_him().search(sentence.text.folded, before[0].end, chain[0].start)
    if told is None or not told.group().lstrip().startswith(";"):
        return None  # "Anh A kể, ông nội là Chủ tịch UBND xã"
    if told["before"]:
        become(chain, "former", of=("current", "appointed"))
    return before[0]


def was_held(sentence: Sentence, name: Span, first: Held, last: Held) -> bool:
    """ "ông A, Giám đốc Sở B thời điểm cấp phép", "… trước khi được bầu", "khi ông A còn là Giám đốc Sở B"."""
    folded, end = sentence.text.folded, sentence.within.end
    if tenures.then_another().match(folded, last.end, end):
        # "ông A, Phó Chủ tịch, trước khi sáp nhập là Trưởng phòng": what he was is told behind.
        start = _next_start(sentence, last)
        return start == end or tenures.before_event().match(folded, last.end, start) is None
    if folded[last.end + 1 : last.end + 2].isalpha() and tenures.held_then().match(folded, last.end, end):
        return True
    if not folded[name.end + 1 : name.end + 2].isalpha():
        return False
    floor = max(sentence.within.start, name.start - NEAR)
    return bool(
        tenures.still().fullmatch(folded, name.end, first.start) and tenures.when().search(folded, floor, name.start)
    )


def is_of_his_time(sentence: Sentence, name: Span, first: Held, *, since: bool = False) -> bool:
    """ "Thời ông A làm Giám đốc Sở B, …": nothing but a verb between him and the office, which was his then; `since`:
    it is his since then ("Từ khi ông A làm …").
    """
    folded = sentence.text.folded
    if "," in folded[name.end : first.span.start] or not folded[name.end + 1 : name.end + 2].isalpha():
        return False
    floor = max(sentence.within.start, name.start - NEAR)
    told = tenures.since_he() if since else tenures.in_his_time()
    return told.search(folded, floor, name.start) is not None


def is_before_event(sentence: Sentence, name: Span, first: Held) -> bool:
    """ "Ông A trước khi sáp nhập là Giám đốc …": what he was until then."""
    person = sentence.people.get(name.start)
    told = [held.end for held in person.held if name.end < held.end <= first.start] if person else []
    folded, start = sentence.text.folded, first.span.start
    return any(tenures.before_event().fullmatch(folded, end, start) for end in {name.end, max(told, default=name.end)})


def _next_start(sentence: Sentence, last: Held) -> int:
    """Where the next office behind one is told; the end of the sentence where none is."""
    return next((held.span.start for held in sentence.held if held.start >= last.end), sentence.within.end)


def is_now(sentence: Sentence, held: Held) -> bool:
    """ "Người thay ông là bà A, nguyên Giám đốc, ‹nay là› Bí thư": what she is since then; not "ông Tân, Giám đốc"."""
    floor = max(sentence.within.start, held.start - _NOW)
    told = tenures.now().finditer(sentence.text.folded, floor, held.span.start)
    return any(sentence.text.raw[match.start()].islower() for match in told)


def once_before(sentence: Sentence, name: Span, first: Held, chain: Sequence[Held]) -> None:
    """ "Trước khi làm Chủ tịch, ông A là Giám đốc …, hiện là …": what he was before, up to what he is now."""
    folded = sentence.text.folded
    chain = [first, *takewhile(lambda held: not is_now(sentence, held), chain[1:])]
    if is_before_event(sentence, name, first):
        become(chain, "former", of=("current", "appointed"))
    part = max(sentence.within.start, folded.rfind(";", sentence.within.start, name.start) + 1)
    part += folded.startswith(" ", part)
    if links.being().fullmatch(folded, name.end, first.start) and tenures.before_this().match(folded, part):
        become(chain, "former")
