import pytest

from extract.facts.officials import read_officials
from extract.folding import Text
from extract.records import Article


def lands(text: str, title: str) -> list[tuple[str, str | None]]:
    everyone = read_officials(Text(text), Article(article_id="a", source="", text=text))
    return [(one.name, p.organization) for one in everyone for p in one.positions if p.title == title]


@pytest.mark.parametrize(
    ("text", "title", "told"),
    [
        ("Thủ tướng Peru họp báo. Thủ tướng Pavel Novak bác tin.", "Thủ tướng", [("Pavel Novak", "Peru")]),
        ("Ngoại trưởng Cuba đến Rome. Cựu ngoại trưởng Pavel Novak vắng.", "Ngoại trưởng", [("Pavel Novak", "Cuba")]),
        ("Bộ Quốc phòng Peru cho biết Bộ trưởng Pavel Novak vắng.", "Bộ trưởng", [("Pavel Novak", "Bộ Quốc phòng Peru")]),
        # Of several lands, or of several who bear the office, nobody's; ours has none of another land.
        ("Thủ tướng Peru gặp Thủ tướng Lào. Thủ tướng Pavel Novak vắng.", "Thủ tướng", [("Pavel Novak", None)]),
        ("Thủ tướng Peru đến. Thủ tướng Pavel Novak gặp Thủ tướng Mark Lowen.", "Thủ tướng", [("Pavel Novak", None), ("Mark Lowen", None)]),
        ("Thủ tướng Peru đến. Thủ tướng Lò Văn An tiếp.", "Thủ tướng", [("Lò Văn An", None)]),
        # What another one holds is not his; there are many senators.
        ("Thủ tướng Peru Mark Lowen họp. Thủ tướng Peru vui. Thủ tướng Pavel Novak im.", "Thủ tướng", [("Mark Lowen", "Peru"), ("Pavel Novak", None)]),
        ("Các thượng nghị sĩ Mỹ họp. Thượng nghị sĩ Pavel Novak im.", "Thượng nghị sĩ", [("Pavel Novak", None)]),
    ],
)  # fmt: skip
def test_lands_are_told_with_the_same_office(text: str, title: str, told: list[tuple[str, str | None]]) -> None:
    assert lands(text, title) == told
