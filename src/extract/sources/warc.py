"""WARC and WARC.gz, in and out: own crawls, and those of others (Common Crawl's CC-NEWS).

What is written keeps bodies as they were read, unpacked, as Common Crawl does: the header of the coding is renamed to
X-Crawler-Content-Encoding. `Extract-Role` tells what an answer was to the crawl (article, list, feed …); only articles,
and answers without that header, are read as pages.

`scan` finds where each answer of a server begins, `read_record` reads one of them anywhere else: a record is cheap to
hand to a worker. A broken record costs itself only: the next one is looked for behind it.
"""

from __future__ import annotations

import io
import os
import re
import string
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

from extract.sources import MAX_BYTES, Page, SourceError
from extract.sources.bodies import decoded
from extract.sources.stores import open_file, read_range, reasons

SUFFIXES = (".warc", ".warc.gz")
ROLE, ASKED = "Extract-Role", "Extract-Source"
Wanted = Callable[[int, str, str, str | None], bool]
_ASCII = string.printable
_MAGIC = b"\x1f\x8b\x08"
_VERSION = b"WARC/"
_ENDS = b"\r\n\r\n"  # behind each record
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,18})[ \t]*\r$", re.IGNORECASE | re.MULTILINE)
_HEAD = 65_536  # more than the headers of any record
_PIECE = 1 << 20
# An unpacked record no longer than this is handed on with its place: most pages are shorter.
_CARRIED = 250_000
# Headers and a body of a page, before its own compression is taken off; a longer record is told, not read.
_LONGEST = MAX_BYTES + _HEAD


@dataclass(frozen=True, slots=True)
class Record:
    """Where an answer stands in an archive: `length` bytes from `offset` on; with the reason where it is broken.

    `data` is the record itself where it had to be unpacked to be found, and is short.
    """

    offset: int
    length: int
    url: str
    error: str | None = None
    data: bytes = field(default=b"", repr=False)


def scan(name: str | Path, *, offset: int = 0, everything: bool = False) -> Iterator[Record]:
    """Every answer (response record) of an archive, in order, and every record that is broken, with the reason.

    Answers that can be no article are passed over (redirects and errors, robots.txt, feeds, pictures, scripts), unless
    `everything` is asked for. It begins at the record at `offset`. SourceError where the archive cannot be opened or
    is none.
    """
    with open_file(name) as file, reasons():
        file.seek(offset)
        begin = file.read(len(_MAGIC) + 2)
        wanted = (lambda *_: True) if everything else may_be_article
        if begin.startswith(_MAGIC):
            yield from _scan_members(file, offset, wanted)
        elif begin.startswith(_VERSION) or not begin.strip():
            yield from _scan_plain(file, offset, wanted)
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
    # The headers alone are a stream: a page is copied once.
    stream = io.BytesIO(data[:_HEAD])
    headers = _headers(stream)
    start, length = stream.tell(), _content_length(headers)
    if length is None or len(data) - start < length:
        raise SourceError("cut off: the record is shorter than it says")
    status, http = _http(stream)
    url = _url(headers)
    told = {key.lower(): value for key, value in http}
    return Page(
        source=source or headers.get_header(ASKED) or url,
        content=decoded(data[stream.tell() : start + length], told),
        headers=told,
        url=url,
        fetched=(headers.get_header("WARC-Date") or "").replace("Z", "+00:00") or None,
        status=status,
        offset=offset,
    )


# --- finding the records -----------------------------------------------------------------------------------------


def _scan_members(file: BinaryIO, offset: int, wanted: Wanted) -> Iterator[Record]:
    """One gzip member is one record."""
    while True:
        file.seek(offset)
        member = _member(file)
        if member.error is None and member.several:
            yield Record(offset, 0, "", _ONE_GZIP)
            return
        if member.error is None:
            if not member.length:
                return
            for record in _told(offset, member.length, member.head, member.size, wanted):
                yield replace(record, data=member.whole)
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
    whole: bytes = b""  # where it is short

    @property
    def several(self) -> bool:
        """True where more than one record is in it."""
        end = self.head.find(b"\r\n\r\n") + 4
        length = _LENGTH.search(self.head, 0, max(0, end))
        return length is not None and self.size > end + int(length[1]) + 64


def _member(file: BinaryIO) -> _Member:
    """The gzip member where the file stands, its first bytes kept, the rest only counted where it is long."""
    unpacker = zlib.decompressobj(31)
    parts: list[bytes] = []
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
            if size < _CARRIED:
                parts.append(out)
            size += len(out)
            data = unpacker.unconsumed_tail
    kept = b"".join(parts)
    length = read - len(unpacker.unused_data)
    return _Member(kept[:_HEAD], length, size, whole=kept if size <= _CARRIED else b"")


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


def _scan_plain(file: BinaryIO, offset: int, wanted: Wanted) -> Iterator[Record]:
    """Records one behind the other, each with two line ends behind it."""
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
            if length is None and offset + stream.tell() >= size:
                raise SourceError("cut off: the archive ends within this record")
            if length is None:
                raise SourceError("the record does not tell its length")
            end = offset + stream.tell() + length
            if end > size:
                raise SourceError("cut off: the archive ends within this record")
            after = _past_line_ends(file, end)
            file.seek(after)
            # Behind two line ends in their place it is the next one that is broken.
            if after < size and after - end != len(_ENDS) and file.read(len(_VERSION)) != _VERSION:
                raise SourceError("the record's length is wrong: no record begins behind it")
        except SourceError as error:
            yield Record(offset, 0, "", str(error))
            found = next(_places(file, offset + 1, b"\n" + _VERSION), None)
            if found is None:
                return
            offset = found + 1
            continue
        yield from _told(offset, end - offset, head, end - offset, wanted)
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


# --- writing ------------------------------------------------------------------------------------------------------


class Writer:
    """Appends answers to `<name>-<number>.warc.gz` files in a folder; one is synced when `append` returns."""

    def __init__(self, folder: Path, about: dict[str, str], *, name: str = "pages", most: int = 1_000_000_000) -> None:
        self.folder, self.about, self.name, self.most = folder, about, name, most

    def append(self, page: Page, role: str) -> tuple[str, int, int]:
        """(File name, offset, length) of the page's record; OSError where it cannot be written."""
        path = self.current()
        record = _record(page, role)
        with path.open("ab") as file:
            offset = file.tell()
            new = offset == 0
            if new:
                offset = file.write(_info(path.name, self.about))
            file.write(record)
            file.flush()
            os.fsync(file.fileno())
        if new:
            _sync_folder(self.folder)
        return path.name, offset, len(record)

    def current(self) -> Path:
        """The file that is written to: the newest, or a new one where that is full."""
        files = sorted(self.folder.glob(f"{self.name}-*.warc.gz"))
        if files and files[-1].stat().st_size < self.most:
            return files[-1]
        return self.folder / f"{self.name}-{len(files):05d}.warc.gz"


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _record(page: Page, role: str) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    renamed = {"content-encoding", "transfer-encoding", "content-length"}
    headers = [
        # warcio writes ASCII alone, and does not see to values with parameters ("x; ü=1").
        (f"X-Crawler-{name.title()}" if name in renamed else name.title(), quote(" ".join(value.split()), safe=_ASCII))
        for name, value in page.headers.items()
    ]
    headers.append(("Content-Length", str(len(page.content))))
    status = page.status or HTTPStatus.OK
    phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else "Unknown"
    about = {"WARC-Date": (page.fetched or "").replace("+00:00", "Z"), ROLE: role, ASKED: page.source}
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    record = writer.create_warc_record(
        page.url or page.source,
        "response",
        payload=io.BytesIO(page.content),
        http_headers=StatusAndHeaders(f"{int(status)} {phrase}", headers, protocol="HTTP/1.1"),
        warc_headers_dict=about,
    )
    writer.write_record(record)
    return out.getvalue()


def _info(name: str, about: dict[str, str]) -> bytes:
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    told = {"format": "WARC File Format 1.0", "conformsTo": "ISO 28500:2009", **about}
    writer.write_record(writer.create_warcinfo_record(name, told))
    return out.getvalue()


# --- what a record says ------------------------------------------------------------------------------------------


def _told(offset: int, length: int, head: bytes, size: int, wanted: Wanted) -> Iterator[Record]:
    """The record, where it is an answer that is wanted."""
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
    if not wanted(status, kind, url, headers.get_header(ROLE)):
        return
    large = None if size <= _LONGEST else f"its record is larger than a page may be ({size / 1e6:.0f} MB)"
    yield Record(offset, length, url, large)


def may_be_article(status: int, content_type: str, url: str, role: str | None = None) -> bool:
    """False for what is none by its status, its type, its name, or what a crawl of ours made of it."""
    kind = content_type.partition(";")[0].strip().lower()
    text = not kind or kind in {"text/html", "text/plain", "application/xhtml+xml"}
    return (
        status in (200, 203)
        and text
        and role in (None, "article")
        and not url.partition("?")[0].endswith("/robots.txt")
    )


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
