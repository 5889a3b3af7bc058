"""Files by name, on disk and in stores that fsspec opens; plain paths never pay for it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.sources import SourceError, is_remote, stores
from extract.sources.stores import is_folder, open_file, read_range, size_of, walk


@pytest.fixture
def store() -> Iterator[str]:
    memory = fsspec.filesystem("memory")
    for name in ("a.txt", "b/c.txt", "b.txt", "d.pdf"):
        memory.pipe(f"/stores/{name}", name.encode() * 3)
    yield "memory://stores"
    memory.rm("/stores", recursive=True)


def test_stores_walk_and_read_a_store(store: str) -> None:
    found = list(walk(store, lambda name: name.endswith(".txt")))
    assert [name for _, name in found] == ["a.txt", "b.txt", "b/c.txt"]
    assert [read_range(file, 1, 3) for file, _ in found] == [b".tx", b".tx", b"/c."]
    assert (is_folder(store), is_folder(f"{store}/a.txt")) == (True, False)
    assert size_of(f"{store}/a.txt") == 15


def test_stores_file_scheme_is_a_path(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    url = tmp_path.as_uri()
    ((file, name),) = walk(url, lambda _: True)
    assert name == "a.txt"
    assert read_range(file, 0, 9) == b"x"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("memory://gone/a.txt", "no such"), ("s3://bucket/x", "package that is not installed"),
        ("gopher://a.vn/x", "only http"), ("ssh://host/x", "only http"), ("gone.txt", "no such"), ("a\0b", "no file has"),
    ],
)  # fmt: skip
def test_stores_what_cannot_be_had_says_why(name: str, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        open_file(name)
    with pytest.raises(SourceError, match=why):
        is_folder(name)
    assert size_of(name) is None


def test_stores_error_of_a_store_says_what_to_do() -> None:
    class NoCredentialsError(Exception):
        pass

    NoCredentialsError.__module__ = "botocore.exceptions"
    with pytest.raises(SourceError, match="your rights"), stores.reasons():
        raise NoCredentialsError("Unable to locate credentials")
    with pytest.raises(ZeroDivisionError), stores.reasons():
        raise ZeroDivisionError


@given(st.sets(st.text("ab.-/z0", min_size=1, max_size=6).map(lambda name: name.strip("/.")), max_size=12))
def test_stores_walk_goes_in_the_order_of_whole_paths(
    tmp_path_factory: pytest.TempPathFactory, names: set[str]
) -> None:
    folder = tmp_path_factory.mktemp("walk")
    for name in sorted(names):
        path = folder / f"{name}.txt"
        if not any(parent.is_file() for parent in path.parents):
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                path.write_text("x")
    found = [name for _, name in walk(folder, lambda _: True)]
    assert found == sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_stores_plain_paths_do_not_import_fsspec(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    code = (
        "import sys; from extract.batch.inputs import inputs_of; [one.load() for one in inputs_of([sys.argv[1]])];"
        "sys.exit(any(name in sys.modules for name in ('fsspec', 'requests', 'warcio', 'pyarrow', 'feedparser')))"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)


def test_stores_scheme_tells_a_store() -> None:
    told = {
        "s3://b/x": True,
        "GS://b/x": True,
        "file:///x": True,
        "https://a.vn": False,
        "a/b": False,
        "ftp://a": False,
    }
    assert {name: is_remote(name) for name in told} == told
