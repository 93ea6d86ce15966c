"""Programmes, occupations and what may follow, dated and with their source.

Everybody reads; importers write. It never invents an arrow from one programme to the next."""
