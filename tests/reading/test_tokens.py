from hypothesis import given
from hypothesis import strategies as st

from extract.folding import Text
from extract.reading.tokens import Headed, Lexicon, Shape, tokenize


def test_tokens_have_the_shapes_they_are_written_in() -> None:
    text = Text("Ông K'Ré, UBND xã 3")
    tokens = tokenize(text, text.whole)
    assert [tokens.raw(i) for i in range(len(tokens))] == ["Ông", "K'Ré", ",", "UBND", "xã", "3"]
    assert tokens.shapes == [Shape.TITLE, Shape.TITLE, Shape.MARK, Shape.CAPITALS, Shape.LOWER, Shape.NUMBER]


def test_tokens_lexicon_finds_the_longest_phrase() -> None:
    lexicon = Lexicon(["Sở", "Sở Y tế", "Sở Y tế tỉnh Sơn La"])
    text = Text("Sở Y tế tỉnh")
    tokens = tokenize(text, text.whole)
    assert lexicon.end(tokens, 0) == 3
    assert lexicon.end(tokens, 1) == 1
    assert "sở y tế" in lexicon
    assert "y tế" not in lexicon


def test_tokens_headed_phrases_may_stand_behind_a_head() -> None:
    lexicon = Headed(["Cộng hòa", "Cộng hòa Liên bang"], ["Đức", "Séc"])
    text = Text("Cộng hòa Liên bang Đức, Cộng hòa Séc, Séc, Cộng hòa")
    tokens = tokenize(text, text.whole)
    assert [(at, end) for at in range(len(tokens)) if (end := lexicon.end(tokens, at)) > at] == [
        (0, 5), (4, 5), (6, 9), (8, 9), (10, 11),
    ]  # fmt: skip


def test_tokens_several_heads_may_stand_before_a_phrase_but_no_endless_chain() -> None:
    lexicon = Headed(["nước", "Cộng hòa"], ["Séc", "Cộng hòa Séc Áo"])
    text = Text("nước Cộng hòa Séc, Cộng hòa Séc Áo, nước nước nước nước Séc")
    tokens = tokenize(text, text.whole)
    assert [(at, end) for at in range(len(tokens)) if (end := lexicon.end(tokens, at)) > at] == [
        (0, 4), (1, 4), (3, 4), (5, 9), (7, 8), (11, 15), (12, 15), (13, 15), (14, 15),
    ]  # fmt: skip


@given(st.text(max_size=60))
def test_tokens_cover_all_but_the_spaces(raw: str) -> None:
    text = Text(raw)
    tokens = tokenize(text, text.whole)
    ends = [tokens.end(at) for at in range(len(tokens))]
    assert all(0 <= start < end <= len(raw) for start, end in zip(tokens.starts, ends, strict=True))
    assert tokens.starts == sorted(tokens.starts)
