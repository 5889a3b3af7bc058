"""Rates of no index: how an office serves people (files on time, people satisfied)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache

from extract.facts.confidence import confidence
from extract.facts.context import Sentence
from extract.folding import Text, fold
from extract.language.patterns import any_of
from extract.language.phrases import Phrases
from extract.language.sentences import split
from extract.reading.mentions import Named, PlaceName
from extract.reading.model import Figure, Mention
from extract.records import Evidence, Observation, quickly
from extract.spans import Span
from extract.tables.services import services

RULE = "rate.service"
_Evidence = quickly(Evidence)


def read_rates(
    text: Text,
    mentions: list[Mention[Named]],
    taken: Collection[Span],
    known: Mapping[Span, Sentence],
    article_id: str,
) -> list[Observation]:
    """The service rates of an article that belong to no index.

    `taken` are the figures that an index has already, `known` the sentences by their spans.
    """
    found: list[Observation] = []
    for paragraph, spans in split(text):
        if not _outcome().find(text, paragraph):
            continue
        for span in spans:
            previous = span.start
            sentence = known.get(span) or Sentence(text, span, ())
            for figure in sentence.figures:
                if figure.metric == "rate" and figure.unit == "%" and figure.number not in taken:
                    observation = _rate(sentence, paragraph, previous, figure, mentions, article_id)
                    if observation:
                        found.append(observation)
                previous = figure.span.end
    return found


def _rate(
    sentence: Sentence,
    paragraph: Span,
    previous: int,
    figure: Figure,
    mentions: list[Mention[Named]],
    article_id: str,
) -> Observation | None:
    text = sentence.text
    outcomes = list(_outcome().find(text, Span(previous, figure.number.start)))
    # "95% người dân rất hài lòng": what follows without a stop is what it counts.
    behind = _outcome_behind().match(text.folded, figure.number.end, sentence.span.end)
    outcome = behind or (outcomes[-1] if outcomes else None)
    if outcome is None:
        return None
    spans = [Span(*outcome.span("outcome"))]
    if fold(outcome.group("outcome")) in _file_outcomes():
        objects = list(_object().finditer(text.folded, previous, max(figure.number.start, outcome.end())))
        if not objects:
            return None
        spans.insert(0, Span(*objects[-1].span()))
    office = [
        m for m in mentions if isinstance(m.value, PlaceName) and paragraph.start <= m.span.start < figure.span.start
        and m.value.subject.type == "agency"
    ]  # fmt: skip
    if not office or not isinstance(office[-1].value, PlaceName):
        return None
    told = (p for p in sentence.all_periods if p.kind == "period" and p.value)
    period = next((p for p in told if p.span.end <= figure.span.start), None)
    evidence = [_Evidence(start=figure.number.start, end=figure.number.end, what="figure")]
    evidence += [_Evidence(start=span.start, end=span.end, what="indicator") for span in spans]
    evidence.append(_Evidence(start=office[-1].span.start, end=office[-1].span.end, what="subject"))
    if period:
        evidence.append(_Evidence(start=period.span.start, end=period.span.end, what="period"))
    return Observation(
        article_id=article_id,
        observation_id="",
        indicator=" ".join(" ".join(text.printed(span).split()) for span in spans),
        subject=office[-1].value.subject,
        period=period.value if period else None,
        metric="rate",
        value=figure.value,
        unit="%",
        bound=figure.bound,
        rule=RULE,
        confidence=confidence(RULE),
        evidence=tuple(evidence),
    )


@cache
def _file_outcomes() -> frozenset[str]:
    return frozenset(fold(word) for word in services().file_outcomes)


@cache
def _outcome() -> Phrases:
    outcomes = [*map(fold, (*services().file_outcomes, *services().people_outcomes))]
    return Phrases(outcomes, rf"\b(?P<outcome>{any_of(outcomes)})\b")


@cache
def _outcome_behind() -> re.Pattern[str]:
    return re.compile(rf"[^,;.()\d]{{0,40}}?\b(?P<outcome>{any_of(map(fold, services().people_outcomes))})\b")


@cache
def _object() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(map(fold, services().objects))}\b")
