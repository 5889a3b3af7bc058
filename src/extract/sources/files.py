"""Files and folders of them: .txt, .html, .htm, and `-` for standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from extract.sources import MAX_BYTES, Page, SourceError, size_error

SUFFIXES = (".txt", ".html", ".htm")


def find_files(given: Path) -> Iterator[tuple[Path, str]]:
    """(Path, source) of the file given, or of every file with a known suffix below a folder, in order of names.

    `source` is relative to the folder given. Raises SourceError where there is nothing to read.
    """
    try:
        if given.is_file():
            yield given, given.name
            return
        if not given.exists():
            raise SourceError("no such file or folder")
        found = sorted(
            (path.relative_to(given).as_posix(), path)
            for path in given.rglob("*")
            if path.suffix.lower() in SUFFIXES and path.is_file()
        )
    except OSError as error:
        raise SourceError(_why(error)) from error
    if not found:
        raise SourceError(f"no {', '.join(SUFFIXES)} file in this folder")
    for source, path in found:
        yield path, source


def read_page(path: Path, source: str | None = None) -> Page:
    """The page in a file; SourceError where it cannot be read or is too large."""
    try:
        if path.is_dir():
            raise SourceError("is a folder: read its files one by one, or use `extract run`")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise size_error(size)
        return Page(source=source or path.name, content=path.read_bytes())
    except OSError as error:
        raise SourceError(_why(error)) from error
    except ValueError as error:  # a NUL in a path
        raise SourceError(f"no file has such a name: {error}") from error


def read_stdin() -> Page:
    """The page on standard input."""
    content = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise size_error(len(content))
    return Page(source="-", content=content)


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "no permission to read it: change its rights, or run as its owner"
    return f"cannot be read: {error.strerror or error}"
