"""The data files as typed tables. A mistake in one names the file and the key, and stops the start."""
