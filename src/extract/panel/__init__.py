"""What the articles of a run say together: checked against official values, joined by province, followed in time.

`extract.panel(run)` is the panel as a pandas frame (`extract.panel.cells.panel_frame`).
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _Callable(ModuleType):
    """The package is called like the function that it is named after."""

    def __call__(self, *run: Any, **options: Any) -> Any:
        from extract.panel.cells import panel_frame

        return panel_frame(*run, **options)


sys.modules[__name__].__class__ = _Callable
panel = sys.modules[__name__]
