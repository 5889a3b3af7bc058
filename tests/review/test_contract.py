"""Corrections are held to the record contract: what fits is taken, what does not is refused with a reason."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.records import Observation, Official
from extract.review import contract
from extract.review.contract import RefusedError
from tests.report.runs import figure

TEXT = "Năm 2019, Lai Châu xếp thứ 63/63, ông Tẩn Á Dao nói."
AT = (TEXT.index("63/63"), TEXT.index("63/63") + 5, "figure")
ORIGINAL = figure("a", 1, 63, [AT])
NAME = [TEXT.index("Tẩn"), TEXT.index("Tẩn") + 9]
PERSON: dict[str, Any] = {
    "article_id": "a",
    "official_id": "a-p1",
    "name": "Tẩn Á Dao",
    "honorific": "ông",
    "positions": [{"title": "Chủ tịch", "organization": "UBND xã", "level": "commune", "status": "current"}],
    "role": None,
    "rule": "people.title_name",
    "confidence": 0.9,
    "evidence": [{"start": NAME[0], "end": NAME[1], "what": "name"}, {"start": 34, "end": 37, "what": "title"}],
}


def test_contract_nothing_said_changes_nothing() -> None:
    assert Observation(**ORIGINAL)
    assert contract.observation(ORIGINAL, {}, TEXT) == ORIGINAL
    assert contract.official(PERSON, {}, TEXT) == PERSON


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"value": "62"}, {"value": 62}),
        ({"metric": "score", "value": "59,95", "unit": None}, {"value": 59.95, "unit": "điểm"}),
        ({"metric": "score", "value": "59.95", "out_of": "100"}, {"value": 59.95, "out_of": 100}),
        ({"metric": "rank_change", "value": "−5"}, {"value": -5, "direction": "down"}),
        ({"metric": "rank_change", "value": "+5", "unit": ""}, {"value": 5, "direction": "up", "unit": "hạng"}),
        ({"metric": "score_change", "value": None, "direction": "up"}, {"value": None, "direction": "up"}),
        ({"index": None}, {"index": None}),
        ({"index": "PAPI"}, {"index": "PAPI"}),
        ({"component": "  Gia nhập   thị trường "}, {"component": "Gia nhập thị trường"}),
        ({"period": "2023-M09", "baseline": "2022"}, {"period": "2023-M09", "baseline": "2022"}),
        ({"subject": {"type": "province", "name": "lào cai"}}, {"subject": {"type": "province", "id": "VN-02", "name": "Lào Cai"}}),
        ({"subject": {"type": "district", "name": "Mường Tè", "id": "x"}}, {"subject": {"type": "district", "id": None, "name": "Mường Tè"}}),
        ({"subject": {"type": None, "name": None}}, {"subject": None}),
        ({"subject": None}, {"subject": None}),
        ({"span": [TEXT.index("63/63"), TEXT.index("63/63") + 2]}, {"evidence": [{"start": AT[0], "end": AT[0] + 2, "what": "figure"}]}),
    ],
)  # fmt: skip
def test_contract_takes_what_fits(said: dict[str, Any], told: dict[str, Any]) -> None:
    made = contract.observation(ORIGINAL, said, TEXT)
    assert {name: made[name] for name in told} == told
    assert {name: made[name] for name in ("article_id", "observation_id", "rule")} == {
        name: ORIGINAL[name] for name in ("article_id", "observation_id", "rule")
    }


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"value": "sixty"}, "value: 'sixty' is no number"),
        ({"value": "1.234,5"}, "is no number"),
        ({"value": True}, "is no number"),
        ({"value": float("nan")}, "is no number"),
        ({"value": "0"}, "a rank is a whole number"),
        ({"value": "1,5"}, "a rank is a whole number"),
        ({"value": "64", "out_of": 63}, "rank 64 of 63 cannot be"),
        ({"value": None}, "value: only a change may go without one"),
        ({"metric": "score_change", "value": None}, "only a change may go without one, where its direction"),
        ({"metric": "score_change", "value": 2, "direction": "down"}, "goes up"),
        ({"metric": "mark"}, "metric: "),
        ({"index": "PCX"}, "index: 'PCX' is none of"),
        ({"period": "19"}, "period: '19' is no period"),
        ({"baseline": "2018-13"}, "baseline: '2018-13' is no period"),
        ({"subject": {"type": "province", "name": "Atlantis"}}, "'Atlantis' is no province"),
        ({"subject": {"type": "planet", "name": "Mars"}}, "subject.type: "),
        ({"subject": "Lai Châu"}, "subject: a type and a name"),
        ({"subject": {"kind": "x"}}, "subject: a type and a name"),
        ({"component": "x" * 501}, "component: one line of text"),
        ({"component": "a\u202eb"}, "component: one line of text"),
        ({"indicator": "a\nb"}, "indicator: one line"),
        ({"unit": 7}, "unit: one line"),
        ({"rule": "mine"}, "rule: no such field"),
        ({"observation_id": "x", "article_id": "y"}, "article_id, observation_id: no such field"),
        ({"span": [5, 5]}, "mark the characters"),
        ({"span": [0, 1000]}, "mark the characters"),
        ({"span": [3, 4]}, "mark the characters"),
        ({"span": [-1, 3]}, "mark the characters"),
        ({"span": "0:3"}, "two offsets"),
        ({"span": [0, 3.0]}, "two offsets"),
    ],
)  # fmt: skip
def test_contract_refuses_what_does_not_fit(said: dict[str, Any], why: str) -> None:
    with pytest.raises(RefusedError) as refused:
        contract.observation(ORIGINAL, said, TEXT)
    assert why in str(refused.value)


def test_contract_a_record_needs_evidence() -> None:
    with pytest.raises(RefusedError, match="mark its characters"):
        contract.observation({**ORIGINAL, "evidence": []}, {}, TEXT)


def test_contract_corrects_an_official() -> None:
    said = {
        "name": "Tẩn Á Dao",
        "role": "speaker",
        "honorific": "",
        "positions": [{"title": "Bí thư", "organization": None, "level": "commune", "status": None}],
        "span": NAME,
    }
    made = contract.official(PERSON, said, TEXT)
    assert made["positions"] == [{"title": "Bí thư", "organization": None, "level": "commune", "status": "current"}]
    assert (made["role"], made["honorific"], made["evidence"]) == ("speaker", None, PERSON["evidence"])
    assert Official(**made)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": " "}, "name: an official has a name"),
        ({"positions": []}, "is no official"),
        ({"positions": [{"organization": "UBND"}]}, "each has a title"),
        ({"positions": ["Chủ tịch"]}, "each has a title"),
        ({"positions": 1}, "a list of posts"),
        ({"positions": {"title": "Chủ tịch"}}, "a list of posts"),
        ({"positions": [{"title": "Chủ tịch", "since": "2019"}]}, "each has a title, and may have"),
        ({"positions": [{"title": "Chủ tịch", "status": "king"}]}, "positions.0.status"),
        ({"role": "host"}, "role: "),
        ({"value": 3}, "value: no such field"),
    ],
)
def test_contract_refuses_what_is_no_official(said: dict[str, Any], why: str) -> None:
    with pytest.raises(RefusedError) as refused:
        contract.official(PERSON, said, TEXT)
    assert why in str(refused.value)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.dictionaries(st.sampled_from([*contract.OBSERVATION_FIELDS, "span"]), anything, max_size=4),
    st.dictionaries(st.sampled_from([*contract.OFFICIAL_FIELDS, "span"]), anything, max_size=4),
)
def test_contract_whatever_is_said_is_taken_or_refused(fact: dict[str, Any], person: dict[str, Any]) -> None:
    for check, original, said in ((contract.observation, ORIGINAL, fact), (contract.official, PERSON, person)):
        with suppress(RefusedError):
            made = check(original, said, TEXT)
            assert made["evidence"]
            for item in made["evidence"]:
                assert TEXT[item["start"] : item["end"]].strip()
