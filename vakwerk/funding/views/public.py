"""Calls for everybody."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vakwerk.core import tables
from vakwerk.core.access import public
from vakwerk.core.tables import Column, Table
from vakwerk.core.viewer import viewer_of
from vakwerk.funding import applying_pages, building_pages
from vakwerk.funding.forms.fields import TitleForm
from vakwerk.funding.models import Call, CallKind
from vakwerk.funding.queries import calls as queries
from vakwerk.funding.queries import juries


@public
@require_GET
def calls(request: HttpRequest) -> HttpResponse:
    columns = [
        Column("title", _("Call"), sortable=True, filter="text", url=applying_pages.call_url),
        Column(
            "kind",
            _("Kind of call"),
            value=lambda call: call.get_kind_display(),
            filter="choice",
            lookup="kind",
            choices=CallKind.choices,
        ),
        Column("phase", _("Phase"), value=building_pages.phase_label),
        Column("opens_at", _("Opens"), sortable=True, value=lambda call: building_pages.moment(call.opens_at)),
        Column("closes_at", _("Closes"), sortable=True, value=lambda call: building_pages.moment(call.closes_at)),
    ]
    empty = _("No calls yet")
    table = Table(queries.public_calls(), columns, request, caption=_("Calls"), empty=empty, filename="oproepen")
    in_a_jury = juries.seats(viewer_of(request)).exists()
    return tables.respond(request, "funding/public/calls.html", table, {"in_a_jury": in_a_jury})


@public
@require_GET
def call(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = queries.public_call(public_id)
    return call_page(request, found, TitleForm())


def call_page(request: HttpRequest, found: Call, form: TitleForm) -> HttpResponse:
    """The public page, with the form to start an application for who may."""
    content = queries.shown_content(found)
    context = building_pages.public_page(found, content) | {"form": form}
    context |= applying_pages.may_start(viewer_of(request), found, content)
    return render(request, "funding/public/call.html", context, status=422 if form.errors else 200)
