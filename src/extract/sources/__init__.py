"""Where pages come from; each source yields `Page`."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

# No article is larger; what is, was not made to be read.
MAX_BYTES = 10_000_000


class SourceError(Exception):
    """An input that cannot be had; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of one page as they were found, with where they came from.

    `source` is the path (relative to the input) or the URL; `fetched` is ISO 8601 in UTC, null for a file.
    """

    source: str
    content: bytes
    headers: dict[str, str] = field(default_factory=dict)
    url: str | None = None
    fetched: str | None = None


def is_url(source: str) -> bool:
    """True for an address, http(s) or of a scheme that will be refused with a reason."""
    return bool(urlsplit(source).scheme) and "://" in source


def size_error(found: int) -> SourceError:
    """The error for an input over the limit."""
    return SourceError(
        f"larger than {MAX_BYTES // 1_000_000} MB ({found / 1e6:.0f} MB): split it, or take the article out of it"
    )
