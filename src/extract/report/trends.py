"""Province × index over the years, as small multiples that share one scale: the geometry, no mark-up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from extract.facts.conflicts import agree, cell
from extract.report.gather import Facts, place_of, province_name, province_of

Row = dict[str, Any]
_YEAR = re.compile(r"\d{4}")
METRICS = ("rank", "score")

# One small chart, in the units of its viewBox.
WIDTH, HEIGHT = 150, 84
_LEFT, _RIGHT, _TOP, _BOTTOM = 8, 34, 10, 8


@dataclass(frozen=True)
class Point:
    """One year of one province: the value most articles tell, and whether any tells another."""

    year: int
    value: float
    x: float
    y: float
    record: str
    disputed: bool
    derived: bool


@dataclass(frozen=True)
class Chart:
    """One province's line; `runs` are its stretches of years without a gap, as points of an SVG polyline."""

    province: str
    points: Sequence[Point]

    @property
    def runs(self) -> list[str]:
        runs: list[list[Point]] = []
        for point in self.points:
            if runs and point.year == runs[-1][-1].year + 1:
                runs[-1].append(point)
            else:
                runs.append([point])
        return [" ".join(f"{p.x:g},{p.y:g}" for p in run) for run in runs if len(run) > 1]

    @property
    def gaps(self) -> list[str]:
        """The stretches over years that nobody told of, to be drawn fainter."""
        return [f"{a.x:g},{a.y:g} {b.x:g},{b.y:g}" for a, b in pairwise(self.points) if b.year > a.year + 1]


@dataclass(frozen=True)
class Panel:
    """One index and metric: the charts of its provinces, all on the same scale; `low` and `high` its ends."""

    index: str
    metric: str
    first: int
    last: int
    low: float
    high: float
    charts: Sequence[Chart]
    # Provinces with one year only: no line can be drawn.
    single: int


def panels(facts: Facts) -> list[Panel]:
    """The panels with at least one line, the index with the most provinces first, ranks before scores."""
    told = _chosen(facts)
    made: list[Panel] = []
    for index in dict.fromkeys(key[0] for key in told):
        for metric in METRICS:
            by_province: dict[str, dict[int, tuple[float, Row, bool]]] = defaultdict(dict)
            for (of, what, iso, year), value in told.items():
                if (of, what) == (index, metric):
                    by_province[iso][year] = value
            if any(len(years) > 1 for years in by_province.values()):
                made.append(_panel(index, metric, by_province))
    provinces_of: dict[str, int] = defaultdict(int)
    for panel in made:
        provinces_of[panel.index] = max(provinces_of[panel.index], len(panel.charts))
    return sorted(made, key=lambda p: (-provinces_of[p.index], p.index, METRICS.index(p.metric)))


def _panel(index: str, metric: str, by_province: dict[str, dict[int, tuple[float, Row, bool]]]) -> Panel:
    drawn = {iso: years for iso, years in by_province.items() if len(years) > 1}
    years = [year for told in drawn.values() for year in told]
    values = [value for told in drawn.values() for value, _, _ in told.values()]
    first, last, low, high = min(years), max(years), min(values), max(values)
    if metric == "rank":
        low = 1

    def point(year: int, value: float, row: Row, disputed: bool) -> Point:
        along = (year - first) / (last - first)
        up = (value - low) / (high - low) if high > low else 0.5
        # Rank 1 stands at the top, and so does the best score.
        down = up if metric == "rank" else 1 - up
        x = _LEFT + along * (WIDTH - _LEFT - _RIGHT)
        y = _TOP + down * (HEIGHT - _TOP - _BOTTOM)
        derived = bool(row.get("derived"))
        return Point(year, value, round(x, 1), round(y, 1), row["observation_id"], disputed, derived)

    charts = [
        Chart(province_name(iso), [point(year, *drawn[iso][year]) for year in sorted(drawn[iso])])
        for iso in sorted(drawn, key=lambda iso: place_of(province_name(iso)))
    ]
    return Panel(index, metric, first, last, low, high, charts, len(by_province) - len(drawn))


def _chosen(facts: Facts) -> dict[tuple[str, str, str, int], tuple[float, Row, bool]]:
    """(index, metric, ISO code, year) → the value, its record, disputed or not.

    The value that most articles tell; among equals the one printed last. A derived figure stands in where none is
    printed.
    """
    cells: dict[tuple[str, str, str, int], list[Row]] = defaultdict(list)
    for row in facts.observations:
        iso, year = province_of(row), row.get("period") or ""
        key = cell(row)
        whole = not row.get("component") and not row.get("indicator") and row.get("scope") in {None, "national"}
        if key and iso and whole and row["metric"] in METRICS and _YEAR.fullmatch(year):
            cells[row["index"], row["metric"], iso, int(year)].append(row)
    return {key: _choose(facts, rows) for key, rows in cells.items()}


def _choose(facts: Facts, rows: Iterable[Row]) -> tuple[float, Row, bool]:
    rows = list(rows)
    printed = [row for row in rows if not row.get("derived")] or rows
    by_value: dict[float, list[Row]] = defaultdict(list)
    for row in printed:
        by_value[float(row["value"])].append(row)

    def weight(item: tuple[float, list[Row]]) -> tuple[int, str]:
        published = (facts.article.get(row["article_id"], {}).get("published") or "" for row in item[1])
        return len({row["article_id"] for row in item[1]}), max(published)

    value, tellers = max(by_value.items(), key=weight)
    return value, tellers[0], not all(agree(value, other) for other in by_value)
