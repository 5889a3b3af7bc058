"""What an article must say, inside an ordinary test."""

from pathlib import Path

from extract.pytest_plugin import AssertFacts

ARTICLES = Path(__file__).parent / "articles"


def test_the_score_of_2021(assert_facts: AssertFacts) -> None:
    expected = {"observations": [{"index": "PAR_INDEX", "metric": "score", "value": 84.88, "period": "2021"}]}
    assert_facts(ARTICLES / "chi-so-2021.txt", expected)


def test_a_plan_is_no_result(assert_facts: AssertFacts) -> None:
    text = "Tỉnh Lai Châu phấn đấu năm 2025 chỉ số PCI đạt 68 điểm."
    result = assert_facts(text, {"observations": [{"value": 68, "modality": "target"}]}, exact=True)
    assert not [o for o in result.observations if o.modality == "reported"]
