import pytest

from extract.facts.officials import read_officials
from extract.folding import Text
from extract.records import Article


def statuses(text: str, published: str | None = None) -> dict[str, str]:
    article = Article(article_id="a", source="", text=text, published=published)
    return {p.title: p.status for one in read_officials(Text(text), article) for p in one.positions}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Sáng 3-10, công an khám nhà ông Lò Văn An. Năm 2019, ông An được bầu làm Chủ tịch UBND tỉnh.", "current"),
        ("Ông Lò Văn An được bầu làm Chủ tịch UBND tỉnh tháng 12-2019. Hôm 3-10, ông đi Lào.", "current"),
        ("Ông Lò Văn An được bầu làm Chủ tịch UBND tỉnh vào tháng 12 năm ngoái.", "current"),
        ("Ông Lò Văn An được bầu làm Chủ tịch UBND tỉnh cách đây hai năm.", "current"),
        ("Hai năm trước, ông Lò Văn An được bầu làm Chủ tịch UBND tỉnh.", "current"),
        ("Ngày 5-2-2019, ông Lò Văn An được bầu làm Chủ tịch UBND tỉnh. Ngày 3-10-2024, ông bị kỷ luật.", "current"),
        ("Tháng 5-2015, ông Lò Văn An được bầu làm Chủ tịch UBND tỉnh và giữ chức này cho đến nay.", "current"),
        # Of the news, of this year, or to come; and where nothing tells which year it is.
        ("Sáng 3-10, ông Lò Văn An được bầu làm Chủ tịch UBND tỉnh.", "appointed"),
        ("Hồi tháng 6, ông Lò Văn An được bầu làm Chủ tịch UBND tỉnh. Hôm 3-10, ông đi Lào.", "appointed"),
        ("Tháng 12-2019, ông Lò Văn An được bầu làm Chủ tịch UBND tỉnh.", "appointed"),
        ("Ngày 30-12-2023, ông Lò Văn An được bầu làm Chủ tịch UBND tỉnh. Ngày 2-1-2024, ông nhận việc.", "appointed"),
        ("Từ tháng 1-2025, ông Lò Văn An sẽ giữ chức Chủ tịch UBND tỉnh, theo quyết định ngày 30-12.", "appointed"),
    ],
)
def test_long_ago_offices_are_held_and_not_taken(text: str, status: str) -> None:
    assert statuses(text) == {"Chủ tịch": status}


def test_long_ago_goes_on_in_one_sentence() -> None:
    text = "Ông Lò Văn An, khi đó là Trưởng thôn Nà Ca, đồng thời là Bí thư Chi bộ thôn Nà Ca, đã ký."
    assert statuses(text) == {"Trưởng thôn": "former", "Bí thư": "former"}
    text = "Ông Lò Văn An, nguyên Trưởng thôn Nà Ca, đồng thời là Bí thư Chi bộ thôn Nà Ca, đã ký."
    assert statuses(text) == {"Trưởng thôn": "former", "Bí thư": "current"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Năm 2018, ông Lò Văn An bị cách chức Chủ tịch UBND tỉnh. Hôm 3-10, ông bị bắt.", "former"),
        ("Ông Lò Văn An thôi giữ chức Chủ tịch UBND tỉnh vào tháng 5 năm ngoái.", "former"),
        ("Hai năm trước, ông Lò Văn An từ chức Chủ tịch UBND tỉnh.", "former"),
        ("Hôm 3-10, ông Lò Văn An bị cách chức Chủ tịch UBND tỉnh.", "leaving"),
        ("Ông Lò Văn An thôi giữ chức Chủ tịch UBND tỉnh từ tháng 10.", "leaving"),
        ("Ngày 28-11, ông Lò Văn An thôi giữ chức Chủ tịch UBND tỉnh từ tháng 12-2024 để nghỉ hưu.", "leaving"),
    ],
)
def test_long_ago_offices_were_left(text: str, status: str) -> None:
    assert statuses(text) == {"Chủ tịch": status}


def test_long_ago_offices_of_the_dead_are_over() -> None:
    text = "Lễ tang ông Lò Văn An diễn ra sáng 3-10. Năm 1993, ông Lò Văn An được bầu làm Chủ tịch UBND tỉnh."
    assert statuses(text) == {"Chủ tịch": "former"}
    text = "Ông Lò Văn An hy sinh cả ngày nghỉ hôm 3-10. Năm 1993, ông Lò Văn An được bầu làm Chủ tịch UBND tỉnh."
    assert statuses(text) == {"Chủ tịch": "current"}


def test_long_ago_is_told_by_the_day_of_publication() -> None:
    text = "Tháng 12-2019, ông Lò Văn An được bầu làm Chủ tịch UBND tỉnh."
    assert statuses(text, "2019-12-20T08:30:00+07:00") == {"Chủ tịch": "appointed"}
    assert statuses(text, "2024-11-28") == {"Chủ tịch": "current"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ông Lò Văn An khi đó là cán bộ xã. Đồng thời ông An còn là Trưởng thôn Nà Ca.", "former"),
        ("Bà Lò Thị Sáu lúc đó là cán bộ xã. Ngoài ra, bà còn là Trưởng thôn Nà Ca.", "former"),
        ("Hồi ấy ông Lò Văn An là cán bộ xã. Ông cũng là Trưởng thôn Nà Ca.", "former"),
        ("Thời điểm xảy ra vụ án, ông Lò Văn An là cán bộ xã. Ngoài ra ông còn giữ chức Trưởng thôn Nà Ca.", "former"),
        ("Ông Lò Văn An lúc bấy giờ giữ chức Trưởng thôn Nà Ca.", "former"),
        # Another one, another time, and today.
        ("Ông Lò Văn An khi đó là cán bộ xã. Ngoài ra, ông Lý Văn Ba còn là Trưởng thôn Nà Ca.", "current"),
        ("Ông Lò Văn An khi đó đi vắng. Ông cũng là Trưởng thôn Nà Ca.", "current"),
        ("Ông Lò Văn An khi đó là cán bộ xã. Hiện ông còn là Trưởng thôn Nà Ca.", "current"),
    ],
)
def test_long_ago_goes_on_in_the_next_sentence(text: str, status: str) -> None:
    assert statuses(text) == {"Trưởng thôn": status}
