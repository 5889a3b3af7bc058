import pytest

from extract.folding import Text
from extract.language.sentences import paragraphs, sentences
from extract.tables.sentences import Example, sentence_table


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


def test_sentences_paragraphs_leave_out_blank_lines() -> None:
    text = Text("  Một  \n\n\t\nHai\n")
    assert [text.printed(span) for span in paragraphs(text)] == ["Một", "Hai"]
