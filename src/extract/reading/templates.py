"""The template language of the phrasings, compiled to one matcher for each template.

    ‹xếp›      a class of synonyms (`data/words.toml`)
    {value}    a numeral; {rank} and {out_of} whole numbers up to three digits; {max} a score's
               maximum, {most} one that is round; {n} those and number words;
               {big} a numeral that is no movement of a score, 20 and more;
               {top} the size of a leading group, five and more (of groups by rank there are four);
               {decimal} a numeral with decimals; {from} and {to} the two ends of a movement;
               {day}, {month} those of a date;
               {when} a year or "năm trước", with or without brackets
    [ … ]      may be left out
    ⊣          the end of the sentence
    …          up to six words without a numeral or a stop
Spaces stand for any white space, and for none beside a numeral or a sign.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from extract.folding import fold
from extract.language.numbers import DECIMAL, INTEGER, NUMERAL, number_names, number_words
from extract.language.patterns import Before, any_of
from extract.spans import Span
from extract.tables.periods import periods
from extract.tables.phrasings import Phrasing, phrasings
from extract.tables.words import synonyms

TOKEN = re.compile(
    r"‹(?P<cls>[^›]+)›|\{(?P<slot>\w+)\}|(?P<open>\[)|(?P<close>\])|(?P<gap>…)|(?P<space>\s+)|(?P<word>[\w%]+)|(?P<sign>.)"
)
END = "⊣"


@dataclass(frozen=True)
class Matcher:
    """One template of a phrasing; its patterns are compiled when they are first asked for."""

    phrasing: Phrasing
    template: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What the template matches."""
        return re.compile(compile_template(self.template, ranks=self.phrasing.unit == "hạng") + r"(?!\w)")

    @cached_property
    def around(self) -> _Around:
        """What must stand around it, and what must not."""
        return _around(self.phrasing)


class _Around(NamedTuple):
    """What must stand before and behind a phrasing, and what must not."""

    follows: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    after: Before | None
    never_after: Before | None
    compares: bool

    def allows(self, folded: str, begin: int, end: int, within: Span) -> bool:
        """True where the phrasing may stand from `begin` to `end`, looking no further than `within`."""
        if self.follows and not self.follows.match(folded, end, within.end):
            return False
        if self.unless and self.unless.match(folded, end, within.end):
            return False
        if self.compares and not _compared(folded, begin, end, within):
            return False
        start = max(within.start, begin - 60)
        if self.after and not self.after.search(folded, start, begin):
            return False
        return not (self.never_after and self.never_after.search(folded, start, begin))


def compile_template(template: str, *, ranks: bool = False) -> str:
    """The regular expression of a template, without the boundaries around; `ranks`: its two ends are whole numbers."""
    bare_ends = not ranks and "‹điểm›" not in template and "‹phần trăm›" not in template
    out: list[str] = []
    slots: dict[str, int] = defaultdict(int)
    for token in TOKEN.finditer(template):
        kind = token.lastgroup
        text = token.group(kind or 0)
        if kind == "cls":
            out.append(any_of(synonyms(text), r"\s+") + r"(?!\w)")
        elif kind == "slot":
            slots[text] += 1
            name = text if slots[text] == 1 else f"{text}_{slots[text]}"
            out.append(f"(?P<{name}>{_slot(text, ranks=ranks, decimals=bare_ends)})")
        elif kind == "open":
            out.append("(?:")
        elif kind == "close":
            out.append("|)")
        elif kind == "gap":
            out.append(rf"(?!{any_of(synonyms('ghép'))}(?!\w))(?:(?!{_stops()}(?!\w))[^\s\d.;:,()]+\s+){{0,6}}?")
        elif kind == "space":
            out.append(r"\s*")
        elif text == END:
            out.append("$")
        elif text == "/":
            # "72,31 / 100 điểm"
            out.append(r"/\s*")
        else:
            out.append(re.escape(fold(text)) + (r"(?!\w)" if kind == "word" and text != "%" else ""))
    return "".join(out)


@cache
def _stops() -> str:
    """Words that "…" does not step over."""
    return any_of(synonyms("ngắt"), r"\s+")


def _slot(name: str, *, ranks: bool = False, decimals: bool = False) -> str:
    base = name.rstrip("0123456789_")
    if base == "year":
        return r"(?:19|20)\d{2}(?!\d)"
    if base == "when":
        return _when()
    if base == "any":
        return r"\d+(?:[.,]\d+)*"
    if base in {"rank", "out_of"}:
        return INTEGER
    if base in {"n", "place"}:
        return rf"(?:{INTEGER}|{number_words()})"
    if base in {"from", "to"}:
        return _rank_end() if ranks else DECIMAL if decimals else rf"(?:{NUMERAL})"
    if base == "top":
        return r"(?:[5-9]|[1-9]\d)(?!\d)"
    if base == "big":
        return r"(?:[2-9]\d|\d{3})(?:[.,]\d{1,2})?(?!\d|[.,]\d)"
    if base == "decimal":
        return DECIMAL
    if base in {"day", "month"}:
        return r"(?:0?[1-9]|[12]\d|3[01])(?!\d)" if base == "day" else r"(?:0?[1-9]|1[0-2])(?!\d)"
    if base == "most":
        # What can be had is a round number or a half ("13,5"); "4,70 / 4,56" are two years.
        return r"\d{1,4}(?:[.,](?:50?|0{1,2}|25|75))?(?![\d]|[.,]\d)"
    if base in {"value", "max"}:
        return rf"(?:{NUMERAL})"
    raise ValueError(f"no slot of a template: {{{name}}}")


@cache
def _rank_end() -> str:
    """One end of a rank's movement; in words only behind a word for ranks, and no year ("từ hạng năm 2018 …")."""
    nouns = "|".join(rf"(?<=\b{fold(word)} )" for word in sorted(synonyms("bậc thứ")))
    return rf"(?:{INTEGER}|(?:{nouns}){number_words()}(?!\s+(?:19|20)\d{{2}}))"


@cache
def _when() -> str:
    """A period told between the ends of a movement: "(năm 2012)", "của năm trước đó"."""
    year, previous = (any_of(map(fold, told), r"\s+") for told in (periods().year, periods().previous))
    link = any_of(synonyms("vào"), r"\s+")
    return rf"\(?(?:{link}\s+)?(?:(?:{year}\s+)?(?:19|20)\d{{2}}|{previous}(?!\w))\)?"


@cache
def _around(phrasing: Phrasing) -> _Around:
    return _Around(
        # Behind a mark that follows, a word may begin ("57/63 tỉnh (giảm 2 bậc)").
        _one_of(phrasing.follows, r"(?!(?<=\w)\w)"),
        _one_of(phrasing.unless),
        _one_before(phrasing.after),
        _one_before(phrasing.never_after),
        phrasing.compares,
    )


def _compared(folded: str, begin: int, end: int, within: Span) -> bool:
    """True for "hơn 2 bậc" with the period compared with: behind it, or before it where nothing else is compared."""
    behind, before, other, later = _comparisons()
    if behind.match(folded, end, within.end):
        return True
    if other.match(folded, end, within.end):
        return False
    return before.search(folded, within.start, begin) is not None or later.match(folded, end, within.end) is not None


@cache
def _comparisons() -> tuple[re.Pattern[str], ...]:
    against, level = any_of(synonyms("so")), any_of((*synonyms("số trước"), *synonyms("tên số")))
    year, previous = (any_of(map(fold, told), r"\s+") for told in (periods().year, periods().previous))
    measured = rf"(?:{level}|\d+(?:[.,]\d+)?\s*(?:%|{any_of(synonyms('điểm'))})?)"
    when = rf"(?:{measured}\s+)*(?:(?:{year}\s+)?(?:19|20)\d{{2}}|{previous})(?!\w)"
    moved = any_of((*synonyms("hơn trước"), *synonyms("kém trước")))
    others = any_of((*synonyms("so"), *synonyms("so kè")))
    return (
        re.compile(rf"\s*(?:{against}\s+)?{when}"),
        re.compile(rf"(?<!\w)(?:{against}|{moved})\s+{when}(?:(?!(?<!\w){others}(?!\w))[^;])*$"),
        re.compile(rf"\s*{against}(?!\w)"),
        re.compile(rf"(?:(?!(?<!\w){others}(?!\w))[^;.]){{1,80}}?(?<!\w){against}\s+{when}"),
    )


@cache
def matchers() -> tuple[Matcher, ...]:
    """One for each template of all phrasings, in the order of the data."""
    return tuple(Matcher(phrasing, template) for phrasing in phrasings() for template in phrasing.say)


def _one_of(templates: tuple[str, ...], end: str = r"(?!\w)") -> re.Pattern[str] | None:
    return re.compile(rf"\s*{_any_template(templates)}{end}") if templates else None


def _one_before(templates: tuple[str, ...]) -> Before | None:
    """It ends with one of its words, a mark or a number: with which of them needs not be known."""
    if not templates:
        return None
    words = [*number_names(), ""]
    for token in (token for template in templates for token in TOKEN.finditer(template)):
        words += synonyms(token["cls"]) if token["cls"] else [token["word"] or ""]
    return Before(rf"(?<!\w){_any_template(templates)}\s*$", words, numbers=True)


def _any_template(templates: tuple[str, ...]) -> str:
    body = "|".join(compile_template(template) for template in templates)
    return re.sub(r"\(\?P<\w+>", "(?:", f"(?:{body})")
