"""Fictitious divisions: one decided under the key of 2019, one draft of the yearly key, one with a claim of places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils import timezone

from vakwerk.budgets import divisions
from vakwerk.budgets import models as budgets
from vakwerk.budgets.models import ClaimState, ExpenseState, Regime, Round, RoundState, Share
from vakwerk.budgets.regimes import ALL, FIRST_DAY, GROUPS, day_of
from vakwerk.core import attachments, clock
from vakwerk.demo.world.chance import Chance
from vakwerk.demo.world.ledger import INVENTED, civil_servant
from vakwerk.demo.world.personas import ORGANISATIONS, SCHOOL
from vakwerk.ledger import actions as ledger
from vakwerk.ledger.models import Envelope
from vakwerk.parameters import loading
from vakwerk.people.models import Organisation, OrganisationKind

# Children before parents, for `building.empty`.
TABLES: tuple[type[Model], ...] = (
    budgets.Expense,
    budgets.PlanItem,
    budgets.InvestmentPlan,
    budgets.Share,
    budgets.PupilCount,
    budgets.PlacesClaim,
    budgets.Round,
    budgets.EligibleProgramme,
)
SOURCE = "fictieve telling"
FEWEST, MOST = 80, 880
"""So that the schools of the smallest world together count about as many pupils as ten million euros was meant for."""
ITEMS = (
    ("Mechanische vormgeving", "CNC-draaibank", 38_500_00),
    ("Elektrotechnieken", "Opstelling met zonnepanelen", 12_250_00),
    ("Hout", "Afzuiging van de werkplaats", 21_900_00),
)
# Supplier, what, and how many per cent of the share it cost.
EXPENSES = (
    ("Fictief Gereedschap", "CNC-draaibank", 55, ExpenseState.ACCEPTED),
    ("Fictieve Zonnestroom", "Opstelling met zonnepanelen", 30, ExpenseState.HANDED_IN),
)


def make_divisions(seed: int) -> None:
    """After the schools, the cast, the places and the envelopes."""
    owner = _cast(OrganisationKind.ADMINISTRATION)
    school = _cast(SCHOOL)
    maker = Maker(owner, list(Organisation.objects.filter(kind=SCHOOL).order_by("pk")), Chance(seed, "budgets"))
    _eligible()
    decided = maker.decided()
    maker.draft()
    _plan(school)
    _expenses(decided.shares.get(school=school), school)
    _claim(maker.places(), school)


def _cast(kind: OrganisationKind) -> Organisation:
    return Organisation.objects.get(kind=kind, name=ORGANISATIONS[kind])


@dataclass(frozen=True)
class Maker:
    """Makes divisions over all fictitious schools."""

    owner: Organisation
    schools: list[Organisation]
    chance: Chance

    def decided(self) -> Round:
        found = self._round(Regime.MATERIAL_2019, 2018, "Fictieve verdeling volgens de sleutel van 2019")
        found.counting_date = FIRST_DAY[Regime.MATERIAL_2019]
        self._count(found, (ALL,), FEWEST, MOST)
        computed = divisions.compute(found)
        found.key, found.state = divisions.freeze(computed), RoundState.DECIDED
        found.decided_at = timezone.make_aware(datetime.combine(clock.today() - timedelta(days=40), time(10)))
        found.reason = "Verzonnen voor de rondleiding: de sleutel van 2019 over fictieve scholen."
        found.save()
        shares = computed.shares
        Share.objects.bulk_create(
            Share(round=found, school=school, amount_cents=shares[key]) for key, school in computed.schools.items()
        )
        return found

    def draft(self) -> Round:
        year = clock.school_year()
        found = self._round(Regime.MATERIAL, year, "Fictief ontwerp van de jaarlijkse verdeling")
        found.envelope = _envelope(clock.school_year_label(year))
        found.save(update_fields=["envelope"])
        self._count(found, tuple(GROUPS), 0, MOST // 3)
        return found

    def places(self) -> Round:
        return self._round(Regime.PLACES, clock.school_year(), "Fictieve verdeling voor gecreëerde plaatsen")

    def _round(self, regime: Regime, school_year: int, title: str) -> Round:
        return Round.objects.create(
            public_id=self.chance.uuids(1)[0],
            regime=regime,
            school_year=school_year,
            title=title,
            day=day_of(regime, date(school_year, 9, 1)),
            owner=self.owner,
        )

    def _count(self, found: Round, groups: tuple[str, ...], least: int, most: int) -> None:
        """Halves now and then, as where a child lives with two parents in turn."""
        halves = self.chance.rng.integers(2 * least, 2 * most, size=(len(self.schools), len(groups))).tolist()
        budgets.PupilCount.objects.bulk_create(
            budgets.PupilCount(round=found, school=school, group=group, pupils=Decimal(n) / 2, source=SOURCE)
            for school, row in zip(self.schools, halves, strict=True)
            for group, n in zip(groups, row, strict=True)
        )


def _envelope(year: str) -> Envelope:
    """One year of the yearly promise of the plan."""
    return ledger.open_envelope(
        viewer=civil_servant(),
        code=f"2.5-1-{year}",
        title=f"Materiaalintensief studieaanbod, {year}",
        amount_cents=10_000_000_00,
        period=year,
        source=f"Beslissing {INVENTED}",
        parent=Envelope.objects.get(code="2.5-1"),
    )


def _eligible() -> None:
    """The old study areas of 2017 and 2019: no fiction, the register names them with their source."""
    areas = loading.register().parameters["material.study_areas"]
    budgets.EligibleProgramme.objects.bulk_create(
        budgets.EligibleProgramme(
            regime=regime,
            title=title,
            group=ALL,
            valid_from=value.valid_from or FIRST_DAY[regime],
            valid_to=value.valid_to,
            provisional=False,
            source=value.source[:200],
        )
        for regime, value in zip((Regime.MATERIAL_2017, Regime.MATERIAL_2019), areas.values, strict=False)
        if isinstance(value.value, tuple)
        for title in value.value
    )


def _plan(school: Organisation) -> None:
    year = clock.school_year()
    plan = budgets.InvestmentPlan.objects.create(
        school=school,
        from_year=year,
        to_year=year + 2,
        motivation="Fictief plan: de werkplaatsen op peil brengen voor de nieuwe leerplannen.",
    )
    budgets.PlanItem.objects.bulk_create(
        budgets.PlanItem(plan=plan, year=year + i, programme=programme, description=what, planned_cents=cents)
        for i, (programme, what, cents) in enumerate(ITEMS)
    )


def _expenses(share: Share, school: Organisation) -> None:
    items = {item.description: item for item in budgets.PlanItem.objects.filter(plan__school=school)}
    for days, (supplier, what, part, state) in enumerate(EXPENSES, start=20):
        cents = share.amount_cents * part // 10_000 * 100
        made = budgets.Expense.objects.create(
            share=share,
            item=items.get(what),
            supplier=supplier,
            description=what,
            invoiced_on=clock.today() - timedelta(days=days),
            amount_cents=cents,
            state=state,
        )
        text = f"leverancier;omschrijving;bedrag in cent\n{supplier};{what};{cents}\n"
        attachments.store(
            ContentFile(text.encode(), "fictieve-factuur.csv"), viewer=None, owner=("budgets.expense", made.pk)
        )


def _claim(found: Round, school: Organisation) -> None:
    site = school.sites.order_by("number").first()
    if site is None:
        return
    made = budgets.PlacesClaim.objects.create(
        round=found,
        site=site,
        reference_pupils=Decimal(96),
        pupils=Decimal("118.5"),
        explanation="Fictief: een lokaal werd een tweede klas van 1B.",
        state=ClaimState.HANDED_IN,
        handed_in_at=timezone.now() - timedelta(days=5),
    )
    text = "datum;leerlingen\n1 februari vorig jaar;96\n1 februari dit jaar;118,5\n"
    attachments.store(
        ContentFile(text.encode(), "fictieve-telling.csv"), viewer=None, owner=("budgets.placesclaim", made.pk)
    )
