"""Topics beside their figures, in the same sentence."""

from typing import Any

import pytest

from tests.facts.told import told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "Năm 2022, tỉnh An Giang xếp thứ 3 cả nước về chỉ số PCI.",
            [("PCI", None, "An Giang", "2022", "rank", 3)], id="behind",
        ),
        pytest.param(
            "Năm 2022, PAPI của Bến Tre đạt 43,5 điểm, xếp 12/61.",
            [("PAPI", None, "Bến Tre", "2022", "score", 43.5), ("PAPI", None, "Bến Tre", "2022", "rank", 12)], id="before",
        ),
        pytest.param(
            "PCI năm 2019 của Nam Định: đào tạo lao động đạt 6,87 điểm; thể chế lạ kỳ nào đó đạt 6,71 điểm.",
            [
                ("PCI", "Đào tạo lao động", "Nam Định", "2019", "score", 6.87),
                ("PCI", "Thể chế lạ kỳ nào đó", "Nam Định", "2019", "score", 6.71),
            ], id="unknown_part",
        ),
        pytest.param(
            "SIPAS 2023 của Điện Biên: công chức trực tiếp giải quyết công việc 87,2%; kết quả 88,3%.",
            [
                ("SIPAS", "Công chức trực tiếp giải quyết công việc", "Điện Biên", "2023", "score", 87.2),
                ("SIPAS", "Kết quả", "Điện Biên", "2023", "score", 88.3),
            ], id="unknown_part-result",
        ),
        pytest.param(
            "Với 70 điểm, Đà Nẵng một lần nữa về nhất bảng PCI 2016.",
            [("PCI", None, "Đà Nẵng", "2016", "score", 70), ("PCI", None, "Đà Nẵng", "2016", "rank", 1)], id="alone",
        ),
        pytest.param(
            "Năm 2022 Hà Nam tăng 4 bậc ở cả hai chỉ số: PAR INDEX và SIPAS.",
            [("PAR_INDEX", None, "Hà Nam", "2022", "rank_change", 4), ("SIPAS", None, "Hà Nam", "2022", "rank_change", 4)], id="both",
        ),
        pytest.param(
            "PAR INDEX 2022 của Cà Mau xếp thứ 49.\nĐứng đầu bảng xếp hạng PCI năm nay là Quảng Ninh, tiếp theo là Bắc Giang.",
            [("PAR_INDEX", None, "Cà Mau", "2022", "rank", 49), ("PCI", None, "Quảng Ninh", "2022", "rank", 1)], id="overlapping",
        ),
        pytest.param(
            "Tính minh bạch trong PCI 2020 của Sơn La đạt 5,9 điểm.",
            [("PCI", "Tính minh bạch", "Sơn La", "2020", "score", 5.9)], id="of-index",
        ),
        pytest.param(
            "Năm 2023, Hưng Yên giữ thứ hạng PCI (12) trong khi tăng tốc ở PGI.",
            [("PCI", None, "Hưng Yên", "2023", "rank", 12)], id="inside",
        ),
    ],
)  # fmt: skip
def test_beside_figure_has_the_topic_beside_it(text: str, wanted: list[tuple[Any, ...]]) -> None:
    assert told(text) == wanted
