from typing import Any

from extract.articles.text import article_from_text
from extract.facts.observations import read_observations
from extract.folding import Text
from extract.records import Observation


def read(text: str) -> tuple[Observation, ...]:
    article = article_from_text(text, source="")
    return read_observations(Text(article.text), article)


def told(text: str, *, derived: bool = False) -> list[tuple[Any, ...]]:
    return [
        (o.index, o.component, o.subject.name if o.subject else None, o.period, o.metric, o.value)
        for o in read(text)
        if o.derived == derived
    ]
