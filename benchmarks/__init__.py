"""Speed as commands: `make bench`, or one by one with `python -m benchmarks.start` and `python -m benchmarks.seed`."""
