"""A school plans its investments and hands in what it bought."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vakwerk.budgets.models import Expense, ExpenseState, InvestmentPlan, PlanItem, RoundState, Share
from vakwerk.budgets.rights import Refused, must_be_school, require
from vakwerk.core import attachments, audit
from vakwerk.core.viewer import Viewer
from vakwerk.people.models import Organisation, OrganisationKind

PLAN, EXPENSE = "budgets.investmentplan", "budgets.expense"


@transaction.atomic
def create_plan(*, viewer: Viewer, from_year: int, to_year: int, motivation: str = "") -> InvestmentPlan:
    school = Organisation.objects.filter(pk=must_be_school(viewer), kind=OrganisationKind.SECONDARY_SCHOOL).first()
    if school is None:
        raise PermissionDenied
    if InvestmentPlan.objects.filter(school=school, from_year=from_year).exists():
        raise Refused(_("Your school has a plan that starts in that year."))
    made = InvestmentPlan.objects.create(school=school, from_year=from_year, to_year=to_year, motivation=motivation)
    audit.record(viewer, "budgets.create_plan", subject=(PLAN, made.pk))
    return made


@transaction.atomic
def add_item(
    *, viewer: Viewer, plan: InvestmentPlan, year: int, programme: str, description: str, planned_cents: int
) -> PlanItem:
    plan = _open(viewer, plan)
    if not plan.from_year <= year <= plan.to_year:
        raise Refused(_("That year is not in this plan."))
    made = PlanItem.objects.create(
        plan=plan, year=year, programme=programme, description=description, planned_cents=planned_cents
    )
    audit.record(viewer, "budgets.change_plan", subject=(PLAN, plan.pk))
    return made


@transaction.atomic
def remove_item(*, viewer: Viewer, item: PlanItem) -> None:
    plan = _open(viewer, item.plan)
    item.delete()
    audit.record(viewer, "budgets.change_plan", subject=(PLAN, plan.pk))


@transaction.atomic
def hand_in_plan(*, viewer: Viewer, plan: InvestmentPlan) -> None:
    plan = _open(viewer, plan)
    if not plan.items.exists():
        raise Refused(_("A plan without investments cannot be handed in."))
    plan.handed_in_at = timezone.now()
    plan.save(update_fields=["handed_in_at"])
    audit.record(viewer, "budgets.hand_in_plan", subject=(PLAN, plan.pk))


@transaction.atomic
def take_back_plan(*, viewer: Viewer, plan: InvestmentPlan) -> None:
    """To change it; until it is handed in again, who checks does not see it."""
    must_be_school(viewer, plan.school_id)
    InvestmentPlan.objects.filter(pk=plan.pk).update(handed_in_at=None)
    audit.record(viewer, "budgets.take_back_plan", subject=(PLAN, plan.pk))


@transaction.atomic
def copy_plan(*, viewer: Viewer, plan: InvestmentPlan) -> InvestmentPlan:
    """The same investments in the period after it, as a start."""
    must_be_school(viewer, plan.school_id)
    shift = plan.to_year + 1 - plan.from_year
    made = create_plan(
        viewer=viewer, from_year=plan.from_year + shift, to_year=plan.to_year + shift, motivation=plan.motivation
    )
    PlanItem.objects.bulk_create(
        PlanItem(
            plan=made,
            year=item.year + shift,
            programme=item.programme,
            description=item.description,
            planned_cents=item.planned_cents,
        )
        for item in plan.items.all()
    )
    return made


def _open(viewer: Viewer, plan: InvestmentPlan) -> InvestmentPlan:
    must_be_school(viewer, plan.school_id)
    plan = InvestmentPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.handed_in_at is not None:
        raise Refused(_("This plan was handed in. Take it back to change it."))
    return plan


# What was bought


@transaction.atomic
def hand_in_expense(
    *,
    viewer: Viewer,
    share: Share,
    supplier: str,
    description: str,
    invoiced_on: date,
    amount_cents: int,
    upload: File[bytes],
    item: PlanItem | None = None,
    public_id: UUID | None = None,
) -> Expense:
    """An invoice with its file. `attachments.Refused` for a file of an unknown kind.

    `public_id`: what a form chose for it beforehand, so that a form that comes twice hands in once.
    """
    school = must_be_school(viewer, share.school_id)
    require(item is None or item.plan.school_id == school)
    _must_be_open(share)
    if public_id and (twin := Expense.objects.filter(public_id=public_id, share=share).first()):
        return twin
    made = Expense.objects.create(
        public_id=public_id or uuid4(),
        share=share,
        item=item,
        supplier=supplier,
        description=description,
        invoiced_on=invoiced_on,
        amount_cents=amount_cents,
    )
    attachments.store(upload, viewer=viewer, owner=(EXPENSE, made.pk))
    audit.record(viewer, "budgets.hand_in_expense", subject=(EXPENSE, made.pk))
    return made


@transaction.atomic
def withdraw_expense(*, viewer: Viewer, expense: Expense) -> None:
    """Only while nobody checked it."""
    must_be_school(viewer, expense.share.school_id)
    expense = Expense.objects.select_for_update(of=("self",)).get(pk=expense.pk)
    if expense.state != ExpenseState.HANDED_IN:
        raise Refused(_("This expense was checked already."))
    attachments.remove((EXPENSE, expense.pk))
    audit.record(viewer, "budgets.withdraw_expense", subject=(EXPENSE, expense.pk))
    expense.delete()


def _must_be_open(share: Share) -> None:
    kept = Share.objects.select_for_update(of=("self",)).select_related("round").get(pk=share.pk)
    if kept.checked_at is not None or kept.round.state != RoundState.DECIDED:
        raise Refused(_("This share is settled: nothing can be handed in any more."))
