"""Rank tables: every example of the data file is read whole and right, and nothing else in it."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


# How pages print a table once its cells are text: by bars, tabs, lines, spaces, all in one line.
FORMS: dict[str, Callable[[list[list[str]]], str]] = {
    "bars": lambda rows: "\n".join(" | ".join(row) for row in rows),
    "tabs": lambda rows: "\n".join("\t".join(row) for row in rows),
    "lines": lambda rows: "\n".join(cell for row in rows for cell in row),
    "spaces": lambda rows: "\n".join(" ".join(row) for row in rows),
    "one line": lambda rows: " ".join(cell for row in rows for cell in row),
}
provinces = st.lists(
    st.sampled_from(["Quảng Ninh", "Hà Nam", "Bà Rịa - Vũng Tàu", "Kon Tum", "TP.HCM", "Đắk Lắk", "Hưng Yên"]),
    min_size=3,
    unique=True,
)
scores = st.integers(5000, 7500).map(lambda number: f"{number / 100:.2f}".replace(".", ","))


@given(provinces.flatmap(lambda names: st.tuples(st.just(names), st.lists(scores, min_size=7, max_size=7))))
def test_tables_form_makes_no_difference(table: tuple[list[str], list[str]]) -> None:
    names, values = table
    rows = [[str(n), name, value, str(n)] for n, (name, value) in enumerate(zip(names, values, strict=False), 1)]
    rows = [["TT", "Tỉnh, thành phố", "Điểm số", "Xếp hạng"], *rows]
    told = {
        form: sorted(
            (o.subject.name, o.metric, o.value, o.index, o.period)
            for o in read(Example(id=form, text=f"Bảng xếp hạng PCI năm 2021\n\n{printed(rows)}"))
            if o.subject and o.value
        )
        for form, printed in FORMS.items()
    }
    assert len(told["bars"]) == 2 * len(names)
    assert all(records == told["bars"] for records in told.values()), told
