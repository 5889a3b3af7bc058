"""Ours beside what people use to cut articles out of pages, on the saved pages: `python -m benchmarks.pages`.

Token F1 of headline, lead and body against what a person cut out; headline and date exactly as that person wrote them
(the date to the day); CPU time a page, from bytes to text. readability-lxml, newspaper4k and resiliparse are in the
extra `compare`; what is not installed is skipped.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from benchmarks.saved import Saved, saved, token_f1
from extract.articles.blocks import read_body
from extract.articles.body import read_article
from extract.articles.density import densest
from extract.articles.encoding import decode, decoded
from extract.articles.page import read_html
from extract.articles.text import article_from_text
from extract.sources import Page

# CPU seconds a page of 100 KB may take, in the median: its text only.
LIMIT = 0.010


class Cut(NamedTuple):
    """What a tool takes for the article; null where it has no such field."""

    text: str
    title: str | None = None
    published: str | None = None


Tool = Callable[[Saved, str], Cut]


def ours(page: Saved, _: str) -> Cut:
    """As `extract.read` does it, with the page's address."""
    article = read_article(Page(source=f"{page.name}.html", content=page.content, url=page.url))
    return Cut(article.text, article.title, article.published)


def ours_unknown(page: Saved, html: str) -> Cut:
    """Where neither the site nor its system is known: by density alone."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    title = next((node.text().strip() for node in tree.css("h1")), "")
    body = densest(tree)
    paragraphs = [title, *(read_body(body).paragraphs if body else [])]
    return Cut(article_from_text("\n\n".join(paragraphs), page.name).text, title)


def trafilatura(_: Saved, html: str) -> Cut:
    """trafilatura.bare_extraction, as its documentation shows it."""
    return _trafilatura(html, precise=False)


def trafilatura_precise(_: Saved, html: str) -> Cut:
    """The same with favor_precision."""
    return _trafilatura(html, precise=True)


def _trafilatura(html: str, *, precise: bool) -> Cut:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(html, include_comments=False, with_metadata=True, favor_precision=precise)
    return Cut(found.text or "", found.title, found.date) if found else Cut("")


def beautifulsoup(_: Saved, html: str) -> Cut:
    """BeautifulSoup's get_text of the whole page."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(html, "lxml")
    return Cut(soup.get_text(" "), soup.h1.get_text(" ", strip=True) if soup.h1 else None)


def readability(_: Saved, html: str) -> Cut:
    """readability-lxml's summary."""
    from lxml.html import fromstring
    from readability import Document

    document = Document(html)
    return Cut(" ".join(fromstring(document.summary()).itertext()), document.short_title())


def newspaper(page: Saved, html: str) -> Cut:
    """newspaper4k with the language set."""
    from newspaper import Article

    article = Article(page.url, language="vi")
    article.download(input_html=html)
    article.parse()
    date = article.publish_date
    return Cut(article.text, article.title, date.isoformat() if hasattr(date, "isoformat") else None)


def resiliparse(_: Saved, html: str) -> Cut:
    """Its extract_plain_text, main content without comments."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(html)
    return Cut(extract_plain_text(tree, main_content=True, comments=False), tree.title)


TOOLS: dict[str, Tool] = {
    "extract": ours,
    "extract, site unknown": ours_unknown,
    "trafilatura": trafilatura,
    "trafilatura, precise": trafilatura_precise,
    "BeautifulSoup get_text": beautifulsoup,
    "readability-lxml": readability,
    "newspaper4k": newspaper,
    "resiliparse": resiliparse,
}


class Row(NamedTuple):
    """A tool's line of the table; `ms` is the median of milliseconds of CPU for each 100 KB."""

    tool: str
    mean: float
    least: float
    titles: int
    dates: int
    ms: float


def measured(name: str, tool: Tool, pages: tuple[Saved, ...]) -> Row:
    """The tool on all pages, once to warm up and once by the clock; ImportError where it is not installed."""
    texts = [decode(page.content) for page in pages]
    _cut(tool, pages[0], texts[0])
    scores, titles, dates, took = [], 0, 0, []
    for page, html in zip(pages, texts, strict=True):
        began = time.process_time()
        found = _cut(tool, page, html)
        took.append((time.process_time() - began) * 1e5 / len(page.content))
        # Tools that leave the headline out of the text are not told off for it.
        text = found.text if found.text.lstrip().startswith(page.title) else f"{page.title}\n{found.text}"
        scores.append(token_f1(text, page.text))
        titles += found.title == page.title
        dates += (found.published or "")[:10] == (page.published or "")[:10]
    return Row(name, statistics.mean(scores), min(scores), titles, dates, 1e3 * statistics.median(took))


def _cut(tool: Tool, page: Saved, html: str) -> Cut:
    try:
        return tool(page, html)
    except ImportError:
        raise
    except Exception:  # a tool that fails on a page has nothing of it
        return Cut("")


def table(pages: tuple[Saved, ...]) -> Iterator[str]:
    """The lines of the table, in Markdown; a line of words for each tool that is not installed."""
    yield f"| {len(pages)} pages | token F1: mean | least | headlines | dates | ms for 100 KB |"
    yield "|---|---|---|---|---|---|"
    missing = []
    for name, tool in TOOLS.items():
        try:
            row = measured(name, tool, pages)
        except ImportError as error:
            missing.append(f"{name} is not installed ({error.name}): pip install '.[compare]'")
            continue
        yield f"| {row.tool} | {row.mean:.3f} | {row.least:.3f} | {row.titles} | {row.dates} | {row.ms:.1f} |"
    yield from missing


def text_only(pages: tuple[Saved, ...]) -> float:
    """Seconds of CPU for 100 KB, the median: from decoded page to text and what it tells of itself."""
    took = []
    for page in pages:
        html = decoded(page.content).utf8
        asked = Page(source="x.html", content=b"", url=page.url)
        read_html(asked, html)
        began = time.process_time()
        read_html(asked, html)
        took.append((time.process_time() - began) * 1e5 / len(page.content))
    return statistics.median(took)


def main() -> None:
    """Prints the table, and whether the limit of time is kept."""
    pages = saved()
    sizes = [len(page.content) for page in pages]
    print(f"{len(pages)} saved pages, {min(sizes) // 1000} to {max(sizes) // 1000} KB")
    for line in table(pages):
        print(line)
    taken = text_only(pages)
    print(f"text only: {1000 * taken:.1f} ms for 100 KB, {'kept' if taken <= LIMIT else 'BROKEN'}: {1000 * LIMIT:g} ms")


if __name__ == "__main__":
    main()
