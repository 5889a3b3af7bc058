"""What finders return: mentions and figures, with offsets of the article from birth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from extract.records import Bound, Direction, Metric
from extract.spans import Span

V = TypeVar("V")

# A change and the level that it is a change of.
LEVEL_OF: dict[Metric, Metric] = {"rank_change": "rank", "score_change": "score"}
# What a change is of: a place, or a value of an index.
LEVELS: frozenset[Metric] = frozenset(LEVEL_OF.values())
# What an index makes of a percentage.
_POINTS: dict[Metric, Metric] = {"rate": "score", "rate_change": "score_change"}
CHANGES: frozenset[Metric] = frozenset({"score_change", "rank_change", "rate_change"})
# What somebody has, be it in points or in percent.
VALUES: frozenset[Metric] = frozenset({"score", "rate"})


@dataclass(slots=True, unsafe_hash=True)
class Mention(Generic[V]):
    """A thing named in the text: `kind` says of what sort, `value` what it stands for.

    Nobody changes one, nor what it stands for; they are not frozen, as it takes three times as long to make what is.
    """

    kind: str
    value: V
    span: Span


End = Literal["from", "to", "change"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure, read on characters, before anybody knows whose it is.

    `span` is the whole phrase that the rule matched, `number` the words that carry the figure ("51/63",
    "tăng 7 hạng", "79,51 điểm"). `metric` is what the words alone say: a percentage is a `rate` here even where
    it will turn out to be an index's score. `value` is null where only a direction is told.
    `weak` marks a figure that counts only where the context asks for one (a bare decimal in brackets).
    `end` links the figures of one phrase that tells both ends ("từ vị trí thứ 8 lên thứ 3": from 8, to 3).
    """

    metric: Metric
    value: float | None
    unit: str
    span: Span
    number: Span
    rule: str
    out_of: float | None = None
    direction: Direction | None = None
    bound: Bound = "exact"
    end: End | None = None
    label: str | None = None
    weak: bool = False

    @property
    def kind(self) -> Metric:
        """The metric, be it told in points or in percent."""
        return _POINTS.get(self.metric, self.metric)
