"""What Vietnamese is, whatever is extracted from it."""
