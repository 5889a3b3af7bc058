from collections.abc import Iterable

from hypothesis import example, given
from hypothesis import strategies as st

from extract.facts.known import Known, _rank, _same_man, merge_spellings
from extract.facts.officials import read_officials
from extract.folding import Text, fold
from extract.reading.people import Held, Person
from extract.records import Article, Status
from extract.spans import Span
from extract.tables.titles import titles
from tests.clock import at_most

_SYLLABLES = ["An", "Án", "Hoà", "Hòa", "Hoa", "Nguyễn", "Juan", "Luis", "De", "Zapata", "Núñez", "Jr."]
_names = st.lists(st.sampled_from(_SYLLABLES), min_size=1, max_size=5).map(" ".join)
_offices = st.sampled_from(["Chủ tịch", "Phó Chủ tịch", "Chủ tịch nước", "Giám đốc"])
_statuses = st.sampled_from(["current", "former"])
_telling = st.tuples(_names, _offices, _statuses)


def offices(text: str, name: str) -> list[tuple[str, str | None, str]]:
    everyone = read_officials(Text(text), Article(article_id="a", source="", text=text))
    return [(p.title, p.organization, p.status) for one in everyone if one.name == name for p in one.positions]


def gather(tellings: Iterable[tuple[str, str, Status]]) -> dict[str, Known]:
    known: dict[str, Known] = {}
    for at, (name, office, status) in enumerate(tellings):
        span = Span(100 * at, 100 * at + len(name))
        held = Held(titles()[fold(office)], span, span.start, span.end, status=status)
        key = fold(name)
        known.setdefault(key, Known(key)).told.append(Person(name, span, "", [held]))
    return known


def merge_in_pairs(known: dict[str, Known]) -> None:
    """Each name compared with every other."""
    for key in sorted(known, key=lambda key: (len(key.split()), key)):
        ranked = ((_rank(key, other), other) for other in known if other != key)
        others = [other for _, other in sorted((rank, other) for rank, other in ranked if rank is not None)]
        whole = next((known[other] for other in others if _same_man(known[key], known[other])), None)
        if whole is not None:
            whole.told.extend(known[key].told)
            del known[key]


@given(st.lists(_telling, max_size=14))
@example([("Luis Zapata", "Chủ tịch", "current"), ("Luis De Zapata An", "Chủ tịch", "current")])
@example([("Luis Zapata Juan", "Chủ tịch", "current"), ("Luis De Zapata Juan", "Chủ tịch", "current")])
@example([("Juan Luis Zapata", "Chủ tịch", "current"), ("Juan De Luis De Zapata An", "Chủ tịch", "former")])
@example([("Nguyễn An Hoà", "Chủ tịch", "current"), ("Nguyễn An Hòa", "Chủ tịch", "former")])
@example([("De Zapata", "Giám đốc", "current"), ("Juan De Zapata", "Chủ tịch", "current")])
@example([("Juan Luis Jr.", "Giám đốc", "current"), ("Juan Luis", "Chủ tịch", "current")])
def test_known_are_merged_as_pair_by_pair(tellings: list[tuple[str, str, Status]]) -> None:
    known, pairs = gather(tellings), gather(tellings)
    merge_spellings(known)
    merge_in_pairs(pairs)
    assert known == pairs


def test_known_many_of_one_family_take_no_quadratic_time() -> None:
    known = gather((f"Juan Xa{at} Zapata", "Chủ tịch", "current") for at in range(4000))
    with at_most(500):  # pair by pair, thousands
        merge_spellings(known)
    assert len(known) == 4000


def test_known_many_first_names_of_one_family_take_no_quadratic_time() -> None:
    # No two of these differ by a letter alone.
    known = gather((f"Xa{at * 2654435761 % 2**32:08x} Zapata", "Chủ tịch", "current") for at in range(4000))
    with at_most(500):
        merge_spellings(known)
    assert len(known) == 4000


def test_known_a_first_name_abroad_with_another_letter_is_one() -> None:
    def names(*told: str) -> list[str]:
        text = " ".join(f"{one} nói." for one in told)
        return [one.name for one in read_officials(Text(text), Article(article_id="a", source="", text=text))]

    assert names("Tổng thống Ukraine Volodymyr Hrabenko", "Tổng thống Ukraine Volodymir Hrabenko") == [
        "Volodymyr Hrabenko"
    ]
    assert names("Ngoại trưởng Peru Thomas Quispe", "Ngoại trưởng Peru Tomas Quispe") == ["Thomas Quispe"]
    # She, another office, another land.
    assert len(names("Ngoại trưởng Peru Mario Lopez", "Ngoại trưởng Peru Maria Lopez")) == 2
    assert len(names("Thủ tướng Séc Pavel Novak", "Ngoại trưởng Séc Pawel Novak")) == 2
    assert len(names("Thủ tướng Séc Pavel Novak", "Thủ tướng Slovakia Pawel Novak")) == 2


def test_known_a_newcomer_is_whoever_took_the_office() -> None:
    taken = "Bà Hồ Thị Sen được bổ nhiệm làm Giám đốc Sở Y tế Kon Tum. "
    once = ("Trưởng phòng", "Phòng Nội vụ huyện Sa Thầy", "former")
    assert once in offices(f"{taken}Tân giám đốc từng là Trưởng phòng Nội vụ huyện Sa Thầy.", "Hồ Thị Sen")
    # Of two nobody knows which.
    taken = "Bà Hồ Thị Sen và ông Tạ Văn Mơ được bổ nhiệm làm Phó Giám đốc Sở Y tế Kon Tum. "
    told = f"{taken}Tân phó giám đốc từng là Trưởng phòng Nội vụ huyện Sa Thầy."
    assert once not in offices(told, "Hồ Thị Sen") + offices(told, "Tạ Văn Mơ")


def test_known_a_first_name_abroad_is_found_again() -> None:
    text = "Phó Thủ tướng Thái Lan Phumthep Wechai họp. Ông Phumthep làm quyền giám đốc CIA."
    assert ("Giám đốc", "CIA", "acting") in offices(text, "Phumthep Wechai")
