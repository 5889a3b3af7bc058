"""What all tests share: nothing is written outside the project, and hypothesis is patient with a slow machine."""

import os
import signal
from pathlib import Path

from hypothesis import settings

PROJECT = Path(__file__).parent.parent
HOME = PROJECT / ".cache" / "home"

# underthesea, IPython and Jupyter write to the home directory; commands that tests start inherit this one.
HOME.mkdir(parents=True, exist_ok=True)
os.environ["HOME"] = str(HOME)
for name, folder in {"CACHE": ".cache", "CONFIG": ".config", "DATA": ".local/share"}.items():
    os.environ[f"XDG_{name}_HOME"] = str(HOME / folder)
os.environ["IPYTHONDIR"] = str(HOME / ".ipython")

# A shell's job in the background ignores Ctrl-C, and so would every command that tests start and interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("project", deadline=None)
settings.register_profile("ci", parent=settings.get_profile("project"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "project")
