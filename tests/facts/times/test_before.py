"""Periods before their figures, and those of names, runs and brackets."""

import pytest

from tests.facts.times.told import told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "PAPI 2023 của Hà Nam (trong ngoặc là của năm 2020): quản trị điện tử 3,48 (3,19).",
            [("score", 3.48, "2023", None), ("score", 3.19, "2020", None)],
            id="legend",
        ),
        pytest.param(
            "PAPI của Hà Nam năm 2022 đạt 42,9 điểm, tăng 1,3 điểm so với năm 2021 (41,6 điểm, xếp thứ 40).",
            [("score", 42.9, "2022", None), ("score_change", 1.3, "2022", "2021"), ("score", 41.6, "2021", None), ("rank", 40, "2021", None)],
            id="baseline-in-brackets",
        ),
        pytest.param(
            "Từ thứ 54 năm 2020 với 60,2 điểm, PCI của Đắk Nông leo lên thứ 31 năm 2022 với 64,1 điểm.",
            [("rank", 54, "2020", None), ("score", 60.2, "2020", None), ("rank", 31, "2022", None), ("score", 64.1, "2022", None)],
            id="what-is-added-has-the-same-year",
        ),
        pytest.param(
            "PII 2024: Đà Nẵng xếp hạng 5 (PII 2023 xếp hạng 4).",
            [("rank", 5, "2024", None), ("rank", 4, "2023", None)],
            id="name-in-brackets-has-its-own-year",
        ),
        pytest.param(
            "PCI: Vĩnh Phúc từng ở vị trí thứ 5 (năm 2021), vậy mà chỉ sau 12 tháng đã lùi 3 bậc, còn hạng 8.",
            [("rank", 5, "2021", None), ("rank_change", -3, "2022", "2021"), ("rank", 8, "2022", None)],
            id="a-year-after-a-level",
        ),
        pytest.param(
            "Năm 2023, PCI của Quảng Bình xếp thứ 38; mục tiêu của năm 2024 là hạng 35.",
            [("rank", 38, "2023", None), ("rank", 35, "2024", None)],
            id="a-plan-behind-what-was-reached",
        ),
        pytest.param(
            "PCI của Tây Ninh hiện xếp thứ 22 (năm 2020 xếp thứ 34).",
            [("rank", 22, None, None), ("rank", 34, "2020", None)],
            id="a-year-with-another-level-is-not-its",
        ),
        pytest.param(
            "Bắc Ninh từng 3 năm liên tiếp (2008-2010) giữ vị trí quán quân PCI.",
            [("rank", 1, "2010", None)],
            id="once-with-its-years",
        ),
    ],
)  # fmt: skip
def test_before_period_is_the_one_before_its_figure(
    text: str, wanted: list[tuple[str, float, str, str | None]]
) -> None:
    assert told(text) == wanted
