"""docs/sites.md: its example runs and prints what it says; its declaration and its saved page are valid."""

import json
import re
import tomllib
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from pydantic import TypeAdapter

from benchmarks.saved import Saved
from extract.tables.sites import Site, systems

DOC = (Path(__file__).parent.parent / "docs" / "sites.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOC, flags=re.DOTALL)


def test_docs_sites_example_prints_what_it_says() -> None:
    names: dict[str, object] = {}
    for code, printed in zip(blocks("python"), blocks("text"), strict=True):
        with redirect_stdout(StringIO()) as out:
            exec(code, names)  # noqa: S102
        assert out.getvalue() == printed


def test_docs_sites_declaration_is_one() -> None:
    (declared,) = blocks("toml")
    site = TypeAdapter(Site).validate_python(tomllib.loads(declared))
    assert set(site.cms) <= set(systems())


def test_docs_sites_saved_page_has_the_fields() -> None:
    (told,) = blocks("json")
    assert set(json.loads(told)) == set(Saved.__dataclass_fields__) - {"name", "content"}
