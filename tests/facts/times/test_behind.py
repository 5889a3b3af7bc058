"""Periods right behind their figures, and levels that were left."""

import pytest

from tests.facts.times.told import told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "DTI của Ninh Bình xếp thứ 46 năm 2020, thứ 35 năm 2021, thứ 27 năm 2022: một con đường dốc.",
            [("rank", 46, "2020", None), ("rank", 35, "2021", None), ("rank", 27, "2022", None)],
            id="a-colon-without-a-value",
        ),
        pytest.param(
            "PCI 2022: Long An tụt 12 bậc so với năm trước. Điểm số từ 64,74 còn 61,6.",
            [("rank_change", -12, "2022", "2021"), ("score", 64.74, "2021", None), ("score", 61.6, "2022", None)],
            id="level-that-was-left-in-other-words",
        ),
        pytest.param(
            "DTI của Bình Thuận từ 0,31 điểm, hạng 45 năm 2020 lên 0,58 điểm, hạng 20 năm 2022.",
            [("score", 0.31, "2020", None), ("rank", 45, "2020", None), ("score", 0.58, "2022", None), ("rank", 20, "2022", None)],
            id="score-and-rank-share-the-year-behind",
        ),
        pytest.param(
            "PCI của Lâm Đồng năm 2021 đạt 66,21 điểm, xếp thứ 15 (2020: 21).",
            [("score", 66.21, "2021", None), ("rank", 15, "2021", None), ("rank", 21, "2020", None)],
            id="a-number-behind-the-year-in-brackets",
        ),
        pytest.param(
            "PCI 2019 của Bắc Ninh từ vị trí thứ 8 (với 65,53 điểm) năm 2018 lên vị trí thứ 3 với 71,3 điểm.",
            [("rank", 8, "2018", None), ("score", 65.53, "2018", None), ("rank", 3, "2019", None), ("score", 71.3, "2019", None)],
            id="bracket-before-its-year",
        ),
        pytest.param(
            "Bắc Ninh dẫn đầu bảng xếp hạng PCI 2013 từ vị trí số 12 của năm ngoái.",
            [("rank", 1, "2013", None), ("rank", 12, "2012", None)],
            id="relative-year-behind",
        ),
        pytest.param(
            "Quảng Ninh có 6 năm dẫn đầu PAR INDEX (2017 - 2020 và 2022 - 2023).",
            [("rank", 1, "2023", None)],
            id="last-of-several-runs",
        ),
        pytest.param(
            "So với năm 2021, PCI năm 2022 của Lâm Đồng rớt từ tốp 10 xuống thứ 15.",
            [("rank", 10, "2021", None), ("rank", 15, "2022", None)],
            id="level-that-was-left",
        ),
        pytest.param(
            "PCI năm 2022 của Lâm Đồng từ vị trí thứ 8 (với 65,53 điểm) lên vị trí thứ 3.",
            [("rank", 8, None, None), ("score", 65.53, None, None), ("rank", 3, "2022", None)],
            id="level-that-was-left-with-its-score",
        ),
    ],
)  # fmt: skip
def test_behind_period_is_the_one_behind_its_figure(
    text: str, wanted: list[tuple[str, float, str, str | None]]
) -> None:
    assert told(text) == wanted
