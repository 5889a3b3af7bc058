"""The period that a sentence names before a figure, or with what stands around it: an index, a run, a legend."""

from __future__ import annotations

import re

from extract.facts import gaps
from extract.facts.context import TOPICAL, Force, Read, Sentence, figure_between
from extract.facts.plans import read_modality
from extract.facts.times.baselines import once_at, taken
from extract.facts.times.behind import held_since, period_behind
from extract.facts.times.resolved import last_year, resolved, shifted
from extract.facts.years import is_year
from extract.language.periods import PeriodMention
from extract.reading.mentions import IndexName, Named
from extract.reading.model import CHANGES, VALUES, Figure, Mention
from extract.spans import Span

# Kinds of periods that a figure is told of.
_TOLD = frozenset({"period", "plan"})
_LEVELS = frozenset({"rank", "score", "rate"})


def period_of_legend(sentence: Sentence, figure: Figure, _: str, force: Force) -> Read | None:
    """ "(trong ngoặc là của năm 2020): A 5,58 (5,48)": a figure alone in brackets behind another."""
    bracket = sentence.bracket(figure.span)
    if bracket is None or not sentence.open(figure.span) or any(bracket.contains(p.span) for p in sentence.periods):
        return None
    behind = any(
        f.span.end <= bracket.start and not sentence.between(f.span.end, bracket.start).strip()
        for f in sentence.figures
    )
    note_legend(sentence, force)
    return Read(*force.legend, "period.legend") if behind and force.legend else None


def note_legend(sentence: Sentence, force: Force) -> None:
    """The year that the sentence says of what stands in brackets."""
    for period in sentence.periods if sentence.may_tell_year else ():
        if period.value and gaps.clauses.legend().search(sentence.between(sentence.span.start, period.span.start)):
            force.legend = (period.value, period.span)


def period_of_baseline(sentence: Sentence, figure: Figure, index: str, force: Force) -> Read | None:
    """ "(so với năm 2014 là 86,4%)": a value told behind the baseline is the baseline's."""
    if figure.metric not in {"score", "rank", "rate"}:
        return None
    bracket = sentence.bracket(figure.span)
    for period in reversed(sentence.periods):
        if period.kind != "baseline" or period.span.end > figure.span.start:
            continue
        # "so với năm trước (xếp thứ 11)"
        if year := period.value or (resolved(sentence, period, index, force) if period.relative else None):
            if _compared_next(sentence, figure) or (bracket and _mean_beside(sentence, figure, bracket)):
                return None
            if _owners_then(sentence, figure, period):
                return Read(year, period.span, "period.baseline")
            # "so với năm 2022 (82,46%, đứng thứ 26/63)": all that the bracket holds.
            if (
                bracket
                and period.span.end <= bracket.start
                and not sentence.between(period.span.end, bracket.start).strip()
                # "so với năm 2018 (năm 2019: hạng 15, năm 2018: hạng 14)": what has its own year in it is that year's.
                and not any(is_year(p) and bracket.start < p.span.start < figure.span.start for p in sentence.periods)
            ):
                told = sentence.between(bracket.start + 1, figure.number.start)
                if gaps.years.stands_now().match(told) and _is_news(sentence, figure, period, index, force):
                    return None  # "tăng 6 bậc so với năm 2020 (đứng 50/63)"
                return Read(year, period.span, "period.baseline")
            gap = sentence.between(period.span.end, figure.span.start)
            dashed = bracket and gaps.years.dashed().fullmatch(gap)
            known = sentence.last_before(bracket.start, figure.kind) if bracket and dashed else None
            if bracket and known and not sentence.between(known.span.end, bracket.start).strip():
                # "xếp thứ 21 (giảm 3 bậc so với năm 2021 - xếp thứ 18)"
                return Read(year, period.span, "period.baseline")
            if not gaps.years.is_gap().fullmatch(gap) or _came_to(sentence, figure, period, gap, index, force):
                return None
            return Read(year, period.span, "period.baseline")
    return None


def _mean_beside(sentence: Sentence, figure: Figure, bracket: Span) -> bool:
    """ "tăng 2,1 điểm so với năm 2022 (trung bình cả nước 66,66 điểm)": the mean is told beside what was reached."""
    return gaps.figures.mean_heads().match(sentence.text.folded, bracket.start, figure.span.start) is not None


def _owners_then(sentence: Sentence, figure: Figure, baseline: PeriodMention) -> bool:
    """ "So với kết quả năm 2024 của hai tỉnh cũ - P 88,31%, hạng 23 và Q 88,05% - điểm tăng": all up to the other dash,
    or in the bracket, are of that year.
    """
    opened = gaps.years.owners_then().match(sentence.text.folded, baseline.span.end, figure.span.start)
    if opened is None or figure_between(sentence, sentence.span.start, baseline.span.end):
        return False
    told = sentence.between(opened.end(), figure.span.start)
    return opened["mark"] not in told if opened["mark"] == " - " else ")" not in told


def _came_to(sentence: Sentence, figure: Figure, baseline: PeriodMention, gap: str, index: str, force: Force) -> bool:
    """ "tăng 6 bậc so với năm 2020 đạt 13,92 điểm", "tăng nhẹ so với năm 2020 đạt 64 điểm": what the movement came to,
    where that was not told before. Not "đạt 87,4%, tăng 1% so với năm 2014 đạt 86,4%".
    """
    return gaps.years.came_to().fullmatch(gap) is not None and _is_news(sentence, figure, baseline, index, force)


def _is_news(sentence: Sentence, figure: Figure, baseline: PeriodMention, index: str, force: Force) -> bool:
    """True behind a movement against the baseline that was told without what it came to."""
    at = baseline.span.start
    by = sentence.last_before(at)
    if by and by.metric in CHANGES and not sentence.between(by.span.end, at).strip():
        moved = by.span.start
    elif word := gaps.years.moved_only().search(sentence.between(sentence.span.start, at)):
        moved = sentence.span.start + word.start()
    else:
        return False
    named = [m for m in sentence.mentions if m.kind in TOPICAL and m.span.end <= moved]
    # Behind the movement, in a bracket or not: its clause is asked.
    start = max([sentence.clause_start(by or figure), *(m.span.end for m in named)])
    if any(f.kind == figure.kind and start <= f.span.start < moved for f in sentence.figures):
        return False
    # "PCI 2022 đạt 65 điểm. Chỉ số này tăng 2 điểm so với năm 2021 đạt 63 điểm"
    told_before = any(figure.metric in values for _, values in force.levels.get(index, {}).values())
    return not told_before or any(m.kind == "component" for m in named)


def _compared_next(sentence: Sentence, figure: Figure) -> bool:
    """ "tăng 0,7 điểm so với năm 2018 (43,7 so với 43,0)": the first of the two is what it came to."""
    later = next((f for f in sentence.figures if f.span.start >= figure.span.end and f.kind == figure.kind), None)
    return later is not None and bool(
        gaps.years.compared_level().fullmatch(sentence.between(figure.span.end, later.number.start))
    )


def period_of_run(sentence: Sentence, figure: Figure, *_: object) -> Read | None:
    """ "trong 3 năm gần đây", "sau 7 năm giữ ngôi đầu": a run of years is no one of them; "Trước sáp nhập, P đứng thứ
    22" is of some earlier one.
    """
    told = [p.span.end for p in sentence.periods if p.span.end <= figure.span.start]
    clause = sentence.between(sentence.clause_start(figure), figure.span.start)
    merger = sentence.search(gaps.years.before_merger(), clause)
    if merger and (not told or ":" in clause[: merger.start()]):
        return Read(None, None, "period.run")
    before = [f.span.end for f in sentence.figures if f.span.end <= figure.span.start]
    start = max([sentence.clause_start(figure), *told, *before])
    between = sentence.between(start, figure.span.start)
    run = gaps.years.recent().search(between)
    level = start in before
    # "Sau hai năm vắng bóng, P trở lại tốp 15": behind the comma it is over, where nothing was told before.
    over = run and run["after"] and not level and "," in between[run.end() :]
    if run is None or over or ((level or start in told) and _run_over(figure, between, run, level=level)):
        return None
    return Read(None, None, "period.run")


def _run_over(figure: Figure, between: str, run: re.Match[str], *, level: bool) -> bool:
    """ "trở lại tốp 30 sau 3 năm với 67,87 điểm", "Năm 2021, sau 6 năm, P trở lại hạng 5": of the year that ended it.

    `between`: what stands before the figure, from another (`level`) or a year on.
    """
    if run["after"] is None:
        return False
    before, behind = between[: run.start()], between[run.end() :]
    if before.strip() in {",", ":"}:
        return not level and behind.startswith(",")
    over = "," not in before and gaps.years.run_over().fullmatch(behind)
    return bool(over) and ("," in behind or figure.metric in VALUES)


def period_before(sentence: Sentence, figure: Figure, index: str, force: Force) -> Read | None:
    """The period named last before the figure in its sentence; one that the earlier end of a movement took is over."""
    for period in reversed(sentence.periods):
        if period.after and (told := _year_after(sentence, figure, period, index, force)):
            return told
        if period.kind not in {*_TOLD, "until"} or period.span.end > figure.span.start:
            continue
        if force.legend and period.span == force.legend[1]:
            continue
        # "từ thứ 54 năm 2020 với 60,2 điểm": told of the earlier level, too.
        if period in taken(sentence) and (
            not gaps.clauses.value_gap().fullmatch(sentence.without_names(period.span.end, figure.span.start))
            or gaps.years.leads_on().match(sentence.text.folded, figure.span.start)
        ):
            continue
        # "năm 2024: PCI đạt 68 điểm, năm trước 66 điểm; PAPI đạt 44 điểm": that ended with its clause.
        ended = (period.relative or 0) < 0 and ";" in sentence.between(period.span.end, figure.span.start)
        if ended and any(p.value and p.kind in _TOLD and p.span.end <= period.span.start for p in sentence.periods):
            continue
        if (period.kind == "plan" or _plan_over(sentence, figure, period)) and read_modality(sentence, figure, force)[
            0
        ] != "target":
            continue
        if (is_year(period) or period.relative == -1) and held_since(sentence, period):
            continue
        if is_year(period) and (_moved_from(sentence, figure, period) or once_at(sentence, figure) == period):
            return _year_moved_to(sentence, period, index, force)
        if _of_result_before(sentence, figure, period, force):
            continue
        bracket = sentence.bracket(period.span)
        outside = bracket is not None and not bracket.contains(figure.span)
        if outside and not (_run_in_bracket(sentence, period, figure) or _names_in_bracket(sentence, period, index)):
            continue
        if period.value is None and (period.relative is not None or period.part):
            if period.relative == 0 and not period.that and read_modality(sentence, figure, force)[0] == "target":
                # "Năm nay, tỉnh phấn đấu …": of the year of the plan, not of the one measured.
                return Read(*force.plan, "period.of_plan") if force.plan else Read(None, None, "period.open")
            year = resolved(sentence, period, index, force)
            if year is None and period.relative == 0 and any(p.value for p in sentence.periods if p.span < period.span):
                # "năm 2022 đứng thứ 44, nay thứ 30": some later year, which nobody told.
                return Read(None, None, "period.left")
            return Read(year, period.span, "period.relative") if year else None
        return Read(last_year(period), period.span, "period.before")
    return None


def _of_result_before(sentence: Sentence, figure: Figure, period: PeriodMention, force: Force) -> bool:
    """ "năm 2021: 6,5 điểm; phấn đấu 6,9 điểm": the year of what was reached, not of the goal behind it, but for one
    that stands in a bracket of its own ("năm 2023 đạt 87% (mục tiêu 85%)").
    """
    if not sentence.hedges or period.kind != "period":
        return False
    modality, cue = read_modality(sentence, figure, force)
    told = sentence.first_behind(period.span.end)
    if modality != "target" or cue is None or told is None or told.span.end > cue.start:
        return False
    if sentence.bracket(cue) != sentence.bracket(told.span):
        return False
    return read_modality(sentence, told, force)[0] == "reported"


def _plan_over(sentence: Sentence, figure: Figure, period: PeriodMention) -> bool:
    """ "phấn đấu năm 2025 vào tốp 10; hiện xếp thứ 15": the plan's year, and what is so today."""
    if not sentence.hedges:
        return False
    now = gaps.years.as_of_now().search(sentence.between(period.span.end, figure.span.start))
    return now is not None and sentence.aimed(period.span.end + now.start())


def _moved_from(sentence: Sentence, figure: Figure, period: PeriodMention) -> bool:
    """ "từng dẫn đầu năm 2022, tụt xuống hạng 30 với 65 điểm": the year right behind a level, a movement to the next
    one, and what is told with that.
    """
    if figure.metric not in _LEVELS or figure.end:
        return False
    behind = (f for f in sentence.figures if f.metric in _LEVELS and f.span.start >= period.span.end)
    next_level = next(behind, figure)
    start, end = period.span.end, next_level.number.start
    if gaps.years.moved_on_to().match(sentence.text.folded, start, end) is None:
        return False
    if any(start <= m.span.start < end for m in sentence.mentions):
        return False
    if ";" in sentence.between(end, figure.span.start):
        return False
    return any(
        f.metric == next_level.metric and f.span.end <= period.span.start and period_behind(sentence, f) == period
        for f in sentence.figures
    )


def _year_moved_to(sentence: Sentence, left: PeriodMention, index: str, force: Force) -> Read:
    """The latest year known, where it is later than the one that the movement leads from; else null."""
    told = [(p.value, p.span) for p in sentence.periods if is_year(p) and p.span.end <= left.span.start]
    known = [*reversed(told), *(year for year in (force.years.get(index), force.period, force.year) if year)]
    later = (year for year in known if year[0] and left.value and year[0][:4] > left.value)
    value, span = next(later, (None, None))
    return Read(value, span, "period.moved_to")


def _year_after(sentence: Sentence, figure: Figure, passed: PeriodMention, index: str, force: Force) -> Read | None:
    """ "thứ 5 (năm 2021), vậy mà chỉ sau một năm còn thứ 8": the year behind that of the level told before.

    Where no such level was told, "sau một năm" is what the year in force is measured against.
    """
    if passed.span.end > figure.span.start:
        return None
    before = [p for p in sentence.periods if p.kind == "period" and p.value and p.span.end <= passed.span.start]
    if before:
        told: set[str] = {f.metric for f in sentence.figures if f.span.end <= passed.span.start}
        known = before[-1].value
    else:
        levels = force.levels.get(index, {})
        known = max(levels, default=None)
        told = set(levels[known][1]) if known else set()
    here = {f.metric for f in sentence.figures if f.span.start >= passed.span.end}
    year = shifted(known, 1) if not told.isdisjoint(here & {"rank", "score"}) else None
    return Read(year, passed.span, "period.relative") if year else None


def period_fronted(sentence: Sentence, figure: Figure, *_: object) -> Read | None:
    """ "Với 73,4 điểm, năm 2019 P dẫn đầu": the year behind figures that a sentence begins with."""
    if figure.end or any(p.kind in _TOLD and p.span.end <= figure.span.start for p in sentence.periods):
        return None
    year = next((p for p in sentence.periods if p.span.start >= figure.span.end), None)
    if year is None or not is_year(year) or not sentence.open(year.span):
        return None
    if not gaps.clauses.fronted().search(sentence.between(sentence.span.start, figure.span.start)):
        return None
    told = [f.span for f in sentence.figures] + [m.span for m in sentence.mentions]
    if not gaps.years.fronted_year().fullmatch(sentence.without(told, figure.span.end, year.span.start)):
        return None
    # "Với 66 điểm, năm 2024 tỉnh phấn đấu đạt 68 điểm"
    aims = any(h.kind == "target" and h.span.start >= year.span.end for h in sentence.hedges)
    return None if aims else Read(year.value, year.span, "period.fronted")


def _names_in_bracket(sentence: Sentence, period: PeriodMention, index: str) -> bool:
    """ "Chỉ số CCHC của tỉnh (năm 2022) đứng thứ 30": the index has its year alone in brackets."""
    bracket = sentence.bracket(period.span)
    if bracket is None or sentence.between(bracket.start, period.span.start).strip(" ("):
        return False
    if sentence.between(period.span.end, bracket.end).strip(" )"):
        return False
    names = [
        m
        for m in sentence.indices
        if isinstance(m.value, IndexName) and m.value.id == index and m.span.end <= bracket.start
    ]
    return bool(names) and year_of(sentence, names[-1]) == period


def _run_in_bracket(sentence: Sentence, period: PeriodMention, figure: Figure) -> bool:
    """ "3 năm liên tiếp (2008-2010) giữ ngôi đầu", "hai lần (năm 2018 và 2020) dẫn đầu": years in brackets that are no
    other figure's.
    """
    bracket, start = sentence.bracket(period.span), sentence.clause_start(figure)
    if bracket is None or figure_between(sentence, start, figure.span.start):
        return False
    if "/" in (period.value or ""):
        return sentence.open(period.span)
    within = sentence.without([p.span for p in sentence.periods if is_year(p)], bracket.start + 1, bracket.end - 1)
    often = gaps.clauses.joining().fullmatch(within) and gaps.years.so_often().search(
        sentence.between(start, bracket.start)
    )
    return bool(often)


def period_of_name(sentence: Sentence, figure: Figure, index: str, force: Force) -> Read | None:
    """ "với 92 điểm, P dẫn đầu về chỉ số CCHC năm 2019": the year that the sentence gives to the index, behind; not to
    what a goal before is set beside ("phấn đấu PCI đạt 69 điểm; PCI năm 2022 đạt 60,4 điểm").
    """
    for mention in sentence.mentions:
        if isinstance(mention.value, IndexName) and mention.value.id == index and mention.span.start >= figure.span.end:
            # "xếp hạng 5 (PII 2023 xếp hạng 4)": the bracket has its own.
            if sentence.hidden(mention.span, figure):
                continue
            beside = sentence.hedges and ";" in sentence.between(figure.span.end, mention.span.start)
            if beside and read_modality(sentence, figure, force)[0] == "target":
                return None
            dated = year_of(sentence, mention)
            return Read(dated.value, dated.span, "period.of_name") if dated else None
    return None


def year_of(sentence: Sentence, index: Mention[Named]) -> PeriodMention | None:
    """ "PCI 2019", "chỉ số CCHC của tỉnh năm 2019": the year right behind the name of an index."""
    for period in sentence.periods:
        if period.kind == "period" and period.value and "/" not in period.value and period.span.start >= index.span.end:
            if gaps.years.compared().search(sentence.between(sentence.span.start, index.span.start)):
                return None
            owners = [m.span for m in sentence.places]
            start = index.span.end
            # "PCI Phú Thọ năm 2022": the owner stands between.
            start = next(
                (s.end for s in owners if not sentence.between(start, s.start).strip() and s.start > start), start
            )
            between = sentence.between(start, period.span.start)
            # "PCI của tỉnh hiện xếp thứ 22 (năm 2020 xếp thứ 34)": no year of the name stands behind a figure.
            named = gaps.years.year_gap().fullmatch(between) and not figure_between(sentence, start, period.span.start)
            return period if named else None
    return None
