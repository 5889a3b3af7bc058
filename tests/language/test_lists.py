from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import given
from hypothesis import strategies as st

from extract.folding import Text
from extract.language import lists
from extract.language.lists import PhraseList

WORDS = st.lists(st.text("abo ", min_size=1, max_size=4), min_size=1, max_size=6)


@contextmanager
def no_other_lists() -> Iterator[None]:
    """Those of the modules that are loaded are there again behind it."""
    kept = lists._lists[:]
    lists._lists.clear()
    try:
        yield
    finally:
        lists._lists[:] = kept
        lists._places.cache_clear()
        lists._automaton.cache_clear()


def places(phrases: list[str], text: str) -> list[tuple[int, int, int]]:
    found = [
        (number, at, at + len(phrase))
        for number, phrase in enumerate(phrases)
        for at in range(len(text))
        if text.startswith(phrase, at)
    ]
    return sorted(found, key=lambda place: (place[1], -place[2], place[0]))


@given(WORDS, WORDS, st.text("abo ", max_size=30))
def test_lists_each_gets_its_own_places_in_order(first: list[str], second: list[str], text: str) -> None:
    with no_other_lists():
        one, other = PhraseList(lambda: first), PhraseList(lambda: second)
        read = Text(text)
        assert one.find(read) == places(first, text)
        assert other.find(read) == places(second, text)


def test_lists_one_that_comes_later_is_looked_for_too() -> None:
    with no_other_lists():
        one, read = PhraseList(lambda: ["sở y tế", "y tế"]), Text("Sở Y tế tỉnh")
        assert one.find(read) == [(0, 0, 7), (1, 3, 7)]
        assert PhraseList(lambda: ["tỉnh", "y tế"]).find(read) == [(1, 3, 7), (0, 8, 12)]
        assert one.find(read) == [(0, 0, 7), (1, 3, 7)]
