"""Observations from the tables of an article: what the head says of its columns, and the labels of their rows.

A figure is read where its column and row, or the lines above the table, tell what it is, of which index, whose and of
when; a label that says anything unknown labels figures that are not ours. Words and examples: `data/grids.toml`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import islice, pairwise
from typing import TypeVar

from extract.articles.cells import FEWEST, Grid
from extract.facts.confidence import confidence
from extract.facts.context import LOCAL
from extract.facts.linking import main_subject
from extract.folding import STOPS, Text, fold
from extract.language.numbers import parse_number
from extract.language.patterns import any_of
from extract.language.periods import PeriodMention, find_periods
from extract.reading.mentions import ComponentName, IndexName, Named, PlaceName
from extract.reading.model import LEVEL_OF, Mention
from extract.records import Direction, Evidence, Metric, Observation, Subject
from extract.spans import Span, Spans
from extract.tables.grids import Told, grids
from extract.tables.indices import indices
from extract.tables.provinces import province

V = TypeVar("V")

_YEAR = re.compile(r"(?:19[89]|20[0-4])\d")
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_DECIMALS = re.compile(r",|\.(?:\d\d?|\d{4,})$")
_DECIMALS_TOLD = re.compile(r"\d[.,]\d")
_UP, _DOWN = "+↑▲△", "-↓▼▽"
_NUMBERING = re.compile(r"^\s*(?:\(?\d{1,2}\s*[.)]|[a-zđ][.)]|[ivx]{1,4}[.)]|[-+•*])\s*")
# "Tăng/giảm 2023/2022": how far from the second to the first.
_AGAINST = re.compile(rf"\b({_YEAR.pattern})\s*/\s*({_YEAR.pattern})\b")
_OUT_OF = re.compile(r"/\s*(\d{2,3})\b")
_BOTH = re.compile(r"([^()\n]+?)\s*\(\s*([^()\n]+?)\s*\)")
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")
_CAPTION, _LINES = 300, 2
_MOST_HEADS, _MOST_RANKED, _PROVINCES = 4, 999, 64


@dataclass(frozen=True, slots=True)
class _Label:
    """What a cell, or the line above a table, says of the figures that it stands for."""

    told: frozenset[Told] = frozenset()
    index: tuple[str, Span] | None = None
    component: tuple[ComponentName, Span] | None = None
    place: tuple[Subject, Span] | None = None
    # Of a line above: a body, district or commune that it says the figures are of.
    body: tuple[Subject, Span] | None = None
    period: tuple[str, Span] | None = None
    baseline: tuple[str, Span] | None = None
    percent: bool = False
    out_of: float | None = None
    unknown: bool = False

    @property
    def level(self) -> Metric | None:
        """Score or rank, where it says one of the two."""
        if "score" in self.told and "rank" in self.told:
            return None
        return "score" if "score" in self.told else "rank" if "rank" in self.told else None


@dataclass(frozen=True, slots=True)
class _Value:
    """A figure in a cell: `sign` is -1, +1 or 0 for none printed; `level` what its own words say that it is; `changed`
    where it is how far the one before it went.
    """

    number: float
    span: Span
    sign: int
    out_of: float | None
    percent: bool
    decimal: bool
    level: Metric | None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """A figure with all that labels it, the nearest first: row, column, the heading of its part of the table; `columns`
    are all that stand beside it.
    """

    value: _Value
    row: _Label
    column: _Label
    section: _Label
    maximum: float | None
    at: tuple[int, int]
    columns: Sequence[_Label]


def read_tables(
    text: Text, tables: Sequence[Grid], mentions: Sequence[Mention[Named]], home: str | None, article_id: str
) -> list[Observation]:
    """The observations of the tables, in text order."""
    lines = lines_beside(text, [grid.span for grid in tables])
    found: list[Observation] = []
    for grid in tables:
        found += _Table(text, grid, lines, mentions, home, article_id).observations()
    return found


def lines_beside(text: Text, tables: Sequence[Span]) -> list[Span]:
    """The lines of the text that are in no table, and the parts of lines before one that begins within a line."""
    if not tables:
        return []
    rows, begins = Spans(tables), sorted(table.start for table in tables)
    lines = (Span(*match.span()) for match in re.finditer(r"[^\n]+", text.raw))
    begins.append(len(text.raw))
    before = (Span(line.start, min(line.end, begins[bisect_left(begins, line.start)])) for line in lines)
    return [line for line in before if line.end > line.start and not rows.overlap(line)]


def index_told(text: Text, table: Span, lines: Sequence[Span], mentions: Sequence[Mention[Named]]) -> str | None:
    """The index that a table is of: one that it names, itself or by a component, or that the lines above it tell."""
    for mention in _inside(table, mentions):
        if isinstance(mention.value, IndexName):
            return mention.value.id
        if isinstance(mention.value, ComponentName):
            return mention.value.owners[0][0]
    if _of_other_matter(text, table, lines, mentions):
        return None
    index = _above(text, table.start, lines, mentions).index
    return index[0] if index else None


class _Table:
    """One table, with what stands above it."""

    def __init__(
        self,
        text: Text,
        grid: Grid,
        lines: Sequence[Span],
        mentions: Sequence[Mention[Named]],
        home: str | None,
        article_id: str,
    ) -> None:
        self.text, self.grid, self.home, self.article_id = text, grid, home, article_id
        self.mentions = mentions
        self.above = _above(text, grid.span.start, lines, mentions)
        if _of_other_matter(text, grid.span, lines, mentions):
            self.above = replace(self.above, index=None)
        captions = (line for line in _near(text, grid.span.start, lines) if line != lines[0])
        # A line right above it, other than the headline, names an index.
        self.captioned = any(isinstance(m.value, IndexName) for line in captions for m in _inside(line, mentions))

    def observations(self) -> list[Observation]:
        places = list(self.places())
        made = _unequivocal([(place, o) for place in places for o in self.observation(place)])
        levels: dict[object, dict[str, float]] = {}
        for _, one in made:
            if one.period and one.value is not None and one.modality == "reported":
                levels.setdefault((one.metric, one.index, one.component, one.subject), {})[one.period] = one.value
        return [o for place, one in made if (o := _signed(place, one, levels)) is not None]

    @cached_property
    def figures(self) -> list[list[tuple[_Value, ...]]]:
        """The figures of each cell, row by row."""
        return [[self.values(cell) for cell in row] for row in self.grid.rows]

    @cached_property
    def with_decimals(self) -> frozenset[int]:
        """The columns of which a figure has decimals: no ranks, and no changes of ranks."""
        return frozenset(at for row in self.figures for at, told in enumerate(row) if any(v.decimal for v in told))

    @cached_property
    def has_components(self) -> bool:
        """True where a cell names a component."""
        return any(isinstance(m.value, ComponentName) and self.grid.span.contains(m.span) for m in self.mentions)

    # --- its parts -------------------------------------------------------------------------------------------------

    def places(self) -> Iterator[_Place]:
        """The figures of the table with their labels."""
        heads: list[list[_Label]] = []
        columns: list[_Label] = [_Label()] * len(self.grid.rows[0])
        section, side = _Label(), dict[int, _Label]()
        in_head = True
        for number, row in enumerate(self.grid.rows):
            values = self.figures[number]
            if not any(values):
                labels = [self.label(cell) for cell in row]
                filled = [label for label, cell in zip(labels, row, strict=True) if cell.end > cell.start]
                if len(filled) == 1 and (heads or not in_head) and row[0].end > row[0].start:
                    section, side = filled[0], {}
                    continue
                below = [cell for cell, column in zip(row, columns, strict=True) if column.level or _told_of(column)]
                if below and not in_head and all(map(_empty, below)):
                    continue  # a row without any figure
                heads = [*heads, labels] if in_head and len(heads) < _MOST_HEADS else [labels]
                in_head, section, side = True, _Label(), {}
                continue
            if in_head:
                columns = self.columns(heads, number)
                in_head = False
            if self.is_numbering(row):
                continue
            label = self.side(row, values, columns, side)
            if label.unknown:
                continue
            cells = list(zip(values, columns, strict=True))
            most = [told[0].number for told, column in cells if told and "max" in column.told]
            maximum = most[0] if len(most) == 1 else None
            for at, (told, column) in enumerate(cells):
                if not column.unknown and not column.told & {"ordinal", "max"}:
                    for value in told:
                        yield _Place(value, label, column, section, maximum, (number, at), columns)

    def columns(self, heads: list[list[_Label]], below: int) -> list[_Label]:
        """What the head says of each column: an empty cell is part of the one to its left where a cell below is not."""
        if not heads:
            return [_Label()] * len(self.grid.rows[below])
        rows = self.grid.rows[below - len(heads) : below]
        found = []
        for at in range(len(heads[0])):
            label = _Label()
            for level, labels in enumerate(heads):
                left = at
                while left > 0 and _empty(rows[level][left]) and any(not _empty(row[at]) for row in rows[level + 1 :]):
                    left -= 1
                label = _joined(label, labels[left] if left == at or not _empty(rows[level][left]) else _Label())
            found.append(label)
        return _with_their_indices(found)

    def side(
        self, row: tuple[Span, ...], values: Sequence[Sequence[_Value]], columns: list[_Label], side: dict[int, _Label]
    ) -> _Label:
        """What the labels of a row say together; an empty cell beside a filled one is part of the one above it."""
        labels: dict[int, _Label] = {}
        cells = list(zip(row, values, columns, strict=True))
        for at, (cell, value, column) in enumerate(cells):
            # The running number is none; a year at the beginning of a row is one.
            if "ordinal" in column.told or value or _empty(cell):
                continue
            # Words below "Mục tiêu 2025" ("Tốp 10") are in place of a figure.
            of_figures = column.level or "change" in column.told or (at > 0 and column.period)
            if not of_figures and not column.unknown:
                labels[at] = self.label(cell)
        for at, above in side.items():
            if at not in labels and any(other > at for other in labels):
                labels[at] = above
        side.update({at: label for at, label in labels.items() if label.index or label.period or label.place})
        whole = _Label()
        for at in sorted(labels):
            whole = _joined(whole, labels[at])
        if labels:
            return whole
        # What stands in columns of which the head says nothing known ("Trường") does not tell whose the figures are.
        named = any(
            not _empty(cell) and not value and "ordinal" not in c.told and c.unknown for cell, value, c in cells
        )
        return replace(whole, unknown=named or not any(c.place or c.index or c.period for c in columns))

    def is_year(self, cell: Span) -> bool:
        return _YEAR.fullmatch(self.text.printed(cell)) is not None

    def is_numbering(self, row: tuple[Span, ...]) -> bool:
        """True for "(1) | (2) | (3)" below a head."""
        told = [self.text.printed(cell) for cell in row if not _empty(cell)]
        numbers = [int(re.sub(r"\D", "", cell)) for cell in told if _COLUMN_NUMBER.fullmatch(cell)]
        return len(numbers) == len(told) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))

    # --- its cells -------------------------------------------------------------------------------------------------

    def values(self, cell: Span) -> tuple[_Value, ...]:
        """The figure in a cell, or both: rank and score of "01 (0,727)", the change in "28 (-9)"; none where it holds
        anything else.
        """
        both = _BOTH.fullmatch(self.text.raw, cell.start, cell.end)
        if both is None:
            return (value,) if (value := self.value(cell)) else ()
        values = [self.value(Span(*both.span(group))) for group in (1, 2)]
        if values[0] and values[1] and values[1].sign and not values[0].sign:
            return values[0], replace(values[1], changed=True)
        levels: dict[bool, Metric] = {True: "score", False: "rank"}
        told = [replace(value, level=value.level or levels[value.decimal]) for value in values if value]
        return tuple(told) if len({value.level for value in told}) == 2 else ()

    def value(self, cell: Span) -> _Value | None:
        """The figure in a cell; null where it holds anything else, or a year."""
        if _empty(cell) or self.is_year(cell):
            return None
        match = _figure().fullmatch(self.text.folded, cell.start, cell.end)
        # "Điểm 2022" is the head of a column.
        if (
            match is None
            or not _NUMERAL.fullmatch(match["number"])
            or (match["word"] and _YEAR.fullmatch(match["number"]))
        ):
            return None
        words, nouns, units = grids().words, grids().rank_nouns, grids().rank_units
        word, unit = match["word"], match["unit"] or ""
        known = {*nouns, *units, *grids().points, "%"}
        if word and word not in (*words["up"], *words["down"], *known):
            return None
        if unit and unit.rstrip(" %") and unit.rstrip(" %") not in known:
            return None
        sign = match["sign"] or ""
        up, down = (
            any(c in _UP for c in sign) or word in words["up"],
            any(c in _DOWN for c in sign) or word in words["down"],
        )
        number = parse_number(match["number"])
        decimal = _DECIMALS.search(match["number"]) is not None or number != int(number)
        # "36/63" is a rank, "41,62/80" a score.
        ranked = (match["out_of"] and not decimal) or bool(match["noun"]) or word in nouns or unit in units
        return _Value(
            number=number,
            span=Span(*match.span("number"))
            if not match["out_of"]
            else Span(match.start("number"), match.end("out_of")),
            sign=up - down,
            out_of=float(match["out_of"]) if match["out_of"] else None,
            percent="%" in unit,
            decimal=decimal,
            level="rank" if ranked else "score" if unit or match["out_of"] else None,
        )

    def label(self, cell: Span) -> _Label:
        """What a cell says."""
        return _label(self.text, cell, self.mentions)

    # --- its records -----------------------------------------------------------------------------------------------

    def observation(self, place: _Place) -> Iterator[Observation]:
        value, near = place.value, (place.row, place.column, place.section)
        metric = self.metric(place)
        topic = self.topic(near)
        if metric is None or topic is None:
            return
        (index, index_span, topic_rule), component = topic
        foreign = metric == "rank" and topic_rule == "topic.table_above" and self.is_strange(place)
        if foreign and not (self.captioned or component):
            return
        subject, subject_span, subject_rule = self.subject(near, index)
        kind = indices()[index]
        percent = value.percent or any(label.percent for label in (*near, self.above))
        if not _rated(metric, index, subject) or (value.percent and not kind.percent):
            return
        out_of = value.out_of or place.column.out_of or place.row.out_of
        if not _in_range(metric, value.number, index, component is not None, subject, out_of):
            return
        period, period_span, period_rule = self.period(near)
        baseline = next((label.baseline for label in near if label.baseline), None)
        unit = "hạng" if metric.startswith("rank") else "%" if percent and kind.percent else "điểm"
        if metric == "score" and unit == "điểm":
            out_of = out_of or place.maximum
        elif metric != "rank":
            out_of = None
        change = metric in LEVEL_OF
        scope = _scope(subject, self.home, (*near, self.above)) if metric == "rank" else None
        if metric == "rank" and scope is None:
            return
        number = value.number * value.sign if change and value.sign else value.number
        evidence = [Evidence(start=value.span.start, end=value.span.end, what="figure")]
        for what, span in (
            ("index", index_span),
            ("component", component[1] if component else None),
            ("subject", subject_span),
            ("period", period_span),
            ("baseline", baseline[1] if baseline and change else None),
        ):
            if span is not None:
                evidence.append(Evidence(start=span.start, end=span.end, what=what))
        rule = f"table.{metric} {topic_rule} {subject_rule} {period_rule}"
        yield Observation(
            article_id=self.article_id,
            observation_id="",
            index=index,
            component=component[0] if component else None,
            subject=subject,
            period=period,
            metric=metric,
            value=number,
            direction=_direction(number) if change else None,
            unit=unit,
            out_of=out_of,
            scope=scope,
            baseline=baseline[0] if baseline and change else None,
            modality="target" if any("target" in label.told for label in near) else "reported",
            rule=rule,
            confidence=confidence(rule),
            evidence=tuple(evidence),
        )

    def metric(self, place: _Place) -> Metric | None:
        """Score, rank, or how far one of them went; null where nothing says it, or labels say two things."""
        told = [label.level for label in (place.row, place.column, place.section) if label.level]
        level = told[0] if len(set(told)) == 1 else None
        if len(set(told)) > 1:
            # "Tổng điểm" beside the row of a column of ranks is the index as a whole.
            level = place.column.level if "total" in place.row.told else None
            if level is None:
                return None
        if level is None and place.value.decimal and "value" in place.column.told:
            level = "score"
        if level is None and (
            (place.value.decimal and _told_of(place.column)) or place.row.percent or place.column.percent
        ):
            level = "score"  # below "2023", "PCI", "Hà Nam", "So sánh": no rank has decimals, and none is in percent
        if place.value.changed or any("change" in label.told for label in (place.row, place.column)):
            if not (place.column.baseline or place.row.baseline) and any(map(_is_claimed, place.columns)):
                return None  # between "Điểm tự đánh giá" and "Điểm thẩm định": a gap
            level = level or place.value.level or self.only_level or self.told_by_decimals(place)
            return "score_change" if level == "score" else "rank_change" if level == "rank" else None
        if place.value.sign:
            return None
        level = level or place.value.level or self.above.level
        if place.value.percent:
            return "score" if level in {None, "score"} else None
        if place.value.level and level != place.value.level:
            return None
        return level

    @cached_property
    def only_level(self) -> Metric | None:
        """Of a change that does not say of what: rank or score, where the table has only one of them."""
        whole = [self.label(cell) for row in self.grid.rows[:_MOST_HEADS] for cell in row]
        levels: set[Metric | None] = {label.level for label in whole if label.level} or {self.above.level}
        return next(iter(levels)) if len(levels) == 1 else None

    def told_by_decimals(self, place: _Place) -> Metric | None:
        """Of a change beside scores that have decimals: of the scores where it has some too, else of the ranks."""
        scores = {at for at, column in enumerate(place.columns) if column.level == "score"}
        if place.at[1] in self.with_decimals:
            return "score"
        return "rank" if scores and scores <= self.with_decimals else None

    def is_strange(self, place: _Place) -> bool:
        """True where beside it stand no scores but decimals of something unknown that its rank may be of."""
        unknown = any(column.unknown and at in self.with_decimals for at, column in enumerate(place.columns))
        return unknown and not any(column.level == "score" for column in place.columns)

    @cached_property
    def checked(self) -> bool:
        """True where the table parts no score into halves: "Điểm thẩm định" is the whole then, not what was claimed."""
        named = {
            name
            for mention in _inside(self.grid.span, self.mentions)
            if isinstance(mention.value, ComponentName)
            for _, name in mention.value.owners
        }
        return named <= {*grids().checked}

    def topic(self, near: Iterable[_Label]) -> tuple[tuple[str, Span | None, str], tuple[str, Span] | None] | None:
        """((index, its words, rule), (component, its words) or null); null where no index is told."""
        labels = list(near)
        told = next((label.index for label in labels if label.index), None)
        index = (*told, "topic.table") if told else None
        context = (*self.above.index, "topic.table_above") if self.above.index else None
        component = None if self.checked else next((label.component for label in labels if label.component), None)
        if component and (known := index or context) and self.is_counted(known[0], component):
            component = None
        if component is None:
            index = index or context
            if index and self.above.component and not self.has_components and index == context:
                # The caption names the one component that all figures are of.
                part, span = self.above.component
                if name := dict(part.owners).get(index[0]):
                    return index, (name, span)
                # "Chuyển đổi số" is what the index itself is called for short.
                loosely = self.text.folded[slice(*span)] in map(fold, indices()[index[0]].loose)
                return (index, None) if loosely else None
            return (index, None) if index else None
        owners = dict(component[0].owners)
        for known in (index, context):
            if known and known[0] in owners:
                return known, (owners[known[0]], component[1])
        if index is None and len(owners) == 1:
            only = next(iter(owners))
            return (only, None, "topic.table_component"), (owners[only], component[1])
        return None

    def is_counted(self, index: str, component: tuple[ComponentName, Span]) -> bool:
        """True where the name of another index's component is what this one counts: "Tỷ lệ hài lòng" of SIPAS."""
        counts = indices()[index].counts
        if index in dict(component[0].owners) or not counts:
            return False
        return re.search(rf"\b{any_of(map(fold, counts))}\b", self.text.folded[slice(*component[1])]) is not None

    def subject(self, near: Iterable[_Label], index: str) -> tuple[Subject, Span | None, str]:
        for label in near:
            if label.place:
                return (*label.place, "subject.table")
        if self.above.body and self.above.body[0].type in indices()[index].subjects:
            return (*self.above.body, "subject.table_above")
        if self.above.place:
            return (*self.above.place, "subject.table_above")
        return main_subject(self.home), None, "subject.main"

    def period(self, near: Iterable[_Label]) -> tuple[str | None, Span | None, str]:
        for label in near:
            if label.period:
                return (*label.period, "period.table")
        if self.above.period:
            return (*self.above.period, "period.table_above")
        return None, None, "period.none"


def _is_claimed(column: _Label) -> bool:
    """True for points that the rated gave themselves."""
    owners = column.component[0].owners if column.component else ()
    return any(name in grids().claimed for _, name in owners)


def _with_their_indices(columns: list[_Label]) -> list[_Label]:
    """The columns, each index with those behind it that name none: "PAR INDEX | Xếp hạng | SIPAS | Xếp hạng"."""
    at = [number for number, column in enumerate(columns) if column.index and not column.component]
    wide = {after - before for before, after in pairwise((*at, len(columns)))}
    if len({index[0] for first in at if (index := columns[first].index)}) < FEWEST or len(wide) != 1:
        return columns
    found = [*columns]
    for first in at:
        for number in range(first + 1, first + max(wide)):
            if columns[number].component or columns[number].period or columns[number].unknown:
                return columns
            found[number] = replace(columns[number], index=columns[first].index)
    return found


def _told_of(column: _Label) -> bool:
    """True for a head that says of when, which or whose the figures are, or that they are changes."""
    return bool(column.period or column.index or column.component or column.place or "change" in column.told)


def _unequivocal(made: Sequence[tuple[_Place, Observation]]) -> list[tuple[_Place, Observation]]:
    """Without those of which a row tells several with other values: what parts them is not known."""
    told: dict[tuple[object, ...], set[float | None]] = {}
    keys = [
        (place.at[0], o.index, o.component, o.subject, o.metric, o.unit, o.period, o.baseline, o.modality, o.scope)
        for place, o in made
    ]
    for key, (_, o) in zip(keys, made, strict=True):
        told.setdefault(key, set()).add(o.value)
    return [one for key, one in zip(keys, made, strict=True) if len(told[key]) == 1]


def _signed(place: _Place, o: Observation, known: Mapping[object, Mapping[str, float]]) -> Observation | None:
    """The change with the sign and the baseline that its two levels give; null where nothing tells its sign. `known`
    has all levels of the table by (metric, index, component, subject), then by period.
    """
    level = LEVEL_OF.get(o.metric)
    if level is None or o.value is None:
        return o
    levels = known.get((level, o.index, o.component, o.subject), {})
    period = o.period or max(levels, default=None)
    earlier = [year for year in levels if period and year < period]
    baseline = o.baseline or (earlier[0] if len(earlier) == 1 and len(levels) == 2 else None)
    value, sign = o.value, place.value.sign
    if period and baseline and period in levels and baseline in levels:
        gone = levels[baseline] - levels[period] if level == "rank" else levels[period] - levels[baseline]
        if abs(abs(gone) - abs(value)) <= 0.011:
            value, sign = (abs(value) if gone >= 0 else -abs(value)), 1
    told = place.column.told | place.row.told
    if not sign and value:
        if ("up" in told) == ("down" in told):
            return None
        value = abs(value) if "up" in told else -abs(value)
    return replace(o, value=value, direction=_direction(value), period=period, baseline=baseline)


def _direction(value: float) -> Direction:
    return "up" if value > 0 else "down" if value < 0 else "same"


def _rated(metric: Metric, index: str, subject: Subject) -> bool:
    """False for what the index has no value of: ranks of regions, countries where it rates provinces only."""
    if subject.type in {"country", "region"}:
        return metric.startswith("score") and (subject.type in indices()[index].subjects or indices()[index].percent)
    return subject.type in indices()[index].subjects or subject.type == "province"


def _in_range(
    metric: Metric, value: float, index: str, of_component: bool, subject: Subject, out_of: float | None
) -> bool:
    kind = indices()[index]
    limit = (kind.component_max if of_component else None) or kind.score_max
    if metric.startswith("score"):
        return limit is None or value <= limit
    most = out_of or (_PROVINCES if subject.type == "province" else _MOST_RANKED)
    return value == int(value) and value <= most and (value >= 1 or metric == "rank_change")


def _scope(subject: Subject, home: str | None, near: Iterable[_Label]) -> str | None:
    """Among whom a rank holds; null where nothing tells which region "trong vùng" is."""
    labels = list(near)
    if any("region" in label.told for label in labels):
        named = next((label.place[0].name for label in labels if label.place and label.place[0].type == "region"), None)
        return named or (province(subject.id).region if subject.type == "province" and subject.id else None)
    return main_subject(home).name if subject.type in {"district", "commune", "agency"} else "national"


# --- labels ------------------------------------------------------------------------------------------------------


def _label(text: Text, cell: Span, mentions: Sequence[Mention[Named]]) -> _Label:
    """What a cell says; unknown where a third of its letters or more are none of that."""
    if _empty(cell):
        return _Label()
    inside = _inside(cell, mentions)
    left = list(text.folded[cell.start : cell.end])
    numbering = _NUMBERING.match("".join(left))
    _blank(left, 0, numbering.end() if numbering else 0)
    bare = "".join(left)
    label = _Label(percent="%" in bare or _share().search(bare) is not None)
    for pattern in (_scale(), _OUT_OF):
        if (out_of := pattern.search("".join(left))) is not None:
            label = replace(label, out_of=float(out_of[1]))
            _blank(left, *out_of.span())
    for mention in inside:
        label = _named(label, mention)
        _blank(left, mention.span.start - cell.start, mention.span.end - cell.start)
    if (against := _AGAINST.search("".join(left))) is not None and against[1] > against[2]:
        first, second = (Span(cell.start + against.start(group), cell.start + against.end(group)) for group in (1, 2))
        label = replace(label, period=(against[1], first), baseline=(against[2], second))
        _blank(left, *against.span())
    for period in find_periods(text, cell):
        label = _dated(label, period)
        _blank(left, period.span.start - cell.start, period.span.end - cell.start)
    if label.period is None and (year := _YEAR.fullmatch(text.printed(cell))):
        label = replace(label, period=(year.group(), cell))
        left = []
    told = _told(left)
    if label.component and _told(list(fold(label.component[1].of(text.raw)))) & {"score"}:
        told.add("score")  # "Điểm thẩm định"
    if label.index and "score" in told and not label.component:
        told -= {"total"}
    if label.baseline:
        told.add("change")  # "Hạng so với năm 2021"
    unknown = label.unknown or sum(map(str.isalpha, left)) * 3 >= sum(map(str.isalpha, bare)) > 0
    if "mean" in told and not (label.place and label.place[0].type in {"country", "region"}):
        unknown = True
    return replace(label, told=frozenset(told), unknown=unknown)


def _inside(span: Span, mentions: Sequence[Mention[Named]]) -> list[Mention[Named]]:
    """The mentions in the span; all of them are in text order."""
    first = bisect_left(mentions, span.start, key=lambda mention: mention.span.start)
    found = []
    for mention in islice(mentions, first, None):
        if mention.span.start >= span.end:
            break
        if mention.span.end <= span.end:
            found.append(mention)
    return found


def _named(label: _Label, mention: Mention[Named]) -> _Label:
    value, span = mention.value, mention.span
    if isinstance(value, IndexName):
        return replace(label, index=label.index or (value.id, span))
    if isinstance(value, ComponentName):
        return replace(label, component=label.component or (value, span))
    if isinstance(value, PlaceName):
        return replace(label, place=label.place or (value.subject, span))
    if mention.kind == "country":
        return replace(label, place=label.place or (main_subject(None), span))
    return replace(label, unknown=label.unknown or mention.kind == "foreign")


def _dated(label: _Label, period: PeriodMention) -> _Label:
    if period.value is None:
        return label
    if period.kind == "baseline":
        return replace(label, baseline=label.baseline or (period.value, period.span))
    told = period.kind in {"period", "plan"}
    return replace(label, period=label.period or (period.value, period.span)) if told else label


def _told(left: list[str]) -> set[Told]:
    """The kinds of words in what is left of a label; the words are blanked."""
    whole = "".join(left).strip(" .:()")
    told: set[Told] = {kind for kind in ("ordinal",) if whole in grids().words[kind]}
    for match in _words().finditer("".join(left)):
        word = match.group()
        told.update(kind for kind, words in grids().words.items() if kind != "ordinal" and word in words)
        _blank(left, *match.span())
    if told & {"ordinal"}:
        left[:] = []
    return told


@cache
def _figure() -> re.Pattern[str]:
    """ "+5", "▲ 5", "tăng 5 bậc", "63,57 điểm", "51/63", "88,1%": a figure and nothing else in its cell."""
    nouns, points = any_of(grids().rank_nouns), any_of(grids().points)
    return re.compile(
        rf"(?P<sign>[+↑▲△↓▼▽-]|\(\s*[+-]\s*\))?\s*(?:(?P<word>[^\W\d]+)\s+)?(?:(?P<noun>{nouns})\s+)?"
        rf"(?P<number>\d+(?:[.,]\d+)*)(?:\s*/\s*(?P<out_of>\d{{1,4}}))?\s*(?P<unit>%|{points}\s*%|[^\W\d]+)?\s*\*{{0,3}}"
    )


@cache
def _words() -> re.Pattern[str]:
    words = sorted({word for kind, known in grids().words.items() if kind != "ordinal" for word in known}, key=len)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, reversed(words))) + r")(?!\w)")


@cache
def _scale() -> re.Pattern[str]:
    """ "(thang điểm 1000)": beside a score, the largest that can be had."""
    return re.compile(rf"\(\s*{any_of(grids().words['max'])}:?\s*(\d{{2,4}})\s*\)")


@cache
def _share() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(grids().shares)}\b")


def _blank(left: list[str], start: int, end: int) -> None:
    left[max(0, start) : end] = " " * (min(end, len(left)) - max(0, start))


def _empty(cell: Span) -> bool:
    return cell.start == cell.end


def _joined(first: _Label, second: _Label) -> _Label:
    """Both labels of the same figures; the first one's word is taken where both tell."""
    return _Label(
        told=first.told | second.told,
        index=first.index or second.index,
        component=first.component or second.component,
        place=first.place or second.place,
        body=first.body or second.body,
        period=first.period or second.period,
        baseline=first.baseline or second.baseline,
        percent=first.percent or second.percent,
        out_of=first.out_of or second.out_of,
        unknown=first.unknown or second.unknown,
    )


def _above(text: Text, start: int, lines: Sequence[Span], mentions: Sequence[Mention[Named]]) -> _Label:
    """What the lines right above the table that begins at `start` say, then the headline: each field from the nearest
    line that tells one. `lines` are those of the text that are no rows.
    """
    label = _Label()
    near = _near(text, start, lines)[::-1]
    for at, line in enumerate((*near, *(lines[:1] if near and lines[0] not in near else ()))):
        label = _joined_above(label, _line(text, line, mentions), metric=at < len(near))
    if label.index is None:
        names = [(m.value.id, m.span) for m in mentions if isinstance(m.value, IndexName)]
        # "Bảng trên trích từ hồ sơ PCI": below it, where none stands above.
        told = dict([(index, span) for index, span in names if span.start < start] or names)
        label = replace(label, index=next(iter(told.items())) if len(told) == 1 else None)
    return label


def _near(text: Text, start: int, lines: Sequence[Span]) -> Sequence[Span]:
    """The lines right above a table that begins at `start`; none that stands above another table is beside them."""
    behind = bisect_right(lines, start, key=lambda line: line.end)
    first = max(0, behind - _LINES)
    for at in range(behind - 1, first, -1):
        if text.raw[lines[at - 1].end : lines[at].start].strip():
            return lines[at:behind]
    return lines[first:behind]


def _of_other_matter(text: Text, table: Span, lines: Sequence[Span], mentions: Sequence[Mention[Named]]) -> bool:
    """True where the table's head, or a caption above, has words of another matter ("Bảng 2. Tăng trưởng GRDP"), and no
    caption names an index. Neither the headline nor a sentence is a caption.
    """
    near = (line for line in _near(text, table.start, lines) if line != lines[0] and line.end - line.start <= _CAPTION)
    captions = [line for line in near if not line.of(text.raw).rstrip().endswith(STOPS)]
    if any(isinstance(m.value, IndexName | ComponentName) for line in captions for m in _inside(line, mentions)):
        return False
    end = min(table.start + _CAPTION, table.end)
    decimal = _DECIMALS_TOLD.search(text.raw, table.start, end)
    head = Span(table.start, decimal.start() if decimal else end)
    return any(
        _other_matter().search(text.folded, *span) or any(m.kind == "foreign" for m in _inside(span, mentions))
        for span in (head, *captions)
    )


@cache
def _other_matter() -> re.Pattern[str]:
    known = grids()
    cell = rf"(?:^|[|\t])\s*{any_of(known.other_heads)}\s*(?:[|\t]|$)"
    return re.compile(rf"\b{any_of((*known.others, *known.persons))}\b|{cell}", re.MULTILINE)


def _line(text: Text, line: Span, mentions: Sequence[Mention[Named]]) -> _Label:
    """What a line above a table says, of each thing only where it says one."""
    inside = _inside(line, mentions)
    names = {m.value.id: m.span for m in inside if isinstance(m.value, IndexName) and not m.value.loose}
    loose = {m.value.id: m.span for m in inside if isinstance(m.value, IndexName)}
    places = {
        m.value.subject: m.span
        for m in inside
        if isinstance(m.value, PlaceName) and m.value.subject.type == "province" and m.value.aside is None
    }
    parts = [(m.value, m.span) for m in inside if isinstance(m.value, ComponentName)]
    # "So sánh PCI 2022 của hai tỉnh": nothing is measured against that year.
    compares = _compares().match(text.folded, *line) is not None
    kinds = {"period", "baseline"} if compares else {"period"}
    periods = {p.value: p.span for p in find_periods(text, line) if p.kind in kinds and p.value and "/" not in p.value}
    caption = line.end - line.start <= _CAPTION
    told = _told(list(text.folded[line.start : line.end])) if caption else set()
    return _Label(
        told=frozenset(told & {"score", "rank"}),
        index=_only(names or loose),
        component=parts[0] if caption and len(parts) == 1 else None,
        place=_only(places),
        body=_only(_bodies(text, line, inside)),
        period=_only(periods),
        percent=caption and "%" in text.raw[line.start : line.end],
    )


def _bodies(text: Text, line: Span, inside: Sequence[Mention[Named]]) -> dict[Subject, Span]:
    """The bodies of which a line says that an index is ("DDCI năm 2023 của Sở Xây dựng"), but no report of theirs."""
    found: dict[Subject, Span] = {}
    for index in (m for m in inside if isinstance(m.value, IndexName)):
        of = _of().match(text.folded, index.span.end, line.end)
        if of is None or _reports().search(text.folded, line.start, index.span.start):
            continue
        for m in inside:
            if isinstance(m.value, PlaceName) and m.value.subject.type in LOCAL and m.span.start == of.end():
                found[m.value.subject] = m.span
    return found


@cache
def _of() -> re.Pattern[str]:
    """Between an index and whose it is."""
    return re.compile(rf"\s+(?:(?:{any_of(grids().years)}\s+)?{_YEAR.pattern}\s+)?{any_of(grids().of)}\s+")


@cache
def _reports() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(grids().reports)}\b")


@cache
def _compares() -> re.Pattern[str]:
    """A title that compares, but not with a year."""
    known = grids()
    return re.compile(rf"{any_of(known.compares)}\b(?!.*\b{any_of(known.since)}\b)(?! với)")


def _only(told: dict[V, Span]) -> tuple[V, Span] | None:
    return next(iter(told.items())) if len(told) == 1 else None


def _joined_above(first: _Label, second: _Label, *, metric: bool) -> _Label:
    joined = _joined(first, second)
    told = first.told or (second.told if metric else frozenset())
    if not metric:
        return replace(joined, told=told, component=first.component, percent=first.percent)
    return replace(joined, told=told)
