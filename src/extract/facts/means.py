"""Whose a mean is: the country's, a region's, or that of nobody."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.facts import gaps
from extract.facts.context import TOPICAL, Force, Read, Sentence, is_region, places
from extract.facts.linking import COUNTRY
from extract.language.phrases import Phrases
from extract.reading.mentions import PlaceName
from extract.reading.model import VALUES, Figure
from extract.records import Subject
from extract.spans import Span
from extract.tables.provinces import province
from extract.tables.topics import topics

# Between a mean and a figure: it is not the mean's.
_PARTED = re.compile(r"[,;(]|\d")
_MORE_THAN_COMMA = re.compile(r"[;(]|\d")


def subject_mean(sentence: Sentence, figure: Figure, force: Force) -> list[Read]:
    """ "trung bình cả nước đạt 63,5 điểm"."""
    mean = _mean_of_region(sentence, figure, force) or (sentence.tells_means and _mean(sentence, figure))
    return [mean] if mean else []


def _mean_of_region(sentence: Sentence, figure: Figure, force: Force) -> Read | None:
    """ "cao hơn mức trung bình của vùng (83,2%)", "cả vùng trung bình 40,8": of the home's own region, or the last."""
    if figure.metric.startswith("rank") or figure.metric == "count":
        return None
    means = gaps.owners.mean_of_region().find(sentence.text, Span(sentence.span.start, figure.span.start))
    if not means:
        return None
    # "trung vị của vùng năm 2022 là"
    gap = sentence.without((p.span for p in sentence.periods), means[-1].end(), figure.span.start)
    if not gaps.clauses.value_gap().fullmatch(gap):
        return None
    told = Span(*means[-1].span(means[-1].lastgroup or 0))
    named = [m for m in places(sentence) if is_region(m) and m.span.end <= figure.span.start]
    if named and isinstance(named[-1].value, PlaceName):
        return Read(named[-1].value.subject, named[-1].span, "subject.mean")
    if force.main.type == "province" and force.main.id:
        return Read(Subject(type="region", name=province(force.main.id).region), told, "subject.mean")
    return Read(force.named["region"][0], told, "subject.mean") if "region" in force.named else None


@lru_cache(maxsize=32)
def _mean(sentence: Sentence, figure: Figure) -> Read | None:
    """The country's, where the figure is a mean of it, or how one moved."""
    if _mean_goes_on(sentence, figure):
        return _of_country()
    # "mức trung bình" is a group as well.
    earlier = (f for f in sentence.figures if f.metric != "group" and f.span.end <= figure.span.start)
    start = max([sentence.span.start, *(f.span.end for f in earlier)])
    means = gaps.clauses.mean_of_country(valued=sentence.tells(gaps.clauses.country_told()))
    told = means.find(sentence.text, Span(start, figure.span.start))
    if told and _is_parted(sentence, figure, told[-1]):
        return None
    head = told[-1] if told else _head(sentence, figure)
    if head:
        other = any(head.end() <= m.span.start < figure.span.start for m in places(sentence))
        return None if other or (not told and _tells_more(sentence, figure, head)) else _of_country(Span(*head.span()))
    if figure.metric not in VALUES:
        return None
    if _of_all_ranked(sentence, figure):
        return _of_country()
    if read := _right_behind_mean(sentence, figure, start, means):
        return read
    if sentence.search(gaps.clauses.beyond_mean(), sentence.between(sentence.span.start, figure.span.start)):
        return _of_country()
    return _mean_told_once(sentence, figure, start)


def _of_all_ranked(sentence: Sentence, figure: Figure) -> bool:
    """ "Điểm trung bình của chỉ số năm nay là 36,9 điểm": the mean of an index is that of all whom it ranks."""
    if not sentence.tells(gaps.clauses.averages()):
        return False
    topical = [m.span for m in sentence.mentions if m.kind in TOPICAL and m.kind != "component"]
    start, end = sentence.clause_start(figure), figure.span.start
    told = sentence.without([*topical, *(p.span for p in sentence.periods)], start, end)
    named = any(start <= name.start < end for name in topical)
    return gaps.clauses.mean_of_index(named=named).fullmatch(told) is not None


def _of_country(span: Span | None = None) -> Read:
    return Read(COUNTRY, span, "subject.mean")


def _head(sentence: Sentence, figure: Figure) -> re.Match[str] | None:
    """ "Cả nước đạt 63,5 điểm": the clause begins with the country."""
    return gaps.owners.whole_country().match(sentence.text.folded, sentence.clause_start(figure), figure.span.start)


def _tells_more(sentence: Sentence, figure: Figure, head: re.Match[str]) -> bool:
    """ "còn cả nước đứng thứ 48, với 83,1 điểm": the country is one that is ranked; behind a semicolon is another's."""
    return ";" in sentence.between(head.end(), figure.span.start) or any(
        f.metric == "rank" and gaps.clauses.value_gap().fullmatch(sentence.between(head.end(), f.span.start))
        for f in sentence.figures
        if f.span.start >= head.end()
    )


def _right_behind_mean(sentence: Sentence, figure: Figure, start: int, means: Phrases) -> Read | None:
    """ "so với điểm trung bình 66,66 của cả nước", "cao hơn trung bình cả nước, đạt 96,2% (trung bình 88,4%)"."""
    if not gaps.clauses.mean_right_before().search(sentence.between(start, figure.span.start)):
        return None
    behind = gaps.owners.of_country(mean=True).match(sentence.text.folded, figure.span.end, sentence.span.end)
    if behind:
        return _of_country(Span(*behind.span("country")))
    before = Span(sentence.span.start, start)
    return _of_country() if sentence.bracket(figure.span) and means.find(sentence.text, before) else None


def _mean_told_once(sentence: Sentence, figure: Figure, start: int) -> Read | None:
    """ "các bộ đạt bình quân 84,38%, các địa phương đạt 86,98%": the mean is told once, before `start`."""
    if start == sentence.span.start:
        return None
    several = [m for m in sentence.countries if start <= m.span.start and m.span.end <= figure.span.start]
    averaged = several and gaps.clauses.averages().find(sentence.text, Span(sentence.span.start, start))
    named = any(start <= m.span.start < figure.span.start for m in sentence.places)
    return _of_country(several[0].span) if averaged and not named else None


def _is_parted(sentence: Sentence, figure: Figure, mean: re.Match[str]) -> bool:
    """ "cao hơn trung bình cả nước, đạt 96%": the figure is not the mean's. Where the sentence tells of nobody else it
    is: "trung bình cả nước, sau hai năm giảm, đạt 88%".
    """
    gap = gaps.clauses.times().sub("", _behind_head(sentence, figure, mean)).strip()
    parted = gap != "(" and _PARTED.search(gap) is not None
    if gaps.clauses.against_mean().search(sentence.text.folded, sentence.span.start, mean.start()):
        return parted or gap.partition(" ")[0] in topics().joiners
    if not parted:
        return False
    if _MORE_THAN_COMMA.search(gap):
        return True
    owners = [m for m in places(sentence) if not (isinstance(m.value, PlaceName) and m.value.aside == "source")]
    told = [*(m.span.start for m in owners), *(noun.start() for noun in sentence.anaphors)]
    return any(start < figure.span.start and not mean.start() <= start < mean.end() for start in told)


def _behind_head(sentence: Sentence, figure: Figure, mean: re.Match[str]) -> str:
    """The words from a mean to a figure; without the comma behind one at the head ("Với cả nước nói chung, …")."""
    head = sentence.between(sentence.clause_start(figure), mean.start()).strip()
    between = sentence.between(mean.end(), figure.span.start)
    return between.removeprefix(",") if not head or head in topics().themes else between


def _mean_goes_on(sentence: Sentence, figure: Figure) -> bool:
    """ "trung bình cả nước là 43,61 điểm, giảm so với 43,78 điểm": the mean's earlier value, and how it moved."""
    if figure.metric.startswith("rank"):
        return False
    before = [f for f in sentence.figures if f.span.end <= figure.span.start and f.metric in VALUES]
    if not before or not _mean(sentence, before[-1]):
        return False
    between = sentence.between(before[-1].span.end, figure.span.start)
    if sentence.bracket(before[-1].span) or ";" in between:
        return False
    named = [m for m in places(sentence) if before[-1].span.end <= m.span.start < figure.span.start]
    return not named and not gaps.clauses.anaphor().pattern.search(between)
