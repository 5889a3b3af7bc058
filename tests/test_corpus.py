"""The corpus itself: every case is well formed, reads back at its offsets, and every phenomenon has its cases."""

import json
import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from extract import extract
from extract.records import Observation, Official

CORPUS = Path(__file__).parent.parent / "corpus"
CASES = sorted((CORPUS / "gold").glob("*/*.json"), key=lambda path: path.stem)
PHENOMENA = {p["id"]: p["what"] for p in tomllib.loads((CORPUS / "phenomena.toml").read_text("utf-8"))["phenomenon"]}

KEYS = {
    "id", "phenomena", "officials", "optional_officials", "non_officials", "observations", "distractors",
}  # fmt: skip
OBSERVATION = {
    "index", "component", "component_printed", "indicator", "subject", "period", "metric", "metric_alt", "value",
    "unit", "out_of", "scope", "baseline", "direction", "modality", "bound", "responsible", "anchor", "start",
    "optional", "implicit", "group_label", "note",
}  # fmt: skip
NEEDED = {"index", "subject", "metric", "value", "unit", "anchor", "start"}
OFFICIAL = {"name", "honorific", "role", "positions", "aliases", "anchor", "start"}
POSITION = {
    "title", "title_canonical", "organization", "organization_resolved", "level", "former", "change", "acting",
    "optional",
}  # fmt: skip
SAME = (
    "index", "component", "indicator", "subject", "period", "metric", "value", "scope", "baseline", "modality", "bound",
)  # fmt: skip
METRICS = {"score", "rank", "score_change", "rank_change", "rate", "rate_change", "group", "count"}
PERIOD = re.compile(r"\d{4}(-Q[1-4]|-H[12]|-M\d\d|-\d\d|/\d{4})?")
FEWEST = {"cases": 160, "nothing": 45, "articles": 15, "per phenomenon": 3}


def load(path: Path) -> tuple[str, dict[str, Any]]:
    return path.with_suffix(".txt").read_text(encoding="utf-8"), json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def cases() -> list[tuple[str, dict[str, Any]]]:
    return [load(path) for path in CASES]


def problems(text: str, case: dict[str, Any]) -> list[str]:
    """What is wrong with a case, in words; nothing if it is well formed."""
    found: list[str] = []

    def check(good: object, what: str) -> None:
        if not good:
            found.append(what)

    check(set(case) == KEYS, f"keys {sorted(set(case) ^ KEYS)}")
    check(case["phenomena"] and not set(case["phenomena"]) - set(PHENOMENA), f"phenomena {case['phenomena']}")
    check(len(set(case["phenomena"])) == len(case["phenomena"]), "a phenomenon twice")
    check(unicodedata.is_normalized("NFC", text), "text is not NFC")
    check(text.endswith("\n") and not text.startswith("\n") and "\n\n" not in text, "one paragraph a line")
    check(all(line == line.strip() for line in text.split("\n")), "space at a line's end")
    anchored = [*case["observations"], *case["distractors"], *case["officials"]]
    for record in anchored:
        start, anchor = record["start"], record["anchor"]
        check(anchor and anchor == anchor.strip(), f"anchor {anchor!r}")
        check(text[start : start + len(anchor)] == anchor, f"{anchor!r} does not stand at {start}")
    for name in [*case["optional_officials"], *case["non_officials"]]:
        check(name in text, f"{name} does not occur")
    for o in case["observations"]:
        check(set(o) <= OBSERVATION and set(o) >= NEEDED, f"observation keys {sorted(o)}")
        check(o["metric"] in METRICS, f"metric {o['metric']}")
        check(PERIOD.fullmatch(o.get("period", "2019")), f"period {o.get('period')}")
        check(PERIOD.fullmatch(o.get("baseline", "2019")), f"baseline {o.get('baseline')}")
        check(o.get("modality", "target") == "target", "modality is left out unless it is a target")
        check(o.get("bound", "min") in {"min", "max", "approx"}, "bound is left out unless it is one")
        check(o.get("optional", True) is True, "optional is left out unless true")
        check(o["index"] or o.get("optional"), "a figure of no index is optional")
        subject = o["subject"]
        check(subject["type"] != "province" or subject["id"] or o.get("optional"), f"no code for {subject['name']}")
        # Among the countries of the world a rank has none.
        scoped = o["metric"] != "rank" or subject["type"] == "country" or o.get("scope")
        check(bool(scoped), f"a rank without scope: {o['anchor']}")
        if o["metric"] == "rank" and isinstance(o["value"], int):
            check(1 <= o["value"] <= o.get("out_of", o["value"]), f"rank {o['value']} of {o.get('out_of')}")
        if o["metric"].endswith("_change") and o["value"]:
            check(o["direction"] == ("up" if o["value"] > 0 else "down"), f"direction of {o['anchor']}")
    told = Counter(json.dumps({k: o.get(k) for k in SAME}, sort_keys=True) for o in case["observations"])
    check(all(n == 1 for n in told.values()), f"a fact twice: {[k for k, n in told.items() if n > 1]}")
    for person in case["officials"]:
        check(set(person) <= OFFICIAL, f"official keys {sorted(person)}")
        check(person["name"] == person["anchor"], "an official's anchor is his name")
        check(person.get("role", "chair") in {"chair", "speaker", "attendee"}, f"role {person.get('role')}")
        check(person["positions"], f"{person['name']} holds nothing")
        for position in person["positions"]:
            check(set(position) <= POSITION and "title" in position, f"position keys {sorted(position)}")
            printed = [position["title"], position.get("title_canonical") or "", position["organization"] or ""]
            check(not re.search(r"[=@~^|;<>{}]", " ".join(printed)), f"signs in {printed}")
            check(
                position["level"] in {"central", "province", "district", "commune", None}, f"level {position['level']}"
            )
            check(position.get("change", "to") in {"to", "from", "nominee"}, f"change {position.get('change')}")
    names = [person["name"] for person in case["officials"]]
    check(not set(names) & {*case["non_officials"], *case["optional_officials"]}, "an official and none at once")
    return found


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_corpus_case_is_well_formed(path: Path) -> None:
    text, case = load(path)
    assert case["id"] == path.stem
    assert problems(text, case) == []


def test_corpus_problems_are_noticed() -> None:
    text, case = load(CASES[0])
    moved = json.loads(json.dumps(case))
    moved["distractors"].append({"anchor": "không có trong bài", "start": 0, "why": "stands nowhere"})
    assert problems(text, moved)
    unknown = {**case, "phenomena": ["rank.of", "no.such"]}
    assert problems(text, unknown)
    assert problems(text + "\n", case)


def test_corpus_ids_are_unique_and_every_text_has_its_gold() -> None:
    stems = [path.stem for path in CASES]
    assert len(stems) == len(set(stems))
    texts = {path.with_suffix("") for path in (CORPUS / "gold").glob("*/*.txt")}
    assert texts == {path.with_suffix("") for path in CASES}


def test_corpus_texts_differ(cases: list[tuple[str, dict[str, Any]]]) -> None:
    """No sentence is copied from case to case: each phenomenon is shown in shapes of its own."""
    sentences = [s for text, _ in cases for s in re.split(r"(?<=[.;!?])\s+|\n", text) if len(s) > 60]
    assert [s for s, n in Counter(sentences).items() if n > 1] == []


@pytest.mark.parametrize("phenomenon", PHENOMENA)
def test_corpus_covers_phenomenon(cases: list[tuple[str, dict[str, Any]]], phenomenon: str) -> None:
    shown = [case["id"] for _, case in cases if phenomenon in case["phenomena"]]
    assert len(shown) >= FEWEST["per phenomenon"], shown


def test_corpus_is_large_enough(cases: list[tuple[str, dict[str, Any]]]) -> None:
    nothing = [
        case["id"]
        for text, case in cases
        if not any(o["index"] for o in case["observations"]) and not case["officials"]
    ]
    articles = [case["id"] for text, case in cases if "form.article" in case["phenomena"]]
    assert len(cases) >= FEWEST["cases"]
    assert len(nothing) >= FEWEST["nothing"]
    assert len(articles) >= FEWEST["articles"]


def test_corpus_articles_are_whole(cases: list[tuple[str, dict[str, Any]]]) -> None:
    for text, case in cases:
        ends = len(re.findall(r"[.!?…”\"](?=\s)", text))
        if "form.article" in case["phenomena"]:
            assert ends >= 10, case["id"]


def test_corpus_spans_the_country(cases: list[tuple[str, dict[str, Any]]]) -> None:
    provinces = {
        o["subject"]["id"] for _, case in cases for o in case["observations"] if o["subject"]["type"] == "province"
    }
    assert len(provinces - {None}) >= 60


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_corpus_case_is_read_with_every_evidence_in_the_text(path: Path) -> None:
    text, _ = load(path)
    result = extract(text)
    assert not result.failures
    records: list[Observation | Official] = [*result.observations, *result.officials]
    for record in records:
        assert record.evidence
        for e in record.evidence:
            assert 0 <= e.start < e.end <= len(result.article.text)
            printed = result.article.text[e.start : e.end]
            assert printed == printed.strip() != ""
