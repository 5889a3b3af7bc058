"""Tables that print has as cards."""

import pytest

from extract.articles.cards import cards


def cells(text: str) -> list[list[list[str]]]:
    return [[[cell.of(text) for cell in row] for row in grid.rows] for grid in cards(text)]


CARD = "\n{}\n- Điểm: {}\n- Hạng: {}"


def test_cards_of_the_same_labels_are_a_table() -> None:
    text = "Bảng điểm" + CARD.format("1. Hà Nam", "63,21 điểm", 36) + CARD.format("Kon Tum", "58,95", 60) + "\nHết."
    assert cells(text) == [[["", "Điểm", "Hạng"], ["Hà Nam", "63,21 điểm", "36"], ["Kon Tum", "58,95", "60"]]]


def test_cards_of_other_labels_are_another_table() -> None:
    first = CARD.format("Hà Nam", "63,21", 36) + CARD.format("Kon Tum", "58,95", 60)
    other = "\nGia Lai\nPCI: 64,9\nPAPI: 40,2\nTây Ninh\nPCI: 63,9\nPAPI: 42,1\n"
    assert [rows[0] for rows in cells("Bảng" + first + other)] == [["", "Điểm", "Hạng"], ["", "PCI", "PAPI"]]


@pytest.mark.parametrize(
    "text",
    [
        # One card, labels of another matter, a sentence for a name, nothing but labels.
        "Bảng" + CARD.format("Hà Nam", "63,21", 36) + "\n",
        "Bảng\nHà Nam\nGiá: 12,5\nSố lượng: 3\nKon Tum\nGiá: 11,5\nSố lượng: 4\n",
        "Bảng\nTỉnh tổng kết.\nĐiểm: 63,21\nHạng: 36\nTỉnh họp.\nĐiểm: 60,1\nHạng: 40\n",
        "Điểm: 63,21\nHạng: 36\nĐiểm: 60,1\nHạng: 40\n",
    ],
)
def test_cards_refuse(text: str) -> None:
    assert cells(text) == []
