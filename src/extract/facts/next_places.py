"""Places told by their order behind a rank: "P dẫn đầu; ba vị trí tiếp theo lần lượt thuộc về Q, R và S"."""

from __future__ import annotations

from bisect import bisect

from extract.facts import gaps
from extract.facts.context import Force, Sentence, coordinated, coordinated_back, places
from extract.language.numbers import parse_number
from extract.reading.model import Figure
from extract.spans import Span


def with_next_places(sentence: Sentence, force: Force) -> Sentence:
    """The sentence with the ranks of those who follow in their order behind the rank told last, here or before."""
    if not sentence.places or not sentence.tells(gaps.clauses.next_places()):
        return sentence
    figures = sentence.figures
    for told in gaps.clauses.next_places().find(sentence.text, sentence.span):
        behind = [m for m in places(sentence, regions=False) if m.span.start >= told.end()]
        if not behind or not gaps.clauses.owner_behind().fullmatch(
            sentence.without_names(told.end(), behind[0].span.start)
        ):
            continue
        row = coordinated(sentence, behind[0], behind, over_brackets=True)
        number = gaps.clauses.how_many().search(sentence.right_before(told.start()))
        last = _last_rank(sentence, told.start()) or (_last_rank(force.before[-1]) if force.before else None)
        if last is None or (number and parse_number(number["count"]) != len(row)):
            continue
        noun, order = Span(told.start(), told.start("next") - 1), Span(*told.span("next"))
        ends = ((1, noun), (len(row), order)) if len(row) > 1 else ((1, Span(*told.span())),)
        ranks = [
            Figure("rank", last + step, "hạng", span, span, "rank.next", label="range" if len(row) > 1 else None)
            for step, span in ends
        ]
        at = bisect(figures, told.start(), key=lambda f: f.span.start)
        figures = [*figures[:at], *ranks, *figures[at:]]
    if figures is sentence.figures:
        return sentence
    other = sentence.naming([*sentence.mentions])
    vars(other).update(figures=figures)
    return other


def _last_rank(sentence: Sentence, end: int | None = None) -> float | None:
    """The rank that the sentence told last, up to there; null where several have it, or it is no exact one."""
    end = sentence.span.end if end is None else end
    rank = sentence.last_before(end, "rank")
    if rank is None or rank.value is None or rank.bound != "exact" or rank.end or sentence.bracket(rank.span):
        return None
    named = [m for m in places(sentence, regions=False) if m.span.end <= end]
    before = [m for m in named if m.span.end <= rank.span.start]
    behind = [m for m in named if m.span.start >= rank.span.end]
    shared = (before and len(coordinated_back(sentence, before[-1], before)) > 1) or (
        behind and len(coordinated(sentence, behind[0], behind)) > 1
    )
    return None if shared else rank.value
