"""Mutations of the corpus: what is changed in a text changes in its records, exactly, and nothing else does."""

import random
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extract import Extraction, Observation, Official, extract
from extract.folding import fold
from extract.tables.provinces import province, province_names
from extract.tables.roles import roles
from extract.tables.titles import people

CORPUS = Path(__file__).parent.parent / "corpus"
CASES = sorted((CORPUS / "gold").glob("*/*.txt"), key=lambda path: path.stem)
# Sentences that tell no fact and name no place, person or index; told between others, as papers do.
FILLERS = (
    "Trời sáng nay nhiều mây, gió nhẹ.",
    "Buổi làm việc diễn ra trong không khí cởi mở, thẳng thắn.",
    "Nhiều ý kiến tâm huyết được ghi nhận đầy đủ.",
)
OLD = {"hóa": "hoá", "tòa": "toà", "ủy": "uỷ", "thúy": "thuý", "khỏe": "khoẻ", "Ủy": "Uỷ", "Hòa": "Hoà", "Hóa": "Hoá"}

Key = tuple[Any, ...]


def facts(text: str) -> tuple[list[Key], list[Key]]:
    """The records without offsets, ids and confidence, in an order of their own."""
    result = extract(text)
    return _sorted(map(of_person, result.officials)), _sorted(map(of_figure, result.observations))


def _sorted(keys: Iterable[Key]) -> list[Key]:
    return sorted(keys, key=repr)


def of_person(official: Official) -> Key:
    posts = tuple(sorted((p.title, fold(p.organization or ""), p.level or "", p.status) for p in official.positions))
    return (fold(official.name), posts, official.role)


def of_figure(o: Observation) -> Key:
    return (
        o.index, o.component, fold(o.indicator or ""), o.subject and replace(o.subject, name=fold(o.subject.name or "")), o.period, o.metric, o.value, o.direction, fold(o.unit),
        o.out_of, o.scope, o.baseline, o.modality, o.bound, o.responsible, o.derived,
    )  # fmt: skip


@pytest.fixture(params=CASES, ids=lambda path: path.stem)
def text(request: pytest.FixtureRequest) -> str:
    told: str = request.param.read_text(encoding="utf-8")
    return told


def test_mutations_decomposed_text_tells_the_same(text: str) -> None:
    assert facts(unicodedata.normalize("NFD", text)) == facts(text)


def test_mutations_old_tone_placement_tells_the_same(text: str) -> None:
    old = re.sub(rf"\b(?:{'|'.join(OLD)})\b", lambda match: OLD[match.group()], text)
    assert facts(old) == facts(text)


def test_mutations_other_spaces_tell_the_same(text: str) -> None:
    choose = random.Random(text)
    assert facts(re.sub(" ", lambda _: choose.choice("   \u00a0"), text)) == facts(text)


def test_mutations_spaced_out_marks_tell_the_same(text: str) -> None:
    """As texts have them that were cut into words and joined again: "( 65,2 điểm )", "53 / 63 , tăng 2 %"."""
    choose = random.Random(text)
    printed = extract(text).article.text
    spaced = _MARK.sub(lambda mark: mark[0] if choose.random() < 0.3 else _spaced(mark[0]), printed)
    assert facts(spaced) == facts(text)


def _spaced(mark: str) -> str:
    return f"{mark} " if mark in {"(", "["} else " / " if mark == "/" else f" {mark}"


def test_mutations_sentences_without_facts_change_nothing(text: str) -> None:
    """One may stand before any paragraph that names an index itself: what is inherited reaches three sentences."""
    choose = random.Random(text)
    result = extract(f"{text}\n{FILLERS[0]}")
    told = result.article.text
    starts = {
        told.rfind("\n", 0, e.start) + 1 for o in result.observations for e in o.evidence if e.what == "index"
    } - {0}
    at = choose.choice(sorted({*starts, len(told)}))
    longer = f"{told[:at].rstrip()}\n{choose.choice(FILLERS[1:])}\n{told[at:]}"
    assert facts(longer) == facts(told)


def test_mutations_swapped_decimals_swap_the_values(text: str) -> None:
    """Other decimals behind the same point: every value told by such a numeral changes as its numeral does.

    What a change is measured against may rest on arithmetic over the numerals, so it is left out.
    """
    choose = random.Random(text)
    result = extract(text)
    printed = result.article.text
    spans = {(e.start, e.end) for o in result.observations for e in o.evidence if e.what in {"figure", "repeat"}}
    numerals = {m.group() for start, end in spans for m in _DECIMAL.finditer(printed, start, end)}
    others = {numeral: _other_decimals(numeral, numerals, choose) for numeral in sorted(numerals)}
    # What stands behind a stroke is a maximum where it is round.
    if not numerals or re.search(r"\d\s*/\s*\d+,\d", printed):
        return
    values = {_value(old): _value(new) for old, new in others.items()}
    changed = _DECIMAL.sub(lambda match: others.get(match.group(), match.group()), printed)
    assert _unbased(_figures(extract(changed))) == _unbased(
        (*key[:6], _signed(key[6], values), *key[7:]) for key in _figures(result)
    )


def test_mutations_swapped_provinces_swap_the_subject(text: str) -> None:
    """The only province of a text, under another's name: its records are the other's, and nothing else changes."""
    result = extract(text)
    told = {o.subject.id for o in result.observations if o.subject and o.subject.type == "province"}
    names = {name: row for name, row in province_names().items() if len(name) > 3 and name in fold(text)}
    named = {row.iso for row in names.values()}
    aliased = any(fold(alias) in fold(text) for row in names.values() for alias in row.aliases if alias != row.name)
    others = {o.subject.type for o in result.observations if o.subject} & {"district", "commune", "agency", "region"}
    if len(told) != 1 or told != named or len(names) > 1 or aliased or others or result.officials or _CITY.search(text):
        return
    if any(o.scope not in {None, "national"} for o in result.observations):
        return  # "dẫn đầu vùng": the region is the province's own
    old = province(next(iter(told)) or "").name
    new = province("VN-59" if old != "Cà Mau" else "VN-06").name  # Cà Mau, Yên Bái: two syllables, in no other name
    swapped = extract(text.replace(old, new))
    assert _figures(swapped) == _sorted(
        (
            *key[:3],
            replace(key[3], id=province_names()[fold(new)].iso, name=fold(new)) if key[3].id in told else key[3],
            *key[4:],
        )
        for key in _figures(result)
    )


# Those that a space can stand at and print has none: not inside of a number or an address.
_MARK = re.compile(r"[(\[](?=\S)|(?<=\S)(?:[)\]]|[,;:.?!](?=\s|$))|(?<=\d)(?:/(?=\d)|%)")
_CITY = re.compile(r"[Tt]hành phố|TP|Trung Bộ|Miền|miền")
_DECIMAL = re.compile(r"(?<![\d.,/])\d{1,2},\d{2}(?![\d/]|[.,]\d)")


def _other_decimals(numeral: str, taken: set[str], choose: random.Random) -> str:
    whole = numeral.partition(",")[0]
    return next(
        other for _ in range(1000) if (other := f"{whole},{choose.randint(11, 98)}") not in taken and other[-1] != "0"
    )


def _value(numeral: str) -> float:
    return float(numeral.replace(",", "."))


def _signed(value: float | None, values: dict[float, float]) -> float | None:
    if value is None:
        return None
    return values[abs(value)] * (1 if value > 0 else -1) if abs(value) in values else value


def _unbased(keys: Iterable[Key]) -> list[Key]:
    return _sorted((*key[:11], *key[12:]) for key in keys)


def _figures(result: Extraction) -> list[Key]:
    """The printed figures, but for a change that only its two ends tell."""
    return _sorted(of_figure(o) for o in result.observations if not o.derived and "ends" not in o.rule)


@pytest.mark.parametrize(
    "told",
    [
        "Ông Lê Văn Hùng, Giám đốc Sở Tư pháp tỉnh Lào Cai, phát biểu tại hội nghị.",
        "Chủ tịch UBND tỉnh Lào Cai Lê Văn Hùng yêu cầu các sở vào cuộc.",
        "Ông Lê Văn Hùng, Trưởng Công an huyện Bảo Yên, nghỉ hưu từ tháng 5.",
        "Bổ nhiệm bà Lê Thị Hùng, Phó Giám đốc Sở Y tế, làm Giám đốc Sở Y tế tỉnh Lào Cai.",
    ],
)
def test_mutations_names_that_are_words_as_well_are_names(told: str) -> None:
    """Each word that tells how an office is held, or that a verb behind it is none, is somebody's name, too."""
    lists = (roles().nouns, people().now, people().former, people().acting, people().modifiers, people().leaving)
    words = {word.capitalize() for phrases in lists for word in phrases if word.isalpha() and len(word) > 1}
    people_told, _ = facts(told)
    assert len(words) > 30
    for word in sorted(words):
        found, _ = facts(told.replace("Hùng", word))
        assert found == [(name.replace("hùng", word.lower()), *rest) for name, *rest in people_told], word
