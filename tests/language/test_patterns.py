import re

from hypothesis import given
from hypothesis import strategies as st

from extract.language.patterns import Before, any_of, begun

PHRASES = st.lists(st.sampled_from("abc.").map(str) | st.just("ab"), min_size=1, max_size=4).map(" ".join)


def test_patterns_look_once_at_what_several_begin_with() -> None:
    assert any_of(["xếp", "xếp hạng", "xếp thứ"]) == "(?:xếp(?: (?:hạng|thứ)|))"


def test_patterns_space_is_what_is_asked_for() -> None:
    assert re.fullmatch(any_of(["xếp hạng"], r"\s+"), "xếp \n hạng")


@given(st.lists(PHRASES, min_size=1, max_size=8), PHRASES, st.sampled_from(["", r"\b", r"(?!\w)", r"\s*$"]))
def test_patterns_match_as_a_list_from_the_longest_to_the_shortest(phrases: list[str], text: str, behind: str) -> None:
    plain = "(?:" + "|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) + ")" + behind
    assert [m.span() for m in re.finditer(any_of(phrases) + behind, text)] == [
        m.span() for m in re.finditer(plain, text)
    ]


@given(st.lists(PHRASES, min_size=1, max_size=8), PHRASES, st.sampled_from([(), ("b",), ("a", "ab")]))
def test_patterns_begun_behind_the_first_letter_are_begun_before_it(
    phrases: list[str], text: str, never: tuple[str, ...]
) -> None:
    plain = r"(?<!\w)" + "".join(rf"(?<!\b{word} )" for word in never) + any_of(phrases)
    assert [m.span() for m in re.finditer(begun(phrases, never), text)] == [m.span() for m in re.finditer(plain, text)]


@given(st.lists(st.sampled_from(["các", "2", "ông", "bà", "xã", ",", "(ông", "ông\nbà"]), max_size=6).map(" ".join))
def test_patterns_of_several_words_lose_nothing_before_a_place(window: str) -> None:
    plain = r"(?<!\w)(?:các|\d)\s+(?:(?:ông|bà)[\s,]*)*$"
    before = Before(plain, ["các", "ông", "bà"], marks=",", numbers=True, only=True)
    found = before.search(window, 0, len(window))
    assert (found and found.span()) == ((told := re.search(plain, window)) and told.span())


@given(st.text('ông b(".', max_size=12))
def test_patterns_begun_behind_some_characters_alone(text: str) -> None:
    plain = r"(?:^|(?<=[\s\"]))ông"
    begins = begun(["ông"], apart_from=r"[^\s\"]")
    assert [m.span() for m in re.finditer(begins, text)] == [m.span() for m in re.finditer(plain, text)]


@given(st.text("ôngbà .:,'\n", max_size=24), st.booleans())
def test_patterns_before_a_place_lose_nothing(window: str, only: bool) -> None:
    plain = r"(?<!\w)(?:ông|bà)\.?[\s:]{0,3}$"
    found = Before(plain, ["Ông", "bà"], marks=".:", only=only).search(window, 0, len(window))
    assert (found and found.span()) == ((told := re.search(plain, window)) and told.span())
