import pytest

from extract.folding import Text
from extract.reading.mentions import (
    ComponentName,
    IndexName,
    PlaceName,
    find_mentions,
    index_named,
    told_by_parts,
)


def places(text: str, home: str | None = None) -> list[tuple[str, str | None, str | None]]:
    return [
        (m.value.subject.type, m.value.subject.name, m.value.aside)
        for m in find_mentions(Text(text), home)
        if isinstance(m.value, PlaceName)
    ]


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("chỉ số PCI", "PCI"), ("PAR-INDEX 2020", "PAR_INDEX"), ("Chỉ số Cải cách hành chính", "PAR_INDEX"),
        ("PAPI", "PAPI"), ("Vietnam ICT Index", "ICT_INDEX"), ("chỉ số hài lòng của người dân", "SIPAS"), ("chỉ số DTI", "DTI"),
        ("chỉ số năng lực cạnh tranh (DDCI)", "DDCI"),
    ],
)  # fmt: skip
def test_mentions_index_is_named(text: str, index: str) -> None:
    named = [m.value.id for m in find_mentions(Text(text)) if isinstance(m.value, IndexName)]
    assert named
    assert set(named) == {index}


@pytest.mark.parametrize(
    "text",
    ["Chỉ số gia nhập thị trường đạt 7,12 điểm.", "Tiếp cận đất đai xếp thứ 4.", "- Chỉ đạo điều hành: 7,2/9 điểm", "Kinh tế số (hạng 4)"],
)  # fmt: skip
def test_mentions_index_is_named_by_a_component_alone(text: str) -> None:
    assert index_named(Text(text))


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("Tính minh bạch 6,2 điểm; đào tạo lao động xếp thứ 4", ["PCI"]),
        ("- Tài chính công: 85,1%\n- Cải cách thể chế: 90,2%\n- Cải cách TTHC: 91%", ["PAR_INDEX"]),
        ("- Tài chính công: 85,1%\n- Cải cách thể chế: hạng 4", ["PAR_INDEX"]),
        ("Trụ cột kinh tế số đứng thứ 4, xã hội số thứ 2", ["DTI"]),
        # One of them, shares of something, and the same one twice tell none.
        ("Tính minh bạch 6,2 điểm; đào tạo lao động có tiến bộ", []),
        ("Kinh tế số đạt 12%, xã hội số đạt 45%", []),
        ("Kết quả dịch vụ đạt 97%, thủ tục hành chính đạt 99%", []),
        ("Tính minh bạch 6,2 điểm; tính minh bạch xếp thứ 4", []),
    ],
)  # fmt: skip
def test_mentions_index_is_told_by_its_components(text: str, index: list[str]) -> None:
    assert told_by_parts(Text(text), find_mentions(Text(text))) == index


@pytest.mark.parametrize(
    "text",
    [
        "par 3",
        "chỉ số giá tiêu dùng",
        "Tỉnh phát triển kinh tế",
        "Nhân lực của chợ có 30 người",
        "Kinh tế số chiếm 12%",
    ],
)
def test_mentions_no_index_is_named(text: str) -> None:
    assert not index_named(Text(text))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("tỉnh Lai Châu", ("province", "Lai Châu", None)), ("TP.HCM", ("province", "Hồ Chí Minh", None)),
        ("BR-VT", ("province", "Bà Rịa - Vũng Tàu", None)), ("thành phố Lai Châu", ("district", "thành phố Lai Châu", None)),
        ("huyện Than Uyên", ("district", "huyện Than Uyên", None)), ("TX Quảng Yên", ("district", "thị xã Quảng Yên", None)),
        ("phường Quang Trung", ("commune", "phường Quang Trung", None)), ("Sở Nội vụ", ("agency", "Sở Nội vụ", None)),
        ("Bộ GTVT", ("agency", "Bộ Giao thông vận tải", None)), ("ĐBSCL", ("region", "Đồng bằng sông Cửu Long", None)),
        ("so với Hải Phòng", ("province", "Hải Phòng", "comparison")), ("UBND tỉnh Lai Châu", ("province", "Lai Châu", "body")),
        ("theo Bộ Nội vụ", ("agency", "Bộ Nội vụ", "source")),
        ("Quyết định số 876/QĐ-BNV ngày 10/11/2022 của Bộ Nội vụ", ("agency", "Bộ Nội vụ", "source")),
        ("chỉ số năm 2022 của Bộ Nội vụ", ("agency", "Bộ Nội vụ", None)), ("tổ chức tại Hà Nội", ("province", "Hà Nội", "venue")),
    ],
)  # fmt: skip
def test_mentions_place_is_read(text: str, place: tuple[str, str, str | None]) -> None:
    assert places(f"… {text}") == [place]


def test_mentions_place_needs_a_capital() -> None:
    assert places("hòa bình và an giang") == []


def test_mentions_home_lets_its_districts_be_read_alone() -> None:
    assert places("Tam Đường đứng thứ hai", "VN-01") == [("district", "huyện Tam Đường", None)]
    assert places("Tam Đường đứng thứ hai", "VN-02") == []


def test_mentions_component_is_marked_by_its_noun() -> None:
    (part,) = (m.value for m in find_mentions(Text("chỉ số Gia nhập thị trường")) if isinstance(m.value, ComponentName))
    assert part.named
    assert ("PCI", "Gia nhập thị trường") in part.owners


def test_mentions_gloss_makes_a_component_the_index() -> None:
    text = Text("Chỉ số ứng dụng CNTT (ICT Index) tăng. Về ứng dụng CNTT, tỉnh xếp thứ 4.")
    named = [m.value.id for m in find_mentions(text) if isinstance(m.value, IndexName)]
    assert named == ["ICT_INDEX"] * 2


@pytest.mark.parametrize("name", ["năng lực cạnh tranh cấp tỉnh (PCI)", 'năng lực cạnh tranh cấp tỉnh ("PCI")'])
def test_mentions_name_and_abbreviation_are_one(name: str) -> None:
    text = Text(f"Chỉ số {name} năm 2023")
    (mention,) = (m for m in find_mentions(text) if isinstance(m.value, IndexName))
    assert text.printed(mention.span).removeprefix("Chỉ số ") == name


def test_mentions_abbreviation_of_another_index_is_its_own() -> None:
    text = Text("Chỉ số năng lực cạnh tranh cấp tỉnh (PGI là một phần), chỉ số hài lòng (PAR INDEX)")
    named = [m.value.id for m in find_mentions(text) if m.kind == "index" and isinstance(m.value, IndexName)]
    assert "PGI" in named
    assert "PAR_INDEX" in named


@pytest.mark.parametrize(
    ("text", "home", "named"),
    [
        ("Đăk Glong dẫn đầu, Krông Nô đứng sau.", "VN-72", ["huyện Đăk Glong", "huyện Krông Nô"]),
        ("Đạ Tẻh đứng cuối.", "VN-35", ["huyện Đạ Tẻh"]),  # was merged in 2024
        ("Kỳ Anh dẫn đầu.", "VN-23", ["Kỳ Anh"]),  # a town and a district
        ("Krông Nô đứng đầu.", "VN-35", []),
        ("Ông Trần Krông Nô phát biểu.", "VN-72", []),
        # Named again without the noun, whoever knows the name.
        ("Huyện Suối Sâu đứng đầu. Suối Sâu vươn lên.", None, ["huyện Suối Sâu"] * 2),
        ("Huyện Suối Sâu đứng đầu. Bà Lê Suối Sâu và Trường Suối Sâu Mới.", None, ["huyện Suối Sâu"]),
        ("Huyện Hòa Bình đứng đầu. Hòa Bình vươn lên.", None, ["huyện Hòa Bình", "Hòa Bình"]),
        ("Đứng đầu khối huyện\nKhông bất ngờ.", None, []),
        ("TP Vũng Tàu và tỉnh Bà Rịa - Vũng Tàu.", None, ["thành phố Vũng Tàu", "Bà Rịa - Vũng Tàu"]),
        ("Chủ tịch UBND huyện Văn Yên Hà Đức Anh.", None, ["huyện Văn Yên"]),
        ("Bí thư Đảng ủy xã Đông Thọ Trần Văn Nam.", None, ["xã Đông Thọ"]),
        ("Phường Trần Hưng Đạo và huyện Trần Văn Thời.", None, ["phường Trần Hưng Đạo", "huyện Trần Văn Thời"]),
    ],
)
def test_mentions_districts_are_named_with_and_without_their_noun(
    text: str, home: str | None, named: list[str]
) -> None:
    assert [name for _, name, _ in places(text, home)] == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ông Nguyễn Hòa Bình thăm tỉnh Hà Nam.", ["Hà Nam"]),
        ("Đồng chí Phan Thái Bình Nguyên phát biểu.", []),
        ("Chủ tịch UBND tỉnh Lào Cai Đỗ Quảng Ninh.", ["Lào Cai"]),
        ("Đoàn Quảng Ninh làm việc tại Gia Lâm Hà Nội.", ["Quảng Ninh", "Hà Nội"]),
        ("Sở Y tế Thái Bình họp.", ["Sở Y tế", "Thái Bình"]),
    ],
)
def test_mentions_no_province_in_a_person_s_name(text: str, named: list[str]) -> None:
    assert [name for _, name, _ in places(text)] == named


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("yếu tố công chức", True), ("thủ tục hành chính 84%, công chức 85,2%", True), ("Công chức 85 người", False),
        ("tỷ lệ công chức đạt 85%", False),
    ],
)  # fmt: skip
def test_mentions_short_name_needs_a_noun_or_a_list(text: str, read: bool) -> None:
    names = [
        name for m in find_mentions(Text(text)) if isinstance(m.value, ComponentName) for _, name in m.value.owners
    ]
    assert ("Công chức trực tiếp giải quyết công việc" in names) == read


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Năm nay quản trị môi trường và quản trị điện tử lần lượt đứng thứ 35, 29.", [True, True]),
        ("Năm nay quản trị môi trường, quản trị điện tử và kiểm soát tham nhũng cùng đạt điểm khá.", [True, True, True]),
        ("Báo nói quản trị môi trường và quản trị điện tử khiến dân lo", [False, True]),
    ],
)  # fmt: skip
def test_mentions_component_joined_to_one_with_a_value_is_marked(text: str, marked: list[bool]) -> None:
    assert [m.value.marked for m in find_mentions(Text(text)) if isinstance(m.value, ComponentName)] == marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Bảng ấy cho thấy tiếp cận đất đai của tỉnh An Giang năm 2023 đạt 7,6 điểm", True),
        ('nâng "tiếp cận đất đai" ít nhất 3 bậc', True),
        ("Bảng ấy cho thấy tiếp cận đất đai của tỉnh An Giang là việc khó", False),
        ('nâng "tiếp cận đất đai và nhà ở" ít nhất 3 bậc', False),
    ],
)  # fmt: skip
def test_mentions_component_is_marked_by_quotes_and_by_its_owner_s_value(text: str, marked: bool) -> None:
    assert [m.value.marked for m in find_mentions(Text(text)) if isinstance(m.value, ComponentName)] == [marked]
