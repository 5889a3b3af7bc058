from extract.facts.confidence import confidence, estimate


def test_confidence_is_a_precision() -> None:
    assert 0 < confidence("rank.numbered topic.before subject.before period.before") <= 1


def test_confidence_of_an_unknown_rule_is_that_of_all() -> None:
    assert confidence("nobody.measured.it") == confidence("*")


def test_confidence_is_that_of_the_weakest_rule() -> None:
    counts = {"*": (90, 10), "good": (100, 0), "bad": (10, 10)}
    assert estimate("good", counts) == round(104.5 / 105, 3)
    assert estimate("good bad", counts) == estimate("bad", counts) == round(14.5 / 25, 3)


def test_confidence_of_few_cases_is_drawn_to_all() -> None:
    assert estimate("once", {"*": (90, 10), "once": (1, 0)}) == round(5.5 / 6, 3)
