"""How often each rule is right: `make confidence` measures it into `src/extract/data/confidence.csv`.

Every record of the gold sets counts for each rule that it names: a figure is right where its index, component, subject
and period are; a person where the gold has the name. Optional gold counts too, so that every rule has its cases.
How well such a table holds on articles that it was not measured on (two halves, each judged by the other's) is
written to `corpus/reliability.csv`.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import extract
from benchmarks.accuracy import PROJECT, Row, judged, sets
from extract.facts.confidence import estimate

TABLE = PROJECT / "src" / "extract" / "data" / "confidence.csv"
RELIABILITY = PROJECT / "corpus" / "reliability.csv"
HEAD = """# Measured on corpus/gold and the development set by `make confidence`; "*" is all rules together.
rule,right,wrong
"""
EDGES = (0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.01)
_CORE = {"index", "component", "subject", "period"}

Case = tuple[str, bool]
Counts = dict[str, tuple[int, int]]


def cases() -> list[list[Case]]:
    """For each article, (rule, right) of each record that the gold can judge."""
    return [list(_cases(path, gold)) for pairs in sets().values() for path, gold in pairs]


def _cases(article: Path, path: Path) -> Iterator[Case]:
    ((gold, score),) = judged([(article, path)])
    for _, predicted, wrong in score.pairs:
        yield predicted["rule"], not _CORE & set(wrong)
    for _, kind, _, predicted, _ in score.errors:
        if kind == "spurious":
            yield predicted["rule"], False
    yield from _people(gold, extract.read(article))


def _people(gold: Row, found: extract.Extraction) -> Iterator[Case]:
    wanted = {" ".join(row["name"].casefold().split()) for row in gold.get("officials", [])}
    for official in found.officials:
        if " ".join(official.name.casefold().split()) in wanted:
            yield official.rule, True


def counted(articles: Iterable[list[Case]]) -> Counts:
    """(right, wrong) of each rule, and of all records together under "*"."""
    tally: Counter[tuple[str, bool]] = Counter()
    for told in articles:
        for rule, right in told:
            tally.update((part, right) for part in {"*", *rule.split()})
    rules = sorted({rule for rule, _ in tally})
    return {rule: (tally[rule, True], tally[rule, False]) for rule in rules}


def reliability(articles: list[list[Case]], edges: tuple[float, ...]) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, records) of each bin, each half of the articles judged by the other's table."""
    told: list[tuple[float, bool]] = []
    for half in (0, 1):
        counts = counted(articles[1 - half :: 2])
        told += [(estimate(rule, counts), right) for article in articles[half::2] for rule, right in article]
    bins = []
    for low, high in itertools.pairwise(edges):
        inside = [(given, right) for given, right in told if low <= given < high]
        if inside:
            count = len(inside)
            bins.append((sum(g for g, _ in inside) / count, sum(r for _, r in inside) / count, count))
    return bins


def main() -> None:
    """Writes both tables."""
    articles = cases()
    rows = "".join(f"{rule},{right},{wrong}\n" for rule, (right, wrong) in counted(articles).items())
    TABLE.write_text(HEAD + rows, encoding="utf-8")
    bins = reliability(articles, EDGES)
    held = "".join(f"{given:.3f},{right:.3f},{count}\n" for given, right, count in bins)
    RELIABILITY.write_text("confidence,right,records\n" + held, encoding="utf-8")
    print(held, end="")


if __name__ == "__main__":
    main()
