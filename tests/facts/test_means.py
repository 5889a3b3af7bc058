"""Whose a mean is."""

import pytest

from extract import extract


@pytest.mark.parametrize(
    ("told", "owner"),
    [
        ("Trung bình cả nước đạt 84,5%.", "Việt Nam"),
        ("Trung bình cả nước, sau hai năm giảm, đạt 84,5%.", "Việt Nam"),
        ("Giá trị trung bình của các tỉnh, thành phố cao nhất trong 5 năm: 84,5%.", "Việt Nam"),
        ("So với điểm trung bình 84,5% của cả nước, tỉnh thấp hơn.", "Việt Nam"),
        ("Cả nước đạt 84,5%.", "Việt Nam"),
        ("Chỉ số này cao hơn mức trung bình của vùng (84,5%).", "Đồng bằng sông Hồng"),
        # What is compared with a mean is somebody's own.
        ("Hà Nam cao hơn mức trung bình của cả nước, đạt 84,5%.", "Hà Nam"),
        ("Hà Nam vượt mức trung bình các tỉnh, thành phố và đạt 84,5%.", "Hà Nam"),
        ("So với trung bình cả nước, Hà Nam cao hơn, đạt 84,5%.", "Hà Nam"),
        ("Hà Nam đạt 84,5%, cao hơn trung bình cả nước.", "Hà Nam"),
    ],
)
def test_means_owner_by_what_the_figure_is_compared_with(told: str, owner: str) -> None:
    observations = extract(f"PAR INDEX năm 2022 của Hà Nam\n\n{told}").observations
    assert [o.subject and o.subject.name for o in observations if o.value == 84.5] == [owner]


def test_means_beside_a_value_in_a_bracket_is_the_countrys() -> None:
    text = "PAR INDEX năm 2022\n\nHà Nam trên mức trung bình cả nước, đạt 86,1% (trung bình: 84,5%)."
    values = {o.value: o.subject and o.subject.name for o in extract(text).observations}
    assert values == {86.1: "Hà Nam", 84.5: "Việt Nam"}


def test_means_of_an_index_taken_within_provinces_is_nobodys() -> None:
    assert not extract("DDCI Đồng Nai năm 2023\n\nĐiểm trung vị của các sở là 74,1 điểm.").observations
