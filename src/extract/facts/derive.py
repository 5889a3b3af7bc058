"""Figures that follow from printed ones, marked as derived and naming what they follow from."""

from __future__ import annotations

from collections import defaultdict

from extract.facts.checks import exact, runs, what
from extract.folding import Text
from extract.reading.model import LEVEL_OF
from extract.records import Observation, replace


def derived(text: Text, found: list[Observation]) -> list[Observation]:
    """The earlier levels that follow: behind a change with its baseline, and over the years of a first place held.

    "51/63, tăng 7 hạng so với năm 2018" gives rank 58 for 2018; "7 năm liên tiếp dẫn đầu" the six years before.
    Nothing is derived where the level is printed, where a bound makes it a guess, for a target, or from what fails a
    check.
    """
    sound = [o for o in found if not o.problems]
    return [*_before(sound, found), *_held(text, sound, found)]


def _held(text: Text, sound: list[Observation], found: list[Observation]) -> list[Observation]:
    return [
        replace(
            first,
            period=year,
            derived=True,
            derived_from=(first.observation_id,),
            out_of=None,
            rule="derive.run",
            evidence=first.evidence[:1],
        )
        for first, years in runs(text, sound)
        for year in years
        if not any(exact(o, "rank") and what(o) == what(first) and o.period == year for o in found)
    ]


def _before(sound: list[Observation], found: list[Observation]) -> list[Observation]:
    changes = [
        o
        for o in sound
        if o.metric in LEVEL_OF
        and (o.value is not None and o.baseline is not None)
        and (o.bound == "exact" and o.modality == "reported")
    ]
    if not changes:
        return []
    made: list[Observation] = []
    moves = [o for o in found if o.metric in LEVEL_OF]
    levels: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for o in found:
        if o.metric == "score" or (o.metric == "rank" and o.scope in {None, "national"}):
            levels[o.metric, *what(o), o.period].append(o)
    for change in changes:
        assert change.value is not None
        level, of = LEVEL_OF[change.metric], what(change)
        now = [o for o in levels[level, *of, change.period] if o.bound == "exact" and not o.problems]
        if len(now) != 1 or now[0].value is None or levels[level, *of, change.baseline]:
            continue
        if level == "rank" and _regional(change, found):
            continue
        # "giảm 19 bậc …, xếp thứ 4 của vùng (giảm 2 bậc)": of which of them the level is, is not known.
        if any(
            o.metric == change.metric
            and o.value != change.value
            and o.period == change.period
            and o.baseline == change.baseline
            and what(o) == of
            for o in moves
        ):
            continue
        # A better rank is a smaller number: 51 after a rise of 7 was 58. A better score is a larger one.
        value = now[0].value + change.value if level == "rank" else round(now[0].value - change.value, 6)
        if value < (1 if level == "rank" else 0):
            continue
        made.append(
            replace(
                now[0],
                period=change.baseline,
                value=value,
                out_of=None,
                derived=True,
                derived_from=(now[0].observation_id, change.observation_id),
                rule=f"derive.{level}_before",
                confidence=min(now[0].confidence, change.confidence),
                evidence=(
                    *now[0].evidence[:1],
                    *change.evidence[:1],
                    *(e for e in change.evidence if e.what == "baseline"),
                ),
            )
        )
    return made


def _regional(change: Observation, found: list[Observation]) -> bool:
    """ "tăng một bậc, lên vị trí 2/14 trong vùng": the rank told nearest to the movement holds in a region."""
    if change.scope not in {None, "national"}:
        return True
    ranks = [o for o in found if o.metric == "rank" and what(o) == what(change) and o.period == change.period]
    nearest = min(ranks, key=lambda o: abs(o.evidence[0].start - change.evidence[0].start), default=change)
    return nearest.scope not in {None, "national"}
