from extract.folding import Text
from extract.reading.people import find_people


def read(text: str) -> list[str | None]:
    whole = Text(text)
    reading = find_people(whole, whole.whole)
    return [held.organization for person in reading.people for held in person.held] + [
        h.organization for h in reading.loose
    ]
