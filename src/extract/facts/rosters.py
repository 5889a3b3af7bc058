"""Officials in tables ("STT | Họ và tên | Chức vụ"): their rows, written as the lists of people that print has else."""

from __future__ import annotations

from extract.articles.cells import roster_columns
from extract.articles.grid import find_tables
from extract.folding import Text
from extract.language.lines import rewritten
from extract.language.lists import PhraseList
from extract.spans import Span
from extract.tables.grids import grids

_persons = PhraseList(lambda: grids().persons)


def with_rosters(text: Text) -> Text:
    """The text in which each row of a table of people is a line "name, office" or "office: name", with all offsets as
    they are; itself where it has none.
    """
    if not _persons.find(text):
        return text
    characters: dict[int, str] = {}
    for grid in find_tables(text.raw).grids:
        columns = roster_columns(grid.rows[0], text.raw)
        for row in grid.rows[1:] if columns else ():
            name, office = (row[at] for at in columns or ())
            if name.end > name.start and office.end > office.start:
                characters.update(_line(text.raw, Span(row[0].start, row[-1].end), name, office))
    return rewritten(text, characters) if characters else text


def _line(raw: str, row: Span, name: Span, office: Span) -> dict[int, str]:
    """The characters of a row that are others in the line: nothing but its name and its office is left."""
    told = {*range(*name), *range(*office)}
    found = {at: " " for at in range(*row) if at not in told or raw[at] == "\n"}
    return found | ({name.end: ","} if name.end <= office.start else {office.end: ":"})
