"""Where pages come from; each source yields `Page`."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import cached_property

# No article is larger; what is, was not made to be read.
MAX_BYTES = 10_000_000
# What fsspec may open: stores of files. Its other schemes log in, unpack or fetch without any of our limits.
STORES = frozenset({"file", "local", "memory", "s3", "s3a", "gs", "gcs", "abfs", "az"})
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_PAGE = ("<!doctype html", "<html")


class SourceError(Exception):
    """An input that cannot be had; the message says why and what to do."""


@dataclass(frozen=True)
class Page:
    """The bytes of one page as they were found, with where they came from.

    `source` is the path (relative to the input) or the URL it came from; `headers` have their names in lower case;
    `url` is the address that answered, after redirects; `fetched` is ISO 8601 in UTC; `status` is the server's. All are
    null for a file. `offset` is where the page begins in its archive (bytes) or table (line or row, from 1). `told` is
    what a table's other columns say of the page: title, published, author.
    """

    source: str
    content: bytes
    headers: dict[str, str] = field(default_factory=dict)
    url: str | None = None
    fetched: str | None = None
    status: int | None = None
    offset: int | None = None
    told: dict[str, str] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the content in hex: the same bytes, wherever they were found."""
        return hashlib.sha256(self.content).hexdigest()


def is_url(source: str) -> bool:
    """True for an address, http(s) or of a scheme that will be refused with a reason."""
    return _URL.match(source) is not None


def is_remote(source: str) -> bool:
    """True for an address in a store that fsspec opens."""
    return source.partition("://")[0].lower() in STORES and is_url(source)


def begins_a_page(text: str, parts: tuple[str, ...] = ()) -> bool:
    """True for a whole page of HTML, whatever it is called; for a part of one, too, that begins with one of `parts`."""
    begin = text[:2_000].removeprefix("\ufeff").lstrip()
    return begin.startswith("<") and begin.lower().startswith(_PAGE + parts)


def size_error(found: int) -> SourceError:
    """The error for an input over the limit, of `found` bytes or more."""
    limit = MAX_BYTES // 1_000_000
    return SourceError(f"larger than {limit} MB ({found / 1e6:.0f} MB): split it, or take the article out of it")
