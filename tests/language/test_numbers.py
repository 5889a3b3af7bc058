import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.language.numbers import parse_number


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("79,51", 79.51), ("73.40", 73.4), ("0.727", 0.727), ("0,8654", 0.8654), ("12.295", 12295), ("1.234,56", 1234.56),
        ("03", 3), ("63", 63), ("một", 1), ("năm", 5), ("mười", 10), ("mười lăm", 15), ("hai mươi", 20),
        ("hai mươi mốt", 21), ("Sáu mươi ba", 63), ("nhì", 2), ("nhất", 1), ("ba mươi tư", 34),
    ],
)  # fmt: skip
def test_numbers_are_read(printed: str, value: float) -> None:
    assert parse_number(printed) == value


@pytest.mark.parametrize("printed", ["", "điểm", "5a", "1,2,3", "mươi", "1/2", "-3", "VI"])
def test_numbers_others_are_refused(printed: str) -> None:
    with pytest.raises(ValueError, match="not a Vietnamese numeral"):
        parse_number(printed)


@given(st.integers(0, 999), st.integers(0, 99))
def test_numbers_decimal_comma_reads_back(whole: int, part: int) -> None:
    assert parse_number(f"{whole},{part:02d}") == pytest.approx(whole + part / 100)


@given(st.integers(1000, 999_999))
def test_numbers_thousands_dot_reads_back(value: int) -> None:
    assert parse_number(f"{value:,}".replace(",", ".")) == value
