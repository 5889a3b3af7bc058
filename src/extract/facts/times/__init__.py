"""When it was measured, and against when: period and baseline of a figure."""
