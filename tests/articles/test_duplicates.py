"""Versions of one text are known, other texts of one form are not, and the order of the calls is all that counts."""

import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.articles.duplicates import Likeness, NearDuplicates, likeness, signature, signatures
from tests.articles import pages

WORDS = ("tỉnh", "huyện", "chỉ", "số", "điểm", "hạng", "tăng", "giảm", "sở", "ngành", "cải", "cách", "doanh", "nghiệp",
         "đất", "đai", "thủ", "tục", "minh", "bạch", "hồ", "sơ", "người", "dân", "hài", "lòng", "dịch", "vụ")  # fmt: skip


def article(seed: int, words: int = 200) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) + ("." if chance.random() < 0.1 else "") for _ in range(words))


RELEASE = "\n".join(pages.OWN)


@pytest.mark.parametrize(
    "version",
    [
        f"HÀ NAM: TĂNG BA BẬC PCI\n{RELEASE.split(chr(10), 1)[1]}",
        f"(TTXVN) - {RELEASE}\nTheo TTXVN",
        RELEASE.replace(pages.LEAD, ""),
        RELEASE.replace(", ", " , ").replace("hạng", "hạng ").upper(),
        RELEASE.replace("ủy", "uỷ").replace("hóa", "hoá").replace("\n", " "),
        RELEASE[: len(RELEASE) * 6 // 10],
    ],
    ids=["headline", "credit", "no lead", "capitals", "spelling", "cut off"],
)
def test_duplicates_version_is_known(version: str) -> None:
    index = NearDuplicates()
    assert index.add("first", signature(RELEASE)) is None
    assert index.add("version", signature(version)) == "first"


def test_duplicates_form_filled_in_anew_is_another_article() -> None:
    """Two notices of one form share most of their words, but no number and no name."""
    form = "Chỉ số PCI năm {} của tỉnh {} {} đạt {} điểm, xếp hạng {} toàn quốc, tăng {} bậc so với năm trước. "
    form += (
        "Trong các chỉ số thành phần, chi phí thời gian đạt {} điểm; tiếp cận đất đai đạt {} điểm, cao hơn năm trước."
    )
    one, other = form.format(2021, "Hà", "Nam", 64, 35, 3, 7, 6), form.format(2022, "Nam", "Định", 67, 24, 9, 8, 5)
    like = likeness(signature(one), signature(other))
    assert like.part > 0.3
    assert like.same < 0.3
    assert not Likeness(0.9, 0.9, like.same).is_one_text


def test_duplicates_other_articles_are_new() -> None:
    index = NearDuplicates()
    assert [index.add(str(seed), signature(article(seed))) for seed in range(60)] == [None] * 60


def test_duplicates_short_texts_are_never_one() -> None:
    index = NearDuplicates()
    assert signature("Tin ảnh: Minh Anh") == signature("") == signature("... !!!") == b""
    assert signature("một hai " * 200) == b""
    assert index.add("a", b"") is index.add("b", b"") is None


def test_duplicates_chain_leads_to_the_first() -> None:
    index = NearDuplicates()
    sentences = [f"{article(seed, 30)} {seed}" for seed in range(12)]
    versions = [". ".join(sentences[at : at + 8]) for at in range(4)]
    assert [index.add(str(at), signature(text)) for at, text in enumerate(versions)] == [None, "0", "0", "0"]


def test_duplicates_same_article_again_is_what_it_was() -> None:
    index = NearDuplicates()
    assert index.add("a", signature(RELEASE)) is None
    assert index.add("b", signature(f"(TTXVN) {RELEASE}")) == "a"
    assert (index.add("a", signature(RELEASE)), index.add("b", signature(RELEASE))) == ("a", "a")


def test_duplicates_memory_is_bounded() -> None:
    index = NearDuplicates(most=10)
    for seed in range(50):
        index.add(str(seed), signature(article(seed)))
    assert list(index.known) == [str(seed) for seed in range(40, 50)]
    assert {name for bucket in index.buckets.values() for name in bucket} == set(index.known)
    assert index.add("old", signature(article(1))) is None
    assert index.add("new", signature(article(49))) == "49"


def test_duplicates_crowded_band_forgets_cleanly() -> None:
    """A bucket takes so many articles and no more; one that did not get in must not be missed when it goes."""
    index = NearDuplicates(most=30)
    signed = signature(RELEASE)
    for at in range(40):
        assert index.add(str(at), signed) == (None if at == 0 else "0")


@given(st.integers(0, 10_000), st.integers(40, 1_500))
def test_duplicates_likeness_is_exact_or_near(seed: int, words: int) -> None:
    chance = random.Random(seed)
    text = [chance.choice(WORDS) for _ in range(words)]
    other = text[: words // 2] + [chance.choice(WORDS) for _ in range(words // 2)]
    one, two = ({tuple(told[at : at + 4]) for at in range(len(told) - 3)} for told in (text, other))
    like = likeness(signature(" ".join(text)), signature(" ".join(other)))
    # Of a short text all hashes are kept; once in a hundred thousand two different runs have the same.
    assert like.whole == pytest.approx(len(one & two) / len(one | two), abs=0.01 if words < 250 else 0.09)
    assert likeness(signature(" ".join(other)), signature(" ".join(text))) == like


@given(st.text(st.sampled_from("aàạbđ Đ1,.\n😀\ud800ﷺ"), max_size=300))
def test_duplicates_signature_of_any_text(text: str) -> None:
    assert signature(text) == signature(text)
    assert len(signature(text)) <= 2_648


def test_duplicates_characters_of_two_codes_are_counted_as_two() -> None:
    assert signature(f"{RELEASE}\n" + "😀" * 199_000) == signature(RELEASE)
    assert signatures(["😀" * 59_000, f"{RELEASE} 😀"]) == [b"", signature(RELEASE)]


def test_duplicates_signature_is_the_same_in_another_process() -> None:
    code = "import sys; from extract.articles.duplicates import signature; print(signature(sys.argv[1]).hex())"
    run = subprocess.run(
        [sys.executable, "-c", code, RELEASE],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": "77"},
    )
    assert run.stdout.strip() == signature(RELEASE).hex()


@given(st.lists(st.one_of(st.text(), st.integers(0, 9).map(article), st.just("x 1 " * 30_000)), max_size=6))
def test_duplicate_signatures_of_several_texts_are_those_of_each(texts: list[str]) -> None:
    assert signatures(texts) == [signature(text) for text in texts]
