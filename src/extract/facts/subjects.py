"""Whose figure it is: a cascade of named rules, like that of the topic."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache

from extract.facts import gaps
from extract.facts.context import (
    BRACKETED,
    Force,
    Read,
    Sentence,
    coordinated,
    coordinated_back,
    distinct,
    figure_between,
    heads_rank,
    identity,
    in_order,
    in_turn,
    is_region,
    listed,
    paired,
    places,
    places_before,
    reads,
    uncompared,
    valued_ahead,
    valued_back,
)
from extract.facts.linking import COUNTRY
from extract.facts.means import subject_mean
from extract.folding import fold
from extract.language.numbers import parse_number
from extract.reading.mentions import IndexName, Named, PlaceName
from extract.reading.model import VALUES, Figure, Mention
from extract.records import Subject
from extract.spans import Span
from extract.tables.bodies import bodies
from extract.tables.indices import indices
from extract.tables.topics import topics

_BREAK = re.compile(r"[,;:(]")
_WORD_OR_TWO = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?")
_Rule = Callable[[Sentence, Figure, Force], list[Read]]
# More parts than these are all of an index, whatever its size: nobody is told to have that many without a word on how.
_MOST_PARTS = 20
# How far into a sentence a place still opens it, in characters.
_OPENING = 12
# So many blocks have a first each.
_BLOCKS = 2
# One of several figures in an order that has not as many owners.
_NOBODY = Read(None, None, "subject.nobody")


def read_subject(sentence: Sentence, figure: Figure, index: str, force: Force) -> list[Read]:
    """Whose figure it is; several where one figure is told of several."""
    rated = indices()[index].subjects
    if rated == ("country",):
        return [] if _of_other_country(sentence, figure) else [Read(COUNTRY, None, "subject.country")]
    if figure.metric == "count" and figure.out_of is None and _is_plain(figure):
        built = _subject_index(sentence, figure, index)
        if built:
            return built
    force.rated = rated
    sentence = sentence.rating(force.rated)
    if figure.label == "range":
        return _subject_of_range(sentence, figure)
    told, level = read_level(sentence, figure, index, force)
    if not told and (within := _level_within(sentence, figure)):
        told, level = True, within
    if told:
        # "đứng đầu khối sở": no body of the province is at work for its rank here, each has its own.
        # Of communes, nor of the district that they lie in ("cấp xã của huyện P").
        above = {"province", "district"} if level == "commune" else {"province"}
        force.rated = tuple(kind for kind in force.rated if kind not in above)
        sentence = sentence.rating(force.rated)
    if "province" not in force.rated:
        sentence = sentence.within_provinces
    for rule in _rules(sentence):
        answer = rule(sentence, figure, force)
        if answer:
            # "điểm trung vị của các sở là 74": no index that is taken within provinces has a value of the country.
            nobody_s = answer[0].value == COUNTRY and not {"province", "country"} & set(rated)
            return [] if nobody_s or answer == [_NOBODY] else answer
    # An index that rates what is in provinces has no value of the province itself, nor one that is taken at that level.
    if level or ("province" not in force.rated and "country" not in force.rated):
        return _inherited_within(index, (level,) if level else force.rated, force)
    # A new paragraph of a paper at home, and another index, end what was told of another province.
    away = force.main.type == "province" and force.subject is not None and force.subject.type == "province"
    if away and sentence.paragraph != force.subject_paragraph:
        return [Read(force.main, None, "subject.main")]
    if force.subject is not None and (force.subject_index == index or force.subject == force.main):
        return [Read(force.subject, force.subject_span, "subject.inherited")]
    return [Read(force.main, None, "subject.main")]


def _of_other_country(sentence: Sentence, figure: Figure) -> bool:
    """ "Singapore thứ 5, Việt Nam thứ 46": the rank of another country."""
    item = re.split(r"[,;]", sentence.between(sentence.span.start, figure.span.start))[-1]
    other = sentence.search(gaps.owners.other_country(), item)
    if other is None or sentence.search(gaps.owners.own_country(), item):
        return False
    return sentence.text.raw[figure.span.start - len(item) + other.start()].isupper()


@lru_cache(maxsize=4)
def _rules(sentence: Sentence) -> tuple[_Rule, ...]:
    """Of all rules, those that can answer in the sentence."""
    never = set() if sentence.places else {*_WITH_PLACES}
    if not sentence.brackets:
        never |= {_subject_in_bracket, _subject_bracketed}
    if not sentence.countries:
        never.add(_subject_of_all)
    if not (sentence.indices and sentence.tells(gaps.owners.nation_told())):
        never.add(_subject_of_nation)
    if not sentence.anaphors:
        never.add(_subject_anaphora)
    if not sentence.tells(gaps.owners.block_is()):
        never.add(_subject_of_blocks)
    if not sentence.tells(gaps.clauses.taking_up()):
        never.add(_subject_of_these)
    if not (sentence.tells_means or sentence.tells(gaps.owners.mean_of_region())):
        never.add(subject_mean)
    return tuple(rule for rule in _RULES if rule not in never)


def read_level(sentence: Sentence, figure: Figure, index: str, force: Force) -> tuple[bool, str | None]:
    """Of what level the rated are ("cấp huyện": "district"), null for provinces; and whether the sentence tells it."""
    if not sentence.levels and force.level is None:
        return False, None
    told = [level for level in sentence.levels if level.span.start <= figure.span.start]
    told = told or [level for level in sentence.levels if _right_behind(sentence, figure, level.span)][:1]
    if not told:
        own = force.level is not None and force.level[0] == index and force.level[1].kind in force.rated
        named = any(isinstance(m.value, IndexName) and m.value.id == index for m in sentence.indices)
        return False, force.level[1].kind if force.level and own and not named else None
    span, kind, _ = told[-1]
    # "Chỉ số CCHC cấp huyện …; PAR INDEX của tỉnh": named again; at the head of a clause the level is of what follows.
    names = [m for m in sentence.mentions if m.kind == "index"]
    first = not any(m.span.end <= span.start for m in names)
    again = any(
        span.end <= m.span.start < figure.span.start
        and not (first and ";" not in sentence.between(span.end, m.span.start))
        for m in names
    )
    of_province = any(m["province"] and span.end <= m.start() < figure.span.start for m in sentence.anaphors)
    if kind not in force.rated or kind == "province" or again or of_province:
        return False, None
    return True, kind


# What lies in what.
_WITHIN = {"province": ("district", "commune", "agency"), "district": ("commune",)}


def _level_within(sentence: Sentence, figure: Figure) -> str | None:
    """ "huyện Q xếp thứ 2/6 huyện về PAR INDEX của tỉnh P với 91,5 điểm": ranked is who lies in P.

    The level of the one whose rank stands before the index, for that rank and what follows it; null elsewhere.
    """
    if len(sentence.places) < 2 or not sentence.indices:
        return None
    ranks = [f for f in sentence.figures if f.metric == "rank" and f.span.start <= figure.span.start]
    if not ranks:
        return None
    at = ranks[-1].span
    before = [m for m in sentence.places if m.span.end <= at.start]
    behind = [m for m in sentence.places if m.span.start >= at.end]
    name = next((m.span for m in sentence.indices if m.span.start >= at.end), None)
    if not before or not behind or name is None or behind[0].span.start < name.end:
        return None
    own, whole = before[-1], behind[0]
    assert isinstance(own.value, PlaceName)
    assert isinstance(whole.value, PlaceName)
    if own.value.aside or own.value.subject.type not in _WITHIN.get(whole.value.subject.type, ()):
        return None
    apart = ((own.span.end, at.start), (at.end, name.start), (name.end, whole.span.start))
    if any(_BREAK.search(sentence.between(*gap)) for gap in apart):
        return None
    # What is told behind another name, or a semicolon, is of others.
    ends = [whole.span.end, *(m.span.end for m in behind[1:] if m.span.end <= figure.span.start)]
    later = len(ends) > 1 or ";" in sentence.between(ends[0], figure.span.start)
    return None if later else own.value.subject.type


def _right_behind(sentence: Sentence, figure: Figure, level: Span) -> bool:
    """ "vị trí đầu bảng PAR INDEX cấp huyện": nothing but the index stands between a figure and a level."""
    return gaps.clauses.joined_behind().fullmatch(sentence.without_names(figure.span.end, level.start)) is not None


def _inherited_within(index: str, kinds: Sequence[str], force: Force) -> list[Read]:
    """Whose figure it is, of what lies in provinces: the one told last, or the only district of the article."""
    if force.subject is not None and force.subject.type in kinds and force.subject_index == index:
        return [Read(force.subject, force.subject_span, "subject.inherited")]
    return [Read(*force.district, "subject.sole")] if force.district and "district" in kinds else []


def _subject_index(sentence: Sentence, figure: Figure, index: str) -> list[Read]:
    """ "PAR INDEX được cấu trúc thành 8 lĩnh vực", "được đánh giá theo 9 chỉ số chính": how the index is built."""
    named = (m for m in reversed(sentence.indices) if isinstance(m.value, IndexName) and m.value.id == index)
    name = next((m.span for m in named if m.span.end <= figure.span.start), None)
    told = _built_from(sentence, figure, name)
    of_somebody = told is not None and any(told < m.span.start < figure.span.start for m in places(sentence))
    if sentence.between(figure.span.end, sentence.span.end).startswith(f" {topics().relative} "):
        return []  # "3 trụ cột mà tỉnh làm tốt"
    if places(sentence) and gaps.owners.moved_in().search(sentence.between(sentence.span.start, figure.span.start)):
        return []  # "điểm PGI của P tăng mạnh ở 4 chỉ số thành phần"
    into = gaps.owners.grouped_into().match(sentence.text.folded, figure.span.end, sentence.span.end)
    if (told is None or of_somebody) and into is None and not _is_all(sentence, figure, index):
        return []
    subject = Subject(type="index", id=index, name=next(iter(indices()[index].abbreviations), index))
    return [Read(subject, name, "subject.index")]


def _is_plain(figure: Figure) -> bool:
    """Where nothing is said of those counted, or only how they are grouped ("9 chỉ số chính được phân thành")."""
    said = (figure.label or "").removeprefix(figure.unit or "")
    return not said or gaps.owners.grouped().match(fold(said)) is not None


def _built_from(sentence: Sentence, figure: Figure, name: Span | None) -> int | None:
    """Where the words before a count begin that tell how an index, `name`, is built; null where none do."""
    between = sentence.between(name.end, figure.span.start) if name else ""
    if name and (gaps.owners.construction().search(between) or gaps.owners.index_has().fullmatch(between)):
        return name.end
    built = sentence.search(gaps.owners.built(), sentence.between(sentence.span.start, figure.span.start))
    return sentence.span.start + built.start() if built else None


def _is_all(sentence: Sentence, figure: Figure, index: str) -> bool:
    """ "8 nội dung gồm: …", "47 chỉ số thành phần": all that the index has, unless they are somebody's ("của P")."""
    kind = indices()[index]
    if figure.value not in {*kind.sizes, *(kind.parts or {}).values()} and (figure.value or 0) <= _MOST_PARTS:
        return False
    behind = next((m.span for m in places(sentence) if m.span.start >= figure.span.end), None)
    return behind is None or not _right_behind(sentence, figure, behind)


def _subject_in_bracket(sentence: Sentence, figure: Figure, force: Force) -> list[Read]:
    """ "cao nhất là 91,8% (Hải Phòng)": the place alone in the bracket behind."""
    name = sentence.bracketed(figure) if figure.label != "top" else None
    rated = name is not None and isinstance(name.value, PlaceName) and name.value.subject.type in force.rated
    return reads([name], "subject.in_bracket") if name and rated else []


def _subject_bracketed(sentence: Sentence, figure: Figure, _: Force) -> list[Read]:
    """ "Huế (0,9578 điểm)", "kém Kiên Giang liền kề (60,01 điểm)", "hơn Q - tỉnh xếp cuối (81,3%)": the place
    right before the bracket, be it a comparison; one that is may have a word behind it.
    """
    bracket = sentence.bracket(figure.span)
    if bracket is None:
        return []
    inside = [
        m for m in places(sentence, regions=False) if bracket.contains(m.span) and m.span.end <= figure.span.start
    ]
    if inside:
        # "(hai tỉnh kia là A, B cùng đạt 94,2%)"
        shared = len(inside) > 1 and gaps.clauses.alike().search(
            sentence.text.folded, inside[-1].span.end, figure.span.start
        )
        return reads(coordinated_back(sentence, inside[-1], inside) if shared else inside[-1:], "subject.before")
    told = not figure.metric.startswith("rank")
    before = [m for m in places(sentence, regions=told) if m.span.end <= bracket.start]
    if before:
        gap = sentence.between(before[-1].span.end, bracket.start).strip(' "')
        compared = isinstance(before[-1].value, PlaceName) and before[-1].value.aside == "comparison"
        if not gap or (compared and _WORD_OR_TWO.fullmatch(gap)) or gaps.owners.apposed_words().fullmatch(gap):
            return reads(before[-1:], "subject.bracket")
    if gaps.clauses.value_gap().fullmatch(sentence.between(bracket.start, figure.span.start)) is None:
        return []
    country = [m for m in sentence.countries if m.span.end <= bracket.start]
    ranks = [f.span.end for f in sentence.figures if f.metric == "rank" and f.span.end <= bracket.start]
    if ranks and country and gaps.clauses.scope_gap().fullmatch(sentence.between(ranks[-1], country[-1].span.start)):
        return []  # "dẫn đầu cả nước (8,13 điểm)"
    if country and not sentence.between(country[-1].span.end, bracket.start).strip(' "') and figure.metric in VALUES:
        return [Read(COUNTRY, country[-1].span, "subject.bracket")]
    return []


def _subject_of_all(sentence: Sentence, figure: Figure, _: Force) -> list[Read]:
    """ "83% người dân … trong cả nước": a value told of the country behind it; for a rank those are its scope."""
    if figure.metric not in VALUES:
        return []
    for mention in sentence.countries:
        if mention.span.start >= figure.span.end:
            gap = sentence.between(figure.span.end, mention.span.start)
            if not re.search(r"[;.(]|\d", gap) and gaps.owners.people_first().match(gap):
                return [Read(COUNTRY, mention.span, "subject.country")]
            return []
    return []


def _subject_of_nation(sentence: Sentence, figure: Figure, force: Force) -> list[Read]:
    """ "DTI quốc gia năm 2024 đạt 0,79 (năm 2023: 0,73)": the index is the country's, where nobody else has it."""
    index = next((m for m in reversed(sentence.indices) if m.span.end <= figure.span.start), None)
    if index is None or figure.metric not in VALUES:
        return []
    nation = gaps.owners.of_country(mean=False).match(sentence.text.folded, index.span.end, figure.span.start)
    if nation is None:
        return []
    start, end = nation.span("country")
    told = sentence.without((p.span for p in sentence.periods), end, figure.span.start)
    others = (*(m.span.start for m in sentence.places), *(m.start() for m in sentence.anaphors))
    named = any(end <= at < figure.span.start for at in others) or ";" in told
    if nation["of"] is None:
        # "P cải thiện thứ hạng PCI toàn quốc với 65 điểm"
        named = named or any(p.span.end <= index.span.start for p in _owners(sentence, sentence.places, force))
    if named or not gaps.clauses.value_follows().match(told):
        return []
    return [Read(COUNTRY, Span(start, end), "subject.country")]


def _heads(sentence: Sentence, figure: Figure, gap: str) -> bool:
    """ "Hạng 2: Lạng Sơn - 17,47 điểm": a rank at the head of a clause, and a colon."""
    before = sentence.between(sentence.span.start, figure.span.start)
    return (
        figure.metric == "rank"
        and gaps.owners.headed().fullmatch(gap) is not None
        and bool(gaps.clauses.clause_head().search(before))
    )


def _subject_of_blocks(sentence: Sentence, figure: Figure, _: Force) -> list[Read]:
    """ "đứng đầu khối sở là P; khối huyện là Q": one rank of several, each the first of its own block."""
    if figure.metric != "rank" or figure.value != 1:
        return []
    starts = {m.span.start: m for m in sentence.places if m.span.start >= figure.span.end}
    blocks = list(gaps.owners.block_is().find(sentence.text, Span(figure.span.end, sentence.span.end)))
    owners = [starts[block.end()] for block in blocks if block.end() in starts]
    if len(owners) < _BLOCKS or re.search(r"[;:(]", sentence.between(figure.span.end, blocks[0].start())):
        return []
    ranked = (
        f for f in sentence.figures if f.metric == "rank" and figure.span.end <= f.span.start < owners[-1].span.start
    )
    return [] if any(ranked) else reads(owners, "subject.blocks")


def _subject_behind(sentence: Sentence, figure: Figure, _: Force) -> list[Read]:
    """ "đứng đầu là P", "lên nhiều nhất là P (21 bậc)", "thứ sáu và thứ bảy PAPI 2024 là P và Q"."""
    if sentence.places[-1].span.start < figure.span.end:
        return []
    run = _joined_figures(sentence, figure)
    last = run[-1].span.end
    behind = [m for m in places(sentence) if m.span.start >= last and not sentence.hidden(m.span, figure)]
    if not behind or figure_between(sentence, last, behind[0].span.start):
        return []
    start, behind = _past_scope(sentence, figure, last, behind)
    owned = _owned_by(sentence, figure, start, behind[0])
    return reads(_behind_in_turn(sentence, figure, run, behind), "subject.behind") if owned else []


def _past_scope(
    sentence: Sentence, figure: Figure, start: int, behind: list[Mention[Named]]
) -> tuple[int, list[Mention[Named]]]:
    """The places from the one on that may be the owner, and where what stands before it begins."""
    scoped = figure.metric == "rank" and len(behind) > 1 and is_region(behind[0])
    if scoped and gaps.clauses.scope_gap().fullmatch(sentence.between(start, behind[0].span.start)):
        # "dẫn đầu vùng Đông Nam Bộ là P": the region is where it holds.
        start, behind = behind[0].span.end, behind[1:]
    while len(behind) > 1 and gaps.owners.owner_is().fullmatch(
        sentence.without_names(behind[0].span.end, behind[1].span.start, baselines=True)
    ):
        # "đứng đầu PAR INDEX của tỉnh Thái Bình là Sở Tài chính"
        start, behind = behind[0].span.end, behind[1:]
    return start, behind


def _owned_by(sentence: Sentence, figure: Figure, start: int, place: Mention[Named]) -> bool:
    """True where the words from an offset on up to the place tell that the figure is its own."""
    if isinstance(place.value, PlaceName) and place.value.aside == "class":
        return False  # "thứ 5 trong 10 huyện của tỉnh Kon Tum"
    rank = figure.metric == "rank"
    if rank and ";" in sentence.between(figure.span.end, start):
        return False  # "P dẫn đầu; xếp thứ hai là Q"
    gap = sentence.without_names(start, place.span.start, baselines=True)
    if gap.strip(' "') not in {"", *topics().unit_bodies}:
        if not gaps.clauses.owner_behind().fullmatch(gap):
            return _heads(sentence, figure, gap)
        # "xếp thứ 4 của khu vực Tây Nguyên": where it holds
        return not (rank and is_region(place) and gaps.clauses.scope_gap().fullmatch(gap))
    if is_region(place):
        return False
    # "xếp thứ nhì Bộ Tư pháp (90,63%)": nobody is named between the last comma and the figure.
    comma = max(sentence.text.folded.rfind(mark, sentence.span.start, figure.span.start) for mark in ",;:")
    # "(Tân) quán quân P đạt …" opens the sentence.
    opens = figure.label == "worded" and figure.span.start - sentence.span.start < _OPENING
    if comma < 0 and not opens:
        return False
    return not any(m.span.start > comma and m.span.end <= figure.span.start for m in places(sentence))


def _behind_in_turn(
    sentence: Sentence, figure: Figure, run: list[Figure], behind: list[Mention[Named]]
) -> list[Mention[Named]]:
    """Whose the figure is of the places behind a run of such figures: its own in turn, all of them, or the first."""
    # "Xếp thứ 2 và 3 là P (58,28) và Q (54,35)", "… lần lượt là P: 58,28 điểm; Q: 54,35 điểm"
    each = coordinated(sentence, behind[0], behind, over_brackets=True)
    if len(run) > len(each):
        each = valued_ahead(sentence, behind, len(run)) or each
    if len(run) > len(each) == 1 and (before := places_before(sentence, run[0])):
        # "P (70,7 điểm) quán quân, á quân là Q"; "A, B và C lần lượt đạt 91, 90 và 89 điểm PAR INDEX của P"
        as_many = len(coordinated_back(sentence, before[-1], before)) == len(run)
        if figure != run[-1] or as_many:
            return []
    if len(run) > len(each):
        # "P xếp thứ 2; xếp thứ 3 và thứ 4 thuộc về Q và R"
        run = [f for f in run if ";" not in sentence.between(f.span.end, figure.span.start)]
    if len(run) == len(each) > 1:
        return [each[run.index(figure)]]
    # "ba vị trí đầu là P (0,71), Q (0,68), R (0,66)"
    whole_group = figure.label == "top" and len(each) == figure.value
    clause = sentence.between(sentence.clause_start(run[0]), run[0].span.start)
    if whole_group or gaps.owners.shared_at_end().search(clause):
        return each
    group = each if figure.label == "top" else coordinated(sentence, behind[0], behind)
    return group[:1] if figure.bound == "exact" and figure.metric == "rank" else group


def _joined_figures(sentence: Sentence, figure: Figure) -> list[Figure]:
    """The figure with those of its metric that are joined to it by "và" and commas, in order."""
    run = [figure]
    same = [f for f in sentence.figures if f.metric == figure.metric and f.end is None]
    for other in same[bisect_left(same, figure.span.end, key=lambda f: f.span.start) :]:
        if other.span.start >= run[-1].span.end:
            if not listed(sentence, [run[-1], other]):
                break
            run.append(other)
    for other in reversed(same[: bisect_left(same, figure.span.start, key=lambda f: f.span.start)]):
        if other.span.end <= run[0].span.start:
            if not listed(sentence, [other, run[0]]):
                break
            run.insert(0, other)
    return run


def _subject_of_range(sentence: Sentence, figure: Figure) -> list[Read]:
    """ "từ vị trí thứ tư đến thứ sáu lần lượt là P, Q và R", "P, Q và R lần lượt xếp thứ tư đến thứ sáu": where there
    are as many places, the first and those up to the last are the first figure's (`in_turn`).
    """
    ranges = [f for f in sentence.figures if f.label == figure.label]
    at = ranges.index(figure) & ~1
    first, last = ranges[at : at + 2]
    behind = [m for m in places(sentence) if m.span.start >= last.span.end]
    if behind and gaps.clauses.owner_behind().fullmatch(sentence.without_names(last.span.end, behind[0].span.start)):
        row = coordinated(sentence, behind[0], behind, over_brackets=True)
    else:
        before = [m for m in places(sentence) if m.span.end <= first.span.start]
        if not before or not gaps.clauses.in_turn().fullmatch(
            sentence.without_names(before[-1].span.end, first.span.start)
        ):
            return []
        row = coordinated_back(sentence, before[-1], before, over_brackets=True)
    if len(row) != (last.value or 0) - (first.value or 0) + 1:
        return []
    return reads(row[:-1] if figure == first else row[-1:], "subject.of_range")


def _subject_of_these(sentence: Sentence, figure: Figure, force: Force) -> list[Read]:
    """ "vị trí của 2 tỉnh này lần lượt là 7 và 8": the places told before, in their order."""
    told = gaps.owners.these_places().search(sentence.text.folded, sentence.span.start, figure.span.start)
    if told is None:
        return []
    places, count = force.places, told["count"] or told["all"]
    if sentence.places:
        owned = {identity(m): m for m in _owners(sentence, places_before(sentence, figure), force) if not is_region(m)}
        places = [m for m in owned.values() if m.span.end <= told.start()]
        if len(places) != len(owned) or not _counts(count):
            return []
    row = [f for f in sentence.figures if f.span.start >= told.end() and f.metric == figure.metric and f.end is None]
    if not len(places) == (_counts(count) or len(places)) > 1 or figure not in row:
        return []
    if len(row) == len(places):
        return reads([places[row.index(figure)]], "subject.of_these")
    # "hai tỉnh cùng tăng 3 bậc"
    between = sentence.between(told.start(), figure.span.start)
    return reads(places, "subject.of_these") if len(row) == 1 and gaps.owners.shared().fullmatch(between) else []


def _counts(word: str) -> int | None:
    """How many a word counts; null for "các"."""
    try:
        return int(parse_number(word))
    except ValueError:
        return None


def _subject_apposed(sentence: Sentence, figure: Figure, _: Force) -> list[Read]:
    """ "khoảng cách với Q - địa phương dẫn đầu - chỉ còn …", "hơn Q (59,5 điểm), tỉnh cuối bảng, hạng 63": what is said
    of the place, be it a comparison; behind a comma only then.
    """
    last = places_before(sentence, figure)[-1:] if figure.metric == "rank" else []
    between = BRACKETED.sub("", sentence.between(last[0].span.end, figure.span.start)) if last else ""
    if not last or not isinstance(last[0].value, PlaceName):
        return []
    apposed = gaps.owners.apposed().fullmatch(between)
    compared = last[0].value.aside == "comparison" and not is_region(last[0])
    # "kém Q - quán quân năm nay"
    said = compared and figure.label == "worded" and between.strip() == "-"
    return reads(last, "subject.before") if said or (apposed and (compared or not apposed["comma"])) else []


def _subject_compared(sentence: Sentence, figure: Figure, _: Force) -> list[Read]:
    """ "đạt 70,61 điểm, sau Quảng Ninh 73,02 điểm": what stands right behind the other is its own; behind a verb ("sau
    Quảng Ninh với 73,02 điểm") where whoever is compared has a value already.
    """
    last = places_before(sentence, figure)[-1:] if figure.metric in VALUES else []
    compared = last and isinstance(last[0].value, PlaceName) and last[0].value.aside == "comparison"
    if not compared:
        return []
    start = last[0].span
    gap = sentence.between(start.end, figure.span.start).strip()
    told = any(f.metric == figure.metric and f.span.end <= start.start for f in sentence.figures)
    return reads(last, "subject.before") if not gap or (told and gap in topics().links_of_value) else []


# Which kinds of subject a noun can take up again.
_KINDS = {
    "province": ("province", "district", "commune", "agency"),
    "city": ("province", "district"),
    "district": ("district",),
    "commune": ("commune",),
    "agency": ("agency",),
}


def _subject_anaphora(sentence: Sentence, figure: Figure, force: Force) -> list[Read]:
    """ "tỉnh đạt …", "địa phương này xếp …": the home, or the place of that kind named last."""
    anaphor = _anaphor(sentence, figure)
    if anaphor is None or anaphor.lastgroup is None:
        return []
    if anaphor["we"]:
        return [Read(force.main, None, "subject.home")] if force.main.type in force.rated else []
    noun = next(kind for kind in _KINDS if anaphor[kind])
    kinds = tuple(kind for kind in _KINDS[noun] if kind != "province" or kind in force.rated)
    this = bool(anaphor["this"] or anaphor["this_"])
    if anaphor["province"] == topics().province_noun:
        kinds = tuple(kind for kind in kinds if kind == "province")
    if anaphor["ours"] and force.main.type in kinds:
        return [Read(force.main, None, "subject.home")]
    # "Bộ trưởng Bộ Y tế cho biết điểm của ngành là 66,8%": whose chief speaks.
    speaks = noun == "agency" and not anaphor["this"] and not anaphor["this_"]
    near = [
        m
        for m in places(sentence)
        if isinstance(m.value, PlaceName)
        and m.value.subject.type in kinds
        and (
            m.value.aside is None
            or (speaks and m.value.aside in {"body", "source"})
            or (this and m.value.aside == "body" and not _of_body(sentence, m))
        )
        and m.span.end <= anaphor.start()
        and not sentence.hidden(m.span, figure)
    ]
    own = near if this or speaks else _owners(sentence, near, force)
    if own:
        return reads(own[-1:], "subject.anaphora")
    if not this and force.main.type in kinds:
        return [Read(force.main, None, "subject.home")]
    # "Chủ tịch UBND tỉnh P đánh giá PCI của tỉnh": whose they are who speak.
    speakers = [
        m
        for m in places_before(sentence, figure)
        if isinstance(m.value, PlaceName) and m.value.aside == "body" and m.value.subject.type in kinds
    ]
    if speakers and not this and speakers[-1].span.end <= anaphor.start():
        return reads(speakers[-1:], "subject.anaphora")
    known = force.last if this else force.named
    earlier = [known[kind] for kind in kinds if kind in known]
    if earlier:
        return [Read(*max(earlier, key=lambda told: told[1].start), "subject.anaphora")]
    if force.main.type in kinds:
        return [Read(force.main, None, "subject.home")]
    return [Read(*force.district, "subject.anaphora")] if force.district and "district" in kinds else []


def _of_body(sentence: Sentence, place: Mention[Named]) -> bool:
    """ "Sở Tài chính tỉnh Hưng Yên": the place is part of the body's name."""
    return any(
        isinstance(m.value, PlaceName) and m.value.subject.type == "agency" and m.span.end + 1 == place.span.start
        for m in sentence.places
    )


def _anaphor(sentence: Sentence, figure: Figure) -> re.Match[str] | None:
    """The last noun before the figure that takes up a place, with no owner named behind it."""
    found = [m for m in sentence.anaphors if m.end() <= figure.span.start]
    last = next((m for m in reversed(found) if not sentence.hidden(Span(*m.span()), figure)), None)
    if last is None:
        return None
    behind = [
        m
        for m in places(sentence, regions=False)
        if isinstance(m.value, PlaceName) and m.value.aside is None and last.end() <= m.span.start < figure.span.start
    ]
    return None if behind else last


def _subject_before(sentence: Sentence, figure: Figure, force: Force) -> list[Read]:
    """The place or body named last before the figure, that is neither compared with nor where it happened."""
    before = places_before(sentence, figure)
    if not before:
        return []
    own = [
        m
        for m in _owners(sentence, before, force)
        if not (_scopes(sentence, m, figure) if figure.metric == "rank" else _scopes_rank(sentence, m))
    ]
    regions = [m for m in own if is_region(m)]
    if len(own) > len(regions) and not (regions and _is_item(sentence, figure, regions[-1])):
        own = [m for m in own if m not in regions]
    if venue := _venue_of_clause(sentence, figure, before):
        return reads([venue], "subject.before")
    if not own:
        # "Tại Quảng Ninh, chỉ số …": where it happened, at the head of the sentence, is whose it is.
        opening = [m for m in before if isinstance(m.value, PlaceName) and m.value.aside == "venue"]
        if figure.metric == "rank":
            opening = [m for m in opening if not is_region(m)]
        own = [m for m in opening if m.span.start - sentence.span.start < _OPENING][:1]
    if not own:
        return []
    if is_region(own[-1]) and figure.metric != "rank" and (fronted := _subject_fronted(sentence, figure, force)):
        return fronted  # "trong bảng PCI của vùng Q, với 64,2 điểm, P đứng thứ ba"
    # "P (92,75 điểm) và Q (92,20 điểm) xếp thứ hai, thứ ba": each has its place in the order, and its brackets.
    each = distinct(coordinated_back(sentence, own[-1], own, over_brackets=True))
    if len(each) == 1 and figure.metric == "rank" and len(run := _joined_figures(sentence, figure)) > 1:
        each = distinct(valued_back(sentence, run[0], own)) or each
    if (
        ordered := in_order(sentence, figure, each)
        or in_turn(sentence, figure, own)
        or _in_order_before(sentence, figure, own)
    ):
        return reads([ordered], "subject.before")
    if sentence.tells(gaps.clauses.taking_up()) and gaps.owners.shared().match(
        sentence.text.folded, each[-1].span.end, figure.span.start
    ):
        return reads(each, "subject.before")
    group = _untaken(sentence, coordinated_back(sentence, own[-1], own), force)
    told = paired(sentence, figure, group)
    return reads(told, "subject.before") if told or not group else [_NOBODY]


def _in_order_before(sentence: Sentence, figure: Figure, own: Sequence[Mention[Named]]) -> Mention[Named] | None:
    """ "A, B và C dẫn đầu PAR INDEX của P với điểm lần lượt 91, 90 và 89": the one at the figure's place of those named
    before the last, which lies around them.
    """
    last = own[-1]
    if len(own) < 3 or not any(last.span.end <= at < figure.number.start for at in sentence.orders):
        return None
    before = own[-2].value
    assert isinstance(last.value, PlaceName)
    assert isinstance(before, PlaceName)
    if before.subject.type not in _WITHIN.get(last.value.subject.type, ()):
        return None
    return in_order(sentence, figure, distinct(coordinated_back(sentence, own[-2], own[:-1], over_brackets=True)))


def _is_item(sentence: Sentence, figure: Figure, region: Mention[Named]) -> bool:
    """ "P đạt 85,2%, bình quân cả nước 82,6% và vùng Q là 83,4%": a region with a value of its own in a list."""
    before = [f for f in sentence.figures if f.span.end <= region.span.start]
    if not before or figure.metric not in VALUES:
        return False
    gap = sentence.between(before[-1].span.end, region.span.start)
    # "đứng đầu vùng P; vùng Q đạt 84%": behind a mark the next item begins, whatever stands before.
    joined = gaps.owners.item_joined().fullmatch(gap) or gaps.owners.item_begins().search(gap)
    value = gaps.clauses.value_gap().fullmatch(sentence.text.folded, region.span.end, figure.span.start)
    return joined is not None and value is not None


def _venue_of_clause(sentence: Sentence, figure: Figure, before: Sequence[Mention[Named]]) -> Mention[Named] | None:
    """ "xã P đạt 9,5 điểm; ở phường Q con số này là 21,3": where a later clause is at, with no place behind it."""
    start = sentence.clause_start(figure)
    last = before[-1]
    assert isinstance(last.value, PlaceName)
    if start == sentence.span.start or last.value.aside != "venue" or sentence.bracket(figure.span):
        return None
    head = sentence.between(start, last.span.start)
    near = last.span.start >= start and last.span.start - start < _OPENING and not re.search(r"[,;:(]", head)
    return last if near and not (is_region(last) and figure.metric == "rank") else None


def _scopes(sentence: Sentence, place: Mention[Named], figure: Figure) -> bool:
    """ "đứng đầu vùng Tây Nguyên và thứ 6", "Vùng Tây Nguyên: 3/5": a region that does not begin the clause, or heads
    the rank among so many, is where it holds.
    """
    return is_region(place) and (
        heads_rank(sentence, place, figure)
        or not gaps.owners.region_head().search(sentence.between(sentence.span.start, place.span.start))
    )


def _scopes_rank(sentence: Sentence, place: Mention[Named]) -> bool:
    """ "chỉ số X của tỉnh dẫn đầu vùng Q với 6,91 điểm": the rank before holds in the region, which owns no value."""
    ranks = [f for f in sentence.figures if f.metric == "rank" and f.span.end <= place.span.start]
    if not ranks or not is_region(place):
        return False
    gap = sentence.between(ranks[-1].span.end, place.span.start)
    return "," not in gap and gaps.clauses.scope_gap().fullmatch(gap) is not None


def _untaken(sentence: Sentence, group: list[Mention[Named]], force: Force) -> list[Mention[Named]]:
    """ "Dẫn đầu là P, Q đứng thứ hai": without the first, where it is named behind a figure of its own."""
    before = [f for f in sentence.figures if f.span.end <= group[0].span.start]
    if len(group) < 2 or not before:
        return group
    taken = {read.span for read in _subject_behind(sentence, before[-1], force)}
    return [m for m in group if m.span not in taken] or group


def _subject_fronted(sentence: Sentence, figure: Figure, force: Force) -> list[Read]:
    """ "Với vị trí thứ 2, P đã tăng 3 bậc": the first place behind the comma of an opening that names nobody."""
    if sentence.places[-1].span.start < figure.span.end:
        return []
    # "Trong khi đó, sau 4 năm ở ngôi đầu, năm 2018 P xếp thứ 5"
    opening = sentence.between(sentence.clause_start(figure), figure.span.start).lstrip(" ,")
    behind = [m for m in places(sentence) if m.span.start >= figure.span.end and not sentence.hidden(m.span, figure)]
    own = [m for m in _owners(sentence, behind, force) if not is_region(m)]
    if not own or _anaphor(sentence, figure):
        return []
    gap = sentence.between(figure.span.end, own[0].span.start)
    if "," not in gap or ";" in gap or ";" in opening:
        return []
    if gaps.clauses.fronted().search(opening):
        # "Với 73,40 điểm, tăng 3,04 điểm so với năm 2018, P …", "Với 0,51 điểm và 0,49 điểm, P và Q …"
        taken_up = any(figure.span.end <= noun.start() < own[0].span.start for noun in sentence.anaphors)
        run, group = _joined_figures(sentence, figure), coordinated(sentence, own[0], own)
        if not taken_up and gaps.owners.comma_last().search(gap):
            return reads([group[run.index(figure)]] if len(run) == len(group) > 1 else own[:1], "subject.fronted")
    if "," in opening or figure_between(sentence, figure.span.end + gap.find(","), own[0].span.start):
        return []
    return reads(own[:1], "subject.fronted")


_RULES: tuple[_Rule, ...] = (
    _subject_in_bracket,
    _subject_bracketed,
    _subject_of_all,
    _subject_of_nation,
    _subject_of_blocks,
    _subject_behind,
    subject_mean,
    _subject_of_these,
    _subject_apposed,
    _subject_compared,
    _subject_anaphora,
    _subject_before,
    _subject_fronted,
)
# What needs a place in the sentence.
_WITH_PLACES: set[_Rule] = {
    _subject_in_bracket,
    _subject_of_blocks,
    _subject_behind,
    _subject_apposed,
    _subject_compared,
    _subject_before,
    _subject_fronted,
}


def _owners(sentence: Sentence, places: Sequence[Mention[Named]], force: Force) -> list[Mention[Named]]:
    """Those that may own a figure: none compared with, nor joined to one that is by "và", no body at work."""
    own = [
        m
        for m in uncompared(sentence, places)
        if isinstance(m.value, PlaceName) and m.value.aside is None and not _at_work(sentence, m, force)
    ]
    if not own and len(places) == 2:
        # "Vượt qua A, B xếp thứ 4": a list would go on before the comma.
        first, last = places
        comma = sentence.between(first.span.end, last.span.start).strip() == ","
        opens = first.span.start - sentence.span.start < _OPENING
        return [last] if comma and opens and isinstance(last.value, PlaceName) and last.value.aside is None else []
    return own


def provincial(subject: Subject) -> bool:
    """True for a body of provinces ("Sở Nội vụ"); also for one that no list has ("Chi cục Kiểm lâm")."""
    body = bodies().get(fold(subject.name or ""))
    return subject.type == "agency" and (body is None or body.level == "province")


def _at_work(sentence: Sentence, body: Mention[Named], force: Force) -> bool:
    """ "Sở Nội vụ tham mưu nâng chỉ số, xếp thứ 5": of an index that rates provinces, what a body does for it."""
    assert isinstance(body.value, PlaceName)
    if "province" not in force.rated or not provincial(body.value.subject):
        return False
    end = max(
        [body.span.end, *(m.span.end for m in places(sentence) if body.span.start < m.span.start <= body.span.end + 1)]
    )
    # "Ban Dân tộc tỉnh xếp cuối"
    noun = gaps.owners.own_noun().match(sentence.text.folded, end, sentence.span.end)
    return gaps.owners.acting().match(sentence.text.folded, noun.end() if noun else end, sentence.span.end) is not None
