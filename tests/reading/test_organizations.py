import pytest

from extract.folding import Text
from extract.reading.people import find_people


def read(text: str) -> list[str | None]:
    whole = Text(text)
    reading = find_people(whole, whole.whole)
    return [held.organization for person in reading.people for held in person.held] + [
        h.organization for h in reading.loose
    ]


@pytest.mark.parametrize(
    ("text", "organization"),
    [
        ("Ông Lò Văn An, Giám đốc Trung tâm Khảo thí và đánh giá chất lượng, nói.", "Trung tâm Khảo thí và đánh giá chất lượng"),
        ("Ông Lò Văn An, Chủ nhiệm Ủy ban Văn hóa, Giáo dục của Quốc hội, nói.", "Ủy ban Văn hóa, Giáo dục của Quốc hội"),
        ("Ông Lò Văn An, Giám đốc Bệnh viện Nhi đồng 1 TP.HCM, nói.", "Bệnh viện Nhi đồng 1 TP.HCM"),
        ("Ông Lò Văn An, Chánh Văn phòng HĐND và UBND huyện Tam Đường, nói.", "Văn phòng HĐND và UBND huyện Tam Đường"),
        ("Ông Lò Văn An, Trưởng phòng CSGT Công an tỉnh, nói.", "Phòng CSGT Công an tỉnh"),
        ("Ông Lò Văn An, Giám đốc Sở NN-PTNT tỉnh Lai Châu phát biểu.", "Sở NN-PTNT tỉnh Lai Châu"),
        ("Ông Lò Văn An, Phó Vụ trưởng Bộ Nội vụ, nói.", "Bộ Nội vụ"),
        ("Chủ tịch UBND xã Mường Than Lò Văn An nói.", "UBND xã Mường Than"),
        ("Chủ tịch UBND phường Quang Trung cho biết.", "UBND phường Quang Trung"),
        ("Đại sứ Việt Nam tại Malaysia Đinh Ngọc Linh nói.", "Việt Nam tại Malaysia"),
        ("Trưởng Đoàn ĐBQH tỉnh Lò Văn An nói.", "Đoàn ĐBQH tỉnh"),
    ],
)  # fmt: skip
def test_organizations_are_read_to_their_end(text: str, organization: str) -> None:
    assert read(text) == [organization]


@pytest.mark.parametrize("text", ["Ông Lò Văn An, trưởng phòng ngân quỹ, nói.", "Giám đốc cho biết tỉnh sẽ họp."])
def test_organizations_without_a_head_are_none(text: str) -> None:
    assert read(text) == [None]
