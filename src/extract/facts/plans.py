"""Whether a figure is reported or planned."""

from __future__ import annotations

from extract.facts import gaps
from extract.facts.context import BRACKETED, TOPICAL, Force, Sentence, ends, identity
from extract.facts.goals import due_by, is_goal
from extract.facts.times.behind import is_left
from extract.folding import fold
from extract.reading.model import CHANGES, LEVEL_OF, Figure
from extract.records import Modality
from extract.spans import Span
from extract.tables.hedges import hedges


def _asked_for(sentence: Sentence, figure: Figure, force: Force) -> bool:
    """What a plan asks for: "kế hoạch năm 2025 … giữ PGI không thấp hơn 26 điểm".

    In an article about a plan also "đạt từ 7,5 điểm trở lên" and "88% (thực hiện 87,03%)".
    """
    told = [p for p in sentence.periods if p.span.end <= figure.span.start]
    planned = any(p.kind == "plan" for p in told) and (
        figure.bound in {"min", "max"}
        # "ban hành kế hoạch năm 2026, theo đó PAR INDEX xếp thứ 10"
        or (
            figure.metric != "count"
            and told[-1].kind == "plan"
            and gaps.figures.says_of().match(sentence.text.folded, told[-1].span.end) is not None
        )
    )
    if _demanded(sentence, figure):
        return True
    if planned or (force.plan and figure.rule.endswith("at_least")):
        before = sentence.between(sentence.clause_start(figure), figure.span.start)
        return gaps.figures.so_far().search(before) is None
    if force.plan is None:
        return False
    if due_by(sentence, force, figure.span.start):
        return True
    return (
        sentence.bracket(figure.span) is None
        and gaps.figures.reached_beside().match(sentence.text.folded, figure.span.end, sentence.span.end) is not None
    )


def _demanded(sentence: Sentence, figure: Figure) -> bool:
    """ "yêu cầu các sở …; năm 2023 PAR INDEX tăng tối thiểu 3 bậc": the least that a demand before asks for."""
    if figure.bound != "min" or not figure.metric.endswith("_change"):
        return False
    start = sentence.span.start
    if not gaps.figures.least().search(sentence.between(figure.span.start, figure.span.end)):
        return False
    return gaps.figures.demand().search(sentence.between(start, figure.span.start)) is not None


def as_it_was(sentence: Sentence, figure: Figure, force: Force) -> bool:
    """ "phấn đấu … khắc phục hạn chế của 7 chỉ số giảm điểm": what a plan mends or keeps was so before it."""
    if figure.value is not None and (figure.metric != "count" or figure.label == figure.unit):
        return False
    if not (
        sentence.aimed(figure.span.start) or (force.plan and not any(p.kind == "period" for p in sentence.periods))
    ):
        return False
    told = sentence.search(
        gaps.figures.kept_or_mended(), sentence.between(sentence.clause_start(figure), figure.span.start)
    )
    if told is None:
        return False
    down = figure.direction == "down" or gaps.figures.fell().search(fold(figure.label or "")) is not None
    return (told["keeps"] is None) == down


def read_modality(sentence: Sentence, figure: Figure, force: Force) -> tuple[Modality, Span | None]:
    """ "target" behind a word for a plan, as far as the plan goes; a bound without a year goes on with one."""
    if figure.end == "from" or (sentence.hedges and is_left(sentence, figure)):
        # "phấn đấu tăng từ 65 điểm lên 70 điểm", "… từ vị trí 57 lên nhóm 30": what the plan starts from.
        return "reported", None
    if as_it_was(sentence, figure, force):
        return "reported", None
    headed = sentence.planned_year
    if headed and headed.end() <= figure.span.start and (headed["until"] or force.aimed):
        # "Đến năm 2025: PCI đạt 70 điểm", "đặt chỉ tiêu cho từng năm. Năm 2024: PCI xếp thứ 5".
        return "target", Span(headed.start("head"), headed.end("head"))
    if (around := sentence.bracket(figure.span)) and figure.end is None:
        goal = gaps.figures.planned_beside().match(sentence.text.folded, around.start, figure.span.start)
        start = 0
        if goal is None:
            start = sentence.span.start
            goal = sentence.search(gaps.figures.goal_bracket(), sentence.between(start, around.start))
        # "chưa đạt kế hoạch (mục tiêu hạng 35, thực tế hạng 48, 64,5 điểm)": what it came to ends it.
        if goal and not gaps.figures.plan_ends().search(sentence.between(around.start, figure.span.start)):
            return "target", Span(start + goal.start("goal"), start + goal.end("goal"))
    # "SIPAS 87% (mục tiêu 85%), PAR INDEX 88%": a goal in brackets is that of what stands before them.
    cues = sentence.hedges and [
        h
        for h in sentence.hedges
        if h.kind == "target" and h.span.end <= figure.span.end and not _aside(sentence, h.span, figure)
    ]
    if not cues and force.goals and is_goal(sentence, figure, force):
        return "target", force.goals.head
    if not cues:
        goes_on = force.planned and figure.bound in {"min", "max"} and not sentence.periods
        return "target" if goes_on or _asked_for(sentence, figure, force) else "reported", None
    cue = cues[-1]
    # "từ vị trí 50 năm 2023 lên vị trí 48": the year of the first end is not the plan's.
    movement = ends(sentence, figure)
    start = movement[0].span.start if movement else figure.span.start
    # "phấn đấu năm 2024 đạt 70 điểm (thực hiện năm 2023: 68 điểm), xếp thứ 35": what a bracket tells ends no plan.
    before = [p for p in sentence.periods if p.value and p.span.end <= start and not _aside(sentence, p.span, figure)]
    years = [p.value for p in before if p.kind == "period" and p.value]
    # "theo kế hoạch năm 2024, PCI năm 2023 đạt 66 điểm": what the plan starts from.
    plans = [p.value for p in before if p.kind == "plan" and p.value and "/" not in p.value]
    if years and plans and years[-1] < plans[-1] and before[-1].kind != "plan" and cue.span < before[-1].span:
        return "reported", None
    # "Kế hoạch năm 2024 … Kế hoạch nêu rõ: năm 2023 PCI đạt 66 điểm": likewise.
    if years and force.plan and years[-1] < force.plan[0] and gaps.figures.states_year().search(str(cue.value)):
        return "reported", None
    if gaps.figures.plan_ends().search(BRACKETED.sub(" ", sentence.between(cue.span.end, figure.span.start))):
        return "reported", None
    if cue.span.start >= sentence.clause_start(figure):
        return "target", cue.span
    bracket = sentence.bracket(figure.span)
    # "phấn đấu đạt 70 điểm (tăng 2 điểm so với năm 2023)": how much more that is.
    more = bracket is not None and (
        (figure.metric in CHANGES and bracket.start + 1 == figure.span.start) or _beside_goal(sentence, figure, bracket)
    )
    if cue.value in hedges().weak or (bracket and not more and not bracket.contains(cue.span) and figure.end is None):
        return "reported", None
    if before and _was_so(sentence, figure, cue.span, before[-1].span):
        return "reported", None
    # "phấn đấu năm 2025 đạt 70 điểm; năm 2022 đạt 65 điểm": an earlier year ends the plan; not "từ 65 điểm trở lên".
    start = sentence.clause_start(figure)
    asked = any(f.rule.endswith("at_least") for f in sentence.figures if start <= f.span.start <= figure.span.start)
    ended = years and years[-1] < max(years) and not asked
    return ("reported", None) if ended else ("target", cue.span)


def _was_so(sentence: Sentence, figure: Figure, cue: Span, year: Span) -> bool:
    """ "phấn đấu PCI đạt 69 điểm; PCI năm 2022 đạt 60,4 điểm, xếp thứ 52": behind a goal without a year, a clause that
    tells the same of the same index with one.
    """
    start = sentence.clause_start(figure)
    if year.start < start or figure.bound != "exact":
        return False
    goals = [f for f in sentence.figures if cue.end <= f.span.start < start]
    told = {f.metric for f in sentence.figures if start <= f.span.start <= figure.span.start}
    if told.isdisjoint(f.metric for f in goals):
        return False
    if any(p.value and p.kind != "baseline" and p.span.start < start for p in sentence.periods):
        return False
    names = [m for m in sentence.mentions if m.kind in TOPICAL and m.span.end <= figure.span.start]
    return {identity(m) for m in names if m.span.start >= start} <= {identity(m) for m in names if m.span.start < start}


def _beside_goal(sentence: Sentence, figure: Figure, bracket: Span) -> bool:
    """ "phấn đấu SIPAS đạt 86% (hạng 20)", "phấn đấu tăng 2 điểm (đạt 71 điểm)": the bracket goes on with the goal, in
    another measure and without a year.
    """
    before = [f for f in sentence.figures if f.span.end <= bracket.start]
    if not before or sentence.between(before[-1].span.end, bracket.start).strip():
        return False
    told = sentence.between(bracket.start + 1, figure.span.start)
    alone = not any(bracket.contains(p.span) for p in sentence.periods) and not gaps.figures.so_far().search(told)
    pair = {before[-1].metric, figure.metric}
    comes_to = figure.kind == LEVEL_OF.get(before[-1].kind) and gaps.figures.comes_to().match(
        sentence.text.folded, bracket.start + 1, figure.number.start
    )
    return alone and (bool(comes_to) or pair in ({"rank", "score"}, {"rank", "rate"}, {"score", "group"}))


def _aside(sentence: Sentence, told: Span, figure: Figure) -> bool:
    """True for what stands in a bracket that the figure is not in."""
    bracket = sentence.bracket(told)
    return bracket is not None and not bracket.contains(figure.span)
