"""A crawl: polite, safe, and resumed where it was.

robots.txt is read first and obeyed; each host is asked once in a while, and left alone when it says so. Feeds and
sitemaps come first, then list pages, by depth. What was fetched is kept as WARC, what was decided in `State`.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from protego import Protego

from extract.sources import Page, SourceError
from extract.sources.addresses import canonical, may_be_page, origin, same_site, site
from extract.sources.bodies import inflated, joined
from extract.sources.feeds import Entry, is_feed, read_feed
from extract.sources.links import links_of
from extract.sources.sitemaps import is_sitemap, read_sitemap
from extract.sources.state import TOO_DEEP, State, Wanted
from extract.sources.warc import Writer, may_be_article, read_record, scan
from extract.sources.web import (
    MAX_REDIRECTS,
    MAX_SECONDS,
    PAUSES,
    PassingError,
    answered,
    get,
    is_redirect,
    retry_after,
    user_agent,
)

MAX_SITEMAPS, MAX_NESTED = 1_000, 3
ATTEMPTS = 3
# A host that asks for longer is left for another time; robots.txt is asked anew after a day.
MAX_WAIT, BACKOFF = 300.0, 2.0
_ROBOTS_DAY, _ROBOTS_BYTES = 86_400.0, 512_000
# The order of the queue: seeds, then lists that sites make for robots, then what they list, then links.
_SEED, _LISTS, _LIKELY, _LISTED, _LIKELY_LINK, _LINK = range(6)


@dataclass(frozen=True, slots=True)
class Settings:
    """What is wanted. `since` and `until` are days (ISO 8601), `match` a regular expression, `rate` requests a second
    and host; `max_pages` counts pages, not feeds and sitemaps; `depth` is how many links away from what was given.
    """

    since: str | None = None
    until: str | None = None
    match: str | None = None
    max_pages: int | None = None
    depth: int = 3
    rate: float = 1.0
    contact: str | None = None
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a page is: an article, with what is known of it; or none, with the reason."""

    article: bool
    reason: str = ""
    title: str | None = None
    published: str | None = None
    text: str = ""


Judge = Callable[[Page], Verdict]


def any_page(page: Page) -> Verdict:
    """Every page is an article: for addresses that were asked for one by one."""
    return Verdict(article=True, text=page.content.decode("utf-8", "replace"))


@dataclass
class Crawl:
    """A crawl in a folder. `judge` tells articles from lists; `clock` and `sleep` are for tests."""

    folder: Path
    settings: Settings = field(default_factory=Settings)
    judge: Judge = any_page
    follow: bool = True
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        self.match = re.compile(self.settings.match, re.IGNORECASE) if self.settings.match else None
        self.agent = user_agent(self.settings.contact)
        self.state = State(self.folder)
        about = {"software": self.agent.partition(" ")[0], "http-header-user-agent": self.agent, "robots": "obey"}
        self.writer = Writer(self.folder, about)
        self.robots: dict[str, Protego] = {}
        self.closed: dict[str, str] = {}
        self.sites: set[str] = set((self.state.told("sites") or "").split())
        self._recover()

    def close(self) -> None:
        """Lets go of the folder."""
        self.state.close()

    # --- what is given -------------------------------------------------------------------------------------------

    def start(self, given: list[str]) -> None:
        """Takes up sites and addresses. What was begun goes on; what had ended is looked through for news."""
        again = self.state.told("ended") is not None
        wanted = f"since={self.settings.since} until={self.settings.until} match={self.settings.match}"
        before = self.state.told("wanted")
        if before is not None and before != wanted:
            raise SourceError(f"{self.folder} was crawled with {before}, now {wanted}: name another folder")
        with self.state as state:
            for name in given:
                url = canonical(name if "://" in name else f"https://{name}")
                if url is None:
                    raise SourceError(f"{name}: no address of a site; give one such as baolaichau.vn")
                self.sites.add(site(url))
                state.add([Wanted(url, origin(url), "page", _SEED, 0, _GIVEN if "://" in name else _GUESSED)])
            state.tell("wanted", wanted)
            state.tell("sites", " ".join(sorted(self.sites)))
            # Limits may have been raised since.
            state.db.execute(
                "UPDATE urls SET decision = 'queued', reason = NULL WHERE decision = 'skipped' AND reason = ?"
                " AND depth <= ?",
                (TOO_DEEP, self.settings.depth),
            )
            if again:
                # Lists are asked whether they have changed, and pages near the front that have no date, as most lists.
                state.db.execute(
                    "UPDATE urls SET before = decision, decision = 'queued', attempts = 0 WHERE decision = 'list'"
                    " OR kind = 'page' AND warc IS NOT NULL AND published IS NULL AND depth <= 1"
                    " AND coalesce(reason, '') NOT LIKE 'duplicate%'"
                )
                state.db.execute("DELETE FROM told WHERE name = 'ended'")
        if again:
            self.again()

    def again(self) -> None:
        """Tries once more what failed."""
        self.state.db.execute("UPDATE urls SET decision = 'queued', attempts = 0 WHERE decision = 'failed'")

    def run(self) -> Iterator[sqlite3.Row]:
        """Fetches until nothing is left to fetch or a limit is reached; gives each row after its decision."""
        while not self._enough():
            row = self._next()
            if row is None:
                if self.state.count("decision = 'queued'") == 0:
                    self.state.tell("ended", "yes")
                return
            self._visit(row)
            done = self.state.row(row["url"])
            if done is not None and done["decision"] != "queued":
                yield done

    def one(self, url: str) -> sqlite3.Row:
        """The row of one address, fetched where it was not yet."""
        wanted = canonical(url)
        if wanted is None:
            raise SourceError("not an address of http or https")
        with self.state as state:
            state.add([Wanted(wanted, origin(wanted), "page", _SEED, 0, _GIVEN)])
        while True:
            row = self.state.row(wanted)
            if row is None or row["decision"] != "queued":
                break
            wait = self._ready(row["origin"]) - self.clock()
            if wait > MAX_WAIT:
                raise SourceError(f"its server asks to wait for {wait:.0f} seconds: try again later")
            self._visit(row)
        assert row is not None
        if row["warc"] is None:
            raise SourceError(row["reason"] or f"not fetched: {row['decision']}")
        return row

    def entries(self, row: sqlite3.Row) -> Iterator[Entry] | None:
        """What a feed or a sitemap that was fetched lists, sitemaps in it opened; null where it is neither."""
        if row["kind"] == "page":
            return None
        return self._entries(row, 0)

    def _entries(self, row: sqlite3.Row, nested: int) -> Iterator[Entry]:
        page = self.stored(row)
        if row["kind"] == "feed":
            yield from read_feed(page)
            return
        found = read_sitemap(page)
        yield from found.pages
        for entry in found.sitemaps if nested < MAX_NESTED else ():
            inner = self.one(entry.url)
            if inner["kind"] == "sitemap":
                yield from self._entries(inner, nested + 1)

    def stored(self, row: sqlite3.Row) -> Page:
        """The page of a row, from its archive."""
        return read_record(self.folder / row["warc"], row["offset"], row["length"])

    # --- the queue -----------------------------------------------------------------------------------------------

    def _enough(self) -> bool:
        most = self.settings.max_pages
        return most is not None and self.state.count("kind = 'page' AND status IS NOT NULL") >= most

    def _next(self) -> sqlite3.Row | None:
        """The next address of the host that may be asked first."""
        now = self.clock()
        queued = ((self._ready(one), one) for one in self.state.origins)
        best: tuple[float, int, int, int] | None = None
        found = None
        for ready, one in queued:
            if ready - now > MAX_WAIT:
                continue
            row = self.state.next(one)
            if row is None:
                continue
            order = (max(ready, now), row["priority"], row["depth"], row["id"])
            if best is None or order < best:
                best, found = order, row
        return found

    def _ready(self, host: str) -> float:
        return float(self.state.host(host)["not_before"])

    def _wait(self, host: str) -> None:
        wait = self._ready(host) - self.clock()
        if wait > MAX_WAIT:
            raise PassingError(f"its server asks to wait for {wait:.0f} seconds: try again later")
        if wait > 0:
            self.sleep(wait)

    def _took_turn(self, host: str, seconds: float | None = None) -> None:
        """The host is left alone for a while: as long as it asks, or as its robots.txt and our own rate tell."""
        delay = 1 / self.settings.rate
        if host in self.robots:
            delay = max(delay, self.robots[host].crawl_delay(_NAME) or 0.0)
            rate = self.robots[host].request_rate(_NAME)
            delay = max(delay, rate.seconds / max(1, rate.requests)) if rate else delay
        self.state.set_host(host, not_before=self.clock() + max(delay, seconds or 0.0))

    # --- one address ---------------------------------------------------------------------------------------------

    def _visit(self, row: sqlite3.Row) -> None:
        """Asks for one address and writes what came of it; where the host is not well, it stays in the queue."""
        try:
            if not self._allowed(row["url"], row["origin"]):
                return
            page = self._fetch(row)
        except _Skipped as why:
            self.state.set(row["id"], decision="skipped", reason=str(why))
        except PassingError as error:
            self._later(row, str(error), None)
        except SourceError as error:
            self.state.set(row["id"], decision="failed", reason=str(error))
            if row["origin"] in self.closed:
                self._try_plain(row)
        else:
            if page is None:
                return
            if page.status in PAUSES:
                self._later(row, answered(page), page)
            else:
                self._take(row, page)

    def _allowed(self, url: str, host: str) -> bool:
        """True where robots.txt lets us in; false where it could not be had yet. Raises _Skipped where it does not."""
        if host in self.closed:
            raise SourceError(self.closed[host])
        if host not in self.robots and not self._read_robots(host):
            return False
        rules = self.robots[host]
        if not rules.can_fetch(url, _NAME):
            raise _Skipped("robots.txt forbids it")
        if (rules.crawl_delay(_NAME) or 0.0) > MAX_WAIT:
            raise _Skipped(f"robots.txt asks for {rules.crawl_delay(_NAME):.0f} seconds between pages")
        return True

    def _fetch(self, row: sqlite3.Row) -> Page | None:
        """The answer for a row, its redirects followed as far as they may be; null where a host is to wait for."""
        asked = {}
        if row["etag"]:
            asked["If-None-Match"] = row["etag"]
        if row["modified"]:
            asked["If-Modified-Since"] = row["modified"]
        at = row["url"]
        left = MAX_SECONDS
        for hop in range(MAX_REDIRECTS + 1):
            self._wait(origin(at))
            began = time.monotonic()
            page = self._ask(at, asked if not hop else {}, left)
            left = max(0.0, left - (time.monotonic() - began))
            if not is_redirect(page.status, page.headers):
                return replace(page, source=row["url"])
            try:
                target = canonical(urljoin(at, page.headers["location"]))
            except ValueError:
                target = None
            if target is None:
                raise SourceError("redirects to what is no address of http or https")
            if self.follow and not same_site(target, self.sites) and row["via"] not in (_GIVEN, _GUESSED):
                raise _Skipped(f"redirects to another site: {target}")
            known = self.state.row(target) if target != row["url"] else None
            if self.follow and known is not None and known["warc"] is not None:
                raise _Skipped(f"duplicate: redirects to {target}")
            if not self._allowed(target, origin(target)):
                return None
            if row["via"] in (_GIVEN, _GUESSED) and not hop:
                self.sites.add(site(target))  # a site that has moved
            at = target
        raise SourceError(f"more than {MAX_REDIRECTS} redirects")

    def _ask(self, url: str, headers: dict[str, str], seconds: float = MAX_SECONDS) -> Page:
        try:
            return get(
                url,
                allow_private=self.settings.allow_private,
                agent=self.agent,
                headers=headers,
                redirects=0,
                seconds=seconds,
            )
        finally:
            self._took_turn(origin(url))

    def _later(self, row: sqlite3.Row, reason: str, page: Page | None) -> None:
        """Leaves the host alone for a while; after three tries the address has failed."""
        host = row["origin"]
        asked = retry_after(page) if page is not None else None
        wait = asked if asked is not None else BACKOFF * 2 ** row["attempts"]
        with self.state as state:
            self._took_turn(host, wait)
            if asked is not None and asked > MAX_WAIT:
                return  # another time
            attempts = row["attempts"] + 1
            if attempts < ATTEMPTS:
                state.set(row["id"], attempts=attempts)
            else:
                status = page.status if page is not None else None
                state.set(row["id"], attempts=attempts, decision="failed", reason=reason, status=status)
                if page is None:
                    self._try_plain(row)

    def _try_plain(self, row: sqlite3.Row) -> None:
        """A site that was given by its name alone may know no https."""
        if row["via"] == _GUESSED:
            plain = row["url"].replace("https://", "http://", 1)
            self.state.add([Wanted(plain, origin(plain), "page", _SEED, 0, _GIVEN)])

    def _read_robots(self, host: str) -> bool:
        """Takes the host's robots.txt, asking for it once a day; false where its server is not well: then we wait."""
        known = self.state.host(host)
        if known["status"] is None or self.clock() - known["asked"] > _ROBOTS_DAY:
            status, text = self._robots(host)
            if status is None or status >= 500 or status == 429:
                failures = known["failures"] + 1
                if failures < ATTEMPTS:
                    wait = BACKOFF * 2**failures
                    self.state.set_host(host, failures=failures, not_before=self.clock() + wait)
                    return False
                # RFC 9309: what cannot be asked is forbidden.
                self.state.set_host(host, failures=0)
                told = f" answered {status}" if status else f": {text.removesuffix(': try again later')}"
                self.closed[host] = f"robots.txt{told}; nothing is fetched from this host: try again later"
                raise SourceError(self.closed[host])
            self.state.set_host(host, status=status, robots=text, asked=self.clock(), failures=0)
            known = self.state.host(host)
        # RFC 9309: where there is none, all is allowed.
        self.robots[host] = Protego.parse(known["robots"] if known["status"] < 400 else "")
        self._took_turn(host)  # as long as it asks there
        if self.follow and same_site(host, self.sites):
            with self.state as state:
                listed = [url for told in self.robots[host].sitemaps if (url := canonical(told, host))]
                # Most sites have one there, whether they tell or not.
                via = f"{host}/robots.txt" if listed else _GUESS
                for url in listed or [f"{host}/sitemap.xml"]:
                    state.add([Wanted(url, origin(url), "sitemap", _LISTS, 0, via)])
        return True

    def _robots(self, host: str) -> tuple[int | None, str]:
        """The status and what the file says; null and why, where there was no answer."""
        at = f"{host}/robots.txt"
        for _ in range(MAX_REDIRECTS + 1):
            try:
                self._wait(origin(at))
                page = self._ask(at, {})
            except PassingError as error:
                return None, str(error)
            except SourceError as error:
                # Refused by ourselves (a private address), or too large: no page of it is fetched either.
                raise SourceError(f"robots.txt: {error}") from error
            if not is_redirect(page.status, page.headers):
                self.writer.append(page, "robots")
                return page.status, page.content[:_ROBOTS_BYTES].decode("utf-8", "replace")
            try:
                at = canonical(urljoin(at, page.headers["location"])) or ""
            except ValueError:
                at = ""
            if not at:
                break
        return 404, ""  # RFC 9309: as if there were none

    # --- what an answer means ------------------------------------------------------------------------------------

    def _take(self, row: sqlite3.Row, page: Page, stored: tuple[str, int, int] | None = None) -> None:
        """Keeps an answer and decides what it is; WARC first, then the row, with all that it links to, at once."""
        kept = {
            "status": page.status,
            "answered": page.url,
            "fetched": page.fetched,
            "etag": page.headers.get("etag") or row["etag"],
            "modified": page.headers.get("last-modified") or row["modified"],
        }
        if page.status == 304 or (page.digest == row["digest"] and row["warc"] is not None):
            told = "not modified (304)" if page.status == 304 else "the same bytes as before"
            with self.state as state:
                state.set(row["id"], decision=row["before"] or "list", reason=told, fetched=page.fetched)
            return
        if page.status not in (200, 203):
            decision, reason = ("skipped", _NONE) if row["via"] == _GUESS else ("failed", answered(page))
            with self.state as state:
                state.set(row["id"], decision=decision, reason=reason, **kept)
            return
        meaning = self._meaning(row, page)
        name, offset, length = stored or self.writer.append(page, meaning.role)
        with self.state as state:
            state.set(
                row["id"],
                kind=meaning.kind,
                decision=meaning.decision,
                reason=meaning.reason,
                title=meaning.title or row["title"],
                published=meaning.published or row["published"],
                digest=page.digest,
                warc=name,
                offset=offset,
                length=length,
                **kept,
            )
            state.add(meaning.found)
            # The same page by its other names: it is not fetched again.
            for other in {canonical(page.url or "") or row["url"], meaning.own or row["url"]} - {row["url"]}:
                reason = f"duplicate: is {row['url']}"
                known = state.row(other)
                if known is None:
                    state.add([Wanted(other, origin(other), "page", _LINK, row["depth"], row["url"],
                                      decision="skipped", reason=reason)])  # fmt: skip
                elif known["decision"] == "queued" and self.follow:
                    state.set(known["id"], decision="skipped", reason=reason)

    def _meaning(self, row: sqlite3.Row, page: Page) -> _Meaning:
        content = page.content
        try:
            if content.startswith(b"\x1f\x8b"):
                content = joined(inflated([content], "gzip"))
            if is_sitemap(content) or (row["kind"] == "sitemap" and "html" not in page.headers.get("content-type", "")):
                return self._sitemap(row, page)
            if is_feed(content):
                return self._feed(row, page)
        except SourceError as error:
            if row["via"] != _GUESS:
                return _Meaning("unread", row["kind"], "failed", str(error))
        if row["via"] == _GUESS:
            return _Meaning("other", row["kind"], "skipped", _NONE)
        if row["kind"] != "page":
            return _Meaning("unread", row["kind"], "failed", f"no {row['kind']} but a page")
        return self._page(row, page)

    def _feed(self, row: sqlite3.Row, page: Page) -> _Meaning:
        found = [self._listed(row, entry, "page") for entry in read_feed(page)] if self.follow else []
        return _Meaning("feed", "feed", "list", None, found=[one for one in found if one])

    def _sitemap(self, row: sqlite3.Row, page: Page) -> _Meaning:
        told = read_sitemap(page)
        found = [self._listed(row, entry, "page") for entry in told.pages] if self.follow else []
        if self.follow:
            # How deep sitemaps are nested is bounded by their depth, a circle by each address once.
            room = MAX_SITEMAPS - self.state.count("kind = 'sitemap'")
            for number, entry in enumerate(told.sitemaps):
                wanted = self._listed(row, entry, "sitemap")
                if wanted and (number >= room or row["depth"] >= MAX_NESTED):
                    wanted = replace(wanted, decision="skipped", reason="limit: too many sitemaps")
                found.append(wanted)
        return _Meaning("sitemap", "sitemap", "list", None, found=[one for one in found if one])

    def _listed(self, row: sqlite3.Row, entry: Entry, kind: str) -> Wanted | None:
        """What a feed or sitemap lists, with the decision where one can be made from what is told there."""
        priority = _LISTS if kind == "sitemap" else _LIKELY if self._likely(entry.url, entry.title) else _LISTED
        depth = row["depth"] + 1 if kind == "sitemap" else 1
        wanted = Wanted(entry.url, origin(entry.url), kind, priority, depth, row["url"], entry.title, entry.published)
        reason = None
        changed = entry.published or entry.modified
        if not same_site(entry.url, self.sites):
            reason = "another site"
        elif kind == "page" and not may_be_page(entry.url):
            reason = "no page by its name"
        # What was last changed before was published before.
        elif changed and self.settings.since and changed[:10] < self.settings.since:
            reason = f"too old: before {self.settings.since}"
        elif entry.published and self.settings.until and entry.published[:10] > self.settings.until:
            reason = f"too new: after {self.settings.until}"
        return replace(wanted, decision="skipped", reason=reason) if reason else wanted

    def _likely(self, url: str, words: str | None) -> bool:
        return self.match is not None and self.match.search(f"{words or ''} {url}") is not None

    def _page(self, row: sqlite3.Row, page: Page) -> _Meaning:
        kind = page.headers.get("content-type", "")
        if not may_be_article(200, kind, page.url or ""):
            return _Meaning("other", "page", "skipped", f"no page but {kind[:60]}")
        links = links_of(page)
        found = self._links(row, links.pages, links.feeds) if self.follow else []
        own = self._own_name(row, page, links.canonical)
        if own is not None and self.follow:
            known = self.state.row(own)
            if known is not None and known["warc"] is not None:
                return _Meaning("duplicate", "page", "skipped", f"duplicate: is {own}", found=found)
        same = self.state.db.execute(
            "SELECT url FROM urls WHERE digest = ? AND id != ? AND warc IS NOT NULL", (page.digest, row["id"])
        ).fetchone()
        if same is not None and self.follow:
            return _Meaning("duplicate", "page", "skipped", f"duplicate: the same bytes as {same['url']}", found=found)
        try:
            verdict = self.judge(page)
        except Exception:  # a page that our reader fails on is kept: the run will say what is wrong with it
            verdict = any_page(page)
        if self.follow and urlsplit(page.url or row["url"]).path in ("", "/"):
            verdict = Verdict(article=False, reason="the front page")
        if not verdict.article:
            return _Meaning("list", "page", "list", f"no article: {verdict.reason}", found=found)
        role, decision, reason = "article", "fetched", None
        published = verdict.published or row["published"]
        if self.settings.since and published and published[:10] < self.settings.since:
            role, decision, reason = "unwanted", "skipped", f"too old: before {self.settings.since}"
        elif self.settings.until and published and published[:10] > self.settings.until:
            role, decision, reason = "unwanted", "skipped", f"too new: after {self.settings.until}"
        elif self.match and not self.match.search(f"{verdict.title or ''}\n{verdict.text}"):
            role, decision, reason = "unwanted", "skipped", "no match in title or text"
        return _Meaning(role, "page", decision, reason, verdict.title, published, found, own)

    def _own_name(self, row: sqlite3.Row, page: Page, told: str | None) -> str | None:
        """The page's canonical address where it tells another one that can be believed."""
        here = {row["url"], canonical(page.url or "")}
        # A front page as everybody's canonical address is a common mistake, and hijackers name foreign ones.
        if told is None or told in here or urlsplit(told).path in ("", "/") or not same_site(told, {site(row["url"])}):
            return None
        return told

    def _links(self, row: sqlite3.Row, pages: tuple[tuple[str, str], ...], feeds: tuple[str, ...]) -> list[Wanted]:
        found = [
            Wanted(url, origin(url), "feed", _LISTS, row["depth"], row["url"])
            for url in feeds
            if row["depth"] == 0 and same_site(url, self.sites)
        ]
        for url, words in pages:
            if same_site(url, self.sites) and may_be_page(url):
                depth = row["depth"] + 1
                priority = _LIKELY_LINK if self._likely(url, words) else _LINK
                deep = depth > self.settings.depth
                found.append(
                    Wanted(url, origin(url), "page", priority, depth, row["url"], words or None,
                           decision="skipped" if deep else "queued", reason=TOO_DEEP if deep else None)
                )  # fmt: skip
        return found

    # --- after a kill --------------------------------------------------------------------------------------------

    def _recover(self) -> None:
        """Takes up answers that were synced but not yet in the state, and cuts off half a record at the end."""
        path = self.writer.current()
        if not path.exists():
            return
        end = self.state.end_of(path.name)
        for record in scan(path, offset=end, everything=True):
            if record.error is not None:
                with path.open("r+b") as file:
                    file.truncate(record.offset)
                return
            page = read_record(path, record.offset, record.length)
            row = self.state.row(page.source)
            if row is not None and row["decision"] == "queued":
                self._take(row, page, (path.name, record.offset, record.length))


_NAME = "extract"
_GUESS, _NONE = "a usual place", "nothing at this usual place"
_GIVEN, _GUESSED = "given", "given without a scheme"


class _Skipped(Exception):  # noqa: N818  # not an error
    """An address that is not fetched; the message says why."""


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What an answer is to the crawl, its decision, and what it leads to."""

    role: str
    kind: str
    decision: str
    reason: str | None = None
    title: str | None = None
    published: str | None = None
    found: list[Wanted] = field(default_factory=list)
    own: str | None = None
