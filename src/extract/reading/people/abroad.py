"""Offices of other states and of the world, and who may hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from extract.folding import Text, fold
from extract.language.phrases import places_of
from extract.reading import names
from extract.reading.cues import changes, institutions, links
from extract.reading.organizations.read import Organization
from extract.reading.people.held import MOVES, Held, Person, give, is_foreign
from extract.reading.people.sentence import Sentence
from extract.reading.tokens import CAPITALS, MARK, TITLE, tokenize_ahead
from extract.spans import Span
from extract.tables.titles import Title, people

# So many words tell what a foreign office is for, at most.
_PURPOSE = 20
# So many words behind a side's land it is told to have people, at most.
_HAS = 8
# So far behind an office its holder is told, in characters.
_NEAR_NAME = 60


def as_counterpart(sentence: Sentence, one: Held, other: Held) -> bool:
    """ "Bộ trưởng Quốc phòng Mỹ A và người đồng cấp Trung Quốc B": `one` is the same office, of the country told;
    false where none is.
    """
    if one.organization is None or not one.foreign:
        return False
    one.title = other.title
    if other.organization is not None:
        country = country_of(sentence, other) if other.foreign else ""
        one.organization = f"{other.organization.removesuffix(country).strip()} {one.organization}".strip()
    return True


def of_country_behind(sentence: Sentence, held: Sequence[Held]) -> None:
    """ "Phó thủ tướng kiêm Bộ trưởng Nội vụ Thái Lan": the land is told once, with the last."""
    for other, one in pairwise(reversed(held)):
        sole = one.organization is None and one.title.canonical in institutions.sole()
        if sole and other.foreign and links.chain().fullmatch(sentence.text.folded, one.end, other.start):
            one.organization = country_of(sentence, other) or (None if other.organization_span else other.organization)
            one.foreign = one.organization is not None


def of_side(sentence: Sentence, held: Sequence[Held]) -> None:
    """ "Phía Trung Quốc gồm Bộ trưởng Ngoại giao A, Phó Thủ tướng B": the land is told once, before all of them."""
    tokens = sentence.tokens
    bare = [one for one in held if not one.foreign and _is_of_state(one)]
    side = institutions.sides().search(sentence.text.folded, sentence.within.start, bare[0].start) if bare else None
    if side is None:
        return
    land = _far_land(sentence, tokens.at(side.end()))
    if land is None:
        return
    end = tokens.at(land.end)
    has = next((word for word in range(end, end + _HAS) if tokens.fold(word) in _have()), 0)
    if not has or tokens.starts[has] > held[0].start:
        return
    other = institutions.sides().search(sentence.text.folded, side.end(), sentence.within.end)
    for one in bare:
        if other is None or one.start < other.start():
            one.organization, one.foreign = f"{one.organization or ''} {land.of(sentence.text.raw)}".strip(), True


@cache
def _have() -> frozenset[str]:
    return frozenset((*people().sides_have, ":"))


def country_of(sentence: Sentence, held: Held) -> str:
    """The land that the body of an office abroad ends with, by its longest name; empty where it tells none."""
    body, tokens = held.organization_span, sentence.tokens
    if body is None:
        return ""
    end = tokens.at(body.end)
    known = (at for at in range(tokens.at(body.start), end) if institutions.countries().end(tokens, at) == end)
    at = next(known, end)
    return sentence.text.raw[tokens.starts[at] : body.end] if at < end else ""


def goes_to_office(sentence: Sentence, one: Held, held: Sequence[Held]) -> bool:
    """ "Đặc phái viên của Tổng thống Mỹ về Trung Đông A", "Người phát ngôn tổng thống A": true where `one` is but whose
    office the one before is, which takes it in as its organization; else `one` takes in what it is for.
    """
    before = held[-1] if held and _is_of_office(sentence, held[-1], one) else one
    given = before is not one and before.status in MOVES
    told_before = given or (before is not one and bool(sentence.named_before(sentence.tokens.at(before.start))))
    end = _purpose_end(sentence, before.title, one.end, closed=told_before)
    if before is one or before.organization is not None:
        one.end = end
        return False
    own = _own_name(sentence, before, one, end, told_before=told_before)
    # "Người phát ngôn của Tổng thống Nga, ông A"
    whole = end > one.end or told_before or own or before.end + 1 == one.start
    whole = whole or links.and_who().match(sentence.text.folded, end) is not None
    if not (whole or _is_spokesman(sentence, before, one, end)):
        return False
    told = " ".join(sentence.text.raw[one.span.start : one.end].split())
    give(before, Organization(Span(one.span.start, one.end), told, foreign=True))
    if own:
        return False
    before.end = end
    return True


def _is_of_office(sentence: Sentence, before: Held, one: Held) -> bool:
    """True where an office is told of another one: "người phát ngôn của Tổng thống", "người phát ngôn Tổng thống"."""
    gap = sentence.text.folded[before.end : one.start]
    return gap.strip() == people().of_whom or (gap.isspace() and before.title.canonical in institutions.of_offices())


def _own_name(sentence: Sentence, before: Held, one: Held, end: int, *, told_before: bool) -> bool:
    """True where the name right behind is of whoever's office the one before is of: "ông A, trợ lý của Tổng thống B",
    "cố vấn Tổng thống Zelensky"; but not in "Người phát ngôn tổng thống Hasan Nasbi".
    """
    tokens = sentence.tokens
    at = tokens.at(end)
    run = names.run_end(tokens, at)
    if run == at or end > one.end:
        return False
    apart = before.end + 1 < one.start
    return told_before or run - at == 1 or (apart and not _is_no_holder(sentence, one, end))


def _is_set_off(sentence: Sentence, end: int) -> bool:
    """ "Người phát ngôn của Tổng thư ký Liên Hợp Quốc‹, Stephane Dujarric,›": a name of elsewhere between commas."""
    tokens, at = sentence.tokens, sentence.tokens.at(end) + 1
    run = names.run_end(tokens, at)
    return tokens.fold(at - 1) == "," == tokens.fold(run) and run - at > 1 and names.from_abroad(tokens, at, run)


def _is_spokesman(sentence: Sentence, before: Held, one: Held, end: int) -> bool:
    """True where the name behind is of who speaks for an office, not of its holder."""
    set_off = before.title.canonical in institutions.of_offices() and _is_set_off(sentence, end)
    return set_off or _is_no_holder(sentence, one, end)


def _is_no_holder(sentence: Sentence, one: Held, end: int) -> bool:
    """ "Người phát ngôn của Tổng thống Nga ‹Dmitry Peskov›": true where the article tells the office of another one,
    and never of this name.
    """
    tokens, text = sentence.tokens, sentence.text
    at = tokens.at(end)
    run = names.run_end(tokens, at)
    if run - at < 2:
        return False
    told, start = _tellings(text, f"{fold(one.title.canonical)} "), one.span.start
    # Of each word two places are enough: one is another than this.
    shared = {place for word in {*tokens.folds[at:run]} for place in told.places.get(word, ())[:2]}
    return shared <= {start} and told.named > len(shared) and told.lands < 2


class _Tellings(NamedTuple):
    """Where an office is told, by each word of the names behind it; how many are named, and of how many lands."""

    places: Mapping[str, Sequence[int]]
    named: int
    lands: int


# Nearly each telling of an office asks for all of them.
@lru_cache(maxsize=64)
def _tellings(text: Text, office: str) -> _Tellings:
    places: dict[str, list[int]] = {}
    lands, named = set(), 0
    for place in places_of(office, text.folded):
        begin = place + len(office)
        near = tokenize_ahead(text, begin, _NEAR_NAME)
        first = institutions.countries().end(near, 0)
        lands.add(" ".join(near.folds[:first]))
        words = {*near.folds[first : names.run_end(near, first)]}
        named += bool(words)
        for word in words:
            places.setdefault(word, []).append(place)
    return _Tellings(places, named, len(lands - {""}))


def _purpose_end(sentence: Sentence, title: Title, end: int, *, closed: bool = False) -> int:
    """ "Trợ lý Ngoại trưởng Mỹ ‹phụ trách Đông Á› Daniel Kritenbrink": the end of what a foreign office is for,
    where a name of elsewhere follows, or a mark where it may be `closed`; else the office's own.
    """
    tokens = sentence.tokens
    at = tokens.at(end)
    first = institutions.in_charge().end(tokens, at)
    if first == at and title.canonical in people().of_topics and tokens.fold(at) in institutions.about():
        first = at + 1
    word = first
    while at < first and word < min(first + _PURPOSE, len(tokens)):
        shape = tokens.shape(word)
        country = institutions.countries().end(tokens, word)
        if shape is MARK and closed and word > first:
            return tokens.end(word - 1)
        if shape is MARK and word > first and _is_named_behind_letters(sentence, word):
            return tokens.end(word - 1)
        if shape is MARK and tokens.fold(word) not in ",-":
            break
        if shape is MARK and sentence.addressed(word + 2):
            return tokens.end(word - 1)
        if shape is TITLE and first < word == country and tokens.folds[word].isascii():
            run = names.run_end(tokens, word)
            if run - word > 1 and names.from_abroad(tokens, word, run):
                return tokens.end(word - 1) if not sentence.addressed(word) else end
        word = country if country > word and shape in (TITLE, CAPITALS) else word + 1
    return end


def _is_named_behind_letters(sentence: Sentence, at: int) -> bool:
    """ "Cao ủy Liên Hợp Quốc về người tị nạn ‹(UNHCR) Filippo Grandi›": a body's letters, and a name of elsewhere."""
    tokens, name = sentence.tokens, at + 3
    lettered = tokens.fold(at) == "(" and tokens.shape(at + 1) is CAPITALS and tokens.fold(at + 2) == ")"
    run = names.run_end(tokens, name) if lettered else name
    return run - name > 1 and names.from_abroad(tokens, name, run)


def of_country(sentence: Sentence, held: Held, behind: int) -> None:
    """ "Chủ tịch Tập Cận Bình": the name behind the office tells whose it is."""
    known, countries = institutions.abroad_by_name()
    end = known.end(sentence.tokens, behind)
    if end > behind:
        name = sentence.text.folded[sentence.tokens.starts[behind] : sentence.tokens.end(end - 1)]
        held.organization, held.foreign = countries[name], True


def is_foreign_name(sentence: Sentence, at: int, end: int, behind: Held | None, ahead: Held | None) -> bool:
    """True right behind, or right before, a foreign office."""
    folded, tokens = sentence.text.folded, sentence.tokens
    one = end - at == 1
    if one and not names.is_foreign(tokens, at):
        return False
    if behind is not None and tokens.fold(end) == "(" and _is_of_state(behind) and seat_behind(sentence, end):
        return True
    if behind is not None and (is_foreign(behind) or _is_governor(sentence, behind, at, end)):
        gap = folded[behind.end : tokens.starts[at]]
        if not one and _is_beside(sentence, behind, at, end):
            return True
        # "Bộ trưởng Quốc phòng Mỹ: Lính Triều Tiên …"
        if links.title_name().fullmatch(gap) and (":" not in gap or sentence.addressed(at)):
            return True
    # "Phó chủ tịch Luis de Guindos": of the body told before; "người phát ngôn Farah Dakhlallah của NATO"
    bare = behind is not None and behind.organization is None and folded[behind.end : tokens.starts[at]].isspace()
    if behind and bare and not one and names.from_abroad(tokens, at, end):
        return not _is_told_of_another(sentence, behind)
    if ahead is None:
        return False
    start, stop = tokens.starts[at], tokens.end(end - 1)
    given = ahead.status in MOVES
    # "chọn John Ratcliffe - cựu giám đốc CIA - làm …"
    chosen = changes.chooses().search(folded, sentence.within.start, start)
    if (given or chosen) and names.from_abroad(tokens, at, end) and (not one or sentence.addressed(at)):
        if given and _is_given_to(sentence, end, ahead):
            return True
        if chosen:
            return links.link().fullmatch(folded, stop, ahead.start) is not None
    if not is_foreign(ahead):
        return not one and _is_holder(sentence, at, end, ahead)
    # "Ông Trump, 78 tuổi, người vừa trở thành Tổng thống"
    if given and sentence.addressed(at) and changes.who_takes().fullmatch(folded, stop, ahead.start):
        return True
    # "Trên Đài Fox News, nhà lãnh đạo Ukraine nói …"
    if one and not sentence.addressed(at):
        return False
    if ahead.title.canonical in people().described and not sentence.addressed(at):
        return _is_holder(sentence, at, end, ahead)
    return links.link().fullmatch(folded, stop, ahead.start) is not None


def _is_told_of_another(sentence: Sentence, behind: Held) -> bool:
    """ "ông A, giám đốc điều hành ‹Liberty Energy›": the company's name."""
    return behind.title.alone == "private" and bool(sentence.named_before(sentence.tokens.at(behind.start)))


def _is_holder(sentence: Sentence, at: int, end: int, ahead: Held) -> bool:
    """ "Puan Maharani, chủ tịch Hạ viện, …": a name of elsewhere at the head of a clause, with its office between two
    marks; but not "Ở Vinhomes Riverside, Chủ tịch UBND tỉnh nói".
    """
    tokens, folded = sentence.tokens, sentence.text.folded
    told = ahead.title.alone == "yes" or (ahead.organization is not None and not ahead.private)
    if not told or not names.from_abroad(tokens, at, end) or names.surname(tokens, at):
        return False
    heads = at == 0 or tokens.shape(at - 1) is MARK or links.both().fullmatch(f" {tokens.fold(at - 1)} ") is not None
    closed = links.closes().match(folded, ahead.end, sentence.within.end) is not None
    addressed = links.and_who().match(folded, ahead.end) is not None
    linked = links.link().fullmatch(folded, tokens.end(end - 1), ahead.start) is not None
    return heads and closed and not addressed and linked


def seat_behind(sentence: Sentence, at: int) -> str | None:
    """ "Thủ tướng A ‹(Anh)›": the land or the place in brackets at a token, and nothing else."""
    tokens = sentence.tokens
    if tokens.fold(at) != "(" or tokens.shape(at + 1) not in (TITLE, CAPITALS):
        return None
    end = institutions.far_places().end(tokens, at + 1)
    closed = end > at + 1 and tokens.fold(end) == ")"
    return sentence.text.raw[tokens.starts[at + 1] : tokens.end(end - 1)] if closed else None


def of_seat(sentence: Sentence, person: Person) -> None:
    """ "các ngoại trưởng A (Lào), B (Campuchia)", "Bộ trưởng Quốc phòng C (Mỹ)", "Thủ tướng D của Na Uy": whose each
    one's office is.
    """
    tokens, end = sentence.tokens, person.span.end
    bracket = sentence.text.folded.startswith("(", end + 1)
    if not bracket and tokens.fold(tokens.at(end)) != people().of_whom:
        return
    offices = [held for held in person.held if held.end <= person.span.start and not held.private]
    held = offices[-1] if offices else None
    if held is None or not _is_of_state(held):
        return
    if bracket:
        seat = seat_behind(sentence, tokens.at(end))
    else:
        land = _far_land(sentence, tokens.at(end) + 1)
        seat = land and land.of(sentence.text.raw)
    if seat is not None:
        own = replace(held, organization=f"{held.organization or ''} {seat}".strip(), foreign=True)
        person.held[person.held.index(held)] = own


def _far_land(sentence: Sentence, at: int) -> Span | None:
    """The name of a land of elsewhere that begins at a token."""
    land = institutions.land_at(sentence.tokens, at)
    return land if land and fold(land.of(sentence.text.raw)) != fold(people().own_country) else None


def _is_of_state(held: Held) -> bool:
    """True for an office of another state, and for one that each state has: told bare, or of a ministry."""
    title = held.title
    if held.foreign and fold(held.organization or "") not in _regions():
        return False
    if held.organization is None:
        return title.level == "foreign" or title.canonical in institutions.sole() or title.fused in people().whole
    return title.fused in people().whole or fold(held.organization) in _regions()


@cache
def _regions() -> frozenset[str]:
    return frozenset(map(fold, people().states))


def _is_governor(sentence: Sentence, title: Held, at: int, end: int) -> bool:
    """ "Thống đốc Newsom": a state's or a region's, by the name."""
    bare = title.organization is None and title.title.canonical in people().governors
    return bare and names.from_abroad(sentence.tokens, at, end)


def _is_given_to(sentence: Sentence, end: int, ahead: Held) -> bool:
    """ "chọn luật sư Pam Bondi làm bộ trưởng", "Pam Bondi được chọn làm": right before the verb, or done to her."""
    return changes.done_to().fullmatch(sentence.text.folded, sentence.tokens.end(end - 1), ahead.start) is not None


def is_between_commas(sentence: Sentence, held: Held, name: Span) -> bool:
    return _is_beside(sentence, held, sentence.tokens.at(name.start), sentence.tokens.at(name.end))


def _is_beside(sentence: Sentence, title: Held, at: int, end: int) -> bool:
    """ "Thủ tướng Thái Lan, Paetongtarn Shinawatra, …": a name of elsewhere between commas behind its office."""
    if names.name_at(sentence.tokens, at, end):
        return False
    alone = title.end == sentence.tokens.end(at - 2) if at > 1 else False
    return alone and sentence.tokens.fold(at - 1) == "," and sentence.tokens.fold(end) == ","
