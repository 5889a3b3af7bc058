import pytest

from extract.facts.officials import read_officials
from extract.folding import Text
from extract.records import Article


def roles(text: str) -> list[str | None]:
    return [o.role for o in read_officials(Text(text), Article(article_id="a", source="", text=text))]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Hội nghị dưới sự chủ trì của Chủ tịch UBND tỉnh Lò Văn An.", "chair"),
        ("Chủ trì hội nghị có các đồng chí: Lò Văn An, Bí thư Tỉnh ủy.", "chair"),
        ("Theo Giám đốc Sở Y tế Lò Văn An, dịch đã lắng.", "speaker"),
        ("Phát biểu tại hội nghị, Chủ tịch UBND tỉnh Lò Văn An ghi nhận kết quả.", "speaker"),
        ("Ông Lò Văn An, Giám đốc Sở Y tế, dự hội nghị. Ông An nhấn mạnh nhiệm vụ.", "speaker"),
        ("Đoàn đến thăm gia đình Chủ tịch UBND tỉnh Lò Văn An.", None),
        ("Tỉnh kỷ luật Giám đốc Sở Y tế Lò Văn An.", None),
        ("Ông Lò Văn An, Giám đốc Sở Y tế, sẽ trả lời chất vấn.", None),
        ("Dự kiến, Chủ tịch UBND tỉnh Lò Văn An nghỉ hưu.", None),
    ],
)  # fmt: skip
def test_roles_are_the_verb_s_own(text: str, role: str | None) -> None:
    assert roles(text) == [role]
