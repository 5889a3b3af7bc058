"""Topics told in lists: behind an opener, taken up as a whole, in brackets, each with its own figure."""

from __future__ import annotations

import itertools
import re

from extract.facts import gaps
from extract.facts.context import (
    BRACKETED,
    Force,
    Read,
    Sentence,
    coordinated,
    figure_between,
    identity,
    levels_in_turn,
    listed,
    outside,
)
from extract.facts.topics.named import Around, answers_of, owner, topical
from extract.folding import fold
from extract.language.numbers import parse_number
from extract.reading.mentions import ComponentName, IndexName, Named
from extract.reading.model import VALUES, Figure, Mention
from extract.spans import Span
from extract.tables.indices import indices

# So many indices of one sentence are taken up together in it.
_SEVERAL = 2
_LEVELS = frozenset({"rank", "score", "rate"})
_RANKED = frozenset({"rank", "rank_change"})
# A list opens at most so far behind its figure.
_NEAR = 40


def over_brackets(
    sentence: Sentence, group: list[Mention[Named]], behind: list[Mention[Named]], figure: Figure
) -> list[Mention[Named]]:
    """ "đứng đầu ở chỉ số A (6,37 điểm), B (4,58 điểm)": what stands in a bracket does not end the list."""
    whole = [*group]
    for mention in behind:
        if mention.span.start < whole[-1].span.end or not isinstance(mention.value, ComponentName):
            continue
        gap = sentence.between(whole[-1].span.end, mention.span.start)
        told = [f for f in sentence.figures if whole[-1].span.end <= f.span.start < mention.span.start]
        own = any(f.metric == figure.metric or sentence.bracket(f.span) is None for f in told)
        if own or not told or not gaps.clauses.joiner().fullmatch(BRACKETED.sub("", gap)):
            break
        whole.append(mention)
    ranked = [f for f in sentence.figures if f.metric == figure.metric and f.span.start >= whole[-1].span.end]
    if ranked and whole[-1] not in group and not sentence.between(whole[-1].span.end, ranked[0].span.start).strip(" ("):
        return group
    return whole


def topic_of_these(sentence: Sentence, figure: Figure, _: Around, force: Force) -> list[tuple[Read, Read]] | None:
    """ "các chỉ số này lần lượt xếp thứ 34, 31, 48 và 50": what the sentence before named, in its order."""
    several = force.row or force.parts or len(sentence.indices) >= _SEVERAL or figure.label == "taken_up"
    if not several or not sentence.tells(gaps.clauses.taking_up()):
        return None
    told = gaps.themes.these_indices().search(sentence.text.folded, sentence.span.start, figure.span.start)
    if told is None:
        return _topic_of_these_numbers(sentence, figure, force)
    if told["others"]:
        return _topic_of_others(sentence, figure, told)
    behind = {m.value.id for m in sentence.indices if isinstance(m.value, IndexName) and m.span.start > told.end()}
    row = levels_in_turn(sentence, told.start())
    if row and (bracket := sentence.bracket(figure.span)):
        # "lần lượt là 41,6 điểm (hạng 38); hạng 47"
        outer = outside(sentence, bracket)
        figure = outer if outer and outer in row else figure
    if figure not in row:
        row = _row(sentence, figure, told.end())
    if figure not in row or not (told["in_turn"] or listed(sentence, row)):
        return None
    rule = "topic.of_these"
    here: dict[str, Span] = {}
    for name in sentence.indices:
        if name.span.end <= told.start() and isinstance(name.value, IndexName):
            here.setdefault(name.value.id, name.span)
    # Those of the same sentence, else what the one before named.
    own = len(here) >= _SEVERAL
    if not own and len(row) == len(force.parts) and behind <= {index for index, *_ in force.parts}:
        index, part, span = force.parts[row.index(figure)]
        return [(Read(index, span, rule), Read(part, span, rule))]
    names = [*here.items()] if own else force.row
    if len(row) == len(names) and not behind:
        index, span = names[row.index(figure)]
        return [(Read(index, span, rule), Read(None, None, rule))]
    return None


def _row(sentence: Sentence, figure: Figure, start: int) -> list[Figure]:
    """The figures like it from there on; the score of one index may be told in percent, of another in points."""
    kinds = VALUES if figure.metric in VALUES else {figure.metric}
    return [f for f in sentence.figures if f.span.start >= start and f.metric in kinds and f.end is None]


def _topic_of_these_numbers(sentence: Sentence, figure: Figure, force: Force) -> list[tuple[Read, Read]] | None:
    """ "Năm 2023, hai con số này là 41 và 26": of the indices with such figures before, in their order.

    Bare numbers are ranks only where nothing else was told of those.
    """
    told = gaps.themes.these_numbers().search(sentence.text.folded, sentence.span.start, figure.span.start)
    if told is None:
        return None
    named: dict[str, Span | None] = {
        m.value.id: m.span for m in sentence.indices if isinstance(m.value, IndexName) and m.span.end <= told.start()
    }
    metrics = {f.metric for f in sentence.figures if f.metric in _LEVELS and f.span.end <= told.start()}
    if not named:
        named = {index: force.spans.get(index) for index in force.levels}
        metrics = {metric for years in force.levels.values() for _, values in years.values() for metric in values}
    bare = figure.label == "taken_up" and not told["ranks"]
    row = [f for f in sentence.figures if f.span.start >= told.end() and f.metric == figure.metric and f.end is None]
    if told["ranks"] and len(row) != len(named) and len(row) == len(force.row):
        # "Tỉnh đang ở thứ 26 về PCI, thứ 53 về PAPI. Mục tiêu của hai thứ hạng này là 20 và 40": of no year told
        named, metrics = dict(force.row), {"rank"}
    if figure not in row or figure.metric not in metrics or (bare and metrics != {"rank"}):
        return [] if bare else None
    rule = "topic.of_these"
    if len(row) == len(named):
        index = [*named][row.index(figure)]
        return [(Read(index, named[index], rule), Read(None, None, rule))]
    if len(row) == len(force.parts):
        # "chính quyền số xếp thứ 5, kinh tế số thứ 10. Năm 2021, các thứ hạng này lần lượt là 11 và 9"
        index, part, span = force.parts[row.index(figure)]
        return [(Read(index, span, rule), Read(part, span, rule))]
    # "P xếp thứ 8, Q thứ 12 về PCI. Năm 2023, hai con số này là 7 và 9"
    return None if not bare or (len(named) == 1 and len(row) == len(force.places)) else []


def _topic_of_others(sentence: Sentence, figure: Figure, told: re.Match[str]) -> list[tuple[Read, Read]] | None:
    """ "Trong ba chỉ số PCI, PAPI và SIPAS, chỉ PAPI giảm, hai chỉ số còn lại lần lượt …": those named once."""
    names = [m for m in sentence.indices if m.span.end <= told.start()]
    ids = [identity(m) for m in names]
    others = [m for m in names if ids.count(identity(m)) == 1]
    row = _row(sentence, figure, told.end())
    if len(others) == len(names) or len(row) != len(others) or figure not in row:
        return None
    name = others[row.index(figure)]
    return [(Read(identity(name), name.span, "topic.of_these"), Read(None, None, "topic.of_these"))]


def with_own_figure(sentence: Sentence, group: list[Mention[Named]]) -> list[Mention[Named]]:
    """ "vào top 5 DTI, PAR INDEX duy trì top 3": the last of several with a figure right behind it belongs to that."""
    behind = [f.span.start for f in sentence.figures if f.span.start >= group[-1].span.end]
    if len(group) < 2 or not behind:
        return group
    between = sentence.between(group[-1].span.end, behind[0])
    shared = gaps.themes.both().search(between) or gaps.clauses.respectively().pattern.search(between)
    return group if shared or any(mark in between for mark in ",;:()") else group[:-1]


def without_taken(sentence: Sentence, group: list[Mention[Named]]) -> list[Mention[Named]]:
    """ "xếp thứ 3 về PCI, PAPI đạt 45 điểm": what stands right behind a figure belongs to that, not to the next; not in
    "dẫn đầu hai chỉ số A và B với 7 và 6 điểm".
    """
    kept = group
    while len(kept) > 1:
        before = [f for f in sentence.figures if f.span.end <= kept[0].span.start]
        gap = sentence.between(before[-1].span.end, kept[0].span.start) if before else None
        counted = before and before[-1].metric == "count"
        if gap is None or counted or "," in gap or not gaps.clauses.joined_behind().fullmatch(gap):
            break
        kept = kept[1:]
    return kept


def topic_listed(sentence: Sentence, figure: Figure, around: Around, force: Force) -> list[tuple[Read, Read]] | None:
    """ "một số chỉ số đứng thứ nhất, gồm: A, B": the components behind the opener of a list, or the indices."""
    if figure.metric == "count":
        return None
    kinds = (ComponentName, IndexName) if figure.metric == "rank" and figure.bound == "exact" else (ComponentName,)
    parts = [m for m in around.behind if m.span.start >= figure.span.end and isinstance(m.value, kinds)]
    opener = _opener(sentence, figure, parts)
    if opener is None and parts and isinstance(parts[0].value, IndexName):
        # "đứng đầu PAPI 2019 ở bốn tiêu chí là A, B, C và D": the index stands before the list of its components.
        parts = [m for m in parts if isinstance(m.value, ComponentName)]
        opener = _opener(sentence, figure, parts)
    # "Tính năng động hạng 40 (PCI 2023)": an index in brackets is no list.
    bracketed = opener is not None and opener.group().startswith("(") and isinstance(parts[0].value, IndexName)
    if opener is None or bracketed or opener.start() - figure.span.end > _NEAR:
        return None
    gap = sentence.between(figure.span.end, opener.start())
    # "Trong các chỉ số, cao nhất là A với 7,5 điểm, thấp nhất là B": the value is that of the one before.
    own = figure.metric in VALUES and bool(around.before) and isinstance(around.before[-1].value, ComponentName)
    if ";" in gap or (own and "," in gap):
        return None
    between = [f for f in sentence.figures if figure.span.end <= f.span.start < opener.end()]
    if any(f.value is not None and f.metric != "count" for f in between) or _others_begin(sentence, figure, between):
        return None
    parts, end = _one_group(sentence, figure, parts)
    # "tăng 3 bậc, đây là bước tiến": it opens no list of components.
    if not gaps.themes.list_head().fullmatch(sentence.between(opener.end(), parts[0].span.start)):
        return None
    if figure.value is None:
        # Only the movement or the tier is told, and only for those that tell no figure of their own.
        ends = [*(m.span.start for m in parts[1:]), end]
        parts = [m for m, end in zip(parts, ends, strict=True) if not figure_between(sentence, m.span.end, end)]
    elif figure.metric == "rank" and figure.bound == "exact":
        # "hai nội dung dẫn đầu là A và B; nội dung C xếp thứ 60"
        ends = [*(m.span.start for m in parts[1:]), end]
        ranks = [f.span.start for f in sentence.figures if f.metric == "rank"]
        parts = [m for m, end in zip(parts, ends, strict=True) if not any(m.span.end <= at < end for at in ranks)]
    # "đứng đầu ở 3 tiêu chí là": they are counted behind the figure.
    gap = sentence.without_names(figure.span.end, opener.start(), periods=True)
    joined = gaps.clauses.joined_behind().fullmatch(gap)
    until = opener.start() if joined else figure.span.start
    several = gaps.themes.plural_parts().search(sentence.between(sentence.clause_start(figure), until))
    if several is None or (parts and made_of(sentence, figure, parts[0], force)):
        return None
    return answers_of(sentence, parts, force, "topic.list")


def made_of(sentence: Sentence, figure: Figure, part: Mention[Named], force: Force) -> bool:
    """ "xếp hạng 31/34 với 3 trụ cột là A, B và C": all that the index consists of, which has no rank by that."""
    counts = [f for f in sentence.figures if f.metric == "count" and figure.span.end <= f.span.start < part.span.start]
    if figure.metric != "rank" or figure.label is not None or not counts or not isinstance(part.value, ComponentName):
        return False
    owned = owner(sentence, part, force)
    kind = indices()[owned[0]] if owned else None
    whole = kind is not None and counts[0].value in {*kind.sizes, *(kind.parts or {}).values()}
    return whole and gaps.themes.made_of().search(sentence.between(figure.span.end, counts[0].span.start)) is not None


def _one_group(sentence: Sentence, figure: Figure, parts: list[Mention[Named]]) -> tuple[list[Mention[Named]], int]:
    """ "6 chỉ số tăng điểm (gồm: A; B) và 4 chỉ số giảm điểm (gồm: C; D)": the parts of the group that the figure is
    told of, and where it ends: with its bracket, or where others are counted or begin ("; các chỉ số giảm điểm là C").
    """
    end, first = sentence.span.end, parts[0].span
    if bracket := sentence.bracket(first):
        end = bracket.end
    elif figure.value is None:
        end = next((f.span.start for f in sentence.figures if f.metric == "count" and f.span.start >= first.end), end)
        for other in sentence.figures:
            if first.end <= other.span.start < end and other.value is None and other.direction != figure.direction:
                others = gaps.themes.plural_parts().search(sentence.text.folded, first.end, other.span.start)
                end = others.start() if others else end
    return [m for m in parts if m.span.start < end], end


def _others_begin(sentence: Sentence, figure: Figure, between: list[Figure]) -> bool:
    """ "4 chỉ số giảm điểm, ‹các chỉ số tăng điểm› gồm A", "… ‹2 chỉ số giữ nguyên› là A": the list is of others."""
    if figure.value is not None:
        return False
    moved = gaps.figures.fell() if figure.direction == "down" else gaps.figures.rose()
    return any(
        (f.metric == "count" and moved.search(fold(f.label or "")) is None)
        or (
            f.value is None
            and f.direction != figure.direction
            and gaps.themes.plural_parts().search(sentence.text.folded, figure.span.end, f.span.start)
        )
        for f in between
    )


def topic_led(sentence: Sentence, figure: Figure, around: Around, force: Force) -> list[tuple[Read, Read]] | None:
    """ "dẫn đầu hai chỉ số A và B": each of as many components as are counted right behind the rank."""
    count = sentence.first_behind(figure.span.end)
    if figure.metric != "rank" or count is None or count.metric != "count" or count.out_of is not None:
        return None
    if sentence.between(figure.span.end, count.span.start).strip():
        return None
    parts = [m for m in around.behind if m.span.start >= count.span.end]
    if not parts or not isinstance(parts[0].value, ComponentName):
        return None
    if sentence.between(count.span.end, parts[0].span.start).strip(' "'):
        return None
    led = coordinated(sentence, parts[0], parts)
    return answers_of(sentence, led, force, "topic.list") if len(led) == count.value else None


def topic_counted(sentence: Sentence, figure: Figure, around: Around, force: Force) -> list[tuple[Read, Read]] | None:
    """ "PAPI đạt 40 điểm. Tỉnh có 3 chỉ số tăng là A, B và C": the other index whose components are counted."""
    if figure.metric != "count" or around.before or around.inside:
        return None
    parts = [*itertools.takewhile(lambda m: isinstance(m.value, ComponentName), around.behind)]
    answers = answers_of(sentence, parts, force, "topic.list")
    named = {index.value: index for index, _ in answers}
    if len(named) != 1 or force.index in named:
        return None
    return [(index, Read(None, None, index.rule)) for index in named.values()]


def _opener(sentence: Sentence, figure: Figure, parts: list[Mention[Named]]) -> re.Match[str] | None:
    """What opens the list of the parts behind the figure."""
    if not parts:
        return None
    return gaps.themes.list_opener().search(sentence.text.folded, figure.span.end, parts[0].span.start)


def listed_next(sentence: Sentence, force: Force) -> tuple[Figure, list[tuple[Read, Read]]] | None:
    """ "Tỉnh có 3 chỉ số đứng đầu. Đó là A, B và C.", "tăng 10 bậc cả 3 chỉ số. Đó là …": the rank before, or its
    change, and those that have it.
    """
    before = force.before[-1] if force.before else None
    if before is None or not sentence.tells_back:
        return None
    told = [f for f in before.figures if f.metric in _RANKED and f.value and f.end is None]
    told = [f for f in told if f.metric != "rank" or f.bound == "exact"]
    if len(told) != 1 or any(f.metric != "count" for f in sentence.figures):
        return None
    named = answers_of(sentence, topical(sentence, force), force, "topic.list")
    return (told[0], named) if len(named) == _of_how_many(before, told[0]) else None


def _of_how_many(sentence: Sentence, figure: Figure) -> float | None:
    """How many parts or indices a rank or a change is told of: counted before it, a change also behind."""
    counts = [f for f in sentence.figures if f.metric == "count" and f.span.end <= figure.span.start]
    if counts or figure.metric == "rank":
        return counts[-1].value if counts else None
    behind = gaps.themes.all_parts().search(sentence.text.folded, figure.span.start, sentence.span.end)
    return parse_number(behind["count"]) if behind else None
