"""Commands over a run in a store: those that read it answer; those that would write beside it say what to do."""

import json
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from typer.testing import CliRunner

from extract.batch import run as batch
from extract.batch.guard import Reader
from extract.cli import app

TOP = Path(__file__).parents[2]
OUT = "memory://bucket/cli"
runner = CliRunner()


@pytest.fixture(scope="module")
def run() -> Iterator[str]:
    told = runner.invoke(app, ["run", str(TOP / "corpus" / "seed"), "-o", OUT])
    assert told.exit_code == 0, told.output
    assert f"in {OUT}" in told.output
    assert f"{OUT} is gone when this command ends" in told.output
    yield OUT
    fsspec.filesystem("memory").rm("/bucket", recursive=True)


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["sql", OUT, "select count(*) as n from facts where metric = 'rank'"], "n"),
        (["score", str(TOP / "corpus" / "seed"), OUT], "figure"),
        (["report", OUT, "-o", "{tmp}/report.html"], "open it in a browser"),
        (["verify", OUT, "-o", "{tmp}/verified.csv"], "figures of provinces"),
        (["panel", OUT, "-o", "{tmp}/panel.csv"], "cells"),
        (["officials", OUT, "-o", "{tmp}/people"], "persons"),
        (["replay", OUT], "the same bytes"),
    ],
)
def test_stores_a_run_there_is_read(run: str, tmp_path: Path, command: list[str], told: str) -> None:
    result = runner.invoke(app, [part.format(tmp=tmp_path) for part in command])
    assert (result.exit_code, told in result.output) == (0, True), result.output


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["review", OUT, "--rules"], "is in a store: copy it to a disk first"),
        (["verify", OUT], "name an --output"),
        (["officials", OUT], "name an --output"),
        (["panel", OUT, "-o", "memory://bucket/panel.csv"], "only `extract run` writes to a store"),
        (["report", OUT, "-o", "s3://bucket/report.html"], "only `extract run` writes to a store"),
        (["crawl", "example.vn", "-o", "s3://bucket/x"], "only `extract run` writes to a store"),
        (["sql", "memory://bucket/gone", "select 1"], "holds no run"),
        (["sql", "s3://bucket/out", "select 1"], "package that is not installed"),
        (["retry", OUT], "nothing to try again"),
        (["run", str(TOP / "corpus" / "seed"), "-o", OUT], "already holds a run"),
        (["run", "https://example.vn/a.html", "-o", "memory://bucket/new"], "`extract crawl` them"),
        (["run", str(TOP / "corpus" / "seed"), "-o", "s3://bucket/out"], "package that is not installed"),
    ],
)
def test_stores_what_cannot_be_done_there_is_told_in_a_line(run: str, command: list[str], told: str) -> None:
    before = fsspec.filesystem("memory").find("/bucket")
    result = runner.invoke(app, command)
    assert (result.exit_code, told in result.output) == (2, True), result.output
    assert result.output.count("\n") == 1
    assert fsspec.filesystem("memory").find("/bucket") == before


def test_stores_run_in_one_is_stopped_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "Guard", Reader)
    real, calls = Reader._read, []

    def stopping(reader: Reader, block: list[object], tries: int) -> object:
        calls.append(block)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(reader, block, tries)  # type: ignore[arg-type]

    monkeypatch.setattr(Reader, "_read", stopping)
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"Hôm nay trời đẹp {name}.", encoding="utf-8")
    command = ["run", str(tmp_path), "-o", "memory://bucket/stopped", "--shard", "1", "-w", "1"]
    result = runner.invoke(app, command)
    assert result.exit_code == 130
    assert "kept in memory://bucket/stopped; the same command goes on" in result.output
    assert runner.invoke(app, command).exit_code == 0
    manifest = json.loads(fsspec.filesystem("memory").cat_file("/bucket/stopped/run.json"))
    assert manifest["counts"]["articles"] == 2
