"""What stands around an article in its text: captions, bylines, stamps, pointers, headlines of other articles.

Every rule but the last looks at one paragraph (and at whether the one before it is complete), so that the order of the
paragraphs does not change what is kept. The words are in `data/articles.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from extract.folding import fold
from extract.tables.articles import RuleId, surroundings
from extract.tables.provinces import districts, province_names
from extract.tables.titles import people

_END = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_CLOSED = re.compile(r"[.!?…][\"'”’»)\]]*$")
_SENTENCES = re.compile(r"[.!?…][\"'”’»)\]]*\s+\S")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d\b|\b(?:19|20)\d\d\b")
_BULLET = re.compile(r"[-–—+*•●▪◦·]|\d{1,2}[.)]\s|[a-zA-ZđĐ][.)]\s")
_PART = re.compile(r"\s*[-–—/,;&()]+\s*")
_DATE = re.compile(r"\b(?:(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)|((?:19|20)\d\d)-(\d\d)-(\d\d))\b")
_TIME = re.compile(r"\b(\d{1,2})\s?[:hg]\s?(\d{2})(?::\d{2})?\b")
_LONGEST_NAME, _LONGEST_CREDIT, _FEWEST = 5, 60, 2


@dataclass(frozen=True, slots=True)
class Own:
    """The paragraphs that are the article's own, as (number of the line, text), and what the others told of it."""

    paragraphs: tuple[tuple[int, str], ...]
    author: str | None = None
    published: str | None = None


def own_paragraphs(lines: Sequence[str]) -> Own:
    """Which of the lines are the article's own; a first line that stands apart without a stop is its headline."""
    filled = [(number, line.strip()) for number, line in enumerate(lines) if line.strip()]
    filled = filled[: len(filled) - _foreign_headlines(lines, filled)]
    kept: list[tuple[int, str]] = []
    author = published = None
    boxed = complete = False
    for at, (number, line) in enumerate(filled):
        headline = not kept and is_headline(line) and number + 1 < len(lines) and not lines[number + 1].strip()
        rule = rule_of(line)
        if rule == "end" and at and any(_CLOSED.search(text) for _, text in kept):
            break
        if rule == "byline.name" and not complete:
            rule = None
        if rule in ("related", "end"):
            boxed = boxed or at > 0
            rule = rule if at else None
        elif boxed and rule is None:
            boxed = is_headline(line) and not _SENTENCES.search(line)
        if rule == "stamp":
            published = published or stamp(line)
        elif rule is not None and rule.startswith("byline"):
            author = author_in(line) or author
        if (rule is None and not boxed) or (headline and rule in ("caption.scene", "caption.people")):
            kept.append((number, line))
            complete = headline or _CLOSED.search(line) is not None
    return Own(tuple(kept), author, published)


def is_headline(line: str) -> bool:
    """True for one line without a stop at its end, as headlines are; "?" and "!" end one too."""
    return len(line) <= surroundings().headlines.longest and (_END.search(line) is None or line[-1] in "?!…'\"”’»")


def rule_of(line: str) -> RuleId | None:
    """The id of the rule by which a paragraph is not the article's own; null for the article's own."""
    if len(line) > _longest():
        return None
    folded = fold(line)
    for rule, longest, test in _rules():
        if len(line) <= longest and test(line, folded):
            return rule
    return None


def _foreign_headlines(lines: Sequence[str], filled: Sequence[tuple[int, str]]) -> int:
    """How many lines at the end are headlines of other articles: parted by blank lines, without a stop.

    Half of them print no figure: a list of figures is the article's own, as is all behind a paragraph that ends with a
    colon, or that begins with a bullet.
    """
    count = plain = dates = 0
    for number, line in reversed(filled):
        dated = rule_of(line) == "stamp"
        titled = is_headline(line) and len(line.split()) > 3 and not _BULLET.match(line)
        if number == 0 or lines[number - 1].strip() or not (dated or titled):
            break
        count += 1
        dates += dated
        plain += not dated and line[-1] not in "?!" and not _DIGIT.search(_YEAR.sub("", line))
    before = filled[len(filled) - count - 1][1] if count < len(filled) else ""
    ended = _CLOSED.search(before) is not None or (before and rule_of(before) is not None)
    return count if ended and plain >= surroundings().headlines.fewest and plain * 2 >= count - dates else 0


# --- the rules: (paragraph, the same folded) → is it one? -------------------------------------------------------

Test = Callable[[str, str], bool]


@cache
def _rules() -> tuple[tuple[RuleId, int, Test], ...]:
    """Id, longest paragraph and test of each rule, in the order of the file."""
    tests: dict[str, Callable[[str], Test]] = {
        "caption.label": _label,
        "caption.credit": _credit,
        "caption.source": _source,
        "caption.scene": _scene,
        "caption.people": _people,
        "byline.label": _byline_label,
        "byline.exact": _exact,
        "byline.name": _byline_name,
        "stamp": _stamp,
        "pointer": _pointer,
        "furniture": _exact,
        "related": _exact,
        "end": _exact,
    }
    return tuple(
        (rule.id, rule.longest, tests[rule.id](_any(rule.words) if rule.words else "")) for rule in surroundings().rule
    )


@cache
def _longest() -> int:
    return max(rule.longest for rule in surroundings().rule)


def _any(words: Sequence[str]) -> str:
    """The words as alternatives of a pattern, longer ones first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _found(pattern: str) -> Test:
    compiled = re.compile(pattern)
    return lambda _, folded: compiled.search(folded) is not None


def _label(words: str) -> Test:
    return _found(rf"\A[\[(]?(?:{words})(?:\s*:|\s*[.)\]]*\Z)")


def _credit(words: str) -> Test:
    # "Ảnh A" without a colon is a credit only where nothing but a name follows.
    told = re.compile(rf"[.!?…\-(\[|][\s.]*(?:{words})(?:\s*[:/-]\s*([^:]{{1,{_LONGEST_CREDIT}}})|\s*[.)\]]*)\Z")
    bare = re.compile(rf"[.!?…\-(\[|]\s*(?:{words})\s+(?=\w)")

    def test(line: str, folded: str) -> bool:
        if told.search(folded):
            return True
        return any(_names(line[match.end() :].rstrip(" .)]"), capitals=True) for match in bare.finditer(folded))

    return test


def _source(words: str) -> Test:
    return _found(rf"(?:\A|-\s*)[\[(]?(?:{words})\s*:\s*[^:.\d]{{1,{_LONGEST_CREDIT}}}[.)\]]*\Z")


def _scene(words: str) -> Test:
    begins = re.compile(rf"\A(?:{words})(?!\w)(?!\s+nhìn)")

    def test(line: str, folded: str) -> bool:
        printed = _DIGIT.search(_YEAR.sub("", line))
        return begins.match(folded) is not None and not printed and not _SENTENCES.search(line)

    return test


def _people(words: str) -> Test:
    scene = _scene(words)
    return lambda line, folded: scene(line, folded) and not any(word[:1].isupper() for word in line.split()[1:])


def _byline_label(words: str) -> Test:
    label = re.compile(rf"\A[\[(]?(?:{words})\s*:\s*")
    exact = _exact(_any(surroundings().words("byline.exact")))

    def test(line: str, folded: str) -> bool:
        match = label.match(folded)
        if match is None:
            return False
        rest = line[match.end() :].strip(" .)]")
        return _names(rest, capitals=True) or exact(rest, fold(rest))

    return test


def _exact(words: str) -> Test:
    return _found(rf"\A[\s(\[\">•-]*(?:{words})[\s.:)\]\">]*(?:\(\d+\))?\Z")


def _byline_name(words: str) -> Test:
    heads = re.compile(rf"\A(?:{words}|{_any([fold(word) for word in people().never_names])})(?!\w)")
    return lambda line, folded: _names(line) and not heads.match(folded) and not _is_place(folded)


def _stamp(words: str) -> Test:
    left = re.compile(rf"(?<!\w)(?:{words})(?!\w)|[\s,.:;|()/–-]+")

    def test(_: str, folded: str) -> bool:
        rest = _DATE.sub(" ", folded)
        return rest != folded and not left.sub("", _TIME.sub(" ", rest))

    return test


def _pointer(words: str) -> Test:
    begins = re.compile(rf"\A(?:{words})(?!\w)")
    return lambda line, folded: begins.match(folded) is not None and not _SENTENCES.search(line)


# --- names and dates --------------------------------------------------------------------------------------------


def _names(line: str, *, capitals: bool = False) -> bool:
    """True for one or more names of people, parted by a dash, a comma, a stroke or brackets, and nothing else.

    The first is of two words or more, each with its first letter only in capitals, unless `capitals` allows more.
    """
    parts = [part.split() for part in _PART.split(line.strip()) if part]
    if not parts or (len(parts[0]) < 2 and not capitals):
        return False
    for at, part in enumerate(parts):
        loose = capitals or at
        if len(part) > _LONGEST_NAME or not all(_is_name_word(word, loose=bool(loose)) for word in part):
            return False
    return True


def _is_name_word(word: str, *, loose: bool) -> bool:
    bare = word.replace(".", "").replace("'", "").replace("’", "")
    return bare.isalpha() and bare[0].isupper() and (loose or len(bare) == 1 or bare[1:].islower())


def _is_place(folded: str) -> bool:
    return folded in _places() or " ".join(_PART.sub(" ", folded).split()) in _places()


@cache
def _places() -> frozenset[str]:
    names = [*province_names(), *(fold(row.name) for row in districts())]
    return frozenset([*names, *(" ".join(_PART.sub(" ", name).split()) for name in names)])


def author_in(line: str) -> str | None:
    """The names in a byline, without its label; null where it names nobody, or more than people."""
    told = " ".join(line.rpartition(":")[2].strip(" .()[]").split())
    nobody = re.fullmatch(_any(surroundings().words("byline.exact")), fold(told))
    return None if nobody or len(told.split()) < _FEWEST or not _names(told, capitals=True) else told


def stamp(line: str) -> str | None:
    """The first date in a line, with the time where it is told, in ISO 8601; null where there is none.

    A printed time is Vietnam's.
    """
    for match in _DATE.finditer(line):
        day, month, year = match.group(1, 2, 3) if match.group(3) else match.group(6, 5, 4)
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            date = f"{year}-{int(month):02d}-{int(day):02d}"
            time = _TIME.search(_DATE.sub(" ", line))
            if time and int(time.group(1)) < 24 and int(time.group(2)) < 60:
                date += f"T{int(time.group(1)):02d}:{time.group(2)}:00+07:00"
            return date
    return None
