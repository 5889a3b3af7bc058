"""What names a topic, or ends one: the indices and components of a sentence, and whose a component is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from extract.facts import gaps
from extract.facts.context import LOCAL, NOTHING, REACH, Force, Read, Sentence, decimals, identity, listed
from extract.facts.topics.valued import beside_owner
from extract.reading.mentions import ComponentName, IndexName, Named, PlaceName
from extract.reading.model import Figure, Mention
from extract.spans import Span
from extract.tables.indices import indices
from extract.tables.topics import topics as topics_of

# A component's name that no other text has by chance, in characters.
LONG = 14


@dataclass(slots=True)
class Around:
    """What names or ends a topic around a figure: before it, in its own phrase, and behind.

    Behind it is also what shares words with it: "đứng đầu bảng xếp hạng PCI".
    """

    before: list[Mention[Named]]
    inside: list[Mention[Named]]
    behind: list[Mention[Named]]


def around_of(told: list[Mention[Named]], figure: Figure) -> Around:
    around = Around([], [], [])
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
        for m in map(partial(_asked, sentence, force), sentence.mentions)
        if m.kind in {"index", "foreign"}
        or (m.kind == "loose" and (_beside_firm(sentence, m, firm, force) if firm else _loosely(sentence, m, force)))
        or (isinstance(m.value, ComponentName) and owner(sentence, m, force))
    ]
    if firm and sentence.tells(gaps.themes.titled().needs):
        told = _without_titled(sentence, told, force)
    if firm and sentence.tells(gaps.themes.worked_out().needs):
        told = _without_worked_out(sentence, told)
    if len(firm) > 1:
        told = _without_announced(sentence, told)
    again = [m for match in sentence.parts_again if (m := _taken_up(sentence, match, told, force))]
    again += _one_of_two(sentence, force)
    return sorted([*told, *again], key=lambda mention: mention.span) if again else told


def _without_titled(sentence: Sentence, told: list[Mention[Named]], force: Force) -> list[Mention[Named]]:
    """ "Ông A, Giám đốc Dự án PGI, cho biết: P đứng đầu PCI": without an index in a title, if another one is told."""
    titled, start = gaps.themes.titled().pattern, sentence.span.start
    kept = [
        m for m in told if not (isinstance(m.value, IndexName) and titled.search(sentence.between(start, m.span.start)))
    ]
    other = any(isinstance(m.value, IndexName) for m in kept)
    return kept if other or (force.index is not None and force.age <= force.reach) else told


def _without_announced(sentence: Sentence, told: list[Mention[Named]]) -> list[Mention[Named]]:
    """ "Công bố PCI và PGI 2023: P xếp thứ 3", "P đứng thứ 9 bảng xếp hạng PCI và PGI": without the index that the
    report of the one beside it has as well.

    "PCI và PGI của P xếp thứ 3", "Theo báo cáo PCI và PGI, cả hai chỉ số của P đều tăng": of both.
    """
    ids = {m.value.id for m in told if isinstance(m.value, IndexName)}
    if not any(indices()[index].announced_with in ids for index in ids):
        return told
    pairs = [pair for pair in itertools.pairwise(told) if _announced(sentence, *pair)]
    dropped = {m.span for pair in pairs for m in pair if indices()[str(identity(m))].announced_with in ids}
    return [m for m in told if m.span not in dropped]


def _announced(sentence: Sentence, first: Mention[Named], second: Mention[Named]) -> bool:
    if not isinstance(first.value, IndexName) or not isinstance(second.value, IndexName):
        return False
    one, other = first.value.id, second.value.id
    if other != indices()[one].announced_with and one != indices()[other].announced_with:
        return False
    gap = sentence.without((p.span for p in sentence.periods), first.span.end, second.span.start)
    before = sentence.between(sentence.span.start, first.span.start)
    # "bảng xếp hạng PCI": the index's name has the word itself
    near = first.span.of(sentence.text.folded).startswith(topics_of().announced) or bool(
        gaps.themes.announced(near=True).search(before)
    )
    if not (near or gaps.themes.announced().search(before)) or not gaps.clauses.joiner().fullmatch(gap):
        return False
    behind = sentence.between(second.span.end, sentence.span.end)
    if gaps.clauses.alike(indices=True).search(behind) or gaps.clauses.respectively().pattern.search(behind):
        return False
    if any(a.metric == b.metric and listed(sentence, (a, b)) for a, b in itertools.pairwise(sentence.figures)):
        return False  # "Kết quả PCI và PGI, P xếp thứ 6 và thứ 12"
    figure = sentence.first_behind(second.span.end)
    own = sentence.between(second.span.end, figure.span.start if figure else sentence.span.end)
    return near or "," in own or ":" in own


def _without_worked_out(sentence: Sentence, told: list[Mention[Named]]) -> list[Mention[Named]]:
    """ "Qua điểm tự chấm và điểm thẩm định, sở A đứng đầu PAR INDEX": without what that is worked out of."""
    worked_out, start = gaps.themes.worked_out().pattern, sentence.span.start
    last = max((m.span.start for m in told if isinstance(m.value, IndexName)), default=start)
    return [
        m
        for m in told
        if not (
            isinstance(m.value, ComponentName)
            and _ends_clause(sentence.between(m.span.end, max(last, m.span.end)))
            and worked_out.match(sentence.between(start, m.span.end))
        )
    ]


def _ends_clause(gap: str) -> bool:
    """True where a comma stands behind, and no value before it ("qua khảo sát, điểm minh bạch đạt 5,4, tỉnh …")."""
    before, comma, _ = gap.partition(",")
    return bool(comma) and not any(map(str.isdigit, before))


def _asked(sentence: Sentence, force: Force, mention: Mention[Named]) -> Mention[Named]:
    """A question of the index that is told right before is like a component of it, and of no index elsewhere."""
    if mention.kind != "foreign" or not isinstance(mention.value, ComponentName):
        return mention
    if any(m.span.start == mention.span.start for m in sentence.places):
        return mention  # "sự hài lòng đối với Sở Y tế"
    named = [m.value.id for m in sentence.indices if isinstance(m.value, IndexName) and not m.value.loose]
    told = named or ([force.index] if force.index and force.age <= force.reach else [])
    return replace(mention, kind="component") if mention.value.owners[0][0] in told else mention


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
    if before and not parts and not _part_of_named(sentence, match, before, force):
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


def _part_of_named(sentence: Sentence, match: re.Match[str], before: list[Mention[Named]], force: Force) -> bool:
    """ "Tính minh bạch của PCI còn thấp. PCI 2023 cho thấy nội dung này chỉ đạt 5,9 điểm": of the index named again."""
    index = before[-1].value
    if force.part is None or not isinstance(index, IndexName) or index.id != force.part[0]:
        return False
    return match["noun"] not in topics_of().index_nouns or _too_small(sentence, match.end(), index.id)


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
    if mention.value.id in firm:
        return _moves(sentence, mention)
    same = (m for m in sentence.mentions if isinstance(m.value, ComponentName) and m.span == mention.span)
    if any(owner(sentence, m, force) for m in same):
        return False
    before = sentence.between(sentence.span.start, mention.span.start)
    if any(
        f.metric == "rank" and gaps.themes.told_about().fullmatch(sentence.between(f.span.end, mention.span.start))
        for f in sentence.figures
        if f.span.end <= mention.span.start
    ):
        return True  # "xếp thứ 10 về chuyển đổi số, thứ 19 PAPI"
    rated = gaps.themes.rated_loosely().match(sentence.text.folded, mention.span.end, sentence.span.end)
    return rated is not None and gaps.themes.begins_item().search(before) is not None


def _moves(sentence: Sentence, mention: Mention[Named]) -> bool:
    """ "PCI: mạnh ở A, nhưng tụt hạng năng lực cạnh tranh 13 bậc": behind a component, what moves has its own name."""
    start = mention.span.start
    if not any(isinstance(m.value, ComponentName) and m.span.end <= start for m in sentence.mentions):
        return False
    before = [f for f in sentence.figures if f.metric == "rank_change" and f.span.end <= start]
    if before and gaps.themes.told_about().fullmatch(sentence.between(before[-1].span.end, start)):
        return True
    return gaps.themes.moving().search(sentence.between(sentence.span.start, start)) is not None


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
    """ "Đến năng lực cạnh tranh, ba tỉnh … là Bắc Giang (69,75)", "Kết quả đo lường sự hài lòng: huyện P đạt 91,25%":
    the sentence begins with it and tells such values.
    """
    assert isinstance(mention.value, IndexName)
    before = sentence.between(sentence.span.start, mention.span.start)
    if not (
        gaps.themes.theme_before().search(before)
        and gaps.themes.theme_after().match(sentence.text.folded, mention.span.end, sentence.span.end)
    ) and not gaps.themes.results_of(asked=bool(indices()[mention.value.id].counts)).search(before):
        return False
    metrics = {"rate" if indices()[mention.value.id].percent else "score"}
    # What is in a province is rated in points, whatever its index is.
    if any(isinstance(m.value, PlaceName) and m.value.subject.type in LOCAL for m in sentence.places):
        metrics.add("score")
    return any(
        f.metric in metrics and f.span.start > mention.span.end and decimals(sentence, f) and beside_owner(sentence, f)
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


def answers_of(sentence: Sentence, group: Iterable[Mention[Named]], force: Force, rule: str) -> list[tuple[Read, Read]]:
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
    """The body in charge of the component, be it told before the figure or behind it ("X do Sở Tài chính chủ trì đạt 7
    điểm", "X đạt 7 điểm, do Sở Tài chính chủ trì").
    """
    if component.span is None:
        return NOTHING
    for mention in sentence.places:
        if not isinstance(mention.value, PlaceName) or mention.value.subject.type != "agency":
            continue
        if component.span.end > mention.span.start:
            continue
        before = sentence.between(component.span.end, mention.span.start)
        if mention.span.start >= figure.span.end:
            # What stands behind another part, or a semicolon, is of that.
            between = Span(component.span.end, mention.span.start)
            if ";" in before or any(m.kind == "component" and between.contains(m.span) for m in sentence.mentions):
                break
        if gaps.themes.charge_before().search(before) and gaps.themes.charge_after().match(
            sentence.text.folded, mention.span.end
        ):
            return Read(mention.value.subject.name, mention.span, "charge")
    return NOTHING
