from extract.facts.confidence import confidence


def test_confidence_is_a_precision() -> None:
    assert 0 < confidence("rank.numbered topic.before subject.before period.before") <= 1


def test_confidence_of_an_unknown_rule_is_that_of_all() -> None:
    assert confidence("nobody.measured.it") == confidence("*")
