"""Where a run lives: a folder of this machine, or one of a store that fsspec opens (s3://, gs://, memory://).

A folder syncs and renames. A store can do neither: a file is made on this machine and uploaded, and counts when a
second, small object that tells of it is there (the manifest's line, `run.json`): so even a store may be used that shows
half an upload.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
import socket
import tempfile
import weakref
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO, cast
from uuid import uuid4

from extract.sinks import write_whole
from extract.sources import SourceError, is_remote, is_url
from extract.sources.stores import is_of_a_store, store_of

LOCK = "lock"
# Objects that are asked for at a time.
_TOGETHER = 1_000
_ADVICE = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "make room"),
    **dict.fromkeys((errno.EACCES, errno.EPERM), "see to its rights"),
    errno.ENOENT: "put the folder back that was moved or deleted",
}


class HeldError(Exception):
    """Another process is writing here; the message says so."""


def advice(error: OSError) -> str:
    """What makes a write to a place succeed that failed so."""
    return _ADVICE.get(error.errno or 0, "see that it can be written")


class Place(ABC):
    """A folder, wherever it is, and the files in it by name (`parts/00000001.zst`). It raises OSError."""

    @abstractmethod
    def __truediv__(self, name: str) -> Place:
        """A folder in it."""

    @abstractmethod
    def is_file(self) -> bool:
        """True where a file has its name."""

    @abstractmethod
    def names(self) -> list[str]:
        """The names in it, sorted; none where it is not there."""

    @abstractmethod
    def make(self) -> None:
        """Makes it, where folders are made."""

    @abstractmethod
    def open(self, name: str) -> BinaryIO:
        """A file, for reading; FileNotFoundError where it is not there."""

    @abstractmethod
    def local(self, name: str) -> Path:
        """A file, or a copy of it, on this machine; a copy lasts as long as this object."""

    @abstractmethod
    def write(self, name: str, content: bytes) -> None:
        """Writes a file, whole or not at all (where the store can do that); when this returns it lasts."""

    @abstractmethod
    def scratch(self, name: str) -> Path:
        """Where on this machine a file is made that is then `put` under that name."""

    @abstractmethod
    def staging(self) -> Path:
        """A new, empty folder of this machine, to make files in that are then `put`."""

    @abstractmethod
    def put(self, name: str, made: Path) -> None:
        """Moves a file of this machine, synced, here; as `write`."""

    @abstractmethod
    def remove(self, name: str) -> None:
        """Deletes a file, where it is there."""

    @abstractmethod
    def clear(self) -> None:
        """Deletes all of it, as far as that can be done."""

    @abstractmethod
    def log(self, name: str, number: int, line: bytes) -> None:
        """Adds a line, the one of this number, to a list that `lines` reads."""

    @abstractmethod
    def lines(self, name: str) -> list[bytes]:
        """The whole lines of a list; what was left of one half-written is taken away."""

    @abstractmethod
    def hold(self) -> None:
        """Makes this process the one that writes here; HeldError where another does."""

    @abstractmethod
    def check(self) -> None:
        """HeldError where this process is that no more."""

    @abstractmethod
    def let_go(self) -> None:
        """Others may hold it now."""

    def read(self, name: str) -> bytes:
        """A file's bytes; FileNotFoundError where it is not there."""
        with self.open(name) as file:
            return file.read()


def place_of(name: str | Path) -> Place:
    """The folder of that name, here or in a store; SourceError where no such store can be opened."""
    text = str(name)
    if isinstance(name, Path) or not is_url(text):
        return Folder(Path(name))
    if not is_remote(text):
        raise SourceError(f"{text} can only be read: name a folder, or one of a store (s3://, gs://)")
    if text.partition("://")[0].lower() in {"file", "local"}:
        return Folder(Path(store_of(text)[1]))
    return Bucket(text)


class Folder(Place):
    """A folder of this machine."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: IO[bytes] | None = None

    def __str__(self) -> str:
        return str(self.path)

    def __truediv__(self, name: str) -> Folder:
        return Folder(self.path / name)

    def is_file(self) -> bool:
        return self.path.exists() and not self.path.is_dir()

    def names(self) -> list[str]:
        return sorted(path.name for path in self.path.iterdir()) if self.path.exists() else []

    def make(self) -> None:
        self.path.mkdir(parents=True, exist_ok=True)

    def open(self, name: str) -> BinaryIO:
        return (self.path / name).open("rb")

    def local(self, name: str) -> Path:
        return self.path / name

    def write(self, name: str, content: bytes) -> None:
        write_whole(self.path / name, content)
        _sync_folder(self.path)

    def scratch(self, name: str) -> Path:
        path = self.path / name
        path.parent.mkdir(exist_ok=True)
        return path.with_suffix(".part")

    def staging(self) -> Path:
        folder = self.path / "final"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder

    def put(self, name: str, made: Path) -> None:
        path = self.path / name
        made.replace(path)
        _sync_folder(path.parent)

    def remove(self, name: str) -> None:
        (self.path / name).unlink(missing_ok=True)

    def clear(self) -> None:
        self.let_go()
        shutil.rmtree(self.path, ignore_errors=True)
        with suppress(OSError):
            # Of the folder around it nothing may be left either.
            self.path.parent.rmdir()

    def log(self, name: str, number: int, line: bytes) -> None:  # noqa: ARG002  # lines are added in their order
        with (self.path / name).open("ab") as lines:
            lines.write(line)
            lines.flush()
            os.fsync(lines.fileno())

    def lines(self, name: str) -> list[bytes]:
        path = self.path / name
        told = path.read_bytes() if path.exists() else b""
        whole = told[: told.rfind(b"\n") + 1]
        if len(whole) < len(told):
            # The last line was being written when the run died.
            os.truncate(path, len(whole))
        return whole.splitlines()

    def hold(self) -> None:
        self._lock = (self.path / LOCK).open("wb")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._lock.close()
            raise HeldError("another process is writing this run: wait for it, or end it") from error

    def check(self) -> None:
        """Nobody takes a lock of the system away."""

    def let_go(self) -> None:
        if self._lock is not None:
            self._lock.close()


class Bucket(Place):
    """A folder in a store. A store has no locks: the process that holds one writes who it is into an object.

    Who comes later takes over, unless the earlier one is alive on this machine; the earlier one stops at its next
    shard. Until then both write the same.
    """

    def __init__(self, name: str, above: Bucket | None = None) -> None:
        self.name = name.rstrip("/")
        self.above = above  # whose folder on this machine is used, and which lives as long
        self.store, path = store_of(self.name)
        self.path = path.rstrip("/")
        self._scratch: Path | None = None
        self._held: bytes | None = None

    def __str__(self) -> str:
        return self.name

    def __truediv__(self, name: str) -> Bucket:
        return Bucket(f"{self.name}/{name}", self.above or self)

    def is_file(self) -> bool:
        with _answers():
            self.store.invalidate_cache()
            return bool(self.store.isfile(self.path))

    def names(self) -> list[str]:
        with _answers():
            self.store.invalidate_cache()
            try:
                found = {str(one).rstrip("/") for one in self.store.ls(self.path, detail=False)}
            except FileNotFoundError:
                return []
        # A store may show a folder as an object in itself.
        return sorted(one.rpartition("/")[2] for one in found - {self.path})

    def make(self) -> None:
        """Objects need no folder."""

    def open(self, name: str) -> BinaryIO:
        with _answers():
            return cast(BinaryIO, self.store.open(self._of(name), "rb"))

    def local(self, name: str) -> Path:
        copy = self._here() / name
        if not copy.exists():
            half = copy.with_name(f".{name}.part")
            with _answers():
                self.store.get_file(self._of(name), str(half))
            half.replace(copy)
        return copy

    def write(self, name: str, content: bytes) -> None:
        with _answers():
            self.store.pipe_file(self._of(name), content)

    def scratch(self, name: str) -> Path:
        return (self._here() / name.replace("/", "-")).with_suffix(".part")

    def staging(self) -> Path:
        folder = self._here() / "final"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder

    def put(self, name: str, made: Path) -> None:
        with _answers():
            self.store.put_file(str(made), self._of(name))
        made.unlink()

    def remove(self, name: str) -> None:
        with _answers(), suppress(FileNotFoundError):
            self.store.rm_file(self._of(name))

    def clear(self) -> None:
        with suppress(OSError), _answers():
            self.store.invalidate_cache()
            self.store.rm(self.path, recursive=True)

    def log(self, name: str, number: int, line: bytes) -> None:
        self.write(f"{name}/{number:08d}.json", line)

    def lines(self, name: str) -> list[bytes]:
        told: list[bytes] = []
        names = [self._of(f"{name}/{one}") for one in (self / name).names()]
        for at in range(0, len(names), _TOGETHER):
            with _answers():
                found = self.store.cat(names[at : at + _TOGETHER])
            told += [found[one] for one in names[at : at + _TOGETHER]]
        return told

    def hold(self) -> None:
        try:
            holder = json.loads(self.read(LOCK))
        except (FileNotFoundError, ValueError):
            holder = {}
        here = _process(os.getpid())
        if holder.get("process") not in {None, here} and holder["process"] == _process(holder.get("pid")):
            raise HeldError("another process is writing this run: wait for it, or end it")
        self._held = json.dumps({"pid": os.getpid(), "process": here, "token": uuid4().hex}).encode()
        self.write(LOCK, self._held)

    def check(self) -> None:
        with suppress(FileNotFoundError):
            if self.read(LOCK) == self._held:
                return
        raise HeldError(f"another process has taken over the run in {self.name}: it goes on there")

    def let_go(self) -> None:
        if self._held is not None:
            with suppress(OSError, HeldError):
                self.check()
                self.remove(LOCK)
            self._held = None

    def _of(self, name: str) -> str:
        return f"{self.path}/{name}"

    def _here(self) -> Path:
        """A folder of this machine that is gone when this object is."""
        if self.above is not None:
            return self.above._here()
        if self._scratch is None:
            self._scratch = Path(tempfile.mkdtemp(prefix="extract-"))
            weakref.finalize(self, shutil.rmtree, self._scratch, ignore_errors=True)
        return self._scratch


@contextmanager
def _answers() -> Iterator[None]:
    """A store's own errors, which are none of the system's, as an OSError."""
    try:
        yield
    except Exception as error:
        if not is_of_a_store(error) or isinstance(error, OSError):
            raise
        raise OSError(f"{type(error).__name__}: {error}: check the address and your rights") from error


def _process(pid: int | None) -> str | None:
    """What tells a living process of this machine from any other, before and after a restart; null where it is none."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        began = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return None
    return f"{socket.gethostname()} {boot} {pid} {began}"


def _sync_folder(path: Path) -> None:
    """Makes renames in a folder last."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
