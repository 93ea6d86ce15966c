"""SQLite for one machine: a library new enough to be safe, and a fair queue of writers."""
