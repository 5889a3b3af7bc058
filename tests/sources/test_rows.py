"""Tables with an article a row, in every format, with every mistake."""

import csv
import gzip
import io
import json
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from extract.sources import SourceError, rows
from extract.sources.files import TABLES
from extract.sources.rows import Columns, Row, read_rows

ROWS: list[dict[str, Any]] = [
    {
        "id": "a-1",
        "title": "Sơn La",
        "content": "Chỉ số PCI.\nDòng hai.",
        "link": "https://a.vn/1",
        "date": "2020-05-06",
    },
    {
        "id": "a-2",
        "title": "Lai Châu",
        "content": "Lai Châu, chỉ số PAPI.",
        "link": "https://a.vn/2",
        "date": "2020-05-07",
    },
]


def write(path: Path, table: list[dict[str, Any]]) -> Path:
    kind = path.name.split(".")[1]
    if kind == "parquet":
        pq.write_table(pa.Table.from_pylist(table), path)
        return path
    if kind in {"csv", "tsv"}:
        out = io.StringIO()
        writer = csv.DictWriter(out, list(table[0]), delimiter="\t" if kind == "tsv" else ",")
        writer.writeheader()
        writer.writerows(table)
        content = out.getvalue().encode("utf-8-sig")
    else:
        content = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table).encode()
    pack = {"gz": gzip.compress, "zst": zstandard.ZstdCompressor().compress}.get(path.suffix[1:], bytes)
    path.write_bytes(pack(content))
    return path


def texts(found: list[Row]) -> list[str]:
    return [row.page.content.decode() if row.page else f"! {row.error}" for row in found]


@pytest.mark.parametrize("suffix", TABLES)
def test_rows_every_format_gives_the_same_pages(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path / f"a{suffix}", ROWS)
    found = list(read_rows(path))
    first = 2 if suffix.startswith((".csv", ".tsv")) else 1
    assert [row.number for row in found] == [first, first + 1]
    pages = [row.page for row in found]
    assert texts(found) == ["Sơn La\n\nChỉ số PCI.\nDòng hai.", "Lai Châu, chỉ số PAPI."]
    assert [page.source if page else "" for page in pages] == [f"a{suffix}#/a-1", f"a{suffix}#/a-2"]
    assert [Path(page.source).stem if page else "" for page in pages] == ["a-1", "a-2"]
    assert pages[0] is not None
    assert (pages[0].url, pages[0].told) == ("https://a.vn/1", {"title": "Sơn La", "published": "2020-05-06"})


def test_rows_columns_that_are_told_win(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [{"text": "x", "body": "y", "n": 7, "text2": "z"}])
    (row,) = read_rows(path, Columns(text="body", id="n"))
    assert row.page is not None
    assert (row.page.content, row.page.source) == (b"y", "a.jsonl#/7")


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_rows_missing_columns_say_what_there_is(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path / f"a{suffix}", [{"id": "1", "score": "2"}])
    told = pytest.raises(SourceError, match="id, score: name it with --text-column")
    if suffix == ".parquet":
        with told:
            list(read_rows(path))
    else:
        (row,) = read_rows(path)
        assert "id, score: name it with --text-column" in (row.error or "")
        (row,) = read_rows(path, Columns(text="body"))
        assert row.error == "no column 'body': it has id, score"


def test_rows_lines_that_are_no_json_are_told_with_their_number(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        b'{"text": "a"}',
        b"",
        b"{",
        b"[1]",
        b'{"text": "\xff"}',
        b'{"text": ""}',
        b'{"text": 5}',
        b'{"text": "b"}',
    ]
    path.write_bytes(b"\xef\xbb\xbf" + b"\n".join(lines))
    found = {row.number: row.error for row in read_rows(path)}
    assert list(found) == [1, 3, 4, 5, 6, 7, 8]
    for number, why in {3: "no JSON", 4: "no JSON object", 5: "not UTF-8", 6: "is empty", 7: "no text but int"}.items():
        assert why in (found[number] or "")
    assert (found[1], found[8]) == (None, None)


def test_rows_line_that_is_too_long_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MAX_LINE", 50)
    path = write(tmp_path / "a.jsonl", [{"text": "a"}, {"text": "x" * 200}, {"text": "b"}])
    assert [(row.number, bool(row.error)) for row in read_rows(path)] == [(1, False), (2, True), (3, False)]
    monkeypatch.setattr(rows, "MAX_BYTES", 3)
    path = write(tmp_path / "b.jsonl", [{"text": "abcd"}])
    assert "larger" in texts(list(read_rows(path)))[0]


@pytest.mark.parametrize("suffix", [".jsonl.gz", ".jsonl.zst", ".csv.gz", ".csv.zst"])
def test_rows_file_that_breaks_off_gives_what_was_before(tmp_path: Path, suffix: str) -> None:
    table = [{"id": str(number), "text": f"{number} {hash(str(number))}" * 300} for number in range(400)]
    path = write(tmp_path / f"a{suffix}", table)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    found = list(read_rows(path))
    good = [row for row in found if row.error is None]
    assert 10 < len(good) < 400
    assert "breaks off" in (found[-1].error or "")
    assert len(found) == len(good) + 1


def test_rows_csv_with_other_separators_and_broken_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id;text\n1;"a; b\nc"\n2;d;e\n\n3;f\n', encoding="utf-8")
    found = list(read_rows(path))
    assert texts(found)[0] == "a; b\nc"
    assert "has 3 cells, not 2" in texts(found)[1]
    assert texts(found)[2] == "f"
    path.write_text("id\ttext\n1\ta\n", encoding="utf-8")
    assert texts(list(read_rows(path))) == ["a"]


def test_rows_csv_that_is_not_utf8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,text\n1,T\xecnh S\xf5n La\n2," + "Tỉnh Sơn La".encode() + b"\n")
    first, second = read_rows(path)
    assert first.error is not None
    assert "not UTF-8" in first.error
    assert second.page is not None
    path.write_bytes("id\ttext\n1\tTỉnh Sơn La\n".encode("utf-16"))
    with pytest.raises(SourceError, match="not UTF-8"):
        list(read_rows(path))


def test_rows_values_of_other_types_are_told_as_text(tmp_path: Path) -> None:
    when = [datetime(2020, 5, 6, 7, 8), date(2020, 5, 6)]
    table = [{"id": 5, "text": "x", "published": one, "authors": ["A", "B"], "url": "no address"} for one in when]
    path = tmp_path / "a.parquet"
    for row, told in zip(table, ("2020-05-06T07:08:00", "2020-05-06"), strict=True):
        pq.write_table(pa.Table.from_pylist([row]), path)
        (found,) = read_rows(path)
        assert found.page is not None
        assert found.page.told == {"published": told, "author": "A, B"}
        assert (found.page.source, found.page.url) == ("a.parquet#/5", None)


def test_rows_html_is_html(tmp_path: Path) -> None:
    table = [{"html": "<p>a</p>", "title": "T"}, {"html": "a", "title": "T"}]
    for row in read_rows(write(tmp_path / "a.jsonl", table)):
        assert row.page is not None
        assert row.page.headers["content-type"] == "text/html; charset=utf-8"
        assert b"T" not in row.page.content
    texts = ["<!doctype html><p>a", "\ufeff\n<HTML><p>a", "\n<section>a"]
    for row in read_rows(write(tmp_path / "b.jsonl", [{"text": text, "title": "T"} for text in texts])):
        assert row.page is not None
        assert "html" in row.page.headers["content-type"]
    pq.write_table(pa.Table.from_pylist([{"content": b"<p>\xe1"}]), tmp_path / "a.parquet")
    (row,) = read_rows(tmp_path / "a.parquet")
    assert row.page is not None
    assert (row.page.content, row.page.headers) == (b"<p>\xe1", {"content-type": "text/html"})


@pytest.mark.parametrize("content", [b"", b"PAR1", b"hello"])
def test_rows_what_is_no_table_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.parquet").write_bytes(content)
    with pytest.raises(SourceError, match="no Parquet"):
        list(read_rows(tmp_path / "a.parquet"))
    (tmp_path / "a.jsonl").write_bytes(b"")
    with pytest.raises(SourceError, match="empty"):
        list(read_rows(tmp_path / "a.jsonl"))


def test_rows_half_characters_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a\\ud800b", "id": "\\ud800"}')
    (row,) = read_rows(tmp_path / "a.jsonl")
    assert row.page is not None
    assert row.page.content.decode() == "a\ufffdb"
    assert row.page.source.encode()


@given(st.binary(max_size=300))
def test_rows_any_bytes_give_rows_or_a_reason(content: bytes) -> None:
    for read in (rows.jsonl, rows._csv):
        with suppress(SourceError):
            for row in rows.rows_of(read(io.BytesIO(content + b"\n{}")), None, "x"):
                assert (row.page is None) != (row.error is None)


def test_rows_gzip_with_a_wrong_end_loses_no_line_before_it(tmp_path: Path) -> None:
    lines = b"".join(b'{"text": "%d"}\n' % number for number in range(50))
    packed = gzip.compress(lines)
    for name, content in (("sum", packed[:-8] + bytes(4) + packed[-4:]), ("tail", packed + b"no gzip")):
        path = tmp_path / f"{name}.jsonl.gz"
        path.write_bytes(content)
        *found, end = texts(list(read_rows(path)))
        assert (found, "breaks off" in end) == ([str(number) for number in range(50)], True)


@pytest.mark.parametrize("last", ['3,"cut', '3,"stray\n4,c\n5,d\n'])
def test_rows_csv_that_ends_within_quotes_says_so(tmp_path: Path, last: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'id,text\n1,"a ""b"""\n2,"two\nlines"\n{last}', encoding="utf-8")
    *found, end = list(read_rows(path))
    assert texts(found) == ['a "b"', "two\nlines"]
    assert (end.number, "within quotes" in (end.error or "")) == (4, True)


def test_rows_parquet_broken_in_a_group_gives_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": [f"{number:04}" * 20 for number in range(30)]}), path, row_group_size=10)
    at = pq.read_metadata(path).row_group(1).column(0).data_page_offset
    content = bytearray(path.read_bytes())
    content[at : at + 20] = b"\xff" * 20
    path.write_bytes(content)
    found = list(read_rows(path))
    assert [row.number for row in found if row.page] == [*range(1, 11), *range(21, 31)]
    assert [(row.number, "to row 20" in row.error) for row in found if row.error] == [(11, True)]


def test_rows_parquet_values_that_python_has_not_cost_no_row(tmp_path: Path) -> None:
    offsets, letters = pa.py_buffer(b"\0\0\0\0\1\0\0\0\3\0\0\0"), pa.py_buffer(b"\xffab")
    table = {
        "text": ["một", "hai"],
        "title": pa.StringArray.from_buffers(2, offsets, letters),
        "date": pa.array([0, 2**62], pa.timestamp("us")),
    }
    pq.write_table(pa.table(table), tmp_path / "a.parquet")
    told = [row.page.told if row.page else {} for row in read_rows(tmp_path / "a.parquet")]
    assert told == [{"title": "\ufffd", "published": "1970-01-01T00:00:00"}, {"title": "ab"}]


def test_rows_csv_is_told_its_separator(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('sep=;\nid;text\n1;"a, b, c, d"\n2;e\n', encoding="utf-8")
    assert [(row.number, row.page.content if row.page else row.error) for row in read_rows(path)] == [
        (3, b"a, b, c, d"), (4, b"e"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_rows_empty_lines_without_end_are_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(rows, "_MOST_EMPTY", 100)
    head = b'{"text": "a"}\n' if kind == "jsonl" else b"text\na\n"
    last = head.splitlines()[-1]
    for empty, told in {100: "a", 101: "! more than 100 empty lines: what stands behind them is not read"}.items():
        path = tmp_path / f"{empty}.{kind}.gz"
        path.write_bytes(gzip.compress(head + b"\n" * empty + last))
        assert texts(list(read_rows(path))) == ["a", told]


def test_rows_json_is_an_object_a_list_or_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    for content, told in {
        '\ufeff{"maintext": "a", "id": 1}': ["a"],
        '[{"text": "a"},\n 3]': ["a", "! no JSON object: an article is an object, or one of a list"],
        '{"text": "a"}\n{"text": "b"}\n': ["a", "b"],
        '{"name": "x"}': ["! no column of texts among name: name it with --text-column"],
    }.items():
        path.write_text(content, encoding="utf-8")
        assert texts(list(read_rows(path))) == told
