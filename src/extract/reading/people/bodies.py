"""The body of an office: as it is printed behind it, or told elsewhere where the office stands bare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from extract.folding import Text, fold
from extract.reading import names
from extract.reading.cues import institutions, links, persons, tenures
from extract.reading.organizations.known import lexicons, modal
from extract.reading.organizations.read import Organization, body_before, is_headed, read_organization, tells_private
from extract.reading.people.abroad import country_of, of_country
from extract.reading.people.careers import held_since, taken_when
from extract.reading.people.held import (
    Held,
    Person,
    become,
    committee_office,
    court_office,
    give,
    heads_of,
    of_one_body,
    party_office,
    school_office,
)
from extract.reading.people.parents import of_parents
from extract.reading.people.sentence import PROPOSED, Sentence
from extract.reading.tokens import CAPITALS, LOWER, MARK, NUMBER, TITLE, Tokens, tokenize, tokenize_ahead
from extract.spans import Span
from extract.tables.titles import Title, people, titles

# How far back a body is told that is then called by its head alone, in tokens.
_FAR = 60
# So many words name a unit at most, where no list knows them.
_UNIT = 12
# So many words name a party at most.
_PARTY = 9
# How far before its sentence the body of a bare office may be told, in characters.
_BEFORE = 240


def body_told_before(text: Text, sentence: Span, title: Title) -> Organization | None:
    """ "Huyện ủy Mường La họp. Bí thư A phát biểu": the body told last before a sentence that an office without one may
    lead; none where a company or a club is told, before or in the sentence.
    """
    heads, side = heads_of(title), f"{people().side} "
    if (at := text.folded.find(side, sentence.start, sentence.end)) >= 0:
        # "Phía quân khu có thiếu tướng A, phó tham mưu trưởng": of no body of another kind that was told since.
        heads = tuple(head for head in heads if text.folded.startswith(head, at + len(side))) or heads
    if not heads:
        return None
    tokens = tokenize(text, Span(max(0, sentence.start - _BEFORE), sentence.end))
    body = body_before(tokens, 0, tokens.at(sentence.start), heads)
    while body and party_office(title) and fold(body.name) in institutions.within_committees():
        # "Ban Chấp hành Đảng bộ tỉnh A gồm 68 người, ‹Ban Thường vụ› 15 người. … chỉ định 4 Phó Bí thư"
        body = body_before(tokens, 0, tokens.at(body.span.start), heads)
    if body is None or (title.fused not in people().standing and tells_private(tokens)):
        return None
    at = tokens.at(body.span.start) - 1
    if at > 0 and tokens.fold(at) in ",(" and school_office(title):
        # "Trường Đại học Khoa học tự nhiên (Đại học Quốc gia TP.HCM) khai giảng. Hiệu trưởng A …"
        school = body_before(tokens, 0, at, heads)
        body = school if school and tokens.at(school.span.end) == at else body
    return body


def private_told(text: Text, within: Span) -> bool:
    """True where a company or a club is told inside `within`."""
    return tells_private(tokenize(text, within))


def body_called(text: Text, before: int, head: str) -> Organization | None:
    """ "giám đốc trung tâm": the body told last before an offset whose name begins with this folded head."""
    at = before
    while (at := text.folded.rfind(f"{head} ", 0, at)) >= 0:
        if text.raw[at].isupper() and not text.raw[at - 1 : at].isalnum() and not names.inside_printed(text.raw, at):
            tokens = tokenize_ahead(text, at, min(before - at, PROPOSED))
            body = body_before(tokens, 0, 1 + head.count(" "), (f"{head} ",), whole=True)
            if body is not None:
                return body
    return None


def read_body(sentence: Sentence, one: Held, behind: int, starts: frozenset[int], held: Sequence[Held]) -> None:
    """The organization behind an office, and what the words behind it tell of how it is held."""
    tokens, title = sentence.tokens, one.title
    if title.canonical in institutions.of_party() and institutions.parties().end(tokens, behind) > behind:
        _of_party(sentence, one, starts)
        return
    named_by, given = sentence.named_before(at := tokens.at(one.start)), one.moved or one.kept
    given = given or tokens.fold(at - 1) == people().copula
    if held and links.holds_too().fullmatch(sentence.text.folded, held[-1].end, one.start):
        named_by = ","  # "Phó Trưởng khoa A, kiêm Trưởng bộ môn B"
    party = behind + (tokens.fold(behind) == people().of_whom)  # "ứng viên tổng thống ‹của› Đảng A"
    if title.canonical in people().partyless and institutions.of_a_party().end(tokens, party) > party:
        behind = _behind_party(sentence, one, party, starts, named_by)
    organization = _served(sentence, title, behind)
    organization = organization or read_organization(tokens, behind, title, starts, named_by, given=given)
    mission = behind + (tokens.fold(behind) == ",")
    if organization is None and behind < mission < institutions.missions().end(tokens, mission):
        # "quyền tổng lãnh sự, Lãnh sự quán Ấn Độ tại TP.HCM"
        organization = read_organization(tokens, mission, title, starts, named_by)
    if organization is not None:
        organization = _same_again(tokens, organization, held)
        give(one, organization)
        if organization.foreign and title.canonical in people().of_fields:
            _of_field(sentence, one, organization)
        if title.canonical in people().envoys and (there := _place_word(sentence, one, behind)):
            one.organization = f"{there} {one.organization}"  # "Đại sứ ‹tại› Việt Nam A"
        of_parents(sentence, one, organization, starts)
        _past_own_country(sentence, one)
        _past_places(sentence, one, starts)
        _of_party_in_letters(sentence, one, organization)
    elif _of_unit_in_words(sentence, one, behind, starts) or _of_unit_alone(sentence, one, behind):
        pass
    elif title.alone == "no":
        of_country(sentence, one, behind)
        _of_short(sentence, one, behind)
    if one.foreign:
        _of_elect(tokens, one)
    if one.status == "appointed" and held_since(sentence, one):
        one.status = "current"
    elif one.status in ("appointed", "leaving") and (when := taken_when(sentence, one)):
        one.earlier, one.taken = one.earlier or one.status == "appointed", when
    timed = sentence.text.folded.startswith(("(", people().from_when), one.end + 1)
    if timed and one.status in ("current", "appointed") and tenures.was_until().match(sentence.text.folded, one.end):
        one.status, one.kept = "former", False
    held_once = one.status in ("current", "appointed", "former")
    if held_once and (over := tenures.no_more().match(sentence.text.folded, one.end)):
        one.status, one.kept, one.end, one.renewed = "former", False, over.end(), True
        if held and party_office(held[-1].title) and _is_listed_before(sentence, held[-1], one):
            become(held[-1:], "former")  # "Bí thư Huyện ủy, Chủ tịch UBND huyện A cũ"


def _past_own_country(sentence: Sentence, one: Held) -> None:
    """ "Bộ trưởng Bộ Quốc phòng ‹Việt Nam› A": whose ministry it is goes without saying."""
    land = institutions.land_at(sentence.tokens, sentence.tokens.at(one.end))
    if land and not one.foreign and fold(land.of(sentence.text.raw)) == fold(people().own_country):
        one.end = land.end


def _past_places(sentence: Sentence, one: Held, starts: frozenset[int]) -> None:
    """ "Chủ tịch UBND xã A‹, huyện B› Lê Văn C": where the body lies, told between it and its holder."""
    tokens, end = sentence.tokens, one.end
    at, title = tokens.at(end), replace(one.title, fused=None)
    while tokens.fold(at) == "," and lexicons().at(tokens, at + 1).keys() & {"kinds", "provinces"}:
        place = read_organization(tokens, at + 1, title, starts, ",")
        if place is None or place.foreign or not institutions.is_place(place.name):
            break
        end = place.span.end
        at = tokens.at(end)
    begin = persons.honorifics().end(tokens, at + (tokens.fold(at) in (",", "-")))
    polite = begin > at + 1 or begin == at
    if end > one.end and polite and names.name_at(tokens, begin, names.run_end(tokens, begin)):
        one.end = end


def _is_listed_before(sentence: Sentence, before: Held, one: Held) -> bool:
    return links.listed_titles().fullmatch(sentence.text.folded, before.end, one.start) is not None


def _served(sentence: Sentence, title: Title, at: int) -> Organization | None:
    """ "thư ký báo chí của ‹Đệ nhất phu nhân A›": whom an aide serves, who holds no office."""
    tokens = sentence.tokens
    at += tokens.fold(at) == people().of_whom
    end = institutions.consorts().end(tokens, at)
    if end == at or title.canonical not in institutions.of_offices():
        return None
    land = institutions.countries().end(tokens, end)
    span = sentence.span(at, max(land, names.run_end(tokens, land)))
    return Organization(span, " ".join(sentence.text.printed(span).split()), foreign=True)


def _of_field(sentence: Sentence, one: Held, organization: Organization) -> None:
    """ "Ủy viên ‹thương mại› EU": what it is for is a part of the title, the land is whose it is."""
    tokens, land = sentence.tokens, country_of(sentence, one)
    first, at = tokens.at(organization.span.start), tokens.at(organization.span.end - len(land))
    last = at - (tokens.fold(at - 1) in institutions.of_words())
    if land and first < last and tokens.shape(first) is LOWER and one.title.canonical not in people().described:
        field = sentence.text.printed(sentence.span(first, last))
        one.title = replace(one.title, canonical=f"{one.title.canonical} {' '.join(field.split())}")
        one.organization, one.organization_span = land, Span(tokens.starts[at], organization.span.end)


def _behind_party(sentence: Sentence, one: Held, at: int, starts: frozenset[int], named_by: str) -> int:
    """ "Thượng nghị sĩ ‹Đảng Cộng hòa› bang Texas A", "hạ nghị sĩ ‹Dân chủ›": the token behind a party, no body of his;
    the token where it would begin.
    """
    tokens = sentence.tokens
    if institutions.countries().end(tokens, at) > at:
        return at  # "Thủ tướng Cộng hòa Séc"
    head = institutions.of_a_party().end(tokens, at)
    party = read_organization(tokens, at, replace(one.title, fused=None), starts, named_by)
    end = tokens.at(party.span.end) if party else head
    placed = (institutions.countries(), institutions.states())
    end = next((word for word in range(head, end) if any(place.end(tokens, word) > word for place in placed)), end)
    one.end = tokens.end(end - 1)
    return end


def _of_unit_in_words(sentence: Sentence, one: Held, behind: int, starts: frozenset[int]) -> bool:
    """ "A - trưởng phòng ‹điều trị các bệnh liên quan stress›, Viện B": in words that no list knows, up to the body
    that has the unit.
    """
    tokens = sentence.tokens
    if one.title.fused not in people().units or not sentence.named_before(tokens.at(one.start)):
        return False
    end = next((at for at in range(behind, min(behind + _UNIT, len(tokens))) if tokens.shape(at) is MARK), behind)
    plain = all(tokens.shape(at) in (LOWER, NUMBER) and tokens.fold(at) not in modal() for at in range(behind, end))
    if end == behind or not plain or any(at in starts for at in range(behind, end)):
        return False
    span, before = sentence.span(behind, end), one.end
    give(one, Organization(span, f"{one.title.fused} {sentence.text.printed(span)}"))
    of_parents(sentence, one, Organization(span, one.organization or ""), starts)
    if one.end == span.end or one.private:
        # Words alone name no unit.
        one.organization, one.organization_span, one.end = None, None, before
        return False
    return True


def _of_unit_alone(sentence: Sentence, one: Held, behind: int) -> bool:
    """ "chánh văn phòng ‹sở›": the office of the body that was told before."""
    tokens = sentence.tokens
    if one.title.fused not in people().bare_units or tokens.shape(behind) is not LOWER:
        return False
    heads = {end: " ".join(tokens.folds[behind:end]) for end in (behind + 2, behind + 1)}
    last = next((end for end, head in heads.items() if head in institutions.whole_heads()), behind)
    body = body_called(sentence.text, tokens.starts[behind], heads[last]) if last > behind else None
    if body is None or body.private or body.foreign:
        return False
    last += tokens.fold(last) in institutions.these()
    span = sentence.span(behind, last)
    give(one, Organization(span, f"{one.title.fused} {body.name}"))
    one.end = span.end
    return True


def _of_elect(tokens: Tokens, one: Held) -> None:
    """ "Tổng thống Mỹ ‹đắc cử› A": a part of the title, told behind the land."""
    at, word = tokens.at(one.end), people().elect
    end = at + len(word.split())
    elect = titles().get(f"{fold(one.title.canonical)} {word}") if " ".join(tokens.folds[at:end]) == word else None
    if elect is not None:
        one.title, one.end = elect, tokens.end(end - 1)


def _of_party(sentence: Sentence, one: Held, starts: frozenset[int]) -> None:
    """ "Ủy viên Trung ương Đảng ‹Cộng sản Trung Quốc›": a party abroad is told, whose centre the title tells; ours may
    be told as well.
    """
    tokens, end = sentence.tokens, one.end
    inside = range(tokens.at(one.span.start), tokens.at(one.span.end))
    at = next((at for at in inside if is_headed(tokens, at, any_head=True)), None)
    title = replace(one.title, canonical=institutions.of_party()[one.title.canonical], alone="no", level=None)
    body = read_organization(tokens, at, title, starts, "") if at is not None else None
    if body is None or body.span.end <= end:
        return
    one.end = body.span.end
    if body.foreign:
        one.title = title
        give(one, body)


def _same_again(tokens: Tokens, organization: Organization, held: Sequence[Held]) -> Organization:
    """ "Phó Giám đốc Sở Y tế, sau đó là Giám đốc Sở này", "Sở Y tế bổ nhiệm ông A làm Phó Giám đốc Sở": the one named
    before.
    """
    at, head = tokens.at(organization.span.start), fold(organization.name)
    alone = " " not in head or head in institutions.whole_heads() or head == fold(people().local_committee)
    alone = alone and tokens.shape(at) is TITLE
    this = tokens.fold(tokens.at(organization.span.end)) in institutions.these()
    if not alone and not this:
        return organization
    if this:
        # "Phó Giám đốc ‹Sở này› A"
        end = tokens.end(tokens.at(organization.span.end))
        organization = replace(organization, span=Span(organization.span.start, end))
        if whole := _told_again(organization, head, held):
            return replace(organization, name=whole)
    # "Chủ tịch Quốc hội Campuchia A đón Chủ tịch Quốc hội B": what is told without a country is ours.
    ours = (one for one in reversed(held) if this or not one.foreign)
    before = next((one.organization for one in ours if fold(one.organization or "").startswith(f"{head} ")), None)
    if before is None and alone:
        body = body_before(tokens, max(0, at - _FAR), at, (f"{head} ",))
        before = body.name if body and (this or not body.foreign) and "," not in body.name else None
    return replace(organization, name=before) if before else organization


def _told_again(organization: Organization, head: str, held: Sequence[Held]) -> str | None:
    """ "Trưởng phòng Kế hoạch Ban Quản lý A, Phó Giám đốc ban này", "Bộ trưởng Bộ B, Chánh Văn phòng bộ này": the body
    inside one that was named, with the head that this office shares.
    """
    shared, _, kind = head.rpartition(" ")
    place = kind in institutions.place_kinds()
    for other in reversed(held):
        told = f" {fold(other.organization or '')}"
        if place:
            # "Chánh Văn phòng UBND quận A, làm Phó Chủ tịch UBND quận này"
            at = told.rfind(f" {head} ")
            if other.organization and at >= 0:
                return other.organization[at:]
            continue
        at = told.rfind(f" {kind} ")
        if other.organization and at >= 0 and (at > 0 or shared):
            return f"{organization.name[: len(shared) + bool(shared)]}{other.organization[at:]}"
    return None


def _of_short(sentence: Sentence, held: Held, behind: int) -> None:
    """ "Chủ tịch BNDES Aloizio Mercadante": the letters behind the office stand for a body told elsewhere."""
    tokens, text = sentence.tokens, sentence.text
    behind += tokens.fold(behind) == people().of_whom
    if tokens.shape(behind) is not CAPITALS or behind >= len(tokens):
        return
    body = _body_of_letters(text, tokens.raw(behind))
    if body is not None and not body.private:
        span = Span(tokens.starts[behind], tokens.end(behind))
        give(held, replace(body, name=tokens.raw(behind), span=span))
        held.end = span.end


def _of_party_in_letters(sentence: Sentence, one: Held, organization: Organization) -> None:
    """ "Tổng Bí thư ‹Đảng MIU› A": the party that is told with these letters elsewhere."""
    tokens, at = sentence.tokens, sentence.tokens.at(organization.span.start)
    if tokens.fold(at) != people().party_heads[0] or tokens.shape(at + 1) is not CAPITALS:
        return
    if organization.span.end == tokens.end(at + 1):
        party = _body_of_letters(sentence.text, tokens.raw(at + 1))
        if party and fold(party.name).startswith(f"{tokens.fold(at)} "):
            one.organization = f"{tokens.raw(at)}{party.name[len(tokens.raw(at)) :]}"


# Each office with the same letters behind it asks again, and they may stand anywhere in the text.
@lru_cache(maxsize=64)
def _body_of_letters(text: Text, letters: str) -> Organization | None:
    """The body that an article calls by its letters: "Ngân hàng Phát triển Brazil (BDB)", and of Vietnam "Trung tâm Khí
    tượng Việt Nam VKTV"; none where a company is called so as well.
    """
    bracket = text.raw.find(f"({letters})")
    if bracket > 0:
        return _body_shortened(_tokens_up_to(text, bracket))
    body: Organization | None = None
    at = -1
    while (at := text.raw.find(f" {letters}", at + 1)) > 0:
        end = at + 1 + len(letters)
        if not text.raw[end : end + 1].isalnum():
            tokens = _tokens_up_to(text, at)
            told = _body_shortened(tokens) or _body_in_words(tokens)
            if told is not None and told.private:
                return None
            body = body or told
    return body


def _tokens_up_to(text: Text, end: int) -> Tokens:
    return tokenize(text, Span(max(0, end - PROPOSED), end))


def _body_shortened(tokens: Tokens) -> Organization | None:
    """ "Ngân hàng Phát triển Brazil (BDB)", "đảng Tập hợp quốc gia (RN)": the body that ends with the last token."""
    body = body_before(tokens, 0, len(tokens), any_head=True)
    if body is not None and body.span.end == tokens.end(-1):
        return body
    last = len(tokens)
    at = next(
        (at for at in range(last - 2, max(-1, last - _PARTY), -1) if tokens.fold(at) == people().party_heads[0]), -1
    )
    if at < 0 or MARK in tokens.shapes[at:]:
        return None
    span = Span(tokens.starts[at], tokens.end(-1))
    return Organization(span, tokens.text.printed(span), foreign=True)


def _body_in_words(tokens: Tokens) -> Organization | None:
    """The nation's body up to the last token, in words that no list knows: "Trung tâm ứng cứu khẩn cấp Việt Nam"."""
    last = len(tokens)
    at = next((at for at in range(last - 1, 0, -1) if institutions.countries().end(tokens, at) == last), 0) - 1
    while at > 0 and tokens.shape(at) is LOWER:
        at -= 1
    if at < 0 or not is_headed(tokens, at, any_head=True):
        return None
    span = Span(tokens.starts[at], tokens.within.end)
    return Organization(span, tokens.text.printed(span))


def of_body_before(sentence: Sentence, number: int, title: Held) -> None:
    """ "Kiểm điểm công tác của UBND tỉnh, Chủ tịch Lò Văn A": a bare title is of the body named last before it."""
    if _of_place_before(sentence, number, title) or title.organization is not None:
        return
    if title.title.alone == "yes":
        _of_body_beside(sentence, title)
        return
    if _is_lettered(sentence, title):
        return
    after = sentence.held[number + 1] if number + 1 < len(sentence.held) else None
    if after and after.organization and links.holds_too().fullmatch(sentence.text.folded, title.end, after.start):
        return  # "Phó Tư lệnh kiêm Tham mưu trưởng Quân khu 2": of the next one's
    if after and after.organization and _is_of_next(sentence, title, after):
        return
    if after and _is_beside(sentence, title, after):
        title.private, title.foreign = after.private, after.foreign
        title.organization, title.organization_span = after.organization, after.organization_span
        return
    start = sentence.held[number - 1].end if number else sentence.within.start
    for other in reversed(sentence.held[max(0, number - 8) : number]):
        # "Chỉ huy trưởng Bộ CHQS tỉnh cùng hai Phó Chỉ huy trưởng": the deputies are of the same body.
        if other.organization and not other.private and of_one_body(title.title, other.title):
            between = Span(other.end, title.start)
            if _is_another_told(sentence, other, title) or private_told(sentence.text, between):
                break  # "Sở A (Giám đốc: ông B), Sở C (Phó Giám đốc: ông D)"
            title.organization, title.organization_span = other.organization, other.organization_span
            if title.moved and other.moved and other.status == "current":
                title.status = "current"  # "Chi bộ do ông A làm bí thư; bà B làm phó bí thư"
            return
    tokens = sentence.tokens
    # "công tác tại Ban Tổ chức Tỉnh ủy và giữ chức Phó Trưởng ban": what it leads begins like it.
    heads, at = heads_of(title.title), tokens.at(title.start)
    if number and title.moved and title.title.fused and (own := _led_by(sentence, at, heads)):
        give(title, own)
        return
    alone = title.moved and not title.title.fused
    own = _led_by(sentence, at, heads or _deputys_heads(title.title)) or _led_by(sentence, at, ("",)) if alone else None
    if own and tokens.fold(tokens.at(own.span.start) - 1) not in institutions.belongs():
        give(title, own)  # "Trung tâm Y tế huyện do ông A làm giám đốc"
        title.status = "current"
        return
    floor = max(tokens.at(start), at - 40)
    # "Trung tâm do Phó Chủ tịch A kiêm Giám đốc": his own office is of no centre.
    led = title.title.fused or tokens.fold(at - 1) == people().doer
    body = body_before(tokens, floor, at, heads if led else ("",))
    if body is None and heads:
        body = body_before(tokens, floor, at, heads)  # "Đoàn công tác Binh đoàn 15 do Đại tá A - Phó Tư lệnh …"
    over = body is not None and party_office(title.title) and fold(body.name) in institutions.over_committees()
    if body is not None and not over and _apart(sentence, body.span.end, title.start):
        give(title, body)
        return
    if after is None or links.chain().fullmatch(sentence.text.folded, title.end, after.start):
        return  # "Phó Bí thư, Chủ tịch UBND huyện": of the next one's place
    # "A được bầu giữ chức Bí thư, B giữ chức Phó Bí thư Huyện ủy"
    for other in sentence.held[number + 1 : number + 4]:
        led = f"{fold(other.organization or '')} ".startswith(heads)
        if led and not other.private and of_one_body(title.title, other.title):
            title.organization, title.organization_span = other.organization, other.organization_span
            return


def _is_beside(sentence: Sentence, title: Held, after: Held) -> bool:
    """ "ông A, cựu Giám đốc, và bà B, cựu Phó Giám đốc Công ty C": the body is told once, with the last."""
    if not (after.private or after.organization) or not of_one_body(title.title, after.title):
        return False
    tokens = sentence.tokens
    at = tokens.at(title.end)
    at += tokens.fold(at) == ","
    if tokens.fold(at) not in links.joints():
        return False
    begin = persons.honorifics().end(tokens, at + 1)
    end = names.run_end(tokens, begin)
    return end - begin > 1 and tokens.fold(end) in (",", "(", "-") and end + 1 == tokens.at(after.start)


def of_council_beside(sentence: Sentence, number: int, held: Held) -> None:
    """ "ông A giữ chức Chủ tịch ‹HĐND›, ông B giữ chức Chủ tịch UBND tỉnh C": of the place of the one told behind; but
    beside an office of the party of the place of that one's committee.
    """
    if held.organization is None or fold(held.organization) not in institutions.bare_councils():
        return
    party = institutions.party_body()
    near = sentence.held[max(0, number - 1) : number + 2]
    if any(one is not held and party.search(fold(one.organization or "")) for one in near):
        return
    for other in sentence.held[number + 1 : number + 4]:
        if (place := institutions.council_place(other.organization or "")) is not None:
            held.organization = f"{held.organization} {place}"
            return


def _of_place_before(sentence: Sentence, number: int, title: Held) -> bool:
    """ "‹Phường Bến Thành:› bí thư A, chủ tịch UBND B", "‹Huyện Mai Sơn có› 2 phó bí thư": an office of the place that
    its clause begins with.
    """
    told, office, party = title.organization_span, title.title, party_office(title.title)
    if told:
        asks = told.of(sentence.text.folded) in institutions.bodies_of_places()
    else:
        asks = office.alone == "no" and (party or office.canonical in people().headships)
    place = _place_before(sentence, title) if asks else None
    if place is None or private_told(sentence.text, Span(place.span.end, title.start)):
        return False
    before = sentence.held[number - 1] if number else None
    beside = before is not None and before.end > place.span.start and not before.of_place
    if before and beside and not told and ";" not in sentence.text.folded[before.end : title.start]:
        return False  # "Quận 3 có ông A, Chủ tịch HĐND phường 4, kiêm Bí thư"
    title.of_place = True
    if told:
        title.organization = f"{sentence.text.printed(told)} {place.name}"
    else:
        whole = institutions.committee_at(place.name) if party else f"{people().headed_body} {place.name}"
        give(title, replace(place, name=whole))
    return True


def _place_before(sentence: Sentence, title: Held) -> Organization | None:
    """The place that a clause begins with, where it goes on with who holds an office there."""
    tokens, last = sentence.tokens, sentence.tokens.at(title.start)
    for at in range(last - 1, max(-1, last - _FAR), -1):
        if at and tokens.shape(at - 1) is not MARK:
            continue
        # "Ở phường Bàn Cờ, bà A làm bí thư"
        there = tokens.fold(at) in people().there
        if not lexicons().at(tokens, at + there).keys() & {"kinds", "provinces"}:
            continue
        place = read_organization(tokens, at + there, title.title, frozenset(), ",")
        if place is None or place.foreign or place.span.end > title.start or not institutions.is_place(place.name):
            continue
        end = tokens.at(place.span.end)
        has = tokens.fold(end) == ":" or institutions.has().end(tokens, end) > end
        if has or (there and title.moved and tokens.fold(end) == ","):
            name = place.name
            return replace(place, name=name[0].lower() + name[1:] if name[1:2].islower() else name)
    return None


def _deputys_heads(title: Title) -> tuple[str, ...]:
    """How the public bodies begin that whoever has this title may lead, by those of his deputies."""
    return heads_of(replace(title, canonical=f"{people().deputy} {title.canonical}"))


def _led_by(sentence: Sentence, end: int, heads: tuple[str, ...]) -> Organization | None:
    """ "‹Ban Chỉ đạo› do ông A, Chủ tịch UBND tỉnh, làm Trưởng ban": the body before whoever leads it, told with his
    office.
    """
    tokens = sentence.tokens
    at = next((at for at in range(end - 1, max(0, end - _FAR), -1) if tokens.fold(at) == people().doer), 0)
    if not at:
        return None
    body = body_before(tokens, max(0, at - _FAR), at, heads, any_head=True)
    # "‹Tổ công tác số 3› do"
    return body if body and not body.private and at - tokens.at(body.span.end) in range(3) else None


def _is_lettered(sentence: Sentence, title: Held) -> bool:
    """ "Giám đốc Sở A và giám đốc ‹HMC› B": letters that no body of the article has are a company's."""
    tokens, at = sentence.tokens, sentence.tokens.at(title.end)
    letters = tokens.shape(at) is CAPITALS and tokens.shape(at + 1) is not CAPITALS
    return letters and tokens.shape(at - 1) is not CAPITALS and persons.honorifics().end(tokens, at) == at


def _is_of_next(sentence: Sentence, title: Held, after: Held) -> bool:
    """ "Phó Bí thư, Chủ tịch UBND huyện Kim Sơn": an office of the party beside one that tells the place."""
    if not committee_office(title.title) or fold(after.organization or "") in institutions.boards():
        return False
    return links.chain().fullmatch(sentence.text.folded, title.end, after.start) is not None


def _is_another_told(sentence: Sentence, other: Held, title: Held) -> bool:
    """True where another body of the same kind is told between two offices."""
    tokens, head = sentence.tokens, fold(other.organization or "").partition(" ")[0]
    body = body_before(tokens, tokens.at(other.end), tokens.at(title.start), (f"{head} ",))
    return body is not None and _apart(sentence, body.span.end, title.start)


def _of_body_beside(sentence: Sentence, title: Held) -> None:
    """ "đại diện Bộ Y tế - Thứ trưởng A", "buổi làm việc với Bộ Y tế, Thứ trưởng A", "đại diện VKS, kiểm sát viên B":
    the body told right before.
    """
    tokens, heads = sentence.tokens, _heads_beside(title.title)
    at = tokens.at(title.start) - 1
    if heads and tokens.fold(at) in names.LEFT_OUT_BEHIND:
        body = body_before(tokens, max(0, at - _FAR), at, heads)
        if body and not body.private and tokens.at(body.span.end) == at:
            give(title, body)


def _heads_beside(title: Title) -> tuple[str, ...]:
    """How the bodies begin that an office is of wherever it stands."""
    if court_office(title):
        return institutions.courts()
    return (f"{fold(title.fused)} ",) if title.fused else ()


def _apart(sentence: Sentence, start: int, end: int) -> bool:
    """True where no clause ends between a body and the title that is told of it."""
    return end - start < 120 and ";" not in sentence.text.folded[start:end]


def _place_word(sentence: Sentence, one: Held, at: int) -> str | None:
    """What stands between an envoy's title and the land where he is; null where his own land follows."""
    word = sentence.tokens.fold(at)
    begins = one.organization_span is not None and sentence.tokens.at(one.organization_span.start) > at
    return word if begins and word in people().there else None


def _sent_to(sentence: Sentence, held: Held, at: int) -> None:
    """ "Đại sứ A ‹tại Việt Nam›", "Đại sứ Pháp A ‹tại Việt Nam›": where an envoy is, told behind his name."""
    tokens, told = sentence.tokens, held.organization or ""
    if tokens.fold(at) not in people().there or not set(told.split()).isdisjoint(people().there):
        return
    if land := institutions.land_at(tokens, at + 1):
        place = sentence.text.raw[tokens.starts[at] : land.end]
        held.organization, held.foreign = f"{told} {place}".strip(), True


def of_body_behind(sentence: Sentence, person: Person) -> None:
    """ "người phát ngôn A của Bộ Quốc phòng B": the body of a bare office, told behind its holder."""
    at = sentence.tokens.at(person.span.end)
    for held in person.held:
        if held.title.canonical in people().envoys and held.end <= person.span.start:
            _sent_to(sentence, held, at)
    bare = [held for held in person.held if held.organization is None]
    if not bare or bare[-1].end > person.span.start:
        return
    title, mark = bare[-1].title, sentence.tokens.fold(at)
    if mark == "(" and court_office(title):
        at += 1  # "Kiểm sát viên A ‹(VKSND khu vực 1)›"
    elif mark != people().of_whom:
        return
    if title.canonical in people().partyless and institutions.of_a_party().end(sentence.tokens, at + 1) > at + 1:
        return
    # Behind a name "của" tells whose it is, whatever it is called.
    body = read_organization(sentence.tokens, at, title, frozenset(), ",")
    if body is None or body.private:
        return
    # "Thẩm phán A của Tòa án bang B", "Thị trưởng A của Vilnius".
    court = court_office(title) and fold(body.name).startswith(institutions.courts())
    if title.alone == "no" or court or title.canonical in people().of_places:
        give(bare[-1], body)
