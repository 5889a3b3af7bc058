"""The log of decisions: one JSON object a line, on disk before it is answered, never rewritten.

`RUN_DIR/review.jsonl`. What a crash tore off is the last line at most, and that decision was never confirmed to anyone.
An undo is a line like any other: the log tells the whole course of the review.
"""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

if sys.platform != "win32":
    import fcntl

Row = dict[str, Any]
Kind = Literal["observation", "official", "article"]
Verdict = Literal["accept", "correct", "reject", "add", "undo"]
Key = tuple[str, str]

NAME = "review.jsonl"


class LogError(Exception):
    """A log that cannot be read or written; the message says why and what to do."""


@dataclass(frozen=True)
class Decision:
    """One line. `record` is the corrected or added one, `digest` of the record as it was read, `client` the tab."""

    seq: int
    at: str
    client: str
    kind: Kind
    id: str
    verdict: Verdict
    digest: str = ""
    record: Row | None = None
    undoes: int | None = None

    @property
    def key(self) -> Key:
        """What the decision is about."""
        return self.kind, self.id


class Log:
    """The decisions so far, in their order, and which of them are in force."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.decisions: list[Decision] = []
        self._force: dict[Key, list[Decision]] = defaultdict(list)
        # The number of the last line about each record, whatever it says.
        self.seen: dict[Key, int] = {}
        self._file: int | None = None

    @classmethod
    def read(cls, folder: Path) -> Log:
        """The log as it is on disk, without a lock and without changing it; empty where there is none."""
        log = cls(folder / NAME)
        try:
            content = log.path.read_bytes()
        except FileNotFoundError:
            return log
        except OSError as error:
            raise LogError(f"cannot read {log.path}: {error.strerror}") from error
        log._load(content)
        return log

    @classmethod
    def open(cls, folder: Path) -> Log:
        """The log, to be written to by this process alone; LogError where another one does. A torn line is cut off."""
        log = cls(folder / NAME)
        try:
            log._file = os.open(log.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
            if sys.platform != "win32":
                # The kernel lets go of it when the process ends, however it ends.
                fcntl.flock(log._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            log.close()
            raise LogError(f"{folder} is being reviewed already: use that page, or stop it first") from error
        except OSError as error:
            raise LogError(f"cannot write {log.path}: {error.strerror}: decisions could not be kept") from error
        try:
            whole = log._load(log.path.read_bytes())
        except LogError:
            log.close()
            raise
        os.ftruncate(log._file, whole)
        return log

    def close(self) -> None:
        """Lets go of the file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    @property
    def seq(self) -> int:
        """The number of the last line."""
        return self.decisions[-1].seq if self.decisions else 0

    def of(self, kind: str, record: str) -> Decision | None:
        """The decision in force about a record."""
        stack = self._force.get((kind, record))
        return stack[-1] if stack else None

    def in_force(self) -> dict[Key, Decision]:
        """The decision in force about each record that has one."""
        return {key: stack[-1] for key, stack in self._force.items() if stack}

    def last(self, client: str) -> Decision | None:
        """The latest decision in force that this tab made: what its undo takes back."""
        return max((d for d in self.in_force().values() if d.client == client), key=lambda d: d.seq, default=None)

    def append(
        self,
        client: str,
        kind: Kind,
        record_id: str,
        verdict: Verdict,
        digest: str = "",
        record: Row | None = None,
        undoes: int | None = None,
    ) -> Decision:
        """Writes one decision and waits until the disk has it; LogError, and nothing of it kept, where it cannot."""
        if self._file is None:
            raise LogError(f"{self.path} is not open")
        at = datetime.now(UTC).isoformat(timespec="seconds")
        made = Decision(self.seq + 1, at, client, kind, record_id, verdict, digest, record, undoes)
        line = json.dumps({k: v for k, v in asdict(made).items() if v not in (None, "")}, ensure_ascii=False) + "\n"
        content, before = line.encode(), os.fstat(self._file).st_size
        try:
            if os.write(self._file, content) != len(content):
                raise OSError("the disk is full")
            os.fsync(self._file)
        except OSError as error:
            os.ftruncate(self._file, before)
            raise LogError(f"not saved: {error.strerror or error}: make room and try again") from error
        self._take(made)
        return made

    def _load(self, content: bytes) -> int:
        """Takes all whole lines; how many bytes they are."""
        at = 0
        for number, line in enumerate(content.splitlines(keepends=True), 1):
            if not line.endswith(b"\n"):
                break
            try:
                self._take(_decision(json.loads(line)))
            except (ValueError, TypeError, KeyError) as error:
                message = (
                    f"{self.path}, line {number} is no decision ({error}): mend or move the file; it was not changed"
                )
                raise LogError(message) from error
            at += len(line)
        return at

    def _take(self, made: Decision) -> None:
        if made.seq != self.seq + 1:
            raise ValueError(f"number {made.seq} after {self.seq}")
        self.decisions.append(made)
        self.seen[made.key] = made.seq
        stack = self._force[made.key]
        if made.verdict == "undo":
            stack[:] = [other for other in stack if other.seq != made.undoes]
        else:
            stack.append(made)


def _decision(row: Mapping[str, Any]) -> Decision:
    from pydantic import TypeAdapter

    return TypeAdapter(Decision).validate_python(dict(row))
