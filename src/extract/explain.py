"""Why a record is what it is: the rules that read it, and the words behind each of its fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.records import Article, Evidence, Observation

_FIELDS = ("index", "component", "subject", "period", "baseline", "modality", "scope", "responsible", "indicator")


def explained(article: Article, observations: Iterable[Observation]) -> Iterator[str]:
    """One block of lines for each observation, in order."""
    for observation in observations:
        yield "\n".join(_block(article, observation))


def _block(article: Article, o: Observation) -> Iterator[str]:
    value = o.direction if o.value is None else f"{o.value:g}"
    total = f"/{o.out_of:g}" if o.out_of is not None else ""
    yield f"{o.observation_id}  {o.index or o.indicator}  {o.metric} {value}{total} {o.unit}".rstrip()
    rules = o.rule.split()
    yield f"  figure      {_words(article, o.evidence, 'figure')}  by {rules[0]}"
    for name, rule in zip(("index", "subject", "period"), rules[1:], strict=False):
        yield f"  {name:11s} {_value(o, name)}{_from(article, o.evidence, name)}  by {rule}"
    for name in _FIELDS:
        if name not in ("index", "subject", "period") and _value(o, name) not in ("", "reported"):
            yield f"  {name:11s} {_value(o, name)}{_from(article, o.evidence, name)}"
    if o.derived:
        yield f"  follows from {', '.join(o.derived_from)}"
    yield f"  confidence  {o.confidence:.3f}"
    yield ""


def _value(o: Observation, name: str) -> str:
    value = getattr(o, name)
    if name == "subject":
        return value.name or value.type if value else ""
    return "" if value is None else str(value)


def _from(article: Article, evidence: Iterable[Evidence], what: str) -> str:
    words = _words(article, evidence, what)
    return f"  from {words}" if words else ""


def _words(article: Article, evidence: Iterable[Evidence], what: str) -> str:
    told = [f"{article.text[e.start : e.end]!r} [{e.start}:{e.end}]" for e in evidence if e.what == what]
    return ", ".join(told)
