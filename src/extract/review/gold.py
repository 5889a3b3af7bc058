"""Decisions as gold: articles all of whose records are decided, in the form that `extract score` takes."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.review.session import Session
from extract.sinks import write_whole

Row = dict[str, Any]

TABLE = "reviewed.csv"
COLUMNS = ("id", "source", "read_whole", "accepted", "corrected", "rejected", "added")
_SAFE = re.compile(r"[\w.\-]{1,120}")
# Keys that a gold file leaves out where they have these values (corpus/README.md).
_DEFAULTS: Row = {"modality": "reported", "bound": "exact"}
_OBSERVATION = (
    "component", "indicator", "period", "out_of", "scope", "baseline", "direction", "modality", "bound", "responsible",
)  # fmt: skip
_CHANGES = {"appointed": "to", "leaving": "from", "nominated": "nominee"}
# What the scorer takes as told too variously to be missed.
_OPTIONAL = {"group", "count"}


class ExportError(Exception):
    """A folder that the gold cannot be written to; the message says why and what to do."""


@dataclass(frozen=True)
class Exported:
    """What was written: gold files, and of them those whose article was read to its end; articles not decided yet."""

    written: int
    whole: int
    undecided: int


def export(session: Session, folder: Path, overwrite: bool = False) -> Exported:
    """Writes `<id>.txt`, `<id>.json` for each article whose records are all decided, and `reviewed.csv` about them.

    The id is the file name of the article's source, so that `extract score FOLDER RUN_DIR` finds it in the same run,
    and in any run over FOLDER. Files that say something else already are left alone, with an ExportError.
    """
    names = _names(session)
    complete = session.complete()
    files: dict[Path, bytes] = {}
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for article in complete:
        name, row = names[article], session.articles[article]
        text = row["text"] if row["text"].endswith("\n") else row["text"] + "\n"
        told = json.dumps(gold(session, article, name), ensure_ascii=False, indent=1) + "\n"
        files[folder / f"{name}.txt"], files[folder / f"{name}.json"] = text.encode(), told.encode()
        writer.writerow(_told(session, article, name))
    files[folder / TABLE] = table.getvalue().encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        other = [path.name for path, content in files.items() if path.exists() and path.read_bytes() != content]
        if other and not overwrite and other != [TABLE]:
            some = ", ".join(other[:3]) + (" …" if len(other) > 3 else "")
            raise ExportError(f"{folder} says something else already ({some}): nothing was written; add --overwrite")
        for path, content in files.items():
            write_whole(path, content)
    except OSError as error:
        raise ExportError(f"cannot write to {folder}: {error.strerror or error}") from error
    whole = sum(session.read_whole(article) for article in complete)
    return Exported(len(complete), whole, len(session.articles) - len(complete))


def gold(session: Session, article: str, name: str) -> Row:
    """The gold of one article: what was accepted, corrected or added; what was rejected must not come out again."""
    text: str = session.articles[article]["text"]
    kept: dict[str, list[Row]] = {"observation": [], "official": []}
    rejected: dict[str, list[Row]] = {"observation": [], "official": []}
    for item in session.of_article(article):
        if item.kind != "article":
            (rejected if session.verdict(item) == "reject" else kept)[item.kind].append(session.record(item))
    observations = [_observation(row, text) for row in kept["observation"]]
    officials = [_official(row, text) for row in kept["official"]]
    names = {row["name"] for row in officials}
    anchors = [_anchor(row, text) for row in rejected["observation"]]
    taken = {row["start"] for row in observations}
    return {
        "id": name,
        "phenomena": [],
        "officials": _in_order(officials),
        "optional_officials": [],
        "non_officials": sorted({_anchor(row, text)["anchor"] for row in rejected["official"]} - names),
        "observations": _in_order(observations),
        # Where another record was kept on the same characters, the figure is one of ours, told otherwise.
        "distractors": _in_order(
            [{**row, "why": "rejected in review"} for row in anchors if row["start"] not in taken]
        ),
    }


def _in_order(rows: list[Row]) -> list[Row]:
    unique = {json.dumps(row, sort_keys=True): row for row in rows}
    return sorted(unique.values(), key=lambda row: int(row["start"]))


def _anchor(row: Mapping[str, Any], text: str) -> Row:
    first = row["evidence"][0]
    return {"anchor": text[first["start"] : first["end"]], "start": first["start"]}


def _observation(row: Row, text: str) -> Row:
    told: Row = {"index": row["index"], "subject": row["subject"], "metric": row["metric"], "value": row["value"]}
    told["unit"] = row["unit"]
    told |= {key: row[key] for key in _OBSERVATION if row.get(key) is not None and row[key] != _DEFAULTS.get(key)}
    if row["index"] is None or row["metric"] in _OPTIONAL or row["value"] is None:
        told["optional"] = True
    return {**told, **_anchor(row, text)}


def _official(row: Row, text: str) -> Row:
    positions = []
    for position in row["positions"]:
        status = position.get("status") or "current"
        told = {name: position.get(name) for name in ("title", "organization", "level")}
        if status in {"former", "acting"}:
            told[status] = True
        elif status in _CHANGES:
            told["change"] = _CHANGES[status]
        positions.append(told)
    return {
        "name": row["name"],
        **{key: row[key] for key in ("honorific", "role") if row.get(key)},
        "positions": positions,
        **_anchor(row, text),
    }


def _told(session: Session, article: str, name: str) -> list[object]:
    verdicts = Counter(session.verdict(item) for item in session.of_article(article) if item.kind != "article")
    whole = "yes" if session.read_whole(article) else "no"
    counts = [verdicts[verdict] for verdict in ("accept", "correct", "reject", "add")]
    source = session.articles[article]["source"]
    # A spreadsheet takes a cell that begins so for a formula.
    return [name, f"'{source}" if source.startswith(("=", "+", "-", "@")) else source, whole, *counts]


def _names(session: Session) -> dict[str, str]:
    """The name of each article's files: the stem of its source, or its id where that is no name or not its own."""
    stems = {article: Path(row["source"]).stem for article, row in session.articles.items()}
    times = Counter(stem.casefold() for stem in stems.values())
    return {
        article: stem if _SAFE.fullmatch(stem) and times[stem.casefold()] == 1 and not stem.startswith(".") else article
        for article, stem in stems.items()
    }
