"""Persons and their offices as FollowTheMoney entities: one JSON object a line, Person, Position and Occupancy.

Written as its documentation says (id, schema, properties as lists of strings): the library itself, which needs a
compiled ICU, is not needed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

from extract.batch.runs import Row
from extract.panel.persons import province_of

COUNTRY = "vn"
# What an entity has, in the order of its line.
FIELDS = ("id", "properties", "schema")


def entities(persons: Iterable[Row], offices: Iterable[Row]) -> Iterator[Row]:
    """The entities of the rows of both tables; each once, in a fixed order."""
    for person in persons:
        yield _entity(_id("person", person["person_id"]), "Person", name=[person["name"]], country=[COUNTRY])
    posts: dict[str, Row] = {}
    held = []
    for row in offices:
        name = " ".join(filter(None, (row["title"], row["organization"])))
        post = _id("post", name, row["province"] or "")
        posts.setdefault(
            post, _entity(post, "Position", name=[name], country=[COUNTRY], subnationalArea=[province_of(row)])
        )
        status = "ended" if row["to"] or row["status"] == "former" else "current" if row["last_seen"] else "unknown"
        held.append(
            _entity(
                _id("occupancy", row["person_id"], post),
                "Occupancy",
                holder=[_id("person", row["person_id"])],
                post=[post],
                startDate=[row["from"]],
                endDate=[row["to"]],
                date=[row["first_seen"], row["last_seen"]],
                status=[status],
                sourceUrl=[row["url"]],
            )
        )
    yield from (posts[key] for key in sorted(posts))
    yield from held


def lines(found: Iterable[Row]) -> bytes:
    """The entities as JSON lines."""
    return "".join(json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n" for entity in found).encode()


def _entity(key: str, schema: str, **properties: list[str | None]) -> Row:
    told = {name: list(dict.fromkeys(v for v in values if v)) for name, values in properties.items()}
    return {"id": key, "schema": schema, "properties": {name: values for name, values in told.items() if values}}


def _id(*parts: str) -> str:
    return f"vn-extract-{parts[0]}-{hashlib.sha1('|'.join(parts).encode(), usedforsecurity=False).hexdigest()[:16]}"
