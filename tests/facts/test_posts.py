import pytest

from extract.facts.officials import read_officials
from extract.folding import Text
from extract.records import Article


def held(text: str) -> list[tuple[str, str | None, str]]:
    found = read_officials(Text(text), Article(article_id="a", source="", text=text))
    return [(p.title, p.organization, p.status) for o in found for p in o.positions]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "Ông Lò Văn An, Giám đốc Sở Y tế, được điều động giữ chức Bí thư Huyện ủy Than Uyên.",
            [("Giám đốc", "Sở Y tế", "leaving"), ("Bí thư", "Huyện ủy Than Uyên", "appointed")],
        ),
        (
            "Ông Lò Văn An, Phó Bí thư Tỉnh ủy, được bầu giữ chức Chủ tịch UBND tỉnh.",
            [("Phó Bí thư", "Tỉnh ủy", "current"), ("Chủ tịch", "UBND tỉnh", "appointed")],
        ),
        (
            "HĐND tỉnh miễn nhiệm chức vụ Chủ tịch UBND tỉnh đối với ông Lò Văn An.",
            [("Chủ tịch", "UBND tỉnh", "leaving")],
        ),
        (
            "Giới thiệu đồng chí Lò Văn An để bầu giữ chức Chủ tịch UBND tỉnh.",
            [("Chủ tịch", "UBND tỉnh", "nominated")],
        ),
        (
            "Ông Lò Văn An từng kinh qua các chức vụ Giám đốc Sở Y tế, Bí thư Huyện ủy Than Uyên.",
            [("Giám đốc", "Sở Y tế", "former"), ("Bí thư", "Huyện ủy Than Uyên", "former")],
        ),
        (
            "Trước khi được bầu, ông Lò Văn An là Giám đốc Sở Y tế.",
            [("Giám đốc", "Sở Y tế", "former")],
        ),
        (
            "Ông Lò Văn An, Giám đốc Sở Y tế, nghỉ hưu. Trước đó, ông từng giữ chức vụ Trưởng phòng Nội vụ huyện.",
            [("Giám đốc", "Sở Y tế", "current"), ("Trưởng phòng", "Phòng Nội vụ huyện", "former")],
        ),
    ],
)  # fmt: skip
def test_posts_are_held_as_the_sentence_tells(text: str, posts: list[tuple[str, str | None, str]]) -> None:
    assert held(text) == posts


def test_posts_title_alone_is_a_mention_of_its_holder() -> None:
    text = "Bí thư Tỉnh ủy Lò Văn An dự. Bí thư Tỉnh ủy nhấn mạnh nhiệm vụ."
    (official,) = read_officials(Text(text), Article(article_id="a", source="", text=text))
    assert [text[e.start : e.end] for e in official.evidence if e.what == "mention"] == ["Bí thư Tỉnh ủy"]
    assert official.role == "speaker"


def test_posts_two_men_of_one_name_s_part_stay_apart() -> None:
    text = "Ông Lò Văn An, Giám đốc Sở Y tế, và ông Vừ Văn An, Giám đốc Sở Nội vụ, dự."
    found = read_officials(Text(text), Article(article_id="a", source="", text=text))
    assert [o.name for o in found] == ["Lò Văn An", "Vừ Văn An"]


def test_posts_are_read_in_linear_time_from_repeated_people() -> None:
    text = "Ông Lò Văn An, Chủ tịch UBND tỉnh; " * 400
    assert len(read_officials(Text(text), Article(article_id="a", source="", text=text))) == 1
