import subprocess
import sys
import unicodedata

import pytest
from hypothesis import example, given, settings

from extract.language import words as module
from extract.language.composition import compose
from extract.language.words import tokens, words
from extract.spans import Span
from tests.clock import at_most
from tests.strategies import odd_text


def texts(text: str) -> list[str]:
    return [word.of(text) for word in words(text)]


def test_words_joins_the_syllables_of_a_word() -> None:
    assert texts("Doanh nghiệp gửi hồ sơ qua bưu điện.") == ["Doanh nghiệp", "gửi", "hồ sơ", "qua", "bưu điện", "."]


@pytest.mark.parametrize("printed", ["thuỷ lợi", "Hoà Bình", "ðường", "toà án"])
def test_words_keeps_the_printed_spelling(printed: str) -> None:
    text = f"Đoàn đến {printed} hôm qua."
    assert "".join(texts(text)).replace(" ", "") == text.replace(" ", "")


def test_words_of_decomposed_text_are_those_of_composed_text() -> None:
    text = "Chủ tịch Ủy ban nhân dân tỉnh phát biểu tại hội nghị về cải cách hành chính."
    decomposed = unicodedata.normalize("NFD", text)
    assert decomposed != text
    assert [unicodedata.normalize("NFC", word) for word in texts(decomposed)] == texts(text)


def test_words_keep_numerals_apart() -> None:
    found = texts("Năm 2021, chỉ số đạt 61,5 điểm, xếp hạng 48/63 và tăng 3 hạng.")
    assert {"2021", "61,5", "48/63", "3"} <= set(found)


def test_words_end_with_the_line() -> None:
    assert not any("\n" in word for word in texts("Cải cách hành\nchính công"))


def test_words_end_with_the_sentence() -> None:
    text = "Hội nghị kết thúc. Bạn đọc góp ý."
    assert not any("." in word and len(word) > 1 for word in texts(text))


@given(odd_text)
@example("một \U0001d1bb hai")  # composing parts this one character
@settings(max_examples=300)
def test_words_cover_all_that_is_not_white_space(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end
        assert not text[end : word.start].strip()
        end = word.end
    assert not text[end:].strip()


@given(odd_text)
@settings(max_examples=300)
def test_words_tokens_put_together_are_the_text(text: str) -> None:
    strings, spaces = tokens(text)
    assert "".join(string + " " * space for string, space in zip(strings, spaces, strict=True)) == text
    assert all(strings)


@pytest.mark.parametrize(
    "segmented",
    [[], ["Chỉ số PCI", "PCI tăng"], ["Chỉ số", "PCI"], ["Chỉ số", "PCI", "tăng", "mạnh"]],
    ids=["nothing", "changed", "too little", "too much"],
)
def test_words_fall_back_where_underthesea_changes_the_text(
    monkeypatch: pytest.MonkeyPatch, segmented: list[str]
) -> None:
    monkeypatch.setattr(module, "_segment", lambda sentence: segmented)
    assert texts("Chỉ số PCI tăng") == ["Chỉ", "số", "PCI", "tăng"]


class PanicException(BaseException):
    """As underthesea's Rust core raises it."""


@pytest.mark.parametrize("error", [PanicException, ValueError])
def test_words_survive_a_panic(monkeypatch: pytest.MonkeyPatch, error: type[BaseException]) -> None:
    def panic(*_args: object, **_keywords: object) -> list[str]:
        raise error

    monkeypatch.setattr("underthesea.word_tokenize", panic)
    assert texts("PCI tăng 2 hạng") == ["PCI", "tăng", "2", "hạng"]


def test_words_let_an_interrupt_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_args: object, **_keywords: object) -> list[str]:
        raise KeyboardInterrupt

    monkeypatch.setattr("underthesea.word_tokenize", interrupt)
    with pytest.raises(KeyboardInterrupt):
        words("PCI tăng 2 hạng")


@pytest.mark.parametrize("text", ["a.a." * 25_000, "a" * 100_000, "!" + " " * 100_000, "chỉ số " * 5_000])
def test_words_take_linear_time(text: str) -> None:
    words("khởi động")
    with at_most(500):  # quadratic, the first one would take minutes
        words(text)


def test_words_imports_underthesea_only_when_asked() -> None:
    code = "import sys, extract.language.words; sys.exit('underthesea' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(odd_text)
def test_composition_keeps_offsets(text: str) -> None:
    composed = compose(text)
    assert composed.text == unicodedata.normalize("NFC", text)
    starts = list(composed.starts)
    assert len(starts) == len(composed.text) + 1
    assert starts == sorted(starts)
    assert starts[-1] == len(text)


def test_composition_gives_the_span_back() -> None:
    text = unicodedata.normalize("NFD", "tỉnh Thừa Thiên Huế")
    composed = compose(text)
    start = composed.text.index("Huế")
    assert composed.given(Span(start, start + 3)).of(text) == unicodedata.normalize("NFD", "Huế")
