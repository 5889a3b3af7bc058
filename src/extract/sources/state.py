"""What a crawl knows, in SQLite beside its WARC files: survives a kill, tells of each address what was decided and why.

A page counts when its record is synced to the WARC file and its row is committed here. requests-cache would keep each
body a second time and needs an adapter of its own, where ours pins the checked address: ETag and Last-Modified are two
columns.
"""

from __future__ import annotations

import fcntl
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from extract.sources import SourceError

STATE = "state.sqlite"
TOO_DEEP = "limit: too deep"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS urls (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL,
    kind TEXT NOT NULL,
    priority INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    via TEXT,
    title TEXT,
    published TEXT,
    decision TEXT NOT NULL DEFAULT 'queued',
    reason TEXT,
    before TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    status INTEGER,
    answered TEXT,
    fetched TEXT,
    etag TEXT,
    modified TEXT,
    digest TEXT,
    warc TEXT,
    offset INTEGER,
    length INTEGER
);
CREATE INDEX IF NOT EXISTS queue ON urls (decision, origin, attempts, priority, depth, id);
CREATE INDEX IF NOT EXISTS digests ON urls (digest) WHERE digest IS NOT NULL;
CREATE TABLE IF NOT EXISTS hosts (
    origin TEXT PRIMARY KEY,
    status INTEGER,
    robots TEXT NOT NULL DEFAULT '',
    asked REAL NOT NULL DEFAULT 0,
    not_before REAL NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS told (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE VIEW IF NOT EXISTS decisions AS
    SELECT url, decision, reason, kind, depth, via, title, published, status, answered, fetched, digest, warc, offset,
        length FROM urls ORDER BY id;
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address that was found: what it is (page, feed, sitemap), and where it stands in the queue."""

    url: str
    origin: str
    kind: str
    priority: int
    depth: int
    via: str | None = None
    title: str | None = None
    published: str | None = None
    decision: str = "queued"
    reason: str | None = None


class State:
    """The state in a folder; SourceError where it cannot be opened or another process works with it."""

    def __init__(self, folder: Path) -> None:
        self._lock: IO[bytes] | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = (folder / ".lock").open("wb")
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.db = sqlite3.connect(folder / STATE, isolation_level=None)
            self.db.row_factory = sqlite3.Row
            self.db.execute("PRAGMA journal_mode=WAL")
            self.db.execute("PRAGMA synchronous=FULL")
            self.db.executescript(_SCHEMA)
        except BlockingIOError as error:
            raise SourceError(f"another process is fetching into {folder}: wait for it, or name another") from error
        except (OSError, sqlite3.Error) as error:
            raise SourceError(f"cannot keep the state of the fetching in {folder}: {error}") from error
        self.origins: set[str] = {row["origin"] for row in self.db.execute("SELECT DISTINCT origin FROM urls")}

    def close(self) -> None:
        """Lets go of the folder."""
        self.db.close()
        if self._lock is not None:
            self._lock.close()

    def __enter__(self) -> State:
        """Begins what is written whole or not at all."""
        self.db.execute("BEGIN IMMEDIATE")
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.db.execute("ROLLBACK" if kind else "COMMIT")

    def add(self, wanted: Iterable[Wanted]) -> None:
        """Those that are not known yet; of one that waits in the queue, what is learnt of it besides."""
        for one in wanted:
            self.origins.add(one.origin)
            self.db.execute(
                "INSERT INTO urls (url, origin, kind, priority, depth, via, title, published, decision, reason)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO UPDATE SET"
                " priority = min(priority, excluded.priority), depth = min(depth, excluded.depth),"
                " title = coalesce(title, excluded.title), published = coalesce(published, excluded.published),"
                " decision = excluded.decision, reason = excluded.reason"
                # What was given is fetched whatever lists say of it.
                " WHERE urls.via NOT LIKE 'given%' AND urls.warc IS NULL"
                " AND (urls.decision = 'queued' AND (excluded.decision = 'queued' OR excluded.reason LIKE 'too %')"
                " OR urls.reason = ? AND excluded.decision = 'queued')",
                (one.url, one.origin, one.kind, one.priority, one.depth, one.via, one.title, one.published,
                 one.decision, one.reason, TOO_DEEP),
            )  # fmt: skip

    def row(self, url: str) -> sqlite3.Row | None:
        """What is known of an address."""
        found: sqlite3.Row | None = self.db.execute("SELECT * FROM urls WHERE url = ?", (url,)).fetchone()
        return found

    def next(self, origin: str) -> sqlite3.Row | None:
        """The first in the queue of a host."""
        found: sqlite3.Row | None = self.db.execute(
            "SELECT * FROM urls WHERE decision = 'queued' AND origin = ?"
            " ORDER BY attempts, priority, depth, id LIMIT 1",
            (origin,),
        ).fetchone()
        return found

    def set(self, identity: int, **values: Any) -> None:
        """Writes columns of one row."""
        names = ", ".join(f"{name} = ?" for name in values)
        self.db.execute(f"UPDATE urls SET {names} WHERE id = ?", (*values.values(), identity))  # noqa: S608  # ours

    def host(self, origin: str) -> sqlite3.Row:
        """What is known of a host."""
        self.db.execute("INSERT OR IGNORE INTO hosts (origin) VALUES (?)", (origin,))
        found: sqlite3.Row = self.db.execute("SELECT * FROM hosts WHERE origin = ?", (origin,)).fetchone()
        return found

    def set_host(self, origin: str, **values: Any) -> None:
        """Writes columns of one host."""
        names = ", ".join(f"{name} = ?" for name in values)
        self.db.execute(f"UPDATE hosts SET {names} WHERE origin = ?", (*values.values(), origin))  # noqa: S608  # ours

    def told(self, name: str) -> str | None:
        """A note of the crawl itself."""
        found = self.db.execute("SELECT value FROM told WHERE name = ?", (name,)).fetchone()
        return None if found is None else str(found["value"])

    def tell(self, name: str, value: str) -> None:
        """Keeps a note of the crawl itself."""
        self.db.execute("INSERT OR REPLACE INTO told VALUES (?, ?)", (name, value))

    def end_of(self, warc: str) -> int:
        """Where the last record ends that is known of a WARC file."""
        found = self.db.execute("SELECT max(offset + length) AS at FROM urls WHERE warc = ?", (warc,)).fetchone()
        return int(found["at"] or 0)

    def count(self, where: str) -> int:
        """How many rows there are of a kind (a condition of ours)."""
        return int(self.db.execute(f"SELECT count(*) AS n FROM urls WHERE {where}").fetchone()["n"])  # noqa: S608

    def summary(self) -> list[tuple[str, str, int]]:
        """(Decision, reason, number), the most frequent first; addresses are taken out of the reasons."""
        counted: Counter[tuple[str, str]] = Counter()
        for row in self.db.execute("SELECT decision, reason, count(*) AS n FROM urls GROUP BY decision, reason"):
            counted[row["decision"], (row["reason"] or "").partition(" http")[0].rstrip(":")] += row["n"]
        return sorted(((*key, n) for key, n in counted.items()), key=lambda one: (one[0], -one[2], one[1]))

    def decisions(self) -> Iterator[dict[str, Any]]:
        """One row an address, in the order in which they were found."""
        return (dict(row) for row in self.db.execute("SELECT * FROM decisions"))
