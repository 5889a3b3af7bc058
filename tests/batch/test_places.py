"""A run in a store: the same promises as in a folder, whatever upload is broken off, in a store that shows halves."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

import extract
from extract.batch import run as batch
from extract.batch.guard import Reader
from extract.batch.places import Bucket, Folder, HeldError, place_of
from extract.batch.run import Job, RunError, beside, execute, keeps, retry, run
from extract.batch.runs import OpenError, open_run
from extract.sinks import KINDS, SINKS
from extract.sources import SourceError
from tests.batch.test_resume import SHARD, files_of

OUT = "memory://bucket/out"


@pytest.fixture(autouse=True)
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An empty store; a run that is taken up reads in this process."""
    monkeypatch.setattr(batch, "Guard", Reader)
    memory = fsspec.filesystem("memory")
    yield memory
    if memory.exists("/bucket"):
        memory.rm("/bucket", recursive=True)


def stored(store: Any) -> dict[str, bytes]:
    """The files of the run, as `files_of` a folder."""
    return {
        name.rpartition("/")[2]: store.cat_file(name)
        for name in store.find("/bucket/out")
        if "/.run/" not in name and not name.endswith("run.json")
    }


class KilledError(BaseException):
    """What stands for a SIGKILL: from then on nothing reaches the store."""


class Faults:
    """Counts the uploads, and ends everything at one of them: before it, with half of it there, or after it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int, how: str) -> None:
        self.left, self.how, self.dead = at, how, False
        pipe = MemoryFileSystem.pipe_file

        def put_file(store: Any, local: str, path: str, **_: Any) -> None:
            store.pipe_file(path, Path(local).read_bytes())

        def pipe_file(store: Any, path: str, value: bytes, *_: Any, **__: Any) -> None:
            self.gone()
            self.left -= 1
            if self.left == 0 and self.how == "before":
                self.die()
            half = self.left == 0 and self.how == "half"
            pipe(store, path, value[: len(value) // 2] if half else value)
            if self.left == 0:
                self.die()

        monkeypatch.setattr(MemoryFileSystem, "put_file", put_file)
        monkeypatch.setattr(MemoryFileSystem, "pipe_file", pipe_file)
        for name in ("rm", "rm_file"):
            monkeypatch.setattr(MemoryFileSystem, name, self.reaching(getattr(MemoryFileSystem, name)))

    def reaching(self, real: Any) -> Any:
        def called(*args: Any, **kwargs: Any) -> Any:
            self.gone()
            return real(*args, **kwargs)

        return called

    def gone(self) -> None:
        if self.dead:
            raise OSError("nothing reaches the store any more")

    def die(self) -> None:
        self.dead = True
        raise KilledError


@pytest.mark.parametrize("form", SINKS)
def test_places_a_run_in_a_store_is_that_of_a_folder(archive: Path, tmp_path: Path, store: Any, form: str) -> None:
    assert run([str(archive)], OUT, form, shard=SHARD) == run([str(archive)], tmp_path / "out", form, shard=SHARD)
    ours, folder = open_run(OUT), open_run(tmp_path / "out")
    assert ours.manifest | {"went": 0} == folder.manifest | {"went": 0}
    assert (ours.name, folder.name) == ("out", "out")
    for table in KINDS:
        assert list(ours.rows(table)) == list(folder.rows(table))
    if form != "duckdb":
        assert stored(store) == files_of(tmp_path / "out")
    assert ours.sql("select count(*) as n from facts")["n"].tolist() == [4]


@pytest.mark.parametrize("how", ["before", "half", "after"])
def test_places_killed_at_any_upload_goes_on(
    archive: Path, tmp_path: Path, store: Any, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    run([str(archive)], tmp_path / "whole", "jsonl", shard=SHARD)
    whole, job = files_of(tmp_path / "whole"), Job([str(archive)], OUT, shard=SHARD)
    points = 0
    for at in range(1, 100):
        with monkeypatch.context() as patched:
            faults = Faults(patched, at, how)
            try:
                execute(job)
            except KilledError:
                assert faults.dead
        if not faults.dead:
            break
        points += 1
        if not (how == "after" and "run.json" in place_of(OUT).names()):
            execute(job)
        assert stored(store) == whole, at
        assert json.loads(store.cat_file("/bucket/out/run.json"))["counts"]["inputs"] == 16
        store.rm("/bucket/out", recursive=True)
    # What holds it, what it was begun with; a part and a line for each of 4 shards; 4 tables and run.json.
    assert points == 2 + 2 * 4 + 5


def test_places_upload_that_is_refused_is_told_and_goes_on(
    archive: Path, tmp_path: Path, store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError("Access Denied")

    run([str(archive)], tmp_path / "whole", "jsonl", shard=SHARD)
    job = Job([str(archive)], OUT, shard=SHARD)

    def later(progress: Any) -> None:
        if progress.committed and progress.shard == 1:
            monkeypatch.setattr(MemoryFileSystem, "put_file", refuse)

    with pytest.raises(RunError, match=r"cannot write to memory://bucket/out: Access Denied: .*same command goes on"):
        execute(job, later)
    assert keeps(OUT)
    monkeypatch.undo()
    assert execute(job).resumed == 2
    assert stored(store) == files_of(tmp_path / "whole")


def test_places_retry_in_a_store(archive: Path, tmp_path: Path, store: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def again(options: dict[str, Any]) -> Job:
        return Job(options["inputs"], OUT, options["format"], shard=SHARD)

    run([str(archive)], OUT, "jsonl", shard=SHARD)
    (archive / "17.txt").write_text("Năm 2020, chỉ số PCI của tỉnh Sơn La xếp thứ 60.", encoding="utf-8")
    run([str(archive)], tmp_path / "whole", "jsonl", shard=SHARD)
    for at in range(1, 100):
        with monkeypatch.context() as patched:
            faults = Faults(patched, at, "half")
            try:
                retry(OUT, again)
            except KilledError:
                assert keeps(OUT)
        if not faults.dead:
            break
    assert at > 5
    assert stored(store) == files_of(tmp_path / "whole")
    assert not keeps(OUT)
    with pytest.raises(RunError, match="nothing to try again"):
        retry(OUT, again)


def test_places_store_is_taken_over_from_who_is_gone_only(tmp_path: Path) -> None:
    first, second = (place_of("memory://bucket/held") for _ in range(2))
    first.hold()
    first.check()
    second.hold()
    with pytest.raises(HeldError, match="taken over"):
        first.check()
    first.let_go()
    second.check()
    # A process that lives on this machine holds it.
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        held = json.loads(second.read("lock"))
        other = process_of(child.pid)
        second.write("lock", json.dumps(held | {"pid": child.pid, "process": other}).encode())
        with pytest.raises(HeldError, match="another process is writing"):
            first.hold()
        second.write("lock", json.dumps(held | {"pid": child.pid, "process": f"{other}0"}).encode())
        first.hold()
        first.check()
    finally:
        child.kill()
        child.wait()
        assert child.stdin is not None
        child.stdin.close()


def process_of(pid: int) -> str | None:
    from extract.batch.places import _process

    assert _process(os.getpid()) != _process(pid)
    return _process(pid)


def test_places_run_that_is_taken_over_stops_at_its_next_shard(archive: Path, store: Any) -> None:
    job = Job([str(archive)], OUT, shard=SHARD)
    other: list[Any] = []

    def watch(progress: Any) -> None:
        if progress.committed and progress.shard == 1 and not other:
            other.append(execute(job))

    with pytest.raises(RunError, match="another process has taken over"):
        execute(job, watch)
    assert other[0].resumed == 2
    assert open_run(OUT).manifest["counts"]["inputs"] == 16


def test_places_what_is_there_is_never_overwritten(archive: Path, store: Any) -> None:
    run([str(archive)], OUT, "jsonl")
    before = stored(store)
    with pytest.raises(RunError, match="already holds a run"):
        run([str(archive)], OUT, "jsonl")
    assert beside(OUT) == f"{OUT}-2"
    store.pipe_file("/bucket/out-2/x", b"")
    assert beside(OUT) == f"{OUT}-3"
    with pytest.raises(RunError, match="already holds files"):
        run([str(archive)], f"{OUT}-2", "jsonl")
    with pytest.raises(RunError, match="is a file"):
        run([str(archive)], f"{OUT}/run.json", "jsonl")
    assert stored(store) == before


def test_places_what_cannot_be_in_a_store_is_refused(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(RunError, match="package that is not installed"):
        run([str(archive)], "s3://bucket/out", "jsonl")
    with pytest.raises(RunError, match="can only be read"):
        run([str(archive)], "https://example.vn/out", "jsonl")
    for given in ("https://example.vn/a.html", str(tmp_path / "sitemap.xml")):
        with pytest.raises(RunError, match="extract crawl"):
            run([given], OUT, "jsonl")
    with pytest.raises(OpenError, match="holds no run"):
        open_run(OUT)
    with pytest.raises(OpenError, match="not installed"):
        open_run("s3://bucket/out")
    run([str(archive)], OUT, "jsonl")
    with pytest.raises(OpenError, match="is in a store: copy it"):
        _ = open_run(OUT).folder


def test_places_file_scheme_is_a_folder(archive: Path, tmp_path: Path) -> None:
    place = place_of(f"file://{tmp_path}/out")
    assert isinstance(place, Folder)
    assert place.path == tmp_path / "out"
    assert run([str(archive)], f"file://{tmp_path}/out", "jsonl") == run([str(archive)], tmp_path / "b", "jsonl")
    assert files_of(tmp_path / "out") == files_of(tmp_path / "b")


def test_places_copies_are_gone_with_the_run(archive: Path) -> None:
    run([str(archive)], OUT, "jsonl")
    opened = extract.open_run(OUT)
    copy = opened.file("articles.jsonl").parent
    assert len(opened.articles()) == 15
    assert [path.name for path in copy.iterdir()] == ["articles.jsonl"]
    del opened
    assert not copy.exists()


def test_places_error_of_a_store_is_one_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoCredentialsError(Exception):
        pass

    def refuse(*_: Any, **__: Any) -> None:
        raise NoCredentialsError("Unable to locate credentials")

    NoCredentialsError.__module__ = "botocore.exceptions"
    monkeypatch.setattr(MemoryFileSystem, "ls", refuse)
    with pytest.raises(OSError, match="Unable to locate credentials: check the address and your rights"):
        Bucket(OUT).names()
    with pytest.raises(RunError, match="Unable to locate credentials"):
        run(["a"], OUT, "jsonl")
    with pytest.raises(SourceError, match="only be read"):
        place_of("gopher://a/b")
