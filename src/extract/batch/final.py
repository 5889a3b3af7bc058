"""From parts to the tables of a run: one pass, in the order given, in which repeated articles are told apart."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.articles.duplicates import NearDuplicates
from extract.batch.outcomes import Outcome
from extract.sinks import KINDS, SINKS, line_of

# Records are handed to a sink so many inputs at a time.
_TOGETHER = 256
# Reasons are counted for the summary only; what comes after so many different ones is not told apart.
_REASONS = 1_000


@dataclass(slots=True)
class Told:
    """What the tables hold: rows by table, a digest of all inputs' bytes, and why inputs failed."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("inputs", *KINDS), 0))
    duplicates: int = 0
    digest: str = ""
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)


def write_final(
    outcomes: Iterable[Outcome], folder: Path, form: str, progress: Callable[[int], None] = lambda _: None
) -> Told:
    """Writes the tables into an empty folder. The same text again stays an article that repeats an earlier one; its
    facts are told once. The same outcomes give the same bytes (but for DuckDB, whose files carry an id of their own).
    """
    told, sink, originals = Told(), SINKS[form](folder), Originals()
    digest = hashlib.sha256()
    waiting: dict[str, list[bytes]] = {name: [] for name in KINDS}

    def flush() -> None:
        for name, lines in waiting.items():
            sink.write(name, lines)
            told.counts[name] += len(lines)
            lines.clear()
        progress(told.counts["inputs"])

    for outcome in outcomes:
        digest.update(f"{outcome.key}\0{outcome.digest}\n".encode("utf-8", "backslashreplace"))
        told.counts["inputs"] += 1
        articles, *facts = outcome.lines
        earlier = originals.earlier(outcome)
        if earlier:
            told.duplicates += 1
            articles = tuple(_repeating(line, earlier) for line in articles)
        if earlier == outcome.article_id:
            # Its very text: the facts were told with the first.
            facts = [(), (), facts[-1]]
        for name, lines in zip(KINDS, (articles, *facts), strict=True):
            waiting[name].extend(lines)
        for line in facts[-1]:
            failure = json.loads(line)
            reason = (failure["stage"], failure["reason"])
            told.reasons[reason if len(told.reasons) < _REASONS else ("", "other reasons")] += 1
        if told.counts["inputs"] % _TOGETHER == 0:
            flush()
    flush()
    sink.close()
    told.digest = digest.hexdigest()
    return told


class Originals:
    """The articles so far, and which of them a further one repeats: to the letter (100 bytes of memory an article), or
    nearly (see `NearDuplicates` for how far back it remembers).
    """

    def __init__(self) -> None:
        self.known: set[str] = set()
        self.near = NearDuplicates()

    def earlier(self, outcome: Outcome) -> str | None:
        """The id of the article that this one repeats, its own where it is that very text; null where it is new."""
        article_id = outcome.article_id
        if not article_id or article_id in self.known:
            return article_id or None
        self.known.add(article_id)
        return self.near.add(article_id, outcome.signature)


def _repeating(line: bytes, earlier: str) -> bytes:
    row: dict[str, Any] = json.loads(line)
    return line_of({**row, "duplicate_of": earlier})
