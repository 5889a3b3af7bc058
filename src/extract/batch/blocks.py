"""The work on one block of inputs: a pure function of their bytes and the data files, the same on every engine.

Limits live here, in the process that reads: an alarm ends an article that takes too long, a cap on the address space
one that takes too much. What neither can end (a hang inside C, a crash) is ended from outside: see `guard`.
"""

from __future__ import annotations

import resource
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from extract.articles.body import ArticleError, read_article
from extract.articles.duplicates import signatures
from extract.batch.inputs import Input
from extract.batch.outcomes import Limits, Outcome
from extract.pipeline import Extraction, extract_article, failed
from extract.records import Failure, Stage
from extract.sinks import as_line
from extract.sources import Page, SourceError
from extract.tables.base import TableError
from extract.tables.phrasings import phrasings
from extract.tables.titles import people

# More than the text and the tree of a page take, in bytes.
_KEPT = 8_000_000


class _TooLong(BaseException):
    """The alarm. No Exception: code that catches everything must not catch this."""


def read_block(inputs: Sequence[Input], limits: Limits, tries: int = 1) -> list[Outcome]:
    """What the inputs gave, in order; fewer than asked for where the block as a whole took an article's time."""
    read: list[tuple[Outcome, str]] = []
    began = time.monotonic()
    _keep_memory()
    with _address_space(limits.memory), _alarm(limits.timeout):
        for given in inputs:
            read.append(_read_within(given, limits, tries))
            if limits.timeout and time.monotonic() - began > limits.timeout:
                break
    # Behind the limits: no text is so long that this takes much.
    signed = signatures(text for _, text in read)
    return [outcome._replace(signature=told) for (outcome, _), told in zip(read, signed, strict=True)]


def _read_within(given: Input, limits: Limits, tries: int = 1) -> tuple[Outcome, str]:
    """One input within its limits, without its signature; whatever goes wrong with it becomes a failure of its own.

    And the text of its article.
    """
    began = time.perf_counter()
    seen = _Seen()
    again = tries == 1
    try:
        with _time(limits.timeout):
            extraction = _read(given, seen, tries)
            again = again and seen.surprised
            return _outcome(given, extraction, seen, again, time.perf_counter() - began)
    except _TooLong:
        reason = f"took longer than {limits.timeout:g} s: `extract retry` with a longer --timeout gives it more"
    except MemoryError:
        reason = f"took more than {limits.memory / 1e6:.0f} MB: `extract retry` with more --memory gives it more"
    return _outcome(given, _failure(given, seen, reason, tries), seen, again, time.perf_counter() - began)


def read_one(given: Input) -> Extraction:
    """One input: page → article → records, without limits; what goes wrong with it becomes a failure of its own."""
    return _read(given, _Seen(), 2)


@cache
def warm() -> None:
    """Loads what reading needs, so that no article's time or memory is taken by it.

    What is seldom asked for (most templates) is compiled in each worker, when it is: here all others would wait for it.
    """
    firsts = {phrasing.metric: phrasing for phrasing in reversed(phrasings()) if phrasing.examples}
    lines = [phrasing.examples[0].text for phrasing in firsts.values()]
    lines.append(people().example[0].text)
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    page = f"<html><head><title>{escape(lines[0])}</title></head><body><article>{body}</article></body></html>"
    extract_article(read_article(Page("warm.html", page.encode())))
    signatures(["\n".join(lines)])
    _keep_memory()


@cache
def _keep_memory() -> None:
    """Once given back, glibc keeps as much for the next page, and no longer asks the system for each of its pages."""
    bytes(_KEPT)


def digest_of(given: Input) -> str:
    """The hash of an input's bytes, in hex; empty where it cannot be had."""
    try:
        return given.load().digest
    except Exception:
        return ""


@dataclass(slots=True)
class _Seen:
    """How far an input was read."""

    stage: Stage = "source"
    digest: str = ""
    offset: int | None = None
    surprised: bool = False


def _read(given: Input, seen: _Seen, tries: int) -> Extraction:
    try:
        page = given.load()
        seen.digest = page.digest
        seen.offset = page.offset
        seen.stage = "article"
        return _extracted(page, seen)
    except (SourceError, ArticleError) as error:
        return _failure(given, seen, str(error), 1)
    except (TableError, MemoryError):
        # A mistake in a data file is none of this input's: it stops the run. Memory is the caller's to tell.
        raise
    except Exception as error:
        # A mistake of ours on this input: it is kept with its kind, and the batch goes on.
        seen.surprised = True
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        return _failure(given, seen, reason, tries)


def _extracted(page: Page, seen: _Seen) -> Extraction:
    article = read_article(page)
    seen.stage = "extract"
    return extract_article(article)


def _failure(given: Input, seen: _Seen, reason: str, tries: int) -> Extraction:
    offset = seen.offset if seen.offset is not None else given.offset
    return failed(
        Failure(
            source=given.source, stage=seen.stage, reason=reason, offset=offset, hash=seen.digest or None, tries=tries
        )
    )


def _outcome(given: Input, found: Extraction, seen: _Seen, again: bool, seconds: float) -> tuple[Outcome, str]:
    article = found.article
    records = ((article,) if article.article_id else (), found.officials, found.observations, found.failures)
    outcome = Outcome(
        key=given.key,
        source=given.source,
        article_id=article.article_id,
        digest=seen.digest,
        signature=b"",
        failed=bool(found.failures),
        again=again and bool(found.failures),
        seconds=round(seconds, 3),
        lines=tuple(tuple(map(as_line, some)) for some in records),
    )
    return outcome, article.text


# --- limits --------------------------------------------------------------------------------------------------


def _has_alarm(seconds: float) -> bool:
    """True where there is a limit, in the main thread: no other thread of a process has an alarm."""
    return bool(seconds) and threading.current_thread() is threading.main_thread()


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Makes `_time` ring inside."""
    if not _has_alarm(seconds):
        yield
        return

    def ring(*_: object) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, ring)
    try:
        yield
    finally:
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _time(seconds: float) -> Iterator[None]:
    """Raises _TooLong inside after so many seconds."""
    if not _has_alarm(seconds):
        yield
        return
    try:
        # It rings again and again: the first may be lost where Python ignores errors (in a __del__).
        signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def _address_space(more: int) -> Iterator[None]:
    """Lets this process take so many bytes more than it has; what asks for more gets a MemoryError."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() + more
    if not more or (soft != resource.RLIM_INFINITY and soft <= limit):
        yield
        return
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
