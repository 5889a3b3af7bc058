"""Every saved page gives its article as a person cut it out, and the same facts as its clean text."""

import re
import statistics
from dataclasses import replace
from functools import cache

import pytest

from benchmarks.saved import PAGES, Saved, filled, saved, token_f1
from extract.articles.body import read_article
from extract.articles.text import article_from_text
from extract.pipeline import Extraction, extract_article
from extract.records import Article, Observation
from extract.sources import Page

EACH = pytest.mark.parametrize("page", saved(), ids=lambda page: page.name)
FIELDS = ("index", "component", "period", "metric", "value", "baseline", "modality")


@cache
def article_of(page: Saved) -> Article:
    return read_article(Page(source=f"{page.name}.html", content=page.content, url=page.url))


@cache
def facts_of(page: Saved) -> Extraction:
    return extract_article(article_of(page))


def told(o: Observation) -> tuple[object, ...]:
    return (*(getattr(o, field) for field in FIELDS), o.subject.name if o.subject else None)


@EACH
def test_saved_page_gives_its_text(page: Saved) -> None:
    assert token_f1(article_of(page).text, page.text) >= 0.90
    # In order, and nothing twice.
    lines = article_of(page).text.split("\n")
    kept = [line for line in page.text.split("\n") if line in set(lines)]
    assert [line for line in lines if line in set(kept)] == kept


def test_saved_pages_give_their_text_in_the_mean() -> None:
    assert len(saved()) >= 30
    assert statistics.mean(token_f1(article_of(page).text, page.text) for page in saved()) >= 0.97


@EACH
def test_saved_page_tells_headline_date_and_author(page: Saved) -> None:
    article = article_of(page)
    assert (article.title, article.published, article.author) == (page.title, page.published, page.author)


@EACH
def test_saved_page_has_its_facts_and_no_others(page: Saved) -> None:
    wanted = sorted(
        str((*(fact.get(field, {"modality": "reported"}.get(field)) for field in FIELDS), fact["subject"]))
        for fact in page.facts
    )
    found = [
        replace(o, value=int(o.value)) if o.value is not None and o.value == int(o.value) else o
        for o in facts_of(page).observations
        if not o.derived
    ]
    assert sorted(re.sub(r"\.0\b", "", str(told(o))) for o in found) == [re.sub(r"\.0\b", "", f) for f in wanted]


@EACH
def test_saved_page_and_its_clean_text_give_the_same_facts(page: Saved) -> None:
    """As a person would paste it: headline, an empty line, the rest."""
    clean = article_from_text(page.text.replace("\n", "\n\n", 1), page.name)
    clean = replace(clean, url=page.url, title=page.title)
    assert sorted(map(str, map(told, extract_article(clean).observations))) == sorted(
        map(str, map(told, facts_of(page).observations))
    )


@EACH
def test_saved_page_is_as_large_as_pages_are(page: Saved) -> None:
    if b"{{" in (PAGES / f"{page.name}.html").read_bytes().replace(b"\x00", b""):
        assert 60_000 <= len(page.content) <= 250_000


def test_saved_pages_stay_small() -> None:
    assert sum(path.stat().st_size for path in PAGES.iterdir()) < 3_000_000


def test_saved_page_without_marks_stays_as_it_is() -> None:
    assert filled("<p>ệ {{ menu }}</p>".encode(), "x") == "<p>ệ {{ menu }}</p>".encode()
