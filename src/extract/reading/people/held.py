"""Offices as they are held, whose they are, and what an office is by its title alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from extract.folding import fold
from extract.reading import names
from extract.reading.cues import institutions, persons
from extract.reading.organizations.read import Organization, is_headed
from extract.reading.tokens import LOWER, MARK, Tokens
from extract.records import Status
from extract.spans import Span
from extract.tables.titles import Title, people

MOVES: tuple[Status, ...] = ("leaving", "nominated", "appointed")


@dataclass(slots=True)
class Held:
    """A title as it is held: with its organization as printed (null where none is), and how."""

    title: Title
    span: Span
    start: int
    end: int
    organization: str | None = None
    organization_span: Span | None = None
    status: Status = "current"
    kept: bool = False
    handed: bool = False
    moved: bool = False
    # Its status is the one of the title before it.
    passed_on: bool = False
    # It was taken before the reported event: "Trước đó, …", "Tháng 6/2015, …".
    earlier: bool = False
    # … at a month or in a year that is told: "Hồi tháng 6, ông được bầu làm …"; or it was left then.
    taken: Span | None = None
    # … and long before the news.
    long_ago: bool = False
    # It is a step of a career, told with its time: "năm 2009 là Phó Giám đốc"; and with nothing but the year.
    dated: bool = False
    yearly: bool = False
    # It was reached from the one before: "từ Trưởng phòng lên Phó Giám đốc".
    risen: bool = False
    # It is of the place that the sentence begins with: "Phường Bến Thành: bí thư A".
    of_place: bool = False
    # Its body is no more, and another one may have its name: "Chủ tịch UBND tỉnh A ‹cũ›".
    renewed: bool = False
    private: bool = False
    foreign: bool = False


@dataclass(slots=True)
class Person:
    """A name with the titles that one sentence gives it."""

    name: str
    span: Span
    rule: str
    held: list[Held] = field(default_factory=list)
    honorific: str | None = None
    # Whom a decision sends into retirement: "trao quyết định nghỉ hưu cho ông A".
    retired: bool = False

    @property
    def abroad(self) -> bool:
        """True where his name is none of Vietnam's."""
        return names.is_outlandish(fold(self.name).split())

    @property
    def far(self) -> bool:
        """True where his name is of no people of Vietnam either ("Ksor Phước", "Điểu K'Ré" are)."""
        words = fold(self.name).split()
        known = names.is_surname(words[0]) or names.one_syllable(words[0])
        return names.is_joined(words) or (names.is_outlandish(words) and not known)


@dataclass(slots=True)
class Reading:
    """What one sentence tells of people: those it names with titles, and the titles that it gives to no name."""

    people: list[Person]
    loose: list[Held]


def give(held: Held, organization: Organization) -> None:
    held.organization, held.organization_span = organization.name, organization.span
    held.private, held.foreign = organization.private, organization.foreign


def become(chain: Sequence[Held], status: Status, of: Sequence[Status] = ("current",)) -> None:
    """How the offices of a chain are held by what is told around it, where no word of their own tells."""
    for held in chain:
        if held.status in of:
            held.status = status


def is_left(held: Held) -> bool:
    """True for an office that whoever goes elsewhere leaves: no seat in a committee."""
    return not held.kept and not fold(held.title.canonical).startswith(institutions.seats())


def is_of_several(held: Held) -> bool:
    """True for an office that several people hold at once."""
    return fold(held.title.canonical).startswith(persons.several())


def is_beside(held: Held, name: Span) -> bool:
    """True for a title behind the name that is told with it, and that no verb gives."""
    return held.start >= name.end and held.status not in MOVES


def is_foreign(held: Held) -> bool:
    return held.foreign or held.title.level == "foreign"


def takes_any_name(held: Held) -> bool:
    """True behind a title that a name must follow, so that its first syllable need be no known surname."""
    return held.title.alone == "yes" or held.organization is not None


def heads_of(title: Title) -> tuple[str, ...]:
    """How the names of the bodies begin that an office leads; nothing where it may be any body."""
    return _heads(title.canonical, title.fused)


@lru_cache(maxsize=1024)
def _heads(title: str, fused: str | None) -> tuple[str, ...]:
    name = _bare(title)
    shared = (f"{fold(fused).partition(' ')[0]} ",) if fused else ()
    return shared + next((heads for office, heads in institutions.leads() if name.endswith(office)), ())


def suffixed(tokens: Tokens, title: Title, at: int) -> tuple[Title, int]:
    """ "Phó Viện trưởng Thường trực": a word behind the title that belongs to it."""
    end = institutions.suffixes().end(tokens, at)
    if end == at:
        return title, at
    word = institutions.spelled_suffixes()[" ".join(tokens.folds[at:end])]
    if title.fused and word in people().fused_suffixes:
        return title, at
    if word in people().in_charge:
        if not title.canonical.startswith(people().deputy):
            return title, end  # "bộ trưởng phụ trách nhà ở": what he is in charge of
        if title.level == "foreign":
            return title, at
        if (field := field_end(tokens, end)) > end:
            return title, field  # "phó giám đốc ‹phụ trách chuyên môn› Bệnh viện A"
    return replace(title, canonical=f"{title.canonical} {word}"), end


def field_end(tokens: Tokens, at: int) -> int:
    """The end of the words for what a deputy is in charge of ("kinh tế", "văn hóa - xã hội"), before a body, a name or
    a mark; `at` where there are none: "phó giám đốc phụ trách ‹Sở A›", "… phụ trách ‹cho biết›".
    """
    if tokens.fold(at) in institutions.short_heads():
        return at
    first = end = _lower_end(tokens, at)
    while end > at and tokens.fold(end) in (",", "-") and (behind := _lower_end(tokens, end + 1)) > end + 1:
        end = behind
    named = names.name_at(tokens, end, names.run_end(tokens, end))
    if end > first and not named:
        return first  # "phụ trách kinh tế, ông A nói"
    return end if named or tokens.shape(end) is MARK or is_headed(tokens, end, any_head=True) else at


def _lower_end(tokens: Tokens, at: int) -> int:
    """The end of a run of small letters; the first token where it begins with a verb, or calls somebody."""
    end = next((end for end in range(at, len(tokens)) if tokens.shape(end) is not LOWER), len(tokens))
    called = any(word in names.polite() for word in tokens.folds[at:end])
    return at if called or persons.verbs().end(tokens, at) > at else end


def of_one_body(one: Title, other: Title) -> bool:
    """A head and his deputy, or two heads of one body: "Chính ủy" beside "Chỉ huy trưởng"."""
    # "Phó Chủ tịch - Tổng Thư ký" beside "Chủ tịch"
    a, b = (bare_title(title).partition(" - ")[0] for title in (one, other))
    if one.fused and one.fused == other.fused:
        return True  # "Tổ phó" beside "Tổ trưởng"
    return (
        a.endswith(b) or b.endswith(a) or any(a.endswith(peers) and b.endswith(peers) for peers in institutions.peers())
    )


def committee_office(title: Title) -> bool:
    """True for an office of the party and for a seat in a committee of it."""
    return party_office(title) or title.canonical in people().of_committee


def party_office(title: Title) -> bool:
    """True for a secretary of the party and his deputies."""
    return bare_title(title).endswith(fold(people().party))


def court_office(title: Title) -> bool:
    """True for a judge and for a prosecutor, whatever their rank."""
    return title.canonical.startswith(people().of_courts)


def school_office(title: Title) -> bool:
    """True for who leads a school and his deputies."""
    return bare_title(title).endswith(fold(people().principal))


def bare_title(title: Title) -> str:
    """The title without what it may end in ("Phó Bí thư Thường trực")."""
    return _bare(title.canonical)


@lru_cache(maxsize=1024)
def _bare(title: str) -> str:
    folded = fold(title)
    ending = next((word for word in institutions.spelled_suffixes() if folded.endswith(f" {word}")), "")
    return folded.removesuffix(ending).rstrip()
