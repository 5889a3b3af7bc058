"""Which names of a sentence may be a person's."""

from __future__ import annotations

from extract.reading import names
from extract.reading.cues import institutions, links, persons
from extract.reading.people.abroad import is_foreign_name
from extract.reading.people.held import Held, is_foreign, takes_any_name
from extract.reading.people.sentence import Sentence
from extract.reading.tokens import CAPITALS, MARK, TITLE, Tokens
from extract.spans import Span


def read_names(sentence: Sentence) -> list[Span]:
    """Runs of capitals that can be a person's name, none of them inside a title or its organization."""
    tokens, found = sentence.tokens, []
    taken = [(tokens.at(title.span.start), tokens.at(title.end), title) for title in sentence.held]
    short = {tokens.at(span.start): tokens.at(span.end) for span in sentence.known}
    number = read_to = 0
    for begin in sorted({*tokens.titled, *short}) if short else tokens.titled:
        if begin < read_to:
            continue
        at = begin
        while number < len(taken) and taken[number][1] <= at:
            number += 1
        if number < len(taken) and at >= taken[number][0]:
            read_to = taken[number][1]
            continue
        if at in short:
            found.append(sentence.span(at, short[at]))
            read_to = short[at]
            continue
        end = names.run_end(tokens, at)
        if end == at + 1 and not names.is_whole(tokens.folds[at]):
            continue  # the first word of a sentence
        if names.behind_kind(tokens, at) and not (number and taken[number - 1][1] == at):
            # "trú tại phường Hồng Hải": the place's name is nobody's.
            at += names.place_length(tokens, at, end)
            if at == end:
                read_to = end
                continue
        if tokens.fold(end) == ":" and names.heads_line(tokens, at):
            read_to = end  # "Phường Sơn Nam: Bí thư A"
            continue
        end = next((start for start in range(at + 1, end) if start in short), end)
        stop = min(end, taken[number][0]) if number < len(taken) else end
        while stop > at and tokens.shape(stop - 1) is MARK:
            stop -= 1  # "Trần Văn Bình-Bí thư Tỉnh ủy"
        if tokens.fold(at - 1) == "(" and tokens.fold(end) == ")" and found and found[-1].end == tokens.end(at - 2):
            read_to = end  # "Trần Bân Hoa (Chen Bin Hua), người phát ngôn …": one man, spelled as elsewhere
            continue
        behind = taken[number - 1][2] if number else None
        name = _name(sentence, at, stop, behind, taken[number][2] if number < len(taken) else None)
        if name:
            found.append(name)
        read_to = max(stop, at + 1)
    return found


def _name(sentence: Sentence, at: int, end: int, behind: Held | None, ahead: Held | None) -> Span | None:
    tokens = sentence.tokens
    while at < end and _is_no_name(sentence, at, end) and not _is_called_so(sentence, at, end, behind):
        at = max(at + 1, min(end, persons.foreign_courtesy().end(tokens, at)))
    if at >= end or (names.is_place(tokens, at, end) and not sentence.addressed(at)):
        return None
    country = institutions.countries().end(tokens, at)
    if country > at and not _is_named_like_land(sentence, at, country, end, behind):
        return None
    delegation = tokens.fold(at) in institutions.short_heads() and names.is_place(tokens, at + 1, end)
    if delegation and not (sentence.addressed(at) or _holds(sentence, at, behind)):
        return None  # "(Đoàn Bắc Ninh)", but "ông Đoàn Minh Long", "Giám đốc Sở Nội vụ Đoàn Thanh Sơn"
    count = end - at
    if names.is_short(tokens, at, end) and (
        (count > 1 and names.surname(tokens, at))
        or names.name_at(tokens, at, end)
        or (count > 1 and sentence.addressed(at))
        or (ahead is not None and _is_office_holder(sentence, at, end, ahead))
        or (
            (
                (count > 1 and behind is not None and takes_any_name(behind) and _right_behind(sentence, behind, at))
                or is_foreign_name(sentence, at, end, behind, ahead)
            )
            and not any(_ends_in_land(tokens, i, end) for i in range(at, end))  # "Lính Triều Tiên"
        )
    ):
        capitals = tokens.shape(at) is CAPITALS
        if capitals and not (count > 1 and (names.strong_surname(tokens, at) or sentence.addressed(at))):
            return None
        placed = behind is not None and behind.end == tokens.end(at - 1) and _ends_in_name(tokens, at)
        return None if not placed and _is_of_a_thing(sentence, at) else sentence.span(at, end)
    return None


def _ends_in_name(tokens: Tokens, at: int) -> bool:
    """ "UBND phường Cam Đường", "UBND phường Sông Cầu": what is a thing by itself is part of a place's name."""
    return tokens.shape(at - 1) is TITLE and tokens.shape(at - 2) is TITLE


def _ends_in_land(tokens: Tokens, at: int, end: int) -> bool:
    """True where a run ends with the name of a land that begins at a token; "Chan-ocha" does not with that of OCHA."""
    return tokens.shape(at) in (TITLE, CAPITALS) and institutions.countries().end(tokens, at) == end


def _is_named_like_land(sentence: Sentence, at: int, country: int, end: int, behind: Held | None) -> bool:
    """ "bà Lý Na", "ông Israel Katz", "Chủ tịch RN Jordan Bardella": somebody whose name begins like a country's."""
    led = behind is not None and behind.foreign and end - country == 1 and _right_behind(sentence, behind, at)
    if country == end or not (led or sentence.addressed(at)):
        return False
    return names.surname(sentence.tokens, at) or names.from_abroad(sentence.tokens, country, end)


def _is_office_holder(sentence: Sentence, at: int, end: int, ahead: Held) -> bool:
    """ "Đầu Thanh Tùng - phó chủ tịch UBND tỉnh": a surname that no list knows, beside an office of a body."""
    marked = end < len(sentence.tokens) and sentence.tokens.fold(end) in "-("
    alike = marked and 3 <= end - at <= 4 and names.middle(sentence.tokens, at + 1) and ahead.organization is not None
    return alike and links.link().fullmatch(sentence.text.folded, sentence.tokens.end(end - 1), ahead.start) is not None


def _right_behind(sentence: Sentence, title: Held, at: int) -> bool:
    return links.title_name().fullmatch(sentence.text.folded, title.end, sentence.tokens.starts[at]) is not None


def _is_no_name(sentence: Sentence, at: int, end: int) -> bool:
    """True for a first word of a run that begins a sentence or addresses a person, but is no syllable of a name."""
    tokens = sentence.tokens
    word, more = tokens.fold(at), end - at
    if persons.foreign_courtesy().end(tokens, at) > at:
        return True
    if word in names.polite() and more > 1:
        return more > 2 or not names.surname(tokens, at)
    if word in persons.never() and not (more > 2 and names.surname(tokens, at)):
        return True
    first = at == 0 or tokens.shape(at - 1) is MARK
    return first and more > 2 and not names.surname(tokens, at) and names.strong_surname(tokens, at + 1)


def _is_called_so(sentence: Sentence, at: int, end: int, behind: Held | None) -> bool:
    """ "bà Phó Oánh", "Đại sứ Trung Quốc Phó Thông", "Chủ tịch UBND tỉnh Đoàn Hùng": a surname that is mostly another
    word, of two syllables.
    """
    if end - at != 2 or not names.surname(sentence.tokens, at):
        return False
    told = behind is not None and is_foreign(behind) and _right_behind(sentence, behind, at)
    return told or sentence.addressed(at) or _holds(sentence, at, behind)


def _holds(sentence: Sentence, at: int, behind: Held | None) -> bool:
    """True for a surname that is hardly ever anything else, right behind an office of a body that is told."""
    named = behind is not None and behind.organization is not None and _right_behind(sentence, behind, at)
    return named and names.strong_surname(sentence.tokens, at)


def _is_of_a_thing(sentence: Sentence, at: int) -> bool:
    """True behind "đường", "trường" …: the name of a street or a school, and the second one of "đường A - ‹B›"."""
    tokens, first = sentence.tokens, at
    if at > 1 and tokens.fold(at - 1) == "-":
        first = at - 1
        while first > max(0, at - names.LONGEST - 1) and tokens.shape(first - 1) is TITLE:
            first -= 1
    return any(_is_named_by_thing(sentence, tokens.starts[begin]) for begin in {at, first})


def _is_named_by_thing(sentence: Sentence, start: int) -> bool:
    folded, floor = sentence.text.folded, max(sentence.within.start, start - 16)
    return persons.never_before().search(folded, floor, start) is not None and (
        persons.ever_before().search(folded, floor, start) is None
    )
