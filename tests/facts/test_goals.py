"""Lists of goals: which items are planned, and where a list ends."""

from __future__ import annotations

import pytest

from extract import extract

HEAD = "UBND tỉnh Sơn La đặt mục tiêu năm 2024 như sau:\n"


def aims(text: str) -> list[tuple[str, float | None, str]]:
    return [(o.metric, o.value, o.modality) for o in extract(text).observations if not o.derived]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            f"{HEAD}- PCI đạt 66 điểm (năm 2023: 64,1 điểm);\n- PAPI xếp thứ 30.",
            [("score", 66, "target"), ("score", 64.1, "reported"), ("rank", 30, "target")],
            id="marked",
        ),
        pytest.param(
            f"{HEAD}PCI đạt 66 điểm, hiện mới xếp thứ 40.\nPAPI của tỉnh năm 2023 đạt 41 điểm.",
            [("score", 66, "target"), ("rank", 40, "reported"), ("score", 41, "reported")],
            id="what-is-so-already",
        ),
        pytest.param(
            "Các mục tiêu góp phần hoàn thành kế hoạch năm 2025 của Sơn La gồm:\n- PCI đạt 68 điểm;\n- PAPI xếp thứ 30.",
            [("score", 68, "target"), ("rank", 30, "target")],
            id="what-they-help",
        ),
        pytest.param(
            "Mục tiêu năm 2025 của Sơn La là PCI không chỉ đạt 67 điểm mà còn xếp thứ 20 cả nước.",
            [("rank", 20, "target")],
            id="not-only-that",
        ),
        pytest.param(
            f"{HEAD}- PCI đạt 66 điểm.\nKết quả:\n- PAPI xếp thứ 30.",
            [("score", 66, "target"), ("rank", 30, "reported")],
            id="another-list",
        ),
        pytest.param(
            "Hai chỉ tiêu không đạt của Sơn La năm 2023 gồm:\n- PCI xếp thứ 40;\n- PAPI đạt 41,2 điểm.",
            [("rank", 40, "reported"), ("score", 41.2, "reported")],
            id="what-became-of-goals",
        ),
        pytest.param(
            "Sơn La quyết tâm nâng hạng PCI\nPCI của tỉnh Sơn La đạt 64,1 điểm.",
            [("score", 64.1, "reported")],
            id="a-headline-opens-none",
        ),
        pytest.param(
            "Mục tiêu của PAPI là đánh giá hiệu quả quản trị. Theo đó, Sơn La đạt 41,2 điểm.",
            [("score", 41.2, "reported")],
            id="what-an-index-is-for",
        ),
    ],
)
def test_goals_items_are_planned(text: str, told: list[tuple[str, float, str]]) -> None:
    assert aims(text) == told
