"""Which paragraph is not an article's own: one test for each rule of `data/articles.toml`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from extract.articles.dates import printed, without_dates
from extract.folding import fold
from extract.tables.articles import RuleId, surroundings
from extract.tables.provinces import districts, province_names
from extract.tables.titles import people

_SENTENCES = re.compile(r"[.!?…][\"'”’»)\]]*\s+\S")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d\b|\b(?:19|20)\d\d\b")
_PART = re.compile(r"\s*[-–—/,;&()]+\s*")
_LONGEST_NAME, _LONGEST_CREDIT, _FEWEST = 5, 60, 2

# (paragraph, the same folded) → is it one?
Test = Callable[[str, str], bool]


def rule_of(line: str, folded: str | None = None) -> RuleId | None:
    """The id of the rule by which a paragraph is not the article's own; null for the article's own.

    `folded`: the paragraph folded, where it is known already.
    """
    if len(line) > _longest():
        return None
    if folded is None:
        folded = fold(line)
    for rule, test in _rules_for(len(line)):
        if test(line, folded):
            return rule
    return None


def several_sentences(line: str) -> bool:
    """True where a sentence ends inside of the line."""
    return _SENTENCES.search(line) is not None


def prints_a_figure(line: str) -> bool:
    """True where the line has a digit that belongs to no year and no date."""
    return _DIGIT.search(line) is not None and _DIGIT.search(_YEAR.sub("", line)) is not None


@cache
def _rules() -> tuple[tuple[RuleId, int, Test], ...]:
    """Id, longest paragraph and test of each rule, in the order of the file."""
    tests: dict[str, Callable[[str], Test]] = {
        "caption.label": _label,
        "caption.media": _label,
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
        (rule.id, rule.longest, tests[rule.id](alternatives(rule.words) if rule.words else ""))
        for rule in surroundings().rule
    )


@cache
def _rules_for(length: int) -> tuple[tuple[RuleId, Test], ...]:
    """Id and test of each rule that a paragraph of this length can be of."""
    return tuple((rule, test) for rule, longest, test in _rules() if length <= longest)


@cache
def _longest() -> int:
    return max(rule.longest for rule in surroundings().rule)


def alternatives(words: Iterable[str], space: str = " ") -> str:
    """The words as alternatives of a pattern, longer ones first; `space` is what stands for a space in them."""
    told = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(space.join(map(re.escape, word.split(" "))) for word in told)


def _begins(pattern: str) -> Test:
    compiled = re.compile(pattern)
    return lambda _, folded: compiled.match(folded) is not None


def _label(words: str) -> Test:
    return _begins(rf"[\[(]?(?:{words})(?:\s*:|\s*[.)\]]*\Z)")


def _credit(words: str) -> Test:
    # "Ảnh A" without a colon is a credit only where nothing but a name follows.
    told = re.compile(rf"[.!?…\-(\[|][\s.]*(?:{words})(?:\s*[:/-]\s*([^:]{{1,{_LONGEST_CREDIT}}})|\s*[.)\]]*)\Z")
    bare = re.compile(rf"[.!?…\-(\[|]\s*(?:{words})\s+(?=\w)")
    cores = _cores(surroundings().words("caption.credit"))

    def test(line: str, folded: str) -> bool:
        # Most paragraphs have no such word.
        for core in cores:
            if core in folded:
                break
        else:
            return False
        if told.search(folded):
            return True
        return any(_names(line[match.end() :].rstrip(" .)]"), capitals=True) for match in bare.finditer(folded))

    return test


def _cores(words: Sequence[str]) -> tuple[str, ...]:
    """The words that have none of the others in them: where no core stands, no word does."""
    return tuple(word for word in words if not any(other != word and other in word for other in words))


def _source(words: str) -> Test:
    source = rf"[\[(]?(?:{words})\s*:\s*[^:.\d]{{1,{_LONGEST_CREDIT}}}[.)\]]*\Z"
    begins, behind = re.compile(source), re.compile(rf"-\s*{source}")
    return lambda _, folded: (begins.match(folded) or behind.search(folded)) is not None


def _scene(words: str) -> Test:
    begins = re.compile(rf"(?:{words})(?!\w)(?!\s+nhìn)")

    def test(line: str, folded: str) -> bool:
        return begins.match(folded) is not None and not prints_a_figure(line) and not several_sentences(line)

    return test


def _people(words: str) -> Test:
    scene = _scene(words)
    return lambda line, folded: scene(line, folded) and not any(word[:1].isupper() for word in line.split()[1:])


def _byline_label(words: str) -> Test:
    label = re.compile(rf"[\[(]?(?:{words})\s*:\s*")
    exact = _exact(alternatives(surroundings().words("byline.exact")))

    def test(line: str, folded: str) -> bool:
        match = label.match(folded)
        if match is None:
            return False
        rest = line[match.end() :].strip(" .)]")
        return _names(rest, capitals=True) or exact(rest, fold(rest))

    return test


def _exact(words: str) -> Test:
    return _begins(rf"[\s(\[\">•-]*(?:{words})[\s.:)\]\">]*(?:\(\d+\))?\Z")


def _byline_name(words: str) -> Test:
    heads = re.compile(rf"(?:{words}|{alternatives([fold(word) for word in people().never_names])})(?!\w)")
    return lambda line, folded: _names(line) and not heads.match(folded) and not _is_place(folded)


def _stamp(words: str) -> Test:
    left = re.compile(rf"(?<!\w)(?:{words})(?!\w)|[\s,.:;|()/–-]+")

    def test(line: str, _: str) -> bool:
        return printed(line) is not None and not left.sub("", fold(without_dates(line)))

    return test


def _pointer(words: str) -> Test:
    begins = re.compile(rf"(?:{words})(?!\w)")
    return lambda line, folded: begins.match(folded) is not None and not several_sentences(line)


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
    nobody = _nobody().fullmatch(fold(told))
    return None if nobody or len(told.split()) < _FEWEST or not _names(told, capitals=True) else told


@cache
def _nobody() -> re.Pattern[str]:
    return re.compile(alternatives(surroundings().words("byline.exact")))
