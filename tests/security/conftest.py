"""Everybody who knocks, signed in once per module; what a test changes is rolled back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.security.world import World, kept_world


@pytest.fixture(scope="module")
def people(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with kept_world(django_db_blocker.unblock()) as world:
        yield world
