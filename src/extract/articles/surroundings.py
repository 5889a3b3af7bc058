"""What stands around an article in its text: captions, bylines, stamps, pointers, headlines of other articles.

Every rule but the last looks at one paragraph (and at whether the one before it is complete), so that the order of the
paragraphs does not change what is kept. The words are in `data/articles.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extract.articles.dates import printed
from extract.articles.grid import row_lines
from extract.articles.rules import author_in, prints_a_figure, rule_of, several_sentences
from extract.folding import STOPS, fold
from extract.tables.articles import RuleId, surroundings

_MARKS = (*STOPS, ":", ";", ",")
# What a headline that stands apart may look like: a scene, somebody with his office; and any ("Infographic: …").
_HEADING = ("caption.scene", "caption.people")
_MEDIA = "caption.media"
# What may stand behind the mark at a line's end.
_CLOSERS = "\"'”’»)]"
_BULLET = re.compile(r"[-–—+*•●▪◦·]|\d{1,2}[.)]\s|[a-zA-ZđĐ][.)]\s")


@dataclass(frozen=True, slots=True)
class Own:
    """The paragraphs that are the article's own, as (number of the line, text), and what the others told of it."""

    paragraphs: tuple[tuple[int, str], ...]
    # The same paragraphs, folded.
    folded: tuple[str, ...]
    author: str | None = None
    published: str | None = None


def own_paragraphs(lines: Sequence[str]) -> Own:
    """Which of the lines are the article's own; a first line that stands apart without a stop is its headline."""
    filled = [(number, stripped) for number, line in enumerate(lines) if (stripped := line.strip())]
    # All at once: folding line by line costs more than the tests.
    folds = fold("\n".join(line for _, line in filled)).split("\n")

    rules: dict[int, RuleId | None] = {}

    def rule_at(at: int) -> RuleId | None:
        if at not in rules:
            rules[at] = rule_of(filled[at][1], folds[at])
        return rules[at]

    foreign = _foreign_headlines(lines, filled, rule_at)
    kept: list[int] = []
    author = published = None
    boxed = complete = False
    rows = row_lines(lines)
    for at, (number, line) in enumerate(filled[: len(filled) - foreign]):
        if number in rows:
            # A table is the article's own, whatever its cells say.
            kept.append(at)
            boxed, complete = False, True
            continue
        first = not kept and is_headline(line) and number + 1 < len(lines)
        headline = first and not lines[number + 1].strip()
        rule = rule_at(at)
        if rule == "end" and at and any(_closed(filled[own][1]) for own in kept):
            break
        if rule == "byline.name" and not complete:
            rule = None
        if rule in ("related", "end"):
            boxed = boxed or at > 0
            rule = rule if at else None
        elif boxed and rule is None:
            boxed = is_headline(line) and not several_sentences(line)
        if rule == "stamp":
            published = published or printed(line)
        elif rule is not None and rule.startswith("byline"):
            author = author_in(line) or author
        if (rule is None and not boxed) or (headline and rule in _HEADING) or (first and rule == _MEDIA):
            kept.append(at)
            complete = headline or _closed(line)
    return Own(tuple(filled[at] for at in kept), tuple(folds[at] for at in kept), author, published)


def is_headline(line: str) -> bool:
    """True for one line without a stop at its end, as headlines are; "?" and "!" end one too."""
    return len(line) <= surroundings().headlines.longest and (
        not line.rstrip(_CLOSERS).endswith(_MARKS) or line[-1] in "?!…'\"”’»"
    )


def _closed(line: str) -> bool:
    """True where a sentence ends at the line's end."""
    return line.rstrip(_CLOSERS).endswith(STOPS)


def _foreign_headlines(
    lines: Sequence[str], filled: Sequence[tuple[int, str]], rule_at: Callable[[int], RuleId | None]
) -> int:
    """How many lines at the end are headlines of other articles: parted by blank lines, without a stop.

    Half of them print no figure: a list of figures is the article's own, as is all behind a paragraph that ends with a
    colon, or that begins with a bullet. `rule_at` gives the rule of a filled line by its place.
    """
    plain = dates = 0
    last = len(filled) - 1
    while last >= 0:
        number, line = filled[last]
        if number == 0 or lines[number - 1].strip() or "|" in line:
            break
        dated = rule_at(last) == "stamp"
        if not dated and not (is_headline(line) and len(line.split()) > 3 and not _BULLET.match(line)):
            break
        dates += dated
        plain += not dated and line[-1] not in "?!" and not prints_a_figure(line)
        last -= 1
    count = len(filled) - 1 - last
    if plain < surroundings().headlines.fewest or plain * 2 < count - dates:
        return 0
    return count if last >= 0 and (_closed(filled[last][1]) or rule_at(last) is not None) else 0
