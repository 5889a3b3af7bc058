"""Runs of a few articles, written as `extract run` writes them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from extract.articles.text import article_id
from extract.batch.runs import Run, open_run
from extract.pipeline import Extraction, extract
from extract.records import Article
from extract.sinks import Record, as_row

TABLES = ("articles", "officials", "observations", "failures")


def article(text: str, **fields: object) -> Article:
    """An article of a text, with what its page would tell of it."""
    base = Article(article_id=article_id(text), source=f"{article_id(text)}.txt", text=text)
    return replace(base, **fields)  # type: ignore[arg-type]


def write_run(folder: Path, articles: Iterable[Article]) -> Run:
    """The run of these articles in JSONL."""
    found: list[Extraction] = [extract(one) for one in articles]
    tables: dict[str, list[Record]] = {
        "articles": [one.article for one in found],
        "officials": [record for one in found for record in one.officials],
        "observations": [record for one in found for record in one.observations],
        "failures": [record for one in found for record in one.failures],
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name in TABLES:
        lines = (json.dumps(as_row(record), ensure_ascii=False) + "\n" for record in tables[name])
        (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")
    manifest = {"versions": {"extract": "0", "data": "0"}, "options": {"inputs": [], "format": "jsonl"}}
    (folder / "run.json").write_text(json.dumps(manifest), encoding="utf-8")
    return open_run(folder)
