"""When it was measured, and against when: period and baseline of a figure."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from extract.facts import gaps
from extract.facts.context import Force, Read, Sentence, ends, figure_between, listed
from extract.facts.plans import read_modality
from extract.facts.years import SHORTEST, is_year, period_of_row, year_left, year_near
from extract.language.periods import BEFORE, PeriodMention
from extract.reading.mentions import IndexName, Named
from extract.reading.model import LEVEL_OF, Figure, Mention
from extract.spans import Span
from extract.tables.periods import periods
from extract.tables.topics import topics

# What a figure was before its index made a score of it.
_RAW = {"score": "rate", "score_change": "rate_change"}
# Kinds of periods that a figure is told of.
_TOLD = frozenset({"period", "plan"})
_PART = re.compile(r"(?P<year>\d{4})(?:-(?P<kind>[A-Z]?)(?P<number>\d+))?")
# How many months and quarters a year has.
_PARTS = {"": 12, "Q": 4}
_LEVELS = frozenset({"rank", "score", "rate"})
# Scores are printed with two decimals.
ROUNDED = 0.006
_Rule = Callable[[Sentence, Figure, str, Force], Read | None]
# Where nothing tells.
_NONE, _NO_BASELINE = Read(None, None, "period.none"), Read(None, None, "baseline.none")
# The word that a movement begins from stands at most so far before its level, in characters.
_FROM_REACH = 20


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


def _movement_behind(sentence: Sentence, figure: Figure) -> Figure | None:
    """ "tụt 1 bậc, từ thứ 4 năm 2013 xuống thứ 5 năm 2014": the same change, told by both ends right behind it."""
    if not figure.metric.endswith("_change") or figure.value is None or not figure.direction:
        return None
    behind = next((f for f in sentence.figures if f.span.start >= figure.span.end), None)
    if behind is None or behind.end is None or sentence.between(figure.span.end, behind.span.start).strip(" ,("):
        return None
    movement = next(f for f in sentence.figures if f.end == "change" and f.span.start >= behind.span.start)
    same = movement.metric == figure.metric and movement.value is not None
    return movement if same and abs((movement.value or 0) - figure.value) < ROUNDED else None


@lru_cache(maxsize=2)
def _rules(sentence: Sentence) -> tuple[_Rule, ...]:
    """Of all rules, those that can answer in the sentence."""
    told = len(sentence.periods)
    never = {*(() if told else _WITHIN), *(() if told > 1 else _OF_SEVERAL)}
    if not sentence.brackets:
        never.add(_period_of_legend)
    if not sentence.tells(gaps.clauses.run_told()):
        never.add(_period_of_run)
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
        return Read(*force.plan, "period.of_plan") if force.plan else Read(None, None, "period.open")
    told = _NONE
    # The year of the article: that of its headline or lead, else the latest that anything was told for so far.
    years = (y for y in force.years.values() if y[0] and y[1].start < sentence.span.start)
    article = force.year or max(years, key=lambda y: y[0] or "", default=None)
    main = force.years.get(index) or article
    # A new paragraph, or another index behind an aside, goes back to the main year from an earlier one.
    last = force.period
    left = sentence.paragraph != force.period_paragraph or force.period_aside not in {None, index}
    # "PCI 2024 đứng thứ 1. Năm 2023 đứng thứ 3. Chỉ số Tính minh bạch đạt 7,1 điểm": parts are told of the main year.
    if not left and main and last and main[1].start < last[1].start and force.component is None:
        named = any(m.kind == "component" and m.span.end <= figure.span.start for m in sentence.mentions)
        left = named and "\n" not in sentence.between(main[1].start, last[1].start)
    recalled = last and main and (last[0] or "") < (main[0] or "") and left and not force.period_heads
    if force.period is not None and (force.age == 1 or force.period_heads) and not recalled:
        told = Read(*force.period, "period.inherited")
    elif index in force.years:
        told = Read(*force.years[index], "period.of_index")
    elif recalled and article is not None:
        told = Read(*article, "period.of_article")
    elif force.period is not None:
        told = Read(*force.period, "period.inherited")
    for period in [*baselines(sentence), *(p for p in sentence.periods if (p.relative or 0) < 0)]:
        if period.value and not (isinstance(told.value, str) and told.value > period.value):
            return Read(shifted(period.value, 1), period.span, "period.of_baseline")
    if told.value is None:
        # Where nothing else is known, what is told with a plan is told of its year.
        for period in sentence.periods:
            if period.kind == "plan" and period.value and period.span.end <= figure.span.start:
                return Read(_year(period), period.span, "period.of_plan")
        if near := year_near(sentence, force):
            return Read(*near, "period.near")
    return told


def _period_of_legend(sentence: Sentence, figure: Figure, _: str, force: Force) -> Read | None:
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
    for period in sentence.periods:
        if period.value and gaps.clauses.legend().search(sentence.between(sentence.span.start, period.span.start)):
            force.legend = (period.value, period.span)


def _period_of_end(sentence: Sentence, figure: Figure, pair: tuple[Figure, Figure], index: str, force: Force) -> Read:
    """ "từ thứ 25 năm 2015 lên thứ 4 năm 2016", "lên hạng 14 từ hạng 19 của năm 2017": each end has its own.

    A period between the two is the first one's, a period behind the phrase the second one's; what is told before the
    phrase is the later level's. The earlier level takes no period of the context: null, unless its own is printed.
    """
    first, second = sorted(pair, key=lambda end: end.number.start)
    own = pair[0] if figure.end == "from" else pair[1]
    if own is first:
        inside = [p for p in sentence.periods if first.number.end <= p.span.start < second.number.start]
        told = Read(_year(inside[0]), inside[0].span, "period.behind") if inside else None
    else:
        inside = []
        told = _period_behind(sentence, own, index, force)
    if told is None or told.value is None:
        later = _period_before(sentence, first, index, force) or _period_in_force(sentence, figure, index, force)
        if own is pair[1]:
            return later
        if told is not None and inside and inside[0].relative is not None:
            return Read(shifted(later.value, inside[0].relative), inside[0].span, "period.behind")
        if told is None:
            return _period_of_earlier(sentence, figure, later, index, force)
    return told


@lru_cache(maxsize=2)
def _taken(sentence: Sentence) -> list[PeriodMention]:
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
        if earlier.end or not (_behind_from(before) or sentence.search(gaps.years.against_level(), before)):
            return []
    if pair is not None and pair[0].number.start < pair[1].number.start:
        end = pair[1].number.start
        return [p for p in sentence.periods if earlier.number.end <= p.span.start < end]
    behind = period_behind(sentence, earlier)
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
        return read_period(sentence, before[-1], index, force)
    return _left_year(sentence, figure, later.value, index, force)


def _left_year(sentence: Sentence, figure: Figure, later: object, index: str, force: Force) -> Read:
    """The earlier of two years told; else the rest of the article may tell it, but not of one some years before."""
    if gaps.years.long_run().search(sentence.between(sentence.clause_start(figure), figure.span.start)):
        return Read(None, None, "period.left")
    return year_left(sentence, figure, later, index, force) or Read(None, None, "period.open")


def more_years(sentence: Sentence, figure: Figure, told: Span) -> list[PeriodMention]:
    """The years that share a figure with the one told for it: "năm 2019 và 2020 xếp hạng 59", "hạng 8 (2016, 2017)"."""
    years = [p for p in sentence.periods if is_year(p)]
    at = next((i for i, p in enumerate(years) if p.span == told), None)
    if at is None or len(years) == 1:
        return []
    bracket = sentence.bracket(told)
    behind = told.start >= figure.span.end
    if behind and not (bracket and not bracket.contains(figure.number)):
        return []
    step = 1 if behind else -1
    group = [at]
    while 0 <= (next_at := group[-1] + step) < len(years):
        first, second = sorted((years[group[-1]], years[next_at]), key=lambda p: p.span)
        joined = gaps.years.years_joined().fullmatch(sentence.between(first.span.end, second.span.start))
        if not joined or any(period_behind(sentence, f) == years[next_at] for f in sentence.figures if f is not figure):
            break
        if not behind and _begins_clause(sentence, first, second):
            break
        group.append(next_at)
    if not behind and _paired_with_years(sentence, figure, len(group), years[at]):
        return []
    return [years[i] for i in group[1:]]


def _begins_clause(sentence: Sentence, first: PeriodMention, second: PeriodMention) -> bool:
    """ "Sau khi vào tốp 5 năm 2019, năm 2020 tỉnh đứng thứ 10": behind a comma a clause begins with its own year.

    None where the first year begins the clause as well ("Năm 2019, năm 2020 xếp hạng 59").
    """
    if second.bare or sentence.between(first.span.end, second.span.start).strip() != ",":
        return False
    return gaps.years.year_head().search(sentence.between(sentence.span.start, first.span.start)) is None


def _paired_with_years(sentence: Sentence, figure: Figure, count: int, last: PeriodMention) -> bool:
    """True where as many figures as years follow: each has its own."""
    behind = [f for f in sentence.figures if f.span.start >= last.span.end and f.metric == figure.metric]
    return count > 1 and len(behind) >= count and listed(sentence, behind[:count])


def _period_behind(sentence: Sentence, figure: Figure, index: str, force: Force) -> Read | None:
    """ "xếp thứ 13 năm 2017", "hạng 12 của năm ngoái"."""
    period = period_behind(sentence, figure) or _behind_next(sentence, figure)
    if period is None:
        return None
    value = _resolved(sentence, period, index, force)
    # "hạng 13 hiện thời", where no year is in force: it may be told elsewhere.
    return None if value is None and period.relative == 0 else Read(value, period.span, "period.behind")


def _behind_next(sentence: Sentence, figure: Figure) -> PeriodMention | None:
    """ "từ 0,31 điểm, hạng 45 năm 2020 lên 0,58 điểm, hạng 20 năm 2022": score and rank share the year behind both."""
    if figure.metric not in {"score", "rank"} or figure.end or len(sentence.figures) < 2:
        return None
    nearest = next((f for f in sentence.figures if f.span.start >= figure.span.end), None)
    if nearest is None or nearest.metric == figure.metric or nearest.metric not in {"score", "rank"} or nearest.end:
        return None
    before = sentence.between(sentence.clause_start(figure), figure.span.start)
    # Where a year was told before, the first figure may have that.
    if not gaps.years.moves_to().search(before) and any(p.span.end <= figure.span.start for p in sentence.periods):
        return None
    if not gaps.clauses.joining().fullmatch(sentence.between(figure.span.end, nearest.span.start)):
        return None
    return period_behind(sentence, nearest)


def period_behind(sentence: Sentence, figure: Figure) -> PeriodMention | None:
    """The period right behind a figure, or behind its bracket ("thứ 8 (với 65,5 điểm) năm 2018")."""
    for period in sentence.periods:
        if period.span.start >= figure.span.end and period.kind in {"period", "until"}:
            start = _behind_bracket(sentence, figure, period)
            gap = sentence.without_names(start, period.span.start)
            if not gaps.years.period_gap().fullmatch(gap) or figure_between(sentence, start, period.span.start):
                return None
            if figure.metric.endswith("_change") and _behind_from(gap):
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
                and not (_left(sentence, figure) and gaps.years.moves_on().match(sentence.text.folded, period.span.end))
            ):
                return None
            return period
    return None


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
        whole = bracket.end <= period.span.start and not any(bracket.contains(p.span) for p in sentence.periods)
        right_behind = bracket.start >= end and not sentence.between(end, bracket.start).strip()
        ended = bracket.contains(figure.number) and not sentence.between(end, bracket.end - 1).strip()
        if whole and (right_behind or ended):
            return bracket.end
    return end


def _resolved(sentence: Sentence, period: PeriodMention, index: str, force: Force) -> str | None:
    """The year of a period; of one that is told relative to another, by the one told before it, or in force."""
    if period.value is None and period.part:
        return of_part(period.part, _current(index, force) or (force.year or (None,))[0])
    if period.value is not None or period.relative is None:
        return _year(period)
    earlier = [p for p in sentence.periods if p.kind == "period" and p.value and p.span.end <= period.span.start]
    if period.that or _same_time(sentence, period):
        return _year(earlier[-1]) if earlier else force.period[0] if force.period else None
    current = _current(index, force)
    if period.relative == 0:
        # "năm nay" is the year of the article, whatever year the sentence named last, which is an earlier one.
        named = [(p.value or "")[:4] for p in earlier]
        return current if current and max(named, default="") <= current[:4] and current[:4] not in named[-1:] else None
    return shifted(earlier[-1].value if earlier else current, period.relative)


def _same_time(sentence: Sentence, period: PeriodMention) -> bool:
    """ "PCI cùng kỳ là 64 điểm", "Cùng kỳ, PCI là 64 điểm": right behind the name of an index, and at the head of a
    clause, it is the same year, not the one before.
    """
    if period.span.of(sentence.text.folded) not in periods().same_part:
        return False
    before = sentence.between(sentence.span.start, period.span.start)
    opens = sentence.text.folded.startswith(",", period.span.end) and gaps.clauses.clause_head().search(before)
    return bool(opens) or any(m.span.end + 1 == period.span.start for m in sentence.indices)


def _current(index: str, force: Force) -> str | None:
    """The year that is in force: the index's own, else the last one told."""
    return (force.years.get(index) or force.period or (None,))[0]


def _period_left(sentence: Sentence, figure: Figure, index: str, force: Force) -> Read | None:
    """ "rớt từ tốp 10 xuống thứ 15", "từ thứ 8 (65,5 điểm) lên thứ 3": the level left is an earlier one."""
    levels = [figure]
    if bracket := sentence.bracket(figure.number):
        before = (f for f in sentence.figures if f.span.end <= bracket.start)
        levels += (f for f in before if not sentence.between(f.span.end, bracket.start).strip())
    if not any(_left(sentence, level) for level in levels):
        return None
    baseline = read_baseline(sentence, figure, index, None, force)
    if baseline.value:
        return Read(baseline.value, baseline.span, "period.baseline")
    return _left_year(sentence, figure, _current(index, force), index, force)


def _left(sentence: Sentence, figure: Figure) -> bool:
    """True for a level behind "từ" that a movement leads from to a later one, or by so much ("tăng 2% từ mức 84%")."""
    # "đạt từ 88% trở lên"
    if figure.metric not in {"rank", "score", "rate"} or figure.end or figure.bound == "min":
        return False
    bracket = sentence.bracket(figure.number)
    before = sentence.between(sentence.span.start, figure.span.start)
    told = _behind_from(before)
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
    kinds = {figure.metric, _RAW.get(figure.metric, figure.metric)}
    # "tăng lên 86,97%" is read as so much of a change first.
    kinds |= {f"{kind}_change" for kind in kinds}
    later = [f for f in sentence.figures if f.metric in kinds and f.span.start >= figure.span.end]
    return bool(later and gaps.years.leads_on().search(sentence.between(figure.span.end, later[0].number.end)))


def _behind_from(before: str) -> bool:
    # Hardly any words end so, which is seen at once.
    return before.rstrip().endswith(topics().from_words) and gaps.clauses.from_before().search(before) is not None


def _period_of_baseline(sentence: Sentence, figure: Figure, *_: object) -> Read | None:
    """ "(so với năm 2014 là 86,4%)": a value told behind the baseline is the baseline's."""
    if figure.metric not in {"score", "rank", "rate"}:
        return None
    bracket = sentence.bracket(figure.span)
    for period in reversed(sentence.periods):
        if period.kind == "baseline" and period.span.end <= figure.span.start and period.value:
            # "so với năm 2022 (82,46%, đứng thứ 26/63)": all that the bracket holds.
            if (
                bracket
                and period.span.end <= bracket.start
                and not sentence.between(period.span.end, bracket.start).strip()
            ):
                return Read(period.value, period.span, "period.baseline")
            gap = sentence.between(period.span.end, figure.span.start)
            return Read(period.value, period.span, "period.baseline") if gaps.years.is_gap().fullmatch(gap) else None
    return None


def _period_listed(sentence: Sentence, figure: Figure, *_: object) -> Read | None:
    """ "các năm 2017, 2018, 2019 lần lượt là a, b, c": the period at the figure's place in the list."""
    told = [p for p in sentence.periods if p.kind == "period" and p.value and p.span.end <= figure.span.start]
    group = told[-1:]
    for period in reversed(told[:-1]):
        if not gaps.clauses.joiner().fullmatch(sentence.between(period.span.end, group[0].span.start)):
            break
        group.insert(0, period)
    if len(group) < 2:
        return None
    behind = [
        f
        for f in sentence.figures
        if f.span.start >= group[-1].span.end and f.metric in {figure.metric, _RAW.get(figure.metric)}
    ]
    paired = behind[: len(group)]
    at = next((i for i, f in enumerate(paired) if f.span == figure.span), None)
    if len(paired) != len(group) or at is None:
        return None
    if not gaps.clauses.respectively().search(sentence.between(group[-1].span.end, figure.span.start)) and not listed(
        sentence, paired
    ):
        return None
    period = group[at]
    return Read(period.value, period.span, "period.listed")


def _period_listed_behind(sentence: Sentence, figure: Figure, *_: object) -> Read | None:
    """ "lần lượt xếp thứ 22, 27 và 23 trong các năm 2017, 2018 và 2020"."""
    behind = [p for p in sentence.periods if p.kind == "period" and p.value and p.span.start >= figure.span.end]
    if len(behind) < 2:
        return None
    kinds = {figure.metric, _RAW.get(figure.metric)}
    same = [f for f in sentence.figures if f.metric in kinds and f.end is None]
    if len(same) < 2:
        return None
    group = behind[:1]
    for period in behind[1:]:
        if not gaps.years.years_joined().fullmatch(sentence.between(group[-1].span.end, period.span.start)):
            break
        group.append(period)
    told = [f for f in same if f.span.end <= group[0].span.start][-len(group) :]
    at = next((i for i, f in enumerate(told) if f.span == figure.span), None)
    if len(told) != len(group) or at is None or not listed(sentence, told):
        return None
    led = sentence.between(sentence.span.start, told[0].span.end)
    near = not re.search(r"[\d;.()]", sentence.between(told[-1].span.end, group[0].span.start))
    if not near or not (len(group) >= SHORTEST or gaps.clauses.respectively().search(led)):
        return None
    period = group[at]
    return Read(period.value, period.span, "period.listed")


def _period_compared(sentence: Sentence, figure: Figure, index: str, force: Force) -> Read | None:
    """ "P (72,81 so với 72,1)": the level before, of the year that the sentence or the one before compares with."""
    if figure.metric.endswith("_change"):
        return None
    before = [f for f in sentence.figures if f.span.end <= figure.span.start and f.metric == figure.metric]
    if not before:
        return None
    if not gaps.years.compared_level().fullmatch(sentence.between(before[-1].span.end, figure.number.start)):
        return None
    told = [p for p in sentence.periods if p.kind == "baseline" and p.value and p.span.end <= figure.span.start]
    if told:
        return Read(told[-1].value, told[-1].span, "period.compared")
    known = force.baselines.get(index)
    bracket = sentence.bracket(figure.number)
    # Outside of a bracket two owners may be compared ("hai tỉnh cách nhau 0,02 điểm: 45,55 so với 45,53").
    return Read(*known, "period.compared") if known and bracket and bracket.contains(before[-1].number) else None


def _period_between(sentence: Sentence, figure: Figure, index: str, force: Force) -> Read | None:
    """ "PCI 2023: thứ 4. PCI 2022: thứ 2. Lùi hai bậc": the later of two levels, for the change that leads to it.

    It was told first; where it was told last, the change has its year anyway.
    """
    if figure.end or figure.value is None or figure.metric not in LEVEL_OF:
        return None
    if any(p.kind == "baseline" and p.value for p in sentence.periods):
        return None
    metric = LEVEL_OF[figure.metric]
    kinds = {metric, _RAW.get(metric)}
    before = [f for f in sentence.figures if f.metric in kinds and not f.end and f.span.end <= figure.span.start]
    if len(before) > 1 and len(sentence.periods) > 1:
        read = ((f.value, read_period(sentence, f, index, force)) for f in before[-2:])
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

    The one known for the index, else the last one told; null where none is.
    """
    if figure.end or figure.metric not in {"rank", "score", "rate"}:
        return None
    kinds = {figure.metric, _RAW.get(figure.metric)}
    goals = [f for f in sentence.figures if f.metric in kinds and f.span.end <= figure.span.start]
    if not goals or not gaps.years.result_so_far().fullmatch(sentence.between(goals[-1].span.end, figure.span.start)):
        return None
    if read_modality(sentence, goals[-1], force)[0] != "target":
        return None
    aimed = read_period(sentence, goals[-1], index, force).value
    told = [(p.value, p.span) for p in sentence.periods if p.kind == "period" and p.span.end <= figure.span.start]
    known = [force.years.get(index), *reversed(told), force.period, force.year, *reversed(force.years.values())]
    before = (year for year in known if year and year[0] and (not isinstance(aimed, str) or year[0] < aimed))
    year, span = next(before, (None, None))
    return Read(year, span, "period.of_result")


def _period_of_run(sentence: Sentence, figure: Figure, *_: object) -> Read | None:
    """ "trong 3 năm gần đây", "sau 7 năm giữ ngôi đầu": a run of years is no one of them."""
    told = [p.span.end for p in sentence.periods if p.span.end <= figure.span.start]
    before = [f.span.end for f in sentence.figures if f.span.end <= figure.span.start]
    start = max([sentence.clause_start(figure), *told, *before])
    run = gaps.years.recent().search(sentence.between(start, figure.span.start))
    return Read(None, None, "period.run") if run else None


def _period_before(sentence: Sentence, figure: Figure, index: str, force: Force) -> Read | None:
    """The period named last before the figure in its sentence; one that the earlier end of a movement took is over."""
    for period in reversed(sentence.periods):
        if period.after and (told := _year_after(sentence, figure, period, index, force)):
            return told
        if period.kind not in {*_TOLD, "until"} or period.span.end > figure.span.start:
            continue
        if force.legend and period.span == force.legend[1]:
            continue
        # "từ thứ 54 năm 2020 với 60,2 điểm": told of the earlier level, too.
        if period in _taken(sentence) and (
            not gaps.clauses.value_gap().fullmatch(sentence.between(period.span.end, figure.span.start))
            or gaps.years.leads_on().match(sentence.text.folded, figure.span.start)
        ):
            continue
        # "năm 2024: PCI đạt 68 điểm, năm trước 66 điểm; PAPI đạt 44 điểm": that ended with its clause.
        ended = (period.relative or 0) < 0 and ";" in sentence.between(period.span.end, figure.span.start)
        if ended and any(p.value and p.kind in _TOLD and p.span.end <= period.span.start for p in sentence.periods):
            continue
        if period.kind == "plan" and read_modality(sentence, figure, force)[0] != "target":
            continue
        if is_year(period) and (_moved_from(sentence, figure, period) or _once_at(sentence, figure) == period):
            return _year_moved_to(sentence, period, index, force)
        bracket = sentence.bracket(period.span)
        outside = bracket is not None and not bracket.contains(figure.span)
        if outside and not (_run_in_bracket(sentence, period, figure) or _names_in_bracket(sentence, period, index)):
            continue
        if period.value is None and (period.relative is not None or period.part):
            if period.relative == 0 and not period.that and read_modality(sentence, figure, force)[0] == "target":
                # "Năm nay, tỉnh phấn đấu …": of the year of the plan, not of the one measured.
                return Read(*force.plan, "period.of_plan") if force.plan else Read(None, None, "period.open")
            year = _resolved(sentence, period, index, force)
            if year is None and period.relative == 0 and any(p.value for p in sentence.periods if p.span < period.span):
                # "năm 2022 đứng thứ 44, nay thứ 30": some later year, which nobody told.
                return Read(None, None, "period.left")
            return Read(year, period.span, "period.relative") if year else None
        return Read(_year(period), period.span, "period.before")
    return None


def _moved_from(sentence: Sentence, figure: Figure, period: PeriodMention) -> bool:
    """ "từng dẫn đầu năm 2022, tụt xuống hạng 30 với 65 điểm": the year right behind a level, a movement to the next
    one, and what is told with that.
    """
    if figure.metric not in _LEVELS or figure.end:
        return False
    levels = [f for f in sentence.figures if f.metric in _LEVELS]
    next_level = next((f for f in levels if f.span.start >= period.span.end), figure)
    start, end = period.span.end, next_level.number.start
    if gaps.years.moved_on_to().match(sentence.text.folded, start, end) is None:
        return False
    if any(start <= m.span.start < end for m in sentence.mentions):
        return False
    if ";" in sentence.between(end, figure.span.start):
        return False
    return any(
        f.metric == next_level.metric and f.span.end <= period.span.start and period_behind(sentence, f) == period
        for f in levels
    )


def _once_at(sentence: Sentence, figure: Figure) -> PeriodMention | None:
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


def _period_fronted(sentence: Sentence, figure: Figure, *_: object) -> Read | None:
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
    """ "3 năm liên tiếp (2008-2010) giữ ngôi đầu": years in brackets that are no other figure's."""
    bracket = sentence.bracket(period.span)
    if bracket is None or not sentence.open(period.span) or "/" not in (period.value or ""):
        return False
    return not figure_between(sentence, sentence.clause_start(figure), figure.span.start)


def _period_of_name(sentence: Sentence, figure: Figure, index: str, _: Force) -> Read | None:
    """ "với 92 điểm, P dẫn đầu về chỉ số CCHC năm 2019": the year that the sentence gives to the index, behind."""
    for mention in sentence.mentions:
        if isinstance(mention.value, IndexName) and mention.value.id == index and mention.span.start >= figure.span.end:
            # "xếp hạng 5 (PII 2023 xếp hạng 4)": the bracket has its own.
            if sentence.hidden(mention.span, figure):
                continue
            dated = year_of(sentence, mention)
            return Read(dated.value, dated.span, "period.of_name") if dated else None
    return None


_RULES: tuple[_Rule, ...] = (
    _period_of_legend,
    _period_between,
    _period_of_result,
    _period_behind,
    _period_left,
    _period_of_baseline,
    _period_listed,
    _period_listed_behind,
    period_of_row,
    _period_compared,
    _period_of_run,
    _period_before,
    _period_fronted,
    _period_of_name,
)
# What needs a period in the sentence, or several, or figures beside the one asked about.
_WITHIN: set[_Rule] = {_period_behind, _period_of_baseline, _period_before, _period_fronted, _period_of_name}
_OF_SEVERAL: set[_Rule] = {_period_listed, _period_listed_behind}
_BESIDE_ANOTHER: set[_Rule] = {period_of_row, _period_compared}


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


def read_baseline(sentence: Sentence, figure: Figure, index: str, period: str | None, force: Force) -> Read:
    """The period that a change is measured against: behind, before, or told once for several."""
    if figure.end == "change" and (pair := ends(sentence, figure)):
        begins = _period_of_end(sentence, pair[0], pair, index, force)
        if begins.value is not None and begins.rule == "period.behind":
            return Read(begins.value, begins.span, "baseline.told")
    if movement := _movement_behind(sentence, figure):
        return read_baseline(sentence, movement, index, period, force)
    own = baselines(sentence)
    if told := _baseline_told(sentence, figure, own, period) if own else None:
        return told
    if once := _once_at(sentence, figure):
        return Read(once.value, once.span, "baseline.told")
    if figure.end == "change" and not any("/" in (p.value or "") for p in sentence.periods):
        start = sentence.clause_start(figure)
        run = gaps.years.long_run().search(sentence.text.folded, start, figure.span.start)
        if run:
            return Read(None, Span(*run.span()), "baseline.open")
    if index in force.baselines and not sentence.aimed(figure.span.start):
        value, span = force.baselines[index]
        # "năm 2021 tăng 5 bậc so với năm 2020. Năm 2022 tăng 1 bậc": that of another year is not this one's.
        if value != period and force.based_on.get(index) in {None, period}:
            return Read(value, span, "baseline.inherited")
    return _NO_BASELINE


def _baseline_told(sentence: Sentence, figure: Figure, own: list[PeriodMention], period: str | None) -> Read | None:
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
        value = told.value if told.value is not None else shifted(period, told.relative)
        if value is not None:
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


def _year(period: PeriodMention) -> str | None:
    # A place held from one year to another is told for the last of them.
    return period.value.rpartition("/")[2] if period.value and "/" in period.value else period.value
