from typing import get_args

import pytest

from extract import extract
from extract.reading.organizations.known import List, lexicons
from tests.reading.organizations.told import read


def test_known_lists_are_all_there() -> None:
    assert lexicons().names == {*get_args(List)}


@pytest.mark.parametrize(
    ("text", "organization"),
    [
        ("Đại sứ Việt Nam tại Malaysia Đinh Ngọc Linh nói.", "Việt Nam tại Malaysia"),
        ("Thủ tướng nước Cộng hòa Séc Petr Novotny nói.", "Cộng hòa Séc"),
        ("Chủ tịch Quốc hội nước CHDCND Lào Somphet Keovilay nói.", "Quốc hội nước CHDCND Lào"),
        ("Chủ tịch Ủy ban hợp tác Việt Nam - Lào Lò Văn An nói.", "Ủy ban hợp tác Việt Nam - Lào"),
        ("Phó Chủ tịch Ủy ban liên Chính phủ Việt - Nga Lò Văn An nói.", "Ủy ban liên Chính phủ Việt - Nga"),
        ("Chủ tịch Ủy ban Hợp tác Lào - Việt Nam Somphet Keovilay nói.", "Ủy ban Hợp tác Lào - Việt Nam"),
        ("Ủy viên Trung ương Đảng Cộng sản Cuba Luis Carrasco nói.", "Trung ương Đảng Cộng sản Cuba"),
    ],
)  # fmt: skip
def test_known_countries_and_bodies_of_two_are_known(text: str, organization: str) -> None:
    assert read(text) == [organization]


@pytest.mark.parametrize("words", ["Lào - ", "nước ", "Việt Nam - ", "Cộng hòa ", "Lào - Việt Nam - "])
def test_known_a_chain_of_lands_has_no_end(words: str) -> None:
    # Each land looked for the one behind it: a thousand of them ended in a RecursionError.
    text = f"Thủ tướng {words * 1000}nói hôm qua."
    assert [o.name for o in extract(text).officials] == []
