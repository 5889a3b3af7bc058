"""`extract review`: records checked by hand, and what comes of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extract.cli.common import out, say, stop

if TYPE_CHECKING:
    from extract.review.session import Session


def review(
    run_folder: Annotated[str, typer.Argument(metavar="RUN_DIR", help="The output folder of `extract run`.")],
    export: Annotated[
        Path | None, typer.Option(help="Write the decided articles as gold into this folder, and end.", metavar="DIR")
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Let --export replace gold that differs.")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="Print how often each rule was right, and end.")] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the page's address.")] = False,
    port: Annotated[int, typer.Option(help="The port to listen on; a free one if 0.", min=0, max=65535)] = 0,
) -> None:
    """Check a run's records by hand, in a page on this machine.

    Accept, correct, reject, add what was missed. Every decision is in RUN_DIR/review.jsonl before the page shows it;
    give the same command again to go on. The page's address holds a secret and answers to this machine only. Ctrl-C
    ends it.
    """
    from extract.batch.runs import OpenError, open_run
    from extract.review.log import Log, LogError
    from extract.review.session import Session

    try:
        run = open_run(run_folder)
        log = Log.read(run.folder) if export or rules else Log.open(run.folder)
        session = Session(run, log)
    except (OpenError, LogError) as error:
        stop(str(error))
    orphans = len(session.orphans())
    if orphans:
        say(f"{orphans} earlier decisions are about records that this run does not have, or reads differently now")
    if rules:
        from extract.review.rules import as_table, measured

        found = measured(session)
        for line in as_table(found):
            out(line)
        if not found:
            say("no record is decided yet: `extract review` without --rules opens the page for it")
    if export:
        _export(session, export, overwrite)
    if not rules and not export:
        _serve(session, no_browser, port)


def _export(session: Session, folder: Path, overwrite: bool) -> None:
    from extract.review.gold import TABLE, ExportError, export

    try:
        done = export(session, folder, overwrite)
    except ExportError as error:
        stop(str(error))
    say(f"{done.written} articles in {folder}, {done.whole} of them read to the end ({TABLE} says which)")
    if done.undecided:
        say(f"{done.undecided} articles have records that are not decided yet: they are left out")


def _serve(session: Session, no_browser: bool, port: int) -> None:
    from extract.review.server import serve

    def ready(address: str) -> None:
        out(address)
        sys.stdout.flush()
        if not no_browser:
            import webbrowser

            webbrowser.open(address)

    try:
        serve(session, ready, port)
    except OSError as error:
        stop(f"cannot listen on port {port}: {error.strerror}: choose another one, or none")
    finally:
        session.log.close()
    counts = session.progress()
    say(f"{counts['all'] - counts.get('undecided', 0)} of {counts['all']} decided; they are in {session.log.path}")
