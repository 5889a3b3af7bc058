import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.folding import Text
from extract.language.sentences import Split, paragraphs, sentences
from extract.spans import Span
from extract.tables.sentences import Example, sentence_table
from tests.clock import at_most
from tests.strategies import odd_text


@pytest.mark.parametrize("example", sentence_table().example, ids=lambda example: example.text[:30])
def test_sentences_example_is_split(example: Example) -> None:
    text = Text(example.text)
    assert [text.printed(span) for span in sentences(text, text.whole)] == list(example.sentences)


def test_sentences_line_break_ends_one() -> None:
    text = Text("Tiêu đề không có chấm\nCâu sau. Câu nữa")
    assert [text.printed(span) for span in sentences(text, text.whole)] == [
        "Tiêu đề không có chấm",
        "Câu sau.",
        "Câu nữa",
    ]


@pytest.mark.parametrize("item", ["Quảng Trị 60,1 điểm; ", "Quảng Trị 60,1 điểm, ", "Quảng Trị 60,1 điểm ", "x"])
def test_sentences_without_an_end_are_cut(item: str) -> None:
    text = Text(item * (10_000 // len(item)))
    parts = [text.printed(span) for span in sentences(text, text.whole)]
    assert len(parts) in (5, 6)
    assert all(len(part) <= 2_000 and part.startswith(item.strip()) for part in parts)
    assert "".join(parts).replace(" ", "") == text.raw.replace(" ", "")


@pytest.mark.parametrize("mark", [".", "!", "…", "?!"])
def test_sentences_run_of_marks_takes_linear_time(mark: str) -> None:
    text = Text(f"Câu một {mark * 20_000}x và câu hai. Câu ba")
    with at_most(300):  # quadratic, a thousand and more
        assert text.printed(sentences(text, text.whole)[-1]) == "Câu ba"


def test_sentences_paragraphs_leave_out_blank_lines() -> None:
    text = Text("  Một  \n\n\t\nHai\n")
    assert [text.printed(span) for span in paragraphs(text)] == ["Một", "Hai"]


@given(odd_text, st.data())
def test_sentences_around_a_span_are_those_that_it_overlaps(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    whole = Text(text)
    assert Split(whole).around(span) == [one for one in sentences(whole, whole.whole) if one.overlaps(span)]
