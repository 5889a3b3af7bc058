import pytest

from extract.facts.officials import read_officials
from extract.facts.posts import complete
from extract.folding import Text
from extract.records import Article, Official
from extract.tables.titles import Example, people
from tests.clock import at_most


def read(text: str, province: str | None = None) -> tuple[Official, ...]:
    return read_officials(Text(text), Article(article_id="a", source="", text=text, province=province))


@pytest.mark.parametrize("example", people().example, ids=lambda example: example.text[:40])
def test_officials_example_is_read(example: Example) -> None:
    told = [(o.name, *(f"{p.title}|{p.organization or ''}" for p in o.positions)) for o in read(example.text)]
    assert told == list(example.people)


@pytest.mark.parametrize(
    ("printed", "home", "whole"),
    [
        ("UBND tỉnh", "VN-01", "UBND tỉnh Lai Châu"), ("Uỷ ban nhân dân tỉnh", "VN-01", "UBND tỉnh Lai Châu"),
        ("Tỉnh uỷ", "VN-01", "Tỉnh ủy Lai Châu"), ("Sở Nội vụ", "VN-01", "Sở Nội vụ tỉnh Lai Châu"),
        ("UBND thành phố", "VN-HN", "UBND thành phố Hà Nội"), ("Bộ GTVT", "VN-01", "Bộ Giao thông vận tải"),
        ("Sở Y tế TP.HCM", "VN-01", "Sở Y tế TP Hồ Chí Minh"), ("UBND tỉnh Sơn La", "VN-05", "UBND tỉnh Sơn La"),
        ("UBND tỉnh", None, "UBND tỉnh"), ("Tỉnh ủy", "VN-SG", "Tỉnh ủy"),
    ],
)  # fmt: skip
def test_officials_organization_is_completed(printed: str, home: str | None, whole: str) -> None:
    assert complete(printed, home) == whole


def test_officials_later_mentions_are_merged() -> None:
    text = "Ông Lò Văn An, Chủ tịch UBND tỉnh, dự hội nghị. Ông An nhấn mạnh nhiệm vụ. Đồng chí Lò Văn An kết luận."
    (official,) = read(text)
    names = [text[e.start : e.end] for e in official.evidence if e.what == "name"]
    assert names == ["Lò Văn An", "An", "Lò Văn An"]
    assert (official.honorific, official.role) == ("ông", "speaker")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Chủ tịch UBND tỉnh Lò Văn An chủ trì hội nghị.", "chair"), ("Chủ tịch UBND tỉnh Lò Văn An cho biết tỉnh sẽ họp.", "speaker"),
        ("Sự kiện có sự tham dự của Chủ tịch UBND tỉnh Lò Văn An.", "attendee"), ("Đón đoàn có Chủ tịch UBND tỉnh Lò Văn An.", "attendee"),
        ("Ông Lò Văn An, Chủ tịch UBND tỉnh: Năm qua tỉnh xếp thứ 42.", "speaker"), ("Lò Văn An, Chủ tịch UBND tỉnh: 45 phiếu.", None),
        ("Thông báo kết luận của Chủ tịch UBND tỉnh Lò Văn An.", "speaker"), ("Chủ tịch UBND tỉnh Lò Văn An đáp lại.", "speaker"),
        ("Chủ tịch UBND tỉnh Lò Văn An, người chủ trì, nhấn mạnh.", "chair"), ("Ông Lò Văn An, PCT.UBND tỉnh chủ trì.", "chair"),
        ("Chủ tịch UBND tỉnh Lò Văn An không chỉ đạo kịp thời.", None), ("Ông Lò Văn An, Bí thư Huyện ủy, thôi tham gia Ban Chấp hành.", None),
        ("Bộ trưởng đánh giá cao nỗ lực của ông Lò Văn An, Chủ tịch UBND tỉnh.", None),
        ("Dự lễ có Chủ tịch UBND tỉnh Lò Văn An.", "attendee"), ("Chủ tịch UBND tỉnh Lò Văn An nghỉ hưu.", None),
    ],
)  # fmt: skip
def test_officials_role_is_read(text: str, role: str | None) -> None:
    assert [o.role for o in read(text)] == [role]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Chủ tịch UBND tỉnh Lò Văn An", "province"), ("Chủ tịch UBND huyện Than Uyên Lò Văn An", "district"),
        ("Chủ tịch UBND xã Mường Than Lò Văn An", "commune"), ("Bộ trưởng Bộ Nội vụ Lê Văn An", "central"),
        ("Bí thư Thành ủy Hà Nội Lê Văn An", "province"),
    ],
)  # fmt: skip
def test_officials_level_is_the_organization_s(text: str, level: str) -> None:
    assert [p.level for o in read(text) for p in o.positions] == [level]


def test_officials_organization_left_out_is_the_next_one_s() -> None:
    (official,) = read("Ông Lò Văn An, phó bí thư Huyện ủy, chủ tịch UBND huyện Hoài Ân, dự.")
    assert [p.organization for p in official.positions] == ["Huyện ủy Hoài Ân", "UBND huyện Hoài Ân"]


def test_officials_group_title_is_each_one_s() -> None:
    people_ = read(
        "Dự có các đồng chí Ủy viên Ban Thường vụ Tỉnh ủy: Lò Văn An, Giám đốc Công an tỉnh; Vừ A Chứ, Giám đốc Sở Y tế."
    )
    assert [[p.title for p in o.positions] for o in people_] == [["Ủy viên Ban Thường vụ", "Giám đốc"]] * 2


def test_officials_every_evidence_reads_back() -> None:
    text = "Các đồng chí: Lò Văn An - Bí thư Tỉnh ủy; Vừ A Chứ - Chủ tịch UBND tỉnh chủ trì."
    for official in read(text, "VN-01"):
        for e in official.evidence:
            assert text[e.start : e.end].strip() == text[e.start : e.end] != ""


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Ông Lò Văn An, quê Sơn La, trước ngày sáp nhập là Giám đốc Sở Y tế Lai Châu.", [("Giám đốc", "former")]),
        ("Ông Lò Văn An, Phó Chủ tịch UBND xã Tà Tổng, trước khi về xã là Trưởng phòng Nội vụ huyện Mường Tè.", [("Phó Chủ tịch", "current"), ("Trưởng phòng", "former")]),
        ("Thời điểm xảy ra vụ án, ông Lò Văn An làm Giám đốc Sở Y tế Lai Châu.", [("Giám đốc", "former")]),
        ("Ông Lò Văn An, Bí thư Đảng ủy, Chủ tịch HĐND xã Tà Tổng, thôi làm Bí thư Đảng ủy xã.", [("Bí thư", "leaving"), ("Chủ tịch", "current")]),
    ],
)  # fmt: skip
def test_officials_what_was_held_is_told_by_what_came_after(text: str, held: list[tuple[str, str]]) -> None:
    (official,) = read(text)
    assert sorted((p.title, p.status) for p in official.positions) == sorted(held)


def test_officials_in_the_article_of_a_city_a_province_is_the_one_named_last() -> None:
    text = "Tại Bến Tre, ông Lò Văn An, Chủ tịch UBND tỉnh, đón đoàn của TP.HCM."
    (official,) = read(text, "VN-SG")
    assert [p.organization for p in official.positions] == ["UBND tỉnh Bến Tre"]


@pytest.mark.parametrize(
    ("text", "organization"),
    [
        ("Tin từ xã Tân Hà\n\nTheo đó, ông Lò Văn An, Chủ tịch UBND xã, đã đến dự.", "UBND xã Tân Hà"),
        (
            "Chủ tịch UBND phường Dĩ An Đỗ Hải đến dự.\n\nẢNH: PHƯỜNG DĨ AN\n\nTại kỳ họp, HĐND phường bầu chức danh "
            "Ủy viên UBND đối với ông Lò Văn An, Chỉ huy trưởng Ban Chỉ huy Quân sự phường.", "UBND phường Dĩ An",
        ),
    ],
)  # fmt: skip
def test_officials_the_name_of_a_place_ends_with_its_paragraph(text: str, organization: str) -> None:
    (official,) = (one for one in read(text) if one.name == "Lò Văn An")
    assert official.positions[0].organization == organization


def test_officials_the_next_sentence_that_lists_nobody_tells_of_nobody() -> None:
    assert read("UBND tỉnh Hà Nam có ba phó chủ tịch. Đó là lý do ông Lò Văn An nói.") == ()


def test_officials_whoever_leads_a_team_beside_his_office_leaves_nothing() -> None:
    text = "Tổ giám sát do ông Lò Văn An, Phó Chủ tịch UBND huyện Di Linh, làm Tổ trưởng đã kiểm tra 5 xã."
    (official,) = read(text)
    assert {p.title: p.status for p in official.positions} == {"Phó Chủ tịch": "current", "Tổ trưởng": "appointed"}


def test_officials_told_again_and_again_take_linear_time() -> None:
    text = "Bộ trưởng Bộ Y tế Nguyễn Văn An phát biểu. Bộ trưởng nêu rõ việc này.\n" * 3200
    read(text[:80])  # what is loaded once is no part of it
    with at_most(1000):  # some 200 to 400; quadratic, thousands
        officials = read_officials(Text(text), Article(article_id="a", source="a", text=text))
    assert [official.name for official in officials] == ["Nguyễn Văn An"]
