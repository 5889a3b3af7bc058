"""Names of elsewhere in a run of capitals: a body's words, a place and a person, without a mark between them."""

from __future__ import annotations

from functools import cache

from extract.folding import fold
from extract.reading import names
from extract.reading.cues import institutions, links
from extract.reading.tokens import LOWER, Tokens
from extract.tables.titles import people

# Syllables of a name at least, and of one in the syllables of Vietnamese at most ("Trần Kỳ Mại").
_SHORTEST = 2
_SINO_VIETNAMESE = 3


def place_end(tokens: Tokens, at: int, end: int) -> int:
    """Where in the run behind an office that leads a place ("Thị trưởng ‹Nova Kakhovka› Pavlo Serhiienko") the person
    begins; `at` where nothing but a person is told.
    """
    known = min(end, max(institutions.far_places().end(tokens, at), at))
    if known > at:
        return known if end - known != 1 or not names.is_outlandish(tokens.folds[known:end]) else at
    if end - at <= _SHORTEST:
        return at
    if names.from_abroad(tokens, at, end):
        cut = _behind_head(tokens, at)
        return cut if cut <= end - _SHORTEST and not _is_one_name(tokens, at, cut, end) else at
    # "Thị trưởng Tân Trúc Cao Hồng An": all in the syllables of Vietnamese.
    splits = (cut for cut in range(at + 2, end - 1) if end - cut <= _SINO_VIETNAMESE)
    return next((cut for cut in splits if names.surname(tokens, cut)), at)


def heads_a_place(tokens: Tokens, at: int) -> bool:
    """True for a word that places abroad begin with ("‹Santa› Clara")."""
    return tokens.fold(at) in _heads()


def _behind_head(tokens: Tokens, at: int) -> int:
    """The end of a place of one word, or of two where the first is never a whole name ("San Marcos"), or a hyphen joins
    them ("Baden-Württemberg").
    """
    end = at + 1
    while tokens.fold(end) == "-" and tokens.glued(end) and tokens.glued(end + 1):
        end += 2
    if tokens.fold(at) in _heads():
        end = max(end + 1, institutions.far_places().end(tokens, end))
    return end + (tokens.fold(end) in _tails())


def _is_one_name(tokens: Tokens, at: int, cut: int, end: int) -> bool:
    """ "Thị trưởng Rafael López Aliaga": told whole again, and nowhere without its first word."""
    raw = tokens.text.raw
    whole, rest = (raw[tokens.starts[begin] : tokens.end(end - 1)] for begin in (at, cut))
    return raw.count(whole) == raw.count(rest) > 1


def person_in(tokens: Tokens, at: int, end: int) -> int:
    """Where in a run behind other words of a body a person of elsewhere begins; `end` where none does.

    "Năng lượng và Mỏ ‹Vicente de la O Levy›": the body's word goes before; "tình báo quốc gia ‹Cho Tae-yong›" is a
    person as a whole, for the body's last phrase is told.
    """
    if end - at < _SHORTEST or not names.from_abroad(tokens, at, end) or tokens.fold(at) in names.place_heads():
        return end
    begin = at
    word = tokens.fold(at - 1)
    if word in _named() and end - at > _SHORTEST and names.from_abroad(tokens, at, at + 1):
        return end - _SHORTEST  # "lãnh đạo đảng Likud ‹Benjamin Netanyahu›"
    if tokens.shape(at - 1) is not LOWER or word in links.both_words() or word in institutions.short_heads():
        begin = next((word for word in range(at, end) if names.from_abroad(tokens, word, word + 1)), at)
    outlandish = [word for word in range(begin, end) if names.from_abroad(tokens, word, word + 1)]
    sure = names.is_hyphened(tokens, begin, end) or len(outlandish) > 1 or outlandish[-1] == end - 1
    return begin if sure and end - begin >= _SHORTEST else end


@cache
def _named() -> frozenset[str]:
    return frozenset(fold(head).split()[-1] for head in people().named_abroad)


@cache
def _heads() -> frozenset[str]:
    return frozenset(map(fold, people().far_heads))


@cache
def _tails() -> frozenset[str]:
    return frozenset(map(fold, people().far_tails))
