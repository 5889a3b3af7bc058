"""What is no observation: a figure that is told of nobody, of once, of a distance, or only supposed."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise

from extract.facts import gaps
from extract.facts.context import (
    BRACKETED,
    LOCAL,
    NO_GAP,
    TOPICAL,
    Read,
    Sentence,
    coordinated,
    coordinated_back,
    decimals,
    ends,
    figure_between,
    is_region,
    measured_apart,
    named_between,
)
from extract.facts.times.behind import period_behind
from extract.facts.times.lists import years_behind
from extract.reading.mentions import Named, PlaceName
from extract.reading.model import CHANGES, LEVEL_OF, VALUES, Figure, Mention
from extract.records import Subject
from extract.spans import Span
from extract.tables.topics import topics

_NUMERAL = re.compile(r"\d")
# Three numbers with nothing but spaces between, or two with decimals.
_ROW = re.compile(
    r"(?<![\w.,/])\d+(?:[.,]\d+)*(?:\s+\d+(?:[.,]\d+)*(?![\w/%])){2,}"
    r"|(?<![\w.,/])\d+[.,]\d+\s+\d+[.,]\d+(?![\w/%]|\s*(?:%|điểm))"
)
# Whoever has a figure is named for it alone.
_NAMED_BEHIND = frozenset({"subject.behind", "subject.bracket", "subject.in_bracket"})
# There never were more provinces.
_MOST_PROVINCES = 64
# No noun for a unit is longer, in characters.
_NOUN = 12
# What may be how far it is to another.
_APART = frozenset({"score", "rate", "rank_change"})
# What a class of bodies may have, of which none is named.
_MEASURED = frozenset({*VALUES, "score_change", "rate_change"})
# How far they are stands among so many figures behind the one compared with.
_NEXT = 4
# What may be only how far two are apart.
_DISTANT = frozenset({"score", "rate", *CHANGES})


def anybody(sentence: Sentence, figure: Figure, component: Read, subject: Read) -> bool:
    """ "nơi giảm nhiều nhất là 2,94%": the most or the least of all, where nobody is named in the sentence; "Top 30
    tỉnh có chất lượng điều hành tốt nhất" at its head.
    """
    # "trung bình cả nước là 65,2 điểm, cao nhất là 72,9 điểm": no country has the most or the least.
    country = isinstance(subject.value, Subject) and subject.value.type == "country"
    if component.span and subject.rule in {"subject.inherited", "subject.main", "subject.fronted"}:
        # "Mức điểm cao nhất của chỉ số A là 5,76 điểm"; not "cao nhất là chỉ số A với 5,76 điểm"
        before = sentence.between(sentence.clause_start(figure), component.span.start)
        if gaps.figures.superlative_of().search(before):
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


def refused(sentence: Sentence, figure: Figure) -> bool:
    """True for what is told of nobody, of once, or only supposed."""
    bracket = sentence.bracket(figure.span)
    if sentence.hedges and _supposed(sentence, figure, bracket):
        return True
    metric, bounded = figure.metric, figure.bound in {"min", "max"}
    if metric == "count" and figure.value == 1 and figure.label == figure.unit and not _is_fraction(sentence, figure):
        return True  # "đây là một lĩnh vực mới", "mạnh nhất trong 3 trụ cột"
    if metric == "count" and _counts_nothing(sentence, figure):
        return True
    if metric == "count" and any(f.metric == "count" and f.out_of == figure.value for f in sentence.figures):
        return True  # "với 10 chỉ số thành phần, tỉnh có 4 chỉ số tăng": of so many
    if metric == "count" and figure.out_of is None and gaps.figures.other_indices().fullmatch(figure.label or ""):
        return gaps.figures.rest().match(sentence.text.folded, figure.span.end) is not None or _counts_indices(
            sentence, figure
        )
    if figure.label == "of_name" and not _named_before(sentence, figure):
        return True
    if bracket and gaps.figures.dateline().match(sentence.text.folded, bracket.start):
        return True  # "Hà Nội (TTXVN 4/5)"
    # "nhóm tốt (trên 90%)", "loại tốt (từ 90 điểm)"
    if (
        bracket
        and (bounded or gaps.clauses.from_before().search(sentence.between(bracket.start + 1, figure.number.start)))
        and gaps.figures.tier_before().search(sentence.between(sentence.span.start, bracket.start))
    ):
        return True
    if figure.weak and _in_row(sentence, figure):
        return True
    before = sentence.between(sentence.clause_start(figure), figure.span.start)
    if metric == "count" and sentence.search(gaps.figures.of_each(), before):
        return True
    if (
        metric in VALUES
        and (counted := sentence.search(gaps.figures.counted_owners(), before))
        and not _mean_of_all(sentence, figure, counted)
        # "nhất trong 63 tỉnh với 6,3 điểm": they are those among whom one is.
        and not gaps.figures.one_of().search(before, 0, counted.start())
        and not _named_after(sentence, figure)
    ):
        return True
    if metric == "score" and (_most_lost(sentence, figure) or _sum_of_parts(sentence, figure)):
        return True
    if metric in _DISTANT and _distance(sentence, before, bracket):
        return True
    if metric in CHANGES and (
        sentence.search(gaps.figures.each_year(), before) or _against_goal(sentence, figure, before)
    ):
        return True
    if metric in _APART and bracket is None and _behind_comparison(sentence, figure):
        return True
    if metric in VALUES and _unnamed(sentence, figure, before, bracket):
        return True
    if (
        (metric in VALUES or metric == "rank")
        and (head := sentence.search(gaps.figures.unnamed_head(), before))
        and not _named_behind(sentence, figure, len(before) - head.start())
    ):
        return True
    if metric in CHANGES and _moved_most(sentence, figure, before):
        return True
    if (
        metric in _APART
        and bracket is None
        and sentence.tells((gap := gaps.figures.gap_to_unnamed()).needs)
        and gap.pattern.search(BRACKETED.sub("", before))
    ):
        return True
    if figure.label == "worded" and (
        gaps.figures.asked().search(before)
        or sentence.search(gaps.figures.led_by(), sentence.between(sentence.span.start, figure.span.start))
    ):
        return True
    # "Nhóm tốt, từ 80% trở lên"; a rank defines no tier ("PCI thuộc nhóm tốt, thứ hạng từ 15 trở lên").
    if bounded and (
        gaps.figures.none_of().search(before) or (metric != "rank" and gaps.figures.tier_defined().search(before))
    ):
        return True
    if metric in {"rank", *VALUES} and sentence.search(
        gaps.figures.of_none(), sentence.without_names(sentence.clause_start(figure), figure.span.start)
    ):
        return True
    # "không giữ được hạng 30 của năm 2022": it was so in that year.
    if (
        metric in LEVEL_OF.values()
        and sentence.search(gaps.figures.denied(), before)
        and not period_behind(sentence, figure)
    ):
        return True
    if bounded and metric in {"rate", "score"}:
        # "nằm trong 8 địa phương dẫn đầu, SIPAS đạt trên 86%": behind a comma another index begins.
        several = [] if sentence.aimed(figure.span.start) else list(gaps.figures.plural_bodies().finditer(before))
        if several and not gaps.figures.next_clause().search(before, several[-1].end()):
            return True
    if (
        metric in VALUES
        and (share := sentence.search(gaps.figures.share_of_units(), before))
        and not gaps.figures.next_clause().search(before, share.end())
    ):
        return True
    if metric in _MEASURED and _of_class(sentence, figure):
        return True
    if metric == "rank":
        if sentence.search(gaps.figures.unnamed_rank(), before) and not _named_after(sentence, figure):
            return True
        if _of_growth(sentence, figure) or (
            figure.rule == "rank.top_bare"
            and sentence.text.folded.startswith(",", figure.span.end)
            and gaps.figures.group_head().search(before)
        ):
            return True
        if figure.label in {"worded", "top"} and (
            _of_several(sentence, figure, before) or _names_again(sentence, figure)
        ):
            return True
        once = sentence.search(gaps.figures.once(), before)
        if (
            once is None
            or period_behind(sentence, figure)
            or years_behind(sentence, figure)
            or _year_in_bracket(sentence, figure)
        ):
            return False
        # "từng 3 năm liên tiếp (2008-2010) giữ ngôi đầu"
        start = figure.span.start - len(before) + once.start()
        if any(p.value and start <= p.span.start < figure.span.start for p in sentence.periods):
            return False
        if _dated_once(sentence, start):
            return False
        # "Giai đoạn 2008-2010, tỉnh từng ba năm liền dẫn đầu"
        running = gaps.figures.running().search(sentence.between(start, figure.span.start)) is not None
        runs = [p for p in sentence.periods if "/" in (p.value or "") and p.span.end <= start]
        return not (running and runs and not figure_between(sentence, runs[-1].span.end, figure.span.start))
    return False


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


def _of_growth(sentence: Sentence, figure: Figure) -> bool:
    """ "Kinh tế tăng 12,27%, cao thứ hai cả nước", "PCI tăng 2,5 điểm, cao nhất trong 11 tỉnh": how it moved ranks;
    where a level stands before, that may.
    """
    if figure.rule not in {"rank.ordinal", "rank.highest_among"}:
        return False
    start = sentence.clause_start(figure)
    told = [f for f in sentence.figures if start <= f.span.start and f.span.end <= figure.span.start]
    if figure.rule == "rank.highest_among":
        return bool(told) and told[-1].metric in CHANGES
    if not told or any(f.metric not in CHANGES for f in told):
        return False
    return gaps.figures.of_growth().fullmatch(sentence.between(told[-1].span.end, figure.span.start)) is not None


def _supposed(sentence: Sentence, figure: Figure, bracket: Span | None) -> bool:
    """ "Nếu tỉnh đạt 70 điểm, …": what is only supposed."""
    supposed = [h for h in sentence.hedges if h.kind == "supposition" and h.span.end <= figure.span.start]
    if not supposed or _told_of_both(sentence, supposed[-1].span) or (bracket and _of_named(sentence, bracket)):
        return False
    between = sentence.between(supposed[-1].span.end, figure.span.start)
    return gaps.figures.supposition_ends().search(between) is None


def _against_goal(sentence: Sentence, figure: Figure, before: str) -> bool:
    """ "So với kế hoạch đề ra, PCI hụt 0,8 điểm": how far a goal is away, where the change has no year of its own."""
    if not sentence.search(gaps.figures.against_goal(), before):
        return False
    return not any(p.kind == "baseline" and p.span.start >= figure.span.end for p in sentence.periods)


def _of_several(sentence: Sentence, figure: Figure, before: str) -> bool:
    """ "9 địa phương thuộc nhóm 10 địa phương dẫn đầu", "một số tỉnh giữ ngôi đầu": so many of them, nobody named."""
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


def _one_of_them(sentence: Sentence, place: Mention[Named], several: int) -> bool:
    """ "P và Q là hai tỉnh dẫn đầu"; not "P xếp thứ 5, 4 tỉnh lọt tốp 10", "Vùng P: 4 tỉnh lọt tốp 10"."""
    apart = re.search(r"[:;]|\s-\s", sentence.between(place.span.end, several))
    return not (apart or is_region(place) or figure_between(sentence, place.span.end, several))


def _names_again(sentence: Sentence, figure: Figure) -> bool:
    """ "A, B và C, ba đơn vị đứng đầu": those named are the whole group, which says nothing of any of them."""
    named = [m for m in sentence.places if m.span.end <= figure.span.start]
    if not named or sentence.between(named[-1].span.end, figure.span.start).strip() not in {",", "-", "("}:
        return False
    return len(coordinated_back(sentence, named[-1], named, over_brackets=True)) == figure.value != 1


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


def _in_row(sentence: Sentence, figure: Figure) -> bool:
    """ "P 7.98 7.39 6.31 73.02 1": the row of a table whose columns are lost; nobody says what its numbers are."""
    rows = _ROW.finditer(sentence.text.folded, *sentence.span)
    return any(row.start() <= figure.number.start < row.end() for row in rows)


def _most_lost(sentence: Sentence, figure: Figure) -> bool:
    """ "Mất nhiều nhất là hiện đại hóa hành chính, 7,14/16 điểm": what was lost of a part, whose name has no verb."""
    lost = gaps.figures.most_lost()
    return sentence.tells(lost.needs) and bool(
        lost.pattern.search(sentence.without_names(sentence.span.start, figure.span.start))
    )


def _distance(sentence: Sentence, before: str, bracket: Span | None) -> bool:
    """ "khoảng cách giữa A và B là 1,21 điểm", "… rất lớn (1,21 điểm)"; never the value in brackets of who is named."""
    if bracket is None:
        return sentence.search(gaps.figures.distance(), before) is not None
    outer = sentence.between(sentence.span.start, bracket.start)
    return (
        not before.strip(" (")
        and sentence.search(gaps.figures.distance(), outer) is not None
        and not _of_named(sentence, bracket)
    )


def _sum_of_parts(sentence: Sentence, figure: Figure) -> bool:
    """ "6 tiêu chí, tổng 500 điểm": the most that an index gives."""
    before = [f for f in sentence.figures if f.metric == "count" and f.span.end <= figure.span.start]
    return (
        bool(before)
        and gaps.figures.in_sum().fullmatch(sentence.between(before[-1].span.end, figure.span.start)) is not None
    )


def _of_named(sentence: Sentence, bracket: Span) -> bool:
    """True for the bracket right behind a place: what it tells is that place's own."""
    return any(
        m.span.end <= bracket.start and not sentence.between(m.span.end, bracket.start).strip() for m in sentence.places
    )


def _of_class(sentence: Sentence, figure: Figure) -> bool:
    """ "khối sở trung bình đạt 85,7%, tăng 2,2%": the mean of a class, and what is told behind it of nobody else
    ("trung bình của khối sở là 92,3 điểm; hội đồng chấm 88,1 điểm").
    """
    if not any(sentence.tells(clue.needs) for clue in (gaps.figures.class_mean(), gaps.figures.of_plural())):
        return False
    if _is_of_class(sentence, figure):
        return True
    named = [m.span.start for m in (*sentence.places, *sentence.countries, *sentence.indices)]
    named += [noun.start() for noun in sentence.anaphors]
    begun = max((start for start in named if start < figure.span.start), default=sentence.span.start)
    means = _class_means(sentence)
    return bisect_left(means, begun) < bisect_left(means, figure.span.start)


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
    movement = ends(sentence, figure)
    if movement:
        figure = movement[0]
    words = sentence.without_names(sentence.clause_start(figure), figure.span.start)
    # "trung vị của khối huyện tăng nhẹ, từ 63,1 lên 63,8 điểm"
    told = gaps.figures.class_mean().pattern.search(f"{words.rstrip(' ,')} " if movement else words)
    return told is not None and not _mean_of_all(sentence, figure, told)


def _mean_of_all(sentence: Sentence, figure: Figure, told: re.Match[str]) -> bool:
    """ "trung bình của 63 tỉnh, thành phố là 84,79%": so many are the whole country, whose mean it is."""
    start = sentence.clause_start(figure)
    return any(
        start + told.start() <= m.span.start < start + told.end() and sentence.text.folded[m.span.start].isdigit()
        for m in sentence.countries
    ) and bool(gaps.clauses.averages().find(sentence.text, Span(start, figure.span.start)))


def _unnamed(sentence: Sentence, figure: Figure, before: str, bracket: Span | None) -> bool:
    """ "điểm số của đơn vị dẫn đầu", "từ tỉnh dẫn đầu đến tỉnh đứng cuối (24,22 điểm)": the first's or the last's."""
    if bracket and not before.strip(" ("):
        before = sentence.between(sentence.span.start, bracket.start)
    told = sentence.search(gaps.figures.unnamed(), before)
    return told is not None and not _named_behind(sentence, figure, len(before) - told.start())


def _moved_most(sentence: Sentence, figure: Figure, before: str) -> bool:
    """ "tỉnh giảm nhiều nhất là 2,94%": of whoever moved most."""
    return (
        gaps.figures.most().search(sentence.between(figure.span.start, figure.span.end)) is not None
        and gaps.figures.noun_heads().search(before) is not None
    )


def _named_after(sentence: Sentence, figure: Figure) -> bool:
    """True where a place or a component is named between the figure and the next one."""
    end = next((f.span.start for f in sentence.figures if f.span.start >= figure.span.end), sentence.span.end)
    kinds = {"place", "component"}
    return any(m.kind in kinds and figure.span.end <= m.span.start < end for m in sentence.mentions)


def _behind_comparison(sentence: Sentence, figure: Figure) -> bool:
    """ "chỉ sau Quảng Ninh 0,43 điểm", "kém Quảng Ninh (71,25) 0,31 điểm", "hơn Long An, tỉnh đứng thứ ba, 5 điểm": how
    far the two are apart.
    """
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
