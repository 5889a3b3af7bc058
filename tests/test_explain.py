"""Every field of a record is explained by the words it was read from and the rule that read them."""

from pathlib import Path

from extract.batch.single import read
from extract.explain import explained
from extract.records import Article, Evidence, Observation, Subject

SEED = Path(__file__).parent.parent / "corpus" / "seed" / "lai-chau-par-index-pci-2019.txt"
ARTICLE = Article(article_id="a", source="a.txt", text="Chỉ số PCI tỉnh Sơn La phấn đấu tăng ít nhất 3 bậc")


def test_explain_tells_words_offsets_and_rules() -> None:
    observation = Observation(
        article_id="a", observation_id="a-o1", index="PCI", subject=Subject(type="province", name="Sơn La"),
        metric="rank_change", value=3, unit="bậc", modality="target", bound="min",
        rule="change.up topic.before subject.before", confidence=0.9,
        evidence=(Evidence(start=37, end=50, what="figure"), Evidence(start=0, end=10, what="index")),
    )  # fmt: skip
    (told,) = explained(ARTICLE, [observation])
    assert told.splitlines() == [
        "a-o1  PCI rank_change +3 bậc",
        "  figure      'ít nhất 3 bậc' [37:50]  by change.up",
        "  index       PCI  from 'Chỉ số PCI' [0:10]  by topic.before",
        "  subject     Sơn La  by subject.before",
        "  modality    target",
        "  bound       min",
        "  confidence  0.900",
    ]


def test_explain_tells_direction_and_derivation() -> None:
    observation = Observation(
        article_id="a", observation_id="a-o2", metric="rank", direction="up",
        derived=True, derived_from=("a-o1", "a-o3"),
    )  # fmt: skip
    (told,) = explained(ARTICLE, [observation])
    assert "follows from a-o1 and a-o3" in told
    assert told.splitlines()[0] == "a-o2  rank up"


def test_explain_has_a_block_for_each_observation_of_the_seed() -> None:
    found = read(SEED)
    blocks = list(explained(found.article, found.observations))
    assert len(blocks) == len(found.observations)
    for block, observation in zip(blocks, found.observations, strict=True):
        assert block.startswith(observation.observation_id)
        assert observation.rule.split()[0] in block
        for evidence in observation.evidence:
            if evidence.what in {"figure", "index", "component", "subject", "period", "baseline", "responsible"}:
                assert f"[{evidence.start}:{evidence.end}]" in block


def test_explain_nothing_is_nothing() -> None:
    assert list(explained(ARTICLE, ())) == []
