"""From outcomes to the tables of a run: one pass, in the order given, in which repeated articles are told apart."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

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


class Final:
    """The tables being written into an empty folder, outcome by outcome, in the order of the run.

    The same text again stays an article that repeats an earlier one; its facts are told once. The same outcomes give
    the same bytes (but for DuckDB, whose files carry an id of their own). Nothing counts before `close`.
    """

    def __init__(self, folder: Path, form: str) -> None:
        self.folder = folder
        self.told = Told()
        self.sink = SINKS[form](folder)
        self.originals = Originals()
        self.digest = hashlib.sha256()
        self.waiting: dict[str, list[bytes]] = {name: [] for name in KINDS}

    def add(self, outcomes: Iterable[Outcome]) -> None:
        """Takes what the next inputs gave."""
        for outcome in outcomes:
            self._add(outcome)

    def _add(self, outcome: Outcome) -> None:
        told = self.told
        self.digest.update(f"{outcome.key}\0{outcome.digest}\n".encode("utf-8", "backslashreplace"))
        told.counts["inputs"] += 1
        articles, *facts = outcome.lines
        earlier = self.originals.earlier(outcome)
        if earlier:
            told.duplicates += 1
            articles = tuple(_repeating(line, earlier) for line in articles)
        if earlier == outcome.article_id:
            # Its very text: the facts were told with the first.
            facts = [(), (), facts[-1]]
        for name, lines in zip(KINDS, (articles, *facts), strict=True):
            self.waiting[name].extend(lines)
        for line in facts[-1]:
            failure = json.loads(line)
            reason = (failure["stage"], failure["reason"])
            told.reasons[reason if len(told.reasons) < _REASONS else ("", "other reasons")] += 1
        if told.counts["inputs"] % _TOGETHER == 0:
            self._flush()

    def close(self) -> Told:
        """Ends the files; what they hold."""
        self._flush()
        self.sink.close()
        self.told.digest = self.digest.hexdigest()
        return self.told

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Lets go of the files, half-written where it was not closed."""
        if not self.told.digest:
            self.sink.drop()

    def _flush(self) -> None:
        for name, lines in self.waiting.items():
            self.sink.write(name, lines)
            self.told.counts[name] += len(lines)
            lines.clear()


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
