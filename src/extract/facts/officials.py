"""From the people of sentences to officials: one record for each person of the article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from extract.facts.confidence import confidence
from extract.folding import Text, fold
from extract.language.sentences import paragraphs, sentences
from extract.reading.people import Held, Person, find_people, honorific
from extract.reading.titles import find_titles
from extract.records import Article, Evidence, Level, Official, Position, Role
from extract.spans import Span
from extract.tables.bodies import bodies
from extract.tables.provinces import province, province_names
from extract.tables.titles import people, titles

_ROLES: tuple[Role, ...] = ("chair", "speaker", "attendee")
_NEAR = 120
_ADDRESS = frozenset({titles()[fold(name)].canonical for name in ("ĐB",)})


def read_officials(text: Text, article: Article) -> tuple[Official, ...]:
    """The officials of one article, in order of their first mention; a pure function of text and data."""
    titles_found = find_titles(text, text.whole)
    if not titles_found:
        return ()
    found: dict[str, list[Person]] = {}
    spans = [span for paragraph in paragraphs(text) for span in sentences(text, paragraph)]
    for span in spans:
        for person in find_people(text, span, titles_found).people:
            if any(_public(held) for held in person.held):
                found.setdefault(fold(person.name), []).append(person)
    mentions = {name: _mentions(text, told) for name, told in found.items()}
    everyone = sorted((span, name) for name, told in mentions.items() for span in told)
    officials: list[Official] = []
    for name, told in sorted(found.items(), key=lambda item: mentions[item[0]][0]):
        positions, evidence = _positions(told, article.province)
        if positions:
            role, cue = _role(text, spans, mentions[name], everyone)
            officials.append(
                _official(text, article, len(officials) + 1, told, mentions[name], positions, evidence, role, cue)
            )
    return tuple(officials)


def _official(
    text: Text,
    article: Article,
    number: int,
    told: Sequence[Person],
    mentions: Sequence[Span],
    positions: tuple[Position, ...],
    evidence: tuple[Evidence, ...],
    role: Role | None,
    cue: Span | None,
) -> Official:
    fullest = max(told, key=lambda person: (len(person.held), -person.span.start))
    names = [fullest.span, *(span for span in mentions if span != fullest.span)]
    every = [Evidence(start=span.start, end=span.end, what="name") for span in names]
    if cue:
        every.append(Evidence(start=cue.start, end=cue.end, what="role"))
    return Official(
        article_id=article.article_id,
        official_id=f"{article.article_id}-p{number}",
        name=fullest.name,
        honorific=_honorific(text, told, mentions),
        positions=positions,
        role=role,
        rule=fullest.rule,
        confidence=confidence(fullest.rule),
        evidence=(*every, *evidence),
    )


def _public(held: Held) -> bool:
    """True for a public office: its title says so, or its organization does and is no company."""
    if held.private:
        return False
    return held.title.alone == "yes" or held.organization is not None


# --- positions ---------------------------------------------------------------------------------------------------


def _positions(told: Sequence[Person], home: str | None) -> tuple[tuple[Position, ...], tuple[Evidence, ...]]:
    """The posts of a person, each once, the fullest telling first; with the words they were read from."""
    positions: dict[tuple[str, str], Position] = {}
    evidence: list[Evidence] = []
    for person in sorted(told, key=lambda person: -len(person.held)):
        chain = [held for held in person.held if not held.private]
        for at, held in enumerate(chain):
            organization = held.organization or held.title.organization
            if organization is None and held.title.alone == "no":
                # Left out: it is that of the next title.
                organization = next((later.organization for later in chain[at + 1 :] if later.organization), None)
                if organization is None:
                    continue
            organization = _placed(organization, chain[at + 1 :]) if organization else None
            full = complete(organization, home) if organization else None
            position = Position(
                title=held.title.canonical, organization=full, level=level(held, full, home), status=held.status
            )
            key = (fold(position.title), _core(full))
            known = positions.get(key)
            if known is None:
                same = _same_post(position, positions)
                if same is not None:
                    # Told twice: the fuller telling stays.
                    if len(_core(full)) > len(same[1]):
                        positions[same] = position
                    continue
                positions[key] = position
                evidence.append(Evidence(start=held.span.start, end=held.span.end, what="title"))
                if held.organization_span:
                    span = held.organization_span
                    evidence.append(Evidence(start=span.start, end=span.end, what="organization"))
    # "đại biểu" is how a deputy is addressed; whoever holds another office is told by that.
    posts = [p for p in positions.values() if p.title not in _ADDRESS or len(positions) == 1]
    return tuple(posts), tuple(evidence)


def _core(organization: str | None) -> str:
    return fold(organization or "")


def _same_post(position: Position, known: Mapping[tuple[str, str], Position]) -> tuple[str, str] | None:
    """The post of the same title whose organization's name contains this one's, or is contained in it."""
    for key, other in known.items():
        if fold(other.title) == fold(position.title):
            a, b = set(_core(other.organization).split()), set(_core(position.organization).split())
            if a <= b or b <= a:
                return key
    return None


def _placed(organization: str, later: Sequence[Held]) -> str:
    """ "phó bí thư Huyện ủy, chủ tịch UBND huyện Hoài Ân": the place is told once, with the last."""
    if _BARE.fullmatch(fold(organization)) and later:
        for held in later:
            place = _DISTRICT.search(held.organization or "")
            if place:
                return f"{organization} {place.group('name')}"
    return organization


_BARE = re.compile(r"(?:huyện|thị|quận|thành) uỷ")
_DISTRICT = re.compile(r"(?:huyện|thị xã|quận|thành phố|TP\.?) (?P<name>[^\s,]+(?: [^\s,]+)*)$")


def complete(organization: str, home: str | None) -> str:
    """The organization in the data's spelling, with the place that the article leaves out."""
    told = organization
    for head in _heads():
        if fold(told).startswith(fold(head)) and (len(told) == len(head) or not told[len(head)].isalnum()):
            told = _SPELLED.get(fold(head), head) + told[len(head) :]
            break
    words = told.split()
    for count in range(len(words), 1, -1):
        body = bodies().get(fold(" ".join(words[:count])))
        if body is not None:
            told = " ".join([body.name, *words[count:]])
            break
    told = _one_name(told)
    if home is None:
        return told
    row = province(home)
    name = row.name
    if fold(name) in fold(told):
        return told
    folded = fold(told)
    city = row.kind == "city"
    if folded.endswith(("tỉnh uỷ", " tỉnh", "tỉnh đoàn")):
        return f"{told} {name}"
    if city and folded.endswith(("thành uỷ", "thành phố", " tp", "thành đoàn")):
        return f"{told} {name}"
    if folded.startswith("sở ") and not any(place in folded for place in _named_places(folded)):
        return f"{told} {'thành phố' if city else 'tỉnh'} {name}"
    return told


def _one_name(told: str) -> str:
    """The province in its own name: "Thành ủy TP.HCM" and "Thành ủy TP Hồ Chí Minh" are one."""
    words = told.split()
    for count in range(min(5, len(words) - 1), 0, -1):
        row = province_names().get(fold(" ".join(words[-count:])))
        if row is not None and len(words[-1]) > 1:
            kind = words[-count] if fold(words[-count]) in {"tỉnh", "tp", "tp."} else ""
            place = f"TP {row.name}" if row.kind == "city" and fold(words[-count]).startswith("tp") else row.name
            return " ".join([*words[:-count], place if not kind or place.startswith("TP") else f"{kind} {place}"])
    return told


_SPELLED = {
    fold(long): short
    for long, short in (("Ủy ban nhân dân", "UBND"), ("Hội đồng nhân dân", "HĐND"), ("UB nhân dân", "UBND"))
}


def _named_places(folded: str) -> list[str]:
    return [name for name in province_names() if len(name) > 3 and name in folded]


@cache
def _heads() -> tuple[str, ...]:
    return tuple(sorted(people().organizations, key=lambda head: (-len(head), head)))


_LEVELS: tuple[tuple[Level, re.Pattern[str]], ...] = (
    ("commune", re.compile(r"\b(?:xã|phường|thị trấn|thôn|bản|đặc khu)\b(?! hội)")),
    ("district", re.compile(r"\b(?:huyện|quận|thị xã|thị uỷ|quận uỷ|huyện uỷ)\b")),
    ("province", re.compile(r"\b(?:tỉnh|tỉnh uỷ|sở|thành uỷ)\b")),
    ("central", re.compile(r"^(?:bộ(?! chỉ huy| chqs)|trung ương|quốc hội|chính phủ|tổng cục|vụ|ban .*trung ương"
        r"|uỷ ban .*(?:quốc hội|trung ương)|ngân hàng nhà nước|tổng liên đoàn|.*tối cao|.*việt nam$)")),
)  # fmt: skip


def level(held: Held, organization: str | None, home: str | None) -> Level | None:
    """The level that the organization tells, else the title's usual one."""
    if organization:
        folded = fold(organization)
        for told, pattern in _LEVELS:
            if pattern.search(folded):
                return told
        named = next((row for name, row in province_names().items() if len(name) > 3 and name in folded), None)
        if named is not None:
            return "province"
        if re.search(r"\b(?:thành phố|tp)\b", folded):
            return "province" if home and province(home).kind == "city" else "district"
    return held.title.level


# --- mentions and roles ------------------------------------------------------------------------------------------


def _mentions(text: Text, told: Sequence[Person]) -> list[Span]:
    """Every mention of a person: the full name anywhere, and "ông Dũng" behind the first full one."""
    name = told[0].name
    words = name.split()
    full = re.compile(r"(?<!\w)" + r"\s+".join(re.escape(word) for word in words) + r"(?!\w)")
    spans = {Span(*match.span()) for match in full.finditer(text.raw)} | {person.span for person in told}
    first = min(span.start for span in spans)
    short = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(fold(word)) for word in people().kept_honorifics)})\s+")
    for match in short.finditer(text.folded, first):
        for count in (2, 1):
            tail = " ".join(words[-count:])
            if (
                len(words) > count
                and text.raw.startswith(tail, match.end())
                and not _goes_on(text, match.end() + len(tail))
            ):
                spans.add(Span(match.end(), match.end() + len(tail)))
                break
    return sorted(spans)


def _goes_on(text: Text, at: int) -> bool:
    """True where another syllable of a name, or the rest of the word, follows."""
    return (
        re.compile(r"\w|\s[^\W\d_a-z]\w*").match(text.raw, at) is not None
        and text.raw[at : at + 2].strip()[:1].isupper()
    )


def _honorific(text: Text, told: Sequence[Person], mentions: Sequence[Span]) -> str | None:
    for person in told:
        if person.honorific:
            return person.honorific
    for span in mentions:
        word = honorific(text, span.start, 0)
        if word:
            return word
    # "Các đồng chí: A - …; B - …": told once for the whole list.
    for person in told:
        line = text.folded.rfind("\n", 0, person.span.start) + 1
        opener = _addressed_all().search(text.folded, line, person.span.start)
        if opener and "." not in text.folded[opener.end() : person.span.start]:
            return people().kept_honorifics[0]
    return None


def _role(
    text: Text, spans: Sequence[Span], mentions: Sequence[Span], everyone: Sequence[tuple[Span, str]]
) -> tuple[Role | None, Span | None]:
    """The strongest role that any mention has in its sentence."""
    best: tuple[int, Role, Span] | None = None
    for mention in mentions:
        sentence = next((span for span in spans if span.contains(mention)), None)
        if sentence is None:
            continue
        for rank, role in enumerate(_ROLES):
            if best is not None and best[0] <= rank:
                break
            cue = _cue(text, sentence, mention, role, everyone)
            if cue:
                best = (rank, role, cue)
    return (best[1], best[2]) if best else (None, None)


def _cue(text: Text, sentence: Span, mention: Span, role: Role, everyone: Sequence[tuple[Span, str]]) -> Span | None:
    pattern = _cues(role)
    if role == "chair":
        after = pattern.search(text.folded, mention.end, sentence.end)
        return Span(*after.span()) if after else None
    if role == "speaker":
        others = [span.start for span, _ in everyone if span.start >= mention.end]
        stop = min([sentence.end, *others[:1]])
        after = pattern.search(text.folded, mention.end, stop)
        if after and after.start() - mention.end <= _NEAR:
            return Span(*after.span())
        before = pattern.search(text.folded, max(sentence.start, mention.start - 40), mention.start)
        return Span(*before.span()) if before else None
    found = pattern.search(text.folded, sentence.start, sentence.end)
    return Span(*found.span()) if found else None


@cache
def _cues(role: Role) -> re.Pattern[str]:
    words = {"chair": people().chair, "speaker": people().speak, "attendee": people().attend}[role]
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(re.escape(fold(word)) for word in sorted(words, key=len, reverse=True))})(?!\w)"
    )


@cache
def _addressed_all() -> re.Pattern[str]:
    return re.compile(rf"{re.escape(fold(people().plural[0]))}\s+{re.escape(fold(people().kept_honorifics[0]))}")
