import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import Extraction, extract
from extract.folding import Text, _fold
from extract.language.spacing import _SPACED, closed_up
from extract.spans import Span
from tests.strategies import odd_text


@pytest.mark.parametrize(
    ("spaced", "closed"),
    [
        ("kém trung vị ( 65,2 điểm ) tới 1,3 điểm", "kém trung vị (65,2 điểm) tới 1,3 điểm"),
        ("thứ 58 , năm 2019 lên 54 ; còn lại : 3 .", "thứ 58, năm 2019 lên 54; còn lại: 3."),
        ("xếp 53 / 63 tỉnh , đạt 79,51 % .", "xếp 53/63 tỉnh, đạt 79,51%."),
        ("hạng 6 /63, 7/ 63", "hạng 6/63, 7/63"),
        ("TP . Hà Giang ( tỉnh Hà Giang ) .", "TP. Hà Giang (tỉnh Hà Giang)."),
        ("ông A  cho\u00a0 biết  gì.  Và", "ông A cho biết gì. Và"),
        ("ông nói : “ Được ! ” .", "ông nói: “ Được! ”."),
    ],
)
def test_spacing_is_as_print_has_it(spaced: str, closed: str) -> None:
    read = closed_up(Text(spaced))
    assert read is not None
    assert read.text.raw == closed


@pytest.mark.parametrize(
    "text",
    [
        "Tỉnh đạt 65,2 điểm (năm 2019: 64,1), xếp 53/63.",
        "79 ,51 là số nào",
        "Sở Tư pháp / Sở Nội vụ",
        "A\t\tB | C | | D",
        "từ A …, đến B ... rồi thôi",
        "\n, đứng đầu dòng",
        "Ông A nói.  Bà B nghe:   không",
        "Ông  A nói với bà  B",
        "các mức % và tệp .doc, trang .vn",
        "",
    ],
)
def test_spacing_leaves_what_print_has(text: str) -> None:
    assert closed_up(Text(text)) is None


def test_spacing_no_figures_become_one() -> None:
    read = closed_up(Text("đạt 79 , 51 và 8 .  5"))
    assert read is not None
    assert read.text.raw == "đạt 79, 51 và 8. 5"


@given(odd_text)
def test_spacing_leaves_out_spaces_alone_and_tells_where_all_else_stood(raw: str) -> None:
    text = unicodedata.normalize("NFC", raw)
    read = closed_up(Text(text))
    if read is None:
        return
    closed = read.text.raw
    assert closed.split() != [] or not text.split()
    assert "".join(closed.split()) == "".join(text.split())
    spans = [read.given(Span(at, at + 1)) for at in range(len(closed))]
    assert "".join(span.of(text) for span in spans) == closed
    assert spans == sorted(spans)
    assert all(span.end == span.start + 1 for span in spans)


@given(st.text(st.sampled_from("a1,.:()[]/% \u00a0\n\t"), max_size=12))
def test_spacing_is_seen_wherever_a_space_can_go(raw: str) -> None:
    """What the patterns would leave out is nowhere overlooked; two spaces between words count where there are many."""
    apart = any(re.search("[ \u00a0]", match[0]) for match in _SPACED.finditer(raw))
    wide = len(re.findall("(?<=[a1,[\\](/%])[ \u00a0]{2}", raw)) > 2
    assert (closed_up(Text(raw)) is not None) == bool(apart or wide)


@given(odd_text)
def test_spacing_what_is_closed_up_stays_so(raw: str) -> None:
    read = closed_up(Text(raw))
    assert read is None or closed_up(read.text) is None
    assert read is None or "  " not in read.text.folded.replace("\t", "|")


@given(odd_text)
def test_spacing_folds_as_the_text_itself_does(raw: str) -> None:
    read = closed_up(Text(raw))
    assert read is None or read.text.folded == _fold(read.text.raw)


def _evidence(result: Extraction) -> list[str]:
    text, told = result.article.text, [o.evidence for o in result.observations] + [o.evidence for o in result.officials]
    return [text[item.start : item.end] for evidence in told for item in evidence]


def test_spacing_evidence_is_as_given() -> None:
    spaced = (
        "Ông Lò Văn Hưng ( Phó Chủ tịch UBND tỉnh Lai Châu ) cho biết PAR INDEX 2021 đạt 81,22 % ( hạng 55 / 63 ) ."
    )
    result = extract(spaced)
    assert result.article.text == spaced
    assert {"Lò Văn Hưng", "81,22 %", "55 / 63"} <= set(_evidence(result))
    assert not [told for told in _evidence(result) if told != told.strip()]
