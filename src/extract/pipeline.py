"""From a page or a text to records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from extract.articles.body import ArticleError, read_article
from extract.articles.text import article_from_text
from extract.facts.linking import home_of
from extract.facts.observations import read_figures
from extract.facts.officials import read_officials
from extract.facts.unread import unread
from extract.folding import Text
from extract.language.lines import unwrapped
from extract.language.spacing import closed_up
from extract.records import Article, Evidence, Failure, Observation, Official, quickly, replace
from extract.sources import Page, begins_a_page, is_url
from extract.sources.files import SUFFIXES
from extract.spans import Span

if TYPE_CHECKING:
    import pandas as pd
    from spacy.tokens import Doc

Record = TypeVar("Record", Official, Observation)
_Evidence = quickly(Evidence)


@dataclass(frozen=True, slots=True, repr=False)
class Extraction:
    """What one article says: its records, and what could not be read."""

    article: Article
    officials: tuple[Official, ...]
    observations: tuple[Observation, ...]
    failures: tuple[Failure, ...] = ()

    def to_pandas(self) -> dict[str, pd.DataFrame]:
        """One frame for each table, by name: articles, officials, observations, failures."""
        from extract.show import to_pandas

        return to_pandas(self)

    def to_doc(self) -> Doc:
        """The article as a spaCy Doc with the records in `doc.spans` and `doc._`."""
        from extract.show import to_doc

        return to_doc(self)

    def __repr__(self) -> str:
        counts = ((len(getattr(self, name)), name) for name in ("officials", "observations"))
        told = ", ".join(f"{count} {name.removesuffix('s') if count == 1 else name}" for count, name in counts if count)
        told = told or "; ".join(failure.reason for failure in self.failures) or "nothing"
        return f"<Extraction of {self.article.source or 'a text'}: {told}>"

    def _repr_html_(self) -> str:
        from extract.show import to_html

        return to_html(self)


def extract(article: Article | str) -> Extraction:
    """The records of an article, or of a raw text (captions and headlines of other articles are left out) or a page of
    HTML.

    A text without a word in it, or the name of a file, gives an Extraction with a row in `failures`, as does a table of
    figures that cannot be read; nothing raises but what is neither.
    """
    if isinstance(article, str):
        if begins_a_page(article):
            utf8 = article.encode("utf-8", "replace")
            return extract_page(Page("", utf8, {"content-type": "text/html; charset=utf-8"}))
        if _is_name(article.strip()):
            reason = "the name of a file or an address, no text: extract.read reads it"
            return failed(Failure(source=article.strip(), stage="source", reason=reason))
        article = article_from_text(article, source="")
    elif not isinstance(article, Article):
        raise TypeError(f"a text or an Article is read, not {type(article).__name__}; a file is read by extract.read")
    if not article.text.strip():
        reason = "the text is empty"
        return Extraction(article, (), (), (Failure(source=article.source, stage="article", reason=reason),))
    return extract_article(article)


def _is_name(text: str) -> bool:
    if is_url(text):
        return not any(map(str.isspace, text))
    # A text may end with the address that it was taken from.
    return "\n" not in text and "://" not in text and text.lower().endswith(SUFFIXES)


def extract_page(page: Page) -> Extraction:
    """Page → article → records. A page that is no article gives an Extraction with the reason in `failures`."""
    try:
        article = read_article(page)
    except ArticleError as error:
        return failed(Failure(source=page.source, stage="article", reason=str(error)))
    return extract_article(article)


def failed(failure: Failure) -> Extraction:
    """What is left of an input that could not be read: nothing but the reason."""
    return Extraction(Article(article_id="", source=failure.source, text=""), (), (), (failure,))


def extract_article(article: Article) -> Extraction:
    """The records of one article; a pure function of it and the data files."""
    given = unwrapped(Text(article.text))
    closed = closed_up(given)
    text = closed.text if closed else given
    home = home_of(article, text) if article.province is None else article.province
    if home != article.province:
        article = replace(article, province=home)
    officials, (observations, tables) = read_officials(text, article), read_figures(text, article)
    if closed:
        officials, observations = as_given(officials, closed.given), as_given(observations, closed.given)
        tables = tuple((index, closed.given(span)) for index, span in tables)
    return Extraction(article, officials, observations, tuple(unread(article, *table) for table in tables))


def as_given(records: Iterable[Record], given: Callable[[Span], Span]) -> tuple[Record, ...]:
    """The records with the offsets of the text as given, told by `given`, not those of the spelling that was read."""
    return tuple(
        replace(record, evidence=tuple(_of(item, given(Span(item.start, item.end))) for item in record.evidence))
        for record in records
    )


def _of(item: Evidence, span: Span) -> Evidence:
    return _Evidence(start=span.start, end=span.end, what=item.what)
