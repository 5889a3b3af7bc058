"""What the panel knows of print (`data/panel.toml`)."""

from __future__ import annotations

from functools import cache

from pydantic.dataclasses import dataclass

from extract.tables.base import STRICT, load_toml


@dataclass(frozen=True, config=STRICT)
class Head:
    """The post that heads a province, and the beginnings of its body's name."""

    title: str
    bodies: tuple[str, ...]


@dataclass(frozen=True, config=STRICT)
class Shared:
    """Posts that many hold at once."""

    titles: tuple[str, ...]


@dataclass(frozen=True, config=STRICT)
class PlaceWords:
    """Words before a province's name."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, config=STRICT)
class PanelWords:
    """The file `panel.toml`."""

    former_behind: tuple[str, ...]
    former_anywhere: tuple[str, ...]
    mirrors: tuple[str, ...]
    corrections: tuple[str, ...]
    head: Head
    shared: Shared
    place: PlaceWords


@cache
def panel_words() -> PanelWords:
    """The table, loaded once."""
    return load_toml("panel.toml", PanelWords)
