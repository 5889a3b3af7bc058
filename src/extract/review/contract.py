"""Corrected and added records, held to the record contract: what does not fit is refused with a reason."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from extract.folding import fold
from extract.records import Observation, Official
from extract.show import visible
from extract.tables.indices import indices
from extract.tables.provinces import province_names

Row = dict[str, Any]

_PERIOD = re.compile(r"\d{4}(-Q[1-4]|-H[12]|-M(0[1-9]|1[0-2])|-(0[1-9]|1[0-2])|/\d{4})?")
_NUMBER = re.compile(r"[+\-−]?\d+([.,]\d+)?")
_LONGEST = 500
_UNITS = {
    "rank": "hạng",
    "rank_change": "hạng",
    "score": "điểm",
    "score_change": "điểm",
    "rate": "%",
    "rate_change": "điểm %",
}

# What a reviewer may say; ids, rules and what follows from what stay as they are.
OBSERVATION_FIELDS = (
    "index", "component", "indicator", "subject", "period", "metric", "value", "direction", "unit", "out_of", "scope",
    "baseline", "modality", "bound", "responsible",
)  # fmt: skip
OFFICIAL_FIELDS = ("name", "honorific", "role", "positions")


class RefusedError(ValueError):
    """A record that the contract does not allow; the message names the field and says why."""


def observation(original: Mapping[str, Any], said: Mapping[str, Any], text: str) -> Row:
    """The original with what a reviewer said instead, checked; `said["span"]` moves the figure's evidence."""
    row = {**original, **_known(said, OBSERVATION_FIELDS)}
    for name in ("index", "component", "indicator", "period", "scope", "baseline", "responsible", "direction"):
        row[name] = _text(row.get(name), name)
    for name in ("value", "out_of"):
        row[name] = _number(row.get(name), name)
    row["unit"] = _text(row.get("unit"), "unit") or _UNITS.get(str(row.get("metric")), "")
    row["subject"] = _subject(row.get("subject"))
    row["evidence"] = _evidence(row.get("evidence") or (), said.get("span"), "figure", text)
    # Arithmetic found them in what was read, not in what is said now.
    row["problems"] = []
    made = _fits(row, Observation)
    _check_observation(made)
    if made["metric"].endswith("_change") and made["value"]:
        made["direction"] = "up" if made["value"] > 0 else "down"
    return made


def official(original: Mapping[str, Any], said: Mapping[str, Any], text: str) -> Row:
    """The same for an official; his name must stand where its evidence is."""
    row = {**original, **_known(said, OFFICIAL_FIELDS)}
    row["name"] = _text(row.get("name"), "name")
    row["honorific"], row["role"] = _text(row.get("honorific"), "honorific"), _text(row.get("role"), "role")
    if not row["name"]:
        raise RefusedError("name: an official has a name")
    told = row.get("positions") or []
    if not isinstance(told, list | tuple):
        raise RefusedError("positions: a list of posts, each with a title")
    row["positions"] = [_position(position) for position in told]
    if not told:
        raise RefusedError("positions: a person without a public position is no official; reject the record instead")
    row["evidence"] = _evidence(row.get("evidence") or (), said.get("span"), "name", text)
    return _fits(row, Official)


def _known(said: Mapping[str, Any], fields: tuple[str, ...]) -> Row:
    unknown = set(said) - {*fields, "span"}
    if unknown:
        raise RefusedError(f"{', '.join(sorted(unknown))}: no such field, or none that can be corrected")
    return {name: value for name, value in said.items() if name != "span"}


def _text(value: object, name: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > _LONGEST or visible(value) != value or "\n" in value:
        raise RefusedError(f"{name}: one line of text, at most {_LONGEST} characters")
    return " ".join(value.split()) or None


def _number(value: object, name: str) -> int | float | None:
    """A number, or one as it is typed: "59,95" and "59.95" are the same."""
    if value is None or value == "":
        return None
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        value = float(value.strip().replace(",", ".").replace("−", "-"))
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise RefusedError(f"{name}: {value!r} is no number; write 59,95 or 59.95, without thousands separators")
    return int(value) if value == int(value) else value


def _subject(said: object) -> Row | None:
    """The subject; a province is known by its name, which gives it its code."""
    if said is None:
        return None
    if not isinstance(said, Mapping) or set(said) - {"type", "id", "name"}:
        raise RefusedError("subject: a type and a name")
    name, kind = _text(said.get("name"), "subject"), _text(said.get("type"), "subject type")
    if not name and not kind:
        return None
    if kind == "province":
        known = province_names().get(fold(name or ""))
        if known is None:
            raise RefusedError(f"subject: {name!r} is no province; choose one of the list, or another type")
        return {"type": kind, "id": known.iso, "name": known.name}
    return {"type": kind, "id": _text(said.get("id"), "subject id") if kind == "index" else None, "name": name}


def _position(said: object) -> Row:
    if not isinstance(said, Mapping) or set(said) - {"title", "organization", "level", "status"}:
        raise RefusedError("positions: each has a title, and may have organization, level and status")
    row = {name: _text(said.get(name), name) for name in ("title", "organization", "level", "status")}
    if not row["title"]:
        raise RefusedError("positions: each has a title")
    return {**row, "status": row["status"] or "current"}


def _evidence(before: Any, span: object, what: str, text: str) -> list[Row]:
    """The evidence with its first piece moved to where the reviewer marked it."""
    rest = [dict(item) for item in before]
    if span is None:
        return rest
    if not isinstance(span, list) or len(span) != 2 or not all(type(end) is int for end in span):
        raise RefusedError("span: two offsets")
    start, end = span
    if not 0 <= start < end <= len(text) or text[start:end] != text[start:end].strip():
        raise RefusedError("span: mark the characters in the text, without the space around them")
    others = rest[1:] if rest and rest[0]["what"] == what else rest
    return [{"start": start, "end": end, "what": what}, *others]


def _fits(row: Row, kind: type[Observation | Official]) -> Row:
    from pydantic import TypeAdapter, ValidationError

    try:
        made = TypeAdapter(kind).validate_python(row)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]) or "record"
        raise RefusedError(f"{name}: {first['msg'].lower()}, not {first['input']!r}") from error
    if not made.evidence:
        raise RefusedError("span: a record has evidence; mark its characters in the text")
    told: Row = TypeAdapter(kind).dump_python(made, mode="json")
    return told


def _check_observation(row: Row) -> None:
    index, value, out_of = row["index"], row["value"], row["out_of"]
    if index is not None and index not in indices():
        raise RefusedError(f"index: {index!r} is none of {', '.join(indices())}")
    for name in ("period", "baseline"):
        if row[name] is not None and not _PERIOD.fullmatch(row[name]):
            raise RefusedError(
                f"{name}: {row[name]!r} is no period; write 2019, 2023-Q1, 2023-H1, 2023-M09, 2020-05 or 2016/2020"
            )
    if value is None and not (row["metric"].endswith("_change") and row["direction"]):
        raise RefusedError("value: only a change may go without one, where its direction is told")
    if row["metric"] == "rank":
        if value != int(value) or value < 1:
            raise RefusedError(f"value: a rank is a whole number from 1 on, not {value:g}")
        if out_of is not None and value > out_of:
            raise RefusedError(f"value: rank {value:g} of {out_of:g} cannot be")
    if row["metric"].endswith("_change") and value and row["direction"] not in {None, "up" if value > 0 else "down"}:
        raise RefusedError(
            f"direction: a change of {value:+} goes {'up' if value > 0 else 'down'} (plus is better, for ranks too)"
        )
