"""Scoring: each level by cases, spelling without a difference, gold with defaults left out."""

import json
from pathlib import Path
from typing import Any

import pytest

from extract.gold import GoldError, Score, judge, score_observations, score_officials, score_run
from extract.pipeline import extract

OBSERVATION = {
    "index": "PCI", "subject": {"type": "province", "name": "Sơn La"}, "period": "2020", "metric": "rank", "value": 40,
}  # fmt: skip


WRONG = {"core_fp": 1, "core_fn": 1, "full_fp": 1, "full_fn": 1}


def scored(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> dict[str, int]:
    total = Score()
    score_observations("a", gold, predicted, total)
    return dict(total.counts)


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        ({}, {"figure_tp": 1, "core_tp": 1, "full_tp": 1}),
        ({"subject": {"name": "tỉnh Sơn La"}}, {"figure_tp": 1, "core_tp": 1, "full_tp": 1}),
        ({"period": "2019"}, {"figure_tp": 1, **WRONG, "field_period": 1}),
        ({"subject": None}, {"figure_tp": 1, **WRONG, "field_subject": 1}),
        ({"baseline": "2019"}, {"figure_tp": 1, "core_tp": 1, "full_fp": 1, "full_fn": 1, "field_baseline": 1}),
        ({"value": 41}, {f"{level}_{kind}": 1 for level in ("figure", "core", "full") for kind in ("fp", "fn")}),
        ({"derived": True}, {f"{level}_fn": 1 for level in ("figure", "core", "full")}),
        ({"index": None}, {f"{level}_fn": 1 for level in ("figure", "core", "full")}),
    ],
)
def test_gold_observation_is_scored_by_level(change: dict[str, Any], counts: dict[str, int]) -> None:
    assert scored([OBSERVATION], [{**OBSERVATION, **change}]) == counts


def test_gold_optional_is_neither_missed_nor_wrong() -> None:
    assert scored([{**OBSERVATION, "optional": True}], []) == {}
    assert scored([{**OBSERVATION, "optional": True}], [OBSERVATION]) == {}


def test_gold_group_and_count_are_never_spurious() -> None:
    assert scored([], [{**OBSERVATION, "metric": "count"}]) == {}


def test_gold_each_is_matched_once_and_best() -> None:
    other = {**OBSERVATION, "period": "2019"}
    assert scored([OBSERVATION, other], [other, OBSERVATION])["core_tp"] == 2


def test_gold_alternative_metric_and_components_by_their_words() -> None:
    component = "Cải cách tổ chức bộ máy hành chính nhà nước"
    gold = {**OBSERVATION, "metric": "score", "metric_alt": "rate", "component": component}
    assert scored([gold], [{**gold, "metric": "rate", "component": "Cải cách tổ chức bộ máy"}])["core_tp"] == 1
    assert "core_tp" not in scored([gold], [{**gold, "component": None}])


@pytest.mark.parametrize(
    ("positions", "right", "wrong"),
    [
        ([{"title": "Chủ tịch", "organization": "UBND tỉnh Sơn La"}], 1, 0),
        ([{"title": "Chủ tịch UBND tỉnh Sơn La", "organization": None}], 1, 0),
        ([{"title": "Bí thư", "organization": "Tỉnh ủy"}], 0, 1),
        ([], 0, 0),
    ],
)
def test_gold_positions_are_the_same_however_split(positions: list[dict[str, Any]], right: int, wrong: int) -> None:
    position = {"title": "Chủ tịch", "organization": "UBND tỉnh Sơn La"}
    gold = {"officials": [{"name": "Lò Văn An", "positions": [position]}]}
    total = Score()
    score_officials("a", gold, [{"name": "Lò Văn An", "positions": positions}], total)
    assert (total.counts["name_tp"], total.counts["position_tp"], total.counts["position_fp"]) == (1, right, wrong)


def test_gold_names_missed_spurious_and_spared() -> None:
    gold = {"officials": [{"name": "A B", "positions": []}], "optional_officials": [{"name": "C D"}]}
    total = Score()
    score_officials("a", gold, [{"name": "C D", "positions": []}, {"name": "E F", "positions": [{}]}], total)
    assert {k: v for k, v in total.counts.items() if v} == {"name_fn": 1, "name_fp": 1, "position_fp": 1}


def test_gold_status_of_changes_is_counted() -> None:
    position = {"title": "Bí thư", "organization": "Tỉnh ủy"}
    total = Score()
    positions = [{**position, "change": "to"}, {"title": "X", "optional": True}]
    gold = {"officials": [{"name": "A B", "positions": positions}]}
    score_officials("a", gold, [{"name": "A B", "positions": [position]}], total)
    assert total.counts["field_status"] == 1


@pytest.mark.parametrize(
    ("told", "status", "wrong"),
    [
        ({"former": True}, "former", 0), ({"former": True}, "current", 1), ({"change": "from"}, "leaving", 0),
        ({"change": "nominee"}, "nominated", 0), ({"change": "to"}, "appointed", 0), ({}, "acting", 0),
        ({"status": "former"}, "former", 0), ({}, "former", 1), ({}, None, 0),
    ],
)  # fmt: skip
def test_gold_status_follows_the_contract(told: dict[str, Any], status: str | None, wrong: int) -> None:
    total = Score()
    gold = {"officials": [{"name": "A B", "positions": [{"title": "Bí thư", **told}]}]}
    score_officials("a", gold, [{"name": "A B", "positions": [{"title": "Bí thư", "status": status}]}], total)
    assert (total.counts["position_tp"], total.counts["field_status"]) == (1, wrong)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"title": "Ủy viên", "organization": "Ban Chấp hành Trung ương Đảng"}, {"title": "UV Trung ương Đảng"}),
        ({"title": "Chủ tịch", "organization": "UBND tỉnh"}, {"title": "Chủ tịch Ủy ban nhân dân tỉnh"}),
        (
            {"title": "CHỦ TỊCH", "organization": "UBND tỉnh Hoà Bình"},
            {"title": "Chủ tịch", "organization": "UBND tỉnh Hòa Bình"},
        ),
        ({"title": "ĐBQH", "title_canonical": "Đại biểu Quốc hội"}, {"title": "Đại biểu Quốc hội"}),
        (
            {"title": "Bí thư", "organization": "Tỉnh ủy", "organization_resolved": "Tỉnh ủy Sơn La"},
            {"title": "Bí thư", "organization": "Tỉnh uỷ Sơn La"},
        ),
    ],
)  # fmt: skip
def test_gold_spelling_makes_no_other_post(one: dict[str, Any], other: dict[str, Any]) -> None:
    total = Score()
    gold = {"officials": [{"name": "Đỗ Hoà", "positions": [one]}]}
    score_officials("a", gold, [{"name": "Đỗ Hòa", "positions": [other]}], total)
    assert (total.counts["name_tp"], total.counts["position_tp"]) == (1, 1)


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        ("TP.HCM", "Thành phố Hồ Chí Minh", True), ("TT-Huế", "Thừa Thiên Huế", True), ("tỉnh Sơn La", "Sơn La", True),
        ("BR-VT", "Bà Rịa – Vũng Tàu", True), ("Hoà Bình", "tỉnh Hòa Bình", True), ("Sơn La", "Lai Châu", False),
        ("huyện Sơn Dương", "Sơn Dương", True), ("Sở Nội vụ", "Sở Tư pháp", False),
    ],
)  # fmt: skip
def test_gold_spelling_makes_no_other_subject(gold: str, predicted: str, same: bool) -> None:
    counts = scored([{**OBSERVATION, "subject": {"name": gold}}], [{**OBSERVATION, "subject": {"name": predicted}}])
    assert ("core_tp" in counts) is same


def test_gold_subject_may_go_by_its_aliases() -> None:
    gold = {**OBSERVATION, "subject": {"name": "Sơn La", "aliases": ["tỉnh Tây Bắc"]}}
    assert scored([gold], [{**OBSERVATION, "subject": {"name": "Tây Bắc"}}])["core_tp"] == 1


def test_gold_defaults_may_be_left_out() -> None:
    """Scope, bound and direction are not compared; a default that is printed is the same as one left out."""
    defaults = {"component": None, "indicator": None, "out_of": None, "baseline": None, "modality": "reported"}
    assert scored([OBSERVATION], [{**OBSERVATION, **defaults, "bound": "exact"}])["full_tp"] == 1
    assert scored([{**OBSERVATION, **defaults, "optional": False}], [OBSERVATION])["full_tp"] == 1


def test_gold_that_says_nothing_of_people_does_not_say_there_are_none(tmp_path: Path) -> None:
    row = {"article_id": "1", "name": "A B", "positions": []}
    (tmp_path / "articles.jsonl").write_text('{"article_id": "1", "source": "a.txt"}\n', encoding="utf-8")
    (tmp_path / "officials.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "a.json").write_text('{"observations": []}', encoding="utf-8")
    assert score_run(gold, tmp_path).counts["name_fp"] == 0
    (gold / "a.json").write_text('{"officials": []}', encoding="utf-8")
    assert score_run(gold, tmp_path).counts["name_fp"] == 1


def test_gold_of_a_repeated_text_is_found_for_each(tmp_path: Path) -> None:
    rows = [{"article_id": "1", "source": "a.txt"}, {"article_id": "1", "source": "b.txt", "duplicate_of": "1"}]
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "observations.jsonl").write_text(json.dumps({**OBSERVATION, "article_id": "1"}), encoding="utf-8")
    gold = tmp_path / "gold" / "deeper"
    gold.mkdir(parents=True)
    for name in ("a", "b"):
        (gold / f"{name}.json").write_text(json.dumps({"observations": [OBSERVATION]}), encoding="utf-8")
    assert score_run(tmp_path / "gold", tmp_path).counts["full_tp"] == 2
    assert score_run(tmp_path / "gold", tmp_path, prefix="b").counts["full_tp"] == 1


def test_gold_run_is_scored_by_the_stem_of_its_sources(tmp_path: Path) -> None:
    gold, run = tmp_path / "gold", tmp_path / "run"
    gold.mkdir()
    run.mkdir()
    (gold / "a.json").write_text(json.dumps({"observations": [OBSERVATION]}), encoding="utf-8")
    (gold / "b.json").write_text("{}", encoding="utf-8")
    (run / "articles.jsonl").write_text('{"article_id": "1", "source": "x/a.txt"}\n', encoding="utf-8")
    (run / "observations.jsonl").write_text(json.dumps({**OBSERVATION, "article_id": "1"}) + "\n", encoding="utf-8")
    score = score_run(gold, run)
    assert (score.f1("core"), score.counts["articles_missing"]) == (1, 1)
    assert (score.precision("name"), score.recall("name")) == (1, 1)


def test_gold_what_cannot_be_scored_says_why(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no gold file"):
        score_run(tmp_path, tmp_path)
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "run.json").write_text('{"counts": {}}', encoding="utf-8")
    with pytest.raises(GoldError, match=r"run\.json is no gold file"):
        judge(extract("Tin."), tmp_path / "run" / "run.json")
    with pytest.raises(GoldError, match=r"articles\.jsonl"):
        score_run(tmp_path, tmp_path)
    (tmp_path / "articles.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(GoldError, match=r"a\.json"):
        score_run(tmp_path, tmp_path)


def test_gold_f1_of_nothing_right_is_nothing() -> None:
    total = Score()
    total.counts.update({"core_fp": 1, "core_fn": 1})
    assert total.f1("core") == 0
