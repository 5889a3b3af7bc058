"""Every declaration of a site loads, says where it is from, and its selectors are selectors."""

from itertools import chain

import pytest
from selectolax.lexbor import LexborHTMLParser

from extract.tables import sites as table
from extract.tables.base import TableError
from extract.tables.provinces import provinces_by_domain
from extract.tables.sites import Layout, Site, all_layouts, layouts, needle, sites, systems

NATIONAL = (
    "vnexpress.net", "tuoitre.vn", "thanhnien.vn", "nhandan.vn", "vietnamplus.vn", "baochinhphu.vn",
    "xaydungchinhsach.chinhphu.vn",
)  # fmt: skip


def selectors(layout: Layout) -> list[str]:
    return list(chain(layout.body, layout.title, layout.lead, layout.date, layout.author, layout.cut))


@pytest.mark.parametrize("layout", all_layouts(), ids=lambda layout: layout.body[0])
def test_sites_selectors_are_read_by_the_parser(layout: Layout) -> None:
    tree = LexborHTMLParser("<p>a</p>")
    assert layout.body
    for selector in selectors(layout):
        tree.css(selector)
        assert needle(selector).lower() in selector.lower()


@pytest.mark.parametrize("domain", NATIONAL)
def test_sites_national_papers_have_a_layout_of_their_own(domain: str) -> None:
    site = next(site for site in sites() if domain in site.domains)
    assert site.layout or site.cms


def test_sites_papers_and_portals_of_twenty_provinces() -> None:
    homes = {provinces_by_domain().get(domain) for site in sites() for domain in site.domains} - {None}
    assert len(homes) >= 20


def test_sites_say_against_what_they_were_checked() -> None:
    assert all(
        said.strip() for said in (*(site.checked for site in sites()), *(cms.checked for cms in systems().values()))
    )


@pytest.mark.parametrize(
    ("host", "first"),
    [
        ("vnexpress.net", "article.fck_detail"),
        ("www.baogialai.com.vn", ".article__body"),
        ("m.tuoitre.vn", ".detail-content.afcbc-body"),
        ("xaydungchinhsach.chinhphu.vn", ".detail-content.afcbc-body"),
    ],
)
def test_sites_host_tries_its_own_layouts_first(host: str, first: str) -> None:
    assert layouts(host)[0].body[0] == first


def test_sites_unknown_host_tries_every_system_and_the_vague_ones_last() -> None:
    tried = layouts("example.org")
    assert len(tried) == sum(len(system.layout) for system in systems().values())
    assert [system.specific for system in systems().values()] == sorted(
        (system.specific for system in systems().values()), reverse=True
    )


@pytest.mark.parametrize(
    ("selector", "characters"),
    [
        ("div.article__body p", "article__body"),
        ('[itemprop="articleBody"]', "articleBody"),
        ("p.Normal[style*=right] strong", "Normal"),
        ("#content > p:first-child > strong", "content"),
        (r".max-md\:text-2xl", "max-md"),
        ("h1", "h1"),
    ],
)
def test_sites_needle(selector: str, characters: str) -> None:
    assert needle(selector) == characters


def test_sites_unknown_system_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "data_names", lambda *_: ["sites/a.vn.toml"])
    monkeypatch.setattr(table, "load_toml", lambda *_: Site("A", ("a.vn",), "x", ("none",)))
    monkeypatch.setattr(table, "systems", dict)
    with pytest.raises(TableError, match=r"no data/cms/none\.toml"):
        table.sites.__wrapped__()


def test_sites_domain_in_two_files_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "sites", lambda: (Site("A", ("a.vn",), "x"), Site("B", ("a.vn",), "x")))
    with pytest.raises(TableError, match=r"a\.vn is in two files"):
        table._domains.__wrapped__()
