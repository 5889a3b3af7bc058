"""`extract panel`: what the articles of a run say together."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.cli.common import on_disk, out, say, stop
from extract.cli.verify import Own, RunFolder, Tables, official_of, opened


def panel(
    run_folder: RunFolder,
    output: Annotated[
        Path, typer.Option("--output", "-o", parser=on_disk, help="Where to write, .parquet, .csv or .jsonl.")
    ],
    wide: Annotated[
        bool, typer.Option("--wide", help="A row for each province and period, a column for each index.")
    ] = False,
    units: Annotated[
        str | None, typer.Option(help="2025: the provinces that were merged side by side under the one of the 34.")
    ] = None,
    table: Tables = None,
    packaged: Own = True,
) -> None:
    """Join what the articles say, cell by cell.

    Province × index × component × period, with value, rank, who says so, and flags. Articles that repeat another, and
    sites that mirror others, add no voice. Where articles differ, one value is chosen (the official one, a correction,
    the majority, the latest) and the rest is written beside it, as OUTPUT_contradictions. Plans never mix with results.
    An earlier panel there is replaced; any other file is not.
    """
    from extract.panel.cells import CONTRADICTIONS, build, shaped
    from extract.panel.files import OutputError, write_tables

    if units not in {None, "2025"}:
        stop(f"--units {units}: only 2025 is known (the 34 provinces)")
    run = opened(run_folder)
    made = build(run, official_of(table, packaged))
    rows = list(made.rows())
    against = list(made.contradictions())
    flags = [flag.partition(":")[2] for row in rows for flag in row["flags"]]
    beside = output.with_name(f"{output.stem}_contradictions{output.suffix}")
    try:
        write_tables(
            [(*shaped(rows, units=units, wide=wide), output), (against, CONTRADICTIONS, beside)],
            {"extract": made.version},
        )
    except OutputError as error:
        stop(str(error))
    out(f"cells\t{len(rows)}")
    for name in ("province", "index", "period"):
        out(f"{name}\t{len({row[name] for row in rows})}")
    for flag in dict.fromkeys(sorted(flags)):
        out(f"{flag}\t{flags.count(flag)}")
    left = {"figures without a period": made.undated, "targets": made.targets}
    kept_out = ", ".join(f"{count} {name}" for name, count in left.items() if count)
    say(f"{len(rows)} cells in {output}, {len(against)} rows of contradictions in {beside}")
    if kept_out:
        say(f"left out: {kept_out}")
