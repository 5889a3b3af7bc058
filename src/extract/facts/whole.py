"""What only the whole article tells: the year and the baseline of figures that were told without, and what repeats."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from extract.facts import gaps
from extract.facts.checks import Key, what, whose
from extract.facts.confidence import confidence
from extract.facts.context import Sentence, span_of
from extract.facts.times.baselines import taken
from extract.facts.times.resolved import ROUNDED, shifted
from extract.facts.years import row_of
from extract.folding import Text
from extract.language.periods import PeriodMention
from extract.reading.model import LEVEL_OF, LEVELS
from extract.records import Evidence, Observation, replace
from extract.spans import Span
from extract.tables.indices import indices

_ENDS = re.compile(r"^\S+_ends")
# Behind the rules of the earlier end of a movement, where nothing in its sentence told its year.
_OPEN = "period.open"

# Behind the rules of years that something is compared with, or that a movement leads from.
_EARLIER = ("baseline", "period.leaving")

# What a level is of → its periods → its values there, each with the record that tells it first.
_Levels = Mapping[Key, Mapping[str, Mapping[float, Observation]]]


def only_year(told: list[Sentence]) -> tuple[str, Span] | None:
    """The one period that all sentences which name an index speak of, or of several the one that results are told of;
    null where they speak of several or none.
    """
    periods: dict[str, Span] = {}
    results: dict[str, Span] = {}
    for sentence in told:
        for period in sentence.periods:
            if (
                period.kind == "period"
                and period.value
                and "/" not in period.value
                and not sentence.aimed(period.span.start)
                and not _yet_to_come(sentence, period)
                and period not in taken(sentence)
            ):
                periods.setdefault(period.value, period.span)
                if gaps.clauses.report_of().search(sentence.between(sentence.span.start, period.span.start)):
                    results.setdefault(period.value, period.span)
    return next((next(iter(told.items())) for told in (periods, results) if len(told) == 1), None)


def _yet_to_come(sentence: Sentence, year: PeriodMention) -> bool:
    """ "Trong năm 2022, tỉnh sẽ cải thiện …", "tỉnh sẽ … trong năm 2022": what is to be done then."""
    if not sentence.tells(gaps.years.will()):
        return False
    before = sentence.between(sentence.span.start, year.span.start)
    if gaps.years.will_before().search(before):
        return True
    heads = gaps.years.year_head().search(before)
    return bool(heads) and gaps.years.will_behind().match(sentence.text.folded, year.span.end) is not None


def told_back(sentences: Sequence[Sentence]) -> list[tuple[Span, tuple[str, Span]]]:
    """ "PCI 65 điểm. PAPI 43 điểm. Đó là kết quả năm 2022.": the years of sentences that say what the ones before told.

    Each with the span of those: as far back as no sentence tells a year.
    """
    found = []
    for at, sentence in enumerate(sentences):
        if at and sentence.may_tell_year and sentence.tells_back:
            row, first = row_of(sentence), at
            while len(row) == 1 and first and sentences[first - 1].figures and not row_of(sentences[first - 1]):
                first -= 1
            if first < at:
                found.append((Span(sentences[first].span.start, sentence.span.start), row[0]))
    return found


def opened(found: list[Observation]) -> list[Observation]:
    """The earlier ends of movements that told no year: that of the baseline, where the article tells one."""
    open_ends = {id(o) for o in found if o.period is None and o.modality == "reported" and o.rule.endswith(_OPEN)}
    if not open_ends:
        return found
    phrases: dict[Span, list[Observation]] = defaultdict(list)
    changes: dict[str | None, dict[tuple[str | None, str | None], Observation]] = defaultdict(dict)
    for o in found:
        if o.metric in LEVEL_OF and o.baseline and o.modality == "reported":
            changes[o.index].setdefault((o.period, o.baseline), o)
            if _ENDS.search(o.rule) and (whole := span_of(o, "figure")):
                phrases[whole].append(o)
    begun = sorted(phrases)
    return [_opened(o, phrases, begun, changes[o.index]) if id(o) in open_ends else o for o in found]


def _opened(
    end: Observation,
    phrases: Mapping[Span, Sequence[Observation]],
    begun: Sequence[Span],
    changes: Mapping[tuple[str | None, str | None], Observation],
) -> Observation:
    own = span_of(end, "figure")
    # No phrase overlaps another.
    last = bisect_right(begun, own.start, key=lambda whole: whole.start) if own else 0
    around = phrases[begun[last - 1]] if own and last and begun[last - 1].contains(own) else ()
    of = end.index, end.component, end.subject
    told = [change for change in around if (change.index, change.component, change.subject) == of]
    if not told and not _ENDS.search(end.rule) and len(changes) == 1:
        told = [*changes.values()]
    if not told:
        return end
    evidence = _and_read(end, "period", span_of(told[0], "baseline"))
    return replace(end, period=told[0].baseline, evidence=evidence)


def _and_read(record: Observation, what: str, span: Span | None) -> tuple[Evidence, ...]:
    """The record's evidence with the words that something more of it was read from."""
    return (*record.evidence, Evidence(start=span.start, end=span.end, what=what)) if span else record.evidence


def dated(
    found: list[Observation], only: tuple[str, Span] | None, back: Sequence[tuple[Span, tuple[str, Span]]] = ()
) -> list[Observation]:
    """Figures told without a period take one that the article tells.

    That of the sentence that tells it for those before (`back`); the latest that is told for their index, where no
    other figure is its; the only one.
    """
    if all(o.period for o in found):
        return found
    told: dict[str | None, dict[str, Observation]] = {}
    # The exact values of a level, and the periods that it had a value in, each with the first record of it.
    values: dict[Key, set[float | None]] = defaultdict(set)
    periods: dict[Key, dict[str, Observation]] = defaultdict(dict)
    for o in found:
        if not o.period:
            continue
        if o.modality == "reported" and "/" not in o.period and not any(rule in o.rule for rule in _EARLIER):
            told.setdefault(o.index, {}).setdefault(o.period, o)
        if o.modality == "reported" and o.bound == "exact":
            values[*_level_at(o, o.period)].add(o.value)
        periods[_value_of(o)].setdefault(o.period, o)
    # What movements of both ends came to, by where their phrases end.
    led = {
        figure.end: o
        for o in found
        if o.period is None and o.metric not in LEVEL_OF and _ENDS.search(o.rule) and (figure := span_of(o, "figure"))
    }
    dated = []
    for observation in found:
        o = observation
        if o.period is not None:
            dated.append(o)
            continue
        undated = o.modality == "reported" and o.rule.endswith("period.none")
        own = told.get(o.index, {}) if undated else {}
        figure = span_of(o, "figure") if undated else None
        behind = next((year for span, year in back if figure and span.contains(figure)), None)
        # "từ 43 lên 27 rồi 17 năm 2022": the movement is of the year of its later end.
        level = led.get(figure.end, o) if figure and o.metric in LEVEL_OF else o
        # The latest year told is the one that the article is about.
        latest = max(own, default=None)
        if undated and (
            behind or (latest and not _another(level, values[_level_at(level, latest)])) or (only and not own)
        ):
            span: Span | None
            if behind:
                period, span = behind
            elif latest:
                period, span = latest, span_of(own[latest], "period")
            else:
                assert only is not None
                period, span = only
            rule = o.rule.replace("period.none", "period.of_article")
            evidence = _and_read(o, "period", span)
            o = replace(o, period=period, rule=rule, confidence=confidence(rule), evidence=evidence)
        elif o.rule.endswith((_OPEN, "period.left")) and len(same := periods[_value_of(o)]) == 1:
            # "năm 2022 xếp thứ 26 … lùi từ hạng 26 về hạng 31": the level that a movement began at has its year.
            ((period, level),) = same.items()
            o = replace(o, period=period, evidence=_and_read(o, "period", span_of(level, "period")))
        dated.append(o)
    return dated


def _another(o: Observation, values: Set[float | None]) -> bool:
    """ "hiện xếp thứ 22 (năm 2020 xếp thứ 34)": the year with these values has another exact level of the same."""
    return o.metric in {"rank", "score"} and o.bound == "exact" and bool(values) and o.value not in values


def _level_at(o: Observation, period: str) -> Key:
    return o.index, o.component, whose(o), o.metric, o.scope, o.unit, period


def _value_of(o: Observation) -> Key:
    return *what(o), o.metric, o.scope, o.value


def based(found: list[Observation], bases: dict[str, dict[str, Span]]) -> list[Observation]:
    """Changes told without a baseline take the one that the article tells.

    First the only one told for their index and period; then the year of an earlier level that the change leads from;
    then the year before, where nothing of their index is compared with another (`bases`: "hạng 14, y như năm 2021"), or
    movements of others began in it ("A từ hạng 8 năm 2022 lên hạng 3. B giảm 2 bậc"); then the only one told for their
    period, whatever the index.
    """
    if not any(o.metric in LEVEL_OF and o.baseline is None for o in found):
        return found
    told: dict[tuple[str | None, str | None], dict[str, Observation]] = {}
    began: dict[tuple[str | None, str | None], dict[str, Observation]] = {}
    for o in found:
        if o.baseline and o.modality == "reported":
            # What a movement tells with its two ends is its own.
            ends = _ENDS.search(o.rule) is not None
            for index in (o.index,) if ends else (o.index, None):
                (began if ends else told).setdefault((index, o.period), {}).setdefault(o.baseline, o)
    levels: dict[Key, dict[str, dict[float, Observation]]] = defaultdict(lambda: defaultdict(dict))
    for o in found:
        if o.bound == "exact" and o.period is not None and o.value is not None:
            levels[o.metric, o.index, o.component, whose(o)][o.period].setdefault(o.value, o)
    return [
        _based(o, levels, told, began, bases.get(o.index or "", {}))
        if o.metric in LEVEL_OF and o.baseline is None
        else o
        for o in found
    ]


def _based(
    change: Observation,
    levels: _Levels,
    told: dict[tuple[str | None, str | None], dict[str, Observation]],
    began: dict[tuple[str | None, str | None], dict[str, Observation]],
    bases: dict[str, Span],
) -> Observation:
    # A baseline that is told, but is no year ("so với đầu nhiệm kỳ"), stays open.
    if change.modality != "reported" or change.period is None or span_of(change, "baseline"):
        return change
    span: Span | None
    period = change.period
    own, any_index = (told.get((index, period), {}) for index in (change.index, None))
    if len(own) == 1:
        source = next(iter(own.values()))
        baseline, span = source.baseline, span_of(source, "baseline")
    elif earlier := _level_before(change, levels):
        baseline, span = earlier.period, span_of(earlier, "period")
    elif (last := shifted(period, -1)) and bases.keys() - _of_other_years(change, told) == {last}:
        baseline, span = last, bases[last]
    elif list(others := began.get((change.index, change.period), {})) == [shifted(change.period, -1)]:
        source = next(iter(others.values()))
        baseline, span = source.baseline, span_of(source, "baseline")
    elif len(any_index) == 1:
        source = next(iter(any_index.values()))
        baseline, span = source.baseline, span_of(source, "baseline")
    else:
        return change
    return replace(change, baseline=baseline, evidence=_and_read(change, "baseline", span))


def _of_other_years(
    change: Observation, told: Mapping[tuple[str | None, str | None], Mapping[str, Observation]]
) -> set[str]:
    """What only changes of the index in other years are measured against."""
    years = (against for (index, period), against in told.items() if index == change.index and period != change.period)
    return {year for against in years for year in against}


def _level_before(change: Observation, levels: _Levels) -> Observation | None:
    """ "87,61 điểm (năm 2020 là 86,02 điểm), tăng 1,59 điểm": the earlier level that the change leads from."""
    if change.value is None or change.period is None:
        return None
    # A better rank is a smaller number: 51 after a rise of 7 was 58. A better score is a larger one.
    moved = change.value if change.metric == "rank_change" else -change.value
    told = levels.get((LEVEL_OF[change.metric], change.index, change.component, whose(change)), {})
    before = sorted(value + moved for value in told.get(change.period, ()))

    def leads(value: float) -> bool:
        nearest = bisect_right(before, value - ROUNDED)
        return nearest < len(before) and before[nearest] < value + ROUNDED

    same = [
        [o for value, o in values.items() if leads(value)] for period, values in told.items() if period < change.period
    ]
    known = [of_period[0] for of_period in same if of_period]
    return known[0] if len(known) == 1 else None


def told_again(found: list[Observation]) -> list[Observation]:
    """Scores of no component that only a component can have, with the one that was told with that very score.

    "Tính minh bạch được 5,72 điểm … Lên được 5,72 điểm là nhờ …": no province's PCI was ever so low.
    """
    parts: dict[object, set[str]] = {}
    for o in found:
        if o.metric == "score" and o.component:
            parts.setdefault(_score_of_any(o), set()).add(o.component)
    if not parts:
        return found
    return [
        replace(o, component=next(iter(names)))
        if o.metric == "score"
        and o.component is None
        and _small(o)
        and len(names := parts.get(_score_of_any(o), set())) == 1
        else o
        for o in found
    ]


def _score_of_any(o: Observation) -> object:
    """A score and what it is of, whichever component that is."""
    return o.index, whose(o), o.modality, o.period, o.unit, o.value


def _small(o: Observation) -> bool:
    """True for a score that a component can have and the index, which is many times that, cannot."""
    limit = indices()[o.index].component_max if o.index in indices() else None
    return limit is not None and o.value is not None and o.value <= limit


def merged(found: list[Observation]) -> list[Observation]:
    """One record for each fact, however often it is told; the fullest telling is kept."""
    best: dict[object, Observation] = {}
    for o in found:
        fact = (*what(o), o.indicator, o.period, o.metric, o.value, o.unit, o.bound)
        number = next(n for n in itertools.count() if (*fact, n) not in best or _may_hold_alike(best[*fact, n], o))
        known = best.setdefault((*fact, number), o)
        if known is not o:
            best[*fact, number] = replace(
                known,
                out_of=known.out_of if known.out_of is not None else o.out_of,
                baseline=known.baseline or o.baseline,
                evidence=(*known.evidence, *(replace(e, what="repeat") for e in o.evidence[:1])),
            )
    return list(best.values())


def _may_hold_alike(one: Observation, other: Observation) -> bool:
    """False for ranks among others: "đứng đầu vùng", "thứ 1/63"; where nobody tells among how many, it may be those."""
    scopes = [o.scope for o in (one, other) if o.metric == "rank" and (o.scope != "national" or o.out_of)]
    return len(scopes) < 2 or scopes[0] == scopes[1] or None in scopes


def exact_where_told(found: list[Observation]) -> list[Observation]:
    """Without the bounds of scores that are told exactly: "đạt 67,7 điểm … vượt mốc 60 điểm" is one fact.

    A goal is told in short first ("phấn đấu đạt 90%"), then with its bound ("tối thiểu 90%"): of one value, that stays.
    """
    if not any(o.metric == "score" and o.bound in {"min", "max"} for o in found):
        return found
    exact: dict[object, list[float]] = defaultdict(list)
    goals = {(_level_of(o), o.value) for o in found if o.modality == "target" and o.bound in {"min", "max"}}

    def short(o: Observation) -> bool:
        return o.metric == "score" and o.bound == "exact" and (_level_of(o), o.value) in goals

    for o in found:
        if o.metric == "score" and o.bound == "exact" and o.value is not None and not short(o):
            exact[_level_of(o)].append(o.value)

    def told(o: Observation) -> bool:
        if o.metric != "score" or o.bound not in {"min", "max"} or o.value is None:
            return short(o)
        return any(v >= o.value if o.bound == "min" else v <= o.value for v in exact.get(_level_of(o), ()))

    return [o for o in found if not told(o)]


def not_belied(text: Text, found: list[Observation]) -> list[Observation]:
    """Without the first places that the headline tells ("P dẫn đầu các chỉ số PCI, PGI") where the article itself tells
    the ranks, of that year where the headline has one, and none of them is one.
    """
    headline = text.raw.find("\n")
    if headline < 0 or text.raw[:headline].rstrip().endswith((".", "!", "?")):
        return found
    led = [o for o in found if o.value == 1 and o.rule.startswith("rank.first ") and o.evidence[0].end <= headline]
    if not led:
        return found
    ranks = [o for o in found if o.metric == "rank" and o.bound == "exact" and o.evidence[0].start > headline]

    def belied(o: Observation) -> bool:
        told = {r.value for r in ranks if (what(r), r.scope) == (what(o), o.scope) and o.period in {None, r.period}}
        return bool(told) and 1 not in told

    dropped = [o for o in led if belied(o)]
    return [o for o in found if o not in dropped]


def of_no_other_matter(text: Text, found: list[Observation]) -> list[Observation]:
    """ "PCI xếp thứ 2. Quy mô kinh tế đứng thứ 13": without a second level of an index where what stands before it
    names neither the index nor anybody, but a matter of its own.
    """
    first: dict[Key, float | None] = {}
    kept = []
    for o in found:
        if o.metric in LEVELS and o.bound == "exact" and o.modality == "reported" and o.component is None and o.period:
            value = first.setdefault(_level_at(o, o.period), o.value)
            if value != o.value and _is_of_matter(text, o):
                continue
        kept.append(o)
    return kept


def _is_of_matter(text: Text, o: Observation) -> bool:
    end = o.evidence[0].start
    start = max(text.folded.rfind(mark, 0, end) for mark in ".;,:(\n") + 1
    if any(start <= e.start < end for e in o.evidence[1:]):
        return False
    head = text.folded[start:end]
    return gaps.figures.matter_ranked().fullmatch(head) is not None and not gaps.clauses.anaphor().pattern.search(head)


def _level_of(o: Observation) -> object:
    return *what(o), o.period, o.unit
