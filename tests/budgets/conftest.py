"""An administration with a civil servant, and three schools with a principal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.budgets import making
from vakwerk.core.viewer import Role
from vakwerk.people.models import Organisation


@dataclass
class Country:
    office: Organisation
    schools: list[Organisation]
    viewer: Callable[..., Any]

    @property
    def official(self) -> Any:
        return self.viewer(Role.CIVIL_SERVANT, organisation_id=self.office.pk, person_id=None)

    def principal(self, place: int = 0) -> Any:
        return self.viewer(Role.PRINCIPAL, organisation_id=self.schools[place].pk, person_id=None)


@pytest.fixture
def country(db: None, travel: Callable[[str], None], viewer: Callable[..., Any]) -> Country:
    """23 November 2026."""
    travel("2026-11-23")
    names = (("De Beuk", "000011"), ("De Eik", "000022"), ("De Es", "000033"))
    return Country(making.administration(), [making.school(*name) for name in names], viewer)
