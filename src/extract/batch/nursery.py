"""Imported by the process that workers are forked from (see `guard`), and there only.

With all that reading needs loaded beforehand, a worker starts in some 20 ms instead of two seconds, and shares the
memory of tables and patterns with its siblings.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
from contextlib import suppress

from extract.batch.blocks import warm

_PR_SET_PDEATHSIG = 1

# The process that loaded this as a fork server; null in all others, its own children keep it.
SERVER: int | None = os.getpid() if any("multiprocessing.forkserver" in part for part in sys.orig_argv) else None


def end_with_parent() -> None:
    """No orphans: the kernel ends this process with its parent, whatever it is doing."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


if SERVER is not None:
    end_with_parent()
    with suppress(Exception):
        # The worker that meets the error again tells of it; a server that ends here would tell nothing.
        warm()
    # What is there by now stays shared: a collection would touch, and so copy, every page.
    gc.collect()
    gc.freeze()
