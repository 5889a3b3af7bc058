from typing import get_args

import pytest

from extract import extract
from extract.folding import Text
from extract.reading.organizations import _lexicons, _List
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
        ("Thủ tướng nước Cộng hòa Séc Petr Novotny nói.", "Cộng hòa Séc"),
        ("Chủ tịch Quốc hội nước CHDCND Lào Somphet Keovilay nói.", "Quốc hội nước CHDCND Lào"),
        ("Chủ tịch Ủy ban hợp tác Việt Nam - Lào Lò Văn An nói.", "Ủy ban hợp tác Việt Nam - Lào"),
        ("Phó Chủ tịch Ủy ban liên Chính phủ Việt - Nga Lò Văn An nói.", "Ủy ban liên Chính phủ Việt - Nga"),
        ("Chủ tịch Ủy ban Hợp tác Lào - Việt Nam Somphet Keovilay nói.", "Ủy ban Hợp tác Lào - Việt Nam"),
        ("Ủy viên Trung ương Đảng Cộng sản Cuba Luis Carrasco nói.", "Trung ương Đảng Cộng sản Cuba"),
        ("Tại Trường Đại học Vinh, tiến sĩ Lê Trường Thi là hiệu trưởng.", "Trường Đại học Vinh"),
        ("Trưởng Đoàn ĐBQH tỉnh Lò Văn An nói.", "Đoàn ĐBQH tỉnh"),
        ("Giám đốc Chi nhánh Văn phòng Đăng ký đất đai huyện Chư Sê Lò Văn An nói.", "Chi nhánh Văn phòng Đăng ký đất đai huyện Chư Sê"),
        ("Giám đốc Ngân hàng Nhà nước chi nhánh Khu vực 11 Ninh Thị An nói.", "Ngân hàng Nhà nước chi nhánh Khu vực 11"),
        ("Giám đốc Phân hiệu Đại học Đà Nẵng tại Kon Tum Ka Liêng nói.", "Phân hiệu Đại học Đà Nẵng tại Kon Tum"),
        ("Giám đốc Trung tâm Công nghệ thông tin và Truyền thông Bá Văn Hùng nói.", "Trung tâm Công nghệ thông tin và Truyền thông"),
        ("Hiệu trưởng Trường Tiểu học và THCS Lý Tự Trọng A Phiên nói.", "Trường Tiểu học và THCS Lý Tự Trọng"),
        ("Bí thư Đảng ủy Khối Các cơ quan và Doanh nghiệp tỉnh Lò Văn An nói.", "Đảng ủy Khối Các cơ quan và Doanh nghiệp tỉnh"),
        ("Chi cục trưởng Chi cục Thuế khu vực Pleiku - Chư Păh Kim Ngọc Thái nói.", "Chi cục Thuế khu vực Pleiku - Chư Păh"),
        ("Vụ trưởng Vụ Tổ chức - Biên chế Bộ Nội vụ Bríu Liếc nói.", "Vụ Tổ chức - Biên chế Bộ Nội vụ"),
        ("Vụ trưởng Vụ Địa phương III, Ủy ban Dân tộc Tống Quang Thìn nói.", "Vụ Địa phương III, Ủy ban Dân tộc"),
        ("Trưởng khoa Hồi sức tích cực - Chống độc Bệnh viện Đa khoa tỉnh Phí Đình Sơn nói.", "Khoa Hồi sức tích cực - Chống độc Bệnh viện Đa khoa tỉnh"),
        ("Viện trưởng Viện Khoa học Kỹ thuật Nông Lâm nghiệp Tây Nguyên Lưu Minh nói.", "Viện Khoa học Kỹ thuật Nông Lâm nghiệp Tây Nguyên"),
        ("Chủ tịch Hội Nạn nhân chất độc da cam/dioxin tỉnh Đàm Văn Huyên nói.", "Hội Nạn nhân chất độc da cam/dioxin tỉnh"),
        ("Chánh Thanh tra Sở Xây dựng Ninh Thị Hồng nói.", "Thanh tra Sở Xây dựng"),
    ],
)  # fmt: skip
def test_organizations_are_read_to_their_end(text: str, organization: str) -> None:
    assert read(text) == [organization]


@pytest.mark.parametrize("text", ["Ông Lò Văn An, trưởng phòng ngân quỹ, nói.", "Giám đốc cho biết tỉnh sẽ họp."])
def test_organizations_without_a_head_are_none(text: str) -> None:
    assert read(text) == [None]


def test_organizations_lists_are_all_there() -> None:
    assert _lexicons().names == {*get_args(_List)}


@pytest.mark.parametrize("words", ["Lào - ", "nước ", "Việt Nam - ", "Cộng hòa ", "Lào - Việt Nam - "])
def test_organizations_a_chain_of_lands_has_no_end(words: str) -> None:
    # Each land looked for the one behind it: a thousand of them ended in a RecursionError.
    text = f"Thủ tướng {words * 1000}nói hôm qua."
    assert [o.name for o in extract(text).officials] == []
