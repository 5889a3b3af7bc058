"""When an article was published: dates as they are printed, told to machines or part of an address; which one counts.

Works on strings: whoever reads a page says where each was found. The day stands before the month, always; a printed
time is Vietnam's, which has one zone and no summer time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Literal
from urllib.parse import urlsplit

from extract.tables.dates import dates

Where = Literal["column", "layout", "json-ld", "meta", "time", "byline", "url", "updated"]

_ZONE = "+07:00"
# Years beyond are slips of a clock, whatever the date of the fetch.
_LATEST = 2099
# What is longer is no dateline.
_LONGEST = 480
# Beside its date a dateline has a place, a name, a number of readers.
_BESIDE = 120
# So many characters before a date tell whose day it is.
_BEFORE = 70
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s?(Z|[+-]\d\d:?\d\d)?)?(?!\d)")
_GMT = re.compile(r"\b(?:gmt|utc)\s?(?:([+-])\s?(\d{1,2})(?::?(\d\d))?)?")
# Behind an address' date may stand a time, to the minute, second or millisecond.
_IN_ADDRESS = re.compile(
    r"(?<!\d)(20\d\d|199\d)(?:([/-])(\d{1,2})\2(\d{1,2})"
    r"|(\d\d)(\d\d)(?:(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d(?:\d{3})?)?)?)(?!\d)"
)

_DIGIT = re.compile(r"\d")
# Every date has a year of four digits, or two numbers with a mark between.
_DIGITS = re.compile(r"\d(?:\d{3}|\s?[/.-]\s?\d)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that was told somewhere: what was told, what it is read as, and why it does not count, if so."""

    where: Where
    told: str
    published: str | None = None
    refused: str | None = None


def candidates(told: Iterable[tuple[Where, str]], fetched: str | None = None) -> tuple[Candidate, ...]:
    """All dates that were told, as (where, text), the one that counts first; those that do not count are last.

    `fetched` is ISO 8601: no later day is one of publication, but for a day of difference between zones.
    """
    found = [_weighed(where, text, fetched) for where, text in dict.fromkeys(told)]
    return tuple(sorted(found, key=lambda candidate: (candidate.refused is not None, _order()[candidate.where])))


@cache
def _order() -> dict[str, int]:
    return {where: rank for rank, where in enumerate(dates().order)}


def best(ranked: Iterable[Candidate]) -> Candidate | None:
    """The date that counts of `candidates`: the first, or one of the same day that tells the hour; null if none."""
    counting = [candidate for candidate in ranked if candidate.published and candidate.refused is None]
    first = next(iter(counting), None)
    of_the_day = (c for c in counting if first and c.published and c.published.startswith(f"{first.published}T"))
    return next(of_the_day, first)


def _weighed(where: Where, told: str, fetched: str | None) -> Candidate:
    found = in_address(told) if where == "url" else iso(told)
    refused = None
    if found is None:
        refused = "no date of publication"
    elif where in ("layout", "byline") and len(without_dates(told)) > _BESIDE:
        refused = "a sentence"
    elif fetched and found[:10] > fetched[:10] and _moment(found) > _moment(fetched):
        refused = "after the page was fetched"
    return Candidate(where, told[:_LONGEST], found, refused)


def _moment(told: str) -> datetime:
    moment = datetime.fromisoformat(told)
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.fromisoformat(f"2000-01-01T00:00{_ZONE}").tzinfo)


def iso(told: str) -> str | None:
    """The date in a text, with the time where it is told, in ISO 8601; null where there is none."""
    match = _ISO.search(told[:_LONGEST])
    if match is None or not _is_alone(told, match.start()):
        return printed(told)
    year, month, day, hour, minute, second, zone = match.groups()
    return _written(int(year), int(month), int(day), (hour, minute, second), (zone or _ZONE).replace("Z", "+00:00"))


def printed(line: str) -> str | None:
    """The first date in a line as papers print it, in ISO 8601; null where there is none, or it is another day's."""
    if len(line) > _LONGEST or not _DIGIT.search(line):
        return None
    text = " ".join(unicodedata.normalize("NFC", line).lower().split())
    for match, (short, month, day) in _printed(text):
        year = short + 2000 if short < 100 else short
        if (short < 100 and not _is_dateline(text, match)) or not _is_alone(text, match.start()):
            continue
        rest = f"{text[: match.start()]} | {text[match.end() :]}"
        zone = _GMT.search(rest)
        time = _time(_GMT.sub(" ", rest))
        if found := _written(year, month, day, time, _offset(zone) if zone else _ZONE):
            return found
    return None


def without_dates(line: str) -> str:
    """What a line says beside dates, times and zones, in small letters."""
    text = " ".join(unicodedata.normalize("NFC", line).lower().split())
    for match, _ in [*_printed(text)][::-1]:
        text = f"{text[: match.start()]} {text[match.end() :]}"
    return " ".join(_times().sub(" ", _GMT.sub(" ", text)).split())


def in_address(url: str) -> str | None:
    """The day in an address, "…/2024/05/06/…" or "…-20240506083015.htm"; null where there is none."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    for match in _IN_ADDRESS.finditer(path[:2_000]):
        year, _, month, day, month_close, day_close = match.groups()
        if found := _written(int(year), int(month or month_close), int(day or day_close), (None, None, None), ""):
            return found
    return None


def _written(year: int, month: int, day: int, time: tuple[str | None, str | None, str | None], zone: str) -> str | None:
    if not dates().earliest <= year <= _LATEST:
        return None
    told = f"{year:04d}-{month:02d}-{day:02d}"
    hour, minute, second = time
    if hour and minute:
        told += f"T{int(hour):02d}:{minute}:{second or '00'}{zone}"
    try:
        found = datetime.fromisoformat(told)
    except ValueError:
        return None
    return found.isoformat() if hour and minute else told


def _printed(text: str) -> Iterator[tuple[re.Match[str], tuple[int, int, int]]]:
    """The dates in a text in small letters, as (match, (year, month, day)), in order; not all are days that exist."""
    if not _DIGITS.search(text):
        return
    for match in _patterns().finditer(text):
        told = {name.rstrip("0123456789"): value for name, value in match.groupdict().items() if value is not None}
        month = told["month"]
        yield match, (int(told["year"]), int(month) if month.isdigit() else _months()[month], int(told["day"]))


@cache
def _patterns() -> re.Pattern[str]:
    words = "|".join(sorted(_months(), key=lambda name: (-len(name), name)))
    english = "|".join(dates().english_months)
    alternatives = [
        r"(?<![\d/.-])(?P<year0>\d{4})([/.-])(?P<month0>\d{1,2})\2(?P<day0>\d{1,2})(?![\d/.-]*\d)",
        r"(?<![\d/.-])(?<!\d\s)(?P<day1>\d{1,2})\s?([/.-])\s?(?P<month1>\d{1,2})\s?\6\s?(?P<year1>\d{4}|\d\d)(?![\d/.-]*\d)",
        rf"(?<!\d)(?P<day2>\d{{1,2}})\s(?:tháng\s|th)(?P<month2>\d{{1,2}}|{words})(?:\snăm|,)?\s(?P<year2>\d{{4}})(?!\d)",
        rf"\b(?:tháng\s|th)(?P<month3>\d{{1,2}}|{words})\s(?P<day3>\d{{1,2}}),?\s(?P<year3>\d{{4}})(?!\d)",
        rf"(?<!\d)(?P<day4>\d{{1,2}})\s(?P<month4>{english})[a-z]{{0,6}}\.?,?\s(?P<year4>\d{{4}})(?!\d)",
        rf"\b(?P<month5>{english})[a-z]{{0,6}}\.?\s(?P<day5>\d{{1,2}}),?\s(?P<year5>\d{{4}})(?!\d)",
    ]
    return re.compile("|".join(alternatives))


@cache
def _months() -> dict[str, int]:
    table = dates()
    named = {name: number for names in (table.months, table.english_months) for number, name in enumerate(names, 1)}
    return {**named, **table.month_names}


@cache
def _times() -> re.Pattern[str]:
    parts = "|".join(re.escape(word) for word in sorted((*dates().morning, *dates().afternoon), key=len, reverse=True))
    return re.compile(
        rf"(?<![\d:.,/-])(?P<hour>[01]?\d|2[0-3])\s?(?::|h|g|giờ)\s?(?P<minute>[0-5]\d)(?:\s?phút|'|p\b)?"
        rf"(?::(?P<second>[0-5]\d))?(?!\d|:\d)(?:\s?(?P<part>{parts})(?!\w))?"
    )


def _time(text: str) -> tuple[str | None, str | None, str | None]:
    match = _times().search(text)
    if match is None:
        return None, None, None
    hour = int(match["hour"])
    if match["part"] in dates().afternoon and hour < 12:
        hour += 12
    elif match["part"] in dates().morning and hour == 12:
        hour = 0
    return str(hour), match["minute"], match["second"]


def _offset(zone: re.Match[str]) -> str:
    sign, hours, minutes = zone.groups()
    return f"{sign}{int(hours):02d}:{minutes or '00'}" if sign else "+00:00"


def _is_dateline(text: str, match: re.Match[str]) -> bool:
    """True where two digits are a year: a time, a weekday or a label stands beside the date, and no other number."""
    rest = _times().sub(" time ", _GMT.sub(" time ", f"{text[: match.start()]} {text[match.end() :]}"))
    rest = re.sub(r"\b(?:t|thứ )[2-7]\b|\bcn\b", " day ", rest)
    return re.search(r"\w", rest) is not None and re.search(r"\d", rest) is None


@cache
def _other_days() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in dates().other_days))


def _is_alone(text: str, at: int) -> bool:
    """True where nothing before the date says that it is another day than that of publication."""
    return _other_days().search(text[max(0, at - _BEFORE) : at].lower()) is None
