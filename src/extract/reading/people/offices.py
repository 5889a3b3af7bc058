"""Which titles of a sentence are offices, and how each is held by the words before it."""

from __future__ import annotations

from collections.abc import Sequence

from extract.reading import names
from extract.reading.cues import changes, institutions, links, persons, tenures
from extract.reading.organizations.known import behind_term
from extract.reading.people.abroad import as_counterpart, goes_to_office
from extract.reading.people.bodies import read_body
from extract.reading.people.careers import (
    is_back_then,
    is_before_reform,
    is_earlier,
    is_in_life,
    is_over,
    is_risen,
    is_while,
    step_before,
)
from extract.reading.people.held import MOVES, Held, become, field_end, is_foreign, suffixed
from extract.reading.people.lists import offices_of_more
from extract.reading.people.sentence import NEAR, PROPOSED, Sentence
from extract.reading.titles import Found, status_before
from extract.reading.tokens import CAPITALS, TITLE, Tokens
from extract.spans import Span
from extract.tables.titles import Title, people


def is_office(sentence: Sentence, one: Found, before: Found | None, after: Found | None) -> bool:
    """False for what only looks like somebody's office: "Thường vụ Tỉnh ủy họp" is the committee, "các đời tổng
    thống" are many, "Thường vụ Tỉnh ủy (TVTU)" tells one office twice, and an adviser is one only of an office.
    """
    span, title = one
    if title.canonical in institutions.of_office_only():
        gap = sentence.text.folded[span.end : after[0].start] if after else ""
        told = sentence.tokens.at(span.end)
        told += sentence.tokens.fold(told) == people().of_whom
        served = (whom.end(sentence.tokens, told) for whom in (institutions.palaces(), institutions.consorts()))
        return gap.isspace() or gap.strip() == people().of_whom or any(end > told for end in served)
    folded, at = sentence.text.folded, sentence.tokens.at(span.start)
    if folded.startswith(institutions.presider(), span.start) and not _presides(sentence, span):
        return False
    if title.canonical in persons.addresses() and institutions.of_congress().match(
        folded, span.end, sentence.within.end
    ):
        return False
    if span.of(folded) in institutions.committees() and not sentence.named_before(at):
        # "từng là Bí thư Huyện ủy, Thường vụ Tỉnh ủy, Giám đốc Sở A": one of a list of offices.
        beside = before and after and sentence.tokens.fold(at - 1) in (",", ";")
        if not (beside and after and links.committee_listed().fullmatch(folded, span.end, after[0].start)):
            return False
    twice = before and before[1].canonical == title.canonical and span.start - before[0].end < NEAR
    if twice and title.organization and folded[span.start - 1] == "(" and folded.startswith(")", span.end):
        return False
    if title.canonical == people().member and persons.opens_list().match(folded, span.end, sentence.within.end):
        return False  # "Đoàn gồm các thành viên: A, Giám đốc …"
    if sentence.tokens.fold(at - 1) in institutions.eras():
        return False
    if institutions.pretends().search(folded, max(sentence.within.start, span.start - 32), span.start):
        return False
    if folded.endswith(institutions.terms_of(), sentence.within.start, span.start - 1):
        end = institutions.countries().end(sentence.tokens, sentence.tokens.at(span.end))
        if sentence.tokens.shape(end) not in (TITLE, CAPITALS):
            return False  # "nhiệm kỳ tổng thống 4 năm"
    # "Trần Quốc Vương": each syllable with a capital, behind a surname.
    end = sentence.tokens.at(span.end)
    named = end - at == 2 and all(shape is TITLE for shape in sentence.tokens.shapes[at - 1 : end]) if at else False
    return not (named and names.surname(sentence.tokens, at - 1))


def _presides(sentence: Sentence, span: Span) -> bool:
    """ "Chủ tọa phiên tòa ‹Lê Văn An›": a judge, by the name behind and by what else the sentence tells."""
    tokens = sentence.tokens
    at = persons.honorifics().end(tokens, tokens.at(span.end))
    named = names.name_at(tokens, at, names.run_end(tokens, at))
    return named and institutions.trials().search(sentence.within.of(sentence.text.folded)) is not None


def read_offices(sentence: Sentence, found: Sequence[Found]) -> list[Held]:
    """The offices of a sentence in order, each with its body and how it is held; none that another one takes in."""
    tokens, read_to = sentence.tokens, sentence.within.start
    starts = frozenset(tokens.at(span.start) for span, _ in found)
    held: list[Held] = []
    for span, plain in found:
        if span.start < read_to:
            continue
        counterpart = plain.canonical == people().counterpart
        if counterpart and not (held and held[-1].title.canonical not in people().own_style):
            continue
        one = _as_told(sentence, held, span, plain)
        if one.start < span.start and one.status != "leaving" and _is_untrue(sentence, span.start):
            continue
        if one.start < read_to:
            one.start = span.start  # "từng là Trưởng phòng A rồi Phó Giám đốc": the words before tell of both
        behind = tokens.at(one.end)
        read_body(sentence, one, behind, starts, held)
        if counterpart and not as_counterpart(sentence, one, held[-1]):
            continue
        if (is_foreign(one) or one.title.canonical in institutions.sole()) and goes_to_office(sentence, one, held):
            read_to = held[-1].end
            continue
        in_charge = institutions.in_charge().end(tokens, at := tokens.at(one.end))
        field = field_end(tokens, in_charge) if in_charge > at else at
        if field > at and (tokens.shape(field) is TITLE or tokens.fold(field + 1) in names.polite()):
            one.end = tokens.end(field - 1)  # "Phó Chủ tịch UBND huyện ‹phụ trách kinh tế› A"
        held.append(one)
        held += offices_of_more(sentence, one, starts)
        read_to = held[-1].end
    return held


def _is_untrue(sentence: Sentence, start: int) -> bool:
    """ "Nếu đắc cử tổng thống, ông A …", "ông A từ chối làm bộ trưởng": an office that nobody takes."""
    return changes.untrue().search(sentence.text.folded, max(sentence.within.start, start - 90), start) is not None


def _as_told(sentence: Sentence, held: Sequence[Held], span: Span, plain: Title) -> Held:
    """A title as the words before it tell that it is held; without its organization."""
    tokens, text = sentence.tokens, sentence.text.folded
    at = tokens.at(span.start)
    status, start, kept = status_before(tokens, at)
    moved = status in MOVES
    if status == "acting":
        kept = _is_given(sentence, tokens.at(start))
    if status == "current" and not kept and held and links.again().search(text, max(held[-1].end, start - 24), start):
        # "miễn nhiệm chức vụ A và chức vụ B"
        status = next((one.status for one in reversed(held[-3:]) if one.status in MOVES), status)
    handed = _is_handed(sentence, held, start)
    if status == "current" and not kept and handed:
        status = "appointed"
    floor, ahead = max(sentence.within.start, start - PROPOSED), False
    # "để ‹bầu giữ chức›": with the verb, whose first word may be a part of what tells a proposal.
    taken = text[floor : span.start] if status == "appointed" else ""
    ever, proposed = tenures.ever().search(taken), changes.proposed().search(taken)
    if proposed and changes.only_after().search(taken, proposed.end()):
        proposed = None  # "sẽ họp để bầu Chủ tịch sau khi ông A được điều động làm Thứ trưởng"
    if status in ("appointed", "former", "current") and tenures.ahead_of().search(text, floor, start):
        status, ahead = "current", True  # "trước khi làm Chủ tịch, ông là …": what came after
    elif proposed and (ever is None or ever.start() < proposed.start()):
        status = "nominated"  # "Ông A, người từng là thủ tướng, đề cử ông B làm …"
    elif (
        ever
        or (status in ("appointed", "current") and is_over(sentence, start))
        or ((status == "appointed" or tokens.fold(at - 1) == people().copula) and is_before_reform(sentence, start))
    ):
        status = "former"
    if status == "appointed" and held and held[-1].status == "former" and _is_next(text[held[-1].end : start]):
        status = "current"  # "khi đó là Giám đốc Sở A, sau đó giữ chức Phó Chủ tịch": an old story
    step = step_before(sentence, start, verbal=start < span.start)
    if step and status in ("current", "appointed"):
        if step.group("until"):
            status = "former"
        elif step.group("lasting"):
            status, kept = "current", True
    elif status == "current" and not kept and (is_back_then(sentence, start) or is_in_life(sentence, held, start)):
        status = "former"
    risen = status in ("current", "appointed") and is_risen(sentence, held, span.start)
    if risen:
        # "đi lên từ Phó Trưởng phòng đến Phó Chủ tịch": all is over.
        life = tenures.began().search(text, floor, held[-1].start) is not None
        become(held[-1:], "former" if life else "leaving")
        status, start = "former" if life else "appointed", span.start
    elif status == "appointed" and (
        is_while(sentence, start)
        or tenures.began().search(text, floor, start)
        or (tenures.holds().match(text, start) and tenures.then_before().search(text, floor, start))
        or is_back_then(sentence, span.start, told=not tenures.holds().match(text, start))
    ):
        status = "former"
    elif kept and status == "current" and (then := tenures.then_before().search(text, floor, start)):
        # "A (khi ấy đang giữ cương vị Chủ tịch nước)"
        status, kept, start = "former", False, floor + then.start()
    title, end = _whole(tokens, plain, tokens.at(span.end))
    if status == "current" and text.endswith(people().acting_behind, span.end, end):
        status = "acting"  # "Thủ tướng tạm quyền A"
    return Held(
        title,
        span,
        start,
        end,
        status=status,
        kept=kept,
        handed=handed,
        moved=moved,
        earlier=(status == "appointed" and is_earlier(sentence, start))
        or ahead
        or (status in ("current", "appointed") and not kept and step is not None),
        dated=step is not None,
        yearly=step is not None and step.group("year") is not None,
        risen=risen,
    )


def _whole(tokens: Tokens, plain: Title, behind: int) -> tuple[Title, int]:
    """A title with what is part of it behind, and the offset where the words that tell it end."""
    title, behind = suffixed(tokens, plain, behind)
    behind = tenures.sitting().end(tokens, behind)
    row = behind + 2 if tokens.fold(behind) == people().ordinal else tenures.in_a_row().end(tokens, behind)
    if row > behind and tokens.fold(row) == people().of_whom:
        behind = row  # "thủ tướng tiếp theo của Nhật Bản"
    behind = behind_term(tokens, behind)
    if tokens.fold(behind) == "." and tokens.glued(behind) and tokens.glued(behind + 1):
        behind += 1  # "PCT.UBND tỉnh"
    return title, tokens.end(behind - 1)


def _is_given(sentence: Sentence, at: int) -> bool:
    """ "được giao giữ chức quyền Chủ tịch": given, and acting."""
    return status_before(sentence.tokens, at)[0] in MOVES or sentence.tokens.fold(at - 1) in changes.takes()


def _is_next(gap: str) -> bool:
    """ "…, sau đó ‹được bổ nhiệm giữ chức›": what somebody was next, right behind what he was."""
    return gap.strip(" ,;").startswith(tenures.afterwards_told())


def _is_handed(sentence: Sentence, held: Sequence[Held], start: int) -> bool:
    """ "trao quyết định bổ nhiệm cho Bộ trưởng A và Bộ trưởng B": both have just been appointed."""
    if changes.handing().search(sentence.text.folded, max(sentence.within.start, start - 80), start):
        return True
    return (
        bool(held)
        and held[-1].handed
        and changes.next_handed().fullmatch(sentence.text.folded, held[-1].end, start) is not None
    )
