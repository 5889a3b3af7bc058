"""Faults on demand, for processes that tests start with this folder in PYTHONPATH: the text of an article says which.

`FAULT raise|hang|deaf|memory|exit` happens every time; `FAULT kill|kill-server|kill-parent|kill-both NAME` only as long as
no file of that name is in the folder that the environment's EXTRACT_FAULTS names, and none where a file "mended" is there.
No part of the package knows of this.
"""

import ctypes
import multiprocessing
import os
import re
import signal
import sys
import time
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

_FAULT = re.compile(r"FAULT ([a-z-]+)(?: (\w+))?")


def happen(text: str) -> None:
    """The fault that the text asks for."""
    told = _FAULT.search(text)
    kind, name = told.groups() if told else ("", None)
    if (Path(os.environ["EXTRACT_FAULTS"]) / "mended").exists():
        return
    if kind == "raise":
        raise RuntimeError("a fault")
    if kind == "hang":
        while True:
            time.sleep(1)
    if kind == "deaf":  # as a loop inside C: no alarm, no polite end
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM, signal.SIGTERM})
        ctypes.PyDLL(None).sleep(1_000)
    if kind == "memory":
        taken = []
        while True:
            taken.append(bytearray(50_000_000))
    if kind == "exit":
        os._exit(3)
    if kind.startswith("kill"):
        try:
            (Path(os.environ["EXTRACT_FAULTS"]) / str(name)).touch(exist_ok=False)
        except FileExistsError:
            return
        parent = multiprocessing.parent_process()
        if kind == "kill-server":
            os.kill(os.getppid(), signal.SIGKILL)
        elif kind != "kill" and parent is not None and parent.pid:
            os.kill(parent.pid, signal.SIGKILL)
        if kind in {"kill", "kill-both"}:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(60)  # its parent's death ends it, by way of the server that it was forked from


def quick(article: Any) -> Any:
    """The extraction of an article without reading it: its number, if there is one, as a rank."""
    from extract.pipeline import Extraction
    from extract.records import Observation

    ranks = [
        Observation(article_id=article.article_id, observation_id=f"o{at}", metric="rank", value=float(number))
        for at, number in enumerate(re.findall(r"\d+", article.text))
    ]
    return Extraction(article, (), tuple(ranks))


class _Faulty(Loader):
    """Loads the module that reads; its reading is made quick (children need a second to load tables), after a fault."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        module: ModuleType | None = self.inner.create_module(spec)
        return module

    def exec_module(self, module: ModuleType) -> None:
        self.inner.exec_module(module)

        def faulty(article: Any) -> Any:
            happen(article.text)
            return quick(article)

        module.__dict__.update(extract_article=faulty, warm=bool)


class _Finder(MetaPathFinder):
    def find_spec(self, name: str, path: Any, target: ModuleType | None = None) -> ModuleSpec | None:
        if name != "extract.batch.blocks":
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Faulty(spec.loader)
        return spec


if "EXTRACT_FAULTS" in os.environ:
    sys.meta_path.insert(0, _Finder())
