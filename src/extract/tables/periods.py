"""The words of periods (`data/periods.toml`), folded."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from pydantic.dataclasses import dataclass

from extract.tables.base import STRICT, fold_words, load_toml


@dataclass(frozen=True, config=STRICT)
class Example:
    """A text with its (kind, value) pairs; a relative year as its distance, nothing known as ""."""

    text: str
    periods: tuple[tuple[str, str], ...]


@dataclass(frozen=True, config=STRICT)
class Periods:
    """The file `periods.toml`."""

    baseline: tuple[str, ...]
    not_compared: tuple[str, ...]
    baseline_near: tuple[str, ...]
    kept: tuple[str, ...]
    kept_levels: tuple[str, ...]
    kept_of: tuple[str, ...]
    of: str
    like: str
    never_near: tuple[str, ...]
    baseline_open: tuple[str, ...]
    plans: tuple[str, ...]
    plan_bodies: tuple[str, ...]
    plan_names: tuple[str, ...]
    plans_done: tuple[str, ...]
    years_on: tuple[str, ...]
    years_over: str
    years_joined: tuple[str, ...]
    published: tuple[str, ...]
    begun: tuple[str, ...]
    unseen: tuple[str, ...]
    published_in: tuple[str, ...]
    previous: tuple[str, ...]
    same: tuple[str, ...]
    that: tuple[str, ...]
    next: tuple[str, ...]
    never_next: tuple[str, ...]
    ago: tuple[str, ...]
    later: tuple[str, ...]
    now: tuple[str, ...]
    now_goes_on: tuple[str, ...]
    never_now: tuple[str, ...]
    several: tuple[str, ...]
    places: tuple[str, ...]
    coming: str
    left_behind: tuple[str, ...]
    left_of: tuple[str, ...]
    left_years: tuple[str, ...]
    numbers: tuple[str, ...]
    within: str
    dates: tuple[str, ...]
    as_of: tuple[str, ...]
    since: tuple[str, ...]
    since_with: tuple[str, ...]
    since_when: tuple[str, ...]
    until_now: tuple[str, ...]
    never_after: tuple[str, ...]
    one_year_on: tuple[str, ...]
    same_part: tuple[str, ...]
    half: tuple[str, ...]
    half_end: tuple[str, ...]
    quarter: tuple[str, ...]
    month: tuple[str, ...]
    months: tuple[str, ...]
    months_of_year: str
    part_before: tuple[str, ...]
    day: tuple[str, ...]
    year: tuple[str, ...]
    to: tuple[str, ...]
    numbered: tuple[str, ...]
    range: tuple[str, ...]
    example: tuple[Example, ...]


@cache
def periods() -> Periods:
    """The table, loaded once, every word folded."""
    raw = load_toml("periods.toml", Periods)
    names = [name for name in Periods.__dataclass_fields__ if name != "example"]
    folded: dict[str, Any] = {name: fold_words(getattr(raw, name)) for name in names}
    return replace(raw, **folded)
