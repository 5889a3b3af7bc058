"""Tables in a text are read back from its characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.articles.grid import find_tables, rendered, row_lines
from extract.articles.text import article_from_text


def cells(text: str) -> list[list[list[str]]]:
    return [[[cell.of(text) for cell in row] for row in grid.rows] for grid in find_tables(text).grids]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tỉnh | Điểm\nLai Châu | 60,1", [[["Tỉnh", "Điểm"], ["Lai Châu", "60,1"]]]),
        ("| Tỉnh | Điểm |\n|---|:-:|\n| Lai Châu | 60,1 |", [[["Tỉnh", "Điểm"], ["Lai Châu", "60,1"]]]),
        ("Tỉnh\tĐiểm\tHạng\nLai Châu\t60,1\t51", [[["Tỉnh", "Điểm", "Hạng"], ["Lai Châu", "60,1", "51"]]]),
        ("a | | c\n | b | d", [[["a", "", "c"], ["", "b", "d"]]]),
        ("A | B\n1 | 2\nx\nC | D\n3 | 4", [[["A", "B"], ["1", "2"]], [["C", "D"], ["3", "4"]]]),
        ("A | B\n1 | 2\nC | D | E\n3 | 4 | 5", [[["A", "B"], ["1", "2"]], [["C", "D", "E"], ["3", "4", "5"]]]),
        # A heading that has lost its empty cells; the second line of a cell.
        ("A\tĐiểm\na\t1\nKhối xã\nb\t2", [[["A", "Điểm"], ["a", "1"], ["Khối xã", ""], ["b", "2"]]]),
        ("A | B\na | b\nvà c\nd | e", [[["A", "B"], ["a", "b\nvà c"], ["d", "e"]]]),
        # Two tables side by side.
        ("A | Điểm | A | Điểm\na | 1 | b | 2", [[["A", "Điểm"], ["a", "1"]], [["A", "Điểm"], ["b", "2"]]]),
        ("Minh Anh | 5/3/2020", []),
        ("một dòng\nhai dòng", []),
        ("| a\n| b", []),
        ("|".join("x" * 80) + "\n" + "|".join("y" * 80), []),
    ],
)
def test_grid_is_found(text: str, found: list[list[list[str]]]) -> None:
    assert cells(text) == found


def test_grid_rows_keep_their_lines() -> None:
    assert row_lines(["Bảng", "A | B", "1 | 2", "", "C | D"]) == {1, 2}


word = st.text(st.sampled_from("abấ1,/ -"), max_size=6).map(lambda told: " ".join(told.split()))


@given(st.integers(2, 5).flatmap(lambda wide: st.lists(st.lists(word, min_size=wide, max_size=wide), min_size=2)))
def test_grid_rendered_rows_read_back(rows: list[list[str]]) -> None:
    filled = [at for at in range(len(rows[0])) if any(row[at] for row in rows)]
    found = cells("\n".join(rendered(rows)))
    if len(filled) > 1 and not any(all(set(cell) <= set("- ") for cell in row) for row in rows):
        # "-" says that a cell tells nothing.
        assert found == [[["" if row[at] == "-" else row[at] for at in filled] for row in rows]]


def test_grid_bar_in_a_cell_parts_nothing() -> None:
    assert rendered([["a|b", "c"]]) == ["a/b | c"]


def test_grid_rows_are_the_articles_own_whatever_they_say() -> None:
    """A row may look like a stamp, a byline, a caption."""
    text = "Tin\n\nTỉnh A đạt 65,3 điểm.\nNgày | Nơi\n05/03/2020 | 08:30\nẢnh: | PV\nTin liên quan | Minh Anh"
    assert article_from_text(text, "x").text.split("\n")[2:] == text.split("\n")[3:]
