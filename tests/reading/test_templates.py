import re

import pytest

from extract.folding import fold
from extract.reading.templates import compile_template, matchers


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


def test_templates_unknown_slot_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"\{percent\}"):
        compile_template("tăng {percent} điểm")


def test_templates_all_compile() -> None:
    assert all(matcher.pattern for matcher in matchers())
