"""Counts of pupils as a list, for those who enter them."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vakwerk.capacity import actions, queries, wording
from vakwerk.capacity.models import CountKind, DemandEstimate, LopMunicipality
from vakwerk.core import clock
from vakwerk.core.access import visible_or_404
from vakwerk.core.tables import Column, Table, readable
from vakwerk.core.viewer import Viewer, ViewerRequest


def counts_of(viewer: Viewer) -> QuerySet[DemandEstimate]:
    """Counts that the viewer may change: all for an official, else of the own area and the own sites."""
    rows = DemandEstimate.objects.select_related("site__organisation", "programme").order_by("-counted_on", "pk")
    if viewer.has_role(*actions.AREA_KEEPERS):
        return rows
    area = LopMunicipality.objects.filter(lop=viewer.organisation_id or 0).values("municipality")
    own = queries.own_sites(viewer).order_by().values("pk")
    return rows.filter(site__in=own) | rows.filter(municipality__in=area)


def own_count(viewer: Viewer, pk: int) -> DemandEstimate:
    found = counts_of(viewer).filter(pk=pk).first()
    return visible_or_404(found, found is not None)


def _place(row: DemandEstimate) -> str:
    town = wording.municipality(row.municipality)
    return f"{town}: {row.site}" if row.site else town


def _address(row: DemandEstimate) -> str:
    return reverse("capacity:count_one", args=[row.pk])


def _what(row: DemandEstimate) -> str:
    """A stream with its year, or a programme with its year."""
    if row.programme is None:
        return f"{row.year_of_study}{row.stream}"
    return _("%(title)s, year %(year)s") % {"title": row.programme.title, "year": row.year_of_study}


COLUMNS = [
    Column("municipality", gettext_lazy("Place"), value=_place, sortable=True, url=_address),
    Column(
        "school_year",
        gettext_lazy("School year"),
        value=lambda row: clock.school_year_label(row.school_year),
        sortable=True,
    ),
    Column("item", gettext_lazy("Stream or programme"), value=_what),
    Column(
        "kind",
        gettext_lazy("Kind of count"),
        value=lambda row: row.get_kind_display(),
        sortable=True,
        filter="choice",
        choices=CountKind.choices,
    ),
    Column("pupils", gettext_lazy("Pupils"), numeric=True, sortable=True),
    Column("counted_on", gettext_lazy("Counting date"), sortable=True),
    Column("source", gettext_lazy("Source"), filter="text", sortable=True),
    Column("confirmed", gettext_lazy("Confirmed"), sortable=True),
]


def facts(row: DemandEstimate) -> list[tuple[str, str]]:
    """A count as questions and answers."""
    at_home = _("where pupils live") if row.at_home else _("where pupils go to school")
    return [
        *((str(column.label), readable(column.read(row))) for column in COLUMNS),
        (str(_("Counted")), str(at_home)),
    ]


def table(request: ViewerRequest) -> Table:
    return Table(counts_of(request.viewer), COLUMNS, request, caption=_("Counts of pupils"), filename="leerlingen")
