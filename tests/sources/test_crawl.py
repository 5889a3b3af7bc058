"""A crawl of a newspaper on this machine that misbehaves in every way; time is a number that only sleeping moves."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extract.sources import Page, SourceError, bodies, crawl, web
from extract.sources.crawl import Crawl, Settings, Verdict, any_page
from extract.sources.warc import read_record, scan
from tests.sources.newspaper import BOMB, Newspaper, article, cut, drip, endless, in_turn, newspaper

ROBOTS = {"Content-Type": "text/plain"}


class Clock:
    """A clock that sleeping moves."""

    def __init__(self) -> None:
        self.now = 1_000_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def paper() -> Iterator[Newspaper]:
    with newspaper() as one:
        yield one


def crawled(paper: Newspaper, folder: Path, clock: Clock | None = None, **settings: Any) -> dict[str, tuple[str, str]]:
    """Path → (decision, reason) after a crawl of the whole paper."""
    judge = settings.pop("judge", any_page)
    given = settings.pop("given", [paper.url])
    clock = clock or Clock()
    settings.setdefault("allow_private", True)
    with closing(Crawl(folder, Settings(**settings), judge, clock=clock, sleep=clock.sleep)) as one:
        one.start(given)
        list(one.run())
        rows = list(one.state.decisions())
    return {row["url"].removeprefix(paper.url): (row["decision"], row["reason"] or "") for row in rows}


def stored(folder: Path, everything: bool = False) -> list[str]:
    """The addresses of the articles in the archives of a crawl, without the host."""
    records = [record for file in sorted(folder.glob("*.warc.gz")) for record in scan(file, everything=everything)]
    assert [record for record in records if record.error] == []
    return ["/" + record.url.split("/", 3)[3] for record in records]


def front(*paths: str, head: str = "") -> bytes:
    links = "".join(f"<a href='{path}'>{path}</a>" for path in paths)
    return f"<html><head>{head}</head><body>{links}</body></html>".encode()


# --- order and politeness ----------------------------------------------------------------------------------------


def test_crawl_robots_first_then_lists_then_pages(paper: Newspaper, tmp_path: Path) -> None:
    told = f"User-agent: *\nDisallow: /private\nSitemap: {paper.url}/index.xml"
    feed = "<link rel='alternate' type='application/rss+xml' href='/rss'>"
    paper.pages |= {
        "/robots.txt": (200, ROBOTS, told.encode()),
        "/index.xml": paper.index("/map.xml"),
        "/map.xml": paper.sitemap("/1", "/private/2"),
        "/": front("/list", "http://elsewhere.vn/", "/photo.jpg", head=feed),
        "/rss": b"<?xml version='1.0'?><rss><channel><item><link>/3?utm_source=rss#top</link></item></channel></rss>",
        "/list": front("/1", "/4"),
        **{f"/{number}": article(number) for number in (1, 3, 4)},
    }
    found = crawled(paper, tmp_path)
    assert paper.asked[0][0] == "/robots.txt"
    assert [path for path, _ in paper.asked[1:]] == ["/", "/index.xml", "/rss", "/map.xml", "/3", "/1", "/list", "/4"]
    assert found["/private/2"] == ("skipped", "robots.txt forbids it")
    assert set(paper.hits.values()) == {1}
    assert "/photo.jpg" not in found
    assert stored(tmp_path) == ["/3", "/1", "/list", "/4"]


def test_crawl_asks_once_a_second_and_slower_where_robots_ask(paper: Newspaper, tmp_path: Path) -> None:
    paper.pages |= {"/": front("/1", "/2"), "/1": article(1), "/2": article(2)}
    clock = Clock()
    crawled(paper, tmp_path / "a", clock)
    assert len(paper.asked) == 5  # with robots.txt and a sitemap that might be there
    assert clock.slept == [1.0] * 4
    paper.pages["/robots.txt"] = (200, ROBOTS, b"User-agent: *\nCrawl-delay: 7")
    clock = Clock()
    crawled(paper, tmp_path / "b", clock)
    assert clock.slept == [7.0] * 4
    paper.pages["/robots.txt"] = (200, ROBOTS, b"User-agent: *\nRequest-rate: 1/20")
    clock = Clock()
    crawled(paper, tmp_path / "c", clock, rate=0.1)
    assert clock.slept == [20.0] * 4


def test_crawl_tells_who_it_is(paper: Newspaper, tmp_path: Path) -> None:
    paper.pages["/"] = front()
    crawled(paper, tmp_path, contact="reader@example.org")
    assert {headers["user-agent"] for _, headers in paper.asked} == {web.user_agent("reader@example.org")}
    assert "reader@example.org" in web.user_agent("reader@example.org")


@pytest.mark.parametrize("status", [401, 403, 404])
def test_crawl_without_robots_all_is_allowed(paper: Newspaper, tmp_path: Path, status: int) -> None:
    paper.pages |= {"/robots.txt": (status, {}, b""), "/": front("/1"), "/1": article(1)}
    assert crawled(paper, tmp_path)["/1"] == ("fetched", "")


def test_crawl_robots_that_fail_forbid_all(paper: Newspaper, tmp_path: Path) -> None:
    paper.pages |= {"/robots.txt": (503, {}, b""), "/": front("/1"), "/1": article(1)}
    clock = Clock()
    found = crawled(paper, tmp_path, clock)
    assert found["/"][0] == "failed"
    assert "robots.txt answered 503" in found["/"][1]
    assert dict(paper.hits) == {"/robots.txt": 3}
    assert clock.slept == [4.0, 8.0]
    # Another time its server is well again.
    paper.pages["/robots.txt"] = (200, ROBOTS, b"")
    assert crawled(paper, tmp_path)["/1"] == ("fetched", "")


def test_crawl_follows_a_redirect_no_faster_than_a_link(paper: Newspaper, tmp_path: Path) -> None:
    paper.pages |= {"/": front("/1"), "/1": (302, {"Location": "/2"}, b""), "/2": article(2)}
    clock = Clock()
    assert crawled(paper, tmp_path, clock)["/1"] == ("fetched", "")
    assert len(paper.asked) == 5  # robots.txt, a sitemap that might be there, the front page, both
    assert clock.slept == [1.0] * 4


def test_crawl_robots_behind_a_redirect_are_obeyed(paper: Newspaper, tmp_path: Path) -> None:
    paper.pages |= {
        "/robots.txt": (301, {"Location": "/other.txt"}, b""),
        "/other.txt": (200, ROBOTS, b"User-agent: extract\nDisallow: /"),
        "/": front(),
    }
    assert crawled(paper, tmp_path)["/"] == ("skipped", "robots.txt forbids it")


def test_crawl_robots_in_a_circle_are_none(paper: Newspaper, tmp_path: Path) -> None:
    paper.pages |= {"/robots.txt": (301, {"Location": "/robots.txt"}, b""), "/": front("/1"), "/1": article(1)}
    assert crawled(paper, tmp_path)["/1"] == ("fetched", "")


def test_crawl_delay_without_end_is_no_crawl(paper: Newspaper, tmp_path: Path) -> None:
    paper.pages |= {"/robots.txt": (200, ROBOTS, b"User-agent: *\nCrawl-delay: 99999"), "/": front()}
    assert "asks for 99999 seconds" in crawled(paper, tmp_path)["/"][1]


# --- misbehaviour ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (endless, "larger than"), (BOMB, "a bomb"), (cut, "cannot be fetched"),
        ((302, {"Location": "/bad"}, b""), "redirects"), ((302, {"Location": "ftp://a.vn/x"}, b""), "no address of http"),
        ((302, {"Location": "http://[::1"}, b""), "cannot be fetched"),
        ((500, {}, b"x"), "answered 500"), ((404, {}, b"x"), "answered 404"), ((410, {}, b""), "answered 410"),
        ((200, {"Content-Encoding": "br"}, b"x"), "coding that is not read"),
        ((200, {"Content-Type": "application/pdf"}, b"%PDF"), "no page but application/pdf"),
    ],
)  # fmt: skip
def test_crawl_misbehaviour_costs_one_page(
    paper: Newspaper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: object, why: str
) -> None:
    monkeypatch.setattr(bodies, "MAX_BYTES", 9_000_000)
    monkeypatch.setattr(web, "_QUIET", 2)
    paper.pages |= {"/": front("/bad", "/1"), "/bad": answer, "/1": article(1)}
    found = crawled(paper, tmp_path)
    assert found["/bad"][0] in ("failed", "skipped")
    assert why in found["/bad"][1]
    assert found["/1"] == ("fetched", "")
    assert stored(tmp_path) == ["/1"]


def test_crawl_slow_drip_is_left(paper: Newspaper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawl, "MAX_SECONDS", 0.3)
    monkeypatch.setattr(crawl, "ATTEMPTS", 1)
    paper.pages |= {"/": front("/bad"), "/bad": drip}
    found = crawled(paper, tmp_path, given=[f"{paper.url}/bad"])
    assert "longer than" in found["/bad"][1]


def test_crawl_redirect_to_a_private_address_is_refused(
    paper: Newspaper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = web._is_public
    monkeypatch.setattr(web, "_is_public", lambda address: address == "127.0.0.1" or real(address))
    paper.pages |= {"/robots.txt": (200, ROBOTS, b""), "/": (302, {"Location": "http://10.0.0.1/secret"}, b"")}
    found = crawled(paper, tmp_path, allow_private=False)
    assert "private address (10.0.0.1)" in found["/"][1]


def test_crawl_private_site_is_refused(paper: Newspaper, tmp_path: Path) -> None:
    assert "private address" in crawled(paper, tmp_path, allow_private=False)["/"][1]
    assert not paper.hits


def test_crawl_errors_that_pass_are_tried_again(paper: Newspaper, tmp_path: Path) -> None:
    paper.pages |= {
        "/": front("/1", "/2"),
        "/1": in_turn((500, {}, b""), (502, {}, b""), article(1)),
        "/2": in_turn(cut, article(2)),
    }
    clock = Clock()
    found = crawled(paper, tmp_path, clock)
    assert (found["/1"], found["/2"]) == (("fetched", ""), ("fetched", ""))
    assert (paper.hits["/1"], paper.hits["/2"]) == (3, 2)


def test_crawl_waits_as_long_as_a_server_asks(paper: Newspaper, tmp_path: Path) -> None:
    paper.pages |= {"/": front("/1"), "/1": in_turn((429, {"Retry-After": "120"}, b""), article(1))}
    clock = Clock()
    assert crawled(paper, tmp_path, clock)["/1"] == ("fetched", "")
    assert 120.0 in clock.slept


def test_crawl_server_that_asks_for_an_hour_is_left_for_another_time(paper: Newspaper, tmp_path: Path) -> None:
    paper.pages |= {"/": front("/1"), "/1": in_turn((503, {"Retry-After": "3600"}, b""), article(1))}
    clock = Clock()
    assert crawled(paper, tmp_path, clock)["/1"][0] == "queued"
    assert max(clock.slept) < 10
    assert crawled(paper, tmp_path, clock)["/1"][0] == "queued"
    assert paper.hits["/1"] == 1
    clock.now += 3600
    assert crawled(paper, tmp_path, clock)["/1"] == ("fetched", "")


def test_crawl_sitemaps_without_end_are_bounded(
    paper: Newspaper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crawl, "MAX_SITEMAPS", 5)
    count = iter(range(1000))

    def more(_: object) -> bytes:
        return paper.index(*(f"/map{next(count)}.xml" for _ in range(3)), "/sitemap.xml")

    paper.pages |= {f"/map{number}.xml": more for number in range(1000)} | {"/": front(), "/sitemap.xml": more}
    found = crawled(paper, tmp_path)
    assert sum(count for path, count in paper.hits.items() if "map" in path) <= 6
    assert ("skipped", "limit: too many sitemaps") in found.values()
    monkeypatch.setattr(crawl, "MAX_SITEMAPS", 1000)
    before = sum(paper.hits.values())
    paper.pages["/sitemap.xml"] = paper.index("/map0.xml")
    for number in range(1000):
        paper.pages[f"/map{number}.xml"] = paper.index(f"/map{number + 1}.xml")
    crawled(paper, tmp_path / "deep")
    assert sum(paper.hits.values()) - before == 2 + 1 + crawl.MAX_NESTED


@pytest.mark.parametrize(
    "content",
    [
        b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'x'><!ENTITY b '" + b"&a;" * 50_000 + b"'>]><rss>&b;</rss>",
        b"<?xml version='1.0'?><rss><channel>" + b"<item>" * 50_000,
        b"<?xml version='1.0'?><urlset>" + b"<url>" * 50_000,
        b"<?xml version='1.0'?><!DOCTYPE u SYSTEM 'http://127.0.0.1/x'><urlset><url><loc>&x;</loc></url></urlset>",
    ],
)
def test_crawl_xml_bombs_cost_one_list(paper: Newspaper, tmp_path: Path, content: bytes) -> None:
    robots = f"Sitemap: {paper.url}/bomb.xml".encode()
    paper.pages |= {"/robots.txt": (200, ROBOTS, robots), "/bomb.xml": content, "/": front("/1"), "/1": article(1)}
    found = crawled(paper, tmp_path)
    assert found["/bomb.xml"][0] in ("failed", "list")
    assert found["/1"] == ("fetched", "")


def test_crawl_broken_feed_gives_what_can_be_read(paper: Newspaper, tmp_path: Path) -> None:
    feed = b"<?xml version='1.0'?><rss><channel><item><title>a & b</title><link>/1</link></item><item><li"
    head = "<link rel='alternate' type='application/rss+xml' href='/rss'>"
    paper.pages |= {"/": front(head=head), "/rss": feed, "/1": article(1)}
    found = crawled(paper, tmp_path)
    assert (found["/rss"][0], found["/1"]) == ("list", ("fetched", ""))


def test_crawl_goes_on_when_the_reader_fails(paper: Newspaper, tmp_path: Path) -> None:
    def fail(_: object) -> Verdict:
        raise RecursionError

    paper.pages |= {"/": front("/1"), "/1": article(1)}
    assert crawled(paper, tmp_path, judge=fail)["/1"] == ("fetched", "")


# --- what is wanted ----------------------------------------------------------------------------------------------


def judge(page: Any) -> Verdict:
    """By the mark-up of `newspaper.article`."""
    _, sign, rest = page.content.decode().partition("application/ld+json'>")
    if not sign:
        return Verdict(article=False, reason="a list")
    told = json.loads(rest.partition("</script>")[0])
    return Verdict(article=True, title=told["headline"], published=told["datePublished"], text=rest)


def test_crawl_learns_from_lists_about_what_waits(paper: Newspaper, tmp_path: Path) -> None:
    # Links of the front page are in the queue before the sitemap and the feed are read.
    feed = "<link rel='alternate' type='application/rss+xml' href='/rss'>"
    item = "<rss><channel><item><title>PCI</title><link>/liked</link></item></channel></rss>"
    paper.pages |= {
        "/": front("/old", "/other", "/liked", head=feed),
        "/sitemap.xml": paper.sitemap("/old", lastmod="2001-01-01"),
        "/rss": item.encode(),
        **{path: article(number) for number, path in enumerate(("/old", "/other", "/liked"))},
    }
    found = crawled(paper, tmp_path, since="2019-01-01", match="PCI", judge=judge)
    assert found["/old"] == ("skipped", "too old: before 2019-01-01")
    assert "/old" not in paper.hits
    assert [path for path, _ in paper.asked[-2:]] == ["/liked", "/other"]
    # What is given is fetched whatever a list says of it.
    paper.hits.clear()
    crawled(paper, tmp_path / "given", since="2019-01-01", judge=judge, given=[paper.url, f"{paper.url}/old"])
    assert paper.hits["/old"] == 1


def test_crawl_too_deep_by_one_way_is_fetched_by_another(paper: Newspaper, tmp_path: Path) -> None:
    paper.pages |= {
        "/": front("/pci-1", "/list"), "/pci-1": front("/pci-2"), "/pci-2": front("/pci-3"), "/list": front("/pci-3"),
        "/pci-3": article(3),
    }  # fmt: skip
    assert crawled(paper, tmp_path, depth=2, match="pci", judge=judge)["/pci-3"] == ("fetched", "")


def test_crawl_takes_what_is_wanted_and_says_why_not(paper: Newspaper, tmp_path: Path) -> None:
    paper.pages |= {
        "/": front("/1", "/old", "/new", "/papi", "/deep"),
        "/sitemap.xml": paper.sitemap("/long-ago", "/doc.pdf", lastmod="2001-01-01"),
        "/1": article(1),
        "/old": article(2, day="2010-01-01"),
        "/new": article(3, day="2030-01-01"),
        "/papi": article(4, index="PAPI"),
        "/deep": front("/deeper"),
        "/deeper": front("/deepest"),
    }
    wanted: dict[str, Any] = {"since": "2019-01-01", "until": "2025-12-31", "match": "PCI", "judge": judge}
    found = crawled(paper, tmp_path, depth=1, **wanted)
    assert found["/1"] == ("fetched", "")
    assert found["/old"] == ("skipped", "too old: before 2019-01-01")
    assert found["/new"] == ("skipped", "too new: after 2025-12-31")
    assert found["/long-ago"] == ("skipped", "too old: before 2019-01-01")
    assert found["/doc.pdf"] == ("skipped", "no page by its name")
    assert found["/papi"] == ("skipped", "no match in title or text")
    assert found["/deep"] == ("list", "no article: a list")
    assert found["/deeper"] == ("skipped", "limit: too deep")
    assert "/long-ago" not in paper.hits
    assert stored(tmp_path) == ["/1"]
    assert "/papi" in stored(tmp_path, everything=True)
    # A higher limit goes on where the lower one ended.
    assert crawled(paper, tmp_path, depth=2, **wanted)["/deeper"] == ("list", "no article: a list")
    assert paper.hits["/1"] == 1
    with pytest.raises(SourceError, match="name another folder"):
        crawled(paper, tmp_path, **wanted | {"match": "PAPI"})


def test_crawl_limit_of_pages_leaves_the_rest_and_likely_ones_come_first(paper: Newspaper, tmp_path: Path) -> None:
    paper.pages |= {"/": front("/1", "/2", "/pci-3"), "/1": article(1), "/2": article(2), "/pci-3": article(3)}
    found = crawled(paper, tmp_path, max_pages=2, match="pci")
    assert found["/pci-3"] == ("fetched", "")
    assert (found["/1"][0], found["/2"][0]) == ("queued", "queued")
    assert crawled(paper, tmp_path, max_pages=4, match="pci")["/2"] == ("fetched", "")
    assert {paper.hits[path] for path in ("/", "/1", "/2", "/pci-3")} == {1}


def test_crawl_same_page_by_other_names_is_fetched_once(paper: Newspaper, tmp_path: Path) -> None:
    own = f"<link rel='canonical' href='{paper.url}/1'>"
    everywhere = f"<link rel='canonical' href='{paper.url}/'>"
    paper.pages |= {
        "/": front("/1?print=1", "/1?utm_source=x", "/1#comments", "/moved", "/2", "/2-copy", "/3"),
        "/1?print=1": article(1, head=own),
        "/1": article(1, head=own),
        "/moved": (301, {"Location": "/2"}, b""),
        "/2": article(2),
        "/2-copy": article(2),
        "/3": article(3, head=everywhere),
    }
    found = crawled(paper, tmp_path)
    assert found["/1"] == ("skipped", f"duplicate: is {paper.url}/1?print=1")
    assert found["/2"] == ("skipped", f"duplicate: is {paper.url}/moved")
    assert found["/2-copy"] == ("skipped", f"duplicate: the same bytes as {paper.url}/moved")
    assert found["/3"] == ("fetched", "")  # as everybody's canonical address, a front page is a mistake
    assert stored(tmp_path) == ["/1?print=1", "/2", "/3"]
    assert set(paper.hits.values()) == {1}


def test_crawl_redirects_are_followed_within_the_site(paper: Newspaper, tmp_path: Path) -> None:
    paper.pages |= {
        "/": front("/out", "/known", "/1", "/forbidden"),
        "/robots.txt": (200, ROBOTS, b"User-agent: *\nDisallow: /secret"),
        "/out": (302, {"Location": "http://elsewhere.vn/"}, b""),
        "/1": article(1),
        "/known": in_turn((302, {"Location": "/"}, b"")),
        "/forbidden": (302, {"Location": "/secret"}, b""),
    }
    found = crawled(paper, tmp_path)
    assert found["/out"] == ("skipped", "redirects to another site: http://elsewhere.vn/")
    assert found["/known"] == ("skipped", f"duplicate: redirects to {paper.url}/")
    assert found["/forbidden"] == ("skipped", "robots.txt forbids it")


def test_crawl_again_asks_lists_whether_they_have_changed(paper: Newspaper, tmp_path: Path) -> None:
    def same(request: Any) -> object:
        if request.headers.get("If-None-Match") == '"1"' and request.headers.get("If-Modified-Since") == "then":
            return 304, {}, b""
        return 200, {"ETag": '"1"', "Last-Modified": "then"}, paper.sitemap("/1")

    paper.pages |= {"/": front("/2"), "/sitemap.xml": same, "/1": article(1), "/2": article(2)}
    crawled(paper, tmp_path, judge=judge)
    records = stored(tmp_path, everything=True)
    paper.pages |= {"/": front("/3"), "/3": article(3)}
    found = crawled(paper, tmp_path, judge=judge)
    assert found["/sitemap.xml"] == ("list", "not modified (304)")
    assert found["/3"] == ("fetched", "")
    assert (paper.hits["/1"], paper.hits["/2"], paper.hits["/sitemap.xml"]) == (1, 1, 2)
    assert stored(tmp_path, everything=True) == [*records, "/", "/3"]
    assert crawled(paper, tmp_path, judge=judge)["/"] == ("list", "the same bytes as before")


def test_crawl_again_looks_at_pages_without_a_date_for_what_is_new(paper: Newspaper, tmp_path: Path) -> None:
    def undated(page: Page) -> Verdict:
        return replace(judge(page), article=True, text=page.content.decode())

    paper.pages |= {"/": front("/list", "/about"), "/list": front("/1"), "/about": front(), "/1": article(1)}
    wanted: dict[str, Any] = {"match": "/1|PCI", "judge": undated}
    first = crawled(paper, tmp_path, **wanted)
    assert (first["/list"], first["/about"]) == (("fetched", ""), ("skipped", "no match in title or text"))
    paper.pages |= {"/list": front("/1", "/2"), "/2": article(2)}
    again = crawled(paper, tmp_path, **wanted)
    assert again["/2"] == ("fetched", "")
    assert again["/about"] == ("skipped", "the same bytes as before")
    assert (paper.hits["/1"], paper.hits["/list"]) == (1, 2)


def test_crawl_site_without_https_is_tried_without(
    paper: Newspaper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper.pages |= {"/": front("/1"), "/1": article(1)}
    found = crawled(paper, tmp_path, given=[paper.url.removeprefix("http://")])
    assert found["/1"] == ("fetched", "")
    assert next(value for key, value in found.items() if key.startswith("https"))[0] == "failed"


@pytest.mark.parametrize("given", ["ftp://a.vn", "http://", "http://[::1"])
def test_crawl_what_is_no_site_says_so(paper: Newspaper, tmp_path: Path, given: str) -> None:
    with pytest.raises(SourceError, match="no address of a site"):
        crawled(paper, tmp_path, given=[given])


# --- what is kept ------------------------------------------------------------------------------------------------


def test_crawl_keeps_answers_with_time_headers_and_status(paper: Newspaper, tmp_path: Path) -> None:
    paper.pages |= {"/": front("/1"), "/1": (200, {"X-Paper": "a", "Content-Type": "text/html"}, article(1))}
    crawled(paper, tmp_path)
    (file,) = tmp_path.glob("*.warc.gz")
    (record,) = scan(file)
    page = read_record(file, record.offset, record.length)
    assert page.content == article(1)
    assert (page.status, page.headers["x-paper"], page.headers["content-type"]) == (200, "a", "text/html")
    assert page.fetched is not None
    assert page.fetched.endswith("+00:00")


def test_crawl_two_processes_do_not_share_a_folder(tmp_path: Path) -> None:
    with closing(Crawl(tmp_path)), pytest.raises(SourceError, match="another process"):
        Crawl(tmp_path)


def test_crawl_state_that_cannot_be_kept_says_so(tmp_path: Path) -> None:
    (tmp_path / "state.sqlite").mkdir()
    with pytest.raises(SourceError, match="cannot keep the state"):
        Crawl(tmp_path)


def test_crawl_takes_up_what_was_synced_but_not_committed(
    paper: Newspaper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill between the record's sync and the row's commit costs nothing; half a record is cut off."""
    paper.pages |= {"/": front("/1", "/2"), "/1": article(1), "/2": article(2)}

    def killed(one: Crawl, row: object, page: Page) -> None:
        one.writer.append(page, "list")
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Crawl, "_take", killed)
        with pytest.raises(KeyboardInterrupt):
            crawled(paper, tmp_path)
    assert paper.hits["/"] == 1
    (file,) = tmp_path.glob("*.warc.gz")
    file.write_bytes(file.read_bytes() + file.read_bytes()[:200])
    found = crawled(paper, tmp_path)
    assert (found["/1"], found["/2"]) == (("fetched", ""), ("fetched", ""))
    assert paper.hits["/"] == 1
    assert stored(tmp_path, everything=True).count("/") == 1


def test_crawl_sigkill_at_many_points_and_nothing_is_fetched_twice(paper: Newspaper, tmp_path: Path) -> None:
    """The process is killed while it waits for an answer, three times; only that answer is asked for again."""
    asked, go = threading.Event(), threading.Event()

    def hang(request: Any) -> bytes:
        if not go.is_set():
            asked.set()
            go.wait(30)
        return article(int(request.path[1:]))

    numbers = range(1, 9)
    paper.pages |= {f"/{number}": article(number) for number in numbers}
    paper.pages |= {"/": front(*(f"/{number}" for number in numbers))}
    code = (
        "import sys; from pathlib import Path; from extract.sources.crawl import *\n"
        "c = Crawl(Path(sys.argv[1]), Settings(allow_private=True, rate=1000)); c.start([sys.argv[2]]); list(c.run())"
    )
    for at in ("/2", "/5", "/8"):
        paper.pages[at] = hang
        asked.clear()
        go.clear()
        process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path), paper.url], env={**os.environ})
        assert asked.wait(60)
        process.send_signal(signal.SIGKILL)
        process.wait(30)
        paper.pages[at] = article(int(at[1:]))
        go.set()
    subprocess.run([sys.executable, "-c", code, str(tmp_path), paper.url], check=True, timeout=120)
    hits = {path: count for path, count in paper.hits.items() if path != "/robots.txt"}
    assert hits == {"/": 1, "/sitemap.xml": 1} | {f"/{number}": 2 if number in (2, 5, 8) else 1 for number in numbers}
    assert sorted(stored(tmp_path)) == [f"/{number}" for number in numbers]
    assert paper.hits["/robots.txt"] == 1
