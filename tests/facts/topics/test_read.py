"""Topics in force."""

from typing import Any

import pytest

from tests.facts.told import told


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
