"""Words that make what they govern a plan, a wish or a supposition."""

from __future__ import annotations

import re
from functools import cache

from extract.folding import Text
from extract.language.numbers import number_names, number_words
from extract.language.patterns import Before, any_of
from extract.language.phrases import Choices
from extract.reading.model import Mention
from extract.spans import Span
from extract.tables.hedges import hedges
from extract.tables.topics import topics

# What is planned, in several shapes.
_TARGETS = frozenset({"target", "demand", "task", "document", "source"})
_HEDGES = _TARGETS | {"supposition"}
_CLAUSE_ENDS = re.compile(r"[.;:]\s")


def find_hedges(text: Text, within: Span) -> list[Mention[str]]:
    """The hedges inside `within`, in order: kinds "target" and "supposition"; a reached goal is none."""
    return [
        Mention("target" if match.lastgroup in _TARGETS else match.lastgroup, match.group(), Span(*match.span()))
        for match in _pattern().find(text, within)
        if match.lastgroup in _HEDGES and not (_gained(text, match, within) or _counted(text, match, within))
    ]


def _gained(text: Text, match: re.Match[str], within: Span) -> bool:
    """ "vượt A để vào tốp 5", "tăng 4 bậc để lọt tốp 10": what it came to, not what is aimed at."""
    if match.lastgroup != "target" or match.group() not in hedges().purpose:
        return False
    clause = _CLAUSE_ENDS.split(text.folded[within.start : match.start()])[-1]
    return _gain().search(clause) is not None and not _to_do().search(clause)


def _counted(text: Text, match: re.Match[str], within: Span) -> bool:
    """ "65/142 chỉ tiêu tăng điểm": what is counted is no goal."""
    return (
        match.group() == hedges().indicator and _number().search(text.folded, within.start, match.start()) is not None
    )


@cache
def _number() -> Before:
    return Before(rf"(?:\d|(?<!\w){number_words()})\s+$", number_names(), numbers=True)


@cache
def _gain() -> re.Pattern[str]:
    """In the clause before a purpose: something that was gained."""
    table = hedges()
    size = rf"(?:\d+(?:,\d+)?|{number_words()})\s*{any_of(table.gained_units)}"
    return re.compile(
        rf"(?:\b{any_of(table.gained)}\b|\b{any_of(table.gained_by)}\s+(?:[^\W\d]+\s+)?{size}(?!\w)).*(?<!,)\s$"
    )


@cache
def _to_do() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(hedges().to_do)}\b")


@cache
def _pattern() -> Choices:
    table = hedges()
    target, achieved = any_of(table.target), any_of(table.achieved)
    # "nỗ lực, phấn đấu của các cấp", "nỗ lực phấn đấu,": what was done.
    effort = rf"{any_of(table.efforts)}(?:,?\s+{any_of(table.strivings)})(?=\s*[,.\"”]|\s+{any_of(table.effort_of)}\b)"
    goal = rf"\s+{any_of(table.set_out)}\b(?!\s*[(:]|\s+{any_of(table.names_it)}\b)"
    verb = rf"{any_of(table.demanded)}\s+{any_of(table.demanded_of)}"
    is_so = any_of(table.task_is)
    year = r"\b(?:19|20)\d{2}\b"
    later = rf"(?:{year}|\b{any_of(table.then_when)}\b)(?![^.;]*\b{any_of(table.unreal)}\b)"
    # By kind: the words that it begins with, and its pattern; the longest first, so that "hoàn thành mục tiêu" is read
    # before "mục tiêu".
    kinds = {
        "contrast": (
            (*table.contrast, *table.contrast_years),
            rf"{any_of(table.contrast)}|{any_of(table.contrast_years)}\b(?![^.;]*\b{any_of(table.unreal)}\b)",
        ),
        "years": (
            [table.if_then],
            rf"{table.if_then}\b(?=[^.;]{{0,70}}?{year}[^.;]*?\b{any_of(table.then)}\b[^.;]{{0,70}}?{later})",
        ),
        "never": (table.no_hedge, any_of(table.no_hedge)),
        "effort": (table.efforts, effort),
        "thanks": (table.thanks, rf"{any_of(table.thanks)}\s+{target}"),
        "achieved": (table.achieved, rf"{achieved}(?:{goal})?"),
        "demand": (table.demand, rf"{any_of(table.demand)}\b[^.;:()\d]{{1,60}}?\b{verb}"),
        "task": (table.tasks, rf"{any_of(table.tasks)}\b(?:\s+(?!{is_so}\b)[^\W\d]+|\s+\d{{4}}){{0,6}}\s+{is_so}"),
        "document": (
            table.documents,
            rf"{any_of(table.documents)}\b(?:\s+{table.numbered}\s+[\w/.-]+)?"
            # "Kế hoạch nêu rõ: năm 2026 …"
            rf"(?:[^.;()\d]{{0,60}}?\b{any_of(table.states)}[\s:,]+(?:{any_of(table.by)}|{any_of(topics().years)}(?=\s+{year}))"
            # "Nghị quyết của Tỉnh ủy: đến năm 2025, …"
            rf"|[^.;:()\d]{{0,60}}:\s*{any_of(table.by_the_end)}"
            rf"|[^.;()\d]{{0,24}}?{year}[^.;()\d]{{0,60}}?\b{any_of(table.states)}\s+{any_of(table.demanded_of)})",
        ),
        # "Theo nghị quyết, đến hết năm 2025, …"
        "source": (
            table.according,
            rf"{any_of(table.according)}\s+{any_of(table.documents)}\b[^;.:()]{{0,60}}?,\s+{any_of(table.by_the_end)}",
        ),
        "target": (table.target, target),
        "supposition": (table.supposition, any_of(table.supposition)),
    }
    return Choices(
        # The names are groups of nothing behind the words: `re` enters a group before it looks at its first letter.
        ((phrases, f"(?:{pattern})(?P<{kind}>)") for kind, (phrases, pattern) in kinds.items()),
        r"\b(?:{})(?!\w)",
    )
