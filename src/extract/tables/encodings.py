"""How Vietnamese was written before Unicode (`data/encodings.csv`), and what a syllable is (`data/syllables.toml`)."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Literal

from pydantic.dataclasses import dataclass

from extract.tables.base import STRICT, load_csv, load_toml

Table = Literal["tcvn3", "vni", "viscii", "vps"]

_FRONT = "eêiy"
_SHARP, _HEAVY = "\u0301", "\u0323"
_TONES = frozenset(("\u0300", _SHARP, "\u0309", "\u0303", _HEAVY))


@dataclass(frozen=True, config=STRICT)
class Letter:
    """A letter and its bytes in each encoding, in hex; TCVN3 has no toned capitals."""

    letter: str
    vni: str
    viscii: str
    vps: str
    tcvn3: str | None = None


@dataclass(frozen=True, config=STRICT)
class Syllables:
    """The file `syllables.toml`."""

    initials: tuple[str, ...]
    before_front: tuple[str, ...]
    before_others: tuple[str, ...]
    rhymes: tuple[str, ...]
    stops: tuple[str, ...]


@cache
def letters() -> tuple[Letter, ...]:
    """All rows of `encodings.csv`."""
    return load_csv("encodings.csv", Letter)


@cache
def printed_as(table: Table) -> dict[str, str]:
    """Letter → its bytes in this encoding, as Latin-1 characters; only the letters that it has."""
    written = {row.letter: getattr(row, table) for row in letters()}
    return {letter: bytes.fromhex(code).decode("latin-1") for letter, code in written.items() if code}


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """True where `word`, in any case and form, is spelled like a syllable of Vietnamese, whether it exists or not."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [part for part in parts if part in _TONES]
    bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    stopped = _bare().get(bare)
    return stopped is not None and len(tones) <= 1 and (not stopped or tones in ([_SHARP], [_HEAVY]))


@cache
def _bare() -> dict[str, bool]:
    """Every syllable without its tone → whether it ends in a stop."""
    model = load_toml("syllables.toml", Syllables)
    found: dict[str, bool] = {}
    for initial in model.initials:
        for rhyme in model.rhymes:
            front = rhyme[0] in _FRONT
            if initial in (model.before_others if front else model.before_front):
                continue
            found[initial + rhyme] = rhyme.endswith(model.stops)
    # "gì", "gìn", "giết": one i is written for two.
    found |= {"g" + rhyme: rhyme.endswith(model.stops) for rhyme in model.rhymes if rhyme[0] == "i"}
    return found
