import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.batch.run import run as run_all
from extract.cli import app

TEXT = "PCI năm 2018 của tỉnh Lai Châu đạt 58,33 điểm, xếp hạng 62/63 tỉnh, thành phố."


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A run over two files."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text(
        "Ông Trần Văn Bình, Chủ tịch UBND tỉnh Lai Châu phát biểu.", encoding="utf-8"
    )
    run_all([str(tmp_path / "in")], tmp_path / "run", "jsonl")
    return tmp_path / "run"


def replayed(run: Path, *options: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["replay", str(run), *options])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("form", ["jsonl", "parquet", "csv", "duckdb"])
def test_replay_gives_the_same_bytes(tmp_path: Path, form: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    run_all([str(tmp_path / "a.txt")], tmp_path / "run", form)
    before = {path.name: path.read_bytes() for path in (tmp_path / "run").iterdir()}
    code, out, _ = replayed(tmp_path / "run")
    assert (code, out) == (0, "the same bytes: articles, officials, observations, failures, of 1 articles\n")
    assert {path.name: path.read_bytes() for path in (tmp_path / "run").iterdir()} == before


def test_replay_names_an_input_that_changed(made: Path) -> None:
    (made.parent / "in" / "a.txt").write_text(TEXT.replace("58,33", "59,33"), encoding="utf-8")
    code, out, _ = replayed(made)
    assert code == 1
    assert "differs: articles, observations" in out
    assert "cause\tinput: a.txt has other bytes" in out
    assert "observations\ta.txt\tPCI Lai Châu 2018 score 58.33 is gone" in out
    assert "observations\ta.txt\tPCI Lai Châu 2018 score 59.33 is new" in out


def test_replay_names_an_input_that_is_gone(made: Path) -> None:
    (made.parent / "in" / "b.txt").unlink()
    code, out, _ = replayed(made)
    assert code == 1
    assert "cause\tinput: b.txt is not there any more" in out
    assert "officials\tb.txt\tTrần Văn Bình is gone" in out


def test_replay_names_the_version_and_the_data_file_that_changed(made: Path) -> None:
    manifest = json.loads((made / "run.json").read_text(encoding="utf-8"))
    manifest["versions"] = {"extract": "0.0.1", "data": "0"}
    manifest["data_files"]["indices.toml"] = "0"
    (made / "run.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert replayed(made)[0] == 0  # what was read is the same whatever changed
    rows = (made / "observations.jsonl").read_text(encoding="utf-8")
    (made / "observations.jsonl").write_text(rows.replace('"scope": "national"', '"scope": null'), encoding="utf-8")
    code, out, _ = replayed(made)
    assert code == 1
    assert "cause\tversion: extract 0.0.1 then" in out
    assert "now (indices.toml)" in out
    assert "observations\ta.txt\tPCI Lai Châu 2018 rank 62: scope" in out


def test_replay_suspects_the_code_where_all_else_is_the_same(made: Path) -> None:
    (made / "officials.jsonl").write_text("", encoding="utf-8")
    code, out, _ = replayed(made, "--keep", str(made.parent / "kept"))
    assert code == 1
    assert "cause\tcode:" in out
    assert (made.parent / "kept" / "officials.jsonl").stat().st_size > 0


def test_replay_says_what_it_cannot_read_again(made: Path) -> None:
    assert (replayed(made.parent)[0], replayed(made, "--keep", str(made))[0]) == (2, 2)
    (made.parent / "in").rename(made.parent / "elsewhere")
    code, _, err = replayed(made)
    assert (code, err.count("\n")) == (2, 1)
    assert "the inputs are not here" in err
    manifest = json.loads((made / "run.json").read_text(encoding="utf-8"))
    manifest["options"]["inputs"] = ["-"]
    (made / "run.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert "standard input" in replayed(made)[2]
