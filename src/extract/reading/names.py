"""Names of people: runs of capitals that begin with a surname, or that stand where only a name stands."""

from __future__ import annotations

from functools import cache

from extract.folding import fold
from extract.reading.tokens import Lexicon, Shape, Tokens
from extract.tables.provinces import district_homes, province_names
from extract.tables.titles import people

# Syllables of a name, at most.
LONGEST = 5
_TITLED = (Shape.TITLE, Shape.CAPITALS)


def run_end(tokens: Tokens, at: int) -> int:
    """The token behind the run of capitals at `at`: syllables of a name, written with nothing but a space between.

    A run in capitals only ("NGUYỄN VĂN AN") and one in usual letters do not mix; "Rơ-ông" and "Timor-Leste" are one
    syllable each.
    """
    shape = tokens.shape(at)
    if shape not in _TITLED:
        return at
    one = tokens.ends[at] - tokens.starts[at] == 1
    capitals = shape is Shape.CAPITALS or (one and tokens.shape(at + 1) is Shape.CAPITALS)
    end = at + 1
    while end < len(tokens):
        if tokens.fold(end) == "-" and tokens.glued(end) and tokens.glued(end + 1):
            if capitals or tokens.shape(end + 1) not in (Shape.LOWER, Shape.TITLE):
                return end
            end += 2
            continue
        if tokens.fold(end) == "." and end == at + 1 and one and tokens.shape(end + 1) is Shape.TITLE:
            end += 1  # "J. D. Vance"
            at = end
            continue
        if tokens.glued(end):
            return end
        following = tokens.shape(end)
        single = tokens.ends[end] - tokens.starts[end] == 1
        if not (following is (Shape.CAPITALS if capitals else Shape.TITLE) or (single and following is Shape.TITLE)):
            return end
        end += 1
    return end


def surname(tokens: Tokens, at: int) -> bool:
    """True where the token is a surname, or the name of one syllable of the Cơ Ho and the Ê Đê ("K'Mák")."""
    word = tokens.fold(at)
    return word in _surnames() or one_syllable(word)


def strong_surname(tokens: Tokens, at: int) -> bool:
    """True for a surname that is hardly ever anything else."""
    return surname(tokens, at) and tokens.fold(at) not in _weak()


def one_syllable(word: str) -> bool:
    """ "K'Mák", "H'Yim": a whole name by itself."""
    return len(word) > 2 and word[:2] in _one_syllable()


def name_at(tokens: Tokens, at: int, end: int) -> bool:
    """True where the run from `at` to `end` reads as a person's name by itself."""
    count = end - at
    if count == 1:
        return one_syllable(tokens.fold(at))
    place = _places().end(tokens, at)
    if at < place < end - 1 and strong_surname(tokens, place):
        return False  # "(Sở Y tế) Quảng Nam Trần Văn Bình": the place is the body's
    if 3 <= count <= LONGEST and tokens.fold(at + 1) in _sure_middle():
        return True  # "Khang Thị Mào"
    if not (2 <= count <= LONGEST and surname(tokens, at)):
        return False
    return tokens.fold(at) not in _weak() or count > 2 or tokens.fold(at + 1) in _middle()


def own_length(tokens: Tokens, at: int, end: int) -> int:
    """How many syllables of the run from `at` name a place or a school; the rest is a person's name, or nothing.

    "phường Quang Trung" is whole, "xã Mường Than Lò Văn An" is two syllables and a person.
    """
    count = end - at
    for own, person in ((2, 3), (1, 3), (2, 4), (2, 2), (3, 3), (1, 4), (3, 2), (3, 4), (4, 3), (1, 2)):
        if own + person != count:
            continue
        first = at + own
        # Two syllables behind one are rather the place's own ("Lê Minh Xuân"); a school's are up to four.
        certain = strong_surname(tokens, first) and (
            (own > 1 and (person > 2 or count > 4 or not surname(tokens, at)))
            or (own == 1 and person > 2 and not surname(tokens, at))
        )
        if certain and tokens.fold(first - 1) not in _middle():
            return own
    return count


def is_person(tokens: Tokens, at: int, end: int) -> bool:
    """True for a run that is a person's name and no place's: "Vũ Thị Hằng", but not "Quang Trung"."""
    return 3 <= end - at <= LONGEST and strong_surname(tokens, at) and tokens.fold(at + 1) in _sure_middle()


def person_in(tokens: Tokens, at: int, end: int) -> int:
    """Where in the run from `at` to `end`, that begins with an organization's words, a person's name begins."""
    if name_at(tokens, at, end):
        return at
    count = end - at
    for length in (3, 4, 2, 5):
        first = end - length
        if length < count and strong_surname(tokens, first) and (length > 2 or tokens.fold(first - 1) not in _middle()):
            return first
    if one_syllable(tokens.fold(end - 1)) and not surname(tokens, end - 2):
        return end - 1
    return end


def is_foreign(tokens: Tokens, at: int) -> bool:
    """True for a word that no Vietnamese syllable looks like: plain letters, four at least ("Trump")."""
    word = tokens.fold(at)
    return len(word) > 3 and word.isascii() and word.isalpha()


def is_place(tokens: Tokens, at: int, end: int) -> bool:
    """True where the run is a province or a district as a whole."""
    return _places().end(tokens, at) == end


@cache
def _surnames() -> frozenset[str]:
    return frozenset(fold(word) for word in people().surnames)


@cache
def _one_syllable() -> frozenset[str]:
    return frozenset(fold(word) for word in people().one_syllable)


@cache
def _weak() -> frozenset[str]:
    return frozenset(fold(word) for word in people().weak_surnames)


@cache
def _sure_middle() -> frozenset[str]:
    return frozenset(fold(word) for word in people().middle_names[:2])


@cache
def _middle() -> frozenset[str]:
    return frozenset(fold(word) for word in people().middle_names)


@cache
def _places() -> Lexicon:
    return Lexicon([*province_names(), *(name for _, name in district_homes())])
