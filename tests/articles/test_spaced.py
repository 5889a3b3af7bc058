"""Tables whose cells only spaces part."""

import pytest

from extract.articles.spaced import spaced


def cells(text: str) -> list[list[list[str]]]:
    return [[[cell.of(text).strip() for cell in row] for row in grid.rows] for grid in spaced(text)[0]]


ROWS = "\n1 Hà Nam 41,2 30\n2 Nam Định 43,1 15\n3 Bà Rịa - Vũng Tàu 44,0 9\n"


def test_spaced_table_is_found() -> None:
    assert cells("STT Tỉnh Điểm Hạng" + ROWS) == [
        [
            ["Tỉnh", "Điểm", "Hạng"],
            ["Hà Nam", "41,2", "30"],
            ["Nam Định", "43,1", "15"],
            ["Bà Rịa - Vũng Tàu", "44,0", "9"],
        ]
    ]


def test_spaced_cell_that_tells_nothing_is_empty() -> None:
    found = cells("Nội dung Năm 2012 Năm 2013\nMinh bạch N/A 6,39\nĐất đai 5,1 –\nLao động 4,2 4,9\n")
    assert [row[1:] for row in found[0][1:]] == [["", "6,39"], ["5,1", ""], ["4,2", "4,9"]]


def test_spaced_row_that_lacks_a_figure_is_left_empty() -> None:
    found = cells("Tỉnh Điểm Hạng\nHà Nam 41,2 30\nNinh Bình 40,1\nNam Định 43,1 15\nKon Tum 40,2 50\n")
    assert [row[0] for row in found[0]] == ["Tỉnh", "Hà Nam", "", "Nam Định", "Kon Tum"]


def test_spaced_headings_stand_above_rows() -> None:
    found = cells(
        "Tỉnh Điểm Hạng\nI Đồng bằng sông Hồng\nHà Nam 41,2 30\nNam Định 43,1 15\nII Tây Nguyên\nKon Tum 40,2 50\n"
    )
    assert [row[0] for row in found[0]] == [
        "Tỉnh",
        "I Đồng bằng sông Hồng",
        "Hà Nam",
        "Nam Định",
        "II Tây Nguyên",
        "Kon Tum",
    ]


def test_spaced_years_stand_above_what_each_has() -> None:
    rows = "Minh bạch 5,1 20 5,4 18\nĐất đai 6,1 30 6,4 28\nLao động 4,2 41 4,9 33\n"
    assert cells("Nội dung 2012 2013\nĐiểm Hạng Điểm Hạng\n" + rows)[0][:2] == [
        ["Nội dung", "2012", "", "2013", ""],
        ["", "Điểm", "Hạng", "Điểm", "Hạng"],
    ]


def test_spaced_rows_may_stand_one_behind_the_other() -> None:
    text = "Bảng điểm PAPI năm 2022: TT Tỉnh Điểm Hạng" + ROWS.replace("\n", " ") + "Nguồn: PAPI"
    assert cells(text)[0] == [
        ["Tỉnh", "Điểm", "Hạng"],
        ["Hà Nam", "41,2", "30"],
        ["Nam Định", "43,1", "15"],
        ["Bà Rịa - Vũng Tàu", "44,0", "9"],
    ]
    assert len(spaced(text)[1]) == 1


def test_spaced_names_may_be_glued_to_their_figures_or_end_with_a_colon() -> None:
    rows = ["Hà Nam41,2 30", "Nam Định: 43,1 15", "Kon Tum 40,2 50"]
    assert cells("Tỉnh Điểm Hạng\n" + "\n".join(rows) + "\n")[0][1:] == [
        ["Hà Nam", "41,2", "30"],
        ["Nam Định", "43,1", "15"],
        ["Kon Tum", "40,2", "50"],
    ]


def test_spaced_two_rows_that_say_what_they_have_are_a_table() -> None:
    assert cells("Năm: 2020 2021\nĐiểm: 84,12 86,45\nHạng: 34 28\n")[0] == [
        ["Năm:", "2020", "2021"],
        ["Điểm", "84,12", "86,45"],
        ["Hạng", "34", "28"],
    ]


def test_spaced_what_is_measured_against_a_year_is_a_column() -> None:
    for head in ("Tỉnh Điểm Hạng So với 2021", "Tỉnh Hạng 2022 Hạng so với năm 2021 Điểm so với năm 2021"):
        assert len(cells(head + "\nHà Nam 41,2 30 5\nNam Định 43,1 15 2\nKon Tum 40,2 50 -1\n")[0][0]) == 4


@pytest.mark.parametrize(
    "text",
    [
        # No head, one that tells fewer columns, one figure that may be two, too few rows.
        "Danh sách các tỉnh" + ROWS,
        "Tỉnh Điểm" + ROWS,
        "Tỉnh Điểm\nHà Nam41,230\nNam Định43,115\nKon Tum40,250\n",
        "Tỉnh Điểm Hạng\nHà Nam 41,2 30\nNam Định 43,1 15\n",
        # Sentences.
        "Điểm, hạng: có 1 huyện giảm 2,5 điểm, 2 huyện giảm 1,5 điểm và 3 xã tăng 3,4 điểm.",
        "",
    ],
)
def test_spaced_refuses(text: str) -> None:
    assert cells(text) == []
