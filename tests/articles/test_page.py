"""Pages give their article and nothing else; hostile ones end soon, in a reading or a refusal."""

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from extract.articles import shape
from extract.articles.body import ArticleError, read_article
from extract.articles.metadata import iso
from extract.articles.page import _SHORT, HtmlError, _names_in, read_html
from extract.articles.shape import MOST, TAME, Shape, in_tags, look, shape_of
from extract.records import Article
from extract.sources import Page
from extract.tables.sites import all_layouts, needle
from tests.articles import pages
from tests.clock import at_most

PARAGRAPH = f"<p>{pages.PARAGRAPHS[0]}</p>"


def read(html: str, **fields: str) -> Article:
    return read_article(Page(source="page.html", content=html.encode(), **fields))  # type: ignore[arg-type]


def inside(html: str) -> str:
    return f"<html><body><article>{html}</article></body></html>"


@pytest.mark.parametrize("name", pages.ALL)
def test_page_gives_headline_lead_and_body_only(name: str) -> None:
    article = read(pages.ALL[name])
    assert article.text.split("\n") == list(pages.OWN)
    assert article.title == pages.TITLE


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("modern", ("baohanam.com.vn", "Thu Trang", "2023-04-12T10:30:00+07:00", "json-ld")),
        ("tables", ("baohanam.com.vn", "Thu Trang", "2023-04-12T10:30:00+07:00", "meta")),
        ("bare", (None, "Thu Trang", None, None)),
        ("breaks", (None, None, None, None)),
    ],
)
def test_page_tells_where_it_comes_from(name: str, told: tuple[str | None, ...]) -> None:
    article = read(pages.ALL[name])
    assert (article.site, article.author, article.published, article.published_from) == told


def test_page_address_is_the_one_it_was_fetched_from() -> None:
    article = read(pages.MODERN, url="https://www.example.vn/a?b=1")
    assert (article.url, article.site) == ("https://www.example.vn/a?b=1", "example.vn")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "/relative", "http://[broken", "ftp://a.vn/x"])
def test_page_canonical_link_must_be_an_address(link: str) -> None:
    article = read(pages.page(f"<article>{PARAGRAPH}</article>", head=f'<link rel="canonical" href="{link}">'))
    assert (article.url, article.site) == (None, None)


def test_page_is_not_published_after_it_was_fetched() -> None:
    head = '<meta property="article:published_time" content="2031-01-01T00:00:00Z">'
    body = f"<article><time datetime='2023-04-12'>12/4</time>{PARAGRAPH}</article>"
    article = read(pages.page(body, head), fetched="2024-01-01T00:00:00+00:00")
    assert (article.published, article.published_from) == ("2023-04-12", "time")


def test_page_date_is_read_from_its_place_last() -> None:
    body = f"<article><h1>{pages.TITLE}</h1><div class='post-time'>Thứ tư, 12/04/2023 10:30</div>{PARAGRAPH}</article>"
    article = read(pages.page(body))
    assert (article.published, article.published_from) == ("2023-04-12T10:30:00+07:00", "byline")


@pytest.mark.parametrize(
    ("told", "read_as"),
    [
        ("2023-04-12T10:30:00Z", "2023-04-12T10:30:00+00:00"),
        ("2023-04-12 10:30", "2023-04-12T10:30:00+07:00"),
        ("2023-04-12T10:30:15.123+0700", "2023-04-12T10:30:15+07:00"),
        ("2023-04-12", "2023-04-12"),
        ("2023-13-45", None),
        ("12/04/2023", "2023-04-12"),
        ("", None),
        ("mới đây", None),
    ],
)
def test_page_dates_become_iso(told: str, read_as: str | None) -> None:
    assert iso(told) == read_as


@pytest.mark.parametrize(
    "script",
    [
        "[" * 50_000,
        "{not json",
        '{"@type": 5, "author": 7}',
        '{"@type":"NewsArticle","author":{"name":3}}',
        "x" * 1_000_001,
    ],
    ids=["deep", "broken", "numbers", "no name", "huge"],
)
def test_page_broken_json_ld_is_passed_over(script: str) -> None:
    head = f'<script type="application/ld+json">{script}</script>'
    assert read(pages.page(f"<article><h1>{pages.TITLE}</h1>{PARAGRAPH}</article>", head)).published is None


def test_page_with_several_headings_takes_the_one_it_tells_of_itself() -> None:
    head = f'<meta property="og:title" content="{pages.TITLE} - Báo A"><meta property="og:site_name" content="Báo A">'
    body = f"<h1>Báo A</h1><h1>{pages.TITLE}</h1><article>{PARAGRAPH}</article>"
    assert read(pages.page(body, head)).title == pages.TITLE


def test_page_in_one_form_or_one_box_is_kept() -> None:
    """Portals put the whole page into a form, some into a box with a name that means little."""
    form = f"<form><div class='share-page'><h1>{pages.TITLE}</h1>{PARAGRAPH}</div></form>"
    assert read(pages.page(form)).text == f"{pages.TITLE}\n{pages.PARAGRAPHS[0]}"


def test_page_with_a_lead_of_its_own_keeps_it_once() -> None:
    outside = f"<div class='sapo'>{pages.LEAD}</div>"
    body = "".join(f"<p>{line}</p>" for line in pages.PARAGRAPHS)
    article = read(pages.page(f"<h1>{pages.TITLE}</h1>{outside}<article><div>{body}</div></article>"))
    assert article.text.split("\n") == list(pages.OWN)


@pytest.mark.parametrize(
    "below",
    [
        f"<p style='text-align: center'><img src=a><br>{pages.UNMARKED}</p>",
        f"<p><img src=a></p><p align='center'>{pages.UNMARKED}</p>",
        f"<p align=center><img src=a></p><p><em>{pages.UNMARKED}</em></p>",
        f"<table><tr><td><img src=a></td></tr><tr><td style='text-align:center'>{pages.UNMARKED}</td></tr></table>",
    ],
)
def test_page_caption_without_a_credit_is_known_by_its_place(below: str) -> None:
    """It looks like a sentence of the body: only the image above tells."""
    body = "".join(f"<p>{line}</p>" for line in pages.PARAGRAPHS[:2])
    rest = "".join(f"<p>{line}</p>" for line in pages.PARAGRAPHS[2:])
    html = pages.page(f"<article><h1>{pages.TITLE}</h1><p><b>{pages.LEAD}</b></p>{body}{below}{rest}</article>")
    assert read(html).text.split("\n") == list(pages.OWN)


@pytest.mark.parametrize(
    "kept",
    [
        f"<p><img src=a>{pages.UNMARKED}</p>",
        f"<p><img src=a></p><p>{pages.UNMARKED}</p>",
        f"<p align=center>{pages.UNMARKED}</p>",
        f"<p><img src=a></p><p>{pages.PARAGRAPHS[0]}</p><p><em>{pages.UNMARKED}</em></p>",
        f"<p><img src=a></p><p>(BTN) <em>{pages.UNMARKED}</em></p>",
    ],
)
def test_page_paragraph_near_an_image_is_the_articles_own(kept: str) -> None:
    html = pages.page(f"<article><h1>{pages.TITLE}</h1>{kept}<p>{pages.PARAGRAPHS[2]}</p></article>")
    assert pages.UNMARKED in read(html).text


# --- hostile pages: in the order of the lab notes' table ---------------------------------------------------------

HOSTILE = {
    "nested": "<span>" * 100_000 + PARAGRAPH,
    "nested lists": "<ul><li>" * 30_000 + PARAGRAPH,
    "long attribute": f'<p title="{"x" * 3_000_000}">a</p>' + PARAGRAPH,
    "attributes": "<p " + " ".join(f"a{i}='>'" for i in range(200_000)) + ">a</p>" + PARAGRAPH,
    "siblings": "<b>a</b>" * 100_000 + PARAGRAPH,
    "entities": "<p>" + "&agrave;" * 100_000 + "</p>" + PARAGRAPH * 3,
    "a NUL": PARAGRAPH.replace("Hà", "H\x00à"),
    "unclosed": "<b><i><div>" * 10_000 + PARAGRAPH,
    "deep and foreign": '<div class="comment">' * 7_900 + PARAGRAPH * 50 + "x" * 200_000,
    "deep": "<div>" * 7_900 + PARAGRAPH,
    "colspan bombs": "<table>" + ("<tr>" + "<td colspan=1000000 rowspan=1000000>a" * 50) * 50 + "</table>" + PARAGRAPH,
    "nested tables": "<table><tr><td>" * 2_000 + PARAGRAPH,
    "many NULs": ("\x00" * 10).join([PARAGRAPH] * 2_000),
    "an end of a script missing": PARAGRAPH + "<script>" + "<div>" * 100_000,
    "a script of tags": "<script>" + 'var a="<div><p>";' * 100_000 + "</script>" + PARAGRAPH,
    "a tag in a quotation": ("<p " + "b='>' " * 30 + "c " * 200_000 + ">a</p>") + PARAGRAPH,
    "forms of text": "<b><i><p>" * 2_600 + PARAGRAPH,
    "a head for each line": "<h1 class=date>Thứ Tư 12/04/2023</h1>" * 2_000 + PARAGRAPH,
    "bodies": '<div class="article__body">a</div>' * 3_500 + PARAGRAPH,
    "bodies in bodies": '<div class="article__body">' * 3_500 + PARAGRAPH * 50,
    "bars": "<p>" + "a | b<br>" * 3_000 + "</p>" + PARAGRAPH,
    "times in depth": "<div>" * 3_900 + "<time class=breadcrumb>5</time>" * 3_900 + PARAGRAPH,
    "breadcrumbs in breadcrumbs": "<div class=breadcrumb><a></a>" * 3_900 + "</div>" * 3_900 + PARAGRAPH,
    "declared encoding": f'<?xml version="1.0" encoding="utf-16"?>{PARAGRAPH}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_page_hostile_one_is_read_in_time(name: str) -> None:
    with at_most(500):
        text = read_html(Page(source="x.html", content=b""), inside(HOSTILE[name]).encode()).text
    assert pages.PARAGRAPHS[0] in text


@pytest.mark.parametrize(
    "html",
    [
        "<a " * 400_000,
        '<a b="' * 400_000,
        "<p>" * 600_000,
        "<p " + "a " * 1_100_000 + ">",
        "<!-->" * 200_000,
        "<script>" * 9,
        "<span>" * 1_000_000,
        f'<p title="{"x" * 50_000_000}">',
    ],
    ids=["open tags", "open quotes", "siblings", "attributes", "comments", "scripts", "nested", "long attribute"],
)
def test_page_without_an_article_is_refused_in_time(html: str) -> None:
    with at_most(500), pytest.raises(HtmlError, match=r"\.txt"):
        read_html(Page(source="x.html", content=b""), html.encode())


def test_page_broken_utf8_is_read() -> None:
    """As it comes over a bad line: a byte lost here and there."""
    whole = inside("".join(f"<p>{at}. {pages.PARAGRAPHS[0]}</p>" for at in range(1_000))).encode()
    broken = b"".join(whole[at : at + 997] for at in range(0, len(whole), 998))
    assert len(read_article(Page(source="a.html", content=broken)).text) > 100_000


@pytest.mark.parametrize(
    ("html", "calm"),
    [
        ("<p>" * 8_000, True),
        ("<p>" * 8_001, False),
        ("<p " + "a " * 5_900 + ">", True),
        ("<p " + "a " * 6_100 + ">", False),
        ("<p b='>' " + "a " * 6_100 + ">", False),
        ("<p " + "b='>' " * 21 + ">", False),
        (f"<img src='data:{'x' * 500_000}'>" * 9, True),
        ("<script>if (a<b) {" + "a();" * 9_000 + "}</script>", True),
    ],
)
def test_page_calm(html: str, calm: bool) -> None:
    assert look(html.encode()).calm is calm


@given(st.text(st.sampled_from("<=>\"' ab\n"), max_size=60))
def test_page_calm_first_look_misses_no_quotation(html: str) -> None:
    """A ">" in a quotation that the exact pattern finds is found in what is left of the page, too."""
    page = html.encode()
    assert shape._QUOTED_MARK.search(page.translate(None, shape._NO_MARKS)) or not shape._QUOTED_END.search(page)


@given(st.lists(st.tuples(st.sampled_from(["<a", "<", ">", "x", " a='>'"]), st.integers(1, 2_500)), max_size=6))
def test_page_calm_looks_for_long_tags_wherever_one_is(parts: list[tuple[str, int]]) -> None:
    page = "".join(part * times for part, times in parts).encode()
    found = [m.span() for runs in shape._without(b">", page) for m in shape._LONG_TAG.finditer(page, *runs)]
    assert found == [m.span() for m in shape._LONG_TAG.finditer(page)]


NAMES = sorted({n for layout in all_layouts() for s in layout.selectors if len(n := needle(s)) >= _SHORT})


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(["", "x", "-", " "])), max_size=8))
@example([("content-detail", "-"), ("content", "")])
def test_page_scan_finds_every_name(parts: list[tuple[str, str]]) -> None:
    """Names may overlap ("content-detail-content" has "detail-content", too): all that a search for each finds."""
    html = "".join(name + between for name, between in parts).encode()
    found = _names_in([html])
    assert [name for name in NAMES if name in found] == [n for n in NAMES if n.lower().encode() in html.lower()]


TAGS = [
    "<p class=",
    "<a class='",
    '<i class="',
    "n",
    "-",
    "'",
    '"',
    " ",
    "<",
    ">",
    "=",
    "<script>",
    "</script>",
    "<!--",
]


@given(st.lists(st.tuples(st.sampled_from(TAGS), st.sampled_from([1, 1, 1, 2, 1_500, 2_500])), max_size=12))
def test_page_parts_with_tags_have_all_of_their_attributes(parts: list[tuple[str, int]]) -> None:
    html = "".join(part * times for part, times in parts).encode()
    kept = [*in_tags(html)]
    classes = [node.attributes["class"] or "" for node in LexborHTMLParser(html).css("[class]")]
    assert look(html).quoted or all(any(name.encode() in part for part in kept) for name in classes)


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("", Shape(0, 0, 0, 0)),
        ("<p>a<p>b", Shape(2, 0, 0, 0)),
        ("<div><div a=1 b='>' c></div></div><div/>", Shape(3, 2, 3, 3)),
        ("<!-- <div><div> --><div>", Shape(1, 1, 0, 0)),
        ("<!-- <div>", Shape(0, 0, 0, 0)),
        ("<!--><div>", Shape(1, 1, 0, 0)),
        ("<script>'<div><div>'</script><style><b></style><i>", Shape(3, 1, 0, 0)),
        ("<script><div>", Shape(1, 0, 0, 0)),
        ('<a b="c><i><i>', Shape(3, 3, 2, 2)),
        ("a < b > c <3 </b>", Shape(0, 0, 0, 0)),
        ("<a b=", Shape(1, 1, 1, 1)),
    ],
)
def test_page_shape(html: str, told: Shape) -> None:
    assert shape_of(html.encode()) == told


def test_page_shape_of_a_newspapers_page_is_tame() -> None:
    assert all(shape_of(html.encode()).within(TAME) for html in pages.ALL.values())
    assert not shape_of(b"<p>" * (MOST[0] + 9)).within(MOST)


@given(st.text(st.sampled_from("<>/!-=\"' abdp\n\x00ệ&;"), max_size=200))
def test_page_any_markup_gives_an_article_or_a_reason(html: str) -> None:
    with suppress(ArticleError):
        assert read(inside(html)).text
