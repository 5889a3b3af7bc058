"""What stands around a figure: its sentence, and what the sentences before left in force."""

from __future__ import annotations

import itertools
import re
from bisect import bisect, bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar, cast

from extract.facts import gaps
from extract.facts.carried import carried
from extract.folding import Text
from extract.language.periods import PeriodMention, find_periods, may_tell_year
from extract.language.phrases import Clue, Phrases, places_of
from extract.reading.figures import find_figures
from extract.reading.hedges import find_hedges
from extract.reading.mentions import ComponentName, IndexName, Named, PlaceName
from extract.reading.model import LEVELS, VALUES, End, Figure, Mention
from extract.records import Metric, Observation, Subject, SubjectType, replace
from extract.spans import Span
from extract.tables.hedges import hedges
from extract.tables.topics import topics

# How far a topic reaches without being named again, in sentences; where the article has no other, further.
REACH = 3
_SOLE_REACH = 12
# No word that counts places, and no noun before their noun, is longer, in characters.
_LONGEST_NOUN = 20
# What an index may rate or not, beside provinces, regions and the country.
LOCAL = frozenset({"agency", "district", "commune"})
# What may tell what a sentence, or a figure, is about.
TOPICAL = frozenset({"index", "loose", "component"})
# A bracket with what it holds.
BRACKETED = re.compile(r"\([^()]*\)")
# What a name begins with behind the noun for it ("TP.Dĩ An", "tỉnh Kon Tum").
_CAPITAL = re.compile(r"(?:\.|\s+)[^\W\d_]")
_MARK = re.compile(r"[,;:.(]")
_DECIMALS = re.compile(r"\d[.,]\d")
# Thousands, or three decimals behind a point.
THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}\.\d{3}(?![\d.,])")
# No two are more points apart, where what one has is not told.
NO_GAP = 20
# A name stands alone in its brackets with at most so many characters beside it.
_ALONE = 14


V = TypeVar("V")


class _Once(Generic[V]):
    """A property that is read when first asked for: `cached_property` without the lock that it still has in 3.11."""

    def __init__(self, read: Callable[[Any], V]) -> None:
        self._read, self._name, self.__doc__ = read, read.__name__, read.__doc__

    def __get__(self, instance: Any, _: type) -> V:
        value: V = self._read(instance)
        instance.__dict__[self._name] = value
        return value


@dataclass(slots=True)
class Read:
    """One answer: the value, the span it was read from (null where it was inherited from nowhere), the rule."""

    value: object
    span: Span | None
    rule: str


NOTHING = Read(None, None, "")


class Level(NamedTuple):
    """Of what level the rated are: the words that tell it, their type, and the noun for them ("sở")."""

    span: Span
    kind: SubjectType
    noun: str


class Goals(NamedTuple):
    """A list of goals that is open (facts/goals.py): the words that say so, the line last told, which lines go on."""

    head: Span
    paragraph: int
    lines: bool


class Counted(NamedTuple):
    """Counts of an index's parts: against which period, in which paragraph, of how many, and how many so far."""

    baseline: tuple[str, Span] | None
    paragraph: int
    out_of: float | None
    told: float


@dataclass(slots=True)
class Force:
    """What is in force when a sentence begins."""

    main: Subject
    index: str | None = None
    index_span: Span | None = None
    component: str | None = None
    component_span: Span | None = None
    announced: bool = False
    # The component named last, be it without a figure, with its index; whether its sentence is about it alone.
    part: tuple[str, str, Span] | None = None
    part_alone: bool = False
    part_age: int = 0
    # The topics of the figures of the last sentence that told any, and of the paragraph's so far.
    topics: set[tuple[str | None, str | None]] = field(default_factory=set)
    paragraph: int = -1
    paragraph_topics: set[tuple[str | None, str | None]] = field(default_factory=set)
    planned: bool = False
    aimed: bool = False
    goals: Goals | None = None
    seen: list[str] = field(default_factory=list)
    sole: bool = False
    # Where each index was named last, so far; and the only one that the headline names.
    spans: dict[str, Span] = field(default_factory=dict)
    headline: str | None = None
    # The only index of the article, with where it is named first: figures may stand before that.
    ahead: tuple[str, Span] | None = None
    # The index that a later sentence says the figures of these to be of.
    behind: dict[Sentence, tuple[str, Span]] = field(default_factory=dict)
    # The indices, and the components with theirs, that the last sentence to name several named.
    row: list[tuple[str, Span]] = field(default_factory=list)
    parts: list[tuple[str, str, Span]] = field(default_factory=list)
    subject: Subject | None = None
    subject_span: Span | None = None
    subject_index: str | None = None
    subject_paragraph: int = 0
    named: dict[str, tuple[Subject, Span]] = field(default_factory=dict)
    # The same, but the owner told last of several.
    last: dict[str, tuple[Subject, Span]] = field(default_factory=dict)
    # The places that the sentence before joined by "và" or commas.
    places: list[Mention[Named]] = field(default_factory=list)
    period: tuple[str | None, Span] | None = None
    period_paragraph: int = 0
    period_aside: str | None = None
    # Whether it stood alone at the head of what follows ("Năm 2022:").
    period_heads: bool = False
    year: tuple[str, Span] | None = None
    years: dict[str, tuple[str | None, Span]] = field(default_factory=dict)
    # The latest that anything of the index was told for so far.
    latest: dict[str, tuple[str, Span]] = field(default_factory=dict)
    # The years that the sentences give to indices by name: all are asked before the first is read.
    measured: dict[Sentence, dict[str, PeriodMention]] = field(default_factory=dict)
    # The last two sentences, whatever they were about (facts/years.py).
    before: tuple[Sentence, ...] = ()
    # For each index that the sentence before told levels of: their years, and the first level of each kind; and of the
    # one before that.
    levels: dict[str, dict[str, tuple[Span, dict[Metric, float | None]]]] = field(default_factory=dict)
    levels_before: dict[str, dict[str, tuple[Span, dict[Metric, float | None]]]] = field(default_factory=dict)
    legend: tuple[str, Span] | None = None
    rated: tuple[str, ...] = ()
    # The level that an index is taken at, with the index.
    level: tuple[str, Level] | None = None
    # The only district that the article names.
    district: tuple[Subject, Span] | None = None
    plan: tuple[str, Span] | None = None
    baselines: dict[str, tuple[str, Span]] = field(default_factory=dict)
    # The period that each of these was told for, where one was.
    based_on: dict[str, str | None] = field(default_factory=dict)
    # Of the baselines, the ones told in no bracket.
    compared: dict[str, tuple[str, Span]] = field(default_factory=dict)
    # All that were, in the article so far.
    bases: dict[str, dict[str, Span]] = field(default_factory=dict)
    # By the index: of the counts of its parts that the paragraph told last.
    counted: dict[str, Counted] = field(default_factory=dict)
    age: int = REACH + 1
    # The sentence that was asked about last, with what names or ends a topic in it (facts/topics/named.py).
    topical: tuple[Sentence, list[Mention[Named]]] | None = None

    @property
    def reach(self) -> int:
        """How many sentences the topic reaches; the only one of the article, or of its headline, further."""
        return _SOLE_REACH if self.sole or (self.index and self.index == self.headline) else REACH


@dataclass(eq=False)
class Sentence:
    """One sentence with what is found in it; all lists are in text order. Two sentences are never equal."""

    text: Text
    span: Span
    mentions: Sequence[Mention[Named]]
    paragraph: int = 0
    # Whether the article names an index that is measured by the month.
    monthly: bool = False

    def __post_init__(self) -> None:
        self.places: list[Mention[Named]] = []
        self.indices: list[Mention[Named]] = []
        self.countries: list[Mention[Named]] = []
        for mention in self.mentions:
            if isinstance(mention.value, PlaceName):
                self.places.append(mention)
            elif isinstance(mention.value, IndexName):
                self.indices.append(mention)
            elif mention.kind == "country":
                self.countries.append(mention)
        # Asked for by most rules, and read quickly.
        self.brackets = _brackets(self.text.folded, self.span)
        # What was answered: many rules ask for the same.
        self._bracket_of: dict[Span, Span | None] = {}
        self._clause_of: dict[Span, int] = {}
        self._rating_of: dict[tuple[str, ...], Sentence] = {}
        self._told: dict[Phrases, bool] = {}
        # By the figure, its end and the index (facts/times/read.py).
        self.periods_beside: dict[tuple[Span, End | None, str], Read] = {}

    # Read when first asked for: most sentences are never asked.
    @_Once
    def figures(self) -> list[Figure]:
        figures = carried(self.text, self.mentions, find_figures(self.text, self.span))
        # "các tiêu chuẩn môi trường tối thiểu 6,79 điểm": a bound within a name is none of the figure's.
        return [replace(f, bound="exact") if f.bound != "exact" and self._named_bound(f) else f for f in figures]

    def _named_bound(self, figure: Figure) -> bool:
        """True where the word of the bound, right before the numeral, is the last of a component's name."""
        start = figure.number.start
        return self.text.folded[start].isdigit() and any(
            m.kind == "component" and not self.between(m.span.end, start).strip()
            for m in self.mentions
            if m.span.end <= start
        )

    @_Once
    def numbers(self) -> dict[tuple[Span, End | None], int]:
        """The place of each figure among all, by its words and end; of several, that of the first."""
        return {(f.span, f.end): at for at, f in reversed([*enumerate(self.figures)])}

    @_Once
    def figure_starts(self) -> list[int]:
        """Where the figures begin, in order, but for tiers that nobody has numbered ("mức cao nhất")."""
        return sorted([f.span.start for f in self.figures if f.metric != "group" or f.value is not None])

    def last_before(self, at: int, kind: Metric | None = None) -> Figure | None:
        """The last figure, of that kind, that ends before the place."""
        first = bisect_left(self.figures, at, key=lambda f: f.span.start)
        before = (self.figures[place] for place in range(first - 1, -1, -1))
        return next((f for f in before if (kind is None or f.kind == kind) and f.span.end <= at), None)

    def first_behind(self, at: int) -> Figure | None:
        """The first figure that begins behind the place."""
        place = bisect_left(self.figures, at, key=lambda f: f.span.start)
        return self.figures[place] if place < len(self.figures) else None

    @_Once
    def all_periods(self) -> list[PeriodMention]:
        """The periods as they are printed, be they of what no index of the article is measured by."""
        return find_periods(self.text, self.span)

    @_Once
    def periods(self) -> list[PeriodMention]:
        found = self.all_periods
        if self.monthly or not found:
            return found
        # "Tháng 4/2023, VCCI công bố PCI", "so với tháng 3": when it happened.
        dated = (replace(p, kind="date", value=None) if p.month else p for p in found)
        return [p for p in dated if p.part is None or p.value]

    @_Once
    def hedges(self) -> list[Mention[str]]:
        return [h for h in find_hedges(self.text, self.span) if h.value != hedges().indicator or not self._indicates(h)]

    def _indicates(self, goal: Mention[str]) -> bool:
        """ "chỉ tiêu Tính minh bạch đạt 6,3 điểm": what an index is made of, no goal but in a plan."""
        return not any(p.kind == "plan" for p in self.periods) and any(
            m.kind == "component"
            and m.span.start >= goal.span.end
            and not self.between(goal.span.end, m.span.start).strip(" \"'")
            for m in self.mentions
        )

    def tells(self, phrases: Phrases) -> bool:
        """True where one of the phrases stands in the sentence: asked once for all of its figures."""
        told = self._told.get(phrases)
        if told is None:
            told = self._told[phrases] = bool(phrases.find(self.text, self.span))
        return told

    def search(self, clue: Clue, words: str) -> re.Match[str] | None:
        """What the clue finds in some words of the sentence."""
        return clue.pattern.search(words) if self.tells(clue.needs) else None

    @_Once
    def tells_means(self) -> bool:
        """True where a mean of the country may be told, or what the whole country has."""
        return (
            self.tells(gaps.clauses.country_told())
            or self.tells(gaps.clauses.mean_of_country(valued=False))
            or self.tells(gaps.clauses.averages())
            or (bool(self.brackets) and self.tells(gaps.clauses.beyond_mean().needs))
        )

    @_Once
    def wider(self) -> list[Span]:
        """The places that are told with the name of what lies in them."""
        return [m.span for m in self.places if isinstance(m.value, PlaceName) and m.value.aside == "body"]

    @_Once
    def may_tell_year(self) -> bool:
        """False where no year is printed, so that no period has a value; most sentences are seen so at once."""
        return may_tell_year(self.between(*self.span))

    @_Once
    def asks(self) -> bool:
        """True for a question."""
        return self.between(*self.span).rstrip(" \"'").endswith("?")

    @_Once
    def tells_back(self) -> bool:
        """True where the sentence begins with what the figures before it are ("Đó là …")."""
        told = gaps.clauses.tells_back().find(self.text, self.span)
        return bool(told) and not self.between(self.span.start, told[0].start()).strip(" \"'(-")

    @_Once
    def planned_year(self) -> re.Match[str] | None:
        """The year at the head of the sentence that its figures are set for."""
        return gaps.clauses.planned_years().match(self.text.folded, *self.span)

    @_Once
    def breaks(self) -> list[int]:
        """Where clauses begin behind a semicolon or a contrasting word."""
        return [match.end() for match in gaps.clauses.breaks().find(self.text, self.span)]

    @_Once
    def whole_index(self) -> list[int]:
        """Where the whole index is told again behind a component ("xếp hạng chung")."""
        return [match.start() for match in gaps.clauses.whole().find(self.text, self.span)]

    @_Once
    def orders(self) -> list[int]:
        """Where the words stand that say that a list is told in order ("lần lượt")."""
        return [m.start() for m in gaps.clauses.respectively().find(self.text, self.span)]

    @_Once
    def parts_again(self) -> list[re.Match[str]]:
        """Where a component, or an index, is taken up again ("lĩnh vực này"), one at a time."""
        if not self.tells(gaps.clauses.taking_up()):
            return []
        return [
            match
            for match in gaps.clauses.this_part().find(self.text, self.span)
            if not gaps.clauses.counted().search(self.right_before(match.start()))
        ]

    @_Once
    def anaphors(self) -> list[re.Match[str]]:
        """The nouns that take up a place named before ("tỉnh đạt …", "địa phương này"), in order."""
        found = []
        for match in gaps.clauses.anaphor().find(self.text, self.span):
            span = Span(*match.span())
            before = self.right_before(span.start)
            named = _CAPITAL.match(self.text.raw, span.end)
            if match["we"]:
                pass
            elif match["this"] or match["this_"]:
                if gaps.clauses.counted().search(before):
                    continue
            elif not self._alone(match, before):
                continue
            if named and named.group()[-1].isupper():
                continue
            if not any(m.span.overlaps(span) for m in self.mentions) and not self._scopes(span):
                found.append(match)
        return found

    def _scopes(self, noun: Span) -> bool:
        """ "dẫn đầu toàn tỉnh", "huyện P xếp thứ hai về DDCI năm 2023 của tỉnh": it says among whom a rank holds."""
        rank = next((f.span for f in reversed(self.figures) if f.metric == "rank" and f.span.end <= noun.start), None)
        if rank is None:
            return False
        local = gaps.clauses.in_province().match(self.text.folded, rank.end, noun.end)
        if local is not None and local.end() == noun.end:
            return True
        told = self.between(rank.end, noun.start)
        before = (m for m in reversed(self.places) if m.span.end <= rank.start and self.bracket(m.span) is None)
        own = next((m.value for m in before), None)
        lies_in = isinstance(own, PlaceName) and own.subject.type in LOCAL and own.aside is None
        # "trong khối các sở, ngành của tỉnh"
        apart = _MARK.search(gaps.clauses.in_province().sub("", told))
        return lies_in and gaps.clauses.owned_before().search(told) is not None and not apart

    def _alone(self, noun: re.Match[str], before: str) -> bool:
        """True where the noun of a place, without "này", takes one up: "tỉnh đạt …", "của sở xếp …"."""
        if noun["agency"] or noun["commune"]:
            if not gaps.clauses.value_follows().match(self.text.folded, noun.end()):
                return False
            if gaps.clauses.owned_before().search(before):
                return True
        if noun["province"] and noun["province"] != topics().province_noun:
            return False
        if gaps.clauses.class_before().search(before):
            return False
        alone = gaps.clauses.before_alone().search(before, 0, len(before)) is not None
        return (alone or self._behind_region(noun)) and gaps.clauses.kinds_before().search(before) is None

    def _behind_region(self, noun: re.Match[str]) -> bool:
        """ "riêng khu vực Tây Nguyên tỉnh đứng thứ 4": what has a value there is the province, behind the region."""
        return any(is_region(m) and m.span.end + 1 == noun.start() for m in self.places) and bool(
            gaps.clauses.value_follows().match(self.text.folded, noun.end())
        )

    @_Once
    def within_provinces(self) -> Sentence:
        """The sentence without its provinces, for an index that rates what is in one ("DDCI tỉnh Lạng Sơn").

        A city that was a town of its province is the town.
        """
        kept: list[Mention[Named]] = []
        for mention in self.mentions:
            value = mention.value
            if not isinstance(value, PlaceName) or value.subject.type != "province":
                kept.append(mention)
            elif value.town:
                town = replace(value, subject=Subject(type="district", name=value.town))
                kept.append(replace(mention, value=town))
        return self._narrowed(kept)

    def rating(self, rated: tuple[str, ...]) -> Sentence:
        """The sentence without the bodies, districts and communes that an index never rates."""
        if not self.places:
            return self
        if rated not in self._rating_of:
            unrated = LOCAL.difference(rated)
            kept = [
                m for m in self.mentions if not (isinstance(m.value, PlaceName) and m.value.subject.type in unrated)
            ]
            self._rating_of[rated] = self._narrowed(kept) if unrated else self
        return self._rating_of[rated]

    def _narrowed(self, kept: list[Mention[Named]]) -> Sentence:
        if kept == self.mentions:
            return self
        narrowed = self.naming(kept)
        # Its figures are those of the whole sentence, also where a name that is left out made them changes; its nouns
        # for places, too, where they belong to such a name ("TP.HCM").
        vars(narrowed).update(figures=self.figures, anaphors=self.anaphors, wider=self.wider)
        return narrowed

    def naming(self, mentions: list[Mention[Named]]) -> Sentence:
        """The sentence with other mentions; what no mention changes is not read again."""
        other = Sentence(self.text, self.span, mentions, self.paragraph, self.monthly)
        vars(other).update(periods=self.periods, hedges=self.hedges, _told=self._told)
        return other

    @_Once
    def levels(self) -> list[Level]:
        """Where the sentence says of what level the rated are ("PAR INDEX cấp huyện", "Ở khối sở, …"), in order.

        The words stand behind the index or a component, at the head of a clause, or right behind a rank.
        """
        found: list[Level] = []
        for match in gaps.clauses.levels().find(self.text, self.span):
            kind = cast("SubjectType", match.lastgroup)
            if gaps.clauses.other_level(kind).match(self.text.folded, match.end()):
                continue
            if gaps.clauses.kinds_before().search(self.between(self.span.start, match.start())):
                continue  # "của cấp huyện, cấp xã"
            at = match.start()
            before = [m.span.end for m in self.mentions if m.kind in TOPICAL and m.span.end <= at]
            ranks = [f.span.end for f in self.figures if f.metric == "rank" and f.span.end <= at]
            if (
                gaps.clauses.level_head().search(self.between(self.span.start, at))
                or (before and gaps.clauses.level_link().fullmatch(self.between(before[-1], at)))
                or (ranks and gaps.clauses.scope_gap().fullmatch(self.between(ranks[-1], at)))
                or any(m.kind in TOPICAL and m.span.contains(Span(*match.span())) for m in self.mentions)
            ):
                found.append(Level(Span(*match.span()), kind, match[match.lastgroup or 0]))
        return found

    def bracket(self, span: Span) -> Span | None:
        """The innermost bracket around the span."""
        if not self.brackets:
            return None
        known = self._bracket_of
        if span not in known:
            start, end = span
            known[span] = None
            for bracket in self.brackets:
                if bracket[0] <= start and end <= bracket[1]:
                    known[span] = bracket
                    break
        return known[span]

    def between(self, start: int, end: int) -> str:
        """The folded words between two offsets."""
        return self.text.folded[start:end]

    def right_before(self, at: int) -> str:
        """The folded words before a noun for a place: as many as one that counts it, or another noun, can have."""
        return self.between(max(self.span.start, at - _LONGEST_NOUN), at)

    def without_names(self, start: int, end: int, *, baselines: bool = False, periods: bool = False) -> str:
        """The folded words between two offsets, without the indices and components told there, and the baselines, or
        all periods.
        """
        spans = [m.span for m in self.mentions if m.kind in TOPICAL]
        spans += [p.span for p in self.periods if periods or (baselines and p.kind == "baseline")]
        return self.without(spans, start, end)

    def without(self, spans: Iterable[Span], start: int, end: int) -> str:
        """The folded words between two offsets, without what the spans hold of them."""
        kept = self.between(start, end)
        for span in spans:
            if start < span.end <= end:
                first = max(span.start, start)
                kept = f"{kept[: first - start]}{' ' * (span.end - first)}{kept[span.end - start :]}"
        return kept

    def aimed(self, offset: int) -> bool:
        """True where a plan or a wish is told before the offset."""
        return any(h.kind == "target" and h.span.end <= offset for h in self.hedges)

    def open(self, span: Span) -> bool:
        """True where the span stands in no bracket, or alone in one ("(PCI)")."""
        bracket = self.bracket(span)
        return bracket is None or _alone_in(bracket, span)

    def bracketed(self, figure: Figure) -> Mention[Named] | None:
        """The name that stands alone in a bracket right behind the figure ("cao nhất là 91,8% (Hải Phòng)")."""
        for bracket in self.brackets:
            if bracket.start >= figure.span.end and not self.between(figure.span.end, bracket.start).strip():
                inside = [m for m in self.mentions if bracket.contains(m.span)]
                if len(inside) != 1:
                    return None
                left = self.between(bracket.start, inside[0].span.start) + self.between(inside[0].span.end, bracket.end)
                return inside[0] if gaps.clauses.only_name().fullmatch(left) else None
        return None

    def hidden(self, span: Span, figure: Figure) -> bool:
        """True where the span stands in a bracket that does not hold the figure, and not alone in it ("(PCI)")."""
        if not self.brackets:
            return False
        bracket = self.bracket(span)
        return bracket is not None and not bracket.contains(figure.span) and not _alone_in(bracket, span)

    def clause_start(self, figure: Figure) -> int:
        """Where the clause of the figure begins: behind the last semicolon, opening bracket or contrasting word."""
        span = figure.span
        if span not in self._clause_of:
            bracket = self.bracket(span)
            start = bracket.start + 1 if bracket else self.span.start
            for at in self.breaks:
                if start < at <= span.start and not self._in_bracket(at, bracket):
                    start = at
            self._clause_of[span] = start
        return self._clause_of[span]

    def _in_bracket(self, at: int, own: Span | None) -> bool:
        return any(b.start < at < b.end and b != own and not (own and b.contains(own)) for b in self.brackets)


def _alone_in(bracket: Span, span: Span) -> bool:
    return bracket.end - bracket.start <= span.end - span.start + _ALONE


def span_of(record: Observation, what: str) -> Span | None:
    """Where the record's evidence of that kind stands."""
    for e in record.evidence:
        if e.what == what:
            return Span(e.start, e.end)
    return None


def ends(sentence: Sentence, figure: Figure) -> tuple[Figure, Figure] | None:
    """The earlier and the later level of the phrase that tells both; null for a figure of no such phrase."""
    if figure.end is None:
        return None
    # By its words: a percentage that an index made a score is the same figure.
    at = sentence.numbers[figure.span, figure.end] - ("from", "to", "change").index(figure.end)
    return sentence.figures[at], sentence.figures[at + 1]


def _brackets(folded: str, span: Span) -> list[Span]:
    """The brackets, each behind those that stand in it."""
    if folded.find("(", *span) < 0 and folded.find("[", *span) < 0:
        return []
    found, opened = [], []
    for at in sorted(itertools.chain.from_iterable(places_of(mark, folded, span) for mark in "()[]")):
        if folded[at] in "([":
            opened.append(at)
        elif opened:
            found.append(Span(opened.pop(), at + 1))
    return [*found, *(Span(start, span.end) for start in reversed(opened))]


def _joined(sentence: Sentence, first: Mention[Named], second: Mention[Named], *, over_brackets: bool = False) -> bool:
    """True where "và", a comma or a bracket joins the two; a province and what lies in one behind it, only "và"."""
    between = sentence.between(first.span.end, second.span.start)
    if sentence.wider:
        # "xã A, huyện P và xã B, huyện Q"
        between = sentence.without(sentence.wider, first.span.end, second.span.start)
    if over_brackets:
        between = BRACKETED.sub("", between)
    if not gaps.clauses.joiner().fullmatch(between):
        return False
    local = [isinstance(m.value, PlaceName) and m.value.subject.type in LOCAL for m in (first, second)]
    # "Trong các sở của tỉnh Phú Yên, Sở Y tế dẫn đầu"
    return local != [False, True] or between.strip() != ","


def coordinated(
    sentence: Sentence, first: Mention[Named], rest: Sequence[Mention[Named]], *, over_brackets: bool = False
) -> list[Mention[Named]]:
    """`first` with those joined to it from behind by "và", a comma or a bracket; be it behind brackets of their own."""
    group = [first]
    for mention in rest:
        if mention.span.start >= group[-1].span.end and mention.kind == group[-1].kind:
            if not _joined(sentence, group[-1], mention, over_brackets=over_brackets):
                break
            group.append(mention)
    return group


def coordinated_back(
    sentence: Sentence, last: Mention[Named], before: Sequence[Mention[Named]], *, over_brackets: bool = False
) -> list[Mention[Named]]:
    group = [last]
    for mention in reversed(before):
        if mention.span.end <= group[0].span.start and mention.kind == last.kind:
            if not _joined(sentence, mention, group[0], over_brackets=over_brackets):
                break
            group.insert(0, mention)
    return group


def valued_back(sentence: Sentence, figure: Figure, before: Sequence[Mention[Named]]) -> list[Mention[Named]]:
    """The owners before a figure that have each a level of its own: "A 0,80 điểm, B 0,76 điểm, xếp nhất và nhì"."""
    group: list[Mention[Named]] = []
    at = figure.span.start
    for mention in reversed(before):
        levels = [f for f in sentence.figures if mention.span.end <= f.span.start and f.span.end <= at]
        # "A 92,8% (giảm 0,3%), B 91,5% (tăng 2,1%), xếp thứ 1 và 2"
        levels = [f for f in levels if sentence.bracket(f.span) is None] or levels
        if len(levels) != 1 or levels[0].metric not in VALUES:
            break
        level = levels[0].span
        if not gaps.clauses.value_gap().fullmatch(sentence.between(mention.span.end, level.start)):
            break
        gap = BRACKETED.sub("", sentence.between(level.end, at))
        if not (gaps.clauses.joining() if group else gaps.clauses.in_turn()).fullmatch(gap):
            break
        group.insert(0, mention)
        at = mention.span.start
    return group


def valued_ahead(sentence: Sentence, behind: Sequence[Mention[Named]], count: int) -> list[Mention[Named]]:
    """So many owners, each with a level of its own: "xếp nhất, nhì là A: 0,80 điểm; B: 0,76 điểm"; empty for fewer."""
    at = behind[0].span.start
    for mention in behind[:count]:
        if not gaps.clauses.joining().fullmatch(sentence.between(at, mention.span.start).lstrip(")")):
            return []
        level = sentence.first_behind(mention.span.end)
        if level is None or level.metric not in VALUES:
            return []
        if not gaps.clauses.value_gap().fullmatch(sentence.between(mention.span.end, level.span.start)):
            return []
        at = level.span.end
    return list(behind[:count]) if len(behind) >= count else []


def paired(sentence: Sentence, figure: Figure, group: list[Mention[Named]]) -> list[Mention[Named]]:
    """Of several owners before the figure: the one at its place in a list of as many figures, else all of them; none
    where they are told in an order that does not come out.
    """
    if len(group) < 2:
        return group
    owners = distinct(group)
    if own := in_order(sentence, figure, owners):
        return [own]
    return [] if len(owners) > 1 and _out_of_order(sentence, figure, owners) else owners


def _out_of_order(sentence: Sentence, figure: Figure, owners: Sequence[Mention[Named]]) -> bool:
    """ "A, B và C lần lượt là 84 điểm và 42 điểm": one of several figures in an order is nobody's."""
    order = next((at for at in sentence.orders if at >= owners[-1].span.end), sentence.span.end)
    row = [f for f in sentence.figures if f.span.start >= order and _kind(f) == _kind(figure) and f.end is None]
    return figure in row and len(row) > 1


def distinct(group: Iterable[Mention[Named]]) -> list[Mention[Named]]:
    """Of mentions of the same, the first."""
    owners: dict[object, Mention[Named]] = {}
    for mention in group:
        owners.setdefault(identity(mention), mention)
    return list(owners.values())


def in_order(sentence: Sentence, figure: Figure, owners: Sequence[Mention[Named]]) -> Mention[Named] | None:
    """Of several owners before as many figures, the one at the figure's place ("A và B lần lượt thứ 3 và thứ 6").

    What a bracket tells is of the owner of the figure before it ("A và B lần lượt thứ 3 (năm 2013 thứ 5) và thứ 6").
    """
    if len(owners) < 2:
        return None
    mixed = levels_in_turn(sentence, owners[-1].span.end)
    if len(mixed) == len(owners) and figure in mixed:
        return owners[mixed.index(figure)]
    if (bracket := sentence.bracket(figure.span)) and owners[-1].span.end <= bracket.start:
        outer = outside(sentence, bracket)
        if outer and owners[-1].span.end <= outer.span.start:
            return in_order(sentence, outer, owners)
    behind = [
        f
        for f in sentence.figures
        if f.span.start >= owners[-1].span.end
        and _kind(f) == _kind(figure)
        and f.end is None
        and f.value is not None
        and sentence.bracket(f.span) == bracket
    ]
    # "PCI và PAPI vào tốp 20, lần lượt là thứ 14 và thứ 18": the list begins behind the word for it.
    starts = [at for at in sentence.orders if at >= owners[-1].span.end]
    part = bisect(starts, figure.span.start)
    behind = [f for f in behind if bisect(starts, f.span.start) == part]
    at = next((i for i, f in enumerate(behind) if f.span == figure.span), None)
    if at is None:
        return None
    first = at - at % len(owners)
    row = behind[first : first + len(owners)]
    if first:
        # "lần lượt tụt từ thứ 2, thứ 3 xuống thứ 7 và 8": what the movement led to has the same order.
        led = sentence.between(behind[first - 1].span.end, row[0].number.start)
        if not listed(sentence, row) or not gaps.years.leads_on().search(led):
            return None
    if len(row) == len(owners):
        told = sentence.between(owners[0].span.start, figure.span.start)
        if gaps.clauses.respectively().pattern.search(told) or listed(sentence, row):
            return owners[at - first]
    return None


def outside(sentence: Sentence, bracket: Span) -> Figure | None:
    """The figure right before a bracket ("‹thứ 3› (năm 2013 thứ 5)"), which what stands inside is told of."""
    before = [f for f in sentence.figures if f.span.end <= bracket.start and sentence.bracket(f.span) is None]
    return before[-1] if before and not sentence.between(before[-1].span.end, bracket.start).strip() else None


def levels_in_turn(sentence: Sentence, start: int) -> list[Figure]:
    """ "A, B và C lần lượt là 84,9%; hạng 26; 42,1 điểm": the values and ranks that a word for an order opens, behind
    an offset, where they are of more than one kind; empty for others.
    """
    order = next((at for at in sentence.orders if at >= start), None)
    if order is None:
        return []
    row: list[Figure] = []
    for figure in sentence.figures:
        if figure.span.start < order or sentence.bracket(figure.span):
            continue
        level = figure.metric in LEVELS | VALUES and figure.end is None and figure.value is not None
        gap = BRACKETED.sub("", sentence.between(row[-1].span.end, figure.span.start)) if row else ""
        if not level or not gaps.clauses.joining().fullmatch(gap):
            break
        row.append(figure)
    return row if len({_kind(f) for f in row}) > 1 else []


def in_turn(sentence: Sentence, figure: Figure, named: Sequence[Mention[Named]]) -> Mention[Named] | None:
    """ "A thứ 24, B thứ 19; điểm số lần lượt là 85,1 và 85,9": of owners that each have a figure already, the one at
    the figure's place in a later list of as many.
    """
    lead = next((at for at in reversed(sentence.orders) if at < figure.number.start), None)
    if lead is None:
        return None
    owners = distinct(m for m in named if m.span.end <= lead)
    # "A 97 điểm, B 96 điểm; hai đơn vị cuối lần lượt là C 88 điểm và D 86 điểm": the order is that of others.
    if len(owners) < 2 or any(lead < m.span.start < figure.number.start for m in named):
        return None
    ends = [*(m.span.start for m in owners[1:]), lead]
    valued = all(figure_between(sentence, m.span.end, end) for m, end in zip(owners, ends, strict=True))
    return in_order(sentence, figure, owners) if valued else None


def _kind(figure: Figure) -> str:
    """The metric; a percentage may be the score of one index beside the points of another.

    A place among the first ones is told for all ("đều trong tốp 10, cụ thể là thứ 2 và thứ 6").
    """
    return "top" if figure.label == "top" else figure.metric.replace("rate", "score")


def listed(sentence: Sentence, figures: Sequence[Figure]) -> bool:
    """True where nothing but "và", commas and the like stands between the figures."""
    between = [sentence.between(a.span.end, b.span.start) for a, b in itertools.pairwise(figures)]
    return all(gaps.clauses.joining().fullmatch(gap) for gap in between)


def identity(mention: Mention[Named]) -> object:
    value = mention.value
    if isinstance(value, IndexName):
        return value.id
    return (
        value.owners if isinstance(value, ComponentName) else value.subject if isinstance(value, PlaceName) else value
    )


def uncompared(sentence: Sentence, places: Sequence[Mention[Named]]) -> list[Mention[Named]]:
    """The places without those that something is compared with, and those joined to one that it is."""
    own: list[Mention[Named]] = []
    aside: Mention[Named] | None = None
    ended = False
    for mention in places:
        assert isinstance(mention.value, PlaceName)
        between = BRACKETED.sub("", sentence.between(aside.span.end, mention.span.start)) if aside else ""
        joined = aside is not None and gaps.clauses.joiner().fullmatch(between) and not ended
        if mention.span in measured_apart(sentence):
            continue
        before = sentence.between(sentence.span.start, mention.span.start)
        overtaken = sentence.search(gaps.clauses.overtaken(), before)
        if joined and between.strip() == "," and _item_of_its_own(sentence, aside, mention):
            joined = None  # "P đứng thứ 2, sau Q, R xếp thứ 3"
        if mention.value.aside == "comparison" or overtaken or (joined and mention.value.aside is None):
            # "Vượt qua A và B, C xếp thứ 4": behind "và" the list is at its end.
            ended = bool(joined) and between.strip() != ","
            aside = mention
        else:
            own.append(mention)
    return own


@lru_cache(maxsize=2)
def measured_apart(sentence: Sentence) -> dict[Span, Span]:
    """ "kém P 0,2 điểm và Q 0,4 điểm": the places that are compared with behind the first, each with the figure that
    tells how far; that is far less than what anybody has.
    """
    apart: dict[Span, Span] = {}
    if len(sentence.places) < 2 or not sentence.figures:
        return apart
    last: Mention[Named] | None = None
    values = sorted(f.value or 0 for f in sentence.figures if f.metric in VALUES)
    for place in sentence.places:
        assert isinstance(place.value, PlaceName)
        if place.value.aside == "comparison":
            last = place
            continue
        before, last = last, None
        if before is None or not gaps.figures.next_apart().fullmatch(_unbracketed(sentence, before.span, place.span)):
            continue
        at = bisect_left(sentence.figures, place.span.end, key=lambda f: f.span.start)
        figure = next((f for f in sentence.figures[at:] if not sentence.bracket(f.span)), None)
        if figure and figure.metric in VALUES:
            others = [value for value in values[-2:] if value != figure.value]
            most = others[-1] / 2 if others else NO_GAP
            near = gaps.figures.apart().fullmatch(_unbracketed(sentence, place.span, figure.span))
            if near and (figure.value or 0) <= most:
                apart[place.span], last = figure.span, place
    return apart


def _unbracketed(sentence: Sentence, first: Span, second: Span) -> str:
    return BRACKETED.sub("", sentence.between(first.end, second.start))


def _item_of_its_own(sentence: Sentence, aside: Mention[Named] | None, place: Mention[Named]) -> bool:
    """True for a place that its value follows, where who is compared has figures before the one compared with."""
    if aside is None or not figure_between(sentence, sentence.span.start, aside.span.start):
        return False
    at = bisect_left(sentence.figures, place.span.end, key=lambda f: f.span.start)
    if at == len(sentence.figures):
        return False
    figure = sentence.figures[at]
    gap = sentence.between(place.span.end, figure.span.start)
    verb = gap.strip() or figure.span.start < figure.number.start
    return bool(verb) and "(" not in gap and gaps.clauses.item_gap().fullmatch(gap) is not None


def places_before(sentence: Sentence, figure: Figure) -> list[Mention[Named]]:
    """The places before the figure; of those in brackets, the ones in its own."""
    before = [mention for mention in places(sentence) if mention.span.end <= figure.span.start]
    if not sentence.brackets:
        return before
    own = sentence.bracket(figure.span)
    found = []
    for mention in before:
        bracket = sentence.bracket(mention.span)
        if bracket is None or bracket == own or bracket.contains(figure.span) or _apposed(sentence, mention, bracket):
            found.append(mention)
    return found


def _apposed(sentence: Sentence, place: Mention[Named], bracket: Span) -> bool:
    """ "1 địa phương (Bắc Ninh) xuống vị trí 11": the name of the one that the words before the bracket tell of."""
    return (
        bracket.end - bracket.start == place.span.end - place.span.start + 2
        and gaps.clauses.one_place().search(sentence.between(sentence.span.start, bracket.start)) is not None
    )


def is_region(place: Mention[Named]) -> bool:
    return isinstance(place.value, PlaceName) and place.value.subject.type == "region"


def places(sentence: Sentence, *, regions: bool = True) -> list[Mention[Named]]:
    if regions:
        return sentence.places
    return [m for m in sentence.places if not is_region(m)]


def heads_rank(sentence: Sentence, region: Mention[Named], figure: Figure) -> bool:
    """ "Vùng Tây Nguyên: 3/5 tỉnh": among so many, right behind the region and a colon."""
    return figure.out_of is not None and sentence.between(region.span.end, figure.span.start).strip() == ":"


def reads(mentions: Iterable[Mention[Named]], rule: str) -> list[Read]:
    return [Read(m.value.subject, m.span, rule) for m in mentions if isinstance(m.value, PlaceName)]


def decimals(sentence: Sentence, figure: Figure) -> bool:
    """True for a figure that is printed with decimals ("1.032" has none)."""
    printed = figure.number.of(sentence.text.folded)
    if float(figure.value or 0).is_integer():
        printed = THOUSANDS.sub("", printed)
    return _DECIMALS.search(printed) is not None


def figure_between(sentence: Sentence, start: int, end: int) -> bool:
    """True where a figure stands between; a tier that nobody has numbered ("mức cao nhất") is none."""
    starts = sentence.figure_starts
    return bisect_left(starts, start) < bisect_left(starts, end)


def named_between(sentence: Sentence, start: int, end: int) -> bool:
    """True where anything is named between, a period is told, or a noun takes somebody up."""
    begins = itertools.chain(
        (m.span.start for m in sentence.mentions),
        (p.span.start for p in sentence.periods),
        (noun.start() for noun in sentence.anaphors),
    )
    return any(start <= at < end for at in begins)


def phrase_end(sentence: Sentence, figure: Figure) -> Figure:
    """Of a phrase that tells both ends, the later one: what stands behind the phrase stands behind that."""
    if figure.end != "from":
        return figure
    later = [f for f in sentence.figures if f.end == "to" and f.rule == figure.rule and f.span.start >= figure.span.end]
    return later[0] if later else figure
