"""The real catalogue of the project, loaded once per test that asks for it."""

from __future__ import annotations

import pytest

from vakwerk.catalogue.loading import load_all


@pytest.fixture
def catalogue(db: None) -> dict[str, int]:
    """The tables of `vakwerk/catalogue/data` in the database, not in the search index; gives the rows by table."""
    return load_all(index=False)
