from hypothesis import given
from hypothesis import strategies as st

from extract.spans import Span, Spans

spans = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda pair: Span(min(pair), max(pair)))


def test_spans_of_reads_the_text() -> None:
    assert Span(2, 5).of("abcdefg") == "cde"


@given(spans, spans)
def test_spans_cover_contains_both(a: Span, b: Span) -> None:
    assert a.cover(b).contains(a)
    assert a.cover(b).contains(b)


@given(spans, spans)
def test_spans_gap_is_symmetric_and_zero_where_they_overlap(a: Span, b: Span) -> None:
    assert a.gap(b) == b.gap(a)
    if a.overlaps(b):
        assert a.gap(b) == 0


@given(st.lists(spans, max_size=8), spans)
def test_spans_many_overlap_where_one_does(many: list[Span], span: Span) -> None:
    assert Spans(many).overlap(span) == any(one.overlaps(span) for one in many)
