"""Whose figure it is."""

import pytest

from extract import extract


def owners(text: str) -> list[tuple[str | None, float | None]]:
    return [(o.subject.name, o.value) for o in extract(text).observations if not o.derived and o.subject]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # An index that is taken at a level: those of that level own its figures, the province none.
        (
            "Huyện Lập Thạch đặt chỉ tiêu. Năm 2024, PAR INDEX cấp huyện đạt 90 điểm. Tổng hợp DDCI xếp thứ 3.",
            [("huyện Lập Thạch", 90), ("huyện Lập Thạch", 3)],
        ),
        (
            "Chỉ số CCHC cấp huyện năm 2023 của Lâm Đồng, Đà Lạt đạt 91,5 điểm. Đức Trọng 90 điểm.",
            [("thành phố Đà Lạt", 91.5), ("huyện Đức Trọng", 90)],
        ),
        ("Vị trí đầu bảng chỉ số CCHC cấp huyện năm 2023 của Cần Thơ đổi chủ.", []),
        ("SIPAS cấp huyện năm 2022 ở Thừa Thiên Huế: thành phố Huế đạt 92 điểm.", [("thành phố Huế", 92)]),
        ("PCI năm 2022 của thành phố Huế đạt 69,36 điểm.", [("Thừa Thiên Huế", 69.36)]),
        (
            "TP.Dĩ An dẫn đầu Bình Dương về DTI năm 2022. Ở cấp xã, phường An Bình (TP.Dĩ An) đạt 80,2 điểm.",
            [("thành phố Dĩ An", 1), ("phường An Bình", 80.2)],
        ),
        # … and goes on for the province where that is told, or the index named again.
        (
            "Ở khối huyện, Mỹ Đức dẫn đầu PAR INDEX năm 2022 với 94 điểm. PAR INDEX của Hà Nội đạt 89,58 điểm.",
            [("huyện Mỹ Đức", 1), ("huyện Mỹ Đức", 94), ("Hà Nội", 89.58)],
        ),
        ("Nhờ cấp huyện, cấp xã vào cuộc, PAR INDEX năm 2022 của Hà Nam đạt 85 điểm.", [("Hà Nam", 85)]),
        ("PAR INDEX năm 2021 gồm cấp bộ, cấp tỉnh. Hà Nam đạt 85 điểm.", [("Hà Nam", 85)]),
        (
            "Ở khối bộ, Bộ Tư pháp dẫn đầu PAR INDEX 2021 với 91,7%. Ở khối địa phương, Hải Phòng đạt 91,8%.",
            [("Bộ Tư pháp", 1), ("Bộ Tư pháp", 91.7), ("Hải Phòng", 91.8)],
        ),
        ("Kết quả này nhờ cấp huyện, cấp xã. PAR INDEX 2022 của Bến Tre đạt 84,3 điểm.", [("Bến Tre", 84.3)]),
        (
            "Bến Tre đứng thứ 30 PAR INDEX 2022 nhờ cấp huyện, cấp xã. Điểm đạt 84,3 điểm.",
            [("Bến Tre", 30), ("Bến Tre", 84.3)],
        ),
        ("Ở khối sở của Bến Tre, chỉ số CCHC năm 2022 trung bình đạt 88,1 điểm; khối huyện 87 điểm.", []),
        # Of a class the province is only where it lies.
        (
            "Huyện Ia H’Drai nâng hạng\nNăm 2021, huyện xếp cuối 10 huyện, thành phố của tỉnh Kon Tum về chỉ số CCHC "
            "(71,9 điểm). Năm 2022, đơn vị này đạt 84,2 điểm.",
            [("huyện Ia H’Drai", 10), ("huyện Ia H’Drai", 71.9), ("huyện Ia H’Drai", 84.2)],
        ),
        # An index that rates provinces only has no value of a body, of a district.
        (
            "PCI năm 2023 của Hải Dương đạt 69,3 điểm. Phê bình Sở Xây dựng (chủ trì Tiếp cận đất đai) vì PCI giảm 2 bậc.",
            [("Hải Dương", 69.3), ("Hải Dương", -2)],
        ),
        ("Chỉ số PAPI năm 2021 của cố đô Hoa Lư, tỉnh Ninh Bình đạt 43,97 điểm.", [("Ninh Bình", 43.97)]),
    ],
)
def test_subjects_of_a_level_own_the_figures_of_the_index_at_that_level(
    text: str, told: list[tuple[str, float]]
) -> None:
    assert owners(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # A region that a rank holds in owns none of the ranks behind.
        (
            "PAPI của Vĩnh Long năm 2019 đứng đầu vùng ĐBSCL và thứ 6 cả nước.",
            [("Vĩnh Long", 1), ("Vĩnh Long", 6)],
        ),
        (
            "Thái Bình đạt 88,41 điểm PAR INDEX năm 2023. So với mặt bằng đồng bằng sông Hồng, kết quả này xếp thứ 8/11.",
            [("Thái Bình", 88.41), ("Thái Bình", 8)],
        ),
        ("Vùng Đông Nam Bộ đứng đầu cả nước về PCI năm 2021.", [("Đông Nam Bộ", 1)]),
        # Who tells a figure is not whose it is.
        ("Tin từ Sở Nội vụ tỉnh Thái Nguyên: SIPAS năm 2022 của tỉnh xếp thứ 2.", [("Thái Nguyên", 2)]),
        # The country that a rank holds in, or that stands before one, owns no figure.
        (
            "PCI năm 2022 của Bắc Giang: chi phí thời gian dẫn đầu cả nước (8,13 điểm).",
            [("Bắc Giang", 1), ("Bắc Giang", 8.13)],
        ),
        (
            "PAR INDEX năm 2022 của Hà Giang xếp thứ 9 trong vùng, còn cả nước là vị trí thứ 48, với 83,1 điểm.",
            [("Hà Giang", 9), ("Hà Giang", 48), ("Hà Giang", 83.1)],
        ),
        ("PAPI năm 2022: đứng đầu là Quảng Ninh, tiếp đến Bình Dương thứ hai.", [("Quảng Ninh", 1), ("Bình Dương", 2)]),
        ("Ngôi vị số 1 PCI năm 2014 vẫn là của Đà Nẵng, 66,87 điểm.", [("Đà Nẵng", 1), ("Đà Nẵng", 66.87)]),
        # The places of the sentence before, in their order.
        (
            "PAPI 2019 của Bạc Liêu là 43,15, của Cà Mau là 41,52. Năm 2020, hai con số ấy lần lượt là 42,37 và 41,9.",
            [("Bạc Liêu", 43.15), ("Cà Mau", 41.52), ("Bạc Liêu", 42.37), ("Cà Mau", 41.9)],
        ),
    ],
)
def test_subjects_are_those_that_the_figure_is_told_of(text: str, told: list[tuple[str, float]]) -> None:
    assert owners(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # Departments and ministries without their noun, where figures are told of such.
        (
            "Kết quả CCHC khối sở năm 2023 của Lào Cai: chỉ số CCHC khối sở có Tài chính 95,2 điểm; Y tế (90,1 điểm).",
            [("Sở Tài chính", 95.2), ("Sở Y tế", 90.1)],
        ),
        (
            "Chỉ số CCHC khối sở năm 2023 của Lào Cai đã có. Nội vụ dẫn đầu với 95,2 điểm, xếp cuối là Y tế, 80,5 điểm.",
            [("Sở Nội vụ", 1), ("Sở Nội vụ", 95.2), ("Sở Y tế", 80.5)],
        ),
        (
            "Ở khối bộ, Tư pháp đạt 91,7% PAR INDEX 2022; Giáo dục và Đào tạo thấp nhất, 78%.",
            [("Bộ Tư pháp", 91.7), ("Bộ Giáo dục và Đào tạo", 78)],
        ),
        # Districts that nobody knows.
        (
            "DDCI năm 2022: Suối Sâu 80 điểm; Đồng Cao đạt 79,4 điểm; đứng cuối là Bến Lội, 78 điểm.",
            [("Suối Sâu", 80), ("Đồng Cao", 79.4), ("Bến Lội", 78)],
        ),
        # No district: a person, a component, a name in capitals only, one of one syllable.
        ("DDCI năm 2022 của Hà Nam đã có. Ông Nguyễn Văn Nam chấm 80 điểm.", []),
        ("DDCI năm 2022: Chi Phí Thời Gian đạt 7,2 điểm; VNPT IOC 80 điểm; Xuân 79 điểm.", []),
        # Outside of such a list they are words as any other.
        ("PAR INDEX năm 2022 của Hà Nam: Tài chính công đạt 10,2 điểm.", [("Hà Nam", 10.2)]),
        # What a district is called by its party's committee.
        (
            "Bí thư Huyện ủy Krông Nô nêu DDCI năm 2022 của huyện: kết quả 68,9 điểm.",
            [("huyện Krông Nô", 68.9)],
        ),
    ],
)
def test_subjects_are_listed_without_their_noun(text: str, told: list[tuple[str, float]]) -> None:
    assert owners(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Năm 2022, Lào Cai bị Yên Bái qua mặt, tụt xuống thứ 30 PAPI.", [("Lào Cai", 30)]),
        ("Năm 2022, Lào Cai để Yên Bái vượt lên, chỉ còn đứng thứ 30 PAPI.", [("Lào Cai", 30)]),
        (
            "PCI năm 2022 của chúng ta đạt 65,2 điểm, kém Thái Bình, ông Lê Nam, Chủ tịch UBND tỉnh Hà Nam nói.",
            [("Hà Nam", 65.2)],
        ),
        (
            "Sở Tài chính tỉnh Hưng Yên đạt 95 điểm chỉ số CCHC năm 2022, đơn vị này tăng 2 bậc.",
            [("Sở Tài chính", 95), ("Sở Tài chính", 2)],
        ),
        (
            "Nghệ An xếp thứ 23, Hà Tĩnh xếp thứ 18 PCI năm 2022. Hai tỉnh lần lượt đạt 66,6 điểm và 67,1 điểm.",
            [("Nghệ An", 23), ("Hà Tĩnh", 18), ("Nghệ An", 66.6), ("Hà Tĩnh", 67.1)],
        ),
        (
            "PAR INDEX 2023 của các bộ đạt bình quân 84,38%, của các địa phương đạt 86,98%, riêng Hải Phòng 91,87%.",
            [("Việt Nam", 86.98), ("Hải Phòng", 91.87)],
        ),
        (
            "Tính chung cả nước, SIPAS năm 2023 đạt 82,66%. Nam Định đạt 84,1%.",
            [("Việt Nam", 82.66), ("Nam Định", 84.1)],
        ),
        ("Bình quân cả nước, PAPI năm 2022 đạt 42 điểm; Nam Định 43 điểm.", [("Việt Nam", 42), ("Nam Định", 43)]),
        (
            "SIPAS năm 2023 của Nam Định là 84,1%, trên bình quân chung. Mức bình quân ấy là 82,66%.",
            [("Nam Định", 84.1), ("Việt Nam", 82.66)],
        ),
        # Who speaks for the home; two told of, one beside the other; two taken up in one sentence; the region's own mean.
        (
            'Ông Lê Nam, Chủ tịch UBND tỉnh Hà Giang: "Bộ Nội vụ xếp chúng tôi thứ 48 về SIPAS năm 2022".',
            [("Hà Giang", 48)],
        ),
        (
            "Nếu như Bắc Giang đứng thứ hai PCI 2022, thì Lạng Sơn đứng thứ 15.",
            [("Bắc Giang", 2), ("Lạng Sơn", 15)],
        ),
        ("Nếu Bắc Giang không mất điểm thì PCI 2022 đã xếp thứ nhất.", []),
        (
            "Sơn La đạt 84,1% PAR INDEX 2022, Điện Biên 83,5%; hai tỉnh này lần lượt xếp thứ 40 và 44.",
            [("Sơn La", 84.1), ("Điện Biên", 83.5), ("Sơn La", 40), ("Điện Biên", 44)],
        ),
        (
            "PAR INDEX 2022 của Sơn La đạt 84,1%, cao hơn mức trung bình của vùng (83,2%).",
            [("Sơn La", 84.1), ("Trung du và miền núi phía Bắc", 83.2)],
        ),
        # Of those compared with, where the list of them ends; what joins owners.
        ("Vượt qua Đồng Tháp và Long An, Bắc Giang xếp thứ 4 PCI 2023.", [("Bắc Giang", 4)]),
        ("Vượt qua Đồng Tháp, Bắc Giang xếp thứ 4 PCI 2023.", [("Bắc Giang", 4)]),
        ("Năm 2023, Hà Nam xếp sau Nam Định, Ninh Bình, đứng thứ 30 PCI.", [("Hà Nam", 30)]),
        (
            "PCI 2023 của Bắc Giang chỉ sau Quảng Ninh (71,25 điểm), Long An (70,94 điểm), đạt 69,75 điểm.",
            [("Quảng Ninh", 71.25), ("Long An", 70.94), ("Bắc Giang", 69.75)],
        ),
        (
            "UBND thị xã Sa Pa và UBND huyện Bát Xát lần lượt xếp thứ 1 và thứ 2 về DDCI năm 2022.",
            [("thị xã Sa Pa", 1), ("huyện Bát Xát", 2)],
        ),
        ("Trong các sở được chấm CCHC năm 2022 của tỉnh Phú Yên, Sở Y tế dẫn đầu.", [("Sở Y tế", 1)]),
        (
            "Năm 2020, Ngân hàng Nhà nước, tỉnh Gia Lai dẫn đầu chỉ số CCHC.",
            [("Ngân hàng Nhà nước Việt Nam", 1), ("Gia Lai", 1)],
        ),
        ("PII năm 2024: 1 địa phương (Bắc Ninh) xuống vị trí 11.", [("Bắc Ninh", 11)]),
        ("PAPI năm 2022 của xứ Thanh xếp thứ 3, của Nghệ An thứ 9.", [("Thanh Hóa", 3), ("Nghệ An", 9)]),
    ],
)
def test_subjects_are_no_neighbours(text: str, told: list[tuple[str, float]]) -> None:
    assert owners(text) == told


@pytest.mark.parametrize("place", ["", " Hải Dương", " tỉnh Hải Dương"])
def test_subjects_body_that_leads_its_level_owns_the_rank(place: str) -> None:
    records = extract(f"Năm 2023, Sở Tài chính{place} đứng đầu khối sở, ngành về chỉ số CCHC.").observations
    assert [(o.metric, o.subject and o.subject.name) for o in records] == [("rank", "Sở Tài chính")]


def test_subjects_committee_behind_a_rank_is_its_district() -> None:
    text = "Với chỉ số DTI cấp huyện năm 2023 của Đắk Lắk, xếp thứ nhất là UBND thành phố Buôn Ma Thuột, thứ nhì là UBND huyện Ea Kar."
    assert owners(text) == [("thành phố Buôn Ma Thuột", 1), ("huyện Ea Kar", 2)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # What is done, and by what; what has parts of its own.
        ("DDCI của Lào Cai được công bố. Các đơn vị được đánh giá theo 12 chỉ số thành phần.", [("DDCI", 12)]),
        ("Bộ chỉ số DDCI Lào Cai có nhiều điểm mới. Nó được xây dựng từ 6 lĩnh vực.", [("DDCI", 6)]),
        ("PII năm 2023 được công bố. Trụ cột này gồm 4 chỉ số thành phần.", [("PII", 4)]),
        # What the index has.
        ("PII có 7 trụ cột.", [("PII", 7)]),
        ("DDCI năm 2023 có 9 chỉ số thành phần. Lào Cai công bố.", [("DDCI", 9)]),
        # More parts than anybody is told to have without a word on how they fared.
        (
            "PII 2023 của Lào Cai xếp thứ 20. Với 52 chỉ số thành phần, kết quả chi tiết.",
            [("Lào Cai", 20), ("PII", 52)],
        ),
        # Those in which somebody moved.
        ("Điểm PGI năm 2023 của Lào Cai tăng mạnh ở 4 chỉ số thành phần.", [("Lào Cai", 4)]),
    ],
)
def test_subjects_index_owns_what_it_is_built_of(text: str, told: list[tuple[str, float]]) -> None:
    assert owners(text) == told
