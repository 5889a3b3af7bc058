import pytest

from tests.reading.people.told import read


@pytest.mark.parametrize(
    ("text", "lands"),
    [
        ("Các ngoại trưởng Nga Sergei Lavrin, Mỹ Mark Rubin và Peru Ana Torrez dự.", ["Nga", "Mỹ", "Peru"]),
        ("Hai bộ trưởng Quốc phòng Mỹ Pete Hagan và Peru Ana Torrez dự.", ["Bộ Quốc phòng Mỹ", "Bộ Quốc phòng Peru"]),
        ("Ngoại trưởng Nga Sergei Lavrin và Peru Ana Torrez dự.", ["Nga"]),
        ("Các ngoại trưởng Nga và Mỹ gặp ông Mark Rubin.", []),
    ],
)
def test_lists_an_office_of_several_lands_is_each_one_s(text: str, lands: list[str]) -> None:
    assert [held[0][1] for _, held in read(text)] == lands


@pytest.mark.parametrize("opener", [", đó là", ", gồm", ". Đó là", ". Ngoài ông Tú, đó là"])
def test_lists_who_the_several_are_is_told_behind(opener: str) -> None:
    told = read(f"UBND tỉnh có sáu phó chủ tịch{opener} các ông Lò Văn An, Vừ A Bằng và bà Lò Thị Sen.")
    assert told == [
        (name, [("Phó Chủ tịch", "UBND tỉnh", "current")]) for name in ("Lò Văn An", "Vừ A Bằng", "Lò Thị Sen")
    ]


def test_lists_what_each_was_elsewhere_is_told_beside() -> None:
    told = read("Các Phó Chủ tịch UBND tỉnh gồm: ông Lò Văn An - Phó Chủ tịch UBND tỉnh Hà Nam cũ; bà Lò Thị Sen.")
    office = ("Phó Chủ tịch", "UBND tỉnh", "current")
    assert [held[0] for _, held in told] == [office, office]
    assert [status for _, held in told for *_, status in held] == ["current", "former", "current"]
    told = read(
        "5 Phó Chủ tịch UBND tỉnh Lai Châu gồm: ông Lò Văn An - Phó Chủ tịch UBND tỉnh Lai Châu cũ; bà Lò Thị Sen."
    )
    assert [held for _, held in told] == [[("Phó Chủ tịch", "UBND tỉnh Lai Châu", "current")]] * 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Phó Chủ tịch UBND tỉnh là ông Lò Văn An và bà Lò Thị Sen.", ["Lò Văn An", "Lò Thị Sen"]),
        ("Phó Chủ tịch UBND tỉnh là ông Lò Văn An và bà Lò Thị Sen đến từ xã.", ["Lò Văn An"]),
        ("Chủ tịch UBND tỉnh là ông Lò Văn An và bà Lò Thị Sen.", ["Lò Văn An"]),
        ("Hai Phó Chủ tịch UBND tỉnh khác là ông Lò Văn An, bà Lò Thị Sen.", ["Lò Văn An", "Lò Thị Sen"]),
        ("Các ông Vừ A Bằng, Lò Văn An (Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh) dự.", ["Lò Văn An"]),
        ("Các ông Vừ A Bằng, Lò Văn An (Phó Chủ tịch HĐND tỉnh) dự.", ["Vừ A Bằng", "Lò Văn An"]),
        ("Các ông Vừ A Bằng, Lò Văn An, nguyên Bí thư Tỉnh ủy, dự.", ["Vừ A Bằng", "Lò Văn An"]),
        ("Các ông Vừ A Bằng; Lò Văn An, Phó Chủ tịch UBND tỉnh, dự.", ["Lò Văn An"]),
        ("Các ông Vừ A Bằng, Lò Văn An, Phó Chủ tịch UBND tỉnh, dự.", ["Vừ A Bằng", "Lò Văn An"]),
        ("Phường Sơn Nam: Phó Chủ tịch UBND phường Lò Văn An; Bí thư Đảng ủy Lò Thị Sen.", ["Lò Văn An", "Lò Thị Sen"]),
    ],
)
def test_lists_who_has_the_office_that_several_may_have(text: str, names: list[str]) -> None:
    assert [name for name, _ in read(text)] == names


def test_lists_an_office_that_several_hold_opens_a_list_by_a_verb() -> None:
    told = read("Phó Chủ tịch UBND tỉnh Sơn La gồm ông Lò Văn Minh, bà Cà Thị Hoa.")
    assert told == [(name, [("Phó Chủ tịch", "UBND tỉnh Sơn La", "current")]) for name in ("Lò Văn Minh", "Cà Thị Hoa")]
