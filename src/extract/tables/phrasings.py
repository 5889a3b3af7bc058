"""The phrasings of figures, with the examples and refusals that every one of them must pass."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic.dataclasses import dataclass

from extract.records import Bound, Direction, Metric
from extract.tables.base import STRICT, data_names, load_toml


@dataclass(frozen=True, config=STRICT)
class Example:
    """A text and what all phrasings together read in it, in text order: (metric, value), or (metric,) without one."""

    text: str
    figures: tuple[tuple[Metric] | tuple[Metric, float], ...]


@dataclass(frozen=True, config=STRICT)
class Phrasing:
    """One way to tell a figure.

    `say`: templates (see `reading/templates.py`). `metric` "none" reads the words so that nothing else does.
    `value` is the figure of a phrasing without a numeral. `sign` is +1 or -1 for a change. `ends` for phrasings that
    tell both ends ({from} and {to}). `follows` and `unless` are templates that must, or must not, stand behind;
    `after` and `never_after` likewise before. `compares`: the period compared with stands behind, or before in the
    sentence. `label`: what the words stand for where that is no number.
    """

    id: str
    metric: Metric | Literal["none"]
    say: tuple[str, ...]
    unit: str = ""
    value: float | None = None
    sign: int = 1
    direction: Direction | None = None
    bound: Bound = "exact"
    label: str | None = None
    weak: bool = False
    ends: bool = False
    compares: bool = False
    follows: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    never_after: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    refuses: tuple[str, ...] = ()


@dataclass(frozen=True, config=STRICT)
class _File:
    phrasing: tuple[Phrasing, ...]


@cache
def phrasings() -> tuple[Phrasing, ...]:
    """All phrasings, in the order of their files and of their tables."""
    return tuple(row for name in data_names("phrasings", ".toml") for row in load_toml(name, _File).phrasing)
