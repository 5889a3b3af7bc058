"""Files and folders of them: one page a file; and the page on standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from extract.sources import MAX_BYTES, Page, SourceError, is_url, size_error
from extract.sources.bodies import inflated, joined
from extract.sources.stores import is_folder, open_file, printable, reasons, size_of, walk

_MOST_PAGES = 250_000
SUFFIXES = (".txt", ".html", ".htm", ".txt.gz", ".html.gz", ".htm.gz", ".txt.zst", ".html.zst", ".htm.zst")
JSON = (".json", ".json.gz", ".json.zst")
# Those of tables with an article a row, which rows.py reads.
TABLES = (
    ".jsonl", ".jsonl.gz", ".jsonl.zst", ".ndjson", ".ndjson.gz", ".ndjson.zst",
    ".csv", ".csv.gz", ".csv.zst", ".tsv", ".tsv.gz", ".tsv.zst", ".parquet", *JSON,
)  # fmt: skip
# What may hold articles and is not opened; a folder that has some must say so.
PACKED = (".zip", ".xz", ".bz2", ".7z", ".rar", ".tar", ".tar.gz", ".tgz", ".tar.zst")


def find_files(given: str | Path, suffixes: tuple[str, ...] = SUFFIXES) -> Iterator[tuple[str | Path, str]]:
    """(File, source) of the file given, or of every file with one of the suffixes below a folder, in order of sources.

    `source` is relative to the folder given. A folder below it that may not be listed is told too: reading it fails
    with the reason. Raises SourceError where there is nothing to read.
    """
    if not is_folder(given):
        yield given, base_name(given)
        return
    none = True
    for file, source in walk(given, lambda name: name.lower().endswith(suffixes)):
        none = False
        yield file, printable(source)
    if none:
        named = [suffix for suffix in suffixes if suffix.count(".") == 1 and suffix not in PACKED]
        raise SourceError(f"no {', '.join(named)} file in this folder")


def read_page(file: str | Path, source: str | None = None) -> Page:
    """The page in a file, or in a pipe that was given by name; SourceError where it cannot be read or is too large."""
    here = isinstance(file, Path) or not is_url(file)
    if not here:
        _refuse_folder(file)
    try:
        with open_file(file) as opened, reasons():
            # Python sets aside as much as is asked for: most pages are no longer than this.
            content = opened.read(_MOST_PAGES)
            if len(content) == _MOST_PAGES:
                content += opened.read(MAX_BYTES + 1 - _MOST_PAGES)
    except SourceError:
        if here:
            _refuse_folder(file)
        raise
    if len(content) > MAX_BYTES:
        raise size_error(max(len(content), size_of(file) or 0))
    packed = str(file).lower()
    if packed.endswith((".gz", ".zst")) and packed.endswith(SUFFIXES):
        content = joined(inflated([content], "gzip" if packed.endswith(".gz") else "zstd"))
    return Page(source=source or base_name(file), content=content)


def _refuse_folder(file: str | Path) -> None:
    """SourceError where the file is a folder."""
    if is_folder(file):
        # One that may not be listed says so.
        next(walk(file, lambda _: True), None)
        raise SourceError("is a folder: name one of its files, or use `extract run`")


def read_stdin() -> Page:
    """The page on standard input."""
    content = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise size_error(len(content))
    return Page(source="-", content=content)


def base_name(file: str | Path) -> str:
    """The last part of a file's name, as text."""
    return printable(str(file).rstrip("/").rpartition("/")[2] if is_url(str(file)) else Path(file).name)
