from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extract
from extract.facts.checks import PROBLEMS, checked, close, run_years, same_value, settled
from extract.folding import Text
from extract.records import Evidence, Metric, Observation, Subject
from extract.tables.checks import checks
from extract.tables.provinces import provinces_on

HERE = Subject(type="province", id="VN-01", name="Lai Châu")
THERE = Subject(type="province", id="VN-13", name="Quảng Ninh")
OFFICE = Subject(type="agency", name="Trung tâm Phục vụ hành chính công")
NOTHING = Text("")


def told(number: int, metric: Metric, value: float | None, **fields: object) -> Observation:
    base = Observation(
        article_id="a", observation_id=f"o{number}", index="PCI", subject=HERE, period="2019", metric=metric, value=value,
        scope="national" if metric == "rank" else None, rule="rule topic", evidence=(Evidence(start=0, end=1, what="figure"),),
    )  # fmt: skip
    return replace(base, **fields)  # type: ignore[arg-type]


def codes(*found: Observation, text: Text = NOTHING) -> dict[str, set[str]]:
    return {o.observation_id: {p.partition(":")[0] for p in o.problems} for o in checked(text, found) if o.problems}


def all_of(problem: str, *ids: str) -> dict[str, set[str]]:
    return {key: {problem} for key in ids}


RANK, SCORE = told(1, "rank", 51), told(2, "score", 59.95)
UP = told(3, "rank_change", 7, baseline="2018")
BETTER = told(4, "score_change", 1.62, baseline="2018")


@pytest.mark.parametrize(
    "found",
    [
        (RANK, SCORE, UP, BETTER),
        (RANK, UP, told(5, "rank", 58, period="2018")),
        (SCORE, BETTER, told(5, "score", 58.33, period="2018")),
        (told(1, "score", 70.7), told(2, "score", 70.69)),  # the same, rounded
        (told(1, "rank", 64, period="2008"),),
        (told(1, "rank", 63, out_of=63), told(2, "count", 8, out_of=8)),
        (told(1, "score", 44.5, index="PAPI"), told(2, "score", 6.5, index="PAPI", component="Quản trị môi trường")),
        (told(1, "score", 70, unit="%", index="DTI"), told(2, "score", 655, index="DTI", out_of=1000)),
        (told(1, "score", 700, index="DTI", subject=OFFICE),),
        (told(1, "rank", 1, scope="Tây Bắc"), told(2, "rank", 40)),
        (told(1, "rank", 20, modality="target"), told(2, "rank", 40)),
        (told(1, "score_change", None, direction="up", baseline="2018"), SCORE, told(5, "score", 58, period="2018")),
        (told(1, "score", 80, subject=Subject(type="country")), told(2, "score", 90, subject=Subject(type="country"))),
    ],
)
def test_checks_find_nothing_in_what_goes_together(found: tuple[Observation, ...]) -> None:
    assert codes(*found) == {}


@pytest.mark.parametrize(
    ("found", "problems"),
    [
        ((told(1, "rank", 64, out_of=63),), {"o1": {"beyond_out_of"}}),
        ((told(1, "rank", 64),), {"o1": {"beyond_out_of"}}),
        ((told(1, "rank", 40, out_of=65),), {"o1": {"beyond_out_of"}}),
        ((told(1, "rank", 40, period="2026"),), {"o1": {"beyond_out_of"}}),
        ((told(1, "count", 9, out_of=8),), {"o1": {"beyond_out_of"}}),
        ((told(1, "score", 595.5),), {"o1": {"out_of_range"}}),
        ((told(1, "score", 6.29, index="PAPI"),), {"o1": {"out_of_range"}}),
        ((told(1, "score", 65.2, index="DTI"),), {"o1": {"out_of_range"}}),
        ((told(1, "score", 40.6, out_of=10),), {"o1": {"out_of_range"}}),
        ((told(1, "score", 12.5, component="Tính minh bạch"),), {"o1": {"out_of_range"}}),
        ((told(1, "rate", 101.5, index=None, unit="%"),), {"o1": {"out_of_range"}}),
        ((RANK, UP, told(5, "rank", 59, period="2018")), all_of("change_disagrees", *("o1", "o3", "o5"))),
        ((SCORE, BETTER, told(5, "score", 58.3349, period="2018")), {}),
        ((SCORE, BETTER, told(5, "score", 58.53, period="2018")), all_of("change_disagrees", *("o2", "o4", "o5"))),
        (
            (told(1, "score_change", None, direction="down", baseline="2018"), SCORE, told(5, "score", 58, period="2018")),
            all_of("direction_disagrees", *("o1", "o2", "o5")),
        ),
        ((RANK, told(3, "rank_change", 17, baseline="2018")), all_of("implies_out_of_range", *("o1", "o3"))),
        ((SCORE, told(3, "score_change", 62.0, baseline="2018")), all_of("implies_out_of_range", *("o2", "o3"))),
        ((RANK, told(5, "rank", 15)), all_of("told_twice", *("o1", "o5"))),
        (
            (RANK, SCORE, told(5, "rank", 50, subject=THERE), told(6, "score", 59.0, subject=THERE)),
            all_of("order_disagrees", *("o1", "o2", "o5", "o6")),
        ),
        ((RANK, SCORE, told(5, "rank", 50, subject=THERE), told(6, "score", 60.0, subject=THERE)), {}),
        (
            (told(1, "rate", 99.3, index=None, indicator="hồ sơ đúng hạn và trước hạn", subject=OFFICE),
             told(2, "rate", 1.7, index=None, indicator="hồ sơ quá hạn", subject=OFFICE)),
            all_of("shares_disagree", *("o1", "o2")),
        ),
        (
            (told(1, "rate", 99.3, index=None, indicator="hồ sơ đúng hạn và trước hạn", subject=OFFICE),
             told(2, "rate", 0.7, index=None, indicator="hồ sơ quá hạn", subject=OFFICE)),
            {},
        ),
    ],
)  # fmt: skip
def test_checks_name_what_does_not_go_together(found: tuple[Observation, ...], problems: dict[str, set[str]]) -> None:
    assert codes(*found, text=Text("x")) == problems


PARTS = ["Tham gia của người dân ở cấp cơ sở", "Quản trị môi trường", "Quản trị điện tử", "Thủ tục hành chính công",
         "Cung ứng dịch vụ công", "Trách nhiệm giải trình với người dân", "Kiểm soát tham nhũng trong khu vực công",
         "Công khai, minh bạch trong việc ra quyết định ở địa phương"]  # fmt: skip


@pytest.mark.parametrize(
    ("whole", "parts", "right"), [(44.0, 8, True), (45.0, 8, False), (30.0, 4, True), (80.0, 4, False)]
)
def test_checks_add_components_up(whole: float, parts: int, right: bool) -> None:
    found = [told(n, "score", 5.5, index="PAPI", component=name) for n, name in enumerate(PARTS[:parts])]
    assert (codes(told(9, "score", whole, index="PAPI"), *found) == {}) is right


def test_checks_know_every_code() -> None:
    found = checked(NOTHING, [RANK, told(5, "rank", 15), told(6, "score", 595.5), told(7, "score", 12.5)])
    assert {p.partition(":")[0] for o in found for p in o.problems} <= PROBLEMS.keys()
    assert [replace(o, problems=()) for o in found] == [
        RANK,
        told(5, "rank", 15),
        told(6, "score", 595.5),
        told(7, "score", 12.5),
    ]


def test_checks_settle_growth_in_percent() -> None:
    levels = [told(1, "score", 88.0, index="PAR_INDEX"), told(2, "score", 80.0, index="PAR_INDEX", period="2018")]
    growth = told(3, "score_change", 10, unit="%", index="PAR_INDEX", baseline="2018")
    points = told(3, "score_change", 8, unit="%", index="PAR_INDEX", baseline="2018")
    assert [o.metric for o in settled([*levels, growth])] == ["score", "score", "rate_change"]
    assert settled([*levels, points]) == [*levels, points]
    assert settled([growth]) == [growth]


def test_checks_settle_which_end_is_which() -> None:
    ends = [told(1, "rank", 51, period="2018"), told(2, "rank", 58)]
    change, elsewhere = told(3, "rank_change", 7, baseline="2018"), told(4, "rank", 51, rule="other topic")
    turned = settled([*ends, change, elsewhere])
    assert [(o.period, o.value, o.rule) for o in turned] == [
        ("2018", 58, "rule topic check.ends"), ("2019", 51, "other topic"), ("2019", 7, "rule topic"),
    ]  # fmt: skip
    assert checked(NOTHING, turned) == turned
    # Two voices against one: the phrase and the change alone settle nothing, and stay with their problem.
    assert settled([*ends, change]) == [*ends, change]
    assert codes(*ends, change).keys() == {"o1", "o2", "o3"}


@pytest.mark.parametrize("example", checks().example, ids=lambda example: example.text)
def test_checks_read_runs_of_years(example: object) -> None:
    assert run_years(Text(example.text), 0) == example.years  # type: ignore[attr-defined]


def test_checks_hold_a_run_against_the_years_known() -> None:
    text = Text("Quảng Ninh 3 năm liên tiếp dẫn đầu PCI.")
    first, other = told(1, "rank", 1, subject=THERE), told(2, "rank", 2, subject=THERE, period="2018")
    assert codes(first, other, text=text) == {"o1": {"run_disagrees"}, "o2": {"run_disagrees"}}
    assert codes(first, replace(other, period="2016"), text=text) == {}


def test_checks_keep_a_slip_with_its_problem() -> None:
    found = extract.extract("Chỉ số PCI năm 2019 của tỉnh Lai Châu đạt 599,5 điểm, xếp hạng 65/63 tỉnh, thành phố.")
    assert [(o.value, o.problems) for o in found.observations] == [(599.5, ("out_of_range",)), (65, ("beyond_out_of",))]


def test_checks_count_the_provinces_of_the_time() -> None:
    days = ("2007-01-01", "2008-07-31", "2008-08-01", "2025-06-30", "2025-07-01")
    assert [len(provinces_on(day)) for day in days] == [64, 64, 63, 63, 34]
    assert provinces_on("2024-12-31")["VN-26"].name == "Thừa Thiên Huế"
    assert provinces_on("2025-03-01")["VN-26"].name == "Huế"


@given(st.floats(0, 100).map(lambda x: round(x, 2)), st.floats(-5, 5).map(lambda x: round(x, 2)))
def test_checks_take_rounding_for_no_mistake(now: float, change: float) -> None:
    before = round(now - change, 2)
    assert close(now - before, change, now, before, change)
    assert same_value(now, round(now, 1))
