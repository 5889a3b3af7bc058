"""Going through a run's records by hand: a local page, decisions that survive a crash, gold made of them."""
