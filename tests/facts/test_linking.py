from pathlib import Path

import pytest

from extract.facts import linking
from extract.facts.linking import home_of
from extract.folding import Text
from extract.reading.mentions import PlaceName, find_mentions
from extract.records import Article

GOLD = Path(__file__).parents[2] / "corpus" / "gold"


def home(text: str, url: str | None = None) -> str | None:
    return home_of(Article(article_id="", source="", text=text, url=url), Text(text))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Lai Châu nâng hạng PCI\n\nTỉnh vui mừng.", "VN-01"),
        ("Tỉnh Sơn La họp. Sơn La bàn về PCI. Hà Nội góp ý.", "VN-05"),
        ("UBND tỉnh Sơn La vừa họp bàn về PCI.", "VN-05"),
        ("Hội nghị diễn ra tại Hà Nội.", None),
        ("Quảng Ninh, Hà Nội, Đồng Tháp và Đà Nẵng dẫn đầu.", None),
        ("Không nơi nào được nêu tên.", None),
    ],
)
def test_linking_home_is_the_province_that_the_text_is_about(text: str, iso: str | None) -> None:
    assert home(text) == iso


def test_linking_home_is_the_site_s_province() -> None:
    assert home("Hà Nội và Hà Nội.", "https://www.baolaichau.vn/tin/1") == "VN-01"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("TP. Buôn Ma Thuột dẫn đầu, huyện Krông Năng đứng thứ hai.", "VN-33"),
        ("Huyện Krông Năng đứng thứ hai.", "VN-33"),  # no other province has one
        ("Huyện Châu Thành đứng thứ hai.", None),  # many have
        ("Huyện Châu Thành đứng thứ hai, huyện Cầu Kè đứng đầu.", "VN-51"),
        ("Huyện Krông Năng đứng trên huyện Hoành Bồ.", None),  # of two provinces
        ("Huyện Krông Năng đứng trên huyện Mộc Châu.", None),
        ("Vĩnh Yên dẫn đầu, Phúc Yên thứ nhì, Tam Đảo đứng cuối.", "VN-70"),
        ("Vĩnh Yên dẫn đầu.", None),  # without "thành phố" one alone tells nothing
        ("Huyện Krông Năng, huyện Krông Pắc và tỉnh Gia Lai cùng tham dự.", "VN-30"),  # a province goes first
    ],
)
def test_linking_districts_of_one_province_tell_the_home(text: str, iso: str | None) -> None:
    assert home(text) == iso


def test_linking_a_headline_names_the_same_provinces_alone() -> None:
    told = 0
    for path in sorted(GOLD.rglob("*.txt")):
        raw = path.read_text(encoding="utf-8")
        end = raw.lstrip().find("\n") + 1
        named = _named(raw[:end])
        assert named == [place for place in _named(raw) if place[2] <= end]
        told += len(named)
    assert told > 50


def _named(raw: str) -> list[tuple[str | None, int, int, bool]]:
    """The provinces of a text: ISO code, where, and whether others are compared with it."""
    return [
        (mention.value.subject.id, *mention.span, mention.value.aside == "comparison")
        for mention in find_mentions(Text(raw))
        if isinstance(mention.value, PlaceName) and mention.value.subject.type == "province"
    ]


def test_linking_texts_without_a_place_are_read_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(linking, "find_mentions")
    assert home("Mưa lớn\n\nBà con đi gặt lúa, giá bán năm nay khá.") is None
