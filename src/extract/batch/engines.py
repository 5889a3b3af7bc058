"""Who reads the blocks: this process, processes on this machine, or a Dask cluster. The same blocks in, the same out.

An engine takes blocks as they come, keeps a bounded number of them in hand, and gives their outcomes back in order.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue

from extract.batch.guard import Guard, Reader, serve
from extract.batch.inputs import Input
from extract.batch.outcomes import Limits, Outcome

# Blocks in hand for each worker: one that is read, and some to wait, so that one slow article stops nobody.
WINDOW = 4


@dataclass(slots=True)
class Block:
    """Some inputs of one shard, in order; the last block of a shard carries the digest of its keys.

    An item that is an Outcome was read before (see `extract retry`).
    """

    shard: int
    items: list[Input | Outcome]
    keys: str | None = None

    def inputs(self) -> list[Input]:
        """Those that are to be read."""
        return [item for item in self.items if not isinstance(item, Outcome)]

    def merged(self, read: Iterable[Outcome]) -> list[Outcome]:
        """The outcomes of all items, given those of the inputs."""
        fresh = iter(read)
        return [item if isinstance(item, Outcome) else next(fresh) for item in self.items]


Results = Generator[tuple[Block, list[Outcome]], None, None]


def serial(blocks: Iterable[Block], reader: Reader) -> Results:
    """One block after the other."""
    try:
        for block in blocks:
            inputs = block.inputs()
            yield block, block.merged(reader.read(inputs) if inputs else [])
    finally:
        reader.stop()


def local(blocks: Iterable[Block], limits: Limits, workers: int) -> Results:
    """So many child processes on this machine, a thread to look after each."""
    serve()
    guards = [Guard(limits) for _ in range(workers)]
    idle: SimpleQueue[Guard] = SimpleQueue()
    for guard in guards:
        idle.put(guard)

    def read(inputs: list[Input]) -> list[Outcome]:
        guard = idle.get()
        try:
            return guard.read(inputs)
        finally:
            idle.put(guard)

    pool = ThreadPoolExecutor(workers, "extract-guard", initializer=_leave_interrupts)
    waiting: deque[tuple[Block, Future[list[Outcome]] | None]] = deque()
    try:
        for block in blocks:
            inputs = block.inputs()
            waiting.append((block, pool.submit(read, inputs) if inputs else None))
            while len(waiting) > workers * WINDOW or (waiting and _is_done(waiting[0][1])):
                yield _first(waiting)
        while waiting:
            yield _first(waiting)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for guard in guards:
            guard.stop()
        pool.shutdown()
        for guard in guards:
            # One may have started a child while it was stopped.
            guard.stop()


def _is_done(future: Future[list[Outcome]] | None) -> bool:
    return future is None or future.done()


def _first(waiting: deque[tuple[Block, Future[list[Outcome]] | None]]) -> tuple[Block, list[Outcome]]:
    block, future = waiting[0]
    outcomes = block.merged(future.result() if future else [])
    waiting.popleft()
    return block, outcomes


def _leave_interrupts() -> None:
    """Ctrl-C is the parent's: threads, and the children that they start, inherit that it is blocked here."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
