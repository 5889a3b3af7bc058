"""The plugin at work: the example project of the docs, and files that fail as they should."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
EXAMPLE = PROJECT / "docs" / "example-project"
TEXT = "Năm 2021, chỉ số PCI của tỉnh Lai Châu đạt 61,22 điểm, xếp thứ 55/63.\n"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Pytest in a project of its own, with this plugin and no other."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "extract.pytest_plugin", *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV"))}
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "pytest.ini").write_text("[pytest]\naddopts = --strict-markers\n", encoding="utf-8")
    (folder / "bai.txt").write_text(TEXT, encoding="utf-8")
    return folder


def facts(project: Path, told: object) -> Path:
    path = project / "bai.facts.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def test_pytest_plugin_is_found_by_pytest_where_the_package_is_installed() -> None:
    told = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    assert told["project"]["entry-points"]["pytest11"] == {"extract": "extract.pytest_plugin"}


def test_pytest_plugin_example_project_passes(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "example", ignore=shutil.ignore_patterns("__pycache__"))
    done = run(tmp_path / "example", "-vv")
    assert done.returncode == 0, done.stdout
    assert "6 passed" in done.stdout
    assert "chi-so-2021.facts.json::rank_change PASSED" in done.stdout
    assert "5 deselected" in run(tmp_path / "example", "-m", "facts_officials").stdout


def test_pytest_plugin_failure_is_told_in_vietnamese_and_updated_on_request(project: Path) -> None:
    path = facts(project, {"observations": [{"metric": "rank", "index": "PCI", "value": 55, "period": "2020"}]})
    before = path.read_text(encoding="utf-8")
    done = run(project)
    assert done.returncode == 1
    assert "the facts of bai.txt differ: 1 changed" in done.stdout
    assert "period: expected 2020, read 2021" in done.stdout
    assert "“Năm 2021, chỉ số PCI của tỉnh Lai Châu" in done.stdout
    assert "Traceback" not in done.stdout
    assert path.read_text(encoding="utf-8") == before
    assert run(project, "--extract-update").returncode == 0
    assert '"period": "2021"' in path.read_text(encoding="utf-8")
    assert "2 passed" in run(project).stdout


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"observations": [{"metric": "mark"}]}, "unknown metric mark"),
        ({"observations": [{"value": 47}]}, "an observation without its metric: one of"),
        ({"people": []}, "unknown keys people"),
        ([], "an object with the lists"),
        ({"observations": [3]}, "an object with the lists"),
        ({"article": "none.txt", "officials": []}, "no article none.txt"),
        ({"exact": True, "observations": []}, "1 extra"),
    ],
)
def test_pytest_plugin_wrong_files_are_told(project: Path, told: object, message: str) -> None:
    facts(project, told)
    done = run(project)
    assert done.returncode != 0
    assert message in done.stdout


def test_pytest_plugin_fixture_fails_and_updates(project: Path) -> None:
    (project / "test_it.py").write_text(
        "from pathlib import Path\n"
        "def test_file(assert_facts):\n"
        "    assert_facts(Path('bai.txt'), 'gold.json')\n"
        "def test_text(assert_facts):\n"
        "    assert_facts('', {'officials': []})\n",
        encoding="utf-8",
    )
    gold = project / "gold.json"
    gold.write_text(json.dumps({"observations": [{"metric": "rank", "value": 54}]}), encoding="utf-8")
    done = run(project)
    assert "2 failed" in done.stdout
    assert "1 missing" in done.stdout
    assert "the text is empty" in done.stdout
    assert "1 failed, 1 passed" in run(project, "--extract-update").stdout
    assert json.loads(gold.read_text(encoding="utf-8"))["observations"]
