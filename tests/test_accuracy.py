"""The scores reached are held: `corpus/floors.json`, raised by `make floors` only."""

import json
from typing import Any

import pytest

from benchmarks import accuracy


@pytest.fixture(scope="module")
def now() -> dict[str, Any]:
    return accuracy.measured()


def test_accuracy_no_score_is_below_its_floor(now: dict[str, Any]) -> None:
    floors = json.loads(accuracy.FLOORS.read_text(encoding="utf-8"))
    assert accuracy.fallen(floors, now) == []


def test_accuracy_fallen_names_level_and_changed_set(now: dict[str, Any]) -> None:
    corpus = now["corpus"]
    higher = {"corpus": {**corpus, "f1": dict.fromkeys(corpus["f1"], 1.1)}}
    assert [line.partition(" ")[0] for line in accuracy.fallen(higher, {"corpus": corpus})] == ["corpus:"] * 5
    assert "make floors" in accuracy.fallen({}, {"corpus": corpus})[0]
    changed = {"corpus": {**corpus, "hash": "0"}}
    assert "have changed" in accuracy.fallen(changed, {"corpus": corpus})[0]


def test_accuracy_table_in_the_readme_is_current() -> None:
    score = accuracy.total(score for _, score in accuracy.judged(accuracy.sets()["corpus"]))
    for path in (accuracy.CORPUS / "README.md", *accuracy.SHORT):
        line = next(row for row in path.read_text(encoding="utf-8").splitlines() if row.startswith("| corpus |"))
        assert f"{score.f1('full'):.3f}" in line, f"{path}: run `make scores WRITE=1`"


def test_accuracy_counts_of_cases_in_the_readme_are_current() -> None:
    readme = (accuracy.CORPUS / "README.md").read_text(encoding="utf-8")
    assert accuracy.counted(readme) == readme, "run `make scores WRITE=1`"
    assert accuracy.counted("| `gold/plans` `tables` | what | 0 |") != "| `gold/plans` `tables` | what | 0 |"
