"""Search in Dutch, the same on both databases."""
