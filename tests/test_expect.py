"""Expected facts against read ones: subsets, exactness, differences that people can read."""

import json
from pathlib import Path
from typing import Any

import pytest

import extract
from extract.expect import ExpectError, as_expected, compare, load_expected, report, updated

CORPUS = Path(__file__).parent.parent / "corpus"
TEXT = (
    "Năm 2021, chỉ số PCI của tỉnh Lai Châu đạt 61,22 điểm, xếp thứ 55/63. "
    "Ông Lò Văn Hưng, Phó Chủ tịch UBND tỉnh Lai Châu, nêu kết quả này."
)
RANK = {"index": "PCI", "subject": "Lai Châu", "period": "2021", "metric": "rank", "value": 55, "out_of": 63}
PERSON = {"name": "lò văn hưng", "positions": [{"title": "Phó Chủ tịch"}]}


@pytest.fixture(scope="module")
def result() -> extract.Extraction:
    return extract.extract(TEXT)


@pytest.mark.parametrize(
    "expected",
    [
        {},
        {"observations": [RANK]},
        {"observations": [{**RANK, "subject": {"id": "VN-01"}}]},
        {"observations": [{**RANK, "subject": "VN-01", "value": 55.0}]},
        {"officials": [PERSON], "observations": [{"value": 61.22}]},
        {"observations": [{**RANK, "optional": True, "value": 1}]},
    ],
)
def test_expect_a_subset_is_met(result: extract.Extraction, expected: dict[str, Any]) -> None:
    assert compare(result, expected) == []


def test_expect_changed_names_the_fields_and_the_sentence(result: extract.Extraction) -> None:
    (difference,) = compare(result, {"observations": [{**RANK, "period": "2020", "out_of": 64}]})
    assert (difference.kind, difference.fields) == ("changed", {"period": ("2020", "2021"), "out_of": (64, 63)})
    told = report("a.txt", [difference])
    assert told.startswith("the facts of a.txt differ: 1 changed\n")
    assert "period: expected 2020, read 2021" in told
    assert "“Năm 2021, chỉ số PCI của tỉnh Lai Châu đạt 61,22 điểm, xếp thứ 55/63.”" in told


def test_expect_fields_are_the_only_ones_that_count(result: extract.Extraction) -> None:
    assert compare(result, {"observations": [{**RANK, "period": "2020"}]}, fields=["value", "index"]) == []


def test_expect_missing_is_told(result: extract.Extraction) -> None:
    (difference,) = compare(result, {"observations": [{"index": "PAPI", "metric": "score", "value": 44.1}]})
    assert str(difference) == "missing  index=PAPI, metric=score, value=44.1"
    (difference,) = compare(result, {"officials": [{"name": "Ai Đó"}]})
    assert difference.kind == "missing"


def test_expect_exact_tells_what_is_extra(result: extract.Extraction) -> None:
    kinds = [difference.kind for difference in compare(result, {"observations": [RANK], "officials": []}, exact=True)]
    assert kinds == ["extra", "extra"]


def test_expect_positions_are_compared_one_by_one(result: extract.Extraction) -> None:
    (difference,) = compare(result, {"officials": [{"name": "Lò Văn Hưng", "positions": [{"title": "Chủ tịch"}]}]})
    assert "positions: expected Chủ tịch, read Phó Chủ tịch · UBND tỉnh Lai Châu" in str(difference)
    assert compare(result, {"officials": [{"name": "Lò Văn Hưng", "positions": []}]}) == []
    assert compare(result, {"officials": [{"name": "Lò Văn Hưng", "positions": []}]}, exact=True)


def test_expect_unknown_field_is_an_error(result: extract.Extraction) -> None:
    with pytest.raises(ExpectError, match="no field rnak"):
        compare(result, {"observations": [{"rnak": 3}]})


def test_expect_what_was_read_is_met_by_itself(result: extract.Extraction) -> None:
    assert compare(result, as_expected(result), exact=True) == []
    renewed = updated(result, {"article": "a.txt", "observations": []})
    assert set(renewed) == {"article", "observations"}
    assert set(updated(result, {})) == {"officials", "observations"}


def test_expect_takes_the_gold_of_the_seed() -> None:
    gold = load_expected(CORPUS / "seed" / "gold.json")
    found = extract.read(CORPUS / "seed" / "lai-chau-par-index-pci-2019.txt")
    assert compare(found, gold) == []


def test_expect_gold_positions_are_told_in_the_contract() -> None:
    text = "Ông Lò Văn Hưng, nguyên Phó Chủ tịch UBND tỉnh Lai Châu, dự lễ."
    post: dict[str, Any] = {"title": "Phó Chủ tịch", "organization": "UBND tỉnh"}
    told = {"officials": [{"name": "Lò Văn Hưng", "positions": [post]}]}
    post |= {"organization_resolved": "UBND tỉnh Lai Châu", "former": True}
    assert compare(extract.extract(text), told, exact=True) == []
    post |= {"former": False, "change": "to"}
    assert "· appointed, read Phó Chủ tịch" in str(compare(extract.extract(text), told)[0])


def test_expect_a_file_that_is_none_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.facts.json"
    for content in ("{", "[]", json.dumps({"officials": {}})):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(ExpectError, match=r"a\.facts\.json"):
            load_expected(path)
    with pytest.raises(ExpectError, match="No such file"):
        load_expected(tmp_path / "none.json")
