"""Files, folders and standard input give pages, or say why not."""

import io
import os
import sys
import threading
from pathlib import Path

import pytest

from extract import sources
from extract.sources import SourceError, files
from extract.sources.files import find_files, read_page, read_stdin


def test_files_folder_gives_known_suffixes_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "sub/c.HTM", "d.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [source for _, source in find_files(tmp_path)] == ["a.html", "b.txt", "sub/c.HTM"]


def test_files_one_file_is_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert [source for _, source in find_files(tmp_path / "a.txt")] == ["a.txt"]
    assert read_page(tmp_path / "a.txt").content == b"x"


@pytest.mark.parametrize(("given", "why"), [("nowhere", "no such"), ("empty", "no .txt")])
def test_files_nothing_to_read_says_why(tmp_path: Path, given: str, why: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match=why):
        list(find_files(tmp_path / given))


def test_files_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    with pytest.raises(SourceError, match="larger than"):
        read_page(tmp_path / "a.txt")


def test_files_without_permission_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")

    def refuse(*_: object) -> None:  # tests run as root, who may read all
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceError, match="no permission"):
        read_page(tmp_path / "a.txt")


@pytest.mark.parametrize(("path", "why"), [(".", "folder"), ("gone.txt", "no such"), ("a\0b", "no file has")])
def test_files_what_is_no_file_says_why(tmp_path: Path, path: str, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        read_page(tmp_path / path)


def test_files_other_errors_name_themselves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(SourceError, match="Input/output error"):
        read_page(tmp_path / "a.txt")


def test_files_stdin_is_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Sơn La".encode())))
    assert read_stdin().content == "Sơn La".encode()
    monkeypatch.setattr(files, "MAX_BYTES", 3)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"xxxxxx")))
    with pytest.raises(SourceError, match="larger"):
        read_stdin()


@pytest.mark.parametrize(
    ("source", "url"), [("https://a.vn/x", True), ("ftp://a.vn", True), ("a/b.txt", False), ("C:x", False)]
)
def test_files_url_is_told_from_a_path(source: str, url: bool) -> None:
    assert sources.is_url(source) is url


@pytest.mark.parametrize("odd", ["http://[", "a://", "://", "x" * 300, "a\0b"])
def test_files_odd_names_are_told_apart_without_an_error(odd: str) -> None:
    assert sources.is_url(odd) is odd.startswith(("http", "a:"))


def test_files_folder_loses_nothing_that_it_cannot_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be listed and a link to nothing are in the list, and say why when they are read."""
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "locked").mkdir()
    real = os.scandir

    def locked(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", locked)
    found = list(find_files(tmp_path))
    assert [source for _, source in found] == ["a.txt", "gone.txt", "locked"]
    with pytest.raises(SourceError, match="no permission"):
        read_page(*found[2])
    with pytest.raises(SourceError, match="no such"):
        read_page(*found[1])
    with pytest.raises(SourceError, match="no permission"):
        list(find_files(tmp_path / "locked"))


def test_files_pipe_in_a_folder_is_no_file_and_a_pipe_by_name_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)
    with pytest.raises(SourceError, match=r"no \.txt"):
        list(find_files(tmp_path))
    writer = threading.Thread(target=pipe.write_bytes, args=(b"x",))
    writer.start()
    assert [read_page(path, source).content for path, source in find_files(pipe)] == [b"x"]
    writer.join()


def test_files_name_that_is_no_text_can_be_written(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt")).write_text("x")
    assert [source for _, source in find_files(tmp_path)] == ["a\\xff.txt"]
