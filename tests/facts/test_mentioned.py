from hypothesis import given
from hypothesis import strategies as st

from extract.facts.mentioned import _FEW, _occurrences


@given(
    st.lists(st.text("ab ", min_size=1, max_size=4), min_size=1, max_size=_FEW + 4, unique=True),
    st.text("ab ", max_size=24),
)
def test_mentioned_few_names_are_found_as_many_are(names: list[str], text: str) -> None:
    places = sorted((at, -at - len(name)) for name in names for at in range(len(text)) if text.startswith(name, at))
    found, read_to = [], 0
    for start, end in places:
        if start >= read_to:
            found.append((start, read_to := -end))
    assert list(_occurrences(names, text)) == found
