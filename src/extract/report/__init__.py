"""A run as one self-contained page that people read, print and check: `extract report`."""

from extract.report.page import build

__all__ = ["build"]
