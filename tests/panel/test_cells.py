import csv
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import extract
from extract.batch.runs import Run
from extract.cli import app
from extract.panel.cells import COLUMNS, CONTRADICTIONS, FLAGS, Chosen, Panel, build, contradictions_frame, panel_frame
from extract.panel.official import Official, Value
from extract.records import Article
from tests.panel.archives import article, write_run

NOTHING = Official()


def telling(value: str, rank: str = "", year: int = 2022, **fields: object) -> Article:
    """An article of its own that tells Lai Châu's PCI."""
    extra = f", xếp hạng {rank}/63 tỉnh, thành phố" if rank else ""
    lead = str(fields.pop("lead", "Kết quả vừa được công bố."))
    return article(f"{lead}\nPCI năm {year} của tỉnh Lai Châu đạt {value} điểm{extra}.", **fields)


def panel_of(tmp_path: Path, *articles: Article, official: Official = NOTHING) -> Panel:
    return build(write_run(tmp_path / "run", articles), official)


def score(panel: Panel) -> Chosen:
    (cell,) = panel.cells.values()
    return cell["score"]


def official(value: float, metric: str = "score", **fields: object) -> Official:
    base = {
        "index": "PCI",
        "period": "2022",
        "province": "VN-01",
        "component": None,
        "source": "here",
        "quality": "official_file",
    }
    return Official.of([Value(metric=metric, value=value, **{**base, **fields})])  # type: ignore[arg-type]


def test_cells_choose_the_majority_and_keep_the_rest(tmp_path: Path) -> None:
    panel = panel_of(
        tmp_path, telling("61,23", lead="Một."), telling("61,32", lead="Hai."), telling("61,23", lead="Ba.")
    )
    chosen = score(panel)
    assert (chosen.value, chosen.why, chosen.flags) == (61.23, "majority", {"contradicted"})
    told = list(panel.contradictions())
    assert [(row["value"], row["articles"], row["chosen"], row["why"]) for row in told] == [
        (61.23, 2, True, "majority"),
        (61.32, 1, False, None),
    ]
    assert {*told[0]} <= {*CONTRADICTIONS}


def test_cells_count_a_repeated_article_once(tmp_path: Path) -> None:
    first = telling("61,32", lead="Một.")
    again = telling("61,32", lead="Một. Báo khác.", duplicate_of=first.article_id)
    third = telling("61,32", lead="Một. Báo khác nữa.", duplicate_of=again.article_id)
    panel = panel_of(tmp_path, first, again, third, telling("61,23", lead="Hai."), telling("61,23", lead="Ba."))
    assert [(c.value, c.voices) for c in score(panel).candidates] == [(61.23, 2), (61.32, 1)]


def test_cells_give_mirrors_no_voice_of_their_own(tmp_path: Path) -> None:
    mirror = telling("61,32", lead="Bản sao.", url="https://www.vietnam.vn/x", site="vietnam.vn")
    panel = panel_of(tmp_path, mirror, telling("61,23", lead="Hai."))
    assert [(c.value, c.voices) for c in score(panel).candidates] == [(61.23, 1), (61.32, 0)]
    alone = score(panel_of(tmp_path / "alone", mirror))
    assert (alone.value, alone.candidates[0].voices, alone.flags) == (61.32, 1, {"single"})


def test_cells_take_the_official_value_and_say_that_nobody_tells_it(tmp_path: Path) -> None:
    panel = panel_of(tmp_path, telling("61,32"), official=official(61.23))
    chosen = score(panel)
    assert (chosen.value, chosen.why, chosen.flags) == (61.23, "official", {"contradicted", "mismatch"})
    (row,) = panel.rows()
    assert (row["value"], row["value_official"], row["value_official_source"], row["value_articles"]) == (
        61.23,
        61.23,
        "here",
        0,
    )
    assert [(r["value"], r["official"], r["chosen"]) for r in panel.contradictions()] == [
        (61.23, True, True),
        (61.32, False, False),
    ]
    assert score(panel_of(tmp_path / "b", telling("61,2"), official=official(61.23))).flags == set()


def test_cells_take_a_rounded_value_for_the_same(tmp_path: Path) -> None:
    chosen = score(panel_of(tmp_path, telling("61,2", lead="Một."), telling("61,23", lead="Hai.")))
    assert (chosen.value, chosen.why, chosen.candidates[0].voices) == (61.23, "agreed", 2)
    # 61,20 is printed to two places: another value.
    assert (
        "contradicted"
        in score(panel_of(tmp_path / "b", telling("61,20", lead="Một."), telling("61,23", lead="Hai."))).flags
    )


def test_cells_follow_a_later_correction(tmp_path: Path) -> None:
    wrong = [telling("61,32", lead=lead, published="2023-04-11") for lead in ("Một.", "Hai.")]
    right = telling("61,23", lead="Đính chính.", published="2023-04-12")
    assert (score(panel_of(tmp_path, *wrong, right)).value, score(panel_of(tmp_path / "b", *wrong, right)).why) == (
        61.23,
        "correction",
    )
    early = telling("61,23", lead="Đính chính.", published="2023-04-01")
    assert score(panel_of(tmp_path / "c", *wrong, early)).why == "majority"


def test_cells_take_the_latest_of_a_tie(tmp_path: Path) -> None:
    found = telling("61,32", lead="Một.", published="2023-04-11"), telling("61,23", lead="Hai.", published="2023-05-11")
    chosen = score(panel_of(tmp_path, *found))
    assert (chosen.value, chosen.why, chosen.flags) == (61.23, "latest", {"contradicted", "single"})


def test_cells_prefer_an_article_whose_figures_go_together(tmp_path: Path) -> None:
    broken = [telling("161,32", lead=lead) for lead in ("Một.", "Hai.")]
    chosen = score(panel_of(tmp_path, *broken, telling("61,23", lead="Ba.")))
    assert (chosen.value, chosen.why) == (61.23, "sound")
    assert score(panel_of(tmp_path / "b", *broken)).flags == {"problems", "out_of_range"}


def test_cells_never_mix_targets_bounds_and_regions_with_results(tmp_path: Path) -> None:
    texts = [
        "Tỉnh Lai Châu phấn đấu PCI năm 2022 đạt 70 điểm.",
        "PCI năm 2022 của tỉnh Lai Châu đạt trên 60 điểm.",
        "PCI năm 2022 của tỉnh Lai Châu xếp thứ 2 khu vực Tây Bắc.",
    ]
    panel = panel_of(tmp_path, *(article(text) for text in texts))
    assert (panel.cells, panel.targets) == ({}, 1)


def test_cells_flag_what_does_not_go_together_across_articles(tmp_path: Path) -> None:
    other = "PCI năm 2022 của tỉnh {} đạt {} điểm, xếp hạng {}/63 tỉnh, thành phố."
    panel = panel_of(
        tmp_path, telling("61,23", "40"), article(other.format("Sơn La", "62,00", "39")), article(other.format("Điện Biên", "60,00", "38")),
        article(other.format("Yên Bái", "63,00", "37")),
    )  # fmt: skip
    flagged = {place.unit.iso for place, cell in panel.cells.items() if "order_disagrees" in cell["rank"].flags}
    assert flagged == {"VN-71"}
    change = article("PCI năm 2022 của tỉnh Lai Châu tăng 3 bậc so với năm 2021.")
    panel = panel_of(tmp_path / "b", telling("61,23", "40"), telling("60,00", "44", 2021), change)
    assert all("change_disagrees" in cell["rank"].flags for cell in panel.cells.values())


def test_cells_scale_what_is_told_in_percent_of_an_index_from_0_to_1(tmp_path: Path) -> None:
    panel = panel_of(
        tmp_path,
        article("DTI năm 2022 của tỉnh Lai Châu đạt 0,6512 điểm."),
        article("DTI năm 2022 của tỉnh Lai Châu đạt 651,2/1000 điểm."),
    )
    assert (score(panel).value, score(panel).candidates[0].voices) == (0.6512, 2)


def merged(tmp_path: Path) -> Run:
    text = "PCI năm 2022 của tỉnh {} đạt {} điểm, xếp hạng {}/63 tỉnh, thành phố."
    told = [("Hà Giang", "59,00", "60"), ("Tuyên Quang", "60,00", "58")]
    new = "DTI năm 2025 của tỉnh Tuyên Quang xếp hạng 20/34 tỉnh, thành phố."
    return write_run(
        tmp_path / "run", [*(article(text.format(*one)) for one in told), article(new, published="2026-03-01")]
    )


def test_cells_show_merged_provinces_side_by_side(tmp_path: Path) -> None:
    frame = panel_frame(merged(tmp_path), official=NOTHING, units="2025")
    pci = frame[frame["index"] == "PCI"]
    assert list(pci["unit_2025_name"]) == ["Tuyên Quang", "Tuyên Quang"]
    assert list(zip(pci["province_name"], pci["value"], pci["units"], strict=True)) == [
        ("Tuyên Quang", 60.0, "63"),
        ("Hà Giang", 59.0, "63"),
    ]
    assert list(frame[frame["index"] == "DTI"]["units"]) == ["34"]
    wide = panel_frame(merged(tmp_path / "b"), official=NOTHING, units="2025", wide=True)
    assert list(wide.columns)[-4:] == ["DTI.rank", "PCI.rank", "PCI.value", "flags"]
    assert sorted(wide["PCI.value"].dropna()) == [59.0, 60.0]


def test_cells_lead_to_article_hash_rule_and_version(tmp_path: Path) -> None:
    one = telling("61,23", "40", url="https://baolaichau.vn/a")
    run = write_run(tmp_path, [one])
    frame = extract.panel(run)  # type: ignore[operator]  # the package is callable
    row = frame.iloc[0]
    assert list(frame.columns) == list(COLUMNS)
    for name, printed in {"value": "61,23 điểm", "rank": "40/63 tỉnh, thành phố"}.items():
        assert one.text[row[f"{name}_start"] : row[f"{name}_end"]] == printed
        assert (row[f"{name}_article"], row[f"{name}_content_hash"]) == (one.article_id, one.article_id)
        assert row[f"{name}_url"] == "https://baolaichau.vn/a"
        assert row[f"{name}_sentence"] in one.text
        assert row[f"{name}_rule"]
    assert row["version"] == "0+0"
    assert {flag.partition(":")[2] for flags in frame["flags"] for flag in flags} <= FLAGS.keys()
    assert len(contradictions_frame(str(tmp_path))) == 0


@pytest.mark.parametrize("ending", ["csv", "parquet", "jsonl"])
def test_cells_command_writes_the_panel_and_the_contradictions(tmp_path: Path, ending: str) -> None:
    run = write_run(
        tmp_path / "run", [telling("61,32", lead="Một."), telling("61,23", lead="Hai."), telling("99,1", "64", 2021)]
    )
    output = tmp_path / f"panel.{ending}"
    result = CliRunner().invoke(app, ["panel", str(run.folder), "-o", str(output), "--no-packaged"])
    assert result.exit_code == 0, result.output
    assert "cells\t2" in result.stdout
    assert "contradicted\t1" in result.stdout
    if ending == "parquet":
        assert list(pd.read_parquet(output).columns) == list(COLUMNS)
    beside = tmp_path / f"panel_contradictions.{ending}"
    rows = list(csv.DictReader(beside.open(encoding="utf-8-sig"))) if ending == "csv" else []
    assert [row["value"] for row in rows] == ([] if ending != "csv" else ["61.32", "61.23"])
    again = tmp_path / f"again.{ending}"
    assert CliRunner().invoke(app, ["panel", str(run.folder), "-o", str(again), "--no-packaged"]).exit_code == 0
    assert again.read_bytes() == output.read_bytes()


@pytest.mark.parametrize("options", [["-o", "x.txt"], ["-o", "x.csv", "--units", "2008"], ["-o", "/proc/x.csv"]])
def test_cells_command_refuses_what_it_cannot_do(tmp_path: Path, options: list[str]) -> None:
    write_run(tmp_path, [telling("61,32")])
    result = CliRunner().invoke(app, ["panel", str(tmp_path), *options])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
