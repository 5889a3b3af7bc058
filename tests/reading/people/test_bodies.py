import pytest

from extract.folding import Text
from extract.reading.people import find_people
from extract.spans import Span
from tests.clock import at_most
from tests.reading.people.told import read


@pytest.mark.parametrize("body", ["Sở Y tế", "Sở Du lịch", "Công an tỉnh", "Sở Giáo dục và Đào tạo", "HĐND"])
@pytest.mark.parametrize("place", ["Quảng Nam", "Lai Châu", "Hà Giang", "Bến Tre", "Thái Bình"])
@pytest.mark.parametrize("name", ["Trần Văn Bình", "Đào Xuân Lựu", "Vừ A Bằng", "Lê Thị Thu Hà"])
def test_bodies_a_place_between_a_body_and_a_name_is_the_body_s(body: str, place: str, name: str) -> None:
    title = "Phó Chủ tịch" if body == "HĐND" else "Phó Giám đốc"
    assert read(f"Theo {title} {body} {place} {name}, mọi việc đã xong.") == [
        (name, [(title, f"{body} {place}", "current")])
    ]


def test_bodies_letters_behind_many_offices_take_linear_time() -> None:
    line = "Ông Trần Văn An gặp giám đốc XYZ Lê Văn Bình.\n"
    text = Text(line * 800)
    with at_most(500):  # quadratic, it would take minutes
        for start in range(0, len(text.raw), len(line)):
            assert find_people(text, Span(start, start + len(line) - 1)).people == []


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Tổng thống Mỹ đắc cử Mark Tramper nói.", [("Tổng thống đắc cử", "Mỹ", "current")]),
        ("Đại sứ tại Việt Nam Mark Tramper nói.", [("Đại sứ", "tại Việt Nam", "current")]),
        ("Thị trưởng Bristow, bà Mark Tramper, nói.", [("Thị trưởng", "Bristow", "current")]),
        (
            "Ông Mark Tramper - trưởng phòng khám ngoại trú số 2, Bệnh viện Da liễu - nói.",
            [("Trưởng phòng", "Phòng khám ngoại trú số 2, Bệnh viện Da liễu", "current")],
        ),
        (
            "Ông Mark Tramper, cảnh sát trưởng hạt Santa Clara, nói.",
            [("Cảnh sát trưởng", "hạt Santa Clara", "current")],
        ),
        ("Thủ tướng nước chủ nhà Peru Mark Tramper nói.", [("Thủ tướng", "Peru", "current")]),
        ("Thủ tướng tạm quyền Peru Mark Tramper nói.", [("Thủ tướng", "Peru", "acting")]),
    ],
)
def test_bodies_are_told_with_the_office(text: str, held: list[tuple[str, str, str]]) -> None:
    assert read(text) == [("Mark Tramper", held)]


@pytest.mark.parametrize(
    "unit", ["trưởng phòng đã đi vắng, Sở Y tế", "trưởng phòng nghỉ dưỡng cao cấp, Công ty Hoa Mai"]
)
def test_bodies_words_alone_are_no_unit(unit: str) -> None:
    assert [held for _, held in read(f"Ông Lò Văn An, {unit}.") if held and held[0][1]] == []
