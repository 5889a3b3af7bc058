"""`extract report`: a run as one page."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extract.cli.common import on_disk, say, stop


class Language(StrEnum):
    """What the page's own words are in; the data are Vietnamese in any case."""

    en = "en"
    vi = "vi"


def report(
    run_folder: Annotated[str, typer.Argument(metavar="RUN_DIR", help="The output folder of `extract run`.")],
    output: Annotated[Path, typer.Option("--output", "-o", parser=on_disk, help="The HTML file to write.")] = Path(
        "report.html"
    ),
    lang: Annotated[Language, typer.Option(help="The language of the page's own words.")] = Language.en,
    title: Annotated[str | None, typer.Option(help="The page's title; the run's name where none is given.")] = None,
) -> None:
    """Write a run as one self-contained HTML page.

    Coverage, trends, contradictions, each fact with its sentence. The page loads nothing from anywhere and can be
    mailed, printed and opened offline. A report that is there already is replaced; any other file is not.
    """
    from extract.batch.runs import OpenError, open_run
    from extract.report import build
    from extract.sinks import write_whole

    if output.is_dir():
        output = output / "report.html"
    if output.exists() and not _is_report(output):
        stop(f"{output} is there already and no report: nothing is overwritten; name another file")
    try:
        page = build(open_run(run_folder), lang.value, title)
    except OpenError as error:
        stop(str(error))
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        write_whole(output, page.encode())
    except OSError as error:
        stop(f"cannot write {output}: {error.strerror or error}: name another file")
    say(f"{output} ({len(page.encode()) / 1e6:.1f} MB): open it in a browser")


def _is_report(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(4096)
    return not start.strip() or (b"<!doctype html>" in start and b'http-equiv="Content-Security-Policy"' in start)
