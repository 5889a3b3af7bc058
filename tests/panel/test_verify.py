import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extract.cli import app
from extract.panel.official import Value
from extract.panel.verify import counted, official_values, verified
from tests.panel.archives import article, write_run

SEED = Path("corpus/seed/lai-chau-par-index-pci-2019.txt")


def verdicts(tmp_path: Path, text: str, *values: Value, **fields: object) -> list[tuple[str, float | None, str]]:
    run = write_run(tmp_path / "run", [article(text, **fields)])
    found = verified(run, official_values(values))
    return [(one.telling.row["metric"], one.telling.row["value"], one.verified) for one in found]


def test_verify_finds_the_derived_figures_of_the_seed_official(tmp_path: Path) -> None:
    run = write_run(tmp_path, [article(SEED.read_text(encoding="utf-8"))])
    found = {(v.telling.row["metric"], v.telling.row["period"]): v for v in verified(run)
             if v.telling.row["index"] == "PCI" and not v.telling.row["component"]}  # fmt: skip
    for metric, value in {"score": 58.33, "rank": 62}.items():
        one = found[metric, "2018"]
        assert (one.telling.row["derived"], one.telling.row["value"], one.verified, one.official_value) == (
            True,
            value,
            "match",
            value,
        )
    assert {found[key, "2019"].verified for key in ("score", "rank", "score_change", "rank_change")} == {"match"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "PCI năm 2018 của tỉnh Lai Châu đạt 58,3 điểm, xếp hạng 62/63 tỉnh.",
            [("score", 58.3, "rounded"), ("rank", 62, "match")],
        ),
        (
            "PCI năm 2018 của tỉnh Lai Châu đạt 85,33 điểm, xếp hạng 61/63 tỉnh.",
            [("score", 85.33, "mismatch"), ("rank", 61, "mismatch")],
        ),
        ("PCI năm 2018 của tỉnh Lai Châu đạt trên 58 điểm.", [("score", 58, "match")]),
        ("PCI năm 2018 của tỉnh Lai Châu đạt trên 59 điểm.", [("score", 59, "mismatch")]),
        ("PCI năm 2018 của tỉnh Lai Châu đạt khoảng 58,5 điểm.", [("score", 58.5, "rounded")]),
        ("Tỉnh Lai Châu phấn đấu PCI năm 2018 đạt 70 điểm.", [("score", 70, "not_covered")]),
        ("PCI năm 2022 của tỉnh Lai Châu đạt 70 điểm.", [("score", 70, "not_covered")]),
    ],
)
def test_verify_tells_what_a_figure_is_worth(tmp_path: Path, text: str, expected: list[object]) -> None:
    assert verdicts(tmp_path, text) == expected


def test_verify_takes_a_table_of_the_users_own(tmp_path: Path) -> None:
    mine = Value(index="PCI", period="2022", province="VN-01", component=None, metric="score", value=70)
    assert verdicts(tmp_path, "PCI năm 2022 của tỉnh Lai Châu đạt 70 điểm.", mine) == [("score", 70, "match")]


def test_verify_tells_the_traps_of_papi(tmp_path: Path) -> None:
    text = "PAPI năm 2013 của tỉnh Lai Châu đạt 30,15 điểm, xếp hạng 60/63 tỉnh."
    score, rank = verified(write_run(tmp_path, [article(text)]))
    assert "weighted" in str(score.note)
    assert "counted" in str(rank.note)
    assert (score.verified, rank.verified) == ("mismatch", "mismatch")


def test_verify_holds_merged_provinces_apart(tmp_path: Path) -> None:
    mine = [
        Value(index="DTI", period="2024", province="VN-07", component=None, metric="rank", value=20, out_of=34),
        Value(index="DTI", period="2023", province="VN-07", component=None, metric="rank", value=40, out_of=63),
    ]
    text = "DTI năm 2024 của tỉnh Tuyên Quang xếp hạng 20/34 tỉnh, thành phố; năm 2023 xếp hạng 40/63 tỉnh, thành phố."
    found = verdicts(tmp_path, text, *mine, published="2025-09-01")
    assert found == [("rank", 20, "match"), ("rank", 40, "match")]


def test_verify_command_writes_beside_the_run_and_counts(tmp_path: Path) -> None:
    text = "PCI năm 2018 của tỉnh Lai Châu đạt 58,33 điểm, xếp hạng 61/63 tỉnh."
    run = write_run(tmp_path / "run", [article(text, url="https://baolaichau.vn/x")])
    before = {path.name: path.read_bytes() for path in run.folder.iterdir()}
    result = CliRunner().invoke(app, ["verify", str(run.folder)])
    assert result.exit_code == 0
    assert "PCI\t1\t0\t1\t0" in result.stdout
    assert "printed 61, officially 62" in result.stdout
    rows = [json.loads(line) for line in (run.folder / "verified.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(r["verified"], r["official_value"], text[r["start"] : r["end"]], r["url"]) for r in rows] == [
        ("match", 58.33, "58,33 điểm", "https://baolaichau.vn/x"), ("mismatch", 62, "61/63 tỉnh", "https://baolaichau.vn/x"),
    ]  # fmt: skip
    assert {name: (run.folder / name).read_bytes() for name in before} == before
    assert counted(verified(run)) == {"PCI": {"match": 1, "mismatch": 1}}


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_verify_command_writes_where_it_is_told(tmp_path: Path, ending: str) -> None:
    run = write_run(tmp_path / "run", [article("PCI năm 2018 của tỉnh Lai Châu đạt 58,33 điểm.")])
    output = tmp_path / f"out.{ending}"
    assert CliRunner().invoke(app, ["verify", str(run.folder), "-o", str(output)]).exit_code == 0
    if ending == "csv":
        assert next(csv.DictReader(output.open(encoding="utf-8-sig")))["verified"] == "match"
    else:
        import pandas as pd

        assert list(pd.read_parquet(output)["verified"]) == ["match"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["nothing"], "holds no run"),
        (["run", "--table", "no.csv"], "no.csv"),
        (["run", "--table", "bad.csv"], "bad.csv: row 2, column province: 'Nowhere' is no province"),
        (["run", "-o", "out.xlsx"], "cannot tell the format"),
    ],
)
def test_verify_command_says_what_is_wrong(tmp_path: Path, given: list[str], said: str) -> None:
    write_run(tmp_path / "run", [article("PCI năm 2018 của tỉnh Lai Châu đạt 58,33 điểm.")])
    (tmp_path / "bad.csv").write_text("index,period,province,metric,value\nPCI,2019,Nowhere,rank,1\n", encoding="utf-8")
    result = CliRunner().invoke(
        app, ["verify", *(word if word.startswith("-") else str(tmp_path / word) for word in given)]
    )
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
