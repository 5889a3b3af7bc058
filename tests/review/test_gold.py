"""Decisions as gold: `extract score` takes it at once, and the corrections show in the scores."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from extract import open_run
from extract.gold import score_run
from extract.review.gold import TABLE, ExportError, export
from extract.review.log import Log
from extract.review.session import Session
from tests.report.runs import CORPUS, article, figure, real
from tests.review.test_session import TEXT, at, open_session, person, rows
from tests.test_corpus import problems


def decide_all(session: Session, *others: tuple[str, str, dict[str, Any]]) -> None:
    """Accepts everything but what is told otherwise: (id, verdict, what is said)."""
    told = {record: (verdict, said) for record, verdict, said in others}
    for item in session.items():
        verdict, said = told.get(item.id, ("accept", {}))
        session.decide("tab", item.kind, item.id, verdict, 0, said)  # type: ignore[arg-type]


def gold_of(folder: Path, name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return told


def test_gold_of_an_accepted_run_scores_perfectly(tmp_path: Path) -> None:
    run = real(tmp_path / "run", CORPUS / "gold" / "ranks", CORPUS / "gold" / "officials", CORPUS / "seed")
    session = Session(open_run(run), Log.open(run))
    decide_all(session)
    done = export(session, tmp_path / "gold")
    session.log.close()
    assert (done.written, done.undecided) == (len(session.articles), 0)
    score = score_run(tmp_path / "gold", run)
    assert score.errors == []
    assert all(score.f1(level) == 1.0 for level in ("figure", "core", "full", "name", "position"))
    assert score.counts["figure_tp"] > 50
    assert score.counts["name_tp"] > 50
    # The folder stands by itself: reading its texts anew gives the same.
    again = score_run(tmp_path / "gold", real(tmp_path / "again", tmp_path / "gold"))
    assert again.counts == score.counts


def test_gold_is_well_formed_as_the_corpus_is(tmp_path: Path) -> None:
    run = real(tmp_path / "run", CORPUS / "gold" / "articles")
    session = Session(open_run(run), Log.open(run))
    decide_all(session)
    export(session, tmp_path / "gold")
    session.log.close()
    for path in sorted((tmp_path / "gold").glob("*.json")):
        case = gold_of(tmp_path / "gold", path.stem)
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        # What a text is about, people say; one fact told by two records is the reading's own affair.
        found = [
            each for each in problems(text, case) if not each.startswith(("phenomena", "a fact twice", "no code for"))
        ]
        assert (case["id"], found) == (path.stem, [])


def test_gold_a_correction_is_seen_in_the_score(tmp_path: Path) -> None:
    session = open_session(tmp_path / "run", rows())
    start, end, _ = at("2019", "")
    decide_all(
        session,
        ("a-o2", "reject", {}),
        ("a-o1", "correct", {"value": "62", "period": "2018", "modality": "target", "bound": "min"}),
        ("a-p1", "correct", {"positions": [{"title": "Bí thư", "level": "commune", "status": "former"}]}),
    )
    session.add("tab", "observation", "b", {"metric": "score", "value": "59,5", "index": None, "span": [0, 8]})
    session.whole("tab", "a", True)
    folder = tmp_path / "gold"
    done = export(session, folder)
    assert (done.written, done.whole, done.undecided) == (3, 2, 0)
    gold = gold_of(folder, "a")
    (told,) = gold["observations"]
    assert told == {
        "index": "PCI", "subject": {"type": "province", "id": "VN-01", "name": "Lai Châu"}, "metric": "rank", "value": 62,
        "unit": "hạng", "period": "2018", "scope": "national", "modality": "target", "bound": "min",
        "anchor": "63/63", "start": TEXT.index("63/63"),
    }  # fmt: skip
    assert gold["distractors"] == [{"anchor": "2019", "start": start, "why": "rejected in review"}]
    assert end == start + 4
    assert gold["officials"][0]["positions"] == [
        {"title": "Bí thư", "organization": None, "level": "commune", "former": True}
    ]
    assert gold_of(folder, "b")["observations"][0]["optional"] is True, "a figure of no index is not scored"
    assert gold_of(folder, "c") == {
        "id": "c", "phenomena": [], "officials": [], "optional_officials": [], "non_officials": [], "observations": [], "distractors": [],
    }  # fmt: skip
    assert (folder / "a.txt").read_text(encoding="utf-8") == TEXT + "\n"
    score = score_run(folder, tmp_path / "run")
    assert {kind for _, kind, *_ in score.errors} == {"missed", "spurious", "position"}
    table = list(csv.DictReader((folder / TABLE).read_text(encoding="utf-8").splitlines()))
    assert table[0] == {
        "id": "a", "source": "a.txt", "read_whole": "yes", "accepted": "0", "corrected": "2", "rejected": "1", "added": "0",
    }  # fmt: skip
    assert [row["read_whole"] for row in table] == ["yes", "no", "yes"]
    session.log.close()


def test_gold_leaves_out_articles_with_open_records(tmp_path: Path) -> None:
    session = open_session(tmp_path / "run", rows())
    session.decide("tab", "observation", "b-o1", "accept", 0)
    done = export(session, tmp_path / "gold")
    assert (done.written, done.undecided) == (1, 2)
    assert sorted(path.name for path in (tmp_path / "gold").iterdir()) == ["b.json", "b.txt", TABLE]
    session.log.close()


def test_gold_of_officials_tells_status_and_refusals(tmp_path: Path) -> None:
    statuses = ("current", "former", "acting", "appointed", "leaving", "nominated")
    positions = [
        {"title": f"Chức {n}", "organization": None, "level": None, "status": s} for n, s in enumerate(statuses)
    ]
    other = person(official_id="a-p2", name="Lai Châu", evidence=[{"start": 15, "end": 23, "what": "name"}])
    tables = {"articles": [article("a", TEXT)], "officials": [person(positions=positions, role=None), other]}
    session = open_session(tmp_path / "run", tables)
    decide_all(session, ("a-p2", "reject", {}))
    export(session, tmp_path / "gold")
    gold = gold_of(tmp_path / "gold", "a")
    assert gold["non_officials"] == ["Lai Châu"]
    (told,) = gold["officials"]
    assert "role" not in told
    extra = [{k: v for k, v in p.items() if k not in {"title", "organization", "level"}} for p in told["positions"]]
    assert extra == [
        {},
        {"former": True},
        {"acting": True},
        {"change": "to"},
        {"change": "from"},
        {"change": "nominee"},
    ]
    score = score_run(tmp_path / "gold", tmp_path / "run")
    assert (score.counts["position_tp"], score.counts["field_status"]) == (6, 0)
    session.log.close()


def test_gold_a_rejected_reading_of_a_kept_figure_is_no_distractor(tmp_path: Path) -> None:
    evidence = [at("63/63", "figure")]
    tables = {
        "articles": [article("a", TEXT)],
        "observations": [figure("a", 1, 63, evidence), figure("a", 2, 63, evidence, index="PAPI")],
    }
    session = open_session(tmp_path / "run", tables)
    decide_all(session, ("a-o2", "reject", {}))
    export(session, tmp_path / "gold")
    assert gold_of(tmp_path / "gold", "a")["distractors"] == []
    session.log.close()


def test_gold_files_are_named_by_their_source_or_id(tmp_path: Path) -> None:
    sources = {
        "a1": "x/tin.txt",
        "a2": "y/Tin.html",
        "a3": "https://bao.vn/pci-2019.html",
        "a4": "x/..txt",
        "a5": "b c?.txt",
        "a6": "=x.txt",
    }
    session = open_session(
        tmp_path / "run", {"articles": [article(name, "Không.", source=source) for name, source in sources.items()]}
    )
    decide_all(session)
    export(session, tmp_path / "gold")
    assert sorted(path.stem for path in (tmp_path / "gold").glob("*.json")) == [
        "a1",
        "a2",
        "a4",
        "a5",
        "a6",
        "pci-2019",
    ]
    assert "'=x.txt" in (tmp_path / "gold" / TABLE).read_text(encoding="utf-8")
    session.log.close()


def test_gold_overwrites_only_when_told(tmp_path: Path) -> None:
    session = open_session(tmp_path / "run", rows())
    folder = tmp_path / "gold"
    session.decide("tab", "observation", "b-o1", "accept", 0)
    export(session, folder)
    export(session, folder)
    session.decide("tab", "article", "c", "accept", 0)
    assert export(session, folder).written == 2, "more of the same is no change"
    session.undo("tab")
    session.decide("tab", "observation", "b-o1", "correct", 1, {"value": 61})
    before = (folder / "b.json").read_bytes()
    with pytest.raises(ExportError, match=r"something else already \(b.json"):
        export(session, folder)
    assert (folder / "b.json").read_bytes() == before
    export(session, folder, overwrite=True)
    assert gold_of(folder, "b")["observations"][0]["value"] == 61
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match="cannot write"):
        export(session, tmp_path / "file")
    session.log.close()


def test_gold_folder_of_an_undecided_run_holds_the_table_only(tmp_path: Path) -> None:
    session = open_session(tmp_path / "run", rows())
    assert export(session, tmp_path / "gold").written == 0
    assert [path.name for path in (tmp_path / "gold").iterdir()] == [TABLE]
    session.log.close()
