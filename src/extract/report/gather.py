"""What a report tells of a run: counts, coverage, failures, contradictions. No HTML here."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from extract.facts.conflicts import Conflict, conflicts
from extract.panel.verify import verified
from extract.tables.provinces import province, provinces, regions

if TYPE_CHECKING:
    from extract.batch.runs import Run

Row = dict[str, Any]
VERDICTS = ("match", "rounded", "mismatch", "not_covered")
_YEAR = re.compile(r"\d{4}")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Facts:
    """The tables of one run in memory, and what follows from them. Rows are those of the record contract."""

    name: str
    manifest: Row
    articles: Sequence[Row]
    officials: Sequence[Row]
    observations: Sequence[Row]
    failures: Sequence[Row]
    # Observation id → (match, rounded, mismatch or not_covered; the official value where there is one).
    verified: Mapping[str, tuple[str, float | None]] = field(default_factory=dict)

    @cached_property
    def article(self) -> dict[str, Row]:
        """Article id → the article itself, not a later one that repeats it."""
        found: dict[str, Row] = {}
        for row in self.articles:
            found.setdefault(row["article_id"], row)
        return found

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """The cells that articles disagree about."""
        return conflicts(self.observations)

    @cached_property
    def years(self) -> list[str]:
        """The years that figures are of, in order."""
        return sorted({year for row in self.observations if (year := year_of(row))})


@dataclass(frozen=True)
class Table:
    """Counts with named rows and columns; `cells[row][column]`, 0 where there is nothing."""

    rows: Sequence[str]
    columns: Sequence[str]
    cells: dict[str, Counter[str]]

    @cached_property
    def most(self) -> int:
        """The largest count, at least 1."""
        return max((count for row in self.cells.values() for count in row.values()), default=0) or 1

    def shade(self, row: str, column: str) -> int:
        """How full the cell is, 0 to 6: equal steps of the root, so that small counts can be told from none."""
        share: float = (self.cells[row][column] / self.most) ** 0.5
        return -int(-share * 6 // 1)

    def total(self, row: str) -> int:
        """The sum of a row."""
        return sum(self.cells[row].values())


def gather(run: Run) -> Facts:
    """All tables of a run, and its figures held against the official values of the package."""
    tables = {table: list(run.rows(table)) for table in ("articles", "officials", "observations", "failures")}
    held = {one.telling.row["observation_id"]: (one.verified, one.official_value) for one in verified(run)}
    return Facts(name=run.name, manifest=run.manifest, verified=held, **tables)


def year_of(row: Row) -> str | None:
    """The year that a figure is of; the first one of a span of years. "2023-Q1" is 2023."""
    match = _YEAR.match(row.get("period") or "")
    return match.group() if match else None


def province_of(row: Row) -> str | None:
    """The ISO code of the province that an observation is about."""
    subject = row.get("subject") or {}
    return subject["id"] if subject.get("type") == "province" and subject.get("id") else None


def province_name(iso: str) -> str:
    """The province's name; the code itself where no table has it."""
    try:
        return province(iso).name
    except KeyError:
        return iso


def origin(source: str, site: str | None = None) -> str:
    """Where a page came from, to count by: the site, the host of an address, the folder of a file ("" for none)."""
    if site:
        return site
    try:
        host = urlsplit(source).hostname if "://" in source else None
    except ValueError:
        host = None
    parent = str(PurePath(source).parent)
    return host or ("" if parent == "." else parent)


# --- what was read, and what failed --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Source:
    """One site or folder: how much of it was read and what it gave."""

    name: str
    articles: int
    with_facts: int
    observations: int
    officials: int
    failures: int


def sources(facts: Facts) -> list[Source]:
    """Every origin, those with the most articles first."""
    home = {row["article_id"]: origin(row["source"], row.get("site")) for row in facts.article.values()}
    telling = {row["article_id"] for row in (*facts.observations, *facts.officials)}
    articles = Counter(origin(row["source"], row.get("site")) for row in facts.articles)
    counts = {
        "with_facts": Counter(home[article] for article in telling if article in home),
        "observations": Counter(home.get(row["article_id"], "") for row in facts.observations),
        "officials": Counter(home.get(row["article_id"], "") for row in facts.officials),
        "failures": Counter(origin(row["source"]) for row in facts.failures),
    }
    names = {*articles, *counts["failures"]}
    return sorted(
        (Source(name, articles[name], **{key: count[name] for key, count in counts.items()}) for name in names),
        key=lambda source: (-source.articles, -source.failures, source.name),
    )


def reasons(failures: Iterable[Row]) -> list[tuple[str, str, list[Row]]]:
    """(stage, reason, its failures), the most frequent first; reasons that differ in a number only are one."""
    by_reason: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in failures:
        by_reason[row["stage"], _NUMBER.sub("#", row["reason"])].append(row)
    found = [(stage, rows[0]["reason"], rows) for (stage, _), rows in by_reason.items()]
    return sorted(found, key=lambda item: (-len(item[2]), item[0], item[1]))


# --- coverage ------------------------------------------------------------------------------------------------------


def by_index_and_year(facts: Facts) -> Table:
    """Figures by index and year; what has no index or year stands under ""."""
    return _table((row.get("index") or "", year_of(row) or "") for row in facts.observations)


def against_official(facts: Facts) -> Table:
    """Figures of provinces by index and verdict, the indices with the most covered figures first."""
    index = {row["observation_id"]: row["index"] for row in facts.observations}
    told = _table((index[record], verdict) for record, (verdict, _) in facts.verified.items())

    def covered(name: str) -> int:
        return told.total(name) - told.cells[name]["not_covered"]

    rows = sorted((name for name in told.rows if covered(name)), key=lambda name: (-covered(name), name))
    return Table(rows, VERDICTS, told.cells)


def by_province_and_index(facts: Facts) -> Table:
    """Figures of provinces by name and index, the provinces by region, north to south."""
    told = _table(
        (province_name(iso), row.get("index") or "")
        for row in facts.observations
        if (iso := province_of(row)) is not None
    )
    return Table(sorted(told.rows, key=place_of), _by_total(told), told.cells)


def place_of(name: str) -> tuple[int, str]:
    """Sorts provinces by region, north to south, then by name; a name that is none stands last."""
    return _places().get(name, (99, name))


@cache
def _places() -> dict[str, tuple[int, str]]:
    order = {row.name: place for place, row in enumerate(regions())}
    # Vietnamese sorts Đ after D; the marks of tone and vowel are secondary.
    return {row.name: (order[row.region], _sorted_as(row.name)) for row in reversed(provinces())}


def _sorted_as(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.replace("Đ", "Dz").replace("đ", "dz"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def _table(pairs: Iterable[tuple[str, str]]) -> Table:
    cells: dict[str, Counter[str]] = defaultdict(Counter)
    for row, column in pairs:
        cells[row][column] += 1
    rows = sorted(cells, key=lambda name: (-sum(cells[name].values()), name))
    # What has no year stands last.
    columns = sorted({column for row in cells.values() for column in row}, key=lambda name: (name == "", name))
    return Table(rows, columns, dict(cells))


def _by_total(table: Table) -> list[str]:
    totals: Counter[str] = Counter()
    for row in table.cells.values():
        totals.update(row)
    return sorted(totals, key=lambda name: (-totals[name], name))
