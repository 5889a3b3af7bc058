"""The page's data: compact, complete, and unable to leave the element that it stands in."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extract
from extract import open_run
from extract.folding import Text
from extract.language.sentences import sentences
from extract.report.gather import gather
from extract.report.payload import FACT, PERSON, STRINGS, link, payload, pieces, script_json, sentence
from extract.show import visible
from extract.spans import Span
from tests.report.runs import SEED, article, figure, real, written
from tests.strategies import odd_text


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    run = real(tmp_path_factory.mktemp("payload") / "run")
    told: dict[str, Any] = json.loads(script_json(payload(gather(open_run(run)))))
    return told


def unpacked(told: dict[str, Any], table: str) -> list[dict[str, Any]]:
    """Rows as dicts, strings looked up: what report.js does."""
    strings, columns = told["strings"], told["columns"]
    look = {-1: None, **dict(enumerate(strings))}
    names = columns["strings"]
    return [
        {name: look[value] if name in names else value for name, value in zip(columns[table], row, strict=True)}
        for row in told[table]
    ]


def test_payload_has_every_record_with_its_fields(seed: dict[str, Any]) -> None:
    result = extract.read(SEED)
    facts, people = unpacked(seed, "facts"), unpacked(seed, "people")
    assert [row["id"] for row in facts] == [o.observation_id for o in result.observations]
    assert [row["value"] for row in facts] == [o.value for o in result.observations]
    assert [row["subject"] for row in facts] == [o.subject and o.subject.name for o in result.observations]
    assert [(row["component"], row["baseline"]) for row in facts] == [
        (o.component, o.baseline) for o in result.observations
    ]
    assert [row["name"] for row in people] == [p.name for p in result.officials]
    positions = [[[seed["strings"][i] if i >= 0 else None for i in one] for one in row["positions"]] for row in people]
    assert positions == [[[p.title, p.organization, p.level, p.status] for p in o.positions] for o in result.officials]


def test_payload_every_evidence_reads_back_from_its_sentences(seed: dict[str, Any]) -> None:
    text = extract.read(SEED).article.text
    (article,) = unpacked(seed, "articles")
    for row in [*unpacked(seed, "facts"), *unpacked(seed, "people")]:
        marks = [row["evidence"][i : i + 3] for i in range(0, len(row["evidence"]), 3)]
        assert marks
        for start, end, _ in marks:
            holding = [
                shown[start - at : end - at]
                for at, shown in article["pieces"]
                if at <= start and end <= at + len(shown)
            ]
            assert holding == [text[start:end]]
    assert sum(len(shown) for _, shown in article["pieces"]) < len(text)


def test_payload_strings_are_told_once(seed: dict[str, Any]) -> None:
    assert len(seed["strings"]) == len(set(seed["strings"]))
    assert set(STRINGS) <= {*FACT, *PERSON, *seed["columns"]["articles"]}


def test_payload_a_record_of_an_unknown_article_is_left_out(tmp_path: Path) -> None:
    rows = {"articles": [article("a", "PCI 63")], "observations": [figure("b", 1, 63, [(4, 6, "figure")])]}
    assert payload(gather(open_run(written(tmp_path / "run", rows))))["facts"] == []


@given(st.recursive(odd_text | st.none(), lambda inner: st.lists(inner, max_size=3)))
def test_payload_json_cannot_leave_its_element(value: object) -> None:
    told = script_json({"</script>": value})
    assert not set("<>&\u2028\u2029") & set(told)
    assert json.loads(told) == {"</script>": value}


@given(odd_text, st.data())
def test_payload_pieces_hold_every_evidence(text: str, data: st.DataObject) -> None:
    spans = []
    for _ in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(text)))
        spans.append(Span(start, data.draw(st.integers(start, len(text)))))
    found = pieces(text, [span for span in spans if span.start < span.end])
    ends = [(start, start + len(shown)) for start, shown in found]
    assert all(a[1] < b[0] for a, b in pairwise(ends)), "none touches another"
    for start, shown in found:
        assert shown == visible(text[start : start + len(shown)])
    for span in spans:
        inside = text[span.start : span.end]
        if inside.strip() and inside == inside.strip():
            covered = {at for start, end in ends for at in range(start, end)}
            solid = {at for at in range(span.start, span.end) if not text[at].isspace()}
            assert solid <= covered


def test_payload_a_sentence_without_end_is_cut_around_the_evidence() -> None:
    text = "a, " * 2000 + "PCI 63" + ", b" * 2000
    at = text.index("63")
    start, shown = sentence(text, Span(at, at + 2))
    assert len(shown) < 700
    assert shown[at - start : at - start + 2] == "63"


def test_payload_a_line_is_split_into_sentences_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # An article on one line with thousands of figures took minutes: it was split anew for each of them.
    calls = []

    def counted(text: Text, within: Span) -> list[Span]:
        calls.append(within)
        return sentences(text, within)

    monkeypatch.setattr("extract.language.sentences.sentences", counted)
    text = "PCI của Lai Châu xếp thứ 63. " * 100
    found = pieces(text, [Span(match.start(), match.end()) for match in re.finditer("63", text)])
    assert (len(found), len(calls)) == (100, 1)


def test_payload_sentence_over_two_sentences() -> None:
    text = "Đầu. Lai Châu đạt 59 điểm. Năm 2019. Cuối."
    start, shown = sentence(text, Span(text.index("Châu"), text.index("2019")))
    assert (start, shown) == (5, "Lai Châu đạt 59 điểm. Năm 2019.")


@pytest.mark.parametrize(
    ("url", "source", "told"),
    [
        ("https://bao.vn/a", "a.warc", "https://bao.vn/a"),
        (None, "http://bao.vn/a", "http://bao.vn/a"),
        ("javascript:alert(1)", "a.txt", None),
        ("JaVaScRiPt://bao.vn/%0aalert(1)", "a.txt", None),
        ("data:text/html,x", "file:///etc/passwd", None),
        ("https://", "http://[", None),
        (None, "a.txt", None),
    ],
)
def test_payload_links_lead_to_the_web_only(url: str | None, source: str, told: str | None) -> None:
    assert link({"url": url, "source": source}) == told
