"""How an organization goes on: word by word, over marks, brackets and numbers."""

from __future__ import annotations

from extract.reading import names
from extract.reading.cues import links, persons
from extract.reading.organizations.known import FIELD, List, behind_term, counted, last_words, loose, never_fields
from extract.reading.organizations.looks import UNKNOWN
from extract.reading.organizations.places import Places
from extract.reading.tokens import CAPITALS, LOWER, MARK, NUMBER, TITLE, Shape

# So many fields are told in a list, at most.
_FIELDS = 5


class Steps(Places):
    """A walk that takes in what stands at its token, or tells that the organization ends there."""

    def _to_mark(self) -> None:
        tokens = self.tokens
        while self.at < len(tokens) and not (tokens.shape(self.at) is MARK and tokens.fold(self.at) in ",;.()"):
            if names.name_at(tokens, self.at, names.run_end(tokens, self.at)) and self.at > self.begin + 1:
                break
            self.at += 1

    def _step(self) -> bool:
        """Takes in what stands at `at`, or tells that the organization ends there."""
        tokens, at = self.tokens, self.at
        shape = tokens.shape(at)
        if shape is MARK:
            return self._mark()
        if shape is NUMBER:
            return self._number()
        if at > self.begin and (after := behind_term(tokens, at)) > at:
            self.skipped.append((at, after))
            self.at = after
            return True
        ends = self.known[at]
        if not ends:
            return at not in self.starts and self._word(shape)
        if "tasks" in ends and self._is_task(at):
            self.at, self.unknown = ends["tasks"], 0
            return True
        # What no list says of this word is not asked any further.
        place = self._place(at) if "places" in ends or "kinds" in ends else at
        known = max(ends.get("bodies", at), ends.get("heads", at), ends.get("parts", at))
        if at in self.starts and known == at and not (place > at and shape is not LOWER):
            return False
        if "stops" in ends and at > self.begin and self._stops(at, max(known, place)):
            return "ends_party" in ends and self._ends_party(ends["ends_party"])
        if "private" in ends and at > self.begin and self._is_private(at):
            self.private = True
            self._to_mark()
            return False
        if "abroad" in ends and self.whole and self._end("provincial", at - 1) == at:
            return self._take_country(ends["abroad"])  # "Bộ CHQS tỉnh ‹Hủa Phăn›"
        country = ends.get("countries", at)
        if country > max(at, known, place) and not {shape, tokens.shape(country - 1)} <= {LOWER, NUMBER}:
            return self._take_country(country)
        if place > at and place >= known:
            return self._take_place(place)
        kind = self._kind(at) if "kinds" in ends else at
        if at < kind < known and self.at + 1 == kind and self._end("kinds", at) > kind:
            return self._take_kind(kind)  # "tỉnh Đoàn Văn Việt"
        if at > self.begin and (several := ends.get("several", at)) > at and self._take_several(several):
            return True
        state = ends.get("states", at) if "areas" not in ends and shape is LOWER else at
        if at > self.begin and state > at and self._take_state(state):
            return True
        hamlet = self._hamlet_end(at)
        if hamlet > at and hamlet >= known and not self.closed:
            self.at, self.closed, self.own, self.unknown = hamlet, True, False, 0
            return True
        if kind > at and kind >= known:
            return self._take_kind(kind)
        if self.own and shape is TITLE and known == at + 1 and names.run_end(tokens, at) > known:
            return self._run()  # "Đồn Biên phòng Bản Lang"
        return self._take_known(at, known) if known > at else self._word(shape)

    def _is_task(self, at: int) -> bool:
        """ "Hội đồng ‹thẩm định›, ‹đánh giá›, ‹nghiệm thu› đề tài": right behind the head, or behind another one."""
        head = max(self._end("tasked", self._shared()), self._end("tasked", self.begin))
        behind = at == head or self._ends_task(at - (self.tokens.fold(at - 1) == ","))
        return self.title is not None and head > self.begin and behind

    def _is_next_task(self, at: int) -> bool:
        """Behind a comma; but not "Chủ tịch Hội đồng thẩm định, ‹đánh giá cao› đề tài"."""
        task = self._end("tasks", at)
        return task > at and self._is_of("tasked") and self._ends_task(at - 1) and self._end("stops", at) <= task

    def _ends_task(self, at: int) -> bool:
        """True where a task ends at a token, or right before its "và"."""
        at -= self._end("both", at - 1) == at
        return any(self._end("tasks", word) == at for word in (at - 1, at - 2, at - 3) if word > self.begin)

    def _ends_party(self, end: int) -> bool:
        """ "Đảng Cánh tả ‹thống nhất› (CTT)": takes in the last word of a party, which no other word follows."""
        goes = self.tokens.shape(end) in (LOWER, NUMBER) or self.tokens.fold(end) in (":", '"')
        if goes or self._end("party_word", self.begin) == self.begin:
            return False
        self.at = end
        return True

    def _word(self, shape: Shape) -> bool:
        """Takes in a word that no list knows as an organization's."""
        tokens, at = self.tokens, self.at
        if shape is LOWER:
            return self._lower()
        if at > self.begin and self._is_degree(at) and not tokens.glued(at):
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
        if mark == "-" and tokens.glued(at) and tokens.shape(at - 1) is CAPITALS and self._is_short_number(following):
            self.at = following + 1  # "khoa Hồi sức COVID-19"
            return not self.closed
        if mark == "." and tokens.glued(following):
            short = tokens.shape(following) is TITLE and self._end("kinds", at - 1) > at
            if short or tokens.shape(following) is CAPITALS:
                self.at += 1  # "T.Ư", "TP.HCM", "Thanh tra TP.Đà Lạt"
                self.closed = self.closed and not short
                return True
        if mark == "(":
            return self._brackets()
        if following in self.starts:
            return False
        if mark == "-" and self.own and self._end("proper", following) > following:
            self.at = following  # "Trường THCS - THPT Nguyễn Khuyến"
            return True
        halved = self.closed or tokens.shape(at - 1) is NUMBER or names.is_place(tokens, at - 1, at)
        area = mark == "," and self._end("provinces", following) > following and self._end("areas", at - 3) == at - 1
        if ((mark == "-" and halved) or area) and self._other_half(following):
            return True
        if self.closed:
            return False
        if mark == "," and self._is_next_task(following):
            self.at = following
            return True
        if mark in "-,/" and not self._headed(following):
            # "Ủy ban Văn hóa, Giáo dục", "Ban Kinh tế - Ngân sách"
            part = max(self._parts_end(following), self._field(following, mark))
            if mark == "-" and part == following and self._goes_to_place(following):
                self.at = following + 1
                return True
            if mark == "-" and part == following and self.proper and self._second_field(following):
                self.at = following + 1
                return True
            if mark == "-" and part == following and self.named_by and self._is_of("units"):
                field = self._field_end(following)  # "Trưởng khoa Nội thận - tiết niệu"
                # "A - trưởng khoa Ngoại - mổ chính.": a dash closes what a dash opens, before a verb.
                verb = self.named_by == "-" and (field == len(tokens) or tokens.fold(field) == ".")
                part = part if verb else field
            if (
                part > following
                and not self._stops(following, part)
                and not names.name_at(tokens, following, names.run_end(tokens, following))
                and (mark != "," or self._listed(part))
            ):
                self.at = part
                return True
            return mark == "," and self._take_fields(following)
        return False

    def _is_short_number(self, at: int) -> bool:
        tokens = self.tokens
        return tokens.shape(at) is NUMBER and len(tokens.fold(at)) < 3 and tokens.glued(at)

    def _take_fields(self, at: int) -> bool:
        """ "trưởng khoa Cấp cứu‹, hồi sức tích cực, thận nhân tạo›, Trung tâm Y tế": takes in the fields of a unit up
        to what it is part of; and of a body for certain tasks up to the last one of a list ("Ban Chỉ đạo chống buôn
        lậu‹, gian lận thương mại và hàng giả›").
        """
        tokens, last, known = self.tokens, False, False
        tasked, unit = self._is_of("tasked"), self._is_of("units")
        if self.title is None or not (tasked or (self.named_by and (unit or self._is_of("wholes")))):
            return False
        for count in range(_FIELDS):
            end = self._field_end(at)
            if end == at:
                return False
            both, known = self._end("both", end), known or any("parts" in self.known[i] for i in range(at, end))
            # "…, mỹ phẩm, thực phẩm ‹tỉnh Bắc Giang›"
            placed = count > 0 and not tasked and known and self._kind(end) > end
            whole = tokens.fold(end) == "," and self._end("wholes", end + 1) > end + 1
            if last or whole or placed:
                ended = last if tasked else placed or (unit and whole and known)
                self.at = end if ended else self.at
                return ended
            if both == end and tokens.fold(end) != ",":
                return False
            at, last = (both, True) if both > end else (end + 1, False)
        return False

    def _field_end(self, at: int) -> int:
        """The end of some words in small letters that nothing forbids in a body's name, with a mark or "và" behind;
        the token where they are none.
        """
        tokens = self.tokens
        read_to = at
        for word in range(at, at + FIELD):
            mark = tokens.shape(word) is MARK or word == len(tokens)
            if word < read_to and not mark:
                continue
            ended = self._end("both", word) > word or (word > at and self._kind(word) > word)
            if mark or ended or self._stops(word):
                return word
            read_to = self._end("parts", word)
            never = read_to <= word + 1 and tokens.fold(word) in never_fields()
            if never or tokens.shape(word) is not LOWER or word in self.starts:
                return at
        return at

    def _fields_end(self, at: int) -> int:
        """ "trưởng bộ môn Phẫu thuật miệng và ‹hàm mặt›;": the end of the last field of a unit, which a mark closes, or
        `at`.
        """
        unit = self.title is not None and (self._is_of("units") or self._is_of("wholes"))
        end = self._field_end(at) if unit and (self.named_by or self.given) else at
        return end if end == len(self.tokens) or self.tokens.shape(end) is MARK else at

    def _letters_ahead(self, at: int) -> int:
        """ "Cục Nhập cư và ‹thực thi hải quan› (ICE)": the end of a body's words before its letters, or `at`."""
        tokens = self.tokens
        end = next((word for word in range(at, at + UNKNOWN) if tokens.shape(word) is not LOWER), at)
        lettered = tokens.fold(end) == "(" and tokens.shape(end + 1) is CAPITALS and tokens.fold(end + 2) == ")"
        return end if lettered else at

    def _is_of(self, heads: List) -> bool:
        """True where the body begins with one of these heads, or the title shares it."""
        shared = self._shared()
        return self._end(heads, shared) > shared or self._end(heads, self.begin) > self.begin

    def _parts_end(self, at: int) -> int:
        """ "(Quản lý,) giám sát bảo hiểm": the end of all known words of an organization in a row."""
        start = at
        while self._end("parts", at) > at and not (at > start and self._stops(at)):
            at = self._end("parts", at)
            if self.tokens.shape(at) is not LOWER:
                break
        return at

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
        if not two or tokens.fold(at) in persons.never() or tokens.fold(at + 1) in loose() or self._stops(at + 1):
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
        if self._kind(at + 1) > at + 1 and self._take_several(at + 1):
            return True
        dated = self.own and tokens.fold(at + 1) in ("-", "/") and tokens.glued(at + 1) and tokens.glued(at + 2)
        if dated and tokens.shape(at + 2) is NUMBER and tokens.fold(at + 3) not in ("-", "/"):
            self.at, self.own = at + 3, False  # "Bệnh viện 30-4", "Trường mầm non 19/5"
            return True
        if self.closed and not (self.own or (self.proper and len(printed) in (1, 3))):
            return False  # but "Trường Tiểu học Vĩnh Lộc 2", "Bệnh viện Trung ương Quân đội 108"
        coded = at + 2 if tokens.fold(at + 1) == "-" and tokens.glued(at + 1) and tokens.glued(at + 2) else at
        if self._is_code(coded):
            self.at, self.own = coded + 1, False
            return True
        if tokens.fold(at + 1) in counted():
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
        ended = tokens.fold(end - 1) in last_words() and any(self._end("ends", i) == end for i in range(at, end))
        self.whole = self.closed = not self.own and (body or ended or "two" in self.known[at])
        head = self._end("heads", at) > at
        self.headed = self.headed or (head and tokens.shape(at) is not LOWER)
        self.at, self.unknown = end, 0
        return True

    def _lower(self) -> bool:
        tokens, at = self.tokens, self.at
        word = tokens.fold(at)
        following = self._end("belongs", at)
        if following > at:
            goes = self._leads(following) or self._place(following) > following
            goes = goes or self._end("countries", following) > following
            goes = goes or self._kind(following) > following
            if not goes or following in self.starts:
                return False
            self.at, self.closed, self.office = following, False, False
            if self._end("countries", following) > following:
                self.at = self._end("countries", following)
                self.closed = True
                self.foreign = self.foreign or self._end("parts", following) == following
            return True
        there = self._end("there", at)
        if there > at and self._is_seated():
            self.closed = True
            return self._take_seat(there)
        house = self._end("houses", there) if there > at else at
        if house > there and self.title and self.title.level == "foreign":
            # "Trưởng nhóm nghị sĩ đảng Cộng hòa tại Hạ viện Mỹ"
            self.at, self.closed, self.foreign, self.unknown = max(house, self._end("countries", house)), True, True, 0
            return True
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
        if word in loose() or self.title is None:
            return False  # without a title any verb may follow
        self.unknown += 1
        self.own = False
        if self.unknown > UNKNOWN:
            self.at -= self.unknown - 1
            return False
        self.at += 1
        return True

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
        fields = max(self._fields_end(at), self._letters_ahead(at))
        if named or (part == at and not (headed or written or fields > at or self._goes_to_place(at))):
            return False
        if part == at and not headed and tokens.fold(at) in persons.never():
            return False
        self.at = fields
        self.whole = self.closed and not headed
        self.closed = self.whole or fields > at
        return True
