import pytest

from tests.facts.told import read


@pytest.mark.parametrize(("printed", "value"), [("45.366", 45.366), ("45,366", 45.366), ("45.36", 45.36)])
def test_values_decimal_point_is_no_thousand(printed: str, value: float) -> None:
    (observation,) = read(f"PAPI năm 2021 của Hưng Yên đạt {printed} điểm.")
    assert observation.value == value
