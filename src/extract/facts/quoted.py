"""What somebody was besides, told where his words go on: "…", cựu thủ tướng Nga nhấn mạnh."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import cache

from extract.facts.known import Known
from extract.folding import Text, fold
from extract.reading.people import Held
from extract.reading.titles import any_of
from extract.spans import Span
from extract.tables.roles import roles
from extract.tables.titles import people

# So far before his words somebody is named, and so long they are, at most.
_NAMED, _QUOTED = 300, 800


def note_called_behind_quotes(
    text: Text, loose: Iterable[Held], everyone: Collection[Known], sentence_at: Callable[[int], Span]
) -> None:
    """ "Phó chủ tịch Hội đồng An ninh Nga A nói. "…", cựu thủ tướng Nga nhấn mạnh.": an office abroad that is over is
    of whoever alone was named in the sentence before his words, where it is told of no other one.
    """
    told = [held for held in loose if held.status == "former" and held.foreign and held.organization]
    told = [held for held in told if _behind_quote().search(text.folded, max(0, held.start - 4), held.start)]
    told = [held for held in told if _says().match(text.folded, held.end)]
    if not told:
        return
    named = sorted((span, known.key) for known in everyone for span in known.mentions)
    by_key = {known.key: known for known in everyone}
    for held in told:
        closed = text.folded.rfind('"', 0, held.start)
        opened = text.folded.rfind('"', max(0, closed - _QUOTED), closed)
        if opened < 0 or any(_is_alike(held, other) for known in everyone for p in known.told for other in p.held):
            continue
        last = bisect_left(named, (Span(opened, opened), ""))
        first = bisect_left(named, (Span(sentence_at(named[last - 1][0].start).start, 0), "")) if last else 0
        keys = {key for _, key in named[first:last]}
        if len(keys) == 1 and opened - named[last - 1][0].end <= _NAMED:
            known = by_key[keys.pop()]
            if _land(held) in (lands := {_land(other) for p in known.told for other in p.held}) or lands == {""}:
                name = known.fullest
                besides = replace(held, start=name.span.end, end=name.span.end)
                known.told.append(replace(name, held=[besides], rule="people.office"))
                known.named_by_title.append(held)


def _is_alike(held: Held, other: Held) -> bool:
    """True where an office may be the one that somebody is told to have, or to have had."""
    same = held.title.canonical == other.title.canonical
    return same and (other.organization is None or fold(other.organization) == fold(held.organization or ""))


def _land(held: Held) -> str:
    """The land that a body's folded name ends with; empty where it tells none."""
    words = fold(held.organization or "").split()
    ends = (" ".join(words[-count:]) for count in (4, 3, 2, 1) if count <= len(words))
    return next((end for end in ends if end in _lands()), "")


@cache
def _lands() -> frozenset[str]:
    return frozenset(map(fold, people().nations))


@cache
def _behind_quote() -> re.Pattern[str]:
    return re.compile(r'"\s?,?\s?\Z')


@cache
def _says() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{any_of(roles().adverbs)}\s+)?{any_of(roles().say)}(?!\w)")
