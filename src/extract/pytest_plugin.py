"""The pytest plugin: what articles must say, as tests.

`pip install vn-news-extract` is enough. Beside an article `x.txt` (or .html) a file `x.facts.json` is collected, one
test for the officials and one for each metric, marked `facts_officials`, `facts_rank` and so on; the fixture
`assert_facts` does the same inside a test. `--extract-update` writes what is read now into the files that differ.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from extract.pipeline import Extraction

SUFFIX = ".facts.json"
ARTICLES = (".txt", ".html", ".htm")
METRICS = ("score", "rank", "score_change", "rank_change", "rate", "rate_change", "group", "count")
_KEYS = {"article", "exact", "fields", "officials", "observations"}


class AssertFacts(Protocol):
    """What the fixture `assert_facts` gives."""

    def __call__(
        self,
        article: str | Path | Extraction,
        expected: str | Path | Mapping[str, Any],
        *,
        exact: bool = False,
        fields: tuple[str, ...] | None = None,
    ) -> Extraction:
        """Fails with the differences where the article does not say what is expected; gives what was read.

        `article` is a path, a text or an Extraction; `expected` has the lists `officials` and `observations`, each fact
        a dict with the fields that count, or is the path of such a file or of a gold file.
        """


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--extract-update`."""
    parser.getgroup("extract").addoption(
        "--extract-update", action="store_true", help="Write what is read now into the *.facts.json that differ."
    )


def pytest_configure(config: pytest.Config) -> None:
    """The markers by metric."""
    for name in ("officials", *METRICS):
        config.addinivalue_line("markers", f"facts_{name}: what articles must say of {name} (vn-news-extract)")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> FactsFile | None:
    """Every `*.facts.json`."""
    return FactsFile.from_parent(parent, path=file_path) if file_path.name.endswith(SUFFIX) else None


@pytest.fixture
def assert_facts(request: pytest.FixtureRequest) -> AssertFacts:
    """`assert_facts(article, expected)`: fails with a readable difference where the article says otherwise."""
    update = bool(request.config.getoption("--extract-update"))

    def check(
        article: str | Path | Extraction,
        expected: str | Path | Mapping[str, Any],
        *,
        exact: bool = False,
        fields: tuple[str, ...] | None = None,
    ) -> Extraction:
        from extract.expect import compare, load_expected, report

        __tracebackhide__ = True
        result = _read(article)
        told = expected if isinstance(expected, Mapping) else load_expected(Path(expected))
        differences = compare(result, told, exact=exact, fields=fields)
        if differences and update and not isinstance(expected, Mapping):
            _update(Path(expected), result, told)
        elif differences:
            pytest.fail(report(result.article.source, differences), pytrace=False)
        return result

    return check


class FactsFile(pytest.File):
    """A `*.facts.json` beside its article."""

    def collect(self) -> Iterator[FactsItem]:
        """One test for the officials, one for each metric that is expected; all metrics where it is exact."""
        from extract.expect import ExpectError, load_expected

        try:
            told = load_expected(self.path)
            if unknown := set(told) - _KEYS:
                raise ExpectError(f"{self.path}: unknown keys {', '.join(sorted(unknown))}")
            metrics = {fact.get("metric") for fact in told.get("observations", [])}
            if None in metrics:
                raise ExpectError(f"{self.path}: an observation without its metric: one of {', '.join(METRICS)}")
            if unknown := metrics - set(METRICS):
                raise ExpectError(f"{self.path}: unknown metric {', '.join(map(str, unknown))}")
        except ExpectError as error:
            raise self.CollectError(str(error)) from error
        names = ["officials"] if "officials" in told else []
        if "observations" in told:
            names += [metric for metric in METRICS if metric in metrics or told.get("exact")]
        for name in names:
            item: FactsItem = FactsItem.from_parent(self, name=name)
            item.add_marker(f"facts_{name}")
            yield item


class FactsItem(pytest.Item):
    """What one article must say of its officials, or by one metric."""

    def runtest(self) -> None:
        """Reads the article and compares."""
        from extract.expect import compare, load_expected, report

        told = load_expected(self.path)
        result = _read(self._article(told))
        part, expected = _part(result, self.name), _expected(told, self.name)
        differences = compare(part, expected, exact=bool(told.get("exact")), fields=told.get("fields"))
        if differences and self.config.getoption("--extract-update"):
            _update(self.path, result, told)
        elif differences:
            pytest.fail(report(result.article.source, differences), pytrace=False)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the test stands: in its file."""
        return self.path, None, f"{self.path.name}: {self.name}"

    def _article(self, told: Mapping[str, Any]) -> Path:
        stem = self.path.name.removesuffix(SUFFIX)
        names = [told["article"]] if "article" in told else [f"{stem}{suffix}" for suffix in ARTICLES]
        for name in names:
            if (path := self.path.parent / name).exists():
                return path
        pytest.fail(f"no article {' or '.join(names)} beside {self.path.name}", pytrace=False)


def _read(article: str | Path | Extraction) -> Extraction:
    """What an article says; the test fails where it cannot be read."""
    import extract

    if isinstance(article, extract.Extraction):
        return article
    is_path = isinstance(article, Path) or ("\n" not in article and article.endswith(ARTICLES))
    result = extract.read(article) if is_path else extract.extract(str(article))
    if result.failures and not result.article.text:
        pytest.fail(f"{result.article.source or 'the text'}: {result.failures[0].reason}", pytrace=False)
    return result


def _part(result: Extraction, name: str) -> Extraction:
    from dataclasses import replace

    return replace(result, observations=tuple(o for o in result.observations if o.metric == name))


def _expected(told: Mapping[str, Any], name: str) -> dict[str, Any]:
    if name == "officials":
        return {"officials": told["officials"]}
    return {"observations": [fact for fact in told["observations"] if fact.get("metric") == name]}


def _update(path: Path, result: Extraction, told: Mapping[str, Any]) -> None:
    from extract.expect import updated

    path.write_text(json.dumps(updated(result, told), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
