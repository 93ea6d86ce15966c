"""A fictitious world on real municipalities and the real catalogue, and the tour through it.

Only in demo mode. It never runs beside real people."""
