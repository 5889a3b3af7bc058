from extract.articles.text import article_from_text
from extract.facts.observations import read_observations
from extract.folding import Text


def told(text: str) -> list[tuple[str, float | None, str | None, str | None]]:
    article = article_from_text(text, source="")
    found = read_observations(Text(article.text), article)
    return [(o.metric, o.value, o.period, o.baseline) for o in found if not o.derived]
