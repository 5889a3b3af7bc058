"""Places told by their order behind a rank."""

import pytest

from tests.facts.told import read


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("PCI 2021: dẫn đầu là Quảng Ninh, hai vị trí tiếp theo lần lượt thuộc về Long An và Cà Mau.", [1, 2, 3]),
        ("Quảng Ninh đứng đầu PCI 2021. Các vị trí kế tiếp là Long An, Cà Mau và Bắc Ninh.", [1, 2, 3, 4]),
        ("PCI 2021: Quảng Ninh đứng đầu, Long An đứng thứ hai, vị trí tiếp theo là Cà Mau.", [1, 2, 3]),
        # Not as many as are named; two share the first place; no rank before.
        ("PCI 2021: Quảng Ninh đứng đầu, ba vị trí tiếp theo lần lượt là Long An, Cà Mau.", [1]),
        ("PCI 2021: Quảng Ninh và Bắc Ninh dẫn đầu; hai vị trí tiếp theo lần lượt là Long An, Cà Mau.", [1, 1]),
        ("Trong PCI 2021, hai vị trí tiếp theo lần lượt là Long An và Cà Mau.", []),
    ],
)
def test_next_places_follow_the_rank_told_last(text: str, ranks: list[float]) -> None:
    assert [o.value for o in read(text) if o.metric == "rank"] == ranks


def test_next_places_are_of_the_same_component() -> None:
    text = "Chỉ số Gia nhập thị trường trong PCI 2021: Bắc Ninh đứng đầu. Vị trí tiếp theo thuộc về Long An."
    assert [(o.component, o.value) for o in read(text)] == [("Gia nhập thị trường", 1), ("Gia nhập thị trường", 2)]
