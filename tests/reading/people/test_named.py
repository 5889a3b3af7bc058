import pytest

from tests.reading.people.told import read


def test_named_names_with_an_apostrophe_apart_are_whole() -> None:
    assert read("Ông K' Brít, Chủ tịch UBND xã, cho hay.")[0][0] == "K' Brít"
    assert read("Bà H' Yim Kđoh, Phó Chủ tịch UBND tỉnh Đắk Lắk dự.")[0][0] == "H' Yim Kđoh"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Phó Tổng thống Mỹ JD Vandal nói.", "JD Vandal"),
        ("Thủ tướng Nepal KP Sharma Rana nói.", "KP Sharma Rana"),
        ("Bà Phó Oanh, phát ngôn viên Quốc hội Trung Quốc, nói.", "Phó Oanh"),
        ("Đại sứ Trung Quốc Phó Thịnh nói.", "Phó Thịnh"),
        ("Cựu Thủ tướng Prayut Chan-ocha nói.", "Prayut Chan-ocha"),
        ("Bộ trưởng Quốc phòng Israel Israel Katzman nói.", "Israel Katzman"),
        ("Ông Trần Bản Hoa (Chen Ban Hua), người phát ngôn Bộ Ngoại giao Trung Quốc, nói.", "Trần Bản Hoa"),
        ("Li Chao, phát ngôn viên của Ủy ban Cải cách, nói.", "Li Chao"),
    ],
)
def test_named_names_of_elsewhere_are_whole(text: str, name: str) -> None:
    assert [one for one, _ in read(text)] == [name]


def test_named_a_title_behind_an_address_is_no_name() -> None:
    assert read("Ông Phó Giám đốc vắng mặt, ông Phó cũng vậy.") == []
