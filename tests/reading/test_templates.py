import re

import pytest

from extract.folding import Text, fold
from extract.language.atoms import find_atoms
from extract.reading.templates import by_opening, candidates, compile_template, lacking, matchers, openings, starts
from extract.tables.phrasings import phrasings


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("thứ {rank}", "thứ 5"), ("thứ {rank}[/{out_of}]", "thứ 5/63"), ("{n} ‹bậc›", "hai bậc"),
        ("tăng … {n} bậc", "tăng thêm được những 3 bậc"), ("(+{n} ‹bậc›", "(+5 bậc"),
    ],
)  # fmt: skip
def test_templates_match_whole(template: str, text: str) -> None:
    assert re.fullmatch(compile_template(template), fold(text))


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("thứ {rank}", "thứ 1234"),
        ("thứ {rank}", "thứ 5,3"),
        ("tăng … {n} bậc", "tăng lên 5 bậc"),
        ("thứ {n}", "thứ nămx"),
    ],
)
def test_templates_refuse(template: str, text: str) -> None:
    assert not re.fullmatch(compile_template(template), fold(text))


def test_templates_unknown_class_is_an_error() -> None:
    with pytest.raises(KeyError):
        compile_template("‹không có lớp này›")


def test_templates_each_is_indexed() -> None:
    indexed = {id(matcher) for found in by_opening().values() for told in found.values() for matcher in told}
    assert indexed == {id(matcher) for matcher in matchers()}
    assert all(matcher.pattern for matcher in matchers())


def test_templates_openings_are_the_first_two_atoms() -> None:
    found = openings("‹hạng› [thứ ]{rank}")
    assert {("hạng", "#"), ("hạng", "thứ"), ("vị", "trí")} <= found
    assert openings("({value}[ điểm]") == {("(", "#")}
    assert openings("tăng … {value}") == {("tăng", "")}


def test_templates_index_leaves_out_none_that_match() -> None:
    told = [example.text for phrasing in phrasings() for example in phrasing.examples]
    for text in map(Text, ["tăng từ 2018,5 lên 3 điểm", "tăng", "xếp hạng", *told]):
        for number in starts(text, text.whole):
            begin = find_atoms(text).begins[number]
            matching = {matcher for matcher in matchers() if matcher.pattern.match(text.folded, begin)}
            assert matching <= set(candidates(text, number, len(text.raw)))


def test_templates_match_nowhere_without_what_they_need() -> None:
    told = [text for phrasing in phrasings() for text in (*phrasing.refuses, *(e.text for e in phrasing.examples))]
    for text in map(Text, told):
        missing = lacking(text, text.whole)
        for number in starts(text, text.whole):
            begin = find_atoms(text).begins[number]
            tried = (matcher for matcher in candidates(text, number, len(text.raw)) if matcher.needs & missing)
            assert not any(matcher.pattern.match(text.folded, begin) for matcher in tried)
