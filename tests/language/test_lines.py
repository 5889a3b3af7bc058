from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import Extraction, extract, read
from extract.folding import Text
from extract.language.lines import unwrapped
from tests.strategies import odd_text

SEED = Path(__file__).parents[2] / "corpus" / "seed" / "lai-chau-par-index-pci-2019.txt"
LINES = """Kết quả chỉ số cải cách hành chính
Theo công bố, năm 2022 chỉ số cải cách hành chính của tỉnh Bình
Dương đạt 85,17 điểm, xếp hạng 22/63 tỉnh, thành phố; tỉnh Bà Rịa -
Vũng Tàu xếp hạng 05/63, tăng 04 bậc, thành phố Hồ Chí Minh xếp
hạng 36/63 tỉnh, thành phố trong cả nước, tăng 07 bậc so với
năm 2021.
1. Cải cách thể chế đạt 8,1 điểm, là kết quả khá so với các
địa phương khác trong vùng
- Tài chính công đạt 9,2 điểm"""


def test_lines_cut_inside_sentences_go_on() -> None:
    text = Text(LINES)
    whole = unwrapped(text).raw
    assert whole.splitlines() == [
        "Kết quả chỉ số cải cách hành chính",
        LINES.partition("\n")[2].partition("\n1.")[0].replace("\n", " "),
        "1. Cải cách thể chế đạt 8,1 điểm, là kết quả khá so với các địa phương khác trong vùng",
        "- Tài chính công đạt 9,2 điểm",
    ]
    assert len(whole) == len(LINES)


@pytest.mark.parametrize(
    "text",
    [
        "Trong đó:\ntính minh bạch 6,1 điểm\nchi phí thời gian 7,2 điểm\nđào tạo lao động 5,9 điểm\ngia nhập thị trường 7 điểm",
        "Một đoạn văn kết thúc mà không có dấu chấm nào ở cuối\nđoạn sau bắt đầu bằng chữ thường, chỉ một lần trong cả bài.",
        "Dự họp có lãnh đạo tỉnh và các sở, ngành\nông Lò Văn An, Chủ tịch UBND tỉnh Sơn La\nbà Hà Thị Nga, Phó Bí thư Tỉnh ủy Sơn La\nông Vì Văn Bình, Giám đốc Sở Nội vụ\nbà Cầm Thị Hoa, Giám đốc Sở Y tế",
        "Kết quả DDCI năm 2023 của tỉnh Sơn La như sau đây\nhuyện Mộc Châu xếp thứ 1 với 91,2 điểm, tăng 2 bậc\nhuyện Mường La xếp thứ 2 với 90,5 điểm, giảm 1 bậc\nhuyện Yên Châu xếp thứ 3 với 89,1 điểm, tăng 4 bậc\nthành phố Sơn La xếp thứ 4 với 88,7 điểm, giảm 2 bậc\nhuyện Sông Mã xếp thứ 5 với 88,1 điểm, tăng 1 bậc",
        "huyện Mộc Châu đứng đầu với 91,2 điểm về DDCI\nhuyện Mường La đứng thứ hai với 90,5 điểm về DDCI\nhuyện Yên Châu đứng thứ ba với 89,1 điểm về DDCI\nhuyện Sông Mã đứng thứ tư với 88,7 điểm về DDCI",
        "",
        "\n\n\n\n",
    ],
)
def test_lines_stay_where_few_are_cut(text: str) -> None:
    whole = Text(text)
    assert unwrapped(whole) is whole


@given(odd_text | st.text("aáA-1. \n", max_size=600))
def test_lines_keep_every_offset(raw: str) -> None:
    whole = unwrapped(Text(raw))
    assert len(whole.raw) == len(whole.folded) == len(raw)
    assert all(now == was or (was, now) == ("\n", " ") for was, now in zip(raw, whole.raw, strict=True))


def _told(found: Extraction) -> list[tuple[object, ...]]:
    return [
        (one.subject and one.subject.name, one.metric, one.value, one.period, one.baseline)
        for one in found.observations
    ]


@pytest.mark.parametrize("width", [60, 76, 90])
def test_lines_cut_at_any_width_tell_the_same(width: int) -> None:
    seed = read(SEED).article.text
    cut = list(seed)
    start = 0
    for at, following in pairwise([at for at, sign in enumerate(seed) if sign.isspace()]):
        if seed[at] == "\n":
            start = at + 1
        elif following - start > width:
            cut[at], start = "\n", at + 1
    wrapped, whole = extract("".join(cut)), extract(seed)
    assert wrapped.article.text == "".join(cut)
    assert _told(wrapped) == _told(whole)
    assert wrapped.officials
    assert [one.name for one in wrapped.officials] == [one.name for one in whole.officials]
