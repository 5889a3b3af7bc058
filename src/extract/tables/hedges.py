"""Bounds, targets and suppositions (`data/hedges.toml`), folded."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from pydantic.dataclasses import dataclass

from extract.tables.base import STRICT, fold_words, load_toml


@dataclass(frozen=True, config=STRICT)
class Example:
    """A text with the (kind, printed words) pairs that are found in it."""

    text: str
    hedges: tuple[tuple[str, str], ...]


@dataclass(frozen=True, config=STRICT)
class Hedges:
    """The file `hedges.toml`."""

    min: tuple[str, ...]
    max: tuple[str, ...]
    approx: tuple[str, ...]
    min_behind: tuple[str, ...]
    max_behind: tuple[str, ...]
    better: tuple[str, ...]
    group: tuple[str, ...]
    worse: tuple[str, ...]
    never_bound: tuple[str, ...]
    target: tuple[str, ...]
    least: tuple[str, ...]
    weak: tuple[str, ...]
    achieved: tuple[str, ...]
    supposition: tuple[str, ...]
    if_then: str
    no_hedge: tuple[str, ...]
    efforts: tuple[str, ...]
    strivings: tuple[str, ...]
    thanks: tuple[str, ...]
    effort_of: tuple[str, ...]
    set_out: tuple[str, ...]
    demand: tuple[str, ...]
    demanded: tuple[str, ...]
    demanded_of: tuple[str, ...]
    names_it: tuple[str, ...]
    purpose: tuple[str, ...]
    gained: tuple[str, ...]
    gained_by: tuple[str, ...]
    gained_units: tuple[str, ...]
    to_do: tuple[str, ...]
    indicator: str
    tasks: tuple[str, ...]
    task_is: tuple[str, ...]
    documents: tuple[str, ...]
    numbered: str
    states: tuple[str, ...]
    by: tuple[str, ...]
    according: tuple[str, ...]
    by_the_end: tuple[str, ...]
    contrast_years: tuple[str, ...]
    unreal: tuple[str, ...]
    contrast: tuple[str, ...]
    then: tuple[str, ...]
    then_when: tuple[str, ...]
    goals: tuple[str, ...]
    as_follows: tuple[str, ...]
    goal_goes_on: tuple[str, ...]
    to_reach: tuple[str, ...]
    goals_done: tuple[str, ...]
    so_far: tuple[str, ...]
    reached_beside: tuple[str, ...]
    example: tuple[Example, ...]


@cache
def hedges() -> Hedges:
    """The table, loaded once, every word folded."""
    raw = load_toml("hedges.toml", Hedges)
    names = [name for name in Hedges.__dataclass_fields__ if name != "example"]
    folded: dict[str, Any] = {name: fold_words(getattr(raw, name)) for name in names}
    return replace(raw, **folded)
