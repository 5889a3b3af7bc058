"""The command line: one module for each group of commands, put together here.

Results go to stdout, messages to stderr. Exit 0: all was read; 1: some input failed, the rest is written; 2: a wrong
call; 130: stopped by Ctrl-C. Nothing heavy is imported before a command needs it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from extract.cli import crawl, officials, panel, replay, report, review, run, score, show, sql, verify
from extract.cli.common import calm, out, say

# In the order of --help: each command with its examples.
COMMANDS: tuple[tuple[Callable[..., None], str], ...] = (
    (
        run.run,
        "Examples: `extract run articles/ -o out`, `extract run crawl.warc.gz -o out -f parquet`, "
        "`extract run - < in.jsonl`.",
    ),
    (
        sql.sql,
        "Example: `extract sql out \"select period, value, printed from facts where index = 'PCI'\"`.",
    ),
    (run.retry, "Example: `extract retry out --timeout 300`."),
    (show.show, "Examples: `extract show article.txt`, `extract show page.html --json | jq .observations`."),
    (show.explain, "Example: `extract explain article.txt`."),
    (crawl.crawl, "Example: `extract crawl baolaichau.vn --since 2019-01-01 --match PCI -o laichau`."),
    (score.score, "Example: `extract run corpus/gold -o out; extract score corpus/gold out --errors`."),
    (report.report, "Example: `extract report out --output report.html --lang vi`."),
    (
        review.review,
        "Examples: `extract review out`, `extract review out --export gold`, `extract review out --rules`.",
    ),
    (verify.verify, "Example: `extract verify out --table my.csv`."),
    (officials.officials, "Example: `extract officials out --ftm officials.ftm.jsonl`."),
    (replay.replay, "Example: `extract replay out`."),
    (
        panel.panel,
        "Examples: `extract panel out -o panel.parquet`, `extract panel out -o wide.csv --wide --units 2025`.",
    ),
    (score.schema, "Example: `extract schema > schema.json`."),
)

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


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        out(version("vn-news-extract"))
        raise typer.Exit


@app.callback()
def options(
    _: Annotated[bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)] = False,
) -> None:
    """What all commands share."""


for _command, _examples in COMMANDS:
    app.command(epilog=_examples)(calm(_command))


def _open_streams() -> None:
    """Opens what the caller has closed (`>&-`, some daemons do) on nothing: no file of ours may get its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = open(os.devnull, mode, encoding="utf-8")  # noqa: PTH123, SIM115  # as long as the process
            os.set_inheritable(stream.fileno(), True)
            setattr(sys, name, stream)


def main() -> None:
    """The entry point: UTF-8 whatever the locale, no traceback when it is stopped before a command begins."""
    try:
        _open_streams()
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8", errors="replace")
        if run.likely_parallel(sys.argv[1:]):
            from extract.batch.guard import serve

            # What workers are forked from loads while the command line is read.
            serve()
        app()
    except KeyboardInterrupt:
        say("stopped by Ctrl-C")
        sys.exit(130)
