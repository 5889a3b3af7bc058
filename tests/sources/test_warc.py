"""WARC in and out; broken archives cost what is broken."""

import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extract.sources import Page, SourceError, warc
from extract.sources.warc import Record, Writer, parse_record, read_record, scan

ABOUT = {"software": "extract/0", "robots": "obey"}


def page(number: int, **changes: object) -> Page:
    told = {
        "source": f"https://a.vn/asked/{number}",
        "content": f"<p>Sơn La {number}</p>".encode() * 40,
        "headers": {"content-type": "text/html; charset=utf-8", "etag": '"1"'},
        "url": f"https://a.vn/{number}",
        "fetched": "2024-05-06T07:08:09+00:00",
        "status": 200,
    }
    return Page(**(told | changes))  # type: ignore[arg-type]


def archive(folder: Path, count: int = 5) -> Path:
    writer = Writer(folder, ABOUT)
    for number in range(count):
        writer.append(page(number), "article")
    return writer.current()


def plain(folder: Path) -> Path:
    path = folder / "plain.warc"
    path.write_bytes(gzip.decompress(archive(folder).read_bytes()))
    return path


def told(path: Path) -> list[str]:
    return [record.error or record.url for record in scan(path)]


PAGES = [f"https://a.vn/{number}" for number in range(5)]


def test_warc_what_is_written_reads_back(tmp_path: Path) -> None:
    writer = Writer(tmp_path, ABOUT)
    name, offset, length = writer.append(page(1), "article")
    found = read_record(tmp_path / name, offset, length)
    assert (found.source, found.url, found.fetched, found.status, found.content, found.offset) == (
        "https://a.vn/asked/1", "https://a.vn/1", "2024-05-06T07:08:09+00:00", 200, page(1).content, offset,
    )  # fmt: skip
    assert found.headers["etag"] == '"1"'
    assert found.digest == page(1).digest


@given(st.binary(max_size=2_000), st.dictionaries(st.sampled_from(["a", "b-c"]), st.text(max_size=30), max_size=2))
def test_warc_any_content_and_any_header_read_back(content: bytes, headers: dict[str, str]) -> None:
    record = warc._record(page(1, content=content, headers=headers | {"content-type": "text/html"}), "article")
    assert parse_record(record).content == content


@pytest.mark.parametrize("value", [";\x80=0", "x; ü=1", "ü"])
def test_warc_headers_beyond_ascii_are_written_in_percent(value: str) -> None:
    # warcio raised UnicodeEncodeError for a value with a parameter.
    record = parse_record(warc._record(page(1, headers={"a": value, "content-type": "text/html"}), "article"))
    assert record.headers["a"] == value.replace("\x80", "%C2%80").replace("ü", "%C3%BC")


def test_warc_body_is_kept_unpacked_and_its_coding_told(tmp_path: Path) -> None:
    packed = {"content-type": "text/html", "content-encoding": "gzip", "transfer-encoding": "chunked"}
    record = parse_record(warc._record(page(1, headers=packed), "article"))
    assert record.content == page(1).content
    assert record.headers["x-crawler-content-encoding"] == "gzip"


def test_warc_short_records_are_handed_on_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = archive(tmp_path)
    records = list(scan(path))
    assert all(record.data for record in records)
    assert [parse_record(record.data, record.offset) for record in records] == [
        read_record(path, record.offset, record.length) for record in records
    ]
    monkeypatch.setattr(warc, "_CARRIED", 100)
    assert [record.data for record in scan(path)] == [b""] * 5
    monkeypatch.undo()
    assert not any(record.data for record in scan(plain(tmp_path)))  # it lies there as it is


def test_warc_others_read_what_we_write(tmp_path: Path) -> None:
    with archive(tmp_path).open("rb") as file:
        records = list(ArchiveIterator(file, check_digests="raise"))
        assert [record.rec_type for record in records] == ["warcinfo"] + ["response"] * 5
        assert b"robots: obey" in next(iter(ArchiveIterator(archive(tmp_path).open("rb")))).content_stream().read()


def test_warc_full_file_is_followed_by_another(tmp_path: Path) -> None:
    writer = Writer(tmp_path, ABOUT, most=1_000)
    names = [writer.append(page(number), "article")[0] for number in range(4)]
    assert sorted(set(names)) == [f"pages-{number:05d}.warc.gz" for number in range(2)]
    assert [url for name in sorted(set(names)) for url in told(tmp_path / name)] == PAGES[:4]


def test_warc_only_what_may_be_an_article_is_found(tmp_path: Path) -> None:
    writer = Writer(tmp_path, ABOUT)
    writer.append(page(1), "list")
    writer.append(page(2, status=404), "article")
    writer.append(page(3, headers={"content-type": "image/png"}), "article")
    writer.append(page(4, url="https://a.vn/robots.txt"), "article")
    writer.append(page(5, headers={}), "article")
    assert told(writer.current()) == ["https://a.vn/5"]
    assert len(list(scan(writer.current(), everything=True))) == 5


def test_warc_common_crawls_archive_is_read(tmp_path: Path) -> None:
    """Requests, metadata and answers by turns; bodies chunked and packed, or unpacked with the header kept."""
    body = "<p>Lai Châu</p>".encode()
    packed = gzip.compress(body)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    headers = [("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]
    for content in (chunked, body):
        http = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "a.vn")], is_http_request=True)
        answer = writer.create_warc_record("https://a.vn/1", "response", io.BytesIO(content), http_headers=http)
        request = writer.create_warc_record("https://a.vn/1", "request", http_headers=asked)
        writer.write_request_response_pair(request, answer)
        writer.write_record(writer.create_warc_record("https://a.vn/1", "metadata", io.BytesIO(b"a: b")))
        writer.write_record(writer.create_warc_record("dns:a.vn", "response", io.BytesIO(b"1.2.3.4")))
    path = tmp_path / "cc.warc.gz"
    path.write_bytes(out.getvalue())
    found = list(scan(path))
    assert [record.url for record in found] == ["https://a.vn/1"] * 2
    assert [read_record(path, record.offset, record.length).content for record in found] == [body, body]


def test_warc_plain_one_is_read_too(tmp_path: Path) -> None:
    path = plain(tmp_path)
    found = list(scan(path))
    assert [record.url for record in found] == PAGES
    assert read_record(path, found[3].offset, found[3].length).content == page(3).content


@pytest.mark.parametrize("kind", ["gz", "plain"])
def test_warc_cut_off_anywhere_gives_what_was_before(tmp_path: Path, kind: str) -> None:
    path = archive(tmp_path) if kind == "gz" else plain(tmp_path)
    content = path.read_bytes()
    whole = list(scan(path))
    for cut in range(6, len(content), 37):
        path.write_bytes(content[:cut])
        found = list(scan(path))
        before = [record.url for record in whole if record.offset + record.length <= cut]
        assert [record.url for record in found if record.error is None] == before
        broken = [record for record in found if record.error is not None]
        ends = {whole[0].offset, *(record.offset + record.length for record in scan_all(content, tmp_path))}
        if cut not in ends and not (kind == "plain" and content[:cut].endswith((b"\r\n", b"\r"))):
            assert len(broken) == 1
            assert "cut off" in (broken[0].error or "") or "no WARC" in (broken[0].error or "")


def scan_all(content: bytes, folder: Path) -> list[Record]:
    path = folder / "whole"
    path.write_bytes(content)
    return list(scan(path, everything=True))


def test_warc_broken_record_costs_itself(tmp_path: Path) -> None:
    path = archive(tmp_path)
    records = list(scan(path))
    content = bytearray(path.read_bytes())
    content[records[2].offset + 40] ^= 0xFF
    path.write_bytes(content)
    found = list(scan(path))
    assert [record.url for record in found if not record.error] == [*PAGES[:2], *PAGES[3:]]
    assert [(record.offset, "broken" in record.error) for record in found if record.error] == [
        (records[2].offset, True)
    ]


def test_warc_wrong_length_costs_its_record(tmp_path: Path) -> None:
    path = plain(tmp_path)
    content = path.read_bytes()
    at = content.index(b"Content-Length: ", content.index(b"https://a.vn/1"))
    for wrong in (b"Content-Length: 9", b"Content-Length: 0", b"Content-Length: x"):
        path.write_bytes(content[:at] + wrong + content[at + len(wrong) :])
        found = list(scan(path))
        assert [record.url for record in found if not record.error] == [PAGES[0], *PAGES[2:]]
        assert len([record for record in found if record.error]) == 1


def test_warc_broken_head_costs_not_the_record_before(tmp_path: Path) -> None:
    path = plain(tmp_path)
    whole = list(scan(path))
    content = bytearray(path.read_bytes())
    content[whole[1].offset : whole[1].offset + 20] = b"#" * 20
    path.write_bytes(content)
    found = list(scan(path))
    assert found[0] == whole[0]
    assert (found[1].offset, found[1].error) == (whole[1].offset, "no WARC record: it does not begin as one")
    assert found[2:] == whole[2:]


def test_warc_one_gzip_for_all_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "one.warc.gz"
    path.write_bytes(gzip.compress(plain(tmp_path).read_bytes()))
    assert ["warcio recompress" in why for why in told(path)] == [True]


def test_warc_what_is_none_says_so(tmp_path: Path) -> None:
    for content in (b"hello", b"PK\x03\x04"):
        (tmp_path / "a.warc").write_bytes(content)
        with pytest.raises(SourceError, match="no WARC archive"):
            list(scan(tmp_path / "a.warc"))
    (tmp_path / "a.warc").write_bytes(b"")
    assert list(scan(tmp_path / "a.warc")) == []
    with pytest.raises(SourceError, match="no such file"):
        list(scan(tmp_path / "gone.warc"))


def test_warc_record_without_an_answer_in_it_says_so(tmp_path: Path) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    http = StatusAndHeaders("200 OK", [], protocol="HTTP/1.1")
    writer.write_record(writer.create_warc_record("https://a.vn/1", "response", io.BytesIO(), http_headers=http))
    broken = gzip.decompress(out.getvalue()).replace(b"HTTP/1.1 200", b"hello, world")
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(broken))
    assert told(tmp_path / "a.warc.gz") == ["the record holds no HTTP answer"]


def test_warc_record_that_is_too_large_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = archive(tmp_path, 2)
    (first, _) = scan(path)
    monkeypatch.setattr(warc, "_LONGEST", 500)
    assert ["larger than a page" in why for why in told(path)] == [True, True]
    with pytest.raises(SourceError, match="larger"):
        read_record(path, first.offset, first.length)
    monkeypatch.setattr(warc, "_LONGEST", 300)
    with pytest.raises(SourceError, match="larger"):
        read_record(path, first.offset, first.length)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "does not begin"), (b"\x1f\x8b\x08" + b"x" * 50, "broken"), (b"WARC/1.0\r\nA: b\r\n\r\n", "shorter"),
        (b"WARC/1.0\r\nContent-Length: 3\r\n\r\nabc", "no HTTP"), (b"HTTP/1.1 200 OK\r\n\r\n", "does not begin"),
    ],
)  # fmt: skip
def test_warc_record_that_cannot_be_read_says_why(data: bytes, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        parse_record(data)
