"""Topics in force."""

from typing import Any

import pytest

from tests.facts.told import read, told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "Chỉ số PCI của Cà Mau năm 2020 đạt 59 điểm. Tỉnh xếp thứ 62.",
            [("PCI", None, "Cà Mau", "2020", "score", 59), ("PCI", None, "Cà Mau", "2020", "rank", 62)], id="inherited",
        ),
        pytest.param(
            "Kết quả PCI 2021 của Sơn La có điểm nổi bật ở chỉ số gia nhập thị trường. Chỉ số này đạt 7,1 điểm.",
            [("PCI", "Gia nhập thị trường", "Sơn La", "2021", "score", 7.1)], id="announced",
        ),
    ],
)  # fmt: skip
def test_read_figure_has_the_topic_in_force(text: str, wanted: list[tuple[Any, ...]]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("sentence", "component"),
    [
        ("Qua điểm điều tra xã hội học và điểm thẩm định, Sở Tư pháp xếp thứ nhất về PAR INDEX năm 2022", None),
        ("Trên cơ sở điểm tự đánh giá, Sở Tư pháp đứng đầu bảng xếp hạng PAR INDEX năm 2022", None),
        ("Tỉnh có 18 sở, sau khi cộng điểm tự chấm và điểm thẩm định, Sở Y tế dẫn đầu PAR INDEX năm 2022", None),
        ("Sở Tư pháp xếp thứ nhất về điểm thẩm định của PAR INDEX năm 2022", "Điểm thẩm định"),
        ("Qua chỉ số Tính minh bạch, tỉnh Hà Nam xếp thứ nhất về minh bạch trong PCI 2022", "Tính minh bạch"),
    ],
)
def test_topic_is_not_what_it_is_worked_out_of(sentence: str, component: str | None) -> None:
    (observation,) = read(f"{sentence}.")
    assert observation.component == component


@pytest.mark.parametrize(
    ("sentence", "indices"),
    [
        ("Theo báo cáo PCI và PGI năm 2023, An Giang xếp thứ 3", ["PCI"]),
        ("VCCI công bố Chỉ số PGI và PCI năm 2023, trong đó An Giang xếp thứ 3", ["PCI"]),
        ("Theo báo cáo PCI và PGI năm 2023, cả hai chỉ số của An Giang xếp thứ 3", ["PCI", "PGI"]),
        ("PCI và PGI năm 2023 của An Giang xếp thứ 3", ["PCI", "PGI"]),
        ("Theo kết quả PAPI và PAR INDEX năm 2023, An Giang xếp thứ 3", ["PAPI", "PAR_INDEX"]),
    ],
)
def test_topic_of_a_report_of_two_indices_is_the_one_it_is_named_for(sentence: str, indices: list[str]) -> None:
    assert sorted(str(observation.index) for observation in read(f"{sentence}.")) == sorted(indices)
