import pytest

from tests.facts.told import read


@pytest.mark.parametrize(("printed", "value"), [("45.366", 45.366), ("45,366", 45.366), ("45.36", 45.36)])
def test_values_decimal_point_is_no_thousand(printed: str, value: float) -> None:
    (observation,) = read(f"PAPI năm 2021 của Hưng Yên đạt {printed} điểm.")
    assert observation.value == value


@pytest.mark.parametrize(
    ("told", "figures"),
    [
        ("hai chỉ số đi xuống là Tính minh bạch (0,72 điểm), Đào tạo lao động (0,3 điểm)", [-0.72, -0.3]),
        ("tăng điểm có Tính minh bạch 0,72 điểm và Đào tạo lao động 0,3 điểm", [0.72, 0.3]),
        # What a component can have as its value, and what is lost.
        ("hai chỉ số đi xuống là Tính minh bạch (5,72 điểm), Đào tạo lao động (4,3 điểm)", [5.72, 4.3]),
        ("các chỉ số bị trừ điểm gồm Tính minh bạch (0,72 điểm), Đào tạo lao động (0,3 điểm)", []),
    ],
)
def test_values_head_of_a_list_tells_what_its_small_scores_are(told: str, figures: list[float]) -> None:
    observations = read(f"PCI năm 2021 của Hưng Yên: {told}.")
    assert [o.value for o in observations if o.component] == figures


@pytest.mark.parametrize(("told", "scores"), [("PCI (6.2023)", []), ("PCI: Tính minh bạch (6.2023)", [6.2023])])
def test_values_month_is_no_score_of_an_index(told: str, scores: list[float]) -> None:
    assert [o.value for o in read(f"Hội nghị của tỉnh Hưng Yên về {told}.")] == scores


@pytest.mark.parametrize(
    ("told", "scores"),
    [
        ("Trong 10 chỉ số thành phần, tỉnh có 6 điểm tăng, 4 điểm giảm so với năm trước", []),
        ("Có 8 điểm thành phần cải thiện", []),
        # What a whole index can have.
        ("Tỉnh đạt 63 điểm tăng 2 điểm so với năm trước", [63]),
    ],
)
def test_values_so_many_points_that_moved_are_parts(told: str, scores: list[float]) -> None:
    observations = read(f"Kết quả PCI năm 2021 của Hưng Yên. {told}.")
    assert [o.value for o in observations if o.metric == "score" and not o.derived] == scores


@pytest.mark.parametrize(
    ("told", "changes"),
    [
        ("tỉnh nâng PAPI lên 1,2 điểm so với năm 2020", [1.2]),
        ("tỉnh kéo điểm PAPI lên thêm 1,2 điểm so với năm 2020", [1.2]),
        ("PAPI giảm xuống 1,2 điểm so với năm 2020", [-1.2]),
        ("tỉnh nâng điểm PAPI năm nay lên ít nhất 1,2 điểm so với năm 2020", [1.2]),
        ("tỉnh nâng điểm PAPI tối thiểu 1,2 điểm", [1.2]),
        # By which word it moved is not known, but no index has so little.
        ("tỉnh đẩy PAPI lên 1,2 điểm so với năm 2020", []),
    ],
)
def test_values_less_than_an_index_has_against_a_year_is_how_far_it_moved(told: str, changes: list[float]) -> None:
    observations = read(f"Năm 2021, Hưng Yên tham gia đánh giá. Năm 2021, {told}.")
    assert [(o.metric, o.value) for o in observations if not o.derived] == [("score_change", c) for c in changes]


@pytest.mark.parametrize(
    ("told", "figures"),
    [
        ("tăng nhiều nhất, 2,61 điểm", [("score_change", 2.61)]),
        ("giảm sâu nhất - 2,2 điểm", [("score_change", -2.2)]),
        ("tăng mạnh nhất, đạt 4,61 điểm", [("score", 4.61)]),
        # More than half of what it can have.
        ("tăng mạnh nhất, 6,61 điểm", [("score", 6.61)]),
    ],
)
def test_values_right_behind_the_largest_movement_is_how_far_it_went(
    told: str, figures: list[tuple[str, float]]
) -> None:
    observations = read(f"Trong PCI năm 2021 của Hưng Yên, chỉ số Đào tạo lao động {told}.")
    assert [(o.metric, o.value) for o in observations] == figures
