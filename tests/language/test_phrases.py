from hypothesis import given
from hypothesis import strategies as st

from extract.folding import Text
from extract.language.phrases import Phrases
from extract.spans import Span


def test_phrases_the_longest_as_whole_words() -> None:
    text = Text("Tỉnh xếp hạng 5; xếp thứ hai, xếpx")
    found = [match.group() for match in Phrases(["xếp", "xếp hạng"]).find(text, text.whole)]
    assert found == ["xếp hạng", "xếp"]


def test_phrases_in_a_pattern_of_their_own() -> None:
    assert Phrases([";", "còn"], r";|\bcòn\b").find(Text("a; b"), Span(0, 4))


@given(st.text(st.sampled_from("ab1_ .;"), max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_phrases_are_found_as_their_pattern_finds_them(raw: str, start: int, end: int) -> None:
    text, phrases = Text(raw), Phrases(["a", "ab b", "1", ";"])
    within = Span(start, min(end, len(raw)))
    # Nothing begins or ends in the middle of a run of digits or letters.
    if not any(0 < at < len(raw) and raw[at - 1].isalnum() and raw[at].isalnum() for at in within):
        plain = [match.span() for match in phrases.pattern.finditer(raw, *within)]
        assert [match.span() for match in phrases.find(text, within)] == plain
