"""From a page or a text to records."""

from __future__ import annotations

from dataclasses import dataclass

from extract.facts.observations import read_observations
from extract.facts.officials import read_officials
from extract.folding import Text
from extract.records import Article, Failure, Observation, Official


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article says."""

    article: Article
    officials: tuple[Official, ...]
    observations: tuple[Observation, ...]
    failures: tuple[Failure, ...] = ()


def extract_article(article: Article) -> Extraction:
    """The records of one article; a pure function of it and the data files."""
    text = Text(article.text)
    return Extraction(article, read_officials(text, article), read_observations(text, article))
