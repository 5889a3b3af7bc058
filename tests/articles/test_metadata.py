"""What a page says of itself is taken from where it says it best."""

import pytest

from extract.articles.body import read_article
from extract.articles.page import read_html
from extract.records import Article
from extract.sources import Page
from tests.articles import pages

PARAGRAPHS = "".join(f"<p>{line}</p>" for line in pages.PARAGRAPHS)
H1 = f"<h1>{pages.TITLE}</h1>"


def read(body: str, head: str = "", **fields: str) -> Article:
    html = pages.page(body, head)
    return read_article(Page(source="page.html", content=html.encode(), **fields))  # type: ignore[arg-type]


def ld(inner: str) -> str:
    return f'<script type="application/ld+json">{inner}</script>'


@pytest.mark.parametrize(
    ("body", "head", "told"),
    [
        pytest.param("<div class='date'>12/04/2023 | 10:30</div>", "", ("2023-04-12T10:30:00+07:00", "byline"), id="class"),
        pytest.param("<span itemprop='datePublished' content='2023-04-12T10:30:00'>hôm qua</span>", "", ("2023-04-12T10:30:00+07:00", "byline"), id="itemprop"),
        pytest.param("<abbr class='published' title='2023-04-12'>2 ngày trước</abbr>", "", ("2023-04-12", "byline"), id="title"),
        pytest.param("", '<meta name="DC.date.issued" content="2023-04-12">', ("2023-04-12", "meta"), id="dublin core"),
        pytest.param("", '<meta name="pubdate" content="Wed, 12 Apr 2023 10:30:00 GMT+7">', ("2023-04-12T10:30:00+07:00", "meta"), id="rfc 822"),
        pytest.param("", '<meta itemprop="datePublished" content="12/04/2023 10:30:00 SA">', ("2023-04-12T10:30:00+07:00", "meta"), id="day first"),
        pytest.param("", ld('{"@type":"NewsArticle","headline":"Ông nói "được"","datePublished":"2023-04-12",}'), ("2023-04-12", "json-ld"), id="broken json"),
        pytest.param("", ld('[{"@type":"WebPage","datePublished":"2020-01-01"},{"@type":"NewsArticle","datePublished":"2023-04-12"}]'), ("2023-04-12", "json-ld"), id="the article, not the page"),
        pytest.param("", '<meta property="article:modified_time" content="2023-04-13">', ("2023-04-13", "updated"), id="updated"),
        pytest.param("", '<link rel="canonical" href="https://a.vn/2023/04/12/x.html">', ("2023-04-12", "url"), id="address"),
        pytest.param("<footer class='date'>Giấy phép cấp ngày 05/02/2019</footer>", "", (None, None), id="licence"),
        pytest.param("<div class='tin-lien-quan'><span class='date'>05/02/2019</span></div>", "", (None, None), id="related"),
        pytest.param("<div class='comment-list'><time datetime='2019-02-05'>5/2</time></div>", "", (None, None), id="comment"),
        pytest.param("<div class='date'>Hôm nay: 05/02/2019</div>", "", (None, None), id="clock"),
    ],
)  # fmt: skip
def test_metadata_date(body: str, head: str, told: tuple[str | None, str | None]) -> None:
    article = read(f"{H1}{PARAGRAPHS}{body}", head)
    assert (article.published, article.published_from) == told


def test_metadata_date_behind_the_headline_comes_first() -> None:
    teaser, own = "<time datetime='2019-02-05'>x</time>", "<time datetime='2023-04-12'>x</time>"
    assert read(f"{teaser}{H1}{own}{PARAGRAPHS}").published == "2023-04-12"
    teaser, own = "<div class='time'>05/02/2019</div>", "<div class='time'>12/04/2023</div>"
    assert read(f"{teaser}{H1}{own}{PARAGRAPHS}").published == "2023-04-12"


def test_metadata_box_that_holds_the_headline_is_not_elsewhere() -> None:
    body = f"<div class='sidebar-1'><div class='date'>12/04/2023</div>{H1}{PARAGRAPHS}</div>"
    assert read(body).published == "2023-04-12"


def test_metadata_all_candidates_can_be_seen() -> None:
    head = '<meta property="article:published_time" content="2031-01-01">'
    page = Page(source="x.html", content=b"", url="https://a.vn/2023/04/12/x.html", fetched="2024-01-01T00:00:00+00:00")
    dates = read_html(
        page, pages.page(f"{H1}<div class='date'>12/04/2023 10:30</div>{PARAGRAPHS}", head).encode()
    ).metadata.dates
    assert [(c.where, c.refused) for c in dates] == [
        ("byline", None),
        ("url", None),
        ("meta", "after the page was fetched"),
    ]


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (f"<h1>Báo Thử Nghiệm</h1>{PARAGRAPHS}", ""),
        (f"<h1>BÁO THỬ</h1><h1 class='x'>{pages.TITLE}</h1>{PARAGRAPHS}", ""),
        (PARAGRAPHS, f'<meta property="og:title" content="{pages.TITLE} | Báo Thử">'),
        (PARAGRAPHS, f'<meta property="og:title" content="{pages.TITLE} - Cổng thông tin điện tử tỉnh">'),
        (PARAGRAPHS, f'<meta property="og:title" content="{pages.TITLE} – baothu.vn">'),
        (PARAGRAPHS, f'<meta property="og:site_name" content="XYZ"><meta property="og:title" content="{pages.TITLE} - XYZ">'),
        (PARAGRAPHS, ld(f'{{"@type":"NewsArticle","headline":"{pages.TITLE}"}}')),
        (PARAGRAPHS, ""),
    ],
)  # fmt: skip
def test_metadata_title_is_without_the_site(body: str, head: str) -> None:
    assert read(body, head).title == pages.TITLE


def test_metadata_title_with_a_dash_of_its_own_stays_whole() -> None:
    title = "Lai Châu - đường lên đỉnh trời"
    html = f"<html><head><title>{title}</title></head><body><article>{PARAGRAPHS}</article></body></html>"
    assert read_article(Page(source="a.html", content=html.encode())).title == title


@pytest.mark.parametrize("title", ["Báo cáo kết quả PCI", "Sở nào đứng đầu DDCI năm 2022?"])
def test_metadata_title_that_begins_like_a_site_is_one(title: str) -> None:
    html = f"<html><head><title>Báo A</title></head><body><h1>{title}</h1><article>{PARAGRAPHS}</article></body></html>"
    assert read_article(Page(source="a.html", content=html.encode())).title == title


@pytest.mark.parametrize(
    ("body", "head", "section"),
    [
        ("", '<meta property="article:section" content="Kinh tế">', "Kinh tế"),
        ("", ld('{"@type":"NewsArticle","articleSection":["Chính trị","Xây dựng Đảng"]}'), "Chính trị"),
        ("<ul class='breadcrumb'><li><a>Trang chủ</a></li><li><a>Kinh tế »</a></li></ul>", "", "Kinh tế"),
        (f"<div id='breadcrumbs'><a>Trang chủ</a><a>Đời sống</a><a>{pages.TITLE}</a></div>", "", "Đời sống"),
        ("", ld('{"@type":"BreadcrumbList","itemListElement":[{"name":"Home"},{"item":{"name":"Cải cách hành chính"}},7]}'), "Cải cách hành chính"),
        ("<div class='breadcrumb'><a>Trang chủ</a></div>", "", None),
        ("", "", None),
    ],
)  # fmt: skip
def test_metadata_section(body: str, head: str, section: str | None) -> None:
    assert read(f"{body}{H1}{PARAGRAPHS}", head).section == section


def test_metadata_headline_inside_of_breadcrumbs_is_no_headline_by_itself() -> None:
    box = "<div class='breadcrumb'><h1>Tin trong tỉnh</h1></div>"
    assert read(f"{box}{PARAGRAPHS}", f"<title>{pages.TITLE}</title>").title == pages.TITLE
