"""Unicode composition that remembers offsets: a text in NFC, and where each of its characters stood before."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.spans import Span

_RUN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Composed:
    """A text in NFC. `starts[i]` is the offset of `text[i]` in the text as given; the last one is its length."""

    text: str
    starts: Sequence[int]

    def given(self, span: Span) -> Span:
        """The span in the text as given that became `span` of `text`."""
        return Span(self.starts[span.start], self.starts[span.end])


def compose(text: str) -> Composed:
    """The text in NFC with the offsets of the text as given."""
    if unicodedata.is_normalized("NFC", text):
        return Composed(text, range(len(text) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    end = 0
    # Nothing composes across white space, so that each run of other characters can be composed by itself.
    for run in _RUN.finditer(text):
        pieces.append(text[end : run.start()])
        starts.extend(range(end, run.start()))
        end = run.end()
        for start, given, composed in _composed(run.start(), run.group()):
            pieces.append(composed)
            starts.extend(start + min(i, len(given)) for i in range(len(composed)))
    pieces.append(text[end:])
    starts.extend(range(end, len(text) + 1))
    return Composed("".join(pieces), starts)


def _composed(start: int, run: str) -> list[tuple[int, str, str]]:
    """The run's clusters as (offset, as given, composed), or the run as one where they would not compose alike."""
    whole = unicodedata.normalize("NFC", run)
    if whole == run:
        return [(start, run, run)]
    bounds = [0, *(i for i in range(1, len(run)) if not unicodedata.combining(run[i])), len(run)]
    found = []
    for left, right in pairwise(bounds):
        cluster = run[left:right]
        found.append((start + left, cluster, unicodedata.normalize("NFC", cluster)))
    # Hangul and a few Indic vowels compose with a character that is no combining mark.
    return found if "".join(composed for _, _, composed in found) == whole else [(start, run, whole)]
