"""Rankings that are nothing but names behind their ranks."""

import pytest

from extract.articles.ranked import ranked


def cells(text: str) -> list[list[list[str]]]:
    return [[[cell.of(text) for cell in row] for row in grid.rows] for grid in ranked(text)]


ROWS = "14 Hà Nam\n15 Nam Định\n15 Kon Tum\n17 Tây Ninh\n"
READ = [["14", "Hà Nam"], ["15", "Nam Định"], ["15", "Kon Tum"], ["17", "Tây Ninh"]]


@pytest.mark.parametrize(
    "title", ["Bảng xếp hạng PCI năm 2021\n", "1. Kết quả xếp hạng các tỉnh:\n", "Thứ hạng năm 2021 của các tỉnh\n\n"]
)
def test_ranked_below_a_title(title: str) -> None:
    assert cells("Tin\n" + title + ROWS) == [READ]


def test_ranked_below_a_head_of_several_lines() -> None:
    head = "XẾP HẠNG\nDTI\nCÁC TỈNH XẾP HẠNG\nKINH TẾ SỐ\n"
    assert cells("Tin về DTI.\n" + head + ROWS) == [[["XẾP HẠNG\nDTI", ""], *READ]]


@pytest.mark.parametrize(
    "text",
    [
        # Another title, a sentence, a head with other words, ranks that do not go on, too few.
        "Danh sách các tỉnh dự họp\n" + ROWS,
        "Xếp hạng PCI năm nay đã được công bố.\n" + ROWS,
        "XẾP HẠNG\nCác tỉnh dự họp\n" + ROWS,
        "Bảng xếp hạng PCI\n4 Hà Nam\n1 Nam Định\n9 Kon Tum\n",
        "Bảng xếp hạng PCI\n1 Hà Nam\n2 Nam Định\n",
        "",
    ],
)
def test_ranked_refuses(text: str) -> None:
    assert cells(text) == []
