"""Forms of civil servants: an indicator, a figure, a status."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vakwerk.core import clock
from vakwerk.core.access import roles
from vakwerk.core.formhelp import carried_out, form_response
from vakwerk.core.viewer import Role, viewer_of
from vakwerk.plan import actions, queries
from vakwerk.plan.forms import IndicatorForm, StatusForm, ValueForm
from vakwerk.plan.paper import the_plan
from vakwerk.plan.views.public import action_or_404

civil_servants = roles(Role.CIVIL_SERVANT)


def _page(request: HttpRequest, form: Form, do: Callable[[dict[str, Any]], str], **page: Any) -> HttpResponse:
    """Offers the form; when it is right, does what it asks and goes to the address that `do` gives."""
    gone = carried_out(request, form, do, done=_("Entered."))
    return gone or form_response(request, "plan/form.html", form, {"about": "", **page})


@civil_servants
@require_http_methods(["GET", "POST"])
def report_status(request: HttpRequest, number: str) -> HttpResponse:
    found = action_or_404(number)
    home = reverse("plan:action", args=[number])

    def do(entered: dict[str, Any]) -> str:
        actions.report_status(viewer=viewer_of(request), action=number, **entered)
        return home

    form = StatusForm(request.POST or None, initial={"on": clock.today()})
    about = _("Earlier reports stay to be seen. Your administration stands beside it.")
    title = _("How far is it?")
    return _page(request, form, do, title=title, about=about, back=home, back_label=f"{number} {found.title}")


@civil_servants
@require_http_methods(["GET", "POST"])
def add_indicator(request: HttpRequest, number: str) -> HttpResponse:
    """Something to count for an action, or for a promised outcome (its key takes the place of the number)."""
    outcome = next((o for o in the_plan().outcomes if o.key == number), None)
    found = None if outcome else action_or_404(number)
    where: dict[str, Any] = {"outcome": number} if outcome else {"action": number}

    def do(entered: dict[str, Any]) -> str:
        made = actions.add_indicator(viewer=viewer_of(request), **where, **entered)
        return reverse("plan:indicator", args=[made.public_id])

    home = reverse("plan:action", args=[number]) if found else reverse("plan:indicators")
    about = outcome.sentence if outcome else f"{number} {found.title}" if found else ""
    label = f"{number} {found.title}" if found else _("Indicators")
    form = IndicatorForm(request.POST or None)
    return _page(request, form, do, title=_("Add an indicator"), about=about, back=home, back_label=label)


@civil_servants
@require_http_methods(["GET", "POST"])
def enter_value(request: HttpRequest, public_id: UUID) -> HttpResponse:
    indicator = queries.indicator_or_404(public_id).indicator
    if indicator.withdrawn_at:
        raise Http404
    home = reverse("plan:indicator", args=[public_id])

    def do(entered: dict[str, Any]) -> str:
        actions.enter_value(viewer=viewer_of(request), indicator=indicator, **entered)
        return home

    form = ValueForm(request.POST or None, initial={"source": indicator.source})
    about = _("A figure for a day that has one already takes its place; the earlier one stays in the history.")
    return _page(request, form, do, title=_("Enter a figure"), about=about, back=home, back_label=str(indicator))


@civil_servants
@require_POST
def withdraw_indicator(request: HttpRequest, public_id: UUID) -> HttpResponse:
    viewer, indicator = viewer_of(request), queries.indicator_or_404(public_id).indicator
    if indicator.organisation_id != viewer.organisation_id:
        raise Http404
    actions.withdraw_indicator(viewer=viewer, indicator=indicator)
    messages.success(request, _("The indicator is withdrawn."))
    return redirect("plan:indicators")
