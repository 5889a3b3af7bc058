"""Precision by rule, and how sure it is."""

from pathlib import Path

import pytest

from extract.review.rules import Measured, as_table, measured
from tests.report.runs import article, figure
from tests.review.test_session import TEXT, at, open_session, person


@pytest.mark.parametrize(
    ("right", "wrong", "low", "high"),
    # By hand from Wilson (1927): (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n), z = 1.96.
    [(10, 0, 0.7225, 1.0), (0, 10, 0.0, 0.2775), (8, 2, 0.4902, 0.9433), (95, 5, 0.8882, 0.9785), (1, 0, 0.2065, 1.0)],
)
def test_rules_interval_is_wilsons(right: int, wrong: int, low: float, high: float) -> None:
    found = Measured("r", right, wrong)
    assert found.interval == pytest.approx((low, high), abs=1e-4)
    assert found.interval[0] <= found.precision <= found.interval[1]


def test_rules_answer_for_their_own_fields(tmp_path: Path) -> None:
    rule = "rank.numbered topic.before subject.before period.before"
    tables = {
        "articles": [article("a", TEXT)],
        "observations": [
            figure("a", n, 63, [at("63/63", "figure"), at("2019", "period")], rule=rule) for n in range(1, 8)
        ],
        "officials": [person(official_id=f"a-p{n}") for n in range(1, 4)],
    }
    session = open_session(tmp_path, tables)
    start, _, _ = at("63/63", "")
    for record, verdict, said in [
        ("a-o1", "accept", {}),
        ("a-o2", "correct", {"period": "2018"}),
        ("a-o3", "correct", {"index": "PAPI", "subject": {"type": "province", "name": "Lào Cai"}}),
        ("a-o4", "correct", {"value": "62"}),
        ("a-o5", "reject", {}),
        ("a-o6", "correct", {"span": [start, start + 2]}),
        ("a-p1", "accept", {}),
        ("a-p2", "correct", {"role": "chair"}),
    ]:
        session.decide("tab", "official" if "-p" in record else "observation", record, verdict, 0, said)  # type: ignore[arg-type]
    session.add("tab", "observation", "a", {"metric": "rank", "value": 1, "span": [start, start + 2]})
    found = {each.rule: (each.right, each.wrong) for each in measured(session)}
    assert found == {
        "rank.numbered": (3, 3), "topic.before": (4, 1), "subject.before": (4, 1), "period.before": (4, 1),
        "people.title_name": (1, 1),
    }  # fmt: skip
    assert [each.rule for each in measured(session)][:2] == ["rank.numbered", "people.title_name"]
    lines = list(as_table(measured(session)))
    assert lines[1].split()[:4] == ["rank.numbered", "3", "3", "0.500"]
    session.log.close()


def test_rules_without_decisions_are_none(tmp_path: Path) -> None:
    session = open_session(tmp_path, {"articles": [article("a", TEXT)]})
    assert measured(session) == []
    assert len(list(as_table([]))) == 1
    session.log.close()
