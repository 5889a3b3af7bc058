"""The same blocks on Dask distributed: a cluster that is there, or one on this machine.

Dask gives a block of a worker that died to another; a worker that hangs it waits for. So each of its workers reads
through a guard of its own, with the limits of one machine, and a block never raises for what an input does.
"""

from __future__ import annotations

import multiprocessing
import re
import threading
from collections import deque
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from importlib import import_module
from typing import Any

from extract.batch.engines import WINDOW, Block, Results
from extract.batch.guard import Guard, WorkerError
from extract.batch.inputs import Input
from extract.batch.outcomes import Limits, Outcome

# How many workers may die while they hold one block until the run stops: a guard's child dies in their place.
_DEATHS = 20
_PORT = re.compile(r":\d+/?$")
_guards = threading.local()


def dask(blocks: Iterable[Block], limits: Limits, workers: int, scheduler: str | None) -> Results:
    """The blocks read by the workers of a scheduler (tcp://…), which need to see the inputs under the same names; or,
    where none is named, of a cluster of so many processes on this machine.
    """
    try:
        import dask as library

        distributed: Any = import_module("distributed")  # it has no types
    except ImportError as error:
        raise WorkerError("--engine dask needs Dask: pip install 'vn-news-extract[cluster]'") from error
    if scheduler and not _PORT.search(scheduler):
        raise WorkerError(f"--scheduler {scheduler}: name it with its port, as tcp://host:8786")
    settings = {"distributed.scheduler.allowed-failures": _DEATHS, "distributed.comm.timeouts.connect": "60s"}
    with ExitStack() as stack:
        stack.enter_context(library.config.set(settings))
        try:
            cluster = scheduler or stack.enter_context(
                distributed.LocalCluster(
                    n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50
                )
            )
            client = stack.enter_context(distributed.Client(cluster, set_as_default=False))
            width = max(1, sum(client.nthreads().values())) * WINDOW
        except OSError as error:
            raise WorkerError(f"no Dask scheduler answers at {scheduler}: {error}") from error
        waiting: deque[tuple[Block, Any]] = deque()
        try:
            for block in blocks:
                # A worker reads an archive's records where they lie: through the scheduler they would go twice.
                inputs = [replace(given, record=b"") for given in block.inputs()]
                waiting.append((block, client.submit(read_guarded, inputs, limits, pure=False) if inputs else None))
                while len(waiting) > width:
                    yield _first(waiting)
            while waiting:
                yield _first(waiting)
        except distributed.KilledWorker as error:
            raise WorkerError(f"the cluster's workers end while they read: {error}") from error


def _first(waiting: deque[tuple[Block, Any]]) -> tuple[Block, list[Outcome]]:
    block, future = waiting.popleft()
    return block, block.merged(future.result() if future else [])


def read_guarded(inputs: list[Input], limits: Limits) -> list[Outcome]:
    """A block, read on a cluster's worker by the guard of its thread."""
    guard: Guard | None = getattr(_guards, "guard", None)
    if guard is None or guard.limits != limits:
        if guard is not None:
            guard.stop()
        # Dask's workers are daemons, which may have no children unless they forget it; the guard's ends with them.
        multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
        guard = _guards.guard = Guard(limits)
    return guard.read(inputs)
