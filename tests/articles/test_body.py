"""Files of every kind: what is no article says why; what is one is read as what it is."""

import pytest

from extract.articles.body import ArticleError, is_html, read_article
from extract.sources import Page
from tests.articles import pages


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "is empty"),
        ("Ảnh: Minh Anh".encode(), "no article text"),
        (bytes(range(256)) * 9, "binary file"),
        (b"%PDF-1.4\n1 0 obj", "PDF, Office"),
        (b"{\\rtf1\\ansi N\\u259\\'a8m 2020", "RTF, a word processor's file, .*plain text"),
        ('[\n  {"text": "Năm 2020, tỉnh Sơn La xếp thứ 40."}\n]'.encode(), "JSON, no page"),
        ('{"text": "Năm 2020"}\n{"text": "Năm 2021"}'.encode(), "JSON, no page"),
        (b"The province ranked 51st of 63 provinces.", "not Vietnamese"),
        (b"<html><body><p>The province ranked 51st.</p></body></html>", "not Vietnamese"),
    ],
)
def test_body_that_is_no_article_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(ArticleError, match=reason):
        read_article(Page(source="x", content=content))


@pytest.mark.parametrize(
    ("source", "content_type", "content", "html"),
    [
        ("a.html", "", b"Tin", True),
        ("a.HTM", "", b"Tin", True),
        ("a.txt", "", b"<p>Tin", False),
        ("a.txt", "", b"\n<!DOCTYPE html><p>Tin", True),
        ("-", "", b"\n<!DOCTYPE html>", True),
        ("-", "", b"Tin", False),
        ("https://a.vn/b", "text/html; charset=utf-8", b"Tin", True),
    ],
)
def test_body_kind(source: str, content_type: str, content: bytes, html: bool) -> None:
    assert (
        is_html(Page(source=source, content=content, headers={"content-type": content_type}), content.decode()) is html
    )


def test_body_plain_text_is_an_article_too() -> None:
    article = read_article(Page(source="a/b.txt", content=f"{pages.TITLE}\n\n{pages.PARAGRAPHS[0]}".encode()))
    assert (article.source, article.title) == ("a/b.txt", pages.TITLE)


def test_body_text_with_an_object_above_it_is_an_article() -> None:
    text = f'{{"title": "Tin"}}\n\n{pages.PARAGRAPHS[0]}'
    assert pages.PARAGRAPHS[0] in read_article(Page(source="a.txt", content=text.encode())).text


@pytest.mark.parametrize("source", ["noname", "-", "a.htm"])
def test_body_html_is_known_without_its_suffix(source: str) -> None:
    assert read_article(Page(source=source, content=pages.MODERN.encode())).text.split("\n") == list(pages.OWN)


def test_body_nul_bytes_lose_nothing() -> None:
    html = pages.MODERN.replace("Năm 2022", "\x00Năm 2022")
    assert read_article(Page(source="a.html", content=html.encode())).text.split("\n") == list(pages.OWN)
