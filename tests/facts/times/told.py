from tests.facts.told import read


def told(text: str) -> list[tuple[str, float | None, str | None, str | None]]:
    return [(o.metric, o.value, o.period, o.baseline) for o in read(text) if not o.derived]
