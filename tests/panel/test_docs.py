"""docs/panel.md is what happens: its commands run, its Python holds."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.cli import app

PROJECT = Path(__file__).parent.parent.parent
TEXT = (PROJECT / "docs" / "panel.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(console|python)\n(.*?)```", TEXT, flags=re.S)


def test_docs_of_the_panel_are_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpus").symlink_to(PROJECT / "corpus")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for kind, block in BLOCKS:
        if kind == "python":
            exec(compile(block, "docs/panel.md", "exec"), names)  # noqa: S102
            continue
        for line in block.splitlines():
            program, *words = shlex.split(line.removeprefix("$ "))
            result = CliRunner().invoke(app, words)
            assert program == "extract"
            assert result.exit_code == 0, f"{line}: {result.output}"
    written = {
        "out/panel.parquet",
        "out/panel_contradictions.parquet",
        "wide.csv",
        "officials.ftm.jsonl",
        "out/verified.jsonl",
        "out/persons.jsonl",
    }
    assert all((tmp_path / name).exists() for name in written)
