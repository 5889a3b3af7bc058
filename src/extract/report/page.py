"""The page: labels, template, style, script and data in one HTML file that loads nothing."""

from __future__ import annotations

import base64
import hashlib
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from extract.report.gather import (
    Facts,
    against_official,
    by_index_and_year,
    by_province_and_index,
    gather,
    province_name,
    province_of,
    reasons,
    sources,
)
from extract.report.payload import link, payload, script_json, sentence
from extract.report.trends import HEIGHT, WIDTH, panels
from extract.show import number, visible
from extract.spans import Span

if TYPE_CHECKING:
    from jinja2 import Environment

    from extract.batch.runs import Run
    from extract.facts.conflicts import Conflict

# What the summary lists in full; the rest is counted, and in the list of facts.
MOST_SOURCES = 40
MOST_REASONS = 40
MOST_EXAMPLES = 5
MOST_CONFLICTS = 60
MOST_CLAIMS = 4
_LOW_CONFIDENCE = 0.9

Labels = dict[str, Any]


def languages() -> tuple[str, ...]:
    """The languages that the page's own words can be in."""
    return tuple(_labels())


def build(run: Run, lang: str = "en", title: str | None = None) -> str:
    """The report of a run as the text of an HTML file. The same run gives the same page; ValueError for no such lang.

    All that a run holds is told: in the summary, which needs no script, or in the list of facts, which does.
    """
    if lang not in languages():
        raise ValueError(f"no language {lang!r}: one of {', '.join(languages())}")
    facts = gather(run)
    labels = _labels()[lang]
    names = {iso: province_name(iso) for row in facts.observations if (iso := province_of(row))}
    data = {**payload(facts), "provinces": names, "labels": labels["js"], "doubt": _LOW_CONFIDENCE}
    style, script = _asset("report.css"), _asset("report.js")
    return (
        _environment(lang)
        .get_template("report.html.jinja")
        .render(
            lang=lang,
            t=labels,
            title=title or facts.name,
            facts=facts,
            versions=facts.manifest.get("versions", {}),
            telling=len({row["article_id"] for row in (*facts.observations, *facts.officials)}),
            repeated=sum(1 for row in facts.articles if row.get("duplicate_of")),
            provinces=names,
            indices={row["index"] for row in facts.observations if row.get("index")},
            sources=sources(facts),
            most_sources=MOST_SOURCES,
            reasons=reasons(facts.failures),
            most_reasons=MOST_REASONS,
            most_examples=MOST_EXAMPLES,
            index_year=by_index_and_year(facts),
            province_index=by_province_and_index(facts),
            official=against_official(facts),
            panels=panels(facts),
            width=WIDTH,
            height=HEIGHT,
            problems=sum(1 for row in facts.observations if row.get("problems")),
            conflicts=[_conflict(facts, found) for found in facts.conflicts[:MOST_CONFLICTS]],
            style=style,
            script=script,
            policy=_policy(style, script),
            data=script_json(data),
        )
    )


def _conflict(facts: Facts, found: Conflict) -> dict[str, Any]:
    """One contradiction for the template: whose value of what, and each claim with its tellers and best sentence."""
    first = found.claims[0][1][0]
    return {
        "index": first["index"],
        "component": first.get("component") or first.get("indicator"),
        "subject": (first["subject"] or {}).get("name") or (first["subject"] or {}).get("id"),
        "period": first["period"],
        "metric": first["metric"],
        "within_one": found.within_one,
        "claims": [
            {
                "value": value,
                "unit": rows[0].get("unit"),
                "ids": [row["observation_id"] for row in rows],
                "tellers": [_teller(facts, row) for row in rows[:MOST_CLAIMS]],
                "more": max(0, len(rows) - MOST_CLAIMS),
                "quote": _quote(facts, rows[0]),
            }
            for value, rows in found.claims
        ],
    }


def _teller(facts: Facts, row: dict[str, Any] | Any) -> dict[str, Any]:
    article = facts.article.get(row["article_id"], {})
    return {
        "name": article.get("site") or article.get("source", row["article_id"]),
        "date": (article.get("published") or "")[:10],
        "url": link(article) if article else None,
        "id": row["observation_id"],
    }


def _quote(facts: Facts, row: dict[str, Any] | Any) -> tuple[str, str, str]:
    """The sentence in three parts: before the figure, the figure, behind it."""
    figure = row["evidence"][0]
    start, shown = sentence(facts.article[row["article_id"]]["text"], Span(figure["start"], figure["end"]))
    at, end = figure["start"] - start, figure["end"] - start
    return shown[:at], shown[at:end], shown[end:]


def _policy(style: str, script: str) -> str:
    """A Content Security Policy that lets this style and this script run, and nothing else; no request at all."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _asset(name: str) -> str:
    return (resources.files("extract.report") / "templates" / name).read_text(encoding="utf-8")


@cache
def _labels() -> dict[str, Labels]:
    return tomllib.loads((resources.files("extract.report") / "labels.toml").read_text(encoding="utf-8"))


def _environment(lang: str) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("extract.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    js = _labels()[lang]["js"]
    environment.filters["seen"] = lambda text: visible(str(text))
    environment.filters["n"] = lambda value: _printed(value, js["decimal"], js["thousands"])
    return environment


def _printed(value: float, decimal: str, thousands: str) -> str:
    """A number as the language prints it: 1,234.5 or 1.234,5."""
    told = f"{number(value):,}"
    return told.translate(str.maketrans(",.", thousands + decimal))
