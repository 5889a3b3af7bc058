"""Which province an article is about, and which place is its main subject."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from urllib.parse import urlsplit

from extract.folding import Text, fold
from extract.reading.mentions import (
    PlaceName,
    bare_districts,
    find_mentions,
    find_provinces,
    first_province,
    names_districts,
)
from extract.records import Article, Subject
from extract.spans import Span
from extract.tables.provinces import district_homes, district_kinds, province, provinces_by_domain

# A province named once, and alone, is the home where it is named in the first characters of the text.
_EARLY = 700
_MANY = 4

# So many districts printed without their kind tell their province.
_FEW = 3

COUNTRY = Subject(type="country", id="VN", name="Việt Nam")


def home_of(article: Article, text: Text) -> str | None:
    """ISO code of the home province: what the article says of itself, its site, or the province it names most.

    A province is the home of an article without a site where the headline names it alone, or where it is named
    more often than all others together.
    """
    if article.province:
        return article.province
    if article.url:
        domain = (urlsplit(article.url).hostname or "").removeprefix("www.")
        if domain in provinces_by_domain():
            return provinces_by_domain()[domain]
    first = first_province(text)
    if first is not None:
        return _of_headline(text, first) or _named_most(text)
    return _home_of_districts(text) if names_districts(text) else None


def _of_headline(text: Text, first: Span) -> str | None:
    """The province that the headline names alone; it is read for itself, as a third of all articles need no more.

    `first` is where a province may be named first.
    """
    end = text.raw.lstrip().find("\n") + 1
    if not first.end <= end < len(text.raw):
        return None
    if text.raw[:end].rstrip().endswith("."):
        return None  # a sentence of the text: "Sáng 2/4, tại Hà Nội, UNDP công bố …"
    # "A vượt B về PCI" is about A.
    named = {place.subject.id for place, _ in find_provinces(Text(text.raw[:end])) if place.aside != "comparison"}
    return named.pop() if len(named) == 1 else None


def _named_most(text: Text) -> str | None:
    named = find_provinces(text)
    counts = Counter(place.subject.id for place, _ in named if place.aside not in {"venue", "dateline", "comparison"})
    if not counts:
        return _home_of_districts(text)
    (iso, most), *_ = counts.most_common(1)
    governed = any(place.aside == "body" for place, _ in named)
    early = any(span.start < _EARLY for place, span in named if place.subject.id == iso)
    # Among many provinces the one named a little oftener is nobody's home.
    clear = len(counts) < _MANY or most >= _MANY
    told = most > 1 or governed or (len(counts) == 1 and early)
    return iso if told and clear and most * 2 > sum(counts.values()) else None


def _home_of_districts(text: Text) -> str | None:
    """The province of the districts named, where no province is: the only one that has them all.

    One is enough where it is printed with its kind and no other province has such a one; of those printed without it
    ("Vĩnh Yên, Phúc Yên, Tam Đảo") it takes several, for such names are those of people and streets as well.
    """
    named = {
        fold(m.value.subject.name or "")
        for m in find_mentions(text)
        if isinstance(m.value, PlaceName) and m.value.subject.type == "district"
    }
    homes = [isos for name in named if (isos := homes_of(name))]
    if len(homes) == 1 < len(named):
        return None  # beside one that nobody knows
    bare = bare_districts(text)
    if len(bare) >= _FEW:
        homes += [tuple(_bare_homes()[name]) for name in bare]
    common = set.intersection(*(set(isos) for isos in homes)) if homes else set()
    return common.pop() if len(common) == 1 else None


def homes_of(district: str) -> tuple[str, ...]:
    """The ISO codes of the provinces that have a district of this kind and name ("huyện Lập Thạch")."""
    return _district_homes().get(fold(district), ())


@cache
def _district_homes() -> dict[str, tuple[str, ...]]:
    """Folded kind and name of a district → the ISO codes of the provinces that have one."""
    return {f"{kind} {name}": isos for (kind, name), isos in district_homes().items()}


@cache
def _bare_homes() -> dict[str, frozenset[str]]:
    """Folded name of a district → the ISO codes of the provinces that have one, of whatever kind."""
    homes: dict[str, set[str]] = defaultdict(set)
    for iso, name in district_kinds():
        homes[name].add(iso)
    return {name: frozenset(isos) for name, isos in homes.items()}


def main_subject(home: str | None) -> Subject:
    """Whose figure it is where nothing nearer tells: the home province, or the country."""
    if home is None:
        return COUNTRY
    return Subject(type="province", id=home, name=province(home).name)
