"""A school's own shares, investment plan and evidence."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from vakwerk.budgets import forms, planning, queries
from vakwerk.budgets.actions import schools
from vakwerk.budgets.models import InvestmentPlan
from vakwerk.budgets.rights import OFFICIALS, SCHOOLS, Refused
from vakwerk.budgets.views.rounds import attempt, form_page
from vakwerk.core import attachments, documents
from vakwerk.core.access import roles
from vakwerk.core.formhelp import carried_out, form_response
from vakwerk.core.viewer import ViewerRequest

schools_only = roles(*SCHOOLS)
both = roles(*SCHOOLS, *OFFICIALS)


@schools_only
@require_safe
def own(request: ViewerRequest) -> HttpResponse:
    return render(request, "budgets/school/own.html", planning.own(request.viewer))


# The plan


@schools_only
@form_page
def new_plan(request: ViewerRequest) -> HttpResponse:
    form = forms.PlanForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = schools.create_plan(viewer=request.viewer, **form.cleaned_data)
        except Refused as refused:
            form.add_error("from_year", str(refused))
        else:
            messages.success(request, _("The plan is kept. Now add investments."))
            return redirect("budgets:plan", made.public_id)
    return form_response(request, "budgets/school/new_plan.html", form)


@schools_only
@form_page
def plan(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    """The plan, and while it is open a form for one more investment."""
    found = queries.own_plan(request.viewer, public_id)
    data = request.POST if request.method == "POST" else None
    form = forms.ItemForm(data, first=found.from_year, last=found.to_year)
    if form.is_valid():
        add = lambda: schools.add_item(viewer=request.viewer, plan=found, **form.cleaned_data)  # noqa: E731
        attempt(request, add, _("The investment is added."))
        return redirect("budgets:plan", public_id)
    return form_response(request, "budgets/school/plan.html", form, planning.plan_page(found))


@schools_only
@require_POST
def remove_item(request: ViewerRequest, pk: int) -> HttpResponse:
    item = queries.own_item(request.viewer, pk)
    attempt(request, lambda: schools.remove_item(viewer=request.viewer, item=item), _("The investment is removed."))
    return redirect("budgets:plan", item.plan.public_id)


@schools_only
@require_POST
def hand_in_plan(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    found = queries.own_plan(request.viewer, public_id)
    attempt(request, lambda: schools.hand_in_plan(viewer=request.viewer, plan=found), _("The plan is handed in."))
    return redirect("budgets:plan", public_id)


@schools_only
@require_POST
def take_back_plan(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    found = queries.own_plan(request.viewer, public_id)
    attempt(request, lambda: schools.take_back_plan(viewer=request.viewer, plan=found), _("You can change it again."))
    return redirect("budgets:plan", public_id)


@schools_only
@require_POST
def copy_plan(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    found = queries.own_plan(request.viewer, public_id)
    try:
        made = schools.copy_plan(viewer=request.viewer, plan=found)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("budgets:plan", public_id)
    messages.success(request, _("The investments are copied to the next period."))
    return redirect("budgets:plan", made.public_id)


@both
@require_safe
def plan_pdf(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    """For the school itself, and once it is handed in for who checks its evidence."""
    found: InvestmentPlan = (
        queries.managed_plan(request.viewer, public_id)
        if request.viewer.has_role(*OFFICIALS)
        else queries.own_plan(request.viewer, public_id)
    )
    content = documents.pdf("budgets/plan.typ", planning.plan_document(found))
    return documents.response(content, _("investment-plan") + f"-{found.from_year}.pdf")


# Evidence


@schools_only
@form_page
def share(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    """The share, what was spent of it, and a form for one more invoice."""
    found = queries.own_share(request.viewer, public_id)
    posted = request.method == "POST"
    items = queries.own_items(request.viewer)
    form = forms.ExpenseForm(request.POST if posted else None, request.FILES if posted else None, items=items)

    def hand_in(entered: dict[str, Any]) -> str:
        schools.hand_in_expense(viewer=request.viewer, share=found, **entered)
        return reverse("budgets:own_share", args=[public_id])

    done = _("The expense is handed in.")
    gone = carried_out(request, form, hand_in, done=done, refused=(Refused, attachments.Refused))
    return gone or form_response(request, "budgets/school/share.html", form, planning.share_page(found))


@schools_only
@require_POST
def withdraw_expense(request: ViewerRequest, public_id: UUID) -> HttpResponse:
    found = queries.own_expense(request.viewer, public_id)
    action = lambda: schools.withdraw_expense(viewer=request.viewer, expense=found)  # noqa: E731
    attempt(request, action, _("The expense is withdrawn."))
    return redirect("budgets:own_share", found.share.public_id)


@both
@require_safe
def expense_file(request: ViewerRequest, public_id: UUID, file_id: UUID) -> HttpResponse:
    found = queries.seen_expense(request.viewer, public_id)
    return attachments.download((schools.EXPENSE, found.pk), file_id)
