"""The seed article: every record of its gold, whole, and nothing else; the same in every spelling of the file."""

import json
import random
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.articles.text import article_from_text
from extract.pipeline import Extraction, extract_article
from extract.records import Observation, Official

SEED = Path(__file__).parent.parent / "corpus" / "seed"
PRINTED = (SEED / "lai-chau-par-index-pci-2019.txt").read_text(encoding="utf-8")
GOLD = json.loads((SEED / "gold.json").read_text(encoding="utf-8"))
FIELDS = (
    "index", "component", "indicator", "period", "metric", "value", "unit", "out_of", "scope", "baseline",
    "direction", "modality", "bound", "responsible", "derived",
)  # fmt: skip
NEW_TO_OLD = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip


def read(text: str) -> Extraction:
    return extract_article(article_from_text(text, source="seed.txt"))


def observed(extraction: Extraction) -> list[tuple[Any, ...]]:
    rows = []
    for o in extraction.observations:
        assert o.subject is not None
        rows.append((*(getattr(o, name) for name in FIELDS), o.subject.type, o.subject.id, o.subject.name))
    return sorted(rows, key=repr)


def people(extraction: Extraction) -> list[Any]:
    return sorted(
        (o.name, o.honorific, o.role, [(p.title, p.organization, p.level, p.status) for p in o.positions])
        for o in extraction.officials
    )


@pytest.fixture(scope="module")
def seed() -> Extraction:
    return read(PRINTED)


def test_seed_observations_are_the_gold(seed: Extraction) -> None:
    wanted = []
    for o in GOLD["observations"]:
        subject = o["subject"]
        wanted.append((*(o[name] for name in FIELDS), subject["type"], subject["id"], subject["name"]))
    assert observed(seed) == sorted(wanted, key=repr)


def test_seed_officials_are_the_gold(seed: Extraction) -> None:
    wanted = [
        (
            o["name"],
            o["honorific"],
            o["role"],
            [(p["title"], p["organization"], p["level"], p["status"]) for p in o["positions"]],
        )
        for o in GOLD["officials"]
    ]
    assert people(seed) == sorted(wanted)


def test_seed_figures_are_read_from_the_gold_anchors(seed: Extraction) -> None:
    text = seed.article.text
    told = [" | ".join(text[e.start : e.end] for e in o.evidence) for o in seed.observations]
    for o in GOLD["observations"]:
        if o["anchor"]:
            assert any(o["anchor"] in words for words in told), o["anchor"]


def test_seed_every_evidence_reads_back(seed: Extraction) -> None:
    text = seed.article.text
    records: list[Observation | Official] = [*seed.observations, *seed.officials]
    for record in records:
        assert record.evidence
        for e in record.evidence:
            assert 0 <= e.start < e.end <= len(text)
            assert text[e.start : e.end].strip() == text[e.start : e.end]


def test_seed_derived_records_name_what_they_follow_from(seed: Extraction) -> None:
    by_id = {o.observation_id: o for o in seed.observations}
    derived = [o for o in seed.observations if o.derived]
    assert len(derived) == 3
    for o in derived:
        level, change = (by_id[name] for name in o.derived_from)
        assert not level.derived
        assert change.metric.endswith("_change")
        assert o.period == change.baseline


def test_seed_second_mention_of_the_chair_is_merged(seed: Extraction) -> None:
    (chair,) = (o for o in seed.officials if o.name == "Trần Tiến Dũng")
    names = [seed.article.text[e.start : e.end] for e in chair.evidence if e.what == "name"]
    assert len(names) == 2


def test_seed_text_leaves_out_caption_and_foreign_headlines(seed: Extraction) -> None:
    assert "Quang cảnh buổi tọa đàm." not in seed.article.text
    assert "Thầm lặng nghề hái chè" not in seed.article.text
    assert seed.article.text.endswith("nhiều doanh nghiệp hơn nữa.")
    assert seed.article.province == GOLD["province"]


def old_tones(text: str) -> str:
    for new, old in NEW_TO_OLD.items():
        text = text.replace(new, old)
    return text


def new_tones(text: str) -> str:
    # Only where no letter follows: "toàn" has one form.
    import re

    for new, old in NEW_TO_OLD.items():
        text = re.sub(rf"(?<!q){old}(?!\w)", new, text)
    return text


@pytest.mark.parametrize(
    "variant",
    [
        pytest.param(lambda text: unicodedata.normalize("NFD", text), id="nfd"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="crlf"),
        pytest.param(lambda text: text.replace("\n", "\r"), id="cr"),
        pytest.param(new_tones, id="new-tones"),
        pytest.param(lambda text: old_tones(text.replace("uỷ", "ủy")), id="old-tones"),
        pytest.param(lambda text: "\ufeff" + text, id="bom"),
    ],
)
def test_seed_reads_the_same_in_every_spelling(seed: Extraction, variant: Any) -> None:
    other = read(variant(PRINTED))
    assert observed(other) == observed(seed)
    assert people(other) == people(seed)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_seed_reads_the_same_with_other_spaces(number: int) -> None:
    choose = random.Random(number)
    text = "".join(choose.choice("\u00a0\u202f ") if c == " " and choose.random() < 0.2 else c for c in PRINTED)
    other = read(text)
    assert observed(other) == observed(read(PRINTED))
    assert people(other) == people(read(PRINTED))


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_seed_reads_the_same_with_its_independent_paragraphs_shuffled(choose: random.Random) -> None:
    """The figures' three paragraphs lean on each other (baseline, index); the rest may stand in any order around them."""
    paragraphs = [line for line in read(PRINTED).article.text.split("\n") if line.strip()]
    figures = [
        i
        for i, line in enumerate(paragraphs)
        if "PAR INDEX cấp tỉnh" in line or "giảm về thứ tự" in line or "Chỉ số PCI" in line
    ]
    first, last = figures[0], figures[-1]
    block, rest = paragraphs[first : last + 1], paragraphs[:first] + paragraphs[last + 1 :]
    choose.shuffle(rest)
    at = choose.randint(0, len(rest))
    other = read("\n".join([*rest[:at], *block, *rest[at:]]))
    assert observed(other) == observed(read(PRINTED))
    assert [row[0] for row in people(other)] == [row[0] for row in people(read(PRINTED))]
