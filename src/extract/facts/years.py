"""Figures of several years told before: "Bốn năm ấy, điểm số lần lượt là …", "thứ 3 rồi thứ 7", "cả hai năm …"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extract.facts import gaps
from extract.facts.context import BRACKETED, Force, Read, Sentence, identity
from extract.facts.times.resolved import resolved
from extract.language.numbers import parse_number
from extract.language.periods import PeriodMention
from extract.reading.mentions import PlaceName
from extract.reading.model import Figure
from extract.records import Metric
from extract.spans import Span

Row = list[tuple[str, Span]]

# Fewer years are told one by one.
SHORTEST = 3


def row_of(sentence: Sentence, end: int | None = None) -> Row:
    """The different years of a sentence, up to `end`, in the order of the text."""
    row: dict[str, Span] = {}
    for period in sentence.periods:
        if is_year(period) and (end is None or period.span.end <= end):
            row.setdefault(period.value or "", period.span)
    return list(row.items())


def is_year(period: PeriodMention) -> bool:
    """True for one whole year."""
    return period.kind == "period" and period.value is not None and period.value.isdigit()


def _years_of_run(sentence: Sentence, run: list[Figure]) -> Row:
    """ "giai đoạn 2018-2022, SIPAS lần lượt đạt …": each year of a run for which as many figures stand behind."""
    runs = [p for p in sentence.periods if _is_run(p) and p.span.end <= run[0].span.start]
    if len(runs) != 1 or len(run) < SHORTEST:
        return []
    years = _all_of(runs[0])
    return years if len(years) == len(run) else []


def _is_run(period: PeriodMention) -> bool:
    return period.kind == "period" and "/" in (period.value or "")


def _all_of(run: PeriodMention) -> Row:
    """Each year of a run of years."""
    first, last = (int(year) for year in (run.value or "").split("/"))
    return [(str(year), run.span) for year in range(first, last + 1)]


def _years_behind(sentence: Sentence, run: list[Figure], index: str, force: Force) -> Row:
    """ "78,4% - 79% - 79,9% trong ba năm 2020-2022", "… qua ba năm": as many years as figures, told behind them."""
    if len(run) < SHORTEST:
        return []
    end = run[-1].span.end
    told = gaps.years.through_years().match(sentence.text.folded, end, sentence.span.end)
    if told is None or (told["count"] and int(parse_number(told["count"])) != len(run)):
        return []
    period = next((p for p in sentence.periods if p.span.start >= end), None)
    if period and period.kind == "period" and period.span.end >= told.end():
        first, _, last = (period.value or "").partition("/")
        if not last or told.end() < period.span.start or int(last) - int(first) + 1 != len(run):
            return []
    else:
        # Up to the year in force.
        known = force.years.get(index)
        if not (told["count"] and known and known[0] and known[0].isdigit()):
            return []
        period, last = PeriodMention("period", known[0], None, known[1]), known[0]
    return [(str(year), period.span) for year in range(int(last) - len(run) + 1, int(last) + 1)]


def _years_back(sentence: Sentence, run: list[Figure], index: str, force: Force) -> Row:
    """ "hai năm trước đó lần lượt là 43,71 và 42,9": so many years before the one told, or in force."""
    back = [p for p in sentence.periods if p.value is None and -(p.relative or 0) == len(run)]
    told = next((p for p in reversed(back) if p.span.end <= run[0].span.start), None)
    first = (resolved(sentence, told, index, force) if told else None) or ""
    return [(str(int(first) + step), told.span) for step in range(len(run))] if told and first.isdigit() else []


def _row_before(force: Force) -> Row:
    """The years of the last sentence that tells any, of the last two; together where each tells one, all of a run."""
    rows = [row_of(sentence) or _only_run(sentence) for sentence in force.before]
    if len(rows) > 1 and len(rows[0]) == len(rows[1]) == 1 and rows[0][0][0] != rows[1][0][0]:
        return [*rows[0], *rows[1]]
    return next((row for row in reversed(rows) if row), [])


def _only_run(sentence: Sentence) -> Row:
    runs = [period for period in sentence.periods if _is_run(period)]
    return _all_of(runs[0]) if len(runs) == 1 else []


def year_near(sentence: Sentence, force: Force) -> tuple[str, Span] | None:
    """ "Năm 2019 tỉnh còn ở cuối bảng. Cụ thể, …": the one year of the sentence before, in the same paragraph."""
    if not force.before or force.before[-1].paragraph != sentence.paragraph:
        return None
    row = row_of(force.before[-1])
    aimed = len(row) != 1 or any(h.kind in {"target", "supposition"} for h in force.before[-1].hedges)
    return None if aimed else row[0]


def period_of_row(sentence: Sentence, figure: Figure, index: str, force: Force) -> Read | None:
    """The year at the figure's place, for a list of as many figures as years were told before it."""
    if figure.end or figure.metric not in {"rank", "score"}:
        return None
    listed = _runs(sentence).get(figure.span)
    if listed is None or len(listed.figures) < 2:
        outer = _in_run(sentence, figure)
        return period_of_row(sentence, outer, index, force) if outer else None
    run, then = listed.figures, listed.then
    lead = sentence.between(sentence.clause_start(run[0]), run[0].span.start)
    taken_up = gaps.years.these_years().search(sentence.between(sentence.span.start, run[0].span.start))
    row = row_of(sentence, run[0].span.start)
    behind = _years_behind(sentence, run, index, force)
    if not behind and ((then and row and not taken_up) or _own_years(sentence, run)):
        return None
    whole = behind or _years_of_run(sentence, run)
    told = behind or _years_back(sentence, run, index, force) or row or whole
    owners = _several_owners(sentence, run[0])
    in_order = gaps.clauses.respectively().pattern.search(lead) and not owners
    row = told or _row_before(force)
    counted = bool(whole) and told == whole and not owners
    if not (taken_up or then or counted or (in_order and (told or _levels_before(row, index, force)))):
        return None
    if len(row) != len(run):
        return None
    at = next(i for i, f in enumerate(run) if f.span == figure.span)
    return Read(*row[at], "period.row")


def _levels_before(row: Row, index: str, force: Force) -> bool:
    """ "(2020: 83,8%; 2021: 86,1%; 2022: 86,0%). Thứ hạng tương ứng là 28, 37, 24": each year had a level."""
    return len(row) >= SHORTEST and {year for year, _ in row} == set(force.levels.get(index, {}))


@dataclass(slots=True)
class _Run:
    """A list of figures of one metric, and whether "rồi" joins some of them."""

    figures: list[Figure]
    then: bool = False


@lru_cache(maxsize=2)
def _runs(sentence: Sentence) -> dict[Span, _Run]:
    """By the words of each figure, the list that it stands in."""
    runs: dict[Span, _Run] = {}
    last: dict[Metric, _Run] = {}
    for figure in sentence.figures:
        if figure.end:
            continue
        run = last.get(figure.metric)
        gap = _unbracketed(sentence, run.figures[-1].span.end, figure.span.start) if run else ""
        joined = gaps.years.then_joining().fullmatch(gap) if run else None
        if run is None or joined is None:
            run = last[figure.metric] = _Run([figure])
        else:
            run.figures.append(figure)
            run.then = run.then or bool(joined["then"])
        runs.setdefault(figure.span, run)
    return runs


def _unbracketed(sentence: Sentence, start: int, end: int) -> str:
    """The words between, without brackets that hold figures and name nothing ("thứ 6 ‹(62,78 điểm)›, thứ 4")."""
    named = any(start <= m.span.start < end for m in sentence.mentions)
    return sentence.between(start, end) if named else BRACKETED.sub("", sentence.between(start, end))


def _in_run(sentence: Sentence, figure: Figure) -> Figure | None:
    """The figure of a list of several years right before the bracket that this one stands in."""
    bracket = sentence.bracket(figure.number)
    outer = sentence.last_before(bracket.start) if bracket else None
    if bracket is None or outer is None or sentence.between(outer.span.end, bracket.start).strip():
        return None
    run = _runs(sentence).get(outer.span)
    return outer if run and len(run.figures) >= SHORTEST else None


def _own_years(sentence: Sentence, run: list[Figure]) -> bool:
    """ "…, thứ 15 rồi thứ 27 năm 2018": a year behind is a figure's own."""
    behind = [p for p in sentence.periods if p.span.start >= run[0].span.end]
    end = max(run[-1].span.end, *(b.end for b in sentence.brackets if b.contains(run[-1].number)), 0)
    return any(
        p.span.start < run[-1].span.start or gaps.years.period_gap().fullmatch(sentence.between(end, p.span.start))
        for p in behind
    )


def _several_owners(sentence: Sentence, first: Figure) -> bool:
    """ "năm 2022, PCI và PAPI lần lượt …": what the figures of a list are told for are no years."""
    start = sentence.clause_start(first)
    told = {
        (m.kind, identity(m))
        for m in sentence.mentions
        if start <= m.span.start
        and m.span.end <= first.span.start
        # "Sở Nội vụ tỉnh A báo cáo …": who tells of it.
        and not (isinstance(m.value, PlaceName) and m.value.aside in {"source", "body"})
    }
    kinds = [kind for kind, _ in told]
    return any(kinds.count(kind) > 1 for kind in ("index", "component", "place"))


def year_left(sentence: Sentence, figure: Figure, later: object, index: str, force: Force) -> Read | None:
    """The earlier of two years that the sentence or the last levels of the index tell; the later is the other end's."""
    row = row_of(sentence, figure.span.start)
    if len(row) < 2:
        last, before = (levels.get(index, {}) for levels in (force.levels, force.levels_before))
        row = [(year, span) for year, (span, _) in (last if len(last) > 1 else {**before, **last}).items()]
    earlier = [year for year in row if isinstance(later, str) and year[0] < later]
    return Read(*earlier[0], "period.year_before") if len(row) == 2 and len(earlier) == 1 else None


def each_year(sentence: Sentence, figure: Figure, told: Span, last: str) -> Row:
    """ "hai năm tiếp theo đều ở vị trí 63": the years before the last of so many, which all had that level."""
    later = next((p.relative or 0 for p in sentence.periods if p.span == told and p.value is None), 0)
    if abs(later) < 2 or not last.isdigit() or told.end > figure.span.start:
        return []
    if not gaps.clauses.alike().search(sentence.between(told.end, figure.span.start)):
        return []
    step = 1 if later > 0 else -1
    return [(str(int(last) - step * back), told) for back in range(1, abs(later))]


def all_years(sentence: Sentence, figure: Figure, force: Force) -> Row:
    """ "cả hai năm đều thứ 1": all of the years told before, where they are so many; else none."""
    told = gaps.years.all_years().search(sentence.between(sentence.clause_start(figure), figure.span.start))
    if told is None:
        return []
    row = row_of(sentence, figure.span.start)
    if len(row) < 2:
        row = _row_before(force)
    return row if len(row) == int(parse_number(told["count"])) else []
