"""Figures told in brackets for a list before: "A 53/63, B 34/63 (năm 2019 lần lượt là 55, 29)"."""

from __future__ import annotations

import re
from functools import cache

from extract.facts.confidence import confidence
from extract.facts.context import Sentence
from extract.facts.times.resolved import shifted
from extract.language.numbers import parse_number
from extract.language.patterns import any_of
from extract.reading.model import Figure
from extract.records import Evidence, Observation, replace
from extract.spans import Span
from extract.tables.topics import topics

RULE = "aligned.brackets"

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def read_aligned(sentence: Sentence, used: list[tuple[Figure, Observation]]) -> list[Observation]:
    """The observations of the sentence, with those of such brackets put in the place of what stood there."""
    found = [observation for _, observation in used]
    for bracket in sentence.brackets if used else ():
        numbers, period = _listed(sentence, bracket)
        owners = _owners(used, bracket, len(numbers))
        if not owners:
            continue
        inside = {id(o) for f, o in used if bracket.contains(f.number)}
        found = [o for o in found if id(o) not in inside]
        found.extend(_again(sentence, owner, number, *period) for owner, number in zip(owners, numbers, strict=True))
    return found


def _listed(sentence: Sentence, bracket: Span) -> tuple[list[Span], tuple[str | None, int | None, Span]]:
    """The numerals of a bracket that holds one period and then nothing but a list, with that period."""
    periods = [p for p in sentence.periods if bracket.contains(p.span) and p.kind in {"period", "baseline"}]
    nothing: tuple[str | None, int | None, Span] = (None, None, bracket)
    if len(periods) != 1:
        return [], nothing
    listed = _list().fullmatch(sentence.text.folded, periods[0].span.end, bracket.end)
    if listed is None:
        return [], nothing
    numbers = [Span(*n.span()) for n in _NUMBER.finditer(sentence.text.folded, *listed.span("numbers"))]
    return numbers, (periods[0].value, periods[0].relative, periods[0].span)


def _owners(used: list[tuple[Figure, Observation]], bracket: Span, count: int) -> list[Observation]:
    """The last `count` levels before the bracket where they are of one metric and each of another owner."""
    before = [(f, o) for f, o in used if f.span.end <= bracket.start and o.metric in {"rank", "score"}]
    same = [o for f, o in before if o.metric == before[-1][1].metric][-count:] if count > 1 else []
    owners = {(o.index, o.component, o.subject) for o in same}
    return same if len(same) == len(owners) == count else []


def _again(
    sentence: Sentence, owner: Observation, number: Span, period: str | None, relative: int | None, span: Span
) -> Observation:
    kept = [e for e in owner.evidence if e.what in {"index", "component", "subject"}]
    evidence = (
        Evidence(start=number.start, end=number.end, what="figure"),
        *kept,
        Evidence(start=span.start, end=span.end, what="period"),
    )
    return replace(
        owner,
        value=parse_number(number.of(sentence.text.folded)),
        period=period if period else shifted(owner.period, relative),
        out_of=None,
        baseline=None,
        bound="exact",
        rule=RULE,
        confidence=confidence(RULE),
        evidence=evidence,
    )


@cache
def _list() -> re.Pattern[str]:
    words = topics()
    opener = any_of((*words.respectively, *words.baseline_values, *words.value_verbs))
    item = r"\d+(?:[.,]\d+)?(?:\s*/\s*\d+)?(?:\s*(?:%|" + any_of(words.value_units) + r"\b))?"
    return re.compile(
        rf"(?:[\s:,]|{opener}\b)*(?P<numbers>{item}(?:(?:\s*[;,]\s*|\s+{any_of(words.joiners)}\s+){item})+)\s*\)?"
    )
