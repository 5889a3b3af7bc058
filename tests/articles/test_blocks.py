"""Paragraphs of real mark-up: in order, each once, nothing foreign; tables as tables."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from extract.articles.blocks import read_body

A = "Năm 2022, tỉnh đạt 64,12 điểm và xếp hạng 35/63."
B = "Năm 2021, tỉnh đạt 63,20 điểm và xếp hạng 38/63."


def blocks(html: str) -> list[str]:
    root = LexborHTMLParser(f"<body><main>{html}</main></body>").css_first("main")
    assert root is not None
    return read_body(root).paragraphs


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (f"<p>{A}</p><p>{B}</p>", [A, B]),
        (f"{A}<br><br>{B}", [A, B]),
        (f"<div>{A}<div>{B}</div>Và hết.</div>", [A, B, "Và hết."]),
        (f"<table><tr><td><table><tr><td>{A}</td></tr><tr><td>{B}</td></tr></table></td></tr></table>", [A, B]),
        (f"<table><tr><td>{A}</td></tr></table>", [A]),
        ("<p>Năm 2022, tỉnh đạt<br>\n64,12 điểm.</p>", ["Năm 2022, tỉnh đạt", "64,12 điểm."]),
        ("<p>Năm 2022, các sở,<br>\nngành rà soát.</p>", ["Năm 2022, các sở, ngành rà soát."]),
        ("<p>Chỉ số <b>PCI</b><sup>1</sup> tăng.</p>", ["Chỉ số PCI1 tăng."]),
        (f"<ul><li>{A}</li><li>{B}</li></ul>", [A, B]),
        (f"<p>{A}</p><div class='tin-lien-quan'><p>Tin khác của báo</p></div>", [A]),
        (f"<p>{A}</p><p><a href='/x'>Tỉnh khai mạc hội chợ thương mại mùa xuân</a></p>", [A]),
        (f"<p>{A} <a href='/x'>Xem văn bản</a></p>", [f"{A} Xem văn bản"]),
        (f"<p>{A}</p><p style='display: none'>ẩn</p><p hidden>ẩn</p><p class='hidden d-none'>ẩn</p>", [A]),
        (f"<p>{A}</p><p class='author'>Minh Anh</p><span class='post-time'>1/1/2020</span>", [A]),
        (f"<div class='share-content'><p>{A}</p><p>{B}</p></div>", [A, B]),
        (f"<p><img></p><p style='text-align:center'>Chú thích của ảnh</p><p>{A}</p>", [A]),
        (f"<p>{A}</p><script>var a = 'x'</script><!-- y --><style>p{{}}</style>", [A]),
    ],
)
def test_blocks_of_real_mark_up(html: str, found: list[str]) -> None:
    assert blocks(html) == found


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ("<tr><th>Tỉnh<th>Điểm</tr><tr><td>A<td>60,1</tr>", "Tỉnh | Điểm\nA | 60,1"),
        (
            "<thead><tr><th rowspan=2>Tỉnh<th colspan=2>2022</tr><tr><th>Điểm<th>Hạng</tr></thead>"
            "<tbody><tr><td>A<td>60,1<td>5</tr></tbody>",
            "Tỉnh | 2022 |\n| Điểm | Hạng\nA | 60,1 | 5",
        ),
        ("<tr><td><p>A</p><p>B</p><td>1<br>2</tr><tr><td>c<td>d</tr>", "A B | 1 2\nc | d"),
        ("<tr><td>a<td>b<td></tr><tr></tr><tr><td>c</tr>", "a | b\nc |"),
        ("<tr><td colspan=999999999999>a</tr><tr><td>c<td>d</tr>", "a |\nc | d"),
        ("<tr><td colspan='x'>a<td rowspan=-1>b</tr><tr><td>c<td>d</tr>", "a | b\nc | d"),
    ],
)
def test_blocks_table_keeps_its_rows_and_cells(rows: str, line: str) -> None:
    assert blocks(f"<p>{A}</p><table>{rows}</table><p>{B}</p>") == [A, line, B]


def test_blocks_table_inside_of_a_layout_table_is_one() -> None:
    table = "<table><tr><td>Tỉnh<td>Điểm</tr><tr><td>A<td>60,1</tr></table>"
    assert blocks(f"<table><tr><td><p>{A}</p>{table}</td></tr></table>") == [A, "Tỉnh | Điểm\nA | 60,1"]


def test_blocks_colspan_bombs_are_no_tables() -> None:
    bomb = "<tr>" + "<td colspan=60 rowspan=60>a" * 10 + "</tr>"
    assert blocks(f"<table>{bomb}<tr><td>b<td>c</tr></table>") == ["a"] * 10 + ["b", "c"]
