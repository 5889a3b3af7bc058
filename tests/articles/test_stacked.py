"""Tables with one cell a line."""

import pytest

from extract.articles.stacked import stacked

HEAD = "Bảng điểm PAPI của các tỉnh, do cơ quan chuyên môn lập và công bố\nTT\nTỉnh\nĐiểm\nHạng\n"


def cells(text: str) -> list[list[list[str]]]:
    return [[[cell.of(text) for cell in row] for row in grid.rows] for grid in stacked(text)]


def test_stacked_table_is_found() -> None:
    text = HEAD + "1\nHà Nam\n41,2\n30\n2\nNam Định\n43,1\n15\nNguồn: PAPI"
    assert cells(text) == [
        [["TT", "Tỉnh", "Điểm", "Hạng"], ["1", "Hà Nam", "41,2", "30"], ["2", "Nam Định", "43,1", "15"]]
    ]


def test_stacked_cells_may_end_in_bars_and_spaces_of_any_kind() -> None:
    text = (HEAD + "1\nHà Nam\n41,2\n30\n2\nNam Định\n43,1\n15").replace("\n", "\xa0|\n")
    assert [row[1] for row in cells(text)[0]] == ["Tỉnh", "Hà Nam", "Nam Định"]


def test_stacked_name_may_go_on_in_its_second_line() -> None:
    text = HEAD + "1\nBà Rịa -\nVũng Tàu\n41,2\n30\n2\nNam Định\n43,1\n15"
    assert [row[1] for row in cells(text)[0]] == ["Tỉnh", "Bà Rịa -\nVũng Tàu", "Nam Định"]


def test_stacked_row_that_lacks_a_cell_is_left_out() -> None:
    text = HEAD + "1\nHà Nam\n41,2\n30\n2\nNinh Bình\n3\nNam Định\n43,1\n15"
    assert [row[0] for row in cells(text)[0]] == ["TT", "1", "3"]


def test_stacked_heading_between_rows_is_a_row_of_one_cell() -> None:
    text = HEAD + "1\nHà Nam\n41,2\n30\n2\nNam Định\n43,1\n15\nTây Nguyên\n1\nKon Tum\n40,2\n50"
    assert cells(text)[0][3:] == [["Tây Nguyên", "", "", ""], ["1", "Kon Tum", "40,2", "50"]]


def test_stacked_heading_may_go_on_in_its_second_line() -> None:
    text = "Xếp hạng PAPI\nTT\nTỉnh, thành phố trực thuộc\nTrung ương\nĐiểm\n1\nHà Nam\n41,2\n2\nNam Định\n43,1"
    assert cells(text)[0][0] == ["TT", "Tỉnh, thành phố trực thuộc\nTrung ương", "Điểm"]


@pytest.mark.parametrize(
    "text",
    [
        # No head tells what the figures are.
        "Danh sách\n1\nHà Nam\n41,2\n2\nNam Định\n43,1\n3\nNinh Bình\n40,0",
        # A single row.
        HEAD + "1\nHà Nam\n41,2\n30\nNguồn: PAPI",
        # Figures alone.
        "Điểm\n1\n2\n3\n4\n5\n6",
        "",
    ],
)
def test_stacked_refuses(text: str) -> None:
    assert cells(text) == []


def test_stacked_two_tables_have_a_head_each() -> None:
    rows = "1\nHà Nam\n41,2\n30\n2\nNam Định\n43,1\n15\n"
    head = "TT\nTỉnh\nĐiểm\nHạng\n"
    assert [len(grid) for grid in cells(f"Năm 2021\n{head}{rows}Năm 2022\n{head}{rows}")] == [3, 3]
