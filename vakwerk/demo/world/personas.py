"""The people of the tour: fictitious, one click away, each with a reason to come."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vakwerk.core import clock
from vakwerk.core.viewer import Role
from vakwerk.people.models import Account, Membership, Organisation, OrganisationKind, Person, Site
from vakwerk.people.personas import Persona


@dataclass(frozen=True)
class Cast:
    """One persona and the kind of organisation it belongs to; no kind: somebody who walks in without an account."""

    slug: str
    first_name: str
    last_name: str
    age: int
    role: Role | None
    kind: OrganisationKind | None
    lands_at: str
    story: str | Promise
    also: tuple[Role, OrganisationKind] | None = None
    """A second capacity, for who works in two houses."""

    def persona(self) -> Persona:
        return Persona(
            slug=self.slug,
            name=f"{self.first_name} {self.last_name}".strip(),
            age=self.age,
            story=self.story,
            organisation=ORGANISATIONS[self.kind] if self.kind else "",
            role=self.role,
            lands_at=self.lands_at,
            account=f"demo-{self.slug}" if self.kind else "",
        )


MECHELEN = "12025"  # NIS code; the first talent centre of the plan opened there
SCHOOL = OrganisationKind.SECONDARY_SCHOOL
ORGANISATIONS: dict[OrganisationKind, str] = {
    SCHOOL: "Campus De Rondleiding",
    OrganisationKind.GUIDANCE_CENTRE: "CLB De Wegwijzer",
    OrganisationKind.TALENT_CENTRE: "Talentcentrum De Proeftuin",
    OrganisationKind.COMPANY: "Metaalwerken Draad & Vonk",
    OrganisationKind.CONSULTATION_PLATFORM: "LOP De Ronde Tafel",
    OrganisationKind.ADMINISTRATION: "Administratie van het plan",
    OrganisationKind.INSPECTORATE: "Inspectie van het plan",
}
CAST = (
    Cast(
        "leerling", "Noor", "", 12, None, None, "talent:start", _("Is in her first year and wonders what comes next.")
    ),
    Cast(
        "ouder",
        "Karim",
        "Benali",
        43,
        Role.PARENT,
        SCHOOL,
        "talent:parents",
        _("Noor's father; he knows ASO, not the rest."),
    ),
    Cast(
        "leerkracht",
        "Els",
        "Goossens",
        38,
        Role.TEACHER,
        SCHOOL,
        "talent:sessions",
        _("Class teacher of twenty first-years."),
        also=(Role.CENTRE_STAFF, OrganisationKind.TALENT_CENTRE),
    ),
    Cast(
        "coordinator",
        "Wim",
        "Aerts",
        51,
        Role.COORDINATOR,
        SCHOOL,
        "offer:explorer",
        _("Has eighty pupils to place in twenty training days."),
    ),
    Cast(
        "directeur",
        "Leen",
        "Vranckx",
        49,
        Role.PRINCIPAL,
        SCHOOL,
        "people:my_organisation",
        _("Head of a school with dual programmes."),
    ),
    Cast(
        "clb",
        "Hassan",
        "El Amrani",
        35,
        Role.COUNSELLOR,
        OrganisationKind.GUIDANCE_CENTRE,
        "talent:sessions",
        _("Talks with children about surprising advice."),
    ),
    Cast(
        "talentcentrum",
        "Lotte",
        "Maes",
        27,
        Role.CENTRE_STAFF,
        OrganisationKind.TALENT_CENTRE,
        "talent:sessions",
        _("Has twenty children in the room, right now."),
    ),
    Cast(
        "bedrijf",
        "Dirk",
        "Smets",
        57,
        Role.COMPANY,
        OrganisationKind.COMPANY,
        "offer:explorer",
        _("Runs a metal company with one mentor."),
    ),
    Cast(
        "lop",
        "Nadia",
        "Verhaegen",
        46,
        Role.COORDINATOR,
        OrganisationKind.CONSULTATION_PLATFORM,
        "capacity:consultation",
        _("Looks for places in her region, with all schools around one table."),
    ),
    Cast(
        "ambtenaar",
        "Sofie",
        "Claes",
        41,
        Role.CIVIL_SERVANT,
        OrganisationKind.ADMINISTRATION,
        "plan:overview",
        _("Must account for every euro of the plan."),
    ),
    Cast(
        "inspecteur",
        "Bert",
        "Nys",
        55,
        Role.INSPECTOR,
        OrganisationKind.INSPECTORATE,
        "plan:overview",
        _("Looks whether the promises are kept."),
    ),
    Cast(
        "beheerder",
        "Ines",
        "Da Silva",
        33,
        Role.ADMINISTRATOR,
        OrganisationKind.ADMINISTRATION,
        "core:home",
        _("Keeps the platform running."),
    ),
)


def make_personas(sites: list[Site]) -> None:
    """The organisations and accounts of the cast. Their school is one of the world, in Mechelen if it has one there."""
    school = next((site for site in sites if site.municipality == MECHELEN), sites[0])
    organisations = {kind: _organisation(kind, name, school) for kind, name in ORGANISATIONS.items()}
    for cast in CAST:
        if cast.kind and cast.role:
            person = _account(cast)
            for role, kind in filter(None, [(cast.role, cast.kind), cast.also]):
                start = datetime.date(clock.school_year(), 9, 1)
                Membership.objects.create(person=person, organisation=organisations[kind], role=role, valid_from=start)


def _organisation(kind: OrganisationKind, name: str, site: Site) -> Organisation:
    if kind != SCHOOL:
        return Organisation.objects.create(kind=kind, name=name, fictitious=True)
    school = site.organisation
    school.name = name
    school.save(update_fields=["name"])
    school.sites.filter(number="01").update(name=name)
    return school


def _account(cast: Cast) -> Person:
    person = Person.objects.create(first_name=cast.first_name, last_name=cast.last_name, fictitious=True)
    account = Account(person=person, login=f"demo-{cast.slug}")
    account.set_unusable_password()
    account.save()
    return person
