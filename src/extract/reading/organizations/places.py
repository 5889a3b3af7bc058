"""The places and the own names of an organization: a town, a country, a school named after somebody."""

from __future__ import annotations

from extract.folding import fold
from extract.reading import far_names, names
from extract.reading.cues import persons
from extract.reading.organizations.known import modal, short_districts, wholes
from extract.reading.organizations.looks import Looks
from extract.reading.tokens import CAPITALS, LOWER, NUMBER, TITLE
from extract.tables.titles import people


class Places(Looks):
    """A walk that takes in places, countries, seats and runs of capitals."""

    def _own(self, at: int, end: int) -> int:
        """How much of a run of capitals is the own name of a school, a hospital or a small place."""
        hamlet = self._is_hamlet()
        # "bà A, trưởng khoa Bệnh viện Lê Văn Thịnh": whoever leads it is told before it.
        of_its_own = names.LEFT_OUT_NAMED if self.named_by and self.proper else names.LEFT_OUT
        left_out = self._left_out(names.LEFT_OUT_HEADED if hamlet else of_its_own)
        return names.place_length(self.tokens, at, end, left_out=left_out) if end > at else 0

    def _is_hamlet(self) -> bool:
        """True where the title is of whoever leads a hamlet ("Trưởng bản")."""
        return self.title is not None and self.title.alone == "yes" and self.title.level == "commune"

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

    def _other_half(self, at: int) -> bool:
        """ "phường Xuân Hương - Đà Lạt": a known place that no name begins with; behind the number of an area ("TAND
        khu vực 2 - Long Bình"), any; and a province behind its comma ("VKSND khu vực 5, Nghệ An").
        """
        place, run = self._end("places", at), names.run_end(self.tokens, at)
        if place == at and self._end("areas", at - 4) == at - 2:
            place += names.place_length(self.tokens, at, run) if run > at else 0
        if place == at or run - place == 1:
            return False
        self.at, self.closed, self.own = place, True, False
        return True

    def _take_place(self, end: int) -> bool:
        if self.closed and not self.own and not self.whole and self._end("kinds", self.at) == self.at:
            return False
        end += self._end("communes", self.at) > self.at and self._is_numbered(end)
        self.at, self.closed, self.own, self.unknown, self.whole = end, True, False, 0, False
        return True

    def _take_country(self, end: int) -> bool:
        """ "Bộ Quốc phòng Israel": a foreign body's; "Việt Nam" is known as a word of an organization's."""
        folds, length = self.tokens.folds, end - self.at
        if folds[self.at - length : self.at] == folds[self.at : end]:
            return False  # "Bộ trưởng Quốc phòng Israel ‹Israel Katz›"
        self.at, self.unknown, self.own = end, 0, False
        self.foreign = self.closed = True
        return True

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

    def _take_state(self, end: int) -> bool:
        """ "Tòa án ‹hạt Maricopa› Mary Johnson", "Bộ trưởng Nội vụ ‹bang Saarland› Reinhold Jost": of elsewhere."""
        tokens = self.tokens
        name = end + far_names.heads_a_place(tokens, end)
        if tokens.shape(name) is not TITLE or not names.from_abroad(tokens, name, name + 1):
            return False
        run = names.run_end(tokens, end)
        cut = far_names.place_end(tokens, end, run)
        self.at, self.unknown, self.own = (run if cut == end else cut), 0, False
        self.foreign = self.closed = True
        return True

    def _take_several(self, at: int) -> bool:
        """ "Công an hai ‹tỉnh Đắk Lắk và Lâm Đồng›": a kind of place and the names of two and more."""
        tokens, kind = self.tokens, self._kind(at)
        placed = self.closed and not self.whole and tokens.shape(self.at - 1) in (TITLE, NUMBER)
        if kind == at or tokens.shape(kind) is not TITLE or placed:
            return False
        end, count = self._named_end(kind), 1
        while (joint := self._end("both", end) if tokens.fold(end) != "," else end + 1) > end:
            if tokens.shape(joint) is not TITLE or joint in self.starts or self._leads(joint):
                break
            end, count = self._named_end(joint), count + 1
        if count == 1:
            return False
        self.at, self.closed, self.whole, self.own, self.unknown = end, True, False, False, 0
        return True

    def _named_end(self, at: int) -> int:
        """The end of a known place, or of a run of capitals."""
        place = self._end("places", at)
        return place if place > at else names.run_end(self.tokens, at)

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
            return (far_names.place_end(tokens, at, end) - at) or end - at
        if self._end("provincial", self.at) >= at:
            # All provinces are known: it is whoever holds the office, or far away.
            person = names.surname(tokens, at) or names.name_at(tokens, at, end)
            return 0 if person else end - at
        known = int(tokens.fold(at) in short_districts())
        return names.place_length(tokens, at, end, known, self._left_out(names.LEFT_OUT_DISTRICT))

    def _is_far(self, at: int) -> bool:
        """True behind a kind of place, for the name of one that is none of Vietnam."""
        far = self.title is not None and (self.title.level == "foreign" or self.title.canonical in people().governors)
        # "Chủ tịch HĐND tỉnh Rah Lan Chung"
        listed = self._end("provincial", self.at) >= at or self._end("urban", self.at) >= at
        if not (far or (listed and not names.surname(self.tokens, at))):
            return False
        first = at + (listed and far_names.heads_a_place(self.tokens, at))  # "quận ‹Nam› California"
        return names.from_abroad(self.tokens, first, first + 1)

    def _left_out(self, usual: float) -> float:
        return usual + (names.LEFT_OUT_BEHIND.get(self.named_by, 0.0))

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

    def _run(self) -> bool:
        """A run of capitals: the organization's own name, a person, or the one and then the other."""
        tokens, at = self.tokens, self.at
        end = self._run_end(at)
        state = self._end("states", self.begin) > self.begin
        far = self.title is not None and self.title.level == "foreign" and names.from_abroad(tokens, at, end)
        if self.title is not None and state and at == self._end("states", self.begin):
            # "bang Florida Pam Bondi", "vùng Trung Hy Lạp Fanis Dimou"
            # … but "thống đốc hạt Johnson Sakaja", "Thủ hiến bang Chris Minns": the state was told before
            # … and "A, cảnh sát trưởng hạt Santa Clara": whoever leads it was told before, or no name begins so
            self.at = far_names.place_end(tokens, at, end)
            alone = self.named_by or end - at == 1 or far_names.heads_a_place(tokens, at)
            if self.named_by in ("-", "(") or (self.at == at and alone):
                self.at = end
            self.foreign = True
            return False
        if self.title is not None and (state or far) and at > self.begin:
            if self.named_by and end - at == 1:
                self.at, self.foreign = end, True  # "A, chỉ huy lực lượng Quds": who leads it was told before
                return False
            if at == self._end("heads", self.begin) and (person := far_names.person_in(tokens, at, end)) < end:
                self.at = person  # "thượng nghị sĩ đảng Xanh Sarah Hanson-Young"
            self.foreign = self.foreign or state
            return False
        if persons.foreign_courtesy().end(tokens, at) > at or (self.closed and not self.own):
            return False
        if end - at == 1 and not names.one_syllable(tokens.fold(at)):
            # The second syllable of a compound goes with it ("Khảo thí", "Bồi thường").
            compound = tokens.shape(end) is LOWER and tokens.fold(end) not in modal() and not self._stops(end)
            self.at, self.unknown = end + compound, 0
            return True
        if self.own and self._end("proper", at) == at + 1 < end:
            self.at = at + 1  # "Trường THPT Chuyên Lê Hồng Phong"
            return True
        if self.own:
            cut = at + self._own(at, end)
            if cut > at and self._is_hamlet():
                # "Trưởng bản Nà Tọ ‹dẫn chúng tôi đi›"
                cut += cut == end and self._is_numbered(cut)
                self.closed = True
            self.own = False
        elif self._end("parts", end - 1) > end and not self._is_whole_name(at, end):
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

    def _is_whole_name(self, at: int, end: int) -> bool:
        """ "Vụ Pháp chế ‹Nguyễn Thu Trang› bị khởi tố": somebody, though the last syllable begins a body's word."""
        sure = names.strong_surname(self.tokens, at) or names.middle(self.tokens, at + 1)
        return end - at > 2 and sure and names.name_at(self.tokens, at, end)

    def _far_person(self, at: int, end: int) -> int:
        """Where in a run a person of elsewhere begins; `end` where none does, and in "Marc Short, chánh văn phòng Phó
        tổng thống Mike Pence", who is told before.
        """
        whose = self.named_by and any(start in self.starts for start in range(self.begin, at))
        return end if self.title is None or self.proper or whose else far_names.person_in(self.tokens, at, end)

    def _is_foreign(self, at: int, end: int) -> bool:
        """True for two words and more behind a minister's field, or behind a body's letters, that are no Vietnamese
        syllables.
        """
        tokens = self.tokens
        if self.title is None or end - at < 2:
            return False
        if self.title.alone == "yes" and fold(self.title.fused or "") in wholes():
            return names.from_abroad(tokens, at, end)  # "Bộ trưởng Bộ Nhân lực Tan See Leng"
        if not all(names.is_foreign(tokens, word) for word in (at, end - 1)):
            return False
        short = tokens.shape(at - 1) is CAPITALS and len(tokens.fold(at - 1)) > 2
        return self.title.alone == "yes" or (short and names.from_abroad(tokens, at, end))
