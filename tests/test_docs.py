"""The docs do what they say: every `python` and `console` block of README and docs/ is run, in order, page by page.

A `console` block has commands (`$ …`) and, below each, lines that it must print in this order (`...` stands for any).
What needs a network or a cluster stands in blocks of another kind (`sh`).
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).parent.parent
PAGES = [PROJECT / "README.md", PROJECT / "README.vi.md", *sorted((PROJECT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"^```(python|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# They set up, wait for a person, or need a network.
_ELSEWHERE = re.compile(
    r"\$ (?:(?:make|pip|git|pytest|python -m benchmarks)\b|extract crawl |extract review \S+$|extract \w+ .*https?://)",
    re.MULTILINE,
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the project's files in it, where commands may write."""
    for name in ("corpus", "models", "docs", "src", "notebooks", "benchmarks"):
        (tmp_path / name).symlink_to(PROJECT / name)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_docs_blocks_run(page: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    names: dict[str, Any] = {}
    for match in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        kind, block = match.groups()
        if kind == "python":
            exec(compile(block, f"{page.name}: {block[:30]!r}", "exec"), names)  # noqa: S102  # our own docs
        else:
            for command, printed in commands(block):
                run(command, printed, desk)


def commands(block: str) -> Iterator[tuple[str, list[str]]]:
    """(command, the lines below it) of a console block."""
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        if part.startswith("$ ") and not _ELSEWHERE.match(part):
            command, *printed = part[2:].rstrip("\n").split("\n")
            yield command, printed


def run(command: str, printed: list[str], desk: Path) -> None:
    """Runs a command as a user would, and looks for what it must print."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=desk, capture_output=True, text=True, check=False, env={**os.environ, "PATH": path}
    )
    assert done.returncode == 0, f"{command}: {done.stderr}"
    told = done.stdout + done.stderr
    at = 0
    for line in (line.rstrip() for line in printed):
        if line and line != "...":
            found = told.find(line, at)
            assert found >= 0, f"{command} does not print {line!r} there, but:\n{told}"
            at = found + len(line)


def test_docs_commands_of_a_block_are_told_apart() -> None:
    block = "$ extract show a\nOfficials\n...\n$ make run\nno\n$ extract schema\n"
    assert list(commands(block)) == [("extract show a", ["Officials", "..."]), ("extract schema", [])]


def test_docs_every_command_is_told_somewhere() -> None:
    from extract.cli import COMMANDS

    told = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [name for name in (command.__name__ for command, _ in COMMANDS) if f"extract {name}" not in told] == []


def test_docs_links_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
            assert "://" in target or (page.parent / target).exists(), f"{page.name}: {target}"


def test_docs_every_page_is_in_the_contents() -> None:
    contents = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    assert [page.name for page in (PROJECT / "docs").glob("*.md") if f": {page.name}" not in contents] == []
