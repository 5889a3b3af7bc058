"""Offices that several people hold: lists of names, and lists that a title opens for all of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.folding import fold
from extract.reading.cues import changes, institutions, links, persons
from extract.reading.organizations.known import body_of, whole_end
from extract.reading.people.abroad import country_of
from extract.reading.people.held import MOVES, Held, Person, become, is_of_several
from extract.reading.people.sentence import NEAR, Sentence
from extract.reading.tokens import TITLE
from extract.records import Status
from extract.spans import Span
from extract.tables.provinces import province_names
from extract.tables.titles import people

# How many words a name with its courtesy takes, before another body is told.
_NAMED = 9


def group_behind(sentence: Sentence, at: int, chain: Sequence[Held]) -> list[Span]:
    """One title for many names ("các Phó Chủ tịch UBND tỉnh: A, B, C")."""
    folded, first, last = sentence.text.folded, chain[0], chain[-1]
    group = [sentence.names[at]]
    several = any(
        persons.plural_before().search(folded, max(sentence.within.start, start - 30), start)
        for start in {first.span.start, first.start}
    )
    several = several or persons.all_times().search(folded[last.end : group[0].start]) is not None
    # "Đại biểu A (Bắc Ninh), B (Bắc Giang) và C (Hà Nam)": each with his seat.
    seated = (
        first.title.canonical in persons.addresses() and institutions.seat().match(folded, group[0].end) is not None
    )
    headed = is_of_several(last) and folded[last.end : group[0].start].lstrip().startswith(":")
    # "Phó Chủ tịch UBND xã là ông A và bà B."
    pair = is_of_several(last) and persons.who_is().fullmatch(folded, last.end, group[0].start) is not None
    if several or seated or headed or pair:
        for name in sentence.names[at + 1 :]:
            if not persons.listed().fullmatch(folded, group[-1].end, name.start):
                break
            if pair and not several and persons.two().fullmatch(folded, group[-1].end, name.start) is None:
                break
            if not (several or headed or pair) and not institutions.seat().match(folded, name.end):
                break
            group.append(name)
    # "Phó Bí thư: A, B; …", but not "Phó Chủ tịch: A, ông B - Giám đốc …"
    whole = several or seated or folded[group[-1].end : group[-1].end + 1] in ("", ";", ".", "\n")
    return group if whole else group[:1]


def offices_of_more(sentence: Sentence, one: Held, starts: frozenset[int]) -> Iterator[Held]:
    """ "các Thứ trưởng Ngoại giao A, ‹Tài chính› B và ‹Bộ Y tế› C", "các tổng thống Peru A và ‹Nam Phi› B": the office
    told once is each one's, of another body or another land.
    """
    tokens, folded, head = sentence.tokens, sentence.text.folded, one.title.fused
    each = _of_each(sentence, one)
    head = each or head
    if one.organization is None or not (one.foreign or head in people().whole):
        return
    if not each and not persons.plural_before().search(folded, max(sentence.within.start, one.start - 30), one.start):
        return
    land = country_of(sentence, one) if one.foreign else ""
    if one.foreign and not land:
        return
    last = at = tokens.at(one.end)
    while at < min(len(tokens), last + _NAMED) and at not in starts:
        joint = tokens.fold(at) in (",", ";") or tokens.fold(at) in links.joints()
        begin = at + 1 + (not land and tokens.fold(at + 1) == fold(head or ""))
        end = at
        if joint:
            end = institutions.countries().end(tokens, begin) if land else whole_end(tokens, begin, head)
        if end > begin and tokens.shape(end) is TITLE:
            span = sentence.span(at + 1, end)
            other = sentence.text.printed(span)
            told = f"{one.organization.removesuffix(land)}{other}" if land else body_of(fold(other), head)
            yield replace(one, span=span, start=span.start, end=span.end, organization=told, organization_span=span)
            last = at = end
        at += 1


def _of_each(sentence: Sentence, one: Held) -> str | None:
    """ "Thứ trưởng ‹các bộ: Tài chính› A, Xây dựng B", "Giám đốc ‹các sở Y tế› C": gives an office its body, by the
    head that several have, and tells the head.
    """
    tokens, at = sentence.tokens, sentence.tokens.at(one.span.end)
    if tokens.fold(at) != people().the_several:
        return None
    head = next((word for word in people().whole if fold(word) == tokens.fold(at + 1)), None)
    if head is None:
        return None
    begin = at + 2 + (tokens.fold(at + 2) == ":")
    end = whole_end(tokens, begin, head)
    if end == begin or tokens.shape(end) is not TITLE:
        return None
    span = sentence.span(begin, end)
    one.organization, one.organization_span, one.end = body_of(fold(sentence.text.printed(span)), head), span, span.end
    return head


def told_in_brackets(sentence: Sentence, name: Span, chain: Sequence[Held]) -> list[Held]:
    """ "các Thứ trưởng A (Ngoại giao), B (Bộ Y tế)", "các Bí thư Tỉnh ủy A (Hà Giang), B (Lào Cai)": the body of each,
    or its place, behind his name.
    """
    last, folded = chain[-1], sentence.text.folded
    seat = institutions.seat().match(folded, name.end) if folded.startswith("(", name.end + 1) else None
    if seat is None or last.foreign or last.private:
        return list(chain)
    span = Span(*seat.span("told"))
    told: str | None = None
    if last.organization is None:
        told = body_of(seat["told"], last.title.fused)
    elif seat["told"] in province_names() and f" {fold(last.organization)}".endswith(institutions.of_provinces()):
        told = f"{last.organization} {sentence.text.printed(span)}"
    return [*chain[:-1], replace(last, organization=told, organization_span=span)] if told else list(chain)


def group_before(sentence: Sentence, at: int, chain: Sequence[Held] = (), *, given: bool = False) -> list[Span]:
    """Names told together before their title ("các đồng chí A, B, Phó Chủ tịch UBND tỉnh")."""
    folded, title = sentence.text.folded, chain[0] if chain else None
    group = [sentence.names[at]]
    for name in reversed(sentence.names[max(0, at - 12) : at]):
        if name.start in sentence.people or not persons.listed().fullmatch(folded, name.end, group[0].start):
            break
        if (
            title is not None
            and _is_bracketed(sentence, group[-1], title)
            and institutions.seat().match(folded, name.end)
        ):
            break  # "các bị cáo A (cựu thủ quỹ), B (cựu Trưởng phòng)": each with his own
        group.insert(0, name)
    if title is not None and persons.alike().search(folded, group[-1].end, title.start) is None:
        # "các đồng chí A; B, Phó Chủ tịch HĐND tỉnh; …": A's office is told elsewhere.
        group = group[_part_of(folded, group) :]
        bracketed = _is_bracketed(sentence, group[-1], title)
        if any((bracketed or held.status == "current") and not is_of_several(held) for held in chain):
            return group[-1:]  # "các đồng chí A, B (Chủ tịch UBND tỉnh)", "các ông A, B, Bí thư Tỉnh ủy"
    start = group[0].start
    if len(group) > 1 and persons.plural_addressed().search(folded, max(sentence.within.start, start - 40), start):
        return group
    if title is not None and persons.alike().search(folded, group[-1].end, title.start):
        # "…; A và B, cùng là nguyên Phó Trưởng phòng"
        return group[_part_of(folded, group) :]
    # "…; A, B (Phó Chủ tịch UBND tỉnh); …": in a list of people each part has its office.
    if (
        len(group) > 1
        and title is not None
        and is_of_several(title)
        and persons.part_of_list().search(folded, max(sentence.within.start, start - 40), start)
    ):
        return group
    # "đồng chí A và đồng chí B được bầu giữ chức": a verb gives it to both.
    if given and len(group) > 1 and persons.two().fullmatch(folded, group[-2].end, group[-1].start):
        return group[-2:]
    return group[-1:]


def _part_of(folded: str, group: Sequence[Span]) -> int:
    """Where the last part of a list of names begins, which a semicolon parts from the others."""
    return next((at for at in range(len(group) - 1, 0, -1) if ";" in folded[group[at - 1].end : group[at].start]), 0)


def _is_bracketed(sentence: Sentence, name: Span, title: Held) -> bool:
    """True for a title in brackets behind a name."""
    return sentence.text.folded[name.end : title.start].lstrip().startswith("(")


def share(sentence: Sentence, chain: list[Held]) -> None:
    """ "các đồng chí Ủy viên Ban Thường vụ Tỉnh ủy: A, Giám đốc …; B, …": each has the title told for all, and his
    own.
    """
    folded = sentence.text.folded
    opener = opener_of(sentence, chain)
    if not opener:
        return
    for held in chain if chain[-1].status == "current" else ():
        held.status = "leaving" if opener["leaves"] else "appointed" if opener["takes"] else held.status
    end = _share(sentence, chain, opener.end())
    if changes.leaving().match(folded, end, sentence.within.end):
        become(chain, "leaving")  # "cho các Phó Giám đốc Sở A gồm ông B, ông C thôi chức vụ hiện tại"


def _share(sentence: Sentence, chain: list[Held], opened: int) -> int:
    """Gives a chain to each of the list that begins at an offset; where the list ends."""
    folded, told_to, commas, first = sentence.text.folded, opened, False, True
    for at in range(bisect_left(sentence.starts, opened), len(sentence.names)):
        name = sentence.names[at]
        if persons.ends_list().search(folded[told_to : name.start]):
            return told_to
        person = sentence.people.get(name.start)
        moved = chain[0].status in MOVES
        own = [held for held in person.held if held not in chain] if person else []
        if any(held.status in MOVES and (moved or held.end <= name.start) for held in own):
            return told_to  # "miễn nhiệm 2 Phó Chủ tịch, gồm: A, B; miễn nhiệm Ủy viên đối với C"
        gap = folded[told_to : sentence.extent(name).start]
        if not (persons.listed().fullmatch(gap) or persons.beside_another().fullmatch(gap)):
            return told_to
        if commas and ";" in gap:
            return told_to  # "các Ủy viên Trung ương Đảng: Bí thư A, Bí thư B; Phó Chủ nhiệm C"
        commas = commas or (told_to > opened and ";" not in gap)
        titled = any(held.end <= name.start for held in own)
        if titled and not first and not moved and not _is_seat(chain) and persons.joined().search(gap):
            _of_same_body(chain, own)
            return told_to  # "các Phó Chủ tịch UBND tỉnh: A, B và Chánh Văn phòng C"
        first = first and titled
        if person is None:
            person = sentence.people[name.start] = sentence.person(name, [], "people.group")
        # "các Phó Chủ tịch UBND tỉnh Quảng Trị gồm: A - Phó Chủ tịch UBND tỉnh Quảng Trị cũ": he has it now.
        told_to = max([name.end, *(held.end for held in own)])
        own = [held for held in own if not (held.status == "former" and any(_is_same(held, one) for one in chain))]
        # "5 tân bí thư xã: A - Bí thư Đảng ủy xã B": what each has of his own tells more.
        _tell_more(chain, own)
        # … but not of what was his elsewhere: "các Phó Chủ tịch UBND tỉnh gồm: A - Phó Chủ tịch UBND tỉnh B cũ".
        mine = {held.title.canonical for held in own if held.status != "former"}
        shared = [h for h in chain if h.status != "current" or h.title.canonical not in mine]
        shared = [h for h in shared if not any(_is_fuller(one, h) for one in own)]
        if any(held in person.held for held in chain):
            shared = [held for held in shared if held in person.held]
        person.held[:] = [*shared, *own]
        told_to = max([told_to, *(held.end for held in person.held)])
    return told_to


def _of_same_body(chain: Sequence[Held], own: Sequence[Held]) -> None:
    """ "… và Chánh Văn phòng C": an office told bare beside others is of their body."""
    body = chain[-1].organization
    for held in own:
        if body and held.organization is None and held.title.alone == "no":
            unit = held.title.fused
            held.organization = f"{unit} {body}" if unit in people().bare_units else None if unit else body


def _is_seat(chain: Sequence[Held]) -> bool:
    """True for a seat in a committee, which is held beside any office."""
    return fold(chain[0].title.canonical).startswith(institutions.seats())


def _comprises(sentence: Sentence, last: Held) -> bool:
    """True where a word right behind an office, or behind its comma, opens a list of those who hold it."""
    at = sentence.tokens.at(last.end)
    return sentence.tokens.fold(at + (sentence.tokens.fold(at) == ",")) in people().comprises


def _tell_more(chain: Sequence[Held], own: Sequence[Held]) -> None:
    """ "các Phó Bí thư được chỉ định gồm: bà A, Phó Bí thư ‹Thường trực› Tỉnh ủy": the same office, told whole."""
    for held in own:
        given = next((h for h in chain if h.status in MOVES and _is_fuller(held, h)), None)
        if given is not None and held.status == "current":
            held.status = given.status
            held.organization = held.organization or given.organization


def _is_same(held: Held, given: Held) -> bool:
    one, other = held.organization, given.organization
    same = one is not None and other is not None and fold(one) == fold(other)
    return same and held.title.canonical == given.title.canonical and given.status != "former"


def _is_fuller(held: Held, given: Held) -> bool:
    one, other = held.organization, given.organization
    alike = one is None or other is None or fold(one) == fold(other)
    return alike and held.title.canonical.startswith(f"{given.title.canonical} ")


def opener_of(sentence: Sentence, chain: Sequence[Held]) -> re.Match[str] | None:
    """The words behind titles of several people that open a list of them ("bầu 2 Phó Chủ tịch UBND tỉnh, gồm")."""
    folded, start = sentence.text.folded, chain[0].span.start
    several = persons.plural_before().search(folded, max(sentence.within.start, start - 40), start) is not None
    # "Phó Trưởng Ban gồm A, B"
    several = several or (is_of_several(chain[-1]) and _comprises(sentence, chain[-1]))
    opener = persons.opens_list().match(folded, chain[-1].end, sentence.within.end) if several else None
    if opener is None:
        return None
    # "Các đại biểu bầu 2 Phó Chủ tịch, gồm …": a list of the latter.
    between = any(chain[-1].end <= held.start and held.end <= opener.end() for held in sentence.held)
    return None if between else opener


def elect_again(sentence: Sentence, chain: Sequence[Held], bound: Sequence[Person]) -> None:
    """ "bầu ông A ‹tiếp tục giữ chức› Bí thư Tỉnh ủy": an office that goes on is given once more."""
    first, folded = chain[0], sentence.text.folded
    if not bound or not first.kept or first.status != "current":
        return
    name = bound[-1].span
    behind = name.end < first.start and folded[name.end : first.start].isspace()
    if behind and changes.elects().search(folded, max(sentence.within.start, name.start - 40), name.start):
        first.status = "appointed"


def take_together(sentence: Sentence, chain: Sequence[Held], bound: Sequence[Person]) -> None:
    """ "bầu ông A, Giám đốc Sở B và bà C giữ chức Phó Chủ tịch": an office that several hold, given to all of whom
    one verb tells; likewise "miễn nhiệm chức vụ Ủy viên đối với ông A và bà B".
    """
    if not bound or chain[0].status not in MOVES:
        return
    given = [held for held in chain if held.status in MOVES and is_of_several(held)]
    name = bound[-1].span
    if name.start < chain[0].start:
        others = _told_before(sentence, name) if len(bound) == 1 else []
    else:
        given = [held for held in given if held.end <= name.start]
        others = (
            _told_behind(sentence, name) if given and changes.to_whom().search(_gap(sentence, given[-1], name)) else []
        )
    for other in others if given else []:
        person = sentence.people.setdefault(other.start, sentence.person(other, [], "people.group"))
        person.held.extend(held for held in given if held not in person.held)


def elect_together(sentence: Sentence, given: Sequence[tuple[Sequence[Held], Sequence[Person]]]) -> None:
    """ "A được bầu làm Chủ tịch; các Phó Chủ tịch là B và C; Ủy viên là D", "phê chuẩn kết quả bầu: Chủ tịch UBND tỉnh
    đối với A; Phó Chủ tịch đối với B": all were elected then, or left.
    """
    folded = sentence.text.folded
    verb: Held | None = None
    listed = False
    for (before, _), (chain, bound) in pairwise(given):
        verb = before[-1] if before[-1].status in ("appointed", "leaving") and before[-1].moved else verb
        first = bound[0].span if bound else None
        if verb and first is None and verb.status == "appointed" and _is_next_list(sentence, before[-1], chain):
            become(chain, "appointed")
            continue
        if verb is None or first is None or first.start < chain[-1].end or any(h.status != "current" for h in chain):
            verb = None
            continue
        gap, joint = folded[before[-1].end : chain[0].start], folded[chain[-1].end : first.start]
        told = verb.status == "appointed" and persons.who_is().fullmatch(joint) is not None
        if ";" in gap and not told:
            # "phê chuẩn kết quả bầu: …; Phó Chủ tịch HĐND tỉnh B đối với ông C; Chủ tịch UBND tỉnh D ông E"
            opened = ":" in folded[verb.start : verb.span.start]
            told = listed = opened or changes.given_to().match(joint.lstrip()) is not None
        elif listed and links.ends_both().search(gap):
            told = True  # "… và Giám đốc Sở C D"
        if told and (listed or persons.next_part().search(gap)):
            become(chain, verb.status)
            for person in bound:
                become(person.held, verb.status)
        else:
            verb = None


def _is_next_list(sentence: Sentence, before: Held, chain: Sequence[Held]) -> bool:
    """ "bầu ông A làm Bí thư; ‹các Phó Bí thư gồm›: ông B, ông C"."""
    gap = sentence.text.folded[before.end : chain[0].start]
    return persons.next_part().search(gap) is not None and opener_of(sentence, chain) is not None


def take_in_turn(sentence: Sentence, name: Span, chain: Sequence[Held]) -> list[Person]:
    """ "A và B lần lượt được bầu giữ chức Chủ tịch HĐND, Chủ tịch UBND xã C": to each his own; nobody where that is not
    told, or not of as many.
    """
    folded, first, last = sentence.text.folded, chain[0], chain[-1]
    turn = persons.in_turn().search(folded, name.end, first.span.start) if len(chain) > 1 else None
    if turn is None:
        return []
    everyone = [*reversed(_told_before(sentence, name)), name]
    if len(everyone) != len(chain):
        return []
    taken = changes.gives_office().search(folded, turn.end(), first.span.start) is not None
    taking: Status = "appointed" if taken else "current"
    place = (last.organization or "").partition(" ")[2]
    people_ = []
    for one, held in zip(everyone, chain, strict=True):
        body = held.organization or last.organization
        if body and " " not in body and place:
            body = f"{body} {place}"
        status = taking if held.status in ("former", "appointed") else held.status
        own = replace(held, organization=body, status=status, passed_on=False)
        people_.append(sentence.person(one, [own], "people.group"))
    return people_


def _told_before(sentence: Sentence, name: Span) -> list[Span]:
    """Those told together with the name before a verb: behind a verb, or joined by "và"."""
    folded, floor = sentence.text.folded, sentence.within.start
    at = bisect_left(sentence.starts, name.start)
    group, start, last = [], sentence.extent(name).start, ""
    for other in reversed(sentence.names[max(0, at - 12) : at]):
        extent = sentence.extent(other)
        if extent.end > start or not persons.beside_another().fullmatch(folded, extent.end, start):
            break
        last = last or folded[extent.end : start]
        group.append(other)
        start = extent.start
    opened = changes.taking().search(folded[max(floor, start - 60) : start])
    # "Ông A, bà B được bầu làm Phó Bí thư": the sentence begins with them.
    opened = opened or persons.courtesy_alone().fullmatch(folded[floor:start].lstrip(' "'))
    return group if group and (opened or persons.joined().search(last)) else []


def _told_behind(sentence: Sentence, name: Span) -> list[Span]:
    """Those told together with the name behind "đối với"."""
    group, end = [], sentence.extent(name).end
    for other in sentence.names[bisect_right(sentence.starts, name.start) :]:
        if not persons.beside_another().fullmatch(sentence.text.folded, end, other.start):
            break
        group.append(other)
        end = sentence.extent(other).end
    return group


def _gap(sentence: Sentence, held: Held, name: Span) -> str:
    return sentence.text.folded[held.end : name.start]


def give_again(sentence: Sentence) -> None:
    """ "miễn nhiệm Phó Chủ tịch UBND tỉnh đối với ông A; bầu ông B giữ chức danh này", "… ông B được bầu thay": the
    office told last, and of those the one that somebody leaves, where one is told.
    """
    told = sentence.within.of(sentence.text.folded)
    if not (sentence.names and any(word in told for word in persons.same_office_words())):
        return
    for again in persons.same_office().finditer(sentence.text.folded, sentence.within.start, sentence.within.end):
        if _is_renewed(sentence, again.start()):
            _renew(sentence, again.start())
            continue
        offices = [held for held in sentence.held if held.end <= again.start()]
        # "miễn nhiệm chức Chủ tịch đối với A do được điều động làm Trưởng ban; bầu B vào chức vụ này": what A left.
        left = [held for held in offices if held.status == "leaving"]
        last = next(reversed(left or ([] if again["instead"] else offices)), None)
        at = bisect_right(sentence.ends, again.start()) - 1
        if last is None or at < 0 or sentence.starts[at] < last.end or again.start() - sentence.ends[at] > NEAR:
            continue
        person = sentence.people.setdefault(
            sentence.starts[at], sentence.person(sentence.names[at], [], "people.office")
        )
        person.held.append(replace(last, start=again.start(), end=again.end(), status="appointed", kept=False))


def _is_renewed(sentence: Sentence, at: int) -> bool:
    """ "…, ‹tiếp tục được bầu› giữ các chức danh trên"."""
    return changes.given_again().search(sentence.text.folded, max(sentence.within.start, at - NEAR), at) is not None


def _renew(sentence: Sentence, at: int) -> None:
    """The last office of each of those told before an offset is given to him again: to all from the one before whom
    something else is told.
    """
    renewed: list[Held] = []
    for start in sorted(sentence.people, reverse=True):
        told = [held for held in sentence.people[start].held if held.end <= at]
        if start > at or not told:
            continue
        if told[-1].status in MOVES:
            break  # "A tiếp tục được bầu giữ chức danh trên; B, Phó Chủ tịch, …"
        renewed.append(told[-1])
    become(renewed, "appointed")
