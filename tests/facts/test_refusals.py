import pytest

from extract import extract
from tests.facts.told import told


@pytest.mark.parametrize(
    "text",
    [
        "Có 53/63 địa phương tăng điểm PCI năm 2020.",
        "PCI của tỉnh Yên Bái năm 2020 cao hơn điểm trung vị 2 điểm.",
        "Nội dung này của PAR INDEX tỉnh Yên Bái mất 5,2/12 điểm.",
        "Nếu không mất điểm ở PAR INDEX thì tỉnh Yên Bái đã đứng thứ 20.",
        "Đèn PAPI ở đường cất hạ cánh 17/35 được thay mới.",
        "Năm 2020, GRDP của tỉnh Yên Bái tăng 8,5%, thu ngân sách đứng thứ 20 cả nước.",
        "Khảo sát PCI 2017 cho thấy 59,3% doanh nghiệp trả chi phí không chính thức.",
        "Kế hoạch 53/KH-UBND ngày 15/7/2020 nhằm cải thiện PCI.",
        "Gia Lai không nằm trong top 30 PCI năm 2023.",
        "PCI 2024 là lần công bố thứ 20 của VCCI.",
        "DTI 2023 của Yên Bái chia thành 2 trụ cột: kinh tế số (600 điểm) và xã hội số (400 điểm).",
        "Khoảng cách điểm PCI 2019 giữa Yên Bái và tỉnh dẫn trước thu hẹp chỉ còn 17 điểm.",
        "PCI của Yên Bái giai đoạn 2016-2020 đạt bình quân 62 điểm/năm, trung bình mỗi năm tăng 1,5 điểm.",
        "DDCI 2023 của Yên Bái dựa trên 2.150 mẫu khảo sát; PCI phấn đấu tăng 2-3 bậc so với năm 2022.",
        "Điểm PCI của Yên Bái tăng không nhiều (1,25 điểm trong 3 năm).",
        "PAPI 2021 của Yên Bái vẫn chưa thể lọt vào tốp cao của 10 tỉnh dẫn đầu.",
        "Thang điểm PAR INDEX 2022 là 100, trong đó điểm thẩm định của Yên Bái là 68 điểm.",
        "Về PAR INDEX 2022 của tỉnh Yên Bái, nhóm tốt (chỉ số từ 90% trở lên) có 15 cơ quan.",
        "Năm 2021, chỉ số chuyển đổi số của Yên Bái tính cả mô hình chợ 4.0 ở các huyện.",
        "SIPAS được tính vào PAR INDEX 2023 của Yên Bái (chiếm 10% tổng số điểm).",
        "Ở PAR INDEX 2022 của Yên Bái, mất nhiều điểm nhất là hiện đại hóa hành chính, 7,1/16 điểm.",
        "Đoàn giám sát về PCI do ông Lê Văn Bình, Phó Chủ tịch HĐND tỉnh, dẫn đầu đã đến Yên Bái.",
        "Mỗi thứ năm, tổ công tác PCI của tỉnh Yên Bái tiếp doanh nghiệp.",
        "PAR INDEX năm 2023 của Yên Bái được công bố; bình quân khối huyện giảm, từ 83,1 điểm xuống 82,8 điểm.",
    ],
)
def test_refusals_figures_of_nobody_are_refused(text: str) -> None:
    assert [row for row in told(text) if row[4] != "count"] == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # How far it is behind others, and its own value behind that.
        ("PCI 2022 của Nghệ An kém lần lượt 2,1 điểm và 3,5 điểm so với Thanh Hóa và Hà Tĩnh, đạt 66,6 điểm.", [66.6]),
        ("PCI 2022 của Nghệ An thua lần lượt Thanh Hóa 2,1 điểm và Hà Tĩnh 3,5 điểm, đạt 66,6 điểm.", []),
        ("Gia Lai công bố PCI 2022. Cả nước có 5 tỉnh đạt 70 điểm, 12 tỉnh đạt 68,5 điểm.", []),
        ("Hà Nội công bố SIPAS 2018. Hai thủ tục đạt 98%, ba quận đạt 95,5%.", []),
        # Named behind, or no number of bodies: a value.
        ("Hà Nội công bố SIPAS 2018. Hai quận đạt 98% là Ba Đình và Hoàn Kiếm.", [98, 98]),
        ("Năm 2018 tỉnh Gia Lai đạt 70 điểm PCI. Quý 2 tỉnh đạt 60 điểm.", [70, 60]),
        ("PII năm 2025 của Gia Lai xếp vị trí 21/34 tỉnh, thành phố với tổng điểm 37,66.", [37.66]),
    ],
)
def test_refusals_value_of_so_many_unnamed_is_nobodys(text: str, values: list[float]) -> None:
    assert [o.value for o in extract(text).observations if o.metric == "score"] == values


def test_refusals_what_moved_most_is_nobodys() -> None:
    text = "PCI năm 2023: Lào Cai tăng 1,2 điểm, tỉnh giảm nhiều nhất là 2,94 điểm."
    assert [(o.metric, o.value) for o in extract(text).observations] == [("score_change", 1.2)]


@pytest.mark.parametrize(
    ("own", "other", "values"),
    [
        ("70,61", "73,02", [70.61, 73.02]),
        # More than half of what is compared, or how far the two are apart.
        ("24", "15,02", [24, 15.02]), ("42,61", "15,02", [42.61]), ("70,61", "1,02", [70.61]),
    ],
)  # fmt: skip
def test_refusals_more_than_a_gap_is_the_others_own(own: str, other: str, values: list[float]) -> None:
    text = f"PCI năm 2023: Lào Cai đạt {own} điểm, sau Quảng Ninh {other} điểm."
    assert [o.value for o in extract(text).observations] == values


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ("Kon Tum 64,9 41,1", []),
        ("Kon Tum 64,9 41,1 84,5", []),
        ("Kon Tum 64,9 điểm", [64.9]),
        ("Kon Tum 64,9", [64.9]),
    ],
)
def test_refusals_a_row_of_unnamed_columns_is_nobodys(row: str, values: list[float]) -> None:
    observations = extract(f"Kết quả PAPI và PCI các tỉnh năm 2022:\n{row}").observations
    assert [o.value for o in observations] == values


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("30/96 xã, phường của tỉnh Kon Tum đạt trên 60 điểm", []),
        ("phấn đấu 100% sở, ngành của tỉnh Kon Tum đạt trên 60 điểm", []),
        ("phấn đấu 100% dịch vụ công của tỉnh Kon Tum là toàn trình, DTI đạt trên 60 điểm", [60]),
        ("tỉnh Kon Tum phấn đấu đạt trên 60 điểm", [60]),
    ],
)
def test_refusals_what_so_many_within_a_province_have_is_not_its_own(said: str, values: list[float]) -> None:
    observations = extract(f"DTI năm 2024 được công bố. Năm 2024, {said}.").observations
    assert [o.value for o in observations if o.metric == "score"] == values
