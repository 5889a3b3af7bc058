"""Names of people: runs of capitals that begin with a surname, or that stand where only a name stands."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache

from extract.folding import fold
from extract.reading.tokens import CAPITALS, LOWER, MARK, TITLE, Lexicon, Tokens
from extract.tables.encodings import is_syllable
from extract.tables.provinces import district_names, province_names, regions
from extract.tables.titles import people
from extract.tables.topics import topics
from extract.tables.units import units

# Syllables of a name, at most.
LONGEST = 5
_TITLED = (TITLE, CAPITALS)


def run_end(tokens: Tokens, at: int) -> int:
    """The token behind the run of capitals at `at`: syllables of a name, written with nothing but a space between.

    A run in capitals only ("NGUYỄN VĂN AN") and one in usual letters do not mix; "Rơ-ông" and "Timor-Leste" are one
    syllable each.
    """
    shapes, folds = tokens.shapes, tokens.folds
    count = len(folds)
    if not 0 <= at < count or shapes[at] not in _TITLED:
        return at
    if at + 1 < count and shapes[at + 1] is LOWER and folds[at + 1] not in _particles():
        return at + 1  # as most
    starts = tokens.starts
    one = len(folds[at]) == 1
    first = at
    capitals = shapes[at] is CAPITALS or (one and tokens.shape(at + 1) is CAPITALS)
    end = at + 1
    while end < count:
        following, word = shapes[end], folds[end]
        if following is TITLE and not capitals and starts[end] > starts[end - 1] + len(folds[end - 1]):
            end += 1  # as most
            continue
        if word == "-" and tokens.glued(end) and tokens.glued(end + 1):
            if capitals or tokens.shape(end + 1) not in (LOWER, TITLE) or tokens.fold(end + 1) in _once():
                return end  # "Trần Văn Bình-nguyên Bí thư"
            end += 2
            continue
        if word == "-" and tokens.glued(end) != tokens.glued(end + 1) and _is_broken(tokens, first, end):
            end += 2
            continue
        if word == "." and end == at + 1 and one and tokens.shape(end + 1) is TITLE:
            end += 1  # "J. D. Vance"
            at = end
            continue
        initial = word == "." and len(folds[end - 1]) == 1 and tokens.shape(end + 1) is TITLE
        if initial and end > first + 1 and is_foreign(tokens, end - 2):
            end += 1  # "Kevin B. Schneider", "Ông Kevin B. Schneider"
            continue
        if tokens.glued(end) and folds[end - 1] not in (".", "-"):
            return end
        particle = following is LOWER and not capitals and word in _particles()
        if particle and (name := _behind_particles(tokens, end)):
            end = name
            continue
        single = len(word) == 1
        if not (following is (CAPITALS if capitals else TITLE) or (single and following is TITLE)):
            # "xã Hoàn Long Thiếu tá A": a rank begins with the last one.
            return end - (end - 1 > first and _ranks().end(tokens, end - 1) > end)
        end += 1
    return end


def _is_broken(tokens: Tokens, first: int, dash: int) -> bool:
    """ "Park Dae‹- ›Ho", "Jean‹- ›Pierre Dubois": a space too many beside a dash between syllables of elsewhere."""
    before, behind = tokens.fold(dash - 1), tokens.fold(dash + 1)
    if not (behind.isascii() and behind.isalpha()) or (is_syllable(before) and is_syllable(behind)):
        return False
    if tokens.shape(dash + 1) is LOWER:
        ended = tokens.shape(dash + 2) is MARK
        return dash - 1 > first and (ended or not is_syllable(behind))  # "Choi Young- sam, …", "Woo Won -shik"
    return tokens.shape(dash + 1) is TITLE and (dash - 1 > first or tokens.shape(dash + 2) is TITLE)


def spelled(printed: str) -> str:
    """A name with no more space than it has: one between two syllables, none beside a dash."""
    return "-".join(part.strip() for part in " ".join(printed.split()).split("-"))


@cache
def _once() -> frozenset[str]:
    """The words by themselves before an office that is over."""
    return frozenset(fold(word) for word in people().former if " " not in word)


def _behind_particles(tokens: Tokens, at: int) -> int:
    """The token where a foreign name goes on behind small words of it ("von der ‹Leyen›"); 0 where none does."""
    end = at
    while tokens.fold(end) in _particles() and end < at + _PARTICLES:
        end += 1
    if tokens.fold(end) == "-" and tokens.glued(end) and tokens.glued(end + 1):
        end += 1  # "Bashar al-Assad"
    return end if end > at and tokens.shape(end) is TITLE else 0


def is_short(tokens: Tokens, at: int, end: int) -> bool:
    """True where no more words of a run of capitals are names than a person has: "‹Mohammed› bin ‹Abdulrahman›
    al-‹Thani›" has three.
    """
    return end - at <= LONGEST or sum(shape in _TITLED for shape in tokens.shapes[at:end]) <= LONGEST


def is_particle(word: str) -> bool:
    """True for a small folded word that surnames of elsewhere begin with."""
    return word in _particles()


def is_surname(word: str) -> bool:
    """True for a folded word that names of the country's peoples begin with."""
    return word in _surnames()


def surname(tokens: Tokens, at: int) -> bool:
    """True where the token is a surname, or the name of one syllable of the Cơ Ho and the Ê Đê ("K'Mák")."""
    word = tokens.fold(at)
    return word in _surnames() or one_syllable(word)


def strong_surname(tokens: Tokens, at: int) -> bool:
    """True for a surname that is hardly ever anything else."""
    return surname(tokens, at) and tokens.fold(at) not in _weak()


def middle(tokens: Tokens, at: int) -> bool:
    """True for a syllable that stands between a surname and the last one."""
    return tokens.fold(at) in _middle()


def one_syllable(word: str) -> bool:
    """ "K'Mák", "H'Yim": a whole name by itself."""
    return len(word) > 2 and word[:2] in _one_syllable()


def name_at(tokens: Tokens, at: int, end: int) -> bool:
    """True where the run from `at` to `end` reads as a person's name by itself."""
    count = end - at
    if count == 1:
        return one_syllable(tokens.fold(at))
    if count == 2 and single(tokens, at):
        return _single_places().end(tokens, at) < end
    if count == 2 and one_syllable(tokens.fold(at + 1)) and surname(tokens, at):
        return True  # "Nay H'Nan"
    place = _places().end(tokens, at)
    if at < place < end - 1 and strong_surname(tokens, place):
        return False  # "(Sở Y tế) Quảng Nam Trần Văn Bình": the place is the body's
    if 3 <= count <= LONGEST and tokens.fold(at + 1) in _sure_middle():
        return True  # "Khang Thị Mào"
    if not (2 <= count <= LONGEST and surname(tokens, at)):
        return False
    return tokens.fold(at) not in _weak() or count > 2 or tokens.fold(at + 1) in _middle()


# What tells where a place's name ends and a person's begins: how long places and persons are, in syllables, and what a
# name begins and goes on with. Set by hand, and tried on all communes of the country, each with names of all peoples.
_PLACE = {1: -3.0, 2: 2.0, 3: 0.0, 4: -3.0, 5: -5.0}
_PERSON = {2: -0.5, 3: 1.0, 4: 0.3, 5: -1.0}
_KNOWN = 3.0
_REMEMBERED = 6.0
# A place is told without its name: hardly ever a commune's ("UBND xã Lò Văn An"), sometimes a hamlet's, as often as not
# a district's.
LEFT_OUT = -5.0
LEFT_OUT_NAMED = -8.0  # … nor a school's or a hospital's, behind the name of whoever leads it
LEFT_OUT_HAMLET = -1.0  # behind what is told of a hamlet ("Chi bộ thôn"), and behind its head ("Trưởng thôn")
LEFT_OUT_HEADED = 0.5
LEFT_OUT_DISTRICT = 2.0
# … and so much less behind the name of whoever holds the office; a comma may part two people.
LEFT_OUT_BEHIND = {",": -1.5, ":": -1.5, "-": -6.0, "(": -6.0}
# From here on what follows an organization's own words is a person.
_PERSON_SURELY = 1.5
# From here on a name of three syllables is no commune's unless it is listed; and the weight of such a place.
_PERSON_ALIKE = 3.0
_NO_PLACE = -6.0


def place_length(
    tokens: Tokens, at: int, end: int, known: int = 0, left_out: float = LEFT_OUT, *, listed: bool = False
) -> int:
    """How many syllables of the run from `at` name a place or a school; the rest is a person's name, or nothing.

    "phường Quang Trung" is whole, "xã Mường Than Lò Văn An" is two syllables and a person: the likeliest of all splits.
    `known`: so many syllables are a place's name. `left_out`: the weight of a place that is told without its name.
    `listed`: all places of three and more syllables that read as a person's name are listed, as communes are.
    """
    count = end - at
    lengths = [own for own in range(count, -1, -1) if count - own <= LONGEST]

    def weight(own: int) -> float:
        place = _KNOWN if own and own == known else _place_weight(tokens, at, at + own) if own else left_out
        if listed and own == 1 and tokens.fold(at) in _short_communes():
            place = _KNOWN
        elif listed and own and place < _KNOWN and _reads_as_person(tokens, at, at + own):
            place = min(place, _NO_PLACE)
        return place + _person_weight(tokens, at + own, end)

    return max(lengths, key=weight)


def _reads_as_person(tokens: Tokens, at: int, end: int) -> bool:
    """True for three and more syllables that read as a person's name, and for "K'Brèo" and "H'Nhị Niê"."""
    if end - at < 3:
        return one_syllable(tokens.fold(at))
    return end - at <= LONGEST and _person_weight(tokens, at, end) >= _PERSON_ALIKE


def _place_weight(tokens: Tokens, at: int, end: int) -> float:
    count = end - at
    weight = _PLACE.get(count, -8.0)
    if count > 2 and _remembered().end(tokens, at) == end:
        return _REMEMBERED
    last = tokens.fold(end - 1)
    if count > 2 and last in _sides():
        weight += 2.0  # "Thanh Khê Tây"
    if last in place_heads() or (count > 1 and last in _single() and last not in _sides()):
        weight -= 3.0  # "Ia", "Mường", and what is still to come
    if count > 1 and last in _sure_middle():
        weight -= 3.0
    if count > 2 and strong_surname(tokens, end - 1):
        weight -= 1.0
    if single(tokens, at) and count == 2 and _single_places().end(tokens, at) < end:
        weight -= 6.0
    return weight


def _person_weight(tokens: Tokens, at: int, end: int) -> float:
    count = end - at
    if count == 0:
        return 0.0
    if count == 1:
        return 1.5 if one_syllable(tokens.fold(at)) else -9.0
    weight = _PERSON[count]
    known = surname(tokens, at)
    if count == 2 and tokens.fold(at) in place_heads():
        weight -= 3.0  # "Krông Ana"
    if count == 3 and tokens.fold(at) in _sure_middle():
        weight += 2.5  # "Thị Kim Huê"
    elif single(tokens, at):
        weight += 2.0 if not strong_surname(tokens, at + 1) else -1.0
    elif not known:
        weight -= 2.0 if count > 2 else 4.0
    else:
        sure = strong_surname(tokens, at) or (count == 2 and one_syllable(tokens.fold(at + 1)))
        weight += 3.0 if sure else 1.0
    middles = [tokens.fold(middle) for middle in range(at + 1, end - 1)]
    if any(middle in _sure_middle() for middle in middles[:2]):
        weight += 3.0
    elif known and middles and middles[0] == _hmong():
        weight += 2.5
    elif middles and middles[0] in _middle():
        weight += 1.0
    return weight


def single(tokens: Tokens, at: int) -> bool:
    """True for the one letter that many names of the highlands begin with ("A Phiên", "Y Mưn")."""
    return tokens.fold(at) in _single()


def person_in(tokens: Tokens, at: int, end: int) -> int:
    """Where in the run from `at` to `end`, that begins with an organization's words, a person's name begins."""
    if name_at(tokens, at, end):
        return at
    starts = range(max(at + 1, end - LONGEST), end)
    best = max(starts, key=lambda start: _person_weight(tokens, start, end), default=end)
    split_name = best < end and best - at > 0 and tokens.fold(best - 1) in _middle() and end - best == 2
    return best if best < end and _person_weight(tokens, best, end) >= _PERSON_SURELY and not split_name else end


def goes_on(tokens: Tokens, at: int) -> bool:
    """True where a capital goes on a name that begins before it: "Lê ‹Trường› Sơn", "Bùi Xuân ‹Trường›"."""
    first = at
    while first > at - LONGEST and tokens.shape(first - 1) is TITLE and run_end(tokens, first - 1) > first:
        first -= 1
    return any(
        strong_surname(tokens, begin) and name_at(tokens, begin, run_end(tokens, at)) for begin in range(first, at)
    )


def printed_end(raw: str, start: int) -> int:
    """The end of a whole name that begins at an offset of a text: a surname and what follows it, or words of elsewhere;
    else the offset.
    """
    end = start
    told: list[str] = []
    while len(told) <= LONGEST and (word := _PRINTED.match(raw, end)) and word.group("word")[0].isupper():
        if not told and word.start("word") > start:
            return start
        end = word.end()
        told.append(fold(word.group("word")))
    known = 2 <= len(told) <= LONGEST and (told[0] in _surnames() or is_outlandish(told))
    return end if known else start


def inside_printed(raw: str, start: int) -> bool:
    """True where what begins at an offset of a text goes on the name of a person ("Nguyễn ‹Hòa Bình›").

    Of the capitalised words right before it the last, or one before that, is a surname and hardly ever anything else,
    or any surname behind a courtesy ("ông Hà ‹Trường Sinh›"); "Gia Lâm ‹Hà Nội›" is a place behind a place.
    """
    if not start or not raw[start - 1].isspace():
        return False
    words = raw[max(0, raw.rfind("\n", 0, start) + 1, start - _REACH) : start].split()
    if not words or not words[-1].istitle() or not words[-1][-1].islower():
        return False
    run = list(itertools.takewhile(lambda word: word.isalpha() and word.istitle(), reversed(words)))
    run = [fold(word) for word in run[: _BEFORE_PLACE + 1]]
    before = [*run, *(fold(word) for word in words[-len(run) - 1 : -len(run)])]
    courtesy = next((at for at, word in enumerate(before) if word in polite()), 0)
    if courtesy and run[courtesy - 1] in _surnames():
        return True
    at = next((at for at, word in enumerate(run[:_BEFORE_PLACE]) if word in _sure_surnames()), None)
    return at is not None and " ".join(reversed(run[at : at + 2])) not in district_names()


def person_behind(words: Sequence[str], at: int, *, sure: bool) -> bool:
    """True where the capitalised words from `at` on may be a person's name, not the rest of a place's.

    `sure`: only where they begin with a surname that is hardly ever anything else.
    """
    return len(words) - at > 1 and fold(words[at]) in (_sure_surnames() if sure else _surnames())


# So many small words inside a foreign name, one after another.
_PARTICLES = 2
# So many syllables of a name at most, before one that is a place's name as well.
_BEFORE_PLACE = 3
# As far back as three syllables reach, in characters.
_REACH = 32
# A word with the white space before it, in one line.
_PRINTED = re.compile(r"[^\S\n]*(?P<word>[^\W\d_]+(?:'\w+)*)(?!\w)")


def is_foreign(tokens: Tokens, at: int) -> bool:
    """True for a word that no Vietnamese syllable looks like: plain letters, four at least ("Trump")."""
    return _is_plain(tokens.fold(at))


def is_whole(word: str) -> bool:
    """True for a folded word that may be a whole name: "Trump", "K'Mák"."""
    return _is_plain(word) or one_syllable(word)


def _is_plain(word: str) -> bool:
    return len(word) > 3 and word.isascii() and word.isalpha()


def from_abroad(tokens: Tokens, at: int, end: int) -> bool:
    """True where a run of capitals is spelled as no name of Vietnam is."""
    return is_outlandish(tokens.folds[at:end]) or is_hyphened(tokens, at, end)


def is_hyphened(tokens: Tokens, at: int, end: int) -> bool:
    """True where a run has a syllable that goes on behind a hyphen without a capital ("Moon ‹Sang-ho›")."""
    return any(tokens.folds[i] == "-" and tokens.shape(i + 1) is LOWER for i in range(at + 1, end))


def is_outlandish(words: Sequence[str]) -> bool:
    """True where one of these words is no syllable of Vietnamese ("Kim Yong ‹Hyun›", "Pam ‹Bondi›")."""
    # What most words are is asked first.
    return any(not is_syllable(word) and len(word) > 1 and word.isalpha() for word in words)


def is_joined(words: Sequence[str]) -> bool:
    """True where one of these words is two syllables of a name of Korea or China ("Kim ‹Yong-hyun›")."""
    return any("-" in word and word.isascii() for word in words)


def behind_kind(tokens: Tokens, at: int) -> bool:
    """True where a kind of place stands right before the token: "phường", "tổ dân phố"."""
    if tokens.fold(at - 1) not in _kind_ends() or tokens.shape(at - 1) is not LOWER or tokens.glued(at):
        return False
    return any(_kinds().end(tokens, start) == at for start in range(max(0, at - 3), at))


def heads_line(tokens: Tokens, at: int) -> bool:
    """True where a place begins that stands alone before a colon: "‹Phường Sơn Nam›: Bí thư A"."""
    end = _kinds().end(tokens, at)
    return end > at and tokens.shape(end) is TITLE and tokens.fold(run_end(tokens, end)) == ":"


def is_place(tokens: Tokens, at: int, end: int) -> bool:
    """True where the run is a province or a district as a whole."""
    return _places().end(tokens, at) == end


@cache
def _surnames() -> frozenset[str]:
    return frozenset(fold(word) for word in people().surnames)


@cache
def polite() -> frozenset[str]:
    """Words of respect that are no ranks or degrees ("ông")."""
    return frozenset(map(fold, people().kept_honorifics))


@cache
def _one_syllable() -> frozenset[str]:
    return frozenset(fold(word) for word in people().one_syllable)


@cache
def _weak() -> frozenset[str]:
    return frozenset(fold(word) for word in people().weak_surnames)


@cache
def _sure_surnames() -> frozenset[str]:
    """Surnames without those that are often another word, or the head of a body ("đoàn Quảng Ninh")."""
    return _surnames() - _weak() - {fold(word) for word in topics().body_heads}


@cache
def _particles() -> frozenset[str]:
    return frozenset(fold(word) for word in people().particles)


@cache
def _ranks() -> Lexicon:
    return Lexicon([word for word in people().honorifics if " " in word])


@cache
def _sure_middle() -> frozenset[str]:
    return frozenset(fold(word) for word in people().sure_middle_names)


@cache
def _middle() -> frozenset[str]:
    return frozenset(fold(word) for word in people().middle_names)


@cache
def _single() -> frozenset[str]:
    return frozenset(fold(word) for word in people().single_letters)


def _hmong() -> str:
    """What stands inside names of the Hmong ("Giàng A Páo")."""
    return fold(people().inner_letter)


@cache
def _single_places() -> Lexicon:
    return Lexicon(people().single_letter_places)


@cache
def _sides() -> frozenset[str]:
    return frozenset(fold(word) for word in people().sides)


@cache
def place_heads() -> frozenset[str]:
    """What names of places begin with ("Ia", "Mường")."""
    return frozenset(fold(word) for word in people().place_heads)


@cache
def _short_communes() -> frozenset[str]:
    return frozenset(fold(word) for word in people().short_communes)


@cache
def _remembered() -> Lexicon:
    return Lexicon(people().remembered)


@cache
def _kind_ends() -> frozenset[str]:
    return frozenset(fold(kind).split()[-1] for kind in (*units().with_traits(people().kinds), *people().hamlets))


@cache
def _kinds() -> Lexicon:
    return Lexicon([*units().with_traits(people().kinds), *people().hamlets])


@cache
def _places() -> Lexicon:
    wide = [name for region in regions() for name in (region.name, *region.aliases)]
    return Lexicon([*province_names(), *district_names(), *_former(), *wide])


def _former() -> tuple[str, ...]:
    return (*people().former_districts, *people().former_provinces)
