"""A run keeps what it can read, says what it cannot, and leaves nothing half done."""

import json
from importlib.metadata import version
from pathlib import Path

import pytest

from extract.batch import blocks, final
from extract.batch import run as batch
from extract.batch.parts import Part
from extract.batch.run import Progress, RunError, collected, data_version, run
from extract.pipeline import Extraction, extract, extract_article
from extract.records import Article
from extract.tables.base import TableError

TEXT = "Năm 2020, chỉ số PCI của tỉnh Sơn La xếp thứ 40."


def rows(folder: Path, name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text(TEXT, encoding="utf-8")
    (folder / "c.txt").write_bytes(b"")
    (folder / "d.txt").write_bytes(b"\x00\x01" * 5000)
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    """The record files of a run: all but run.json, which tells when it was, and what is kept for `extract retry`."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != "run.json"}


def test_run_keeps_what_fails_and_reads_the_rest(articles: Path, tmp_path: Path) -> None:
    seen: list[Progress] = []
    counts = run([str(articles), str(tmp_path / "gone")], tmp_path / "out", "jsonl", seen.append)
    assert counts == {"articles": 2, "officials": 0, "observations": 1, "failures": 3}
    assert [(told.stage, told.tally.inputs) for told in seen] == [("read", 5)]
    failures = rows(tmp_path / "out", "failures")
    reasons = [str(row["reason"]) for row in failures]
    assert [any(word in reason for reason in reasons) for word in ("empty", "binary", "no such")] == [True] * 3
    assert [(row["tries"], row["hash"] is None) for row in failures] == [(1, False), (1, False), (1, True)]
    manifest = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert manifest["counts"] == {"inputs": 5, **counts}
    given = [str(articles), str(tmp_path / "gone")]
    assert manifest["options"] == {"inputs": given, "format": "jsonl", "timeout": 30.0, "memory": 2_000_000_000}
    assert manifest["versions"] == {"extract": version("vn-news-extract"), "data": data_version()}


def test_run_same_text_again_is_a_duplicate(articles: Path, tmp_path: Path) -> None:
    run([str(articles)], tmp_path / "out", "jsonl")
    first, second = rows(tmp_path / "out", "articles")
    assert (first["duplicate_of"], second["duplicate_of"]) == (None, first["article_id"])


def test_run_same_text_below_the_same_name_is_a_duplicate_too(articles: Path, tmp_path: Path) -> None:
    """Two folders may hold files of one name; facts are told once all the same."""
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run([str(articles), str(tmp_path / "more")], tmp_path / "out", "jsonl")["observations"] == 1
    assert [row["duplicate_of"] is None for row in rows(tmp_path / "out", "articles")] == [True, False, False]


@pytest.mark.parametrize("form", ["jsonl", "jsonl.gz", "jsonl.zst", "csv", "parquet"])
def test_run_same_input_same_bytes(articles: Path, tmp_path: Path, form: str) -> None:
    for name in ("one", "two"):
        run([str(articles)], tmp_path / name, form)
    assert len(files_of(tmp_path / "one")) == 4
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_run_data_version_is_that_of_the_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    now = data_version()
    assert data_version() == now
    (tmp_path / "data" / "sites").mkdir(parents=True)
    (tmp_path / "data" / "sites" / "a.toml").write_text("a = 1")
    monkeypatch.setattr(batch, "files", lambda _: tmp_path)
    one = data_version()
    (tmp_path / "data" / "sites" / "a.toml").write_text("a = 2")
    assert len({now, one, data_version()}) == 3


def test_run_overwrites_nothing(articles: Path, tmp_path: Path) -> None:
    run([str(articles)], tmp_path / "out", "jsonl")
    before = files_of(tmp_path / "out")
    with pytest.raises(RunError, match="already holds a run"):
        run([str(articles)], tmp_path / "out", "jsonl")
    assert files_of(tmp_path / "out") == before
    with pytest.raises(RunError, match="already holds files"):
        run([str(articles)], articles, "jsonl")
    with pytest.raises(RunError, match="is a file"):
        run([str(articles)], articles / "a.txt", "jsonl")


def test_run_output_that_cannot_be_written_says_so(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(RunError, match="cannot write"):
        run([str(articles)], tmp_path / "out", "jsonl")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "No space left on device"), RunError),
        (OSError("odd"), RunError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
)
def test_run_that_cannot_be_written_goes_on_later(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, told: type[BaseException]
) -> None:
    def full(*_: object) -> None:
        raise error

    run([str(articles)], tmp_path / "whole", "jsonl")
    with monkeypatch.context() as patched:
        patched.setattr(final, "line_of", full)
        with pytest.raises(told, match=r"No space left|odd|"):
            run([str(articles)], tmp_path / "out", "jsonl")
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".run"]
    monkeypatch.setattr(blocks, "_read", full)  # nothing is read again
    run([str(articles)], tmp_path / "out", "jsonl")
    assert files_of(tmp_path / "out") == files_of(tmp_path / "whole")


def test_run_that_read_nothing_leaves_the_folder_empty(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Part, "commit", full)
    with pytest.raises(RunError, match="No space left"):
        run([str(articles)], tmp_path / "out", "jsonl")
    assert list((tmp_path / "out").iterdir()) == []


def test_run_a_mistake_of_ours_costs_one_article_only(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def sometimes(article: Article) -> Extraction:
        tried.append(article.source)
        if article.source == "a.txt":
            raise RuntimeError("a bug")
        return extract_article(article)

    monkeypatch.setattr(blocks, "extract_article", sometimes)
    counts = run([str(articles)], tmp_path / "out", "jsonl")
    assert counts["articles"] == 1
    (row,) = [row for row in rows(tmp_path / "out", "failures") if row["reason"] == "RuntimeError: a bug"]
    assert (row["stage"], row["tries"]) == ("extract", 2)
    assert tried.count("a.txt") == 2


def test_run_mistake_in_a_data_file_stops_it(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Article) -> Extraction:
        raise TableError("data/words.toml: classes: missing")

    monkeypatch.setattr(blocks, "extract_article", broken)
    with pytest.raises(TableError, match=r"words\.toml"):
        run([str(articles)], tmp_path / "out", "jsonl")
    assert list((tmp_path / "out").iterdir()) == []


def test_run_refused_address_is_a_failure(tmp_path: Path) -> None:
    assert run(["http://127.0.0.1:1/a"], tmp_path / "out", "jsonl")["failures"] == 1


def test_run_tables_of_one_article() -> None:
    assert {name: len(records) for name, records in collected([extract(TEXT)]).items()} == {
        "articles": 1, "officials": 0, "observations": 1, "failures": 0,
    }  # fmt: skip


def test_run_half_characters_in_a_name_are_written(tmp_path: Path) -> None:
    assert run(["gone\udcff.txt"], tmp_path / "out", "jsonl")["failures"] == 1
    assert rows(tmp_path / "out", "failures")[0]["source"] == "gone\\xff.txt"


def test_run_folder_that_has_no_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="cannot write"):
        run([str(tmp_path)], Path("a\0b"), "jsonl")


def test_run_takes_one_name_and_refuses_unknown_formats(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Năm 2020, chỉ số PCI của tỉnh Sơn La xếp thứ 40.", encoding="utf-8")
    assert run(str(tmp_path / "a.txt"), tmp_path / "out-1", "jsonl")["observations"] == 1
    assert run(tmp_path / "a.txt", tmp_path / "out-2", "jsonl")["observations"] == 1
    with pytest.raises(RunError, match="no format 'xlsx': one of jsonl"):
        run([str(tmp_path)], tmp_path / "none", "xlsx")
