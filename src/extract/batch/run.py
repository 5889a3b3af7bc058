"""A run: inputs in, four tables and `run.json` out; one input that fails costs itself only, a run that dies goes on.

Inputs are read in blocks by an engine, gathered in parts (see `parts`) under the run's folder, and made into tables
by one last pass over the parts (see `final`). The tables are a function of the inputs, the options and the data files.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.batch.engines import Block, Results, local, serial
from extract.batch.final import Told, write_final
from extract.batch.guard import Guard, Reader
from extract.batch.inputs import Input, Options, inputs_of
from extract.batch.outcomes import Limits, Outcome
from extract.batch.parts import Keys, Part, Parts, PartsError, Tally
from extract.sinks import KINDS, Record, write_whole
from extract.sources.stores import printable

if TYPE_CHECKING:
    from extract.pipeline import Extraction

__all__ = [
    "MANIFEST",
    "Job",
    "RunError",
    "Summary",
    "collected",
    "data_version",
    "execute",
    "retry",
    "run",
    "stream",
]

MANIFEST = "run.json"
# Where a run keeps its parts until it is whole, and for as long as some input failed.
WORK = ".run"
# Where it keeps the pages that it fetched from the web, as WARC: the run can be repeated from them.
WEB = "web"
# Inputs of a shard, which is what a kill may cost; and of a block, which is what a worker takes at a time, or fewer
# where they have more bytes.
SHARD, BLOCK, BLOCK_BYTES = 512, 16, 2_000_000


class RunError(Exception):
    """A run that cannot begin, go on or be written; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done. `workers` and `engine` change nothing in what is written."""

    given: Sequence[str]
    output: Path
    form: str = "jsonl"
    limits: Limits = field(default_factory=Limits)
    workers: int = 1
    engine: str = "local"
    scheduler: str | None = None
    shard: int = SHARD
    reading: Options = field(default_factory=Options)

    def options(self) -> dict[str, Any]:
        """The options that decide what is written: a half-done run goes on with the same ones only."""
        return {
            "inputs": list(map(printable, self.given)),
            "format": self.form,
            "timeout": self.limits.timeout,
            "memory": self.limits.memory,
            **({"columns": asdict(self.reading.columns)} if self.reading.columns is not None else {}),
        }

    def inputs(self, again: bool = False) -> Iterator[Input]:
        """Its inputs, in order; `again` asks once more for addresses that failed."""
        return inputs_of(self.given, replace(self.reading, archive=self.output / WEB, again=again))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. `stage`: "read" while inputs are read, "write" while the tables are made."""

    stage: str
    tally: Tally
    source: str = ""
    shard: int = 0
    committed: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to: rows by table, reasons of failures, the slowest inputs, seconds."""

    output: Path
    told: Told
    tally: Tally
    seconds: float
    resumed: int

    @property
    def counts(self) -> dict[str, int]:
        """Rows by table."""
        return {name: self.told.counts[name] for name in KINDS}


Watch = Callable[[Progress], None]


def run(given: Sequence[str], output: Path, form: str, watch: Watch = lambda _: None, **options: Any) -> dict[str, int]:
    """Reads all that was given, writes the tables to `output`, a new or empty folder; the counts of records by table.

    `watch` is called with the progress. The same inputs give the same bytes (but for duckdb, whose files carry an id
    of their own). Further options are those of Job. Raises RunError before anything is read where the folder cannot
    be used, and after where it cannot be written; what was read by then is kept, and the same call goes on from there.
    """
    return execute(Job(given, output, form, **options), watch).counts


def execute(job: Job, watch: Watch = lambda _: None) -> Summary:
    """Does the job, from the beginning or from where it was left."""
    parts = _prepared(job)
    return _whole(job, parts, job.inputs(), watch)


def retry(output: Path, job: Callable[[dict[str, Any]], Job], watch: Watch = lambda _: None) -> Summary:
    """Reads the failed inputs of a whole run again; its tables become those of a run in which they had not failed.

    `job` makes a Job of the options in run.json. RunError where there is nothing to try again.
    """
    old, new, manifest = _for_retry(output)
    again = job(manifest["options"])
    identity = {"versions": _versions(), "options": again.options(), "shard": again.shard, "retries": manifest}
    if new.folder.exists():
        _take_up(new, identity)
    else:
        new.begin(identity)
    old.resume()
    try:
        return _whole(again, new, _merged(again.inputs(again=True), old), watch, manifest, old)
    finally:
        old.let_go()


def stream(inputs: Iterable[Input], limits: Limits, write: Callable[[bytes], object]) -> tuple[int, int]:
    """Reads inputs as they come, here and one at a time, and writes one line of JSON for each; how many, and failed.

    A line is an object of the contract's records: article (null where there is none), officials, observations,
    failures. Each article is told by itself: what it repeats is not known.
    """
    reader, count, failed = Reader(limits), 0, 0
    for given in inputs:
        (outcome,) = reader.read([given])
        articles, *facts = (b", ".join(line.rstrip() for line in lines) for lines in outcome.lines)
        lists = b"".join(
            b', "%s": [%s]' % (name.encode(), told) for name, told in zip(list(KINDS)[1:], facts, strict=True)
        )
        write(b'{"article": %s%s}\n' % (articles or b"null", lists))
        count, failed = count + 1, failed + outcome.failed
    return count, failed


def collected(extractions: Iterable[Extraction]) -> dict[str, list[Record]]:
    """The extractions as tables, in the order of the contract."""
    tables: dict[str, list[Record]] = {name: [] for name in KINDS}
    for extraction in extractions:
        tables["articles"] += [extraction.article] if extraction.article.article_id else []
        tables["officials"] += extraction.officials
        tables["observations"] += extraction.observations
        tables["failures"] += extraction.failures
    return tables


# --- reading -------------------------------------------------------------------------------------------------


def _whole(
    job: Job,
    parts: Parts,
    items: Iterator[Input | Outcome],
    watch: Watch,
    retried: dict[str, Any] | None = None,
    old: Parts | None = None,
) -> Summary:
    began, clock = datetime.now(UTC), time.monotonic()
    resumed = len(parts.done)
    try:
        _read(job, parts, items, watch)
        told = _finish(job, parts, watch, retried, began, clock)
    except PartsError as error:
        raise RunError(str(error)) from error
    except OSError as error:
        reason = error.strerror or error
        raise RunError(
            f"cannot write to {job.output}: {reason}: what was read is kept; make room, and the same command goes on"
        ) from error
    finally:
        parts.let_go()
        if not parts.done:
            # Nothing was read yet: nothing is left behind.
            parts.remove()
            _rmdir(job.output / WORK)
    for used in filter(None, (old, None if told.counts["failures"] else parts)):
        used.remove()
    _rmdir(job.output / WORK)
    return Summary(job.output, told, parts.tally, time.monotonic() - clock, resumed)


def _read(job: Job, parts: Parts, items: Iterator[Input | Outcome], watch: Watch) -> None:
    """Reads the shards that are not done, and commits each."""
    tally = Tally()
    tally.merge(parts.tally)
    part: Part | None = None
    with closing(_engine(job, _blocks(items, parts, job.shard), careful=parts.resumed)) as results:
        try:
            for block, outcomes in results:
                part = part or Part(parts, block.shard)
                for outcome in outcomes:
                    part.add(outcome)
                    tally.add(outcome)
                if block.keys is not None:
                    part.commit(block.keys)
                    part = None
                source = outcomes[-1].source if outcomes else ""
                watch(Progress("read", tally, source, block.shard, committed=block.keys is not None))
        finally:
            if part is not None:
                part.drop()


def _blocks(items: Iterator[Input | Outcome], parts: Parts, shard_size: int) -> Iterator[Block]:
    """The blocks of the shards that are not done; RunError where the shards that are were read from other inputs."""
    shard = 0
    while True:
        keys, block, size = Keys(), Block(shard, []), 0
        done = parts.done.get(shard)
        for item in islice(items, shard_size):
            keys.add(item.key if isinstance(item, Outcome) else f"{item.key} {item.size}")
            if done is not None:
                continue
            if len(block.items) == BLOCK or size > BLOCK_BYTES:
                yield block
                block, size = Block(shard, []), 0
            block.items.append(item)
            size += 0 if isinstance(item, Outcome) else item.size or 0
        if done is not None:
            if keys.value() != done["keys"]:
                raise PartsError(
                    "the inputs are not those that this half-done run began with: give those, or start with --fresh"
                )
        elif keys.count:
            block.keys = keys.value()
            yield block
        if keys.count < shard_size:
            if max(parts.done, default=-1) > shard:
                raise PartsError("there are fewer inputs than this half-done run has read: start anew with --fresh")
            return
        shard += 1


def _engine(job: Job, blocks: Iterator[Block], careful: bool) -> Results:
    """The engine for the job. A single block, or a single worker, is read in this process, unless (`careful`) a run
    before this one died over it: then by a child, which may die alone.
    """
    if job.engine == "dask":
        from extract.batch.cluster import dask

        return dask(blocks, job.limits, job.workers, job.scheduler)
    first = list(islice(blocks, 2))
    blocks = _chained(first, blocks)
    if job.workers > 1 and len(first) > 1:
        return local(blocks, job.limits, job.workers)
    return serial(blocks, Guard(job.limits) if careful else Reader(job.limits))


def _chained(first: list[Block], rest: Iterator[Block]) -> Iterator[Block]:
    while first:
        yield first.pop(0)
    yield from rest


def _merged(inputs: Iterator[Input], old: Parts) -> Iterator[Input | Outcome]:
    """The inputs of a run given again: in the place of each that was read, what it gave.

    An input that failed is read again, and so is one that is new (an archive that was cut off may be whole now); a
    failed one that is not there any more is left out.
    """
    outcomes = old.outcomes()
    known = next(outcomes, None)
    for given in inputs:
        key = given.key
        while known is not None and known.failed and known.key != key:
            known = next(outcomes, None)
        if known is not None and known.key == key:
            yield given if known.failed else known
            known = next(outcomes, None)
        else:
            yield given
    if known is not None and not known.failed:
        raise PartsError(f"{known.source} was read by this run and is no longer given: run again with --fresh")


# --- writing -------------------------------------------------------------------------------------------------


def _finish(
    job: Job, parts: Parts, watch: Watch, retried: dict[str, Any] | None, began: datetime, clock: float
) -> Told:
    """Makes the tables beside, then moves them in, the manifest last: a folder with a manifest holds a whole run."""
    folder = parts.folder / "final"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    told = write_final(parts.outcomes(), folder, job.form, lambda done: watch(Progress("write", Tally(inputs=done))))
    (job.output / MANIFEST).unlink(missing_ok=True)
    for path in sorted(folder.iterdir()):
        path.replace(job.output / path.name)
    manifest: dict[str, Any] = {
        "versions": _versions(),
        "options": job.options(),
        "counts": told.counts,
        "inputs_sha256": told.digest,
        "data_files": data_files(),
    }
    if retried is not None:
        manifest |= {name: retried[name] for name in ("versions", "options", "data_files") if name in retried}
    # How it went is apart: all above is the same for any engine, any number of workers, any number of restarts.
    manifest["went"] = {
        "began": began.isoformat(timespec="seconds"),
        "seconds": round(time.monotonic() - clock, 3),
        "engine": job.engine,
        "workers": job.workers,
        "slowest": [{"seconds": seconds, "source": source} for seconds, source in parts.tally.slowest],
    }
    if retried is not None:
        manifest["went"]["retried"] = {"versions": _versions(), "options": job.options()}
    write_whole(job.output / MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode())
    return told


def _prepared(job: Job) -> Parts:
    """The parts of a run that begins, or of the same one half-done; RunError where the folder cannot be used."""
    output, parts = job.output, Parts(job.output / WORK / "0")
    identity = {"versions": _versions(), "options": job.options(), "shard": job.shard}
    try:
        if output.exists() and not output.is_dir():
            raise RunError(f"{output} is a file: name a folder")
        if (output / MANIFEST).exists():
            raise RunError(f"{output} already holds a run: nothing is overwritten; name another folder, or --fresh")
        if any(path.name != "0" for path in (output / WORK).glob("*")):
            raise RunError(
                f"{output} holds a run whose failures were being read again: `extract retry {output}` goes on"
            )
        if parts.folder.exists():
            _take_up(parts, identity)
            return parts
        if output.exists() and any(path.name != WEB for path in output.iterdir()):
            raise RunError(f"{output} already holds files: nothing is overwritten; name another folder or empty it")
        output.mkdir(parents=True, exist_ok=True)
        parts.begin(identity)
    except PartsError as error:
        raise RunError(f"{output}: {error}") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise RunError(f"cannot write to {output}: {reason}: choose another folder") from error
    return parts


def _take_up(parts: Parts, identity: dict[str, Any]) -> None:
    """Opens the parts of a half-done run; RunError, with what differs, where it was begun otherwise."""
    try:
        begun = parts.identity()
    except PartsError:
        if (parts.folder / "manifest.jsonl").exists():
            raise
        # It died before it had begun.
        parts.remove()
        parts.begin(identity)
        return
    changed = [
        f"{name} was {_short(before.get(name))}, is {_short(now.get(name))}"
        for before, now in (
            (begun, identity),
            *((begun.get(key, {}), identity[key]) for key in ("versions", "options")),
        )
        for name in now
        if not isinstance(now[name], dict) and before.get(name) != now[name]
    ]
    if changed:
        raise RunError(
            f"a half-done run was begun otherwise here ({'; '.join(changed)}): give the same command, or start anew "
            "beside it with --fresh"
        )
    parts.resume()


def _short(value: object) -> str:
    told = " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return told if len(told) <= 60 else f"{told[:60]}…"


def _for_retry(output: Path) -> tuple[Parts, Parts, dict[str, Any]]:
    """The parts of a whole run, those of its retry, and its manifest."""
    kept = sorted((path for path in (output / WORK).glob("[0-9]*")), key=lambda path: int(path.name))
    if not kept:
        known = (output / MANIFEST).exists()
        raise RunError(f"{output} has nothing to try again" if known else f"{output} holds no run ({MANIFEST})")
    try:
        if (output / MANIFEST).exists():
            manifest = json.loads((output / MANIFEST).read_text(encoding="utf-8"))
            if len(kept) == 1 and not manifest["counts"]["failures"]:
                raise RunError(f"{output} has nothing to try again")
        elif len(kept) > 1:
            manifest = Parts(kept[1]).identity()["retries"]
        else:
            raise RunError(f"{output} holds a half-done run: `extract run` with its options goes on")
    except (OSError, ValueError, KeyError) as error:
        raise RunError(f"{output} cannot be read: {error}") from error
    return Parts(kept[0]), Parts(kept[0].with_name(str(int(kept[0].name) + 1))), manifest


def beside(output: Path) -> Path:
    """The first of output, output-2, output-3 … that holds nothing: where a run starts anew."""
    number, found = 1, output
    while found.exists() and (not found.is_dir() or any(found.iterdir())):
        number += 1
        found = output.with_name(f"{output.name}-{number}")
    return found


def _rmdir(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return


# --- versions ------------------------------------------------------------------------------------------------


def _versions() -> dict[str, str]:
    return {"extract": version("vn-news-extract"), "data": data_version()}


def data_version() -> str:
    """Twelve hex digits that change whenever a data file does."""
    digest = hashlib.sha256()
    for name, content in sorted(_data(files("extract") / "data", "")):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:12]


def data_files() -> dict[str, str]:
    """Twelve hex digits of each data file, by its name below `data/`: a replay tells by them which one changed."""
    return {
        name: hashlib.sha256(content).hexdigest()[:12] for name, content in sorted(_data(files("extract") / "data", ""))
    }


def _data(folder: Traversable, under: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        name = f"{under}{entry.name}"
        found += _data(entry, f"{name}/") if entry.is_dir() else [(name, entry.read_bytes())]
    return found
