"""The whole world, in one transaction: a reader sees the old one, the new one, and nothing in between."""

from __future__ import annotations

from typing import Protocol

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core.management import call_command
from django.db import models, transaction

from vakwerk.capacity.models import (
    DemandEstimate,
    LopMunicipality,
    PlacesProposal,
    PlacesStamp,
    ProposalEntry,
    SeatCount,
)
from vakwerk.core import clock
from vakwerk.demo.models import World
from vakwerk.demo.world.budgets import TABLES as BUDGET_TABLES
from vakwerk.demo.world.budgets import make_divisions
from vakwerk.demo.world.capacity import make_places
from vakwerk.demo.world.funding import TABLES as FUNDING_TABLES
from vakwerk.demo.world.funding import make_calls
from vakwerk.demo.world.juries import make_juries
from vakwerk.demo.world.ledger import TABLES as LEDGER_TABLES
from vakwerk.demo.world.ledger import lifted, make_money
from vakwerk.demo.world.offers import make_offers
from vakwerk.demo.world.personas import make_personas
from vakwerk.demo.world.plan import TABLES as PLAN_TABLES
from vakwerk.demo.world.plan import lifted as plan_lifted
from vakwerk.demo.world.plan import make_plan
from vakwerk.demo.world.population import make_classes, make_pupils
from vakwerk.demo.world.programming import TABLES as PROGRAMMING_TABLES
from vakwerk.demo.world.programming import make_programming
from vakwerk.demo.world.schools import draw_addresses, make_schools
from vakwerk.demo.world.sittings import make_sittings
from vakwerk.demo.world.sizes import Size
from vakwerk.offer.actions import mark_changed
from vakwerk.offer.models import Enrolment, OfferedProgramme, SchoolClass
from vakwerk.people.models import (
    Account,
    Consent,
    Guardianship,
    Invitation,
    Membership,
    Organisation,
    OrganisationNumber,
    Person,
    Site,
)
from vakwerk.rules.models import Proposal
from vakwerk.talent.models import Answer, ConsiderationMeasure, ProgrammeStance, Session, Share, Sitting

# Raised whenever the same seed would make another world than before.
VERSION = 10
# Children before parents; real rows are refused before anything is deleted. What visitors of the demo left behind
# (sessions of a class, shared reports, invitations) goes too: it hangs on organisations that go.
FICTITIOUS_TABLES: tuple[type[models.Model], ...] = (
    Share,
    ProgrammeStance,
    Answer,
    Sitting,
    Session,
    ConsiderationMeasure,
    SocialToken,
    SocialAccount,
    EmailConfirmation,
    EmailAddress,
    Invitation,
    Proposal,
    *PLAN_TABLES,
    *FUNDING_TABLES,
    *BUDGET_TABLES,
    *LEDGER_TABLES,
    *PROGRAMMING_TABLES,
    ProposalEntry,
    PlacesProposal,
    LopMunicipality,
    DemandEstimate,
    SeatCount,
    PlacesStamp,
    Enrolment,
    SchoolClass,
    OfferedProgramme,
    Membership,
    Guardianship,
    Consent,
    Account,
    Person,
    Site,
    OrganisationNumber,
    Organisation,
    World,
)


class RealPeopleHere(Exception):
    """The database holds organisations or persons that are not fictitious."""


class Report(Protocol):
    """Told at each step: its name, how far it is and how far it goes (0 when that is not known beforehand)."""

    def __call__(self, step: str, done: int, total: int) -> None: ...


def is_loaded(size: Size, seed: int) -> bool:
    """True when exactly this world stands in the database, made for the current school year."""
    wanted = {"size": size.name, "seed": seed, "version": VERSION, "school_year": clock.school_year()}
    return World.objects.filter(**wanted).exists()


@transaction.atomic
def build(size: Size, seed: int, report: Report) -> dict[str, int]:
    """Replaces whatever fictitious world there was. Raises `RealPeopleHere` beside real people."""
    refuse_beside_real_people()
    report("catalogue", 0, 1)
    call_command("load_catalogue", verbosity=0)
    report("catalogue", 1, 1)
    empty(report)
    counts = populate(size, seed, report)
    World.objects.create(size=size.name, seed=seed, version=VERSION, school_year=clock.school_year())
    mark_changed()
    return counts


def refuse_beside_real_people() -> None:
    real = (Organisation.objects.filter(fictitious=False), Person.objects.filter(fictitious=False))
    if any(rows.exists() for rows in real):
        raise RealPeopleHere


def empty(report: Report) -> None:
    """Deletes the fictitious rows; no signal or cascade is needed, the tables are named in order."""
    with lifted(), plan_lifted():
        for done, table in enumerate(FICTITIOUS_TABLES):
            report("old world", done, len(FICTITIOUS_TABLES))
            rows = table._default_manager.all()
            rows._raw_delete(rows.db)
    report("old world", 1, 1)


def populate(size: Size, seed: int, report: Report) -> dict[str, int]:
    addresses = draw_addresses(size, seed)
    report("schools", 0, 1)
    sites = make_schools(size, seed, addresses)
    report("schools", 1, 1)
    report("offer", 0, 1)
    offers = make_offers(size, seed, sites, len(addresses))
    report("offer", 1, 1)
    classes = make_classes(size, seed, offers)
    pupils = make_pupils(seed, classes, lambda done: report("pupils", done, size.pupils))
    make_personas([site for _, site in sites])
    make_sittings(seed)
    mark_changed()  # places are made from what the register of this very transaction says
    make_places(seed)
    make_money()
    make_calls()
    make_juries()
    make_divisions(seed)
    make_programming()
    make_plan()
    return {
        "addresses": len(addresses),
        "sites": len(sites),
        "offers": len(offers),
        "classes": len(classes),
        "pupils": pupils,
    }
