"""The pipeline as spaCy's users meet it: `extract.load`, `spacy.load` of the stored package, `nlp.add_pipe`."""

import subprocess
import sys
import unicodedata
from dataclasses import asdict, replace
from filecmp import dircmp
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import DocBin

import extract
from extract.nlp import save

PROJECT = Path(__file__).parent.parent
MODEL = PROJECT / "models" / "vi_extract_news"
TEXT = (
    "Phát biểu tại hội nghị, đồng chí Lò Văn Hưng, Phó Chủ tịch UBND tỉnh Lai Châu cho biết: "
    "năm 2021, chỉ số PCI của tỉnh đạt 61,22 điểm, xếp hạng 55/63, tăng 3 bậc so với năm 2020."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return extract.load()


def records(found: Any) -> list[dict[str, Any]]:
    return [asdict(replace(record, article_id="")) for record in found]


def test_nlp_fills_spans_and_records(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert [official.name for official in doc._.officials] == ["Lò Văn Hưng"]
    assert [o.value for o in doc._.observations if not o.derived] == [61.22, 55, 3]
    assert "Lò Văn Hưng" in [span.text for span in doc.spans["officials"]]
    assert "61,22" in " ".join(span.text for span in doc.spans["observations"])


def test_nlp_says_what_extract_says(nlp: Language) -> None:
    doc, result = nlp(TEXT), extract.extract(TEXT)
    assert records(doc._.officials) == records(result.officials)
    assert records(doc._.observations) == records(result.observations)


def test_nlp_offsets_are_those_of_the_given_text(nlp: Language) -> None:
    doc = nlp(unicodedata.normalize("NFD", TEXT))
    assert [o.value for o in doc._.observations if not o.derived] == [61.22, 55, 3]
    for record in (*doc._.officials, *doc._.observations):
        told = [unicodedata.normalize("NFC", doc.text[item.start : item.end]) for item in record.evidence]
        assert all(words and words in TEXT for words in told)


def test_nlp_offsets_are_those_of_a_spaced_out_text(nlp: Language) -> None:
    doc = nlp(unicodedata.normalize("NFD", TEXT.replace(",", " ,").replace("61 ,22", "61,22")))
    assert [o.value for o in doc._.observations if not o.derived] == [61.22, 55, 3]
    told = [doc.text[item.start : item.end] for o in doc._.observations for item in o.evidence if item.what == "figure"]
    assert {"61,22", "55/63"} <= {words.split()[0] for words in told}


def test_nlp_stored_package_opens_without_this_package_imported() -> None:
    code = (
        f"import spacy; doc = spacy.load({str(MODEL)!r})({TEXT!r}); "
        "print(len(doc._.observations), doc._.officials[0].name)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split(maxsplit=1) == [str(len(extract.extract(TEXT).observations)), "Lò Văn Hưng\n"]


def test_nlp_stored_package_is_current(tmp_path: Path) -> None:
    save(tmp_path / "fresh")
    compared = dircmp(MODEL, tmp_path / "fresh")
    assert not compared.left_only, "run `make models`"
    assert not compared.right_only, "run `make models`"
    assert (MODEL / "config.cfg").read_text() == (tmp_path / "fresh" / "config.cfg").read_text(), "run `make models`"


def test_nlp_components_join_any_vietnamese_pipeline() -> None:
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "extract.words.v1"}}})
    nlp.add_pipe("extract_observations")
    (doc,) = nlp.pipe([TEXT])
    assert doc._.observations
    assert not doc._.officials


def test_nlp_docs_work_in_displacy_and_docbin(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert "61,22" in displacy.render(doc, style="span", options={"spans_key": "observations"}, jupyter=False)
    (again,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    assert again.text == TEXT
    assert [span.text for span in again.spans["officials"]] == [span.text for span in doc.spans["officials"]]
