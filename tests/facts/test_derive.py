from dataclasses import replace

import pytest

from extract.facts.derive import derived
from extract.folding import Text
from extract.records import Evidence, Metric, Observation, Subject

SUBJECT = Subject(type="province", id="VN-01", name="Lai Châu")


def observation(metric: Metric, value: float, **fields: object) -> Observation:
    base = Observation(
        article_id="a", observation_id=f"a-{metric}", index="PCI", subject=SUBJECT, period="2019", metric=metric,
        value=value, unit="hạng", scope="national" if metric == "rank" else None, evidence=(Evidence(start=0, end=1, what="figure"),),
    )  # fmt: skip
    return replace(base, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("level", "change", "before"),
    [
        (observation("rank", 51), observation("rank_change", 7, baseline="2018"), 58),
        (observation("rank", 63), observation("rank_change", -1, baseline="2018"), 62),
        (observation("score", 59.95), observation("score_change", 1.62, baseline="2018"), 58.33),
    ],
)
def test_derive_gives_the_level_before(level: Observation, change: Observation, before: float) -> None:
    (made,) = derived(Text(""), [level, change])
    assert (made.value, made.period, made.derived) == (before, "2018", True)
    assert made.derived_from == (level.observation_id, change.observation_id)


@pytest.mark.parametrize(
    "found",
    [
        [observation("rank", 51), observation("rank_change", 7)],
        [observation("rank_change", 7, baseline="2018")],
        [
            observation("rank", 51, modality="target"),
            observation("rank_change", 7, baseline="2018", modality="target"),
        ],
        [
            observation("rank", 51),
            observation("rank_change", 7, baseline="2018"),
            observation("rank_change", 2, baseline="2018", observation_id="a-regional"),
        ],
        [observation("rank", 51, period="2020"), observation("rank_change", 7, baseline="2018")],
        [observation("rank", 51), observation("rank_change", 7, baseline="2018", bound="min")],
        [
            observation("rank", 51),
            observation("rank", 58, period="2018"),
            observation("rank_change", 7, baseline="2018"),
        ],
        [observation("rank", 5), observation("rank_change", -7, baseline="2018")],
    ],
)
def test_derive_makes_nothing_that_does_not_follow(found: list[Observation]) -> None:
    assert derived(Text(""), found) == []


def test_derive_gives_nothing_from_what_fails_a_check() -> None:
    broken = observation("rank", 51, problems=("beyond_out_of",))
    assert derived(Text(""), [broken, observation("rank_change", 7, baseline="2018")]) == []


def test_derive_gives_the_years_of_a_first_place_held() -> None:
    text = Text("Lai Châu ba năm liên tiếp dẫn đầu PCI.")
    made = derived(text, [observation("rank", 1), observation("rank", 1, period="2017", observation_id="b")])
    assert [(o.period, o.value, o.derived_from) for o in made] == [("2018", 1, ("a-rank",))]
    assert derived(text, [observation("rank", 2)]) == []
