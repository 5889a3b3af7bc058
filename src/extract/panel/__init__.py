"""What the articles of a run say together: checked against official values, joined by province, followed through time.

`extract.panel(run)` is the panel as a pandas frame; the parts are in the modules of this package.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from extract.batch.runs import Run


class _Callable(ModuleType):
    """The package is called like the function that it is named after."""

    def __call__(self, run: Run | str, **options: Any) -> pd.DataFrame:
        from extract.panel.cells import panel_frame

        return panel_frame(run, **options)


sys.modules[__name__].__class__ = _Callable
panel = sys.modules[__name__]
