"""A run that dies at any moment goes on when it is given again, and ends as if nothing had happened."""

import gzip
import io
import json
import os
import resource
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import zstandard

from extract.batch import run as batch
from extract.batch.guard import Reader
from extract.batch.inputs import Options
from extract.batch.outcomes import Limits
from extract.batch.parts import BEGUN, MANIFEST
from extract.batch.places import Folder
from extract.batch.run import Job, RunError, beside, execute, retry, run
from extract.sources.rows import Columns

SHARD = 4


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def files_of(folder: Path | str) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in Path(folder).iterdir() if path.is_file() and path.name != "run.json"
    }


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is taken up reads in a child, which is tested elsewhere and takes a second to start."""
    monkeypatch.setattr(batch, "Guard", Reader)


def dies(work: Callable[[], object]) -> int:
    """Does the work in a fork of this process; the signal that ended it, 0 where it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(call: int, work: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> Callable[[], object]:
    """The work, with a SIGKILL at its n-th sync or rename: before it is done, or, for odd calls, after."""
    count = 0

    def wrapped(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += 1
            if count == call // 2 and call % 2 == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            result = real(*args, **kwargs)
            if count == call // 2:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return counted

    def killing() -> object:
        os.fsync = wrapped("fsync", os.fsync)
        Path.replace = wrapped("replace", Path.replace)  # type: ignore[method-assign]
        return work()

    return killing


def test_resume_after_a_kill_at_any_sync_or_rename(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run([str(archive)], tmp_path / "whole", "jsonl", shard=SHARD)
    whole, out = files_of(tmp_path / "whole"), tmp_path / "out"
    points = 0
    for call in range(2, 200):
        again = Job([str(archive)], tmp_path / f"out{call}", shard=SHARD)
        if dies(killed_at(call, lambda again=again: execute(again), monkeypatch)) == 0:  # type: ignore[misc]
            break
        out = Path(again.output)
        # A kill right after the last rename leaves a whole run; any other leaves one that goes on.
        if not (out / "run.json").exists():
            execute(again)
        assert files_of(out) == whole, call
        points += 1
    # Each of 4 shards: its part, the folder, the manifest; then the tables and run.json.
    assert points >= 2 * (4 * 4 + 8)


def test_resume_after_many_kills_of_one_run(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run([str(archive)], tmp_path / "whole", "jsonl", shard=SHARD)
    again = Job([str(archive)], tmp_path / "out", shard=SHARD)
    deaths = 0
    while dies(killed_at(9 + 2 * deaths, lambda: execute(again), monkeypatch)):
        deaths += 1
        assert deaths < 50
    assert deaths > 3
    assert files_of(again.output) == files_of(tmp_path / "whole")


def test_resume_reads_no_shard_twice(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def stopping(reader: Reader, block: list[Any], tries: int) -> Any:
        seen.extend(given.source for given in block)
        if "19.txt" in seen and seen.count("19.txt") == 1:
            raise KeyboardInterrupt
        return real(reader, block, tries)

    real = Reader._read
    monkeypatch.setattr(Reader, "_read", stopping)
    job = Job([str(archive)], tmp_path / "out", shard=SHARD)
    with pytest.raises(KeyboardInterrupt):
        execute(job)
    summary = execute(job)
    assert summary.resumed == 2
    assert [seen.count(f"{number}.txt") for number in (10, 17, 18, 21, 22, 25)] == [1, 1, 2, 2, 1, 1]
    assert summary.told.counts["inputs"] == 16


def interrupted(archive: Path, output: Path, **options: Any) -> Job:
    """A run that was stopped after two shards."""

    def stop(progress: Any) -> None:
        if progress.committed and progress.shard == 1:
            raise KeyboardInterrupt

    job = Job([str(archive)], output, shard=SHARD, **options)
    with pytest.raises(KeyboardInterrupt):
        execute(job, stop)
    return job


def test_resume_tells_what_it_writes_of_the_run_before(archive: Path, tmp_path: Path) -> None:
    seen: list[tuple[str, int]] = []
    execute(interrupted(archive, tmp_path / "out"), lambda told: seen.append((told.stage, told.tally.inputs)))
    assert seen == [("write", 4), ("write", 8), ("read", 12), ("read", 16)]


@pytest.mark.parametrize("form", ["jsonl.gz", "jsonl.zst", "parquet", "csv", "duckdb"])
def test_resume_in_the_same_process_writes_the_tables_anew(archive: Path, tmp_path: Path, form: str) -> None:
    run([str(archive)], tmp_path / "whole", form, shard=SHARD)
    job = interrupted(archive, tmp_path / "out", form=form)
    assert not [path for path in Path(job.output).iterdir() if path.name != ".run"]
    assert execute(job).resumed == 2
    whole, out = files_of(tmp_path / "whole"), files_of(job.output)
    assert out.keys() == whole.keys()
    # DuckDB's files carry an id of their own.
    assert form == "duckdb" or out == whole


def test_resume_with_the_last_line_half_written(archive: Path, tmp_path: Path) -> None:
    run([str(archive)], tmp_path / "whole", "jsonl", shard=SHARD)
    job = interrupted(archive, tmp_path / "out")
    manifest = Path(job.output) / ".run" / "0" / MANIFEST
    with manifest.open("ab") as lines:
        lines.write(b'{"shard": 2, "keys": "')
    (manifest.parent / "parts" / "00000002.part").write_bytes(b"half")
    assert execute(job).resumed == 2
    assert files_of(job.output) == files_of(tmp_path / "whole")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"form": "csv"}, "format was jsonl, is csv"),
        ({"limits": Limits(timeout=5)}, "timeout was 30.0, is 5"),
        ({"shard": 8}, "shard was 4, is 8"),
        ({"given": ["elsewhere"]}, "inputs was"),
    ],
)
def test_resume_otherwise_is_refused_with_the_reason(
    archive: Path, tmp_path: Path, change: dict[str, Any], told: str
) -> None:
    job = interrupted(archive, tmp_path / "out")
    before = {path: path.read_bytes() for path in Path(job.output).rglob("*") if path.is_file()}
    with pytest.raises(RunError, match=told):
        execute(Job(**{"given": job.given, "output": job.output, "shard": SHARD, **change}))
    assert {path: path.read_bytes() for path in Path(job.output).rglob("*") if path.is_file()} == before
    assert execute(job).told.counts["inputs"] == 16


def test_resume_with_another_version_is_refused(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = interrupted(archive, tmp_path / "out")
    monkeypatch.setattr(batch, "data_version", lambda: "0123456789ab")
    with pytest.raises(RunError, match=r"data was .*, is 0123456789ab.*--fresh"):
        execute(job)


def test_resume_with_other_inputs_is_refused(archive: Path, tmp_path: Path) -> None:
    job = interrupted(archive, tmp_path / "out")
    (archive / "11.txt").rename(archive / "115.txt")
    with pytest.raises(RunError, match="not those"):
        execute(job)
    for path in archive.glob("1*.txt"):
        path.unlink()
    with pytest.raises(RunError, match=r"not those|fewer"):
        execute(job)


def test_resume_fresh_begins_beside_and_deletes_nothing(archive: Path, tmp_path: Path) -> None:
    assert beside(tmp_path / "out") == tmp_path / "out"
    job = interrupted(archive, tmp_path / "out")
    assert beside(job.output) == tmp_path / "out-2"
    (tmp_path / "out-2").write_text("a file")
    assert beside(job.output) == tmp_path / "out-3"


def test_resume_by_two_at_once_is_refused(archive: Path, tmp_path: Path) -> None:
    job = interrupted(archive, tmp_path / "out")
    holder = Folder(Path(job.output) / ".run" / "0")
    holder.hold()
    with pytest.raises(RunError, match="another process"):
        execute(job)
    holder.let_go()
    assert execute(job).resumed == 2


@pytest.mark.parametrize("part", [b"broken", *(zstandard.compress(head + b"\n") for head in (b"5", b"{}", b"[1]"))])
def test_resume_with_a_broken_part_is_told(archive: Path, tmp_path: Path, part: bytes) -> None:
    job = interrupted(archive, tmp_path / "out")
    (Path(job.output) / ".run" / "0" / "parts" / "00000001.zst").write_bytes(part)
    with pytest.raises(RunError, match="cannot be read"):
        execute(job)


@pytest.mark.parametrize("line", ["5", "{}", '{"shard": 2, "tally": 5}', '{"shard": 2'])
def test_resume_with_a_broken_line_reads_the_shard_again(archive: Path, tmp_path: Path, line: str) -> None:
    job = interrupted(archive, tmp_path / "out")
    with (Path(job.output) / ".run" / "0" / MANIFEST).open("a") as lines:
        lines.write(line + "\n")
    assert execute(job).resumed == 2


def test_resume_of_what_is_no_beginning_is_told(archive: Path, tmp_path: Path) -> None:
    job = interrupted(archive, tmp_path / "out")
    (Path(job.output) / ".run" / "0" / BEGUN).write_text("5")
    with pytest.raises(RunError, match="cannot be read"):
        execute(job)


def test_resume_of_a_run_that_died_before_it_began(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / ".run" / "0" / "parts").mkdir(parents=True)
    other = Folder(tmp_path / "out" / ".run" / "0")
    other.hold()
    with pytest.raises(RunError, match="another process"):
        run([str(archive)], tmp_path / "out", "jsonl")
    other.let_go()
    assert run([str(archive)], tmp_path / "out", "jsonl")["articles"] == 15


def test_resume_when_the_output_folder_is_gone(archive: Path, tmp_path: Path) -> None:
    def remove(progress: Any) -> None:
        if progress.committed and progress.shard == 1:
            shutil.rmtree(tmp_path / "out")

    with pytest.raises(RunError, match=r"cannot write to .*out: No such file"):
        execute(Job([str(archive)], tmp_path / "out", shard=SHARD), remove)


def test_resume_when_the_disk_was_full(archive: Path, tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk: the parts fit, the tables do not."""
    run([str(archive)], tmp_path / "whole", "jsonl", shard=SHARD)
    job = Job([str(archive)], tmp_path / "out", shard=SHARD)

    def on_a_full_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, 3_000))
        with pytest.raises(RunError, match=r"File too large.*make room"):
            execute(job)
        os._exit(7)

    assert dies(on_a_full_disk) == 7
    assert not (Path(job.output) / "run.json").exists()
    assert execute(job).told.counts["inputs"] == 16
    assert files_of(job.output) == files_of(tmp_path / "whole")


def test_retry_of_an_archive_that_was_cut_off(tmp_path: Path) -> None:
    # Long enough that the half that is there is more than what is read ahead.
    text = "Năm 2020, PCI của tỉnh Sơn La xếp thứ {}." + 3_000 * " Trời đẹp."
    told = "".join(json.dumps({"id": str(n), "text": text.format(n)}) + "\n" for n in range(10, 30))
    packed, out = gzip.compress(told.encode(), 0), tmp_path / "out"
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    run([str(tmp_path / "a.jsonl.gz")], out, "jsonl", shard=SHARD)
    assert 2 < len(rows(out, "articles")) < 17
    (failure,) = rows(out, "failures")
    assert failure["stage"] == "source"
    (tmp_path / "a.jsonl.gz").write_bytes(packed)
    retry(out, again(out))
    run([str(tmp_path / "a.jsonl.gz")], tmp_path / "whole", "jsonl", shard=SHARD)
    assert files_of(out) == files_of(tmp_path / "whole")
    assert len(rows(out, "articles")) == 20


# --- retry ---------------------------------------------------------------------------------------------------


def again(folder: Path | str) -> Callable[[dict[str, Any]], Job]:
    return lambda options: Job(options["inputs"], folder, options["format"], shard=SHARD)


def test_retry_gives_the_run_that_had_not_failed(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run([str(archive)], out, "jsonl", shard=SHARD)
    assert len(rows(out, "failures")) == 1
    # The text of 15 to 19 comes first with 15 in both; of 20 with the one that is mended now.
    (archive / "17.txt").write_text("Năm 2020, chỉ số PCI của tỉnh Sơn La xếp thứ 20.", encoding="utf-8")
    run([str(archive)], tmp_path / "whole", "jsonl", shard=SHARD)
    assert retry(out, again(out)).counts["failures"] == 0
    assert files_of(out) == files_of(tmp_path / "whole")
    assert sorted(path.name for path in out.iterdir()) == [
        "articles.jsonl", "failures.jsonl", "observations.jsonl", "officials.jsonl", "run.json",
    ]  # fmt: skip
    with pytest.raises(RunError, match="nothing to try again"):
        retry(out, again(out))


def test_retry_that_fails_again_may_be_tried_again(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run([str(archive)], out, "jsonl", shard=SHARD)
    before = files_of(out)
    for _ in range(2):
        retry(out, again(out))
        assert files_of(out) == before
    (archive / "17.txt").unlink()
    retry(out, again(out))
    assert rows(out, "failures") == []
    assert len(rows(out, "articles")) == 15


def test_retry_killed_at_any_moment_goes_on(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("out", "whole"):
        (archive / "17.txt").write_text("" if name == "out" else "Hôm nay trời rất đẹp.", encoding="utf-8")
        run([str(archive)], tmp_path / name, "jsonl", shard=SHARD)
    whole, deaths = files_of(tmp_path / "whole"), 0
    for call in range(3, 200, 8):
        out = tmp_path / f"out{call}"
        shutil.copytree(tmp_path / "out", out)
        if dies(killed_at(call, lambda out=out: retry(out, again(out)), monkeypatch)) == 0:  # type: ignore[misc]
            break
        deaths += 1
        if not (out / "run.json").exists():
            with pytest.raises(RunError, match="extract retry"):
                run([str(archive)], out, "jsonl", shard=SHARD)
        if files_of(out) != whole or not (out / "run.json").exists():
            retry(out, again(out))
        assert files_of(out) == whole, call
    assert deaths > 3


def test_retry_begun_with_other_options_is_left(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    run([str(archive)], out, "jsonl", shard=SHARD)
    before = files_of(out)
    assert dies(killed_at(9, lambda: retry(out, again(out)), monkeypatch))
    assert (out / ".run" / "1" / "begun.json").exists()

    def otherwise(options: dict[str, Any]) -> Job:
        return Job(options["inputs"], out, options["format"], shard=SHARD, limits=Limits(9))

    holder = Folder(out / ".run" / "1")
    holder.hold()
    with pytest.raises(RunError, match="another process"):
        retry(out, otherwise)
    holder.let_go()
    assert (out / ".run" / "1" / "begun.json").exists()
    retry(out, otherwise)
    assert files_of(out) == before


def test_retry_that_died_while_it_deleted_is_whole(archive: Path, tmp_path: Path) -> None:
    out, kept = tmp_path / "out", tmp_path / "out" / ".run"
    run([str(archive)], out, "jsonl", shard=SHARD)
    before = files_of(out)
    retry(out, again(out))
    # What it began with, half deleted.
    shutil.copytree(kept / "1", kept / "0")
    for name in ("begun.json", "parts/00000001.zst"):
        (kept / "0" / name).unlink()
    retry(out, again(out))
    assert (files_of(out), [path.name for path in kept.iterdir()]) == (before, ["2"])


def test_resume_with_other_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a", "other": "b"}\n' * 9, encoding="utf-8")
    for first, then in ((None, Columns(text="other")), (Columns(text="other"), None)):
        out = tmp_path / f"out{first is None}"
        job = interrupted(tmp_path / "a.jsonl", out, reading=Options(columns=first))
        with pytest.raises(RunError, match=r"columns was (not told, is text other|text other, is not told)"):
            execute(replace(job, reading=Options(columns=then)))


def test_retry_of_what_is_no_run_is_refused(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(RunError, match="holds no run"):
        retry(tmp_path, again(tmp_path))
    job = interrupted(archive, tmp_path / "half")
    with pytest.raises(RunError, match="half-done"):
        retry(job.output, again(job.output))


def test_retry_of_what_came_from_standard_input_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "a"}\n')))
    run(["-"], tmp_path / "out", "jsonl")
    with pytest.raises(RunError, match="standard input, which is gone"):
        retry(tmp_path / "out", again(tmp_path / "out"))


def test_retry_without_an_input_that_was_read_is_refused(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run([str(archive)], out, "jsonl", shard=SHARD)
    before = files_of(out)
    (archive / "25.txt").unlink()
    with pytest.raises(RunError, match=r"25\.txt was read"):
        retry(out, again(out))
    assert files_of(out) == before
