"""`extract officials`: who held which office when."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.cli.common import counted, on_disk, out, say, stop
from extract.cli.verify import Own, RunFolder, Tables, official_of, opened, own_folder

_SHOWN = 20


def officials(
    run_folder: RunFolder,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", parser=on_disk, help="A folder for the tables; by default the run's own."),
    ] = None,
    form: Annotated[
        str | None, typer.Option("--format", "-f", help="parquet, csv or jsonl; by default that of the run.")
    ] = None,
    ftm: Annotated[
        Path | None,
        typer.Option(parser=on_disk, metavar="FILE", help="Write FollowTheMoney entities to this file, as JSON lines."),
    ] = None,
    table: Tables = None,
    packaged: Own = True,
) -> None:
    """Tell who held which office, across all articles.

    Merges the officials of the articles into persons, follows their offices, and joins them to the panel.

    Writes the tables persons (with why mentions were merged), offices (first and last seen, from and to where an
    appointment tells it) and holders (who headed a province in the periods in which an index of it moved). Two of one
    name stay two persons unless an office, its place and the time agree.
    """
    from extract.panel import ftm as money
    from extract.panel.cells import build
    from extract.panel.files import FORMATS, OutputError, ensure_own, suffix_of, write_tables
    from extract.panel.persons import HOLDERS, OFFICES, PERSONS, holders, offices, persons
    from extract.sinks import write_whole

    run = opened(run_folder)
    suffix = f".{form}" if form else suffix_of(run.manifest["options"]["format"])
    if suffix not in FORMATS:
        stop(f"--format {form}: one of {', '.join(name[1:] for name in FORMATS)}")
    found = persons(run)
    people, held = [person.row() for person in found], list(offices(found))
    heads = list(holders(held, build(run, official_of(table, packaged))))
    folder = output or own_folder(run)
    try:
        if ftm is not None:
            ensure_own(ftm, money.FIELDS)
        write_tables(
            (rows, columns, folder / f"{name}{suffix}")
            for name, rows, columns in (
                ("persons", people, PERSONS),
                ("offices", held, OFFICES),
                ("holders", heads, HOLDERS),
            )
        )
        if ftm is not None:
            write_whole(ftm, money.lines(money.entities(people, held)))
    except OutputError as error:
        stop(str(error))
    except OSError as error:
        stop(f"cannot write {ftm}: {error.strerror or error}: choose another place")
    out(f"persons\t{len(people)}")
    out(f"offices\t{len(held)}")
    falls = [row for row in heads if row["moved"] == "down"]
    for row in falls[:_SHOWN]:
        rank = f"{row['rank_before']:g} to {row['rank']:g}" if row["rank"] and row["rank_before"] else "score"
        what = f"{row['province_name']} {row['index']} {row['baseline']}-{row['period']} ({rank})"
        out(f"down\t{what}\t{row['name']}, {row['title']}, {row['organization']}")
    say(f"{counted(len(people), 'persons')}, {counted(len(held), 'offices')}, {len(heads)} rows of holders in {folder}")
