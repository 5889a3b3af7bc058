"""A run: inputs in, four tables and `run.json` out; one input that fails costs itself only."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from tempfile import TemporaryDirectory

from extract.batch.inputs import Input, inputs_of
from extract.pipeline import Extraction, extract_page, failed
from extract.records import Failure
from extract.sinks import KINDS, WRITERS, Record, write_whole
from extract.sources import SourceError
from extract.sources.stores import printable
from extract.tables.base import TableError

MANIFEST = "run.json"


class RunError(Exception):
    """A run that cannot begin or cannot be written; the message says why and what to do."""


def run(
    given: Sequence[str], output: Path, form: str, progress: Callable[[str, int], None] | None = None
) -> dict[str, int]:
    """Reads all that was given, writes the tables to `output`, a new or empty folder; the counts of records by table.

    `progress` is called with each source that was read and the number of all. The same inputs give the same bytes
    (but for duckdb, whose files carry an id of their own). Raises RunError before anything is read where the folder
    cannot be used, and after where it cannot be written; then, and where it is interrupted, the folder stays empty.
    """
    prepare(output)
    inputs = list(inputs_of(given))
    tables = collected(map(read_one, inputs), lambda source: progress(source, len(inputs)) if progress else None)
    counts = {name: len(records) for name, records in tables.items()}
    manifest = {
        "versions": {"extract": version("vn-news-extract"), "data": data_version()},
        "options": {"inputs": list(map(printable, given)), "format": form},
        "counts": {"inputs": len(inputs), **counts},
    }
    try:
        # Written beside, then renamed, the manifest last: a folder with a manifest holds a whole run.
        with TemporaryDirectory(prefix=".part-", dir=output) as part:
            WRITERS[form](tables, Path(part))
            for path in sorted(Path(part).iterdir()):
                path.rename(output / path.name)
        content = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
        write_whole(output / MANIFEST, content.encode())
    except OSError as error:
        reason = error.strerror or error
        raise RunError(f"cannot write to {output}: {reason}: make room or choose another folder") from error
    return counts


def read_one(given: Input) -> Extraction:
    """One input: page → article → records; whatever goes wrong with it becomes a failure of its own.

    A pure function of the page's bytes and the data files, so that any engine can run it anywhere.
    """
    try:
        return extract_page(given.load())
    except SourceError as error:
        return failed(Failure(source=given.source, stage="source", reason=str(error)))
    except TableError:
        # A mistake in a data file is none of this input's: it stops the run.
        raise
    except Exception as error:
        # A mistake of ours on this input: it is kept with its kind, and the batch goes on.
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        return failed(Failure(source=given.source, stage="extract", reason=reason))


def collected(
    extractions: Iterable[Extraction], progress: Callable[[str], None] = lambda _: None
) -> dict[str, list[Record]]:
    """The extractions as tables. The same text again is kept as an article that repeats; its facts are told once."""
    tables: dict[str, list[Record]] = {name: [] for name in KINDS}
    seen: set[str] = set()
    for extraction in extractions:
        article = extraction.article
        progress(article.source)
        tables["failures"].extend(extraction.failures)
        if article.article_id in seen:
            tables["articles"].append(replace(article, duplicate_of=article.article_id))
        elif article.article_id:
            seen.add(article.article_id)
            tables["articles"].append(article)
            tables["officials"].extend(extraction.officials)
            tables["observations"].extend(extraction.observations)
    return tables


def prepare(output: Path) -> None:
    """Makes the output folder; RunError where it holds something already or cannot be written."""
    try:
        if output.exists() and not output.is_dir():
            raise RunError(f"{output} is a file: name a folder")
        if output.exists() and any(output.iterdir()):
            holds = "a run" if (output / MANIFEST).exists() else "files"
            raise RunError(f"{output} already holds {holds}: nothing is overwritten; name another folder or empty it")
        output.mkdir(parents=True, exist_ok=True)
        probe = output / ".probe"
        probe.touch()
        probe.unlink()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise RunError(f"cannot write to {output}: {reason}: choose another folder") from error


def data_version() -> str:
    """Twelve hex digits that change whenever a data file does."""
    digest = hashlib.sha256()
    for name, content in sorted(_data(files("extract") / "data", "")):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:12]


def _data(folder: Traversable, under: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        name = f"{under}{entry.name}"
        found += _data(entry, f"{name}/") if entry.is_dir() else [(name, entry.read_bytes())]
    return found
