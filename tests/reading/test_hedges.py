import pytest

from extract.folding import Text
from extract.reading.hedges import find_hedges
from extract.tables.hedges import Example, hedges


@pytest.mark.parametrize("example", hedges().example, ids=lambda example: example.text[:30])
def test_hedges_example_is_read(example: Example) -> None:
    text = Text(example.text)
    assert [(h.kind, text.printed(h.span)) for h in find_hedges(text, text.whole)] == list(example.hedges)


def test_hedges_a_contrast_of_years_supposes_nothing() -> None:
    text = Text("Nếu năm 2021 tỉnh đứng thứ 20 thì năm 2024 tỉnh đã ở thứ 8.")
    assert find_hedges(text, text.whole) == []
