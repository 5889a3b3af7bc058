"""Why a record is what it is: the rules that read it, and the words behind each of its fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.records import Article, Evidence, Observation

# The fields whose rules an observation names, in this order, behind the rule of its figure.
_RULED = ("index", "subject", "period")
_FIELDS = (*_RULED, "component", "indicator", "baseline", "scope", "modality", "bound", "responsible")
_DEFAULTS = {"modality": "reported", "bound": "exact"}


def explained(article: Article, observations: Iterable[Observation]) -> Iterator[str]:
    """One block of lines for each observation, in order; each ends with an empty line."""
    for observation in observations:
        yield "\n".join((*_block(article, observation), ""))


def _block(article: Article, o: Observation) -> Iterator[str]:
    figure, *rules = o.rule.split() or [""]
    by = dict(zip(_RULED, rules, strict=False))
    yield f"{o.observation_id}  {_told(o)}"
    yield from _line("figure", "", _words(article, o.evidence, "figure"), figure)
    for name in _FIELDS:
        value, words = _value(o, name), _words(article, o.evidence, name)
        if words or (value and value != _DEFAULTS.get(name)):
            yield from _line(name, value, words, by.get(name, ""))
    if o.derived:
        yield f"  follows from {' and '.join(o.derived_from)}"
    yield f"  confidence  {o.confidence:.3f}"


def _told(o: Observation) -> str:
    """The record in a line: "PAR_INDEX rank 51/63", "PCI rank_change +7 hạng"."""
    signed = "+g" if o.metric.endswith("_change") else "g"
    value = format(o.value, signed) if o.value is not None else o.direction or ""
    total = f"/{o.out_of:g}" if o.out_of is not None else ""
    unit = o.unit if o.metric != "rank" else ""
    return " ".join(filter(None, (o.index, o.component, o.metric, f"{value}{total}", unit)))


def _line(name: str, value: str, words: str, rule: str) -> Iterator[str]:
    told = [value, f"from {words}" if words and value else words, f"by {rule}" if rule else ""]
    yield f"  {name:11s} {'  '.join(filter(None, told))}"


def _value(o: Observation, name: str) -> str:
    value = getattr(o, name)
    if name == "subject":
        return value.name or value.type if value else ""
    return "" if value is None else str(value)


def _words(article: Article, evidence: Iterable[Evidence], what: str) -> str:
    """The words as printed, with their offsets."""
    return ", ".join(f"{article.text[e.start : e.end]!r} [{e.start}:{e.end}]" for e in evidence if e.what == what)
