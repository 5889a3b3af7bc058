"""Page → Article: plain text or HTML, decoded, and nothing in it that is not the article's own."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from posixpath import splitext

from extract.articles.dates import best, candidates
from extract.articles.encoding import EncodingError, decoded, is_vietnamese
from extract.articles.metadata import site_of
from extract.articles.page import HtmlError, read_html
from extract.articles.refusals import is_hijacked, is_no_article
from extract.articles.text import article_from_text, normalized
from extract.records import Article, replace
from extract.sources import Page, begins_a_page
from extract.tables.domains import home_of_host, home_on

_HTML = re.compile(r"<\s*(?:!doctype\s+html|html|head|body|div|article|p|meta)\b", re.IGNORECASE)


class ArticleError(Exception):
    """A page that is no article; the message says why."""


def read_article(page: Page) -> Article:
    """The article of a page; ArticleError where there is none in it."""
    if not page.content or page.content.isspace():
        raise ArticleError("the file is empty")
    try:
        read = decoded(page.content, page.headers.get("content-type", ""))
        known = {"encoding": read.encoding, "content_sha256": page.digest}
        if _is_json(read.text):
            raise ArticleError("JSON, no page: put one object on each line, and call the file .jsonl")
        if is_html(page, read.text):
            article = _from_html(page, read.utf8, known)
        else:
            article = article_from_text(read.text, page.source, known)
    except (EncodingError, HtmlError) as error:
        raise ArticleError(str(error)) from error
    if not article.text:
        raise ArticleError("no article text was found in it")
    if reason := is_hijacked(article.text):
        raise ArticleError(reason)
    if not is_vietnamese(article.text):
        raise ArticleError("the text is not Vietnamese, or has lost its marks (tones and hats)")
    return _at_home(_told(page, article))


def _at_home(article: Article) -> Article:
    """The article with the province that its site is of, by the units of its day."""
    home = home_of_host(article.site) if article.site else None
    return replace(article, province=home_on(home, article.published)) if home else article


def _told(page: Page, article: Article) -> Article:
    """The article with what its table's other columns say of it, which wins over what was read from the page."""
    if not page.told and page.url is None:
        return article
    url = page.url or article.url
    told = best(candidates([("column", page.told["published"])] if "published" in page.told else [], page.fetched))
    return replace(
        article,
        url=url,
        site=article.site or site_of(url),
        title=normalized(page.told.get("title", "")) or article.title,
        author=normalized(page.told.get("author", "")) or article.author,
        published=told.published if told else article.published,
        published_from=told.where if told else article.published_from,
    )


def is_html(page: Page, text: str) -> bool:
    """By the server's word, by the file's suffix (a whole page called .txt is one), else by how its text begins."""
    if "html" in page.headers.get("content-type", ""):
        return True
    suffix = splitext(page.source.rstrip("/"))[1].lower()
    if suffix in {".html", ".htm"}:
        return True
    if suffix == ".txt":
        return begins_a_page(text)
    begin = text[:2_000]
    return "<" in begin and _HTML.search(begin) is not None


def _is_json(text: str) -> bool:
    """True for objects of JSON: data, of which no sentence is to be read."""
    text = text.lstrip()
    if not text.startswith(("{", "[")):
        return False
    try:
        told, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return False
    # A text may have an object above it, and be a text.
    alone = text[end:].lstrip()[:1] in {"", "{", "[", ","}
    return alone and isinstance(told[0] if isinstance(told, list) and told else told, dict)


def _from_html(page: Page, html: bytes, known: Mapping[str, str | None]) -> Article:
    found = read_html(page, html)
    # As it stands: of a list of headlines nothing would be left.
    if reason := is_no_article(found.text):
        raise ArticleError(reason)
    told = found.metadata
    fields = {
        **known,
        "url": told.url,
        "site": told.site,
        "title": normalized(told.title or ""),
        "author": told.author,
        "section": normalized(told.section or ""),
        "published": told.published,
        "published_from": told.published_from,
    }
    return article_from_text(found.text, page.source, fields)
