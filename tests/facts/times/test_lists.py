"""Several years beside several figures."""

import pytest

from tests.facts.times.told import told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "PCI: Khánh Hòa ở hạng 34 năm 2011, cao nhất vào năm 2015 với hạng 15, rồi xuống hạng 27 năm 2018.",
            [("rank", 34, "2011", None), ("rank", 15, "2015", None), ("rank", 27, "2018", None)],
            id="years-of-their-own-are-no-row",
        ),
        pytest.param(
            "PGI: Cần Thơ ở hạng 19 vào năm 2022, năm 2023 xếp thứ 8 và thứ 14 năm 2024.",
            [("rank", 19, "2022", None), ("rank", 8, "2023", None), ("rank", 14, "2024", None)],
            id="a-year-before-among-years-behind",
        ),
        pytest.param(
            "PCI năm 2021 của Long An xếp thứ 18, năm 2022 PCI và PAPI lần lượt xếp thứ 10 và 25.",
            [("rank", 18, "2021", None), ("rank", 10, "2022", None), ("rank", 25, "2022", None)],
            id="indices-in-turn-are-no-years",
        ),
        pytest.param(
            "Giai đoạn 2018-2020, SIPAS của Trà Vinh lần lượt đạt 80,1%; 83,4% và 84,2%.",
            [("score", 80.1, "2018", None), ("score", 83.4, "2019", None), ("score", 84.2, "2020", None)],
            id="each-year-of-a-run",
        ),
        pytest.param(
            "PCI của Đắk Lắk các năm 2019, 2020, 2021 xếp thứ 20, 31 và 15.",
            [("rank", 20, "2019", None), ("rank", 31, "2020", None), ("rank", 15, "2021", None)],
            id="a-rank-for-each-year",
        ),
        pytest.param(
            "PCI các năm 2013 và 2014: Long An xếp thứ 19 và 7; Tây Ninh xếp thứ 11 và 19.",
            [("rank", 19, "2013", None), ("rank", 7, "2014", None), ("rank", 11, "2013", None), ("rank", 19, "2014", None)],
            id="each-place-has-a-row",
        ),
        pytest.param(
            "Long An đứng thứ 3 trong tốp 5 bảng xếp hạng PCI các năm 2020 và 2021.",
            [("rank", 3, "2021", None), ("rank", 5, "2021", None), ("rank", 5, "2020", None)],
            id="a-rank-in-a-top-is-no-row",
        ),
        pytest.param(
            "PCI của Đắk Lắk các năm 2019, 2020 xếp thứ 20, 3 chỉ số tăng.",
            [("rank", 20, "2020", None), ("rank", 20, "2019", None), ("count", 3, "2020", None)],
            id="no-count-is-a-rank",
        ),
        pytest.param(
            "PCI của Hà Nam năm 2019 và 2020 xếp hạng 59, năm 2021 đứng thứ 48, hạng 14 (2022, 2023).",
            [("rank", 59, "2020", None), ("rank", 59, "2019", None), ("rank", 48, "2021", None), ("rank", 14, "2022", None), ("rank", 14, "2023", None)],
            id="one-rank-for-several-years",
        ),
        pytest.param(
            "PCI của Hà Nam xếp hạng 5 năm 2019, năm 2020 hạng 6.",
            [("rank", 5, "2019", None), ("rank", 6, "2020", None)],
            id="each-rank-has-one-year",
        ),
        pytest.param(
            "PCI của Lâm Đồng lần lượt xếp thứ 22, 27 và 23 trong các năm 2017, 2018 và 2020.",
            [("rank", 22, "2017", None), ("rank", 27, "2018", None), ("rank", 23, "2020", None)],
            id="years-behind-their-ranks",
        ),
    ],
)  # fmt: skip
def test_lists_each_figure_has_its_year(text: str, wanted: list[tuple[str, float, str, str | None]]) -> None:
    assert told(text) == wanted
