import pytest

from extract.folding import Text
from extract.reading.titles import find_titles


@pytest.mark.parametrize("title", ["Phó Chủ tịch", "Giám đốc", "Trưởng phòng", "Đại biểu Quốc hội"])
def test_titles_a_title_with_one_slip_is_read(title: str) -> None:
    whole = Text(f"Theo {title} Tòa")
    assert [found.canonical for _, found in find_titles(whole, whole.whole)] == [title]
    for slip in (title.replace(" ", "  ", 1), f"{title[:-2]}{title[-2:]}Sở", title.replace(" ", "", 1)):
        text = Text(f"Theo {slip} Tòa")
        assert [found.canonical for _, found in find_titles(text, text.whole)] == [title]


@pytest.mark.parametrize("name", ["Trương Ban", "Trương Khoa", "Trương Công An"])
def test_titles_a_name_that_looks_like_a_slip_stays_a_name(name: str) -> None:
    whole = Text(f"Nông dân {name} kể chuyện.")
    assert find_titles(whole, whole.whole) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("giữ chức Vụ trưởng Vụ Pháp chế", ["Vụ trưởng"]),
        ("bổ nhiệm vụ trưởng Vụ Pháp chế", ["Vụ trưởng"]),
        ("giao nhiệm vụ trưởng Ban Tổ chức", ["Trưởng Ban"]),
        ("giữ chức vụ Trưởng phòng Nội vụ", ["Trưởng phòng"]),
        ("chức vụ của ông", []),
        ("lãnh đạo Nga", ["Lãnh đạo"]),
        ("lãnh đạo Lào Cai, lãnh đạo Mỹ Tho, lãnh đạo Việt Nam và lãnh đạo Sở Y tế", []),
    ],
)
def test_titles_a_word_is_the_office_s_rather_than_a_phrase_s(text: str, told: list[str]) -> None:
    whole = Text(text)
    assert [title.canonical for _, title in find_titles(whole, whole.whole)] == told
