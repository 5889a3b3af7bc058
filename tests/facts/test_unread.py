"""A table of an index from which nothing is read is told."""

import pytest

import extract
from extract.records import Failure

TITLE = "Kết quả chỉ số PCI năm 2021 của các tỉnh\n\n"
GLUED = "Quảng Ninh73,021\nHải Phòng70,614\nĐồng Tháp70,533"


def failures(text: str) -> tuple[Failure, ...]:
    return extract.extract(text).failures


@pytest.mark.parametrize(
    "table",
    [
        GLUED,
        # No head, or one that tells nothing.
        "1\nQuảng Ninh\n73,02\n2\nHải Phòng\n70,61\n3\nĐồng Tháp\n70,53",
        "1 Quảng Ninh 73,02 7,1\n2 Hải Phòng 70,61 7,3\n3 Đồng Tháp 70,53 6,9",
        "Quảng Ninh 73,02 ↓ 7,1\nHải Phòng 70,61 ↑ 7,3\nĐồng Tháp 70,53 ↑ 6,9",
        "A | B | C\nQuảng Ninh | 73,02 | 7,1\nHải Phòng | 70,61 | 7,3",
        "Gồm: 1 Quảng Ninh 73,02 7,1 2 Hải Phòng 70,61 7,3 3 Đồng Tháp 70,53 6,9 nữa",
    ],
)
def test_unread_table_is_a_failure_with_its_place(table: str) -> None:
    found = extract.extract(TITLE + table + "\n\nNguồn tin trên do cơ quan chức năng cung cấp cho báo chí.")
    assert not found.observations
    (failure,) = found.failures
    assert (failure.stage, failure.article_id) == ("table", found.article.article_id)
    assert failure.reason.startswith("a table of PCI was not read")
    assert failure.told.endswith(f"(character {failure.offset} of the text)")
    first = table.split(maxsplit=1)[0] if "\n" in table else "1"
    assert failure.offset is not None
    assert first in found.article.text[failure.offset : failure.offset + 30]


@pytest.mark.parametrize(
    "text",
    [
        # Read; of no index; no figures of a score; too few of them.
        TITLE + "Tỉnh | Điểm\nQuảng Ninh | 73,02\nHải Phòng | 70,61\nĐồng Tháp | 70,53",
        "Giá nông sản tuần qua\n\n" + GLUED,
        TITLE + "Tỉnh | Số xã\nQuảng Ninh | 171\nHải Phòng | 167\nĐồng Tháp | 141",
        TITLE + "Quảng Ninh73,021\nHải Phòng70,612",
        # Of another matter, as the head, a caption or what is listed tells; telephones.
        TITLE + "Nơi đo | Nhiệt độ\nPleiku | 18,5\nAn Khê | 20,1\nAyun Pa | 21,3",
        TITLE + "Tin tức.\nBảng lương\nBậc | Hệ số\nMột | 2,34\nHai | 2,67\nBa | 3,00",
        TITLE + "SBD | Họ và tên | Điểm\n1 | Lê An | 8,5\n2 | Hà Bình | 8,25\n3 | Vũ Chi | 8,0",
        TITLE + "Phòng Một 0290.3831.123\nPhòng Hai 0290.3831.124\nPhòng Ba 0290.3831.125",
        TITLE + "Năm 2021, Quảng Ninh đạt 73,02 điểm, Hải Phòng 70,61 điểm, Đồng Tháp 70,53 điểm.",
    ],
)
def test_unread_says_nothing_of_what_is_read_or_is_no_table_of_an_index(text: str) -> None:
    assert failures(text) == ()


def test_unread_table_is_found_where_the_text_as_given_has_it() -> None:
    """Offsets are of the article's text also where it is read in another spelling."""
    found = extract.extract(TITLE.replace("PCI", "P C I") + "Năm nay chỉ số PCI tăng.\n" + GLUED)
    for failure in found.failures:
        assert failure.offset is not None
        assert found.article.text[failure.offset :].startswith("Quảng Ninh")
