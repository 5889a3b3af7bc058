"""One organization from its beginning to its end."""

from __future__ import annotations

from functools import lru_cache

from extract.folding import Text, fold
from extract.language.phrases import places_of
from extract.reading import far_names, names
from extract.reading.cues import changes, institutions
from extract.reading.organizations.known import (
    FIELD,
    general_heads,
    loose,
    maybe_of_places,
    modal,
    of_places,
    shortened,
    whole_end,
)
from extract.reading.organizations.looks import UNKNOWN
from extract.reading.organizations.steps import Steps
from extract.reading.tokens import CAPITALS, LOWER, MARK, NUMBER, TITLE, Shape
from extract.tables.titles import people

# So many words are an organization at most, and what its task is.
_LONGEST = 40
_DESCRIBED = 32
# So many words name a place abroad, at most; a person of elsewhere, at least.
_FAR_PLACE, _SHORTEST = 3, 2
# So many words before an office whoever takes it is told, at most.
_GIVEN = 40
# So many letters before the name of a place tell that it is one.
_KIND = 16
# What opens and closes the name of whoever leads it, behind it.
_BESIDE = {",": ",", "(": ")", "-": "-"}


@lru_cache(maxsize=64)
def _is_place(text: Text, word: str) -> bool:
    """True where a text tells of a place by this word."""
    folded, told = text.folded, institutions.before_place()
    return any(
        told.search(folded, place - _KIND, place)
        for place in places_of(word, folded)
        if not folded[place + len(word) : place + len(word) + 1].isalnum()
    )


class Walk(Steps):
    """One organization while it is read."""

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
        self._walk()
        if self._is_of("tasked") and (described := self._described_end()) > self.at:
            self.at = described
            self._walk()
        # "trưởng phòng ngân quỹ" may be anybody's.
        general = self.title is not None and fold(self.title.fused or "") in general_heads()
        known = known or self.headed or self.closed or self.tokens.fold(self.at) in institutions.these()
        return self.begin if general and not known else self.at

    def _walk(self) -> None:
        while self.at < len(self.tokens) and self.at - self.begin < _LONGEST and self._step():
            pass

    def _described_end(self) -> int:
        """ "chủ tịch Hội đồng ‹tư vấn xét duyệt hồ sơ cấp đổi, cấp lại giấy chứng nhận quyền sử dụng đất› xã A": the
        end of the words in small letters that tell the task of what is led, up to its place or a mark; or the token.
        """
        tokens, first = self.tokens, self.at
        if self.closed or not (self.named_by or self.given):
            return first
        listed: int | None = None
        for at in range(first, min(first + _DESCRIBED, len(tokens))):
            there = self._end("there", at)
            if at > first and (self._kind(there) > there or self._place(there) > there):
                return there
            word = tokens.fold(at)
            if tokens.shape(at) is MARK:
                follows = at + 1 not in self.starts and tokens.shape(at + 1) is LOWER and not self._office_word(at + 1)
                goes = word == "," and follows and not self._stops(at + 1)
                if listed is None and not (goes and {*tokens.folds[at - 2 : at]} & {*tokens.folds[at + 1 : at + 3]}):
                    listed = at  # but "cấp đổi, cấp lại"
                if not goes:
                    return first if listed is None else listed
            elif word == people().for_somebody and listed is None and at - first > UNKNOWN:
                return at
            elif there > at or tokens.shape(at) is not LOWER or at in self.starts or word in modal() or self._stops(at):
                break
        return first if listed is None else listed

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

    def _is_named_alone(self) -> bool:
        """ "Trung tâm Hoa Mai": a name of its own, and nothing that tells what is done there."""
        at = self._end("private_named", self.at)
        run = names.run_end(self.tokens, at) if at > self.at else at
        if run <= at + 1 or names.name_at(self.tokens, at, run) or any(self.known[i] for i in range(at, run)):
            return False
        return not self.known[run].keys() & {"belongs", "kinds", "heads", "parts", "places", "bodies"}

    def _country(self) -> bool:
        """ "Tổng thống Mỹ", "Đại sứ Việt Nam tại Malaysia", "Tổng lãnh sự Hoa Kỳ tại TP.HCM"."""
        tokens = self.tokens
        end = self._end("countries", self.at)
        if end == self.at and self.title is not None:
            office = self.title.canonical
            if office in of_places() or (office in maybe_of_places() and self._is_told_apart()):
                end = self._far_place()
        if end == self.at or all(tokens.shape(word) in (LOWER, NUMBER) for word in range(self.at, end)):
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
                there = Walk(tokens, place, None, self.starts, "", linked=True, seated=True).end()
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
        spaced = spaced and not self.linked
        if run == at or spaced or self.known[at].keys() & {"heads", "bodies", "parts", "kinds", "places"}:
            return self._end("abroad", at)  # "Thủ hiến ‹đương nhiệm› Rafael López Aliaga"
        if run - at <= _FAR_PLACE and (self.named_by or self._is_told_behind(run)):
            return run
        if self.given and run == at + 1 and self._is_given_before(run):
            return run
        return far_names.place_end(tokens, at, run)

    def _is_told_apart(self) -> bool:
        """ "Cảnh sát trưởng ‹Tulsa› Michael Gunderson": the article tells of the place, too ("thành phố Tulsa")."""
        tokens, at = self.tokens, self.at
        if names.run_end(tokens, at) - at <= _SHORTEST:
            return False
        return _is_place(tokens.text, tokens.fold(at))

    def _is_told_behind(self, at: int) -> bool:
        """ "Thị trưởng Bristow‹, bà Anna Keller,›", "… ‹(bà Anna Keller)›": who leads a place, between two marks."""
        tokens, name = self.tokens, at + 2
        if tokens.fold(at) not in _BESIDE or tokens.fold(at + 1) not in names.polite():
            return False
        end = names.run_end(tokens, name)
        return end - name > 1 and tokens.fold(end) == _BESIDE[tokens.fold(at)]

    def _is_given_before(self, end: int) -> bool:
        """ "Ông A đắc cử thị trưởng ‹Cusco›": whom the office is given to is told before it, with a word of respect;
        but not "ông A chọn thị trưởng ‹Quispe› làm …".
        """
        tokens = self.tokens
        if changes.taken_as().match(tokens.text.folded, tokens.end(end - 1)):
            return False
        respect = (at for at in range(max(0, self.at - _GIVEN), self.at) if tokens.fold(at) in names.polite())
        return any(tokens.shape(at + 1) in (TITLE, CAPITALS) for at in respect)

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
        for at in range(first, min(first + FIELD, len(tokens))):
            if at in self.starts or tokens.shape(at) in (MARK, NUMBER):
                return False
            if at > first and tokens.shape(at) in (TITLE, CAPITALS):
                end = self._end("countries", at)
                run = names.run_end(tokens, at)
                name = end == at and run - at > 1 and names.from_abroad(tokens, at, at + 1)
                if end > at or (name and self.title.canonical in people().described):
                    self.at, self.foreign, self.linked = max(end, at), True, True
                    return True
            elif tokens.fold(at) in loose() and self._end("fields", at) == at:
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
        if self._is_hamlet() and shape is TITLE and names.run_end(tokens, at) > at + 1:
            return self._hamlet(shape)  # "Trưởng thôn ‹Bản Váng›", though "Bản" begins a hamlet's name
        if self._end("bodies", at) > at or self._end("heads", at) > at:
            return True
        if self._place(at) > at or self._end("kinds", at) > at:
            return True
        if self.title is not None and self.title.canonical in people().governors and self._end("states", at) > at:
            return True
        if not fused:
            return False
        if self._is_hamlet():
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

    def printed(self, start: int, end: int) -> str:
        """The organization's words without what stands in brackets, with the head that it shares with the title."""
        tokens = self.tokens
        pieces, at = [], start
        for skip, after in self.skipped:
            if after <= end:
                pieces.append(tokens.text.raw[tokens.starts[at] : tokens.end(skip - 1)])
                at = after
        if at < end:
            pieces.append(tokens.text.raw[tokens.starts[at] : tokens.end(end - 1)])
        told = " ".join(" ".join(pieces).split())
        fused = self.title.fused if self.title else None
        if fused is None or self.private or self.linked:
            return told
        folded, head = fold(told), fold(fused)
        if folded.startswith((head, *shortened(head))):
            return told
        # "Phó Vụ trưởng Bộ Nội vụ" leads no "Vụ Bộ Nội vụ".
        if head not in general_heads() and self._end("standing", start) > start:
            return told
        return f"{fused} {told}"
