"""A run: inputs in, four tables and `run.json` out; one input that fails costs itself only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from pathlib import Path

from extract.pipeline import Extraction, extract_page, failed
from extract.records import Article, Failure, Observation, Official
from extract.sinks import WRITERS, Record, write_whole
from extract.sources import Page, SourceError, is_url
from extract.sources.files import find_files, read_page, read_stdin

MANIFEST = "run.json"


class RunError(Exception):
    """A run that cannot begin; the message says why and what to do."""


def run(
    inputs: Sequence[str], output: Path, form: str, progress: Callable[[str], None] = lambda source: None
) -> dict[str, int]:
    """Reads all inputs and writes the tables to `output`; the counts of records by table.

    `progress` is called with each source when it has been read. Raises RunError before anything is read where the
    output folder cannot be used.
    """
    prepare(output)
    tables: dict[str, list[Record]] = {"articles": [], "officials": [], "observations": [], "failures": []}
    seen: dict[str, str] = {}
    for extraction in extractions(inputs):
        progress(extraction.article.source)
        tables["failures"].extend(extraction.failures)
        if not extraction.article.article_id:
            continue
        article = extraction.article
        first = seen.setdefault(article.article_id, article.source)
        if first != article.source:
            # The same text again: kept as an article, its facts told once.
            tables["articles"].append(replace(article, duplicate_of=article.article_id))
            continue
        tables["articles"].append(article)
        tables["officials"].extend(extraction.officials)
        tables["observations"].extend(extraction.observations)
    try:
        WRITERS[form](tables, output)
        counts = {name: len(records) for name, records in tables.items()}
        manifest = {"version": version("vn-news-extract"), "format": form, "inputs": list(inputs), "counts": counts}
        write_whole(output / MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode())
    except OSError as error:
        raise RunError(
            f"cannot write to {output}: {error.strerror or error}: make room or choose another folder"
        ) from error
    return counts


def find_all(inputs: Sequence[str]) -> str | None:
    """What is wrong with a call none of whose inputs is there; null where at least one is."""
    if any(given == "-" or is_url(given) or Path(given).exists() for given in inputs):
        return None
    return f"no such file or folder: {', '.join(inputs)}"


def prepare(output: Path) -> None:
    """Makes the output folder; refuses one that holds something already."""
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
    except OSError as error:
        raise RunError(f"cannot write to {output}: {error.strerror or error}: choose another folder") from error


def extractions(inputs: Sequence[str]) -> Iterator[Extraction]:
    """What each input says, in order; an input that cannot be had is an Extraction with the reason in it."""
    for given in inputs:
        if given == "-":
            yield one("-", read_stdin)
        elif is_url(given):
            yield one(given, partial(_fetched, given))
        else:
            try:
                found = list(find_files(Path(given)))
            except SourceError as error:
                yield failed(Failure(source=given, stage="source", reason=str(error)))
                continue
            for path, source in found:
                yield one(source, partial(read_page, path, source))


def one(source: str, page: Callable[[], Page]) -> Extraction:
    """One input: page → article → records; whatever goes wrong with it becomes a failure of its own."""
    try:
        return extract_page(page())
    except SourceError as error:
        return failed(Failure(source=source, stage="source", reason=str(error)))
    except Exception as error:
        # A mistake of ours on this input: it is kept with its kind, and the batch goes on.
        return failed(Failure(source=source, stage="extract", reason=f"{type(error).__name__}: {error}"))


def _fetched(url: str) -> Page:
    from extract.sources.web import fetch

    return fetch(url)


def tables_of(extraction: Extraction) -> dict[str, Sequence[Article | Official | Observation | Failure]]:
    """One extraction as the tables of a run."""
    return {
        "articles": [extraction.article] if extraction.article.article_id else [],
        "officials": extraction.officials,
        "observations": extraction.observations,
        "failures": extraction.failures,
    }
