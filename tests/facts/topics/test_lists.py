"""Topics told in lists."""

from typing import Any

import pytest

from extract import extract
from tests.facts.told import told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "PAR INDEX, SIPAS và PAPI năm 2022 của Hà Nam được bàn kỹ. Năm 2021 các chỉ số này lần lượt xếp thứ 34, 31 và 48.",
            [
                ("PAR_INDEX", None, "Hà Nam", "2021", "rank", 34), ("SIPAS", None, "Hà Nam", "2021", "rank", 31),
                ("PAPI", None, "Hà Nam", "2021", "rank", 48),
            ], id="of_these",
        ),
        pytest.param(
            "PCI 2021 của Long An có 2 chỉ số thành phần dẫn đầu cả nước, gồm: gia nhập thị trường (8,1 điểm); đào tạo lao động (7,2 điểm).",
            [
                ("PCI", None, "Long An", "2021", "count", 2),
                ("PCI", "Gia nhập thị trường", "Long An", "2021", "rank", 1), ("PCI", "Đào tạo lao động", "Long An", "2021", "rank", 1),
                ("PCI", "Gia nhập thị trường", "Long An", "2021", "score", 8.1), ("PCI", "Đào tạo lao động", "Long An", "2021", "score", 7.2),
            ], id="list",
        ),
    ],
)  # fmt: skip
def test_lists_figure_has_the_topics_of_its_list(text: str, wanted: list[tuple[Any, ...]]) -> None:
    assert told(text) == wanted


def test_lists_others_told_behind_a_count_move_their_own_way() -> None:
    text = (
        "Theo PAPI 2023, 4 nội dung của Hà Nam giảm điểm, các nội dung tăng điểm gồm kiểm soát tham nhũng và cung ứng "
        "dịch vụ công."
    )
    moved = {o.component: o.direction for o in extract(text).observations if o.metric == "score_change"}
    assert moved == {"Kiểm soát tham nhũng trong khu vực công": "up", "Cung ứng dịch vụ công": "up"}


@pytest.mark.parametrize(
    ("told", "directions"),
    [
        ("8 chỉ số giảm điểm, 2 chỉ số tăng là Chi phí thời gian và Tính minh bạch", []),
        ("8 chỉ số tăng điểm, 2 chỉ số giữ nguyên là Chi phí thời gian và Tính minh bạch", []),
        ("8 chỉ số giảm điểm, 2 chỉ số tăng điểm là Chi phí thời gian và Tính minh bạch", ["up", "up"]),
        ("8 chỉ số giảm điểm, trong đó 2 chỉ số giảm mạnh là Chi phí thời gian và Tính minh bạch", ["down", "down"]),
    ],
)
def test_lists_behind_a_count_are_of_those_counted(told: str, directions: list[str]) -> None:
    observations = extract(f"PCI năm 2021 của Hà Nam có {told}.").observations
    assert [o.direction for o in observations if o.metric == "score_change"] == directions
