"""`extract`, or `python -m extract`."""

from __future__ import annotations

import sys

try:
    from extract.cli import main
except KeyboardInterrupt:  # while it loads
    sys.stderr.write("extract: stopped by Ctrl-C\n")
    sys.exit(130)

if __name__ == "__main__":
    main()
