"""Runs the notebooks and stores their output: `make notebooks`. `make test` runs them too (nbmake), and stores nothing."""

from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"


def main() -> None:
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        # Without timings: the same notebook run again is the same file.
        NotebookClient(
            notebook, timeout=600, record_timing=False, resources={"metadata": {"path": str(NOTEBOOKS)}}
        ).execute()
        for cell in notebook.cells:
            cell.metadata.pop("execution", None)
        notebook.metadata["language_info"] = {"name": "python"}
        nbformat.write(notebook, path)  # type: ignore[no-untyped-call]
        print(path.name)


if __name__ == "__main__":
    main()
