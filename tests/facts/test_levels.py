import pytest

from extract.facts.levels import level_pattern
from extract.folding import fold
from extract.tables.levels import LevelWords, levels

TOLD = [(told, name) for told in levels().level for name in told.examples]
REFUSED = [(told, name) for told in levels().level for name in told.refuses]


@pytest.mark.parametrize(("told", "name"), TOLD)
def test_levels_example_is_told(told: LevelWords, name: str) -> None:
    assert level_pattern(told).search(fold(name))


@pytest.mark.parametrize(("told", "name"), REFUSED)
def test_levels_refusal_tells_nothing(told: LevelWords, name: str) -> None:
    assert not level_pattern(told).search(fold(name))
