import pytest

from tests.reading.organizations.told import read


@pytest.mark.parametrize(
    ("text", "organization"),
    [
        ("Ông Lò Văn An, Trưởng phòng CSGT Công an tỉnh, nói.", "Phòng CSGT Công an tỉnh"),
        ("Ông Lò Văn An, Phó Vụ trưởng Bộ Nội vụ, nói.", "Bộ Nội vụ"),
        ("Trưởng Đoàn ĐBQH tỉnh Lò Văn An nói.", "Đoàn ĐBQH tỉnh"),
        ("Chánh Thanh tra Sở Xây dựng Ninh Thị Hồng nói.", "Thanh tra Sở Xây dựng"),
    ],
)  # fmt: skip
def test_walk_the_head_of_its_title_is_its_own(text: str, organization: str) -> None:
    assert read(text) == [organization]


@pytest.mark.parametrize("text", ["Ông Lò Văn An, trưởng phòng ngân quỹ, nói.", "Giám đốc cho biết tỉnh sẽ họp."])
def test_walk_without_a_head_there_is_none(text: str) -> None:
    assert read(text) == [None]
