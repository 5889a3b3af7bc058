"""From figures and topics to observations: one record for each fact of the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extract.articles.grid import Grid, find_grids
from extract.facts import gaps, subjects, times, topics
from extract.facts.aligned import read_aligned
from extract.facts.checks import checked, settled
from extract.facts.confidence import confidence
from extract.facts.context import (
    BRACKETED,
    NOTHING,
    THOUSANDS,
    TOPICAL,
    Force,
    Read,
    Sentence,
    coordinated_back,
    decimals,
    figure_between,
    is_region,
    phrase_end,
    span_of,
)
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
)
from extract.facts.plans import read_modality
from extract.facts.rates import read_rates
from extract.facts.scopes import read_scope
from extract.facts.tables import read_tables
from extract.facts.whole import based, dated, exact_where_told, merged, only_year, opened, told_again, told_back
from extract.facts.years import all_years, each_year
from extract.folding import Text, fold
from extract.language.numbers import parse_number
from extract.language.sentences import split
from extract.reading.mentions import IndexName, Named, PlaceName, find_mentions, index_named, told_by_parts
from extract.reading.model import Figure, Mention
from extract.records import Article, Evidence, Observation, Subject, quickly, replace
from extract.spans import Span
from extract.tables.indices import indices
from extract.tables.topics import topics as topics_of

_NUMERAL = re.compile(r"\d")
# Three numbers with nothing but spaces between.
_ROW = re.compile(r"(?<![\w.,/])\d+(?:[.,]\d+)*(?:\s+\d+(?:[.,]\d+)*(?![\w/%])){2,}")
_ITEM = re.compile(r"[,;](?!\d)")
# An index named so often, or in the opening, and no other, is what the whole article is about.
_OFTEN = 2
# Headline and lead: so many of the first sentences that name an index tell the year of the article.
_OPENING = 2
_Evidence, _Observation = quickly(Evidence), quickly(Observation)
_CHANGES = frozenset({"score_change", "rank_change", "rate_change"})
_LEVELS = frozenset({"rank", "score"})
# A record, and where each of its fields was read.
_Told = tuple[Observation, dict[str, Span]]
# What may be how far it is to another.
_APART = frozenset({"score", "rate", "rank_change"})
# What may be only how far two are apart.
_DISTANT = frozenset({"score", "rate", *_CHANGES})


def read_observations(text: Text, article: Article) -> tuple[Observation, ...]:
    """The observations of one article, in text order, derived ones last; a pure function of text and data."""
    if not index_named(text):
        return ()
    home = article.province or home_of(article, text)
    mentions = find_mentions(text, home)
    force = Force(main=main_subject(home))
    found: list[Observation] = []
    tables = find_grids(text.raw)
    sentences = list(_sentences(text, mentions, tables))
    named = [s for s in sentences if s.indices]
    for sentence in named:
        # "PCI 2024 … PCI 2023: thứ 12": what is told before any year is of the latest.
        note_years(sentence, force, latest=True)
    note_main_year(named[:_OPENING], force)
    told = [(m.value.id, m.span.start) for m in mentions if isinstance(m.value, IndexName) and not m.value.loose]
    ids = [index for index, _ in told]
    force.seen = list(dict.fromkeys(reversed(ids)))
    force.headline = _only_index(sentences[0]) if sentences else None
    force.district = _only_district(mentions)
    # Up to where a second index is named, the first is the only one.
    second = next((start for index, start in told if index != ids[0]), len(text.raw))
    alone = any(s.indices for s in sentences[:_OPENING]) or sum(start < second for _, start in told) >= _OFTEN
    if (alone and len(force.seen) == 1) or not ids:
        # Named outright further on, or loosely by the headline and nowhere else.
        names = (m for m in mentions if isinstance(m.value, IndexName) and m.value.loose == (not ids))
        force.ahead = next(((m.value.id, m.span) for m in names if isinstance(m.value, IndexName)), None)
        if not ids and force.ahead and sentences and not sentences[0].span.contains(force.ahead[1]):
            force.ahead = None
    # Last of all: it owns what no index that is named does.
    force.seen = [*(index for index in told_by_parts(text, mentions) if index not in force.seen), *force.seen]
    for sentence in sentences:
        force.sole = alone and sentence.span.end <= second
        found.extend(_observations(sentence, force, article.article_id))
        force.before = (*force.before[-1:], sentence)
    reporting = [s for s in sentences if s.periods and (s.indices or s.tells(gaps.clauses.reporting()))]
    year = only_year(reporting)
    found = based(dated(found, year, told_back(sentences)), force.bases)
    # What is known of one change tells of another; and of the earlier ends of both.
    found = opened(based(found, force.bases))
    taken = {span for o in found if (span := span_of(o, "figure"))}
    known = {sentence.span: sentence for sentence in sentences}
    found.extend(read_rates(text, mentions, taken, known, article.article_id))
    found.extend(dated(read_tables(text, tables, mentions, home, article.article_id), year))
    unique = settled(exact_where_told(merged(told_again(found))))
    printed = checked(text, _numbered(unique, article.article_id, 1))
    return (*printed, *_numbered(derived(text, printed), article.article_id, len(printed) + 1))


def _only_index(sentence: Sentence) -> str | None:
    """The index that the sentence names, if it names no other."""
    named = {m.value.id for m in sentence.indices if isinstance(m.value, IndexName) and not m.value.loose}
    return named.pop() if len(named) == 1 else None


def _only_district(mentions: list[Mention[Named]]) -> tuple[Subject, Span] | None:
    """The district that the article names, and where first; null where it names several, or none."""
    named: dict[Subject, Span] = {}
    for mention in mentions:
        if isinstance(mention.value, PlaceName) and mention.value.subject.type == "district":
            named.setdefault(mention.value.subject, mention.span)
    return next(iter(named.items())) if len(named) == 1 else None


def _sentences(text: Text, mentions: list[Mention[Named]], tables: Sequence[Grid]) -> Iterator[Sentence]:
    """All sentences, each with the mentions in it; the rows of tables are none."""
    at = 0
    monthly = any(isinstance(m.value, IndexName) and indices()[m.value.id].monthly for m in mentions)
    for number, (paragraph, spans) in enumerate(split(text)):
        if any(table.span.overlaps(paragraph) for table in tables):
            continue
        for span in spans:
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
    if force.index is None and force.ahead and _opens(sentence, force):
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
    sentence = with_listed(sentence, force)
    used = [
        (figure, *read)
        for figure in sentence.figures
        if not _refused(sentence, figure)
        for read in _owned(sentence, figure, force, article_id)
    ]
    used += _listed_next(sentence, force, article_id)
    keep(sentence, force, used)
    return read_aligned(sentence, [(figure, observation) for figure, observation, _ in used])


def _listed_next(sentence: Sentence, force: Force, article_id: str) -> Used:
    """ "Tỉnh có 3 chỉ số đứng đầu. Đó là A, B và C.": one record for each that the second sentence names."""
    if (listed := topics.listed_next(sentence, force)) is None:
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
    if kind.percent or kind.range is None or any(m.kind == "foreign" for m in sentence.mentions):
        return False
    if not sentence.places and not sentence.anaphors:
        return False
    low, high = max(kind.range[0], kind.component_max or 0), kind.range[1]
    points = [f for f in sentence.figures if f.metric == "score" and not f.weak and decimals(sentence, f)]
    # Where the name is a loose one, it must be said among how many.
    ranked = any(f.metric == "rank" and not f.weak and (force.sole or f.out_of) for f in sentence.figures)
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
        and topics.valued(sentence, f)
        for f in sentence.figures
    )


def _owned(sentence: Sentence, figure: Figure, force: Force, article_id: str) -> Iterator[_Told]:
    for index, component in topics.read_topic(sentence, figure, force):
        assert isinstance(index.value, str)
        if figure.metric == "rank" and _abroad(sentence, figure) and indices()[index.value].subjects != ("country",):
            continue
        shaped = _shaped(sentence, figure, index.value, component, index)
        if shaped is None:
            continue
        for subject in subjects.read_subject(sentence, figure, index.value, force):
            assert isinstance(subject.value, Subject)
            if not _rated(shaped, index.value, subject.value, subject.rule):
                continue
            if _anybody(sentence, shaped, component, subject) or _enumerates(sentence, shaped, subject):
                continue
            if shaped.label == "worded" and (
                _nameless(sentence, shaped, subject)
                or (index.rule != "topic.list" and _parts_lead(sentence, shaped, component))
            ):
                continue
            record, spans = _record(sentence, shaped, index, component, subject, force, article_id)
            yield record, spans
            if shaped.metric in _LEVELS and not shaped.end and "period" in spans:
                yield from _of_more_years(sentence, shaped, record, spans, force)


def _of_more_years(
    sentence: Sentence, figure: Figure, record: Observation, spans: dict[str, Span], force: Force
) -> Iterator[_Told]:
    """ "năm 2019 và 2020 xếp hạng 59": one level for several years."""
    told = spans["period"]
    more: Iterable[tuple[str | None, Span]] = (
        [(period.value, period.span) for period in times.more_years(sentence, figure, told)]
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
    period = times.read_period(sentence, figure, index.value, force)
    baseline = NOTHING
    change, count, year = figure.metric in _CHANGES, figure.metric == "count", _text(period.value)
    if change or count:
        baseline = times.read_baseline(sentence, figure, index.value, year, force)
        if count and baseline.rule != "baseline.told":
            baseline = _count_goes_on(sentence, figure, index.value, force)
    charge = topics.read_charge(sentence, figure, component)
    modality, cue = read_modality(sentence, figure, force)
    scope, scope_span = read_scope(sentence, figure, subject.value, force)
    out_of = figure.out_of or _told_apart(sentence, figure, scope_span)
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
        bound=figure.bound,
        responsible=_text(charge.value),
        rule=rule,
        confidence=confidence(rule),
        evidence=tuple(evidence),
    )
    return record, spans


def _told_apart(sentence: Sentence, figure: Figure, scope: Span | None) -> float | None:
    """How many are ranked, or the most that can be had, where the head of the clause tells it.

    "Trong 17 bộ, ngành, P đứng thứ 3", "Trên thang điểm 100, tỉnh đạt 90 điểm".
    """
    if figure.metric == "score" and figure.unit == "điểm" and not figure.weak:
        told = gaps.figures.scale_before().search(sentence.between(sentence.span.start, figure.span.start))
        most = parse_number(told["top"]) if told else 0
        return most if most >= (figure.value or 0) > 0 else None
    if figure.metric != "rank" or figure.bound != "exact" or (scope and scope.start >= figure.span.end):
        return None
    start = sentence.clause_start(figure)
    ranks = [f for f in sentence.figures if f.metric == "rank" and start <= f.span.start < figure.span.start]
    for among in reversed(
        [*gaps.figures.of_these().finditer(sentence.text.folded, max(0, start - 1), figure.span.start)]
    ):
        count = parse_number(among["all"])
        # "thứ nhất trong 8 đơn vị, hơn đơn vị xếp thứ hai": of how many the rank before is.
        if any(f.out_of or f.span.end >= among.start() for f in ranks if f.span.end > among.start() - 2):
            return None
        return count if count >= (figure.value or 0) and count > 1 else None
    return None


def _shaped(sentence: Sentence, figure: Figure, index: str, component: Read, topic: Read) -> Figure | None:
    """The figure as this index would have it: percentages as scores; null where it is none of its values."""
    kind = indices()[index]
    limit = kind.score_max if component.value is None or kind.component_max is None else kind.component_max
    if figure.metric in {"rate", "rate_change"}:
        if not kind.percent:
            return None
        if _of_something(sentence, figure, index, topic):
            return None
        figure = replace(figure, metric="score" if figure.metric == "rate" else "score_change")
        return _reached(sentence, figure, limit)
    if figure.metric == "score" and figure.out_of is None and _places_counted(sentence, figure):
        return None
    if figure.metric in {"score", "score_change"} and figure.unit:
        figure = _reached(sentence, _decimal(sentence, figure, kind.score_max), limit)
    if figure.metric == "score":
        if figure.unit == "":
            figure = replace(figure, unit="điểm")
        if (
            limit is not None
            and figure.value is not None
            and figure.value > limit
            and _no_slip(sentence, figure, limit)
        ):
            return None
        before = sentence.between(sentence.span.start, figure.span.start)
        if limit is not None and figure.value == limit and gaps.figures.scaled().search(before):
            return None
        if not decimals(sentence, figure) and gaps.figures.shared_out().search(before):
            return None
        if figure.value is not None and figure.value.is_integer() and gaps.figures.built_of().search(before):
            return None
        if figure.weak and figure.number.of(sentence.text.folded) in topics_of().versions:
            return None
    if figure.metric == "rank" and figure.value is None:
        return None
    # "27/27 sở": all of them did something.
    if figure.metric == "rank" and figure.weak and figure.out_of == figure.value and not _last_of_row(sentence, figure):
        return None
    if figure.value is None and topic.rule != "topic.list":
        return None
    return figure


def _reached(sentence: Sentence, figure: Figure, limit: float | None) -> Figure:
    """ "nhích lên 86,12%": no index moves by more than half of its scale, so that this is the level it got to."""
    moved = abs(figure.value or 0)
    if figure.metric != "score_change" or figure.end or limit is None or not limit / 2 < moved <= limit:
        return figure
    return replace(figure, metric="score", direction=None, value=moved) if decimals(sentence, figure) else figure


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


def _rated(figure: Figure, index: str, subject: Subject, rule: str) -> bool:
    """False for what an index of provinces has no country's value of, where nobody said whose figure it is."""
    if subject.type != "country" or "country" in indices()[index].subjects:
        return True
    return not figure.metric.startswith("rank") and (rule != "subject.main" or indices()[index].percent)


def _anybody(sentence: Sentence, figure: Figure, component: Read, subject: Read) -> bool:
    """ "nơi giảm nhiều nhất là 2,94%": the most or the least of all, where nobody is named in the sentence."""
    if figure.metric == "rank" or component.value or subject.rule not in {"subject.inherited", "subject.main"}:
        return False
    if figure.bound != "exact":
        return False  # "đạt ít nhất 70 điểm"
    numeral = _NUMERAL.search(sentence.text.folded, figure.number.start, figure.number.end)
    end = numeral.start() if numeral else figure.number.start
    return gaps.figures.superlative().search(sentence.between(sentence.clause_start(figure), end)) is not None


def _nameless(sentence: Sentence, figure: Figure, subject: Read) -> bool:
    """ "tỉnh dẫn đầu": the first of them, whoever it is, where no name stands behind."""
    if subject.rule in {"subject.behind", "subject.bracket", "subject.in_bracket"}:
        return False
    before = sentence.between(sentence.span.start, figure.span.start)
    # "SIPAS năm 2023: tỉnh dẫn đầu đạt 90,6%, P đạt 82,1%"
    valued = gaps.figures.valued_itself().match(sentence.text.folded, figure.span.end, sentence.span.end)
    if valued and gaps.figures.noun_heads().search(before):
        return True
    return subject.rule != "subject.fronted" and gaps.figures.place_noun().search(before) is not None


def _parts_lead(sentence: Sentence, figure: Figure, component: Read) -> bool:
    """ "có 5 chỉ số dẫn đầu cả nước": a count of parts leads, the index does not."""
    if component.value:
        return False
    counts = [f for f in sentence.figures if f.metric == "count" and f.span.end <= figure.span.start]
    between = sentence.between(counts[-1].span.end, figure.span.start) if counts else "."
    return not re.search(r"[,;:.()]", between)


def _enumerates(sentence: Sentence, figure: Figure, subject: Read) -> bool:
    """ "Thứ hai, cần đổi mới …": the second of the speaker's points, no rank, where it is nobody's."""
    if figure.rule != "rank.ordinal" or subject.rule == "subject.behind":
        return False
    before = sentence.between(sentence.span.start, figure.span.start)
    return (
        gaps.clauses.clause_head().search(before) is not None
        and gaps.figures.enumerated().match(sentence.text.folded, figure.span.end) is not None
    )


def _of_something(sentence: Sentence, figure: Figure, index: str, topic: Read) -> bool:
    """ "59,3% doanh nghiệp": a share of something is no value of an index."""
    if gaps.figures.satisfied(index).match(sentence.text.folded, figure.number.end, sentence.span.end):
        return False
    # "đạt 70,78% về chỉ số SIPAS": the index itself is what it is of.
    behind = topic.span.start if topic.span else -1
    if behind >= figure.number.end and gaps.clauses.joined_behind().fullmatch(
        sentence.between(figure.number.end, behind)
    ):
        return False
    if topic.rule == "topic.inherited" and figure.label != "points":
        before = sentence.between(sentence.clause_start(figure), figure.number.start)
        if gaps.figures.share_heads().search(before) and not gaps.figures.own_share(index).search(before):
            return True
    if figure.label != "points" and _of_own_item(sentence, figure, index, topic):
        return True
    end = phrase_end(sentence, figure).number.end
    return not gaps.figures.after_percent().match(sentence.between(end, min(end + 20, sentence.span.end)))


def _of_own_item(sentence: Sentence, figure: Figure, index: str, topic: Read) -> bool:
    """ "PAR INDEX đạt 86%, tỷ lệ hồ sơ trực tuyến 75,4%": behind a comma, a share of something begins."""
    if topic.span is None or not sentence.span.start <= topic.span.end <= figure.number.start:
        return False
    _, *items = _ITEM.split(sentence.between(topic.span.end, figure.number.start))
    if not items or not gaps.figures.share_heads().search(items[-1]):
        return False
    return not any(fold(word) in items[-1] for word in indices()[index].counts)


def _refused(sentence: Sentence, figure: Figure) -> bool:
    """True for what is told of nobody, of once, or only supposed."""
    bracket = sentence.bracket(figure.span)
    if sentence.hedges and _supposed(sentence, figure, bracket):
        return True
    metric, bounded = figure.metric, figure.bound in {"min", "max"}
    if metric == "count" and figure.out_of is None and gaps.figures.other_indices().fullmatch(figure.label or ""):
        return gaps.figures.rest().match(sentence.text.folded, figure.span.end) is not None
    if figure.label == "bracketed" and not _named_before(sentence, figure):
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
    if (
        metric in {"score", "rate"}
        and (counted := sentence.search(gaps.figures.counted_owners(), before))
        and not _mean_of_all(sentence, figure, counted)
        # "nhất trong 63 tỉnh với 6,3 điểm": they are those among whom one is.
        and not gaps.figures.one_of().search(before, 0, counted.start())
        and not _named_after(sentence, figure)
    ):
        return True
    if metric in _DISTANT and _distance(sentence, before, bracket):
        return True
    if metric in _CHANGES and (
        sentence.search(gaps.figures.each_year(), before) or _against_goal(sentence, figure, before)
    ):
        return True
    if metric in _APART and bracket is None and _behind_comparison(sentence, figure):
        return True
    if metric in {"score", "rate"} and _unnamed(sentence, figure, before, bracket):
        return True
    if (
        metric in _APART
        and bracket is None
        and sentence.tells((gap := gaps.figures.gap_to_unnamed()).needs)
        and gap.pattern.search(BRACKETED.sub("", before))
    ):
        return True
    if figure.label == "worded" and gaps.figures.asked().search(before):
        return True
    if bounded and (gaps.figures.none_of().search(before) or gaps.figures.tier_defined().search(before)):
        return True
    if bounded and metric in {"rate", "score"}:
        # "nằm trong 8 địa phương dẫn đầu, SIPAS đạt trên 86%": behind a comma another index begins.
        several = [] if sentence.aimed(figure.span.start) else list(gaps.figures.plural_bodies().finditer(before))
        if several and not gaps.figures.next_clause().search(before, several[-1].end()):
            return True
    if metric in {"score", "rate", "score_change", "rate_change"} and _of_class(sentence, figure):
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
        if once is None or times.period_behind(sentence, figure) or _year_in_bracket(sentence, figure):
            return False
        # "từng 3 năm liên tiếp (2008-2010) giữ ngôi đầu"
        start = figure.span.start - len(before) + once.start()
        if any(p.value and start <= p.span.start < figure.span.start for p in sentence.periods):
            return False
        # "Giai đoạn 2008-2010, tỉnh từng ba năm liền dẫn đầu"
        running = gaps.figures.running().search(sentence.between(start, figure.span.start)) is not None
        runs = [p for p in sentence.periods if "/" in (p.value or "") and p.span.end <= start]
        return not (running and runs and not figure_between(sentence, runs[-1].span.end, figure.span.start))
    return False


def _of_growth(sentence: Sentence, figure: Figure) -> bool:
    """ "Kinh tế tăng 12,27%, cao thứ hai cả nước": how it moved ranks; where a level stands before, that may."""
    if figure.rule != "rank.ordinal":
        return False
    start = sentence.clause_start(figure)
    told = [f for f in sentence.figures if start <= f.span.start and f.span.end <= figure.span.start]
    if not told or any(f.metric not in _CHANGES for f in told):
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
    ]
    if not several or gaps.figures.next_clause().search(before, several[-1].end()):
        return False
    # "ba tỉnh dẫn đầu là P, Q và R": they are named behind.
    if sentence.places and sentence.places[-1].span.start >= figure.span.end:
        return False
    start = figure.span.start - len(before) + several[-1].start()
    named = [m for m in sentence.places if figure.span.start - len(before) <= m.span.start < figure.span.start]
    return not any(m.span.start >= start or _one_of_them(sentence, m, start) for m in named)


def _one_of_them(sentence: Sentence, place: Mention[Named], several: int) -> bool:
    """ "P và Q là hai tỉnh dẫn đầu"; not "P xếp thứ 5, 4 tỉnh lọt tốp 10", "Vùng P: 4 tỉnh lọt tốp 10"."""
    apart = re.search(r"[:;]|\s[-–]\s", sentence.between(place.span.end, several))
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
    near = behind and not sentence.between(figure.span.end, behind[0].start).strip()
    return bool(near) and any(behind[0].contains(p.span) and p.value for p in sentence.periods)


def _told_of_both(sentence: Sentence, supposition: Span) -> bool:
    """ "Nếu như A đứng thứ 2, thì B đứng thứ 15": a place and its figure on either side; nothing is supposed."""
    then = gaps.figures.outcome().search(sentence.text.folded, supposition.end, sentence.span.end)
    if then is None:
        return False
    sides = (Span(supposition.end, then.start()), Span(then.end(), sentence.span.end))
    return all(
        any(side.contains(m.span) for m in sentence.places) and any(side.contains(f.span) for f in sentence.figures)
        for side in sides
    )


def _in_row(sentence: Sentence, figure: Figure) -> bool:
    """ "P 7.98 7.39 6.31 73.02 1": the row of a table whose columns are lost; nobody says what its numbers are."""
    rows = _ROW.finditer(sentence.text.folded, *sentence.span)
    return any(row.start() <= figure.number.start < row.end() for row in rows)


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


def _of_named(sentence: Sentence, bracket: Span) -> bool:
    """True for the bracket right behind a place: what it tells is that place's own."""
    return any(
        m.span.end <= bracket.start and not sentence.between(m.span.end, bracket.start).strip() for m in sentence.places
    )


def _of_class(sentence: Sentence, figure: Figure) -> bool:
    """ "khối sở trung bình đạt 85,7%, tăng 2,2%": the mean of a class, and how it moved."""
    mean = gaps.figures.class_mean()
    if not sentence.tells(mean.needs):
        return False
    told = mean.pattern.search(sentence.without_names(sentence.clause_start(figure), figure.span.start))
    if told:
        return not _mean_of_all(sentence, figure, told)
    earlier = [f for f in sentence.figures if f.span.end <= figure.span.start and f.metric in {"score", "rate"}]
    if not figure.metric.endswith("_change") or not earlier:
        return False
    level = earlier[-1]
    between = sentence.between(level.span.end, figure.span.start)
    words = sentence.without_names(sentence.clause_start(level), level.span.start)
    told = mean.pattern.search(words)
    return not between.strip(" ,(") and told is not None and not _mean_of_all(sentence, level, told)


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


def _named_after(sentence: Sentence, figure: Figure) -> bool:
    """True where a place or a component is named between the figure and the next one."""
    end = next((f.span.start for f in sentence.figures if f.span.start >= figure.span.end), sentence.span.end)
    kinds = {"place", "component"}
    return any(m.kind in kinds and figure.span.end <= m.span.start < end for m in sentence.mentions)


def _behind_comparison(sentence: Sentence, figure: Figure) -> bool:
    """ "chỉ sau Quảng Ninh 0,43 điểm", "kém Quảng Ninh (71,25) 0,31 điểm": how far the two are apart."""
    return any(
        isinstance(m.value, PlaceName)
        and m.value.aside == "comparison"
        and m.span.end <= figure.span.start
        and not BRACKETED.sub("", sentence.between(m.span.end, figure.span.start)).strip()
        for m in sentence.places
    )


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


def _abroad(sentence: Sentence, figure: Figure) -> bool:
    return gaps.figures.abroad().match(sentence.text.folded, figure.span.end, sentence.span.end) is not None


def _count_goes_on(sentence: Sentence, figure: Figure, index: str, force: Force) -> Read:
    """The baseline of a count that goes on about what was told: the rest of a count, or what a change is made of.

    "so với năm 2018, 6 chỉ số tăng điểm. 4 chỉ số giảm", "tăng 2 bậc so với năm 2018. Trong đó, 4 chỉ số tăng điểm".
    """
    if not (
        gaps.clauses.fared().search(fold(figure.label or ""))
        or gaps.figures.fares().match(sentence.text.folded, figure.span.end, sentence.span.end)
    ):
        return NOTHING
    value, span, paragraph = force.counted.get(index, (None, None, None))
    if value and paragraph == sentence.paragraph:
        return Read(value, span, "baseline.counted")
    known = (
        force.baselines if gaps.figures.within_it().match(sentence.text.folded, sentence.span.start) else force.compared
    )
    # What a bracket alone told ends with it.
    return Read(*known[index], "baseline.inherited") if index in known else NOTHING


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _numbered(found: list[Observation], article_id: str, first: int) -> list[Observation]:
    # Nobody has seen them yet: they get their ids where they are, which building them again would take a while for.
    for number, o in enumerate(found, first):
        object.__setattr__(o, "observation_id", f"{article_id}-o{number}")
    return found
