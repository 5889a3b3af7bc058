import re

from hypothesis import given
from hypothesis import strategies as st

from extract.folding import Text
from extract.language.patterns import any_of
from extract.language.phrases import Choices, Phrases
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


# What alternatives begin with, and how each goes on.
CHOICES = st.lists(
    st.tuples(
        st.lists(st.sampled_from(["a", "ab", "b a", "a 1", "1", ";"]), min_size=1, max_size=3),
        st.sampled_from(["", r"\s+b", r"(?:\s+1)?", "(?=[^;]*1)", r"(?!\s*;)"]),
    ),
    min_size=1,
    max_size=5,
)


# Most of them words, so that alternatives meet.
PRINTED = st.lists(st.sampled_from(["a ", "ab ", "b ", "1 ", "a", "1", "_", ";"]), max_size=12).map("".join)


@given(CHOICES, PRINTED, st.integers(0, 3), st.integers(5, 40))
def test_phrases_choices_are_found_as_their_whole_alternation_finds_them(
    told: list[tuple[list[str], str]], raw: str, start: int, end: int
) -> None:
    # A group of nothing tells which of them it was.
    choices = [(phrases, f"{any_of(phrases)}{behind}(?P<n{n}>)") for n, (phrases, behind) in enumerate(told)]
    frame = r"(?<!\w)(?:{})(?!\w)"
    whole = re.compile(frame.replace("{}", "|".join(pattern for _, pattern in choices)))
    text, within = Text(raw), Span(start, min(end, len(raw)))
    if not any(0 < at < len(raw) and raw[at - 1].isalnum() and raw[at].isalnum() for at in within):
        plain = [(match.span(), match.lastgroup) for match in whole.finditer(raw, *within)]
        assert [(match.span(), match.lastgroup) for match in Choices(choices, frame).find(text, within)] == plain
