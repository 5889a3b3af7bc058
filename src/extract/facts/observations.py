"""From figures and topics to observations: one record for each fact of the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extract.articles.cells import Row
from extract.articles.grid import find_tables
from extract.facts import dismissals, gaps, subjects, values
from extract.facts.aligned import read_aligned
from extract.facts.checks import checked, settled
from extract.facts.confidence import confidence
from extract.facts.context import LOCAL, NOTHING, TOPICAL, Force, Read, Sentence, decimals, span_of
from extract.facts.derive import derived
from extract.facts.linking import home_of, main_subject
from extract.facts.listed import with_listed
from extract.facts.memory import (
    Used,
    keep,
    keep_places,
    keep_plan,
    note_aims,
    note_head,
    note_main_year,
    note_report,
    note_years,
    year_of_news,
)
from extract.facts.next_places import with_next_places
from extract.facts.plans import read_modality
from extract.facts.rates import read_rates
from extract.facts.refusals import refused
from extract.facts.scopes import read_scope
from extract.facts.tables import read_tables
from extract.facts.times.lists import kept_until, more_years
from extract.facts.times.read import read_baseline, read_period
from extract.facts.topics.lists import listed_next
from extract.facts.topics.named import read_charge
from extract.facts.topics.read import read_topic
from extract.facts.topics.valued import valued
from extract.facts.unread import unread_tables
from extract.facts.whole import (
    based,
    dated,
    exact_where_told,
    merged,
    not_belied,
    of_no_other_matter,
    only_year,
    opened,
    told_again,
    told_back,
)
from extract.facts.years import all_years, each_year
from extract.folding import Text, fold
from extract.language.lines import rewritten
from extract.language.numbers import parse_number
from extract.language.sentences import split
from extract.reading.mentions import IndexName, Named, PlaceName, find_mentions, index_named, told_by_parts
from extract.reading.model import CHANGES, LEVELS, Figure, Mention
from extract.records import Article, Bound, Evidence, Observation, Subject, quickly, replace
from extract.spans import Span, Spans
from extract.tables.indices import indices

# An index named so often, or in so many of the first sentences, and no other, is what the whole article is about.
_OFTEN, _NEAR = 2, 5
# Headline and lead: so many of the first sentences that name an index tell the year of the article.
_OPENING = 2
# More than so many lead one after the other, unless they are told to have one place.
_TIED = 2
_Evidence, _Observation = quickly(Evidence), quickly(Observation)
_ITEM = re.compile(r"[,;(]")
# A record, and where each of its fields was read.
_Told = tuple[Observation, dict[str, Span]]


def read_observations(text: Text, article: Article) -> tuple[Observation, ...]:
    """The observations of one article, in text order, derived ones last; a pure function of text and data."""
    return read_figures(text, article)[0]


def read_figures(text: Text, article: Article) -> tuple[tuple[Observation, ...], tuple[tuple[str, Span], ...]]:
    """The observations of one article, and index and span of each table from which none was read."""
    if not index_named(text):
        return (), ()
    home = article.province or home_of(article, text)
    found_tables = find_tables(text.raw)
    tables, rows = found_tables.grids, found_tables.rows
    if cut := {at: " " for grid in tables for row in grid.rows for at in _line_ends(text.raw, row)}:
        # Names that go on in a second line of their cell.
        text = rewritten(text, cut)
    # A name that nothing parts from its number or its figure ends there.
    glued = {at: " " for grid in tables for row in grid.rows for at in _glued(text.raw, row)}
    mentions = find_mentions(rewritten(text, glued) if glued else text, home)
    force = Force(main=main_subject(home))
    found: list[Observation] = []
    sentences = list(_sentences(text, mentions, Spans([*(table.span for table in tables), *rows])))
    named = [s for s in sentences if s.indices]
    of_news = bool(sentences) and year_of_news(sentences, force)
    for sentence in named:
        # "PCI 2024 … PCI 2023: thứ 12": what is told before any year is of the latest.
        note_years(sentence, force, latest=True)
    note_main_year(named[of_news:_OPENING], force)
    told = [(m.value.id, m.span.start) for m in mentions if isinstance(m.value, IndexName) and not m.value.loose]
    ids = [index for index, _ in told]
    force.seen = list(dict.fromkeys(reversed(ids)))
    force.headline = _only_index(sentences[0]) if sentences else None
    force.district = _only_district(mentions)
    # Up to where a second index is named, the first is the only one.
    second = next((start for index, start in told if index != ids[0]), len(text.raw))
    alone = any(s.indices for s in sentences[:_NEAR]) or sum(start < second for _, start in told) >= _OFTEN
    if (alone and len(force.seen) == 1) or not ids:
        # Named outright further on, or loosely by the headline and nowhere else.
        names = (m for m in mentions if isinstance(m.value, IndexName) and m.value.loose == (not ids))
        force.ahead = next(((m.value.id, m.span) for m in names if isinstance(m.value, IndexName)), None)
        if not ids and force.ahead and sentences and not sentences[0].span.contains(force.ahead[1]):
            force.ahead = None
    force.behind = _told_behind(sentences)
    # Last of all: it owns what no index that is named does.
    force.seen = [*(index for index in told_by_parts(text, mentions) if index not in force.seen), *force.seen]
    for sentence in sentences:
        force.sole = alone and sentence.span.end <= second
        found.extend(_observations(sentence, force, article.article_id))
        force.before = (*force.before[-1:], sentence)
    reporting = [s for s in sentences if s.may_tell_year and (s.indices or s.tells(gaps.clauses.reporting()))]
    year = only_year(reporting)
    found = based(dated(found, year, told_back(sentences)), force.bases)
    # What is known of one change tells of another; and of the earlier ends of both.
    found = opened(based(found, force.bases))
    taken = {span for o in found if (span := span_of(o, "figure"))}
    known = {sentence.span: sentence for sentence in sentences}
    found.extend(read_rates(text, mentions, taken, known, article.article_id))
    found.extend(dated(read_tables(text, tables, mentions, home, article.article_id), year))
    unique = settled(exact_where_told(merged(told_again(of_no_other_matter(text, not_belied(text, found))))))
    printed = checked(text, _numbered(unique, article.article_id, 1))
    unread = unread_tables(text, tables, rows, mentions, printed)
    return (*printed, *_numbered(derived(text, printed), article.article_id, len(printed) + 1)), unread


def _line_ends(raw: str, row: Row) -> Iterator[int]:
    """Where a line ends within a cell of the row."""
    return (at for cell in row if "\n" in cell.of(raw) for at in range(*cell) if raw[at] == "\n")


def _glued(raw: str, row: Row) -> Iterator[int]:
    """Where digits stand right before and behind the names of the row."""
    for name in row:
        if name.start < name.end and raw[name.start].isalpha() and raw[name.end - 1].isalpha():
            yield from (at for at in (name.start - 1, name.end) if 0 <= at < len(raw) and raw[at].isdigit())


def _only_index(sentence: Sentence) -> str | None:
    """The index that the sentence names, if it names no other."""
    named = {m.value.id for m in sentence.indices if isinstance(m.value, IndexName) and not m.value.loose}
    return named.pop() if len(named) == 1 else None


def _told_behind(sentences: Sequence[Sentence]) -> dict[Sentence, tuple[str, Span]]:
    """ "P đạt 70,61 điểm, xếp thứ hai. Đó là kết quả PCI 2021.": the sentences with figures before one that says of
    what index they are, with that.
    """
    found: dict[Sentence, tuple[str, Span]] = {}
    for at, sentence in enumerate(sentences):
        if not sentence.indices or not sentence.tells_back or (index := _only_index(sentence)) is None:
            continue
        name = next(m.span for m in sentence.indices if isinstance(m.value, IndexName) and m.value.id == index)
        if gaps.clauses.report_of().search(sentence.between(sentence.span.start, name.start)):
            for before in map(sentences.__getitem__, range(at - 1, -1, -1)):
                if before.indices or not before.figures:
                    break
                found[before] = index, name
    return found


def _only_district(mentions: list[Mention[Named]]) -> tuple[Subject, Span] | None:
    """The district that the article names, and where first; null where it names several, or none."""
    named: dict[Subject, Span] = {}
    for mention in mentions:
        if isinstance(mention.value, PlaceName) and mention.value.subject.type == "district":
            named.setdefault(mention.value.subject, mention.span)
    return next(iter(named.items())) if len(named) == 1 else None


def _sentences(text: Text, mentions: list[Mention[Named]], rows: Spans) -> Iterator[Sentence]:
    """All sentences, each with the mentions in it; the rows of tables are none."""
    at = 0
    monthly = any(isinstance(m.value, IndexName) and indices()[m.value.id].monthly for m in mentions)
    for number, (paragraph, spans) in enumerate(split(text)):
        tabular = rows.overlap(paragraph)
        for span in spans:
            if tabular and rows.overlap(span):
                continue
            while at < len(mentions) and mentions[at].span.end <= span.start:
                at += 1
            end = at
            while end < len(mentions) and mentions[end].span.start < span.end:
                end += 1
            yield Sentence(text, span, mentions[at:end], number, monthly)


def _observations(sentence: Sentence, force: Force, article_id: str) -> list[Observation]:
    if not any(map(str.isalpha, sentence.between(*sentence.span))):
        return []  # the number of a list's item
    force.age += 1
    behind = force.behind.get(sentence) if force.index is None or force.age > force.reach else None
    if behind:
        (force.index, force.index_span), force.age = behind, 1
    elif force.index is None and force.ahead and _opens(sentence, force):
        (force.index, force.index_span), force.age = force.ahead, 1
    elif force.age > force.reach:
        told = (index for index in (force.headline, force.index) if index in force.spans)
        if (main := next(told, None)) and _back_to(sentence, main):
            force.index, force.index_span, force.age = main, force.spans[main], 1
    if force.age > force.reach and not any(m.kind in TOPICAL for m in sentence.mentions):
        note_report(sentence, force)
        note_head(sentence, force)
        note_aims(sentence, force, told=False)
        keep_plan(sentence, force, [])
        keep_places(sentence, force, [])
        return []
    note_years(sentence, force)
    sentence = with_next_places(with_listed(sentence, force), force)
    used = [
        (figure, *read)
        for figure in sentence.figures
        if not refused(sentence, figure)
        for read in _owned(sentence, figure, force, article_id)
    ]
    used = _of_known_parts(sentence, used)
    used += _listed_next(sentence, force, article_id)
    keep(sentence, force, used)
    return read_aligned(sentence, [(figure, observation) for figure, observation, _ in used])


def _of_known_parts(sentence: Sentence, used: Used) -> Used:
    """ "Tính minh bạch 5,7 điểm, hạ tầng 6,1 điểm, hạng 20": without what is told of a part that no list has, up to the
    next that is known. It shows by a second value of the part named before, or by one that no whole index has.
    """
    kept: Used = []
    before: dict[tuple[object, ...], Figure] = {}
    lost: tuple[object, ...] | None = None
    for figure, record, spans in used:
        topic = record.index, record.component, record.subject
        if topic != lost:
            told = *topic, record.period, record.metric, record.unit, record.modality, record.scope
            other = before.setdefault(told, figure)
            lost = topic if _of_other_part(sentence, record, other, figure) else None
        if lost is None:
            kept.append((figure, record, spans))
    return kept


def _of_other_part(sentence: Sentence, record: Observation, other: Figure, figure: Figure) -> bool:
    if record.metric not in LEVELS or other.value == figure.value or other.end or figure.end:
        return False
    if figure.bound != "exact" or other.bound != "exact":
        return False
    if record.component is None:
        most = indices()[record.index or ""].component_max or 0
        if not (figure.value or 0) <= most < (other.value or 0):
            return False
        if record.metric == "rank":
            # "xếp thứ 26 và đứng thứ 10 trong nhóm khá" is of the whole as well, "…, hạ tầng đứng thứ 10" not.
            item = _ITEM.split(sentence.between(other.span.end, figure.number.start))[-1]
            return gaps.figures.matter_ranked().fullmatch(item) is not None
    return gaps.clauses.own_item().match(sentence.between(other.span.end, figure.span.start)) is not None


def _listed_next(sentence: Sentence, force: Force, article_id: str) -> Used:
    """ "Tỉnh có 3 chỉ số đứng đầu. Đó là A, B và C.": one record for each that the second sentence names."""
    if (listed := listed_next(sentence, force)) is None:
        return []
    (figure, named), before = listed, force.before[-1]
    return [
        (figure, *_record(before, figure, index, component, subject, force, article_id))
        for index, component in named
        if isinstance(index.value, str)
        for subject in subjects.read_subject(before, figure, index.value, force)
    ]


def _opens(sentence: Sentence, force: Force) -> bool:
    """ "Theo đó, tỉnh đạt tổng điểm 47,45, đứng thứ 2": the only index of the article is named somewhere else."""
    assert force.ahead is not None
    if sentence.span.overlaps(force.ahead[1]):
        return False
    kind = indices()[force.ahead[0]]
    owners = {m.value.subject.type for m in sentence.places if isinstance(m.value, PlaceName) and m.value.aside is None}
    # What is in a province is rated in points, whatever its index is.
    local = bool(owners) and LOCAL.issuperset(owners) and owners.issubset(kind.subjects)
    if (kind.percent and not local) or kind.range is None or any(m.kind == "foreign" for m in sentence.mentions):
        return False
    if not sentence.places and not sentence.anaphors:
        return False
    low, high = max(kind.range[0], kind.component_max or 0), kind.range[1]
    points = [f for f in sentence.figures if f.metric == "score" and not f.weak and decimals(sentence, f)]
    # Where the name is a loose one, it must be said among how many, but of what is in a province.
    ranked = any(f.metric == "rank" and not f.weak and (force.sole or f.out_of or local) for f in sentence.figures)
    return ranked and any(f.value is not None and low <= f.value <= high for f in points)


def _back_to(sentence: Sentence, index: str) -> bool:
    """ "…, xuất khẩu tăng 5%. Tỉnh đạt 67,18 điểm, xếp thứ 16": back to what the article is about, far behind it."""
    kind = indices()[index]
    if kind.range is None or not (sentence.places or sentence.anaphors):
        return False
    if any(m.kind in {"foreign", "index", "component"} for m in sentence.mentions):
        return False
    low = kind.range[1] / 2 if kind.percent else max(kind.range[0], kind.component_max or 0)
    ranked = any(f.metric == "rank" and not f.weak for f in sentence.figures)
    return ranked and any(
        f.metric == ("rate" if kind.percent else "score")
        and low <= (f.value or 0) <= kind.range[1]
        and valued(sentence, f)
        for f in sentence.figures
    )


def _owned(sentence: Sentence, figure: Figure, force: Force, article_id: str) -> Iterator[_Told]:
    topics = read_topic(sentence, figure, force)
    if figure.metric == "count" and figure.label == figure.unit and _of_indices(sentence, figure, topics, force):
        return
    for index, component in topics:
        assert isinstance(index.value, str)
        if figure.metric == "rank" and _abroad(sentence, figure) and indices()[index.value].subjects != ("country",):
            continue
        shaped = values.shaped(sentence, figure, index.value, component, index)
        if shaped is None:
            continue
        owners = subjects.read_subject(sentence, figure, index.value, force)
        in_row = len(owners) > _TIED and owners[0].rule != "subject.blocks"
        if figure.label == "worded" and in_row and not _together(sentence, figure, owners):
            owners = owners[:1]
        told = shaped
        for place, subject in enumerate(owners, 1):
            assert isinstance(subject.value, Subject)
            if len(owners) > 1:
                shaped = _in_turn(sentence, told, owners, place)
            if not _rated(shaped, index.value, subject.value, subject.rule):
                continue
            if (
                dismissals.anybody(sentence, shaped, component, subject)
                or dismissals.of_all_units(sentence, shaped, subject)
                or dismissals.extreme_of_all(sentence, shaped, subject)
                or dismissals.share_within(sentence, shaped, subject)
                or dismissals.enumerates(sentence, shaped, subject)
            ):
                continue
            if (
                shaped.metric == "rank"
                and index.rule != "topic.list"
                and dismissals.leads_in_parts(sentence, shaped, component)
            ):
                continue
            if shaped.label == "worded" and (
                dismissals.nameless(sentence, shaped, subject)
                or dismissals.leads_parts(sentence, shaped, component)
                or (index.rule != "topic.list" and dismissals.parts_lead(sentence, shaped, component))
            ):
                continue
            record, spans = _record(sentence, shaped, index, component, subject, force, article_id)
            yield record, spans
            if shaped.metric in LEVELS and not shaped.end and "period" in spans:
                yield from _of_more_years(sentence, shaped, record, spans, force)


def _of_indices(sentence: Sentence, figure: Figure, topics: list[tuple[Read, Read]], force: Force) -> bool:
    """ "Ba chỉ số của tỉnh lần lượt đứng thứ 24, 9 và 42": so many indices, that were named before, no parts of one."""
    if len({index.value for index, _ in topics}) > 1:
        return True
    if figure.value != len(force.row) or not sentence.tells(gaps.clauses.taking_up()):
        return False
    told = gaps.themes.these_indices().search(sentence.text.folded, *sentence.span)
    return told is not None and Span(*told.span()).overlaps(figure.span)


def _together(sentence: Sentence, figure: Figure, owners: Sequence[Read]) -> bool:
    """ "P, Q và R ‹cùng› đứng đầu"; else the first of them leads, and the others follow."""
    last = max((owner.span.end for owner in owners if owner.span), default=figure.span.end)
    return last > figure.span.start or gaps.clauses.alike().search(sentence.between(last, figure.span.end)) is not None


def _in_turn(sentence: Sentence, figure: Figure, owners: Sequence[Read], place: int) -> Figure:
    """ "5 địa phương đầu lần lượt là P, Q, …": of a leading group that is told in its order, the place of each; "thứ 4
    đến thứ 6 là P, Q và R": of those in between.
    """
    if figure.label == "range" and place > 1:
        last = next(f for f in sentence.figures if f.label == "range" and f.span.start >= figure.span.end)
        number = Span(figure.number.start, last.number.end)
        return replace(figure, value=(figure.value or 0) + place - 1, number=number)
    if figure.label != "top" or figure.value != len(owners) or owners[0].span is None:
        return figure
    between = sentence.without_names(figure.span.end, owners[0].span.start, periods=True)
    if not gaps.clauses.respectively().pattern.search(between):
        return figure
    return replace(figure, value=float(place), bound="exact")


def _of_more_years(
    sentence: Sentence, figure: Figure, record: Observation, spans: dict[str, Span], force: Force
) -> Iterator[_Told]:
    """ "năm 2019 và 2020 xếp hạng 59": one level for several years."""
    told = spans["period"]
    more: Iterable[tuple[str | None, Span]] = (
        [(period.value, period.span) for period in more_years(sentence, figure, told)]
        or kept_until(sentence, figure, told, record.period or "")
        or [year for year in all_years(sentence, figure, force) if year[0] != record.period]
        or each_year(sentence, figure, told, record.period or "")
    )
    for value, span in more:
        evidence = tuple(
            replace(e, start=span.start, end=span.end) if e.what == "period" else e for e in record.evidence
        )
        yield replace(record, period=value, evidence=evidence), {**spans, "period": span}


def _record(
    sentence: Sentence, figure: Figure, index: Read, component: Read, subject: Read, force: Force, article_id: str
) -> _Told:
    assert isinstance(index.value, str)
    assert isinstance(subject.value, Subject)
    period = read_period(sentence, figure, index.value, force)
    baseline = NOTHING
    change, count, year = figure.metric in CHANGES, figure.metric == "count", _text(period.value)
    if change or (count and subject.value.type != "index"):
        baseline = read_baseline(sentence, figure, index.value, year, force)
        if count and baseline.rule != "baseline.told":
            baseline = _count_goes_on(sentence, figure, index.value, force)
            if baseline.value == year:
                baseline = NOTHING
    charge = read_charge(sentence, figure, component)
    modality, cue = read_modality(sentence, figure, force)
    scope, scope_span = read_scope(sentence, figure, subject.value, force)
    out_of = figure.out_of or _told_apart(sentence, figure, scope_span)
    if count and out_of is None and subject.value.type != "index":
        out_of = _of_all(sentence, figure, index.value, force)
    told = {
        "figure": figure.number,
        "index": index.span,
        "component": component.span,
        "subject": subject.span,
        "period": period.span,
        "baseline": baseline.span,
        "modality": cue,
        "scope": scope_span,
        "responsible": charge.span,
    }
    spans = {what: span for what, span in told.items() if span is not None}
    evidence = [_Evidence(start=start, end=end, what=what) for what, (start, end) in spans.items()]
    rule = f"{figure.rule} {index.rule} {subject.rule} {period.rule}"
    record = _Observation(
        article_id=article_id,
        observation_id="",
        index=index.value,
        # A count of an index's parts is the index's own.
        component=_text(component.value) if not count else None,
        indicator=figure.label if count else None,
        subject=subject.value,
        period=year,
        metric=figure.metric,
        value=figure.value,
        direction=figure.direction if change else None,
        unit=figure.unit,
        out_of=out_of,
        scope=scope,
        baseline=_text(baseline.value),
        modality=modality,
        bound=_least(sentence, figure) if modality == "target" else figure.bound,
        responsible=_text(charge.value),
        rule=rule,
        confidence=confidence(rule),
        evidence=tuple(evidence),
    )
    return record, spans


def _least(sentence: Sentence, figure: Figure) -> Bound:
    """ "phấn đấu đạt từ 85%", "xếp từ thứ 40": the least that is aimed at, where no other end of it follows."""
    if figure.bound != "exact" or figure.end or figure.metric not in LEVELS:
        return figure.bound
    start = figure.span.start if figure.metric == "rank" else figure.number.start
    if not gaps.clauses.from_before().search(sentence.between(sentence.clause_start(figure), start)):
        return figure.bound
    if gaps.figures.other_end().match(sentence.text.folded, figure.span.end, sentence.span.end):
        return figure.bound
    return "max" if figure.metric == "rank" else "min"


def _told_apart(sentence: Sentence, figure: Figure, scope: Span | None) -> float | None:
    """How many are ranked, or the most that can be had, where the head of the clause tells it.

    "Trong 17 bộ, ngành, P đứng thứ 3", "Trên thang điểm 100, tỉnh đạt 90 điểm".
    """
    if figure.metric == "score" and figure.unit == "điểm" and not figure.weak:
        told = gaps.figures.scale_before().search(sentence.between(sentence.span.start, figure.span.start))
        most = parse_number(told["top"]) if told else 0
        return most if most >= (figure.value or 0) > 0 else None
    if figure.metric != "rank" or figure.bound != "exact":
        return None
    if scope and (group := gaps.owners.group_of().pattern.fullmatch(sentence.text.folded, *scope)):
        return parse_number(group["count"] or group["count_"])
    if scope and scope.start >= figure.span.end:
        return None
    start = sentence.clause_start(figure)
    groups = [*gaps.figures.of_these().finditer(sentence.text.folded, max(0, start - 1), figure.span.start)]
    if not groups:
        return None
    among = groups[-1].start()
    ranks = [f for f in sentence.figures if f.metric == "rank" and start <= f.span.start < figure.span.start]
    # "nhóm 13 tỉnh" is no top of any.
    ranks = [f for f in ranks if f.label != "top" or f.span.start < among]
    # "thứ nhất trong 8 đơn vị, hơn đơn vị xếp thứ hai": of how many the rank before is.
    if any(f.out_of or f.span.end >= among for f in ranks if f.span.end > among - 2):
        return None
    count = parse_number(groups[-1]["all"] or groups[-1]["all_"])
    return count if count >= (figure.value or 0) and count > 1 else None


def _rated(figure: Figure, index: str, subject: Subject, rule: str) -> bool:
    """False for what an index of provinces has no country's value of, where nobody said whose figure it is."""
    if subject.type != "country" or "country" in indices()[index].subjects:
        return True
    return not figure.metric.startswith("rank") and (rule != "subject.main" or indices()[index].percent)


def _abroad(sentence: Sentence, figure: Figure) -> bool:
    return gaps.figures.abroad().match(sentence.text.folded, figure.span.end, sentence.span.end) is not None


def _count_goes_on(sentence: Sentence, figure: Figure, index: str, force: Force) -> Read:
    """The baseline of a count that goes on about what was told: the rest of a count, or what a change is made of.

    "so với năm 2018, 6 chỉ số tăng điểm. 4 chỉ số giảm", "tăng 2 bậc so với năm 2018. Trong đó, 4 chỉ số tăng điểm".
    """
    if not _fares(sentence, figure):
        return NOTHING
    counted = force.counted.get(index)
    if counted and counted.baseline and counted.paragraph == sentence.paragraph:
        return Read(*counted.baseline, "baseline.counted")
    known = (
        force.baselines if gaps.figures.within_it().match(sentence.text.folded, sentence.span.start) else force.compared
    )
    # What a bracket alone told ends with it.
    return Read(*known[index], "baseline.inherited") if index in known else NOTHING


def _fares(sentence: Sentence, figure: Figure) -> bool:
    return (
        gaps.clauses.fared().search(fold(figure.label or "")) is not None
        or gaps.figures.fares().match(sentence.text.folded, figure.span.end, sentence.span.end) is not None
    )


def _of_all(sentence: Sentence, figure: Figure, index: str, force: Force) -> float | None:
    """ "Trong 10 chỉ số có 2 chỉ số tăng. 7 chỉ số giảm": of how many the rest is, where it is told for all."""
    counted = force.counted.get(index)
    if counted is None or counted.paragraph != sentence.paragraph or not _fares(sentence, figure):
        return None
    whole = counted.out_of
    return whole if whole is not None and counted.told + (figure.value or 0) <= whole else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _numbered(found: list[Observation], article_id: str, first: int) -> list[Observation]:
    # Nobody has seen them yet: they get their ids where they are, which building them again would take a while for.
    for number, o in enumerate(found, first):
        object.__setattr__(o, "observation_id", f"{article_id}-o{number}")
    return found
