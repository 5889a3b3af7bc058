"""Whose figure it is: the index, component, subject, period and baseline in force at each figure.

Each question has its own short cascade of named rules, tried in order; the first that answers wins and leaves
the span that it read. Three places are asked: the words right behind the figure, the words before it in its
clause, and what the sentences before left in force.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TypeVar

from extract.folding import Text, fold
from extract.language.periods import PeriodMention, find_periods
from extract.reading.figures import find_figures
from extract.reading.hedges import find_hedges
from extract.reading.mentions import ComponentName, IndexName, Named, PlaceName
from extract.reading.model import Figure, Mention
from extract.records import Subject
from extract.spans import Span
from extract.tables.indices import indices
from extract.tables.topics import topics
from extract.tables.words import synonyms

T = TypeVar("T")

# What a figure was before its index made a score of it.
_RAW = {"score": "rate", "score_change": "rate_change"}
_LEVELS = frozenset({"score", "rate"})
_COUNTRY = Subject(type="country", id="VN", name="Việt Nam")

# How far a topic reaches without being named again, in sentences.
REACH = 3
# How far into a sentence a place still opens it, in characters.
_OPENING = 12
# A component's name that no other text has by chance, in characters.
_LONG = 14
# A list opens at most so far behind its figure.
_NEAR = 40
# A name stands alone in its brackets with at most so many characters beside it.
_ALONE = 14


@dataclass(frozen=True, slots=True)
class Read:
    """One answer: the value, the span it was read from (null where it was inherited from nowhere), the rule."""

    value: object
    span: Span | None
    rule: str


@dataclass(slots=True)
class Force:
    """What is in force when a sentence begins."""

    main: Subject
    index: str | None = None
    index_span: Span | None = None
    component: str | None = None
    component_span: Span | None = None
    announced: bool = False
    seen: list[str] = field(default_factory=list)
    subject: Subject | None = None
    subject_span: Span | None = None
    subject_index: str | None = None
    last_named: tuple[Subject, Span] | None = None
    period: tuple[str | None, Span] | None = None
    years: dict[str, tuple[str | None, Span]] = field(default_factory=dict)
    baselines: dict[str, tuple[str, Span]] = field(default_factory=dict)
    age: int = REACH + 1


@dataclass(frozen=True, slots=True)
class Owner:
    """All that the context says of one figure, for one of its owners."""

    figure: Figure
    index: str
    component: str | None
    subject: Subject
    period: str | None
    spans: tuple[tuple[str, Span], ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    """One sentence with what is found in it; all lists are in text order."""

    text: Text
    span: Span
    mentions: Sequence[Mention[Named]]

    # Read when first asked for: most sentences are never asked.
    @cached_property
    def figures(self) -> list[Figure]:
        return find_figures(self.text, self.span)

    @cached_property
    def periods(self) -> list[PeriodMention]:
        return find_periods(self.text, self.span)

    @cached_property
    def hedges(self) -> list[Mention[str]]:
        return find_hedges(self.text, self.span)

    @cached_property
    def brackets(self) -> list[Span]:
        return _brackets(self.text.folded, self.span)

    def bracket(self, span: Span) -> Span | None:
        """The innermost bracket around the span."""
        around = [bracket for bracket in self.brackets if bracket.contains(span)]
        return min(around, key=lambda bracket: bracket.end - bracket.start) if around else None

    def between(self, start: int, end: int) -> str:
        """The folded words between two offsets."""
        return self.text.folded[start:end] if start < end else ""

    def hidden(self, span: Span, figure: Figure) -> bool:
        """True where the span stands in a bracket that does not hold the figure, and not alone in it ("(PCI)")."""
        bracket = self.bracket(span)
        if bracket is None or bracket.contains(figure.span):
            return False
        return bracket.end - bracket.start > span.end - span.start + _ALONE

    def clause_start(self, figure: Figure) -> int:
        """Where the clause of the figure begins: behind the last semicolon, opening bracket or contrasting word."""
        bracket = self.bracket(figure.span)
        start = bracket.start + 1 if bracket else self.span.start
        breaks = [m.end() for m in _breaks().finditer(self.text.folded, start, figure.span.start)]
        return max([start, *(at for at in breaks if not self._in_bracket(at, bracket))])

    def _in_bracket(self, at: int, own: Span | None) -> bool:
        return any(b.start < at < b.end and b != own and not (own and b.contains(own)) for b in self.brackets)


def _brackets(folded: str, span: Span) -> list[Span]:
    found, opened = [], []
    for match in re.compile(r"[()\[\]]").finditer(folded, span.start, span.end):
        if match.group() in "([":
            opened.append(match.start())
        elif opened:
            found.append(Span(opened.pop(), match.end()))
    return [*found, *(Span(start, span.end) for start in opened)]


# --- index and component -------------------------------------------------------------------------------------------


def read_topic(sentence: Sentence, figure: Figure, force: Force) -> list[tuple[Read, Read]]:
    """(index, component) of a figure, one pair for each owner; empty where it belongs to no index."""
    whole = _phrase_end(sentence, figure)
    for rule in (_topic_listed, _topic_behind, _topic_before, _topic_alone, _topic_in_force):
        answer = rule(sentence, whole, force)
        if answer is not None:
            return answer
    return []


def _phrase_end(sentence: Sentence, figure: Figure) -> Figure:
    """Of a phrase that tells both ends, the later one: what stands behind the phrase stands behind that."""
    if figure.end != "from":
        return figure
    later = [f for f in sentence.figures if f.end == "to" and f.rule == figure.rule and f.span.start >= figure.span.end]
    return later[0] if later else figure


def _topic_alone(sentence: Sentence, figure: Figure, force: Force) -> list[tuple[Read, Read]] | None:
    """The only index that the sentence names, be it far behind the figure ("Với 70 điểm, P dẫn đầu PCI 2016")."""
    behind = [m for m in _topical(sentence, force) if m.span.start >= figure.span.end]
    names = [m for m in behind if isinstance(m.value, IndexName)]
    if not names or len(names) != len(behind) or len({_identity(m) for m in names}) != 1:
        return None
    gap = sentence.between(figure.span.end, names[0].span.start)
    if ";" in gap or sentence.hidden(names[0].span, figure):
        return None
    return _topics(sentence, names[:1], force, "topic.alone")


def _topic_behind(sentence: Sentence, figure: Figure, force: Force) -> list[tuple[Read, Read]] | None:
    """ "xếp thứ 3 cả nước về chỉ số PCI", "tăng 4 bậc ở cả hai chỉ số: PAR INDEX và SIPAS"."""
    behind = [m for m in _topical(sentence, force) if m.span.start >= figure.span.end]
    if not behind:
        return None
    first = behind[0]
    gap = sentence.between(figure.span.end, first.span.start)
    stop = next((f.span.start for f in sentence.figures if f.span.start >= figure.span.end), sentence.span.end)
    people = figure.unit == "%" and _satisfied_gap().fullmatch(gap) is not None
    if (
        first.span.start > stop
        or sentence.hidden(first.span, figure)
        or not (people or _joined_behind().fullmatch(gap))
    ):
        return None
    group = _coordinated(sentence, first, behind)
    if isinstance(first.value, IndexName) and _both().search(gap):
        group = [m for m in behind if isinstance(m.value, IndexName)]
    # "… xếp thứ 5; PCI xếp thứ 3": what has a figure of its own behind it and another topic before it is not ours.
    if not people and not _strong_behind().search(gap) and _topic_before(sentence, figure, force):
        return None
    return _topics(sentence, group, force, "topic.behind")


def _topic_before(sentence: Sentence, figure: Figure, force: Force) -> list[tuple[Read, Read]] | None:
    """The topic named last before the figure in its sentence."""
    before = [
        m for m in _topical(sentence, force) if m.span.end <= figure.span.start and not sentence.hidden(m.span, figure)
    ]
    hidden = [
        m for m in _topical(sentence, force) if m.span.end <= figure.span.start and sentence.hidden(m.span, figure)
    ]
    if not before:
        before = [m for m in hidden if isinstance(m.value, IndexName)]
    if not before:
        return None
    last = before[-1]
    if last.kind == "foreign":
        return []
    group = _coordinated_back(sentence, last, before)
    if isinstance(last.value, IndexName):
        # "chỉ số gia nhập thị trường của PCI": the component stands before its index.
        parts = [m for m in before[:-1] if isinstance(m.value, ComponentName) and _owned(m.value, last.value.id)]
        if parts and _of().fullmatch(sentence.between(parts[-1].span.end, last.span.start)):
            group = _coordinated_back(sentence, parts[-1], parts)
    return _topics(sentence, _paired(sentence, figure, group), force, "topic.before")


def _topic_listed(sentence: Sentence, figure: Figure, force: Force) -> list[tuple[Read, Read]] | None:
    """ "một số chỉ số đứng thứ nhất, gồm: A, B": the components behind the opener of a list."""
    behind = [m for m in _topical(sentence, force) if m.span.start >= figure.span.end]
    parts = [m for m in behind if isinstance(m.value, ComponentName)]
    if not parts or figure.metric == "count":
        return None
    opener = _list_opener().search(sentence.text.folded, figure.span.end, parts[0].span.start)
    if opener is None or opener.start() - figure.span.end > _NEAR:
        return None
    between = [f for f in sentence.figures if figure.span.end <= f.span.start < opener.end()]
    if any(f.value is not None for f in between):
        return None
    if figure.value is None:
        # Only the movement or the tier is told, and only for those that tell no figure of their own.
        ends = [*(m.span.start for m in parts[1:]), sentence.span.end]
        parts = [m for m, end in zip(parts, ends, strict=True) if not _figure_between(sentence, m.span.end, end)]
    several = _plural_parts().search(sentence.between(sentence.clause_start(figure), figure.span.start))
    if several is None:
        return None
    return _topics(sentence, parts, force, "topic.list")


def _topic_in_force(sentence: Sentence, figure: Figure, force: Force) -> list[tuple[Read, Read]] | None:
    """What an earlier sentence named; figures that need their topic beside them take nothing from afar."""
    near = figure.weak or figure.unit == "%"
    if near and _generic().search(sentence.text.folded, sentence.span.start, sentence.span.end):
        near = False
    if force.index is None or force.age > (1 if near else REACH):
        return None
    index = Read(force.index, force.index_span, "topic.inherited")
    keeps = force.component is not None and force.age == 1
    keeps = keeps and (force.announced or _continues().match(sentence.between(*sentence.span).strip()) is not None)
    return [
        (index, Read(force.component if keeps else None, force.component_span if keeps else None, "topic.inherited"))
    ]


def _topical(sentence: Sentence, force: Force) -> list[Mention[Named]]:
    """What names or ends a topic: indices, other topics, and the components that an index in sight owns.

    Words that name an index only beside its figures count where the sentence names none outright.
    """
    firm = any(m.kind == "index" for m in sentence.mentions)
    return [
        m
        for m in sentence.mentions
        if m.kind in {"index", "foreign"}
        or (m.kind == "loose" and not firm and _loosely(sentence, m, force))
        or (isinstance(m.value, ComponentName) and owner(sentence, m, force))
    ]


def _loosely(sentence: Sentence, mention: Mention[Named], force: Force) -> bool:
    assert isinstance(mention.value, IndexName)
    if force.index == mention.value.id and force.age <= REACH:
        return True
    return _generic().search(sentence.text.folded, sentence.span.start, sentence.span.end) is not None or any(
        figure.metric in {"rank", "rank_change"} for figure in sentence.figures
    )


def owner(sentence: Sentence, mention: Mention[Named], force: Force) -> tuple[str, Span | None] | None:
    """The index that a component belongs to here: one of its sentence, the one in force, else the one it implies."""
    assert isinstance(mention.value, ComponentName)
    if not mention.value.marked:
        return None
    names = [m for m in sentence.mentions if isinstance(m.value, IndexName)]
    names = [*reversed([m for m in names if m.span.end <= mention.span.start]), *names]
    for name in names:
        assert isinstance(name.value, IndexName)
        if _owned(mention.value, name.value.id):
            return name.value.id, name.span
    for index in (force.index, *reversed(force.seen)):
        if index and _owned(mention.value, index):
            return index, force.index_span if index == force.index else None
    implied = [index for index, _ in mention.value.owners if indices()[index].implied]
    if mention.value.named:
        return (implied[0], None) if implied else None
    # "quản trị môi trường được 3,21 điểm": a long name with its value beside it tells the index as well.
    long = mention.span.end - mention.span.start >= _LONG
    if (
        implied
        and long
        and not indices()[implied[0]].percent
        and _value_next().match(sentence.text.folded, mention.span.end)
    ):
        return implied[0], None
    return None


def _topics(sentence: Sentence, group: Iterable[Mention[Named]], force: Force, rule: str) -> list[tuple[Read, Read]]:
    answers: dict[tuple[str, str | None], tuple[Read, Read]] = {}
    for mention in group:
        if isinstance(mention.value, IndexName):
            key: tuple[str, str | None] = (mention.value.id, None)
            answers.setdefault(key, (Read(mention.value.id, mention.span, rule), Read(None, None, rule)))
        elif isinstance(mention.value, ComponentName) and (owned := owner(sentence, mention, force)):
            index, span = owned
            name = dict(mention.value.owners)[index]
            answers.setdefault((index, name), (Read(index, span or mention.span, rule), Read(name, mention.span, rule)))
    return list(answers.values())


def _owned(name: ComponentName, index: str) -> bool:
    return any(owner == index for owner, _ in name.owners)


def _coordinated(sentence: Sentence, first: Mention[Named], rest: Sequence[Mention[Named]]) -> list[Mention[Named]]:
    """`first` with those joined to it from behind by "và", a comma or a bracket."""
    group = [first]
    for mention in rest:
        if mention.span.start >= group[-1].span.end and mention.kind == group[-1].kind:
            if not _joiner().fullmatch(sentence.between(group[-1].span.end, mention.span.start)):
                break
            group.append(mention)
    return group


def _coordinated_back(
    sentence: Sentence, last: Mention[Named], before: Sequence[Mention[Named]]
) -> list[Mention[Named]]:
    group = [last]
    for mention in reversed(before):
        if mention.span.end <= group[0].span.start and mention.kind == last.kind:
            if not _joiner().fullmatch(sentence.between(mention.span.end, group[0].span.start)):
                break
            group.insert(0, mention)
    return group


def _paired(sentence: Sentence, figure: Figure, group: list[Mention[Named]]) -> list[Mention[Named]]:
    """Of several owners before the figure: the one at its place in a "lần lượt" list, else all of them."""
    distinct: dict[object, Mention[Named]] = {}
    for mention in group:
        distinct.setdefault(_identity(mention), mention)
    owners = list(distinct.values())
    if len(owners) < 2:
        return owners
    behind = [
        f
        for f in sentence.figures
        if f.span.start >= owners[-1].span.end and f.metric == figure.metric and f.end is None and f.value is not None
    ]
    paired = behind[: len(owners)]
    at = next((i for i, f in enumerate(paired) if f.span == figure.span), None)
    if len(paired) == len(owners) and at is not None:
        told = sentence.between(owners[0].span.start, figure.span.start)
        if _respectively().search(told) or _listed(sentence, paired):
            return [owners[at]]
    return owners


def _listed(sentence: Sentence, figures: Sequence[Figure]) -> bool:
    """True where nothing but "và", commas and the like stands between the figures."""
    gaps = [sentence.between(a.span.end, b.span.start) for a, b in itertools.pairwise(figures)]
    return all(re.fullmatch(r"[\s,;/]*", _joining().sub("", gap)) for gap in gaps)


def _identity(mention: Mention[Named]) -> object:
    value = mention.value
    if isinstance(value, IndexName):
        return value.id
    return (
        value.owners if isinstance(value, ComponentName) else value.subject if isinstance(value, PlaceName) else value
    )


def read_charge(sentence: Sentence, figure: Figure, component: Read) -> Read:
    """The body in charge of the component ("do Sở Tài chính chủ trì theo dõi"), where it stands before the figure."""
    if component.span is not None:
        for mention in sentence.mentions:
            if not isinstance(mention.value, PlaceName) or mention.value.subject.type != "agency":
                continue
            if component.span.end <= mention.span.start and mention.span.end <= figure.span.start:
                before = sentence.between(component.span.end, mention.span.start)
                if _charge_before().search(before) and _charge_after().match(sentence.text.folded, mention.span.end):
                    return Read(mention.value.subject.name, mention.span, "charge")
    return Read(None, None, "")


# --- subject -------------------------------------------------------------------------------------------------------


def read_subject(sentence: Sentence, figure: Figure, index: str, force: Force) -> list[Read]:
    """Whose figure it is; several where one figure is told of several."""
    if figure.metric == "count" and figure.out_of is None and figure.label == figure.unit:
        built = _subject_index(sentence, figure, index)
        if built:
            return built
    for rule in (
        _subject_bracketed,
        _subject_of_all,
        _subject_behind,
        _subject_mean,
        _subject_before,
        _subject_fronted,
    ):
        answer = rule(sentence, figure, force)
        if answer:
            return answer
    if force.last_named and _anaphora().search(sentence.between(sentence.span.start, figure.span.start)):
        return [Read(*force.last_named, "subject.anaphora")]
    # Another index begins: what was told of the last one's owner is over.
    if force.subject is not None and (force.subject_index == index or force.subject == force.main):
        return [Read(force.subject, force.subject_span, "subject.inherited")]
    return [Read(force.main, None, "subject.main")]


def _rated_only(sentence: Sentence, index: str) -> Sentence:
    """Without the provinces where the index rates what is in them ("DDCI tỉnh Bạc Liêu")."""
    if "province" in indices()[index].subjects or not any(
        isinstance(m.value, PlaceName) and m.value.subject.type in indices()[index].subjects for m in sentence.mentions
    ):
        return sentence
    kept = [m for m in sentence.mentions if not (isinstance(m.value, PlaceName) and m.value.subject.type == "province")]
    return Sentence(sentence.text, sentence.span, kept)


def _subject_index(sentence: Sentence, figure: Figure, index: str) -> list[Read]:
    """ "PAR INDEX được cấu trúc thành 8 lĩnh vực": how the index is built."""
    names = [
        m
        for m in sentence.mentions
        if isinstance(m.value, IndexName) and m.value.id == index and m.span.end <= figure.span.start
    ]
    if not names or not _construction().search(sentence.between(names[-1].span.end, figure.span.start)):
        return []
    if any(m.span.start > names[-1].span.end and m.span.end <= figure.span.start for m in _places(sentence)):
        return []
    subject = Subject(type="index", id=index, name=next(iter(indices()[index].abbreviations), index))
    return [Read(subject, names[-1].span, "subject.index")]


def _subject_bracketed(sentence: Sentence, figure: Figure, _: Force) -> list[Read]:
    """ "Thừa Thiên Huế (0,9578 điểm)": the place right before the bracket, be it a comparison."""
    bracket = sentence.bracket(figure.span)
    if bracket is None:
        return []
    inside = [
        m for m in _places(sentence, regions=False) if bracket.contains(m.span) and m.span.end <= figure.span.start
    ]
    if inside:
        return _reads(inside[-1:], "subject.before")
    told = figure.metric != "rank"
    before = [m for m in _places(sentence, regions=told) if m.span.end <= bracket.start]
    if before and not sentence.between(before[-1].span.end, bracket.start).strip(' "'):
        return _reads(before[-1:], "subject.bracket")
    country = [m for m in sentence.mentions if m.kind == "country" and m.span.end <= bracket.start]
    if country and not sentence.between(country[-1].span.end, bracket.start).strip(' "') and figure.metric in _LEVELS:
        return [Read(_COUNTRY, country[-1].span, "subject.bracket")]
    return []


def _subject_of_all(sentence: Sentence, figure: Figure, _: Force) -> list[Read]:
    """ "83% người dân … trong cả nước": a value told of the country behind it; for a rank those are its scope."""
    if figure.metric not in _LEVELS:
        return []
    for mention in sentence.mentions:
        if mention.kind == "country" and mention.span.start >= figure.span.end:
            gap = sentence.between(figure.span.end, mention.span.start)
            if not re.search(r"[;.(]|\d", gap) and _satisfied_gap().match(gap):
                return [Read(_COUNTRY, mention.span, "subject.country")]
            return []
    return []


def _subject_behind(sentence: Sentence, figure: Figure, _: Force) -> list[Read]:
    """ "đứng đầu là P", "lên nhiều nhất là P (21 bậc)"."""
    behind = [m for m in _places(sentence) if m.span.start >= figure.span.end and not sentence.hidden(m.span, figure)]
    if not behind or _figure_between(sentence, figure.span.end, behind[0].span.start):
        return []
    gap = sentence.between(figure.span.end, behind[0].span.start)
    if not gap.strip(' "'):
        # "xếp thứ nhì Bộ Tư pháp (90,63%)": nobody is named between the last comma and the figure.
        comma = sentence.text.folded.rfind(",", sentence.span.start, figure.span.start)
        value = behind[0].value
        if isinstance(value, PlaceName) and value.subject.type == "region":
            return []
        if comma < 0 or any(m.span.start > comma and m.span.end <= figure.span.start for m in _places(sentence)):
            return []
    elif not _owner_behind().fullmatch(gap):
        return []
    group = _coordinated(sentence, behind[0], behind)
    if figure.bound == "exact" and len(group) > 1 and figure.metric == "rank":
        group = group[:1]
    return _reads(group, "subject.behind")


def _subject_mean(sentence: Sentence, figure: Figure, _: Force) -> list[Read]:
    """ "trung bình cả nước đạt 63,5 điểm"."""
    start = max([sentence.span.start, *(f.span.end for f in sentence.figures if f.span.end <= figure.span.start)])
    match = _mean_of_country().search(sentence.text.folded, start, figure.span.start)
    if match and re.search(r"[,;(]|\d", sentence.between(match.end(), figure.span.start)):
        return []
    if match and not [m for m in _places(sentence) if match.end() <= m.span.start < figure.span.start]:
        return [Read(_COUNTRY, Span(*match.span()), "subject.mean")]
    return []


def _subject_before(sentence: Sentence, figure: Figure, _: Force) -> list[Read]:
    """The place or body named last before the figure, that is neither compared with nor where it happened."""
    places = [m for m in _places(sentence) if m.span.end <= figure.span.start and not sentence.hidden(m.span, figure)]
    own = _owners(sentence, places)
    regions = [m for m in own if isinstance(m.value, PlaceName) and m.value.subject.type == "region"]
    if len(own) > len(regions):
        own = [m for m in own if m not in regions]
    if not own:
        # "Tại Quảng Ninh, chỉ số …": where it happened, at the head of the sentence, is whose it is.
        opening = [m for m in places if isinstance(m.value, PlaceName) and m.value.aside == "venue"]
        own = [m for m in opening if m.span.start - sentence.span.start < _OPENING][:1]
    if not own:
        return []
    group = _coordinated_back(sentence, own[-1], own)
    return _reads(_paired(sentence, figure, group), "subject.before")


def _subject_fronted(sentence: Sentence, figure: Figure, _: Force) -> list[Read]:
    """ "Với vị trí thứ 2, P đã tăng 3 bậc": the first place behind the comma of an opening that names nobody."""
    opening = sentence.between(sentence.span.start, figure.span.start)
    if "," in opening or ";" in opening or _self().search(opening):
        return []
    behind = [m for m in _places(sentence) if m.span.start >= figure.span.end and not sentence.hidden(m.span, figure)]
    own = [m for m in behind if isinstance(m.value, PlaceName) and m.value.aside is None]
    own = [m for m in own if isinstance(m.value, PlaceName) and m.value.subject.type != "region"]
    if not own:
        return []
    gap = sentence.between(figure.span.end, own[0].span.start)
    comma = gap.find(",")
    if comma < 0 or ";" in gap or _figure_between(sentence, figure.span.end + comma, own[0].span.start):
        return []
    return _reads(own[:1], "subject.fronted")


def _owners(sentence: Sentence, places: Sequence[Mention[Named]]) -> list[Mention[Named]]:
    """Those that may own a figure: none compared with, nor joined by "và" to one that is."""
    own: list[Mention[Named]] = []
    aside: Mention[Named] | None = None
    for mention in places:
        assert isinstance(mention.value, PlaceName)
        joined = aside is not None and _joiner().fullmatch(sentence.between(aside.span.end, mention.span.start))
        if mention.value.aside == "comparison" or (joined and mention.value.aside is None):
            aside = mention
        elif mention.value.aside is None:
            own.append(mention)
    return own


def _places(sentence: Sentence, *, regions: bool = True) -> list[Mention[Named]]:
    return [
        m for m in sentence.mentions if isinstance(m.value, PlaceName) and (regions or m.value.subject.type != "region")
    ]


def _reads(mentions: Iterable[Mention[Named]], rule: str) -> list[Read]:
    return [Read(m.value.subject, m.span, rule) for m in mentions if isinstance(m.value, PlaceName)]


def _figure_between(sentence: Sentence, start: int, end: int) -> bool:
    return any(start <= f.span.start < end for f in sentence.figures)


# --- period and baseline -------------------------------------------------------------------------------------------


def read_period(sentence: Sentence, figure: Figure, index: str, force: Force) -> Read:
    """The period measured; null where nothing tells."""
    for rule in (_period_behind, _period_of_baseline, _period_listed, _period_before):
        answer = rule(sentence, figure, index, force)
        if answer is not None:
            return answer
    start = max(
        [sentence.clause_start(figure), *(f.span.end for f in sentence.figures if f.span.end <= figure.span.start)]
    )
    if figure.end in {None, "from"} and _recent().search(sentence.between(start, figure.span.start)):
        return Read(None, None, "period.run")
    if force.period is not None and force.age == 1:
        return Read(*force.period, "period.inherited")
    if index in force.years:
        return Read(*force.years[index], "period.of_index")
    if force.period is not None:
        return Read(*force.period, "period.inherited")
    return Read(None, None, "period.none")


def _period_behind(sentence: Sentence, figure: Figure, *_: object) -> Read | None:
    """ "xếp thứ 13 năm 2017"."""
    for period in sentence.periods:
        if period.span.start >= figure.span.end and period.kind in {"period", "until"}:
            gap = sentence.between(figure.span.end, period.span.start)
            if not _period_gap().fullmatch(gap) or _figure_between(sentence, figure.span.end, period.span.start):
                return None
            bracket = sentence.bracket(period.span)
            if bracket and any(
                bracket.contains(f.span) and not bracket.contains(figure.span) for f in sentence.figures
            ):
                return None
            if bracket is None and _value_follows().match(sentence.text.folded, period.span.end):
                return None
            return Read(_year(period), period.span, "period.behind")
    return None


def _period_of_baseline(sentence: Sentence, figure: Figure, *_: object) -> Read | None:
    """ "(so với năm 2014 là 86,4%)": a value told behind the baseline is the baseline's."""
    if figure.metric not in {"score", "rank", "rate"}:
        return None
    for period in reversed(sentence.periods):
        if period.kind == "baseline" and period.span.end <= figure.span.start and period.value:
            gap = sentence.between(period.span.end, figure.span.start)
            return Read(period.value, period.span, "period.baseline") if _is_gap().fullmatch(gap) else None
    return None


def _period_listed(sentence: Sentence, figure: Figure, *_: object) -> Read | None:
    """ "các năm 2017, 2018, 2019 lần lượt là a, b, c": the period at the figure's place in the list."""
    told = [p for p in sentence.periods if p.kind == "period" and p.value and p.span.end <= figure.span.start]
    group = told[-1:]
    for period in reversed(told[:-1]):
        if not _joiner().fullmatch(sentence.between(period.span.end, group[0].span.start)):
            break
        group.insert(0, period)
    if len(group) < 2:
        return None
    behind = [
        f
        for f in sentence.figures
        if f.span.start >= group[-1].span.end and f.metric in {figure.metric, _RAW.get(figure.metric)}
    ]
    paired = behind[: len(group)]
    at = next((i for i, f in enumerate(paired) if f.span == figure.span), None)
    if len(paired) != len(group) or at is None:
        return None
    if not _respectively().search(sentence.between(group[-1].span.end, figure.span.start)) and not _listed(
        sentence, paired
    ):
        return None
    period = group[at]
    return Read(period.value, period.span, "period.listed")


def _period_before(sentence: Sentence, figure: Figure, index: str, force: Force) -> Read | None:
    """The period named last before the figure in its sentence."""
    for period in reversed(sentence.periods):
        if period.kind not in {"period", "until"} or period.span.end > figure.span.start:
            continue
        bracket = sentence.bracket(period.span)
        if bracket is not None and not bracket.contains(figure.span):
            continue
        if period.value is None and period.relative is not None:
            earlier = [
                p for p in sentence.periods if p.kind == "period" and p.value and p.span.end <= period.span.start
            ]
            known = earlier[-1].value if earlier else (force.years.get(index) or force.period or (None,))[0]
            return Read(shifted(known, period.relative), period.span, "period.relative") if known else None
        return Read(_year(period), period.span, "period.before")
    return None


def read_baseline(sentence: Sentence, figure: Figure, index: str, period: str | None, force: Force) -> Read:
    """The period that a change is measured against: behind, before, or told once for several."""
    own = [p for p in sentence.periods if p.kind == "baseline"]
    inside = [p for p in own if p.span.overlaps(figure.span)]
    behind = [p for p in own if p.span.start >= figure.span.end]
    before = [p for p in own if p.span.end <= figure.span.start]
    for told in (*inside, *behind[:1], *before[-1:]):
        value = told.value if told.value is not None else shifted(period, told.relative)
        if value is not None:
            return Read(value, told.span, "baseline.told")
    if index in force.baselines:
        value, span = force.baselines[index]
        if value != period:
            return Read(value, span, "baseline.inherited")
    return Read(None, None, "baseline.none")


def shifted(period: str | None, years: int | None) -> str | None:
    """The period so many years later; null where either is unknown."""
    if period is None or years is None or not re.match(r"\d{4}", period):
        return None
    return f"{int(period[:4]) + years}{period[4:]}"


def _year(period: PeriodMention) -> str | None:
    # A place held from one year to another is told for the last of them.
    return period.value.rpartition("/")[2] if period.value and "/" in period.value else period.value


# --- patterns, from the word lists ---------------------------------------------------------------------------------


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


@cache
def _breaks() -> re.Pattern[str]:
    return re.compile(rf";|\b{_any(topics().clause_breaks)}\b")


@cache
def _joined_behind() -> re.Pattern[str]:
    words = topics()
    inner = _any((*words.index_after, *words.national, *words.part_nouns, *words.both, *words.index_fillers))
    return re.compile(rf"(?:[\s:\"'(-]|\b\d+\b|,(?=\s*{_any(words.crowd_parts)}\b)|{inner}\b)*")


@cache
def _strong_behind() -> re.Pattern[str]:
    return re.compile(rf"\b{_any((*topics().index_after, *topics().ranking))}\b|:")


@cache
def _of() -> re.Pattern[str]:
    of = _any(topics().part_of)
    return re.compile(rf"[\s\"')]*(?:{of}\s+[^,;.\d]{{2,30}}?\s+)?{of}\b[\s\"'(]*")


@cache
def _joiner() -> re.Pattern[str]:
    words = topics()
    return re.compile(
        rf"[\s,()\"'/&+-]*(?:{_any(words.joiners)}\b[\s\"'(]*)?(?:{_any(words.joiner_nouns)}\b\.?[\s\"'(]*)*"
    )


@cache
def _satisfied_gap() -> re.Pattern[str]:
    """Between a percentage and what it says of people ("người dân, tổ chức")."""
    return re.compile(rf"(?:[\s,]|{_any(topics().people)}\b)+")


@cache
def _charge_before() -> re.Pattern[str]:
    return re.compile(rf"\b{_any(topics().charge_before)}\s*$")


@cache
def _charge_after() -> re.Pattern[str]:
    return re.compile(rf"\s*{_any(topics().charge_after)}\b")


@cache
def _construction() -> re.Pattern[str]:
    return re.compile(rf"\b{_any(topics().construction)}\b")


@cache
def _respectively() -> re.Pattern[str]:
    return re.compile(rf"\b{_any(topics().respectively)}\b")


@cache
def _joining() -> re.Pattern[str]:
    return re.compile(rf"\b{_any(topics().joiners)}\b")


@cache
def _recent() -> re.Pattern[str]:
    return re.compile(rf"\b{_any(topics().years)}\s+{_any(topics().recent)}\b")


@cache
def satisfied(index: str) -> re.Pattern[str]:
    """Behind a percentage: the people that the index itself counts ("83% người dân … hài lòng")."""
    words = indices()[index].counts
    return re.compile(rf"[^,;.\d]{{0,60}}?\b{_any(fold(word) for word in words)}\b" if words else r"(?!)")


@cache
def share_heads() -> re.Pattern[str]:
    """Before a percentage: it is a share of something."""
    return re.compile(rf"\b{_any(topics().share_heads)}\b")


@cache
def compared() -> re.Pattern[str]:
    """Before an index: it is what something is compared with ("so với PCI 2018")."""
    return re.compile(rf"\b{_any(topics().against)}\s*(?:{_any(topics().index_nouns)}\s*)?$")


def dated_behind(sentence: Sentence, figure: Figure) -> bool:
    """True where a period stands right behind the figure."""
    return _period_behind(sentence, figure) is not None


@cache
def scaled() -> re.Pattern[str]:
    """Before a figure: it is the most that can be had ("thang điểm … là 1.000 điểm")."""
    return re.compile("|".join(re.escape(word) for word in synonyms("thang")))


@cache
def _both() -> re.Pattern[str]:
    return re.compile(rf"\b{_any([word for word in topics().both if ' ' in word])}\b")


@cache
def _value_next() -> re.Pattern[str]:
    return re.compile(rf"[\"')]*\s*(?:\(|:\s*)?(?:{_any(topics().value_verbs)}\s+){{0,2}}\(?\d")


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(rf"\b{_any(topics().generic)}\b")


@cache
def _plural_parts() -> re.Pattern[str]:
    return re.compile(rf"(?:\b{_any(topics().plurals)}\b|\b\d+(?:/\d+)?)\s+{_any(synonyms('phần'))}\b[^;.]*$")


@cache
def plural_bodies() -> re.Pattern[str]:
    """Several bodies at once: "những bộ", "14 tỉnh"."""
    return re.compile(rf"(?:\b{_any(topics().plurals)}\b|\b\d+(?:/\d+)?)\s+{_any(topics().crowds)}\b")


@cache
def once() -> re.Pattern[str]:
    """Before a figure: it was so once, nobody says when."""
    return re.compile(rf"\b{_any(topics().once)}\b[^,;]{{0,24}}$")


@cache
def abroad() -> re.Pattern[str]:
    """Behind a rank: it is one among countries or cities of the world."""
    return re.compile(rf"[^;.]{{0,60}}?\b{_any(topics().abroad)}\b")


@cache
def _list_opener() -> re.Pattern[str]:
    return re.compile(rf"(?:\b{_any(topics().list_openers)}\b\s*:?|:)\s*")


@cache
def _continues() -> re.Pattern[str]:
    return re.compile(rf"{_any(topics().continues)}\b")


@cache
def _owner_behind() -> re.Pattern[str]:
    words = topics()
    filler = _any((*words.national, *words.owner_fillers))
    return re.compile(
        rf"(?:[\s\"']|\b\d{{4}}\b|\b{filler}\b)*\b{_any(words.owner_after)}\b\s*:?\s*(?:{_any(words.owner_nouns)}\s*)?"
    )


@cache
def _mean_of_country() -> re.Pattern[str]:
    words = topics()
    mean, country = _any(words.means), _any(words.country)
    return re.compile(
        rf"\b{mean}\b[^,;.()]{{0,40}}?\b{country}\b|\b{country}\b[^,;.()\d]{{0,30}}?\b{mean}\b"
        rf"|\b{_any(words.value_heads)}\b[^,;.()\d]{{0,60}}\b{_any(words.of_country)}\b|^\s*{_any(words.whole_country)}\b"
    )


@cache
def _self() -> re.Pattern[str]:
    return re.compile(rf"\b{_any((*topics().home, *topics().anaphora))}\b")


@cache
def _anaphora() -> re.Pattern[str]:
    return re.compile(rf"\b{_any(topics().anaphora)}\b")


@cache
def _period_gap() -> re.Pattern[str]:
    words = topics()
    return re.compile(rf"(?:[\s(\"-]|\b{_any((*words.national, *words.period_fillers))}\b)*")


@cache
def _value_follows() -> re.Pattern[str]:
    return re.compile(rf"\s*(?::|{_any(topics().value_verbs)}\b)")


@cache
def _is_gap() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[:(]|{_any(topics().baseline_values)})\s*")


@cache
def after_percent() -> re.Pattern[str]:
    """What may follow a percentage that is an index's value."""
    return re.compile(rf"\s*(?:$|[^\w\s]|{_any(topics().percent_followers)}\b)")


@cache
def scope_gap() -> re.Pattern[str]:
    """What may stand between a rank and the region it holds in."""
    words = topics()
    return re.compile(rf"(?:[\s(,/]|\b\d+\b|\b{_any((*words.regional, *words.scope_fillers))}\b)*")


@cache
def year_gap() -> re.Pattern[str]:
    """What may stand between an index and the year it measures."""
    words = topics()
    return re.compile(
        rf"[\s)\"':,(-]*(?:(?:{_any(words.year_fillers)}|{_any(words.year_owners)} [^,;.]{{2,40}}?)[\s)\"'-]*)?"
    )
