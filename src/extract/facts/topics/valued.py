"""Whether a figure is somebody's value, of whatever the article is about, or told of something else."""

from __future__ import annotations

import re

from extract.facts import gaps
from extract.facts.context import TOPICAL, Force, Sentence, decimals, places
from extract.reading.mentions import ComponentName, IndexName, Named, PlaceName
from extract.reading.model import VALUES, Figure
from extract.tables.indices import indices


def valued(sentence: Sentence, figure: Figure) -> bool:
    """True where the words around say that the figure is somebody's value, of whatever the article is about.

    "Sở Tài chính đạt 95%", "hạng 10 (88,27%)"; only with decimals "85,12%, đứng thứ 29", "Con số của năm 2023 là
    88,21%", and numbers without a unit ("Hà Nội 43,95 (2022: 43,91)").
    """
    if not figure.weak and (beside_owner(sentence, figure) or _beside_rank(sentence, figure, gaps.clauses.value_gap())):
        return True
    if figure.metric not in VALUES or not decimals(sentence, figure):
        return False
    bracket = sentence.bracket(figure.span)
    if bracket:
        outer = sentence.last_before(bracket.start)
        if outer and not sentence.between(outer.span.end, bracket.start).strip():
            inner = sentence.without_names(bracket.start, figure.span.start, periods=True)
            return gaps.clauses.value_gap().fullmatch(inner) is not None and valued(sentence, outer)
    before = sentence.between(sentence.span.start, figure.span.start)
    if gaps.themes.value_noun().search(before):
        return True
    if not before.strip(" \"'-") and gaps.themes.value_told().match(sentence.text.folded, figure.span.end):
        return any(f.metric in {"rank", "rank_change"} for f in sentence.figures)
    return (
        beside_owner(sentence, figure)
        or _beside_rank(sentence, figure, gaps.themes.rank_gap())
        or (
            gaps.themes.value_head().fullmatch(
                sentence.without_names(sentence.span.start, figure.span.start, periods=True)
            )
            is not None
            and gaps.themes.clause_end().match(sentence.text.folded, figure.span.end, sentence.span.end) is not None
        )
    )


def beside_owner(sentence: Sentence, figure: Figure) -> bool:
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


def unlikely(figure: Figure, index: str) -> bool:
    """True for a percentage below half of the scale, or above it, as no whole index has it: a share of something."""
    kind = indices()[index]
    most = kind.score_max or 0
    return kind.percent and figure.value is not None and not most / 2 <= figure.value <= most


def of_other(sentence: Sentence, figure: Figure) -> bool:
    """ "Về số hóa hồ sơ, tỉnh đạt 98,5%": the clause is about something that is no index."""
    return (
        sentence.tells(gaps.clauses.about_told())
        and gaps.themes.about_other().search(sentence.without_names(sentence.span.start, figure.span.start)) is not None
    )


def item_of_other(sentence: Sentence, figure: Figure) -> bool:
    """ "+ Niềm tin của người dân: 83,2%, xếp thứ 30/63": an item of a list whose label is nothing of ours; in "- Ông A:
    Năm 2022 tỉnh xếp thứ 24" somebody answers.
    """
    start = sentence.text.raw.rfind("\n", 0, sentence.span.start) + 1
    label = gaps.themes.item_of_other().match(sentence.text.folded, start, figure.span.start)
    if label is None or any(m.span.start < label.end() for m in sentence.mentions):
        return False
    first = next(f.span.start for f in sentence.figures if f.span.start >= label.end())
    return gaps.clauses.item_gap().fullmatch(sentence.between(label.end(), first)) is not None


def about_other(sentence: Sentence, figure: Figure, force: Force) -> bool:
    """ "đứng thứ 5 cả nước về thu hút FDI": the rank is told of what names no index, and no component of one that the
    article names ("về hạ tầng giao thông", where nobody tells PII).
    """
    about = _told_of(sentence, figure)
    if about is None:
        return False
    start, end = about.span("what")
    named = (m for m in sentence.mentions if m.kind in TOPICAL and start <= m.span.start < end)
    return not any(_ours(m.value, force) for m in named)


def _ours(name: Named, force: Force) -> bool:
    owners = (index for index, _ in name.owners) if isinstance(name, ComponentName) else ()
    return isinstance(name, IndexName) or any(index in force.seen or indices()[index].implied for index in owners)


def of_pace(sentence: Sentence, figure: Figure) -> bool:
    """ "xếp thứ 7/63 về tốc độ cải thiện điểm số PCI": how fast it moved ranks, not what it came to."""
    about = _told_of(sentence, figure)
    return about is not None and about["pace"] is not None


def _told_of(sentence: Sentence, figure: Figure) -> re.Match[str] | None:
    """What the words behind a rank, or a change of it, say that it is told of."""
    if figure.metric not in {"rank", "rank_change"} or figure.end or not sentence.tells(gaps.clauses.about_told()):
        return None
    # "dẫn đầu Bắc Trung Bộ về thu hút khách"
    first = next((m.span for m in places(sentence) if m.span.start >= figure.span.end), None)
    scoped = first is not None and gaps.clauses.scope_gap().fullmatch(sentence.between(figure.span.end, first.start))
    behind = first.end if scoped and first else figure.span.end
    return gaps.themes.rank_about().match(sentence.text.folded, behind, sentence.span.end)


def in_range(figure: Figure, index: str) -> bool:
    """True for a number that provinces can have as their value of the index."""
    span = indices()[index].range
    return span is None or figure.value is None or span[0] <= figure.value <= span[1]
