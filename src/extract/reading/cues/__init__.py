"""The words around names and titles, as patterns, by what they tell; the words themselves are in `data/people.toml`."""
