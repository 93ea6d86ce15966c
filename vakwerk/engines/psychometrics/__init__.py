"""Measuring talent with honest error."""
