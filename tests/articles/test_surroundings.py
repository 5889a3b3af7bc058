"""Every rule takes out its examples and leaves its refusals; whole texts keep what is theirs, in any order."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.articles.dates import printed
from extract.articles.rules import rule_of
from extract.articles.surroundings import own_paragraphs
from extract.articles.text import article_from_text
from extract.tables.articles import Example, Rule, surroundings
from tests.strategies import odd_text

SEED = (Path(__file__).parent.parent.parent / "corpus/seed/lai-chau-par-index-pci-2019.txt").read_text(encoding="utf-8")
RULES = surroundings().rule


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule in RULES for line in rule.examples])
def test_surroundings_example_is_taken_out(rule: Rule, line: str) -> None:
    assert rule_of(line) == rule.id


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule in RULES for line in rule.refuses])
def test_surroundings_refusal_is_the_articles_own(rule: Rule, line: str) -> None:
    assert rule_of(line) is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_surroundings_rule_has_examples_and_refusals(rule: Rule) -> None:
    assert rule.examples
    assert rule.refuses


@pytest.mark.parametrize("example", surroundings().text, ids=lambda example: example.text[:30])
def test_surroundings_text_keeps_its_own(example: Example) -> None:
    article = article_from_text(example.text, "x.txt")
    assert tuple(article.text.split("\n")) == example.kept
    assert article.title == example.title
    assert article.author == example.author
    assert article.published == example.published
    assert article.published_from == ("byline" if example.published else None)


def test_surroundings_seed_loses_its_caption_and_eight_headlines_and_nothing_else() -> None:
    lines = [line.strip() for line in SEED.split("\n") if line.strip()]
    kept = article_from_text(SEED, "seed.txt").text.split("\n")
    lost = [line for line in lines if line not in kept]
    assert lost == ["Quang cảnh buổi tọa đàm.", *lines[-8:]]
    assert [line for line in lines if line in kept] == kept


@given(st.randoms(use_true_random=False))
def test_surroundings_keep_the_same_whatever_the_order_of_the_body(choose: random.Random) -> None:
    """Captions, bylines and stamps may stand anywhere between complete paragraphs."""
    lines = SEED.strip().split("\n")
    body, tail = lines[:8], lines[8:]
    beside = ["Thu Hà phát biểu. Ảnh: Minh Anh", "05/03/2020 08:30", ">> Một bài khác"]
    mixed = [*body, *beside]
    choose.shuffle(mixed)
    kept = article_from_text("\n".join([*mixed, *tail]), "x").text.split("\n")
    assert kept == [line for line in mixed if line not in beside and line != "Quang cảnh buổi tọa đàm."]


@given(odd_text)
def test_surroundings_invent_nothing(text: str) -> None:
    lines = text.split("\n")
    own = own_paragraphs(lines)
    assert [lines[number].strip() for number, _ in own.paragraphs] == [line for _, line in own.paragraphs]
    assert [number for number, _ in own.paragraphs] == sorted({number for number, _ in own.paragraphs})


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Thứ Hai, 05/03/2020, 08:30 (GMT+7)", "2020-03-05T08:30:00+07:00"),
        ("14h05 ngày 5.3.2020", "2020-03-05T14:05:00+07:00"),
        ("2020-03-05", "2020-03-05"),
        ("32/03/2020", None),
        ("05/13/2020, 06/12/2020", "2020-12-06"),
        ("05/03/2020 28:30", "2020-03-05"),
        ("hôm qua", None),
    ],
)
def test_surroundings_stamp(line: str, told: str | None) -> None:
    assert printed(line) == told
