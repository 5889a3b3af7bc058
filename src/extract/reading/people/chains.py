"""Titles told one after another of one person, and where such a chain ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from extract.folding import fold
from extract.reading.cues import changes, institutions, links, persons, tenures
from extract.reading.people.careers import is_career
from extract.reading.people.held import MOVES, Held, bare_title, become, is_left, party_office
from extract.reading.people.sentence import NEAR, Sentence
from extract.tables.titles import people


def chains_of(sentence: Sentence) -> Iterator[list[Held]]:
    """Titles told one after another of the same person ("Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh")."""
    chain: list[Held] = []
    for title in sentence.held:
        apart = chain and (
            (len(chain) == 1 and is_on_behalf(sentence, chain[0]))
            or _is_served(sentence, chain[-1], title)
            or (title.status in MOVES and chain[-1].status not in MOVES and _is_givers(sentence, chain[0], title))
            or _is_of_two(chain[-1], title)
            or not (
                title.risen
                or _is_of_group(sentence, chain, title)
                or links.chain().fullmatch(sentence.text.folded, chain[-1].end, title.start)
                or (
                    links.next_step().fullmatch(sentence.text.folded, chain[-1].end, title.start)
                    and is_career(sentence, chain)
                )
            )
        )
        if apart:
            yield chain
            chain = []
        if chain and title.status == "current" and not title.kept and _goes_with(sentence, chain, title):
            title.status, title.passed_on = chain[-1].status, True
        if chain and tenures.instead().search(sentence.text.folded, chain[-1].end, title.span.start):
            become([held for held in chain if is_left(held)], "former")
        over = chain and (chain[-1].status == "former" or chain[-1].earlier)
        if over and title.status == "acting" and _is_listed(sentence, chain, title):
            title.status = chain[-1].status  # "Trước đó, ông giữ chức Phó Giám đốc, quyền Giám đốc Sở B"
        earlier = chain and chain[-1].earlier and title.status == chain[-1].status
        if earlier and (title.passed_on or _is_listed(sentence, chain, title)):
            title.earlier, title.taken = True, chain[-1].taken
            title.dated, title.yearly = chain[-1].dated, chain[-1].yearly
        chain.append(title)
    if chain:
        yield chain


def _is_of_group(sentence: Sentence, chain: Sequence[Held], given: Held) -> bool:
    """ "bổ nhiệm ‹các Phó Giám đốc Sở A làm Phó Giám đốc Sở B›, gồm: …": what all of them were, and what they are to
    be; the verb gives the second.
    """
    old, folded = chain[-1], sentence.text.folded
    if len(chain) > 1 or given.status != "appointed" or not tenures.holds().match(folded, given.start):
        return False
    floor, start = max(sentence.within.start, old.span.start - NEAR), old.span.start
    if not folded[old.end : given.start].isspace() or persons.plural_before().search(folded, floor, start) is None:
        return False
    if folded.startswith(changes.moved(), old.start):
        old.status, old.moved = "current", False
    return old.status == "current"


def _is_of_two(one: Held, other: Held) -> bool:
    """ "Tổng thống, Thủ tướng A": nobody holds both, but somebody may have held one after the other."""
    over = one.status == other.status == "former"
    return not over and {one.title.canonical, other.title.canonical} <= institutions.sole()


def _is_served(sentence: Sentence, own: Held, title: Held) -> bool:
    """ "A từng là cố vấn an ninh quốc gia ‹cho› Phó tổng thống B": the office behind is of whoever A serves."""
    return own.status not in MOVES and sentence.text.folded[own.end : title.start].strip() == people().for_somebody


def _is_givers(sentence: Sentence, own: Held, given: Held) -> bool:
    """ "ông A được bà B, Chủ tịch UBND tỉnh, bổ nhiệm làm …": B's own office ends before the verb."""
    at = bisect_right(sentence.ends, own.start) - 1
    if at < 0 or not sentence.text.folded.startswith(changes.moved(), given.start):
        return False
    start = sentence.starts[at]
    giver = changes.given_by().search(sentence.text.folded, max(sentence.within.start, start - 24), start)
    linked = links.link().fullmatch(sentence.text.folded, sentence.ends[at], own.start) is not None
    return linked and giver is not None and not giver.group().startswith(people().doer)


def is_on_behalf(sentence: Sentence, title: Held) -> bool:
    return institutions.on_behalf().search(sentence.text.folded, sentence.within.start, title.start) is not None


def is_kin(sentence: Sentence, start: int) -> bool:
    """ "Phu nhân Chủ tịch nước, bà A": the office is another's."""
    return persons.kin().search(sentence.text.folded, max(sentence.within.start, start - 24), start) is not None


def _goes_with(sentence: Sentence, chain: Sequence[Held], title: Held) -> bool:
    """ "giữ chức Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh": one verb gives both, or both were held once."""
    last = chain[-1]
    gap = sentence.text.folded[last.end : title.start]
    if last.status == "former" and tenures.now().search(gap):
        return False
    if last.status == "former" and is_career(sentence, chain):
        return True
    if last.status == "former" and links.as_well().fullmatch(gap):
        # "khi đó là Trưởng phòng A, đồng thời là Phó Trưởng Ban B"
        floor = max(sentence.within.start, last.span.start - NEAR)
        return tenures.at_the_time().search(sentence.text.folded, floor, last.span.start) is not None
    listed = links.listed_titles().fullmatch(gap) or links.holds_too().fullmatch(gap)
    if last.status not in (*MOVES, "former") or not listed:
        return False
    organization = fold(title.organization or "")
    return not (last.status == "former" and organization.startswith(tenures.afterwards()))


def _is_listed(sentence: Sentence, chain: Sequence[Held], title: Held) -> bool:
    return links.listed_titles().fullmatch(sentence.text.folded, chain[-1].end, title.start) is not None


def parts_of(sentence: Sentence, chain: list[Held]) -> Iterator[list[Held]]:
    """ "A, Giám đốc Sở B và Giám đốc Sở C D": the title behind "và" is of the name that follows it."""
    if len(chain) > 1:
        folded, last, given = sentence.text.folded, chain[-1], False
        before = bisect_right(sentence.ends, chain[0].start) - 1
        after = bisect_left(sentence.starts, last.end)
        if (
            0 <= before < after < len(sentence.starts)
            and (sentence.starts[before] not in sentence.people or _comma_and(sentence, chain))
            and links.title_name().fullmatch(folded, last.end, sentence.starts[after])
            and "," not in folded[last.end : sentence.starts[after]]
            and (
                links.link().fullmatch(folded, sentence.ends[before], chain[0].start)
                or (given := _is_given_to(sentence, before, chain))
            )
            and (
                given
                or links.both().fullmatch(folded, chain[-2].end, last.start)
                or (folded[chain[-2].end : last.start].strip() == "," and _is_own(sentence, before, chain[-2]))
            )
        ):
            yield chain[:-1]
            chain = chain[-1:]
            if given and last.passed_on:
                last.status, last.passed_on = "current", False
    yield chain


def _is_given_to(sentence: Sentence, before: int, chain: Sequence[Held]) -> bool:
    """ "do ông A ‹làm Trưởng ban, Phó Chủ tịch UBND tỉnh› B làm Phó Trưởng ban": the first is A's, the last is of B,
    who has another one with him.
    """
    folded, last = sentence.text.folded, chain[-1]
    right_behind = folded[sentence.ends[before] : chain[0].start].isspace() and tenures.holds().match(
        folded, chain[0].start
    )
    after = sentence.ends[bisect_left(sentence.starts, last.end)]
    return bool(right_behind and chain[0].moved and not last.moved and tenures.holds().match(folded, after + 1))


def _is_own(sentence: Sentence, before: int, title: Held) -> bool:
    """ "báo cáo của ông A, Giám đốc Sở B, Chủ tịch UBND tỉnh C kết luận": A's, who has no office yet; a seat or an
    office of the party is held beside another one.
    """
    name = sentence.names[before]
    told = name in sentence.known or name.start in sentence.people
    seat = bare_title(title.title).startswith(institutions.seats())
    return not told and title.title.alone == "no" and not seat and not party_office(title.title)


def _comma_and(sentence: Sentence, chain: Sequence[Held]) -> bool:
    """ "đại biểu A, Phó Chủ nhiệm Ủy ban B, và đại biểu C": a comma before "và" ends what is told of A; so does the
    second dash of "A - Chủ tịch xã B - và trưởng thôn C".
    """
    gap = sentence.text.folded[chain[-2].end : chain[-1].start]
    return gap.lstrip().startswith(",") or "-" in gap
