import pytest

from extract.folding import Text
from extract.language.atoms import find_atoms
from extract.reading.fitting import candidates, starts
from extract.reading.templates import matchers
from extract.tables.phrasings import phrasings

# What a slot can stand for is told by its pattern and, as atoms, by `fitting`: numbers in the shapes that slots have.
SHAPES = [
    "tăng từ 2018,5 lên 3 điểm", "tăng", "xếp hạng", "đạt 12.295,5 điểm", "0,6512", "vượt 20,5 điểm", "612,5/1000",
]  # fmt: skip
EXAMPLES = [text for phrasing in phrasings() for text in (*phrasing.refuses, *(e.text for e in phrasing.examples))]


def test_fitting_leaves_out_none_that_match() -> None:
    for text in map(Text, [*SHAPES, *EXAMPLES]):
        begun = set(starts(text, text.whole))
        table = find_atoms(text)
        end = len(table.begins) - 1
        for number, begin in enumerate(table.begins[:-1]):
            matching = [matcher for matcher in matchers() if matcher.pattern.match(text.folded, begin)]
            assert not matching or number in begun
            assert [matcher for matcher in candidates(table, number, end) if matcher in matching] == matching


@pytest.mark.parametrize(
    ("told", "templates"),
    [
        ("hạng 5", {"‹hạng› [thứ ][số ]{rank}[ /{out_of}]", "‹hạng› {place}"}),
        ("hạng 2018", set()), ("hạng của tỉnh", set()), ("năm 2018", set()), ("5 của", set()), ("", set()),
        ("43 tiêu chí", {"{n} ‹phần›"}),
        # As far as atoms tell.
        ("xếp hạng mấy năm nay cao nhất", {"xếp hạng … cao nhất"}), ("xếp hạng, cao nhất", set()),
    ],
)  # fmt: skip
def test_fitting_tells_what_can_match(told: str, templates: set[str]) -> None:
    table = find_atoms(Text(told))
    assert {matcher.template for matcher in candidates(table, 0, len(table.atoms) - 1)} == templates


def test_fitting_looks_no_further_than_it_is_told() -> None:
    table = find_atoms(Text("hạng 5 / 63"))
    told = [{matcher.template for matcher in candidates(table, 0, end)} for end in range(5)]
    assert [len(templates) for templates in told] == [0, 0, 2, 2, 2]


def test_fitting_tries_few_that_do_not_match() -> None:
    tried = matched = 0
    for text in map(Text, EXAMPLES):
        for number in starts(text, text.whole):
            begin = find_atoms(text).begins[number]
            told = candidates(find_atoms(text), number, len(find_atoms(text).atoms) - 1)
            tried += len(told)
            matched += sum(matcher.pattern.match(text.folded, begin) is not None for matcher in told)
    assert tried < 1.2 * matched
