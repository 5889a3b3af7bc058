import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.folding import Text
from extract.reading.people import find_people, titled
from extract.reading.titles import find_titles
from extract.spans import Span


def read(text: str) -> list[tuple[str, list[tuple[str, str | None, str]]]]:
    whole = Text(text)
    return [
        (p.name, [(h.title.canonical, h.organization, h.status) for h in p.held])
        for p in find_people(whole, whole.whole).people
    ]


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


@pytest.mark.parametrize("body", ["Sở Y tế", "Sở Du lịch", "Công an tỉnh", "Sở Giáo dục và Đào tạo", "HĐND"])
@pytest.mark.parametrize("place", ["Quảng Nam", "Lai Châu", "Hà Giang", "Bến Tre", "Thái Bình"])
@pytest.mark.parametrize("name", ["Trần Văn Bình", "Đào Xuân Lựu", "Vừ A Bằng", "Lê Thị Thu Hà"])
def test_people_a_place_between_a_body_and_a_name_is_the_body_s(body: str, place: str, name: str) -> None:
    title = "Phó Chủ tịch" if body == "HĐND" else "Phó Giám đốc"
    assert read(f"Theo {title} {body} {place} {name}, mọi việc đã xong.") == [
        (name, [(title, f"{body} {place}", "current")])
    ]


def test_people_names_with_an_apostrophe_apart_are_whole() -> None:
    assert read("Ông K' Brít, Chủ tịch UBND xã, cho hay.")[0][0] == "K' Brít"
    assert read("Bà H' Yim Kđoh, Phó Chủ tịch UBND tỉnh Đắk Lắk dự.")[0][0] == "H' Yim Kđoh"


@pytest.mark.parametrize("title", ["Phó Chủ tịch", "Giám đốc", "Trưởng phòng", "Đại biểu Quốc hội"])
def test_people_a_title_with_one_slip_is_read(title: str) -> None:
    whole = Text(f"Theo {title} Tòa")
    assert [found.canonical for _, found in find_titles(whole, whole.whole)] == [title]
    for slip in (title.replace(" ", "  ", 1), f"{title[:-2]}{title[-2:]}Sở", title.replace(" ", "", 1)):
        text = Text(f"Theo {slip} Tòa")
        assert [found.canonical for _, found in find_titles(text, text.whole)] == [title]


@pytest.mark.parametrize("name", ["Trương Ban", "Trương Khoa", "Trương Công An"])
def test_people_a_name_that_looks_like_a_slip_stays_a_name(name: str) -> None:
    whole = Text(f"Nông dân {name} kể chuyện.")
    assert find_titles(whole, whole.whole) == []


def test_people_letters_behind_many_offices_take_linear_time() -> None:
    line = "Ông Trần Văn An gặp giám đốc XYZ Lê Văn Bình.\n"
    text = Text(line * 800)
    began = time.process_time()
    for start in range(0, len(text.raw), len(line)):
        assert find_people(text, Span(start, start + len(line) - 1)).people == []
    assert time.process_time() - began < 5  # quadratic, it would take minutes
