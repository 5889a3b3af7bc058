"""Arithmetic over the figures of one article: what cannot be true together is named on the record, which stays.

Two readings of one figure that arithmetic can tell apart are settled first (`settled`); the problems that remain are
named afterwards, when the records have their ids (`checked`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from functools import cache
from itertools import combinations, product

from extract.folding import Text, fold
from extract.language.numbers import number_words, parse_number
from extract.language.sentences import split
from extract.reading.model import LEVEL_OF, LEVELS, VALUES
from extract.records import Observation, replace
from extract.spans import Span
from extract.tables.checks import checks
from extract.tables.indices import indices
from extract.tables.provinces import provinces_on

# What a record's `problems` can name.
PROBLEMS = {
    "beyond_out_of": "a rank or a count beyond the number that it is of, or a rank beyond the number of provinces",
    "out_of_range": "a value outside of the range of its index or component (data/indices.toml)",
    "change_disagrees": "the level now, the change and the level before do not go together",
    "implies_out_of_range": "the level before that follows from the level now and the change cannot be",
    "direction_disagrees": "the levels of both periods move the other way than is told",
    "told_twice": "the article tells another value of the same figure",
    "order_disagrees": "a better score of the same index and period with a worse rank",
    "sum_disagrees": "the components of the index do not add up to its score",
    "shares_disagree": "the shares of one whole do not add up to it",
    "run_disagrees": "a place held for so many years, and another place told for one of them",
}

# So many tellings of one figure are compared with one another, and with what is told of changes.
_MANY = 10

Key = tuple[object, ...]


def settled(found: list[Observation]) -> list[Observation]:
    """The records with the readings that arithmetic decides: a percentage of growth, the two ends of a change."""
    return _relative(_turned(found))


def checked(text: Text, found: Iterable[Observation]) -> list[Observation]:
    """The records, each with the problems that it has; ids must be there."""
    records = list(found)
    problems: dict[str, dict[str, None]] = defaultdict(dict)
    for check in _CHECKS:
        for broken, code, others in check(text, records):
            named = code if not others else f"{code}: {' '.join(others)}"
            problems[broken][named] = None
    return [
        replace(o, problems=tuple(problems[o.observation_id])) if o.observation_id in problems else o for o in records
    ]


def what(o: Observation) -> Key:
    """What a figure is of: index, component, subject, modality."""
    return o.index, o.component, whose(o), o.modality


def whose(o: Observation) -> Key:
    """The subject as a key, which is quickly hashed: a dataclass does it in Python."""
    subject = o.subject
    return () if subject is None else (subject.type, subject.id, subject.name)


def exact(o: Observation, metric: str) -> bool:
    """True for an exact level (of all that were ranked, not of a region)."""
    return o.metric == metric and o.bound == "exact" and o.value is not None and o.scope in {None, "national"}


def close(a: float, b: float, *printed: float | None) -> bool:
    """True where two sums of printed figures differ by no more than their rounding."""
    slack = sum(0.5 * 10.0 ** -decimals(value) for value in printed if value is not None)
    return abs(a - b) <= slack + 1e-9


def same_value(a: float, b: float) -> bool:
    """True where one is the other, rounded ("70,7" and "70,69")."""
    return abs(a - b) <= 0.5 * 10.0 ** -min(decimals(a), decimals(b)) + 1e-9 if a % 1 or b % 1 else a == b


def decimals(value: float) -> int:
    """How many decimals a value has at least been printed with (closing zeros are not known)."""
    _, _, after = f"{value:.6f}".rstrip("0").partition(".")
    return len(after)


# --- readings that arithmetic decides ------------------------------------------------------------------------------


def _relative(found: list[Observation]) -> list[Observation]:
    """ "tăng 2%" of an index told in percent: growth, not points, where both levels are told and say so."""
    if not any(o.metric == "score_change" and o.unit == "%" for o in found):
        return found
    made = []
    levels = _by_period(found)
    for observation in found:
        o = observation
        if o.metric == "score_change" and o.unit == "%" and o.value is not None and o.baseline:
            now_and_before = (levels[*what(o), "score", period] for period in (o.period, o.baseline))
            pairs = [(a.value or 0, b.value or 0) for a, b in product(*now_and_before)]
            if pairs and all(
                not close(now - before, o.value, now, before, o.value)
                and before
                and close((now / before - 1) * 100, o.value, o.value)
                for now, before in pairs
            ):
                o = replace(o, metric="rate_change", rule=f"{o.rule} check.relative")
        made.append(o)
    return made


def _turned(found: list[Observation]) -> list[Observation]:
    """The two ends of a change change places where every other figure of the article says so.

    "tăng 7 hạng, từ hạng 51 lên hạng 58", and elsewhere "xếp hạng 51": the earlier one was 58.
    """
    changes = [o for o in found if o.metric in LEVEL_OF and o.value is not None and o.baseline is not None]
    if not changes:
        return found
    made = list(found)
    levels = _by_period(found)
    for change in changes:
        assert change.value is not None
        level, of = LEVEL_OF[change.metric], what(change)
        sign = 1 if level == "rank" else -1
        old = levels[*of, level, change.baseline]
        now = levels[*of, level, change.period]
        for first in old:
            for last in now:
                if first.rule.split()[:1] != last.rule.split()[:1] or first.value is None or last.value is None:
                    continue
                others = [o.value for o in now if o is not last]
                before = [o.value for o in old if o is not first]
                fits = _moved(level, (last.value - first.value) * sign, change.value, first.value, last.value)
                if fits and (others or before) and set(others) <= {first.value} and set(before) <= {last.value}:
                    made[found.index(first)] = replace(first, value=last.value, rule=f"{first.rule} check.ends")
                    made[found.index(last)] = replace(last, value=first.value, rule=f"{last.rule} check.ends")
    return _once(made) if made != found else found


def _once(found: list[Observation]) -> list[Observation]:
    """Ends that changed places can repeat what is told elsewhere: the first stays."""
    kept: dict[Key, Observation] = {}
    for o in found:
        turned = "check.ends" in o.rule
        key = (*what(o), o.period, o.metric, o.value, o.bound) if exact(o, o.metric) else (id(o),)
        if key in kept and (turned or "check.ends" in kept[key].rule):
            kept[key] = kept[key] if turned else o
        else:
            kept[key if key not in kept else (id(o),)] = o
    return list(kept.values())


def _by_period(found: Iterable[Observation]) -> dict[Key, list[Observation]]:
    """(What, metric, period) → the exact levels, as many as are compared; none for what is not there."""
    levels: dict[Key, list[Observation]] = defaultdict(list)
    for o in found:
        if o.metric in LEVELS and exact(o, o.metric):
            told = levels[*what(o), o.metric, o.period]
            if len(told) < _MANY:
                told.append(o)
    return levels


# --- checks: each tells (id of the record, problem, ids of the others) -----------------------------------------------

Broken = Iterator[tuple[str, str, tuple[str, ...]]]


def _beyond(_: Text, found: list[Observation]) -> Broken:
    for o in found:
        if o.metric not in {"rank", "count"} or o.value is None:
            continue
        most = o.out_of
        provincial = o.subject is not None and o.subject.type == "province" and o.scope == "national"
        if o.metric == "rank" and provincial and o.period:
            ranked = len(provinces_on(f"{o.period[:4]}-01-01"))
            most = ranked if most is None else min(most, ranked)
            if o.out_of is not None and o.out_of > ranked:
                yield o.observation_id, "beyond_out_of", ()
                continue
        if (most is not None and o.value > most) or (o.metric == "rank" and o.value < 1):
            yield o.observation_id, "beyond_out_of", ()


def _range(_: Text, found: list[Observation]) -> Broken:
    for o in found:
        if o.value is None or o.metric not in VALUES:
            continue
        if not (_within(o, o.value, o.out_of) if o.index is not None and o.metric == "score" else _percent(o, o.value)):
            yield o.observation_id, "out_of_range", ()


def _percent(o: Observation, value: float) -> bool:
    return o.unit != "%" or 0 <= value <= 100


def _within(o: Observation, value: float, out_of: float | None) -> bool:
    kind = indices().get(o.index or "")
    if out_of is not None:
        return 0 <= value <= out_of
    if kind is None:
        return True
    limits = kind.range if o.component is None else kind.component_range
    if limits is None:
        limits = (0, kind.score_max or float("inf"))
    if o.subject is None or o.subject.type != "province":
        # What ministries, districts and means have is told on scales of their own.
        limits = (0, max(limits[1], kind.score_max or 0))
    if o.unit == "%":
        limits = (0, 100)
    return limits[0] <= value <= limits[1]


def _changes(_: Text, found: list[Observation]) -> Broken:
    changes = [o for o in found if o.metric in LEVEL_OF and o.bound == "exact" and o.modality == "reported"]
    if not changes:
        return
    levels = _by_period(found)
    for change in changes:
        level, of = LEVEL_OF[change.metric], what(change)
        now = levels[*of, level, change.period]
        before = levels[*of, level, change.baseline] if change.baseline else []
        for a in now:
            assert a.value is not None
            for b in before:
                assert b.value is not None
                moved = b.value - a.value if level == "rank" else a.value - b.value
                code = None
                if change.value is None:
                    if change.direction and _told(moved) != change.direction:
                        code = "direction_disagrees"
                elif not _moved(level, moved, change.value, a.value, b.value):
                    code = "change_disagrees"
                if code:
                    for one in (a, b, change):
                        others = tuple(o.observation_id for o in (a, b, change) if o is not one)
                        yield one.observation_id, code, others
            if change.value is not None and change.baseline and not before and not _possible(a, change):
                yield a.observation_id, "implies_out_of_range", (change.observation_id,)
                yield change.observation_id, "implies_out_of_range", (a.observation_id,)


def _moved(level: str, moved: float, change: float, *levels: float) -> bool:
    """True where the levels move by the change: ranks exactly, scores within what they are rounded by."""
    return moved == change if level == "rank" else close(moved, change, change, *levels)


def _told(moved: float) -> str:
    return "same" if moved == 0 else "up" if moved > 0 else "down"


def _possible(now: Observation, change: Observation) -> bool:
    """False where the level before that follows lies outside of what there is."""
    assert now.value is not None
    assert change.value is not None
    if now.metric == "score":
        before = round(now.value - change.value, 6)
        return _within(now, before, None) or not _within(now, now.value, now.out_of)
    before = now.value + change.value
    provincial = now.subject is not None and now.subject.type == "province" and now.scope == "national"
    most = len(provinces_on(f"{(change.baseline or '')[:4]}-01-01")) if provincial else float("inf")
    return 1 <= before <= most


def _twice(_: Text, found: list[Observation]) -> Broken:
    levels: dict[Key, list[Observation]] = defaultdict(list)
    for o in found:
        # Of a country or a region many means are told, each of another group.
        one = o.subject is None or o.subject.type not in {"country", "region"}
        if one and o.metric in LEVELS and o.modality == "reported" and o.index and o.period and exact(o, o.metric):
            levels[*what(o), o.period, o.metric, o.unit].append(o)
    for several in levels.values():
        for a, b in combinations(several[:_MANY], 2):
            if not same_value(a.value or 0, b.value or 0):
                yield a.observation_id, "told_twice", (b.observation_id,)
                yield b.observation_id, "told_twice", (a.observation_id,)


def _order(_: Text, found: list[Observation]) -> Broken:
    """Of two provinces ranked by one index the better score has the better rank."""
    tables: dict[Key, dict[Key, dict[str, Observation]]] = defaultdict(lambda: defaultdict(dict))
    for o in found:
        if (
            o.metric in LEVELS
            and o.modality == "reported"
            and o.period
            and o.subject
            and o.subject.type == "province"
            and exact(o, o.metric)
        ):
            tables[o.index, o.component, o.period][o.subject.id, o.subject.name].setdefault(o.metric, o)
    for table in tables.values():
        both = [levels for levels in table.values() if {"score", "rank"} <= levels.keys()]
        for a, b in combinations(both, 2):
            score = (a["score"].value or 0) - (b["score"].value or 0)
            rank = (b["rank"].value or 0) - (a["rank"].value or 0)
            if score * rank < 0 or (rank == 0 and score != 0):
                four = [x[metric].observation_id for x in (a, b) for metric in ("score", "rank")]
                for one in four:
                    yield one, "order_disagrees", tuple(other for other in four if other != one)


def _sums(_: Text, found: list[Observation]) -> Broken:
    """Components that add up to the score of their index; where some are not told, they are no more than it."""
    tables: dict[Key, dict[str | None, Observation]] = defaultdict(dict)
    for o in found:
        if o.index in indices() and indices()[o.index].parts and o.modality == "reported" and exact(o, "score"):
            tables[o.index, whose(o), o.period].setdefault(o.component, o)
    for (index, _subject, period), told in tables.items():
        whole = told.pop(None, None)
        since = [n for year, n in (indices()[str(index)].parts or {}).items() if year <= str(period)]
        if whole is None or whole.value is None or not told or not since:
            continue
        values = [o.value for o in told.values() if o.value is not None]
        gap = whole.value - sum(values)
        missing = since[-1] - len(values)
        low, high = indices()[str(index)].component_range or (0.0, float("inf"))
        slack = 0.01 * (len(values) + 1)
        if missing < 0 or not missing * low - slack <= gap <= missing * high + slack:
            parts = tuple(o.observation_id for o in told.values())
            for one in (whole.observation_id, *parts):
                yield one, "sum_disagrees", tuple(x for x in (whole.observation_id, *parts) if x != one)


def _shares(text: Text, found: list[Observation]) -> Broken:
    """ "99,3% đúng hạn, 0,7% quá hạn": two shares of one whole, told in one paragraph."""
    rates = [o for o in found if o.metric == "rate" and o.indicator and o.bound == "exact" and o.value is not None]
    if len(rates) < 2:
        return
    lines = [line for line, _ in split(text)]
    groups: dict[Key, list[Observation]] = defaultdict(list)
    for o in rates:
        line = next((n for n, span in enumerate(lines) if span.start <= o.evidence[0].start < span.end), -1)
        groups[whose(o), o.period, line].append(o)
    for group in groups.values():
        if len(group) < 2:
            continue
        for parts_end, rest_end in _wholes():
            parts = [o for o in group if _ends(o, parts_end)]
            rest = [o for o in group if _ends(o, rest_end)]
            if len(parts) == len(rest) == 1:
                a, b = parts[0], rest[0]
                assert a.value is not None
                assert b.value is not None
                if not close(a.value + b.value, 100, a.value, b.value):
                    yield a.observation_id, "shares_disagree", (b.observation_id,)
                    yield b.observation_id, "shares_disagree", (a.observation_id,)


def _ends(o: Observation, words: tuple[str, ...]) -> bool:
    return fold(o.indicator or "").endswith(words)


@cache
def _wholes() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """What the indicators of the two shares of a whole end with, folded."""
    return tuple((tuple(map(fold, whole.parts)), tuple(map(fold, whole.rest))) for whole in checks().whole)


def _runs(text: Text, found: list[Observation]) -> Broken:
    for first, years in runs(text, found):
        for o in found:
            if exact(o, "rank") and what(o) == what(first) and o.period in years and o.value != first.value:
                yield first.observation_id, "run_disagrees", (o.observation_id,)
                yield o.observation_id, "run_disagrees", (first.observation_id,)


_CHECKS: tuple[Callable[[Text, list[Observation]], Broken], ...] = (
    _beyond, _range, _changes, _twice, _order, _sums, _shares, _runs,
)  # fmt: skip


_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


# --- a place held for years ------------------------------------------------------------------------------------------


def runs(text: Text, found: Iterable[Observation]) -> Iterator[tuple[Observation, list[str]]]:
    """First places that are told for so many years, each with the years before the one that is told."""
    firsts = [o for o in found if o.value == 1 and exact(o, "rank") and o.modality == "reported"]
    # Looking for its words is much cheaper than the pattern, which begins with any number.
    if not firsts or not any(word in text.folded for word in _run_words()) or not _run().search(text.folded):
        return
    seen: set[Key] = set()
    starts = {o.evidence[0].start for o in firsts}
    for o in sorted(firsts, key=lambda o: o.period or "", reverse=True):
        # What is told of the latest year covers the earlier ones.
        if what(o) in seen:
            continue
        if re.fullmatch(r"\d{4}", o.period or ""):
            years = run_years(text, o.evidence[0].start, o.period, starts)
            if years > 1:
                assert o.period is not None
                seen.add(what(o))
                yield o, [str(int(o.period) - back) for back in range(1, years)]


def run_years(text: Text, at: int, last: str | None = None, starts: Set[int] = frozenset()) -> int:
    """How many years the sentence around an offset says that something lasted ("7 năm liên tiếp"); 0 where none.

    Nor where a year behind `last` stands between ("bốn năm liền từ 2018 đến 2021 …, trong đó năm 2018 đứng đầu"), or
    one of other `starts` ("7 năm liên tiếp dẫn đầu PCI, lần thứ 5 dẫn đầu SIPAS").
    """
    for line, spans in split(text):
        if line.start <= at < line.end:
            around = next((s for s in spans if s.start <= at < s.end), Span(line.start, line.end))
            told = list(_run().finditer(text.folded, around.start, around.end))
            # Of several runs in one sentence nobody can say which is whose.
            if len(told) == 1:
                later = (year for year in _YEAR.findall(text.folded, told[0].end(), at) if last and year > last)
                taken = any(told[0].end() <= start < at for start in starts)
                return 0 if taken or any(later) else int(parse_number(told[0].group("n") or told[0].group("nth")))
    return 0


@cache
def _run_words() -> tuple[str, ...]:
    return tuple(map(fold, (*checks().runs, *checks().nth.after)))


@cache
def _run() -> re.Pattern[str]:
    number = rf"(?:\d{{1,2}}|{number_words()})"
    after, nth = ("|".join(map(re.escape, map(fold, words))) for words in (checks().runs, checks().nth.after))
    before = re.escape(fold(checks().nth.before))
    return re.compile(rf"\b(?:(?P<n>{number}) (?:{after})|{before} (?P<nth>{number}) (?:{nth}))\b")
