from tests.reading.people.told import read


def test_named_names_with_an_apostrophe_apart_are_whole() -> None:
    assert read("Ông K' Brít, Chủ tịch UBND xã, cho hay.")[0][0] == "K' Brít"
    assert read("Bà H' Yim Kđoh, Phó Chủ tịch UBND tỉnh Đắk Lắk dự.")[0][0] == "H' Yim Kđoh"
