"""Files by name, wherever they are: plain paths by the system, s3://, gs://, memory:// and file:// through fsspec."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from extract.sources import SourceError, is_remote, is_url


def open_file(name: str | Path) -> BinaryIO:
    """The file of that name, open for reading bytes and for seeking; SourceError says why it cannot be."""
    with reasons():
        if isinstance(name, Path) or not is_url(name):
            return _path(name).open("rb")
        store, path = store_of(name)
        return cast(BinaryIO, store.open(path, "rb"))


def _path(name: str | Path) -> Path:
    # To make a path of a path takes as long as to open it.
    return name if isinstance(name, Path) else Path(name)


def read_range(name: str | Path, offset: int, length: int) -> bytes:
    """`length` bytes of a file from `offset` on, fewer at its end; SourceError where it cannot be read."""
    with open_file(name) as file, reasons():
        file.seek(offset)
        return file.read(length)


def size_of(name: str | Path) -> int | None:
    """How large a file is, in bytes; null where its store does not tell."""
    try:
        if isinstance(name, Path) or not is_url(name):
            return _path(name).stat().st_size
        store, path = store_of(name)
        size = store.info(path).get("size")
    except (OSError, ValueError, SourceError):
        return None
    return None if size is None else int(size)


def walk(name: str | Path, wanted: Callable[[str], bool]) -> Iterator[tuple[str | Path, str]]:
    """(File, its path relative to the folder) of each wanted file below a folder, in the order of their paths.

    One folder's names are held at a time. A folder that may not be listed and a link to nothing are told as files:
    reading them says why. SourceError where `name` itself is no folder that can be listed.
    """
    if isinstance(name, Path) or not is_url(name):
        with reasons():
            os.scandir(name).close()
        yield from _walk_paths(Path(name), "", wanted)
        return
    store, path = store_of(name)
    scheme = name.partition("://")[0]
    with reasons():
        found = sorted(store.find(path))
    for file in found:
        relative = str(file)[len(path) :].lstrip("/")
        if wanted(relative):
            yield f"{scheme}://{str(file).lstrip('/') if scheme != 'file' else file}", relative


def is_folder(name: str | Path) -> bool:
    """True for a folder; SourceError where there is nothing of that name or it may not be looked at."""
    with reasons():
        if isinstance(name, Path) or not is_url(name):
            return stat.S_ISDIR(_path(name).stat().st_mode)
        store, path = store_of(name)
        if not store.exists(path):
            raise FileNotFoundError(name)
        return bool(store.isdir(path))


def printable(name: str) -> str:
    """A file's name as text: bytes in it that are not UTF-8 are written as escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


class reasons:  # noqa: N801  # reads as a word: with reasons()
    """Errors of the system and of a store become a SourceError that says what to do."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if isinstance(error, (OSError, ValueError, ImportError)) or is_of_a_store(error):
            raise SourceError(why(cast(Exception, error))) from error


def why(error: Exception) -> str:
    """What an error of the system or of a store means to a user."""
    match error:
        case FileNotFoundError():
            return "no such file or folder"
        case PermissionError():
            return "no permission to read it: change its rights, or run as its owner"
        case OSError():
            return f"cannot be read: {error.strerror or error}"
        case ImportError():  # fsspec names the package
            return f"its store needs a package that is not installed: {error}"
        case ValueError():  # a NUL in a path
            return f"no file has such a name: {error}"
        case _:  # a store's own: no credentials, no such bucket
            return f"cannot be read ({type(error).__name__}: {error}): check the address and your rights"


def is_of_a_store(error: BaseException | None) -> bool:
    """True for the errors of cloud stores that are none of the system's (botocore's, google's, azure's)."""
    return isinstance(error, Exception) and type(error).__module__.partition(".")[0] in {
        "aiobotocore", "aiohttp", "azure", "botocore", "fsspec", "gcsfs", "google", "s3fs",
    }  # fmt: skip


def store_of(name: str) -> tuple[Any, str]:
    """The file system of an address in a store, and the path there; SourceError where it cannot be opened."""
    if not is_remote(name):
        raise SourceError(f"only http, https and stores of files are read, not {name.partition('://')[0]}")
    import fsspec

    with reasons():
        store, path = fsspec.core.url_to_fs(name)
    return store, str(path)


def _walk_paths(folder: Path, under: str, wanted: Callable[[str], bool]) -> Iterator[tuple[Path, str]]:
    try:
        with os.scandir(folder) as entries:
            # A folder's name is sorted as the paths in it begin, so that the order is that of whole paths.
            found = sorted((entry.name + "/" * _is_dir(entry), entry) for entry in entries)
    except OSError:
        yield folder, under.rstrip("/")
        return
    for name, entry in found:
        if name.endswith("/"):
            yield from _walk_paths(Path(entry.path), under + name, wanted)
        # A link to nothing is kept, so that reading it says so; a pipe or a socket is no file.
        elif wanted(name) and (entry.is_file() or entry.is_symlink()):
            yield Path(entry.path), under + name


def _is_dir(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)  # never round in a circle
    except OSError:
        return False
