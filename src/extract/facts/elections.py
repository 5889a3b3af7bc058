"""Who is proposed for an office, and told behind it to be elected: "Kết quả, bà A trúng cử với 52/52 phiếu"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache

from extract.facts.known import Known
from extract.folding import Text
from extract.reading.people import Held
from extract.reading.titles import any_of, begun
from extract.tables.titles import people

# How far behind the office it is told, in characters.
_BEHIND = 500


def note_elected(text: Text, everyone: Iterable[Known]) -> None:
    """An office that somebody is proposed for is his where he is told to be elected; each one's where all are ("Hai ông
    đã trúng cử chức danh Phó Chủ tịch").
    """
    proposed: list[tuple[Held, Known]] = []
    for known in everyone:
        proposed += [(h, known) for person in known.told for h in person.held if h.status == "nominated"]
    if not proposed:
        return
    told = [(match.start(), match["all"] is not None) for match in _elected().finditer(text.folded)]
    for held, known in proposed:
        first = bisect_left(told, (held.end, False))
        ends = {span.end for span in known.mentions if held.end < span.end}
        near = (one for one in told[first:] if one[0] - held.end < _BEHIND)
        if any(together or at in ends for at, together in near):
            held.status = "appointed"


@cache
def _elected() -> re.Pattern[str]:
    """From the end of a name, or with what calls all who are proposed, to the verb."""
    them = rf"{begun(people().plural)}\s+(?:{any_of(people().honorifics)}[\s,]*)+|{begun(people().all_of_them)}\s"
    return re.compile(rf"(?:(?P<all>{them})|\s)(?:{any_of(people().just)}\s+)*{any_of(people().elected_then)}(?!\w)")
