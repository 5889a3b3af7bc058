from extract.folding import Text
from extract.reading.people import find_people


def read(text: str) -> list[tuple[str, list[tuple[str, str | None, str]]]]:
    whole = Text(text)
    return [
        (p.name, [(h.title.canonical, h.organization, h.status) for h in p.held])
        for p in find_people(whole, whole.whole).people
    ]
