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
            "Năm 2022, PGI của Trà Vinh đứng thứ 40; tăng 4 bậc so với năm 2021 và tăng 6 bậc so với năm 2020 đạt 13,92 điểm.",
            [("rank", 40, "2022", None), ("rank_change", 4, "2022", "2021"), ("rank_change", 6, "2022", "2020"), ("score", 13.92, "2022", None)],
            id="what-a-movement-came-to",
        ),
        pytest.param(
            "PAR INDEX năm 2022 của Hưng Yên đạt 87,4%, tăng 1% so với năm 2021 đạt 86,4%.",
            [("score", 87.4, "2022", None), ("score_change", 1, "2022", "2021"), ("score", 86.4, "2021", None)],
            id="what-it-began-at",
        ),
        pytest.param(
            "PCI 2022 của Phú Yên đạt 65 điểm. Chỉ số này tăng 2 điểm so với năm 2021 đạt 63 điểm.",
            [("score", 65, "2022", None), ("score_change", 2, "2022", "2021"), ("score", 63, "2021", None)],
            id="what-it-began-at-behind-a-sentence",
        ),
        pytest.param(
            "PCI năm 2020 của Lạng Sơn tăng mạnh so với năm 2019 đạt 64,1 điểm.",
            [("score", 64.1, "2020", None)],
            id="what-a-movement-without-a-size-came-to",
        ),
        pytest.param(
            "PAPI 2022 của Lạng Sơn: quản trị điện tử tăng 0,2 điểm so với năm 2021 đạt 3,1 điểm; quản trị môi trường giảm 0,1 điểm so với năm 2021 đạt 3,5 điểm.",
            [("score_change", 0.2, "2022", "2021"), ("score", 3.1, "2022", None), ("score_change", -0.1, "2022", "2021"), ("score", 3.5, "2022", None)],
            id="what-movements-of-parts-came-to",
        ),
        pytest.param(
            "Theo PCI năm 2021, Bắc Ninh giữ nguyên thứ hạng của năm 2020, đạt 69,45 điểm, xếp thứ 7/63.",
            [("score", 69.45, "2021", None), ("rank", 7, "2021", None)],
            id="kept-as-it-was",
        ),
        pytest.param(
            "PCI năm 2021 của Hải Phòng bứt phá từ nhóm khá các năm 2019, 2020, vươn lên vị trí thứ 2/63.",
            [("rank", 2, "2021", None)],
            id="years-of-what-was-left",
        ),
        pytest.param(
            "PAPI 2020: Bến Tre giành lại ngôi đầu sau 3 năm với 47,1 điểm.",
            [("rank", 1, "2020", None), ("score", 47.1, "2020", None)],
            id="a-run-is-over",
        ),
        pytest.param(
            "Năm 2022, Cần Thơ trở lại tốp 20 PCI sau 5 năm vắng bóng, xếp thứ 19 với 66,9 điểm.",
            [("rank", 20, "2022", None), ("rank", 19, "2022", None), ("score", 66.9, "2022", None)],
            id="a-run-is-over-behind-a-comma",
        ),
        pytest.param(
            "Năm 2020, Long An xếp thứ 3 PCI sau 5 năm liên tục đứng thứ 10.",
            [("rank", 3, "2020", None), ("rank", 10, None, None)],
            id="within-a-run",
        ),
        pytest.param(
            "Năm 2015, PCI Quảng Nam xếp thứ 8, sau 3 năm, tỉnh vẫn ở vị trí thứ 7.",
            [("rank", 8, "2015", None), ("rank", 7, None, None)],
            id="years-after-a-level",
        ),
        pytest.param(
            "Bộ chỉ số 766: tính đến ngày 15/9/2025, tỉnh Gia Lai đạt 88,2 điểm, tăng 2 điểm so với tháng 8.",
            [("score", 88.2, "2025-09", None), ("score_change", 2, "2025-09", "2025-08")],
            id="month-up-to-a-day",
        ),
        pytest.param(
            "Tính đến ngày 21/8/2025, PCI của Đồng Nai xếp thứ 29.",
            [("rank", 29, None, None)],
            id="day-beside-what-is-measured-by-the-year",
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
