"""Which index and component a figure belongs to."""
