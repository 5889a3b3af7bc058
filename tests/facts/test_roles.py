import pytest

from extract.facts.officials import read_officials
from extract.folding import Text
from extract.records import Article
from extract.tables.roles import Example
from extract.tables.roles import roles as table


def read(text: str) -> list[str | None]:
    return [o.role for o in read_officials(Text(text), Article(article_id="a", source="", text=text))]


@pytest.mark.parametrize("told", table().examples, ids=lambda told: told.text[:40])
def test_roles_of_the_examples_are_read(told: Example) -> None:
    assert read(told.text) == [told.role]
