"""The log of decisions: on disk at once, whole after any crash, never two writers, never changed behind one's back."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.review.log import NAME, Log, LogError


def test_log_what_was_appended_is_read_again(tmp_path: Path) -> None:
    log = Log.open(tmp_path)
    log.append("tab1", "observation", "a-o1", "accept", "d1")
    log.append("tab1", "official", "a-p1", "correct", "d2", {"name": "Tẩn Á Dao"})
    log.append("tab2", "observation", "a-o1", "reject", "d1")
    undone = log.append("tab2", "observation", "a-o1", "undo", undoes=3)
    log.close()
    for again in (Log.read(tmp_path), Log.open(tmp_path)):
        assert again.decisions == log.decisions
        assert again.seq == undone.seq == 4
        assert again.of("observation", "a-o1") == log.decisions[0], "what stood before is in force again"
        assert again.of("official", "a-p1") == log.decisions[1]
        assert again.of("official", "a-p2") is None
        assert again.last("tab1") == log.decisions[1]
        assert again.last("tab2") is None
        assert again.seen == {("observation", "a-o1"): 4, ("official", "a-p1"): 2}
        again.close()
    assert "Tẩn Á Dao" in (tmp_path / NAME).read_text(encoding="utf-8")


def test_log_is_on_disk_before_append_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    sync = os.fsync

    def watched(file: int) -> None:
        synced.append(len((tmp_path / NAME).read_bytes()))
        sync(file)

    monkeypatch.setattr(os, "fsync", watched)
    log = Log.open(tmp_path)
    log.append("tab", "observation", "a-o1", "accept")
    assert synced == [len((tmp_path / NAME).read_bytes())] != [0]
    log.close()


@given(cut=st.integers(0, 400))
def test_log_torn_anywhere_keeps_all_whole_lines(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    folder = tmp_path_factory.mktemp("torn")
    log = Log.open(folder)
    for number in range(3):
        log.append("tab", "observation", f"a-o{number}", "correct", "d", {"name": "Lò Văn Ứng"})
    log.close()
    content = (folder / NAME).read_bytes()[:cut]
    (folder / NAME).write_bytes(content)
    whole = content.count(b"\n")
    assert len(Log.read(folder).decisions) == whole
    assert (folder / NAME).read_bytes() == content, "reading changes nothing"
    again = Log.open(folder)
    again.append("tab", "observation", "b-o1", "accept")
    again.close()
    assert [made.seq for made in Log.read(folder).decisions] == list(range(1, whole + 2))


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        '{"seq": 1}',
        '{"seq": 1, "at": "x", "client": "t", "kind": "article", "id": "a", "verdict": "maybe"}',
    ],
)
def test_log_a_broken_line_is_told_and_left_alone(tmp_path: Path, line: str) -> None:
    content = f"{line}\n".encode()
    (tmp_path / NAME).write_bytes(content)
    for open_it in (Log.read, Log.open, Log.open):  # twice: the first one let go of the file
        with pytest.raises(LogError, match="line 1 is no decision"):
            open_it(tmp_path)
    assert (tmp_path / NAME).read_bytes() == content


def test_log_lines_out_of_order_are_told(tmp_path: Path) -> None:
    row: dict[str, Any] = {"seq": 2, "at": "x", "client": "t", "kind": "article", "id": "a", "verdict": "accept"}
    (tmp_path / NAME).write_text(json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(LogError, match="number 2 after 0"):
        Log.read(tmp_path)


def test_log_has_one_writer(tmp_path: Path) -> None:
    log = Log.open(tmp_path)
    with pytest.raises(LogError, match="being reviewed already"):
        Log.open(tmp_path)
    code = "import sys; from pathlib import Path; from extract.review.log import Log, LogError\n"
    code += "try:\n    Log.open(Path(sys.argv[1]))\nexcept LogError as error:\n    print(error)"
    other = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert "being reviewed already" in other.stdout
    log.close()
    log.close()
    Log.open(tmp_path).close()


def test_log_says_where_it_cannot_be_kept(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(LogError, match="decisions could not be kept"):
        Log.open(tmp_path)
    with pytest.raises(LogError, match="cannot read"):
        Log.read(tmp_path)
    with pytest.raises(LogError, match="is not open"):
        Log(tmp_path / "x").append("tab", "article", "a", "accept")


def test_log_a_full_disk_leaves_no_half_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = Log.open(tmp_path)
    log.append("tab", "observation", "a-o1", "accept")
    before = (tmp_path / NAME).read_bytes()
    write = os.write

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(LogError, match="not saved: No space left"):
            log.append("tab", "observation", "a-o2", "accept")
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", lambda file, content: write(file, content[:10]))
        with pytest.raises(LogError, match="the disk is full"):
            log.append("tab", "observation", "a-o2", "accept")
    assert (tmp_path / NAME).read_bytes() == before
    assert log.append("tab", "observation", "a-o2", "accept").seq == 2
    log.close()
