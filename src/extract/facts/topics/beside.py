"""The topic beside a figure: in its own phrase, behind it, or before it in its sentence."""

from __future__ import annotations

import itertools
import re
from difflib import SequenceMatcher

from extract.facts import gaps
from extract.facts.context import (
    TOPICAL,
    Force,
    Read,
    Sentence,
    coordinated,
    coordinated_back,
    ends,
    figure_between,
    identity,
    in_turn,
    is_region,
    paired,
    places,
)
from extract.facts.times.behind import is_left
from extract.facts.topics.lists import made_of, over_brackets, with_own_figure, without_taken
from extract.facts.topics.named import Around, answers_of, owner, without_beside
from extract.facts.topics.valued import about_other
from extract.folding import fold
from extract.reading.mentions import ComponentName, IndexName, Named
from extract.reading.model import VALUES, Figure, Mention
from extract.spans import Span
from extract.tables.indices import indices

# A component's name with a slip has so many words at least, and so large a share of them in common with the right one.
_SLIPPED, _ALIKE = 5, 0.8
_RANKED = frozenset({"rank", "rank_change"})
_YEAR = re.compile(r"\s*(?:19|20)\d{2}\b")
# What begins a clause behind several components stands at most so far behind them, in characters.
_FAR = 400
_COMMA = re.compile(r",\s+(?=\w)")


def topic_of_ends(sentence: Sentence, figure: Figure, around: Around, force: Force) -> list[tuple[Read, Read]] | None:
    """ "tính minh bạch rơi từ vị trí 25 của PCI 2013 xuống 62 ở PCI 2014": the index tells the years only."""
    # Most figures are no end of a movement, or stand beside one index or none.
    if figure.end is None and not sentence.tells(gaps.clauses.from_told()):
        return None
    if (start := _left_at(sentence, figure)) is None:
        return None
    parts = [m for m in around.before if m.span.end <= start][-1:]
    owned = owner(sentence, parts[0], force) if parts and isinstance(parts[0].value, ComponentName) else None
    names = [m for m in (*around.before, *around.inside, *around.behind[:1]) if m.span.start >= start]
    if owned is None or not names or ";" in sentence.between(parts[0].span.end, start):
        return None
    if any(not isinstance(m.value, IndexName) or m.value.id != owned[0] for m in names):
        return None
    last = names[-1].span.start
    near = last < figure.span.end or gaps.clauses.joined_behind().fullmatch(sentence.between(figure.span.end, last))
    return answers_of(sentence, parts, force, "topic.of_ends") if near else None


def _left_at(sentence: Sentence, figure: Figure) -> int | None:
    """Where the level stands that the movement to this one leads from; null where none is told."""
    if movement := ends(sentence, figure):
        return min(end.span.start for end in movement)
    level = figure.metric.removesuffix("_change")
    earlier = [f for f in sentence.figures if f.metric == level and f.span.end <= figure.span.start]
    return earlier[-1].span.start if earlier and is_left(sentence, earlier[-1]) else None


def topic_inside(sentence: Sentence, _: Figure, around: Around, force: Force) -> list[tuple[Read, Read]] | None:
    """ "giữ thứ hạng PCI (27)", "giảm ở Tính minh bạch 0,5 điểm": what the figure's own phrase names."""
    if not around.inside:
        return None
    inside = [m for m in around.inside if m.kind in TOPICAL]
    return answers_of(sentence, inside, force, "topic.inside") if len(inside) == 1 else None


def topic_bracketed(sentence: Sentence, figure: Figure, around: Around, force: Force) -> list[tuple[Read, Read]] | None:
    """ "cao nhất là 7,9 điểm (Gia nhập thị trường)": the name alone in the bracket behind."""
    name = sentence.bracketed(figure)
    if name is None or name not in around.behind:
        return None
    return answers_of(sentence, [name], force, "topic.bracketed") or None


def topic_alone(sentence: Sentence, figure: Figure, around: Around, force: Force) -> list[tuple[Read, Read]] | None:
    """The only index that the sentence names, be it far behind the figure ("Với 70 điểm, P dẫn đầu PCI 2016")."""
    behind = around.behind
    names = [m for m in behind if isinstance(m.value, IndexName)]
    if names and (end := next((at for at in sentence.breaks if at > names[0].span.end), None)):
        # "Từ chỗ xếp thứ 61, … xếp thứ 38 về PCI, riêng chỉ số X …": where a new clause begins, another topic may.
        behind, names = ([m for m in told if m.span.start < end] for told in (behind, names))
    if not names or len(names) != len(behind) or len({identity(m) for m in names}) != 1:
        return None
    gap = sentence.between(figure.span.end, names[0].span.start)
    # "P 63,5 điểm; Q 65,5 điểm về PCI", where nothing was named before.
    if (";" in gap and force.index is not None) or sentence.hidden(names[0].span, figure):
        return None
    # "PCI … Tỉnh giữ hạng 10, riêng PGI đứng thứ 20": what has a figure of its own behind a comma.
    if "," in gap and force.index not in {None, identity(names[0])} and _has_figure(sentence, names[0]):
        return None
    return answers_of(sentence, names[:1], force, "topic.alone")


def topic_behind(sentence: Sentence, figure: Figure, around: Around, force: Force) -> list[tuple[Read, Read]] | None:
    """ "xếp thứ 3 cả nước về chỉ số PCI", "dẫn đầu vùng Tây Nguyên về X", "tăng 4 bậc ở cả hai chỉ số: A và B"."""
    behind = around.behind
    first = behind[0]
    regions = [m.span for m in sentence.places if is_region(m)]
    gap = sentence.without(regions, figure.span.end, first.span.start)
    # "dẫn đầu ở 3 tiêu chí: A, B và C": how many there are parts nothing.
    later = (f for f in sentence.figures if f.span.start >= figure.span.end and f.metric != "count")
    stop = next((f.span.start for f in later), sentence.span.end)
    part = isinstance(first.value, ComponentName)
    people = figure.unit == "%" and gaps.themes.satisfied_gap().fullmatch(gap) is not None
    if (
        first.span.start > stop
        or sentence.hidden(first.span, figure)
        or not (people or gaps.clauses.joined_behind().fullmatch(gap) or (part and gaps.themes.effort().fullmatch(gap)))
    ):
        return None
    if part and made_of(sentence, figure, first, force):
        return None
    if part and gap.strip(' "') == ":" and _has_value(sentence, first):
        return None  # "P đạt 83,9%: thủ tục hành chính 85,2%, …": what follows has values of its own
    if isinstance(first.value, IndexName) and (
        told := _part_before(
            sentence, figure, first.value.id, around, force, within=gaps.themes.of().fullmatch(gap) is not None
        )
    ):
        return told
    group = with_own_figure(sentence, coordinated(sentence, first, behind))
    if figure.metric == "rank" and isinstance(first.value, ComponentName):
        group = over_brackets(sentence, group, behind, figure)
    if isinstance(first.value, IndexName) and gaps.themes.both().search(gap):
        group = [m for m in behind if isinstance(m.value, IndexName)]
    # "… xếp thứ 5; PCI xếp thứ 3": what has a figure of its own behind it and another topic before it is not ours.
    strong = (
        first.span.start < figure.span.end
        or gaps.themes.strong_behind().search(gap)
        or _right_behind(sentence, first, gap)
        or (part and figure.rule == "rank.numbered_part")
        or (part and figure.label == "worded" and gaps.themes.led_part().fullmatch(gap))
    )
    if not people and not strong and topic_before(sentence, figure, around, force):
        return None
    return answers_of(sentence, group, force, "topic.behind")


def topic_fronted(sentence: Sentence, figure: Figure, around: Around, force: Force) -> list[tuple[Read, Read]] | None:
    """ "Với 7,5 điểm, P dẫn đầu về chỉ số X": the one component behind the rank that a value in front is told for."""
    later = next((f for f in sentence.figures if f.span.start >= figure.span.end), None)
    if figure.metric not in VALUES or figure.end or later is None or later.metric != "rank" or later.end:
        return None
    gap = Span(figure.span.end, later.span.start)
    named = [m.span.start for m in sentence.places] + [noun.start() for noun in sentence.anaphors]
    if not sentence.between(*gap).startswith(",") or not any(start in range(*gap) for start in named):
        return None
    if any(gap.contains(m.span) for m in around.behind) or not gaps.clauses.fronted_value().search(
        sentence.between(sentence.clause_start(figure), figure.span.start)
    ):
        return None
    behind = [m for m in around.behind if m.span.start >= later.span.end]
    told = topic_behind(sentence, later, Around(around.before, [], behind), force) if behind else None
    if told is None or len(told) > 1 or told[0][1].value is None:
        return None
    # "Với 66 điểm, P đứng đầu vùng về chỉ số X": what no part can have.
    most = indices()[str(told[0][0].value)].component_max
    return None if most is not None and figure.unit != "%" and (figure.value or 0) > most else told


def _has_value(sentence: Sentence, part: Mention[Named]) -> bool:
    """ "thủ tục hành chính 85,2%", "công chức có chỉ số hài lòng 82,3%": a value of its own stands behind the part."""
    if gaps.themes.value_next().match(sentence.text.folded, part.span.end):
        return True
    index = next((m.span.start for m in sentence.indices if m.span.start > part.span.end), part.span.end)
    return gaps.themes.has().fullmatch(sentence.between(part.span.end, index)) is not None


def _right_behind(sentence: Sentence, name: Mention[Named], gap: str) -> bool:
    """ "thứ 13 PAPI, thứ 26 SIPAS", "7,4 điểm tiêu chí X": nothing stands between, or the noun for a part, and the name
    has no value of its own behind it.
    """
    if isinstance(name.value, IndexName) and gap.strip():
        return False
    if isinstance(name.value, ComponentName) and gap.strip() and not gaps.themes.part_noun().fullmatch(gap):
        return False
    year = _YEAR.match(sentence.text.folded, name.span.end)
    end = year.end() if year else name.span.end
    later = sentence.first_behind(end)
    if later and later.metric.endswith("_change") and sentence.bracket(later.span):
        return True  # "37/63 PCI (giảm 6 bậc)": how the rank before moved
    return not _has_figure(sentence, name, end)


def _has_figure(sentence: Sentence, name: Mention[Named], end: int | None = None) -> bool:
    """True where a value or a rank follows the name, or what stands behind it up to `end`."""
    folded, end = sentence.text.folded, name.span.end if end is None else end
    told = gaps.themes.value_next().match(folded, end) or gaps.clauses.value_follows().match(folded, end)
    return told is not None


def _part_before(
    sentence: Sentence, figure: Figure, index: str, around: Around, force: Force, *, within: bool
) -> list[tuple[Read, Read]] | None:
    """ "lĩnh vực X đạt 5/6 điểm trong bộ chỉ số Y": the component of that index that stands right before.

    `within`: the index stands behind as what the component is part of, so that a figure of another kind may stand
    between ("X được 8,46 điểm, xếp thứ 4 trong PCI").
    """
    answer = topic_before(sentence, figure, around, force)
    if not answer or any(read.value != index or part.span is None for read, part in answer):
        return None
    start = max(part.span.end for _, part in answer if part.span)
    if any(start < at <= figure.span.start for at in sentence.breaks):
        return None  # "mạnh ở X, nhưng tụt 4 bậc trong PCI"
    own = {f.span for f in ends(sentence, figure) or ()}
    between = [f for f in sentence.figures if start <= f.span.start < figure.span.start and f.span not in own]
    if within and ";" not in sentence.between(start, figure.span.start):
        # "X đạt 5,1 điểm, tăng từ 4,9 điểm lên 5,1 điểm trong PCI"
        between = [f for f in between if f.metric == figure.metric and not own]
    return None if between else answer


def topic_before(sentence: Sentence, figure: Figure, around: Around, force: Force) -> list[tuple[Read, Read]] | None:
    """The topic named last before the figure in its sentence."""
    before = around.before
    if sentence.brackets:
        before = [m for m in before if not sentence.hidden(m.span, figure)]
        before = before or [m for m in around.before if isinstance(m.value, IndexName)]
    if not before:
        return None
    before = without_beside(sentence, before)
    last = before[-1]
    if last.kind == "foreign":
        return []
    if isinstance(last.value, ComponentName) and any(
        last.span.end <= at < figure.number.start for at in sentence.whole_index
    ):
        return _whole(answers_of(sentence, [last], force, "topic.whole"))
    if isinstance(last.value, ComponentName) and (item := _other_item(sentence, last, figure)) is not None:
        return _unknown_part(sentence, last, item, force)
    if isinstance(last.value, ComponentName) and (misprinted := _misprinted_behind(sentence, figure, last, force)):
        return misprinted
    if about_other(sentence, figure, force):
        return []
    if ordered := in_turn(sentence, figure, [m for m in before if m.kind == last.kind]):
        return answers_of(sentence, [ordered], force, "topic.before")
    group = without_taken(sentence, coordinated_back(sentence, last, before))
    if isinstance(last.value, IndexName):
        # "chỉ số gia nhập thị trường của PCI": the component stands before its index.
        parts = [m for m in before[:-1] if isinstance(m.value, ComponentName) and last.value.id in dict(m.value.owners)]
        if parts and _part_of(sentence, parts[-1], last):
            group = coordinated_back(sentence, parts[-1], parts)
    told = paired(sentence, figure, group)
    answers = answers_of(sentence, told, force, "topic.before")
    # "A và B đạt 6,1 và 7,4 điểm, tỉnh xếp thứ 40 và 22": each has its own.
    return _whole(answers)[:1] if told == group and _of_whole_again(sentence, figure, group, before) else answers


def _of_whole_again(
    sentence: Sentence, figure: Figure, group: list[Mention[Named]], before: list[Mention[Named]]
) -> bool:
    """ "các chỉ số A và B đạt 0,7 điểm và tỉnh vào nhóm 30": behind the value of several parts whoever has the index
    begins a clause; "PAR INDEX 86 điểm, gồm A 54 điểm, B 31 điểm; xếp thứ 43": behind parts with values alone a
    rank does.
    """
    last = group[-1].span.end
    if figure.metric in VALUES or not isinstance(group[-1].value, ComponentName) or sentence.bracket(figure.span):
        return False
    if not last <= figure.span.start <= last + _FAR:
        return False
    if len(group) > 1:
        return _begins_clause(sentence, Span(last, figure.span.start))
    clause = sentence.text.folded.rfind(";", last, figure.span.start)
    parts = [*itertools.takewhile(lambda m: isinstance(m.value, ComponentName), reversed(before))]
    if clause < 0 or not 1 < len(parts) < len(before) or not isinstance(before[-len(parts) - 1].value, IndexName):
        return False
    told = [f for f in sentence.figures if parts[-1].span.end <= f.span.start <= figure.span.start]
    values = [f for f in told if f.span.end <= clause]
    return told[len(values)].metric in _RANKED and bool(values) and all(f.metric in VALUES for f in values)


def _begins_clause(sentence: Sentence, within: Span) -> bool:
    """Behind the value of several parts, one who is named alone there; not "ở A và B, P xếp thứ 3, Q xếp thứ 5"."""
    named = [m for m in places(sentence) if within.contains(m.span)]
    begun = [m.span.start for m in named] + [n.start() for n in sentence.anaphors if n.start() in range(*within)]
    if not begun or len({identity(m) for m in named}) > 1:
        return False
    between = sentence.between(within.start, max(begun))
    return ";" not in between and gaps.themes.new_clause().search(between) is not None


def topic_of_clause(sentence: Sentence, figure: Figure, around: Around, force: Force) -> list[tuple[Read, Read]] | None:
    """ "xếp thứ 6 về PCI; tăng 11 hạng, lọt top 10 về PGI": the one index that the clause behind a semicolon names."""
    folded = sentence.text.folded
    start = folded.rfind(";", sentence.span.start, figure.span.start) + 1
    if not start or sentence.bracket(figure.span):
        return None
    end = folded.find(";", figure.span.end, sentence.span.end)
    named = [m for m in around.behind if end < 0 or m.span.start < end]
    if not named or len({identity(m) for m in named}) != 1 or not isinstance(named[0].value, IndexName):
        return None
    if around.inside or any(m.span.end > start for m in around.before):
        return None
    before = sentence.between(figure.span.end, named[0].span.start)
    return answers_of(sentence, named[:1], force, "topic.clause") if gaps.themes.strong_last().search(before) else None


def topic_of_pair(sentence: Sentence, figure: Figure, around: Around, force: Force) -> list[tuple[Read, Read]] | None:
    """ "…, đạt 67,65 điểm, xếp thứ 13 về PCI và đạt 46,1 điểm, đứng thứ 3 về PAPI": a value, its rank, and the index
    behind both, where nothing is named before or what is stands behind its own figures.
    """
    name = around.behind[0]
    at = next((i for i, f in enumerate(sentence.figures) if f.span.start >= figure.span.end), None)
    if figure.metric not in VALUES or at is None or around.inside or sentence.bracket(figure.span):
        return None
    rank = sentence.figures[at]
    between = sentence.between(figure.span.end, rank.span.start)
    if rank.metric not in {"rank", "group"} or ";" in between or not gaps.themes.rank_gap().fullmatch(between):
        return None
    if not _stands_behind(sentence, name, rank):
        return None
    own = sentence.first_behind(name.span.end)
    if (
        own
        and own.metric in VALUES
        and gaps.clauses.value_gap().fullmatch(sentence.between(name.span.end, own.span.start))
    ):
        return None  # "A đạt 8,1 điểm, xếp cuối là B 5,9 điểm"
    if around.before:
        told = [f for f in sentence.figures if f.span.end <= around.before[-1].span.start]
        if not told or not _stands_behind(sentence, around.before[-1], told[-1]):
            return None
    return answers_of(sentence, [name], force, "topic.of_pair") or None


def _stands_behind(sentence: Sentence, name: Mention[Named], figure: Figure) -> bool:
    """ "xếp thứ 13 về PCI": the name right behind a figure that is told of it."""
    gap = sentence.between(figure.span.end, name.span.start)
    return (
        figure.span.end <= name.span.start
        and gaps.clauses.joined_behind().fullmatch(gap) is not None
        and (gaps.themes.strong_behind().search(gap) is not None or _right_behind(sentence, name, gap))
    )


def _part_of(sentence: Sentence, part: Mention[Named], index: Mention[Named]) -> bool:
    """True for a component with its index behind: "chỉ số X của PCI", "chỉ số X, ở PCI 2020, được …", "X có chỉ số hài
    lòng cao nhất".
    """
    folded, gap = sentence.text.folded, sentence.between(part.span.end, index.span.start)
    if gaps.themes.of().fullmatch(gap) or gaps.themes.has().fullmatch(gap):
        return True
    # "chỉ số Tính năng động của chính quyền tỉnh ‹P› trong PCI"
    if gaps.themes.of().fullmatch(sentence.without((m.span for m in sentence.places), part.span.end, index.span.start)):
        return True
    return bool(gaps.themes.of_aside().fullmatch(gap) and gaps.themes.aside_ends().match(folded, index.span.end))


def _whole(answers: list[tuple[Read, Read]]) -> list[tuple[Read, Read]]:
    """The same indices without the components."""
    return [(index, Read(None, None, index.rule)) for index, _ in answers]


def _unknown_part(sentence: Sentence, part: Mention[Named], start: int, force: Force) -> list[tuple[Read, Read]]:
    """A component that the data do not know, or a misprinted one, stays as printed."""
    owned = owner(sentence, part, force)
    first = min(f.span.start for f in sentence.figures if f.span.start >= start)
    item = gaps.themes.printed_part().match(sentence.text.folded, start, first)
    if owned is None or item is None:
        return []
    span = Span(*item.span("part"))
    if about := gaps.themes.about_part().match(item["part"]):
        span = Span(span.start + about.end(), span.end)
    name = " ".join(sentence.text.printed(span).split())
    # "về công chức 84,5%" in a row of parts: a common word that names one of them.
    short = next((part.name for part in indices()[owned[0]].component if fold(name) in map(fold, part.short)), None)
    told = short or name[:1].upper() + name[1:]
    return [(Read(*owned, "topic.unknown_part"), Read(told, span, "topic.unknown_part"))]


def _misprinted_behind(
    sentence: Sentence, figure: Figure, part: Mention[Named], force: Force
) -> list[tuple[Read, Read]] | None:
    """ "thứ 42 về A; thứ 26 về ‹B with a slip›": the component of the same index that is printed nearly so."""
    behind = gaps.themes.about_behind().match(sentence.text.folded, figure.span.end, sentence.span.end)
    owned = owner(sentence, part, force) if behind else None
    if behind is None or owned is None or not figure_between(sentence, sentence.span.start, part.span.start):
        return None
    index, span = owned
    words = behind["part"].split()
    for component in indices()[index].component:
        for name in (component.name, *component.aliases):
            known = fold(name).split()
            if len(known) >= _SLIPPED and SequenceMatcher(None, words[: len(known)], known).ratio() >= _ALIKE:
                read = Read(component.name, Span(*behind.span("part")), "topic.misprinted")
                return [(Read(index, span or part.span, "topic.misprinted"), read)]
    return None


def _other_item(sentence: Sentence, part: Mention[Named], figure: Figure) -> int | None:
    """Where the item of the figure begins, if it names something unknown, not the component named last; else null.

    "A đạt 6,87 điểm; X đạt 6,71 điểm"; behind a comma it has a capital: "A xếp thứ 1, Nhân lực xếp thứ 3".
    """
    folded, raw = sentence.text.folded, sentence.text.raw
    start = folded.rfind(";", part.span.end, figure.span.start) + 1
    if not start:
        told = [
            f.span.end for f in sentence.figures if part.span.end <= f.span.start and f.span.end <= figure.span.start
        ]
        commas = _COMMA.finditer(folded, min(told, default=figure.span.start), figure.span.start)
        ends = [comma.end() for comma in commas]
        start = max((at for at in ends if raw[at].isupper() or gaps.themes.about_part().match(folded, at)), default=0)
    # "A (năm 2021: 6,89 điểm; mục tiêu 2022: 7,2 điểm)": what is aimed at for the same.
    others = [m.span for m in places(sentence)] + [hedge.span for hedge in sentence.hedges if hedge.kind == "target"]
    if not start or any(start <= span.start < figure.span.start for span in others):
        return None
    about = gaps.themes.about_part().match(folded, start)
    item = sentence.between(about.end() if about else start, figure.span.start).strip()
    return start if gaps.themes.item_goes_on().match(item) is None else None
