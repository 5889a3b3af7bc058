"""The terms of the data files, and where they stand in a text."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache

from extract.folding import Text, fold
from extract.language.lists import PhraseList
from extract.spans import Span
from extract.tables.bodies import bodies
from extract.tables.indices import indices, spellings
from extract.tables.provinces import districts, province_names, regions
from extract.tables.topics import topics

_HYPHEN = re.compile(r"\s*-\s*")


@lru_cache(maxsize=4)
def matches(text: Text) -> tuple[tuple[int, Span], ...]:
    """The terms in a text that are whole words, by number; the last few texts are remembered."""
    padded = f" {text.folded} "
    found, read_to = [], 0
    for number, start, end in _listed.find(text):
        if start < read_to:
            continue
        # `padded` is one ahead.
        before, behind = padded[start], padded[end + 1]
        # As `is_word` tells it: a call of that for both takes longer than all else here.
        if not (before.isalnum() or behind.isalnum() or before == "_" or behind == "_"):
            found.append((number, Span(start, end)))
            read_to = end
    return tuple(found)


def is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _joined_otherwise(name: str) -> set[str]:
    """A component's name as papers join its parts: "tiến độ, kết quả" is "tiến độ và kết quả" and "tiến độ kết quả"."""
    joiner = f" {topics().conjunction} "
    *first, last = name.replace(joiner, ", ").split(", ")
    return {
        name,
        " ".join([*first, last]),
        ", ".join([*first, last]),
        joiner.join([", ".join(first), last] if first else [last]),
    }


@cache
def vocabulary() -> tuple[list[str], list[list[tuple[str, object]]]]:
    """All terms, folded, and what each may be."""
    terms: dict[str, list[tuple[str, object]]] = defaultdict(list)

    def add(name: str, kind: str, value: object) -> None:
        # A hyphen is printed with and without spaces.
        for spelling in {fold(name), _HYPHEN.sub("-", fold(name)), _HYPHEN.sub(" - ", fold(name))}:
            if (kind, value) not in terms[spelling]:
                terms[spelling].append((kind, value))

    owners: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    short: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for index in indices().values():
        for name in index.abbreviations:
            add(name, "abbreviation", index.id)
        for name in (index.name, *index.aliases):
            add(name, "index", index.id)
        for name in index.loose:
            add(name, "loose", index.id)
        for name in index.short:
            add(name, "item", index.id)
        for component in index.component:
            for name in (component.name, *component.aliases):
                for spelling in _joined_otherwise(fold(name)):
                    owners[spelling][index.id, component.name] = None
            for name in component.short:
                short[fold(name)][index.id, component.name] = None
    for kind, named in (("component", owners), ("short", short)):
        for name, having in named.items():
            if not any(known in {"index", "abbreviation", "component"} for known, _ in terms.get(name, ())):
                add(name, kind, tuple(having))
    for name, province in province_names().items():
        add(name, "province", province)
        # "BắcNinh": the space lost in print.
        if not name.isascii():
            add(name.replace(" ", ""), "province", province)
    for region in regions():
        for name in (region.name, *region.aliases):
            add(name, "region", region.name)
    for name, body in bodies().items():
        add(name, "body", body.name)
    for district in districts():
        if fold(district.name) not in province_names() and " " in district.name:
            for spelling in district.spellings:
                add(spelling, "district", None)
    words = topics()
    for kind in ("foreign", "country"):
        for word in (told for name in getattr(words, kind) for told in spellings(name)):
            add(word, kind, word)
    names = sorted(terms)
    return names, [terms[name] for name in names]


_listed = PhraseList(lambda: vocabulary()[0])
