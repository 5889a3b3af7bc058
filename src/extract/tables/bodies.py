"""Bodies that indices rate: ministries, departments and what stands beside them (`data/bodies.csv`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Literal

from pydantic import BeforeValidator
from pydantic.dataclasses import dataclass

from extract.folding import fold
from extract.tables.base import STRICT, load_csv, split_cell
from extract.tables.titles import people

# Between the parts of a name, and how else it is printed.
_SIGN = re.compile(r"\s+-\s+|,\s+")
_SIGNS = (" ", " - ", "- ", "-", ", ")
_JOINERS = (" và ", " - ", "- ", "-", " & ", " &", "&", ", ", " ")
_FIELDS = re.compile(r"\s+-\s+|,\s+|\s+và\s+")


@dataclass(frozen=True, config=STRICT)
class Body:
    """A body by its full name, with the other ways to write it."""

    name: str
    level: Literal["central", "province"]
    aliases: Annotated[tuple[str, ...], BeforeValidator(split_cell)] = ()


@cache
def bodies() -> dict[str, Body]:
    """Folded name or alias → body."""
    names: dict[str, Body] = {}
    for body in load_csv("bodies.csv", Body):
        for name in (body.name, *body.aliases):
            # "Sở Lao động thương binh và xã hội", "Sở Giáo dục- đào tạo": with another sign or none, without "và".
            for spelling in dict.fromkeys((name, *(_SIGN.sub(sign, name) for sign in _SIGNS))):
                for joiner in _JOINERS:
                    names.setdefault(fold(spelling.replace(" và ", joiner)), body)
    letters: dict[str, set[str]] = {}
    named = {body.name: body for body in names.values()}
    for name in named:
        for short in _in_letters(name):
            letters.setdefault(short, set()).add(name)
    alone = {short: named[next(iter(told))] for short, told in letters.items() if len(told) == 1}
    return {**alone, **names}


def _in_letters(name: str) -> Iterator[str]:
    """ "Bộ KH-CN", "Sở LĐ-TB-XH", "Sở NN&MT": how a body of two fields and more is shortened, folded."""
    head, _, rest = name.partition(" ")
    fields = ["".join(word[0] for word in field.split()) for field in _FIELDS.split(rest)]
    if head not in people().whole or len(fields) < 2:
        return
    for joiner in ("-", "", "&", " - ", "- ", " & ", " và "):
        yield fold(f"{head} {joiner.join(fields)}")
        for sign in ("-", "- "):
            yield fold(f"{head} {sign.join(fields[:-1])}{joiner}{fields[-1]}")
