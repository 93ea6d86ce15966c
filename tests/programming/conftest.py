"""Two schools and who decides: De Esdoorn teaches welding (STEM, labour market), De Leie teaches nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.offer import builders
from vakwerk.catalogue.models import ProgrammeComponent
from vakwerk.catalogue.search_index import index_catalogue
from vakwerk.core.viewer import Role
from vakwerk.people.models import Account, Membership, Person, Site
from vakwerk.programming import actions
from vakwerk.programming.models import ProgrammingRequest, State, Way

Make = Callable[..., Any]


@dataclass
class Schools:
    """`masonry` lies within the profile of `first`, `cooking` outside it; each with a dual variant of masonry."""

    first: Site
    far: Site
    masonry: ProgrammeComponent
    masonry_dual: ProgrammeComponent
    cooking: ProgrammeComponent
    viewer: Make

    @property
    def principal(self) -> Any:
        return self.viewer(Role.PRINCIPAL, organisation_id=self.first.organisation_id, person_id=None)

    @property
    def stranger(self) -> Any:
        return self.viewer(Role.PRINCIPAL, organisation_id=self.far.organisation_id, person_id=None)

    @property
    def official(self) -> Any:
        return self.viewer(Role.CIVIL_SERVANT, organisation_id=None, person_id=None, display_name="An Peeters")

    @property
    def inspector(self) -> Any:
        return self.viewer(Role.INSPECTOR, organisation_id=None, person_id=None)

    def draft(self, component: ProgrammeComponent | None = None, year: int = 2027, **given: Any) -> ProgrammingRequest:
        return actions.draft(
            viewer=self.principal,
            site=self.first,
            component=component or self.masonry,
            school_year=year,
            **{"kind": "new", "niche": False, "catholic": False, **given},
        )

    def asked(self, component: ProgrammeComponent | None = None) -> ProgrammingRequest:
        """A request in advice: outside the profile."""
        request = self.draft(component or self.cooking)
        actions.hand_in(viewer=self.principal, request=request)
        return request

    def advise(self, request: ProgrammingRequest, *bodies: str) -> None:
        for body in bodies or ("agodi", "vlor", "inspection"):
            actions.advise(
                viewer=self.official,
                request=request,
                body=body,
                opinion="favourable",
                text="",
                given_on=date(2026, 11, 1),
            )

    def running(self, year: int = 2025, *totals: int) -> ProgrammingRequest:
        """A free programme that runs since `year`, counted each year."""
        request = self.draft(year=2027)
        actions.hand_in(viewer=self.principal, request=request)
        ProgrammingRequest.objects.filter(pk=request.pk).update(state=State.RUNNING, school_year=year, way=Way.FREE)
        request.refresh_from_db()
        for offset, total in enumerate(totals):
            self.count(request, year + offset, total)
        return request

    def new_url(self, component: ProgrammeComponent) -> str:
        return f"/programmatie/aanvraag/nieuw/?vestiging={self.first.pk}&onderdeel={component.pk}&schooljaar=2027"

    def count(self, request: ProgrammingRequest, year: int, regular: int, dual: int = 0, preparatory: int = 0) -> int:
        row = actions.Counted(request, year, regular, dual, preparatory, date(year, 10, 1))
        return actions.enter_counts(viewer=self.principal, counted=[row])


@pytest.fixture
def schools(db: None, travel: Callable[[str], None], viewer: Make) -> Schools:
    """23 November 2026: a week before the last day for 2027-2028."""
    travel("2026-11-23")
    first, far = builders.site("De Esdoorn", number="01"), builders.site("De Leie", number="01")
    welding = builders.programme("Lassen-constructie", number="G-0100")
    masonry = builders.programme("Ruwbouw", number="G-0101", components=[{}, {"dual": True, "title": "Ruwbouw duaal"}])
    cooking = builders.programme(
        "Grootkeuken en restaurant", number="G-0102", components=[{"domain": "voeding_en_horeca"}]
    )
    builders.offer(welding, first)
    index_catalogue()
    parts = {part.dual: part for part in masonry.components.all()}
    return Schools(first, far, parts[False], parts[True], cooking.components.get(), viewer)


def sign_in(organisation_id: int, role: Role) -> Client:
    person = Person.objects.create(first_name="Leen", last_name="Vranckx", email="leen@voorbeeld.be", fictitious=True)
    Membership.objects.create(person=person, organisation_id=organisation_id, role=role, valid_from=date(2020, 9, 1))
    client = Client()
    client.force_login(Account.objects.create(person=person, login=f"{role}-{organisation_id}", password="!"))
    return client
