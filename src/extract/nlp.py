"""The pipeline as spaCy sees it: a Language of Vietnamese words whose components fill `doc.spans` and `doc._`.

spaCy finds the tokenizer and the components through entry points, so that `spacy.load` opens a saved pipeline without
any import of this package. Nothing here reads the words: the records come from the characters, as everywhere else.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

from extract.articles.text import article_from_text
from extract.facts.observations import read_observations
from extract.facts.officials import read_officials
from extract.folding import Text
from extract.language.composition import compose
from extract.language.lines import unwrapped
from extract.language.spacing import closed_up
from extract.pipeline import Record, as_given
from extract.records import Article
from extract.show import extend_doc, mark, new_doc

extend_doc()


def load() -> Language:
    """A spaCy pipeline that reads Vietnamese news.

    `nlp(text)` gives a Doc with `doc.text == text`, the records in `doc._.officials` and `doc._.observations`, and
    their words in `doc.spans["officials"]` and `doc.spans["observations"]`. The text is taken as it is: captions and
    related headlines are read as well, so let `extract.read` cut the article out of a page first.
    """
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "extract.words.v1"}}})
    nlp.add_pipe("extract_officials")
    nlp.add_pipe("extract_observations")
    nlp.meta.update(
        name="extract_news",
        version=version("vn-news-extract"),
        description="Officials and governance indices in Vietnamese provincial news, each with its evidence.",
        license="Apache-2.0",
        requirements=[f"vn-news-extract=={version('vn-news-extract')}"],
    )
    return nlp


class WordTokenizer(DummyTokenizer):
    """Vietnamese words, `doc.text == text` for any text. It has no settings, so that there is nothing to save."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        return new_doc(text, self.vocab)


@registry.tokenizers("extract.words.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], WordTokenizer]:
    """The tokenizer as a spaCy config names it: `@tokenizers = "extract.words.v1"`."""
    return lambda nlp: WordTokenizer(nlp.vocab)


@Language.component("extract_officials", assigns=["doc._.officials", "doc.spans"])
def officials(doc: Doc) -> Doc:
    """Fills `doc._.officials` and `doc.spans["officials"]`."""
    return mark(doc, officials=_read(doc, read_officials))


@Language.component("extract_observations", assigns=["doc._.observations", "doc.spans"])
def observations(doc: Doc) -> Doc:
    """Fills `doc._.observations` and `doc.spans["observations"]`."""
    return mark(doc, observations=_read(doc, read_observations))


def _read(doc: Doc, reader: Callable[[Text, Article], tuple[Record, ...]]) -> tuple[Record, ...]:
    """The records of the Doc's text, with the offsets of the Doc's text, composed or not."""
    composed = compose(doc.text)
    article = replace(article_from_text(doc.text, source=""), text=composed.text)
    given = unwrapped(Text(composed.text))
    closed = closed_up(given)
    records = reader(closed.text if closed else given, article)
    return as_given(as_given(records, closed.given) if closed else records, composed.given)


def save(folder: Path) -> None:
    """Writes the pipeline where `spacy.load(folder)` opens it."""
    load().to_disk(folder)


if __name__ == "__main__":
    save(Path(sys.argv[1]))
