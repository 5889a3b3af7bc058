import pytest

from tests.reading.organizations.told import read


@pytest.mark.parametrize(
    ("text", "organization"),
    [
        ("Ông Lò Văn An, Giám đốc Trung tâm Khảo thí và đánh giá chất lượng, nói.", "Trung tâm Khảo thí và đánh giá chất lượng"),
        ("Ông Lò Văn An, Chủ nhiệm Ủy ban Văn hóa, Giáo dục của Quốc hội, nói.", "Ủy ban Văn hóa, Giáo dục của Quốc hội"),
        ("Ông Lò Văn An, Chánh Văn phòng HĐND và UBND huyện Tam Đường, nói.", "Văn phòng HĐND và UBND huyện Tam Đường"),
        ("Ông Lò Văn An, Giám đốc Sở NN-PTNT tỉnh Lai Châu phát biểu.", "Sở NN-PTNT tỉnh Lai Châu"),
        ("Giám đốc Ngân hàng Nhà nước chi nhánh Khu vực 11 Ninh Thị An nói.", "Ngân hàng Nhà nước chi nhánh Khu vực 11"),
        ("Giám đốc Trung tâm Công nghệ thông tin và Truyền thông Bá Văn Hùng nói.", "Trung tâm Công nghệ thông tin và Truyền thông"),
        ("Bí thư Đảng ủy Khối Các cơ quan và Doanh nghiệp tỉnh Lò Văn An nói.", "Đảng ủy Khối Các cơ quan và Doanh nghiệp tỉnh"),
        ("Vụ trưởng Vụ Tổ chức - Biên chế Bộ Nội vụ Bríu Liếc nói.", "Vụ Tổ chức - Biên chế Bộ Nội vụ"),
        ("Vụ trưởng Vụ Địa phương III, Ủy ban Dân tộc Tống Quang Thìn nói.", "Vụ Địa phương III, Ủy ban Dân tộc"),
        ("Trưởng khoa Hồi sức tích cực - Chống độc Bệnh viện Đa khoa tỉnh Phí Đình Sơn nói.", "Khoa Hồi sức tích cực - Chống độc Bệnh viện Đa khoa tỉnh"),
        ("Viện trưởng Viện Khoa học Kỹ thuật Nông Lâm nghiệp Tây Nguyên Lưu Minh nói.", "Viện Khoa học Kỹ thuật Nông Lâm nghiệp Tây Nguyên"),
        ("Chủ tịch Hội Nạn nhân chất độc da cam/dioxin tỉnh Đàm Văn Huyên nói.", "Hội Nạn nhân chất độc da cam/dioxin tỉnh"),
    ],
)  # fmt: skip
def test_steps_fields_and_joints_do_not_end_it(text: str, organization: str) -> None:
    assert read(text) == [organization]
