"""The review page's server as a user starts it, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serving(run: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`extract review RUN --no-browser`: its address and the process, which is gone afterwards."""
    command = [sys.executable, "-m", "extract", "review", str(run), "--no-browser"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            if not address:
                assert process.stderr is not None
                raise RuntimeError(process.stderr.read())
            yield address, process
        finally:
            process.kill()
            process.wait()
