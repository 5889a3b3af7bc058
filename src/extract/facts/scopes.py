"""Among whom a rank holds: the country, a region, or the bodies of one province."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from extract.facts import gaps
from extract.facts.context import Force, Sentence, heads_rank, listed, places
from extract.facts.linking import homes_of
from extract.facts.subjects import provincial
from extract.language.numbers import parse_number
from extract.reading.mentions import Named, PlaceName
from extract.reading.model import Figure, Mention
from extract.records import Subject
from extract.spans import Span
from extract.tables.provinces import province, provinces

# A region stands at most so far behind the rank that holds in it, in characters.
_NEAR = 40
# So many provinces there are at least.
_ALL = 34
# So many cities stood under the centre at most.
_CITIES = 6


def read_scope(sentence: Sentence, figure: Figure, subject: Subject, force: Force) -> tuple[str | None, Span | None]:
    """The scope of a rank or group ("national", or a name), or of a change of rank that holds in a region, and the
    words that tell it; null for other figures.
    """
    if figure.metric == "rank_change":
        return _of_change(sentence, figure, subject, force)
    if figure.metric not in {"rank", "group"}:
        return None, None
    if told := _region_behind(sentence, figure, subject, force):
        return told
    if subject.type == "country":
        return None, None
    if subject.type in {"district", "commune"} or provincial(subject):
        return _within(sentence, figure, subject, force)
    if told := _cities(sentence, figure):
        return told
    return _region_before(sentence, figure, subject, force) or _group(sentence, figure, subject) or ("national", None)


def _group(sentence: Sentence, figure: Figure, subject: Subject) -> tuple[str, Span] | None:
    """ "thứ 1 trong nhóm 15 tỉnh trung bình cao", "Trong nhóm 13 tỉnh, A xếp thứ 2": some provinces, not all of them;
    among the best, a rank is the country's.
    """
    group = gaps.owners.group_of()
    if subject.type != "province" or figure.metric != "rank" or figure.bound != "exact":
        return None
    if not sentence.tells(group.needs):
        return None
    folded, inside = sentence.text.folded, None
    if not sentence.bracket(figure.span):
        inside = group.pattern.search(folded, figure.number.start, min(figure.span.end + _NEAR, sentence.span.end))
    if (
        inside
        and inside.start() > figure.span.end
        and not gaps.owners.in_group().fullmatch(folded, figure.span.end, inside.start())
    ):
        inside = None
    heads = [m for m in group.pattern.finditer(folded, sentence.clause_start(figure), figure.span.start) if m["head"]]
    told = inside or (heads[-1] if heads else None)
    if told is None or parse_number(told["count"] or told["count_"]) >= _ALL:
        return None
    span = Span(*told.span("group"))
    return " ".join(sentence.text.printed(span).split()), span


def _of_change(sentence: Sentence, change: Figure, subject: Subject, force: Force) -> tuple[str | None, Span | None]:
    """ "thứ 19/63, thứ tư của vùng (giảm 2 bậc)", "Xét trong vùng Q, P tăng 1 bậc, xếp thứ 2/6": a change in the
    bracket behind a rank holds where that does, and one behind the words that say where the next rank does.
    """
    if not sentence.places and not sentence.tells(gaps.owners.own_region().needs):
        return None, None
    start = change.span.start
    if behind := _region_behind(sentence, change, subject, force):
        return behind  # "tăng 2 bậc trong vùng"
    if bracket := sentence.bracket(change.span):
        rank = sentence.last_before(bracket.start, "rank")
        if rank is None or sentence.between(bracket.start + 1, start).strip():
            return None, None
        scope, span = read_scope(sentence, rank, subject, force)
        near = span and not sentence.between(max(span.end, rank.span.end), bracket.start).strip()
        return (scope, span) if near and span and span.start >= rank.span.start else (None, None)
    rank = sentence.first_behind(change.span.end)
    if rank is None or rank.metric != "rank" or rank.end:
        return None, None
    told = read_scope(sentence, rank, subject, force)
    if told[1] and told[1].end > start:
        # "…, xếp thứ 2/6 trong vùng": told twice.
        told = _region_before(sentence, rank, subject, force) or (None, None)
    return told if told[1] and told[1].end <= start else (None, None)


def _within(sentence: Sentence, figure: Figure, subject: Subject, force: Force) -> tuple[str | None, Span | None]:
    """The province of what lies in it; where nobody knows it, the class that the sentence names ("khối huyện")."""
    if force.main.type == "province":
        return force.main.name, None
    homes = homes_of(subject.name or "") if subject.type == "district" else ()
    if len(homes) == 1:
        return province(homes[0]).name, None
    told = [level.span for level in sentence.levels if level.span.start <= figure.span.end + _NEAR]
    return (" ".join(sentence.text.printed(told[-1]).split()), told[-1]) if told else (None, None)


def _region_behind(
    sentence: Sentence, figure: Figure, subject: Subject, force: Force
) -> tuple[str | None, Span | None] | None:
    """ "thứ 3 trong các tỉnh Tây Nguyên", "thứ 2 khu vực"."""
    near = [m for m in _regions(sentence, subject) if 0 <= m.span.start - figure.span.end < _NEAR]
    end = _end_of_row(sentence, figure, near[0].span.start) if near else figure.span.end
    between = any(end <= f.span.start < near[0].span.start for f in sentence.figures) if near else True
    if near and not between:
        # "dẫn đầu về chỉ số ICT Index khu vực phía Bắc"
        about = any(end <= m.span.start < near[0].span.start for m in sentence.indices)
        gap = sentence.without_names(end, near[0].span.start)
        if gaps.clauses.scope_gap().fullmatch(gaps.clauses.about_index().sub("", gap, 1) if about else gap):
            return _name(near[0]), near[0].span
    own = gaps.owners.own_region()
    if subject.type != "province" or not sentence.tells(own.needs):
        return None
    noun = gaps.owners.region_last().search(sentence.between(figure.number.start, figure.span.end))
    start = figure.number.start + noun.start() if noun else figure.span.end
    unnamed = own.pattern.match(sentence.text.folded, start, sentence.span.end)
    if unnamed and (name := _own_region(sentence, subject, force)):
        return name, Span(*unnamed.span("region"))
    return None


def _end_of_row(sentence: Sentence, rank: Figure, end: int) -> int:
    """Up to `end`, where the last of the ranks ends that "và" joins to this one: "thứ 2 và 3 vùng P"."""
    row = [f for f in sentence.figures if rank.span.end <= f.span.start < end]
    alike = all(f.metric == "rank" and f.end is None and not _beyond(f) for f in (rank, *row))
    if not row or not alike or not listed(sentence, [rank, *row]):
        return rank.span.end
    before = row[-2] if len(row) > 1 else rank
    # "thứ 11, thứ 3 vùng P" is the same in the country and in the region.
    apart = "," in sentence.between(before.span.end, row[-1].span.start)
    return rank.span.end if apart else row[-1].span.end


def _region_before(
    sentence: Sentence, figure: Figure, subject: Subject, force: Force
) -> tuple[str | None, Span | None] | None:
    """ "Trong vùng Tây Nguyên, A đứng đầu, B đứng thứ hai": told once, at the head."""
    if figure.metric != "rank" or figure.bound != "exact" or subject.type != "province":
        return None
    if gaps.owners.nationwide().match(sentence.text.folded, figure.span.end, sentence.span.end):
        return None
    if not sentence.tells(gaps.owners.within_own().needs) and not _regions(sentence, subject):
        return None
    ranks = [f for f in sentence.figures if f.metric == "rank" and f.end is None]
    if _aside(sentence, figure):
        return None
    earlier = [f for f in ranks if f.span.end <= figure.span.start and f.bound == "exact"]
    if earlier and (earlier[-1].value or 0) < (figure.value or 0):
        # "A dẫn đầu khu vực Tây Nguyên, B đứng thứ hai": the next one in the same row.
        named = [m for m in places(sentence, regions=False) if earlier[-1].span.end <= m.span.start < figure.span.start]
        if named and (told := _region_behind(sentence, earlier[-1], subject, force)):
            return told
    head = sentence.between(sentence.span.start, figure.span.start)
    twice = _ranked_twice(sentence, figure, ranks)
    for region in _regions(sentence, subject):
        before = sentence.between(sentence.span.start, region.span.start)
        # "Ở khu vực P, tỉnh xếp thứ 9/13": so few are ranked there; "Ở miền Bắc, Q xếp thứ 1" may be of all.
        few = figure.out_of is not None or twice is not None
        led = gaps.owners.within().search(before) or (few and gaps.owners.located().search(before))
        headed = heads_rank(sentence, region, figure)
        if region.span.end <= figure.span.start and (led or headed or _has_places(sentence, region, figure)):
            # A region has no rank beyond its provinces.
            own = sentence.bracket(figure.span)
            same = [f for f in ranks if f.span.start >= region.span.end and sentence.bracket(f.span) == own]
            return None if any(_beyond(f) for f in same if f is not twice) else _told(region)
    unnamed = sentence.search(gaps.owners.within_own(), head)
    if unnamed and (name := _own_region(sentence, subject, force)) and not any(_beyond(f) for f in ranks):
        start = sentence.span.start
        return name, Span(start + unnamed.start("region"), start + unnamed.end("region"))
    return None


def _ranked_twice(sentence: Sentence, figure: Figure, ranks: Sequence[Figure]) -> Figure | None:
    """ "Ở Tây Nguyên, A dẫn đầu với 67,6 điểm, xếp thứ 17": the rank that the same one has besides, in the country."""
    behind = next((f for f in ranks if f.span.start >= figure.span.end), None)
    if behind is None or behind.value == figure.value:
        return None
    # What "cả nước" says of the second needs no other word for it.
    national = gaps.owners.nationwide().match(sentence.text.folded, behind.span.end, sentence.span.end)
    named = [m.span.start for m in (sentence.places if national else sentence.mentions)]
    between = sentence.between(figure.span.end, behind.span.start)
    apart = ";" in between or any(figure.span.end <= at < behind.span.start for at in named)
    return None if apart else behind


def _has_places(sentence: Sentence, region: Mention[Named], figure: Figure) -> bool:
    """ "Tây Nguyên có 5 tỉnh, A dẫn đầu": a region at the head of its clause, told by how many lie in it."""
    if not gaps.owners.has_places().match(sentence.text.folded, region.span.end, figure.span.start):
        return False
    before = sentence.between(sentence.span.start, region.span.start)
    return gaps.owners.region_head().search(before) is not None


def _aside(sentence: Sentence, figure: Figure) -> bool:
    """ "thứ 3 trong vùng, sau A (thứ 5) và B (thứ 6)": what a bracket tells of those compared with is nationwide."""
    return sentence.bracket(figure.span) is not None and any(
        f.metric == "rank" and f.end is None and f.span.end <= figure.span.start and sentence.bracket(f.span) is None
        for f in sentence.figures
    )


def _own_region(sentence: Sentence, subject: Subject, force: Force) -> str | None:
    """Which region "khu vực" is: one that the sentence or the last ones name, else the province's own."""
    named = _regions(sentence, subject)
    if named:
        return _name(named[-1])
    if "region" in force.named:
        return force.named["region"][0].name
    return province(subject.id).region if subject.id else None


def _told(region: Mention[Named]) -> tuple[str | None, Span]:
    return _name(region), region.span


def _beyond(rank: Figure) -> bool:
    """True for a rank that no region has a province for."""
    return (rank.value or 0) > _largest() or (rank.out_of or 0) > _largest()


@cache
def _largest() -> int:
    """How many provinces the largest region has."""
    return max(Counter((row.set, row.region) for row in provinces()).values())


def _cities(sentence: Sentence, figure: Figure) -> tuple[str, Span] | None:
    """ "thứ 2/5 thành phố trực thuộc Trung ương", "Trong 5 thành phố trực thuộc Trung ương, A đứng đầu"."""
    if figure.metric != "rank" or (figure.value or 0) > _CITIES or (figure.out_of or 0) > _CITIES:
        return None
    cities = gaps.owners.cities()
    if not sentence.tells(cities.needs):
        return None
    later = next((f.span.start for f in sentence.figures if f.span.start >= figure.span.end), sentence.span.end)
    behind = cities.pattern.search(sentence.text.folded, figure.number.start, min(later, figure.span.end + _NEAR))
    head = sentence.between(sentence.span.start, figure.span.start)
    if behind is None and _aside(sentence, figure):
        return None
    told = behind or next(
        (m for m in cities.pattern.finditer(head) if gaps.owners.within().search(head[: m.start()] + " ")), None
    )
    if told is None or gaps.owners.nationwide().match(sentence.text.folded, figure.span.end, sentence.span.end):
        return None
    start = 0 if behind else sentence.span.start
    span = Span(start + told.start("cities"), start + told.end("cities"))
    return " ".join(sentence.text.printed(span).split()), span


def _regions(sentence: Sentence, subject: Subject) -> list[Mention[Named]]:
    return [
        m
        for m in sentence.places
        if isinstance(m.value, PlaceName) and m.value.subject.type == "region" and m.value.subject != subject
    ]


def _name(region: Mention[Named]) -> str | None:
    assert isinstance(region.value, PlaceName)
    return region.value.subject.name
