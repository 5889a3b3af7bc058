"""Page → Article: plain text as it is, HTML by trafilatura, what stands around the article left out of both."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from extract.articles.encoding import EncodingError, decode, is_vietnamese
from extract.articles.text import article_from_text
from extract.records import Article
from extract.sources import Page

# No newspaper's page nests deeper or has more attributes on one tag; parsers hang on those that do (lab/engine.md).
MAX_DEPTH = 2_000
MAX_ATTRIBUTES = 1_000
_HTML = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|div|article|p|meta)\b", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>")
_ATTRIBUTE = re.compile(r"[\w:-]+\s*=")
_VOID = {
    "br",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "area",
    "base",
    "col",
    "embed",
    "source",
    "track",
    "wbr",
    "p",
    "li",
}
_CAPTION = (
    "//figcaption | //*[contains(@class, 'caption')] | //*[contains(@class, 'relate')] | //nav | //footer | //aside"
)


class ArticleError(Exception):
    """A page that is no article; the message says why."""


def read_article(page: Page) -> Article:
    """The article of a page; ArticleError where there is none in it."""
    if not page.content.strip():
        raise ArticleError("the file is empty")
    try:
        text = decode(page.content, page.headers.get("content-type", ""))
    except EncodingError as error:
        raise ArticleError(str(error)) from error
    article = _from_html(page, text.replace("\x00", "")) if _is_html(page) else article_from_text(text, page.source)
    if not article.text.strip():
        raise ArticleError("no article text was found in it")
    if not is_vietnamese(article.text):
        raise ArticleError("the text is not Vietnamese (or has lost its marks)")
    site = urlsplit(page.url).hostname if page.url else None
    return replace(article, url=page.url, site=site.removeprefix("www.") if site else article.site)


def _is_html(page: Page) -> bool:
    if "html" in page.headers.get("content-type", ""):
        return True
    if PurePosixPath(page.source).suffix.lower() in {".html", ".htm"}:
        return True
    return bool(_HTML.search(page.content[:2_000]))


def _from_html(page: Page, html: str) -> Article:
    _check(html)
    import trafilatura

    found = trafilatura.bare_extraction(
        html,
        include_comments=False,
        include_tables=True,
        favor_precision=True,
        prune_xpath=_CAPTION.split(" | "),
        with_metadata=True,
    )
    if found is None or not found.text:
        raise ArticleError("no article was found in the page")
    lines = found.text.split("\n")
    title = (found.title or "").strip() or None
    if title and title not in lines[:2]:
        lines = [title, "", *lines]
    article = article_from_text("\n".join(lines), page.source)
    published = found.date if found.date and (page.fetched is None or found.date <= page.fetched[:10]) else None
    return replace(
        article,
        title=title or article.title,
        author=found.author,
        site=found.hostname,
        published=published,
        published_from="trafilatura" if published else None,
    )


def _check(html: str) -> None:
    """Refuses what no newspaper prints and no parser survives; one pass, no recursion."""
    depth = 0
    for match in _TAG.finditer(html):
        closing, name, attributes = match.groups()
        if name.lower() in _VOID or attributes.endswith("/"):
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > MAX_DEPTH:
            raise ArticleError(f"the page nests its tags more than {MAX_DEPTH} deep: no article looks like that")
        if len(attributes) > 2 * MAX_ATTRIBUTES and len(_ATTRIBUTE.findall(attributes)) > MAX_ATTRIBUTES:
            raise ArticleError(
                f"a tag of the page has more than {MAX_ATTRIBUTES} attributes: no article looks like that"
            )
