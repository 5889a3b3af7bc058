"""The year that a printed period is: moved by years, of a part of the year, or told relative to another."""

from __future__ import annotations

import re

from extract.facts import gaps
from extract.facts.context import Force, Sentence
from extract.language.periods import BEFORE, PeriodMention
from extract.tables.periods import periods

_PART = re.compile(r"(?P<year>\d{4})(?:-(?P<kind>[A-Z]?)(?P<number>\d+))?")
# How many months and quarters a year has.
_PARTS = {"": 12, "Q": 4}
# So many years later are told of a story; one may be the next year of the article ("năm sau").
_YEARS_ON = 2
# Scores are printed with two decimals.
ROUNDED = 0.006


def resolved(sentence: Sentence, period: PeriodMention, index: str, force: Force) -> str | None:
    """The year of a period; of one that is told relative to another, by the one told before it, or in force."""
    if period.value is None and period.part:
        known = year_in_force(index, force) or (force.year or (None,))[0]
        return of_part(period.part, known) or _after_baseline(sentence, period.part)
    if period.value is not None or period.relative is None:
        return last_year(period)
    earlier = [p for p in sentence.periods if p.kind == "period" and p.value and p.span.end <= period.span.start]
    if period.that or _same_time(sentence, period):
        return last_year(earlier[-1]) if earlier else force.period[0] if force.period else None
    current = year_in_force(index, force)
    if period.relative == 0:
        # "năm nay" is the year of the article, whatever year the sentence named last, which is an earlier one.
        # "PCI 2024 tăng mạnh. PCI 2023 xếp thứ 50. Năm nay, tỉnh vươn lên thứ 40": nor the one last told for the index.
        if force.year and (current or "") < force.year[0]:
            current = force.year[0]
        named = [(p.value or "")[:4] for p in earlier]
        return current if current and max(named, default="") <= current[:4] and current[:4] not in named[-1:] else None
    if earlier:
        return shifted(earlier[-1].value, period.relative)
    if _told_on(sentence, period, force) and force.period:
        return shifted(force.period[0], period.relative)
    return shifted(current, period.relative)


def _after_baseline(sentence: Sentence, part: str) -> str | None:
    """ "tháng 10 tăng 3 bậc so với tháng 9/2025": the first such part of a year behind the one compared with."""
    known = [p.value for p in sentence.periods if p.kind == "baseline" and p.value and _PART.fullmatch(p.value)]
    told = of_part(part, known[0]) if known else None
    return shifted(told, 1) if told and told <= known[0] else told


def _told_on(sentence: Sentence, period: PeriodMention, force: Force) -> bool:
    """ "Năm 2012 P đứng thứ 44. Ba năm sau lên thứ 10": years later than the one told before in the paragraph, whatever
    year the article is about; not "hai năm tới".
    """
    if (period.relative or 0) < _YEARS_ON or sentence.paragraph != force.period_paragraph:
        return False
    return not period.span.of(sentence.text.folded).endswith(periods().coming)


def _same_time(sentence: Sentence, period: PeriodMention) -> bool:
    """ "PCI cùng kỳ là 64 điểm", "Cùng kỳ, PCI là 64 điểm": right behind the name of an index, and at the head of a
    clause, it is the same year, not the one before.
    """
    if period.span.of(sentence.text.folded) not in periods().same_part:
        return False
    before = sentence.between(sentence.span.start, period.span.start)
    opens = sentence.text.folded.startswith(",", period.span.end) and gaps.clauses.clause_head().search(before)
    return bool(opens) or any(m.span.end + 1 == period.span.start for m in sentence.indices)


def year_in_force(index: str, force: Force) -> str | None:
    """The year that is in force: the index's own, else the last one told."""
    return (force.years.get(index) or force.period or (None,))[0]


def shifted(period: object, years: int | None) -> str | None:
    """The period so many years later; null where either is unknown."""
    if not isinstance(period, str) or years is None or not re.match(r"\d{4}", period):
        return None
    return f"{int(period[:4]) + years}{period[4:]}"


def of_part(part: str, period: str | None, *, before: bool = False) -> str | None:
    """ "tháng 9" beside "2025-10": "2025-09"; with `before` of the year before where it is no earlier one."""
    known = _PART.fullmatch(period or "")
    if known is None:
        return None
    if part != BEFORE:
        told = f"{known['year']}-{part}"
        return told if not before or told < known.group() else f"{int(known['year']) - 1}-{part}"
    last = _PARTS.get(known["kind"])
    if last is None:
        return None
    number = int(known["number"]) - 1
    year = int(known["year"]) - (number == 0)
    return f"{year}-{known['kind']}{number or last:0{len(known['number'])}}"


def last_year(period: PeriodMention) -> str | None:
    # A place held from one year to another is told for the last of them.
    return period.value.rpartition("/")[2] if period.value and "/" in period.value else period.value
