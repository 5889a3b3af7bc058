import pytest

from extract.facts.officials import read_officials
from extract.folding import Text
from extract.records import Article


def offices(text: str, name: str) -> list[tuple[str, str | None, str]]:
    everyone = read_officials(Text(text), Article(article_id="a", source="", text=text))
    return [(p.title, p.organization, p.status) for one in everyone if one.name == name for p in one.positions]


@pytest.mark.parametrize(
    ("text", "besides"),
    [
        ('Ông nói. "Chúng tôi sẵn sàng", cựu thủ tướng Belarus nhấn mạnh.', ("Thủ tướng", "Belarus", "former")),
        ('"Chúng tôi sẵn sàng", cựu Bộ trưởng Quốc phòng Belarus cũng cho biết.', ("Bộ trưởng", "Bộ Quốc phòng Belarus", "former")),
        ('"Tổng thống Peru đã sai", cựu tổng thống Belarus tuyên bố.', ("Tổng thống", "Belarus", "former")),
    ],
)  # fmt: skip
def test_quoted_office_is_of_who_spoke(text: str, besides: tuple[str, str, str]) -> None:
    speaker = "Chủ tịch Thượng viện Belarus Pavel Novak gặp báo giới."
    assert offices(f"{speaker} {text}", "Pavel Novak") == [("Chủ tịch", "Thượng viện Belarus", "current"), besides]


@pytest.mark.parametrize(
    "text",
    [
        # Another one has it, another land, now, two are named, no words in quotation marks.
        'Chủ tịch Thượng viện Belarus Pavel Novak nói. "Tốt", cựu thủ tướng Belarus nói. Cựu Thủ tướng Belarus Igor Petrov cười.',
        'Chủ tịch Thượng viện Belarus Pavel Novak nói. "Tốt", cựu thủ tướng Bỉ nói.',
        'Chủ tịch Thượng viện Belarus Pavel Novak nói. "Tốt", thủ tướng Belarus nói.',
        'Chủ tịch Thượng viện Belarus Pavel Novak gặp Ngoại trưởng Belarus Igor Petrov. "Tốt", cựu thủ tướng Belarus nói.',
        "Chủ tịch Thượng viện Belarus Pavel Novak nói. Cựu thủ tướng Belarus nói.",
    ],
)  # fmt: skip
def test_quoted_office_is_nobody_s(text: str) -> None:
    assert offices(text, "Pavel Novak") == [("Chủ tịch", "Thượng viện Belarus", "current")]
