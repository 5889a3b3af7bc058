"""The words of `data/topics.toml`, folded."""

from __future__ import annotations

from dataclasses import fields
from functools import cache

from pydantic.dataclasses import dataclass

from extract.folding import fold
from extract.tables.base import STRICT, load_toml


@dataclass(frozen=True, config=STRICT)
class Topics:
    """Word lists by their use; what each is for stands in the file."""

    foreign: tuple[str, ...]
    part_nouns: tuple[str, ...]
    about_part: tuple[str, ...]
    index_nouns: tuple[str, ...]
    generic: tuple[str, ...]
    reports: tuple[str, ...]
    plurals: tuple[str, ...]
    crowds: tuple[str, ...]
    crowd_parts: tuple[str, ...]
    years: tuple[str, ...]
    after_run: tuple[str, ...]
    recent: tuple[str, ...]
    share_heads: tuple[str, ...]
    people: tuple[str, ...]
    against: tuple[str, ...]
    asides: tuple[str, ...]
    once: tuple[str, ...]
    abroad: tuple[str, ...]
    province_nouns: tuple[str, ...]
    city_nouns: tuple[str, ...]
    district_nouns: tuple[str, ...]
    commune_nouns: tuple[str, ...]
    body_nouns: tuple[str, ...]
    these: tuple[str, ...]
    ours: tuple[str, ...]
    rest_nouns: tuple[str, ...]
    rest: tuple[str, ...]
    none_of: tuple[str, ...]
    before_alone: tuple[str, ...]
    never_goes_on: tuple[str, ...]
    home: tuple[str, ...]
    country: tuple[str, ...]
    means: tuple[str, ...]
    averages: tuple[str, ...]
    medians: tuple[str, ...]
    comparison: tuple[str, ...]
    overtakes: tuple[str, ...]
    sources: tuple[str, ...]
    told_by: tuple[str, ...]
    next_item: tuple[str, ...]
    rated_words: tuple[str, ...]
    heads: tuple[str, ...]
    about: tuple[str, ...]
    fronts: tuple[str, ...]
    beside: tuple[str, ...]
    no_index: tuple[str, ...]
    announcers: tuple[str, ...]
    part_links: tuple[str, ...]
    datelines: tuple[str, ...]
    venue: tuple[str, ...]
    body_heads: tuple[str, ...]
    owner_after: tuple[str, ...]
    owner_is: tuple[str, ...]
    central_cities: tuple[str, ...]
    index_after: tuple[str, ...]
    respectively: tuple[str, ...]
    both: tuple[str, ...]
    clause_breaks: tuple[str, ...]
    plan_ends: tuple[str, ...]
    construction: tuple[str, ...]
    charge_before: tuple[str, ...]
    charge_after: tuple[str, ...]
    singled: tuple[str, ...]
    list_openers: tuple[str, ...]
    classes: tuple[str, ...]
    distances: tuple[str, ...]
    with_place: tuple[str, ...]
    extremes: tuple[str, ...]
    superlatives: tuple[str, ...]
    from_words: tuple[str, ...]
    in_brackets: tuple[str, ...]
    national: tuple[str, ...]
    regional: tuple[str, ...]
    local: tuple[str, ...]
    index_fillers: tuple[str, ...]
    ranking: tuple[str, ...]
    part_of: tuple[str, ...]
    joiners: tuple[str, ...]
    joiner_nouns: tuple[str, ...]
    continues: tuple[str, ...]
    owner_fillers: tuple[str, ...]
    owner_nouns: tuple[str, ...]
    value_heads: tuple[str, ...]
    of_country: tuple[str, ...]
    whole_country: tuple[str, ...]
    period_fillers: tuple[str, ...]
    value_verbs: tuple[str, ...]
    value_added: tuple[str, ...]
    shares_out: tuple[str, ...]
    versions: tuple[str, ...]
    within_it: tuple[str, ...]
    value_units: tuple[str, ...]
    baseline_values: tuple[str, ...]
    percent_followers: tuple[str, ...]
    scope_fillers: tuple[str, ...]
    year_fillers: tuple[str, ...]
    year_owners: tuple[str, ...]
    region_nouns: tuple[str, ...]
    within: tuple[str, ...]
    scopes: tuple[str, ...]


@cache
def topics() -> Topics:
    """The table, loaded once, every word folded."""
    raw = load_toml("topics.toml", Topics)
    return Topics(**{field.name: tuple(fold(word) for word in getattr(raw, field.name)) for field in fields(raw)})
