"""The panel: province × index × component × period, with value and rank, who says so, and what contradicts it.

A cell takes the exact, reported figures of all articles (printed ones and those that follow from them; plans, bounds
and regional ranks never enter). Repeated articles and mirrors add no voice. Where articles differ one value is chosen
and `why` says how: `official` (the official table has it), `only` (one article), `agreed` (several, all the same),
`correction` (an article that corrects), `majority`, `sound` (fewer, but their figures go together), `latest` (no
majority: the one printed last). What else was told is a row of the contradictions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from extract.batch.runs import Row, Run, open_run
from extract.facts.checks import decimals
from extract.panel.files import Columns, frame
from extract.panel.official import Cell, Official, Value, component_name
from extract.panel.places import Unit, named, successor
from extract.panel.tellings import Telling, tellings
from extract.panel.verify import official_values, rounded, verdict
from extract.tables.indices import indices

if TYPE_CHECKING:
    import pandas as pd

# Flags of a cell.
FLAGS = {
    "contradicted": "articles, or an article and the official table, tell different values",
    "mismatch": "no article tells the official value",
    "single": "one article tells it, and no official table",
    "derived": "nobody prints it: it follows from other figures",
    "computed": "the official table counts it from other values (ranks of PAPI)",
    "problems": "the figures of every article that tells it do not go together there",
    "order_disagrees": "a better score than another province of the same index and period, with a worse rank",
    "change_disagrees": "an article tells a change that does not go with the cells of both periods",
    "out_of_range": "beyond what the index, or the number of provinces, admits",
}

_METRICS = {"score": "value", "rank": "rank"}
_EVIDENCE: Columns = {
    "why": "text",
    "articles": "whole",
    "contradictions": "whole",
    "official": "number",
    "official_source": "text",
    "article": "text",
    "content_hash": "text",
    "observation": "text",
    "url": "text",
    "source": "text",
    "start": "whole",
    "end": "whole",
    "sentence": "text",
    "rule": "text",
}
COLUMNS: Columns = {
    "province": "text",
    "province_name": "text",
    "units": "text",
    "index": "text",
    "component": "text",
    "component_key": "text",
    "period": "text",
    "value": "number",
    "unit": "text",
    "rank": "number",
    "out_of": "number",
    "flags": "texts",
    **{f"{name}_{part}": kind for name in _METRICS.values() for part, kind in _EVIDENCE.items()},
    "version": "text",
}
# `--units 2025`: before these, the province of the 34.
JOINED: Columns = {"unit_2025": "text", "unit_2025_name": "text"}
CONTRADICTIONS: Columns = {
    "province": "text",
    "province_name": "text",
    "units": "text",
    "index": "text",
    "component": "text",
    "period": "text",
    "metric": "text",
    "value": "number",
    "chosen": "yes",
    "why": "text",
    "official": "yes",
    "articles": "whole",
    "article_ids": "texts",
    "observation_ids": "texts",
    "urls": "texts",
    "problems": "texts",
    "sentence": "text",
}


class Place(NamedTuple):
    """What a cell is of."""

    index_id: str
    period: str
    unit: Unit
    component: str | None


@dataclass(slots=True)
class Candidate:
    """One value of a cell and who tells it."""

    value: float
    tellings: list[Telling] = field(default_factory=list)
    voices: int = 0
    sound: int = 0

    @property
    def places(self) -> int:
        """How many decimals it was printed with, at most."""
        return max(telling.places for telling in self.tellings)

    @property
    def best(self) -> Telling:
        """The telling to show: printed, by an original, with nothing against it."""
        return min(self.tellings, key=_rank_of)


@dataclass(slots=True)
class Chosen:
    """The value of a cell for one metric."""

    value: float
    why: str
    candidates: list[Candidate]
    chosen: Candidate | None
    official: Value | None
    flags: set[str] = field(default_factory=set)

    @property
    def shown(self) -> Candidate:
        """The candidate whose evidence is shown: the chosen one, or what most articles tell instead."""
        return self.chosen or self.candidates[0]


@dataclass(slots=True)
class Panel:
    """All cells of a run, and what could not have a place in them."""

    cells: dict[Place, dict[str, Chosen]]
    out_of: dict[Place, float | None]
    undated: int
    targets: int
    version: str

    def rows(self) -> Iterator[Row]:
        """One row a cell, in a fixed order."""
        for place in sorted(self.cells, key=_order):
            yield _row(place, self.cells[place], self.out_of[place], self.version)

    def contradictions(self) -> Iterator[Row]:
        """One row for each value of each cell that has several."""
        for place in sorted(self.cells, key=_order):
            for metric, chosen in self.cells[place].items():
                if "contradicted" in chosen.flags:
                    yield from _against(place, metric, chosen)


def build(run: Run, official: Official | None = None) -> Panel:
    """The panel of a run; `official` are the values that win, those of the package where none are given."""
    official = official_values() if official is None else official
    told: dict[Place, dict[str, list[Telling]]] = defaultdict(lambda: defaultdict(list))
    changes: list[Telling] = []
    undated = targets = 0
    for telling in tellings(run):
        row = telling.row
        if row["modality"] != "reported":
            targets += 1
        elif not row["period"]:
            undated += 1
        elif row["value"] is None or row["bound"] != "exact" or row["scope"] not in {None, "national"}:
            continue
        elif row["metric"] in _METRICS:
            told[_place(telling, row["period"])][row["metric"]].append(telling)
        elif row["metric"] in {"score_change", "rank_change"} and row["baseline"]:
            changes.append(telling)
    cells = {
        place: {metric: choose(place, metric, found[metric], official) for metric in _METRICS if metric in found}
        for place, found in told.items()
    }
    _flag_order(cells)
    _flag_changes(cells, changes)
    versions = run.manifest.get("versions", {})
    version = "+".join(str(versions[name]) for name in ("extract", "data") if name in versions)
    return Panel(cells, {place: _out_of(cells[place]) for place in cells}, undated, targets, version)


def panel_frame(
    run: Run | str | Path, *, official: Official | None = None, units: str | None = None, wide: bool = False
) -> pd.DataFrame:
    """The panel of a run (or of the run in a folder) as a frame; see `shaped` for `units` and `wide`."""
    run = run if isinstance(run, Run) else open_run(run)
    rows, columns = shaped(list(build(run, official).rows()), units=units, wide=wide)
    made: pd.DataFrame = frame(rows, columns)
    return made


def contradictions_frame(run: Run | str | Path, *, official: Official | None = None) -> pd.DataFrame:
    """What articles told against one another, or against the official table."""
    run = run if isinstance(run, Run) else open_run(run)
    made: pd.DataFrame = frame(list(build(run, official).contradictions()), CONTRADICTIONS)
    return made


def shaped(rows: list[Row], *, units: str | None = None, wide: bool = False) -> tuple[list[Row], Columns]:
    """The rows and their columns, long or wide.

    `units="2025"` puts the province of the 34 in front of each row, its predecessors side by side; nothing is added up
    or averaged. Wide: a row for each province and period, `PCI.value` and `PCI.rank` for each index, `PCI.land.value`
    for each component.
    """
    columns = dict(COLUMNS)
    if units == "2025":
        columns = {**JOINED, **COLUMNS}
        for row in rows:
            iso = successor(row["province"])
            row["unit_2025"], row["unit_2025_name"] = iso, named(Unit(iso, "34"))
        rows = sorted(
            rows,
            key=lambda row: (row["unit_2025"], row["index"], row["component_key"] or "", row["period"], _first(row)),
        )
    if not wide:
        return rows, columns
    keys = [
        name
        for name in ("unit_2025", "unit_2025_name", "province", "province_name", "units", "period")
        if name in columns
    ]
    measures = dict.fromkeys(
        f"{_measure(row)}.{name}" for row in rows for name in ("value", "rank") if row[name] is not None
    )
    table: dict[tuple[str, ...], Row] = {}
    for row in rows:
        line = table.setdefault(tuple(row[key] for key in keys), {key: row[key] for key in keys} | {"flags": []})
        for name in ("value", "rank"):
            if row[name] is not None:
                line[f"{_measure(row)}.{name}"] = row[name]
        line["flags"] += [f"{_measure(row)}: {flag}" for flag in row["flags"]]
    types: Columns = {**dict.fromkeys(keys, "text"), **dict.fromkeys(sorted(measures), "number"), "flags": "texts"}
    return [table[key] for key in sorted(table)], types


# --- one cell --------------------------------------------------------------------------------------------------------


def choose(place: Place, metric: str, found: Sequence[Telling], official: Official) -> Chosen:
    """The value of a cell among all that is told, and why that one."""
    candidates = _candidates(found)
    known = official.get(Cell(place.index_id, place.period, place.unit, place.component, metric))
    flags: set[str] = set()
    if known is not None:
        chosen = next((c for c in candidates if _agrees(c, known)), None)
        value, why = known.value, "official"
        if chosen is None:
            flags.add("mismatch")
        if chosen is None or len(candidates) > 1:
            flags.add("contradicted")
        if known.quality == "computed":
            flags.add("computed")
    else:
        chosen, why = _voted(candidates)
        value = chosen.value
        if len(candidates) > 1:
            flags.add("contradicted")
        if chosen.voices <= 1:
            flags.add("single")
    shown = (chosen or candidates[0]).tellings
    if all(telling.row["derived"] for telling in shown):
        flags.add("derived")
    if all(telling.row["problems"] for telling in shown):
        flags.add("problems")
    if any(p in {"out_of_range", "beyond_out_of"} for t in shown for p in t.row["problems"]):
        flags.add("out_of_range")
    return Chosen(value, why, candidates, chosen, known, flags)


def _candidates(found: Sequence[Telling]) -> list[Candidate]:
    """The values told, those that are another one rounded with it; most voices first."""
    by_value: dict[float, list[Telling]] = defaultdict(list)
    for telling in found:
        by_value[_value(telling)].append(telling)
    candidates: list[Candidate] = []
    for one in sorted((Candidate(value, told) for value, told in by_value.items()), key=lambda c: (-c.places, c.value)):
        near = [c for c in candidates if c.places > one.places and rounded(one.value, one.places, c.value)]
        if near:
            min(near, key=lambda c: abs(c.value - one.value)).tellings += one.tellings
        else:
            candidates.append(one)
    _count(candidates)
    return sorted(candidates, key=lambda c: (-c.sound, -c.voices, c.best.source.order, c.value))


def _count(candidates: list[Candidate]) -> None:
    """Each original has one voice, for what it tells first and best; mirrors have one only where nobody else tells."""
    votes: dict[str, tuple[tuple[object, ...], Candidate, Telling]] = {}
    for candidate in candidates:
        for telling in candidate.tellings:
            if not telling.source.mirror:
                rank = _rank_of(telling)
                root = telling.source.root
                if root not in votes or rank < votes[root][0]:
                    votes[root] = (rank, candidate, telling)
    for _, candidate, telling in votes.values():
        candidate.voices += 1
        candidate.sound += not telling.row["problems"]
    if not votes:
        first = min(candidates, key=lambda c: _rank_of(c.best))
        first.voices = 1
        first.sound = int(not first.best.row["problems"])


def _rank_of(telling: Telling) -> tuple[object, ...]:
    """What a source tells best comes first: with nothing against it, printed, by the original, early in the run."""
    row, source = telling.row, telling.source
    return (
        bool(row["problems"]),
        bool(row["derived"]),
        source.mirror,
        source.article_id != source.root,
        -row["confidence"],
        source.order,
        telling.evidence["start"],
    )


def _voted(candidates: list[Candidate]) -> tuple[Candidate, str]:
    first, *others = candidates
    if not others:
        return first, "agreed" if first.voices > 1 else "only"
    corrected = [c for c in candidates if any(t.source.corrects for t in c.tellings)]
    if corrected:
        last = max(corrected, key=lambda c: _printed(t for t in c.tellings if t.source.corrects))
        rest = [t for c in candidates if c is not last for t in c.tellings]
        if _printed(t for t in last.tellings if t.source.corrects) >= _printed(rest):
            return last, "correction"
    second = others[0]
    if (first.sound, first.voices) == (second.sound, second.voices):
        tied = [c for c in candidates if (c.sound, c.voices) == (first.sound, first.voices)]
        return max(tied, key=lambda c: (_printed(c.tellings), -c.best.source.order)), "latest"
    return first, "majority" if all(first.voices > c.voices for c in others) else "sound"


def _printed(found: Iterable[Telling]) -> str:
    return max((telling.source.published or "" for telling in found), default="")


def _value(telling: Telling) -> float:
    """The value on the scale of its index: what is told in % or of 1000 where the index goes from 0 to 1."""
    row = telling.row
    value: float = row["value"]
    kind = indices().get(row["index"])
    if row["metric"] == "score" and kind is not None and kind.range == (0, 1):
        scale = row["out_of"] if row["out_of"] and row["out_of"] > 1 else 100 if row["unit"] == "%" else 1
        return round(value / scale, 6)
    return value


def _agrees(candidate: Candidate, known: Value) -> bool:
    return verdict(candidate.value, candidate.places, known.value, "exact", known.quality) != "mismatch"


def _place(telling: Telling, period: str) -> Place:
    return Place(telling.row["index"], period, telling.unit, telling.component)


def _out_of(chosen: dict[str, Chosen]) -> float | None:
    rank = chosen.get("rank")
    if rank is None:
        return None
    if rank.official is not None and rank.official.out_of:
        return rank.official.out_of
    told = Counter(t.row["out_of"] for t in rank.shown.tellings if t.row["out_of"])
    return max(told, key=lambda n: (told[n], n)) if told else None


# --- between cells ---------------------------------------------------------------------------------------------------


def _flag_order(cells: dict[Place, dict[str, Chosen]]) -> None:
    """Of one index and period the better score has the better rank: the cells that stand against most are flagged."""
    tables: dict[tuple[str, str, str, str | None], list[dict[str, Chosen]]] = defaultdict(list)
    for place, chosen in cells.items():
        if len(chosen) == len(_METRICS):
            tables[place.index_id, place.period, place.unit.units, place.component].append(chosen)
    for table in tables.values():
        against: dict[int, set[int]] = defaultdict(set)
        for (i, a), (j, b) in combinations(enumerate(table), 2):
            score, rank = a["score"].value - b["score"].value, b["rank"].value - a["rank"].value
            if score * rank < 0 or (rank == 0 and score != 0):
                against[i].add(j)
                against[j].add(i)
        while against:
            most = max(len(others) for others in against.values())
            worst = [i for i, others in against.items() if len(others) == most]
            for i in worst:
                for one in table[i].values():
                    one.flags.add("order_disagrees")
            for i in worst:
                for j in against.pop(i, set()):
                    if j in against:
                        against[j].discard(i)
            against = defaultdict(set, {i: others for i, others in against.items() if others})


def _flag_changes(cells: dict[Place, dict[str, Chosen]], changes: list[Telling]) -> None:
    """A change that an article tells goes with the cells of both its periods."""
    for telling in changes:
        row = telling.row
        metric = "rank" if row["metric"] == "rank_change" else "score"
        now = cells.get(_place(telling, row["period"]), {}).get(metric)
        before = cells.get(_place(telling, row["baseline"]), {}).get(metric)
        if now is None or before is None:
            continue
        moved = before.value - now.value if metric == "rank" else now.value - before.value
        slack = (
            0.0 if metric == "rank" else sum(10.0 ** -decimals(v) for v in (row["value"], now.value, before.value)) / 2
        )
        if abs(moved - row["value"]) > slack + 1e-9:
            now.flags.add("change_disagrees")
            before.flags.add("change_disagrees")


# --- rows ------------------------------------------------------------------------------------------------------------


def _row(place: Place, cell: dict[str, Chosen], out_of: float | None, version: str) -> Row:
    row: Row = {
        "province": place.unit.iso,
        "province_name": named(place.unit, place.period),
        "units": place.unit.units,
        "index": place.index_id,
        "component": component_name(place.index_id, place.component),
        "component_key": place.component,
        "period": place.period,
        "value": cell["score"].value if "score" in cell else None,
        "unit": _unit(cell["score"]) if "score" in cell else None,
        "rank": cell["rank"].value if "rank" in cell else None,
        "out_of": out_of,
        "flags": [f"{_METRICS[m]}:{flag}" for m in _METRICS if m in cell for flag in sorted(cell[m].flags)],
        "version": version,
    }
    for metric, chosen in cell.items():
        shown = chosen.shown
        best = shown.best
        told = {
            "why": chosen.why,
            "articles": chosen.chosen.voices if chosen.chosen else 0,
            "contradictions": len(chosen.candidates) - (1 if chosen.chosen else 0),
            "official": chosen.official.value if chosen.official else None,
            "official_source": chosen.official.source if chosen.official else None,
            "article": best.source.article_id,
            "content_hash": best.source.content_hash,
            "observation": best.row["observation_id"],
            "url": best.source.url,
            "source": best.source.source,
            "start": best.evidence["start"],
            "end": best.evidence["end"],
            "sentence": best.printed,
            "rule": best.row["rule"],
        }
        row |= {f"{_METRICS[metric]}_{part}": value for part, value in told.items()}
    return row


def _unit(chosen: Chosen) -> str | None:
    told = Counter(t.row["unit"] for t in chosen.shown.tellings)
    return max(told, key=lambda unit: (told[unit], unit)) if told else None


def _against(place: Place, metric: str, chosen: Chosen) -> Iterator[Row]:
    base: Row = {
        "province": place.unit.iso,
        "province_name": named(place.unit, place.period),
        "units": place.unit.units,
        "index": place.index_id,
        "component": component_name(place.index_id, place.component),
        "period": place.period,
        "metric": metric,
    }
    if chosen.chosen is None:
        yield base | {"value": chosen.value, "chosen": True, "why": chosen.why, "official": True, "articles": 0}
    for candidate in chosen.candidates:
        mine = candidate is chosen.chosen
        told = sorted(candidate.tellings, key=_rank_of)
        yield base | {
            "value": candidate.value,
            "chosen": mine,
            "why": chosen.why if mine else None,
            "official": chosen.official is not None and _agrees(candidate, chosen.official),
            "articles": candidate.voices,
            "article_ids": list(dict.fromkeys(t.source.article_id for t in told)),
            "observation_ids": [t.row["observation_id"] for t in told],
            "urls": list(dict.fromkeys(t.source.url for t in told if t.source.url)),
            "problems": sorted({p.partition(":")[0] for t in told for p in t.row["problems"]}),
            "sentence": told[0].printed,
        }


def _measure(row: Row) -> str:
    return ".".join(filter(None, (row["index"], row["component_key"])))


def _order(place: Place) -> tuple[str, ...]:
    return place.unit.iso, place.unit.units, place.index_id, place.component or "", place.period


def _first(row: Row) -> tuple[bool, str]:
    """The province that gave its name first, then the others."""
    return row["province"] != row["unit_2025"], row["province"]
