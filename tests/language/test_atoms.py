import re

from hypothesis import given
from hypothesis import strategies as st

from extract.folding import Text
from extract.language.atoms import ANY, NUMBER, Openings, atoms_of, find_atoms
from extract.spans import Span

TEXTS = st.text(st.sampled_from("aă1²_%. ,\n(é"), max_size=30)
ATOMS = st.sampled_from(["a", "ă", NUMBER, "%", "."])


@given(TEXTS)
def test_atoms_cover_all_that_is_no_white_space(raw: str) -> None:
    text = Text(raw)
    found = find_atoms(text)
    placed = list(zip(found.atoms[:-1], found.begins, strict=False))
    assert all(atom == NUMBER or text.folded.startswith(atom, begin) for atom, begin in placed)
    assert "".join(atom for atom, _ in placed) == "".join(re.sub(r"\d+", NUMBER, text.folded).split())
    assert found.begins[-1] == len(raw)


@given(TEXTS, st.dictionaries(ATOMS, st.sets(ATOMS | st.just(ANY)), max_size=3), st.integers(0, 30), st.integers(0, 30))
def test_atoms_found_begin_as_told_and_inside(raw: str, seconds: dict[str, set[str]], start: int, end: int) -> None:
    found, end = find_atoms(Text(raw)), min(end, len(raw))
    inside = [
        number
        for number, (first, second, begin) in enumerate(zip(found.atoms, found.atoms[1:], found.begins, strict=False))
        if start <= begin < end and {ANY, second} & seconds.get(first, set())
    ]
    openings = Openings(seconds)
    for _ in range(2):  # the second time from what is remembered
        assert found.find(openings, Span(start, end)) == inside


def test_atoms_digits_are_one_kind() -> None:
    assert atoms_of("51/63 tỉnh, g20") == ["#", "/", "#", "tỉnh", ",", "g", "#"]
