"""Officials in tables of people."""

import pytest

import extract

ROWS = [
    ["STT", "Họ và tên", "Chức vụ"],
    ["1", "Nguyễn Văn Hòa", "Chủ tịch UBND tỉnh Hưng Yên"],
    ["2", "Trần Thị Lan", "Phó Chủ tịch UBND tỉnh Hưng Yên"],
    ["3", "Kpă Thuyên", "Giám đốc Sở Nội vụ"],
]
TOLD = [
    ("Nguyễn Văn Hòa", "Chủ tịch", "UBND tỉnh Hưng Yên"),
    ("Trần Thị Lan", "Phó Chủ tịch", "UBND tỉnh Hưng Yên"),
    ("Kpă Thuyên", "Giám đốc", "Sở Nội vụ tỉnh Hưng Yên"),
]


def told(table: str) -> list[tuple[str, str, str | None]]:
    found = extract.extract("Lãnh đạo tỉnh Hưng Yên\n\n" + table)
    for official in found.officials:
        first = official.evidence[0]
        assert official.name in " ".join(found.article.text[first.start : first.end].split())
    return [(o.name, p.title, p.organization) for o in found.officials for p in o.positions]


def test_rosters_by_bars_and_by_lines() -> None:
    assert told("\n".join(" | ".join(row) for row in ROWS)) == TOLD
    assert told("\n".join("\t".join(row) for row in ROWS)) == TOLD
    assert told("\n".join(cell for row in ROWS for cell in row)) == TOLD


def test_rosters_columns_may_stand_in_any_order_with_others_between() -> None:
    rows = [[row[0], row[2], "Nam" if row[0] != "STT" else "Giới tính", row[1]] for row in ROWS]
    assert told("\n".join(" | ".join(row) for row in rows)) == TOLD
    rows = [[row[1], "1970" if row[0] != "STT" else "Năm sinh", row[2], "0912.345.678"] for row in ROWS]
    assert told("\n".join(" | ".join(row) for row in rows)) == TOLD


def test_rosters_office_may_go_on_in_a_second_line() -> None:
    last = "1 | Nguyễn Văn Hòa | Chủ tịch UBND\ntỉnh\n2 | Trần Thị Lan | Phó Chủ tịch UBND\ntỉnh"
    wanted = TOLD[:2]
    assert told("STT | Họ và tên | Chức vụ\n" + last) == wanted
    assert told("STT\nHọ và tên\nChức vụ\n" + last.replace(" | ", "\n")) == wanted
    cut = (
        "STT\nHọ và tên\nChức vụ\n1\nKpă Thuyên\nGiám đốc Sở\nNội vụ\n2\nTrần Thị Lan\nPhó Chủ tịch UBND tỉnh Hưng Yên"
    )
    assert told(cut) == [TOLD[2], TOLD[1]]


@pytest.mark.parametrize(
    "head",
    [
        # No column of offices, none of names.
        "STT | Họ và tên | Quê quán",
        "STT | Sản phẩm | Chức vụ",
    ],
)
def test_rosters_refuse(head: str) -> None:
    assert told("\n".join([head, *(" | ".join([row[0], row[1], "Hưng Yên"]) for row in ROWS[1:])])) == []
