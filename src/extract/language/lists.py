"""Lists of phrases that are looked for anywhere in a text, all in one pass of one automaton."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from operator import itemgetter

import ahocorasick_rs

from extract.folding import Text

# The number of a phrase in its list, and where it stands.
Place = tuple[int, int, int]


class PhraseList:
    """Folded phrases to look for, made when the first text is read."""

    def __init__(self, phrases: Callable[[], Sequence[str]]) -> None:
        self.phrases = phrases
        _lists.append(self)

    def find(self, text: Text) -> list[Place]:
        """All places of all phrases, in order: of those that begin at one place the longest first. They may overlap,
        and begin or end inside a word.
        """
        return _places(text, len(_lists))[self]


_lists: list[PhraseList] = []


@lru_cache(maxsize=4)
def _places(text: Text, lists: int) -> dict[PhraseList, list[Place]]:
    """What the last few texts have of each of so many lists."""
    automaton, owners = _automaton(lists)
    found: dict[PhraseList, list[Place]] = {each: [] for each in _lists[:lists]}
    folded = text.folded
    # In bytes: of all characters the automaton would make a table, which takes as long as the search.
    matches = automaton.find_matches_as_indexes(folded.encode(), overlapping=True)
    matches.sort(key=_END, reverse=True)
    matches.sort(key=_START)
    at = start = -1
    for number, byte, _ in matches:
        phrase, lists_of_it = owners[number]
        if byte > at:
            # They are all there is, in order: the next place of this phrase is the one that was found.
            at, start = byte, folded.find(phrase, start + 1)
        for each, own in lists_of_it:
            found[each].append((own, start, start + len(phrase)))
    return found


_START, _END = itemgetter(1), itemgetter(2)


@cache
def _automaton(lists: int) -> tuple[ahocorasick_rs.BytesAhoCorasick, list[tuple[str, list[tuple[PhraseList, int]]]]]:
    """Over the phrases of so many lists; each phrase, in which of them it is, and as which number."""
    owners: dict[str, list[tuple[PhraseList, int]]] = defaultdict(list)
    for each in _lists[:lists]:
        for number, phrase in enumerate(each.phrases()):
            owners[phrase].append((each, number))
    return ahocorasick_rs.BytesAhoCorasick([phrase.encode() for phrase in owners]), list(owners.items())
