"""Which index and component a figure belongs to.

A cascade of named rules, tried in order; the first that answers wins and leaves the span that it read. Three places
are asked: the words right behind the figure, the words before it in its clause, and what is in force.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from extract.facts import gaps
from extract.facts.context import (
    BRACKETED,
    LOCAL,
    NOTHING,
    REACH,
    TOPICAL,
    Force,
    Read,
    Sentence,
    coordinated,
    coordinated_back,
    decimals,
    ends,
    figure_between,
    identity,
    paired,
    phrase_end,
    places,
)
from extract.folding import fold
from extract.reading.mentions import ComponentName, IndexName, Named, PlaceName
from extract.reading.model import Figure, Mention
from extract.spans import Span
from extract.tables.indices import indices
from extract.tables.topics import topics as topics_of

# A component's name that no other text has by chance, in characters.
LONG = 14
# A component's name with a slip has so many words at least, and so large a share of them in common with the right one.
_SLIPPED, _ALIKE = 5, 0.8
# Of so many indices named, one is told apart from the others.
_OTHERS = 2
# A list opens at most so far behind its figure.
_NEAR = 40
_YEAR = re.compile(r"\s*(?:19|20)\d{2}\b")
_COMMA = re.compile(r",\s+(?=\w)")


def read_topic(sentence: Sentence, figure: Figure, force: Force) -> list[tuple[Read, Read]]:
    """(index, component) of a figure, one pair for each owner; empty where it belongs to no index."""
    whole = phrase_end(sentence, figure)
    told = topical(sentence, force)
    around = _around(told, whole)
    # A sentence that names no topic, or none behind the figure: what can answer all the same.
    for rule in (_RULES if around.behind else _RULES_BEFORE) if told else _RULES_FOR_NONE:
        answer = rule(sentence, whole, around, force)
        if answer is not None:
            return answer
    return []


@dataclass(slots=True)
class _Around:
    """What names or ends a topic around a figure: before it, in its own phrase, and behind.

    Behind it is also what shares words with it: "đứng đầu bảng xếp hạng PCI".
    """

    before: list[Mention[Named]]
    inside: list[Mention[Named]]
    behind: list[Mention[Named]]


def _around(told: list[Mention[Named]], figure: Figure) -> _Around:
    around = _Around([], [], [])
    start, end = figure.span
    for mention in told:
        begins, ends = mention.span
        if ends <= start:
            around.before.append(mention)
        elif begins > start and ends > end:
            around.behind.append(mention)
        elif begins >= start and ends <= end:
            around.inside.append(mention)
    return around


def _topic_inside(sentence: Sentence, _: Figure, around: _Around, force: Force) -> list[tuple[Read, Read]] | None:
    """ "giữ thứ hạng PCI (27)": what the figure's own phrase names."""
    if not around.inside:
        return None
    inside = [m for m in around.inside if m.kind == "index"]
    return _topics(sentence, inside, force, "topic.inside") if len(inside) == 1 else None


def _topic_bracketed(
    sentence: Sentence, figure: Figure, around: _Around, force: Force
) -> list[tuple[Read, Read]] | None:
    """ "cao nhất là 7,9 điểm (Gia nhập thị trường)": the name alone in the bracket behind."""
    name = sentence.bracketed(figure)
    if name is None or name not in around.behind:
        return None
    return _topics(sentence, [name], force, "topic.bracketed") or None


def _topic_alone(sentence: Sentence, figure: Figure, around: _Around, force: Force) -> list[tuple[Read, Read]] | None:
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
    return _topics(sentence, names[:1], force, "topic.alone")


def _topic_behind(sentence: Sentence, figure: Figure, around: _Around, force: Force) -> list[tuple[Read, Read]] | None:
    """ "xếp thứ 3 cả nước về chỉ số PCI", "tăng 4 bậc ở cả hai chỉ số: PAR INDEX và SIPAS"."""
    behind = around.behind
    first = behind[0]
    gap = sentence.between(figure.span.end, first.span.start)
    # "dẫn đầu ở 3 tiêu chí: A, B và C": how many there are parts nothing.
    later = (f for f in sentence.figures if f.span.start >= figure.span.end and f.metric != "count")
    stop = next((f.span.start for f in later), sentence.span.end)
    people = figure.unit == "%" and gaps.themes.satisfied_gap().fullmatch(gap) is not None
    if (
        first.span.start > stop
        or sentence.hidden(first.span, figure)
        or not (people or gaps.clauses.joined_behind().fullmatch(gap))
    ):
        return None
    part = isinstance(first.value, ComponentName)
    if part and gap.strip(' "') == ":" and gaps.themes.value_next().match(sentence.text.folded, first.span.end):
        return None  # "P đạt 83,9%: thủ tục hành chính 85,2%, …": what follows has values of its own
    if isinstance(first.value, IndexName) and (
        told := _part_before(
            sentence, figure, first.value.id, around, force, within=gaps.themes.of().fullmatch(gap) is not None
        )
    ):
        return told
    group = _with_own_figure(sentence, coordinated(sentence, first, behind))
    if figure.metric == "rank" and isinstance(first.value, ComponentName):
        group = _over_brackets(sentence, group, behind, figure)
    if isinstance(first.value, IndexName) and gaps.themes.both().search(gap):
        group = [m for m in behind if isinstance(m.value, IndexName)]
    # "… xếp thứ 5; PCI xếp thứ 3": what has a figure of its own behind it and another topic before it is not ours.
    strong = (
        first.span.start < figure.span.end
        or gaps.themes.strong_behind().search(gap)
        or _right_behind(sentence, first, gap)
    )
    if not people and not strong and _topic_before(sentence, figure, around, force):
        return None
    return _topics(sentence, group, force, "topic.behind")


def _over_brackets(
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


def _right_behind(sentence: Sentence, name: Mention[Named], gap: str) -> bool:
    """ "thứ 13 PAPI, thứ 26 SIPAS": nothing stands between, and the name has no value of its own behind it."""
    if gap.strip() or not isinstance(name.value, IndexName):
        return False
    folded, year = sentence.text.folded, _YEAR.match(sentence.text.folded, name.span.end)
    end = year.end() if year else name.span.end
    later = next((f for f in sentence.figures if f.span.start >= end), None)
    if later and later.metric.endswith("_change") and sentence.bracket(later.span):
        return True  # "37/63 PCI (giảm 6 bậc)": how the rank before moved
    return (
        gaps.themes.value_next().match(folded, end) is None and gaps.clauses.value_follows().match(folded, end) is None
    )


def _part_before(
    sentence: Sentence, figure: Figure, index: str, around: _Around, force: Force, *, within: bool
) -> list[tuple[Read, Read]] | None:
    """ "lĩnh vực X đạt 5/6 điểm trong bộ chỉ số Y": the component of that index that stands right before.

    `within`: the index stands behind as what the component is part of, so that a figure of another kind may stand
    between ("X được 8,46 điểm, xếp thứ 4 trong PCI").
    """
    answer = _topic_before(sentence, figure, around, force)
    if not answer or any(read.value != index or part.span is None for read, part in answer):
        return None
    start = max(part.span.end for _, part in answer if part.span)
    own = {f.span for f in ends(sentence, figure) or ()}
    between = [f for f in sentence.figures if start <= f.span.start < figure.span.start and f.span not in own]
    if within and ";" not in sentence.between(start, figure.span.start):
        # "X đạt 5,1 điểm, tăng từ 4,9 điểm lên 5,1 điểm trong PCI"
        between = [f for f in between if f.metric == figure.metric and not own]
    return None if between else answer


def _topic_before(sentence: Sentence, figure: Figure, around: _Around, force: Force) -> list[tuple[Read, Read]] | None:
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
        return _whole(_topics(sentence, [last], force, "topic.whole"))
    if isinstance(last.value, ComponentName) and (item := _other_item(sentence, last, figure)) is not None:
        return _unknown_part(sentence, last, item, force)
    if isinstance(last.value, ComponentName) and (misprinted := _misprinted_behind(sentence, figure, last, force)):
        return misprinted
    if _about_other(sentence, figure):
        return []
    group = _without_taken(sentence, coordinated_back(sentence, last, before))
    if isinstance(last.value, IndexName):
        # "chỉ số gia nhập thị trường của PCI": the component stands before its index.
        parts = [m for m in before[:-1] if isinstance(m.value, ComponentName) and last.value.id in dict(m.value.owners)]
        if parts and _part_of(sentence, parts[-1], last):
            group = coordinated_back(sentence, parts[-1], parts)
    return _topics(sentence, paired(sentence, figure, group), force, "topic.before")


def _topic_of_clause(
    sentence: Sentence, figure: Figure, around: _Around, force: Force
) -> list[tuple[Read, Read]] | None:
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
    return _topics(sentence, named[:1], force, "topic.clause") if gaps.themes.strong_last().search(before) else None


def without_beside(sentence: Sentence, named: list[Mention[Named]]) -> list[Mention[Named]]:
    """Without the indices that are only mentioned beside another, if any is left.

    "Cùng với PAR INDEX, SIPAS của tỉnh đạt 90%", "Ngoài PCI, tỉnh cũng quan tâm đến PGI": it is about the second.
    """
    beside = gaps.themes.beside()
    if not sentence.tells(beside.needs):
        return named
    start = sentence.span.start
    kept = [
        m
        for m in named
        if not (isinstance(m.value, IndexName) and beside.pattern.search(sentence.between(start, m.span.start)))
    ]
    return kept or named


def _part_of(sentence: Sentence, part: Mention[Named], index: Mention[Named]) -> bool:
    """True for a component with its index behind: "chỉ số X của PCI", "chỉ số X, ở PCI 2020, được …"."""
    folded, gap = sentence.text.folded, sentence.between(part.span.end, index.span.start)
    if gaps.themes.of().fullmatch(gap):
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
    name = " ".join(sentence.text.printed(span).split())
    return [(Read(*owned, "topic.unknown_part"), Read(name[:1].upper() + name[1:], span, "topic.unknown_part"))]


def _topic_of_these(sentence: Sentence, figure: Figure, _: _Around, force: Force) -> list[tuple[Read, Read]] | None:
    """ "các chỉ số này lần lượt xếp thứ 34, 31, 48 và 50": what the sentence before named, in its order."""
    several = force.row or force.parts or len(sentence.indices) > _OTHERS
    if not several or not sentence.tells(gaps.clauses.taking_up()):
        return None
    told = gaps.themes.these_indices().search(sentence.text.folded, sentence.span.start, figure.span.start)
    if told is None:
        return None
    if told["others"]:
        return _topic_of_others(sentence, figure, told)
    behind = {m.value.id for m in sentence.indices if isinstance(m.value, IndexName) and m.span.start > told.end()}
    row = [f for f in sentence.figures if f.span.start >= told.end() and f.metric == figure.metric and f.end is None]
    if figure not in row:
        return None
    rule = "topic.of_these"
    if len(row) == len(force.parts) and behind <= {index for index, *_ in force.parts}:
        index, part, span = force.parts[row.index(figure)]
        return [(Read(index, span, rule), Read(part, span, rule))]
    if len(row) == len(force.row) and not behind:
        index, span = force.row[row.index(figure)]
        return [(Read(index, span, rule), Read(None, None, rule))]
    return None


def _topic_of_others(sentence: Sentence, figure: Figure, told: re.Match[str]) -> list[tuple[Read, Read]] | None:
    """ "Trong ba chỉ số PCI, PAPI và SIPAS, chỉ PAPI giảm, hai chỉ số còn lại lần lượt …": those named once."""
    names = [m for m in sentence.indices if m.span.end <= told.start()]
    ids = [identity(m) for m in names]
    others = [m for m in names if ids.count(identity(m)) == 1]
    kinds = {"score", "rate"} if figure.metric in {"score", "rate"} else {figure.metric}
    row = [f for f in sentence.figures if f.span.start >= told.end() and f.metric in kinds and f.end is None]
    if len(others) == len(names) or len(row) != len(others) or figure not in row:
        return None
    name = others[row.index(figure)]
    return [(Read(identity(name), name.span, "topic.of_these"), Read(None, None, "topic.of_these"))]


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


def _with_own_figure(sentence: Sentence, group: list[Mention[Named]]) -> list[Mention[Named]]:
    """ "vào top 5 DTI, PAR INDEX duy trì top 3": the last of several with a figure right behind it belongs to that."""
    behind = [f.span.start for f in sentence.figures if f.span.start >= group[-1].span.end]
    if len(group) < 2 or not behind:
        return group
    between = sentence.between(group[-1].span.end, behind[0])
    shared = gaps.themes.both().search(between) or gaps.clauses.respectively().search(between)
    return group if shared or any(mark in between for mark in ",;:()") else group[:-1]


def _without_taken(sentence: Sentence, group: list[Mention[Named]]) -> list[Mention[Named]]:
    """ "xếp thứ 3 về PCI, PAPI đạt 45 điểm": what stands right behind a figure belongs to that, not to the next."""
    kept = group
    while len(kept) > 1:
        before = [f for f in sentence.figures if f.span.end <= kept[0].span.start and f.metric != "count"]
        gap = sentence.between(before[-1].span.end, kept[0].span.start) if before else None
        if gap is None or "," in gap or not gaps.clauses.joined_behind().fullmatch(gap):
            break
        kept = kept[1:]
    return kept


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
    if not start or any(start <= m.span.start < figure.span.start for m in places(sentence)):
        return None
    about = gaps.themes.about_part().match(folded, start)
    item = sentence.between(about.end() if about else start, figure.span.start).strip()
    return start if gaps.themes.item_goes_on().match(item) is None else None


def _topic_listed(sentence: Sentence, figure: Figure, around: _Around, force: Force) -> list[tuple[Read, Read]] | None:
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
    if opener is None or opener.start() - figure.span.end > _NEAR:
        return None
    if ";" in sentence.between(figure.span.end, opener.start()):
        return None
    between = [f for f in sentence.figures if figure.span.end <= f.span.start < opener.end()]
    if any(f.value is not None and f.metric != "count" for f in between):
        return None
    # "tăng 3 bậc, đây là bước tiến": it opens no list of components.
    if not gaps.themes.list_head().fullmatch(sentence.between(opener.end(), parts[0].span.start)):
        return None
    if figure.value is None:
        # Only the movement or the tier is told, and only for those that tell no figure of their own.
        ends = [*(m.span.start for m in parts[1:]), sentence.span.end]
        parts = [m for m, end in zip(parts, ends, strict=True) if not figure_between(sentence, m.span.end, end)]
    elif figure.metric == "rank" and figure.bound == "exact":
        # "hai nội dung dẫn đầu là A và B; nội dung C xếp thứ 60"
        ends = [*(m.span.start for m in parts[1:]), sentence.span.end]
        ranks = [f.span.start for f in sentence.figures if f.metric == "rank"]
        parts = [m for m, end in zip(parts, ends, strict=True) if not any(m.span.end <= at < end for at in ranks)]
    # "đứng đầu ở 3 tiêu chí là": they are counted behind the figure.
    gap = sentence.without_names(figure.span.end, opener.start(), periods=True)
    joined = gaps.clauses.joined_behind().fullmatch(gap)
    until = opener.start() if joined else figure.span.start
    several = gaps.themes.plural_parts().search(sentence.between(sentence.clause_start(figure), until))
    if several is None:
        return None
    return _topics(sentence, parts, force, "topic.list")


def _opener(sentence: Sentence, figure: Figure, parts: list[Mention[Named]]) -> re.Match[str] | None:
    """What opens the list of the parts behind the figure."""
    if not parts:
        return None
    return gaps.themes.list_opener().search(sentence.text.folded, figure.span.end, parts[0].span.start)


def listed_next(sentence: Sentence, force: Force) -> tuple[Figure, list[tuple[Read, Read]]] | None:
    """ "Tỉnh có 3 chỉ số đứng đầu. Đó là A, B và C.": the rank of the sentence before, and those that have it."""
    before = force.before[-1] if force.before else None
    if before is None or not sentence.tells_back:
        return None
    ranks = [f for f in before.figures if f.metric == "rank" and f.bound == "exact" and f.value and f.end is None]
    counts = [f for f in before.figures if ranks and f.metric == "count" and f.span.end <= ranks[0].span.start]
    if len(ranks) != 1 or not counts or any(f.metric != "count" for f in sentence.figures):
        return None
    named = _topics(sentence, topical(sentence, force), force, "topic.list")
    return (ranks[0], named) if len(named) == counts[-1].value else None


def _topic_in_force(sentence: Sentence, figure: Figure, _: _Around, force: Force) -> list[tuple[Read, Read]] | None:
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
    if force.age > 1 and weak and not _in_range(figure, index):
        return None
    if _about_other(sentence, figure):
        return None
    keeps = index == force.index and _part_goes_on(sentence, figure, force)
    if not keeps and (_of_other(sentence, figure) or (figure.metric == "rate" and _unlikely(figure, index))):
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
        force.announced
        or gaps.themes.continues().match(sentence.between(*sentence.span).strip())
        or _one_part(sentence, force)
    ):
        return False
    if any(at < figure.number.start for at in sentence.whole_index) or _of_whole_again(sentence, figure, force):
        return False
    # "đứng đầu bảng xếp hạng": of the whole.
    table = gaps.themes.ranking_table().search(sentence.text.folded, figure.span.start, sentence.span.end)
    return table is None or table.start() > figure.span.end


def _of_whole_again(sentence: Sentence, figure: Figure, force: Force) -> bool:
    """ "DTI đứng thứ 35, trong đó A 0,85 và B 0,58. So với năm 2022, tỉnh giảm 3 bậc": no more the part's."""
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
        and (sentence.levels or any(_valued_place(sentence, place) for place in sentence.places))
    ):
        for index in reversed(force.seen):
            if index in force.spans and kinds.issubset(indices()[index].subjects):
                return index, force.spans[index]
    return force.index, force.index_span


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


_RULES = (
    _topic_inside,
    _topic_bracketed,
    _topic_listed,
    _topic_of_these,
    _topic_behind,
    _topic_of_clause,
    _topic_before,
    _topic_alone,
    _topic_in_force,
)


# What needs a topic behind the figure.
_BEHIND = {_topic_bracketed, _topic_listed, _topic_behind, _topic_of_clause, _topic_alone}
_RULES_BEFORE = tuple(rule for rule in _RULES if rule not in _BEHIND)
_RULES_FOR_NONE = (_topic_of_these, _topic_in_force)


def valued(sentence: Sentence, figure: Figure) -> bool:
    """True where the words around say that the figure is somebody's value, of whatever the article is about.

    "Sở Tài chính đạt 95%", "hạng 10 (88,27%)"; only with decimals "85,12%, đứng thứ 29", "Con số của năm 2023 là
    88,21%", and numbers without a unit ("Hà Nội 43,95 (2022: 43,91)").
    """
    if not figure.weak and (
        _beside_owner(sentence, figure) or _beside_rank(sentence, figure, gaps.clauses.value_gap())
    ):
        return True
    if figure.metric not in {"score", "rate"} or not decimals(sentence, figure):
        return False
    bracket = sentence.bracket(figure.span)
    if bracket:
        outer = next((f for f in reversed(sentence.figures) if f.span.end <= bracket.start), None)
        if outer and not sentence.between(outer.span.end, bracket.start).strip():
            inner = sentence.without_names(bracket.start, figure.span.start, periods=True)
            return gaps.clauses.value_gap().fullmatch(inner) is not None and valued(sentence, outer)
    before = sentence.between(sentence.span.start, figure.span.start)
    if gaps.themes.value_noun().search(before):
        return True
    if not before.strip(" \"'-") and gaps.themes.value_told().match(sentence.text.folded, figure.span.end):
        return any(f.metric in {"rank", "rank_change"} for f in sentence.figures)
    return (
        _beside_owner(sentence, figure)
        or _beside_rank(sentence, figure, gaps.themes.rank_gap())
        or (
            gaps.themes.value_head().fullmatch(
                sentence.without_names(sentence.span.start, figure.span.start, periods=True)
            )
            is not None
            and gaps.themes.clause_end().match(sentence.text.folded, figure.span.end, sentence.span.end) is not None
        )
    )


def _beside_owner(sentence: Sentence, figure: Figure) -> bool:
    """ "Sở Nội vụ (93,12%)", "tỉnh năm 2022 đạt 95%": nothing but a verb and a year between a place and its value."""
    named = [m for m in places(sentence) if m.span.end <= figure.span.start][-1:]
    ends = [m.span.end for m in named] + [m.end() for m in sentence.anaphors if m.end() <= figure.span.start][-1:]
    own = [m for m in named if isinstance(m.value, PlaceName) and m.value.aside is None]
    return any(
        gaps.clauses.value_gap().fullmatch(sentence.without_names(end, figure.span.start, periods=True)) for end in ends
    ) or any(
        gaps.themes.apposed_gap().fullmatch(sentence.without_names(m.span.end, figure.span.start, periods=True))
        for m in own
    )


def _beside_rank(sentence: Sentence, figure: Figure, gap: re.Pattern[str]) -> bool:
    """ "hạng 10 (88,27%)", "đứng đầu với 89,95%", "79,54% (thứ 62)": what has a rank is a value."""
    for rank in sentence.figures:
        if rank.metric != "rank" or rank.end:
            continue
        first, last = sorted((rank, figure), key=lambda f: f.span.start)
        if gap.fullmatch(sentence.between(first.span.end, last.span.start)):
            return True
    return False


def _unlikely(figure: Figure, index: str) -> bool:
    """True for a percentage below half of the scale, or above it, as no whole index has it: a share of something."""
    kind = indices()[index]
    most = kind.score_max or 0
    return kind.percent and figure.value is not None and not most / 2 <= figure.value <= most


def _of_other(sentence: Sentence, figure: Figure) -> bool:
    """ "Về số hóa hồ sơ, tỉnh đạt 98,5%": the clause is about something that is no index."""
    return (
        sentence.tells(gaps.clauses.about_told())
        and gaps.themes.about_other().search(sentence.without_names(sentence.span.start, figure.span.start)) is not None
    )


def _about_other(sentence: Sentence, figure: Figure) -> bool:
    """ "đứng thứ 5 cả nước về thu hút FDI": the rank is told of what no index or component of ours is named by."""
    if figure.metric not in {"rank", "rank_change"} or figure.end or not sentence.tells(gaps.clauses.about_told()):
        return False
    # "dẫn đầu Bắc Trung Bộ về thu hút khách"
    first = next((m.span for m in places(sentence) if m.span.start >= figure.span.end), None)
    scoped = first is not None and gaps.clauses.scope_gap().fullmatch(sentence.between(figure.span.end, first.start))
    behind = first.end if scoped and first else figure.span.end
    about = gaps.themes.rank_about().match(sentence.text.folded, behind, sentence.span.end)
    if about is None:
        return False
    start, end = about.span("what")
    return not any(m.kind in TOPICAL and start <= m.span.start < end for m in sentence.mentions)


def _in_range(figure: Figure, index: str) -> bool:
    """True for a number that provinces can have as their value of the index."""
    span = indices()[index].range
    return span is None or figure.value is None or span[0] <= figure.value <= span[1]


def topical(sentence: Sentence, force: Force) -> list[Mention[Named]]:
    """What names or ends a topic: indices, other topics, and the components that an index in sight owns.

    Words that name an index only beside its figures count where the sentence names none outright. What is in force
    is that of the sentence's beginning, whoever asks.
    """
    if force.topical is None or force.topical[0] is not sentence:
        force.topical = sentence, _topical(sentence, force)
    return force.topical[1]


def _topical(sentence: Sentence, force: Force) -> list[Mention[Named]]:
    firm = {m.value.id for m in sentence.mentions if m.kind == "index" and isinstance(m.value, IndexName)}
    told = [
        m
        for m in sentence.mentions
        if m.kind in {"index", "foreign"}
        or (m.kind == "loose" and (_beside_firm(sentence, m, firm, force) if firm else _loosely(sentence, m, force)))
        or (isinstance(m.value, ComponentName) and owner(sentence, m, force))
    ]
    again = [m for match in sentence.parts_again if (m := _taken_up(sentence, match, told, force))]
    again += _one_of_two(sentence, force)
    return sorted([*told, *again], key=lambda mention: mention.span) if again else told


def _one_of_two(sentence: Sentence, force: Force) -> list[Mention[Named]]:
    """ "cái trước tăng 4 bậc, cái sau giảm 2 bậc": each of the two indices named before, in their order."""
    matches = gaps.themes.of_two().find(sentence.text, sentence.span)
    if not matches:
        return []
    named = (m for m in sentence.indices if m.span.end <= matches[0].start())
    row = list(dict.fromkeys(m.value.id for m in named if isinstance(m.value, IndexName)))
    row = row if len(row) > 1 else [index for index, _ in force.row]
    if len(row) != 2:
        return []
    return [
        Mention("index", IndexName(row[0 if match["former"] else 1], short=False), Span(*match.span()))
        for match in matches
    ]


def _taken_up(
    sentence: Sentence, match: re.Match[str], told: list[Mention[Named]], force: Force
) -> Mention[Named] | None:
    """ "lĩnh vực này", "chỉ số này": the component named last, here or in the last sentences, at its place."""
    before = [m for m in told if m.span.end <= match.start()]
    parts = [m for m in before if isinstance(m.value, ComponentName)]
    if before and not parts:
        return None
    if parts and isinstance(parts[-1].value, ComponentName) and (owned := owner(sentence, parts[-1], force)):
        having = (owned[0], dict(parts[-1].value.owners)[owned[0]])
    elif force.part is None or force.part_age >= REACH:
        return None
    elif (
        match["noun"] not in topics_of().index_nouns
        or (force.part_alone and _still_told(force))
        or (force.part_age == 0 and _too_small(sentence, match.end(), force.part[0]))
    ):
        having = force.part[:2]
    else:
        return None
    return Mention("component", ComponentName((having,), marked=True, named=True), Span(*match.span()))


def _too_small(sentence: Sentence, start: int, index: str) -> bool:
    """ "Trong PCI, A nặng nhất. Chỉ số này đạt 5,54 điểm": what a component can have, and no index."""
    limit = indices()[index].component_max
    scores = (f for f in sentence.figures if f.metric == "score" and f.span.start >= start)
    first = next(scores, None) if limit is not None else None
    return first is not None and decimals(sentence, first) and 0 < (first.value or 0) <= (limit or 0)


def _still_told(force: Force) -> bool:
    """True where the component named last was told in the last sentence, or before remarks ("Khá hơn.")."""
    assert force.part is not None
    return force.part_age == 0 or (force.part_age < REACH and force.part[:2] == (force.index, force.component))


def _beside_firm(sentence: Sentence, mention: Mention[Named], firm: set[str], force: Force) -> bool:
    """ "chỉ số CCHC đạt 84,2%; mức độ hài lòng của người dân đạt 79,1%": an item of its own, with its value."""
    assert isinstance(mention.value, IndexName)
    same = (m for m in sentence.mentions if isinstance(m.value, ComponentName) and m.span == mention.span)
    if mention.value.id in firm or any(owner(sentence, m, force) for m in same):
        return False
    before = sentence.between(sentence.span.start, mention.span.start)
    rated = gaps.themes.rated_loosely().match(sentence.text.folded, mention.span.end, sentence.span.end)
    return rated is not None and gaps.themes.begins_item().search(before) is not None


def _loosely(sentence: Sentence, mention: Mention[Named], force: Force) -> bool:
    assert isinstance(mention.value, IndexName)
    if force.index == mention.value.id and force.age <= force.reach:
        return True
    if _head_theme(sentence, mention):
        return True
    return sentence.tells(gaps.clauses.generic()) or any(
        figure.metric in {"rank", "rank_change"} for figure in sentence.figures
    )


def _head_theme(sentence: Sentence, mention: Mention[Named]) -> bool:
    """ "Đến năng lực cạnh tranh, ba tỉnh … là Bắc Giang (69,75)": the sentence begins with it and tells such values."""
    assert isinstance(mention.value, IndexName)
    if not gaps.themes.theme_before().search(sentence.between(sentence.span.start, mention.span.start)):
        return False
    if not gaps.themes.theme_after().match(sentence.text.folded, mention.span.end, sentence.span.end):
        return False
    metric = "rate" if indices()[mention.value.id].percent else "score"
    return any(
        f.metric == metric and f.span.start > mention.span.end and decimals(sentence, f) and _beside_owner(sentence, f)
        for f in sentence.figures
    )


def owner(sentence: Sentence, mention: Mention[Named], force: Force) -> tuple[str, Span | None] | None:
    """The index that a component belongs to here: one of its sentence, the one in force, else the one it implies."""
    assert isinstance(mention.value, ComponentName)
    if not mention.value.marked:
        return None
    owners = dict(mention.value.owners)
    if sentence.indices:
        before = [m for m in sentence.indices if m.span.end <= mention.span.start]
        for name in (*reversed(before), *sentence.indices):
            assert isinstance(name.value, IndexName)
            if name.value.id in owners:
                return name.value.id, name.span
    if force.index in owners:
        return force.index, force.index_span
    for index in reversed(force.seen):
        if index in owners:
            return index, None
    implied = [index for index in owners if indices()[index].implied]
    if mention.value.named:
        return (implied[0], None) if implied else None
    # "quản trị môi trường được 3,21 điểm": a long name with its value beside it tells the index as well.
    long = mention.span.end - mention.span.start >= LONG
    if (
        implied
        and long
        and not indices()[implied[0]].percent
        and gaps.themes.value_next().match(sentence.text.folded, mention.span.end)
    ):
        return implied[0], None
    return None


def _topics(sentence: Sentence, group: Iterable[Mention[Named]], force: Force, rule: str) -> list[tuple[Read, Read]]:
    answers: dict[tuple[str, str | None], tuple[Read, Read]] = {}
    for mention in group:
        if isinstance(mention.value, IndexName):
            key: tuple[str, str | None] = (mention.value.id, None)
            answers.setdefault(key, (Read(mention.value.id, mention.span, rule), Read(None, None, rule)))
        elif isinstance(mention.value, ComponentName) and (owned := owner(sentence, mention, force)):
            index, span = owned
            name = dict(mention.value.owners)[index]
            answers.setdefault((index, name), (Read(index, span or mention.span, rule), Read(name, mention.span, rule)))
    return list(answers.values())


def read_charge(sentence: Sentence, figure: Figure, component: Read) -> Read:
    """The body in charge of the component ("do Sở Tài chính chủ trì theo dõi"), where it stands before the figure."""
    if component.span is not None:
        for mention in sentence.places:
            if not isinstance(mention.value, PlaceName) or mention.value.subject.type != "agency":
                continue
            if component.span.end <= mention.span.start and mention.span.end <= figure.span.start:
                before = sentence.between(component.span.end, mention.span.start)
                if gaps.themes.charge_before().search(before) and gaps.themes.charge_after().match(
                    sentence.text.folded, mention.span.end
                ):
                    return Read(mention.value.subject.name, mention.span, "charge")
    return NOTHING
