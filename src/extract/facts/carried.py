"""Changes whose movement is told once for a list: "A tăng 0,8 điểm, B 0,5 điểm và C 0,3 điểm", "A (tăng 4,2 điểm), tiếp
đến là B (3,6 điểm)".
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.facts import gaps
from extract.folding import Text
from extract.reading.mentions import ComponentName, Named
from extract.reading.model import Figure, Mention
from extract.records import Metric, replace
from extract.tables.indices import indices

RULE = "change.carried"

_LEVEL: dict[Metric, Metric] = {"score_change": "score", "rate_change": "rate"}
_NAMES = frozenset({"index", "component", "place"})
# An item of the list is a change no larger than so many times the first: a larger one is a level.
_MOST = 3
# No component has less than so many parts of what it can have as its value.
_LEAST = 10


def carried(text: Text, mentions: Sequence[Mention[Named]], figures: list[Figure]) -> list[Figure]:
    """The figures of a sentence, those that such a list counts as levels made changes."""
    lead: Figure | None = None
    read: list[Figure] = []
    for told in figures:
        figure = told
        before = read[-1] if read else None
        if figure.metric in _LEVEL:
            # "A 6,9 điểm, tăng 0,3 điểm; B 6,5 điểm": each item has its level.
            level = before is not None and before.metric == _LEVEL[figure.metric] and not before.weak
            own = level and before and _named(mentions, before.span.end, figure.span.start) is None
            lead = figure if figure.end is None and figure.value and not own else None
        elif lead and before and _goes_on(text, mentions, lead, before, figure):
            assert figure.value is not None
            sign = 1 if lead.direction == "up" else -1
            figure = replace(
                figure, metric=lead.metric, value=sign * figure.value, direction=lead.direction, rule=RULE, label=None
            )
        else:
            lead = None
        read.append(figure)
    return read


def _goes_on(text: Text, mentions: Sequence[Mention[Named]], lead: Figure, before: Figure, figure: Figure) -> bool:
    """True for a level that is no larger than a change, with nothing but a name between it and the last item."""
    if figure.metric != _LEVEL[lead.metric] or figure.end or figure.weak or figure.out_of is not None:
        return False
    if lead.direction not in {"up", "down"} or not 0 < (figure.value or 0) <= _MOST * abs(lead.value or 0):
        return False
    name = _named(mentions, before.span.end, figure.span.start)
    if name is None or text.folded[name.span.end : figure.span.start].strip(" \"'("):
        return False
    between = text.folded[before.span.end : name.span.start]
    # "A giảm 0,65 điểm; B 0,3 điểm": behind a semicolon only what no such part can have as its level.
    if ";" in between and _too_small(name, figure):
        between = between.replace(";", ",", 1)
    return gaps.clauses.next_in_list().fullmatch(between) is not None


def _too_small(name: Mention[Named], figure: Figure) -> bool:
    """True for less than the component can have as its value, whichever index it is of."""
    if not isinstance(name.value, ComponentName):
        return False
    most = [indices()[index].component_max or 0 for index, _ in name.value.owners]
    return (figure.value or 0) * _LEAST < min(most)


def _named(mentions: Sequence[Mention[Named]], start: int, end: int) -> Mention[Named] | None:
    """The one name between two offsets; null where there are none or several."""
    names = [m for m in mentions if m.kind in _NAMES and start <= m.span.start and m.span.end <= end]
    return names[0] if len(names) == 1 else None
