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
            "Từ năm 2010 đến năm 2015, ông Lò Văn An là Giám đốc Sở Y tế.",
            [("Giám đốc", "Sở Y tế", "former")],
        ),
        # The secretary of a city's committee is none of the province's.
        (
            "Phê chuẩn kết quả bầu Phó Chủ tịch UBND tỉnh Kon Tum đối với ông Lò Văn An, Bí thư Thành ủy Kon Tum.",
            [("Phó Chủ tịch", "UBND tỉnh Kon Tum", "appointed"), ("Bí thư", "Thành ủy Kon Tum", "leaving")],
        ),
        # As its name is written, not as those of "Liên hiệp các hội".
        (
            "Tổng Thư ký Liên Hiệp Quốc António Guterres đến Sơn La.",
            [("Tổng Thư ký", "Liên Hiệp Quốc", "current")],
        ),
        (
            "Từ năm 2010 đến nay, ông Lò Văn An là Giám đốc Sở Y tế.",
            [("Giám đốc", "Sở Y tế", "current")],
        ),
        (
            "Ông Lò Văn An là Giám đốc Sở Y tế trước khi được bổ nhiệm làm Thứ trưởng Bộ Y tế.",
            [("Giám đốc", "Sở Y tế", "former"), ("Thứ trưởng", "Bộ Y tế", "current")],
        ),
        # An office taken before the reported event is held since, or over where another one was taken.
        (
            "Bầu ông Lò Văn An, Phó Bí thư Tỉnh ủy, làm Chủ tịch UBND tỉnh. Trước đó, ngày 9/8, ông Lò Văn An được bầu "
            "giữ chức Phó Bí thư Tỉnh ủy.",
            [("Phó Bí thư", "Tỉnh ủy", "current"), ("Chủ tịch", "UBND tỉnh", "appointed")],
        ),
        (
            "Tháng 6/2015, ông Lò Văn An được bổ nhiệm làm Giám đốc Sở Y tế. Tháng 8/2020, ông Lò Văn An được bổ nhiệm "
            "làm Thứ trưởng Bộ Y tế.",
            [("Giám đốc", "Sở Y tế", "former"), ("Thứ trưởng", "Bộ Y tế", "appointed")],
        ),
        # Told as proposed and as elected: elected. Told as held and as held once: left for what is taken.
        (
            "Giới thiệu ông Lò Văn An, Giám đốc Sở Y tế, giữ chức Phó Chủ tịch UBND tỉnh. Ông Lò Văn An được bầu giữ chức "
            "Phó Chủ tịch UBND tỉnh. Ông An từng là Giám đốc Sở Y tế.",
            [("Giám đốc", "Sở Y tế", "leaving"), ("Phó Chủ tịch", "UBND tỉnh", "appointed")],
        ),
        # Nothing is left but what is told to be, and nothing by who is elected again.
        (
            "Ông Lò Văn An, Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh, thôi giữ chức Bí thư Tỉnh ủy để giữ chức Phó Trưởng Ban "
            "Tổ chức Trung ương.",
            [
                ("Bí thư", "Tỉnh ủy", "leaving"), ("Chủ tịch", "HĐND tỉnh", "current"),
                ("Phó Trưởng Ban", "Ban Tổ chức Trung ương", "appointed"),
            ],
        ),
        (
            "Bầu ông Lò Văn An, Chủ tịch UBND tỉnh, Trưởng Ban An toàn giao thông tỉnh, giữ chức Chủ tịch UBND tỉnh.",
            [("Chủ tịch", "UBND tỉnh", "appointed"), ("Trưởng Ban", "Ban An toàn giao thông tỉnh", "current")],
        ),
        (
            "Ông Lò Văn An, Phó Bí thư Thường trực Tỉnh ủy, đắc cử Chủ tịch HĐND tỉnh Lâm Đồng.",
            [("Phó Bí thư Thường trực", "Tỉnh ủy", "current"), ("Chủ tịch", "HĐND tỉnh Lâm Đồng", "appointed")],
        ),
        (
            "Bầu chức danh Phó Chủ tịch HĐND tỉnh đối với ông Lò Văn An, Giám đốc Sở Y tế.",
            [("Phó Chủ tịch", "HĐND tỉnh", "appointed"), ("Giám đốc", "Sở Y tế", "leaving")],
        ),
        (
            "Ông Lò Văn An, nguyên Chủ tịch UBND huyện Than Uyên, Bí thư Huyện ủy Tam Đường, được bổ nhiệm giữ chức Giám "
            "đốc Sở Y tế.",
            [
                ("Chủ tịch", "UBND huyện Than Uyên", "former"), ("Bí thư", "Huyện ủy Tam Đường", "leaving"),
                ("Giám đốc", "Sở Y tế", "appointed"),
            ],
        ),
        (
            "Thiếu tướng Lò Văn An bàn giao nhiệm vụ Tư lệnh Quân khu 2 cho Đại tá Vừ A Bằng.",
            [("Tư lệnh", "Quân khu 2", "leaving"), ("Tư lệnh", "Quân khu 2", "appointed")],
        ),
        (
            "Ông Lò Văn An từng trải qua các chức vụ tại TP Sơn La (tỉnh Sơn La): Chánh Văn phòng UBND TP; Phó Chủ tịch "
            "UBND TP Sơn La.",
            [
                ("Chánh Văn phòng", "Văn phòng UBND thành phố", "former"), ("Phó Chủ tịch", "UBND TP Sơn La", "former"),
            ],
        ),
        (
            "Ông Lò Văn An, Giám đốc Sở Y tế, nghỉ hưu. Trước đó, ông từng giữ chức vụ Trưởng phòng Nội vụ huyện.",
            [("Giám đốc", "Sở Y tế", "leaving"), ("Trưởng phòng", "Phòng Nội vụ huyện", "former")],
        ),
        # Elected again: appointed, and nothing is left for it.
        (
            "Ông Lò Văn An, Giám đốc Công an tỉnh, tái cử chức danh Ủy viên UBND tỉnh. Ông Vừ A Bằng được bầu tiếp tục "
            "giữ chức vụ Phó Chủ tịch UBND tỉnh.",
            [
                ("Giám đốc", "Công an tỉnh", "current"), ("Ủy viên", "UBND tỉnh", "appointed"),
                ("Phó Chủ tịch", "UBND tỉnh", "appointed"),
            ],
        ),
        # Who goes elsewhere, or has somebody's place, leaves what he has.
        (
            "Ông Lò Văn An, Bí thư Huyện ủy Than Uyên, được chuyển về công tác tại UBND tỉnh; thay ông An là ông Vừ A "
            "Bằng, Chánh Thanh tra tỉnh.",
            [
                ("Bí thư", "Huyện ủy Than Uyên", "leaving"), ("Chánh Thanh tra", "Thanh tra tỉnh", "leaving"),
                ("Bí thư", "Huyện ủy Than Uyên", "appointed"),
            ],
        ),
        (
            "Ông Lò Văn An, Ủy viên Ban Thường vụ Tỉnh ủy, Giám đốc Sở Y tế, đã nộp đơn xin nghỉ việc.",
            [("Ủy viên Ban Thường vụ", "Tỉnh ủy", "current"), ("Giám đốc", "Sở Y tế", "leaving")],
        ),
        (
            "Cách chức Phó Bí thư Tỉnh ủy các nhiệm kỳ 2015 - 2020, 2020 - 2025 và Chủ tịch UBND tỉnh nhiệm kỳ 2016 - "
            "2021 đối với ông Lò Văn An.",
            [("Phó Bí thư", "Tỉnh ủy", "leaving"), ("Chủ tịch", "UBND tỉnh", "leaving")],
        ),
        ("Người dân kêu gọi Tổng thống Joe Biden từ chức.", [("Tổng thống", None, "current")]),
        # Steps of a career: each is over where its end is told, another one follows, or another office is held now.
        (
            "Ông Lò Văn An sinh năm 1970, quê Sơn La. Từ năm 2003 đến năm 2010, là Giám đốc Sở Y tế. Tháng 5/2010, được bổ "
            "nhiệm Giám đốc Sở Nội vụ. Từ tháng 8/2018 đến nay là Bí thư Huyện ủy Than Uyên.",
            [
                ("Giám đốc", "Sở Y tế", "former"), ("Giám đốc", "Sở Nội vụ", "former"),
                ("Bí thư", "Huyện ủy Than Uyên", "current"),
            ],
        ),
        (
            "Quá trình công tác của ông Lò Văn An:\n- 2004 - 2009: Giám đốc Sở Y tế\n- Từ tháng 7/2015: Giám đốc Sở Nội vụ",
            [("Giám đốc", "Sở Y tế", "former"), ("Giám đốc", "Sở Nội vụ", "current")],
        ),
        (
            "Chủ tịch UBND tỉnh Lò Văn An sinh năm 1968. Năm 2005 ông là Trưởng phòng Tài chính huyện; năm 2009 là Phó Giám "
            "đốc, đến năm 2014 làm Giám đốc Sở Xây dựng.",
            [
                ("Trưởng phòng", "Phòng Tài chính huyện", "former"), ("Phó Giám đốc", "Sở Xây dựng", "former"),
                ("Giám đốc", "Sở Xây dựng", "former"), ("Chủ tịch", "UBND tỉnh", "current"),
            ],
        ),
        (
            "Ông Lò Văn An, nguyên Giám đốc Sở Y tế, kể. Thời điểm đó, ông là Ủy viên UBND tỉnh, Trưởng Ban Dân tộc tỉnh.",
            [
                ("Ủy viên", "UBND tỉnh", "former"), ("Trưởng Ban", "Ban Dân tộc tỉnh", "former"),
                ("Giám đốc", "Sở Y tế", "former"),
            ],
        ),
        (
            "Ông Lò Văn An kinh qua các vị trí: Giám đốc Sở Y tế; Bí thư Huyện ủy Than Uyên; hiện là Phó Chủ tịch UBND tỉnh.",
            [
                ("Giám đốc", "Sở Y tế", "former"), ("Bí thư", "Huyện ủy Than Uyên", "former"),
                ("Phó Chủ tịch", "UBND tỉnh", "current"),
            ],
        ),
        # Nobody's step: the sentence only begins with a date. She is not he.
        (
            "Bí thư Tỉnh ủy Lò Văn An dự. Năm 2023, Chủ tịch UBND tỉnh giao Sở Nội vụ. Ông An cười. Năm 2019, bà trở thành "
            "Chủ tịch Hội Phụ nữ xã.",
            [("Bí thư", "Tỉnh ủy", "current")],
        ),
        # The office told last, and nobody's where none is given.
        (
            "Miễn nhiệm Phó Chủ tịch HĐND tỉnh đối với bà Lò Thị An; bầu ông Vừ A Bằng giữ chức danh này. Người giữ chức vụ "
            "này phải trung thực.",
            [("Phó Chủ tịch", "HĐND tỉnh", "leaving"), ("Phó Chủ tịch", "HĐND tỉnh", "appointed")],
        ),
        # What is held beside the day's office leaves it; whoever is sent somewhere by the verb before him leaves his.
        (
            "Ông Lò Văn An, Bí thư Huyện ủy Than Uyên, làm Chủ tịch Hội đồng bầu cử huyện. Điều động ông Vừ A Bằng, Giám "
            "đốc Sở Y tế, về công tác tại Bộ Y tế.",
            [
                ("Bí thư", "Huyện ủy Than Uyên", "current"), ("Chủ tịch", "Hội đồng bầu cử huyện Than Uyên", "appointed"),
                ("Giám đốc", "Sở Y tế", "leaving"),
            ],
        ),
        # The body named before, called by its head or by the title that leads it; a head alone is none.
        (
            "Sở Nội vụ công bố quyết định bổ nhiệm bà Lò Thị An giữ chức vụ Phó Giám đốc Sở. Ông Vừ A Bằng nhận công tác tại "
            "Ban Tổ chức Tỉnh ủy và giữ chức Phó Trưởng ban. Ông Tẩn A Sì, Trưởng phòng, dự.",
            [("Phó Giám đốc", "Sở Nội vụ", "appointed"), ("Phó Trưởng Ban", "Ban Tổ chức Tỉnh ủy", "appointed")],
        ),
        # Since when it is held, and not that it is taken.
        (
            "Bà Lò Thị An, người giữ chức Giám đốc Sở Y tế từ năm 2020, đã họp.",
            [("Giám đốc", "Sở Y tế", "current")],
        ),
        # Sent as who he is; whoever reads a decision out takes nothing by it.
        (
            "Phân công Phó Chủ tịch UBND tỉnh Lò Văn An theo dõi. Phó Trưởng Ban Tổ chức Trung ương Vừ A Bằng công bố "
            "quyết định chỉ định Bí thư Tỉnh ủy.",
            [("Phó Chủ tịch", "UBND tỉnh", "current"), ("Phó Trưởng Ban", "Ban Tổ chức Trung ương", "current")],
        ),
        # What one verb gives is no more his whom the next comma names.
        (
            "Ông Lò Văn An được chỉ định giữ chức Bí thư Đảng ủy xã Mường Than, ông Vừ A Bằng - Chủ tịch UBND xã.",
            [("Bí thư", "Đảng ủy xã Mường Than", "appointed"), ("Chủ tịch", "UBND xã Mường Than", "current")],
        ),
        (
            "Đề nghị phân công ông Lò Văn An, Phó Bí thư Huyện ủy, giữ chức Bí thư Huyện ủy.",
            [("Phó Bí thư", "Huyện ủy", "current"), ("Bí thư", "Huyện ủy", "nominated")],
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
