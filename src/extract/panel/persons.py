"""Who held office: persons across articles, the offices they were seen in, and who headed a province when.

Two mentions of one name are one person only where the name and an office in one place agree within some years, or
where an article in between ties two offices together (the post left and the post taken). Posts that many hold at once
("Ủy viên", "Đại biểu") need the place of the article as well. Two of one name in one article are two persons, and stay
so. Everything else stays apart: a person split in two is seen, two merged into one are not.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from extract.batch.runs import Row, Run
from extract.folding import Text, fold
from extract.language.sentences import Split
from extract.panel.cells import Panel
from extract.panel.files import Columns
from extract.panel.places import named
from extract.panel.tellings import Source, articles_of
from extract.reading.mentions import PlaceName, find_mentions
from extract.tables.panel import panel_words

# So many years between two sightings in one office, and it may be somebody else of the same name.
APART = 12

PERSONS: Columns = {
    "person_id": "text",
    "name": "text",
    "provinces": "texts",
    "articles": "whole",
    "first_seen": "text",
    "last_seen": "text",
    "why": "texts",
    "official_ids": "texts",
}
OFFICES: Columns = {
    "person_id": "text",
    "name": "text",
    "title": "text",
    "organization": "text",
    "level": "text",
    "province": "text",
    "status": "text",
    "acting": "yes",
    "first_seen": "text",
    "last_seen": "text",
    "from": "text",
    "to": "text",
    "former_since": "text",
    "articles": "whole",
    "article": "text",
    "content_hash": "text",
    "url": "text",
    "start": "whole",
    "end": "whole",
    "sentence": "text",
    "official_ids": "texts",
}
HOLDERS: Columns = {
    "province": "text",
    "province_name": "text",
    "index": "text",
    "period": "text",
    "baseline": "text",
    "value": "number",
    "value_before": "number",
    "rank": "number",
    "rank_before": "number",
    "moved": "text",
    "person_id": "text",
    "name": "text",
    "title": "text",
    "organization": "text",
    "since": "text",
    "until": "text",
    "flags": "texts",
}
_HELD = frozenset({"current", "acting", "appointed", "leaving"})


class Body(NamedTuple):
    """An organization as it is compared: its name without the province, and the province."""

    head: str
    province: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """One position of one mention."""

    title: str
    organization: str | None
    level: str | None
    status: str
    body: Body | None
    shared: bool


@dataclass(frozen=True, slots=True)
class Sighting:
    """One official of one article."""

    official_id: str
    name: str
    source: Source
    posts: tuple[Held, ...]
    home: str | None
    start: int
    end: int
    sentence: str

    @property
    def day(self) -> str:
        """The day of printing, or "" where it is not known."""
        return (self.source.published or "")[:10]


@dataclass(slots=True)
class Person:
    """All sightings of one person, in order of time, and why they are one."""

    person_id: str
    name: str
    seen: list[Sighting]
    why: list[str] = field(default_factory=list)

    def row(self) -> Row:
        """The row of the table persons."""
        days = sorted(s.day for s in self.seen if s.day)
        homes = {p.body.province for s in self.seen for p in s.posts if p.body and p.body.province}
        return {
            "person_id": self.person_id,
            "name": self.name,
            "provinces": sorted(homes),
            "articles": len({s.source.root for s in self.seen}),
            "first_seen": days[0] if days else None,
            "last_seen": days[-1] if days else None,
            "why": self.why,
            "official_ids": [s.official_id for s in self.seen],
        }


def persons(run: Run) -> list[Person]:
    """The persons of a run, by name; the same run gives the same ids."""
    by_name: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in sightings(run):
        by_name[" ".join(fold(sighting.name).split())].append(sighting)
    return [person for name in sorted(by_name) for person in _resolved(by_name[name])]


def sightings(run: Run) -> Iterator[Sighting]:
    """All officials of a run with a post, in its order; an article that is there twice counts once."""
    told: dict[str, list[Row]] = defaultdict(list)
    for row in run.rows("officials"):
        told[row["article_id"]].append(row)
    for source, article in articles_of(run):
        rows = told.pop(source.article_id, [])
        if not rows:
            continue
        split = Split(Text(article["text"]))
        for row in rows:
            first = row["evidence"][0]
            posts = tuple(_held(post, article["province"]) for post in row["positions"])
            sentence = _sentence(split, first["start"])
            yield Sighting(
                row["official_id"],
                row["name"],
                source,
                posts,
                article["province"],
                first["start"],
                first["end"],
                sentence,
            )


def offices(found: Iterable[Person]) -> Iterator[Row]:
    """A row for each person and office: first and last seen in it, from and to where an appointment tells it."""
    for person in found:
        spells: dict[tuple[str, Body | None], list[tuple[Sighting, Held]]] = defaultdict(list)
        for sighting in person.seen:
            for post in sighting.posts:
                spells[fold(post.title), post.body].append((sighting, post))
        rows = [_office(person, seen) for seen in spells.values()]
        yield from sorted(
            rows,
            key=lambda row: (row["first_seen"] or row["former_since"] or "", row["title"], row["organization"] or ""),
        )


def holders(found: Iterable[Row], panel: Panel) -> Iterator[Row]:
    """Who headed each province in the periods in which an index of it moved; `found` are rows of `offices`."""
    heads: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        if row["province"] and _is_head(row) and (row["first_seen"] or row["from"]):
            heads[row["province"]].append(row)
    series: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for cell in panel.rows():
        if cell["component_key"] is None and re.fullmatch(r"\d{4}", cell["period"]):
            series[cell["province"], cell["units"], cell["index"]].append(cell)
    for (province, _, _), cells in series.items():
        for before, now in pairwise(sorted(cells, key=lambda cell: cell["period"])):
            moved = _moved(before, now)
            for head in heads[province] if moved else []:
                since, until = head["from"] or head["first_seen"], head["to"] or head["last_seen"] or head["from"]
                if since <= f"{now['period']}-12-31" and until >= f"{now['period']}-01-01":
                    yield {
                        **{
                            name: now[name]
                            for name in ("province", "province_name", "index", "period", "value", "rank")
                        },
                        "baseline": before["period"],
                        "value_before": before["value"],
                        "rank_before": before["rank"],
                        "moved": moved,
                        **{name: head[name] for name in ("person_id", "name", "title", "organization")},
                        "since": since,
                        "until": until,
                        "flags": [*before["flags"], *now["flags"]],
                    }


# --- one name --------------------------------------------------------------------------------------------------------


def _resolved(found: list[Sighting]) -> list[Person]:
    """The persons behind one name."""
    order = sorted(range(len(found)), key=lambda i: (found[i].day, found[i].source.order, found[i].start))
    cluster = {i: [i] for i in order}
    articles = {i: {found[i].source.article_id} for i in order}
    why: dict[int, list[str]] = {i: [] for i in order}
    home = {i: i for i in order}
    keyed: dict[tuple[Body, bool], list[int]] = defaultdict(list)
    for i in order:
        for post in found[i].posts:
            if post.body is not None and (not post.shared or post.body.province):
                bodies = keyed[post.body, post.shared]
                if i not in bodies:
                    bodies.append(i)
    for (body, shared), seen in sorted(keyed.items(), key=lambda item: str(item[0])):
        for i, j in _near(seen, found, body):
            a, b = home[i], home[j]
            if a == b or articles[a] & articles[b]:
                continue
            kind = "member of" if shared else "office in"
            reason = f"{kind} {_told(found[j], body)}: {found[i].day or '?'}, {found[j].day or '?'}"
            cluster[a] += cluster[b]
            articles[a] |= articles[b]
            why[a] += [*why.pop(b), reason]
            for k in cluster.pop(b):
                home[k] = a
    people = []
    for key, members in cluster.items():
        seen_in_time = [found[i] for i in order if i in set(members)]
        first = seen_in_time[0]
        name = Counter(s.name for s in seen_in_time).most_common(1)[0][0]
        digest = hashlib.sha256(f"{fold(name)}\0{min(s.official_id for s in seen_in_time)}".encode()).hexdigest()[:12]
        people.append((first.day, first.official_id, Person(f"p-{digest}", name, seen_in_time, why[key])))
    return [person for _, _, person in sorted(people, key=lambda item: item[:2])]


def _near(seen: list[int], found: list[Sighting], body: Body) -> Iterator[tuple[int, int]]:
    """Pairs of sightings in one body that follow one another within `APART` years; seen is in order of time.

    A former post may lie further back: who is called former was there before.
    """
    for at, j in enumerate(seen):
        for i in reversed(seen[:at][-8:]):
            first, second = found[i].day, found[j].day
            former = any(post.body == body and post.status == "former" for post in found[j].posts)
            if former or not first or not second or int(second[:4]) - int(first[:4]) <= APART:
                yield i, j


def _held(post: Row, home: str | None) -> Held:
    organization = post["organization"]
    shared = fold(post["title"]).startswith(_shared())
    if organization:
        body: Body | None = _body(organization, post["level"], home)
    elif post["level"] == "central":
        # "Thủ tướng", "Bộ trưởng": the title is the office.
        body = Body(fold(post["title"]), None)
    else:
        body = Body(fold(post["title"]), home) if shared and home else None
    return Held(post["title"], organization, post["level"], post["status"], body, shared)


@cache
def _body(organization: str, level: str | None, home: str | None) -> Body:
    """ "UBND TP Hồ Chí Minh", "UBND thành phố Hồ Chí Minh": one body; without a province it is the article's own."""
    text = Text(" ".join(organization.split()))
    folded = text.folded
    places = [
        m for m in find_mentions(text, home) if isinstance(m.value, PlaceName) and m.value.subject.type == "province"
    ]
    if places:
        last = places[-1]
        assert isinstance(last.value, PlaceName)
        folded = folded[: last.span.start] + folded[last.span.end :]
        return Body(_plain(folded), last.value.subject.id)
    return Body(_plain(folded), home if level != "central" else None)


def _plain(folded: str) -> str:
    """Without the words before a province's name that are left behind, and without points and commas."""
    bare = re.sub(r"[^\w\s]", " ", folded)
    return " ".join(_kinds().sub("", " ".join(bare.split())).split())


@cache
def _kinds() -> re.Pattern[str]:
    words = sorted({re.sub(r"[^\w\s]", "", fold(kind)) for kind in panel_words().place.kinds}, key=len, reverse=True)
    return re.compile(rf"(?:\b(?:{'|'.join(map(re.escape, words))})\b\s*)+$")


@cache
def _shared() -> tuple[str, ...]:
    return tuple(fold(title) for title in panel_words().shared.titles)


# --- offices ---------------------------------------------------------------------------------------------------------


def _office(person: Person, seen: list[tuple[Sighting, Held]]) -> Row:
    held = [(s, p) for s, p in seen if p.status in _HELD]
    days = sorted(s.day for s, _ in held if s.day)
    best, post = max(seen, key=lambda one: (one[1].status in _HELD, bool(one[0].source.url), -one[0].source.order))
    organizations = Counter(p.organization for _, p in seen if p.organization)
    longest = max(organizations, key=lambda name: (organizations[name], len(name), name)) if organizations else None
    begun, ended, former = (
        min((s.day for s, p in seen if p.status == status and s.day), default=None)
        for status in ("appointed", "leaving", "former")
    )
    return {
        "person_id": person.person_id,
        "name": person.name,
        "title": Counter(p.title for _, p in seen).most_common(1)[0][0],
        "organization": longest,
        "level": post.level,
        "province": post.body.province if post.body else None,
        "status": max(seen, key=lambda one: (one[0].day, one[0].source.order))[1].status,
        "acting": any(p.status == "acting" for _, p in seen),
        "first_seen": days[0] if days else None,
        "last_seen": days[-1] if days else None,
        "from": begun,
        "to": ended,
        "former_since": former,
        "articles": len({s.source.root for s, _ in seen}),
        "article": best.source.article_id,
        "content_hash": best.source.content_hash,
        "url": best.source.url,
        "start": best.start,
        "end": best.end,
        "sentence": best.sentence,
        "official_ids": [s.official_id for s, _ in seen],
    }


def _is_head(row: Row) -> bool:
    head = panel_words().head
    bodies = tuple(fold(body) for body in head.bodies)
    return (
        row["level"] == "province"
        and fold(row["title"]) == fold(head.title)
        and fold(row["organization"] or "").startswith(bodies)
    )


def _moved(before: Row, now: Row) -> str | None:
    if before["rank"] is not None and now["rank"] is not None and before["rank"] != now["rank"]:
        return "up" if now["rank"] < before["rank"] else "down"
    if before["value"] is not None and now["value"] is not None and before["value"] != now["value"]:
        return "up" if now["value"] > before["value"] else "down"
    return None


def _told(sighting: Sighting, body: Body) -> str:
    post = next(post for post in sighting.posts if post.body == body)
    return post.organization or post.title


def _sentence(split: Split, at: int) -> str:
    return " ".join(split.text.printed(split.sentence_at(at)).split())


def province_of(row: Row) -> str | None:
    """The name of an office's province."""
    from extract.panel.places import unit_of

    return named(unit_of(row["province"], None, published=row["last_seen"])) if row["province"] else None
