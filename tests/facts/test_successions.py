import pytest

from extract.facts.officials import read_officials
from extract.folding import Text
from extract.records import Article


def offices(text: str, name: str) -> list[tuple[str, str | None, str]]:
    everyone = read_officials(Text(text), Article(article_id="a", source="", text=text))
    return [(p.title, p.organization, p.status) for one in everyone if one.name == name for p in one.positions]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Bà Hồ Thị Sen được bổ nhiệm làm Giám đốc Sở Y tế Kon Tum thay ông Tạ Văn Mơ, người chuyển công tác.", "leaving"),
        ("Bà Hồ Thị Sen giữ chức Giám đốc Sở Y tế Kon Tum nhiệm kỳ 2025-2030, thay cho ông Tạ Văn Mơ.", "leaving"),
        ("Bà Hồ Thị Sen làm Giám đốc Sở Y tế Kon Tum. Bà Sen thay ông Tạ Văn Mơ nhận nhiệm vụ khác.", "leaving"),
        ("Bà Hồ Thị Sen được bầu làm Giám đốc Sở Y tế Kon Tum. Hôm ấy, tỉnh miễn nhiệm chức vụ này đối với ông Tạ Văn Mơ.", "leaving"),
        ("Bà Hồ Thị Sen, Giám đốc Sở Y tế Kon Tum, kể người tiền nhiệm là ông Tạ Văn Mơ đã ký.", "former"),
        ("Bà Hồ Thị Sen là Giám đốc Sở Y tế Kon Tum từ năm 2019, kế nhiệm ông Tạ Văn Mơ.", "former"),
        ("Giám đốc Sở Y tế Kon Tum Hồ Thị Sen, nhận chức ngày 1-9 thay ông Tạ Văn Mơ, nói.", "former"),
        ("Giám đốc Sở Y tế Kon Tum Hồ Thị Sen, người vừa lên thay ông Tạ Văn Mơ, nói.", "former"),
        ("Bà Hồ Thị Sen được bầu làm Giám đốc Sở Y tế Kon Tum. Bà được 62 phiếu, kế nhiệm ông Tạ Văn Mơ.", "leaving"),
        ("Bà Hồ Thị Sen làm Giám đốc Sở Y tế Kon Tum. Chức này trước đó do ông Tạ Văn Mơ đảm nhiệm.", "former"),
        ("Bà Hồ Thị Sen làm Giám đốc Sở Y tế Kon Tum. Trước đó, chức vụ này do ông Tạ Văn Mơ nắm giữ.", "former"),
        ("Bà Hồ Thị Sen làm Giám đốc Sở Y tế Kon Tum. Người giữ chức vụ này trước đó là ông Tạ Văn Mơ.", "former"),
    ],
)  # fmt: skip
def test_successions_who_is_replaced_held_the_office(text: str, status: str) -> None:
    assert offices(text, "Tạ Văn Mơ") == [("Giám đốc", "Sở Y tế Kon Tum", status)]


@pytest.mark.parametrize(
    "text",
    [
        "Bà Hồ Thị Sen, Giám đốc Sở Y tế Kon Tum, chủ trì thay ông Tạ Văn Mơ đi vắng.",
        "Bà Hồ Thị Sen, Giám đốc Sở Y tế Kon Tum, thay ông Tạ Văn Mơ trao quà.",
        "Giám đốc Sở Y tế Kon Tum Hồ Thị Sen mời ông Lê Văn Lý. Ông Lý nói thay ông Tạ Văn Mơ.",
        "Giám đốc Sở Y tế Kon Tum Hồ Thị Sen, người phát biểu thay ông Tạ Văn Mơ, nói.",
        "Bà Hồ Thị Sen được bầu làm Giám đốc Sở Y tế Kon Tum. Giám đốc Sở Nội vụ còn trẻ, kế nhiệm ông Tạ Văn Mơ.",
    ],
)
def test_successions_who_speaks_for_another_takes_no_office(text: str) -> None:
    assert offices(text, "Tạ Văn Mơ") == []


def test_successions_an_office_of_his_own_words_stays() -> None:
    text = "Ông Mai Văn An làm Giám đốc Sở Y tế, thay ông Tạ Văn Mơ, nguyên Giám đốc Sở Y tế."
    assert offices(text, "Tạ Văn Mơ") == [("Giám đốc", "Sở Y tế", "former")]


def test_successions_an_heir_has_what_was_given_up() -> None:
    text = "Ông Tạ Văn Mơ, Giám đốc Sở Y tế Kon Tum, được bầu làm Bí thư Huyện ủy Ngọc Hồi. Người thay ông là bà Hồ Thị Sen."
    assert offices(text, "Hồ Thị Sen") == [("Giám đốc", "Sở Y tế Kon Tum", "appointed")]


def test_successions_whoever_only_speaks_instead_is_no_heir() -> None:
    text = "Ông Tạ Văn Mơ, Giám đốc Sở Y tế Kon Tum, nhận bằng khen. Người thay ông là bà Hồ Thị Sen."
    assert offices(text, "Hồ Thị Sen") == []
