"""`extract score` and `extract schema`: the contract, and how well it is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from extract.cli.common import out, say, stop
from extract.cli.verify import opened


def score(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="A folder of gold files, <id>.json.")],
    run_folder: Annotated[
        str, typer.Argument(metavar="RUN_DIR", help="The folder of a run over <id>.txt or <id>.html.")
    ],
    prefix: Annotated[str, typer.Option(help="Only the gold files whose names begin so.")] = "",
    errors: Annotated[bool, typer.Option("--errors", help="List every difference, a JSON object a line.")] = False,
) -> None:
    """Score a run against gold facts.

    Precision, recall and F1 of figures, their owners, names and positions.
    """
    from extract.batch.runs import OpenError
    from extract.gold import LEVELS, GoldError, score_run

    # Tables in JSONL may be anybody's: they need no run.json.
    plain = (Path(run_folder) / "articles.jsonl").exists()
    try:
        result = score_run(gold, Path(run_folder) if plain else opened(run_folder), prefix)
    except (GoldError, OpenError) as error:
        stop(str(error))
    if errors:
        for article, kind, wanted, got, fields in result.errors:
            row = {"article": article, "kind": kind, "fields": fields, "gold": wanted, "predicted": got}
            out(json.dumps(row, ensure_ascii=False))
    for level in LEVELS:
        p, r, f1 = result.precision(level), result.recall(level), result.f1(level)
        right, wrong, missed = (result.counts[f"{level}_{kind}"] for kind in ("tp", "fp", "fn"))
        out(f"{level:9s} P {p:.3f} R {r:.3f} F1 {f1:.3f}  (tp {right} fp {wrong} fn {missed})")
    if result.counts["articles_missing"]:
        say(f"{result.counts['articles_missing']} articles of the gold are not in the run")


def schema() -> None:
    """Print the JSON Schema of the four tables."""
    from extract.records import json_schema

    out(json.dumps(json_schema(), ensure_ascii=False, indent=2))
