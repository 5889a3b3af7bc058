"""What a command was given becomes pages, in order, and nothing of it is lost."""

import gzip
import io
import json
import pickle
import sys
from pathlib import Path

import pytest

from extract.articles.body import read_article
from extract.batch.inputs import Input, Options, all_missing, inputs_of
from extract.sources import Page, SourceError, web


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
