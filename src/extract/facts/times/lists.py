"""Several years beside several figures, or beside one."""

from __future__ import annotations

import re

from extract.facts import gaps
from extract.facts.context import Read, Sentence, listed
from extract.facts.times.behind import held_since, period_behind
from extract.facts.years import SHORTEST, Row, is_year, row_of
from extract.language.periods import PeriodMention
from extract.reading.model import LEVEL_OF, Figure
from extract.spans import Span


def more_years(sentence: Sentence, figure: Figure, told: Span) -> list[PeriodMention]:
    """The years that share a figure with the one told for it: "năm 2019 và 2020 xếp hạng 59", "hạng 8 (2016, 2017)"."""
    years = [p for p in sentence.periods if is_year(p)]
    at = next((i for i, p in enumerate(years) if p.span == told), None)
    if at is None or len(years) == 1:
        return []
    bracket = sentence.bracket(told)
    behind = told.start >= figure.span.end
    if behind and (row := years_behind(sentence, figure)):
        return [year for year in row if year.span != told]
    if behind and not (bracket and not bracket.contains(figure.number)):
        return []
    step = 1 if behind else -1
    group = [at]
    while 0 <= (next_at := group[-1] + step) < len(years):
        first, second = sorted((years[group[-1]], years[next_at]), key=lambda p: p.span)
        joined = gaps.years.years_joined().fullmatch(sentence.between(first.span.end, second.span.start))
        if not joined or any(period_behind(sentence, f) == years[next_at] for f in sentence.figures if f is not figure):
            break
        if not behind and bracket is None and _begins_clause(sentence, first, second):
            break
        group.append(next_at)
    if not behind and _paired_with_years(sentence, figure, len(group), years[at]):
        return []
    return [years[i] for i in group[1:]]


def period_of_years_behind(sentence: Sentence, figure: Figure, *_: object) -> Read | None:
    """ "dẫn đầu trong hai năm 2022, 2023": the last of the years that the level is of."""
    row = years_behind(sentence, figure)
    return Read(row[-1].value, row[-1].span, "period.listed") if row else None


def years_behind(sentence: Sentence, figure: Figure) -> list[PeriodMention]:
    """The years right behind a level that are told to be several ("qua các năm 2022, 2023"): where no other level has
    one of them.
    """
    if figure.metric not in LEVEL_OF.values() or figure.end or sentence.bracket(figure.span):
        return []
    years = [p for p in sentence.periods if is_year(p) and p.span.start >= figure.span.end]
    if len(years) < 2 or not gaps.years.of_several_years().fullmatch(
        sentence.without_names(figure.span.end, years[0].span.start)
    ):
        return []
    other = sentence.last_before(figure.span.start, figure.kind)
    if (
        other is not None
        and other.bound == figure.bound
        and (
            listed(sentence, [other, figure])
            or not re.search(r"[^\W\d]", sentence.between(other.span.end, figure.span.start))
        )
    ):
        return []  # "79% - 79,9% trong các năm 2021, 2022": each has its own
    row = years[:1]
    for year in years[1:]:
        if not gaps.years.years_joined().fullmatch(sentence.between(row[-1].span.end, year.span.start)):
            break
        row.append(year)
    return row if len(row) > 1 else []


def kept_until(sentence: Sentence, figure: Figure, told: Span, year: str) -> Row:
    """ "Năm 2022, P giữ nguyên vị trí thứ 2 của năm 2021": the later year, which the rank is of, too."""
    period = next((p for p in sentence.periods if p.span == told and told.start >= figure.span.end), None)
    held = held_since(sentence, period) if period else None
    if period is None or held != (figure, True):
        return []
    return [later for later in row_of(sentence, figure.span.start) if later[0] > year][-1:]


def _begins_clause(sentence: Sentence, first: PeriodMention, second: PeriodMention) -> bool:
    """ "Sau khi vào tốp 5 năm 2019, năm 2020 tỉnh đứng thứ 10": behind a comma a clause begins with its own year.

    None where the first year begins the clause as well ("Năm 2019, năm 2020 xếp hạng 59").
    """
    if second.bare or sentence.between(first.span.end, second.span.start).strip() != ",":
        return False
    return gaps.years.year_head().search(sentence.between(sentence.span.start, first.span.start)) is None


def _paired_with_years(sentence: Sentence, figure: Figure, count: int, last: PeriodMention) -> bool:
    """True where as many figures as years follow: each has its own."""
    behind = [f for f in sentence.figures if f.span.start >= last.span.end and f.kind == figure.kind]
    return count > 1 and len(behind) >= count and listed(sentence, behind[:count])


def period_listed(sentence: Sentence, figure: Figure, *_: object) -> Read | None:
    """ "các năm 2017, 2018, 2019 lần lượt là a, b, c": the period at the figure's place in the list."""
    told = [p for p in sentence.periods if p.kind == "period" and p.value and p.span.end <= figure.span.start]
    group = told[-1:]
    for period in reversed(told[:-1]):
        if not gaps.clauses.joiner().fullmatch(sentence.between(period.span.end, group[0].span.start)):
            break
        # "thứ 19 năm 2022, năm 2023 xếp thứ 8 và thứ 14 năm 2024": that year is told.
        if any(period_behind(sentence, f) == period for f in sentence.figures if f.span.end <= period.span.start):
            break
        group.insert(0, period)
    if len(group) < 2:
        return None
    behind = [f for f in sentence.figures if f.span.start >= group[-1].span.end and f.kind == figure.kind]
    # "các năm 2011 và 2012, P xếp thứ 20 và 13, Q xếp thứ 23 và 19": each has a row of them
    rows = [behind[at : at + len(group)] for at in range(0, len(behind), len(group))]
    paired = next((row for row in rows if any(f.span == figure.span for f in row)), [])
    at = next((i for i, f in enumerate(paired) if f.span == figure.span), None)
    if len(paired) != len(group) or at is None:
        return None
    if not all(listed(sentence, row) for row in rows[1 : rows.index(paired) + 1]):
        return None
    if not gaps.clauses.respectively().pattern.search(
        sentence.between(group[-1].span.end, figure.span.start)
    ) and not listed(sentence, paired):
        return None
    period = group[at]
    return Read(period.value, period.span, "period.listed")


def period_listed_behind(sentence: Sentence, figure: Figure, *_: object) -> Read | None:
    """ "lần lượt xếp thứ 22, 27 và 23 trong các năm 2017, 2018 và 2020"."""
    behind = [p for p in sentence.periods if p.kind == "period" and p.value and p.span.start >= figure.span.end]
    if len(behind) < 2:
        return None
    same = [f for f in sentence.figures if f.kind == figure.kind and f.end is None]
    if len(same) < 2:
        return None
    group = behind[:1]
    for period in behind[1:]:
        if not gaps.years.years_joined().fullmatch(sentence.between(group[-1].span.end, period.span.start)):
            break
        group.append(period)
    told = [f for f in same if f.span.end <= group[0].span.start][-len(group) :]
    at = next((i for i, f in enumerate(told) if f.span == figure.span), None)
    # "đứng thứ 2 trong tốp 5 các năm 2022 và 2023": both in both years
    if len(told) != len(group) or at is None or not listed(sentence, told) or len({f.bound for f in told}) > 1:
        return None
    led = sentence.between(sentence.span.start, told[0].span.end)
    near = not re.search(r"[\d;.()]", sentence.between(told[-1].span.end, group[0].span.start))
    several = gaps.years.of_several_years().fullmatch(sentence.without_names(told[-1].span.end, group[0].span.start))
    if not near or not (len(group) >= SHORTEST or several or gaps.clauses.respectively().pattern.search(led)):
        return None
    period = group[at]
    return Read(period.value, period.span, "period.listed")
