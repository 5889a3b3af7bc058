"""Bodies of answers, unpacked within limits."""

import gzip
import zlib
from collections.abc import Callable

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from extract.sources import SourceError, bodies
from extract.sources.bodies import decoded, inflated, joined


def raw_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": lambda content: gzip.compress(content[:5]) + gzip.compress(content[5:]),
    "deflate": zlib.compress,
    "zstd": zstandard.ZstdCompressor().compress,
    "identity": bytes,
    "": bytes,
}


@pytest.mark.parametrize("coding", PACKED)
@given(content=st.binary(min_size=20, max_size=3_000), pieces=st.integers(1, 50))
def test_bodies_any_coding_in_any_pieces_round_trips(coding: str, content: bytes, pieces: int) -> None:
    content = b"<html>" + content
    packed = PACKED[coding](content)
    parts = [packed[at : at + pieces] for at in range(0, len(packed), pieces)]
    if len(parts[0]) >= 2:
        assert joined(inflated(parts, coding)) == content
    assert decoded(packed, {"content-encoding": coding.upper()}) == content


def test_bodies_raw_deflate_and_several_codings() -> None:
    content = "Sơn La ".encode() * 50
    assert decoded(raw_deflate(content), {"content-encoding": "deflate"}) == content
    assert decoded(zlib.compress(gzip.compress(content)), {"content-encoding": "gzip, deflate"}) == content


def test_bodies_what_an_archive_has_unpacked_already_is_taken_as_it_is() -> None:
    assert decoded(b"<p>x</p>", {"content-encoding": "gzip", "transfer-encoding": "chunked"}) == b"<p>x</p>"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "zstd"])
def test_bodies_cut_off_says_so(coding: str) -> None:
    packed = PACKED[coding](bytes(range(256)) * 20)
    with pytest.raises(SourceError, match=r"cut off|broken"):
        decoded(packed[: len(packed) // 2], {"content-encoding": coding})


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_bodies_bombs_are_refused_before_they_fill_the_memory(coding: str) -> None:
    with pytest.raises(SourceError, match=r"a bomb|larger than"):
        decoded(PACKED[coding](bytes(30_000_000)), {"content-encoding": coding})


def test_bodies_broken_or_unknown_codings_say_so() -> None:
    packed = bytearray(gzip.compress(bytes(range(256)) * 20))
    packed[100] ^= 0xFF
    with pytest.raises(SourceError, match="broken"):
        decoded(bytes(packed), {"content-encoding": "gzip"})
    with pytest.raises(SourceError, match="not read: br"):
        decoded(b"x", {"content-encoding": "br"})
    with pytest.raises(SourceError, match="broken"):
        decoded(b"\x28\xb5\x2f\xfd" + b"\xff" * 50, {"content-encoding": "zstd"})


@given(st.lists(st.binary(min_size=1, max_size=400), max_size=8))
def test_bodies_chunks_are_joined(chunks: list[bytes]) -> None:
    sent = b"".join(b"%x;a=b\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"
    assert decoded(sent, {"transfer-encoding": "Chunked"}) == b"".join(chunks)


def test_bodies_chunks_without_an_end_say_so() -> None:
    with pytest.raises(SourceError, match="chunks have no end"):
        decoded(b"3\r\nabc\r\n", {"transfer-encoding": "chunked"})


def test_bodies_limit_of_size_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "MAX_BYTES", 10)
    assert joined([b"x" * 10]) == decoded(b"x" * 10, {}) == b"x" * 10
    with pytest.raises(SourceError, match="larger"):
        decoded(b"x" * 11, {})
    with pytest.raises(SourceError, match="larger"):
        joined([b"x" * 10, b"x"])
