"""A school enters what it can hold; schools, LOPs and officials enter counts of pupils."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vakwerk.capacity import actions, counts, forms, pages, queries
from vakwerk.core import clock
from vakwerk.core.access import roles
from vakwerk.core.formhelp import form_response
from vakwerk.core.tables import respond
from vakwerk.core.viewer import ViewerRequest
from vakwerk.offer.filters import number
from vakwerk.people.models import Site

schools_only = roles(*queries.SCHOOL_ROLES)
counters = roles(*queries.SCHOOL_ROLES, *actions.AREA_KEEPERS)


@schools_only
@require_safe
def own_sites(request: ViewerRequest) -> HttpResponse:
    return render(request, "capacity/own_sites.html", pages.own_sites_page(request.viewer, _asked_year(request)))


def _asked_year(request: HttpRequest) -> int:
    asked = number(request.GET.get("jaar"), 2000, 2100)
    return asked if asked in dict(forms.school_year_choices()) else clock.school_year()


@schools_only
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: ViewerRequest, pk: int) -> HttpResponse:
    """The grid of one site and school year (`?jaar=`)."""
    site, year = queries.own_site(request.viewer, pk), _asked_year(request)
    lines = queries.seat_lines(site, year)
    form = forms.SeatGrid(request.POST if request.method == "POST" else None, site=site, school_year=year, lines=lines)
    if form.is_valid():
        done = actions.enter_seats(viewer=request.viewer, entries=form.entries())
        _tell(request, done.touched)
        return _to_site(site, year)
    return form_response(request, "capacity/enter.html", form, pages.grid_page(site, year, lines))


def _to_site(site: Site, year: int) -> HttpResponse:
    return redirect(f"{reverse('capacity:site', args=[site.pk])}?jaar={year}")


def _tell(request: HttpRequest, changed: int) -> None:
    said = ngettext("%(n)s line of places changed.", "%(n)s lines of places changed.", changed) % {"n": changed}
    messages.success(request, said if changed else _("Nothing was different: nothing changed."))


@schools_only
@require_POST
def copy(request: ViewerRequest, pk: int) -> HttpResponse:
    """Last year's places where this year has none yet."""
    site, year = queries.own_site(request.viewer, pk), _asked_year(request)
    _tell(request, actions.copy_seats(viewer=request.viewer, site=site, school_year=year).touched)
    return redirect(f"{reverse('capacity:enter', args=[site.pk])}?jaar={year}")


@counters
@require_safe
def count_list(request: ViewerRequest) -> HttpResponse:
    return respond(request, "capacity/counts.html", counts.table(request))


@counters
@require_http_methods(["GET", "HEAD", "POST"])
def count(request: ViewerRequest) -> HttpResponse:
    """One count of pupils, by hand."""
    data = request.POST if request.method == "POST" else None
    form = forms.CountForm(data, sites=queries.own_sites(request.viewer))
    if form.is_valid():
        try:
            actions.enter_demand(viewer=request.viewer, estimates=[form.estimate()])
        except PermissionDenied:
            form.add_error("place" if "place" in form.fields else None, _("You may not enter counts for this place."))
        else:
            messages.success(request, _("The count is kept."))
            return redirect("capacity:counts")
    return form_response(request, "capacity/count.html", form)


@counters
@require_http_methods(["GET", "HEAD", "POST"])
def count_one(request: ViewerRequest, pk: int) -> HttpResponse:
    """One count, with the button that takes it away."""
    found = counts.own_count(request.viewer, pk)
    if request.method == "POST":
        actions.remove_demand(viewer=request.viewer, estimate=found)
        messages.success(request, _("The count is removed."))
        return redirect("capacity:counts")
    return render(request, "capacity/count_one.html", {"rows": counts.facts(found)})
