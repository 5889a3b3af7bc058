import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.folding import Text
from extract.reading.names import (
    LEFT_OUT,
    LEFT_OUT_DISTRICT,
    LONGEST,
    is_short,
    person_in,
    place_length,
    printed_end,
    run_end,
)
from extract.reading.tokens import tokenize

# Real communes and wards, and names of people in the shapes of the country's peoples.
PLACES = [
    "Mường Than", "Hồ Thầu", "Quang Trung", "Lê Lợi", "Hội Phú", "Ngô Mây", "Ea Tu", "Đạ K'Nàng", "Bản Lang", "An Cư",
    "Hoàng Văn Thụ", "Thanh Khê Tây", "Nguyễn Thị Minh Khai", "Y Tý", "A Lưới",
]  # fmt: skip
PEOPLE = [
    "Lò Văn An", "Lý Thị Hà", "Bá Minh Truyền", "Y Biêr Niê", "Giàng A Tính", "Rơ Châm Lan", "Nguyễn Đoàn Bảo Anh",
    "Kpuih Blơn", "K'Mák", "Y Mưn", "A Phiên", "Điểu K'Ré", "Touneh Drong Minh Thắm", "Trần Phong",
]  # fmt: skip


def split(text: str, known: int = 0, left_out: float = LEFT_OUT) -> tuple[str, str]:
    whole = Text(text)
    tokens = tokenize(whole, whole.whole)
    end = run_end(tokens, 0)
    own = place_length(tokens, 0, end, known, left_out)
    cut = tokens.starts[own] if own < len(tokens) else len(text)
    return text[:cut].strip(), text[cut:]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("person", ["", *PEOPLE])
def test_names_a_place_ends_where_a_person_begins(place: str, person: str) -> None:
    assert split(f"{place} {person}".strip()) == (place, person)


@pytest.mark.parametrize("person", ["Lò Văn An", "Y Mưn", "A Phiên", "Trần Thị Thu Hà"])
def test_names_a_place_may_be_left_out(person: str) -> None:
    assert split(person) == ("", person)


@pytest.mark.parametrize("person", ["Nguyễn Hải", "Đỗ Đức Hoàng Hà", "Lầu Minh Pó", "Y Thanh"])
def test_names_an_unknown_place_is_rather_a_person_where_no_place_is_needed(person: str) -> None:
    assert split(person, left_out=LEFT_OUT_DISTRICT) == ("", person)
    assert split(f"Vinh {person}", 1, LEFT_OUT_DISTRICT) == ("Vinh", person)


@given(
    st.lists(st.sampled_from(" ".join([*PLACES, *PEOPLE, "Zũ", "Đăk", "Ia", "Thị"]).split()), min_size=1, max_size=9)
)
def test_names_a_split_lies_inside_the_run_and_leaves_a_name_of_a_name_s_length(words: list[str]) -> None:
    whole = Text(" ".join(words))
    tokens = tokenize(whole, whole.whole)
    own = place_length(tokens, 0, len(tokens))
    assert 0 <= own <= len(tokens)
    assert len(tokens) - own <= LONGEST
    assert 0 <= person_in(tokens, 0, len(tokens)) <= len(tokens)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lò Văn An là", "Lò Văn An"), ("Lò\u00a0Văn  An.", "Lò\u00a0Văn  An"), ("Sở Y tế", ""), ("Lò là", ""),
        ("Lò Văn\nAn", "Lò Văn"), (" Lò Văn An", ""),
    ],
)  # fmt: skip
def test_names_a_printed_name_ends_where_capitals_do(text: str, name: str) -> None:
    assert text[: printed_end(text, 0)] == name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Salim bin Abdulkarim al-Harthi bin Said", True), ("Trần Phong", True), ("Rơ-ông", True),
        ("Lò Văn An Lò Văn An", False), ("J. D. Vance", True),
    ],
)  # fmt: skip
def test_names_small_words_of_a_name_are_not_counted(name: str, short: bool) -> None:
    tokens = tokenize(Text(name), Text(name).whole)
    assert is_short(tokens, 0, len(tokens)) is short
