import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.folding import WHITE, Text, _fold, fold, keep_lines


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.sampled_from("òóỏõọùúủũụaeyqQĐÐðƉɖİʼ’–\u00a0\ud800 hU１")))
def test_folding_goes_by_what_a_letter_becomes(text: str) -> None:
    single = str.maketrans("İʼ’–\u00a0\ud800１ÐðĐƉɖ", "i''- \ufffd1đđđđđ")
    plain = text.translate(single).lower()
    for old, new in zip("òóỏõọ", "àáảãạ", strict=True):
        plain = re.sub(rf"{old}a(?!\w)", f"o{new}", plain)
    for old, new in zip("òóỏõọ", "èéẻẽẹ", strict=True):
        plain = re.sub(rf"{old}e(?!\w)", f"o{new}", plain)
    for old, new in zip("ùúủũụ", "ỳýỷỹỵ", strict=True):
        plain = re.sub(rf"(?<!q){old}y(?!\w)", f"u{new}", plain)
    assert fold(text) == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tỉnh ủy Hòa Bình", "Tỉnh uỷ Hoà Bình"),
        ("khỏe", "khoẻ"),
        ("Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("“PCI”", '"PCI"'),
        ("79,51\u00a0điểm", "79,51 điểm"),
        ("Ðắk Lắk", "Đắk Lắk"),
        ("５１/６３", "51/63"),
    ],
)
def test_folding_spellings_are_one(one: str, other: str) -> None:
    assert fold(unicodedata.normalize("NFC", one)) == fold(unicodedata.normalize("NFC", other))


@pytest.mark.parametrize(("kept", "other"), [("quý", "quy"), ("hoàn", "hòan"), ("già", "gìa")])
def test_folding_leaves_other_letters_apart(kept: str, other: str) -> None:
    assert fold(kept) != fold(other)


def test_folding_text_prints_what_is_stored() -> None:
    text = Text("Tỉnh uỷ LAI CHÂU")
    at = text.folded.index("lai")
    assert text.printed(text.whole)[at:] == "LAI CHÂU"


def test_folding_knows_all_white_space_that_is_left() -> None:
    assert set(WHITE) == {fold(chr(code)) for code in range(0x110000) if chr(code).isspace()}


@given(st.lists(st.text(st.sampled_from("oòóaáeyquHİΣ\u02bc'–“ \u00a0"), max_size=6), max_size=6))
def test_folding_lines_are_folded_as_the_text_of_them(lines: list[str]) -> None:
    folded = [fold(line) for line in lines]
    text = keep_lines(lines, folded)
    assert text == "\n".join(lines)
    assert fold(text) == "\n".join(folded) == _fold(text)
