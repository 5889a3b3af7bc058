"""The body of an HTTP answer as it came → the bytes of the page: chunks joined, unpacked, within limits."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO

from extract.sources import MAX_BYTES, SourceError, size_error

# A page of text shrinks to a tenth, a table to a fiftieth; what shrinks to less was made to fill our memory.
MAX_RATIO = 200
_ALWAYS = 1_000_000  # below this size no ratio is looked at
_PIECE = 65_536


def decoded(raw: bytes, headers: dict[str, str]) -> bytes:
    """The content of an archived body; `headers` have their names in lower case.

    Archives keep headers of what they have already decoded (CC-NEWS does): a body that is not in the coding that its
    header tells is taken as it is. SourceError where it is broken, too large, or packed beyond belief.
    """
    if headers.get("transfer-encoding", "").strip().lower() == "chunked":
        raw = _unchunked(raw)
    coding = headers.get("content-encoding", "")
    if not coding and len(raw) <= MAX_BYTES:
        return raw  # as most pages are: no copy is made
    return joined(inflated([raw], coding))


def joined(pieces: Iterable[bytes]) -> bytes:
    """The pieces together; SourceError as soon as they are more than a page may have."""
    # Gives what was written without a copy of it.
    content = BytesIO()
    for piece in pieces:
        content.write(piece)
        if content.tell() > MAX_BYTES:
            raise size_error(content.tell())
    return content.getvalue()


def inflated(pieces: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """The content of the pieces of a body in a content coding (gzip, deflate, zstd, several); never much at once."""
    pieces = iter(pieces)
    for name in reversed([name.strip().lower() for name in coding.split(",")]):
        match name:
            case "" | "identity":
                pass
            case "gzip" | "x-gzip" | "deflate":
                pieces = _unzipped(pieces)
            case "zstd":
                pieces = _unzstd(pieces)
            case _:
                raise SourceError(f"packed in a coding that is not read: {name[:20]}")
    return pieces


def _unzipped(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Of gzip (one member or more), zlib, or raw deflate, told apart by how it begins; anything else is passed on."""
    unpacker = None
    begun = False
    waiting = b""  # the first byte of a member, which does not tell yet
    read = given = 0
    for piece in pieces:
        data = waiting + piece
        waiting = b""
        read += len(piece)
        while data:
            if unpacker is None:
                if len(data) < 2:
                    waiting = data
                    break
                if begun and not data.startswith(b"\x1f\x8b"):
                    return  # what is no further member is left alone, as browsers do
                unpacker = zlib.decompressobj(31) if begun else _unpacker(data)
                begun = True
                if unpacker is None:
                    yield data
                    yield from pieces
                    return
            try:
                out = unpacker.decompress(data, _PIECE)
            except zlib.error as error:
                raise SourceError("its compression is broken: fetch it again") from error
            given += len(out)
            _check_ratio(read, given)
            yield out
            data = unpacker.unconsumed_tail
            if unpacker.eof:
                data = unpacker.unused_data
                unpacker = None
    if unpacker is not None:
        yield unpacker.flush()
        if not unpacker.eof:
            raise SourceError("cut off: its compressed body has no end; fetch it again")
    elif not begun:
        yield waiting


def _unpacker(data: bytes) -> zlib._Decompress | None:
    if data.startswith(b"\x1f\x8b"):
        return zlib.decompressobj(31)
    if len(data) >= 2 and data[0] & 0x0F == 8 and (data[0] * 256 + data[1]) % 31 == 0:
        return zlib.decompressobj(15)
    try:
        # Some servers say deflate and send it without zlib's header.
        zlib.decompressobj(-15).decompress(data[:512], 512)
    except zlib.error:
        return None
    return zlib.decompressobj(-15) if not data[:64].isascii() else None


def _unzstd(pieces: Iterable[bytes]) -> Iterator[bytes]:
    import zstandard

    unpacker = zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj()
    read = given = 0
    for piece in pieces:
        # zstandard gives all that a piece holds at once: small pieces keep that within bounds.
        for at in range(0, len(piece), 1024):
            data = piece[at : at + 1024]
            read += len(data)
            try:
                out = unpacker.decompress(data)
            except zstandard.ZstdError as error:
                raise SourceError("its compression is broken: fetch it again") from error
            given += len(out)
            _check_ratio(read, given)
            yield out
            if unpacker.eof:
                return
    raise SourceError("cut off: its compressed body has no end; fetch it again")


def _check_ratio(read: int, given: int) -> None:
    if given > _ALWAYS and given > MAX_RATIO * read:
        raise SourceError(f"packed more than {MAX_RATIO} times: a bomb, not a page")


def _unchunked(raw: bytes) -> bytes:
    """The chunks joined; the body as it is where it does not begin with a chunk; what was read where they end early."""
    content = bytearray()
    at = 0
    while True:
        end = raw.find(b"\n", at, at + 1_024)
        size = raw[at:end].split(b";")[0].strip() if end >= 0 else b""
        try:
            length = int(size, 16) if size[:1].isalnum() else -1
        except ValueError:
            length = -1
        if length < 0:
            if at == 0:
                return raw
            raise SourceError("cut off or broken: its chunks have no end; fetch it again")
        if length == 0:
            return bytes(content)
        content += raw[end + 1 : end + 1 + length]
        at = end + 1 + length
        at += 2 if raw[at : at + 2] == b"\r\n" else raw[at : at + 1] == b"\n"
