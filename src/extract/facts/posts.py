"""From titles as they are held to the posts of a person: organizations completed, levels, how a post is held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from extract.facts.levels import level, names_province
from extract.folding import fold
from extract.reading.cues import institutions, persons
from extract.reading.people import Held, Person, bare_title, committee_office, court_office, party_office, school_office
from extract.reading.titles import any_of
from extract.records import Evidence, Position, Status, quickly
from extract.tables.bodies import bodies
from extract.tables.provinces import is_city, province, province_names
from extract.tables.titles import people
from extract.tables.units import units

# Titles and bodies come again and again.
_fold = lru_cache(maxsize=8192)(fold)

# A post that is told in several ways is held in the first of these.
_STRONGEST: tuple[Status, ...] = ("leaving", "former", "appointed", "nominated", "acting", "current")
# … and is held no more in these.
_OVER: tuple[Status, ...] = ("leaving", "former")
_Key = tuple[str, str]
_Evidence = quickly(Evidence)


@dataclass(slots=True)
class Posts:
    """The posts of one person while they are gathered, with the words they were read from."""

    positions: dict[_Key, Position] = field(default_factory=dict)
    told: dict[_Key, list[tuple[Status, Held]]] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)


def public(held: Held) -> bool:
    """True for a public office: its title says so, or its organization does and is no company."""
    if held.private:
        return False
    if held.title.alone == "private":
        return held.foreign and _core(held.organization).startswith(_world())
    if _fold(held.title.canonical) == _member() and not _core(held.organization).startswith(_boards()):
        return False
    if held.title.canonical in (*people().described, people().commander) and not held.foreign:
        return False
    known = held.foreign and held.title.canonical in people().public_abroad
    return held.title.alone == "yes" or held.organization is not None or known


def is_think_tank(held: Held) -> bool:
    """ "ông A, chủ tịch Viện Khoa học và An ninh quốc tế", by his name one of elsewhere: no land has it, nor the world,
    and whoever leads a public one is called otherwise.
    """
    led = held.title.canonical in people().led_by_chairmen and not held.foreign
    return led and _think_tank().match(_fold(held.organization or "")) is not None


@cache
def _think_tank() -> re.Pattern[str]:
    lands = any_of([*people().nations, *people().of_states])
    return re.compile(rf"{any_of(people().think_tanks)}\s(?!(?:.*\s)?{lands}(?!\w))")


def of_state_bank(held: Held) -> bool:
    """ "cựu Chủ tịch HĐQT VietinBank": an office of a bank of the state, told beside a public one."""
    return held.private and held.organization is not None and _core(held.organization).startswith(_state_banks())


def _may_be_left_out(held: Held) -> bool:
    """True for an office whose organization may be that of the next title."""
    return held.organization is None and not held.private and held.title.alone == "no"


def may_share(held: Held, later: Held) -> bool:
    """False for an office that is over beside one that is not, of a unit that only heads of its own kind lead: "nguyên
    Phó Chủ tịch, làm Vụ trưởng Vụ A"; and for who leads a school beside who leads a unit of it.
    """
    head = held.title.fused
    if held.title.canonical in people().headships and bare_title(later.title).endswith(_fold(people().director)):
        return False  # "Phó Chủ tịch A kiêm Giám đốc Trung tâm B"
    if head in people().unshared and not _fold(later.organization or "").startswith(_fold(head or "")):
        return False  # "Phó Trưởng Ban - Bộ trưởng Bộ X"
    alike = head == later.title.fused or later.title.fused not in people().units
    return alike or ((held.status in _OVER) is (later.status in _OVER) and not school_office(held.title))


def posts(told: Sequence[Person], home: str | None) -> tuple[tuple[Position, ...], tuple[Evidence, ...]]:
    """The posts of a person, each once, the fullest telling first; with the words they were read from."""
    gathered = Posts()
    for person in sorted(told, key=lambda person: -len(person.held)):
        chain = [held for held in person.held if public(held) or _may_be_left_out(held) or of_state_bank(held)]
        if len(chain) > 1:
            chain = [held for held in chain if not any(_is_told_by(held, other) for other in chain)]
        statuses = _statuses(chain, person.span.start)
        now: dict[_Key, Status] = {}
        for at, held in enumerate(chain):
            organization = held.organization or _usual(held, person)
            if organization is None and held.title.alone == "no":
                # Left out: it is that of the next title.
                others = [
                    later.organization for later in chain[at + 1 :] if later.organization and may_share(held, later)
                ]
                above = chain[at - 1].organization if at else None
                if others:
                    organization = _committee_beside(others) if committee_office(held.title) else _above(others[0])
                elif above and held.title.fused in people().bare_units and statuses[at] == statuses[at - 1]:
                    organization = f"{held.title.fused} {above}"  # "cựu phó giám đốc Sở B, cựu phó chánh văn phòng"
                elif not public(held):
                    continue
            elif organization is None and court_office(held.title):
                # "Thẩm phán A, Phó Chánh án TAND quận B"
                body = chain[at + 1].organization if chain[at + 1 :] and held.status == "current" else None
                organization = body if body and _fold(body).startswith(institutions.courts()) else None
            if organization is not None:
                beside = [*chain[at + 1 :], *chain[max(0, at - 1) : at]]
                organization = _placed(_unabbreviated(organization, home), held, beside)
            full = complete(organization, None if held.foreign else home) if organization else None
            if _is_elsewhere(at, full, chain, statuses):
                full = organization
            _add(
                gathered,
                now,
                held,
                Position(
                    title=held.title.canonical, organization=full, level=level(held, full, home), status=statuses[at]
                ),
            )
    # What is told once is held as it is told.
    once = sum(map(len, gathered.told.values())) < 2
    for key, status in () if once else _held(gathered.told).items():
        if gathered.positions[key].status != status:
            gathered.positions[key] = replace(gathered.positions[key], status=status)
    kept = [p for p in gathered.positions.values() if p.status != "nominated" or p.title not in people().elected]
    kept = [p for p in kept if p.title not in people().described or _is_told_apart(p, kept)]
    return tuple(_elected(kept)), tuple(gathered.evidence)


def _is_told_apart(described: Position, kept: Sequence[Position]) -> bool:
    """False for "nhà lãnh đạo Nga Vladimir Putin", who is told to be its president, or "lãnh đạo Nga"; true for whoever
    leads a body, beside what he was elsewhere.
    """
    offices = [p for p in kept if p.title not in people().described]
    if offices:
        body = described.title == people().leader and _fold(described.organization or "") not in _of_the_world()
        return body and all(p.status != described.status for p in offices)
    return described is next(p for p in kept if _core(p.organization) == _core(described.organization))


def _elected(positions: Sequence[Position]) -> Iterator[Position]:
    """Who is told to be elected holds the office only to come: "Tổng thống Trump" beside "Tổng thống đắc cử Trump"."""
    ending = f" {people().elect}"
    elect = {p.title.removesuffix(ending): p for p in positions if p.title.endswith(ending)}
    held = {p.title: p.organization for p in positions if p.title in elect and p.status not in _OVER}
    for position in positions:
        if position.title not in held or position.status in _OVER:
            office = position.title.removesuffix(ending)
            yield replace(position, organization=position.organization or held.get(office)) if elect else position


def _usual(held: Held, person: Person) -> str | None:
    """Whose an office is where nothing tells; a governor with a name of elsewhere is none of the state bank."""
    return held.title.organization if held.title.organization and not person.abroad else None


def _is_elsewhere(at: int, full: str | None, chain: Sequence[Held], statuses: Sequence[Status]) -> bool:
    """ "nguyên Bí thư Tỉnh ủy, nay là Bí thư Tỉnh ủy Hà Tĩnh": what is told without a place was held in another one."""
    return any(
        held is not chain[at]
        and held.title == chain[at].title
        and _core(held.organization) == _core(full)
        and (status == "former") is not (statuses[at] == "former")
        for held, status in zip(chain, statuses, strict=True)
    )


def _is_told_by(held: Held, other: Held) -> bool:
    """ "các Phó Bí thư Tỉnh ủy: A, Phó Bí thư Thường trực; …": what he is of them tells all."""
    suffixed = bare_title(other.title) == _fold(held.title.canonical) != _fold(other.title.canonical)
    another = _fold(other.title.canonical).endswith(_ordinals())
    return (
        suffixed
        and not another
        and held.status == other.status
        and _contained(_core(held.organization), _core(other.organization))
    )


def _add(gathered: Posts, now: dict[_Key, Status], held: Held, position: Position) -> None:
    """Adds a post, or what this telling of it has more than the ones before; `now`: those that it has told already."""
    key = (_post_title(position.title), _core(position.organization))
    same: _Key | None = key
    if key not in gathered.positions:
        # "nguyên Bí thư Tỉnh ủy, nay là Bí thư Tỉnh ủy Vĩnh Phúc" are two.
        others = {
            other: known
            for other, known in gathered.positions.items()
            if not key[1]
            or not other[1]
            or other not in now
            # "Bí thư Đảng ủy phường Chương Mỹ, thôi làm Bí thư Đảng ủy phường" are one.
            or position.status == "leaving"
            or (now[other] in _OVER) is (position.status in _OVER)
        }
        same = _same_post(key, others)
    now[same or key] = position.status
    gathered.told.setdefault(same or key, []).append((position.status, held))
    if same is None:
        gathered.positions[key] = position
        gathered.evidence.append(_Evidence(start=held.span.start, end=held.span.end, what="title"))
        if held.organization_span:
            span = held.organization_span
            gathered.evidence.append(_Evidence(start=span.start, end=span.end, what="organization"))
        return
    known = gathered.positions[same]
    # Told twice: the fuller telling stays.
    longer = len(key[1]) > len(same[1])
    fuller = position if longer else known
    gathered.positions[same] = replace(fuller, title=max(known.title, position.title, key=len))
    if longer and held.organization_span and not same[1]:
        span = held.organization_span
        gathered.evidence.append(_Evidence(start=span.start, end=span.end, what="organization"))


def _post_title(title: str) -> str:
    """What two tellings of one office have in common: "Đại sứ" is "Đại sứ đặc mệnh toàn quyền"."""
    return _fold(title).removesuffix(f" {_fold(people().plenipotentiary)}")


@lru_cache(maxsize=8192)
def _core(organization: str | None) -> str:
    """What two tellings of one organization have in common: "TP Hạ Long" is "thành phố Hạ Long", "Bà Rịa-Vũng Tàu" is
    "Bà Rịa - Vũng Tàu", "LĐLĐ tỉnh" is "Liên đoàn Lao động tỉnh".
    """
    folded = _town().sub(units().city, _fold(organization or ""))
    folded = _short_heads().sub(lambda match: _long_heads()[match.group()], folded)
    return _HYPHEN.sub("-", folded) if "-" in folded else folded


@cache
def _long_heads() -> dict[str, str]:
    return {_fold(short): _fold(long) for short, long in people().same_heads}


@cache
def _short_heads() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_long_heads())})\b")


_HYPHEN = re.compile(r"\s*-\s*")


@cache
def _town() -> re.Pattern[str]:
    return re.compile(rf"\b{_fold(units().city_short)}\b\.?")


def _same_post(key: _Key, known: Mapping[_Key, Position]) -> _Key | None:
    """The post of the same title whose organization's name contains this one's, or is contained in it."""
    title, organization = key
    for other, position in known.items():
        if _post_title(position.title) == title and _contained(_core(position.organization), organization):
            return other
    return None


def _contained(a: str, b: str) -> bool:
    """True where one name has all that the other has: "Tỉnh ủy" is none of "Đảng ủy Công an tỉnh"."""
    shorter, longer = sorted((a.split(), b.split()), key=len)
    if " ".join(shorter) in " ".join(longer):
        return True
    # "Sở Du lịch" is none of "Sở Văn hóa, Thể thao và Du lịch"; "UBND Hà Nội" is "UBND TP Hà Nội".
    own, whole = ([word for word in words if word not in _kind_words()] for words in (shorter, longer))
    alike = own[:1] == whole[:1] and (own[1:2] == whole[1:2] or not own[1:] or " ".join(own[:2]) in _office_words())
    return alike and set(shorter) <= set(longer)


# --- how it is held ----------------------------------------------------------------------------------------------


def _held(told: Mapping[_Key, Sequence[tuple[Status, Held]]]) -> dict[_Key, Status]:
    """How each post is held, by all tellings of it and of the person's other posts."""
    now = [
        held
        for tellings in told.values()
        for status, held in tellings
        if status == "appointed" and not held.earlier and not _is_seat(held)
    ]
    then = {
        # What is told to be taken at one time was taken together.
        key: max(min(held.start, held.taken.start) if held.taken else held.start for _, held in steps)
        for key, tellings in told.items()
        if (
            steps := [told for told in tellings if told[0] == "appointed"]
            or [told for told in tellings if told[0] == "current"]
        )
        and all(held.earlier for _, held in steps)
    }
    # What is held now, besides: a step of a career told by its year came before it.
    today = [
        held
        for tellings in told.values()
        for status, held in tellings
        if status in ("current", "acting") and not held.earlier and (held.kept or not held.dated) and _is_main(held)
    ]
    lasting = [held for held in today if held.dated]
    last = max(then.values(), default=0)
    found: dict[_Key, Status] = {}
    for key, tellings in told.items():
        statuses = {status for status, _ in tellings}
        lasts = any(status == "current" and not held.earlier for status, held in tellings)
        if any(held.kept and status == "current" for status, held in tellings) or (
            lasts and all(held.taken for status, held in tellings if status == "appointed")
        ):
            statuses -= {"appointed"}
        if "appointed" in statuses and all(held.renewed for status, held in tellings if status == "former"):
            statuses -= {"former"}  # "A, Chủ tịch UBND tỉnh B cũ, giữ chức Chủ tịch UBND tỉnh B"
        over = key in then and (
            lasting
            or (today and all(held.yearly for _, held in tellings))
            or any(_of_one_body(tellings[0][1], held) for held in today)
        )
        if key in then and (now or then[key] < last or over):
            # Taken before: told as it is held now, or left for what was taken since.
            own = tellings[0][1]
            statuses -= {"appointed", "current"}
            after = now or (over and today) or [held for k, at in then.items() if at == last for _, held in told[k]]
            statuses = statuses or {"current" if all(_stays(own, new) for new in after) else "former"}
        taken = now and not any(status == "appointed" for status, _ in tellings)
        found[key] = "leaving" if taken and {"former", "current"} <= statuses else min(statuses, key=_STRONGEST.index)
    return found


def _of_one_body(one: Held, other: Held) -> bool:
    """True for two offices of one body, of which nobody holds both ("Thứ trưởng" and "Bộ trưởng")."""
    if one.organization is None or _core(one.organization) != _core(other.organization):
        return False
    return _fold(one.title.canonical) != _fold(other.title.canonical) and _is_main(one)


def _is_main(held: Held) -> bool:
    """True for an office that fills its holder's day: no seat in a committee."""
    return public(held) and not _is_seat(held)


def _statuses(chain: Sequence[Held], name: int) -> list[Status]:
    """How each title of one telling is held: who takes another office in it leaves the one he has."""
    statuses = [held.status for held in chain]
    # "bổ nhiệm Bí thư Tỉnh ủy A làm Bộ trưởng": the verb takes the person, whom his old title stands before.
    for given in ("appointed", "nominated"):
        if any(held.status == given and held.start > name for held in chain):
            beside = zip(chain, statuses, strict=True)
            statuses = ["current" if status == given and held.end <= name else status for held, status in beside]
    taken = [at for at, status in enumerate(statuses) if status == "appointed"]
    if not taken or _is_seat(chain[taken[-1]]):
        return statuses
    new = chain[taken[-1]]
    if not public(new) or new.kept or _core(new.organization).startswith(_side_bodies()):
        return statuses
    others = [held for held in chain if held is not new]
    if any(held.status == "leaving" or _is_same(held, new) for held in others):
        return statuses  # what is left is told, and nothing is by who is elected again
    for at, held in enumerate(chain):
        # "nguyên Chủ tịch UBND TP Móng Cái, Phó Bí thư Thành ủy Hạ Long đã được bầu …": the last one is held until now.
        told = statuses[at] == "former" and held.passed_on and not new.earlier and _place(held) != _place(chain[at - 1])
        if told and held.start < new.start and chain[at + 1 : at + 2] == [new]:
            statuses[at] = "current"
        # "bầu chức danh Phó Chủ tịch HĐND tỉnh đối với ông A, Giám đốc …"
        old = held.start < new.start or new.end <= name <= held.start
        if (
            statuses[at] == "current"
            and old
            and (held.dated or not held.kept)
            and not _stays(_at_place(held, chain[at + 1 :], new), new)
        ):
            statuses[at] = "former" if held.dated and not held.kept else "leaving"
    return statuses


def _at_place(held: Held, later: Sequence[Held], new: Held) -> Held:
    """ "Bí thư Tỉnh ủy, Trưởng Đoàn ĐBQH tỉnh X": with the place that is told once, with another office he had."""
    beside = [other for other in later if other.start < new.start]
    if held.organization is None or not beside:
        return held
    return replace(held, organization=_placed(held.organization, held, beside))


def _is_same(held: Held, new: Held) -> bool:
    """True for two tellings of one post."""
    same = _fold(held.title.canonical) == _fold(new.title.canonical)
    return same and held.organization is not None and _core(held.organization) == _core(new.organization)


def _stays(held: Held, new: Held) -> bool:
    """True for an office that goes on beside a new one: a seat in a committee, the party office beside a state one."""
    if (held.title.alone == "yes" and not held.title.fused) or _is_seat(held):
        return True
    # "Phó Bí thư Tỉnh ủy A được bầu giữ chức Chủ tịch UBND tỉnh"
    if _is_in_council(held, new) or _is_in_committee(held, new):
        return True
    old_party, new_party = party_office(held.title), _of_party(new)
    old, after = _place(held), _place(new)
    if party_office(new.title) and (_of_own_committee(held, new) or _deputy_beside(held, new)):
        return True
    if _fold(held.title.canonical) == _fold(new.title.canonical) and _contained(
        _core(held.organization), _core(new.organization)
    ):
        return True
    beside = _core(new.organization).startswith(_beside_party()) and _beside(held, new)
    return old_party and not new_party and beside and (old == after or not old or not after)


def _of_own_committee(held: Held, new: Held) -> bool:
    """ "Chủ tịch UBND tỉnh A giữ chức Bí thư Đảng ủy UBND tỉnh": the party's committee in the body he leads."""
    committee = _core(new.organization)
    body = _committee_inside().sub("", committee)
    if body == committee:
        return False
    return (
        (party_office(held.title) and body.startswith(_beside_party()))
        or body.startswith(_core(held.organization))
        or _core(held.organization).startswith(body)
    )


def _deputy_beside(held: Held, new: Held) -> bool:
    """ "Chủ tịch UBMTTQ tỉnh A được chỉ định giữ chức Phó Bí thư Tỉnh ủy": a deputy leads another body too."""
    head = _fold(held.title.canonical).startswith(_headships()) and _core(held.organization).startswith(_beside_party())
    deputy = not bare_title(new.title).startswith(_fold(people().party))
    return head and deputy and _beside(new, held) and _place(held) in ("", _place(new))


def _is_in_council(held: Held, new: Held) -> bool:
    """ "Trưởng Ban Tổ chức Tỉnh ủy A được bầu làm Trưởng Ban Pháp chế HĐND tỉnh": who leads a board of the party leads
    the council, or a board of it, besides.
    """
    council = _council().search(_core(new.organization))
    own = institutions.party_body().search(_core(held.organization))
    if council is None or own is None or _fold(new.title.canonical) not in _council_heads():
        return False
    committee = _core(_committee(council.group()))
    return own.group().partition(" ")[0] == committee.partition(" ")[0]


def _is_in_committee(held: Held, new: Held) -> bool:
    """ "Phó Bí thư Tỉnh ủy A giữ chức Trưởng Ban Tổ chức Tỉnh ủy": a board of the committee whose deputy he is."""
    if not party_office(held.title) or party_office(new.title):
        return False
    own, board = (institutions.party_body().search(_core(one.organization)) for one in (held, new))
    alike = own is not None and board is not None and board.start() > 0 and own.group() == board.group()
    return alike and len({_place(held), _place(new)} - {""}) < 2


@cache
def _council() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(people().councils)}\s.*")


@cache
def _council_heads() -> frozenset[str]:
    return frozenset(map(_fold, people().council_heads))


def _beside(held: Held, new: Held) -> bool:
    """False for a committee of another kind of place: "Thành ủy Kon Tum" beside "UBND tỉnh Kon Tum"."""
    committee = _committee(new.organization or "")
    if not held.organization or committee == new.organization:
        return True
    return _core(committee).partition(" ")[0] == _core(held.organization).partition(" ")[0]


def _of_party(held: Held) -> bool:
    return party_office(held.title) or institutions.party_body().search(_core(held.organization)) is not None


def _place(held: Held) -> str:
    """The last words of the organization's name, where its place stands; empty where none does."""
    match = _last_place().search(_core(held.organization))
    return match.group() if match else ""


@cache
def _last_place() -> re.Pattern[str]:
    behind = "|".join(f"(?<={_fold(word)} )" for word in people().place_behind)
    return re.compile(rf"(?:{behind})(?!{any_of([*people().no_place, *people().kinds])}(?!\w))\S.*$")


# --- organizations -----------------------------------------------------------------------------------------------


def _committee(organization: str) -> str:
    """The party's committee that another body tells: "Huyện ủy Hoài Ân" beside "UBND huyện Hoài Ân", "Tỉnh ủy" of "Ban
    Dân vận Tỉnh ủy".
    """
    own = institutions.party_body().search(_fold(organization))
    if own is not None:
        return organization[own.start() :]
    match = _state_body().match(_fold(organization))
    if match is None:
        # "phó bí thư, chủ tịch huyện Kon Plông"
        return institutions.committee_at(organization) if institutions.is_place(organization) else organization
    committee = institutions.party_committees()[match.group("kind")]
    return f"{committee}{organization[match.end() :]}"


def _committee_beside(others: Sequence[str]) -> str | None:
    """Whose seat it is that is told beside these bodies; null where a board's own committee is left out as well ("Ủy
    viên Ban Thường vụ, Trưởng Ban Tuyên giáo").
    """
    committees = [_committee(other) for other in others]
    found = next((name for name in committees if institutions.party_body().search(_fold(name))), committees[0])
    if _core(found).startswith(_hamlets()):
        return f"{people().cell} {found}"  # "Bí thư, Trưởng thôn Nà Ca"
    return None if _core(found) in institutions.boards() else found


def _above(organization: str) -> str:
    """ "Phó Giám đốc, Thủ trưởng Cơ quan CSĐT Công an tỉnh": the body that has the next title's inside."""
    within = _inner().match(_fold(organization))
    return organization[within.end() :] if within else organization


@cache
def _inner() -> re.Pattern[str]:
    return re.compile(rf"{any_of(people().inner)}\s+(?={any_of(people().above)}\s)")


def _placed(organization: str, title: Held, later: Sequence[Held]) -> str:
    """ "phó bí thư Huyện ủy, chủ tịch UBND huyện Hoài Ân": the place is told once, with the last."""
    if _fold(organization) in institutions.bare_councils():
        # "Phó Bí thư Huyện ủy Ninh Giang, Chủ tịch HĐND", "Phó Bí thư Tỉnh ủy, Chủ tịch UBND"
        alike = [held.organization for held in later if held.status == title.status and not _is_seat(held)]
        led = next(filter(None, map(_place_of, alike)), None)
        return f"{organization} {led}" if led else organization
    if _fold(organization) == _local_committee():
        # "Bí thư Đảng ủy, Chủ tịch UBND xã Tân Hà"
        told = next((held.organization for held in later if held.organization), organization)
        if _fold(told).startswith(_with_committee()):
            return f"{organization} {told}"  # "Bí thư Đảng ủy, Chính ủy Quân khu 2"
        beside = _committee(told)
        return beside if _fold(beside).startswith(f"{_local_committee()} ") else organization
    if _fold(organization) == _fold(people().province_committee):
        # "Phó Bí thư Tỉnh ủy, Trưởng Ban Tổ chức Tỉnh ủy Bình Thuận", but not what he goes to be in another province
        place = _province_beside(title, later)
        return f"{organization} {place}" if place else organization
    department = _fold(organization).startswith(f"{_fold(people().department)} ")
    if department and not names_province(_fold(organization)):
        # "Phó Giám đốc Sở Y tế, Phó Trưởng Ban An toàn giao thông tỉnh Bắc Kạn"; of the steps of a career the next one
        # there: "Phó Giám đốc Sở Y tế rồi Giám đốc Sở Y tế tỉnh Bắc Kạn".
        if title.status == "former":
            later = [held for held in later if _fold(held.organization or "").startswith(f"{_fold(organization)} ")]
        place = _province_beside(title, later)
        return f"{organization} {units().province} {place}" if place else organization
    if _fold(organization) in map(_fold, people().district_committees):
        for held in later:
            district = _of_district().search(held.organization or "")
            committee = institutions.party_committees().get(_fold(district["kind"]), "") if district else ""
            # "Ủy viên Ban Thường vụ Thành ủy, Chủ tịch UBND huyện An Dương" is of the city above.
            if district and _fold(committee) == _fold(organization):
                # "Phó Bí thư Thành ủy, Chủ tịch HĐND TP HCM"
                whole, name = f"{district['kind']} {district['name']}", district["name"]
                short = _fold(whole) in province_names() and _fold(name) not in province_names()
                return f"{organization} {whole if short else name}"
    return organization


def _place_of(organization: str | None) -> str | None:
    """The place whose committee of the party a body is, or has: "huyện A" of "Ban Dân vận Huyện ủy A"."""
    committee = institutions.party_body().search(_fold(organization)) if organization else None
    if committee is None or organization is None:
        return None
    kind = _kinds_of_committees().get(committee.group())
    rest = organization[committee.end() :].strip()
    return f"{kind} {rest}".strip() if kind else (rest if institutions.is_place(rest) else None)


@cache
def _kinds_of_committees() -> dict[str, str]:
    return {_fold(committee): kind for kind, committee in reversed(people().committee_of)}


def _is_seat(held: Held) -> bool:
    return _fold(held.title.canonical).startswith(institutions.seats())


def _province_beside(title: Held, later: Sequence[Held]) -> str | None:
    """The province that the body of a later office ends with, held like this one: no other step of a career."""
    found = (_of_province().search(held.organization or "") for held in later if held.status == title.status)
    return next((place.group("name") for place in found if place), None)


@cache
def _committee_inside() -> re.Pattern[str]:
    """What a committee of the party in a body begins with, before the body."""
    return re.compile(rf"^{any_of([people().local_committee, *people().committees_inside])}\s+")


@cache
def _with_committee() -> tuple[str, ...]:
    return tuple(f"{_fold(head)} " for head in people().with_committee)


def _local_committee() -> str:
    return _fold(people().local_committee)


def _printed(words: Sequence[str]) -> str:
    """A pattern of any of the words as they are printed."""
    return "|".join(map(re.escape, words))


@cache
def _of_district() -> re.Pattern[str]:
    return re.compile(rf"(?P<kind>{_printed(people().before_district)}) (?P<name>[^\s,]+(?: [^\s,]+)*)$")


@cache
def _of_province() -> re.Pattern[str]:
    return re.compile(rf"(?:{_printed(people().before_province)}) (?P<name>(?:[A-ZĐ]\w*|-)(?: (?:[A-ZĐ]\w*|-))*)$")


@cache
def _world() -> tuple[str, ...]:
    return tuple(_fold(name) for name in people().world)


@cache
def _short_committees() -> dict[str, list[str]]:
    return {short: committees for short, *committees in people().short_committees}


@cache
def _abbreviated() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(_short_committees())})(?!\w)")


def _unabbreviated(organization: str, home: str | None) -> str:
    """A committee as invitations shorten it; the province's ("TU") is a city's in a city."""

    def whole(match: re.Match[str]) -> str:
        return _short_committees()[match.group()][-1 if is_city(home) else 0]

    return _abbreviated().sub(whole, organization)


@lru_cache(maxsize=4096)
def complete(organization: str, home: str | None) -> str:
    """The organization in the data's spelling, with the place that the article leaves out."""
    told = organization
    printed = _fold(told)
    # "Liên Hiệp Quốc" is no "Liên hiệp".
    for head, spelled in () if printed in _of_the_world() else _heads().get(printed.partition(" ")[0], ()):
        if printed.startswith(head) and (len(told) == len(head) or not told[len(head)].isalnum()):
            told = spelled + told[len(head) :]
            break
    told = _unabbreviated(_spelled_out(told), home)
    words = told.split()
    for count in range(len(words), 0, -1):
        alias = _fold(" ".join(words[:count]))
        body = bodies().get(alias) if len(alias) > 3 else None
        # Not where more is told than the name: "Văn phòng Đoàn ĐBQH và HĐND tỉnh", "Ban Dân tộc tỉnh".
        if body is not None and not set(_fold(body.name).split()) < set(alias.split()):
            told = " ".join([body.name, *_not_again(body.name, words[count:])])
            break
    told = _one_name(_kind_once(told))
    if home is None:
        return told
    row = province(home)
    name = row.name
    if _fold(name) in _fold(told):
        return told
    folded = _fold(told)
    city = row.kind == "city"
    if f" {folded}".endswith(institutions.provincial()):
        return told if city else f"{told} {name}"  # a city has none of a province
    short = units().city_short
    kinds = (units().city, f" {_fold(short)}")
    if city and (folded.endswith(kinds) or f" {folded}".endswith(institutions.of_city())):
        # "Thành ủy TP Hồ Chí Minh": a name that is also a man's has its kind.
        kind = f"{short} " if name in row.ambiguous and not folded.endswith(kinds) else ""
        return f"{told} {kind}{name}"
    if folded.startswith(f"{_fold(people().department)} ") and not names_province(folded):
        return f"{told} {units().city if city else units().province} {name}"
    return told


def _not_again(name: str, rest: Sequence[str]) -> Sequence[str]:
    """ "Ban QLDA đầu tư xây dựng tỉnh": the words that the whole name ends with are not told twice."""
    whole, after = _fold(name).split(), [_fold(word) for word in rest]
    count = next((n for n in range(min(len(whole), len(after)), 0, -1) if whole[-n:] == after[:n]), 0)
    return rest[count:]


def _spelled_out(told: str) -> str:
    """ "UBND Q.12" is "UBND quận 12"; the full stop of a sentence is no part of "Thành ủy TP."."""
    told = _short_kind().sub(lambda match: f" {_long_kinds()[match.group('kind')]} ", told)
    return told.removesuffix(".").lstrip()


@cache
def _long_kinds() -> dict[str, str]:
    return dict(people().short_kinds)


@cache
def _short_kind() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s)(?P<kind>{'|'.join(map(re.escape, _long_kinds()))})\s?(?=[\dA-ZÀ-Ỹ])")


def _kind_once(told: str) -> str:
    """ "Tỉnh ủy tỉnh Đắk Lắk" is "Tỉnh ủy Đắk Lắk"."""
    folded = _fold(told)
    for committee, kind in people().kind_twice:
        twice = f"{_fold(committee)} {kind} "
        name = told[len(twice) :]
        if folded.startswith(twice) and name[:1].isalnum() and not name[:1].islower():
            return told[: len(committee)] + told[len(twice) - 1 :]
    return told


def _one_name(told: str) -> str:
    """The province in its own name: "Thành ủy TP.HCM" and "Thành ủy TP Hồ Chí Minh" are one."""
    words = told.split()
    for count in range(min(5, len(words) - 1), 0, -1):
        printed = _fold(" ".join(words[-count:]))
        row = province_names().get(printed)
        if row and printed.endswith(f" {_fold(row.name)}") and not printed.startswith(_kinds_of_provinces()):
            continue  # "Bộ Tư lệnh Thủ đô Hà Nội": what it is called by
        # "phường Vũng Tàu" is no name of the province.
        smaller = (
            count < len(words) and _fold(words[-count - 1]) in _smaller() and _fold(row.name if row else "") != printed
        )
        # "Đại học Huế", "Bệnh viện Vũng Tàu": the city's, whose name may also mean the province.
        unsure = row is not None and printed in {_fold(name) for name in row.ambiguous}
        proper = any(word[0].isupper() for word in words[-count:])  # "gìn giữ hòa bình" is no province
        if row is not None and len(words[-1]) > 1 and proper and not smaller and not unsure:
            short, first = units().city_short, _fold(words[-count])
            kind = words[-count] if first.removesuffix(".") in {units().province, _fold(short)} else ""
            whole = _fold(" ".join(words[-count:][:2])) == units().city
            place = f"{short} {row.name}" if row.kind == "city" and first.startswith(_fold(short)) else row.name
            place = f"{' '.join(words[-count:][:2])} {place}" if whole else place
            return " ".join([*words[:-count], place if not kind or place.startswith(short) else f"{kind} {place}"])
    return told


@cache
def _kinds_of_provinces() -> tuple[str, ...]:
    return tuple(_fold(head) for head in (units().province, *units().city_heads))


@cache
def _spelled() -> dict[str, str]:
    return {_fold(long): short for long, short in people().spelled_short}


@cache
def _smaller() -> frozenset[str]:
    return frozenset(_fold(kind).split()[-1] for kind in people().small_kinds)


@cache
def _of_the_world() -> frozenset[str]:
    """The folded names of countries and of the world's bodies."""
    return frozenset(map(_fold, people().nations))


@cache
def _heads() -> dict[str, tuple[tuple[str, str], ...]]:
    """First word → the folded heads that begin with it, the longest first, with their spelling."""
    heads: dict[str, list[tuple[str, str]]] = {}
    for head in sorted(people().organizations, key=lambda head: (-len(head), head)):
        folded = _fold(head)
        heads.setdefault(folded.partition(" ")[0], []).append((folded, _spelled().get(folded, head)))
    return {first: tuple(known) for first, known in heads.items()}


def is_address(title: str) -> bool:
    """True for what a deputy is addressed by."""
    return title in persons.addresses()


def _member() -> str:
    return _fold(people().member)


@cache
def _boards() -> tuple[str, ...]:
    return tuple(_fold(word) for word in people().member_of)


@cache
def _hamlets() -> tuple[str, ...]:
    return tuple(f"{_fold(kind)} " for kind in people().hamlets)


@cache
def _state_body() -> re.Pattern[str]:
    kinds = any_of([*institutions.party_committees()])
    return re.compile(rf"{any_of(people().state_bodies)} (?P<kind>{kinds})(?!\w){institutions.trait()}")


@cache
def _state_banks() -> tuple[str, ...]:
    return tuple(_fold(word) for word in people().state_banks)


@cache
def _kind_words() -> frozenset[str]:
    return frozenset(
        word for kind in (*people().kinds, *people().committees, *people().belongs) for word in _fold(kind).split()
    )


@cache
def _office_words() -> frozenset[str]:
    return frozenset(_fold(word) for word in people().offices)


@cache
def _side_bodies() -> tuple[str, ...]:
    return tuple(_fold(word) for word in people().side_bodies)


@cache
def _beside_party() -> tuple[str, ...]:
    return tuple(_fold(word) for word in people().beside_party)


@cache
def _headships() -> tuple[str, ...]:
    return tuple(_fold(word) for word in people().headships)


@cache
def _ordinals() -> tuple[str, ...]:
    return tuple(f" {_fold(word)}" for word in people().ordinals)
