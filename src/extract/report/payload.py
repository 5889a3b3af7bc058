"""The records as compact JSON for the page's own script: strings once, sentences instead of whole articles."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from extract.folding import Text
from extract.language.sentences import Split
from extract.report.gather import Facts, province_of
from extract.show import visible
from extract.spans import Span

Row = Mapping[str, Any]

# A "sentence" longer than this is a list or a table: shown is what stands around the evidence.
_LONGEST = 1200
_AROUND = 300
# An article without a title is called by its first line.
_HEADLINE = 160

# The order of a fact's and a person's values; report.js reads them by these names.
FACT = (
    "id", "article", "index", "component", "indicator", "subject", "subject_type", "province", "period", "metric",
    "value", "direction", "unit", "out_of", "scope", "baseline", "modality", "bound", "responsible", "derived",
    "problems", "verified", "official", "rule", "confidence", "conflict", "evidence",
)  # fmt: skip
PERSON = ("id", "article", "name", "honorific", "role", "positions", "rule", "confidence", "evidence")
ARTICLE = ("source", "title", "url", "site", "published", "pieces")
# Values that stand as numbers into `strings`; -1 is null.
STRINGS = (
    "source", "title", "url", "site", "published", "index", "component", "indicator", "subject", "subject_type",
    "province", "period", "metric", "direction", "unit", "scope", "baseline", "modality", "bound", "responsible",
    "rule", "verified", "name", "honorific", "role",
)  # fmt: skip


class Strings:
    """Strings, each once, in the order of their first use; what would steer the reading direction is shown as �."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str | None) -> int:
        """Where the string stands; -1 for null."""
        return -1 if text is None else self._numbers.setdefault(visible(text), len(self._numbers))

    def all(self) -> list[str]:
        """All strings, by number."""
        return list(self._numbers)


def payload(facts: Facts) -> dict[str, Any]:
    """All records with the sentences that they were read from: the value of the page's JSON."""
    strings = Strings()
    articles = {article: place for place, article in enumerate(facts.article)}
    evidence: dict[str, list[Span]] = defaultdict(list)
    for row in (*facts.observations, *facts.officials):
        evidence[row["article_id"]] += [Span(item["start"], item["end"]) for item in row["evidence"]]
    conflict = {record: place for place, found in enumerate(facts.conflicts) for record in found.ids}
    kept = [row for row in facts.observations if row["article_id"] in articles]
    return {
        "columns": {"articles": ARTICLE, "facts": FACT, "people": PERSON, "strings": STRINGS},
        "articles": [
            _article(row, pieces(row["text"], evidence.get(row["article_id"], ())), strings)
            for row in facts.article.values()
        ],
        "facts": [
            _fact(
                row,
                articles[row["article_id"]],
                conflict.get(row["observation_id"], -1),
                facts.verified.get(row["observation_id"], ("not_covered", None)),
                strings,
            )
            for row in kept
        ],
        "people": [
            _person(row, articles[row["article_id"]], strings)
            for row in facts.officials
            if row["article_id"] in articles
        ],
        "strings": strings.all(),
    }


def script_json(value: object) -> str:
    """JSON that can stand inside `<script>`: nothing in it can close the element or open a comment."""
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        told = told.replace(sign, f"\\u{ord(sign):04x}")
    return told


def pieces(text: str, evidence: Iterable[Span]) -> list[tuple[int, str]]:
    """The sentences with evidence in them, in order, each with its offset; none overlaps another."""
    spans: list[Span] = []
    whole = Split(Text(text))
    for found in sorted(set(evidence)):
        if spans and spans[-1].contains(found):
            continue
        spans += _sentences(whole, found)
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = merged[-1].cover(span)
        else:
            merged.append(span)
    return [(span.start, visible(span.of(text))) for span in merged]


def sentence(text: str, evidence: Span) -> tuple[int, str]:
    """The sentence around a piece of evidence (or the sentences, where it goes over an end), with its offset."""
    around = _sentences(Split(Text(text)), evidence)
    start, end = around[0].start, around[-1].end
    return start, visible(text[start:end])


def _sentences(text: Split, evidence: Span) -> list[Span]:
    found = [_cut(span, evidence) for span in text.around(evidence)]
    # Evidence may lie between what counts as sentences; then its own characters are shown.
    return found or [evidence]


def _cut(span: Span, evidence: Span) -> Span:
    if span.end - span.start <= _LONGEST:
        return span
    return Span(max(span.start, evidence.start - _AROUND), min(span.end, evidence.end + _AROUND))


def _article(row: Row, shown: Sequence[tuple[int, str]], strings: Strings) -> list[Any]:
    headline = row.get("title") or row["text"].partition("\n")[0][:_HEADLINE]
    told = [row["source"], headline, link(row), row.get("site"), row.get("published")]
    return [*map(strings.number, told), shown]


def link(row: Row) -> str | None:
    """The article's address where a browser may open it: http and https only, never javascript: or file:."""
    for url in (row.get("url"), row["source"]):
        try:
            if url and urlsplit(url).scheme in {"http", "https"} and urlsplit(url).hostname:
                return str(url)
        except ValueError:
            continue
    return None


def _fact(row: Row, article: int, conflict: int, held: tuple[str, float | None], strings: Strings) -> list[Any]:
    subject = row.get("subject") or {}
    told = {
        **row,
        "id": row["observation_id"],
        "article": article,
        "subject": subject.get("name"),
        "subject_type": subject.get("type"),
        "province": province_of(dict(row)),
        "derived": int(bool(row.get("derived"))),
        "problems": [strings.number(problem) for problem in row.get("problems") or ()],
        "verified": held[0],
        "official": held[1],
        "conflict": conflict,
        "evidence": _evidence(row, strings),
    }
    return _values(told, FACT, strings)


def _person(row: Row, article: int, strings: Strings) -> list[Any]:
    positions = [
        [strings.number(position.get(part)) for part in ("title", "organization", "level", "status")]
        for position in row["positions"]
    ]
    told = {
        **row,
        "id": row["official_id"],
        "article": article,
        "positions": positions,
        "evidence": _evidence(row, strings),
    }
    return _values(told, PERSON, strings)


def _values(told: Row, columns: Sequence[str], strings: Strings) -> list[Any]:
    return [strings.number(told.get(name)) if name in STRINGS else _short(told.get(name)) for name in columns]


def _short(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _evidence(row: Row, strings: Strings) -> list[int]:
    """start, end, what; start, end, what; …"""
    return [value for item in row["evidence"] for value in (item["start"], item["end"], strings.number(item["what"]))]
