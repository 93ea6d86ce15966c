"""Pure computation: no Django, no clock, no files but their own data, no hidden randomness."""
