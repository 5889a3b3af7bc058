"""A review's state: what there is to decide, what is in force, what another tab did meanwhile."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extract import open_run
from extract.review.contract import RefusedError
from extract.review.log import Log
from extract.review.session import Session, StaleError, UnknownError
from tests.report.runs import article, figure, written

TEXT = "Năm 2019, tỉnh Lai Châu xếp thứ 63/63 về PCI, ông Tẩn Á Dao nói."


def at(words: str, what: str) -> tuple[int, int, str]:
    return TEXT.index(words), TEXT.index(words) + len(words), what


def person(**fields: Any) -> dict[str, Any]:
    start, end, _ = at("Tẩn Á Dao", "name")
    row = {
        "article_id": "a",
        "official_id": "a-p1",
        "name": "Tẩn Á Dao",
        "honorific": "ông",
        "positions": [{"title": "Chủ tịch", "organization": "UBND xã", "level": "commune", "status": "current"}],
        "role": "speaker",
        "rule": "people.title_name",
        "confidence": 0.9,
        "evidence": [{"start": start, "end": end, "what": "name"}],
    }
    return row | fields


def rows() -> dict[str, list[dict[str, Any]]]:
    return {
        "articles": [
            article("a", TEXT),
            article("b", "Lai Châu xếp thứ 62."),
            article("c", "Không có gì."),
            article("a", TEXT, source="again.txt", duplicate_of="a"),
        ],
        "officials": [person()],
        "observations": [
            figure("a", 2, 2019, [at("2019", "figure")], metric="score"),
            figure("a", 1, 63, [at("63/63", "figure"), at("PCI", "index")]),
            figure("a", 3, 60, [at("63/63", "figure")], derived=True, period="2018"),
            figure("b", 1, 62, [(17, 19, "figure")]),
        ],
    }


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_session(tmp_path, rows())
    yield opened
    opened.log.close()


def open_session(folder: Path, tables: dict[str, list[dict[str, Any]]]) -> Session:
    run = open_run(written(folder, tables))
    return Session(run, Log.open(folder))


def test_session_items_stand_in_the_order_of_the_text(session: Session) -> None:
    assert [item.id for item in session.items()] == ["a-o2", "a-o1", "a-p1", "b-o1", "c"]
    assert [item.conflict for item in session.items()] == [False, True, False, True, False]
    assert session.item("article", "c").kind == "article"
    for kind, record in [("observation", "a-o3"), ("official", "a-o1"), ("article", "a")]:
        with pytest.raises(UnknownError, match="in this run"):
            session.item(kind, record)


def test_session_a_decision_is_in_force_until_undone(session: Session) -> None:
    item = session.item("observation", "a-o1")
    session.decide("tab", "observation", "a-o1", "accept", 0)
    assert (session.verdict(item), session.record(item)) == ("accept", item.row)
    session.decide("tab", "observation", "a-o1", "correct", 1, {"value": 36})
    assert session.verdict(item) == "correct"
    assert session.record(item)["value"] == 36
    assert session.progress() == {"all": 5, "undecided": 4, "correct": 1}
    assert session.undo("tab")
    assert session.verdict(item) == "accept"
    assert session.undo("tab")
    assert session.verdict(item) is None
    assert session.undo("tab") is None
    assert session.progress() == {"all": 5, "undecided": 5}


def test_session_a_stale_decision_is_refused(session: Session) -> None:
    session.decide("tab1", "observation", "a-o1", "accept", 0)
    with pytest.raises(StaleError):
        session.decide("tab2", "observation", "a-o1", "reject", 0)
    session.decide("tab2", "observation", "a-o1", "reject", session.seen(("observation", "a-o1")))
    session.decide("tab2", "official", "a-p1", "accept", 0)
    # Undo takes back what this tab did; where that is no longer in force, nothing of anybody else's before it.
    assert session.undo("tab2").id == "a-p1"  # type: ignore[union-attr]
    assert session.undo("tab2").verdict == "reject"  # type: ignore[union-attr]
    assert session.undo("tab3").client == "tab1", "a tab that did nothing takes back the latest of all"  # type: ignore[union-attr]


def test_session_a_refused_correction_leaves_no_line(session: Session) -> None:
    with pytest.raises(RefusedError, match="rank 70 of 63"):
        session.decide("tab", "observation", "a-o1", "correct", 0, {"value": 70, "out_of": 63})
    with pytest.raises(RefusedError, match="cannot be corrected"):
        session.decide("tab", "article", "c", "correct", 0)
    assert session.log.seq == 0


def test_session_missed_records_are_added(session: Session, tmp_path: Path) -> None:
    start, end, _ = at("63/63", "figure")
    said = {"metric": "rank", "value": "63", "index": "PCI", "period": "2019", "span": [start, end]}
    item = session.add("tab", "observation", "a", said)
    assert (item.id, item.added, session.verdict(item)) == ("a-m1", True, "add")
    assert [each.id for each in session.of_article("a")] == ["a-o2", "a-o1", "a-p1", "a-m1"]
    name = {"name": "Tẩn Á Dao", "positions": [{"title": "Bí thư"}], "span": [*at("Tẩn Á Dao", "")[:2]]}
    assert session.add("tab", "official", "a", name).id == "a-m2"
    session.decide("tab", "observation", "a-m1", "correct", session.seen(item.key), {"period": "2018"})
    assert session.record(item)["period"] == "2018"
    session.decide("tab", "observation", "a-m1", "accept", session.seen(item.key))
    assert session.record(item)["period"] == "2018", "accepting what was corrected keeps it"
    for kind, article_id, what in [("observation", "a", {}), ("article", "a", said), ("official", "a", {"name": "X"})]:
        with pytest.raises(RefusedError):
            session.add("tab", kind, article_id, what)  # type: ignore[arg-type]
    with pytest.raises(UnknownError):
        session.add("tab", "observation", "zz", said)
    session.log.close()
    again = open_session(tmp_path, rows())
    assert again.record(again.item("observation", "a-m1"))["period"] == "2018"
    for _ in range(3):
        again.undo("tab")
    assert [each.id for each in again.of_article("a")] == ["a-o2", "a-o1", "a-p1", "a-m1"]
    again.undo("tab")
    with pytest.raises(UnknownError):
        again.item("observation", "a-m1")
    assert again.add("tab", "observation", "a", said).id == "a-m3", "an id is never used twice"
    again.log.close()


def test_session_an_article_is_complete_when_all_is_decided(session: Session) -> None:
    assert session.complete() == []
    for item in session.items():
        session.decide("tab", item.kind, item.id, "accept", 0)
    assert session.complete() == ["a", "b", "c"]
    assert [session.read_whole(name) for name in "abc"] == [False, False, True]
    session.whole("tab", "a", True)
    session.whole("tab", "a", True)
    assert session.read_whole("a")
    session.whole("tab", "a", False)
    session.whole("tab", "a", False)
    assert (session.read_whole("a"), session.log.seq) == (False, 7)


def test_session_a_record_read_otherwise_is_undecided_again(session: Session, tmp_path: Path) -> None:
    for item in session.items():
        session.decide("tab", item.kind, item.id, "accept", 0)
    session.whole("tab", "a", True)
    session.log.close()
    changed = rows()
    changed["observations"][1]["period"] = "2018"
    changed["observations"][3]["confidence"] = 0.5
    changed["observations"][3]["problems"] = ["out_of_range"]
    changed["officials"] = []
    again = open_session(tmp_path, changed)
    assert {item.id: again.verdict(item) for item in again.items()} == {
        "a-o2": "accept", "a-o1": None, "b-o1": "accept", "c": "accept",
    }  # fmt: skip
    assert sorted(made.id for made in again.orphans()) == ["a-o1", "a-p1"]
    assert again.read_whole("a")
    again.decide("tab", "observation", "a-o1", "reject", again.seen(("observation", "a-o1")))
    assert [made.id for made in again.orphans()] == ["a-p1"]
    again.log.close()
