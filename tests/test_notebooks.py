"""The stored notebooks: only `import extract` and what shows it, and output in every cell that gives one."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
ALLOWED = {"extract", "pandas", "matplotlib", "numpy", "pathlib", "json", "os", "tempfile"}


def code_cells(path: Path) -> list[dict[str, Any]]:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_store_their_output(path: Path) -> None:
    cells = code_cells(path)
    assert all(cell["execution_count"] for cell in cells), "run `make notebooks`"
    assert sum(bool(cell["outputs"]) for cell in cells) >= len(cells) / 2
    assert not any(output["output_type"] == "error" for cell in cells for output in cell["outputs"])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_import_only_the_public_api(path: Path) -> None:
    source = "\n".join("".join(cell["source"]) for cell in code_cells(path))
    imported = re.findall(r"^\s*(?:from|import)\s+([\w.]+)", source, re.MULTILINE)
    assert {name.partition(".")[0] for name in imported} <= ALLOWED
    assert not [name for name in imported if name.startswith("extract.")]
    assert not re.search(r"^\s*(?:def|class)\s", source, re.MULTILINE)
