from pathlib import Path

import pytest

from extract.pipeline import extract, read
from extract.records import Article

TEXT = "Năm 2020, chỉ số PCI của tỉnh Sơn La xếp thứ 40. Chủ tịch UBND tỉnh Lò Văn An cho biết như vậy."


def test_pipeline_extract_takes_a_text_or_an_article() -> None:
    by_text = extract(TEXT)
    by_article = extract(Article(article_id=by_text.article.article_id, source="", text=TEXT))
    assert by_text.observations == by_article.observations
    assert by_text.officials == by_article.officials
    assert by_text.article.province == "VN-05"


@pytest.mark.parametrize("text", ["", "  \n "])
def test_pipeline_empty_text_is_a_failure_not_an_error(text: str) -> None:
    assert [f.reason for f in extract(text).failures] == ["the text is empty"]


def test_pipeline_read_takes_a_path(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    for given in (path, str(path)):
        assert [o.value for o in read(given).observations] == [40]


@pytest.mark.parametrize(
    ("source", "why"),
    [("gone.txt", "no such"), ("http://127.0.0.1:1/x", "private"), ("ftp://a.vn", "only http"), ("tests", "folder")],
)
def test_pipeline_what_cannot_be_read_is_a_failure(source: str, why: str) -> None:
    (failure,) = read(source).failures
    assert why in failure.reason
    assert failure.stage == "source"


def test_pipeline_file_without_vietnamese_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Hello world, this is English text.")
    (failure,) = read(tmp_path / "a.txt").failures
    assert (failure.stage, "Vietnamese" in failure.reason) == ("article", True)


def test_pipeline_result_goes_to_pandas_spacy_and_html() -> None:
    result = extract(TEXT)
    assert result.to_pandas()["observations"].loc[0, "value"] == 40
    assert result.to_doc().text == TEXT
    assert "Sơn La" in result._repr_html_()
