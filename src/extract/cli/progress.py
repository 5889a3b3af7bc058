"""How a run tells where it is: a bar on a terminal, lines of JSON for machines, a summary for people."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

from extract.cli.common import counted, tell

if TYPE_CHECKING:
    from extract.batch.run import Progress, Summary

_TOP = 5


class Watch(Protocol):
    """Is told how far a run is."""

    def __enter__(self) -> Watch: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...
    def __call__(self, progress: Progress) -> None: ...
    def end(self, summary: Summary) -> None:
        """Tells what the run came to."""


class Bar:
    """A line on a terminal's stderr: inputs, articles, records, failures, rate, time left; nothing in a pipe.

    `count` tells how many inputs there are, or null; it is asked beside the run, for it may take a while.
    """

    def __init__(self, count: Callable[[], int | None] = lambda: None) -> None:
        self.count = count
        self.total: int | None = None
        self.bar: Any = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            columns = (
                TextColumn("{task.fields[stage]}"),
                BarColumn(bar_width=20),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TextColumn("{task.description}"),
            )
            self.bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self.bar.start()
            self.task = self.bar.add_task("", total=None, stage="read", rate="")
            self.began, self.before, self.read = time.monotonic(), -1, 0
            threading.Thread(target=self._counted, name="extract-count", daemon=True).start()
        return self

    def _counted(self) -> None:
        # An input that cannot be counted is told by the run itself.
        with suppress(Exception):
            self.total = self.count()

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()

    def __call__(self, progress: Progress) -> None:
        """Shows it."""
        if self.bar is None:
            return
        tally = progress.tally
        if progress.stage == "write":
            self.bar.update(
                self.task, completed=tally.inputs, total=self.read or None, stage="write", description="", rate=""
            )
            return
        if self.before < 0:
            # What was read before this run was taken up is none of its rate.
            self.before = tally.inputs
            self.began = time.monotonic()
        self.read = tally.inputs
        rate = (tally.inputs - self.before) / max(time.monotonic() - self.began, 1e-6)
        told = ", ".join(counted(getattr(tally, name), name) for name in ("articles", "records", "failures"))
        left = f", {_long((self.total - tally.inputs) / rate)} left" if self.total and rate else ""
        self.bar.update(
            self.task,
            completed=tally.inputs,
            total=self.total,
            stage="read",
            description=told,
            rate=f"{rate:.0f}/s{left}",
        )

    def end(self, summary: Summary) -> None:
        """Told by the summary."""


def _long(seconds: float) -> str:
    """A time as people say it: 40 s, 12 min, 3.5 h."""
    if seconds < 90:
        return f"{max(0, seconds):.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5_400 else f"{seconds / 3_600:.1f} h"


class JsonLog:
    """One JSON object a line on stderr: each shard that was committed, and the end."""

    def __init__(self) -> None:
        self.began = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if error is not None:
            self._tell("stopped", reason=f"{type(error).__name__}: {error}")

    def __call__(self, progress: Progress) -> None:
        """Tells of it where a shard was committed."""
        if progress.committed:
            tally = progress.tally
            self._tell(
                "shard",
                shard=progress.shard,
                inputs=tally.inputs,
                articles=tally.articles,
                records=tally.records,
                failures=tally.failures,
            )

    def end(self, summary: Summary) -> None:
        """The last line."""
        self._tell(
            "end",
            output=str(summary.output),
            counts=summary.told.counts,
            duplicates=summary.told.duplicates,
            failures=[
                {"stage": stage, "reason": reason, "inputs": count}
                for (stage, reason), count in summary.told.reasons.most_common()
            ],
        )

    def _tell(self, event: str, **fields: object) -> None:
        told = {"event": event, "seconds": round(time.monotonic() - self.began, 3), **fields}
        tell(json.dumps(told, ensure_ascii=False) + "\n")


def summary_lines(summary: Summary) -> list[str]:
    """What a person wants to know at the end: what was found, what failed and why, what was slow."""
    told = summary.told
    found = ", ".join(counted(count, name) for name, count in summary.counts.items())
    repeated = f" ({told.duplicates} of the articles repeat others)" if told.duplicates else ""
    lines = [f"{found} in {summary.output}{repeated}"]
    failures = told.counts["failures"]
    if failures:
        lines.append(f"{counted(failures, 'failures')}: inputs, or tables in them, that could not be read, and why")
        lines += [f"  {count} x {stage}: {reason}" for (stage, reason), count in told.reasons.most_common(_TOP)]
        if len(told.reasons) > _TOP:
            lines.append(f"  and {counted(len(told.reasons) - _TOP, 'reasons')} more")
    if told.counts["inputs"] >= 100:
        slowest = ", ".join(f"{source} {seconds:.1f} s" for seconds, source in summary.tally.slowest[:3])
        rate = told.counts["inputs"] / max(summary.seconds, 1e-6)
        lines.append(f"{told.counts['inputs']} inputs in {summary.seconds:.0f} s ({rate:.0f}/s); slowest: {slowest}")
    return lines
