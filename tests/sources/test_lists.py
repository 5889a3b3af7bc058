"""Feeds, sitemaps, links and addresses: what sites say of themselves."""

import gzip
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.sources import Page, SourceError, feeds
from extract.sources.addresses import canonical, may_be_page, origin, same_site, site
from extract.sources.feeds import Entry, is_feed, read_feed
from extract.sources.links import links_of
from extract.sources.sitemaps import is_sitemap, read_sitemap

NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def page(content: str | bytes, url: str = "https://a.vn/x/list.xml") -> Page:
    return Page(source=url, content=content.encode() if isinstance(content, str) else content, url=url)


RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Báo</title>
<item><title><![CDATA[Chỉ số  PCI]]></title><link>https://a.vn/1?utm_source=rss&amp;id=2</link>
<pubDate>Wed, 06 May 2020 08:30:00 +0700</pubDate></item><item><link>/2</link></item>
<item><title>không có liên kết</title></item><item><link>/2</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Báo</title><entry><title>PCI</title>
<link href="https://a.vn/1"/><published>2020-05-06T08:30:00+07:00</published><updated>2020-05-07T00:00:00Z</updated>
</entry></feed>"""


def test_lists_feed_tells_address_title_and_date() -> None:
    first, second = read_feed(page(RSS))
    assert first == Entry("https://a.vn/1?id=2", "Chỉ số PCI", "2020-05-06T01:30:00+00:00", first.modified)
    assert second == Entry("https://a.vn/2")
    assert read_feed(page(ATOM)) == [
        Entry("https://a.vn/1", "PCI", "2020-05-06T01:30:00+00:00", "2020-05-07T00:00:00+00:00")
    ]
    assert is_feed(RSS.encode())
    assert is_feed(ATOM.encode())


@pytest.mark.parametrize(("end", "count"), [("</title><link>", 0), ("<link>/2", 1), ("<item><title>không", 2)])
def test_lists_broken_feed_gives_what_can_be_read(end: str, count: int) -> None:
    try:
        found = [entry.url for entry in read_feed(page(RSS[: RSS.index(end)]))]
    except SourceError:
        found = []
    assert found == ["https://a.vn/1?id=2", "https://a.vn/2"][:count]


def test_lists_endless_feed_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    items = "".join(f"<item><link>https://a.vn/{number}</link></item>" for number in range(3_000))
    assert len(read_feed(page(f"<rss><channel>{items}"))) == feeds.MAX_ENTRIES
    with pytest.raises(SourceError, match="no feed"):
        read_feed(page("<rss>" + "<a>" * 40_000))


@pytest.mark.parametrize("content", ["", "hello", "<html><p>x", "\x00\xff"])
def test_lists_what_is_no_feed_says_so(content: str) -> None:
    with pytest.raises(SourceError, match="no feed"):
        read_feed(page(content))


def test_lists_feed_reads_no_entity() -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "x"><!ENTITY b "' + "&a;" * 100_000 + '"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    content = (
        f"<?xml version='1.0'?>{bomb}<rss><channel><item><title>&b;&f;</title><link>/1</link></item></channel></rss>"
    )
    (entry,) = read_feed(page(content))
    assert len(entry.title or "") < 20


def test_lists_sitemap_tells_address_and_dates() -> None:
    content = f"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="{NEWS}"
    xmlns:i="http://www.google.com/schemas/sitemap-image/1.1">
    <url><loc> https://a.vn/1?a=1&amp;b=2&c=3 </loc><lastmod>2020-05-06T08:30:00+07:00</lastmod>
    <i:image><i:loc>https://a.vn/1.jpg</i:loc></i:image>
    <n:news><n:publication_date>2020-05-05</n:publication_date><n:title>Chỉ số
    PCI &khongco; &amp; PAPI</n:title></n:news></url>
    <url><loc>/2</loc><lastmod>hôm qua</lastmod></url><url></url><url><loc>mailto:x</loc></url></urlset>"""
    found = read_sitemap(page(content))
    assert found.pages == (
        Entry("https://a.vn/1?a=1&b=2&c=3", "Chỉ số PCI &khongco; & PAPI", "2020-05-05", "2020-05-06T08:30:00+07:00"),
        Entry("https://a.vn/2"),
    )
    assert is_sitemap(content.encode())


def test_lists_sitemaps_of_other_kinds() -> None:
    index = "<sitemapindex><sitemap><loc>/a.xml.gz</loc><lastmod>2020-01-01</lastmod></sitemap></sitemapindex>"
    found = read_sitemap(page(gzip.compress(index.encode())))
    assert found.sitemaps == (Entry("https://a.vn/a.xml.gz", modified="2020-01-01"),)
    found = read_sitemap(page("https://a.vn/1\r\n\r\nhttps://a.vn/2\n"))
    assert [entry.url for entry in found.pages] == ["https://a.vn/1", "https://a.vn/2"]


def test_lists_broken_sitemap_gives_what_was_before() -> None:
    found = read_sitemap(page("<urlset><url><loc>https://a.vn/1</loc></url><url><loc>https://a.vn/2</l"))
    assert [entry.url for entry in found.pages] == ["https://a.vn/1"]


@pytest.mark.parametrize(
    "content",
    ["<urlset>" + "<a>" * 100_000, "<html>", "", "<urlset><url", gzip.compress(b"x" * 20_000_000)],
    ids=["deep", "html", "empty", "cut", "bomb"],
)
def test_lists_what_is_no_sitemap_says_so(content: str | bytes) -> None:
    with pytest.raises(SourceError):
        read_sitemap(page(content))


def test_lists_sitemap_reads_no_entity() -> None:
    bomb = '<!DOCTYPE u [<!ENTITY a "x"><!ENTITY b "' + "&a;" * 100_000 + '"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    found = read_sitemap(page(f"<?xml version='1.0'?>{bomb}<urlset><url><loc>https://a.vn/&b;&f;</loc></url></urlset>"))
    assert [entry.url for entry in found.pages] == ["https://a.vn/&b;&f;"]


@given(st.binary(max_size=400), st.sampled_from([b"", b"<rss><channel><item>", b"<urlset><url><loc>"]))
def test_lists_any_bytes_give_entries_or_a_reason(content: bytes, begin: bytes) -> None:
    for read in (read_feed, read_sitemap):
        with suppress(SourceError):
            read(page(begin + content))


def test_lists_links_of_a_page() -> None:
    found = links_of(
        page(
            """<html><head><base href="/b/"><link rel="canonical" href="/c#x">
            <link rel="alternate" type="application/rss+xml" href="/rss"><link rel="alternate" hreflang="vi" href="/vi">
            </head><body><a href="1"><img></a><a href="1#top">Chỉ số  PCI</a><a href="/2?fbclid=x" title="Hai"></a>
            <a href="3" rel="nofollow">x</a><a href="javascript:x()">x</a><a href="http://[">x</a></body>"""
        )
    )
    assert found.pages == (("https://a.vn/b/1", "Chỉ số PCI"), ("https://a.vn/2", "Hai"))
    assert (found.feeds, found.canonical) == (("https://a.vn/rss",), "https://a.vn/c")


def test_lists_links_are_not_followed_where_the_page_says_so() -> None:
    assert links_of(page("<meta name='robots' content='noindex, NoFollow'><a href='/1'>x</a>")).pages == ()
    assert len(links_of(page("".join(f"<a href='/{number}'>x</a>" for number in range(9_000)))).pages) == 5_000
    assert links_of(page("<base href='http://['><a href='/1'>x</a>")).pages == (("https://a.vn/1", "x"),)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("HTTP://WWW.Bao.vn:80/a/./b/../c?id=5&utm_source=x&b=2&a=1&fbclid=z#top", "http://www.bao.vn/a/c?id=5&b=2&a=1"),
        ("https://báo.vn/tin tức?q=ệ", "https://xn--bo-mia.vn/tin%20t%E1%BB%A9c?q=%E1%BB%87"),
        ("https://user:word@a.vn:443", "https://a.vn/"), ("https://a.vn/%e1%bb%87", "https://a.vn/%e1%bb%87"),
        ("http://[::1]:8000/x", "http://[::1]:8000/x"), ("https://a.vn./x/..", "https://a.vn/"),
        ("ftp://a.vn/x", None), ("javascript:x()", None), ("http://", None), ("http://[", None), ("", None),
        ("http://a.vn:port/", None), ("https://a.vn/" + "x" * 3_000, None), ("http://" + "ệ" * 70 + ".vn", None),
    ],
)  # fmt: skip
def test_lists_address_has_one_spelling(url: str, found: str | None) -> None:
    assert canonical(url) == found
    if found is not None:
        assert canonical(found) == found


@given(st.text(max_size=60), st.text(max_size=30))
def test_lists_any_address_is_refused_or_stays_what_it_is(path: str, query: str) -> None:
    found = canonical(f"https://a.vn/{path}?{query}")
    assert found is None or (canonical(found) == found and found.isascii())


def test_lists_site_of_an_address() -> None:
    assert [site(f"https://{host}/x") for host in ("www.bao.vn", "m.bao.vn", "en.bao.vn", "m.vn")] == [
        "bao.vn", "bao.vn", "en.bao.vn", "m.vn",
    ]  # fmt: skip
    assert same_site("https://en.bao.vn/", {"bao.vn"})
    assert not same_site("https://xbao.vn/", {"bao.vn"})
    assert origin("https://a.vn:8443/x") == "https://a.vn:8443"
    assert [may_be_page(f"https://a.vn/{name}") for name in ("a.html", "a.JPG", "a.pdf?x", "a.aspx", "a")] == [
        True, False, False, True, True,
    ]  # fmt: skip
