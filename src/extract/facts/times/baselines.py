"""What a sentence compares with, and the periods that its movements have for themselves."""

from __future__ import annotations

from functools import lru_cache

from extract.facts import gaps
from extract.facts.context import Read, Sentence, ends, figure_between
from extract.facts.times.behind import behind_row, ends_in_from, period_behind
from extract.facts.times.resolved import of_part, shifted
from extract.facts.years import is_year
from extract.language.periods import PeriodMention
from extract.reading.model import Figure
from extract.tables.periods import periods

# The word that a movement begins from stands at most so far before its level, in characters.
_FROM_REACH = 20


@lru_cache(maxsize=2)
def taken(sentence: Sentence) -> list[PeriodMention]:
    """The periods of a sentence that the earlier levels of its movements have for themselves."""
    told = sentence.tells(gaps.clauses.from_told()) or sentence.tells(gaps.years.against_level().needs)
    if not told and not any(figure.end for figure in sentence.figures):
        return []
    return [period for figure in sentence.figures for period in _inside(sentence, figure)]


def _inside(sentence: Sentence, earlier: Figure) -> list[PeriodMention]:
    """The periods that the earlier level of a movement has for itself: "từ vị trí 31 của năm 2021, đạt 72 điểm"."""
    pair = ends(sentence, earlier) if earlier.end == "from" else None
    if pair is None:
        start = max(sentence.span.start, earlier.span.start - _FROM_REACH)
        before = sentence.between(start, earlier.span.start)
        if earlier.end or not (ends_in_from(before) or sentence.search(gaps.years.against_level(), before)):
            return []
    if pair is not None and pair[0].number.start < pair[1].number.start:
        end = pair[1].number.start
        return [p for p in sentence.periods if earlier.number.end <= p.span.start < end]
    behind = period_behind(sentence, earlier) or behind_row(sentence, earlier)
    return [behind] if behind else []


@lru_cache(maxsize=2)
def baselines(sentence: Sentence) -> list[PeriodMention]:
    """What the sentence compares with, in order.

    "so với năm 2021", "so với mức 63,5 điểm của năm 2021", "tụt 13 bậc kể từ năm 2015, khi còn đứng thứ 17".
    """
    told = [p for p in sentence.periods if p.kind == "baseline"]
    if len(told) == len(sentence.periods):
        return told
    against = gaps.years.against_level()
    for figure in sentence.figures if sentence.tells(against.needs) else []:
        start = max(sentence.span.start, figure.span.start - _FROM_REACH)
        if not figure.end and against.pattern.search(sentence.between(start, figure.span.start)):
            period = period_behind(sentence, figure)
            if period is not None and period not in told:
                told.append(period)
    for figure in sentence.figures if sentence.tells(gaps.clauses.from_told()) else []:
        if figure.metric.endswith("_change") and (year := _from_year(sentence, figure)) and year not in told:
            told.append(year)
    return sorted(told, key=lambda p: p.span)


def _from_year(sentence: Sentence, change: Figure) -> PeriodMention | None:
    """The year right behind a movement that it begins in."""
    year = next((p for p in sentence.periods if p.span.start >= change.span.end), None)
    if year is None or not is_year(year):
        return None
    return year if gaps.years.from_year().fullmatch(sentence.between(change.span.end, year.span.start)) else None


def once_at(sentence: Sentence, figure: Figure) -> PeriodMention | None:
    """ "từng ở thứ 6 năm 2018 nhưng rơi 24 bậc": the year of a level that was so once, and a movement from it."""
    if (
        figure.metric not in {"rank_change", "score_change"}
        or figure.end
        or not sentence.tells(gaps.figures.once().needs)
        or baselines(sentence)
    ):
        return None
    years = [p for p in sentence.periods if is_year(p) and p.span.end <= figure.span.start]
    levels = [f for f in sentence.figures if years and f.span.end <= years[-1].span.start and f.end is None]
    if not levels or levels[-1].metric != figure.metric.removesuffix("_change"):
        return None
    names = [m.span for m in sentence.mentions]
    gap = sentence.without(names, years[-1].span.end, figure.span.start)
    once = gaps.figures.once().pattern.search(sentence.between(sentence.span.start, levels[-1].span.start))
    return years[-1] if once and gaps.years.moves_then().fullmatch(gap) else None


def baseline_told(sentence: Sentence, figure: Figure, own: list[PeriodMention], period: str | None) -> Read | None:
    """The baseline that the sentence tells for the figure; `own` are all that it tells."""
    inside = [p for p in own if p.span.overlaps(figure.span)]
    behind = [p for p in own if p.span.start >= figure.span.end]
    if behind and _other_year_between(sentence, figure, behind[0], period):
        behind = []
    before = [p for p in own if p.span.end <= figure.span.start]
    nearest = [*behind[:1], *before[-1:]]
    if behind and before and not figure_between(sentence, before[-1].span.end, figure.span.start):
        # "so với năm 2012 tăng 35 bậc, so với năm 2013 giảm 19 bậc": the one behind is the next figure's.
        right_behind = not sentence.between(figure.span.end, behind[0].span.start).strip()
        nearest = nearest if right_behind else nearest[::-1]
    for told in (*inside, *nearest):
        if told.value is None and told.part:
            return Read(of_part(told.part, period, before=True), told.span, "baseline.told")
        if told.value is None and told.relative is None:
            return Read(None, told.span, "baseline.told")
        # "so với năm rồi": no year is compared with itself, nor is what a plan mends with the plan's own baseline.
        value = told.value if told.value is not None else shifted(period, told.relative or -1)
        if value is not None and value != period:
            if period and len(period) > len(value) and _same_part(sentence, told):
                value += period[len(value) :]
            return Read(value, told.span, "baseline.told")
    return None


def _same_part(sentence: Sentence, baseline: PeriodMention) -> bool:
    """ "so với cùng kỳ năm 2022": the same part of that year."""
    return any(word in baseline.span.of(sentence.text.folded) for word in periods().same_part)


def _other_year_between(sentence: Sentence, figure: Figure, baseline: PeriodMention, period: str | None) -> bool:
    """ "lùi 10 bậc, trong khi năm 2021 tăng 1 bậc so với năm 2020": the baseline is another year's."""
    return any(
        p.kind == "period"
        and p.value is not None
        and p.value != period
        and figure.span.end <= p.span.start < baseline.span.start
        and sentence.bracket(p.span) == sentence.bracket(baseline.span)
        for p in sentence.periods
    )
