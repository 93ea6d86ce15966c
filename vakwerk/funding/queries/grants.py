"""Grants: for everybody who got what, for the receiver its own, for civil servants all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet

from vakwerk.core import attachments
from vakwerk.core.access import visible_or_404
from vakwerk.core.attachments.models import Attachment
from vakwerk.core.viewer import Viewer
from vakwerk.funding.access import APPLICANTS, BUILDERS
from vakwerk.funding.content import load
from vakwerk.funding.models import Call, Grant, GrantState, Instalment, PartnerState, Report

REPORT = "funding.report"
WHOLE = (
    "application__call",
    "application__lead",
    "application__version",
    "commitment__envelope",
    "decision",
    "settlement__recovery",
    "settlement__balance",
)


def public_grants() -> QuerySet[Grant]:
    """Every grant with its receiver, project and money; `paid` is what was paid less what came back. No people."""
    rows = Grant.objects.select_related("application__call", "application__lead", "commitment")
    paid = F("commitment__paid_cents") - F("commitment__recovered_cents")
    return rows.annotate(paid_cents=paid).order_by("-decision__decided_at", "application__title", "pk")


def mine(viewer: Viewer) -> QuerySet[Grant]:
    """What the viewer's organisation received, or takes part in."""
    if viewer.organisation_id is None or not viewer.has_role(*APPLICANTS):
        return Grant.objects.none()
    partner = Q(
        application__partners__organisation=viewer.organisation_id,
        application__partners__state=PartnerState.CONFIRMED,
    )
    return public_grants().filter(Q(application__lead=viewer.organisation_id) | partner).distinct()


def grant(viewer: Viewer, public_id: UUID) -> Grant:
    """A grant for its receiver, its partners and civil servants; 404 for all others."""
    found = Grant.objects.select_related(*WHOLE).filter(public_id=public_id).first()
    visible = found is not None and (viewer.has_role(*BUILDERS) or mine(viewer).filter(pk=found.pk).exists())
    return visible_or_404(found, visible)


def openable(viewer: Viewer) -> Callable[[Grant], bool]:
    """Whether the viewer may open the page of a grant; one query however many grants are asked about."""
    if viewer.has_role(*BUILDERS):
        return lambda grant: True
    own = set(mine(viewer).order_by().values_list("pk", flat=True))
    return lambda grant: grant.pk in own


def given_in(call: Call) -> list[Grant]:
    """The grants of one call, for civil servants."""
    return list(Grant.objects.filter(application__call=call).select_related("application__lead").order_by("pk"))


def own_grant(viewer: Viewer, public_id: UUID) -> Grant:
    """A grant of which the viewer's own organisation is the receiver."""
    found = Grant.objects.select_related(*WHOLE).filter(public_id=public_id).first()
    own = found is not None and viewer.has_role(*APPLICANTS) and found.application.lead_id == viewer.organisation_id
    return visible_or_404(found, own)


def without_report() -> QuerySet[Grant]:
    """Running grants with somebody to mail: for the reminders of the report."""
    running = Grant.objects.filter(state=GrantState.RUNNING).exclude(application__contact=None)
    return running.exclude(application__contact__email="").select_related("application__contact")


def instalments(grant: Grant) -> list[Instalment]:
    return list(grant.instalments.select_related("payment").order_by("number"))


def reports(grant: Grant) -> list[Report]:
    """What was written, the last one first."""
    return list(grant.reports.prefetch_related("costs").order_by("-number"))


def files_of(found: list[Report]) -> dict[str, list[Attachment]]:
    """The files of reports, by the key of the report."""
    return attachments.of_many(REPORT, (report.pk for report in found))


@dataclass(frozen=True)
class SpentRow:
    """One budget line: what was budgeted in the application, and what the report says was spent."""

    key: str
    label: str
    budgeted_cents: int
    spent_cents: int


def spent_rows(grant: Grant, report: Report | None) -> list[SpentRow]:
    lines = load(grant.application.version.content).budget_lines
    budgeted: dict[str, int] = {}
    for item in grant.application.budget.all():
        budgeted[item.line] = budgeted.get(item.line, 0) + item.amount_cents
    spent = {cost.line: cost.amount_cents for cost in report.costs.all()} if report else {}
    return [SpentRow(line.key, line.label, budgeted.get(line.key, 0), spent.get(line.key, 0)) for line in lines]


def paid_so_far(grant: Grant) -> int:
    """What was paid and not recovered, in cents."""
    commitment = grant.commitment
    return commitment.paid_cents - commitment.recovered_cents if commitment else 0
