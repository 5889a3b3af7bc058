import pytest

from tests.reading.people.told import read


@pytest.mark.parametrize(
    ("told", "organization"),
    [
        ("trưởng phòng Thanh tra, Cục Quản lý dược, Bộ Y tế, nói", "Phòng Thanh tra, Cục Quản lý dược, Bộ Y tế"),
        ("trưởng bộ môn Nội tiết, khoa Y, Trường đại học Y dược Cần Thơ, nói", "Bộ môn Nội tiết, khoa Y, Trường đại học Y dược Cần Thơ"),
        ("viện trưởng Viện Công nghệ nano, Đại học Quốc gia Hà Nội, nói", "Viện Công nghệ nano, Đại học Quốc gia Hà Nội"),
        ("giám đốc Trung tâm Chống độc (Bệnh viện Bạch Mai), nói", "Trung tâm Chống độc (Bệnh viện Bạch Mai)"),
        ("hiệu trưởng Trường Đại học Khoa học - Đại học Thái Nguyên, nói", "Trường Đại học Khoa học - Đại học Thái Nguyên"),
        ("giám đốc Trung tâm Văn hóa, Sở Văn hóa và Thể thao, nói", "Trung tâm Văn hóa, Sở Văn hóa và Thể thao"),
        # What stands no higher, is one of a list, or acts itself.
        ("giám đốc Bệnh viện K, Bệnh viện E, nói", "Bệnh viện K"),
        ("giám đốc Sở Y tế, Trung tâm Y tế huyện Ba Vì, nói", "Sở Y tế"),
        ("giám đốc Trung tâm Y tế, Sở Y tế, Công an tỉnh Hà Nam cùng dự", "Trung tâm Y tế"),
        ("giám đốc Trung tâm Văn hóa, Sở Văn hóa và Thể thao mở hội", "Trung tâm Văn hóa"),
        ("trưởng khoa Nội, bệnh viện nói", "Khoa Nội"),
    ],
)  # fmt: skip
def test_parents_are_told_by_how_high_they_stand(told: str, organization: str) -> None:
    ((name, held),) = read(f"Ông Đỗ Văn Lâm, {told}.")
    assert (name, [body for _, body, _ in held]) == ("Đỗ Văn Lâm", [organization])


def test_parents_behind_them_another_office_follows() -> None:
    told = read("Ông Đỗ Văn Lâm, giám đốc Trung tâm Bom mìn, Cục Đối ngoại, tùy viên Quốc phòng Việt Nam tại Lào, nói.")
    assert [held[0] for held in told[0][1]] == ["Giám đốc", "Tùy viên Quốc phòng"]
