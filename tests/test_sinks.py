"""One writer for each format: the same records in each, whole or not there."""

import csv
import json
from dataclasses import fields
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from extract.records import Article, Evidence, Failure, Observation, Official, Position, Subject
from extract.sinks import KINDS, SINKS, Tables, arrow_schema, write_tables, write_whole

TABLES: Tables = {
    "articles": [Article(article_id="a", source="a.txt", text="Sơn La", title="=1+1")],
    "officials": [
        Official(
            article_id="a", official_id="a-p1", name="Lò Văn An",
            positions=(Position(title="Chủ tịch", organization="UBND tỉnh"),),
            evidence=(Evidence(start=0, end=3, what="name"),),
        )
    ],
    "observations": [
        Observation(
            article_id="a", observation_id="a-o1", index="PCI",
            subject=Subject(type="province", id="VN-05", name="Sơn La"),
            metric="rank", value=40.0, unit="hạng", out_of=63.0,
        )
    ],
    "failures": [Failure(source="b.txt", stage="source", reason="no such file")],
}  # fmt: skip
EMPTY: Tables = {name: [] for name in TABLES}


def test_sinks_jsonl_keeps_nesting_and_whole_numbers(tmp_path: Path) -> None:
    write_tables(TABLES, tmp_path, "jsonl")
    row = json.loads((tmp_path / "observations.jsonl").read_text(encoding="utf-8"))
    assert row["subject"] == {"type": "province", "id": "VN-05", "name": "Sơn La"}
    assert '"value": 40,' in (tmp_path / "observations.jsonl").read_text(encoding="utf-8")


def test_sinks_csv_is_flat_and_no_spreadsheet_runs_it(tmp_path: Path) -> None:
    write_tables(TABLES, tmp_path, "csv")
    with (tmp_path / "observations.csv").open(encoding="utf-8-sig") as file:
        (row,) = csv.DictReader(file)
    assert (row["subject_name"], row["value"], row["evidence"]) == ("Sơn La", "40", "[]")
    with (tmp_path / "articles.csv").open(encoding="utf-8-sig") as file:
        (article,) = csv.DictReader(file)
    assert article["title"] == "'=1+1"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum(a)", "\t=1", "\r=1"])
def test_sinks_csv_makes_every_formula_text(text: str, tmp_path: Path) -> None:
    record = Failure(source=text, stage="source", reason="a=1")
    write_tables({"failures": [record]}, tmp_path, "csv")
    with (tmp_path / "failures.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["source"], row["reason"]) == (f"'{text}", "a=1")


def test_sinks_every_format_has_the_same_columns_and_rows(tmp_path: Path) -> None:
    for form in SINKS:
        (tmp_path / form).mkdir()
        write_tables(TABLES, tmp_path / form, form)
    with duckdb.connect(str(tmp_path / "duckdb" / "run.duckdb"), read_only=True) as connection:
        for name, kind in KINDS.items():
            columns = [field.name for field in fields(kind)]
            lines = (tmp_path / "jsonl" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
            table = pq.read_table(tmp_path / "parquet" / f"{name}.parquet")
            frame = pd.read_csv(tmp_path / "csv" / f"{name}.csv")
            stored = connection.table(name)
            assert [list(json.loads(line)) for line in lines] == [columns]
            assert (table.column_names, table.num_rows) == (columns, 1)
            assert stored.columns == columns
            assert stored.fetchall() == [tuple(row.values()) for row in table.to_pylist()]
            assert len(frame) == 1
            assert len(list(frame)) == len(columns) + 2 * ("subject" in columns)


def test_sinks_table_without_rows_has_its_columns(tmp_path: Path) -> None:
    write_tables(EMPTY, tmp_path, "csv")
    header = (tmp_path / "observations.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(header) == 1
    assert ",subject_type,subject_id,subject_name,period," in header[0]
    write_tables(EMPTY, tmp_path, "jsonl")
    assert (tmp_path / "observations.jsonl").read_bytes() == b""


def test_sinks_parquet_has_the_same_schema_full_and_empty(tmp_path: Path) -> None:
    for folder, tables in (("full", TABLES), ("empty", EMPTY)):
        (tmp_path / folder).mkdir()
        write_tables(tables, tmp_path / folder, "parquet")
        for name in tables:
            assert pq.read_schema(tmp_path / folder / f"{name}.parquet") == arrow_schema(name)
    (row,) = pq.read_table(tmp_path / "full" / "officials.parquet").to_pylist()
    assert row["positions"][0]["organization"] == "UBND tỉnh"


def test_sinks_duckdb_answers_questions(tmp_path: Path) -> None:
    write_tables(TABLES, tmp_path, "duckdb")
    with duckdb.connect(str(tmp_path / "run.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT subject.name, value FROM observations").fetchall() == [("Sơn La", 40.0)]
    assert [path.name for path in tmp_path.iterdir()] == ["run.duckdb"]


@pytest.mark.parametrize("form", ["jsonl", "jsonl.gz", "jsonl.zst", "csv", "parquet"])
def test_sinks_same_records_same_bytes(form: str, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write_tables(TABLES, tmp_path / folder, form)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_sinks_file_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "a", b"x")
    with pytest.raises(OSError, match="No space"):
        write_tables(EMPTY, tmp_path, "duckdb")
    assert list(tmp_path.iterdir()) == []


def test_sinks_duckdb_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"nowhere"):
        write_tables(EMPTY, tmp_path / "nowhere", "duckdb")
