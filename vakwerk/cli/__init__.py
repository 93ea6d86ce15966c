"""The engines for people with spreadsheets: `python -m vakwerk ...`. Needs no site, no Django and no database."""
