"""Kept for imports until every module says `extract.folding`."""

from extract.folding import Text, fold

__all__ = ["Text", "fold"]
