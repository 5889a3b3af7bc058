import pytest

from extract.folding import Text
from extract.reading.people import find_replaced


def read(printed: str) -> list[tuple[str, str | None, bool, bool]]:
    text = Text(printed)
    return [
        (text.printed(one.name), text.printed(one.of) if one.of else None, one.once, one.surely)
        for one in find_replaced(text)
    ]


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("Ông A làm Giám đốc, thay ông Lê Văn Bốn nghỉ hưu.", ("Lê Văn Bốn", None, False, False)),
        ("Bà Năm kế nhiệm GS.TS Hồ Đắc Sáu.", ("Hồ Đắc Sáu", None, False, True)),
        ("Đại tá Bảy nhận bàn giao từ thiếu tướng Lò Văn Tám.", ("Lò Văn Tám", None, False, True)),
        ("Người tiền nhiệm của bà Chín là ông Vừ A Mười.", ("Vừ A Mười", "bà Chín", True, True)),
        ("Người tiền nhiệm của ông, bà Clara Mendoza, im lặng.", ("Clara Mendoza", "ông", True, True)),
        ("Khi người tiền nhiệm Clara Mendoza rời đi.", ("Clara Mendoza", None, True, True)),
    ],
)
def test_replaced_is_found(printed: str, told: tuple[str, str | None, bool, bool]) -> None:
    assert read(printed) == [told]


@pytest.mark.parametrize(
    "printed",
    [
        "Ông A thay mặt Ban Thường vụ trao hoa.", "Xã thay đổi cách làm.", "Người tiền nhiệm của ông chưa trả lời.",
        "Họ thay Nhà văn hóa cũ bằng nhà mới.", "Bà B kế nhiệm chồng.",
    ],
)  # fmt: skip
def test_replaced_is_nobody(printed: str) -> None:
    assert read(printed) == []


def test_replaced_heir_is_found() -> None:
    text = Text("Ông A thôi giữ chức Giám đốc. Người kế nhiệm của ông là bà Lê Thị Hai; người thay thế thì chưa rõ.")
    assert [(text.printed(one.name), one.heir) for one in find_replaced(text)] == [("Lê Thị Hai", True)]
