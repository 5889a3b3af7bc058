"""The organization behind a title: a walk over words that knows heads, bodies, phrases, places and where names begin.

It begins with a head ("Sở"), a body, a place, a country or, behind a title that shares its head ("Trưởng Ban Tổ chức"),
with what the head leads; it goes on while words belong to it, and ends at a mark, a verb, the next title or a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extract.folding import fold
from extract.reading import abroad, names
from extract.reading.cues import institutions, links, persons
from extract.reading.tokens import CAPITALS, LOWER, MARK, NUMBER, TITLE, Lexicons, Shape, Tokens
from extract.spans import Span
from extract.tables.bodies import bodies
from extract.tables.provinces import district_homes, province_names, regions
from extract.tables.titles import Title, people

# Words that no list knows, one after another, before the walk gives up; and words of an organization at all.
_UNKNOWN = 6
_LONGEST = 40
# So many words tell what a ministry is for, at most.
_FIELD = 9
# … and so many name a place abroad.
_FAR_PLACE = 3


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization as printed behind a title, and whether it is a private or a foreign one."""

    span: Span
    name: str
    private: bool = False
    foreign: bool = False


def read_organization(
    tokens: Tokens, at: int, title: Title, starts: frozenset[int], named_by: str
) -> Organization | None:
    """The organization that begins at the token `at`, behind `title`.

    `starts` are the tokens where the other titles of the sentence begin. `named_by`: the mark that links the title to a
    name before it ("ông A, Giám đốc Bệnh viện Bạch Mai"), so that a run of capitals is rather the organization's than a
    person; empty where none does.
    """
    of = _lexicons().at(tokens, at).get("of", at)
    walk = _Walk(tokens, of, title, starts, named_by, linked=of > at)
    if tokens.fold(of) == people().land and "countries" in walk.known[of]:
        of = walk.at = walk.begin = of + 1  # "Thủ tướng nước Cộng hòa Singapore"
    end = walk.end()
    if end <= of:
        return None
    span = Span(tokens.starts[of], tokens.ends[end - 1])
    return Organization(span, walk.printed(of, end), walk.private, walk.foreign)


def is_headed(tokens: Tokens, at: int, *, any_head: bool = False, or_private: bool = False) -> bool:
    """True where an organization of its own begins, written with a capital; `any_head`: also one that others have
    inside; `or_private`: also a company.
    """
    known = _lexicons().at(tokens, at) if tokens.shape(at) in (TITLE, CAPITALS) else {}
    return "leading" in known or (any_head and "heads" in known) or (or_private and "private" in known)


def body_before(
    tokens: Tokens, start: int, end: int, heads: tuple[str, ...] = ("",), *, whole: bool = False, any_head: bool = False
) -> Organization | None:
    """The last public body named between two tokens ("Đoàn công tác của UBND tỉnh, do Chủ tịch …") that begins with one
    of these folded words, each with the space behind it; `whole`: it may go on behind the second; `any_head`: it may
    begin as bodies inside others do.
    """
    any_head = any_head or heads != ("",)
    for at in range(end - 1, start - 1, -1):
        if _is_headed_by(tokens, at, heads, any_head=any_head):
            if names.goes_on(tokens, at) and not is_headed(tokens, at + 1, any_head=True):
                continue  # "tiến sĩ Lê Trường Sơn"
            outer = at > start and _is_headed_by(tokens, at - 1, heads, any_head=any_head)
            first = at - outer  # "Trường Đại học Vinh"
            walk = _Walk(tokens, first, None, frozenset(), named_by=",", linked=True)
            stop = walk.end() if whole else min(walk.end(), end)
            # A head by itself is no body, and may be a syllable of a name: "Bùi Xuân Trường".
            if stop > first + (tokens.shape(first) is TITLE):
                span = Span(tokens.starts[first], tokens.ends[stop - 1])
                return Organization(span, walk.printed(first, stop), walk.private, walk.foreign)
    return None


def whole_end(tokens: Tokens, at: int, head: str | None) -> int:
    """The end of what makes a head the whole name of a body ("(Bộ) Quốc phòng"); the token where nothing does."""
    shared = fold(head or "")
    if shared in _wholes():
        for end in range(min(len(tokens), at + _FIELD), at, -1):
            if f"{shared} {' '.join(tokens.folds[at:end])}" in bodies():
                return end
    return at


def body_of(words: str, head: str | None) -> str | None:
    """ "Ngoại giao", "Bộ Ngoại giao": the body that folded words tell, with the head that a title shares or without."""
    shared = fold(head or "")
    if shared not in _wholes():
        return None
    body = bodies().get(words if words.startswith(f"{shared} ") else f"{shared} {words}")
    return body.name if body else None


def _is_headed_by(tokens: Tokens, at: int, heads: tuple[str, ...], *, any_head: bool) -> bool:
    headed = is_headed(tokens, at, any_head=any_head)
    return headed and f"{' '.join(tokens.folds[at : at + 3])} ".startswith(heads)


def tells_private(tokens: Tokens) -> bool:
    """True where a company or a club is told: whoever leads something here may lead that."""
    ends = (_lexicons().at(tokens, at) for at in range(len(tokens)))
    return any("private" in known and not known.keys() & {"public_anyway", "private_alone"} for known in ends)


class _Known(dict[int, Mapping[str, int]]):
    """By a token, the lists that have a phrase beginning there, each with the end of the longest."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens

    def __missing__(self, at: int) -> Mapping[str, int]:
        ends = self[at] = self._listed(at)
        if "polities" in ends and (end := institutions.countries().end(self.tokens, at)) > at:
            ends = self[at] = {**ends, "countries": end}
        if "home" in ends and (end := self._behind_dash(ends["home"], abroad=True)):
            ends = self[at] = {**ends, "two": end, "parts": max(end, ends.get("parts", at))}
        elif "countries" in ends and (end := self._behind_dash(ends["countries"], abroad=False)):
            ends = self[at] = {**ends, "countries": end}  # "Ủy ban hợp tác Lào - Việt Nam" is theirs
        return ends

    def _listed(self, at: int) -> Mapping[str, int]:
        return _lexicons().at(self.tokens, at)

    def _behind_dash(self, at: int, *, abroad: bool) -> int:
        """ "Việt Nam ‹- Lào›": the end of another country whose body it is as well, or of ours; or nothing."""
        if self.tokens.fold(at) != "-":
            return 0
        first = at + 1
        ends = self._listed(first)
        if not abroad:
            return ends.get("home", 0)
        end = max(institutions.countries().end(self.tokens, first), ends.get("abroad_of_two", first))
        return end if end > first else 0


class _Walk:
    """One organization while it is read."""

    def __init__(
        self,
        tokens: Tokens,
        at: int,
        title: Title | None,
        starts: frozenset[int],
        named_by: str,
        linked: bool,
        seated: bool = False,
    ) -> None:
        self.tokens, self.at, self.title, self.starts, self.named_by = tokens, at, title, starts, named_by
        self.linked = linked
        self.seated = seated  # where it sits is part of its name
        self.begin = at
        self.private = self.foreign = False
        self.closed = False  # its place is told: nothing but a higher place or a person follows
        self.whole = False  # its name is whole, its place is still to come: "Sở Y tế" of "Sở Y tế Lai Châu"
        self.own = False  # a school, a hospital, a small place: a name of its own follows
        self.proper = False
        self.office = title is not None and title.fused is not None and title.fused in people().offices
        self.headed = False  # a head of its own is told, or a place: "Phòng Công tác xã hội Bệnh viện …"
        self.unknown = 0
        self.skipped: list[tuple[int, int]] = []
        self.known = _Known(tokens)

    def _end(self, name: _List, at: int) -> int:
        """The end of a list's longest phrase that begins at a token; the token where none does."""
        return self.known[at].get(name, at)

    # --- where it begins -------------------------------------------------------------------------------------

    def end(self) -> int:
        """The token behind the organization; the first where there is none."""
        fielded = self.title is not None and self.title.canonical in people().of_fields
        if self._private() or self._country() or (fielded and self._field_abroad()):
            return self.at
        if not self._begins():
            return self.begin
        if self.at == self.begin:
            self._ministry()
        known = self._end("parts", self.begin) > self.begin or self.tokens.shape(self.begin) is not LOWER
        while self.at < len(self.tokens) and self.at - self.begin < _LONGEST and self._step():
            pass
        # "trưởng phòng ngân quỹ" may be anybody's.
        general = self.title is not None and fold(self.title.fused or "") in _general()
        known = known or self.headed or self.closed or self.tokens.fold(self.at) in institutions.these()
        return self.begin if general and not known else self.at

    def _private(self) -> bool:
        # "Trưởng ban quản lý chung cư": with the head that the title shares.
        shared = self._shared()
        led = shared < self.at and self._end("private", shared) > self.at
        if not (self._is_private(self.at) or led or self._is_named_alone()):
            return False
        self.private = True
        bank = self._end("state_banks", self.at)
        if bank > self.at and self._end("branches", bank) == bank:
            self.at = bank  # "Chủ tịch HĐQT VietinBank từ năm 2018"
        else:
            self._to_mark()
        return True

    def _shared(self) -> int:
        """Where the head that the title shares with its organization begins; else where the organization does."""
        fused = self.title.fused if self.title else None
        return max(0, self.at - len(fused.split())) if fused else self.at

    def _is_named_alone(self) -> bool:
        """ "Trung tâm Hoa Mai": a name of its own, and nothing that tells what is done there."""
        at = self._end("private_named", self.at)
        run = names.run_end(self.tokens, at) if at > self.at else at
        if run <= at + 1 or names.name_at(self.tokens, at, run) or any(self.known[i] for i in range(at, run)):
            return False
        return not self.known[run].keys() & {"belongs", "kinds", "heads", "parts", "places", "bodies"}

    def _is_private(self, at: int) -> bool:
        ends = self.known[at]
        end = ends.get("private", at)
        if end == at or "public_anyway" in ends or (at > self.begin and ends.get("private_alone", at) == end):
            return False
        return end >= ends.get("bodies", at)

    def _to_mark(self) -> None:
        tokens = self.tokens
        while self.at < len(tokens) and not (tokens.shape(self.at) is MARK and tokens.fold(self.at) in ",;.()"):
            if names.name_at(tokens, self.at, names.run_end(tokens, self.at)) and self.at > self.begin + 1:
                break
            self.at += 1

    def _country(self) -> bool:
        """ "Tổng thống Mỹ", "Đại sứ Việt Nam tại Malaysia", "Tổng lãnh sự Hoa Kỳ tại TP.HCM"."""
        tokens = self.tokens
        end = self._end("countries", self.at)
        if end == self.at and self.title is not None and self.title.canonical in _of_places():
            end = self._far_place()
        if end == self.at or {tokens.shape(self.at), tokens.shape(end - 1)} <= {LOWER, NUMBER}:
            return False  # "châu Âu", but not "nga"
        if max(self._end("parts", self.at), self._end("bodies", self.at)) > end:
            return False
        # A person may have the name of a country: "Thủ tướng Anh Dũng" is none of England's.
        self.at, self.foreign, self.linked = end, True, True
        place = self._end("there", end)
        if place > end:
            there = max(self._end("countries", place), self._end("places", place))
            if there == place and self._end("heads", place) > place:
                # "Đại sứ Nga tại ‹Văn phòng Liên Hiệp Quốc ở Geneva›"
                there = _Walk(tokens, place, None, self.starts, "", linked=True, seated=True).end()
            there = there if there > place else names.run_end(tokens, place)
            self.at = there if there > place else end
            self._also_in()
        return True

    def _far_place(self) -> int:
        """ "Thị trưởng ‹Nova Kakhovka› Pavlo Serhiienko", "ông A, thị trưởng ‹Karystos›": the end of the place abroad,
        or where it would begin.
        """
        tokens, at = self.tokens, self.at
        run = names.run_end(tokens, at)
        spaced = self.title is not None and tokens.fold(at - 1) != fold(self.title.canonical).split()[-1]
        if run == at or spaced or self.known[at].keys() & {"heads", "bodies", "parts", "kinds", "places"}:
            return self._end("abroad", at)  # "Thủ hiến ‹đương nhiệm› Rafael López Aliaga"
        if self.named_by and run - at <= _FAR_PLACE:
            return run
        return abroad.place_end(tokens, at, run)

    def _also_in(self) -> None:
        """ "Đại sứ Việt Nam tại Thụy Sĩ kiêm nhiệm Liechtenstein": the other countries, and the last of one word."""
        tokens = self.tokens
        mark = tokens.fold(self.at) == ","
        at = self._end("too", self.at + mark)
        if at == self.at + mark:
            return
        while (end := self._end("countries", at)) > at:
            self.at = end
            at = end + (tokens.fold(end) == "," or self._end("both", end) > end)
            if at == end:
                return
        if self.at < at and tokens.shape(at) is TITLE and names.from_abroad(tokens, at, at + 1):
            self.at = at + 1

    def _field_abroad(self) -> bool:
        """ "Ủy viên thương mại EU", "Người đứng đầu chính sách đối ngoại Josep Borrell": of a field, not of a body."""
        tokens, first = self.tokens, self.at
        if self.title is None or self.known[first].keys() & {"heads", "fields"}:
            return False  # "Người đứng đầu Cơ quan …", "Cao ủy về người tị nạn"
        for at in range(first, min(first + _FIELD, len(tokens))):
            if at in self.starts or tokens.shape(at) in (MARK, NUMBER):
                return False
            if at > first and tokens.shape(at) in (TITLE, CAPITALS):
                end = self._end("countries", at)
                run = names.run_end(tokens, at)
                name = end == at and run - at > 1 and names.from_abroad(tokens, at, at + 1)
                if end > at or (name and self.title.canonical in people().described):
                    self.at, self.foreign, self.linked = max(end, at), True, True
                    return True
            elif tokens.fold(at) in _loose() and self._end("fields", at) == at:
                return False
        return False

    def _begins(self) -> bool:
        tokens, at = self.tokens, self.at
        if at in self.starts and self._end("parts", at) == at and self._end("bodies", at) == at:
            whole = self._end("heads", self._shared())
            self.at = max(at, whole)  # "Chánh Văn phòng Tổng thống Hàn Quốc"
            return whole > at
        fused = self.title is not None and self.title.fused is not None
        if self._stops(at) and not (fused and self._end("parts", at) > at):
            return False
        shape = tokens.shape(at)
        if self._end("bodies", at) > at or self._end("heads", at) > at:
            return True
        if self._place(at) > at or self._end("kinds", at) > at:
            return True
        if self.title is not None and self.title.canonical in people().governors and self._end("states", at) > at:
            return True
        if not fused:
            return False
        if self.title is not None and self.title.alone == "yes" and self.title.level == "commune":
            return self._hamlet(shape)
        # "Trưởng phòng CSGT", "Vụ trưởng Pháp chế": what the shared head leads, but no person.
        if shape in (TITLE, CAPITALS):
            return not names.name_at(tokens, at, self._run_end(at)) or self._end("parts", at) > at
        if shape is NUMBER:
            return self._is_numbered_unit(at)
        return self._end("parts", at) > at or (shape is LOWER and not self._office_word(at))

    def _is_numbered_unit(self, at: int) -> bool:
        """ "Trưởng phòng 5, Cục An ninh điều tra", but not "đội trưởng 35 tuổi"."""
        tokens, after = self.tokens, at + 1
        unit = self.title is not None and self.title.fused in people().units and len(tokens.fold(at)) < 3
        listed = tokens.fold(after) == "," or self._end("both", after) > after
        if unit and listed and after + 1 in self.starts:
            return True  # "trưởng phòng 5 và phó viện trưởng VKSND tỉnh"
        after += tokens.fold(after) in (",", "(")
        return unit and (self._leads(after) or self._end("belongs", after) > after)

    def _ministry(self) -> None:
        """ "Bộ trưởng Quốc phòng Yoav Gallant": the ministry's name is known as a whole, whatever follows."""
        end = whole_end(self.tokens, self.at, self.title.fused) if self.title else self.at
        if end > self.at:
            # "Bộ trưởng Tư pháp và An ninh David van Weel": another field follows.
            self.at, self.whole, self.closed = end, True, not self._is_field_joined(end)

    def _is_field_joined(self, at: int) -> bool:
        tokens, field = self.tokens, self._end("both", at)
        if field == at or tokens.shape(field) is not TITLE or field in self.starts:
            return False
        two = tokens.shape(field + 1) is LOWER and not self._office_word(field + 1) and not self._stops(field + 1)
        return two or self._end("parts", field) > field

    def _hamlet(self, shape: Shape) -> bool:
        """ "Trưởng bản Xốp Cháo", "Trưởng thôn 3": a small place's own name, where it is no person's."""
        tokens, at = self.tokens, self.at
        numbered = shape is NUMBER or self._is_numbered_one(at)
        self.own = not numbered
        return numbered or self._own(at, names.run_end(tokens, at)) > 0

    def _own(self, at: int, end: int) -> int:
        """How much of a run of capitals is the own name of a school, a hospital or a small place."""
        hamlet = self.title is not None and self.title.alone == "yes" and self.title.level == "commune"
        # "bà A, trưởng khoa Bệnh viện Lê Văn Thịnh": whoever leads it is told before it.
        of_its_own = names.LEFT_OUT_NAMED if self.named_by and self.proper else names.LEFT_OUT
        left_out = self._left_out(names.LEFT_OUT_HEADED if hamlet else of_its_own)
        return names.place_length(self.tokens, at, end, left_out=left_out) if end > at else 0

    def _hamlet_end(self, at: int) -> int:
        """ "Chi bộ thôn Xuân Hương", "làng Ốp", "tổ dân phố số 3": the end of a small place with its name, or `at`."""
        tokens = self.tokens
        end = self._end("hamlets", at)
        if end == at or tokens.shape(at) is not LOWER:
            return at
        end += tokens.fold(end) == people().number
        if tokens.shape(end) is NUMBER:
            return end + 1
        run = names.run_end(tokens, end)
        if run == end or end in self.starts:
            return at
        end += names.place_length(tokens, end, run, left_out=self._left_out(names.LEFT_OUT_HAMLET))
        return end + (tokens.shape(end) is NUMBER)

    def _office_word(self, at: int) -> bool:
        return self.tokens.fold(at) in _loose()

    # --- how it goes on --------------------------------------------------------------------------------------

    def _step(self) -> bool:
        """Takes in what stands at `at`, or tells that the organization ends there."""
        tokens, at = self.tokens, self.at
        shape = tokens.shape(at)
        if shape is MARK:
            return self._mark()
        if shape is NUMBER:
            return self._number()
        ends = self.known[at]
        if not ends:
            return at not in self.starts and self._word(shape)
        # What no list says of this word is not asked any further.
        place = self._place(at) if "places" in ends or "kinds" in ends else at
        known = max(ends.get("bodies", at), ends.get("heads", at), ends.get("parts", at))
        if at in self.starts and known == at and not (place > at and shape is not LOWER):
            return False
        if "stops" in ends and at > self.begin and self._stops(at, max(known, place)):
            return False
        if "private" in ends and at > self.begin and self._is_private(at):
            self.private = True
            self._to_mark()
            return False
        country = ends.get("countries", at)
        if country > max(at, known, place) and not {shape, tokens.shape(country - 1)} <= {LOWER, NUMBER}:
            return self._take_country(country)
        if place > at and place >= known:
            return self._take_place(place)
        kind = self._kind(at) if "kinds" in ends else at
        if at < kind < known and self.at + 1 == kind and self._end("kinds", at) > kind:
            return self._take_kind(kind)  # "tỉnh Đoàn Văn Việt"
        hamlet = self._hamlet_end(at)
        if hamlet > at and hamlet >= known and not self.closed:
            self.at, self.closed, self.own, self.unknown = hamlet, True, False, 0
            return True
        if kind > at and kind >= known:
            return self._take_kind(kind)
        if self.own and shape is TITLE and known == at + 1 and names.run_end(tokens, at) > known:
            return self._run()  # "Đồn Biên phòng Bản Lang"
        return self._take_known(at, known) if known > at else self._word(shape)

    def _word(self, shape: Shape) -> bool:
        """Takes in a word that no list knows as an organization's."""
        tokens, at = self.tokens, self.at
        if shape is LOWER:
            return self._lower()
        if at > self.begin and self._is_degree(at):
            return False
        if shape is CAPITALS and not names.name_at(tokens, at, names.run_end(tokens, at)):
            if self.closed:
                return False
            self.unknown = 0
            self.own = self._end("proper", at) == at + 1
            self.proper = self.proper or self.own
            self.at += 1
            return True
        return self._run()

    def _is_degree(self, at: int) -> bool:
        """ "Viện trưởng Viện Toán học ‹PGS.TS› Đoàn Văn A"."""
        tokens, behind = self.tokens, at
        while tokens.fold(behind) in persons.degrees():
            behind += 1 + (tokens.fold(behind + 1) == ".")
        return behind > at and tokens.shape(behind) is TITLE and names.surname(tokens, behind)

    def _mark(self) -> bool:
        tokens, at = self.tokens, self.at
        mark = tokens.fold(at)
        following = at + 1
        if mark == "&" and at > self.begin:
            self.at += 1
            return True
        if mark in "-/" and tokens.glued(at) and tokens.glued(following) and tokens.shape(following) is not NUMBER:
            self.at += 1  # "KH-CN", "da cam/dioxin"
            return not self.closed
        if mark == "." and tokens.glued(following) and tokens.shape(following) is CAPITALS:
            self.at += 1  # "T.Ư", "TP.HCM"
            return True
        if mark == "(":
            return self._brackets()
        if following in self.starts:
            return False
        if mark == "-" and self.own and self._end("proper", following) > following:
            self.at = following  # "Trường THCS - THPT Nguyễn Khuyến"
            return True
        halved = self.closed or tokens.shape(at - 1) is NUMBER or names.is_place(tokens, at - 1, at)
        if mark == "-" and halved and self._other_half(following):
            return True
        if self.closed:
            return False
        if mark in "-,/" and not self._headed(following):
            # "Ủy ban Văn hóa, Giáo dục", "Ban Kinh tế - Ngân sách"
            part = max(self._parts_end(following), self._field(following, mark))
            if mark == "-" and part == following and self._goes_to_place(following):
                self.at = following + 1
                return True
            if mark == "-" and part == following and self.proper and self._second_field(following):
                self.at = following + 1
                return True
            if (
                part > following
                and not self._stops(following, part)
                and not names.name_at(tokens, following, names.run_end(tokens, following))
            ):
                if mark == "," and not self._listed(part):
                    return False
                self.at = part
                return True
        return False

    def _parts_end(self, at: int) -> int:
        """ "(Quản lý,) giám sát bảo hiểm": the end of all known words of an organization in a row."""
        start = at
        while self._end("parts", at) > at and not (at > start and self._stops(at)):
            at = self._end("parts", at)
            if self.tokens.shape(at) is not LOWER:
                break
        return at

    def _other_half(self, at: int) -> bool:
        """ "phường Xuân Hương - Đà Lạt": a known place that no name begins with; behind the number of an area ("TAND
        khu vực 2 - Long Bình"), any.
        """
        place, run = self._end("places", at), names.run_end(self.tokens, at)
        if place == at and self._end("areas", at - 4) == at - 2:
            place += names.place_length(self.tokens, at, run) if run > at else 0
        if place == at or run - place == 1:
            return False
        self.at, self.closed, self.own = place, True, False
        return True

    def _headed(self, at: int) -> bool:
        """True where another organization begins."""
        return self._is_private(at) or (
            self._end("leading", at) > at and self._end("leading", at) >= self._end("parts", at)
        )

    def _listed(self, at: int) -> bool:
        """True where a list of fields goes on, or ends as lists do ("…, Thể thao và Du lịch", "…, Giáo dục của …")."""
        tokens = self.tokens
        if self._end("both", at) > at or self._end("belongs", at) > at or tokens.fold(at) == "-":
            return True
        if tokens.fold(at) == ")":
            return True
        if tokens.fold(at) == "," and self._end("parts", at + 1) > at + 1:
            return self._listed(self._end("parts", at + 1))
        return self._place(at) > at or tokens.shape(at) is TITLE or self._end("kinds", at) > at

    def _field(self, at: int, mark: str) -> int:
        """ "(Xúc tiến Đầu tư,) Thương mại (và Du lịch)", "(Tổ chức -) Biên chế": the end of a word that is no person's
        name, or `at`.
        """
        tokens = self.tokens
        two = tokens.shape(at) is TITLE and tokens.shape(at + 1) is LOWER
        if not two or tokens.fold(at) in persons.never() or tokens.fold(at + 1) in _loose() or self._stops(at + 1):
            return at
        after = at + 2
        ends = tokens.shape(after) is not LOWER or self._kind(after) > after or self._leads(after)
        return after if self._end("both", after) > after or (mark == "-" and ends) else at

    def _second_field(self, at: int) -> bool:
        """ "Trường Đại học Kinh tế - Luật", but not the dash before "Ảnh:"."""
        tokens, after = self.tokens, at + 1
        if tokens.shape(at) is not TITLE or names.run_end(tokens, at) > after:
            return False
        ended = after == len(tokens) or (tokens.shape(after) is MARK and tokens.fold(after) != ":")
        return ended or self._stops(after) or self._end("belongs", after) > after or self._place(after) > after

    def _brackets(self) -> bool:
        """An abbreviation in brackets inside the organization ("Trung tâm Kiểm soát bệnh tật (CDC) tỉnh …")."""
        tokens, at = self.tokens, self.at
        for close in range(at + 2, min(at + 6, len(tokens))):
            if tokens.fold(close) == ")":
                inner = [tokens.shape(i) for i in range(at + 1, close)]
                if any(shape is LOWER for shape in inner) or CAPITALS not in inner:
                    return False
                after = close + 1
                goes = self._end("kinds", after) > after or self._place(after) > after
                goes = goes or bool(self.known[after].keys() & {"heads", "belongs", "countries"})
                if not goes or self.closed:
                    return False
                self.skipped.append((at, after))
                self.at = after
                return True
        return False

    def _number(self) -> bool:
        tokens, at = self.tokens, self.at
        printed = tokens.fold(at)
        dated = self.own and tokens.fold(at + 1) in ("-", "/") and tokens.glued(at + 1) and tokens.glued(at + 2)
        if dated and tokens.shape(at + 2) is NUMBER and tokens.fold(at + 3) not in ("-", "/"):
            self.at, self.own = at + 3, False  # "Bệnh viện 30-4", "Trường mầm non 19/5"
            return True
        if self.closed and not self.own and not (self.proper and len(printed) in (1, 3)):
            return False  # but "Trường Tiểu học Vĩnh Lộc 2", "Bệnh viện Trung ương Quân đội 108"
        coded = at + 2 if tokens.fold(at + 1) == "-" and tokens.glued(at + 1) and tokens.glued(at + 2) else at
        if self._is_code(coded):
            self.at, self.own = coded + 1, False
            return True
        if tokens.fold(at + 1) in _counted():
            return False  # "cựu Vụ trưởng Vụ Pháp chế 2 năm tù"
        if len(printed) > 3 or (tokens.fold(at + 1) in ("/", "%", ".", ",") and tokens.glued(at + 2)):
            return False
        self.at += 1
        self.own = False
        return True

    def _is_code(self, at: int) -> bool:
        """ "Trung tâm đăng kiểm 50-‹19D›", "Trung tâm Đăng kiểm ‹6103V›": digits and a letter, which are a name."""
        told = self.tokens.raw(at) if self.tokens.shape(at) is NUMBER else ""
        return len(told) > 2 and told[:-1].isdigit() and told[-1].isupper()

    def _take_place(self, end: int) -> bool:
        if self.closed and not self.own and not self.whole and self._end("kinds", self.at) == self.at:
            return False
        end += self._end("communes", self.at) > self.at and self._is_numbered(end)
        self.at, self.closed, self.own, self.unknown, self.whole = end, True, False, 0, False
        return True

    def _take_country(self, end: int) -> bool:
        """ "Bộ Quốc phòng Israel": a foreign body's; "Việt Nam" is known as a word of an organization's."""
        self.at, self.unknown, self.own = end, 0, False
        self.foreign = self.closed = True
        return True

    def _take_known(self, at: int, end: int) -> bool:
        tokens = self.tokens
        if self.closed and tokens.fold(at) not in links.both_words() and not (self.whole and "two" in self.known[at]):
            return False  # but "Khu kinh tế Nghi Sơn và các khu công nghiệp"
        # A name may begin with a word of an organization's: "Giám đốc Sở Y tế Hoàng Hải".
        run = self._run_end(at)
        if tokens.shape(at) is TITLE and end - at == 1 and run - at >= 2 and names.name_at(tokens, at, run):
            return self._run()
        self.office = self.office or self._end("offices", at) > at
        self.own = self._end("proper", at) == end
        self.proper = self.proper or self.own
        # Known by its whole name, or by its last word: "Ban Quản lý Khu kinh tế tỉnh", "Văn phòng Chính phủ".
        body = self._end("bodies", at) == end and (self._end("whole", at) > at or self._end("kinds", end - 1) == end)
        ended = tokens.fold(end - 1) in _last_words() and any(self._end("ends", i) == end for i in range(at, end))
        self.whole = self.closed = not self.own and (body or ended or "two" in self.known[at])
        head = self._end("heads", at) > at
        self.headed = self.headed or (head and tokens.shape(at) is not LOWER)
        self.at, self.unknown = end, 0
        return True

    def _kind(self, at: int) -> int:
        """The end of a kind of place; "HĐND tỉnh Đoàn Văn Việt" has no "tỉnh đoàn"."""
        tokens = self.tokens
        end = self._end("kinds", at)
        mixed = end - at == 2 and tokens.shape(at) is LOWER and tokens.shape(at + 1) is TITLE
        return at + 1 if mixed and names.name_at(tokens, at + 1, names.run_end(tokens, at + 1)) else end

    def _take_kind(self, end: int) -> bool:
        """ "tỉnh", "xã Mường Than", "quận 1"."""
        tokens = self.tokens
        following = tokens.shape(end)
        self.unknown = 0
        if following is NUMBER:
            place = self._end("places", end + 1)
            if self._end("communes", self.at) == end < place - 1 and names.run_end(tokens, end + 1) - place != 1:
                self.at, self.closed, self.own = place, True, False  # "phường 1 Bảo Lộc"
                return True
            # "UBND tỉnh 48 phiếu" is no place's number.
            self.at, self.closed, self.own = end, True, self._end("numbered", self.at) == end
            return True
        if self._end("kinds", end) > end:
            self.at = end  # "Tỉnh ủy tỉnh Đắk Lắk"
            return True
        if following in (TITLE, CAPITALS):
            run = names.run_end(tokens, end)
            headed = end in self.starts or (run - end == 1 and self._end("heads", end) > end)
            named = end if headed else end + self._own_length(end, run)
            self.at = named + (end < named and self._is_numbered(named))
        else:
            self.at = end
        self.closed, self.own = True, False
        return True

    def _is_numbered(self, at: int) -> bool:
        """ "xã Đạ Huoai ‹2› Lê Văn A": a number that goes on a commune's name."""
        tokens = self.tokens
        short = tokens.shape(at) is NUMBER and len(tokens.fold(at)) == 1 and tokens.shape(at - 1) is TITLE
        marked = tokens.fold(at + 1) in ",;.)-" and tokens.shape(at + 2) is not NUMBER
        return short and (tokens.shape(at + 1) is TITLE or at + 1 == len(tokens) or marked)

    def _own_length(self, at: int, end: int) -> int:
        """How much of the run behind a kind of place is its name, of one that no list knows."""
        tokens = self.tokens
        if self._end("communes", self.at) == at:
            return names.place_length(tokens, at, end, left_out=self._left_out(names.LEFT_OUT), listed=True)
        far = max(self._end("abroad", at), self._end("countries", at))
        if far > at:
            self.foreign = self.foreign or self._end("provincial", self.at) > self.at
            return far - at
        if self._is_far(at):
            self.foreign = True
            # "thành phố Gabes Ahmed Karoui", "tỉnh Chiang Rai Somchai Wongsawat"
            return (abroad.place_end(tokens, at, end) - at) or end - at
        if self._end("provincial", self.at) >= at:
            # All provinces are known: it is whoever holds the office, or far away.
            person = names.surname(tokens, at) or names.name_at(tokens, at, end)
            return 0 if person else end - at
        known = int(tokens.fold(at) in _short_districts())
        return names.place_length(tokens, at, end, known, self._left_out(names.LEFT_OUT_DISTRICT))

    def _is_far(self, at: int) -> bool:
        """True behind a kind of place, for the name of one that is none of Vietnam."""
        far = self.title is not None and (self.title.level == "foreign" or self.title.canonical in people().governors)
        return (far or self._end("provincial", self.at) >= at) and names.from_abroad(self.tokens, at, at + 1)

    def _left_out(self, usual: float) -> float:
        return usual + (names.LEFT_OUT_BEHIND.get(self.named_by, 0.0))

    def _lower(self) -> bool:
        tokens, at = self.tokens, self.at
        word = tokens.fold(at)
        following = self._end("belongs", at)
        if following > at:
            goes = self._leads(following) or self._place(following) > following
            goes = goes or self._end("countries", following) > following
            if not goes or following in self.starts:
                return False
            self.at, self.closed, self.office = following, False, False
            if self._end("countries", following) > following:
                self.at = self._end("countries", following)
                self.closed = True
                self.foreign = self.foreign or self._end("parts", following) == following
            return True
        if self._end("there", at) > at and self._is_seated():
            self.closed = True
            return self._take_seat(self._end("there", at))
        branch = self._end("branches", at)
        if branch > at and self.whole:
            self.at, self.closed, self.whole = branch, False, False
            return True
        joined = self._end("both", at)
        if self.closed and not (self.office and joined > at):
            return False
        if joined > at:
            return self._and(joined)
        following = self._end("fields", at)
        if following > at:
            part = self._end("parts", following)
            goes = part > following or self._end("fields", following) > following or self._leads(following)
            goes = goes or tokens.shape(following) in (TITLE, CAPITALS)
            if not goes or following in self.starts or self._stops(following, part):
                return False
            self.at = max(part, following)
            return True
        if self.proper and (self._end("proper", at) == at + 1 or self._is_numbered_one(at)):
            self.at += 1 + self._is_numbered_one(at)  # "Trường THPT chuyên …", "Trường tiểu học số 2 …"
            self.own = True
            return True
        if word in _loose() or self.title is None:
            return False  # without a title any verb may follow
        self.unknown += 1
        self.own = False
        if self.unknown > _UNKNOWN:
            self.at -= self.unknown - 1
            return False
        self.at += 1
        return True

    def _is_numbered_one(self, at: int) -> bool:
        return self.tokens.fold(at) == people().number and self.tokens.shape(at + 1) is NUMBER

    def _leads(self, at: int) -> bool:
        return self._end("leading", at) > at or self._end("bodies", at) > at

    def _and(self, at: int) -> bool:
        """Whether "và" joins two fields of one organization, or two offices of one office ("HĐND và UBND huyện")."""
        tokens = self.tokens
        if at in self.starts:
            return False
        part = self._end("parts", at)
        headed = self._headed(at)
        if headed and (not self.office or (self.closed and not self.whole)):
            return False
        if self._stops(at, part) or (self._is_private(at) and part == at):
            return False
        run = names.run_end(tokens, at)
        named = run > at and names.name_at(tokens, at, run) and part == at
        written = tokens.shape(at) in (TITLE, CAPITALS)
        if named or (part == at and not headed and not written and not self._goes_to_place(at)):
            return False
        if part == at and not headed and tokens.fold(at) in persons.never():
            return False
        self.at = at
        self.closed = self.whole = self.closed and not headed
        return True

    def _is_seated(self) -> bool:
        return self.seated or any(self._end("seated", at) > at for at in range(self.begin, self.at))

    def _take_seat(self, at: int) -> bool:
        """ "Tòa án nhân dân cấp cao tại ‹Đà Nẵng›", "Văn phòng Liên Hiệp Quốc ở ‹Geneva›"."""
        end = max(self._place(at), self._end("countries", at))
        run = names.run_end(self.tokens, at)
        if end == at and self.seated and names.from_abroad(self.tokens, at, run):
            end = run
        if end > at:
            self.at = end
        return end > at

    def _goes_to_place(self, at: int) -> bool:
        """ "(Ban Xúc tiến và) hỗ trợ đầu tư tỉnh …": words that nothing forbids, and behind them a kind of place."""
        tokens = self.tokens
        for word in range(at, at + _UNKNOWN):
            headed = self._kind(word) > word or self._place(word) > word or self._end("standing", word) > word
            if word > at and headed:
                return True
            if tokens.shape(word) is not LOWER or tokens.fold(word) in _loose() or self._stops(word):
                return False
        return False

    def _run(self) -> bool:
        """A run of capitals: the organization's own name, a person, or the one and then the other."""
        tokens, at = self.tokens, self.at
        end = self._run_end(at)
        state = self._end("states", self.begin) > self.begin
        far = self.title is not None and self.title.level == "foreign" and names.from_abroad(tokens, at, end)
        if self.title is not None and state and at == self._end("states", self.begin):
            # "bang Florida Pam Bondi", "vùng Trung Hy Lạp Fanis Dimou"
            # … but "thống đốc hạt Johnson Sakaja", "Thủ hiến bang Chris Minns": the state was told before
            self.at = abroad.place_end(tokens, at, end)
            self.at += self.at == at and end - at == 1
            self.foreign = True
            return False
        if self.title is not None and (state or far) and at > self.begin:
            if at == self._end("heads", self.begin) and (person := abroad.person_in(tokens, at, end)) < end:
                self.at = person  # "thượng nghị sĩ đảng Xanh Sarah Hanson-Young"
            self.foreign = self.foreign or state
            return False
        if persons.foreign_courtesy().end(tokens, at) > at or (self.closed and not self.own):
            return False
        if end - at == 1 and not names.one_syllable(tokens.fold(at)):
            # The second syllable of a compound goes with it ("Khảo thí", "Bồi thường").
            compound = tokens.shape(end) is LOWER and tokens.fold(end) not in _modal() and not self._stops(end)
            self.at, self.unknown = end + compound, 0
            return True
        if self.own and self._end("proper", at) == at + 1 < end:
            self.at = at + 1  # "Trường THPT Chuyên Lê Hồng Phong"
            return True
        if self.own:
            cut = at + self._own(at, end)
            self.own = False
        elif self._end("parts", end - 1) > end:
            # "Viện Khoa học Kỹ thuật Nông Lâm nghiệp": the last syllable is half of a word.
            self.at, self.unknown = end, 0
            return True
        elif self._is_foreign(at, end):
            return False  # "Bộ trưởng Quốc phòng Yoav Gallant", "Chủ tịch Đảng UMNO Ahmad Zahid"
        elif names.name_at(tokens, at, end) and not (self.named_by and end - at < 4 and self.proper):
            return False
        elif tokens.shape(at - 1) is NUMBER and end - at > 1 and names.surname(tokens, at):
            return False  # "Quân khu 5 A Pớt"
        elif (cut := self._far_person(at, end)) < end:
            pass  # "Giám đốc Cơ quan Tình báo quốc gia Cho Tae-yong"
        else:
            cut = names.person_in(tokens, at, end)
            cut = end if cut == at else cut
        self.at, self.unknown = cut, 0
        return cut == end

    def _far_person(self, at: int, end: int) -> int:
        """Where in a run a person of elsewhere begins; `end` where none does, and in "Marc Short, chánh văn phòng Phó
        tổng thống Mike Pence", who is told before.
        """
        whose = self.named_by and any(start in self.starts for start in range(self.begin, at))
        return end if self.title is None or self.proper or whose else abroad.person_in(self.tokens, at, end)

    def _is_foreign(self, at: int, end: int) -> bool:
        """True for two words and more behind a minister's field, or behind a body's letters, that are no Vietnamese
        syllables.
        """
        tokens = self.tokens
        if self.title is None or end - at < 2:
            return False
        if self.title.alone == "yes" and fold(self.title.fused or "") in _wholes():
            return names.from_abroad(tokens, at, end)  # "Bộ trưởng Bộ Nhân lực Tan See Leng"
        if not all(names.is_foreign(tokens, word) for word in (at, end - 1)):
            return False
        short = tokens.shape(at - 1) is CAPITALS and len(tokens.fold(at - 1)) > 2
        return self.title.alone == "yes" or (short and names.from_abroad(tokens, at, end))

    def _run_end(self, at: int) -> int:
        """The end of a run of capitals, or where another body's head of two words begins in it ("Trường Đại học")."""
        tokens = self.tokens
        end = names.run_end(tokens, at)
        for start in range(at + 1, end):
            if self._is_degree(start):
                return start
            head = self._end("leading", start)
            if head > start and max(self._end("leading", head), self._end("proper", head)) > start + 1:
                return start
        return end

    def _place(self, at: int) -> int:
        """The end of the place, with its kind or without, that begins at `at`; `at` where there is none."""
        tokens = self.tokens
        kind = self._kind(at)
        places: _List = "provinces" if kind > at and self._end("provincial", at) >= kind else "places"
        end = self._end(places, kind)
        if end == kind:
            end, kind = self._end("places", at), at
            if end == at:
                return at
        if tokens.shape(kind) not in (TITLE, CAPITALS):
            return at
        run = names.run_end(tokens, kind)
        if end < run:
            # "Sở Y tế Hà Nam Trung": a person whose name begins like a province.
            rest = run - end
            person = (rest > 1 or names.one_syllable(tokens.fold(end))) and kind < end
            if not person and rest == 1 and tokens.shape(end) is TITLE:
                return at if kind == at else end + 1
        return end

    def _stops(self, at: int, known: int | None = None) -> bool:
        end = self._end("stops", at)
        if end == at or self._end("not_verbs", at) > end:
            return False
        if known is None:
            known = max(self._end("parts", at), self._end("bodies", at), self._end("heads", at))
        return end > known or (end == known and self.tokens.shape(at) is LOWER and end - at > 1)

    # --- how it is told --------------------------------------------------------------------------------------

    def printed(self, start: int, end: int) -> str:
        """The organization's words without what stands in brackets, with the head that it shares with the title."""
        tokens = self.tokens
        pieces, at = [], start
        for skip, after in self.skipped:
            if after <= end:
                pieces.append(tokens.text.raw[tokens.starts[at] : tokens.ends[skip - 1]])
                at = after
        if at < end:
            pieces.append(tokens.text.raw[tokens.starts[at] : tokens.ends[end - 1]])
        told = " ".join(" ".join(pieces).split())
        fused = self.title.fused if self.title else None
        if fused is None or self.private or self.linked:
            return told
        folded, head = fold(told), fold(fused)
        if folded.startswith(head):
            return told
        # "Phó Vụ trưởng Bộ Nội vụ" leads no "Vụ Bộ Nội vụ".
        if head not in _general() and self._end("standing", start) > start:
            return told
        return f"{fused} {told}"


# --- lexicons ----------------------------------------------------------------------------------------------------

_List = Literal[
    "abroad", "abroad_of_two", "areas", "belongs", "bodies", "both", "branches", "communes", "countries",
    "ends", "fields", "hamlets", "heads", "home", "kinds", "leading", "not_verbs", "numbered", "of", "offices",
    "parts", "places", "polities", "private", "private_alone", "private_named", "proper", "provinces",
    "provincial", "public_anyway", "seated", "standing", "state_banks", "states", "stops", "there", "too",
    "whole",
]  # fmt: skip


@cache
def _lexicons() -> Lexicons:
    told = people()
    districts = [*(name for _, name in district_homes()), *told.former_districts, *told.former_provinces]
    wide = [name for region in regions() for name in (region.name, *region.aliases)]
    lists: dict[str, Iterable[str]] = {
        "heads": told.organizations,
        # Heads that begin an organization wherever they stand, unlike "Ban" or "Hội" inside one.
        "leading": told.leading,
        "bodies": [name for name in bodies() if len(name) > 3],
        "parts": told.phrases,
        "kinds": [*told.kinds, *told.committees],
        "hamlets": told.hamlets,
        "places": [*province_names(), *wide, *(name for name in districts if " " in name)],
        "provinces": province_names(),
        "countries": told.nations,
        "polities": told.polities,
        "home": told.home_of_two,
        "abroad_of_two": told.abroad_of_two,
        "too": told.too,
        "private": told.private,
        "private_alone": told.private_alone,
        "private_named": told.private_named,
        "public_anyway": told.public_anyway,
        "of": told.of,
        "stops": [
            *told.stops, *told.speak, *told.chair, *told.attend, *told.appointed, *told.leaving, *told.nominated,
            *told.former,
        ],
        "not_verbs": told.not_attend,
        "areas": told.areas,
        "standing": told.standing,
        "communes": told.communes,
        "numbered": told.numbered,
        "provincial": told.provincial,
        "abroad": told.abroad,
        "proper": told.proper,
        "offices": told.offices,
        "states": told.states,
        "state_banks": told.state_banks,
        "whole": told.whole,
        "ends": told.ends,
        "belongs": told.belongs,
        "branches": told.branches,
        "seated": told.seated,
        "there": told.there,
        "fields": told.fields,
        "both": told.both,
    }  # fmt: skip
    return Lexicons(lists)


@cache
def _short_districts() -> frozenset[str]:
    return frozenset(name for _, name in district_homes() if " " not in name)


@cache
def _last_words() -> frozenset[str]:
    return frozenset(fold(phrase).split()[-1] for phrase in people().ends)


@cache
def _wholes() -> frozenset[str]:
    return frozenset(fold(word) for word in people().whole)


@cache
def _of_places() -> frozenset[str]:
    return frozenset(people().of_places)


@cache
def _general() -> frozenset[str]:
    return frozenset(fold(word) for word in people().general)


@cache
def _loose() -> frozenset[str]:
    """Words that belong to no organization where no phrase says so."""
    return frozenset(fold(word) for word in people().loose)


@cache
def _counted() -> frozenset[str]:
    """Behind a number that counts something, and is no part of a name."""
    return frozenset(fold(word) for word in people().counted)


@cache
def _modal() -> frozenset[str]:
    return frozenset(fold(word) for word in people().modal)
