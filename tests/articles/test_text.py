"""One stored text for every spelling of a file, and an id that is made of it alone."""

import unicodedata

import pytest
from hypothesis import given

from extract.articles.text import article_from_text, article_id, normalized
from tests.strategies import odd_text

TEXT = "Tỉnh tăng 5 bậc\n\nNăm 2019, tỉnh đạt 79,51 điểm.\nTỉnh xếp hạng 51/63."


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(unicodedata.normalize("NFD", TEXT), id="nfd"),
        pytest.param(TEXT.replace("\n", "\r\n"), id="crlf"),
        pytest.param(TEXT.replace("\n", "\r"), id="cr"),
        pytest.param(f"\ufeff\n\n{TEXT} \n\t\n", id="bom and blank lines"),
        pytest.param(TEXT.replace("tỉnh", "tỉ\x00nh"), id="nul"),
        pytest.param(TEXT.replace("tỉnh", "tỉ\u200b\u00adnh"), id="without width"),
        pytest.param(TEXT.replace("\nTỉnh xếp", "\n\n   Tỉnh xếp"), id="paragraphs apart"),
        pytest.param(TEXT.replace("\n", "\u2028"), id="unicode line ends"),
    ],
)
def test_text_same_article_has_the_same_text_and_id(raw: str) -> None:
    article = article_from_text(raw, "other.txt")
    assert article.text == TEXT.replace("\n\n", "\n")
    assert article.article_id == article_from_text(TEXT, "x.txt").article_id == article_id(article.text)
    assert article.title == "Tỉnh tăng 5 bậc"


def test_text_other_text_has_another_id() -> None:
    assert article_id("a") != article_id("b")
    assert len(article_id("")) == 16


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("Tỉnh tăng 5 bậc\nNăm 2019.", None),
        ("Tỉnh tăng 5 bậc.\n\nNăm 2019.", None),
        ("Vì sao tỉnh tăng hạng?\n\nNăm 2019.", "Vì sao tỉnh tăng hạng?"),
        ("Ông A: 'Phải công khai.'\n\nNăm 2019.", "Ông A: 'Phải công khai.'"),
        ("Ảnh: Minh Anh\n\nTỉnh tăng hạng\n\nNăm 2019.", "Tỉnh tăng hạng"),
        ("Tỉnh tăng hạng", None),
        ("a" * 300 + "\n\nNăm 2019.", None),
        ("", None),
    ],
)
def test_text_title_stands_apart_without_a_stop(raw: str, title: str | None) -> None:
    assert article_from_text(raw, "x").title == title


@given(odd_text)
def test_text_stored_is_normal_and_stays(raw: str) -> None:
    text = normalized(raw)
    assert unicodedata.is_normalized("NFC", text)
    assert normalized(text) == text
    assert "\r" not in text
    assert "\x00" not in text
    assert text.encode().decode() == text


def test_text_half_characters_can_be_written() -> None:
    article = article_from_text("Tỉnh \ud800 tăng hạng.", "x")
    assert article.text.encode()
