"""Blocks read so that one input costs itself only: in this process, or in a child that may die.

Both engines read through a guard: on one machine each worker is one, on a cluster each of its workers has one. Its
child is forked from a process that only loads what reading needs (multiprocessing's fork server): it has one thread,
and none of the parent's state.
"""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future, InvalidStateError
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import cache
from importlib import import_module
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import ForkServerContext, ForkServerProcess
from typing import Any

from extract.batch.inputs import Input
from extract.batch.outcomes import Limits, Outcome, gone

# Seconds beyond an article's limit before its process is ended; and beyond that before the pool is taken for wedged.
_GRACE, _WEDGED = 5.0, 30.0
# Seconds that a child may take to start and to load its tables, on a machine that has much else to do.
_START = 300.0
# How often a pool may break before a task was begun (a child that cannot even start) until that is an error.
_BROKEN = 5
# Seconds until the next try, doubled each time: a fork server that was killed takes its time to be gone.
_PAUSE = 0.1
# What its child is called, by which the fork server knows it.
WORKER = "extract-worker"
# What the fork server loads.
_PRELOAD = ["extract.batch.nursery"]


class WorkerError(Exception):
    """No worker can be started; the message says why."""


class _DiedError(Exception):
    """The process ended while it read."""


class Reader:
    """Reads blocks in this process: nothing outlives a crash of it, and only Python code can be interrupted."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits

    def read(self, inputs: Sequence[Input]) -> list[Outcome]:
        """What the inputs gave, in order, one outcome each.

        A block that ends its process, or hangs where no alarm reaches, is read again input by input; one that fails so
        alone is tried once more and then becomes a failure.
        """
        done: list[Outcome] = []
        waiting = deque([(list(inputs), 1)])
        while waiting:
            block, tries = waiting.popleft()
            try:
                outcomes = self._read(block, tries)
            except (_DiedError, TimeoutError) as error:
                hung = isinstance(error, TimeoutError)
                if len(block) > 1:
                    # Who hangs alone after it hung in company has had its two tries; a death may be a neighbour's.
                    waiting.extendleft(([one], 2 if hung else 1) for one in reversed(block))
                elif tries == 1:
                    waiting.appendleft((block, 2))
                else:
                    done.append(self._gone(block[0], hung))
                continue
            rest: list[tuple[list[Input], int]] = []
            for given, outcome in zip(block, outcomes, strict=False):
                if outcome.again:
                    rest.append(([given], 2))
                elif rest:
                    # Behind one that is tried again: its outcome would come before its turn.
                    rest.append(([given], tries))
                else:
                    done.append(outcome)
            if len(outcomes) < len(block):
                rest.append((block[len(outcomes) :], tries))
            waiting.extendleft(reversed(rest))
        return done

    def stop(self) -> None:
        """Ends what it holds."""

    def _read(self, block: list[Input], tries: int) -> list[Outcome]:
        from extract.batch.blocks import read_block

        return read_block(block, self.limits, tries)

    def _gone(self, given: Input, hung: bool) -> Outcome:
        how = "took longer than its limit and could not be interrupted" if hung else "ended the process that read it"
        reason = f"{how}, twice: `extract retry` tries it again"
        return gone(given, self.limits, reason, self._digest(given), 2)

    def _digest(self, given: Input) -> str:
        from extract.batch.blocks import digest_of

        return digest_of(given)


class Guard(Reader):
    """Reads blocks in a process of its own."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.pool: Any = None
        self.future: Future[Any] | None = None
        self.stopped = False

    def stop(self) -> None:
        """Ends the process, whatever it is doing; may be called from another thread than the one that reads."""
        self.stopped = True
        self._drop()
        if self.future is not None:
            # A pool that is stopped leaves its tasks as they are, and who waits for them waiting.
            with suppress(InvalidStateError):
                self.future.set_exception(CancelledError())

    def _read(self, block: list[Input], tries: int) -> list[Outcome]:
        limit = self.limits.timeout
        # A block stops by itself once it took an article's time; its last article may then take as long again.
        hard = limit and (2 * limit if len(block) > 1 else limit) + _GRACE
        outcomes: list[Outcome] = self._call("read_block", (block, self.limits, tries), hard)
        return outcomes

    def _digest(self, given: Input) -> str:
        try:
            digest: str = self._call("digest_of", (given,), self.limits.timeout + _GRACE)
        except (_DiedError, TimeoutError):
            return ""
        return digest

    def _call(self, work: str, args: tuple[Any, ...], hard: float) -> Any:
        """The result from the child; TimeoutError or _DiedError where it had to be ended, or ended itself."""
        for again in range(_BROKEN):
            if again:
                time.sleep(_PAUSE * 2**again)
            try:
                if self.pool is None:
                    self._start()
                return self._ask(work, args, hard)
            except (TimeoutError, _DiedError):
                # The whole pool goes: a child that ends while it answers leaves half a message in its pipe, and the
                # next one must have loaded its tables before an article's time begins.
                self._drop()
                raise
            except (BrokenProcessPool, RuntimeError) as error:
                # The child ended between two tasks, or before its first: that is nobody's fault yet.
                why = error.__cause__ or error
                self._drop()
        raise WorkerError(f"workers end as soon as they start ({why}): free some memory, or try --workers 1")

    def _start(self) -> None:
        from pebble import ProcessPool

        serve()
        self.pool = ProcessPool(max_workers=1, context=_Workers())
        try:
            self._ask("warm", (), _START)
        except (TimeoutError, _DiedError) as error:
            raise BrokenProcessPool("it could not load its tables") from error

    def _ask(self, work: str, args: tuple[Any, ...], hard: float) -> Any:
        from pebble import ProcessExpired

        if self.stopped:
            raise CancelledError
        future = self.pool.schedule(_in_worker, (work, *args), timeout=hard or None)
        self.future = future
        try:
            # Where the pool itself does not keep the limit it is wedged: that is a TimeoutError too.
            return future.result(hard + _WEDGED if hard else None)
        except ProcessExpired as error:
            raise _DiedError from error

    def _drop(self) -> None:
        pool, self.pool = self.pool, None
        if pool is not None:
            pool.stop()
            pool.join()


class _Workers(ForkServerContext):
    """The fork server's context, whose processes have our name."""

    def Process(self, **how: Any) -> ForkServerProcess:  # type: ignore[override]  # noqa: N802
        return ForkServerProcess(**{**how, "name": WORKER})


def serve() -> None:
    """Starts the fork server where none runs. It ends with the thread that started it: best one that lives long."""
    forkserver.set_forkserver_preload(_PRELOAD)
    # Started by the server's own start, the tracker would unblock what is blocked below.
    resource_tracker.ensure_running()
    # Ctrl-C is the parent's: it is blocked in the server, and so in what it forks.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@cache
def _prepare() -> None:
    """Once in a child, before its first task; an initializer that fails would leave tasks waiting for ever."""
    from extract.batch.nursery import SERVER, end_with_parent

    end_with_parent()
    if SERVER is not None and os.getppid() != SERVER:
        os._exit(1)


def _in_worker(work: str, *args: Any) -> Any:
    """Calls a function of `blocks`, which the parent names only: it has not loaded what reads."""
    _prepare()
    return getattr(import_module("extract.batch.blocks"), work)(*args)
