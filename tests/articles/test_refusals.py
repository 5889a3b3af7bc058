"""What is no article is refused with its reason; an article that speaks of the same things is not."""

from pathlib import Path

import pytest

from extract.articles.body import ArticleError, read_article
from extract.articles.refusals import is_hijacked, is_no_article
from extract.sources import Page
from extract.tables.no_article import no_article
from tests.articles import pages

TABLE = no_article()
CORPUS = sorted((Path(__file__).parents[2] / "corpus" / "gold").glob("*/*.txt"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        *((text, rule.reason) for rule in TABLE.rule for text in rule.examples),
        *((text, TABLE.list.reason) for text in TABLE.list.examples),
        *((text, None) for rule in TABLE.rule for text in rule.refuses),
        *((text, None) for text in (*TABLE.list.refuses, *TABLE.gambling.refuses)),
        ("\n".join(pages.OWN), None),
        ("", None),
    ],
)
def test_refusals_by_kind(text: str, reason: str | None) -> None:
    assert is_no_article(text) == reason


@pytest.mark.parametrize("text", TABLE.gambling.examples)
def test_refusals_advertised_gambling(text: str) -> None:
    assert is_hijacked(text) == is_hijacked(text.upper()) == TABLE.gambling.reason


@pytest.mark.parametrize("text", [*TABLE.gambling.refuses, "\n".join(pages.OWN), "", "88 bet win"])
def test_refusals_articles_about_gambling(text: str) -> None:
    assert is_hijacked(text) is None


def test_refusals_nothing_of_the_corpus_is_refused() -> None:
    texts = [path.read_text(encoding="utf-8") for path in CORPUS]
    assert [text for text in texts if is_hijacked(text) or is_no_article(text)] == []


@pytest.mark.parametrize(
    ("html", "match"),
    [
        (f"<h1>SunWin</h1><article>{TABLE.gambling.examples[0]}</article>", "hijacked"),
        # Its marks are lost: the reason is the nearer one.
        (f"<h1>Nha cai</h1><article><p>{TABLE.gambling.examples[1]}</p></article>", "hijacked"),
        ("<h1>404</h1><div><p>Trang bạn tìm không tồn tại. Quay lại trang chủ.</p></div>", "error page"),
        ("<h1>Kinh tế</h1><ul>" + "".join(f"<li>{t}</li>" for t in (*pages.OTHERS[:2], pages.OTHERS[3]) * 3) + "</ul>", "lists articles"),
    ],
)  # fmt: skip
def test_refusals_page_says_why(html: str, match: str) -> None:
    page = Page(source="a.html", content=f"<html><head></head><body>{html}</body></html>".encode())
    with pytest.raises(ArticleError, match=match):
        read_article(page)


def test_refusals_a_list_in_a_text_file_is_its_users_own() -> None:
    assert read_article(Page(source="a.txt", content=TABLE.list.examples[0].encode())).text
