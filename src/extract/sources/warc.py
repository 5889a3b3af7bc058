"""WARC and WARC.gz, in and out: own crawls, and those of others (Common Crawl's CC-NEWS).

`scan` finds where each answer of a server begins, `read_record` reads one of them anywhere else: a record is cheap to
hand to a worker. A broken record costs itself only: the next one is looked for behind it.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from extract.sources import MAX_BYTES, Page, SourceError
from extract.sources.bodies import decoded
from extract.sources.stores import open_file, read_range, reasons

SUFFIXES = (".warc", ".warc.gz")
_MAGIC = b"\x1f\x8b\x08"
_VERSION = b"WARC/"
_HEAD = 65_536  # more than the headers of any record
_PIECE = 1 << 20
# Headers and a body of a page, before its own compression is taken off; a longer record is told, not read.
_LONGEST = MAX_BYTES + _HEAD


@dataclass(frozen=True, slots=True)
class Record:
    """Where an answer stands in an archive: `length` bytes from `offset` on; with the reason where it is broken."""

    offset: int
    length: int
    url: str
    error: str | None = None


def scan(name: str | Path) -> Iterator[Record]:
    """Every answer (response record) of an archive, in order, and every record that is broken, with the reason.

    Answers that can be no article are passed over: redirects and errors, robots.txt, feeds, pictures, scripts.
    SourceError where the archive cannot be opened or is none.
    """
    with open_file(name) as file, reasons():
        begin = file.read(len(_MAGIC) + 2)
        file.seek(0)
        if begin.startswith(_MAGIC):
            yield from _scan_members(file)
        elif begin.startswith(_VERSION) or not begin.strip():
            yield from _scan_plain(file)
        else:
            raise SourceError("no WARC archive: it begins with none of its signs")


def read_record(name: str | Path, offset: int, length: int, source: str | None = None) -> Page:
    """The page in the record at an offset; SourceError where there is none or it cannot be decoded."""
    if length > _LONGEST:
        raise SourceError(f"its record is larger than a page may be ({length / 1e6:.0f} MB)")
    return parse_record(read_range(name, offset, length), offset, source)


def parse_record(data: bytes, offset: int | None = None, source: str | None = None) -> Page:
    """The page in the bytes of one record, compressed or not."""
    if data.startswith(_MAGIC):
        unpacker = zlib.decompressobj(31)
        try:
            data = unpacker.decompress(data, _LONGEST + 1)
        except zlib.error as error:
            raise SourceError("the record's compression is broken: fetch the archive again") from error
        if len(data) > _LONGEST:
            raise SourceError(f"its record is larger than {MAX_BYTES // 1_000_000} MB: no page is")
    stream = io.BytesIO(data)
    headers = _headers(stream)
    length = _content_length(headers)
    if length is None or len(data) - stream.tell() < length:
        raise SourceError("cut off: the record is shorter than it says")
    block = io.BytesIO(stream.read(length))
    status, http = _http(block)
    url = _url(headers)
    told = {key.lower(): value for key, value in http}
    return Page(
        source=source or url,
        content=decoded(block.read(), told),
        headers=told,
        url=url,
        fetched=(headers.get_header("WARC-Date") or "").replace("Z", "+00:00") or None,
        status=status,
        offset=offset,
    )


# --- finding the records -----------------------------------------------------------------------------------------


def _scan_members(file: BinaryIO) -> Iterator[Record]:
    """One gzip member is one record."""
    offset = 0
    while True:
        file.seek(offset)
        member = _member(file)
        if member.error is None and member.several:
            yield Record(offset, 0, "", _ONE_GZIP)
            return
        if member.error is None:
            if not member.length:
                return
            yield from _told(offset, member.length, member.head, member.size)
            offset += member.length
            continue
        yield Record(offset, 0, "", member.error)
        found = _next_member(file, offset + 1)
        if found is None:
            return
        offset = found


_ONE_GZIP = (
    "the archive is one gzip stream, not one for each record, so that no record can be reached: "
    "`warcio recompress OLD NEW` makes it right"
)


@dataclass(frozen=True, slots=True)
class _Member:
    head: bytes = b""
    length: int = 0  # compressed
    size: int = 0  # uncompressed
    error: str | None = None

    @property
    def several(self) -> bool:
        """True where more than one record is in it."""
        try:
            stream = io.BytesIO(self.head)
            length = _content_length(_headers(stream))
        except SourceError:
            return False
        return length is not None and self.size > stream.tell() + length + 64


def _member(file: BinaryIO) -> _Member:
    """The gzip member where the file stands, its first bytes kept, the rest only counted."""
    unpacker = zlib.decompressobj(31)
    head = bytearray()
    size = read = 0
    while not unpacker.eof:
        data = file.read(_HEAD)
        if not data:
            return _Member() if not read else _Member(error="cut off: the archive ends within this record")
        read += len(data)
        while data and not unpacker.eof:
            try:
                out = unpacker.decompress(data, _PIECE)
            except zlib.error:
                return _Member(error="the record's compression is broken: fetch the archive again")
            head += out[: _HEAD - len(head)]
            size += len(out)
            data = unpacker.unconsumed_tail
    return _Member(bytes(head), read - len(unpacker.unused_data), size)


def _next_member(file: BinaryIO, offset: int) -> int | None:
    """Where the next gzip member begins that holds a record."""
    for found in _places(file, offset, _MAGIC):
        file.seek(found)
        try:
            begins = zlib.decompressobj(31).decompress(file.read(1_024), len(_VERSION))
        except zlib.error:
            continue
        if begins == _VERSION:
            return found
    return None


def _scan_plain(file: BinaryIO) -> Iterator[Record]:
    """Records one behind the other, each with two line ends behind it."""
    offset = 0
    size = file.seek(0, io.SEEK_END)
    while True:
        offset = _past_line_ends(file, offset)
        if offset >= size:
            return
        file.seek(offset)
        head = file.read(_HEAD)
        stream = io.BytesIO(head)
        try:
            length = _content_length(_headers(stream))
            if length is None:
                raise SourceError("the record does not tell its length")
            end = offset + stream.tell() + length
            if end > size:
                raise SourceError("cut off: the archive ends within this record")
            after = _past_line_ends(file, end)
            file.seek(after)
            if after < size and file.read(len(_VERSION)) != _VERSION:
                raise SourceError("the record's length is wrong: no record begins behind it")
        except SourceError as error:
            yield Record(offset, 0, "", str(error))
            found = next(_places(file, offset + 1, b"\n" + _VERSION), None)
            if found is None:
                return
            offset = found + 1
            continue
        yield from _told(offset, end - offset, head, end - offset)
        offset = after


def _past_line_ends(file: BinaryIO, offset: int) -> int:
    file.seek(offset)
    data = file.read(64)
    return offset + len(data) - len(data.lstrip(b"\r\n"))


def _places(file: BinaryIO, offset: int, sign: bytes) -> Iterator[int]:
    """Where `sign` stands from an offset on."""
    keep = len(sign) - 1
    data = b""
    while True:
        file.seek(offset + len(data))
        more = file.read(_PIECE)
        if not more:
            return
        data += more
        at = data.find(sign)
        while at >= 0:
            yield offset + at
            at = data.find(sign, at + 1)
        offset += len(data) - keep
        data = data[-keep:]


# --- what a record says ------------------------------------------------------------------------------------------


def _told(offset: int, length: int, head: bytes, size: int) -> Iterator[Record]:
    """The record, where it is an answer that may be an article."""
    stream = io.BytesIO(head)
    try:
        headers = _headers(stream)
        if headers.get_header("WARC-Type") != "response":
            return
        url = _url(headers)
        if not url.startswith(("http://", "https://")):
            return  # an answer of the DNS
        status, http = _http(stream)
    except SourceError as error:
        yield Record(offset, length, "", str(error))
        return
    kind = {key.lower(): value for key, value in http}.get("content-type", "")
    if not may_be_article(status, kind, url):
        return
    large = None if size <= _LONGEST else f"its record is larger than a page may be ({size / 1e6:.0f} MB)"
    yield Record(offset, length, url, large)


def may_be_article(status: int, content_type: str, url: str) -> bool:
    """False for what is none by its status, its type or its name."""
    kind = content_type.partition(";")[0].strip().lower()
    text = not kind or kind in {"text/html", "text/plain", "application/xhtml+xml"}
    return status in (200, 203) and text and not url.partition("?")[0].endswith("/robots.txt")


def _headers(stream: BinaryIO) -> Any:
    """The WARC headers where the stream stands; SourceError where there are none."""
    from warcio.recordloader import ArcWarcRecordLoader
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

    parser = StatusAndHeadersParser(ArcWarcRecordLoader.WARC_TYPES)
    try:
        return parser.parse(stream)
    except (StatusAndHeadersParserException, EOFError, ValueError) as error:
        raise SourceError("no WARC record: it does not begin as one") from error


def _http(stream: BinaryIO) -> tuple[int, list[tuple[str, str]]]:
    """(Status, headers) of the answer where the stream stands; SourceError where it is none."""
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

    try:
        found = StatusAndHeadersParser(["HTTP/"], verify=False).parse(stream)
        protocol, status = str(found.protocol), str(found.get_statuscode())
    except (StatusAndHeadersParserException, EOFError, ValueError) as error:
        raise SourceError("the record holds no HTTP answer") from error
    if not protocol.startswith("HTTP/") or not status.isdecimal():
        raise SourceError("the record holds no HTTP answer")
    return int(status), list(found.headers)


def _url(headers: Any) -> str:
    # Some writers put angle brackets around it, some leave spaces in it.
    return (headers.get_header("WARC-Target-URI") or "").strip().strip("<>").replace(" ", "%20")


def _content_length(headers: Any) -> int | None:
    told = (headers.get_header("Content-Length") or "").strip()
    return int(told) if told.isascii() and told.isdecimal() else None
