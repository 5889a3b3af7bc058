"""`extract run` and `extract retry`: many articles in, tables out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extract.cli.common import say, stop

if TYPE_CHECKING:
    from extract.batch.inputs import Options
    from extract.batch.outcomes import Limits
    from extract.batch.run import Job, Summary, Watch


class Format(StrEnum):
    """What `run` writes."""

    jsonl = "jsonl"
    jsonl_gz = "jsonl.gz"
    jsonl_zst = "jsonl.zst"
    parquet = "parquet"
    csv = "csv"
    duckdb = "duckdb"


class Stdin(StrEnum):
    """What standard input holds."""

    auto = "auto"
    page = "page"
    jsonl = "jsonl"


class Engine(StrEnum):
    """What reads the articles."""

    local = "local"
    dask = "dask"


_UNITS = {"": 1, "K": 1_000, "M": 1_000_000, "G": 1_000_000_000}
# With less not even the text of a page is taken apart, and what does it ends the process.
_LEAST = 100_000_000


def size(told: str) -> int:
    """Bytes from "500M", "2G" or a plain number."""
    number, unit = (told[:-1], told[-1:].upper()) if told[-1:].isalpha() else (told, "")
    try:
        found = int(float(number) * _UNITS[unit])
    except (KeyError, ValueError, OverflowError):
        found = -1
    if found < 0:
        stop(f"--memory {told}: give a size such as 500M or 2G, 0 for no limit")
    if 0 < found < _LEAST:
        stop(f"--memory {told}: give at least 100M, 0 for no limit")
    return found


Workers = Annotated[
    int | None,
    typer.Option("--workers", "-w", min=1, help="Processes that read; 1: this one. [default: one a core]"),
]
# Ten million seconds: clocks of the system take no more than a few times that.
Timeout = Annotated[float, typer.Option(min=0, max=1e7, help="Seconds that one article may take; 0: no limit.")]
Memory = Annotated[str, typer.Option(help="Memory that one worker may take (500M, 2G); 0: no limit.")]
EngineOption = Annotated[Engine, typer.Option(help="Processes of this machine, or a Dask cluster (extra [cluster]).")]
Scheduler = Annotated[str | None, typer.Option(help="The Dask scheduler, tcp://…; without one, a cluster here.")]
Column = Annotated[str | None, typer.Option(metavar="NAME", help="The column of a table that holds it.")]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Fetch from private addresses too: for tests.")]
LogJson = Annotated[bool, typer.Option("--log-json", help="Tell the progress on stderr as lines of JSON.")]


def run(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Files and folders of pages (.txt, .html), tables (.jsonl, .csv, .parquet), archives (.warc.gz); "
            "addresses of pages, feeds, sitemaps; s3://, gs://; - for stdin.",
        ),
    ],
    output: Annotated[
        str | None, typer.Option("--output", "-o", help="A new or empty folder for the tables, or s3://…, gs://….")
    ] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How the tables are written.")] = Format.jsonl,
    workers: Workers = None,
    engine: EngineOption = Engine.local,
    scheduler: Scheduler = None,
    timeout: Timeout = 30.0,
    memory: Memory = "2G",
    shard: Annotated[
        int, typer.Option(min=1, max=1_000_000, help="Inputs that are kept together: what a kill may cost.")
    ] = 512,
    fresh: Annotated[bool, typer.Option("--fresh", help="Start anew in the next free folder: OUTPUT-2 …")] = False,
    log_json: LogJson = False,
    text_column: Column = None,
    id_column: Column = None,
    url_column: Column = None,
    title_column: Column = None,
    published_column: Column = None,
    stdin: Annotated[Stdin, typer.Option(help="Standard input is one page, or an article a line.")] = Stdin.auto,
    contact: Annotated[
        str | None, typer.Option(metavar="MAIL", help="Where the owner of a site reaches you; told to each server.")
    ] = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Read many articles and write what they say.

    Writes the tables articles, officials, observations and failures, joined by article_id, and run.json. An input that
    cannot be read becomes a row in failures, with the reason (exit code 1); where not one of the inputs is there, the
    call is wrong (2). A folder that holds something is refused: nothing is overwritten. A run that was stopped or
    killed goes on when the same command is given again. Pages from the web are kept in OUTPUT/web as WARC.

    Without --output, each input gives one line of JSON on stdout as soon as it is read, here and one at a time: an
    object with article (or null), officials, observations and failures.

    The columns of tables are found by their usual names (text, content, body, html; id, url, title, published …) where
    none is told.
    """
    from extract.batch.inputs import Options, all_missing, count_of
    from extract.batch.outcomes import Limits
    from extract.batch.run import Job, beside, execute
    from extract.sources.rows import Columns

    if all_missing(inputs):
        stop(f"no such file or folder: {', '.join(name or repr(name) for name in inputs)}")
    if output == "":
        stop("--output is empty: name a new folder for the tables")
    _check(engine, scheduler)
    told = (text_column, id_column, url_column, title_column, published_column)
    reading = Options(
        columns=Columns(*told) if any(told) else None,
        stdin_rows={Stdin.auto: None, Stdin.page: False, Stdin.jsonl: True}[stdin],
        contact=contact,
        allow_private=allow_private,
    )
    if output is None:
        if form is not Format.jsonl:
            stop("name a new folder for the tables: --output FOLDER; without one, records go to stdout as jsonl only")
        _stream(inputs, reading, Limits(timeout, size(memory)))
        return
    job = Job(
        given=inputs,
        output=beside(output) if fresh else output,
        form=form.value,
        limits=Limits(timeout, size(memory)),
        workers=workers or _cores(),
        engine=engine.value,
        scheduler=scheduler,
        shard=shard,
        reading=reading,
    )
    _done(job.output, log_json, lambda watch: execute(job, watch), lambda: count_of(inputs, reading))


def retry(
    folder: Annotated[str, typer.Argument(metavar="RUN_DIR", help="The folder of a run.")],
    workers: Workers = None,
    engine: EngineOption = Engine.local,
    scheduler: Scheduler = None,
    timeout: Timeout = 30.0,
    memory: Memory = "2G",
    log_json: LogJson = False,
    allow_private: AllowPrivate = False,
) -> None:
    """Read the failed inputs of a run again.

    After a fix, or with other limits. The tables become those of a run in which what can be read now had not failed;
    nothing else is read again.
    """
    from extract.batch.inputs import Options
    from extract.batch.outcomes import Limits
    from extract.batch.run import Job, inputs_in
    from extract.batch.run import retry as read_again
    from extract.sources.rows import Columns

    _check(engine, scheduler)

    def job(options: dict[str, Any]) -> Job:
        return Job(
            given=options["inputs"],
            output=folder,
            form=options["format"],
            limits=Limits(timeout, size(memory)),
            workers=workers or _cores(),
            engine=engine.value,
            scheduler=scheduler,
            reading=Options(
                columns=Columns(**options["columns"]) if "columns" in options else None, allow_private=allow_private
            ),
        )

    _done(folder, log_json, lambda watch: read_again(folder, job, watch), lambda: inputs_in(folder))


def _check(engine: Engine, scheduler: str | None) -> None:
    """Ends a call that names a scheduler which nothing would ask."""
    if scheduler and engine is not Engine.dask:
        stop("--scheduler is for --engine dask: give both, or neither")


def likely_parallel(arguments: list[str]) -> bool:
    """True for the arguments of a command that more than one worker will read for: `run`, a folder or an archive."""
    from extract.batch.inputs import ARCHIVES
    from extract.sources.files import TABLES

    if arguments[:1] != ["run"] or "dask" in arguments or "--engine=dask" in arguments:
        return False
    workers, many, output = str(_cores()), False, False
    for before, told in pairwise(arguments):
        name, sign, value = told.partition("=") if told.startswith("--") else (told[:2], told[2:], told[2:])
        if before in {"-w", "--workers"}:
            workers = told
        elif sign and name in {"-w", "--workers"}:
            workers = value
        output = output or name in {"-o", "--output"}
        # What stands behind an option is its value.
        if not before.startswith("-"):
            many = many or told.lower().endswith((*ARCHIVES, *TABLES)) or os.path.isdir(told)  # noqa: PTH112  # no error
    return workers != "1" and many and output


def _stream(inputs: list[str], reading: Options, limits: Limits) -> None:
    from extract.batch.inputs import inputs_of
    from extract.batch.run import stream

    def write(line: bytes) -> None:
        sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()

    count, failed = stream(inputs_of(inputs, reading), limits, write)
    if failed:
        say(f"{failed} of {count} inputs could not be read, or not wholly: their failures say why")
        raise typer.Exit(1)


def _done(
    output: Path | str, log_json: bool, work: Callable[[Watch], Summary], count: Callable[[], int | None]
) -> None:
    """Does the work and tells of it; a run that is stopped says how to go on."""
    from extract.batch.guard import WorkerError
    from extract.batch.run import RunError, keeps
    from extract.cli.progress import Bar, JsonLog, summary_lines

    try:
        with JsonLog() if log_json else Bar(count) as watch:
            summary = work(watch)
            watch.end(summary)
    except (RunError, WorkerError) as error:
        stop(str(error))
    except KeyboardInterrupt:
        if not keeps(output):
            raise
        say(f"stopped by Ctrl-C: what was read is kept in {output}; the same command goes on from there")
        raise typer.Exit(130) from None
    if not log_json:
        for line in summary_lines(summary):
            say(line)
    if str(output).lower().startswith("memory://"):
        say(f"{output} is gone when this command ends: name a folder, or one of a store (s3://, gs://), to keep it")
    if summary.counts["failures"]:
        raise typer.Exit(1)


def _cores() -> int:
    return len(os.sched_getaffinity(0))
