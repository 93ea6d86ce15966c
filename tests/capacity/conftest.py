"""A small region: a LOP, two schools in Mechelen and one in Gent, and people of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.offer import builders
from vakwerk.capacity.models import LopMunicipality
from vakwerk.catalogue.models import ProgrammeGroup
from vakwerk.core.viewer import Role
from vakwerk.people.models import NumberScheme, Organisation, OrganisationKind, OrganisationNumber, Site

MECHELEN, GENT = "12025", "44021"
Make = Callable[..., Any]


@dataclass
class Region:
    """Schools with one site each; `first` and `second` in the area of the LOP, `far` outside it."""

    lop: Organisation
    first: Site
    second: Site
    far: Site
    welding: ProgrammeGroup
    viewer: Make

    @property
    def principal(self) -> Any:
        return self.viewer(Role.PRINCIPAL, organisation_id=self.first.organisation_id, person_id=None)

    @property
    def neighbour(self) -> Any:
        return self.viewer(Role.COORDINATOR, organisation_id=self.second.organisation_id, person_id=None)

    @property
    def stranger(self) -> Any:
        return self.viewer(Role.PRINCIPAL, organisation_id=self.far.organisation_id, person_id=None)

    @property
    def lop_staff(self) -> Any:
        return self.viewer(Role.COORDINATOR, organisation_id=self.lop.pk, person_id=None)

    @property
    def official(self) -> Any:
        return self.viewer(Role.CIVIL_SERVANT, organisation_id=None, person_id=None)


@pytest.fixture
def region(db: None, travel: Callable[[str], None], viewer: Make) -> Region:
    """23 November 2026; both schools of Mechelen teach 1B, the first also welding in year 5."""
    travel("2026-11-23")
    stream_b = builders.programme("Eerste leerjaar B", number="G-0308", grade=1, finality="", stream="B",
                                  kind="first_year", components=[{"form": ""}])  # fmt: skip
    builders.programme("Eerste leerjaar A", number="G-0307", grade=1, finality="", stream="A",
                       kind="first_year", components=[{"form": ""}])  # fmt: skip
    welding = builders.programme("Lassen-constructie", number="G-0100")
    places = {"municipality": MECHELEN, "locality": "Mechelen", "postcode": "2800"}
    first, second = builders.site("De Esdoorn", number="01", **places), builders.site("De Beuk", number="01", **places)
    far = builders.site("De Leie", number="01")
    OrganisationNumber.objects.create(organisation=first.organisation, scheme=NumberScheme.INSTITUTION, value="900001")
    for site in (first, second, far):
        builders.offer(stream_b, site, study_year=1)
    builders.offer(welding, first, study_year=5)
    lop = Organisation.objects.create(kind=OrganisationKind.CONSULTATION_PLATFORM, name="LOP Mechelen", fictitious=True)
    LopMunicipality.objects.create(lop=lop, municipality=MECHELEN)
    return Region(lop, first, second, far, welding, viewer)
