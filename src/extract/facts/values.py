"""A figure as its index would have it; none where it is no value of the index."""

from __future__ import annotations

import re
from bisect import bisect_left

from extract.facts import gaps
from extract.facts.context import THOUSANDS, Read, Sentence, decimals, named_between, phrase_end
from extract.facts.times.behind import is_left
from extract.folding import fold
from extract.reading.model import VALUES, Figure
from extract.records import replace
from extract.tables.indices import indices
from extract.tables.topics import topics as topics_of

# No part of an index whose points are some ten has less as its value, no whole index less than a fifth of its points.
_LEAST = 2
# On which any index may be told; of its own points it once had at least so many of those that it has now.
_SCALES, _MOST_OF_IT = frozenset({1, 5, 10, 100, 1000}), 0.7
# How many points an index has where the data do not tell.
_USUAL = 100
# A list's head stands at most so far before its last item, in characters.
_LIST = 600
_NUMERAL = re.compile(r"\d")
_ITEM = re.compile(r"[,;](?!\d)")
_MONTH = re.compile(r"(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d")


def shaped(sentence: Sentence, figure: Figure, index: str, component: Read, topic: Read) -> Figure | None:
    """The figure as this index would have it: percentages as scores; null where it is none of its values."""
    kind, part = indices()[index], component.value is not None
    limit = kind.component_max if part and kind.component_max is not None else kind.score_max
    if figure.metric in {"rate", "rate_change"}:
        if not kind.percent or _of_something(sentence, figure, index, topic, component):
            return None
        return _from_percent(sentence, figure, index, limit, part=part)
    if figure.value is None and (figure.metric == "rank" or topic.rule != "topic.list"):
        return None
    most = kind.score_max if kind.percent else None
    if figure.metric == "rank":
        unrated = not part and _with_part(sentence, figure, most)
        return None if unrated or _of_all(sentence, figure) else figure
    moved = _moved(sentence, figure, index, limit, part=part) if figure.metric == "score" else figure
    if moved is None:
        return None
    if moved.metric in {"score", "score_change"} and moved.unit:
        moved = _reached(sentence, _decimal(sentence, moved, kind.score_max), limit)
    if moved.metric != "score":
        return moved
    if (not part and (_of_a_part(moved, most) or _is_month(sentence, moved))) or _of_the_scale(sentence, moved, limit):
        return None
    return moved if moved.unit else replace(moved, unit="điểm")


def _from_percent(sentence: Sentence, figure: Figure, index: str, limit: float | None, *, part: bool) -> Figure | None:
    """A percentage as the score that it is, or as how far that moved."""
    if figure.metric == "rate_change":
        return _reached(sentence, replace(figure, metric="score_change"), limit)
    figure = replace(figure, metric="score")
    if not _small(figure, index, part=part):
        return _reached(sentence, figure, limit)
    moved = _listed_change(sentence, figure)
    # "Chỉ số SIPAS cho thấy tình trạng sách nhiễu còn 0,84%": no province's is so low.
    return None if moved is figure and not part and indices()[index].range is not None else moved


def _moved(sentence: Sentence, figure: Figure, index: str, limit: float | None, *, part: bool) -> Figure | None:
    """Points as how far they moved, where that is told; null where they count something, or were lost."""
    if not (figure.out_of or figure.end) and _places_counted(sentence, figure):
        return None
    if part and (figure.value or 0) <= (limit or 0) / 2:
        figure = _moved_most(sentence, figure)
    if figure.metric != "score" or not _small(figure, index, part=part):
        return figure
    if not part and _parts_counted(sentence, figure):
        return None
    moved = _listed_change(sentence, figure, tiny=part)
    # "đẩy PAPI lên 1,4 điểm ‹so với năm 2021›": what is less than a whole index has and held against a year.
    return None if moved is figure and not part and _against_year(sentence, figure) else moved


def _of_the_scale(sentence: Sentence, figure: Figure, limit: float | None) -> bool:
    """True for points that tell how an index is built, or that it cannot have."""
    value = figure.value or 0.0
    if limit is not None and value > limit and _no_slip(sentence, figure, limit):
        return True
    before = sentence.between(sentence.span.start, figure.span.start)
    if limit is not None and value == limit and gaps.figures.scaled().search(before):
        return True
    if not decimals(sentence, figure) and gaps.figures.shared_out().search(before):
        return True
    if value.is_integer() and figure.value is not None and gaps.figures.built_of().search(before):
        return True
    return figure.weak and figure.number.of(sentence.text.folded) in topics_of().versions


def _is_month(sentence: Sentence, figure: Figure) -> bool:
    """ "(6.2023)" behind an index is when something was; a part of it may have that many points."""
    return figure.weak and _MONTH.fullmatch(figure.number.of(sentence.text.folded)) is not None


def _of_all(sentence: Sentence, rank: Figure) -> bool:
    """ "27/27 sở": all of them did something; not "P (1/8), Q (8/8)", nor where it is called the last."""
    if not rank.weak or rank.out_of != rank.value or _last_of_row(sentence, rank):
        return False
    before = sentence.between(sentence.span.start, rank.span.start)
    return gaps.figures.called_last().search(before) is None


def _small(figure: Figure, index: str, *, part: bool) -> bool:
    """True for less than the index, or a part of it, has, so that it may be how far it moved."""
    kind = indices()[index]
    most = (part and kind.component_max) or (kind.range[1] if kind.range else _USUAL)
    return figure.out_of is None and (figure.value or 0) < (min(_LEAST, most / 5) if part else most / 5)


def _listed_change(sentence: Sentence, figure: Figure, *, tiny: bool = False) -> Figure | None:
    """ "Bốn chỉ số đi xuống là A (0,72 điểm), B (0,3 điểm)", "tăng mạnh nhất là P (4,2 điểm)", "A tăng nhiều nhất (0,6
    điểm)": a small score as the movement that the head of the list tells; null where the head says that it was lost.
    """
    start = max(sentence.span.start, figure.span.start - _LIST)
    if figure.bound == "min" and gaps.figures.raised().search(sentence.between(start, figure.number.start)):
        return _moved_by(figure, up=True)  # "phấn đấu tăng từ 1 điểm trở lên"
    told = sentence.search(gaps.figures.moved_list(tiny=tiny), sentence.without_names(start, figure.span.start))
    if told is None or (told["by"] and not _against_year(sentence, figure)):
        return figure
    if told["lost"]:
        return None
    return _moved_by(figure, up=told["up"] is not None)


def _moved_most(sentence: Sentence, figure: Figure) -> Figure:
    """ "A tăng nhiều nhất, 2,6 điểm": what is told right behind such a movement is how far it went, small or not."""
    before = sentence.between(sentence.clause_start(figure), figure.span.start)
    told = sentence.search(gaps.figures.moved_list(), before)
    if told is None or not told["apart"] or figure.out_of is not None:
        return figure
    return _moved_by(figure, up=told["up"] is not None)


def _moved_by(figure: Figure, *, up: bool) -> Figure:
    value = (figure.value or 0) * (1 if up else -1)
    return replace(figure, metric="score_change", value=value, direction="up" if up else "down")


def _against_year(sentence: Sentence, figure: Figure) -> bool:
    """ "nâng điểm PCI lên 4,2 điểm ‹so với năm 2017›"."""
    year = next((p for p in sentence.periods if p.span.start >= figure.span.end), None)
    return (
        year is not None and year.kind == "baseline" and not sentence.between(figure.span.end, year.span.start).strip()
    )


def _reached(sentence: Sentence, figure: Figure, limit: float | None) -> Figure:
    """ "nhích lên 86,12%": no index moves by more than half of its scale, so that this is the level it got to."""
    moved = abs(figure.value or 0)
    if figure.metric != "score_change" or figure.end or limit is None or moved > limit:
        return figure
    if moved <= limit / 2 and not _led_up_to(sentence, figure):
        return figure
    return replace(figure, metric="score", direction=None, value=moved) if decimals(sentence, figure) else figure


def _of_a_part(figure: Figure, most: float | None) -> bool:
    """ "đạt 5,32/6,5 điểm": fewer points than a whole index told in percent has, on no usual scale."""
    return figure.out_of is not None and figure.out_of not in _SCALES and figure.out_of < (most or 0) * _MOST_OF_IT


def _with_part(sentence: Sentence, rank: Figure, most: float | None) -> bool:
    """ "đạt 5,32/6,5 điểm, xếp thứ 28": the rank right behind such points is of what they are of."""
    points = sentence.last_before(rank.span.start)
    if points is None or points.metric != "score" or not _of_a_part(points, most):
        return False
    return gaps.themes.rank_gap().fullmatch(sentence.between(points.span.end, rank.span.start)) is not None


def _led_up_to(sentence: Sentence, figure: Figure) -> bool:
    """ "từ 2,5 điểm trong PAPI 2018 tăng lên 3,1 điểm": behind the level that was left, what was reached."""
    numeral = _NUMERAL.search(sentence.text.folded, figure.span.start, figure.span.end)
    if numeral is None or not gaps.figures.up_to().search(sentence.between(figure.span.start, numeral.start())):
        return False
    left = [f for f in sentence.figures if f.metric in VALUES and f.span.end <= figure.span.start][-1:]
    return bool(left) and is_left(sentence, left[0])


def _last_of_row(sentence: Sentence, figure: Figure) -> bool:
    """ "P (1/8), Q (8/8)": the last place, where others of as many are ranked beside it."""
    return any(
        f.metric == "rank" and f.out_of == figure.out_of and f.value != figure.value and f.end is None
        for f in sentence.figures
    )


def _decimal(sentence: Sentence, figure: Figure, limit: float | None) -> Figure:
    """ "45.366 điểm" of 80 at most: a decimal point, no thousands."""
    printed = THOUSANDS.search(sentence.text.raw, figure.number.start, figure.number.end)
    if printed is None or limit is None or figure.value is None or not float(printed[0]) <= limit < abs(figure.value):
        return figure
    return replace(figure, value=float(printed[0]) * (1 if figure.value > 0 else -1))


def _no_slip(sentence: Sentence, figure: Figure, limit: float) -> bool:
    """True for what is no value of the index at all: a year, a count. A value with decimals is a misprint of one."""
    return not decimals(sentence, figure) or (figure.value or 0) > 100 * limit


def _places_counted(sentence: Sentence, figure: Figure) -> bool:
    """ "48 điểm lõm sóng": a whole number of points of something, of no index ("65 điểm PCI")."""
    end = figure.number.end
    behind = [m for m in sentence.mentions if m.kind in {"index", "component"} and m.span.start >= end]
    if behind and not sentence.between(end, behind[0].span.start).strip():
        return False
    after = sentence.between(figure.number.end, min(figure.number.end + 20, sentence.span.end))
    return not decimals(sentence, figure) and not gaps.figures.after_percent().match(after)


def _parts_counted(sentence: Sentence, figure: Figure) -> bool:
    """ "Trong 10 chỉ số thành phần, tỉnh có 6 điểm tăng": papers say points for the parts of an index, too."""
    if decimals(sentence, figure):
        return False
    return gaps.figures.moved_themselves().match(sentence.text.folded, figure.number.end, sentence.span.end) is not None


def _of_something(sentence: Sentence, figure: Figure, index: str, topic: Read, component: Read) -> bool:
    """ "59,3% doanh nghiệp": a share of something is no value of an index."""
    if gaps.figures.satisfied(index).match(sentence.text.folded, figure.number.end, sentence.span.end):
        return False
    before = sentence.between(sentence.clause_start(figure), figure.number.start)
    if gaps.figures.some_satisfied(index).search(before):
        return True
    # "đạt 70,78% về chỉ số SIPAS": the index itself is what it is of.
    behind = topic.span.start if topic.span else -1
    if behind >= figure.number.end and gaps.clauses.joined_behind().fullmatch(
        sentence.between(figure.number.end, behind)
    ):
        return False
    if topic.rule == "topic.inherited" and figure.label != "points":
        if gaps.figures.share_heads().search(before) and not gaps.figures.own_share(index).search(before):
            return True
        if _of_matter(sentence, figure):
            return True
    if figure.label != "points" and _of_own_item(sentence, figure, index, topic, component):
        return True
    end = phrase_end(sentence, figure).number.end
    return not gaps.figures.after_percent().match(sentence.between(end, min(end + 20, sentence.span.end)))


def _of_matter(sentence: Sentence, figure: Figure) -> bool:
    """ "…, giải quyết đúng hạn 98,7%": right behind words for a matter, in an item that names neither whose it is nor
    a year, nor that it is a value.
    """
    item = gaps.figures.matter().search(sentence.between(sentence.clause_start(figure), figure.number.start))
    if item is None:
        return False
    start = figure.number.start - (item.end() - item.start("words"))
    return not named_between(sentence, start, figure.number.start)


def _of_own_item(sentence: Sentence, figure: Figure, index: str, topic: Read, component: Read) -> bool:
    """ "PAR INDEX đạt 86%, tỷ lệ hồ sơ trực tuyến 75,4%": behind a comma, a share of something begins.

    Not by what is the name of a component ("công chức 84,02%").
    """
    if topic.span is None or not sentence.span.start <= topic.span.end <= figure.number.start:
        return False
    own = [component.span] if component.span else []
    # "công chức đạt 84,2% và kết quả dịch vụ 83,75%": what stands before another figure is of that.
    last = bisect_left(sentence.figures, figure.span.start, key=lambda f: f.span.start) - 1
    start = max(topic.span.end, sentence.figures[last].span.end) if last >= 0 else topic.span.end
    _, *items = _ITEM.split(sentence.without(own, start, figure.number.start))
    if not items or not gaps.figures.share_heads().search(items[-1]):
        return False
    return not any(fold(word) in items[-1] for word in indices()[index].counts)
