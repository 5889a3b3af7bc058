"""What the articles of a run tell, one figure after the other, each with its place, its time and its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from extract.batch.runs import Row, Run
from extract.facts.checks import decimals
from extract.folding import Text, fold
from extract.language.sentences import Split
from extract.panel.official import component_key
from extract.panel.places import MERGED, Unit, is_former, unit_of
from extract.spans import Span
from extract.tables.panel import panel_words
from extract.tables.provinces import provinces_on

_DECIMALS = re.compile(r"\d[.,](\d{1,4})(?!\d)")
# A correction says so in its first characters.
_HEAD = 200


@dataclass(frozen=True, slots=True)
class Source:
    """An article without its text: where and when it was printed, and which one it repeats."""

    article_id: str
    order: int
    source: str
    url: str | None
    site: str | None
    published: str | None
    root: str
    content_hash: str
    mirror: bool
    corrects: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """One figure of one article about a province; `places`: how many decimals it was printed with ("70,70" has two)."""

    row: Row
    source: Source
    unit: Unit
    component: str | None
    sentence: Span
    printed: str
    places: int = 0

    @property
    def evidence(self) -> Mapping[str, Any]:
        """Where the figure itself stands."""
        first: Mapping[str, Any] = self.row["evidence"][0]
        return first


def sources(run: Run) -> dict[str, Source]:
    """All articles of a run by id, each with the first that it repeats (`root`)."""
    return {source.article_id: source for source, _ in articles_of(run)}


def tellings(run: Run) -> Iterator[Telling]:
    """All figures of provinces, in the order of the run; the texts are held one at a time."""
    told: dict[str, list[Row]] = {}
    for row in run.rows("observations"):
        if row["index"] and row["subject"] and row["subject"]["type"] == "province" and row["subject"]["id"]:
            told.setdefault(row["article_id"], []).append(row)
    for source, article in articles_of(run):
        rows = told.pop(source.article_id, [])
        if rows:
            yield from _of_article(rows, source, Text(article["text"]))


def articles_of(run: Run) -> Iterator[tuple[Source, Row]]:
    """The articles of a run in its order, each once, with where it is from and what it repeats."""
    roots: dict[str, str] = {}
    for order, row in enumerate(run.rows("articles")):
        article_id, repeats = str(row["article_id"]), str(row["duplicate_of"] or row["article_id"])
        if article_id in roots:
            continue  # the same text again
        roots[article_id] = roots.get(repeats, repeats)
        host = str(row["site"] or urlsplit(row["url"] or "").hostname or "")
        words = fold(f"{row['title'] or ''}\n{row['text'][:_HEAD]}")
        yield (
            Source(
                article_id=article_id,
                order=order,
                source=row["source"],
                url=row["url"],
                site=host or None,
                published=row["published"],
                root=roots[article_id],
                content_hash=row.get("content_sha256") or article_id,
                mirror=any(host == name or host.endswith(f".{name}") for name in panel_words().mirrors),
                corrects=any(fold(word) in words for word in panel_words().corrections),
            ),
            row,
        )


def _of_article(rows: list[Row], source: Source, text: Text) -> Iterator[Telling]:
    split = Split(text)
    # Among 34: then all of that index and period is of the merged provinces.
    merged = {(row["index"], row["period"]) for row in rows if row["out_of"] == len(provinces_on(MERGED))}
    for row in rows:
        sentence = split.sentence_at(row["evidence"][0]["start"])
        printed = " ".join(text.printed(sentence).split())
        out_of = len(provinces_on(MERGED)) if (row["index"], row["period"]) in merged else None
        unit = unit_of(
            row["subject"]["id"],
            row["period"],
            published=source.published,
            out_of=out_of,
            former=_former(row, split),
        )
        component = component_key(row["index"], row["component"])
        yield Telling(row, source, unit, component, sentence, printed, _places(row, text))


def _places(row: Row, text: Text) -> int:
    places = decimals(row["value"]) if row["value"] is not None else 0
    if row["derived"] or row["metric"] not in {"score", "score_change"}:
        return places
    first = row["evidence"][0]
    told = _DECIMALS.search(text.raw, first["start"], first["end"])
    return max(places, len(told.group(1))) if told else places


def _former(row: Row, split: Split) -> bool:
    named = next((e for e in row["evidence"] if e["what"] == "subject"), row["evidence"][0])
    sentence = split.sentence_at(named["start"])
    return is_former(split.text.printed(sentence), named["end"] - sentence.start)
