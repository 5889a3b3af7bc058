"""How long the command takes to start: `extract --help` beside an empty Python and the imports it must not make."""

from __future__ import annotations

import subprocess
import sys
import time
from functools import partial
from pathlib import Path

from benchmarks.reference import medians, report

COMMAND = str(Path(sys.executable).with_name("extract"))


def main(rounds: int = 9) -> None:
    """Prints the wall time of each command, the median of `rounds`."""
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "python -c 'import extract'": [sys.executable, "-c", "import extract"],
        "extract --help": [COMMAND, "--help"],
        "python -c 'import pandas' (not needed)": [sys.executable, "-c", "import pandas"],
    }
    works = {
        name: partial(subprocess.run, command, check=True, stdout=subprocess.DEVNULL)
        for name, command in commands.items()
    }
    seconds = medians(works, rounds, time.perf_counter)
    report("Start, wall time", "python -c pass", seconds, {"extract --help": 0.3})


if __name__ == "__main__":
    main()
