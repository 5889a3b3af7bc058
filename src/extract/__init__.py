"""Vietnamese provincial news into facts that people can check."""
