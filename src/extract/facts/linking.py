"""Which province an article is about, and which place is its main subject."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from urllib.parse import urlsplit

from extract.folding import Text, fold
from extract.reading.mentions import Named, PlaceName, bare_districts, find_mentions
from extract.reading.model import Mention
from extract.records import Article, Subject
from extract.tables.provinces import district_homes, district_kinds, province, provinces_by_domain

# A province named once, and alone, is the home where it is named in the first characters of the text.
_EARLY = 700
_MANY = 4

# So many districts printed without their kind tell their province.
_FEW = 3

COUNTRY = Subject(type="country", id="VN", name="Việt Nam")


def home_province(article: Article, text: Text, mentions: list[Mention[Named]]) -> str | None:
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
    named = [m for m in mentions if isinstance(m.value, PlaceName) and m.value.subject.type == "province"]
    headline = (text.raw.lstrip().find("\n") + 1) or len(text.raw)
    # "A vượt B về PCI" is about A.
    in_headline = {
        m.value.subject.id
        for m in named
        if isinstance(m.value, PlaceName) and m.span.end <= headline and m.value.aside != "comparison"
    }
    if len(in_headline) == 1 and headline < len(text.raw):
        return in_headline.pop()
    counts = Counter(
        m.value.subject.id
        for m in named
        if isinstance(m.value, PlaceName) and m.value.aside not in {"venue", "dateline", "comparison"}
    )
    if counts:
        (iso, most), *_ = counts.most_common(1)
        governed = any(isinstance(m.value, PlaceName) and m.value.aside == "body" for m in named)
        early = any(
            m.span.start < _EARLY for m in named if isinstance(m.value, PlaceName) and m.value.subject.id == iso
        )
        # Among many provinces the one named a little oftener is nobody's home.
        clear = len(counts) < _MANY or most >= _MANY
        if most * 2 > sum(counts.values()) and clear and (most > 1 or governed or (len(counts) == 1 and early)):
            return iso
    return None if counts else _home_of_districts(text, mentions)


def _home_of_districts(text: Text, mentions: list[Mention[Named]]) -> str | None:
    """The province of the districts named, where no province is: the only one that has them all.

    One is enough where it is printed with its kind and no other province has such a one; of those printed without it
    ("Vĩnh Yên, Phúc Yên, Tam Đảo") it takes several, for such names are those of people and streets as well.
    """
    named = {
        fold(m.value.subject.name or "")
        for m in mentions
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


def home_of(article: Article, text: Text) -> str | None:
    """The home province of an article whose mentions nobody has read yet."""
    return home_province(article, text, find_mentions(text))


def main_subject(home: str | None) -> Subject:
    """Whose figure it is where nothing nearer tells: the home province, or the country."""
    if home is None:
        return COUNTRY
    return Subject(type="province", id=home, name=province(home).name)
