"""The line on a terminal tells how far a run is and how long it will take; in a pipe there is none."""

import io
import re
import threading
from pathlib import Path

import pytest

from extract.batch.inputs import count_of
from extract.batch.parts import Tally
from extract.batch.run import Progress
from extract.cli.progress import Bar


class Terminal(io.StringIO):
    def __init__(self, tty: bool = True) -> None:
        super().__init__()
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty


def shown(
    monkeypatch: pytest.MonkeyPatch, terminal: Terminal, total: int | None, told: list[tuple[int, Progress]]
) -> str:
    """What the terminal shows in the end, of progress told at these seconds."""
    clock = [0]
    counted = threading.Event()

    def count() -> int | None:
        counted.set()
        return total

    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr("extract.cli.progress.time.monotonic", lambda: clock[0])
    monkeypatch.setenv("COLUMNS", "150")
    with Bar(count) as bar:
        assert not terminal.tty or counted.wait(10)
        for thread in threading.enumerate():
            if thread.name == "extract-count":
                thread.join(10)
        for seconds, one in told:
            clock[0] = seconds
            bar(one)
        if bar.bar is not None:
            bar.bar.refresh()
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", terminal.getvalue())


def read(inputs: int) -> Progress:
    return Progress("read", Tally(inputs=inputs, articles=inputs - 1, records=3 * inputs, failures=1))


def test_progress_tells_rate_and_time_left_where_the_total_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    # 1,000 were read before the run was taken up: they are none of its rate.
    told = shown(monkeypatch, Terminal(), 31_000, [(5, read(1_000)), (105, read(2_000))])
    assert "2000/31000" in told
    assert "10/s, 48 min left" in told
    assert "1999 articles, 6000 records, 1 failure" in told


def test_progress_tells_no_time_left_where_the_total_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    told = shown(monkeypatch, Terminal(), None, [(5, read(16)), (15, read(116))])
    assert "116/?" in told
    assert "10/s" in told
    assert "left" not in told


def test_progress_while_tables_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    told = shown(monkeypatch, Terminal(), None, [(5, read(16)), (9, Progress("write", Tally(inputs=8)))])
    assert "write" in told
    assert "8/16" in told


def test_progress_says_nothing_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, Terminal(tty=False), 100, [(5, read(16))]) == ""


def test_progress_counts_inputs_that_are_quickly_counted(tmp_path: Path) -> None:
    import gzip

    import pandas as pd

    for name in ("a.txt", "b.html", "no.pdf"):
        (tmp_path / name).write_text("x")
    (tmp_path / "c.jsonl").write_text('{"text": "a"}\n{"text": "b"}')
    (tmp_path / "d.jsonl.gz").write_bytes(gzip.compress(b"{}\n{}\n{}\n"))
    pd.DataFrame({"text": ["a"] * 5}).to_parquet(tmp_path / "e.parquet")
    assert count_of([str(tmp_path), str(tmp_path / "gone")]) == 2 + 2 + 3 + 5 + 1
    for odd in ("-", "https://example.vn", "memory://a", str(tmp_path / "f.csv")):
        (tmp_path / "f.csv").write_text("text\n")
        assert count_of([str(tmp_path / "a.txt"), odd]) is None
