"""The words around names and titles, as patterns, by what they tell; the words are in `data/`, most in `people`."""
