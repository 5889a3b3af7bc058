"""`extract show` and `extract explain`: one article, in the terminal."""

from __future__ import annotations

import json
from functools import partial
from typing import Annotated

import typer

from extract.cli.common import Input, end, out, read, rendered, say


def show(
    source: Input,
    as_json: Annotated[bool, typer.Option("--json", help="Print the records as one JSON object.")] = False,
) -> None:
    """Show what one article says.

    Officials and figures, each with the words it was read from.
    """
    found = read(source)
    if as_json:
        from extract.batch.run import collected
        from extract.sinks import as_row

        told = {name: [as_row(record) for record in records] for name, records in collected([found]).items()}
        out(json.dumps(told, ensure_ascii=False, indent=2))
    elif found.article.text:
        from extract.show import tables

        out(rendered(partial(tables, found), 160))
        if not found.officials and not found.observations:
            say("no official and no figure of an index was found")
    end(found)


def explain(source: Input) -> None:
    """Tell which rule read each figure, and from which words.

    Also the words that its index, subject and period came from, and by which rules.
    """
    from extract.explain import explained

    found = read(source)
    for lines in explained(found.article, found.observations):
        out(lines)
    if not found.observations and not found.failures:
        say("no figure of an index was found")
    end(found)
