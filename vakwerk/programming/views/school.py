"""A school sees what it offers, learns whether a programme may start, hands in and counts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vakwerk.core.access import roles, visible_or_404
from vakwerk.core.formhelp import carried_out, form_response
from vakwerk.core.tables import respond
from vakwerk.core.viewer import ViewerRequest
from vakwerk.programming import actions, forms, pages, profile, queries
from vakwerk.programming.models import State
from vakwerk.programming.views.files import file_page

schools_only = roles(*queries.SCHOOL_ROLES)


@schools_only
@require_safe
def school(request: ViewerRequest) -> HttpResponse:
    context = pages.school_page(request)
    return respond(request, "programming/school.html", context.pop("table"), context)


@schools_only
@require_safe
def choose(request: ViewerRequest) -> HttpResponse:
    """`?vestiging=`, `?schooljaar=` and `?q=`: what may start there."""
    return render(request, "programming/choose.html", pages.choose_page(request.viewer, request.GET.dict()))


@schools_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ViewerRequest) -> HttpResponse:
    """The answer of the rule for one programme, and the form that makes a draft of it."""
    asked = {key: value for key in ("vestiging", "onderdeel", "schooljaar") if (value := request.GET.get(key, ""))}
    numbers = {key: int(value) for key, value in asked.items() if value.isdecimal() and len(value) < 10}
    if len(numbers) < 3:
        return redirect("programming:choose")
    site = queries.own_site(request.viewer, numbers["vestiging"])
    found, year = queries.component(numbers["onderdeel"]), numbers["schooljaar"]
    component = visible_or_404(found, year in queries.startable_years())
    start = {"kind": "new", "niche": "ja" if profile.is_niche(component) else "nee"}
    form = forms.RequestForm(request.POST if request.method == "POST" else None, initial=start)

    def draft(entered: dict[str, Any]) -> str:
        made = actions.draft(viewer=request.viewer, site=site, component=component, school_year=year, **entered)
        return reverse("programming:request", args=[made.pk])

    done = _("The draft is kept. Read the answer below and hand it in.")
    gone = carried_out(request, form, draft, done=done, refused=(actions.Refused,))
    return gone or form_response(request, "programming/new.html", form, pages.new_page(site, year, component))


@schools_only
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ViewerRequest, pk: int) -> HttpResponse:
    """The form of a draft again; what was handed in stays as it is."""
    found = queries.request_of(request.viewer, pk)
    if found.state != State.DRAFT:
        messages.error(request, _("What was handed in stays as it is."))
        return redirect("programming:request", pk)
    form = forms.RequestForm(
        request.POST if request.method == "POST" else None, initial=forms.RequestForm.filled(found)
    )
    if form.is_valid():
        try:
            actions.change(viewer=request.viewer, request=found, **form.cleaned_data)
        except actions.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The draft is changed."))
        return redirect("programming:request", pk)
    return form_response(request, "programming/change.html", form, {"draft": found})


STEPS = {"indienen": actions.hand_in, "intrekken": actions.withdraw, "starten": actions.start}


@roles(*queries.SCHOOL_ROLES, *actions.DECIDERS)
@require_POST
def step(request: ViewerRequest, pk: int) -> HttpResponse:
    """Hands in, withdraws or starts (`stap`)."""
    found = queries.request_of(request.viewer, pk)
    take = STEPS.get(request.POST.get("stap", ""))
    if take is None:
        messages.error(request, _("Choose one of the steps on the page."))
        return redirect("programming:request", pk)
    try:
        take(viewer=request.viewer, request=found)
    except actions.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Done: %(state)s.") % {"state": found.get_state_display()})
    return redirect("programming:request", pk)


@schools_only
@require_POST
def count(request: ViewerRequest, pk: int) -> HttpResponse:
    """Enters or corrects the count of one school year; what is counted together gets the same count."""
    found = queries.request_of(request.viewer, pk)
    form = forms.CountForm(request.POST, request=found)

    def enter(entered: dict[str, Any]) -> str:
        together = queries.counted_together(found, entered["school_year"])
        actions.enter_counts(viewer=request.viewer, counted=[actions.Counted(each, **entered) for each in together])
        return reverse("programming:request", args=[pk])

    gone = carried_out(request, form, enter, done=_("The count is kept."), refused=(actions.Refused,))
    return gone or file_page(request, found, count=form)
