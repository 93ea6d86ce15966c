"""Shared fixtures. Tests mirror `vakwerk/`; what spans rooms lives in journeys/, architecture/ and security/."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import hypothesis
import pytest
import time_machine
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests.live import LiveDatabase, live_database
from tests.tables import keep_tables
from tests.template_guard import forgive_default_filter
from vakwerk.core import clock
from vakwerk.core.viewer import Role


def pytest_configure(config: pytest.Config) -> None:
    """No deadline per example: a busy machine is no fault (speed is measured in `bench/`).

    Dutch texts are tested as people see them; compiled catalogues are not in the repository.
    """
    hypothesis.settings.register_profile("house", deadline=None)
    hypothesis.settings.load_profile("house")
    from vakwerk.core.translations import catalogues

    for catalogue in catalogues():
        catalogue.compile()


# The files that take longest are started first, so that no worker is left with one at the end; `make test` gives each
# file to one worker, for what is made once for a whole file.
LONG = (
    "security/test_access_table.py",
    "engines/itembank/test_every_generator.py",
    "security/test_hostile_addresses.py",
    "core/test_writers.py",
    "core/test_jobs.py",
    "core/test_running.py",
    "security/test_headers.py",
    "people/test_personas.py",
    "engines/itembank/test_mathematics.py",
    "engines/itembank/test_spatial.py",
    "engines/matching/test_solver.py",
    "talent/test_durability.py",
    "talent/test_codes.py",
    "core/imports/test_crash.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not str(item.path).endswith(LONG))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: walking over it again and again would take the collector a quarter of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The empty tables are kept as a file too: migrating takes seconds, and other processes need a database as well."""
    with django_db_blocker.unblock():
        keep_tables(tmp_path_factory.mktemp("tables"))


@pytest.fixture(autouse=True, scope="session")
def undefined_template_variables_fail() -> None:
    """A page that asks for a variable nobody gave is a mistake, not an empty place."""
    forgive_default_filter()


@pytest.fixture(autouse=True, scope="session")
def emptying_tables_may_pass_the_triggers() -> Iterator[None]:
    """Tests with `transaction=True` empty all tables afterwards; the audit log and the journal would refuse."""
    from vakwerk.core.db.append_only import all_lifted

    original = TransactionTestCase._fixture_teardown

    def teardown(self: TransactionTestCase) -> None:
        with all_lifted():
            original(self)

    TransactionTestCase._fixture_teardown = teardown
    yield
    TransactionTestCase._fixture_teardown = original


@pytest.fixture(autouse=True)
def the_reference_date_is_today() -> Iterator[None]:
    """No test inherits the "stand op" of another."""
    with clock.reference_date(None):
        yield


@pytest.fixture(autouse=True)
def the_offer_is_read_afresh() -> None:
    """A test rolls its rows back, and the next one may use their keys again: no copy in memory outlives a test."""
    from vakwerk.offer import snapshot

    snapshot.forget()


@pytest.fixture
def travel() -> Iterator[Callable[[date | str], None]]:
    """`travel("2026-09-01")` moves the clock to that day (noon in Brussels); it stands still there."""
    with time_machine.travel(date.today(), tick=True) as traveller:  # noqa: DTZ011 the real day is only the start

        def to(day: date | str) -> None:
            traveller.move_to(f"{day}T12:00:00+01:00" if len(str(day)) == 10 else str(day), tick=False)

        yield to


@pytest.fixture(scope="session")
def live(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveDatabase]:
    """A migrated database on disk (or on the PostgreSQL server) for tests with several processes."""
    with live_database(tmp_path_factory.mktemp("live")) as database:
        yield database


@dataclass
class FakeViewer:
    """Somebody in one capacity, without any row in the database."""

    role: Role | None = None
    person_id: int | None = 1
    organisation_id: int | None = 1
    display_name: str = "Test Persoon"
    is_authenticated: bool = True

    def has_role(self, *roles: Role) -> bool:
        return self.role in roles


@pytest.fixture
def viewer() -> Callable[..., FakeViewer]:
    """`viewer(Role.TEACHER, person_id=3, organisation_id=7)`: a viewer for queries and actions."""

    def make(role: Role | None = None, **details: Any) -> FakeViewer:
        return FakeViewer(role, **details)

    return make
