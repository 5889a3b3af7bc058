"""Near-duplicates: one press release in five papers, the print and the mobile version, an agency's text cut short.

Two texts are one where enough of their runs of syllables are: `signature` is a small, pure function that workers can
call; `NearDuplicates` takes the signatures one after the other, in the order of the input, whoever made them.
"""

from __future__ import annotations

import sys
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from struct import pack
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[Any]

# How alike two texts are at least: as wholes, or the shorter one within the longer; and how many of the shorter one's
# numbers and names the longer has. Chosen with `benchmarks/near_duplicates.py`.
ALIKE, PARTLY, CONTAINED, SAME = 0.5, 0.25, 0.8, 0.7
# A run of so many syllables; fewer runs than this are a caption or a notice that many pages have.
_RUN, _FEWEST = 4, 30
# 20 bands of 3 hashes: a pair that is half alike meets in one of them in 93 of 100 cases, 0.7 alike in all but one of
# 4,000.
_BANDS, _ROWS, _SEED = 20, 3, 20_250_701
# The smallest hashes that are kept: of a text of up to 512 runs all, so that the check is exact; of a longer one a
# sample of its runs, the same for every text. So with numbers and names.
_KEPT, _MARKS = 512, 128
# A signature begins with so many numbers: how many runs and marks, how many runs are kept, a hash of each band.
_HEAD = 3 + _BANDS
_BUCKET = 16
# No article is longer, in characters; what is behind counts for nothing. So many are looked at together.
_LONGEST, _TOGETHER = 200_000, 60_000
_BASE, _MIX = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9


class Likeness(NamedTuple):
    """Shared runs over all runs of both (Jaccard), and over those of the shorter text; from 0 to 1.

    `same` is how many of the numbers and names of the one that has fewer the other has: two notices of one form, about
    two appointments or two years, have many runs in common and few of these.
    """

    whole: float
    part: float
    same: float

    @property
    def is_one_text(self) -> bool:
        """True for two versions of one text."""
        alike = self.whole >= ALIKE or (self.whole >= PARTLY and self.part >= CONTAINED)
        return alike and self.same >= SAME


def signature(text: str) -> bytes:
    """What is kept of a text (NFC) to know it again: at most 2,648 bytes, none for less than 33 different syllables.

    The same on any machine. Case, punctuation, spaces and the place of the tone mark make no difference.
    """
    (signed,) = signatures([text])
    return signed


def signatures(texts: Iterable[str]) -> list[bytes]:
    """The signature of each text: of many at once each takes half of the time."""
    signed: list[bytes] = []
    together: list[str] = []
    length = 0
    for text in texts:
        if length + len(text) >= _TOGETHER and together:
            signed += _signed(together)
            together, length = [], 0
        together.append(text[:_LONGEST])
        # With its end.
        length += len(text) + 1
    return signed + (_signed(together) if together else [])


def _signed(texts: Sequence[str]) -> list[bytes]:
    import numpy as np
    from rensa import RMinHash

    words, marked, bounds = _words(texts)
    if len(words) < _FEWEST + _RUN:
        return [b""] * len(texts)
    begins, ends = bounds[:-1].tolist(), bounds[1:].tolist()
    # What goes over the end of a text is in none of the slices below.
    joined = _mixed(_joined(words, _RUN))
    runs = {
        at: _once(joined[begin : end - _RUN + 1])
        for at, (begin, end) in enumerate(zip(begins, ends, strict=True))
        if end - begin >= _FEWEST + _RUN
    }
    runs = {at: told for at, told in runs.items() if len(told) >= _FEWEST}
    if not runs:
        return [b""] * len(texts)
    pairs = _joined(words, 2)
    digits = np.flatnonzero(marked == _NUMBER)
    names = np.flatnonzero((marked[:-1] & marked[1:]) == _NAME)
    numbers, named = _mixed(words[digits]), _mixed(pairs[names])
    # A pair of words begins before the last word of its text.
    places = zip(
        *(np.searchsorted(digits, edges).tolist() for edges in (bounds[:-1], bounds[1:])),
        *(np.searchsorted(names, edges).tolist() for edges in (bounds[:-1], bounds[1:] - 1)),
        strict=True,
    )
    marks = [np.concatenate([numbers[a:b], named[c:d]]) for a, b, c, d in places]
    offsets = np.cumsum([0, *map(len, runs.values())], dtype=np.uint64)
    hashes = np.concatenate([*runs.values()])
    digest = RMinHash.digest_matrix_from_flat_token_hashes(hashes, offsets, _BANDS * _ROWS, _SEED)
    smallest = np.array(digest.to_rows(), dtype="<u4")
    signed = [b""] * len(texts)
    for row, (at, told) in zip(smallest, runs.items(), strict=True):
        beside = _once(marks[at])
        hashed = row.tobytes()
        step = 4 * _ROWS
        bands = (crc32(hashed[start : start + step]) for start in range(0, len(hashed), step))
        kept, kept_marks = _upper(told[:_KEPT]), _upper(beside[:_MARKS])
        signed[at] = pack(f"<{_HEAD}I", len(told), len(beside), len(kept) // 4, *bands) + kept + kept_marks
    return signed


def _upper(hashes: Numbers) -> bytes:
    """The upper halves of the hashes."""
    halves: bytes = hashes.astype("<u8", copy=False).view("<u4")[1::2].tobytes()
    return halves


_NUMBER, _NAME = 1, 2


def _words(texts: Sequence[str]) -> tuple[Numbers, Numbers, Numbers]:
    """Of all texts a hash of each word, and whether it is a number, or has its first letter only in capitals; and
    where the words of each text begin, with the end of all.
    """
    import numpy as np

    powers, inverses = _powers()
    # Cut once more: a character beyond the first plane (an emoji) takes two codes.
    coded = [text.encode("utf-16-le", "replace")[: 2 * _LONGEST] for text in texts]
    starts = np.cumsum([0, *(len(code) // 2 + 1 for code in coded)])
    codes = np.frombuffer(b"\n\0".join([*coded, b""]), dtype="<u2")
    # `take` is twice as fast as an index.
    told = _characters().take(codes)
    # Where words begin and end, in turn: a text ends with what is of none.
    edges = np.flatnonzero(np.diff(told != 0, prepend=False, append=False))
    begins, ends = edges[::2], edges[1::2]
    # The tone counts wherever it stands: "hòa" and "hoà" are one word. A letter is counted with the power of its place
    # in the word: with that of its place among all, and for the whole word back to the word's begin.
    letters, tones = (told & _LETTERS) * powers[: len(told)], told >> _TONES & _MARKED
    hashes = _sums(letters, begins, ends) * inverses.take(begins) + _sums(tones, begins, ends) * np.uint64(_MIX)
    marked, second = (told.take(begins + more, mode="clip") >> _KINDS for more in (0, 1))
    # "PCI" is no name.
    marked[(marked == _NAME) & (second == _NAME)] = 0
    return hashes, marked, np.searchsorted(begins, starts)


def _sums(numbers: Numbers, begins: Numbers, ends: Numbers) -> Numbers:
    """The sums from each begin to its end; faster than `np.add.reduceat`."""
    import numpy as np

    up_to = np.empty(len(numbers) + 1, dtype=np.uint64)
    up_to[0] = 0
    np.cumsum(numbers, out=up_to[1:])
    sums: Numbers = up_to.take(ends) - up_to.take(begins)
    return sums


@cache
def _powers() -> tuple[Numbers, Numbers]:
    """The powers of the base, and of its inverse, for as many codes as are looked at together: one long text with its
    end, or several that have two codes a character at most.
    """
    import numpy as np

    bases = (_BASE, pow(_BASE, -1, 1 << 64))
    powers, inverses = (np.full(max(_LONGEST + 1, 2 * _TOGETHER), base, dtype=np.uint64) for base in bases)
    powers[0] = inverses[0] = 1
    return np.cumprod(powers), np.cumprod(inverses)


# Of what is known of a character the bits of its letter; behind them those of its tone, then its kind.
_LETTERS, _TONES, _MARKED, _KINDS = 0xFFFF, 16, 0x7, 19


@cache
def _characters() -> Numbers:
    """By code point, 0 for one of no word: its letter without a tone, the number of its tone, and what a word may be
    that begins with it: a number, or a name.
    """
    import numpy as np

    known = np.zeros(0x10000, dtype=np.uint32)
    marks = {mark: n + 1 for n, mark in enumerate("\u0300\u0301\u0303\u0309\u0323")}
    for code in range(0x3000):
        character = chr(code)
        if character.isalnum():
            parts = unicodedata.normalize("NFD", character.lower())
            bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in marks))
            tone = next((marks[part] for part in parts if part in marks), 0)
            kind = _NUMBER if "0" <= character <= "9" else _NAME if character.isupper() else 0
            known[code] = ord(bare[0]) | tone << _TONES | kind << _KINDS
    return known


def _joined(words: Numbers, run: int) -> Numbers:
    """A hash of each run of so many words."""
    import numpy as np

    joined = words[: len(words) - run + 1].copy()
    for at in range(1, run):
        joined = joined * np.uint64(_BASE) + words[at : len(words) - run + 1 + at]
    return joined


def _mixed(hashes: Numbers) -> Numbers:
    """The hashes, spread evenly."""
    import numpy as np

    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(_MIX)
    mixed: Numbers = hashes ^ (hashes >> np.uint64(27))
    return mixed


def _once(hashes: Numbers) -> Numbers:
    """The hashes in order, each once; those given are put in order."""
    import numpy as np

    hashes.sort()
    # As np.unique does it, in a tenth of its time.
    first = np.ones(len(hashes), dtype=bool)
    np.not_equal(hashes[1:], hashes[:-1], out=first[1:])
    once: Numbers = hashes[first]
    return once


def likeness(one: bytes, other: bytes) -> Likeness:
    """How alike two texts are by their signatures: exact up to 512 runs each, else within 0.02 in most cases."""
    if not one or not other:
        return Likeness(0.0, 0.0, 0.0)
    first, second = _numbers(one), _numbers(other)
    whole, part = _shared(first[0], _runs(first), second[0], _runs(second), _KEPT)
    _, same = _shared(first[1], _marks(first), second[1], _marks(second), _MARKS)
    return Likeness(whole, part, same)


def _shared(count: int, some: set[int], count_other: int, others: set[int], kept: int) -> tuple[float, float]:
    """Of two sets with so many members, whose smallest are known, the common ones: of all, and of the smaller set."""
    if not count or not count_other:
        return 1.0, 1.0
    both, either = some & others, some | others
    if max(count, count_other) > kept:
        # Of the union only its smallest are known for sure.
        limit = sorted(either)[min(kept, len(either)) - 1]
        both, either = {member for member in both if member <= limit}, {member for member in either if member <= limit}
    whole = len(both) / len(either)
    shared = whole / (1 + whole) * (count + count_other)
    return whole, min(1.0, shared / min(count, count_other))


def _runs(numbers: array[int]) -> set[int]:
    return set(numbers[_HEAD : _HEAD + numbers[2]])


def _marks(numbers: array[int]) -> set[int]:
    return set(numbers[_HEAD + numbers[2] :])


def _numbers(signed: bytes) -> array[int]:
    """The numbers of a signature; `array` counts in the machine's own order."""
    numbers = array("I")
    numbers.frombytes(signed)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


class NearDuplicates:
    """The articles so far, and which of them a new one repeats.

    Remembers the last `most` articles, 6 kB of memory each, 300 MB for the default: what repeats an older one is not
    found.
    """

    def __init__(self, most: int = 50_000) -> None:
        self.most = most
        # Article → (its signature, the first article of its kind); in the order of arrival.
        self.known: dict[str, tuple[bytes, str]] = {}
        # A band and its hash → the articles that have it.
        self.buckets: dict[int, list[str]] = {}

    def add(self, article_id: str, signature: bytes) -> str | None:
        """The earlier article that this one repeats, the first of its kind; null where it is new.

        The answer depends on the order of the calls and on nothing else. An article may be added again.
        """
        if article_id in self.known:
            return self.known[article_id][1]
        if not signature:
            return None
        buckets = [self.buckets.setdefault(key, []) for key in _keys(signature)]
        candidates = dict.fromkeys(chain.from_iterable(buckets))
        found: str | None = None
        most = 0.0
        for known in candidates:
            like = likeness(signature, self.known[known][0])
            # Of several the likest: a chain of versions leads to its first one, not to a relative of it.
            if like.is_one_text and max(like) > most:
                found, most = self.known[known][1], max(like)
        self.known[article_id] = (signature, found or article_id)
        for bucket in buckets:
            # What so many share is a notice below all articles of a paper.
            if len(bucket) < _BUCKET:
                bucket.append(article_id)
        if len(self.known) > self.most:
            self._forget(next(iter(self.known)))
        return found

    def _forget(self, article_id: str) -> None:
        signed, _ = self.known.pop(article_id)
        for key in _keys(signed):
            bucket = self.buckets[key]
            if article_id in bucket:
                bucket.remove(article_id)
            if not bucket:
                del self.buckets[key]


def _keys(signed: bytes) -> list[int]:
    return [band << 32 | value for band, value in enumerate(_numbers(signed)[3:_HEAD])]
