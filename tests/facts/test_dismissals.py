import pytest

from extract import extract


@pytest.mark.parametrize(
    ("said", "metrics"),
    [
        ("đứng đầu vùng Tây Nguyên ở 2 chỉ số thành phần", ["count"]),
        ("xếp thứ nhất cả nước về 3/10 chỉ số thành phần", ["count"]),
        ("đứng đầu cả nước nhờ 3 chỉ số thành phần tăng điểm", ["rank", "count"]),
        ("đứng thứ 2 cả nước, tăng điểm ở 3 chỉ số thành phần", ["rank", "count"]),
    ],
)
def test_dismissals_rank_held_in_so_many_parts_is_not_the_index_s(said: str, metrics: list[str]) -> None:
    observations = extract(f"PCI năm 2021 của Kon Tum {said}.").observations
    assert [o.metric for o in observations if o.value is not None] == metrics


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("đạt 42,1 điểm, cao nhất là 47,8 điểm, thấp nhất là 38,8 điểm", [42.1]),
        ("đạt 42,1 điểm (cao nhất 47,8 điểm, thấp nhất 38,8 điểm)", [42.1]),
        ("đạt 42,1 điểm, cao nhất là Quảng Ninh 47,8 điểm, thấp nhất 38,8 điểm", [42.1, 47.8]),
        # Of other years, or of whoever is named.
        ("đạt cao nhất 44,3 điểm (năm 2021), thấp nhất 40,2 điểm (năm 2017)", [44.3, 40.2]),
        ("đạt 42,1 điểm, thấp nhất là Cao Bằng với 38,8 điểm", [42.1, 38.8]),
    ],
)
def test_dismissals_the_most_and_the_least_of_all_are_nobodys(said: str, values: list[float]) -> None:
    observations = extract(f"PAPI 2022 của Kon Tum {said}.").observations
    assert [o.value for o in observations if o.metric == "score"] == values


@pytest.mark.parametrize(
    ("said", "ranks"),
    [
        ("xếp thứ 20; hoàn thành 129/130 xã, 5/8 huyện", [20]),
        ("xếp thứ 20; phủ sóng thêm 450/460 xã, xóa 06/10 vùng lõm sóng", [20]),
        ("34/63 tỉnh, 12/14 vùng", [34, 12]),
    ],
)
def test_dismissals_so_many_within_a_province_are_no_rank(said: str, ranks: list[float]) -> None:
    observations = extract(f"DTI năm 2022 của Kon Tum {said}.").observations
    assert [o.value for o in observations if o.metric == "rank"] == ranks
