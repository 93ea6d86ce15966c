"""Reads, one module per subject."""
