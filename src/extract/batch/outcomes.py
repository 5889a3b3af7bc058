"""What one input gave, and what it may cost: all that a run's parent needs to know of reading.

It loads none of what reads: the tables and patterns of the pipeline are for those who read (see `blocks`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, BinaryIO, NamedTuple

from extract.batch.inputs import Input
from extract.records import Failure
from extract.sinks import JSON, as_line


@dataclass(frozen=True, slots=True)
class Limits:
    """What one article may cost: `timeout` in seconds, `memory` in bytes that a worker may take more than it has at
    the beginning of a block; 0 is no limit.
    """

    timeout: float = 30.0
    memory: int = 2_000_000_000


class Outcome(NamedTuple):
    """What one input gave: its records as lines of JSON, by table in the order of KINDS.

    `signature` is what near-duplicates are found by. `again` marks a failure that trying once more, alone, may mend.
    """

    key: str
    source: str
    article_id: str
    digest: str
    signature: bytes
    failed: bool
    again: bool
    seconds: float
    lines: tuple[tuple[bytes, ...], ...]


def gone(given: Input, limits: Limits, reason: str, digest: str, tries: int) -> Outcome:
    """The outcome of an input whose process ended on it, which is told from outside."""
    failure = Failure(
        source=given.source, stage="worker", reason=reason, offset=given.offset, hash=digest or None, tries=tries
    )
    lines = ((), (), (), (as_line(failure),))
    return Outcome(given.key, given.source, "", digest, b"", True, False, limits.timeout, lines)


# --- outcomes as bytes ---------------------------------------------------------------------------------------


def packed(outcome: Outcome) -> bytes:
    """An outcome as lines, one that tells of it, then its records; its signature, as it is, behind them."""
    head = {
        "key": outcome.key,
        "source": outcome.source,
        "article_id": outcome.article_id,
        "digest": outcome.digest,
        "signature": len(outcome.signature),
        "failed": outcome.failed,
        "seconds": outcome.seconds,
        "counts": [len(lines) for lines in outcome.lines],
    }
    told = JSON.encode(head).encode("utf-8", "replace")
    return b"".join([told, b"\n", *chain.from_iterable(outcome.lines), outcome.signature])


def unpacked(file: BinaryIO) -> Iterator[Outcome]:
    """The outcomes in a file of what `packed` made; ValueError, TypeError or KeyError where it breaks off."""
    while line := file.readline():
        head: dict[str, Any] = dict(json.loads(line))
        counts = head.pop("counts")
        records = tuple(tuple(islice(file, count)) for count in counts)
        signature = file.read(head["signature"])
        if [len(signature), *map(len, records)] != [head["signature"], *counts]:
            raise ValueError("it ends within an outcome")
        yield Outcome(**head | {"signature": signature}, again=False, lines=records)
