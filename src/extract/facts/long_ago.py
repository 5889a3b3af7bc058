"""Offices that were taken, or left, long before the news: whoever was given one then has it, and takes none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extract.facts.known import Known
from extract.folding import Text
from extract.reading.cues.tenures import years_ago
from extract.reading.titles import any_of
from extract.records import Article
from extract.tables.periods import periods
from extract.tables.titles import people

# So many months before the news the office may be taken that it is about, though its date has another year.
_RECENT = 3
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)")


def note_long_ago(text: Text, article: Article, everyone: Iterable[Known]) -> None:
    """ "Tháng 5-2015 ông A được bầu làm …" in the news of another year: an office that he has; "năm ngoái, ông B bị
    cách chức …": one that he had.
    """
    told = (held for known in everyone for person in known.told for held in person.held)
    taken = [(held, held.taken) for held in told if held.status in ("appointed", "leaving") and held.taken]
    if not taken:
        return
    news, this_year = _news(text, article)
    for held, when in taken:
        if _shall().search(text.folded, when.end, held.start):
            continue  # "Từ tháng 1-2025, ông sẽ giữ chức …"
        before = _is_long_ago(when.of(text.folded), news, this_year=this_year)
        if held.status == "leaving":
            held.status = "former" if before else "leaving"
        elif before or _until_now().match(text.folded, max(when.end, held.end)):
            held.status, held.long_ago = "current", True


def _news(text: Text, article: Article) -> tuple[int, bool]:
    """The month of the news, counted from the year 0, and whether it is told by a day without its year: when it was
    published, else the last month that is told with its year; 0 where none is.
    """
    published = _ISO.match(article.published or "")
    if published:
        return _month(published), False
    dates = (date for date in _date().finditer(text.folded) if date["month"])
    return max(map(_month, dates), default=0), _today().search(text.folded) is not None


def _month(date: re.Match[str]) -> int:
    return int(date["year"]) * 12 + int(date["month"] or 12)


def _is_long_ago(told: str, news: int, *, this_year: bool) -> bool:
    if _last_year().search(told):
        return True
    date = _date().search(told)
    if date is None:
        return False
    before = int(date["year"]) * 12 + 12 < news and _month(date) + _RECENT < news
    # "thôi giữ chức ‹từ tháng 12-2024›" may be to come.
    since = date["month"] is not None and people().from_when in told[: date.start()].split()
    return before or (this_year and not date["day"] and not since)


@cache
def _date() -> re.Pattern[str]:
    """A year with the day and the month before it, where they are told; none that something lasts until."""
    until = "".join(rf"(?<!{word} )" for word in periods().to)
    month = rf"(?P<month>\d{{1,2}})(?:[/.-]|\s{any_of(periods().year)}\s)"
    return re.compile(rf"(?<![\w/.-]){until}(?:(?:(?P<day>\d{{1,2}})[/.-])?{month})?(?P<year>(?:19|20)\d\d)(?!\w)")


@cache
def _today() -> re.Pattern[str]:
    """A day without its year."""
    return re.compile(rf"(?<!\w){any_of(periods().dates)}\s+\d{{1,2}}[/-]\d{{1,2}}(?![\d/-]|[.,]\d)")


@cache
def _last_year() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(people().last_year)}(?!\w)|{years_ago()}")


@cache
def _shall() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){people().shall}(?!\w)")


@cache
def _until_now() -> re.Pattern[str]:
    """Behind an office, and when it was taken: "đến nay", "và giữ chức này cho đến nay"."""
    return re.compile(rf"(?:\s[^.,;:()]{{1,40}}?)??,?\s{any_of(periods().until_now)}(?!\w)")
