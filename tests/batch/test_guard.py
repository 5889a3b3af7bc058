"""Faults for real: articles and kills that end workers, parents and both; the files are those of a quiet run."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.forkserver import _forkserver
from pathlib import Path
from typing import Any

import pytest

from extract.batch import blocks, guard
from extract.batch.guard import Guard, WorkerError
from extract.batch.inputs import inputs_of
from extract.batch.outcomes import Limits
from extract.batch.run import Job, execute, retry, run
from extract.batch.runs import open_run
from extract.panel.replay import replay
from tests.batch.faults.sitecustomize import quick

FAULTS = Path(__file__).parent / "faults"


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != "run.json"}


def write(folder: Path, faults: dict[int, str], count: int = 24) -> Path:
    """An archive of so many articles, some of which ask for a fault."""
    folder.mkdir(exist_ok=True)
    for number in range(10, 10 + count):
        fault = f" FAULT {faults[number]}." if number in faults else ""
        text = f"Năm 2020, chỉ số PCI của tỉnh Sơn La xếp thứ {number}.{fault}"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def no_server() -> Iterator[None]:
    """The fork server keeps the environment that it was started in: no test may find that of another."""
    _forkserver._stop()  # type: ignore[attr-defined]
    yield
    _forkserver._stop()  # type: ignore[attr-defined]


@pytest.fixture
def faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_server: None) -> Path:
    """Children of this process have faults now; it has none, and reads as quickly. The folder of what happened once."""
    monkeypatch.setattr(blocks, "extract_article", quick)
    marks = tmp_path / "marks"
    marks.mkdir()
    monkeypatch.setenv("EXTRACT_FAULTS", str(marks))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(FAULTS), *sys.path]))
    return marks


def test_guard_every_fault_costs_its_article_only(tmp_path: Path, faults: Path) -> None:
    told = {12: "raise", 13: "hang", 14: "kill mark", 15: "kill-server server", 17: "exit", 19: "memory", 21: "deaf"}
    archive = write(tmp_path / "in", told)
    run([str(archive)], tmp_path / "quiet", "jsonl")
    out, limits = tmp_path / "out", Limits(timeout=2, memory=600_000_000)
    execute(Job([str(archive)], out, workers=2, shard=12, limits=limits))
    assert {path.name for path in faults.iterdir()} == {"mark", "server"}
    failures = {row["source"]: row for row in rows(out, "failures")}
    assert {source: (row["stage"], row["tries"]) for source, row in failures.items()} == {
        "12.txt": ("extract", 2), "13.txt": ("extract", 2), "17.txt": ("worker", 2), "19.txt": ("extract", 2),
        "21.txt": ("worker", 2),
    }  # fmt: skip
    reasons = ("a fault", "took longer than 2 s", "ended the process", "took", "could not be interrupted")
    assert [reason in row["reason"] for reason, row in zip(reasons, failures.values(), strict=True)] == [True] * 5
    assert all(len(row["hash"]) == 64 for row in failures.values())
    assert {row["source"] for row in rows(out, "articles")} == {f"{n}.txt" for n in range(10, 34)} - set(failures)
    # The fault mended, the run is the quiet one.
    (faults / "mended").touch()
    retry(out, lambda options: Job(options["inputs"], out, options["format"], shard=12))
    assert files_of(out) == files_of(tmp_path / "quiet")


def test_guard_retry_and_replay_survive_what_ended_a_worker(tmp_path: Path, faults: Path) -> None:
    archive = write(tmp_path / "in", {12: "exit"})
    out = tmp_path / "out"
    execute(Job([str(archive)], out, workers=2, shard=8))
    before = files_of(out)
    retry(out, lambda options: Job(options["inputs"], out, options["format"], shard=8))
    assert files_of(out) == before
    assert [row["stage"] for row in rows(out, "failures")] == ["worker"]
    assert replay(open_run(out), tmp_path / "again").changed == []


def command(archive: Path, out: Path) -> list[str]:
    call = [sys.executable, "-m", "extract", "run", str(archive), "-o", str(out)]
    return [*call, "--workers", "2", "--shard", "4", "--log-json"]


def test_guard_parent_and_both_killed_then_the_same_command(tmp_path: Path, faults: Path) -> None:
    archive = write(tmp_path / "in", {15: "kill-parent one", 25: "kill-both two"})
    run([str(archive)], tmp_path / "quiet", "jsonl")
    codes: list[int] = []
    while not codes or codes[-1] < 0:
        codes.append(subprocess.run(command(archive, tmp_path / "out"), capture_output=True, check=False).returncode)
        assert len(codes) < 5
    assert codes == [-signal.SIGKILL, -signal.SIGKILL, 0]
    assert files_of(tmp_path / "out") == files_of(tmp_path / "quiet")
    assert not orphans(str(tmp_path))


def orphans(mark: str) -> list[int]:
    """Processes with `mark` in their environment that outlived their parent, after a while to end in."""
    for _ in range(100):
        found = [
            int(path.name)
            for path in Path("/proc").glob("[0-9]*")
            if int(path.name) != os.getpid() and mark in environment(path)
        ]
        if not found:
            break
        time.sleep(0.1)
    return found


def environment(process: Path) -> str:
    try:
        return (process / "environ").read_text(errors="replace")
    except OSError:
        return ""


def test_guard_ctrl_c_is_the_parents_from_the_servers_first_moment_on() -> None:
    # The tracker that the server's start starts unblocked it: Ctrl-C while tables were loaded ended in a traceback.
    code = """
from multiprocessing import forkserver
from extract.batch.guard import serve
serve()
print(open(f"/proc/{forkserver._forkserver._forkserver_pid}/status").read())
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    blocked = int(next(line for line in told.splitlines() if line.startswith("SigBlk")).split()[1], 16)
    assert blocked & 1 << (signal.SIGINT - 1)


def test_guard_ctrl_c_keeps_what_was_read_and_says_how_to_go_on(tmp_path: Path, faults: Path) -> None:
    archive = write(tmp_path / "in", {20: "deaf"}, 16)
    run([str(archive)], tmp_path / "quiet", "jsonl")
    out = tmp_path / "out"
    process = subprocess.Popen(command(archive, out), stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stderr is not None
    try:
        while json.loads(process.stderr.readline())["shard"] < 1:
            pass
        # A terminal tells every process of the run.
        os.killpg(process.pid, signal.SIGINT)
        told = process.stderr.read()
        assert process.wait(60) == 130
    finally:
        process.kill()
        process.stderr.close()
    assert "the same command goes on" in told
    assert "Traceback" not in told
    assert not orphans(str(tmp_path))
    job = Job([str(archive)], out, shard=4, workers=2)
    (faults / "mended").touch()
    assert execute(job).resumed == 2
    assert files_of(out) == files_of(tmp_path / "quiet")


def test_guard_on_dask_gives_the_same_bytes(tmp_path: Path, faults: Path) -> None:
    archive = write(tmp_path / "in", {14: "kill mark", 17: "exit"})
    run([str(archive)], tmp_path / "local", "jsonl", workers=2, shard=8)
    (faults / "mark").unlink()
    run([str(archive)], tmp_path / "dask", "jsonl", workers=2, shard=8, engine="dask")
    assert (faults / "mark").exists()
    assert [row["source"] for row in rows(tmp_path / "dask", "failures")] == ["17.txt"]
    assert files_of(tmp_path / "dask") == files_of(tmp_path / "local")


@pytest.mark.parametrize("how", ["file", "stdin"])
def test_guard_workers_do_not_run_the_script_that_began_the_run(tmp_path: Path, faults: Path, how: str) -> None:
    archive, script = write(tmp_path / "in", {}), tmp_path / "script.py"
    call = f"extract.run([{str(archive)!r}], {str(tmp_path / 'out')!r}, 'jsonl', workers=2, shard=8)"
    code = f"import extract; print({call})"
    script.write_text(code, encoding="utf-8")
    command = [sys.executable, str(script) if how == "file" else "-"]
    done = subprocess.run(command, input=code, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("{'articles': 24,")
    assert (done.stdout.count("\n"), done.stderr) == (1, "")


def test_guard_that_cannot_start_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_server: None) -> None:
    monkeypatch.setattr(guard, "_BROKEN", 1)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "sitecustomize.py").write_text("import os; os._exit(1)")
    one = Guard(Limits())
    with pytest.raises(WorkerError, match="as soon as they start"):
        one.read(list(inputs_of([str(tmp_path)]))[:1])
    one.stop()


def test_guard_a_fork_server_that_is_still_dying_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive, tries = write(tmp_path / "in", {}, 1), 0
    one, start = Guard(Limits()), Guard._start

    def dying(self: Guard) -> None:
        nonlocal tries
        tries += 1
        if time.monotonic() < gone:
            raise BrokenProcessPool from ConnectionRefusedError("no server")
        start(self)

    monkeypatch.setattr(Guard, "_start", dying)
    gone = time.monotonic() + 0.5
    outcomes = one.read(list(inputs_of([str(archive)])))
    one.stop()
    assert tries > 1
    assert [outcome.failed for outcome in outcomes] == [False]
