"""From figures and topics to observations: one record for each fact of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.articles.grid import Grid, find_grids
from extract.facts import gaps, subjects, times, topics
from extract.facts.aligned import read_aligned
from extract.facts.checks import checked, settled
from extract.facts.confidence import confidence
from extract.facts.context import Force, Read, Sentence
from extract.facts.derive import derived
from extract.facts.linking import home_of, main_subject
from extract.facts.rates import read_rates
from extract.facts.tables import read_tables
from extract.folding import Text, fold
from extract.language.sentences import paragraphs, sentences
from extract.reading.mentions import ComponentName, IndexName, Named, PlaceName, find_mentions, index_named
from extract.reading.model import Figure, Mention
from extract.records import Article, Evidence, Modality, Observation, Subject
from extract.spans import Span
from extract.tables.bodies import bodies
from extract.tables.indices import indices

# An index named so often, and no other, is what the whole article is about.
_OFTEN = 2
# A component ends its sentence where at most so many characters (a quote, the stop) follow.
_LAST = 3


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
    named = [s for s in sentences if any(isinstance(m.value, IndexName) for m in s.mentions)]
    for sentence in named:
        _note_years(sentence, force)
    ids = [m.value.id for m in mentions if isinstance(m.value, IndexName) and not m.value.loose]
    force.seen = list(dict.fromkeys(reversed(ids)))
    force.sole = len(ids) >= _OFTEN and len(force.seen) == 1
    for sentence in sentences:
        found.extend(_observations(sentence, force, article.article_id))
    reporting = [s for s in sentences if s in named or gaps.generic().search(text.folded, *s.span)]
    found = _based(_dated(found, _only_year(reporting)))
    taken = {span for o in found if (span := _span(o, "figure"))}
    found.extend(read_rates(text, mentions, taken, article.article_id))
    found.extend(_dated(read_tables(text, tables, mentions, home, article.article_id), _only_year(reporting)))
    unique = settled(_merged(found))
    printed = checked(text, _numbered(unique, article.article_id, 1))
    return (*printed, *_numbered(derived(text, printed), article.article_id, len(printed) + 1))


def _sentences(text: Text, mentions: list[Mention[Named]], tables: Sequence[Grid]) -> Iterator[Sentence]:
    """All sentences, each with the mentions in it; the rows of tables are none."""
    at = 0
    for paragraph in paragraphs(text):
        if any(table.span.overlaps(paragraph) for table in tables):
            continue
        for span in sentences(text, paragraph):
            while at < len(mentions) and mentions[at].span.end <= span.start:
                at += 1
            end = at
            while end < len(mentions) and mentions[end].span.start < span.end:
                end += 1
            yield Sentence(text, span, mentions[at:end])


def _observations(sentence: Sentence, force: Force, article_id: str) -> list[Observation]:
    force.age += 1
    if force.age > force.reach and not any(m.kind in {"index", "component", "loose"} for m in sentence.mentions):
        _note_report(sentence, force)
        return []
    _note_years(sentence, force)
    used = [
        (figure, observation)
        for figure in sentence.figures
        if not _refused(sentence, figure)
        for observation in _owned(sentence, figure, force, article_id)
    ]
    _keep(sentence, force, used)
    return read_aligned(sentence, used)


def _owned(sentence: Sentence, figure: Figure, force: Force, article_id: str) -> Iterator[Observation]:
    for index, component in topics.read_topic(sentence, figure, force):
        assert isinstance(index.value, str)
        shaped = _shaped(sentence, figure, index.value, component, index)
        if shaped is None:
            continue
        for subject in subjects.read_subject(sentence, figure, index.value, force):
            assert isinstance(subject.value, Subject)
            if not _rated(shaped, index.value, subject.value, subject.rule):
                continue
            if _nameless(sentence, shaped, subject):
                continue
            yield _record(sentence, shaped, index, component, subject, force, article_id)


def _record(
    sentence: Sentence, figure: Figure, index: Read, component: Read, subject: Read, force: Force, article_id: str
) -> Observation:
    assert isinstance(index.value, str)
    assert isinstance(subject.value, Subject)
    period = times.read_period(sentence, figure, index.value, force)
    baseline = Read(None, None, "")
    change = figure.metric in {"score_change", "rank_change", "rate_change"}
    if change or figure.metric == "count":
        baseline = times.read_baseline(sentence, figure, index.value, _text(period.value), force)
        if figure.metric == "count" and baseline.rule != "baseline.told":
            baseline = Read(None, None, "")
    charge = topics.read_charge(sentence, figure, component)
    modality, cue = _modality(sentence, figure)
    scope, scope_span = _scope(sentence, figure, subject.value, force.main)
    evidence = [Evidence(start=figure.number.start, end=figure.number.end, what="figure")]
    for what, span in (
        ("index", index.span),
        ("component", component.span),
        ("subject", subject.span),
        ("period", period.span),
        ("baseline", baseline.span),
        ("modality", cue),
        ("scope", scope_span),
        ("responsible", charge.span),
    ):
        if span is not None:
            evidence.append(Evidence(start=span.start, end=span.end, what=what))
    rule = f"{figure.rule} {index.rule} {subject.rule} {period.rule}"
    return Observation(
        article_id=article_id,
        observation_id="",
        index=index.value,
        # A count of an index's parts is the index's own.
        component=_text(component.value) if figure.metric != "count" else None,
        indicator=figure.label if figure.metric == "count" else None,
        subject=subject.value,
        period=_text(period.value),
        metric=figure.metric,
        value=figure.value,
        direction=figure.direction if change else None,
        unit=figure.unit,
        out_of=figure.out_of,
        scope=scope,
        baseline=_text(baseline.value),
        modality=modality,
        bound=figure.bound,
        responsible=_text(charge.value),
        rule=rule,
        confidence=confidence(rule),
        evidence=tuple(evidence),
    )


def _shaped(sentence: Sentence, figure: Figure, index: str, component: Read, topic: Read) -> Figure | None:
    """The figure as this index would have it: percentages as scores; null where it is none of its values."""
    kind = indices()[index]
    if figure.metric in {"rate", "rate_change"}:
        if not kind.percent:
            return None
        if _of_something(sentence, figure, index, topic):
            return None
        return replace(figure, metric="score" if figure.metric == "rate" else "score_change")
    if figure.metric == "score":
        if figure.unit == "":
            figure = replace(figure, unit="điểm")
        if figure.out_of is None and _places_counted(sentence, figure):
            return None
        limit = kind.score_max if component.value is None or kind.component_max is None else kind.component_max
        if limit is not None and figure.value is not None and figure.value > limit and _no_slip(figure.value, limit):
            return None
        before = sentence.between(sentence.span.start, figure.span.start)
        if limit is not None and figure.value == limit and gaps.scaled().search(before):
            return None
    if figure.metric == "rank" and figure.value is None:
        return None
    # "27/27 sở": all of them did something.
    if figure.metric == "rank" and figure.weak and figure.out_of == figure.value:
        return None
    if figure.value is None and topic.rule != "topic.list":
        return None
    return figure


def _no_slip(value: float, limit: float) -> bool:
    """True for what is no value of the index at all: a year, a count. A value with decimals is a misprint of one."""
    return value.is_integer() or value > 100 * limit


def _places_counted(sentence: Sentence, figure: Figure) -> bool:
    """ "48 điểm lõm sóng": a whole number of points of something."""
    printed = figure.number.of(sentence.text.folded)
    after = sentence.text.folded[figure.number.end : figure.number.end + 20]
    return not re.search(r"\d[.,]\d", printed) and not gaps.after_percent().match(after)


def _rated(figure: Figure, index: str, subject: Subject, rule: str) -> bool:
    """False for what an index of provinces has no country's value of, where nobody said whose figure it is."""
    if subject.type != "country" or "country" in indices()[index].subjects:
        return True
    return not figure.metric.startswith("rank") and (rule != "subject.main" or indices()[index].percent)


def _nameless(sentence: Sentence, figure: Figure, subject: Read) -> bool:
    """ "tỉnh dẫn đầu": the first of them, whoever it is, where no name stands behind."""
    if figure.label != "worded" or subject.rule in {"subject.behind", "subject.bracket", "subject.fronted"}:
        return False
    return gaps.place_noun().search(sentence.between(sentence.span.start, figure.span.start)) is not None


def _of_something(sentence: Sentence, figure: Figure, index: str, topic: Read) -> bool:
    """ "59,3% doanh nghiệp": a share of something is no value of an index."""
    if gaps.satisfied(index).match(sentence.text.folded, figure.number.end, sentence.span.end):
        return False
    if topic.rule == "topic.inherited":
        before = sentence.between(sentence.clause_start(figure), figure.number.start)
        if gaps.share_heads().search(before):
            return True
    after = sentence.text.folded[figure.number.end : figure.number.end + 20]
    return not gaps.after_percent().match(after)


def _refused(sentence: Sentence, figure: Figure) -> bool:
    """True for what is told of nobody, of once, of the world, or only supposed."""
    if any(h.kind == "supposition" and h.span.end <= figure.span.start for h in sentence.hedges):
        return True
    before = sentence.between(sentence.clause_start(figure), figure.span.start)
    if figure.metric in {"score", "score_change", "rank_change"} and gaps.distance().search(before):
        return sentence.bracket(figure.span) is None
    if figure.bound in {"min", "max"} and gaps.none_of().search(before):
        return True
    if figure.bound in {"min", "max"} and figure.metric in {"rate", "score"} and gaps.plural_bodies().search(before):
        return True
    if figure.metric == "rank":
        once = gaps.once().search(before) and not times.dated_behind(sentence, figure)
        return bool(once or gaps.abroad().match(sentence.text.folded, figure.span.end, sentence.span.end))
    return False


def _modality(sentence: Sentence, figure: Figure) -> tuple[Modality, Span | None]:
    start = sentence.clause_start(figure)
    cues = [
        h
        for h in sentence.hedges
        if h.kind == "target" and sentence.span.start <= h.span.start and h.span.end <= figure.span.end
    ]
    if cues and (
        cues[-1].span.start >= start or not [f for f in sentence.figures if cues[-1].span.end <= f.span.start < start]
    ):
        return "target", cues[-1].span
    return "reported", None


def _scope(sentence: Sentence, figure: Figure, subject: Subject, main: Subject) -> tuple[str | None, Span | None]:
    if figure.metric not in {"rank", "group"}:
        return None, None
    near = [
        m
        for m in sentence.mentions
        if isinstance(m.value, PlaceName)
        and m.value.subject.type == "region"
        and m.value.subject != subject
        and 0 <= m.span.start - figure.span.end < 40
        and not any(figure.span.end <= f.span.start < m.span.start for f in sentence.figures)
    ]
    if near and gaps.scope_gap().fullmatch(sentence.between(figure.span.end, near[0].span.start)):
        value = near[0].value
        assert isinstance(value, PlaceName)
        return value.subject.name, near[0].span
    if subject.type in {"district", "commune"} or (subject.type == "agency" and _provincial(subject)):
        return main.name, None
    return "national", None


def _provincial(subject: Subject) -> bool:
    body = bodies().get(fold(subject.name or ""))
    return body is not None and body.level == "province"


def _note_years(sentence: Sentence, force: Force) -> None:
    """ "PCI 2019", "chỉ số CCHC năm 2019": the year that an index was measured in."""
    for mention in sentence.mentions:
        if not isinstance(mention.value, IndexName) or mention.value.loose:
            continue
        for period in sentence.periods:
            if (
                period.kind == "period"
                and period.value
                and "/" not in period.value
                and period.span.start >= mention.span.end
            ):
                gap = sentence.between(mention.span.end, period.span.start)
                if gaps.compared().search(sentence.between(sentence.span.start, mention.span.start)):
                    break
                if gaps.year_gap().fullmatch(gap):
                    force.years[mention.value.id] = (period.value, period.span)
                break


def _note_report(sentence: Sentence, force: Force) -> None:
    """ "kết quả các chỉ số năm 2022": the year that a sentence without figures says the results are of."""
    if not gaps.generic().search(sentence.text.folded, sentence.span.start, sentence.span.end):
        return
    for period in sentence.periods:
        if period.kind != "period" or not period.value or "/" in period.value:
            continue
        if any(h.kind == "target" and h.span.end <= period.span.start for h in sentence.hedges):
            continue
        if gaps.report_of().search(sentence.between(sentence.span.start, period.span.start)):
            force.period = (period.value, period.span)


def _only_year(told: list[Sentence]) -> tuple[str, Span] | None:
    """The one period that all sentences which name an index speak of; null where they speak of several or none."""
    periods: dict[str, Span] = {}
    for sentence in told:
        for period in sentence.periods:
            if (
                period.kind == "period"
                and period.value
                and "/" not in period.value
                and not any(h.kind == "target" and h.span.end <= period.span.start for h in sentence.hedges)
            ):
                periods.setdefault(period.value, period.span)
    return next(iter(periods.items())) if len(periods) == 1 else None


def _dated(found: list[Observation], only: tuple[str, Span] | None) -> list[Observation]:
    """Figures told without a period take the latest that the article tells for their index, or its only one."""
    told: dict[str | None, dict[str, Observation]] = {}
    for o in found:
        if o.period and o.modality == "reported" and "baseline" not in o.rule and "/" not in o.period:
            told.setdefault(o.index, {}).setdefault(o.period, o)
    dated = []
    for observation in found:
        o = observation
        own = told.get(o.index, {})
        undated = o.period is None and o.modality == "reported" and o.rule.endswith("period.none")
        if undated and (own or only):
            span: Span | None
            if own:
                # The latest year told is the one that the article is about.
                period, source = max(own.items())
                span = _span(source, "period")
            else:
                assert only is not None
                period, span = only
            evidence = (*o.evidence, Evidence(start=span.start, end=span.end, what="period")) if span else o.evidence
            rule = o.rule.replace("period.none", "period.of_article")
            o = replace(o, period=period, rule=rule, confidence=confidence(rule), evidence=evidence)
        dated.append(o)
    return dated


def _based(found: list[Observation]) -> list[Observation]:
    """Changes told without a baseline take the one that the article tells for their index and period, if only one."""
    told: dict[tuple[str | None, str | None], dict[str, Observation]] = {}
    for o in found:
        if o.baseline:
            told.setdefault((o.index, o.period), {}).setdefault(o.baseline, o)
    based = []
    for observation in found:
        o = observation
        own = told.get((o.index, o.period), {})
        if (
            o.metric in {"score_change", "rank_change"}
            and o.baseline is None
            and o.modality == "reported"
            and len(own) == 1
        ):
            baseline, source = next(iter(own.items()))
            span = _span(source, "baseline")
            evidence = (*o.evidence, Evidence(start=span.start, end=span.end, what="baseline")) if span else o.evidence
            o = replace(o, baseline=baseline, evidence=evidence)
        based.append(o)
    return based


def _keep(sentence: Sentence, force: Force, used: list[tuple[Figure, Observation]]) -> None:
    """What this sentence leaves in force for the next."""
    topical = [
        m
        for m in sentence.mentions
        if m.kind == "index" or (isinstance(m.value, ComponentName) and topics.owner(sentence, m, force))
    ]
    names = [m for m in sentence.mentions if m.kind == "index" and sentence.open(m.span)]
    if names:
        # A sentence without figures is about the index that it names first.
        first = names[0]
        assert isinstance(first.value, IndexName)
        force.index, force.index_span = first.value.id, first.span
        force.component = force.component_span = None
        force.age = 0
        for name in names:
            assert isinstance(name.value, IndexName)
            force.seen = [*(index for index in force.seen if index != name.value.id), name.value.id]
    _announce(sentence, force, bool(used))
    if not used:
        _note_report(sentence, force)
    for period in sentence.periods:
        if period.kind == "baseline" and period.value and force.index and force.age == 0:
            force.baselines[force.index] = (period.value, period.span)
    places = [
        m
        for m in sentence.mentions
        if isinstance(m.value, PlaceName) and m.value.subject.type != "region" and m.value.aside != "comparison"
    ]
    for place in reversed(places):
        # A sentence is about whom it names first.
        assert isinstance(place.value, PlaceName)
        force.named[place.value.subject.type] = (place.value.subject, place.span)
    if topical:
        force.age = 0
    if any(m.kind == "foreign" for m in sentence.mentions) and not topical:
        force.age = force.reach + 1
    current = {o.period for _, o in used if o.period and o.modality == "reported" and o.metric != "count"}
    later = [p for p in sentence.periods if p.kind == "period" and p.value and "/" not in p.value]
    if current and later and later[-1].value and later[-1].value > max(current) and not sentence.hedges:
        # "Năm 2021 tỉnh đứng thứ 18, năm 2022 không có tên": what follows is told of the later year.
        force.period = (later[-1].value, later[-1].span)
        current.add(later[-1].value)
    for _, observation in used:
        force.age = 0
        if observation.index:
            force.index = observation.index
            force.index_span = _span(observation, "index") or force.index_span
            if (
                observation.modality == "reported"
                and observation.metric not in {"count"}
                and observation.period
                and _span(observation, "period")
            ):
                known = force.years.get(observation.index)
                if known is None or (known[0] or "") < observation.period:
                    force.years[observation.index] = (observation.period, _span(observation, "period") or sentence.span)
                # Of several years in one sentence the latest goes on; one told as an earlier one does not.
                aside = (
                    "period.relative" in observation.rule
                    and force.period
                    and observation.period < (force.period[0] or "")
                )
                if observation.period == max(current) and not aside:
                    force.period = (observation.period, _span(observation, "period") or sentence.span)
            if observation.baseline and (span := _span(observation, "baseline")):
                force.baselines[observation.index] = (observation.baseline, span)
        force.component, force.component_span = observation.component, _span(observation, "component")
        if (
            ("subject.before" in observation.rule or "subject.anaphora" in observation.rule)
            and observation.subject
            and observation.subject.type != "region"
            and not sentence.bracket(_span(observation, "figure") or sentence.span)
        ):
            force.subject, force.subject_span = observation.subject, _span(observation, "subject")
            force.subject_index = observation.index


def _announce(sentence: Sentence, force: Force, used: bool) -> None:
    """A sentence that ends on a component, without a figure, announces it for the next."""
    force.announced = False
    parts = [m for m in sentence.mentions if isinstance(m.value, ComponentName)]
    if used or len(parts) != 1 or sentence.span.end - parts[-1].span.end > _LAST:
        return
    owned = topics.owner(sentence, parts[-1], force)
    if owned and isinstance(parts[-1].value, ComponentName):
        force.index, force.announced, force.age = owned[0], True, 0
        force.component, force.component_span = dict(parts[-1].value.owners)[owned[0]], parts[-1].span


def _span(observation: Observation, what: str) -> Span | None:
    return next((Span(e.start, e.end) for e in observation.evidence if e.what == what), None)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _merged(found: list[Observation]) -> list[Observation]:
    """One record for each fact, however often it is told; the fullest telling is kept."""
    best: dict[object, Observation] = {}
    for observation in found:
        o = observation
        key = (o.index, o.component, o.indicator, o.subject, o.period, o.metric, o.value, o.unit, o.modality, o.bound)
        known = best.get(key)
        if known is None:
            best[key] = observation
        else:
            best[key] = replace(
                known,
                out_of=known.out_of if known.out_of is not None else o.out_of,
                baseline=known.baseline or o.baseline,
                evidence=(*known.evidence, *(replace(e, what="repeat") for e in o.evidence[:1])),
            )
    return list(best.values())


def _numbered(found: list[Observation], article_id: str, first: int) -> list[Observation]:
    return [replace(o, observation_id=f"{article_id}-o{number}") for number, o in enumerate(found, first)]
