"""RSS and Atom: the articles that a feed lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from extract.sources import Page, SourceError
from extract.sources.addresses import canonical

MAX_ENTRIES = 1_000
_MOST = 3_000_000  # bytes, and a hundredth of them marks: feedparser takes its time for each
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]", re.IGNORECASE)
_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that a feed or a sitemap lists: its address, and what is told of it.

    `published` and `modified` are ISO 8601 (a day, or a time with its offset), null where they are not told.
    """

    url: str
    title: str | None = None
    published: str | None = None
    modified: str | None = None


def is_feed(content: bytes) -> bool:
    """True where the content begins as a feed does."""
    return _FEED.search(content[:2_000]) is not None


def read_feed(page: Page) -> list[Entry]:
    """The entries of a feed, in order, the first 1,000; of one with broken XML, those that can be read.

    SourceError where it is no feed, or broken so that nothing can be read.
    """
    import feedparser

    content = _shortened(without_doctype(page.content))
    try:
        told = feedparser.parse(
            content,
            response_headers={"content-type": page.headers.get("content-type", "application/xml")},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # whatever its parsers raise on hostile bytes
        raise SourceError(f"the feed cannot be read ({type(error).__name__})") from error
    entries: dict[str, Entry] = {}
    for entry in told.entries[:MAX_ENTRIES]:
        url = canonical(str(entry.get("link") or ""), page.url or page.source)
        if url is not None:
            entries.setdefault(
                url,
                Entry(
                    url,
                    " ".join(str(entry.get("title") or "").split()) or None,
                    _iso(entry.get("published_parsed")),
                    _iso(dict.get(entry, "updated_parsed")),
                ),
            )
    if not entries and (told.bozo or not is_feed(content)):
        raise SourceError("no feed: it lists no article that can be read")
    return list(entries.values())


def without_doctype(xml: bytes) -> bytes:
    """The XML without its declarations: then there are no entities to expand, whatever parser it is given to."""
    return _DOCTYPE.sub(b"", xml) if b"<!DOCTYPE" in xml else xml


def _shortened(feed: bytes) -> bytes:
    """The feed up to the last entry that is read; broken then, as many are, and read all the same."""
    end = min(len(feed), _MOST)
    for number, entry in enumerate(_ENTRY.finditer(feed, 0, end)):
        if number == MAX_ENTRIES:
            end = entry.start()
            break
    at = 0
    for _ in range(_MOST // 100):
        at = feed.find(b"<", at, end) + 1
        if not at:
            return feed[:end]
    return feed[:at]


def _iso(when: Sequence[int] | None) -> str | None:
    """Feedparser tells times in UTC."""
    if when is None:
        return None
    try:
        year, month, day, hour, minute, second, *_ = when
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC).isoformat()
    except ValueError:
        return None
