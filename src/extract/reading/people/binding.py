"""Whose a chain of offices is: the name linked to it before, the one behind it, or the one that a verb gives it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extract.folding import fold
from extract.reading import names
from extract.reading.cues import changes, institutions, links, persons, tenures
from extract.reading.people.abroad import is_between_commas
from extract.reading.people.careers import is_before_event, is_now, is_of_his_time, once_before, was_held
from extract.reading.people.chains import is_kin, is_on_behalf
from extract.reading.people.held import MOVES, Held, Person, become, court_office, is_foreign, is_left
from extract.reading.people.lists import group_before, group_behind, opener_of, take_in_turn, told_in_brackets
from extract.reading.people.sentence import PROPOSED, Sentence, honorific
from extract.reading.tokens import CAPITALS, LOWER, TITLE
from extract.spans import Span
from extract.tables.roles import roles
from extract.tables.titles import people

# How far a verb reaches back to the person who takes or leaves an office.
_REACH = 300


def holders_of(sentence: Sentence, chain: list[Held]) -> list[Person]:
    folded = sentence.text.folded
    first, last = chain[0], chain[-1]
    behind = bisect_right(sentence.ends, first.start) - 1
    while behind > 0 and (first.status in MOVES or first.kept) and _is_replaced(sentence, behind, first):
        behind -= 1
    if behind >= 0 and first.status in MOVES and _is_giver(sentence, behind, first):
        behind -= 1
    before = sentence.names[behind] if behind >= 0 else None
    after = _name_behind(sentence, chain)
    if before and after is None and (in_turn := take_in_turn(sentence, before, chain)):
        return in_turn
    joint = folded[last.end : after.start] if after else ""
    # "Chủ tịch HĐND tỉnh, nhiệm kỳ 2011 - 2016 đối với ông A": of whom it is told.
    apart = "," in joint and changes.given_to().match(joint.lstrip(" ,")) is None
    told_of = apart or (after is not None and links.being().match(folded, last.end, after.start) is not None)
    other_s = _is_of_another(sentence, first, joint)
    if other_s or (after and is_kin(sentence, first.start) and (told_of or _is_woman(sentence, after))):
        after = None
    if before and after and apart and first.status in MOVES:
        # "ông A được bầu giữ chức Bí thư, bà B - Chủ tịch": the one behind the comma has his own.
        after = None if _is_given(sentence, before, first, only=behind == 0) else after
    linked = before is not None and _is_linked(sentence, before, chain)
    if after is not None and folded.startswith(")", last.end):
        linked = False  # "ông A, (Chủ tịch Hạ viện) B"
    if before and (apart or after is None) and folded[before.end : first.start].isspace():
        # "ông A Chủ tịch UBND tỉnh, ông B Phó Chủ tịch": the mark is left out.
        linked, after = True, None
    if before and linked:
        _held_behind(sentence, before, chain)
    if before and before.start in sentence.people and _is_another_s(sentence, sentence.people[before.start], chain):
        linked = False
    linked = linked and before is not None and not _is_who_acts(sentence, before, chain)
    if before and after and (in_order := _in_order(sentence, before, chain, after)):
        return in_order
    if before and after and _is_handed_over(sentence, first, last, after):
        taken = [replace(held, status="appointed") for held in chain]
        return [sentence.person(before, chain, "people.office"), sentence.person(after, taken, "people.office")]
    if linked and before and not (after and _is_divided(sentence, before, first, last, after)):
        once_before(sentence, before, first, chain)
        return [sentence.person(name, chain, "people.name_title") for name in group_before(sentence, behind, chain)]
    if after is not None:
        _held_by(sentence, chain, after)
        sent = first.status == "appointed" and changes.sends().match(folded, first.start)
        chosen = first.status in ("appointed", "nominated") and changes.taken_as().match(folded, after.end)
        if (sent or chosen) and _is_told(sentence, last, after):
            first.status = "current"  # "đề cử ‹Thủ tướng A› làm người kế nhiệm"
        group = group_behind(sentence, bisect_left(sentence.starts, after.start), chain)
        if len(group) == 1:
            # "các Phó Chủ tịch UBND tỉnh, Giám đốc Sở Y tế A": the first is not A's.
            own = next((at for at, held in enumerate(chain) if not _is_of_others(sentence, held)), 0)
            told = told_in_brackets(sentence, after, chain[own:])
            return [sentence.person(after, told, "people.title_name")]
        return [sentence.person(name, told_in_brackets(sentence, name, chain), "people.group") for name in group]
    bare = len(chain) == 1 and first.organization is None and first.title.alone == "no"
    if bare and not (first.dated or (first.status in ("appointed", "leaving") and first.moved)):
        return []
    if changes.given_to().match(folded[last.end : sentence.within.end].lstrip(" ,")):
        return []  # "A báo cáo việc cho thôi làm đại biểu HĐND đối với hai người"
    if tenures.then_another().match(folded, last.end, sentence.within.end):
        become(chain, "former", of=("appointed",))
    if before is not None and not opener_of(sentence, chain) and _is_given(sentence, before, first, only=behind == 0):
        group = group_before(sentence, behind, given=first.status in MOVES)
        return [sentence.person(name, chain, "people.office") for name in group]
    return []


def _is_of_another(sentence: Sentence, first: Held, joint: str) -> bool:
    """ "Thừa ủy quyền của Thủ tướng, ông A …", "Theo quyết định của Bộ trưởng Bộ Công an: Thượng tá A …"."""
    if "," not in joint:
        return ":" in joint and is_on_behalf(sentence, first)
    return is_on_behalf(sentence, first) or _is_of_a_time(sentence, first) or _is_any_of_court(first)


def _in_order(sentence: Sentence, before: Span, chain: Sequence[Held], after: Span) -> list[Person]:
    """ "‹Người tiền nhiệm của› ông A ở vị trí Giám đốc Sở B là ông C": C had it, A has it; nobody where that is not
    told.
    """
    folded, gap = sentence.text.folded, sentence.text.folded[before.end : chain[0].span.start]
    told = links.being().match(folded, chain[-1].end, after.start) is not None
    if not told or not gap.strip() or "," in gap:
        return []
    order = tenures.follows_in().search(folded, sentence.within.start, before.start)
    if order is None:
        return []
    once, now = (after, before) if order["once"] else (before, after)
    over = [replace(held, status="former") for held in chain]
    lasting = [replace(held, status="current") for held in chain]
    return [sentence.person(once, over, "people.office"), sentence.person(now, lasting, "people.office")]


def _is_linked(sentence: Sentence, name: Span, chain: Sequence[Held]) -> bool:
    """True where the words between a name and a chain behind it tell that he holds it."""
    folded, first = sentence.text.folded, chain[0]
    return (
        links.link().fullmatch(folded, name.end, first.start) is not None
        or _is_apposed(sentence, name, chain)
        or _is_in_bracket(sentence, name, chain)
        or is_before_event(sentence, name, first)
        or (first.start < first.span.start and links.who_held().fullmatch(folded, name.end, first.start) is not None)
    )


def _is_in_bracket(sentence: Sentence, name: Span, chain: Sequence[Held]) -> bool:
    """ "ông A (cán bộ hưu trí; nguyên Bí thư, Chủ tịch HĐND xã B)": in the bracket behind him, where nobody else is."""
    folded, first = sentence.text.folded, chain[0]
    if not folded.startswith("(", name.end + 1) or ")" in folded[name.end : first.start]:
        return False
    closed = folded.find(")", chain[-1].end, sentence.within.end)
    after = bisect_left(sentence.starts, first.start)
    alone = after == len(sentence.starts) or sentence.starts[after] > closed
    return closed >= 0 and alone and links.in_bracket().fullmatch(folded, name.end, first.start) is not None


def _name_behind(sentence: Sentence, chain: Sequence[Held]) -> Span | None:
    """The name behind a chain, where the words between them may link the two."""
    folded, first, last = sentence.text.folded, chain[0], chain[-1]
    ahead = bisect_left(sentence.starts, last.end)
    if ahead == len(sentence.names):
        return None
    name = sentence.names[ahead]
    linked = (
        (links.title_name().fullmatch(folded, last.end, name.start) and _is_whole(sentence, first, last))
        or (is_foreign(last) and is_between_commas(sentence, last, name))
        or (first.status in MOVES and links.of_whom().fullmatch(folded, last.end, name.start))
        or (name in sentence.known and folded[last.end : name.start].strip() == ",")
        or _is_filled(sentence, last, name)
        or _is_set_off(sentence, chain, name)
        or _is_since(sentence, first, last, name)
    )
    return name if linked and not _is_companys(sentence, first, last, name) else None


def _is_since(sentence: Sentence, first: Held, last: Held, name: Span) -> bool:
    """ "Từ khi nhậm chức Tổng Thư ký ‹năm 2017, ông› A": whose time it is that the sentence begins with."""
    folded, floor = sentence.text.folded, max(sentence.within.start, first.span.start - 40)
    since = tenures.when_he_took().search(folded, floor, first.span.start) is not None
    return since and tenures.dated_and_who().fullmatch(folded, last.end, name.start) is not None


def _is_companys(sentence: Sentence, first: Held, last: Held, name: Span) -> bool:
    """ "ông A, Trưởng thôn kiêm Giám đốc Công ty gạch ‹Lâm Viên›": two syllables right behind a company, where somebody
    is told before.
    """
    told, another = sentence.text.folded, bisect_right(sentence.ends, first.start) > 0
    return last.private and another and told[last.end : name.start].isspace() and name.of(told).count(" ") == 1


def _is_set_off(sentence: Sentence, chain: Sequence[Held], name: Span) -> bool:
    """ "Phó Chủ tịch UBND tỉnh A‹, Đỗ Tiến Đông,› ký công điện": between commas behind the office that a sentence
    begins with, and no list of people.
    """
    tokens, folded, last = sentence.tokens, sentence.text.folded, chain[-1]
    if folded[last.end : name.start].strip() != "," or chain[0] is not sentence.held[0] or name != sentence.names[0]:
        return False
    opener = folded[sentence.within.start : chain[0].start].strip(' "-')
    if opener and not opener.endswith((",", ":")) and opener not in roles().according:
        return False
    at, end = tokens.at(name.start), tokens.at(name.end)
    told = last.organization is not None and not last.foreign and names.name_at(tokens, at, end)
    if tokens.fold(end) not in (",", "-") or not told:
        return False
    listed = tokens.shape(end + 1) in (TITLE, CAPITALS) or any(h.start == tokens.starts[end + 1] for h in sentence.held)
    return not listed and persons.several_before().search(folded, sentence.within.start, chain[0].span.start) is None


def _held_behind(sentence: Sentence, name: Span, chain: Sequence[Held]) -> None:
    """How a chain is held by what stands before the name, or behind it and the chain."""
    folded, first = sentence.text.folded, chain[0]
    if was_held(sentence, name, first, chain[-1]) or is_of_his_time(sentence, name, first):
        become(chain, "former", of=("current", "appointed"))
    elif is_of_his_time(sentence, name, first, since=True):
        become(chain, "current", of=("appointed",))
    elif (
        first.title.canonical == people().leader
        and folded[name.end : first.start].isspace()
        and changes.chooses().search(folded, sentence.within.start, name.start)
    ):
        become(chain, "nominated")  # "chọn ông A ‹lãnh đạo› Cơ quan B"


def _held_by(sentence: Sentence, chain: Sequence[Held], name: Span) -> None:
    """How a chain is held by what stands between it and the name behind, or behind that."""
    folded, last = sentence.text.folded, chain[-1]
    for held in chain:
        if held.status == "current" and links.to_come().match(folded, held.end, name.start):
            held.status = "nominated"  # "ngoại trưởng ‹sắp tới› là thượng nghị sĩ A"
    if name.start - last.end < 3:
        return  # nothing but a mark
    if links.at_that_time().search(folded, last.end, name.start):
        become(chain, "former")
    filled = _is_filled(sentence, last, name)
    if filled and filled["too"]:
        # "… do ông A, Giám đốc Sở B, kiêm nhiệm": he stays what he is.
        for held in sentence.held:
            held.kept = held.kept or name.end <= held.start < filled.end()
    if (filled and filled["now"]) or links.goes_to().match(folded, last.end, name.start):
        become(chain, "appointed")


def _is_whole(sentence: Sentence, first: Held, last: Held) -> bool:
    """True where what closes behind a title opened right before it, behind no name: "(Chủ tịch Hạ viện) A"."""
    if not sentence.text.folded.startswith(")", last.end):
        return True
    at = sentence.tokens.at(first.start) - 1
    return sentence.tokens.fold(at) == "(" and (at < 2 or sentence.tokens.shape(at - 1) not in (TITLE, CAPITALS))


def _is_apposed(sentence: Sentence, name: Span, chain: Sequence[Held]) -> bool:
    """ "ông A, chuyên gia kinh tế, nguyên Viện trưởng Viện B, cho rằng": what he is besides, then his office, which
    ends at a mark or was held once.
    """
    first, folded = chain[0], sentence.text.folded
    if first.status != "former" and folded[chain[-1].end : chain[-1].end + 2].strip()[:1] not in ("", *",;.-)"):
        return False
    return links.apposed().fullmatch(folded, name.end, first.start) is not None


def _is_of_others(sentence: Sentence, held: Held) -> bool:
    """ "các Phó Chủ tịch, …", "Trước ý kiến của đại biểu, Chủ tịch HĐND A nói"."""
    if held.organization is None and held.title.canonical in persons.addresses():
        return True
    folded, start = sentence.text.folded, held.span.start
    return persons.several_before().search(folded, max(sentence.within.start, start - 12), start) is not None


def _is_any_of_court(held: Held) -> bool:
    """ "Theo công tố viên, ông A đã nhận tiền": whoever is told behind the comma holds no office of the court."""
    return held.organization is None and court_office(held.title)


def _is_told(sentence: Sentence, last: Held, name: Span) -> bool:
    """ "phân công Phó Chủ tịch UBND tỉnh A theo dõi …": nothing but a space between the office and its holder."""
    return sentence.text.folded[last.end : name.start].isspace()


def _is_giver(sentence: Sentence, at: int, first: Held) -> bool:
    """ "ông A được Chủ tịch UBND tỉnh B bổ nhiệm làm Giám đốc": whoever gives the office does not hold it."""
    extent = sentence.extent(sentence.names[at])
    verb = sentence.text.folded[extent.end : first.start].strip(" ,-")
    if verb and verb not in changes.choosing():
        return False
    giver = changes.given_by().search(sentence.text.folded, max(sentence.within.start, extent.start - 24), extent.start)
    return giver is not None and not _is_led(sentence, first, extent.start)


def _is_led(sentence: Sentence, first: Held, start: int) -> bool:
    """ "Ban Chỉ đạo ‹do ông A› làm Trưởng Ban", "lễ tang ‹do ông A› làm Trưởng Ban Lễ tang": whoever is told behind a
    body, or with it, leads it.
    """
    body, folded = first.organization_span, sentence.text.folded
    if body is None or first.title.fused is None or tenures.holds().match(folded, first.start) is None:
        return False
    # "Tổ công tác ‹số 3› do"
    if body.end <= start:
        return people().doer in folded[body.end : start].split()[:3]
    return people().doer in folded[max(sentence.within.start, start - 24) : start].split()


def _is_filled(sentence: Sentence, last: Held, name: Span) -> re.Match[str] | None:
    """ "Chức Chánh Văn phòng do ông A, Giám đốc Sở B, tạm thời kiêm nhiệm": the verb behind him, where one is told."""
    folded = sentence.text.folded
    if not folded.startswith(people().doer, last.end + 1) or not links.by_whom().fullmatch(
        folded, last.end, name.start
    ):
        return None
    return links.filled().match(folded, name.end, sentence.within.end)


def _is_replaced(sentence: Sentence, at: int, first: Held) -> bool:
    """ "ông A thay ông B làm Chủ tịch": the office is not B's, but it is in "thay ông B được phân công làm …", and in
    "ông A được bầu làm Chủ tịch thay ông B nhận nhiệm vụ Bí thư".
    """
    folded, start = sentence.text.folded, sentence.starts[at]
    gap = folded[sentence.ends[at] : first.start].strip()
    if gap and not (gap.startswith("(") and gap.endswith(")")):
        return False
    floor = max(sentence.within.start, start - 40)
    instead = changes.instead().search(folded, floor, start)
    return instead is not None and not changes.takes_office().search(
        folded[sentence.ends[at - 1] : floor + instead.start()]
    )


def _is_handed_over(sentence: Sentence, first: Held, last: Held, after: Span) -> bool:
    """ "A bàn giao nhiệm vụ Tư lệnh cho B": what A leaves, B takes."""
    folded = sentence.text.folded
    return (
        first.status == "leaving"
        and folded.startswith(changes.over_to(), first.start)
        and changes.to_whom().match(folded[last.end : after.start].strip()) is not None
    )


def _is_of_a_time(sentence: Sentence, first: Held) -> bool:
    """ "Trong nhiệm kỳ của Tổng thống, ông A vẫn là …": whose time it is, and who does something then."""
    return tenures.in_time_of().fullmatch(sentence.text.folded, sentence.within.start, first.start) is not None


def _is_woman(sentence: Sentence, name: Span) -> bool:
    """ "Phu nhân Chủ tịch nước ‹Lê Thị Nguyệt›": her own name."""
    return fold(people().womans_name) in name.of(sentence.text.folded).split()[1:-1]


def _is_another_s(sentence: Sentence, person: Person, chain: Sequence[Held]) -> bool:
    """ "Quốc vương A, Chủ tịch nước chúc …": two offices that nobody holds at once.

    "Tại cuộc gặp với Bộ trưởng A, Thủ tướng cảm ơn": A's own office is told before him; who acts is another.
    """
    sole, first, end = institutions.sole(), chain[0], chain[-1].end
    if first.title.canonical in sole and any(held.title.canonical in sole for held in person.held):
        return True
    folded, start = sentence.text.folded, min((held.start for held in person.held), default=person.span.start)
    acts = _acts(sentence, person.span, first, end)
    met = start < person.span.start and persons.meets().search(folded, max(sentence.within.start, start - 24), start)
    return acts and bool(met)


def _acts(sentence: Sentence, name: Span, first: Held, end: int) -> bool:
    """True where a comma stands before an office, and no mark behind it: whoever holds it does something."""
    folded = sentence.text.folded
    return folded[end : end + 2].lstrip()[:1].isalpha() and folded[name.end : first.start].strip() == ","


def _is_who_acts(sentence: Sentence, name: Span, chain: Sequence[Held]) -> bool:
    """ "Rời tòa cùng vợ, ca sĩ A, cựu tổng thống gọi đó là …": an office of which there is one, told by itself;
    "Cùng với việc đình chỉ ông A, Chủ tịch UBND tỉnh yêu cầu …": whoever does that.
    """
    first = chain[0]
    if _acts(sentence, name, first, chain[-1].end):
        deed = changes.besides_deed().match(sentence.text.folded, sentence.within.start, name.start)
        if deed and "," not in sentence.text.folded[deed.end() : name.start]:
            return True
    alone = len(chain) == 1 and first.organization is None and first.title.canonical in institutions.sole()
    if not alone or not _acts(sentence, name, first, first.end):
        return False
    return honorific(sentence.text, name.start, sentence.within.start) is None


def _is_divided(sentence: Sentence, name: Span, first: Held, last: Held, after: Span) -> bool:
    """True where the comma between name and title parts two people ("A, Chủ tịch UBND tỉnh B")."""
    folded = sentence.text.folded
    if "," not in folded[name.end : first.start]:
        return False
    gap = folded[name.end : first.start]
    if "(" in gap and ")" not in gap:
        return False
    between = folded[last.end : after.start]
    if "," in between or "(" in between:
        # "ông A, Chủ tịch UBND tỉnh, ông B": the next one in a list; "(ông B ký thay)".
        return False
    if name.start in sentence.people:
        return True
    # What follows the second name tells that the first one's titles were over.
    behind = folded[after.end : after.end + 2].strip()
    return not behind.startswith(("-", "("))


def _is_given(sentence: Sentence, before: Span, first: Held, *, only: bool) -> bool:
    """True where a verb gives the office to the person before it ("A được bổ nhiệm giữ chức …")."""
    given = first.status in MOVES or first.moved
    if not (given or first.kept or first.dated or first.status == "former"):
        return False
    known = sentence.people.get(before.start)
    start = max([before.end, *(held.end for held in known.held if held.end <= first.start)] if known else [before.end])
    gap = sentence.text.folded[start : first.start]
    if len(gap) > _REACH or changes.hands_out().search(gap):
        return False
    if changes.proposes().match(gap) or (
        sentence.text.folded.startswith(changes.candidates(), first.start) and not changes.seat_of().search(gap)
    ):
        return False
    if given and only and _is_of_more(sentence, first):
        return False
    if given:
        last = sentence.tokens.at(first.start) - 1
        giver = bisect_right(sentence.ends, first.start) - 1
        chosen = sentence.names[giver] == before or not _is_giver(sentence, giver, first)
        foreign = sentence.tokens.starts[last] >= start and all(
            sentence.tokens.shape(i) is not LOWER and names.is_foreign(sentence.tokens, i) for i in (last - 1, last)
        )
        if (foreign and chosen) or _is_of_a_land(sentence, start, first):
            return False  # "Ông A chọn tỉ phú Scott Bessent làm bộ trưởng"
        return ";" not in gap or known is not None or only
    if ";" in gap and not (only or (first.dated and known is not None)):
        return False
    if first.kept or first.dated:
        return True
    return (
        first.status == "former"
        and tenures.career().search(sentence.text.folded[before.end : first.span.start]) is not None
    )


def _is_of_more(sentence: Sentence, first: Held) -> bool:
    """ "Ông A ‹bổ nhiệm ba› thẩm phán": whoever gives it to several does not hold it."""
    folded, floor = sentence.text.folded, max(sentence.within.start, first.span.start - 24)
    if first.start == first.span.start or persons.plural_before().search(folded, floor, first.span.start) is None:
        return False
    return sentence.tokens.fold(sentence.tokens.at(first.start) - 1) not in people().given_by


def _is_of_a_land(sentence: Sentence, floor: int, first: Held) -> bool:
    """ "A ủng hộ ‹Malaysia› đảm nhiệm vai trò Chủ tịch ASEAN": a land takes it; none does in "A của Lào được bầu"."""
    tokens, at = sentence.tokens, sentence.tokens.at(first.start)
    begin = next((at - n for n in (1, 2, 3) if institutions.countries().end(tokens, at - n) == at), 0)
    told = begin > 0 and tokens.starts[begin] >= floor and tokens.shape(begin) in (TITLE, CAPITALS)
    return told and tokens.shape(begin - 1) is LOWER and tokens.fold(begin - 1) not in _whence()


@cache
def _whence() -> frozenset[str]:
    """Right before a land that somebody is of: "A ‹của› Lào", "B từ ‹bang› Oregon"."""
    return institutions.of_words() | {people().from_when} | {fold(word) for word in people().states}


def _is_retired(sentence: Sentence, person: Person, floor: int, start: int) -> bool:
    """ "cho thôi chức vụ đối với ông A, Chánh án …, ‹và bà B, …›", but not "thôi giữ chức vụ Ủy viên UBND tỉnh đối với
    ông A".
    """
    at = bisect_left(sentence.starts, person.span.start) - 1
    before = sentence.people.get(sentence.starts[at]) if at >= 0 else None
    if before is not None and before.retired:
        told_to = max(before.span.end, *(held.end for held in before.held))
        gap = sentence.text.folded[told_to : sentence.extent(person.span).start]
        person.retired = persons.beside_another().fullmatch(gap) is not None
        if person.retired:
            return True
    told = changes.retires().search(sentence.text.folded, floor, start)
    begin = floor + told.start() if told else start
    person.retired = told is not None and not any(begin < held.span.start < start for held in sentence.held)
    return person.retired


def leave(sentence: Sentence, person: Person) -> None:
    """ "ông A, Bí thư Huyện ủy, được chuyển về công tác tại UBND tỉnh", "thay bà B là ông A, Giám đốc Sở C"."""
    left = [held for held in person.held if held.status == "current" and is_left(held) and not is_now(sentence, held)]
    if not left:
        return
    folded, name = sentence.text.folded, person.span
    end = max(name.end, *(held.end for held in person.held))
    start = min(name.start, *(held.start for held in person.held))
    floor = max(sentence.within.start, start - PROPOSED)
    goes = changes.leaving().match(folded, end, sentence.within.end)
    if goes and not goes["why"] and changes.demanded().search(folded[floor:start]):
        goes = None
    sent = changes.sent_to().match(folded, end, sentence.within.end) and changes.sent().search(folded[floor:start])
    told = changes.follows().search(folded, floor, start) or _is_retired(sentence, person, floor, start)
    if goes or sent or told:
        become(left, "leaving")
