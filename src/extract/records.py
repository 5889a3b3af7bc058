"""The record contract as frozen types: what the pipeline writes, and what gold files and scorers read.

Offsets are code points into `Article.text`, half-open; a record whose evidence does not read back is never written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import Any, Literal, Protocol, TypeVar, cast

Level = Literal["central", "province", "district", "commune"]
Status = Literal["current", "former", "acting", "appointed", "leaving", "nominated"]
Role = Literal["chair", "speaker", "attendee"]
SubjectType = Literal["country", "region", "province", "district", "commune", "agency", "index"]
Metric = Literal["score", "rank", "score_change", "rank_change", "rate", "rate_change", "group", "count"]
Direction = Literal["up", "down", "same"]
Modality = Literal["reported", "target"]
Bound = Literal["exact", "min", "max", "approx"]
Stage = Literal["source", "article", "extract", "table", "worker", "sink"]


_T = TypeVar("_T")


def quickly(kind: type[_T]) -> type[_T]:
    """What makes objects of a frozen `kind` in a third of the time; it is called as `kind` is.

    A frozen dataclass sets each of its fields through a call, as they cannot be assigned. Here they are assigned while
    the object is of a twin class that has the same slots and is not frozen. One function does it, written for the kind:
    a class is called by way of a tuple and a dictionary of all that is given.
    """
    told = fields(kind)  # type: ignore[arg-type]
    given = [f.name if f.default is MISSING else f"{f.name}=_defaults[{f.name!r}]" for f in told]
    if by_name := sum(f.kw_only is True for f in told):
        given.insert(len(given) - by_name, "*")
    return cast("type[_T]", _maker(kind, given, [f"_made.{f.name} = {f.name}" for f in told]))


def replace(record: _T, **told: Any) -> _T:
    """As `dataclasses.replace`, for a dataclass with slots, and with fewer checks."""
    made: _T = _copier(type(record))(record, told)  # type: ignore[arg-type]
    return made


@cache
def _copier(kind: type[Any]) -> Callable[..., Any]:
    lines = [f"_made.{f.name} = _old.{f.name}" for f in fields(kind)]
    return _maker(kind, ["_old", "_told"], [*lines, "for _name in _told: setattr(_made, _name, _told[_name])"])


def _maker(kind: type[Any], given: list[str], lines: list[str]) -> Callable[..., Any]:
    """A function of what is `given` that makes an object of a kind with slots, with the lines that set its fields."""
    told = fields(kind)
    slots = {"__slots__": tuple(f.name for f in told)}
    known: dict[str, Any] = {
        "_kind": kind,
        # What is not frozen needs no twin.
        "_twin": type(f"_{kind.__name__}", (), slots) if kind.__dataclass_params__.frozen else kind,
        "_new": object.__new__,
        "_defaults": {f.name: f.default for f in told},
    }
    body = ["_made = _new(_twin)", *lines, "_made.__class__ = _kind", "return _made"]
    exec("\n    ".join((f"def make({', '.join(given)}):", *body)), known)  # noqa: S102 - as dataclasses write __init__
    made: Callable[..., Any] = known["make"]
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The characters `text[start:end]` that one field, named by `what`, was read from."""

    start: int
    end: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as a person would cut it out. `text` is NFC, headline first, lines end with LF.

    `encoding` is what the bytes were in, as `articles.encoding` names it; `content_sha256` is the hash of the bytes as
    they were found, in hex. Both are null for a text that never was bytes.
    """

    article_id: str
    source: str
    text: str
    url: str | None = None
    site: str | None = None
    title: str | None = None
    author: str | None = None
    section: str | None = None
    published: str | None = None
    published_from: str | None = None
    province: str | None = None
    duplicate_of: str | None = None
    encoding: str | None = None
    content_sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One post of a person: `title` without its organization, `organization` completed where the article tells."""

    title: str
    organization: str | None = None
    level: Level | None = None
    status: Status = "current"


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """A person named with a public position; one record for each person in an article."""

    article_id: str
    official_id: str
    name: str
    honorific: str | None = None
    positions: tuple[Position, ...] = ()
    role: Role | None = None
    rule: str = ""
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whose figure it is. `id` is ISO 3166-2 for a province, the index id for `type` index, else null."""

    type: SubjectType
    id: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One figure about one subject. Changes are signed; for `rank_change` plus is toward rank 1.

    `problems` names the checks that the figure fails, with the ids of the records it does not go with
    ("change_disagrees: a-o1 a-o3"); the figure stays as printed. What each means: `extract.facts.checks.PROBLEMS`.
    """

    article_id: str
    observation_id: str
    index: str | None = None
    component: str | None = None
    indicator: str | None = None
    subject: Subject | None = None
    period: str | None = None
    metric: Metric
    value: float | None = None
    direction: Direction | None = None
    unit: str = ""
    out_of: float | None = None
    scope: str | None = None
    baseline: str | None = None
    modality: Modality = "reported"
    bound: Bound = "exact"
    responsible: str | None = None
    derived: bool = False
    derived_from: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    rule: str = ""
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input, or a part of one, that could not be read: at which stage, why, and what to do about it.

    `offset` is where it begins in its archive (bytes) or table (line); `hash` the SHA-256 of its bytes, where they
    could be had; `tries` how often it was tried. Stage `worker` is an input that ended the process that read it; stage
    `table` a table of an article that was read, whose text has it at `offset` (code points).
    """

    source: str
    stage: Stage
    reason: str
    article_id: str | None = None
    offset: int | None = None
    hash: str | None = None
    tries: int = 1

    @property
    def told(self) -> str:
        """The reason, with the place of a table in its text."""
        return f"{self.reason} (character {self.offset} of the text)" if self.stage == "table" else self.reason


class Result(Protocol):
    """What one article says, as those take it who show, score or compare it: `extract.Extraction` is one."""

    @property
    def article(self) -> Article: ...
    @property
    def officials(self) -> tuple[Official, ...]: ...
    @property
    def observations(self) -> tuple[Observation, ...]: ...
    @property
    def failures(self) -> tuple[Failure, ...]: ...


def json_schema() -> dict[str, Any]:
    """The published JSON Schema of the four tables, by table name."""
    from pydantic import TypeAdapter

    tables = {"articles": Article, "officials": Official, "observations": Observation, "failures": Failure}
    return {name: TypeAdapter(kind).json_schema() for name, kind in tables.items()}


if __name__ == "__main__":
    import json

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
