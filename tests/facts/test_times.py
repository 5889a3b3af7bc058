"""Periods and baselines, told in the ways that newspapers tell them."""

import pytest

from extract.articles.text import article_from_text
from extract.facts.observations import read_observations
from extract.facts.times import shifted
from extract.folding import Text


def told(text: str) -> list[tuple[str, float | None, str | None, str | None]]:
    article = article_from_text(text, source="")
    found = read_observations(Text(article.text), article)
    return [(o.metric, o.value, o.period, o.baseline) for o in found if not o.derived]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "PCI Bình Dương từ vị trí thứ 25 năm 2015 vươn lên vị trí thứ 4 năm 2016.",
            [("rank", 25, "2015", None), ("rank", 4, "2016", None), ("rank_change", 21, "2016", "2015")],
            id="both-ends",
        ),
        pytest.param(
            "Bảng PCI 2018 ghi nhận Tây Ninh lên hạng 14 từ hạng 19 của năm 2017, đạt 63,9 điểm.",
            [("rank", 19, "2017", None), ("rank", 14, "2018", None), ("rank_change", 5, "2018", "2017"), ("score", 63.9, "2018", None)],
            id="ends-told-backwards",
        ),
        pytest.param(
            "PAPI 2023 của Hà Nam (trong ngoặc là của năm 2020): quản trị điện tử 3,48 (3,19).",
            [("score", 3.48, "2023", None), ("score", 3.19, "2020", None)],
            id="legend",
        ),
        pytest.param(
            "PAPI của Hà Nam năm 2022 đạt 42,9 điểm, tăng 1,3 điểm so với năm 2021 (41,6 điểm, xếp thứ 40).",
            [("score", 42.9, "2022", None), ("score_change", 1.3, "2022", "2021"), ("score", 41.6, "2021", None), ("rank", 40, "2021", None)],
            id="baseline-in-brackets",
        ),
        pytest.param(
            "Năm 2019 PAPI của Hưng Yên đạt 41,25 điểm. Hai năm sau, tỉnh đạt 45,37 điểm.",
            [("score", 41.25, "2019", None), ("score", 45.37, "2021", None)],
            id="years-later",
        ),
        pytest.param(
            "PCI Phú Thọ năm 2022 đạt 65 điểm. Trước đó, năm 2020 PCI đạt 62 điểm. PAPI của tỉnh đạt 43 điểm.",
            [("score", 65, "2022", None), ("score", 62, "2020", None), ("score", 43, "2022", None)],
            id="aside-is-left-by-another-index",
        ),
        pytest.param(
            "PCI Phú Thọ năm 2022 đạt 65 điểm.\nTrước đó, năm 2020 PCI đạt 62 điểm.\nPAPI của tỉnh đạt 43 điểm.",
            [("score", 65, "2022", None), ("score", 62, "2020", None), ("score", 43, "2022", None)],
            id="aside-ends-with-its-paragraph",
        ),
        pytest.param(
            "PCI Phú Thọ năm 2022 đạt 65 điểm. Trước đó, năm 2020 PCI đạt 62 điểm, thấp nhất vùng. Chỉ số đứng thứ 41.",
            [("score", 65, "2022", None), ("score", 62, "2020", None), ("rank", 41, "2020", None)],
            id="aside-goes-on-about-its-own-index",
        ),
        pytest.param(
            "PCI Gia Lai năm 2022 xếp thứ 26. Năm 2023 tỉnh lùi từ hạng 26 về hạng 31.",
            [("rank", 26, "2022", None), ("rank", 31, "2023", None), ("rank_change", -5, "2023", "2022")],
            id="end-known-from-before",
        ),
        pytest.param(
            "Từ thứ 54 năm 2020 với 60,2 điểm, PCI của Đắk Nông leo lên thứ 31 năm 2022 với 64,1 điểm.",
            [("rank", 54, "2020", None), ("score", 60.2, "2020", None), ("rank", 31, "2022", None), ("score", 64.1, "2022", None)],
            id="what-is-added-has-the-same-year",
        ),
        pytest.param(
            "Giai đoạn 2016-2020, PAR INDEX của Gia Lai từ vị trí 50 lên vị trí 38.",
            [("rank", 50, "2016", None), ("rank", 38, "2020", None), ("rank_change", 12, "2020", "2016")],
            id="ends-of-a-run-of-years",
        ),
        pytest.param(
            "PCI năm 2020 của Bình Định đứng thứ 37, năm 2021 lên thứ 11. Điểm số cũng từ 63,18 lên 68,32.",
            [("rank", 37, "2020", None), ("rank", 11, "2021", None), ("score", 63.18, "2020", None), ("score", 68.32, "2021", None), ("score_change", 5.14, "2021", "2020")],
            id="earlier-of-two-years-told",
        ),
        pytest.param(
            "Nhiều năm liên tục, PCI của Long An tăng từ hạng 50 lên hạng 10. Năm 2022 tỉnh tăng 3 bậc so với năm 2021.",
            [("rank", 50, None, None), ("rank", 10, "2022", None), ("rank_change", 40, "2022", None), ("rank_change", 3, "2022", "2021")],
            id="a-long-run-is-from-no-year",
        ),
        pytest.param(
            "DTI của Ninh Bình xếp thứ 46 năm 2020, thứ 35 năm 2021, thứ 27 năm 2022: một con đường dốc.",
            [("rank", 46, "2020", None), ("rank", 35, "2021", None), ("rank", 27, "2022", None)],
            id="a-colon-without-a-value",
        ),
        pytest.param(
            "PCI: Khánh Hòa ở hạng 34 năm 2011, cao nhất vào năm 2015 với hạng 15, rồi xuống hạng 27 năm 2018.",
            [("rank", 34, "2011", None), ("rank", 15, "2015", None), ("rank", 27, "2018", None)],
            id="years-of-their-own-are-no-row",
        ),
        pytest.param(
            "PCI năm 2021 của Long An xếp thứ 18, năm 2022 PCI và PAPI lần lượt xếp thứ 10 và 25.",
            [("rank", 18, "2021", None), ("rank", 10, "2022", None), ("rank", 25, "2022", None)],
            id="indices-in-turn-are-no-years",
        ),
        pytest.param(
            "PII 2024: Đà Nẵng xếp hạng 5 (PII 2023 xếp hạng 4).",
            [("rank", 5, "2024", None), ("rank", 4, "2023", None)],
            id="name-in-brackets-has-its-own-year",
        ),
        pytest.param(
            "PCI 2022: Long An tụt 12 bậc so với năm trước. Điểm số từ 64,74 còn 61,6.",
            [("rank_change", -12, "2022", "2021"), ("score", 64.74, "2021", None), ("score", 61.6, "2022", None)],
            id="level-that-was-left-in-other-words",
        ),
        pytest.param(
            "So với mức 63,5 điểm của năm 2021, PCI của Phú Yên đạt 65,2 điểm, tăng 4 bậc.",
            [("score", 63.5, "2021", None), ("score", 65.2, "2022", None), ("rank_change", 4, "2022", "2021")],
            id="compared-with-a-level-and-its-year",
        ),
        pytest.param(
            "PCI: Vĩnh Phúc từng ở vị trí thứ 5 (năm 2021), vậy mà chỉ sau 12 tháng đã lùi 3 bậc, còn hạng 8.",
            [("rank", 5, "2021", None), ("rank_change", -3, "2022", "2021"), ("rank", 8, "2022", None)],
            id="a-year-after-a-level",
        ),
        pytest.param(
            "DDCI năm 2022 của Long An đã công bố. PCI năm 2021 của tỉnh đạt 66 điểm. Khối huyện của DDCI 2022 có điểm trung vị là 70 điểm. Huyện Bến Lức dẫn đầu.",
            [("score", 66, "2021", None), ("rank", 1, "2022", None)],
            id="year-of-a-sentence-without-figures",
        ),
        pytest.param(
            "Giai đoạn 2018-2020, SIPAS của Trà Vinh lần lượt đạt 80,1%; 83,4% và 84,2%.",
            [("score", 80.1, "2018", None), ("score", 83.4, "2019", None), ("score", 84.2, "2020", None)],
            id="each-year-of-a-run",
        ),
        pytest.param(
            "DDCI quý I/2023 của Sở Y tế tỉnh Lạng Sơn đạt 72,3 điểm; quý II đạt 75,1 điểm.",
            [("score", 72.3, "2023-Q1", None), ("score", 75.1, "2023-Q2", None)],
            id="quarters-of-one-year",
        ),
        pytest.param(
            "9 tháng năm 2023, SIPAS của Sơn La đạt 93,2%, tăng 1,1% so với cùng kỳ năm 2022.",
            [("score", 93.2, "2023-M09", None), ("score_change", 1.1, "2023-M09", "2022-M09")],
            id="the-same-part-of-the-year-before",
        ),
        pytest.param(
            "DTI của Bình Thuận từ 0,31 điểm, hạng 45 năm 2020 lên 0,58 điểm, hạng 20 năm 2022.",
            [("score", 0.31, "2020", None), ("rank", 45, "2020", None), ("score", 0.58, "2022", None), ("rank", 20, "2022", None)],
            id="score-and-rank-share-the-year-behind",
        ),
        pytest.param(
            "Năm 2023, PCI của Quảng Bình xếp thứ 38; mục tiêu của năm 2024 là hạng 35.",
            [("rank", 38, "2023", None), ("rank", 35, "2024", None)],
            id="a-plan-behind-what-was-reached",
        ),
        pytest.param(
            "PCI của Lâm Đồng năm 2021 đạt 66,21 điểm, xếp thứ 15 (2020: 21).",
            [("score", 66.21, "2021", None), ("rank", 15, "2021", None), ("rank", 21, "2020", None)],
            id="a-number-behind-the-year-in-brackets",
        ),
        pytest.param(
            "Năm 2023 chứng kiến Long An từ hạng chót PCI của năm 2022 vươn lên hạng 5.",
            [("rank", 5, "2023", None)],
            id="what-is-left-behind-has-its-year",
        ),
        pytest.param(
            "PCI của Tây Ninh hiện xếp thứ 22 (năm 2020 xếp thứ 34).",
            [("rank", 22, None, None), ("rank", 34, "2020", None)],
            id="a-year-with-another-level-is-not-its",
        ),
        pytest.param(
            "PCI của Vĩnh Phúc lọt vào top 5, đạt 69,69 điểm. Đó là năm 2021. Năm 2022, tỉnh xếp thứ 8.",
            [("rank", 5, "2021", None), ("score", 69.69, "2021", None), ("rank", 8, "2022", None)],
            id="told-back-by-the-next-sentence",
        ),
        pytest.param(
            "PCI của Lạng Sơn trước đây xếp thứ 52, năm 2021 xếp thứ 36.",
            [("rank", 52, None, None), ("rank", 36, "2021", None)],
            id="long-ago",
        ),
        pytest.param(
            "Nếu năm 2022 Hải Phòng không mất điểm thì đã đứng thứ 2 về PCI. Năm 2022, thành phố xếp thứ 3 về PCI.",
            [("rank", 3, "2022", None)],
            id="what-did-not-come-true",
        ),
        pytest.param(
            "Hưng Yên phân tích các chỉ số năm 2023. PCI của tỉnh xếp thứ 12. Năm 2022, PCI xếp thứ 14.\nPAPI đạt 43,9 điểm.",
            [("rank", 12, "2023", None), ("rank", 14, "2022", None), ("score", 43.9, "2023", None)],
            id="back-to-the-latest-year",
        ),
        pytest.param(
            "PCI 2022 của Kiên Giang rơi từ hạng 31 năm 2021 xuống hạng 61. 7/10 chỉ số thành phần giảm điểm.",
            [("rank", 31, "2021", None), ("rank", 61, "2022", None), ("rank_change", -30, "2022", "2021"), ("count", 7, "2022", "2021")],
            id="counted-against-the-earlier-end",
        ),
        pytest.param(
            "PCI của Đắk Lắk các năm 2019, 2020, 2021 xếp thứ 20, 31 và 15.",
            [("rank", 20, "2019", None), ("rank", 31, "2020", None), ("rank", 15, "2021", None)],
            id="a-rank-for-each-year",
        ),
        pytest.param(
            "PCI của Đắk Lắk các năm 2019, 2020 xếp thứ 20, 3 chỉ số tăng.",
            [("rank", 20, "2020", None), ("rank", 20, "2019", None), ("count", 3, "2020", None)],
            id="no-count-is-a-rank",
        ),
        pytest.param(
            "PAPI năm 2023 của Gia Lai tăng 0,5 điểm so với năm 2022. PAPI tăng 11 bậc so với đầu nhiệm kỳ.",
            [("score_change", 0.5, "2023", "2022"), ("rank_change", 11, "2023", None)],
            id="baseline-is-no-year",
        ),
        pytest.param(
            "So với năm 2018, PCI năm 2019 của Nam Định có 6 chỉ số tăng điểm. Có 4/10 chỉ số giảm điểm.",
            [("count", 6, "2019", "2018"), ("count", 4, "2019", "2018")],
            id="the-rest-is-counted-against-the-same-year",
        ),
        pytest.param(
            "Kế hoạch nâng cao PCI năm 2024 của Tây Ninh vừa ban hành. PCI 2022 của tỉnh đạt 62 điểm. Tỉnh phấn đấu PCI đạt 66 điểm.",
            [("score", 62, "2022", None), ("score", 66, "2024", None)],
            id="year-of-a-plan",
        ),
        pytest.param(
            "PCI của Bắc Ninh có biến động: năm 2013/2012 tăng 35 bậc, năm 2014/2013 giảm 19 bậc.",
            [("rank_change", 35, "2013", "2012"), ("rank_change", -19, "2014", "2013")],
            id="year-against-year",
        ),
        pytest.param(
            "PCI 2019 của Bắc Ninh từ vị trí thứ 8 (với 65,53 điểm) năm 2018 lên vị trí thứ 3 với 71,3 điểm.",
            [("rank", 8, "2018", None), ("score", 65.53, "2018", None), ("rank", 3, "2019", None), ("score", 71.3, "2019", None)],
            id="bracket-before-its-year",
        ),
        pytest.param(
            "Bắc Ninh dẫn đầu bảng xếp hạng PCI 2013 từ vị trí số 12 của năm ngoái.",
            [("rank", 1, "2013", None), ("rank", 12, "2012", None)],
            id="relative-year-behind",
        ),
        pytest.param(
            "Bắc Ninh từng 3 năm liên tiếp (2008-2010) giữ vị trí quán quân PCI.",
            [("rank", 1, "2010", None)],
            id="once-with-its-years",
        ),
        pytest.param(
            "PCI Ninh Bình năm 2022 tăng 14 bậc so với năm 2021. Trong đó, 6/10 chỉ số thành phần tăng điểm.",
            [("rank_change", 14, "2022", "2021"), ("count", 6, "2022", "2021")],
            id="count-of-what-was-compared",
        ),
        pytest.param(
            "PCI của Hà Nam năm 2019 và 2020 xếp hạng 59, năm 2021 đứng thứ 48, hạng 14 (2022, 2023).",
            [("rank", 59, "2020", None), ("rank", 59, "2019", None), ("rank", 48, "2021", None), ("rank", 14, "2022", None), ("rank", 14, "2023", None)],
            id="one-rank-for-several-years",
        ),
        pytest.param(
            "PCI của Hà Nam xếp hạng 5 năm 2019, năm 2020 hạng 6.",
            [("rank", 5, "2019", None), ("rank", 6, "2020", None)],
            id="each-rank-has-one-year",
        ),
        pytest.param(
            "Điểm PCI 2020 tăng so với năm 2019: Bắc Ninh (71,2 so với 70,3).",
            [("score", 71.2, "2020", None), ("score", 70.3, "2019", None)],
            id="level-compared-in-brackets",
        ),
        pytest.param(
            "PCI năm 2022 của Hà Nam tăng 9 bậc so với năm 2021, PAPI tăng 1 bậc. PCI của Hà Nam (65,2 so với 64,1) tăng 1,1 điểm.",
            [("rank_change", 9, "2022", "2021"), ("rank_change", 1, "2022", "2021"), ("score", 65.2, "2022", None), ("score", 64.1, "2021", None), ("score_change", 1.1, "2022", "2021")],
            id="level-compared-with-the-year-in-force",
        ),
        pytest.param(
            "Dù vẫn trong tốp 5 về PCI, Quảng Ninh đã tụt 1 bậc, từ vị trí thứ 4 năm 2013 xuống vị trí thứ 5 năm 2014.",
            [("rank", 5, "2014", None), ("rank_change", -1, "2014", "2013"), ("rank", 4, "2013", None), ("rank", 5, "2014", None)],
            id="printed-change-with-its-ends",
        ),
        pytest.param(
            "Quảng Ninh có 6 năm dẫn đầu PAR INDEX (2017 - 2020 và 2022 - 2023).",
            [("rank", 1, "2023", None)],
            id="last-of-several-runs",
        ),
        pytest.param(
            "Quảng Ninh phấn đấu nâng điểm PCI từ 73,4 điểm năm 2019 lên 75,3 điểm.",
            [("score", 73.4, "2019", None), ("score", 75.3, None, None), ("score_change", 1.9, None, "2019")],
            id="target-begins-at-a-report",
        ),
        pytest.param(
            "PCI của Lâm Đồng lần lượt xếp thứ 22, 27 và 23 trong các năm 2017, 2018 và 2020.",
            [("rank", 22, "2017", None), ("rank", 27, "2018", None), ("rank", 23, "2020", None)],
            id="years-behind-their-ranks",
        ),
        pytest.param(
            "PCI năm 2022 của Đồng Nai lùi 10 bậc xuống thứ 32, trong khi năm 2021 xếp thứ 22, tăng 1 bậc so với năm 2020.",
            [("rank_change", -10, "2022", "2021"), ("rank", 32, "2022", None), ("rank", 22, "2021", None), ("rank_change", 1, "2021", "2020")],
            id="baseline-of-another-year",
        ),
        pytest.param(
            "PAR INDEX 2023 của Đồng Nai giảm 6 bậc so với lần công bố trước, thấp hơn 2,27 điểm so với đỉnh năm 2021.",
            [("rank_change", -6, "2023", "2022"), ("score_change", -2.27, "2023", "2021")],
            id="baseline-told-by-other-words",
        ),
        pytest.param(
            "So với năm 2021, PCI năm 2022 của Lâm Đồng rớt từ tốp 10 xuống thứ 15.",
            [("rank", 10, "2021", None), ("rank", 15, "2022", None)],
            id="level-that-was-left",
        ),
        pytest.param(
            "PCI năm 2022 của Lâm Đồng từ vị trí thứ 8 (với 65,53 điểm) lên vị trí thứ 3.",
            [("rank", 8, None, None), ("score", 65.53, None, None), ("rank", 3, "2022", None)],
            id="level-that-was-left-with-its-score",
        ),
    ],
)  # fmt: skip
def test_times_each_figure_has_its_year(text: str, wanted: list[tuple[str, float, str, str | None]]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    ("period", "years", "later"),
    [("2019", 1, "2020"), ("2020-H1", -1, "2019-H1"), (None, 1, None), ("2019", None, None)],
)
def test_times_shifted_moves_the_year_only(period: str | None, years: int | None, later: str | None) -> None:
    assert shifted(period, years) == later
