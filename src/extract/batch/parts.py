"""What a run has read so far: one part for each shard of inputs, and the manifest that says which are whole.

A shard is a fixed number of inputs in the order given, so which engine read it, and with how many workers, leaves no
trace in it. A part is written under a temporary name, synced and renamed (in a store: made here and uploaded); then the
shard's line goes to the manifest, synced too. A shard counts when its line is there, and not before.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from extract.batch.outcomes import Outcome, packed, unpacked
from extract.batch.places import Place

MANIFEST, BEGUN = "manifest.jsonl", "begun.json"
_SLOWEST = 5


class PartsError(ValueError):
    """Parts that cannot be gone on with; the message says why."""


@dataclass(slots=True)
class Tally:
    """What a shard, or many, came to; `slowest` has seconds and sources."""

    inputs: int = 0
    articles: int = 0
    records: int = 0
    failures: int = 0
    slowest: list[tuple[float, str]] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Counts one input."""
        _, officials, observations, failures = map(len, outcome.lines)
        self.inputs += 1
        self.articles += bool(outcome.article_id)
        self.records += officials + observations
        self.failures += failures
        self._slow([(outcome.seconds, outcome.source)])

    def merge(self, other: Tally) -> None:
        """Counts all of another."""
        self.inputs += other.inputs
        self.articles += other.articles
        self.records += other.records
        self.failures += other.failures
        self._slow(other.slowest)

    def _slow(self, more: list[tuple[float, str]]) -> None:
        if len(self.slowest) < _SLOWEST or more[0][0] > self.slowest[-1][0]:
            self.slowest = sorted([*self.slowest, *more], key=lambda pair: -pair[0])[:_SLOWEST]


class Part:
    """A shard being written; it is not there until `commit`."""

    def __init__(self, parts: Parts, shard: int) -> None:
        from zstandard import ZstdCompressor

        self.parts, self.shard = parts, shard
        self.temporary = parts.place.scratch(part_name(shard))
        self.file = self.temporary.open("wb")
        # A tenth less work than level 1, for few bytes more: hardly any part is ever read.
        self.stream: Any = ZstdCompressor(level=-1).stream_writer(self.file, closefd=False)
        self.tally = Tally()

    def add(self, outcome: Outcome) -> None:
        """Writes what one input gave."""
        self.stream.write(packed(outcome))
        self.tally.add(outcome)

    def commit(self, keys: str) -> None:
        """Makes the shard count; `keys` is the digest of its inputs' keys."""
        self.stream.close()
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()
        self.parts.place.check()
        self.parts.place.put(part_name(self.shard), self.temporary)
        self.parts.commit(self.shard, keys, self.tally)

    def drop(self) -> None:
        """Leaves nothing of it."""
        self.file.close()
        self.temporary.unlink(missing_ok=True)


class Parts:
    """A folder of parts; the one process that holds it writes it."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.done: dict[int, Mapping[str, Any]] = {}
        self.tally = Tally()
        self.resumed = False

    def begin(self, identity: Mapping[str, Any]) -> None:
        """A new, empty folder for a run of this identity."""
        self.place.make()
        self.place.hold()
        self.place.write(BEGUN, (json.dumps(identity, ensure_ascii=False, indent=2) + "\n").encode())

    def resume(self) -> None:
        """Takes up what is there: shards whose line is whole count; whatever else is there does not."""
        self.place.hold()
        self.resumed = True
        for line in self.place.lines(MANIFEST):
            try:
                entry = json.loads(line)
                shard, told = entry["shard"], entry["tally"]
                tally = Tally(**{**told, "slowest": [tuple(pair) for pair in told["slowest"]]})
            except (ValueError, TypeError, KeyError):
                # Half an upload, in a store that shows such: the shard is read again.
                continue
            self.done[shard] = entry
            self.tally.merge(tally)

    def discard(self) -> None:
        """Deletes all of it: its beginning first, so that what is left of it is known."""
        with suppress(OSError):
            self.place.remove(BEGUN)
        self.place.clear()

    def identity(self) -> dict[str, Any]:
        """What the run was begun with; PartsError where that cannot be read."""
        try:
            begun: dict[str, Any] = dict(json.loads(self.place.read(BEGUN)))
        except (OSError, ValueError, TypeError) as error:
            raise PartsError(f"{self.place / BEGUN} cannot be read") from error
        return begun

    def commit(self, shard: int, keys: str, tally: Tally) -> None:
        """Writes the shard's line, synced; from now on it counts."""
        told = {
            "inputs": tally.inputs,
            "articles": tally.articles,
            "records": tally.records,
            "failures": tally.failures,
            "slowest": tally.slowest,
        }
        entry = {"shard": shard, "keys": keys, "tally": told}
        self.place.log(MANIFEST, shard, (json.dumps(entry, ensure_ascii=False) + "\n").encode("utf-8", "replace"))
        self.done[shard] = entry
        self.tally.merge(tally)

    def outcomes(self) -> Iterator[Outcome]:
        """What all inputs gave, in the order given; PartsError where a part is not there or not whole."""
        for shard in range(len(self.done)):
            yield from self.of_shard(shard)

    def of_shard(self, shard: int) -> Iterator[Outcome]:
        """What the inputs of one shard gave."""
        from zstandard import ZstdDecompressor, ZstdError

        try:
            with (
                self.place.open(part_name(shard)) as file,
                ZstdDecompressor().stream_reader(file) as stream,
            ):
                yield from unpacked(io.BufferedReader(stream, 1 << 18))
        except (OSError, ValueError, ZstdError, TypeError, KeyError) as error:
            raise PartsError(f"{self.place / part_name(shard)} cannot be read: run again with --fresh") from error


class Keys:
    """The digest of a shard's inputs: a run that is given again must be given the same."""

    def __init__(self) -> None:
        self.digest = hashlib.sha256()
        self.count = 0

    def add(self, key: str) -> None:
        """The next input's key."""
        self.digest.update(f"{key}\0".encode("utf-8", "backslashreplace"))
        self.count += 1

    def value(self) -> str:
        """In hex."""
        return self.digest.hexdigest()


def part_name(shard: int) -> str:
    """What a shard's part is called."""
    return f"parts/{shard:08d}.zst"
