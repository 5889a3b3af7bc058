import pytest

from extract.facts.levels import level_of, level_pattern
from extract.folding import fold
from extract.tables.levels import LevelWords, levels

TOLD = [(told, name) for told in levels().level for name in told.examples]
REFUSED = [(told, name) for told in levels().level for name in told.refuses]


@pytest.mark.parametrize(("told", "name"), TOLD)
def test_levels_example_is_told(told: LevelWords, name: str) -> None:
    assert level_pattern(told).search(fold(name))


@pytest.mark.parametrize(("told", "name"), REFUSED)
def test_levels_refusal_tells_nothing(told: LevelWords, name: str) -> None:
    assert not level_pattern(told).search(fold(name))


@pytest.mark.parametrize(
    ("organization", "told"),
    [
        ("Trường đại học Kinh tế TP Hồ Chí Minh", "central"),
        ("Đại học Đà Nẵng", "central"),
        ("Trường đại học Thủ đô Hà Nội", "province"),
        ("Khoa Luật, Đại học Quốc gia Hà Nội", "central"),
        ("Tòa án nhân dân cấp cao tại Đà Nẵng", "central"),
        ("Bệnh viện Đại học Y Hà Nội", "central"),
        ("Bệnh viện Thanh Nhàn", "province"),
        ("Cục Thuế TP Hồ Chí Minh", "province"),
        ("Phòng Kinh tế huyện Ba Vì, Sở Công Thương", "district"),
    ],
)
def test_levels_tell_whose_a_body_with_the_name_of_a_place_is(organization: str, told: str) -> None:
    assert level_of(fold(organization), None) == told
