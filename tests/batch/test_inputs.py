"""What a command was given becomes pages, in order, and nothing of it is lost."""

import io
import sys
from pathlib import Path

import pytest

from extract.batch.inputs import Input, all_missing, inputs_of
from extract.sources import Page, SourceError, web


def test_inputs_are_in_the_order_given(tmp_path: Path) -> None:
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
