"""Tables of which nothing parts the cells."""

import pytest

from extract.articles.glued import glued


def cells(text: str) -> list[list[list[str]]]:
    return [[[cell.of(text) for cell in row] for row in grid.rows] for grid in glued(text)]


def test_glued_cells_are_parted_by_ranks_that_go_on() -> None:
    read = [["", "Điểm", "Hạng"], ["Hà Nam", "63,21", "9"], ["Kon Tum", "58,95", "10"], ["Gia Lai", "58,1", "11"]]
    assert cells("PCI\nTỉnhĐiểmHạng\nHà Nam63,219\nKon Tum58,9510\nGia Lai58,1011\n")[0][:3] == read[:3]
    assert cells("PCI\nTTTỉnhĐiểmHạng\n9Hà Nam63,219\n10Kon Tum58,9510\n11Gia Lai58,1011\n")[0][:3] == read[:3]


@pytest.mark.parametrize(
    "text",
    [
        # Ranks that do not go on, no head, another head, too few rows.
        "PCI\nTỉnhĐiểmHạng\nHà Nam63,219\nKon Tum58,9512\nGia Lai58,1011\n",
        "PCI\nHà Nam63,219\nKon Tum58,9510\nGia Lai58,1011\n",
        "PCI\nTỉnhGiáLượng\nHà Nam63,219\nKon Tum58,9510\nGia Lai58,1011\n",
        "PCI\nTỉnhĐiểmHạng\nHà Nam63,219\nKon Tum58,9510\n",
        "",
    ],
)
def test_glued_refuses(text: str) -> None:
    assert cells(text) == []
