"""Measurements on this machine, always printed with its load."""
