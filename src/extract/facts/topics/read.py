"""Index and component of a figure: a cascade of named rules, tried in order.

The first that answers wins and leaves the span that it read. Three places are asked: the words right behind the figure,
the words before it in its clause, and what is in force.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from extract.facts import gaps
from extract.facts.context import LOCAL, Force, Read, Sentence, identity, phrase_end
from extract.facts.topics.beside import (
    topic_alone,
    topic_before,
    topic_behind,
    topic_bracketed,
    topic_fronted,
    topic_inside,
    topic_of_clause,
    topic_of_ends,
    topic_of_pair,
)
from extract.facts.topics.lists import topic_counted, topic_led, topic_listed, topic_of_these
from extract.facts.topics.named import Around, around_of, topical
from extract.facts.topics.valued import about_other, in_range, item_of_other, of_other, of_pace, unlikely, valued
from extract.reading.mentions import IndexName, Named, PlaceName
from extract.reading.model import VALUES, Figure, Mention
from extract.spans import Span
from extract.tables.indices import Index, indices

# No part that another index measures has more points.
_PART_MOST = 20
# So many parts of an index are an enumeration.
_SEVERAL = 2
# The number of a part stands at most so far before its figure, in characters.
_NEAR = 60


def read_topic(sentence: Sentence, figure: Figure, force: Force) -> list[tuple[Read, Read]]:
    """(index, component) of a figure, one pair for each owner; empty where it belongs to no index."""
    whole = phrase_end(sentence, figure)
    if of_pace(sentence, whole):
        return []
    told = topical(sentence, force)
    around = around_of(told, whole)
    # A sentence that names no topic, or none behind the figure: what can answer all the same.
    for rule in (_RULES if around.behind else _RULES_BEFORE) if told else _RULES_FOR_NONE:
        answer = rule(sentence, whole, around, force)
        if answer is not None:
            if whole.metric in VALUES and whole.bound == "exact":
                read = [_by_value(sentence, whole, *pair) for pair in answer]
                answer = [*{(index.value, component.value): (index, component) for index, component in read}.values()]
            return [
                _measured(sentence, whole, *told, force)
                for pair in answer
                for told in _numbered(sentence, whole, *pair)
            ]
    return []


def _by_value(sentence: Sentence, figure: Figure, index: Read, component: Read) -> tuple[Read, Read]:
    """ "đứng thứ 3 trong bảng PCI và PGI với 74,8 điểm": a value that no province can have in the index that another's
    report has as well is the other's; "không hụt ở tính minh bạch thì đã ngang P (66,34 điểm)": one that no part can
    have is the whole index's, but right behind the part.
    """
    kind = indices()[str(index.value)]
    if component.value is None and kind.announced_with and not in_range(figure, kind.id):
        name = next((m for m in sentence.indices if identity(m) == kind.announced_with), None)
        return (Read(kind.announced_with, name.span, "topic.by_value"), component) if name else (index, component)
    if component.span and component.span.end <= figure.span.start and _too_large(figure, kind):
        gap = sentence.between(component.span.end, figure.span.start)
        if not gaps.clauses.value_gap().fullmatch(gap):
            return index, Read(None, None, "topic.by_value")
    return index, component


def _too_large(figure: Figure, index: Index) -> bool:
    """True for what a whole index has, and no part of it."""
    most = index.component_max
    return most is not None and figure.unit != "%" and most < (figure.value or 0) and in_range(figure, index.id)


def _measured(sentence: Sentence, figure: Figure, index: Read, component: Read, force: Force) -> tuple[Read, Read]:
    """ "PAR INDEX đạt 86,5 điểm, … SIPAS đạt 8,45/10 điểm": the points that a component has for the index it is
    measured by, which has no such points of its own.
    """
    if figure.metric != "score" or not 0 < (figure.out_of or 0) <= _PART_MOST or component.value or not index.span:
        return index, component
    # "chỉ số hài lòng (SIPAS) đạt"
    gap = sentence.without_names(index.span.end, figure.span.start).replace(")", " ")
    if not gaps.clauses.value_gap().fullmatch(gap):
        return index, component
    named = [(m.value.id, m.span) for m in sentence.indices if isinstance(m.value, IndexName)]
    for whole, span in (*named, (force.index, force.index_span)):
        for part in indices()[whole].component if whole else ():
            if part.measured_by == index.value:
                return Read(whole, span, "topic.measured"), Read(part.name, index.span, "topic.measured")
    return index, component


def _numbered(sentence: Sentence, figure: Figure, index: Read, component: Read) -> Iterator[tuple[Read, Read]]:
    """ "chỉ số nội dung 1 đạt 5,06 điểm": a component told by its place; nobody's where the data have more than one
    order of them.
    """
    clue = gaps.themes.numbered_part()
    told = None
    if component.value is None and sentence.tells(clue.needs):
        start = max(sentence.span.start, figure.span.start - _NEAR)
        told = clue.pattern.search(sentence.text.folded, start, figure.span.start)
    if told is None or not isinstance(index.value, str):
        yield index, component
        return
    kind, place = indices()[index.value], int(told["number"])
    if len(kind.component) in {*kind.sizes, *(kind.parts or {}).values()} and 0 < place <= len(kind.component):
        yield index, Read(kind.component[place - 1].name, Span(*told.span("part")), "topic.numbered")


def _topic_in_force(sentence: Sentence, figure: Figure, _: Around, force: Force) -> list[tuple[Read, Read]] | None:
    """What an earlier sentence named; figures that need their topic beside them take nothing from afar."""
    # "tỷ lệ điểm số 92,1%" says itself that it is a score.
    percent = figure.unit == "%" and figure.label != "points"
    # "lên vị trí thứ 21, tăng 17 bậc so với năm 2022 (38/63)": behind a rank a fraction is one.
    weak = figure.weak and not any(
        f.metric == figure.metric == "rank" and not f.weak and f.span.end <= figure.span.start for f in sentence.figures
    )
    near = (weak or percent) and not valued(sentence, figure)
    if near and sentence.tells(gaps.clauses.generic()):
        near = False
    if force.index is None or force.age > (1 if near else force.reach):
        return None
    index, span = _rating(sentence, force)
    if force.age > 1 and weak and not in_range(figure, index):
        return None
    if about_other(sentence, figure, force) or item_of_other(sentence, figure):
        return None
    keeps = index == force.index and _part_goes_on(sentence, figure, force)
    if not keeps and (of_other(sentence, figure) or (figure.metric == "rate" and unlikely(figure, index))):
        return None
    return [
        (
            Read(index, span, "topic.inherited"),
            Read(force.component if keeps else None, force.component_span if keeps else None, "topic.inherited"),
        )
    ]


def _part_goes_on(sentence: Sentence, figure: Figure, force: Force) -> bool:
    """True where the figure is of the component that the sentence before told, not of the whole index."""
    if force.component is None or force.age != 1:
        return False
    if not (
        force.announced or _continues(sentence, force) or _one_part(sentence, force) or _next_owner(sentence, force)
    ):
        return False
    if any(at < figure.number.start for at in sentence.whole_index) or _of_whole_again(sentence, figure, force):
        return False
    # "đứng đầu bảng xếp hạng": of the whole.
    table = gaps.themes.ranking_table().search(sentence.text.folded, figure.span.start, sentence.span.end)
    return table is None or table.start() > figure.span.end


def _continues(sentence: Sentence, force: Force) -> bool:
    """True for a sentence that begins as one that goes on ("Tăng 2 bậc …", "So với năm 2021, …")."""
    if not gaps.themes.continues().match(sentence.between(*sentence.span).strip()):
        return False
    # "Chỉ số A đạt 80%. Chỉ số B đạt 81%. So với các tỉnh trong vùng, P xếp thứ 2/11": not of B alone.
    parts = {part for _, part in force.paragraph_topics if part}
    return len(parts) < _SEVERAL or not sentence.places or bool(sentence.periods)


def _of_whole_again(sentence: Sentence, figure: Figure, force: Force) -> bool:
    """ "DTI đứng thứ 35, trong đó A 0,85 và B 0,58. So với năm 2022, tỉnh giảm 3 bậc": no more the part's.

    Behind three parts that one sentence told, or two with the whole, be nobody named ("… Xếp thứ 43/63"); behind one
    with the whole, too, where the rank is the first.
    """
    beside = (force.index, None) in force.topics
    parts = sum(index == force.index for index, _ in force.topics) - beside
    unranked = figure.metric == "rank" and all(f.metric != "rank" for f in force.before[-1].figures)
    if (beside and unranked) or parts + beside > _SEVERAL:
        return True
    return (
        (force.index, None) in force.paragraph_topics
        and not force.announced
        and any(noun.end() <= figure.span.start for noun in sentence.anaphors)
    )


def _rating(sentence: Sentence, force: Force) -> tuple[str, Span | None]:
    """The index in force; where it rates none of those that the sentence names, the one named last that rates them.

    "Công bố DDCI đúng dịp tỉnh đứng đầu PCI. Huyện A 80 điểm; huyện B 78 điểm."
    """
    assert force.index is not None
    named = {m.value.subject.type for m in sentence.places if isinstance(m.value, PlaceName) and m.value.aside is None}
    # "Khối địa phương: huyện A …" tells of no province.
    kinds = named | {level.kind for level in sentence.levels if level.kind != "province" or not named}
    if (
        kinds
        and LOCAL.issuperset(kinds)
        and kinds.isdisjoint(indices()[force.index].subjects)
        and not sentence.anaphors
        and (sentence.levels or _values_places(sentence))
    ):
        for index in reversed(force.seen):
            if index in force.spans and kinds.issubset(indices()[index].subjects):
                return index, force.spans[index]
    return force.index, force.index_span


@lru_cache(maxsize=2)
def _values_places(sentence: Sentence) -> bool:
    """True where a place of the sentence is valued: asked for each of its figures."""
    return any(_valued_place(sentence, place) for place in sentence.places)


def _valued_place(sentence: Sentence, place: Mention[Named]) -> bool:
    """True for a place with a figure right beside it: "huyện A 80 điểm", "đứng đầu là huyện A"."""
    start, end = place.span
    return any(
        (f.span.start >= end and gaps.clauses.item_gap().fullmatch(sentence.between(end, f.span.start)))
        or (f.span.end <= start and gaps.clauses.owner_behind().fullmatch(sentence.between(f.span.end, start)))
        for f in sentence.figures
    )


def _one_part(sentence: Sentence, force: Force) -> bool:
    """True where the paragraph has told figures of one component only, and the sentence begins with no owner."""
    return (
        sentence.paragraph == force.paragraph
        and force.paragraph_topics == {(force.index, force.component)}
        and not sentence.places
        and not sentence.anaphors
    )


def _next_owner(sentence: Sentence, force: Force) -> bool:
    """ "A dẫn đầu về X với 72,4 điểm. Tiếp theo là B với 69,2 điểm": of the one component that was told, too."""
    if force.topics != {(force.index, force.component)} or not sentence.places:
        return False
    told = gaps.themes.next_owner().match(sentence.text.folded, *sentence.span)
    if told is None or (force.index, None) not in force.paragraph_topics:
        return told is not None
    # "PCI: A đứng đầu. Chỉ số X của A là 7 điểm. Đứng thứ hai là B": of the whole.
    return not told["ranked"] and any(f.metric == "rank" for f in force.before[-1].figures)


_RULES = (
    topic_of_ends,
    topic_inside,
    topic_bracketed,
    topic_led,
    topic_listed,
    topic_of_these,
    topic_behind,
    topic_fronted,
    topic_of_clause,
    topic_of_pair,
    topic_before,
    topic_counted,
    topic_alone,
    _topic_in_force,
)
# What needs a topic behind the figure.
_BEHIND = {
    topic_bracketed,
    topic_led,
    topic_listed,
    topic_behind,
    topic_fronted,
    topic_of_clause,
    topic_of_pair,
    topic_counted,
    topic_alone,
}
_RULES_BEFORE = tuple(rule for rule in _RULES if rule not in _BEHIND)
_RULES_FOR_NONE = (topic_of_these, _topic_in_force)
