"""One sentence while its people are read: its tokens, its offices, and the names in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from extract.folding import Text
from extract.language.periods import may_tell_year
from extract.reading import names
from extract.reading.cues import persons
from extract.reading.people.held import Held, Person, is_beside
from extract.reading.titles import Found
from extract.reading.tokens import TITLE, tokenize
from extract.spans import Span
from extract.tables.titles import people

# How far a proposal reaches to the office that is proposed.
PROPOSED = 120
# So many tokens a name of elsewhere has at most, with what joins them.
_FAR_NAME = 8
# How far behind a name the office stands that is told once more.
NEAR = 40


class Sentence:
    """One sentence while it is read: what is known of it before, and what is found in it."""

    def __init__(self, text: Text, within: Span, found: Sequence[Found], known: Mapping[Span, str]) -> None:
        self.text, self.within, self.known = text, within, known
        # "Bí thưTỉnh ủy": a title ends inside a word.
        ends = [span.end for span, _ in found]
        cuts = [end for end in ends if end < within.end and text.raw[end].isalnum()]
        self.tokens = tokenize(text, within, cuts)
        # Up to the last title; most sentences have none.
        self.may_have_year = may_tell_year(text.folded[within.start : ends[-1]])
        self.held: list[Held] = []
        self.names: list[Span] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.people: dict[int, Person] = {}

    def take_names(self, found: Sequence[Span]) -> None:
        """The names of those whom the sentence may tell of, in order."""
        self.names = list(found)
        self.starts = [name.start for name in found]
        self.ends = [name.end for name in found]

    def named_before(self, at: int) -> str:
        """The mark that links the token `at` to a name right before it; empty where none does."""
        tokens = self.tokens
        mark = tokens.fold(at - 1)
        if mark not in names.LEFT_OUT_BEHIND:
            return ""
        at -= 1
        first = at
        while first > 0 and first > at - names.LONGEST and tokens.shape(first - 1) is TITLE:
            first -= 1
        named = any(names.name_at(tokens, begin, at) for begin in range(first, at))
        return mark if named or self._is_far_name(at) else ""

    def _is_far_name(self, end: int) -> bool:
        """True where a name of elsewhere ends right before a token ("Antoine de la Rochère")."""
        tokens = self.tokens
        if tokens.shape(end - 1) is not TITLE and tokens.fold(end - 2) != "-":
            return False
        if not (tokens.fold(end - 2) == "-" or names.is_outlandish(tokens.folds[max(0, end - _FAR_NAME) : end])):
            return False
        begins = (at for at in range(max(0, end - _FAR_NAME), end - 1) if names.run_end(tokens, at) == end)
        begin = next(begins, end)
        return begin < end and names.from_abroad(tokens, begin, end)

    def addressed(self, at: int) -> bool:
        """True where a courtesy stands right before a token; never behind the last."""
        if at >= len(self.tokens):
            return False
        start = self.tokens.starts[at]
        return (
            persons.honorific_before().search(self.text.folded, max(self.within.start, start - 24), start) is not None
        )

    def span(self, at: int, end: int) -> Span:
        return Span(self.tokens.starts[at], self.tokens.end(end - 1))

    def extent(self, name: Span) -> Span:
        """A name with the titles around it."""
        person = self.people.get(name.start)
        before = [held.start for held in person.held if held.end <= name.start] if person else []
        # "A và B, cùng là Phó Giám đốc": told behind B.
        after = bisect_right(self.starts, name.start)
        limit = self.starts[after] if after < len(self.starts) else self.within.end
        told = (held for held in person.held if is_beside(held, name)) if person else ()
        behind = [held.end for held in told if held.start < limit]
        return Span(min([name.start, *before]), max([name.end, *behind]))

    def person(self, name: Span, chain: Sequence[Held], rule: str) -> Person:
        told = self.known.get(name) or names.spelled(self.text.printed(name))
        return Person(told, name, rule, list(chain), honorific(self.text, name.start, self.within.start))


def honorific(text: Text, start: int, floor: int) -> str | None:
    """The courtesy title right before a name, in the data's spelling; ranks and degrees are none."""
    match = persons.honorific_before().search(text.folded, max(floor, start - 60), start)
    if match is None:
        return None
    if "," in match.group() and text.folded.endswith(f"{people().the_several} ", floor, match.start()):
        return None  # "các ông, bà: A, B"
    # "trong nhiệm kỳ của ông, ‹bà› A"
    kept = persons.kept().search(match.group().rpartition(",")[2]) or persons.kept().search(match.group())
    if kept is None:
        return None
    first = kept.group("word")
    return persons.comrade() if first in persons.comrades() else first
