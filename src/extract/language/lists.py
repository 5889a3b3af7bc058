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
    matches = automaton.find_matches_as_indexes(text.folded, overlapping=True)
    # They come by their ends: of those that begin at one place, the longest is the last.
    matches.reverse()
    matches.sort(key=_START)
    for number, start, end in matches:
        for each, own in owners[number]:
            found[each].append((own, start, end))
    return found


_START = itemgetter(1)


# Of the lists that have a phrase: each, and the number of the phrase in it.
_Owners = list[tuple[PhraseList, int]]


@cache
def _automaton(lists: int) -> tuple[ahocorasick_rs.AhoCorasick, list[_Owners]]:
    """Over the phrases of so many lists; and whose each phrase is."""
    owners: dict[str, _Owners] = defaultdict(list)
    for each in _lists[:lists]:
        for number, phrase in enumerate(each.phrases()):
            owners[phrase].append((each, number))
    return ahocorasick_rs.AhoCorasick(list(owners)), list(owners.values())
