"""`extract run`: many articles in, tables out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extract.cli.common import Bar, say, stop


class Format(StrEnum):
    """What `run` writes."""

    jsonl = "jsonl"
    parquet = "parquet"
    csv = "csv"
    duckdb = "duckdb"


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
        stop(f"no such file or folder: {', '.join(inputs)}")
    try:
        with Bar() as advance:
            counts = run_all(inputs, output, form.value, advance)
    except RunError as error:
        stop(str(error))
    told = ", ".join(f"{count} {name}" for name, count in counts.items())
    say(f"{told} in {output}")
    if counts["failures"]:
        say(f"{counts['failures']} of the inputs could not be read: the table failures says why")
        raise typer.Exit(1)
