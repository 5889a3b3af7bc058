"""Pages as newspapers' systems make them, in words of our own."""

PARAGRAPHS = (
    "Năm 2022, chỉ số PCI của tỉnh Hà Nam đạt 64,12 điểm, xếp hạng 35/63 tỉnh, thành phố, tăng 3 bậc so với năm 2021.",
    "Trong 10 chỉ số thành phần, chi phí thời gian đạt 7,45 điểm; tiếp cận đất đai đạt 6,91 điểm, cao hơn năm trước.",
    "Phát biểu tại hội nghị, ông Trần Minh Khôi, Phó Chủ tịch UBND tỉnh, đề nghị các sở, ngành rút ngắn thời gian giải "
    "quyết hồ sơ, công khai quy hoạch và trả lời kiến nghị của doanh nghiệp trong năm ngày làm việc.",
    "Tỉnh phấn đấu năm 2023 nằm trong nhóm 30 địa phương dẫn đầu cả nước về năng lực cạnh tranh.",
)
TITLE = "Hà Nam tăng 3 bậc trên bảng xếp hạng PCI năm 2022"
LEAD = "Sáng 12/4, UBND tỉnh tổ chức hội nghị phân tích kết quả chỉ số năng lực cạnh tranh cấp tỉnh năm 2022."
CAPTIONS = (
    "Quang cảnh hội nghị phân tích chỉ số PCI.",
    "Đồng chí Trần Minh Khôi phát biểu tại hội nghị. Ảnh: Thu Trang",
)
UNMARKED = "Đồng chí Trần Minh Khôi phát biểu tại hội nghị."
OTHERS = (
    "Khai mạc lễ hội vật võ đầu xuân tại đình làng",
    "Gần 200 vận động viên tham gia giải bơi thuyền truyền thống",
    "Hà Nam: chỉ số PAPI tăng 5 bậc, đứng thứ 12/63 tỉnh, thành phố",
    "Thăm hỏi gia đình chính sách nhân ngày thương binh liệt sĩ",
)
OWN = (TITLE, LEAD, *PARAGRAPHS)


def _p(lines: tuple[str, ...] | list[str]) -> str:
    return "\n".join(f"<p>{line}</p>" for line in lines)


def page(body: str, head: str = "", around: str = "") -> str:
    menu = "".join(
        f'<li><a href="/{i}">{name}</a></li>' for i, name in enumerate(("Trang chủ", "Chính trị", "Kinh tế"))
    )
    return (
        '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">'
        f"<title>{TITLE} - Báo Thử Nghiệm</title>{head}</head>"
        f"<body><nav><ul>{menu}</ul></nav>{body}{around}"
        "<footer><p>Cơ quan chủ quản: Tỉnh ủy. Giấy phép số 12/GP-BTTTT.</p></footer></body></html>"
    )


_links = "".join(f'<li><a href="/x{i}" title="{t}">{t}</a></li>' for i, t in enumerate(OTHERS))
_related = f'<div class="tin-lien-quan"><h3>Tin liên quan</h3><ul>{_links}</ul></div>'
_image = '<img src="/a.jpg" alt="">'

# <article>, figures with captions, JSON-LD.
MODERN = page(
    f"<article><h1>{TITLE}</h1><div class='meta'><span class='author'>Thu Trang</span>"
    f"<time datetime='2023-04-12T10:30:00+07:00'>12/04/2023 10:30</time></div>"
    f"<h2 class='sapo'>{LEAD}</h2><div class='content'>{_p(PARAGRAPHS[:2])}"
    f"<figure>{_image}<figcaption>{CAPTIONS[0]}</figcaption></figure>{_p(PARAGRAPHS[2:])}"
    f"<p style='text-align:right'><strong>Thu Trang</strong></p></div></article>{_related}",
    head='<link rel="canonical" href="https://www.baohanam.com.vn/kinh-te/pci-2022.html">'
    '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle",'
    f'"headline":"{TITLE}","datePublished":"2023-04-12T10:30:00+07:00",'
    '"author":[{"@type":"Person","name":"Thu Trang"}]}]}'
    "</script>",
)
# Divisions and tables; the caption is a table's row; related headlines inside of the body; meta only.
TABLES = page(
    f"<div id='wrap'><div class='detail'><h1 class='detail-title'>{TITLE}</h1>"
    "<div class='date'>Thứ tư, 12/04/2023 | 10:30</div>"
    f"<div class='detail-sapo'>{LEAD}</div><div id='content-body'>{_p(PARAGRAPHS[:1])}"
    f"<table class='image'><tr><td>{_image}</td></tr><tr><td class='pCaption'>{CAPTIONS[0]}</td></tr></table>"
    f"{_p(PARAGRAPHS[1:3])}<div class='box-related'><ul>{_links}</ul></div>{_p(PARAGRAPHS[3:])}"
    f"<p class='author'>Tin, ảnh: Thu Trang</p></div></div></div>",
    head='<meta property="article:published_time" content="2023-04-12T10:30:00"><meta property="og:url" '
    'content="https://baohanam.com.vn/pci"><meta property="og:site_name" content="Báo Thử Nghiệm">'
    f'<meta property="og:title" content="{TITLE} | Báo Thử Nghiệm">',
)
# No marks at all: paragraphs, captions as paragraphs, the others' headlines as paragraphs behind a heading.
BARE = page(
    f"<div><h1>{TITLE}</h1><p><b>{LEAD}</b></p>{_p(PARAGRAPHS[:2])}<p>{_image}</p><p><em>{CAPTIONS[1]}</em></p>"
    f"{_p(PARAGRAPHS[2:])}<p>Thu Trang</p><p>Xem thêm</p>{_p(OTHERS)}</div>"
)
# Line breaks instead of paragraphs.
BREAKS = page(
    f"<div class='news'><h1>{TITLE}</h1><div class='body'>" + "<br><br>".join((LEAD, *PARAGRAPHS)) + "</div></div>"
)
ALL = {"modern": MODERN, "tables": TABLES, "bare": BARE, "breaks": BREAKS}
