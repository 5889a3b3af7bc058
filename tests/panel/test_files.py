"""Tables that commands write: an earlier one is replaced, what is another's is not."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.cli import app
from extract.panel.files import OutputError, write_tables
from tests.panel.archives import article, write_run

COLUMNS = {"article_id": "text", "observation_id": "text", "index": "text", "component": "text", "province": "text"}
ROW = dict.fromkeys(COLUMNS, "x")
runner = CliRunner()


@pytest.fixture
def run(tmp_path: Path) -> Path:
    text = "PCI năm 2018 của tỉnh Lai Châu đạt 58,3 điểm. Ông Lò Văn An, Chủ tịch UBND tỉnh Lai Châu cho biết."
    write_run(tmp_path / "run", [article(text)])
    return tmp_path / "run"


@pytest.mark.parametrize("ending", [".parquet", ".csv", ".jsonl"])
def test_files_table_replaces_its_own_kind(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"t{ending}"
    path.touch()
    for rows in ([ROW], [ROW, ROW], []):
        write_tables([(rows, COLUMNS, path)])


@pytest.mark.parametrize("ending", [".parquet", ".csv", ".jsonl"])
def test_files_table_of_another_kind_stays(tmp_path: Path, ending: str) -> None:
    path, beside = tmp_path / f"t{ending}", tmp_path / "beside.csv"
    write_tables([([{"a": "1"}], {"a": "text"}, path)])
    before = path.read_bytes()
    with pytest.raises(OutputError, match="is there already and something else"):
        write_tables([([ROW], COLUMNS, beside), ([ROW], COLUMNS, path)])
    assert (path.read_bytes(), beside.exists()) == (before, False)


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("panel RUN -o FILE", "dump.csv"),
        ("panel RUN -o FILE", "run/observations.jsonl"),
        ("verify RUN -o FILE", "run/observations.jsonl"),
        ("verify RUN -o FILE", "run/articles.jsonl"),
        ("officials RUN --ftm FILE", "note.txt"),
        ("officials RUN --ftm FILE", "run/officials.jsonl"),
        ("officials RUN --ftm FILE", "run/run.json"),
    ],
)
def test_files_of_others_are_not_overwritten(run: Path, tmp_path: Path, call: str, name: str) -> None:
    path = tmp_path / name
    if not path.exists():
        path.write_text("của tôi,1\n", encoding="utf-8")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*.*") if file.is_file()}
    told = runner.invoke(app, [{"RUN": str(run), "FILE": str(path)}.get(word, word) for word in call.split()])
    assert (told.exit_code, "nothing is overwritten" in told.output) == (2, True), told.output
    assert {file: file.read_bytes() for file in tmp_path.rglob("*.*") if file.is_file()} == before


def test_files_what_a_command_wrote_it_replaces(run: Path, tmp_path: Path) -> None:
    for call in (
        "panel RUN -o TMP/p.csv", "panel RUN -o TMP/p.csv --wide", "panel RUN -o TMP/p.csv --units 2025",
        "panel RUN -o TMP/p.csv", "verify RUN", "verify RUN", "officials RUN --ftm TMP/o.json",
        "officials RUN --ftm TMP/o.json",
    ):  # fmt: skip
        told = runner.invoke(app, [w.replace("RUN", str(run)).replace("TMP", str(tmp_path)) for w in call.split()])
        assert told.exit_code == 0, (call, told.output)
