"""Bodies that indices rate: ministries, departments and what stands beside them (`data/bodies.csv`)."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated, Literal

from pydantic import BeforeValidator
from pydantic.dataclasses import dataclass

from extract.folding import fold
from extract.tables.base import STRICT, load_csv, split_cell

# Between the parts of a name.
_SIGN = re.compile(r"\s+-\s+|,\s+")


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
            # "Sở Lao động thương binh và xã hội", "Sở Thông tin truyền thông": without a sign, without "và".
            for spelling in dict.fromkeys((name, _SIGN.sub(" ", name))):
                for joiner in (" và ", " - ", "-", " & ", " &", "&", ", ", " "):
                    names.setdefault(fold(spelling.replace(" và ", joiner)), body)
    return names
