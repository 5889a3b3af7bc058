"""What is no observation although its index and subject can be read: of all, of none of them, of a part of them."""

from __future__ import annotations

import re

from extract.facts import gaps
from extract.facts.context import (
    LOCAL,
    Read,
    Sentence,
    is_region,
    named_between,
)
from extract.facts.times.behind import period_behind
from extract.reading.model import VALUES, Figure
from extract.records import Subject
from extract.tables.topics import topics

_NUMERAL = re.compile(r"\d")
# Whoever has a figure is named for it alone.
_NAMED_BEHIND = frozenset({"subject.behind", "subject.bracket", "subject.in_bracket"})
# There never were more provinces.
_MOST_PROVINCES = 64
# No noun for a unit is longer, in characters.
_NOUN = 12


def anybody(sentence: Sentence, figure: Figure, component: Read, subject: Read) -> bool:
    """ "nơi giảm nhiều nhất là 2,94%": the most or the least of all, where nobody is named in the sentence; "Top 30
    tỉnh có chất lượng điều hành tốt nhất" at its head.
    """
    # "trung bình cả nước là 65,2 điểm, cao nhất là 72,9 điểm": no country has the most or the least.
    country = isinstance(subject.value, Subject) and subject.value.type == "country"
    if component.span and subject.rule in {"subject.inherited", "subject.main", "subject.fronted"}:
        # "Mức điểm cao nhất của chỉ số A là 5,76 điểm"; not "cao nhất là chỉ số A với 5,76 điểm"
        before = sentence.between(sentence.clause_start(figure), component.span.start)
        if sentence.search(gaps.figures.superlative_of(), before):
            return figure.metric in VALUES
    if subject.rule not in {"subject.inherited", "subject.main"} and not (country and figure.metric in VALUES):
        return False
    if figure.label == "top":
        before = sentence.without((p.span for p in sentence.periods), sentence.span.start, figure.span.start)
        named = next((m for m in sentence.places if m.span.start >= figure.span.end), None)
        # "công bố top 5 tỉnh cao nhất lần lượt: P (47,8 điểm); Q"
        listed = named is not None and ":" in sentence.between(figure.span.end, named.span.start)
        return listed or before.strip(" ,\"'-(") in {"", *topics().among}
    if figure.metric == "rank" or component.value:
        return False
    if figure.bound != "exact":
        return False  # "đạt ít nhất 70 điểm"
    numeral = _NUMERAL.search(sentence.text.folded, figure.number.start, figure.number.end)
    end = numeral.start() if numeral else figure.number.start
    return gaps.figures.superlative().search(sentence.between(sentence.clause_start(figure), end)) is not None


def extreme_of_all(sentence: Sentence, figure: Figure, subject: Read) -> bool:
    """ "P đạt 42,1 điểm, cao nhất là 47,9 điểm, thấp nhất 38,8 điểm": behind P's own value, the most and the least of
    all, where nobody is named for them; not P's own of another year.
    """
    if figure.metric not in VALUES or figure.end or subject.rule in _NAMED_BEHIND:
        return False
    own = sentence.last_before(figure.span.start, "score")
    if own is None or own.end or period_behind(sentence, figure):
        return False
    between = sentence.between(own.span.end, figure.number.start)
    if not gaps.figures.superlative().search(between):
        return False
    return not named_between(sentence, own.span.end, figure.number.start)


def of_all_units(sentence: Sentence, figure: Figure, subject: Read) -> bool:
    """ "huyện A: 87,3; huyện B: 86,1. Bình quân chung: 83,56, tăng 1,12": a mean of them all, of none of them."""
    if figure.metric in {"rank", "count"} or not isinstance(subject.value, Subject) or subject.value.type not in LOCAL:
        return False
    start = sentence.clause_start(figure)
    mean = gaps.figures.mean_heads().match(sentence.text.folded, start, figure.number.start)
    return mean is not None and (subject.span is None or not mean.end() <= subject.span.start < figure.span.start)


def share_within(sentence: Sentence, figure: Figure, subject: Read) -> bool:
    """ "hoàn thành 129/130 xã", "tại 5/8 sở": so many of what lies in a province are no place of its own."""
    if figure.metric != "rank" or not isinstance(subject.value, Subject) or subject.value.type != "province":
        return False
    end = min(figure.number.end + _NOUN, sentence.span.end)
    return (figure.out_of or 0) > _MOST_PROVINCES or bool(
        gaps.figures.units_within().search(sentence.text.folded, figure.number.start, end)
    )


def nameless(sentence: Sentence, figure: Figure, subject: Read) -> bool:
    """ "tỉnh dẫn đầu": the first of them, whoever it is, where no name stands behind."""
    if subject.rule in _NAMED_BEHIND:
        return False
    before = sentence.between(sentence.span.start, figure.span.start)
    # "SIPAS năm 2023: tỉnh dẫn đầu đạt 90,6%, P đạt 82,1%"
    valued = gaps.figures.valued_itself().match(sentence.text.folded, figure.span.end, sentence.span.end)
    if valued and gaps.figures.noun_heads().search(before):
        return True
    if subject.rule == "subject.fronted" or _part_of_home(sentence, figure):
        return False
    return gaps.figures.place_noun().search(before) is not None


def _part_of_home(sentence: Sentence, figure: Figure) -> bool:
    """ "Riêng chỉ số X của tỉnh dẫn đầu vùng Q với 6,91 điểm": a component of the home leads in a region."""
    parts = [m.span.end for m in sentence.mentions if m.kind == "component" and m.span.end <= figure.span.start]
    behind = [m for m in sentence.places if m.span.start >= figure.span.end]
    if not parts or not behind or not is_region(behind[0]):
        return False
    owned = gaps.figures.place_noun().fullmatch(sentence.between(parts[-1], figure.span.start).replace('"', ""))
    scope = gaps.clauses.scope_gap().fullmatch(sentence.between(figure.span.end, behind[0].span.start))
    return owned is not None and scope is not None


def parts_lead(sentence: Sentence, figure: Figure, component: Read) -> bool:
    """ "có 5 chỉ số dẫn đầu cả nước", "không ít chỉ số đứng đầu": parts of it lead, the index does not."""
    if component.value:
        return False
    names = [*(m.span for m in sentence.mentions), *(p.span for p in sentence.periods)]
    before = sentence.without(names, sentence.clause_start(figure), figure.span.start)
    if sentence.search(gaps.themes.some_parts(), before):
        return True
    counts = [f for f in sentence.figures if f.metric == "count" and f.span.end <= figure.span.start]
    between = sentence.between(counts[-1].span.end, figure.span.start) if counts else "."
    return not re.search(r"[,;:.()]", between)


def leads_parts(sentence: Sentence, figure: Figure, component: Read) -> bool:
    """ "Đứng đầu là chỉ số A với 7,9 điểm": the first of the parts, where nobody is named and nothing among whom."""
    if component.span is None or component.span.start < figure.span.end:
        return False
    behind = (m.span for m in sentence.mentions if m.kind == "component" and m.span.start >= figure.span.end)
    first = next(behind, component.span)
    if gaps.figures.first_is_part().fullmatch(sentence.between(figure.span.end, first.start)) is None:
        return False
    start = max(sentence.clause_start(figure), sentence.text.folded.rfind(":", sentence.span.start, figure.span.start))
    return not any(start <= m.span.start < figure.span.start for m in sentence.places)


def leads_in_parts(sentence: Sentence, figure: Figure, component: Read) -> bool:
    """ "đứng đầu vùng Tây Nguyên ở 2 nội dung": the rank is that of so many parts, not of the index."""
    if component.value or figure.end:
        return False
    behind = sentence.first_behind(figure.span.end)
    if behind is None or behind.metric != "count":
        return False
    return gaps.figures.leads_in().fullmatch(sentence.between(figure.span.end, behind.span.start)) is not None


def enumerates(sentence: Sentence, figure: Figure, subject: Read) -> bool:
    """ "Thứ hai, cần đổi mới …": the second of the speaker's points, no rank, where it is nobody's."""
    if figure.rule != "rank.ordinal" or subject.rule == "subject.behind":
        return False
    before = sentence.between(sentence.span.start, figure.span.start)
    return (
        gaps.clauses.clause_head().search(before) is not None
        and gaps.figures.enumerated().match(sentence.text.folded, figure.span.end) is not None
    )
