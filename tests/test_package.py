"""The package as a whole: its public names, what importing it costs, its data and its generated files."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import extract
from extract.records import json_schema

PROJECT = Path(__file__).parent.parent
SEED = PROJECT / "corpus" / "seed" / "lai-chau-par-index-pci-2019.txt"
HEAVY = ["underthesea", "pandas", "spacy", "trafilatura", "duckdb", "pyarrow", "bs4", "requests", "numpy"]


def heavy_after(code: str) -> list[str]:
    """Which of the heavy modules a fresh interpreter has loaded after `code`."""
    ask = f"{code}\nimport sys\nprint([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True, cwd=PROJECT)
    loaded: list[str] = json.loads(done.stderr.strip().splitlines()[-1].replace("'", '"'))
    return loaded


@pytest.mark.parametrize("name", extract.__all__)
def test_package_public_name_is_there(name: str) -> None:
    assert getattr(extract, name) is not None
    assert name in dir(extract)


def test_package_unknown_name_is_an_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'extrct'"):
        extract.extrct  # noqa: B018


def test_package_version_is_that_of_pyproject() -> None:
    pyproject = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    assert extract.__version__ == pyproject["project"]["version"]


def test_package_is_typed() -> None:
    assert (PROJECT / "src" / "extract" / "py.typed").is_file()


@pytest.mark.parametrize(
    "code",
    [
        "import extract; dir(extract); extract.__version__",
        "import extract; extract.Article, extract.Extraction, extract.extract, extract.read",
        "import extract; extract.extract('Chỉ số PCI năm 2021 của tỉnh Lai Châu đạt 61,5 điểm.')",
        f"import extract; extract.read({str(SEED)!r})",
        "import extract.cli",
        "import sys, extract.__main__\nsys.argv = ['extract', '--help']\n"
        "try:\n    extract.__main__.main()\nexcept SystemExit:\n    pass",
    ],
    ids=["import", "names", "extract", "read a text file", "cli", "help"],
)
def test_package_imports_nothing_heavy(code: str) -> None:
    assert heavy_after(code) == []


def test_package_heavy_modules_are_found_out() -> None:
    assert heavy_after("import extract; extract.load()('PCI')") == ["underthesea", "spacy", "requests", "numpy"]


def test_package_schema_is_current() -> None:
    published = json.loads((PROJECT / "docs" / "records.schema.json").read_text(encoding="utf-8"))
    assert published == json_schema(), "run `make schema`"


def test_package_schema_fits_the_records_of_the_seed() -> None:
    result = extract.read(SEED)
    rows: dict[str, Sequence[Any]] = {
        "articles": [result.article],
        "officials": result.officials,
        "observations": result.observations,
    }
    for table, records in rows.items():
        assert records
        validator = jsonschema.Draft202012Validator(json_schema()[table])
        for record in records:
            validator.validate(json.loads(json.dumps(asdict(record))))


def test_package_schema_refuses_an_unknown_metric() -> None:
    row = asdict(extract.read(SEED).observations[0]) | {"metric": "mark"}
    validator = jsonschema.Draft202012Validator(json_schema()["observations"])
    assert not validator.is_valid(json.loads(json.dumps(row)))


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_package_lock_pins_versions_and_names_no_place(name: str) -> None:
    lines = (PROJECT / name).read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert pins
    assert [line for line in pins if "==" not in line or "/" in line or "@" in line] == []


def test_package_lock_has_all_that_is_asked_for() -> None:
    pyproject = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for name, wanted in {
        "requirements.lock": pyproject["dependencies"],
        "requirements-dev.lock": [*pyproject["dependencies"], *pyproject["optional-dependencies"]["dev"]],
    }.items():
        pinned = {line.split("==")[0] for line in (PROJECT / name).read_text(encoding="utf-8").splitlines()}
        asked = {item.replace("[", ">").replace("<", ">").split(">")[0].replace("_", "-").lower() for item in wanted}
        assert asked <= pinned, "run `make lock`"


def test_package_lock_files_agree() -> None:
    run, dev = (
        {line for line in (PROJECT / name).read_text(encoding="utf-8").splitlines() if "==" in line}
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert run <= dev
