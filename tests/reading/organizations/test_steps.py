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
        ("Ông Lò Văn An, trưởng khoa Ngoại, sản, gây mê hồi sức, Bệnh viện huyện Mường Tè, nói.", "Khoa Ngoại, sản, gây mê hồi sức, Bệnh viện huyện Mường Tè"),
        ("Ông Lò Văn An, trưởng bộ môn Phẫu thuật hàm và răng miệng, nói.", "Bộ môn Phẫu thuật hàm và răng miệng"),
        ("Ông Lò Văn An, trưởng khoa Nội và vợ, nói.", "Khoa Nội"),
        ("Ông Lò Văn An, trưởng phòng Tổ chức, mất chức, Sở Y tế nói.", "Phòng Tổ chức"),
        ("Ông Lò Văn An được cử làm phó trưởng Ban Chỉ đạo chống buôn lậu, gian lận thương mại và hàng giả.", "Ban Chỉ đạo chống buôn lậu, gian lận thương mại và hàng giả"),
        ("Ông Lò Văn An, trưởng Ban Chỉ đạo xóa nhà tạm trên địa bàn tỉnh, nói.", "Ban Chỉ đạo xóa nhà tạm trên địa bàn tỉnh"),
        ("Ông Lò Văn An, Phó Chủ tịch Hội đồng xét duyệt, tuyển chọn đề tài tỉnh Lai Châu, nói.", "Hội đồng xét duyệt, tuyển chọn đề tài tỉnh Lai Châu"),
        ("Ông Lò Văn An, Chủ tịch Hội đồng Đánh giá, phân hạng sản phẩm OCOP tỉnh, nói.", "Hội đồng Đánh giá, phân hạng sản phẩm OCOP tỉnh"),
        ("Ông Lò Văn An, Chủ tịch Hội đồng thẩm định, đánh giá cao đề tài.", "Hội đồng thẩm định"),
        ("Ông Lò Văn An, phó khoa Hồi sức và COVID-19 (Bệnh viện Phổi), nói.", "Khoa Hồi sức và COVID-19 (Bệnh viện Phổi)"),
    ],
)  # fmt: skip
def test_steps_fields_and_joints_do_not_end_it(text: str, organization: str) -> None:
    assert read(text) == [organization]
