"""The encodings before Unicode: each gives the seed article's records, and what is none of them is never touched."""

import html
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.articles.encoding import Decoded, decode, decoded
from extract.articles.legacy import SEGMENT, foreign_segments, repaired, viqr, worth
from extract.pipeline import Extraction, extract_page
from extract.sources import Page
from extract.tables.encodings import is_syllable, letters, printed_as
from tests.articles.encoders import WRITERS, pasted, single

SEED = Path(__file__).parents[2] / "corpus" / "seed" / "lai-chau-par-index-pci-2019.txt"
# In characters that all of the encodings have.
PRINTED = SEED.read_text(encoding="utf-8").replace("–", "-").replace("…", "...")
MENU = "".join(f"<li><a href='/tin.a'>{name}</a></li>" for name in ("Chính trị", "Kinh tế", "Xã hội", "Đời sống"))


def records(content: bytes, source: str = "seed.txt", content_type: str = "") -> Extraction:
    extraction = extract_page(Page(source=source, content=content, headers={"content-type": content_type}))
    assert not extraction.failures
    return extraction


def in_html(text: str, head: str = "") -> str:
    body = "".join(f"<p>{line}</p>\n" for line in text.split("\n") if line)
    return f"<html><head>{head}<title>Tin</title></head><body><ul>{MENU}</ul><article>{body}</article></body></html>"


@pytest.fixture(scope="module")
def plain() -> Extraction:
    return records(PRINTED.encode())


@pytest.fixture(scope="module")
def page() -> Extraction:
    return records(in_html(PRINTED).encode(), "seed.html")


@pytest.mark.parametrize("name", WRITERS)
def test_legacy_text_gives_the_same_records(name: str, plain: Extraction) -> None:
    called, write = WRITERS[name]
    found = records(write(PRINTED))
    assert found.article.text == plain.article.text
    assert (found.officials, found.observations) == (plain.officials, plain.observations)
    assert found.article.encoding == called


@pytest.mark.parametrize("head", ["", '<meta charset="iso-8859-1">'])
@pytest.mark.parametrize("name", WRITERS)
def test_legacy_page_gives_the_same_records_whatever_it_says_of_itself(name: str, head: str, page: Extraction) -> None:
    called, write = WRITERS[name]
    header = "text/html; charset=windows-1252" if head else ""
    found = records(write(in_html(PRINTED, head)), "seed.html", header)
    assert found.article.text == page.article.text
    assert (found.officials, found.observations) == (page.officials, page.observations)
    assert found.article.encoding == called


@pytest.mark.parametrize("name", ["tcvn3 pasted", "vni pasted", "twice"])
def test_legacy_body_below_a_right_menu_is_read_alone(name: str) -> None:
    menu = f"<p>{MENU * 20}</p><h1>Lai Châu: là tỉnh vùng cao “đã qua”</h1>".encode()
    found = decoded(menu + WRITERS[name][1](PRINTED))
    assert found.text == menu.decode() + PRINTED
    assert found.encoding == WRITERS[name][0]


def test_legacy_entities_are_read_as_what_they_stand_for() -> None:
    old = pasted(single("tcvn3"))(PRINTED).decode()
    entities = "".join(
        f"<p>{html.escape(line)}</p>".encode("ascii", "xmlcharrefreplace").decode() for line in old.split("\n")
    )
    assert html.unescape(decode(entities.encode())) == "".join(f"<p>{line}</p>" for line in PRINTED.split("\n"))


def test_legacy_headline_in_another_old_encoding_than_the_body() -> None:
    title = "Tỉnh Lai Châu công bố chỉ số cải cách hành chính của các sở, ngành và huyện năm 2019"
    found = decoded(single("vni")(f"{title}\n") + single("tcvn3")(PRINTED))
    assert (found.text, found.encoding) == (f"{title}\n{PRINTED}", "tcvn3+vni")


@pytest.mark.parametrize(
    ("shown", "read_as"),
    [
        ("TØNH LAI CH¢U §¹T 79 §IÓM, XÕP H¹NG 51", "TỈNH LAI CHÂU ĐẠT 79 ĐIỂM, XẾP HẠNG 51"),
        ("§¶NG Bé Hµ NéI §¹I HéI", "ĐẢNG BỘ HÀ NỘI ĐẠI HỘI"),
        ("UBND tØnh Hµ Nam xÕp h¹ng, Bé Néi vô ®¸nh gi¸", "UBND tỉnh Hà Nam xếp hạng, Bộ Nội vụ đánh giá"),
        (
            '<font face=".VnTimeH">tØnh lai ch©u xÕp h¹ng&nbsp;51</font>',
            '<font face=".VnTimeH">TỈNH LAI CHÂU XẾP HẠNG&nbsp;51</font>',
        ),
        (
            '<font face=".VnTime">TØnh Lai Ch©u xÕp h¹ng 51</font>',
            '<font face=".VnTime">Tỉnh Lai Châu xếp hạng 51</font>',
        ),
    ],
)
def test_legacy_capitals_of_tcvn3(shown: str, read_as: str) -> None:
    """The capital fonts have the bytes of the small letters."""
    assert decode(shown.encode("cp1252")) == read_as


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("Vie^.t Nam ddu+'ng thu+' 51", "Việt Nam đứng thứ 51"),
        ("DDie^`u kie^.n: tha?o ma?nh va(n ho'a", "Điều kiện: thảo mảnh văn hóa"),
        ("co' ba.n dde^'n tho^i.", "có bạn đến thôi."),
        ("Ca^u ho?i la` gi`?", "Câu hỏi là gì?"),
        ("no'i vo+'i anh ta.", "nói với anh ta."),
    ],
)
def test_legacy_viqr(typed: str, read_as: str) -> None:
    assert viqr(typed) == read_as


def test_legacy_viqr_beside_foreign_words_is_no_error() -> None:
    """Typed in VIQR, maybe, and for the rest too little of a misreading to look for one."""
    text = "a ^ b ^ c + d ^ (e)\nNgười ở Köln, Zürich và Malmö được đón tiếp"
    assert repaired(text) == (text, ())


def test_legacy_viqr_escapes() -> None:
    assert viqr(r"anh ta\. la` ai\? ho.", escapes=True) == "anh ta. là ai? họ"


FOREIGN = [
    "La région a été classée première; la tâche fut rude, les hôtels bâtis à côté du forêt, où la fée dort déjà là-bas.",
    "Guvernul a hotărât că în această săptămână vor fi făcute plăți către județe și orașe, după cum așteptau.",
    "Die Grünen fordern größere Städte, schönere Häuser und fünf Züge für Österreich: öffnen, äußern, üben.",
    "El año pasado la montaña más alta del país recibió muchísimos niños; señor Núñez llegó mañana.",
    "Språket på øya er blåst bort; søstrene gjør ærlig arbeid på havnen før sjøen går høy.",
    "A população não tem opção: é só coração, pão, irmãos, mãe, avó e avô à beira do São Tomé.",
    "It's the best? No. We're going to. (a) x^2 + y^2 = z^2, a^b, e^x + o^n; do. so. he. me? to. add ddos",
    "Žluťoučký kůň úpěl ďábelské ódy; příliš žluťoučký; řeka, měď, čtyři.",
]


@pytest.mark.parametrize("text", FOREIGN, ids=lambda text: text[:14])
def test_legacy_other_languages_are_never_repaired(text: str) -> None:
    assert repaired(text * 5) == (text * 5, ())
    assert decoded((text * 5).encode()) == Decoded(text * 5, "utf-8")


@pytest.mark.parametrize("text", FOREIGN[:1] + FOREIGN[2:6], ids=lambda text: text[:14])
def test_legacy_other_languages_in_latin_1_are_read_as_such(text: str) -> None:
    content = (text * 5).encode("latin-1")
    assert decoded(content) == Decoded(text * 5, "windows-1252")
    assert decode(content, "text/html; charset=iso-8859-1") == text * 5


@pytest.mark.parametrize(
    "text",
    [
        PRINTED,
        "“ĐÔ THỊ XÃ” · là cả, và xã © 2020 » ® ™ «quà» ½ ° §",
        "Müller, Özil, Ødegård, Håland, Sørloth, Ñame, Köln ghi bàn cho đội tuyển",
        "Đàn bà là bà, ông là ông; và cò, và bò: ô kìa, à, ồ! Ví dụ: x^2 + y^2 = ^ ^",
    ],
    ids=lambda text: text[:12],
)
def test_legacy_right_text_is_never_touched(text: str) -> None:
    for times in (1, 30):
        assert decoded((f"{text}\n" * times).encode()) == Decoded(f"{text}\n" * times, "utf-8")


def test_legacy_chinese_is_read_as_it_is_declared() -> None:
    text = "第十八次全国代表大会" * 9
    assert decoded(text.encode("gb2312"), "text/html; charset=gb2312") == Decoded(text, "gb2312")


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        *(
            (word, True)
            for word in (
                "nghiêng",
                "khuỷu",
                "quốc",
                "giếng",
                "gì",
                "giết",
                "hoà",
                "hòa",
                "uỷ",
                "ủy",
                "yêu",
                "Đắk",
                "thuở",
            )
        ),
        *((word, False) for word in ("été", "ngê", "kà", "cê", "hộtt", "ậậ", "các̀", "đàch", "thỡp", "côôn", "")),
    ],
)
def test_legacy_syllables(word: str, is_one: bool) -> None:
    assert is_syllable(word) is is_one


def test_legacy_tables_are_whole() -> None:
    """Every letter once, and no byte in a table for two letters."""
    assert len({row.letter for row in letters()}) == len(letters()) == 134
    for table in ("vni", "viscii", "vps"):
        assert len(set(printed_as(table).values())) == 134
    assert len(set(printed_as("tcvn3").values())) == 67 + 7


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("tcvn3", "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc"),
        ("vni", "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc"),
        ("viscii", "Cµng hòa xã hµi chü nghîa Vi®t Nam, Ðµc l§p - Tñ do - HÕnh phúc"),
        ("vps", "C¶ng hòa xã h¶i chû nghïa ViŒt Nam, ñ¶c lÆp - T¿ do - Hånh phúc"),
        ("windows-1258", "Côòng hoÌa xaÞ hôòi chuÒ nghiÞa Viêòt Nam, Ðôòc lâòp - Týò do - Haònh phuìc"),
    ],
)
def test_legacy_what_all_documents_began_with(encoding: str, shown: str) -> None:
    """As a program without the font shows it."""
    text = "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc"
    assert decoded(shown.encode("cp1252")) == Decoded(text, encoding)


SYLLABLES = st.sampled_from(
    [
        word
        for initial in ("b", "ch", "đ", "h", "kh", "l", "m", "ng", "nh", "ph", "t", "th", "tr", "v", "x")
        for rhyme in ("ài", "án", "ảnh", "ãng", "ạm", "ân", "ầu", "ấp", "ẩn", "ẫm", "ận", "ăn", "ằng", "ắc", "ẳng", "ẵn", "ặt",
                      "ồng", "ốc", "ổi", "ỗi", "ộp", "ơi", "ời", "ớn", "ởi", "ỡn", "ợp", "ùng", "úc", "ủi", "ũng", "ụt",
                      "ường", "ước", "ưởng", "ưỡng", "ượt", "òn", "óc", "ỏng", "õi", "ọt", "uyền", "uyết", "uyển", "uyễn", "uyệt")
        if is_syllable(word := initial + rhyme)
    ]
)  # fmt: skip


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=12)
@given(st.lists(SYLLABLES, min_size=25, max_size=60, unique=True))
def test_legacy_round_trip_of_any_syllables(name: str, words: list[str]) -> None:
    text = " ".join(words)
    assert decode(WRITERS[name][1](text)) == text


@given(st.text(st.sampled_from("aoueidđ¸¶®ªøñöïÃ¡»âệ 'z^+.<>&;\"\n\\"), max_size=200))
def test_legacy_repair_gives_a_text_and_ends(text: str) -> None:
    again, used = repaired(text)
    assert isinstance(again, str)
    assert repaired(text) == (again, used)
    assert used or again == text


def test_legacy_worth_counts_words_with_marks() -> None:
    assert worth("Tỉnh Lai Châu: été, UBND, HĐND 51/63 – đạt") == (3, 1, 7)
    assert json.loads(json.dumps(worth(""))) == [0, 0, 0]


@given(st.text(st.sampled_from('<>"\n ab\xe9\u1ea1'), max_size=40))
def test_legacy_foreign_segments_are_those_outside_of_ascii(text: str) -> None:
    foreign = [match.span() for match in SEGMENT.finditer(text) if not match.group().isascii()]
    assert [match.span() for match in foreign_segments(text)] == foreign
