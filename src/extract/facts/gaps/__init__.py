"""What may stand between a figure and its owner, or tell of what kind a clause is: patterns made of the word lists.

Every pattern is compiled once, from the word lists in `data/`, most of them from `topics.toml` and `words.toml`.
"""

from extract.facts.gaps import clauses, figures, owners, themes, years

__all__ = ["clauses", "figures", "owners", "themes", "years"]
