"""What only the whole article tells: the year and the baseline of figures that were told without, and what repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.facts import gaps
from extract.facts.checks import what, whose
from extract.facts.confidence import confidence
from extract.facts.context import Sentence, span_of
from extract.facts.times.resolved import ROUNDED, shifted
from extract.facts.years import row_of
from extract.reading.model import LEVEL_OF
from extract.records import Evidence, Observation, replace
from extract.spans import Span
from extract.tables.indices import indices

_ENDS = re.compile(r"^\S+_ends")


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
            ):
                periods.setdefault(period.value, period.span)
                if gaps.clauses.report_of().search(sentence.between(sentence.span.start, period.span.start)):
                    results.setdefault(period.value, period.span)
    return next((next(iter(told.items())) for told in (periods, results) if len(told) == 1), None)


def told_back(sentences: Sequence[Sentence]) -> list[tuple[Span, tuple[str, Span]]]:
    """ "PCI 65 điểm. PAPI 43 điểm. Đó là kết quả năm 2022.": the years of sentences that say what the ones before told.

    Each with the span of those: as far back as no sentence tells a year.
    """
    found = []
    for at, sentence in enumerate(sentences):
        if at and sentence.tells_back:
            row, first = row_of(sentence), at
            while len(row) == 1 and first and sentences[first - 1].figures and not row_of(sentences[first - 1]):
                first -= 1
            if first < at:
                found.append((Span(sentences[first].span.start, sentence.span.start), row[0]))
    return found


def opened(found: list[Observation]) -> list[Observation]:
    """The earlier ends of movements that told no year: that of the baseline, where the article tells one."""
    changes = [o for o in found if o.metric in LEVEL_OF and o.baseline and o.modality == "reported"]
    return [
        _opened(o, changes) if o.period is None and o.modality == "reported" and o.rule.endswith("period.open") else o
        for o in found
    ]


def _opened(end: Observation, changes: list[Observation]) -> Observation:
    own = span_of(end, "figure")
    same = [c for c in changes if c.index == end.index]
    phrase = [
        c
        for c in same
        if (c.component, c.subject) == (end.component, end.subject)
        and _ENDS.search(c.rule)
        and own
        and (whole := span_of(c, "figure"))
        and whole.contains(own)
    ]
    if not phrase and not _ENDS.search(end.rule) and len({(c.period, c.baseline) for c in same}) == 1:
        phrase = same
    if not phrase:
        return end
    evidence = _and_read(end, "period", span_of(phrase[0], "baseline"))
    return replace(end, period=phrase[0].baseline, evidence=evidence)


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
    for o in found:
        if o.period and o.modality == "reported" and "baseline" not in o.rule and "/" not in o.period:
            told.setdefault(o.index, {}).setdefault(o.period, o)
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
        # The latest year told is the one that the article is about.
        latest = max(own, default=None)
        if undated and (behind or (latest and not _another(o, latest, found)) or (only and not own)):
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
        elif o.rule.endswith(("period.open", "period.left")) and (same := _same_level(o, found)):
            o = replace(o, period=same.period, evidence=_and_read(o, "period", span_of(same, "period")))
        dated.append(o)
    return dated


def _another(o: Observation, period: str, found: list[Observation]) -> bool:
    """ "hiện xếp thứ 22 (năm 2020 xếp thứ 34)": that year has another exact level of the same."""
    if o.metric not in {"rank", "score"} or o.bound != "exact":
        return False
    levels = {
        p.value
        for p in found
        if (p.index, p.component, p.subject, p.metric, p.scope, p.unit, p.period, p.bound, p.modality)
        == (o.index, o.component, o.subject, o.metric, o.scope, o.unit, period, "exact", "reported")
    }
    return bool(levels) and o.value not in levels


def _same_level(o: Observation, found: list[Observation]) -> Observation | None:
    """ "năm 2022 xếp thứ 26 … lùi từ hạng 26 về hạng 31": the level that a movement began at, where it has its year."""
    same = [
        p
        for p in found
        if (p.index, p.component, p.subject, p.metric, p.scope, p.value, p.modality)
        == (o.index, o.component, o.subject, o.metric, o.scope, o.value, o.modality)
        and p.period is not None
    ]
    return same[0] if len({p.period for p in same}) == 1 else None


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
    return [
        _based(o, found, told, began, bases.get(o.index or "", {}))
        if o.metric in LEVEL_OF and o.baseline is None
        else o
        for o in found
    ]


def _based(
    change: Observation,
    found: list[Observation],
    told: dict[tuple[str | None, str | None], dict[str, Observation]],
    began: dict[tuple[str | None, str | None], dict[str, Observation]],
    bases: dict[str, Span],
) -> Observation:
    # A baseline that is told, but is no year ("so với đầu nhiệm kỳ"), stays open.
    if change.modality != "reported" or change.period is None or span_of(change, "baseline"):
        return change
    span: Span | None
    own, any_index = (told.get((index, change.period), {}) for index in (change.index, None))
    if len(own) == 1:
        source = next(iter(own.values()))
        baseline, span = source.baseline, span_of(source, "baseline")
    elif earlier := _level_before(change, found):
        baseline, span = earlier.period, span_of(earlier, "period")
    elif len(bases) == 1 and (last := shifted(change.period, -1)) is not None and last in bases:
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


def _level_before(change: Observation, found: list[Observation]) -> Observation | None:
    """ "87,61 điểm (năm 2020 là 86,02 điểm), tăng 1,59 điểm": the earlier level that the change leads from."""
    levels = [
        o
        for o in found
        if o.metric == LEVEL_OF[change.metric]
        and (o.index, o.component, o.subject, o.scope) == (change.index, change.component, change.subject, o.scope)
        and o.value is not None
        and o.period is not None
        and o.bound == "exact"
    ]
    if change.value is None:
        return None
    # A better rank is a smaller number: 51 after a rise of 7 was 58. A better score is a larger one.
    moved = change.value if change.metric == "rank_change" else -change.value
    before = [o.value + moved for o in levels if o.period == change.period and o.value is not None]
    same = [
        o
        for o in levels
        if (o.period or "") < (change.period or "")
        and any(o.value is not None and abs(o.value - value) < ROUNDED for value in before)
    ]
    return same[0] if len({o.period for o in same}) == 1 else None


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
    for observation in found:
        o = observation
        key = (*what(o), o.indicator, o.period, o.metric, o.value, o.unit, o.bound)
        known = best.setdefault(key, observation)
        if known is not observation:
            best[key] = replace(
                known,
                out_of=known.out_of if known.out_of is not None else o.out_of,
                baseline=known.baseline or o.baseline,
                evidence=(*known.evidence, *(replace(e, what="repeat") for e in o.evidence[:1])),
            )
    return list(best.values())


def exact_where_told(found: list[Observation]) -> list[Observation]:
    """Without the bounds of scores that are told exactly: "đạt 67,7 điểm … vượt mốc 60 điểm" is one fact."""
    if not any(o.metric == "score" and o.bound in {"min", "max"} for o in found):
        return found
    exact: dict[object, list[float]] = {}
    for o in found:
        if o.metric == "score" and o.bound == "exact" and o.value is not None:
            exact.setdefault(_level_of(o), []).append(o.value)

    def told(o: Observation) -> bool:
        if o.metric != "score" or o.bound not in {"min", "max"} or o.value is None:
            return False
        return any(v >= o.value if o.bound == "min" else v <= o.value for v in exact.get(_level_of(o), ()))

    return [o for o in found if not told(o)]


def _level_of(o: Observation) -> object:
    return *what(o), o.period, o.unit
