"""Among whom a rank holds."""

import pytest

from extract import extract


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("PCI năm 2021 của Gia Lai đứng thứ 26 cả nước, thứ 2 khu vực.", ["national", "Tây Nguyên"]),
        ("PCI năm 2021 của Đắk Nông đứng thứ 4 trong vùng.", ["Tây Nguyên"]),
        ("Trong khu vực, Kon Tum đứng thứ 5 về PCI năm 2021.", ["Tây Nguyên"]),
        ("Trong vùng Tây Nguyên, Lâm Đồng đứng đầu PCI năm 2021, Gia Lai đứng thứ hai.", ["Tây Nguyên"] * 2),
        ("So với các tỉnh trong vùng Tây Nguyên, Lâm Đồng đứng thứ nhất về PCI năm 2021.", ["Tây Nguyên"]),
        ("Lâm Đồng dẫn đầu các tỉnh Tây Nguyên về PCI năm 2021.", ["Tây Nguyên"]),
        ("Dẫn đầu vùng Tây Nguyên về PCI năm 2021 là Lâm Đồng, Gia Lai đứng thứ hai.", ["Tây Nguyên"] * 2),
        ("Trong 5 tỉnh Tây Nguyên, Đắk Lắk xếp thứ 3 về DTI năm 2022.", ["Tây Nguyên"]),
        ("PCI năm 2021 của Gia Lai đứng thứ 2 trong số các tỉnh thuộc khu vực Tây Nguyên.", ["Tây Nguyên"]),
        ("PAPI năm 2022, Hà Nội xếp thứ 3/5 thành phố trực thuộc Trung ương.", ["thành phố trực thuộc Trung ương"]),
        ("PAPI năm 2022, Hà Nội xếp thứ 3 trong các tỉnh, thành phố trực thuộc Trung ương.", ["national"]),
        (
            "Trong 63 tỉnh, Gia Lai đứng thứ 26 về PCI năm 2021; trong vùng Tây Nguyên, tỉnh đứng thứ 2.",
            ["national", "Tây Nguyên"],
        ),
        # Some provinces are a group of their own, the best of all are none.
        (
            "Trong nhóm 15 tỉnh có điểm trung bình cao, Hà Nam xếp thứ 2 về PAPI năm 2023.",
            ["nhóm 15 tỉnh có điểm trung bình cao"],
        ),
        ("PCI năm 2022 của Gia Lai xếp thứ 3 trong nhóm 14 tỉnh biên giới.", ["nhóm 14 tỉnh biên giới"]),
        ("Trong nhóm 10 tỉnh dẫn đầu PCI năm 2022, Hải Phòng xếp thứ 3.", ["national"] * 2),
        ("Trong nhóm 63 tỉnh, Hải Phòng xếp thứ 3 về PCI năm 2022.", ["national"]),
        ("Nếu chỉ tính 5 tỉnh Tây Nguyên, Gia Lai xếp thứ 2 về PCI năm 2021.", ["Tây Nguyên"]),
        ("So với mặt bằng chung vùng Tây Nguyên, Gia Lai xếp thứ 2 về PCI năm 2021.", ["Tây Nguyên"]),
        ("Xét khu vực phía Bắc, Quảng Ninh đứng đầu PCI năm 2021.", ["Khu vực phía Bắc"]),
        # In brackets, beside one in a region, stand the ranks that those compared with have in the country.
        (
            "Trong vùng Tây Nguyên, Gia Lai đứng thứ 3 PCI năm 2012, sau Lâm Đồng (thứ 9) và Đắk Lắk (thứ 30).",
            ["Tây Nguyên", "national", "national"],
        ),
        ("Trong vùng Tây Nguyên, Lâm Đồng (thứ 1) và Gia Lai (thứ 2) có PCI năm 2021 cao.", ["Tây Nguyên"] * 2),
        # What lies in a province: the province, where the district tells it; else the class.
        ("Huyện Lập Thạch xếp thứ 7 về DDCI năm 2022.", ["Vĩnh Phúc"]),
        ("Sở Nội vụ dẫn đầu khối sở, ngành về chỉ số CCHC năm 2022.", ["khối sở"]),
        ("Sở Nội vụ xếp thứ 2 về chỉ số CCHC năm 2022.", [None]),
        # Of two ranks that one has, the first behind the region holds there; "vùng" may end the words of a rank.
        (
            "Ở Tây Nguyên, Lâm Đồng dẫn đầu về PCI năm 2022 với 67,6 điểm, xếp thứ 17 cả nước.",
            ["Tây Nguyên", "national"],
        ),
        ("Tây Nguyên có 5 tỉnh, Lâm Đồng dẫn đầu về PCI năm 2022.", ["Tây Nguyên"]),
        ("PCI năm 2022 của Gia Lai xếp thứ 3/5 vùng, 40/63 cả nước.", ["Tây Nguyên", "national"]),
        # A rank beyond the region's provinces, or said of the country, holds nationwide.
        ("Trong vùng Tây Nguyên, Lâm Đồng đứng thứ 15, Gia Lai đứng thứ 26 về PCI năm 2021.", ["national"] * 2),
        ("Trong vùng Tây Nguyên, chỉ Lâm Đồng đứng thứ 9 cả nước về PCI năm 2021.", ["national"]),
        ("Đắk Lắk, trung tâm vùng Tây Nguyên, đứng thứ 8 về PCI năm 2021.", ["national"]),
    ],
)
def test_scopes_region_is_told_behind_or_at_the_head(text: str, scopes: list[str | None]) -> None:
    assert [o.scope for o in extract(text).observations if o.metric == "rank" and not o.derived] == scopes


@pytest.mark.parametrize(
    "told",
    ["thứ 3/5 tỉnh Tây Nguyên", "thứ 3 trong 5 tỉnh khu vực Tây Nguyên", "thứ 3/5 tỉnh, thành phố vùng Tây Nguyên"],
)
def test_scopes_region_of_a_rank_owns_no_figure_behind_it(told: str) -> None:
    records = extract(f"Gia Lai nhận kết quả PCI 2021. Chỉ số này xếp {told}, đạt 64,9 điểm, tăng 12 bậc.").observations
    assert [(o.metric, o.subject and o.subject.name) for o in records] == [
        ("rank", "Gia Lai"),
        ("score", "Gia Lai"),
        ("rank_change", "Gia Lai"),
    ]


@pytest.mark.parametrize(
    ("told", "scopes"),
    [
        ("xếp thứ 40/63 (tăng 3 bậc), thứ 4 của vùng (giảm 2 bậc)", [None, "Tây Nguyên"]),
        ("xếp thứ 4/5 vùng (giảm 2 bậc), 40/63 cả nước (tăng 3 bậc)", ["Tây Nguyên", None]),
        ("tăng 3 bậc, xếp thứ 4 của vùng", [None]),
    ],
)
def test_scopes_change_in_the_bracket_behind_a_rank_holds_where_that_does(told: str, scopes: list[str | None]) -> None:
    observations = extract(f"PCI năm 2021 của Gia Lai {told}.").observations
    assert [o.scope for o in observations if o.metric == "rank_change"] == scopes


def test_scopes_change_behind_the_words_for_a_region_holds_there() -> None:
    observations = extract("Xét trong vùng Tây Nguyên, PCI 2021 của Gia Lai tăng 1 bậc, xếp thứ 2/5.").observations
    assert [(o.metric, o.scope) for o in observations] == [("rank_change", "Tây Nguyên"), ("rank", "Tây Nguyên")]


def test_scopes_nothing_nationwide_is_derived_from_a_change_within_a_region() -> None:
    text = "PCI 2021 của Gia Lai xếp thứ 26 cả nước, tăng 2 bậc trong vùng so với năm 2020."
    assert [(o.metric, o.scope) for o in extract(text).observations] == [
        ("rank", "national"),
        ("rank_change", "Tây Nguyên"),
    ]
