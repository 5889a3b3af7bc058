"""A run opened again: the same rows from every format."""

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
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


@pytest.mark.parametrize("form", SINKS)
def test_runs_broken_table_is_told(folders: dict[str, Path], tmp_path: Path, form: str) -> None:
    whole = open_run(folders[form]).table("articles")
    shutil.copytree(folders[form], tmp_path / "run")
    table = tmp_path / "run" / whole.name
    content = whole.read_bytes()
    cut = 3_000 if form == "duckdb" else len(content) // 2
    table.write_bytes(content[:cut] if form != "csv" else content[:200] + b"\xff" + content[200:])
    with pytest.raises(OpenError, match="is broken: take it from a copy"):
        list(open_run(tmp_path / "run").rows("articles"))


@pytest.mark.parametrize("form", SINKS)
def test_runs_every_format_answers_questions(folders: dict[str, Path], form: str) -> None:
    opened = open_run(folders[form])
    asked = """
        select index, subject.name as name, value, printed, source, len(evidence) > 0 as shown
        from facts where metric = 'rank' and not derived order by value
    """
    told = opened.sql(asked)
    assert told.equals(open_run(folders["jsonl"]).sql(asked))
    assert len(told) > 5
    assert set(told["source"]) == {"a.txt"}
    assert all(str(int(value)) in printed for value, printed in zip(told["value"], told["printed"], strict=True))
    assert opened.sql("select count(*) as n, min(stage) as stage from failures").values.tolist() == [[1, "article"]]
    assert opened.sql("show tables")["name"].tolist() == sorted([*KINDS, "facts"])
    assert opened.sql("select title from articles")["title"].tolist() == ["=Hội nghị"]


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_csv('/etc/hostname')", "select * from read_text('{folder}/../a.txt')", "select 1; select 2", "",
        "copy (select 1) to '{folder}/articles.jsonl' (use_tmp_file false)", "attach '{folder}/x.db'", "nonsense",
        "set enable_external_access = true", "create table x as select 1", "install httpfs", "select * from folders",
    ],
)  # fmt: skip
def test_runs_question_reads_the_run_and_nothing_else(folders: dict[str, Path], query: str) -> None:
    folder = folders["jsonl"]
    before = sorted((path.name, path.stat().st_size) for path in folder.rglob("*"))
    with pytest.raises(duckdb.Error):
        open_run(folder).sql(query.format(folder=folder))
    assert sorted((path.name, path.stat().st_size) for path in folder.rglob("*")) == before


def test_runs_further_tables_of_the_folder_are_asked_by_name(tmp_path: Path, folders: dict[str, Path]) -> None:
    shutil.copytree(folders["csv"], tmp_path / "it's")
    pd.DataFrame({"a": [1, 2]}).to_parquet(tmp_path / "it's" / "panel.parquet")
    assert open_run(tmp_path / "it's").sql("select sum(a) as a from panel, failures")["a"].tolist() == [3]
