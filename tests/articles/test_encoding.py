"""A Vietnamese text is read from every encoding that it comes in; what is no text or another language is said to be."""

import codecs
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.articles import encoding
from extract.articles.encoding import EncodingError, decode, is_vietnamese

TEXT = "Năm 2019, tỉnh Lai Châu đạt 79,51 điểm, xếp hạng 51/63 tỉnh, thành phố; công tác chỉ đạo được đổi mới.\n" * 3


def to_cp1258(text: str) -> bytes:
    """As Windows writes it: the letter with its hat, then the tone as a character of its own."""
    out: list[str] = []
    for letter in text:
        for part in unicodedata.normalize("NFD", letter):
            if out and (joined := unicodedata.normalize("NFC", out[-1] + part)) in "ăâđêôơưĂÂĐÊÔƠƯ":
                out[-1] = joined
            else:
                out.append(part)
    return "".join(out).encode("cp1258")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), id="utf-8-bom"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), id="utf-16-le-bom"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="utf-16-be-bom"),
        pytest.param(codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), id="utf-32"),
        pytest.param(TEXT.encode("utf-16-le"), id="utf-16-le"),
        pytest.param(TEXT.encode("utf-16-be"), id="utf-16-be"),
        pytest.param(to_cp1258(TEXT), id="cp1258"),
    ],
)
def test_encoding_reads_every_encoding(content: bytes) -> None:
    assert unicodedata.normalize("NFC", decode(content)) == TEXT


def test_encoding_one_broken_byte_costs_one_letter() -> None:
    broken = TEXT[:90].encode() + b"\xff" + TEXT[90:].encode()
    assert decode(broken) == TEXT[:90] + "\ufffd" + TEXT[90:]


@pytest.mark.parametrize(
    ("content", "header"),
    [
        (to_cp1258(TEXT), "text/html; charset=windows-1258"),
        (b'<meta charset="windows-1258"><p>' + to_cp1258(TEXT), ""),
        (b'<meta charset="no-such-thing"><p>' + to_cp1258(TEXT), "text/html; charset=base64"),
        (b'<meta charset="iso-8859-1"><p>' + to_cp1258(TEXT), "text/html"),
    ],
    ids=["header", "meta", "nonsense", "wrong"],
)
def test_encoding_word_of_the_page_is_weighed(content: bytes, header: str) -> None:
    assert TEXT in unicodedata.normalize("NFC", decode(content, header))


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)) * 20,
        b"%PDF-1.7\n" + bytes(range(32)) * 50,
        b"\x00" * 5000,
        b"PK\x03\x04" + b"\x00\x01\x02" * 99,
    ],
    ids=["bytes", "pdf", "zeros", "zip"],
)
def test_encoding_binary_is_refused(content: bytes) -> None:
    with pytest.raises(EncodingError, match="binary"):
        decode(content)


def test_encoding_a_few_control_characters_are_no_binary() -> None:
    assert decode(b"a\x00b\x01c" + TEXT.encode()).endswith(TEXT)


@pytest.mark.parametrize(
    "text", [TEXT, unicodedata.normalize("NFD", TEXT), TEXT.upper(), "Chỉ số PCI", "Hội nghị"], ids=lambda t: t[:12]
)
def test_encoding_vietnamese_is_known(text: str) -> None:
    assert is_vietnamese(text)


@given(st.text(st.sampled_from("ạảấếộớờợủứựơàaz \u0309\u0323\u0302"), max_size=300))
def test_encoding_few_letters_tell_what_all_tell(text: str) -> None:
    """Where some of the letters are enough, all are."""
    letters = sum(map(str.isalpha, text))
    theirs = len(encoding._VIETNAMESE.findall(unicodedata.normalize("NFC", text)))
    assert is_vietnamese(text) is (letters > 0 and theirs * 40 >= letters)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12/63 79,51 %",
        "The province ranked 51st of 63 in the PAR INDEX of 2019.",
        "La région a été classée première; la tâche fut rude, les hôtels bâtis à côté du forêt, être ou paraître.",
        "Guvernul a hotărât că în această săptămână vor fi făcute plăți către județe și orașe, după cum așteptau.",
        "Županija je bila prva među gradovima; građani su sretni što će đaci dobiti knjige.",
        "Nam 2019, tinh Lai Chau dat 79,51 diem, xep hang 51/63 tinh, thanh pho",
        "第十八次全国代表大会",
    ],
)
def test_encoding_other_languages_are_known(text: str) -> None:
    assert not is_vietnamese(text)


@given(st.binary(max_size=300))
def test_encoding_gives_a_text_or_refuses(content: bytes) -> None:
    with suppress(EncodingError):
        assert isinstance(decode(content), str)
