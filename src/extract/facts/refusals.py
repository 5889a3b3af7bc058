"""What is refused before anything else is asked of a figure: told of nobody, of once, of a distance, or only supposed.

A rule is a question about a figure and the words before it; it is asked of the metrics it is listed with.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import get_args

from extract.facts import gaps
from extract.facts.context import (
    BRACKETED,
    NO_GAP,
    TOPICAL,
    Sentence,
    coordinated,
    coordinated_back,
    decimals,
    ends,
    figure_between,
    is_region,
    measured_apart,
)
from extract.facts.times.behind import period_behind
from extract.facts.times.lists import years_behind
from extract.reading.mentions import Named, PlaceName
from extract.reading.model import CHANGES, LEVELS, VALUES, Figure, Mention
from extract.records import Metric
from extract.spans import Span
from extract.tables.periods import periods
from extract.tables.topics import topics

# Three numbers with nothing but spaces between, or two with decimals.
_ROW = re.compile(
    r"(?<![\w.,/])\d+(?:[.,]\d+)*(?:\s+\d+(?:[.,]\d+)*(?![\w/%])){2,}"
    r"|(?<![\w.,/])\d+[.,]\d+\s+\d+[.,]\d+(?![\w/%]|\s*(?:%|điểm))"
)
# How far they are stands among so many figures behind the one compared with.
_NEXT = 4


@dataclass(slots=True)
class _At:
    """A figure where it stands: the words of its clause before it, and the bracket around it."""

    sentence: Sentence
    figure: Figure
    before: str
    bracket: Span | None


_Rule = Callable[[_At], bool]


def refused(sentence: Sentence, figure: Figure) -> bool:
    """True for what is told of nobody, of once, or only supposed."""
    before = sentence.between(sentence.clause_start(figure), figure.span.start)
    at = _At(sentence, figure, before, sentence.bracket(figure.span))
    return any(rule(at) for rule in _rules()[figure.metric])


@cache
def _rules() -> dict[str, tuple[_Rule, ...]]:
    """By metric: what is asked, in turn."""
    every = frozenset(get_args(Metric))
    rank, score, standing = frozenset({"rank"}), frozenset({"score"}), VALUES | {"rank"}
    apart = VALUES | {"rank_change"}
    asked: tuple[tuple[frozenset[str], _Rule], ...] = (
        (every, _supposed),
        (frozenset({"count"}), _no_count),
        (every, _of_a_name),
        (every, _of_dateline),
        (every, _of_tier),
        (every, _in_row),
        (VALUES, _of_counted),
        (score, _most_lost),
        (score, _sum_of_parts),
        (VALUES | CHANGES, _distance),
        (CHANGES, _each_year),
        (CHANGES, _against_goal),
        (CHANGES, _moved_most),
        (apart, _behind_comparison),
        (apart, _gap_to_unnamed),
        (VALUES, _unnamed),
        (standing, _unnamed_head),
        (every, _asked),
        (every, _bounds_a_tier),
        (standing, _of_none),
        (LEVELS, _denied),
        (VALUES, _bound_of_several),
        (VALUES, _share_of_units),
        (VALUES | {"score_change", "rate_change"}, _of_class),
        (rank, _unnamed_rank),
        (rank, _of_growth),
        (rank, _the_year),
        (rank, _heads_a_group),
        (rank, _of_several),
        (rank, _names_again),
        (rank, _once),
    )
    return {metric: tuple(rule for metrics, rule in asked if metric in metrics) for metric in every}


def _supposed(at: _At) -> bool:
    """ "Nếu tỉnh đạt 70 điểm, …": what is only supposed."""
    sentence, figure = at.sentence, at.figure
    supposed = [h for h in sentence.hedges if h.kind == "supposition" and h.span.end <= figure.span.start]
    if not supposed or _told_of_both(sentence, supposed[-1].span) or (at.bracket and _of_named(sentence, at.bracket)):
        return False
    between = sentence.between(supposed[-1].span.end, figure.span.start)
    return gaps.figures.supposition_ends().search(between) is None


def _no_count(at: _At) -> bool:
    """ "đây là một lĩnh vực mới", "mạnh nhất trong 3 trụ cột", "với 10 chỉ số thành phần, tỉnh có 4 chỉ số tăng": what
    counts no parts of an index that did something.
    """
    sentence, figure = at.sentence, at.figure
    if figure.value == 1 and figure.label == figure.unit and not _is_fraction(sentence, figure):
        return True
    if _counts_nothing(sentence, figure) or sentence.search(gaps.figures.of_each(), at.before):
        return True
    if any(f.metric == "count" and f.out_of == figure.value for f in sentence.figures):
        return True
    if figure.out_of is not None or not gaps.figures.other_indices().fullmatch(figure.label or ""):
        return False
    rest = gaps.figures.rest().match(sentence.text.folded, figure.span.end)
    return rest is not None or _counts_indices(sentence, figure)


def _of_a_name(at: _At) -> bool:
    """A number that a name of something else has, where no owner or year stands right before it."""
    return at.figure.label == "of_name" and not _named_before(at.sentence, at.figure)


def _of_dateline(at: _At) -> bool:
    """ "Hà Nội (TTXVN 4/5)"."""
    return bool(at.bracket and gaps.figures.dateline().match(at.sentence.text.folded, at.bracket.start))


def _of_tier(at: _At) -> bool:
    """ "nhóm tốt (trên 90%)", "loại tốt (từ 90 điểm)": what a class is defined by."""
    sentence, figure, bracket = at.sentence, at.figure, at.bracket
    if bracket is None:
        return False
    inside = sentence.between(bracket.start + 1, figure.number.start)
    if figure.bound not in {"min", "max"} and not gaps.clauses.from_before().search(inside):
        return False
    return gaps.figures.tier_before().search(sentence.between(sentence.span.start, bracket.start)) is not None


def _in_row(at: _At) -> bool:
    """ "P 7.98 7.39 6.31 73.02 1": the row of a table whose columns are lost; nobody says what its numbers are."""
    if not at.figure.weak:
        return False
    rows = _ROW.finditer(at.sentence.text.folded, *at.sentence.span)
    return any(row.start() <= at.figure.number.start < row.end() for row in rows)


def _of_counted(at: _At) -> bool:
    """ "53 tỉnh đạt trên 80 điểm": what so many have that nobody names."""
    counted = at.sentence.search(gaps.figures.counted_owners(), at.before)
    return (
        counted is not None
        and not _mean_of_all(at.sentence, at.figure, counted)
        # "nhất trong 63 tỉnh với 6,3 điểm": they are those among whom one is.
        and not gaps.figures.one_of().search(at.before, 0, counted.start())
        and not _named_after(at.sentence, at.figure)
    )


def _most_lost(at: _At) -> bool:
    """ "Mất nhiều nhất là hiện đại hóa hành chính, 7,14/16 điểm": what was lost of a part, whose name has no verb."""
    lost, sentence = gaps.figures.most_lost(), at.sentence
    return sentence.tells(lost.needs) and bool(
        lost.pattern.search(sentence.without_names(sentence.span.start, at.figure.span.start))
    )


def _sum_of_parts(at: _At) -> bool:
    """ "6 tiêu chí, tổng 500 điểm": the most that an index gives."""
    sentence, start = at.sentence, at.figure.span.start
    before = [f for f in sentence.figures if f.metric == "count" and f.span.end <= start]
    return bool(before) and gaps.figures.in_sum().fullmatch(sentence.between(before[-1].span.end, start)) is not None


def _distance(at: _At) -> bool:
    """ "khoảng cách giữa A và B là 1,21 điểm", "… rất lớn (1,21 điểm)"; never the value in brackets of who is named."""
    sentence, bracket = at.sentence, at.bracket
    if bracket is None:
        return sentence.search(gaps.figures.distance(), at.before) is not None
    outer = sentence.between(sentence.span.start, bracket.start)
    return (
        not at.before.strip(" (")
        and sentence.search(gaps.figures.distance(), outer) is not None
        and not _of_named(sentence, bracket)
    )


def _each_year(at: _At) -> bool:
    """ "mỗi năm tăng 2 bậc": so much in each of several."""
    return at.sentence.search(gaps.figures.each_year(), at.before) is not None


def _against_goal(at: _At) -> bool:
    """ "So với kế hoạch đề ra, PCI hụt 0,8 điểm": how far a goal is away, where the change has no year of its own."""
    if not at.sentence.search(gaps.figures.against_goal(), at.before):
        return False
    return not any(p.kind == "baseline" and p.span.start >= at.figure.span.end for p in at.sentence.periods)


def _moved_most(at: _At) -> bool:
    """ "tỉnh giảm nhiều nhất là 2,94%": of whoever moved most."""
    return (
        gaps.figures.most().search(at.sentence.between(*at.figure.span)) is not None
        and gaps.figures.noun_heads().search(at.before) is not None
    )


def _behind_comparison(at: _At) -> bool:
    """ "chỉ sau Quảng Ninh 0,43 điểm", "kém Quảng Ninh (71,25) 0,31 điểm", "hơn Long An, tỉnh đứng thứ ba, 5 điểm": how
    far the two are apart.
    """
    sentence, figure = at.sentence, at.figure
    if at.bracket is not None:
        return False
    if figure.span in measured_apart(sentence).values():
        return True
    gap = _gaps_to_others(sentence).get(figure.span)
    if gap is None:
        return False
    # "đạt 70,61 điểm, sau Quảng Ninh với 73,02 điểm" is the other's value; not "sau Quảng Ninh với 70,61 điểm".
    linked = gap.strip() in topics().links_of_value and any(
        f.metric == figure.metric and f.span.end <= figure.span.start for f in sentence.figures
    )
    return not ((not gap.strip() or linked) and _level_of_another(sentence, figure))


def _gap_to_unnamed(at: _At) -> bool:
    """ "kém tỉnh dẫn đầu 4,2 điểm": how far it is to one that nobody names."""
    gap = gaps.figures.gap_to_unnamed()
    return (
        at.bracket is None
        and at.sentence.tells(gap.needs)
        and gap.pattern.search(BRACKETED.sub("", at.before)) is not None
    )


def _unnamed(at: _At) -> bool:
    """ "điểm số của đơn vị dẫn đầu", "từ tỉnh dẫn đầu đến tỉnh đứng cuối (24,22 điểm)": the first's or the last's."""
    before = at.before
    if at.bracket and not before.strip(" ("):
        before = at.sentence.between(at.sentence.span.start, at.bracket.start)
    told = at.sentence.search(gaps.figures.unnamed(), before)
    return told is not None and not _named_behind(at.sentence, at.figure, len(before) - told.start())


def _unnamed_head(at: _At) -> bool:
    """ "đơn vị có điểm thấp nhất ở vị trí thứ 18": whoever has most or least."""
    head = at.sentence.search(gaps.figures.unnamed_head(), at.before)
    return head is not None and not _named_behind(at.sentence, at.figure, len(at.before) - head.start())


def _asked(at: _At) -> bool:
    """ "huyện nào đang dẫn đầu?", "đoàn do ông A dẫn đầu": who is first is asked, or heads a delegation."""
    if at.figure.label != "worded":
        return False
    sentence = at.sentence
    told = sentence.between(sentence.span.start, at.figure.span.start)
    return bool(gaps.figures.asked().search(at.before) or sentence.search(gaps.figures.led_by(), told))


def _bounds_a_tier(at: _At) -> bool:
    """ "Nhóm tốt, từ 80% trở lên"; a rank defines no tier ("PCI thuộc nhóm tốt, thứ hạng từ 15 trở lên")."""
    if at.figure.bound not in {"min", "max"}:
        return False
    defined = at.figure.metric != "rank" and gaps.figures.tier_defined().search(at.before)
    return bool(defined or gaps.figures.none_of().search(at.before))


def _of_none(at: _At) -> bool:
    """ "không có chỉ số nào xếp sau hạng 40": whoever has it, or nobody."""
    sentence, figure = at.sentence, at.figure
    before = sentence.without_names(sentence.clause_start(figure), figure.span.start)
    return sentence.search(gaps.figures.of_none(), before) is not None


def _denied(at: _At) -> bool:
    """ "không giữ được hạng 30"; not "… của năm 2022": it was so in that year."""
    denied = at.sentence.search(gaps.figures.denied(), at.before)
    return denied is not None and not period_behind(at.sentence, at.figure)


def _bound_of_several(at: _At) -> bool:
    """ "các sở đạt trên 86%"; not "nằm trong 8 địa phương dẫn đầu, SIPAS đạt trên 86%": behind a comma another index
    begins.
    """
    if at.figure.bound not in {"min", "max"} or at.sentence.aimed(at.figure.span.start):
        return False
    several = list(gaps.figures.plural_bodies().finditer(at.before))
    return bool(several) and not gaps.figures.next_clause().search(at.before, several[-1].end())


def _share_of_units(at: _At) -> bool:
    """ "100% xã, phường đạt trên 85%": so many of what lies in a province."""
    share = at.sentence.search(gaps.figures.share_of_units(), at.before)
    return share is not None and not gaps.figures.next_clause().search(at.before, share.end())


def _of_class(at: _At) -> bool:
    """ "khối sở trung bình đạt 85,7%, tăng 2,2%": the mean of a class, and what is told behind it of nobody else
    ("trung bình của khối sở là 92,3 điểm; hội đồng chấm 88,1 điểm"), but for who stands in a bracket ("cao nhất 94 điểm
    (Sở A)").
    """
    sentence, figure = at.sentence, at.figure
    if not any(sentence.tells(clue.needs) for clue in (gaps.figures.class_mean(), gaps.figures.of_plural())):
        return False
    if _is_of_class(sentence, figure):
        return True
    if _owned_in_bracket(sentence, figure):
        return False
    named = [m.span.start for m in (*sentence.places, *sentence.countries, *sentence.indices)]
    named += [noun.start() for noun in sentence.anaphors]
    begun = max((start for start in named if start < figure.span.start), default=sentence.span.start)
    means = _class_means(sentence)
    return bisect_left(means, begun) < bisect_left(means, figure.span.start)


def _unnamed_rank(at: _At) -> bool:
    """ "hơn tỉnh đứng thứ hai 0,4 điểm": that of another, whoever it is."""
    told = at.sentence.search(gaps.figures.unnamed_rank(), at.before)
    return told is not None and not _named_after(at.sentence, at.figure)


def _of_growth(at: _At) -> bool:
    """ "Kinh tế tăng 12,27%, cao thứ hai cả nước", "PCI tăng 2,5 điểm, cao nhất trong 11 tỉnh", "mức tăng điểm PCI cao
    thứ ba": how it moved ranks; where a level stands before, that may.
    """
    sentence, figure = at.sentence, at.figure
    if sentence.search(gaps.figures.growth_ranked(), at.before):
        return True
    if figure.rule not in {"rank.ordinal", "rank.highest_among"}:
        return False
    start = sentence.clause_start(figure)
    told = [f for f in sentence.figures if start <= f.span.start and f.span.end <= figure.span.start]
    if figure.rule == "rank.highest_among":
        return bool(told) and told[-1].metric in CHANGES
    if not told or any(f.metric not in CHANGES for f in told):
        return False
    return gaps.figures.of_growth().fullmatch(sentence.between(told[-1].span.end, figure.span.start)) is not None


def _the_year(at: _At) -> bool:
    """ "Đây là năm tỉnh có điểm số cao nhất": when it was, not how many provinces."""
    figure = at.figure
    if figure.label != "top" or figure.number.of(at.sentence.text.folded).split()[0] not in periods().year:
        return False
    return gaps.figures.it_is().search(at.before) is not None and not _named_after(at.sentence, figure)


def _heads_a_group(at: _At) -> bool:
    """ "nhóm 13 địa phương, P xếp thứ 2": those among whom the next rank holds."""
    return (
        at.figure.rule == "rank.top_bare"
        and at.sentence.text.folded.startswith(",", at.figure.span.end)
        and gaps.figures.group_head().search(at.before) is not None
    )


def _of_several(at: _At) -> bool:
    """ "9 địa phương thuộc nhóm 10 địa phương dẫn đầu", "một số tỉnh giữ ngôi đầu": so many of them, nobody named."""
    sentence, figure, before = at.sentence, at.figure, at.before
    if figure.label not in {"worded", "top"}:
        return False
    several = [
        m
        for m in gaps.figures.plural_bodies().finditer(before)
        if not gaps.figures.one_of().search(before, 0, m.start())
        # "4 trục nội dung dẫn đầu gồm A, B, …": they are told as those whose rank it is.
        and not (m["parts"] and figure.label == "worded")
    ]
    if not several or gaps.figures.next_clause().search(before, several[-1].end()):
        return False
    # "ba tỉnh dẫn đầu là P, Q và R": they are named behind; not "9 tỉnh thuộc nhóm 10, 1 tỉnh (P) rời nhóm".
    behind = next((m for m in sentence.places if m.span.start >= figure.span.end), None)
    if behind and not gaps.figures.plural_bodies().search(sentence.between(figure.span.end, behind.span.start)):
        return False
    start = figure.span.start - len(before) + several[-1].start()
    named = [m for m in sentence.places if figure.span.start - len(before) <= m.span.start < figure.span.start]
    if (number := several[-1]["number"]) and int(number) > len(named):
        return True  # "P có mặt trong danh sách 30 tỉnh đứng đầu"
    return not any(m.span.start >= start or _one_of_them(sentence, m, start) for m in named)


def _names_again(at: _At) -> bool:
    """ "A, B và C, ba đơn vị đứng đầu": those named are the whole group, which says nothing of any of them."""
    sentence, figure = at.sentence, at.figure
    if figure.label not in {"worded", "top"}:
        return False
    named = [m for m in sentence.places if m.span.end <= figure.span.start]
    if not named or sentence.between(named[-1].span.end, figure.span.start).strip() not in {",", "-", "("}:
        return False
    return len(coordinated_back(sentence, named[-1], named, over_brackets=True)) == figure.value != 1


def _once(at: _At) -> bool:
    """ "từng đứng đầu cả nước": once, in a year that nobody tells."""
    sentence, figure = at.sentence, at.figure
    once = sentence.search(gaps.figures.once(), at.before)
    if once is None or period_behind(sentence, figure) or years_behind(sentence, figure):
        return False
    # "từng 3 năm liên tiếp (2008-2010) giữ ngôi đầu"
    start = figure.span.start - len(at.before) + once.start()
    own = any(p.value and start <= p.span.start < figure.span.start for p in sentence.periods)
    if own or _year_in_bracket(sentence, figure) or _dated_once(sentence, start):
        return False
    # "Giai đoạn 2008-2010, tỉnh từng ba năm liền dẫn đầu"
    running = gaps.figures.running().search(sentence.between(start, figure.span.start)) is not None
    runs = [p for p in sentence.periods if "/" in (p.value or "") and p.span.end <= start]
    return not (running and runs and not figure_between(sentence, runs[-1].span.end, figure.span.start))


def _is_fraction(sentence: Sentence, figure: Figure) -> bool:
    """ "1/8 lĩnh vực"."""
    return figure.out_of is not None and sentence.text.folded[figure.number.start].isdigit()


def _dated_once(sentence: Sentence, once: int) -> bool:
    """ "năm 2011 từng xếp thứ 33", "Năm 2011, tỉnh từng …": the year is told right before."""
    years = [p for p in sentence.periods if p.value and p.kind == "period" and p.span.end <= once]
    if not years or figure_between(sentence, years[-1].span.end, once):
        return False
    gap = sentence.without([m.span for m in sentence.places], years[-1].span.end, once).strip(" ,")
    return not gap or any(match.group() == gap for match in sentence.anaphors)


def _counts_nothing(sentence: Sentence, figure: Figure) -> bool:
    """ "3 chỉ số đầu tiên", "có 3 nhóm chỉ số mà các sở làm tốt", "X là 1 trong 2 chỉ số tăng điểm"."""
    if gaps.figures.of_crowd().match(sentence.text.folded, figure.span.end, sentence.span.end):
        return True
    if figure.value != 1 or figure.out_of is None:
        return False
    start = figure.span.start
    return gaps.figures.one_itself().search(sentence.between(sentence.span.start, start)) is not None or any(
        m.kind == "component" and m.span.end <= start and not sentence.between(m.span.end, start).strip(" ,(-")
        for m in sentence.mentions
    )


def _counts_indices(sentence: Sentence, figure: Figure) -> bool:
    """ "4 chỉ số PCI, PAPI, PAR INDEX và SIPAS": so many indices, that are named, and no parts of one."""
    behind = [m for m in sentence.indices if m.span.end > figure.span.end]
    if not behind or not gaps.clauses.joined_behind().fullmatch(
        sentence.between(figure.span.end, behind[0].span.start)
    ):
        return False
    return len(coordinated(sentence, behind[0], behind)) == figure.value


def _one_of_them(sentence: Sentence, place: Mention[Named], several: int) -> bool:
    """ "P và Q là hai tỉnh dẫn đầu"; not "P xếp thứ 5, 4 tỉnh lọt tốp 10", "Vùng P: 4 tỉnh lọt tốp 10"."""
    apart = re.search(r"[:;]|\s-\s", sentence.between(place.span.end, several))
    return not (apart or is_region(place) or figure_between(sentence, place.span.end, several))


def _year_in_bracket(sentence: Sentence, figure: Figure) -> bool:
    """ "từng ở vị trí thứ 5 (năm 2021, 69,69 điểm)"."""
    behind = [b for b in sentence.brackets if b.start >= figure.span.end]
    # "từng xếp thứ 17 về PCI (năm 2017)"
    gap = sentence.without_names(figure.span.end, behind[0].start) if behind else ""
    near = behind and gaps.clauses.joined_behind().fullmatch(gap)
    return bool(near) and any(behind[0].contains(p.span) and p.value for p in sentence.periods)


def _told_of_both(sentence: Sentence, supposition: Span) -> bool:
    """ "Nếu như A đứng thứ 2, thì B đứng thứ 15": a place and its figure on either side; nothing is supposed."""
    then = gaps.figures.outcome().search(sentence.text.folded, supposition.end, sentence.span.end)
    if then is None:
        return False
    sides = (Span(supposition.end, then.start()), Span(then.end(), sentence.span.end))
    return all(
        any(side.contains(m.span) for m in sentence.places)
        and any(side.contains(f.span) and f.value is not None for f in sentence.figures)
        for side in sides
    )


def _of_named(sentence: Sentence, bracket: Span) -> bool:
    """True for the bracket right behind a place: what it tells is that place's own."""
    return any(
        m.span.end <= bracket.start and not sentence.between(m.span.end, bracket.start).strip() for m in sentence.places
    )


def _of_plural(sentence: Sentence, figure: Figure) -> bool:
    """ "SIPAS của các sở đạt 85,7%", "điểm PCI của nhiều tỉnh giảm còn 60,1": what several have that nobody names."""
    clue = gaps.figures.of_plural()
    if not sentence.tells(clue.needs):
        return False
    movement = ends(sentence, figure)
    start = (movement[0] if movement else figure).span.start
    told = [m.span.end for m in sentence.mentions if m.kind in TOPICAL and m.span.end <= start]
    before = bisect_left(sentence.figures, start, key=lambda f: f.span.start)
    if not told or (sentence.countries and sentence.tells(gaps.clauses.averages())):
        return False  # "SIPAS của các tỉnh trung bình đạt 80,1%" is the country's
    begin = max(told[-1], sentence.figures[before - 1].span.end if before else 0)
    first, last = (bisect_left(sentence.places, at, key=lambda m: m.span.start) for at in (begin, start))
    named = sentence.places[first:last]
    if not all(isinstance(m.value, PlaceName) and m.value.subject.type == "province" for m in named):
        return False
    spans = [p.span for p in sentence.periods] + [m.span for m in named]
    scope = sentence.last_before(start, "rank")
    if (
        scope
        and sentence.clause_start(figure) < scope.span.end <= told[-1]
        and "," not in sentence.between(scope.span.end, told[-1])
    ):
        # "dẫn đầu bảng DDCI ở khối các sở của tỉnh với 92,8 điểm": among whom the rank is
        return False
    of = clue.pattern.fullmatch(sentence.without(spans, begin, start))
    # "của các tỉnh P, Q" are those; "của các sở tỉnh P" are nobody.
    return of is not None and not (named and of["crowd"])


@lru_cache(maxsize=2)
def _class_means(sentence: Sentence) -> list[int]:
    """Where the values begin that are means of classes, or of several."""
    return sorted(f.span.start for f in sentence.figures if f.metric in VALUES and _is_of_class(sentence, f))


def _of_class_head(sentence: Sentence, figure: Figure) -> bool:
    """ "Với các quận, huyện, mức độ hài lòng đạt 88,5%": likewise, with the index behind them, or before."""
    clue = gaps.figures.of_class_head()
    if not sentence.tells(clue.needs):
        return False
    end, last = figure.span.start, sentence.last_before(figure.span.start)
    head = max(sentence.clause_start(figure), sentence.text.folded.rfind(":", sentence.span.start, end) + 1)
    start = max(head, last.span.end if last else 0)
    topics = [m.span for m in sentence.mentions if m.kind in TOPICAL and m.kind != "component"]
    # "các sở của tỉnh P, SIPAS"; not "các sở, SIPAS của tỉnh P"
    until = next((span.start for span in topics if start <= span.start < end), end)
    named = [m for m in sentence.places if start <= m.span.start < end]
    for place in named:
        assert isinstance(place.value, PlaceName)
        if place.value.subject.type != "province" or place.span.start > until:
            return False
    # "hai quận đạt 98% là P và Q"
    behind = next((m.span.start for m in sentence.places if m.span.start >= figure.span.end), None)
    if behind and gaps.clauses.owner_behind().fullmatch(sentence.between(figure.span.end, behind)):
        return False
    spans = [*topics, *(m.span for m in named), *(p.span for p in sentence.periods)]
    told = clue.pattern.fullmatch(sentence.without(spans, start, end))
    return told is not None and (start == head or told["next"] is not None)


def _is_of_class(sentence: Sentence, figure: Figure) -> bool:
    return _is_class_mean(sentence, figure) or _of_plural(sentence, figure) or _of_class_head(sentence, figure)


def _is_class_mean(sentence: Sentence, figure: Figure) -> bool:
    clue = gaps.figures.class_mean()
    if not sentence.tells(clue.needs):
        return False
    movement = ends(sentence, figure)
    if movement:
        figure = movement[0]
    words = sentence.without_names(sentence.clause_start(figure), figure.span.start)
    # "trung vị của khối huyện tăng nhẹ, từ 63,1 lên 63,8 điểm"
    told = clue.pattern.search(f"{words.rstrip(' ,')} " if movement else words)
    return told is not None and not _mean_of_all(sentence, figure, told)


def _mean_of_all(sentence: Sentence, figure: Figure, told: re.Match[str]) -> bool:
    """ "trung bình của 63 tỉnh, thành phố là 84,79%": so many are the whole country, whose mean it is."""
    start = sentence.clause_start(figure)
    return any(
        start + told.start() <= m.span.start < start + told.end() and sentence.text.folded[m.span.start].isdigit()
        for m in sentence.countries
    ) and bool(gaps.clauses.averages().find(sentence.text, Span(start, figure.span.start)))


def _named_after(sentence: Sentence, figure: Figure) -> bool:
    """True where a place or a component is named between the figure and the next one."""
    end = next((f.span.start for f in sentence.figures if f.span.start >= figure.span.end), sentence.span.end)
    kinds = {"place", "component"}
    return any(m.kind in kinds and figure.span.end <= m.span.start < end for m in sentence.mentions)


def _owned_in_bracket(sentence: Sentence, figure: Figure) -> bool:
    """ "cao nhất 94 điểm (Sở A)": a place stands right behind it in a bracket."""
    return any(sentence.between(figure.span.end, m.span.start).strip() == "(" for m in sentence.places)


@lru_cache(maxsize=2)
def _gaps_to_others(sentence: Sentence) -> dict[Span, str]:
    """By the figures that may be how far two are apart: the words between the one compared with and the figure."""
    gaps_to: dict[Span, str] = {}
    for place in sentence.places:
        if not isinstance(place.value, PlaceName) or place.value.aside != "comparison":
            continue
        last = coordinated(sentence, place, sentence.places)[-1]
        first = bisect_left(sentence.figures, last.span.end, key=lambda f: f.span.start)
        # "hơn Long An, tỉnh đứng thứ ba, 5 điểm"
        for figure in sentence.figures[first : first + _NEXT]:
            gap = BRACKETED.sub("", sentence.between(last.span.end, figure.span.start))
            if gaps.figures.apart().fullmatch(gap):
                gaps_to.setdefault(figure.span, gap)
    for before, figure in pairwise(sentence.figures):
        # "kém P và Q lần lượt là 1,9 điểm và 2,74 điểm"
        alike = before.span in gaps_to and figure.metric == before.metric and figure.span not in gaps_to
        if alike and gaps.clauses.joiner().fullmatch(sentence.text.folded, before.span.end, figure.span.start):
            gaps_to[figure.span] = gaps_to[before.span]
    return gaps_to


def _level_of_another(sentence: Sentence, figure: Figure) -> bool:
    """ "đạt 70,61 điểm, sau Quảng Ninh 73,02 điểm": no two are so far apart, it is what the other has."""
    if figure.metric not in VALUES or not decimals(sentence, figure):
        return False
    own = _most_of_own(sentence).get(figure.metric)
    return (figure.value or 0) > (NO_GAP if own is None else own / 2)


@lru_cache(maxsize=2)
def _most_of_own(sentence: Sentence) -> dict[str, float]:
    """The largest value of each metric that is told of nobody who is compared with."""
    most: dict[str, float] = {}
    for figure in sentence.figures:
        if figure.span not in _gaps_to_others(sentence):
            most[figure.metric] = max(most.get(figure.metric, 0), figure.value or 0)
    return most


def _named_behind(sentence: Sentence, figure: Figure, within: int) -> bool:
    """True where a place is named in the last `within` characters before the figure."""
    start = figure.span.start - within
    return any(start <= m.span.start < figure.span.start for m in sentence.places)


def _named_before(sentence: Sentence, figure: Figure) -> bool:
    """True where nothing but a bracket or a colon parts the figure from a place, an index, a component or a year."""
    spans = [m.span for m in sentence.mentions if m.kind in {"place", "component", "index"}]
    spans += [period.span for period in sentence.periods]
    return any(
        s.end <= figure.span.start and not sentence.between(s.end, figure.span.start).strip(" \"'(:") for s in spans
    )
