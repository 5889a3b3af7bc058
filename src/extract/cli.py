"""The command line: run, show, explain, score, schema.

Results go to stdout, messages to stderr. Exit 0: all was read; 1: some input failed, the rest is written; 2: a wrong
call; 130: stopped by Ctrl-C. Nothing heavy is imported before a command needs it.
"""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, ParamSpec

import typer

if TYPE_CHECKING:
    from extract.pipeline import Extraction

P = ParamSpec("P")
_LONGEST = 400

app = typer.Typer(
    name="extract",
    help="Vietnamese provincial news into facts that people can check: officials with their positions, and the scores, "
    "ranks and changes of governance indices, each with the words it was read from.",
    epilog="Exit code 0: all was read; 1: some input failed; 2: a wrong call; 130: stopped by Ctrl-C.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


class Format(StrEnum):
    """What `run` writes."""

    jsonl = "jsonl"
    parquet = "parquet"
    csv = "csv"
    duckdb = "duckdb"


Input = Annotated[
    str, typer.Argument(metavar="INPUT", help="A file (.txt, .html), an http(s) address, or - for stdin.")
]


def calm(command: Callable[P, None]) -> Callable[P, None]:
    """The command without a traceback: Ctrl-C, a closed pipe and mistakes of ours end it with a message and a code."""

    @functools.wraps(command)
    def calmed(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except KeyboardInterrupt:
            _say("stopped by Ctrl-C: nothing was written; give the same command again to start anew")
            raise typer.Exit(130) from None
        except BrokenPipeError:
            # The reader has gone: nothing is left to tell, and Python's own flush at exit must not complain.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except (typer.Exit, SystemExit):
            raise
        except Exception as error:
            if os.environ.get("EXTRACT_DEBUG"):
                raise
            _say(f"a mistake in extract itself ({type(error).__name__}: {error}); EXTRACT_DEBUG=1 shows where")
            raise typer.Exit(1) from error

    return calmed


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        _print(version("vn-news-extract"))
        raise typer.Exit


@app.callback()
def options(
    _: Annotated[bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)] = False,
) -> None:
    """What all commands share."""


@app.command(epilog="Examples: `extract run articles/ -o out`, `extract run a.txt b.html -o out --format parquet`.")
@calm
def run(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Files (.txt, .html), folders of them, http(s) addresses, - for stdin."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="A new or empty folder for the tables.")],
    form: Annotated[Format, typer.Option("--format", "-f", help="How the tables are written.")] = Format.jsonl,
) -> None:
    """Read many articles and write what they say.

    Writes the tables articles, officials, observations and failures, joined by article_id, and run.json. An input that
    cannot be read becomes a row in failures, with the reason (exit code 1); where not one of the inputs is there, the
    call is wrong (2). A folder that holds something is refused: nothing is overwritten.
    """
    from extract.batch.inputs import all_missing
    from extract.batch.run import RunError
    from extract.batch.run import run as run_all

    if all_missing(inputs):
        _stop(f"no such file or folder: {', '.join(inputs)}")
    try:
        with _Bar() as advance:
            counts = run_all(inputs, output, form.value, advance)
    except RunError as error:
        _stop(str(error))
    told = ", ".join(f"{count} {name}" for name, count in counts.items())
    _say(f"{told} in {output}")
    if counts["failures"]:
        _say(f"{counts['failures']} of the inputs could not be read: the table failures says why")
        raise typer.Exit(1)


@app.command(epilog="Examples: `extract show article.txt`, `extract show page.html --json | jq .observations`.")
@calm
def show(
    source: Input,
    as_json: Annotated[bool, typer.Option("--json", help="Print the records as one JSON object.")] = False,
) -> None:
    """Show what one article says: officials and figures, each with the words it was read from."""
    found = _read(source)
    if as_json:
        from extract.batch.run import collected
        from extract.sinks import as_row

        tables = {name: [as_row(record) for record in records] for name, records in collected([found]).items()}
        _print(json.dumps(tables, ensure_ascii=False, indent=2))
    elif not found.failures:
        _print(_rendered(found))
        if not found.officials and not found.observations:
            _say("no official and no figure of an index was found")
    _end(found)


@app.command(epilog="Example: `extract explain article.txt`.")
@calm
def explain(source: Input) -> None:
    """Tell for each figure which rule read it, and from which words its index, subject and period came."""
    from extract.explain import explained

    found = _read(source)
    for lines in explained(found.article, found.observations):
        _print(lines)
    if not found.observations and not found.failures:
        _say("no figure of an index was found")
    _end(found)


@app.command(epilog="Example: `extract run corpus/gold -o out; extract score corpus/gold out --errors`.")
@calm
def score(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="A folder of gold files, <id>.json.")],
    run_folder: Annotated[Path, typer.Argument(metavar="RUN_DIR", help="A run in JSONL over <id>.txt or <id>.html.")],
    prefix: Annotated[str, typer.Option(help="Only the gold files whose names begin so.")] = "",
    errors: Annotated[bool, typer.Option("--errors", help="List every difference, a JSON object a line.")] = False,
) -> None:
    """Score a run against gold facts: precision, recall and F1 of figures, their owners, names and positions."""
    from extract.gold import LEVELS, GoldError, score_run

    try:
        result = score_run(gold, run_folder, prefix)
    except GoldError as error:
        _stop(str(error))
    if errors:
        for article, kind, wanted, got, fields in result.errors:
            row = {"article": article, "kind": kind, "fields": fields, "gold": wanted, "predicted": got}
            _print(json.dumps(row, ensure_ascii=False))
    for level in LEVELS:
        p, r, f1 = result.precision(level), result.recall(level), result.f1(level)
        right, wrong, missed = (result.counts[f"{level}_{kind}"] for kind in ("tp", "fp", "fn"))
        _print(f"{level:9s} P {p:.3f} R {r:.3f} F1 {f1:.3f}  (tp {right} fp {wrong} fn {missed})")
    if result.counts["articles_missing"]:
        _say(f"{result.counts['articles_missing']} articles of the gold are not in the run")


@app.command(epilog="Example: `extract schema > schema.json`.")
@calm
def schema() -> None:
    """Print the JSON Schema of the four tables."""
    from extract.records import json_schema

    _print(json.dumps(json_schema(), ensure_ascii=False, indent=2))


def _read(source: str) -> Extraction:
    from extract.batch.inputs import all_missing, inputs_of
    from extract.batch.run import read_one

    if all_missing([source]):
        _stop(f"no such file: {source}")
    if source != "-" and Path(source).is_dir():
        _stop(f"{source} is a folder: name one of its files, or use `extract run`")
    (given,) = inputs_of([source])
    return read_one(given)


def _rendered(found: Extraction) -> str:
    """The tables as text: as wide as the terminal, or wide enough for a reader of a pipe."""
    from rich.console import Console

    from extract.show import tables

    terminal = sys.stdout.isatty()
    console = Console(width=None if terminal else 160, force_terminal=terminal)
    with console.capture() as shown:
        for table in tables(found):
            console.print(table)
            console.print()
    return shown.get().rstrip("\n")


class _Bar:
    """A bar on a terminal's stderr; nothing in a pipe."""

    def __enter__(self) -> Callable[[str, int], None]:
        self.bar = None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}"))
            self.bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self.bar.start()
            self.task = self.bar.add_task("", total=None)
        return self.advance

    def advance(self, source: str, total: int) -> None:
        if self.bar is not None:
            from rich.markup import escape

            from extract.show import visible

            self.bar.update(self.task, total=total, advance=1, description=escape(visible(source)))

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()


def _end(found: Extraction) -> None:
    for failure in found.failures:
        _say(f"{failure.source}: {failure.reason}")
    if found.failures:
        raise typer.Exit(1)


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")


def _say(message: str) -> None:
    """One line on stderr, whatever a file's name has in it."""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in message)
    sys.stderr.write(f"extract: {shown if len(shown) <= _LONGEST else shown[:_LONGEST] + '…'}\n")


def _stop(message: str) -> NoReturn:
    _say(message)
    raise typer.Exit(2)


def main() -> None:
    """The entry point: UTF-8 whatever the locale, no traceback when it is stopped before a command begins."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except KeyboardInterrupt:
        _say("stopped by Ctrl-C")
        sys.exit(130)
