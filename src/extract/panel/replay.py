"""A run read again from what it was read from: the same bytes, or what differs and which change caused it."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from extract.batch.inputs import STDIN, Options
from extract.batch.outcomes import Limits
from extract.batch.places import Folder
from extract.batch.run import WEB, Job, execute
from extract.batch.runs import Row, Run, open_run
from extract.sinks import KINDS
from extract.sources.rows import Columns

# A database has an id of its own: its rows are compared, not its bytes.
_OF_ROWS = "duckdb"
_LISTED = 1000


class ReplayError(ValueError):
    """A run that cannot be read again; the message says why."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What one source gives now that it did not give then: a table, what happened, and to which field."""

    source: str
    table: str
    what: str


@dataclass(slots=True)
class Replay:
    """What became of a run that was read again."""

    articles: int
    same: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    causes: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)


def replay(run: Run, folder: Path) -> Replay:
    """Reads the inputs of a run again into `folder` and compares; ReplayError where they cannot be had."""
    options = run.manifest["options"]
    if STDIN in options["inputs"] or not options["inputs"]:
        raise ReplayError(f"{run.place} was read from standard input, which is gone: keep such articles in a file")
    if isinstance(run.place, Folder) and (run.folder / WEB).is_dir():
        # Pages of the web come from the run's own archive, and nothing is added to that.
        shutil.copytree(run.folder / WEB, folder / WEB)
    columns = options.get("columns")
    execute(
        Job(
            given=options["inputs"],
            output=folder,
            form=options["format"],
            limits=Limits(options.get("timeout", 30.0), options.get("memory", 0)),
            reading=Options(columns=Columns(**columns) if columns else None),
            careful=any(row["stage"] == "worker" for row in run.rows("failures")),
        )
    )
    again = open_run(folder)
    found = Replay(articles=sum(1 for _ in run.rows("articles")))
    for table in KINDS:
        (found.same if _same(run, again, table) else found.changed).append(table)
    if found.changed:
        found.causes = list(_causes(run, again))
        found.differences = list(_differences(run, again, found.changed))
    return found


def _same(run: Run, again: Run, table: str) -> bool:
    if run.manifest["options"]["format"] == _OF_ROWS:
        return list(run.rows(table)) == list(again.rows(table))
    return run.table(table).read_bytes() == again.table(table).read_bytes()


def _causes(run: Run, again: Run) -> Iterator[str]:
    """What is not as it was: the inputs, the version, the data files; the code alone where all these are the same."""
    then, now = run.manifest, again.manifest
    told = False
    if then["versions"].get("extract") != now["versions"]["extract"]:
        told = True
        yield f"version: extract {then['versions'].get('extract')} then, {now['versions']['extract']} now"
    if then["versions"].get("data") != now["versions"]["data"]:
        told = True
        old, new = then.get("data_files", {}), now["data_files"]
        names = sorted(name for name in {*old, *new} if old.get(name) != new.get(name)) if old else []
        which = ", ".join(names) or "which ones was not kept"
        yield f"data files: {then['versions'].get('data')} then, {now['versions']['data']} now ({which})"
    for source, what in _inputs(run, again):
        told = True
        yield f"input: {source} {what}"
    if not told:
        yield "code: inputs, data files and version are the same; extract's code, or a library, is another"


def _inputs(run: Run, again: Run) -> Iterator[tuple[str, str]]:
    then, now = _hashes(run), _hashes(again)
    for source in dict.fromkeys([*then, *now]):
        if source not in now:
            yield source, "is not there any more, or cannot be read"
        elif source not in then:
            yield source, "is new, or could not be read then"
        elif None not in (then[source], now[source]) and then[source] != now[source]:
            yield source, f"has other bytes ({str(then[source])[:12]} then, {str(now[source])[:12]} now)"


def _hashes(run: Run) -> dict[str, str | None]:
    return {row["source"]: row.get("content_sha256") for row in run.rows("articles")}


def _differences(run: Run, again: Run, tables: list[str]) -> Iterator[Difference]:
    """Record by record, of at most so many; records are tied by what they are of, not by their ids."""
    count = 0
    for table in tables:
        then, now = _by_source(run, table), _by_source(again, table)
        for source in dict.fromkeys([*then, *now]):
            for what in _changes(then.get(source, {}), now.get(source, {})):
                yield Difference(source, table, what)
                count += 1
                if count >= _LISTED:
                    return


def _changes(then: dict[str, Row], now: dict[str, Row]) -> Iterator[str]:
    for key in dict.fromkeys([*then, *now]):
        if key not in now:
            yield f"{key} is gone"
        elif key not in then:
            yield f"{key} is new"
        elif then[key] != now[key]:
            names = [name for name in {**then[key], **now[key]} if then[key].get(name) != now[key].get(name)]
            yield f"{key}: {', '.join(names)}"


def _by_source(run: Run, table: str) -> dict[str, dict[str, Row]]:
    """Source → what a record is of → the record without its ids."""
    sources = {row["article_id"]: row["source"] for row in run.rows("articles")}
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in run.rows(table):
        source = str(row["source"] if "source" in row else sources.get(row["article_id"]))
        bare = {name: value for name, value in row.items() if not name.endswith("_id")}
        key = _key(row)
        while key in found[source]:
            key += " (again)"
        found[source][key] = bare
    return found


def _key(row: Row) -> str:
    if "metric" in row:
        subject = (row["subject"] or {}).get("name")
        parts = (row["index"], row["component"], row["indicator"], subject, row["period"], row["metric"], row["value"])
        return " ".join(str(part) for part in parts if part is not None)
    return str(row.get("name") or row.get("reason") or "article")
