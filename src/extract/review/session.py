"""The records of a run with what was decided about them: what the page and the export ask."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from extract.facts.conflicts import conflicts
from extract.review import contract
from extract.review.log import Decision, Key, Kind, Log, Verdict

if TYPE_CHECKING:
    from extract.batch.runs import Run

Row = dict[str, Any]


class StaleError(Exception):
    """A decision about a record that somebody else has decided meanwhile."""


class UnknownError(LookupError):
    """No such record in this run."""


@dataclass(frozen=True)
class Item:
    """One thing to decide: a record that was read, a missed one that was added, or an article without any."""

    kind: Kind
    id: str
    article_id: str
    row: Row
    conflict: bool = False
    added: bool = False

    @property
    def key(self) -> Key:
        """How decisions name it."""
        return self.kind, self.id

    @cached_property
    def digest(self) -> str:
        """Changes when the record is read differently; what is measured or computed of the reading is none of it."""
        row = {name: value for name, value in self.row.items() if name not in {"confidence", "problems"}}
        return hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()[:12]


class Session:
    """One review: the items of a run, and its log. Safe to use from several threads."""

    def __init__(self, run: Run, log: Log) -> None:
        self.log = log
        self.name = run.name
        self.lock = threading.RLock()
        self.articles: dict[str, Row] = {}
        for row in run.rows("articles"):
            self.articles.setdefault(row["article_id"], row)
        self._items = _items(run, self.articles)
        self._by_article: dict[str, list[Item]] = defaultdict(list)
        for item in self._items.values():
            self._by_article[item.article_id].append(item)
        for made in log.decisions:
            self._add(made)

    # --- what there is ---------------------------------------------------------------------------------------------

    def items(self) -> list[Item]:
        """All that was read, article by article in the order of the text, then what was added by hand."""
        with self.lock:
            return [item for item in self._items.values() if self._there(item)]

    def item(self, kind: str, record: str) -> Item:
        """One item; UnknownError where there is none."""
        with self.lock:
            found = self._items.get((kind, record))
            if found is None or not self._there(found):
                raise UnknownError(f"no {kind} {record} in this run")
            return found

    def of_article(self, article: str) -> list[Item]:
        """The items of one article, what was added last."""
        with self.lock:
            return [item for item in self._by_article[article] if self._there(item)]

    def decision(self, item: Item) -> Decision | None:
        """What is in force about an item; nothing where the record was read differently when it was decided."""
        made = self.log.of(*item.key)
        return made if made and (item.added or made.digest == item.digest) else None

    def verdict(self, item: Item) -> Verdict | None:
        """accept, correct, reject, add, or None for what is undecided."""
        made = self.decision(item)
        return made.verdict if made else None

    def record(self, item: Item) -> Row:
        """The record as it stands: as corrected, or as it was read."""
        made = self.decision(item)
        return made.record if made and made.record else item.row

    def orphans(self) -> list[Decision]:
        """Decisions in force about records that this run does not have, or reads differently: kept, and not counted."""
        with self.lock:
            return [
                made
                for key, made in self.log.in_force().items()
                # That an article was read whole is told of its text, which its id stands for.
                if not (key[0] == "article" and key[1] in self.articles)
                and (key not in self._items or self.decision(self._items[key]) is None)
            ]

    def read_whole(self, article: str) -> bool:
        """True where a reviewer said that nothing is missing from the article's records."""
        return self.log.of("article", article) is not None

    def complete(self) -> list[str]:
        """The articles all of whose records are decided, in their order; one without records must be read whole."""
        with self.lock:
            open_ones = {item.article_id for item in self.items() if self.verdict(item) is None}
            return [article for article in self.articles if article not in open_ones]

    def progress(self) -> dict[str, int]:
        """How many items there are, how many are decided, and how."""
        with self.lock:
            verdicts: Counter[str] = Counter(self.verdict(item) or "undecided" for item in self.items())
        return {"all": sum(verdicts.values()), **verdicts}

    # --- what is decided -------------------------------------------------------------------------------------------

    def decide(
        self, client: str, kind: str, record: str, verdict: Verdict, seen: int, said: Mapping[str, Any] | None = None
    ) -> Decision:
        """One decision, on disk when this returns. `seen` is the number of the last one that the reviewer saw on it.

        Raises UnknownError, StaleError where it was decided meanwhile, contract.RefusedError where a correction
        does not fit, and LogError where it cannot be kept.
        """
        with self.lock:
            item = self.item(kind, record)
            if self.seen(item.key) != seen:
                raise StaleError("decided in another tab meanwhile")
            corrected = self._checked(item, said or {}) if verdict == "correct" else None
            if verdict == "accept" and item.added:
                corrected = self.record(item)
            return self.log.append(client, item.kind, record, verdict, item.digest, corrected)

    def add(self, client: str, kind: Kind, article: str, said: Mapping[str, Any]) -> Item:
        """A record that the reading missed, marked in the text; held to the contract like a correction."""
        with self.lock:
            text = self._text(article)
            if kind not in _BLANK:
                raise contract.RefusedError(f"kind: {kind!r} is none of {', '.join(_BLANK)}")
            taken = {key[1] for key in self._items}
            number = next(n for n in range(1, len(taken) + 2) if f"{article}-m{n}" not in taken)
            record = f"{article}-m{number}"
            blank = {"article_id": article, f"{kind}_id": record, "rule": "review", "confidence": 1.0, **_BLANK[kind]}
            row = _CHECKS[kind](blank, said, text)
            self._add(self.log.append(client, kind, record, "add", record=row))
            return self._items[kind, record]

    def whole(self, client: str, article: str, whole: bool) -> None:
        """Tells that an article was read to its end and nothing is missing; or takes that back."""
        with self.lock:
            self._text(article)
            made = self.log.of("article", article)
            if whole and not made:
                self.log.append(client, "article", article, "accept", self._article_digest(article))
            elif made and not whole:
                self.log.append(client, "article", article, "undo", undoes=made.seq)

    def undo(self, client: str) -> Decision | None:
        """Takes back this tab's latest decision in force, or the latest of all where it has made none."""
        with self.lock:
            made = self.log.last(client) or max(self.log.in_force().values(), key=lambda d: d.seq, default=None)
            if made is not None:
                self.log.append(client, made.kind, made.id, "undo", undoes=made.seq)
            return made

    def seen(self, key: Key) -> int:
        """The number of the last line about a record, 0 where there is none."""
        return self.log.seen.get(key, 0)

    def _checked(self, item: Item, said: Mapping[str, Any]) -> Row:
        if item.kind not in _CHECKS:
            raise contract.RefusedError("an article cannot be corrected; add what was missed")
        return _CHECKS[item.kind](self.record(item), said, self._text(item.article_id))

    def _text(self, article: str) -> str:
        if article not in self.articles:
            raise UnknownError(f"no article {article} in this run")
        text: str = self.articles[article]["text"]
        return text

    def _article_digest(self, article: str) -> str:
        return Item("article", article, article, {"article_id": article}).digest

    def _add(self, made: Decision) -> None:
        if made.verdict == "add" and made.record and made.record["article_id"] in self.articles:
            item = Item(made.kind, made.id, made.record["article_id"], made.record, added=True)
            self._items[item.key] = item
            self._by_article[item.article_id].append(item)

    def _there(self, item: Item) -> bool:
        """An added record is there as long as its adding is not undone."""
        return not item.added or self.log.of(*item.key) is not None


_BLANK: dict[str, Row] = {
    "observation": {"metric": "score", "evidence": []},
    "official": {"name": "", "evidence": []},
}
_CHECKS = {"observation": contract.observation, "official": contract.official}


def _items(run: Run, articles: Mapping[str, Row]) -> dict[Key, Item]:
    observations = list(run.rows("observations"))
    disputed = {record for found in conflicts(observations) for record in found.ids}
    by_article: dict[str, list[Item]] = defaultdict(list)
    for row in observations:
        # A derived figure is printed nowhere: it stands and falls with those that it follows from.
        if not row.get("derived"):
            record, article = row["observation_id"], row["article_id"]
            by_article[article].append(Item("observation", record, article, row, record in disputed))
    for row in run.rows("officials"):
        by_article[row["article_id"]].append(Item("official", row["official_id"], row["article_id"], row))
    found: dict[Key, Item] = {}
    for article in articles:
        read = sorted(by_article[article], key=lambda item: int(item.row["evidence"][0]["start"]))
        for item in read or [Item("article", article, article, {"article_id": article})]:
            found[item.key] = item
    return found
