"""What a command was given becomes pages, in order, and nothing of it is lost."""

import gzip
import io
import json
import pickle
import sys
import tracemalloc
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import fsspec
import pytest
import zstandard

from extract.articles.body import read_article
from extract.batch import inputs
from extract.batch.inputs import Input, Options, all_missing, inputs_of, only_input
from extract.batch.single import read
from extract.sources import Page, SourceError, web
from extract.sources.rows import Columns
from extract.sources.warc import Writer
from tests.sources.newspaper import Newspaper, article, newspaper


def test_inputs_are_in_the_order_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x")))
    for name in ("b.txt", "a.html", "c/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    given = ["-", str(tmp_path), "https://a.vn/x", str(tmp_path / "b.txt"), str(tmp_path / "gone")]
    found = list(inputs_of(given))
    assert [one.source for one in found] == ["-", "a.html", "b.txt", "c/d.txt", "https://a.vn/x", "b.txt", given[-1]]
    assert found[3].load() == Page(source="c/d.txt", content=b"c/d.txt")
    with pytest.raises(SourceError, match="no such"):
        found[-1].load()


def test_inputs_empty_folder_says_so(tmp_path: Path) -> None:
    (only,) = inputs_of([str(tmp_path)])
    with pytest.raises(SourceError, match=r"no \.txt"):
        only.load()


def test_inputs_standard_input_and_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x")))
    assert Input("-").load() == Page(source="-", content=b"x")
    monkeypatch.setattr(web, "fetch", lambda url: Page(source=url, content=b"y"))
    assert Input("https://a.vn").load().content == b"y"


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (["gone.txt"], True), (["gone.txt", "nowhere"], True), (["gone.txt", "."], False), (["-"], False),
        (["https://a.vn"], False), (["a" * 5000], True), (["a\0b"], True),
    ],
)  # fmt: skip
def test_inputs_all_missing(given: list[str], missing: bool) -> None:
    assert all_missing(given) is missing


TEXT = "Năm 2020, chỉ số PCI của tỉnh Sơn La đạt 60 điểm."


def rows_file(folder: Path) -> Path:
    path = folder / "a.jsonl.gz"
    rows = [
        {"id": "x-1", "title": "Sơn La", "text": TEXT, "url": "https://a.vn/1", "published": "2020-05-01"},
        {"text": TEXT},
    ]
    path.write_bytes(gzip.compress("\n".join([json.dumps(rows[0]), "{", json.dumps(rows[1])]).encode()))
    return path


def test_inputs_rows_carry_their_columns_and_survive_pickling(tmp_path: Path) -> None:
    path = rows_file(tmp_path)
    found = [pickle.loads(pickle.dumps(one)) for one in inputs_of([str(path)])]  # noqa: S301
    assert [one.source for one in found] == ["a.jsonl.gz#/x-1", "a.jsonl.gz#2", "a.jsonl.gz#3"]
    assert [one.key for one in found] == [f"{path}@{number}" for number in (1, 2, 3)]
    page = found[0].load()
    assert (page.url, page.told) == ("https://a.vn/1", {"title": "Sơn La", "published": "2020-05-01"})
    assert page.content.decode() == f"Sơn La\n\n{TEXT}"
    with pytest.raises(SourceError, match="no JSON"):
        found[1].load()
    article = read_article(page)
    assert (article.title, article.published, article.published_from, article.site) == (
        "Sơn La", "2020-05-01", "column", "a.vn",
    )  # fmt: skip


def test_inputs_stdin_is_a_page_or_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    def given(content: bytes, stdin_rows: bool | None = None) -> list[Input]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        return list(inputs_of(["-"], Options(stdin_rows=stdin_rows)))

    line = json.dumps({"text": TEXT}).encode()
    assert [one.source for one in given(line + b"\n" + line)] == ["-#1", "-#2"]
    assert [one.load().content for one in given(line, stdin_rows=False)] == [line]
    assert [one.load().content for one in given(b"<p>a\n</p>")] == [b"<p>a\n</p>"]
    (only,) = given(b"<p>", stdin_rows=True)
    with pytest.raises(SourceError, match="no JSON"):
        only.load()


# --- any mixture -------------------------------------------------------------------------------------------------


@pytest.fixture
def paper() -> Iterator[Newspaper]:
    with newspaper() as one:
        one.pages |= {f"/{number}": article(number) for number in range(1, 6)}
        one.pages["/map.xml"] = one.index("/inner.xml")
        one.pages["/inner.xml"] = one.sitemap("/3", "/gone")
        listed = "".join(f"<item><link>{one.url}/{number}</link></item>" for number in (2, 3))
        one.pages["/rss"] = f"<?xml version='1.0'?><rss><channel>{listed}</channel></rss>".encode()
        yield one


def warc_file(folder: Path, count: int = 2) -> Path:
    writer = Writer(folder, {})
    for number in range(count):
        url = f"https://a.vn/{number}"
        writer.append(
            Page(url, article(number), {"content-type": "text/html"}, url, "2024-05-06T07:08:09+00:00", 200), "article"
        )
    return writer.current()


def of_web(given: list[str], folder: Path, **more: bool) -> list[Input]:
    return list(inputs_of(given, Options(archive=folder, rate=1000, allow_private=True, **more)))  # type: ignore[arg-type]


def reasons(found: list[Input]) -> list[str]:
    told = []
    for one in found:
        try:
            one.load()
            told.append("")
        except SourceError as error:
            told.append(str(error))
    return told


def test_inputs_a_folder_holds_pages_tables_and_archives(tmp_path: Path) -> None:
    rows_file(tmp_path)
    warc_file(tmp_path)
    (tmp_path / "b.html").write_bytes(article(7))
    (tmp_path / "c.json").write_text("{}")
    found = [pickle.loads(pickle.dumps(one)) for one in inputs_of([tmp_path])]  # noqa: S301
    assert [one.source for one in found] == [
        "a.jsonl.gz#/x-1", "a.jsonl.gz#2", "a.jsonl.gz#3", "b.html", "https://a.vn/0", "https://a.vn/1",
    ]  # fmt: skip
    assert len({one.key for one in found}) == 6
    assert [one.key for one in found] == [one.key for one in inputs_of([tmp_path])]
    assert [bool(why) for why in reasons(found)] == [False, True, False, False, False, False]
    assert all(one.size for one in found if one.error is None)


def test_inputs_stream_and_hold_nothing(tmp_path: Path) -> None:
    """The first input is there before the rest of a table has been read."""
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n' * 10_000)
    tracemalloc.start()
    count = sum(1 for _ in inputs_of([tmp_path / "a.jsonl"]))
    assert count == 10_000
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()


def test_inputs_of_a_store(tmp_path: Path) -> None:
    memory = fsspec.filesystem("memory")
    for path in (rows_file(tmp_path), warc_file(tmp_path)):
        memory.pipe(f"/inputs/{path.name}", path.read_bytes())
    found = list(inputs_of(["memory://inputs"]))
    assert [one.source for one in found][-2:] == ["https://a.vn/0", "https://a.vn/1"]
    assert found[-1].load().content == article(1)
    assert found[0].key == "memory://inputs/a.jsonl.gz@1"
    memory.rm("/inputs", recursive=True)
    assert reasons(list(inputs_of(["memory://inputs", "s3://x/y", "gopher://a.vn"])))[0] == "no such file or folder"


def test_inputs_records_of_an_archive_are_unpacked_once(tmp_path: Path) -> None:
    path = warc_file(tmp_path)
    found = list(inputs_of([path]))
    path.unlink()
    assert [one.load().content for one in found] == [article(0), article(1)]
    assert "record=" not in repr(found[0])


def test_inputs_archive_that_is_cut_off_tells_its_place(tmp_path: Path) -> None:
    path = warc_file(tmp_path)
    path.write_bytes(path.read_bytes()[:-10])
    first, last = inputs_of([path])
    assert first.load().content == article(0)
    assert last.source == f"{path.name}@{last.offset}"
    assert "cut off" in reasons([last])[0]


def test_inputs_of_the_web_are_kept_and_fetched_once(paper: Newspaper, tmp_path: Path) -> None:
    given = [f"{paper.url}/1", f"{paper.url}/rss", f"{paper.url}/map.xml", f"{paper.url}/1#again"]
    found = of_web(given, tmp_path)
    assert [one.source.removeprefix(paper.url) for one in found] == ["/1", "/2", "/3", "/3", "/gone", "/1#again"]
    assert [why.partition(":")[0] for why in reasons(found)] == ["", "", "", "", "the server answered 404", ""]
    assert found[0].load().content == article(1)
    hits = dict(paper.hits)
    assert set(hits.values()) == {1}
    again = of_web(given, tmp_path)
    assert [(one.key, one.size) for one in again] == [(one.key, one.size) for one in found]
    assert [one.load() for one in again[:4]] == [one.load() for one in found[:4]]
    assert dict(paper.hits) == hits
    paper.pages["/gone"] = article(9)
    assert reasons(of_web(given, tmp_path, again=True)) == [""] * 6


def test_inputs_of_the_web_obey_robots_and_tell_what_they_do_not_read(paper: Newspaper, tmp_path: Path) -> None:
    paper.pages["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /2")
    found = of_web([f"{paper.url}/2", f"{paper.url}/x.warc.gz", "ftp://a.vn/x", "http://"], tmp_path)
    told = reasons(found)
    assert [told[0], *(why.split()[0] for why in told[1:])] == ["robots.txt forbids it", "archives", "only", "not"]
    assert "/2" not in paper.hits


def test_inputs_of_the_web_broken_feed_is_a_failure(paper: Newspaper, tmp_path: Path) -> None:
    paper.pages["/rss"] = b"<?xml version='1.0'?><rss><channel></channel>"
    (only,) = of_web([f"{paper.url}/rss"], tmp_path)
    assert "no feed" in reasons([only])[0]


def test_inputs_feed_or_sitemap_in_a_file(paper: Newspaper, tmp_path: Path) -> None:
    for path in ("/rss", "/inner.xml"):
        content = paper.pages[path]
        assert isinstance(content, bytes)
        (tmp_path / "a.xml").write_bytes(content)
        found = of_web([str(tmp_path / "a.xml")], tmp_path / "kept")
        assert found[0].source.removeprefix(paper.url) in ("/2", "/3")
    (tmp_path / "a.xml").write_text("<html>")
    assert "no sitemap" in reasons(list(inputs_of([tmp_path / "a.xml"])))[0]


def test_inputs_one_address_that_is_a_feed_says_what_to_do(paper: Newspaper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "fetch", partial(web.fetch, allow_private=True))
    assert "the articles that it lists" in reasons([Input(f"{paper.url}/rss")])[0]


def test_inputs_only_one_of_several_by_its_name(tmp_path: Path) -> None:
    table, archive = rows_file(tmp_path), warc_file(tmp_path)
    assert only_input(f"{table}#/x-1").load().told["title"] == "Sơn La"
    assert only_input(f"{table}#3").source == "a.jsonl.gz#3"
    assert only_input(f"{archive}#https://a.vn/1").load().content == article(1)
    told: dict[str | Path, str] = {
        table: "several articles", archive: "several articles", f"{table}#/x-9": "no article of that name",
        f"{tmp_path}/gone#1": "no such",
    }  # fmt: skip
    for name, why in told.items():
        with pytest.raises(SourceError, match=why):
            only_input(name).load()
    (tmp_path / "one").mkdir()
    assert only_input(warc_file(tmp_path / "one", 1)).load().content == article(0)
    (tmp_path / "empty.warc").write_bytes(b"")
    with pytest.raises(SourceError, match="archive is empty"):
        only_input(tmp_path / "empty.warc").load()
    (tmp_path / "info.warc").write_bytes(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n")
    with pytest.raises(SourceError, match="holds no article"):
        only_input(tmp_path / "info.warc")


def test_inputs_several_are_told_by_names_that_can_be_asked_for(tmp_path: Path) -> None:
    for path in ("b.txt", "a.txt"):
        (tmp_path / "pages" / path).parent.mkdir(exist_ok=True)
        (tmp_path / "pages" / path).write_text("PCI", encoding="utf-8")
    for given in (rows_file(tmp_path), warc_file(tmp_path), tmp_path / "pages"):
        with pytest.raises(SourceError, match="name one") as told:
            only_input(str(given))
        names = str(told.value).partition("(")[2].partition(" …")[0].split(", ")
        assert len({only_input(name).source for name in names}) == 2


def test_inputs_read_of_an_archive_tells_what_happens(tmp_path: Path) -> None:
    archive = warc_file(tmp_path)
    (failure,) = read(archive).failures
    assert "several articles" in failure.reason
    assert "extract run" in failure.reason
    assert [one.value for one in read(f"{archive}#https://a.vn/1").observations] == [60, 40]


def test_inputs_stdin_that_is_too_large_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "MAX_BYTES", 5)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"xxxx\nxxxx")))
    assert "larger" in reasons(list(inputs_of(["-"])))[0]


def test_inputs_nothing_of_a_folder_is_passed_over_in_silence(tmp_path: Path) -> None:
    text = "Chỉ số PCI.".encode()
    files = {
        "a.txt.gz": gzip.compress(text), "b.html.zst": zstandard.compress(text), "c.json": b'{"text": "Chi so"}',
        "d.txt.xz": b"", "e.zip": b"", "f.html.gz": gzip.compress(text)[:-9], "g.json": b'{"name": "x"}',
    }  # fmt: skip
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    found = list(inputs_of([tmp_path]))
    assert [one.source for one in found] == ["a.txt.gz", "b.html.zst", "c.json#1", "d.txt.xz", "e.zip", "f.html.gz"]
    assert [one.load().content for one in found[:3]] == [text, text, b"Chi so"]
    assert [why[:6] for why in reasons(found)[3:]] == ["packed", "packed", "cut of"]
    (tmp_path / "only").mkdir()
    (tmp_path / "g.json").rename(tmp_path / "only" / "g.json")
    assert reasons(list(inputs_of([tmp_path / "only"])))[0].startswith("no column of texts")


def test_inputs_packed_json_is_read_as_json_is(tmp_path: Path) -> None:
    row = b'{"body_vi": "Chi so"}'
    files = {
        "a.json.gz": gzip.compress(row), "b.json.zst": zstandard.compress(b"[" + row + b"]"), "c.json": b'{"name": 1}',
        "d.json.gz": gzip.compress(row)[:-9], "e.json.zst": zstandard.compress(row)[:-3], "f.tar.zst": b"",
    }  # fmt: skip
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    options = Options(Columns(text="body_vi"))
    found = list(inputs_of([tmp_path], options))
    assert [one.source for one in found] == ["a.json.gz#1", "b.json.zst#1", "d.json.gz#1", "e.json.zst#1", "f.tar.zst"]
    assert [one.load().content for one in found[:2]] == [b"Chi so"] * 2
    assert [why[:18] for why in reasons(found)[2:]] == ["the file breaks of"] * 2 + ["packed in a way th"]
    # Which of them hold articles is asked with the same columns: nothing tells how many there are.
    assert inputs.count_of([tmp_path], options) is None
