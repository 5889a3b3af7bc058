"""Rank tables: every example of the data file is read whole and right, and nothing else in it."""

import pytest

from extract.articles.text import article_from_text
from extract.facts.observations import read_observations
from extract.folding import Text
from extract.records import Observation
from extract.tables.grids import Example, grids
from extract.tables.provinces import province_names


def read(example: Example) -> list[Observation]:
    from dataclasses import replace

    article = article_from_text(example.text, "x")
    article = replace(article, province=example.province)
    found = read_observations(Text(article.text), article)
    for o in found:
        figure = next(e for e in o.evidence if e.what == "figure") if not o.derived else None
        assert figure is None or any(c.isdigit() for c in article.text[figure.start : figure.end])
    return [o for o in found if not o.derived]


@pytest.mark.parametrize("example", grids().table, ids=lambda example: example.id)
def test_tables_example_is_read(example: Example) -> None:
    def key(o: Observation) -> tuple[object, ...]:
        assert o.subject is not None
        return (o.index, o.component, o.subject.name, o.period, o.metric, o.value)

    wanted = {(f.index, f.component, f.subject, f.period, f.metric, f.value): f for f in example.facts}
    found = {key(o): o for o in read(example)}
    assert sorted(map(str, found)) == sorted(map(str, wanted))
    for which, fact in wanted.items():
        o = found[which]
        for field in ("baseline", "out_of", "unit", "modality"):
            told = getattr(fact, field)
            assert told is None or getattr(o, field) == told, (which, field)


def test_tables_subjects_of_examples_are_provinces_or_named() -> None:
    names = {province.name for province in province_names().values()}
    assert any(fact.subject in names for example in grids().table for fact in example.facts)
