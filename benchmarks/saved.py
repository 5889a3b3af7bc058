"""The saved pages of `corpus/pages/`: a page (.html, as it came) and what a person would cut out of it (.json).

A page may hold marks where a newspaper has what is not the article: `{{menu}}`, `{{scripts}}`, `{{styles}}`,
`{{aside}}` (headlines of other articles, with figures in them), `{{comments}}`, `{{foot}}`. They are filled here, the
same way each time, up to the size that such pages have; so the files stay small, and nobody's menu is in them.
"""

from __future__ import annotations

import codecs
import json
import random
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PAGES = Path(__file__).parent.parent / "corpus" / "pages"

_SECTIONS = (
    "Trang chủ", "Chính trị", "Kinh tế", "Xã hội", "Văn hóa", "Thể thao", "Pháp luật", "Giáo dục", "Y tế", "Quốc tế",
    "Bạn đọc", "Du lịch", "Khoa học", "Đa phương tiện", "Truyền hình", "Nông thôn mới", "Cải cách hành chính",
)  # fmt: skip
_WHO = ("Huyện ủy", "UBND thị xã", "Đoàn thanh niên", "Hội phụ nữ", "Công an tỉnh", "Sở Y tế", "Bảo tàng tỉnh")
_DOES = ("tổ chức", "khai mạc", "tổng kết", "phát động", "kiểm tra", "tặng quà nhân", "chuẩn bị cho", "bàn giao")
_WHAT = (
    "hội chợ xuân",
    "giải bóng chuyền",
    "ngày hội đọc sách",
    "tuần lễ áo dài",
    "chiến dịch hiến máu",
    "nhà tình nghĩa",
)
# Other articles' headlines print figures too: none of them is the page's own.
_FIGURES = (
    "Chỉ số PAPI của tỉnh tăng {} bậc, đứng thứ {}/63", "PCI năm 2023: đạt 6{},15 điểm, xếp hạng {}/63",
    "Chỉ số cải cách hành chính giảm {} bậc, xếp thứ {}/63 tỉnh, thành phố",
)  # fmt: skip
_SAID = (
    "Tôi thấy thủ tục giờ nhanh hơn trước, cán bộ cũng niềm nở.", "Mong tỉnh sớm sửa đoạn đường qua chợ.",
    "Bài viết hay, cảm ơn tòa soạn!", "Quê tôi đứng thứ 1/63 mới đúng.", "PCI tỉnh tôi đạt 99,9 điểm, xếp hạng 1/63.",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Saved:
    """A page, and by hand: its address, headline, lead, paragraphs (a table's rows are lines), author, date, facts."""

    name: str
    content: bytes
    url: str
    title: str
    lead: str | None
    body: tuple[str, ...]
    author: str | None
    published: str | None
    facts: tuple[dict[str, Any], ...]

    @property
    def text(self) -> str:
        """The article's text: headline, lead and body, a line each."""
        return "\n".join(filter(None, (self.title, self.lead, *self.body)))


@cache
def saved() -> tuple[Saved, ...]:
    """All saved pages, by name."""
    return tuple(_read(path) for path in sorted(PAGES.glob("*.html")))


def _read(path: Path) -> Saved:
    told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    content = filled(path.read_bytes(), path.stem)
    return Saved(path.stem, content, **{**told, "body": tuple(told["body"]), "facts": tuple(told["facts"])})


def filled(page: bytes, name: str) -> bytes:
    """The page with its marks filled, in its own encoding; what has none comes back as it is."""
    wide = page.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    chance = random.Random(name)
    for mark, make in _FILLERS.items():
        marker = "{{" + mark + "}}"
        if wide:
            page = page.replace(marker.encode("utf-16-le"), make(chance).encode("utf-16-le"))
        elif marker.encode() in page:
            filler = make(chance)
            page = page.replace(marker.encode(), filler.encode() if _is_utf8(page) else _plain(filler).encode())
    return page


def token_f1(text: str, wanted: str) -> float:
    """F1 of the words of `text` against those of `wanted`, each as often as it stands there."""
    found, told = Counter(text.split()), Counter(wanted.split())
    return 2 * sum((found & told).values()) / max(1, found.total() + told.total())


def _is_utf8(page: bytes) -> bool:
    try:
        page.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _plain(text: str) -> str:
    """Without marks: what every encoding of a page can have in it."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return decomposed.encode("ascii", "ignore").decode("ascii")


def _headline(chance: random.Random) -> str:
    if chance.random() < 0.15:
        return chance.choice(_FIGURES).format(chance.randint(1, 9), chance.randint(1, 63))
    return f"{chance.choice(_WHO)} {chance.choice(_DOES)} {chance.choice(_WHAT)} năm {chance.randint(2008, 2024)}"


def _menu(_: random.Random) -> str:
    items = "".join(
        f'<li class="menu-item item-{at}"><a href="/{at}/" title="{name}"><span class="txt">{name}</span></a><ul class='
        f'"sub-menu lv2">'
        + "".join(f'<li class="sub"><a href="/{at}/{n}.html">{_SECTIONS[(at + n) % 17]} {n}</a></li>' for n in range(9))
        + "</ul></li>"
        for at, name in enumerate(_SECTIONS * 2)
    )
    top = '<div class="topbar">Hotline: 0912 345 678</div>'
    return f'<div class="header">{top}<nav class="main-nav"><ul>{items}</ul></nav></div>'


def _aside(chance: random.Random) -> str:
    news = "".join(
        f'<div class="item-news story"><a class="thumb" href="/t{at}.html"><img src="/thumb_{at}.jpg" alt=""></a>'
        f'<h3 class="title-news"><a href="/t{at}.html">{_headline(chance)}</a></h3></div>\n'
        for at in range(chance.randint(60, 130))
    )
    return f'<div class="sidebar box-most-read"><h4>Đọc nhiều</h4>{news}</div>'


def _scripts(chance: random.Random) -> str:
    lines = "".join(
        f'_q.push({{"id":{chance.randrange(10**8)},"w":{chance.randint(50, 900)},"on":function(e){{if(e<{at})'
        f'{{return"<div class=\\"ad\\">"+e+"</div>"}}}}}});\n'
        for at in range(chance.randint(150, 420))
    )
    return f"<script>var _q=_q||[];\n{lines}</script>"


def _styles(chance: random.Random) -> str:
    rules = "".join(
        f".c{at}>a:hover{{margin:{chance.randint(0, 30)}px 0;color:#{chance.randrange(10**6):06d}}}\n"
        for at in range(150)
    )
    return f'<style type="text/css">{rules}</style>'


def _comments(chance: random.Random) -> str:
    said = "".join(
        f'<div class="comment-item"><b class="name">Bạn đọc {at}</b>'
        f'<p class="content-comment">{chance.choice(_SAID)}</p></div>'
        for at in range(chance.randint(5, 25))
    )
    return f'<div id="box_comment" class="box-comment"><h3>Bình luận</h3>{said}</div>'


def _foot(chance: random.Random) -> str:
    return (
        '<div class="footer"><p>Cơ quan chủ quản: UBND tỉnh. Giấy phép số 12/GP-BTTTT ngày 01/02/2020.</p>'
        f"<p>Bản quyền thuộc tòa soạn. Lượt truy cập: {chance.randrange(10**7)}</p></div>"
    )


_FILLERS = {
    "menu": _menu, "aside": _aside, "scripts": _scripts, "styles": _styles, "comments": _comments, "foot": _foot,
}  # fmt: skip
