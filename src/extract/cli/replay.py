"""`extract replay`: does a run still say the same?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.cli.common import out, say, stop
from extract.cli.verify import RunFolder, opened

_SHOWN = 20


def replay(
    run_folder: RunFolder,
    keep: Annotated[Path | None, typer.Option(help="Keep the tables that are read now, in this new folder.")] = None,
) -> None:
    """Read the inputs of a run again and compare the bytes.

    Nothing of the run is changed. Pages from the web come from the run's own archive. Exit 0: the same bytes. Exit 1:
    it tells what differs and which change caused it: the version, a data file, an input. Run it in the folder where the
    run was made.
    """
    from tempfile import TemporaryDirectory

    from extract.batch.guard import WorkerError
    from extract.batch.inputs import all_missing
    from extract.batch.run import RunError
    from extract.panel.replay import ReplayError
    from extract.panel.replay import replay as read_again

    run = opened(run_folder)
    given = run.manifest["options"]["inputs"]
    if given and all_missing(given):
        stop(f"the inputs are not here: {', '.join(given)}: run it in the folder where the run was made")
    try:
        if keep is not None:
            found = read_again(run, keep)
        else:
            with TemporaryDirectory(prefix="extract-replay-") as folder:
                found = read_again(run, Path(folder))
    except (ReplayError, RunError, WorkerError) as error:
        stop(str(error))
    if not found.changed:
        out(f"the same bytes: {', '.join(found.same)}, of {found.articles} articles")
        return
    out(f"differs: {', '.join(found.changed)}")
    for cause in found.causes[:_SHOWN]:
        out(f"cause\t{cause}")
    for one in found.differences[:_SHOWN]:
        out(f"{one.table}\t{one.source}\t{one.what}")
    more = max(len(found.differences) - _SHOWN, 0) + max(len(found.causes) - _SHOWN, 0)
    say(f"{len(found.differences)} differences{f', {more} not shown' if more else ''}")
    raise typer.Exit(1)
