"""Vietnamese provincial news into facts that people can check.

>>> import extract
>>> result = extract.read("corpus/seed/lai-chau-par-index-pci-2019.txt")
>>> result.officials[0].name
'Trần Tiến Dũng'

`extract.read` takes a path or a URL, `extract.extract` an article or its text; both give an `Extraction`.
`extract.load` gives the same as a spaCy pipeline. Nothing is imported before it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.batch.run import run
    from extract.batch.runs import Run, open_run
    from extract.batch.single import read
    from extract.gold import Score, judge
    from extract.nlp import load
    from extract.pipeline import Extraction, extract
    from extract.records import Article, Evidence, Failure, Observation, Official, Position, Subject
    from extract.show import provinces

    __version__: str

__all__ = [
    "Article",
    "Evidence",
    "Extraction",
    "Failure",
    "Observation",
    "Official",
    "Position",
    "Run",
    "Score",
    "Subject",
    "__version__",
    "extract",
    "judge",
    "load",
    "open_run",
    "panel",
    "provinces",
    "read",
    "run",
]

_HOMES = {
    **dict.fromkeys(("Extraction", "extract"), "extract.pipeline"),
    "read": "extract.batch.single",
    **dict.fromkeys(
        ("Article", "Evidence", "Failure", "Observation", "Official", "Position", "Subject"), "extract.records"
    ),
    "load": "extract.nlp",
    "panel": "extract.panel",
    "run": "extract.batch.run",
    "provinces": "extract.show",
    **dict.fromkeys(("Score", "judge"), "extract.gold"),
    **dict.fromkeys(("Run", "open_run"), "extract.batch.runs"),
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("vn-news-extract")
    if name not in _HOMES:
        raise AttributeError(f"module 'extract' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
