"""A run opened again: the same rows from every format."""

import json
from pathlib import Path
from typing import Any

import pytest

import extract
from extract.batch.run import run
from extract.batch.runs import OpenError, open_run
from extract.sinks import KINDS, SINKS

SEED = Path(__file__).parents[2] / "corpus" / "seed" / "lai-chau-par-index-pci-2019.txt"


def plain(value: Any) -> Any:
    """Whole numbers alike, whether a format knows them apart or not."""
    return json.loads(json.dumps(value), parse_int=float)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    top = tmp_path_factory.mktemp("runs")
    (top / "a.txt").write_text("=Hội nghị\n\n" + SEED.read_text(encoding="utf-8"), encoding="utf-8")
    (top / "b.txt").write_text("", encoding="utf-8")
    for form in SINKS:
        run([str(top / "a.txt"), str(top / "b.txt")], top / form, form)
    return {form: top / form for form in SINKS}


@pytest.mark.parametrize("form", ["jsonl.gz", "jsonl.zst", "parquet", "csv", "duckdb"])
@pytest.mark.parametrize("table", KINDS)
def test_runs_every_format_gives_the_same_rows(folders: dict[str, Path], form: str, table: str) -> None:
    told = [plain(row) for row in open_run(folders["jsonl"]).rows(table)]
    assert told
    assert [plain(row) for row in open_run(folders[form]).rows(table)] == told


def test_runs_frames_have_the_columns_of_the_contract(folders: dict[str, Path]) -> None:
    opened = extract.open_run(folders["parquet"])
    frames = (opened.articles(), opened.officials(), opened.observations(), opened.failures())
    assert [len(frame) for frame in frames] == [1, 4, 42, 1]
    assert {"subject_id", "period", "value"} <= set(frames[2].columns)


def test_runs_what_is_no_run_is_told(tmp_path: Path, folders: dict[str, Path]) -> None:
    with pytest.raises(OpenError, match="holds no run"):
        open_run(tmp_path)
    (tmp_path / "run.json").write_text("{", encoding="utf-8")
    with pytest.raises(OpenError, match="cannot be read"):
        open_run(tmp_path)
    (tmp_path / "run.json").write_text('{"options": {"format": "jsonl"}}', encoding="utf-8")
    with pytest.raises(OpenError, match="not whole"):
        list(open_run(tmp_path).rows("articles"))
    with pytest.raises(OpenError, match="no table"):
        open_run(folders["csv"]).rows("people")
