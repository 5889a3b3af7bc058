import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.folding import Text
from extract.reading.people import find_people, titled
from tests.reading.people.told import read


@pytest.mark.parametrize(
    ("text", "name", "held"),
    [
        ("Chủ tịch UBND tỉnh Lò Văn An phát biểu.", "Lò Văn An", [("Chủ tịch", "UBND tỉnh", "current")]),
        ("Ông Lò Văn An, nguyên Bí thư Huyện ủy Than Uyên", "Lò Văn An", [("Bí thư", "Huyện ủy Than Uyên", "former")]),
        ("Quyền Giám đốc Sở Y tế Vừ A Bằng", "Vừ A Bằng", [("Giám đốc", "Sở Y tế", "acting")]),
        ("Trưởng Ban Nội chính Tỉnh ủy Hầu Minh Phóng", "Hầu Minh Phóng", [("Trưởng Ban", "Ban Nội chính Tỉnh ủy", "current")]),
        ("Bộ trưởng Nội vụ Lê Văn Tân", "Lê Văn Tân", [("Bộ trưởng", "Bộ Nội vụ", "current")]),
        ("Phó Chủ tịch HĐND tỉnh K'Mák", "K'Mák", [("Phó Chủ tịch", "HĐND tỉnh", "current")]),
        ("bà H'Yim Kđoh, Phó Chủ tịch UBND tỉnh", "H'Yim Kđoh", [("Phó Chủ tịch", "UBND tỉnh", "current")]),
        ("Tổng thống Mỹ Joe Biden", "Joe Biden", [("Tổng thống", "Mỹ", "current")]),
        ("PCT UBND tỉnh Phan Mỹ Á", "Phan Mỹ Á", [("Phó Chủ tịch", "UBND tỉnh", "current")]),
        (
            "Giám đốc Sở Văn hóa, Thể thao và Du lịch Điểu K'Ré", "Điểu K'Ré",
            [("Giám đốc", "Sở Văn hóa, Thể thao và Du lịch", "current")],
        ),
        (
            "Ông Lê Văn Ba - Tỉnh ủy viên, Giám đốc Sở Xây dựng - được bổ nhiệm giữ chức Chánh Văn phòng UBND tỉnh.", "Lê Văn Ba",
            [
                ("Tỉnh ủy viên", None, "current"), ("Giám đốc", "Sở Xây dựng", "current"),
                ("Chánh Văn phòng", "Văn phòng UBND tỉnh", "appointed"),
            ],
        ),
    ],
)  # fmt: skip
def test_people_are_read_with_what_they_hold(text: str, name: str, held: list[tuple[str, str | None, str]]) -> None:
    assert read(text) == [(name, held)]


@pytest.mark.parametrize(
    "text",
    [
        "Chủ tịch UBND tỉnh yêu cầu các sở vào cuộc.", "Nông dân Trần Văn Tư được mùa.", "Nghệ sĩ Lê Thị Hoa biểu diễn.",
        "Hội nghị diễn ra ở đường Nguyễn Huệ, Chủ tịch phường dự.", "Vua Lý Thái Tổ dời đô.",
        # A line that ends behind a mark.
        "Ngoại trưởng Mỹ phụ trách châu Á,", "Cố vấn Tổng thống Mỹ phụ trách an ninh quốc gia, cố",
    ],
)  # fmt: skip
def test_people_without_office_are_nobody(text: str) -> None:
    assert [name for name, held in read(text) if held] == []


@given(st.text(max_size=200))
def test_people_any_text_is_read_without_an_error(text: str) -> None:
    whole = Text(text)
    for person in find_people(whole, whole.whole).people:
        assert whole.printed(person.span).split() == person.name.split()


def test_people_scan_finds_titles_only_where_they_are() -> None:
    assert titled(Text("Bí thư Tỉnh ủy"))
    assert not titled(Text("Trời hôm nay có mưa rào."))


@pytest.mark.parametrize(
    ("bracket", "held"),
    [
        ("cán bộ hưu trí; nguyên Bí thư Tỉnh ủy", [("Bí thư", "Tỉnh ủy", "former")]),
        ("60 tuổi, hưu trí, Giám đốc Sở Y tế", [("Giám đốc", "Sở Y tế", "current")]),
        ("em ông Vừ A Bằng, Giám đốc Sở Y tế", None),
        ("dân làng; con Giám đốc Sở Y tế", None),
    ],
)
def test_find_the_bracket_behind_a_name_tells_of_him(bracket: str, held: list[tuple[str, str, str]] | None) -> None:
    assert dict(read(f"Ông Lò Văn An ({bracket}) nói.")).get("Lò Văn An") == held


@pytest.mark.parametrize("number", ["", "số 12/QĐ-TTg ", "số 12 ngày 5/8/2025 "])
def test_find_who_decides_is_not_who_is_told_behind_the_colon(number: str) -> None:
    told = read(f"Theo quyết định {number}của Thủ tướng Chính phủ: Ông Lò Văn An giữ chức Giám đốc Sở Y tế.")
    assert told == [("Lò Văn An", [("Giám đốc", "Sở Y tế", "appointed")])]


@pytest.mark.parametrize(
    ("body", "office"),
    [("Chi bộ bản Nà Ca", "Bí thư"), ("Hội Nông dân xã", "Chủ tịch"), ("Đảng bộ xã Mường Than", "Bí thư")],
)
def test_find_who_leads_a_body_is_told_behind_it(body: str, office: str) -> None:
    told = read(f"{body} do ông Lò Văn An làm {office}; bà Lò Thị Sen làm Phó {office}.")
    assert told == [
        ("Lò Văn An", [(office, body, "current")]),
        ("Lò Thị Sen", [(f"Phó {office}", body, "current")]),
    ]
