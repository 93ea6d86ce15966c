"""The real catalogue of the project, loaded once per module; what a test changes in it is rolled back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from vakwerk.catalogue.loading import load_all


@pytest.fixture(scope="module")
def loaded_catalogue(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, int]]:
    """Held in a transaction around the tests of the module: loading takes half a second, and most only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_all(index=False)
        transaction.set_rollback(True)


@pytest.fixture
def catalogue(loaded_catalogue: dict[str, int], db: None) -> dict[str, int]:
    """The tables of `vakwerk/catalogue/data` in the database, not in the search index; gives the rows by table."""
    return loaded_catalogue
