"""Imported by the process that workers are forked from (see `guard`), and there only.

With all that reading needs loaded beforehand, a worker starts in 70 ms instead of two seconds, and shares the memory
of tables and patterns with its siblings.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import current_process, spawn

from extract.batch.guard import WORKER

_PR_SET_PDEATHSIG = 1

# The process that loaded this as a fork server; null in all others, its own children keep it.
SERVER: int | None = os.getpid() if any("multiprocessing.forkserver" in part for part in sys.orig_argv) else None


def end_with_parent() -> None:
    """No orphans: the kernel ends this process with its parent, whatever it is doing."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _without_main(real: Callable[[str], None]) -> Callable[[str], None]:
    def run(main: str) -> None:
        if current_process().name != WORKER:
            real(main)

    return run


if SERVER is not None:
    end_with_parent()
    # Nearly all that is made from here on stays: a collector would look through it again and again.
    gc.disable()
    from extract.batch.blocks import warm

    # What workers call is in this package: the script that began the run is not run again in each of them, and so needs
    # no `if __name__ == "__main__"`. Other processes of this server are as they always are.
    for _name in ("_fixup_main_from_name", "_fixup_main_from_path"):
        setattr(spawn, _name, _without_main(getattr(spawn, _name)))
    with suppress(Exception):
        # The worker that meets the error again tells of it; a server that ends here would tell nothing.
        warm()
    # What is there by now stays shared: a collection would touch, and so copy, every page.
    gc.collect()
    gc.freeze()
    gc.enable()
