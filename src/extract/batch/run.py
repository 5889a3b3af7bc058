"""A run: inputs in, four tables and `run.json` out; one input that fails costs itself only, a run that dies goes on.

Inputs are read in blocks by an engine, and what they gave is kept in parts (see `parts`) under the run's folder. The
tables (see `final`) are written beside as outcomes come, after those of the parts that a run which died has left; they
are moved in when all is read. They are a function of the inputs, the options and the data files.
"""

from __future__ import annotations

import hashlib
import json
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
from extract.batch.final import Final, Told
from extract.batch.guard import Guard, Reader, serve
from extract.batch.inputs import LISTS, STDIN, Input, Options, inputs_of
from extract.batch.outcomes import Limits, Outcome
from extract.batch.parts import BEGUN, Keys, Part, Parts, PartsError, Tally
from extract.batch.parts import MANIFEST as LINES
from extract.batch.places import Folder, HeldError, Place, advice, place_of
from extract.sinks import KINDS, SINKS, Record
from extract.sources import SourceError, is_remote, is_url
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
SHARD, BLOCK, BLOCK_BYTES = 512, 32, 4_000_000


class RunError(Exception):
    """A run that cannot begin, go on or be written; the message says why and what to do."""


class _OtherwiseError(RunError):
    """A half-done run was begun with other options, or by another version."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done. `output` is a folder, here or in a store (s3://…); `workers` and `engine` change nothing in
    what is written. `careful` has a child read even what one process reads: some input has ended or hung one before.
    """

    given: Sequence[str]
    output: Path | str
    form: str = "jsonl"
    limits: Limits = field(default_factory=Limits)
    workers: int = 1
    engine: str = "local"
    scheduler: str | None = None
    shard: int = SHARD
    reading: Options = field(default_factory=Options)
    careful: bool = False

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
        place = _place(self.output)
        if isinstance(place, Folder):
            return inputs_of(self.given, replace(self.reading, archive=place.path / WEB, again=again))
        lists = [name for name in self.given if (is_url(name) and not is_remote(name)) or name.lower().endswith(LISTS)]
        if lists:
            raise RunError(
                f"{lists[0]}: pages of the web are kept as WARC in the run's folder, and that cannot be in a store: "
                "`extract crawl` them to a disk first and read that, or name an --output on a disk"
            )
        return inputs_of(self.given, self.reading)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. `stage`: "read" while inputs are read, "write" while what was read by a run before this one is
    written to the tables.
    """

    stage: str
    tally: Tally
    source: str = ""
    shard: int = 0
    committed: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to: rows by table, reasons of failures, the slowest inputs, seconds."""

    output: Path | str
    told: Told
    tally: Tally
    seconds: float
    resumed: int

    @property
    def counts(self) -> dict[str, int]:
        """Rows by table."""
        return {name: self.told.counts[name] for name in KINDS}


Watch = Callable[[Progress], None]


def run(
    given: Sequence[str] | str | Path, output: Path | str, form: str, watch: Watch = lambda _: None, **options: Any
) -> dict[str, int]:
    """Reads all that was given (one name or several) and writes the tables to `output`, a new or empty folder (here, or
    in a store: s3://…); gives the counts of records by table.

    `watch` is called with the progress. The same inputs give the same bytes (but for duckdb, whose files carry an id
    of their own). Further options are those of Job. Raises RunError before anything is read where the folder cannot
    be used, and after where it cannot be written; what was read by then is kept, and the same call goes on from there.
    """
    if form not in SINKS:
        raise RunError(f"no format {form!r}: one of {', '.join(SINKS)}")
    names = [str(given)] if isinstance(given, str | Path) else given  # no letter of a name is one
    return execute(Job(names, output, form, **options), watch).counts


def execute(job: Job, watch: Watch = lambda _: None) -> Summary:
    """Does the job, from the beginning or from where it was left."""
    inputs, place = job.inputs(), _place(job.output)
    return _whole(job, place, _prepared(job, place), inputs, watch)


def retry(output: Path | str, job: Callable[[dict[str, Any]], Job], watch: Watch = lambda _: None) -> Summary:
    """Reads the failed inputs of a whole run again; its tables become those of a run in which they had not failed.

    `job` makes a Job of the options in run.json. RunError where there is nothing to try again.
    """
    place = _place(output)
    old, new, manifest = _for_retry(place)
    if STDIN in manifest["options"]["inputs"]:
        raise RunError(
            f"{place} was read from standard input, which is gone: keep such articles in a file, and run that"
        )
    # What failed may have ended the process that read it, and may again.
    again = replace(job(manifest["options"]), careful=True)
    identity = {"versions": _versions(), "options": again.options(), "shard": again.shard, "retries": manifest}
    try:
        try:
            _take_up(new, identity)
        except _OtherwiseError:
            if _manifest(place) is None:
                raise
            # Begun with other limits, or before a fix, it is left: the tables are still those that it began with. Not
            # one that another process is reading.
            new.place.hold()
            new.place.clear()
            new.begin(identity)
        old.resume()
    except (PartsError, HeldError) as error:
        raise RunError(f"{place}: {error}") from error
    except OSError as error:
        raise RunError(f"cannot write to {place}: {error.strerror or error}: {advice(error)}") from error
    try:
        return _whole(again, place, new, _merged(again.inputs(again=True), old), watch, manifest, old)
    finally:
        old.place.let_go()


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
    place: Place,
    parts: Parts,
    items: Iterator[Input | Outcome],
    watch: Watch,
    retried: dict[str, Any] | None = None,
    old: Parts | None = None,
) -> Summary:
    began, clock = datetime.now(UTC), time.monotonic()
    resumed = len(parts.done)
    try:
        # The engine first: its workers load what they need while the tables are opened.
        results = _engine(job, _blocks(items, parts, job.shard), careful=job.careful or parts.resumed)
        with closing(results), Final(parts.place.staging(), job.form) as final:
            _read(results, parts, final, watch)
            told = _finish(job, place, parts, final, retried, began, clock)
    except (PartsError, HeldError) as error:
        raise RunError(str(error)) from error
    except OSError as error:
        reason = error.strerror or error
        raise RunError(
            f"cannot write to {place}: {reason}: what was read is kept; {advice(error)}, and the same command goes on"
        ) from error
    finally:
        parts.place.let_go()
        if not parts.done:
            # Nothing was read yet: nothing is left behind.
            parts.place.clear()
    for used in filter(None, (old, None if told.counts["failures"] else parts)):
        used.discard()
    return Summary(job.output, told, parts.tally, time.monotonic() - clock, resumed)


def _read(results: Results, parts: Parts, final: Final, watch: Watch) -> None:
    """Reads the shards that are not done and commits each; gives the outcomes of all shards to the tables."""
    tally = Tally()
    tally.merge(parts.tally)
    part: Part | None = None
    read: list[Outcome] = []
    shard = 0

    def before(end: int) -> None:
        for done in range(shard, end):
            final.add(parts.of_shard(done))
            watch(Progress("write", Tally(inputs=final.told.counts["inputs"])))

    try:
        for block, outcomes in results:
            before(block.shard)
            shard = block.shard
            part = part or Part(parts, shard)
            for outcome in outcomes:
                part.add(outcome)
                tally.add(outcome)
            read += outcomes
            if block.keys is not None:
                part.commit(block.keys)
                part = None
                # Not before: where a table cannot be written, what was read is kept.
                final.add(read)
                read = []
                shard += 1
            source = outcomes[-1].source if outcomes else ""
            watch(Progress("read", tally, source, block.shard, committed=block.keys is not None))
        before(len(parts.done))
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
        serve()
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
    job: Job, place: Place, parts: Parts, final: Final, retried: dict[str, Any] | None, began: datetime, clock: float
) -> Told:
    """Ends the tables and moves them in, the manifest last: a folder with a manifest holds a whole run."""
    told = final.close()
    parts.place.check()
    place.remove(MANIFEST)
    for path in sorted(final.folder.iterdir()):
        place.put(path.name, path)
    # As told when it began: the data are not read again for it.
    versions = parts.identity()["versions"]
    manifest: dict[str, Any] = {
        "versions": versions,
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
        manifest["went"]["retried"] = {"versions": versions, "options": job.options()}
    place.write(MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode())
    return told


def _place(output: Path | str) -> Place:
    """Where a run lives; RunError where that cannot be opened."""
    try:
        return place_of(output)
    except SourceError as error:
        raise RunError(f"cannot write to {output}: {error}") from error


def _prepared(job: Job, place: Place) -> Parts:
    """The parts of a run that begins, or of the same one half-done; RunError where the folder cannot be used."""
    parts = Parts(place / WORK / "0")
    identity = {"versions": _versions(), "options": job.options(), "shard": job.shard}
    try:
        if place.is_file():
            raise RunError(f"{place} is a file: name a folder")
        there, kept = place.names(), (place / WORK).names()
        if MANIFEST in there and (not kept or _manifest(place) is not None):
            raise RunError(f"{place} already holds a run: nothing is overwritten; name another folder, or --fresh")
        if any(name != "0" for name in kept):
            raise RunError(f"{place} holds a run whose failures were being read again: `extract retry {place}` goes on")
        if kept:
            _take_up(parts, identity)
            return parts
        if any(name != WEB for name in there):
            raise RunError(f"{place} already holds files: nothing is overwritten; name another folder or empty it")
        parts.begin(identity)
    except (PartsError, HeldError) as error:
        raise RunError(f"{place}: {error}") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise RunError(f"cannot write to {place}: {reason}: choose another folder") from error
    return parts


def _manifest(place: Place) -> dict[str, Any] | None:
    """The manifest of a whole run; a store may show the half of one, whose upload was broken off: null."""
    try:
        told: dict[str, Any] = json.loads(place.read(MANIFEST))
    except (FileNotFoundError, ValueError):
        return None
    return told


def _take_up(parts: Parts, identity: dict[str, Any]) -> None:
    """Opens the parts of a half-done run; RunError, with what differs, where it was begun otherwise."""
    try:
        begun = parts.identity()
    except PartsError:
        if parts.place.lines(LINES):
            raise
        # It died before it had begun, if no other process is beginning it.
        parts.place.make()
        parts.place.hold()
        parts.place.clear()
        parts.begin(identity)
        return
    if changed := _changed(begun, identity):
        raise _OtherwiseError(
            f"a half-done run was begun otherwise here ({'; '.join(changed)}): give the same command"
            + (", or start anew beside it with --fresh" if "retries" not in identity else "")
        )
    parts.resume()


def _changed(begun: dict[str, Any], identity: dict[str, Any]) -> list[str]:
    """What is otherwise now than when a run was begun."""
    pairs = [({"shard": begun.get("shard")}, {"shard": identity["shard"]})]
    pairs += [(begun.get(key, {}), identity[key]) for key in ("versions", "options")]
    return [
        f"{name} was {_short(before.get(name))}, is {_short(now.get(name))}"
        for before, now in pairs
        for name in {**now, **before}
        if before.get(name) != now.get(name)
    ]


def _short(value: object) -> str:
    if isinstance(value, dict):
        value = [f"{name} {told}" for name, told in value.items() if told is not None]
    told = " ".join(map(str, value)) if isinstance(value, list) else "not told" if value is None else str(value)
    return told if len(told) <= 60 else f"{told[:60]}…"


def _for_retry(place: Place) -> tuple[Parts, Parts, dict[str, Any]]:
    """The parts of a whole run, those of its retry, and its manifest."""
    try:
        kept = sorted(int(name) for name in (place / WORK).names() if name.isdecimal())
        while len(kept) > 1 and BEGUN not in (first := place / WORK / str(kept[0])).names():
            # A retry that was whole died while it deleted what it had begun with.
            first.clear()
            del kept[0]
        if not kept:
            known = MANIFEST in place.names()
            raise RunError(f"{place} has nothing to try again" if known else f"{place} holds no run ({MANIFEST})")
        if (manifest := _manifest(place)) is not None:
            if len(kept) == 1 and not manifest["counts"]["failures"]:
                raise RunError(f"{place} has nothing to try again")
        elif len(kept) > 1:
            manifest = Parts(place / WORK / str(kept[1])).identity()["retries"]
        else:
            raise RunError(f"{place} holds a half-done run: `extract run` with its options goes on")
    except (OSError, ValueError, KeyError) as error:
        raise RunError(f"{place} cannot be read: {error}") from error
    return Parts(place / WORK / str(kept[0])), Parts(place / WORK / str(kept[0] + 1)), manifest


def inputs_in(output: Path | str) -> int | None:
    """How many inputs a whole run had; null where that cannot be read."""
    try:
        return int(json.loads(_place(output).read(MANIFEST))["counts"]["inputs"])
    except (RunError, OSError, ValueError, KeyError):
        return None


def keeps(output: Path | str) -> bool:
    """True where a run that was stopped keeps what it read."""
    try:
        return bool((_place(output) / WORK).names())
    except (RunError, OSError):
        return False


def beside(output: Path | str) -> Path | str:
    """The first of output, output-2, output-3 … that holds nothing: where a run starts anew."""
    number, found = 1, str(output)
    while (place := _place(found)).is_file() or place.names():
        number += 1
        found = f"{str(output).rstrip('/')}-{number}"
    return Path(found) if isinstance(output, Path) else found


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
