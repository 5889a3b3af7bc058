"""Titles, organizations and names of people, and which name which title belongs to.

Titles are found by one automaton; an organization is read behind a title by a small grammar of heads, phrases and
places; a name is a run of capitals that begins with a surname. Positions bind a name to the titles beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import ahocorasick_rs

from extract.folding import Text, fold
from extract.records import Status
from extract.spans import Span
from extract.tables.bodies import bodies
from extract.tables.provinces import district_homes, province_names
from extract.tables.titles import Title, people, titles

_UPPER = "".join(chr(code) for code in range(0x41, 0x1EFA) if chr(code).isupper())
_LOWER = "".join(chr(code) for code in range(0x61, 0x1EFA) if chr(code).islower())
# "Tính", "K'Ré", "Y", "H'Yim"; never "UBND".
_SYLLABLE = (
    rf"(?:[{_UPPER}][{_LOWER}]+(?:['’-][{_UPPER}{_LOWER}][{_LOWER}]*)*"
    rf"|[HKY]['’][{_UPPER}{_LOWER}][{_LOWER}]*|[AYKHU](?=[^\S\n][{_UPPER}]))"
)
# A later syllable may be one letter: "Phan Mỹ Á", "Nguyễn Văn A".
_LATER = rf"(?:{_SYLLABLE}|[{_UPPER}](?![\w.'’]))"
_RUN = re.compile(rf"{_SYLLABLE}(?:[^\S\n]{_LATER})*")
# "MTTQ", "CSGT", "TNHH": capitals are part of a name of a body, never of a person's.
_CAPITALS = re.compile(rf"[{_UPPER}]{{2,}}(?:[&-][{_UPPER}]+)*(?!\w)")
_LONGEST = 5
# A name of one syllable, among the Cơ Ho and the Ê Đê.
_APOSTROPHES = frozenset({"H'", "K'", "H’", "K’", "Y'"})


@dataclass(slots=True)
class Held:
    """A title as it is held: with its organization as printed (null where none is), and how."""

    title: Title
    span: Span
    organization: str | None
    organization_span: Span | None
    end: int
    status: Status = "current"
    private: bool = False


@dataclass(slots=True)
class Person:
    """A name with the titles that one sentence gives it."""

    name: str
    span: Span
    rule: str
    held: list[Held] = field(default_factory=list)
    honorific: str | None = None


def titled(text: Text) -> bool:
    """True where a title stands anywhere: the cheap scan that decides whether people are read at all."""
    return bool(_title_spans(text, text.whole))


def find_people(text: Text, within: Span) -> list[Person]:
    """The people whom one sentence gives a title, in order of their names."""
    held = list(_held(text, within))
    if not held:
        return []
    for title in held:
        _of_body_before(text, within, title, held)
    names = _names(text, within, held)
    found: dict[int, Person] = {}
    for chain in _chains(text, held):
        for person in _bound(text, within, chain, names):
            known = found.setdefault(person.span.start, person)
            if known is not person:
                known.held.extend(h for h in person.held if h not in known.held)
    for chain in _chains(text, held):
        _shared(text, within, chain, found, names)
    return [found[start] for start in sorted(found)]


def _shared(text: Text, within: Span, chain: list[Held], found: dict[int, Person], names: Sequence[Span]) -> None:
    """ "các đồng chí Ủy viên Ban Thường vụ Tỉnh ủy: A, Giám đốc …; B, …": each has the title told for all, and
    his own.
    """
    before = text.folded[max(within.start, chain[0].span.start - 30) : chain[0].span.start]
    opener = _opens_list().match(text.folded, chain[-1].end, within.end)
    if not opener or not _plural_before().search(before):
        return
    for name in names:
        if name.start < opener.end():
            continue
        if name.start in found:
            person = found[name.start]
            if not any(held in person.held for held in chain):
                person.held[:0] = chain


def _of_body_before(text: Text, within: Span, title: Held, held: Sequence[Held]) -> None:
    """ "Kiểm điểm công tác của UBND tỉnh, Chủ tịch Lò Văn A": a bare title is of the body named last before it."""
    if title.organization is not None or title.title.alone == "yes" or title.title.fused:
        return
    start = max([within.start, *(h.end for h in held if h.end <= title.span.start)])
    for other in reversed([h for h in held if h.end <= title.span.start and h.organization]):
        # "Chỉ huy trưởng Bộ CHQS tỉnh cùng hai Phó Chỉ huy trưởng": the deputies are of the same body.
        if fold(title.title.canonical).endswith(fold(other.title.canonical)):
            title.organization, title.organization_span = other.organization, other.organization_span
            return
    heads = list(_named_body().finditer(text.folded, start, title.span.start))
    if not heads:
        return
    at = heads[-1].start()
    end = _rest(text, heads[-1].end(), title.span.start)
    if text.raw[at].isupper():
        title.organization, title.organization_span = " ".join(text.raw[at:end].split()).strip(" ,-"), Span(at, end)


# --- titles and organizations ------------------------------------------------------------------------------------


def _title_spans(text: Text, within: Span) -> list[tuple[Span, Title]]:
    automaton, names = _automaton()
    folded = text.folded[within.start : within.end]
    found = []
    for number, start, end in automaton.find_matches_as_indexes(folded):
        before = folded[start - 1] if start else " "
        after = folded[end] if end < len(folded) else " "
        if before.isalnum() or after.isalnum() or before == "_":
            continue
        span = Span(within.start + start, within.start + end)
        # An abbreviation is one in capitals only.
        if end - start <= 4 and text.printed(span).islower():
            continue
        found.append((span, names[number]))
    return found


def _held(text: Text, within: Span) -> Iterator[Held]:
    read_to = within.start
    for span, title in _title_spans(text, within):
        if span.start < read_to:
            continue
        organization, private = _organization(text, span.end, within.end, title)
        if organization:
            # A place behind may have turned out to be a name's: "UBND tỉnh Lò Văn A".
            organization = Span(organization.start, organization.start + len(text.raw[slice(*organization)].rstrip()))
        end = organization.end if organization else span.end
        printed = _printed(text, title, organization) if organization else None
        yield Held(title, span, printed, organization, end, _status(text, span, within), private)
        read_to = end


def _printed(text: Text, title: Title, organization: Span) -> str:
    told = " ".join(text.printed(organization).split()).strip(" -,")
    if title.fused and not fold(told).startswith(fold(title.fused)):
        # "Trưởng Ban Tổ chức Tỉnh ủy": the head is shared by title and organization.
        # … but "Phó Vụ trưởng Bộ Nội vụ" leads no "Vụ Bộ Nội vụ".
        whole = fold(title.fused) in {"vụ", "cục", "viện"} and fold(told).startswith(
            tuple(fold(h) for h in _standing())
        )
        return told if whole else f"{title.fused} {told}"
    return told


def _organization(text: Text, start: int, end: int, title: Title) -> tuple[Span | None, bool]:
    """The organization behind a title, and whether it is a private one; it begins right there or behind "của"."""
    folded = text.folded
    link = re.compile(r"\s*(?:-\s*)?").match(folded, start, end)
    at = link.end() if link else start
    of = _of().match(folded, at, end)
    at = of.end() if of else at
    if _private().match(folded, at, end):
        closed = re.compile(r"[,;.()]|$").search(folded, at, end)
        return Span(at, closed.start() if closed else end), True
    begin = at
    country = _country().match(folded, at, end)
    part = _part().match(folded, at, end)
    if country and text.raw[at].isupper() and not (part and part.end() > country.end()):
        where = _of().match(folded, country.end(), end) or re.compile(r"\s+tại\s+").match(folded, country.end(), end)
        there = _country().match(folded, where.end(), end) if where else None
        stop = there.end() if there else country.end()
        if where and not there:
            run = _RUN.match(text.raw, where.end(), end)
            place = _place(text, where.end(), end)
            stop = place if place > where.end() else run.end() if run else stop
        return Span(at, stop), False
    at = _body(text, at, end)
    if at == begin:
        head = _head().match(folded, at, end)
        if head is None and not title.fused:
            place = _place(text, at, end)
            return (Span(begin, place), False) if place > at else (None, False)
        at = head.end() if head else at
    at = _rest(text, at, end)
    return (Span(begin, at), False) if at > begin else (None, False)


def _rest(text: Text, at: int, end: int) -> int:
    """Where the organization ends that goes on at `at`: phrases, places, inner words, capitals that are no name."""
    while True:
        space = re.compile(r"[\s]*").match(text.folded, at, end)
        following = space.end() if space else at
        if following == at and at < end and text.folded[at - 1].isalnum():
            return at
        stop = _place(text, following, end)
        if stop > following:
            at = stop
            continue
        body = _body(text, following, end)
        if body > following:
            at = body
            continue
        part = _part().match(text.folded, following, end)
        if part and (part.end() >= end or not text.folded[part.end()].isalnum()):
            run = _RUN.match(text.raw, following, end)
            if run is None or run.end() <= part.end() or not _name_begins(text, following, end):
                at = part.end()
                continue
        run = _RUN.match(text.raw, following, end)
        if run:
            cut = _before_name(text, run)
            if cut > following:
                at = cut
                continue
            return at
        letters = _CAPITALS.match(text.raw, following, end)
        if letters:
            at = letters.end()
            continue
        number = re.compile(r"\d{1,3}(?![\d/.,%])").match(text.folded, following, end)
        if number:
            at = number.end()
            continue
        inner = _inside().match(text.folded, following, end)
        if inner:
            after = inner.end()
            second = _inside().match(text.folded, after, end)
            after = second.end() if second else after
            goes = (
                _place(text, after, end) > after
                or _body(text, after, end) > after
                or _part().match(text.folded, after, end)
                or _head().match(text.folded, after, end)
                or (_RUN.match(text.raw, after, end) and not _name_begins(text, after, end))
            )
            if goes:
                head = None if _part().match(text.folded, after, end) else _head().match(text.folded, after, end)
                at = head.end() if head else after
                continue
            if inner.group().strip() in _levels():
                at = inner.end("word")
                continue
        return at


def _name_begins(text: Text, at: int, end: int) -> bool:
    run = _RUN.match(text.raw, at, end)
    return run is not None and _before_name(text, run) == at


def _before_name(text: Text, run: re.Match[str]) -> int:
    """Where, in a run of capitals inside an organization, a person's name begins; the run's end where none does."""
    starts = [match.start() + run.start() for match in re.finditer(r"\S+", run.group())]
    count = len(starts)
    behind = text.folded[run.end() : run.end() + 1]
    if behind.isdigit():
        return run.end()
    for length in (3, 4, 2, 5):
        if length <= count:
            first = starts[count - length]
            word = re.compile(r"\S+").match(text.raw, first)
            if word and _surname(word.group()) and not (count > length and length == 2 and count <= 3):
                return first
    return starts[-1] if run.group().split()[-1][:2] in _APOSTROPHES else run.end()


def _body(text: Text, at: int, end: int) -> int:
    """The end of the longest known body that begins at `at`; `at` where there is none."""
    match = _bodies().match(text.folded, at, end)
    return match.end() if match else at


def _place(text: Text, at: int, end: int) -> int:
    """The end of the place, with or without its kind ("tỉnh Lai Châu", "huyện Than Uyên"), that begins at `at`."""
    match = _places().match(text.folded, at, end)
    if match and any(character.isupper() for character in text.printed(Span(*match.span()))):
        return match.end()
    kind = _kinds().match(text.folded, at, end)
    if kind:
        run = _RUN.match(text.raw, kind.end(), end)
        if run:
            cut = _before_name(text, run)
            if fold(kind.group().strip()) in _small() and cut - run.start() < 2:
                # It has a name of its own: "phường Quang Trung" is no place without one.
                words = run.group().split()
                if len(words[0]) == 1:
                    return kind.end()
                return run.end() if len(words) <= 3 else run.start() + len(" ".join(words[:-3]))
            return cut if cut > run.start() else kind.end()
        number = re.compile(r"\d{1,2}(?!\d)").match(text.folded, kind.end(), end)
        if number:
            return number.end()
    return at


# --- names -------------------------------------------------------------------------------------------------------


def _surname(word: str) -> bool:
    return word in _surnames() or word[:2] in _APOSTROPHES


def _names(text: Text, within: Span, held: Sequence[Held]) -> list[Span]:
    """Runs of capitals that can be a person's name, none of them inside a title or its organization."""
    taken = [Span(h.span.start, h.end) for h in held]
    found = []
    for run in _RUN.finditer(text.raw, within.start, within.end):
        start, stop = run.span()
        for title in taken:
            if title.start <= start < title.end:
                start = title.end
            if start < title.start < stop:
                stop = title.start
        piece = text.raw[start:stop]
        lead = len(piece) - len(piece.lstrip())
        words = piece.split()
        while words and words[0] in _never() and not (len(words) > 2 and _surname(words[0])):
            lead = piece.index(words[1], lead + 1) if len(words) > 1 else len(piece)
            words = words[1:]
        if len(words) > 2 and fold(words[0]) in _polite() and _surname(words[1]):
            lead = piece.index(words[1], lead + 1)
            words = words[1:]
        if not words:
            continue
        begin = start + lead
        span = Span(begin, begin + len(piece[lead:].rstrip()))
        if fold(" ".join(words)) in province_names():
            continue
        if _never_before().search(text.folded[max(within.start, begin - 16) : begin]):
            continue
        one = len(words) == 1 and words[0][:2] in _APOSTROPHES
        if (
            (_surname(words[0]) and (one or 2 <= len(words) <= _LONGEST))
            or (len(words) > 1 and _addressed(text, span.start))
            or (len(words) <= _LONGEST and _beside_foreign(text, span, held))
        ):
            found.append(span)
    return found


def _beside_foreign(text: Text, span: Span, held: Sequence[Held]) -> bool:
    """True right behind, or right before, a foreign office."""
    for title in held:
        foreign = title.title.canonical in people().foreign_titles or (
            title.organization is not None and _country().fullmatch(fold(title.organization)) is not None
        )
        if foreign and _title_name().fullmatch(text.folded, title.end, span.start):
            return True
        if foreign and span.end <= title.span.start and _link().fullmatch(text.folded, span.end, title.span.start):
            return True
    return False


def _addressed(text: Text, start: int) -> bool:
    return _honorific_before().search(text.folded[max(0, start - 24) : start]) is not None


def honorific(text: Text, start: int, floor: int) -> str | None:
    """The courtesy title right before a name, in the data's spelling; ranks and degrees are none."""
    before = text.folded[max(floor, start - 60) : start]
    match = _honorific_before().search(before)
    if match is None:
        return None
    kept = [
        word
        for word in people().kept_honorifics
        if re.search(rf"(?:^|\W){re.escape(fold(word))}(?:\W|$)", match.group())
    ]
    if not kept:
        return None
    first = min(kept, key=lambda word: match.group().find(fold(word)))
    return people().kept_honorifics[0] if first in people().comrade else first


# --- who holds what ----------------------------------------------------------------------------------------------


def _chains(text: Text, held: Sequence[Held]) -> Iterator[list[Held]]:
    """Titles told one after another of the same person ("Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh")."""
    chain: list[Held] = []
    for title in held:
        if chain and not _chain().fullmatch(text.folded, chain[-1].end, title.span.start):
            yield chain
            chain = []
        chain.append(title)
    if chain:
        yield chain


def _bound(text: Text, within: Span, chain: list[Held], names: Sequence[Span]) -> list[Person]:
    first, last = chain[0], chain[-1]
    before = [name for name in names if name.end <= first.span.start]
    after = [name for name in names if name.start >= last.end]
    linked = before and _link().fullmatch(text.folded, before[-1].end, first.span.start)
    if linked and not _divided(text, before[-1], first, after, last):
        return [_person(text, within, before[-1], chain, "people.name_title")]
    if after and _title_name().fullmatch(text.folded, last.end, after[0].start):
        own = chain
        # "…, Chủ tịch UBND tỉnh; Phó Chủ tịch A": what stands before a semicolon is another's.
        several = _plural_before().search(text.folded[max(within.start, first.span.start - 24) : first.span.start])
        several = several or _all_times().search(text.folded[last.end : after[0].start])
        group = [after[0]]
        if several:
            for name in after[1:]:
                if not _listed().fullmatch(text.folded, group[-1].end, name.start):
                    break
                group.append(name)
        rule = "people.group" if len(group) > 1 else "people.title_name"
        return [_person(text, within, name, own, rule) for name in group]
    if len(chain) == 1 and first.organization is None and first.title.alone == "no":
        return []
    if before:
        verb = _office().search(text.folded, before[-1].end, first.span.start)
        if (
            verb
            and first.span.start - before[-1].end < 160
            and ";" not in text.folded[before[-1].end : first.span.start]
        ):
            person = _person(text, within, before[-1], chain, "people.office")
            return [person]
    return []


def _divided(text: Text, name: Span, first: Held, after: Sequence[Span], last: Held) -> bool:
    """True where the comma between name and title parts two people ("A, Chủ tịch UBND tỉnh B")."""
    gap = text.folded[name.end : first.span.start]
    if not after or "," not in gap or not _title_name().fullmatch(text.folded, last.end, after[0].start):
        return False
    # The name before is somebody's already where a title stands right before it.
    behind = text.folded[after[0].end : after[0].end + 2].strip()
    return not behind.startswith(("-", "("))


def _person(text: Text, within: Span, name: Span, chain: Sequence[Held], rule: str) -> Person:
    told = " ".join(text.printed(name).split())
    return Person(told, name, rule, list(chain), honorific(text, name.start, within.start))


_MOVES: tuple[Status, ...] = ("leaving", "nominated", "appointed")


def _status(text: Text, span: Span, within: Span) -> Status:
    before = text.folded[max(within.start, span.start - 40) : span.start]
    if _before("former").search(before):
        return "former"
    if _before("acting").search(before):
        return "acting"
    wide = text.folded[max(within.start, span.start - 90) : span.start]
    for kind in _MOVES:
        if _near(kind).search(wide):
            return kind
    return "current"


# --- patterns ----------------------------------------------------------------------------------------------------


def _any(words: Sequence[str]) -> str:
    return "(?:" + "|".join(re.escape(fold(word)) for word in sorted(words, key=lambda w: (-len(w), w))) + ")"


@cache
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[Title]]:
    names = sorted(titles())
    automaton = ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return automaton, [titles()[name] for name in names]


@cache
def _surnames() -> frozenset[str]:
    return frozenset(people().surnames)


@cache
def _polite() -> frozenset[str]:
    return frozenset(fold(word) for word in people().kept_honorifics)


@cache
def _never() -> frozenset[str]:
    return frozenset(people().never_names)


@cache
def _never_before() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=\W)){_any(people().never_before)}\s+$")


@cache
def _small() -> frozenset[str]:
    return frozenset(fold(word) for word in people().small_kinds)


@cache
def _country() -> re.Pattern[str]:
    return re.compile(rf"{_any(people().countries)}(?!\w)")


@cache
def _of() -> re.Pattern[str]:
    return re.compile(rf"{_any(people().of)}\s+")


@cache
def _private() -> re.Pattern[str]:
    return re.compile(rf"{_any(people().private)}\b")


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"{_any(people().organizations)}(?!\w)")


@cache
def _named_body() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_any(people().organizations[:14])}(?!\w)")


@cache
def _standing() -> tuple[str, ...]:
    """Heads that are organizations by themselves, so that no fused head is put before them."""
    return people().standing


@cache
def _part() -> re.Pattern[str]:
    return re.compile(rf"(?:-\s*)?{_any(people().phrases)}(?:\s*(?:,|-|và|&)\s*{_any(people().phrases)}(?!\w))*(?!\w)")


@cache
def _inside() -> re.Pattern[str]:
    return re.compile(rf"(?P<word>{_any(people().inside)})(?!\w)\s*")


@cache
def _levels() -> frozenset[str]:
    return frozenset(fold(word) for word in people().kinds)


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(rf"{_any([name for name in bodies() if len(name) > 3])}(?!\w)")


@cache
def _kinds() -> re.Pattern[str]:
    return re.compile(rf"{_any(people().kinds)}\s+")


@cache
def _places() -> re.Pattern[str]:
    kinds = _any(people().kinds)
    names = [*province_names(), *{name for _, name in district_homes() if " " in name}]
    return re.compile(rf"(?:{kinds}\s*)?{_any(names)}(?!\w)")


@cache
def _honorific_before() -> re.Pattern[str]:
    one = _any(people().honorifics)
    return re.compile(rf"(?:^|(?<=\W)){one}\.?(?:[\s,.-]*{one}\.?)*[\s:]*$")


@cache
def _chain() -> re.Pattern[str]:
    words = _any([*people().former, *people().acting, *people().once, *people().modifiers])
    joint = _any([word for word in people().chain if word != ";"])
    return re.compile(rf"\s*(?:\([^)]*\)\s*)?(?:{joint}\s*(?:{words}\s*)*|\)?\s*[-,]?\s*\(\s*(?:{words}\s*)+)")


@cache
def _link() -> re.Pattern[str]:
    words = [*people().former, *people().acting, *people().modifiers]
    return re.compile(
        rf"\s*(?:,?\s*\(?(?:sinh năm\s+)?\d{{2,4}}(?:\s+tuổi)?\)?\s*)?"
        rf"(?:,\s*)?{_any(people().links)}\s*(?:{_any(words)}\s*)*"
    )


@cache
def _title_name() -> re.Pattern[str]:
    polite = rf"{_any(people().honorifics)}\.?[\s,:-]*"
    return re.compile(
        rf"\s*(?:\([^)]*\))?\s*(?:(?:là|:|-|{_any(people().for_whom)})\s*)?(?:các\s+)?(?:{_any(people().after_title)}\s+)?(?:{polite})*"
        # "Chủ tịch UBND tỉnh, ông A"
        rf"|\s*(?:\([^)]*\))?\s*,\s*(?:{polite})+"
    )


@cache
def _opens_list() -> re.Pattern[str]:
    return re.compile(r"\s*(?::|là(?!\w))")


@cache
def _all_times() -> re.Pattern[str]:
    return re.compile(_any(people().after_title[:2]))


@cache
def _plural_before() -> re.Pattern[str]:
    return re.compile(rf"\b{_any(people().plural)}\s+(?:{_any(people().honorifics)}\s*)?$")


@cache
def _listed() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:,|;|và|cùng)\s*(?:{_any(people().honorifics)}\.?\s*)*")


@cache
def _office() -> re.Pattern[str]:
    verbs = [*people().appointed, *people().leaving, *people().nominated]
    return re.compile(rf"\b{_any(verbs)}\s*(?:{_any(people().modifiers)}\s*)*$")


@cache
def _before(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|\W){_any(getattr(people(), kind))}\s*(?:{_any(people().modifiers)}\s*)?$")


@cache
def _near(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b{_any(getattr(people(), kind))}\s*(?:{_any(people().modifiers)}\s*)*$")
