"""Files and folders of them: .txt, .html, .htm, and standard input."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from extract.sources import MAX_BYTES, Page, SourceError, size_error

SUFFIXES = (".txt", ".html", ".htm")


def find_files(given: Path) -> list[tuple[Path, str]]:
    """(Path, source) of the file given, or of every file with a known suffix below a folder, in order of sources.

    `source` is relative to the folder given. A folder below it that may not be listed is in the list too: reading it
    fails with the reason. Raises SourceError where there is nothing to read.
    """
    try:
        if not stat.S_ISDIR(given.stat().st_mode):
            return [(given, printable(given.name))]
        os.scandir(given).close()
    except (OSError, ValueError) as error:
        raise SourceError(_why(error)) from error
    found: list[Path] = []
    for folder, _, names in os.walk(given, onerror=lambda error: found.append(Path(error.filename))):
        paths = (Path(folder, name) for name in names if name.lower().endswith(SUFFIXES))
        # A link to nothing is kept, so that reading it says so; a pipe or a socket is no file.
        found.extend(path for path in paths if path.is_file() or path.is_symlink())
    if not found:
        raise SourceError(f"no {', '.join(SUFFIXES)} file in this folder")
    return sorted(((path, printable(path.relative_to(given).as_posix())) for path in found), key=lambda pair: pair[1])


def read_page(path: Path, source: str | None = None) -> Page:
    """The page in a file, or in a pipe that was given by name; SourceError where it cannot be read or is too large."""
    try:
        if path.is_dir():
            os.scandir(path).close()
            raise SourceError("is a folder: name one of its files, or use `extract run`")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
            if len(content) > MAX_BYTES:
                raise size_error(max(len(content), path.stat().st_size))
    except (OSError, ValueError) as error:
        raise SourceError(_why(error)) from error
    return Page(source=source or printable(path.name), content=content)


def read_stdin() -> Page:
    """The page on standard input."""
    content = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise size_error(len(content))
    return Page(source="-", content=content)


def printable(name: str) -> str:
    """A file's name as text: bytes in it that are not UTF-8 are written as escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _why(error: OSError | ValueError) -> str:
    match error:
        case FileNotFoundError():
            return "no such file or folder"
        case PermissionError():
            return "no permission to read it: change its rights, or run as its owner"
        case OSError():
            return f"cannot be read: {error.strerror or error}"
        case _:  # a NUL in a path
            return f"no file has such a name: {error}"
