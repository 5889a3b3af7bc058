"""Both ends of movements, and the periods in force."""

import pytest

from tests.facts.times.told import told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "Bạc Liêu phấn đấu PCI đạt 69 điểm, PAPI tăng 3 bậc, PAR INDEX đạt 89% vào cuối năm 2025.",
            [("score", 69, "2025", None), ("rank_change", 3, "2025", None), ("score", 89, "2025", None)],
            id="the-year-behind-several-goals",
        ),
        pytest.param(
            "Năm 2024, Bạc Liêu phấn đấu PCI đạt 69 điểm, DTI đạt 0,7 điểm vào năm 2026.",
            [("score", 69, "2024", None), ("score", 0.7, "2026", None)],
            id="goals-with-a-year-each",
        ),
        pytest.param(
            "Bạc Liêu phấn đấu PCI đạt 69 điểm, rồi 72 điểm vào năm 2030.",
            [("score", 69, None, None), ("score", 72, "2030", None)],
            id="one-goal-behind-another",
        ),
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
            "PAPI năm 2022 của Gia Lai giảm 1,2 điểm so với năm 2021 và 0,8 điểm so với năm 2020, PCI tăng 4 bậc so với năm 2021 và 10 bậc so với trung bình vùng.",
            [("score_change", -1.2, "2022", "2021"), ("score_change", -0.8, "2022", "2020"), ("rank_change", 4, "2022", "2021")],
            id="changes-against-two-years",
        ),
        pytest.param(
            "PCI năm 2021 của Hưng Yên tăng 1,5 điểm so với năm 2020. Chi phí thời gian tăng từ 8,24 lên 8,46 điểm.",
            [("score_change", 1.5, "2021", "2020"), ("score", 8.24, "2020", None), ("score", 8.46, "2021", None), ("score_change", 0.22, "2021", "2020")],
            id="a-name-tells-no-long-run",
        ),
        pytest.param(
            "PCI năm 2015 của Hà Nội tăng 2 bậc so với năm 2014. Trước đó, thành phố từ vị trí 33 lên 26 năm 2014.",
            [("rank_change", 2, "2015", "2014"), ("rank", 33, None, None), ("rank", 26, "2014", None), ("rank_change", 7, "2014", None)],
            id="no-end-has-the-baseline-of-another-year",
        ),
        pytest.param(
            "PCI 2022 của Hòa Bình xếp thứ 45. Sau lần tăng 5 bậc, từ thứ 52 lên thứ 47, trong bảng xếp hạng PCI 2020, tỉnh chững lại.",
            [("rank", 45, "2022", None), ("rank_change", 5, "2020", None), ("rank", 52, None, None), ("rank", 47, "2020", None)],
            id="both-ends-seen-in-the-index-of-a-year",
        ),
        pytest.param(
            "PCI 2019 của Cà Mau xếp thứ 46. Tỉnh tụt từ thứ 29 xuống thứ 45, trong PCI 2017 xếp thứ 50.",
            [("rank", 46, "2019", None), ("rank", 29, None, None), ("rank", 45, "2019", None), ("rank_change", -16, "2019", None), ("rank", 50, "2017", None)],
            id="what-an-index-of-a-year-tells-itself",
        ),
        pytest.param(
            "PAPI năm 2022 của Ninh Thuận xếp thứ 4. Năm 2020 và 2021, tỉnh lần lượt xếp thứ 58 và 14. Tỉnh tăng 54 bậc so với hai năm trước đó.",
            [("rank", 4, "2022", None), ("rank", 58, "2020", None), ("rank", 14, "2021", None), ("rank_change", 54, "2022", "2020")],
            id="years-back-from-the-main-year",
        ),
        pytest.param(
            "PCI năm 2019 của Hưng Yên đạt 63,6 điểm. Năm 2017, tỉnh đạt 59,09 điểm. Điểm số khi ấy giảm 5 điểm so với 3 năm trước.",
            [("score", 63.6, "2019", None), ("score", 59.09, "2017", None), ("score_change", -5, "2017", "2014")],
            id="years-back-from-an-earlier-year",
        ),
        pytest.param(
            "Hải Phòng đứng thứ 3 về chỉ số thương mại điện tử\n\nNăm 2017, Hải Phòng đạt 54,9 điểm, xếp thứ 3 trong báo cáo EBI 2018. Chỉ số B2C đạt 41 điểm.",
            [("rank", 3, "2017", None), ("score", 54.9, "2017", None), ("score", 41, "2017", None)],
            id="a-report-of-the-year-before",
        ),
        pytest.param(
            "Quảng Ninh xếp thứ 5 về PCI\n\nNăm 2018, tỉnh đứng thứ 12 nhưng PCI 2019 cho thấy bước tiến. Tỉnh xếp thứ 5.",
            [("rank", 5, "2019", None), ("rank", 12, "2018", None)],
            id="no-report-of-the-year-before",
        ),
        pytest.param(
            "Thái Bình cải thiện PCI và PGI năm 2024\n\nPCI năm 2023 của tỉnh xếp thứ 26.\nPGI của tỉnh xếp thứ 9.",
            [("rank", 26, "2023", None), ("rank", 9, "2023", None)],
            id="year-of-the-news",
        ),
        pytest.param(
            "PCI và PGI năm 2024 của Sơn La\n\nPCI năm 2023 của tỉnh xếp thứ 51.\nPGI của tỉnh xếp thứ 9, tăng 2 bậc so với năm 2023.",
            [("rank", 51, "2023", None), ("rank", 9, "2024", None), ("rank_change", 2, "2024", "2023")],
            id="year-of-the-headline",
        ),
        pytest.param(
            "Công bố chỉ số PCI và PAPI năm 2024\n\nNăm 2023, PCI của Sơn La xếp thứ 50.\nPAPI của tỉnh xếp thứ 20.",
            [("rank", 50, "2023", None), ("rank", 20, "2024", None)],
            id="year-of-what-is-published",
        ),
        pytest.param(
            "DTI các sở của tỉnh Cà Mau: Sở Tư pháp xếp thứ nhất.\nCăn cứ kết quả xếp hạng năm 2022, các sở cải thiện các chỉ số trong năm 2023 và các năm tiếp theo.",
            [("rank", 1, "2022", None)],
            id="year-behind-all-figures",
        ),
        pytest.param(
            "DDCI tỉnh Phú Yên: Sở Y tế xếp thứ nhất.\nSở Y tế cần cải thiện chỉ số này trong năm 2023.",
            [("rank", 1, None, None)],
            id="year-yet-to-come",
        ),
        pytest.param(
            "Nhiều năm liên tục, PCI của Long An tăng từ hạng 50 lên hạng 10. Năm 2022 tỉnh tăng 3 bậc so với năm 2021.",
            [("rank", 50, None, None), ("rank", 10, "2022", None), ("rank_change", 40, "2022", None), ("rank_change", 3, "2022", "2021")],
            id="a-long-run-is-from-no-year",
        ),
        pytest.param(
            "DDCI năm 2022 của Long An đã công bố. PCI năm 2021 của tỉnh đạt 66 điểm. Khối huyện của DDCI 2022 có điểm trung vị là 70 điểm. Huyện Bến Lức dẫn đầu.",
            [("score", 66, "2021", None), ("rank", 1, "2022", None)],
            id="year-of-a-sentence-without-figures",
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
            "Kế hoạch nâng cao PCI năm 2024 của Tây Ninh vừa ban hành. PCI 2022 của tỉnh đạt 62 điểm. Tỉnh phấn đấu PCI đạt 66 điểm.",
            [("score", 62, "2022", None), ("score", 66, "2024", None)],
            id="year-of-a-plan",
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
            "Quảng Ninh phấn đấu nâng điểm PCI từ 73,4 điểm năm 2019 lên 75,3 điểm.",
            [("score", 73.4, "2019", None), ("score", 75.3, None, None), ("score_change", 1.9, None, "2019")],
            id="target-begins-at-a-report",
        ),
    ],
)  # fmt: skip
def test_read_each_figure_has_the_period_in_force(text: str, wanted: list[tuple[str, float, str, str | None]]) -> None:
    assert told(text) == wanted
