"""A small country: an administration, three schools with a site each, an envelope and rounds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from vakwerk.budgets.models import (
    ClaimState,
    Expense,
    InvestmentPlan,
    PlacesClaim,
    PlanItem,
    PupilCount,
    Regime,
    Round,
    Share,
)
from vakwerk.core import attachments
from vakwerk.ledger.models import Envelope
from vakwerk.people.models import NumberScheme, Organisation, OrganisationKind, OrganisationNumber, Site

PDF = b"%PDF-1.4\n%%EOF\n"
DAYS = {
    Regime.MATERIAL: date(2026, 9, 1),
    Regime.MATERIAL_2019: date(2019, 2, 1),
    Regime.MATERIAL_2022: date(2022, 9, 1),
}


def administration(name: str = "Administratie") -> Organisation:
    return Organisation.objects.create(kind=OrganisationKind.ADMINISTRATION, name=name, fictitious=True)


def school(name: str, number: str) -> Organisation:
    made = Organisation.objects.create(kind=OrganisationKind.SECONDARY_SCHOOL, name=name, fictitious=True)
    OrganisationNumber.objects.create(organisation=made, scheme=NumberScheme.INSTITUTION, value=number)
    Site.objects.create(organisation=made, number="01", municipality="12025")
    return made


def draft(owner: Organisation, regime: Regime = Regime.MATERIAL_2019, **values: Any) -> Round:
    day = DAYS.get(regime, date(2026, 9, 1))
    details = {"title": f"Ronde {regime}", "school_year": 2026, "day": day, "owner": owner} | values
    return Round.objects.create(regime=regime, **details)


def count(found: Round, at: Organisation, pupils: str, group: str = "all") -> PupilCount:
    return PupilCount.objects.create(round=found, school=at, group=group, pupils=Decimal(pupils), source="telling")


def decided(owner: Organisation, at: Organisation, **values: Any) -> Round:
    """A round that gives everything to one school."""
    key = {
        "factors": {"all": "1"},
        "pool": 10_000_000_00,
        "rate": None,
        "cap": None,
        "parameters": [],
        "schools": {str(at.pk): "1"},
        "claimed": [],
    }
    found = draft(owner, state="decided", decided_at=timezone.now(), reason="Zo beslist.", key=key, **values)
    count(found, at, "100.5")
    Share.objects.create(round=found, school=at, amount_cents=10_000_000_00)
    return found


def share(found: Round) -> Share:
    return found.shares.get()


def envelope(owner: Organisation, cents: int = 10_000_000_00) -> Envelope:
    return Envelope.objects.create(code=f"proef-{owner.pk}", title="Proef", owner=owner, amount_cents=cents)


def expense(found: Share, cents: int = 500_00, **values: Any) -> Expense:
    details = {"supplier": "Draad", "description": "Draaibank", "invoiced_on": date(2026, 10, 1)} | values
    made = Expense.objects.create(share=found, amount_cents=cents, **details)
    attachments.store(pdf(), viewer=None, owner=("budgets.expense", made.pk))
    return made


def pdf(name: str = "factuur.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, "application/pdf")


def plan(at: Organisation, first: int = 2026) -> InvestmentPlan:
    made = InvestmentPlan.objects.create(school=at, from_year=first, to_year=first + 1)
    PlanItem.objects.create(plan=made, year=first, programme="Hout", description="Freesbank", planned_cents=800_00)
    return made


def claim(found: Round, at: Organisation, more: str = "10", state: str = ClaimState.HANDED_IN) -> PlacesClaim:
    site = at.sites.get_or_create(number="01", defaults={"municipality": "12025"})[0]
    pupils = Decimal(50) + Decimal(more)
    made = PlacesClaim.objects.create(round=found, site=site, reference_pupils=50, pupils=pupils, state=state)
    attachments.store(pdf("telling.pdf"), viewer=None, owner=("budgets.placesclaim", made.pk))
    return made
