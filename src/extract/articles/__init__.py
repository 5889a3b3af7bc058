"""From a page to an article as a person would cut it out."""
