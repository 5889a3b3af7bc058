"""What only the whole article tells: the year and the baseline of figures that were told without, and what repeats."""

from __future__ import annotations

from dataclasses import replace

from extract.facts.confidence import confidence
from extract.facts.context import Sentence, span_of
from extract.records import Evidence, Observation
from extract.spans import Span


def only_year(told: list[Sentence]) -> tuple[str, Span] | None:
    """The one period that all sentences which name an index speak of; null where they speak of several or none."""
    periods: dict[str, Span] = {}
    for sentence in told:
        for period in sentence.periods:
            if (
                period.kind == "period"
                and period.value
                and "/" not in period.value
                and not any(h.kind == "target" and h.span.end <= period.span.start for h in sentence.hedges)
            ):
                periods.setdefault(period.value, period.span)
    return next(iter(periods.items())) if len(periods) == 1 else None


def dated(found: list[Observation], only: tuple[str, Span] | None) -> list[Observation]:
    """Figures told without a period take the latest that the article tells for their index, or its only one."""
    told: dict[str | None, dict[str, Observation]] = {}
    for o in found:
        if o.period and o.modality == "reported" and "baseline" not in o.rule and "/" not in o.period:
            told.setdefault(o.index, {}).setdefault(o.period, o)
    dated = []
    for observation in found:
        o = observation
        own = told.get(o.index, {})
        undated = o.period is None and o.modality == "reported" and o.rule.endswith("period.none")
        if undated and (own or only):
            span: Span | None
            if own:
                # The latest year told is the one that the article is about.
                period, source = max(own.items())
                span = span_of(source, "period")
            else:
                assert only is not None
                period, span = only
            evidence = (*o.evidence, Evidence(start=span.start, end=span.end, what="period")) if span else o.evidence
            rule = o.rule.replace("period.none", "period.of_article")
            o = replace(o, period=period, rule=rule, confidence=confidence(rule), evidence=evidence)
        dated.append(o)
    return dated


def based(found: list[Observation]) -> list[Observation]:
    """Changes told without a baseline take the one that the article tells for their index and period, if only one."""
    told: dict[tuple[str | None, str | None], dict[str, Observation]] = {}
    for o in found:
        if o.baseline:
            told.setdefault((o.index, o.period), {}).setdefault(o.baseline, o)
    based = []
    for observation in found:
        o = observation
        own = told.get((o.index, o.period), {})
        if (
            o.metric in {"score_change", "rank_change"}
            and o.baseline is None
            and o.modality == "reported"
            and len(own) == 1
        ):
            baseline, source = next(iter(own.items()))
            span = span_of(source, "baseline")
            evidence = (*o.evidence, Evidence(start=span.start, end=span.end, what="baseline")) if span else o.evidence
            o = replace(o, baseline=baseline, evidence=evidence)
        based.append(o)
    return based


def merged(found: list[Observation]) -> list[Observation]:
    """One record for each fact, however often it is told; the fullest telling is kept."""
    best: dict[object, Observation] = {}
    for observation in found:
        o = observation
        key = (o.index, o.component, o.indicator, o.subject, o.period, o.metric, o.value, o.unit, o.modality, o.bound)
        known = best.get(key)
        if known is None:
            best[key] = observation
        else:
            best[key] = replace(
                known,
                out_of=known.out_of if known.out_of is not None else o.out_of,
                baseline=known.baseline or o.baseline,
                evidence=(*known.evidence, *(replace(e, what="repeat") for e in o.evidence[:1])),
            )
    return list(best.values())
