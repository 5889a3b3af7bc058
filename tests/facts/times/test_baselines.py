"""What figures are measured against."""

import pytest

from tests.facts.times.told import told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "So với mức 63,5 điểm của năm 2021, PCI của Phú Yên đạt 65,2 điểm, tăng 4 bậc.",
            [("score", 63.5, "2021", None), ("score", 65.2, "2022", None), ("rank_change", 4, "2022", "2021")],
            id="compared-with-a-level-and-its-year",
        ),
        pytest.param(
            "9 tháng năm 2023, SIPAS của Sơn La đạt 93,2%, tăng 1,1% so với cùng kỳ năm 2022.",
            [("score", 93.2, "2023-M09", None), ("score_change", 1.1, "2023-M09", "2022-M09")],
            id="the-same-part-of-the-year-before",
        ),
        pytest.param(
            "Năm 2023 chứng kiến Long An từ hạng chót PCI của năm 2022 vươn lên hạng 5.",
            [("rank", 5, "2023", None)],
            id="what-is-left-behind-has-its-year",
        ),
        pytest.param(
            "PCI 2022 của Kiên Giang rơi từ hạng 31 năm 2021 xuống hạng 61. 7/10 chỉ số thành phần giảm điểm.",
            [("rank", 31, "2021", None), ("rank", 61, "2022", None), ("rank_change", -30, "2022", "2021"), ("count", 7, "2022", "2021")],
            id="counted-against-the-earlier-end",
        ),
        pytest.param(
            "PAPI năm 2023 của Gia Lai tăng 0,5 điểm so với năm 2022. PAPI tăng 11 bậc so với đầu nhiệm kỳ.",
            [("score_change", 0.5, "2023", "2022"), ("rank_change", 11, "2023", None)],
            id="baseline-is-no-year",
        ),
        pytest.param(
            "So với năm 2018, PCI năm 2019 của Nam Định có 6 chỉ số tăng điểm. Có 4/10 chỉ số giảm điểm.",
            [("count", 6, "2019", "2018"), ("count", 4, "2019", "2018")],
            id="the-rest-is-counted-against-the-same-year",
        ),
        pytest.param(
            "PCI của Bắc Ninh có biến động: năm 2013/2012 tăng 35 bậc, năm 2014/2013 giảm 19 bậc.",
            [("rank_change", 35, "2013", "2012"), ("rank_change", -19, "2014", "2013")],
            id="year-against-year",
        ),
        pytest.param(
            "PCI Ninh Bình năm 2022 tăng 14 bậc so với năm 2021. Trong đó, 6/10 chỉ số thành phần tăng điểm.",
            [("rank_change", 14, "2022", "2021"), ("count", 6, "2022", "2021")],
            id="count-of-what-was-compared",
        ),
        pytest.param(
            "PCI năm 2022 của Đồng Nai lùi 10 bậc xuống thứ 32, trong khi năm 2021 xếp thứ 22, tăng 1 bậc so với năm 2020.",
            [("rank_change", -10, "2022", "2021"), ("rank", 32, "2022", None), ("rank", 22, "2021", None), ("rank_change", 1, "2021", "2020")],
            id="baseline-of-another-year",
        ),
        pytest.param(
            "PAR INDEX 2023 của Đồng Nai giảm 6 bậc so với lần công bố trước, thấp hơn 2,27 điểm so với đỉnh năm 2021.",
            [("rank_change", -6, "2023", "2022"), ("score_change", -2.27, "2023", "2021")],
            id="baseline-told-by-other-words",
        ),
    ],
)  # fmt: skip
def test_baselines_change_is_measured_against_what_is_told(
    text: str, wanted: list[tuple[str, float, str, str | None]]
) -> None:
    assert told(text) == wanted
