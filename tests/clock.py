"""Time as tests ask for it: in pieces of Python, which a busy machine slows down as it slows down what is timed."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


def _piece() -> float:
    """The processor's seconds for counting to 200,000, some 10 ms on an idle machine."""
    began = time.process_time()
    for _ in range(200_000):
        pass
    return time.process_time() - began


@contextmanager
def at_most(pieces: int) -> Iterator[None]:
    """Fails where the work inside takes longer than so many pieces, of which the slowest before and behind it counts.

    It is there to tell linear from quadratic: the limit is several times what the work takes.
    """
    before = max(_piece() for _ in range(3))
    began = time.process_time()
    yield
    spent = time.process_time() - began
    piece = max(before, *(_piece() for _ in range(3)))
    assert spent < pieces * piece, f"{spent:.2f} s, {spent / piece:.0f} pieces of {piece:.4f} s"
