"""Whose figure it is, and what is made a record, on texts of our own."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import extract
from extract.articles.text import article_from_text
from extract.facts.observations import read_observations
from extract.folding import Text
from tests.facts.told import read, told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "Kết quả của Cao Bằng năm 2022: PAPI 53/63, PCI 61/63 (năm 2019 lần lượt là 15, 54).",
            [
                ("PAPI", None, "Cao Bằng", "2022", "rank", 53),
                ("PCI", None, "Cao Bằng", "2022", "rank", 61),
                ("PAPI", None, "Cao Bằng", "2019", "rank", 15),
                ("PCI", None, "Cao Bằng", "2019", "rank", 54),
            ],
            id="aligned.brackets",
        ),
        pytest.param(
            "PCI 2018: Đứng đầu là Quảng Ninh với 70,36 điểm; Đồng Tháp (70,19 điểm) xếp sau.",
            [
                ("PCI", None, "Quảng Ninh", "2018", "rank", 1), ("PCI", None, "Quảng Ninh", "2018", "score", 70.36),
                ("PCI", None, "Đồng Tháp", "2018", "score", 70.19),
            ], id="subject.behind",
        ),
        pytest.param(
            "PCI năm 2019 của Gia Lai và Kon Tum cùng tăng 3 bậc so với năm 2018.",
            [("PCI", None, "Gia Lai", "2019", "rank_change", 3), ("PCI", None, "Kon Tum", "2019", "rank_change", 3)], id="subject.several",
        ),
        pytest.param(
            "PAPI 2019 của Huế, Đà Nẵng, Bến Tre lần lượt đạt 45,1; 44,9 và 46,7 điểm.",
            [
                ("PAPI", None, "Thừa Thiên Huế", "2019", "score", 45.1), ("PAPI", None, "Đà Nẵng", "2019", "score", 44.9),
                ("PAPI", None, "Bến Tre", "2019", "score", 46.7),
            ], id="subject.respectively",
        ),
        pytest.param(
            "Điểm PCI của Quảng Nam các năm 2017, 2018 lần lượt là 65,41 và 65,85 điểm.",
            [("PCI", None, "Quảng Nam", "2017", "score", 65.41), ("PCI", None, "Quảng Nam", "2018", "score", 65.85)], id="period.listed",
        ),
        pytest.param(
            "Năm 2015, Đà Nẵng đạt PAR INDEX 87,1% (so với năm 2014 là 86,4%).",
            [("PAR_INDEX", None, "Đà Nẵng", "2015", "score", 87.1), ("PAR_INDEX", None, "Đà Nẵng", "2014", "score", 86.4)],
            id="period.baseline",
        ),
        pytest.param(
            "DDCI năm 2022 của tỉnh Bạc Liêu: huyện Hòa Bình xếp thứ 2 với 76,3 điểm.",
            [("DDCI", None, "huyện Hòa Bình", "2022", "rank", 2), ("DDCI", None, "huyện Hòa Bình", "2022", "score", 76.3)], id="subject.district",
        ),
        pytest.param(
            "SIPAS năm 2018: 83% người dân hài lòng với sự phục vụ của cơ quan hành chính trong cả nước.",
            [("SIPAS", None, "Việt Nam", "2018", "score", 83)], id="subject.country",
        ),
        pytest.param(
            "PCI của Hải Dương tăng từ hạng 50 năm 2019 lên hạng 47 năm 2020.",
            [
                ("PCI", None, "Hải Dương", "2019", "rank", 50), ("PCI", None, "Hải Dương", "2020", "rank", 47),
                ("PCI", None, "Hải Dương", "2020", "rank_change", 3),
            ], id="ends",
        ),
        pytest.param(
            "Lần đầu tiên sau 8 năm, PCI 2016 của Hà Nội đứng thứ 14.", [("PCI", None, "Hà Nội", "2016", "rank", 14)], id="period.first-time-since",
        ),
        pytest.param(
            "Hà Nam và Nam Định đều cải thiện PCI năm 2021. Hai địa phương này lần lượt xếp thứ 30 và 24.",
            [("PCI", None, "Hà Nam", "2021", "rank", 30), ("PCI", None, "Nam Định", "2021", "rank", 24)], id="subject.of-these",
        ),
        pytest.param(
            "Theo PCI năm 2020, đứng kế sau là BắcNinh với 66,2 điểm.", [("PCI", None, "Bắc Ninh", "2020", "score", 66.2)], id="subject.glued",
        ),
        pytest.param(
            "Năm 2022, Quảng Ninh vượt qua các địa phương như Hải Phòng, Đà Nẵng để đứng đầu PCI.",
            [("PCI", None, "Quảng Ninh", "2022", "rank", 1)], id="subject.overtaken",
        ),
        pytest.param(
            "PCI năm 2022, Long An vượt các tỉnh Đồng Nai, Bình Dương, vươn lên thứ 10.",
            [("PCI", None, "Long An", "2022", "rank", 10)], id="subject.overtaken-provinces",
        ),
        pytest.param(
            "Ban Dân tộc tỉnh Lâm Đồng xếp hạng PAR INDEX năm 2022 thứ 15/19.",
            [("PAR_INDEX", None, "Ban Dân tộc", "2022", "rank", 15)], id="subject.body-with-its-province",
        ),
        pytest.param(
            "DTI năm 2023 của Sơn La: Ban Dân tộc tỉnh đứng cuối bảng với 326,85/500 điểm.",
            [("DTI", None, "Ban Dân tộc", "2023", "score", 326.85)], id="subject.body-of-the-province",
        ),
    ],
)  # fmt: skip
def test_observations_belong_to_whom_the_words_say(text: str, wanted: list[tuple[Any, ...]]) -> None:
    assert sorted(told(text), key=str) == sorted(wanted, key=str)


def test_observations_target_is_told_apart() -> None:
    (observation,) = read("Phấn đấu năm 2025 chỉ số PCI của tỉnh Yên Bái đạt từ 68 điểm trở lên.")
    assert (observation.modality, observation.bound, observation.period) == ("target", "min", "2025")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Theo số liệu công bố, PCI năm 2023 của Gia Lai đạt 65 điểm.", "reported"),
        ("Với sự nỗ lực, phấn đấu của các cấp, PCI năm 2023 của Gia Lai đạt 65 điểm.", "reported"),
        ("Gia Lai hoàn thành mục tiêu đề ra khi PCI năm 2023 đạt 65 điểm.", "reported"),
        ("Theo kế hoạch năm 2024, PCI năm 2023 của Gia Lai đạt 65 điểm.", "reported"),
        ("Nếu giữ đà này thì PCI năm 2024 sẽ tăng; năm 2023, PCI của Gia Lai đạt 65 điểm.", "reported"),
        ("Để đạt mục tiêu PCI năm 2025 là 65 điểm, Gia Lai rà soát thủ tục.", "target"),
        ("Với quyết tâm cao, Gia Lai đạt 65 điểm PCI năm 2023.", "reported"),
        ("Nhờ nỗ lực đưa dịch vụ công lên mạng, PCI năm 2023 của Gia Lai đạt 65 điểm.", "reported"),
        ("Gia Lai cam kết cải thiện môi trường đầu tư; PCI năm 2023 đạt 65 điểm.", "reported"),
        ("Được giao chỉ tiêu tăng hạng, kết quả PCI năm 2023 của Gia Lai đạt 65 điểm.", "reported"),
        ("Gia Lai cam kết PCI năm 2025 đạt 65 điểm.", "target"),
        ("Dự báo PCI năm 2025 của Gia Lai đạt 65 điểm.", "target"),
        ("Mục tiêu của Gia Lai là PCI năm 2025 đạt 65 điểm.", "target"),
        ("Chủ tịch yêu cầu các sở giữ vững chỉ số PCI năm 2025 của Gia Lai trên 65 điểm.", "target"),
    ],
)
def test_observations_plan_is_told_from_what_was_reached(text: str, modality: str) -> None:
    (observation,) = read(text)
    assert (observation.value, observation.modality) == (65, modality)


def test_observations_threshold_of_an_exact_score_is_no_fact_of_its_own() -> None:
    text = "PAPI năm 2023 của Hưng Yên đạt 44,15 điểm, vượt mốc 44 điểm, dưới mức 43 điểm của Hà Nam năm 2023."
    assert (44.0, "min") not in [(o.value, o.bound) for o in read(text)]
    assert [(o.value, o.bound) for o in read("PAPI năm 2023 của Hưng Yên vượt mốc 44 điểm.")] == [(44, "min")]


@pytest.mark.parametrize("told", ["hơn 2,1 điểm so với năm trước", "vượt 2 bậc so với năm trước"])
def test_observations_movement_itself_bounds_nothing(told: str) -> None:
    (observation,) = [o for o in read(f"PCI năm 2022 của Lâm Đồng {told}.") if not o.derived]
    assert observation.bound == "exact"


def test_observations_regional_rank_has_its_scope() -> None:
    ranks = list(read("PCI 2020 của Thái Bình xếp thứ 25/63 và đứng thứ 5/11 tỉnh đồng bằng sông Hồng."))
    assert [(o.value, o.out_of, o.scope) for o in ranks] == [(25, 63, "national"), (5, 11, "Đồng bằng sông Hồng")]


def test_observations_of_departments_hold_in_their_province() -> None:
    observations = read("DDCI 2021 tỉnh Sơn La: Sở Y tế dẫn đầu với 85,2 điểm.")
    rank = next(o for o in observations if o.metric == "rank")
    assert (rank.subject.name if rank.subject else None, rank.scope) == ("Sở Y tế", "Sơn La")


def test_observations_one_fact_told_twice_is_one_record() -> None:
    text = "Sơn La xếp thứ 40 PCI 2020\n\nNăm 2020, PCI của Sơn La xếp thứ 40."
    (observation,) = read(text)
    assert [e.what for e in observation.evidence].count("repeat") == 1


def test_observations_text_without_an_index_has_none() -> None:
    assert read("Trời mưa rất to ở tỉnh Sơn La, đường 6 ngập 2 mét.") == ()


@given(
    st.sampled_from(["Sơn La", "Hải Dương", "Bến Tre", "Đồng Nai", "Cao Bằng"]),
    st.integers(1, 63),
    st.integers(2012, 2024),
)
def test_observations_change_as_the_words_do(province: str, rank: int, year: int) -> None:
    (observation,) = read(f"Năm {year}, chỉ số PCI của tỉnh {province} xếp thứ {rank}.")
    assert observation.subject is not None
    assert (observation.subject.name, observation.value, observation.period) == (province, rank, str(year))


@given(st.sampled_from(["Trời nắng đẹp.", "Bà con phấn khởi đón năm học mới.", "Hội nghị bế mạc lúc chiều tối."]))
def test_observations_sentence_without_facts_changes_nothing(sentence: str) -> None:
    facts = "Năm 2020, PCI của tỉnh Sơn La đạt 60 điểm, xếp thứ 40."
    assert told(f"{sentence} {facts} {sentence}") == told(facts)


@given(st.text(max_size=120))
def test_observations_evidence_reads_back_in_any_text(noise: str) -> None:
    text = f"{noise}\nNăm 2020, PCI của tỉnh Sơn La đạt 60 điểm (tăng 3 bậc so với năm 2019). {noise}"
    article = article_from_text(text, source="")
    for observation in read_observations(Text(article.text), article):
        for e in observation.evidence:
            assert 0 <= e.start < e.end <= len(article.text)


def test_observations_index_of_the_opening_reaches_until_another_is_named() -> None:
    text = (
        "Công bố kết quả chỉ số cải cách hành chính năm 2017 của các bộ.\n\nBuổi lễ có nhiều khách.\n\nĐại biểu trao đổi."
        "\n\nÝ kiến khá phong phú.\n\nCác tham luận được in lại.\n\nBộ Tài chính dẫn đầu với 84,42 điểm.\n\n"
        "SIPAS năm 2017 của Gia Lai đạt 80,5%.\n\nBuổi lễ có hoa.\n\nTrời đẹp.\n\nKhách ra về.\n\nSân có cây.\n\n"
        "Bộ Tư pháp đạt 83,93 điểm."
    )
    records = [(o.index, o.value) for o in extract(text).observations]
    assert records == [("PAR_INDEX", 1), ("PAR_INDEX", 84.42), ("SIPAS", 80.5)]


def test_observations_bracket_is_of_the_owner_before_it() -> None:
    text = "Với PAPI 2019, Gia Lai và Kon Tum lần lượt ở hạng 12 (năm 2018 hạng 20) và hạng 31 (giảm 4 bậc)."
    told = [(o.subject and o.subject.name, o.period, o.value) for o in extract(text).observations if not o.derived]
    assert told == [
        ("Gia Lai", "2019", 12),
        ("Gia Lai", "2018", 20),
        ("Kon Tum", "2019", 31),
        ("Kon Tum", "2019", -4),
    ]


def test_observations_year_before_an_index_counts_no_bodies() -> None:
    (record,) = extract(
        "Gia Lai: tỉnh phấn đấu năm 2025 chỉ số PCI nằm trong nhóm 20 tỉnh dẫn đầu cả nước."
    ).observations
    assert (record.value, record.modality, record.period) == (20, "target", "2025")


def test_observations_a_parts_score_told_again_is_the_parts() -> None:
    told = "PCI 2018 của Hà Nam đạt 62,4 điểm. Tính minh bạch được 6,13 điểm. Lên được {} điểm là nhờ tỉnh cố gắng."

    def scores(value: str) -> list[tuple[str | None, float | None]]:
        return [(o.component, o.value) for o in extract(told.format(value)).observations if not o.derived]

    assert scores("6,13") == [(None, 62.4), ("Tính minh bạch", 6.13)]
    # What the index itself can have stays its own.
    assert scores("62,4") == [(None, 62.4), ("Tính minh bạch", 6.13)]


@pytest.mark.parametrize(
    ("headline", "body", "ranks"),
    [
        ("Lào Cai dẫn đầu PCI và PGI", "PCI 2023 của Lào Cai xếp thứ 6, PGI xếp thứ 8.", [6, 8]),
        ("Lào Cai dẫn đầu PCI năm 2023", "PCI 2023 của Lào Cai xếp thứ 6.", [6]),
        # It is told again, or of another year; a sentence is no headline.
        ("Lào Cai dẫn đầu PCI", "PCI 2023 của Lào Cai đứng đầu cả nước, năm 2022 đứng thứ 3.", [1, 3]),
        ("Lào Cai dẫn đầu PCI năm 2023", "PCI 2022 của Lào Cai xếp thứ 6.", [1, 6]),
        ("Năm 2023 Lào Cai dẫn đầu PCI.", "Chỉ số PCI của tỉnh từng xếp thứ 6 năm 2011.", [1, 6]),
    ],
)
def test_observations_headline_that_leads_is_belied_by_the_ranks_below(
    headline: str, body: str, ranks: list[float]
) -> None:
    assert [o.value for o in extract(f"{headline}\n{body}").observations if o.metric == "rank"] == ranks


def test_observations_several_indices_are_no_parts_of_one() -> None:
    text = "Hội nghị phân tích PAR INDEX, SIPAS, PAPI của Lào Cai. Ba chỉ số của tỉnh lần lượt đứng thứ 24, 9 và 42."
    assert [(o.index, o.metric, o.value) for o in extract(text).observations] == [
        ("PAR_INDEX", "rank", 24),
        ("SIPAS", "rank", 9),
        ("PAPI", "rank", 42),
    ]


def test_observations_run_of_one_index_is_not_that_of_the_next() -> None:
    text = "Năm 2023 là năm thứ ba liên tiếp Quảng Ninh đứng đầu PCI, lần thứ năm dẫn đầu SIPAS."
    assert [(o.index, o.period) for o in extract(text).observations if o.derived] == [("PCI", "2022"), ("PCI", "2021")]
