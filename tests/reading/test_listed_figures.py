from extract.folding import Text
from extract.reading.figures import find_figures
from tests.clock import at_most


def test_listed_figures_bare_levels_behind_years_are_ranks_behind_a_rank() -> None:
    def ranks(text: str) -> list[float | None]:
        whole = Text(text)
        return [figure.value for figure in find_figures(whole, whole.whole) if figure.metric == "rank"]

    assert ranks("Năm 2018 tỉnh xếp thứ 58, năm 2019 lên 54, năm 2020: 53, năm 2021 là 52.") == [58, 54, 53, 52]
    assert ranks("Năm 2018 tỉnh xếp thứ 58, năm 2019 xuống 60.") == [58, 60]
    # What else may be counted so.
    assert ranks("Năm 2018 tỉnh xếp thứ 58, năm 2019 còn 54 doanh nghiệp, năm 2020 lên 12,5.") == [58]
    assert ranks("Năm 2018 tỉnh có 58 xã, năm 2019 còn 54.") == []


def test_listed_figures_levels_behind_years_take_linear_time() -> None:
    text = Text("Tỉnh có " + "năm 2013: 28, " * 3000)
    with at_most(500):  # quadratic, it took three times as many
        assert not [figure for figure in find_figures(text, text.whole) if figure.metric == "rank"]


def test_listed_figures_a_level_in_a_bracket_does_not_part_a_row() -> None:
    text = Text("Năm 2018 tỉnh xếp thứ 58 (năm 2017: 60), năm 2019: 54, năm 2020: 53.")
    assert [figure.value for figure in find_figures(text, text.whole)][-2:] == [54, 53]


def test_listed_figures_places_in_turn_are_those_that_a_word_for_them_heads() -> None:
    def ranks(text: str) -> list[float | None]:
        whole = Text(text)
        return [figure.value for figure in find_figures(whole, whole.whole) if figure.label == "of_name"]

    assert ranks("Đứng đầu là Hưng Yên (1), Hà Nam (2), cuối bảng gồm Sơn La (62), Cao Bằng (63).") == [1, 2, 62, 63]
    assert ranks("Đứng đầu là Hưng Yên (1), Hà Nam (5), cuối bảng gồm Sơn La (2), Cao Bằng (3).") == [2, 3]
    # In no order, or headed by nothing.
    assert ranks("Đứng đầu là Hưng Yên (4), Hà Nam (9); dự họp có Sơn La (1), Cao Bằng (2).") == []
    assert ranks("Các tỉnh dự họp gồm Hưng Yên (1), Hà Nam (2).") == []


def test_listed_figures_names_before_bare_ranks_may_have_a_long_dash() -> None:
    text = Text("Vĩnh Phúc xếp thứ 8, Bà Rịa – Vũng Tàu 4 và Thái Bình 25.")
    assert [figure.value for figure in find_figures(text, text.whole)] == [8, 4, 25]


def test_listed_figures_parts_may_stand_before_bare_ranks() -> None:
    def ranks(text: str) -> list[float | None]:
        whole = Text(text)
        return [figure.value for figure in find_figures(whole, whole.whole)]

    assert ranks("gia nhập thị trường xếp thứ 60, chi phí thời gian 44 và chỉ số tính minh bạch 50.") == [60, 44, 50]
    assert ranks("gia nhập thị trường xếp thứ 60, số xã miền núi 44.") == [60]
