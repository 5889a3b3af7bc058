from extract.folding import Text
from extract.reading.figures import find_figures


def test_listed_figures_bare_levels_behind_years_are_ranks_behind_a_rank() -> None:
    def ranks(text: str) -> list[float | None]:
        whole = Text(text)
        return [figure.value for figure in find_figures(whole, whole.whole) if figure.metric == "rank"]

    assert ranks("Năm 2018 tỉnh xếp thứ 58, năm 2019 lên 54, năm 2020: 53, năm 2021 là 52.") == [58, 54, 53, 52]
    assert ranks("Năm 2018 tỉnh xếp thứ 58, năm 2019 xuống 60.") == [58, 60]
    # What else may be counted so.
    assert ranks("Năm 2018 tỉnh xếp thứ 58, năm 2019 còn 54 doanh nghiệp, năm 2020 lên 12,5.") == [58]
    assert ranks("Năm 2018 tỉnh có 58 xã, năm 2019 còn 54.") == []
