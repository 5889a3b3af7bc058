import pytest

from extract.facts.officials import read_officials
from extract.folding import Text
from extract.records import Article


def statuses(text: str) -> list[str]:
    officials = read_officials(Text(text), Article(article_id="a", source="", text=text))
    return [p.status for one in officials for p in one.positions if p.title == "Chủ tịch"]


@pytest.mark.parametrize(
    ("behind", "status"),
    [
        ("Kết quả, ông An trúng cử với 52 phiếu.", "appointed"),
        ("Ông Lò Văn An đã đắc cử chức danh này.", "appointed"),
        ("Với 100% phiếu, các ông đều trúng cử.", "appointed"),
        ("Cả hai đều trúng cử.", "appointed"),
        ("Ông An được bầu với số phiếu cao.", "appointed"),
        ("Ông Vừ A Bằng đắc cử vào HĐND từ lâu.", "nominated"),
        ("Ông An không trúng cử.", "nominated"),
    ],
)
def test_elections_their_result_is_told_behind(behind: str, status: str) -> None:
    assert statuses(f"Ông Lò Văn An được giới thiệu để bầu giữ chức Chủ tịch UBND xã Mường Than. {behind}") == [status]


@pytest.mark.parametrize(
    ("before", "behind", "held"),
    [
        (
            "miễn nhiệm chức vụ Chủ tịch UBND xã Mường Than đối với bà Lò Thị Sen",
            "được bầu vào chức danh này",
            "appointed",
        ),
        ("bầu chức danh Chủ tịch UBND xã Mường Than", "đã trúng cử với 52 phiếu", "appointed"),
        ("bầu chức danh Chủ tịch UBND xã Mường Than", "được giới thiệu bầu vào chức danh này", "nominated"),
        ("bầu chức danh Chủ tịch UBND xã Mường Than", "từng được bầu vào chức danh này", None),
        ("bầu chức danh Chủ tịch UBND xã Mường Than", "thôi giữ chức vụ này", None),
        ("bầu chức danh Chủ tịch UBND xã Mường Than", "trúng cử đại biểu HĐND tỉnh", None),
    ],
)
def test_elections_the_office_is_told_before(before: str, behind: str, held: str | None) -> None:
    told = statuses(f"HĐND xã {before}. Ông Lò Văn An, Bí thư Đảng ủy xã, {behind}.")
    assert (told[-1] if len(told) > before.startswith("miễn nhiệm") else None) == held
