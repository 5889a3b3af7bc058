"""Which district or commune an article means by "UBND huyện", "Công an xã": the one that it named before."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from extract.facts.levels import names_province
from extract.folding import Text, fold
from extract.reading import names
from extract.reading.cues.institutions import of_city, of_provinces, party_committees, provincial
from extract.reading.titles import any_of, begun
from extract.reading.tokens import tokenize_ahead
from extract.spans import Span
from extract.tables.provinces import Province, district_homes, district_names, province_names
from extract.tables.titles import people
from extract.tables.units import units

# How far before an office the place may be told that it means, where the article names several.
_NEAR = 240
# … and a province.
_FAR = 400
# A place's name, in words.
_LONGEST = 4
# A name of a place is nowhere longer than this, in characters.
_REACH = 60


class Localities:
    """The districts and communes of one article, by kind; looked for where a body without one asks."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.told: dict[str, list[tuple[int, str | None]]] = {}

    def complete(self, organization: str, at: int) -> str:
        """The organization with the place that the article leaves out; as it is where none or several are meant."""
        bare = _bare().search(fold(organization))
        if bare is None:
            return organization
        kind = _kinds()[bare.group("kind")]
        if kind not in self.told:
            self.told[kind] = self._tellings(kind)
        told = self.told[kind]
        number = bisect_left(told, at, key=lambda one: one[0]) - 1
        alone = len({name for _, name in told}) == 1
        name = told[number][1] if number >= 0 and (alone or at - told[number][0] < _NEAR) else None
        return f"{organization} {name}" if name else organization

    def commune(self, at: int, *, far: bool = True) -> str | None:
        """The commune that was told last before an offset, near it or, if `far`, alone; with its kind."""
        told: list[tuple[int, str | None]] = []
        for kind in _communes() & _kinds().keys():
            if kind not in self.told:
                self.told[kind] = self._tellings(kind)
            told += [(start, name and f"{kind} {name}") for start, name in self.told[kind]]
        told.sort(key=lambda one: one[0])
        number = bisect_left(told, at, key=lambda one: one[0]) - 1
        alone = far and len({place for _, place in told}) == 1
        return told[number][1] if number >= 0 and (alone or at - told[number][0] < _NEAR) else None

    def of_province(self, organization: str, at: int) -> str:
        """The organization of a province that a city's article leaves out: the province that it named last before."""
        if not f" {fold(organization)}".endswith(provincial()):
            return organization
        last = None
        for match in _provinces().finditer(self.text.folded, max(0, at - _FAR), at):
            if self.text.raw[match.start("name")].isupper():
                last = province_names()[match["name"]].name
        return f"{organization} {last}" if last else organization

    def of_side(self, organization: str, at: int) -> str:
        """ "Về phía tỉnh A có ông B, Bí thư Tỉnh ủy": of the province or the city whose people the line tells of."""
        folded = f" {fold(organization)}"
        city = folded.endswith((*of_city(), f" {units().city}"))
        if not (city or folded.endswith(provincial())):
            return organization
        last = None
        for match in _of_side().finditer(self.text.folded, self.text.folded.rfind("\n", 0, at) + 1, at):
            if self.text.raw[match.start("name")].isupper():
                last = province_names()[match["name"]]
        return _of(organization, last) if last and (last.kind == "city") is city else organization

    def of_council(self, organization: str, sentence: Span, at: int, *, far: bool) -> str:
        """ "HĐND tỉnh A bầu ông B, Phó Bí thư Tỉnh ủy, …": of the province whose body decides in the sentence before an
        offset; `far`: or decides last before, in an article of no province.
        """
        folded = fold(organization)
        department = folded.startswith(f"{fold(people().department)} ") and not names_province(folded)
        if not (department or f" {folded}".endswith(of_provinces())):
            return organization
        floor = max(0, at - _FAR) if far else sentence.start
        told = [match["name"] for match in _deciding().finditer(self.text.folded, floor, at)]
        row = province_names()[told[-1]] if told else None
        if row is None:
            return organization
        city = row.kind == "city"
        if department:
            return f"{organization} {units().city if city else units().province} {row.name}"
        return _of(organization, row) if f" {folded}".endswith(of_city() if city else provincial()) else organization

    def _tellings(self, kind: str) -> list[tuple[int, str | None]]:
        """Where places of a kind are named, in order; without a name where several are, or one that no list knows."""
        text, found = self.text, []
        for match in _spelled(kind).finditer(text.folded):
            end = self._name_end(kind, match.end())
            if end > match.end():
                several = _several().search(text.folded, max(0, match.start() - 12), match.start())
                named = not several and not self._goes_on(kind, end)
                found.append((match.start(), " ".join(text.raw[match.end() : end].split()) if named else None))
        return found

    def _name_end(self, kind: str, start: int) -> int:
        """The end of the name or number that begins at an offset; the offset where none does."""
        text = self.text
        if number := _NUMBER.match(text.raw, start):
            return number.end() if kind in _numbered() else start
        if not text.raw[start : start + 1].isupper():
            return start
        tokens = tokenize_ahead(text, start, _REACH)
        run = names.run_end(tokens, 0)
        if kind in _communes():
            length = names.place_length(tokens, 0, run, listed=True)
            if length and tokens.fold(length) == "-":
                # "phường Cam Ly - Đà Lạt": with the town that it was a part of
                half = names.run_end(tokens, length + 1)
                town = " ".join(tokens.folds[length + 1 : half]) in district_names()
                length = half if town else length
        else:
            known, lengths = district_homes(), range(min(run, _LONGEST), 0, -1)
            length = next((words for words in lengths if (kind, " ".join(tokens.folds[:words])) in known), 0)
        return tokens.end(length - 1) if length else start

    def _goes_on(self, kind: str, end: int) -> bool:
        """ "quận Hoàng Mai, Hà Đông", "quận 1, 3 và 5": one of several; not "phường Tân Phong, Thượng tá A"."""
        joint = _joint().match(self.text.folded, end)
        if joint is None or _polite().match(self.text.folded, joint.end()):
            return False
        return self._name_end(kind, joint.end()) > joint.end()


def _of(organization: str, row: Province) -> str:
    """The body of a province or a city; a name that is also a man's has its kind ("Thành ủy TP Hồ Chí Minh")."""
    kind = f"{units().city_short} " if row.kind == "city" and row.name in row.ambiguous else ""
    return f"{organization} {'' if fold(organization).endswith(units().city) else kind}{row.name}"


_NUMBER = re.compile(r"\d{1,2}(?![\d\w/.,-]*\d)(?!\w)")


@cache
def _bare() -> re.Pattern[str]:
    """A body that ends with a kind of place smaller than a province."""
    return re.compile(rf"(?:^|(?<=\s))(?P<kind>{any_of(list(_kinds()))})$")


@cache
def _kinds() -> dict[str, str]:
    """A kind of place, another spelling of it, or a committee whose name tells none ("Huyện ủy") → the kind."""
    provincial = [fold(kind) for kind in people().provincial]
    known: dict[str, str] = {}
    for kind, committee in party_committees().items():
        if kind not in provincial:
            same = known.get(fold(committee), kind)
            known[kind] = same
            if kind not in fold(committee).split()[1:]:  # but "Đảng ủy xã"
                known[fold(committee)] = same
    return known


@cache
def _spelled(kind: str) -> re.Pattern[str]:
    """Any spelling of a kind, or its committee, before a name: "TP Huế", "TP.Huế", "Huyện ủy Mai Sơn"."""
    words = [word for word, same in _kinds().items() if same == kind]
    return re.compile(rf"{begun(words)}(?:\s+|(?<=\.))")


@cache
def _provinces() -> re.Pattern[str]:
    """Names of provinces, those that are no city's; one that may be something else has its kind before it."""
    rows = {name: row for name, row in province_names().items() if row.kind != "city"}
    unsure = [name for name, row in rows.items() if name in {fold(other) for other in row.ambiguous}]
    sure = [name for name in rows if name not in unsure and len(name) > 3]
    kind = rf"{units().province}\s+(?={any_of(unsure)})"
    return re.compile(rf"(?<!\w)(?:{kind}|(?={any_of(sure)}))(?P<name>{any_of(list(rows))})(?!\w)")


@cache
def _of_side() -> re.Pattern[str]:
    """Before the people of a province: "về phía tỉnh Gia Lai", "đoàn đại biểu Gia Lai"."""
    who = rf"{begun(people().sides_of)}\s+(?:{any_of(people().side_delegates)}\s+)?"
    kind = rf"(?:{people().of_whom}\s+)?(?:{any_of([units().province, *units().city_heads])}\s*)?"
    return re.compile(rf"{who}{kind}(?P<name>{any_of(list(province_names()))})(?!\w)")


@cache
def _deciding() -> re.Pattern[str]:
    """ "HĐND tỉnh Gia Lai khóa X", "Đảng bộ TP Hà Nội", "Tại Bình Phước,"."""
    kind = any_of([units().province, *units().city_heads])
    name = rf"(?P<name>{any_of(list(province_names()))})(?!\w)"
    there = rf"(?:^|(?<=[.;\n]\s)|(?<=\n)){any_of(people().deciding_at)}\s+(?:{kind}\s*)?(?=[^,;.\n]{{1,30}},)"
    return re.compile(rf"(?:{begun(people().deciding)}\s+(?:{kind}\s*)?|{there}){name}")


@cache
def _communes() -> frozenset[str]:
    return frozenset(fold(kind) for kind in people().communes)


@cache
def _numbered() -> frozenset[str]:
    return frozenset(fold(kind) for kind in people().numbered)


@cache
def _several() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(people().plural)}|\d+)\s+$")


@cache
def _polite() -> re.Pattern[str]:
    return re.compile(rf"{any_of(people().honorifics)}(?!\w)")


@cache
def _joint() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:,|{any_of(people().both)})\s+")
