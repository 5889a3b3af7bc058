"""`extract verify`: what papers printed against official values."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli.common import on_disk, out, say, stop

if TYPE_CHECKING:
    from extract.batch.runs import Run
    from extract.panel.official import Official

RunFolder = Annotated[str, typer.Argument(metavar="RUN_DIR", help="The output folder of `extract run`.")]
Tables = Annotated[
    list[Path] | None,
    typer.Option("--table", metavar="CSV", help="Official values of your own; may be given more than once."),
]
Own = Annotated[bool, typer.Option("--packaged/--no-packaged", help="Use the official values that come with extract.")]

_SHOWN = 20


def verify(
    run_folder: RunFolder,
    table: Tables = None,
    packaged: Own = True,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", parser=on_disk, help="Where to write, .parquet, .csv or .jsonl."),
    ] = None,
) -> None:
    """Hold each figure of a run against the official value.

    Each gets a verdict: match, rounded, mismatch, not_covered. Writes the table `verified` beside the run's own (or to
    --output) and prints how many figures of each index are covered and match. A mismatch is a figure to look at: the
    note tells what may be behind it.
    """
    from extract.panel.files import OutputError, suffix_of, write_tables
    from extract.panel.verify import COLUMNS, counted, verified

    run = opened(run_folder)
    official = official_of(table, packaged)
    found = list(verified(run, official))
    path = output or own_folder(run) / f"verified{suffix_of(run.manifest['options']['format'])}"
    try:
        write_tables([((one.row() for one in found), COLUMNS, path)])
    except OutputError as error:
        stop(str(error))
    verdicts = ("match", "rounded", "mismatch", "not_covered")
    out("\t".join(("index", *verdicts)))
    for index, counts in counted(found).items():
        out("\t".join((index, *(str(counts[verdict]) for verdict in verdicts))))
    wrong = [one for one in found if one.verified == "mismatch"]
    for one in wrong[:_SHOWN]:
        row = one.row()
        what = " ".join(filter(None, (row["province"], row["index"], row["component"], row["period"], row["metric"])))
        note = f" ({row['note']})" if row["note"] else ""
        told = f"printed {row['value']:g}, officially {row['official_value']:g}{note}"
        out(f"mismatch\t{what}: {told}\t{row['observation_id']}")
    if len(wrong) > _SHOWN:
        out(f"and {len(wrong) - _SHOWN} more")
    say(f"{len(found)} figures of provinces in {path}")


def opened(folder: str) -> Run:
    """The run in a folder, or the end of a wrong call."""
    from extract.batch.runs import OpenError, open_run

    try:
        return open_run(folder)
    except OpenError as error:
        stop(str(error))


def own_folder(run: Run) -> Path:
    """The run's own folder, to write beside its tables; the end of a wrong call where it is in a store."""
    from extract.batch.runs import OpenError

    try:
        return run.folder
    except OpenError as error:
        stop(str(error))


def official_of(tables: list[Path] | None, packaged: bool) -> Official:
    """The official values that a command was given, or the end of a wrong call."""
    from extract.panel.official import ValuesError, read_table
    from extract.panel.verify import official_values

    try:
        return official_values(*(read_table(path) for path in tables or ()), own=packaged)
    except ValuesError as error:
        stop(str(error))
