import time

import pytest

from extract.folding import Text
from extract.reading.people import find_people
from extract.spans import Span
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
    began = time.process_time()
    for start in range(0, len(text.raw), len(line)):
        assert find_people(text, Span(start, start + len(line) - 1)).people == []
    assert time.process_time() - began < 5  # quadratic, it would take minutes
