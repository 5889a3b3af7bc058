"""What a command was given: files, folders, addresses, standard input → one page after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.sources import Page, SourceError, is_url
from extract.sources.files import find_files, printable, read_page, read_stdin

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One page that can be had: `load` reads it and raises SourceError where it cannot."""

    source: str
    path: Path | None = None
    error: str | None = None

    def load(self) -> Page:
        """The page itself."""
        if self.error is not None:
            raise SourceError(self.error)
        if self.path is not None:
            return read_page(self.path, self.source)
        if self.source == STDIN:
            return read_stdin()
        from extract.sources.web import fetch

        return fetch(self.source)


def inputs_of(given: Sequence[str]) -> Iterator[Input]:
    """Every page behind the names given, in order; one that is not there is an input that cannot be loaded."""
    for name in given:
        if name == STDIN or is_url(name):
            yield Input(name)
            continue
        try:
            found = find_files(Path(name))
        except SourceError as error:
            yield Input(printable(name), error=str(error))
        else:
            yield from (Input(source, path) for path, source in found)


def all_missing(given: Sequence[str]) -> bool:
    """True where none of the names given is there at all: a wrong call."""
    return not any(name == STDIN or is_url(name) or _exists(name) for name in given)


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # too long, or no name at all
        return False
