"""The template language of the phrasings, compiled to one matcher that is indexed by first word.

    ‹xếp›      a class of synonyms (`data/words.toml`)
    {value}    a numeral; {rank} and {out_of} whole numbers up to three digits; {max} a score's
               maximum; {n} those and number words;
               {decimal} a numeral with decimals; {from} and {to} the two ends of a movement;
               {when} a year or "năm trước", with or without brackets
    [ … ]      may be left out
    ⊣          the end of the sentence
    …          up to six words without a numeral or a stop
Spaces stand for any white space, and for none beside a numeral or a sign.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.folding import fold
from extract.language.numbers import DECIMAL, INTEGER, NUMERAL, number_words
from extract.tables.periods import periods
from extract.tables.phrasings import Phrasing, phrasings
from extract.tables.words import synonyms

_TOKEN = re.compile(
    r"‹(?P<cls>[^›]+)›|\{(?P<slot>\w+)\}|(?P<open>\[)|(?P<close>\])|(?P<gap>…)|(?P<space>\s+)|(?P<word>[\w%]+)|(?P<sign>.)"
)
_START = re.compile(r"[\w%]+|[(+\-↑↓▲▼,/]")
_NUMBER = "#"
_END = "⊣"
_BEHIND = re.compile(r"\d+(?:[.,]\d+)*\s*(.)")
_DIGIT = re.compile(r"\d")
# No phrasing has its first numeral further from its first word, in characters.
_REACH = 100
_NEVER = 1 << 60


@dataclass(frozen=True)
class Matcher:
    """One template of a phrasing, compiled."""

    phrasing: Phrasing
    pattern: re.Pattern[str]
    follows: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    after: re.Pattern[str] | None
    never_after: re.Pattern[str] | None
    needs_digit: bool
    template: str

    def match(self, folded: str, at: int, start: int, end: int) -> re.Match[str] | None:
        """The match that begins at `at`, looking no further than `start` and `end`."""
        match = self.pattern.match(folded, at, end)
        if match is None:
            return None
        if self.follows and not self.follows.match(folded, match.end(), end):
            return None
        if self.unless and self.unless.match(folded, match.end(), end):
            return None
        before = folded[max(start, at - 60) : at]
        if self.after and not self.after.search(before):
            return None
        return None if self.never_after and self.never_after.search(before) else match


def compile_template(template: str, *, ranks: bool = False) -> str:
    """The regular expression of a template, without the boundaries around; `ranks`: its two ends are whole numbers."""
    bare_ends = not ranks and "‹điểm›" not in template
    out: list[str] = []
    slots: dict[str, int] = defaultdict(int)
    for token in _TOKEN.finditer(template):
        kind = token.lastgroup
        text = token.group(kind or 0)
        if kind == "cls":
            out.append("(?:" + "|".join(_literal(word) for word in synonyms(text)) + r")(?!\w)")
        elif kind == "slot":
            slots[text] += 1
            name = text if slots[text] == 1 else f"{text}_{slots[text]}"
            out.append(f"(?P<{name}>{_slot(text, ranks=ranks, decimals=bare_ends)})")
        elif kind == "open":
            out.append("(?:")
        elif kind == "close":
            out.append(")?")
        elif kind == "gap":
            out.append(rf"(?:(?!{_stops()}(?!\w))[^\s\d.;:,()]+\s+){{0,6}}?")
        elif kind == "space":
            out.append(r"\s*")
        elif text == _END:
            out.append("$")
        else:
            out.append(re.escape(fold(text)) + (r"(?!\w)" if kind == "word" and text != "%" else ""))
    return "".join(out)


@cache
def _stops() -> str:
    """Words that "…" does not step over."""
    return "(?:" + "|".join(_literal(word) for word in synonyms("ngắt")) + ")"


def _literal(word: str) -> str:
    return r"\s+".join(re.escape(part) for part in word.split())


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
        return INTEGER if ranks else DECIMAL if decimals else rf"(?:{NUMERAL})"
    if base == "decimal":
        return DECIMAL
    return rf"(?:{NUMERAL})" if base in {"value", "max"} else INTEGER


@cache
def _when() -> str:
    """A period told between the ends of a movement: "(năm 2012)", "của năm trước đó"."""
    year, previous = (
        "|".join(_literal(fold(word)) for word in sorted(told, key=len, reverse=True))
        for told in (periods().year, periods().previous)
    )
    link = "|".join(_literal(word) for word in synonyms("vào"))
    return rf"\(?(?:(?:{link})\s+)?(?:(?:(?:{year})\s+)?(?:19|20)\d{{2}}|(?:{previous})(?!\w))\)?"


@cache
def matchers() -> dict[str, tuple[Matcher, ...]]:
    """The matchers by the first word that they can begin with; `#` for a numeral."""
    index: dict[str, list[Matcher]] = defaultdict(list)
    for phrasing in phrasings():
        for template in phrasing.say:
            matcher = Matcher(
                phrasing,
                re.compile(compile_template(template, ranks=phrasing.unit == "hạng") + r"(?!\w)"),
                _one_of(phrasing.follows),
                _one_of(phrasing.unless),
                _one_of(phrasing.after, before=True),
                _one_of(phrasing.never_after, before=True),
                needs_digit=re.search(r"\{(?!n\}|place\}|when\})", _required(template)) is not None,
                template=template,
            )
            for word in sorted(_first_words(template)):
                index[word].append(matcher)
    return {word: tuple(found) for word, found in index.items()}


def starts(folded: str, start: int, end: int) -> Iterator[tuple[int, tuple[Matcher, ...]]]:
    """Each place where a phrasing could begin, with the matchers to try there."""
    index = _by_word()
    digit = -1
    for word in _START.finditer(folded, start, end):
        text, at = word.group(), word.start()
        if text[0].isdigit():
            behind = _BEHIND.match(folded, at, end)
            yield at, _behind_number(behind.group(1) if behind else "")
            continue
        found = index.get(text)
        if found is None:
            continue
        if digit < at:
            following = _DIGIT.search(folded, at, end)
            digit = following.start() if following else _NEVER
        yield at, found[0] if digit - at <= _REACH else found[1]


@cache
def _behind_number(character: str) -> tuple[Matcher, ...]:
    """The matchers that begin with a numeral and can go on with this character (or with nothing)."""
    return tuple(
        matcher
        for template, matcher in _numeric()
        if (following := _second_characters(template)) is None or character in following
    )


@cache
def _numeric() -> tuple[tuple[str, Matcher], ...]:
    told = {id(matcher): matcher for matcher in matchers().get(_NUMBER, ())}
    return tuple((matcher.template, matcher) for matcher in told.values())


def _second_characters(template: str) -> frozenset[str] | None:
    """What can follow the numeral that a template begins with; null where it may stand alone."""
    characters: set[str] = set()
    depth, seen, skipping = 0, False, 0
    for token in _TOKEN.finditer(template):
        kind = token.lastgroup
        text = token.group(kind or 0)
        if kind in {"open", "close"}:
            depth += 1 if kind == "open" else -1
            skipping = 0 if depth == 0 else skipping
            continue
        if kind == "space" or (depth and skipping):
            continue
        if not seen:
            seen = kind == "slot"
            if not seen:
                return None
            continue
        if kind == "cls":
            characters |= {word[0] for word in synonyms(text)}
        elif kind == "slot":
            characters |= set("0123456789")
        else:
            characters.add(fold(text)[0])
        if depth == 0:
            return frozenset(characters)
        skipping = 1
    return None


@cache
def _by_word() -> dict[str, tuple[tuple[Matcher, ...], tuple[Matcher, ...]]]:
    """By first word: all matchers, and those that can do without a digit."""
    words = {word: list(found) for word, found in matchers().items() if word != _NUMBER}
    for word, found in _number_firsts().items():
        mine = words.setdefault(word, [])
        mine.extend(matcher for matcher in found if matcher not in mine)
    return {word: (tuple(found), tuple(m for m in found if not m.needs_digit)) for word, found in words.items()}


@cache
def _number_firsts() -> dict[str, tuple[Matcher, ...]]:
    """Number words stand for numerals where a template begins with {n}."""
    numeric = tuple(
        m for m in matchers().get(_NUMBER, ()) if any(t.startswith(("{n}", "{place}")) for t in m.phrasing.say)
    )
    if not numeric:
        return {}
    return {word: numeric for word in re.findall(r"\w+", number_words()) if not word.isdigit()}


def _first_words(template: str) -> set[str]:
    first: set[str] = set()
    depth = 0
    optional_at_front = True
    for token in _TOKEN.finditer(template):
        kind = token.lastgroup
        text = token.group(kind or 0)
        if kind == "open":
            depth += 1
            continue
        if kind == "close":
            depth -= 1
            continue
        if kind == "space":
            continue
        if kind == "cls":
            first |= {_head(word) for word in synonyms(text)}
        elif kind == "slot":
            first.add(_NUMBER)
        else:
            first.add(_head(fold(text)))
        if depth == 0:
            optional_at_front = False
        if not optional_at_front:
            return first
        # Inside an optional part only its first token can begin the match: skip to its end.
        first |= _first_words(_after_optional(template, token.start()))
        return first
    return first


def _after_optional(template: str, inside: int) -> str:
    depth = 0
    for at in range(inside, len(template)):
        if template[at] == "[":
            depth += 1
        elif template[at] == "]":
            if depth == 0:
                return template[at + 1 :]
            depth -= 1
    return ""


def _required(template: str) -> str:
    """The template without its optional parts."""
    kept, depth = [], 0
    for character in template:
        depth += (character == "[") - (character == "]")
        if depth == 0 and character != "]":
            kept.append(character)
    return "".join(kept)


def _head(word: str) -> str:
    match = _START.match(word)
    return match.group() if match else word


def _one_of(templates: tuple[str, ...], *, before: bool = False) -> re.Pattern[str] | None:
    if not templates:
        return None
    body = "|".join(compile_template(template) for template in templates)
    body = re.sub(r"\(\?P<\w+>", "(?:", body)
    return re.compile(rf"(?:^|(?<=\W))(?:{body})\s*$" if before else rf"\s*(?:{body})(?!\w)")
