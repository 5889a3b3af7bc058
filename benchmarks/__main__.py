"""All benchmarks, one after the other."""

from benchmarks import seed, start

start.main()
seed.main()
