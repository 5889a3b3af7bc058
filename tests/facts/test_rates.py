import pytest

from extract.articles.text import article_from_text
from extract.facts.observations import read_observations
from extract.folding import Text
from extract.tables.services import Example, services


@pytest.mark.parametrize("example", services().example, ids=lambda example: example.text[:40])
def test_rates_example_is_read(example: Example) -> None:
    # The gate asks for an index in the article; the rates themselves belong to none.
    article = article_from_text(f"{example.text}\nTỉnh quan tâm chỉ số PCI.", source="")
    rates = [o for o in read_observations(Text(article.text), article) if o.metric == "rate"]
    assert [(o.indicator, o.value) for o in rates] == list(example.rates)
    assert all(o.index is None and o.subject and o.subject.type == "agency" for o in rates)
