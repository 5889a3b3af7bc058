"""The command line: run, show, explain, score, schema.

Results go to stdout, messages to stderr. Exit 0: all was read; 1: some input failed, the rest is written; 2: a wrong
call; 130: stopped by Ctrl-C. Nothing heavy is imported before a command needs it.
"""

from __future__ import annotations

import json
import os
import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from extract.pipeline import Extraction

app = typer.Typer(
    name="extract",
    help="Vietnamese provincial news into facts that people can check.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(str, Enum):
    """What `run` writes."""

    jsonl = "jsonl"
    parquet = "parquet"
    csv = "csv"
    duckdb = "duckdb"


Inputs = Annotated[
    list[str], typer.Argument(metavar="INPUT…", help="Files (.txt, .html), folders, URLs, or - for stdin.")
]
Input = Annotated[str, typer.Argument(metavar="INPUT", help="A file (.txt, .html), a URL, or - for stdin.")]


@app.command(
    epilog="Example: extract run articles/ --output out/ --format parquet",
)
def run(
    inputs: Inputs,
    output: Annotated[Path, typer.Option("--output", "-o", help="A new or empty folder for the tables.")],
    form: Annotated[Format, typer.Option("--format", "-f", help="How the tables are written.")] = Format.jsonl,
) -> None:
    """Read many inputs and write articles, officials, observations and failures, joined by article_id."""
    from extract.batch.run import RunError, find_all, run as run_all

    missing = find_all(inputs)
    if missing:
        _stop(missing)
    from rich.console import Console
    from rich.progress import Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    shown = Progress(TextColumn("{task.completed} read"), TimeElapsedColumn(), TextColumn("{task.fields[source]}"), console=console, disable=not console.is_terminal)  # fmt: skip
    try:
        with shown as bar:
            task = bar.add_task("", total=None, source="")
            counts = run_all(inputs, output, form.value, lambda source: bar.update(task, advance=1, source=source))
    except RunError as error:
        _stop(str(error))
    failures = counts["failures"]
    told = ", ".join(f"{count} {name}" for name, count in counts.items())
    _say(f"{told} → {output}")
    if failures:
        _say(f"{failures} input(s) could not be read: the reasons are in the table failures")
        raise typer.Exit(1)


@app.command(epilog="Example: extract show article.txt --json | jq .observations")
def show(
    source: Input,
    as_json: Annotated[bool, typer.Option("--json", help="Print the records as one JSON object.")] = False,
) -> None:
    """Show what one article says: officials and figures, each with the words it was read from."""
    found = _read(source)
    if as_json:
        from extract.batch.run import tables_of
        from extract.sinks import as_row

        tables = {name: [as_row(record) for record in records] for name, records in tables_of(found).items()}
        _print(json.dumps(tables, ensure_ascii=False, indent=2))
    else:
        from rich.console import Console

        from extract.show import tables as rich_tables

        console = Console()
        for table in rich_tables(found):
            console.print(table)
        if not found.officials and not found.observations and not found.failures:
            _say("no official and no figure of an index was found")
    _end(found)


@app.command(epilog="Example: extract explain article.txt")
def explain(source: Input) -> None:
    """Tell for each figure which rule read it, and from which words its index, subject and period came."""
    from extract.explain import explained

    found = _read(source)
    for lines in explained(found.article, found.observations):
        _print(lines)
    _end(found)


@app.command(epilog="Example: extract score corpus/gold out/ --errors")
def score(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="A folder of gold files, <id>.json.")],
    run_folder: Annotated[Path, typer.Argument(metavar="RUN_DIR", help="A run in JSONL over <id>.txt or <id>.html.")],
    prefix: Annotated[str, typer.Option(help="Only the gold files whose names begin so.")] = "",
    errors: Annotated[bool, typer.Option("--errors", help="List every difference.")] = False,
) -> None:
    """Score a run against gold facts: precision, recall and F1 by level."""
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


@app.command()
def schema() -> None:
    """Print the JSON Schema of the records."""
    from extract.records import json_schema

    _print(json.dumps(json_schema(), ensure_ascii=False, indent=2))


def _read(source: str) -> Extraction:
    from extract.batch.run import extractions, find_all

    missing = find_all([source])
    if missing:
        _stop(missing)
    if source != "-" and Path(source).is_dir():
        _stop(f"{source} is a folder: show one of its files, or use `extract run`")
    (found,) = extractions([source])
    return found


def _end(found: Extraction) -> None:
    for failure in found.failures:
        _say(f"{failure.source}: {failure.reason}")
    if found.failures:
        raise typer.Exit(1)


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")


def _say(message: str) -> None:
    sys.stderr.write(message + "\n")


def _stop(message: str) -> None:
    _say(f"extract: {message}")
    raise typer.Exit(2)


def main() -> None:
    """The entry point: no traceback for Ctrl-C or a closed pipe."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
        sys.stdout.flush()
    except KeyboardInterrupt:
        _say("stopped: nothing was written; run the same command again")
        sys.exit(130)
    except BrokenPipeError:
        # The reader has gone: nothing is left to tell, and Python's own flush at exit must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
