"""Period and baseline of a figure: rules tried in order, the first that answers wins.

Where the sentence tells nothing, the period is that of what is in force.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from extract.facts import gaps
from extract.facts.context import TOPICAL, Force, Read, Sentence, ends, identity
from extract.facts.goals import missed
from extract.facts.plans import as_it_was, read_modality
from extract.facts.times.baselines import baseline_told, baselines, once_at
from extract.facts.times.before import (
    period_before,
    period_fronted,
    period_of_baseline,
    period_of_legend,
    period_of_name,
    period_of_run,
    year_of,
)
from extract.facts.times.behind import is_left, period_behind, told_behind
from extract.facts.times.lists import period_listed, period_listed_behind, period_of_years_behind
from extract.facts.times.resolved import ROUNDED, last_year, resolved, shifted, year_in_force
from extract.facts.years import is_year, period_of_row, year_left, year_near
from extract.reading.model import CHANGES, LEVEL_OF, Figure
from extract.spans import Span

_Rule = Callable[[Sentence, Figure, str, Force], Read | None]
# A month, or a quarter.
_MONTH = re.compile(r"\d{4}-(?:Q\d|\d\d)")
# What tells the year that goals are set for.
_AIMED = frozenset({"period", "until", "plan"})
# Where nothing tells.
_NONE, _NO_BASELINE = Read(None, None, "period.none"), Read(None, None, "baseline.none")


def read_period(sentence: Sentence, figure: Figure, index: str, force: Force) -> Read:
    """The period measured; null where nothing tells."""
    pair = ends(sentence, figure) if figure.end else None
    if pair is not None:
        return _period_of_end(sentence, figure, pair, index, force)
    if movement := _movement_behind(sentence, figure):
        return read_period(sentence, movement, index, force)
    for rule in _rules(sentence):
        answer = rule(sentence, figure, index, force)
        if answer is not None:
            return answer
    return _period_in_force(sentence, figure, index, force)


def _period_beside(sentence: Sentence, other: Figure, index: str, force: Force) -> Read:
    """The period of another figure of the sentence than the one asked about; read once, as all of them may ask."""
    key = (other.span, other.end, index)
    if key not in sentence.periods_beside:
        sentence.periods_beside[key] = read_period(sentence, other, index, force)
    return sentence.periods_beside[key]


def _movement_behind(sentence: Sentence, figure: Figure) -> Figure | None:
    """ "tụt 1 bậc, từ thứ 4 năm 2013 xuống thứ 5 năm 2014": the same change, told by both ends right behind it."""
    if figure.end or not figure.metric.endswith("_change") or figure.value is None or not figure.direction:
        return None
    behind = sentence.first_behind(figure.span.end)
    if behind is None or behind.end is None or sentence.between(figure.span.end, behind.span.start).strip(" ,("):
        return None
    movement = next(f for f in sentence.figures if f.end == "change" and f.span.start >= behind.span.start)
    same = movement.kind == figure.kind and movement.value is not None
    return movement if same and abs((movement.value or 0) - figure.value) < ROUNDED else None


@lru_cache(maxsize=2)
def _rules(sentence: Sentence) -> tuple[_Rule, ...]:
    """Of all rules, those that can answer in the sentence."""
    told = len(sentence.periods)
    never = {*(() if told else _WITHIN), *(() if told > 1 else _OF_SEVERAL)}
    if not sentence.brackets:
        never |= _BRACKETED
    if not sentence.tells(gaps.clauses.run_told()):
        never.add(period_of_run)
    if not sentence.tells(gaps.clauses.from_told()):
        never.add(_period_left)
    if len(sentence.figures) < 2:
        never |= _BESIDE_ANOTHER
    return tuple(rule for rule in _RULES if rule not in never)


def _period_in_force(sentence: Sentence, figure: Figure, index: str, force: Force) -> Read:
    """The period of the last sentence, else the one told for the index, else the last one told.

    What is measured against a year is measured after it: where nothing later is known, in the year behind it.
    """
    if read_modality(sentence, figure, force)[0] == "target":
        return Read(*force.plan, "period.of_plan") if force.plan else _year_aimed_at(sentence, figure)
    told = _NONE
    # The year of the article: that of its headline or lead, else the latest that anything was told for so far.
    years = (y for y in force.years.values() if y[0] and y[1].start < sentence.span.start)
    article = force.year or max(years, key=lambda y: y[0] or "", default=None)
    back = _back_from_earlier(sentence, figure, index, force)
    main = back or force.years.get(index) or article
    # A new paragraph, or another index behind an aside, goes back to the main year from an earlier one.
    last = force.period
    left = sentence.paragraph != force.period_paragraph or force.period_aside not in {None, index}
    # "PCI 2024 đứng thứ 1. Năm 2023 đứng thứ 3. Chỉ số Tính minh bạch đạt 7,1 điểm": parts are told of the main year.
    if not left and main and last and main[1].start < last[1].start and force.component is None:
        named = any(m.kind == "component" and m.span.end <= figure.span.start for m in sentence.mentions)
        left = named and "\n" not in sentence.between(main[1].start, last[1].start)
    if not left and main:
        # "PCI 2016 đạt 65 điểm. Các năm 2014, 2015 đạt 58,8 và 58,9 điểm. Tăng 6 điểm so với 2 năm trước": from there.
        years_back = (p.relative for p in baselines(sentence) if p.value is None and (p.relative or 0) < -1)
        left = any(shifted(main[0], years) in force.levels.get(index, {}) for years in years_back)
    recalled = last and main and (last[0] or "") < (main[0] or "") and left and not force.period_heads
    if force.period is not None and (force.age == 1 or force.period_heads) and not recalled:
        told = Read(*force.period, "period.inherited")
    elif back or index in force.years:
        told = Read(*(back or force.years[index]), "period.of_index")
    elif recalled and article is not None:
        told = Read(*article, "period.of_article")
    elif force.period is not None:
        told = Read(*force.period, "period.inherited")
    for period in [*baselines(sentence), *(p for p in sentence.periods if (p.relative or 0) < 0)]:
        if period.value and not (isinstance(told.value, str) and told.value > period.value):
            if _MONTH.fullmatch(period.value):
                # "Với 78 điểm, Bộ chỉ số 766 tháng 10 của P giảm 3 bậc so với tháng 9/2025": which one it was is told.
                own = next((p for p in sentence.periods if p.part and p.value is None), None)
                value = resolved(sentence, own, index, force) if own else None
                return Read(value, own.span if own else None, "period.of_baseline")
            return Read(shifted(period.value, 1), period.span, "period.of_baseline")
    if told.value is None:
        # Where nothing else is known, what is told with a plan is told of its year.
        for period in sentence.periods:
            if period.kind == "plan" and period.value and period.span.end <= figure.span.start:
                return Read(last_year(period), period.span, "period.of_plan")
        if near := year_near(sentence, force):
            return Read(*near, "period.near")
    return told


def _back_from_earlier(sentence: Sentence, figure: Figure, index: str, force: Force) -> tuple[str, Span] | None:
    """ "Năm 2025 P đạt 43,7 điểm.¶ PAPI 2024, Q đạt 44,3 điểm.¶ Thủ tục hành chính công 7,2 điểm": a paragraph about
    the parts goes back to the latest year told, from one that told the whole index of an earlier year.
    """
    latest, named = force.latest.get(index), force.years.get(index)
    if latest is None or named is None or latest[0] <= (named[0] or "") or sentence.paragraph == force.period_paragraph:
        return None
    if sentence.indices or any(part for _, part in force.topics):
        return None
    parts = any(m.kind == "component" and m.span.end <= figure.span.start for m in sentence.mentions)
    return latest if parts else None


def _year_aimed_at(sentence: Sentence, figure: Figure) -> Read:
    """ "đặt mục tiêu tăng 2 bậc so với năm 2022": the year behind, where no plan tells its own."""
    known = [p for p in baselines(sentence) if (p.value or "").isdigit()] if figure.metric in CHANGES else []
    if not known:
        return Read(None, None, "period.open")
    return Read(shifted(known[-1].value, 1), known[-1].span, "period.of_baseline")


def _period_of_aims(sentence: Sentence, figure: Figure, _: str, force: Force) -> Read | None:
    """ "phấn đấu PCI đạt 69 điểm, PAPI đạt 45 điểm vào cuối năm 2025": the goals of one aim share the year behind the
    last, where none is told before.
    """
    if not (sentence.hedges or force.goals) or sentence.bracket(figure.span):
        return None
    years = [p for p in sentence.periods if p.value and p.kind in _AIMED and not sentence.bracket(p.span)]
    year = next((p for p in years if p.span.start >= figure.span.end), None)
    last = sentence.last_before(year.span.start) if year else None
    if year is None or last is None or last.span.start < figure.span.end or period_behind(sentence, last) != year:
        return None
    cue = max((h.span.start for h in sentence.hedges if h.span.end <= figure.span.start), default=sentence.span.start)
    start = max(at for at in (sentence.span.start, *sentence.breaks) if at <= cue)
    named = any(m.kind in TOPICAL and figure.span.end <= m.span.start < year.span.start for m in sentence.mentions)
    if any(start <= p.span.start < figure.span.start for p in years) or (last.kind == figure.kind and not named):
        return None
    if any(read_modality(sentence, f, force)[0] != "target" for f in (figure, last)):
        return None
    return Read(last_year(year), year.span, "period.of_aims")


def _period_of_end(sentence: Sentence, figure: Figure, pair: tuple[Figure, Figure], index: str, force: Force) -> Read:
    """ "từ thứ 25 năm 2015 lên thứ 4 năm 2016", "lên hạng 14 từ hạng 19 của năm 2017": each end has its own.

    A period between the two is the first one's, a period behind the phrase the second one's; what is told before the
    phrase is the later level's. The earlier level takes no period of the context: null, unless its own is printed.
    """
    first, second = sorted(pair, key=lambda end: end.number.start)
    own = pair[0] if figure.end == "from" else pair[1]
    if own is first:
        inside = [p for p in sentence.periods if first.number.end <= p.span.start < second.number.start]
        told = Read(last_year(inside[0]), inside[0].span, "period.behind") if inside else None
    else:
        inside = []
        told = told_behind(sentence, own, index, force) or _year_of_name_behind(sentence, own, index)
    if told is None or told.value is None:
        later = period_before(sentence, first, index, force) or _period_in_force(sentence, figure, index, force)
        if own is pair[1]:
            return later
        if told is not None and inside and inside[0].relative is not None:
            return Read(shifted(later.value, inside[0].relative), inside[0].span, "period.behind")
        if told is None:
            # "…, từ vị trí 33 lên 26 năm 2014": not the year in force, which may be a later one.
            reached = told_behind(sentence, second, index, force) or _year_of_name_behind(sentence, second, index)
            later = reached if reached and reached.value else later
            return _period_of_earlier(sentence, figure, later, index, force)
    # The year of a level that a movement leads from is nothing else's.
    return replace(told, rule="period.leaving") if own is pair[0] else told


def _year_of_name_behind(sentence: Sentence, last: Figure, index: str) -> Read | None:
    """ "…, từ vị trí 33 lên 26, trong PCI 2014, P đuối sức": the year of the index that the movement was seen in.

    Not "…, trong PCI 2014 xếp thứ 30".
    """
    name = next((m for m in sentence.indices if m.span.start >= last.span.end), None)
    if name is None or identity(name) != index:
        return None
    if not gaps.years.seen_in().fullmatch(sentence.between(last.span.end, name.span.start)):
        return None
    year = year_of(sentence, name)
    if year is None:
        return None
    later = sentence.first_behind(year.span.end)
    if later and not re.search(r"[,;:.()]", sentence.between(year.span.end, later.span.start)):
        return None
    return Read(year.value, year.span, "period.behind")


def _period_of_earlier(sentence: Sentence, figure: Figure, later: Read, index: str, force: Force) -> Read:
    """The earlier level's period where its phrase tells none: the baseline, or that of another such phrase before."""
    for period in sentence.periods:
        # "giai đoạn 2016-2020, từ hạng 50 lên hạng 38"
        if period.span == later.span and period.value and "/" in period.value:
            return Read(period.value.partition("/")[0], period.span, "period.run_start")
    baseline = read_baseline(sentence, figure, index, later.value if isinstance(later.value, str) else None, force)
    if baseline.value is not None:
        return Read(baseline.value, baseline.span, "period.baseline")
    before = [f for f in sentence.figures if f.end == "from" and f.span.end <= figure.span.start]
    if before:
        return _period_beside(sentence, before[-1], index, force)
    return _left_year(sentence, figure, later.value, index, force)


def _left_year(sentence: Sentence, figure: Figure, later: object, index: str, force: Force) -> Read:
    """The earlier of two years told; else the rest of the article may tell it, but not of one some years before."""
    if _long_run(sentence, figure):
        return Read(None, None, "period.left")
    return year_left(sentence, figure, later, index, force) or Read(None, None, "period.open")


def _long_run(sentence: Sentence, figure: Figure) -> Span | None:
    """The words before a movement that say it is one of several years; none in a name ("Chi phí thời gian")."""
    start = sentence.clause_start(figure)
    run = sentence.search(gaps.years.long_run(), sentence.without_names(start, figure.span.start))
    return Span(start + run.start(), start + run.end()) if run else None


def _period_left(sentence: Sentence, figure: Figure, index: str, force: Force) -> Read | None:
    """ "rớt từ tốp 10 xuống thứ 15", "từ thứ 8 (65,5 điểm) lên thứ 3": the level left is an earlier one."""
    levels = [figure]
    if bracket := sentence.bracket(figure.number):
        before = (f for f in sentence.figures if f.span.end <= bracket.start)
        levels += (f for f in before if not sentence.between(f.span.end, bracket.start).strip())
    if not any(is_left(sentence, level) for level in levels):
        return None
    # "từ 74,9% (2019, hạng 62) lên 83,9%"
    own = (p for p in sentence.periods if bracket and is_year(p) and bracket.start < p.span.start < figure.span.start)
    if year := next(own, None):
        return Read(year.value, year.span, "period.left")
    baseline = read_baseline(sentence, figure, index, None, force)
    if baseline.value:
        return Read(baseline.value, baseline.span, "period.baseline")
    return _left_year(sentence, figure, year_in_force(index, force), index, force)


def _period_compared(sentence: Sentence, figure: Figure, index: str, force: Force) -> Read | None:
    """ "P (72,81 so với 72,1)": the level before, of the year that the sentence or the one before compares with."""
    if figure.metric.endswith("_change"):
        return None
    before = sentence.last_before(figure.span.start, figure.kind)
    if before is None:
        return None
    if not gaps.years.compared_level().fullmatch(sentence.between(before.span.end, figure.number.start)):
        return None
    told = [p for p in sentence.periods if p.kind == "baseline" and p.value and p.span.end <= figure.span.start]
    if told:
        return Read(told[-1].value, told[-1].span, "period.compared")
    known = force.baselines.get(index)
    bracket = sentence.bracket(figure.number)
    # Outside of a bracket two owners may be compared ("hai tỉnh cách nhau 0,02 điểm: 45,55 so với 45,53").
    return Read(*known, "period.compared") if known and bracket and bracket.contains(before.number) else None


def _period_left_by(sentence: Sentence, figure: Figure, index: str, force: Force) -> Read | None:
    """ "thứ 59, cao hơn năm 2021 một bậc (hạng 60, 59,73 điểm)", "tăng 0,46 điểm (63,67 so với 63,21)": what a bracket
    behind a change tells of the year before: the level that differs from the one told before.
    """
    bracket = sentence.bracket(figure.number)
    if bracket is None or figure.end or figure.kind not in LEVEL_OF.values():
        return None
    at = bisect_right(sentence.figure_starts, bracket.start) - 1
    by = next((f for f in sentence.figures[max(at, 0) :] if f.span.end <= bracket.start), None)
    if by is None or by.end or by.value is None or by.kind not in LEVEL_OF:
        return None
    if sentence.between(by.span.end, bracket.start).strip():
        return None
    levels = [f for f in sentence.figures if f.kind == LEVEL_OF[by.kind] and not f.end and f.value is not None]
    outside = [f for f in levels if f.span.end <= by.span.start and sentence.bracket(f.number) is None]
    inside = [f for f in levels if bracket.contains(f.number)]
    pair = [*outside[-1:], *inside]
    if len(pair) != 2 or pair[0].value == pair[1].value or (not outside and figure.span != pair[1].span):
        return None
    # Not what has a name of its own: "(trung bình cả nước 82,66%)", "(mục tiêu là 42,5 điểm)".
    if sentence.between(bracket.start + 1, inside[0].span.start).strip():
        return None
    period = _period_beside(sentence, by, index, force).value
    known = read_baseline(sentence, by, index, period if isinstance(period, str) else None, force)
    return Read(known.value, known.span, "period.baseline") if known.value else Read(None, None, "period.open")


def _period_between(sentence: Sentence, figure: Figure, index: str, force: Force) -> Read | None:
    """ "PCI 2023: thứ 4. PCI 2022: thứ 2. Lùi hai bậc": the later of two levels, for the change that leads to it.

    It was told first; where it was told last, the change has its year anyway.
    """
    if figure.end or figure.value is None or figure.metric not in LEVEL_OF:
        return None
    if any(p.kind == "baseline" and p.value for p in sentence.periods):
        return None
    metric = LEVEL_OF[figure.metric]
    before = [f for f in sentence.figures if f.kind == metric and not f.end and f.span.end <= figure.span.start]
    if len(before) > 1 and len(sentence.periods) > 1:
        read = ((f.value, _period_beside(sentence, f, index, force)) for f in before[-2:])
        levels = [(value, Read(told.value, told.span, "")) for value, told in read]
    else:
        told_last = (force.levels_before.get(index, {}), force.levels.get(index, {}))
        if any(len(years) != 1 for years in told_last):
            return None
        levels = [
            (values.get(metric), Read(year, span, "")) for years in told_last for year, (span, values) in years.items()
        ]
    (now, later), (then, earlier) = levels
    if now is None or then is None or shifted(later.value, -1) != earlier.value:
        return None
    # A better rank is a smaller number.
    moved = then - now if metric == "rank" else now - then
    return Read(later.value, later.span, "period.between") if abs(moved - figure.value) < ROUNDED else None


def _period_of_result(sentence: Sentence, figure: Figure, index: str, force: Force) -> Read | None:
    """ "phấn đấu đạt 88% (thực hiện 87,03%)": what the goal before came to so far, in a year before the plan's.

    The one known for the index, else the last one told; null where none is. Not "chưa đạt kế hoạch (mục tiêu hạng 35,
    thực tế hạng 48)": what became of the goal is of its own year.
    """
    if sentence.tells(missed()):
        return None
    if figure.end or figure.metric not in {"rank", "score", "rate"}:
        return None
    goal = sentence.last_before(figure.span.start, figure.kind)
    if goal is None or not gaps.years.result_so_far().fullmatch(sentence.between(goal.span.end, figure.span.start)):
        return None
    if read_modality(sentence, goal, force)[0] != "target":
        return None
    return _period_so_far(sentence, figure, index, force, _period_beside(sentence, goal, index, force).value)


def _period_before_plan(sentence: Sentence, figure: Figure, index: str, force: Force) -> Read | None:
    """ "năm 2018 phấn đấu tăng điểm so với năm 2017, khắc phục 7 chỉ số giảm điểm": the year it begins at."""
    if not as_it_was(sentence, figure, force):
        return None
    if behind := told_behind(sentence, figure, index, force):
        return behind
    if own := [p for p in baselines(sentence) if p.value]:
        return Read(own[-1].value, own[-1].span, "period.baseline")
    aims = [p.value for p in sentence.periods if p.value and p.kind != "baseline"]
    return _period_so_far(sentence, figure, index, force, max(aims, default=force.plan and force.plan[0]))


def _period_so_far(sentence: Sentence, figure: Figure, index: str, force: Force, aimed: object) -> Read:
    """The year known for the index, else the last one told, that is before the one aimed at; null where none is."""
    told = [(p.value, p.span) for p in sentence.periods if p.kind == "period" and p.span.end <= figure.span.start]
    known = [force.years.get(index), *reversed(told), force.period, force.year, *reversed(force.years.values())]
    before = (year for year in known if year and year[0] and (not isinstance(aimed, str) or year[0] < aimed))
    year, span = next(before, (None, None))
    return Read(year, span, "period.of_result")


_RULES: tuple[_Rule, ...] = (
    period_of_legend,
    _period_between,
    _period_left_by,
    _period_before_plan,
    _period_of_result,
    told_behind,
    _period_left,
    period_of_baseline,
    period_listed,
    period_listed_behind,
    period_of_years_behind,
    period_of_row,
    _period_compared,
    period_of_run,
    _period_of_aims,
    period_before,
    period_fronted,
    period_of_name,
)
# What needs a period in the sentence, or several, or figures beside the one asked about.
_WITHIN: set[_Rule] = {
    told_behind,
    period_of_baseline,
    _period_of_aims,
    period_before,
    period_fronted,
    period_of_name,
}
_OF_SEVERAL: set[_Rule] = {period_listed, period_listed_behind, period_of_years_behind}
_BRACKETED: set[_Rule] = {period_of_legend, _period_left_by}
_BESIDE_ANOTHER: set[_Rule] = {period_of_row, _period_compared, _period_left_by, _period_of_aims}


def read_baseline(sentence: Sentence, figure: Figure, index: str, period: str | None, force: Force) -> Read:
    """The period that a change is measured against: behind, before, or told once for several."""
    if figure.end == "change" and (pair := ends(sentence, figure)):
        begins = _period_of_end(sentence, pair[0], pair, index, force)
        if begins.value is not None and begins.rule == "period.leaving":
            return Read(begins.value, begins.span, "baseline.told")
    if movement := _movement_behind(sentence, figure):
        return read_baseline(sentence, movement, index, period, force)
    own = baselines(sentence)
    if own and (run := _long_run(sentence, figure)):
        # "Sau 5 năm, PAPI tăng 23 bậc; riêng năm 2022 tăng 15 bậc so với năm 2021": not that of another clause.
        own = [p for p in own if ";" not in sentence.between(figure.span.end, p.span.start)]
        if not own:
            return Read(None, run, "baseline.open")
    if told := baseline_told(sentence, figure, own, period) if own else None:
        return told
    if once := once_at(sentence, figure):
        return Read(once.value, once.span, "baseline.told")
    if figure.end == "change" and not any("/" in (p.value or "") for p in sentence.periods):
        run = _long_run(sentence, figure)
        if run:
            return Read(None, run, "baseline.open")
    if index in force.baselines and not sentence.aimed(figure.span.start):
        value, span = force.baselines[index]
        # "năm 2021 tăng 5 bậc so với năm 2020. Năm 2022 tăng 1 bậc": that of another year is not this one's.
        if value != period and force.based_on.get(index) in {None, period}:
            return Read(value, span, "baseline.inherited")
    return _NO_BASELINE
