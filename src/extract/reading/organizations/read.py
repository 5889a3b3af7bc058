"""The organization behind a title, or named before one, as printed."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from extract.reading import names
from extract.reading.cues import institutions
from extract.reading.organizations.known import lexicons
from extract.reading.organizations.walk import Walk
from extract.reading.tokens import CAPITALS, LOWER, TITLE, Tokens
from extract.spans import Span
from extract.tables.titles import Title

# A head has so many words at most ("Ủy ban Mặt trận Tổ quốc").
_HEAD = 5
# A body inside another begins so many tokens behind it at most.
_AROUND = 8


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization as printed behind a title, and whether it is a private or a foreign one."""

    span: Span
    name: str
    private: bool = False
    foreign: bool = False


def read_organization(
    tokens: Tokens, at: int, title: Title, starts: frozenset[int], named_by: str, *, given: bool = False
) -> Organization | None:
    """The organization that begins at the token `at`, behind `title`.

    `starts` are the tokens where the other titles of the sentence begin. `named_by`: the mark that links the title to a
    name before it ("ông A, Giám đốc Bệnh viện Bạch Mai"), so that a run of capitals is rather the organization's than a
    person; empty where none does. `given`: a verb gives the office to whoever is told before.
    """
    walk = Walk(tokens, at, title, starts, named_by, linked=False, given=given)
    known = walk.known
    of = known[at].get("of", at)
    if (federal := known[at].get("federal", at)) > at and tokens.shape(at) is LOWER:
        of = known[federal].get("of", federal)  # "Công tố viên liên bang quận Columbia"
    walk.at, walk.begin, walk.linked = of, of, of > at
    if "countries" in known[of] and (name := institutions.lands().end(tokens, of)) > of:
        of = walk.at = walk.begin = name  # "Thủ tướng nước Cộng hòa Singapore"
    end = walk.end()
    if end <= of:
        return None
    span = Span(tokens.starts[of], tokens.end(end - 1))
    return Organization(span, walk.printed(of, end), walk.private, walk.foreign)


def is_headed(tokens: Tokens, at: int, *, any_head: bool = False, or_private: bool = False) -> bool:
    """True where an organization of its own begins, written with a capital; `any_head`: also one that others have
    inside; `or_private`: also a company.
    """
    known = lexicons().at(tokens, at) if tokens.shape(at) in (TITLE, CAPITALS) else {}
    return "leading" in known or (any_head and "heads" in known) or (or_private and "private" in known)


def body_before(
    tokens: Tokens, start: int, end: int, heads: tuple[str, ...] = ("",), *, whole: bool = False, any_head: bool = False
) -> Organization | None:
    """The last public body named between two tokens ("Đoàn công tác của UBND tỉnh, do Chủ tịch …") that begins with one
    of these folded words, each with the space behind it; `whole`: it may go on behind the second; `any_head`: it may
    begin as bodies inside others do.
    """
    any_head = any_head or heads != ("",)
    titled = tokens.titled
    for at in reversed(titled[bisect_left(titled, start) : bisect_left(titled, end)]):
        if _is_headed_by(tokens, at, heads, any_head=any_head):
            if names.goes_on(tokens, at) and not is_headed(tokens, at + 1, any_head=True):
                continue  # "tiến sĩ Lê Trường Sơn"
            outer = at > start and _is_headed_by(tokens, at - 1, heads, any_head=any_head)
            first = at - outer  # "Trường Đại học Vinh"
            walk = Walk(tokens, first, None, frozenset(), named_by=",", linked=True)
            stop = walk.end() if whole else min(walk.end(), end)
            # A head by itself is no body, and may be a syllable of a name: "Bùi Xuân Trường".
            if stop > first + (tokens.shape(first) is TITLE):
                if longer := _around(tokens, max(start, first - _AROUND), first, stop, heads):
                    first, walk = longer
                span = Span(tokens.starts[first], tokens.end(stop - 1))
                return Organization(span, walk.printed(first, stop), walk.private, walk.foreign)
    return None


def _around(tokens: Tokens, start: int, first: int, stop: int, heads: tuple[str, ...]) -> tuple[int, Walk] | None:
    """The body that the one between two tokens is the end of: "‹Ủy ban Kinh tế› Quốc hội"."""
    for at in tokens.titled[bisect_left(tokens.titled, start) : bisect_left(tokens.titled, first)]:
        if "belongs" not in lexicons().at(tokens, at) and _is_headed_by(tokens, at, heads, any_head=False):
            walk = Walk(tokens, at, None, frozenset(), named_by=",", linked=True)
            if walk.end() == stop:
                return at, walk
    return None


def _is_headed_by(tokens: Tokens, at: int, heads: tuple[str, ...], *, any_head: bool) -> bool:
    headed = is_headed(tokens, at, any_head=any_head)
    return headed and f"{' '.join(tokens.folds[at : at + _HEAD])} ".startswith(heads)


def tells_private(tokens: Tokens) -> bool:
    """True where a company or a club is told: whoever leads something here may lead that."""
    ends = (lexicons().at(tokens, at) for at in range(len(tokens)))
    return any("private" in known and not known.keys() & {"public_anyway", "private_alone"} for known in ends)
