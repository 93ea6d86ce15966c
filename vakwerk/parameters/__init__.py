"""Dated legal values as data: name, unit, values from a date with a source each, status and owner. No code, no sums."""
