"""The period right behind a figure, and levels behind "từ" that a movement leaves."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.facts import gaps
from extract.facts.context import Force, Read, Sentence, figure_between
from extract.facts.times.resolved import resolved
from extract.language.periods import PeriodMention
from extract.reading.model import Figure
from extract.spans import Span
from extract.tables.topics import topics

# A rank that is held stands at most so far behind the word for it.
_HELD = 80


def told_behind(sentence: Sentence, figure: Figure, index: str, force: Force) -> Read | None:
    """ "xếp thứ 13 năm 2017", "hạng 12 của năm ngoái"."""
    period = period_behind(sentence, figure) or behind_row(sentence, figure) or _behind_next(sentence, figure)
    if period is None:
        return None
    value = resolved(sentence, period, index, force)
    # "hạng 13 hiện thời", where no year is in force: it may be told elsewhere.
    return None if value is None and period.relative == 0 else Read(value, period.span, "period.behind")


def _behind_next(sentence: Sentence, figure: Figure) -> PeriodMention | None:
    """ "từ 0,31 điểm, hạng 45 năm 2020 lên 0,58 điểm, hạng 20 năm 2022": score and rank share the year behind both."""
    if figure.kind not in {"score", "rank"} or figure.end or len(sentence.figures) < 2:
        return None
    nearest = sentence.first_behind(figure.span.end)
    if nearest is None or nearest.kind == figure.kind or nearest.kind not in {"score", "rank"} or nearest.end:
        return None
    before = sentence.between(sentence.clause_start(figure), figure.span.start)
    # Where a year was told before, the first figure may have that; but one in brackets is that of the item before.
    known = any(p.span.end <= figure.span.start and not sentence.bracket(p.span) for p in sentence.periods)
    # "so với mức 61,4 điểm và hạng 58 của năm 2022"
    if known and not (gaps.years.moves_to().search(before) or sentence.search(gaps.years.against_level(), before)):
        return None
    if not gaps.clauses.joining().fullmatch(sentence.between(figure.span.end, nearest.span.start)):
        return None
    return period_behind(sentence, nearest)


def behind_row(sentence: Sentence, figure: Figure) -> PeriodMention | None:
    """ "từ thứ 2, thứ 3 của năm 2018 xuống thứ 7 và 8": levels that movements leave share the year behind the last."""
    if figure.end or not ends_in_from(sentence.between(sentence.span.start, figure.span.start)):
        return None
    last = figure
    for other in sentence.figures:
        if other.kind == figure.kind and other.span.start >= last.span.end:
            if not gaps.clauses.joining().fullmatch(sentence.between(last.span.end, other.span.start)):
                break
            last = other
    return period_behind(sentence, last) if last is not figure else None


def period_behind(sentence: Sentence, figure: Figure) -> PeriodMention | None:
    """The period right behind a figure, or behind its bracket ("thứ 8 (với 65,5 điểm) năm 2018")."""
    for period in sentence.periods:
        if period.span.start >= figure.span.end and period.kind in {"period", "until"}:
            start = _behind_bracket(sentence, figure, period)
            gap = sentence.without_names(start, period.span.start)
            if not gaps.years.period_gap().fullmatch(gap) or figure_between(sentence, start, period.span.start):
                return None
            if figure.metric.endswith("_change") and ends_in_from(gap):
                return None  # "tụt 13 bậc từ năm 2015, khi còn đứng thứ 17": what it is measured against
            bracket = sentence.bracket(period.span)
            # "PCI 61/63 (năm 2019 lần lượt là 55, 29)": that year has figures of its own.
            if bracket and not bracket.contains(figure.number):
                own = [f for f in sentence.figures if bracket.contains(f.span)]
                first = not sentence.between(bracket.start, period.span.start).strip(" (")
                if first and sentence.text.folded.startswith(",", period.span.end) and own:
                    # "thứ 5 (năm 2021, 69,69 điểm)": the year and the score of that rank.
                    return period if all(f.metric != figure.metric for f in own) else None
                told = bool(own)
                # "(2020: 21)": a number that nobody could read is its own, too.
                told = told or re.match(r"\s*:\s*\d", sentence.between(period.span.end, bracket.end)) is not None
                run = None if told else _last_of_runs(sentence, bracket)
                if run:
                    return run
                if told or not sentence.open(period.span):
                    return None
            # "xếp thứ 5 năm 2020 đạt …": what follows has the year; what "với" adds is told of the same, and "65 điểm
            # của năm 2020 là …" goes on about that figure.
            if (
                bracket is None
                # "9/10 chỉ số thành phần năm 2022 tăng điểm"
                and figure.metric != "count"
                and not gaps.clauses.owned_before().search(gap)
                and gaps.years.own_value_follows().match(sentence.text.folded, period.span.end)
                # "từ 83,6% năm trước tăng lên 86,9%"
                and not (
                    is_left(sentence, figure) and gaps.years.moves_on().match(sentence.text.folded, period.span.end)
                )
            ):
                return None
            return period
    return None


@lru_cache(maxsize=16)
def held_since(sentence: Sentence, period: PeriodMention) -> tuple[Figure, bool] | None:
    """ "giữ nguyên vị trí thứ 2 của năm 2021, đạt …": the rank of that year that was kept, or lost, in the one
    measured; whether it was kept.
    """
    start = sentence.span.start
    if not sentence.between(start, period.span.start).endswith(f" {topics().of} "):
        return None
    rank = sentence.last_before(period.span.start)
    if rank is None or rank.metric != "rank" or rank.end:
        return None
    if sentence.without_names(rank.span.end, period.span.start).strip() != topics().of:
        return None
    begin = max(sentence.clause_start(rank), rank.number.start - _HELD)
    held = gaps.years.held().search(sentence.between(begin, rank.number.start))
    return (rank, held["kept"] is not None) if held else None


def _last_of_runs(sentence: Sentence, bracket: Span) -> PeriodMention | None:
    """ "6 năm dẫn đầu (2017 - 2020 và 2022 - 2023)": the last run of a bracket that has nothing else."""
    inside = [p for p in sentence.periods if bracket.contains(p.span)]
    at = [bracket.start + 1, *(p.span.end for p in inside)]
    gaps_between = [sentence.between(a, p.span.start) for a, p in zip(at, inside, strict=False)]
    closed = not sentence.between(at[-1], bracket.end - 1).strip()
    joined = closed and all(gaps.years.years_joined().fullmatch(gap) for gap in gaps_between[1:])
    return inside[-1] if joined and len(inside) > 1 and "/" in (inside[-1].value or "") else None


def _behind_bracket(sentence: Sentence, figure: Figure, period: PeriodMention) -> int:
    """Where the figure ends, or the bracket that is right behind it, or that it ends."""
    end = figure.span.end
    for bracket in sentence.brackets:
        right_behind = bracket.start >= end and not sentence.between(end, bracket.start).strip()
        ended = bracket.contains(figure.number) and not sentence.between(end, bracket.end - 1).strip()
        near = (right_behind or ended) and bracket.end <= period.span.start
        if near and not any(bracket.contains(p.span) for p in sentence.periods):
            return bracket.end
    return end


def is_left(sentence: Sentence, figure: Figure) -> bool:
    """True for a level behind "từ" that a movement leads from to a later one, or by so much ("tăng 2% từ mức 84%")."""
    # "đạt từ 88% trở lên"
    if figure.metric not in {"rank", "score", "rate"} or figure.end or figure.bound == "min":
        return False
    bracket = sentence.bracket(figure.number)
    before = sentence.between(sentence.span.start, figure.span.start)
    told = ends_in_from(before)
    if bracket and not told and not sentence.between(bracket.start, figure.span.start).strip(" ("):
        # "từ nhóm giữa (hạng 32) chuyển lên nhóm trên (hạng 11)"
        told = gaps.years.from_group().search(sentence.between(sentence.span.start, bracket.start).rstrip()) is not None
    if not told:
        return False
    changes = [f for f in sentence.figures if f.metric.endswith("_change") and f.span.end <= figure.span.start]
    if changes and gaps.clauses.from_before().fullmatch(
        sentence.between(changes[-1].span.end, figure.span.start).lstrip(" ,")
    ):
        return True
    # "tăng lên 86,97%" is read as so much of a change first.
    kinds = {figure.kind, f"{figure.kind}_change"}
    later = [f for f in sentence.figures if f.kind in kinds and f.span.start >= figure.span.end]
    between = sentence.between(figure.span.end, later[0].number.end) if later else ""
    # "SIPAS đạt từ 90%; PAR INDEX tăng từ 84% lên 86%"
    return ";" not in between and gaps.years.leads_on().search(between) is not None


def ends_in_from(before: str) -> bool:
    # Hardly any words end so, which is seen at once.
    return before.rstrip().endswith(topics().from_words) and gaps.clauses.from_before().search(before) is not None
