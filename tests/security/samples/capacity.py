"""Samples of `capacity`: `here` is a school with one site in the area of a LOP; `elsewhere` another one."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.security.access_table import Sample
from tests.security.world import World
from vakwerk.capacity.imports import COUNTS, SEATS
from vakwerk.capacity.models import DemandEstimate, LopMunicipality, PlacesProposal
from vakwerk.core.imports import running
from vakwerk.core.viewer import Role
from vakwerk.people.models import Account, Organisation, OrganisationKind, Site
from vakwerk.people.viewer import viewer_for

OVERSEERS = (Role.CIVIL_SERVANT, Role.INSPECTOR, Role.ADMINISTRATOR)
KEEPERS = (Role.CIVIL_SERVANT, Role.ADMINISTRATOR)
HERE, THERE = "12025", "71022"
SEATS_FILE = b"vestiging;schooljaar;stroom of richting;leerjaar;plaatsen\n01;2026;B;1;48\n"
COUNTS_FILE = b"gemeente;schooljaar;stroom of richting;leerjaar;soort;leerlingen;teldatum;bron\n"
COUNTS_FILE += b"Mechelen;2026;B;1;prognose;60;01/10/2026;LOP\n"


def _site(school: Organisation, municipality: str) -> Site:
    return Site.objects.get_or_create(organisation=school, number="01", defaults={"municipality": municipality})[0]


def _lop(municipality: str) -> Organisation:
    kind, name = OrganisationKind.CONSULTATION_PLATFORM, f"LOP {municipality}"
    lop, _ = Organisation.objects.get_or_create(kind=kind, name=name, fictitious=True)
    LopMunicipality.objects.get_or_create(lop=lop, municipality=municipality)
    return lop


def _proposal(school: Organisation, municipality: str, state: str = "proposed") -> PlacesProposal:
    lop, site = _lop(municipality), _site(school, municipality)
    what: dict[str, Any] = {"stream": "B", "year_of_study": 1, "places": 12, "from_school_year": 2027}
    return PlacesProposal.objects.create(lop=lop, proposer=school, site=site, state=state, motivation="Te vol.", **what)


def site(world: World) -> Sample:
    return Sample({"pk": _site(world.here, HERE).pk})


def own_site(world: World) -> Sample:
    return Sample({"pk": _site(world.here, HERE).pk}, {"pk": _site(world.elsewhere, THERE).pk})


def lop(world: World) -> Sample:
    _site(world.here, HERE)
    return Sample({"pk": _lop(HERE).pk}, {"pk": _lop(THERE).pk}, everywhere=OVERSEERS)


def any_lop(world: World) -> Sample:
    return Sample({"pk": _lop(HERE).pk}, {"pk": 0})


def proposal(world: World) -> Sample:
    own, foreign = _proposal(world.here, HERE), _proposal(world.elsewhere, THERE)
    return Sample({"pk": own.pk}, {"pk": foreign.pk}, everywhere=OVERSEERS)


def step(world: World) -> Sample:
    """Each who knocks withdraws a proposal of the own school."""

    def fresh(role: Role | None) -> dict[str, Any]:
        return {"pk": _proposal(world.here, HERE).pk}

    return Sample(fresh, {"pk": _proposal(world.elsewhere, THERE).pk}, data={"stap-state": "withdrawn"})


def remark(world: World) -> Sample:
    sample = proposal(world)
    return Sample(sample.own, sample.foreign, data={"text": "Wij doen mee."})


def count(world: World) -> Sample:
    def made(at: Site) -> int:
        what: dict[str, Any] = {"stream": "B", "year_of_study": 1, "kind": "enrolment", "counted_on": date(2026, 10, 1)}
        return DemandEstimate.objects.create(
            site=at, municipality=at.municipality, school_year=2026, pupils=40, source="test", **what
        ).pk

    own, foreign = made(_site(world.here, HERE)), made(_site(world.elsewhere, THERE))
    return Sample({"pk": own}, {"pk": foreign}, everywhere=KEEPERS)


def example(world: World) -> Sample:
    return Sample({"kind": "csv"})


def seats_upload(world: World) -> Sample:
    return _upload(world, SEATS, SEATS_FILE)


def counts_upload(world: World) -> Sample:
    return _upload(world, COUNTS, COUNTS_FILE)


def _upload(world: World, spec: Any, content: bytes) -> Sample:
    """Only who sent a file sees it."""
    _site(world.here, HERE)

    def kept(account: Account) -> dict[str, Any]:
        return {"pk": running.keep(spec, viewer_for(account), "lijst.csv", content, {}).pk}

    return Sample(lambda role: kept(world.accounts[role] if role else world.stranger), kept(world.stranger))
