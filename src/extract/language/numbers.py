"""Vietnamese numerals: parsed or refused, never guessed."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache

from extract.folding import fold
from extract.language.patterns import any_of
from extract.tables.periods import periods
from extract.tables.words import words

# "12.295" is thousands, "73.40" and "0.727" decimals: three digits behind one dot are thousands unless a zero leads.
NUMERAL = r"(?:[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?![\d]|[.,]\d)"
DECIMAL = r"(?:\d{1,3}[.,]\d{1,4})(?![\d]|[.,]\d)"
INTEGER = r"\d{1,3}(?![\d]|[.,]\d)"
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")


@lru_cache(maxsize=4096)
def parse_number(printed: str) -> float:
    """The value of a printed numeral or number word ("79,51", "03", "hai mươi"); ValueError where it is none."""
    folded = " ".join(fold(printed).split())
    if _THOUSANDS.fullmatch(folded):
        return float(folded.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(folded):
        return float(folded.replace(",", "."))
    value = _worded().get(folded)
    if value is None:
        raise ValueError(f"not a Vietnamese numeral: {printed!r}")
    return float(value)


@cache
def number_words() -> str:
    """A pattern of the number words 1 to 99, longest first."""
    return any_of(_worded()) + r"(?!\w)"


def number_names() -> Collection[str]:
    """The number words 1 to 99, folded."""
    return _worded().keys()


@cache
def _worded() -> dict[str, int]:
    table = words()
    digits, last = table.digits, table.last_digits
    numbers = {fold(word): value for word, value in {**digits, **table.ordinals}.items()}
    ten, tens = fold(table.ten), fold(table.tens)
    numbers[ten] = 10
    # "mười năm", "hai năm" are years: five has a word of its own behind a ten.
    years = set(map(fold, periods().year))
    units = {word: value for word, value in {**digits, **last}.items() if fold(word) not in years}
    for word, value in units.items():
        numbers[f"{ten} {fold(word)}"] = 10 + value
    for word, value in digits.items():
        if value < 2:
            continue
        numbers[f"{fold(word)} {tens}"] = 10 * value
        for unit, plus in units.items():
            numbers[f"{fold(word)} {tens} {fold(unit)}"] = 10 * value + plus
            numbers[f"{fold(word)} {fold(unit)}"] = 10 * value + plus
    return {word: value for word, value in numbers.items() if value}
