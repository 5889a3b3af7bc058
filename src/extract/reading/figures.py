"""Figures as they are printed: found on characters by the phrasings, with bounds and both ends resolved."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from extract.folding import Text, fold
from extract.language.atoms import find_atoms
from extract.language.numbers import NUMERAL, number_words, parse_number
from extract.language.patterns import Before, any_of
from extract.language.phrases import Phrases
from extract.reading.fitting import candidates, starts
from extract.reading.listed_figures import of_all_ranked, ranks_in_row, told_in_lists
from extract.reading.model import VALUES, End, Figure
from extract.reading.templates import Matcher, compile_template
from extract.records import Bound, Direction, Metric, quickly
from extract.spans import Span
from extract.tables.bodies import bodies
from extract.tables.hedges import hedges
from extract.tables.periods import periods
from extract.tables.phrasings import Phrasing
from extract.tables.provinces import province_names
from extract.tables.topics import topics
from extract.tables.words import synonyms

_Figure = quickly(Figure)
# Labels of changes whose direction is told elsewhere.
_DIRECTED = frozenset({"coordinated", "carried", "directed", "lost", "restated"})
_MOVED = frozenset({"up", "down"})
# Labels of ranks whose words alone are ones only behind a name or a sign.
_BARE_WORDS = frozenset({"named", "apart"})
# No word of a name is longer, in characters.
_LONGEST_WORD = 16
# A number behind its sign, alone in a bracket; the words that say what it moves stand at most so far before it.
_SIGNED, _MOVES_TOLD = re.compile(r"\([+-]\s*\d{1,2}\)"), 200
# No name of a body is longer.
_LONGEST_BODY = 80
# How far from the last place.
_LAST = {"last_of": 0, "next_to_last_of": 1}
_YEAR = re.compile(r"(?:19|20)\d{2}")
_POINTS = frozenset(",.")
_INSIDE = re.compile(r"[\d.,]")
_WORD, _DIGIT = re.compile(r"\w"), re.compile(r"\d")
_VALUE_SLOTS = ("value", "rank", "n", "place", "decimal", "top", "big")
# A movement stands at most so far before its size.
_NEAR = 80
# A change is told once more at most so far behind.
_AGAIN = 60


def find_figures(text: Text, within: Span) -> list[Figure]:
    """The figures inside `within`, in text order; where several phrasings fit at one place, the longest is read."""
    folded = text.folded
    found: list[Figure] = []
    read_to = within.start
    told = told_in_lists(text, within)
    table = find_atoms(text)
    begins = table.begins
    numbers = {begins[number]: number for number in starts(text, within)}
    last = bisect_left(begins, within.end)
    for at in sorted(numbers.keys() | told.keys()) if told else numbers:
        if at < read_to:
            continue
        if at in told:
            found.append(told[at])
            read_to = told[at].span.end
            continue
        matchers = candidates(table, numbers[at], last)
        if not matchers:
            continue
        # None begins inside of a word ("g20"), nor of a date or a misprinted number ("12.5.2018", "0,.7").
        if (
            at > within.start + 1
            and folded[at - 1] in _POINTS
            and folded[at].isdigit()
            and _INSIDE.match(folded, at - 2)
        ):
            continue
        if at > within.start and folded[at - 1] != " " and _WORD.match(folded, at - 1) and _WORD.match(folded, at):
            continue
        longest = _longest(text, at, matchers, found, within)
        if longest is None or (told and any(at < start < longest[0].end() for start in told)):
            continue
        match, phrasing = longest
        read = list(_figures(text, phrasing, match, within))
        row = ranks_in_row(text, read[0], within) if len(read) == 1 else read
        found.extend(row)
        read_to = row[-1].span.end if len(row) > 1 else match.end()
    return found


def _longest(
    text: Text, at: int, matchers: Iterable[Matcher], found: list[Figure], within: Span
) -> tuple[re.Match[str], Phrasing] | None:
    """The longest match that begins at `at`, with its phrasing; of several as long, the first in the data's order.

    `found` are the figures before it.
    """
    best: tuple[re.Match[str], Phrasing] | None = None
    folded, read_to, end = text.folded, at, within.end
    for matcher in matchers:
        match = matcher.pattern.match(folded, at, end)
        if match and match.end() > read_to and matcher.around.allows(folded, at, match.end(), within):
            if matcher.phrasing.metric == "score_change" and _is_level(text, match, within):
                continue
            phrasing = _settled(text, matcher.phrasing, at, found, within)
            if phrasing:
                best = match, phrasing
                read_to = match.end()
    return best


def _is_level(text: Text, change: re.Match[str], within: Span) -> bool:
    """ "tăng 65,1 điểm lên 69,2 điểm": no index moves by most of what it came to, this is where it began."""
    value = change.groupdict().get("value")
    leads = _leads_to().match(text.folded, change.end(), within.end) if value else None
    return leads is not None and parse_number(value or "") > parse_number(leads["to"]) / 2


def _settled(text: Text, phrasing: Phrasing, at: int, found: list[Figure], within: Span) -> Phrasing | None:
    """The phrasing with what only the words before it tell; null where they do not, so that it is none."""
    if phrasing.label in _DIRECTED:
        direction = _direction(text, phrasing, at, found, within)
        if direction is None:
            return None
        return replace(phrasing, sign=1 if direction == "up" else -1, direction=direction, label=None)
    if phrasing.label == "behind_rank":
        # "hạng 19 (+2)": what is told in a bracket right behind a rank.
        near = found and found[-1].metric == "rank" and not text.folded[found[-1].span.end : at].strip()
        return replace(phrasing, label=None) if near or _moves_listed(text, phrasing, at, within) else None
    if phrasing.label == "next_rank":
        # "từ 43 lên 27 rồi 17": right behind a rank, or behind its year.
        near = found and found[-1].unit == phrasing.unit and found[-1].value is not None
        told = near and _its_year().fullmatch(text.folded, found[-1].span.end, at)
        return replace(phrasing, label=None) if told else None
    if phrasing.label in _BARE_WORDS:
        return replace(phrasing, label=None) if _stands_apart(text, phrasing.label or "", at, within) else None
    if phrasing.label == "another_rank":
        # "thứ 3 khu vực và 21 toàn quốc"
        return replace(phrasing, label=None) if any(figure.metric == "rank" for figure in found) else None
    if phrasing.label == "counted_again":
        unit = _counted_before(text, at, found, within)
        return replace(phrasing, unit=unit, label=None) if unit else None
    if phrasing.label == "coordinated_rank":
        # "điểm và thứ hạng là 83,53% và 52": what the second number is was said before the first.
        level = found[-1] if found and found[-1].metric in VALUES else None
        if level is None or level.span.end < at - 1 or not _rank_announced(text, within, level):
            return None
        return replace(phrasing, label=None)
    return phrasing


def _moves_listed(text: Text, phrasing: Phrasing, at: int, within: Span) -> bool:
    """ "thăng hạng gồm A (+3), B ‹(+2)›": a signed number behind a name, where words before tell of ranks."""
    signed = phrasing.metric == "rank_change" and _SIGNED.match(text.folded, at)
    name = text.raw[max(within.start, at - _LONGEST_WORD) : at].split()[-1:] if signed else []
    if not name or not name[0][0].isupper():
        return False
    return _ranks_moved().search(text.folded, max(within.start, at - _MOVES_TOLD), at) is not None


def _stands_apart(text: Text, label: str, at: int, within: Span) -> bool:
    """Whether a bare "nhất" or "nhì" is a rank: right behind a name ("named"), or also behind a sign ("apart")."""
    before = text.raw[max(0, at - _LONGEST_WORD) : at].rstrip()
    if label == "apart" and before.endswith((",", "(", ":", ";")):
        return True
    if text.raw[at].islower() and text.folded[max(within.start, at - _LONGEST_BODY) : at].rstrip().endswith(_bodies()):
        return True  # "Bộ Tài chính nhất, Bộ Công Thương nhì"
    name = before.split()[-1:]
    if not name or not name[0][0].isupper() or not name[0][-1].isalpha() or not text.raw[at].islower():
        return False
    first = text.folded[max(within.start, at - 2 * _LONGEST_WORD) : at].strip(" \"'(-")
    # "Mới nhất, …": a capital that only begins the sentence
    return fold(name[0]) != first or first in province_names()


def _counted_before(text: Text, at: int, found: list[Figure], within: Span) -> str | None:
    """What a bare number counts: "6 chỉ số tăng, ‹3› giảm" the noun of the count before, "Trong 10 chỉ số, có ‹6› tăng"
    that of all of them.
    """
    last = next((figure for figure in reversed(found) if figure.value is not None), None)
    if last is not None and last.metric == "count":
        return last.unit if _counts_on().fullmatch(text.folded, last.span.end, at) else None
    told = _of_all().find(text, Span(last.span.end if last else within.start, at))
    if not told or not _counts_on().fullmatch(text.folded, told[-1].end(), at):
        return None
    return " ".join(text.printed(Span(*told[-1].span("noun"))).split())


def _direction(text: Text, phrasing: Phrasing, at: int, found: list[Figure], within: Span) -> Direction | None:
    """Which way a change goes whose own words do not say it.

    "coordinated": "tăng 4,5 điểm và 2 bậc", told once for both. "carried": "A tăng 5 bậc, B 3 bậc", told once for a
    list. "restated": "tăng từ 41 lên 43 điểm, tức 2 điểm". "directed": "lên hạng nhiều nhất là P (21 bậc)", told before
    the name. "lost": "giảm điểm gồm A 5,8 điểm, mất 1,2 điểm", lost since the year before, of the points that can be
    had where nothing was said to fall.
    """
    last, label = found[-1] if found else None, phrasing.label
    if label == "restated":
        # "… lên 86,1% năm 2022, tức 1,4 điểm phần trăm"
        if last is None or last.metric not in {"score_change", "rate_change"} or last.direction not in _MOVED:
            return None
        between = text.folded[last.span.end : at]
        apart = len(between) > _AGAIN or _DIGIT.search(_YEAR.sub("", between))
        return None if apart else last.direction
    if label != "lost" and last and last.direction in _MOVED and last.span.end >= at - 1:
        return last.direction
    if label == "carried":
        ranks = phrasing.metric == "rank_change"
        goes_on = last is not None and last.metric == phrasing.metric and last.direction in _MOVED
        if last and goes_on and _goes_on(text, phrasing, last, at, within):
            return last.direction
        if not ranks:
            return None
        # "nâng chỉ số X ít nhất 3 bậc", "cú “nhảy” 21 bậc": a name or quotes between the movement and its size.
        bare = text.folded[at].isdigit() and text.folded[max(within.start, at - 2) : at].strip() != '"'
        near = None if bare else _moves_by().search(text.folded, max(within.start, at - _NEAR), at)
        return None if near is None else "up" if near["up"] else "down"
    if label == "lost" and any(figure.out_of is not None and figure.metric == "score" for figure in found):
        return None
    if label in {"directed", "lost"}:
        moved = list(_moved().finditer(text.folded, within.start, at))
        if moved and (label == "directed" or moved[-1].lastgroup == "down"):
            return "up" if moved[-1].lastgroup == "up" else "down"
    return None


def _goes_on(text: Text, phrasing: Phrasing, last: Figure, at: int, within: Span) -> bool:
    """Whether a size goes on with the movement of the change before it.

    "A tăng 5 bậc, B 3 bậc", "tăng 4 bậc so với năm 2021 và 6 bậc so với năm 2020": the latter also with percentages.
    """
    if _against_both().fullmatch(text.folded, last.span.end, at):
        return _against_another().match(text.folded, at, within.end) is not None
    if phrasing.metric == "rate_change":
        return False
    named = phrasing.metric == "rank_change"
    return _carries(named=named).fullmatch(text.folded, last.span.end, at) is not None


def _figures(text: Text, phrasing: Phrasing, match: re.Match[str], within: Span) -> Iterator[Figure]:
    if phrasing.metric == "none":
        return
    if phrasing.ends:
        yield from _both_ends(text, phrasing, match, within)
        return
    folded, metric, label = text.folded, phrasing.metric, phrasing.label
    span, unit, out_of = Span(*match.span()), phrasing.unit, None
    slots = {name: printed for name, printed in match.groupdict().items() if printed is not None}
    numeral, value = None, phrasing.value
    for name in _VALUE_SLOTS:
        if name in slots:
            # "giảm 0 bậc" is no -0.
            numeral, value = Span(*match.span(name)), phrasing.sign * parse_number(slots[name]) or 0.0
            break
    number = _trimmed(text, span if numeral is None or metric.endswith("_change") else Span(numeral.start, span.end))
    if joined := _joined().match(folded, number.start, number.end):
        number = Span(joined.end(), number.end)
    if total := slots.get("out_of") or slots.get("max") or slots.get("most"):
        out_of = parse_number(total)
    if label in _LAST:
        value, label = (out_of or 0) - _LAST[label], None
    # "24/7"; where a word says that it is a rank, a misprinted one stays (facts/checks.py names the problem).
    if phrasing.weak and out_of is not None and (value or 0) > out_of:
        return
    if metric == "count":
        noun = _trimmed(text, Span(max(map(match.end, slots)), span.end))
        unit, label = _counted(text, noun, within, phrasing.unit)
        out_of = _of_whole(text, span, within) if out_of is None else out_of
        # No more of them than there are.
        out_of = out_of if out_of is None or out_of >= (value or 0) else None
    elif metric == "group":
        unit = _tier(text, span)
    elif metric in VALUES and out_of is None and (scale := _scale().match(folded, span.end, within.end)):
        out_of = parse_number(scale["top"])
    if metric == "rank" and "when" in slots:
        # "(năm 2022: 38)": the year is none of the figure's own words, but told before it.
        span = number
    bound = phrasing.bound
    # "đạt tối đa 18/18 điểm": all of them.
    if bound == "exact" and value is not None and (metric != "score" or value != out_of):
        # "vượt 5 bậc", "hơn 2 điểm so với năm trước": the movement itself bounds nothing.
        change = metric.endswith("_change")
        head = _movement().match(folded, span.start, (numeral or number).start) if change else None
        bound = _bound(text, numeral or number, span.end, head.end() if head else 0, within, ranks=metric == "rank")
        if metric == "rank" and bound == "exact" and _at_least().search(folded, within.start, span.start):
            bound = "max"
    told = [(value, span, number)]
    if "n_2" in slots:
        # "giảm 4 và 2 bậc": two figures of one phrase.
        first, rest = Span(span.start, match.end("n")), Span(match.start("n_2"), span.end)
        told = [(value, first, first), (phrasing.sign * parse_number(slots["n_2"]), rest, rest)]
    for value, span, number in told:
        yield _Figure(
            metric,
            value,
            unit,
            span,
            number,
            phrasing.id,
            out_of=out_of,
            direction=phrasing.direction,
            bound=bound,
            label=label,
            weak=phrasing.weak,
        )


def _rank_announced(text: Text, within: Span, level: Figure) -> bool:
    """True where a rank is announced before the level, and none is told for it."""
    return _rank_noun().search(text.folded, within.start, level.number.start) is not None


def _both_ends(text: Text, phrasing: Phrasing, match: re.Match[str], within: Span) -> Iterator[Figure]:
    """ "từ vị trí thứ 8 lên thứ 3": both levels, and the change between them."""
    rank = phrasing.metric == "rank_change"
    level: Metric = "rank" if rank else "rate" if phrasing.metric == "rate_change" else "score"
    begins, leads = parse_number(match["from"]), parse_number(match["to"])
    # A better rank is a smaller number: from 8 to 3 is a rise of 5.
    change = begins - leads if rank else round(leads - begins, 6)
    told = {name: match[name] for name in match.re.groupindex if match[name]}
    first, second = _order(match)
    spans: dict[End, Span] = {}
    totals: dict[End, float | None] = {}
    for which, name in ((first, "out_of"), (second, "out_of_2")):
        totals[which] = parse_number(told[name]) if name in told else None
        spans[which] = Span(match.start(which), match.end(name if name in told else which))
    if rank and totals[second] is None and (ranked := of_all_ranked().match(text.folded, match.end(), within.end)):
        # "từ thứ 52 lên thứ 38 trên 63 tỉnh"
        totals[second] = parse_number(ranked["all"])
    # The phrase is the first one's up to its number, the second one's from there on.
    spans[second] = Span(spans[second].start, match.end())
    whole = {first: Span(match.start(), spans[first].end), second: spans[second]}
    ends: tuple[tuple[End, float], ...] = (("from", begins), ("to", leads))
    bounds: dict[End, Bound] = {}
    for which, value in ends:
        # "tăng từ gần 61 điểm lên 63,2 điểm"
        number = spans[which]
        bounds[which] = "exact" if rank else _bound(text, number, number.end, 0, Span(*match.span()), ranks=False)
        yield Figure(
            level,
            value,
            phrasing.unit,
            whole[which],
            number,
            phrasing.id,
            out_of=totals[which],
            end=which,
            bound=bounds[which],
        )
    direction: Direction = "up" if change > 0 else "down" if change < 0 else "same"
    yield Figure(
        phrasing.metric,  # type: ignore[arg-type]
        change,
        phrasing.unit,
        spans[second],
        Span(*match.span()),
        phrasing.id,
        direction=direction,
        bound="exact" if set(bounds.values()) == {"exact"} else "approx",
        end="change",
    )


def _order(match: re.Match[str]) -> tuple[End, End]:
    """The two ends in the order in which they stand: "lên hạng 3 từ hạng 8" begins with the later one."""
    return ("from", "to") if match.start("from") < match.start("to") else ("to", "from")


def _counted(text: Text, noun: Span, within: Span, told: str) -> tuple[str, str]:
    """The unit of a count, its noun, and as label the noun with what is said of it ("tăng điểm, tăng hạng").

    `told` is the noun where it was told before the number; what stands behind that is said of it.
    """
    tail = _tail().match(text.folded, noun.start - 1 if told else noun.end, within.end)
    unit = told or " ".join(text.printed(noun).split())
    said = " ".join(text.printed(Span(*tail.span("tail"))).rstrip(" ,").split()) if tail else ""
    return unit, f"{unit} {said}".rstrip()


def _of_whole(text: Text, span: Span, within: Span) -> float | None:
    """ "trong 10 chỉ số thành phần, tỉnh có 4 chỉ số tăng điểm": of how many a count is, told before it."""
    told = _of_all().find(text, Span(within.start, span.start))
    return parse_number(told[-1]["all"]) if told else None


def _tier(text: Text, group: Span) -> str:
    """The unit of a group, its tiers ("trung bình và thấp")."""
    head = _tier_head().match(text.folded, group.start, group.end)
    tiers = _trimmed(text, Span(head.end() if head else group.start, group.end))
    return " ".join(text.printed(tiers).split())


def _bound(text: Text, numeral: Span, end: int, start: int, within: Span, *, ranks: bool) -> Bound:
    """What the words before the numeral, from `start` on, or behind the phrase that ends at `end` make of it."""
    before = text.folded[max(within.start, start, numeral.start - 24) : numeral.start].rstrip()
    # Most figures have no bound, which their last word shows.
    for bound, words, pattern in _bounds_before(ranks):
        if before.endswith(words) and pattern.search(before):
            return bound
    for bound, pattern in _bounds_behind(ranks):
        if pattern.match(text.folded, end, within.end):
            return bound
    return "exact"


def _trimmed(text: Text, span: Span) -> Span:
    told = span.of(text.folded)
    if told == told.lstrip(" (,").rstrip():
        return span
    return Span(span.start + len(told) - len(told.lstrip(" (,")), span.end - len(told) + len(told.rstrip()))


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(bodies())


@cache
def _joined() -> re.Pattern[str]:
    """What joins a figure to the one before, at the head of a phrase ("và 2 bậc", ", 2 bậc")."""
    return re.compile(rf"(?:[,/]|{any_of(topics().joiners)}(?!\w))\s*(?=\d)")


@cache
def _rank_noun() -> re.Pattern[str]:
    """A rank announced, with the one level between that is told before it."""
    nouns, joiners = any_of(synonyms("thứ hạng")), any_of(topics().joiners)
    year = r"(?:19|20)\d{2}(?!\d)"
    return re.compile(rf"(?<!\w)(?:{joiners})\s+(?:{nouns})(?!\w)(?:[^;.\d]|{year})*$")


@cache
def _carries(*, named: bool) -> re.Pattern[str]:
    """Between the items of a list of changes: the name of the item before, a comma or "và"; or, with `named`, those and
    a name.
    """
    moves, joiners = (*synonyms("tăng"), *synonyms("giảm")), any_of(topics().joiners)

    def name(*never: str) -> str:
        return rf"(?:(?!(?<!\w){any_of(never)}(?!\w))[^\d;:.()])"

    next_item = rf"(?:[,;]|{joiners}(?!\w))"
    before = rf"\)?\s*{next_item}\s*{name(*moves, *synonyms('hơn'), *synonyms('ngắt'))}{{2,60}}"
    # "tăng 12 bậc về A, 8 bậc trong B": the name stands behind the size.
    about = rf"\)?\s*{any_of(topics().about_part)}\s+{name(*moves)}{{2,70}}?{next_item}\s*"
    behind = rf"\s+{any_of(topics().index_after)}\s+{name(*moves, *synonyms('hơn'))}{{1,100}}?(?:,|\s{joiners})\s+"
    return re.compile(f"{before}|{about}|{behind}" if named else f"{about}|{behind}")


def _against() -> str:
    """What a change is measured against: a year, or one told relative to that of the change."""
    p = periods()
    year = rf"(?:{any_of(p.year)}\s+)?(?:19|20)\d{{2}}(?![\d/])"
    return rf"\s+{any_of(p.baseline)}\s+(?:[^\W\d]+\s+){{0,4}}?(?:{year}|{any_of(p.previous)}(?!\w))"


@cache
def _against_both() -> re.Pattern[str]:
    """Between two changes against two years: the first of these ("tăng 4 bậc ‹so với năm 2021 và› 6 bậc so với …")."""
    return re.compile(
        rf"{_against()}\s*(?:[,;]|{any_of(topics().joiners)}(?!\w)|,\s*{any_of(topics().joiners)}(?!\w))\s*"
    )


@cache
def _against_another() -> re.Pattern[str]:
    """The size of the second, and its year."""
    return re.compile(rf"(?:{NUMERAL}|{number_words()})\s*(?:%|[^\W\d]+)(?:\s+[^\W\d]+)?{_against()}")


@cache
def _leads_to() -> re.Pattern[str]:
    """Behind a change: the level that it led to."""
    links = any_of((*synonyms("tăng"), *synonyms("giảm"), *synonyms("về mức")))
    return re.compile(rf"\s+{links}\s+(?:{any_of(synonyms('mức'))}\s+)*(?P<to>{NUMERAL})")


@cache
def _moves_by() -> re.Pattern[str]:
    """Right before a size: a movement, and a name at most between."""
    up, down, other = any_of(synonyms("tăng")), any_of(synonyms("giảm")), any_of((*synonyms("hơn"), *synonyms("ngắt")))
    never = rf"(?!\s+{any_of(synonyms('ghép'))}(?!\w))"
    between = rf"(?:(?!(?<!\w)(?:{up}|{down}|{other})(?!\w))[^;:.,()\d])*"
    return re.compile(rf"(?<!\w)(?:(?P<up>{up})|{down})(?!\w){never}{between}$")


@cache
def _moved() -> re.Pattern[str]:
    up, down = (*synonyms("tăng"), *synonyms("tăng điểm")), (*synonyms("giảm"), *synonyms("giảm điểm"))
    return re.compile(rf"(?<!\w)(?:(?P<up>{any_of(up)})|(?P<down>{any_of(down)}))(?!\w)")


@cache
def _its_year() -> re.Pattern[str]:
    """Behind a rank, up to the next: its year at most."""
    return re.compile(
        rf"\s*(?:\(?(?:{any_of(synonyms('vào'))}\s+)?(?:{any_of(periods().year)}\s+)?{_YEAR.pattern}\)?\s*)?"
    )


@cache
def _ranks_moved() -> re.Pattern[str]:
    """Up to a bracket behind a name: ranks, or how they moved, and nothing that moves or counts anything else."""
    ranks = any_of(synonyms("bậc"))
    other = any_of((*synonyms("điểm"), *synonyms("phần"), *synonyms("đếm")))
    return re.compile(rf"(?<!\w){ranks}(?!\w)(?:(?!(?<!\w){other}(?!\w))[^\n])*$")


@cache
def _movement() -> re.Pattern[str]:
    words = (word for name in ("tăng", "giảm", "hơn trước", "kém trước") for word in synonyms(name))
    return re.compile(rf"{any_of(words)}(?!\w)")


@cache
def _tier_head() -> re.Pattern[str]:
    return re.compile(rf"{any_of(synonyms('xếp nhóm'))}\s+")


@cache
def _scale() -> re.Pattern[str]:
    """Behind a score: "(thang điểm từ 0% đến 100%)", "trên thang điểm 80"."""
    return re.compile(
        rf"\s*[(,/]?\s*{any_of(synonyms('thang'))}\b[^\d().;]{{0,24}}(?:\d+\s*%?\s*(?:-|{any_of(synonyms('đến'))})\s*)?(?P<top>{NUMERAL})"
    )


@cache
def _tail() -> re.Pattern[str]:
    openers, first = any_of(synonyms("mở")), any_of(synonyms("đuôi"))
    year = any_of(periods().year)
    moved = compile_template("‹tăng›") + "|" + compile_template("‹giảm›")
    return re.compile(
        rf"(?:\s+{year}\s+\d{{4}})?\s+(?P<tail>(?={first})(?:(?!{openers}\b)[^\s,.;:()\d]+(?:\s+|(?=[,.;:()]|$))){{1,18}}"
        rf"(?:,\s+(?:{moved})\s+(?:(?!{openers}\b)[^\s,.;:()\d]+\s*){{1,4}})*)"
    )


@cache
def _of_all() -> Phrases:
    among, parts, loose = synonyms("trong số"), any_of(synonyms("phần")), synonyms("trong số đầu vế")
    # "9 chỉ số chính với 98 chỉ số thành phần" are two counts.
    head = rf"(?:(?<!\w){any_of(among)}|(?<![^,;:.(\n] )(?<!\w){any_of(loose)})"
    return Phrases((*among, *loose), rf"{head}\s+(?P<all>\d+|{number_words()})\s+(?P<noun>{parts})(?!\w)")


@cache
def _counts_on() -> re.Pattern[str]:
    """Between what is counted and a bare number that counts the same: other words, and a comma or a joining word."""
    joining = any_of((*topics().joiners, *synonyms("nối đếm")))
    year = r"(?:19|20)\d{2}(?!\d)"
    return re.compile(rf"(?:[^\d.:()]|{year}|\([^()\d]*\)){{0,90}}?(?:[,;]|(?<!\w){joining})\s+(?:{joining}\s+)*")


@cache
def _bounds_before(ranks: bool) -> tuple[tuple[Bound, tuple[str, ...], re.Pattern[str]], ...]:
    """A better rank is a smaller number: "không dưới hạng 20" is at most 20."""
    table = hedges()
    # "cao hơn 2 điểm" compares; it bounds nothing.
    never = rf"(?<!\w){any_of(table.never_bound)}$"
    # "trong nhóm 40/63 tỉnh"
    better, worse = ((*table.better, *table.group), table.worse) if ranks else ((), ())
    low: tuple[Bound, tuple[str, ...]] = ("min", (*(word for word in table.min if word not in better), *worse))
    high: tuple[Bound, tuple[str, ...]] = ("max", (*(word for word in table.max if word not in worse), *better))
    # "không dưới" is looked for before "dưới", "trên dưới" before both.
    words: list[tuple[Bound, tuple[str, ...]]] = [("approx", table.approx), *((high, low) if ranks else (low, high))]
    patterns = []
    for bound, told in words:
        # "không thấp hơn" is one, though it ends like a comparison.
        own = [word for word in told if re.search(never, word)] or ["^"]
        pattern = rf"(?<!\w){any_of(own)}$|^(?!.*{never}).*(?<!\w){any_of(told)}$"
        patterns.append((bound, told, re.compile(pattern, re.DOTALL)))
    return tuple(patterns)


@cache
def _at_least() -> Before:
    """Before the words for a rank: it is the worst that is asked for; no single word is ("nói trên")."""
    words = [word for word in hedges().better if " " in word]
    return Before(rf"(?<!\w){any_of(words)}\s+$", words)


@cache
def _bounds_behind(ranks: bool) -> tuple[tuple[Bound, re.Pattern[str]], ...]:
    table = hedges()
    low, high = (table.max_behind, table.min_behind) if ranks else (table.min_behind, table.max_behind)
    return ("min", re.compile(rf"\s*{any_of(low)}\b")), ("max", re.compile(rf"\s*{any_of(high)}\b"))
