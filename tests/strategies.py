"""Texts to state invariants over."""

import unicodedata

from hypothesis import strategies as st

_PRINTED = st.sampled_from(
    [
        "Chỉ số PCI tỉnh Lai Châu đạt 59,95 điểm, xếp hạng 63/63.",
        "Đồng chí Nguyễn Văn Bình - Phó Bí thư Tỉnh uỷ, Chủ tịch UBND tỉnh",
        "Hoà Bình",
        "TP. Cần Thơ",
        "12/2020/QĐ-TTg",
        "v.v...",
        "a.a.a.a",
        "https://example.vn/tin?a=1&b=2",
        "“Tốt!” Ông nói.",
        "H'Mông",
    ]
)
_ODD = st.sampled_from(
    [" ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u200b", "\u2028", "\ufeff", "\x00", "\x1c", "\x85", "\u0301", "\u0323",
     "ð", "İ", "ß", "ﬁ", "각", "한", "𝐃", "😀", "👨\u200d👩\u200d👧", "🇻🇳", "…", "–", "½", "９"]
)  # fmt: skip

# Text as no newsroom writes it, but as pages bring it: decomposed, with control characters, emoji and odd spaces.
odd_text: st.SearchStrategy[str] = st.lists(
    st.one_of(_PRINTED, _PRINTED.map(lambda text: unicodedata.normalize("NFD", text)), _ODD, st.text(max_size=8)),
    max_size=12,
).map("".join)
