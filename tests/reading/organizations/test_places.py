import pytest

from tests.reading.organizations.told import read


@pytest.mark.parametrize(
    ("text", "organization"),
    [
        ("Ông Lò Văn An, Giám đốc Bệnh viện Nhi đồng 1 TP.HCM, nói.", "Bệnh viện Nhi đồng 1 TP.HCM"),
        ("Chủ tịch UBND xã Mường Than Lò Văn An nói.", "UBND xã Mường Than"),
        ("Chủ tịch UBND phường Quang Trung cho biết.", "UBND phường Quang Trung"),
        ("Tại Trường Đại học Vinh, tiến sĩ Lê Trường Thi là hiệu trưởng.", "Trường Đại học Vinh"),
        ("Giám đốc Chi nhánh Văn phòng Đăng ký đất đai huyện Chư Sê Lò Văn An nói.", "Chi nhánh Văn phòng Đăng ký đất đai huyện Chư Sê"),
        ("Giám đốc Phân hiệu Đại học Đà Nẵng tại Kon Tum Ka Liêng nói.", "Phân hiệu Đại học Đà Nẵng tại Kon Tum"),
        ("Hiệu trưởng Trường Tiểu học và THCS Lý Tự Trọng A Phiên nói.", "Trường Tiểu học và THCS Lý Tự Trọng"),
        ("Chi cục trưởng Chi cục Thuế khu vực Pleiku - Chư Păh Kim Ngọc Thái nói.", "Chi cục Thuế khu vực Pleiku - Chư Păh"),
    ],
)  # fmt: skip
def test_places_a_place_or_an_own_name_is_the_organization_s(text: str, organization: str) -> None:
    assert read(text) == [organization]
