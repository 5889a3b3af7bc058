"""Lists of goals: a head says once that what stands below is planned ("Các mục tiêu cụ thể như sau:")."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.facts import gaps
from extract.facts.context import BRACKETED, TOPICAL, Force, Goals, Sentence, ends
from extract.folding import WHITE
from extract.language.patterns import any_of
from extract.language.phrases import Clue, Phrases
from extract.reading.model import CHANGES, Figure
from extract.spans import Span
from extract.tables.hedges import hedges
from extract.tables.periods import periods

# A heading is no longer, in characters.
_HEADING = 70
# So many lines may stand between two marked items.
_BETWEEN = 3
_MARK = r"(?:[-+*•]|\(?(?:\d{1,2}|[a-zđ])[.)])\s*"
_MARKED = re.compile(rf"\s*{_MARK}")
# At the head of an item: a name and a colon.
_NAMED = re.compile(r"[^.;:,\d]{2,60}:")
_ONLY_MARK = re.compile(rf"\s*(?:{_MARK})?[\s\"']*")


def is_goal(sentence: Sentence, figure: Figure, force: Force) -> bool:
    """True for what an item of such a list is to come to, not for what it came to already."""
    bracket = sentence.bracket(figure.span)
    # "PCI đạt 66 điểm (tăng 2 điểm)": how much more that is.
    more = figure.metric in CHANGES and bracket is not None and bracket.start + 1 == figure.span.start
    if force.goals is None or (bracket and not more) or figure.end == "from":
        return False
    if not _is_item(sentence, force.goals):
        return False
    before = BRACKETED.sub("", sentence.between(sentence.span.start, figure.span.start))
    if gaps.figures.so_far().search(before) or gaps.figures.plan_ends().search(before):
        return False
    # "tăng từ 41,8 điểm năm 2023 lên 43 điểm": the year of the first end is not the goal's.
    movement = ends(sentence, figure)
    start = movement[0].span.start if movement else figure.span.start
    years = [
        p.value
        for p in sentence.periods
        if p.value and p.kind == "period" and p.span.end <= start and not sentence.bracket(p.span)
    ]
    if not years:
        return True
    # "PCI năm 2023 đạt 65 điểm", below the goals of 2024; where their year is unknown, a year is a result's own.
    return years[-1] >= force.plan[0][:4] if force.plan else _marked(sentence)


def note_goals(sentence: Sentence, force: Force, *, reported: bool) -> None:
    """Opens a list behind its head, keeps it open behind an item, and ends it behind anything else."""
    if not reported and (opened := _opened(sentence, force)):
        # "Mục tiêu cụ thể", "Đến năm 2025, phấn đấu: PCI đạt 66 điểm": still the list of the first.
        lines = opened.lines or (force.goals is not None and force.goals.lines and _is_item(sentence, force.goals))
        force.goals = opened._replace(lines=lines)
    elif force.goals and force.goals.paragraph != sentence.paragraph:
        # "Kết quả đạt được:": another list begins.
        other = sentence.between(*sentence.span).endswith(":")
        if _is_item(sentence, force.goals) and not other and (not reported or _marked(sentence)):
            force.goals = force.goals._replace(paragraph=sentence.paragraph)
        elif other or reported or force.goals.lines or sentence.paragraph - force.goals.paragraph > _BETWEEN:
            force.goals = None


def firm_aims(sentence: Sentence) -> list[Span]:
    """Where goals are told, by words that govern more than their own clause."""
    if not sentence.hedges:
        return []
    return [h.span for h in sentence.hedges if h.kind == "target" and h.value not in hedges().weak]


def due_by(sentence: Sentence, force: Force, end: int) -> Span | None:
    """ "Chỉ tiêu đạt được đến cuối năm: …", "Yêu cầu: …" in a plan, for no year before it: where that is told up to an
    offset.
    """
    told = _due(sentence) if force.plan else None
    if force.plan is None or told is None or told.end() > end:
        return None
    before = sentence.between(sentence.span.start, told.start())
    if gaps.figures.so_far().search(before) or sentence.search(_done(), before):
        return None
    year = force.plan[0][:4]
    if (told["year"] and told["year"] < year) or any(
        p.kind == "period" and (p.value or year)[:4] < year for p in sentence.periods if p.span.end <= end
    ):
        return None
    return Span(*told.span("goal"))


@lru_cache(maxsize=2)
def _due(sentence: Sentence) -> re.Match[str] | None:
    clue = gaps.figures.due()
    return clue.pattern.search(sentence.text.folded, *sentence.span) if sentence.tells(clue.needs) else None


def _opened(sentence: Sentence, force: Force) -> Goals | None:
    """The list that the sentence is the head of; null where it is none, or tells what became of goals."""
    if not (nouns := _goals().find(sentence.text, sentence.span)):
        return None
    due = due_by(sentence, force, sentence.span.end)
    spans = firm_aims(sentence) or ([due] if due else [p.span for p in sentence.periods if p.kind == "plan"])
    if not spans or sentence.search(_done(), sentence.between(sentence.span.start, spans[0].start)):
        return None
    if sentence.tells(missed()) and not due:
        return None
    printed = sentence.between(*sentence.span)
    lines = printed.endswith(":") or _announces(printed) or _heads(sentence, nouns[0].start())
    if not lines and not any(p.value for p in sentence.periods) and not force.plan:
        return None  # "Mục tiêu của PAR INDEX là đánh giá toàn diện …": no plan for a year
    return Goals(spans[0], sentence.paragraph, lines)


def _announces(printed: str) -> bool:
    """ "… như sau", "… gồm (theo Quyết định 123).": what the head closes with says that a list follows."""
    # Hardly any sentence ends so, which is seen at once.
    closes = printed.rstrip(f"{WHITE}:.").endswith((*hedges().as_follows, ")"))
    return closes and _as_follows().search(printed) is not None


def _heads(sentence: Sentence, noun: int) -> bool:
    """ "1. Mục tiêu cụ thể đến năm 2025": a line of its own that names no index, nor is the article's first."""
    printed = sentence.between(*sentence.span)
    return (
        sentence.paragraph > 0
        and len(printed) <= _HEADING
        and not printed.endswith((".", "!", "?", "…"))
        and _ONLY_MARK.fullmatch(sentence.between(_line_start(sentence), noun)) is not None
        and not any(m.kind in TOPICAL for m in sentence.mentions)
    )


def _is_item(sentence: Sentence, goals: Goals) -> bool:
    """True for a line of the list: marked, or any behind a head that ends with a colon; or "Cụ thể, …" right behind."""
    if _goes_on().match(sentence.text.folded, *sentence.span):
        return True
    if sentence.paragraph == goals.paragraph and sentence.span.start > goals.head.start:
        return False
    alone = _ONLY_MARK.fullmatch(sentence.between(_line_start(sentence), sentence.span.start)) is not None
    return alone and (goals.lines or _marked(sentence) or _contrasted(sentence))


def _contrasted(sentence: Sentence) -> bool:
    """ "PII: trong nhóm 5. Hiện trạng 2025: hạng 4.": the line goes on with what was reached."""
    end = sentence.text.raw.find("\n", sentence.span.end)
    return (
        _NAMED.match(sentence.text.folded, *sentence.span) is not None
        and _contrast().match(sentence.text.folded, sentence.span.end, end if end >= 0 else len(sentence.text.raw))
        is not None
    )


def _marked(sentence: Sentence) -> bool:
    return _MARKED.match(sentence.text.folded, _line_start(sentence), sentence.span.end) is not None


def _line_start(sentence: Sentence) -> int:
    return sentence.text.raw.rfind("\n", 0, sentence.span.start) + 1


@cache
def _goals() -> Phrases:
    return Phrases((*hedges().goals, *periods().plans))


@cache
def _as_follows() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(hedges().as_follows)}\s*(?:\([^()]*\)\s*)?[:.]?$")


@cache
def missed() -> Phrases:
    """It is told what became of goals ("Hai chỉ tiêu không đạt gồm:")."""
    return Phrases(hedges().goals_done)


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(rf"[\s\"'(-]*{any_of(hedges().goal_goes_on)}\b")


@cache
def _contrast() -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of(hedges().reached_beside)}\b")


@cache
def _done() -> Clue:
    """Before the word for a goal: what became of it is told ("Kết quả thực hiện chỉ tiêu năm 2023:")."""
    done = (*periods().plans_done, *hedges().so_far)
    return Clue(rf"\b{any_of(done)}\b[^;.:,\d]{{0,40}}$", done)
