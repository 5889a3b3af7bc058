"""A fixed piece of work to measure against: milliseconds depend on the machine, ratios hardly do."""

from __future__ import annotations

import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

SEED = Path(__file__).parent.parent / "corpus" / "seed" / "lai-chau-par-index-pci-2019.txt"
_WORD = re.compile(r"\w+")


def reference(text: str) -> int:
    """How many kinds of words `text` has: pure Python and `re`, as the work that it is compared with."""
    return len(Counter(word.lower() for word in _WORD.findall(text)))


def medians(
    works: Mapping[str, Callable[[], object]], rounds: int, clock: Callable[[], float] = time.process_time
) -> dict[str, float]:
    """The median seconds of each piece of work on `clock`, measured in turns so that a busy machine slows all alike."""
    took: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            began = clock()
            work()
            took[name].append(clock() - began)
    return {name: statistics.median(seconds) for name, seconds in took.items()}


def report(title: str, base: str, seconds: dict[str, float], limits: dict[str, float]) -> None:
    """Prints one line for each piece of work: milliseconds, the ratio to `base`, and the limit where there is one."""
    print(title)
    for name, taken in seconds.items():
        limit = limits.get(name)
        verdict = "" if limit is None else f"   limit {1000 * limit:g} ms: {'kept' if taken <= limit else 'BROKEN'}"
        print(f"  {name:<42}{1000 * taken:>9.2f} ms {taken / seconds[base]:>9.1f} x{verdict}")
