"""What an article must say, against what was read: missing, extra and changed facts, field by field.

An expected fact is a dict with some fields of the record contract; only those are compared. A subject may be told by
its name or id alone. Gold files (`corpus/README.md`) are taken as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from dataclasses import fields as fields_of
from pathlib import Path
from typing import Any

from extract.folding import Text, fold
from extract.language.sentences import paragraphs, sentences
from extract.records import Observation, Official, Result
from extract.spans import Span

Fact = dict[str, Any]

# What tells one fact from another, the most telling first: two facts that share none of them are not one changed.
_TELLING = {"officials": ("name",), "observations": ("value", "metric", "index", "component", "subject", "period")}
_NEEDED = {"officials": 1, "observations": 3}
# What a gold file has beside the fields of the contract.
_BESIDE = {
    "anchor", "start", "optional", "implicit", "note", "component_printed", "metric_alt", "group_label", "aliases",
    "title_canonical", "former", "change", "acting", "organization_resolved",
}  # fmt: skip
_UNTOLD = {"article_id", "official_id", "observation_id", "rule", "confidence", "evidence", "derived_from"}
_FIELDS = {
    table: {one.name for one in fields_of(kind)}
    for table, kind in {"officials": Official, "observations": Observation}.items()
}
_CHANGES = {"to": "appointed", "from": "leaving", "nominee": "nominated"}


class ExpectError(ValueError):
    """Expected facts that cannot be compared; the message names the file, the fact and the field."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that is `missing`, `extra` or `changed`; `fields` maps a changed field to (expected, read)."""

    kind: str
    table: str
    fact: Fact
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    sentence: str = ""

    def __str__(self) -> str:
        lines = [f"{self.kind:8} {_told(self.fact)}"]
        lines += [
            f"           {name}: expected {_shown(want)}, read {_shown(got)}"
            for name, (want, got) in self.fields.items()
        ]
        return "\n".join([*lines, *([f"           “{self.sentence}”"] if self.sentence else [])])


def compare(
    result: Result, expected: Mapping[str, Any], *, exact: bool = False, fields: Iterable[str] | None = None
) -> list[Difference]:
    """The differences between what was read and what is expected; none where all is as it should be.

    `expected` has `officials` and `observations`, lists of facts; a table that is not in it is not compared. `exact`
    makes facts that are read but not expected (derived ones aside) differences too. `fields` names the only fields that
    count. Raises ExpectError for a table or field that the contract does not have.
    """
    expected = from_gold(expected)
    only = set(fields) if fields is not None else None
    found: list[Difference] = []
    for table, records in (("officials", result.officials), ("observations", result.observations)):
        if table not in expected:
            continue
        wanted = [_checked(fact, table) for fact in expected[table]]
        found += _compare_table(result, table, wanted, [asdict(record) for record in records], exact, only)
    return found


def report(source: str, differences: Sequence[Difference]) -> str:
    """All differences, for people: counts first, then each with the sentence it is about."""
    kinds = [difference.kind for difference in differences]
    counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in ("missing", "changed", "extra") if kind in kinds)
    return "\n".join([f"the facts of {source or 'the text'} differ: {counts}", *(f"  {d}" for d in differences)])


def load_expected(path: Path) -> Fact:
    """The expected facts in a `*.facts.json` or gold file; ExpectError where it is none."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ExpectError(f"{path}: {error}") from error
    if not isinstance(told, dict) or not all(_are_facts(told.get(table, [])) for table in _TELLING):
        raise ExpectError(f"{path}: an object with the lists officials and observations is expected")
    return told


def _are_facts(told: object) -> bool:
    return isinstance(told, list) and all(isinstance(fact, dict) for fact in told)


def as_expected(result: Result) -> Fact:
    """What was read, as a new `*.facts.json` tells it: every field that is not its default, derived facts left out."""
    return {
        "officials": [_plain(asdict(official)) for official in result.officials],
        "observations": [_plain(asdict(o)) for o in result.observations if not o.derived],
    }


def updated(result: Result, expected: Mapping[str, Any]) -> Fact:
    """The expected facts as they were read: the tables and the other keys of `expected` stay, the facts are renewed."""
    told = as_expected(result)
    return {
        **expected,
        **{table: told[table] for table in told if table in expected or not set(_TELLING) & set(expected)},
    }


def from_gold(expected: Mapping[str, Any]) -> Fact:
    """Gold or expected facts as expected facts: optional ones are left out, keys beside the contract too."""
    told = dict(expected)
    for table in _TELLING:
        if table in told:
            told[table] = [_from_gold(fact) for fact in told[table] if not fact.get("optional")]
    return told


def _from_gold(fact: Fact) -> Fact:
    plain = {name: value for name, value in fact.items() if name not in _BESIDE | _UNTOLD}
    if "positions" in plain:
        plain["positions"] = [_position(p) for p in fact["positions"] if not p.get("optional")]
    return plain


def _position(position: Fact) -> Fact:
    plain = {name: value for name, value in position.items() if name not in _BESIDE}
    if position.get("title_canonical"):
        plain["title"] = position["title_canonical"]
    if position.get("organization_resolved"):
        plain["organization"] = position["organization_resolved"]
    if position.get("former"):
        plain["status"] = "former"
    elif position.get("acting"):
        plain["status"] = "acting"
    elif position.get("change"):
        plain["status"] = _CHANGES[position["change"]]
    return plain


def _checked(fact: Fact, table: str) -> Fact:
    unknown = set(fact) - _FIELDS[table]
    if unknown:
        raise ExpectError(f"{table}: no field {', '.join(sorted(unknown))} in the record contract, in {_told(fact)}")
    return fact


def _compare_table(
    result: Result, table: str, wanted: Sequence[Fact], read: Sequence[Fact], exact: bool, only: set[str] | None
) -> Iterator[Difference]:
    scored = [
        (len(_different(fact, got, only, exact)), -_shared(fact, got, table), at, number)
        for at, fact in enumerate(wanted)
        for number, got in enumerate(read)
        if _shared(fact, got, table) >= min(_NEEDED[table], len(_told_of(fact, table)))
    ]
    pairs: dict[int, int] = {}
    for _, _, at, number in sorted(scored):
        if at not in pairs and number not in pairs.values():
            pairs[at] = number
    for at, fact in enumerate(wanted):
        if at not in pairs:
            yield Difference("missing", table, fact)
            continue
        got = read[pairs[at]]
        if different := _different(fact, got, only, exact):
            yield Difference("changed", table, fact, different, _sentence(result, got))
    if exact:
        for number, got in enumerate(read):
            if number not in pairs.values() and not got.get("derived"):
                yield Difference("extra", table, _plain(got), sentence=_sentence(result, got))


def _told_of(fact: Fact, table: str) -> list[str]:
    return [name for name in _TELLING[table] if name in fact]


def _shared(fact: Fact, got: Fact, table: str) -> int:
    return sum(_equal(name, fact[name], got.get(name)) for name in _told_of(fact, table))


def _different(fact: Fact, got: Fact, only: set[str] | None, exact: bool) -> dict[str, tuple[Any, Any]]:
    return {
        name: (want, got.get(name))
        for name, want in fact.items()
        if (only is None or name in only) and not _equal(name, want, got.get(name), exact)
    }


def _equal(name: str, want: Any, got: Any, exact: bool = False) -> bool:
    if name == "positions":
        return _same_positions(want, got, exact)
    if name == "subject" and isinstance(want, str):
        return fold(want) in {fold(str((got or {}).get(part) or "")) for part in ("id", "name")}
    if isinstance(want, dict):
        return got is not None and all(_equal(part, inner, got.get(part)) for part, inner in want.items())
    if isinstance(want, str) and isinstance(got, str):
        return fold(want) == fold(got)
    if isinstance(want, int | float) and isinstance(got, int | float):
        return round(float(want), 6) == round(float(got), 6)
    return bool(want == got)


def _same_positions(want: Sequence[Fact], got: Sequence[Fact], exact: bool) -> bool:
    left = list(got)
    for position in want:
        hit = next((p for p in left if all(_equal(part, value, p.get(part)) for part, value in position.items())), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left or not exact


def _sentence(result: Result, got: Fact) -> str:
    """The sentence that a record was read from."""
    if not got.get("evidence"):
        return ""
    at = got["evidence"][0]["start"]
    text = Text(result.article.text)
    for paragraph in paragraphs(text):
        if paragraph.start <= at < paragraph.end:
            span = next((s for s in sentences(text, paragraph) if s.start <= at < s.end), paragraph)
            return " ".join(text.printed(Span(*span)).split())
    return ""


def _plain(record: Fact) -> Fact:
    """A record without what only one run knows, and without fields at their defaults."""
    defaults = {"modality": "reported", "bound": "exact", "status": "current", "derived": False}
    return {
        name: [_plain(item) for item in value]
        if name == "positions"
        else {part: inner for part, inner in value.items() if inner is not None}
        if isinstance(value, dict)
        else value
        for name, value in record.items()
        if name not in _UNTOLD and value is not None and value != defaults.get(name) and value != ()
    }


def _told(fact: Fact) -> str:
    """A fact in a line: its name, or its fields in the order of the contract."""
    return ", ".join(f"{name}={_shown(value)}" for name, value in _plain(fact).items())


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("name") or value.get("id") or value)
    if isinstance(value, list | tuple):
        return "; ".join(" · ".join(str(part) for part in item.values() if part) for item in value)
    return "nothing" if value is None else str(value)
