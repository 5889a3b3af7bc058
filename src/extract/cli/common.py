"""What the commands share: how they speak, how they end, how they read their inputs.

Results go to stdout, messages to stderr. Exit 0: all was read; 1: some input failed, the rest is written; 2: a wrong
call; 130: stopped by Ctrl-C.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, ParamSpec

import typer

if TYPE_CHECKING:
    from rich.table import Table

    from extract.pipeline import Extraction

P = ParamSpec("P")
_LONGEST = 400

Input = Annotated[
    str,
    typer.Argument(
        metavar="INPUT", help="A file, an http(s) address, an article of an archive (a.jsonl#/id), - for stdin."
    ),
]


def calm(command: Callable[P, None]) -> Callable[P, None]:
    """The command without a traceback: Ctrl-C, a closed pipe and mistakes of ours end it with a message and a code."""

    @functools.wraps(command)
    def calmed(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except KeyboardInterrupt:
            say("stopped by Ctrl-C: nothing was written; give the same command again to start anew")
            raise typer.Exit(130) from None
        except BrokenPipeError:
            # The reader has gone: nothing is left to tell, and Python's own flush at exit must not complain.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except (typer.Exit, SystemExit):
            raise
        except OSError as error:
            if os.environ.get("EXTRACT_DEBUG"):
                raise
            what = ": ".join(map(str, filter(None, (error.filename, error.strerror or error))))
            from extract.batch.places import advice

            say(f"{what}: {advice(error)}, and give the same command again")
            raise typer.Exit(1) from error
        except Exception as error:
            if os.environ.get("EXTRACT_DEBUG"):
                raise
            say(f"a mistake in extract itself ({type(error).__name__}: {error}); EXTRACT_DEBUG=1 shows where")
            raise typer.Exit(1) from error

    return calmed


def read(source: str) -> Extraction:
    """The records of one input; ends the command where there is no such input."""
    from extract.batch.blocks import read_one
    from extract.batch.inputs import Input, all_missing, only_input
    from extract.sources import SourceError

    if all_missing([source, source.partition("#")[0]]):
        stop(f"no such file: {source or repr(source)}")
    if source != "-" and os.path.isdir(source):  # noqa: PTH112  # where one may not look there is no error
        stop(f"{source} is a folder: name one of its files, or use `extract run`")
    try:
        given = only_input(source)
    except SourceError as error:
        given = Input(source, error=str(error))
    return read_one(given)


def on_disk(name: str | Path) -> Path:
    """A path to write to on this machine; the end of a wrong call where it is one of a store."""
    from extract.sources import is_url

    # A default is a path already.
    if is_url(str(name)):
        stop(f"{name}: only `extract run` writes to a store: name a file or folder of this machine")
    return Path(name)


def end(found: Extraction) -> None:
    """Tells what failed; exit code 1 where something did."""
    for failure in found.failures:
        say(f"{failure.source}: {failure.told}")
    if found.failures:
        raise typer.Exit(1)


def rendered(told: Callable[[int], Iterable[Table]], piped: int) -> str:
    """The tables told for a width, as text: that of the terminal, or `piped` for a reader of a pipe."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    console = Console(width=None if terminal else piped, force_terminal=terminal)
    with console.capture() as shown:
        for table in told(console.width):
            console.print(table)
            console.print()
    return shown.get().rstrip("\n")


def counted(number: int, things: str) -> str:
    """A number of things as people say it: "1 article", "2 articles"."""
    return f"{number} {things.removesuffix('s') if number == 1 else things}"


def out(text: str) -> None:
    """A result, on stdout."""
    sys.stdout.write(text + "\n")


def say(message: str) -> None:
    """One line on stderr, whatever a file's name has in it."""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in message)
    tell(f"extract: {shown if len(shown) <= _LONGEST else shown[:_LONGEST] + '…'}\n")


def tell(line: str) -> None:
    """Writes to stderr; that it is full, or its reader gone, stops nothing."""
    with suppress(OSError):
        sys.stderr.write(line)
        sys.stderr.flush()


def stop(message: str) -> NoReturn:
    """Ends a wrong call with a message."""
    say(message)
    raise typer.Exit(2)
