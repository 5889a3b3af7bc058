"""`extract`, or `python -m extract`."""

from __future__ import annotations

from extract.cli import main

if __name__ == "__main__":
    main()
