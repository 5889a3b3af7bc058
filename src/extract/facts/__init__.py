"""What it means: whose figure, of which index and period, who holds which office."""
