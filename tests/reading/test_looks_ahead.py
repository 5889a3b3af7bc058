"""The cheap looks that decide whether a slow pattern is tried lose nothing that the pattern finds."""

from __future__ import annotations

from pathlib import Path

from extract.folding import Text
from extract.reading import mentions

_GOLD = sorted((Path(__file__).parents[2] / "corpus" / "gold").rglob("*.txt"))


def test_mentions_units_are_all_that_the_pattern_finds() -> None:
    seen = 0
    for path in _GOLD:
        raw = path.read_text(encoding="utf-8")
        starts_of_all = [match.start() for match in mentions._unit().finditer(raw)]
        assert [unit.span.start for unit in mentions._units(Text(raw))] == starts_of_all
        seen += len(starts_of_all)
    assert seen > 50
