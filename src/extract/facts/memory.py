"""What a sentence leaves in force for the next: index, component, owner, period and baseline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from extract.facts import gaps
from extract.facts.context import TOPICAL, Counted, Force, Sentence, coordinated, figure_between, uncompared
from extract.facts.goals import firm_aims, note_goals
from extract.facts.times.baselines import baselines
from extract.facts.times.before import note_legend, year_of
from extract.facts.times.resolved import shifted
from extract.facts.topics.named import LONG, owner, topical, without_beside
from extract.facts.years import is_year
from extract.language.periods import PeriodMention
from extract.reading.mentions import ComponentName, IndexName, Named, PlaceName
from extract.reading.model import LEVEL_OF, LEVELS, Figure, Mention
from extract.records import Observation, Subject, replace
from extract.spans import Span

# A component ends its sentence where at most so many characters (a quote, the stop) follow.
_LAST = 3

# Places that are taken up together again.
_SEVERAL = 2
# What a sentence compares with, where it was sent from, and of what it counts the parts, it is not about.
_NOT_ABOUT = frozenset({"comparison", "dateline", "class"})

# What mostly an index has.
_OF_INDICES = frozenset({*LEVELS, *LEVEL_OF})

# A figure, the record read of it, and where each of its fields was read.
Used = list[tuple[Figure, Observation, dict[str, Span]]]


def keep(sentence: Sentence, force: Force, used: Used) -> None:
    """Brings what is in force up to date behind the sentence, from what it names and from the records read in it."""
    named = topical(sentence, force)
    of_topic = bool(named) and any(m.kind in {"index", "component"} for m in named)
    _keep_part(sentence, force, named)
    _keep_index(sentence, force)
    _keep_level(sentence, force)
    _announce(sentence, force, bool(used))
    if not used:
        note_legend(sentence, force)
        note_report(sentence, force)
        _note_name(sentence, force)
        note_head(sentence, force)
    near = used or force.age == 0
    for period in baselines(sentence) if near or sentence.figures else []:
        if not near and period.value and force.index:
            # What the sentence tells may be nobody's figure; that it is compared with that year is known.
            force.bases.setdefault(force.index, {}).setdefault(period.value, period.span)
        elif period.value and force.index:
            if _later_known(sentence, force, force.index, period.value):
                continue
            force.baselines[force.index] = (period.value, period.span)
            periods = [r.period for _, r, _ in used if r.index == force.index and r.period and r.modality == "reported"]
            periods = [p for p in periods if p > period.value]
            force.based_on[force.index] = max(periods, default=None)
            if not sentence.bracket(period.span):
                force.compared[force.index] = (period.value, period.span)
                force.bases.setdefault(force.index, {}).setdefault(period.value, period.span)
    outside = [read for read in used if not sentence.bracket(read[0].number)] if sentence.brackets else used
    keep_places(sentence, force, outside)
    if of_topic or (sentence.levels and force.index):
        force.age = 0
    elif any(m.kind == "foreign" for m in sentence.mentions):
        force.age = force.reach + 1
    reported = bool(outside) and any(r.modality == "reported" for _, r, _ in outside)
    note_aims(sentence, force, told=bool(used), reported=reported)
    force.planned = bool(used) and all(record.modality == "target" for _, record, _ in used)
    for figure, record, spans in used:
        bracket = sentence.bracket(figure.number) if outside else None
        # "CCHC đạt 84 điểm (SIPAS đạt 8,5 điểm). Xếp thứ 43": what a bracket tells of another topic ends with it.
        if not (bracket and any(bracket.contains(spans[what]) for what in ("index", "component") if what in spans)):
            _keep_record(sentence, force, figure, record, spans)
    if sentence.paragraph != force.paragraph:
        force.paragraph, force.paragraph_topics = sentence.paragraph, set()
    if used:
        force.topics = {(r.index, r.component) for figure, r, _ in used if figure.metric != "count"}
        force.paragraph_topics |= force.topics
        # "PAPI đạt 42,1 điểm, trong đó A 3,1, B 3,5 điểm. Chỉ số này …": the index.
        force.part_alone &= len(force.parts) < _SEVERAL or (force.index, None) not in force.topics
        _keep_period(sentence, force, used)
    _keep_levels(force, used)
    keep_plan(sentence, force, used)


def _note_name(sentence: Sentence, force: Force) -> None:
    """The year that a sentence without figures of ours gives to an index in its name goes on; at the head of a list, to
    one that is named loosely as well ("Kết quả các lĩnh vực CCHC của tỉnh P năm 2022:").
    """
    heads = sentence.between(*sentence.span).rstrip().endswith(":")
    for mention in sentence.mentions:
        named = isinstance(mention.value, IndexName) and (heads or not mention.value.loose)
        if named and sentence.open(mention.span):
            told = year_of(sentence, mention)
            if told and told.value and not sentence.aimed(mention.span.start):
                _note_period(sentence, force, told.value, told.span)


def _note_period(sentence: Sentence, force: Force, value: str, span: Span) -> None:
    """The period that the sentence tells for what follows, of whatever index."""
    force.period, force.period_aside, force.period_paragraph = (value, span), None, sentence.paragraph
    force.period_heads = False


def _keep_part(sentence: Sentence, force: Force, named: list[Mention[Named]]) -> None:
    """The component that the sentence names last, for "lĩnh vực này" further on; none where another topic begins."""
    force.part_age += 1
    named = named or _spoken_of(sentence, force)
    if not named:
        return
    parts = [(own[0], m) for m in named if isinstance(m.value, ComponentName) and (own := owner(sentence, m, force))]
    if parts:
        row = {(index, _name(m, index)): m.span for index, m in reversed(parts)}
        force.parts = sorted(((*part, span) for part, span in row.items()), key=lambda part: part[2])
        force.part, force.part_age = force.parts[-1], 0
        force.part_alone = len(parts) == 1 and all(m.kind != "index" for m in named)
    elif any(m.kind in {"index", "foreign"} for m in named):
        force.part, force.parts = None, []


def _spoken_of(sentence: Sentence, force: Force) -> list[Mention[Named]]:
    """The components of the index in force that a sentence names by the way."""
    return [
        replace(m, value=replace(m.value, marked=True))
        for m in sentence.mentions
        if isinstance(m.value, ComponentName)
        and force.index in dict(m.value.owners)
        and m.span.end - m.span.start >= LONG
    ]


def _name(part: Mention[Named], index: str) -> str:
    assert isinstance(part.value, ComponentName)
    return dict(part.value.owners)[index]


def _keep_index(sentence: Sentence, force: Force) -> None:
    """A sentence without figures is about the index that it names first."""
    if not sentence.indices:
        return
    names = [m for m in sentence.indices if m.kind == "index" and sentence.open(m.span)]
    if not names and ((sentence.periods and sentence.tells(gaps.clauses.reporting())) or sentence.asks):
        # "kết quả chấm điểm cải cách hành chính năm 2022": an index by another name.
        names = [m for m in sentence.indices if m.kind == "loose" and sentence.open(m.span)]
    for name in _theme(without_beside(sentence, names), sentence, force):
        assert isinstance(name.value, IndexName)
        force.index, force.index_span = name.value.id, name.span
        force.component = force.component_span = None
        force.age = 0
    row = {m.value.id: m.span for m in reversed(sentence.indices) if isinstance(m.value, IndexName)}
    if len(row) > 1:
        force.row = sorted(row.items(), key=lambda told: told[1])
    for name in names:
        assert isinstance(name.value, IndexName)
        force.spans[name.value.id] = name.span
        force.seen = [*(index for index in force.seen if index != name.value.id), name.value.id]


def _theme(names: list[Mention[Named]], sentence: Sentence, force: Force) -> list[Mention[Named]]:
    """The one that the sentence is about: the first, or the one of the headline behind a report or an event.

    "Trong báo cáo PCI, VCCI dành một chương cho PGI", where the headline names PGI alone.
    """
    told = [m for m in names if isinstance(m.value, IndexName) and m.value.id == force.headline]
    if (
        told
        and told[0] is not names[0]
        and gaps.themes.framed().search(sentence.between(sentence.span.start, names[0].span.start))
    ):
        between = sentence.between(names[0].span.end, told[0].span.start)
        return told[:1] if "," in between and not gaps.clauses.joiner().fullmatch(between) else names[:1]
    return names[:1]


def _keep_level(sentence: Sentence, force: Force) -> None:
    """ "Chỉ số CCHC cấp huyện năm 2022": the level goes on until an index is named again."""
    names = sentence.indices
    if sentence.levels:
        kinds = {level.kind for level in sentence.levels}
        index = names[0].value.id if names and isinstance(names[0].value, IndexName) else force.index
        alone = len(kinds) == 1 and "province" not in kinds
        force.level = (index, sentence.levels[-1]) if index and alone else None
    elif any(m.kind == "index" for m in names):
        force.level = None


def keep_places(sentence: Sentence, force: Force, outside: Used) -> None:
    """Of each kind of place, the one that the sentence names first, which it is about; and those joined to that.

    `outside`: the records of the sentence that are read from no bracket.
    """
    if not sentence.places:
        force.places = []
        return
    own = [m for m in sentence.places if isinstance(m.value, PlaceName) and m.value.aside is None]
    force.places = coordinated(sentence, own[0], own) if own else []
    if len(force.places) < _SEVERAL:
        # "PCI của A là 65 điểm, của B là 63 điểm": each with a figure of its own.
        told = {spans.get("subject") for *_, spans in outside}
        force.places = [m for m in own if m.span in told] if told else []
    owners: dict[str, dict[Subject, Span]] = defaultdict(dict)
    for _, record, spans in outside:
        if record.subject and (span := spans.get("subject")):
            owners[record.subject.type].setdefault(record.subject, span)
    named = uncompared(sentence, sentence.places)
    # "Trong xếp hạng của Bộ Nội vụ, Bộ Y tế đứng thứ hai": who tells it comes behind all others.
    named.sort(key=lambda place: isinstance(place.value, PlaceName) and place.value.aside == "source")
    for place in reversed(named):
        if isinstance(place.value, PlaceName) and place.value.aside not in _NOT_ABOUT:
            kind = place.value.subject.type
            force.named[kind] = (place.value.subject, place.span)
            # "A dẫn đầu, B đứng thứ hai. Đơn vị này …": of several with figures of their own, the last.
            force.last[kind] = [*owners[kind].items()][-1] if len(owners[kind]) > 1 else force.named[kind]


def _keep_record(sentence: Sentence, force: Force, figure: Figure, record: Observation, spans: dict[str, Span]) -> None:
    """The topic and the owner of a record go on; an owner in brackets does not."""
    force.age = 0
    if record.index:
        if record.metric == "count":
            _keep_count(sentence, force, figure, record, spans)
        force.index = record.index
        force.index_span = spans.get("index", force.index_span)
        if record.baseline and (span := spans.get("baseline")):
            # What a movement tells with its two ends is its own.
            if figure.end is None and not _later_known(sentence, force, record.index, record.baseline):
                force.baselines[record.index] = (record.baseline, span)
                force.based_on[record.index] = record.period
            if not sentence.bracket(span):
                force.compared[record.index] = (record.baseline, span)
    force.component, force.component_span = record.component, spans.get("component")
    if force.part and force.part_age == 0:
        # "PCI của tỉnh nổi bật ở chỉ số A (7,2 điểm). Chỉ số này …": its figure comes last.
        force.part_alone = force.part[:2] == (record.index, record.component)
    told = "subject.before" in record.rule or "subject.anaphora" in record.rule
    # "1 địa phương (A) xuống vị trí 11": of that only this is told.
    told = told and not ((span := spans.get("subject")) and sentence.bracket(span))
    if told and record.subject and record.subject.type != "region" and not sentence.bracket(figure.number):
        force.subject, force.subject_span = record.subject, spans.get("subject")
        force.subject_index = record.index
        force.subject_paragraph = sentence.paragraph


def _later_known(sentence: Sentence, force: Force, index: str, baseline: str) -> bool:
    """ "tăng 14 bậc so với năm 2022, 19 bậc so với năm 2020. Điểm số tăng 2,8 điểm": of two, against the later one."""
    known = force.baselines.get(index)
    return known is not None and known[0] > baseline and sentence.span.contains(known[1])


def _keep_count(sentence: Sentence, force: Force, figure: Figure, record: Observation, spans: dict[str, Span]) -> None:
    """What a count tells for the rest of the parts ("Trong 10 chỉ số có 2 tăng so với năm 2021. 7 chỉ số giảm")."""
    assert record.index
    span = spans.get("baseline")
    baseline = (record.baseline, span) if record.baseline and span else None
    # "4/10 chỉ số tăng" tells it of these alone.
    out_of = record.out_of if record.out_of is None or "/" not in figure.number.of(sentence.text.folded) else None
    known = force.counted.get(record.index)
    if known is None or known.paragraph != sentence.paragraph or (out_of or known.out_of) != known.out_of:
        known = Counted(baseline, sentence.paragraph, out_of, 0)
    force.counted[record.index] = known._replace(
        baseline=baseline or known.baseline, told=known.told + (record.value or 0)
    )


def _keep_period(sentence: Sentence, force: Force, used: Used) -> None:
    """Of several years in one sentence the latest goes on; none in brackets, none told as an earlier one."""
    told: dict[str, Span] = {}
    for figure, record, spans in used:
        span = spans.get("period")
        if not (record.index and record.period and span) or record.modality != "reported":
            continue
        if record.metric == "count" and (record.subject is None or record.subject.type == "index"):
            continue  # how the index is built
        known = force.years.get(record.index)
        if known is None or (known[0] or "") < record.period:
            force.years[record.index] = (record.period, span)
        if (newest := force.latest.get(record.index)) is None or newest[0] < record.period:
            force.latest[record.index] = (record.period, span)
        if not sentence.bracket(figure.number):
            told[record.period] = span
    if not told:
        return
    latest = max(told)
    before = force.period[0] if force.period else None
    relative = any("period.relative" in record.rule and record.period == latest for _, record, _ in used)
    if not (relative and before and latest < before):
        force.period_heads = force.period_heads and latest == before
        force.period = (latest, told[latest])
        force.period_paragraph = sentence.paragraph
        looks_back = gaps.years.aside().match(sentence.text.folded, sentence.span.start)
        force.period_aside = force.index if looks_back else None
    # "Năm 2021 tỉnh đứng thứ 18, năm 2022 không có tên": what follows is told of the later year.
    for period in sentence.periods[-1:]:
        later = period.kind == "period" and period.value and latest < period.value[:4]
        if later and not sentence.hedges and not (period.bare and _names_report(sentence, period, force)):
            force.period = (period.value, period.span)


def _names_report(sentence: Sentence, year: PeriodMention, force: Force) -> bool:
    """True for the year of a report that measured another (`_reported_later`)."""
    told = force.measured.get(sentence, {})
    return any(
        told.get(m.value.id, year) != year and year_of(sentence, m) == year
        for m in sentence.indices
        if isinstance(m.value, IndexName)
    )


def _keep_levels(force: Force, used: Used) -> None:
    """The years of each index that a level was told for in the sentence."""
    force.levels_before, force.levels = force.levels, {}
    for _, record, spans in used:
        span = spans.get("period")
        if record.index and record.period and span and record.modality == "reported" and record.metric in LEVELS:
            years = force.levels.setdefault(record.index, {})
            years.setdefault(record.period, (span, {}))[1].setdefault(record.metric, record.value)


def keep_plan(sentence: Sentence, force: Force, used: Used) -> None:
    """The year that a plan is for goes on to its other figures."""
    aims = bool(sentence.hedges) and any(h.kind == "target" for h in sentence.hedges)
    for period in sentence.periods if sentence.may_tell_year else ():
        aimed = aims and period.kind == "period" and not used and sentence.bracket(period.span) is None
        if period.value and (period.kind == "plan" or aimed):
            force.plan = (period.value, period.span)
    for _, record, spans in used:
        if record.modality == "target" and record.period and (span := spans.get("period")):
            force.plan = (record.period, span)


def _announce(sentence: Sentence, force: Force, used: bool) -> None:
    """A sentence that ends on a component, or asks for it, without a figure, announces it for the next."""
    force.announced = False
    if used:
        return
    parts = [m for m in sentence.mentions if isinstance(m.value, ComponentName)]
    if len(parts) != 1 or not (sentence.asks or sentence.span.end - parts[-1].span.end <= _LAST):
        return
    if sentence.asks and isinstance(parts[0].value, ComponentName):
        parts = [replace(parts[0], value=replace(parts[0].value, marked=True))]
    owned = owner(sentence, parts[-1], force)
    if owned and isinstance(parts[-1].value, ComponentName):
        force.index, force.announced, force.age = owned[0], True, 0
        force.part_alone = True
        force.component, force.component_span = dict(parts[-1].value.owners)[owned[0]], parts[-1].span


def _measured_year(sentence: Sentence, index: Mention[Named]) -> PeriodMention | None:
    """The year that the sentence gives to an index, where it is not the one of a plan.

    "phấn đấu PCI năm 2025 vào nhóm 10", "PCI 2025: phấn đấu vào nhóm 10"; not "PCI 2023 xếp thứ 19, phấn đấu …".
    """
    told = year_of(sentence, index)
    if told is None or not told.value:
        return told
    if len(sentence.periods) > 1 and (reported := _reported_later(sentence, index, told)):
        return reported
    if not sentence.hedges:
        return told
    aims = [h.span for h in sentence.hedges if h.kind == "target"]
    ahead = any(not figure_between(sentence, told.span.end, aim.start) for aim in aims if aim.start >= told.span.end)
    return None if ahead or sentence.aimed(told.span.start) else told


def _reported_later(sentence: Sentence, index: Mention[Named], told: PeriodMention) -> PeriodMention | None:
    """ "Năm 2017, P đạt 54,9 điểm, xếp thứ 3 trong báo cáo EBI 2018": a report of the year before."""
    before = [p for p in sentence.periods if p.span.end <= index.span.start]
    if not before or not is_year(before[-1]) or before[-1].bare or not told.bare:
        return None
    if before[-1].value != shifted(told.value, -1) or figure_between(sentence, told.span.end, sentence.span.end):
        return None
    levels = [f for f in sentence.figures if f.metric in LEVELS and f.span.end <= index.span.start]
    if not levels or levels[0].span.start < before[-1].span.end:
        return None
    gap = sentence.between(levels[-1].span.end, index.span.start)
    return before[-1] if gaps.years.reported_in().fullmatch(gap) else None


def note_years(sentence: Sentence, force: Force, *, latest: bool = False) -> None:
    """The year that an index was measured in, as its name tells it; with `latest`, or where the sentence looks back,
    none before the one known.
    """
    if not sentence.indices:
        return
    if sentence not in force.measured:
        force.measured[sentence] = {
            mention.value.id: told
            for mention in sentence.indices
            if isinstance(mention.value, IndexName) and not mention.value.loose
            if (told := _measured_year(sentence, mention))
        }
    # "Trước đó, vị trí tốt nhất là thứ 6 trong PCI 2011": what follows is not told of that year.
    latest = latest or gaps.years.aside().match(sentence.text.folded, sentence.span.start) is not None
    for index, told in force.measured[sentence].items():
        known = force.years[index][0] if latest and index in force.years else None
        if (known or "") <= (told.value or ""):
            force.years[index] = (told.value, told.span)


def year_of_news(sentences: Sequence[Sentence], force: Force) -> bool:
    """ "P cải thiện PCI và PGI năm 2024", above "PCI năm 2023 xếp thứ 36. … PGI xếp thứ 9": no index has the headline's
    year where the first figures are of the year before, and nothing says that anything is of that year itself.
    """
    head, body = sentences[0], sentences[1:]
    if not head.indices or not body or body[0].paragraph == head.paragraph or head.tells(gaps.years.results_told()):
        return False
    years = {told for m in head.indices if (told := _measured_year(head, m))}
    year = next(iter(years), None)
    if year is None or len(years) > 1 or not is_year(year) or year.bare or any(f.value for f in head.figures):
        return False
    first = next((s for s in body if s.figures), None)
    if first is None or gaps.years.aside().match(first.text.folded, first.span.start):
        return False
    before = [p for p in first.periods if p.span.end <= first.figures[0].span.start]
    if not before or not is_year(before[-1]) or before[-1].value != shifted(year.value, -1):
        return False
    if any(_of_this_year(period, year, sentence) for sentence in body for period in sentence.periods):
        return False
    force.measured[head] = {}
    return True


def _of_this_year(period: PeriodMention, year: PeriodMention, sentence: Sentence) -> bool:
    """Whether something of an index may be of the year, or be compared with the year before."""
    # "trong 5 tháng đầu năm 2024, sản xuất công nghiệp tăng 14% so với cùng kỳ năm 2023"
    if not (sentence.indices or any(f.metric in _OF_INDICES for f in sentence.figures)):
        return False
    if period.kind == "baseline":
        return (period.value or "") >= (shifted(year.value, -1) or "")
    aims = any(h.kind == "target" for h in sentence.hedges)
    return period.kind == "period" and not aims and (period.value == year.value or period.relative == 0)


def note_main_year(sentences: Iterable[Sentence], force: Force) -> None:
    """The year of the article: the one that the first sentence to name an index with its year gives it."""
    for sentence in sentences:
        for mention in sentence.indices:
            if (told := _measured_year(sentence, mention)) and told.value:
                force.year = (told.value, told.span)
                return


def note_aims(sentence: Sentence, force: Force, *, told: bool, reported: bool = False) -> None:
    """A sentence that sets goals and tells no figure, and those behind it that tell them year by year."""
    note_goals(sentence, force, reported=reported)
    goes_on = force.aimed and sentence.planned_year is not None
    force.aimed = goes_on or (not told and bool(firm_aims(sentence)))


def note_report(sentence: Sentence, force: Force) -> None:
    """ "kết quả các chỉ số năm 2022": the year that a sentence without figures says the results are of."""
    if not (sentence.may_tell_year and sentence.tells(gaps.clauses.generic())):
        return
    for period in sentence.periods:
        if period.kind != "period" or not period.value or "/" in period.value:
            continue
        before = sentence.between(sentence.span.start, period.span.start)
        # "(trong ngoặc là kết quả năm 2022)"
        if sentence.aimed(period.span.start) or gaps.clauses.legend().search(before):
            continue
        if gaps.clauses.report_of().search(before) and not gaps.years.goal_until().search(before):
            _note_period(sentence, force, period.value, period.span)


def note_head(sentence: Sentence, force: Force) -> None:
    """The year at the head of a sentence without figures of ours, or in a question, for the sentences that follow.

    Alone ("Năm 2022:", "Năm 2023 thì sao?") it governs all of them until another is told; before an index or a movement
    ("Năm 2022, chỉ số PAPI có nhiều chuyển biến") where it is no later than the one known, or what moved is named.
    """
    year = sentence.periods[0] if sentence.may_tell_year and sentence.periods else None
    if year is None or not is_year(year) or len({p.value for p in sentence.periods}) > 1:
        return
    behind = sentence.between(year.span.end, sentence.span.end)
    if not sentence.asks and not gaps.years.year_head().search(sentence.between(sentence.span.start, year.span.start)):
        return
    alone = gaps.years.year_alone().fullmatch(behind) is not None
    if not alone:
        if any(h.kind == "target" for h in sentence.hedges) or sentence.tells(gaps.years.no_report()):
            return
        if not _tells_of(sentence, year, force, behind):
            return
    names = any(m.kind in TOPICAL for m in sentence.mentions)
    _note_period(sentence, force, year.value or "", year.span)
    force.period_heads = alone or not names


def _tells_of(sentence: Sentence, year: PeriodMention, force: Force, behind: str) -> bool:
    """Whether the sentence tells of an index in its year, rather than of what was done then."""
    names = [m.span.start for m in sentence.mentions if m.kind in TOPICAL]
    goes_on = bool(names) or force.age <= 1
    if sentence.asks:
        return goes_on
    gap = sentence.between(year.span.end, names[0]) if names else ""
    moved = gaps.clauses.fared().search(behind, len(gap)) is not None
    index = next((m.value.id for m in sentence.indices if isinstance(m.value, IndexName)), force.index)
    known = force.years.get(index or "") or force.year
    if known and known[0] and known[0] < (year.value or ""):
        return moved and goes_on
    return bool(names) and (moved or gaps.years.year_of_topic().fullmatch(gap) is not None)
