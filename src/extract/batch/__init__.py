"""Many inputs: from files to the tables of a run."""
