"""Arguments for routes with parameters, one module per room; see `tests.security.access_table`."""
