"""What a walk over an organization sees at a token: kinds, places, heads, and where something else begins."""

from __future__ import annotations

from extract.reading import names
from extract.reading.cues import persons
from extract.reading.organizations.known import Known, List, loose
from extract.reading.tokens import CAPITALS, LOWER, NUMBER, TITLE, Tokens
from extract.tables.titles import Title, people

# Words that no list knows, one after another, before the walk gives up.
UNKNOWN = 6


class Looks:
    """A walk's state, and what it sees at a token without a step."""

    def __init__(
        self,
        tokens: Tokens,
        at: int,
        title: Title | None,
        starts: frozenset[int],
        named_by: str,
        linked: bool,
        seated: bool = False,
        given: bool = False,
    ) -> None:
        self.tokens, self.at, self.title, self.starts, self.named_by = tokens, at, title, starts, named_by
        self.linked = linked
        self.given = given  # a verb gives its office
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
        self.known = Known(tokens)

    def _end(self, name: List, at: int) -> int:
        """The end of a list's longest phrase that begins at a token; the token where none does."""
        return self.known[at].get(name, at)

    def _shared(self) -> int:
        """Where the head that the title shares with its organization begins; else where the organization does."""
        fused = self.title.fused if self.title else None
        return max(0, self.begin - len(fused.split())) if fused else self.begin

    def _is_private(self, at: int) -> bool:
        ends = self.known[at]
        end = ends.get("private", at)
        if end == at or "public_anyway" in ends or (at > self.begin and ends.get("private_alone", at) == end):
            return False
        return end >= ends.get("bodies", at)

    def _office_word(self, at: int) -> bool:
        return self.tokens.fold(at) in loose()

    def _is_degree(self, at: int) -> bool:
        """ "Viện trưởng Viện Toán học ‹PGS.TS› Đoàn Văn A"."""
        tokens, behind = self.tokens, at
        while tokens.fold(behind) in persons.degrees():
            behind += 1 + (tokens.fold(behind + 1) == ".")
        return behind > at and tokens.shape(behind) is TITLE and names.surname(tokens, behind)

    def _headed(self, at: int) -> bool:
        """True where another organization begins."""
        return self._is_private(at) or (
            self._end("leading", at) > at and self._end("leading", at) >= self._end("parts", at)
        )

    def _kind(self, at: int) -> int:
        """The end of a kind of place; "HĐND tỉnh Đoàn Văn Việt" has no "tỉnh đoàn"."""
        tokens = self.tokens
        end = self._end("kinds", at)
        mixed = end - at == 2 and tokens.shape(at) is LOWER and tokens.shape(at + 1) is TITLE
        return at + 1 if mixed and names.name_at(tokens, at + 1, names.run_end(tokens, at + 1)) else end

    def _is_numbered(self, at: int) -> bool:
        """ "xã Đạ Huoai ‹2› Lê Văn A": a number that goes on a commune's name."""
        tokens = self.tokens
        short = tokens.shape(at) is NUMBER and len(tokens.fold(at)) == 1 and tokens.shape(at - 1) is TITLE
        marked = tokens.fold(at + 1) in ",;.)-" and tokens.shape(at + 2) is not NUMBER
        return short and (tokens.shape(at + 1) is TITLE or at + 1 == len(tokens) or marked)

    def _is_numbered_one(self, at: int) -> bool:
        return self.tokens.fold(at) == people().number and self.tokens.shape(at + 1) is NUMBER

    def _leads(self, at: int) -> bool:
        return self._end("leading", at) > at or self._end("bodies", at) > at

    def _goes_to_place(self, at: int) -> bool:
        """ "(Ban Xúc tiến và) hỗ trợ đầu tư tỉnh …": words that nothing forbids, and behind them a kind of place."""
        tokens = self.tokens
        for word in range(at, at + UNKNOWN):
            headed = self._kind(word) > word or self._place(word) > word or self._end("standing", word) > word
            if word > at and headed:
                return True
            if tokens.shape(word) is not LOWER or tokens.fold(word) in loose() or self._stops(word):
                return False
        return False

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
        places: List = "provinces" if kind > at and self._end("provincial", at) >= kind else "places"
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
        if end == at or self._end("not_stops", at) > end:
            return False
        if known is None:
            known = max(self._end("parts", at), self._end("bodies", at), self._end("heads", at))
        return end > known or (end == known and self.tokens.shape(at) is LOWER and end - at > 1)
